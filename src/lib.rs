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
pub mod baseline;
pub mod bounce;
pub mod check;
pub mod clean;
pub mod commonest;
pub mod connect;
pub mod dns;
pub mod domain;
pub mod facts;
pub mod forms;
pub mod gate;
pub mod imap;
pub mod judge;
pub mod list;
pub mod logged;
pub mod mailbag;
pub mod never;
pub mod outputs;
pub mod policy;
pub mod probe;
pub mod reason;
pub mod records;
pub mod report;
pub mod retry;
pub mod rows;
pub mod run;
pub mod seen;
pub mod sender;
pub mod sent;
pub mod since;
pub mod spf;
pub mod stream;
pub mod suggest;
pub mod suppress;
pub mod survey;
pub mod tally;
pub mod watch;

pub use check::{Checked, CheckedPart, Checker};
pub use judge::Verdict;
pub use policy::Policy;
pub use reason::Reason;

/// The Rust example of README is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
