//! Keys by which duplicates are found: the same address again, and another spelling of the same mailbox.
//!
//! A key is for comparing only. It is never shown, mailed to or written to a list.

use super::Address;
use super::local::is_quoted;
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// The same for two spellings of one address: the domain as the DNS compares it; the local-part in NFC, without needless
/// quotes, and case-folded.
///
/// RFC 5321 §2.4 leaves the case of the local-part to the receiving host, but no large provider tells two mailboxes
/// apart by case alone, and mailing a person twice is the likelier harm.
pub fn canonical_key(address: &Address<'_>) -> String {
    let local_part = folded(&address.local_part);
    let mut key = String::with_capacity(local_part.len() + 1 + address.domain_ascii.len());
    key.push_str(&local_part);
    key.push('@');
    key.push_str(&address.domain_ascii);
    key
}

/// The same for all spellings that the provider delivers to one mailbox, or `None` when no rule is known for the domain.
pub fn alias_key(address: &Address<'_>) -> Option<String> {
    let domain = address.domain_ascii.as_ref();
    let local_part = folded(&address.local_part);
    if let Some(alias) = ALIASES.get(domain) {
        return Some(format!("{}@{}", alias.mailbox(&local_part), alias.main_domain));
    }
    let (name, parent) = domain.split_once('.')?;
    let alias = ALIASES.get(parent).filter(|alias| alias.subdomain)?;
    Some(format!("{name}@{}", alias.main_domain))
}

/// Lower-case, in NFC, and without quotes that change nothing: `"ann"` is `ann` (RFC 5321 §4.1.2).
fn folded(local_part: &str) -> Cow<'_, str> {
    if is_quoted(local_part) {
        let mut inner = String::with_capacity(local_part.len());
        let mut escaped = false;
        for c in local_part[1..local_part.len() - 1].chars() {
            escaped = c == '\\' && !escaped;
            if !escaped {
                inner.push(c);
            }
        }
        let is_dot_atom = inner
            .split('.')
            .all(|atom| !atom.is_empty() && atom.chars().all(|c| u8::try_from(c).map_or(true, super::chars::is_atext)));
        return Cow::Owned(if is_dot_atom { fold(&inner) } else { fold(local_part) });
    }
    if local_part.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(local_part);
    }
    Cow::Owned(fold(local_part))
}

fn fold(local_part: &str) -> String {
    if local_part.is_ascii() { local_part.to_ascii_lowercase() } else { local_part.to_lowercase().nfc().collect() }
}

/// What a provider ignores in a local-part.
struct Alias {
    /// The domain that all of the provider's interchangeable domains share.
    main_domain: &'static str,
    dots: bool,
    /// Dots, underscores and hyphens do not count.
    marks: bool,
    plus: bool,
    hyphen: bool,
    dot_is_hyphen: bool,
    subdomain: bool,
}

impl Alias {
    fn parse(line: &'static str) -> Option<(&'static str, Alias)> {
        let mut fields = line.split('\t');
        let (domain, main_domain, rules) = (fields.next()?, fields.next()?, fields.next()?);
        let has = |rule| rules.split(',').any(|listed| listed == rule);
        let alias = Alias {
            main_domain,
            dots: has("dots"),
            marks: has("marks"),
            plus: has("plus"),
            hyphen: has("hyphen"),
            dot_is_hyphen: has("dot_is_hyphen"),
            subdomain: has("subdomain"),
        };
        Some((domain, alias))
    }

    /// The local-part of the mailbox. A rule that would leave nothing is not used.
    fn mailbox(&self, local_part: &str) -> String {
        let mut base = local_part;
        for (used, mark) in [(self.plus, '+'), (self.hyphen, '-')] {
            if used && let Some((before, _)) = base.split_once(mark) {
                base = if before.is_empty() { base } else { before };
            }
        }
        if self.marks {
            return base.replace(['.', '_', '-'], "");
        }
        if self.dots {
            return base.replace('.', "");
        }
        if self.dot_is_hyphen { base.replace('.', "-") } else { base.to_owned() }
    }
}

static ALIASES: LazyLock<HashMap<&'static str, Alias>> = LazyLock::new(|| {
    include_str!("../../data/aliases.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(Alias::parse)
        .collect()
});

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::read_cell;

    fn keys(cell: &str) -> (String, Option<String>) {
        let readings = read_cell(cell.as_bytes());
        let address = readings.as_slice()[0].address.as_ref().expect(cell);
        (canonical_key(address), alias_key(address))
    }

    fn same_address(one: &str, other: &str) {
        assert_eq!(keys(one).0, keys(other).0, "{one} {other}");
    }

    fn same_mailbox(one: &str, other: &str) {
        assert!(keys(one).1.is_some(), "{one}");
        assert_eq!(keys(one).1, keys(other).1, "{one} {other}");
    }

    fn other_mailbox(one: &str, other: &str) {
        assert_ne!(keys(one).1, keys(other).1, "{one} {other}");
    }

    #[test]
    fn one_address_in_two_spellings_has_one_key() {
        same_address("Ann.Lee@Mail.Example.DE", "ann.lee@mail.example.de");
        same_address("ann@bücher.de", "ann@XN--BCHER-KVA.de");
        same_address("jos\u{e9}@a.de", "jose\u{301}@a.de");
        same_address("JOSÉ@a.de", "josé@a.de");
        same_address("\"ann\"@a.de", "ann@a.de");
        same_address("\"a\\nn\"@a.de", "ann@a.de");
    }

    #[test]
    fn two_addresses_have_two_keys() {
        for (one, other) in [
            ("ann@a.de", "bob@a.de"),
            ("ann@a.de", "ann@b.de"),
            ("a.nn@a.de", "ann@a.de"),
            ("\"a b\"@a.de", "ab@a.de"),
            ("\"a..b\"@a.de", "\"a.b\"@a.de"),
        ] {
            assert_ne!(keys(one).0, keys(other).0, "{one} {other}");
        }
    }

    #[test]
    fn each_provider_has_its_own_rules() {
        same_mailbox("A.nn+shop@googlemail.com", "ann@gmail.com");
        same_mailbox("ann+shop@outlook.com", "ann@outlook.com");
        same_mailbox("ann-shop@yahoo.com", "ann@yahoo.com");
        same_mailbox("ann@me.com", "ann@icloud.com");
        other_mailbox("ann+x@icloud.com", "ann@icloud.com");
        same_mailbox("shop@ann.fastmail.com", "ann+shop@fastmail.com");
        same_mailbox("ann.lee@ya.ru", "ann-lee+x@yandex.com");
        other_mailbox("a.nn@outlook.com", "ann@outlook.com");
        other_mailbox("ann@hotmail.com", "ann@outlook.com");
        other_mailbox("ann-x@gmail.com", "ann@gmail.com");
    }

    #[test]
    fn unknown_providers_have_no_alias_key() {
        for cell in ["ann+x@a.de", "ann@x.gmail.com", "ann@notgmail.com"] {
            assert_eq!(keys(cell).1, None, "{cell}");
        }
    }

    #[test]
    fn a_rule_never_leaves_an_empty_mailbox() {
        assert_eq!(keys("+shop@gmail.com").1.as_deref(), Some("+shop@gmail.com"));
        assert_eq!(keys("-x@yahoo.com").1.as_deref(), Some("-x@yahoo.com"));
    }

    #[test]
    fn every_line_of_the_table_is_understood() {
        let text = include_str!("../../data/aliases.tsv");
        let lines: Vec<_> = text.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(ALIASES.len(), lines.len());
        for line in lines {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 4, "{line}");
            assert!(ALIASES.contains_key(fields[1]), "{line}: the main domain has no line");
            let known = ["dots", "plus", "hyphen", "marks", "dot_is_hyphen", "subdomain", "none"];
            assert!(fields[2].split(',').all(|rule| known.contains(&rule)), "{line}");
        }
    }
}
