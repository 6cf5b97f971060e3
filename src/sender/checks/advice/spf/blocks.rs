//! Addresses as SPF terms: whole blocks as such (RFC 7208 §5.6).

use std::net::{IpAddr, Ipv4Addr};

/// Addresses as terms: whole blocks as such (RFC 7208 §5.6).
pub(in crate::sender::checks::advice) fn blocks(ips: &[IpAddr]) -> Vec<String> {
    let mut v4: Vec<u32> =
        ips.iter().filter_map(|ip| if let IpAddr::V4(ip) = ip { Some(u32::from(*ip)) } else { None }).collect();
    v4.sort_unstable();
    v4.dedup();
    let mut words = Vec::new();
    let mut rest = v4.as_slice();
    while let Some(&first) = rest.first() {
        let size = (0..=8).rev().map(|bits| 1usize << bits).find(|&size| {
            let fits = (first as usize).is_multiple_of(size) && rest.len() >= size;
            fits && rest[size - 1] as usize == first as usize + size - 1
        });
        let size = size.unwrap_or(1);
        let ip = Ipv4Addr::from(first);
        words.push(match size {
            1 => format!("ip4:{ip}"),
            size => format!("ip4:{ip}/{}", 32 - size.trailing_zeros()),
        });
        rest = &rest[size..];
    }
    words.extend(ips.iter().filter(|ip| ip.is_ipv6()).map(|ip| format!("ip6:{ip}")));
    words
}

/// Terms with single addresses put together into blocks, and those left out that stand in one. The others keep their order.
pub(super) fn together(terms: &[String]) -> Vec<String> {
    let single = |term: &String| term.strip_prefix("ip4:").and_then(|ip| ip.parse::<Ipv4Addr>().ok()).map(IpAddr::V4);
    let ips: Vec<IpAddr> = terms.iter().filter_map(single).collect();
    let mut words = blocks(&ips);
    words.extend(terms.iter().filter(|term| single(term).is_none()).cloned());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_blocks_where_they_are_whole() {
        let ips = |texts: &[&str]| texts.iter().map(|text| text.parse().expect("an address")).collect::<Vec<IpAddr>>();
        assert_eq!(blocks(&ips(&["192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"])), ["ip4:192.0.2.4/30"]);
        assert_eq!(blocks(&ips(&["192.0.2.5", "192.0.2.6"])), ["ip4:192.0.2.5", "ip4:192.0.2.6"]);
        assert_eq!(blocks(&ips(&["2001:db8::1", "192.0.2.1"])), ["ip4:192.0.2.1", "ip6:2001:db8::1"]);
        assert!(blocks(&[]).is_empty());
    }
}
