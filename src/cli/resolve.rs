//! `presend resolve`: lists into a table of facts about their domains.

use super::args::{FixArg, NoAddressesArg, Resolve};
use super::clock::now_s;
use super::interrupt::Interrupted;
use super::lists::{
    denied, inputs, is_no_list, is_stdin, open_source, say_what_it_looks_like, warn_of_filtering, warn_of_tail,
};
use super::terminal::Terminal;
use super::{Exit, cache, facts, format, progress, resolver};
use anyhow::Context;
use presend::dns::{Told, Use};
use presend::list::{Layout, ListError};
use presend::reason::{Saying, escape, say, sentence};
use presend::report::formats::Format;
use presend::run::facts_table::{self, FactsForm};
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::resolve::{Asking, DomainList, Resolved, domain_list};
use std::io::{BufWriter, Seek};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub async fn resolve(args: &Resolve, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.format == Format::Human)?;
    format::no_files(&terminal.look.formats)?;
    anyhow::ensure!(!args.dns.offline, sentence!("resolve-offline"));
    let form = form(&args.output)?;
    let paths = inputs(&args.list.lists)?;
    spare_the_inputs(args, &paths)?;
    let examined = resolver::examine(&args.dns)?;
    let asking = Asking { resolver: resolver::name(&args.dns)?.into(), asked_s: now_s() };
    let mut known = Arc::new(facts::read(&args.older, args.dns.allow_non_public, terminal)?);
    let options = RunOptions::from(args.judging.policy(&args.dns, FixArg::Typos.into()));
    let mut lists = Vec::new();
    for path in &paths {
        if let Some(list) = open(args, path, terminal).await? {
            lists.push((path, list));
        }
    }
    let mut resolved = Resolved::default();
    for (path, list) in &lists {
        let (gather, kept) = resolver::gather(&args.dns, &examined, &cache::work_on(path), terminal)?;
        interrupted.keeps(&kept);
        let gather = gather.saying(|| sentence!("resolve-offline"))?;
        let dns = gather.dns();
        let told = Told::new(known.clone(), Use::Fresh { now_s: asking.asked_s });
        let progress = progress::watcher(terminal, list.source.octets);
        let gather = gather.told(Arc::new(told));
        let collected =
            presend::run::resolve::resolve(list, &options, gather, &asking, &known, progress, &mut resolved).await?;
        cache::report(&kept, terminal);
        warn_of_filtering(&dns.stats(), terminal);
        warn_of_tail(list, terminal);
        if collected.rows == 0 && !args.list.allow_empty {
            return Err(ListError::Empty.into());
        }
        if lists.len() > 1 {
            resolved.add_to(Arc::get_mut(&mut known).context("the table of facts is in use")?);
        }
    }
    write(args, form, &resolved, &options, paths.first(), terminal)?;
    Ok(tell(args, &resolved, &options, terminal))
}

fn form(output: &Path) -> anyhow::Result<FactsForm> {
    if is_stdin(output) {
        return Ok(FactsForm::Jsonl);
    }
    Ok(FactsForm::of(output).saying(|| sentence!("resolve-no-format", file = escape::file(output)))?)
}

/// Refuses to write over what is read.
fn spare_the_inputs(args: &Resolve, lists: &[PathBuf]) -> anyhow::Result<()> {
    let Ok(output) = args.output.canonicalize() else { return Ok(()) };
    let zone = args.dns.dns.strip_prefix("zone:").map(Path::new);
    let read = lists.iter().map(PathBuf::as_path).chain(args.older.iter().map(PathBuf::as_path)).chain(zone);
    for path in read {
        anyhow::ensure!(
            path.canonicalize().ok().as_ref() != Some(&output),
            sentence!("resolve-output-is-input", file = escape::file(path))
        );
    }
    Ok(())
}

/// A list of addresses, or one of bare domains; nothing where a list with neither is to be passed over.
async fn open(args: &Resolve, path: &Path, terminal: &Terminal) -> anyhow::Result<Option<List>> {
    let (source, layout) = open_source(&args.list, false, path).await?;
    let error = match layout {
        Ok(layout) => {
            let list = List::new(source, layout);
            say_what_it_looks_like(&list, terminal);
            return Ok(Some(list));
        }
        Err(error) => error,
    };
    let has_no_addresses =
        is_no_list(&error) || matches!(error.downcast_ref(), Some(ListError::ColumnWithoutAddresses { .. }));
    if !has_no_addresses {
        return Err(error);
    }
    let wish = args.list.wish();
    let reading = tokio::task::spawn_blocking(move || domain_list(&source, &wish));
    let Some(DomainList { source, domains, others }) = reading.await?? else {
        if args.list.if_no_addresses == NoAddressesArg::Skip {
            terminal.say(&say!(terminal.lang, "passed-over", file = escape::file(path)));
            return Ok(None);
        }
        return Err(error);
    };
    let name = escape::one_line(&source.name);
    terminal.say(&say!(terminal.lang, "resolve-bare-domains", file = &name, rows = domains));
    if others > 0 {
        terminal.say(&say!(terminal.lang, "resolve-no-domains", file = &name, cells = others));
    }
    Ok(Some(List::new(source, Layout::plain())))
}

/// Writes the whole table, or leaves what was there.
fn write(
    args: &Resolve,
    form: FactsForm,
    resolved: &Resolved,
    options: &RunOptions,
    made_of: Option<&PathBuf>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let mut file = tempfile::tempfile().saying(|| sentence!("cannot-write-temporary"))?;
    facts_table::write(form, resolved.rows(&options.policy), BufWriter::new(&mut file))?;
    file.rewind().saying(|| sentence!("cannot-write-temporary"))?;
    if is_stdin(&args.output) {
        return Ok(terminal.copy(&mut file).map(drop).saying(|| sentence!("cannot-write-stdout"))?);
    }
    format::write(&args.output, &mut file, made_of.map(PathBuf::as_path))
}

/// Says what came out, and how the run ends.
fn tell(args: &Resolve, resolved: &Resolved, options: &RunOptions, terminal: &Terminal) -> Exit {
    let unknown = resolved.unknown(&options.policy);
    let (file, asked, before) = (escape::file(&args.output), resolved.asked, resolved.known_before);
    let domains = resolved.len() as u64;
    terminal.say(&say!(
        terminal.lang,
        "resolve-done",
        file = file,
        domains = domains,
        asked = asked,
        before = before,
        unknown = unknown
    ));
    if let Some(name) = &resolved.denied {
        terminal.warn(&denied(name, &args.dns.dns, terminal.lang));
        return Exit::Inconclusive;
    }
    if asked > 0 && unknown == asked + before {
        terminal.say(&say!(terminal.lang, "resolve-nothing", dns = args.dns.dns.to_string()));
        return Exit::Inconclusive;
    }
    Exit::Passed
}
