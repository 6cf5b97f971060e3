//! How a check that waits for nobody asks its questions: it either is done, or names the questions whose answers it needs
//! before it can go on. The caller gets the answers, all side by side, and starts the check again with them.

use super::Question;

/// A check that is done, or that needs answers first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Poll<T> {
    Done(T),
    /// Never empty, never holds a question that was answered, and no question twice.
    Ask(Vec<Question>),
}

impl<T> Poll<T> {
    /// What came out, once it is done.
    pub fn done(self) -> Option<T> {
        if let Poll::Done(value) = self { Some(value) } else { None }
    }
}
