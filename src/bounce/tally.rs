//! Counts of what came back, by class and by the domain of the recipient, for the summary and its table of what to do now.

use super::{Bounce, Class};
use std::collections::{BTreeMap, HashMap};

/// Domains that are counted by name; the rest are counted together.
const DOMAINS_MAX: usize = 100_000;

/// Counts of a run.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    classes: BTreeMap<Class, ClassTally>,
}

/// Counts of one class.
#[derive(Clone, Debug, Default)]
pub struct ClassTally {
    /// Records of this class, those without a recipient included.
    pub records: u64,
    /// By the domain of the recipient, lower case.
    domains: HashMap<Box<str>, u64>,
    /// A diagnostic, as an example.
    pub example: String,
    /// Whom that was about, so that the name can be hidden in it.
    pub recipient: Option<String>,
}

impl Tally {
    /// Counts one record under its class, and under the domain of its recipient where it has one.
    pub fn add(&mut self, returned: &Bounce) {
        let class = self.classes.entry(returned.judged.class).or_default();
        class.records += 1;
        if class.example.is_empty() {
            class.example.clone_from(&returned.diagnostic);
            class.recipient.clone_from(&returned.recipient);
        }
        let Some((_, domain)) = returned.recipient.as_ref().and_then(|address| address.rsplit_once('@')) else {
            return;
        };
        let domain = domain.to_ascii_lowercase();
        if let Some(count) = class.domains.get_mut(domain.as_str()) {
            *count += 1;
        } else if class.domains.len() < DOMAINS_MAX {
            class.domains.insert(domain.into(), 1);
        }
    }

    /// The classes that occurred, the commonest first.
    pub fn classes(&self) -> Vec<(Class, &ClassTally)> {
        let mut classes: Vec<_> = self.classes.iter().map(|(class, tally)| (*class, tally)).collect();
        classes.sort_by_key(|(class, tally)| {
            (!class.is_bounce(), *class == Class::NotABounce, std::cmp::Reverse(tally.records))
        });
        classes
    }

    /// Records of bounces.
    pub fn bounces(&self) -> u64 {
        self.classes.iter().filter(|(class, _)| class.is_bounce()).map(|(_, tally)| tally.records).sum()
    }

    /// Records of one class; 0 where none came.
    pub fn of(&self, class: Class) -> u64 {
        self.classes.get(&class).map_or(0, |tally| tally.records)
    }
}

impl ClassTally {
    /// The domains with their counts, in no order.
    pub fn domains(&self) -> impl Iterator<Item = (&str, u64)> {
        self.domains.iter().map(|(domain, count)| (&**domain, *count))
    }
}
