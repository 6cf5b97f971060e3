//! What is special about zone files: how they are read, what is refused and where, faults. The DNS itself is held to the
//! contract that all backends keep.

use super::*;
use proptest::prelude::*;

fn ask(zone: &Zone, name: &str, kind: RecordKind) -> Reply {
    zone.answer(&Question { name: Domain::new(name).expect(name), kind })
}

/// The text of the only TXT record at `x.com`.
fn txt(text: &str) -> Vec<u8> {
    let zone = Zone::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    match ask(&zone, "x.com", RecordKind::Txt).outcome {
        Lookup::Found(Records::Txt(list)) if list.len() == 1 => list.into_iter().next().expect("one"),
        other => panic!("{text}: {other:?}"),
    }
}

fn check_error(text: &str, line: usize, says: &str) {
    match Zone::parse(text) {
        Err(ZoneError::Syntax { line: at, what }) => {
            assert_eq!(at, line, "{text}: {what}");
            assert!(what.to_string().contains(says), "{text}: {what}");
        }
        other => panic!("{text}: {other:?}"),
    }
}

#[test]
fn entries_are_read_in_all_their_shapes() {
    for text in [
        "x.com. A 20.0.0.1",
        "x.com A 20.0.0.1",
        "x.com. 300 IN A 20.0.0.1",
        "x.com. IN 1h30m A 20.0.0.1",
        "X.COM. a 20.0.0.1 ; a comment",
        "\u{feff}x.com. A 20.0.0.1\r\n",
        "$ORIGIN com.\nx A 20.0.0.1",
        "$ORIGIN com.\n$ORIGIN x\n@ A 20.0.0.1",
        "$TTL 1d\nx.com. TXT x\n\tA 20.0.0.1",
        "x.com. TXT x\n\n; nothing here\n   A 20.0.0.1",
        "x.com. SOA ns.x.com. h.x.com. (\n 1 ; serial\n 2 3 4 5 )\n A 20.0.0.1",
        "x.com. A ( 20.0.0.1 )",
        "x.com. TYPE65534 \\# 0\n A 20.0.0.1",
    ] {
        let zone = Zone::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        let found = Lookup::Found(Records::A(vec![Ipv4Addr::new(20, 0, 0, 1)]));
        assert_eq!(ask(&zone, "x.com", RecordKind::A).outcome, found, "{text}");
    }
}

#[test]
fn strings_are_joined_and_escapes_are_octets() {
    assert_eq!(txt("x.com. TXT \"a b\" c"), b"a bc");
    assert_eq!(txt("x.com. TXT ( \"a b\"\n \"c;d\" )"), b"a bc;d");
    assert_eq!(txt(r#"x.com. TXT "q\"q\\ \050\255""#), b"q\"q\\ 2\xff");
    assert_eq!(txt("x.com. TXT \"\""), b"");
    assert_eq!(txt("x.com. TXT \"IN\" \"A\""), b"INA");
}

#[test]
fn tlsa_records_are_read_in_all_their_forms() {
    for text in ["3 1 1 00ff", "3 1 1 00 ( F\n F )", "\\# 5 030101 00ff"] {
        let zone = Zone::parse(&format!("_25._tcp.x.com. IN TLSA {text}")).expect(text);
        let reply = ask(&zone, "_25._tcp.x.com", RecordKind::Tlsa);
        let one = Tlsa { usage: 3, selector: 1, matching: 1, data: vec![0, 0xff] };
        assert_eq!(reply.outcome, Lookup::Found(Records::Tlsa(vec![one])), "{text}");
        assert!(reply.authenticated, "a zone file is right by definition");
    }
    let nothing = Zone::parse("x.com. TLSA 3 1 1").expect("a zone");
    assert!(matches!(ask(&nothing, "x.com", RecordKind::Tlsa).outcome, Lookup::Found(Records::Tlsa(_))));
}

#[test]
fn errors_name_their_line_and_what_to_do() {
    check_error("x.com. A 20.0.0.1\nx.com. A 20.0.0.256", 2, "not an IPv4 address");
    check_error("x.com. MX mail.x.com.", 1, "MX needs a preference");
    check_error("x.com. MX 70000 mail.x.com.", 1, "preference from 0 to 65535");
    check_error("x.com. MXX 10 mail", 1, "no record type");
    check_error("x.com.", 1, "no type");
    check_error("\n A 20.0.0.1", 2, "no name");
    check_error("x.com. TXT (\n a\n", 1, "never closed");
    check_error("x.com. TXT a )", 1, "without its (");
    check_error("x.com. TXT \"a", 1, "close it");
    check_error("x.com. TXT \"\\3\"", 1, "three digits");
    check_error("$INCLUDE other.zone", 1, "not followed");
    check_error("$GENERATE 1-9 a A 1.1.1.1", 1, "no control entry");
    check_error("x.com. CH TXT a", 1, "only IN");
    check_error("a..b. A 20.0.0.1", 1, "no name");
    check_error("x.com. CNAME y.com.\nx.com. A 20.0.0.1", 2, "no other records");
    check_error("x.com. CNAME y.com.\nx.com. CNAME z.com.", 2, "no other records");
    for bad in ["", "3", "3 1 1 0", "3 1 1 xy", "256 1 1 00", "-1 1 1 00", "3 1 one 00", "\\# 4 030101", "\\# 2 0301"] {
        check_error(&format!("x.com. TLSA {bad}"), 1, "TLSA needs three numbers");
    }
    check_error("x.com. DNAME y.com.", 1, "DNAME");
    check_error(&format!("x.com. TXT {}", "a".repeat(256)), 1, "255 octets");
}

#[test]
fn no_text_makes_the_reader_panic() {
    for text in
        ["", "\\", "\"", "(", ")", "$", "$ORIGIN", "$TTL", ";fault", "\u{0}", "@", "@ @", "x \\", "x A", "\\000 A"]
    {
        let _ = Zone::parse(text);
        let _ = Zone::parse(&format!("x.com. TXT {text}"));
    }
}

proptest! {
    #[test]
    fn arbitrary_entries_do_no_harm(text in r#"([a-z.@$;"()\\ \t\n\r0-9é]|MX |A |TXT |\$ORIGIN |;fault ){0,40}"#) {
        if let Ok(zone) = Zone::parse(&text) {
            ask(&zone, "a.com", RecordKind::Mx);
        }
    }
}

#[test]
fn a_fault_always_fails_or_only_at_first() {
    let zone = Zone::parse(
        "$ORIGIN com.\nx A 20.0.0.1\n;fault x timeout\ny A 20.0.0.1\n;fault y servfail first 2\n\
         z CNAME x\n;fault gone.com. refused\n; fault lines have no blank\n;faulty comments are comments",
    )
    .expect("a zone");
    for name in ["x.com", "z.com"] {
        let reply = ask(&zone, name, RecordKind::A);
        assert_eq!((reply.outcome, reply.attempts), (Lookup::Failed(Failure::Timeout), 3), "{name}");
    }
    assert_eq!(ask(&zone, "gone.com", RecordKind::Mx).outcome, Lookup::Failed(Failure::Refused));
    let reply = ask(&zone, "y.com", RecordKind::A);
    assert_eq!((matches!(reply.outcome, Lookup::Found(_)), reply.attempts), (true, 3));
    assert_eq!(ask(&zone, "y.com", RecordKind::A).attempts, 0, "the fault is used up");
}

#[test]
fn a_fault_that_is_not_understood_is_an_error() {
    check_error(";fault x.com", 1, "write: ;fault NAME");
    check_error("\n;fault x.com dead", 2, "no kind of failure");
    check_error(";fault x.com timeout first many", 1, "no number");
    check_error(";fault x.com timeout 3", 1, "not complete");
}

#[test]
fn a_file_that_is_not_text_is_an_error_with_its_line() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    std::fs::write(file.path(), b"x.com. A 20.0.0.1\n\xff\n").expect("written");
    assert!(matches!(Zone::open(file.path()), Err(ZoneError::Syntax { line: 2, .. })));
    assert!(matches!(Zone::open(std::path::Path::new("no/such/file")), Err(ZoneError::Io(_))));
}

#[test]
fn a_hundred_thousand_names_are_read() {
    let text: String = (0..100_000).map(|i| format!("d{i}.sub{}.com. MX 10 mx{}.net.\n", i % 1000, i % 50)).collect();
    let zone = Zone::parse(&text).expect("a zone");
    assert!(matches!(ask(&zone, "d99999.sub999.com", RecordKind::Mx).outcome, Lookup::Found(_)));
    assert_eq!(ask(&zone, "sub999.com", RecordKind::Mx).outcome, Lookup::NoData);
}
