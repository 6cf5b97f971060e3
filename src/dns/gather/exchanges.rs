//! Which exchanges of a domain are looked up, and which of them came along with the answer that named them.

use crate::domain::Domain;
use crate::facts::{AddressClass, EXCHANGES_MAX, HostFacts, Lookup, MailExchange};
use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr};

/// So few names are compared with each other sooner than they are put into a table.
const COMPARED_MAX: usize = 3;

/// The exchanges that can be looked up, each once, in their order, and how many of them are left out.
pub(super) fn wanted(exchanges: &[MailExchange]) -> (Vec<Domain>, usize) {
    let hosts = exchanges.iter().map(|mx| &mx.exchange).filter(|host| is_host_name(host));
    let mut wanted: Vec<Domain> = Vec::new();
    if exchanges.len() <= COMPARED_MAX {
        hosts.for_each(|host| {
            if !wanted.contains(host) {
                wanted.push(host.clone());
            }
        });
        return (wanted, 0);
    }
    let mut seen = HashSet::new();
    wanted.extend(hosts.filter(|host| seen.insert(*host)).cloned());
    let left_out = wanted.len().saturating_sub(EXCHANGES_MAX);
    wanted.truncate(EXCHANGES_MAX);
    (wanted, left_out)
}

/// Whether an exchange can be looked up: the root is no host (RFC 7505), the text of an IP address is no name, and a
/// backslash stands for a name that could not be read.
fn is_host_name(exchange: &Domain) -> bool {
    let name = exchange.as_str();
    !exchange.is_root() && !name.starts_with('\\') && (!ends_like_ip(name) || name.parse::<IpAddr>().is_err())
}

/// Whether it is worth a closer look if a text is an IP address.
fn ends_like_ip(name: &str) -> bool {
    name.ends_with(|c: char| c.is_ascii_hexdigit()) || name.contains(':')
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
    if additional.is_empty() {
        return None;
    }
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
