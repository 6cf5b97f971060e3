//! Whole checks and surveys on small zones.

use super::*;
use crate::domain::Domain;
use crate::facts::{Answer, Answers, Failure, Lookup, MailExchange, Poll, Question, RecordKind, Records};

/// Lines of `name TYPE value`. `FAIL` as a type makes every question for the name fail. What is not named does not exist.
struct Zone<'a>(Vec<(&'a str, &'a str, &'a str)>);

impl<'a> Zone<'a> {
    fn read(text: &'a str) -> Zone<'a> {
        let line = |line: &'a str| {
            let mut parts = line.trim().splitn(3, ' ');
            Some((parts.next()?, parts.next()?, parts.next().unwrap_or_default()))
        };
        Zone(text.lines().filter(|line| !line.trim().is_empty()).filter_map(line).collect())
    }

    fn answer(&self, question: &Question) -> Lookup<Records> {
        let at: Vec<_> = self.0.iter().filter(|(name, ..)| *name == question.name.as_str()).collect();
        if at.iter().any(|(_, kind, _)| *kind == "FAIL") {
            return Lookup::Failed(Failure::ServFail);
        }
        let values = |wanted: &str| -> Vec<&str> {
            at.iter().filter(|(_, kind, _)| *kind == wanted).map(|(.., value)| *value).collect()
        };
        let domain = |name: &&str| Domain::new(name).expect("a name");
        let exchange = |name: &&str| MailExchange { preference: 10, exchange: domain(name) };
        let kind = match question.kind {
            RecordKind::Txt => "TXT",
            RecordKind::A => "A",
            RecordKind::Aaaa => "AAAA",
            RecordKind::Ptr => "PTR",
            _ => "MX",
        };
        let list = values(kind);
        let records = |list: &[&str]| match kind {
            "TXT" => Records::Txt(list.iter().map(|text| text.as_bytes().to_vec()).collect()),
            "A" => Records::A(list.iter().map(|ip| ip.parse().expect("IPv4")).collect()),
            "AAAA" => Records::Aaaa(list.iter().map(|ip| ip.parse().expect("IPv6")).collect()),
            "PTR" => Records::Ptr(list.iter().map(domain).collect()),
            _ => Records::Mx(list.iter().map(exchange).collect()),
        };
        match (list.is_empty(), at.is_empty()) {
            (false, _) => Lookup::Found(records(&list)),
            (true, false) => Lookup::NoData,
            (true, true) => Lookup::NxDomain,
        }
    }
}

/// Asks until it is done, and says in how many rounds.
fn finish<T>(zone: &Zone<'_>, check: impl Fn(&Answers) -> Poll<T>) -> (T, usize) {
    let mut answers = Answers::default();
    for round in 0..60 {
        match check(&answers) {
            Poll::Done(value) => return (value, round),
            Poll::Ask(questions) => {
                assert!(!questions.is_empty(), "it asks nothing and does not end");
                for question in questions {
                    assert!(answers.get(&question).is_none(), "{question:?} was asked twice");
                    let outcome = zone.answer(&question);
                    let answer = Answer { attempts: 1, ..Answer::of(outcome) };
                    answers.insert(question, answer);
                }
            }
        }
    }
    panic!("it does not end");
}

fn outcome(zone: &str, ip: &str, mail_from: &str) -> (Outcome, usize) {
    let client = Client::new(ip.parse().expect(ip), "mail.example.com", mail_from);
    finish(&Zone::read(zone), |answers| check_host(&client, answers))
}

fn result(zone: &str, ip: &str) -> SpfResult {
    outcome(zone, ip, "a@example.com").0.result
}

fn audited(zone: &str) -> Audit {
    finish(&Zone::read(zone), |answers| audit(&Domain::new("example.com").expect("a name"), answers)).0
}

fn check(zone: &str, want: &[Kind]) -> Audit {
    let audit = audited(zone);
    let got: Vec<Kind> = audit.findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(got, want, "{zone}: {:#?}", audit.findings);
    audit
}

/// A record that includes so many names, each of which has its own record.
fn with_includes(count: usize) -> String {
    let terms: String = (0..count).map(|n| format!("include:i{n}.example.net ")).collect();
    let records: String = (0..count).map(|n| format!("i{n}.example.net TXT v=spf1 ip4:192.0.2.{n} -all\n")).collect();
    format!("example.com TXT v=spf1 {terms}-all\n{records}")
}

#[test]
fn a_check_gives_its_result_with_a_trace() {
    let zone = "example.com TXT v=spf1 mx include:_spf.example.net -all exp=why.example.com
        example.com MX mx.example.com
        mx.example.com A 192.0.2.1
        _spf.example.net TXT v=spf1 ip4:198.51.100.0/24 ?all
        why.example.com TXT %{i} may not send for %{d}";
    let (pass, rounds) = outcome(zone, "198.51.100.7", "a@example.com");
    assert_eq!((pass.result, pass.decided_by.as_deref()), (SpfResult::Pass, Some("include:_spf.example.net")));
    assert_eq!((pass.lookups, pass.void_lookups, rounds), (2, 0, 3));
    let trace: Vec<String> = pass.trace.iter().map(Step::to_string).collect();
    assert_eq!(
        trace,
        [
            "example.com: v=spf1 mx include:_spf.example.net -all exp=why.example.com (record)",
            "example.com: mx (no match)",
            "  _spf.example.net: v=spf1 ip4:198.51.100.0/24 ?all (record)",
            "  _spf.example.net: ip4:198.51.100.0/24 (match)",
            "example.com: include:_spf.example.net (match; _spf.example.net passes it)",
        ]
    );
    let (fail, _) = outcome(zone, "203.0.113.9", "a@example.com");
    assert_eq!(fail.result, SpfResult::Fail);
    assert_eq!(fail.explanation.as_deref(), Some("203.0.113.9 may not send for example.com"));
}

#[test]
fn what_could_not_be_found_out_is_a_temperror() {
    assert_eq!(result("example.com FAIL", "192.0.2.1"), SpfResult::TempError);
    assert_eq!(result("example.com TXT v=spf1 a:x.example -all\nx.example FAIL", "192.0.2.1"), SpfResult::TempError);
    // What comes before it may decide.
    let early = "example.com TXT v=spf1 ip4:192.0.2.1 a:x.example -all\nx.example FAIL";
    assert_eq!(result(early, "192.0.2.1"), SpfResult::Pass);
    assert_eq!(result("other.com TXT x", "192.0.2.1"), SpfResult::None);
}

#[test]
fn the_helo_name_is_checked_for_a_bounce() {
    let zone = Zone::read("mail.example.com TXT v=spf1 a -all\nmail.example.com A 192.0.2.1");
    for (helo, want) in [
        ("mail.example.com", SpfResult::Pass),
        ("mail.example.com.", SpfResult::Pass),
        ("MAIL.Example.Com", SpfResult::Pass),
        ("localhost", SpfResult::None),
        ("[192.0.2.1]", SpfResult::None),
        ("192.0.2.1", SpfResult::None),
        ("", SpfResult::None),
        ("gone.example.com", SpfResult::None),
    ] {
        let client = Client::of_helo("::ffff:192.0.2.1".parse().expect("ip"), helo);
        assert_eq!(finish(&zone, |answers| check_host(&client, answers)).0.result, want, "{helo}");
    }
}

#[test]
fn the_limit_is_ten_look_ups() {
    assert_eq!(result(&with_includes(10), "203.0.113.1"), SpfResult::Fail);
    assert_eq!(result(&with_includes(11), "203.0.113.1"), SpfResult::PermError);
    assert_eq!(result(&with_includes(11), "192.0.2.3"), SpfResult::Pass);
}

#[test]
fn includes_are_asked_side_by_side() {
    assert_eq!(outcome(&with_includes(10), "203.0.113.1", "a@example.com").1, 2);
}

#[test]
fn good_set_ups_raise_nothing() {
    for zone in [
        "example.com TXT v=spf1 -all",
        "example.com TXT V=SPF1 -all",
        "example.com TXT v=spf1 mx a ip4:192.0.2.0/24 ~all\nexample.com TXT other\nexample.com A 192.0.2.1\nexample.com MX m.example.com\nm.example.com AAAA 2001:db8::1",
        "example.com TXT v=spf1 redirect=_spf.example.net\n_spf.example.net TXT v=spf1 ip4:192.0.2.1 -all",
        "example.com TXT v=spf1 include:s.example.net -all\ns.example.net TXT v=spf1 ptr ip4:11.0.0.0/8 ?all",
        "example.com TXT v=spf1 exists:%{i}._spf.example.com include:%{ir}.example.net -all",
        "example.com TXT v=spf1 ip4:192.0.2.1 exp=why.example.com -all\nwhy.example.com TXT %{c} no",
    ] {
        check(zone, &[]);
    }
    check(&with_includes(8), &[]);
}

#[test]
fn a_record_that_receivers_do_not_see_is_missing_or_nearly_right() {
    check("other.com TXT x", &[Kind::Missing]);
    check("example.com A 192.0.2.1", &[Kind::Missing]);
    check("example.com TXT hello", &[Kind::Missing]);
    check("example.com TXT v=spf1; mx -all", &[Kind::NearlyRight]);
    check("example.com TXT v=spf mx -all", &[Kind::NearlyRight]);
    check("example.com TXT v=spf1 -all\nexample.com TXT v=spf1 mx -all", &[Kind::Several]);
    check("example.com FAIL", &[Kind::Unanswered]);
}

#[test]
fn costs_are_counted_on_every_path() {
    check(&with_includes(9), &[Kind::ManyLookups]);
    let ten = check(&with_includes(10), &[Kind::ManyLookups]);
    assert_eq!((ten.lookups, ten.costs.len()), (10, 10));
    check(&with_includes(11), &[Kind::TooManyLookups]);
    assert_eq!(check(&with_includes(60), &[Kind::TooLong, Kind::TooManyLookups]).lookups, 60);
    // The client may match the first term; the next one will not.
    let deep = "example.com TXT v=spf1 ip4:192.0.2.1 include:a.example.net mx -all
        example.com MX m.example.com
        m.example.com A 192.0.2.9
        a.example.net TXT v=spf1 include:b.example.net include:b.example.net a mx -all
        a.example.net A 192.0.2.2
        a.example.net MX m.example.com
        b.example.net TXT v=spf1 a:m.example.com mx:example.com exists:m.example.com.x.example.net -all
        m.example.com.x.example.net A 127.0.0.2";
    let audit = audited(deep);
    assert_eq!(audit.lookups, 12);
    assert_eq!(audit.costs, [("include:a.example.net".to_owned(), 11), ("mx".to_owned(), 1)]);
}

#[test]
fn void_look_ups_are_told_and_limited() {
    check("example.com TXT v=spf1 a:gone.example.com -all", &[Kind::VoidLookups]);
    check("example.com TXT v=spf1 a mx -all", &[Kind::VoidLookups, Kind::VoidLookups]);
    check("example.com TXT v=spf1 a mx a:gone.example.com -all", &[Kind::TooManyVoidLookups]);
    // A name with one family is no void look-up for the other family's clients alone.
    check("example.com TXT v=spf1 a -all\nexample.com AAAA 2001:db8::1", &[]);
    assert_eq!(result("example.com TXT v=spf1 a mx a:gone.example.com -all", "192.0.2.1"), SpfResult::PermError);
    assert_eq!(result("example.com TXT v=spf1 a mx -all", "192.0.2.1"), SpfResult::Fail);
    // A null MX is an answer.
    let null = "example.com TXT v=spf1 mx mx mx -all\nexample.com MX .";
    assert_eq!(result(null, "192.0.2.1"), SpfResult::Fail);
    check(null, &[Kind::Repeated, Kind::Repeated]);
}

#[test]
fn a_mail_host_that_matches_needs_no_answer_from_the_others() {
    let zone = "example.com TXT v=spf1 mx/24 -all
        example.com MX a.example.com
        example.com MX b.example.com
        a.example.com FAIL
        b.example.com A 192.0.2.1";
    assert_eq!(result(zone, "192.0.2.7"), SpfResult::Pass);
    assert_eq!(result(zone, "198.51.100.7"), SpfResult::TempError);
}

#[test]
fn broken_includes_and_circles_are_found() {
    check("example.com TXT v=spf1 include:gone.example.net -all", &[Kind::IncludeWithoutRecord]);
    check("example.com TXT v=spf1 include:a.example.net -all\na.example.net TXT hello", &[Kind::IncludeWithoutRecord]);
    check("example.com TXT v=spf1 redirect=gone.example.net", &[Kind::IncludeWithoutRecord]);
    check(
        "example.com TXT v=spf1 include:a.example.net -all\na.example.net TXT v=spf1 ipv4:1 -all",
        &[Kind::IncludeBroken],
    );
    let twice = "a.example.net TXT v=spf1 -all\na.example.net TXT v=spf1 mx -all";
    check(&format!("example.com TXT v=spf1 include:a.example.net -all\n{twice}"), &[Kind::IncludeBroken]);
    check("example.com TXT v=spf1 include:example.com -all", &[Kind::Loop]);
    check("example.com TXT v=spf1 redirect=example.com", &[Kind::Loop]);
    check(
        "example.com TXT v=spf1 include:a.example.net -all\na.example.net TXT v=spf1 include:example.com -all",
        &[Kind::Loop],
    );
    check("example.com TXT v=spf1 include:a.example.net -all\na.example.net FAIL", &[Kind::Unanswered]);
}

#[test]
fn what_is_wrong_on_other_paths_is_found() {
    check("example.com TXT v=spf1 include:a.example.net -all\na.example.net TXT v=spf1 +all", &[Kind::PassAll]);
    check("example.com TXT v=spf1 -include:a.example.net -all\na.example.net TXT v=spf1 +all", &[]);
    check("example.com TXT v=spf1 redirect=a.example.net\na.example.net TXT v=spf1 ?all", &[Kind::NeutralAll]);
    check(
        "example.com TXT v=spf1 redirect=a.example.net\na.example.net TXT v=spf1 mx:m.example\nm.example MX x.example\nx.example A 192.0.2.1",
        &[Kind::NoAll],
    );
    check("example.com TXT v=spf1 exists:here.example.net -all\nhere.example.net A 127.0.0.1", &[Kind::PassAll]);
    check("example.com TXT v=spf1 -all exp=gone.example.com", &[Kind::Explanation]);
    check("example.com TXT v=spf1 include:_spf.example.com -all\n_spf.example.com TXT v=spf1 ptr -all", &[Kind::Ptr]);
    let exchanges: String =
        (0..11).map(|n| format!("example.com MX m{n}.example.com\nm{n}.example.com A 192.0.2.{n}\n")).collect();
    check(&format!("example.com TXT v=spf1 mx -all\n{exchanges}"), &[Kind::TooManyExchanges]);
    assert_eq!(result(&format!("example.com TXT v=spf1 mx -all\n{exchanges}"), "192.0.2.3"), SpfResult::PermError);
}

#[test]
fn a_record_is_flattened_to_its_addresses() {
    let zone = "example.com TXT v=spf1 a mx ip4:198.51.100.8/30 ip4:203.0.113.0/24 -ip4:192.0.2.99 include:own.example.com include:_spf.google.com include:no.example.net ~all
        example.com A 192.0.2.1
        example.com MX m.example.com
        m.example.com A 192.0.2.2
        m.example.com AAAA 2001:db8::2
        own.example.com TXT v=spf1 ip4:192.0.2.3 exists:%{i}.example.com -all
        _spf.google.com TXT v=spf1 ip4:192.0.2.4 -all
        no.example.net TXT v=spf1 -ip4:192.0.2.5 ip4:192.0.2.6 ~all";
    let flattened = audited(zone).flattened;
    let shown: Vec<String> = flattened.ranges.iter().map(|each| format!("{} {}", each.network, each.domain)).collect();
    assert_eq!(
        shown,
        [
            "192.0.2.1 example.com",
            "192.0.2.2 example.com",
            "2001:db8::2 example.com",
            "198.51.100.8/30 example.com",
            "203.0.113.0/24 example.com",
            "192.0.2.3 own.example.com",
            "192.0.2.6 no.example.net",
        ]
    );
    assert_eq!(flattened.services, [Service { name: "Google Workspace", domain: "_spf.google.com".to_owned() }]);
    assert_eq!(flattened.unlisted, ["exists:%{i}.example.com"]);
    // Four single addresses of IPv4, one of IPv6, and four of the small range.
    assert_eq!(flattened.addresses(64).len(), 9);
}

proptest::proptest! {
    #[test]
    fn no_records_make_it_panic_or_run_on(
        first: Vec<u8>,
        terms in proptest::collection::vec("[-+~?]?(all|a|mx|ptr|include|exists|redirect|exp|ip4|ip6)([:=/]([a-c]\\.example|%\\{[a-z0-9]{1,3}\\}\\.example|[0-9./:]{1,12}|%))?", 0..12),
        more in proptest::collection::vec("(include:[a-c]\\.example|redirect=[a-c]\\.example|a|mx|ptr|exists:%\\{i\\}\\.example|-all)", 0..6),
    ) {
        let txt = |text: &str| Records::Txt(vec![text.as_bytes().to_vec()]);
        let answer_to = |question: &Question| match (question.name.as_str(), question.kind) {
            ("raw.example", RecordKind::Txt) => Lookup::Found(Records::Txt(vec![[b"v=spf1 ", &first[..]].concat()])),
            ("a.example", RecordKind::Txt) => Lookup::Found(txt(&format!("v=spf1 {}", terms.join(" ")))),
            ("b.example", RecordKind::Txt) => Lookup::Found(txt(&format!("v=spf1 {}", more.join(" ")))),
            (_, RecordKind::Txt) => Lookup::NoData,
            (_, RecordKind::A) => Lookup::Found(Records::A(vec!["192.0.2.7".parse().expect("ip")])),
            (_, RecordKind::Ptr) => Lookup::Found(Records::Ptr(vec![Domain::new("b.example").expect("a name"); 12])),
            _ => Lookup::NxDomain,
        };
        for domain in ["raw.example", "a.example", "b.example"] {
            let client = Client::new("192.0.2.7".parse().expect("ip"), "h.example", &format!("x@{domain}"));
            let name = Domain::new(domain).expect("a name");
            let mut answers = Answers::default();
            let (mut checked, mut audited) = (false, false);
            for _ in 0..40 {
                let mut open = Vec::new();
                match check_host(&client, &answers) {
                    Poll::Done(outcome) => {
                        checked = true;
                        assert!(outcome.lookups <= LOOKUPS_MAX + 1 && outcome.void_lookups <= VOID_LOOKUPS_MAX + 1);
                    }
                    Poll::Ask(questions) => open.extend(questions),
                }
                match audit(&name, &answers) {
                    Poll::Done(_) => audited = true,
                    Poll::Ask(questions) => open.extend(questions),
                }
                for question in open {
                    let outcome = answer_to(&question);
                    answers.insert(question, Answer { attempts: 1, ..Answer::of(outcome) });
                }
            }
            assert!(checked && audited);
        }
    }
}
