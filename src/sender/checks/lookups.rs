//! How a check reads answers. What is not answered yet is noted as wanted, and the check is run again when it is: so a
//! check says which questions it needs by asking them, everything that is known to be needed is asked side by side, and
//! nothing is asked twice. Pure: wanting a question sends nothing.

use crate::domain::Domain;
use crate::facts::{Answer, Answers, Failure, Lookup, MailExchange, Poll, Question, RecordKind, Records, Tlsa};
use std::cell::RefCell;
use std::net::IpAddr;

/// At most this many distinct questions are asked for one sender. Real set-ups need under three hundred, block lists
/// included; a stranger's records could ask for more.
pub const QUESTIONS_MAX: usize = 4_000;

/// The answers so far, and the questions that were missed.
#[derive(Debug)]
pub struct Lookups<'a> {
    answers: &'a Answers,
    wanted: RefCell<Vec<Question>>,
}

impl<'a> Lookups<'a> {
    pub fn new(answers: &'a Answers) -> Lookups<'a> {
        Lookups { answers, wanted: RefCell::default() }
    }

    /// The questions that were missed, each once, in the order in which they were missed.
    pub fn wanted(self) -> Vec<Question> {
        let mut seen = std::collections::HashSet::new();
        let mut wanted = self.wanted.into_inner();
        wanted.retain(|question| seen.insert(question.clone()));
        wanted
    }

    /// The answers so far, for rooms that read them themselves.
    pub fn answers(&self) -> &'a Answers {
        self.answers
    }

    /// What came out of a check of another room. `None` while it has questions; then they are wanted.
    pub fn step<T>(&self, progress: Poll<T>) -> Option<T> {
        match progress {
            Poll::Done(value) => Some(value),
            Poll::Ask(questions) => {
                self.wanted.borrow_mut().extend(questions);
                None
            }
        }
    }

    /// The answer to a question. `None` while it is not known; then it is wanted.
    pub fn ask(&self, name: &Domain, kind: RecordKind) -> Option<&'a Answer> {
        let question = Question { name: name.clone(), kind };
        let answer = self.answers.get(&question);
        if answer.is_none() {
            self.wanted.borrow_mut().push(question);
        }
        answer
    }

    /// The texts of a name, each record's character-strings joined.
    pub fn txt(&self, name: &Domain) -> Option<Lookup<&'a [Vec<u8>]>> {
        self.read(
            name,
            RecordKind::Txt,
            |records| if let Records::Txt(list) = records { Some(list.as_slice()) } else { None },
        )
    }

    /// The mail exchanges of a name.
    pub fn mx(&self, name: &Domain) -> Option<Lookup<&'a [MailExchange]>> {
        self.read(
            name,
            RecordKind::Mx,
            |records| if let Records::Mx(list) = records { Some(list.as_slice()) } else { None },
        )
    }

    /// The names that a name of the reverse tree points at.
    pub fn ptr(&self, name: &Domain) -> Option<Lookup<&'a [Domain]>> {
        self.read(
            name,
            RecordKind::Ptr,
            |records| if let Records::Ptr(list) = records { Some(list.as_slice()) } else { None },
        )
    }

    /// The TLSA records of a name.
    pub fn tlsa(&self, name: &Domain) -> Option<Lookup<&'a [Tlsa]>> {
        self.read(
            name,
            RecordKind::Tlsa,
            |records| if let Records::Tlsa(list) = records { Some(list.as_slice()) } else { None },
        )
    }

    /// Whether DNSSEC vouches for the answer to a question that was answered.
    pub fn is_authenticated(&self, name: &Domain, kind: RecordKind) -> bool {
        self.answers.get(&Question { name: name.clone(), kind }).is_some_and(|answer| answer.authenticated)
    }

    /// The addresses of a name in the family of `like`.
    pub fn addresses_like(&self, name: &Domain, like: IpAddr) -> Option<Lookup<Vec<IpAddr>>> {
        let kind = if like.is_ipv4() { RecordKind::A } else { RecordKind::Aaaa };
        let found = |records: &'a Records| match records {
            Records::A(list) if like.is_ipv4() => Some(list.iter().map(|&ip| ip.into()).collect()),
            Records::Aaaa(list) if like.is_ipv6() => Some(list.iter().map(|&ip| ip.into()).collect()),
            _ => None,
        };
        self.read(name, kind, found)
    }

    /// The addresses of a name in both families. One family that failed is passed over when the other has addresses.
    pub fn addresses(&self, name: &Domain) -> Option<Lookup<Vec<IpAddr>>> {
        let v4 = self.addresses_like(name, IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED));
        let v6 = self.addresses_like(name, IpAddr::V6(std::net::Ipv6Addr::UNSPECIFIED));
        let (v4, v6) = (v4?, v6?);
        Some(match (v4, v6) {
            (Lookup::Found(mut list), Lookup::Found(more)) => {
                list.extend(more);
                Lookup::Found(list)
            }
            (Lookup::Found(list), _) | (_, Lookup::Found(list)) => Lookup::Found(list),
            (Lookup::Failed(failure), _) | (_, Lookup::Failed(failure)) => Lookup::Failed(failure),
            (Lookup::NxDomain, Lookup::NxDomain) => Lookup::NxDomain,
            _ => Lookup::NoData,
        })
    }

    /// Where the aliases of a name lead, for a question that was answered.
    pub fn canonical(&self, name: &Domain, kind: RecordKind) -> Option<&'a Domain> {
        self.answers.get(&Question { name: name.clone(), kind }).and_then(|answer| answer.canonical.as_ref())
    }

    fn read<T>(
        &self,
        name: &Domain,
        kind: RecordKind,
        take: impl FnOnce(&'a Records) -> Option<T>,
    ) -> Option<Lookup<T>> {
        let answer = self.ask(name, kind)?;
        Some(match &answer.outcome {
            // An answer with records of another type is broken.
            Lookup::Found(records) => take(records).map_or(Lookup::Failed(Failure::Malformed), Lookup::Found),
            Lookup::NoData => Lookup::NoData,
            Lookup::NxDomain => Lookup::NxDomain,
            Lookup::Failed(failure) => Lookup::Failed(*failure),
        })
    }
}

/// Runs all steps, so that each can say what it needs, and gives their results once all have one.
pub fn all<T>(steps: impl IntoIterator<Item = Option<T>>) -> Option<Vec<T>> {
    let steps: Vec<Option<T>> = steps.into_iter().collect();
    steps.into_iter().collect()
}
