//! What the user wants of a run over a list: how it is judged, and what the run may use.

use super::baseline::Baseline;
use super::since::KnownCells;
use crate::judge::Policy;
use crate::reason::{Effect, Reason};
use std::sync::Arc;

/// Settings of a run.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    pub policy: Policy,
    /// The memory that finding duplicates may take, in octets; beyond it the disk is used. `None` for as much as it takes.
    pub memory_octets_max: Option<u64>,
    /// Findings that are accepted, and not counted again.
    pub baseline: Option<Arc<Baseline>>,
    /// The rows of an earlier state of the list, which are not judged again.
    pub known_cells: Option<Arc<KnownCells>>,
}

impl From<Policy> for RunOptions {
    fn from(policy: Policy) -> RunOptions {
        RunOptions { policy, ..RunOptions::default() }
    }
}

impl RunOptions {
    /// Whether the finding that explains a row is accepted. That nothing could be found out never is.
    pub fn accepts(&self, cell: &[u8], primary: Option<Reason>) -> bool {
        let Some(reason) = primary.filter(|reason| reason.effect() != Effect::Unknown) else { return false };
        self.baseline.as_ref().is_some_and(|baseline| baseline.knows(cell, reason))
    }

    /// Whether the row was there before, and is not to be judged again.
    pub fn is_old(&self, cell: &[u8]) -> bool {
        self.known_cells.as_ref().is_some_and(|known| known.has(cell))
    }
}
