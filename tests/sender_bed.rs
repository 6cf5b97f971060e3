//! A bed of sender set-ups, good and bad: one zone, one table of what is to be said of each, played on the zone file and
//! on a real authoritative server (Knot) behind a real resolver (Unbound).

use crate::support;
use std::collections::BTreeSet;
use std::process::Command;

const WORLD: &str = include_str!("zones/sender.zone");
const CASES: &str = include_str!("zones/sender.cases");

struct Case<'a> {
    exit: i32,
    arguments: Vec<&'a str>,
    /// `code:status`, sorted.
    said: Vec<&'a str>,
}

fn cases() -> Vec<Case<'static>> {
    let lines = CASES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let (head, said) = line.split_once('|').expect(line);
            let (exit, arguments) = head.split_once(' ').expect(line);
            Case {
                exit: exit.parse().expect(line),
                arguments: arguments.split_whitespace().collect(),
                said: said.split_whitespace().collect(),
            }
        })
        .collect()
}

/// Runs one case and tells what was wrong about it.
fn play(case: &Case<'_>, dns: &str) -> Option<String> {
    let mut presend = Command::new(env!("CARGO_BIN_EXE_presend"));
    let chinese = tempfile::NamedTempFile::new().expect("a file");
    let csv = format!("csv={}", chinese.path().display());
    let forms = ["--format", "json", "--format", &csv, "--lang", "zh", "--dns", dns];
    presend.arg("sender").args(&case.arguments).args(forms).env_remove("CI");
    let output = presend.output().expect("presend runs");
    let told: serde_json::Value = match serde_json::from_slice(&output.stdout) {
        Ok(told) => told,
        Err(_) => return Some(format!("{:?}: {}", case.arguments, String::from_utf8_lossy(&output.stderr))),
    };
    let mut said: Vec<String> = Vec::new();
    for check in told["checks"].as_array().expect("checks") {
        let (code, status) = (check["code"].as_str().expect("a code"), check["status"].as_str().expect("a status"));
        if !["pass", "skip"].contains(&status) {
            said.push(format!("{}:{status}", code.strip_prefix("sender.").expect(code)));
        }
    }
    if let Some(english) = said_in_english(chinese.path()) {
        return Some(format!("{}\n  in Chinese: {english}", case.arguments.join(" ")));
    }
    said.sort();
    let exit = output.status.code().expect("an exit code");
    let wrong = said != case.said || exit != case.exit;
    wrong.then(|| {
        format!("{}\n  said {said:?} exit {exit}\n  want {:?} exit {}", case.arguments.join(" "), case.said, case.exit)
    })
}

/// What was seen and is said in English words where Chinese was asked for.
fn said_in_english(csv: &std::path::Path) -> Option<String> {
    const WORDS: [&str; 12] = ["the", "is", "are", "has", "have", "not", "no", "and", "which", "that", "does", "must"];
    let mut read = csv::Reader::from_path(csv).expect("CSV");
    let observed = read.records().map(|row| row.expect("a row")[6].to_owned());
    observed.into_iter().find(|text| text.split_whitespace().any(|word| WORDS.contains(&word)))
}

/// Plays cases two at a time, as there are few processors.
fn play_all(cases: &[Case<'_>], dns: &str) -> Vec<String> {
    let half = cases.len().div_ceil(2);
    std::thread::scope(|scope| {
        let halves: Vec<_> = cases
            .chunks(half.max(1))
            .map(|half| scope.spawn(move || half.iter().filter_map(|case| play(case, dns)).collect::<Vec<_>>()))
            .collect();
        halves.into_iter().flat_map(|half| half.join().expect("no panic")).collect()
    })
}

#[test]
fn every_set_up_gets_exactly_what_is_to_be_said_of_it() {
    let zone = format!("zone:{}/tests/zones/sender.zone", env!("CARGO_MANIFEST_DIR"));
    let wrong = play_all(&cases(), &zone);
    assert!(wrong.is_empty(), "{} set-ups:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn real_servers_tell_the_same() {
    let Some(servers) = support::knot_unbound(WORLD) else { return };
    // A set-up is a paragraph of the zone; those with a fault need the zone file.
    let faulty: BTreeSet<&str> = WORLD
        .split("\n\n")
        .filter(|paragraph| paragraph.contains(";fault"))
        .filter_map(|paragraph| paragraph.strip_prefix("; ")?.split(':').next())
        .collect();
    assert!(faulty.len() > 8, "{faulty:?}");
    let cases: Vec<Case<'_>> = cases()
        .into_iter()
        .filter(|case| {
            !faulty.iter().any(|name| case.arguments.iter().any(|word| word.contains(&format!("{name}.com"))))
        })
        .collect();
    assert!(cases.len() > 60, "{}", cases.len());
    let wrong = play_all(&cases, &servers.addr.to_string());
    assert!(wrong.is_empty(), "{} set-ups:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn reverse_dns_comes_out_the_same_in_whatever_order_answers_come() {
    use presend::dns::{Dns, Zone};
    use presend::facts::{Answer, Answers};
    use presend::sender::checks::{Check, Group, SenderConfig, Step, judge_sender};
    let zone = Zone::parse(WORLD).expect("the zone");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for (domain, ips) in [
        ("good-v6.com", &["20.1.2.25", "2600:1:2::25"][..]),
        ("good-two-ptr.com", &["20.1.7.25"]),
        ("ptr-many.com", &["20.1.36.25"]),
        ("ptr-mismatch.com", &["20.1.30.25"]),
    ] {
        let setup = SenderConfig {
            ips: ips.iter().map(|ip| ip.parse().expect("an address")).collect(),
            helo: Some(format!("mail.{domain}")),
            only: vec![Group::Iprev, Group::Helo],
            ..SenderConfig::new(presend::domain::Domain::new(domain).expect("a name"))
        };
        let mut first: Option<Vec<Check>> = None;
        for run in 0..100usize {
            let mut answers = Answers::default();
            let judged = loop {
                // One question at a time, another one in each run.
                match judge_sender(&setup, &answers) {
                    Step::Done(judged) => break judged,
                    Step::Ask(open) => {
                        let question = open[(run * 31 + answers.len() * 7) % open.len()].clone();
                        let reply = runtime.block_on(zone.ask(question.clone()));
                        let (outcome, canonical) = (reply.outcome, reply.canonical);
                        answers.insert(
                            question,
                            Answer { outcome, canonical, attempts: 1, authenticated: false, elapsed: reply.elapsed },
                        );
                    }
                }
            };
            assert!(!judged.checks.is_empty());
            match &first {
                Some(first) => assert_eq!(*first, judged.checks, "run {run} of {domain}"),
                None => first = Some(judged.checks),
            }
        }
    }
}
