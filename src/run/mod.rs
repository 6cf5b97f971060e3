//! The straight line that every command on a list follows: collect the domains, then judge the rows in order.

pub mod baseline;
pub(crate) mod cell;
pub mod check;
pub mod clean;
pub mod collect;
pub mod column;
pub mod duplicates;
pub mod facts_table;
pub mod gate;
pub mod judge_cell;
pub mod limits;
pub mod list;
pub mod never;
pub mod options;
pub mod output_dir;
pub mod resolve;
pub mod retry;
pub mod row;
pub mod second_pass;
pub mod sent;
pub mod since;
pub mod stream;
pub mod tally;
pub mod top_counts;
mod trust;
mod verdict_cache;

use crate::dns::progress::Progress;
use crate::dns::{Gather, Stats};
use crate::domain::Domain;
use crate::list::ListError;
use crate::reason::{Lang, shown_in_english};
use crate::run::collect::{Collected, collect};
use crate::run::list::List;
use crate::run::options::RunOptions;
use crate::run::output_dir::OutputError;
use crate::run::row::JudgedRow;
use crate::run::second_pass::judge_rows;
use crate::run::tally::Tally;
use crate::run::top_counts::TopCounter;
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Why a run could not be finished.
#[derive(Debug)]
pub enum RunError {
    List(ListError),
    Output(OutputError),
    Write(io::Error),
    Changes(csv::Error),
}

impl RunError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::List(error) => error.said(lang),
            Self::Output(error) => error.said(lang),
            Self::Write(_) => lang.text("run-error-write").to_owned(),
            Self::Changes(_) => lang.text("run-error-changes").to_owned(),
        }
    }
}

shown_in_english!(RunError);

impl std::error::Error for RunError {
    /// What is said in the words of another error has the cause of that one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::List(error) => error.source(),
            Self::Output(error) => error.source(),
            Self::Write(error) => Some(error),
            Self::Changes(error) => Some(error),
        }
    }
}

impl From<ListError> for RunError {
    fn from(error: ListError) -> RunError {
        RunError::List(error)
    }
}

impl From<OutputError> for RunError {
    fn from(error: OutputError) -> RunError {
        RunError::Output(error)
    }
}

impl From<io::Error> for RunError {
    fn from(error: io::Error) -> RunError {
        RunError::Write(error)
    }
}

impl From<csv::Error> for RunError {
    fn from(error: csv::Error) -> RunError {
        RunError::Changes(error)
    }
}

/// Takes the judged rows, in the order of the list.
pub trait Sink: Send + 'static {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError>;

    /// What the first pass found out, when all rows have come. Not called where there was no such pass.
    fn collected(&mut self, _collected: &Collected) -> Result<(), RunError> {
        Ok(())
    }

    /// Whether rows are to come with everything that the DNS said.
    fn wants_facts(&self) -> bool {
        false
    }

    /// Whether it wants every row. If not, it may be spared those of which there is nothing to tell.
    fn wants_rows(&self) -> bool {
        true
    }
}

/// A sink for those who only want the counts.
impl Sink for () {
    fn row(&mut self, _: &JudgedRow<'_>) -> Result<(), RunError> {
        Ok(())
    }

    fn wants_rows(&self) -> bool {
        false
    }
}

/// Two sinks that both want every row.
impl<A: Sink, B: Sink> Sink for (A, B) {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        self.0.row(judged)?;
        self.1.row(judged)
    }

    fn collected(&mut self, collected: &Collected) -> Result<(), RunError> {
        self.0.collected(collected)?;
        self.1.collected(collected)
    }

    fn wants_facts(&self) -> bool {
        self.0.wants_facts() || self.1.wants_facts()
    }

    fn wants_rows(&self) -> bool {
        self.0.wants_rows() || self.1.wants_rows()
    }
}

/// A sink that there may be.
impl<S: Sink> Sink for Option<S> {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        self.as_mut().map_or(Ok(()), |sink| sink.row(judged))
    }

    fn collected(&mut self, collected: &Collected) -> Result<(), RunError> {
        self.as_mut().map_or(Ok(()), |sink| sink.collected(collected))
    }

    fn wants_facts(&self) -> bool {
        self.as_ref().is_some_and(Sink::wants_facts)
    }

    fn wants_rows(&self) -> bool {
        self.as_ref().is_some_and(Sink::wants_rows)
    }
}

/// What a run found, for the summary.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The name of the list, as it was given.
    pub file: String,
    pub tally: Tally,
    /// Distinct domains of the list.
    pub domains: u64,
    /// Those that the DNS was asked about; 0 when offline.
    pub domains_asked: u64,
    /// Those of them whose verdicts were known from an earlier run.
    pub domains_known_before: u64,
    /// Those about which it could not be found out.
    pub domains_unknown: u64,
    /// A name that surely exists and that the resolver denies: then no absence that it tells of was believed.
    pub denied: Option<Domain>,
    pub stats: Stats,
    pub elapsed: Duration,
    /// Domains by the registrable domain of the mail host that they prefer.
    pub mail_hosts: TopCounter<String>,
}

impl Summary {
    /// Not one domain could be found out about, though the DNS was asked.
    pub fn nothing_found_out(&self) -> bool {
        let asked_now = self.domains_asked - self.domains_known_before;
        asked_now > 0 && self.domains_unknown == asked_now
    }
}

/// Runs the whole line. Without `gather` the DNS is not asked.
pub async fn run<S: Sink>(
    list: &List,
    options: &RunOptions,
    gather: Option<Gather>,
    progress: Arc<dyn Progress>,
    mut sink: S,
) -> Result<(Summary, S), RunError> {
    let started = Instant::now();
    // Where nobody is asked, a domain is judged as soon as it is met, and one pass does. How much is to be found on disk has to be
    // known before.
    let one_pass = gather.is_none() && options.memory_octets_max.is_none();
    let collected = match one_pass {
        true => None,
        false => Some(collect(list, options, gather.as_ref(), progress.clone(), sink.wants_facts()).await?),
    };
    let denied = collected.as_ref().and_then(|collected| collected.denied.clone());
    let stats = gather.as_ref().map(Gather::stats).unwrap_or_default();
    // What cannot be believed is forgotten at once; the rest counts as learned when the whole run has come to its end.
    if let Some(gather) = gather.as_ref().filter(|_| denied.is_some()) {
        gather.settle(false);
    }
    let judging = {
        let (list, options) = (list.clone(), options.clone());
        tokio::task::spawn_blocking(move || {
            let wants_rows = sink.wants_rows();
            let row = |row: &JudgedRow<'_>| sink.row(row);
            let judged = judge_rows::<RunError>(&list, collected.as_ref(), &options, &*progress, wants_rows, row)?;
            if let Some(collected) = &collected {
                sink.collected(collected)?;
            }
            Ok::<_, RunError>((judged, collected, sink))
        })
    };
    let (judged, collected, sink) =
        judging.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    if let Some(gather) = &gather {
        gather.settle(denied.is_none());
    }
    let collected = collected.unwrap_or_default();
    let summary = Summary {
        file: list.source.name.clone(),
        tally: judged.tally,
        domains: judged.domains,
        domains_asked: collected.asked,
        domains_known_before: collected.known_before,
        domains_unknown: collected.unknown,
        denied,
        mail_hosts: collected.mail_hosts,
        stats,
        elapsed: started.elapsed(),
    };
    Ok((summary, sink))
}
