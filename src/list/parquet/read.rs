//! Parquet files: their records as rows of text.
//!
//! Records are read batch by batch, so memory does not grow with the file. The text is CSV with the names of the columns in its first
//! line and one line for each record, so that record N stands on line N + 1.

use super::values::{push_uuid, push_value};
use crate::list::file::FileReader;
use crate::list::workbook::read::push_cell;
use crate::list::{ListError, Source, compression};
use crate::reason::Sentence;
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, FieldRef, Schema, SchemaRef};
use bytes::Bytes;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::basic::LogicalType;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};
use std::io::{self, BufReader, ErrorKind, Read};
use std::sync::Arc;

/// Records of a batch.
const BATCH_ROWS: usize = 8_192;

/// Lines are made until they have so many octets together.
const TEXT_OCTETS: usize = 1 << 18;

/// What the pages of a file may unpack to without being looked at askance, in octets, and how many times its size beyond that: a row has
/// an address that is found nowhere else, and one text of a kilobyte that is the same in all rows.
const UNPACKED_OCTETS_FREE: u64 = 64 << 20;
const UNPACKED_TIMES_MAX: u64 = 250;

/// The records of a Parquet file, batch by batch.
pub(in crate::list) struct Batches {
    pub schema: SchemaRef,
    /// For each column, whether its octets are UUIDs, which Arrow does not tell.
    uuids: Vec<bool>,
    reader: ParquetRecordBatchReader,
    /// The size of the file.
    octets: u64,
}

impl Batches {
    pub fn open(source: &Source) -> Result<Batches, ListError> {
        let damaged = |error: parquet::errors::ParquetError| ListError::Parquet {
            name: source.name.clone(),
            what: error.to_string(),
        };
        let metadata =
            ArrowReaderMetadata::load(&Chunked(source.bytes()), ArrowReaderOptions::new()).map_err(damaged)?;
        refuse_swollen(metadata.metadata(), source.octets).map_err(damaged)?;
        let schema = metadata.schema().clone();
        // A text that stands in a thousand records is held once.
        let views = ArrowReaderOptions::new().with_schema(Arc::new(with_views(&schema)));
        let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), views).unwrap_or(metadata);
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(Chunked(source.bytes()), metadata);
        let stored = builder.parquet_schema().root_schema().get_fields();
        let uuids =
            stored.iter().map(|field| field.get_basic_info().logical_type_ref() == Some(&LogicalType::Uuid)).collect();
        let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(damaged)?;
        Ok(Batches { schema, uuids, reader, octets: source.octets })
    }

    /// Whether a column is one of texts or octets.
    pub fn holds_text(&self, column: usize) -> bool {
        let is_text = |kind: &DataType| matches!(viewed(kind), DataType::Utf8View | DataType::BinaryView);
        self.schema.fields().get(column).is_some_and(|field| match field.data_type() {
            DataType::Dictionary(_, values) => is_text(values),
            kind => is_text(kind),
        })
    }

    /// The next batch, or `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<RecordBatch>> {
        let batch = self.reader.next().transpose();
        batch.map_err(|error| io::Error::new(ErrorKind::InvalidData, format!("the Parquet file is damaged: {error}")))
    }
}

/// The schema with views in place of texts and octets.
fn with_views(schema: &Schema) -> Schema {
    let fields = schema.fields().iter().map(|field| field.as_ref().clone().with_data_type(viewed(field.data_type())));
    Schema::new(fields.collect::<Vec<Field>>())
}

fn viewed(kind: &DataType) -> DataType {
    let of_field = |field: &FieldRef| Arc::new(field.as_ref().clone().with_data_type(viewed(field.data_type())));
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 => DataType::Utf8View,
        DataType::Binary | DataType::LargeBinary => DataType::BinaryView,
        DataType::Struct(fields) => DataType::Struct(fields.iter().map(of_field).collect()),
        DataType::List(item) => DataType::List(of_field(item)),
        DataType::LargeList(item) => DataType::LargeList(of_field(item)),
        DataType::Map(entries, sorted) => DataType::Map(of_field(entries), *sorted),
        other => other.clone(),
    }
}

/// Refuses a file of so many octets whose pages, by its own account, unpack to far more, or that has more records than octets.
fn refuse_swollen(metadata: &ParquetMetaData, octets: u64) -> parquet::errors::Result<()> {
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let unpacked = chunks.fold(0_u64, |all, chunk| all.saturating_add(chunk.uncompressed_size().max(0) as u64));
    let records = u64::try_from(metadata.file_metadata().num_rows()).unwrap_or_default();
    if unpacked > unpacked_max(octets) || records > compression::rows_max(octets) {
        return Err(parquet::errors::ParquetError::General(SWOLLEN.to_owned()));
    }
    Ok(())
}

/// What a file of so many octets may unpack to.
fn unpacked_max(octets: u64) -> u64 {
    UNPACKED_OCTETS_FREE.max(octets.saturating_mul(UNPACKED_TIMES_MAX))
}

const SWOLLEN: &str = "it unpacks to far more than its size, as no list does; if it is one, export it as CSV";

/// The file in the form in which the reader wants it: pieces from anywhere.
pub(in crate::list) struct Chunked(pub(in crate::list) FileReader);

impl Length for Chunked {
    fn len(&self) -> u64 {
        self.0.octets()
    }
}

impl ChunkReader for Chunked {
    type T = BufReader<FileReader>;

    fn get_read(&self, start: u64) -> parquet::errors::Result<Self::T> {
        Ok(BufReader::new(self.0.from(start)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> parquet::errors::Result<Bytes> {
        // The length comes from the file; no more is taken than the file has.
        let mut bytes = Vec::new();
        self.0.from(start).take(length as u64).read_to_end(&mut bytes)?;
        if bytes.len() < length {
            return Err(parquet::errors::ParquetError::EOF("the file is cut off".to_owned()));
        }
        Ok(bytes.into())
    }
}

/// The text of the records.
pub(in crate::list) struct Lines {
    batches: Batches,
    batch: Option<RecordBatch>,
    /// The next record of the batch.
    row: usize,
    text: Vec<u8>,
    at: usize,
    /// The octets of all lines so far.
    octets: u64,
}

impl Lines {
    pub fn new(batches: Batches) -> Lines {
        let mut header = String::new();
        for (number, field) in batches.schema.fields().iter().enumerate() {
            if number > 0 {
                header.push(',');
            }
            push_cell(field.name(), &mut header);
        }
        header.push('\n');
        Lines { batches, batch: None, row: 0, text: header.into_bytes(), at: 0, octets: 0 }
    }

    /// Makes some more lines; none at the end.
    fn fill(&mut self) -> io::Result<()> {
        if self.batch.as_ref().is_none_or(|batch| self.row == batch.num_rows()) {
            (self.batch, self.row) = (self.batches.next()?, 0);
        }
        let mut text = String::new();
        if let Some(batch) = &self.batch {
            while self.row < batch.num_rows() && text.len() < TEXT_OCTETS {
                push_line(batch, self.row, &self.batches.uuids, &mut text)
                    .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
                self.row += 1;
            }
        }
        self.octets += text.len() as u64;
        // One text may stand in many records and in the file once.
        if self.octets > unpacked_max(self.batches.octets) {
            let what = format!("the Parquet file cannot be read: {SWOLLEN}");
            return Err(io::Error::new(ErrorKind::InvalidData, what));
        }
        (self.text, self.at) = (text.into_bytes(), 0);
        Ok(())
    }
}

impl Read for Lines {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            self.fill()?;
            if self.text.is_empty() && self.batch.is_none() {
                return Ok(0);
            }
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// The line of a record.
fn push_line(batch: &RecordBatch, row: usize, uuids: &[bool], text: &mut String) -> Result<(), Sentence> {
    let mut cell = String::new();
    for (number, column) in batch.columns().iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        cell.clear();
        match column.as_fixed_size_binary_opt() {
            Some(uuid) if uuids.get(number) == Some(&true) && uuid.is_valid(row) => {
                push_uuid(uuid.value(row), &mut cell);
            }
            _ => match texts_of_list(column, row) {
                // Several addresses in a list are several addresses in a cell.
                Some(texts) => push_joined(&texts, &mut cell)?,
                None => push_value(column, row, &mut cell)?,
            },
        }
        push_cell(&cell, text);
    }
    text.push('\n');
    Ok(())
}

/// The texts of a record in a column of lists of such.
fn texts_of_list(column: &dyn Array, row: usize) -> Option<ArrayRef> {
    let list = match column.data_type() {
        DataType::List(item) if *item.data_type() == DataType::Utf8View => column.as_list::<i32>().value(row),
        DataType::LargeList(item) if *item.data_type() == DataType::Utf8View => column.as_list::<i64>().value(row),
        _ => return None,
    };
    Some(list)
}

fn push_joined(texts: &ArrayRef, cell: &mut String) -> Result<(), Sentence> {
    for number in 0..texts.len() {
        if number > 0 {
            cell.push_str(", ");
        }
        push_value(texts, number, cell)?;
    }
    Ok(())
}
