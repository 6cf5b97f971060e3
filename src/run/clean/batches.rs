//! The rows that can be mailed, once more in numbered files of a few rows each: servers take so many recipients at a time and no more, and
//! some count by the hour. Rows stand in the batches as they stand in `clean.csv`, and in the same order.

use super::write_row;
use crate::address::read_cell;
use crate::judge::{RowVerdict, Verdict};
use crate::list::{ListWriter, OutputFormat, Packing, RowReader};
use crate::run::judge_cell::Part;
use crate::run::list::List;
use crate::run::output_dir::{Folder, OutputDir};
use crate::run::row::JudgedRow;
use crate::run::{RunError, Sink};
use crate::suggest::{MailHostKind, Tables};
use std::collections::HashMap;

/// The folder with the batches, beside the four lists.
pub const BATCHES: &str = "batches/";
/// Providers that have batches of their own, so that no more files than this are open. The others share theirs.
const PROVIDERS_MAX: usize = 100;

/// How large the batches are, and what they hold.
#[derive(Clone, Debug)]
pub struct BatchOptions {
    /// Rows of a batch, at least 1.
    pub rows: u32,
    /// Whether every provider that is known has batches of its own.
    pub per_provider: bool,
    /// Whether cells with several addresses come out as several rows.
    pub split: bool,
    pub tables: Tables,
}

/// Writes the batches.
pub struct Batches {
    list: List,
    wish: BatchOptions,
    folder: Folder,
    /// By the name of the group: `batch`, or a provider.
    groups: HashMap<String, Group>,
    written: u64,
}

#[derive(Default)]
struct Group {
    /// The batch that is being filled, and its rows so far.
    open: Option<(ListWriter, u32)>,
    number: u32,
}

impl Batches {
    pub fn start(list: &List, wish: BatchOptions, outputs: &OutputDir) -> Batches {
        Batches { list: list.clone(), wish, folder: outputs.folder(BATCHES), groups: HashMap::new(), written: 0 }
    }

    /// Writes what is left, and says how many batches there are.
    pub fn finish(mut self) -> Result<u64, RunError> {
        for (_, group) in self.groups.drain() {
            if let Some((writer, _)) = group.open {
                writer.finish()?;
            }
        }
        Ok(self.written)
    }

    fn write(&mut self, judged: &JudgedRow<'_>, verdict: &RowVerdict, part: Option<&Part>) -> Result<(), RunError> {
        if verdict.verdict != Verdict::Ok {
            return Ok(());
        }
        let name = self.group_of(judged, part);
        let group = self.groups.entry(name.clone()).or_default();
        let (mut writer, rows) = match group.open.take() {
            Some(open) => open,
            None => {
                group.number += 1;
                self.written += 1;
                let file = self.folder.create(&format!("{name}-{:04}.csv", group.number))?;
                (start(&self.list, file)?, 0)
            }
        };
        write_row(&mut writer, judged.row, verdict, part.and_then(|part| part.fixed.as_deref()), &self.list)?;
        if rows + 1 >= self.wish.rows {
            writer.finish()?;
        } else {
            group.open = Some((writer, rows + 1));
        }
        Ok(())
    }

    fn group_of(&self, judged: &JudgedRow<'_>, part: Option<&Part>) -> String {
        let cell = judged.content;
        if !self.wish.per_provider {
            return "batch".to_owned();
        }
        let mailed = part.map(|part| match &part.fixed {
            Some(address) => address.as_bytes(),
            None => cell.get(part.span.clone()).unwrap_or(cell),
        });
        let readings = mailed.map(read_cell);
        let address = readings.as_ref().and_then(|readings| readings.as_slice().first()?.address.as_ref());
        let provider = address.and_then(|address| self.wish.tables.providers().get(&address.domain_ascii));
        // A company's mailboxes may be at a provider too, which its mail host tells.
        let service = || {
            let verdict = judged.collected?.domains.get(&*address?.domain_ascii)?;
            verdict.mail_service.filter(|service| service.kind != MailHostKind::InboundApi)
        };
        let named = provider.map(|provider| &provider.name).or_else(|| service().map(|service| &service.name));
        let name = named.map_or_else(String::new, |name| file_name(name));
        let room = self.groups.len() < PROVIDERS_MAX || self.groups.contains_key(&name);
        if name.is_empty() || !room { "others".to_owned() } else { name }
    }
}

impl Sink for Batches {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        match judged.parts {
            [only] => self.write(judged, &only.verdict, Some(only)),
            parts if self.wish.split => parts.iter().try_for_each(|part| self.write(judged, &part.verdict, Some(part))),
            _ => self.write(judged, &judged.whole(), None),
        }
    }
}

/// Batches are text, whatever the form of the list: they are made for mail programs.
fn start(list: &List, file: std::fs::File) -> Result<ListWriter, RunError> {
    let mut rows = RowReader::new(list.source.read()?, &list.layout);
    let header = rows.header()?;
    let form = OutputFormat::Csv(Packing::None);
    let mut writers = ListWriter::start_all(vec![file], form, &list.source, &list.layout, header.as_ref())?;
    writers.pop().ok_or_else(|| RunError::from(std::io::Error::other("no list was begun")))
}

/// `Outlook.com` as `outlook-com`.
fn file_name(provider: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    provider.chars().map(plain).collect::<String>().trim_matches('-').to_owned()
}
