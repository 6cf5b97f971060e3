//! SPF by RFC 7208: which result a receiver gets for a client, how it came to it, and what is wrong with the record
//! whoever the client is.
//!
//! Nothing here waits. [`check_host`] and [`audit`] look into `Answers` and either finish or name the questions they
//! still need; the caller gets the answers and calls again. What could not be found out is a temperror, never an absence.
//! No input makes this room panic or work for long: every count that a stranger's record can drive has a bound.

mod audit;
mod cidr;
mod evaluate;
mod expand;
mod finding;
mod flatten;
mod hosts;
mod lint;
mod macros;
mod near_miss;
mod prefetch;
mod record;
mod select;
#[cfg(test)]
mod tests;
mod trace;
mod written;

pub use audit::{Audit, audit};
pub use cidr::{Cidr, Network};
pub use evaluate::check_host;
pub use finding::{Finding, Kind, Weight};
pub use flatten::{Authorised, Flattened, RANGE_ADDRESSES_MAX, Service, service_of};
pub use lint::look_at;
pub use macros::{MacroError, MacroString};
pub use near_miss::NearMiss;
pub use record::{Mechanism, Modifier, Qualifier, Record, SyntaxError, Term};
pub use select::{Selection, select};
pub use trace::{Effect, Step};
pub use written::{is_term, meant};

use std::fmt;
use std::net::IpAddr;

/// Terms that cost a DNS look-up: include, a, mx, ptr, exists and redirect, in all records together (RFC 7208 §4.6.4).
pub const LOOKUPS_MAX: u32 = 10;
/// Look-ups that find nothing (RFC 7208 §4.6.4).
pub const VOID_LOOKUPS_MAX: u32 = 2;
/// MX records that one mx mechanism may find (RFC 7208 §4.6.4).
pub const EXCHANGES_MAX: usize = 10;
/// PTR names that are looked at, in the mechanism and in the macro; the others are ignored (RFC 7208 §4.6.4, §5.5).
pub const PTR_NAMES_MAX: usize = 10;
/// A record that is longer may not fit into a UDP answer of 512 octets (RFC 7208 §3.4).
pub const RECORD_OCTETS_ADVISED: usize = 450;
/// A record that is longer than this never fits into a plain UDP answer (RFC 7208 §3.4).
pub const RECORD_OCTETS_SAFE: usize = 512;
/// What presend reads of a record. Nothing that fits a DNS message is longer (RFC 1035 §4.2.2).
pub const RECORD_OCTETS_MAX: usize = 65_535;

/// Whom a receiver would check: the client and what it said of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The address that connects. IPv4 inside IPv6 counts as IPv4 (RFC 7208 §5).
    pub ip: IpAddr,
    /// The name in HELO or EHLO, as it was said.
    pub helo: String,
    /// MAIL FROM without its angle brackets. Empty for a bounce: then HELO is checked (RFC 7208 §2.4).
    pub mail_from: String,
    /// The receiver's name for `%{r}` of explanations; `unknown` when nobody receives (RFC 7208 §7.3).
    pub receiver: String,
    /// Seconds since 1970 for `%{t}` of explanations.
    pub unix_time: u64,
}

impl Client {
    /// A client whose receiver and time do not matter.
    pub fn new(ip: IpAddr, helo: &str, mail_from: &str) -> Client {
        Client {
            ip: ip.to_canonical(),
            helo: helo.to_owned(),
            mail_from: mail_from.to_owned(),
            receiver: "unknown".to_owned(),
            unix_time: 0,
        }
    }

    /// The client as the check of its HELO name sees it (RFC 7208 §2.3).
    pub fn of_helo(ip: IpAddr, helo: &str) -> Client {
        Client::new(ip, helo, "")
    }
}

/// The result of a check (RFC 7208 §2.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpfResult {
    /// There is no SPF record, or no domain that could have one (RFC 7208 §2.6.1).
    None,
    /// The record says nothing of the client, be it with `?` or because no term matches (RFC 7208 §2.6.2).
    Neutral,
    /// The client may send for the domain (RFC 7208 §2.6.3).
    Pass,
    /// The client may not send for the domain (RFC 7208 §2.6.4).
    Fail,
    /// The client probably may not send for the domain (RFC 7208 §2.6.5).
    SoftFail,
    /// The DNS did not answer in a way that could be used; a later check may tell (RFC 7208 §2.6.6).
    TempError,
    /// The records cannot be understood, or break a limit, until their owner mends them (RFC 7208 §2.6.7).
    PermError,
}

impl SpfResult {
    /// The word of RFC 7208 §2.6, lower case.
    pub fn word(self) -> &'static str {
        match self {
            SpfResult::None => "none",
            SpfResult::Neutral => "neutral",
            SpfResult::Pass => "pass",
            SpfResult::Fail => "fail",
            SpfResult::SoftFail => "softfail",
            SpfResult::TempError => "temperror",
            SpfResult::PermError => "permerror",
        }
    }
}

impl fmt::Display for SpfResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// What came out of a check, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// What a receiver gets for this client (RFC 7208 §2.6).
    pub result: SpfResult,
    /// The domain that was checked, as it was written.
    pub domain: String,
    /// The domain owner's own text for a fail (RFC 7208 §6.2). `None` when there is none, or when it cannot be used.
    pub explanation: Option<String>,
    /// The term that decided, such as `-all` or `include:example.net`.
    pub decided_by: Option<String>,
    /// Why it is none, temperror or permerror, in a sentence.
    pub problem: Option<String>,
    /// Terms that cost a look-up, 0 to [`LOOKUPS_MAX`], one more when the limit was broken.
    pub lookups: u32,
    /// Look-ups that found nothing, 0 to [`VOID_LOOKUPS_MAX`], one more when the limit was broken.
    pub void_lookups: u32,
    /// Every term that was looked at, in order.
    pub trace: Vec<Step>,
}
