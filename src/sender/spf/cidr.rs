//! Ranges of addresses, as `ip4:`, `ip6:` and the `/24//64` of `a` and `mx` write them (RFC 7208 §5.6, §12).

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The prefix lengths that a term gives for the two families; 32 and 128 where it gives none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cidr {
    /// 0 to 32.
    pub v4: u8,
    /// 0 to 128.
    pub v6: u8,
}

impl Default for Cidr {
    fn default() -> Cidr {
        Cidr { v4: 32, v6: 128 }
    }
}

impl Cidr {
    /// Takes `/24`, `//64` or `/24//64` off the end of a term. The rest is what stands before it.
    pub(super) fn split(text: &str) -> Result<(&str, Cidr), &'static str> {
        let mut cidr = Cidr::default();
        let mut rest = text;
        if let Some((before, digits)) = trailing(rest, "//") {
            cidr.v6 = prefix_length(digits, 128).ok_or("the IPv6 prefix length must be 0 to 128")?;
            rest = before;
        }
        if let Some((before, digits)) = trailing(rest, "/") {
            cidr.v4 = prefix_length(digits, 32).ok_or("the IPv4 prefix length must be 0 to 32")?;
            rest = before;
        }
        Ok((rest, cidr))
    }

    /// The range of this width around an address.
    pub fn around(self, ip: IpAddr) -> Network {
        Network { ip, prefix: if ip.is_ipv4() { self.v4 } else { self.v6 } }
    }
}

/// The digits after the last `mark`, if nothing but digits follows it.
fn trailing<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let (before, digits) = text.rsplit_once(mark)?;
    digits.bytes().all(|b| b.is_ascii_digit()).then_some((before, digits))
}

/// A prefix length without leading zeros (RFC 7208 §12: ip4-cidr-length, ip6-cidr-length).
pub(super) fn prefix_length(digits: &str, most: u8) -> Option<u8> {
    let plain = digits == "0" || (!digits.starts_with('0') && !digits.is_empty());
    let length = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u8>().ok()).flatten()?;
    (plain && length <= most).then_some(length)
}

/// A range of addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Network {
    /// Any address of the range, as it was written.
    pub ip: IpAddr,
    /// 0 to 32 or 128.
    pub prefix: u8,
}

impl Network {
    /// Whether an address lies in the range. The families never match each other.
    pub fn contains(self, ip: IpAddr) -> bool {
        match (self.ip, ip) {
            (IpAddr::V4(a), IpAddr::V4(b)) => (u32::from(a) ^ u32::from(b)) & self.mask_v4() == 0,
            (IpAddr::V6(a), IpAddr::V6(b)) => (u128::from(a) ^ u128::from(b)) & self.mask_v6() == 0,
            _ => false,
        }
    }

    fn mask_v4(self) -> u32 {
        u32::MAX.checked_shl(32 - u32::from(self.prefix.min(32))).unwrap_or(0)
    }

    fn mask_v6(self) -> u128 {
        u128::MAX.checked_shl(128 - u32::from(self.prefix.min(128))).unwrap_or(0)
    }

    /// How many addresses the range holds; `None` for more than 2^64.
    pub fn size(self) -> Option<u64> {
        let bits = if self.ip.is_ipv4() { 32 } else { 128 } - u32::from(self.prefix);
        1u64.checked_shl(bits)
    }

    /// The addresses of the range in order, at most `most`.
    pub fn addresses(self, most: usize) -> Vec<IpAddr> {
        let count = self.size().map_or(most, |size| most.min(usize::try_from(size).unwrap_or(most)));
        match self.ip {
            IpAddr::V4(ip) => {
                let first = u32::from(ip) & self.mask_v4();
                (0..count as u32).map(|n| Ipv4Addr::from(first.wrapping_add(n)).into()).collect()
            }
            IpAddr::V6(ip) => {
                let first = u128::from(ip) & self.mask_v6();
                (0..count as u128).map(|n| Ipv6Addr::from(first.wrapping_add(n)).into()).collect()
            }
        }
    }

    /// Whether it is one single address.
    pub fn is_single(self) -> bool {
        self.size() == Some(1)
    }
}

impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_single() { write!(f, "{}", self.ip) } else { write!(f, "{}/{}", self.ip, self.prefix) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(ip: &str, prefix: u8) -> Network {
        Network { ip: ip.parse().expect(ip), prefix }
    }

    #[test]
    fn a_prefix_length_is_taken_off_the_end() {
        let cases = [
            ("a", Ok(("a", 32, 128))),
            ("a/24", Ok(("a", 24, 128))),
            ("a//64", Ok(("a", 32, 64))),
            ("a:b.c/24//64", Ok(("a:b.c", 24, 64))),
            ("a/0//0", Ok(("a", 0, 0))),
            ("a:b/c.example.com", Ok(("a:b/c.example.com", 32, 128))),
            ("a/33", Err(())),
            ("a//129", Err(())),
            ("a/024", Err(())),
            ("a/", Err(())),
            ("a//", Err(())),
        ];
        for (text, want) in cases {
            let got = Cidr::split(text).map(|(rest, cidr)| (rest, cidr.v4, cidr.v6)).map_err(|_| ());
            assert_eq!(got, want, "{text}");
        }
    }

    #[test]
    fn a_range_holds_its_own_addresses_only() {
        for (ip, prefix, inside, outside) in [
            ("192.0.2.77", 24, "192.0.2.255", "192.0.3.0"),
            ("192.0.2.4", 32, "192.0.2.4", "192.0.2.5"),
            ("192.0.2.4", 0, "255.255.255.255", "::1"),
            ("2001:db8::1", 33, "2001:db8:7fff::", "2001:db8:8000::"),
            ("2001:db8::1", 0, "::", "192.0.2.1"),
        ] {
            let range = network(ip, prefix);
            assert!(range.contains(inside.parse().expect(inside)), "{range} {inside}");
            assert!(!range.contains(outside.parse().expect(outside)), "{range} {outside}");
        }
    }

    #[test]
    fn a_range_lists_its_addresses_up_to_a_bound() {
        let list = network("192.0.2.6", 30).addresses(64);
        assert_eq!(
            list,
            ["192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"].map(|ip| ip.parse::<IpAddr>().expect(ip))
        );
        assert_eq!(network("2001:db8::", 32).addresses(64).len(), 64);
        assert_eq!(network("255.255.255.255", 32).addresses(64).len(), 1);
        assert_eq!(network("::", 0).size(), None);
    }
}
