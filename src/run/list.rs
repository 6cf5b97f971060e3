//! A list of a run: where it comes from, what it looks like, and what an earlier run found out about its domains.

use super::duplicates::Together;
use super::top_counts::TopCounter;
use crate::domain::Domain;
use crate::judge::DomainVerdict;
use crate::list::{InputFormat, Layout, LayoutOptions, ListError, OutputFormat, Records, Source, SourceOptions, sniff};
use foldhash::HashMap;
use std::sync::Arc;

/// A list, and how it is read.
#[derive(Clone, Debug)]
pub struct List {
    pub source: Arc<Source>,
    pub layout: Layout,
    /// The form of the results, when it is not that of the list.
    pub to: Option<OutputFormat>,
    /// The lists that are searched for duplicates together with this one.
    pub together: Option<Arc<Together>>,
    /// What an earlier run over this list found out about its domains. Those are not asked again.
    pub earlier: Option<Arc<Earlier>>,
}

/// What an earlier run over a list found out about domains.
#[derive(Debug, Default)]
pub struct Earlier {
    /// The verdicts on domains that were asked and are not unknown.
    pub domains: HashMap<Domain, Arc<DomainVerdict>>,
    /// Those domains by the service, or the registrable domain, of the mail host that they prefer.
    pub mail_hosts: TopCounter<String>,
}

impl List {
    /// A list of its own.
    pub fn new(source: Source, mut layout: Layout) -> List {
        layout.first_line = source.first_line();
        layout.keeps_cells = !source.holds_text(layout.email_column);
        List { source: Arc::new(source), layout, to: None, together: None, earlier: None }
    }

    /// A list that is in memory, in any form in which a file may be.
    pub fn from_bytes(bytes: &[u8]) -> Result<List, ListError> {
        let source = Source::spool(bytes, &SourceOptions::default())?;
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Ok(List::new(source, layout))
    }

    /// What the list looks like, in one line for people.
    pub fn describe(&self) -> String {
        let described = self.describe_form();
        match self.source.member() {
            Some(member) => format!("ZIP archive, {member:?} in it, {described}"),
            None => described,
        }
    }

    fn describe_form(&self) -> String {
        let layout = self.layout.describe();
        match (self.source.form, self.source.sheet()) {
            (InputFormat::Workbook, Some(sheet)) => {
                let layout = layout.trim_start_matches("comma-separated, ").trim_end_matches(", UTF-8").to_owned();
                let others = match sheet.others.len() {
                    0 => String::new(),
                    more => format!(" (1 of {}, --sheet takes another)", more + 1),
                };
                let formulas = match sheet.formulas {
                    0 => String::new(),
                    1 => ", 1 cell is a formula without its result".to_owned(),
                    many => format!(", {many} cells are formulas without their results"),
                };
                format!("workbook, sheet {:?}{others}, {layout}{formulas}", sheet.name)
            }
            (InputFormat::Parquet, _) => format!(
                "Parquet, {}",
                layout.trim_start_matches("comma-separated, header, ").trim_end_matches(", UTF-8")
            ),
            (InputFormat::Jsonl(packing) | InputFormat::Json(packing), _) => {
                let packed = packing.word().map(|word| format!("{word}, ")).unwrap_or_default();
                let layout =
                    layout.trim_start_matches("comma-separated, header, ").replacen("e-mail column", "e-mail value", 1);
                let form = self.source.records().map_or_else(|| "JSON Lines".to_owned(), Records::describe);
                format!("{packed}{form}, {}", layout.trim_end_matches(", UTF-8"))
            }
            (InputFormat::Made(form, _), _) => {
                format!(
                    "{}, {}",
                    form.word,
                    layout.trim_start_matches("comma-separated, header, ").trim_end_matches(", UTF-8")
                )
            }
            (InputFormat::Table, _) => {
                format!("HTML table, {}", layout.trim_start_matches("comma-separated, ").trim_end_matches(", UTF-8"))
            }
            (InputFormat::Text(packing), _) => {
                packing.word().map_or(layout.clone(), |word| format!("{word}, {layout}"))
            }
            _ => layout,
        }
    }

    /// A number for a line that no line of another list has.
    pub(crate) fn number_of(&self, line: u64) -> u64 {
        self.together.as_ref().map_or(line, |together| together.lines_before() + line)
    }

    /// The line that has this number, and the name of the list it stands in when it is another one.
    pub(crate) fn line_of(&self, number: u64) -> (u64, Option<String>) {
        self.together.as_ref().map_or((number, None), |together| together.line_of(number))
    }
}
