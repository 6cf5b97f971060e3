//! List files: what they look like, their rows, and the same bytes out again.
//!
//! A row is handed out as the exact bytes that stood in the file. Nothing here knows what an address means beyond what
//! is needed to find its column, and nothing here may lose, add or reorder a byte of the list.

mod archive;
mod compression;
mod contacts;
mod csv;
mod detect;
mod encoding;
mod file;
mod formulas;
mod gunzip;
mod html;
mod json;
mod layout;
mod made;
mod messages;
mod parquet;
#[cfg(test)]
mod samples;
mod source;
mod unseen;
mod workbook;
mod writer;

pub use compression::Packing;
pub use contacts::Book;
pub use csv::chunk::ROW_OCTETS_MAX;
pub use csv::parallel::in_order;
pub use csv::reader::{Block, BlockReader, Content, Mark, Row, RowReader, RowText, Rows};
pub use csv::split::{QUOTED_LINES_MAX, QUOTED_OCTETS_MAX};
pub use csv::writer::{PLAIN_DELIMITER, RowWriter, harmless};
pub use detect::sniff::sniff;
pub use encoding::Encoding;
pub use formulas::is_formula;
pub(crate) use json::adder::Adder;
pub use json::document::Records;
pub use json::lines::{Line, Lines, RecordText, address_name, record_text};
pub use json::picker::{Picked, Picker};
pub use layout::{Column, Delimiter, Layout, LayoutOptions, LineEnd, NamedColumn, SAMPLE_OCTETS_MAX};
pub use source::{InputFormat, Source, SourceOptions, SourceReader};
pub use writer::{ListWriter, OutputFormat};

use crate::reason::escape;
use std::io;
use std::path::PathBuf;

/// The columns that are added to every row.
pub const ADDED_COLUMNS: [&str; 3] = ["presend_verdict", "presend_codes", "presend_suggestion"];

/// Why a list cannot be read. Each message says what is wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    #[error("There is no file {}. Check the name and the folder.", escape::file(path))]
    NotFound { path: PathBuf },
    #[error("{} is a folder. Name the list file inside it.", escape::file(path))]
    Folder { path: PathBuf },
    #[error(
        "{} may not be read by this user. Ask for permission to read it, or copy it to a place of your own.",
        escape::file(path)
    )]
    Denied { path: PathBuf },
    #[error("Cannot read {}: {error}.", escape::file(path))]
    Read { path: PathBuf, error: io::Error },
    /// Reading failed in the middle of the list.
    #[error("Reading the list failed at line {line}: {error}. Nothing after that line was read; run presend again.")]
    ReadRow { line: u64, error: io::Error },
    #[error(
        "Cannot keep a copy of the list in the folder for temporary files: {error}. Make room, or save the list to a file that is not packed and name that."
    )]
    Spool { error: io::Error },
    #[error(
        "Cannot look for duplicates on the disk: {error}. Make room in the folder for temporary files, or allow more memory with --memory."
    )]
    Duplicates { error: io::Error },
    /// The file is of a kind that is no text list; `advice` says what to do.
    #[error("{}: this is {kind}. {advice}", escape::one_line(name))]
    NotText { name: String, kind: &'static str, advice: &'static str },
    #[error("{}: the workbook is of no use: {what}.", escape::one_line(name))]
    Workbook { name: String, what: String },
    #[error("{}: the ZIP archive is of no use: {what}.", escape::one_line(name))]
    Archive { name: String, what: String },
    /// There are several lists in an archive.
    #[error("{} holds {count} lists: {lists}. Name one with --sheet.", escape::one_line(name))]
    Lists { name: String, count: usize, lists: String },
    #[error("{}: the Parquet file cannot be read: {what}. Copy or write it again.", escape::one_line(name))]
    Parquet { name: String, what: String },
    #[error(
        "Cannot start a thread to read the list: {error}. Let this process have more threads (ulimit -u) or memory (ulimit -v)."
    )]
    Threads { error: io::Error },
    #[error("cannot write the results: {error}")]
    Write { error: io::Error },
    #[error("The workbook has no sheet {wanted:?}. It has {sheets}.")]
    NoSuchSheet { wanted: String, sheets: String },
    #[error("The document has no records under {wanted:?}. It has arrays under {}.", escape::one_line(if keys.is_empty() { "no key" } else { keys }))]
    NoSuchRecords { wanted: String, keys: String },
    /// A JSON document is not whole, counted from 1.
    #[error(
        "{}: the JSON is broken at line {line}, column {column}: {what}. Look at that place, or write the file again.",
        escape::one_line(name)
    )]
    Json { name: String, line: u64, column: u64, what: &'static str },
    /// The list is text, but not in rows.
    #[error("This is {kind}, not a list of rows. {advice}")]
    NotRows { kind: &'static str, advice: &'static str },
    /// The bytes are no text in any encoding that can be read.
    #[error(
        "This does not look like a text list: {percent} % of its beginning are control bytes. Save it as CSV UTF-8 and run presend on that."
    )]
    Binary { percent: usize },
    /// There is no row in the list, or only empty lines. `--allow-empty` makes this acceptable.
    #[error(
        "The list is empty: there is no row in it. Check the export that made it. If an empty list is fine, use --allow-empty."
    )]
    Empty,
    #[error(
        "{} changed while presend was reading it. Wait until nothing writes to it, then run presend again.",
        escape::one_line(name)
    )]
    Changed { name: String },
    #[error(
        "The row at line {line} is longer than {} MiB. Most often a quote is missing or the file is no text list; look at that line.",
        octets_max >> 20
    )]
    RowTooLong { line: u64, octets_max: usize },
    #[error("A quote or a line end cannot be the delimiter. Common ones are , ; | and the tab.")]
    Delimiter,
    #[error("The list has no column {wanted}. It has {columns}.")]
    NoSuchColumn { wanted: String, columns: String },
    #[error(
        "No addresses in column {wanted}. There are some in column {others}. Name that one with --column, or leave --column out."
    )]
    ColumnWithoutAddresses { wanted: String, others: String },
    /// There is not one `@` in the list.
    #[error(
        "There is no @ in the list, so it holds no e-mail addresses. Check that this is the right file. To pass over such files, use --if-no-addresses skip."
    )]
    NoAddresses,
    #[error(
        "No column looks like e-mail addresses. The list has {columns}. Name the right one with --column NAME or --column N."
    )]
    NoEmailColumn { columns: String },
}
