//! Why a list cannot be read. What is said of it stands in `data/texts/`; here is only what it says it of.

use crate::reason::escape::{file, one_line};
use crate::reason::{Lang, Sentence, refusal, say};
use std::io;
use std::path::PathBuf;

/// Why a list cannot be read. Each text says what is wrong and what to do; which options of the command help, the command adds.
#[derive(Debug)]
pub enum ListError {
    /// There is no such file.
    NotFound { path: PathBuf },
    /// It is a folder.
    Folder { path: PathBuf },
    /// This user may not read it.
    Denied { path: PathBuf },
    /// The file cannot be read.
    Read { path: PathBuf, error: io::Error },
    /// Reading failed in the middle of the list.
    ReadRow { line: u64, error: io::Error },
    /// What can be read once only could not be kept for the second pass.
    Spool { error: io::Error },
    /// Duplicates could not be looked for on the disk.
    Duplicates { error: io::Error },
    /// The file is of a kind that is no text list.
    NotText { name: String, kind: Kind },
    /// A workbook is damaged, or locked.
    Workbook { name: String, what: String },
    /// A ZIP archive is damaged, or has no list in it.
    Archive { name: String, what: Sentence },
    /// There are several lists in an archive.
    Lists { name: String, count: usize, lists: String },
    /// A Parquet file is damaged, or of a kind that cannot be read.
    Parquet { name: String, what: String },
    /// The system gives no more threads.
    Threads { error: io::Error },
    /// The results cannot be written.
    Write { error: io::Error },
    /// A workbook has other sheets.
    NoSuchSheet { wanted: String, sheets: String },
    /// A JSON document has other arrays.
    NoSuchRecords { wanted: String, keys: String },
    /// A JSON document is not whole, counted from 1. `what` is the name of the text that says why.
    Json { name: String, line: u64, column: u64, what: &'static str },
    /// The list is text, but not in rows.
    NotRows { kind: Kind },
    /// The bytes are no text in any encoding that can be read.
    Binary { percent: usize },
    /// There is no row in the list, or only empty lines.
    Empty,
    /// The file changed between the passes.
    Changed { name: String },
    /// A row is longer than any row of a list.
    RowTooLong { line: u64, octets_max: usize },
    /// A sign that cannot be a delimiter was asked for.
    Delimiter,
    /// The list has other columns.
    NoSuchColumn { wanted: String, columns: String },
    /// The addresses are in other columns than the one that was asked for.
    ColumnWithoutAddresses { wanted: String, others: String },
    /// There is not one `@` in the list.
    NoAddresses,
    /// No column looks like e-mail addresses.
    NoEmailColumn { columns: String },
}

/// A kind of file that is no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    SevenZip,
    Rar,
    Zip,
    Sqlite,
    Pdf,
    Rtf,
    Picture,
    /// JSON without an array of objects or strings.
    Json,
    /// A web page without a table, or XML.
    Page,
    /// Address cards that could not be read as such.
    Cards,
}

impl Kind {
    /// What it is, and what a person should do with it.
    fn said(self, lang: Lang) -> (&'static str, &'static str) {
        let (kind, advice) = match self {
            Kind::SevenZip => ("kind-seven-zip", "kind-unpack"),
            Kind::Rar => ("kind-rar", "kind-unpack"),
            Kind::Zip => ("kind-zip", "kind-unpack"),
            Kind::Sqlite => ("kind-sqlite", "kind-export"),
            Kind::Pdf => ("kind-pdf", "kind-export"),
            Kind::Rtf => ("kind-rtf", "kind-save-as-text"),
            Kind::Picture => ("kind-picture", "kind-export"),
            Kind::Json => ("kind-json", "kind-one-a-line"),
            Kind::Page => ("kind-page", "kind-open-in-spreadsheet"),
            Kind::Cards => ("kind-cards", "kind-export-contacts"),
        };
        (lang.text(kind), lang.text(advice))
    }
}

impl ListError {
    /// What is wrong and what to do.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { path } => say!(lang, "list-error-not-found", file = file(path)),
            Self::Folder { path } => say!(lang, "list-error-folder", file = file(path)),
            Self::Denied { path } => say!(lang, "list-error-denied", file = file(path)),
            Self::Read { path, error } => {
                say!(lang, "list-error-read", file = file(path), error = refusal(error, lang))
            }
            Self::ReadRow { line, error } => {
                say!(lang, "list-error-read-row", line = line.to_string(), error = refusal(error, lang))
            }
            Self::Spool { error } => say!(lang, "list-error-spool", error = refusal(error, lang)),
            Self::Duplicates { error } => say!(lang, "list-error-duplicates", error = refusal(error, lang)),
            Self::NotText { name, kind } => {
                let (kind, advice) = kind.said(lang);
                say!(lang, "list-error-not-text", file = one_line(name), kind = kind, advice = advice)
            }
            Self::Workbook { name, what } => say!(lang, "list-error-workbook", file = one_line(name), what = what),
            Self::Archive { name, what } => {
                say!(lang, "list-error-archive", file = one_line(name), what = what.said(lang))
            }
            Self::Lists { name, count, lists } => {
                say!(lang, "list-error-lists", file = one_line(name), count = *count, lists = lists)
            }
            Self::Parquet { name, what } => say!(lang, "list-error-parquet", file = one_line(name), what = what),
            Self::Threads { error } => say!(lang, "list-error-threads", error = refusal(error, lang)),
            Self::Write { error } => say!(lang, "list-error-write", error = refusal(error, lang)),
            Self::NoSuchSheet { wanted, sheets } => {
                say!(lang, "list-error-no-such-sheet", wanted = format!("{wanted:?}"), sheets = sheets)
            }
            Self::NoSuchRecords { wanted, keys } => {
                let keys = if keys.is_empty() { lang.text("list-error-no-key").to_owned() } else { one_line(keys) };
                say!(lang, "list-error-no-such-records", wanted = format!("{wanted:?}"), keys = keys)
            }
            Self::Json { name, line, column, what } => {
                let (file, line, column) = (one_line(name), line.to_string(), column.to_string());
                say!(lang, "list-error-json", file = file, line = line, column = column, what = lang.text(what))
            }
            Self::NotRows { kind } => {
                let (kind, advice) = kind.said(lang);
                say!(lang, "list-error-not-rows", kind = kind, advice = advice)
            }
            Self::Binary { percent } => say!(lang, "list-error-binary", percent = *percent),
            Self::Empty => lang.text("list-error-empty").to_owned(),
            Self::Changed { name } => say!(lang, "list-error-changed", file = one_line(name)),
            Self::RowTooLong { line, octets_max } => {
                say!(lang, "list-error-row-too-long", line = line.to_string(), mebibytes = *octets_max >> 20)
            }
            Self::Delimiter => lang.text("list-error-delimiter").to_owned(),
            Self::NoSuchColumn { wanted, columns } => {
                say!(lang, "list-error-no-such-column", wanted = wanted, columns = columns)
            }
            Self::ColumnWithoutAddresses { wanted, others } => {
                say!(lang, "list-error-column-without-addresses", wanted = wanted, others = others)
            }
            Self::NoAddresses => lang.text("list-error-no-addresses").to_owned(),
            Self::NoEmailColumn { columns } => say!(lang, "list-error-no-email-column", columns = columns),
        }
    }
}

impl std::fmt::Display for ListError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.said(Lang::En))
    }
}

impl std::error::Error for ListError {}
