//! From domains to facts: which questions to ask, each of them once a run, many domains at the same time.

use super::Dns;
use crate::domain::Domain;
use crate::facts::{Cost, DomainFacts, Lookup};
use std::sync::Arc;
use tokio::sync::mpsc;

/// How facts are gathered.
#[derive(Clone, Debug)]
pub struct GatherSettings {
    /// Domains in work at the same time, 1 or more.
    pub concurrency: usize,
    /// Takes private and reserved addresses for usable.
    pub allow_non_public: bool,
}

/// Gathers facts about domains from one resolver. Exchanges that several domains share are asked once.
pub struct Gather {
    dns: Arc<dyn Dns>,
    settings: GatherSettings,
}

impl Gather {
    pub fn new(dns: Arc<dyn Dns>, settings: GatherSettings) -> Gather {
        Gather { dns, settings }
    }

    /// What the resolver did so far.
    pub fn stats(&self) -> super::Stats {
        self.dns.stats()
    }

    /// Gathers the facts of one domain.
    pub async fn domain(&self, domain: Domain) -> DomainFacts {
        let _ = (domain, &self.dns, &self.settings);
        DomainFacts {
            mx: Lookup::NxDomain,
            canonical: None,
            hosts: Vec::new(),
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Cost::default(),
        }
    }

    /// Gathers the facts of all domains that arrive, in any order, until the sender is closed. `done` is called once for
    /// each. The caller sends each domain once.
    pub async fn all(&self, domains: mpsc::Receiver<Domain>, done: impl FnMut(Domain, DomainFacts)) {
        let _ = (domains, done);
    }
}
