//! What a run over bounces was told, and what it makes of it together with the runs before: that a receiver refuses many addresses in one and
//! the same words, that it had something against the sender on the day of a doubtful refusal, and that mail arrived after it had come back.

use super::ledger::{Blow, Ledger, RESOLVER, ReceiverDay, fingerprint, is_too_many};
use super::suppression::{Strike, SuppressionList, Until};
use super::text::sameness;
use super::{Bounce, Day, Suppression, Whose};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Texts that are kept to be told.
const EXAMPLES_MAX: usize = 10_000;
/// Receivers that are told by name.
const HELD_SHOWN_MAX: usize = 20;

/// What a run was told, in the order of reading.
#[derive(Clone, Debug, Default)]
pub struct Review {
    told: Vec<(String, Blow)>,
    receivers: HashMap<(Box<str>, Day), ReceiverDay>,
    /// The last delivery by the fingerprint of the key, with its place among what was told.
    delivered: HashMap<u64, (Day, u64)>,
    /// The domains of receivers.
    names: HashMap<Box<str>, Box<str>>,
    /// What was said, by its fingerprint.
    examples: HashMap<u64, String>,
    /// How many bounces and deliveries were told.
    places: u64,
    /// What the list would say, were the run over.
    preview: SuppressionList,
    previewed: HashSet<String>,
    /// A domain that surely exists and was said not to, and when.
    denied: Option<(Box<str>, Day)>,
}

/// An address as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressed {
    /// What the list knows the address by: its canonical form, or a salted hash of that.
    pub key: String,
    /// As the list shows it.
    pub shown: String,
    /// The domain of the address, lower case; empty without an `@`.
    pub domain: Box<str>,
    /// What stands for the domain in what is remembered.
    pub receiver: Box<str>,
}

/// What came out at the end of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// Refusals of receivers that suppress nobody; the largest first.
    pub held: Vec<Held>,
    /// Addresses that are off the list, because mail was delivered after it had come back.
    pub lifted: u64,
    /// Addresses that stay suppressed though mail was delivered, because that was before the last bounce.
    pub delivered_before: u64,
    /// A domain that surely exists and was said not to; that day no domain counts as absent.
    pub denied: Option<(Box<str>, Day)>,
}

/// A receiver that refused many addresses in the same words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The domain of the refused addresses, lower case.
    pub receiver: String,
    /// Different addresses that were refused so, those of earlier runs included.
    pub addresses: u64,
    /// What was said, as it was first told; empty where it was not kept.
    pub example: String,
}

impl Review {
    /// Takes in what came back, and tells what the list would say of the address.
    pub fn bounced(&mut self, list: &SuppressionList, of: Addressed, returned: &Bounce, day: Day) -> Option<Until> {
        let at_receiver = self.see(&of, day, false);
        at_receiver.accused |= returned.judged.whose == Whose::Sender;
        let follows = returned.suppression();
        let strike = Strike { address: of.shown, class: returned.judged.class, follows };
        self.show(list, &of.key);
        let is_soft = follows == Suppression::No;
        if is_soft && !returned.is_soft() {
            return self.preview.get(&of.key).map(|entry| entry.until);
        }
        let mut words = 0;
        let mut until = self.preview.get(&of.key).map(|entry| entry.until);
        if !is_soft {
            until = Some(self.preview.strike(&of.key, &strike, day));
            words = fingerprint(&sameness(&returned.diagnostic, returned.recipient.as_deref().unwrap_or_default()));
            if self.examples.len() < EXAMPLES_MAX {
                self.examples.entry(words).or_insert_with(|| returned.diagnostic.clone());
            }
        }
        let blow = Blow {
            receiver: of.receiver,
            day,
            strike,
            words,
            is_soft,
            is_proved: returned.judged.is_proved_twice(),
            is_of_lookup: returned.judged.is_of_lookup(),
            is_after: true,
            is_held: false,
            is_void: false,
            place: self.places,
            is_new: true,
        };
        self.told.push((of.key, blow));
        until
    }

    /// Takes in that a domain which surely exists was said not to.
    pub fn denied(&mut self, domain: &str, day: Day) {
        self.receivers.entry((RESOLVER.into(), day)).or_default().accused = true;
        self.denied.get_or_insert_with(|| (domain.into(), day));
    }

    /// Takes in that mail was delivered.
    pub fn delivered(&mut self, list: &SuppressionList, of: Addressed, day: Day) {
        self.see(&of, day, true);
        if self.previewed.contains(&of.key) || list.get(&of.key).is_some() {
            self.show(list, &of.key);
            self.preview.deliver(&of.key, day);
        }
        let last = self.delivered.entry(fingerprint(&of.key)).or_insert((day, 0));
        if day >= last.0 {
            *last = (day, self.places);
        }
    }

    fn see(&mut self, of: &Addressed, day: Day, delivered: bool) -> &mut ReceiverDay {
        self.places += 1;
        if !self.names.contains_key(&of.receiver) {
            self.names.insert(of.receiver.clone(), of.domain.clone());
        }
        let at_receiver = self.receivers.entry((of.receiver.clone(), day)).or_default();
        at_receiver.see(fingerprint(&of.key), delivered);
        at_receiver
    }

    fn show(&mut self, list: &SuppressionList, key: &str) {
        if !self.previewed.contains(key) {
            self.previewed.insert(key.to_owned());
            self.preview.put(key, list.get(key).cloned());
        }
    }

    /// Ends the run: brings it together with what is remembered, and puts on the list what follows. `mailed` tells how many addresses of a domain
    /// were mailed, where that is known. `soft_limit` soft bounces keep an address away; 0 for never.
    pub fn settle(
        &mut self,
        list: &mut SuppressionList,
        ledger: &mut Ledger,
        mailed: &dyn Fn(&str) -> Option<u64>,
        soft_limit: u32,
    ) -> Settled {
        self.hold_over_days(mailed);
        for (place, mut on_day) in std::mem::take(&mut self.receivers) {
            on_day.mailed = self.names.get(&place.0).and_then(|name| mailed(name)).filter(|mailed| *mailed > 0);
            ledger.receivers.entry(place).or_default().merge(on_day);
        }
        ledger.meet(list);
        ledger.take_bounces(list, std::mem::take(&mut self.told));
        ledger.take_deliveries(list, &self.delivered);
        ledger.void();
        let mut settled = Settled { held: self.held(ledger), denied: self.denied.take(), ..Settled::default() };
        ledger.apply(list, soft_limit, |hashed, before, after, told_lifted| {
            if !self.delivered.contains_key(&hashed) {
                return;
            }
            match after {
                None => settled.lifted += u64::from(told_lifted || before.is_some()),
                Some(entry) => settled.delivered_before += u64::from(!entry.stays()),
            }
        });
        ledger.forget(soft_limit);
        settled
    }

    /// Marks what one receiver said in the same words on several days of this run to too many.
    fn hold_over_days(&mut self, mailed: &dyn Fn(&str) -> Option<u64>) {
        #[derive(Default)]
        struct Same<'r> {
            keys: HashSet<&'r str>,
            days: HashSet<Day>,
            is_doubted: bool,
        }
        let mut same: HashMap<(&str, u64), Same<'_>> = HashMap::new();
        for (key, blow) in self.told.iter().filter(|(_, blow)| blow.can_be_held()) {
            let group = same.entry((&blow.receiver, blow.words)).or_default();
            group.keys.insert(key);
            group.days.insert(blow.day);
            group.is_doubted |= !blow.is_proved;
        }
        same.retain(|_, group| group.days.len() > 1);
        let wanted: HashSet<&str> = same.keys().map(|(receiver, _)| *receiver).collect();
        let mut seen: HashMap<&str, (HashSet<u64>, bool)> = HashMap::new();
        for ((receiver, _), on_day) in self.receivers.iter().filter(|((receiver, _), _)| wanted.contains(&**receiver)) {
            let of_receiver = seen.entry(receiver).or_default();
            of_receiver.0.extend(on_day.seen.keys());
            of_receiver.1 |= on_day.delivered;
        }
        same.retain(|(receiver, _), group| {
            let of_mailed = self.names.get(*receiver).and_then(|name| mailed(name)).filter(|mailed| *mailed > 0);
            let (count, delivered) = seen.get(receiver).map_or((0, false), |(all, delivered)| (all.len(), *delivered));
            let is_believed = of_mailed.is_none() && !group.is_doubted && !delivered;
            is_too_many(group.keys.len(), of_mailed.unwrap_or(count as u64), is_believed)
        });
        let held: HashSet<(Box<str>, u64)> =
            same.into_keys().map(|(receiver, words)| (receiver.into(), words)).collect();
        for (_, blow) in self.told.iter_mut().filter(|(_, blow)| blow.can_be_held()) {
            blow.is_held = held.contains(&(blow.receiver.clone(), blow.words));
        }
    }

    /// The refusals of receivers of which this run was told.
    fn held(&self, ledger: &Ledger) -> Vec<Held> {
        let mut groups: BTreeMap<(&str, u64), HashSet<&str>> = BTreeMap::new();
        for ((receiver, _, words), keys) in ledger.refusals() {
            groups.entry((receiver, words)).or_default().extend(keys);
        }
        let mut told: HashSet<(&str, u64)> = HashSet::new();
        for (key, blow) in ledger.blows() {
            let group = (&*blow.receiver, blow.words);
            if blow.is_held {
                groups.entry(group).or_default().insert(key);
            }
            if blow.place > 0 && blow.can_be_held() {
                told.insert(group);
            }
        }
        let mut held: Vec<Held> = groups
            .into_iter()
            .filter(|(group, _)| told.contains(group))
            .map(|((receiver, words), keys)| Held {
                receiver: self.names.get(receiver).map_or(receiver, |name| name).to_owned(),
                addresses: keys.len() as u64,
                example: self.examples.get(&words).cloned().unwrap_or_default(),
            })
            .collect();
        held.sort_by(|a, b| b.addresses.cmp(&a.addresses).then_with(|| a.receiver.cmp(&b.receiver)));
        held.truncate(HELD_SHOWN_MAX);
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Class, read_reply};

    #[derive(Default)]
    struct Bench {
        review: Review,
        list: SuppressionList,
        ledger: Ledger,
    }

    fn addressed(address: &str) -> Addressed {
        let domain: Box<str> = address.split('@').nth(1).expect("a domain").into();
        Addressed { key: address.to_owned(), shown: address.to_owned(), receiver: domain.clone(), domain }
    }

    impl Bench {
        fn bounced(&mut self, address: &str, text: &str, day: i32) {
            let returned = Bounce { recipient: Some(address.to_owned()), ..read_reply(text) };
            self.review.bounced(&self.list, addressed(address), &returned, Day(day));
        }

        fn delivered(&mut self, address: &str, day: i32) {
            self.review.delivered(&self.list, addressed(address), Day(day));
        }

        fn settle(&mut self, mailed: Option<u64>) -> Settled {
            std::mem::take(&mut self.review).settle(&mut self.list, &mut self.ledger, &|_| mailed, 5)
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
    fn where_a_name_that_surely_exists_is_denied_no_host_is_absent_that_day() {
        const ABSENT: &str = "Host or domain name not found. Name service error for name=x type=MX: Host not found";
        let mut bench = Bench::default();
        bench.bounced("a@b.example", ABSENT, 10);
        bench.bounced("c@d.example", ABSENT, 11);
        bench.bounced("e@f.example", "550 5.1.1 User unknown", 10);
        bench.bounced("h@i.example", "Unrouteable address", 10);
        bench.bounced("j@k.example", "550 Unrouteable address", 10);
        bench.settle(None);
        bench.bounced("g@known.example", ABSENT, 10);
        bench.review.denied("known.example", Day(10));
        let settled = bench.settle(None);
        assert_eq!(settled.denied, Some(("known.example".into(), Day(10))));
        let [absent, stay] =
            [["a@b.example", "h@i.example", "g@known.example"], ["c@d.example", "e@f.example", "j@k.example"]]
                .map(|some| some.map(|address| bench.until(address)));
        assert_eq!((absent, stay), ([None; 3], [Some(Until::Forever); 3]));
    }

    #[test]
    fn who_complains_in_the_same_words_is_believed_each_time() {
        let mut bench = Bench::default();
        for n in 0..9 {
            let address = format!("u{n}@big.example");
            let complaint = Bounce::left_out(Class::Complaint, Some(address.clone()), "a complaint", None);
            bench.review.bounced(&bench.list, addressed(&address), &complaint, Day(10));
        }
        assert!(bench.settle(Some(20)).held.is_empty());
        assert_eq!(bench.until("u3@big.example"), Some(Until::Forever));
    }

    #[test]
    fn soft_bounces_count_in_any_order_and_only_since_the_last_delivery() {
        for (delivered, expected) in [(None, Some(Until::Forever)), (Some(7), Some(Until::Not)), (Some(12), None)] {
            let mut bench = Bench::default();
            for day in [11, 7, 9, 8, 10] {
                let timeout = Bounce { is_over: true, ..read_reply("connection timed out") };
                bench.review.bounced(&bench.list, addressed("a@b.example"), &timeout, Day(day));
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

    /// What a run may be told.
    #[derive(Clone, Copy, Debug)]
    enum Event {
        Bounced(&'static str, &'static str, i32),
        GivenUp(&'static str, i32),
        Complained(&'static str, i32),
        Delivered(&'static str, i32),
    }
    use Event::{Bounced, Complained, Delivered, GivenUp};

    const GONE: &str = "550 5.1.1 User unknown";
    const DISABLED: &str = "550 account disabled";
    const UNPROVED: &str = "550 no such user here";
    const FULL: &str = "552 5.2.2 mailbox full";
    const BLOCKED: &str = "554 5.7.1 blocked using zen.spamhaus.org";

    impl Bench {
        /// One run, with all that lies between it and the next: the list and what is remembered are written and read.
        fn run(&mut self, events: &[Event]) {
            for event in events {
                match *event {
                    Bounced(address, text, day) => self.bounced(address, text, day),
                    Delivered(address, day) => self.delivered(address, day),
                    GivenUp(address, day) => {
                        let recipient = Some(address.to_owned());
                        let timeout = Bounce { recipient, is_over: true, ..read_reply("connection timed out") };
                        self.review.bounced(&self.list, addressed(address), &timeout, Day(day));
                    }
                    Complained(address, day) => {
                        let complaint = Bounce::left_out(Class::Complaint, Some(address.to_owned()), "", None);
                        self.review.bounced(&self.list, addressed(address), &complaint, Day(day));
                    }
                }
            }
            self.settle(None);
            let mut reader = crate::bounce::LedgerReader::default();
            self.ledger.rows(|row| reader.take(row)).expect("rows that can be read");
            self.ledger = reader.end();
        }

        fn shown(&self) -> String {
            self.list.iter().map(|(key, entry)| format!("{key} {} x{}\n", entry.why(), entry.count)).collect()
        }
    }

    /// Calls with every order of some events.
    fn orders(events: &mut [Event], fixed: usize, each: &mut dyn FnMut(&[Event])) {
        if fixed == events.len() {
            return each(events);
        }
        for next in fixed..events.len() {
            events.swap(fixed, next);
            orders(events, fixed + 1, each);
            events.swap(fixed, next);
        }
    }

    fn after_runs(runs: &[&[Event]]) -> String {
        let mut bench = Bench::default();
        runs.iter().for_each(|events| bench.run(events));
        let once = bench.shown();
        runs.iter().for_each(|events| bench.run(events));
        assert_eq!(bench.shown(), once, "read again: {runs:?}");
        once
    }

    /// Whatever the order and the number of runs, the list says the same; and nothing changes when all is read again.
    #[track_caller]
    fn check_orders(events: &[Event], expected: &str) {
        let expected: String = expected.lines().map(|line| format!("{}\n", line.trim())).collect();
        orders(&mut events.to_vec(), 0, &mut |events| {
            assert_eq!(after_runs(&[events]), expected, "in one run: {events:?}");
            for cut in 1..events.len() {
                let (first, second) = events.split_at(cut);
                assert_eq!(after_runs(&[first, second]), expected, "{first:?}, {second:?}");
            }
            let each: Vec<&[Event]> = events.chunks(1).collect();
            assert_eq!(after_runs(&each), expected, "one by one: {events:?}");
        });
    }

    #[test]
    fn days_decide_and_not_the_order_of_reading_or_the_number_of_runs() {
        let a = "a@b.example";
        check_orders(&[Bounced(a, GONE, 10), Delivered(a, 12)], "");
        check_orders(
            &[Bounced(a, GONE, 10), Delivered(a, 12), Bounced(a, FULL, 14)],
            "a@b.example mailbox_full since 1970-01-15, until 1970-01-22 x1",
        );
        check_orders(
            &[Bounced(a, DISABLED, 10), Delivered(a, 11), Bounced(a, DISABLED, 12)],
            "a@b.example recipient_unknown since 1970-01-13 x1",
        );
        check_orders(
            &[Delivered(a, 9), Bounced(a, DISABLED, 10), Bounced(a, DISABLED, 12)],
            "a@b.example recipient_unknown since 1970-01-11, last 1970-01-13, for ever x2",
        );
        check_orders(
            &[Complained(a, 10), Bounced(a, GONE, 9), Delivered(a, 11), Bounced(a, FULL, 12)],
            "a@b.example complaint since 1970-01-11, last 1970-01-13, for ever x2",
        );
        check_orders(
            &[GivenUp(a, 10), GivenUp(a, 11), Delivered(a, 10), Bounced(a, DISABLED, 12), GivenUp(a, 13)],
            "a@b.example recipient_unknown since 1970-01-13 x1",
        );
        check_orders(
            &[Bounced(a, DISABLED, 10), Bounced(a, DISABLED, 11), Bounced("c@b.example", BLOCKED, 11)],
            "a@b.example recipient_unknown since 1970-01-11 x1",
        );
    }

    #[test]
    fn a_refusal_of_the_receiver_is_seen_over_all_runs_of_its_day() {
        let [a, b, c, d] = ["a@b.example", "b@b.example", "c@b.example", "d@b.example"];
        let refused = [a, b, c, d].map(|address| Bounced(address, UNPROVED, 10));
        check_orders(&refused, "");
        let on_two_days = [refused[0], refused[1], Bounced(c, UNPROVED, 11), Bounced(d, UNPROVED, 11)];
        assert_eq!(after_runs(&on_two_days.chunks(2).collect::<Vec<_>>()).lines().count(), 4, "no day has too many");
        assert_eq!(after_runs(&[&on_two_days]), "", "one run has");
        let proved = [a, b, c, d].map(|address| Bounced(address, GONE, 10));
        assert_eq!(after_runs(&proved.chunks(1).collect::<Vec<_>>()).lines().count(), 4, "only bounces are known");
        check_orders(&[&proved[..], &[Delivered("e@b.example", 10)]].concat(), "");
        // Of twenty and more that were mailed, four may be dead.
        let mut bench = Bench::default();
        bench.run(&proved);
        for n in 0..16 {
            let address: &'static str = Box::leak(format!("u{n}@b.example").into_boxed_str());
            bench.run(&[Delivered(address, 10)]);
            assert_eq!(bench.list.len(), if n < 15 { 0 } else { 4 }, "{n}");
        }
    }

    #[test]
    fn on_one_day_the_order_of_reading_decides() {
        let a = "a@b.example";
        let (bounce, delivery) = (Bounced(a, GONE, 10), Delivered(a, 10));
        for (runs, count) in [
            (&[&[bounce, delivery][..]][..], 0),
            (&[&[delivery, bounce]], 1),
            (&[&[bounce], &[delivery]], 0),
            (&[&[delivery], &[bounce]], 1),
            (&[&[bounce], &[delivery], &[bounce]], 0),
            (&[&[bounce], &[bounce, delivery]], 0),
            (&[&[delivery], &[delivery, bounce], &[delivery]], 1),
        ] {
            assert_eq!(after_runs(runs).lines().count(), count, "{runs:?}");
        }
    }

    #[test]
    fn what_is_long_ago_is_forgotten_and_stays_on_the_list_as_it_counted() {
        let mut bench = Bench::default();
        bench.run(&[
            Bounced("a@b.example", DISABLED, 10),
            Bounced("c@b.example", DISABLED, 11),
            Delivered("c@b.example", 12),
        ]);
        bench.run(&[Bounced("a@b.example", DISABLED, 60), Bounced("x@y.example", GONE, 100)]);
        let rows = |bench: &Bench| {
            let mut rows = Vec::new();
            let all = bench.ledger.rows(|row| {
                rows.push(row.join(","));
                Ok::<(), ()>(())
            });
            all.map(|()| rows.join("\n")).expect("rows")
        };
        assert!(!rows(&bench).contains("bounce,b.example,1970-01-1"), "{}", rows(&bench));
        let shown = bench.shown();
        assert!(
            shown.contains("a@b.example recipient_unknown since 1970-01-11, last 1970-03-02, for ever x2"),
            "{shown}"
        );
        bench.run(&[Bounced("a@b.example", DISABLED, 10), Bounced("c@b.example", DISABLED, 11)]);
        assert_eq!(bench.shown(), shown, "who was lifted stays off the list");
        bench.run(&[Bounced("x@y.example", GONE, 300)]);
        assert_eq!(rows(&bench).matches("bounce,").count(), 1, "{}", rows(&bench));
    }
}
