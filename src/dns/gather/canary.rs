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
        *self.lies.get_or_init(|| ask(dns)).await
    }

    /// What is known without asking.
    pub(super) fn known_to_lie(&self) -> bool {
        self.lies.get().copied().unwrap_or(false)
    }
}

async fn ask(dns: &dyn Dns) -> bool {
    let [first, second, third] = ZONES.map(|zone| exists(dns, zone));
    let (first, second, third) = tokio::join!(first, second, third);
    first || second || third
}

async fn exists(dns: &dyn Dns, zone: &str) -> bool {
    let Ok(name) = Domain::new(&format!("{}.{zone}", random_label())) else { return false };
    let reply = dns.ask_anew(Question { name, kind: RecordKind::A }, Patience::First).await;
    matches!(reply.outcome, Lookup::Found(_))
}

fn random_label() -> String {
    (0..LETTERS).map(|_| char::from(rand::random_range(b'a'..=b'z'))).collect()
}
