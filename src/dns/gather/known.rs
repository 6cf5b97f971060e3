//! The hosts of a run by their names, in little room: a list of half a million domains may have as many mail hosts, and most are
//! asked for once.

use super::super::Patience;
use super::hosts::{Effort, Found};
use crate::domain::Domain;
use crate::facts::{HostFacts, Lookup};
use std::collections::HashMap;
use std::collections::hash_map::{Entry, RandomState};
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

#[derive(Default)]
pub(super) struct KnownHosts {
    pub first: Known,
    /// Hosts that failed in the first sweep and were asked again in the second.
    second: Known,
}

impl KnownHosts {
    /// Those of the sweep that a question belongs to.
    pub(super) fn of(&mut self, patience: Patience) -> &mut Known {
        if patience == Patience::Rest { &mut self.second } else { &mut self.first }
    }
}

/// The hosts of one sweep.
#[derive(Default)]
pub(super) struct Known {
    keys: [RandomState; 2],
    /// By 128 bits of keyed hash: names need no room, and no two of them meet.
    hosts: HashMap<u128, Host, BuildHasherDefault<AsItIs>>,
}

/// Stands for the time for which an answer may be kept where nothing was said of it. No answer may be kept so long (RFC 2181 §8).
const TTL_UNSAID: u32 = u32::MAX;

/// What is known of a host.
enum Host {
    /// It is being looked up under this key.
    Open(u32),
    /// It has one IPv4 address and nothing else, as most have. Nobody has asked for it a second time.
    One {
        v4: Ipv4Addr,
        attempts: u8,
        longest_us: u32,
        /// [`TTL_UNSAID`] where nothing was said of it.
        ttl_s: u32,
    },
    Any(Box<Found>),
}

/// Where a host stands.
pub(super) enum Place {
    New,
    Open(u32),
    Known(Found),
}

impl Known {
    fn key(&self, host: &Domain) -> u128 {
        let half = |key: &RandomState| {
            let mut hasher = key.build_hasher();
            hasher.write(host.as_str().as_bytes());
            u128::from(hasher.finish())
        };
        half(&self.keys[0]) << 64 | half(&self.keys[1])
    }

    pub(super) fn place(&mut self, host: &Domain) -> Place {
        let Entry::Occupied(mut entry) = self.hosts.entry(self.key(host)) else { return Place::New };
        let found = match entry.get() {
            Host::Open(key) => return Place::Open(*key),
            Host::Any(found) => return Place::Known(Found::clone(found)),
            &Host::One { v4, attempts, longest_us, ttl_s } => {
                let longest = Duration::from_micros(longest_us.into());
                let ttl_s = (ttl_s != TTL_UNSAID).then_some(ttl_s);
                unfold(host, v4, Effort { attempts, longest, ttl_s })
            }
        };
        entry.insert(Host::Any(Box::new(found.clone())));
        Place::Known(found)
    }

    /// What was found out about a host, if that is done.
    pub(super) fn found(&mut self, host: &Domain) -> Option<Found> {
        match self.place(host) {
            Place::Known(found) => Some(found),
            Place::New | Place::Open(_) => None,
        }
    }

    pub(super) fn len(&self) -> usize {
        self.hosts.len()
    }

    /// Forgets hosts of which nothing was found out, so that they are asked anew.
    pub(super) fn forget_failures(&mut self) {
        self.hosts.retain(|_, host| !matches!(host, Host::Any(found) if found.0.failure().is_some()));
    }

    /// Forgets all hosts that are not being looked up.
    pub(super) fn forget_all(&mut self) {
        self.hosts.retain(|_, host| matches!(host, Host::Open(_)));
    }

    pub(super) fn opened(&mut self, host: &Domain, key: u32) {
        self.hosts.insert(self.key(host), Host::Open(key));
    }

    /// `has_others` tells whether more than one domain waited for it.
    pub(super) fn found_out(&mut self, found: &Found, has_others: bool) {
        let known = match fold(found) {
            Some(one) if !has_others => one,
            _ => Host::Any(Box::new(found.clone())),
        };
        self.hosts.insert(self.key(&found.0.host), known);
    }
}

fn fold((facts, effort): &Found) -> Option<Host> {
    let HostFacts { v4: Lookup::Found(list), v6: None, canonical: None, .. } = &**facts else { return None };
    let &[v4] = list.as_slice() else { return None };
    let longest_us = u32::try_from(effort.longest.as_micros()).ok()?;
    Some(Host::One { v4, attempts: effort.attempts, longest_us, ttl_s: effort.ttl_s.unwrap_or(TTL_UNSAID) })
}

fn unfold(host: &Domain, v4: Ipv4Addr, effort: Effort) -> Found {
    let facts = HostFacts { host: host.clone(), v4: Lookup::Found(vec![v4]), v6: None, canonical: None };
    (Arc::new(facts), effort)
}

/// The keys are hashes already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u128(&mut self, key: u128) {
        self.0 = key as u64;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Failure;

    fn found(name: &str, v4: Lookup<Vec<Ipv4Addr>>) -> Found {
        let facts = HostFacts { host: Domain::new(name).expect(name), v4, v6: None, canonical: None };
        (Arc::new(facts), Effort { attempts: 2, longest: Duration::from_millis(1234), ttl_s: Some(300) })
    }

    #[test]
    fn a_host_comes_back_as_it_was() {
        let ip = |last| Ipv4Addr::new(192, 0, 2, last);
        let mut known = Known::default();
        for (number, v4) in
            [Lookup::Found(vec![ip(1)]), Lookup::Found(vec![ip(1), ip(2)]), Lookup::Failed(Failure::Timeout)]
                .into_iter()
                .enumerate()
        {
            let found = found(&format!("mx{number}.example"), v4);
            assert!(matches!(known.place(&found.0.host), Place::New));
            known.opened(&found.0.host, 7);
            assert!(matches!(known.place(&found.0.host), Place::Open(7)));
            known.found_out(&found, false);
            for _ in 0..2 {
                assert_eq!(known.found(&found.0.host), Some(found.clone()));
            }
        }
    }

    #[test]
    fn what_is_being_looked_up_is_never_forgotten() {
        let good = found("mx1.example", Lookup::Found(vec![Ipv4Addr::new(192, 0, 2, 1)]));
        let bad = found("mx2.example", Lookup::Failed(Failure::Timeout));
        let open = Domain::new("mx3.example").expect("a name");
        let mut known = Known::default();
        known.found_out(&good, false);
        known.found_out(&bad, false);
        known.opened(&open, 7);
        known.forget_failures();
        assert_eq!((known.found(&good.0.host).is_some(), known.found(&bad.0.host)), (true, None));
        known.forget_all();
        assert_eq!((known.len(), known.found(&good.0.host)), (1, None));
        assert!(matches!(known.place(&open), Place::Open(7)));
    }

    #[test]
    fn a_host_with_one_address_takes_little_room() {
        assert!(size_of::<(u128, Host)>() <= 32);
    }
}
