//! Throw-away domains that no table knows, told by the mail hosts that they share with known ones.
//!
//! Whoever gives out throw-away mailboxes does so under many domains, and all of them lead to the same few hosts. A host that
//! serves other people's domains as well proves nothing.

use crate::domain::Domain;
use crate::facts::{AddressClass, DomainFacts};
use crate::judge::Policy;
use crate::suggest::mail_host_provider;
use foldhash::HashMap;
use foldhash::fast::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;

/// The most domains whose hosts are remembered.
const DOMAINS_MAX: usize = 100_000;

/// A mail host or an address of one.
#[derive(Hash)]
enum Host<'h> {
    Name(&'h Domain),
    Address(IpAddr),
}

/// The domains at a host.
#[derive(Default)]
struct Served {
    throw_away: u32,
    others: u32,
    /// The last of the others, by its place plus one.
    last: u32,
    /// It is a large service's, or serves a provider.
    is_public: bool,
}

/// A domain at a host, and the one before it there.
struct Other {
    domain: Domain,
    before: u32,
}

/// Which domains of a list share their mail hosts. Hosts stand in it as keyed hashes, which nobody can aim at.
#[derive(Default)]
pub(super) struct SharedHosts {
    key: RandomState,
    hosts: HashMap<u64, Served>,
    others: Vec<Other>,
    domains: usize,
}

impl SharedHosts {
    /// Takes note of the host at which mail for a domain arrives first.
    pub fn hear(&mut self, domain: &Domain, facts: &DomainFacts, policy: &Policy) {
        let Some(name) = facts.mail_host().filter(|_| self.domains < DOMAINS_MAX) else { return };
        self.domains += 1;
        let known = policy.tables.is_disposable(domain.as_str());
        let is_public = mail_host_provider(name.as_str()).is_some() || policy.tables.providers().knows(domain.as_str());
        let addresses = facts.hosts.iter().filter(|host| host.host == *name).flat_map(|host| host.addresses());
        let public = addresses.filter(|ip| AddressClass::of(*ip) == AddressClass::Public).map(Host::Address);
        for host in std::iter::once(Host::Name(name)).chain(public) {
            let served = self.hosts.entry(self.key.hash_one(host)).or_default();
            served.is_public |= is_public;
            if known {
                served.throw_away += 1;
            } else {
                self.others.push(Other { domain: domain.clone(), before: served.last });
                served.others += 1;
                served.last = u32::try_from(self.others.len()).unwrap_or_default();
            }
        }
    }

    /// The domains that share a host with known throw-away ones, and with no more others than those.
    pub fn throw_away(self) -> Vec<Domain> {
        let mut domains = Vec::new();
        for served in self.hosts.values().filter(|served| !served.is_public && served.others <= served.throw_away) {
            let mut next = served.last;
            while let Some(other) = next.checked_sub(1).and_then(|place| self.others.get(place as usize)) {
                domains.push(other.domain.clone());
                next = other.before;
            }
        }
        domains.sort_unstable();
        domains.dedup();
        domains
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, HostFacts, Lookup, MailExchange};
    use std::sync::Arc;

    fn facts(exchange: &str, ip: [u8; 4]) -> DomainFacts {
        let name = Domain::new(exchange).expect(exchange);
        let host = HostFacts { host: name.clone(), v4: Lookup::Found(vec![ip.into()]), v6: None, canonical: None };
        let mx = Lookup::Found(vec![MailExchange { preference: 10, exchange: name }]);
        let cost = Cost::default();
        DomainFacts {
            mx,
            canonical: None,
            hosts: vec![Arc::new(host)],
            exchanges_left_out: 0,
            resolver_lies: false,
            cost,
        }
    }

    #[track_caller]
    fn check(list: &[(&str, &str, [u8; 4])], expected: &[&str]) {
        let mut shared = SharedHosts::default();
        let policy = Policy::default();
        for (domain, exchange, ip) in list {
            shared.hear(&Domain::new(domain).expect(domain), &facts(exchange, *ip), &policy);
        }
        let told: Vec<String> = shared.throw_away().iter().map(ToString::to_string).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn domains_at_the_host_or_the_address_of_known_ones_are_told() {
        check(
            &[
                ("mailinator.com", "mx.dump.example", [45, 80, 1, 1]),
                ("yopmail.com", "mx.other.example", [45, 80, 1, 2]),
                ("new-one.com", "mx.dump.example", [45, 80, 1, 1]),
                ("new-two.com", "mx.third.example", [45, 80, 1, 2]),
                ("firma.de", "mx.firma.de", [45, 80, 1, 3]),
            ],
            &["new-one.com", "new-two.com"],
        );
    }

    #[test]
    fn a_host_that_serves_other_people_too_proves_nothing() {
        let ip = [45, 80, 1, 1];
        check(
            &[
                ("mailinator.com", "mx.hoster.example", ip),
                ("a.de", "mx.hoster.example", ip),
                ("b.de", "mx.hoster.example", ip),
            ],
            &[],
        );
        check(&[("mailinator.com", "aspmx.l.google.com", ip), ("firma.de", "aspmx.l.google.com", [45, 80, 1, 2])], &[]);
        check(
            &[("mailinator.com", "mx.x.example", ip), ("gmx.de", "mx.x.example", ip), ("firma.de", "mx.x.example", ip)],
            &[],
        );
    }
}
