//! How far a run has come, for whoever shows it. The library itself shows nothing.

/// Told of progress, often and from several threads; must be quick.
pub trait Watch: Send + Sync {
    /// First pass: so many rows and octets of the list were read.
    fn read(&self, rows: u64, octets: u64) {
        let _ = (rows, octets);
    }

    /// One more distinct domain was found that will be asked.
    fn domain_found(&self) {}

    /// One more domain was answered, or given up.
    fn domain_resolved(&self) {}

    /// Second pass: so many rows and octets were judged.
    fn judged(&self, rows: u64, octets: u64) {
        let _ = (rows, octets);
    }
}

/// Nobody watches.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watch for Unwatched {}
