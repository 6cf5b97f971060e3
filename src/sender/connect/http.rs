//! One GET over TLS, for the policy file of MTA-STS (RFC 8461 §3.3): no redirect is followed, and no more is read than a policy may have.

use super::tls::{Handshake, handshake_with};
use super::wire::{Lines, Wire, why};
use super::{Run, shown};
use crate::facts::{Place, PolicyEnd};
use rustls::{ClientConnection, Stream};
use std::io::{self, Read, Write};

/// The most octets of a policy. Senders take this much (RFC 8461 §3.3 lets them bound it).
const POLICY_OCTETS_MAX: usize = 64 << 10;
/// The longest line of a header, and the most lines.
const LINE_OCTETS_MAX: usize = 8 << 10;
const LINES_MAX: usize = 100;

const TOO_LARGE: &str = "it sends more than 64 KiB";

/// What an answer says of itself.
struct Head {
    status: u16,
    length: Option<usize>,
    chunked: bool,
    /// The media type, in lower case and without its parameters.
    media: Option<String>,
    /// It is packed, although we asked for what is not.
    packed: bool,
}

/// Fetches `/.well-known/mta-sts.txt`.
pub(super) fn policy(mut wire: Wire, place: &Place, run: &Run) -> PolicyEnd {
    let host = place.host.as_str();
    let mut session = match handshake_with(&mut wire, host, &run.trusted) {
        Handshake::Done(session) => session,
        Handshake::Broken(why) => return PolicyEnd::Unusable(why),
        Handshake::Unknown(why) => return PolicyEnd::Unknown(why),
    };
    let end = exchange(&mut session, &mut wire, host);
    session.send_close_notify();
    let _ = session.write_tls(&mut wire);
    match end {
        Ok(end) => end,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            PolicyEnd::Unusable("it answers with what is no HTTP".to_owned())
        }
        Err(error) => PolicyEnd::Unknown(why(&error).to_owned()),
    }
}

fn exchange(session: &mut ClientConnection, wire: &mut Wire, host: &str) -> io::Result<PolicyEnd> {
    let mut stream = Stream::new(session, wire);
    let request = format!(
        "GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: {host}\r\nUser-Agent: presend\r\nAccept: text/plain\r\n\
         Accept-Encoding: identity\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(request.as_bytes())?;
    stream.flush()?;
    let mut lines = Lines::new(&mut stream);
    let mut head = head(&mut lines)?;
    // Interim answers (RFC 9110 §15.2) come before the real one.
    for _ in 0..3 {
        if (100..200).contains(&head.status) {
            head = self::head(&mut lines)?;
        }
    }
    let unusable = |why: &str| Ok(PolicyEnd::Unusable(why.to_owned()));
    match head.status {
        200 => {}
        300..400 => {
            return Ok(PolicyEnd::Unusable(format!(
                "it sends everybody on to another place (HTTP {}), where nobody may go for a policy",
                head.status
            )));
        }
        // The server says that it is ill, not that there is nothing.
        500.. | 429 => return Ok(PolicyEnd::Unknown(format!("it answers with HTTP {}", head.status))),
        status => return Ok(PolicyEnd::Unusable(format!("it answers with HTTP {status}"))),
    }
    if head.packed {
        return unusable("it sends the policy packed, which nobody asked for");
    }
    match head.media.as_deref() {
        Some("text/plain") => {}
        None => return unusable("it does not say that the policy is text/plain"),
        Some(media) => return Ok(PolicyEnd::Unusable(format!("it sends {media} in place of text/plain"))),
    }
    let body = match (head.chunked, head.length) {
        (true, _) => chunks(&mut lines)?,
        (false, Some(length)) if length > POLICY_OCTETS_MAX => None,
        (false, Some(length)) => Some(lines.exactly(length)?),
        (false, None) => lines.rest(POLICY_OCTETS_MAX)?,
    };
    Ok(body.map_or_else(|| PolicyEnd::Unusable(TOO_LARGE.to_owned()), PolicyEnd::Fetched))
}

fn head<S: Read>(lines: &mut Lines<'_, S>) -> io::Result<Head> {
    let broken = || io::Error::from(io::ErrorKind::InvalidData);
    let first = lines.line(LINE_OCTETS_MAX)?;
    let mut words = first.split(|octet| *octet == b' ');
    let is_http = words.next().is_some_and(|word| word.starts_with(b"HTTP/1."));
    let status = words.next().and_then(|word| std::str::from_utf8(word).ok()?.parse().ok());
    let status = status.filter(|status| is_http && (100..600).contains(status)).ok_or_else(broken)?;
    let mut head = Head { status, length: None, chunked: false, media: None, packed: false };
    for _ in 0..LINES_MAX {
        let line = lines.line(LINE_OCTETS_MAX)?;
        if line.is_empty() {
            return Ok(head);
        }
        let text = String::from_utf8_lossy(&line).into_owned();
        let (name, value) = text.split_once(':').ok_or_else(broken)?;
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "content-length" => {
                let is_number = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
                head.length = Some(if is_number { value.parse().unwrap_or(usize::MAX) } else { return Err(broken()) });
            }
            "transfer-encoding" if value.eq_ignore_ascii_case("chunked") => head.chunked = true,
            "transfer-encoding" => return Err(broken()),
            "content-encoding" if !value.eq_ignore_ascii_case("identity") => head.packed = true,
            "content-type" => {
                let media = value.split(';').next().unwrap_or_default().trim();
                head.media = Some(shown(media.as_bytes()).to_ascii_lowercase());
            }
            _ => {}
        }
    }
    Err(broken())
}

/// RFC 9112 §7.1. `None` where there is too much.
fn chunks<S: Read>(lines: &mut Lines<'_, S>) -> io::Result<Option<Vec<u8>>> {
    let mut body = Vec::new();
    // Even of the smallest chunks there are no more than octets.
    for _ in 0..=POLICY_OCTETS_MAX {
        let line = lines.line(LINE_OCTETS_MAX)?;
        let digits = line.split(|octet| *octet == b';').next().unwrap_or_default().trim_ascii();
        let is_hex = !digits.is_empty() && digits.len() <= 16 && digits.iter().all(u8::is_ascii_hexdigit);
        let length = std::str::from_utf8(digits).ok().filter(|_| is_hex);
        let length =
            length.and_then(|digits| usize::from_str_radix(digits, 16).ok()).ok_or(io::ErrorKind::InvalidData)?;
        if length == 0 {
            return Ok(Some(body));
        }
        if body.len().saturating_add(length) > POLICY_OCTETS_MAX {
            return Ok(None);
        }
        body.extend(lines.exactly(length)?);
        if lines.exactly(2)? != b"\r\n" {
            return Err(io::ErrorKind::InvalidData.into());
        }
    }
    Ok(None)
}
