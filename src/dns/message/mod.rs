//! DNS messages: building a query, telling whether a datagram answers it, and reading what the answer says. Pure: bytes in,
//! meaning out. Nothing here may turn a surprise into absence.

mod lean;
mod query;
#[cfg(test)]
mod tests;

pub(super) use self::lean::read_common;
pub(super) use self::query::Query;
use super::{RecordKind, Records};
use crate::domain::Domain;
use crate::facts::{Failure, MailExchange, Tlsa};
use hickory_proto::ProtoError;
use hickory_proto::op::{Message, ResponseCode};
use hickory_proto::rr::rdata::opt::{EdnsCode, EdnsOption};
use hickory_proto::rr::{DNSClass, Name, RData, Record, RecordType};
use std::net::IpAddr;

/// Aliases that are followed for one question. Resolvers stop between 8 and 16; a circle is longer than any bound.
pub(super) const CNAME_HOPS_MAX: usize = 16;

/// The largest datagram that servers are invited to send. It passes without fragments (RFC 6891 §6.2.5, RFC 9715 §3.2).
pub(super) const EDNS_OCTETS: u16 = 1232;
/// The header of a message (RFC 1035 §4.1.1).
pub(super) const HEADER_OCTETS: usize = 12;
/// At most this many addresses of the additional section are handed on.
const ADDITIONAL_MAX: usize = 64;
/// The number of an Extended DNS Error among the options of EDNS (RFC 8914 §2).
const EXTENDED_ERROR: u16 = 15;

/// Stands for an exchange whose name a [`Domain`] cannot hold. It is never looked up; that it is there keeps anybody from
/// concluding that no exchange of the domain can be reached.
pub(super) const UNREADABLE_EXCHANGE: &str = "\\unreadable";

/// The type of a record in the codec's words.
pub(super) fn record_type(kind: RecordKind) -> RecordType {
    match kind {
        RecordKind::Mx => RecordType::MX,
        RecordKind::A => RecordType::A,
        RecordKind::Aaaa => RecordType::AAAA,
        RecordKind::Ptr => RecordType::PTR,
        RecordKind::Txt => RecordType::TXT,
        RecordKind::Tlsa => RecordType::TLSA,
    }
}

/// The codec's form of a name. It is fully qualified, so that nobody appends a search domain.
pub(super) fn wire_name(domain: &Domain) -> Result<Name, ProtoError> {
    if domain.is_root() {
        return Ok(Name::root());
    }
    // Label by label, because a Domain has no escapes: a backslash in it is just that octet.
    let mut name = Name::from_labels(domain.as_str().split('.').map(str::as_bytes))?;
    name.set_fqdn(true);
    Ok(name)
}

/// A name from the wire. `None` when a label has an octet that a [`Domain`] cannot hold, such as a dot or a blank.
pub(super) fn domain_of(name: &Name) -> Option<Domain> {
    if name.is_root() {
        return Some(Domain::root());
    }
    let mut text = String::with_capacity(name.len());
    for label in name.iter() {
        if !label.iter().all(|&b| b.is_ascii_graphic() && b != b'.') {
            return None;
        }
        text.extend(label.iter().map(|&b| char::from(b)));
        text.push('.');
    }
    Domain::new(&text).ok()
}

/// How a datagram relates to a question that was sent under its id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// It answers this very question, letter by letter.
    Answer,
    /// It answers this question, and has large and small letters in other places than the question had.
    OtherCase,
    /// It has an error code, but no question: old servers answer so when they do not understand. It may make us ask
    /// again; it says nothing about the name.
    BareError,
    /// It belongs to something else.
    No,
}

/// Compares the question of a datagram with that of a query (RFC 5452 §9.1).
pub(super) fn matches(asked: &[u8], datagram: &[u8]) -> Match {
    let Some(header) = datagram.get(..HEADER_OCTETS) else { return Match::No };
    let is_response = header[2] & 0x80 != 0;
    let is_standard_query = header[2] & 0x78 == 0;
    if !is_response || !is_standard_query {
        return Match::No;
    }
    let questions = u16::from_be_bytes([header[4], header[5]]);
    let response_code = header[3] & 0x0f;
    match questions {
        0 if !matches!(response_code, 0 | 3) => Match::BareError,
        1 => {
            let Some(told) = datagram.get(HEADER_OCTETS..HEADER_OCTETS + asked.len()) else { return Match::No };
            let name_octets = asked.len().saturating_sub(4);
            if told == asked {
                Match::Answer
            } else if told[name_octets..] == asked[name_octets..]
                && told[..name_octets].eq_ignore_ascii_case(&asked[..name_octets])
            {
                Match::OtherCase
            } else {
                Match::No
            }
        }
        _ => Match::No,
    }
}

/// Name, type and class of the only question in a query that we built.
fn question_octets(query: &[u8]) -> Option<&[u8]> {
    let mut end = HEADER_OCTETS;
    loop {
        match *query.get(end)? {
            0 => break,
            octets => end += 1 + usize::from(octets),
        }
    }
    query.get(HEADER_OCTETS..end + 1 + 4)
}

/// What one message says about one question.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// Aliases followed inside this message.
    pub hops: usize,
    /// The last name of the chain of aliases, when there was one.
    pub canonical: Option<Domain>,
    /// How long this may be kept, in seconds; `None` when the message does not say.
    pub ttl_s: Option<u32>,
    /// The server says that DNSSEC vouches for it (RFC 6840 §5.8).
    pub authenticated: bool,
    pub end: End,
}

/// What stands at the end of the chain of aliases.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum End {
    Found {
        records: Records,
        additional: Vec<(Domain, IpAddr)>,
    },
    NoData,
    NxDomain,
    /// The message leads to this alias target and stops short of saying anything about it.
    Continue(Domain),
    Failed(Failure),
}

/// Reads what a message says about `asked`. Only records whose owner is on the question's own chain of aliases count;
/// whatever else a server adds to its answer is not looked at.
pub(super) fn read(message: &Message, asked: &Domain, kind: RecordKind) -> Reading {
    let failed =
        |failure| Reading { hops: 0, canonical: None, ttl_s: None, authenticated: false, end: End::Failed(failure) };
    let authenticated = message.metadata.authentic_data;
    match message.metadata.response_code {
        ResponseCode::NoError | ResponseCode::NXDomain => {}
        ResponseCode::Refused | ResponseCode::NotAuth => return failed(Failure::Refused),
        // FORMERR, NOTIMP, SERVFAIL, YXDOMAIN and the rest say that the server could not answer, and nothing of the name.
        _ => return failed(Failure::ServFail),
    }
    let Ok(first) = wire_name(asked) else { return failed(Failure::Malformed) };
    let mut name = first.clone();
    let wanted = record_type(kind);
    let mut hops = 0;
    let mut ttl_s = u32::MAX;
    loop {
        let here = |record: &&Record| record.dns_class == DNSClass::IN && record.name == name;
        let mut set = message.answers.iter().filter(here).filter(|record| record.record_type() == wanted).peekable();
        if set.peek().is_some() {
            let of_set = message.answers.iter().filter(here).filter(|record| record.record_type() == wanted);
            let ttl_s = of_set.map(lifetime_s).fold(ttl_s, u32::min);
            let canonical = if hops > 0 { domain_of(&name) } else { None };
            let (end, ttl_s) = match records_of(set, kind) {
                Some(records) if is_sinkhole(&records) || extended_errors(message).any(is_made_up) => {
                    (End::Failed(Failure::Filtered), ttl_s)
                }
                Some(records) => {
                    let (additional, lives_s) = additional_of(message, &records);
                    (End::Found { records, additional }, ttl_s.min(lives_s))
                }
                None => (End::Failed(Failure::Malformed), ttl_s),
            };
            return Reading { hops, canonical, ttl_s: Some(ttl_s), authenticated, end };
        }
        let target = message.answers.iter().filter(here).find_map(|record| match &record.data {
            RData::CNAME(target) => Some((target.0.clone(), lifetime_s(record))),
            _ => None,
        });
        match target {
            Some((target, lives_s)) if hops < CNAME_HOPS_MAX => {
                name = target;
                ttl_s = ttl_s.min(lives_s);
            }
            Some(_) => return failed(Failure::Malformed),
            None => break,
        }
        hops += 1;
    }
    let Some(last) = domain_of(&name) else { return failed(Failure::Malformed) };
    let canonical = (hops > 0).then(|| last.clone());
    let end = match doubt(message, &[&first, &name]) {
        Some(failure) => End::Failed(failure),
        // Of the last name of the chain, RFC 6604 §3.
        None if message.metadata.response_code == ResponseCode::NXDomain => End::NxDomain,
        None => absence(message, &name, last, hops),
    };
    let ttl_s = match end {
        End::Continue(_) => Some(ttl_s),
        _ => absent_for_s(message).map(|absent| absent.min(ttl_s)),
    };
    Reading { hops, canonical, ttl_s, authenticated, end }
}

/// The TTL of a record. One with the highest bit set counts as zero (RFC 2181 §8).
fn lifetime_s(record: &Record) -> u32 {
    if record.ttl > i32::MAX as u32 { 0 } else { record.ttl }
}

/// How long an absence may be kept: the smaller of the SOA's TTL and its last field (RFC 2308 §5). Without an SOA nobody
/// has said so.
fn absent_for_s(message: &Message) -> Option<u32> {
    message.authorities.iter().find_map(|record| match &record.data {
        RData::SOA(soa) => Some(lifetime_s(record).min(soa.minimum)),
        _ => None,
    })
}

/// Why this message proves no absence, whatever its response code says, if so. `chain` are the names on whose behalf it
/// speaks.
fn doubt(message: &Message, chain: &[&Name]) -> Option<Failure> {
    if extended_errors(message).any(|code| is_made_up(code) || is_doubtful(code)) {
        return Some(Failure::Filtered);
    }
    // Who proves an absence does so with the SOA of a zone above the name (RFC 2308 §3); that of another zone is one of
    // a list of blocked names. Without any SOA nothing can be said: small resolvers leave it out.
    let mut zones = message.authorities.iter().filter(|record| record.record_type() == RecordType::SOA).peekable();
    let unrelated = zones.peek().is_some() && zones.all(|soa| !chain.iter().any(|name| soa.name.zone_of(name)));
    unrelated.then_some(Failure::Filtered)
}

/// The codes of the Extended DNS Errors of a message.
fn extended_errors(message: &Message) -> impl Iterator<Item = u16> {
    let options = message.edns.iter().flat_map(|edns| edns.options().get_all(EdnsCode::Unknown(EXTENDED_ERROR)));
    options.filter_map(|option| match option {
        EdnsOption::Unknown(EXTENDED_ERROR, octets) => octets.first_chunk().map(|code| u16::from_be_bytes(*code)),
        _ => None,
    })
}

/// Whether the answer is not that of the name's own servers: forged, blocked, censored, filtered or prohibited (RFC 8914
/// §4.5, §4.16 to §4.19).
fn is_made_up(code: u16) -> bool {
    matches!(code, 4 | 15..=18)
}

/// Whether an absence is out of date, failed validation, or was not heard from the name's own servers (RFC 8914 §4.4, §4.6
/// to §4.13, §4.20, §4.23, §4.24). A record in such an answer is good enough.
fn is_doubtful(code: u16) -> bool {
    matches!(code, 3 | 5..=12 | 19 | 22 | 23)
}

/// Whether the only addresses are 0.0.0.0 or `::`, which resolvers that block advertisements put in place of others.
pub(super) fn is_sinkhole(records: &Records) -> bool {
    match records {
        Records::A(list) => list.iter().all(|ip| ip.is_unspecified()),
        Records::Aaaa(list) => list.iter().all(|ip| ip.is_unspecified()),
        Records::Mx(_) | Records::Ptr(_) | Records::Txt(_) | Records::Tlsa(_) => false,
    }
}

/// What NOERROR without a record of the wanted type means (RFC 2308 §2.2).
fn absence(message: &Message, name: &Name, last: Domain, hops: usize) -> End {
    let has = |wanted: RecordType| message.authorities.iter().any(|record| record.record_type() == wanted);
    let soa_above =
        message.authorities.iter().any(|record| record.record_type() == RecordType::SOA && record.name.zone_of(name));
    if soa_above {
        End::NoData
    } else if hops > 0 {
        End::Continue(last)
    } else if has(RecordType::NS) && !has(RecordType::SOA) {
        // A referral: this server does not know, and a resolver should not answer so.
        End::Failed(Failure::ServFail)
    } else if !message.answers.is_empty() {
        // Records that have nothing to do with the question prove nothing about it.
        End::Failed(Failure::Malformed)
    } else {
        End::NoData
    }
}

/// The values of an RRset, without duplicates. `None` when not one of them can be represented.
fn records_of<'a>(set: impl Iterator<Item = &'a Record>, kind: RecordKind) -> Option<Records> {
    let data = set.map(|record| &record.data);
    Some(match kind {
        RecordKind::Mx => Records::Mx(distinct(data.filter_map(|data| match data {
            RData::MX(mx) => {
                let exchange = domain_of(&mx.exchange).or_else(|| Domain::new(UNREADABLE_EXCHANGE).ok())?;
                Some(MailExchange { preference: mx.preference, exchange })
            }
            _ => None,
        }))?),
        RecordKind::A => Records::A(distinct(data.filter_map(|data| match data {
            RData::A(a) => Some(a.0),
            _ => None,
        }))?),
        RecordKind::Aaaa => Records::Aaaa(distinct(data.filter_map(|data| match data {
            RData::AAAA(aaaa) => Some(aaaa.0),
            _ => None,
        }))?),
        RecordKind::Ptr => Records::Ptr(distinct(data.filter_map(|data| match data {
            RData::PTR(ptr) => domain_of(&ptr.0),
            _ => None,
        }))?),
        RecordKind::Txt => Records::Txt(distinct(data.filter_map(|data| match data {
            RData::TXT(txt) => Some(txt.txt_data.concat()),
            _ => None,
        }))?),
        RecordKind::Tlsa => Records::Tlsa(distinct(data.filter_map(|data| match data {
            RData::TLSA(tlsa) => Some(Tlsa {
                usage: tlsa.cert_usage.into(),
                selector: tlsa.selector.into(),
                matching: tlsa.matching.into(),
                data: tlsa.cert_data.clone(),
            }),
            _ => None,
        }))?),
    })
}

/// Sorted, so that the order in which a server rotates its records changes nothing. `None` when empty.
fn distinct<T: Ord>(items: impl IntoIterator<Item = T>) -> Option<Vec<T>> {
    let mut list: Vec<T> = items.into_iter().collect();
    list.sort_unstable();
    list.dedup();
    (!list.is_empty()).then_some(list)
}

/// Addresses that came along for the exchanges of an MX answer, and their shortest TTL in seconds.
fn additional_of(message: &Message, records: &Records) -> (Vec<(Domain, IpAddr)>, u32) {
    let Records::Mx(exchanges) = records else { return (Vec::new(), u32::MAX) };
    let mut lives_s = u32::MAX;
    let mut address = |record: &Record| {
        let ip: IpAddr = match &record.data {
            RData::A(a) => a.0.into(),
            RData::AAAA(aaaa) => aaaa.0.into(),
            _ => return None,
        };
        let owner = domain_of(&record.name)?;
        let wanted = record.dns_class == DNSClass::IN && exchanges.iter().any(|mx| mx.exchange == owner);
        wanted.then(|| {
            lives_s = lives_s.min(lifetime_s(record));
            (owner, ip)
        })
    };
    let additional = message.additionals.iter().filter_map(&mut address).take(ADDITIONAL_MAX).collect();
    (additional, lives_s)
}
