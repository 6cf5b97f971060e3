//! Writes the table of facts. The same rows give the same octets.

use super::columns::{COLUMNS, Kind};
use super::row::Cell;
use super::{FactsError, FactsForm, FactsRow, time_text};
use crate::list::harmless;
use arrow_array::builder::{BooleanBuilder, Int32Builder, ListBuilder, StringBuilder, TimestampMicrosecondBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_ipc::writer::StreamWriter;
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::sync::Arc;

/// Rows of Parquet that are held before they are written.
const ROWS_HELD: usize = 8_192;
const UTC: &str = "UTC";

/// Writes rows in a form, in the order in which they come.
pub fn write<'r>(
    form: FactsForm,
    rows: impl Iterator<Item = FactsRow<'r>>,
    mut output: impl Write + Send,
) -> Result<(), FactsError> {
    match form {
        FactsForm::Jsonl => jsonl(rows, &mut output)?,
        FactsForm::Csv => csv(rows, &mut output)?,
        FactsForm::Parquet => parquet(rows, &mut output)?,
    }
    Ok(output.flush()?)
}

fn jsonl<'r>(rows: impl Iterator<Item = FactsRow<'r>>, mut output: impl Write) -> io::Result<()> {
    for row in rows {
        let values =
            COLUMNS.iter().zip(row.cells()).map(|(column, cell)| format!("\"{}\":{}", column.name, value(cell)));
        writeln!(output, "{{{}}}", values.collect::<Vec<_>>().join(","))?;
    }
    Ok(())
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Text(text) => json!(text),
        Cell::Texts(texts) => json!(texts),
        Cell::Json(value) => value,
        Cell::Number(number) => json!(number),
        Cell::Flag(flag) => json!(flag),
        Cell::Time(moment) => json!(moment.map(time_text)),
    }
}

fn csv<'r>(rows: impl Iterator<Item = FactsRow<'r>>, output: impl Write) -> io::Result<()> {
    let mut output = csv::Writer::from_writer(output);
    output.write_record(COLUMNS.map(|column| column.name))?;
    for row in rows {
        // Names in the DNS are strangers', and spreadsheets take some texts for formulas.
        output.write_record(row.cells().map(|cell| harmless(&text(&cell)).into_owned()))?;
    }
    output.flush()
}

/// A cell as text.
pub(super) fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone().unwrap_or_default(),
        Cell::Texts(texts) => texts.join(" "),
        Cell::Json(value) => value.to_string(),
        Cell::Number(number) => number.to_string(),
        Cell::Flag(flag) => flag.to_string(),
        Cell::Time(moment) => moment.map(time_text).unwrap_or_default(),
    }
}

fn parquet<'r>(rows: impl Iterator<Item = FactsRow<'r>>, output: impl Write + Send) -> io::Result<()> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = ArrowWriter::try_new(output, schema(), Some(properties)).map_err(io::Error::other)?;
    batches(rows, |batch| writer.write(batch).map_err(io::Error::other))?;
    writer.close().map_err(io::Error::other).map(drop)
}

/// Writes rows as a stream of Arrow IPC, with the types that they have in Parquet: for programs that take them from memory.
pub fn write_ipc<'r>(rows: impl Iterator<Item = FactsRow<'r>>, output: impl Write) -> io::Result<()> {
    let mut writer = StreamWriter::try_new(output, &schema()).map_err(io::Error::other)?;
    batches(rows, |batch| writer.write(batch).map_err(io::Error::other))?;
    writer.finish().map_err(io::Error::other)
}

/// Hands rows on in batches. The last one may be empty.
fn batches<'r>(
    rows: impl Iterator<Item = FactsRow<'r>>,
    mut write: impl FnMut(&RecordBatch) -> io::Result<()>,
) -> io::Result<()> {
    let schema = schema();
    let mut columns = Builder::all();
    let mut held = 0;
    for row in rows {
        columns.iter_mut().zip(row.cells()).try_for_each(|(column, cell)| column.push(cell))?;
        held += 1;
        if held == ROWS_HELD {
            write(&batch(&schema, &mut columns)?)?;
            held = 0;
        }
    }
    write(&batch(&schema, &mut columns)?)
}

fn batch(schema: &SchemaRef, columns: &mut [Builder]) -> io::Result<RecordBatch> {
    let columns = columns.iter_mut().map(Builder::finish).collect();
    RecordBatch::try_new(schema.clone(), columns).map_err(io::Error::other)
}

fn schema() -> SchemaRef {
    let kind = |kind| match kind {
        Kind::Text | Kind::Json => DataType::Utf8,
        Kind::Texts => DataType::List(Arc::new(Field::new_list_field(DataType::Utf8, true))),
        Kind::Number => DataType::Int32,
        Kind::Flag => DataType::Boolean,
        Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, Some(UTC.into())),
    };
    Arc::new(Schema::new(COLUMNS.map(|column| Field::new(column.name, kind(column.kind), true)).to_vec()))
}

/// The cells of a column of Parquet.
enum Builder {
    Text(StringBuilder),
    Texts(ListBuilder<StringBuilder>),
    Number(Int32Builder),
    Flag(BooleanBuilder),
    Time(TimestampMicrosecondBuilder),
}

impl Builder {
    fn all() -> Vec<Builder> {
        let builder = |kind| match kind {
            Kind::Text | Kind::Json => Builder::Text(StringBuilder::new()),
            Kind::Texts => Builder::Texts(ListBuilder::new(StringBuilder::new())),
            Kind::Number => Builder::Number(Int32Builder::new()),
            Kind::Flag => Builder::Flag(BooleanBuilder::new()),
            Kind::Time => Builder::Time(TimestampMicrosecondBuilder::new().with_timezone(UTC)),
        };
        COLUMNS.iter().map(|column| builder(column.kind)).collect()
    }

    fn push(&mut self, cell: Cell) -> io::Result<()> {
        match (self, cell) {
            (Builder::Text(column), Cell::Text(text)) => column.append_option(text),
            (Builder::Text(column), Cell::Json(value)) => column.append_value(value.to_string()),
            (Builder::Texts(column), Cell::Texts(texts)) => column.append_value(texts.into_iter().map(Some)),
            (Builder::Number(column), Cell::Number(number)) => {
                column.append_value(i32::try_from(number).unwrap_or(i32::MAX));
            }
            (Builder::Flag(column), Cell::Flag(flag)) => column.append_value(flag),
            (Builder::Time(column), Cell::Time(moment)) => {
                let micros = moment.and_then(|seconds| i64::try_from(seconds).ok()?.checked_mul(1_000_000));
                column.append_option(micros);
            }
            (_, cell) => return Err(io::Error::other(format!("{cell:?} is of another type than its column"))),
        }
        Ok(())
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Texts(column) => Arc::new(column.finish()),
            Builder::Number(column) => Arc::new(column.finish()),
            Builder::Flag(column) => Arc::new(column.finish()),
            Builder::Time(column) => Arc::new(column.finish()),
        }
    }
}
