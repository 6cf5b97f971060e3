//! Which addresses were seen: the rule by which a row is a duplicate of an earlier one, over two compact tables.
//!
//! Most addresses have one entry of 16 octets. Where a provider's rules make several spellings one mailbox, the mailbox
//! has one of 20 octets with a tag for the spelling that it was first seen in; only further spellings of a mailbox that
//! is there already take entries of their own.

use super::First;
use super::table::{Place, Table};
use crate::judge::Duplicate;

/// What identifies an address, without its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    /// The fingerprint of an address that has only one spelling.
    Address(u128),
    /// The fingerprint of a mailbox with many spellings, and a tag for this one.
    Spelling { mailbox: u128, tag: u32 },
}

/// The addresses so far.
#[derive(Debug, Default)]
pub(super) struct Mailboxes {
    addresses: Table<4>,
    mailboxes: Table<5>,
}

/// The word of a mailbox's entry that holds the tag.
const TAG: usize = 4;

impl Mailboxes {
    /// Notes an address, and tells the earlier line that came out at least as well.
    pub(super) fn note(&mut self, key: Key, this: First) -> Option<Duplicate> {
        match key {
            Key::Address(fingerprint) => self.note_exact(fingerprint, this).map(|line| Duplicate { line, exact: true }),
            Key::Spelling { mailbox, tag } => match self.mailboxes.find(mailbox) {
                Ok(place) => self.note_again(place, mailbox, tag, this),
                Err(place) => {
                    self.mailboxes.insert(place, mailbox, this, &[tag]);
                    None
                }
            },
        }
    }

    /// A look at the place of a key, for the memory to bring it.
    pub(super) fn glance(&self, key: Key) -> u32 {
        match key {
            Key::Address(fingerprint) => self.addresses.glance(fingerprint),
            Key::Spelling { mailbox, .. } => self.mailboxes.glance(mailbox),
        }
    }

    /// The line of an earlier row with this fingerprint that came out at least as well. Otherwise this row takes its place.
    fn note_exact(&mut self, fingerprint: u128, this: First) -> Option<u64> {
        match self.addresses.find(fingerprint) {
            Ok(place) => {
                let first = self.addresses.first(place);
                if first.rank() <= this.rank() {
                    return Some(first.line());
                }
                self.addresses.set_first(place, this);
            }
            Err(place) => self.addresses.insert(place, fingerprint, this, &[]),
        }
        None
    }

    /// A mailbox that was seen before. The first row with a spelling stands in the mailbox's own entry if the tag is that
    /// spelling's, unless it has an entry among the addresses, which then tells the truth.
    fn note_again(&mut self, place: Place, mailbox: u128, tag: u32, this: First) -> Option<Duplicate> {
        let (first, first_tag) = (self.mailboxes.first(place), self.mailboxes.word(place, TAG));
        let own = self.addresses.find(of_spelling(mailbox, tag));
        let earlier = match own {
            Ok(entry) => Some(self.addresses.first(entry)),
            Err(_) => (first_tag == tag).then_some(first),
        };
        if let Some(earlier) = earlier.filter(|earlier| earlier.rank() <= this.rank()) {
            return Some(Duplicate { line: earlier.line(), exact: true });
        }
        match own {
            Ok(entry) => self.addresses.set_first(entry, this),
            // It will stand in the mailbox's own entry.
            Err(_) if first.rank() > this.rank() => {}
            Err(entry) => self.addresses.insert(entry, of_spelling(mailbox, tag), this, &[]),
        }
        if first.rank() <= this.rank() {
            return Some(Duplicate { line: first.line(), exact: false });
        }
        if first_tag != tag {
            // The spelling that gives up the mailbox's entry is still known as itself.
            if let Err(entry) = self.addresses.find(of_spelling(mailbox, first_tag)) {
                self.addresses.insert(entry, of_spelling(mailbox, first_tag), first, &[]);
            }
        }
        self.mailboxes.set_first(place, this);
        self.mailboxes.set_word(place, TAG, tag);
        None
    }
}

/// The fingerprint of one spelling of a mailbox, as good as random where that of the mailbox is.
fn of_spelling(mailbox: u128, tag: u32) -> u128 {
    let spread = (u128::from(tag) + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835);
    mailbox.rotate_left(64) ^ spread
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Verdict;
    use proptest::prelude::*;
    use std::collections::HashMap;

    /// The rule in its plainest form: one map for addresses, one for mailboxes.
    #[derive(Default)]
    struct Plain {
        exact: HashMap<(u128, Option<u32>), First>,
        mailbox: HashMap<u128, First>,
    }

    impl Plain {
        fn note(&mut self, key: Key, this: First) -> Option<Duplicate> {
            let (mailbox, tag) = match key {
                Key::Address(fingerprint) => (fingerprint, None),
                Key::Spelling { mailbox, tag } => (mailbox, Some(tag)),
            };
            if let Some(first) = self.exact.get(&(mailbox, tag)).filter(|first| first.rank() <= this.rank()) {
                return Some(Duplicate { line: first.line(), exact: true });
            }
            self.exact.insert((mailbox, tag), this);
            tag?;
            if let Some(first) = self.mailbox.get(&mailbox).filter(|first| first.rank() <= this.rank()) {
                return Some(Duplicate { line: first.line(), exact: false });
            }
            self.mailbox.insert(mailbox, this);
            None
        }
    }

    proptest! {
        #[test]
        fn the_compact_tables_keep_the_plain_rule(rows in prop::collection::vec((0u128..5, 0u32..4, 0usize..4, any::<bool>()), 0..200)) {
            let (mut compact, mut plain) = (Mailboxes::default(), Plain::default());
            for (line, (mailbox, tag, verdict, one_spelling)) in (2..).zip(rows) {
                let fingerprint = (mailbox + 1).wrapping_mul(0x1234_5678_9abc_def0_0fed_cba9_8765_4321);
                let key = match one_spelling {
                    true => Key::Address(fingerprint),
                    false => Key::Spelling { mailbox: !fingerprint, tag },
                };
                let this = First::new(line, Verdict::ALL[verdict]);
                prop_assert_eq!(compact.note(key, this), plain.note(key, this), "line {}", line);
            }
        }
    }
}
