//! Lists as address books: vCards as telephones, Outlook and address books on the web export them, and LDIF.

use crate::support::command::Desk;

/// As a telephone writes it, with a group, a picture and folded lines.
const CARDS: &str = "BEGIN:VCARD\r\nVERSION:3.0\r\nPRODID:-//Example//EN\r\nN:Lee;Ann;;;\r\nFN:Ann Lee\r\n\
    item1.EMAIL;type=INTERNET;type=pref:ann@gm\r\n ail.com\r\nitem1.X-ABLabel:_$!<Other>!$_\r\nEMAIL;type=HOME:ann@\r\n\
    PHOTO;ENCODING=b;TYPE=JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD\r\n /EMAIL:none@none.none/\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BC=\r\nller;J=C3=B6rg;;;\r\n\
    ORG:Acme \"Tools\", Inc.;Sales\r\nEMAIL;PREF;INTERNET:joerg@gmail.com\r\nEND:VCARD\r\n\
    BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Only a number\r\nTEL;VALUE=uri:tel:+1-555-0100\r\nEND:VCARD\r\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn each_card_is_a_row_once() {
    let desk = Desk::new();
    desk.put("people.vcf", CARDS);
    let ran = desk.run(&["clean", "people.vcf", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("people.vcf: vCards, e-mail column \"email\" (4 of 5) and \"email_2\""),
        "{}",
        ran.stderr
    );
    let files = desk.files("out");
    let header = "name,organization,phone,email,email_2,presend_verdict,presend_codes,presend_suggestion\n";
    assert_eq!(
        text(&files["clean.csv"]),
        format!("{header}Jörg Müller,\"Acme \"\"Tools\"\", Inc., Sales\",,joerg@gmail.com,,ok,address.free,\n")
    );
    let all: String = files.iter().filter(|(name, _)| name.ends_with(".csv")).map(|(_, file)| text(file)).collect();
    for (name, address) in [("Ann Lee,", "ann@gmail.com,ann@,"), ("Only a number,", "tel:+1-555-0100,,,")] {
        assert_eq!(all.matches(name).count(), 1, "{all}");
        assert!(all.contains(address), "{all}");
    }
    assert!(!all.contains("none.none"), "{all}");
}

#[test]
fn cards_may_be_packed_and_come_from_standard_input() {
    let desk = Desk::new();
    let ran = desk.run_with(&["gate", "-", "--offline"], &zstd::encode_all(CARDS.as_bytes(), 0).expect("room"));
    assert!(ran.exit < 2 && ran.stderr.contains("<stdin>: vCards"), "{}", ran.stderr);
}

#[test]
fn entries_of_ldif_are_rows() {
    let desk = Desk::new();
    desk.put(
        "people.ldif",
        "version: 1\n\ndn: cn=Ann Lee,ou=people,dc=example,dc=org\nobjectClass: inetOrgPerson\ncn: Ann Lee\nmail: ann@gm\n ail.com\n\n\
         dn:: Y249SsO2cmc=\ncn:: SsO2cmc=\nmail:: am9lcmdAZ21haWwuY29t\n\ndn: cn=printer\ncn: printer\n",
    );
    let ran = desk.run(&["clean", "people.ldif", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let clean = text(&desk.files("out")["clean.csv"]);
    assert!(
        clean.contains("\nAnn Lee,,,ann@gmail.com,ok,") && clean.contains("\nJörg,,,joerg@gmail.com,ok,"),
        "{clean}"
    );
    assert!(ran.stdout.contains("3 rows"), "{}", ran.stdout);
}

#[test]
fn a_file_that_is_cut_off_is_refused() {
    let desk = Desk::new();
    for cut in [CARDS.len() - 3, CARDS.len() / 2] {
        desk.put("people.vcf", &CARDS[..cut]);
        let ran = desk.run(&["clean", "people.vcf", "--offline", "-o", "out"]);
        assert_eq!(ran.exit, 2, "{}", ran.stdout);
        assert!(ran.stderr.contains("the file ends in the middle of card"), "{}", ran.stderr);
        assert!(desk.files("out").is_empty());
    }
}
