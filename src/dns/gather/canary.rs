//! Catches resolvers that invent addresses for names that do not exist, as hotel portals and search pages of providers
//! do: names that nobody can have registered are asked, and whoever answers them lies (RFC 8020 says what is true).

use super::super::{Dns, Patience, Question, RecordKind};
use crate::domain::Domain;
use crate::facts::Lookup;
use tokio::sync::OnceCell;

/// Zones that have no wildcard of their own.
const ZONES: [&str; 3] = ["com", "net", "org"];
/// Random letters of a name: 26^20 names, of which a few hundred million are registered.
const LETTERS: usize = 20;

/// Asked at most once a run, and only when a domain's facts rest on an address alone.
#[derive(Default)]
pub(super) struct Canary {
    lies: OnceCell<bool>,
}

impl Canary {
    /// Whether the resolver was caught. A question that fails proves nothing.
    pub(super) async fn resolver_lies(&self, dns: &dyn Dns) -> bool {
        *self.lies.get_or_init(|| async { invents_names(dns).await == Some(true) }).await
    }

    /// What is known without asking.
    pub(super) fn known_to_lie(&self) -> bool {
        self.lies.get().copied().unwrap_or(false)
    }
}

/// Whether the resolver has an address for any of three names that cannot exist; `None` when it answered for none of them.
pub(in crate::dns) async fn invents_names(dns: &dyn Dns) -> Option<bool> {
    let [first, second, third] = ZONES.map(|zone| exists(dns, zone));
    let (first, second, third) = tokio::join!(first, second, third);
    [first, second, third].into_iter().flatten().reduce(|one, other| one || other)
}

async fn exists(dns: &dyn Dns, zone: &str) -> Option<bool> {
    let name = Domain::new(&format!("{}.{zone}", random_label())).ok()?;
    match dns.ask_anew(Question { name, kind: RecordKind::A }, Patience::First).await.outcome {
        Lookup::Found(_) => Some(true),
        Lookup::NoData | Lookup::NxDomain => Some(false),
        Lookup::Failed(_) => None,
    }
}

fn random_label() -> String {
    (0..LETTERS).map(|_| char::from(rand::random_range(b'a'..=b'z'))).collect()
}
