//! Your own set-up: what receivers check of a sender, asked, judged, and mended with records that were tried before they are shown.
//!
//! What judges is pure (`checks`, `spf`, `records`); what waits for answers is `ask` and, when the user wants it, `connect`.

mod ask;
pub mod checks;
pub mod connect;
pub mod records;
pub mod spf;

pub use ask::{Entry, Outcome, SenderReport, Wanted, check, check_all, check_connected};
