//! Facts and policy -> findings -> verdict.
//!
//! Pure: judging touches no network, no clock and no environment, so that every verdict can be told again from what was
//! answered. A failure to find out never becomes a rejection.

mod domain;
mod evidence;
mod finding;
mod mail_hosts;
mod names;
mod parked;
mod policy;
mod proof;
mod row;
mod suggested;
mod trust;
mod typo;

pub use domain::{Asked, DomainVerdict, judge_domain, needs_dns};
pub use evidence::{AddressCheck, AddressFinding, Evidence};
pub use finding::RowFinding;
pub use mail_hosts::{evidence, outcome_word};
pub use policy::{Fix, Policy};
pub use proof::domains_to_prove;
pub use row::{
    Duplicate, OtherSuggestion, RowVerdict, judge_blank_row, judge_reading, judge_row_with_formula,
    judge_row_without_address, whole,
};
pub use suggested::SuggestedAddress;
pub use trust::{DENIALS_MAX, Trust, disbelieve};

use crate::facts::DomainFacts;
use crate::reason::{Effect, Reason};

/// What becomes of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Well formed, and its domain accepts mail. Mailboxes are not probed.
    Ok,
    /// Can probably be mailed, but a person should look.
    Review,
    /// Will bounce, or must not be mailed again.
    Reject,
    /// It could not be found out now.
    Unknown,
}

impl Verdict {
    /// All verdicts, in the order of the summary.
    pub const ALL: [Verdict; 4] = [Verdict::Ok, Verdict::Review, Verdict::Reject, Verdict::Unknown];

    /// The word that stands in lists and JSON.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Ok => "ok",
            Verdict::Review => "review",
            Verdict::Reject => "reject",
            Verdict::Unknown => "unknown",
        }
    }

    /// The verdict that this word stands for.
    pub fn from_word(word: &str) -> Option<Verdict> {
        Verdict::ALL.into_iter().find(|verdict| verdict.word() == word)
    }

    /// The verdict of a row whose strongest finding has this effect.
    pub fn of(strongest: Effect) -> Verdict {
        match strongest {
            Effect::Note => Verdict::Ok,
            Effect::Review => Verdict::Review,
            Effect::Unknown => Verdict::Unknown,
            Effect::Reject => Verdict::Reject,
        }
    }
}

/// A check of a domain's facts. To add one: a function in a file of its own, and a line here.
type DomainCheck = fn(&DomainFacts, &Policy) -> Option<Reason>;

/// All checks of a domain that was asked. Each gives at most one finding.
const DOMAIN_CHECKS: &[DomainCheck] = &[mail_hosts::check, parked::check];
