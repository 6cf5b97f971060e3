//! `presend probe --mailboxes`: asks mail hosts whether mailboxes exist, with MAIL FROM and RCPT, and never with DATA.
//!
//! [`transaction`] decides what is said in a session, [`answer`] what a reply says, and [`verdict`] what follows from it, all pure; all waiting is in
//! `driver`. It must never call a mailbox missing that a host merely did not want to talk about: only the best host of a domain is
//! believed, that refuses it twice, in the words that it has for a name that nobody has, and takes others before and after. Nor may it
//! call one existing at a host that takes every name, if only at times: it must have refused a name that nobody has in a session of its own,
//! and in the session in which it took the address, after it.

pub mod answer;
mod channel;
mod collect;
mod driver;
pub mod greylist;
#[cfg(test)]
mod tests;
pub mod transaction;
pub mod verdict;

pub use collect::{Mailboxes, collect, mailbox_of};
pub use driver::{Told, ask};
pub use verdict::{Control, Outcome, Shown, Whose};

use super::reply::Reply;
use super::session::Failed;
use super::targets::{asked, best_host, best_hosts};
use super::{Helo, MailHost};
use crate::domain::Domain;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Addresses that are asked in one session, at most. Hosts that take fewer say so (RFC 9422).
pub const RECIPIENTS_MAX: usize = 20;

/// Other places at which refused addresses are asked for again, at most.
const OTHERS_MAX: usize = 3;

/// How mailboxes are asked for.
#[derive(Clone, Debug)]
pub struct Settings {
    pub helo: Helo,
    pub mail_from: String,
    /// 25, but in laboratories.
    pub port: u16,
    /// Connections at the same time, 1 or more. No host ever has two.
    pub connections: usize,
    /// The most time for each answer.
    pub patience: Duration,
    /// The least time between two addresses that one host is asked for.
    pub interval: Duration,
    /// After which what was put off is asked again; never where there is none.
    pub wait: Option<Duration>,
    /// What is put off by greylisting is remembered for a later run, so that it is of use to ask for all addresses now.
    pub remembers: bool,
}

/// A domain whose mailboxes are to be asked for.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub domain: Domain,
    /// The hosts, with an address of each, in the order in which they are tried.
    pub hosts: Vec<(Domain, IpAddr)>,
    /// Those that were busy when they were greeted. They are asked after the wait, where there are no others.
    pub busy: Vec<(Domain, IpAddr)>,
    /// The first of them is the one that mail goes to before all others. Those that stand in for it may not know everybody.
    pub has_best: bool,
    /// Where else mail may go in the first place: hosts of the same preference, and other addresses. Behind each may be a machine that
    /// knows more people than the first.
    pub others: Vec<(Domain, IpAddr)>,
    /// For each address the lowest one of its hosts: they are one host, and who speaks with one of them speaks with no other.
    pub keys: Arc<HashMap<IpAddr, IpAddr>>,
    /// The most recipients of one message, where the hosts say that.
    pub rcpt_max: Option<u32>,
    /// The addresses, with the rows of each.
    pub addresses: Vec<(String, u64)>,
    /// On whose side it lies that there is no host to ask, where there is none.
    pub silent: Whose,
    /// The local-part that nobody has, where it was put off in an earlier run; else one is made up.
    pub nobody: Option<String>,
    /// Addresses that were put off so short a time ago that they are asked for only after the wait, if there is one.
    pub too_early: HashSet<String>,
}

/// What was found out about a mailbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    pub address: String,
    pub domain: Domain,
    pub rows: u64,
    pub outcome: Outcome,
    /// The host that was asked last.
    pub host: Option<Domain>,
    pub ip: Option<IpAddr>,
    /// What it said: of this address, or of whoever asks.
    pub said: Option<Reply>,
    /// Why it said nothing.
    pub failed: Option<Failed>,
}

/// What was found out about the mailboxes of a domain.
#[derive(Clone, Debug)]
pub struct OfDomain {
    pub mailboxes: Vec<Mailbox>,
    /// What the host said of other names; the evidence for all the mailboxes.
    pub control: Control,
}

/// What is to be asked of the hosts that answered.
pub fn wanted(mailboxes: Mailboxes, domains: &[super::Wanted], probed: &super::Probed) -> Vec<Wanted> {
    let by_name: HashMap<&str, &super::Wanted> = domains.iter().map(|one| (one.domain.as_str(), one)).collect();
    let by_host: HashMap<&Domain, &MailHost> = probed.hosts.iter().map(|host| (&host.host, host)).collect();
    let refusing = probed.hosts.iter().filter(|host| host.word() == "refuses");
    let refused: HashSet<&Domain> = refusing.flat_map(|host| &host.domains).collect();
    let busy = probed.hosts.iter().filter(|host| host.word() == "busy");
    let put_off: HashSet<&Domain> = busy.flat_map(|host| &host.domains).collect();
    let keys = Arc::new(keys(&probed.addresses));
    let of_domain = |(name, addresses): (String, BTreeMap<String, u64>)| {
        let of = by_name.get(name.as_str())?;
        let asked = asked(of, &by_host)?;
        let answering: Vec<&MailHost> = asked.iter().copied().filter(|host| host.answers()).collect();
        let busy: Vec<&MailHost> = asked.into_iter().filter(|host| host.is_busy()).collect();
        let with_address = |hosts: &[&MailHost]| -> Vec<(Domain, IpAddr)> {
            hosts.iter().filter_map(|host| Some((host.host.clone(), host.address?))).collect()
        };
        let first = answering.first().or(busy.first()).and_then(|host| Some((&host.host, host.address?)));
        Some(Wanted {
            domain: of.domain.clone(),
            has_best: first.is_some_and(|(host, _)| best_host(of).as_ref() == Some(host)),
            others: first.map_or_else(Vec::new, |(_, address)| others(&best_hosts(of), address, &probed.addresses)),
            keys: keys.clone(),
            hosts: with_address(&answering),
            busy: with_address(&busy),
            rcpt_max: answering.first().and_then(|host| host.offers()?.rcpt_max),
            addresses: addresses.into_iter().collect(),
            silent: if refused.contains(&of.domain) {
                Whose::You
            } else if put_off.contains(&of.domain) {
                Whose::Host
            } else {
                Whose::Network
            },
            nobody: None,
            too_early: HashSet::new(),
        })
    };
    mailboxes.into_iter().filter_map(of_domain).collect()
}

/// Other IPv4 addresses to which mail goes as readily as to the first: one of each host, then the others.
fn others(best: &[Domain], first: IpAddr, addresses: &HashMap<Domain, Vec<IpAddr>>) -> Vec<(Domain, IpAddr)> {
    let mut found: Vec<(usize, &Domain, IpAddr)> = Vec::new();
    for (host, of_host) in best.iter().filter_map(|host| Some((host, addresses.get(host)?))) {
        let is_new = |ip: &IpAddr| *ip != first && found.iter().all(|(_, _, known)| known != ip);
        let new: Vec<IpAddr> = of_host.iter().copied().filter(is_new).collect();
        // The host that was asked first had its turn.
        let before = usize::from(of_host.contains(&first));
        found.extend((before..).zip(new).map(|(turn, ip)| (turn, host, ip)));
    }
    found.sort_by_key(|(turn, ..)| *turn);
    found.truncate(if first.is_ipv4() { OTHERS_MAX } else { 0 });
    found.into_iter().map(|(_, host, ip)| (host.clone(), ip)).collect()
}

/// For each address the lowest one of all hosts that have it, so that it has the same one for all domains.
fn keys(addresses: &HashMap<Domain, Vec<IpAddr>>) -> HashMap<IpAddr, IpAddr> {
    let mut keys: HashMap<IpAddr, IpAddr> = HashMap::new();
    for all in addresses.values() {
        let Some(&lowest) = all.iter().min() else { continue };
        for &ip in all {
            keys.entry(ip).and_modify(|key| *key = lowest.min(*key)).or_insert(lowest);
        }
    }
    keys
}
