//! What is remembered of the last weeks beside a suppression list, so that the days of bounces and deliveries decide, and not the order in
//! which they were read or in how many runs. From it the entry of each address is worked out anew: what stood on the list before, and then what
//! came back, day by day, without what a delivery lifted and what the receiver had against the sender or against all alike.

use super::suppression::{Entry, Strike, SuppressionList};
use super::{Class, Day, Suppression};
use sha2::{Digest, Sha256};
use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

/// How long something is remembered before the newest day that is known.
const DAYS: i32 = 60;
/// The most bounces, addresses of receivers' days, receivers' days and lifted addresses that are remembered; the oldest go first.
const BLOWS_MAX: usize = 200_000;
const SEEN_MAX: usize = 200_000;
const RECEIVER_DAYS_MAX: usize = 100_000;
const LIFTED_MAX: usize = 100_000;
/// More addresses of one receiver than this, and more than this share of those that were mailed, refused in one and the same words: a refusal
/// of the receiver.
const SAME_WORDS_MAX: usize = 3;
const SAME_WORDS_PERCENT_MAX: u64 = 20;

/// Stands for one's own resolver among the receivers: it is accused on a day on which it denied a name that surely exists.
pub(super) const RESOLVER: &str = "";

/// The bounces and deliveries of the last weeks.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    pub(super) addresses: HashMap<String, Known>,
    pub(super) receivers: HashMap<(Box<str>, Day), ReceiverDay>,
    /// The last day on which mail was delivered, by the fingerprint of the key; as far as it is remembered.
    pub(super) arrived: HashMap<u64, Day>,
    /// The same of those whom it took off the list, or kept from it.
    pub(super) lifted: HashMap<u64, Day>,
    /// Up to which day bounces count for nothing, because somebody changed the row by hand, or took it away; by the fingerprint of the key.
    pub(super) by_hand: HashMap<u64, Day>,
}

/// What is remembered of one address that came back.
#[derive(Clone, Debug, Default)]
pub(super) struct Known {
    /// What stood on the list before the bounces.
    pub base: Option<Entry>,
    /// The mark of what the last run left on the list. If something else stands there, somebody changed it by hand.
    pub left: u64,
    /// In the order of their days.
    pub blows: Vec<Blow>,
}

/// One bounce.
#[derive(Clone, Debug)]
pub(super) struct Blow {
    pub receiver: Box<str>,
    pub day: Day,
    pub strike: Strike,
    /// The fingerprint of what was said.
    pub words: u64,
    pub is_soft: bool,
    pub is_proved: bool,
    /// Whether it came of looking the domain up.
    pub is_of_lookup: bool,
    /// Whether it was read after the delivery of its day, if there was one.
    pub is_after: bool,
    /// Whether one run held it as a refusal of the receiver, over several days.
    pub is_held: bool,
    /// Whether it counts for nothing, for what the receiver did.
    pub is_void: bool,
    /// Its place among what this run was told; 0 for a bounce of an earlier run.
    pub place: u64,
    pub is_new: bool,
}

/// What one receiver did on one day.
#[derive(Clone, Debug, Default)]
pub(super) struct ReceiverDay {
    /// Whether it refused for a reason of the sender's.
    pub accused: bool,
    pub delivered: bool,
    /// How many addresses were mailed there, where that was known.
    pub mailed: Option<u64>,
    /// Fingerprints of its addresses that came back or were delivered to; with whether mail was delivered.
    pub seen: HashMap<u64, bool>,
    /// How many there were when they were remembered one by one.
    pub seen_min: u64,
}

/// A refusal in the same words by one receiver on one day.
pub(super) type Refusals<'l> = HashMap<(&'l str, Day, u64), HashSet<&'l str>>;

impl Blow {
    fn order(&self, other: &Blow) -> Ordering {
        let key = |blow: &Blow| (blow.day, blow.is_soft, blow.strike.class.rank(), blow.words);
        key(self).cmp(&key(other))
    }

    /// Whether a refusal of the receiver is to be seen from it and others.
    pub fn can_be_held(&self) -> bool {
        !self.is_soft && !self.strike.class.wants_off()
    }

    fn is_lifted(&self, arrived: Option<Day>) -> bool {
        !self.strike.class.wants_off()
            && arrived.is_some_and(|arrived| arrived > self.day || (arrived == self.day && !self.is_after))
    }
}

impl Known {
    fn of(entry: Option<&Entry>) -> Known {
        Known { base: entry.cloned(), left: mark(entry), blows: Vec::new() }
    }

    /// Forgets the bounces of an address whose row was changed by hand, and gives the last day of these; the row counts then.
    fn meet(&mut self, entry: Option<&Entry>) -> Option<Day> {
        let is_changed = self.left != mark(entry);
        let last = self.last_day().filter(|_| is_changed);
        if is_changed {
            *self = Known::of(entry);
        }
        last
    }

    fn last_day(&self) -> Option<Day> {
        self.blows.iter().map(|blow| blow.day).max()
    }

    /// Brings the bounces into the order of their days, each of them once.
    fn put_in_order(&mut self) {
        // Those of earlier runs stand before their like.
        self.blows.sort_by(|one, other| one.order(other));
        self.blows.dedup_by(|later, first| {
            let is_same = first.order(later) == Ordering::Equal;
            if is_same {
                first.place = first.place.max(later.place);
                first.is_proved &= later.is_proved;
                first.is_held |= later.is_held;
            }
            is_same
        });
    }

    /// Takes in a delivery on the last day that is known of one. `place` is where this run told of it, and `is_new` that no run did before.
    fn deliver(&mut self, day: Day, place: u64, is_new: bool) {
        for blow in self.blows.iter_mut().filter(|blow| blow.day == day) {
            match blow.place {
                // Read earlier than the delivery.
                0 => blow.is_after &= !is_new,
                // The order of the text, unless both were read before.
                own if blow.is_new || is_new => blow.is_after = own > place,
                _ => {}
            }
        }
        // What was put there by hand on that day stays, and what is not known to have come before the delivery.
        let came_before = self.blows.iter().any(|blow| blow.day == day && blow.place > 0 && !blow.is_after);
        let is_before = |base: &Entry| day > base.last_seen || (came_before && day == base.last_seen);
        self.base = self.base.take().filter(|base| base.stays() || !is_before(base));
    }

    /// The entry that follows from some of the bounces.
    fn entry(&self, key: &str, counts: impl Fn(&Blow) -> bool, soft_limit: u32) -> Option<Entry> {
        let mut one = SuppressionList::default();
        one.put(key, self.base.clone());
        for blow in self.blows.iter().filter(|blow| counts(blow)) {
            if !blow.is_soft {
                one.strike(key, &blow.strike, blow.day);
            } else if soft_limit > 0 {
                one.soft(key, &blow.strike, blow.day, soft_limit);
            }
        }
        one.get(key).cloned()
    }
}

impl ReceiverDay {
    pub fn merge(&mut self, other: ReceiverDay) {
        self.accused |= other.accused;
        self.delivered |= other.delivered;
        self.mailed = other.mailed.or(self.mailed);
        self.seen_min = self.seen_min.max(other.seen_min);
        for (address, delivered) in other.seen {
            *self.seen.entry(address).or_default() |= delivered;
        }
    }

    pub fn see(&mut self, address: u64, delivered: bool) {
        self.delivered |= delivered;
        *self.seen.entry(address).or_default() |= delivered;
    }

    fn all(&self) -> u64 {
        self.mailed.unwrap_or(self.seen_min.max(self.seen.len() as u64))
    }
}

impl Ledger {
    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        self.addresses.is_empty() && self.receivers.is_empty() && self.lifted.is_empty() && self.by_hand.is_empty()
    }

    /// All bounces that are remembered, with the keys of their addresses.
    pub(super) fn blows(&self) -> impl Iterator<Item = (&str, &Blow)> {
        self.addresses.iter().flat_map(|(key, known)| known.blows.iter().map(move |blow| (key.as_str(), blow)))
    }

    /// Forgets all of one address, and that the bounces up to the last one that is known, or to `last`, are to count no more.
    pub fn remove(&mut self, key: &str, last: Option<Day>) {
        let hashed = fingerprint(key);
        let known = self.addresses.remove(key);
        if let Some(day) = known.and_then(|known| known.last_day()).max(last) {
            self.by_hand.insert(hashed, day);
        }
        self.arrived.remove(&hashed);
        self.lifted.remove(&hashed);
        self.receivers.values_mut().for_each(|one| {
            one.seen.remove(&hashed);
        });
    }

    /// Looks through all that is remembered for what was changed by hand meanwhile.
    pub(super) fn meet(&mut self, list: &SuppressionList) {
        for (key, known) in &mut self.addresses {
            if let Some(day) = known.meet(list.get(key)) {
                self.by_hand.insert(fingerprint(key), day);
            }
        }
    }

    /// Takes in what came back in this run, after [`Ledger::meet`].
    pub(super) fn take_bounces(&mut self, list: &SuppressionList, told: Vec<(String, Blow)>) {
        let mut keys: HashSet<String> = HashSet::new();
        for (key, blow) in told {
            if !keys.contains(&key) {
                keys.insert(key.clone());
            }
            let known = self.addresses.entry(key);
            known.or_insert_with_key(|key| Known::of(list.get(key))).blows.push(blow);
        }
        for key in keys {
            if let Some(known) = self.addresses.get_mut(&key) {
                known.put_in_order();
            }
        }
    }

    /// Takes in the last deliveries of this run, with their places in it, after its bounces.
    pub(super) fn take_deliveries(&mut self, list: &SuppressionList, told: &HashMap<u64, (Day, u64)>) {
        if told.is_empty() {
            return;
        }
        for key in list.keys().filter(|key| told.contains_key(&fingerprint(key))) {
            if !self.addresses.contains_key(key) {
                self.addresses.insert(key.to_owned(), Known::of(list.get(key)));
            }
        }
        for (key, known) in &mut self.addresses {
            let hashed = fingerprint(key);
            if let Some((day, place)) = told.get(&hashed) {
                let before = self.arrived.get(&hashed).max(self.lifted.get(&hashed));
                known.deliver(*day, *place, before.is_none_or(|before| before < day));
            }
        }
        for (hashed, (day, _)) in told {
            let arrived = self.arrived.entry(*hashed).or_insert(*day);
            *arrived = (*arrived).max(*day);
        }
    }

    /// Refusals of receivers on a day, in one and the same words, that are too many to be about mailboxes.
    pub(super) fn refusals(&self) -> Refusals<'_> {
        let mut same: HashMap<(&str, Day, u64), (HashSet<&str>, bool)> = HashMap::new();
        for (key, known) in &self.addresses {
            for blow in known.blows.iter().filter(|blow| blow.can_be_held()) {
                let group = same.entry((&blow.receiver, blow.day, blow.words)).or_insert((HashSet::new(), true));
                group.0.insert(key);
                group.1 &= blow.is_proved;
            }
        }
        let delivering: HashSet<&str> =
            self.receivers.iter().filter(|(_, one)| one.delivered).map(|((receiver, _), _)| &**receiver).collect();
        let covered: HashSet<Day> =
            self.receivers.iter().filter(|(_, one)| one.delivered).map(|((_, day), _)| *day).collect();
        same.retain(|(receiver, day, _), (keys, proved)| {
            let on_day = self.receivers.get(&(Box::from(*receiver), *day));
            let is_mailed = on_day.is_some_and(|one| one.mailed.is_some());
            // That nothing was delivered there says something where the deliveries of the day are known.
            let more_is_known = is_mailed || (delivering.contains(receiver) && covered.contains(day));
            let all = on_day.map_or(0, ReceiverDay::all);
            is_too_many(keys.len(), all, *proved && !more_is_known)
        });
        same.into_iter().map(|(group, (keys, _))| (group, keys)).collect()
    }

    /// Notes what counts for nothing, for what the receivers did on its day.
    pub(super) fn void(&mut self) {
        let refusals: HashSet<(Box<str>, Day, u64)> =
            self.refusals().into_keys().map(|(receiver, day, words)| (receiver.into(), day, words)).collect();
        let denied: HashSet<Day> = self
            .receivers
            .iter()
            .filter(|((name, _), one)| &**name == RESOLVER && one.accused)
            .map(|((_, day), _)| *day)
            .collect();
        for known in self.addresses.values_mut() {
            for blow in known.blows.iter_mut().filter(|blow| !blow.strike.class.wants_off()) {
                let place = (blow.receiver.clone(), blow.day);
                let accused = self.receivers.get(&place).is_some_and(|one| one.accused);
                let is_doubtful = blow.is_soft || blow.strike.follows == Suppression::SecondStrike;
                let is_of_lookup = blow.is_of_lookup || blow.strike.class == Class::HostNotFound;
                let is_denied = is_of_lookup && denied.contains(&blow.day);
                let is_refusal = blow.can_be_held() && refusals.contains(&(place.0, blow.day, blow.words));
                blow.is_void = blow.is_held || is_refusal || is_denied || (accused && is_doubtful);
            }
        }
    }

    /// Works out the entries of all addresses, puts them on the list, and tells of each address what stood there before.
    pub(super) fn apply(
        &mut self,
        list: &mut SuppressionList,
        soft_limit: u32,
        mut changed: impl FnMut(u64, Option<&Entry>, Option<&Entry>, bool),
    ) {
        let mut lifted = Vec::new();
        for (key, known) in &mut self.addresses {
            let hashed = fingerprint(key);
            let arrived = self.arrived.get(&hashed).max(self.lifted.get(&hashed)).copied();
            let is_before = |base: &Entry| arrived.is_some_and(|arrived| arrived > base.last_seen);
            known.base = known.base.take().filter(|base| base.stays() || !is_before(base));
            let by_hand = self.by_hand.get(&hashed).copied();
            let counts =
                |blow: &Blow| !blow.is_void && !blow.is_lifted(arrived) && by_hand.is_none_or(|day| blow.day > day);
            let entry = known.entry(key, counts, soft_limit);
            let told_lifted = known.blows.iter().any(|blow| blow.place > 0 && blow.is_lifted(arrived));
            if let Some(day) = arrived.filter(|_| entry.is_none()) {
                lifted.push((hashed, day));
            }
            let before = list.get(key);
            changed(hashed, before, entry.as_ref(), told_lifted);
            known.left = mark(entry.as_ref());
            if before != entry.as_ref() {
                list.put(key, entry);
            }
        }
        self.lifted.extend(lifted);
    }

    /// Forgets what is long ago, and the oldest of what is too much. Bounces that are forgotten stay on the list as they counted.
    pub(super) fn forget(&mut self, soft_limit: u32) {
        let blows = self.addresses.values().flat_map(|known| known.blows.iter().map(|blow| blow.day));
        let newest = self.receivers.keys().map(|(_, day)| *day).chain(blows.clone()).max();
        let Some(newest) = newest else { return };
        let first = first_day(blows, BLOWS_MAX).max(newest.plus(-DAYS));
        let (arrived, lifted, by_hand) = (&self.arrived, &self.lifted, &self.by_hand);
        self.addresses.retain(|key, known| {
            let hashed = fingerprint(key);
            let arrived = arrived.get(&hashed).max(lifted.get(&hashed)).copied();
            if known.blows.first().is_some_and(|blow| blow.day < first) {
                let by_hand = by_hand.get(&hashed).copied();
                let counts = |blow: &Blow| {
                    let is_open = !blow.is_void && !blow.is_lifted(arrived);
                    blow.day < first && is_open && by_hand.is_none_or(|day| blow.day > day)
                };
                known.base = known.entry(key, counts, soft_limit);
                known.blows.retain(|blow| blow.day >= first);
            }
            !known.blows.is_empty()
        });
        let first = first.max(first_day(self.receivers.keys().map(|(_, day)| *day), RECEIVER_DAYS_MAX));
        self.receivers.retain(|(_, day), _| *day >= first);
        let seen = self.receivers.iter().flat_map(|((_, day), one)| one.seen.keys().map(|_| *day));
        let first = first_day(seen, SEEN_MAX);
        for one in self.receivers.iter_mut().filter(|((_, day), _)| *day < first).map(|(_, one)| one) {
            one.seen_min = one.seen_min.max(one.seen.len() as u64);
            one.seen.clear();
        }
        for days in [&mut self.lifted, &mut self.by_hand] {
            let first = first_day(days.values().copied(), LIFTED_MAX);
            days.retain(|_, day| *day >= first);
        }
    }
}

/// Whether so many refusals in the same words are one of the receiver. Of those that came back nearly all may be dead: where nothing else is
/// known, words and code that agree are believed.
pub(super) fn is_too_many(count: usize, all: u64, is_believed: bool) -> bool {
    !is_believed && count > SAME_WORDS_MAX && count as u64 * 100 > all * SAME_WORDS_PERCENT_MAX
}

/// The first day from which on there are no more than so many.
fn first_day(days: impl Iterator<Item = Day>, max: usize) -> Day {
    let mut counts: std::collections::BTreeMap<Day, usize> = std::collections::BTreeMap::new();
    days.for_each(|day| *counts.entry(day).or_default() += 1);
    let mut sum = 0;
    let over = counts.into_iter().rev().find(|(_, count)| {
        sum += count;
        sum > max
    });
    over.map_or(Day(i32::MIN), |(day, _)| day.plus(1))
}

/// What an entry says, in a number that is the same in every run; 0 for none.
fn mark(entry: Option<&Entry>) -> u64 {
    entry.map_or(0, |entry| {
        let Entry { address: _, class, first_seen, last_seen, count, until } = entry;
        fingerprint(&format!("{} {first_seen} {last_seen} {count} {}", class.word(), until.cell()))
    })
}

/// A number for a text that is the same in every run.
pub(super) fn fingerprint(text: &str) -> u64 {
    let hash: [u8; 32] = Sha256::digest(text.as_bytes()).into();
    hash.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_too_much_the_oldest_days_go() {
        let days = [3, 1, 2, 3, 2].map(Day);
        for (max, first) in [(5, i32::MIN), (4, 2), (3, 3), (2, 3), (1, 4)] {
            assert_eq!(first_day(days.into_iter(), max), Day(first), "{max}");
        }
    }

    #[test]
    fn how_many_were_seen_stays_known_when_their_names_go() {
        let mut ledger = Ledger::default();
        for (day, count) in [(1, 10), (2, SEEN_MAX as u64)] {
            let on_day = ledger.receivers.entry(("b.example".into(), Day(day))).or_default();
            (0..count).for_each(|address| on_day.see(address, true));
        }
        ledger.forget(5);
        let first = &ledger.receivers[&("b.example".into(), Day(1))];
        assert_eq!((first.seen.len(), first.all()), (0, 10));
        assert_eq!(ledger.receivers[&("b.example".into(), Day(2))].seen.len(), SEEN_MAX);
    }

    #[test]
    fn a_number_for_a_text_is_the_same_in_every_run() {
        assert_eq!(fingerprint("ann@example.com"), 0x71d4_f55f_72fa_128d);
    }
}
