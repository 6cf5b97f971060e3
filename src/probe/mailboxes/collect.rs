//! The distinct addresses of a list, by their domains.

use super::super::survey::count_in_rows;
use crate::address::{Reading, read_text};
use crate::list::ListError;
use crate::run::cell::domain_of;
use crate::run::list::List;
use std::collections::BTreeMap;

/// The addresses of each domain, with the rows of each.
pub type Mailboxes = BTreeMap<String, BTreeMap<String, u64>>;

/// Adds the addresses of a list that may be asked for. Guesses are not: they may be somebody else's.
pub fn collect(list: &List, all: &mut Mailboxes) -> Result<(), ListError> {
    count_in_rows(list, mailbox, |(domain, address), rows| {
        *all.entry(domain).or_default().entry(address).or_default() += rows;
    })
}

/// The domain of an address and the address as it is said in RCPT.
fn mailbox(reading: &Reading<'_>) -> Option<(String, String)> {
    let domain = domain_of(reading).filter(|_| !reading.is_unsure())?;
    let local_part = &reading.address.as_ref()?.local_part;
    may_be_said(local_part).then(|| (domain.to_owned(), format!("{local_part}@{domain}")))
}

/// Whether a local-part can stand in a command. One in quotes may hold nearly everything; nobody has such a one.
fn may_be_said(local_part: &str) -> bool {
    !local_part.chars().any(|c| c.is_control() || c.is_whitespace() || matches!(c, '<' | '>' | '"' | '\\'))
}

/// The domain of a text that is one address, and the address as it is said in RCPT.
pub fn mailbox_of(text: &str) -> Option<(String, String)> {
    match read_text(text).as_slice() {
        [only] => mailbox(only),
        _ => None,
    }
}
