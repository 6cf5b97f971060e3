//! What servers of a domain showed when they were connected to, because the user asked for it. Plain data: nothing here waits, and
//! nothing judges. What is said in clauses is said of the server, as in "it closed the connection".

use crate::domain::Domain;
use std::net::IpAddr;

/// At most this many mail hosts of a domain are connected to. Real domains have under ten.
pub const CONTACTS_MAX: usize = 16;

/// Whom to connect to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Mail hosts in order of preference, with their addresses: [`CONTACTS_MAX`] at most.
    pub hosts: Vec<Place>,
    /// Hosts beyond.
    pub left_out: usize,
    /// The web server of the MTA-STS policy, if its name has an address.
    pub policy: Option<Place>,
}

/// A name with its addresses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub host: Domain,
    pub addresses: Vec<IpAddr>,
}

/// What they showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contacts {
    /// Seconds since 1970 when they were connected to.
    pub seen_at: i64,
    pub hosts: Vec<HostContact>,
    /// Hosts that were not connected to, because there are too many.
    pub left_out: usize,
    /// `None` where the policy's server has no address.
    pub policy: Option<PolicyContact>,
}

/// What came of the connection to a mail host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostContact {
    pub host: Domain,
    /// The address and port that were connected to, if any was.
    pub address: Option<String>,
    pub end: HostEnd,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HostEnd {
    /// It could not be found out, for what the clause says: no connection, no answer, no wish to talk to us.
    Unknown(String),
    /// It speaks SMTP, and does not offer STARTTLS.
    NotOffered,
    /// It offers STARTTLS, and does not keep to it, as the clause says.
    Broken(String),
    Encrypted(TlsSeen),
}

/// A TLS session that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TlsSeen {
    /// As in `TLS 1.3`.
    pub version: &'static str,
    /// The server's certificates in DER, its own first.
    pub chain: Vec<Vec<u8>>,
    pub trust: Trust,
}

/// Whether somebody whom this machine trusts signed a certificate, whatever its names and times are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    Trusted,
    Untrusted,
    /// This machine cannot tell.
    Unjudged,
}

/// What came of asking for the MTA-STS policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PolicyContact {
    pub host: Domain,
    pub end: PolicyEnd,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyEnd {
    /// It could not be found out, for what the clause says.
    Unknown(String),
    /// Senders get no policy there, for what the clause says.
    Unusable(String),
    Fetched(Vec<u8>),
}
