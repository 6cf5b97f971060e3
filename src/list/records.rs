//! A list as a Parquet file: records copied with their schema, or made from cells of text.
//!
//! Copied records keep their types and values; only the e-mail column may be given new text. The three columns that are added are text.

use super::parquet::Batches;
use super::values::{push_value, texts};
use super::{ADDED_COLUMNS, Layout, ListError, Source, harmless};
use arrow_array::builder::StringBuilder;
use arrow_array::{Array, ArrayRef, RecordBatch, UInt32Array};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use arrow_select::take::take_record_batch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Records that are kept before they are written.
const RECORDS_HELD: usize = 8_192;

/// The batches of the list, read once for all writers.
#[derive(Clone)]
pub(super) struct SharedBatches {
    schema: SchemaRef,
    place: Arc<Mutex<Place>>,
}

struct Place {
    batches: Batches,
    /// The number of the first record of the batch, from 0.
    start: u64,
    batch: RecordBatch,
}

impl SharedBatches {
    pub fn open(source: &Source) -> Result<SharedBatches, ListError> {
        let batches = Batches::open(source)?;
        let schema = batches.schema.clone();
        let batch = RecordBatch::new_empty(schema.clone());
        Ok(SharedBatches { schema, place: Arc::new(Mutex::new(Place { batches, start: 0, batch })) })
    }

    /// The batch that holds a record, and the number of its first one. Records are asked for in order.
    fn with(&self, record: u64) -> io::Result<(u64, RecordBatch)> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        while record >= place.start + place.batch.num_rows() as u64 {
            place.start += place.batch.num_rows() as u64;
            place.batch =
                place.batches.next()?.ok_or_else(|| io::Error::other("the Parquet file changed meanwhile"))?;
        }
        Ok((place.start, place.batch.clone()))
    }
}

/// The cells that are added to the records.
#[derive(Default)]
struct Added([StringBuilder; 3]);

impl Added {
    fn push(&mut self, added: [&str; 3]) {
        for (column, text) in self.0.iter_mut().zip(added) {
            column.append_value(harmless(text));
        }
    }

    fn take(&mut self) -> impl Iterator<Item = ArrayRef> + '_ {
        self.0.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef)
    }
}

fn with_added(fields: impl Iterator<Item = Arc<Field>>, of: &Schema) -> SchemaRef {
    let added = ADDED_COLUMNS.map(|name| Arc::new(Field::new(name, DataType::Utf8, false)));
    Arc::new(Schema::new_with_metadata(fields.chain(added).collect::<Vec<_>>(), of.metadata().clone()))
}

fn properties() -> WriterProperties {
    WriterProperties::builder().set_compression(Compression::SNAPPY).build()
}

fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

/// Copies records of a Parquet file.
pub(super) struct RecordCopier {
    batches: SharedBatches,
    schema: SchemaRef,
    /// The columns that are copied: all but those of an earlier run.
    columns: Vec<usize>,
    email_column: usize,
    writer: ArrowWriter<File>,
    held: Option<(u64, RecordBatch)>,
    records: Vec<u32>,
    /// New contents of the e-mail column, by their place among `records`.
    new: Vec<(usize, String)>,
    added: Added,
}

impl RecordCopier {
    pub fn new(file: File, batches: &SharedBatches, layout: &Layout) -> Result<RecordCopier, ListError> {
        let fields = batches.schema.fields();
        let columns: Vec<usize> =
            (0..fields.len()).filter(|&column| !ADDED_COLUMNS.contains(&fields[column].name().as_str())).collect();
        let schema = with_added(columns.iter().map(|&column| fields[column].clone()), &batches.schema);
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties()))
            .map_err(|error| ListError::Write { error: failed(error) })?;
        let (email_column, batches) = (layout.email_column, batches.clone());
        let (records, new, added) = (Vec::new(), Vec::new(), Added::default());
        Ok(RecordCopier { batches, schema, columns, email_column, writer, held: None, records, new, added })
    }

    /// Copies the record that stands on line `line` of the text, where the names stand on line 1.
    pub fn row(&mut self, line: u64, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        let record = line.saturating_sub(2);
        let holds = |(start, batch): &(u64, RecordBatch)| record < start + batch.num_rows() as u64;
        if !self.held.as_ref().is_some_and(holds) {
            self.flush()?;
            self.held = Some(self.batches.with(record)?);
        }
        let start = self.held.as_ref().map_or(0, |(start, _)| *start);
        if let Some(content) = new_content {
            self.new.push((self.records.len(), content.to_owned()));
        }
        self.records.push(u32::try_from(record - start).map_err(failed)?);
        self.added.push(added);
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let Some((_, batch)) = self.held.take().filter(|_| !self.records.is_empty()) else { return Ok(()) };
        let taken = UInt32Array::from(std::mem::take(&mut self.records));
        let batch = take_record_batch(&batch, &taken).map_err(failed)?;
        let mut columns: Vec<ArrayRef> = Vec::new();
        for &column in &self.columns {
            let array = batch.column(column);
            let renewed = column == self.email_column && !self.new.is_empty();
            columns.push(if renewed { renew(array, &self.new)? } else { array.clone() });
        }
        self.new.clear();
        columns.extend(self.added.take());
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(failed)?;
        self.writer.write(&batch).map_err(failed)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close().map_err(failed).map(drop)
    }
}

/// A column of text with some of its values replaced, in its own type.
fn renew(array: &ArrayRef, new: &[(usize, String)]) -> io::Result<ArrayRef> {
    let mut values: Vec<Option<String>> = Vec::with_capacity(array.len());
    for row in 0..array.len() {
        let mut text = String::new();
        push_value(array, row, &mut text).map_err(failed)?;
        values.push((!array.is_null(row)).then_some(text));
    }
    for (place, content) in new {
        values[*place] = Some(content.clone());
    }
    texts(array.data_type(), values.iter().map(Option::as_deref))
        .ok_or_else(|| failed(format!("the e-mail column is of the type {}, which holds no text", array.data_type())))
}

/// Makes records of cells.
pub(super) struct RecordMaker {
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    columns: Vec<StringBuilder>,
    added: Added,
    held: usize,
}

impl RecordMaker {
    pub fn new(file: File, names: &[String]) -> io::Result<RecordMaker> {
        let fields = names.iter().map(|name| Arc::new(Field::new(name, DataType::Utf8, true)));
        let schema = with_added(fields, &Schema::empty());
        let writer = ArrowWriter::try_new(file, schema.clone(), Some(properties())).map_err(failed)?;
        let columns = names.iter().map(|_| StringBuilder::new()).collect();
        Ok(RecordMaker { schema, writer, columns, added: Added::default(), held: 0 })
    }

    pub fn row(&mut self, cells: Vec<Cow<'_, str>>, added: [&str; 3]) -> io::Result<()> {
        // Cells beyond the last column have no place in records; they stay with the last one.
        let (last, extra) = (self.columns.len().saturating_sub(1), cells.len() > self.columns.len());
        for (number, column) in self.columns.iter_mut().enumerate() {
            match cells.get(number) {
                Some(_) if number == last && extra => column.append_value(cells[last..].join(",")),
                cell => column.append_option(cell),
            }
        }
        self.added.push(added);
        self.held += 1;
        if self.held < RECORDS_HELD { Ok(()) } else { self.flush() }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.held = 0;
        let columns = self.columns.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let columns: Vec<ArrayRef> = columns.chain(self.added.take()).collect();
        let batch = RecordBatch::try_new(self.schema.clone(), columns).map_err(failed)?;
        self.writer.write(&batch).map_err(failed)
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.writer.close().map_err(failed).map(drop)
    }
}
