//! How far a run has come, for whoever shows it. The library itself shows nothing.

use std::time::Duration;

/// How far the second sweep has come, in which the domains that were slow or failed are asked once more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// Those that are asked again.
    pub domains: u64,
    /// Those of them that were answered, or given up.
    pub done: u64,
    /// Questions about them that wait for their turn to be sent.
    pub unsent: u64,
    /// The longest that a question took the first time, of those that are not done. It will most likely take as long again.
    pub longest: Duration,
}

/// Told of progress, often and from several threads; must be quick.
pub trait Progress: Send + Sync {
    /// First pass: so many rows and octets of the list were read.
    fn read(&self, rows: u64, octets: u64) {
        let _ = (rows, octets);
    }

    /// One more distinct domain was found that will be asked.
    fn domain_found(&self) {}

    /// One more domain was answered, or given up.
    fn domain_resolved(&self) {}

    /// The first sweep is over, and the second has come so far.
    fn asking_again(&self, again: Again) {
        let _ = again;
    }

    /// Second pass: so many rows and octets were judged.
    fn judged(&self, rows: u64, octets: u64) {
        let _ = (rows, octets);
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct NoProgress;

impl Progress for NoProgress {}
