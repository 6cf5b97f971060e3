//! `presend clean`: the whole line, from a list to four lists.

mod batches;

use crate::dns::Gather;
use crate::judge::{Fix, RowVerdict, Verdict};
pub use batches::{BATCHES, BatchOptions, Batches};

use crate::dns::progress::Progress;
pub use crate::list::ADDED_COLUMNS;
use crate::list::{ListWriter, OutputFormat, Row, RowReader, harmless};
use crate::reason::Reason;
use crate::run::judge_cell::{Part, is_no_formula};
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::output_dir::OutputDir;
use crate::run::retry::STATE;
use crate::run::row::JudgedRow;
use crate::run::{RunError, Sink, Summary, run};
use std::borrow::Cow;
use std::fs::File;
use std::io::Write;
use std::sync::Arc;

/// The names of all files that `clean` may write; of each list it writes one.
#[rustfmt::skip]
pub const CLEAN_OUTPUTS: &[&str] = &[
    "clean.csv", "review.csv", "rejected.csv", "retry.csv",
    "clean.csv.gz", "review.csv.gz", "rejected.csv.gz", "retry.csv.gz",
    "clean.csv.zst", "review.csv.zst", "rejected.csv.zst", "retry.csv.zst",
    "clean.xlsx", "review.xlsx", "rejected.xlsx", "retry.xlsx",
    "clean.parquet", "review.parquet", "rejected.parquet", "retry.parquet",
    "clean.jsonl", "review.jsonl", "rejected.jsonl", "retry.jsonl",
    "clean.jsonl.gz", "review.jsonl.gz", "rejected.jsonl.gz", "retry.jsonl.gz",
    "clean.jsonl.zst", "review.jsonl.zst", "rejected.jsonl.zst", "retry.jsonl.zst",
    "clean.json", "review.json", "rejected.json", "retry.json",
    "clean.json.gz", "review.json.gz", "rejected.json.gz", "retry.json.gz",
    "clean.json.zst", "review.json.zst", "rejected.json.zst", "retry.json.zst",
    "changes.csv", BATCHES, STATE, "summary.json", "report.html",
];

/// The names of the four lists in this form.
pub fn lists_of(form: OutputFormat) -> [&'static str; 4] {
    Verdict::ALL.map(|verdict| file_of(verdict, form))
}

/// The name of the file for rows with this verdict.
pub fn file_of(verdict: Verdict, form: OutputFormat) -> &'static str {
    let stem = match verdict {
        Verdict::Ok => "clean.",
        Verdict::Review => "review.",
        Verdict::Reject => "rejected.",
        Verdict::Unknown => "retry.",
    };
    let of_this = |name: &&&str| name.strip_prefix(stem) == Some(form.ending());
    CLEAN_OUTPUTS.iter().find(of_this).copied().unwrap_or("clean.csv")
}

/// Cleans a list. The results are complete but not yet published when this returns, so that the caller can add
/// `summary.json` to them. `forms` sees every row too, and comes back with what it made of them.
pub async fn clean<S: Sink>(
    list: &List,
    options: &RunOptions,
    gather: Option<Gather>,
    outputs: &OutputDir,
    progress: Arc<dyn Progress>,
    forms: S,
) -> Result<(Cleaned, S), RunError> {
    let form = list.to.unwrap_or_else(|| OutputFormat::of(&list.source));
    let sorter = Sorter {
        files: Files::start(list, form, outputs)?,
        changes: Changes::start(outputs.create("changes.csv")?, list)?,
        split: options.policy.split && !list.layout.keeps_cells,
    };
    let (summary, (sorter, forms)) = run(list, options, gather, progress, (sorter, forms)).await?;
    sorter.files.finish()?;
    let changes = sorter.changes.finish()?;
    Ok((Cleaned { summary, changes, form, fix: options.policy.fix }, forms))
}

/// What a cleaning found.
#[derive(Clone, Debug)]
pub struct Cleaned {
    pub summary: Summary,
    /// What stands in `changes.csv`.
    pub changes: ChangeCounts,
    /// The form of the four lists.
    pub form: OutputFormat,
    /// What was allowed to be changed.
    pub fix: Fix,
}

impl Cleaned {
    /// Rows with several addresses that a person would look at only because nobody asked to split them.
    pub fn rows_to_split(&self) -> u64 {
        self.summary.tally.primaries.get(&(Verdict::Review, Reason::RepairSplit)).map_or(0, |code| code.rows)
    }
}

/// How many changes of each kind `changes.csv` lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ChangeCounts {
    /// Made.
    pub applied: u64,
    /// Not made: repairs, of rows that are not ok or because nothing was to be changed.
    pub repairs: u64,
    /// Not made: sure typos that `--fix typos` corrects.
    pub sure_typos: u64,
    /// Not made: suggestions for a person to decide.
    pub suggestions: u64,
}

struct Sorter {
    files: Files,
    changes: Changes,
    split: bool,
}

impl Sink for Sorter {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        self.changes.add(judged, self.split)?;
        match judged.parts {
            [only] => self.files.write(judged.row, &only.verdict, only.fixed.as_deref()),
            parts if self.split => parts
                .iter()
                .try_for_each(|part| self.files.write(judged.row, &part.verdict, written(judged, part).as_deref())),
            _ => self.files.write(judged.row, &judged.whole(), None),
        }
    }
}

/// What is put in place of the cell for one of its several addresses: its repair, or its own text. A blank keeps that from being a
/// formula that the cell was none of.
fn written<'a>(judged: &JudgedRow<'a>, part: &'a Part) -> Option<Cow<'a, str>> {
    if let Some(fixed) = &part.fixed {
        return Some(Cow::Borrowed(fixed));
    }
    let text = std::str::from_utf8(judged.content.get(part.span.clone())?).ok()?;
    Some(if is_no_formula(text) { Cow::Borrowed(text) } else { Cow::Owned(format!(" {text}")) })
}

/// The four lists, open for writing.
struct Files {
    list: List,
    lists: Vec<(Verdict, ListWriter)>,
}

impl Files {
    fn start(list: &List, form: OutputFormat, outputs: &OutputDir) -> Result<Files, RunError> {
        let mut rows = RowReader::new(list.source.read()?, &list.layout);
        let header = rows.header()?;
        let files =
            Verdict::ALL.iter().map(|&verdict| outputs.create(file_of(verdict, form))).collect::<Result<_, _>>()?;
        let lists = ListWriter::start_all(files, form, &list.source, &list.layout, header.as_ref())?;
        Ok(Files { list: list.clone(), lists: Verdict::ALL.into_iter().zip(lists).collect() })
    }

    fn write(&mut self, row: &Row<'_>, verdict: &RowVerdict, fixed: Option<&str>) -> Result<(), RunError> {
        if let Some((_, list)) = self.lists.iter_mut().find(|(of, _)| *of == verdict.verdict) {
            write_row(list, row, verdict, fixed, &self.list)?;
        }
        Ok(())
    }

    fn finish(self) -> Result<(), RunError> {
        for (_, list) in self.lists {
            list.finish()?;
        }
        Ok(())
    }
}

/// Writes a row with the columns that presend adds.
fn write_row(
    output: &mut ListWriter,
    row: &Row<'_>,
    verdict: &RowVerdict,
    fixed: Option<&str>,
    list: &List,
) -> Result<(), RunError> {
    let (codes, hint) = (codes(verdict), hint(verdict, fixed, |number| list.line_of(number)));
    output.row(row, fixed, [verdict.verdict.word(), &codes, &hint])?;
    Ok(())
}

/// The text of the column `presend_codes`.
pub(crate) fn codes(verdict: &RowVerdict) -> String {
    verdict.labels().join(" ")
}

/// The text of the column `presend_suggestion`. `line_of` tells the line with a number, and its list when that is another.
pub(crate) fn hint(
    verdict: &RowVerdict,
    fixed: Option<&str>,
    line_of: impl Fn(u64) -> (u64, Option<String>),
) -> String {
    let suggested = verdict.suggestion.as_ref().map(|suggestion| &suggestion.address);
    if let Some(entry) = &verdict.suppressed {
        return entry.why();
    }
    // Whose repair is a duplicate is told of whom.
    let repaired = verdict.repaired.as_ref().filter(|_| verdict.duplicate_of.is_none());
    let own = match (suggested.or(repaired), verdict.duplicate_of) {
        (Some(address), _) if fixed != Some(address) => address.clone(),
        (_, Some(number)) => match line_of(number) {
            (line, None) => format!("same as line {line}"),
            (line, Some(name)) => format!("same as line {line} of {name}"),
        },
        _ => String::new(),
    };
    let others = verdict.other_suggestions.iter().map(|other| format!("{}: {}", other.column, other.address));
    std::iter::once(own).filter(|own| !own.is_empty()).chain(others).collect::<Vec<_>>().join("; ")
}

/// The longest cell of several addresses that stands whole in `changes.csv`, in octets; of others it has the piece.
const CELL_OCTETS_MAX: usize = 1_000;

/// `changes.csv`: every cell that was changed, or that could be, before and after.
struct Changes {
    output: csv::Writer<File>,
    /// The name of the e-mail column, or its number where it has none.
    column: String,
    counts: ChangeCounts,
}

impl Changes {
    /// A list with a byte order mark shows that spreadsheets read it, and they need one to see that this file is UTF-8.
    fn start(mut file: File, list: &List) -> Result<Changes, RunError> {
        if list.layout.bom {
            file.write_all("\u{feff}".as_bytes())?;
        }
        let mut output = csv::Writer::from_writer(file);
        output.write_record(["line", "column", "before", "after", "codes", "applied"])?;
        let column = list.layout.email_column_name.clone();
        let column = column.unwrap_or_else(|| (list.layout.email_column + 1).to_string());
        Ok(Changes { output, column, counts: ChangeCounts::default() })
    }

    fn write(
        &mut self,
        line: u64,
        [column, before, after]: [&str; 3],
        codes: &[&str],
        applied: bool,
    ) -> Result<(), RunError> {
        let [column, before, after] = [column, before, after].map(plainly);
        let applied = if applied { "yes" } else { "no" };
        self.output.write_record([&line.to_string(), &*column, &before, &after, &codes.join(" "), applied])?;
        Ok(())
    }

    fn add(&mut self, judged: &JudgedRow<'_>, split: bool) -> Result<(), RunError> {
        let column = judged.row.column.map_or_else(|| self.column.clone(), |column| column.name.to_string());
        let (line, cell) = (judged.row.line, String::from_utf8_lossy(judged.content));
        match judged.parts {
            [only] => {
                if let Some(after) = only.fixed.as_deref().or_else(|| only.verdict.proposed()) {
                    let codes = changes_of(judged, std::slice::from_ref(only));
                    self.write(line, [&column, &cell, after], &codes, only.fixed.is_some())?;
                    self.count(only.fixed.is_some(), &only.verdict);
                }
            }
            parts if split => {
                for part in parts {
                    let codes = changes_of(judged, std::slice::from_ref(part));
                    let written = written(judged, part).unwrap_or_default();
                    // The cell stands there for each of its addresses.
                    let own = || String::from_utf8_lossy(judged.content.get(part.span.clone()).unwrap_or_default());
                    let before = if cell.len() <= CELL_OCTETS_MAX { Cow::Borrowed(&*cell) } else { own() };
                    self.write(line, [&column, &before, &written], &codes, true)?;
                    self.count(true, &part.verdict);
                    if let Some(after) = part.verdict.proposed().filter(|after| *after != written.trim()) {
                        self.write(line, [&column, &written, after], &codes, false)?;
                        self.count(false, &part.verdict);
                    }
                }
            }
            parts => {
                let own = |part: &'_ Part| -> String {
                    let proposed = part.verdict.proposed().map(Cow::Borrowed);
                    proposed.or_else(|| written(judged, part)).unwrap_or_default().into_owned()
                };
                let after: Vec<_> = parts.iter().map(own).collect();
                self.write(line, [&column, &cell, &after.join(", ")], &changes_of(judged, parts), false)?;
                self.counts.repairs += 1;
            }
        }
        self.add_others(judged)
    }

    /// What is suggested for cells of other columns. None of it is made.
    fn add_others(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        let whole = judged.whole();
        for other in &whole.other_suggestions {
            let codes = whole.findings.iter().filter(|finding| finding.column.as_ref() == Some(&other.column));
            let codes: Vec<&str> = codes.map(|finding| finding.reason.code()).filter(|code| is_change(code)).collect();
            self.write(judged.row.line, [&other.column, &other.typed, &other.address], &codes, false)?;
            self.counts.suggestions += 1;
        }
        Ok(())
    }

    fn count(&mut self, is_made: bool, verdict: &RowVerdict) {
        let counter = match &verdict.suggestion {
            _ if is_made => &mut self.counts.applied,
            Some(suggestion) if suggestion.may_be_fixed => &mut self.counts.sure_typos,
            Some(_) => &mut self.counts.suggestions,
            None => &mut self.counts.repairs,
        };
        *counter += 1;
    }

    fn finish(mut self) -> Result<ChangeCounts, RunError> {
        self.output.flush()?;
        Ok(self.counts)
    }
}

/// The codes of what would be changed in the cell. Those of other columns stand on lines of their own.
fn changes_of(judged: &JudgedRow<'_>, parts: &[Part]) -> Vec<&'static str> {
    let own = judged.row.column.map(|column| &column.name);
    let findings = parts.iter().flat_map(|part| &part.verdict.findings);
    let mut codes: Vec<&str> = Vec::new();
    for finding in findings.filter(|finding| finding.column.as_ref() == own && is_change(finding.reason.code())) {
        if !codes.contains(&finding.reason.code()) {
            codes.push(finding.reason.code());
        }
    }
    if codes.is_empty() {
        codes.extend(parts.iter().filter_map(|part| part.verdict.primary).map(Reason::code).take(1));
    }
    codes
}

/// Text that can be read back: control characters are written as `\n` or `\u{7}`.
fn plainly(text: &str) -> Cow<'_, str> {
    if !text.contains(char::is_control) {
        return harmless(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if c.is_control() { shown.extend(c.escape_default()) } else { shown.push(c) }
    }
    Cow::Owned(harmless(&shown).into_owned())
}

fn is_change(code: &str) -> bool {
    code.starts_with("repair.") || code.starts_with("typo.")
}
