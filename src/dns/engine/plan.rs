//! What to do next about one question: send it, to whom, wait, or give up. Pure: the time comes as an argument, and what
//! happened is told.
//!
//! A question that is not answered in time is sent to the next server, and to the same one again when there is only one.
//! A failure is retried before it is believed, at another server at once, at the same one after a pause.

use super::super::Patience;
use crate::facts::Failure;
use std::time::Duration;
use tokio::time::Instant;

/// Times that a question is sent at most, whatever the servers do.
const SENDS_MAX: u8 = 12;
/// At most this many servers are asked about one question.
const SERVERS_MAX: usize = 4;

/// What is to be done now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Send to the server with this number.
    Send(usize),
    /// Wait for a reply until then.
    Wait(Instant),
    GiveUp(Failure),
}

/// One question's way through the servers.
#[derive(Debug)]
pub(super) struct Plan {
    /// The servers in the order in which they are asked.
    order: Vec<usize>,
    /// Servers that have the question and have not replied.
    waiting: Vec<usize>,
    /// Before the same server is asked again.
    pause: Duration,
    failures_max: u8,
    failures: u8,
    last_failure: Option<Failure>,
    sends: u8,
    turn: usize,
    next_send: Instant,
    deadline: Instant,
}

impl Plan {
    /// A plan that begins now. `order` names at least one server, the one to ask first in front.
    pub(super) fn new(mut order: Vec<usize>, patience: Patience, now: Instant, deadline: Instant) -> Plan {
        order.truncate(SERVERS_MAX);
        // How many failures are believed, and the pause before the same server is asked again, doubled each time. A server
        // that limits its clients needs a while; the second sweep has it.
        let (believed, pause_ms) = match patience {
            Patience::First => (2, 60),
            Patience::Rest => (3, 300),
            Patience::Whole => (4, 120),
        };
        let pause = Duration::from_millis(pause_ms);
        let failures_max = believed.max(order.len() as u8);
        let waiting = Vec::new();
        Plan {
            order,
            waiting,
            pause,
            failures_max,
            failures: 0,
            last_failure: None,
            sends: 0,
            turn: 0,
            next_send: now,
            deadline,
        }
    }

    /// How often the question was sent.
    pub(super) fn sends(&self) -> u8 {
        self.sends
    }

    pub(super) fn step(&self, now: Instant) -> Step {
        let failure = self.last_failure.unwrap_or(Failure::Timeout);
        let exhausted = self.failures >= self.failures_max || self.sends >= SENDS_MAX;
        if now >= self.deadline || (exhausted && self.waiting.is_empty()) {
            return Step::GiveUp(failure);
        }
        if exhausted {
            return Step::Wait(self.deadline);
        }
        if now < self.next_send {
            return Step::Wait(self.next_send.min(self.deadline));
        }
        match self.order.get(self.turn % self.order.len().max(1)) {
            Some(&server) => Step::Send(server),
            None => Step::GiveUp(Failure::Network),
        }
    }

    /// The question went out to this server, whose reply is overdue after `timeout`.
    pub(super) fn sent(&mut self, server: usize, now: Instant, timeout: Duration) {
        let round = u32::from(self.sends) / self.order.len().max(1) as u32;
        self.sends += 1;
        self.turn += 1;
        if !self.waiting.contains(&server) {
            self.waiting.push(server);
        }
        self.next_send = now + timeout * 2u32.saturating_pow(round.min(4));
    }

    /// This server replied, with a failure, or the network said that it cannot be reached.
    pub(super) fn failed(&mut self, server: usize, failure: Failure, now: Instant) {
        self.waiting.retain(|&waiting| waiting != server);
        self.failures = self.failures.saturating_add(1);
        self.last_failure = Some(failure);
        let next = self.order.get(self.turn % self.order.len().max(1));
        let round = u32::from(self.failures - 1) / self.order.len().max(1) as u32;
        let someone_else = next.is_some_and(|&next| next != server) && !self.failures_complete_a_round();
        let pause = if someone_else { Duration::ZERO } else { self.pause * 2u32.saturating_pow(round.min(5)) };
        self.next_send = self.next_send.min(now + pause);
        if !someone_else && self.waiting.is_empty() {
            self.next_send = now + pause;
        }
    }

    fn failures_complete_a_round(&self) -> bool {
        usize::from(self.failures) % self.order.len().max(1) == 0
    }

    /// The question had to wait for its turn, and that time does not count.
    pub(super) fn postpone(&mut self, time: Duration) {
        self.deadline += time;
    }

    pub(super) fn deadline(&self) -> Instant {
        self.deadline
    }

    /// This server wants the question in another form. It is sent to it again at once, and that is no failure.
    pub(super) fn again(&mut self, server: usize, now: Instant) {
        self.waiting.retain(|&waiting| waiting != server);
        if let Some(place) = self.order.iter().position(|&other| other == server) {
            self.turn = place;
            self.next_send = now;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const RTO: Duration = Duration::from_millis(400);

    fn plan(servers: usize, patience: Patience) -> (Plan, Instant) {
        let now = Instant::now();
        (Plan::new((0..servers).collect(), patience, now, now + Duration::from_secs(4)), now)
    }

    /// Runs a plan whose servers never reply, and tells when each one was asked, in milliseconds.
    fn unanswered(mut plan: Plan, start: Instant) -> (Vec<(usize, u128)>, Failure) {
        let mut now = start;
        let mut sent = Vec::new();
        loop {
            match plan.step(now) {
                Step::Send(server) => {
                    sent.push((server, now.duration_since(start).as_millis()));
                    plan.sent(server, now, RTO);
                }
                Step::Wait(until) => now = until,
                Step::GiveUp(failure) => return (sent, failure),
            }
        }
    }

    #[test]
    fn a_silent_server_is_asked_again_after_longer_and_longer_times() {
        let (plan, start) = plan(1, Patience::Whole);
        assert_eq!(unanswered(plan, start), (vec![(0, 0), (0, 400), (0, 1200), (0, 2800)], Failure::Timeout));
    }

    #[test]
    fn the_other_server_is_asked_first_when_one_is_silent() {
        let (plan, start) = plan(2, Patience::Whole);
        let (sent, _) = unanswered(plan, start);
        assert_eq!(sent[..4], [(0, 0), (1, 400), (0, 800), (1, 1600)]);
    }

    #[test]
    fn a_failure_moves_to_the_other_server_at_once() {
        let (mut plan, now) = plan(2, Patience::First);
        plan.sent(0, now, RTO);
        plan.failed(0, Failure::ServFail, now);
        assert_eq!(plan.step(now), Step::Send(1));
    }

    #[test]
    fn the_only_server_is_asked_again_after_a_pause_and_then_believed() {
        let (mut plan, now) = plan(1, Patience::First);
        plan.sent(0, now, RTO);
        plan.failed(0, Failure::ServFail, now);
        let Step::Wait(then) = plan.step(now) else { panic!("no pause") };
        assert_eq!(plan.step(then), Step::Send(0));
        plan.sent(0, then, RTO);
        plan.failed(0, Failure::Refused, then);
        assert_eq!(plan.step(then), Step::GiveUp(Failure::Refused));
    }

    #[test]
    fn a_silent_server_may_still_answer_after_another_refused() {
        let (mut plan, now) = plan(2, Patience::First);
        plan.sent(0, now, RTO);
        plan.sent(1, now + RTO, RTO);
        plan.failed(1, Failure::Refused, now + RTO);
        plan.failed(1, Failure::Refused, now + RTO);
        assert!(matches!(plan.step(now + RTO), Step::Wait(_)));
        assert_eq!(plan.step(now + Duration::from_secs(4)), Step::GiveUp(Failure::Refused));
    }

    #[test]
    fn another_form_of_the_question_goes_to_the_same_server() {
        let (mut plan, now) = plan(3, Patience::First);
        plan.sent(0, now, RTO);
        plan.again(0, now);
        assert_eq!(plan.step(now), Step::Send(0));
    }

    proptest! {
        /// Whatever the servers do, a plan ends in time, sends within bounds, and reports a failure that happened.
        #[test]
        fn a_plan_ends(servers in 1usize..6, events in proptest::collection::vec((0u8..4, 0u64..900), 0..60)) {
            let (mut plan, start) = plan(servers, Patience::Whole);
            let (mut now, mut sends, mut replied) = (start, 0, Vec::new());
            let mut events = events.into_iter();
            let mut waiting: Vec<usize> = Vec::new();
            let failure = loop {
                match plan.step(now) {
                    Step::GiveUp(failure) => break failure,
                    Step::Send(server) => {
                        prop_assert!(server < servers.min(SERVERS_MAX));
                        sends += 1;
                        plan.sent(server, now, RTO);
                        waiting.push(server);
                    }
                    Step::Wait(until) => {
                        prop_assert!(until > now, "a wait takes time");
                        let (event, after) = events.next().unwrap_or((3, 0));
                        let heard = now + Duration::from_millis(after);
                        match waiting.pop() {
                            Some(server) if event == 0 && heard < until => {
                                now = heard;
                                plan.failed(server, Failure::ServFail, now);
                                replied.push(Failure::ServFail);
                            }
                            Some(server) if event == 1 && heard < until => {
                                now = heard;
                                plan.failed(server, Failure::Refused, now);
                                replied.push(Failure::Refused);
                            }
                            _ => now = until,
                        }
                    }
                }
            };
            prop_assert_eq!(failure, replied.last().copied().unwrap_or(Failure::Timeout));
            prop_assert!(now <= start + Duration::from_secs(4));
            prop_assert!((1..=SENDS_MAX).contains(&sends), "{} sends", sends);
            prop_assert_eq!(sends, plan.sends());
        }
    }

    #[test]
    fn more_patience_means_more_attempts() {
        for (patience, attempts) in [(Patience::First, 2), (Patience::Rest, 3), (Patience::Whole, 4)] {
            let (mut plan, mut now) = plan(1, patience);
            let mut sent = 0;
            loop {
                match plan.step(now) {
                    Step::Send(server) => {
                        sent += 1;
                        plan.sent(server, now, RTO);
                        plan.failed(server, Failure::ServFail, now);
                    }
                    Step::Wait(until) => now = until,
                    Step::GiveUp(_) => break,
                }
            }
            assert_eq!(sent, attempts, "{patience:?}");
        }
    }
}
