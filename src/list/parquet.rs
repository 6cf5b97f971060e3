//! Parquet files: their records as rows of text.
//!
//! Records are read batch by batch, so memory does not grow with the file. The text is CSV with the names of the columns in its first
//! line and one line for each record, so that record N stands on line N + 1.

use super::source::FileReader;
use super::values::{UnknownType, push_uuid, push_value};
use super::workbook::push_cell;
use super::{ListError, Source};
use arrow_array::cast::AsArray;
use arrow_array::{Array, RecordBatch};
use arrow_schema::SchemaRef;
use bytes::Bytes;
use parquet::arrow::arrow_reader::{ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder};
use parquet::basic::LogicalType;
use parquet::file::metadata::ParquetMetaData;
use parquet::file::reader::{ChunkReader, Length};
use std::io::{self, BufReader, ErrorKind, Read};

/// Records of a batch.
const BATCH_ROWS: usize = 8_192;

/// What the pages of a file may unpack to without being looked at askance, in octets, and how many times its size beyond that: a row has
/// an address that is found nowhere else, and one text of a kilobyte that is the same in all rows.
const UNPACKED_OCTETS_FREE: u64 = 64 << 20;
const UNPACKED_TIMES_MAX: u64 = 250;

/// The records of a Parquet file, batch by batch.
pub(super) struct Batches {
    pub schema: SchemaRef,
    /// For each column, whether its octets are UUIDs, which Arrow does not tell.
    uuids: Vec<bool>,
    reader: ParquetRecordBatchReader,
}

impl Batches {
    pub fn open(source: &Source) -> Result<Batches, ListError> {
        let damaged = |error: parquet::errors::ParquetError| ListError::Parquet {
            name: source.name.clone(),
            what: error.to_string(),
        };
        let builder = ParquetRecordBatchReaderBuilder::try_new(Chunked(source.bytes())).map_err(damaged)?;
        refuse_swollen(builder.metadata(), source.octets).map_err(damaged)?;
        let schema = builder.schema().clone();
        let stored = builder.parquet_schema().root_schema().get_fields();
        let uuids =
            stored.iter().map(|field| field.get_basic_info().logical_type_ref() == Some(&LogicalType::Uuid)).collect();
        let reader = builder.with_batch_size(BATCH_ROWS).build().map_err(damaged)?;
        Ok(Batches { schema, uuids, reader })
    }

    /// The next batch, or `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<RecordBatch>> {
        let batch = self.reader.next().transpose();
        batch.map_err(|error| io::Error::new(ErrorKind::InvalidData, format!("the Parquet file is damaged: {error}")))
    }
}

/// Refuses a file of so many octets whose pages, by its own account, unpack to far more.
fn refuse_swollen(metadata: &ParquetMetaData, octets: u64) -> parquet::errors::Result<()> {
    let chunks = metadata.row_groups().iter().flat_map(|group| group.columns());
    let unpacked = chunks.fold(0_u64, |all, chunk| all.saturating_add(chunk.uncompressed_size().max(0) as u64));
    if unpacked > UNPACKED_OCTETS_FREE.max(octets.saturating_mul(UNPACKED_TIMES_MAX)) {
        const SWOLLEN: &str = "it unpacks to far more than its size, as no list does; if it is one, export it as CSV";
        return Err(parquet::errors::ParquetError::General(SWOLLEN.to_owned()));
    }
    Ok(())
}

/// The file in the form in which the reader wants it: pieces from anywhere.
pub(super) struct Chunked(pub(super) FileReader);

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
pub(super) struct Lines {
    batches: Batches,
    text: Vec<u8>,
    at: usize,
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
        Lines { batches, text: header.into_bytes(), at: 0 }
    }
}

impl Read for Lines {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            let Some(batch) = self.batches.next()? else { return Ok(0) };
            let mut text = String::new();
            lines(&batch, &self.batches.uuids, &mut text)
                .map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
            (self.text, self.at) = (text.into_bytes(), 0);
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// One line for each record of a batch.
fn lines(batch: &RecordBatch, uuids: &[bool], text: &mut String) -> Result<(), UnknownType> {
    let mut cell = String::new();
    for row in 0..batch.num_rows() {
        for (number, column) in batch.columns().iter().enumerate() {
            if number > 0 {
                text.push(',');
            }
            cell.clear();
            match column.as_fixed_size_binary_opt() {
                Some(uuid) if uuids.get(number) == Some(&true) && uuid.is_valid(row) => {
                    push_uuid(uuid.value(row), &mut cell);
                }
                _ => push_value(column, row, &mut cell)?,
            }
            push_cell(&cell, text);
        }
        text.push('\n');
    }
    Ok(())
}
