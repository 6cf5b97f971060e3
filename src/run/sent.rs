//! The addresses that were mailed lately. Anybody can write a message that looks like a bounce and have a stranger's customers taken
//! off a list; who was not mailed cannot have bounced.
//!
//! Addresses are held as fingerprints, in memory only.

use crate::address::{canonical_key, read_cell};
use crate::list::{Layout, ListError, RowReader, Source};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};

/// Whom mail was sent to: 16 octets an address.
#[derive(Debug)]
pub struct Sent {
    keys: [RandomState; 2],
    addresses: HashSet<u128>,
    /// How many there are of each domain.
    domains: HashMap<Box<str>, u64>,
}

impl Sent {
    /// Reads a list. A cell with several addresses counts for each.
    pub fn read(source: &Source, layout: &Layout) -> Result<Sent, ListError> {
        let mut sent =
            Sent { keys: [RandomState::new(), RandomState::new()], addresses: HashSet::new(), domains: HashMap::new() };
        let mut rows = RowReader::new(source.read()?, layout);
        while let Some(row) = rows.next_row()? {
            for (key, mark) in marks(&sent.keys, row.content_text().bytes()) {
                if sent.addresses.insert(mark) {
                    *sent.domains.entry(domain(&key)).or_default() += 1;
                }
            }
        }
        if sent.addresses.is_empty() { Err(ListError::Empty) } else { Ok(sent) }
    }

    /// How many addresses of a domain mail was sent to.
    pub fn of_domain(&self, domain: &str) -> u64 {
        self.domains.get(domain).copied().unwrap_or(0)
    }

    /// Whether mail was sent to an address, in any spelling of it.
    pub fn has(&self, address: &str) -> bool {
        marks(&self.keys, address.as_bytes()).iter().any(|(_, mark)| self.addresses.contains(mark))
    }
}

fn domain(key: &str) -> Box<str> {
    key.rsplit_once('@').map_or("", |(_, domain)| domain).into()
}

/// The addresses in a cell in their canonical form, each with its fingerprint of 128 bits under random keys.
fn marks(keys: &[RandomState; 2], cell: &[u8]) -> Vec<(String, u128)> {
    let readings = read_cell(cell);
    let addresses = readings.as_slice().iter().filter_map(|reading| reading.address.as_ref());
    let mark = |key: String| {
        let [high, low] = keys.each_ref().map(|random| u128::from(random.hash_one(&key)));
        (key, high << 64 | low)
    };
    addresses.map(canonical_key).map(mark).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::sniff;
    use crate::list::{LayoutOptions, SourceOptions};

    fn sent(text: &str) -> Result<Sent, ListError> {
        let source = Source::spool(text.as_bytes(), &SourceOptions::default())?;
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Sent::read(&source, &layout)
    }

    #[test]
    fn an_address_is_known_in_any_spelling_and_in_any_list() {
        for list in ["ann@example.com\nbob@a.test\n", "id;mail\n1;Ann <Ann@Example.com>\n2;bob@a.test\n"] {
            let sent = sent(list).expect("a list");
            assert!(sent.has("ANN@example.COM") && sent.has("<bob@a.test>"), "{list}");
            assert_eq!((sent.of_domain("a.test"), sent.of_domain("b.test")), (1, 0));
            assert!(!sent.has("eve@a.test") && !sent.has("example.com") && !sent.has(""), "{list}");
        }
    }

    #[test]
    fn a_list_without_addresses_is_empty() {
        for list in ["", "email\n", "email\nnobody\n"] {
            assert!(sent(list).is_err(), "{list}");
        }
    }
}
