//! `presend gate`: lists run through the line and held against limits, a baseline and an older state.

use super::args::{Gate, ListArgs};
use super::format::FormArg;
use super::interrupt::Interrupted;
use super::lists::{inputs, open, open_all, refuse_empty, warn_of_tail, worse};
use super::output::Shown;
use super::resolver::{self, Examined};
use super::terminal::Terminal;
use super::{Exit, cache, format, progress};
use anyhow::Context;
use presend::judge::{Fix, Verdict};
use presend::reason::{Reason, Saying, escape, say, sentence};
use presend::report::formats::Format;
use presend::run::baseline::Baseline;
use presend::run::gate::Outcome;
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::row::JudgedRow;
use presend::run::since::KnownCells;
use presend::run::{RunError, Sink};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

pub async fn gate(args: Gate, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    let paths = inputs(&args.list.lists)?;
    format::one_list(&terminal.look.formats, paths.len())?;
    // What is wrong with --dns is said before any list is opened.
    let examined = resolver::examine_with(&args.facts, &args.dns, terminal)?;
    let alone = paths.len() == 1;
    anyhow::ensure!(alone || !args.update_baseline, sentence!("gate-baseline-one-list"));
    anyhow::ensure!(alone || args.since.is_none(), sentence!("gate-since-one-list"));
    only_the_baseline(&args, terminal)?;
    let mut worst = Exit::Passed;
    let lists = open_all(&args.list, false, &paths, terminal).await?;
    for (path, list) in lists {
        worst = worse(worst, gate_one(&args, &examined, &path, list, terminal, interrupted).await?);
    }
    Ok(worst)
}

/// A run that accepts what it finds shows nothing, so what else was asked for is refused rather than forgotten.
fn only_the_baseline(args: &Gate, terminal: &Terminal) -> anyhow::Result<()> {
    let shows_more = |form: &FormArg| form.path.is_some() || form.format != Format::Human;
    anyhow::ensure!(
        !args.update_baseline || !terminal.look.formats.iter().any(shows_more),
        sentence!("gate-baseline-alone")
    );
    Ok(())
}

async fn gate_one(
    args: &Gate,
    examined: &Examined,
    path: &Path,
    list: List,
    terminal: &Terminal,
    interrupted: &Interrupted,
) -> anyhow::Result<Exit> {
    let limits = args.limits();
    let shown = Shown::prepare(terminal, path, |forms| forms.gate.is_some())?
        .refusing(&limits)
        .asking(examined.asked(&args.dns));
    shown.spares(args.baseline.as_deref())?;
    shown.spares(args.since.as_deref())?;
    shown.spares_both(&args.judging, &args.dns)?;
    shown.spares_facts(&args.facts)?;
    let (baseline, accepting) = baseline(args)?;
    let options = RunOptions {
        policy: args.judging.policy(&args.dns, Fix::None),
        memory_octets_max: args.list.memory,
        baseline,
        known_cells: known_cells(args, terminal).await?,
    };
    let (gather, kept) = resolver::gather(&args.dns, examined, &cache::work_on(path), terminal)?;
    interrupted.keeps(&kept);
    let (report, (accepting, forms)) = {
        let progress = progress::watcher(terminal, list.source.octets);
        let sinks = (accepting, shown.row_forms(&list.source.name)?);
        presend::run::gate::gate(&list, &options, &limits, gather, progress, sinks).await?
    };
    cache::report(&kept, terminal);
    warn_of_tail(&list, terminal);
    refuse_empty(&report.summary, args.list.allow_empty)?;
    if let (Accepting(Some(baseline)), Some(file)) = (accepting, &args.baseline) {
        format::write(file, &mut baseline.to_text().as_bytes(), Some(path))?;
        terminal.say(&say!(terminal.lang, "gate-accepted", file = escape::file(file), count = baseline.len()));
        return Ok(examined.exit_of_run(&report.summary, terminal, &args.dns).unwrap_or(Exit::Passed));
    }
    shown.gated(&report, forms, &options.policy.tables)?;
    let inconclusive = examined.exit_of_run(&report.summary, terminal, &args.dns);
    Ok(match report.outcome {
        Outcome::Fail => Exit::Findings,
        Outcome::Inconclusive => Exit::Inconclusive,
        Outcome::Pass => inconclusive.unwrap_or(Exit::Passed),
    })
}

/// The cells of the older state, which looks like the list unless it shows otherwise.
async fn known_cells(args: &Gate, terminal: &Terminal) -> anyhow::Result<Option<Arc<KnownCells>>> {
    let Some(path) = &args.since else { return Ok(None) };
    let quiet = ListArgs { allow_empty: true, ..args.list.clone() };
    let old = open(&quiet, false, path, terminal).await.context("--since")?;
    let reading = tokio::task::spawn_blocking(move || KnownCells::read(&old.source, &old.layout));
    Ok(Some(Arc::new(reading.await?.context("--since")?)))
}

/// Collects the findings that are to be accepted from now on.
struct Accepting(Option<Baseline>);

impl Sink for Accepting {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        let Some(baseline) = &mut self.0 else { return Ok(()) };
        let whole = judged.whole();
        let finding: Option<Reason> =
            whole.primary.filter(|_| matches!(whole.verdict, Verdict::Reject | Verdict::Review));
        finding.into_iter().for_each(|reason| baseline.accept(judged.content, reason));
        Ok(())
    }

    fn wants_rows(&self) -> bool {
        self.0.is_some()
    }
}

/// The baseline to hold findings against, or the one to fill anew.
fn baseline(args: &Gate) -> anyhow::Result<(Option<Arc<Baseline>>, Accepting)> {
    let Some(path) = &args.baseline else { return Ok((None, Accepting(None))) };
    let said = || format!("--baseline: {}", escape::file(path));
    if args.update_baseline {
        // The old salt is kept, so that what stays accepted stays the same line.
        let old = match File::open(path) {
            Ok(file) => Some(Baseline::read(BufReader::new(file)).with_context(said)?),
            Err(_) => None,
        };
        let salt = old.map_or_else(rand::random, |old| old.salt());
        return Ok((None, Accepting(Some(Baseline::new(salt)))));
    }
    let file = File::open(path).saying(|| sentence!("gate-no-baseline", file = escape::file(path)))?;
    let baseline = Baseline::read(BufReader::new(file)).with_context(said)?;
    Ok((Some(Arc::new(baseline)), Accepting(None)))
}
