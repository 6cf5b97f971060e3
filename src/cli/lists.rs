//! What every command on a list shares: finding the lists, opening them, and how a run ends.

use super::Exit;
use super::args::{InputArg, ListArgs, NoAddressesArg};
use super::terminal::Terminal;
use presend::dns::Stats;
use presend::domain::Domain;
use presend::list::sniff;
use presend::list::{Layout, ListError, Source, SourceOptions};
use presend::reason::{Lang, Saying, escape, say, sentence};
use presend::run::Summary;
use presend::run::duplicates::Together;
use presend::run::list::List;
use std::path::{Path, PathBuf};

/// The files that the arguments name. A name that is no file is taken for a pattern, for those whose shell does not do that.
pub(super) fn inputs(named: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for name in named {
        let pattern = name.to_str().filter(|name| name.contains(['*', '?', '[']) && !Path::new(name).exists());
        let Some(pattern) = pattern else {
            paths.push(name.clone());
            continue;
        };
        let found = glob::glob(pattern).saying(|| sentence!("lists-no-pattern", pattern = pattern.to_owned()))?;
        let found: Vec<PathBuf> = found.collect::<Result<_, _>>().saying(|| sentence!("lists-cannot-look"))?;
        let files: Vec<PathBuf> = found.into_iter().filter(|path| path.is_file()).collect();
        anyhow::ensure!(!files.is_empty(), sentence!("lists-none-match", pattern = pattern.to_owned()));
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
            terminal.say(&say!(terminal.lang, "passed-over", file = escape::file(path)));
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
pub(super) fn is_no_list(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(ListError::NoAddresses | ListError::NoEmailColumn { .. } | ListError::Empty))
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
    let (source, layout) = open_source(args, all_names, path).await?;
    let list = List::new(source, layout?);
    say_what_it_looks_like(&list, terminal);
    Ok(list)
}

pub(super) fn say_what_it_looks_like(list: &List, terminal: &Terminal) {
    let (name, colon) = (escape::one_line(&list.source.name), terminal.lang.text("sign-colon"));
    terminal.say(&format!("{name}{colon}{}", list.describe(terminal.lang)));
}

/// Opens the list, or copies standard input. What it looks like is an error where it does not look like a list of addresses.
pub(super) async fn open_source(
    args: &ListArgs,
    all_names: bool,
    path: &Path,
) -> anyhow::Result<(Source, anyhow::Result<Layout>)> {
    let wish = args.wish();
    let jsonl = args.input.map(|input| input == InputArg::Jsonl);
    let seek = SourceOptions { sheet: args.sheet.clone(), jsonl, all_names };
    let (path, allow_empty) = (path.to_owned(), args.allow_empty);
    let opening = tokio::task::spawn_blocking(move || {
        let source =
            if is_stdin(&path) { Source::spool(std::io::stdin().lock(), &seek)? } else { Source::open(&path, &seek)? };
        let sample = source.sample()?;
        let layout = match sniff(&sample, &source.known(&wish)) {
            Err(ListError::Empty) if allow_empty => Ok(Layout::plain()),
            Ok(layout) if !allow_empty && layout.has_rows_without_any_address(&sample) => Err(ListError::NoAddresses),
            layout => layout,
        };
        let layout = layout.map_err(|error| anyhow::Error::from(error).context(escape::one_line(&source.name)));
        Ok::<_, anyhow::Error>((source, layout))
    });
    opening.await?
}

/// A list with a header and nothing below it is as empty as one without any byte.
pub(super) fn refuse_empty(summary: &Summary, allowed: bool) -> Result<(), ListError> {
    if summary.tally.rows + summary.tally.old_rows == 0 && !allowed { Err(ListError::Empty) } else { Ok(()) }
}

/// Says so when something was left unread behind packed data.
pub(super) fn warn_of_tail(list: &List, terminal: &Terminal) {
    if list.source.has_tail() {
        let name = escape::one_line(&list.source.name);
        terminal.warn(&say!(terminal.lang, "lists-tail", file = name));
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
        terminal.warn(&denied(name, servers, terminal.lang));
        return Some(Exit::Inconclusive);
    }
    if !summary.nothing_found_out() {
        return None;
    }
    let what = match (summary.stats.queries, summary.stats.answers, summary.stats.stray) {
        (1.., 0, 0) => terminal.lang.text("dns-no-answer"),
        (1.., 0, _) => terminal.lang.text("dns-late"),
        _ => terminal.lang.text("dns-useless"),
    };
    terminal.warn(&say!(terminal.lang, "dns-nothing-found-out", what = what, servers = servers));
    Some(Exit::Inconclusive)
}

/// Names the servers that filter often, once for the run.
pub fn warn_of_filtering(stats: &Stats, terminal: &Terminal) {
    for server in stats.filtering() {
        let name = server.server.to_string();
        terminal.warn(&say!(terminal.lang, "dns-filters", server = name, count = server.filtered));
    }
}

/// What is said when the servers deny a name that surely exists.
pub fn denied(name: &Domain, servers: &str, lang: Lang) -> String {
    say!(lang, "dns-denied", name = name.as_str(), servers = servers)
}

pub(super) fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
