//! One answer as bytes, and back. Pure. What was damaged on the disk must never be taken for an answer, so every record
//! carries a checksum over its own bytes and over the question that it answers.

use super::super::{Question, RecordKind, Records, Reply};
use super::hash::hash;
use crate::domain::Domain;
use crate::facts::{Lookup, MailExchange, Tlsa};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::time::Duration;

/// The first octet of every record. A record of another version is not read.
const VERSION: u8 = 2;
/// The checksum at the end, in octets.
const SUM_OCTETS: usize = 8;
/// Most records are no longer than this.
const OCTETS_USUAL: usize = 96;

const NO_DATA: u8 = 0;
const NX_DOMAIN: u8 = 1;
const FOUND: u8 = 2;

/// When an answer was given, and how long its zone wants it to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Age {
    /// Seconds since 1970.
    pub asked_s: u64,
    pub ttl_s: u32,
}

/// The number that stands for a record type in the file: that of RFC 1035 §3.2.2, RFC 3596 §2.1 and RFC 6698 §7.1.
pub(super) fn type_number(kind: RecordKind) -> u16 {
    match kind {
        RecordKind::A => 1,
        RecordKind::Ptr => 12,
        RecordKind::Mx => 15,
        RecordKind::Txt => 16,
        RecordKind::Aaaa => 28,
        RecordKind::Tlsa => 52,
    }
}

/// The bytes of an answer; `None` for a failure, which is never kept, and for what is too large.
pub(super) fn encode(question: &Question, age: Age, reply: &Reply) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(OCTETS_USUAL);
    bytes.push(VERSION);
    match &reply.outcome {
        Lookup::Failed(_) => return None,
        Lookup::NoData => bytes.push(NO_DATA),
        Lookup::NxDomain => bytes.push(NX_DOMAIN),
        Lookup::Found(records) => {
            bytes.push(FOUND);
            put_records(&mut bytes, question.kind, records)?;
        }
    }
    put_octets(&mut bytes, reply.canonical.as_ref().map_or("", Domain::as_str).as_bytes())?;
    put_count(&mut bytes, reply.additional.len())?;
    for (owner, ip) in &reply.additional {
        put_octets(&mut bytes, owner.as_str().as_bytes())?;
        match ip {
            IpAddr::V4(v4) => put_octets(&mut bytes, &v4.octets())?,
            IpAddr::V6(v6) => put_octets(&mut bytes, &v6.octets())?,
        }
    }
    let sum = checksum(question, age, &bytes);
    bytes.extend(sum);
    Some(bytes)
}

/// The answer in these bytes, or `None` when they are not what was written for this question.
pub(super) fn decode(question: &Question, age: Age, bytes: &[u8]) -> Option<Reply> {
    let (bytes, sum) = bytes.split_at_checked(bytes.len().checked_sub(SUM_OCTETS)?)?;
    if checksum(question, age, bytes) != sum {
        return None;
    }
    let mut rest = bytes;
    if take(&mut rest, 1)? != [VERSION] {
        return None;
    }
    let outcome = match take(&mut rest, 1)? {
        [NO_DATA] => Lookup::NoData,
        [NX_DOMAIN] => Lookup::NxDomain,
        [FOUND] => Lookup::Found(take_records(&mut rest, question.kind)?),
        _ => return None,
    };
    let canonical = match take_octets(&mut rest)? {
        [] => None,
        name => Some(domain(name)?),
    };
    let mut additional = Vec::new();
    for _ in 0..take_count(&mut rest)? {
        let owner = domain(take_octets(&mut rest)?)?;
        let octets = take_octets(&mut rest)?;
        let v4 = <[u8; 4]>::try_from(octets).map(|octets| IpAddr::from(Ipv4Addr::from(octets)));
        let ip = v4.or_else(|_| <[u8; 16]>::try_from(octets).map(|octets| IpAddr::from(Ipv6Addr::from(octets))));
        additional.push((owner, ip.ok()?));
    }
    let ttl = Some(Duration::from_secs(age.ttl_s.into()));
    // Who vouched for it then does not vouch for what stood in a file since.
    let authenticated = false;
    let reply = Reply { outcome, canonical, additional, ttl, authenticated, attempts: 0, elapsed: Duration::ZERO };
    rest.is_empty().then_some(reply)
}

fn put_records(bytes: &mut Vec<u8>, kind: RecordKind, records: &Records) -> Option<()> {
    match (kind, records) {
        (RecordKind::Mx, Records::Mx(list)) => put_all(bytes, list, |bytes, mx| {
            bytes.extend(mx.preference.to_be_bytes());
            put_octets(bytes, mx.exchange.as_str().as_bytes())
        }),
        (RecordKind::A, Records::A(list)) => put_all(bytes, list, |bytes, ip| put_octets(bytes, &ip.octets())),
        (RecordKind::Aaaa, Records::Aaaa(list)) => put_all(bytes, list, |bytes, ip| put_octets(bytes, &ip.octets())),
        (RecordKind::Ptr, Records::Ptr(list)) => {
            put_all(bytes, list, |bytes, name| put_octets(bytes, name.as_str().as_bytes()))
        }
        (RecordKind::Txt, Records::Txt(list)) => put_all(bytes, list, |bytes, text| put_octets(bytes, text)),
        (RecordKind::Tlsa, Records::Tlsa(list)) => put_all(bytes, list, |bytes, tlsa| {
            put_octets(bytes, &[&[tlsa.usage, tlsa.selector, tlsa.matching], &tlsa.data[..]].concat())
        }),
        // A backend that answers with another type is broken; what it says is not kept.
        _ => None,
    }
}

fn put_all<T>(bytes: &mut Vec<u8>, list: &[T], put: impl Fn(&mut Vec<u8>, &T) -> Option<()>) -> Option<()> {
    put_count(bytes, list.len())?;
    list.iter().try_for_each(|item| put(bytes, item))
}

fn put_octets(bytes: &mut Vec<u8>, octets: &[u8]) -> Option<()> {
    put_count(bytes, octets.len())?;
    bytes.extend(octets);
    Some(())
}

/// Counts fit 16 bits: a DNS message has at most 64 KiB.
fn put_count(bytes: &mut Vec<u8>, count: usize) -> Option<()> {
    bytes.extend(u16::try_from(count).ok()?.to_be_bytes());
    Some(())
}

fn take_records(rest: &mut &[u8], kind: RecordKind) -> Option<Records> {
    let records = match kind {
        RecordKind::Mx => Records::Mx(take_all(rest, |rest| {
            let preference = take_count(rest)?;
            Some(MailExchange { preference, exchange: domain(take_octets(rest)?)? })
        })?),
        RecordKind::A => {
            Records::A(take_all(rest, |rest| <[u8; 4]>::try_from(take_octets(rest)?).ok().map(Ipv4Addr::from))?)
        }
        RecordKind::Aaaa => {
            Records::Aaaa(take_all(rest, |rest| <[u8; 16]>::try_from(take_octets(rest)?).ok().map(Ipv6Addr::from))?)
        }
        RecordKind::Ptr => Records::Ptr(take_all(rest, |rest| domain(take_octets(rest)?))?),
        RecordKind::Txt => Records::Txt(take_all(rest, |rest| take_octets(rest).map(<[u8]>::to_vec))?),
        RecordKind::Tlsa => Records::Tlsa(take_all(rest, |rest| {
            let (&[usage, selector, matching], data) = take_octets(rest)?.split_first_chunk()?;
            Some(Tlsa { usage, selector, matching, data: data.to_vec() })
        })?),
    };
    Some(records)
}

/// A list of one item or more: an answer that found records is never empty.
fn take_all<T>(rest: &mut &[u8], item: impl Fn(&mut &[u8]) -> Option<T>) -> Option<Vec<T>> {
    let count = take_count(rest)?;
    let list: Vec<T> = (0..count).map(|_| item(rest)).collect::<Option<_>>()?;
    (!list.is_empty()).then_some(list)
}

fn take_octets<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let count = take_count(rest)?;
    take(rest, count.into())
}

fn take_count(rest: &mut &[u8]) -> Option<u16> {
    take(rest, 2).map(|octets| u16::from_be_bytes([octets[0], octets[1]]))
}

fn take<'a>(rest: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, left) = rest.split_at_checked(count)?;
    *rest = left;
    Some(taken)
}

fn domain(name: &[u8]) -> Option<Domain> {
    Domain::new(std::str::from_utf8(name).ok()?).ok()
}

/// A hash of the question, its age and the record. It finds damage; it is no defence against somebody who may write
/// the file, and who could as well change the list.
fn checksum(question: &Question, age: Age, record: &[u8]) -> [u8; SUM_OCTETS] {
    let mut head = [0; 14];
    head[..2].copy_from_slice(&type_number(question.kind).to_be_bytes());
    head[2..10].copy_from_slice(&age.asked_s.to_be_bytes());
    head[10..].copy_from_slice(&age.ttl_s.to_be_bytes());
    let name = question.name.as_str().as_bytes();
    hash(hash(hash(0, &head), name), record).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Failure;
    use proptest::prelude::*;

    const AGE: Age = Age { asked_s: 1_700_000_000, ttl_s: 300 };

    fn name(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn question(kind: RecordKind) -> Question {
        Question { name: name("a.example.net"), kind }
    }

    fn reply(outcome: Lookup<Records>) -> Reply {
        let ttl = Some(Duration::from_secs(AGE.ttl_s.into()));
        Reply {
            outcome,
            canonical: None,
            additional: Vec::new(),
            ttl,
            authenticated: false,
            attempts: 0,
            elapsed: Duration::ZERO,
        }
    }

    fn samples() -> Vec<(Question, Reply)> {
        let exchange = |preference, host: &str| MailExchange { preference, exchange: name(host) };
        let mx = Records::Mx(vec![exchange(0, "."), exchange(65535, "mx.example.net")]);
        let with_more = Reply {
            canonical: Some(name("b.example.net")),
            additional: vec![
                (name("mx.example.net"), Ipv4Addr::new(20, 0, 0, 1).into()),
                (name("mx.example.net"), Ipv6Addr::LOCALHOST.into()),
            ],
            ..reply(Lookup::Found(mx))
        };
        vec![
            (question(RecordKind::Mx), with_more),
            (question(RecordKind::Mx), reply(Lookup::NoData)),
            (question(RecordKind::A), reply(Lookup::NxDomain)),
            (question(RecordKind::A), reply(Lookup::Found(Records::A(vec![Ipv4Addr::new(1, 2, 3, 4)])))),
            (question(RecordKind::Aaaa), reply(Lookup::Found(Records::Aaaa(vec![Ipv6Addr::UNSPECIFIED])))),
            (question(RecordKind::Ptr), reply(Lookup::Found(Records::Ptr(vec![name("x.net"), name("y.net")])))),
            (question(RecordKind::Txt), reply(Lookup::Found(Records::Txt(vec![b"v=spf1 \xff".to_vec(), vec![]])))),
            (
                question(RecordKind::Tlsa),
                reply(Lookup::Found(Records::Tlsa(vec![
                    Tlsa { usage: 3, selector: 1, matching: 1, data: vec![0xff; 32] },
                    Tlsa { usage: 255, selector: 0, matching: 9, data: vec![] },
                ]))),
            ),
        ]
    }

    #[test]
    fn answers_come_back_as_they_were() {
        for (question, reply) in samples() {
            let bytes = encode(&question, AGE, &reply).expect("an answer");
            assert_eq!(decode(&question, AGE, &bytes), Some(reply));
        }
    }

    #[test]
    fn failures_and_answers_of_another_type_are_not_kept() {
        assert_eq!(encode(&question(RecordKind::A), AGE, &reply(Lookup::Failed(Failure::Timeout))), None);
        let mixed = reply(Lookup::Found(Records::A(vec![Ipv4Addr::LOCALHOST])));
        assert_eq!(encode(&question(RecordKind::Mx), AGE, &mixed), None);
    }

    #[test]
    fn a_record_answers_its_own_question_and_age_only() {
        let (question, reply) = samples().swap_remove(1);
        let bytes = encode(&question, AGE, &reply).expect("an answer");
        let other = Question { name: name("b.example.net"), ..question.clone() };
        assert_eq!(decode(&other, AGE, &bytes), None);
        assert_eq!(decode(&Question { kind: RecordKind::A, ..question.clone() }, AGE, &bytes), None);
        assert_eq!(decode(&question, Age { ttl_s: 301, ..AGE }, &bytes), None);
    }

    proptest! {
        /// One wrong bit anywhere, or any bytes at all, are never taken for an answer.
        #[test]
        fn damage_is_never_an_answer(which in 0usize..7, place: prop::sample::Index, bit in 0u8..8, cut: bool) {
            let (question, reply) = samples().swap_remove(which);
            let mut bytes = encode(&question, AGE, &reply).expect("an answer");
            let place = place.index(bytes.len());
            if cut { bytes.truncate(place) } else { bytes[place] ^= 1 << bit }
            prop_assert_eq!(decode(&question, AGE, &bytes), None);
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>) {
            decode(&question(RecordKind::Mx), AGE, &bytes);
        }
    }
}
