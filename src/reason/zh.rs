//! The texts of the table in Simplified Chinese. A code that stands in the table and not here is shown in English, and a test
//! names it.

use super::{Reason, Texts};

/// The Chinese texts of this reason, if there are any.
pub(super) fn texts(reason: Reason) -> Option<Texts> {
    let code = reason.code();
    let row = TEXTS.iter().find(|row| row.0 == code)?;
    Some(Texts { title: row.1, explanation: row.2, remedy: row.3 })
}

/// Code, title, explanation, remedy; in the order of the table.
const TEXTS: &[(&str, &str, &str, &str)] = &[];
