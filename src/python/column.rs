//! `presend.judge` and `presend.domains`: columns of Arrow in, columns of Arrow out.
//!
//! Text is taken for octets, for not every tool that says a column is UTF-8 has looked: what is none is a finding, as in a file.

use super::facts::Facts;
use super::failed;
use crate::domain::Domain;
use crate::judge::{Fix, Policy};
use crate::list::names_addresses;
use crate::run::column::{ColumnJudge, JudgedCell, JudgedTable};
use crate::run::resolve::names_of_cell;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString};
use pyo3_arrow::input::AnyArray;
use pyo3_arrow::{PyArray, PyChunkedArray};
use python_arrow_array::builder::{ListBuilder, StringBuilder};
use python_arrow_array::cast::AsArray;
use python_arrow_array::{
    Array, ArrayRef, BinaryArray, BinaryViewArray, BooleanArray, LargeBinaryArray, StringArray, StructArray,
    new_empty_array,
};
use python_arrow_schema::{DataType, Field, FieldRef, Fields};
use std::collections::BTreeSet;
use std::num::NonZeroUsize;
use std::ops::Range;
use std::panic::AssertUnwindSafe;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Longer addresses are not given back: nobody can be mailed at one (RFC 5321 §4.5.3.1).
const ADDRESS_OCTETS_MAX: usize = 1_000;
/// Rows that a thread judges in one go.
const PIECE_ROWS: usize = 1 << 15;
/// Domains that are remembered from call to call, beyond those of a table.
const STRANGERS_KEPT: usize = 1 << 18;

#[pyfunction]
pub fn judge<'py>(
    py: Python<'py>,
    batch: Input,
    facts: Option<&Facts>,
    column: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let (chunks, is_stream) = batch.texts(column, names_addresses)?;
    static OFFLINE: LazyLock<Kept> = LazyLock::new(|| Kept::new(None));
    let judge = facts.map_or(&*OFFLINE, |facts| &facts.kept).judge();
    let judged = py.detach(|| judge_all(&judge, &chunks));
    let field: FieldRef = Arc::new(Field::new("presend", DataType::Struct(fields()), false));
    if is_stream {
        return Ok(PyChunkedArray::try_new(judged, field)?.into_pyobject(py)?.into_any());
    }
    let whole = match judged.as_slice() {
        [] => new_empty_array(field.data_type()),
        [only] => only.clone(),
        pieces => {
            let pieces: Vec<&dyn Array> = pieces.iter().map(|piece| &**piece).collect();
            python_arrow_select::concat::concat(&pieces).map_err(failed)?
        }
    };
    Ok(PyArray::try_new(whole, field).map_err(failed)?.into_pyobject(py)?.into_any())
}

#[pyfunction]
pub fn domains(py: Python<'_>, batch: Input, column: Option<&str>) -> PyResult<PyArray> {
    let (chunks, _) = batch.texts(column, names_addresses)?;
    let names = py.detach(|| {
        let policy = Policy { fix: Fix::Typos, ..Policy::default() };
        let mut names: BTreeSet<Domain> = BTreeSet::new();
        for texts in &chunks {
            for cell in (0..texts.len()).filter_map(|row| texts.cell(row)) {
                names.extend(names_of_cell(cell, &policy));
            }
        }
        names
    });
    let names = StringArray::from_iter_values(names.iter().map(Domain::as_str));
    Ok(PyArray::from_array_ref(Arc::new(names)))
}

/// A column, or a table with one in it, as a data tool has it.
pub enum Input {
    Arrow(AnyArray),
    List(Vec<Option<Vec<u8>>>),
}

impl<'py> FromPyObject<'_, 'py> for Input {
    type Error = PyErr;

    fn extract(given: Borrowed<'_, 'py, PyAny>) -> PyResult<Input> {
        if given.hasattr("__arrow_c_array__")? || given.hasattr("__arrow_c_stream__")? {
            return Ok(Input::Arrow(given.extract()?));
        }
        let wrong = || {
            failed(
                "a column of Arrow, a table of Arrow, or a list of str is wanted (of a lazy frame, what it collects)",
            )
        };
        // What has keys would give its keys, and no cell.
        if given.is_instance_of::<PyString>() || given.is_instance_of::<PyBytes>() || given.hasattr("keys")? {
            return Err(wrong());
        }
        let items = given.try_iter().map_err(|_| wrong())?;
        items.enumerate().map(|(place, item)| item_of(place, &item?)).collect::<PyResult<_>>().map(Input::List)
    }
}

/// An item of a list. pandas writes a missing text as NaN.
fn item_of(place: usize, item: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    if item.is_none() || item.extract::<f64>().is_ok_and(f64::is_nan) {
        return Ok(None);
    }
    if let Ok(octets) = item.cast::<PyBytes>() {
        return Ok(Some(octets.as_bytes().to_vec()));
    }
    let Ok(text) = item.cast::<PyString>() else {
        return Err(failed(format!("item {place} is of type {} and no str", item.get_type().name()?)));
    };
    // What no character stands for is a finding.
    Ok(Some(text.to_string_lossy().into_owned().into_bytes()))
}

impl Input {
    /// The texts of the column of this name, or of the one that is meant, which has a `usual` name or is the only one; and whether they
    /// came as a stream.
    pub fn texts(self, column: Option<&str>, usual: fn(&str) -> bool) -> PyResult<(Vec<Texts>, bool)> {
        let chosen = |array: &ArrayRef| texts(&chosen(array, column, usual)?);
        match self {
            Input::List(items) => {
                refuse_column(column)?;
                let items: LargeBinaryArray = items.iter().map(Option::as_deref).collect();
                Ok((vec![Texts::Large(items)], false))
            }
            Input::Arrow(AnyArray::Array(array)) => unbroken(|| Ok((vec![chosen(array.array())?], false))),
            Input::Arrow(stream) => {
                let reader = stream.into_reader()?;
                // Also where it has no chunk, it is seen whether there is such a column.
                chosen(&new_empty_array(reader.field().data_type()))?;
                let chunks = reader.map(|chunk| chosen(&chunk.map_err(failed)?));
                unbroken(|| Ok((chunks.collect::<PyResult<_>>()?, true)))
            }
        }
    }
}

/// Arrow takes it on trust that its data are in order. Where they are not, it ends in a panic.
fn unbroken<T>(work: impl FnOnce() -> PyResult<T>) -> PyResult<T> {
    std::panic::catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(failed("the data of this column are broken, or were handed out before")))
}

fn refuse_column(column: Option<&str>) -> PyResult<()> {
    match column {
        Some(name) => Err(failed(format!("column={name:?} names a column of a table, and this is a column already"))),
        None => Ok(()),
    }
}

/// The column that is meant.
fn chosen(array: &ArrayRef, column: Option<&str>, usual: fn(&str) -> bool) -> PyResult<ArrayRef> {
    let Some(table) = array.as_struct_opt() else { return refuse_column(column).map(|()| array.clone()) };
    let columns: Vec<(&str, &ArrayRef)> = table.column_names().into_iter().zip(table.columns()).collect();
    let names = columns.iter().map(|(name, _)| format!("{name:?}")).collect::<Vec<_>>().join(", ");
    let chosen = match column {
        Some(wanted) => match columns.iter().filter(|(name, _)| *name == wanted).collect::<Vec<_>>().as_slice() {
            [(_, only)] => *only,
            [] => return Err(failed(format!("there is no column {wanted:?}; there are {names}"))),
            _ => return Err(failed(format!("there are several columns {wanted:?}"))),
        },
        None => {
            let usual = columns.iter().filter(|(name, _)| usual(name));
            let texts = columns.iter().filter(|(_, array)| holds_text(array.data_type()));
            // A name says more than a type.
            match (usual.collect::<Vec<_>>().as_slice(), texts.collect::<Vec<_>>().as_slice(), columns.as_slice()) {
                ([(_, only)], _, _) | ([], [(_, only)], _) | ([], [], [(_, only)]) => *only,
                _ => {
                    return Err(failed(format!(
                        "column=... is wanted, for it is not plain which of these is meant: {names}"
                    )));
                }
            }
        }
    };
    // A row that is missing as a whole has no cells.
    match table.nulls() {
        Some(nulls) => {
            let missing = BooleanArray::new(!nulls.inner(), None);
            python_arrow_select::nullif::nullif(chosen, &missing).map_err(failed)
        }
        None => Ok(chosen.clone()),
    }
}

fn holds_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, values) => holds_text(values),
        _ => false,
    }
}

/// A column of text as the octets that it holds.
pub enum Texts {
    Small(BinaryArray),
    Large(LargeBinaryArray),
    View(BinaryViewArray),
    Missing(usize),
}

impl Texts {
    pub fn len(&self) -> usize {
        match self {
            Texts::Small(array) => array.len(),
            Texts::Large(array) => array.len(),
            Texts::View(array) => array.len(),
            Texts::Missing(rows) => *rows,
        }
    }

    /// The octets of a cell; `None` where it is missing.
    pub fn cell(&self, row: usize) -> Option<&[u8]> {
        match self {
            Texts::Small(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Large(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::View(array) => array.is_valid(row).then(|| array.value(row)),
            Texts::Missing(_) => None,
        }
    }
}

/// The texts of an array, without a copy but for those of a dictionary.
pub fn texts(array: &ArrayRef) -> PyResult<Texts> {
    Ok(match array.data_type() {
        DataType::Utf8 => Texts::Small(array.as_string::<i32>().clone().into()),
        DataType::LargeUtf8 => Texts::Large(array.as_string::<i64>().clone().into()),
        DataType::Utf8View => Texts::View(array.as_string_view().clone().to_binary_view()),
        DataType::Binary => Texts::Small(array.as_binary::<i32>().clone()),
        DataType::LargeBinary => Texts::Large(array.as_binary::<i64>().clone()),
        DataType::BinaryView => Texts::View(array.as_binary_view().clone()),
        DataType::Null => Texts::Missing(array.len()),
        DataType::Dictionary(_, _) => {
            let dictionary = array.as_any_dictionary();
            texts(&python_arrow_select::take::take(dictionary.values(), dictionary.keys(), None).map_err(failed)?)?
        }
        other => return Err(failed(format!("a column of text is wanted, and this one is of type {other}"))),
    })
}

/// A judge that is used for batch after batch, for those of one table have many domains in common. When it has met too many, it begins anew.
pub struct Kept {
    table: Option<Arc<JudgedTable>>,
    judge: Mutex<Arc<ColumnJudge>>,
}

impl Kept {
    pub fn new(table: Option<Arc<JudgedTable>>) -> Kept {
        Kept { judge: Mutex::new(Arc::new(Kept::begin(table.as_ref()))), table }
    }

    fn begin(table: Option<&Arc<JudgedTable>>) -> ColumnJudge {
        match table {
            Some(table) => ColumnJudge::of_table(table.clone()),
            None => ColumnJudge::offline(Policy::default()),
        }
    }

    pub fn judge(&self) -> Arc<ColumnJudge> {
        let most = self.table.as_ref().map_or(0, |table| table.len()) + STRANGERS_KEPT;
        let mut judge = self.judge.lock().unwrap_or_else(PoisonError::into_inner);
        if judge.domains_met() > most {
            *judge = Arc::new(Kept::begin(self.table.as_ref()));
        }
        judge.clone()
    }

    pub fn table(&self) -> Option<&JudgedTable> {
        self.table.as_deref()
    }
}

/// Judges all rows on all cores, in pieces, which come out in order.
fn judge_all(judge: &ColumnJudge, chunks: &[Texts]) -> Vec<ArrayRef> {
    let pieces: Vec<(&Texts, Range<usize>)> = chunks.iter().flat_map(pieces).collect();
    let threads = std::thread::available_parallelism().map_or(1, NonZeroUsize::get).min(pieces.len());
    let next = AtomicUsize::new(0);
    let work = || {
        let mut judging = judge.begin();
        let mut done = Vec::new();
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some((texts, rows)) = pieces.get(number) else { return done };
            let mut columns = Columns::new(rows.len());
            rows.clone().for_each(|row| columns.push(&judging.cell(texts.cell(row))));
            done.push((number, columns.finish()));
        }
    };
    let mut judged = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut judged = work();
        for other in others {
            judged.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        judged
    });
    judged.sort_unstable_by_key(|(number, _)| *number);
    judged.into_iter().map(|(_, piece)| piece).collect()
}

fn pieces(texts: &Texts) -> impl Iterator<Item = (&Texts, Range<usize>)> {
    (0..texts.len()).step_by(PIECE_ROWS).map(move |start| (texts, start..texts.len().min(start + PIECE_ROWS)))
}

/// The fields of the column of verdicts.
fn fields() -> Fields {
    let code: FieldRef = Arc::new(Field::new_list_field(DataType::Utf8, false));
    Fields::from(vec![
        Field::new("verdict", DataType::Utf8, false),
        Field::new("codes", DataType::List(code), false),
        Field::new("suggestion", DataType::Utf8, true),
        Field::new("address", DataType::Utf8, true),
        Field::new("provider", DataType::Utf8, true),
    ])
}

/// The columns of verdicts of a piece.
struct Columns {
    verdict: StringBuilder,
    codes: ListBuilder<StringBuilder>,
    suggestion: StringBuilder,
    address: StringBuilder,
    provider: StringBuilder,
}

impl Columns {
    fn new(rows: usize) -> Columns {
        let field = Field::new_list_field(DataType::Utf8, false);
        Columns {
            verdict: StringBuilder::with_capacity(rows, rows * 6),
            codes: ListBuilder::with_capacity(StringBuilder::new(), rows).with_field(field),
            suggestion: StringBuilder::with_capacity(rows, 0),
            address: StringBuilder::with_capacity(rows, rows * 24),
            provider: StringBuilder::with_capacity(rows, 0),
        }
    }

    fn push(&mut self, cell: &JudgedCell<'_>) {
        self.verdict.append_value(cell.verdict.word());
        cell.codes.iter().for_each(|code| self.codes.values().append_value(code.code()));
        self.codes.append(true);
        self.suggestion.append_option(cell.suggestion);
        self.address.append_option(cell.address.filter(|address| address.len() <= ADDRESS_OCTETS_MAX));
        self.provider.append_option(cell.provider);
    }

    fn finish(mut self) -> ArrayRef {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.verdict.finish()),
            Arc::new(self.codes.finish()),
            Arc::new(self.suggestion.finish()),
            Arc::new(self.address.finish()),
            Arc::new(self.provider.finish()),
        ];
        Arc::new(StructArray::new(fields(), columns, None))
    }
}
