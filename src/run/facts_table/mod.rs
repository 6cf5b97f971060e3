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
use crate::reason::{Lang, Sentence, escape, refusal, say, shown_in_english};
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
#[derive(Debug)]
pub enum FactsError {
    /// The file is none that could hold a table.
    File(ListError),
    /// Reading ended in the middle.
    Read {
        /// The file as it was named.
        name: String,
        /// Such as `line 7`.
        place: Sentence,
        /// What the system or the form says.
        error: io::Error,
    },
    /// It is no table of facts, for a column is missing.
    NoColumn {
        /// The file as it was named.
        name: String,
        /// The first column that is missing.
        missing: &'static str,
    },
    /// A row is not as presend writes it.
    Row {
        /// The file as it was named.
        name: String,
        /// Such as `line 7`.
        place: Sentence,
        /// What is wrong with it.
        what: Box<Sentence>,
    },
    /// There are more rows than a table can have.
    TooMany {
        /// The file as it was named.
        name: String,
        /// The most that are read.
        max: u64,
    },
    /// It cannot be written.
    Write(io::Error),
}

impl FactsError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::File(error) => error.said(lang),
            Self::Read { name, place, error } => say!(
                lang,
                "facts-error-read",
                file = escape::one_line(name),
                place = place.said(lang),
                error = refusal(error, lang)
            ),
            Self::NoColumn { name, missing } => {
                say!(lang, "facts-error-no-column", file = escape::one_line(name), column = *missing)
            }
            Self::Row { name, place, what } => {
                say!(
                    lang,
                    "facts-error-row",
                    file = escape::one_line(name),
                    place = place.said(lang),
                    what = what.said(lang)
                )
            }
            Self::TooMany { name, max } => {
                say!(lang, "facts-error-too-many", file = escape::one_line(name), rows = *max)
            }
            Self::Write(error) => say!(lang, "facts-error-write", error = refusal(error, lang)),
        }
    }
}

shown_in_english!(FactsError);

impl std::error::Error for FactsError {
    /// What is said in the words of another error has the cause of that one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::File(error) => error.source(),
            _ => None,
        }
    }
}

impl From<ListError> for FactsError {
    fn from(error: ListError) -> FactsError {
        FactsError::File(error)
    }
}

impl From<io::Error> for FactsError {
    fn from(error: io::Error) -> FactsError {
        FactsError::Write(error)
    }
}
