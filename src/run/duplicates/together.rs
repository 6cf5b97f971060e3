//! Lists that are searched for duplicates one after the other, as if they were one.

use super::DuplicateIndex;
use std::sync::{Mutex, PoisonError};

/// Lists that are searched for duplicates together, one after the other. Their lines are counted on, so that a number
/// tells the list and the line.
#[derive(Debug, Default)]
pub struct Together(Mutex<Shared>);

#[derive(Debug, Default)]
struct Shared {
    seen: Option<DuplicateIndex>,
    /// The names of the lists so far, each with the number of lines before it.
    lists: Vec<(u64, String)>,
    lines: u64,
}

impl Together {
    /// Begins the next list. Gives out the addresses of those before it.
    pub(crate) fn begin(&self, name: &str) -> Option<DuplicateIndex> {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let before = shared.lines;
        shared.lists.push((before, name.to_owned()));
        shared.seen.take()
    }

    /// Ends a list with its last line.
    pub(crate) fn end(&self, seen: DuplicateIndex, last_line: u64) {
        let mut shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shared.lines += last_line;
        shared.seen = Some(seen);
    }

    pub(crate) fn lines_before(&self) -> u64 {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).lines
    }

    /// The line with this number, and the list it stands in when that is not the last one.
    pub(crate) fn line_of(&self, number: u64) -> (u64, Option<String>) {
        let shared = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let after = shared.lists.partition_point(|(before, _)| *before < number);
        let Some((before, name)) = after.checked_sub(1).and_then(|list| shared.lists.get(list)) else {
            return (number, None);
        };
        (number - before, (after < shared.lists.len()).then(|| name.clone()))
    }
}
