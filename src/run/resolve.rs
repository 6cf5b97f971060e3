//! `presend resolve`: the first half of the line, from lists to what the DNS says of their domains, each asked once.
//!
//! What a run over the same lists would need is in it: the domains of the rows, and those that may only be suggested for them. A domain is
//! judged here as if nothing else were known, for the list that it comes from is not in the table.

mod domains;

pub use domains::{DomainList, domain_in, domain_list};

use super::cell::{names_needed, names_to_prove};
use super::collect::{Collected, collect, collect_names};
use super::facts_table::FactsRow;
use super::list::List;
use super::options::RunOptions;
use crate::address::read_cell;
use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::domain::Domain;
use crate::facts::{Known, KnownFacts, Origin};
use crate::judge::{Asked, Policy, Verdict, judge_domain};
use crate::list::ListError;
use crate::reason::Effect;
use crate::suggest::name_of_mail_host;
use domains::LOCAL_PART;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Who is asked, and when.
#[derive(Clone, Debug)]
pub struct Asking {
    /// Who answers, for people.
    pub resolver: Arc<str>,
    /// When the run began, in seconds since 1970.
    pub asked_s: u64,
}

/// What was found out about the domains of lists.
#[derive(Debug, Default)]
pub struct Resolved {
    /// Each domain, with what is known of it; `None` where nobody need be asked.
    domains: BTreeMap<Domain, Option<Known>>,
    /// Domains that were asked.
    pub asked: u64,
    /// Domains that needed not be asked, for an older table knows them.
    pub known_before: u64,
    /// A name that surely exists and that the resolver denies: then no absence that it tells of is believed.
    pub denied: Option<Domain>,
}

impl Resolved {
    /// How many domains there are.
    pub fn len(&self) -> usize {
        self.domains.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.domains.is_empty()
    }

    /// Domains about which it could not be found out.
    pub fn unknown(&self, policy: &Policy) -> u64 {
        let allow = policy.allow_non_public;
        let fails = |(domain, known): &(&Domain, &Option<Known>)| {
            known.as_ref().is_some_and(|known| !known.facts.settle(domain, allow))
        };
        self.domains.iter().filter(fails).count() as u64
    }

    /// Adds what was found out to what is known, so that the next list does not ask again.
    pub fn add_to(&self, known: &mut KnownFacts) {
        for (domain, row) in &self.domains {
            row.iter().for_each(|row| known.add(domain.clone(), row.clone()));
        }
    }

    /// The rows of the table, in the order of the names.
    pub fn rows<'r>(&'r self, policy: &'r Policy) -> impl Iterator<Item = FactsRow<'r>> {
        self.domains.iter().map(|(domain, known)| row(domain, known.as_ref(), policy))
    }
}

/// Asks about the domains of a list, but for those that `gather` was told, which are in `before`, and adds what it finds to `resolved`.
pub async fn resolve(
    list: &List,
    options: &RunOptions,
    gather: Gather,
    asking: &Asking,
    before: &KnownFacts,
    progress: Arc<dyn Progress>,
    resolved: &mut Resolved,
) -> Result<Collected, ListError> {
    let collected = collect(list, options, Some(&gather), progress, true).await?;
    Ok(keep(collected, &options.policy, &gather, asking, before, resolved))
}

/// As [`resolve`], of these names and no others: those of addresses are told by [`names_of`].
pub async fn resolve_names(
    names: &BTreeSet<Domain>,
    policy: &Policy,
    gather: &Gather,
    asking: &Asking,
    before: &KnownFacts,
    progress: &dyn Progress,
    resolved: &mut Resolved,
) {
    keep(collect_names(names, policy, gather, progress).await, policy, gather, asking, before, resolved);
}

/// The names that have to be known before an address at a domain is judged: its own, and those that may be suggested for it.
pub fn names_of(domain: &Domain, policy: &Policy) -> Vec<Domain> {
    names_of_cell(format!("{LOCAL_PART}@{domain}").as_bytes(), policy)
}

/// As [`names_of`], of all addresses in a cell.
pub fn names_of_cell(cell: &[u8], policy: &Policy) -> Vec<Domain> {
    let readings = read_cell(cell);
    let names = |reading| names_needed(reading, policy).into_iter().chain(names_to_prove(reading, policy));
    readings.as_slice().iter().flat_map(names).filter_map(|name| Domain::new(&name).ok()).collect()
}

/// Adds what was collected to what is resolved.
fn keep(
    mut collected: Collected,
    policy: &Policy,
    gather: &Gather,
    asking: &Asking,
    before: &KnownFacts,
    resolved: &mut Resolved,
) -> Collected {
    gather.settle(collected.denied.is_none());
    let origin = match (&collected.denied, gather.is_whole_world()) {
        (Some(_), _) => Origin::Doubted,
        (None, true) => Origin::Given,
        (None, false) => Origin::Believed,
    };
    let allow = policy.allow_non_public;
    for domain in collected.domains.keys() {
        let is_new = !resolved.domains.contains_key(domain);
        let known = match collected.facts.get(domain) {
            None => None,
            Some(facts) if facts.cost.origin != Origin::Asked => {
                resolved.known_before += u64::from(is_new);
                before.get(domain).cloned()
            }
            Some(facts) => {
                resolved.asked += u64::from(is_new);
                let mut facts = (**facts).clone();
                facts.cost.origin = origin;
                let new = Known::learned(domain, Arc::new(facts), asking.asked_s, asking.resolver.clone(), allow);
                // A failure does not take the place of an answer, however old.
                Some(best(domain, new, before.get(domain), allow))
            }
        };
        resolved.domains.insert(domain.clone(), known);
    }
    resolved.denied = resolved.denied.take().or(collected.denied.take());
    collected
}

fn best(domain: &Domain, new: Known, before: Option<&Known>, allow_non_public: bool) -> Known {
    let mut table = KnownFacts::new(allow_non_public);
    before.into_iter().for_each(|before| table.add(domain.clone(), before.clone()));
    table.add(domain.clone(), new.clone());
    table.get(domain).cloned().unwrap_or(new)
}

/// A domain as it stands in the table.
fn row<'r>(domain: &'r Domain, known: Option<&'r Known>, policy: &Policy) -> FactsRow<'r> {
    let asked = known.map_or(Asked::Nothing, |known| Asked::Dns(&known.facts));
    let judged = judge_domain(domain, asked, policy);
    let strongest = judged.findings.iter().map(|reason| reason.effect()).max().unwrap_or(Effect::Note);
    FactsRow {
        domain,
        known,
        verdict: Verdict::of(strongest).word(),
        codes: judged.findings.iter().map(|reason| reason.code()).collect(),
        suggestion: judged.suggestion.map(|suggestion| suggestion.domain),
        provider: known.and_then(|known| known.facts.mail_host()).map(name_of_mail_host),
    }
}
