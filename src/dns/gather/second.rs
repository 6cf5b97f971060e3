//! How far the second sweep is, and how long it may still take. It is over when the slowest of its domains is, so what counts is
//! how long those that are left took the first time, not how many they are. Pure.

use crate::dns::progress::Again;
use crate::domain::Domain;
use crate::facts::Cost;
use std::collections::BTreeMap;
use std::time::Duration;

/// Times are counted in so many milliseconds: exact enough for people.
const STEP_MS: u64 = 100;

/// A domain that is asked again.
pub(super) struct Failed {
    pub domain: Domain,
    pub cost: Cost,
    /// The longest that one of its questions took.
    pub longest: Duration,
}

pub(super) struct Second {
    domains: u64,
    done: u64,
    /// How many that are not done took so many steps the first time.
    left: BTreeMap<u64, u64>,
}

impl Second {
    /// `longest` tells for each domain how long the longest of its questions took the first time.
    pub(super) fn new(longest: impl Iterator<Item = Duration>) -> Second {
        let mut second = Second { domains: 0, done: 0, left: BTreeMap::new() };
        for time in longest {
            second.domains += 1;
            *second.left.entry(steps(time)).or_default() += 1;
        }
        second
    }

    /// A domain that took so long the first time is done.
    pub(super) fn done(&mut self, longest: Duration) {
        self.done += 1;
        if let Some(count) = self.left.get_mut(&steps(longest)) {
            *count -= 1;
            if *count == 0 {
                self.left.remove(&steps(longest));
            }
        }
    }

    /// How far it is, while so many questions wait for their turn.
    pub(super) fn told(&self, unsent: usize) -> Again {
        let longest = self.left.last_key_value().map_or(0, |(steps, _)| steps * STEP_MS);
        let unsent = (unsent as u64).min(self.domains - self.done);
        Again { domains: self.domains, done: self.done, unsent, longest: Duration::from_millis(longest) }
    }
}

fn steps(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX).div_ceil(STEP_MS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_takes_as_long_as_its_slowest_domain_did() {
        let ms = Duration::from_millis;
        let mut second = Second::new([ms(5000), ms(120), ms(5000), ms(1500)].into_iter());
        assert_eq!(second.told(9), Again { domains: 4, done: 0, unsent: 4, longest: ms(5000) });
        second.done(ms(5000));
        assert_eq!(second.told(1), Again { domains: 4, done: 1, unsent: 1, longest: ms(5000) });
        second.done(ms(5000));
        assert_eq!(second.told(0), Again { domains: 4, done: 2, unsent: 0, longest: ms(1500) });
        second.done(ms(1500));
        second.done(ms(120));
        assert_eq!(second.told(0), Again { domains: 4, done: 4, unsent: 0, longest: ms(0) });
    }
}
