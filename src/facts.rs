//! What was asked of the DNS about a domain, and what was answered. Plain data: nothing here waits, and nothing judges.

mod answers;
mod contact;
mod known;
mod poll;

pub use answers::{Answer, Answers, Question, RecordKind, Records, Tlsa};
pub use contact::{
    CONTACTS_MAX, Contacts, HostContact, HostEnd, Place, Places, PolicyContact, PolicyEnd, TlsSeen, Trust,
};
pub use known::{ABSENT_MAX_S, KEPT_MAX_S, Known, KnownFacts};
pub use poll::Poll;

pub use crate::domain::AddressClass;
use crate::domain::Domain;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;
use std::time::Duration;

/// The outcome of a look-up. It is not a bool: that we could not find out is not that there is nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lookup<T> {
    /// The name has records of this type. Never empty.
    Found(T),
    /// The name exists and has no record of this type (RFC 2308 §2.2).
    NoData,
    /// The name does not exist, nor anything beneath it (RFC 2308 §2.1, RFC 8020).
    NxDomain,
    /// It could not be found out. Never evidence of absence.
    Failed(Failure),
}

/// Why it could not be found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Failure {
    /// No usable answer came in time.
    Timeout,
    /// The server answered SERVFAIL, or another code that only says that it could not answer.
    ServFail,
    /// The server answered REFUSED or NOTAUTH.
    Refused,
    /// The operating system reported an error, such as an unreachable network.
    Network,
    /// The answer was broken, too long, or a circle of aliases.
    Malformed,
    /// The server withheld the answer or made one up, and says so or shows it: an Extended DNS Error of blocking, of
    /// stale data or of failed validation (RFC 8914), an absence proved with the SOA of another zone, 0.0.0.0 or `::`.
    Filtered,
    /// Nobody was asked: a run takes its facts from a table alone, and the domain is not in it.
    NotAsked,
}

impl Failure {
    /// All of them.
    pub const ALL: [Failure; 7] = [
        Failure::Timeout,
        Failure::ServFail,
        Failure::Refused,
        Failure::Network,
        Failure::Malformed,
        Failure::Filtered,
        Failure::NotAsked,
    ];

    /// The word for it in tables of facts and zone files.
    pub fn word(self) -> &'static str {
        match self {
            Failure::Timeout => "timeout",
            Failure::ServFail => "servfail",
            Failure::Refused => "refused",
            Failure::Network => "network",
            Failure::Malformed => "malformed",
            Failure::Filtered => "filtered",
            Failure::NotAsked => "unknown",
        }
    }

    /// The failure that a word stands for.
    pub fn named(word: &str) -> Option<Failure> {
        Failure::ALL.into_iter().find(|failure| failure.word() == word)
    }
}

/// One MX record. The root as its exchange is a null MX (RFC 7505).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MailExchange {
    /// Lower is tried first, 0 to 65535.
    pub preference: u16,
    pub exchange: Domain,
}

/// The addresses of one host. AAAA is asked only when A gives nothing usable, so `v6` may be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostFacts {
    pub host: Domain,
    pub v4: Lookup<Vec<Ipv4Addr>>,
    pub v6: Option<Lookup<Vec<Ipv6Addr>>>,
    /// Where the host's CNAME leads, if it is one. An exchange should not be (RFC 2181 §10.3), but many are.
    pub canonical: Option<Domain>,
}

impl HostFacts {
    /// All addresses that were found.
    pub fn addresses(&self) -> impl Iterator<Item = IpAddr> + '_ {
        let v4 = if let Lookup::Found(list) = &self.v4 { list.as_slice() } else { &[] };
        let v6 = if let Some(Lookup::Found(list)) = &self.v6 { list.as_slice() } else { &[] };
        v4.iter().map(|&ip| ip.into()).chain(v6.iter().map(|&ip| ip.into()))
    }

    /// The first failure among the answers, if one failed.
    pub fn failure(&self) -> Option<Failure> {
        match (&self.v4, &self.v6) {
            (Lookup::Failed(failure), _) | (_, Some(Lookup::Failed(failure))) => Some(*failure),
            _ => None,
        }
    }

    /// Whether mail can be delivered to an address of this host.
    pub fn is_usable(&self, allow_non_public: bool) -> bool {
        self.addresses().any(|ip| allow_non_public || AddressClass::of(ip) == AddressClass::Public)
    }
}

/// All that is known of a recipient's domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DomainFacts {
    pub mx: Lookup<Vec<MailExchange>>,
    /// Where the domain's own CNAME leads, if it is one.
    pub canonical: Option<Domain>,
    /// The hosts that were looked up: exchanges in order of preference up to the first usable one, or the domain itself
    /// when it has no MX. Shared, because providers' hosts repeat.
    pub hosts: Vec<Arc<HostFacts>>,
    /// Exchanges that were not looked up because there are more than [`EXCHANGES_MAX`].
    pub exchanges_left_out: usize,
    /// The resolver was caught inventing addresses, so they prove nothing about a domain without MX.
    pub resolver_lies: bool,
    pub cost: Cost,
}

impl DomainFacts {
    /// Nothing could be found out about the domain.
    pub fn unknown(failure: Failure) -> DomainFacts {
        DomainFacts {
            mx: Lookup::Failed(failure),
            canonical: None,
            hosts: Vec::new(),
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Cost::default(),
        }
    }

    /// The exchange that mail would be tried at first, if the domain names any.
    pub fn mail_host(&self) -> Option<&Domain> {
        let Lookup::Found(exchanges) = &self.mx else { return None };
        exchanges.iter().min().map(|mx| &mx.exchange).filter(|exchange| !exchange.is_root())
    }

    /// Whether they say that no mail can be delivered to the domain. A failure says nothing.
    pub fn take_no_mail(&self, allow_non_public: bool) -> bool {
        let failed = self.hosts.iter().any(|host| host.failure().is_some());
        let is_nowhere = !failed && !self.hosts.iter().any(|host| host.is_usable(allow_non_public));
        match &self.mx {
            Lookup::NxDomain => true,
            Lookup::NoData => is_nowhere,
            Lookup::Found(exchanges) => {
                let is_null = exchanges.iter().all(|mx| mx.exchange.is_root());
                let has_addresses = self.hosts.iter().any(|host| host.addresses().next().is_some());
                is_null || has_addresses && is_nowhere
            }
            Lookup::Failed(_) => false,
        }
    }
}

/// At most this many exchanges of a domain are looked up. Real domains have under twenty; a stranger's may have thousands.
pub const EXCHANGES_MAX: usize = 32;

/// What it took to learn the facts of a domain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The most attempts that one of the questions took, 1 when all was answered at once; 0 when nothing was asked.
    pub attempts: u8,
    /// Time from the first question to the last answer.
    pub elapsed: Duration,
    /// All answers came out of the cache.
    pub cached: bool,
    /// The shortest time for which one of the answers may be kept; `None` where nothing was said of any.
    pub ttl: Option<Duration>,
    /// How they were learned.
    pub origin: Origin,
}

/// How the facts of a domain were learned, and so how far an absence that they tell of is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Origin {
    /// The resolver was asked in this run, which weighs at its end whether it can be believed.
    #[default]
    Asked,
    /// From a table, by a run whose resolver was believed.
    Believed,
    /// From a table, by a run whose resolver was caught denying what exists: no absence counts.
    Doubted,
    /// From a table, by a run on a zone file, which is right by definition.
    Given,
}
