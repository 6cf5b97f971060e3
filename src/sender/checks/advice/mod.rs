//! Records to publish: what would mend the faults that were found, one record for each owner name and type. They are proposals: nobody is told to
//! publish one before it was laid over what the DNS said and the checks, run again, came out better ([`Advice::helps`]).

mod dane;
mod dkim;
mod dmarc;
mod extras;
mod flat;
mod helo;
mod mx;
mod parked;
mod record;
mod reverse;
mod spf;

pub(super) use parked::parked;
pub use record::{RecordData, ZoneRecord};

use super::check::{Check, Status};
use super::dmarc::DmarcFacts;
use super::iprev::Iprev;
use super::lookups::Lookups;
use super::spf::SpfFacts;
use super::{Group, SenderConfig};
use crate::domain::Domain;
use crate::facts::{Answers, Question, RecordKind};
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
    /// What the owner has to see to before they are published, or with them.
    pub note: Option<String>,
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

/// Faults of a policy that was not read before.
const FIRST_DMARC: &[Reason] = &[Reason::SenderDmarcPolicyNone, Reason::SenderDmarcReportsNotAuthorised];

/// Faults that leave a selector without a key.
const NO_KEY: &[Reason] = &[
    Reason::SenderDkimMissing,
    Reason::SenderDkimMalformed,
    Reason::SenderDkimBadKey,
    Reason::SenderDkimSeveral,
    Reason::SenderDkimUnknownAlgorithm,
];

/// Faults of a key that works.
const WEAK_KEY: &[Reason] = &[Reason::SenderDkimShort, Reason::SenderDkimEd25519Only, Reason::SenderDkimTooLong];

/// The faults of a set-up: codes with what they are about.
pub type Faults = BTreeSet<(&'static str, String)>;

impl Advice {
    fn new(groups: &[Group], records: Vec<ZoneRecord>) -> Advice {
        Advice {
            records,
            replaced: Vec::new(),
            because: Vec::new(),
            note: None,
            groups: groups.to_vec(),
            subject: None,
        }
    }

    /// Answers as they would be with these records in the DNS.
    pub fn lay_over(&self, answers: &mut Answers) {
        // Mail hosts are named anew, all of them.
        for question in self.places().filter(|question| question.kind == RecordKind::Mx) {
            let is_laid = self.records.iter().find(|record| record.question() == question);
            is_laid.into_iter().for_each(|record| record.lay_alone(answers));
        }
        self.records.iter().for_each(|record| record.lay_over(answers));
    }

    /// The owner names and types of which the records are all that there is to be.
    fn places(&self) -> impl Iterator<Item = Question> + '_ {
        let is_shared =
            |question: &Question| matches!(question.kind, RecordKind::A | RecordKind::Aaaa | RecordKind::Tlsa);
        self.records.iter().map(ZoneRecord::question).filter(move |question| !is_shared(question))
    }

    /// Whether the one can be published or the other, and not both.
    pub fn excludes(&self, other: &Advice) -> bool {
        self.places().any(|place| other.places().any(|others| others == place))
    }

    /// Notes the records that the DNS has in their places.
    pub fn note_replaced(&mut self, answers: &Answers) {
        let mut replaced: Vec<String> = Vec::new();
        for line in self.records.iter().flat_map(|record| record.replaces(answers)) {
            if !replaced.contains(&line) {
                replaced.push(line);
            }
        }
        if let (Some(alias), None) = (replaced.iter().find(|line| line.contains(" CNAME ")), &self.note) {
            self.note = Some(format!("It takes the place of {alias}"));
        }
        self.replaced = replaced;
    }

    /// Whether the faults with the records are fewer than those without, and none of them is new.
    pub fn helps(before: &Faults, after: &Faults) -> bool {
        // What shows only once a record can be used at all: a first policy asks for nothing yet, so that nothing is lost while the reports are
        // read, and a key that is read may be short.
        let shown = |fault: &(&'static str, String)| {
            let is = |reasons: &[Reason]| reasons.iter().any(|reason| reason.code() == fault.0);
            let had = |reasons: &[Reason]| {
                before.iter().any(|(code, subject)| {
                    *subject == fault.1
                        && reasons.iter().any(|reason| reason.code() == *code)
                        && !after.contains(&(*code, subject.clone()))
                })
            };
            (is(FIRST_DMARC) && had(NO_DMARC)) || (is(WEAK_KEY) && had(NO_KEY))
        };
        let is_known = |fault: &(&'static str, String)| before.contains(fault) || shown(fault);
        after.iter().all(is_known) && before.iter().any(|fault| !after.contains(fault))
    }

    /// The name that an address gets, and the address.
    pub fn names(&self) -> Option<(&Domain, &str)> {
        let name = self.records.iter().find_map(|record| match &record.data {
            RecordData::Ptr(name) => Some(name),
            _ => None,
        });
        Some((name?, self.subject.as_deref()?))
    }

    /// Whether these records are what mends a check.
    pub fn mends(&self, check: &Check) -> bool {
        let is_tlsa = |record: &ZoneRecord| matches!(record.data, RecordData::Tlsa(_));
        if self.records.iter().any(is_tlsa) {
            // Each is for one host.
            return is_dane(check.code) && self.subject.as_ref() == Some(&check.subject);
        }
        if is_dane(check.code) {
            return false;
        }
        self.groups.iter().any(|group| is_of(check.code, *group))
            && self
                .subject
                .as_ref()
                .is_none_or(|subject| *subject == check.subject || check.subject.parse::<std::net::IpAddr>().is_err())
    }
}

/// What an alias is of, without the domain that a missing final dot put behind it.
fn without_appended(owner: &Domain, domain: &Domain, look: &Lookups<'_>) -> Option<Domain> {
    let target = look.canonical(owner, RecordKind::Txt).filter(|target| *target != owner)?;
    let bare = target.as_str().strip_suffix(domain.as_str())?.strip_suffix('.')?;
    Domain::new(bare).ok().filter(|_| bare.contains('.'))
}

/// What is wrong, by the checks.
pub fn faults(checks: &[Check]) -> Faults {
    let is_bad = |check: &&Check| matches!(check.status, Status::Fail | Status::Warn | Status::Unknown);
    checks.iter().filter(is_bad).map(|check| (check.code.code(), check.subject.clone())).collect()
}

fn is_dane(code: Reason) -> bool {
    code.code().starts_with("sender.dane")
}

fn is_of(code: Reason, group: Group) -> bool {
    let name = code.code().strip_prefix("sender.").unwrap_or_default();
    match group {
        Group::Iprev => ["ptr_", "ipv6_ptr", "iprev"].iter().any(|word| name.starts_with(word)),
        Group::Helo => name.starts_with("helo"),
        Group::Spf => name.starts_with("spf") || name == "parked_spf",
        Group::Dmarc => name.starts_with("dmarc") || name == "parked_dmarc",
        Group::Domain => {
            ["mx_", "no_mail_host", "no_domain", "implicit_mx", "null_mx"].iter().any(|word| name.starts_with(word))
                || name == "parked_mx"
        }
        Group::Dkim => name.starts_with("dkim"),
        Group::Extras => ["mta_sts_invalid", "tls_rpt", "bimi"].iter().any(|word| name.starts_with(word)),
        _ => false,
    }
}

/// What could be published. `None` while answers are missing.
pub(super) fn advice(
    setup: &SenderConfig,
    look: &Lookups<'_>,
    iprev: &[Iprev],
    spf: Option<&SpfFacts>,
    dmarc: Option<&DmarcFacts>,
) -> Option<Vec<Advice>> {
    let of_reverse = reverse::advice(setup, iprev, look);
    let of_mx = if setup.wants(Group::Domain) { mx::advice(setup, iprev, look) } else { Some(Vec::new()) };
    let of_spf = spf.map_or(Some(Vec::new()), |facts| spf::advice(facts, setup, look));
    let of_helo = if setup.wants(Group::Spf) { helo::advice(setup, look) } else { Some(None) };
    let of_keys = if setup.wants(Group::Dkim) { dkim::advice(setup, look) } else { Some(Vec::new()) };
    let of_dmarc = dmarc.map_or(Some(None), |facts| dmarc::advice(facts, spf, setup, look));
    let of_extras = if setup.wants(Group::Extras) { extras::advice(setup, look) } else { Some(Vec::new()) };
    let of_dane = dane::advice(setup, look);
    let mut all = of_reverse?;
    all.extend(of_mx?);
    all.extend(of_spf?);
    all.extend(of_helo?);
    all.extend(of_keys?);
    all.extend(of_dmarc?);
    all.extend(of_extras?);
    all.extend(of_dane?);
    Some(all)
}
