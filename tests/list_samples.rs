//! Lists as people have them, and what must be seen in each: delimiter, header, e-mail column.

use presend::list::sniff;
use presend::list::{Layout, LayoutOptions, ListError};

fn layout(list: &str) -> Layout {
    sniff(list.as_bytes(), &LayoutOptions::default()).unwrap_or_else(|error| panic!("{list:?}: {error}"))
}

/// `column` counts from 1, as people do.
fn check(list: &str, delimiter: impl Into<Option<char>>, header: bool, column: usize) {
    let found = layout(list);
    let seen = (found.delimiter.map(char::from), found.header, found.email_column + 1);
    assert_eq!(seen, (delimiter.into(), header, column), "{list:?}");
}

#[test]
fn exports_with_a_header_are_read() {
    check("email\nann@example.org\nbob@example.org\n", None, true, 1);
    check("Email,Name\nann@example.org,Ann\nbob@example.org,Bob\n", ',', true, 1);
    check("Name,Email\nAnn,ann@example.org\nBob,bob@example.org\n", ',', true, 2);
    check("\"First Name\",\"Last Name\",\"E-mail\"\n\"Ann\",\"Lee\",\"ann@example.org\"\n", ',', true, 3);
    check("Name;E-Mail;Umsatz\nMüller;mueller@example.de;1.234,50\nMaier;maier@example.de;99,00\n", ';', true, 2);
    check("Umsatz;E-Mail\n1,5;mueller@example.de\n2,5;maier@example.de\n", ';', true, 2);
    check("姓名,电话,邮箱\n张伟,13800000000,zw@example.cn\n李娜,13900000000,ln@example.cn\n", ',', true, 3);
    check("序号\t姓名\t电子邮箱\n1\t张伟\tzw@example.cn\n2\t李娜\tln@example.cn\n", '\t', true, 3);
    check("Nom;Prénom;Courriel\nDupont;Jean;jean@example.fr\n", ';', true, 3);
    check("Nombre,Correo electrónico\nAna,ana@example.es\nLuis,luis@example.es\n", ',', true, 2);
    check("id|mail|city\n1|ann@example.org|Rome\n2|bob@example.org|Bonn\n", '|', true, 2);
    check("氏名,メールアドレス\n山田,yamada@example.jp\n", ',', true, 2);
    check("Имя;Эл. почта\nИван;ivan@example.ru\nОльга;olga@example.ru\n", ';', true, 2);
    check("이름,이메일\n김,kim@example.kr\n이,lee@example.kr\n", ',', true, 2);
    check("Ad;E-posta\nAyşe;ayse@example.tr\n", ';', true, 2);
    check("Kontakt;Adresse\nAnn;ann@example.org\nBob;bob@example.org\nCem;cem@example.org\n", ';', true, 2);
    check("\u{feff}\"Email\",\"Status\"\r\n\"ann@example.org\",\"subscribed\"\r\n", ',', true, 1);
    check("email,optin_time\nann@example.org,2024-01-02 10:11:12\nbob@example.org,2024-01-03 10:11:12\n", ',', true, 1);
    check(
        "Name,Address,Email\nAnn,\"12 High St\nSpringfield, IL\",ann@example.org\nBob,\"1 Low St\",bob@example.org\n",
        ',',
        true,
        3,
    );
}

#[test]
fn lists_without_a_header_keep_their_first_row() {
    check("ann@example.org\n", None, false, 1);
    check("ann@example.org", None, false, 1);
    check("ann@example.org,Ann\n", ',', false, 1);
    check("Ann,ann@example.org", ',', false, 2);
    check("Ann;Lee;ann@example.org\nBob;Ray;bob@example.org\n", ';', false, 3);
    check("1\tAnn\tann@example.org\n2\tBob\tbob@example.org\n", '\t', false, 3);
    check("ann@example.org|A\nbob@example.org|B\n", '|', false, 1);
    check("张伟,zw@example.cn\n李娜,ln@example.cn\n", ',', false, 2);
    check("Ann,555-1234,ann@example.org\nBob,555-1235,bob@example.org\n", ',', false, 3);
    check("broken@,Ann\nbob@example.org,Bob\ncem@example.org,Cem\n", ',', false, 1);
    check("Ann,email\nBob,phone\nCem,email\nann@example.org,email\nbob@example.org,phone\n", ',', false, 1);
}

#[test]
fn one_column_lists_are_plain_whatever_their_lines_hold() {
    check("Lee, Ann <ann@example.org>\nRay, Bob <bob@example.org>\n", None, false, 1);
    check("\"Lee, Ann\" <ann@example.org>\n\"Ray; Bob\" <bob@example.org>\n", None, false, 1);
    check("Ann Lee <ann@example.org>\nBob <bob@example.org>\n", None, false, 1);
    check("Ann <ann@example.org>; Bob <bob@example.org>\n", None, false, 1);
    check("ann@example.org;\nbob@example.org;\ncem@example.org;\n", None, false, 1);
    check("ann@example.org,\nbob@example.org,\ncem@example.org,\n", None, false, 1);
    check("ann@example.org, bob@example.org\ncem@example.org, dee@example.org\n", None, false, 1);
    check("# friends\n# of the club\nann@example.org\nbob@example.org\n", None, false, 1);
    check("\n\nann@example.org\n\nbob@example.org\n\n", None, false, 1);
    check("hello\nthere\nno\nann@example.org\n", None, false, 1);
    check("ann@\n@example.org\nbob example.org\ncem@@example.org\n", None, false, 1);
    check("ann@gmail,com\nbob@yahoo,com\n", None, false, 1);
    check("ann(at)example.org\nbob(at)example.org\n", None, false, 1);
    check("ann＠example.org\nbob＠example.org\n", None, false, 1);
    check("E-Mail:\nann@example.org\n", None, true, 1);
    check("邮箱\nzw@example.cn\n", None, true, 1);
    check("mailto:ann@example.org\nmailto:bob@example.org\n", None, false, 1);
    check("  ann@example.org\nbob@example.org  \n", None, false, 1);
    check("\"ann@example.org\"\n\"bob@example.org\"\n", None, false, 1);
    check("junk\nmore junk\nstill nothing\n", None, false, 1);
}

#[test]
fn the_best_named_column_with_addresses_is_the_e_mail_column() {
    check(
        "Name,Email,Email 2\nAnn,ann@example.org,\nBob,bob@example.org,bob@example.net\nCem,cem@example.org,\n",
        ',',
        true,
        2,
    );
    check("Email,Work Email\n,ann@example.org\n,bob@example.org\ncem@example.org,cem@example.net\n", ',', true, 1);
    check("Owner,Email\nsales@example.com,ann@example.org\nsales@example.com,bob@example.org\n", ',', true, 2);
    check("Email,Note\nann@example.org,ask ann@example.org about the new price\nbob@example.org,\n", ',', true, 1);
    check("Name,Email\nAnn,\nBob,\nCem,cem@example.org\nDee,\n", ',', true, 2);
    check("Ann,\nBob,\nCem,cem@example.org\nDee,\nEve,eve@example.org\n", ',', false, 2);
    check("Name,Twitter,Email\nAnn,@ann,ann@example.org\nBob,@bob,bob@example.org\n", ',', true, 3);
    check("Name,Email\nAnn,ann@\nBob,bob@@example.org\nCem,cem at home@\n", ',', true, 2);
}

#[test]
fn what_stands_around_the_rows_does_not_mislead() {
    check("sep=;\nName;Email\nAnn;ann@example.org\nBob;bob@example.org\n", ';', true, 2);
    check("Contacts of May\n\nName,Email\nAnn,ann@example.org\nBob,bob@example.org\n", ',', true, 2);
    check("Name\tEmail\t\nAnn\tann@example.org\t\nBob\tbob@example.org\t\n", '\t', true, 2);
    check("Name,Email\nAnn,ann@example.org,\nBob,bob@example.org,\n", ',', true, 2);
    check("Name,Email\nAnn,ann@example.org,late,extra\nBob,bob@example.org\nCem,cem@example.org\n", ',', true, 2);
    check("Name;Email\n", ';', true, 2);
    check("Name,Email,City", ',', true, 2);
    check("email\n", None, true, 1);
    check("# made by hand\nName,Email\nAnn,ann@example.org\nBob,bob@example.org\n", ',', true, 2);
    check("email\rann@example.org\rbob@example.org\r", None, true, 1);
    let names: Vec<String> = (0..299).map(|at| format!("Field {at}")).collect();
    let row = ["x"; 299].join(",");
    check(&format!("{},Email\n{row},ann@example.org\n{row},bob@example.org\n", names.join(",")), ',', true, 300);
}

#[test]
fn an_extra_delimiter_at_the_end_of_every_row_does_not_make_every_row_ragged() {
    assert_eq!(layout("Name,Email\nAnn,ann@example.org,\nBob,bob@example.org,\nCem,cem@example.org,\n").columns, 3);
    assert_eq!(layout("Name,Email\nAnn,ann@example.org,,\nBob,bob@example.org\nCem,cem@example.org\n").columns, 2);
}

#[test]
fn a_table_without_addresses_is_refused_with_its_columns() {
    let error = sniff(b"Name,City\nAnn,Rome\nBob,Bonn\n", &LayoutOptions::default()).expect_err("no e-mail column");
    assert!(matches!(error, ListError::NoEmailColumn { .. }));
    assert!(error.to_string().contains("1 \"Name\", 2 \"City\""), "{error}");
}

#[test]
fn rare_delimiters_are_believed_when_they_explain_every_row() {
    check("id^email^city\n1^ann@example.org^Rome\n2^bob@example.org^Bonn\n", '^', true, 2);
    check("7\u{1}ann@example.org\u{1}Rome, IT\n8\u{1}bob@example.org\u{1}\\N\n", '\u{1}', false, 2);
    check("ann@example.org:Ann\nbob@example.org:Bob\ncem@example.org:Cem\n", ':', false, 1);
    check("Name~Email\nAnn~ann@example.org\nBob~bob@example.org\n", '~', true, 2);
    check("ann@example.org Ann\nbob@example.org Bob\ncem@example.org Cem\n", ' ', false, 1);
    check("Ann Lee ann@example.org\nBob bob@example.org\n", None, false, 1);
    check("mailto:ann@example.org\nmailto:bob@example.org\n", None, false, 1);
    check("time,email\n10:15,ann@example.org\n10:16,bob@example.org\n", ',', true, 2);
}

#[test]
fn a_header_of_thousands_of_columns_is_seen() {
    let names: Vec<String> = (0..3_000).map(|at| format!("Field {at}")).collect();
    let row = ["x"; 3_000].join(",");
    check(&format!("{},Email\n{row},ann@example.org\n{row},bob@example.org\n", names.join(",")), ',', true, 3_001);
}

#[test]
fn the_choice_between_several_e_mail_columns_is_said() {
    let told = layout("Email,Name,Work Email\n,Ann,ann@example.org\nbob@example.org,Bob,bob@example.net\n")
        .describe(presend::reason::Lang::En);
    assert_eq!(told, "comma-separated, header, e-mail column \"Email\" (1 of 3) and \"Work Email\", UTF-8");
    let told = layout("From,To\nshop@example.org,ann@example.org\nshop@example.org,bob@example.net\n")
        .describe(presend::reason::Lang::En);
    assert_eq!(
        told,
        "comma-separated, header, e-mail column \"To\" (2 of 2), not \"From\" (--column takes others), UTF-8"
    );
}

#[test]
fn columns_of_an_earlier_run_are_known() {
    let added = "presend_verdict,presend_codes,presend_suggestion";
    assert!(layout(&format!("email,city,{added}\nann@example.org,Rome,ok,,\n")).earlier_columns);
    assert!(
        layout(&format!("email,{added}\nann@example.org,ok,,\nbob@example.org,unknown,dns.timeout,\n")).earlier_columns
    );
    assert!(layout("ann@example.org,ok,,\nbob@example.org,unknown,dns.timeout,\n").earlier_columns);
    assert!(!layout("email,presend_verdict,city\nann@example.org,ok,Rome\n").earlier_columns);
    assert!(!layout("ann@example.org,ok,,\nbob@example.org,Bob,b,\n").earlier_columns);
}
