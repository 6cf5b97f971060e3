//! What an owner meant who published something that is nearly right. Receivers read the standard and nothing else, so a
//! guess here is only ever advice.

use super::record::{Record, is_term};
use super::select::is_record;
use std::net::IpAddr;

/// A TXT record that was meant as an SPF record, and that no receiver takes for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearMiss {
    /// As it is published; characters that cannot be shown are replaced.
    pub text: String,
    /// What is wrong, without a final stop.
    pub problem: &'static str,
    /// The record that was probably meant, when it has no other fault.
    pub suggestion: Option<String>,
}

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
    } else if STARTS.iter().any(|start| lower.starts_with(start)) && ends_in_all(&lower) {
        ("\"v=spf1\" is missing at its start", bare)
    } else {
        return None;
    };
    let terms = rest.trim_start_matches(|c: char| c.is_whitespace() || ";,:=".contains(c)).replace([';', '\t'], " ");
    let meant = format!("v=spf1 {}", terms.split_whitespace().collect::<Vec<_>>().join(" "));
    let usable = Record::parse(meant.as_bytes()).errors.is_empty();
    Some(NearMiss { text: shown, problem, suggestion: usable.then_some(meant) })
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

/// What a term that breaks the grammar was probably meant to be.
pub(super) fn suggest_term(term: &str) -> Option<String> {
    let plain = term.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    let plain = plain.trim_end_matches([';', ',', '.', '"', '\'']).trim_start_matches(['"', '\'']);
    let (mark, rest) = match plain.chars().next() {
        Some(c @ ('+' | '-' | '~' | '?')) => (c.to_string(), &plain[1..]),
        _ => (String::new(), plain),
    };
    let lower = rest.to_ascii_lowercase();
    let (name, value) = lower.split_once([':', '=']).unwrap_or((&lower, ""));
    let meant = match name {
        "redirect" | "exp" => format!("{name}={value}"),
        "includes" | "incude" | "inlcude" | "inculde" | "include" if !value.is_empty() => format!("include:{value}"),
        "all" if value.is_empty() => "all".to_owned(),
        "a" | "mx" | "ptr" | "exists" if !value.is_empty() => format!("{name}:{}", value.trim_start_matches("//")),
        "a" | "mx" | "ptr" => name.to_owned(),
        _ => ip_term(name, value).or_else(|| ip_term("ip", &lower))?,
    };
    let meant = format!("{mark}{meant}");
    (is_term(&meant) && !meant.eq_ignore_ascii_case(term)).then_some(meant)
}

/// An address with the mechanism of its family: `ipv4:`, `ip:`, `ip4:` before an IPv6 address, or nothing before it.
fn ip_term(name: &str, value: &str) -> Option<String> {
    if !matches!(name, "ip" | "ip4" | "ip6" | "ipv4" | "ipv6" | "ip4v" | "ip6v" | "ipv" | "p4" | "pi4") {
        return None;
    }
    let (ip, prefix) = value.split_once('/').unwrap_or((value, ""));
    let ip: IpAddr = ip.trim_matches(['[', ']', ':']).parse().or_else(|_| ip.parse()).ok()?;
    let family = if ip.is_ipv4() { "ip4" } else { "ip6" };
    Some(if prefix.is_empty() { format!("{family}:{ip}") } else { format!("{family}:{ip}/{prefix}") })
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
            ("v=spf1; ipv4:192.0.2.1 -all", None),
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
            ("include", None),
            ("ip4:192.0.2.1/33", None),
            ("nonsense:x", None),
        ] {
            assert_eq!(suggest_term(term).as_deref(), want, "{term}");
        }
    }
}
