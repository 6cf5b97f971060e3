//! How fast one server is asked, and how many questions may be open at it. Pure: the time comes as an argument.
//!
//! Resolvers limit their clients, and tell it by dropping, refusing or failing what is too much. So the pace follows the
//! good answers. It doubles while all goes well. When nearly all that is heard is bad it brakes at once, waits for the first
//! good answer, and goes on at what was answered well within a second, because most limits count by the second. When a
//! part is bad it slows down to what was answered, and then feels its way up again; growth that brings nothing is taken
//! back. Where answers queue up at the server it is the window that gives way and not the pace. A list may be full of
//! names that fail at any pace: when giving way does not help, the failures are taken for natural.

use super::throughput::Recent;
use std::time::Duration;
use tokio::time::Instant;

/// Questions a second, to begin with. An office resolver bears it.
const RATE_START: f64 = 2000.0;
const RATE_MIN: f64 = 50.0;
const RATE_MAX: f64 = 1_000_000.0;
/// Questions open at the server, to begin with, and at least.
const WINDOW_START: f64 = 64.0;
const WINDOW_MIN: f64 = 32.0;
/// A server is near from which an answer takes no longer.
const NEAR: Duration = Duration::from_millis(5);
/// The pace is judged anew after this time, and this many outcomes: soon while it still doubles, later when a limit has
/// been met.
const EPOCH_GROWING: Duration = Duration::from_millis(100);
const EPOCH_STEADY: Duration = Duration::from_millis(1000);
const OUTCOMES_MIN: u32 = 40;
/// With fewer questions than this part of the outcomes, these are mostly of earlier ones, and more of them bad than should be.
const ASKED_MIN: f64 = 0.75;
/// A larger share of failures than this, above what is natural, slows down.
const SHARE_TOLERATED: f64 = 0.08;
/// How much faster it first becomes after it has met a limit.
const STEP_MIN: f64 = 0.05;
const STEP_MAX: f64 = 0.6;
/// What was answered well within a second is undershot by this much, so that a limit is not met again at once.
const SAFETY: f64 = 0.97;
/// After a change, outcomes of what was sent before it still come in for this long.
const SETTLE: Duration = Duration::from_millis(300);
/// Giving way this often without effect means that the failures are natural.
const CUTS_IN_VAIN: u32 = 2;
/// What is natural follows the share of failures by this part of the way: a few dozen outcomes say little.
const NATURAL_STEP: f64 = 0.1;
/// Beyond this share of natural failures, the good answers say little of what else the server took.
const NATURAL_BORNE: f64 = 0.7;
/// Giving way helped when the share of failures has fallen to less than this part of what it was, and not by chance. As long as few
/// outcomes leave that open, more are waited for, up to this time.
const FALLEN: f64 = 0.7;
const DOUBT_MAX: Duration = Duration::from_secs(3);
/// Bad outcomes in a row that mean that the limit is far exceeded, if they are also a good part of a second's questions.
const BRAKE_RUN: u32 = 40;
const BRAKE_SECONDS: f64 = 0.015;
/// Good answers that must have come before a row of bad outcomes means a limit and not a list of dead names.
const BRAKE_EARNED: u32 = 100;
/// While it brakes, it asks at this part of its pace.
const BRAKED: f64 = 0.05;
/// Without any good answer for this long while it brakes, pace is not what is wrong.
const BRAKE_MAX: Duration = Duration::from_millis(1500);
/// Epochs for which growth that brought nothing is not tried again.
const HOLD_EPOCHS: u32 = 4;
/// Questions that may be sent at once, as a share of a second, and at most, unless that is less than two milliseconds.
const BURST_SECONDS: f64 = 0.02;
const BURST_MAX: f64 = 64.0;
/// With more answers under way than this on the average, what is lost is lost in a queue.
const QUEUE_MIN: f64 = 64.0;

/// The pace of one server.
#[derive(Debug)]
pub(super) struct Pace {
    rate: f64,
    ceiling: f64,
    window: f64,
    /// The most questions open at a near server; to a far one it is as many times more as its answers take longer, up to `widest`.
    window_max: f64,
    widest: f64,
    /// The quickest answer so far. What others take longer is the server's own time, which more questions only make longer.
    way: Duration,
    /// Questions that may be sent at once.
    tokens: f64,
    refilled: Instant,
    growing: bool,
    /// By how much it grows next, once it no longer doubles from the start: the longer all goes well, the more.
    step: f64,
    /// The share of failures that giving way does not cure.
    natural: f64,
    cuts: u32,
    before: Before,
    only_probes_tell: bool,
    settled: Instant,
    epoch: Epoch,
    /// Good answers of the last second.
    recent: Recent,
    bad_in_a_row: u32,
    good_ever: u32,
    brake: Option<Brake>,
    /// The pace and the goods a second before the last growth.
    grown: Option<(f64, f64)>,
    hold: u32,
    /// What was answered in a second when a limit was last met.
    limit_met: f64,
}

/// How things stood before the first of the present cuts.
#[derive(Clone, Copy, Debug)]
struct Before {
    rate: f64,
    window: f64,
    growing: bool,
    /// Of failures among the outcomes.
    share: f64,
}

#[derive(Debug)]
struct Brake {
    since: Instant,
    released: bool,
    rate: f64,
    growing: bool,
    /// Outcomes that were taken for bad, and those of them whose answers came after all.
    blamed: u32,
    redeemed: u32,
}

#[derive(Debug)]
struct Epoch {
    began: Instant,
    sent: u32,
    /// Those of them that were sent for the first time.
    asked: u32,
    good: u32,
    bad: u32,
}

/// Whether a share of failures among so many outcomes is so much less than it was before that this is no chance.
fn has_fallen(share: f64, before: f64, outcomes: u32) -> bool {
    share + 2.0 * (before.min(0.5) / f64::from(outcomes)).sqrt() < FALLEN * before
}

impl Epoch {
    fn new(began: Instant) -> Epoch {
        Epoch { began, sent: 0, asked: 0, good: 0, bad: 0 }
    }
}

impl Pace {
    /// `ceiling`: the most questions a second, if the user set it. `window`: the most questions open at the same time; where the
    /// way is long, up to `widest` times as many.
    pub(super) fn new(ceiling: Option<u32>, window: usize, widest: f64, now: Instant) -> Pace {
        let ceiling = ceiling.map_or(RATE_MAX, |rate| f64::from(rate.max(1)));
        let window_max = window.max(1) as f64;
        let (rate, window) = (RATE_START.min(ceiling), WINDOW_START.min(window_max));
        Pace {
            rate,
            ceiling,
            window,
            window_max,
            widest,
            way: Duration::MAX,
            tokens: 1.0,
            refilled: now,
            growing: true,
            step: STEP_MIN,
            natural: 0.0,
            cuts: 0,
            before: Before { rate, window, growing: true, share: 0.0 },
            only_probes_tell: false,
            settled: now,
            epoch: Epoch::new(now),
            recent: Recent::new(now),
            bad_in_a_row: 0,
            good_ever: 0,
            brake: None,
            grown: None,
            hold: 0,
            limit_met: f64::MAX,
        }
    }

    /// An answer came after this long.
    pub(super) fn way_takes(&mut self, latency: Duration) {
        self.way = self.way.min(latency);
    }

    fn window_max(&self) -> f64 {
        let farther = if self.way == Duration::MAX { 1.0 } else { self.way.as_secs_f64() / NEAR.as_secs_f64() };
        self.window_max * farther.clamp(1.0, self.widest)
    }

    /// Questions that may be open at the server.
    pub(super) fn window(&self) -> usize {
        self.window as usize
    }

    /// Takes leave to send one question now, if there is one to take.
    pub(super) fn take(&mut self, now: Instant) -> bool {
        let passed = now.saturating_duration_since(self.refilled).as_secs_f64();
        self.refilled = self.refilled.max(now);
        let rate = self.present_rate();
        let burst = (rate * BURST_SECONDS).clamp(1.0, BURST_MAX.max(rate * 0.002));
        self.tokens = (self.tokens + passed * rate).min(burst);
        if self.tokens < 1.0 {
            return false;
        }
        self.tokens -= 1.0;
        self.epoch.sent += 1;
        true
    }

    /// A question was sent for the first time.
    pub(super) fn asked(&mut self) {
        self.epoch.asked += 1;
    }

    /// How long until the next question may be sent.
    pub(super) fn wait(&self) -> Duration {
        Duration::from_secs_f64(((1.0 - self.tokens) / self.present_rate()).max(0.0))
    }

    fn present_rate(&self) -> f64 {
        match &self.brake {
            Some(brake) if !brake.released => (self.rate * BRAKED).max(RATE_MIN.min(self.rate)),
            _ => self.rate,
        }
    }

    /// Whether the server has lately shown a limit, so that a failure says little of the name that was asked.
    pub(super) fn is_limited(&self, now: Instant) -> bool {
        self.brake.is_some() || self.cuts > 0 || now < self.settled
    }

    /// The second sweep has begun: questions about names known to be good are all that tells of the server.
    pub(super) fn only_probes_tell(&mut self) {
        self.only_probes_tell = true;
    }

    /// A question was answered.
    pub(super) fn good(&mut self, now: Instant, latency: Option<Duration>) {
        self.epoch.good += 1;
        self.good_ever = self.good_ever.saturating_add(1);
        self.bad_in_a_row = 0;
        self.recent.add(now);
        if let Some(brake) = &mut self.brake
            && !brake.released
        {
            brake.released = true;
            self.limit_met = self.borne(now);
            self.rate = (self.limit_met * SAFETY).clamp(RATE_MIN.min(self.ceiling), self.rate);
            self.start_over(now);
            return;
        }
        self.judge(now, latency);
    }

    /// A question of the second sweep was answered. Its names were chosen for having failed, so that their failures say nothing
    /// of the server and are not told; and good answers without the bad ones would say too much.
    pub(super) fn good_of_chosen(&mut self, now: Instant) {
        self.good_ever = self.good_ever.saturating_add(1);
        self.recent.add(now);
    }

    /// A question was dropped, refused or failed.
    pub(super) fn bad(&mut self, now: Instant, latency: Option<Duration>) {
        self.epoch.bad += 1;
        self.bad_in_a_row = self.bad_in_a_row.saturating_add(1);
        if let Some(brake) = &mut self.brake {
            brake.blamed += u32::from(!brake.released);
            if now.saturating_duration_since(brake.since) > BRAKE_MAX {
                if !brake.released {
                    self.rate = brake.rate;
                    self.natural = 1.0;
                }
                self.brake = None;
            }
        } else if self.bad_in_a_row >= BRAKE_RUN.max((self.rate * BRAKE_SECONDS) as u32)
            && self.good_ever >= BRAKE_EARNED
            && self.natural < 0.5
        {
            let (rate, growing) = (self.rate, self.growing);
            self.brake =
                Some(Brake { since: now, released: false, rate, growing, blamed: self.bad_in_a_row, redeemed: 0 });
            self.tokens = 0.0;
            self.growing = false;
            self.grown = None;
            return;
        }
        self.judge(now, latency);
    }

    /// An outcome that was taken for bad was a late answer.
    pub(super) fn redeem(&mut self, now: Instant) {
        self.epoch.good += 1;
        self.epoch.bad = self.epoch.bad.saturating_sub(1);
        self.good_ever = self.good_ever.saturating_add(1);
        self.bad_in_a_row = 0;
        self.recent.add(now);
        let Some(brake) = &mut self.brake else { return };
        brake.redeemed += 1;
        if brake.redeemed * 2 >= brake.blamed {
            (self.rate, self.growing) = (self.rate.max(brake.rate), brake.growing);
            self.brake = None;
            self.start_over(now);
        }
    }

    fn start_over(&mut self, now: Instant) {
        self.settled = now + SETTLE;
        self.epoch = Epoch::new(now);
        self.step = STEP_MIN;
        self.hold = 0;
        self.grown = None;
    }

    /// How many questions the server took in the last second without failing more than is natural.
    fn borne(&mut self, now: Instant) -> f64 {
        self.recent.a_second(now) / (1.0 - self.natural.min(NATURAL_BORNE))
    }

    fn judge(&mut self, now: Instant, latency: Option<Duration>) {
        if self.brake.as_ref().is_some_and(|brake| !brake.released) {
            return;
        }
        if now < self.settled {
            self.epoch = Epoch::new(now);
            return;
        }
        let outcomes = self.epoch.good + self.epoch.bad;
        let lasted = now.saturating_duration_since(self.epoch.began);
        let goods_a_second = f64::from(self.epoch.good) / lasted.as_secs_f64().max(0.001);
        let queue = latency.map_or(0.0, |latency| latency.as_secs_f64() * goods_a_second);
        let short = self.growing || queue > QUEUE_MIN;
        if lasted < (if short { EPOCH_GROWING } else { EPOCH_STEADY }) || outcomes < OUTCOMES_MIN {
            return;
        }
        if f64::from(self.epoch.asked) < f64::from(outcomes) * ASKED_MIN && !self.only_probes_tell {
            // Few are asked just now, and what is bad is heard of last.
            self.epoch = Epoch::new(now);
            return;
        }
        if self.good_ever == 0 {
            // Nothing is known of what it bears; a server that is down is somebody else's business.
            self.epoch = Epoch::new(now);
            return;
        }
        let share = f64::from(self.epoch.bad) / f64::from(outcomes);
        let tolerated = self.natural + SHARE_TOLERATED;
        let chance = 2.0 * (tolerated.min(0.5) / f64::from(outcomes)).sqrt();
        let share_before = self.before.share;
        let in_doubt = self.cuts > 0 && !has_fallen(share, share_before, outcomes);
        if in_doubt && share <= tolerated + chance && lasted < DOUBT_MAX {
            return;
        }
        if share > tolerated + chance || in_doubt && share > FALLEN * share_before {
            self.give_way(share, queue, now);
        } else {
            self.cuts = 0;
            self.brake = None;
            if self.natural > 0.0 {
                self.natural += (share - self.natural) * NATURAL_STEP;
            }
            let used = f64::from(self.epoch.sent) / lasted.as_secs_f64() >= 0.6 * self.rate;
            self.grow(goods_a_second, used);
        }
        self.epoch = Epoch::new(now);
    }

    fn give_way(&mut self, share: f64, queue: f64, now: Instant) {
        if self.cuts == 0 {
            self.before = Before { rate: self.rate, window: self.window, growing: self.growing, share };
        }
        if self.cuts >= CUTS_IN_VAIN && share > FALLEN * self.before.share {
            self.natural = share;
            Before { rate: self.rate, window: self.window, growing: self.growing, share: _ } = self.before;
            self.cuts = 0;
        } else {
            self.cuts += 1;
            self.growing = false;
            if queue > QUEUE_MIN {
                self.window = (self.window.min(queue * 1.5) * 0.7).max(WINDOW_MIN.min(self.window_max));
            } else {
                self.limit_met = self.borne(now);
                self.rate =
                    (self.limit_met * SAFETY).clamp(self.rate * 0.1, self.rate * 0.9).max(RATE_MIN.min(self.ceiling));
            }
        }
        self.start_over(now);
    }

    /// Only a pace that was made use of says that more is possible.
    fn grow(&mut self, goods_a_second: f64, used: bool) {
        if self.growing {
            self.window = (self.window * 2.0).min(self.window_max());
            if used {
                self.rate = (self.rate * 2.0).min(self.ceiling);
            }
            return;
        }
        self.window = (self.window * (1.0 + STEP_MIN)).min(self.window_max());
        if !used {
            return;
        }
        if self.only_probes_tell {
            // They are too few to tell what growth brings.
            self.rate = (self.rate * (1.0 + self.step)).min(self.ceiling);
            self.step = (self.step * 2.0).min(STEP_MAX);
            return;
        }
        if self.hold > 0 {
            self.hold -= 1;
            return;
        }
        if let Some((rate, goods)) = self.grown.take()
            && goods_a_second < goods * (1.0 + 0.4 * (self.rate / rate - 1.0))
        {
            self.rate = rate;
            self.step = STEP_MIN;
            self.limit_met = goods_a_second;
            self.hold = HOLD_EPOCHS;
            return;
        }
        self.grown = Some((self.rate, goods_a_second));
        let met = self.limit_met;
        let next = (self.rate * (1.0 + self.step)).min(self.ceiling);
        if self.rate < met && next > met * SAFETY {
            // Where the limit was met before it is felt for gently.
            self.step = STEP_MIN;
            self.rate = (self.rate * (1.0 + STEP_MIN)).max(met * SAFETY).min(self.ceiling);
        } else {
            self.rate = next;
            self.step = (self.step * 2.0).min(STEP_MAX);
        }
    }
}
