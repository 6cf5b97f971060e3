//! What a domain may publish beyond what receivers demand: MTA-STS (RFC 8461), TLS reports (RFC 8460), BIMI. Information
//! only: none of it makes mail bounce. The policy file of MTA-STS is on a web server, which is
//! asked only when the user wants it; see `connect`.

use super::check::{Check, failure_words};
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig, domain};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::reason::Reason;
use crate::sender::records::dmarc::{Disposition, discover};

/// What is wrong with a record, as a clause; `None` when nothing is.
pub(super) type Fault = fn(&str) -> Option<&'static str>;

/// A kind of record: its code, where it stands, how it begins.
struct Extra {
    code: Reason,
    prefix: &'static str,
    version: &'static str,
    /// The code of a record that nobody can use.
    invalid: Reason,
    /// What is wrong with a record.
    fault: Fault,
    name: &'static str,
}

const EXTRAS: &[Extra] = &[
    Extra {
        code: Reason::SenderMtaSts,
        prefix: "_mta-sts",
        version: "v=STSv1",
        invalid: Reason::SenderMtaStsInvalid,
        fault: mta_sts_fault,
        name: "MTA-STS",
    },
    Extra {
        code: Reason::SenderTlsRpt,
        prefix: "_smtp._tls",
        version: "v=TLSRPTv1",
        invalid: Reason::SenderTlsRptInvalid,
        fault: tls_rpt_fault,
        name: "TLS reports",
    },
    Extra {
        code: Reason::SenderBimi,
        prefix: "default._bimi",
        version: "v=BIMI1",
        invalid: Reason::SenderBimiInvalid,
        fault: bimi_fault,
        name: "BIMI",
    },
];

/// All checks of this group.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Extras) {
        return Some(Vec::new());
    }
    let name = &setup.domain;
    if setup.wants(Group::Domain) && domain::is_missing(name, look)? {
        return Some(Vec::new());
    }
    let each = all(EXTRAS.iter().map(|extra| of_extra(extra, name, look)))?;
    Some(each.into_iter().flatten().collect())
}

/// `None` inside where nothing is published: most domains have none of these, and lose nothing.
fn of_extra(extra: &Extra, domain: &Domain, look: &Lookups<'_>) -> Option<Option<Check>> {
    let Ok(name) = Domain::new(&format!("{}.{domain}", extra.prefix)) else { return Some(None) };
    let texts = match look.txt(&name)? {
        Lookup::NoData | Lookup::NxDomain => return Some(None),
        Lookup::Failed(failure) => {
            let observed = format!("{} could not be found out: {}", extra.name, failure_words(failure));
            return Some(Some(Check::new(extra.code, &name, observed)));
        }
        Lookup::Found(texts) => texts,
    };
    let texts: Vec<String> = texts.iter().map(|text| String::from_utf8_lossy(text).into_owned()).collect();
    let records: Vec<&String> = texts.iter().filter(|text| begins(text, extra.version)).collect();
    let told = |observed: String| Some(Some(Check::new(extra.code, &name, observed)));
    let wrong = |observed: String| Some(Some(Check::new(extra.invalid, &name, observed)));
    match records[..] {
        [] if texts.iter().any(|text| nearly(text, extra.version).is_some()) => wrong(format!(
            "nobody uses the {} record, for it does not begin with {}; and a semicolon: {}",
            extra.name,
            extra.version,
            texts.join(", ")
        )),
        [] => told(format!("{name} has TXT records, but none that begins with {}", extra.version)),
        [record] => match (extra.fault)(record) {
            Some(why) => wrong(format!("nobody uses the {} record, for {why}: {record}", extra.name)),
            None if extra.code == Reason::SenderBimi => told(bimi_words(record, domain, look)?),
            None => told(format!("{} is published: {record}", extra.name)),
        },
        [..] => wrong(format!("{name} has {} {} records, so nobody uses them", records.len(), extra.name)),
    }
}

/// Whether the domain has one MTA-STS record that can be used, so that its policy is in force. `None` while that is not known.
pub(super) fn announces_mta_sts(domain: &Domain, look: &Lookups<'_>) -> Option<bool> {
    let Ok(name) = Domain::new(&format!("_mta-sts.{domain}")) else { return Some(false) };
    let Lookup::Found(texts) = look.txt(&name)? else { return Some(false) };
    let texts = texts.iter().map(|text| String::from_utf8_lossy(text));
    let records: Vec<_> = texts.filter(|text| begins(text, "v=STSv1")).collect();
    Some(matches!(&records[..], [record] if mta_sts_fault(record).is_none()))
}

/// RFC 8461 §3.1: 1 to 32 letters and digits.
pub(super) fn mta_sts_fault(record: &str) -> Option<&'static str> {
    match tag(record, "id") {
        None | Some("") => Some("it has no id="),
        Some(id) if id.len() > 32 => Some("its id= is longer than 32 characters"),
        Some(id) if !id.bytes().all(|b| b.is_ascii_alphanumeric()) => {
            Some("its id= has other characters than letters and digits")
        }
        Some(_) => None,
    }
}

/// RFC 8460 §3: addresses by `mailto:` or `https:`.
pub(super) fn tls_rpt_fault(record: &str) -> Option<&'static str> {
    let is_place = |place: &str| {
        let lower = place.trim().to_ascii_lowercase();
        let address = lower.strip_prefix("mailto:").and_then(|address| address.split_once('@'));
        let is_mail = !lower.contains(char::is_whitespace)
            && address.is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'));
        is_mail || lower.strip_prefix("https://").is_some_and(|rest| rest.contains('.'))
    };
    match tag(record, "rua") {
        None | Some("") => Some("it has no rua="),
        Some(list) if !list.split(',').all(is_place) => Some("its rua= is neither mailto: nor https:"),
        Some(_) => None,
    }
}

/// The logo is an SVG file by https; an empty l= says that there is none.
pub(super) fn bimi_fault(record: &str) -> Option<&'static str> {
    let is_https = |place: &str| place.get(..8).is_some_and(|begin| begin.eq_ignore_ascii_case("https://"));
    let path = |place: &str| place.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let logo = match tag(record, "l") {
        None => Some("it has no l="),
        Some("") => None,
        Some(logo) if !is_https(logo) => Some("its logo (l=) is not an https address"),
        Some(logo) if !path(logo).ends_with(".svg") && !path(logo).ends_with(".svgz") => {
            Some("its logo (l=) is no SVG file")
        }
        Some(_) => None,
    };
    let mark =
        tag(record, "a").is_some_and(|mark| !mark.is_empty() && !is_https(mark) && !mark.eq_ignore_ascii_case("self"));
    logo.or(mark.then_some("its certificate (a=) is not an https address"))
}

/// A logo is shown only beside a policy that asks for something. `None` while answers are missing.
fn bimi_words(record: &str, domain: &Domain, look: &Lookups<'_>) -> Option<String> {
    if tag(record, "l").is_some_and(str::is_empty) {
        return Some(format!("BIMI says that there is no logo: {record}"));
    }
    let discovery = look.step(discover(domain, look.answers()))?;
    let is_strict = matches!(discovery.disposition, Some(Disposition::Quarantine | Disposition::Reject));
    let but = if is_strict { "" } else { ", but not shown without DMARC p=quarantine or p=reject" };
    Some(format!("BIMI is published{but}: {record}"))
}

/// A text that was meant as a record, with its version as it must be written: without quotes, in its letters, with a semicolon behind it.
pub(super) fn nearly(text: &str, version: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| c.is_whitespace() || "\"'\\\u{201c}\u{201d}\u{feff}".contains(c));
    let rest = bare.get(version.len()..)?;
    let is_meant = bare[..version.len()].eq_ignore_ascii_case(version)
        && !rest.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !begins(text, version);
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ";,:\\".contains(c)).replace('\\', "");
    is_meant.then(|| format!("{version}; {rest}").trim_end().to_owned())
}

fn begins(text: &str, version: &str) -> bool {
    text.strip_prefix(version).is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(';'))
}

/// The value of a tag.
pub(super) fn tag<'a>(record: &'a str, name: &str) -> Option<&'a str> {
    record
        .split(';')
        .filter_map(|part| part.split_once('='))
        .find(|(tag, _)| tag.trim() == name)
        .map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_as_a_record_is_read_as_one() {
        for (text, meant) in [
            ("v=STSv1 id=1", Some("v=STSv1; id=1")),
            ("\"v=stsv1; id=1\"", Some("v=STSv1; id=1")),
            ("v=STSv1, id=1", Some("v=STSv1; id=1")),
            ("v=STSv1; id=1", None),
            ("v=STSv12; id=1", None),
            ("v=spf1 -all", None),
            ("é", None),
        ] {
            assert_eq!(nearly(text, "v=STSv1").as_deref(), meant, "{text}");
        }
    }

    #[test]
    fn records_that_nobody_can_use_are_told_from_good_ones() {
        let faults: &[(Fault, &str, bool)] = &[
            (mta_sts_fault, "v=STSv1; id=20261101T000000;", true),
            (mta_sts_fault, "v=STSv1; id=2026-11-01", false),
            (mta_sts_fault, "v=STSv1; id=", false),
            (mta_sts_fault, "v=STSv1", false),
            (mta_sts_fault, "v=STSv1; id=123456789012345678901234567890123", false),
            (tls_rpt_fault, "v=TLSRPTv1; rua=mailto:t@example.com", true),
            (tls_rpt_fault, "v=TLSRPTv1;rua=mailto:t@example.com,https://example.com/tls", true),
            (tls_rpt_fault, "v=TLSRPTv1; rua=http://example.com/tls", false),
            (tls_rpt_fault, "v=TLSRPTv1; rua=t@example.com", false),
            (bimi_fault, "v=BIMI1; l=https://example.com/logo.svg; a=", true),
            (bimi_fault, "v=BIMI1; l=; a=;", true),
            (bimi_fault, "v=BIMI1; l=https://example.com/logo.svg?v=2; a=https://example.com/vmc.pem", true),
            (bimi_fault, "v=BIMI1; l=http://example.com/logo.svg", false),
            (bimi_fault, "v=BIMI1; l=https://example.com/logo.png", false),
            (bimi_fault, "v=BIMI1; l=https://example.com/logo.svg; a=http://example.com/vmc.pem", false),
            (bimi_fault, "v=BIMI1;", false),
        ];
        for (fault, record, good) in faults {
            assert_eq!(fault(record).is_none(), *good, "{record}");
        }
    }
}
