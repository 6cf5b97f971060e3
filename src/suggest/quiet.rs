//! Names about which there is nothing to say, remembered for a while: each domain of a list is looked at when it is read and
//! again when the DNS has answered, and nearly all of them are like no provider's.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

/// Names that are remembered, at most; of two in one place the later one stays. Always a power of two. As many domains as wait for
/// the DNS have room several times over.
const PLACES: usize = 1 << 18;

/// Known by 63 bits of keyed hash, which nobody can aim at: one look in 10^18 takes a name for another one, and then a suggestion is
/// not shown.
#[derive(Default)]
pub(super) struct Quiet {
    key: RandomState,
    places: OnceLock<Box<[AtomicU64]>>,
}

impl Quiet {
    fn hash(&self, name: &str) -> u64 {
        let mut hasher = self.key.build_hasher();
        hasher.write(name.as_bytes());
        // An empty place is no name.
        hasher.finish() | 1 << 63
    }

    fn place(&self, hash: u64) -> &AtomicU64 {
        let places = self.places.get_or_init(|| (0..PLACES).map(|_| AtomicU64::new(0)).collect());
        &places[hash as usize & (PLACES - 1)]
    }

    /// What `find` says of a name, unless it is remembered that this is nothing.
    pub(super) fn unless_known<T>(&self, name: &str, find: impl FnOnce() -> Option<T>) -> Option<T> {
        let hash = self.hash(name);
        let place = self.place(hash);
        if place.load(Ordering::Relaxed) == hash {
            return None;
        }
        let found = find();
        if found.is_none() {
            place.store(hash, Ordering::Relaxed);
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_nothing_is_remembered() {
        let quiet = Quiet::default();
        assert_eq!(quiet.unless_known("a.com", || Some(1)), Some(1));
        assert_eq!(quiet.unless_known("a.com", || None::<u8>), None);
        assert_eq!(quiet.unless_known("a.com", || Some(2)), None);
        assert_eq!(quiet.unless_known("b.com", || Some(3)), Some(3));
    }
}
