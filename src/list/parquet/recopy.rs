//! Records of a Parquet file copied into other ones, with three columns of text at their end.
//!
//! Everything comes out as it is stored: types, values, key-value metadata. Only the address may be given new text, and what describes
//! the columns for one reader alone (Arrow, Spark) is told of the new ones. It must never describe a column that is not there.

use super::leaves::{Leaf, LeafReader, LeafWriter, leaf_reader, renewed, text_column};
use super::read::Chunked;
use crate::list::{ADDED_COLUMNS, Layout, ListError, Source, harmless};
use arrow_schema::{DataType, Field, Schema};
use data_encoding::BASE64;
use parquet::arrow::{ARROW_SCHEMA_META_KEY, encode_arrow_schema};
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::schema::types::{SchemaDescriptor, Type, TypePtr};
use std::fs::File;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// Records that are taken from the columns at a time.
const BATCH_RECORDS: u64 = 8_192;

/// Under this key Spark keeps what the columns are, and believes it.
const SPARK_SCHEMA_KEY: &str = "org.apache.spark.sql.parquet.row.metadata";

/// The records of the list, read once for all writers.
#[derive(Clone)]
pub(in crate::list) struct SharedRecords {
    place: Arc<Mutex<Place>>,
    about: Arc<About>,
}

/// What the results have of the list.
struct About {
    schema: TypePtr,
    metadata: Vec<KeyValue>,
    /// For each leaf of the list, which of its columns it belongs to.
    columns_of_leaves: Vec<usize>,
    /// For each column, whether it is copied: all are but those of an earlier run.
    copied: Vec<bool>,
}

struct Place {
    file: SerializedFileReader<Chunked>,
    /// The row group to open next, and the leaves of the one that is open.
    group: usize,
    leaves: Vec<Box<dyn LeafReader>>,
    /// Records of the open row group that were not read.
    left: u64,
    batch: Arc<Batch>,
}

#[derive(Default)]
struct Batch {
    /// The number of its first record, from 0.
    start: u64,
    records: u64,
    leaves: Vec<Box<dyn Leaf>>,
}

impl SharedRecords {
    pub fn open(source: &Source) -> std::result::Result<SharedRecords, ListError> {
        let damaged = |error: ParquetError| ListError::Parquet { name: source.name.clone(), what: error.to_string() };
        let file = SerializedFileReader::new(Chunked(source.bytes())).map_err(damaged)?;
        let about = Arc::new(About::of(&file).map_err(damaged)?);
        let place = Place { file, group: 0, leaves: Vec::new(), left: 0, batch: Arc::default() };
        Ok(SharedRecords { place: Arc::new(Mutex::new(place)), about })
    }

    /// The batch that holds a record. Records are asked for in order.
    fn with(&self, record: u64) -> Result<Arc<Batch>> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        while record >= place.batch.start + place.batch.records {
            place.read()?;
        }
        Ok(place.batch.clone())
    }
}

impl About {
    fn of(file: &SerializedFileReader<Chunked>) -> Result<About> {
        let about = file.metadata().file_metadata();
        let descriptor: &SchemaDescriptor = about.schema_descr();
        let fields = descriptor.root_schema().get_fields();
        let copied: Vec<bool> = fields.iter().map(|field| !ADDED_COLUMNS.contains(&field.name())).collect();
        let mut kept: Vec<TypePtr> =
            fields.iter().zip(&copied).filter(|(_, copied)| **copied).map(|(field, _)| field.clone()).collect();
        for name in ADDED_COLUMNS {
            kept.push(text_column(name)?);
        }
        let schema = Type::group_type_builder(descriptor.root_schema().name()).with_fields(kept).build()?;
        let metadata = about.key_value_metadata().into_iter().flatten().filter_map(described).collect();
        let columns_of_leaves =
            (0..descriptor.num_columns()).map(|leaf| descriptor.get_column_root_idx(leaf)).collect();
        Ok(About { schema: Arc::new(schema), metadata, columns_of_leaves, copied })
    }
}

impl Place {
    /// Reads the next records, which are those of one row group.
    fn read(&mut self) -> Result<()> {
        while self.left == 0 {
            if self.group >= self.file.num_row_groups() {
                return Err(ParquetError::EOF("the file changed meanwhile".to_owned()));
            }
            let group = self.file.get_row_group(self.group)?;
            self.group += 1;
            self.left = u64::try_from(group.metadata().num_rows()).unwrap_or(0);
            let columns = self.file.metadata().file_metadata().schema_descr().columns();
            self.leaves.clear();
            for (number, about) in columns.iter().enumerate() {
                self.leaves.push(leaf_reader(group.get_column_reader(number)?, about));
            }
        }
        let records = self.left.min(BATCH_RECORDS);
        self.left -= records;
        let start = self.batch.start + self.batch.records;
        let leaves = self.leaves.iter_mut().map(|leaf| leaf.read(records as usize)).collect::<Result<_>>()?;
        self.batch = Arc::new(Batch { start, records, leaves });
        Ok(())
    }
}

/// Metadata that holds for the results too; nothing where it would describe other columns than they have.
fn described(pair: &KeyValue) -> Option<KeyValue> {
    let value = match pair.key.as_str() {
        ARROW_SCHEMA_META_KEY => arrow_schema(pair.value.as_deref()?)?,
        SPARK_SCHEMA_KEY => spark_schema(pair.value.as_deref()?)?,
        _ => return Some(pair.clone()),
    };
    Some(KeyValue::new(pair.key.clone(), value))
}

/// The schema that Arrow keeps in a file, with the added columns.
fn arrow_schema(encoded: &str) -> Option<String> {
    let bytes = BASE64.decode(encoded.as_bytes()).ok()?;
    // A mark and a length stand before the message, but for old files.
    let message = if bytes.len() > 8 && bytes.starts_with(&[0xff; 4]) { &bytes[8..] } else { &bytes[..] };
    let message = arrow_ipc::root_as_message(message).ok()?;
    let schema = arrow_ipc::convert::try_fb_to_schema(message.header_as_schema()?).ok()?;
    let own = schema.fields().iter().filter(|field| !ADDED_COLUMNS.contains(&field.name().as_str())).cloned();
    let added = ADDED_COLUMNS.map(|name| Arc::new(Field::new(name, DataType::Utf8, false)));
    let fields: Vec<_> = own.chain(added).collect();
    let mut metadata = schema.metadata().clone();
    if let Some(spark) = metadata.remove(SPARK_SCHEMA_KEY).as_deref().and_then(spark_schema) {
        metadata.insert(SPARK_SCHEMA_KEY.to_owned(), spark);
    }
    Some(encode_arrow_schema(&Schema::new_with_metadata(fields, metadata)))
}

/// The schema that Spark keeps in a file, with the added columns.
fn spark_schema(json: &str) -> Option<String> {
    let mut schema: serde_json::Value = serde_json::from_str(json).ok()?;
    let fields = schema.get_mut("fields")?.as_array_mut()?;
    fields.retain(|field| !ADDED_COLUMNS.iter().any(|name| field["name"] == *name));
    for name in ADDED_COLUMNS {
        fields.push(serde_json::json!({ "name": name, "type": "string", "nullable": true, "metadata": {} }));
    }
    Some(schema.to_string())
}

fn failed(error: ParquetError) -> io::Error {
    io::Error::other(error.to_string())
}

/// Copies records of a Parquet file into another one.
pub(in crate::list) struct RecordCopier {
    from: SharedRecords,
    email_column: usize,
    to: LeafWriter,
    held: Arc<Batch>,
    /// The records of the batch that come here, by their places in it.
    records: Vec<u32>,
    /// New contents of the e-mail column, by where they stand among `records`.
    new: Vec<(usize, String)>,
    added: [Vec<ByteArray>; 3],
}

impl RecordCopier {
    pub fn new(
        file: File,
        from: &SharedRecords,
        layout: &Layout,
        properties: WriterProperties,
    ) -> std::result::Result<RecordCopier, ListError> {
        let metadata = Some(from.about.metadata.clone()).filter(|metadata| !metadata.is_empty());
        let properties = Arc::new(properties.into_builder().set_key_value_metadata(metadata).build());
        let to = LeafWriter::new(file, from.about.schema.clone(), properties)
            .map_err(|error| ListError::Write { error: failed(error) })?;
        let (records, new, added) = Default::default();
        Ok(RecordCopier {
            from: from.clone(),
            email_column: layout.email_column,
            to,
            held: Arc::default(),
            records,
            new,
            added,
        })
    }

    /// Copies the record that stands on line `line` of the text, where the names stand on line 1.
    pub fn row(&mut self, line: u64, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        let record = line.saturating_sub(2);
        if record >= self.held.start + self.held.records {
            self.flush()?;
            self.held = self.from.with(record).map_err(failed)?;
        }
        let place = u32::try_from(record - self.held.start).map_err(io::Error::other)?;
        if let Some(content) = new_content {
            self.new.push((self.records.len(), content.to_owned()));
        }
        self.records.push(place);
        for (column, text) in self.added.iter_mut().zip(added) {
            column.push(ByteArray::from(&*harmless(text)));
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.records.is_empty() {
            return Ok(());
        }
        let about = &self.from.about;
        let mut given = None;
        if !self.new.is_empty() {
            let leaf = about.columns_of_leaves.iter().position(|&column| column == self.email_column);
            let leaf = leaf.filter(|&leaf| about.columns_of_leaves.get(leaf + 1) != Some(&self.email_column));
            let new = leaf.and_then(|leaf| Some((leaf, renewed(&*self.held.leaves[leaf], &self.records, &self.new)?)));
            given = Some(new.ok_or_else(|| io::Error::other("the e-mail column is of a type that holds no text"))?);
        }
        let all: Vec<u32> = (0..).take(self.records.len()).collect();
        let leaves = self.held.leaves.iter().enumerate().map(|(number, leaf)| match &given {
            Some((place, new)) if *place == number => (&**new, &all[..]),
            _ => (&**leaf, &self.records[..]),
        });
        let copied = leaves.zip(&about.columns_of_leaves).filter(|(_, column)| about.copied[**column]);
        self.to.write(copied.map(|(leaf, _)| leaf), &self.added).map_err(failed)?;
        self.records.clear();
        self.new.clear();
        self.added.iter_mut().for_each(Vec::clear);
        Ok(())
    }

    pub fn finish(mut self) -> io::Result<()> {
        self.flush()?;
        self.to.finish().map_err(failed)
    }
}
