//! Suggestions that were found, remembered for a while: a list often has one slip in many rows, and a text that is no valid domain is
//! looked at anew in each of them.

use super::Suggestion;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::sync::{Mutex, OnceLock, PoisonError};

/// Suggestions that are remembered, at most; of two in one place the later one stays. Some 4 MB if all are long. Always a power of two.
const PLACES: usize = 1 << 12;

/// A text with what was suggested for it.
type Place = Mutex<Option<(Box<str>, Suggestion)>>;

#[derive(Default)]
pub(super) struct Found {
    key: RandomState,
    places: OnceLock<Box<[Place]>>,
}

impl Found {
    /// What `find` says of a text, or what it said before.
    pub(super) fn or_find(&self, text: &str, find: impl FnOnce() -> Option<Suggestion>) -> Option<Suggestion> {
        let places = self.places.get_or_init(|| (0..PLACES).map(|_| Mutex::default()).collect());
        let place = &places[self.key.hash_one(text) as usize & (PLACES - 1)];
        let held = || place.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, suggestion)) = held().as_ref().filter(|(known, _)| **known == *text) {
            return Some(suggestion.clone());
        }
        let found = find()?;
        *held() = Some((text.into(), found.clone()));
        Some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_not_looked_for_again() {
        let found = Found::default();
        let first = super::super::suggest("gmailcom").expect("a suggestion");
        assert_eq!(found.or_find("gmailcom", || Some(first.clone())), Some(first.clone()));
        assert_eq!(found.or_find("gmailcom", || panic!("it is known")), Some(first));
        assert_eq!(found.or_find("other", || None), None);
    }
}
