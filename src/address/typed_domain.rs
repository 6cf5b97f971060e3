//! A domain as people type it: in any script, perhaps with an address or a final dot around it.

use super::read_cell;
use crate::domain::Domain;
use std::net::IpAddr;

/// The domain of a text that is one; `None` for a host without a dot, an IP address, and what is pasted out of an address bar, which is
/// a mistake to be told and not a name to be asked about.
pub fn domain_as_typed(text: &str) -> Option<Domain> {
    let bare = text.trim().rsplit('@').next().unwrap_or_default();
    let ascii = if bare.is_ascii() { bare.to_owned() } else { to_ascii(bare)? };
    Domain::new(&ascii)
        .ok()
        .filter(|domain| domain.as_str().contains('.') && ascii.parse::<IpAddr>().is_err())
        .filter(|domain| domain.as_str().bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b)))
}

fn to_ascii(text: &str) -> Option<String> {
    let as_address = format!("a@{text}");
    let readings = read_cell(as_address.as_bytes());
    readings.as_slice().first()?.address.as_ref().map(|address| address.domain_ascii.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_read_as_people_type_them() {
        for (text, domain) in [
            ("example.com", Some("example.com")),
            (" ann@Example.COM. ", Some("example.com")),
            ("例子.example", Some("xn--fsqu00a.example")),
            ("localhost", None),
            ("192.0.2.1", None),
            ("https://example.com/", None),
            ("", None),
        ] {
            assert_eq!(domain_as_typed(text).map(|domain| domain.to_string()).as_deref(), domain, "{text}");
        }
    }
}
