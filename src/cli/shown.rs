//! What a run on a list shows: each form that was asked for, to standard output or into its file. Nothing is shown before
//! the run has come to its end.

use super::args::FormatArg;
use super::forms::{self, FormArg};
use super::terminal::Terminal;
use anyhow::Context;
use presend::clean::Cleaned;
use presend::forms::RowForms;
use presend::gate::GateReport;
use presend::report::csv::CsvRows;
use presend::report::sarif::Sarif;
use presend::report::{github, human, json, junit, markdown};
use std::io::{BufWriter, Read, Seek};
use std::path::Path;

/// The forms of a cleaning.
pub const OF_CLEAN: &[FormatArg] =
    &[FormatArg::Human, FormatArg::Json, FormatArg::Csv, FormatArg::Github, FormatArg::Sarif, FormatArg::Markdown];
/// The forms of a gate, which can also fail a test case.
pub const OF_GATE: &[FormatArg] = &[
    FormatArg::Human,
    FormatArg::Json,
    FormatArg::Csv,
    FormatArg::Github,
    FormatArg::Sarif,
    FormatArg::Junit,
    FormatArg::Markdown,
];

/// The forms of this run.
pub struct Shown<'t> {
    terminal: &'t Terminal,
    forms: Vec<FormArg>,
}

impl<'t> Shown<'t> {
    /// Looks at what was asked for, before any work is done. `list` is the input.
    pub fn prepare(terminal: &'t Terminal, list: &Path, possible: &[FormatArg]) -> anyhow::Result<Shown<'t>> {
        let mut forms = terminal.look.formats.clone();
        forms::only(&forms, possible, "a list is reported")?;
        forms::spare_the_input(&forms, list)?;
        if forms.iter().all(|form| form.path.is_some()) {
            forms.push(FormArg { format: FormatArg::Human, path: None });
        }
        Ok(Shown { terminal, forms })
    }

    /// The sinks for forms that need every row. `file` is the name of the list.
    pub fn row_forms(&self, file: &str) -> anyhow::Result<RowForms> {
        let wants = |format| self.forms.iter().any(|form| form.format == format);
        let (lang, style) = (self.terminal.lang, self.terminal.style);
        let csv = if wants(FormatArg::Csv) {
            let spool = tempfile::tempfile().context("cannot write a temporary file")?;
            Some(CsvRows::start(BufWriter::new(spool), style)?)
        } else {
            None
        };
        Ok(RowForms { sarif: wants(FormatArg::Sarif).then(|| Sarif::start(file, lang, style)), csv })
    }

    /// Shows a cleaning, whose results are in `folder`.
    pub fn cleaned(&self, cleaned: &Cleaned, folder: &Path, rows: RowForms) -> anyhow::Result<()> {
        let (lang, style) = (self.terminal.lang, self.terminal.style);
        let folder = folder.display().to_string();
        self.show(rows, |format| match format {
            FormatArg::Json => json::cleaned(cleaned),
            FormatArg::Github => github::run(&cleaned.summary, lang, style),
            FormatArg::Markdown => markdown::run(&cleaned.summary, lang, style),
            _ => human::cleaned(cleaned, &folder, style),
        })
    }

    /// Shows what a gate found.
    pub fn gated(&self, report: &GateReport, rows: RowForms) -> anyhow::Result<()> {
        let (lang, style) = (self.terminal.lang, self.terminal.style);
        self.show(rows, |format| match format {
            FormatArg::Json => json::gated(report),
            FormatArg::Github => github::gated(report, lang, style),
            FormatArg::Junit => junit::gated(report, lang, style),
            FormatArg::Markdown => markdown::gated(report, lang, style),
            _ => human::gated(report, style),
        })
    }

    fn show(&self, rows: RowForms, render: impl Fn(FormatArg) -> String) -> anyhow::Result<()> {
        let sarif = rows.sarif.map(Sarif::finish);
        let mut csv = match rows.csv {
            None => None,
            Some(csv) => Some(csv.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?),
        };
        for form in &self.forms {
            if form.format == FormatArg::Human && form.path.is_none() && self.terminal.look.quiet {
                continue;
            }
            match (form.format, &mut csv) {
                (FormatArg::Csv, Some(spool)) => {
                    spool.rewind()?;
                    self.put(form, spool)?;
                }
                (FormatArg::Sarif, _) => self.put(form, &mut sarif.as_deref().unwrap_or_default().as_bytes())?,
                (format, _) => self.put(form, &mut render(format).as_bytes())?,
            }
        }
        Ok(())
    }

    fn put(&self, form: &FormArg, content: &mut impl Read) -> anyhow::Result<()> {
        match &form.path {
            Some(path) => forms::write(path, content)?,
            None => {
                self.terminal.copy(content)?;
            }
        }
        Ok(())
    }
}
