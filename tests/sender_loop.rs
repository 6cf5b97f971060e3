//! Advice is followed here as a sender would: what is told to be published goes into the zone, and the sender is checked again. It may be no worse,
//! no two records may stand for one owner name, and what was told must mend something.

use presend::dns::Zone;
use presend::domain::Domain;
use presend::sender::checks::{SenderConfig, SenderVerdict, Status};
use presend::sender::{SenderReport, check};
use std::collections::BTreeSet;
use std::sync::Arc;

const MX: &str = "example.com. MX 10 mx.example.com.\nmx.example.com. A 198.51.100.20\n";
const REVERSE: &str = "60.100.51.198.in-addr.arpa. PTR out.example.com.\nout.example.com. A 198.51.100.60\n";
const SPF: &str = "example.com. TXT \"v=spf1 ip4:198.51.100.60 -all\"\n";
const DMARC: &str = "_dmarc.example.com. TXT \"v=DMARC1; p=reject; rua=mailto:dmarc@example.com\"\n";
const IP: &[&str] = &["198.51.100.60"];

fn report(zone: &str, ips: &[&str], helo: Option<&str>) -> SenderReport {
    let zone = Zone::parse(zone).unwrap_or_else(|error| panic!("{error}\n{zone}"));
    let setup = SenderConfig {
        ips: ips.iter().map(|ip| ip.parse().expect("an address")).collect(),
        helo: helo.map(str::to_owned),
        ..SenderConfig::new(Domain::new("example.com").expect("a name"))
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(check(Arc::new(zone), setup))
}

fn faults(report: &SenderReport) -> BTreeSet<(&'static str, String)> {
    let checks = report.judged.checks.iter().filter(|check| matches!(check.status, Status::Fail | Status::Warn));
    checks.map(|check| (check.code.code(), check.subject.clone())).collect()
}

fn owner_and_type(line: &str) -> (String, String) {
    let mut words = line.split_whitespace();
    let (owner, kind) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    (owner.trim_end_matches('.').to_ascii_lowercase(), kind.to_owned())
}

/// The zone with the records in it: a PTR record in place of the others, an SPF or DMARC record in place of its like.
pub fn publish(zone: &str, records: &BTreeSet<String>) -> String {
    let mut lines: Vec<String> = zone.lines().map(str::to_owned).collect();
    for record in records {
        let place = owner_and_type(record);
        let kind = ["spf1", "dmarc"].into_iter().find(|kind| record.to_ascii_lowercase().contains(kind));
        lines.retain(|line| {
            let is_like = kind.is_none_or(|kind| line.to_ascii_lowercase().contains(kind));
            owner_and_type(line) != place || place.1 == "A" || !is_like
        });
        lines.push(record.clone());
    }
    lines.join("\n") + "\n"
}

/// Follows the advice, and gives it with the verdicts before and after.
#[track_caller]
fn follow(zone: &str, ips: &[&str], helo: Option<&str>) -> (SenderVerdict, SenderVerdict, BTreeSet<String>) {
    let before = report(zone, ips, helo);
    let records: BTreeSet<String> = before.judged.checks.iter().flat_map(|check| check.publish.clone()).collect();
    let after = report(&publish(zone, &records), ips, helo);
    let (was, is) = (faults(&before), faults(&after));
    let new: Vec<_> =
        is.iter().filter(|fault| !was.contains(*fault) && fault.0 != "sender.dmarc_policy_none").collect();
    assert!(new.is_empty(), "{new:?}\n{records:?}\n{zone}");
    assert!(
        records.is_empty() || was.iter().any(|fault| !is.contains(fault)),
        "nothing is mended by {records:?}\n{zone}"
    );
    let single: Vec<_> = records.iter().map(|record| owner_and_type(record)).filter(|place| place.1 != "A").collect();
    assert_eq!(single.len(), single.iter().collect::<BTreeSet<_>>().len(), "rival records: {records:?}");
    if let Some(told) = before.after {
        assert_eq!(told, after.verdict, "{records:?}\n{zone}");
    }
    (before.verdict, after.verdict, records)
}

#[track_caller]
fn mends(rest: &[&str], record: &str) {
    let zone = format!("{MX}{}{record}\n", rest.concat());
    let (before, after, records) = follow(&zone, IP, None);
    assert_ne!(before, SenderVerdict::Pass, "{zone}");
    assert!(!records.is_empty(), "{zone}");
    assert_eq!(after, SenderVerdict::Pass, "{records:?}\n{zone}");
}

#[test]
fn an_spf_record_is_mended_and_own_mail_passes() {
    for record in [
        "v=spf1 +all",
        "v=spf1 all",
        "v=spf1 mx all",
        "v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all",
        "v=spf1 ptr -all",
        "v=spf1 mx ptr ?all",
        "v=spf1 include:example.com ip4:198.51.100.60 -all",
        "v=spf1 mx -all",
        "v=spf1 -all",
        "spf1 ip4:198.51.100.60 -all",
        "v=spf1; ip4:198.51.100.60; -all",
        "v=spf1 ipv4:198.51.100.60 -all",
        "v=spf1 ip4=198.51.100.60 -all",
        "v=spf1 ip4:198.51.100.60 ?all",
        "v=spf1 ip4:198.51.100.60",
        "v=spf1 include:gone.example.com ip4:198.51.100.60 -all",
        "v=spf1 -all ip4:198.51.100.60",
        "v=spf1 ip4:10.0.0.1 ip4:198.51.100.60 -all",
        "v=spf1 a:mx.example.com mx ~all",
    ] {
        mends(&[REVERSE, DMARC], &format!("example.com. TXT \"{record}\""));
    }
    mends(&[REVERSE, DMARC], "");
    mends(&[REVERSE, DMARC], "example.com. TXT \"v=spf1 mx -all\"\nexample.com. TXT \"v=spf1 a:out.example.com ~all\"");
}

#[test]
fn a_dmarc_record_keeps_what_its_owner_wrote() {
    for record in [
        "v=dmarc1; p=reject; rua=mailto:a@example.com",
        "v=DMARC1;p=none;sp=reject;adkim=s;rua=mailto:agg@example.com",
        "v=DMARC1; p=quarentine; rua=mailto:a@example.com",
        "v=DMARC1; rua=mailto:a@example.com; p=reject",
        "v=DMARC1; p=reject; rua=a@example.com",
    ] {
        mends(&[REVERSE, SPF], &format!("_dmarc.example.com. TXT \"{record}\""));
    }
    let zone = format!(
        "{MX}{REVERSE}{SPF}_dmarc.example.com. TXT \"v=DMARC1;p=none;sp=reject;adkim=s;rua=mailto:agg@example.com\"\n"
    );
    let (_, _, records) = follow(&zone, IP, None);
    let expected = "_dmarc.example.com. TXT \"v=DMARC1; p=quarantine; sp=reject; adkim=s; rua=mailto:agg@example.com\"";
    assert_eq!(records.into_iter().collect::<Vec<_>>(), [expected]);
    // A first policy asks for nothing yet, and `none` stays while the mail was not shown to pass.
    for record in ["", "_dmarc.example.com. TXT \"v=DMARC1; rua=mailto:a@example.com\"\n"] {
        let (before, after, records) = follow(&format!("{MX}{REVERSE}{SPF}{record}"), IP, None);
        assert_eq!((before, after), (SenderVerdict::Fail, SenderVerdict::Warn), "{records:?}");
        assert!(records.iter().all(|record| record.contains("p=none")), "{records:?}");
    }
    let unproved = format!(
        "{MX}{REVERSE}example.com. TXT \"v=spf1 -all\"\n_dmarc.example.com. TXT \"v=DMARC1; p=none; rua=mailto:a@example.com\"\n"
    );
    let (_, _, records) = follow(&unproved, IP, None);
    assert!(!records.iter().any(|record| record.contains("DMARC1")), "{records:?}");
}

#[test]
fn an_address_gets_a_name_of_the_senders_own_that_leads_back() {
    for (reverse, expected) in [
        ("", "mail.example.com. A 198.51.100.60"),
        ("mail.example.com. A 203.0.113.9\n", "mta.example.com. A 198.51.100.60"),
        (
            "60.100.51.198.in-addr.arpa. PTR vps60.hoster.net.\nvps60.hoster.net. A 198.51.100.61\n",
            "mail.example.com. A 198.51.100.60",
        ),
        ("60.100.51.198.in-addr.arpa. PTR out.example.com.\n", "out.example.com. A 198.51.100.60"),
        (
            "60.100.51.198.in-addr.arpa. PTR www.example.com.\nwww.example.com. A 203.0.113.9\n",
            "mail.example.com. A 198.51.100.60",
        ),
    ] {
        let (before, after, records) = follow(&format!("{MX}{SPF}{DMARC}{reverse}"), IP, None);
        assert_eq!((before, after), (SenderVerdict::Fail, SenderVerdict::Pass), "{records:?}");
        assert!(records.contains(expected), "{records:?}");
        assert!(records.iter().all(|record| record.contains("example.com") || record.contains("arpa")), "{records:?}");
    }
}

#[test]
fn a_helo_name_is_given_an_address_only_where_it_is_ones_own_and_free() {
    let zone = format!("{MX}{REVERSE}{SPF}{DMARC}www.example.com. A 203.0.113.9\n");
    let (_, after, records) = follow(&zone, IP, Some("new.example.com"));
    assert_eq!(after, SenderVerdict::Pass);
    assert!(records.contains("new.example.com. A 198.51.100.60"), "{records:?}");
    for helo in ["www.example.com", "localhost.localdomain", "[198.51.100.60]", "mail.hoster.net", "198.51.100.60"] {
        let (_, _, records) = follow(&zone, IP, Some(helo));
        assert!(records.is_empty(), "{helo}: {records:?}");
        let (_, _, records) = follow(&zone.replace(REVERSE, ""), IP, Some(helo));
        assert!(records.contains("60.100.51.198.in-addr.arpa. PTR mail.example.com."), "{helo}: {records:?}");
    }
}

#[test]
fn several_addresses_stand_in_one_record() {
    let ips: Vec<String> = (64..74).map(|n| format!("198.51.100.{n}")).collect();
    let ips: Vec<&str> = ips.iter().map(String::as_str).collect();
    let reverse: String = (64..74)
        .map(|n| format!("{n}.100.51.198.in-addr.arpa. PTR o{n}.example.com.\no{n}.example.com. A 198.51.100.{n}\n"))
        .collect();
    let (_, after, records) = follow(&format!("{MX}{reverse}{DMARC}"), &ips, None);
    assert_eq!(after, SenderVerdict::Pass);
    let expected = "example.com. TXT \"v=spf1 ip4:198.51.100.64/29 ip4:198.51.100.72/31 ~all\"";
    assert_eq!(records.into_iter().collect::<Vec<_>>(), [expected]);
}

#[test]
fn what_is_not_known_is_not_guessed() {
    for record in ["", "example.com. TXT \"v=spf1 +all\"\n", "example.com. TXT \"v=spf1 ptr -all\"\n"] {
        let (_, _, records) = follow(&format!("{MX}{REVERSE}{DMARC}{record}"), &[], None);
        assert!(records.is_empty(), "{records:?}");
    }
    // A domain that says that it sends and takes nothing keeps its lock.
    let locked = format!("{REVERSE}{DMARC}example.com. MX 0 .\nexample.com. TXT \"v=spf1 -all\"\n");
    let (_, _, records) = follow(&locked, IP, None);
    assert!(records.is_empty(), "{records:?}");
}
