//! What an earlier run wrote, read again: rows or bounces as JSON Lines, or a checked sender as JSON. Strangers may have changed it.

use super::collector::{PageCollector, SketchedRow};
use super::page_data::PageData;
use crate::bounce::{Bounce, Class, Tally};
use crate::judge::Verdict;
use crate::reason::{Lang, Reason, say, shown_in_english};
use crate::run::top_counts::TopCounter;
use crate::suggest::{Tables, name_of_mail_host};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::io::{BufRead, Read};

/// The longest line that is read. Rows have at most a cell of 64 KiB, a few times over.
const LINE_OCTETS_MAX: u64 = 4 << 20;

/// Files of bounces that are counted.
const SOURCES_MAX: usize = 10_000;

/// Why results cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum RereadError {
    Io(#[from] std::io::Error),
    NotARow { line: u64, error: serde_json::Error },
    TooLong { line: u64 },
    Unknown { line: u64, schema: String },
    Several,
    Empty,
    NotABounce { line: u64, error: serde_json::Error },
    NotASender(serde_json::Error),
}

impl RereadError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Io(_) => lang.text("results-error-io").to_owned(),
            Self::NotARow { line, error } => {
                say!(lang, "results-error-no-row", line = line.to_string(), error = error.to_string())
            }
            Self::TooLong { line } => {
                say!(lang, "results-error-too-long", line = line.to_string(), octets = LINE_OCTETS_MAX)
            }
            Self::Unknown { line, schema } => {
                say!(lang, "results-error-unknown", line = line.to_string(), schema = format!("{schema:?}"))
            }
            Self::Several => lang.text("results-error-several").to_owned(),
            Self::Empty => lang.text("results-error-empty").to_owned(),
            Self::NotABounce { line, error } => {
                say!(lang, "results-error-no-bounce", line = line.to_string(), error = error.to_string())
            }
            Self::NotASender(error) => say!(lang, "results-error-no-sender", error = error.to_string()),
        }
    }
}

shown_in_english!(RereadError);

/// What was found in a file of results.
#[derive(Debug)]
pub enum Reread {
    List(Box<PageData>),
    Sender(Box<SenderPage>),
    Bounces(Box<ReadBounces>),
}

/// What came back, as far as records tell it: not whom the whole of a run suppressed.
#[derive(Debug, Default)]
pub struct ReadBounces {
    pub tally: Tally,
    /// The names of the files in which it was found.
    pub sources: BTreeSet<String>,
}

#[derive(Deserialize)]
struct BounceRecord {
    schema: String,
    #[serde(default)]
    source: String,
    recipient: Option<String>,
    class: String,
    #[serde(default)]
    diagnostic: String,
    mailed: Option<bool>,
}

impl ReadBounces {
    fn add(&mut self, record: BounceRecord) {
        // Of several places in a file the records have numbers.
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let file = record.source.rsplit_once(':').filter(|(_, number)| is_number(number));
        let file = file.map_or(&*record.source, |(file, _)| file);
        let name = file.rsplit(['/', '\\']).next().unwrap_or_default();
        if self.sources.len() < SOURCES_MAX && !self.sources.contains(name) {
            self.sources.insert(name.to_owned());
        }
        if record.mailed == Some(false) {
            return;
        }
        let mut bounce = Bounce::not_a_bounce(&record.diagnostic, None);
        // A word that is not known is of a later version.
        bounce.judged.class = Class::from_word(&record.class).unwrap_or(Class::Other);
        bounce.recipient = record.recipient;
        self.tally.add(&bounce);
    }
}

/// A checked sender, as its page shows it.
#[derive(Debug, Deserialize)]
pub struct SenderPage {
    pub domain: String,
    #[serde(default)]
    pub ips: Vec<String>,
    pub helo: Option<String>,
    pub verdict: String,
    pub checks: Vec<SenderCheck>,
}

/// One check of it.
#[derive(Debug, Deserialize)]
pub struct SenderCheck {
    pub code: String,
    pub status: String,
    #[serde(default)]
    pub subject: String,
    pub title: String,
    #[serde(default)]
    pub observed: String,
    #[serde(default)]
    pub why: String,
    pub fix: Option<String>,
    pub publish: Option<String>,
    #[serde(default)]
    pub evidence: Vec<String>,
}

impl SenderPage {
    /// Reads what `presend sender --format json` wrote.
    pub fn parse(json: &str) -> Result<SenderPage, RereadError> {
        serde_json::from_str(json).map_err(RereadError::NotASender)
    }
}

#[derive(Deserialize)]
struct Record {
    #[serde(default)]
    schema: String,
    file: Option<String>,
    line: Option<u64>,
    #[serde(default)]
    raw: String,
    domain_ascii: Option<String>,
    verdict: String,
    primary: Option<String>,
    suggestion: Option<SuggestionRecord>,
    #[serde(default)]
    mail_hosts: Vec<String>,
    #[serde(default)]
    implicit_mx: bool,
    dns: Option<IgnoredAny>,
    #[serde(default)]
    parts: Vec<Record>,
}

#[derive(Deserialize)]
struct SuggestionRecord {
    address: String,
}

/// Reads results of either kind.
pub fn reread(mut results: impl BufRead, tables: &Tables) -> Result<Reread, RereadError> {
    if results.fill_buf()?.is_empty() {
        return Err(RereadError::Empty);
    }
    let (mut list, mut bounces) = (ListInMaking::default(), None);
    let (mut number, mut line) = (0, Vec::new());
    loop {
        line.clear();
        number += 1;
        let octets = results.by_ref().take(LINE_OCTETS_MAX).read_until(b'\n', &mut line)? as u64;
        if octets == 0 {
            break;
        }
        if octets == LINE_OCTETS_MAX && line.last() != Some(&b'\n') {
            return Err(RereadError::TooLong { line: number });
        }
        if number == 1 && line.trim_ascii() == b"[" {
            return Err(RereadError::Several);
        }
        if number == 1 && is_sender(&line) {
            results.by_ref().take(LINE_OCTETS_MAX).read_to_end(&mut line)?;
            return SenderPage::parse(&String::from_utf8_lossy(&line)).map(Box::new).map(Reread::Sender);
        }
        if line.trim_ascii().is_empty() {
            continue;
        }
        if number == 1 && speaks_of(&line, b"presend.bounce.") {
            bounces = Some(ReadBounces::default());
        }
        if let Some(bounces) = &mut bounces {
            let record: BounceRecord =
                serde_json::from_slice(&line).map_err(|error| RereadError::NotABounce { line: number, error })?;
            if !record.schema.starts_with("presend.bounce.") {
                return Err(RereadError::Unknown { line: number, schema: record.schema });
            }
            bounces.add(record);
            continue;
        }
        let record: Record =
            serde_json::from_slice(&line).map_err(|error| RereadError::NotARow { line: number, error })?;
        if !record.schema.starts_with("presend.row.") {
            return Err(RereadError::Unknown { line: number, schema: record.schema });
        }
        list.add(&record, number);
    }
    Ok(match bounces {
        Some(bounces) => Reread::Bounces(Box::new(bounces)),
        None => Reread::List(Box::new(list.finish(tables))),
    })
}

/// A sender is one object, in one line or in many. A row never begins with an opening brace alone.
fn is_sender(line: &[u8]) -> bool {
    line.trim_ascii() == b"{" || speaks_of(line, b"presend.sender.")
}

/// Whether a schema stands at the beginning of a line.
fn speaks_of(line: &[u8], schema: &[u8]) -> bool {
    memchr::memmem::find(&line[..line.len().min(200)], schema).is_some()
}

#[derive(Default)]
struct ListInMaking {
    sketch: PageCollector,
    mail_hosts: TopCounter<String>,
    file: Option<String>,
    asked: bool,
}

impl ListInMaking {
    fn add<'r>(&mut self, record: &'r Record, number: u64) {
        let meant = |record: &'r Record| record.suggestion.as_ref().map(|suggestion| &*suggestion.address);
        let row = SketchedRow {
            line: record.line.unwrap_or(number),
            cell: &record.raw,
            // A word that is not known, from a later version, is at least not praised.
            verdict: Verdict::from_word(&record.verdict).unwrap_or(Verdict::Unknown),
            primary: record.primary.as_deref().and_then(Reason::from_code),
            meant: meant(record).or_else(|| record.parts.iter().find_map(meant)),
        };
        self.sketch.row(row);
        if self.file.is_none() {
            self.file.clone_from(&record.file);
        }
        let alone = std::slice::from_ref(record);
        for part in if record.parts.is_empty() { alone } else { &record.parts } {
            self.asked |= part.dns.is_some();
            let Some(domain) = &part.domain_ascii else { continue };
            let new = self.sketch.address(row, domain, meant(part));
            if let Some(host) = part.mail_hosts.first().filter(|_| new && !part.implicit_mx) {
                let host = crate::domain::Domain::new(host).ok();
                let named = host.as_ref().map(name_of_mail_host);
                named.into_iter().for_each(|named| self.mail_hosts.add(named, 1));
            }
        }
    }

    fn finish(self, tables: &Tables) -> PageData {
        let file = self.file.unwrap_or_default();
        PageData { file, asked: self.asked, ..self.sketch.finish(tables, self.mail_hosts) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Result<PageData, RereadError> {
        match reread(text.as_bytes(), &Tables::default())? {
            Reread::List(data) => Ok(*data),
            Reread::Sender(_) | Reread::Bounces(_) => panic!("a list"),
        }
    }

    #[test]
    fn rows_are_counted_again() {
        let text = concat!(
            r#"{"schema":"presend.row.1","file":"a.csv","line":2,"raw":"ann@gmail.com","domain_ascii":"gmail.com","#,
            r#""verdict":"ok","primary":null,"suggestion":null,"mail_hosts":["gmail-smtp-in.l.google.com"],"dns":{}}"#,
            "\n",
            r#"{"schema":"presend.row.1","line":3,"raw":"bob@gmial.com","domain_ascii":"gmial.com","verdict":"reject","#,
            r#""primary":"domain.nxdomain","suggestion":{"address":"bob@gmail.com"}}"#,
        );
        let data = list(text).expect("rows");
        assert_eq!((data.rows, data.verdicts, data.asked), (2, [1, 0, 1, 0], true));
        assert_eq!((&*data.file, data.mail_hosts.shown), ("a.csv", vec![("Gmail".to_owned(), 1)]));
        assert_eq!(data.typos.shown[0].0.meant, "gmail.com");
    }

    #[test]
    fn bounces_are_counted_again() {
        let record = |source: &str, class: &str, more: &str| {
            let words = r#""schema":"presend.bounce.1","recipient":"ann@gmail.com","diagnostic":"550 no""#;
            format!("{{{words},\"source\":\"{source}\",\"class\":\"{class}\"{more}}}\n")
        };
        let text = record("in/a.mbox:1", "mailbox_full", "")
            + &record("in/a.mbox:2", "mailbox_full", "")
            + &record("b.log", "of_next_year", "")
            + &record("b.log", "mailbox_full", ",\"mailed\":false");
        let Ok(Reread::Bounces(bounces)) = reread(text.as_bytes(), &Tables::default()) else { panic!("bounces") };
        assert_eq!((bounces.tally.of(Class::MailboxFull), bounces.tally.of(Class::Other)), (2, 1));
        assert_eq!(bounces.sources.iter().collect::<Vec<_>>(), ["a.mbox", "b.log"]);
    }

    #[test]
    fn what_is_no_result_is_refused_with_its_line() {
        let said = |text: &str| list(text).map(|_| ()).expect_err(text).to_string();
        assert!(said("ann@gmail.com\n").starts_with("line 1: this is no row"));
        let row = r#"{"schema":"presend.row.1","raw":"x","verdict":"ok"}"#;
        assert!(said(&format!("{row}\n[]\n")).starts_with("line 2"));
        assert!(said(r#"{"schema":"presend.probe_host.1","verdict":"x"}"#).contains("presend.probe_host.1"));
        assert!(said(r#"{"schema":"presend.bounce.1","verdict":"x"}"#).contains("no bounce in JSON Lines"));
        assert!(said("").contains("nothing in it"));
        assert!(said("[\n  {\n").contains("several senders"));
    }
}
