//! What an owner meant who published something that is nearly right. Receivers read the standard and nothing else, so a
//! guess here is only ever advice.

use super::record::{Record, is_term};
use super::select::is_record;
use super::written;
use std::net::{IpAddr, Ipv4Addr};

/// A TXT record that was meant as an SPF record, and that no receiver takes for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// As it is published; characters that cannot be shown are replaced.
    pub text: String,
    /// What is wrong, without a final stop.
    pub problem: &'static str,
    /// The record that was probably meant, when nothing in it stays unclear.
    pub suggestion: Option<String>,
}

/// What people write for `ip4` and `ip6`.
const IP_NAMES: &[&str] = &["ip", "ip4", "ip6", "ipv4", "ipv6", "ip4v", "ip6v", "ipv", "p4", "pi4", "ips", "addr"];
/// Mechanisms with which a record without its version may begin.
const STARTS: &[&str] = &["ip4:", "ip6:", "include:", "a ", "mx ", "a:", "mx:", "redirect="];

/// Looks at a TXT record that is no SPF record. `None` when it was not meant as one.
pub(super) fn of_record(text: &[u8]) -> Option<NearMiss> {
    let shown = String::from_utf8_lossy(&text[..text.len().min(super::RECORD_OCTETS_MAX)]).into_owned();
    let bare =
        shown.trim_matches(|c: char| c.is_whitespace() || c.is_control() || "\"'\u{201c}\u{201d}\u{feff}".contains(c));
    let lower = bare.to_lowercase();
    let (problem, rest) = if is_record(bare.as_bytes()) {
        ("characters stand before \"v=spf1\", or quotes around the record", &bare[6..])
    } else if let Some(rest) = after_version(&lower) {
        let problem = match rest.chars().next() {
            Some(';' | ',' | ':') => "\"v=spf1\" must be followed by a blank, not by a mark",
            Some(c) if c.is_whitespace() => {
                "\"v=spf1\" must be written without blanks and be followed by one plain blank"
            }
            _ => "a record must begin with \"v=spf1\" and a blank",
        };
        (problem, bare.get(bare.len() - rest.len()..)?)
    } else if let Some(at) = bare.to_ascii_lowercase().find(" v=spf1 ") {
        ("other words stand before \"v=spf1\"; each text is a record of its own", bare.get(at + 7..)?)
    } else if STARTS.iter().any(|start| lower.starts_with(start)) && ends_in_all(&lower) {
        ("\"v=spf1\" is missing at its start", bare)
    } else {
        return None;
    };
    let terms = rest.trim_start_matches(|c: char| c.is_whitespace() || ";,:=".contains(c)).replace([';', '\t'], " ");
    let meant = format!("v=spf1 {}", terms.split_whitespace().collect::<Vec<_>>().join(" "));
    let usable = Record::parse(meant.as_bytes()).errors.is_empty();
    let suggestion = if usable { Some(meant) } else { put_right(&meant) };
    Some(NearMiss { text: shown, problem, suggestion })
}

/// A record with each of its terms as it was meant. `None` where that cannot be said of one.
fn put_right(text: &str) -> Option<String> {
    let terms: Vec<String> = written::meant(text).into_iter().collect::<Result<_, _>>().ok()?;
    let record = format!("v=spf1 {}", terms.join(" "));
    Record::parse(record.as_bytes()).errors.is_empty().then_some(record)
}

/// The misspellings of `v=spf1` that people publish. Longer ones first. What follows must not go on as a word, so that
/// `v=spf10`, `v=spf2.0/pra` (Sender ID) and `spf-check=..` stay what they are.
fn after_version(lower: &str) -> Option<&str> {
    const VERSIONS: &[&str] = &[
        "v = spf1", "v= spf1", "v =spf1", "v:spf1", "v-spf1", "v=sfp1", "v=spfl", "v=spf 1", "v=spf1", "v=spf",
        "vspf1", "=spf1", "spf1", "spf=",
    ];
    let rest = VERSIONS.iter().find_map(|version| lower.strip_prefix(version))?;
    let ends = rest.chars().next().is_none_or(|c| !c.is_alphanumeric() && !"._-".contains(c) || "-".contains(c));
    let looks_like_terms = rest.contains("all") || STARTS.iter().any(|start| rest.contains(start)) || rest.len() < 3;
    // "v=spf1include:..", glued together, is meant as a record as well.
    let glued = STARTS.iter().any(|start| rest.starts_with(start)) || rest.starts_with(['~', '?', '+']);
    ((ends || glued) && looks_like_terms).then_some(rest)
}

fn ends_in_all(lower: &str) -> bool {
    ["-all", "~all", "?all", "+all"].iter().any(|all| lower.trim_end().ends_with(all))
}

/// What a term that breaks the grammar was probably meant to be: one term, or several with blanks between them.
pub(super) fn suggest_term(term: &str) -> Option<String> {
    let plain = term.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let plain = plain.trim_end_matches([';', ',', '.', '"', '\'']).trim_start_matches(['"', '\'']);
    let (mark, rest) = match plain.chars().next() {
        Some(c @ ('+' | '-' | '~' | '?')) => (c.to_string(), &plain[1..]),
        _ => (String::new(), plain),
    };
    let lower = rest.to_ascii_lowercase();
    let (name, value) = lower.split_once([':', '=']).unwrap_or((&lower, ""));
    let name = if value.is_empty() { name } else { mechanism(name) };
    let meant = match name {
        "redirect" | "exp" => format!("{name}={value}"),
        "a" | "mx" | "ptr" | "include" if names_address(value) => ip_terms("ip", value, &mark)?,
        "include" if !value.is_empty() => format!("include:{value}"),
        "all" if value.is_empty() => "all".to_owned(),
        // Only behind its mark, for alone it may be anything.
        "al" | "alll" | "a11" | "a1l" | "aall" | "lal" | "ail" if value.is_empty() && !mark.is_empty() => {
            "all".to_owned()
        }
        "a" | "mx" | "ptr" | "exists" if !value.is_empty() => format!("{name}:{}", value.trim_start_matches("//")),
        "a" | "mx" | "ptr" => name.to_owned(),
        "ip" | "ip4" | "ip6" | "ipv4" | "ipv6" if names_host(value) => format!("a:{value}"),
        _ => ip_terms(name, value, &mark).or_else(|| ip_terms("ip", &lower, &mark))?,
    };
    let meant = format!("{mark}{meant}");
    (meant.split(' ').all(is_term) && !meant.eq_ignore_ascii_case(term)).then_some(meant)
}

/// An address with the mechanism of its family: `ipv4:`, `ip:`, `ip4:` before an IPv6 address, or nothing before it. A range from one address to
/// another becomes the blocks that it is made of.
fn ip_terms(name: &str, value: &str, mark: &str) -> Option<String> {
    if !IP_NAMES.contains(&name) {
        return None;
    }
    let value = &value.replace('\\', "/");
    if let Some(range) = range_terms(value) {
        return Some(range.join(&format!(" {mark}")));
    }
    let (ip, prefix) = value.split_once('/').unwrap_or((value, ""));
    let read = |ip: &str| ip.trim_matches(['[', ']', ':', '(', ')', '{', '}']).parse().or_else(|_| ip.parse()).ok();
    if let Some(network) = short_network(ip, prefix) {
        return Some(format!("ip4:{network}"));
    }
    let ip: IpAddr = read(ip).or_else(|| read(without_port(ip)?))?;
    let family = if ip.is_ipv4() { "ip4" } else { "ip6" };
    Some(if prefix.is_empty() { format!("{family}:{ip}") } else { format!("{family}:{ip}/{prefix}") })
}

/// A name of which one letter is another one, stands twice, is missing or changed places with its neighbour.
fn mechanism(name: &str) -> &str {
    match name {
        "lp4" | "1p4" | "lpv4" => "ip4",
        "lp6" | "1p6" | "lpv6" => "ip6",
        _ => {
            let long = ["include", "redirect", "exists"];
            long.into_iter().find(|known| strsim::osa_distance(known, name) == 1).unwrap_or(name)
        }
    }
}

/// An address or a network, where a name belongs.
fn names_address(value: &str) -> bool {
    value.split('/').next().is_some_and(|ip| ip.parse::<IpAddr>().is_ok())
}

/// A name, where an address belongs. An address that is nearly right is none: the last label of a name has letters only.
fn names_host(value: &str) -> bool {
    let name = value.split('/').next().unwrap_or_default().trim_end_matches('.');
    let is_label = |label: &str| label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic());
    name.rsplit_once('.').is_some_and(|(before, last)| is_label(last) && !before.contains(':'))
}

/// An IPv4 address before the port that somebody wrote behind it.
fn without_port(text: &str) -> Option<&str> {
    let (ip, port) = text.split_once(':')?;
    (port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit())).then_some(ip)
}

/// A network with fewer octets than four, as far as its prefix length says that the others do not count; `192.0.2.*` too.
fn short_network(ip: &str, prefix: &str) -> Option<String> {
    let octets: Vec<&str> = ip.trim_end_matches(".*").split('.').collect();
    let is_octet = |octet: &&str| octet.parse::<u8>().is_ok();
    let bits = octets.len() * 8;
    let length = if prefix.is_empty() && ip.ends_with(".*") { bits } else { prefix.parse().ok()? };
    if octets.len() >= 4 || !octets.iter().all(is_octet) || !(8..=bits).contains(&length) {
        return None;
    }
    Some(format!("{}{}/{length}", octets.join("."), ".0".repeat(4 - octets.len())))
}

/// The blocks of a range such as `192.0.2.8-192.0.2.15` or `192.0.2.8-15`. None of thousands of addresses, which is no sender's.
fn range_terms(value: &str) -> Option<Vec<String>> {
    const ADDRESSES_MAX: u32 = 1024;
    let (first, last) = value.split_once('-')?;
    let first: Ipv4Addr = first.parse().ok()?;
    let last = match last.parse::<u8>() {
        Ok(octet) => {
            let [a, b, c, _] = first.octets();
            Ipv4Addr::new(a, b, c, octet)
        }
        Err(_) => last.parse().ok()?,
    };
    let (mut from, to) = (u32::from(first), u32::from(last));
    if from > to || to - from >= ADDRESSES_MAX {
        return None;
    }
    let mut terms = Vec::new();
    loop {
        let fits = |bits: &u32| from.trailing_zeros() >= *bits && to - from >= (1u32 << bits) - 1;
        let bits = (0..=10u32).rev().find(fits).unwrap_or(0);
        let ip = Ipv4Addr::from(from);
        terms.push(if bits == 0 { format!("ip4:{ip}") } else { format!("ip4:{ip}/{}", 32 - bits) });
        match from.checked_add(1 << bits).filter(|next| *next <= to) {
            Some(next) => from = next,
            None => return Some(terms),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nearly_right_record_is_told_with_what_was_meant() {
        for (text, want) in [
            ("v=spf1; include:_spf.example.com -all", Some("v=spf1 include:_spf.example.com -all")),
            ("v=spf1;ip4:192.0.2.1;-all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("\"v=spf1 mx -all\"", Some("v=spf1 mx -all")),
            (" v=spf1 mx -all", Some("v=spf1 mx -all")),
            ("v=spf mx -all", Some("v=spf1 mx -all")),
            ("spf1 mx -all", Some("v=spf1 mx -all")),
            ("v:spf1 mx -all", Some("v=spf1 mx -all")),
            ("v=spf1include:a.example -all", Some("v=spf1 include:a.example -all")),
            ("v = spf1 mx ~all", Some("v=spf1 mx ~all")),
            ("ip4:192.0.2.1 -all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("MS=ms1 v=spf1 mx -all", Some("v=spf1 mx -all")),
            ("v=spf1; ipv4:192.0.2.1 \u{2013}all", Some("v=spf1 ip4:192.0.2.1 -all")),
            ("v=spf1; nonsense:x -all", None),
        ] {
            let near = of_record(text.as_bytes()).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(near.suggestion.as_deref(), want, "{text}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in [
            "",
            "v=DMARC1; p=none",
            "v=spf2.0/pra -all",
            "v=spf10 -all",
            "spf-check=abc",
            "all is well",
            "MS=ms1",
            "a mx",
        ] {
            assert_eq!(of_record(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn a_broken_term_gets_a_suggestion_that_is_right() {
        for (term, want) in [
            ("ipv4:192.0.2.1", Some("ip4:192.0.2.1")),
            ("ip:192.0.2.0/24", Some("ip4:192.0.2.0/24")),
            ("192.0.2.1", Some("ip4:192.0.2.1")),
            ("ip4:2001:db8::1", Some("ip6:2001:db8::1")),
            ("ip6:192.0.2.1", Some("ip4:192.0.2.1")),
            ("redirect:example.com", Some("redirect=example.com")),
            ("\u{2212}all", Some("-all")),
            ("-all;", Some("-all")),
            ("-all.", Some("-all")),
            ("-al", Some("-all")),
            ("~a11", Some("~all")),
            ("al", None),
            ("ip4:192.0.2/24", Some("ip4:192.0.2.0/24")),
            ("ip4:192.0.2.*", Some("ip4:192.0.2.0/24")),
            ("ip4:192.0.2", None),
            ("ip4:192.0.2.1:25", Some("ip4:192.0.2.1")),
            ("ip4:192.0.2.1/", Some("ip4:192.0.2.1")),
            ("ip4:192.0.2.8-192.0.2.15", Some("ip4:192.0.2.8/29")),
            ("?ip4:192.0.2.7-8", Some("?ip4:192.0.2.7 ?ip4:192.0.2.8")),
            ("ip4:10.0.0.0-20.0.0.0", None),
            ("include", None),
            ("ip4:192.0.2.1/33", None),
            ("nonsense:x", None),
            ("a:192.0.2.0/24", Some("ip4:192.0.2.0/24")),
            ("~mx:192.0.2.1", Some("~ip4:192.0.2.1")),
            ("lnclude:a.example", Some("include:a.example")),
            ("exclude:a.example", None),
            ("lp4:192.0.2.0\\24", Some("ip4:192.0.2.0/24")),
            ("ips:192.0.2.1", Some("ip4:192.0.2.1")),
            ("ip4:out.example.com/32", Some("a:out.example.com/32")),
            ("ip4:out.example.1", None),
        ] {
            assert_eq!(suggest_term(term).as_deref(), want, "{term}");
        }
    }
}
