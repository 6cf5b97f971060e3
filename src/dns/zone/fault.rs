//! Failures on request: a comment in a zone file makes the questions about a name fail, so that a rehearsal and a test
//! can show what presend does then. Real servers ignore the comment.

use crate::facts::Failure;
use crate::reason::{Sentence, sentence};
use std::sync::atomic::{AtomicU32, Ordering};

/// A name whose questions fail: always, or the first times that it is asked.
#[derive(Debug)]
pub(super) struct Fault {
    failure: Failure,
    /// How many attempts fail; `None` for all.
    first: Option<u32>,
    attempts: AtomicU32,
}

impl Fault {
    /// Counts one attempt, and says how it fails, if it does.
    pub(super) fn attempt(&self) -> Option<Failure> {
        let Some(first) = self.first else { return Some(self.failure) };
        let earlier = self.attempts.fetch_add(1, Ordering::Relaxed);
        (earlier < first).then_some(self.failure)
    }
}

/// Reads what follows `;fault`: a name, the kind of failure, and perhaps `first N`.
pub(super) fn parse_fault(directive: &str) -> Result<(&str, Fault), Sentence> {
    const SHAPE: &str = ";fault NAME timeout|servfail|refused|network|malformed|filtered [first N]";
    let words: Vec<&str> = directive.split_ascii_whitespace().collect();
    let (name, kind, first) = match words[..] {
        [name, kind] => (name, kind, None),
        [name, kind, "first", count] => {
            let count =
                count.parse().map_err(|_| sentence!("zone-error-attempts", word = count.to_owned(), shape = SHAPE))?;
            (name, kind, Some(count))
        }
        _ => return Err(sentence!("zone-error-fault", shape = SHAPE)),
    };
    // Whoever is asked cannot fail to be asked.
    let failure = Failure::named(kind).filter(|failure| *failure != Failure::NotAsked);
    let failure = failure.ok_or_else(|| sentence!("zone-error-failure", word = kind.to_owned(), shape = SHAPE))?;
    Ok((name, Fault { failure, first, attempts: AtomicU32::new(0) }))
}
