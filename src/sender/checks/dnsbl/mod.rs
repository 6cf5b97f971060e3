//! Block lists in the DNS (RFC 5782): is the sending address, or the domain, listed?
//!
//! A list counts only after its test entries behave: one entry that must be listed is, and one that must not be is not.
//! A list that is dead, parked, answers everything, or refuses to answer us says nothing, neither good nor bad.

mod lists;
mod trial;

pub use lists::Weighs;
use lists::{Kind, List};

use super::check::{Check, Status};
use super::iprev::reversed_labels;
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig};
use crate::domain::Domain;
use crate::facts::{Lookup, Question, RecordKind};
use crate::reason::Reason;
use std::net::{IpAddr, Ipv4Addr};
use trial::{Answered, Trial, try_list};

/// The most characters of a list's own text that are kept.
const TEXT_CHARS_MAX: usize = 300;

/// One list asked about one subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listing {
    pub zone: Domain,
    /// The list's name, where presend knows it.
    pub name: Option<&'static str>,
    /// The address or domain that was asked about.
    pub subject: String,
    pub result: ListingResult,
    /// The answers, such as 127.0.0.2.
    pub answers: Vec<Ipv4Addr>,
    /// What the list says of it in TXT.
    pub text: Option<String>,
    /// Where to look it up, and to ask for removal.
    pub url: Option<String>,
    /// Why nothing is known, or what the answers mean.
    pub reason: Option<String>,
    /// The user named the list.
    pub named: bool,
    /// What its answers are for the subject.
    pub weighs: Weighs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingResult {
    Listed,
    NotListed,
    /// The list cannot be used now.
    Unknown,
    /// The list is not there, or lists nothing of this kind.
    NotOffered,
}

impl ListingResult {
    pub fn word(self) -> &'static str {
        match self {
            ListingResult::Listed => "listed",
            ListingResult::NotListed => "not_listed",
            ListingResult::Unknown => "unknown",
            ListingResult::NotOffered => "not_offered",
        }
    }
}

/// Asks all lists about all subjects. `None` until all answers are there.
pub fn listings(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Listing>> {
    if !setup.wants(Group::Dnsbl) {
        return Some(Vec::new());
    }
    let lists = lists::chosen(&setup.dnsbl);
    let each = all(lists.iter().map(|list| of_list(list, setup, look)))?;
    Some(each.into_iter().flatten().collect())
}

fn of_list(list: &List, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Listing>> {
    let addresses = all(setup.ips.iter().map(|&ip| {
        let kind = if ip.is_ipv4() { Kind::Ip4 } else { Kind::Ip6 };
        of_subject(list, kind, &ip.to_string(), &reversed_labels(ip), look)
    }));
    let domains =
        all(asked_domains(setup).into_iter().map(|domain| of_subject(list, Kind::Domain, &domain, &domain, look)));
    let (addresses, domains) = (addresses?, domains?);
    Some(addresses.into_iter().chain(domains).flatten().collect())
}

/// The domains that mail comes from and those that were registered for them, each once.
fn asked_domains(setup: &SenderConfig) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for domain in setup.sender_domains() {
        for name in [Some(domain.as_str()), domain.registrable()].into_iter().flatten() {
            if !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
    }
    names
}

/// `None` inside when the list has nothing to do with such subjects.
fn of_subject(list: &List, kind: Kind, subject: &str, labels: &str, look: &Lookups<'_>) -> Option<Option<Listing>> {
    if list.kinds.as_ref().is_some_and(|kinds| !kinds.contains(&kind)) {
        return Some(None);
    }
    let mut listing = Listing {
        zone: list.zone.clone(),
        name: list.name,
        subject: subject.to_owned(),
        result: ListingResult::NotListed,
        answers: Vec::new(),
        text: None,
        url: list.url.map(str::to_owned),
        reason: None,
        named: list.named,
        weighs: Weighs::Bad,
    };
    match try_list(list, kind, look)? {
        Trial::Works => {}
        Trial::NotOffered(reason) => {
            listing.result = ListingResult::NotOffered;
            listing.reason = Some(reason);
            return Some(Some(listing));
        }
        Trial::Unusable(reason) => {
            listing.result = ListingResult::Unknown;
            listing.reason = Some(reason);
            return Some(Some(listing));
        }
    }
    // A name that does not fit under the zone cannot be listed there.
    let Ok(name) = Domain::new(&format!("{labels}.{}", list.zone)) else { return Some(Some(listing)) };
    match trial::answered(&name, list, look)? {
        Answered::NotListed => {}
        Answered::Unusable(reason) | Answered::Failed(reason) => {
            listing.result = ListingResult::Unknown;
            listing.reason = Some(reason);
        }
        Answered::Listed(answers) => {
            listing.result = ListingResult::Listed;
            listing.reason = list.meaning(&answers);
            listing.weighs = list.weighs(&answers);
            listing.answers = answers;
            if let Lookup::Found(texts) = look.txt(&name)? {
                let text = texts.iter().map(|text| String::from_utf8_lossy(text)).collect::<Vec<_>>().join(" / ");
                let url =
                    text.split_whitespace().find(|word| word.starts_with("http://") || word.starts_with("https://"));
                listing.url = url.map(|url| url.trim_end_matches(['.', ',', ')', '"']).to_owned()).or(listing.url);
                listing.text = Some(text.chars().take(TEXT_CHARS_MAX).collect());
            }
        }
    }
    Some(Some(listing))
}

/// All checks of block lists.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let listings = listings(setup, look)?;
    let mut checks: Vec<Check> = listings.iter().filter(|l| l.result == ListingResult::Listed).map(listed).collect();
    checks.extend(unusable(&listings));
    checks.extend(not_there(&listings, setup));
    checks.extend(clean(&listings));
    Some(checks)
}

fn listed(listing: &Listing) -> Check {
    let Listing { zone, subject, .. } = listing;
    let answers: Vec<String> = listing.answers.iter().map(Ipv4Addr::to_string).collect();
    let meaning = listing.reason.as_ref().map(|reason| format!(", {reason}")).unwrap_or_default();
    let list = listing.name.map_or_else(|| zone.to_string(), |name| format!("{name} ({zone})"));
    let text = listing.text.as_ref().map(|text| format!(": \"{text}\"")).unwrap_or_default();
    let observed = format!("{subject} is listed by {list}: {}{meaning}{text}", answers.join(", "));
    let code = if listing.weighs <= Weighs::Note { Reason::SenderDnsbl } else { Reason::SenderDnsblListed };
    let check = Check::new(code, subject, observed).evidence(format!("{subject} at {zone} → {}", answers.join(", ")));
    let about = listing.url.as_deref().unwrap_or("the list's own page");
    match &listing.url {
        _ if listing.weighs == Weighs::Good => check.with(Status::Pass),
        _ if listing.weighs == Weighs::Note => check.with(Status::Info),
        _ if listing.weighs == Weighs::Policy => check.fix(format!(
            "The owner of the network says that no mail is sent from this address directly; this is no proof of spam. Ask whoever gave you the address, or take it off at {about} if it is a mail server with an address of its own, or send by way of your provider's server."
        )),
        Some(url) => check.fix(format!(
            "Find out why at {url}. Mend the cause first (hacked account or site, bought list, old addresses), then ask for removal there."
        )),
        None => check,
    }
}

/// One check for each list that cannot be used, whatever number of subjects it was asked about.
fn unusable(listings: &[Listing]) -> Vec<Check> {
    let mut told: Vec<&Domain> = Vec::new();
    let mut checks = Vec::new();
    for listing in listings.iter().filter(|listing| listing.result == ListingResult::Unknown) {
        let reason = listing.reason.as_deref().unwrap_or("no reason is known");
        if told.contains(&&listing.zone) {
            continue;
        }
        told.push(&listing.zone);
        let check =
            Check::new(Reason::SenderDnsblUnusable, &listing.zone, format!("{} says nothing: {reason}", listing.zone));
        // Only a list that the user relies on leaves the question open.
        checks.push(if listing.named { check } else { check.indecisive() });
    }
    checks
}

/// Lists of the default set that are not there at all: said once, and no fault of anybody here. A list that the user
/// named and that is not there is unusable.
fn not_there(listings: &[Listing], setup: &SenderConfig) -> Option<Check> {
    let mut reasons: Vec<(&str, Vec<&str>)> = Vec::new();
    for listing in listings.iter().filter(|listing| listing.result == ListingResult::NotOffered) {
        let (reason, zone) = (listing.reason.as_deref().unwrap_or_default(), listing.zone.as_str());
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, zones)) if zones.contains(&zone) => {}
            Some((_, zones)) => zones.push(zone),
            None => reasons.push((reason, vec![zone])),
        }
    }
    let told: Vec<String> = reasons.iter().map(|(reason, zones)| format!("{}: {reason}", zones.join(", "))).collect();
    let observed = format!("not asked further: {}", told.join("; "));
    (!told.is_empty()).then(|| Check::skip(Reason::SenderDnsblUnusable, &setup.domain, observed))
}

/// What is on none of the lists that work.
fn clean(listings: &[Listing]) -> Vec<Check> {
    let mut subjects: Vec<&str> = Vec::new();
    for listing in listings {
        if !subjects.contains(&listing.subject.as_str()) {
            subjects.push(&listing.subject);
        }
    }
    let mut checks = Vec::new();
    for subject in subjects {
        let of_subject = || listings.iter().filter(|listing| listing.subject == subject);
        let zones: Vec<String> = of_subject()
            .filter(|listing| listing.result == ListingResult::NotListed)
            .map(|listing| listing.zone.to_string())
            .collect();
        if !zones.is_empty() && of_subject().all(|l| l.result != ListingResult::Listed || l.weighs <= Weighs::Note) {
            let observed = format!("{subject} is not listed by {}", zones.join(", "));
            checks.push(Check::new(Reason::SenderDnsbl, subject, observed).with(Status::Pass));
        }
    }
    checks
}

/// The question that a list is asked about a name beneath it.
pub(super) fn question(name: &Domain) -> Question {
    Question { name: name.clone(), kind: RecordKind::A }
}

/// Whether an answer lies in 127.0.0.0/8, where all answers of lists lie (RFC 5782 §2.1).
pub(super) fn is_list_answer(ip: Ipv4Addr) -> bool {
    IpAddr::V4(ip).is_loopback()
}
