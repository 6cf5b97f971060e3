//! Keeps what asking again needs, while a run goes over its rows.

use super::{JudgedBy, RetryError, SCHEMA, STATE, digest, octet, verdict_of, verdicts};
use crate::judge::{Policy, RowVerdict, Verdict, needs_dns};
use crate::reason::Reason;
use crate::run::collect::Collected;
use crate::run::list::List;
use crate::run::output_dir::OutputDir;
use crate::run::row::JudgedRow;
use crate::run::{RunError, Sink};
use serde_json::json;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Seek, Write};

/// How hard the state is packed: most of it is the list.
const LEVEL: i32 = 3;

/// A sink that notes the verdict of each row that comes out, and what was found out about each domain.
pub struct Keeping {
    policy: Policy,
    rows: Vec<u8>,
    /// Those of the run before, when something is asked again.
    before: Option<Vec<u8>>,
    otherwise: Option<RetryError>,
    /// One line a domain.
    domains: Option<File>,
    mail_hosts: BTreeMap<String, u64>,
}

/// What belongs to a run beside its rows.
pub struct Kept<'k> {
    pub list: &'k List,
    /// The flags that say how the list is read, judged and written.
    pub flags: &'k [String],
    /// The day on which it is judged, as `2026-01-31`.
    pub day: String,
    pub judged_by: &'k [JudgedBy],
    /// Tells tables of the user's own from others; empty without any.
    pub tables: &'k str,
    /// The four lists.
    pub lists: &'k [&'static str],
    /// Digests that lists in the folder may have besides, in case that the run is killed between them.
    pub stood_before: BTreeMap<String, String>,
}

impl Keeping {
    /// For a first run, or for one after that with these verdicts.
    pub fn start(policy: &Policy, before: Option<Vec<u8>>) -> Keeping {
        let (rows, mail_hosts) = (Vec::new(), BTreeMap::new());
        Keeping { policy: policy.clone(), rows, before, otherwise: None, domains: None, mail_hosts }
    }

    /// Whether a row is unknown.
    pub fn has_unknown(&self) -> bool {
        unknown(&self.rows) > 0
    }

    fn note(&mut self, line: u64, verdict: &RowVerdict) {
        let (now, follows) = (verdict.verdict, verdict.codes().any(may_follow));
        let before = self.before.as_ref().and_then(|before| before.get(self.rows.len()).copied()).and_then(verdict_of);
        if let Some((before, followed)) = before
            && before != Verdict::Unknown
            && before != now
            && !followed
            && !follows
        {
            self.otherwise.get_or_insert(RetryError::Otherwise { line, before, now });
        }
        self.rows.push(octet(now, follows));
    }

    /// What is wrong with rows that had an answer before. Nothing may be published then.
    pub fn check(&mut self) -> Result<(), RetryError> {
        if let Some(error) = self.otherwise.take() {
            return Err(error);
        }
        match self.before.as_ref().map(Vec::len) {
            Some(before) if before != self.rows.len() => Err(RetryError::Rows { before, now: self.rows.len() }),
            _ => Ok(()),
        }
    }

    /// Rows that were unknown before, and those that still are.
    pub fn unknown(&self) -> (usize, usize) {
        (self.before.as_deref().map_or(0, unknown), unknown(&self.rows))
    }

    /// Writes the state among the results. The four lists are complete by then.
    pub fn write(self, kept: &Kept<'_>, outputs: &OutputDir) -> Result<(), RetryError> {
        let path = outputs.place(STATE);
        let failed = |error| RetryError::Io { path: path.clone(), error };
        let mut domains = self.domains.as_ref().map(File::try_clone).transpose().map_err(failed)?;
        let Some(domains) = &mut domains else { return Ok(()) };
        let header = self.header(kept, outputs, domains.metadata().map_err(failed)?.len()).map_err(failed)?;
        let file = outputs.create(STATE).map_err(|error| failed(io::Error::other(error)))?;
        self.write_all(kept, header, domains, file).map_err(failed)
    }

    fn header(&self, kept: &Kept<'_>, outputs: &OutputDir, domain_octets: u64) -> io::Result<String> {
        let mut lists = BTreeMap::new();
        for &name in kept.lists {
            let mut digests = vec![digest(outputs.open(name)?)?];
            digests.extend(kept.stood_before.get(name).cloned());
            lists.insert(name, digests);
        }
        let judged_by: Vec<_> = kept
            .judged_by
            .iter()
            .map(|list| json!([list.flag, list.path.to_string_lossy(), list.content.len()]))
            .collect();
        let header = json!({
            "schema": SCHEMA,
            "presend": env!("CARGO_PKG_VERSION"),
            "file": kept.list.source.name,
            "flags": kept.flags,
            "day": kept.day,
            "lists": lists,
            "judged_by": judged_by,
            "tables": kept.tables,
            "mail_hosts": self.mail_hosts,
            "domain_octets": domain_octets,
            "rows": self.rows.len(),
        });
        Ok(header.to_string())
    }

    fn write_all(&self, kept: &Kept<'_>, header: String, domains: &mut File, file: File) -> io::Result<()> {
        let mut output = zstd::stream::write::Encoder::new(BufWriter::new(file), LEVEL)?;
        output.include_checksum(true)?;
        writeln!(output, "{header}")?;
        domains.rewind()?;
        io::copy(domains, &mut output)?;
        output.write_all(&self.rows)?;
        for list in kept.judged_by {
            output.write_all(&list.content)?;
        }
        io::copy(&mut kept.list.source.given(), &mut output)?;
        output.finish()?.flush()
    }
}

fn unknown(rows: &[u8]) -> usize {
    let octets = [false, true].map(|follows| octet(Verdict::Unknown, follows));
    memchr::memchr2_iter(octets[0], octets[1], rows).count()
}

/// Codes by which one row follows from another: what was found out about that one may bring them, whatever was known of this one.
fn may_follow(code: Reason) -> bool {
    code.group() == "typo" || matches!(code, Reason::AddressDuplicate | Reason::AddressDuplicateAlias)
}

impl Sink for Keeping {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        let line = judged.row.line;
        match judged.parts {
            [only] => self.note(line, &only.verdict),
            parts if self.policy.split => parts.iter().for_each(|part| self.note(line, &part.verdict)),
            _ => self.note(line, &judged.whole()),
        }
        Ok(())
    }

    fn collected(&mut self, collected: &Collected) -> Result<(), RunError> {
        if !self.has_unknown() && self.before.is_none() {
            return Ok(());
        }
        let mut output = BufWriter::new(tempfile::tempfile()?);
        for (domain, verdict) in &collected.domains {
            if !verdict.is_unknown() && needs_dns(domain, &self.policy) {
                writeln!(output, "{}", verdicts::line(domain, verdict))?;
            }
        }
        self.domains = Some(output.into_inner().map_err(io::IntoInnerError::into_error)?);
        let unknown: BTreeMap<&String, u64> = collected.unknown_mail_hosts.iter().collect();
        for (name, domains) in collected.mail_hosts.iter() {
            let known = domains.saturating_sub(unknown.get(name).copied().unwrap_or_default());
            if known > 0 {
                self.mail_hosts.insert(name.clone(), known);
            }
        }
        Ok(())
    }
}
