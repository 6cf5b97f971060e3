//! Writing queries. A query is written once and sent with different ids, so the id stands apart from it.

use super::super::RecordKind;
use super::{EDNS_OCTETS, HEADER_OCTETS, question_octets};
use crate::domain::Domain;

/// The OPT record that says how large an answer may be (RFC 6891 §6.1).
const OPT_OCTETS: usize = 11;

/// A query without its id: one question, recursion desired, and an OPT record at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::dns) struct Query(Box<[u8]>);

impl Query {
    /// The query for a name. Where a bit of `case` is set, the letter at that place of the name is written large: a
    /// server that keeps the case of the question proves by it that it saw the question (draft-vixie-dnsext-dns0x20).
    /// Bits are used again for names longer than 64 octets. `None` when the name does not fit into a message, which no
    /// [`Domain`] is.
    pub(in crate::dns) fn new(name: &Domain, kind: RecordKind, case: u64) -> Option<Query> {
        let mut octets = Vec::with_capacity(HEADER_OCTETS + name.as_str().len() + 6 + OPT_OCTETS);
        octets.extend_from_slice(&[0, 0, 0x01, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
        if !name.is_root() {
            let mut place = 0;
            for label in name.as_str().split('.') {
                octets.push(u8::try_from(label.len()).ok().filter(|octets| (1..64).contains(octets))?);
                for &octet in label.as_bytes() {
                    let large = octet.is_ascii_lowercase() && case >> (place % 64) & 1 == 1;
                    octets.push(if large { octet.to_ascii_uppercase() } else { octet });
                    place += 1;
                }
            }
        }
        octets.push(0);
        octets.extend_from_slice(&type_number(kind).to_be_bytes());
        octets.extend_from_slice(&[0, 1]);
        let [high, low] = EDNS_OCTETS.to_be_bytes();
        octets.extend_from_slice(&[0, 0, 41, high, low, 0, 0, 0, 0, 0, 0]);
        Some(Query(octets.into()))
    }

    /// The query as a datagram with this id, with or without its OPT record, at the end of `out`.
    pub(in crate::dns) fn write(&self, id: u16, edns: bool, out: &mut Vec<u8>) {
        let begin = out.len();
        let octets = if edns { &self.0[..] } else { &self.0[..self.0.len() - OPT_OCTETS] };
        out.extend_from_slice(octets);
        out[begin..begin + 2].copy_from_slice(&id.to_be_bytes());
        out[begin + 11] = u8::from(edns);
    }

    /// Name, type and class, as they went out.
    pub(in crate::dns) fn question(&self) -> &[u8] {
        question_octets(&self.0).unwrap_or_default()
    }
}

/// The number of a record type (RFC 1035 §3.2.2, RFC 3596 §2.1, RFC 6698 §7.1).
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

#[cfg(test)]
mod tests {
    use super::*;
    use hickory_proto::op::Message;
    use hickory_proto::rr::RecordType;

    fn datagram(name: &str, kind: RecordKind, case: u64, edns: bool) -> Vec<u8> {
        let mut out = vec![7; 3];
        Query::new(&Domain::new(name).expect("a name"), kind, case).expect("a query").write(0xabcd, edns, &mut out);
        out.split_off(3)
    }

    #[test]
    fn a_query_is_read_back_as_it_was_meant() {
        for (kind, expected) in [
            (RecordKind::Mx, RecordType::MX),
            (RecordKind::A, RecordType::A),
            (RecordKind::Aaaa, RecordType::AAAA),
            (RecordKind::Ptr, RecordType::PTR),
            (RecordKind::Txt, RecordType::TXT),
            (RecordKind::Tlsa, RecordType::TLSA),
        ] {
            let message = Message::from_vec(&datagram("mail.a-b.com", kind, 0, true)).expect("a message");
            assert_eq!((message.metadata.id, message.metadata.recursion_desired), (0xabcd, true));
            assert_eq!(message.queries[0].name().to_ascii(), "mail.a-b.com.");
            assert_eq!(message.queries[0].query_type(), expected);
            assert_eq!(message.edns.as_ref().map(|edns| edns.max_payload()), Some(EDNS_OCTETS));
        }
    }

    #[test]
    fn without_edns_there_is_nothing_but_the_question() {
        let message = Message::from_vec(&datagram("a.com", RecordKind::A, 0, false)).expect("a message");
        assert!(message.edns.is_none() && message.additionals.is_empty());
    }

    #[test]
    fn letters_are_written_large_where_the_bits_are_set_and_nothing_else_is() {
        let large = datagram("a1-b.com", RecordKind::A, u64::MAX, true);
        assert_eq!(&large[12..22], b"\x04A1-B\x03COM\x00");
        let some = datagram("abc.com", RecordKind::A, 0b1010, true);
        assert_eq!(&some[12..21], b"\x03aBc\x03Com\x00");
    }

    #[test]
    fn the_root_and_the_longest_name_can_be_asked() {
        assert_eq!(&datagram(".", RecordKind::Mx, 5, false)[12..], [0, 0, 15, 0, 1]);
        let longest = format!("{}.{}", vec!["a".repeat(63); 3].join("."), "b".repeat(61));
        assert!(Message::from_vec(&datagram(&longest, RecordKind::Mx, 5, true)).is_ok());
    }
}
