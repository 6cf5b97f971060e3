//! Lists of those who are never to be mailed: block lists of an old tool, of a provider's feedback, of a department. They hold addresses, domains
//! or hashes, in any form in which a mailing list may come.
//!
//! Addresses are held as fingerprints, in memory only.

use crate::address::{Address, canonical_key, read_cell};
use crate::bounce::suppression_file::Suppressions;
use crate::judge::{AddressCheck, AddressFinding};
use crate::list::{Layout, ListError, RowReader, Source};
use crate::reason::Reason;
use sha2::{Digest, Sha256};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::Arc;

/// A list, and the code of those who stand on it.
#[derive(Clone, Debug)]
pub struct LeftOut {
    pub reason: Reason,
    pub never: Arc<Never>,
}

/// Several lists, of which the first that names an address counts.
#[derive(Clone, Debug, Default)]
pub struct NeverLists(pub Vec<LeftOut>);

impl AddressCheck for NeverLists {
    fn check(&self, address: &Address<'_>) -> Option<AddressFinding> {
        let list = self.0.iter().find(|list| list.never.has(address))?;
        Some(AddressFinding { reason: list.reason, entry: None })
    }
}

impl AddressCheck for Suppressions {
    fn check(&self, address: &Address<'_>) -> Option<AddressFinding> {
        let entry = self.of(address)?;
        Some(AddressFinding { reason: Reason::AddressSuppressed, entry: Some(Box::new(entry)) })
    }
}

/// Whom never to mail: 16 octets an address, 32 a hash.
#[derive(Debug)]
pub struct Never {
    keys: [RandomState; 2],
    addresses: HashSet<u128>,
    /// In ASCII; all beneath them belong to them.
    domains: HashSet<Box<str>>,
    /// SHA-256 of addresses in lower case.
    hashes: HashSet<[u8; 32]>,
    /// What was put before addresses when they were hashed.
    salts: Vec<String>,
    /// Rows that hold none of these.
    pub unread: u64,
}

/// Salts of one list; each costs a hash for every address that is looked up.
const SALTS_MAX: usize = 8;

impl Never {
    /// Reads a list.
    pub fn read(source: &Source, layout: &Layout) -> Result<Never, ListError> {
        let mut never = Never {
            keys: [RandomState::new(), RandomState::new()],
            addresses: HashSet::new(),
            domains: HashSet::new(),
            hashes: HashSet::new(),
            salts: Vec::new(),
            unread: 0,
        };
        let mut rows = RowReader::new(source.read()?, layout);
        let mut is_first = true;
        while let Some(row) = rows.next_row()? {
            let content = row.content_text();
            let is_read = never.take_addresses(content.bytes())
                || never.take_other(&String::from_utf8_lossy(content.bytes()))
                || never.take_hashes(&String::from_utf8_lossy(row.text.bytes()));
            // The first row may name the columns.
            never.unread += u64::from(!is_read && !is_first && !row.raw.trim_ascii().is_empty());
            is_first = false;
        }
        let is_empty = never.addresses.is_empty() && never.domains.is_empty() && never.hashes.is_empty();
        if is_empty { Err(ListError::Empty) } else { Ok(never) }
    }

    /// Whether the address, its domain or its hash is on the list.
    pub fn has(&self, address: &Address<'_>) -> bool {
        let key = canonical_key(address);
        self.addresses.contains(&mark(&self.keys, &key))
            || (!self.domains.is_empty() && with_parents(&address.domain_ascii).any(|name| self.domains.contains(name)))
            || (!self.hashes.is_empty() && self.has_hash(&key))
    }

    fn has_hash(&self, key: &str) -> bool {
        let salted = |salt: &String| Sha256::digest(format!("{salt}:{key}"));
        self.hashes.contains(&*Sha256::digest(key))
            || self.salts.iter().any(|salt| self.hashes.contains(&*salted(salt)))
    }

    fn take_addresses(&mut self, cell: &[u8]) -> bool {
        let readings = read_cell(cell);
        let mut any = false;
        for address in readings.as_slice().iter().filter_map(|reading| reading.address.as_ref()) {
            self.addresses.insert(mark(&self.keys, &canonical_key(address)));
            any = true;
        }
        any
    }

    /// A domain (`firm.example`, `@firm.example`, `*@firm.example`, `*.firm.example`), a hash or a salt.
    fn take_other(&mut self, cell: &str) -> bool {
        let cell = cell.trim().trim_matches(['"', '\'']);
        if let Some(salt) = cell.strip_prefix("salt:") {
            if self.salts.len() < SALTS_MAX {
                self.salts.push(salt.to_owned());
            }
            return true;
        }
        if let Some(hash) = hash(cell) {
            return self.hashes.insert(hash) || self.hashes.contains(&hash);
        }
        let name = cell.trim_start_matches('*').trim_start_matches(['@', '.']);
        let last = name.rsplit_once('.').map_or("", |(_, last)| last);
        if last.chars().count() < 2
            || !last.chars().all(|c| c.is_alphabetic() || c == '-')
            || name.contains(['@', ' ', '/'])
        {
            return false;
        }
        let as_address = format!("x@{name}");
        let readings = read_cell(as_address.as_bytes());
        let [reading] = readings.as_slice() else { return false };
        let Some(address) = reading.address.as_ref() else { return false };
        self.domains.insert(address.domain_ascii.as_ref().into());
        true
    }

    /// Hashes anywhere in a row, in a list whose column of addresses was not found, for it has none.
    fn take_hashes(&mut self, row: &str) -> bool {
        let hashes: Vec<[u8; 32]> = row.split([',', ';', '\t', '|']).filter_map(hash).collect();
        self.hashes.extend(&hashes);
        !hashes.is_empty()
    }
}

/// `SHA-256` in hexadecimal, with or without `sha256:` before it.
fn hash(cell: &str) -> Option<[u8; 32]> {
    let cell = cell.trim().trim_matches(['"', '\'']);
    let digits = cell.strip_prefix("sha256:").unwrap_or(cell);
    if digits.len() != 64 || !digits.is_ascii() {
        return None;
    }
    let mut hash = [0; 32];
    for (octet, pair) in hash.iter_mut().zip(digits.as_bytes().chunks_exact(2)) {
        let pair = std::str::from_utf8(pair).ok().filter(|pair| !pair.starts_with('+'))?;
        *octet = u8::from_str_radix(pair, 16).ok()?;
    }
    Some(hash)
}

fn with_parents(domain: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(domain), |name| name.split_once('.').map(|(_, parent)| parent))
}

/// A fingerprint of 128 bits under random keys.
fn mark(keys: &[RandomState; 2], key: &str) -> u128 {
    let [high, low] = keys.each_ref().map(|random| u128::from(random.hash_one(key)));
    high << 64 | low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::list::sniff;
    use crate::list::{LayoutOptions, SourceOptions};

    fn never(text: &str) -> Result<Never, ListError> {
        let source = Source::spool(text.as_bytes(), &SourceOptions::default())?;
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Never::read(&source, &layout)
    }

    #[track_caller]
    fn check(list: &str, has: &[&str], has_not: &[&str]) {
        let never = never(list).expect("a list");
        let is_on = |address: &str| {
            let readings = read_cell(address.as_bytes());
            never.has(readings.as_slice()[0].address.as_ref().expect("an address"))
        };
        has.iter().for_each(|address| assert!(is_on(address), "{list}: {address}"));
        has_not.iter().for_each(|address| assert!(!is_on(address), "{list}: {address}"));
        assert_eq!(never.unread, 0, "{list}");
    }

    #[test]
    fn addresses_domains_and_hashes_are_taken_in_any_form() {
        check("ann@example.com\nBob@Example.com\n", &["ANN@example.com", "bob@example.com"], &["eve@example.com"]);
        check("Email\nann@example.com\n", &["ann@example.com"], &["bob@example.com"]);
        check("id;mail;why\n1;ann@example.com;gone\n2;bob@example.com;\n", &["bob@example.com"], &["eve@example.com"]);
        check(
            "firm.example\n@other.test\n*@third.test\n",
            &["a@firm.example", "b@mail.firm.example"],
            &["a@irm.example"],
        );
        check("ann@example.com\n*.firm.example\n", &["a@firm.example", "ann@example.com"], &["bob@example.com"]);
        let hash: String = Sha256::digest("ann@example.com").iter().map(|octet| format!("{octet:02x}")).collect();
        for list in [format!("{hash}\n"), format!("id,sha256\n1,{hash}\n"), format!("sha256:{}\n", hash.to_uppercase())]
        {
            check(&list, &["ann@example.com", "Ann@Example.com"], &["bob@example.com"]);
        }
        let salted: String = Sha256::digest("s:ann@example.com").iter().map(|octet| format!("{octet:02x}")).collect();
        check(&format!("salt:s\nsha256:{salted}\n"), &["ann@example.com"], &["bob@example.com"]);
    }

    #[test]
    fn what_cannot_be_read_is_counted_and_a_list_of_nothing_is_refused() {
        assert_eq!(never("ann@example.com\nnobody\n\nDr. No\n").expect("a list").unread, 2);
        for list in ["", "email\n", "nobody\nno one\n"] {
            assert!(never(list).is_err(), "{list}");
        }
    }
}
