//! SMTP as far as STARTTLS (RFC 3207): greeting, EHLO, STARTTLS, TLS, QUIT. No sender, no recipient, no mail.

use super::tls::{self, Handshake};
use super::wire::{Lines, Wire, why};
use super::{Run, shown};
use crate::facts::{HostEnd, Place};
use std::io::{self, Write};
use std::net::IpAddr;

/// RFC 5321 §4.5.3.1.5 has 512; some servers say more.
const LINE_OCTETS_MAX: usize = 4096;
/// Lines of one reply. The longest of real servers have under forty.
const LINES_MAX: usize = 200;

/// A reply: its code, and its lines without it.
struct Reply {
    code: u16,
    lines: Vec<Vec<u8>>,
}

/// Talks until TLS is there or will not come.
pub(super) fn starttls(mut wire: Wire, place: &Place, run: &Run) -> HostEnd {
    let is_one_word = |name: &String| !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
    let name = run.settings.helo.clone().filter(is_one_word).unwrap_or_else(|| own_name(&wire));
    let mut lines = Lines::new(&mut wire);
    let end = match talk(&mut lines, &name) {
        Ok(end) => end,
        Err(error) if error.kind() == io::ErrorKind::InvalidData => {
            Some(HostEnd::Unknown("it answered with what is no SMTP".to_owned()))
        }
        Err(error) => Some(HostEnd::Unknown(why(&error).to_owned())),
    };
    if let Some(end) = end {
        // Whether it hears our farewell does not matter.
        let _ = wire.write_all(b"QUIT\r\n");
        return end;
    }
    match tls::handshake_with_anybody(&mut wire, place.host.as_str()) {
        Handshake::Done(mut session) => {
            let seen = tls::seen(&session, place.host.as_str(), run);
            let _ = session.writer().write_all(b"QUIT\r\n");
            session.send_close_notify();
            while session.wants_write() && session.write_tls(&mut wire).is_ok_and(|written| written > 0) {}
            seen.map_or_else(|| HostEnd::Broken("it shows no certificate".to_owned()), HostEnd::Encrypted)
        }
        Handshake::Broken(why) => HostEnd::Broken(why),
        Handshake::Unknown(why) => HostEnd::Unknown(why),
    }
}

/// `None` once the server waits for TLS.
fn talk(lines: &mut Lines<'_, Wire>, name: &str) -> io::Result<Option<HostEnd>> {
    let greeting = reply(lines)?;
    if greeting.code != 220 {
        return Ok(Some(said_no("it greeted with", &greeting)));
    }
    send(lines, &format!("EHLO {name}"))?;
    let hello = reply(lines)?;
    match hello.code {
        250 => {}
        // It does not know EHLO, and so nothing that is offered there.
        500 | 502 => return Ok(Some(HostEnd::NotOffered)),
        _ => return Ok(Some(said_no("it answered EHLO with", &hello))),
    }
    let is_offer = |line: &Vec<u8>| {
        line.split(|octet| *octet == b' ').next().is_some_and(|word| word.eq_ignore_ascii_case(b"STARTTLS"))
    };
    if !hello.lines.iter().skip(1).any(is_offer) {
        return Ok(Some(HostEnd::NotOffered));
    }
    send(lines, "STARTTLS")?;
    let ready = reply(lines)?;
    if ready.code != 220 {
        return Ok(Some(HostEnd::Broken(format!("it answered STARTTLS with {}", words(&ready)))));
    }
    // Anybody on the way can have put it there: who takes it for encrypted is deceived (CVE-2011-0411 and its kin).
    if !lines.ahead().is_empty() {
        return Ok(Some(HostEnd::Broken("it sent more in the clear behind its answer to STARTTLS".to_owned())));
    }
    Ok(None)
}

/// It does not want to talk to us: often because of our address, which says nothing of the set-up.
fn said_no(what: &str, reply: &Reply) -> HostEnd {
    HostEnd::Unknown(format!("{what} {}", words(reply)))
}

fn words(reply: &Reply) -> String {
    let text = reply.lines.last().map(|line| shown(line)).unwrap_or_default();
    format!("{} {text}", reply.code).trim_end().to_owned()
}

fn send(lines: &mut Lines<'_, Wire>, command: &str) -> io::Result<()> {
    lines.stream().write_all(format!("{command}\r\n").as_bytes())
}

fn reply(lines: &mut Lines<'_, Wire>) -> io::Result<Reply> {
    let mut texts = Vec::new();
    while texts.len() < LINES_MAX {
        let line = lines.line(LINE_OCTETS_MAX)?;
        let (code, rest) = line.split_at_checked(3).ok_or(io::ErrorKind::InvalidData)?;
        let is_code = code.iter().all(u8::is_ascii_digit) && (b'2'..=b'5').contains(&code[0]);
        let number = std::str::from_utf8(code).ok().filter(|_| is_code).and_then(|digits| digits.parse().ok());
        let code = number.ok_or(io::ErrorKind::InvalidData)?;
        match rest.split_first() {
            Some((b'-', text)) => texts.push(text.to_vec()),
            Some((b' ', text)) => {
                texts.push(text.to_vec());
                return Ok(Reply { code, lines: texts });
            }
            None => return Ok(Reply { code, lines: texts }),
            Some(_) => break,
        }
    }
    Err(io::ErrorKind::InvalidData.into())
}

/// RFC 5321 §4.1.3: whoever has no name says its address.
fn own_name(wire: &Wire) -> String {
    match wire.own_ip().map(|ip| ip.to_canonical()) {
        Some(IpAddr::V6(v6)) => format!("[IPv6:{v6}]"),
        Some(IpAddr::V4(v4)) => format!("[{v4}]"),
        None => "[127.0.0.1]".to_owned(),
    }
}
