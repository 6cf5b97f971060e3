//! What macros stand for (RFC 7208 §7.2, §7.3).

use super::macros::{Macro, MacroString, Piece};
use crate::domain::{DOMAIN_OCTETS_MAX, Domain};
use std::fmt::Write;
use std::net::IpAddr;

/// The longest text that macros may grow to. An explanation is one line of an SMTP reply; far less is usable.
const EXPANSION_OCTETS_MAX: usize = 16 * 1024;

/// The values of the letters. What is `None` differs from client to client, and is not known.
#[derive(Clone, Debug, Default)]
pub(super) struct Values<'a> {
    pub local: Option<&'a str>,
    pub sender_domain: Option<&'a str>,
    /// The domain whose record holds the macro.
    pub domain: &'a str,
    pub ip: Option<IpAddr>,
    /// A confirmed name of the client, `unknown` without one.
    pub confirmed_name: Option<&'a str>,
    pub helo: Option<&'a str>,
    pub receiver: Option<&'a str>,
    pub unix_time: Option<u64>,
}

/// Puts the values in. `None` when one is not known, or when the text grows too long.
pub(super) fn expand(string: &MacroString, values: &Values<'_>) -> Option<String> {
    let mut out = String::new();
    for piece in &string.pieces {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Macro(each) => out.push_str(&value_of(each, values)?),
        }
        if out.len() > EXPANSION_OCTETS_MAX {
            return None;
        }
    }
    Some(out)
}

/// The name that a domain-spec stands for. What is too long loses labels at its left (RFC 7208 §7.3). `Err` holds a text
/// that the DNS cannot have as a name.
pub(super) fn expand_name(string: &MacroString, values: &Values<'_>) -> Option<Result<Domain, String>> {
    let text = expand(string, values)?;
    let mut name = text.strip_suffix('.').unwrap_or(&text);
    while name.len() > DOMAIN_OCTETS_MAX {
        match name.split_once('.') {
            Some((_, rest)) => name = rest,
            None => break,
        }
    }
    Some(Domain::of_dns(name).map_err(|_| name.to_owned()))
}

fn value_of(each: &Macro, values: &Values<'_>) -> Option<String> {
    let value = match each.letter {
        's' => format!("{}@{}", values.local?, values.sender_domain?),
        'l' => values.local?.to_owned(),
        'o' => values.sender_domain?.to_owned(),
        'd' => values.domain.to_owned(),
        'i' => dotted(values.ip?),
        'p' => values.confirmed_name?.to_owned(),
        'v' => if values.ip?.is_ipv4() { "in-addr" } else { "ip6" }.to_owned(),
        'h' => values.helo?.to_owned(),
        'c' => values.ip?.to_string(),
        'r' => values.receiver?.to_owned(),
        't' => values.unix_time?.to_string(),
        _ => return None,
    };
    let value = transform(each, &value);
    Some(if each.escape { url_escape(&value) } else { value })
}

fn transform(each: &Macro, value: &str) -> String {
    let mut parts: Vec<&str> = value.split(|c| each.delimiters.contains(c)).collect();
    if each.reverse {
        parts.reverse();
    }
    let kept = each.parts.unwrap_or(parts.len()).min(parts.len());
    parts[parts.len() - kept..].join(".")
}

/// Everything but the unreserved characters of RFC 3986 §2.3 is escaped.
fn url_escape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for b in value.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~".contains(&b) {
            out.push(char::from(b));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{b:02X}");
        }
    }
    out
}

/// The dotted form of `%{i}`: IPv6 in single hex digits.
fn dotted(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let hex = format!("{:032X}", u128::from(ip));
            hex.chars().map(String::from).collect::<Vec<_>>().join(".")
        }
    }
}

/// The name under which the PTR records of an address stand (RFC 1035 §3.5, RFC 3596 §2.5).
pub(super) fn reverse_name(ip: IpAddr) -> Domain {
    let dotted = dotted(ip);
    let reversed = dotted.rsplit('.').collect::<Vec<_>>().join(".");
    let zone = if ip.is_ipv4() { "in-addr.arpa" } else { "ip6.arpa" };
    Domain::new(&format!("{reversed}.{zone}")).unwrap_or_else(|_| Domain::root())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sender::spf::macros::Place;

    fn values(ip: &str) -> Values<'static> {
        Values {
            local: Some("strong-bad"),
            sender_domain: Some("email.example.com"),
            domain: "email.example.com",
            ip: Some(ip.parse().expect(ip)),
            confirmed_name: Some("mx.example.org"),
            helo: Some("mail.example.com"),
            receiver: Some("mx.receiver.example"),
            unix_time: Some(1_700_000_000),
        }
    }

    fn check(text: &str, ip: &str, want: &str) {
        let string = MacroString::parse(text, Place::Explanation).expect(text);
        assert_eq!(expand(&string, &values(ip)).as_deref(), Some(want), "{text}");
    }

    #[test]
    fn the_examples_of_the_standard_come_out() {
        // RFC 7208 §7.4.
        for (text, want) in [
            ("%{s}", "strong-bad@email.example.com"),
            ("%{o}", "email.example.com"),
            ("%{d}", "email.example.com"),
            ("%{d4}", "email.example.com"),
            ("%{d3}", "email.example.com"),
            ("%{d2}", "example.com"),
            ("%{d1}", "com"),
            ("%{dr}", "com.example.email"),
            ("%{d2r}", "example.email"),
            ("%{l}", "strong-bad"),
            ("%{l-}", "strong.bad"),
            ("%{lr}", "strong-bad"),
            ("%{lr-}", "bad.strong"),
            ("%{l1r-}", "strong"),
            ("%{ir}.%{v}._spf.%{d2}", "3.2.0.192.in-addr._spf.example.com"),
            ("%{lr-}.lp._spf.%{d2}", "bad.strong.lp._spf.example.com"),
            ("%{d2}.trusted-domains.example.net", "example.com.trusted-domains.example.net"),
            ("%{S}", "strong-bad%40email.example.com"),
            ("%{p} %{h} %{r} %{t} %{c}", "mx.example.org mail.example.com mx.receiver.example 1700000000 192.0.2.3"),
            ("%%%_%-", "% %20"),
        ] {
            check(text, "192.0.2.3", want);
        }
        let nibbles = "1.0.B.C.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6";
        check("%{ir}.%{v}", "2001:db8::cb01", nibbles);
    }

    #[test]
    fn a_name_that_is_too_long_loses_its_left_labels() {
        let text = format!("{}.%{{d}}", vec!["abcdefghi"; 30].join("."));
        let string = MacroString::parse(&text, Place::DomainSpec).expect("a name");
        let name = expand_name(&string, &values("192.0.2.3")).expect("known").expect("a name");
        assert!(name.as_str().len() <= DOMAIN_OCTETS_MAX && name.as_str().ends_with(".email.example.com"));
    }

    #[test]
    fn what_differs_from_client_to_client_is_not_guessed() {
        let string = MacroString::parse("%{i}.%{d}", Place::DomainSpec).expect("a name");
        assert_eq!(expand(&string, &Values { domain: "example.com", ..Values::default() }), None);
    }

    #[test]
    fn macros_cannot_grow_without_bound() {
        let local = "a".repeat(1000);
        let many = Values { local: Some(&local), domain: "example.com", ..Values::default() };
        let string = MacroString::parse(&"%{l}".repeat(1000), Place::DomainSpec).expect("a name");
        assert_eq!(expand(&string, &many), None);
    }

    #[test]
    fn addresses_have_reverse_names() {
        assert_eq!(reverse_name("192.0.2.3".parse().expect("ip")).as_str(), "3.2.0.192.in-addr.arpa");
        let v6 = reverse_name("2001:db8::1".parse().expect("ip"));
        assert!(v6.as_str().starts_with("1.0.0.0.") && v6.as_str().ends_with(".8.b.d.0.1.0.0.2.ip6.arpa"));
    }
}
