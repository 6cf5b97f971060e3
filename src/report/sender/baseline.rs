//! An earlier result of `presend sender --format json`, and what has changed since. A finding is known by its code and what it is about; one that
//! has become graver is new. What could not be looked at now is neither gone nor changed.

use crate::reason::{Lang, Reason, say, shown_in_english};
use crate::sender::Entry;
use crate::sender::checks::{Check, Group, Status};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// The schema of results that are read.
const SCHEMA: &str = "presend.sender.1";

/// Why a text is no earlier result.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    NotJson(serde_json::Error),
    OtherSchema(String),
    Empty,
}

impl BaselineError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NotJson(error) => say!(lang, "earlier-error-not-json", error = error.to_string()),
            Self::OtherSchema(schema) => say!(lang, "earlier-error-other-schema", schema = schema, wanted = SCHEMA),
            Self::Empty => lang.text("earlier-error-empty").to_owned(),
        }
    }
}

shown_in_english!(BaselineError);

impl From<serde_json::Error> for BaselineError {
    fn from(error: serde_json::Error) -> BaselineError {
        BaselineError::NotJson(error)
    }
}

/// Earlier results, by domain.
#[derive(Debug)]
pub struct Baseline {
    senders: BTreeMap<String, Earlier>,
}

/// What is read of one earlier result.
#[derive(Debug, Deserialize)]
struct Earlier {
    #[serde(default)]
    schema: String,
    domain: String,
    checks: Vec<EarlierCheck>,
    spf: Option<Record>,
    dmarc: Option<Record>,
    #[serde(default)]
    dkim: Vec<Key>,
    #[serde(default)]
    iprev: Vec<Reverse>,
}

#[derive(Debug, Deserialize)]
struct EarlierCheck {
    code: String,
    status: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    observed: String,
}

#[derive(Debug, Deserialize)]
struct Record {
    domain: Option<String>,
    record: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Key {
    selector: String,
    domain: String,
    record: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Reverse {
    ip: String,
    #[serde(default)]
    names: Vec<String>,
}

/// A finding of the earlier result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Past {
    pub code: String,
    pub subject: String,
}

/// A record that is another than it was; `None` where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedRecord {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// What has changed about one sender.
#[derive(Debug, Default)]
pub struct Changes<'a> {
    /// The earlier result does not have this domain, so that all of it is new.
    pub is_new_domain: bool,
    pub new: Vec<&'a Check>,
    pub gone: Vec<Past>,
    /// Findings that are not there now, where it could not be found out or was not looked at.
    pub unseen: Vec<Past>,
    pub records: Vec<ChangedRecord>,
}

impl Changes<'_> {
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty() && self.unseen.is_empty() && self.records.is_empty()
    }
}

/// A code, what it is about, and the one of several that a code may have there.
type Finding = (String, String, String);

/// Which finding it is: for demands and block lists, what was seen says which.
fn finding(code: &str, subject: &str, observed: &str) -> Finding {
    let parts = match Reason::from_code(code) {
        Some(Reason::SenderDemand) => 2,
        Some(Reason::SenderDnsblListed) => 1,
        _ => 0,
    };
    let which: Vec<&str> = observed.split(": ").take(parts).collect();
    (code.to_owned(), subject.to_owned(), which.join(": "))
}

fn is_finding(status: Status) -> bool {
    matches!(status, Status::Warn | Status::Fail | Status::Unknown)
}

impl EarlierCheck {
    fn status(&self) -> Status {
        Status::ALL.into_iter().find(|status| status.word() == self.status).unwrap_or(Status::Skip)
    }
}

impl Baseline {
    /// Reads one result, an array of them, or one a line.
    pub fn parse(text: &str) -> Result<Baseline, BaselineError> {
        let text = text.trim_start_matches('\u{feff}').trim();
        let all: Vec<Earlier> = match text.starts_with('[') {
            true => serde_json::from_str(text)?,
            false => serde_json::Deserializer::from_str(text).into_iter().collect::<Result<_, _>>()?,
        };
        if let Some(other) = all.iter().find(|earlier| earlier.schema != SCHEMA) {
            let shown = other.schema.chars().filter(|char| !char.is_control()).take(40).collect();
            return Err(BaselineError::OtherSchema(shown));
        }
        let senders: BTreeMap<String, Earlier> =
            all.into_iter().map(|earlier| (earlier.domain.clone(), earlier)).collect();
        if senders.is_empty() { Err(BaselineError::Empty) } else { Ok(Baseline { senders }) }
    }

    /// The domains that are not among those of now.
    pub fn left_out(&self, entries: &[Entry]) -> Vec<&str> {
        let is_there = |name: &str| entries.iter().any(|entry| entry.name == name);
        self.senders.keys().map(String::as_str).filter(|name| !is_there(name)).collect()
    }

    /// What has changed about a sender.
    pub fn changes<'a>(&self, entry: &'a Entry) -> Changes<'a> {
        let mut now: Vec<&Check> = entry.checks().iter().filter(|check| is_finding(check.status)).collect();
        let Some(earlier) = self.senders.get(&entry.name) else {
            return Changes { is_new_domain: true, new: now, ..Changes::default() };
        };
        let mut before: HashMap<Finding, Vec<Status>> = HashMap::new();
        for check in earlier.checks.iter().filter(|check| is_finding(check.status())) {
            before.entry(finding(&check.code, &check.subject, &check.observed)).or_default().push(check.status());
        }
        let mut counts: HashMap<Finding, usize> = HashMap::new();
        let mut changes = Changes::default();
        // The gravest takes the gravest of before.
        now.sort_by_key(|check| std::cmp::Reverse(check.status));
        for check in now {
            let which = finding(check.code.code(), &check.subject, &check.observed);
            *counts.entry(which.clone()).or_default() += 1;
            let known = before.get_mut(&which);
            let as_grave = known.and_then(|known| {
                let place = known.iter().position(|status| *status >= check.status)?;
                Some(known.swap_remove(place))
            });
            if as_grave.is_none() {
                changes.new.push(check);
            }
        }
        for check in earlier.checks.iter().filter(|check| is_finding(check.status())) {
            match counts.get_mut(&finding(&check.code, &check.subject, &check.observed)) {
                Some(left) if *left > 0 => *left -= 1,
                _ => {
                    let past = Past { code: check.code.clone(), subject: check.subject.clone() };
                    if was_looked_at(entry, &check.code) { changes.gone.push(past) } else { changes.unseen.push(past) }
                }
            }
        }
        changes.records = earlier.changed_records(entry);
        changes
    }
}

/// Whether the group of a code was looked at now, and all of it could be found out.
fn was_looked_at(entry: &Entry, code: &str) -> bool {
    let Some(report) = entry.report() else { return false };
    // A code that is no longer known is looked at by none.
    let Some(group) = Reason::from_code(code).map(Group::of) else { return true };
    let wanted = report.setup.only.is_empty() || report.setup.only.contains(&group);
    let has_matter = group != Group::Eml || report.setup.message.is_some();
    let is_unknown = |check: &Check| check.status == Status::Unknown && Group::of(check.code) == group;
    wanted && has_matter && !report.judged.checks.iter().any(is_unknown)
}

impl Earlier {
    fn could_find_out(&self, group: Group) -> bool {
        let of_group =
            |check: &&EarlierCheck| Reason::from_code(&check.code).is_some_and(|code| Group::of(code) == group);
        !self.checks.iter().filter(of_group).any(|check| check.status() == Status::Unknown)
    }

    /// Records that both results looked at, and that are not the same.
    fn changed_records(&self, entry: &Entry) -> Vec<ChangedRecord> {
        let Some(report) = entry.report() else { return Vec::new() };
        let judged = &report.judged;
        let mut changed = Vec::new();
        let mut hold = |group: Group, name: String, before: Option<String>, after: Option<String>| {
            let code_of_group = |check: &Check| check.status == Status::Unknown && Group::of(check.code) == group;
            let known_now = after.is_some() || !judged.checks.iter().any(code_of_group);
            let known_then = before.is_some() || self.could_find_out(group);
            if known_now && known_then && before != after {
                changed.push(ChangedRecord { name, before, after });
            }
        };
        if let (Some(before), Some(after)) = (&self.spf, &judged.spf)
            && before.domain.as_deref() == Some(after.domain.as_str())
        {
            let text = after.audit.record.as_ref().map(|record| record.text.clone());
            hold(Group::Spf, format!("{} SPF", after.domain), before.record.clone(), text);
        }
        if let (Some(before), Some(after)) = (&self.dmarc, &judged.dmarc) {
            let text = after.discovery.record.as_ref().map(|record| record.text.clone());
            hold(Group::Dmarc, format!("{} DMARC", entry.name), before.record.clone(), text);
        }
        for key in &judged.dkim {
            let (selector, domain) = (&key.selector.selector, key.selector.domain.as_str());
            let before = self.dkim.iter().find(|before| before.selector == *selector && before.domain == domain);
            if let Some(before) = before {
                let text = key.key.as_ref().and_then(|key| key.text.clone());
                hold(Group::Dkim, format!("{selector}._domainkey.{domain} DKIM"), before.record.clone(), text);
            }
        }
        for iprev in &judged.iprev {
            let ip = iprev.ip.to_string();
            let Some(before) = self.iprev.iter().find(|before| before.ip == ip) else { continue };
            let joined = |mut names: Vec<String>| {
                names.sort();
                (!names.is_empty()).then(|| names.join(", "))
            };
            let names = iprev.names.iter().map(|name| name.name.to_string()).collect();
            hold(Group::Iprev, format!("{ip} PTR"), joined(before.names.clone()), joined(names));
        }
        for check in judged.checks.iter().filter(|check| says_mx(check.code.code(), &check.observed)) {
            let of_domain =
                |before: &&EarlierCheck| before.subject == check.subject && says_mx(&before.code, &before.observed);
            if let Some(before) = self.checks.iter().find(of_domain) {
                let (before, after) = (before.observed.clone(), check.observed.clone());
                hold(Group::Domain, format!("{} MX", check.subject), Some(before), Some(after));
            }
        }
        changed
    }
}

/// Whether a check tells the mail exchanges of a domain and their addresses.
fn says_mx(code: &str, observed: &str) -> bool {
    code == Reason::SenderDomain.code() && observed.starts_with("MX ")
}
