//! How much of an address stands in a name: decimal or hex, in any order, with any separator, padded or run together.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How much of the address the name gives away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trace {
    /// All of it, or so much that it cannot be chance.
    Whole,
    /// Two or three octets side by side.
    Part,
    None,
}

/// Fewest digits of an address run together that cannot be chance.
const RUN_DIGITS_MIN: usize = 8;
/// Groups of an IPv6 address that stand in order in a name, beyond chance.
const V6_GROUPS_MIN: usize = 4;

pub(super) fn of(host: &str, ip: IpAddr) -> Trace {
    match ip {
        IpAddr::V4(v4) => of_v4(host, v4),
        IpAddr::V6(v6) => of_v6(host, v6),
    }
}

fn of_v4(host: &str, ip: Ipv4Addr) -> Trace {
    let octets = ip.octets();
    let numbers = decimal_runs(host);
    if has_all_octets(&numbers, octets) || has_run_together(host, octets) || has_hex_octets(host, octets) {
        return Trace::Whole;
    }
    if has_part(&numbers, octets) { Trace::Part } else { Trace::None }
}

/// The numbers of a name in their order; `None` where a run of digits is no octet, so that it parts its neighbours.
fn decimal_runs(host: &str) -> Vec<Option<u8>> {
    let mut runs = Vec::new();
    for run in host.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty()) {
        // Some pad to five digits; a longer number without zeros in front is none of the address.
        let bare = run.trim_start_matches('0');
        let is_octet = run.len() <= 3 || (run.len() <= 5 && bare.len() <= 3);
        runs.push(if is_octet { run.parse().ok() } else { None });
    }
    runs
}

/// Four numbers in a row that are the four octets, in any order.
fn has_all_octets(numbers: &[Option<u8>], octets: [u8; 4]) -> bool {
    let mut wanted = octets;
    wanted.sort_unstable();
    numbers.windows(4).any(|window| {
        let mut found: Vec<u8> = window.iter().flatten().copied().collect();
        found.sort_unstable();
        found == wanted
    })
}

/// The octets without separators: `010020030040`, `10203040`, `0a141e28`, or the whole address as one number.
fn has_run_together(host: &str, octets: [u8; 4]) -> bool {
    let [a, b, c, d] = octets;
    let orders = [[a, b, c, d], [d, c, b, a]];
    orders.iter().any(|order| {
        let padded: String = order.iter().map(|octet| format!("{octet:03}")).collect();
        let plain: String = order.iter().map(u8::to_string).collect();
        let hex: String = order.iter().map(|octet| format!("{octet:02x}")).collect();
        let number = u32::from_be_bytes(*order).to_string();
        host.contains(&padded)
            || (plain.len() >= RUN_DIGITS_MIN && host.contains(&plain))
            || host.contains(&hex)
            || (number.len() >= RUN_DIGITS_MIN && host.contains(&number))
    })
}

/// Four hex octets with separators between them.
fn has_hex_octets(host: &str, octets: [u8; 4]) -> bool {
    let tokens: Vec<Option<u8>> = host
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|token| if token.len() == 2 { u8::from_str_radix(token, 16).ok() } else { None })
        .collect();
    let [a, b, c, d] = octets.map(Some);
    tokens.windows(4).any(|window| window == [a, b, c, d] || window == [d, c, b, a])
}

/// Two or three octets that are neighbours in the address and in the name, forwards or backwards.
fn has_part(numbers: &[Option<u8>], octets: [u8; 4]) -> bool {
    numbers.windows(2).any(|pair| {
        octets.windows(2).any(|neighbours| {
            let [one, two] = [Some(neighbours[0]), Some(neighbours[1])];
            pair == [one, two] || pair == [two, one]
        })
    })
}

fn of_v6(host: &str, ip: Ipv6Addr) -> Trace {
    let hex: String = ip.octets().iter().map(|octet| format!("{octet:02x}")).collect();
    let reversed: String = hex.chars().rev().collect();
    let joined: String = host.chars().filter(|c| c.is_ascii_hexdigit()).collect();
    // Words between the groups add letters of their own, so separators alone are taken out as well.
    let bare: String = host.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    if [&joined, &bare].iter().any(|text| text.contains(&hex) || text.contains(&reversed)) {
        return Trace::Whole;
    }
    // Half the address is the machine's own half.
    if bare.contains(&hex[16..]) && hex[16..].bytes().filter(|&b| b != b'0').count() >= 4 {
        return Trace::Whole;
    }
    let groups: Vec<u16> = ip.segments().into_iter().filter(|&group| group != 0).collect();
    let tokens: Vec<Option<u16>> = host
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|token| !token.is_empty())
        .map(|token| if token.len() <= 4 { u16::from_str_radix(token, 16).ok() } else { None })
        .collect();
    let in_order = |tokens: &mut dyn Iterator<Item = Option<u16>>| {
        let mut wanted = groups.iter().peekable();
        for token in tokens {
            if wanted.peek().is_some_and(|&&group| token == Some(group)) {
                wanted.next();
            }
        }
        groups.len() - wanted.count()
    };
    let found = in_order(&mut tokens.iter().copied()).max(in_order(&mut tokens.iter().rev().copied()));
    if found >= V6_GROUPS_MIN.min(groups.len()) && found >= 3 {
        Trace::Whole
    } else if found >= 2 && tokens.iter().flatten().filter(|&&group| group > 0xff).count() >= 2 {
        Trace::Part
    } else {
        Trace::None
    }
}
