//! A row, judged, as every sink gets it.

use super::collect::Collected;
pub use super::judge_cell::Part;
use crate::judge::{RowVerdict, whole};
use crate::list::Row;
use std::borrow::Cow;

/// A row, judged.
#[derive(Debug)]
pub struct JudgedRow<'a> {
    pub row: &'a Row<'a>,
    /// The content of the e-mail cell, without CSV quoting.
    pub content: &'a [u8],
    /// One part for each address in the cell, and one for a cell without any. Never empty.
    pub parts: &'a [Part],
    /// What the first pass found out, if there was one.
    pub collected: Option<&'a Collected>,
}

impl JudgedRow<'_> {
    /// One verdict for the whole row.
    pub fn whole(&self) -> Cow<'_, RowVerdict> {
        whole(self.parts, |part| &part.verdict)
    }
}
