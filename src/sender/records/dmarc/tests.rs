//! DMARC on small zones.

use super::*;
use crate::domain::Domain;
use crate::facts::{Answer, Answers, Failure, Lookup, Poll, Question, RecordKind, Records};

/// Names and their TXT records; `SERVFAIL` stands for a failure. What is not named does not exist.
type Zone<'a> = &'a [(&'a str, &'a str)];

fn name(text: &str) -> Domain {
    Domain::new(text).expect(text)
}

fn answer(zone: Zone<'_>, question: &Question) -> Lookup<Records> {
    if question.kind == RecordKind::Mx {
        // Report domains are there, but for those whose name says otherwise.
        let exchange = if question.name.as_str().starts_with("null") { Domain::root() } else { name("mx.example.com") };
        let is_gone = question.name.as_str().starts_with("gone");
        let list = vec![crate::facts::MailExchange { preference: 10, exchange }];
        return if is_gone { Lookup::NxDomain } else { Lookup::Found(Records::Mx(list)) };
    }
    assert_eq!(question.kind, RecordKind::Txt);
    let texts: Vec<&str> = zone.iter().filter(|(at, _)| *at == question.name.as_str()).map(|(_, text)| *text).collect();
    match texts.as_slice() {
        [] => Lookup::NxDomain,
        ["SERVFAIL"] => Lookup::Failed(Failure::ServFail),
        list => Lookup::Found(Records::Txt(list.iter().map(|text| text.as_bytes().to_vec()).collect())),
    }
}

/// Asks until it is done, and says in how many rounds.
fn finish<T>(zone: Zone<'_>, check: impl Fn(&Answers) -> Poll<T>) -> (T, usize) {
    let mut answers = Answers::default();
    for round in 0..5 {
        match check(&answers) {
            Poll::Done(value) => return (value, round),
            Poll::Ask(questions) => {
                assert!(!questions.is_empty() && questions.len() <= 60);
                for question in questions {
                    let outcome = answer(zone, &question);
                    let answer = Answer { attempts: 1, ..Answer::of(outcome) };
                    answers.insert(question, answer);
                }
            }
        }
    }
    panic!("it does not end");
}

fn found(from: &str, zone: Zone<'_>) -> Discovery {
    finish(zone, |answers| discover(&name(from), answers)).0
}

fn check(from: &str, zone: Zone<'_>, want: &[Kind]) -> Discovery {
    let discovery = found(from, zone);
    let got: Vec<Kind> = discovery.findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(got, want, "{zone:?}: {:?}", discovery.findings);
    discovery
}

fn record(text: &str, want: &[Kind]) -> Discovery {
    check("example.com", &[("_dmarc.example.com", text)], want)
}

#[test]
fn good_records_raise_nothing() {
    for text in [
        "v=DMARC1; p=reject; rua=mailto:dmarc@example.com",
        "v=DMARC1;p=quarantine;rua=mailto:dmarc@example.com;",
        "v = DMARC1 ; p = reject ; sp=reject; adkim=s; aspf=r; fo=1:d:s; rua=mailto:a@example.com!10m,mailto:b@mail.example.com",
        "v=DMARC1; p=Reject; np=reject; psd=n; t=n; rua=mailto:dmarc@example.com",
    ] {
        assert!(record(text, &[]).record.is_some());
    }
}

#[test]
fn weak_and_broken_records_are_told() {
    let rua = "rua=mailto:d@example.com";
    record(&format!("v=DMARC1; p=none; {rua}"), &[Kind::PolicyNone]);
    record("v=DMARC1; p=reject", &[Kind::NoReports]);
    record(&format!("v=DMARC1; {rua}"), &[Kind::NoPolicy]);
    record(&format!("v=DMARC1; p=quarentine; {rua}"), &[Kind::BadPolicy]);
    record(&format!("v=DMARC1; p=; {rua}"), &[Kind::BadPolicy]);
    record(&format!("v=DMARC1; {rua}; p=reject"), &[Kind::PolicyNotSecond]);
    record(&format!("v=DMARC1; p=reject; sp=none; {rua}"), &[Kind::WeakSubdomains]);
    record(&format!("v=DMARC1; p=reject; sp=rejct; {rua}"), &[Kind::BadTag]);
    record(&format!("v=DMARC1; p=reject; t=y; {rua}"), &[Kind::Testing]);
    record(&format!("v=DMARC1; p=reject; pct=20; {rua}"), &[Kind::Percent]);
    record(&format!("v=DMARC1; p=reject; pct=100; rf=afrf; ri=86400; {rua}"), &[Kind::Outdated; 3]);
    record(&format!("v=DMARC1; p=reject; pct=300; {rua}"), &[Kind::BadTag, Kind::Outdated]);
    record(&format!("v=DMARC1; p=reject; adkim=strict; {rua}"), &[Kind::BadTag]);
    record("v=DMARC1; p=reject; rua=d@example.com", &[Kind::BadReportAddress]);
    record("v=DMARC1; p=reject; rua=mailto:", &[Kind::BadReportAddress]);
    record("v=DMARC1; p=reject; rua=https://example.com/dmarc", &[Kind::BadReportAddress]);
    record(&format!("v=DMARC1; p=reject; rau=x; {rua}"), &[Kind::UnknownTag]);
    record(&format!("v=DMARC1; p=reject; psd=y; {rua}"), &[Kind::PublicSuffix]);
    record(&format!("v=DMARC1; p=reject sp=none; {rua}"), &[Kind::BadPolicy]);
    record(&format!("v=DMARC1; p=reject; p=none; {rua}"), &[Kind::Malformed]);
}

#[test]
fn texts_that_receivers_do_not_take_for_a_record_are_told() {
    for text in [
        "v=dmarc1; p=reject",
        "v=DMARC; p=reject",
        "v=DMARC1 p=reject",
        "v=DMARC1, p=reject",
        " v=DMARC1; p=reject",
        "\"v=DMARC1; p=reject\"",
        "p=reject; v=DMARC1",
        "p=reject; rua=mailto:d@example.com",
        "v=DMARC1\\; p=reject",
        "DMARC1; p=reject",
    ] {
        assert_eq!(record(text, &[Kind::NearlyRight]).record, None);
    }
    record("v=spf1 -all", &[Kind::Missing]);
    let twice = [("_dmarc.example.com", "v=DMARC1; p=reject"), ("_dmarc.example.com", "v=DMARC1; p=none")];
    check("example.com", &twice, &[Kind::Several]);
    let company =
        [("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"), ("_dmarc.example.com", "hello")];
    check("example.com", &company, &[]);
}

#[test]
fn a_record_at_the_wrong_name_is_found() {
    check("example.com", &[("example.com", "v=DMARC1; p=reject")], &[Kind::NearlyRight]);
    check("example.com", &[("_dmarc.example.com.example.com", "v=DMARC1; p=reject")], &[Kind::NearlyRight]);
    check("example.com", &[("example.com", "v=spf1 -all")], &[Kind::Missing]);
    check("example.com", &[("example.com", "SERVFAIL")], &[Kind::Missing]);
}

#[test]
fn that_the_dns_did_not_answer_is_not_that_there_is_no_record() {
    check("example.com", &[("_dmarc.example.com", "SERVFAIL")], &[Kind::Unanswered]);
    check("news.example.com", &[("_dmarc.example.com", "SERVFAIL")], &[Kind::Unanswered]);
    // Nor when the silence is between the domain and its organisation.
    check("a.b.example.com", &[("_dmarc.b.example.com", "SERVFAIL")], &[Kind::Unanswered]);
    check("example.com", &[], &[Kind::Missing]);
    // A name that does not matter may fail.
    let own = [("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@example.com"), ("_dmarc.com", "SERVFAIL")];
    check("example.com", &own, &[]);
}

#[test]
fn a_subdomain_takes_the_policy_of_its_organisation() {
    let zone = [
        ("_dmarc.example.com", "v=DMARC1; p=reject; sp=quarantine; np=reject; rua=mailto:d@example.com"),
        ("news.example.com", ""),
    ];
    let discovery = check("news.example.com", &zone, &[Kind::WeakSubdomains, Kind::Inherited]);
    assert_eq!(discovery.found_at, Some(name("example.com")));
    assert_eq!(discovery.disposition, Some(Disposition::Quarantine));
    assert_eq!(found("gone.example.com", &zone).disposition, Some(Disposition::Reject));
    assert_eq!(found("example.com", &zone).disposition, Some(Disposition::Reject));
    // Between a name and its organisation nothing counts for RFC 7489, and the topmost record counts for RFC 9989.
    let between = [("_dmarc.b.example.co.uk", "v=DMARC1; p=reject"), ("_dmarc.example.co.uk", "v=DMARC1; p=none")];
    assert_eq!(found("a.b.example.co.uk", &between).disposition, Some(Disposition::None));
}

#[test]
fn the_tree_says_which_domain_is_the_organisation() {
    let organisation_of = |domain: &str, zone: Zone<'_>| finish(zone, |answers| organisation(&name(domain), answers)).0;
    let by_tree = |domain: &str, zone: Zone<'_>| organisation_of(domain, zone).by_tree.as_str().to_owned();
    assert_eq!(by_tree("a.b.example.com", &[]), "example.com");
    assert_eq!(by_tree("a.b.example.com", &[("_dmarc.example.com", "v=DMARC1; p=none")]), "example.com");
    let split = [("_dmarc.b.example.com", "v=DMARC1; p=none; psd=n"), ("_dmarc.example.com", "v=DMARC1; p=none")];
    assert_eq!(by_tree("a.b.example.com", &split), "b.example.com");
    let suffix = [("_dmarc.bank", "v=DMARC1; p=reject; psd=y"), ("_dmarc.mail.big.bank", "v=DMARC1; p=none")];
    assert_eq!(by_tree("mail.big.bank", &suffix), "big.bank");
    assert_eq!(by_tree("a.example.com", &[("_dmarc.a.example.com", "SERVFAIL")]), "example.com");
    let long = "a.b.c.d.e.f.g.h.i.j.example.com";
    let asked = match organisation(&name(long), &Answers::default()) {
        Poll::Ask(questions) => questions.iter().map(|question| question.name.as_str().to_owned()).collect(),
        Poll::Done(_) => Vec::new(),
    };
    assert_eq!(asked.len(), 8);
    assert_eq!(asked[1], "_dmarc.f.g.h.i.j.example.com");
    assert_eq!(asked[7], "_dmarc.com");
}

#[test]
fn alignment_is_by_name_or_by_organisation() {
    let zone = [("_dmarc.example.com", "v=DMARC1; p=none"), ("_dmarc.apart.example.com", "v=DMARC1; p=none; psd=n")];
    let aligned =
        |from: &str, other: &str, mode| finish(&zone, |answers| aligned(&name(from), &name(other), mode, answers)).0;
    for (from, other, relaxed, strict) in [
        ("example.com", "example.com", true, true),
        ("example.com", "bounce.example.com", true, false),
        ("news.example.com", "bounce.example.com", true, false),
        ("example.com", "example.net", false, false),
        ("example.com", "badexample.com", false, false),
        ("example.co.uk", "other.co.uk", false, false),
        ("example.com", "mail.apart.example.com", false, false),
        ("apart.example.com", "mail.apart.example.com", true, false),
    ] {
        assert_eq!(aligned(from, other, Alignment::Relaxed), relaxed, "{from} {other}");
        assert_eq!(aligned(from, other, Alignment::Strict), strict, "{from} {other}");
    }
}

#[test]
fn reports_to_others_need_their_consent() {
    let policy =
        ("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:d@reports.example.net,mailto:e@sub.example.com");
    check("example.com", &[policy], &[Kind::ReportsNotAuthorised]);
    check("example.com", &[policy, ("example.com._report._dmarc.reports.example.net", "v=DMARC1")], &[]);
    check(
        "example.com",
        &[policy, ("example.com._report._dmarc.reports.example.net", "SERVFAIL")],
        &[Kind::Unanswered],
    );
}

#[test]
fn reports_go_to_domains_that_take_mail() {
    for domain in ["gone.example.net", "null.example.net"] {
        let both = [Kind::BadReportAddress, Kind::ReportsNotAuthorised];
        record(&format!("v=DMARC1; p=reject; rua=mailto:d@{domain}"), &both);
    }
    record("v=DMARC1; p=reject; rua=mailto:d@gone.example.com", &[Kind::BadReportAddress]);
    record("v=DMARC1; p=reject; rua=mailto:d@in.example.com", &[]);
}

#[test]
fn everything_is_asked_in_two_rounds() {
    let zone = [("_dmarc.example.com", "v=DMARC1; p=reject; np=none; rua=mailto:d@example.net")];
    assert_eq!(finish(&zone, |answers| discover(&name("a.b.example.com"), answers)).1, 2);
}

/// It once did.
#[test]
fn a_report_address_that_is_no_more_than_its_marks_does_not_make_it_panic() {
    found("example.com", &[("_dmarc.example.com", "v=DMARC1;0@.")]);
    found("example.com", &[("_dmarc.example.com", "v=DMARC1; p=reject; rua=mailto:0@.")]);
}

proptest::proptest! {
    // Where a failure would be kept, no folder belongs.
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..proptest::prelude::ProptestConfig::default() })]
    #[test]
    fn no_record_makes_it_panic(text: String, tail in "[vpsnrut=;:,!@ a-z0-9.]{0,80}") {
        found("example.com", &[("_dmarc.example.com", &text)]);
        found("example.com", &[("_dmarc.example.com", &format!("v=DMARC1;{tail}"))]);
        found("example.com", &[("_dmarc.example.com", &format!("v=DMARC1; p=reject; rua=mailto:{tail}"))]);
    }
}
