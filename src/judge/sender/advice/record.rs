//! A record that a sender is told to publish, as a line of a zone file (RFC 1035 §5.1), and laid over what the DNS said.

use crate::domain::Domain;
use crate::facts::{Answer, Answers, Lookup, MailExchange, Question, RecordKind, Records};
use std::fmt;
use std::net::IpAddr;
use std::time::Duration;

/// The most octets of one string of a TXT record (RFC 1035 §3.3.14).
const STRING_OCTETS_MAX: usize = 255;

/// A record with its owner name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ZoneRecord {
    pub owner: Domain,
    pub data: RecordData,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RecordData {
    Address(IpAddr),
    Ptr(Domain),
    /// The domain takes no mail (RFC 7505).
    NullMx,
    Txt(String),
}

impl ZoneRecord {
    pub fn address(owner: Domain, ip: IpAddr) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Address(ip) }
    }

    pub fn ptr(owner: Domain, name: Domain) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Ptr(name) }
    }

    pub fn null_mx(owner: Domain) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::NullMx }
    }

    pub fn txt(owner: Domain, text: impl Into<String>) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Txt(text.into()) }
    }

    fn question(&self) -> Question {
        let kind = match self.data {
            RecordData::Address(IpAddr::V4(_)) => RecordKind::A,
            RecordData::Address(IpAddr::V6(_)) => RecordKind::Aaaa,
            RecordData::Ptr(_) => RecordKind::Ptr,
            RecordData::NullMx => RecordKind::Mx,
            RecordData::Txt(_) => RecordKind::Txt,
        };
        Question { name: self.owner.clone(), kind }
    }

    /// The records whose place it takes, as lines of a zone file. It stands beside other addresses.
    pub fn replaces(&self, answers: &Answers) -> Vec<String> {
        let Some(Lookup::Found(records)) = answers.get(&self.question()).map(|answer| &answer.outcome) else {
            return Vec::new();
        };
        match (&self.data, records) {
            (RecordData::Ptr(_), Records::Ptr(names)) => {
                names.iter().map(|name| ZoneRecord::ptr(self.owner.clone(), name.clone()).to_string()).collect()
            }
            (RecordData::NullMx, Records::Mx(list)) => {
                let owner = &self.owner;
                let line = |mx: &MailExchange| format!("{owner}. MX {} {}.", mx.preference, mx.exchange);
                list.iter().map(line).collect()
            }
            (RecordData::Txt(text), Records::Txt(list)) => {
                let of_kind = list.iter().filter(|other| is_of_kind(other, text));
                let line =
                    |text: &Vec<u8>| ZoneRecord::txt(self.owner.clone(), String::from_utf8_lossy(text)).to_string();
                of_kind.map(line).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Answers as they would be with this record in the DNS: it stands beside other addresses, and in place of other PTR records and of
    /// texts of its own kind.
    pub fn lay_over(&self, answers: &mut Answers) {
        let question = self.question();
        let before = answers.get(&question).map(|answer| &answer.outcome);
        let records = match (&self.data, before) {
            (RecordData::Address(IpAddr::V4(ip)), Some(Lookup::Found(Records::A(list)))) => Records::A(with(list, *ip)),
            (RecordData::Address(IpAddr::V4(ip)), _) => Records::A(vec![*ip]),
            (RecordData::Address(IpAddr::V6(ip)), Some(Lookup::Found(Records::Aaaa(list)))) => {
                Records::Aaaa(with(list, *ip))
            }
            (RecordData::Address(IpAddr::V6(ip)), _) => Records::Aaaa(vec![*ip]),
            (RecordData::NullMx, _) => Records::Mx(vec![MailExchange { preference: 0, exchange: Domain::root() }]),
            (RecordData::Ptr(name), _) => Records::Ptr(vec![name.clone()]),
            (RecordData::Txt(text), Some(Lookup::Found(Records::Txt(list)))) => {
                let others = list.iter().filter(|other| !is_of_kind(other, text)).cloned();
                Records::Txt(others.chain([text.clone().into_bytes()]).collect())
            }
            (RecordData::Txt(text), _) => Records::Txt(vec![text.clone().into_bytes()]),
        };
        let outcome = Lookup::Found(records);
        answers.insert(question, Answer { outcome, canonical: None, attempts: 0, elapsed: Duration::ZERO });
    }
}

fn with<T: Clone + PartialEq>(list: &[T], one: T) -> Vec<T> {
    let mut list = list.to_vec();
    if !list.contains(&one) {
        list.push(one);
    }
    list
}

/// Whether a text was meant as a record of the kind of another one: `v=spf1`, `v=DMARC1`.
fn is_of_kind(text: &[u8], like: &str) -> bool {
    const BEGINNING: usize = 16;
    let begins = |text: &[u8]| String::from_utf8_lossy(&text[..text.len().min(BEGINNING)]).to_ascii_lowercase();
    let (text, like) = (begins(text), begins(like.as_bytes()));
    ["spf", "dmarc"].iter().any(|kind| text.contains(kind) && like.contains(kind))
}

impl fmt::Display for ZoneRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. ", self.owner)?;
        match &self.data {
            RecordData::Address(ip) => write!(f, "{} {ip}", if ip.is_ipv4() { "A" } else { "AAAA" }),
            RecordData::Ptr(name) => write!(f, "PTR {name}."),
            RecordData::NullMx => write!(f, "MX 0 ."),
            RecordData::Txt(text) => {
                write!(f, "TXT")?;
                let mut rest = text.as_str();
                while !rest.is_empty() {
                    let (string, after) = rest.split_at(rest.floor_char_boundary(STRING_OCTETS_MAX));
                    let string = string.replace('\\', "\\\\").replace('"', "\\\"");
                    write!(f, " \"{string}\"")?;
                    rest = after;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(text: &str) -> Domain {
        Domain::new(text).expect("a name")
    }

    #[test]
    fn a_long_text_stands_in_strings_that_a_name_server_takes() {
        let text = format!("v=spf1 {}~all", "ip4:192.0.2.1 ".repeat(40));
        let line = ZoneRecord::txt(name("example.com"), &text).to_string();
        let strings: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        assert_eq!(strings.concat(), text);
        assert!(strings.len() == 3 && strings.iter().all(|string| string.len() <= 255), "{line}");
    }

    #[test]
    fn what_a_record_replaces_is_told_as_lines() {
        let mut answers = Answers::default();
        let mut found = |kind, records| {
            let question = Question { name: name("example.com"), kind };
            let outcome = Lookup::Found(records);
            answers.insert(question, Answer { outcome, canonical: None, attempts: 1, elapsed: Duration::ZERO });
        };
        let texts = ["site=1", "v=spf1 +all", "say \"spf\""].map(|text| text.as_bytes().to_vec()).to_vec();
        found(RecordKind::Txt, Records::Txt(texts));
        found(RecordKind::Mx, Records::Mx(vec![MailExchange { preference: 10, exchange: name("mx.example.com") }]));
        found(RecordKind::Ptr, Records::Ptr(vec![name("a.example.com")]));
        found(RecordKind::A, Records::A(vec![std::net::Ipv4Addr::new(192, 0, 2, 1)]));
        let owner = || name("example.com");
        for (record, expected) in [
            (
                ZoneRecord::txt(owner(), "v=spf1 mx ~all"),
                &["example.com. TXT \"v=spf1 +all\"", "example.com. TXT \"say \\\"spf\\\"\""][..],
            ),
            (ZoneRecord::null_mx(owner()), &["example.com. MX 10 mx.example.com."]),
            (ZoneRecord::ptr(owner(), name("b.example.com")), &["example.com. PTR a.example.com."]),
            (ZoneRecord::address(owner(), IpAddr::from([192, 0, 2, 2])), &[]),
        ] {
            assert_eq!(record.replaces(&answers), expected);
        }
    }

    #[test]
    fn a_record_takes_the_place_of_its_like_only() {
        let mut answers = Answers::default();
        let question = Question { name: name("example.com"), kind: RecordKind::Txt };
        let texts = ["site=1", "v=spf1 +all", "spf1 mx -all"].map(|text| text.as_bytes().to_vec()).to_vec();
        let outcome = Lookup::Found(Records::Txt(texts));
        answers.insert(question.clone(), Answer { outcome, canonical: None, attempts: 1, elapsed: Duration::ZERO });
        ZoneRecord::txt(name("example.com"), "v=spf1 ip4:192.0.2.1 ~all").lay_over(&mut answers);
        let expected = ["site=1", "v=spf1 ip4:192.0.2.1 ~all"].map(|text| text.as_bytes().to_vec()).to_vec();
        let laid = answers.get(&question).map(|answer| answer.outcome.clone());
        assert_eq!(laid, Some(Lookup::Found(Records::Txt(expected))));
    }
}
