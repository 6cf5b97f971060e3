//! What a run on a list shows: each form that was asked for, to standard output or into its file. Nothing is shown before
//! the run has come to its end.

use super::args::{DnsArgs, FactsArgs, JudgeArgs};
use super::format::{self, FormArg};
use super::run_note;
use super::terminal::Terminal;
use presend::reason::{Saying, sentence};
use presend::report::csv::CsvRows;
use presend::report::formats::{CleanView, Format, Forms, GateView, Made};
use presend::report::html;
use presend::report::html::collector::PageCollector;
use presend::report::html::page_data::RunNote;
use presend::report::sarif::Sarif;
use presend::report::sinks::{JsonRows, RowSinks};
use presend::run::Summary;
use presend::run::clean::Cleaned;
use presend::run::gate::GateReport;
use presend::run::limits::{Forbidden, GateLimits};
use presend::suggest::Tables;
use std::fs::File;
use std::io::{BufWriter, Read, Seek};
use std::path::{Path, PathBuf};

/// The forms of this run.
pub struct Shown<'t> {
    terminal: &'t Terminal,
    forms: Vec<FormArg>,
    list: PathBuf,
    /// What must not occur at all.
    forbidden: Vec<Forbidden>,
    /// A report page is wanted whether or not it was asked for.
    keeps_a_page: bool,
    /// What the page says of the run.
    run: RunNote,
}

impl<'t> Shown<'t> {
    /// Looks at what was asked for, before any work is done. `list` is the input.
    pub fn prepare(terminal: &'t Terminal, list: &Path, has: fn(&Forms) -> bool) -> anyhow::Result<Shown<'t>> {
        let forms = format::and_one_printed(&terminal.look.formats);
        format::only(&forms, has)?;
        format::spare_the_input(&forms, list)?;
        let run = run_note::of_this_process(terminal.style.redact);
        Ok(Shown { terminal, forms, list: list.to_owned(), forbidden: Vec::new(), keeps_a_page: false, run })
    }

    /// The same, for a cleaning, among whose results is a report page.
    pub fn keeping_a_page(self) -> Shown<'t> {
        Shown { keeps_a_page: true, ..self }
    }

    /// The same, for a run that asks these about domains.
    pub fn asking(self, whom: Option<String>) -> Shown<'t> {
        Shown { run: RunNote { dns: whom, ..self.run }, ..self }
    }

    /// The same, for a gate that lets none of these pass.
    pub fn refusing(self, limits: &GateLimits) -> Shown<'t> {
        Shown { forbidden: limits.forbidden.clone(), ..self }
    }

    /// Refuses forms that would take the place of another file that the run reads.
    pub fn spares(&self, input: Option<&Path>) -> anyhow::Result<()> {
        input.map_or(Ok(()), |input| format::spare_the_input(&self.forms, input))
    }

    /// As [`Shown::spares`], for what both commands on lists may read.
    pub fn spares_both(&self, judging: &JudgeArgs, dns: &DnsArgs) -> anyhow::Result<()> {
        self.spares(judging.suppress.as_deref())?;
        self.spares(dns.dns.strip_prefix("zone:").map(Path::new))
    }

    /// As [`Shown::spares`], for the tables of facts that the run judges from.
    pub fn spares_facts(&self, facts: &FactsArgs) -> anyhow::Result<()> {
        facts.tables.iter().try_for_each(|table| self.spares(Some(table)))
    }

    /// The sinks for forms that need every row. `file` is the name of the list.
    pub fn row_forms(&self, file: &str) -> anyhow::Result<RowSinks> {
        let wants = |format| self.forms.iter().any(|form| form.format == format);
        let (lang, style) = (self.terminal.lang, self.terminal.style);
        let csv = if wants(Format::Csv) {
            let spool = tempfile::tempfile().saying(|| sentence!("cannot-write-temporary"))?;
            Some(CsvRows::start(BufWriter::new(spool), style)?)
        } else {
            None
        };
        let jsonl = if wants(Format::Jsonl) {
            let output = BufWriter::new(tempfile::tempfile().saying(|| sentence!("cannot-write-temporary"))?);
            Some(JsonRows { output, file: file.to_owned(), style })
        } else {
            None
        };
        let sarif = wants(Format::Sarif).then(|| Sarif::start(file, lang, style).refusing(&self.forbidden));
        let page = (wants(Format::Html) || self.keeps_a_page).then(PageCollector::default);
        Ok(RowSinks { sarif, csv, jsonl, page })
    }

    /// The report page of a run. Takes what was collected for it out of the forms.
    pub fn page(&self, summary: &Summary, rows: &mut RowSinks, tables: &Tables) -> String {
        let data =
            presend::report::sinks::page_data(rows.page.take().unwrap_or_default(), summary, tables, self.run.clone());
        html::page(&data, self.terminal.lang, self.terminal.style)
    }

    /// Shows a cleaning, whose results are in `folder` and whose report page is `page`.
    pub fn cleaned(&self, cleaned: &Cleaned, folder: &Path, page: String, rows: RowSinks) -> anyhow::Result<()> {
        let folder = folder.display().to_string();
        let view =
            CleanView { cleaned, folder: &folder, page: &page, lang: self.terminal.lang, style: self.terminal.style };
        self.show(rows, |forms| at_the_end(forms.clean.as_ref()).map(|make| make(&view)))
    }

    /// Shows what a gate found.
    pub fn gated(&self, report: &GateReport, mut rows: RowSinks, tables: &Tables) -> anyhow::Result<()> {
        let page = match rows.page.take() {
            Some(collector) => {
                let data = presend::report::sinks::page_data(collector, &report.summary, tables, self.run.clone());
                html::gated(&data, report, self.terminal.lang, self.terminal.style)
            }
            None => String::new(),
        };
        let view = GateView { report, page: &page, lang: self.terminal.lang, style: self.terminal.style };
        self.show(rows, |forms| at_the_end(forms.gate.as_ref()).map(|make| make(&view)))
    }

    fn show(&self, rows: RowSinks, render: impl Fn(&Forms) -> Option<String>) -> anyhow::Result<()> {
        let sarif = rows.sarif.map(Sarif::finish);
        let spooled = |output: BufWriter<File>| output.into_inner().map_err(std::io::IntoInnerError::into_error);
        let mut csv = rows.csv.map(|csv| csv.finish().and_then(spooled)).transpose()?;
        let mut jsonl = rows.jsonl.map(|jsonl| spooled(jsonl.output)).transpose()?;
        let made_of = Some(self.list.as_path());
        for form in &self.forms {
            let spool = match form.format {
                Format::Csv => csv.as_mut(),
                Format::Jsonl => jsonl.as_mut(),
                _ => None,
            };
            match (spool, form.format) {
                (Some(spool), _) => {
                    spool.rewind()?;
                    put(form, spool, made_of, self.terminal)?;
                }
                (None, Format::Sarif) => {
                    put(form, &mut sarif.as_deref().unwrap_or_default().as_bytes(), made_of, self.terminal)?;
                }
                (None, format) => {
                    let text = render(format.forms()).unwrap_or_default();
                    put(form, &mut text.as_bytes(), made_of, self.terminal)?;
                }
            }
        }
        Ok(())
    }
}

/// Writes a form to where it goes. `made_of` is the file that it was made of, which is not written over.
pub fn put(form: &FormArg, content: &mut impl Read, made_of: Option<&Path>, terminal: &Terminal) -> anyhow::Result<()> {
    match &form.path {
        Some(path) => format::write(path, content, made_of)?,
        None if terminal.look.quiet && form.format == Format::Human => {}
        None if form.format == Format::Csv => drop(terminal.copy_csv(content)?),
        None => drop(terminal.copy(content)?),
    }
    Ok(())
}

/// What makes a form at the end of a run.
fn at_the_end<F>(made: Option<&Made<F>>) -> Option<&F> {
    match made {
        Some(Made::AtTheEnd(make)) => Some(make),
        Some(Made::OfRows) | None => None,
    }
}
