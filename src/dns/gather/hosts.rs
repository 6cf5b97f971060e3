//! The addresses of mail hosts, each asked once a run however many domains name it. Domains that ask for a host at the
//! same time wait for one answer.

use super::super::message::is_sinkhole;
use super::super::{Dns, Patience, Question, RecordKind, Records, Reply};
use crate::domain::Domain;
use crate::facts::{AddressClass, Failure, HostFacts, Lookup};
use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;

/// What it took to learn something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// The most attempts that one of the questions took.
    pub attempts: u8,
    /// The longest that one of the questions took, from its first sending on.
    pub longest: Duration,
}

impl Effort {
    pub(super) fn add(&mut self, reply: &Reply) {
        self.join(Effort { attempts: reply.attempts, longest: reply.elapsed });
    }

    pub(super) fn join(&mut self, other: Effort) {
        self.attempts = self.attempts.max(other.attempts);
        self.longest = self.longest.max(other.longest);
    }
}

/// What an NXDOMAIN for A says about AAAA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Denial {
    Believed,
    Doubted,
}

/// What one look-up of a host found, and what it took.
type Found = (Arc<HostFacts>, Effort);

/// One look-up of a host, and those who wait for it.
#[derive(Default)]
struct Known {
    found: OnceLock<Found>,
    bell: Notify,
}

impl Known {
    fn set(&self, found: Found) {
        let _ = self.found.set(found);
        self.bell.notify_waiters();
    }

    async fn wait(&self) -> Found {
        loop {
            let bell = self.bell.notified();
            match self.found.get() {
                Some(found) => return found.clone(),
                None => bell.await,
            }
        }
    }
}

/// The promise to look a host up. When it is broken, which takes a defect, nobody waits in vain.
struct Promise {
    known: Arc<Known>,
    host: Domain,
}

impl Drop for Promise {
    fn drop(&mut self) {
        let failed = Lookup::Failed(Failure::Malformed);
        let facts = HostFacts { host: self.host.clone(), v4: failed, v6: None, canonical: None };
        self.known.set((Arc::new(facts), Effort::default()));
    }
}

/// All hosts of a run.
#[derive(Default)]
pub(super) struct Hosts {
    first: Mutex<HashMap<Domain, Arc<Known>>>,
    /// Hosts that failed in the first sweep and were asked again in the second.
    second: Mutex<HashMap<Domain, Arc<Known>>>,
}

impl Hosts {
    /// What is known of a host without asking. A failure of the first sweep is not believed in the second.
    pub(super) fn known(&self, host: &Domain, patience: Patience) -> Option<Found> {
        let map = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let known = map.get(host)?.found.get()?;
        (patience != Patience::Rest || known.0.failure().is_none()).then(|| known.clone())
    }

    /// The addresses of a host. The effort is told to every domain that waited for it. Who asks first may stop waiting:
    /// the question goes on for the others.
    pub(super) async fn look_up(
        &self,
        dns: &Arc<dyn Dns>,
        host: &Domain,
        patience: Patience,
        allow_non_public: bool,
        denial: Denial,
    ) -> (Arc<HostFacts>, Effort) {
        if let Some(known) = self.known(host, patience) {
            return known;
        }
        let (known, is_new) = place(if patience == Patience::Rest { &self.second } else { &self.first }, host);
        if is_new {
            let promise = Promise { known: known.clone(), host: host.clone() };
            let dns = dns.clone();
            tokio::spawn(async move {
                let mut effort = Effort::default();
                let facts =
                    addresses(dns.as_ref(), &promise.host, patience, allow_non_public, denial, &mut effort).await;
                promise.known.set((Arc::new(facts), effort));
            });
        }
        known.wait().await
    }

    /// Whether the first sweep has failed to find out about this host.
    pub(super) fn failed_before(&self, host: &Domain) -> bool {
        let map = self.first.lock().unwrap_or_else(PoisonError::into_inner);
        let known = map.get(host).and_then(|known| known.found.get());
        known.is_some_and(|(facts, _)| facts.failure().is_some())
    }
}

/// The look-up of a host, and whether it is a new one, which the caller has to begin.
fn place(map: &Mutex<HashMap<Domain, Arc<Known>>>, host: &Domain) -> (Arc<Known>, bool) {
    let mut map = map.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = map.get(host) {
        return (known.clone(), false);
    }
    let known = Arc::new(Known::default());
    map.insert(host.clone(), known.clone());
    (known, true)
}

/// Asks for A, and for AAAA only when A gives nothing usable.
pub(super) async fn addresses(
    dns: &dyn Dns,
    host: &Domain,
    patience: Patience,
    allow_non_public: bool,
    denial: Denial,
    effort: &mut Effort,
) -> HostFacts {
    let question = |kind| Question { name: host.clone(), kind };
    let reply = dns.ask_with(question(RecordKind::A), patience).await;
    effort.add(&reply);
    let v4 = reachable(dns, reply.outcome).into_a();
    let mut facts = HostFacts { host: host.clone(), v4, v6: None, canonical: reply.canonical };
    let more_to_learn = match &facts.v4 {
        Lookup::Found(_) => !facts.is_usable(allow_non_public),
        Lookup::NoData => true,
        // RFC 8020: where the name does not exist there is no AAAA either. But servers are known that deny a name for one
        // type and answer for another, and where a domain has few hosts it hangs on it.
        Lookup::NxDomain => denial == Denial::Doubted,
        // A server that was silent about A just now would most likely be so about AAAA, and cost the same time again.
        Lookup::Failed(Failure::Timeout | Failure::Network) => false,
        // One that failed on A may know AAAA all the same; only the last sweep asks for it.
        Lookup::Failed(_) => patience != Patience::First,
    };
    if more_to_learn {
        let reply = dns.ask_with(question(RecordKind::Aaaa), patience).await;
        effort.add(&reply);
        facts.canonical = facts.canonical.or(reply.canonical);
        facts.v6 = Some(reachable(dns, reply.outcome).into_aaaa());
    }
    facts
}

/// Nobody runs a mail host at 0.0.0.0 or `::`. Whoever answers so, a resolver that the caller brought too, has put it in place
/// of another address; only in a zone file of the user's it stands because somebody published it.
fn reachable(dns: &dyn Dns, outcome: Lookup<Records>) -> Lookup<Records> {
    match outcome {
        Lookup::Found(records) if is_sinkhole(&records) && !dns.is_whole_world() => Lookup::Failed(Failure::Filtered),
        outcome => outcome,
    }
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
