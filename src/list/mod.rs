//! List files: what they look like, their rows, and the same bytes out again.
//!
//! A row is handed out as the exact bytes that stood in the file. Nothing here knows what an address means beyond what
//! is needed to find its column, and nothing here may lose, add or reorder a byte of the list.

mod archive;
mod compression;
mod csv;
mod detect;
mod encoding;
mod error;
mod file;
mod formulas;
mod gunzip;
mod html;
mod json;
mod layout;
mod made;
mod parquet;
#[cfg(test)]
mod samples;
mod source;
mod unseen;
mod workbook;
mod writer;

pub use compression::Packing;
pub use csv::chunk::ROW_OCTETS_MAX;
pub use csv::parallel::in_order;
pub use csv::reader::{Block, BlockReader, Content, Mark, Row, RowReader, RowText, Rows};
pub use csv::split::{QUOTED_LINES_MAX, QUOTED_OCTETS_MAX};
pub use csv::writer::{PLAIN_DELIMITER, RowWriter, harmless};
pub use detect::header::names_addresses;
pub use detect::sniff::sniff;
pub use encoding::Encoding;
pub use error::{Kind, ListError};
pub use formulas::is_formula;
pub(crate) use json::adder::Adder;
pub use json::document::Records;
pub use json::lines::{Line, Lines, RecordText, address_name, record_text};
pub use json::picker::{Picked, Picker};
pub use layout::{Column, Delimiter, Described, Layout, LayoutOptions, LineEnd, NamedColumn, SAMPLE_OCTETS_MAX};
pub use source::{InputFormat, Source, SourceOptions, SourceReader};
pub use writer::{ListWriter, OutputFormat};

/// The columns that are added to every row.
pub const ADDED_COLUMNS: [&str; 3] = ["presend_verdict", "presend_codes", "presend_suggestion"];
