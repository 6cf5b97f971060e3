//! Set-ups that were broken in all ways that people break them, before and after the advice was followed. Records are put into the zone as a sender
//! would put them: in place of what they are said to replace. Nothing may be worse, and every line must be one that a name server takes.

use presend::dns::Zone;
use presend::domain::Domain;
use presend::sender::checks::{Check, Selector, SenderConfig, SenderVerdict, Status};
use presend::sender::{SenderReport, check};
use std::collections::BTreeSet;
use std::sync::Arc;

const CASES: &str = include_str!("zones/sender_broken.cases");
const RIGHT: &[(&str, &str)] = &[
    ("MX", "example.com. MX 10 mx.example.com.\nmx.example.com. A 198.51.100.20\n"),
    ("PTR", "60.100.51.198.in-addr.arpa. PTR out.example.com.\nout.example.com. A 198.51.100.60\n"),
    (
        "PTR6",
        "0.6.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa. PTR out.example.com.\nout.example.com. AAAA 2001:db8::60\n",
    ),
    ("SPF", "example.com. TXT \"v=spf1 ip4:198.51.100.60 -all\"\n"),
    ("DMARC", "_dmarc.example.com. TXT \"v=DMARC1; p=reject; rua=mailto:dmarc@example.com\"\n"),
];
const KEYS: &[(&str, &str)] = &[
    (
        "{K512}",
        "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAJTSfHpf4eOO4jF67ScbA0wpjb+lpkguPj7ebCVQwAJcFAyXHQll13SN381AkGO69FPyBFemf26QQqzuwrz7ffUCAwEAAQ==",
    ),
    (
        "{K768}",
        "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAMSJcPK7k7wxLd8HfWw7Dlex1JxrzD9UTQljD6r9AE0peU4FKNt2iFI9hcxQ8Gw0kjZxC648FqefklaNPSpQkGOcJYsjA0U8zpN0VGPE8uNaKU7uMLMGy/sJbsH2X99HFwIDAQAB",
    ),
    (
        "{K1024}",
        "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQCipxfFyhTMw7myfHJE/pOk0u0rsB0t5+1DSJlaWbvb3VnQdbDZJIOegO+4LCXQvImf3Z2ZlYKxLPv9144/Ji1F5hfiNza6J8elEDhlCEjxbJ3amhvb0swfLNRR5Z5iz0SGxrhK26eK2Z3MSvxZTkhbz9FVHLT71AcN04WN/Mcn3wIDAQAB",
    ),
    (
        "{K2048}",
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyxIQCYIgfN+rzbbpyogVSzVEcnIqBsrFgfaKQWGJ366wJaDQPJsYs/1seUJ+LBNGrc3z+XaIuEfl2q6Gj/EcKIg3gnYA2v/i1zVs7FZUOizf033fhYGYqYGi4eKjV7+WtvAhjL0gsNHHGMGSaD8O6DNojr37\" \"ggmQ8BjyWvgIFcfRfl6FazBvvUYzgYJvRSVikPlnRyufGOsF7TGEzRGA66lApJVTGfkQO8pLFu8ItmauRD8/cyEUMMeB2XiCWN+DAcmXtmqsWGbQOsb2DtnM8qGDKfLUG7ltYGwAtOQksqOHgenDcRFKksvzFJ8CDWZLuBxqIopzoVscpVGF4r3NbwIDAQAB",
    ),
];

/// What a record that is not read hides.
const SHOWN_ONLY_THEN: &[&str] =
    &["dmarc_policy_none", "dmarc_reports_not_authorised", "dkim_short", "dkim_ed25519_only"];

#[derive(Debug, PartialEq)]
enum Goal<'a> {
    Pass,
    First,
    Gone(Vec<&'a str>),
    Asked,
}

struct Case<'a> {
    title: &'a str,
    setup: SenderConfig,
    goal: Goal<'a>,
    holds: Option<&'a str>,
    zone: String,
}

fn cases() -> Vec<Case<'static>> {
    CASES.split("\n= ").skip(1).map(case).collect()
}

fn case(text: &'static str) -> Case<'static> {
    let name = |text: &str| Domain::new(text).expect("a name");
    let (title, rest) = text.split_once('\n').expect("a title");
    let (head, records) = rest.split_once('\n').unwrap_or((rest, ""));
    let mut parts = head.split('|').map(str::trim);
    let right = parts.next().unwrap_or_default();
    let mut zone: String = right
        .split_whitespace()
        .map(|word| RIGHT.iter().find(|(known, _)| *known == word).unwrap_or_else(|| panic!("{word}")).1)
        .collect();
    zone += &KEYS.iter().fold(records.to_owned(), |text, (mark, key)| text.replace(mark, key));
    let mut case = Case { title, setup: SenderConfig::new(name("example.com")), goal: Goal::Pass, holds: None, zone };
    for part in parts {
        let (word, value) = part.split_once(' ').unwrap_or((part, ""));
        match word {
            "ip" => case.setup.ips = value.split_whitespace().map(|ip| ip.parse().expect("an address")).collect(),
            "helo" => case.setup.helo = Some(value.to_owned()),
            "from" => case.setup.mail_from = Some(("postmaster".to_owned(), name(value))),
            "dkim" => case.setup.dkim = vec![Selector { selector: value.to_owned(), domain: name("example.com") }],
            "pass" => case.goal = Goal::Pass,
            "first" => case.goal = Goal::First,
            "asked" => case.goal = Goal::Asked,
            "gone" => case.goal = Goal::Gone(value.split_whitespace().collect()),
            "holds" => case.holds = Some(value),
            other => panic!("{other}: {title}"),
        }
    }
    case
}

fn report(zone: &str, setup: &SenderConfig) -> Result<SenderReport, String> {
    let zone = Zone::parse(zone).map_err(|error| format!("{error}\n{zone}"))?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    Ok(runtime.block_on(check(Arc::new(zone), setup.clone())))
}

fn faults(report: &SenderReport) -> BTreeSet<(&'static str, String)> {
    let is_bad = |check: &&Check| matches!(check.status, Status::Fail | Status::Warn | Status::Unknown);
    let checks = report.judged.checks.iter().filter(is_bad);
    checks.map(|check| (check.code.code().trim_start_matches("sender."), check.subject.clone())).collect()
}

/// A line with its blanks and letters evened out.
fn even(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ").replace("\" \"", "").to_ascii_lowercase()
}

fn place(line: &str) -> String {
    line.split_whitespace().take(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// The zone with what is advised in place of what that replaces; an error where a name server would not take it.
fn follow(zone: &str, report: &SenderReport) -> Result<String, String> {
    let advice = &report.judged.advice;
    let replaced: Vec<String> = advice.iter().flat_map(|advice| &advice.replaced).map(|line| even(line)).collect();
    let mut records: Vec<String> = Vec::new();
    for record in advice.iter().flat_map(|advice| &advice.records).map(ToString::to_string) {
        if !records.contains(&record) {
            records.push(record);
        }
    }
    for record in &records {
        let owner = record.split_whitespace().next().unwrap_or_default();
        if !["example.com.", "in-addr.arpa.", "ip6.arpa."].iter().any(|own| owner.ends_with(own)) {
            return Err(format!("in somebody else's zone: {record}"));
        }
        if record.split('"').skip(1).step_by(2).any(|string| string.len() > 255) {
            return Err(format!("a string is too long: {record}"));
        }
        let is_lone = |other: &&String| {
            place(other) == place(record) && ["txt", "ptr"].iter().any(|kind| place(record).ends_with(kind))
        };
        if records.iter().filter(is_lone).count() > 1 {
            return Err(format!("rivals: {record}"));
        }
    }
    let mut lines: Vec<&str> = zone.lines().filter(|line| !replaced.contains(&even(line))).collect();
    lines.extend(records.iter().map(String::as_str));
    Ok(lines.join("\n") + "\n")
}

/// How a case came out: what is wrong with it, if anything.
fn play(case: &Case<'_>) -> Result<(), String> {
    let before = report(&case.zone, &case.setup)?;
    let records: Vec<String> =
        before.judged.advice.iter().flat_map(|advice| &advice.records).map(ToString::to_string).collect();
    let was = faults(&before);
    let tell = |what: &str, more: String| {
        Err(format!("{what}: {}\n    records {records:?}\n    had {was:?}\n    {more}", case.title))
    };
    if was.is_empty() {
        return tell("NO FAULT", String::new());
    }
    if case.goal == Goal::Asked {
        let advised = before.judged.checks.iter().filter(|check| check.is_fault());
        let texts: Vec<String> =
            advised.map(|check| check.fix.clone().unwrap_or(check.code.remedy().to_owned())).collect();
        let is_told = case.holds.is_none_or(|words| texts.iter().any(|text| text.contains(words)));
        return if records.is_empty() && is_told { Ok(()) } else { tell("GUESSED OR UNTOLD", format!("{texts:?}")) };
    }
    let zone = match follow(&case.zone, &before) {
        Ok(zone) => zone,
        Err(error) => return tell("WORSE", error),
    };
    let after = match report(&zone, &case.setup) {
        Ok(after) => after,
        Err(error) => return tell("WORSE", error),
    };
    let is = faults(&after);
    let new: Vec<_> = is.iter().filter(|fault| !was.contains(*fault) && !SHOWN_ONLY_THEN.contains(&fault.0)).collect();
    if !new.is_empty() {
        return tell("WORSE", format!("new {new:?}"));
    }
    if before.after.is_some_and(|told| told != after.verdict) {
        return tell("UNTRUE", format!("told {:?}, is {:?}", before.after, after.verdict));
    }
    let reached = match &case.goal {
        Goal::Pass => after.verdict == SenderVerdict::Pass,
        Goal::First => is.iter().all(|fault| fault.0 == "dmarc_policy_none"),
        Goal::Gone(codes) => is.iter().all(|fault| !codes.contains(&fault.0)),
        Goal::Asked => true,
    };
    let holds = case.holds.is_none_or(|words| records.iter().any(|record| record.replace("\" \"", "").contains(words)));
    match (reached, holds, is.len() < was.len()) {
        (true, true, _) => Ok(()),
        (true, false, _) => tell("WITHOUT WHAT WAS THERE", String::new()),
        (false, _, true) => tell("PART", format!("has {is:?}")),
        (false, _, false) => tell("NOTHING", format!("has {is:?}")),
    }
}

/// Faults of several kinds in one set-up: what is right in all of the cases, and all of their records.
fn mixed<'a>(all: &[Case<'a>], pick: impl Fn(usize) -> usize) -> Case<'a> {
    let kinds = ["spf:", "dmarc:", "dkim:", "ptr:", "mx:", "also: m", "also: d", "also: s"];
    let mut zone = BTreeSet::new();
    let mut setup = SenderConfig::new(Domain::new("example.com").expect("a name"));
    setup.ips = vec!["198.51.100.60".parse().expect("an address")];
    for (number, kind) in kinds.iter().enumerate().filter(|(number, _)| pick(number + 100).is_multiple_of(2)) {
        let of_kind: Vec<&Case<'_>> = all
            .iter()
            .filter(|case| {
                case.title.starts_with(kind) && case.setup.ips == setup.ips && case.setup.mail_from.is_none()
            })
            .collect();
        let case = of_kind[pick(number) % of_kind.len()];
        zone.extend(case.zone.lines().map(str::to_owned));
        if setup.dkim.is_empty() {
            setup.dkim.clone_from(&case.setup.dkim);
        }
        setup.helo = setup.helo.take().or(case.setup.helo.clone());
    }
    let zone = zone.into_iter().collect::<Vec<_>>().join("\n") + "\n";
    Case { title: "mixed", setup, goal: Goal::Gone(Vec::new()), holds: None, zone }
}

#[test]
fn faults_of_several_kinds_are_not_made_worse() {
    const MIXTURES: usize = 250;
    let all = cases();
    let mut played = 0;
    for seed in 0..MIXTURES {
        // Spread well enough, and the same in every run.
        let pick = |number: usize| ((seed * 1_000 + number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 33) & 0xffff;
        let case = mixed(&all, pick);
        let is_a_set_up = report(&case.zone, &case.setup).is_ok_and(|before| !faults(&before).is_empty());
        if is_a_set_up {
            played += 1;
            assert_eq!(play(&case), Ok(()), "mixture {seed}\n{}", case.zone);
        }
    }
    assert!(played > MIXTURES / 2, "{played}");
}

#[test]
fn set_ups_are_mended_by_what_is_advised() {
    let cases = cases();
    let wrong: Vec<String> = cases.iter().filter_map(|case| play(case).err()).collect();
    assert!(cases.len() > 100 && wrong.is_empty(), "{} of {}:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
}
