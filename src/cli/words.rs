//! The words that were typed. They are kept here, for where Python runs the command, those of the process begin with the interpreter's own.

use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};

static TYPED: Mutex<Vec<OsString>> = Mutex::new(Vec::new());

/// The name of the program, and the arguments.
pub fn typed() -> Vec<OsString> {
    TYPED.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Takes these for what was typed.
pub fn keep(words: Vec<OsString>) {
    *TYPED.lock().unwrap_or_else(PoisonError::into_inner) = words;
}
