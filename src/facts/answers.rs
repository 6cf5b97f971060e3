//! Questions to the DNS and their answers, as a check that asks step by step keeps them. Plain data: nothing here waits,
//! and nothing judges. What was not answered yet is absent, which is not the same as an answer that there is nothing.

use super::{Lookup, MailExchange};
use crate::domain::Domain;
use std::collections::HashMap;
use std::fmt;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::time::Duration;

/// The record types that presend asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RecordKind {
    Mx,
    A,
    Aaaa,
    Ptr,
    Txt,
    Tlsa,
}

/// What is asked: all records of one type at one name. Search domains are never appended.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    pub name: Domain,
    pub kind: RecordKind,
}

/// Records of the type that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    Mx(Vec<MailExchange>),
    A(Vec<Ipv4Addr>),
    Aaaa(Vec<Ipv6Addr>),
    Ptr(Vec<Domain>),
    /// Each record's character-strings joined, as RFC 7208 §3.3 wants it.
    Txt(Vec<Vec<u8>>),
    Tlsa(Vec<Tlsa>),
}

/// A TLSA record (RFC 6698 §2.1): which certificate, or which key, a server is to show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tlsa {
    pub usage: u8,
    pub selector: u8,
    pub matching: u8,
    pub data: Vec<u8>,
}

/// As in a zone file (RFC 6698 §2.2).
impl fmt::Display for Tlsa {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let data = data_encoding::HEXLOWER.encode(&self.data);
        write!(f, "{} {} {} {data}", self.usage, self.selector, self.matching)
    }
}

/// An answer, with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub outcome: Lookup<Records>,
    /// The last name of the CNAME chain, when the name is an alias.
    pub canonical: Option<Domain>,
    /// How often the question was sent; 0 when it came from a cache or a zone file.
    pub attempts: u8,
    /// Somebody who can be trusted with that vouches for it by DNSSEC (RFC 6840 §5.8), and for all aliases on the way.
    pub authenticated: bool,
    pub elapsed: Duration,
}

impl Answer {
    /// One for which nobody was asked, and nobody vouches.
    pub fn of(outcome: Lookup<Records>) -> Answer {
        Answer { outcome, canonical: None, attempts: 0, authenticated: false, elapsed: Duration::ZERO }
    }
}

/// All answers that have come so far.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    known: HashMap<Question, Answer>,
}

impl Answers {
    /// Keeps an answer. A later one to the same question takes its place.
    pub fn insert(&mut self, question: Question, answer: Answer) {
        self.known.insert(question, answer);
    }

    /// The answer to a question, once there is one.
    pub fn get(&self, question: &Question) -> Option<&Answer> {
        self.known.get(question)
    }

    /// The questions for this type of which the aliases led to this name.
    pub fn aliases_of(&self, name: &Domain, kind: RecordKind) -> Vec<Question> {
        let leads = |(question, answer): (&Question, &Answer)| {
            let is_alias = question.kind == kind && question.name != *name && answer.canonical.as_ref() == Some(name);
            is_alias.then(|| question.clone())
        };
        self.known.iter().filter_map(leads).collect()
    }

    /// How many questions were answered.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing was answered yet.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }
}
