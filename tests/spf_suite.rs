//! The public test suite of RFC 7208 (openspf.org, BSD licence), run on presend's own evaluator. It is fetched by pip, as
//! part of pyspf 2.0.14, when the test runs; it is not part of presend. Where pip cannot fetch it the test is skipped and
//! says so; under CI that is an error.

use presend::domain::Domain;
use presend::facts::{Answer, Answers, Failure, Lookup, MailExchange, Poll, Question, RecordKind, Records};
use presend::sender::spf::{Client, Outcome, check_host};
use serde_json::Value;
use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// The cases of the suite, all of which must come out.
const CASES: usize = 203;
/// More rounds of questions than any record can need.
const ROUNDS_MAX: usize = 40;

/// Prints the suite as JSON: a list of scenarios, each with its tests and its zone.
const TO_JSON: &str = r#"
import json, sys, tarfile, yaml
with tarfile.open(sys.argv[1]) as archive:
    text = archive.extractfile('pyspf-2.0.14/test/rfc7208-tests.yml').read().decode('utf-8')
json.dump([doc for doc in yaml.safe_load_all(text)], open(sys.argv[2], 'w'), default=str)
"#;

/// Fetches the suite into cargo's own folder for tests, once.
fn suite() -> Result<Vec<Value>, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("spf_suite");
    let json = folder.join("rfc7208-tests.json");
    if !json.exists() {
        std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
        let at = |name: &str| folder.join(name).to_string_lossy().into_owned();
        let sdist = [
            "-m",
            "pip",
            "download",
            "-q",
            "--retries",
            "1",
            "--no-deps",
            "--no-binary",
            ":all:",
            "pyspf==2.0.14",
            "-d",
        ];
        python(&[&sdist[..], &[&at("")]].concat(), "")?;
        if python(&["-c", "import yaml"], "").is_err() {
            python(&["-m", "pip", "install", "-q", "--target", &at("yaml"), "PyYAML"], "")?;
        }
        // Under a name of its own first, so that a run that is cut short leaves no half of a file behind.
        python(&["-c", TO_JSON, &at("pyspf-2.0.14.tar.gz"), &at("half.json")], &at("yaml"))?;
        std::fs::rename(folder.join("half.json"), &json).map_err(|error| error.to_string())?;
    }
    let text = std::fs::read_to_string(&json).map_err(|error| error.to_string())?;
    serde_json::from_str(&text).map_err(|error| error.to_string())
}

fn python(arguments: &[&str], path: &str) -> Result<(), String> {
    let mut command = Command::new("python3");
    if !path.is_empty() {
        command.env("PYTHONPATH", path);
    }
    let output = command.args(arguments).output().map_err(|error| format!("python3: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { Ok(()) } else { Err(said.trim().to_owned()) }
}

/// A zone of the suite: names in lower case, each with its records in order. `Value::Null` stands for a time-out.
struct Zone(HashMap<String, Vec<(String, Value)>>);

impl Zone {
    fn read(data: &Value) -> Zone {
        let mut zone = HashMap::new();
        for (name, entries) in data.as_object().expect("zonedata") {
            let mut records = Vec::new();
            for entry in entries.as_array().expect("a list of records") {
                match entry {
                    Value::String(word) if word == "TIMEOUT" => records.push(("*".to_owned(), Value::Null)),
                    Value::Object(map) => records.extend(map.iter().map(|(kind, value)| (kind.clone(), value.clone()))),
                    other => panic!("{name}: {other}"),
                }
            }
            // The suite writes records as type SPF; they stand for TXT where the name has no TXT of its own.
            if !records.iter().any(|(kind, _)| kind == "TXT") {
                let (spf, others): (Vec<_>, Vec<_>) = records.into_iter().partition(|(kind, _)| kind == "SPF");
                records = others;
                records.extend(spf.into_iter().map(|(_, value)| ("TXT".to_owned(), value)));
            }
            records.retain(|(kind, value)| !(kind == "TXT" && value == "NONE"));
            zone.insert(name.trim_end_matches('.').to_lowercase(), records);
        }
        Zone(zone)
    }

    fn answer(&self, question: &Question) -> Lookup<Records> {
        let mut name = question.name.as_str().to_owned();
        let wanted = match question.kind {
            RecordKind::Txt => "TXT",
            RecordKind::A => "A",
            RecordKind::Aaaa => "AAAA",
            RecordKind::Mx => "MX",
            RecordKind::Ptr => "PTR",
            #[allow(unreachable_patterns)]
            _ => return Lookup::NoData,
        };
        for _ in 0..8 {
            let Some(entries) = self.0.get(&name) else {
                let failed = name.starts_with("error.");
                return if failed { Lookup::Failed(Failure::Timeout) } else { Lookup::NxDomain };
            };
            let mut found = Vec::new();
            for (kind, value) in entries {
                if value.is_null() && found.is_empty() {
                    return Lookup::Failed(Failure::Timeout);
                }
                if kind == wanted {
                    if value == "TIMEOUT" {
                        return Lookup::Failed(Failure::Timeout);
                    }
                    found.push(value);
                }
            }
            if !found.is_empty() {
                return Lookup::Found(records(wanted, &found));
            }
            match entries.iter().find(|(kind, _)| kind == "CNAME") {
                Some((_, target)) => name = text(target).trim_end_matches('.').to_lowercase(),
                None => return Lookup::NoData,
            }
        }
        Lookup::Failed(Failure::Malformed)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

fn domain(value: &Value) -> Domain {
    let name = text(value);
    if name.is_empty() { Domain::root() } else { Domain::of_dns(name).expect("a name") }
}

fn records(kind: &str, values: &[&Value]) -> Records {
    match kind {
        "TXT" => Records::Txt(
            values
                .iter()
                .map(|value| match value {
                    Value::Array(strings) => strings.iter().map(text).collect::<String>().into_bytes(),
                    other => text(other).as_bytes().to_vec(),
                })
                .collect(),
        ),
        "A" => Records::A(values.iter().map(|value| text(value).parse().expect("IPv4")).collect()),
        "AAAA" => Records::Aaaa(values.iter().map(|value| text(value).parse().expect("IPv6")).collect()),
        "PTR" => Records::Ptr(values.iter().map(|value| domain(value)).collect()),
        _ => Records::Mx(
            values
                .iter()
                .map(|value| MailExchange {
                    preference: value[0].as_u64().expect("a preference") as u16,
                    exchange: domain(&value[1]),
                })
                .collect(),
        ),
    }
}

/// Runs a check to its end.
fn run(client: &Client, zone: &Zone) -> Outcome {
    let mut answers = Answers::default();
    for _ in 0..ROUNDS_MAX {
        match check_host(client, &answers) {
            Poll::Done(outcome) => return outcome,
            Poll::Ask(questions) => {
                assert!(!questions.is_empty(), "a check that asks nothing and does not end");
                for question in questions {
                    assert!(answers.get(&question).is_none(), "{question:?} was asked twice");
                    let outcome = zone.answer(&question);
                    let answer =
                        Answer { outcome, canonical: None, attempts: 1, authenticated: false, elapsed: Duration::ZERO };
                    answers.insert(question, answer);
                }
            }
        }
    }
    panic!("a check that does not end");
}

/// What is wrong with one case, if something is.
fn complaint(case: &Value, zone: &Zone) -> Option<String> {
    let ip = text(&case["host"]).parse().expect("an address");
    let outcome = run(&Client::new(ip, text(&case["helo"]), text(&case["mailfrom"])), zone);
    let allowed: Vec<&str> = match &case["result"] {
        Value::Array(list) => list.iter().map(text).collect(),
        one => vec![text(one)],
    };
    if !allowed.contains(&outcome.result.word()) {
        return Some(format!("{} for {allowed:?}: {:?} {:#?}", outcome.result, outcome.problem, outcome.trace));
    }
    let explained = match case.get("explanation") {
        None => return None,
        Some(wanted) if wanted == "DEFAULT" => None,
        Some(wanted) => Some(text(wanted)),
    };
    (outcome.explanation.as_deref() != explained).then(|| format!("{:?} for {explained:?}", outcome.explanation))
}

#[test]
#[allow(clippy::print_stderr)]
fn all_cases_of_the_public_suite_come_out() {
    let scenarios = match suite() {
        Ok(scenarios) => scenarios,
        Err(why) => {
            assert!(std::env::var("CI").is_err(), "the suite could not be fetched: {why}");
            eprintln!("SKIPPED: the RFC 7208 suite could not be fetched by pip: {why}");
            return;
        }
    };
    let (mut passed, mut failed) = (0, Vec::new());
    for scenario in &scenarios {
        let zone = Zone::read(&scenario["zonedata"]);
        for (name, case) in scenario["tests"].as_object().expect("tests") {
            match complaint(case, &zone) {
                None => passed += 1,
                Some(why) => failed.push(format!("{name}: {why}")),
            }
        }
    }
    eprintln!("RFC 7208 suite: {passed} of {} cases", passed + failed.len());
    assert!(failed.is_empty(), "{}", failed.join("\n"));
    assert_eq!(passed, CASES);
}
