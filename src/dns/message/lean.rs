//! Reading the common answers without building a message: some records of the type that was asked for, or none and why.
//! Whatever is not of that shape, an alias for one, is left to the codec, and so is whatever looks wrong in any way: this
//! reader may answer or pass, and must never say anything that the careful reader would not.

use super::super::{RecordKind, Records};
use super::query::type_number;
use super::{ADDITIONAL_MAX, End, HEADER_OCTETS, Reading, UNREADABLE_EXCHANGE, distinct, is_sinkhole};
use crate::domain::{DOMAIN_OCTETS_MAX, Domain};
use crate::facts::{Failure, MailExchange};
use std::net::IpAddr;

const CLASS_IN: u16 = 1;
const TYPE_NS: u16 = 2;
const TYPE_SOA: u16 = 6;
const TYPE_OPT: u16 = 41;
/// A pointer to the name of the question, which stands behind the header (RFC 1035 §4.1.4).
const OWNER_IS_QUESTION: [u8; 2] = [0xc0, HEADER_OCTETS as u8];
/// Pointers of one name that are followed; each leads backwards.
const POINTERS_MAX: usize = 16;

/// What an answer says, and whether its server showed that it knows EDNS. `None`: let the codec look at it.
///
/// `datagram` has been matched with its question, whose octets end at `question_end`.
pub(in crate::dns) fn read_common(datagram: &[u8], question_end: usize, kind: RecordKind) -> Option<(Reading, bool)> {
    let header = datagram.get(..HEADER_OCTETS)?;
    let truncated = header[2] & 0x02 != 0;
    let count = |place: usize| u16::from_be_bytes([header[place], header[place + 1]]);
    let rcode = header[3] & 0x0f;
    if truncated || !matches!(rcode, 0 | 3) || count(4) != 1 {
        return None;
    }
    let mut cursor = Cursor { datagram, place: question_end };
    let mut found = Answers { kind, mx: Vec::new(), a: Vec::new(), aaaa: Vec::new() };
    let mut lives_s = u32::MAX;
    for _ in 0..count(6) {
        let record = cursor.record()?;
        let ours = record.owner == OWNER_IS_QUESTION && record.class == CLASS_IN && record.kind == type_number(kind);
        if !ours || rcode != 0 {
            return None;
        }
        found.take(datagram, &record)?;
        lives_s = lives_s.min(record.lifetime_s()?);
    }
    let (mut absent_for_s, mut ns) = (None, false);
    for _ in 0..count(8) {
        let record = cursor.record()?;
        if record.kind == TYPE_SOA && count(6) == 0 && !is_above(datagram, record.owner_at)? {
            return None;
        }
        if record.kind == TYPE_SOA && absent_for_s.is_none() {
            // The smaller of the TTL and the last field (RFC 2308 §5).
            let minimum = u32::from_be_bytes(*record.data.last_chunk()?);
            absent_for_s = Some(record.lifetime_s()?.min(minimum));
        }
        ns |= record.kind == TYPE_NS;
    }
    let mut additional = Vec::new();
    let mut edns = false;
    for _ in 0..count(10) {
        let record = cursor.record()?;
        if record.kind == TYPE_OPT {
            // The upper bits of the response code stand here; any version but 0 is for the codec, and so are options.
            if edns || record.owner != [0] || record.ttl[..2] != [0, 0] || !record.data.is_empty() {
                return None;
            }
            edns = true;
        } else if record.class == CLASS_IN
            && additional.len() < ADDITIONAL_MAX
            && let Some(address) = found.address_of(datagram, &record)?
        {
            lives_s = lives_s.min(record.lifetime_s()?);
            additional.push(address);
        }
    }
    if cursor.place != datagram.len() {
        return None;
    }
    let end = match (count(6), rcode) {
        (0, 3) => End::NxDomain,
        // A referral: this server does not know, and a resolver should not answer so.
        (0, _) if ns && absent_for_s.is_none() => End::Failed(Failure::ServFail),
        (0, _) => End::NoData,
        _ => match found.records()? {
            records if is_sinkhole(&records) => return None,
            records => End::Found { records, additional },
        },
    };
    let ttl_s = if count(6) > 0 { Some(lives_s) } else { absent_for_s };
    let authenticated = header[3] & 0x20 != 0;
    Some((Reading { hops: 0, canonical: None, ttl_s, authenticated, end }, edns))
}

/// Whether a name is that of the question or of a zone above it; `None` when one of them is broken or strange.
fn is_above(datagram: &[u8], zone_at: usize) -> Option<bool> {
    let (zone, asked) = (name_at(datagram, zone_at)??, name_at(datagram, HEADER_OCTETS)??);
    let rest = asked.as_str().strip_suffix(zone.as_str());
    Some(zone.is_root() || rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
}

struct Cursor<'d> {
    datagram: &'d [u8],
    place: usize,
}

struct Raw<'d> {
    /// As it stands, not decompressed.
    owner: &'d [u8],
    owner_at: usize,
    kind: u16,
    class: u16,
    ttl: &'d [u8],
    data_at: usize,
    data: &'d [u8],
}

impl Raw<'_> {
    /// The TTL; one with the highest bit set counts as zero (RFC 2181 §8).
    fn lifetime_s(&self) -> Option<u32> {
        let ttl_s = u32::from_be_bytes(self.ttl.try_into().ok()?);
        Some(if ttl_s > i32::MAX.cast_unsigned() { 0 } else { ttl_s })
    }
}

impl<'d> Cursor<'d> {
    fn record(&mut self) -> Option<Raw<'d>> {
        let owner_at = self.place;
        let owner_end = name_end(self.datagram, owner_at)?;
        let fixed = self.datagram.get(owner_end..owner_end + 10)?;
        let number = |place: usize| u16::from_be_bytes([fixed[place], fixed[place + 1]]);
        let data_at = owner_end + 10;
        self.place = data_at + usize::from(number(8));
        Some(Raw {
            owner: self.datagram.get(owner_at..owner_end)?,
            owner_at,
            kind: number(0),
            class: number(2),
            ttl: &fixed[4..8],
            data_at,
            data: self.datagram.get(data_at..self.place)?,
        })
    }
}

/// Where the octets of a name end that begins here: behind its root or its first pointer.
fn name_end(datagram: &[u8], mut place: usize) -> Option<usize> {
    loop {
        match *datagram.get(place)? {
            0 => return Some(place + 1),
            octets @ 1..64 => place += 1 + usize::from(octets),
            192.. => return datagram.get(place + 1).map(|_| place + 2),
            64..192 => return None,
        }
    }
}

/// A name, decompressed. `None` when it is broken; the inner `None` when a [`Domain`] cannot hold it.
#[expect(clippy::option_option, reason = "a broken message and a strange name are two things")]
fn name_at(datagram: &[u8], mut place: usize) -> Option<Option<Domain>> {
    let mut text = [0u8; DOMAIN_OCTETS_MAX + 1];
    let (mut length, mut pointers, mut plain) = (0, 0, true);
    loop {
        match *datagram.get(place)? {
            0 => break,
            octets @ 1..64 => {
                let label = datagram.get(place + 1..place + 1 + usize::from(octets))?;
                if length + label.len() + 1 > text.len() {
                    return None;
                }
                plain &= label.iter().all(|b| b.is_ascii_graphic() && *b != b'.');
                text[length..length + label.len()].copy_from_slice(label);
                text[length + label.len()] = b'.';
                length += label.len() + 1;
                place += 1 + usize::from(octets);
            }
            high @ 192.. => {
                let target = usize::from(high & 0x3f) << 8 | usize::from(*datagram.get(place + 1)?);
                pointers += 1;
                if target >= place || pointers > POINTERS_MAX {
                    return None;
                }
                place = target;
            }
            64..192 => return None,
        }
    }
    if length == 0 {
        return Some(Some(Domain::root()));
    }
    Some(std::str::from_utf8(&text[..length]).ok().filter(|_| plain).and_then(|text| Domain::new(text).ok()))
}

struct Answers {
    kind: RecordKind,
    mx: Vec<MailExchange>,
    a: Vec<std::net::Ipv4Addr>,
    aaaa: Vec<std::net::Ipv6Addr>,
}

impl Answers {
    fn take(&mut self, datagram: &[u8], record: &Raw<'_>) -> Option<()> {
        match self.kind {
            RecordKind::Mx => {
                let preference = u16::from_be_bytes([*record.data.first()?, *record.data.get(1)?]);
                let end = name_end(datagram, record.data_at + 2)?;
                if end != record.data_at + record.data.len() {
                    return None;
                }
                let exchange = match name_at(datagram, record.data_at + 2)? {
                    Some(exchange) => exchange,
                    None => Domain::new(UNREADABLE_EXCHANGE).ok()?,
                };
                self.mx.push(MailExchange { preference, exchange });
            }
            RecordKind::A => self.a.push(<[u8; 4]>::try_from(record.data).ok()?.into()),
            RecordKind::Aaaa => self.aaaa.push(<[u8; 16]>::try_from(record.data).ok()?.into()),
            RecordKind::Ptr | RecordKind::Txt | RecordKind::Tlsa => return None,
        }
        Some(())
    }

    /// The address of an exchange of this answer, if the record is one; `None` when it is broken.
    fn address_of(&self, datagram: &[u8], record: &Raw<'_>) -> Option<Option<(Domain, IpAddr)>> {
        let ip: IpAddr = match record.kind {
            1 => <[u8; 4]>::try_from(record.data).ok()?.into(),
            28 => <[u8; 16]>::try_from(record.data).ok()?.into(),
            _ => return Some(None),
        };
        let Some(owner) = name_at(datagram, record.owner_at)? else { return Some(None) };
        Some(self.mx.iter().any(|mx| mx.exchange == owner).then_some((owner, ip)))
    }

    fn records(self) -> Option<Records> {
        Some(match self.kind {
            RecordKind::Mx => Records::Mx(distinct(self.mx)?),
            RecordKind::A => Records::A(distinct(self.a)?),
            RecordKind::Aaaa => Records::Aaaa(distinct(self.aaaa)?),
            RecordKind::Ptr | RecordKind::Txt | RecordKind::Tlsa => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Match, matches, query::Query, read};
    use super::*;
    use hickory_proto::op::Message;
    use proptest::prelude::*;

    /// A message by hand: its header, the question, and then these octets.
    fn message(kind: RecordKind, flags: [u8; 2], counts: [u8; 3], rest: &[u8]) -> (Vec<u8>, usize) {
        let query = Query::new(&asked(), kind, 0).expect("a query");
        let mut octets = vec![0, 0, flags[0], flags[1], 0, 1, 0, counts[0], 0, counts[1], 0, counts[2]];
        octets.extend_from_slice(query.question());
        let end = octets.len();
        octets.extend_from_slice(rest);
        (octets, end)
    }

    fn asked() -> Domain {
        Domain::new("asked.com").expect("a name")
    }

    const MX: &[u8] = b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x09\0\x0a\x04mail\xc0\x0c";
    const ROOT_SOA: &[u8] =
        b"\0\0\x06\0\x01\0\0\0\x3c\0\x18\x01a\0\0\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\0\0\x01";
    const NS: &[u8] = b"\x03com\0\0\x02\0\x01\0\0\0\x3c\0\x04\x02ns\0";
    const OPT: &[u8] = b"\0\0\x29\x04\xd0\0\0\0\0\0\0";

    fn lean(kind: RecordKind, rcode: u8, counts: [u8; 3], rest: &[&[u8]]) -> Option<(End, bool)> {
        let (octets, end) = message(kind, [0x81, 0x80 | rcode], counts, &rest.concat());
        read_common(&octets, end, kind).map(|(reading, edns)| (reading.end, edns))
    }

    #[test]
    fn an_exchange_is_read_with_its_pointer_and_its_addresses_beside_it() {
        let address = b"\xc0\x29\0\x01\0\x01\0\0\0\x3c\0\x04\x14\0\0\x01";
        let other = b"\x01x\0\0\x01\0\x01\0\0\0\x3c\0\x04\x14\0\0\x02";
        let told = lean(RecordKind::Mx, 0, [1, 0, 3], &[MX, address, other, OPT]);
        let mail = Domain::new("mail.asked.com").expect("a name");
        let records = Records::Mx(vec![MailExchange { preference: 10, exchange: mail.clone() }]);
        let additional = vec![(mail, IpAddr::from([20, 0, 0, 1]))];
        assert_eq!(told, Some((End::Found { records, additional }, true)));
    }

    #[test]
    fn absence_is_told_apart_from_a_referral() {
        assert_eq!(lean(RecordKind::Mx, 3, [0, 1, 0], &[ROOT_SOA]), Some((End::NxDomain, false)));
        assert_eq!(lean(RecordKind::A, 0, [0, 1, 0], &[ROOT_SOA]), Some((End::NoData, false)));
        assert_eq!(lean(RecordKind::A, 0, [0, 0, 0], &[]), Some((End::NoData, false)));
        let referral = End::Failed(Failure::ServFail);
        assert_eq!(lean(RecordKind::A, 0, [0, 1, 0], &[NS]), Some((referral, false)));
    }

    #[test]
    fn what_is_not_common_is_left_to_the_codec() {
        let alias = b"\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x03\x01b\0";
        assert_eq!(lean(RecordKind::Mx, 0, [1, 0, 0], &[alias]), None);
        assert_eq!(lean(RecordKind::Mx, 2, [0, 0, 0], &[]), None);
        assert_eq!(lean(RecordKind::Mx, 0, [2, 0, 0], &[MX]), None, "a record is missing");
        assert_eq!(lean(RecordKind::Mx, 0, [1, 0, 0], &[MX, b"x"]), None, "an octet too many");
        assert_eq!(lean(RecordKind::A, 0, [1, 0, 0], &[MX]), None, "another type");
        let (octets, end) = message(RecordKind::Mx, [0x83, 0x80], [1, 0, 0], MX);
        assert_eq!(read_common(&octets, end, RecordKind::Mx), None, "truncated");
        let itself = b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x04\0\x0a\xc0\x29";
        assert_eq!(lean(RecordKind::Mx, 0, [1, 0, 0], &[itself]), None, "a pointer to itself");
    }

    proptest! {
        /// Where the lean reader says anything of a message that the codec can read, both say the same.
        #[test]
        fn both_readers_agree(
            kind in prop_oneof![Just(RecordKind::Mx), Just(RecordKind::A)],
            rcode in prop_oneof![4 => Just(0u8), 1 => Just(3u8), 1 => Just(2u8)],
            parts in proptest::collection::vec((0u8..3, 0usize..6), 0..6),
            flip in proptest::option::of((0usize..200, any::<u8>())),
        ) {
            let records: [&[u8]; 6] = [
                MX, ROOT_SOA, NS, b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04\x14\0\0\x01",
                b"\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x03\x01b\0", b"\xc0\x0c\0\x0f\0\x01\0\0\0\x3c\0\x03\0\0\0",
            ];
            let mut parts = parts;
            parts.sort_unstable();
            let mut counts = [0u8; 3];
            let mut rest = Vec::new();
            for (section, record) in parts {
                counts[usize::from(section)] += 1;
                rest.extend_from_slice(records[record]);
            }
            let (mut octets, end) = message(kind, [0x81, 0x80 | rcode], counts, &rest);
            if let Some((place, octet)) = flip && place >= end && place < octets.len() {
                octets[place] = octet;
            }
            let query = Query::new(&asked(), kind, 0).expect("a query");
            prop_assert_eq!(matches(query.question(), &octets), Match::Answer);
            if let (Some((told, _)), Ok(message)) = (read_common(&octets, end, kind), Message::from_vec(&octets)) {
                prop_assert_eq!(told, read(&message, &asked(), kind));
            }
        }
    }
}
