//! Connections to the servers of a domain, made only when the user asks for them: STARTTLS of its mail hosts (RFC 3207), and the policy
//! file of MTA-STS (RFC 8461 §3.3). No mail is sent. No private, loopback or reserved address is connected to unless that is allowed.
//! Every length and time is bounded here, whatever a server announces, and everything it says is escaped. Nothing here judges.

mod http;
mod smtp;
mod tls;
mod wire;

pub(crate) use tls::of_anybody;

use crate::bounce::imap::Certificates;
use crate::facts::{AddressClass, Contacts, HostContact, HostEnd, Place, Places, PolicyContact, PolicyEnd};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tokio::task::spawn_blocking;

/// The most time for one server, from the first connection on.
const HOST_TIME: Duration = Duration::from_secs(15);
/// Addresses of a server that are tried.
const ADDRESSES_MAX: usize = 4;

/// Said of a server whose addresses nobody outside reaches.
const NOT_ALLOWED: &str =
    "its addresses are private or reserved, which presend connects to only with --allow-non-public";

/// How to connect.
#[derive(Clone, Debug)]
pub struct ConnectSettings {
    /// The port of mail hosts, 25 everywhere outside laboratories.
    pub smtp_port: u16,
    /// The port of the policy's web server, 443 everywhere outside laboratories.
    pub https_port: u16,
    /// The name to say in EHLO; our address where there is none.
    pub helo: Option<String>,
    /// Whom to trust beside those that the platform trusts.
    pub trusted: Certificates,
    /// Private, loopback and reserved addresses may be connected to.
    pub allow_non_public: bool,
    /// The most time for one server.
    pub host_time: Duration,
}

impl Default for ConnectSettings {
    fn default() -> ConnectSettings {
        ConnectSettings {
            smtp_port: 25,
            https_port: 443,
            helo: None,
            trusted: Certificates::default(),
            allow_non_public: false,
            host_time: HOST_TIME,
        }
    }
}

/// Connects to all of them at the same time. Gives what they showed, in the order of `places`.
pub async fn connect(places: Places, settings: ConnectSettings) -> Contacts {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |age| age.as_secs());
    let run = Arc::new(Run { trusted: tls::Trusted::new(&settings.trusted), settings, now });
    // Sockets and TLS block, so each server gets a thread; there are few.
    let hosts: Vec<_> = places
        .hosts
        .into_iter()
        .map(|place| {
            let run = run.clone();
            spawn_blocking(move || run.host(&place))
        })
        .collect();
    let policy = places.policy.map(|place| {
        let run = run.clone();
        spawn_blocking(move || run.policy(&place))
    });
    let mut contacts =
        Contacts { seen_at: i64::try_from(now).unwrap_or(i64::MAX), left_out: places.left_out, ..Contacts::default() };
    for host in hosts {
        contacts.hosts.push(done(host.await));
    }
    if let Some(policy) = policy {
        contacts.policy = Some(done(policy.await));
    }
    contacts
}

/// What a thread gave. A panic goes on, and nobody ends a thread of ours.
fn done<T>(result: Result<T, tokio::task::JoinError>) -> T {
    match result {
        Ok(value) => value,
        Err(error) => std::panic::resume_unwind(error.into_panic()),
    }
}

/// What all connections of a run share.
struct Run {
    settings: ConnectSettings,
    trusted: tls::Trusted,
    now: u64,
}

impl Run {
    fn host(&self, place: &Place) -> HostContact {
        let by = Instant::now() + self.settings.host_time;
        let (address, end) = match wire::connect(&self.reachable(place, self.settings.smtp_port), by) {
            Err(why) => (None, HostEnd::Unknown(why.to_owned())),
            Ok((wire, address)) => (Some(address.to_string()), smtp::starttls(wire, place, self)),
        };
        HostContact { host: place.host.clone(), address, end }
    }

    fn policy(&self, place: &Place) -> PolicyContact {
        let by = Instant::now() + self.settings.host_time;
        let end = match wire::connect(&self.reachable(place, self.settings.https_port), by) {
            Err(why) => PolicyEnd::Unknown(why.to_owned()),
            Ok((wire, _)) => http::policy(wire, place, self),
        };
        PolicyContact { host: place.host.clone(), end }
    }

    /// The addresses that may be connected to.
    fn reachable(&self, place: &Place, port: u16) -> Vec<SocketAddr> {
        let is_allowed =
            |ip: &IpAddr| self.settings.allow_non_public || AddressClass::of(ip.to_canonical()) == AddressClass::Public;
        let allowed = place.addresses.iter().filter(|ip| is_allowed(ip));
        allowed.take(ADDRESSES_MAX).map(|&ip| SocketAddr::new(ip, port)).collect()
    }
}

/// What a server said, short and without what steers a terminal.
fn shown(octets: &[u8]) -> String {
    const LENGTH_MAX: usize = 80;
    let text = String::from_utf8_lossy(octets);
    let mut shown = String::new();
    for char in text.trim().chars().take(LENGTH_MAX) {
        if char == ' ' || char.is_ascii_graphic() { shown.push(char) } else { shown.extend(char.escape_unicode()) }
    }
    shown
}
