//! One line of a trace: what was looked at, in whose record, and what it did.

use std::fmt;

/// What a term did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// A record was found, and its terms follow.
    Record,
    /// The mechanism matched, and decided with its qualifier in the record that it stands in.
    Match,
    /// The mechanism did not match, and the next term follows.
    NoMatch,
    /// The check goes on with the record of another domain.
    Redirect,
    /// The check ended with a temperror or a permerror.
    Error,
}

impl Effect {
    /// One or two words for people.
    pub fn word(self) -> &'static str {
        match self {
            Effect::Record => "record",
            Effect::Match => "match",
            Effect::NoMatch => "no match",
            Effect::Redirect => "redirect",
            Effect::Error => "error",
        }
    }
}

/// One term, or the record that it led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// 0 for the record of the sender's domain, 1 for the records that it includes or redirects to, and so on.
    pub depth: u32,
    /// Whose record it is.
    pub domain: String,
    /// The term as it is written; the whole record for [`Effect::Record`].
    pub term: String,
    /// What the term did to the check.
    pub effect: Effect,
    /// What the DNS said or why it failed. May be empty.
    pub note: String,
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let indent = self.depth as usize * 2;
        write!(f, "{:indent$}{}: {} ({}", "", self.domain, self.term, self.effect.word())?;
        if !self.note.is_empty() {
            write!(f, "; {}", self.note)?;
        }
        f.write_str(")")
    }
}
