//! Many timers, most of which never ring: a wheel of slots, two milliseconds each. Pure: the time comes as an argument.

use std::time::Duration;
use tokio::time::Instant;

const TICK: Duration = Duration::from_millis(2);
/// Timers further away than the wheel is round are put in again on the way.
const SLOTS: u64 = 1024;

/// A timer of a question. The stamp tells whether it is still the one that counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Timer {
    pub key: u32,
    pub stamp: u32,
}

#[derive(Debug)]
pub(super) struct Wheel {
    began: Instant,
    slots: Vec<Vec<(u64, Timer)>>,
    /// All ticks before this one have rung.
    tick: u64,
    timers: usize,
}

impl Wheel {
    pub(super) fn new(now: Instant) -> Wheel {
        Wheel { began: now, slots: (0..SLOTS).map(|_| Vec::new()).collect(), tick: 0, timers: 0 }
    }

    /// Rings at this time or up to two ticks later.
    pub(super) fn set(&mut self, due: Instant, timer: Timer) {
        let tick = self.tick_of(due) + 1;
        self.put(tick, timer);
        self.timers += 1;
    }

    fn tick_of(&self, time: Instant) -> u64 {
        (time.saturating_duration_since(self.began).as_micros() / TICK.as_micros()) as u64
    }

    fn put(&mut self, tick: u64, timer: Timer) {
        let slot = tick.clamp(self.tick, self.tick + SLOTS - 1) % SLOTS;
        self.slots[slot as usize].push((tick, timer));
    }

    /// Takes what has rung by now.
    pub(super) fn ring(&mut self, now: Instant, rung: &mut Vec<Timer>) {
        let present = self.tick_of(now);
        while self.tick <= present {
            if self.timers == 0 {
                self.tick = present + 1;
                return;
            }
            let slot = (self.tick % SLOTS) as usize;
            let mut timers = std::mem::take(&mut self.slots[slot]);
            self.tick += 1;
            for (tick, timer) in timers.drain(..) {
                if tick < self.tick {
                    self.timers -= 1;
                    rung.push(timer);
                } else {
                    self.put(tick, timer);
                }
            }
            if self.slots[slot].is_empty() {
                self.slots[slot] = timers;
            }
        }
    }

    /// When something rings next, or somewhat earlier.
    pub(super) fn next(&self) -> Option<Instant> {
        if self.timers == 0 {
            return None;
        }
        let ahead = (0..SLOTS).find(|ahead| !self.slots[((self.tick + ahead) % SLOTS) as usize].is_empty())?;
        let micros = (self.tick + ahead) * TICK.as_micros() as u64;
        Some(self.began + Duration::from_micros(micros))
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.timers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_timer_rings_once_and_soon_after_its_time() {
        let start = Instant::now();
        let mut wheel = Wheel::new(start);
        let due: Vec<u64> = (0..500).map(|i| i * 7919 % 9000).collect();
        for (key, ms) in due.iter().enumerate() {
            wheel.set(start + Duration::from_millis(*ms), Timer { key: key as u32, stamp: 0 });
        }
        let mut rang = vec![None; due.len()];
        let mut now = start;
        while let Some(next) = wheel.next() {
            now = now.max(next);
            let mut rung = Vec::new();
            wheel.ring(now, &mut rung);
            for timer in rung {
                let ms = now.duration_since(start).as_millis() as u64;
                assert!(rang[timer.key as usize].replace(ms).is_none(), "{timer:?} rang twice");
            }
        }
        for (ms, rang) in due.iter().zip(rang) {
            let rang = rang.expect("it rang");
            assert!((*ms..=ms + 5).contains(&rang), "{ms} rang at {rang}");
        }
        assert_eq!(wheel.len(), 0);
    }

    #[test]
    fn a_long_pause_rings_all_that_was_due() {
        let start = Instant::now();
        let mut wheel = Wheel::new(start);
        for key in 0..10 {
            wheel.set(start + Duration::from_secs(u64::from(key)), Timer { key, stamp: 0 });
        }
        let mut rung = Vec::new();
        wheel.ring(start + Duration::from_secs(60), &mut rung);
        assert_eq!(rung.len(), 10);
        wheel.set(start + Duration::from_secs(1), Timer { key: 99, stamp: 0 });
        wheel.ring(start + Duration::from_secs(61), &mut rung);
        assert_eq!(rung.len(), 11, "what is due already rings at once");
    }
}
