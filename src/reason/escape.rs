//! Texts of strangers that may end in the log of a CI job. Runners take some texts in a log for commands: Azure Pipelines
//! `##vso[...]` and `##[...]` anywhere in a line, GitHub `::name ...::`, GitLab the markers of its sections. Here one sign of
//! each such text is written in another way, so that the text stays readable and no runner obeys it. This must never touch
//! what presend copies from a list into a list: those bytes are the user's.

use std::borrow::Cow;
use std::path::Path;

/// Letters between `##` and `[` that still count as a command.
const WORD_OCTETS_MAX: usize = 32;

/// The name of a file as messages show it: in one line, whatever it holds.
pub fn file(path: impl AsRef<Path>) -> String {
    one_line(&path.as_ref().to_string_lossy())
}

/// The text with its line ends and other control characters escaped.
pub fn one_line(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') {
            shown.extend(c.escape_unicode())
        } else {
            shown.push(c)
        }
    }
    shown
}

/// The text with every command visibly broken: `#\u{23}[error]`, `:\u{3a}error::`. For texts that people read.
pub fn broken_up(text: &str) -> Cow<'_, str> {
    escaped(text, |sign| format!("\\u{{{sign:x}}}"))
}

/// JSON with every command broken inside its strings, and with what steers a terminal or turns the direction of a line escaped. The strings mean
/// the same as before. Outside of strings JSON has no such signs.
pub fn json(text: &str) -> Cow<'_, str> {
    let steers = |c: char| matches!(c, '\u{7f}'..='\u{9f}' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text = escaped(text, |sign| format!("\\u{sign:04x}"));
    if !text.contains(steers) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if steers(c) { shown.push_str(&format!("\\u{:04x}", u32::from(c))) } else { shown.push(c) }
    }
    Cow::Owned(shown)
}

/// CSV as it is printed to a log: nothing in it steers the runner or a terminal, and it stays CSV. Bytes that are no
/// UTF-8 are shown as such.
pub fn csv(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let text = broken_up(&text);
    let mut shown = String::with_capacity(text.len());
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let ends_line = c == '\n' || (c == '\r' && signs.peek() == Some(&'\n'));
        if c.is_control() && !ends_line && c != '\t' { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown
}

fn escaped(text: &str, escape: impl Fn(u8) -> String) -> Cow<'_, str> {
    if !(text.contains("##") || text.contains("::") || text.contains("section_")) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut copied = 0;
    for place in signs(text.as_bytes()) {
        shown.push_str(&text[copied..place]);
        shown.push_str(&escape(text.as_bytes()[place]));
        copied = place + 1;
    }
    shown.push_str(&text[copied..]);
    Cow::Owned(shown)
}

/// Where the signs stand without which nothing in the text is a command. Each is one octet of ASCII.
fn signs(text: &[u8]) -> Vec<usize> {
    let mut places = Vec::new();
    let mut start = 0;
    while let Some(sign) = text.get(start) {
        let end = start + text[start..].iter().take_while(|octet| *octet == sign).count();
        let after = &text[end..];
        // All but the first of a run: the runner may begin to read at any of them.
        match (sign, end - start) {
            (b'#', 2..) if azure_begins(after) => places.extend(start + 1..end),
            (b':', 2..) if github_begins(after) => places.extend(start + 1..end),
            (b':', 1) if gitlab_begins(&text[..start], after) => places.push(start),
            _ => {}
        }
        start = end;
    }
    places
}

/// `[` or `vso[`; any word may stand before the bracket, since new ones may come.
fn azure_begins(after: &[u8]) -> bool {
    let word = word(after, |octet| octet.is_ascii_alphanumeric());
    word <= WORD_OCTETS_MAX && after.get(word) == Some(&b'[')
}

/// A name that is no part of an IPv6 address such as `2001:db8::1`; or any word that ends in `::` too, which may be the
/// token of `stop-commands`.
fn github_begins(after: &[u8]) -> bool {
    let name = &after[..word(after, |octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_'))];
    let token = word(after, |octet| octet.is_ascii_alphanumeric() || matches!(octet, b'-' | b'_' | b'.'));
    name.iter().any(|octet| !octet.is_ascii_hexdigit()) || (token > 0 && after[token..].starts_with(b"::"))
}

/// `section_start:1700000000:name` and `section_end:...`.
fn gitlab_begins(before: &[u8], after: &[u8]) -> bool {
    (before.ends_with(b"section_start") || before.ends_with(b"section_end"))
        && after.first().is_some_and(u8::is_ascii_digit)
}

/// Octets at the beginning that belong to a word.
fn word(text: &[u8], belongs: impl Fn(u8) -> bool) -> usize {
    text.iter().take_while(|octet| belongs(**octet)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(broken_up(text), expected);
        assert_eq!(broken_up(expected), expected, "once is enough");
    }

    #[test]
    fn json_steers_no_terminal_and_means_the_same() {
        let strings = ["a\u{9b}2J", "\u{7f}", "\u{202e}moc.elpmaxe", "\u{2028}", "zoë 用户 \u{2019}"];
        for text in strings {
            let line = serde_json::to_string(text).expect("a string");
            let shown = json(&line);
            assert_eq!(serde_json::from_str::<String>(&shown).expect("JSON"), text);
            assert!(!shown.contains(['\u{9b}', '\u{7f}', '\u{202e}', '\u{2028}']), "{shown}");
        }
    }

    #[test]
    fn commands_of_azure_are_broken_anywhere_in_a_line() {
        check("a ##vso[task.setvariable variable=x]y", "a #\\u{23}vso[task.setvariable variable=x]y");
        check("##[error]no", "#\\u{23}[error]no");
        check("###[group]", "#\\u{23}\\u{23}[group]");
        check("##VSO[x]##[y]", "#\\u{23}VSO[x]#\\u{23}[y]");
        check("## a heading [1]", "## a heading [1]");
    }

    #[test]
    fn commands_of_github_are_broken_and_addresses_of_ipv6_are_not() {
        check("::error file=x::y", ":\\u{3a}error file=x:\\u{3a}y");
        check("x ::add-mask::ab", "x :\\u{3a}add-mask::ab");
        check("::set-output name=z::1", ":\\u{3a}set-output name=z::1");
        check(":::group::", ":\\u{3a}\\u{3a}group::");
        check("::abc::", ":\\u{3a}abc::");
        check("::0f.e::", ":\\u{3a}0f.e::");
        for address in ["2001:db8::1", "fe80::a%eth0", "::1", "::", "::/0", "::ffff:192.0.2.1", "[IPv6:2001:db8::25]"] {
            check(address, address);
        }
        check("ip6:2001:db8::/32 and fe80::a", "ip6:2001:db8::/32 and fe80::a");
    }

    #[test]
    fn sections_of_gitlab_are_broken() {
        check("section_start:1:a", "section_start\\u{3a}1:a");
        check("section_end:1:a", "section_end\\u{3a}1:a");
        check("section_start: none", "section_start: none");
    }

    #[test]
    fn json_means_the_same_as_before() {
        for text in ["##vso[a]", "\\##[b]\\::error::c", "section_start:1:d\r\u{1b}[0K", "plain", "2001:db8::1"] {
            let plain = serde_json::to_string(&[text, text]).expect("JSON");
            let broken = json(&plain);
            assert_eq!(serde_json::from_str::<Vec<String>>(&broken).expect("still JSON"), [text, text]);
            assert!(signs(broken.as_bytes()).is_empty(), "{broken}");
        }
    }

    #[test]
    fn a_table_in_a_log_stays_a_table() {
        assert_eq!(csv(b"1,\"##[error]\"\"\r\n::a\tx\"\r\n"), "1,\"#\\u{23}[error]\"\"\r\n::a\tx\"\r\n");
        assert_eq!(csv(b"section_start:1:a\r\x1b[0K\n"), "section_start\\u{3a}1:a\\u{d}\\u{1b}[0K\n");
    }

    #[test]
    fn a_name_is_shown_in_one_line() {
        assert_eq!(file("a\r\nb\u{2028}\u{1b}[1m/ü.csv"), "a\\u{d}\\u{a}b\\u{2028}\\u{1b}[1m/ü.csv");
    }
}
