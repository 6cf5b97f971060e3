//! What was asked of the DNS about a domain, and what was answered. Plain data: nothing here waits, and nothing judges.

mod answers;
mod progress;

pub use answers::{Answer, Answers, Question, RecordKind, Records};
pub use progress::Progress;

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
    /// The exchange that mail would be tried at first, if the domain names any.
    pub fn mail_host(&self) -> Option<&Domain> {
        let Lookup::Found(exchanges) = &self.mx else { return None };
        exchanges.iter().min().map(|mx| &mx.exchange).filter(|exchange| !exchange.is_root())
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
}

/// Where an IP address can be reached from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressClass {
    Public,
    /// The machine itself: 127.0.0.0/8, ::1, and 0.0.0.0/8 and :: which reach it too.
    Loopback,
    /// Private, link-local, shared, multicast, documentation or reserved space.
    NonPublic,
}

impl AddressClass {
    /// Classes an address by the IANA special-purpose registries (RFC 6890), IPv4 inside IPv6 included.
    pub fn of(ip: IpAddr) -> AddressClass {
        match ip {
            IpAddr::V4(v4) => AddressClass::of_v4(v4),
            IpAddr::V6(v6) => AddressClass::of_v6(v6),
        }
    }

    fn of_v4(ip: Ipv4Addr) -> AddressClass {
        let non_public = match ip.octets() {
            [0 | 127, ..] => return AddressClass::Loopback,
            [10, ..] | [172, 16..=31, ..] | [192, 168, ..] => true, // RFC 1918
            [100, 64..=127, ..] => true,                            // RFC 6598
            [169, 254, ..] => true,                                 // RFC 3927
            [192, 0, 0, last] => !matches!(last, 9 | 10),           // RFC 6890 §2.2.2, RFC 7723, RFC 8155
            [192, 0, 2, _] | [198, 51, 100, _] | [203, 0, 113, _] => true, // RFC 5737
            [198, 18..=19, ..] => true,                             // RFC 2544
            [224..=255, ..] => true,                                // RFC 5771, RFC 1112 §4
            _ => false,
        };
        if non_public { AddressClass::NonPublic } else { AddressClass::Public }
    }

    fn of_v6(ip: Ipv6Addr) -> AddressClass {
        if ip.is_loopback() || ip.is_unspecified() {
            return AddressClass::Loopback;
        }
        if let Some(v4) = ip.to_ipv4_mapped() {
            return AddressClass::of_v4(v4);
        }
        let public = match ip.segments() {
            [0x2001, 0x0db8, ..] => false,                          // RFC 3849
            [0x2001, 0x0002, 0, ..] => false,                       // RFC 5180
            [0x2001, second, ..] if second < 0x0200 => second == 0, // RFC 2928: only Teredo is reachable
            [0x2002, high, low, ..] => {
                let v4 = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)); // RFC 3056
                AddressClass::of_v4(v4) == AddressClass::Public
            }
            [0x3fff, second, ..] if second < 0x1000 => false, // RFC 9637
            [0x0064, 0xff9b, 0, 0, 0, 0, high, low] => {
                let v4 = Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)); // RFC 6052
                AddressClass::of_v4(v4) == AddressClass::Public
            }
            [first, ..] => (0x2000..0x4000).contains(&first), // global unicast, RFC 4291 §2.4
        };
        if public { AddressClass::Public } else { AddressClass::NonPublic }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(ip: &str) -> AddressClass {
        AddressClass::of(ip.parse().expect(ip))
    }

    #[test]
    fn public_addresses_are_public() {
        for ip in [
            "8.8.8.8",
            "172.15.0.1",
            "172.32.0.1",
            "100.128.0.1",
            "192.0.1.1",
            "223.255.255.1",
            "2606:4700::1111",
            "2a00::1",
            "2400:3200::1",
            "64:ff9b::808:808",
            "2002:808:808::1",
        ] {
            assert_eq!(class(ip), AddressClass::Public, "{ip}");
        }
    }

    #[test]
    fn addresses_of_the_machine_itself_are_loopback() {
        for ip in ["127.0.0.1", "127.9.9.9", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1"] {
            assert_eq!(class(ip), AddressClass::Loopback, "{ip}");
        }
    }

    #[test]
    fn special_purpose_addresses_are_not_public() {
        for ip in [
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "100.64.0.1",
            "169.254.1.1",
            "192.0.2.1",
            "198.51.100.1",
            "203.0.113.1",
            "198.18.0.1",
            "224.0.0.1",
            "240.0.0.1",
            "255.255.255.255",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "2001:db8::1",
            "3fff::1",
            "::ffff:10.0.0.1",
            "2002:a00:1::1",
            "100::1",
            "64:ff9b::a00:1",
            "fec0::1",
        ] {
            assert_eq!(class(ip), AddressClass::NonPublic, "{ip}");
        }
    }
}
