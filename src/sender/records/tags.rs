//! Lists of `tag=value` between semicolons, as DKIM keys and DMARC policies write them (RFC 6376 §3.2, RFC 9989 §4.7).

/// The most tags that are read. A record of 64 KiB could hold many thousands.
const TAGS_MAX: usize = 100;

/// A list of tags in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tags<'a> {
    list: Vec<(&'a str, &'a str)>,
    /// Parts that are no tag, and tags that stand twice.
    pub faults: Vec<String>,
}

impl<'a> Tags<'a> {
    /// Reads a list. Faulty parts are left out and told.
    pub(super) fn read(text: &'a str) -> Tags<'a> {
        let mut tags = Tags::default();
        for part in text.split(';').take(TAGS_MAX) {
            let part = part.trim_matches(is_blank);
            if part.is_empty() {
                continue;
            }
            let Some((name, value)) = part.split_once('=') else {
                tags.faults.push(format!("\"{}\" is no tag with a value", cut(part)));
                continue;
            };
            let (name, value) = (name.trim_matches(is_blank), value.trim_matches(is_blank));
            let letters = name.starts_with(|c: char| c.is_ascii_alphabetic());
            if !letters || !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') {
                tags.faults.push(format!("\"{}\" is no name of a tag", cut(name)));
            } else if tags.get(name).is_some() {
                tags.faults.push(format!("the tag \"{}\" stands twice", cut(name)));
            } else {
                tags.list.push((name, value));
            }
        }
        tags
    }

    /// The value of a tag. Names are told apart by case.
    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.list.iter().find(|(each, _)| *each == name).map(|(_, value)| *value)
    }

    /// Where a tag stands, 0 for the first.
    pub(super) fn position(&self, name: &str) -> Option<usize> {
        self.list.iter().position(|(each, _)| *each == name)
    }

    /// All tags in their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'a str, &'a str)> + '_ {
        self.list.iter().copied()
    }
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Enough of a text to know it by.
pub(super) fn cut(text: &str) -> String {
    const SHOWN_CHARS: usize = 60;
    let mut shown: String = text.chars().take(SHOWN_CHARS).collect();
    if shown.len() < text.len() {
        shown.push('\u{2026}');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_their_faults() {
        let tags = Tags::read("v=DKIM1; k = rsa ;p=a=b;; junk; 9x=1; p=c;");
        assert_eq!(tags.iter().collect::<Vec<_>>(), [("v", "DKIM1"), ("k", "rsa"), ("p", "a=b")]);
        assert_eq!(tags.faults.len(), 3, "{:?}", tags.faults);
        assert_eq!(tags.position("k"), Some(1));
        assert_eq!(tags.get("V"), None);
    }
}
