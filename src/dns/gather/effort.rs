//! What it took to learn something.

use super::super::Reply;

/// The attempts behind an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Effort {
    /// The most attempts that one of the questions took.
    pub attempts: u8,
    /// Questions that were asked.
    pub questions: u8,
}

impl Effort {
    pub(super) fn add(&mut self, reply: &Reply) {
        self.attempts = self.attempts.max(reply.attempts);
        self.questions = self.questions.saturating_add(1);
    }

    pub(super) fn join(&mut self, other: Effort) {
        self.attempts = self.attempts.max(other.attempts);
        self.questions = self.questions.saturating_add(other.questions);
    }
}
