//! The addresses that a record lets send, for a sender who does not name its own.

use super::cidr::Network;
use std::net::IpAddr;

/// A range with more addresses is left out: it is no single sender's.
pub const RANGE_ADDRESSES_MAX: u64 = 64;

/// A range that passes, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorised {
    pub network: Network,
    /// Whose record names it.
    pub domain: String,
    /// The term as it is written.
    pub term: String,
}

/// A known service that is included. Its addresses are its own to watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Service {
    /// Such as `Google Workspace`.
    pub name: &'static str,
    /// The domain that is included.
    pub domain: String,
}

/// All that a record lets send.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flattened {
    /// Everything that is authorised outside of known services.
    pub ranges: Vec<Authorised>,
    pub services: Vec<Service>,
    /// Terms whose addresses depend on the client, such as `exists:%{i}..` and `ptr`.
    pub unlisted: Vec<String>,
}

impl Flattened {
    /// The addresses of single addresses and small ranges, in order and without repeats, at most `most`.
    pub fn addresses(&self, most: usize) -> Vec<IpAddr> {
        let mut list: Vec<IpAddr> = Vec::new();
        let small = |each: &&Authorised| each.network.size().is_some_and(|size| size <= RANGE_ADDRESSES_MAX);
        for each in self.ranges.iter().filter(small) {
            for ip in each.network.addresses(RANGE_ADDRESSES_MAX as usize) {
                if list.len() >= most {
                    return list;
                }
                if !list.contains(&ip) {
                    list.push(ip);
                }
            }
        }
        list
    }
}
