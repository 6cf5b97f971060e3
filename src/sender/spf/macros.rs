//! Macro strings (RFC 7208 §7): reading them, so that a record is refused before anything is asked. What they stand for
//! is put in by `expand`.

use crate::domain::{DOMAIN_OCTETS_MAX, LABEL_OCTETS_MAX};

/// The delimiters that a macro may name (RFC 7208 §7.1).
const DELIMITERS: &str = ".-+,/_=";
/// More labels than a name can have say the same as all of them (RFC 7208 §7.3: at least 127).
const PARTS_MAX: usize = 127;

/// Where a macro string stands, which decides what it may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// A domain-spec: no blanks, no `c`, `r`, `t`, and an end that can be a top-level domain.
    DomainSpec,
    /// The value of an unknown modifier: as a domain-spec, but with any end.
    Value,
    /// An explanation: blanks, and all letters.
    Explanation,
}

/// One piece of a macro string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Text(String),
    Macro(Macro),
}

/// `%{ir}` and its like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Macro {
    /// Lower case.
    pub letter: char,
    /// Written in upper case: the value is URL-escaped.
    pub escape: bool,
    /// How many parts at the right are kept, 1 to 127.
    pub parts: Option<usize>,
    pub reverse: bool,
    /// At least one character.
    pub delimiters: String,
}

/// A macro string that keeps the grammar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MacroString {
    text: String,
    pub(super) pieces: Vec<Piece>,
}

/// Why a text is no macro string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MacroError {
    /// A domain-spec with nothing in it, such as that of `include:`.
    #[error("the name is missing")]
    Empty,
    /// A `%` has nothing behind it, or something else than `{`, `%`, `_` or `-` (RFC 7208 §7.1).
    #[error("a % must be followed by a macro in braces, or by %, _ or -")]
    Percent,
    /// Braces begin with none of the letters of RFC 7208 §7.2, or outside of an explanation with `c`, `r` or `t`.
    #[error("there is no such macro letter, or it may stand in explanations only")]
    Letter,
    /// The number of parts to keep is 0, as in `%{d0}` (RFC 7208 §7.1).
    #[error("a macro keeps at least one part")]
    ZeroParts,
    /// The closing brace is missing, or something stands before it that is no number, `r` or delimiter (RFC 7208 §7.1).
    #[error("the macro does not end as it should")]
    Unclosed,
    /// A control character, a letter outside of ASCII, or a blank outside of an explanation.
    #[error("it holds a character that is not printable ASCII")]
    Character,
    /// A domain-spec ends in neither a macro nor a dot and a `toplabel` (RFC 7208 §7.1).
    #[error("the name does not end in a top-level domain")]
    TopLevel,
    /// A domain-spec without a macro breaks the limits of DNS names (RFC 1035 §2.3.4).
    #[error("the name has an empty part, a part over 63 bytes, or more than 253 bytes")]
    Name,
}

impl MacroString {
    pub(super) fn parse(text: &str, place: Place) -> Result<MacroString, MacroError> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find('%') {
            push_text(&mut pieces, &rest[..at], place)?;
            rest = read_macro(&rest[at + 1..], place, &mut pieces)?;
        }
        let tail = rest;
        push_text(&mut pieces, tail, place)?;
        if place == Place::DomainSpec {
            check_name(text, tail)?;
        }
        Ok(MacroString { text: text.to_owned(), pieces })
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether it has a macro with this letter, lower case.
    pub fn uses(&self, letter: char) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Macro(each) if each.letter == letter))
    }

    /// Whether it is the same for every client.
    pub fn is_plain(&self) -> bool {
        self.pieces.iter().all(|piece| matches!(piece, Piece::Text(_)))
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str, place: Place) -> Result<(), MacroError> {
    let blank = place == Place::Explanation;
    if !text.bytes().all(|b| b.is_ascii_graphic() || (blank && b == b' ')) {
        return Err(MacroError::Character);
    }
    match pieces.last_mut() {
        _ if text.is_empty() => {}
        Some(Piece::Text(before)) => before.push_str(text),
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
    Ok(())
}

/// Reads what follows a `%`, and gives back the rest.
fn read_macro<'a>(rest: &'a str, place: Place, pieces: &mut Vec<Piece>) -> Result<&'a str, MacroError> {
    let literal = match rest.chars().next() {
        Some('%') => "%",
        Some('_') => " ",
        Some('-') => "%20",
        Some('{') => {
            let (inside, after) = rest[1..].split_once('}').ok_or(MacroError::Unclosed)?;
            pieces.push(Piece::Macro(read_braces(inside, place)?));
            return Ok(after);
        }
        _ => return Err(MacroError::Percent),
    };
    match pieces.last_mut() {
        Some(Piece::Text(before)) => before.push_str(literal),
        _ => pieces.push(Piece::Text(literal.to_owned())),
    }
    Ok(&rest[1..])
}

fn read_braces(inside: &str, place: Place) -> Result<Macro, MacroError> {
    let letter = inside.chars().next().ok_or(MacroError::Letter)?;
    let lower = letter.to_ascii_lowercase();
    let allowed = if place == Place::Explanation { "slodipvhcrt" } else { "slodipvh" };
    if !allowed.contains(lower) {
        return Err(MacroError::Letter);
    }
    let rest = &inside[1..];
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let parts = if digits == 0 {
        None
    } else {
        // A number too large to be read still means all parts.
        let parts = rest[..digits].parse().unwrap_or(PARTS_MAX);
        Some(if parts == 0 { return Err(MacroError::ZeroParts) } else { parts.min(PARTS_MAX) })
    };
    let rest = &rest[digits..];
    let reverse = rest.starts_with(['r', 'R']);
    let delimiters = &rest[usize::from(reverse)..];
    if !delimiters.chars().all(|c| DELIMITERS.contains(c)) {
        return Err(MacroError::Unclosed);
    }
    let delimiters = if delimiters.is_empty() { "." } else { delimiters }.to_owned();
    Ok(Macro { letter: lower, escape: letter.is_ascii_uppercase(), parts, reverse, delimiters })
}

/// Holds a domain-spec against `domain-end` (RFC 7208 §7.1): it ends in a macro, or in a dot and a top-level domain.
/// A name without any macro must also be a name that the DNS can have.
fn check_name(text: &str, tail: &str) -> Result<(), MacroError> {
    if text.is_empty() {
        return Err(MacroError::Empty);
    }
    // `tail` is what follows the last macro. It is empty when the macro ends the name.
    if tail.is_empty() {
        return Ok(());
    }
    let (before, top) = tail.strip_suffix('.').unwrap_or(tail).rsplit_once('.').ok_or(MacroError::TopLevel)?;
    if !is_top_label(top) {
        return Err(MacroError::TopLevel);
    }
    if text.len() == tail.len() {
        let labels_fit = before.split('.').all(|label| (1..=LABEL_OCTETS_MAX).contains(&label.len()));
        if !labels_fit || text.len() > DOMAIN_OCTETS_MAX + 1 {
            return Err(MacroError::Name);
        }
    }
    Ok(())
}

/// `toplabel` of RFC 7208 §7.1: letters, digits and inner hyphens, and not digits alone.
pub(super) fn is_top_label(label: &str) -> bool {
    let characters = label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let digits_only = label.bytes().all(|b| b.is_ascii_digit());
    characters && !digits_only && !label.starts_with('-') && !label.ends_with('-') && label.len() <= LABEL_OCTETS_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, place: Place, want: Result<(), MacroError>) {
        assert_eq!(MacroString::parse(text, place).map(|_| ()), want, "{text}");
    }

    #[test]
    fn names_and_macros_of_the_grammar_are_read() {
        for text in [
            "example.com",
            "example.com.",
            "_spf.example.com",
            "%{d}",
            "%{i}._spf.%{d2}",
            "%{ir}.%{v}._spf.%{d2}",
            "%{l1r+-}.%{D}",
            "a.b.example%_",
            "foo:bar/baz.example.com",
            "%{d999999999999999999999999}.com",
        ] {
            check(text, Place::DomainSpec, Ok(()));
        }
        check("%{c} by %{r} at %{t}: 100%%", Place::Explanation, Ok(()));
    }

    #[test]
    fn what_breaks_the_grammar_is_refused_with_its_cause() {
        for (text, want) in [
            ("", MacroError::Empty),
            ("%", MacroError::Percent),
            ("%(ir).example.com", MacroError::Percent),
            ("%{x}.example.com", MacroError::Letter),
            ("%{}.example.com", MacroError::Letter),
            ("%{r}.example.com", MacroError::Letter),
            ("%{d0}.example.com", MacroError::ZeroParts),
            ("%{d2", MacroError::Unclosed),
            ("%{d2x}.com", MacroError::Unclosed),
            ("%{\u{e9}}.com", MacroError::Letter),
            ("b\u{fc}cher.de", MacroError::Character),
            ("localhost", MacroError::TopLevel),
            ("%{d}com", MacroError::TopLevel),
            ("192.0.2.1", MacroError::TopLevel),
            ("example.com/24", MacroError::TopLevel),
            ("example.-com", MacroError::TopLevel),
            ("a..example.com", MacroError::Name),
        ] {
            check(text, Place::DomainSpec, Err(want));
        }
        check(&format!("{}.com", "a".repeat(64)), Place::DomainSpec, Err(MacroError::Name));
    }
}
