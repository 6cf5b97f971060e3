//! The ids of one socket and the questions that have them. Pure but for the dice.

use rand::Rng;

/// Questions in flight on one socket at most: enough ids stay free for a forger to miss.
pub(super) const IN_FLIGHT_MAX: usize = 16_384;
const FREE: u32 = u32::MAX;

/// Which question has which id.
#[derive(Debug)]
pub(super) struct Ids {
    /// One place for each id, made when the first is booked.
    owners: Vec<u32>,
    taken: usize,
}

impl Ids {
    pub(super) fn new() -> Ids {
        Ids { owners: Vec::new(), taken: 0 }
    }

    /// Books an unpredictable id for a question. `None` while too many are taken.
    pub(super) fn book(&mut self, key: u32, dice: &mut impl Rng) -> Option<u16> {
        if self.taken >= IN_FLIGHT_MAX {
            return None;
        }
        if self.owners.is_empty() {
            self.owners = vec![FREE; 1 << 16];
        }
        // At most a quarter of the ids is taken, so this loop ends soon.
        loop {
            let id: u16 = dice.random();
            let owner = &mut self.owners[usize::from(id)];
            if *owner == FREE {
                *owner = key;
                self.taken += 1;
                return Some(id);
            }
        }
    }

    /// The question that has this id.
    pub(super) fn owner(&self, id: u16) -> Option<u32> {
        self.owners.get(usize::from(id)).copied().filter(|&key| key != FREE)
    }

    /// Gives an id back.
    pub(super) fn free(&mut self, id: u16) {
        if let Some(owner) = self.owners.get_mut(usize::from(id))
            && *owner != FREE
        {
            *owner = FREE;
            self.taken -= 1;
        }
    }

    #[cfg(test)]
    pub(super) fn taken(&self) -> usize {
        self.taken
    }

    /// All questions that have an id here.
    pub(super) fn owners(&self) -> impl Iterator<Item = u32> + '_ {
        self.owners.iter().copied().filter(|&key| key != FREE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::SeedableRng;
    use rand::rngs::StdRng;
    use std::collections::HashSet;

    #[test]
    fn ids_are_distinct_and_most_stay_free() {
        let mut dice = StdRng::seed_from_u64(1);
        let mut ids = Ids::new();
        let booked: Vec<u16> = std::iter::from_fn(|| ids.book(7, &mut dice)).collect();
        assert_eq!(booked.len(), IN_FLIGHT_MAX);
        assert_eq!(booked.iter().collect::<HashSet<_>>().len(), IN_FLIGHT_MAX);
        assert_eq!(ids.owners().count(), IN_FLIGHT_MAX);
        booked.iter().for_each(|&id| ids.free(id));
        assert_eq!(ids.taken(), 0);
        assert!(ids.book(8, &mut dice).is_some());
    }

    #[test]
    fn an_id_given_back_twice_counts_once() {
        let mut dice = StdRng::seed_from_u64(2);
        let mut ids = Ids::new();
        let id = ids.book(3, &mut dice).expect("an id");
        assert_eq!(ids.owner(id), Some(3));
        ids.free(id);
        ids.free(id);
        assert_eq!((ids.owner(id), ids.taken()), (None, 0));
    }
}
