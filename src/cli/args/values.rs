//! Values of arguments, read from their text.

use presend::list::{Delimiter, Encoding};
use presend::reason::{Lang, Reason};
use presend::report::codes;
use presend::run::limits::Forbidden;
use std::time::Duration;

pub(in crate::cli) fn forbidden(text: &str) -> Result<Forbidden, String> {
    let text = text.trim();
    let group = text.strip_suffix(".*").unwrap_or(text);
    if let Some(reason) = Reason::from_code(text) {
        return Ok(Forbidden::Code(reason));
    }
    if codes::groups().contains(&group) {
        return Ok(Forbidden::Group(group.to_owned()));
    }
    let near = codes::nearest(text).into_iter().next().map(|near| format!("Did you mean {}? ", near.code()));
    Err(format!("there is no such code or group. {}`presend explain` lists all", near.unwrap_or_default()))
}

/// How many rows a batch has.
pub(in crate::cli) fn batch_rows(text: &str) -> Result<u32, String> {
    text.trim().parse().ok().filter(|rows| *rows > 0).ok_or_else(|| {
        "it is no number of rows. Write --batch 50; or --batch alone, for 20 rows, behind the name of the list"
            .to_owned()
    })
}

pub(in crate::cli) fn delimiter(text: &str) -> Result<Delimiter, String> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(Delimiter::Byte(b'\t')),
        ("none", _) => Ok(Delimiter::None),
        (_, &[byte]) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n@".contains(&byte) => {
            Ok(Delimiter::Byte(byte))
        }
        _ => Err("write one character such as ; or the word tab or none".to_owned()),
    }
}

/// `500M`, `2G`, `64MiB`: always by 1024.
pub(in crate::cli) fn octets(text: &str) -> Result<u64, String> {
    let power = |unit: &str| match unit {
        "T" | "TB" | "TIB" => Some(40),
        unit => power_of(unit),
    };
    let octets = size(text, power).filter(|octets| (1_048_576.0..1e18).contains(octets));
    octets.map(|octets| octets as u64).ok_or_else(|| "write a size such as 500M or 2G, at least 1M".to_owned())
}

/// `15728640`, `500K`, `15M`: by 1024.
pub(in crate::cli) fn message_octets(text: &str) -> Result<u64, String> {
    let power = |unit: &str| match unit {
        "" | "B" => Some(0),
        unit => power_of(unit),
    };
    let octets = size(text, power).filter(|octets| (1.0..1e15).contains(octets));
    octets.map(|octets| octets as u64).ok_or_else(|| "write bytes, such as 15728640, or a size such as 15M".to_owned())
}

/// A number and its unit, in octets. `power` is that of 2 for a unit in upper case.
fn size(text: &str, power: impl Fn(&str) -> Option<i32>) -> Option<f64> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = power(&text[digits.len()..].to_ascii_uppercase())?;
    let size: f64 = digits.trim().parse().ok()?;
    Some(size * f64::from(power).exp2())
}

fn power_of(unit: &str) -> Option<i32> {
    match unit {
        "K" | "KB" | "KIB" => Some(10),
        "M" | "MB" | "MIB" => Some(20),
        "G" | "GB" | "GIB" => Some(30),
        _ => None,
    }
}

/// A name that may be said in EHLO: a host name, or an address literal (RFC 5321 §4.1.3). Nothing else gets into the command.
pub(in crate::cli) fn helo(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('.');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
    };
    let literal = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_literal = literal.is_some_and(|inside| match inside.strip_prefix("IPv6:") {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => inside.parse::<std::net::Ipv4Addr>().is_ok(),
    });
    if is_literal || (text.len() <= 253 && text.split('.').all(is_label)) {
        Ok(text.to_owned())
    } else {
        Err("write the name of your sending server, such as mail.example.com".to_owned())
    }
}

pub(in crate::cli) fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| {
        "no such encoding is known; write utf-8, utf-16, gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252 or \
         another name that browsers know"
            .to_owned()
    })
}

pub(in crate::cli) fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

pub(in crate::cli) fn lang(text: &str) -> Result<Lang, String> {
    let names = || Lang::ALL.iter().map(|lang| lang.name()).collect::<Vec<_>>().join(" or ");
    Lang::named(text).ok_or_else(|| format!("write {}", names()))
}

pub(in crate::cli) fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "write seconds, such as 5 or 0.5, at most 300".to_owned();
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().map_err(|_| wrong())?;
    if (0.05..=300.0).contains(&seconds) { Ok(Duration::from_secs_f64(seconds)) } else { Err(wrong()) }
}
