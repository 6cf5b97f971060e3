//! The TXT records beside SPF by which receivers judge a sender: DKIM keys (RFC 6376) and DMARC policies (RFC 7489,
//! RFC 9989), and what servers show when they are connected to: certificates (RFC 5280), TLSA records (RFC 7672) and
//! MTA-STS policies (RFC 8461). Nothing here waits: what a check still needs to know it names as questions. Nothing here looks at a message.

mod anchor;
mod base64;
pub mod certificate;
mod der;
pub mod dkim;
pub mod dmarc;
pub mod mta_sts;
mod tags;
pub mod tlsa;

use crate::domain::Domain;
use crate::facts::{Answers, Lookup, Question, RecordKind, Records};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth knowing.
    Info,
    /// It works, and should be changed.
    Warn,
    /// It could not be found out now.
    Unknown,
    /// Receivers do not use the record, or it does not do what it is for.
    Fail,
}

/// The TXT records of a name, once the answer is there. The question is noted where it is not.
fn texts<'a>(answers: &'a Answers, name: &Domain, missing: &mut Vec<Question>) -> Option<Lookup<&'a [Vec<u8>]>> {
    let question = Question { name: name.clone(), kind: RecordKind::Txt };
    let Some(answer) = answers.get(&question) else {
        if !missing.contains(&question) {
            missing.push(question);
        }
        return None;
    };
    Some(match &answer.outcome {
        Lookup::Found(Records::Txt(list)) => Lookup::Found(list.as_slice()),
        Lookup::Found(_) => Lookup::Failed(crate::facts::Failure::Malformed),
        Lookup::NoData => Lookup::NoData,
        Lookup::NxDomain => Lookup::NxDomain,
        Lookup::Failed(failure) => Lookup::Failed(*failure),
    })
}

/// A record as it can be shown: what is no text is replaced.
fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
