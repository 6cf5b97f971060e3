//! What the largest providers can have given out as the part before the `@`: a table, and the look-up in it.
//!
//! A rule is the widest that was ever in force, as far as it is known. What breaks it is for review, never rejected.

use super::table::rows;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The rule of a provider for the names of its mailboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPartRule {
    octets_min: usize,
    octets_max: usize,
    characters: Signs,
    first: Signs,
    last: Signs,
    /// May not stand twice in a row.
    not_doubled: Signs,
    /// Does not count for the length.
    not_counted: Signs,
    /// What follows is a tag, which is not judged.
    tag: Option<u8>,
}

/// Some ASCII characters, a bit for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Signs(u128);

impl Signs {
    /// Those of a column: `a` stands for all letters, `0` for all digits.
    fn of(text: &str) -> Signs {
        let bits = |range: std::ops::RangeInclusive<u8>| range.fold(0, |bits, byte| bits | 1u128 << byte);
        Signs(text.bytes().filter(u8::is_ascii).fold(0, |all, byte| match byte {
            b'a' => all | bits(b'a'..=b'z') | bits(b'A'..=b'Z'),
            b'0' => all | bits(b'0'..=b'9'),
            _ => all | 1u128 << byte,
        }))
    }

    fn have(self, byte: u8) -> bool {
        byte.is_ascii() && self.0 >> byte & 1 == 1
    }
}

impl LocalPartRule {
    /// The rule for a domain in lower-case ASCII, if the table has one.
    pub fn of(domain: &str) -> Option<&'static LocalPartRule> {
        static BUILTIN: LazyLock<HashMap<&'static str, LocalPartRule>> = LazyLock::new(|| {
            let text = include_str!("../../data/local_parts.tsv");
            let lines =
                rows("local_parts.tsv", text).filter_map(|row| Some((row.field(0), rule(&|at| row.field(at))?)));
            lines.flat_map(|(domains, rule)| domains.split(',').map(move |domain| (domain, rule.clone()))).collect()
        });
        BUILTIN.get(domain)
    }

    /// Whether the provider can have given out a mailbox of this name. What is in quotes or not in ASCII is judged elsewhere.
    pub fn allows(&self, local_part: &str) -> bool {
        if !local_part.is_ascii() || local_part.starts_with('"') {
            return true;
        }
        let written = local_part.as_bytes();
        let end = self.tag.and_then(|tag| memchr::memchr(tag, written)).unwrap_or(written.len());
        let name = &written[..end];
        let counted = name.iter().filter(|&&byte| !self.not_counted.have(byte)).count();
        let doubled = name.windows(2).any(|pair| pair[0] == pair[1] && self.not_doubled.have(pair[0]));
        (self.octets_min..=self.octets_max).contains(&counted)
            && !doubled
            && name.iter().all(|&byte| self.characters.have(byte))
            && name.first().is_some_and(|&byte| self.first.have(byte))
            && name.last().is_some_and(|&byte| self.last.have(byte))
    }
}

/// The rule in a row; `None` when a length is no number.
fn rule(field: &dyn Fn(usize) -> &'static str) -> Option<LocalPartRule> {
    let known = |at: usize| Some(field(at)).filter(|text| *text != "-");
    let length = |at: usize, unknown: usize| known(at).map_or(Some(unknown), |text| text.parse().ok());
    let signs = |at: usize| known(at).map(Signs::of);
    let characters = Signs::of(field(3));
    Some(LocalPartRule {
        octets_min: length(1, 1)?,
        octets_max: length(2, usize::MAX)?,
        characters,
        first: signs(4).unwrap_or(characters),
        last: signs(5).unwrap_or(characters),
        not_doubled: signs(6).unwrap_or(Signs(0)),
        not_counted: signs(7).unwrap_or(Signs(0)),
        tag: known(8).and_then(|text| text.bytes().next()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_a_rule_with_a_source() {
        let text = include_str!("../../data/local_parts.tsv");
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&'static str> = line.split('\t').collect();
            assert_eq!(fields.len(), 11, "{line}");
            assert!(rule(&|at| fields[at]).is_some() && !fields[9].is_empty(), "{line}");
        }
    }

    #[test]
    fn names_that_no_provider_gave_out_are_told() {
        let allows = |address: &str| {
            let (local_part, domain) = address.rsplit_once('@').expect("an address");
            LocalPartRule::of(domain).is_none_or(|rule| rule.allows(local_part))
        };
        for address in [
            "a123456789012345678901234567890@gmail.com",
            "ann_lee@gmail.com",
            "ann..lee@gmail.com",
            "-annlee@outlook.com",
            "9ann@hotmail.com",
            "a'b@qq.com",
            "ann lee@web.de",
        ] {
            assert!(!allows(address), "{address}");
        }
        for address in [
            "ann@gmail.com",
            "a.n.n.l.e.e@gmail.com",
            "annlee+a@gmail.com",
            "Ann.Lee@outlook.com",
            "10001@qq.com",
            "13800138000@163.com",
            "ann..lee.@docomo.ne.jp",
            "ann_lee@yahoo.com",
            "a@firma.de",
            "王@qq.com",
        ] {
            assert!(allows(address), "{address}");
        }
    }
}
