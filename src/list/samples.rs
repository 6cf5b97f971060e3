//! Small lists as people have them, and what each is. They are written by hand from what exports, spreadsheets and mail programs
//! produce; the sniffer knows none of them.

use super::sniff;
use super::{Column, Layout, LayoutOptions, LineEnd, ListError, RowReader};
use crate::reason::Lang;
use proptest::prelude::*;

/// What is expected of a list: delimiter (`-` for a plain list), header, e-mail column from 1.
type Expected = (char, bool, usize);

fn found(text: &[u8]) -> Result<Layout, ListError> {
    sniff(text, &LayoutOptions::default())
}

fn check(text: &str, expected: Expected) {
    for text in [text.to_string(), text.replace('\n', "\r\n"), format!("\u{feff}{text}")] {
        let layout = found(text.as_bytes()).unwrap_or_else(|error| panic!("{text}\n{error}"));
        let delimiter = layout.delimiter.map_or('-', char::from);
        assert_eq!(
            (delimiter, layout.header, layout.email_column + 1),
            expected,
            "{text}\n{}",
            layout.describe(Lang::En)
        );
        assert_eq!(layout.bom, text.starts_with('\u{feff}'));
        assert_eq!(layout.line_end == LineEnd::CrLf, text.contains('\r'), "{text}");
    }
}

#[test]
fn exports_with_a_header() {
    check("Name,Email\nAnn Lee,ann@acme.io\nBob Ray,bob@acme.io\n", (',', true, 2));
    check("email,first_name,last_name\nann@acme.io,Ann,Lee\n", (',', true, 1));
    check(
        "Vorname;Nachname;E-Mail;Umsatz\nJürgen;Groß;j.gross@web.de;12,50\nUte;Maß;ute@gmx.de;1.200,00\n",
        (';', true, 3),
    );
    check("Nom;Prénom;Courriel\nDupont;Éloïse;eloise@orange.fr\n", (';', true, 3));
    check("姓名,手机号码,邮箱\n张伟,13800138000,zhangwei@163.com\n王芳,13900139000,wangfang@qq.com\n", (',', true, 3));
    check("序号\t客户名称\t电子邮箱\n1\t张三\tzs@126.com\n2\t李四\tls@sina.com\n", ('\t', true, 3));
    check("会社名,担当者,メールアドレス\n山田商店,山田,yamada@docomo.ne.jp\n", (',', true, 3));
    check("Имя;Телефон;Эл. почта\nАнна;+7 900 000-00-00;anna@mail.ru\n", (';', true, 3));
    check("id|email|country\n1|ann@acme.io|US\n2|bob@acme.io|DE\n", ('|', true, 2));
    check("ID\tCorreo electrónico\tCiudad\n1\tana@acme.es\tMadrid\n", ('\t', true, 2));
    check("\"Name\",\"Email\"\n\"Lee, Ann\",\"ann@acme.io\"\n\"Ray, Bob\",\"bob@acme.io\"\n", (',', true, 2));
    check("\"Name\";\"E-Mail\"\n\"Lee; Ann\";\"ann@acme.io\"\n", (';', true, 2));
}

#[test]
fn headers_without_a_known_name_for_e_mail() {
    check("Kontakt,Adresse\nUte,ute@gmx.de\nJan,jan@gmx.de\nPia,pia@gmx.de\n", (',', true, 2));
    check("Customer;Reach\nAnn;ann@acme.io\nBob;bob@acme.io\n", (';', true, 2));
    check("first name,last name,,city\nAnn,Lee,ann@acme.io,Rome\nBob,Ray,bob@acme.io,Bonn\n", (',', true, 3));
    check("Subscribers\nann@acme.io\nbob@acme.io\ncem@acme.io\n", ('-', true, 1));
}

#[test]
fn lists_without_a_header() {
    check("Ann,Lee,ann@acme.io\nBob,Ray,bob@acme.io\n", (',', false, 3));
    check("ann@acme.io;Ann;Rome\nbob@acme.io;Bob;Bonn\n", (';', false, 1));
    check("ann@acme.io,Ann\n", (',', false, 1));
    check("1\tann@acme.io\n2\tbob@acme.io\n", ('\t', false, 2));
    check("1,John <john@acme.io>\n2,Ann <ann@acme.io>\n", (',', false, 2));
    // The first row has no address, but it is a row.
    check("1,Ann,,Rome\n2,Bob,bob@acme.io,Bonn\n3,Cem,cem@acme.io,Rome\n", (',', false, 3));
    check("Ann,ann.acme.io\nBob,bob@acme.io\nCem,cem@acme.io\n", (',', false, 2));
    check("Ann,none\nBob,bob@acme.io\nCem,cem@acme.io\nDee,none\n", (',', false, 2));
    check("Ann,email,\nBob,email,bob@acme.io\nCem,phone,cem@acme.io\nDee,email,dee@acme.io\n", (',', false, 3));
    check("ann@acme.io|Ann|2024-01-02\nbob@acme.io|Bob|2024-01-03\n", ('|', false, 1));
}

#[test]
fn plain_lists() {
    check("ann@acme.io\nbob@acme.io\n", ('-', false, 1));
    check("ann@acme.io", ('-', false, 1));
    check("email\nann@acme.io\nbob@acme.io\n", ('-', true, 1));
    check("E-Mail Address\nann@acme.io\n", ('-', true, 1));
    check("\"Email\"\n\"ann@acme.io\"\n\"bob@acme.io\"\n", ('-', true, 1));
    check("邮箱\nzs@163.com\nls@qq.com\n", ('-', true, 1));
    check("email\n", ('-', true, 1));
    check("\n\nann@acme.io\n\nbob@acme.io\n\n", ('-', false, 1));
    check("# exported on Monday\nann@acme.io\nbob@acme.io\n", ('-', false, 1));
    check("ann@acme.io;\nbob@acme.io;\ncem@acme.io\n", ('-', false, 1));
    check("ann@acme.io,\nbob@acme.io,\ncem@acme.io\n", ('-', false, 1));
    check("ann@gmail,com\nbob@acme.io\ncem@hotmail,com\n", ('-', false, 1));
    check("ann＠acme。io\nbob@acme.io\n", ('-', false, 1));
    check("foo\nbar baz\nann@acme.io\nhello, world\n", ('-', false, 1));
    check("john.acme.io\nann@acme.io\nbob@acme.io\ncem@acme.io\n", ('-', false, 1));
    check("not an address\n12345\n\u{4f60}\u{597d}\n", ('-', false, 1));
}

#[test]
fn plain_lists_with_names_and_several_addresses() {
    check("Ann Lee <ann@acme.io>\nBob Ray <bob@acme.io>\n", ('-', false, 1));
    check("Lee, Ann <ann@acme.io>\nRay, Bob <bob@acme.io>\n", ('-', false, 1));
    check("\"Lee, Ann\" <ann@acme.io>\n\"Ray, Bob\" <bob@acme.io>\nann@acme.io\n", ('-', false, 1));
    check("Lee, Ann <ann@acme.io>,\nRay, Bob <bob@acme.io>,\n", ('-', false, 1));
    check("Ann <ann@acme.io>; Bob <bob@acme.io>; Cem <cem@acme.io>\n", ('-', false, 1));
    check("ann@acme.io;bob@acme.io\ncem@acme.io;dee@acme.io\n", ('-', false, 1));
    check("ann@acme.io, bob@acme.io, cem@acme.io\n", ('-', false, 1));
    check("ann@acme.io\nbob@acme.io;bob2@acme.io\ncem@acme.io\n", ('-', false, 1));
    check("'Ann' <ann@acme.io>\n<bob@acme.io>\nmailto:cem@acme.io\n", ('-', false, 1));
    check("email\nLee, Ann <ann@acme.io>\nRay, Bob <bob@acme.io>\n", ('-', true, 1));
}

#[test]
fn the_right_one_of_several_columns() {
    check(
        "name,email,owner\nAnn,ann@acme.io,sales@us.com\nBob,bob@acme.io,sales@us.com\nCem,,sales@us.com\n",
        (',', true, 2),
    );
    check("name,email,twitter\nAnn,,@ann\nBob,bob@acme.io,@bob\nCem,,@cem\nDee,,@dee\n", (',', true, 2));
    check(
        "note,email\nask ann@acme.io about the new price,\n,bob@acme.io\nwrite to cem@acme.io and wait for it,\n",
        (',', true, 2),
    );
    check("email,email2\n,ann@acme.io\n,bob@acme.io\ncem@acme.io,cem@web.de\n,dee@acme.io\n", (',', true, 1));
    check("email;backup\nann@acme.io;a@web.de\nbob@acme.io;\ncem@acme.io;c@web.de\n", (';', true, 1));
    check("id,email\n1,\n2,\n3,\n4,dee@acme.io\n", (',', true, 2));
    check("id,email\n1,\n2,\n", (',', true, 2));
    check("name,contact\nAnn,ann@@acme.io\nBob,bob@\nCem,cem@acme\n", (',', true, 2));
    check("Mailing City,Email Opt Out,Email\nRome,0,ann@acme.io\nBonn,1,bob@acme.io\n", (',', true, 3));
    check("phone,mail\n+49 30 123456,ute@gmx.de\n030/654321,jan@gmx.de\n", (',', true, 2));
    check("name,address\nAnn,\"1 Main St, Rome\"\nBob,\"2 Low St, Bonn\"\nCem,cem@acme.io\n", (',', true, 2));
}

#[test]
fn ragged_rows_titles_and_quotes() {
    check("email,name,phone\nann@acme.io\nbob@acme.io\ncem@acme.io,Cem,12\n", (',', true, 1));
    check("name,email\nLee, Ann,ann@acme.io\nBob,bob@acme.io\nCem,cem@acme.io\n", (',', true, 2));
    check("Contacts of 2024\n\nName,Email\nAnn,ann@acme.io\n", (',', true, 2));
    check("# exported by us\nName;Email\nAnn;ann@acme.io\n", (';', true, 2));
    check("name,note,email\nAnn,\"likes: tea;\nand \"\"rain\"\"\",ann@acme.io\nBob,,bob@acme.io\n", (',', true, 3));
    check("name,email\nAnn \"The Cat,ann@acme.io\n\"Bob,bob@acme.io\nCem,cem@acme.io\n", (',', true, 2));
    check("name, email\nAnn, ann@acme.io\nBob, bob@acme.io\n", (',', true, 2));
    check("Email;Name;;;\nann@acme.io;Ann;;;\nbob@acme.io;Bob;;;\n", (';', true, 1));
    check("ann@acme.io;;;\nbob@acme.io;;;\n", (';', false, 1));
    check("name,email\nAnn,ann@acme.io\nname,email\nBob,bob@acme.io\n", (',', true, 2));
    check("Name,Email\n", (',', true, 2));
}

#[test]
fn the_line_that_excel_reads_belongs_to_the_header() {
    let text = b"sep=;\r\nName;E-Mail\r\nAnn;ann@acme.io\r\n";
    let layout = found(text).expect("a layout");
    assert_eq!((layout.preamble, layout.columns, layout.email_column), (1, 2, 1));
    let mut reader = RowReader::new(&text[..], &layout);
    assert_eq!(reader.header().expect("rows").expect("a header").raw, b"sep=;\r\nName;E-Mail");
    assert_eq!(&*reader.next_row().expect("rows").expect("a row").content(), b"ann@acme.io");
}

#[test]
fn lists_in_other_encodings() {
    // GB18030: 姓名,邮箱 and 张伟.
    let gbk = b"\xd0\xd5\xc3\xfb,\xd3\xca\xcf\xe4\n\xd5\xc5\xce\xb0,zw@163.com\n\xc0\xee\xcb\xc4,ls@qq.com\n";
    let layout = found(gbk).expect("a layout");
    assert_eq!((layout.delimiter, layout.header, layout.email_column), (Some(b','), true, 1));
    assert!(layout.describe(Lang::En).ends_with("GB18030"), "{}", layout.describe(Lang::En));
    let latin1 = b"J\xfcrgen;j@web.de\nUte;ute@gmx.de\n";
    let layout = found(latin1).expect("a layout");
    assert_eq!((layout.delimiter, layout.header, layout.email_column), (Some(b';'), false, 1));
    let mac = found(b"email,name\rann@acme.io,Ann\rbob@acme.io,Bob\r").expect("a layout");
    assert_eq!((mac.line_end, mac.header, mac.columns), (LineEnd::Cr, true, 2));
}

fn refused(text: &[u8], wish: &LayoutOptions) -> String {
    sniff(text, wish).expect_err("refused").to_string()
}

#[test]
fn what_is_no_list_is_refused_with_advice() {
    for text in [&b""[..], b"\xef\xbb\xbf", b"\n\r\n  \n"] {
        assert!(matches!(found(text), Err(ListError::Empty)));
    }
    assert_eq!(
        refused(b"id,name\n1,Ann\n2,Bob\n3,Cem\n", &LayoutOptions::default()),
        "No column looks like e-mail addresses. The list has 2 columns: 1 \"id\", 2 \"name\"."
    );
    let noise: Vec<u8> = (0_u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    assert!(matches!(found(&noise), Err(ListError::Binary { .. })));
    assert!(found(b"ann@acme.io\0\0\0\0\nbob@acme.io\0\0\0\0\n").is_ok());
}

#[test]
fn text_that_is_not_in_rows_is_refused_with_advice() {
    for (text, kind) in [
        ("{\"email\":\"ann@acme.io\"}\n{\"email\":\"bob@acme.io\"}\n", "JSON"),
        ("<html><body><table><tr><td>ann@acme.io</td></tr>", "a web page"),
        ("BEGIN:VCARD\nEMAIL:ann@acme.io\nEND:VCARD\n", "a file of address cards"),
    ] {
        let message = refused(text.as_bytes(), &LayoutOptions::default());
        assert!(message.starts_with(&format!("This is {kind}")), "{message}");
    }
    assert!(found(b"<ann@acme.io>\n").is_ok());
}

#[test]
fn rows_with_one_more_delimiter_than_the_header_are_not_ragged() {
    let layout = found(b"Name;Email\nAnn;ann@acme.io;\nBob;bob@acme.io;\nCem;cem@acme.io;\n").expect("a layout");
    assert_eq!((layout.columns, layout.email_column), (3, 1));
    let layout = found(b"Name;Email;City\nAnn;ann@acme.io\nBob;bob@acme.io\nCem;cem@acme.io\n").expect("a layout");
    assert_eq!(layout.columns, 3);
}

#[test]
fn a_sample_of_nothing_but_delimiters_is_looked_at_in_passing() {
    // Each would take minutes if the columns of a row were compared with each other.
    let row: String = (0..60_000).map(|number| format!("n{number},")).collect();
    assert!(found(row.as_bytes()).is_ok_and(|layout| layout.delimiter.is_none()));
    let many = format!("{row}\n{}", "a,b\n".repeat(1_000));
    assert!(matches!(found(many.as_bytes()), Err(ListError::NoEmailColumn { .. })));
    assert!(found("email,".repeat(100_000).as_bytes()).is_ok());
    assert!(found(",".repeat(1 << 20).as_bytes()).is_ok());
}

#[test]
fn wishes_win_over_what_was_sniffed() {
    let text = b"Name,Email,Work Mail\nAnn,ann@acme.io,a@w.io\nBob,bob@acme.io,b@w.io\n";
    let column = |column| LayoutOptions { column: Some(column), ..LayoutOptions::default() };
    for wish in [column(Column::Number(3)), column(Column::Name(" work mail".into()))] {
        let layout = sniff(text, &wish).expect("a layout");
        assert_eq!((layout.email_column, layout.email_column_name.as_deref()), (2, Some("Work Mail")));
    }
    assert_eq!(
        refused(text, &column(Column::Name("Mail\u{7}".into()))),
        "The list has no column \"Mail\\u{7}\". It has 3 columns: 1 \"Name\", 2 \"Email\", 3 \"Work Mail\"."
    );
    assert!(refused(text, &column(Column::Number(0))).starts_with("The list has no column 0."));
    assert!(refused(text, &column(Column::Number(4))).starts_with("The list has no column 4."));
    let wish = LayoutOptions { header: Some(false), ..LayoutOptions::default() };
    assert!(!sniff(text, &wish).expect("a layout").header);
    let wish = LayoutOptions { header: Some(true), ..LayoutOptions::default() };
    assert!(sniff(b"ann@acme.io\nbob@acme.io\n", &wish).expect("a layout").header);
    let wish = LayoutOptions { delimiter: Some(crate::list::Delimiter::Byte(b':')), ..LayoutOptions::default() };
    let layout = sniff(b"ann@acme.io:secret\nbob@acme.io:word\n", &wish).expect("a layout");
    assert_eq!((layout.delimiter, layout.email_column), (Some(b':'), 0));
    let wish = LayoutOptions { delimiter: Some(crate::list::Delimiter::Byte(b'\n')), ..LayoutOptions::default() };
    assert!(matches!(sniff(text, &wish), Err(ListError::Delimiter)));
    // A wish for the second column says that this is no plain list.
    let layout = sniff(b"Lee, Ann <ann@acme.io>\nRay, Bob <bob@acme.io>\n", &column(Column::Number(2)));
    assert_eq!(layout.expect("a layout").delimiter, Some(b','));
    // A name that no one else would take for a header.
    let layout = sniff(b"x1,x2\nann@acme.io,7\n", &column(Column::Name("X1".into()))).expect("a layout");
    assert!(layout.header);
}

/// One way to write a list: what the sniffer has to find out.
#[derive(Clone, Debug)]
struct Made {
    delimiter: char,
    header: bool,
    email: usize,
    columns: Vec<usize>,
    quoted: bool,
    crlf: bool,
    rows: usize,
    /// Every so many rows the address is missing or broken; 0 for never.
    broken: usize,
    /// The first of these rows, 0 or 1.
    first: usize,
    /// The name of the e-mail column.
    name: &'static str,
}

/// Kinds of columns beside that of the addresses: name, then some values.
const KINDS: [(&str, [&str; 4]); 7] = [
    ("Name", ["Ann Lee", "Bob \"The Cat\" Ray", "O'Neil, Cem", "José Núñez"]),
    ("Telefon", ["+49 30 1234", "(020) 555-0101", "", "13800138000"]),
    ("公司", ["北京科技有限公司", "Acme, Inc.", "Müller & Söhne; Bonn", ""]),
    ("Signed up", ["2024-01-02", "3/4/2024 10:11", "2023-12-31", ""]),
    ("Notes", ["likes tea, and rain", "wrote to us @ the fair in May", "see https://acme.io/a?b=c;d", "two\nlines"]),
    ("Amount", ["12,50", "1.200,00", "7", "0"]),
    ("City", ["Rome", "Bonn", "New York", "São Paulo"]),
];

impl Made {
    fn text(&self) -> String {
        let mut rows = Vec::new();
        if self.header {
            rows.push(self.row(self.name, |kind| KINDS[kind].0));
        }
        for number in 0..self.rows {
            let missing = self.broken > 0 && number % self.broken == self.first;
            let address = format!("user{number}@host{}.example", number % 7);
            let address = if missing { ["", "unknown", "user@"][number % 3] } else { &address };
            rows.push(self.row(address, |kind| KINDS[kind].1[(number * 5 + kind + number / 3) % 4]));
        }
        let end = if self.crlf { "\r\n" } else { "\n" };
        rows.join(end) + end
    }

    fn row<'a>(&self, email: &'a str, other: impl Fn(usize) -> &'a str) -> String {
        let mut cells: Vec<&str> = self.columns.iter().map(|&kind| other(kind)).collect();
        cells.insert(self.email, email);
        let special = |text: &str| text.contains([self.delimiter, '"', '\n', '\r']);
        let written = |text: &&str| match self.quoted || special(text) {
            true => format!("\"{}\"", text.replace('"', "\"\"")),
            false => text.to_string(),
        };
        cells.iter().map(written).collect::<Vec<_>>().join(&self.delimiter.to_string())
    }
}

fn made() -> impl Strategy<Value = Made> {
    let delimiter = proptest::sample::select(vec![',', ';', '\t', '|']);
    let columns = proptest::sample::subsequence((0..KINDS.len()).collect::<Vec<_>>(), 1..KINDS.len()).prop_shuffle();
    let names = ["E-Mail", "邮箱", "Reach", "Kontaktadresse", "correo", "Login (work)"];
    let style = (any::<bool>(), any::<bool>(), proptest::sample::select(names.to_vec()));
    (delimiter, any::<bool>(), 0_usize..8, columns, style, 1_usize..40, 0_usize..5, 0_usize..2).prop_map(
        |(delimiter, header, email, columns, (quoted, crlf, name), rows, broken, first)| Made {
            delimiter,
            header,
            email: email.min(columns.len()),
            columns,
            quoted,
            crlf,
            // One row without a header, and with empty cells beside the address, could be a plain list.
            rows: if header { rows } else { rows + 1 },
            // Where half of two rows are broken, nobody could tell.
            broken: if broken > 1 && rows >= 6 { broken } else { 0 },
            first: if rows < 6 { 1 } else { first },
            name,
        },
    )
}

proptest! {
    #[test]
    fn lists_are_found_to_be_as_they_were_made(made in made()) {
        let layout = found(made.text().as_bytes());
        let layout = layout.map_err(|error| TestCaseError::fail(format!("{}\n{error}", made.text())))?;
        let seen = (layout.delimiter.map(char::from), layout.header, layout.email_column, layout.columns);
        let expected = (Some(made.delimiter), made.header, made.email, made.columns.len() + 1);
        prop_assert_eq!(seen, expected, "{}", made.text());
    }

    /// Sniffing never panics, and what it finds can be read.
    #[test]
    fn any_bytes_are_sniffed_without_a_panic(bytes in super::csv::reader::tests::bytes(), named: bool, number in 0_usize..4) {
        let name = if named { Some(Column::Name("a".into())) } else { None };
        let column = name.or((number > 0).then_some(Column::Number(number)));
        if let Ok(layout) = sniff(&bytes, &LayoutOptions { column, ..LayoutOptions::default() }) {
            let mut reader = RowReader::new(&bytes[..], &layout);
            let mut octets = 3 * usize::from(layout.bom);
            octets += reader.header().expect("rows").map_or(0, |row| row.raw.len() + row.line_end.len());
            while let Some(row) = reader.next_row().expect("rows") {
                octets += row.raw.len() + row.line_end.len();
            }
            prop_assert_eq!(octets, bytes.len());
        }
    }

    /// An address in the first row is never taken for a header, whatever stands beside and below it.
    #[test]
    fn a_first_row_with_an_address_is_never_a_header(
        delimiter in proptest::sample::select(vec![",", ";", "\t", "|"]),
        words in proptest::collection::vec("[a-z]{1,8}|email|name|", 0..4),
        at in 0_usize..4,
        below in "[a-z@.,;\n]{0,80}",
    ) {
        let mut cells: Vec<&str> = words.iter().map(String::as_str).collect();
        cells.insert(at.min(words.len()), "ann@acme.io");
        let text = format!("{}\n{below}", cells.join(delimiter));
        if let Ok(layout) = found(text.as_bytes()) {
            prop_assert!(!layout.header, "{} {}", text, layout.describe(Lang::En));
        }
    }
}
