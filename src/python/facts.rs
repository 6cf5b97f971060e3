//! Tables of facts in memory.

use super::asking::wait;
use super::column::{Kept, texts};
use super::failed;
use crate::facts::KnownFacts;
use crate::run::column::JudgedTable;
use crate::run::facts_table::{self, COLUMNS, Column, FactsError, Kind, time_text};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use python_arrow_array::cast::AsArray;
use python_arrow_array::types::{
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use python_arrow_array::{Array, ArrayRef, RecordBatch};
use python_arrow_schema::{DataType, TimeUnit};
use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

/// The name of a table that has no file.
const IN_MEMORY: &str = "the table in memory";

/// What was found out about domains, ready to judge columns from.
#[pyclass(frozen, module = "presend")]
pub struct Facts {
    pub(super) kept: Kept,
}

/// Something that holds a table.
#[derive(FromPyObject)]
pub enum TableInput {
    #[pyo3(transparent)]
    Arrow(AnyRecordBatch),
    #[pyo3(transparent)]
    File(PathBuf),
}

#[pymethods]
impl Facts {
    #[new]
    fn new(py: Python<'_>, tables: Vec<TableInput>, allow_non_public: bool) -> PyResult<Facts> {
        let known = read(tables, allow_non_public)?;
        let judged = wait(py, || async { Ok(JudgedTable::of(known).await) })?;
        Ok(Facts { kept: Kept::new(Some(Arc::new(judged))) })
    }

    fn __len__(&self) -> usize {
        self.kept.table().map_or(0, JudgedTable::len)
    }

    /// A name that surely exists and that the resolver of the tables denies.
    #[getter]
    fn denied(&self) -> Option<String> {
        self.kept.table()?.denied().map(ToString::to_string)
    }
}

/// Reads tables, of which the newest answer counts.
pub fn read(tables: Vec<TableInput>, allow_non_public: bool) -> PyResult<KnownFacts> {
    let mut known = KnownFacts::new(allow_non_public);
    for table in tables {
        match table {
            TableInput::File(path) => {
                facts_table::read(&path, &mut known).map_err(failed)?;
            }
            TableInput::Arrow(batches) => {
                let reader = batches.into_reader()?;
                let schema = reader.schema();
                let is_missing = |column: &&Column| column.is_fact && schema.column_with_name(column.name).is_none();
                if let Some(column) = COLUMNS.iter().find(is_missing) {
                    return Err(failed(FactsError::NoColumn { name: IN_MEMORY.to_owned(), missing: column.name }));
                }
                for batch in reader {
                    add(&batch.map_err(failed)?, &mut known)?;
                }
            }
        }
    }
    Ok(known)
}

fn add(batch: &RecordBatch, known: &mut KnownFacts) -> PyResult<()> {
    let column = |column: &Column| match batch.column_by_name(column.name) {
        Some(array) => cells(column, array).map(Some),
        None => Ok(None),
    };
    let columns: Vec<Option<Vec<String>>> = COLUMNS.iter().map(column).collect::<PyResult<_>>()?;
    let row = |number: usize| {
        let cell = |place: usize| columns[place].as_ref().map_or("", |column| column[number].as_str());
        std::array::from_fn(|place| Cow::Borrowed(cell(place)))
    };
    facts_table::read_rows(IN_MEMORY, (0..batch.num_rows()).map(row), known).map_err(failed)?;
    Ok(())
}

/// The cells of a column as the texts that they are in CSV. What follows from the others is not read.
fn cells(column: &Column, array: &ArrayRef) -> PyResult<Vec<String>> {
    let wrong = || {
        failed(format!("{IN_MEMORY}: the column {} is {} and not as presend writes it", column.name, array.data_type()))
    };
    let shown = |cell: fn(&ArrayRef, usize) -> Option<String>| {
        (0..array.len()).map(|row| if array.is_null(row) { Some(String::new()) } else { cell(array, row) }).collect()
    };
    let cells: Option<Vec<String>> = match (column.kind, array.data_type()) {
        _ if !column.is_fact => Some(vec![String::new(); array.len()]),
        (Kind::Text | Kind::Json, _) => {
            let texts = texts(array).map_err(|_| wrong())?;
            (0..array.len()).map(|row| String::from_utf8(texts.cell(row).unwrap_or_default().to_vec()).ok()).collect()
        }
        (Kind::Number, DataType::Int32) => {
            shown(|array, row| Some(array.as_primitive::<Int32Type>().value(row).to_string()))
        }
        (Kind::Number, DataType::Int64) => {
            shown(|array, row| Some(array.as_primitive::<Int64Type>().value(row).to_string()))
        }
        (Kind::Flag, DataType::Boolean) => shown(|array, row| Some(array.as_boolean().value(row).to_string())),
        (Kind::Time, DataType::Timestamp(_, _)) => shown(|array, row| seconds(array, row).map(time_text)),
        _ => None,
    };
    cells.ok_or_else(wrong)
}

/// A moment in seconds since 1970; `None` where it is earlier.
fn seconds(array: &ArrayRef, row: usize) -> Option<u64> {
    let DataType::Timestamp(unit, _) = array.data_type() else { return None };
    let seconds = match unit {
        TimeUnit::Second => array.as_primitive::<TimestampSecondType>().value(row),
        TimeUnit::Millisecond => array.as_primitive::<TimestampMillisecondType>().value(row).div_euclid(1_000),
        TimeUnit::Microsecond => array.as_primitive::<TimestampMicrosecondType>().value(row).div_euclid(1_000_000),
        TimeUnit::Nanosecond => array.as_primitive::<TimestampNanosecondType>().value(row).div_euclid(1_000_000_000),
    };
    seconds.try_into().ok()
}
