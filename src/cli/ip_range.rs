//! The addresses that `--ip` names: one, a block (`192.0.2.16/28`), or a range (`192.0.2.17-192.0.2.30`, `192.0.2.17-30`).

use presend::reason::{Saying, sentence};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses of one block or range. Each is looked up, and asked about at every block list.
const ADDRESSES_MAX: u128 = 256;

/// IPv4 inside IPv6 comes out as IPv4.
pub fn addresses(text: &str) -> anyhow::Result<Vec<IpAddr>> {
    let text = text.trim();
    let wrong = || sentence!("ip-range-wrong", text = text.to_owned());
    let (first, last) = if let Some((ip, length)) = text.split_once('/') {
        block(ip, length).saying(wrong)?
    } else if let Some((first, last)) = text.split_once('-') {
        let first = address(first).saying(wrong)?;
        let last = address(last).or_else(|| last_octet(first, last)).saying(wrong)?;
        (first, last)
    } else {
        let ip = address(text).saying(wrong)?;
        (ip, ip)
    };
    anyhow::ensure!(first.is_ipv4() == last.is_ipv4() && number(first) <= number(last), wrong());
    let count = number(last) - number(first);
    anyhow::ensure!(
        count < ADDRESSES_MAX,
        sentence!("ip-range-large", text = text.to_owned(), most = ADDRESSES_MAX as u64)
    );
    Ok((0..=count).map(|step| of_number(number(first) + step, first)).collect())
}

fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    Some(bare.parse::<IpAddr>().ok()?.to_canonical())
}

/// First and last address of a block. An address inside it stands for it, as people write it.
fn block(ip: &str, length: &str) -> Option<(IpAddr, IpAddr)> {
    let (ip, length) = (address(ip)?, length.trim().parse::<u32>().ok()?);
    let bits = if ip.is_ipv4() { 32 } else { 128 };
    let host = bits - (length <= bits).then_some(length)?;
    let mask = 1u128.checked_shl(host).map_or(u128::MAX, |size| size - 1);
    let first = number(ip) & !mask;
    Some((of_number(first, ip), of_number(first | mask, ip)))
}

/// `30` behind `192.0.2.17-`.
fn last_octet(first: IpAddr, text: &str) -> Option<IpAddr> {
    let IpAddr::V4(v4) = first else { return None };
    let [a, b, c, _] = v4.octets();
    Some(Ipv4Addr::new(a, b, c, text.trim().parse().ok()?).into())
}

fn number(ip: IpAddr) -> u128 {
    match ip {
        IpAddr::V4(v4) => u32::from(v4).into(),
        IpAddr::V6(v6) => v6.into(),
    }
}

/// The address with this number, of the family of `like`.
fn of_number(number: u128, like: IpAddr) -> IpAddr {
    match like {
        IpAddr::V4(_) => Ipv4Addr::from(number as u32).into(),
        IpAddr::V6(_) => Ipv6Addr::from(number).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_and_ranges_name_all_of_their_addresses() {
        for (text, count, first, last) in [
            ("192.0.2.25", 1, "192.0.2.25", "192.0.2.25"),
            ("[2001:db8::25]", 1, "2001:db8::25", "2001:db8::25"),
            ("::ffff:192.0.2.25", 1, "192.0.2.25", "192.0.2.25"),
            ("192.0.2.16/28", 16, "192.0.2.16", "192.0.2.31"),
            ("192.0.2.20/28", 16, "192.0.2.16", "192.0.2.31"),
            ("192.0.2.0/24", 256, "192.0.2.0", "192.0.2.255"),
            ("255.255.255.255/32", 1, "255.255.255.255", "255.255.255.255"),
            ("192.0.2.17-192.0.2.30", 14, "192.0.2.17", "192.0.2.30"),
            ("192.0.2.17 - 30", 14, "192.0.2.17", "192.0.2.30"),
            ("192.0.2.254-192.0.3.1", 4, "192.0.2.254", "192.0.3.1"),
            ("2001:db8::/126", 4, "2001:db8::", "2001:db8::3"),
            ("2001:db8::a-2001:db8::1f", 22, "2001:db8::a", "2001:db8::1f"),
        ] {
            let found = addresses(text).expect(text);
            let ends = [found[0], found[found.len() - 1]].map(|ip| ip.to_string());
            assert_eq!((found.len(), ends), (count, [first.to_owned(), last.to_owned()]), "{text}");
        }
    }

    #[test]
    fn what_is_none_or_too_many_is_refused() {
        for text in [
            "",
            "-",
            "/",
            "mail.example.com",
            "192.0.2.1/33",
            "192.0.2.1/",
            "192.0.2.0/8",
            "2001:db8::/64",
            "::/0",
            "0.0.0.0/0",
            "192.0.2.9-192.0.2.1",
            "192.0.2.1-2001:db8::1",
            "192.0.2.1-256",
            "2001:db8::1-9",
            "192.0.2.1-2-3",
        ] {
            assert!(addresses(text).is_err(), "{text}");
        }
    }
}
