//! The distinct addresses of a list, by their domains.

use crate::address::{Reading, read_cell, read_text};
use crate::list::{Content, ListError, in_order};
use crate::survey::{List, domain_of};
use std::collections::BTreeMap;

/// The addresses of each domain, with the rows of each.
pub type Mailboxes = BTreeMap<String, BTreeMap<String, u64>>;

/// Adds the addresses of a list that may be asked for. Guesses are not: they may be somebody else's.
pub fn collect(list: &List, all: &mut Mailboxes) -> Result<(), ListError> {
    in_order::<_, _, ListError>(
        &list.source,
        &list.layout,
        || (),
        |(), block| {
            let mut found: Vec<(String, String)> = Vec::new();
            for row in block.rows(&list.layout) {
                let from = found.len();
                let cells = std::iter::once(row.content_text()).chain(row.more_cells().map(|(_, content)| content));
                for content in cells {
                    let readings = match &content {
                        Content::Text(text) => read_text(text),
                        Content::Bytes(bytes) => read_cell(bytes),
                    };
                    for one in readings.as_slice().iter().filter_map(mailbox) {
                        if !found[from..].contains(&one) {
                            found.push(one);
                        }
                    }
                }
            }
            found
        },
        |_, found| {
            for (domain, address) in found {
                *all.entry(domain).or_default().entry(address).or_default() += 1;
            }
            Ok(())
        },
    )
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
