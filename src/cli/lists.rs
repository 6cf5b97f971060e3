//! `presend clean`, and what every command on a list shares: finding the lists, opening them, and how a run ends.

use super::Exit;
use super::args::{Clean, FixArg, InputArg, ListArgs, NoAddressesArg, ToArg};
use super::bounce::today;
use super::cache;
use super::format;
use super::output::Shown;
use super::progress;
use super::resolver::{self, Examined};
use super::terminal::{Interrupted, Terminal};
use anyhow::Context;
use presend::dns::Stats;
use presend::domain::Domain;
use presend::judge::Policy;
use presend::list::sniff;
use presend::list::{Layout, ListError, Source, SourceOptions};
use presend::reason::escape;
use presend::report::sinks::RowSinks;
use presend::report::{json, text::counted};
use presend::run::Summary;
use presend::run::clean::{BATCHES, BatchOptions, Batches, CLEAN_OUTPUTS, Cleaned, lists_of};
use presend::run::duplicates::Together;
use presend::run::list::List;
use presend::run::output_dir::OutputDir;
use presend::run::retry::{JudgedBy, Keeping, Kept};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Rows of a batch, when nothing else is said. Less than the smallest limit of recipients that receivers are known for.
const BATCH_ROWS: u32 = 20;

pub async fn clean(args: Clean, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    let paths = inputs(&args.list.lists)?;
    format::one_list(&terminal.look.formats, paths.len())?;
    // What is wrong with --dns is said before any list is opened.
    let examined = resolver::examine(&args.dns)?;
    let lists = open_all(&args.list, needs_all_names(&args), &paths, terminal).await?;
    let mut worst = Exit::Passed;
    for (path, dir, list) in folders(&args, lists) {
        worst = worse(worst, clean_one(&args, &examined, &path, &dir, list, terminal, interrupted).await?);
    }
    Ok(worst)
}

async fn clean_one(
    args: &Clean,
    examined: &Examined,
    path: &Path,
    dir: &Path,
    list: List,
    terminal: &Terminal,
    interrupted: &Interrupted,
) -> anyhow::Result<Exit> {
    let shown = Shown::prepare(terminal, path, |forms| forms.clean.is_some())?.keeping_a_page();
    shown.spares_both(&args.judging, &args.dns)?;
    let mut options = args.options(FixArg::Safe);
    let input = if is_stdin(path) { Path::new("/dev/stdin") } else { path };
    let outputs = OutputDir::prepare(dir, CLEAN_OUTPUTS, Some(input), args.force)?;
    interrupted.guards(outputs.abandoner());
    say_left_alone(&outputs, terminal);
    let (gather, kept) = resolver::gather(&args.dns, examined, &cache::work_on(path), terminal)?;
    interrupted.keeps(&kept);
    let of_hosts = super::probe::of_hosts(&args.hosts, &list, &options.policy, gather.as_ref(), terminal).await?;
    options.policy.evidence.of_domains = of_hosts;
    let batches = batches(args, &list, &options.policy, &outputs);
    // Duplicates of rows of another list cannot be found again from this one.
    let keeping = (gather.is_some() && list.together.is_none()).then(|| Keeping::start(&options.policy, None));
    let (cleaned, (keeping, (batches, forms))) = {
        let progress = progress::watcher(terminal, list.source.octets);
        let sinks = (keeping, (batches, shown.row_forms(&list.source.name)?));
        presend::run::clean::clean(&list, &options, gather, &outputs, progress, sinks).await?
    };
    cache::report(&kept, terminal);
    warn_of_tail(&list, terminal);
    refuse_empty(&cleaned.summary, args.list.allow_empty)?;
    let made = Made { cleaned, batches, forms, policy: &options.policy };
    if let Some(keeping) = keeping.filter(Keeping::has_unknown) {
        let kept = Kept {
            list: &list,
            flags: &args.flags,
            day: today().to_string(),
            judged_by: &judged_by(args)?,
            tables: &args.tables,
            lists: &lists_of(made.cleaned.form),
            stood_before: BTreeMap::new(),
        };
        keeping.write(&kept, &outputs)?;
    }
    let (made, page) = write_pages(made, &shown, &outputs)?;
    outputs.publish()?;
    let cleaned = show(args, made, page, &shown, dir, terminal)?;
    Ok(exit_of_run(&cleaned.summary, terminal, &args.dns.dns).unwrap_or(Exit::Passed))
}

/// Whether columns have to be known before the first row is written.
pub(super) fn needs_all_names(args: &Clean) -> bool {
    args.to.is_some_and(|to| !matches!(to, ToArg::Json | ToArg::Jsonl))
}

/// What a run made, beside the lists.
pub(super) struct Made<'p, B> {
    pub cleaned: Cleaned,
    pub batches: B,
    pub forms: RowSinks,
    pub policy: &'p Policy,
}

pub(super) fn say_left_alone(outputs: &OutputDir, terminal: &Terminal) {
    for folder in outputs.left_alone() {
        terminal.say(&format!(
            "{} was left alone: nothing proves that presend made all of what is in it",
            escape::file(folder)
        ));
    }
}

/// Rows of a batch, if there are to be batches.
fn rows_of_batch(args: &Clean) -> Option<u32> {
    args.batch.or(args.batch_per_provider.then_some(BATCH_ROWS))
}

pub(super) fn batches(args: &Clean, list: &List, policy: &Policy, outputs: &OutputDir) -> Option<Batches> {
    rows_of_batch(args).map(|rows| {
        let wish = BatchOptions {
            rows,
            per_provider: args.batch_per_provider,
            split: policy.split,
            tables: policy.tables.clone(),
        };
        Batches::start(list, wish, outputs)
    })
}

/// The lists that rows are judged by, as they stand in their files.
fn judged_by(args: &Clean) -> anyhow::Result<Vec<JudgedBy>> {
    let named = args.judging.suppress.iter().map(|path| ("suppress", path));
    let named = named.chain(args.judging.never.iter().map(|path| ("never", path)));
    let read = |(flag, path): (&str, &PathBuf)| {
        let content = std::fs::read(path).with_context(|| format!("cannot read {}", escape::file(path)))?;
        Ok(JudgedBy { flag: flag.to_owned(), path: path.clone(), content })
    };
    named.map(read).collect()
}

/// Writes the summary and the report page among the results.
pub(super) fn write_pages<'p>(
    made: Made<'p, Option<Batches>>,
    shown: &Shown<'_>,
    outputs: &OutputDir,
) -> anyhow::Result<(Made<'p, Option<u64>>, String)> {
    let Made { cleaned, batches, mut forms, policy } = made;
    let batches = batches.map(Batches::finish).transpose()?;
    let summary = json::cleaned(&cleaned);
    outputs.create("summary.json")?.write_all(summary.as_bytes()).context(
        "cannot write summary.json; no results were left behind. Make room, or choose another folder with -o",
    )?;
    let page = shown.page(&cleaned.summary, &mut forms, &policy.tables);
    outputs.create("report.html")?.write_all(page.as_bytes()).context(
        "cannot write report.html; no results were left behind. Make room, or choose another folder with -o",
    )?;
    Ok((Made { cleaned, batches, forms, policy }, page))
}

/// Shows what a run made, when its results are in the folder.
pub(super) fn show(
    args: &Clean,
    made: Made<'_, Option<u64>>,
    page: String,
    shown: &Shown<'_>,
    dir: &Path,
    terminal: &Terminal,
) -> anyhow::Result<Cleaned> {
    shown.cleaned(&made.cleaned, dir, page, made.forms)?;
    if let (Some(batches), Some(rows)) = (made.batches, rows_of_batch(args)) {
        let (count, most) = (counted(batches, "batch"), counted(rows.into(), "row"));
        terminal.say(&format!("{count} of at most {most} in {}", escape::file(dir.join(BATCHES))));
    }
    Ok(made.cleaned)
}

/// The files that the arguments name. A name that is no file is taken for a pattern, for those whose shell does not do that.
pub(super) fn inputs(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for name in named {
        let pattern = name.to_str().filter(|name| name.contains(['*', '?', '[']) && !Path::new(name).exists());
        let Some(pattern) = pattern else {
            paths.push(name.clone());
            continue;
        };
        let found = glob::glob(pattern).with_context(|| format!("{pattern} is no pattern"))?;
        let found: Vec<PathBuf> = found.collect::<Result<_, _>>().context("cannot look for the lists")?;
        let files: Vec<PathBuf> = found.into_iter().filter(|path| path.is_file()).collect();
        anyhow::ensure!(!files.is_empty(), "{pattern}: no file has such a name. Check the name and the folder.");
        paths.extend(files);
    }
    let mut met = std::collections::HashSet::new();
    paths.retain(|path| met.insert(path.clone()));
    Ok(paths)
}

/// Opens all lists before anything is done with one. Files that are passed over are left out.
pub(super) async fn open_all(
    args: &ListArgs,
    all_names: bool,
    paths: &[PathBuf],
    terminal: &Terminal,
) -> anyhow::Result<Vec<(PathBuf, List)>> {
    let together: std::sync::Arc<Together> = std::sync::Arc::default();
    let mut lists: Vec<(PathBuf, List)> = Vec::new();
    for path in paths {
        let opened = open(args, all_names, path, terminal).await;
        if args.if_no_addresses == NoAddressesArg::Skip && opened.as_ref().is_err_and(is_no_list) {
            terminal.say(&format!("{}: passed over, no address stands in it", escape::file(path)));
            continue;
        }
        let mut list = opened?;
        if paths.len() > 1 {
            // Duplicates are looked for in all of them together.
            list.together = Some(together.clone());
        }
        lists.push((path.clone(), list));
    }
    Ok(lists)
}

/// Whether a list could not be opened because there is no address in it.
fn is_no_list(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ListError::NoAddresses | ListError::NoEmailColumn { .. } | ListError::Empty))
}

/// Each list with the folder of its results.
fn folders(args: &Clean, lists: Vec<(PathBuf, List)>) -> Vec<(PathBuf, PathBuf, List)> {
    let several = lists.len() > 1;
    let mut met = std::collections::HashSet::new();
    let mut folders = Vec::new();
    for (path, mut list) in lists {
        list.to = args.to.map(Into::into);
        let dir = match &args.output {
            Some(dir) if several => dir.join(stem(&path)),
            Some(dir) => dir.clone(),
            None => default_folder(&path),
        };
        // Two lists of one name, in different folders or forms.
        let numbered = |number: usize| {
            let mut name = dir.file_name().unwrap_or_default().to_owned();
            name.push(format!("-{number}"));
            dir.with_file_name(name)
        };
        let free = std::iter::once(dir.clone()).chain((2..).map(numbered)).find(|dir| met.insert(dir.clone()));
        folders.push((path, free.unwrap_or(dir), list));
    }
    folders
}

/// The graver of two ends: a run that could not be made before one that failed, and that before one that found nothing out.
pub(super) fn worse(one: Exit, other: Exit) -> Exit {
    let rank = |exit: &Exit| match exit {
        Exit::Passed => 0,
        Exit::Inconclusive => 1,
        Exit::Findings => 2,
        Exit::CouldNotRun => 3,
        Exit::Interrupted => 4,
    };
    if rank(&other) > rank(&one) { other } else { one }
}

/// Opens the list, or copies standard input, and finds out what it looks like.
pub(super) async fn open(args: &ListArgs, all_names: bool, path: &Path, terminal: &Terminal) -> anyhow::Result<List> {
    let wish = args.wish();
    let jsonl = args.input.map(|input| input == InputArg::Jsonl);
    let seek = SourceOptions { sheet: args.sheet.clone(), jsonl, all_names };
    let (path, allow_empty) = (path.to_owned(), args.allow_empty);
    let opening = tokio::task::spawn_blocking(move || {
        let source =
            if is_stdin(&path) { Source::spool(std::io::stdin().lock(), &seek)? } else { Source::open(&path, &seek)? };
        let named = |error| anyhow::Error::from(error).context(escape::one_line(&source.name));
        let sample = source.sample()?;
        let layout = match sniff(&sample, &source.known(&wish)) {
            Err(ListError::Empty) if allow_empty => Layout::plain(),
            Ok(layout) if !allow_empty && layout.has_rows_without_any_address(&sample) => {
                return Err(named(ListError::NoAddresses));
            }
            layout => layout.map_err(named)?,
        };
        Ok::<_, anyhow::Error>(List::new(source, layout))
    });
    let list = opening.await??;
    terminal.say(&format!("{}: {}", escape::one_line(&list.source.name), list.describe()));
    Ok(list)
}

/// A list with a header and nothing below it is as empty as one without any byte.
pub(super) fn refuse_empty(summary: &Summary, allowed: bool) -> Result<(), ListError> {
    if summary.tally.rows + summary.tally.old_rows == 0 && !allowed { Err(ListError::Empty) } else { Ok(()) }
}

/// Says so when something was left unread behind packed data.
pub(super) fn warn_of_tail(list: &List, terminal: &Terminal) {
    if list.source.has_tail() {
        let name = escape::one_line(&list.source.name);
        terminal.say(&format!("warning: {name}: what follows behind the gzip data is not gzip and was left out"));
    }
}

/// Says so when the DNS told nothing at all; such a run is no evidence of anything.
pub(super) fn exit_of_run(summary: &Summary, terminal: &Terminal, servers: &str) -> Option<Exit> {
    if terminal.look.verbose {
        let counters = summary.stats.counters();
        let counters: Vec<String> = counters.iter().map(|(name, count)| format!("{name} {count}")).collect();
        terminal.say(&format!("dns: {}", counters.join(", ")));
        summary.stats.server_lines().for_each(|line| terminal.say(&format!("dns: {line}")));
    }
    warn_of_filtering(&summary.stats, terminal);
    if let Some(name) = &summary.denied {
        terminal.say(&denied(name, servers));
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

/// Names the servers that filter often, once for the run.
pub fn warn_of_filtering(stats: &Stats, terminal: &Terminal) {
    for server in stats.filtering() {
        terminal.say(&format!(
            "warning: the DNS server {} filters its answers: those to {} were blocked, replaced, stale or not proved. No \
             row is rejected for them. Name a server that does not filter (--dns), then run again.",
            server.server,
            counted(server.filtered, "question")
        ));
    }
}

/// What is said when the servers deny a name that surely exists.
pub fn denied(name: &Domain, servers: &str) -> String {
    format!(
        "warning: the DNS server denies {name}, which surely exists ({servers}). It cannot be believed, so no row is \
         rejected for a domain that it says is missing. Check the network and --dns, then run again."
    )
}

fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Beside the list, and named after it.
fn default_folder(list: &Path) -> PathBuf {
    if is_stdin(list) {
        return PathBuf::from("list-presend");
    }
    let mut name = stem(list);
    name.push("-presend");
    list.with_file_name(name)
}

/// The name of a list without its endings.
fn stem(list: &Path) -> std::ffi::OsString {
    if is_stdin(list) {
        return "list".into();
    }
    let inner = match list.extension().and_then(|ending| ending.to_str()) {
        Some("gz" | "zst" | "gzip" | "zstd" | "bz2" | "xz") => Path::new(list.file_stem().unwrap_or_default()),
        _ => list,
    };
    inner.file_stem().unwrap_or_default().to_owned()
}
