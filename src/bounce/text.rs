//! Texts of servers brought into one form before the rules look at them: lower case, single spaces, no line ends, no
//! repeated reply codes, no accents, and a sign for every address. Nothing here decides.

use super::status::{Status, reply_code_at_start};

/// The most octets of a diagnostic that are looked at. RFC 5321 §4.5.3.1.5 gives a reply line 512 octets; long replies of many lines
/// stay below this.
pub(super) const DIAGNOSTIC_OCTETS_MAX: usize = 4096;

/// The text up to this many octets, cut at a character.
pub(super) fn cut(text: &str, octets: usize) -> &str {
    &text[..text.floor_char_boundary(octets)]
}

/// The sign for an address that is not the one that was mailed. Of those that were, and where that is not known, it is `@`.
pub(super) const OTHER_ADDRESS: char = '§';

/// The form of a text that the rules match. `recipients` are the forms of the address that was mailed, where it is known.
pub(super) fn normal(text: &str, recipients: &[&str]) -> String {
    let text = cut(text, DIAGNOSTIC_OCTETS_MAX);
    let mut out = String::with_capacity(text.len());
    let mut first_code: Option<&str> = None;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut word = word;
        if reply_code_at_start(word).is_some() && word.is_char_boundary(3) {
            let (code, rest) = word.split_at(3);
            let again = first_code == Some(code);
            if rest.starts_with('-') || again && rest.is_empty() {
                if again {
                    // `550-5.1.1 double-checking`: the second line of a reply.
                    if rest.is_empty() && words.peek().is_some_and(|next| is_status(next)) {
                        words.next();
                    }
                    word = rest.trim_start_matches('-');
                    if word.is_empty() || is_status(word) {
                        continue;
                    }
                } else if rest.len() > 1 {
                    first_code = Some(code);
                    push(&mut out, code, recipients);
                    word = &rest[1..];
                }
            }
            first_code.get_or_insert(code);
        }
        push(&mut out, word, recipients);
    }
    out
}

/// What stays of a text when address, numbers and identifiers are left out: two refusals for one reason come out the same.
pub(super) fn sameness(text: &str, address: &str) -> String {
    let local_part = address.rsplit_once('@').map_or("", |(local_part, _)| local_part).to_lowercase();
    let text = normal(text, &[]);
    let words = text.split_whitespace().filter(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        !word.contains(|c: char| c.is_ascii_digit()) && (local_part.is_empty() || bare != local_part)
    });
    words.collect::<Vec<_>>().join(" ")
}

fn is_status(word: &str) -> bool {
    Status::at_start(word).is_some_and(|(_, end)| end == word.trim_end_matches(':').len())
}

fn push(out: &mut String, word: &str, recipients: &[&str]) {
    if !out.is_empty() {
        out.push(' ');
    }
    match ascii_address_in(word).or_else(|| address_in(word)) {
        Some((start, end)) => {
            let before = word[..start].trim_end_matches(['<', '"', '\'', '(', '[', '`']);
            let after = word[end..].trim_start_matches(['>', '"', '\'', ')', ']']);
            lower(out, before);
            out.push(if is_one_of(&word[start..end], recipients) { '@' } else { OTHER_ADDRESS });
            lower(out, after);
        }
        None if names_mailbox(word, recipients) => out.push('@'),
        None => lower(out, word),
    }
}

/// `'ann'`, `<ann>`: the name of the mailbox alone, where it stands between marks.
fn names_mailbox(word: &str, recipients: &[&str]) -> bool {
    let word = word.trim_end_matches([',', ':', ';', '.', '!']);
    let marked = MARKS.iter().find_map(|(open, close)| word.strip_prefix(*open)?.strip_suffix(*close));
    marked.is_some_and(|name| {
        let name = name.to_lowercase();
        !name.is_empty() && recipients.iter().any(|recipient| mailbox_name(recipient) == name)
    })
}

/// Marks around a name.
const MARKS: &[(char, char)] =
    &[('\'', '\''), ('"', '"'), ('<', '>'), ('`', '\''), ('[', ']'), ('«', '»'), ('„', '“'), ('“', '”'), ('「', '」')];

/// Whether an address is that of a recipient, as a server may write it: with another domain behind the same name, or without a tag.
fn is_one_of(address: &str, recipients: &[&str]) -> bool {
    recipients.is_empty() || {
        let named = mailbox_name(address);
        recipients.iter().any(|recipient| mailbox_name(recipient) == named)
    }
}

/// The local-part of an address without its tag, in lower case.
pub(super) fn mailbox_name(address: &str) -> String {
    let local_part = address.rsplit_once('@').map_or(address, |(local_part, _)| local_part);
    local_part.split('+').next().unwrap_or_default().trim_matches(['"', '\'']).to_lowercase()
}

fn lower(out: &mut String, word: &str) {
    if word.is_ascii() {
        out.extend(word.bytes().map(|b| b.to_ascii_lowercase() as char));
        return;
    }
    for c in word.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{02bc}' => out.push('\''),
            '\u{201c}' | '\u{201d}' => out.push('"'),
            '\u{2013}' | '\u{2014}' => out.push('-'),
            _ => out.extend(c.to_lowercase().map(unaccented)),
        }
    }
}

/// A text in the letters that servers use for it which know ASCII only: `nao existe` for `não existe`. Other scripts stay.
pub(super) fn without_accents(text: &str) -> String {
    text.chars().map(unaccented).collect()
}

fn unaccented(c: char) -> char {
    match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì' | 'í' | 'î' | 'ï' | 'ı' => 'i',
        'ł' | 'ľ' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ő' | 'ø' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' | 'ţ' => 't',
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ű' => 'u',
        'ý' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        other => other,
    }
}

/// Where the address in a word begins and ends, when there is one.
pub(super) fn address_in(word: &str) -> Option<(usize, usize)> {
    let at = memchr::memchr(b'@', word.as_bytes())?;
    let local = word[..at].rfind(|c: char| !is_local(c)).map_or(0, |p| p + width_at(word, p));
    let domain: usize =
        word[at + 1..].char_indices().find(|(_, c)| !is_domain(*c)).map_or(word.len(), |(p, _)| at + 1 + p);
    let domain = at + 1 + word[at + 1..domain].trim_end_matches(['.', '-']).len();
    (local < at && domain > at + 1).then_some((local, domain))
}

/// An address that stands alone, the local-part quoted or not (RFC 5321 §4.1.2).
pub(super) fn whole_address(text: &str) -> Option<String> {
    let text = text.trim();
    let bare = text.strip_prefix('<').and_then(|text| text.strip_suffix('>')).unwrap_or(text);
    if let Some(quoted) = quoted_local(bare) {
        return Some(quoted);
    }
    let (local_part, domain) = bare.rsplit_once('@')?;
    // Logs leave the quotes out: `mary jones@example.com` is one mailbox, and `jones@example.com` another one.
    let is_torn = local_part.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, ',' | '@'));
    if is_torn && !bare.contains(['<', '"', ';']) {
        return (!domain.is_empty() && domain.chars().all(is_domain)).then(|| format!("\"{local_part}\"@{domain}"));
    }
    address_in(bare).map(|(start, end)| bare[start..end].to_owned())
}

/// `"a b"@example.com`, whole. In the quotation a `@` is a sign like any other.
pub(super) fn quoted_local(text: &str) -> Option<String> {
    let inside = text.strip_prefix('"')?;
    let end = inside.rfind("\"@")?;
    let domain: String = inside[end + 2..].chars().take_while(|c| is_domain(*c)).collect();
    (!domain.is_empty()).then(|| format!("\"{}\"@{domain}", &inside[..end]))
}

/// In Chinese and Japanese no space stands between an address and the words around it, so plain addresses end where ASCII does.
pub(super) fn ascii_address_in(word: &str) -> Option<(usize, usize)> {
    let at = memchr::memchr(b'@', word.as_bytes())?;
    let plain = |b: &u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(b);
    let local = word.as_bytes()[..at].iter().rev().take_while(|b| plain(b)).count();
    let domain =
        word.as_bytes()[at + 1..].iter().take_while(|b| b.is_ascii_alphanumeric() || b"-._".contains(b)).count();
    let domain = word[at + 1..at + 1 + domain].trim_end_matches(['.', '-', '_']).len();
    (local > 0 && domain > 0).then_some((at - local, at + 1 + domain))
}

fn width_at(word: &str, at: usize) -> usize {
    word[at..].chars().next().map_or(1, char::len_utf8)
}

fn is_local(c: char) -> bool {
    c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c) || (!c.is_ascii() && c.is_alphanumeric())
}

fn is_domain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_' || (!c.is_ascii() && c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(normal(text, &[]), expected);
    }

    #[test]
    fn a_reply_of_many_lines_becomes_one_sentence() {
        check(
            "550-5.1.1 The email account that you tried to reach\r\n550-5.1.1 does not exist. Please try\n550 5.1.1 again",
            "550 5.1.1 the email account that you tried to reach does not exist. please try again",
        );
        check("550-Mailbox\n550 unknown", "550 mailbox unknown");
        check("421 4.7.0 Try 421 later", "421 4.7.0 try later");
    }

    #[test]
    fn addresses_become_a_sign() {
        check("<Ann.Lee@Example.COM>: User unknown", "@: user unknown");
        check("The user ann@example.com.", "the user @.");
        check("'ann@example.com' is full", "@ is full");
        check("用户ann@example.com不存在", "用户@不存在");
        check("用户@例子.公司", "@");
        check("a @ b", "a @ b");
    }

    #[test]
    fn the_address_of_somebody_else_has_a_sign_of_its_own() {
        let to = ["Ann.Lee+news@example.com"];
        assert_eq!(normal("<ann.lee@mail.example.com>: no such user <list@sender.example>", &to), "@: no such user §");
    }

    #[test]
    fn a_quoted_local_part_is_whole() {
        for (text, expected) in [
            ("\"a b\"@example.com", Some("\"a b\"@example.com")),
            ("\"a@b\"@example.com>", Some("\"a@b\"@example.com")),
            ("\"a\\\"@b\"@example.com", Some("\"a\\\"@b\"@example.com")),
            ("<ann@example.com>", Some("ann@example.com")),
            ("mary jones@example.com", Some("\"mary jones\"@example.com")),
            ("Mary Jones <mary@example.com>", Some("mary@example.com")),
            ("smtp:ann@example.com", Some("ann@example.com")),
            ("\"ann@example.com", Some("ann@example.com")),
            ("\"\"@", None),
        ] {
            assert_eq!(whole_address(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn curly_quotes_become_plain() {
        check("doesn’t “exist”", "doesn't \"exist\"");
    }
}
