//! When words beside an address are surely not part of it: names, labels, joining words, bullets.
//!
//! A wrong guess mails a stranger (`John smith@example.com` may be one address with a space in it), so a doubt means no.

use super::host_is_complete;
use super::judge::at_sign;
use crate::domain::suffix::public_suffix;

/// Whether the words before a bare address are surely a name or a label, and no torn-off part of the local-part.
pub(super) fn surely_a_name(words: &str, address: &str) -> bool {
    let words = words.trim();
    if words.ends_with([':', '-', '–', '—', '=', '|', '"', ')', '：', '>']) || is_only_marks(words) {
        return true;
    }
    let (local_part, domain) = at_sign(address).map_or(("", ""), |at| (&address[..at], &address[at + 1..]));
    if leads_to_an_address(words) || is_phone_number(words) || is_web_address(words, domain) {
        return true;
    }
    if local_part.is_ascii() && words.chars().any(|c| !c.is_ascii() && c.is_alphabetic()) {
        return true;
    }
    let folded = local_part.to_lowercase();
    let mut count = 0;
    let mut all_capital = true;
    for word in words.split(|c: char| c.is_whitespace() || c == ',').filter(|word| word.contains(char::is_alphabetic)) {
        const LETTERS_MIN: usize = 3;
        if word.chars().count() >= LETTERS_MIN && folded.contains(&word.to_lowercase()) {
            return true;
        }
        count += 1;
        all_capital &= word.starts_with(char::is_uppercase);
    }
    count >= 2 && all_capital && !local_part.starts_with(char::is_uppercase)
}

/// Whether the words end as a label or a sentence does before an address: `Email`, `please write to`.
fn leads_to_an_address(words: &str) -> bool {
    const LABELS: &[&str] = &["email", "e-mail", "mail", "mailto", "emails", "correo", "courriel"];
    const PREPOSITIONS: &[&str] = &["at", "to", "is", "via", "by", "an", "unter", "ist", "à", "est", "a", "en", "es"];
    let is = |word: &str, listed: &[&str]| listed.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut before = words.rsplit(char::is_whitespace);
    let last = before.next().unwrap_or_default();
    is(last, LABELS)
        || is(last, PREPOSITIONS) && before.any(|word| word.contains(char::is_alphabetic))
        || is(last, &["address", "addr", "adresse"]) && before.next().is_some_and(|word| is(word, LABELS))
}

/// Whether text is a telephone number, with or without a word that says so. A number without any sign of one may be half
/// of a local-part.
fn is_phone_number(words: &str) -> bool {
    const DIGITS_MIN: usize = 7;
    const LABELS: &[&str] = &[
        "tel",
        "telephone",
        "telefon",
        "téléphone",
        "teléfono",
        "phone",
        "ph",
        "fon",
        "fone",
        "mobile",
        "mobil",
        "móvil",
        "cell",
        "handy",
        "fax",
        "t",
        "m",
        "p",
    ];
    let number = words.trim_start_matches(|c: char| c.is_alphabetic());
    let label = &words[..words.len() - number.len()];
    let number = number.trim_start_matches(['.', ':', ' ']);
    let labelled = !label.is_empty() && LABELS.iter().any(|known| *known == label.to_lowercase());
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let shaped =
        number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '+' | '-' | '/' | '.' | '(' | ')' | ','));
    let grouped = number.starts_with(['0', '+', '(']) || number.trim().contains([' ', '-', '/', '(']);
    shaped && digits >= DIGITS_MIN && (labelled || label.is_empty() && grouped)
}

/// Whether each word is the address of a web page, or the domain that the e-mail address has too.
fn is_web_address(words: &str, domain: &str) -> bool {
    words.split_whitespace().all(|word| is_link(word) || word.eq_ignore_ascii_case(domain))
}

fn is_link(word: &str) -> bool {
    let starts = |prefix: &str| word.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    starts("www.") || starts("http://") || starts("https://")
}

/// Whether text has nothing that could be read: no letter and no digit, or only a number that counts items.
pub(super) fn is_only_marks(text: &str) -> bool {
    let text = text.trim();
    let numbering = text.strip_suffix(['.', ')', '、']).unwrap_or("");
    let is_number = (1..=4).contains(&numbering.len()) && numbering.bytes().all(|b| b.is_ascii_digit());
    is_number || !text.contains(|c: char| c.is_alphanumeric() || c == char::REPLACEMENT_CHARACTER)
}

/// Whether a word only joins two addresses.
pub(super) fn joins(word: &str) -> bool {
    const JOINING: &[&str] =
        &["and", "or", "und", "oder", "et", "ou", "y", "e", "o", "和", "或", "与", "及", "и", "или"];
    is_only_marks(word) || JOINING.iter().any(|joining| joining.eq_ignore_ascii_case(word))
}

/// Whether words after an address could be the rest of its domain, as `com` in `ann@yahoo com`.
///
/// A whole domain before them does not settle it: `ann@yahoo.co uk`.
pub(super) fn may_be_rest_of_domain(address: &str, words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ',', ';']);
    if is_only_marks(words) {
        return false;
    }
    let Some(at) = at_sign(address) else { return true };
    let domain = address[at + 1..].trim_end_matches(['.', ',', ';', ':', '>', '"', '\'', ')', ']']);
    if !host_is_complete(domain) {
        return true;
    }
    let ending = words.trim_start_matches('.').to_ascii_lowercase();
    if is_link(&ending) || ending.contains(|c: char| c.is_whitespace() || matches!(c, '(' | '"')) {
        return false;
    }
    if !host_is_complete(&format!("a.{ending}")) {
        return false;
    }
    // Many words are endings by now (`work`, `foo`). Behind a whole domain only those are taken for one that people know
    // as endings, and those with which names are registered, as `br` behind `com`.
    let last = domain.rsplit('.').next().unwrap_or_default();
    ending.contains('.')
        || ending.len() == 2
        || ["com", "net", "org"].contains(&ending.as_str())
        || public_suffix(&format!("a.{}.{ending}", last.to_ascii_lowercase()))
            .is_some_and(|suffix| suffix.as_bytes().contains(&b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_cannot_be_meant_otherwise_are_names() {
        for (words, local_part) in [
            ("Ann Lee", "al77"),
            ("ann", "ann.lee"),
            ("张三", "zhangsan"),
            ("E-mail:", "bob"),
            ("E-mail", "bob"),
            ("email address", "bob"),
            ("please write to", "bob"),
            ("Work -", "bob"),
            ("1.", "bob"),
            ("•", "bob"),
            ("0171 1234567", "bob"),
            ("+49 171/123 45 67", "bob"),
            ("Tel. 1234567", "bob"),
            ("www.example.org", "bob"),
            ("https://example.org/contact", "bob"),
            ("x.de", "bob"),
        ] {
            assert!(surely_a_name(words, &format!("{local_part}@x.de")), "{words} {local_part}");
        }
    }

    #[test]
    fn words_that_may_be_torn_off_are_not_names() {
        for (words, local_part) in [
            ("John", "smith"),
            ("john", "smith"),
            ("Mary Ann", "Smith"),
            ("a b", "c"),
            ("Dr.", "lee"),
            ("at", "lee"),
            ("12345678", "lee"),
            ("y.de", "lee"),
        ] {
            assert!(!surely_a_name(words, &format!("{local_part}@x.de")), "{words} {local_part}");
        }
    }

    #[test]
    fn endings_that_were_torn_off_are_seen() {
        for (address, words) in
            [("a@gmail", "com"), ("a@yahoo.co", "uk"), ("a@x.com", "br"), ("a@gmail", "whatever it is")]
        {
            assert!(may_be_rest_of_domain(address, words), "{address} {words}");
        }
        for (address, words) in [
            ("a@x.com", "John"),
            ("a@x.com", "(work)"),
            ("a@x.com", "in the office"),
            ("a@x.com", "-"),
            ("a@x.com", "work"),
            ("a@x.com", "www.x.com"),
        ] {
            assert!(!may_be_rest_of_domain(address, words), "{address} {words}");
        }
    }
}
