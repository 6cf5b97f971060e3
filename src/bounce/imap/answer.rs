//! What a response says, as far as reading a mailbox asks (RFC 3501 §7). Everything else is passed over. Written by hand rather than
//! taken from a crate: half a dozen forms are needed, and a response is the text of a stranger that must neither nest nor panic.

use super::wire::Response;
use crate::reason::escape;

/// The most characters of a server's words that are repeated.
const SAID_MAX: usize = 300;

/// What a response says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// `+`: the server waits for more of the command.
    GoOn,
    /// The end of a command.
    Done {
        tag: String,
        status: Status,
        code: Code,
        said: String,
    },
    Untagged {
        status: Status,
        code: Code,
        said: String,
    },
    Capabilities(Vec<String>),
    /// So many messages are in the folder.
    Exists(u32),
    Fetched {
        uid: Option<u32>,
        raw: Option<Vec<u8>>,
    },
    /// Something that nobody asked for.
    Other,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    Ok,
    No,
    Bad,
    PreAuth,
    Bye,
}

/// What stands in brackets after a status.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Code {
    None,
    Capabilities(Vec<String>),
    UidValidity(u32),
    UidNext(u32),
    /// `UNAVAILABLE`, `INUSE`, `LIMIT` and the like (RFC 5530): it may pass.
    Later,
    Other,
}

impl Status {
    fn of(word: &str) -> Option<Status> {
        let words = [
            ("OK", Status::Ok),
            ("NO", Status::No),
            ("BAD", Status::Bad),
            ("PREAUTH", Status::PreAuth),
            ("BYE", Status::Bye),
        ];
        words.into_iter().find(|(known, _)| word.eq_ignore_ascii_case(known)).map(|(_, status)| status)
    }
}

/// Reads a response. `None` for what is none.
pub(super) fn answer(response: Response) -> Option<Answer> {
    if response.text.starts_with(b"+") {
        return Some(Answer::GoOn);
    }
    if let Some(data) = response.text.strip_prefix(b"* ") {
        return Some(untagged(data, response.literals));
    }
    let text = String::from_utf8_lossy(&response.text);
    let (tag, rest) = text.split_once(' ')?;
    let (status, code, said) = status(rest)?;
    Some(Answer::Done { tag: tag.to_owned(), status, code, said })
}

fn untagged(data: &[u8], literals: Vec<Vec<u8>>) -> Answer {
    let text = String::from_utf8_lossy(data);
    if let Some((status, code, said)) = status(&text) {
        return Answer::Untagged { status, code, said };
    }
    let mut words = text.split_ascii_whitespace();
    match (words.next(), words.next()) {
        (Some(word), _) if word.eq_ignore_ascii_case("CAPABILITY") => {
            Answer::Capabilities(text.split_ascii_whitespace().skip(1).map(str::to_ascii_uppercase).collect())
        }
        (Some(number), Some(word)) if word.eq_ignore_ascii_case("EXISTS") => {
            number.parse().map_or(Answer::Other, Answer::Exists)
        }
        (Some(number), Some(word)) if word.eq_ignore_ascii_case("FETCH") && number.parse::<u32>().is_ok() => {
            fetched(data, literals).unwrap_or(Answer::Other)
        }
        _ => Answer::Other,
    }
}

/// `OK [UIDVALIDITY 17] UIDs valid`.
fn status(text: &str) -> Option<(Status, Code, String)> {
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    Some((Status::of(word)?, code(rest), said(rest)))
}

fn code(text: &str) -> Code {
    let Some((inside, _)) = text.strip_prefix('[').and_then(|text| text.split_once(']')) else { return Code::None };
    let mut words = inside.split_ascii_whitespace();
    let name = words.next().unwrap_or_default().to_ascii_uppercase();
    match (&*name, words.next().and_then(|word| word.parse().ok())) {
        ("CAPABILITY", _) => {
            Code::Capabilities(inside.split_ascii_whitespace().skip(1).map(str::to_ascii_uppercase).collect())
        }
        // RFC 3501 §2.3.1.1: both are greater than nothing.
        ("UIDVALIDITY", Some(number @ 1..)) => Code::UidValidity(number),
        ("UIDNEXT", Some(number @ 1..)) => Code::UidNext(number),
        ("UNAVAILABLE" | "INUSE" | "LIMIT" | "SERVERBUG" | "CONTACTADMIN", _) => Code::Later,
        _ => Code::Other,
    }
}

/// What a server says, in one line and not too long.
pub(super) fn said(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "it does not say why".to_owned();
    }
    let short: String = text.chars().take(SAID_MAX).collect();
    let more = if short.len() < text.len() { " ..." } else { "" };
    escape::one_line(&short) + more
}

/// `12 FETCH (UID 17 BODY[]<0> {342} FLAGS (\Seen))`.
fn fetched(data: &[u8], literals: Vec<Vec<u8>>) -> Option<Answer> {
    let begin = memchr::memchr(b'(', data)? + 1;
    let mut items = Items { rest: &data[begin..], literals: literals.into_iter() };
    let (mut uid, mut raw) = (None, None);
    while let Some((name, value)) = items.next_item() {
        match (name.to_ascii_uppercase().as_slice(), value) {
            (b"UID", Value::Atom(number)) => uid = std::str::from_utf8(number).ok()?.parse().ok(),
            (name, Value::Text(text)) if name == b"BODY[]" || name.starts_with(b"BODY[]<") => raw = Some(text),
            _ => {}
        }
    }
    Some(Answer::Fetched { uid, raw })
}

/// Names and values of a FETCH.
struct Items<'d> {
    rest: &'d [u8],
    literals: std::vec::IntoIter<Vec<u8>>,
}

enum Value<'d> {
    Atom(&'d [u8]),
    /// A quoted string or a literal.
    Text(Vec<u8>),
    List,
}

impl<'d> Items<'d> {
    fn next_item(&mut self) -> Option<(&'d [u8], Value<'d>)> {
        self.rest = self.rest.trim_ascii_start();
        let name = self.name()?;
        self.rest = self.rest.trim_ascii_start();
        Some((name, self.value()?))
    }

    /// Up to a space that does not stand in brackets, as in `BODY[HEADER.FIELDS (To)]<0>`.
    fn name(&mut self) -> Option<&'d [u8]> {
        let mut inside = false;
        let end = self.rest.iter().position(|octet| {
            inside = *octet == b'[' || (inside && *octet != b']');
            !inside && matches!(octet, b' ' | b')')
        });
        let (name, rest) = self.rest.split_at(end?);
        self.rest = rest;
        (!name.is_empty()).then_some(name)
    }

    fn value(&mut self) -> Option<Value<'d>> {
        match self.rest.first()? {
            b'"' => self.quoted().map(Value::Text),
            b'{' => self.literal().map(Value::Text),
            b'(' => self.list().map(|()| Value::List),
            _ => {
                let end = self.rest.iter().position(|octet| matches!(octet, b' ' | b')'))?;
                let (atom, rest) = self.rest.split_at(end);
                self.rest = rest;
                Some(Value::Atom(atom))
            }
        }
    }

    fn quoted(&mut self) -> Option<Vec<u8>> {
        let mut text = Vec::new();
        let mut octets = self.rest.iter().enumerate().skip(1);
        while let Some((place, octet)) = octets.next() {
            match octet {
                b'"' => {
                    self.rest = &self.rest[place + 1..];
                    return Some(text);
                }
                b'\\' => text.push(*octets.next()?.1),
                octet => text.push(*octet),
            }
        }
        None
    }

    fn literal(&mut self) -> Option<Vec<u8>> {
        let end = memchr::memchr(b'}', self.rest)?;
        self.rest = &self.rest[end + 1..];
        self.literals.next()
    }

    /// Passes over a list, however deep it nests.
    fn list(&mut self) -> Option<()> {
        let mut depth = 0_usize;
        loop {
            match self.rest.first()? {
                b'"' => drop(self.quoted()?),
                b'{' => drop(self.literal()?),
                octet => {
                    depth = match octet {
                        b'(' => depth + 1,
                        b')' => depth - 1,
                        _ => depth,
                    };
                    self.rest = &self.rest[1..];
                    if depth == 0 {
                        return Some(());
                    }
                }
            }
        }
    }
}
