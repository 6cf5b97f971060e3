//! Questions that were answered before, asked once more between those of the second sweep.
//!
//! The names of that sweep were chosen for having failed. So their failures do not tell whether the server has met a limit,
//! and a pace that followed them would stand still. Names that are known to be good tell it.

use crate::domain::Domain;
use crate::facts::RecordKind;
use rand::Rng;
use rand::rngs::StdRng;
use std::collections::VecDeque;

/// A probe is sent for so many questions of the second sweep.
const CHOSEN_PER_PROBE: u32 = 8;
/// Good names that are kept.
const KEPT: usize = 256;
/// One in so many good answers takes the place of an older one.
const REPLACED_ONE_IN: u32 = 512;

#[derive(Debug, Default)]
pub(super) struct Probes {
    good: VecDeque<(Domain, RecordKind)>,
    /// Questions of the second sweep since the last probe.
    chosen: u32,
}

impl Probes {
    /// A question was answered well.
    pub fn remember(&mut self, name: &Domain, kind: RecordKind, dice: &mut StdRng) {
        if self.good.len() < KEPT {
            self.good.push_back((name.clone(), kind));
        } else if dice.random_ratio(1, REPLACED_ONE_IN) {
            self.good.pop_front();
            self.good.push_back((name.clone(), kind));
        }
    }

    /// A question of the second sweep is sent for the first time.
    pub fn chosen_was_asked(&mut self) {
        self.chosen += 1;
    }

    /// The question that is to be asked now, if it is time for one.
    pub fn next(&mut self) -> Option<(Domain, RecordKind)> {
        if self.chosen < CHOSEN_PER_PROBE {
            return None;
        }
        self.chosen = 0;
        let probe = self.good.pop_front()?;
        self.good.push_back(probe.clone());
        Some(probe)
    }
}
