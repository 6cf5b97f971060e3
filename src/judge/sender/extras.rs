//! What a domain may publish beyond what receivers demand: MTA-STS (RFC 8461), TLS reports (RFC 8460), BIMI. Information
//! only: none of it makes mail bounce. The policy file of MTA-STS is on a web server, which presend does not ask.

use super::check::{Check, failure_words};
use super::look::{Look, all};
use super::{Group, Setup, domain};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::reason::Reason;

/// A kind of record: its code, where it stands, how it begins, the tag that it must have.
struct Extra {
    code: Reason,
    prefix: &'static str,
    version: &'static str,
    tag: &'static str,
    name: &'static str,
}

const EXTRAS: &[Extra] = &[
    Extra { code: Reason::SenderMtaSts, prefix: "_mta-sts", version: "v=STSv1", tag: "id", name: "MTA-STS" },
    Extra { code: Reason::SenderTlsRpt, prefix: "_smtp._tls", version: "v=TLSRPTv1", tag: "rua", name: "TLS reports" },
    Extra { code: Reason::SenderBimi, prefix: "default._bimi", version: "v=BIMI1", tag: "l", name: "BIMI" },
];

/// All checks of this group.
pub(super) fn checks(setup: &Setup, look: &Look<'_>) -> Option<Vec<Check>> {
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
fn of_extra(extra: &Extra, domain: &Domain, look: &Look<'_>) -> Option<Option<Check>> {
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
    let observed = match records[..] {
        [] => format!("{name} has TXT records, but none that begins with {}", extra.version),
        [record] if tag(record, extra.tag).is_none_or(str::is_empty) => {
            format!("the {} record has no {}=, so nobody uses it: {record}", extra.name, extra.tag)
        }
        [record] => format!("{} is published: {record}", extra.name),
        [..] => format!("{name} has {} {} records, so nobody uses them", records.len(), extra.name),
    };
    Some(Some(Check::new(extra.code, &name, observed)))
}

fn begins(text: &str, version: &str) -> bool {
    text.strip_prefix(version).is_some_and(|rest| rest.trim_start().is_empty() || rest.trim_start().starts_with(';'))
}

/// The value of a tag.
fn tag<'a>(record: &'a str, name: &str) -> Option<&'a str> {
    record
        .split(';')
        .filter_map(|part| part.split_once('='))
        .find(|(tag, _)| tag.trim() == name)
        .map(|(_, value)| value.trim())
}
