//! What goes wrong with the file during a run. It costs the run the store, and nothing else.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

/// What went wrong with the file during the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    Locked,
    Damaged,
    Failed(String),
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Trouble::Locked => f.write_str("is locked by another program"),
            Trouble::Damaged => f.write_str("is damaged and is set aside"),
            Trouble::Failed(why) => write!(f, "cannot be written or read ({why})"),
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
