//! Sinks that make a form of a run out of each of its rows: SARIF and CSV. Forms that need only the counts are made
//! from the [`Summary`](crate::run::Summary) afterwards.

use crate::report::csv::CsvRows;
use crate::report::sarif::Sarif;
use crate::rows::JudgedRow;
use crate::run::{RunError, Sink};
use std::fs::File;
use std::io::BufWriter;

/// The forms that were asked for; those that were not are `None`. With none of them it only lets the rows be counted.
#[derive(Default)]
pub struct RowForms {
    pub sarif: Option<Sarif>,
    pub csv: Option<CsvRows<BufWriter<File>>>,
}

impl Sink for RowForms {
    fn wants_rows(&self) -> bool {
        self.sarif.is_some() || self.csv.is_some()
    }

    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        if self.sarif.is_none() && self.csv.is_none() {
            return Ok(());
        }
        let whole = judged.whole();
        if let Some(sarif) = &mut self.sarif {
            sarif.add(whole.verdict, whole.primary, judged.row.line, judged.content);
        }
        if let Some(csv) = &mut self.csv {
            csv.row(judged.row.line, judged.content, &whole)?;
        }
        Ok(())
    }
}
