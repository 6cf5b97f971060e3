//! A record that a sender is told to publish, as a line of a zone file (RFC 1035 §5.1), and laid over what the DNS said.

use crate::domain::Domain;
use crate::facts::{Answer, Answers, Lookup, MailExchange, Question, RecordKind, Records, Tlsa};
use std::fmt;
use std::net::IpAddr;

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
    /// The address of a name that led elsewhere only because every name of the zone does (RFC 4592).
    OnlyAddress(IpAddr),
    Ptr(Domain),
    Mx(MailExchange),
    Txt(String),
    /// It stands beside others, of keys that are to come.
    Tlsa(Tlsa),
    /// The record of another name, which is asked for its texts.
    Alias(Domain),
}

impl ZoneRecord {
    pub fn address(owner: Domain, ip: IpAddr) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Address(ip) }
    }

    pub fn only_address(owner: Domain, ip: IpAddr) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::OnlyAddress(ip) }
    }

    pub fn ptr(owner: Domain, name: Domain) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Ptr(name) }
    }

    pub fn mx(owner: Domain, preference: u16, exchange: Domain) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Mx(MailExchange { preference, exchange }) }
    }

    /// The domain takes no mail (RFC 7505).
    pub fn null_mx(owner: Domain) -> ZoneRecord {
        ZoneRecord::mx(owner, 0, Domain::root())
    }

    pub fn txt(owner: Domain, text: impl Into<String>) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Txt(text.into()) }
    }

    pub fn tlsa(owner: Domain, tlsa: Tlsa) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Tlsa(tlsa) }
    }

    pub fn alias(owner: Domain, target: Domain) -> ZoneRecord {
        ZoneRecord { owner, data: RecordData::Alias(target) }
    }

    pub(super) fn question(&self) -> Question {
        let kind = match self.data {
            RecordData::Address(IpAddr::V4(_)) | RecordData::OnlyAddress(IpAddr::V4(_)) => RecordKind::A,
            RecordData::Address(IpAddr::V6(_)) | RecordData::OnlyAddress(IpAddr::V6(_)) => RecordKind::Aaaa,
            RecordData::Ptr(_) => RecordKind::Ptr,
            RecordData::Mx(_) => RecordKind::Mx,
            RecordData::Txt(_) | RecordData::Alias(_) => RecordKind::Txt,
            RecordData::Tlsa(_) => RecordKind::Tlsa,
        };
        Question { name: self.owner.clone(), kind }
    }

    /// The records whose place it takes, as lines of a zone file. It stands beside other addresses, and never beside an alias (RFC 1034 §3.6.2).
    pub fn replaces(&self, answers: &Answers) -> Vec<String> {
        let Some(answer) = answers.get(&self.question()) else { return Vec::new() };
        let owner = &self.owner;
        if let Some(target) = answer.canonical.as_ref().filter(|target| *target != owner) {
            return vec![format!("{owner}. CNAME {target}.")];
        }
        let Lookup::Found(records) = &answer.outcome else { return Vec::new() };
        let text_line = |text: &Vec<u8>| ZoneRecord::txt(owner.clone(), String::from_utf8_lossy(text)).to_string();
        match (&self.data, records) {
            (RecordData::Ptr(_), Records::Ptr(names)) => {
                names.iter().map(|name| ZoneRecord::ptr(owner.clone(), name.clone()).to_string()).collect()
            }
            (RecordData::Mx(_), Records::Mx(list)) => {
                let line = |mx: &MailExchange| ZoneRecord::mx(owner.clone(), mx.preference, mx.exchange.clone());
                list.iter().map(|mx| line(mx).to_string()).collect()
            }
            // Nothing stands beside an alias.
            (RecordData::Alias(_), Records::Txt(list)) => list.iter().map(text_line).collect(),
            (RecordData::Txt(text), Records::Txt(list)) => {
                let of_kind = list.iter().filter(|other| self.takes_place_of(other, text));
                of_kind.map(text_line).collect()
            }
            _ => Vec::new(),
        }
    }

    /// Answers as they would be with this record in the DNS: it stands beside other addresses and what was laid with it, and in place of other
    /// PTR records and of texts of its own kind.
    pub fn lay_over(&self, answers: &mut Answers) {
        let question = self.question();
        if let RecordData::Alias(target) = &self.data {
            let behind = Question { name: target.clone(), kind: RecordKind::Txt };
            if let Some(answer) = answers.get(&behind).cloned() {
                let canonical = answer.canonical.clone().or_else(|| Some(target.clone()));
                answers.insert(question, Answer { canonical, ..answer });
            }
            return;
        }
        let is_alias = |answer: &&Answer| answer.canonical.as_ref().is_some_and(|target| *target != self.owner);
        let before = answers.get(&question).filter(|answer| !is_alias(answer)).map(|answer| &answer.outcome);
        let records = match (&self.data, before) {
            (RecordData::Address(IpAddr::V4(ip)), Some(Lookup::Found(Records::A(list)))) => Records::A(with(list, *ip)),
            (RecordData::Address(IpAddr::V4(ip)), _) => Records::A(vec![*ip]),
            (RecordData::Address(IpAddr::V6(ip)), Some(Lookup::Found(Records::Aaaa(list)))) => {
                Records::Aaaa(with(list, *ip))
            }
            (RecordData::Address(IpAddr::V6(ip)), _) => Records::Aaaa(vec![*ip]),
            (RecordData::OnlyAddress(IpAddr::V4(ip)), _) => Records::A(vec![*ip]),
            (RecordData::OnlyAddress(IpAddr::V6(ip)), _) => Records::Aaaa(vec![*ip]),
            (RecordData::Mx(mx), Some(Lookup::Found(Records::Mx(list)))) => Records::Mx(with(list, mx.clone())),
            (RecordData::Mx(mx), _) => Records::Mx(vec![mx.clone()]),
            (RecordData::Ptr(name), _) => Records::Ptr(vec![name.clone()]),
            (RecordData::Txt(text), Some(Lookup::Found(Records::Txt(list)))) => {
                let others = list.iter().filter(|other| !self.takes_place_of(other, text)).cloned();
                Records::Txt(others.chain([text.clone().into_bytes()]).collect())
            }
            (RecordData::Txt(text), _) => Records::Txt(vec![text.clone().into_bytes()]),
            (RecordData::Tlsa(tlsa), Some(Lookup::Found(Records::Tlsa(list)))) => {
                Records::Tlsa(with(list, tlsa.clone()))
            }
            (RecordData::Tlsa(tlsa), _) => Records::Tlsa(vec![tlsa.clone()]),
            (RecordData::Alias(_), _) => return,
        };
        if let RecordData::OnlyAddress(ip) = self.data {
            // What stands for every name no longer stands for this one, in the other family neither.
            let kind = if ip.is_ipv4() { RecordKind::Aaaa } else { RecordKind::A };
            answers.insert(Question { name: self.owner.clone(), kind }, Answer::of(Lookup::NoData));
        }
        let outcome = Lookup::Found(records);
        // Who signs a zone signs what is new in it.
        let authenticated = answers.get(&question).is_some_and(|answer| answer.authenticated);
        for alias in answers.aliases_of(&question.name, question.kind) {
            let authenticated = answers.get(&alias).is_some_and(|answer| answer.authenticated);
            let canonical = Some(question.name.clone());
            answers.insert(alias, Answer { canonical, authenticated, ..Answer::of(outcome.clone()) });
        }
        answers.insert(question, Answer { authenticated, ..Answer::of(outcome) });
    }

    /// As [`lay_over`](ZoneRecord::lay_over), with nothing beside it.
    pub(super) fn lay_alone(&self, answers: &mut Answers) {
        let authenticated = answers.get(&self.question()).is_some_and(|answer| answer.authenticated);
        answers.insert(self.question(), Answer { authenticated, ..Answer::of(Lookup::NoData) });
        self.lay_over(answers);
    }

    /// Whether a text at its owner name was meant as a record of its kind. Nothing but keys stands beneath `_domainkey`.
    fn takes_place_of(&self, other: &[u8], text: &str) -> bool {
        let is_spf = other.get(..6).is_some_and(|start| start.eq_ignore_ascii_case(b"v=spf1"));
        let of_key = self.owner.as_str().contains("._domainkey.");
        (of_key && !is_spf) || is_of_kind(other, text)
    }
}

fn with<T: Clone + PartialEq>(list: &[T], one: T) -> Vec<T> {
    let mut list = list.to_vec();
    if !list.contains(&one) {
        list.push(one);
    }
    list
}

/// Whether a text was meant as a record of the kind of another one: `v=spf1`, `v=DMARC1`, `v=STSv1`.
fn is_of_kind(text: &[u8], like: &str) -> bool {
    const BEGINNING: usize = 16;
    const KINDS: &[&str] = &["spf", "dmarc", "stsv", "tlsrpt", "bimi"];
    let begins = |text: &[u8]| String::from_utf8_lossy(&text[..text.len().min(BEGINNING)]).to_ascii_lowercase();
    let (text, like) = (begins(text), begins(like.as_bytes()));
    // A token of another service in front is to stay, whatever was pasted behind it.
    let first = text.split_whitespace().next().unwrap_or_default();
    if first.len() > "v=".len() && first.contains('=') && !KINDS.iter().any(|kind| first.contains(kind)) {
        return false;
    }
    KINDS.iter().any(|kind| text.contains(kind) && like.contains(kind))
}

impl fmt::Display for ZoneRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}. ", self.owner)?;
        match &self.data {
            RecordData::Address(ip) | RecordData::OnlyAddress(ip) => {
                write!(f, "{} {ip}", if ip.is_ipv4() { "A" } else { "AAAA" })
            }
            RecordData::Ptr(name) => write!(f, "PTR {name}."),
            RecordData::Tlsa(tlsa) => write!(f, "TLSA {tlsa}"),
            RecordData::Alias(target) => write!(f, "CNAME {target}."),
            RecordData::Mx(mx) if mx.exchange.is_root() => write!(f, "MX {} .", mx.preference),
            RecordData::Mx(mx) => write!(f, "MX {} {}.", mx.preference, mx.exchange),
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
            answers.insert(question, Answer { attempts: 1, ..Answer::of(outcome) });
        };
        let texts = ["site=1", "v=spf1 +all", "say \"spf\"", "MS=ms1 v=spf1 -all"]
            .map(|text| text.as_bytes().to_vec())
            .to_vec();
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
        answers.insert(question.clone(), Answer { attempts: 1, ..Answer::of(outcome) });
        ZoneRecord::txt(name("example.com"), "v=spf1 ip4:192.0.2.1 ~all").lay_over(&mut answers);
        let expected = ["site=1", "v=spf1 ip4:192.0.2.1 ~all"].map(|text| text.as_bytes().to_vec()).to_vec();
        let laid = answers.get(&question).map(|answer| answer.outcome.clone());
        assert_eq!(laid, Some(Lookup::Found(Records::Txt(expected))));
    }
}
