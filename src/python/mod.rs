//! The Python package: addresses and columns of Arrow judged where data tools are, and the command itself.
//!
//! Only built with the feature `python`. What users see of it stands in `presend/__init__.py`, which
//! calls what is here.

mod asking;
mod check;
mod column;
mod facts;
mod resolve;

use crate::cli;
use facts::Facts;
use pyo3::create_exception;
use pyo3::exceptions::PyException;
use pyo3::prelude::*;
use std::ffi::OsString;

create_exception!(
    presend,
    PresendError,
    PyException,
    "What was asked for cannot be done. The message says what to do."
);

/// An error of the library as one of Python.
fn failed(error: impl std::fmt::Display) -> PyErr {
    PresendError::new_err(error.to_string())
}

/// Runs the command with these words, of which the first is the name of the program, and tells its exit code.
#[pyfunction]
fn command(py: Python<'_>, words: Vec<OsString>) -> i32 {
    py.detach(|| cli::start(words) as i32)
}

#[pymodule]
fn _presend(py: Python<'_>, module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add("PresendError", py.get_type::<PresendError>())?;
    module.add_class::<Facts>()?;
    module.add_function(wrap_pyfunction!(check::check, module)?)?;
    module.add_function(wrap_pyfunction!(column::domains, module)?)?;
    module.add_function(wrap_pyfunction!(column::judge, module)?)?;
    module.add_function(wrap_pyfunction!(resolve::resolve, module)?)?;
    module.add_function(wrap_pyfunction!(command, module)?)
}
