//! The tokens of a cell that may hold names, comments and several addresses (RFC 5322 §3.2, read tolerantly).
//!
//! One pass, linear in the length. Knows which characters group text, not what an address is.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Anything that is not one of the others.
    Word,
    /// `"..."`, closed.
    Quoted,
    /// `(...)`, closed; parentheses inside are balanced.
    Comment,
    /// White space, and markup without an address in it such as `<br>`.
    Space,
    At,
    /// `<`
    Open,
    /// `>`
    Close,
    /// `,` `;` `、`
    Separator,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: Kind,
    pub start: usize,
    pub end: usize,
}

impl Token {
    pub(super) fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Cuts a part of a text into tokens, which cover it without gaps. Places are those of the whole text.
pub(super) fn lex(text: &str, part: Range<usize>) -> Vec<Token> {
    let closers = matching_parentheses(text, part.clone());
    let mut tokens: Vec<Token> = Vec::with_capacity(16);
    let mut quotes_may_close = true;
    let mut markup_may_close = true;
    let mut squares = 0;
    let mut at = part.start;
    while let Some(c) = text[at..part.end].chars().next() {
        let one = at + c.len_utf8();
        let (kind, end) = match c {
            '"' if quotes_may_close && may_open_quote(text, tokens.last()) => {
                match closing_quote(text, one..part.end) {
                    Some(end) => (Kind::Quoted, end),
                    None => {
                        quotes_may_close = false;
                        (Kind::Word, one)
                    }
                }
            }
            '(' => closer(&closers, at).map_or((Kind::Word, one), |end| (Kind::Comment, end)),
            '<' if markup_may_close => match memchr::memchr(b'>', &text.as_bytes()[one..part.end]) {
                Some(length) if is_markup(&text[one..one + length]) => (Kind::Space, one + length + 1),
                Some(_) => (Kind::Open, one),
                None => {
                    markup_may_close = false;
                    (Kind::Open, one)
                }
            },
            '<' => (Kind::Open, one),
            '[' if holds_an_address(text, one..part.end, tokens.last()) => {
                squares += 1;
                (Kind::Open, one)
            }
            ']' if squares > 0 => {
                squares -= 1;
                (Kind::Close, one)
            }
            '>' => (Kind::Close, one),
            '@' => (Kind::At, one),
            ',' | ';' | '、' => (Kind::Separator, one),
            _ if ends_a_sentence(c) && !text[one..part.end].starts_with(char::is_alphanumeric) => {
                (Kind::Separator, one)
            }
            _ if c.is_whitespace() => (Kind::Space, one),
            _ => (Kind::Word, one),
        };
        match tokens.last_mut() {
            Some(last) if last.kind == kind && matches!(kind, Kind::Word | Kind::Space) => last.end = end,
            _ => tokens.push(Token { kind, start: at, end }),
        }
        at = end;
    }
    tokens
}

/// Whether square brackets hold one address and nothing else, as people write in place of angle ones: `Ann [ann@x.de]`.
/// Those of an IP literal stand behind an `@`, and behind a letter of Europe the bracket may be a slip.
fn holds_an_address(text: &str, part: Range<usize>, before: Option<&Token>) -> bool {
    let literal = before.is_some_and(|token| {
        token.kind == Kind::At || token.kind == Kind::Word && ends_like_a_local_part(&text[token.range()])
    });
    let Some(length) = memchr::memchr(b']', &text.as_bytes()[part.clone()]).filter(|_| !literal) else { return false };
    let inner = &text[part.start..part.start + length];
    memchr::memchr_iter(b'@', inner.as_bytes()).count() == 1
        && !inner.contains(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | '[' | '"' | ':'))
}

/// Whether text ends as a piece of a local-part may, in letters that such parts are written with.
pub(super) fn ends_like_a_local_part(text: &str) -> bool {
    text.ends_with(|c: char| c < '\u{250}' && c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'))
}

/// Full stops of scripts that have their own (Unicode, `Sentence_Terminal`), which part two addresses or end one.
fn ends_a_sentence(c: char) -> bool {
    matches!(
        c,
        '։' | '۔' | '܀'
            ..='܂'
                | '߹'
                | '।'
                | '॥'
                | '၊'
                | '။'
                | '።'
                | '፨'
                | '។'
                | '៕'
                | '᠃'
                | '᠉'
                | '།'
                | '༎'
                | '๚'
                | '๛'
                | '꓿'
                | '꛳'
                | '•'
                | '·'
    )
}

/// A quote opens only where a word could begin; elsewhere, as in `5"`, it is a character like others.
fn may_open_quote(text: &str, before: Option<&Token>) -> bool {
    before.is_none_or(|token| match token.kind {
        Kind::Word => text[..token.end].ends_with([':', '[', '=']),
        Kind::Quoted | Kind::At | Kind::Close => false,
        Kind::Comment | Kind::Space | Kind::Open | Kind::Separator => true,
    })
}

/// The place after the quote that closes, if one does.
fn closing_quote(text: &str, part: Range<usize>) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = part.start;
    while at < part.end {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return Some(at + 1),
            _ => at += 1,
        }
    }
    None
}

/// Whether the text between `<` and `>` is a tag of HTML, such as `br`, `/td` or `b class="x"`. Bounded, for a tag
/// with an address inside is a link and read elsewhere.
fn is_markup(inner: &str) -> bool {
    const TAG_OCTETS_MAX: usize = 200;
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let name_end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let known = ["a", "b", "br", "div", "em", "font", "i", "li", "p", "span", "strong", "td", "th", "tr", "u", "ul"];
    let remark = inner.starts_with("!--") && inner.ends_with("--");
    inner.len() <= TAG_OCTETS_MAX
        && (remark || known.iter().any(|tag| tag.eq_ignore_ascii_case(&name[..name_end])))
        && !inner.contains('@')
}

/// The places of `(` with the place after the `)` that closes each, in order.
fn matching_parentheses(text: &str, part: Range<usize>) -> Vec<(usize, usize)> {
    let mut open = Vec::new();
    let mut pairs = Vec::new();
    let mut escaped = false;
    for (at, byte) in text.as_bytes()[part.clone()].iter().enumerate() {
        // A quoted-pair neither opens nor closes (RFC 5322 §3.2.2).
        if escaped {
            escaped = false;
            continue;
        }
        escaped = *byte == b'\\';
        match byte {
            b'(' => open.push(part.start + at),
            b')' => pairs.extend(open.pop().map(|start| (start, part.start + at + 1))),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

fn closer(pairs: &[(usize, usize)], open: usize) -> Option<usize> {
    pairs.binary_search_by_key(&open, |pair| pair.0).ok().map(|found| pairs[found].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(Kind, &str)]) {
        let tokens = lex(text, 0..text.len());
        let found: Vec<_> = tokens.iter().map(|token| (token.kind, &text[token.range()])).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn a_mailbox_is_cut_where_its_parts_meet() {
        use Kind::{At, Close, Comment, Open, Quoted, Space, Word};
        check(
            "\"Lee, Ann\" <ann@x.de> (home)",
            &[
                (Quoted, "\"Lee, Ann\""),
                (Space, " "),
                (Open, "<"),
                (Word, "ann"),
                (At, "@"),
                (Word, "x.de"),
                (Close, ">"),
                (Space, " "),
                (Comment, "(home)"),
            ],
        );
    }

    #[test]
    fn quotes_and_parentheses_that_do_not_close_are_characters() {
        use Kind::{Separator, Space, Word};
        check("a\", \"b", &[(Word, "a\""), (Separator, ","), (Space, " "), (Word, "\"b")]);
        check("a (b", &[(Word, "a"), (Space, " "), (Word, "(b")]);
        check("a) b", &[(Word, "a)"), (Space, " "), (Word, "b")]);
    }

    #[test]
    fn quotes_and_comments_hide_what_is_in_them() {
        use Kind::{Comment, Quoted, Separator};
        check("\"a\\\"@,b\"", &[(Quoted, "\"a\\\"@,b\"")]);
        check("(a (b), c@d),", &[(Comment, "(a (b), c@d)"), (Separator, ",")]);
    }

    #[test]
    fn tags_count_as_white_space() {
        use Kind::{Close, Open, Space, Word};
        check("a<br>b", &[(Word, "a"), (Space, "<br>"), (Word, "b")]);
        check("<ann>", &[(Open, "<"), (Word, "ann"), (Close, ">")]);
    }
}
