//! presend finds, before mail is sent, the addresses that will bounce.
//!
//! The line is straight: rows are read ([`list`]), addresses found in them ([`address`]), distinct domains collected and
//! asked ([`survey`], [`dns`]), all of it judged ([`judge`]) and shown ([`report`]). Everything that decides is pure;
//! everything that waits is in [`dns`]. That something could not be found out is never taken for its absence.
//!
//! [`Checker`] is the shortest way in: a few addresses, and a resolver of your choice. [`clean::clean`] and
//! [`gate::gate`] do the work of the commands of those names.
#![forbid(unsafe_code)]

pub mod address;
pub mod bounce;
pub mod dns;
pub mod domain;
pub mod facts;
pub mod judge;
pub mod list;
pub mod probe;
pub mod reason;
pub mod report;
pub mod run;
pub mod sender;
pub mod suggest;

pub use judge::{Policy, Verdict};
pub use reason::Reason;
pub use run::check::{Checked, CheckedPart, Checker};

/// The Rust example of README is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
