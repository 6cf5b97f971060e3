//! Where an IP address can be reached from.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Where an IP address can be reached from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AddressClass {
    /// Everything else; of IPv6 only global unicast space (RFC 4291 §2.4) and what leads to a public IPv4 address.
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
