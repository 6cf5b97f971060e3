//! What is known beside the answers of the DNS: the stage between facts and verdict, where whoever asked further lays what was found out.
//!
//! Of a domain: what its mail hosts showed when they were connected to. Of an address: lists of people, each asked about every address that was
//! understood. Evidence says what was found, never what could not be found out.

use crate::address::Address;
use crate::bounce::Entry;
use crate::reason::Reason;
use std::collections::HashMap;
use std::fmt::Debug;
use std::sync::Arc;

/// A check of addresses. To add one: a type that has this trait, and a place in [`Evidence::of_addresses`].
pub trait AddressCheck: Debug + Send + Sync {
    /// What is to be said of an address that was understood.
    fn check(&self, address: &Address<'_>) -> Option<AddressFinding>;
}

/// What a check says of an address.
#[derive(Clone, Debug, PartialEq)]
pub struct AddressFinding {
    pub reason: Reason,
    /// Why and since when, where a suppression list tells.
    pub entry: Option<Box<Entry>>,
}

/// All that is known beside the DNS.
#[derive(Clone, Debug, Default)]
pub struct Evidence {
    /// Findings on domains, by their names.
    pub of_domains: Arc<HashMap<String, Vec<Reason>>>,
    /// Asked about each address, in this order.
    pub of_addresses: Vec<Arc<dyn AddressCheck>>,
}

impl Evidence {
    /// Whether there is nothing to be said of any address.
    pub fn is_silent(&self) -> bool {
        self.of_addresses.is_empty()
    }

    /// All that is to be said of an address.
    pub fn of_address<'e>(&'e self, address: &'e Address<'_>) -> impl Iterator<Item = AddressFinding> + 'e {
        self.of_addresses.iter().filter_map(move |check| check.check(address))
    }
}
