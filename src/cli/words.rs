//! The words that were typed, and the language that they ask for. They are kept here, for where Python runs the command, those of the process begin with the interpreter's own.

use super::terminal;
use presend::reason::Lang;
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

/// The language that is wanted, for what has to be said before the words are read as arguments, or because they cannot be.
pub fn lang() -> Lang {
    let words = typed();
    let words: Vec<&str> =
        words.iter().skip(1).map_while(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let behind = words.iter().position(|word| *word == "--lang").and_then(|place| words.get(place + 1).copied());
    let joined = words.iter().find_map(|word| word.strip_prefix("--lang="));
    let variable = std::env::var("PRESEND_LANG").ok();
    let named = joined.or(behind).or(variable.as_deref()).and_then(Lang::named);
    named.unwrap_or_else(terminal::locale)
}
