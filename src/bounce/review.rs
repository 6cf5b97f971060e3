//! What a whole run over bounces shows that no single one does: that a receiver refuses many addresses in one and the same words, that it
//! had something against the sender on the day of a doubtful refusal, and that mail arrived after it had come back.

use super::suppression::{Entry, Lifted, Strike, SuppressionList, Until};
use super::text::sameness;
use super::{Day, Returned, Suppression, Whose};
use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::{Hash, Hasher};

/// More addresses of one receiver than this, and more than this share of those that were mailed, refused in one and the same words: a refusal
/// of the receiver.
const SAME_WORDS_MAX: usize = 3;
const SAME_WORDS_PERCENT_MAX: u64 = 20;
/// Texts that are kept to be told.
const EXAMPLES_MAX: usize = 10_000;
/// Receivers that are told by name.
const HELD_SHOWN_MAX: usize = 20;

/// What a run did to a suppression list, so that it can be judged at its end.
#[derive(Clone, Debug, Default)]
pub struct Review {
    steps: Vec<Step>,
    /// The entries of this run as they were before it.
    before: HashMap<String, Option<Entry>>,
    receivers: HashMap<Box<str>, Receiver>,
    /// What was said, by its fingerprint.
    examples: HashMap<u64, String>,
    soft: Vec<Soft>,
    /// The last day on which mail was delivered, by the fingerprint of the key.
    arrived: HashMap<u64, Day>,
    /// Deliveries to addresses that were not on the list, as far as that was known; in their order among the steps.
    unlisted: Vec<Unlisted>,
    settled: Settled,
}

/// One address that came back, or to which mail was delivered.
#[derive(Clone, Debug)]
struct Step {
    key: String,
    receiver: Box<str>,
    day: Day,
    what: What,
}

#[derive(Clone, Debug)]
enum What {
    Bounced { strike: Strike, words: u64, is_proved: bool },
    Delivered,
}

/// A soft bounce.
#[derive(Clone, Debug)]
struct Soft {
    key: String,
    receiver: Box<str>,
    day: Day,
    strike: Strike,
}

/// A delivery to an address that was not on the list.
#[derive(Clone, Copy, Debug)]
struct Unlisted {
    /// How many steps were before it.
    place: usize,
    key: u64,
    day: Day,
}

/// What one domain did in this run.
#[derive(Clone, Debug, Default)]
struct Receiver {
    /// Fingerprints of its addresses that came back or were delivered to.
    seen: HashSet<u64>,
    delivered: bool,
    /// Days on which it refused for a reason of the sender's.
    accused: HashSet<Day>,
}

/// What came out at the end of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Refusals of receivers that suppress nobody; the largest first.
    pub held: Vec<Held>,
    /// Addresses that are off the list, because mail was delivered after it had come back.
    pub lifted: u64,
    /// Deliveries to addresses that stay suppressed, because they were before the last bounce.
    pub delivered_before: u64,
}

/// A receiver that refused many addresses in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub receiver: String,
    pub addresses: u64,
    pub example: String,
}

impl Review {
    /// Takes in what came back, and puts it on the list.
    pub fn bounced(
        &mut self,
        list: &mut SuppressionList,
        key: String,
        address: &str,
        returned: &Returned,
        day: Day,
    ) -> Option<Until> {
        let domain = domain(returned.recipient.as_deref().unwrap_or(address));
        let receiver = self.receivers.entry(domain.clone()).or_default();
        receiver.seen.insert(fingerprint(&key));
        if returned.judged.whose == Whose::Sender {
            receiver.accused.insert(day);
        }
        let follows = returned.suppression();
        let strike = Strike { address: address.to_owned(), class: returned.judged.class, follows };
        if follows == Suppression::No {
            let until = list.get(&key).map(|entry| entry.until);
            if returned.is_soft() {
                self.soft.push(Soft { key, receiver: domain, day, strike });
            }
            return until;
        }
        self.remember(list, &key);
        let until = list.strike(&key, &strike, day);
        let words = fingerprint(&sameness(&returned.diagnostic, address));
        if self.examples.len() < EXAMPLES_MAX {
            self.examples.entry(words).or_insert_with(|| returned.diagnostic.clone());
        }
        let what = What::Bounced { strike, words, is_proved: returned.judged.is_proved_twice() };
        self.steps.push(Step { key, receiver: domain, day, what });
        Some(until)
    }

    /// Takes in that mail was delivered.
    pub fn delivered(&mut self, list: &mut SuppressionList, key: String, address: &str, day: Day) {
        let domain = domain(address);
        let receiver = self.receivers.entry(domain.clone()).or_default();
        receiver.seen.insert(fingerprint(&key));
        receiver.delivered = true;
        let hashed = fingerprint(&key);
        let arrived = self.arrived.entry(hashed).or_insert(day);
        *arrived = day.max(*arrived);
        if list.get(&key).is_none() {
            self.unlisted.push(Unlisted { place: self.steps.len(), key: hashed, day });
            return;
        }
        self.lift(list, &key, day);
        self.steps.push(Step { key, receiver: domain, day, what: What::Delivered });
    }

    /// Takes off the list what a delivery lifts.
    fn lift(&mut self, list: &mut SuppressionList, key: &str, day: Day) {
        if list.get(key).is_none() {
            return;
        }
        let came_back_here = self.before.contains_key(key);
        self.remember(list, key);
        match list.deliver(key, day, came_back_here) {
            Lifted::Yes => self.settled.lifted += 1,
            Lifted::No => self.settled.delivered_before += 1,
        }
    }

    /// Does again what this run did, to the list as another program left it meanwhile.
    pub fn repeat(&mut self, list: &mut SuppressionList) {
        self.before.clear();
        self.settled = Settled::default();
        let unlisted = std::mem::take(&mut self.unlisted);
        // Of these deliveries only fingerprints are known; who was on the list by then, the list tells.
        let listed: Vec<&str> = if unlisted.is_empty() { Vec::new() } else { list.keys().collect() };
        let named: HashMap<u64, String> = listed
            .into_iter()
            .map(|key| (fingerprint(key), key))
            .filter(|(hashed, _)| self.arrived.contains_key(hashed))
            .map(|(hashed, key)| (hashed, key.to_owned()))
            .collect();
        let steps = std::mem::take(&mut self.steps);
        let mut waiting = unlisted.iter().peekable();
        for (place, step) in steps.iter().enumerate() {
            while let Some(one) = waiting.next_if(|one| one.place <= place) {
                self.lift_named(list, &named, one);
            }
            match &step.what {
                What::Bounced { strike, .. } => {
                    self.remember(list, &step.key);
                    list.strike(&step.key, strike, step.day);
                }
                What::Delivered => self.lift(list, &step.key, step.day),
            }
        }
        waiting.for_each(|one| self.lift_named(list, &named, one));
        (self.steps, self.unlisted) = (steps, unlisted);
    }

    fn lift_named(&mut self, list: &mut SuppressionList, named: &HashMap<u64, String>, one: &Unlisted) {
        if let Some(key) = named.get(&one.key) {
            self.lift(list, key, one.day);
        }
    }

    fn remember(&mut self, list: &SuppressionList, key: &str) {
        if !self.before.contains_key(key) {
            self.before.insert(key.to_owned(), list.get(key).cloned());
        }
    }

    /// Takes back what the whole run speaks against. `mailed` tells how many addresses of a domain were mailed, where that is known.
    /// `soft_limit` soft bounces keep an address away; 0 for never.
    pub fn settle(
        &mut self,
        list: &mut SuppressionList,
        mailed: &dyn Fn(&str) -> Option<u64>,
        soft_limit: u32,
    ) -> Settled {
        let held = self.held(mailed);
        let is_void = |step: &Step| match &step.what {
            What::Bounced { strike, .. } if strike.class.wants_off() => false,
            What::Bounced { strike, words, .. } => {
                let accused = self.receivers.get(&step.receiver).is_some_and(|one| one.accused.contains(&step.day));
                held.contains_key(&(&*step.receiver, *words))
                    || (strike.follows == Suppression::SecondStrike && accused)
            }
            What::Delivered => false,
        };
        let changed: HashSet<&str> = self.steps.iter().filter(|step| is_void(step)).map(|step| &*step.key).collect();
        for key in &changed {
            list.put(key, self.before.get(*key).cloned().flatten());
        }
        for step in self.steps.iter().filter(|step| changed.contains(&*step.key) && !is_void(step)) {
            match &step.what {
                What::Bounced { strike, .. } => {
                    list.strike(&step.key, strike, step.day);
                }
                What::Delivered => {
                    list.deliver(&step.key, step.day, true);
                }
            }
        }
        self.count_soft(list, soft_limit);
        let mut settled = self.settled.clone();
        settled.held = held.into_values().collect();
        settled.held.sort_by(|a, b| b.addresses.cmp(&a.addresses).then_with(|| a.receiver.cmp(&b.receiver)));
        settled.held.truncate(HELD_SHOWN_MAX);
        settled
    }

    /// Counts soft bounces after the last delivery, in the order of their days. None counts on a day on which its domain refused for a reason of
    /// the sender's.
    fn count_soft(&self, list: &mut SuppressionList, limit: u32) {
        if limit == 0 {
            return;
        }
        let counts = |soft: &&Soft| {
            let arrived = self.arrived.get(&fingerprint(&soft.key)).is_some_and(|day| *day >= soft.day);
            let accused = self.receivers.get(&soft.receiver).is_some_and(|one| one.accused.contains(&soft.day));
            !arrived && !accused
        };
        let mut soft: Vec<&Soft> = self.soft.iter().filter(counts).collect();
        soft.sort_by_key(|soft| soft.day);
        for one in soft {
            list.soft(&one.key, &one.strike, one.day, limit);
        }
    }

    /// Receivers and words that refuse too many to be about a mailbox.
    fn held(&self, mailed: &dyn Fn(&str) -> Option<u64>) -> BTreeMap<(&str, u64), Held> {
        let mut same: BTreeMap<(&str, u64), (HashSet<&str>, bool)> = BTreeMap::new();
        for step in &self.steps {
            if let What::Bounced { words, is_proved, strike } = &step.what
                && !strike.class.wants_off()
            {
                let (keys, proved) = same.entry((&step.receiver, *words)).or_insert((HashSet::new(), true));
                keys.insert(&step.key);
                *proved &= is_proved;
            }
        }
        let is_too_many = |receiver: &str, count: usize, proved: bool| {
            let of_receiver = self.receivers.get(receiver);
            let of_mailed = mailed(receiver).filter(|mailed| *mailed > 0);
            // Of those that came back nearly all may be dead: there, words and code that agree are believed.
            if of_mailed.is_none() && proved && !of_receiver.is_some_and(|receiver| receiver.delivered) {
                return false;
            }
            let all = of_mailed.unwrap_or(of_receiver.map_or(0, |receiver| receiver.seen.len() as u64));
            count > SAME_WORDS_MAX && count as u64 * 100 > all * SAME_WORDS_PERCENT_MAX
        };
        same.into_iter()
            .filter(|((receiver, _), (keys, proved))| is_too_many(receiver, keys.len(), *proved))
            .map(|((receiver, words), (keys, _))| {
                let held = Held {
                    receiver: receiver.to_owned(),
                    addresses: keys.len() as u64,
                    example: self.examples.get(&words).cloned().unwrap_or_default(),
                };
                ((receiver, words), held)
            })
            .collect()
    }
}

fn domain(address: &str) -> Box<str> {
    address.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase().into()
}

fn fingerprint(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Class, read_reply};

    #[derive(Default)]
    struct Bench {
        review: Review,
        list: SuppressionList,
    }

    impl Bench {
        fn bounced(&mut self, address: &str, text: &str, day: i32) {
            let returned = Returned { recipient: Some(address.to_owned()), ..read_reply(text) };
            self.review.bounced(&mut self.list, address.to_owned(), address, &returned, Day(day));
        }

        fn delivered(&mut self, address: &str, day: i32) {
            self.review.delivered(&mut self.list, address.to_owned(), address, Day(day));
        }

        fn settle(&mut self, mailed: Option<u64>) -> Settled {
            self.review.settle(&mut self.list, &|_| mailed, 5)
        }

        fn until(&self, address: &str) -> Option<Until> {
            self.list.get(address).map(|entry| entry.until)
        }
    }

    #[test]
    fn one_text_for_many_of_a_receiver_is_its_refusal_and_suppresses_nobody() {
        for (text, mailed, is_held) in [
            ("550 5.1.1 User unknown", Some(20), true),
            ("550 5.1.1 User unknown", Some(2000), false),
            ("550 5.1.1 User unknown", None, false),
            ("550 no such user NNN here (id a7)", None, true),
        ] {
            let mut bench = Bench::default();
            for n in 0..5 {
                bench.bounced(&format!("u{n}@big.example"), &text.replace("NNN", &format!("u{n}")), 10);
            }
            bench.bounced("other@small.example", "550 5.1.1 User unknown", 10);
            let settled = bench.settle(mailed);
            assert_eq!(settled.held.len(), usize::from(is_held), "{text} {mailed:?}");
            assert_eq!(bench.until("u3@big.example").is_none(), is_held, "{text} {mailed:?}");
            assert_eq!(bench.until("other@small.example"), Some(Until::Forever));
        }
    }

    #[test]
    fn a_refusal_of_the_sender_disarms_the_strikes_of_its_day_and_domain() {
        for (second, day, expected) in [
            ("554 5.7.1 blocked using zen.spamhaus.org", 11, Until::Not),
            ("554 5.7.1 blocked using zen.spamhaus.org", 12, Until::Forever),
            ("550 5.1.1 User unknown", 11, Until::Forever),
        ] {
            let mut bench = Bench::default();
            bench.bounced("a@b.example", "550 account disabled", 10);
            bench.bounced("a@b.example", "550 account disabled", 11);
            bench.bounced("c@b.example", second, day);
            bench.settle(None);
            assert_eq!(bench.until("a@b.example"), Some(expected), "{second}");
        }
    }

    #[test]
    fn who_complains_in_the_same_words_is_believed_each_time() {
        let mut bench = Bench::default();
        for n in 0..9 {
            let address = format!("u{n}@big.example");
            let complaint = Returned::left_out(Class::Complaint, Some(address.clone()), "a complaint", None);
            bench.review.bounced(&mut bench.list, address.clone(), &address, &complaint, Day(10));
        }
        assert!(bench.settle(Some(20)).held.is_empty());
        assert_eq!(bench.until("u3@big.example"), Some(Until::Forever));
    }

    #[test]
    fn soft_bounces_count_in_any_order_and_only_since_the_last_delivery() {
        for (delivered, expected) in [(None, Some(Until::Forever)), (Some(7), Some(Until::Not)), (Some(12), None)] {
            let mut bench = Bench::default();
            for day in [11, 7, 9, 8, 10] {
                let timeout = Returned { is_over: true, ..read_reply("connection timed out") };
                bench.review.bounced(&mut bench.list, "a@b.example".to_owned(), "a@b.example", &timeout, Day(day));
            }
            if let Some(day) = delivered {
                bench.delivered("a@b.example", day);
            }
            bench.settle(None);
            assert_eq!(bench.until("a@b.example"), expected, "{delivered:?}");
        }
    }

    #[test]
    fn a_delivery_lifts_what_came_before_it() {
        let mut bench = Bench::default();
        bench.bounced("full@b.example", "552 5.2.2 mailbox full", 10);
        bench.bounced("watched@b.example", "550 account disabled", 10);
        bench.bounced("dead@b.example", "550 5.1.1 User unknown", 10);
        bench.bounced("back@b.example", "550 5.1.1 User unknown", 10);
        for (address, day) in [("full", 10), ("watched", 12), ("dead", 9), ("back", 11), ("new", 11)] {
            bench.delivered(&format!("{address}@b.example"), day);
        }
        let settled = bench.settle(None);
        assert_eq!((settled.lifted, settled.delivered_before), (3, 1));
        assert_eq!(bench.list.len(), 1);
        assert_eq!(bench.until("dead@b.example"), Some(Until::Forever));
    }
}
