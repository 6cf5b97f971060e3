//! Answers -> checks of a sender's set-up: its addresses, HELO name, domain and records.
//!
//! Pure. [`judge_sender`] is called with the answers so far and tells which are missing; it is called again until none
//! is. One file for each group of checks, one slice that lists them. A failure to find out never becomes a fault.

mod advice;
mod check;
mod connect;
mod dane;
mod discovery;
mod dkim;
mod dmarc;
mod dnsbl;
mod domain;
mod extras;
mod generic;
mod helo;
mod identifiers;
mod iprev;
mod lookups;
mod message;
mod parked;
pub mod receivers;
mod services;
mod spf;
mod tried;

pub use advice::{Advice, Faults, RecordData, ZoneRecord, faults};
pub use check::{Check, Owner, Status};
pub use connect::places;
pub use dkim::{KeyOf, Selector};
pub use dmarc::DmarcFacts;
pub use dnsbl::{Listing, ListingResult, Weighs};
pub use identifiers::{Shown, Standing};
pub use iprev::{Iprev, IprevResult, NAMES_MAX, ReverseName, reverse_name};
pub use lookups::QUESTIONS_MAX;
pub use message::{Demand, MESSAGE_OCTETS_MAX, Message, Taken, What};
pub use spf::{DISCOVERED_MAX, SpfFacts, SpfOf};

use crate::domain::Domain;
use crate::facts::{Answers, Contacts, Question};
use crate::reason::Reason;
use lookups::{Lookups, all};
use std::net::IpAddr;
use std::sync::Arc;

/// What is to be checked.
#[derive(Clone, Debug)]
pub struct SenderConfig {
    /// The domain of From.
    pub domain: Domain,
    /// The addresses that mail is sent from, each once. IPv4 inside IPv6 stands here as IPv4.
    pub ips: Vec<IpAddr>,
    /// The addresses were taken from the SPF record, so that not all of them need be machines that send.
    pub ips_discovered: bool,
    /// The name of HELO or EHLO as it was given.
    pub helo: Option<String>,
    /// Local-part and domain of MAIL FROM, where it is not the domain of From.
    pub mail_from: Option<(String, Domain)>,
    /// The DKIM selectors that the user named.
    pub dkim: Vec<Selector>,
    /// A message as it would be sent.
    pub message: Option<Arc<Message>>,
    /// What was taken out of that message.
    pub taken: Vec<(What, Taken)>,
    /// Private and reserved addresses count as usable.
    pub allow_non_public: bool,
    /// Block lists to ask; empty for the well-known ones.
    pub dnsbl: Vec<Domain>,
    /// The domain is meant to send nothing.
    pub parked: bool,
    /// The groups to check; empty for all.
    pub only: Vec<Group>,
    /// What the domain's servers showed, where the user wanted them to be connected to.
    pub contacts: Option<Arc<Contacts>>,
}

impl SenderConfig {
    /// A set-up with nothing known but its domain.
    pub fn new(domain: Domain) -> SenderConfig {
        SenderConfig {
            domain,
            ips: Vec::new(),
            ips_discovered: false,
            helo: None,
            mail_from: None,
            dkim: Vec::new(),
            message: None,
            taken: Vec::new(),
            allow_non_public: false,
            dnsbl: Vec::new(),
            parked: false,
            only: Vec::new(),
            contacts: None,
        }
    }

    pub(crate) fn wants(&self, group: Group) -> bool {
        self.only.is_empty() || self.only.contains(&group)
    }

    /// The domain of MAIL FROM.
    pub(crate) fn mail_from_domain(&self) -> &Domain {
        self.mail_from.as_ref().map_or(&self.domain, |(_, domain)| domain)
    }

    /// The domains that mail comes from, each once.
    pub(crate) fn sender_domains(&self) -> Vec<&Domain> {
        let mut domains = vec![&self.domain];
        if *self.mail_from_domain() != self.domain {
            domains.push(self.mail_from_domain());
        }
        domains
    }
}

/// A group of checks, as `--only` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    Iprev,
    Helo,
    Domain,
    Spf,
    Dkim,
    Dmarc,
    Dnsbl,
    /// MTA-STS, TLS reports, BIMI; DANE and what servers show when they are connected to.
    Extras,
    /// A message, when one is given.
    Eml,
}

impl Group {
    pub const ALL: [Group; 9] = [
        Group::Iprev,
        Group::Helo,
        Group::Domain,
        Group::Spf,
        Group::Dkim,
        Group::Dmarc,
        Group::Dnsbl,
        Group::Extras,
        Group::Eml,
    ];

    /// The group that a code belongs to.
    pub fn of(code: Reason) -> Group {
        let name = code.code().strip_prefix("sender.").unwrap_or_default();
        let name = name.strip_prefix("parked_").unwrap_or(name);
        match name.split('_').next().unwrap_or_default() {
            "iprev" | "ptr" | "ipv6" | "ip" | "documentation" => Group::Iprev,
            "helo" => Group::Helo,
            "spf" | "ips" => Group::Spf,
            "dkim" => Group::Dkim,
            "dmarc" => Group::Dmarc,
            "dnsbl" => Group::Dnsbl,
            "mta" | "tls" | "bimi" | "services" | "starttls" | "dane" => Group::Extras,
            "eml" | "demand" => Group::Eml,
            _ => Group::Domain,
        }
    }

    /// The name for `--only`.
    pub fn word(self) -> &'static str {
        match self {
            Group::Iprev => "iprev",
            Group::Helo => "helo",
            Group::Domain => "domain",
            Group::Spf => "spf",
            Group::Dkim => "dkim",
            Group::Dmarc => "dmarc",
            Group::Dnsbl => "dnsbl",
            Group::Extras => "extras",
            Group::Eml => "eml",
        }
    }
}

/// How the whole came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SenderVerdict {
    Pass,
    Warn,
    Fail,
    Unknown,
}

impl SenderVerdict {
    pub fn word(self) -> &'static str {
        match self {
            SenderVerdict::Pass => "pass",
            SenderVerdict::Warn => "warn",
            SenderVerdict::Fail => "fail",
            SenderVerdict::Unknown => "unknown",
        }
    }

    /// A fault decides; after that, what could not be found out; after that, a warning. Where nothing was looked at,
    /// nothing is known: that addresses were taken from SPF is no check.
    pub fn of<'a>(checks: impl IntoIterator<Item = &'a Check>) -> SenderVerdict {
        let checks: Vec<&Check> = checks.into_iter().collect();
        let has = |status| checks.iter().any(|check| check.status == status);
        let is_no_check = |check: &Check| check.status == Status::Skip || check.code == Reason::SenderIpsDiscovered;
        let nothing_seen = checks.iter().all(|check| is_no_check(check));
        if has(Status::Fail) {
            SenderVerdict::Fail
        } else if nothing_seen || checks.iter().any(|check| check.status == Status::Unknown && check.decisive) {
            SenderVerdict::Unknown
        } else if has(Status::Warn) {
            SenderVerdict::Warn
        } else {
            SenderVerdict::Pass
        }
    }
}

/// Everything that is to be said of a sender.
#[derive(Clone, Debug)]
pub struct Judged {
    pub checks: Vec<Check>,
    /// It is a domain that sends nothing, and was judged as one.
    pub parked: bool,
    /// The addresses that were checked: those given, or those discovered.
    pub ips: Vec<IpAddr>,
    pub spf: Option<SpfFacts>,
    pub dkim: Vec<KeyOf>,
    pub dmarc: Option<DmarcFacts>,
    pub iprev: Vec<Iprev>,
    pub dnsbl: Vec<Listing>,
    /// What large receivers demand, and how it stands.
    pub demands: Vec<Demand>,
    /// What may mend the faults.
    pub advice: Vec<Advice>,
}

/// What is known so far, and what has to be asked to know more.
#[derive(Debug)]
pub enum Step {
    /// These questions are open. Ask them, and judge again.
    Ask(Vec<Question>),
    Done(Box<Judged>),
}

/// A group of checks. `None` while answers are missing.
type Checks = fn(&SenderConfig, &Lookups<'_>) -> Option<Vec<Check>>;

/// All groups, in the order in which they are shown. To add one: a function in a file of its own, and a line here.
const CHECKS: &[Checks] = &[
    iprev::checks,
    helo::checks,
    domain::checks,
    spf::checks,
    dkim::checks,
    dmarc::checks,
    dnsbl::checks,
    extras::checks,
    connect::checks,
    dane::checks,
    message::checks,
    services::checks,
];

/// Judges a sender by the answers that there are.
pub fn judge_sender(setup: &SenderConfig, answers: &Answers) -> Step {
    let look = Lookups::new(answers);
    let is_parked = parked::is_parked(setup, &look);
    if is_parked == Some(true) {
        return match parked::judged(setup, &look) {
            Some(judged) => Step::Done(Box::new(judged)),
            None => Step::Ask(look.wanted()),
        };
    }
    let discovered = discovery::discover(setup, &look);
    // Groups that need no address do not wait for those that are still being discovered.
    let ips = discovered.as_ref().map_or(Vec::new(), |known| known.ips.clone());
    let known = SenderConfig { ips, ips_discovered: setup.ips.is_empty(), ..setup.clone() };
    let judged = judged(&known, &look);
    match (judged, discovered, is_parked) {
        (Some(mut judged), Some(discovered), Some(_)) => {
            discovered.soften(&mut judged);
            judged.checks.splice(0..0, discovered.check);
            judged.checks.extend(judged.demands.iter().map(message::demand_check));
            judged.ips = known.ips;
            Step::Done(Box::new(judged))
        }
        _ => Step::Ask(look.wanted()),
    }
}

fn judged(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Judged> {
    // Everything is run before anything is waited for, so that all questions are found.
    let groups = all(CHECKS.iter().map(|checks| checks(setup, look)));
    let iprev = wanted(setup.wants(Group::Iprev), || all(setup.ips.iter().map(|&ip| iprev::iprev(ip, setup, look))));
    let spf = wanted(setup.wants(Group::Spf), || spf::facts(setup, look));
    let dkim = wanted(setup.wants(Group::Dkim), || dkim::keys(setup, look));
    let dmarc = wanted(setup.wants(Group::Dmarc), || dmarc::facts(setup, look));
    let dnsbl = dnsbl::listings(setup, look);
    let groups = groups?;
    let (iprev, spf, dmarc) = (iprev?.unwrap_or_default(), spf?, dmarc?);
    let advice = advice::advice(setup, look, &iprev, spf.as_ref(), dmarc.as_ref());
    let mut judged = Judged {
        checks: groups.into_iter().flatten().collect(),
        parked: false,
        ips: Vec::new(),
        iprev,
        spf,
        dkim: dkim?.unwrap_or_default(),
        dmarc,
        dnsbl: dnsbl?,
        demands: Vec::new(),
        advice: advice?,
    };
    judged.demands = message::demands(setup, &judged, look)?;
    Some(judged)
}

/// What is wanted; `None` inside for what is not.
fn wanted<T>(wanted: bool, facts: impl FnOnce() -> Option<T>) -> Option<Option<T>> {
    if wanted { facts().map(Some) } else { Some(None) }
}

/// Whether two names belong to the same organisation: the same name, or the same registrable domain.
pub(crate) fn related(one: &Domain, other: &Domain) -> bool {
    one == other || one.registrable().is_some_and(|name| other.registrable() == Some(name))
}

#[cfg(test)]
mod tests;
