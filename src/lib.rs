//! presend finds, before mail is sent, the addresses that will bounce.
#![forbid(unsafe_code)]

pub mod address;
pub mod check;
pub mod clean;
pub mod dns;
pub mod domain;
pub mod facts;
pub mod gate;
pub mod judge;
pub mod list;
pub mod outputs;
pub mod policy;
pub mod reason;
pub mod report;
pub mod rows;
pub mod run;
pub mod seen;
pub mod suggest;
pub mod survey;
pub mod tally;
pub mod watch;

pub use check::{Checked, CheckedPart, Checker};
pub use judge::Verdict;
pub use policy::Policy;
pub use reason::Reason;
