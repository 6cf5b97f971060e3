//! Whether a cell or a line looks like an e-mail address, as far as is needed to find the column that holds them.
//!
//! A rough eye, not a judge: it must never be used for a verdict. It sees broken addresses too, since a column of broken
//! addresses is still the e-mail column.

use memchr::memmem;

/// How much a cell looks like an address, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::list) enum Look {
    /// Nothing of an address.
    None,
    /// Text with an `@` in it: a note, a handle.
    Mention,
    /// An address gone wrong, such as `ann@`, `ann@@example.org`, `ann lee@example.org`.
    Broken,
    /// An address by itself, or with a display name.
    Address,
}

/// The longest cell that is looked at, in octets: far more than an address with a display name needs.
const LOOKED_OCTETS_MAX: usize = 1_000;

/// Words in a cell from which on an `@` between them is part of a text.
const TEXT_WORDS_MIN: usize = 4;

/// What a cell, without its CSV quotes, looks like.
pub(in crate::list) fn cell(cell: &[u8]) -> Look {
    let text = trim(cell);
    if text.len() > LOOKED_OCTETS_MAX || !holds_at(text) {
        return Look::None;
    }
    if address(text) || named(text) {
        return Look::Address;
    }
    let words = text.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).count();
    let handle = text.starts_with(b"@") && !text.contains(&b'.');
    // Other delimiters in the cell mean that it is more than one cell.
    let mixed = text.iter().any(|byte| matches!(byte, b';' | b'|' | b'\t'));
    let link = memmem::find(text, b"://").is_some();
    if words >= TEXT_WORDS_MIN || handle || mixed || link { Look::Mention } else { Look::Broken }
}

/// Whether a cell is meant as an address, or as several, valid or not. What begins with its `@` is a handle.
pub(in crate::list) fn is_meant(text: &[u8]) -> bool {
    !trim(text).starts_with(b"@") && cell(text) >= Look::Broken || text.len() <= LINE_OCTETS_MAX && pasted(trim(text))
}

/// Whether a cell looks like somebody's address, or like several, be they broken: what nobody may pass over. Sentences that mention one do
/// not, nor do names to log in with.
pub(in crate::list) fn is_somebodys(text: &[u8]) -> bool {
    const WORDS_MAX: usize = 2;
    match cell(text) {
        Look::Address => true,
        Look::None => false,
        Look::Broken | Look::Mention => {
            let text = trim(text);
            let words = || text.split(|byte| byte.is_ascii_whitespace() || matches!(byte, b',' | b';'));
            let words = || words().filter(|word| !word.is_empty());
            if words().all(address) || text.len() <= LINE_OCTETS_MAX && pasted(text) {
                return true;
            }
            let ending = text.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
            let at = text.iter().rposition(|&byte| byte == b'@');
            words().count() <= WORDS_MAX
                && memmem::find(text, b"://").is_none()
                && at.is_some_and(|at| at > 0 && text[at + 1..].contains(&b'.'))
                && ending.len() >= 2
                && ending.iter().all(u8::is_ascii_alphabetic)
        }
    }
}

/// Whether a cell is shaped like a name to log in with: one word, and a host without a dot behind its only `@`, such as `ann@corp`.
pub(in crate::list) fn is_login(cell: &[u8]) -> bool {
    let text = trim(cell);
    let Some(at) = memchr::memchr(b'@', text) else { return false };
    let is_name = |part: &[u8], more: &[u8]| {
        !part.is_empty() && part.iter().all(|byte| byte.is_ascii_alphanumeric() || more.contains(byte))
    };
    is_name(&text[..at], b"._-\\") && is_name(&text[at + 1..], b"-_")
}

/// Whether a cell could be an address that lost its `@`: one word with a dot inside, such as `ann.example.com`.
pub(in crate::list) fn is_attempt(cell: &[u8]) -> bool {
    let text = trim(cell);
    let word = text.len() <= LOOKED_OCTETS_MAX && !text.iter().any(|byte| byte.is_ascii_whitespace());
    let ending = text.rsplit(|&byte| byte == b'.').next().unwrap_or_default();
    word && text.first().is_some_and(|first| first.is_ascii_alphanumeric())
        && ending.len() >= 2
        && ending.len() < text.len()
        && ending.iter().all(u8::is_ascii_alphabetic)
        && memmem::find(text, b"//").is_none()
        && !text.starts_with(b"www.")
}

/// Whether a cell says that there is no address.
pub(in crate::list) fn is_nothing(cell: &[u8]) -> bool {
    const NOTHING: [&[u8]; 14] = [
        b"n/a",
        b"na",
        b"none",
        b"null",
        b"nil",
        b"nan",
        b"unknown",
        b"missing",
        b"keine",
        b"#n/a",
        b"tbd",
        "无".as_bytes(),
        "没有".as_bytes(),
        "なし".as_bytes(),
    ];
    let text = trim(cell);
    !text.iter().any(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii() || *byte == b'@')
        || NOTHING.iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// The longest line of several addresses that is looked at, in octets.
const LINE_OCTETS_MAX: usize = 64 << 10;

/// What a whole line looks like, taken for a row of a plain list.
pub(in crate::list) fn line(line: &[u8]) -> Look {
    let text = trim(line);
    // Lists pasted out of a mail program end their lines with the separator.
    let text = trim(text.strip_suffix(b";").or(text.strip_suffix(b",")).unwrap_or(text));
    if text.len() > LINE_OCTETS_MAX || !holds_at(text) {
        return Look::None;
    }
    if address(text) || named(text) || several(text) || text.len() <= LINE_OCTETS_MAX && pasted(text) {
        return Look::Address;
    }
    if text.iter().any(|byte| matches!(byte, b',' | b';' | b'\t' | b'|')) && !comma_for_dot(text) {
        return Look::None;
    }
    cell(text)
}

/// `@`, or what people write in its place.
fn holds_at(text: &[u8]) -> bool {
    memchr::memchr(b'@', text).is_some()
        || [FULL_WIDTH_AT, b"(at)", b"[at]", b"%40"].iter().any(|at| memmem::find(text, at).is_some())
}

const FULL_WIDTH_AT: &[u8] = "＠".as_bytes();
const DOTS: [&[u8]; 3] = [b".", "。".as_bytes(), "．".as_bytes()];

/// An address by itself: something, one at sign, and a domain with a dot in it.
fn address(text: &[u8]) -> bool {
    let text = bare(text);
    let (local, domain) = match memchr::memchr(b'@', text) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => match memmem::find(text, FULL_WIDTH_AT) {
            Some(at) => (&text[..at], &text[at + FULL_WIDTH_AT.len()..]),
            None => return false,
        },
    };
    let foreign =
        |byte: &u8| byte.is_ascii_whitespace() || byte.is_ascii_control() || b"@,;|<>\"()[]\\:".contains(byte);
    let inner_dot = DOTS.iter().any(|dot| {
        memmem::find(domain, dot).is_some_and(|at| at > 0) && !domain.ends_with(dot) && domain.len() > dot.len() + 1
    });
    let in_domain = |byte: &u8| !byte.is_ascii() || byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !local.is_empty() && !local.iter().any(foreign) && domain.iter().all(in_domain) && inner_dot
}

/// Takes away what people leave around an address: brackets, quotes, `mailto:`, a full stop.
fn bare(text: &[u8]) -> &[u8] {
    let mut text = text;
    for (open, close) in [(b'<', b'>'), (b'"', b'"'), (b'\'', b'\'')] {
        if let [first, inside @ .., last] = text
            && (*first, *last) == (open, close)
        {
            text = trim(inside);
        }
    }
    if text.len() > 7 && text[..7].eq_ignore_ascii_case(b"mailto:") {
        text = &text[7..];
    }
    text.strip_suffix(b".").unwrap_or(text)
}

/// One or several `Name <address>`, as mail programs write them: every pair of angle brackets holds an address, and what stands between
/// looks like names. `ann@example.org (Ann Lee)` counts too.
fn named(text: &[u8]) -> bool {
    if let Some(open) = memmem::find(text, b" (")
        && text.ends_with(b")")
    {
        return address(trim(&text[..open]));
    }
    let mut rest = text;
    while !rest.is_empty() {
        let Some(open) = memchr::memchr(b'<', rest) else { return false };
        let Some(length) = memchr::memchr(b'>', &rest[open..]) else { return false };
        if !address(trim(&rest[open + 1..open + length])) || !display_name(&rest[..open]) {
            return false;
        }
        rest = trim(&rest[open + length + 1..]);
        rest = trim(rest.strip_prefix(b";").or(rest.strip_prefix(b",")).unwrap_or(rest));
    }
    true
}

/// A display name may hold commas (`Lee, Ann`), but no other delimiter outside of quotes, no number between its commas, and no
/// address.
fn display_name(name: &[u8]) -> bool {
    let name = trim(name);
    if name.len() >= 2 && name.starts_with(b"\"") && name.ends_with(b"\"") {
        return !name[1..name.len() - 1].contains(&b'"');
    }
    let number = |part: &[u8]| !trim(part).is_empty() && trim(part).iter().all(u8::is_ascii_digit);
    !name.iter().any(|byte| matches!(byte, b';' | b'|' | b'\t' | b'"' | b'@'))
        && !name.split(|&byte| byte == b',').any(number)
}

/// Several addresses and nothing else.
fn several(text: &[u8]) -> bool {
    if text.contains(&b'\t') || text.contains(&b'|') {
        return false;
    }
    let parts = text.split(|byte| matches!(byte, b',' | b';' | b' ')).filter(|part| !part.is_empty());
    let mut count = 0;
    for part in parts {
        if !address(part) {
            return false;
        }
        count += 1;
    }
    count > 1
}

/// Several addresses as they are pasted out of the lines of a message: each piece between commas and semicolons has an `@` or is part
/// of a display name before one. It asks what is meant, so that a broken address does not make the line a table.
fn pasted(text: &[u8]) -> bool {
    if text.iter().any(|byte| matches!(byte, b'\t' | b'|')) {
        return false;
    }
    let pieces: Vec<&[u8]> =
        pieces(after_label(text)).into_iter().map(trim).filter(|piece| !piece.is_empty()).collect();
    let mut addresses = 0;
    for (number, piece) in pieces.iter().enumerate() {
        let next_is_angled = || pieces.get(number + 1).is_some_and(|next| next.contains(&b'<'));
        if piece.starts_with(b"@") {
            return false;
        }
        if holds_at(piece) {
            let words = piece.split(|&byte| byte == b' ').count();
            if words > TEXT_WORDS_MIN && !piece.ends_with(b">") || memmem::find(piece, b"://").is_some() {
                return false;
            }
            addresses += 1;
        } else if !is_attempt(piece) && (!next_is_angled() || piece.iter().any(u8::is_ascii_digit)) {
            return false;
        }
    }
    addresses > 1
}

/// What stands behind `To:` or the like.
fn after_label(text: &[u8]) -> &[u8] {
    const LABELS: [&str; 10] = ["to:", "cc:", "bcc:", "an:", "à:", "para:", "a:", "收件人:", "收件人：", "宛先:"];
    let label = LABELS
        .iter()
        .find(|label| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label.as_bytes())));
    label.map_or(text, |label| &text[label.len()..])
}

/// A line in pieces at its commas and semicolons, but for those within quotes or angle brackets.
fn pieces(text: &[u8]) -> Vec<&[u8]> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut quoted, mut angled) = (false, false);
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'<' if !quoted => angled = true,
            b'>' if !quoted => angled = false,
            b',' | b';' if !quoted && !angled => {
                pieces.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

/// `ann@gmail,com`: a comma where the only dot of the domain should be.
fn comma_for_dot(text: &[u8]) -> bool {
    let Some(at) = memchr::memchr(b'@', text) else { return false };
    let mut parts = text[at + 1..].split(|&byte| byte == b',');
    let (Some(name), Some(ending), None) = (parts.next(), parts.next(), parts.next()) else { return false };
    const ENDINGS: [&[u8]; 14] =
        [b"com", b"net", b"org", b"edu", b"gov", b"cn", b"de", b"fr", b"it", b"es", b"uk", b"ru", b"br", b"in"];
    !text[..at].contains(&b',')
        && !name.is_empty()
        && !name.contains(&b'.')
        && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
}

/// Takes white space away at both ends, and the invisible kinds that spreadsheets and web pages leave.
pub(in crate::list) fn trim(text: &[u8]) -> &[u8] {
    const INVISIBLE: [&str; 6] = ["\0", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "\u{200e}"];
    let mut text = text.trim_ascii();
    loop {
        let before = text.len();
        for space in INVISIBLE {
            text = text.strip_prefix(space.as_bytes()).unwrap_or(text);
            text = text.strip_suffix(space.as_bytes()).unwrap_or(text);
        }
        text = text.trim_ascii();
        if text.len() == before {
            return text;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Look::{Address, Broken, Mention, None};

    fn check(text: &str, as_cell: Look, as_line: Look) {
        assert_eq!((cell(text.as_bytes()), line(text.as_bytes())), (as_cell, as_line), "{text:?}");
    }

    #[test]
    fn addresses_are_seen_with_and_without_their_wrapping() {
        check("ann@example.org", Address, Address);
        check(" <ann@example.org> ", Address, Address);
        check("\u{a0}mailto:ann@example.org\u{200b}", Address, Address);
        check("'ann@example.org'", Address, Address);
        check("ann＠example。org", Address, Address);
        check("张伟@例子.中国", Address, Address);
        check("Ann Lee <ann@example.org>", Address, Address);
        check("Lee, Ann <ann@example.org>", Address, Address);
        check("\"Lee; Ann\" <ann@example.org>", Address, Address);
        check("ann@example.org (Ann Lee)", Address, Address);
        check("Ann <ann@example.org>; Bob <bob@example.org>", Address, Address);
    }

    #[test]
    fn several_addresses_make_a_line_but_not_a_cell() {
        check("ann@example.org;bob@example.org", Mention, Address);
        check("ann@example.org, bob@example.org", Broken, Address);
        check("ann@example.org;", Mention, Address);
    }

    #[test]
    fn broken_addresses_are_told_from_texts() {
        check("ann@", Broken, Broken);
        check("ann@@example.org", Broken, Broken);
        check("ann lee@example.org", Broken, Broken);
        check("ann@example", Broken, Broken);
        check("ann(at)example.org", Broken, Broken);
        check("ann@gmail,com", Broken, Broken);
        check("@annlee", Mention, Mention);
        check("ask ann@example.org about the price", Mention, Mention);
        check("Ann Lee", None, None);
        check("", None, None);
    }

    #[test]
    fn a_line_of_several_cells_is_no_line_of_a_plain_list() {
        check("Ann,ann@example.org", Broken, None);
        check("ann@example.org;Ann", Mention, None);
        check("1,Ann <ann@example.org>", Broken, None);
        check("Acme;Ann <ann@example.org>", Mention, None);
        check("ann@example.org\tbob@example.org", Mention, None);
    }
}
