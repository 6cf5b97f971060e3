//! What is remembered beside a suppression list, as rows of cells. What belongs to an address stands in the rows behind the one that names it, and
//! what belongs to a day of a receiver likewise.
//!
//! `left,KEY,MARK`; of that address `before,ADDRESS,CLASS,FIRST,LAST,COUNT,UNTIL` and `bounce,DOMAIN,DAY,CLASS,FOLLOWS,WORDS,MARKS,ADDRESS`.
//! `receiver,DOMAIN,DAY,MARKS,MAILED,SEEN`; of that day `delivered,FINGERPRINT` and `returned,FINGERPRINT`. `lifted,FINGERPRINT,DAY`,
//! `by_hand,FINGERPRINT,DAY`.

use super::ledger::{Blow, Known, Ledger, ReceiverDay};
use super::suppression::{Entry, Strike, Until};
use super::{Class, Day, Suppression};

/// Takes what is remembered from rows.
#[derive(Debug, Default)]
pub struct LedgerReader {
    ledger: Ledger,
    key: Option<String>,
    place: Option<(Box<str>, Day)>,
}

const NO_ADDRESS: &str = "suppression-days-no-address";
const NO_RECEIVER: &str = "suppression-days-no-receiver";
const NO_DAY: &str = "suppression-days-no-day";
const NO_NUMBER: &str = "suppression-days-no-number";
const NO_CLASS: &str = "suppression-row-class";

impl LedgerReader {
    /// Takes one row; `Err` names the text that says what is wrong with it.
    pub fn take(&mut self, row: &[&str]) -> Result<(), &'static str> {
        let ledger = &mut self.ledger;
        match *row {
            ["left", key, mark] => {
                let known = Known { left: hexadecimal(mark)?, ..Known::default() };
                ledger.addresses.insert(key.to_owned(), known);
                self.key = Some(key.to_owned());
            }
            ["before", ref cells @ ..] => {
                let known = self.key.as_ref().and_then(|key| ledger.addresses.get_mut(key)).ok_or(NO_ADDRESS)?;
                known.base = Some(entry(cells)?);
            }
            ["bounce", ref cells @ ..] => {
                let known = self.key.as_ref().and_then(|key| ledger.addresses.get_mut(key)).ok_or(NO_ADDRESS)?;
                known.blows.push(blow(cells)?);
            }
            ["receiver", domain, on, marks, mailed, seen] => {
                let on_day = ReceiverDay {
                    accused: marks.contains('a'),
                    delivered: marks.contains('d'),
                    mailed: if mailed.is_empty() { None } else { Some(mailed.parse().map_err(|_| NO_NUMBER)?) },
                    seen_min: seen.parse().map_err(|_| NO_NUMBER)?,
                    ..ReceiverDay::default()
                };
                let place = (Box::from(domain), day(on)?);
                ledger.receivers.insert(place.clone(), on_day);
                self.place = Some(place);
            }
            [kind @ ("delivered" | "returned"), fingerprint] => {
                let place = self.place.as_ref().ok_or(NO_RECEIVER)?;
                let (fingerprint, delivered) = (hexadecimal(fingerprint)?, kind == "delivered");
                ledger.receivers.entry(place.clone()).or_default().see(fingerprint, delivered);
                if delivered {
                    let arrived = ledger.arrived.entry(fingerprint).or_insert(place.1);
                    *arrived = place.1.max(*arrived);
                }
            }
            ["lifted", fingerprint, on] => {
                ledger.lifted.insert(hexadecimal(fingerprint)?, day(on)?);
            }
            ["by_hand", fingerprint, on] => {
                ledger.by_hand.insert(hexadecimal(fingerprint)?, day(on)?);
            }
            _ => return Err("suppression-days-other-row"),
        }
        Ok(())
    }

    /// All that was read.
    pub fn end(self) -> Ledger {
        self.ledger
    }
}

fn entry(cells: &[&str]) -> Result<Entry, &'static str> {
    let &[address, class, first_seen, last_seen, count, until] = cells else { return Err("suppression-days-cells") };
    Ok(Entry {
        address: address.to_owned(),
        class: Class::from_word(class).ok_or(NO_CLASS)?,
        first_seen: day(first_seen)?,
        last_seen: day(last_seen)?,
        count: count.parse().map_err(|_| NO_NUMBER)?,
        until: Until::from_cell(until).ok_or(NO_DAY)?,
    })
}

fn blow(cells: &[&str]) -> Result<Blow, &'static str> {
    let &[receiver, on, class, follows, words, marks, address] = cells else { return Err("suppression-days-cells") };
    let follows = match follows {
        "forever" => Suppression::Forever,
        "second_strike" => Suppression::SecondStrike,
        "for_a_while" => Suppression::ForAWhile,
        "no" => Suppression::No,
        _ => return Err("suppression-days-follows"),
    };
    Ok(Blow {
        receiver: receiver.into(),
        day: day(on)?,
        strike: Strike { address: address.to_owned(), class: Class::from_word(class).ok_or(NO_CLASS)?, follows },
        words: hexadecimal(words)?,
        is_soft: follows == Suppression::No,
        is_proved: marks.contains('p'),
        is_of_lookup: marks.contains('n'),
        is_after: marks.contains('a'),
        is_held: marks.contains('h'),
        is_void: marks.contains('v'),
        place: 0,
        is_new: false,
    })
}

fn day(cell: &str) -> Result<Day, &'static str> {
    Day::from_iso(cell).ok_or(NO_DAY)
}

fn hexadecimal(cell: &str) -> Result<u64, &'static str> {
    u64::from_str_radix(cell, 16).map_err(|_| NO_NUMBER)
}

impl Ledger {
    /// Gives all that is remembered, row by row, in an order of its own.
    pub fn rows<E>(&self, mut write: impl FnMut(&[&str]) -> Result<(), E>) -> Result<(), E> {
        let mut addresses: Vec<_> = self.addresses.iter().collect();
        addresses.sort_unstable_by_key(|(key, _)| *key);
        for (key, known) in addresses {
            write(&["left", key, &format!("{:016x}", known.left)])?;
            if let Some(entry) = &known.base {
                let (first_seen, last_seen) = (entry.first_seen.to_string(), entry.last_seen.to_string());
                let (count, until) = (entry.count.to_string(), entry.until.cell());
                write(&["before", &entry.address, entry.class.word(), &first_seen, &last_seen, &count, &until])?;
            }
            for blow in &known.blows {
                let words = format!("{:016x}", blow.words);
                let follows = match blow.strike.follows {
                    Suppression::Forever => "forever",
                    Suppression::SecondStrike => "second_strike",
                    Suppression::ForAWhile => "for_a_while",
                    Suppression::No => "no",
                };
                let (day, class) = (blow.day.to_string(), blow.strike.class.word());
                let row = ["bounce", &blow.receiver, &day, class, follows, &words];
                write(&[&row[..], &[&blow.marks(), &blow.strike.address]].concat())?;
            }
        }
        self.rows_of_receivers(&mut write)?;
        for (kind, days) in [("lifted", &self.lifted), ("by_hand", &self.by_hand)] {
            let mut days: Vec<_> = days.iter().collect();
            days.sort_unstable();
            days.into_iter()
                .try_for_each(|(hashed, day)| write(&[kind, &format!("{hashed:016x}"), &day.to_string()]))?;
        }
        Ok(())
    }

    fn rows_of_receivers<E>(&self, write: &mut impl FnMut(&[&str]) -> Result<(), E>) -> Result<(), E> {
        let mut receivers: Vec<_> = self.receivers.iter().collect();
        receivers.sort_unstable_by_key(|(place, _)| *place);
        for ((domain, day), on_day) in receivers {
            let accused = if on_day.accused { "a" } else { "" };
            let marks = format!("{accused}{}", if on_day.delivered { "d" } else { "" });
            let mailed = on_day.mailed.map(|mailed| mailed.to_string()).unwrap_or_default();
            write(&["receiver", domain, &day.to_string(), &marks, &mailed, &on_day.seen_min.to_string()])?;
            let mut seen: Vec<_> = on_day.seen.iter().collect();
            seen.sort_unstable();
            for (hashed, delivered) in seen {
                write(&[if *delivered { "delivered" } else { "returned" }, &format!("{hashed:016x}")])?;
            }
        }
        Ok(())
    }
}

impl Blow {
    fn marks(&self) -> String {
        let marks = [
            (self.is_proved, 'p'),
            (self.is_of_lookup, 'n'),
            (self.is_after, 'a'),
            (self.is_held, 'h'),
            (self.is_void, 'v'),
        ];
        marks.into_iter().filter(|(is_so, _)| *is_so).map(|(_, mark)| mark).collect()
    }
}
