//! A list of a run: where it comes from, what it looks like, and what an earlier run found out about its domains.

use super::duplicates::Together;
use super::top_counts::TopCounter;
use crate::domain::Domain;
use crate::judge::DomainVerdict;
use crate::list::{
    Described, InputFormat, Layout, LayoutOptions, ListError, OutputFormat, Source, SourceOptions, sniff,
};
use crate::reason::{Lang, say};
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
    pub fn describe(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if let Some(member) = self.source.member() {
            parts.push(say!(lang, "list-in-zip", name = format!("{member:?}")));
        }
        let of = match (self.source.form, self.source.sheet()) {
            (InputFormat::Workbook, Some(sheet)) => {
                let name = format!("{:?}", sheet.name);
                parts.push(match sheet.others.len() {
                    0 => say!(lang, "list-sheet", name = name),
                    more => say!(lang, "list-sheet-of", name = name, sheets = more + 1),
                });
                Described::Cells
            }
            (InputFormat::Parquet, _) => {
                parts.push("Parquet".to_owned());
                Described::Columns
            }
            (InputFormat::Jsonl(packing) | InputFormat::Json(packing), _) => {
                parts.extend(packing.word().map(str::to_owned));
                let described = self.source.records().map(|records| records.describe(lang));
                parts.push(described.unwrap_or_else(|| "JSON Lines".to_owned()));
                Described::Records
            }
            (InputFormat::Made(form, _), _) => {
                parts.push(lang.text(form.word).to_owned());
                Described::Columns
            }
            (InputFormat::Table, _) => {
                parts.push(lang.text("list-html-table").to_owned());
                Described::Cells
            }
            (InputFormat::Text(packing), _) => {
                parts.extend(packing.word().map(str::to_owned));
                Described::Text
            }
            _ => Described::Text,
        };
        parts.push(self.layout.describe_as(of, lang));
        if let Some(sheet) = self.source.sheet().filter(|sheet| sheet.formulas > 0) {
            parts.push(say!(lang, "list-formulas", count = sheet.formulas));
        }
        parts.join(lang.text("sign-comma"))
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
