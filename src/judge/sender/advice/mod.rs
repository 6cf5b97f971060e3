//! Records to publish: what would mend the faults that were found, one record for each owner name and type. They are proposals: nobody is told to
//! publish one before it was laid over what the DNS said and the checks, run again, came out better ([`Advice::helps`]).

mod dmarc;
mod parked;
mod record;
mod reverse;
mod spf;

pub(super) use parked::parked;
pub use record::{RecordData, ZoneRecord};

use super::check::{Check, Status};
use super::dmarc::DmarcFacts;
use super::iprev::Iprev;
use super::look::Look;
use super::spf::SpfFacts;
use super::{Group, Setup};
use crate::facts::Answers;
use crate::reason::Reason;
use std::collections::BTreeSet;

/// Records that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub records: Vec<ZoneRecord>,
    /// The records whose place they take, as lines of a zone file.
    pub replaced: Vec<String>,
    /// The faults that are gone with them: codes with what they are about.
    pub because: Vec<(Reason, String)>,
    /// The groups of checks whose faults they mend.
    groups: Vec<Group>,
    /// The one subject of these, where the records are for one address only.
    subject: Option<String>,
}

/// Faults that leave a domain without a policy.
const NO_DMARC: &[Reason] = &[
    Reason::SenderDmarcMissing,
    Reason::SenderDmarcNearMiss,
    Reason::SenderDmarcSeveral,
    Reason::SenderDmarcNoPolicy,
    Reason::SenderDmarcBadPolicy,
];

/// The faults of a set-up: codes with what they are about.
pub type Faults = BTreeSet<(&'static str, String)>;

impl Advice {
    fn new(groups: &[Group], records: Vec<ZoneRecord>) -> Advice {
        Advice { records, replaced: Vec::new(), because: Vec::new(), groups: groups.to_vec(), subject: None }
    }

    /// Answers as they would be with these records in the DNS.
    pub fn lay_over(&self, answers: &mut Answers) {
        self.records.iter().for_each(|record| record.lay_over(answers));
    }

    /// Notes the records that the DNS has in their places.
    pub fn note_replaced(&mut self, answers: &Answers) {
        let mut replaced: Vec<String> = Vec::new();
        for line in self.records.iter().flat_map(|record| record.replaces(answers)) {
            if !replaced.contains(&line) {
                replaced.push(line);
            }
        }
        self.replaced = replaced;
    }

    /// Whether the faults with the records are fewer than those without, and none of them is new.
    pub fn helps(before: &Faults, after: &Faults) -> bool {
        let had_none = before.iter().any(|(fault, _)| NO_DMARC.iter().any(|reason| reason.code() == *fault));
        // A first record asks for nothing yet, so that nothing is lost while the reports are read.
        let is_milder = |fault: &str| had_none && fault == Reason::SenderDmarcPolicyNone.code();
        let is_known = |fault: &(&'static str, String)| before.contains(fault) || is_milder(fault.0);
        after.iter().all(is_known) && before.iter().any(|fault| !after.contains(fault))
    }

    /// Whether these records are what mends a check.
    pub fn mends(&self, check: &Check) -> bool {
        self.groups.iter().any(|group| is_of(check.code, *group))
            && self
                .subject
                .as_ref()
                .is_none_or(|subject| *subject == check.subject || check.subject.parse::<std::net::IpAddr>().is_err())
    }
}

/// What is wrong, by the checks.
pub fn faults(checks: &[Check]) -> Faults {
    let is_bad = |check: &&Check| matches!(check.status, Status::Fail | Status::Warn | Status::Unknown);
    checks.iter().filter(is_bad).map(|check| (check.code.code(), check.subject.clone())).collect()
}

fn is_of(code: Reason, group: Group) -> bool {
    let name = code.code().strip_prefix("sender.").unwrap_or_default();
    match group {
        Group::Iprev => ["ptr_", "ipv6_ptr", "iprev"].iter().any(|word| name.starts_with(word)),
        Group::Helo => name.starts_with("helo"),
        Group::Spf => name.starts_with("spf") || name == "parked_spf",
        Group::Dmarc => name.starts_with("dmarc") || name == "parked_dmarc",
        Group::Domain => name == "parked_mx",
        _ => false,
    }
}

/// What could be published. `None` while answers are missing.
pub(super) fn advice(
    setup: &Setup,
    look: &Look<'_>,
    iprev: &[Iprev],
    spf: Option<&SpfFacts>,
    dmarc: Option<&DmarcFacts>,
) -> Option<Vec<Advice>> {
    let of_reverse = reverse::advice(setup, iprev, look);
    let of_spf = spf.map_or(Some(None), |facts| spf::advice(facts, setup, look));
    let of_dmarc = dmarc.map_or(Some(None), |facts| dmarc::advice(facts, spf, setup, look));
    let mut all = of_reverse?;
    all.extend(of_spf?);
    all.extend(of_dmarc?);
    Some(all)
}
