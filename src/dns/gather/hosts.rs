//! The addresses of mail hosts, each asked once a run however many domains name it. Domains that ask for a host at the
//! same time wait for one answer.

use super::super::{Dns, Patience, Question, RecordKind, Reply};
use crate::domain::Domain;
use crate::facts::{AddressClass, Failure, HostFacts, Lookup};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::OnceCell;

/// What it took to learn something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// The most attempts that one of the questions took.
    pub attempts: u8,
}

impl Effort {
    pub(super) fn add(&mut self, reply: &Reply) {
        self.attempts = self.attempts.max(reply.attempts);
    }

    pub(super) fn join(&mut self, other: Effort) {
        self.attempts = self.attempts.max(other.attempts);
    }
}

/// What one look-up of a host found, and what it took.
type Known = Arc<OnceCell<(Arc<HostFacts>, Effort)>>;

/// All hosts of a run.
#[derive(Default)]
pub(super) struct Hosts {
    first: Mutex<HashMap<Domain, Known>>,
    /// Hosts that failed in the first sweep and were asked again in the second.
    second: Mutex<HashMap<Domain, Known>>,
}

impl Hosts {
    /// The addresses of a host. A failure of the first sweep is not believed in the second. The effort is told to every
    /// domain that waited for it.
    pub(super) async fn look_up(
        &self,
        dns: &dyn Dns,
        host: &Domain,
        patience: Patience,
        allow_non_public: bool,
    ) -> (Arc<HostFacts>, Effort) {
        let mut known = cell(&self.first, host);
        if patience == Patience::Rest {
            let settled = known.get().is_some_and(|(facts, _)| facts.failure().is_none());
            if !settled {
                known = cell(&self.second, host);
            }
        }
        let ask = || async {
            let mut effort = Effort::default();
            let facts = addresses(dns, host, patience, allow_non_public, &mut effort).await;
            (Arc::new(facts), effort)
        };
        known.get_or_init(ask).await.clone()
    }
}

impl Hosts {
    /// Whether the first sweep has failed to find out about this host.
    pub(super) fn failed_before(&self, host: &Domain) -> bool {
        let map = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let known = map.get(host).and_then(|known| known.get());
        known.is_some_and(|(facts, _)| facts.failure().is_some())
    }
}

fn cell(map: &Mutex<HashMap<Domain, Known>>, host: &Domain) -> Known {
    let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = map.get(host) {
        return known.clone();
    }
    map.entry(host.clone()).or_default().clone()
}

/// Asks for A, and for AAAA only when A gives nothing usable.
pub(super) async fn addresses(
    dns: &dyn Dns,
    host: &Domain,
    patience: Patience,
    allow_non_public: bool,
    effort: &mut Effort,
) -> HostFacts {
    let question = |kind| Question { name: host.clone(), kind };
    let reply = dns.ask_with(question(RecordKind::A), patience).await;
    effort.add(&reply);
    let mut facts = HostFacts { host: host.clone(), v4: reply.outcome.into_a(), v6: None, canonical: reply.canonical };
    let more_to_learn = match &facts.v4 {
        Lookup::Found(_) => !facts.is_usable(allow_non_public),
        Lookup::NoData => true,
        // RFC 8020: where the name does not exist there is no AAAA either.
        Lookup::NxDomain => false,
        // A server that was silent about A just now would most likely be so about AAAA, and cost the same time again.
        Lookup::Failed(Failure::Timeout | Failure::Network) => false,
        // One that failed on A may know AAAA all the same; only the last sweep asks for it.
        Lookup::Failed(_) => patience != Patience::First,
    };
    if more_to_learn {
        let reply = dns.ask_with(question(RecordKind::Aaaa), patience).await;
        effort.add(&reply);
        facts.canonical = facts.canonical.or(reply.canonical);
        facts.v6 = Some(reply.outcome.into_aaaa());
    }
    facts
}

/// The facts of a host whose address came along with the MX answer, if that spares the question.
///
/// Only addresses of hosts inside the domain that was asked are believed: whoever runs the domain runs those too. For
/// another's host they could be made up, or be stale, and the host is shared between domains (RFC 2181 §5.4.1).
pub(super) fn came_along(
    domain: &Domain,
    host: &Domain,
    additional: &[(Domain, IpAddr)],
    allow_non_public: bool,
) -> Option<HostFacts> {
    let within = host == domain
        || host.as_str().strip_suffix(domain.as_str()).is_some_and(|rest| rest.ends_with('.') && !domain.is_root());
    if !within {
        return None;
    }
    let mut addresses: Vec<Ipv4Addr> = additional
        .iter()
        .filter(|(owner, _)| owner == host)
        .filter_map(|(_, ip)| if let IpAddr::V4(v4) = ip { Some(*v4) } else { None })
        .collect();
    addresses.sort_unstable();
    addresses.dedup();
    let usable = |&v4: &Ipv4Addr| allow_non_public || AddressClass::of(v4.into()) == AddressClass::Public;
    addresses.iter().any(usable).then(|| HostFacts {
        host: host.clone(),
        v4: Lookup::Found(addresses),
        v6: None,
        canonical: None,
    })
}
