//! A list as a Parquet file: records made from cells of text. All columns are text, and so are the three that are added.

use crate::list::{ADDED_COLUMNS, harmless};
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// Records that are kept before they are written.
const RECORDS_HELD: usize = 8_192;

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

fn with_added(fields: impl Iterator<Item = Arc<Field>>) -> SchemaRef {
    let added = ADDED_COLUMNS.map(|name| Arc::new(Field::new(name, DataType::Utf8, false)));
    Arc::new(Schema::new(fields.chain(added).collect::<Vec<_>>()))
}

/// How Parquet files are written.
pub(in crate::list) fn properties() -> WriterProperties {
    WriterProperties::builder().set_compression(Compression::SNAPPY).build()
}

fn failed(error: impl std::fmt::Display) -> io::Error {
    io::Error::other(error.to_string())
}

/// Makes records of cells.
pub(in crate::list) struct RecordMaker {
    schema: SchemaRef,
    writer: ArrowWriter<File>,
    columns: Vec<StringBuilder>,
    added: Added,
    held: usize,
}

impl RecordMaker {
    pub fn new(file: File, names: &[String]) -> io::Result<RecordMaker> {
        let fields = names.iter().map(|name| Arc::new(Field::new(name, DataType::Utf8, true)));
        let schema = with_added(fields);
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
