//! DMARC (RFC 7489, and RFC 9989 that replaces it): which policy stands for a From domain, what is wrong with it, and
//! whether an authenticated domain is aligned with From.
//!
//! Receivers of both standards are about. Where they differ, what either of them would do is said: RFC 7489 looks the
//! organisational domain up in the public suffix list, RFC 9989 walks up the DNS tree.

mod discover;
mod finding;
mod policy;
mod walk;

pub use discover::{Discovery, discover};
pub use finding::{Finding, Kind};
pub use policy::{Alignment, Disposition, Dmarc, ReportAddress, Selection, select};
pub use walk::{Organisation, aligned, organisation};

#[cfg(test)]
mod tests;
