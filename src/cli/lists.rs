//! `presend clean` and `presend gate`: a list is opened, run through the line, and reported.

use super::Exit;
use super::args::{Clean, Gate, ListArgs};
use super::cache;
use super::progress;
use super::resolver;
use super::shown::{OF_CLEAN, OF_GATE, Shown};
use super::terminal::{Interrupted, Terminal};
use anyhow::Context;
use presend::clean::CLEAN_OUTPUTS;
use presend::gate::Outcome;
use presend::list::{Layout, ListError, Source, sniff};
use presend::outputs::Outputs;
use presend::policy::{Fix, Policy};
use presend::report::json;
use presend::run::Summary;
use presend::survey::List;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub async fn clean(args: Clean, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    let shown = Shown::prepare(terminal, &args.list.list, OF_CLEAN)?;
    let policy = Policy { memory_octets_max: args.list.memory, ..args.judging.policy(&args.dns, args.fix.into()) };
    let dir = args.output.clone().unwrap_or_else(|| default_folder(&args.list.list));
    let input = if is_stdin(&args.list.list) { Path::new("/dev/stdin") } else { &args.list.list };
    let outputs = Outputs::prepare(&dir, CLEAN_OUTPUTS, Some(input), args.force)?;
    interrupted.guards(outputs.abandoner());
    let (gather, kept) = resolver::gather(&args.dns, &cache::work_on(&args.list.list), terminal)?;
    interrupted.keeps(&kept);
    let allow_empty = args.list.allow_empty;
    let list = open(args.list, terminal).await?;
    let (cleaned, forms) = {
        let watch = progress::watcher(terminal, list.source.octets);
        presend::clean::clean(&list, &policy, gather, &outputs, watch, shown.row_forms(&list.source.name)?).await?
    };
    cache::report(&kept, terminal);
    refuse_empty(&cleaned.summary, allow_empty)?;
    let summary = json::cleaned(&cleaned);
    outputs.create("summary.json")?.write_all(summary.as_bytes()).context(
        "cannot write summary.json; no results were left behind. Make room, or choose another folder with -o",
    )?;
    outputs.publish()?;
    shown.cleaned(&cleaned, &dir, forms)?;
    Ok(exit_of_run(&cleaned.summary, terminal, &args.dns.dns).unwrap_or(Exit::Passed))
}

pub async fn gate(args: Gate, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    let shown = Shown::prepare(terminal, &args.list.list, OF_GATE)?;
    let limits = args.limits();
    let policy = Policy { memory_octets_max: args.list.memory, ..args.judging.policy(&args.dns, Fix::None) };
    let (gather, kept) = resolver::gather(&args.dns, &cache::work_on(&args.list.list), terminal)?;
    interrupted.keeps(&kept);
    let allow_empty = args.list.allow_empty;
    let list = open(args.list, terminal).await?;
    let (report, forms) = {
        let watch = progress::watcher(terminal, list.source.octets);
        presend::gate::gate(&list, &policy, &limits, gather, watch, shown.row_forms(&list.source.name)?).await?
    };
    cache::report(&kept, terminal);
    refuse_empty(&report.summary, allow_empty)?;
    shown.gated(&report, forms)?;
    let inconclusive = exit_of_run(&report.summary, terminal, &args.dns.dns);
    Ok(match report.outcome {
        Outcome::Fail => Exit::Findings,
        Outcome::Inconclusive => Exit::Inconclusive,
        Outcome::Pass => inconclusive.unwrap_or(Exit::Passed),
    })
}

/// Opens the list, or copies standard input, and finds out what it looks like.
async fn open(args: ListArgs, terminal: &Terminal) -> anyhow::Result<List> {
    let wish = args.wish();
    let opening = tokio::task::spawn_blocking(move || {
        let source =
            if is_stdin(&args.list) { Source::spool(std::io::stdin().lock())? } else { Source::open(&args.list)? };
        let named = |error| anyhow::Error::from(error).context(source.name.clone());
        let layout = match sniff(&source.sample()?, &wish) {
            Err(ListError::Empty) if args.allow_empty => Layout::plain(),
            layout => layout.map_err(named)?,
        };
        Ok::<_, anyhow::Error>(List { source: Arc::new(source), layout })
    });
    let list = opening.await??;
    terminal.say(&format!("{}: {}", list.source.name, list.layout.describe()));
    Ok(list)
}

/// A list with a header and nothing below it is as empty as one without any byte.
fn refuse_empty(summary: &Summary, allowed: bool) -> Result<(), ListError> {
    if summary.tally.rows == 0 && !allowed { Err(ListError::Empty) } else { Ok(()) }
}

/// Says so when the DNS told nothing at all; such a run is no evidence of anything.
fn exit_of_run(summary: &Summary, terminal: &Terminal, servers: &str) -> Option<Exit> {
    if terminal.look.verbose {
        let counters = summary.stats.counters();
        let counters: Vec<String> = counters.iter().map(|(name, count)| format!("{name} {count}")).collect();
        terminal.say(&format!("dns: {}", counters.join(", ")));
    }
    if let Some(name) = &summary.denied {
        terminal.say(&format!(
            "warning: the DNS server denies {name}, which surely exists ({servers}). It cannot be believed, so no row is \
             rejected for a domain that it says is missing. Check the network and --dns, then run again."
        ));
        return Some(Exit::Inconclusive);
    }
    if !summary.nothing_found_out() {
        return None;
    }
    let what = match (summary.stats.queries, summary.stats.answers, summary.stats.stray) {
        (1.., 0, 0) => "no DNS server answers",
        (1.., 0, _) => "the DNS servers answer too late (--timeout gives them more time)",
        _ => "the DNS servers answered nothing that can be used",
    };
    terminal.say(&format!(
        "warning: {what} ({servers}), so nothing was found out about any domain. The rows are unknown, none is rejected \
         for it. Check the network and --dns, then run again."
    ));
    Some(Exit::Inconclusive)
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Beside the list, and named after it.
fn default_folder(list: &Path) -> PathBuf {
    if is_stdin(list) {
        return PathBuf::from("list-presend");
    }
    let mut name = list.file_stem().unwrap_or_default().to_owned();
    name.push("-presend");
    list.with_file_name(name)
}
