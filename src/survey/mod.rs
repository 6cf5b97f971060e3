//! The first pass over a list: which domains it has, and what becomes of each.
//!
//! Resolving starts while the list is still being read. Each distinct domain is asked once, however many rows carry it.

mod names;

pub(crate) use names::{NameKey, NameTable};

use crate::address::{Reading, Readings, read_cell, read_text};
use crate::commonest::Counter;
use crate::dns::Gather;
use crate::domain::Domain;
use crate::facts::DomainFacts;
use crate::judge::{DomainVerdict, Trust, disbelieve, judge_domain, judge_offline, judge_unasked, needs_dns};
use crate::list::{Block, Content, Form, Layout, ListError, OutForm, Packing, Source, in_order};
use crate::policy::{Fix, Policy};
use crate::reason::Effect;
use crate::seen::Seen;
use crate::watch::Watch;
use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::mpsc;

/// Domains that wait to be asked while the list is read on. Beyond it, reading waits for the DNS.
const DOMAINS_WAITING_MAX: usize = 1 << 16;

/// Different verdicts that are shared.
const ALIKE_MAX: usize = 64;

/// How often the watcher is told, in rows.
pub(crate) const ROWS_BETWEEN_WORDS: u64 = 4096;

/// What the first pass found out.
#[derive(Debug, Default)]
pub struct Survey {
    /// The verdict on every domain of the list.
    pub domains: HashMap<Domain, Arc<DomainVerdict>>,
    /// Rows of the list, the header not counted.
    pub rows: u64,
    /// Domains that the DNS was asked about.
    pub asked: u64,
    /// A name that surely exists and that the resolver denies: then no absence that it tells of was believed.
    pub denied: Option<Domain>,
    /// Domains about which it could not be found out.
    pub unknown: u64,
    /// Domains by the registrable domain of the mail host that they prefer.
    pub mail_hosts: Counter<String>,
    /// What the DNS said of each domain, where that was asked to be kept.
    pub facts: HashMap<Domain, Arc<DomainFacts>>,
}

/// A list, and how it is read.
#[derive(Clone, Debug)]
pub struct List {
    pub source: Arc<Source>,
    pub layout: Layout,
    /// The form of the results, when it is not that of the list.
    pub to: Option<OutForm>,
    /// The lists that are searched for duplicates together with this one.
    pub together: Option<Arc<Together>>,
}

/// Lists that are searched for duplicates together, one after the other. Their lines are counted on, so that a number
/// tells the list and the line.
#[derive(Debug, Default)]
pub struct Together(Mutex<Shared>);

#[derive(Debug, Default)]
struct Shared {
    seen: Option<Seen>,
    /// The names of the lists so far, each with the number of lines before it.
    lists: Vec<(u64, String)>,
    lines: u64,
}

impl Together {
    /// Begins the next list. Gives out the addresses of those before it.
    pub(crate) fn begin(&self, name: &str) -> Option<Seen> {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shared.lines;
        shared.lists.push((before, name.to_owned()));
        shared.seen.take()
    }

    /// Ends a list with its last line.
    pub(crate) fn end(&self, seen: Seen, last_line: u64) {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shared.lines += last_line;
        shared.seen = Some(seen);
    }

    fn lines_before(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).lines
    }

    /// The line with this number, and the list it stands in when that is not the last one.
    fn line_of(&self, number: u64) -> (u64, Option<String>) {
        let shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let after = shared.lists.partition_point(|(before, _)| *before < number);
        let Some((before, name)) = after.checked_sub(1).and_then(|list| shared.lists.get(list)) else {
            return (number, None);
        };
        (number - before, (after < shared.lists.len()).then(|| name.clone()))
    }
}

impl List {
    /// A list of its own.
    pub fn new(source: Source, mut layout: Layout) -> List {
        layout.first_line = source.first_line();
        List { source: Arc::new(source), layout, to: None, together: None }
    }

    /// What the list looks like, in one line for people.
    pub fn describe(&self) -> String {
        let layout = self.layout.describe();
        match (self.source.form, self.source.sheet()) {
            (Form::Workbook, Some(sheet)) => {
                let layout = layout.trim_start_matches("comma-separated, ").trim_end_matches(", UTF-8").to_owned();
                let others = match sheet.others.len() {
                    0 => String::new(),
                    more => format!(" (1 of {}, --sheet takes another)", more + 1),
                };
                format!("workbook, sheet {:?}{others}, {layout}", sheet.name)
            }
            (Form::Parquet, _) => format!(
                "Parquet, {}",
                layout.trim_start_matches("comma-separated, header, ").trim_end_matches(", UTF-8")
            ),
            (Form::Jsonl(packing), _) => {
                let packed = match packing {
                    Packing::None => "",
                    Packing::Gzip => "gzip, ",
                    Packing::Zstd => "zstd, ",
                };
                let layout =
                    layout.trim_start_matches("comma-separated, header, ").replacen("e-mail column", "e-mail value", 1);
                format!("{packed}JSON Lines, {}", layout.trim_end_matches(", UTF-8"))
            }
            (Form::Text(Packing::Gzip), _) => format!("gzip, {layout}"),
            (Form::Text(Packing::Zstd), _) => format!("zstd, {layout}"),
            _ => layout,
        }
    }

    /// A number for a line that no line of another list has.
    pub(crate) fn number_of(&self, line: u64) -> u64 {
        self.together.as_ref().map_or(line, |together| together.lines_before() + line)
    }

    /// The line that has this number, and the name of the list it stands in when it is another one.
    pub(crate) fn line_of(&self, number: u64) -> (u64, Option<String>) {
        self.together.as_ref().map_or((number, None), |together| together.line_of(number))
    }
}

/// Reads the list and judges its domains. Without `gather` nothing is asked, and domains are judged by name alone. With
/// `keep_facts` everything that the DNS said is kept, which takes much more memory.
pub async fn survey(
    list: &List,
    policy: &Policy,
    gather: Option<&Gather>,
    watch: Arc<dyn Watch>,
    keep_facts: bool,
) -> Result<Survey, ListError> {
    let (to_ask, asked) = mpsc::channel(DOMAINS_WAITING_MAX);
    let reading = {
        let (list, policy, watch) = (list.clone(), policy.clone(), watch.clone());
        let to_ask = gather.map(|_| to_ask);
        tokio::task::spawn_blocking(move || read_domains(&list, &policy, to_ask, &*watch))
    };
    let (mut answered, mut kept, mut mail_hosts) = (HashMap::new(), HashMap::new(), Counter::default());
    let mut alike = Alike::default();
    let mut trust = Trust::default();
    if let Some(gather) = gather {
        let judge = |domain: Domain, facts: DomainFacts| {
            trust.hear(&domain, &facts);
            let verdict = judge_domain(&domain, &facts, policy);
            if let Some(host) = facts.mail_host() {
                mail_hosts.add(host.registrable().unwrap_or(host.as_str()).to_owned(), 1);
            }
            if keep_facts {
                kept.insert(domain.clone(), Arc::new(facts));
            }
            answered.insert(domain, alike.keep(verdict));
            watch.domain_resolved();
        };
        gather.all(asked, judge).await;
    }
    let denied = match gather {
        Some(gather) => match denied_wrongly(gather, &trust).await {
            Some(name) => Some(name),
            None => denied_at_random(gather, trust.denials()).await,
        },
        None => None,
    };
    if denied.is_some() {
        for verdict in answered.values_mut() {
            let mut doubted = (**verdict).clone();
            disbelieve(&mut doubted);
            *verdict = alike.keep(doubted);
        }
    }
    let mut survey = reading.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    survey.denied = denied;
    (survey.mail_hosts, survey.facts) = (mail_hosts, kept);
    survey.asked = answered.len() as u64;
    survey.unknown = answered.values().filter(|verdict| verdict.is_unknown()).count() as u64;
    // Into the larger of the two: two large tables at once would double what a run needs.
    answered.extend(std::mem::take(&mut survey.domains));
    survey.domains = answered;
    Ok(survey)
}

/// Verdicts that were reached before. Most domains of a list have one of a few, and share it.
#[derive(Default)]
struct Alike {
    kept: Vec<Arc<DomainVerdict>>,
}

impl Alike {
    fn keep(&mut self, verdict: DomainVerdict) -> Arc<DomainVerdict> {
        if verdict.suggestion.is_some() {
            return Arc::new(verdict);
        }
        if let Some(same) = self.kept.iter().find(|kept| ***kept == verdict) {
            return same.clone();
        }
        let verdict = Arc::new(verdict);
        if self.kept.len() < ALIKE_MAX {
            self.kept.push(verdict.clone());
        }
        verdict
    }
}

/// A name that surely exists and that the resolver denies, if there is one.
pub(crate) async fn denied_wrongly(gather: &Gather, trust: &Trust) -> Option<Domain> {
    if gather.is_whole_world() {
        return None;
    }
    if let Some(provider) = trust.denied_provider() {
        return Some(provider.clone());
    }
    gather.first_denied(trust.proofs(), trust.found_a_name()).await
}

/// The first of these names, all of which were denied, that the resolver finds when it is asked again.
pub(crate) async fn denied_at_random(gather: &Gather, names: impl IntoIterator<Item = &Domain>) -> Option<Domain> {
    if gather.is_whole_world() { None } else { gather.first_found(names).await }
}

/// The names in a block of rows that its thread had not met before, in order.
struct Met {
    rows: u64,
    octets: u64,
    names: Vec<Box<str>>,
}

/// The pass itself: sends each domain that has to be asked, and judges the others by their names. Several threads look for
/// names; they are sent in the order in which they stand in the list.
fn read_domains(
    list: &List,
    policy: &Policy,
    to_ask: Option<mpsc::Sender<Domain>>,
    watch: &dyn Watch,
) -> Result<Survey, ListError> {
    let mut survey = Survey::default();
    let mut sent: HashSet<Domain> = HashSet::new();
    let mut octets = 0;
    let find = |known: &mut NameTable, block: &Block| {
        let mut met = Met { rows: 0, octets: block.octets() as u64, names: Vec::new() };
        for row in block.rows(&list.layout) {
            met.rows += 1;
            let content = row.content_text();
            if policy.is_old(content.bytes()) {
                continue;
            }
            for reading in readings(&content).as_slice() {
                names_needed(reading, policy, |name| {
                    let key = known.key(name);
                    if known.get(key).is_none() {
                        known.insert(key, 0);
                        met.names.push(name.into());
                    }
                });
            }
        }
        met
    };
    in_order::<_, _, ListError>(&list.source, &list.layout, NameTable::default, find, |_, met| {
        (survey.rows, octets) = (survey.rows + met.rows, octets + met.octets);
        watch.read(survey.rows, octets);
        for name in met.names {
            if survey.domains.contains_key(&*name) || sent.contains(&*name) {
                continue;
            }
            let Ok(domain) = Domain::new(&name) else { continue };
            match &to_ask {
                Some(to_ask) if needs_dns(&domain, policy) => {
                    watch.domain_found();
                    // The other side ends only after this sender is gone, so sending cannot fail.
                    let _ = to_ask.blocking_send(domain.clone());
                    sent.insert(domain);
                }
                Some(_) => {
                    let verdict = judge_unasked(&domain, policy);
                    survey.domains.insert(domain, Arc::new(verdict));
                }
                None => {
                    let verdict = judge_offline(&domain, policy);
                    survey.domains.insert(domain, Arc::new(verdict));
                }
            }
        }
        Ok(())
    })?;
    Ok(survey)
}

/// Calls `meet` with each domain whose verdict is needed to judge this address.
pub(crate) fn names_needed(reading: &Reading<'_>, policy: &Policy, mut meet: impl FnMut(&str)) {
    let name = domain_of(reading);
    name.into_iter().for_each(&mut meet);
    if policy.fix == Fix::Typos {
        // What a typo may be replaced with has to be judged as well.
        let typed = name.unwrap_or(&reading.domain_text);
        policy.tables.suggest(typed).into_iter().for_each(|suggestion| meet(&suggestion.domain));
    }
}

/// The addresses of a cell.
pub(crate) fn readings<'c>(content: &'c Content<'_>) -> Readings<'c> {
    match content {
        Content::Text(text) => read_text(text),
        Content::Bytes(bytes) => read_cell(bytes),
    }
}

/// The domain that mail to this reading would go to, when the address is not broken.
pub fn domain_of<'r>(reading: &'r Reading<'_>) -> Option<&'r str> {
    let address = reading.address.as_ref()?;
    let broken = reading.findings.iter().any(|finding| finding.reason.effect() == Effect::Reject);
    let literal = address.domain_ascii.starts_with('[');
    (!broken && !literal).then_some(&*address.domain_ascii)
}
