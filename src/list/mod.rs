//! List files: what they look like, their rows, and the same bytes out again.
//!
//! A row is handed out as the exact bytes that stood in the file. Nothing here knows what an address means beyond what
//! is needed to find its column.

mod reader;
mod sniff;
mod source;
mod writer;

pub use reader::{Row, RowReader};
pub use sniff::{Column, Delimiter, Layout, LayoutWish, LineEnd, sniff};
pub use source::Source;
pub use writer::{RowWriter, without_formula};

use std::io;
use std::path::PathBuf;

/// Why a list cannot be read. Each message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error("cannot read {}: {error}", path.display())]
    Read { path: PathBuf, error: io::Error },
}
