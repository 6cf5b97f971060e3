//! presend finds, before mail is sent, the addresses that will bounce.
//!
//! What is documented here is what a program needs: a few addresses ([`Checker`]), a list ([`judge_list`]), your own set-up
//! ([`sender::check`]), and mail that came back ([`bounce::read_message`]). That something could not be found out is never taken for its
//! absence: it makes a verdict [`Verdict::Unknown`], and rejects nobody.
//!
//! # A few addresses, asked of the real DNS
//!
//! ```no_run
//! use presend::dns::{Network, NetworkSettings, system_servers};
//! use presend::{Checker, Policy, Verdict};
//! use std::sync::Arc;
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let dns = Network::connect(&system_servers()?, NetworkSettings::default())?;
//! let checker = Checker::new(Some(Arc::new(dns)), Policy::default());
//! for checked in checker.check(["ann@hotmail.com", "bob@homail.com"]).await {
//!     let whole = checked.whole();
//!     if whole.verdict == Verdict::Reject {
//!         println!("{}: did you mean {:?}?", String::from_utf8_lossy(&checked.raw), whole.proposed());
//!     }
//! }
//! # Ok(()) }
//! ```
//!
//! # A list in memory
//!
//! ```
//! use presend::{JudgedRow, List, NoProgress, RunError, RunOptions, Sink, Verdict, judge_list};
//! use std::sync::Arc;
//!
//! #[derive(Default)]
//! struct Good(Vec<String>);
//!
//! impl Sink for Good {
//!     fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
//!         if judged.whole().verdict == Verdict::Ok {
//!             self.0.push(String::from_utf8_lossy(judged.content).into_owned());
//!         }
//!         Ok(())
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let list = List::from_bytes(b"name,email\nAnn,ann@gmail.com\nBob,bob@gmail\n")?;
//! let (summary, good) = judge_list(&list, &RunOptions::default(), None, Arc::new(NoProgress), Good::default()).await?;
//! assert_eq!(good.0, ["ann@gmail.com"]);
//! assert_eq!(summary.tally.of(Verdict::Reject), 1);
//! # Ok(()) }
//! ```
//!
//! # Your own set-up
//!
//! ```
//! use presend::dns::Zone;
//! use presend::domain::Domain;
//! use presend::sender::{SenderConfig, SenderVerdict};
//! use std::sync::Arc;
//!
//! # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let zone = Zone::parse("example.net. MX 10 mail.example.net.\nmail.example.net. A 192.0.2.25")?;
//! let config = SenderConfig { ips: vec!["192.0.2.25".parse()?], ..SenderConfig::new(Domain::new("example.net")?) };
//! let report = presend::sender::check(Arc::new(zone), config).await;
//! assert_eq!(report.verdict, SenderVerdict::Fail);
//! # Ok(()) }
//! ```
//!
//! # A bounce
//!
//! ```
//! use presend::bounce::{Class, Whose, read_reply};
//!
//! let bounce = read_reply("550 5.1.1 <ann@example.net>: Recipient address rejected: User unknown");
//! assert_eq!(bounce.recipient.as_deref(), Some("ann@example.net"));
//! assert_eq!(bounce.judged.class, Class::RecipientUnknown);
//! assert_eq!(bounce.judged.class.whose(), Whose::Recipient);
//! ```
#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod address;
pub mod bounce;
pub mod dns;
pub mod domain;
pub mod sender;

// What follows serves the command and the tests. It changes without notice.
#[doc(hidden)]
pub mod facts;
#[doc(hidden)]
pub mod judge;
#[doc(hidden)]
pub mod list;
#[doc(hidden)]
pub mod probe;
#[doc(hidden)]
pub mod reason;
#[doc(hidden)]
pub mod report;
#[doc(hidden)]
pub mod run;
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod suggest;

// The Python package carries the command, which names the library as other programs do.
#[cfg(feature = "python")]
mod cli;
#[cfg(feature = "python")]
extern crate self as presend;
#[cfg(feature = "python")]
mod python;

#[doc(inline)]
pub use dns::progress::{NoProgress, Progress};
#[doc(inline)]
pub use judge::{Fix, Policy, RowVerdict, SuggestedAddress, Verdict};
#[doc(inline)]
pub use reason::Reason;
#[doc(inline)]
pub use run::check::{Checked, CheckedPart, Checker};
#[doc(inline)]
pub use run::list::List;
#[doc(inline)]
pub use run::options::RunOptions;
#[doc(inline)]
pub use run::row::JudgedRow;
#[doc(inline)]
pub use run::{RunError, Sink, Summary, run as judge_list};

/// The Rust example of README is run with the tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
