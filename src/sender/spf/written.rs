//! The terms of a record as they were meant, however blanks fell between them: strings that were put together without one, and blanks inside a term.

use super::near_miss::suggest_term;
use super::record;

/// How a term begins that may stand glued to the one before it.
const BEGINNINGS: &[&str] = &["include:", "ip4:", "ip6:", "redirect=", "exists:"];

/// Mechanisms with a colon too many. Of `ip6` it may belong to the address.
const DOUBLED: &[&str] = &["include::", "ip4::", "exists::", "a::", "mx::"];

/// Whether a text is one term of the grammar (RFC 7208 §12).
pub fn is_term(text: &str) -> bool {
    record::is_term(text)
}

/// The terms of a record, without its version, each as it was meant; in place of one of which that cannot be said stands `Err`.
pub fn meant(text: &str) -> Vec<Result<String, String>> {
    let mut words: Vec<String> = Vec::new();
    let single = |word: &str| {
        let lower = word.trim_start_matches(['+', '-', '~', '?']).to_ascii_lowercase();
        if let Some((mechanism, host)) = word.split_once("://").filter(|_| lower.starts_with("include:http")) {
            let mechanism = mechanism.trim_end_matches(|c: char| c != ':');
            return format!("{mechanism}{}", host.trim_end_matches('/'));
        }
        let is_doubled = DOUBLED.iter().any(|mechanism| lower.starts_with(mechanism));
        if is_doubled { word.replacen("::", ":", 1) } else { word.to_owned() }
    };
    for word in text.split_whitespace().skip(1).map(single).flat_map(|word| cut(&word)) {
        let joined = words.last().map(|before| format!("{before}{word}"));
        match (words.last_mut(), joined) {
            (Some(before), Some(joined)) if is_open(before) && is_term(&joined) => *before = joined,
            _ => words.push(word),
        }
    }
    words.into_iter().flat_map(read).collect()
}

/// A word that needs something behind it: a mark alone, or a mechanism with nothing behind its colon.
fn is_open(word: &str) -> bool {
    ["-", "~", "?", "+"].contains(&word) || (word.ends_with([':', '=']) && !is_term(word)) || word == "redirect="
}

fn read(word: String) -> Vec<Result<String, String>> {
    if is_term(&word) {
        return vec![Ok(word)];
    }
    if let Some(terms) = listed(&word) {
        return terms.into_iter().map(Ok).collect();
    }
    match suggest_term(&word) {
        Some(terms) => terms.split(' ').map(|term| Ok(term.to_owned())).collect(),
        None => vec![Err(word)],
    }
}

/// Several values behind one colon, with commas between them, as a term each.
fn listed(word: &str) -> Option<Vec<String>> {
    let (name, values) = word.split_once(':')?;
    let values: Vec<&str> = values.split([',', ';']).filter(|value| !value.is_empty()).collect();
    if values.len() < 2 {
        return None;
    }
    let whole = |value: &&str| {
        let term = if value.contains(':') && is_term(value) { (*value).to_owned() } else { format!("{name}:{value}") };
        if is_term(&term) { Some(term) } else { suggest_term(&term).filter(|term| !term.contains(' ')) }
    };
    values.iter().map(whole).collect()
}

/// A word broken where another term begins inside it, if all parts are terms.
fn cut(word: &str) -> Vec<String> {
    let lower = word.to_ascii_lowercase();
    let mut cuts: Vec<usize> = vec![0];
    for at in (1..lower.len()).filter(|&at| lower.is_char_boundary(at)) {
        let begins = BEGINNINGS.iter().any(|beginning| lower[at..].starts_with(beginning));
        let is_marked = |mark: char| lower[at..].strip_prefix(mark) == Some("all");
        // A hyphen stands in names too, though hardly behind an address.
        let ends = is_marked('~') || is_marked('?') || (is_marked('-') && lower.starts_with("ip"));
        let mark = usize::from(lower[..at].ends_with(['+', '-', '~', '?']));
        if (begins || ends) && at > mark {
            cuts.push(at - mark);
        }
    }
    cuts.push(word.len());
    cuts.dedup();
    let parts: Vec<String> = cuts.windows(2).map(|pair| word[pair[0]..pair[1]].to_owned()).collect();
    if parts.len() > 1 && parts.iter().all(|part| is_term(part)) { parts } else { vec![word.to_owned()] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let read: Vec<String> =
            meant(text).into_iter().map(|term| term.unwrap_or_else(|term| format!("<{term}>"))).collect();
        assert_eq!(read.join(" "), expected, "{text}");
    }

    #[test]
    fn terms_are_read_as_they_were_meant() {
        for same in
            ["a mx -all", "include:_spf.example.com ~all", "exists:%{i}._spf.%{d} redirect=x.example", "x= -all"]
        {
            check(&format!("v=spf1 {same}"), same);
        }
        for (text, expected) in [
            ("v=spf1 ip4:192.0.2.1ip4:192.0.2.2-all", "ip4:192.0.2.1 ip4:192.0.2.2 -all"),
            ("v=spf1 include:a.exampleinclude:b.example~all", "include:a.example include:b.example ~all"),
            ("v=spf1 mx?include:b.example -all", "mx ?include:b.example -all"),
            ("v=spf1 include: a.example ip4: 192.0.2.1 - all", "include:a.example ip4:192.0.2.1 -all"),
            ("v=spf1 ip4:192.0.2.6-9 ~al", "ip4:192.0.2.6/31 ip4:192.0.2.8/31 ~all"),
            ("v=spf1 include:spf.mail-all -all", "include:spf.mail-all -all"),
            ("v=spf1 exists:%{i.x.example nonsense:x -all", "<exists:%{i.x.example> <nonsense:x> -all"),
            ("v=spf1 ip4:192.0.2.1,192.0.2.2,ip6:2001:db8::1 -all", "ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1 -all"),
            ("v=spf1 include:a.example,b.example, -all", "include:a.example include:b.example -all"),
            ("v=spf1 ip4::192.0.2.1 -include:: a.example ip6:::1", "ip4:192.0.2.1 -include:a.example ip6:::1"),
            ("v=spf1 ip6:2001:db8:a::1", "ip6:2001:db8:a::1"),
            ("v=spf1", ""),
        ] {
            check(text, expected);
        }
    }

    proptest::proptest! {
        // Where a failure would be kept, no folder belongs.
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn what_was_meant_is_of_the_grammar(any: String, close in "[ipa46mxncluderst:=/.,~?+%{} é0-9-]{0,60}") {
            for text in [any, format!("v=spf1 {close}"), format!("v=spf1 ip4:192.0.2.1{close}")] {
                assert!(meant(&text).into_iter().flatten().all(|term| is_term(&term)), "{text}");
            }
        }
    }
}
