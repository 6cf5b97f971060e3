//! The table of facts: what was found out about domains as a file that data tools can join, in Parquet, JSON Lines or CSV.
//!
//! The columns stand in one list, [`COLUMNS`], from which all three forms are written and read, and their meaning is a promise under the name
//! [`SCHEMA`]. What a verdict rests on is read back; the verdict itself, and what follows from it, is for whoever joins the table, and is
//! never believed. A table may come from a stranger: what is not as presend writes it is an error with its place, never a guess.

mod columns;
mod read;
mod row;
mod time;
mod write;

pub use columns::{COLUMNS, Column, Kind, SCHEMA};
pub use read::{Reading, read, read_rows};
pub use row::FactsRow;
pub use time::{seconds, time_text};
pub use write::{write, write_ipc};

use crate::list::ListError;
use crate::reason::escape;
use std::io;
use std::path::Path;

/// A form of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FactsForm {
    /// Parquet, with types.
    Parquet,
    /// JSON Lines, one object a domain.
    Jsonl,
    /// CSV with the names of the columns in its first line.
    Csv,
}

impl FactsForm {
    /// The form of a file by its ending; `None` where it is that of none.
    pub fn of(path: &Path) -> Option<FactsForm> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        match &*ending {
            "parquet" => Some(FactsForm::Parquet),
            "jsonl" | "ndjson" => Some(FactsForm::Jsonl),
            "csv" => Some(FactsForm::Csv),
            _ => None,
        }
    }
}

/// Why a table cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FactsError {
    /// The file is none that could hold a table.
    #[error(transparent)]
    File(#[from] ListError),
    /// Reading ended in the middle.
    #[error("{}: reading the table of facts failed at {place}: {error}", escape::one_line(name))]
    Read {
        /// The file as it was named.
        name: String,
        /// Such as `line 7`.
        place: String,
        /// What the system or the form says.
        error: io::Error,
    },
    /// It is no table of facts, for a column is missing.
    #[error(
        "{}: this is no table of facts, for it has no column {missing}. presend resolve LIST -o facts.parquet makes one",
        escape::one_line(name)
    )]
    NoColumn {
        /// The file as it was named.
        name: String,
        /// The first column that is missing.
        missing: &'static str,
    },
    /// A row is not as presend writes it.
    #[error(
        "{}: {place} of the table of facts is of no use: {what}. Make the table again with presend resolve",
        escape::one_line(name)
    )]
    Row {
        /// The file as it was named.
        name: String,
        /// Such as `line 7`.
        place: String,
        /// What is wrong with it.
        what: String,
    },
    /// There are more rows than a table can have.
    #[error("{}: the table of facts has more than {max} rows", escape::one_line(name))]
    TooMany {
        /// The file as it was named.
        name: String,
        /// The most that are read.
        max: u64,
    },
    /// It cannot be written.
    #[error("cannot write the table of facts: {0}")]
    Write(#[from] io::Error),
}
