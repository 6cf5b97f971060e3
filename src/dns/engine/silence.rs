//! Notices that no server answers at all, so that a run over a dead resolver ends in seconds and not in hours. Pure.

use crate::facts::Failure;
use std::time::Duration;
use tokio::time::Instant;

/// Questions without any reply before silence means anything.
const QUESTIONS_MIN: u32 = 8;
/// Silence that is believed when no server has ever answered in this run.
const NEVER_HEARD: Duration = Duration::from_secs(3);
/// Silence that is believed of servers that did answer earlier. Networks do hiccup.
const HEARD_BEFORE: Duration = Duration::from_secs(10);
/// While silence is believed, one question goes out in this time, to notice when a server comes back.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// How long nothing was heard, and how much was asked meanwhile.
#[derive(Debug, Default)]
pub(super) struct Silence {
    heard: bool,
    /// When the first question was sent that nothing has been heard since.
    since: Option<Instant>,
    questions: u32,
    probed: Option<Instant>,
    failure: Option<Failure>,
    /// Datagrams of the servers up to now.
    datagrams: u64,
}

impl Silence {
    /// Whether a question may go out now; if not, the failure that it would end with. `datagrams` is how many came from
    /// the servers in all: one that comes after its question was given up shows life too.
    pub(super) fn gate(&mut self, now: Instant, datagrams: u64) -> Result<(), Failure> {
        if datagrams != self.datagrams {
            self.datagrams = datagrams;
            self.heard();
        }
        let Some(since) = self.since else { return Ok(()) };
        let patience = if self.heard { HEARD_BEFORE } else { NEVER_HEARD };
        if self.questions < QUESTIONS_MIN || now.duration_since(since) < patience {
            return Ok(());
        }
        if self.probed.is_none_or(|probed| now.duration_since(probed) >= PROBE_EVERY) {
            self.probed = Some(now);
            return Ok(());
        }
        Err(self.failure.unwrap_or(Failure::Timeout))
    }

    /// A question went out for the first time.
    pub(super) fn asked(&mut self, now: Instant) {
        self.since.get_or_insert(now);
        self.questions = self.questions.saturating_add(1);
    }

    /// A reply came that belongs to a question, whatever it says.
    pub(super) fn heard(&mut self) {
        *self = Silence { heard: true, datagrams: self.datagrams, ..Silence::default() };
    }

    /// A question was given up without a reply.
    pub(super) fn gave_up(&mut self, failure: Failure) {
        self.failure = Some(failure);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn silent(questions: u32, heard_before: bool, seconds: u64) -> (Silence, Instant) {
        let start = Instant::now();
        let mut silence = Silence::default();
        if heard_before {
            silence.heard();
        }
        for _ in 0..questions {
            silence.asked(start);
        }
        (silence, start + Duration::from_secs(seconds))
    }

    #[test]
    fn a_few_dead_names_are_not_a_dead_server() {
        let (mut silence, now) = silent(QUESTIONS_MIN - 1, false, 60);
        assert_eq!(silence.gate(now, 0), Ok(()));
    }

    #[test]
    fn many_questions_without_any_reply_close_the_gate_but_for_probes() {
        let (mut silence, now) = silent(100, false, 3);
        assert_eq!(silence.gate(now, 0), Ok(()), "the first one is the probe");
        assert_eq!(silence.gate(now, 0), Err(Failure::Timeout));
        assert_eq!(silence.gate(now + PROBE_EVERY, 0), Ok(()));
        assert_eq!(silence.gate(now + PROBE_EVERY, 0), Err(Failure::Timeout));
    }

    #[test]
    fn a_server_that_answered_before_is_given_longer() {
        let (mut silence, now) = silent(100, true, 3);
        assert_eq!((silence.gate(now, 0), silence.gate(now, 0)), (Ok(()), Ok(())));
        let (mut silence, now) = silent(100, true, 10);
        silence.gave_up(Failure::Network);
        assert_eq!((silence.gate(now, 0), silence.gate(now, 0)), (Ok(()), Err(Failure::Network)));
    }

    #[test]
    fn one_reply_opens_the_gate() {
        let (mut silence, now) = silent(100, false, 60);
        silence.gate(now, 0).expect("the probe");
        silence.heard();
        assert_eq!((silence.gate(now, 0), silence.gate(now, 0)), (Ok(()), Ok(())));
    }

    #[test]
    fn a_datagram_that_comes_too_late_is_a_sign_of_life() {
        let (mut silence, now) = silent(100, false, 60);
        silence.gate(now, 0).expect("the probe");
        assert_eq!(silence.gate(now, 0), Err(Failure::Timeout));
        assert_eq!((silence.gate(now, 1), silence.gate(now, 1)), (Ok(()), Ok(())));
    }
}
