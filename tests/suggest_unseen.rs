//! Suggestions on slips that shaped nothing: written by people who had not seen the tables or the code, from three sources
//! that were written apart (a touch keyboard, desks in several countries, paper and telephone).
//!
//! `cargo test suggest_unseen -- --nocapture` prints the figures of each source; the last one was looked at last.

#![allow(clippy::print_stdout)]

use crate::support::command::Desk;
use presend::address::{Reading, read_cell};
use presend::domain::Domain;
use presend::facts::{Cost, DomainFacts, HostFacts, Lookup, MailExchange};
use presend::judge::{Asked, Policy, RowVerdict, judge_domain, judge_reading};
use presend::suggest::{Confidence, Providers};
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

const SLIPS: &str = include_str!("suggest/unseen.tsv");

struct Slip<'t> {
    source: &'t str,
    typed: &'t str,
    right: Vec<&'t str>,
    kind: &'t str,
}

fn slips() -> impl Iterator<Item = Slip<'static>> {
    SLIPS.lines().skip(1).filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [source, typed, right, kind] = fields.as_slice() else { return None };
        Some(Slip { source, typed, right: right.split('|').collect(), kind })
    })
}

fn domain_of(address: &str) -> &str {
    address.rsplit_once('@').map_or("", |(_, domain)| domain)
}

fn takes_mail(name: &str) -> DomainFacts {
    let exchange = Domain::new(&format!("mx.{name}")).expect(name);
    let v4 = Lookup::Found(vec![[45, 80, 1, 1].into()]);
    let host = Arc::new(HostFacts { host: exchange.clone(), v4, v6: None, canonical: None });
    let mx = Lookup::Found(vec![MailExchange { preference: 10, exchange }]);
    DomainFacts {
        mx,
        canonical: None,
        hosts: vec![host],
        exchanges_left_out: 0,
        resolver_lies: false,
        cost: Cost::default(),
    }
}

fn absent() -> DomainFacts {
    DomainFacts { mx: Lookup::NxDomain, hosts: Vec::new(), ..takes_mail("example.net") }
}

/// What is said to the first address of a cell; with `live`, by a DNS that knows these domains and no others.
fn judged(typed: &str, live: Option<&HashSet<&str>>, policy: &Policy) -> Option<RowVerdict> {
    let readings = read_cell(typed.as_bytes());
    let [reading] = readings.as_slice() else { return None };
    let name = |reading: &Reading<'_>| Domain::new(&reading.address.as_ref()?.domain_ascii).ok();
    let sound = reading.findings.iter().all(|finding| finding.reason.effect() < presend::reason::Effect::Reject);
    let facts = |name: &str| live.filter(|live| live.contains(name)).map_or_else(absent, |_| takes_mail(name));
    let domain =
        name(reading).filter(|_| sound).map(|domain| match Asked::beforehand(&domain, live.is_some(), policy) {
            Some(asked) => judge_domain(&domain, asked, policy),
            None => judge_domain(&domain, Asked::Dns(&facts(domain.as_str())), policy),
        });
    let takes_mail = |name: &str| live.map(|live| live.contains(name));
    Some(judge_reading(reading, domain.as_ref(), None, &[], policy, takes_mail))
}

#[derive(Default)]
struct Score {
    count: u32,
    right: u32,
    wrong: u32,
}

#[test]
fn slips_that_shaped_nothing_are_told() {
    let policy = Policy::default();
    let mut live: HashSet<&str> = slips().flat_map(|slip| slip.right).map(domain_of).collect();
    live.extend(slips().filter(|slip| slip.right == ["none"]).map(|slip| domain_of(slip.typed)));
    live.extend(Providers::builtin().iter().map(|provider| provider.domain.as_str()));
    let mut scores: BTreeMap<(&str, &str, bool), Score> = BTreeMap::new();
    for slip in slips() {
        for dns in [false, true] {
            let said = judged(slip.typed, dns.then_some(&live), &policy);
            let said = said.and_then(|row| said_of(row, dns));
            let none = slip.right == ["none"];
            let kind = if none { "none" } else { slip.kind };
            let score = scores.entry((slip.source, kind, dns)).or_default();
            score.count += 1;
            match &said {
                Some(said) if slip.right.contains(&said.as_str()) => score.right += 1,
                Some(said) => {
                    score.wrong += 1;
                    println!(
                        "wrong{} {} {}: {said} for {}",
                        if dns { " (dns)" } else { "" },
                        slip.source,
                        slip.typed,
                        slip.right.join("|")
                    );
                }
                None if !none && slip.source != "paper" => {
                    println!(
                        "missed{} {} {} for {}",
                        if dns { " (dns)" } else { "" },
                        slip.source,
                        slip.typed,
                        slip.right.join("|")
                    );
                }
                None => {}
            }
        }
    }
    for ((source, kind, dns), score) in &scores {
        println!(
            "{source:6} {kind:16} {:7} {:3}: {:3} right, {:2} wrong",
            if *dns { "dns" } else { "offline" },
            score.count,
            score.right,
            score.wrong
        );
    }
    let share = |kinds: &[&str], dns: bool| {
        let of = scores.iter().filter(|((_, kind, asked), _)| kinds.contains(kind) && *asked == dns);
        let sum = of.fold(Score::default(), |sum, (_, score)| Score {
            count: sum.count + score.count,
            right: sum.right + score.right,
            wrong: sum.wrong + score.wrong,
        });
        let part = |count: u32| f64::from(count) / f64::from(sum.count.max(1));
        println!(
            "{kinds:?} {}: found {:.3}, wrong {:.4}",
            if dns { "dns" } else { "offline" },
            part(sum.right),
            part(sum.wrong)
        );
        (part(sum.right), part(sum.wrong))
    };
    let providers = ["provider_slip", "provider_ending"];
    for (kinds, dns, found_min, wrong_max) in [
        (&providers[..], false, 0.85, 0.004),
        (&providers, true, 0.95, 0.006),
        (&["generic_ending"], false, 0.78, 0.02),
        (&["generic_ending"], true, 0.90, 0.006),
        (&["at_slip"], true, 0.90, 0.0),
        (&["none"], false, 0.0, 0.0),
        (&["none"], true, 0.0, 0.0),
    ] {
        let (found, wrong) = share(kinds, dns);
        assert!(found >= found_min && wrong <= wrong_max, "{kinds:?} dns {dns}: {found} {wrong}");
    }
}

/// The address that stands for the typed one: repaired, or suggested with enough confidence.
fn said_of(row: RowVerdict, dns: bool) -> Option<String> {
    let trusted = row.suggestion.filter(|said| dns || said.confidence > Confidence::Low);
    trusted.map(|said| said.address).or(row.repaired)
}

/// Real domains must raise no alarm; the folder is that of `benches/suggest_negatives`.
#[test]
fn real_domains_are_left_alone() {
    let Ok(folder) = std::env::var("SUGGEST_NEGATIVES") else { return };
    for list in ["universities", "banks", "sites", "queried"] {
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join(format!("{list}.txt")))
            .expect("a list of real domains");
        let domains: Vec<&str> = text.lines().collect();
        let said = domains.iter().filter_map(|domain| Some((domain, presend::suggest::suggest(domain)?)));
        let trusted: Vec<_> = said.filter(|(_, said)| said.confidence > Confidence::Low).collect();
        println!(
            "{list}: {} trusted of {}, {:.3} per 1,000",
            trusted.len(),
            domains.len(),
            trusted.len() as f64 * 1e3 / domains.len() as f64
        );
        trusted.iter().for_each(|(domain, said)| {
            println!("  {domain} -> {} {:?} {:?} {}", said.domain, said.confidence, said.edits, said.is_habit)
        });
    }
}

/// Slips in the domains of companies that no table knows, in lists that hold the right one many times; and pairs of companies
/// whose domains lie as near.
#[test]
fn slips_of_a_companys_domain_are_told_by_the_list() {
    let pairs: Vec<Vec<&str>> =
        include_str!("suggest/companies.tsv").lines().skip(1).map(|line| line.split('\t').collect()).collect();
    let (mut list, mut zone) = (String::from("email\n"), String::from("$TTL 60\n@ NS ns.lab.\nmx.lab. A 45.80.1.1\n"));
    for pair in &pairs {
        let (frequent, other, meant) = (pair[0], pair[2], pair[3]);
        let count = |field: usize| pair.get(field).and_then(|rows| rows.parse::<usize>().ok()).unwrap_or(1);
        (0..count(1)).for_each(|row| list.push_str(&format!("p{row}@{frequent}\n")));
        (0..count(4)).for_each(|row| list.push_str(&format!("q{row}@{other}\n")));
        let mut live = vec![frequent];
        live.extend((meant == "none").then_some(other));
        live.iter().for_each(|domain| zone.push_str(&format!("{domain}. MX 10 mx.lab.\n")));
    }
    let desk = Desk::new();
    desk.put("list.csv", list).put("list.zone", zone);
    let ran = desk.run(&["clean", "list.csv", "--dns", "zone:list.zone", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let files = desk.files("out");
    let rows: String = files
        .iter()
        .filter(|(name, _)| name.ends_with(".csv"))
        .map(|(_, text)| String::from_utf8_lossy(text))
        .collect();
    let mut told = 0;
    for pair in &pairs {
        let said = rows.lines().filter(|row| row.starts_with(&format!("q0@{},", pair[2])));
        let right = said.clone().any(|row| row.contains(&format!("q0@{}", pair[3])));
        let any = said.clone().any(|row| row.contains("typo."));
        let well = if pair[3] == "none" { !any } else { right || !any };
        assert!(well, "{pair:?} {:?}", said.collect::<Vec<_>>());
        told += u32::from(right);
    }
    println!("companies: {told} of 30 slips told");
    assert!(told >= 26, "only {told} of 30 slips were told");
}
