//! SARIF 2.1.0, for code scanning pages: each finding at its line of the list.
//!
//! GitHub takes 25,000 results of a run and no more, so no more are written; the run then carries a notification that says
//! how many were left out. <https://docs.github.com/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning>

use super::Style;
use super::text::{number, redacted, safe};
use crate::judge::{RowVerdict, Verdict};
use crate::reason::{Effect, Lang, Reason};
use crate::run::limits::Forbidden;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// Results in one run.
pub const RESULTS_MAX: usize = 25_000;
/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 100;
/// The same of what is said about a sender.
const SAID_WIDTH: usize = 1_000;

/// Collects the findings of a run, in the order of its rows.
#[derive(Debug)]
pub struct Sarif {
    file: String,
    lang: Lang,
    style: Style,
    results: Vec<Result>,
    left_out: u64,
    rules: BTreeSet<Reason>,
    /// What must not occur at all.
    forbidden: Vec<Forbidden>,
    /// How often each fingerprint was given out.
    prints: HashMap<u64, u32>,
}

impl Sarif {
    /// Starts a log about this list. `file` is its name as it was given.
    pub fn start(file: &str, lang: Lang, style: Style) -> Sarif {
        Sarif {
            file: uri(file),
            lang,
            style,
            results: Vec::new(),
            left_out: 0,
            rules: BTreeSet::new(),
            forbidden: Vec::new(),
            prints: HashMap::new(),
        }
    }

    /// Makes errors of codes that must not occur, whatever the verdict of their rows.
    pub fn refusing(self, forbidden: &[Forbidden]) -> Sarif {
        Sarif { forbidden: forbidden.to_vec(), ..self }
    }

    /// Adds a row: what is found of it, its line from 1, and its e-mail cell. The code that explains its verdict is a result, and each
    /// that must not occur; rows that are ok otherwise are no results.
    pub fn add(&mut self, row: &RowVerdict, line: u64, cell: &[u8]) {
        let is_forbidden = |code: Reason| self.forbidden.iter().any(|one| one.covers(code));
        let broken: Vec<Reason> = row.codes().filter(|code| is_forbidden(*code)).collect();
        for reason in &broken {
            self.push(*reason, "error", line, cell);
        }
        if let (Some(reason), Some(level)) = (row.primary, level(row.verdict, row.primary))
            && !broken.contains(&reason)
        {
            self.push(reason, level, line, cell);
        }
    }

    fn push(&mut self, reason: Reason, level: &'static str, line: u64, cell: &[u8]) {
        if self.results.len() == RESULTS_MAX {
            self.left_out += 1;
            return;
        }
        let cell = String::from_utf8_lossy(cell);
        let shown = safe(&if self.style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH);
        self.put(reason, level, self.file.clone(), line, shown);
    }

    /// Adds a finding at a line, from 1, of any file; `state` says how it stands to an earlier run (SARIF §3.27.24).
    pub(super) fn add_at(
        &mut self,
        reason: Reason,
        level: &'static str,
        (file, line): (&str, u64),
        said: &str,
        state: Option<&'static str>,
    ) {
        if self.results.len() == RESULTS_MAX {
            self.left_out += 1;
            return;
        }
        self.put(reason, level, uri(file), line, safe(said, SAID_WIDTH));
        if let Some(last) = self.results.last_mut() {
            last.baseline_state = state;
        }
    }

    fn put(&mut self, reason: Reason, level: &'static str, uri: String, line: u64, shown: String) {
        self.rules.insert(reason);
        let fingerprint = self.fingerprint(reason, &shown);
        self.results.push(Result {
            rule_id: reason.code(),
            level,
            baseline_state: None,
            partial_fingerprints: Fingerprints { primary_location_line_hash: fingerprint },
            message: Text { text: format!("{}: {shown}", reason.texts(self.lang).title) },
            locations: [Location {
                physical_location: PhysicalLocation {
                    artifact_location: Artifact { uri },
                    region: Region { start_line: line.max(1) },
                },
            }],
        });
    }

    /// By what a finding is known again when its line has moved: a hash of nothing but what is shown of it, and a count of the same.
    fn fingerprint(&mut self, reason: Reason, shown: &str) -> String {
        let digest = Sha256::digest(format!("{}\0{shown}", reason.code()));
        let print = digest.iter().take(8).fold(0, |print, octet| print << 8 | u64::from(*octet));
        let count = self.prints.entry(print).or_default();
        *count += 1;
        format!("{print:016x}:{count}")
    }

    /// The log, indented, with its final line end.
    pub fn finish(self) -> String {
        let rules = self.rules.iter().map(|&reason| rule(reason, self.lang)).collect();
        let notifications = (self.left_out > 0).then(|| Notification {
            level: "warning",
            message: Text {
                text: format!(
                    "{} more results were left out; a run holds {} at most.",
                    number(self.left_out),
                    number(RESULTS_MAX as u64)
                ),
            },
        });
        let log = Log {
            schema: "https://json.schemastore.org/sarif-2.1.0.json",
            version: "2.1.0",
            runs: [Run {
                tool: Tool {
                    driver: Driver {
                        name: "presend",
                        semantic_version: env!("CARGO_PKG_VERSION"),
                        information_uri: env!("CARGO_PKG_REPOSITORY"),
                        rules,
                    },
                },
                invocations: [Invocation {
                    execution_successful: true,
                    tool_execution_notifications: notifications.into_iter().collect(),
                }],
                results: self.results,
            }],
        };
        let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
        text.push('\n');
        text
    }
}

fn level(verdict: Verdict, primary: Option<Reason>) -> Option<&'static str> {
    match verdict {
        _ if primary == Some(Reason::InputBlank) => None,
        _ if primary == Some(Reason::InputEmpty) => Some("note"),
        Verdict::Ok => None,
        Verdict::Review => Some("warning"),
        Verdict::Reject => Some("error"),
        Verdict::Unknown => Some("note"),
    }
}

fn rule(reason: Reason, lang: Lang) -> Rule {
    let texts = reason.texts(lang);
    let level = match reason.effect() {
        Effect::Reject => "error",
        Effect::Review => "warning",
        Effect::Note | Effect::Unknown => "note",
    };
    Rule {
        id: reason.code(),
        short_description: Text { text: texts.title.to_owned() },
        full_description: Text { text: texts.explanation.to_owned() },
        help_uri: concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/data/codes.md"),
        help: Text { text: format!("{} ({})", texts.remedy, reason.entry().source) },
        default_configuration: Configuration { level },
    }
}

/// A file's name as a relative URI reference (RFC 3986 §2.1): everything but plain letters, digits, `-._~/` is escaped.
fn uri(file: &str) -> String {
    let mut uri = String::new();
    for byte in file.replace('\\', "/").bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(byte as char),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    results: Vec<Result>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Text,
    full_description: Text,
    help_uri: &'static str,
    help: Text,
    default_configuration: Configuration,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Text,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Result {
    rule_id: &'static str,
    level: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    partial_fingerprints: Fingerprints,
    message: Text,
    locations: [Location; 1],
}

/// The name is the one that code scanning pages know.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Fingerprints {
    primary_location_line_hash: String,
}

#[derive(Debug, Serialize)]
struct Text {
    text: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Debug, Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn a_finding_stands_at_its_line() {
        let mut sarif = Sarif::start("lists/a b.csv", Lang::En, Style { redact: true, ..Style::default() });
        sarif.add(&RowVerdict::of(&[]), 1, b"good@example.com");
        sarif.add(&RowVerdict::of(&[Reason::DomainNxdomain]), 17, b"john@example-gone.com");
        let log: Value = serde_json::from_str(&sarif.finish()).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["results"].as_array().unwrap().len(), 1);
        let result = &run["results"][0];
        assert_eq!(result["ruleId"], "domain.nxdomain");
        assert_eq!(result["level"], "error");
        assert_eq!(result["message"]["text"], "Domain does not exist: j***@example-gone.com");
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "lists/a%20b.csv");
        assert_eq!(place["region"]["startLine"], 17);
        let rule = &run["tool"]["driver"]["rules"][0];
        assert_eq!(rule["id"], "domain.nxdomain");
        assert!(rule["helpUri"].as_str().is_some_and(|uri| uri.starts_with("https://")));
    }

    #[test]
    fn codes_that_must_not_occur_are_errors() {
        let forbidden = [Forbidden::Code(Reason::AddressFree), Forbidden::Group("typo".into())];
        let mut sarif = Sarif::start("a.csv", Lang::En, Style::default()).refusing(&forbidden);
        sarif.add(&RowVerdict::of(&[Reason::AddressFree]), 2, b"ann@gmail.com");
        sarif.add(&RowVerdict::of(&[Reason::TypoProvider, Reason::AddressFree]), 3, b"ann@gmial.com");
        sarif.add(&RowVerdict::of(&[Reason::AddressRole]), 4, b"info@x.com");
        let log: Value = serde_json::from_str(&sarif.finish()).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        let found: Vec<String> = results
            .iter()
            .map(|result| {
                let line = &result["locations"][0]["physicalLocation"]["region"]["startLine"];
                format!("{line} {} {}", result["ruleId"].as_str().unwrap(), result["level"].as_str().unwrap())
            })
            .collect();
        let expected =
            ["2 address.free error", "3 typo.provider error", "3 address.free error", "4 address.role warning"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_finding_is_known_again_at_another_line_and_twins_are_told_apart() {
        let prints = |first_line| {
            let mut sarif = Sarif::start("a.csv", Lang::En, Style::default());
            for line in first_line..first_line + 2 {
                sarif.add(&RowVerdict::of(&[Reason::AddressRole]), line, b"info@x.com");
            }
            sarif.add(&RowVerdict::of(&[Reason::AddressRole]), 9, b"sales@x.com");
            let log: Value = serde_json::from_str(&sarif.finish()).unwrap();
            let results = log["runs"][0]["results"].as_array().unwrap().clone();
            let print =
                |result: &Value| result["partialFingerprints"]["primaryLocationLineHash"].as_str().unwrap().to_owned();
            results.iter().map(print).collect::<Vec<_>>()
        };
        let found = prints(2);
        assert_eq!(found, prints(5));
        assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), 3, "{found:?}");
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let mut sarif = Sarif::start("a.csv", Lang::En, Style::default());
        for line in 1..=RESULTS_MAX as u64 + 5 {
            sarif.add(&RowVerdict::of(&[Reason::AddressRole]), line, b"info@x.com");
        }
        let log: Value = serde_json::from_str(&sarif.finish()).unwrap();
        assert_eq!(log["runs"][0]["results"].as_array().unwrap().len(), RESULTS_MAX);
        let said = &log["runs"][0]["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"];
        assert_eq!(said, "5 more results were left out; a run holds 25,000 at most.");
    }
}
