//! Organisational domains and alignment: by walking up the DNS tree (RFC 9989 §4.10), and by the public suffix list
//! (RFC 7489 §3.2).

use super::policy::{Alignment, Dmarc, Selection, select};
use crate::domain::Domain;
use crate::facts::{Answers, Lookup, Poll, Question};
use crate::sender::records::texts;

/// A walk asks at most eight names: the domain itself, and from there at most seven labels (RFC 9989 §4.10).
const WALK_LABELS_MAX: usize = 7;

/// The organisational domain of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    /// By the tree (RFC 9989). Without any record on the way, what the public suffix list says.
    pub by_tree: Domain,
    /// By the public suffix list (RFC 7489). The name itself when it is a bare suffix.
    pub by_list: Domain,
    /// A name on the way did not answer, so that `by_tree` was taken from the list.
    pub unanswered: bool,
}

/// One step of a walk: a name, and what stands at its `_dmarc`.
pub(super) struct Stop {
    pub name: Domain,
    pub state: State,
}

pub(super) enum State {
    Record(Box<Dmarc>),
    None(Vec<(String, &'static str)>),
    Several(usize),
    Unanswered,
}

/// Where the policy of a name stands.
pub(super) fn policy_name(domain: &Domain) -> Option<Domain> {
    Domain::new(&format!("_dmarc.{domain}")).ok()
}

/// The names of a walk, the domain first.
pub(super) fn names(domain: &Domain) -> Vec<Domain> {
    let labels: Vec<&str> = domain.as_str().split('.').collect();
    let mut names = vec![domain.clone()];
    let first = labels.len().saturating_sub(WALK_LABELS_MAX).max(1);
    for from in first..labels.len() {
        names.extend(Domain::new(&labels[from..].join(".")));
    }
    names
}

/// Looks at each name of a walk. Everything is asked at once; `None` while something is open.
pub(super) fn walk(domain: &Domain, answers: &Answers, missing: &mut Vec<Question>) -> Option<Vec<Stop>> {
    let mut stops = Vec::new();
    let mut open = false;
    for name in names(domain) {
        let Some(policy_name) = policy_name(&name) else { continue };
        let state = match texts(answers, &policy_name, missing) {
            None => {
                open = true;
                continue;
            }
            Some(Lookup::Found(list)) => match select(list) {
                Selection::One(record) => State::Record(record),
                Selection::None(nearly) => State::None(nearly),
                Selection::Several(count) => State::Several(count),
            },
            Some(Lookup::NoData | Lookup::NxDomain) => State::None(Vec::new()),
            Some(Lookup::Failed(_)) => State::Unanswered,
        };
        stops.push(Stop { name, state });
    }
    if open { None } else { Some(stops) }
}

/// The organisational domain by a walk that was made (RFC 9989 §4.10.2).
pub(super) fn organisation_of(domain: &Domain, stops: &[Stop]) -> Organisation {
    let by_list = domain.registrable().and_then(|name| Domain::new(name).ok()).unwrap_or_else(|| domain.clone());
    let mut by_tree = None;
    let mut unanswered = false;
    for (place, stop) in stops.iter().enumerate() {
        match &stop.state {
            State::Record(record) => match record.psd {
                Some(false) => {
                    by_tree = Some(stop.name.clone());
                    break;
                }
                // Below a public suffix stands the organisation. The domain itself may be the suffix.
                Some(true) if place > 0 => {
                    by_tree = below(domain, &stop.name);
                    break;
                }
                Some(true) | None => by_tree = Some(stop.name.clone()),
            },
            State::Unanswered => unanswered = true,
            State::None(_) | State::Several(_) => {}
        }
    }
    let by_tree = if unanswered { None } else { by_tree };
    Organisation { by_tree: by_tree.unwrap_or_else(|| by_list.clone()), by_list, unanswered }
}

/// The name one label longer than `parent` on the way down to `domain`.
fn below(domain: &Domain, parent: &Domain) -> Option<Domain> {
    let rest = domain.as_str().strip_suffix(parent.as_str())?.strip_suffix('.')?;
    let label = rest.rsplit('.').next()?;
    Domain::new(&format!("{label}.{parent}")).ok()
}

/// The organisational domain of a name.
pub fn organisation(domain: &Domain, answers: &Answers) -> Poll<Organisation> {
    let mut missing = Vec::new();
    match walk(domain, answers, &mut missing) {
        Some(stops) => Poll::Done(organisation_of(domain, &stops)),
        None => Poll::Ask(missing),
    }
}

/// Whether an authenticated domain, of SPF or of DKIM, is aligned with the From domain (RFC 9989 §4.4, RFC 7489 §3.1).
/// For relaxed alignment the organisational domains must be the same by the tree, or by the list where the tree did not
/// answer.
pub fn aligned(from: &Domain, other: &Domain, mode: Alignment, answers: &Answers) -> Poll<bool> {
    if from == other {
        return Poll::Done(true);
    }
    if mode == Alignment::Strict {
        return Poll::Done(false);
    }
    let mut missing = Vec::new();
    let ours = walk(from, answers, &mut missing);
    let theirs = walk(other, answers, &mut missing);
    let (Some(ours), Some(theirs)) = (ours, theirs) else { return Poll::Ask(missing) };
    let (ours, theirs) = (organisation_of(from, &ours), organisation_of(other, &theirs));
    if ours.unanswered || theirs.unanswered {
        return Poll::Done(ours.by_list == theirs.by_list);
    }
    Poll::Done(ours.by_tree == theirs.by_tree)
}
