//! One finding of a row.

use crate::address::Finding;
use crate::reason::{Effect, Reason};
use std::ops::Range;
use std::sync::Arc;

/// A finding of a row, with its place in the cell when it has one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowFinding {
    pub reason: Reason,
    /// What it does to the verdict of this row.
    pub effect: Effect,
    /// In bytes of the cell.
    pub span: Option<Range<usize>>,
    /// The column that it is about, when that is not the e-mail column.
    pub column: Option<Arc<str>>,
}

impl RowFinding {
    /// A finding about the whole row.
    pub fn of(reason: Reason) -> RowFinding {
        RowFinding { reason, effect: reason.effect(), span: None, column: None }
    }

    /// A finding that is settled: it is told, and changes nothing any more.
    pub fn settled(reason: Reason) -> RowFinding {
        RowFinding { reason, effect: Effect::Note, span: None, column: None }
    }
}

impl From<&Finding> for RowFinding {
    fn from(finding: &Finding) -> RowFinding {
        RowFinding { span: Some(finding.span.clone()), ..RowFinding::of(finding.reason) }
    }
}
