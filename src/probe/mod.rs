//! `presend probe`: asks the mail hosts of a list what they offer, each of them once and with EHLO, and, when told to, whether mailboxes exist.
//!
//! No mail is sent, and no sender or mailbox is named but in [`mailboxes`]. A host that cannot be reached is never evidence against an address: it
//! is unknown, and that only after several tries. What a host refuses before any mailbox is named is about whoever
//! asks. [`session`] decides what is said and `findings` what follows, both pure; all waiting is in `driver`.

mod driver;
pub mod extensions;
mod findings;
pub mod mailboxes;
pub mod reply;
pub mod session;
mod survey;
mod targets;
#[cfg(test)]
mod tests;
mod wire;

pub use driver::{Told, probe};
pub use findings::Finding;
pub use survey::survey;

use crate::domain::Domain;
use crate::facts::DomainFacts;
use extensions::Extensions;
use session::{End, Failed, Heard, Stage};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

/// Tries over the run, before a host is said to be unreachable.
pub const TRIES: u8 = 3;

/// What is asked, and how.
#[derive(Clone, Debug)]
pub struct Settings {
    pub helo: Helo,
    /// 25, but in laboratories.
    pub port: u16,
    /// Connections at the same time, 1 or more. No host ever has two.
    pub connections: usize,
    /// The most time for a domain's hosts in the last try; earlier ones take less.
    pub patience: Duration,
    /// Connects to private, loopback and reserved addresses too.
    pub allow_non_public: bool,
    /// The octets of the message that is to be sent.
    pub message_octets: Option<u64>,
}

/// What is said in EHLO.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Helo {
    Name(String),
    /// The address that the connection comes from, for a machine without a full name (RFC 5321 §4.1.4).
    Literal,
}

/// A domain whose mail hosts are to be asked.
#[derive(Clone, Debug)]
pub struct Wanted {
    pub domain: Domain,
    /// The rows of the list that have it.
    pub rows: u64,
    pub facts: Arc<DomainFacts>,
}

/// What was found out.
#[derive(Clone, Debug)]
pub struct Probed {
    /// Those that serve most rows first.
    pub hosts: Vec<MailHost>,
    /// The IPv4 addresses of all hosts of which they were asked for, as far as they may be connected to.
    pub addresses: HashMap<Domain, Vec<IpAddr>>,
    /// What is true of the run as a whole.
    pub findings: Vec<Finding>,
    /// Domains that were wanted.
    pub domains: u64,
    /// Those of them for which there is no host to ask, as the DNS says.
    pub without_host: u64,
    /// Those whose hosts the DNS did not tell.
    pub unknown: u64,
    pub elapsed: Duration,
}

/// A mail host, and how it answered.
#[derive(Clone, Debug)]
pub struct MailHost {
    pub host: Domain,
    /// The address that was spoken with, or tried last.
    pub address: Option<IpAddr>,
    /// The domains that it was asked for, in the order of their names.
    pub domains: Vec<Domain>,
    /// The rows of those domains.
    pub rows: u64,
    /// How often it was tried.
    pub tries: u8,
    pub state: State,
    /// Every domain that it was asked for has another host that answers.
    pub is_stood_in_for: bool,
    pub findings: Vec<Finding>,
}

/// What is known of a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It was connected to, or that was tried.
    Heard(Heard),
    /// It has only addresses that nobody outside can reach, and so was not connected to.
    NotPublic,
    /// It has no address.
    NoAddress,
    /// The DNS did not tell its addresses.
    DnsFailed,
}

impl MailHost {
    /// How it answered, in one word.
    pub fn word(&self) -> &'static str {
        match &self.state {
            State::Heard(Heard { end: End::Answered(_), .. }) => "answers",
            State::Heard(Heard { end: End::Refused(_), .. }) => "refuses",
            State::Heard(Heard { end: End::Busy(_), .. }) => "busy",
            State::Heard(_) if self.tries >= TRIES => "unreachable",
            State::Heard(_) => "not_reached",
            State::NotPublic => "not_public",
            State::NoAddress => "no_address",
            State::DnsFailed => "dns_failed",
        }
    }

    pub fn answers(&self) -> bool {
        self.state.answers()
    }

    /// Whether it put us off when it was to greet, or hung up without a word, as hosts do that have too many connections.
    pub fn is_busy(&self) -> bool {
        self.heard().is_some_and(|heard| match heard.end {
            End::Busy(_) => true,
            End::Failed(failed) => heard.stage == Stage::Greeting && matches!(failed, Failed::Closed | Failed::Broken),
            End::Answered(_) | End::Refused(_) => false,
        })
    }

    /// What it offers, if it answered.
    pub fn offers(&self) -> Option<&Extensions> {
        match &self.heard()?.end {
            End::Answered(extensions) => Some(extensions),
            _ => None,
        }
    }

    /// What was heard, if it was tried.
    pub fn heard(&self) -> Option<&Heard> {
        if let State::Heard(heard) = &self.state { Some(heard) } else { None }
    }
}

impl State {
    fn answers(&self) -> bool {
        matches!(self, State::Heard(Heard { end: End::Answered(_), .. }))
    }

    /// Of two states of a host with several addresses, how much the one tells.
    fn weight(&self) -> u8 {
        match self {
            State::Heard(heard) => match &heard.end {
                End::Answered(_) => 6,
                End::Busy(_) => 5,
                End::Refused(_) => 4,
                End::Failed(_) => 3,
            },
            State::DnsFailed => 2,
            State::NotPublic => 1,
            State::NoAddress => 0,
        }
    }
}
