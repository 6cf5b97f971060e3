//! Records of MTA-STS, TLS reports and BIMI that nobody can use, with their syntax put right. What they are for stays as it was written.

use super::dmarc::report_addresses;
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::extras::{Fault, bimi_fault, mta_sts_fault, nearly, tag, tls_rpt_fault};
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig};

/// One record made of those that are there; `None` where nothing is wrong, or cannot be mended.
type Corrected = fn(&[String], &Domain) -> Option<String>;

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Advice>> {
    let kinds: [(&str, &str, Fault, Corrected); 3] = [
        ("_mta-sts", "v=STSv1", mta_sts_fault, mta_sts),
        ("_smtp._tls", "v=TLSRPTv1", tls_rpt_fault, tls_rpt),
        ("default._bimi", "v=BIMI1", bimi_fault, bimi),
    ];
    let each = all(kinds.into_iter().map(|(prefix, version, fault, corrected)| {
        let Ok(owner) = Domain::new(&format!("{prefix}.{}", setup.domain)) else { return Some(None) };
        let Lookup::Found(texts) = look.txt(&owner)? else { return Some(None) };
        let texts = texts.iter().map(|text| String::from_utf8_lossy(text).into_owned());
        let texts: Vec<String> = texts.collect();
        let mut records: Vec<String> = texts.iter().filter(|text| text.starts_with(version)).cloned().collect();
        if !records.iter().any(|text| nearly(text, version).is_none()) {
            records = texts.iter().filter_map(|text| nearly(text, version)).collect();
        }
        let is_right = matches!(&records[..], [only] if fault(only).is_none());
        let text = if is_right { records.first().cloned() } else { corrected(&records, &setup.domain) };
        let text = text.filter(|text| !(texts.contains(text) && records.len() == 1));
        Some(text.map(|text| Advice::new(&[Group::Extras], vec![ZoneRecord::txt(owner, text)])))
    }))?;
    Some(each.into_iter().flatten().collect())
}

/// Senders read the policy again when the id is another one, so that any will do (RFC 8461 §3.1).
fn mta_sts(records: &[String], _: &Domain) -> Option<String> {
    const ID_OCTETS_MAX: usize = 32;
    if let [record] = records
        && mta_sts_fault(record).is_none()
    {
        return None;
    }
    let id = |record: &String| {
        let id = tag(record, "id").unwrap_or_default();
        id.chars().filter(char::is_ascii_alphanumeric).take(ID_OCTETS_MAX).collect::<String>()
    };
    let last = records.iter().map(id).max()?;
    let id = if last.is_empty() { "1".to_owned() } else { last };
    Some(format!("v=STSv1; id={id};"))
}

/// One record with all places of the others (RFC 8460 §3).
fn tls_rpt(records: &[String], domain: &Domain) -> Option<String> {
    if let [record] = records
        && tls_rpt_fault(record).is_none()
    {
        return None;
    }
    let place = |place: &str| match place.get(..7).map(str::to_ascii_lowercase).as_deref() {
        Some("http://") => Some(format!("https://{}", &place[7..])),
        Some("https:/") => Some(place.to_owned()),
        _ => report_addresses(place).into_iter().next(),
    };
    let mut places: Vec<String> = Vec::new();
    // By whatever name it goes.
    let misnamed = |record: &'_ String| {
        let values = record.split(';').filter_map(|part| part.split_once('='));
        values.map(|(_, value)| value.trim().to_owned()).find(|value| value.contains('@'))
    };
    let listed = |record: &String| tag(record, "rua").map(str::to_owned).or_else(|| misnamed(record));
    for list in records.iter().filter_map(listed) {
        for place in list.split([',', ' ']).filter(|place| !place.is_empty()).filter_map(place) {
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    if places.is_empty() {
        records.first()?;
        places.push(format!("mailto:tls-reports@{domain}"));
    }
    Some(format!("v=TLSRPTv1; rua={}", places.join(",")))
}

/// The logo and its certificate by https. What is no SVG cannot be made one here.
fn bimi(records: &[String], _: &Domain) -> Option<String> {
    let by_https = |record: &str| {
        let https = |value: &str| match value.get(..7).filter(|scheme| scheme.eq_ignore_ascii_case("http://")) {
            Some(_) => format!("https://{}", &value[7..]),
            None => value.to_owned(),
        };
        let logo = https(tag(record, "l")?);
        let mark = tag(record, "a").map(|mark| format!(" a={};", https(mark))).unwrap_or_default();
        Some(format!("v=BIMI1; l={logo};{mark}"))
    };
    match records {
        [record] if bimi_fault(record).is_none() => None,
        [record] => by_https(record).filter(|text| bimi_fault(text).is_none()),
        [first, others @ ..] if others.iter().all(|other| other == first) => Some(first.clone()),
        _ => None,
    }
}
