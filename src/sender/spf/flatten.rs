//! The addresses that a record lets send, for a sender who does not name its own.

use super::cidr::Network;
use crate::domain::Domain;
use std::net::IpAddr;

/// A range with more addresses is left out: it is no single sender's.
pub const RANGE_ADDRESSES_MAX: u64 = 64;

/// A range that passes, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authorised {
    /// The addresses; a single one has the prefix length 32 or 128.
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
    /// Known services, each included domain once, in the order of the terms.
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

const SERVICES: &str = include_str!("../../../data/esp.tsv");

/// The service that a name belongs to: it, or a name above it, stands in the table.
pub fn service_of(name: &Domain) -> Option<&'static str> {
    SERVICES.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let (domain, rest) = line.split_once('\t')?;
        let parent = name.as_str().strip_suffix(domain)?;
        (parent.is_empty() || parent.ends_with('.')).then(|| rest.split('\t').next().unwrap_or(rest))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn services_are_known_by_what_is_included() {
        for (name, want) in [
            ("_spf.google.com", Some("Google Workspace")),
            ("_netblocks2.google.com", Some("Google Workspace")),
            ("spf.protection.outlook.com", Some("Microsoft 365")),
            ("u12345.wl.sendgrid.net", Some("SendGrid")),
            ("amazonses.com", Some("Amazon SES")),
            ("notamazonses.com", None),
            ("_spf.example.com", None),
        ] {
            assert_eq!(service_of(&Domain::new(name).expect(name)), want, "{name}");
        }
    }

    #[test]
    fn the_table_is_in_order_and_well_formed() {
        let rows: Vec<&str> = SERVICES.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(rows.len() > 50);
        for row in &rows {
            assert_eq!(row.split('\t').count(), 3, "{row}");
            let domain = row.split('\t').next().unwrap_or_default();
            assert!(Domain::new(domain).is_ok_and(|name| name.as_str() == domain), "{row}");
        }
        assert!(rows.windows(2).all(|pair| pair[0] < pair[1]), "the table is not sorted");
    }

    #[test]
    fn wide_ranges_are_left_out_and_the_rest_is_capped() {
        let range = |ip: &str, prefix| Authorised {
            network: Network { ip: ip.parse().expect(ip), prefix },
            domain: "example.com".to_owned(),
            term: String::new(),
        };
        let flattened = Flattened {
            ranges: vec![
                range("192.0.2.1", 32),
                range("198.51.100.0", 24),
                range("203.0.113.0", 26),
                range("192.0.2.1", 32),
            ],
            ..Flattened::default()
        };
        assert_eq!(flattened.addresses(100).len(), 65);
        assert_eq!(flattened.addresses(64).len(), 64);
    }
}
