//! Notices that no server answers at all, so that a run over a dead resolver ends in seconds and not in hours. Pure.

use crate::facts::Failure;
use std::time::Duration;
use tokio::time::Instant;

/// Questions without any reply before silence means anything.
const QUESTIONS_MIN: u32 = 8;
/// Silence that is believed when no server has ever answered in this run, unless a question is allowed more.
const NEVER_HEARD_MIN: Duration = Duration::from_secs(1);
/// Silence that is believed of servers that did answer earlier. Networks do hiccup.
const HEARD_BEFORE: Duration = Duration::from_secs(10);
/// While silence is believed, one question goes out in this time, to notice when a server comes back.
const PROBE_EVERY: Duration = Duration::from_secs(1);

/// How long nothing was heard, and how much was asked meanwhile.
#[derive(Debug)]
pub(super) struct Silence {
    heard: bool,
    never_heard: Duration,
    heard_before: Duration,
    /// When the first question was sent that nothing has been heard since.
    since: Option<Instant>,
    questions: u32,
    probed: Option<Instant>,
    failure: Option<Failure>,
}

impl Silence {
    /// `timeout`: what one question is allowed.
    pub(super) fn new(timeout: Duration) -> Silence {
        Silence {
            heard: false,
            never_heard: timeout.max(NEVER_HEARD_MIN),
            heard_before: HEARD_BEFORE.max(timeout * 2),
            since: None,
            questions: 0,
            probed: None,
            failure: None,
        }
    }

    /// Whether a question may go out now; if not, the failure that it would end with.
    pub(super) fn gate(&mut self, now: Instant) -> Result<(), Failure> {
        let Some(since) = self.since else { return Ok(()) };
        let patience = if self.heard { self.heard_before } else { self.never_heard };
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

    /// Something came from a server, whatever it says and however late.
    pub(super) fn heard(&mut self) {
        self.heard = true;
        self.since = None;
        self.questions = 0;
        self.probed = None;
        self.failure = None;
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
        let mut silence = Silence::new(Duration::from_secs(3));
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
        assert_eq!(silence.gate(now), Ok(()));
    }

    #[test]
    fn many_questions_without_any_reply_close_the_gate_but_for_probes() {
        let (mut silence, now) = silent(100, false, 3);
        assert_eq!(silence.gate(now), Ok(()), "the first one is the probe");
        assert_eq!(silence.gate(now), Err(Failure::Timeout));
        assert_eq!(silence.gate(now + PROBE_EVERY), Ok(()));
        assert_eq!(silence.gate(now + PROBE_EVERY), Err(Failure::Timeout));
    }

    #[test]
    fn a_server_that_answered_before_is_given_longer() {
        let (mut silence, now) = silent(100, true, 3);
        assert_eq!((silence.gate(now), silence.gate(now)), (Ok(()), Ok(())));
        let (mut silence, now) = silent(100, true, 10);
        silence.gave_up(Failure::Network);
        assert_eq!((silence.gate(now), silence.gate(now)), (Ok(()), Err(Failure::Network)));
    }

    #[test]
    fn one_reply_opens_the_gate() {
        let (mut silence, now) = silent(100, false, 60);
        silence.gate(now).expect("the probe");
        silence.heard();
        assert_eq!((silence.gate(now), silence.gate(now)), (Ok(()), Ok(())));
    }
}
