//! Your own set-up: what receivers check of a sender, asked, judged, and mended with records that were tried before they are shown.
//!
//! What judges is pure (`checks`, `spf`, `records`); what waits for answers is `ask` and, when the user wants it, `connect`.

mod ask;
#[doc(hidden)]
pub mod checks;
#[doc(hidden)]
pub mod connect;
#[doc(hidden)]
pub mod records;
pub mod spf;

#[doc(hidden)]
pub use ask::{Entry, Outcome, Wanted, check_all, check_connected};
pub use ask::{SenderReport, check};
#[doc(inline)]
pub use checks::{Check, Group, SenderConfig, SenderVerdict, Status};
