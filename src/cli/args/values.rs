//! Values of arguments, read from their text.

use presend::list::{Delimiter, Encoding};
use presend::reason::{Lang, Reason, Sentence, sentence};
use presend::report::codes;
use presend::run::limits::Forbidden;
use std::fmt::Display;
use std::net::{IpAddr, SocketAddr};
use std::ops::RangeInclusive;
use std::str::FromStr;
use std::time::Duration;

/// A whole number of a range.
pub(in crate::cli) fn number<T>(range: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, Sentence> + Clone
where
    T: FromStr + PartialOrd + Display + Clone,
{
    move |text| {
        let number = text.trim().parse().ok().filter(|number| range.contains(number));
        number.ok_or_else(|| sentence!("value-number", min = range.start().to_string(), max = range.end().to_string()))
    }
}

/// Where a server listens.
pub(in crate::cli) fn socket(text: &str) -> Result<SocketAddr, Sentence> {
    text.trim().parse().map_err(|_| sentence!("value-socket"))
}

pub(in crate::cli) fn ip(text: &str) -> Result<IpAddr, Sentence> {
    text.trim().parse().map_err(|_| sentence!("value-ip"))
}

pub(in crate::cli) fn forbidden(text: &str) -> Result<Forbidden, Sentence> {
    let text = text.trim();
    let group = text.strip_suffix(".*").unwrap_or(text);
    if let Some(reason) = Reason::from_code(text) {
        return Ok(Forbidden::Code(reason));
    }
    if codes::groups().contains(&group) {
        return Ok(Forbidden::Group(group.to_owned()));
    }
    Err(match codes::nearest(text).first() {
        Some(near) => sentence!("value-code-near", near = near.code()),
        None => sentence!("value-code"),
    })
}

/// How many rows a batch has.
pub(in crate::cli) fn batch_rows(text: &str) -> Result<u32, Sentence> {
    text.trim().parse().ok().filter(|rows| *rows > 0).ok_or_else(|| sentence!("value-batch"))
}

pub(in crate::cli) fn delimiter(text: &str) -> Result<Delimiter, Sentence> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(Delimiter::Byte(b'\t')),
        ("none", _) => Ok(Delimiter::None),
        (_, &[byte]) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n@".contains(&byte) => {
            Ok(Delimiter::Byte(byte))
        }
        _ => Err(sentence!("value-delimiter")),
    }
}

/// `500M`, `2G`, `64MiB`: always by 1024.
pub(in crate::cli) fn octets(text: &str) -> Result<u64, Sentence> {
    let power = |unit: &str| match unit {
        "T" | "TB" | "TIB" => Some(40),
        unit => power_of(unit),
    };
    let octets = size(text, power).filter(|octets| (1_048_576.0..1e18).contains(octets));
    octets.map(|octets| octets as u64).ok_or_else(|| sentence!("value-size"))
}

/// `15728640`, `500K`, `15M`: by 1024.
pub(in crate::cli) fn message_octets(text: &str) -> Result<u64, Sentence> {
    let power = |unit: &str| match unit {
        "" | "B" => Some(0),
        unit => power_of(unit),
    };
    let octets = size(text, power).filter(|octets| (1.0..1e15).contains(octets));
    octets.map(|octets| octets as u64).ok_or_else(|| sentence!("value-message-size"))
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
pub(in crate::cli) fn helo(text: &str) -> Result<String, Sentence> {
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
        Err(sentence!("value-helo"))
    }
}

pub(in crate::cli) fn encoding(name: &str) -> Result<Encoding, Sentence> {
    Encoding::named(name).ok_or_else(|| sentence!("value-encoding"))
}

pub(in crate::cli) fn yes_or_no(text: &str) -> Result<bool, Sentence> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(sentence!("value-yes-or-no")),
    }
}

pub(in crate::cli) fn lang(text: &str) -> Result<Lang, Sentence> {
    let names = || Lang::ALL.iter().map(|lang| lang.name()).collect::<Vec<_>>().join(", ");
    Lang::named(text).ok_or_else(|| sentence!("value-one-of", names = names()))
}

pub(in crate::cli) fn seconds(text: &str) -> Result<Duration, Sentence> {
    let wrong = || sentence!("value-seconds");
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().map_err(|_| wrong())?;
    if (0.05..=300.0).contains(&seconds) { Ok(Duration::from_secs_f64(seconds)) } else { Err(wrong()) }
}
