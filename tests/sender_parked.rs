//! Domains that are meant to send nothing: they are known by their locks, judged by what such a domain should have, and never told to open them.

use crate::sender_loop::publish;
use presend::dns::Zone;
use presend::domain::Domain;
use presend::sender::checks::{SenderConfig, SenderVerdict, Status};
use presend::sender::{SenderReport, check};
use std::sync::Arc;

const SPF: &str = "quiet.com. TXT \"v=spf1 -all\"\n";
const MX: &str = "quiet.com. MX 0 .\n";
const DMARC: &str = "_dmarc.quiet.com. TXT \"v=DMARC1; p=reject\"\n";
const WEB: &str = "quiet.com. A 45.80.9.9\n";

fn report(zone: &str, setup: impl FnOnce(&mut SenderConfig)) -> SenderReport {
    let parsed = Zone::parse(zone).unwrap_or_else(|error| panic!("{error}\n{zone}"));
    let mut it = SenderConfig::new(Domain::new("quiet.com").expect("a name"));
    setup(&mut it);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(check(Arc::new(parsed), it))
}

fn faults(report: &SenderReport) -> Vec<&'static str> {
    let bad = |status| matches!(status, Status::Fail | Status::Warn | Status::Unknown);
    report.judged.checks.iter().filter(|check| bad(check.status)).map(|check| check.code.code()).collect()
}

fn records(report: &SenderReport) -> Vec<String> {
    report.judged.checks.iter().flat_map(|check| check.publish.clone()).collect()
}

#[test]
fn a_locked_domain_is_known_and_nothing_is_wrong_with_it() {
    let other_ways = [
        format!("{SPF}{MX}{DMARC}{WEB}"),
        format!("{SPF}{MX}{DMARC}"),
        format!("{MX}{DMARC}quiet.com. TXT \"V=SPF1 -ALL\"\n"),
        format!(
            "{MX}{DMARC}quiet.com. TXT \"v=spf1 redirect=none.example.net\"\nnone.example.net. TXT \"v=spf1 -all\"\n"
        ),
        format!("{MX}{DMARC}quiet.com. TXT \"v=spf1 exp=why.quiet.com -all\"\nwhy.quiet.com. TXT \"no mail\"\n"),
        format!(
            "{SPF}{MX}_dmarc.quiet.com. TXT \"v=DMARC1; p=reject; sp=reject; adkim=s; aspf=s; rua=mailto:d@quiet.com\"\n"
        ),
        format!("{SPF}{MX}{DMARC}*._domainkey.quiet.com. TXT \"v=DKIM1; p=\"\n"),
    ];
    for zone in other_ways {
        for parked in [false, true] {
            let report = report(&zone, |setup| setup.parked = parked);
            assert!(report.judged.parked, "{zone}");
            assert_eq!(report.verdict, SenderVerdict::Pass, "{:?}\n{zone}", report.judged.checks);
            assert!(records(&report).is_empty(), "{zone}");
        }
    }
}

#[test]
fn who_sends_is_not_taken_for_parked() {
    let locked = format!("{SPF}{MX}{DMARC}");
    let given = report(&locked, |setup| setup.ips = vec!["45.80.9.9".parse().expect("an address")]);
    assert!(!given.judged.parked && given.verdict == SenderVerdict::Fail);
    let opened = records(&given).into_iter().find(|record| record.contains("spf1") || record.contains(" MX "));
    assert_eq!(opened, None);
    let told = given.judged.checks.iter().find(|check| check.code.code() == "sender.spf_fail").expect("SPF fails");
    assert!(told.fix.as_ref().is_some_and(|fix| fix.contains("Send from another domain")), "{told:?}");
    for zone in [
        "quiet.com. TXT \"v=spf1 -all\"\nquiet.com. MX 10 mx.quiet.com.\nmx.quiet.com. A 45.80.9.9\n".to_owned(),
        format!("{WEB}{SPF}"),
        format!("{MX}{DMARC}quiet.com. TXT \"v=spf1 ip4:45.80.9.9 -all\"\n"),
        format!("{MX}{DMARC}quiet.com. TXT \"v=spf1 ~all\"\n"),
        format!("{MX}{DMARC}quiet.com. TXT \"v=spf1 exists:%{{i}}.ok.quiet.com -all\"\n"),
        format!("{MX}{DMARC}"),
    ] {
        assert!(!report(&zone, |_| ()).judged.parked, "{zone}");
    }
    let signing = report(&locked, |setup| {
        let domain = setup.domain.clone();
        setup.dkim = vec![presend::sender::checks::Selector { selector: "s1".to_owned(), domain }];
    });
    assert!(!signing.judged.parked);
}

#[test]
fn an_open_door_is_told_and_shut_by_the_record_shown() {
    let cases: &[(&str, &str, &str)] = &[
        (&format!("{MX}{DMARC}"), "sender.parked_spf", "quiet.com. TXT \"v=spf1 -all\""),
        (
            &format!("{MX}{DMARC}quiet.com. TXT \"v=spf1 a mx ~all\"\n"),
            "sender.parked_spf",
            "quiet.com. TXT \"v=spf1 -all\"",
        ),
        (
            &format!("{MX}{DMARC}{SPF}quiet.com. TXT \"v=spf1 mx -all\"\n"),
            "sender.parked_spf",
            "quiet.com. TXT \"v=spf1 -all\"",
        ),
        (&format!("{SPF}{DMARC}{WEB}"), "sender.parked_mx", "quiet.com. MX 0 ."),
        (&format!("{SPF}{MX}"), "sender.parked_dmarc", "_dmarc.quiet.com. TXT \"v=DMARC1; p=reject\""),
        (
            &format!("{SPF}{MX}_dmarc.quiet.com. TXT \"v=DMARC1;p=none;sp=none;rua=mailto:d@quiet.com;fo=1\"\n"),
            "sender.parked_dmarc",
            "_dmarc.quiet.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@quiet.com; fo=1\"",
        ),
        (
            &format!("{SPF}{MX}_dmarc.quiet.com. TXT \"v=DMARC1; p=quarantine\"\n"),
            "sender.parked_dmarc",
            "_dmarc.quiet.com. TXT \"v=DMARC1; p=reject\"",
        ),
        (
            &format!("{SPF}{MX}_dmarc.quiet.com. TXT \"v=dmarc1; p=reject\"\n"),
            "sender.parked_dmarc",
            "_dmarc.quiet.com. TXT \"v=DMARC1; p=reject\"",
        ),
    ];
    for (zone, code, record) in cases {
        let before = report(zone, |setup| setup.parked = true);
        assert_eq!(faults(&before), [*code], "{zone}");
        assert_eq!(records(&before), [*record], "{zone}");
        let after = report(&publish(zone, &[(*record).to_owned()].into()), |_| ());
        assert!(after.judged.parked && after.verdict == SenderVerdict::Pass, "{:?}", after.judged.checks);
    }
}

#[test]
fn mail_hosts_stay_and_keys_are_told() {
    let mail = "quiet.com. MX 10 mx.quiet.com.\nmx.quiet.com. A 45.80.9.9\n";
    let taking = report(&format!("{SPF}{DMARC}{mail}"), |setup| setup.parked = true);
    assert_eq!((taking.verdict, records(&taking)), (SenderVerdict::Pass, Vec::new()));
    let key = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";
    let signed = report(&format!("{SPF}{DMARC}{MX}s1._domainkey.quiet.com. TXT \"{key}\"\n"), |setup| {
        setup.parked = true;
        let domain = setup.domain.clone();
        setup.dkim = vec![presend::sender::checks::Selector { selector: "s1".to_owned(), domain }];
    });
    assert_eq!(faults(&signed), ["sender.parked_dkim"]);
    assert_eq!(faults(&report("other.com. A 45.80.9.9\n", |setup| setup.parked = true)), ["sender.no_domain"]);
}
