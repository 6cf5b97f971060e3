//! The rows of an earlier state of a list, so that only new ones are judged.

use crate::list::{Layout, ListError, RowReader, Source};
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

/// The e-mail cells that the old list had, as fingerprints of 128 bits under random keys: 16 octets a distinct cell.
#[derive(Debug)]
pub struct KnownCells {
    keys: [RandomState; 2],
    cells: HashSet<u128>,
}

impl KnownCells {
    /// Reads the old list.
    pub fn read(source: &Source, layout: &Layout) -> Result<KnownCells, ListError> {
        let mut old = KnownCells { keys: [RandomState::new(), RandomState::new()], cells: HashSet::new() };
        let mut rows = RowReader::new(source.read()?, layout);
        while let Some(row) = rows.next_row()? {
            let cell = old.fingerprint(row.content_text().bytes());
            old.cells.insert(cell);
        }
        Ok(old)
    }

    /// Whether the old list had this e-mail cell. White space around it and the case of ASCII letters change nothing.
    pub fn has(&self, cell: &[u8]) -> bool {
        self.cells.contains(&self.fingerprint(cell))
    }

    fn fingerprint(&self, cell: &[u8]) -> u128 {
        let cell = cell.trim_ascii();
        let folded;
        let cell = if cell.iter().any(u8::is_ascii_uppercase) {
            folded = cell.to_ascii_lowercase();
            &folded
        } else {
            cell
        };
        let [high, low] = self.keys.each_ref().map(|key| u128::from(key.hash_one(cell)));
        high << 64 | low
    }
}
