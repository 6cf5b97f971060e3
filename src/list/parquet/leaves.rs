//! The columns of a Parquet file as they are stored: levels and values of each leaf, whatever they mean.
//!
//! A leaf is a column of plain values; what is nested has several. Levels say where records, lists and nulls begin (Parquet, "Nested
//! Encoding"), so records can be left out of every leaf alike, and come out equal though nobody knows their type. It
//! must never interpret a value, but for the text of an address that is put in the place of another.

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::page::{CompressedPage, PageWriteSpec, PageWriter};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::column::writer::{ColumnWriter, get_column_writer, get_typed_column_writer_mut};
use parquet::data_type::{ByteArray, ByteArrayType, DataType};
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterPropertiesPtr;
use parquet::file::writer::{SerializedFileWriter, SerializedPageWriter, TrackedWrite};
use parquet::schema::types::{ColumnDescPtr, SchemaDescriptor, Type, TypePtr};
use std::any::Any;
use std::fs::File;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

/// Records of a row group that is written, and octets after which it is written although it has fewer.
const GROUP_RECORDS: usize = 1 << 20;
const GROUP_OCTETS: usize = 32 << 20;

/// A leaf that is read record by record.
pub(in crate::list) trait LeafReader: Send {
    /// The next so many records. `Err` where there are fewer.
    fn read(&mut self, records: usize) -> Result<Box<dyn Leaf>>;
}

/// Some records of a leaf.
pub(in crate::list) trait Leaf: Any + Send + Sync {
    /// Writes these records, by their places.
    fn write(&self, records: &[u32], to: &mut ColumnWriter<'_>) -> Result<()>;
}

struct Typed<T: DataType> {
    reader: ColumnReaderImpl<T>,
    levels: (i16, i16),
}

/// The reader of a leaf.
pub(in crate::list) fn leaf_reader(column: ColumnReader, about: &ColumnDescPtr) -> Box<dyn LeafReader> {
    let levels = (about.max_def_level(), about.max_rep_level());
    match column {
        ColumnReader::BoolColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::Int32ColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::Int64ColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::Int96ColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::FloatColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::DoubleColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::ByteArrayColumnReader(reader) => Box::new(Typed { reader, levels }),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => Box::new(Typed { reader, levels }),
    }
}

impl<T: DataType> LeafReader for Typed<T>
where
    T::T: Sync,
{
    fn read(&mut self, records: usize) -> Result<Box<dyn Leaf>> {
        let (mut def, mut rep, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let mut taken = 0;
        while taken < records {
            let (count, ..) = self.reader.read_records(records - taken, Some(&mut def), Some(&mut rep), &mut values)?;
            if count == 0 {
                return Err(ParquetError::EOF("a column ends before the others".to_owned()));
            }
            taken += count;
        }
        Ok(Box::new(Piece::<T>::new(records, self.levels, def, rep, values)?))
    }
}

/// Records of a leaf whose values have a type.
struct Piece<T: DataType> {
    def: Vec<i16>,
    rep: Vec<i16>,
    values: Vec<T::T>,
    levels: (i16, i16),
    /// Where the levels and the values of each record begin, and where those of the last one end.
    starts: Vec<(usize, usize)>,
}

impl<T: DataType> Piece<T> {
    fn new(records: usize, levels: (i16, i16), def: Vec<i16>, rep: Vec<i16>, values: Vec<T::T>) -> Result<Piece<T>> {
        let (max_def, max_rep) = levels;
        let count = if max_def > 0 { def.len() } else { values.len() };
        let (mut starts, mut value) = (Vec::with_capacity(records + 1), 0);
        for level in 0..count {
            if max_rep == 0 || rep.get(level) == Some(&0) {
                starts.push((level, value));
            }
            value += usize::from(def.get(level).is_none_or(|def| *def == max_def));
        }
        starts.push((count, value));
        if starts.len() != records + 1 || value != values.len() || max_rep > 0 && rep.len() != count {
            return Err(ParquetError::General("the levels of a column do not fit its values".to_owned()));
        }
        Ok(Piece { def, rep, values, levels, starts })
    }

    fn place(&self, record: usize) -> (Range<usize>, Range<usize>) {
        let ((level, value), (level_end, value_end)) = (self.starts[record], self.starts[record + 1]);
        (level..level_end, value..value_end)
    }
}

impl<T: DataType> Leaf for Piece<T>
where
    T::T: Sync,
{
    fn write(&self, records: &[u32], to: &mut ColumnWriter<'_>) -> Result<()> {
        let (mut def, mut rep, mut values) = (Vec::new(), Vec::new(), Vec::new());
        let (max_def, max_rep) = self.levels;
        for &record in records {
            let (levels, own) = self.place(record as usize);
            if max_def > 0 {
                def.extend_from_slice(&self.def[levels.clone()]);
            }
            if max_rep > 0 {
                rep.extend_from_slice(&self.rep[levels]);
            }
            values.extend_from_slice(&self.values[own]);
        }
        let (def, rep) = ((max_def > 0).then_some(&def[..]), (max_rep > 0).then_some(&rep[..]));
        get_typed_column_writer_mut::<T>(to).write_batch(&values, def, rep).map(drop)
    }
}

/// These records of a leaf, by their places, with new texts for some: those are given by where they stand among `records`, in order.
/// Nothing where the leaf holds no text, or several a record.
pub(in crate::list) fn renewed(leaf: &dyn Leaf, records: &[u32], new: &[(usize, String)]) -> Option<Box<dyn Leaf>> {
    let piece = (leaf as &dyn Any).downcast_ref::<Piece<ByteArrayType>>()?;
    let (max_def, max_rep) = piece.levels;
    if max_rep > 0 || max_def > 1 {
        return None;
    }
    let (mut def, mut values) = (Vec::new(), Vec::with_capacity(records.len()));
    let mut new = new.iter().peekable();
    for (number, &record) in records.iter().enumerate() {
        let (levels, own) = piece.place(record as usize);
        match new.next_if(|(place, _)| *place == number) {
            Some((_, text)) => {
                values.push(ByteArray::from(text.as_str()));
                def.extend((max_def > 0).then_some(max_def));
            }
            None => {
                values.extend_from_slice(&piece.values[own]);
                def.extend(piece.def.get(levels).unwrap_or_default());
            }
        }
    }
    let piece = Piece::<ByteArrayType>::new(records.len(), piece.levels, def, Vec::new(), values).ok()?;
    Some(Box::new(piece))
}

/// A column of text that has a value in each record.
pub(in crate::list) fn text_column(name: &str) -> Result<TypePtr> {
    Type::primitive_type_builder(name, Physical::BYTE_ARRAY)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(Some(LogicalType::String))
        .build()
        .map(Arc::new)
}

/// The pages of a column, kept until all columns of the row group are complete.
#[derive(Clone)]
struct Pages(Arc<Mutex<TrackedWrite<Vec<u8>>>>);

impl Pages {
    fn new() -> Pages {
        Pages(Arc::new(Mutex::new(TrackedWrite::new(Vec::new()))))
    }

    fn octets(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).bytes_written()
    }

    fn take(&self) -> Result<Vec<u8>> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut *pages, TrackedWrite::new(Vec::new())).into_inner()
    }
}

impl PageWriter for Pages {
    fn write_page(&mut self, page: CompressedPage) -> Result<PageWriteSpec> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        SerializedPageWriter::new(&mut *pages).write_page(page)
    }

    fn close(&mut self) -> Result<()> {
        Ok(())
    }
}

/// Writes records leaf by leaf into a file.
pub(in crate::list) struct LeafWriter {
    file: SerializedFileWriter<File>,
    properties: WriterPropertiesPtr,
    columns: Vec<(ColumnWriter<'static>, Pages)>,
    /// Records of the row group that is not written yet.
    records: usize,
}

impl LeafWriter {
    pub fn new(file: File, schema: TypePtr, properties: WriterPropertiesPtr) -> Result<LeafWriter> {
        let file = SerializedFileWriter::new(file, schema, properties.clone())?;
        let columns = columns(file.schema_descr(), &properties);
        Ok(LeafWriter { file, properties, columns, records: 0 })
    }

    /// Writes records, each leaf with the places of its own, and the texts that stand behind them.
    pub fn write<'l>(
        &mut self,
        leaves: impl Iterator<Item = (&'l dyn Leaf, &'l [u32])>,
        texts: &[Vec<ByteArray>; 3],
    ) -> Result<()> {
        let copied = self.columns.len() - texts.len();
        let (own, added) = self.columns.split_at_mut(copied);
        for ((leaf, records), (column, _)) in leaves.zip(own) {
            leaf.write(records, column)?;
        }
        for (texts, (column, _)) in texts.iter().zip(added) {
            get_typed_column_writer_mut::<ByteArrayType>(column).write_batch(texts, None, None)?;
        }
        self.records += texts[0].len();
        let octets: usize = self.columns.iter().map(|(_, pages)| pages.octets()).sum();
        if self.records >= GROUP_RECORDS || octets >= GROUP_OCTETS { self.end_group() } else { Ok(()) }
    }

    fn end_group(&mut self) -> Result<()> {
        if self.records == 0 {
            return Ok(());
        }
        self.records = 0;
        let next = columns(self.file.schema_descr(), &self.properties);
        let mut group = self.file.next_row_group()?;
        for (column, pages) in std::mem::replace(&mut self.columns, next) {
            let closed = column.close()?;
            group.append_column(&bytes::Bytes::from(pages.take()?), closed)?;
        }
        group.close().map(drop)
    }

    pub fn finish(mut self) -> Result<()> {
        self.end_group()?;
        self.file.close().map(drop)
    }
}

fn columns(schema: &SchemaDescriptor, properties: &WriterPropertiesPtr) -> Vec<(ColumnWriter<'static>, Pages)> {
    let column = |about: &ColumnDescPtr| {
        let pages = Pages::new();
        (get_column_writer(about.clone(), properties.clone(), Box::new(pages.clone())), pages)
    };
    schema.columns().iter().map(column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(levels: (i16, i16), def: &[i16], values: &[&str]) -> Piece<ByteArrayType> {
        let values = values.iter().map(|text| ByteArray::from(*text)).collect();
        Piece::new(def.len().max(2), levels, def.to_vec(), Vec::new(), values).expect("levels that fit")
    }

    #[test]
    fn a_record_that_is_written_twice_may_have_two_texts() {
        for (levels, def, values) in [((1, 0), &[1, 0][..], &["a, b"][..]), ((0, 0), &[], &["a, b", "c"])] {
            let new = [(0, "a".to_owned()), (1, "b".to_owned()), (2, "d".to_owned())];
            let leaf = renewed(&texts(levels, def, values), &[0, 0, 1, 0], &new).expect("text");
            let piece = (&*leaf as &dyn Any).downcast_ref::<Piece<ByteArrayType>>().expect("text");
            let found: Vec<_> = piece.values.iter().map(|text| text.as_utf8().expect("text")).collect();
            assert_eq!(found, ["a", "b", "d", "a, b"]);
            assert_eq!(piece.starts.len(), 5);
        }
    }

    #[test]
    fn levels_that_do_not_fit_are_damage() {
        let piece = |records, levels, def: &[i16], rep: &[i16], values: &[i32]| {
            Piece::<parquet::data_type::Int32Type>::new(records, levels, def.to_vec(), rep.to_vec(), values.to_vec())
        };
        assert!(piece(2, (1, 1), &[1, 0, 1], &[0, 0, 1], &[7, 8]).is_ok());
        assert!(piece(2, (1, 1), &[1, 0, 1], &[0, 0], &[7, 8]).is_err());
        assert!(piece(2, (1, 1), &[1, 0, 1], &[0, 1, 1], &[7, 8]).is_err());
        assert!(piece(2, (1, 0), &[1, 1], &[], &[7]).is_err());
        assert!(piece(3, (0, 0), &[], &[], &[7, 8]).is_err());
    }
}
