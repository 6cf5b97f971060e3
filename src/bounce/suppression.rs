//! The list of addresses that are not to be mailed again, and for how long. It is told the day, never asks for it, and counts
//! each address at most once a day, so that reading the same bounces again changes nothing.

use super::{Class, Day, Suppression};
use std::cmp::Reverse;
use std::collections::hash_map::Entry as Place;
use std::collections::{BTreeMap, HashMap};

/// How long an address stays away from mailings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Until {
    /// No day ends it.
    Forever,
    /// The last day.
    Day(Day),
    /// Noted, not suppressed: the first strike of a doubtful one.
    Not,
    /// Never suppressed again for what came back: somebody said so by hand. `last_seen` is the day of that.
    Allowed,
}

impl Until {
    /// As it stands in a cell of a list.
    pub fn cell(self) -> String {
        match self {
            Until::Forever => "forever".to_owned(),
            Until::Allowed => "allowed".to_owned(),
            Until::Day(day) => day.to_string(),
            Until::Not => String::new(),
        }
    }

    /// Reads what [`Until::cell`] writes.
    pub fn from_cell(cell: &str) -> Option<Until> {
        match cell {
            "forever" => Some(Until::Forever),
            "allowed" => Some(Until::Allowed),
            "" => Some(Until::Not),
            day => Day::from_iso(day).map(Until::Day),
        }
    }
}

/// What is known of one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The address as it first came back.
    pub address: String,
    /// The class of what decided `until`, or of what is watched where nothing is decided.
    pub class: Class,
    /// The earliest day of what is counted, or on which it was put on the list by hand.
    pub first_seen: Day,
    /// The latest day of what is counted, or on which somebody last changed it by hand.
    pub last_seen: Day,
    /// Days on which mail came back.
    pub count: u32,
    /// How long it stays away; an entry may only be watched, or be allowed by hand.
    pub until: Until,
}

impl Entry {
    /// Why and since when, in one line: `recipient_unknown since 2026-11-01, last 2026-11-20, for ever`.
    pub fn why(&self) -> String {
        let last = if self.last_seen > self.first_seen { format!(", last {}", self.last_seen) } else { String::new() };
        let until = match self.until {
            Until::Forever => ", for ever".to_owned(),
            Until::Day(day) => format!(", until {day}"),
            Until::Not => String::new(),
            Until::Allowed => ", allowed by hand".to_owned(),
        };
        format!("{} since {}{last}{until}", self.class.word(), self.first_seen)
    }

    /// Counts a day on which mail came back, once. A watched address that came back long ago is watched anew.
    fn count_day(&mut self, day: Day) {
        let apart = (day.0.saturating_sub(self.last_seen.0)).saturating_abs();
        if self.until == Until::Not && self.count > 0 && apart > STRIKE_DAYS {
            if day > self.last_seen {
                (self.first_seen, self.last_seen, self.count) = (day, day, 1);
            }
            return;
        }
        // Archives are read in any order: an earlier day counts too.
        let is_new = self.count == 0 || day > self.last_seen || day < self.first_seen;
        self.count = self.count.saturating_add(u32::from(is_new));
        self.first_seen = self.first_seen.min(day);
        self.last_seen = self.last_seen.max(day);
    }

    /// Whether only soft bounces are known of it.
    fn is_watched_as_soft(&self) -> bool {
        self.until == Until::Not && !self.class.is_doubtful_when_watched()
    }

    /// Whether no delivery takes it off the list.
    pub(super) fn stays(&self) -> bool {
        self.class.wants_off() || self.until == Until::Allowed
    }

    /// Whether the address must not be mailed on this day.
    pub fn holds_on(&self, today: Day) -> bool {
        match self.until {
            Until::Forever => true,
            Until::Day(day) => today <= day,
            Until::Not | Until::Allowed => false,
        }
    }
}

/// One bounce, as the list takes it.
#[derive(Clone, Debug)]
pub struct Strike {
    pub address: String,
    pub class: Class,
    pub follows: Suppression,
}

/// Addresses by key. What a key is, the caller decides: a canonical form, or a salted hash of one.
#[derive(Clone, Debug, Default)]
pub struct SuppressionList {
    entries: HashMap<String, Entry>,
}

/// A full mailbox is left alone for a week, then for two, four, and so on up to this many days.
const FULL_DAYS: i32 = 7;
const FULL_DAYS_MAX: i32 = 180;
/// Strikes that make a doubtful refusal a sure one, and the days within which they come.
const STRIKES: u32 = 2;
const STRIKE_DAYS: i32 = 60;

impl SuppressionList {
    /// All entries, those included that are only watched or are allowed by hand.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry at all, not even one that is only watched.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of a key; `None` where nothing is known of the address. An entry need not mean that it is suppressed.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.get(key)
    }

    /// All entries with their keys, in the order of the keys.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Entry)> {
        let mut all: Vec<(&str, &Entry)> = self.entries.iter().map(|(key, entry)| (key.as_str(), entry)).collect();
        all.sort_unstable_by_key(|(key, _)| *key);
        all.into_iter()
    }

    /// All keys, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// How many entries are so.
    pub fn count(&self, is_so: impl Fn(&Entry) -> bool) -> u64 {
        self.entries.values().filter(|entry| is_so(entry)).count() as u64
    }

    /// The entries that hold on a day with their keys, at most so many: those that came back last first.
    pub fn latest_held(&self, today: Day, most: usize) -> Vec<(&str, &Entry)> {
        let mut latest = BTreeMap::new();
        for (key, entry) in self.entries.iter().filter(|(_, entry)| entry.holds_on(today)) {
            latest.insert((Reverse(entry.last_seen), key.as_str()), entry);
            if latest.len() > most {
                latest.pop_last();
            }
        }
        latest.into_iter().map(|((_, key), entry)| (key, entry)).collect()
    }

    /// Makes room.
    pub fn reserve(&mut self, entries: usize) {
        self.entries.reserve(entries);
    }

    /// Adds what came back on a day. What is not the recipient's doing, or passes by itself, is not noted.
    pub fn strike(&mut self, key: &str, strike: &Strike, day: Day) -> Until {
        let Strike { class, follows, .. } = *strike;
        if follows == Suppression::No {
            return self.entries.get(key).map_or(Until::Not, |entry| entry.until);
        }
        let entry = self.entries.entry(key.to_owned()).or_insert_with(|| Entry {
            address: strike.address.clone(),
            class,
            first_seen: day,
            last_seen: day,
            count: 0,
            until: Until::Not,
        });
        // Only who wants off after that day takes it back.
        if entry.until == Until::Allowed && !(class.wants_off() && day > entry.last_seen) {
            return entry.until;
        }
        // Soft bounces are no first strike.
        if entry.is_watched_as_soft() {
            (entry.class, entry.first_seen, entry.last_seen, entry.count) = (class, day, day, 0);
        }
        entry.count_day(day);
        // Who wants off stays off, whatever else comes back from there.
        if class.wants_off() {
            (entry.class, entry.until) = (class, Until::Forever);
            return entry.until;
        }
        let until = match follows {
            Suppression::Forever => Until::Forever,
            Suppression::SecondStrike if entry.count >= STRIKES => Until::Forever,
            Suppression::ForAWhile => Until::Day(entry.last_seen.plus(days_for(entry.count))),
            Suppression::SecondStrike | Suppression::No => Until::Not,
        };
        if longer(until, entry.until) == until && until != entry.until {
            entry.until = until;
            entry.class = class;
        }
        entry.until
    }

    /// Counts a soft bounce, once a day. `limit` of them within 60 days keep the address away.
    pub fn soft(&mut self, key: &str, soft: &Strike, day: Day, limit: u32) -> Until {
        let entry = self.entries.entry(key.to_owned()).or_insert_with(|| Entry {
            address: soft.address.clone(),
            // A mailbox that does not exist for now is no doubtful one.
            class: if soft.class.is_doubtful_when_watched() { Class::Other } else { soft.class },
            first_seen: day,
            last_seen: day,
            count: 0,
            until: Until::Not,
        });
        if !entry.is_watched_as_soft() {
            return entry.until;
        }
        if day.0.saturating_sub(entry.first_seen.0) > STRIKE_DAYS {
            (entry.first_seen, entry.last_seen, entry.count) = (day, day, 1);
        } else if entry.last_seen.0.saturating_sub(day.0) <= STRIKE_DAYS {
            entry.count_day(day);
        }
        if entry.count >= limit {
            entry.until = Until::Forever;
        }
        entry.until
    }

    /// Mail was delivered, and what came back before it counts no longer.
    pub(super) fn deliver(&mut self, key: &str, day: Day) {
        if self.entries.get(key).is_some_and(|entry| !entry.stays() && day >= entry.last_seen) {
            self.entries.remove(key);
        }
    }

    /// Puts an address on the list by hand, whatever stood there.
    pub fn put_by_hand(&mut self, key: &str, address: &str, class: Class, until: Until, today: Day) {
        let first_seen = self.entries.get(key).map_or(today, |entry| entry.first_seen);
        let count = self.entries.get(key).map_or(0, |entry| entry.count);
        let entry = Entry { address: address.to_owned(), class, first_seen, last_seen: today, count, until };
        self.entries.insert(key.to_owned(), entry);
    }

    /// Takes an entry away, and tells whether there was one.
    pub fn remove(&mut self, key: &str) -> bool {
        self.entries.remove(key).is_some()
    }

    /// All entries with their keys, to be taken over.
    pub fn into_entries(self) -> impl Iterator<Item = (String, Entry)> {
        self.entries.into_iter()
    }

    /// Puts an entry back as it was.
    pub(super) fn put(&mut self, key: &str, entry: Option<Entry>) {
        match entry {
            Some(entry) => self.entries.insert(key.to_owned(), entry),
            None => self.entries.remove(key),
        };
    }

    /// Takes over an entry of another list.
    pub fn merge(&mut self, key: String, other: Entry) {
        match self.entries.entry(key) {
            Place::Vacant(place) => {
                place.insert(other);
            }
            Place::Occupied(mut place) => {
                let entry = place.get_mut();
                // Days that both lists counted are not counted twice; which they are is not known, so the larger count stays.
                let apart = other.first_seen > entry.last_seen || entry.first_seen > other.last_seen;
                let together = entry.count.saturating_add(other.count);
                entry.count = if apart { together } else { entry.count.max(other.count) };
                entry.first_seen = entry.first_seen.min(other.first_seen);
                entry.last_seen = entry.last_seen.max(other.last_seen);
                if longer(entry.until, other.until) != entry.until
                    || (other.class.wants_off() && entry.until != Until::Allowed)
                {
                    (entry.until, entry.class) = (other.until, other.class);
                }
            }
        }
    }
}

fn days_for(count: u32) -> i32 {
    let doublings = count.saturating_sub(1).min(8);
    (FULL_DAYS << doublings).min(FULL_DAYS_MAX)
}

/// The one that keeps the address away for longer.
fn longer(one: Until, other: Until) -> Until {
    match (one, other) {
        (Until::Allowed, _) | (_, Until::Allowed) => Until::Allowed,
        (Until::Forever, _) | (_, Until::Forever) => Until::Forever,
        (Until::Day(one), Until::Day(other)) => Until::Day(one.max(other)),
        (Until::Day(day), Until::Not) | (Until::Not, Until::Day(day)) => Until::Day(day),
        (Until::Not, Until::Not) => Until::Not,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Refusal, judge};

    fn strike(text: &str) -> Strike {
        let judged = judge(&Refusal { text, ..Refusal::default() });
        Strike { address: "a@b".to_owned(), class: judged.class, follows: judged.suppression() }
    }

    /// Adds a refusal on each of some days, and gives what holds after the last.
    fn after(text: &str, days: &[i32]) -> Until {
        let mut list = SuppressionList::default();
        days.iter().map(|day| list.strike("a@b", &strike(text), Day(*day))).last().expect("a day")
    }

    #[test]
    fn the_dead_stay_away_for_ever_and_the_doubtful_from_the_second_day() {
        assert_eq!(after("550 5.1.1 User unknown", &[100]), Until::Forever);
        assert_eq!(after("550 account disabled", &[100]), Until::Not);
        assert_eq!(after("550 account disabled", &[100, 100, 100]), Until::Not);
        assert_eq!(after("550 account disabled", &[100, 101]), Until::Forever);
        assert_eq!(after("550 account disabled", &[101, 100]), Until::Forever, "in any order");
        assert_eq!(after("550 account disabled", &[100, 160]), Until::Forever);
        assert_eq!(after("550 account disabled", &[100, 161]), Until::Not, "long ago");
        assert_eq!(after("550 account disabled", &[100, 161, 170]), Until::Forever);
    }

    #[test]
    fn a_full_mailbox_is_left_alone_longer_each_time() {
        assert_eq!(after("552 mailbox full", &[100]), Until::Day(Day(107)));
        assert_eq!(after("552 mailbox full", &[100, 110]), Until::Day(Day(124)));
        assert_eq!(after("552 mailbox full", &[100, 110, 130]), Until::Day(Day(158)));
        assert_eq!(
            after("552 mailbox full", &(0..100).map(|n| n * 200).collect::<Vec<_>>()),
            Until::Day(Day(99 * 200 + 180))
        );
    }

    #[test]
    fn soft_bounces_on_many_days_keep_an_address_away() {
        let soft = Strike { address: "a@b".to_owned(), class: Class::Timeout, follows: Suppression::No };
        for (days, expected) in [
            (vec![1, 2, 3, 4], Until::Not),
            (vec![1, 1, 1, 1, 1, 1], Until::Not),
            (vec![1, 2, 3, 4, 5], Until::Forever),
            (vec![1, 20, 40, 60, 90], Until::Not),
            (vec![1, 15, 30, 45, 60], Until::Forever),
        ] {
            let mut list = SuppressionList::default();
            days.iter().for_each(|day| {
                list.soft("a@b", &soft, Day(*day), 5);
            });
            assert_eq!(list.get("a@b").map(|entry| entry.until), Some(expected), "{days:?}");
        }
    }

    #[test]
    fn soft_bounces_are_no_first_strike() {
        let soft = Strike { address: "a@b".to_owned(), class: Class::RecipientUnknown, follows: Suppression::No };
        let mut list = SuppressionList::default();
        (1..4).for_each(|day| {
            list.soft("a@b", &soft, Day(day), 5);
        });
        assert_eq!(list.strike("a@b", &strike("550 account disabled"), Day(4)), Until::Not);
        assert_eq!(list.strike("a@b", &strike("550 account disabled"), Day(5)), Until::Forever);
    }

    #[test]
    fn who_wants_off_stays_off() {
        let off = |class| Strike { address: "a@b".to_owned(), class, follows: Suppression::Forever };
        let mut list = SuppressionList::default();
        list.strike("a@b", &strike("550 5.1.1 User unknown"), Day(1));
        list.strike("a@b", &off(Class::Complaint), Day(2));
        list.strike("a@b", &strike("550 5.1.1 User unknown"), Day(3));
        list.deliver("a@b", Day(9));
        assert_eq!(list.get("a@b").map(|entry| (entry.class, entry.until)), Some((Class::Complaint, Until::Forever)));
    }

    #[test]
    fn what_passes_or_is_the_senders_fault_is_not_noted() {
        for text in [
            "421 try later",
            "554 5.7.1 blocked using zen.spamhaus.org",
            "450 greylisted",
            "connection timed out",
            "552 5.3.4 message too large",
        ] {
            let mut list = SuppressionList::default();
            list.strike("a@b", &strike(text), Day(1));
            assert!(list.is_empty(), "{text}");
        }
    }

    #[test]
    fn reading_the_same_bounces_again_changes_nothing() {
        let days = [100, 110, 130];
        let twice: Vec<i32> = days.iter().chain(&days).copied().collect();
        assert_eq!(after("552 mailbox full", &days), after("552 mailbox full", &twice));
    }

    #[test]
    fn those_that_came_back_last_are_named_first_and_whoever_may_be_mailed_is_not() {
        let mut list = SuppressionList::default();
        for (key, class, until, day) in [
            ("b@x", Class::RecipientUnknown, Until::Forever, 7),
            ("a@x", Class::MailboxFull, Until::Day(Day(30)), 9),
            ("watched@x", Class::MailboxFull, Until::Not, 9),
            ("over@x", Class::MailboxFull, Until::Day(Day(9)), 9),
            ("c@x", Class::RecipientUnknown, Until::Forever, 9),
        ] {
            list.put_by_hand(key, key, class, until, Day(day));
        }
        let keys = |most| list.latest_held(Day(10), most).iter().map(|(key, _)| *key).collect::<Vec<_>>();
        assert_eq!((keys(9), keys(2)), (vec!["a@x", "c@x", "b@x"], vec!["a@x", "c@x"]));
    }

    #[test]
    fn lists_are_merged_without_counting_twice() {
        let entry = |first, last, count, until| Entry {
            address: "a@b".to_owned(),
            class: Class::MailboxFull,
            first_seen: Day(first),
            last_seen: Day(last),
            count,
            until,
        };
        let mut list = SuppressionList::default();
        list.merge("a@b".to_owned(), entry(1, 5, 2, Until::Day(Day(19))));
        list.merge("a@b".to_owned(), entry(1, 5, 2, Until::Day(Day(19))));
        assert_eq!(list.get("a@b").map(|e| e.count), Some(2));
        list.merge("a@b".to_owned(), entry(9, 9, 1, Until::Forever));
        assert_eq!(list.get("a@b").map(|e| (e.count, e.until, e.last_seen)), Some((3, Until::Forever, Day(9))));
    }
}
