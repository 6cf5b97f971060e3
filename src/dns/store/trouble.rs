//! What goes wrong with the file during a run. It costs the run the store, and nothing else.

use crate::reason::{Lang, escape, say};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What went wrong with the file during the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Locked,
    Damaged,
    Failed(String),
}

impl Trouble {
    /// What is wrong with the file, and that nothing else is.
    pub(super) fn said(&self, path: &Path, lang: Lang) -> String {
        match self {
            Trouble::Locked => say!(lang, "store-was-locked", file = escape::file(path)),
            Trouble::Damaged => say!(lang, "store-was-damaged", file = escape::file(path)),
            Trouble::Failed(why) => say!(lang, "store-has-failed", file = escape::file(path), why = why),
        }
    }
}

/// The first trouble. From then on the file is not touched.
#[derive(Clone, Debug, Default)]
pub(super) struct Troubles(Arc<OnceLock<Trouble>>);

impl Troubles {
    pub(super) fn note(&self, trouble: Trouble) {
        let _ = self.0.set(trouble);
    }

    pub(super) fn first(&self) -> Option<Trouble> {
        self.0.get().cloned()
    }

    pub(super) fn any(&self) -> bool {
        self.0.get().is_some()
    }
}

/// What a thread that panicked leaves behind is as good as any: all of it is checked when it is read.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
