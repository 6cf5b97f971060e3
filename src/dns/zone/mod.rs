//! DNS answers out of a zone file: for work without a network, for rehearsals, and for tests.
//!
//! A zone is one text in the master file format (RFC 1035 §5) that holds one whole world: what it does not name does not
//! exist. The origin is the root until `$ORIGIN` says otherwise; `SOA` is not needed; `$INCLUDE` is refused. Aliases are
//! followed, wildcards work (RFC 4592), and a name that only has names beneath it exists without records.
//!
//! The comment `;fault NAME KIND` at the start of a line makes all questions about NAME fail, and those whose aliases lead
//! there; KIND is `timeout`, `servfail`, `refused`, `network`, `malformed` or `filtered`. With `first N` at its end only the first N
//! attempts fail. Like a resolver, the zone tries a question three times before it reports a failure. It never waits.

mod fault;
mod master;
#[cfg(test)]
mod tests;

use self::fault::Fault;
use self::master::{Data, Entry};
use super::message::CNAME_HOPS_MAX;
use super::{Answering, Dns, Question, RecordKind, Records, Reply};
use crate::domain::Domain;
use crate::facts::{Failure, Lookup, MailExchange, Tlsa};
use crate::reason::{Lang, Sentence, say, sentence, shown_in_english};
use std::borrow::Cow;
use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::Path;
use std::time::Duration;

/// The largest zone file that is read. It holds some millions of names.
pub const ZONE_OCTETS_MAX: u64 = 256 << 20;
/// The most records of one type at one name: more do not fit into a message of 65,535 octets (RFC 1035 §4.2.2).
const RECORDS_MAX: usize = 4095;
/// Attempts a question gets before its failure is reported.
const ATTEMPTS_MAX: u8 = 3;

/// A world of names in a text. What it does not name does not exist.
#[derive(Debug, Default)]
pub struct Zone {
    nodes: HashMap<Domain, Node>,
    faults: HashMap<Domain, Fault>,
}

/// Why a zone file cannot be read, with the line.
#[derive(Debug, thiserror::Error)]
pub enum ZoneError {
    /// A line is no record of the master file format (RFC 1035 §5), cannot stand beside another, or is no UTF-8.
    Syntax {
        /// The line, from 1.
        line: usize,
        /// What is wrong with it, for people.
        what: Sentence,
    },
    /// The file has more than [`ZONE_OCTETS_MAX`] octets.
    TooLarge,
    /// The system could not open or read the file.
    Io(#[from] std::io::Error),
}

impl ZoneError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Syntax { line, what } => {
                say!(lang, "zone-error-syntax", line = line.to_string(), what = what.said(lang))
            }
            Self::TooLarge => say!(lang, "zone-error-too-large", megabytes = ZONE_OCTETS_MAX >> 20),
            Self::Io(_) => lang.text("zone-error-io").to_owned(),
        }
    }
}

shown_in_english!(ZoneError);

/// The records of one name. All empty for a name that only has names beneath it.
#[derive(Debug, Default)]
struct Node {
    mx: Vec<MailExchange>,
    a: Vec<Ipv4Addr>,
    aaaa: Vec<Ipv6Addr>,
    /// The types that only few names have.
    rare: Option<Box<Rare>>,
}

#[derive(Debug, Default)]
struct Rare {
    cname: Option<Domain>,
    ptr: Vec<Domain>,
    txt: Vec<Vec<u8>>,
    tlsa: Vec<Tlsa>,
    other: bool,
}

impl Zone {
    /// Reads a zone in the master file format (RFC 1035 §5).
    pub fn parse(text: &str) -> Result<Zone, ZoneError> {
        let mut zone = Zone::default();
        zone.nodes.insert(Domain::root(), Node::default());
        master::read(text, |line, entry| match entry {
            Entry::Record(owner, data) => zone.add(owner, data).map_err(|what| ZoneError::Syntax { line, what }),
            Entry::Fault(name, fault) => {
                zone.faults.insert(name, fault);
                Ok(())
            }
        })?;
        Ok(zone)
    }

    /// Reads a zone from a file of at most [`ZONE_OCTETS_MAX`] octets.
    pub fn open(path: &Path) -> Result<Zone, ZoneError> {
        let mut octets = Vec::new();
        File::open(path)?.take(ZONE_OCTETS_MAX + 1).read_to_end(&mut octets)?;
        if octets.len() as u64 > ZONE_OCTETS_MAX {
            return Err(ZoneError::TooLarge);
        }
        let text = String::from_utf8(octets).map_err(|error| {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|&&b| b == b'\n').count();
            ZoneError::Syntax { line, what: sentence!("zone-error-not-utf8") }
        })?;
        Zone::parse(&text)
    }

    fn add(&mut self, owner: Domain, data: Data) -> Result<(), Sentence> {
        self.add_parents(&owner);
        let node = self.nodes.entry(owner).or_default();
        let alone = || sentence!("zone-error-not-alone");
        if let Data::Cname(target) = data {
            if node.has_records() {
                return Err(alone());
            }
            node.rare().cname = Some(target);
            return Ok(());
        }
        if node.cname().is_some() {
            return Err(alone());
        }
        match data {
            Data::A(ip) => add_to(&mut node.a, ip)?,
            Data::Aaaa(ip) => add_to(&mut node.aaaa, ip)?,
            Data::Mx(mx) => add_to(&mut node.mx, mx)?,
            Data::Ptr(target) => add_to(&mut node.rare().ptr, target)?,
            Data::Txt(text) => add_to(&mut node.rare().txt, text)?,
            Data::Tlsa(tlsa) => add_to(&mut node.rare().tlsa, tlsa)?,
            Data::Cname(_) | Data::Other => node.rare().other = true,
        }
        Ok(())
    }

    /// A name exists when a name beneath it does (RFC 8020, RFC 4592 §2.2.2).
    fn add_parents(&mut self, owner: &Domain) {
        let mut name: &str = owner.as_str();
        while let Some((_, parent)) = name.split_once('.') {
            if parent.is_empty() || self.nodes.contains_key(parent) {
                break;
            }
            if let Ok(domain) = Domain::new(parent) {
                self.nodes.insert(domain, Node::default());
            }
            name = parent;
        }
    }

    /// The node that answers for a name: its own, or the wildcard at its closest encloser (RFC 4592 §3.3.1).
    fn node(&self, name: &Domain) -> Option<&Node> {
        if let Some(node) = self.nodes.get(name) {
            return Some(node);
        }
        let mut rest = name.as_str();
        loop {
            let parent = rest.split_once('.').map_or("", |(_, parent)| parent);
            if self.nodes.contains_key(parent) {
                let wildcard = if parent.is_empty() { Cow::Borrowed("*") } else { Cow::Owned(format!("*.{parent}")) };
                return self.nodes.get(wildcard.as_ref());
            }
            if parent.is_empty() {
                return None;
            }
            rest = parent;
        }
    }

    /// One attempt to answer. Also says where the aliases lead.
    fn attempt(&self, question: &Question) -> (Lookup<Records>, Option<Domain>) {
        let mut name = Cow::Borrowed(&question.name);
        for _ in 0..=CNAME_HOPS_MAX {
            if let Some(failure) = self.faults.get(name.as_ref()).and_then(Fault::attempt) {
                return (Lookup::Failed(failure), None);
            }
            let canonical = || (*name != question.name).then(|| name.as_ref().clone());
            let Some(node) = self.node(&name) else { return (Lookup::NxDomain, canonical()) };
            match node.cname() {
                Some(target) => name = Cow::Borrowed(target),
                None => {
                    let outcome = node.records(question.kind).map_or(Lookup::NoData, Lookup::Found);
                    return (outcome, canonical());
                }
            }
        }
        (Lookup::Failed(Failure::Malformed), None)
    }

    fn answer(&self, question: &Question) -> Reply {
        let mut tries = 0;
        loop {
            tries += 1;
            let (outcome, canonical) = self.attempt(question);
            let failed = matches!(outcome, Lookup::Failed(_));
            if failed && tries < ATTEMPTS_MAX {
                continue;
            }
            // A zone answers like a cache, which takes no attempts, unless a fault made it try.
            let attempts = if failed || tries > 1 { tries } else { 0 };
            let authenticated = !failed;
            let elapsed = Duration::ZERO;
            return Reply { outcome, canonical, additional: Vec::new(), ttl: None, authenticated, attempts, elapsed };
        }
    }
}

impl Node {
    fn rare(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }

    fn cname(&self) -> Option<&Domain> {
        self.rare.as_ref()?.cname.as_ref()
    }

    fn has_records(&self) -> bool {
        !(self.mx.is_empty() && self.a.is_empty() && self.aaaa.is_empty() && self.rare.is_none())
    }

    fn records(&self, kind: RecordKind) -> Option<Records> {
        let rare = self.rare.as_deref();
        let records = match kind {
            RecordKind::Mx => Records::Mx(some(&self.mx)?),
            RecordKind::A => Records::A(some(&self.a)?),
            RecordKind::Aaaa => Records::Aaaa(some(&self.aaaa)?),
            RecordKind::Ptr => Records::Ptr(some(&rare?.ptr)?),
            RecordKind::Txt => Records::Txt(some(&rare?.txt)?),
            RecordKind::Tlsa => Records::Tlsa(some(&rare?.tlsa)?),
        };
        Some(records)
    }
}

fn some<T: Clone>(list: &[T]) -> Option<Vec<T>> {
    (!list.is_empty()).then(|| list.to_vec())
}

/// Adds a record to a set, which is kept in order and without duplicates (RFC 2181 §5).
fn add_to<T: Ord>(set: &mut Vec<T>, item: T) -> Result<(), Sentence> {
    if let Err(place) = set.binary_search(&item) {
        if set.len() == RECORDS_MAX {
            return Err(sentence!("zone-error-too-many"));
        }
        set.insert(place, item);
    }
    Ok(())
}

impl Dns for Zone {
    fn ask(&self, question: Question) -> Answering<'_> {
        let reply = self.answer(&question);
        Box::pin(std::future::ready(reply))
    }

    fn is_whole_world(&self) -> bool {
        true
    }
}
