//! One list, cleaned as `presend clean` does it: into a folder of results with the report page and the summary.

use super::jobs::Job;
use super::{RESULTS, UPLOAD};
use crate::dns::Gather;
use crate::dns::progress::Progress;
use crate::judge::{Policy, Verdict};
use crate::list::{LayoutOptions, ListError, Source, SourceOptions, sniff};
use crate::reason::{Lang, shown_in_english};
use crate::report::html::{self, collector::PageCollector, page_data::RunNote};
use crate::report::sinks::{RowSinks, page_data};
use crate::report::{Style, json, text::moment};
use crate::run::RunError;
use crate::run::clean::{CLEAN_OUTPUTS, clean as clean_list};
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::output_dir::{OutputDir, OutputError};
use crate::serve::limits::{DUPLICATES_OCTETS_MAX, WORK_TIME_MAX};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far a list is.
#[derive(Debug, Default)]
pub struct Watched {
    pub rows_read: AtomicU64,
    pub domains_found: AtomicU64,
    pub domains_asked: AtomicU64,
    pub rows_judged: AtomicU64,
}

impl Progress for Watched {
    fn read(&self, rows: u64, _octets: u64) {
        self.rows_read.store(rows, Ordering::Relaxed);
    }

    fn domain_found(&self) {
        self.domains_found.fetch_add(1, Ordering::Relaxed);
    }

    fn domain_resolved(&self) {
        self.domains_asked.fetch_add(1, Ordering::Relaxed);
    }

    fn judged(&self, rows: u64, _octets: u64) {
        self.rows_judged.store(rows, Ordering::Relaxed);
    }
}

/// Why a list could not be cleaned.
#[derive(Debug, thiserror::Error)]
enum Fault {
    List(#[from] ListError),
    Run(#[from] RunError),
    Output(#[from] OutputError),
    Write(#[from] io::Error),
    Slow,
    GivenUp,
}

shown_in_english!(Fault);

impl Fault {
    fn said(&self, lang: Lang) -> String {
        match self {
            Fault::List(error) | Fault::Run(RunError::List(error)) => error.said(lang),
            Fault::Run(_) | Fault::Output(_) | Fault::Write(_) => lang.text("serve-list-not-written").to_owned(),
            Fault::Slow => lang.text("serve-list-slow").to_owned(),
            Fault::GivenUp => lang.text("serve-list-given-up").to_owned(),
        }
    }
}

/// Cleans the list in a job's folder, and counts its rows by verdict. `Err` says why in a sentence for whoever handed it in, in their
/// language: it names no path of this machine.
pub async fn clean(
    folder: PathBuf,
    job: Job,
    policy: Policy,
    gather: Option<Gather>,
    watched: Arc<Watched>,
) -> Result<[u64; 4], String> {
    let work = cleaned(&folder, &job, policy, gather, watched);
    let ended = tokio::time::timeout(WORK_TIME_MAX, work).await.unwrap_or(Err(Fault::Slow));
    ended.map_err(|fault| {
        let text = fault.said(job.lang);
        text.replace(&*folder.to_string_lossy(), "").chars().take(500).collect()
    })
}

async fn cleaned(
    folder: &Path,
    job: &Job,
    policy: Policy,
    gather: Option<Gather>,
    watched: Arc<Watched>,
) -> Result<[u64; 4], Fault> {
    let (path, name) = (folder.join(UPLOAD), job.name.clone());
    let opening = tokio::task::spawn_blocking(move || open(&path, &name));
    let list = opening.await.map_err(|_| Fault::GivenUp)??;
    let outputs = OutputDir::prepare(&folder.join(RESULTS), CLEAN_OUTPUTS, None, true)?;
    let tables = policy.tables.clone();
    let options = RunOptions { memory_octets_max: Some(DUPLICATES_OCTETS_MAX), ..RunOptions::from(policy) };
    let sinks = RowSinks { page: Some(PageCollector::default()), ..RowSinks::default() };
    let (cleaned, mut sinks) = clean_list(&list, &options, gather, &outputs, watched, sinks).await?;
    if cleaned.summary.tally.rows == 0 {
        return Err(ListError::Empty.into());
    }
    outputs.create("summary.json")?.write_all(json::cleaned(&cleaned).as_bytes())?;
    // Whom the server asks is nothing that its visitors need to know.
    let run = RunNote { when: moment(job.created_s), ..RunNote::default() };
    let data = page_data(sinks.page.take().unwrap_or_default(), &cleaned.summary, &tables, run);
    outputs.create("report.html")?.write_all(html::page(&data, job.lang, Style::default()).as_bytes())?;
    outputs.publish()?;
    Ok(Verdict::ALL.map(|verdict| cleaned.summary.tally.of(verdict)))
}

/// Opens a list under the name that it was handed in with, and finds out what it looks like.
fn open(path: &Path, name: &str) -> Result<List, ListError> {
    let source = Source::open_as(path, name, &SourceOptions::default())?;
    let sample = source.sample()?;
    let layout = sniff(&sample, &source.known(&LayoutOptions::default()))?;
    if layout.has_rows_without_any_address(&sample) {
        return Err(ListError::NoAddresses);
    }
    Ok(List::new(source, layout))
}
