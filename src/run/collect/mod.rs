//! The first pass over a list: which domains it has, and what becomes of each.
//!
//! Resolving starts while the list is still being read. Each distinct domain is asked once, however many rows carry it.

mod heard;
mod name_table;
mod shared_hosts;

use heard::Heard;
pub(crate) use name_table::{NameKey, NameTable};

use crate::address::Reading;
use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::domain::Domain;
use crate::facts::DomainFacts;
use crate::judge::{Asked, DomainVerdict, Policy, judge_domain};
use crate::list::{Block, ListError, in_order};
use crate::run::cell::{domain_of, names_needed, names_to_prove, readings};
use crate::run::judge_cell::Verdicts;
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::top_counts::TopCounter;
use crate::suggest::{FREQUENT_ROWS_MIN, Frequent};
use foldhash::{HashMap, HashSet, HashSetExt};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;

/// Domains that wait to be asked while the list is read on. Beyond it, reading waits for the DNS.
const DOMAINS_WAITING_MAX: usize = 1 << 16;

/// How often the watcher is told, in rows.
pub(crate) const ROWS_BETWEEN_WORDS: u64 = 4096;

/// What the first pass found out.
#[derive(Debug, Default)]
pub struct Collected {
    /// The verdict on every domain of the list.
    pub domains: HashMap<Domain, Arc<DomainVerdict>>,
    /// Those of them that stand in no row, but may be suggested for one that does.
    pub only_meant: HashSet<Domain>,
    /// Rows of the list, the header not counted.
    pub rows: u64,
    /// Domains that the DNS was asked about.
    pub asked: u64,
    /// A name that surely exists and that the resolver denies: then no absence that it tells of was believed.
    pub denied: Option<Domain>,
    /// Domains about which it could not be found out.
    pub unknown: u64,
    /// Domains by the service, or the registrable domain, of the mail host that they prefer.
    pub mail_hosts: TopCounter<String>,
    /// Those of `mail_hosts` whose domains are unknown all the same.
    pub unknown_mail_hosts: TopCounter<String>,
    /// Domains whose verdicts were known from an earlier run. They count as asked.
    pub known_before: u64,
    /// What the DNS said of each domain, where that was asked to be kept.
    pub facts: HashMap<Domain, Arc<DomainFacts>>,
}

impl Verdicts for Collected {
    fn of(&self, name: &str) -> Option<&DomainVerdict> {
        self.domains.get(name).map(|verdict| &**verdict)
    }
}

impl Collected {
    /// The number of distinct domains in the rows of the list.
    pub fn domains_in_rows(&self) -> usize {
        self.domains.len() - self.only_meant.len()
    }
}

/// Reads the list and judges its domains. Without `gather` nothing is asked, and domains are judged by name alone. With
/// `keep_facts` everything that the DNS said is kept, which takes much more memory.
pub async fn collect(
    list: &List,
    options: &RunOptions,
    gather: Option<&Gather>,
    progress: Arc<dyn Progress>,
    keep_facts: bool,
) -> Result<Collected, ListError> {
    let policy = &options.policy;
    let (to_ask, asked) = mpsc::channel(DOMAINS_WAITING_MAX);
    let counts = Arc::new(Counts(Mutex::default()));
    let reading = {
        let (list, options, progress) = (list.clone(), options.clone(), progress.clone());
        let to_ask = gather.map(|_| to_ask);
        let counts = counts.clone();
        tokio::task::spawn_blocking(move || read_domains(&list, &options, to_ask, &counts, &*progress))
    };
    let mut heard = Heard::new(policy, keep_facts);
    heard.mail_hosts = list.earlier.as_ref().map(|earlier| earlier.mail_hosts.clone()).unwrap_or_default();
    let denied = match gather {
        Some(gather) => heard.hear_all(gather, asked, &*progress).await,
        None => None,
    };
    let Heard { mut answered, facts, mail_hosts, unknown_mail_hosts, doubted, .. } = heard;
    let mut collected = reading.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    collected.denied = denied;
    (collected.mail_hosts, collected.unknown_mail_hosts, collected.facts) = (mail_hosts, unknown_mail_hosts, facts);
    collected.asked = answered.len() as u64 + collected.known_before;
    let is_unknown = |(domain, verdict): &(&Domain, &Arc<DomainVerdict>)| {
        verdict.is_unknown() && !collected.only_meant.contains(*domain)
    };
    collected.unknown = answered.iter().filter(is_unknown).count() as u64;
    // Into the larger of the two: two large tables at once would double what a run needs.
    answered.extend(std::mem::take(&mut collected.domains));
    collected.domains = answered;
    if gather.is_some() && collected.denied.is_none() && !doubted {
        suggest_frequent(&mut collected.domains, &counts.all(), policy);
    }
    Ok(collected)
}

/// Asks about these names, as [`collect`] about those of a list, and keeps everything that the DNS said.
pub async fn collect_names(
    names: &BTreeSet<Domain>,
    policy: &Policy,
    gather: &Gather,
    progress: &dyn Progress,
) -> Collected {
    let mut collected = Collected::default();
    let mut heard = Heard::new(policy, true);
    let (to_ask, asked) = mpsc::channel(DOMAINS_WAITING_MAX);
    let send = async {
        for domain in names {
            match Asked::beforehand(domain, true, policy) {
                Some(asked) => {
                    let verdict = Arc::new(judge_domain(domain, asked, policy));
                    collected.domains.insert(domain.clone(), verdict);
                }
                None => {
                    progress.domain_found();
                    // The other side ends only after this sender is gone, so sending cannot fail.
                    let _ = to_ask.send(domain.clone()).await;
                }
            }
        }
        drop(to_ask);
    };
    let ((), denied) = tokio::join!(send, heard.hear_all(gather, asked, progress));
    collected.denied = denied;
    let Heard { answered, facts, .. } = heard;
    collected.asked = answered.len() as u64;
    collected.unknown = answered.values().filter(|verdict| verdict.is_unknown()).count() as u64;
    collected.domains.extend(answered);
    collected.facts = facts;
    collected
}

/// The names in a block of rows that its thread had not met before, in order.
struct Met {
    rows: u64,
    octets: u64,
    names: Vec<Name>,
}

/// A name that was met.
struct Name {
    text: Box<str>,
    /// It stands in no row; it may only be suggested for one that does.
    only_meant: bool,
}

/// The pass itself: sends each domain that has to be asked, and judges the others by their names. Several threads look for
/// names; they are sent in the order in which they stand in the list.
fn read_domains(
    list: &List,
    options: &RunOptions,
    to_ask: Option<mpsc::Sender<Domain>>,
    counts: &Counts,
    progress: &dyn Progress,
) -> Result<Collected, ListError> {
    let policy = &options.policy;
    let mut collected = Collected::default();
    let mut sent: HashSet<Domain> = HashSet::new();
    let mut octets = 0;
    let asks = to_ask.is_some();
    let find = |known: &mut Known<'_>, block: &Block| {
        let mut met = Met { rows: 0, octets: block.octets() as u64, names: Vec::new() };
        for row in block.rows(&list.layout) {
            met.rows += 1;
            let content = row.content_text();
            if row.more.is_empty() && options.is_old(content.bytes()) {
                continue;
            }
            for content in std::iter::once(content).chain(row.more_cells().map(|(_, content)| content)) {
                for reading in readings(&content).as_slice() {
                    known.meet(reading, policy, asks, &mut met.names);
                }
            }
        }
        met
    };
    in_order::<_, _, ListError>(
        &list.source,
        &list.layout,
        || Known::new(counts),
        find,
        |_, met| {
            (collected.rows, octets) = (collected.rows + met.rows, octets + met.octets);
            progress.read(collected.rows, octets);
            for Name { text: name, only_meant } in met.names {
                if !only_meant {
                    collected.only_meant.remove(&*name);
                }
                if collected.domains.contains_key(&*name) || sent.contains(&*name) {
                    continue;
                }
                let Ok(domain) = Domain::new(&name) else { continue };
                if only_meant {
                    collected.only_meant.insert(domain.clone());
                }
                if let Some((domain, verdict)) = list.earlier.as_ref().and_then(|e| e.domains.get_key_value(&*name)) {
                    collected.known_before += 1;
                    collected.domains.insert(domain.clone(), verdict.clone());
                    continue;
                }
                match (Asked::beforehand(&domain, asks, policy), &to_ask) {
                    (Some(asked), _) => {
                        let verdict = judge_domain(&domain, asked, policy);
                        collected.domains.insert(domain, Arc::new(verdict));
                    }
                    (None, to_ask) => {
                        progress.domain_found();
                        if let Some(to_ask) = to_ask {
                            // The other side ends only after this sender is gone, so sending cannot fail.
                            let _ = to_ask.blocking_send(domain.clone());
                        }
                        sent.insert(domain);
                    }
                }
            }
            Ok(())
        },
    )?;
    Ok(collected)
}

/// How often each name stands in the list, for names that a thread met more than once.
struct Counts(Mutex<NameTable>);

impl Counts {
    fn all(&self) -> MutexGuard<'_, NameTable> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The names that a thread has met, with how often. What may be suggested for each is worked out once.
struct Known<'c> {
    names: NameTable,
    counts: &'c Counts,
}

impl<'c> Known<'c> {
    fn new(counts: &'c Counts) -> Known<'c> {
        let names = NameTable::like(&counts.all());
        Known { names, counts }
    }

    /// The number of rows at a name that was met before.
    fn add(&mut self, name: &str, rows: u32) -> Option<u32> {
        let key = self.names.key(name);
        self.names.add(key, rows)
    }

    /// Adds the names of an address that were not met before. Where nobody is asked, nothing can be proved.
    fn meet(&mut self, reading: &Reading<'_>, policy: &Policy, asks: bool, names: &mut Vec<Name>) {
        let new = match (domain_of(reading), reading.typed_domain()) {
            (Some(name), _) => self.add(name, 1).unwrap_or(0) == 0,
            // Under a name that no domain has, since it may be a good one behind a broken local-part.
            (None, Some(typed)) => self.add(&format!("?{typed}"), 0).is_none(),
            (None, None) => false,
        };
        if !new {
            return;
        }
        for (place, name) in names_needed(reading, policy).into_iter().enumerate() {
            // The first one is that of the row, which was counted above.
            let of_row = place == 0 && domain_of(reading).is_some();
            if of_row || self.add(&name, 1).unwrap_or(0) == 0 {
                names.push(Name { text: name.into_boxed_str(), only_meant: false });
            }
        }
        if asks {
            let unknown = names_to_prove(reading, policy).into_iter().filter(|name| self.add(name, 0).is_none());
            names.extend(unknown.map(|name| Name { text: name.into_boxed_str(), only_meant: true }));
        }
    }
}

impl Drop for Known<'_> {
    fn drop(&mut self) {
        self.counts.all().add_all(&self.names, 2);
    }
}

/// Tells what was probably meant by domains that take no mail and lie one slip from one that is frequent in the list.
fn suggest_frequent(domains: &mut HashMap<Domain, Arc<DomainVerdict>>, counts: &NameTable, policy: &Policy) {
    let rows = |domain: &Domain| u64::from(counts.get(counts.key(domain.as_str())).unwrap_or(1).max(1));
    let is_frequent = |domain: &Domain, verdict: &DomainVerdict| {
        verdict.takes_mail() == Some(true) && !policy.tables.providers().knows(domain.as_str())
    };
    let frequent = Frequent::new(domains.iter().filter_map(|(domain, verdict)| {
        let rows = rows(domain);
        (rows >= FREQUENT_ROWS_MIN && is_frequent(domain, verdict)).then(|| (domain.as_str().to_owned(), rows))
    }));
    for (domain, verdict) in
        domains.iter_mut().filter(|(_, verdict)| verdict.takes_no_mail && verdict.suggestion.is_none())
    {
        if let Some(meant) = frequent.meant(domain.as_str(), rows(domain)) {
            *verdict = Arc::new(verdict.with_suggestion(meant));
        }
    }
}
