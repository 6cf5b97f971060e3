//! The first pass over a list: which domains it has, and what becomes of each.
//!
//! Resolving starts while the list is still being read. Each distinct domain is asked once, however many rows carry it.

use crate::address::{Reading, Readings, read_cell, read_text};
use crate::dns::Gather;
use crate::domain::Domain;
use crate::judge::{DomainVerdict, Trust, disbelieve, judge_domain, judge_offline, judge_unasked, needs_dns};
use crate::list::{Content, Layout, ListError, RowReader, Source};
use crate::policy::{Fix, Policy};
use crate::reason::Effect;
use crate::watch::Watch;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use tokio::sync::mpsc;

/// Domains that wait to be asked while the list is read on. Beyond it, reading waits for the DNS.
const DOMAINS_WAITING_MAX: usize = 1 << 16;

/// How often the watcher is told, in rows.
pub(crate) const ROWS_BETWEEN_WORDS: u64 = 4096;

/// What the first pass found out.
#[derive(Debug, Default)]
pub struct Survey {
    /// The verdict on every domain of the list.
    pub domains: HashMap<Domain, DomainVerdict>,
    /// Rows of the list, the header not counted.
    pub rows: u64,
    /// Domains that the DNS was asked about.
    pub asked: u64,
    /// A name that surely exists and that the resolver denies: then no absence that it tells of was believed.
    pub denied: Option<Domain>,
    /// Domains about which it could not be found out.
    pub unknown: u64,
}

/// A list, and how it is read.
#[derive(Clone, Debug)]
pub struct List {
    pub source: Arc<Source>,
    pub layout: Layout,
}

/// Reads the list and judges its domains. Without `gather` nothing is asked, and domains are judged by name alone.
pub async fn survey(
    list: &List,
    policy: &Policy,
    gather: Option<&Gather>,
    watch: Arc<dyn Watch>,
) -> Result<Survey, ListError> {
    let (to_ask, asked) = mpsc::channel(DOMAINS_WAITING_MAX);
    let reading = {
        let (list, policy, watch) = (list.clone(), policy.clone(), watch.clone());
        let to_ask = gather.map(|_| to_ask);
        tokio::task::spawn_blocking(move || read_domains(&list, &policy, to_ask, &*watch))
    };
    let mut answered = HashMap::new();
    let mut trust = Trust::default();
    if let Some(gather) = gather {
        let judge = |domain: Domain, facts| {
            trust.hear(&domain, &facts);
            let verdict = judge_domain(&domain, &facts, policy);
            answered.insert(domain, verdict);
            watch.domain_resolved();
        };
        gather.all(asked, judge).await;
    }
    let denied = match gather {
        Some(gather) => denied_wrongly(gather, &trust).await,
        None => None,
    };
    if denied.is_some() {
        answered.values_mut().for_each(disbelieve);
    }
    let mut survey = reading.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    survey.denied = denied;
    survey.asked = answered.len() as u64;
    survey.unknown = answered.values().filter(|verdict| verdict.is_unknown()).count() as u64;
    survey.domains.extend(answered);
    Ok(survey)
}

/// A name that surely exists and that the resolver denies, if there is one.
pub(crate) async fn denied_wrongly(gather: &Gather, trust: &Trust) -> Option<Domain> {
    if gather.is_whole_world() {
        return None;
    }
    match trust.denied_provider() {
        Some(provider) => Some(provider.clone()),
        None => gather.first_denied(trust.proofs(), trust.found_a_name()).await,
    }
}

/// The pass itself: sends each domain that has to be asked, and judges the others by their names.
fn read_domains(
    list: &List,
    policy: &Policy,
    to_ask: Option<mpsc::Sender<Domain>>,
    watch: &dyn Watch,
) -> Result<Survey, ListError> {
    let mut survey = Survey::default();
    let mut sent: HashSet<Domain> = HashSet::new();
    let mut octets = 0;
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    while let Some(row) = rows.next_row()? {
        survey.rows += 1;
        octets += (row.raw.len() + row.line_end.len()) as u64;
        if survey.rows.is_multiple_of(ROWS_BETWEEN_WORDS) {
            watch.read(survey.rows, octets);
        }
        let content = row.content_text();
        for reading in readings(&content).as_slice() {
            let mut meet = |name: &str| {
                if survey.domains.contains_key(name) || sent.contains(name) {
                    return;
                }
                let Ok(domain) = Domain::new(name) else { return };
                match &to_ask {
                    Some(to_ask) if needs_dns(&domain, policy) => {
                        watch.domain_found();
                        // The other side ends only after this sender is gone, so sending cannot fail.
                        let _ = to_ask.blocking_send(domain.clone());
                        sent.insert(domain);
                    }
                    Some(_) => {
                        let verdict = judge_unasked(&domain, policy);
                        survey.domains.insert(domain, verdict);
                    }
                    None => {
                        let verdict = judge_offline(&domain, policy);
                        survey.domains.insert(domain, verdict);
                    }
                }
            };
            let name = domain_of(reading);
            name.into_iter().for_each(&mut meet);
            if policy.fix == Fix::Typos {
                // What a typo may be replaced with has to be judged as well.
                let typed = name.unwrap_or(&reading.domain_text);
                policy.tables.suggest(typed).into_iter().for_each(|suggestion| meet(&suggestion.domain));
            }
        }
    }
    watch.read(survey.rows, octets);
    Ok(survey)
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
