//! One Received field (RFC 5321 §4.4), as the servers of the world write it. Only the comment that the writing server made of the connection
//! names the address; what the client said of itself (HELO) can be anything, an address too.

use crate::sender::checks::message::fields::Field;
use std::net::{IpAddr, Ipv6Addr};

/// The longest Received field that is read, in octets. Real ones have under a thousand.
const FIELD_OCTETS_MAX: usize = 8_000;

/// A hop: who handed the message over, to whom, and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// Where the field stands among those of the header.
    pub place: usize,
    /// The line of the file that it begins in, from 1.
    pub line: usize,
    /// `None` where the line does not say that anybody handed it over.
    pub client: Option<Client>,
    /// The name of the server that wrote the line, without a final dot, in lower case.
    pub by: Option<String>,
    /// The protocol, in capitals.
    pub protocol: String,
    /// MAIL FROM, where the server writes it here.
    pub envelope_from: Option<String>,
    /// A user handed the message in: with a password, by a web page, or as a program of the same machine.
    pub submitted: bool,
    /// Seconds since 1970.
    pub date: Option<i64>,
}

/// Who handed the message over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// The first word behind `from`.
    pub name: String,
    /// The one address that the line names; `None` for none or for several.
    pub ip: Option<IpAddr>,
    pub helo: Option<String>,
    /// The name that the server found in the reverse DNS, and that leads back to the address.
    pub verified: Option<String>,
}

enum Token<'a> {
    Word(&'a str),
    Comment(&'a str),
}

impl Hop {
    /// Reads a Received field. What is too long to be one is read as a line that names nobody.
    pub fn read(field: &Field, place: usize) -> Hop {
        let too_long = field.value.len() > FIELD_OCTETS_MAX;
        let value = if too_long { "from unreadable" } else { &field.value };
        let (clauses, date) = value.rsplit_once(';').unwrap_or((value, ""));
        let mut hop = Hop {
            place,
            line: field.line,
            client: None,
            by: None,
            protocol: String::new(),
            envelope_from: None,
            submitted: false,
            date: seconds(date),
        };
        let (mut of_from, mut words) = (Vec::new(), Vec::new());
        let (mut clause, mut is_first_word) = ("", false);
        let is_exim = clauses.contains("(Exim");
        for token in tokens(clauses) {
            match token {
                Token::Word(word)
                    if !is_first_word && keyword(word).is_some_and(|key| key != "from" || clause.is_empty()) =>
                {
                    (clause, is_first_word) = (keyword(word).unwrap_or_default(), true);
                }
                Token::Word(word) => {
                    match clause {
                        "from" => words.push(word),
                        "by" if is_first_word => hop.by = Some(word.trim_end_matches('.').to_ascii_lowercase()),
                        "with" if is_first_word => hop.protocol = word.to_ascii_uppercase(),
                        _ => {}
                    }
                    is_first_word = false;
                }
                Token::Comment(comment) => {
                    hop.submitted |= says_submitted(comment);
                    if let Some(address) = comment.strip_prefix("envelope-from ") {
                        hop.envelope_from.get_or_insert_with(|| address.trim().to_owned());
                    }
                    if clause == "from" {
                        of_from.push(comment);
                    }
                }
            }
        }
        hop.submitted |= is_submission(&hop.protocol);
        hop.client = words.first().map(|name| client(name, &of_from, is_exim));
        hop
    }
}

fn keyword(word: &str) -> Option<&'static str> {
    ["from", "by", "via", "with", "id", "for"].into_iter().find(|key| word.eq_ignore_ascii_case(key))
}

/// Protocols by which users hand in (RFC 3848, RFC 6531 §4.3), and those of programs on the same machine.
fn is_submission(protocol: &str) -> bool {
    let smtp = protocol.strip_prefix("UTF8").unwrap_or(protocol);
    ["ESMTPA", "ESMTPSA", "SMTPA", "SMTPSA", "LOCAL"].contains(&smtp) || protocol.starts_with("HTTP")
}

fn says_submitted(comment: &str) -> bool {
    let comment = comment.to_ascii_lowercase();
    comment.starts_with("authenticated") || comment.contains("from userid ")
}

/// Words and comments, in their order. A comment may hold others; what is not closed goes to the end.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let (mut tokens, mut depth, mut start) = (Vec::new(), 0u32, 0);
    let mut escaped = false;
    for (at, char) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match char {
            '\\' => escaped = true,
            '(' => {
                if depth == 0 {
                    tokens.extend(text[start..at].split_whitespace().map(Token::Word));
                    start = at + 1;
                }
                depth += 1;
            }
            ')' if depth > 0 => {
                depth -= 1;
                if depth == 0 {
                    tokens.push(Token::Comment(text[start..at].trim()));
                    start = at + 1;
                }
            }
            _ => {}
        }
    }
    match depth {
        0 => tokens.extend(text[start..].split_whitespace().map(Token::Word)),
        _ => tokens.push(Token::Comment(text[start..].trim())),
    }
    tokens
}

fn client(name: &str, comments: &[&str], is_exim: bool) -> Client {
    let described = comments.iter().map(|comment| described(comment)).find(|described| !described.ips.is_empty());
    let has_address = described.is_some();
    let described = described.unwrap_or_default();
    let said = comments.iter().find_map(|comment| said_helo(comment));
    // `from 192.0.2.1 (EHLO name)`, `from [192.0.2.1] (helo=name)`: the server writes the address where others write the name.
    let alone = address(name).filter(|_| !has_address);
    let helo = said.or_else(|| (alone.is_none() && !is_unknown(name)).then(|| name.to_owned()));
    let verified = match (described.name, is_exim) {
        (Some(name), _) => Some(name),
        // Exim writes the verified name first, and HELO behind it where it is another.
        (None, true) if has_address && address(name).is_none() => Some(name.to_owned()),
        (None, _) => None,
    };
    let verified = verified.map(|name| name.trim_end_matches('.').to_ascii_lowercase());
    let ip = match described.ips[..] {
        [ip] => Some(ip),
        _ => alone,
    };
    Client { name: name.trim_end_matches('.').to_ascii_lowercase(), ip, helo, verified }
}

fn is_unknown(name: &str) -> bool {
    name.eq_ignore_ascii_case("unknown")
}

/// What a comment says of the connection.
#[derive(Default)]
struct Described {
    ips: Vec<IpAddr>,
    name: Option<String>,
}

fn described(comment: &str) -> Described {
    let mut found = Described::default();
    let mut before: Option<&str> = None;
    let (mut in_brackets, mut bare) = (Vec::new(), Vec::new());
    for word in comment.split_whitespace() {
        // The client chose all that follows.
        if word.eq_ignore_ascii_case("helo") || word.eq_ignore_ascii_case("ehlo") {
            break;
        }
        if word.contains('=') {
            continue;
        }
        match (address(word), word.contains('[')) {
            (Some(ip), true) => {
                in_brackets.push(ip);
                found.name = found.name.take().or(before.filter(|name| !is_unknown(name)).map(str::to_owned));
            }
            (Some(ip), false) => bare.push(ip),
            (None, _) => {}
        }
        before = Some(word);
    }
    found.ips = if in_brackets.is_empty() { bare } else { in_brackets };
    found.ips.dedup();
    // Sendmail says so of a name that does not lead back.
    if comment.contains("may be forged") {
        found.name = None;
    }
    found
}

/// HELO, where the comment says that it is: `helo=name`, `HELO name`.
fn said_helo(comment: &str) -> Option<String> {
    let mut words = comment.split_whitespace();
    while let Some(word) = words.next() {
        if let Some((key, value)) = word.split_once('=')
            && key.eq_ignore_ascii_case("helo")
            && !value.is_empty()
        {
            return Some(value.to_owned());
        }
        if word.eq_ignore_ascii_case("helo") || word.eq_ignore_ascii_case("ehlo") {
            return words.next().map(str::to_owned);
        }
    }
    None
}

/// An address as it stands in a trace: in brackets or not, with `IPv6:`, a port behind the brackets, or a zone of the machine.
pub fn address(word: &str) -> Option<IpAddr> {
    let inside = match word.split_once('[') {
        Some((_, rest)) => rest.split_once(']')?.0,
        None => word.trim_end_matches([',', ';']),
    };
    let bare = match inside.get(..5) {
        Some(tag) if tag.eq_ignore_ascii_case("ipv6:") => &inside[5..],
        _ => inside,
    };
    let bare = bare.split('%').next().unwrap_or_default();
    let ip: IpAddr = bare.parse().ok()?;
    Some(ip.to_canonical())
}

/// Whether an address can be that of a machine inside a network only: private, link-local, shared, or the machine itself.
pub fn is_inside(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let shared = matches!(v4.octets(), [100, 64..=127, ..]);
            v4.is_private() || v4.is_loopback() || v4.is_link_local() || v4.is_unspecified() || shared
        }
        IpAddr::V6(v6) => v6.is_loopback() || v6.is_unspecified() || is_local(v6),
    }
}

/// fc00::/7 and fe80::/10.
fn is_local(ip: Ipv6Addr) -> bool {
    let first = ip.segments()[0];
    first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfe80
}

/// The seconds since 1970 of a date as mail writes it.
pub fn seconds(text: &str) -> Option<i64> {
    let date = mail_parser::DateTime::parse_rfc822(text.trim()).filter(mail_parser::DateTime::is_valid)?;
    Some(date.to_timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Address, HELO and verified name.
    fn read(value: &str) -> (String, String, String) {
        let field = Field { name: "Received".to_owned(), value: value.to_owned(), line: 1 };
        let client = Hop::read(&field, 0).client.unwrap_or_default();
        let ip = client.ip.map(|ip| ip.to_string()).unwrap_or_default();
        (ip, client.helo.unwrap_or_default(), client.verified.unwrap_or_default())
    }

    #[track_caller]
    fn check(value: &str, ip: &str, helo: &str, verified: &str) {
        assert_eq!(read(value), (ip.to_owned(), helo.to_owned(), verified.to_owned()), "{value}");
    }

    #[test]
    fn every_server_writes_its_own_way() {
        // Postfix.
        check(
            "from a.example (b.example [192.0.2.1]) (using TLSv1.3) (Client CN \"x [192.0.2.9]\") by c (Postfix) with ESMTPS",
            "192.0.2.1",
            "a.example",
            "b.example",
        );
        check(
            "from [10.1.1.1] (unknown [IPv6:2001:db8::1]) by c (Postfix) with ESMTP",
            "2001:db8::1",
            "[10.1.1.1]",
            "",
        );
        // Gmail.
        check(
            "from a.example (b.example. [2001:db8::1]) by mx.google.com with ESMTPS id x",
            "2001:db8::1",
            "a.example",
            "b.example",
        );
        // Exim.
        check(
            "from b.example ([192.0.2.1]:4321 helo=a.example) by c with esmtps (Exim 4.98) id x",
            "192.0.2.1",
            "a.example",
            "b.example",
        );
        check("from b.example ([192.0.2.1]) by c with esmtps (Exim 4.98) id x", "192.0.2.1", "b.example", "b.example");
        check(
            "from [192.0.2.1] (port=4321 helo=[192.0.2.7]) by c with esmtp (Exim 4.98) id x",
            "192.0.2.1",
            "[192.0.2.7]",
            "",
        );
        // Sendmail.
        check(
            "from a.example (b.example [192.0.2.1] (may be forged)) by c (8.18.1/8.18.1) with ESMTP id x",
            "192.0.2.1",
            "a.example",
            "",
        );
        check("from a.example ([192.0.2.1]) by c (8.18.1/8.18.1) with ESMTP id x", "192.0.2.1", "a.example", "");
        // Exchange.
        check(
            "from a.example (192.0.2.1) by c.prod.outlook.com (10.1.1.1) with Microsoft SMTP Server (version=TLS1_2) id 15.20.1",
            "192.0.2.1",
            "a.example",
            "",
        );
        // qmail, Yahoo.
        check("from unknown (HELO a.example) (192.0.2.1) by c with SMTP", "192.0.2.1", "a.example", "");
        check("from 192.0.2.1 (EHLO a.example) by 10.1.1.1 with SMTPs", "192.0.2.1", "a.example", "");
        check("from 192.0.2.1 (EHLO [192.0.2.9]) by 10.1.1.1 with SMTPs", "192.0.2.1", "[192.0.2.9]", "");
        // QQ Mail and NetEase.
        check(
            "from a.example (unknown [192.0.2.1]) by newxmmxszc6-1.qq.com (NewMX) with SMTP id x",
            "192.0.2.1",
            "a.example",
            "",
        );
        check("from a.example (unknown [192.0.2.1]) by mx33 (Coremail) with SMTP id x", "192.0.2.1", "a.example", "");
    }

    #[test]
    fn what_cannot_be_told_is_nothing() {
        check("from a.example by c with LMTP", "", "a.example", "");
        check("from a.example (b.example [192.0.2.1] [192.0.2.2]) by c with SMTP", "", "a.example", "b.example");
        check("from a.example ((((((( by c", "", "a.example", "");
        check("", "", "", "");
        check("by c with SMTP id from (192.0.2.1)", "", "", "");
        check(&format!("from a.example ({} [192.0.2.1]) by c", "x".repeat(10_000)), "", "unreadable", "");
    }

    #[test]
    fn users_who_hand_in_are_known() {
        for (value, expected) in [
            ("from a (b [192.0.2.1]) by c (Postfix) with ESMTPSA id x; Tue, 10 Nov 2026 10:00:00 +0000", true),
            ("from a (b [192.0.2.1]) (Authenticated sender: u) by c with ESMTP", true),
            ("by c (Postfix, from userid 33) id x", true),
            ("from u by c with local (Exim 4.98) id x", true),
            ("from a (b [192.0.2.1]) by c with LMTPA", false),
            ("from a (b [192.0.2.1]) by c with ESMTPS", false),
        ] {
            let hop = Hop::read(&Field { name: String::new(), value: value.to_owned(), line: 1 }, 0);
            assert_eq!(hop.submitted, expected, "{value}");
        }
    }
}
