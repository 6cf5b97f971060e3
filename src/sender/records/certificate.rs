//! What a certificate (RFC 5280) says of itself: for which names it is, and from when until when. A bounded reader that never trusts
//! a length, and proves nothing: whether somebody who is trusted signed it is for others to say.

use super::der::element;

/// A certificate, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Certificate {
    /// Seconds since 1970, from which on it is valid.
    pub not_before: i64,
    /// Seconds since 1970, until which it is valid.
    pub not_after: i64,
    /// The DNS names of subjectAltName, in lower case, in the order of the certificate.
    pub dns_names: Vec<String>,
    /// The last commonName of its subject, which nobody need look at any more (RFC 9525 §2).
    pub common_name: Option<String>,
    /// Subject and issuer are the same name.
    pub is_self_issued: bool,
    /// SubjectPublicKeyInfo in DER.
    pub public_key: Vec<u8>,
}

/// Names of a certificate that are kept.
const NAMES_MAX: usize = 1000;

const BIT_OR_OCTETS: u8 = 0x04;
const BOOLEAN: u8 = 0x01;
const INTEGER: u8 = 0x02;
const OBJECT: u8 = 0x06;
const UTC_TIME: u8 = 0x17;
const GENERALIZED_TIME: u8 = 0x18;
const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
/// [0] of TBSCertificate, its version; [3], its extensions; [2] of GeneralName, a DNS name.
const VERSION: u8 = 0xa0;
const EXTENSIONS: u8 = 0xa3;
const DNS_NAME: u8 = 0x82;
/// subjectAltName, 2.5.29.17, and commonName, 2.5.4.3.
const SUBJECT_ALT_NAME: &[u8] = &[0x55, 0x1d, 0x11];
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

impl Certificate {
    /// Reads a certificate in DER; `None` when it is none.
    pub fn read(der: &[u8]) -> Option<Certificate> {
        let (signed, _) = element(der, SEQUENCE)?;
        let (inside, _) = element(signed, SEQUENCE)?;
        let rest = element(inside, VERSION).map_or(inside, |(_, rest)| rest);
        let (_serial, rest) = element(rest, INTEGER)?;
        let (_algorithm, rest) = element(rest, SEQUENCE)?;
        let (issuer, rest) = element(rest, SEQUENCE)?;
        let (validity, rest) = element(rest, SEQUENCE)?;
        let (subject, at_key) = element(rest, SEQUENCE)?;
        let (_, rest) = element(at_key, SEQUENCE)?;
        let public_key = at_key[..at_key.len() - rest.len()].to_vec();
        let (not_before, validity) = time(validity)?;
        let (not_after, _) = time(validity)?;
        let dns_names = extensions(rest).map_or_else(Vec::new, alt_names);
        let common_name = common_name(subject);
        Some(Certificate {
            not_before,
            not_after,
            dns_names,
            common_name,
            is_self_issued: issuer == subject,
            public_key,
        })
    }

    /// Whether it is for this host, by its DNS names alone (RFC 9525 §6.3).
    pub fn is_for(&self, host: &str) -> bool {
        self.dns_names.iter().any(|name| stands_for(name, host))
    }
}

/// Whether a name or a pattern stands for a host: `*.` in front stands for exactly one label (RFC 9525 §6.3, RFC 8461 §4.1).
pub fn stands_for(pattern: &str, host: &str) -> bool {
    let (pattern, host) = (pattern.trim_end_matches('.'), host.trim_end_matches('.'));
    match pattern.strip_prefix("*.") {
        Some(beneath) => host.split_once('.').is_some_and(|(label, rest)| {
            !label.is_empty() && beneath.contains('.') && rest.eq_ignore_ascii_case(beneath)
        }),
        None => !pattern.is_empty() && pattern.eq_ignore_ascii_case(host),
    }
}

/// A day as 2026-11-30, of seconds since 1970.
pub fn date(seconds: i64) -> String {
    // Howard Hinnant's days_from_civil, backwards: years begin in March, so that the leap day is the last.
    let days = seconds.div_euclid(86_400) + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Days from 1970-01-01.
fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// UTCTime or GeneralizedTime in the only forms that RFC 5280 §4.1.2.5 takes.
fn time(octets: &[u8]) -> Option<(i64, &[u8])> {
    let (text, rest) = element(octets, UTC_TIME).or_else(|| element(octets, GENERALIZED_TIME))?;
    let digits = text.strip_suffix(b"Z")?;
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number = |part: &[u8]| part.iter().fold(0i64, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let (year, rest_of_it) = match digits.len() {
        12 => match number(&digits[..2]) {
            year @ 0..50 => (2000 + year, &digits[2..]),
            year => (1900 + year, &digits[2..]),
        },
        14 => (number(&digits[..4]), &digits[4..]),
        _ => return None,
    };
    let at = |place: usize| number(&rest_of_it[place..place + 2]);
    let (month, day) = (at(0), at(2));
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some((days(year, month, day) * 86_400 + at(4) * 3_600 + at(6) * 60 + at(8), rest))
}

/// The extensions behind the key; two fields that nobody uses may stand before them.
fn extensions(mut rest: &[u8]) -> Option<&[u8]> {
    for unused in [0x81, 0x82, 0xa1, 0xa2] {
        rest = element(rest, unused).map_or(rest, |(_, rest)| rest);
    }
    let (inside, _) = element(rest, EXTENSIONS)?;
    Some(element(inside, SEQUENCE)?.0)
}

fn alt_names(mut extensions: &[u8]) -> Vec<String> {
    while let Some((extension, rest)) = element(extensions, SEQUENCE) {
        extensions = rest;
        let Some((SUBJECT_ALT_NAME, value)) = element(extension, OBJECT) else { continue };
        let value = element(value, BOOLEAN).map_or(value, |(_, rest)| rest);
        let names = element(value, BIT_OR_OCTETS).and_then(|(octets, _)| element(octets, SEQUENCE));
        return names.map_or_else(Vec::new, |(names, _)| dns_names(names));
    }
    Vec::new()
}

fn dns_names(mut names: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(&kind) = names.first()
        && let Some((name, rest)) = element(names, kind)
        && found.len() < NAMES_MAX
    {
        names = rest;
        if kind == DNS_NAME {
            found.push(String::from_utf8_lossy(name).to_ascii_lowercase());
        }
    }
    found
}

fn common_name(mut subject: &[u8]) -> Option<String> {
    let mut found = None;
    while let Some((set, rest)) = element(subject, SET) {
        subject = rest;
        if let Some((attribute, _)) = element(set, SEQUENCE)
            && let Some((COMMON_NAME, value)) = element(attribute, OBJECT)
            && let Some((text, _)) = element(value, *value.first()?)
        {
            found = Some(String::from_utf8_lossy(text).into_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sender::records::der::tests::{spki, wrap};

    fn utf8(text: &str) -> Vec<u8> {
        wrap(0x0c, text.as_bytes())
    }

    fn name(text: &str) -> Vec<u8> {
        let attribute = wrap(SEQUENCE, &[wrap(OBJECT, COMMON_NAME), utf8(text)].concat());
        wrap(SEQUENCE, &wrap(SET, &attribute))
    }

    /// A certificate that nobody signed.
    fn certificate(from: &[u8], until: &[u8], names: &[&str], issuer: &str) -> Vec<u8> {
        let time = |text: &[u8]| wrap(if text.len() == 13 { UTC_TIME } else { GENERALIZED_TIME }, text);
        let names: Vec<u8> = names.iter().flat_map(|name| wrap(DNS_NAME, name.as_bytes())).collect();
        // A mailbox stands among the names.
        let names = wrap(SEQUENCE, &[wrap(0x81, b"a@b.example"), names].concat());
        let alt = [wrap(OBJECT, SUBJECT_ALT_NAME), wrap(BOOLEAN, &[0xff]), wrap(BIT_OR_OCTETS, &names)].concat();
        let other = [wrap(OBJECT, &[0x55, 0x1d, 0x0f]), wrap(BIT_OR_OCTETS, &[3, 2, 5, 0xa0])].concat();
        let extensions = wrap(SEQUENCE, &[wrap(SEQUENCE, &other), wrap(SEQUENCE, &alt)].concat());
        let inside = [
            wrap(VERSION, &wrap(INTEGER, &[2])),
            wrap(INTEGER, &[1, 2, 3]),
            wrap(SEQUENCE, &wrap(OBJECT, &[1, 2])),
            name(issuer),
            wrap(SEQUENCE, &[time(from), time(until)].concat()),
            name("mail.shop.com"),
            spki(&[1, 2], &[7; 300]),
            wrap(EXTENSIONS, &extensions),
        ];
        wrap(SEQUENCE, &wrap(SEQUENCE, &inside.concat()))
    }

    #[test]
    fn names_and_times_are_read() {
        let der = certificate(b"240229000000Z", b"20510101123456Z", &["Mail.shop.com", "*.shop.com"], "a CA");
        let read = Certificate::read(&der).expect("a certificate");
        assert_eq!(read.dns_names, ["mail.shop.com", "*.shop.com"]);
        assert_eq!(read.common_name.as_deref(), Some("mail.shop.com"));
        assert_eq!((read.not_before, read.not_after), (1_709_164_800, 2_556_189_296));
        assert_eq!(read.public_key, spki(&[1, 2], &[7; 300]));
        assert!(!read.is_self_issued);
        assert_eq!((date(read.not_before), date(read.not_after)), ("2024-02-29".to_owned(), "2051-01-01".to_owned()));
        let own = certificate(b"990101000000Z", b"491231235959Z", &[], "mail.shop.com");
        let read = Certificate::read(&own).expect("a certificate");
        assert!(read.is_self_issued && read.dns_names.is_empty() && !read.is_for("mail.shop.com"));
        assert_eq!((date(read.not_before), date(read.not_after)), ("1999-01-01".to_owned(), "2049-12-31".to_owned()));
    }

    #[test]
    fn what_is_cut_short_or_changed_never_panics() {
        let der = certificate(b"240229000000Z", b"20510101123456Z", &["mail.shop.com"], "a CA");
        for end in 0..der.len() {
            let _ = Certificate::read(&der[..end]);
        }
        for place in 0..der.len() {
            for octet in [0, 0x30, 0x7f, 0x82, 0xff] {
                let mut changed = der.clone();
                changed[place] = octet;
                let _ = Certificate::read(&changed);
            }
        }
        for bad in [&b"24022900000Z"[..], b"2402290000000", b"241329000000Z", b"24aa29000000Z"] {
            assert_eq!(Certificate::read(&certificate(bad, b"20510101123456Z", &[], "x")), None);
        }
    }

    #[test]
    fn a_star_stands_for_one_label() {
        for (pattern, host, expected) in [
            ("mail.shop.com", "MAIL.shop.com", true),
            ("mail.shop.com", "mail.shop.com.", true),
            ("mail.shop.com", "amail.shop.com", false),
            ("*.shop.com", "mail.shop.com", true),
            ("*.shop.com", "a.mail.shop.com", false),
            ("*.shop.com", "shop.com", false),
            ("*.com", "shop.com", false),
            ("m*.shop.com", "mail.shop.com", false),
            ("*", "com", false),
            ("", "", false),
        ] {
            assert_eq!(stands_for(pattern, host), expected, "{pattern} {host}");
        }
    }

    #[test]
    fn days_go_there_and_back() {
        for day in (-200_000..200_000).step_by(37) {
            let text = date(day * 86_400 + 5);
            let mut parts = text.rsplit('-').map(|part| part.parse::<i64>().unwrap());
            let (date, month) = (parts.next().unwrap(), parts.next().unwrap());
            let year = text[..text.len() - 6].parse().unwrap();
            assert_eq!(days(year, month, date), day, "{text}");
        }
    }
}
