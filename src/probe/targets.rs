//! From domains to the hosts that take their mail. Domains with the same hosts are one target, so that a provider is asked once for
//! all its customers. Pure.

use super::{MailHost, Wanted};
use crate::domain::Domain;
use crate::facts::{EXCHANGES_MAX, HostFacts, Lookup};
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;
use std::sync::Arc;

/// Domains with the same mail hosts.
#[derive(Debug)]
pub(super) struct Target {
    /// In the order in which mail tries them.
    pub hosts: Vec<Domain>,
    /// Places among the wanted domains.
    pub domains: Vec<usize>,
    pub rows: u64,
}

#[derive(Debug, Default)]
pub(super) struct Targets {
    /// Those of most rows first.
    pub targets: Vec<Target>,
    /// What is known of hosts already.
    pub known: HashMap<Domain, Arc<HostFacts>>,
    pub without_host: u64,
    pub unknown: u64,
}

/// What the DNS says of a domain's mail hosts.
enum Hosts {
    These(Vec<Domain>),
    None,
    Unknown,
}

impl Targets {
    pub(super) fn of(wanted: &[Wanted]) -> Targets {
        let mut targets = Targets::default();
        let mut by_hosts: BTreeMap<Vec<Domain>, Target> = BTreeMap::new();
        for (place, one) in wanted.iter().enumerate() {
            match hosts(one) {
                Hosts::None => targets.without_host += 1,
                Hosts::Unknown => targets.unknown += 1,
                Hosts::These(hosts) => {
                    let known = one.facts.hosts.iter().map(|facts| (facts.host.clone(), facts.clone()));
                    targets.known.extend(known);
                    let target = by_hosts.entry(hosts.clone());
                    let target = target.or_insert_with(|| Target { hosts, domains: Vec::new(), rows: 0 });
                    target.domains.push(place);
                    target.rows += one.rows;
                }
            }
        }
        targets.targets = by_hosts.into_values().collect();
        targets.targets.sort_by_key(|target| std::cmp::Reverse(target.rows));
        targets
    }
}

/// The hosts of a domain that were asked, in the order in which mail tries them; nothing where the domain has none.
pub(super) fn asked<'p>(wanted: &Wanted, probed: &HashMap<&Domain, &'p MailHost>) -> Option<Vec<&'p MailHost>> {
    let hosts = match hosts(wanted) {
        Hosts::These(hosts) => hosts,
        Hosts::Unknown => Vec::new(),
        Hosts::None => return None,
    };
    Some(hosts.iter().filter_map(|name| probed.get(name).copied()).collect())
}

/// The host that mail to a domain goes to before all others.
pub(super) fn best_host(wanted: &Wanted) -> Option<Domain> {
    if let Hosts::These(hosts) = hosts(wanted) { hosts.into_iter().next() } else { None }
}

/// All that stand at its side: mail goes to any of them (RFC 5321 §5.1).
pub(super) fn best_hosts(wanted: &Wanted) -> Vec<Domain> {
    let Hosts::These(mut hosts) = hosts(wanted) else { return Vec::new() };
    if let Lookup::Found(exchanges) = &wanted.facts.mx {
        let of = |host: &Domain| exchanges.iter().filter(|mx| mx.exchange == *host).map(|mx| mx.preference).min();
        let best = hosts.first().and_then(of);
        hosts.retain(|host| of(host) == best);
    }
    hosts
}

fn hosts(wanted: &Wanted) -> Hosts {
    let facts = &wanted.facts;
    match &facts.mx {
        Lookup::Found(exchanges) => {
            let mut exchanges: Vec<_> = exchanges.iter().filter(|mx| is_host_name(&mx.exchange)).collect();
            exchanges.sort();
            let mut hosts: Vec<Domain> = Vec::new();
            for mx in exchanges {
                if hosts.len() < EXCHANGES_MAX && !hosts.contains(&mx.exchange) {
                    hosts.push(mx.exchange.clone());
                }
            }
            if hosts.is_empty() { Hosts::None } else { Hosts::These(hosts) }
        }
        // RFC 5321 §5.1: the domain itself. An address that the resolver may have made up is no host.
        Lookup::NoData => match facts.hosts.iter().find(|host| host.host == wanted.domain) {
            Some(_) if facts.resolver_lies => Hosts::Unknown,
            Some(host) if host.addresses().next().is_some() => Hosts::These(vec![wanted.domain.clone()]),
            Some(host) if host.failure().is_some() => Hosts::Unknown,
            Some(_) | None => Hosts::None,
        },
        Lookup::NxDomain => Hosts::None,
        Lookup::Failed(_) => Hosts::Unknown,
    }
}

/// The root is no host (RFC 7505), nor is the text of an IP address, nor a name that could not be read.
fn is_host_name(exchange: &Domain) -> bool {
    !exchange.is_root() && !exchange.as_str().starts_with('\\') && exchange.as_str().parse::<IpAddr>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, DomainFacts, Failure, MailExchange};

    fn name(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn wanted(
        domain: &str,
        rows: u64,
        mx: Lookup<Vec<(u16, &str)>>,
        v4: Option<Lookup<Vec<std::net::Ipv4Addr>>>,
    ) -> Wanted {
        let mx = match mx {
            Lookup::Found(list) => Lookup::Found(
                list.into_iter().map(|(preference, host)| MailExchange { preference, exchange: name(host) }).collect(),
            ),
            Lookup::NoData => Lookup::NoData,
            Lookup::NxDomain => Lookup::NxDomain,
            Lookup::Failed(failure) => Lookup::Failed(failure),
        };
        let own = v4.map(|v4| Arc::new(HostFacts { host: name(domain), v4, v6: None, canonical: None }));
        let facts = DomainFacts {
            mx,
            canonical: None,
            hosts: own.into_iter().collect(),
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Cost::default(),
        };
        Wanted { domain: name(domain), rows, facts: Arc::new(facts) }
    }

    #[test]
    fn domains_with_the_same_hosts_are_one_target_and_hosts_stand_in_their_order() {
        let mx = |list: &[(u16, &'static str)]| Lookup::Found(list.to_vec());
        let list = [
            wanted("a.net", 2, mx(&[(20, "b.mx.net"), (10, "a.mx.net"), (10, "a.mx.net")]), None),
            wanted("b.net", 5, mx(&[(5, "a.mx.net"), (7, "b.mx.net")]), None),
            wanted("c.net", 9, mx(&[(0, "b.mx.net"), (0, "192.0.2.1")]), None),
        ];
        let targets = Targets::of(&list);
        let seen: Vec<(Vec<&str>, u64)> = targets
            .targets
            .iter()
            .map(|target| (target.hosts.iter().map(Domain::as_str).collect(), target.rows))
            .collect();
        assert_eq!(seen, [(vec!["b.mx.net"], 9), (vec!["a.mx.net", "b.mx.net"], 7)]);
    }

    #[test]
    fn what_the_dns_did_not_tell_is_not_taken_for_no_host() {
        let found = || Some(Lookup::Found(vec![std::net::Ipv4Addr::new(192, 0, 2, 1)]));
        let lied = |mut one: Wanted| {
            Arc::make_mut(&mut one.facts).resolver_lies = true;
            one
        };
        let list = [
            wanted("null.net", 1, Lookup::Found(vec![(0, ".")]), None),
            wanted("gone.net", 1, Lookup::NxDomain, None),
            wanted("bare.net", 1, Lookup::NoData, Some(Lookup::NoData)),
            wanted("implicit.net", 1, Lookup::NoData, found()),
            lied(wanted("lied.net", 1, Lookup::NoData, found())),
            wanted("sick.net", 1, Lookup::Failed(Failure::Timeout), None),
            wanted("half.net", 1, Lookup::NoData, Some(Lookup::Failed(Failure::ServFail))),
        ];
        let targets = Targets::of(&list);
        assert_eq!((targets.without_host, targets.unknown), (3, 3));
        assert_eq!(targets.targets.len(), 1);
        assert_eq!(targets.targets[0].hosts, [name("implicit.net")]);
    }
}
