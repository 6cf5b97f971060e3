//! The master file format (RFC 1035 §5): from text to entries, each with the line it begins on. This is only reading:
//! what the entries mean for a question is not decided here.
//!
//! hickory-proto has a parser of this format, but it does not serve: its errors have no line, it splits quoted strings
//! inside parentheses, and it misreads `\DDD`.

use super::ZoneError;
use super::fault::{Fault, parse_fault};
use crate::domain::Domain;
use crate::facts::{MailExchange, Tlsa};
use crate::reason::{Sentence, sentence};
use data_encoding::HEXLOWER_PERMISSIVE;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// The longest character-string (RFC 1035 §3.3).
const CHARACTER_STRING_OCTETS_MAX: usize = 255;

/// The data of one record.
#[derive(Debug)]
pub(super) enum Data {
    A(Ipv4Addr),
    Aaaa(Ipv6Addr),
    Mx(MailExchange),
    Cname(Domain),
    Ptr(Domain),
    /// The character-strings joined.
    Txt(Vec<u8>),
    Tlsa(Tlsa),
    /// A record of a type that presend never asks for. It only makes its name exist.
    Other,
}

/// What one entry of the file says.
#[derive(Debug)]
pub(super) enum Entry {
    Record(Domain, Data),
    Fault(Domain, Fault),
}

/// Record types that may stand in a zone though presend never asks for them.
const OTHER_TYPES: &[&str] = &[
    "SOA",
    "NS",
    "SRV",
    "CAA",
    "HINFO",
    "NAPTR",
    "SSHFP",
    "SMIMEA",
    "OPENPGPKEY",
    "SVCB",
    "HTTPS",
    "LOC",
    "SPF",
    "RP",
    "AFSDB",
    "URI",
    "CERT",
    "DS",
    "DNSKEY",
    "RRSIG",
    "NSEC",
    "NSEC3",
    "NSEC3PARAM",
    "CDS",
    "CDNSKEY",
    "CSYNC",
    "ZONEMD",
];

/// Reads all entries of `text` and hands each one to `take`, with the line that it begins on, counted from 1.
pub(super) fn read(text: &str, mut take: impl FnMut(usize, Entry) -> Result<(), ZoneError>) -> Result<(), ZoneError> {
    let mut lines = Lines { rest: text.strip_prefix('\u{feff}').unwrap_or(text), line: 0 };
    let mut context = Context { origin: Domain::root(), owner: None };
    let mut tokens = Vec::new();
    while let Some(row) = lines.next() {
        let begins = lines.line;
        if let Some(directive) = row.strip_prefix(";fault") {
            if directive.starts_with(|c: char| c.is_ascii_whitespace()) || directive.is_empty() {
                let (name, fault) = parse_fault(directive).map_err(|what| at(begins, what))?;
                let name = context.name(name).map_err(|what| at(begins, what))?;
                take(begins, Entry::Fault(name, fault))?;
            }
            continue;
        }
        let indented = row.starts_with([' ', '\t']);
        tokens.clear();
        let mut depth = 0;
        tokenize(row, &mut tokens, &mut depth).map_err(|what| at(begins, what))?;
        while depth > 0 {
            let Some(row) = lines.next() else {
                return Err(at(begins, sentence!("zone-error-parenthesis")));
            };
            tokenize(row, &mut tokens, &mut depth).map_err(|what| at(lines.line, what))?;
        }
        if tokens.is_empty() {
            continue;
        }
        if let Some(entry) = context.entry(indented, &tokens).map_err(|what| at(begins, what))? {
            take(begins, entry)?;
        }
    }
    Ok(())
}

fn at(line: usize, what: Sentence) -> ZoneError {
    ZoneError::Syntax { line, what }
}

/// The lines of a text, counted.
struct Lines<'a> {
    rest: &'a str,
    line: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        self.line += 1;
        let (row, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        Some(row.strip_suffix('\r').unwrap_or(row))
    }
}

/// A word of an entry. A quoted one is never a keyword, and may be empty.
#[derive(Debug)]
struct Token {
    /// The octets, escapes resolved.
    octets: Vec<u8>,
    quoted: bool,
    /// An escape stood in it, so a dot in it may be part of a label.
    escaped: bool,
}

impl Token {
    fn text(&self) -> Result<&str, Sentence> {
        std::str::from_utf8(&self.octets).map_err(|_| sentence!("zone-error-word"))
    }
}

/// Splits one line into words. `depth` counts open parentheses, within which an entry goes on over the end of the line.
fn tokenize(row: &str, tokens: &mut Vec<Token>, depth: &mut usize) -> Result<(), Sentence> {
    let mut bytes = row.bytes().peekable();
    let mut word: Option<Token> = None;
    while let Some(byte) = bytes.next() {
        match byte {
            b';' => break,
            b' ' | b'\t' => tokens.extend(word.take()),
            b'(' => {
                tokens.extend(word.take());
                *depth += 1;
            }
            b')' => {
                tokens.extend(word.take());
                *depth = depth.checked_sub(1).ok_or_else(|| sentence!("zone-error-lone-parenthesis"))?;
            }
            b'"' => {
                tokens.extend(word.take());
                let mut quoted = Token { octets: Vec::new(), quoted: true, escaped: false };
                loop {
                    match bytes.next() {
                        None => return Err(sentence!("zone-error-quote")),
                        Some(b'"') => break,
                        Some(b'\\') => quoted.octets.push(escape(&mut bytes)?),
                        Some(other) => quoted.octets.push(other),
                    }
                }
                tokens.push(quoted);
            }
            _ => {
                let token = word.get_or_insert_with(|| Token { octets: Vec::new(), quoted: false, escaped: false });
                if byte == b'\\' {
                    token.escaped = true;
                    token.octets.push(escape(&mut bytes)?);
                } else {
                    token.octets.push(byte);
                }
            }
        }
    }
    tokens.extend(word);
    Ok(())
}

/// The octet that an escape stands for: `\X` or `\DDD` (RFC 1035 §5.1).
fn escape(bytes: &mut impl Iterator<Item = u8>) -> Result<u8, Sentence> {
    let wrong = || sentence!("zone-error-backslash");
    let first = bytes.next().ok_or_else(wrong)?;
    if !first.is_ascii_digit() {
        return Ok(first);
    }
    let mut value = u16::from(first - b'0');
    for _ in 0..2 {
        let digit = bytes.next().filter(u8::is_ascii_digit).ok_or_else(wrong)?;
        value = value * 10 + u16::from(digit - b'0');
    }
    u8::try_from(value).map_err(|_| wrong())
}

/// What one entry leaves behind for the next.
struct Context {
    origin: Domain,
    owner: Option<Domain>,
}

impl Context {
    /// Makes sense of the words of one entry. `None` for a control entry.
    fn entry(&mut self, indented: bool, tokens: &[Token]) -> Result<Option<Entry>, Sentence> {
        let mut words = tokens;
        if !indented {
            let first = &tokens[0];
            if first.octets.starts_with(b"$") && !first.quoted {
                return self.control(tokens).map(|()| None);
            }
            self.owner = Some(self.name_of(first)?);
            words = &tokens[1..];
        }
        let owner = self.owner.clone().ok_or_else(|| sentence!("zone-error-no-owner"))?;
        let words = after_ttl_and_class(words)?;
        let Some((kind, data)) = words.split_first() else {
            return Err(sentence!("zone-error-no-type"));
        };
        let kind = kind.text()?.to_ascii_uppercase();
        Ok(Some(Entry::Record(owner, self.data(&kind, data)?)))
    }

    fn control(&mut self, tokens: &[Token]) -> Result<(), Sentence> {
        match (tokens[0].text()?.to_ascii_uppercase().as_str(), &tokens[1..]) {
            ("$ORIGIN", [name]) => self.origin = self.name_of(name)?,
            ("$ORIGIN", _) => return Err(sentence!("zone-error-origin")),
            ("$TTL", [ttl]) if is_ttl(ttl.text()?) => {}
            ("$TTL", _) => return Err(sentence!("zone-error-ttl")),
            ("$INCLUDE", _) => {
                return Err(sentence!("zone-error-include"));
            }
            (other, _) => return Err(sentence!("zone-error-control", word = other.to_owned())),
        }
        Ok(())
    }

    fn data(&self, kind: &str, words: &[Token]) -> Result<Data, Sentence> {
        let data = match (kind, words) {
            ("A", [ip]) => Data::A(parse(ip, |word| sentence!("zone-error-ipv4", word = word))?),
            ("AAAA", [ip]) => Data::Aaaa(parse(ip, |word| sentence!("zone-error-ipv6", word = word))?),
            ("MX", [preference, exchange]) => Data::Mx(MailExchange {
                preference: parse(preference, |word| sentence!("zone-error-preference", word = word))?,
                exchange: self.name_of(exchange)?,
            }),
            ("CNAME", [target]) => Data::Cname(self.name_of(target)?),
            ("PTR", [target]) => Data::Ptr(self.name_of(target)?),
            ("TXT", [_, ..]) => Data::Txt(character_strings(words)?),
            ("TLSA", words) => Data::Tlsa(tlsa(words)?),
            ("MX", _) => return Err(sentence!("zone-error-mx")),
            ("A" | "AAAA" | "CNAME" | "PTR", _) => {
                return Err(sentence!("zone-error-one-value", kind = kind.to_owned()));
            }
            ("TXT", []) => return Err(sentence!("zone-error-txt")),
            ("DNAME", _) => return Err(sentence!("zone-error-dname")),
            _ if is_other_type(kind) => Data::Other,
            _ => return Err(sentence!("zone-error-type", kind = kind.to_owned())),
        };
        Ok(data)
    }

    fn name_of(&self, token: &Token) -> Result<Domain, Sentence> {
        if token.quoted || token.escaped {
            return Err(sentence!("zone-error-quoted-name"));
        }
        self.name(token.text()?)
    }

    /// A name, made absolute with the origin when it has no final dot.
    fn name(&self, text: &str) -> Result<Domain, Sentence> {
        let full = match text {
            "@" => return Ok(self.origin.clone()),
            _ if text.ends_with('.') || self.origin.is_root() => Domain::new(text),
            _ => Domain::new(&format!("{text}.{}", self.origin)),
        };
        full.map_err(|error| sentence!("zone-error-name", word = text.to_owned(), why = Sentence::from(error)))
    }
}

/// TTL and class may stand before the type in either order (RFC 1035 §5.1).
fn after_ttl_and_class(mut words: &[Token]) -> Result<&[Token], Sentence> {
    for _ in 0..2 {
        let Some((first, rest)) = words.split_first() else { break };
        let text = first.text()?;
        if text.eq_ignore_ascii_case("IN") || is_ttl(text) {
            words = rest;
        } else if ["CH", "HS", "CS"].iter().any(|class| text.eq_ignore_ascii_case(class)) {
            return Err(sentence!("zone-error-class", class = text.to_owned()));
        }
    }
    Ok(words)
}

/// Seconds, or a time with units such as 1h30m.
fn is_ttl(text: &str) -> bool {
    let unit = |b: u8| matches!(b.to_ascii_lowercase(), b's' | b'm' | b'h' | b'd' | b'w');
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.bytes().all(|b| b.is_ascii_digit() || unit(b))
        && !text.as_bytes().windows(2).any(|pair| unit(pair[0]) && unit(pair[1]))
}

fn is_other_type(kind: &str) -> bool {
    OTHER_TYPES.contains(&kind) || kind.strip_prefix("TYPE").is_some_and(|number| number.parse::<u16>().is_ok()) // RFC 3597 §5
}

/// `wrong` says of a word that it is not what is wanted.
fn parse<T: FromStr>(token: &Token, wrong: impl FnOnce(String) -> Sentence) -> Result<T, Sentence> {
    let text = token.text()?;
    text.parse().map_err(|_| wrong(text.to_owned()))
}

/// RFC 6698 §2.2, or the form for any type (RFC 3597 §5). The digits may stand in several words.
fn tlsa(words: &[Token]) -> Result<Tlsa, Sentence> {
    let wrong = || sentence!("zone-error-tlsa");
    let texts = words.iter().map(Token::text).collect::<Result<Vec<&str>, Sentence>>()?;
    let octets = |digits: &[&str]| HEXLOWER_PERMISSIVE.decode(digits.concat().as_bytes()).map_err(|_| wrong());
    if let ["#", length, digits @ ..] = &texts[..] {
        let octets = octets(digits)?;
        let is_whole = length.parse() == Ok(octets.len());
        let (&[usage, selector, matching], data) = octets.split_first_chunk().filter(|_| is_whole).ok_or_else(wrong)?;
        return Ok(Tlsa { usage, selector, matching, data: data.to_vec() });
    }
    let [usage, selector, matching, digits @ ..] = &texts[..] else { return Err(wrong()) };
    let number = |text: &str| text.parse().map_err(|_| wrong());
    Ok(Tlsa { usage: number(usage)?, selector: number(selector)?, matching: number(matching)?, data: octets(digits)? })
}

fn character_strings(words: &[Token]) -> Result<Vec<u8>, Sentence> {
    let mut joined = Vec::new();
    for word in words {
        if word.octets.len() > CHARACTER_STRING_OCTETS_MAX {
            return Err(sentence!("zone-error-long-string", octets = CHARACTER_STRING_OCTETS_MAX));
        }
        joined.extend_from_slice(&word.octets);
    }
    Ok(joined)
}
