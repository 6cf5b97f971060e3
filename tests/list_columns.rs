//! Which columns of real exports are e-mail columns, and which are left alone.
//!
//! The tables have the shapes of what programs export, with made-up people. Expected is what describes the choice: `-` for a plain
//! list, then the judged columns by number, the e-mail column first, and after a bar those that are left alone.

use crate::support::command::Desk;
use presend::list::sniff;
use presend::list::{LayoutOptions, NamedColumn};

fn chosen(text: &str) -> String {
    let layout = match sniff(text.as_bytes(), &LayoutOptions::default()) {
        Ok(layout) => layout,
        Err(error) => return error.to_string(),
    };
    let numbers = |columns: &[NamedColumn]| columns.iter().map(|c| (c.place + 1).to_string()).collect::<Vec<_>>();
    if layout.delimiter.is_none() {
        return "-".to_owned();
    }
    let mut judged = vec![(layout.email_column + 1).to_string()];
    judged.extend(numbers(&layout.more_columns));
    let left_alone = numbers(&layout.left_alone);
    let bar = if left_alone.is_empty() { "" } else { " | " };
    format!("{}{bar}{}", judged.join(" "), left_alone.join(" "))
}

#[track_caller]
fn check(tables: &[(&str, &str)]) {
    let wrong: Vec<String> = tables
        .iter()
        .filter(|(text, expected)| chosen(text) != *expected)
        .map(|(text, expected)| format!("{text}\n expected {expected}, found {}", chosen(text)))
        .collect();
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), tables.len(), wrong.join("\n"));
}

#[test]
fn exports_of_programs_have_their_columns_found() {
    check(&[
        // HubSpot
        (
            "Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status\n101,Ann,Lee,ann@acme.io,,Sam Sales (sam@us.com),New\n102,Bob,Ray,bob@acme.io,,Sam Sales (sam@us.com),Open\n",
            "4 | 6",
        ),
        (
            "Email,First name,HubSpot owner email,Additional email addresses\nann@acme.io,Ann,sam@us.com,ann@gmail.com;lee@web.de\nbob@acme.io,Bob,sam@us.com,\n",
            "1 4 | 3",
        ),
        // Salesforce
        (
            "\"Account Name\",\"Contact Owner\",\"Email\",\"Created By\"\n\"Acme\",\"sam@us.com\",\"ann@acme.io\",\"root@us.com\"\n\"Bolt\",\"kim@us.com\",\"bob@bolt.io\",\"root@us.com\"\n",
            "3 | 2 4",
        ),
        (
            "Id,Name,Email,OtherEmail__c,OwnerId\n003A,Ann,ann@acme.io,ann@web.de,0051\n003B,Bob,,bob@web.de,0052\n",
            "3 4",
        ),
        // Mailchimp
        (
            "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,LEID,TAGS\nann@acme.io,Ann,Lee,2,2023-01-02 10:00:00,1.2.3.4,77,\"vip\"\nbob@acme,Bob,Ray,2,,,78,\n",
            "1",
        ),
        // Outlook
        (
            "First Name,Last Name,E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,E-mail 2 Type\nAnn,Lee,ann@acme.io,SMTP,Ann Lee (ann@acme.io),ann@web.de,SMTP\nBob,Ray,bob@acme.io,SMTP,Bob Ray (bob@acme.io),,\n",
            "3 5 6",
        ),
        (
            "Subject,Body,From: (Name),From: (Address),To: (Name),To: (Address)\nHi,text,Shop,shop@us.com,Ann,ann@acme.io\nHi,text,Shop,shop@us.com,Bob,bob@acme.io\n",
            "6 | 4",
        ),
        (
            "Vorname;Nachname;Firma;E-Mail-Adresse;E-Mail 2: Adresse\nUte;Maß;Bau AG;ute@gmx.de;u.mass@bau.de\nJan;Groß;;jan@web.de;\n",
            "4 5",
        ),
        // Google Contacts
        (
            "Name,Given Name,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value\nAnn Lee,Ann,* Home,ann@acme.io,Work,lee@web.de\nBob Ray,Bob,*,bob@acme.io,,\n",
            "4 6",
        ),
        // Shopify
        (
            "First Name,Last Name,Email,Accepts Email Marketing,Company,Total Spent\nAnn,Lee,ann@acme.io,yes,,12.00\nBob,Ray,bob@acme.io,no,,0.00\n",
            "3",
        ),
        (
            "Name,Email,Financial Status,Billing Name,Shipping Name,Notes\n#1001,ann@acme.io,paid,Ann,Ann,\n#1002,bob@acme.io,paid,Bob,Bob,send to cem@x.io please as a gift\n",
            "2",
        ),
        // WooCommerce
        (
            "order_id,billing_first_name,billing_email,shipping_email,customer_note\n7,Ann,ann@acme.io,,\n8,Bob,bob@acme.io,gift@web.de,\n",
            "3 4",
        ),
        ("user_login,user_email,display_name,role\nann,ann@acme.io,Ann,customer\nbob,bob@acme.io,Bob,customer\n", "2"),
        ("user_login;user_email;role\nann@acme.io;ann@acme.io;customer\nbob@acme.io;bob@gmial.com;customer\n", "2 | 1"),
        // Microsoft 365
        (
            "DisplayName,UPN,Mail\nAnn,ann@firm.onmicrosoft.com,ann@firm.com\nBob,bob@firm.onmicrosoft.com,bob@firm.com\n",
            "3 | 2",
        ),
        (
            "User principal name,Display name,Alternate email addresses\nann@firm.com,Ann,ann@web.de\nbob@firm.com,Bob,\n",
            "3 | 1",
        ),
        ("Display name,User principal name\nAnn,ann@firm.com\nBob,bob@firm.com\n", "2"),
        // LinkedIn, Eventbrite, Stripe, Zendesk, Pipedrive, Calendly, Typeform
        (
            "First Name,Last Name,URL,Email Address,Company\nAnn,Lee,https://www.linkedin.com/in/ann,ann@acme.io,Acme\nBob,Ray,https://www.linkedin.com/in/bob,,Bolt\n",
            "4",
        ),
        (
            "Order #,Buyer Email,Attendee Email,Ticket Type\n1,ann@acme.io,ann@acme.io,Adult\n1,ann@acme.io,kid@acme.io,Child\n2,bob@acme.io,bob@acme.io,Adult\n",
            "2 3",
        ),
        (
            "id,Description,Email,Created (UTC),Card Last4\ncus_1,,ann@acme.io,2024-01-02 03:04,4242\ncus_2,,bob@acme.io,2024-01-02 03:05,1881\n",
            "3",
        ),
        (
            "Ticket,Requester,Requester email,Assignee,Assignee email\n1,Ann,ann@acme.io,Sam,sam@us.com\n2,Bob,bob@acme.io,Kim,kim@us.com\n",
            "3 | 5",
        ),
        (
            "Person - Name,Person - Email - Work,Person - Email - Home,Person - Owner\nAnn,ann@acme.io,ann@web.de,Sam\nBob,,bob@web.de,Kim\n",
            "2 3",
        ),
        (
            "Invitee Name,Invitee Email,Event Type,User Email\nAnn,ann@acme.io,Call,sam@us.com\nBob,bob@acme.io,Call,sam@us.com\nCem,cem@acme.io,Call,sam@us.com\n",
            "2 | 4",
        ),
        (
            "#,What is your email?,How old are you?,Submit Date (UTC)\na1,ann@acme.io,33,2024-01-02\na2,bob@acme.io,41,2024-01-03\n",
            "2",
        ),
    ]);
}

#[test]
fn exports_in_many_languages_have_their_columns_found() {
    check(&[
        ("Absender;Empfänger\nshop@us.de;ute@gmx.de\nshop@us.de;jan@web.de\n", "2 | 1"),
        ("Kunde;E-Mail;Betreuer\nBau AG;info@bau.de;sam@us.de\nDach KG;dach@web.de;kim@us.de\n", "2 | 3"),
        ("Kd-Nr;E-Mail privat;E-Mail geschäftlich\n1;ute@gmx.de;\n2;;jan@bau.de\n", "2 3"),
        ("Nr;Name;Mailadresse Rechnung;Mailadresse Versand\n1;Ute;ute@gmx.de;u@gmx.de\n2;Jan;jan@web.de;\n", "3 4"),
        ("Expéditeur,Destinataire,Objet\nshop@us.fr,luc@orange.fr,Salut\nshop@us.fr,eva@free.fr,Salut\n", "2 | 1"),
        ("Nom;Courriel;Courriel du conseiller\nLuc;luc@orange.fr;sam@us.fr\nEva;eva@free;sam@us.fr\n", "2 | 3"),
        (
            "Nombre,Correo,Correo alternativo,Vendedor\nAna,ana@acme.es,ana@gmail.com,sam@us.es\nLuz,luz@acme,,kim@us.es\n",
            "2 3 | 4",
        ),
        ("De;Para\nshop@us.es;ana@acme.es\nshop@us.es;luz@acme.es\n", "2 | 1"),
        ("发件人,收件人\nshop@us.cn,zw@163.com\nshop@us.cn,ln@qq.com\n", "2 | 1"),
        ("公司,邮箱,备用邮箱,业务员邮箱\n北京,zw@163.com,zw@qq.com,sam@us.cn\n上海,ln@qq,,kim@us.cn\n", "2 3 | 4"),
        ("姓名\t电子邮件\t客户经理\n张伟\tzw@163.com\tsam@us.cn\n李娜\tln@qq.com\tkim@us.cn\n", "2 | 3"),
        ("差出人,宛先\nshop@us.jp,yamada@docomo.ne.jp\nshop@us.jp,sato@example.co.jp\n", "2 | 1"),
        ("氏名,メールアドレス,携帯メール\n山田,yamada@example.co.jp,y@docomo.ne.jp\n佐藤,,s@ezweb.ne.jp\n", "2 3"),
        ("Имя;Почта;Ответственный менеджер\nАнна;anna@mail.ru;sam@us.ru\nИван;ivan@yandex;kim@us.ru\n", "2 | 3"),
        ("Mittente;Destinatario\nshop@us.it;ugo@libero.it\nshop@us.it;pia@tin.it\n", "2 | 1"),
    ]);
}

#[test]
fn tables_of_addresses_are_never_torn_apart() {
    check(&[
        ("from,to\na1@x.com,b1@gmail.com\na2@x.com,b2@gmail.com\n", "2 | 1"),
        ("from,to\na1@x.com,b1@gmail.com\n", "2 | 1"),
        ("owner,email\nsam@us.com,ann@acme.io\nsam@us.com,bob@acme.io\n", "2 | 1"),
        ("old,new\nann@old.io,ann@new.io\nbob@old.io,bob@new.io\n", "1 2"),
        ("alias,target\ninfo@acme.io,ann@acme.io\nsales@acme.io,bob@acme.io\n", "1 2"),
        ("to,cc,bcc\nann@acme.io,bob@acme.io,cem@acme.io\ndee@acme.io,eve@acme.io,fay@acme.io\n", "1 2 3"),
        ("sales_rep;customer\nsam@us.com;ann@acme.io\nkim@us.com;bob@acme.io\n", "2 | 1"),
        ("sender\trecipient\nshop@us.com\tann@acme.io\nshop@us.com\tbob@acme.io\n", "2 | 1"),
        ("email,recovery_email\nann@acme,ann@web.de\nbob.acme.io,bob@web.de\n", "1 2"),
        (
            "email,backup_email,manager_email\nann@@acme.io,ann@web.de,kim@acme.io\nbob@acme,bob@web.de,kim@acme.io\n",
            "1 2 | 3",
        ),
        ("ann@acme.io,ann@web.de\nbob@acme.io,bob@web.de\ncem@acme.io,cem@web.de\n", "1 2"),
        ("sam@us.com,ann@acme.io\nsam@us.com,bob@acme.io\nsam@us.com,cem@acme.io\n", "2 | 1"),
        (
            "\"from\",\"to\"\n\"Shop <shop@us.com>\",\"Ann Lee <ann@acme.io>\"\n\"Shop <shop@us.com>\",\"Bob <bob@acme>\"\n",
            "2 | 1",
        ),
        ("email1,email2\nann@acme.io,ann@gmial.com\nbob@acme.io,\n", "1 2"),
    ]);
}

#[test]
fn pasted_lines_are_no_tables() {
    check(&[
        ("Ann <a@gmail.com>, \"Roe, Bob\" <b@gmial.com>; c@gmx.de\n", "-"),
        ("To: Ann Lee <a@gmail.com>, Bob <b@gmial.com>\n", "-"),
        ("To: a@gmail.com, b@gmial.com; c@gmx.de\n", "-"),
        ("a@gmail.com, bad@x\n", "-"),
        ("a@gmail.com; b.gmail.com; c@gmx.de\n", "-"),
        ("a@gmail.com,b@gmail.com,c@gmail,d@gmail.com,e@@gmail.com,f@gmail.com\n", "-"),
        ("Lee, Ann <a@gmail.com>; Roe, Bob <b@gmail>\n", "-"),
        ("'Ann' <a@gmail.com>; 'Bob' <b@gmail.com>;\n'Cem' <c@gmail.com>; 'Dee' <d@gmail.com>\n", "-"),
        ("a@gmail.com, b@gmail.com\nc@gmail.com\nd@gmail.com, e@gmail, f@gmail.com\n", "-"),
    ]);
}

#[test]
fn the_choice_among_columns_asks_for_names_and_places_before_faults() {
    check(&[
        ("id,email,email_normalized\n1,ann@acme,ann@acme.io\n2,bob@acme.io,bob@acme.io\n", "2 3"),
        ("work_email,email\nann@acme.io,ann@web\nbob@acme.io,bob@web.de\n", "2 1"),
        ("name,primary email,secondary email\nAnn,ann@acme,ann@web.de\nBob,,bob@web.de\n", "2 3"),
        ("name,email,email_verified\nAnn,ann@acme.io,true\nBob,bob@acme,false\n", "2"),
        ("email,email_status,email_hash\nann@acme.io,bounced,a1b2\nbob@acme.io,ok,c3d4\n", "1"),
        ("name,e-mail,website\nAnn,ann@acme.io,www.acme.io\nBob,bob@bolt,bolt.io\n", "2"),
        ("name,website,contact\nAnn,acme.io,ann@acme.io\nBob,bolt.io,bob@bolt\n", "3"),
        ("contact,assigned to\nann@acme,sam@us.com\nbob@bolt.io,kim@us.com\n", "1 | 2"),
        ("created_by,member\nroot@us.com,ann@acme\nroot@us.com,bob@bolt.io\n", "2 | 1"),
        ("email,invited_by\nann@acme.io,bob@acme.io\nbob@acme.io,cem@acme.io\ncem@acme,ann@acme.io\n", "1 | 2"),
        ("reply_to,email\nhelp@us.com,ann@acme.io\nhelp@us.com,bob@acme\n", "2 | 1"),
        ("student,parent 1 email,parent 2 email\nAnn,ma@acme.io,pa@acme.io\nBob,,pa@bolt.io\n", "2 3"),
        ("name,mail,photo\nAnn,ann@acme.io,https://img.io/@ann.png\nBob,bob@acme,https://img.io/@bob.png\n", "2"),
        ("email,mastodon\nann@acme.io,@ann@social.io\nbob@acme,@bob@social.io\n", "1"),
        ("name,email,notes\nAnn,ann@acme.io,cem@acme.io\nBob,bob@acme.io,likes tea\nCem,cem@acme.io,call\n", "2"),
        ("owner\nsam@us.com\nkim@us.com\n", "-"),
        ("name,owner\nAnn,sam@us.com\nBob,kim@us.com\n", "2"),
        ("Email;Name;;\nann@acme.io;Ann;;\nbob@acme;Bob;;\n", "1"),
        ("email,name,agent\nn/a,Ann,sam@us.com\nbob@acme.io,Bob,kim@us.com\n", "1 | 3"),
        ("customer_email,agent_email\nann@acme,sam@us.com\nbob@bolt,sam@us.com\n", "1 | 2"),
        ("name,email,email\nAnn,ann@acme,ann@web.de\nBob,bob@acme.io,bob@web.de\n", "2 3"),
        ("message_id,email\n<a1@mx.us.com>,ann@acme.io\n<a2@mx.us.com>,bob@acme\n", "2 | 1"),
        ("recipient,status,sender\nann@acme.io,sent,shop@us.com\nbob@acme,failed,shop@us.com\n", "1 | 3"),
        ("fromEmail,toEmail\nshop@us.com,ann@acme.io\nshop2@us.com,bob@acme\n", "2 | 1"),
        ("first,last,billing,shipping\nAnn,Lee,ann@acme,ann@web.de\nBob,Ray,bob@acme.io,bob@web.de\n", "3 4"),
        (
            "account,email address,account manager email\nAcme,ann@acme.io,sam@us.com\nBolt,bob@bolt,kim@us.com\n",
            "2 | 3",
        ),
        ("Ann,ann@acme,ann@web.de\nBob,bob@acme.io,\nCem,cem@acme.io,\n", "2 3"),
        ("Kundenbetreuer E-Mail;Kunden E-Mail\nsam@us.de;ute@gmx\nkim@us.de;jan@web.de\n", "2 | 1"),
        ("username,password,email\nann@x.io,123,ann@x\nbob@x.io,456,bob@x.io\n", "3 | 1"),
        ("\"a@x.io\",\"b@x.io\"\n\"c@x.io\",\"d@x.io\"\n", "1 2"),
        ("email\nann@x.io,,,\nbob@x.io,,,\ncem@x.io,,,\n", "1"),
        ("kontakt;vertreter\nute@gmx;sam@us.de\njan@web.de;sam@us.de\n", "1 | 2"),
    ]);
}

/// The rows of all lists that `clean` makes of a list, each with the columns that presend adds.
fn cleaned(list: &str, arguments: &[&str]) -> String {
    let desk = Desk::new();
    desk.put("list.csv", list);
    desk.run(&[&["clean", "list.csv", "--offline", "-o", "out"], arguments].concat());
    let files = desk.files("out");
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    ["clean.csv", "review.csv", "rejected.csv", "retry.csv"].map(text).join("")
}

#[test]
fn every_e_mail_column_of_people_is_judged_and_the_codes_name_it() {
    let rows = cleaned(
        "name,email,Email 2\nA,a@acme.io,b@gmial.com\nB,,c@acme.io\nC,d@acme.io,e@@x\nD,n/a,f@gmial.com\nE,g@acme.io,see note\n",
        &[],
    );
    for row in [
        "A,a@acme.io,b@gmial.com,review,typo.provider(Email_2),Email 2: b@gmail.com\n",
        "B,,c@acme.io,ok,,\n",
        "C,d@acme.io,e@@x,reject,syntax.multiple_at(Email_2)",
        "D,n/a,f@gmial.com,review,typo.provider(Email_2),Email 2: f@gmail.com\n",
        "E,g@acme.io,see note,ok,,\n",
    ] {
        assert!(rows.contains(row), "{row} is not in\n{rows}");
    }
}

#[test]
fn a_row_with_an_address_that_nobody_judged_is_not_ok() {
    let list = "name,email,note\nA,a@acme.io,likes tea\nB,b@acme.io,c@acme.io\nC,d@acme.io,d@acme.io\nD,e@acme.io,ask @ the desk\nE,f@acme.io,call\n";
    let rows = cleaned(list, &[]);
    for row in [
        "A,a@acme.io,likes tea,ok,,\n",
        "B,b@acme.io,c@acme.io,review,input.other_address,\n",
        "C,d@acme.io,d@acme.io,ok,,\n",
        "D,e@acme.io,ask @ the desk,ok,,\n",
    ] {
        assert!(rows.contains(row), "{row} is not in\n{rows}");
    }
    let named = cleaned(list, &["--column", "email"]);
    assert!(named.contains("B,b@acme.io,c@acme.io,ok,,\n"), "{named}");
}

#[test]
fn a_pasted_line_shows_all_of_its_addresses() {
    let rows = cleaned("a@gmail.com, bad@x; \"Roe, Bob\" <b@gmial.com>\n", &[]);
    assert!(rows.contains("syntax.domain_no_dot") && rows.contains("typo.provider"), "{rows}");
    assert!(rows.contains("\"a@gmail.com, bad@x, b@gmail.com\""), "{rows}");
}

#[test]
fn named_columns_are_judged_and_no_others() {
    let list = "name,email,backup,owner\nA,a@acme.io,b@gmial.com,sam@us.com\nB,c@acme.io,,kim@us.com\n";
    for columns in ["email,backup", "2,3", "Email, 3"] {
        let rows = cleaned(list, &["--column", columns]);
        assert!(rows.contains("A,a@acme.io,b@gmial.com,sam@us.com,review,typo.provider(backup)"), "{columns} {rows}");
    }
    let rows = cleaned(list, &["--column", "email"]);
    assert!(rows.contains("A,a@acme.io,b@gmial.com,sam@us.com,ok,,\n"), "{rows}");
    let desk = Desk::new();
    desk.put("list.csv", list).put("plain.csv", "name,city\nAnn,Rome\nBob,Bonn\n").put("junk.txt", "one\ntwo\n");
    let ran = desk.run(&["clean", "list.csv", "--offline", "--column", "1"]);
    assert_eq!(ran.exit, 2);
    assert!(
        ran.stderr.contains("No addresses in column 1 \"name\". There are some in column 2 \"email\", 3 \"backup\"")
    );
    for file in ["plain.csv", "junk.txt"] {
        assert_eq!(desk.run(&["gate", file, "--offline"]).exit, 2, "{file}");
        assert_eq!(desk.run(&["gate", file, "--offline", "--if-no-addresses", "skip"]).exit, 0, "{file}");
    }
}

#[test]
fn nothing_to_send_to_is_no_bounce() {
    let desk = Desk::new();
    desk.put("list.csv", "name,email\nA,a@acme.io\n\n,\n,,\nB,b@acme.io\nC,\n");
    let ran = desk.run(&["gate", "list.csv", "--offline", "--format", "json"]);
    assert_eq!(ran.exit, 0, "{}", ran.stdout);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((&json["blank_rows"], &json["without_address"]), (&3.into(), &1.into()));
    assert_eq!(json["verdicts"]["reject"], 0);
    let shown = desk.run(&["gate", "list.csv", "--offline"]).stdout;
    assert!(shown.contains("without an address") && shown.contains("3 blank rows"), "{shown}");
    assert!(shown.contains("empty 33.33 % ≤ 50.00 %"), "{shown}");
    assert_eq!(desk.run(&["gate", "list.csv", "--offline", "--max-empty", "0"]).exit, 1);
}

/// A company's name, or a note, beside a column that is named for e-mail.
#[test]
fn an_at_sign_here_and_there_makes_no_column_of_addresses() {
    for stray in ["Foo@Bar", "call @ home", "old: x@nowhere.example", "ann@corp"] {
        let desk = Desk::new();
        let rows: String =
            (0..100).map(|n| format!("Ann {n},{},ann{n}@gmail.com\n", if n == 40 { stray } else { "" })).collect();
        desk.put("list.csv", format!("name,company,email\n{rows}"));
        let ran = desk.run(&["clean", "list.csv", "--offline", "-o", "out"]);
        let of = |name: &str| String::from_utf8_lossy(&desk.files("out")[name]).lines().count() - 1;
        assert_eq!((of("rejected.csv"), of("clean.csv") + of("review.csv")), (0, 100), "{stray}: {}", ran.stdout);
    }
}

#[test]
fn names_and_log_ins_with_an_at_sign_are_no_addresses() {
    check(&[
        ("Name,Email\nann@corp,ann@acme.io\nbob@corp,bob@acme.io\nCem,cem@acme.io\n", "2"),
        ("Email,Company\nann@acme.io,Caf@Home\nbob@acme.io,Work@Play\ncem@acme.io,B@B\n", "1"),
        ("E-Mail;Billing Name\nann@acme.io;Ann @ Home\nbob@acme.io;bob@shop\n", "1"),
        ("account,mail\nann@corp,ann@acme.io\nbob@corp,bob@acme.io\ncem@corp,cem@acme.io\n", "2"),
        // Without names.
        ("1,ann@db01,ann@acme.io\n2,bob@db01,bob@acme.io\n3,cem@db02,cem@acme.io\n", "3"),
        // Whole addresses are judged wherever they stand, and so are those that went wrong in another way.
        ("Name,Email\nann@web.de,ann@acme.io\nbob@web.de,bob@acme.io\n", "2 1"),
        ("ann@acme.io,ann@@web.de\nbob@acme.io,bob lee@web.de\ncem@acme.io,cem@web.de\n", "1 2"),
    ]);
}

#[test]
fn whose_a_column_is_shows_in_its_name_and_in_its_cells() {
    check(&[
        // Mail that came to one address.
        (
            "Name,From Email Address,To Email Address\nA,a@web.de,me@our.com\nB,b@web.de,me@our.com\nC,c@@web.de,me@our.com\n",
            "2 | 3",
        ),
        ("From,To,Subject\na@web.de,me@our.com,x\nb@web.de,me@our.com,y\nc@web.de,me@our.com,z\n", "1 | 2"),
        ("发件人,收件人\na@qq.com,me@our.com\nb@qq.com,me@our.com\nc@qq.com,me@our.com\n", "1 | 2"),
        // Mail that went to several.
        ("From,To\nme@our.com,a@web.de\nme@our.com,b@web.de\nme@our.com,c@web.de\n", "2 | 1"),
        ("Event,Organizer Email,Guest Email\n1,o@s.com,a@w.de\n2,o3@@s.com,c@web.de\n3,o4@s.com,d@web.de\n", "3 | 2"),
        ("顧客,メール,担当者メール\nA,a@web.de,t@our.jp\nB,b@web.de,s@our.jp\n", "2 | 3"),
        (
            "user,email,password\nann,ann@web.de,P@ss.w0rd1\nbob,bob@web.de,P@ss.w0rd2\ncem,cem@web.de,P@ss.w0rd3\n",
            "2 | 3",
        ),
        // Cells beyond the header are in no column.
        ("name,email\nA,a@web.de\nB,b@web.de,x@web.de\nC,c@web.de\nD,d@web.de,y@web.de\n", "2"),
        // A title that names who made the list.
        (
            "Generated by admin@crm.com,,,\nName,E-mail,Phone,City\nAnn,ann@gmail.com,123,Paris\nBob,bob@gmail.com,124,Rome\n",
            "2",
        ),
    ]);
}

#[test]
fn what_looks_like_somebodys_address_in_another_cell_is_not_passed_over() {
    for (note, is_somebodys) in [
        ("b@web.de; c@web.de", true),
        ("flo@@web.de", true),
        ("new: eve2@web.de", true),
        ("\"x@web.de\ny@web.de\"", true),
        ("joe @web.de", true),
        ("A@acme.io", false),
        ("ask eve@web.de about it", false),
        ("lunch @ noon", false),
        ("@annlee", false),
        ("https://x.com/@ann.lee", false),
        ("ann@corp", false),
        ("12 @ 3.50", false),
    ] {
        let list = format!("name,email,note\nA,a@acme.io,{note}\nB,b@acme.io,\nC,c@acme.io,\nD,d@acme.io,\n");
        let rows = cleaned(&list, &[]);
        assert_eq!(rows.contains("input.other_address"), is_somebodys, "{note}: {rows}");
        let rows = cleaned(&list.replace("A,a@acme.io", "A,"), &[]);
        assert!(!is_somebodys || !rows.contains("reject,"), "{note}: {rows}");
    }
}

#[test]
fn a_duplicate_takes_no_other_address_of_its_row_with_it() {
    let rows = cleaned(
        "Kind,Parent Email,Student Email\nA,p@web.de,s1@w.org\nB,p@web.de,s2@w.org\nC,q@web.de,s3@w.org\n",
        &[],
    );
    assert!(rows.contains("B,p@web.de,s2@w.org,review,"), "{rows}");
    let rows =
        cleaned("ann@gmail.com\nbob@web.de <ann@gmail.com>\nmailto:ann@gmail.com?cc=zoe@web.de\n ann@gmail.com\n", &[]);
    for (row, verdict) in [("bob@web.de <", "review"), ("mailto:", "review"), (" ann@", "reject")] {
        let found = rows.lines().find(|line| line.starts_with(row)).unwrap_or_else(|| panic!("no {row} in {rows}"));
        assert!(found.contains(&format!(",{verdict},")), "{found}");
    }
    assert!(rows.contains("same as line 1"), "{rows}");
}
