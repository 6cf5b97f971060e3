//! `presend clean`: a list into a folder of results.

use super::Exit;
use super::args::{Clean, FixArg, ToArg};
use super::bounce::today;
use super::cache;
use super::format;
use super::interrupt::Interrupted;
use super::lists::{inputs, is_stdin, open_all, refuse_empty, warn_of_tail, worse};
use super::output::Shown;
use super::progress;
use super::resolver::{self, Examined};
use super::terminal::Terminal;
use presend::judge::Policy;
use presend::reason::{Saying, escape, say, sentence};
use presend::report::json;
use presend::report::sinks::RowSinks;
use presend::run::clean::{BATCHES, BatchOptions, Batches, CLEAN_OUTPUTS, Cleaned, lists_of};
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
    let examined = resolver::examine_with(&args.facts, &args.dns, terminal)?;
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
    let shown = Shown::prepare(terminal, path, |forms| forms.clean.is_some())?
        .keeping_a_page()
        .asking(examined.asked(&args.dns));
    shown.spares_both(&args.judging, &args.dns)?;
    shown.spares_facts(&args.facts)?;
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
        let sinks = (keeping, (batches, shown.row_forms(&list.source.name)?.splitting(options.policy.split)));
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
    Ok(examined.exit_of_run(&cleaned.summary, terminal, &args.dns).unwrap_or(Exit::Passed))
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
        terminal.say(&say!(terminal.lang, "clean-left-alone", folder = escape::file(folder)));
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
        let content = std::fs::read(path).saying(|| sentence!("cannot-read", file = escape::file(path)))?;
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
    let failed = |file: &'static str| move || sentence!("clean-cannot-write", file = file);
    outputs.create("summary.json")?.write_all(summary.as_bytes()).saying(failed("summary.json"))?;
    let page = shown.page(&cleaned.summary, &mut forms, &policy.tables);
    outputs.create("report.html")?.write_all(page.as_bytes()).saying(failed("report.html"))?;
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
        let folder = escape::file(dir.join(BATCHES));
        terminal.say(&say!(terminal.lang, "clean-batches", count = batches, rows = u64::from(rows), folder = folder));
    }
    Ok(made.cleaned)
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
