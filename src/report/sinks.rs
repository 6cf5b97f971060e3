//! Sinks that make a form of a run out of each of its rows: SARIF, CSV, JSON Lines and the report page. Forms that need only
//! the counts are made from the [`Summary`] afterwards.

use crate::address::{Reading, read_cell};
use crate::judge::RowVerdict;
use crate::report::Style;
use crate::report::csv::CsvRows;
use crate::report::html::collector::{PageCollector, SketchedRow};
use crate::report::html::page_data::{PageData, RunNote};
use crate::report::json;
use crate::report::sarif::Sarif;
use crate::run::check::{Checked, CheckedPart};
use crate::run::row::{JudgedRow, Part};
use crate::run::{RunError, Sink, Summary};
use crate::suggest::Tables;
use std::fs::File;
use std::io::{BufWriter, Write};

/// The forms that were asked for; those that were not are `None`. With none of them it only lets the rows be counted.
#[derive(Default)]
pub struct RowSinks {
    pub sarif: Option<Sarif>,
    pub csv: Option<CsvRows<BufWriter<File>>>,
    pub jsonl: Option<JsonRows>,
    pub page: Option<PageCollector>,
}

impl RowSinks {
    /// The same, for a run in which each address of a cell may come out as a row of its own.
    pub fn splitting(mut self, split: bool) -> RowSinks {
        self.page.iter_mut().for_each(|page| page.splits = split);
        self
    }
}

/// Every row as a line of JSON, of which each has all that is known about it.
pub struct JsonRows {
    pub output: BufWriter<File>,
    /// The name of the list.
    pub file: String,
    pub style: Style,
}

impl Sink for RowSinks {
    fn wants_rows(&self) -> bool {
        self.sarif.is_some() || self.csv.is_some() || self.page.is_some() || self.jsonl.is_some()
    }

    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        if !self.wants_rows() {
            return Ok(());
        }
        let whole = judged.whole();
        if let Some(sarif) = &mut self.sarif {
            sarif.add(&whole, judged.row.line, judged.content);
        }
        if let Some(csv) = &mut self.csv {
            csv.row(judged.row.line, judged.content, &whole)?;
        }
        if let Some(jsonl) = &mut self.jsonl {
            jsonl.row(judged)?;
        }
        if let Some(collector) = &mut self.page {
            add_to_page(collector, judged, &whole);
        }
        Ok(())
    }

    fn wants_facts(&self) -> bool {
        self.jsonl.is_some()
    }
}

impl JsonRows {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        let readings = read_cell(judged.content);
        let addresses = readings.as_slice().iter().map(|reading| reading.address.as_ref());
        let parts = judged.parts.iter().zip(addresses.chain(std::iter::repeat(None))).map(|(part, address)| {
            let domain = address.map(|address| &*address.domain_ascii);
            CheckedPart {
                address: address.map(|address| address.clone().into_owned()),
                verdict: part.verdict.clone(),
                facts: domain.and_then(|domain| judged.collected?.facts.get(domain)).cloned(),
                span: part.span.clone(),
            }
        });
        let checked = Checked { raw: judged.content.to_vec(), parts: parts.collect() };
        let line = json::row(&checked, Some((&self.file, judged.row.line)), self.style);
        Ok(writeln!(self.output, "{}", line.trim_end())?)
    }
}

/// A row as it comes out: whole, or each address of its cell as a row of its own.
fn add_to_page(collector: &mut PageCollector, judged: &JudgedRow<'_>, whole: &RowVerdict) {
    let readings = read_cell(judged.content);
    let parts = readings.as_slice().iter().zip(judged.parts);
    if collector.splits && judged.parts.len() > 1 {
        for (reading, part) in parts {
            let cell = String::from_utf8_lossy(judged.content.get(part.span.clone()).unwrap_or(judged.content));
            let row = sketch(judged, &cell, &part.verdict, meant(part));
            collector.row(row);
            add_address(collector, row, reading, part);
        }
        return;
    }
    let cell = String::from_utf8_lossy(judged.content);
    let row = sketch(judged, &cell, whole, judged.parts.iter().find_map(meant));
    collector.row(row);
    parts.for_each(|(reading, part)| add_address(collector, row, reading, part));
}

fn sketch<'a>(judged: &JudgedRow<'_>, cell: &'a str, verdict: &RowVerdict, meant: Option<&'a str>) -> SketchedRow<'a> {
    SketchedRow { line: judged.row.line, cell, verdict: verdict.verdict, primary: verdict.primary, meant }
}

fn add_address(collector: &mut PageCollector, row: SketchedRow<'_>, reading: &Reading<'_>, part: &Part) {
    if let Some(address) = reading.address.as_ref().filter(|_| part.has_address) {
        collector.address(row, &address.domain_ascii, meant(part));
    }
}

/// The address that was probably meant.
fn meant(part: &Part) -> Option<&str> {
    part.verdict.suggestion.as_ref().map(|suggestion| &*suggestion.address)
}

/// The page's figures, when the run has come to its end. How long it took is not among them: apart from `run` the same list gives the
/// same page.
pub fn page_data(collector: PageCollector, summary: &Summary, tables: &Tables, run: RunNote) -> PageData {
    PageData {
        run: Some(run),
        file: summary.file.clone(),
        domains: summary.domains,
        asked: summary.domains_asked > 0,
        ..collector.finish(tables, summary.mail_hosts.clone())
    }
}
