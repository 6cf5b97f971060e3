//! `presend clean --retry`: asks again what is unknown in a folder of results, and puts newer results into their places.

use super::args::{Clean, FixArg, InputArg};
use super::clean::{self, Made};
use super::format::FormArg;
use super::interrupt::Interrupted;
use super::lists;
use super::output::Shown;
use super::terminal::Terminal;
use super::{Exit, cache, format, progress, resolver};
use anyhow::Context;
use presend::list::sniff;
use presend::list::{ListError, OutputFormat, Source, SourceOptions};
use presend::reason::{Saying, escape, say, sentence};
use presend::report::formats::Format;
use presend::report::sinks::{JsonRows, RowSinks};
use presend::run::clean::{CLEAN_OUTPUTS, lists_of};
use presend::run::list::List;
use presend::run::output_dir::OutputDir;
use presend::run::retry::{Again, Keeping, Kept, Opened, RetryError, STATE, merge_rows};
use std::fs::File;
use std::io::{BufReader, BufWriter, Seek};
use std::path::Path;

pub async fn retry(mut args: Clean, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    anyhow::ensure!(!args.dns.offline, sentence!("retry-offline"));
    let is_kept = |path: &Path| args.flags.contains(&format!("--format=jsonl={}", path.display()));
    let mut jsonl = terminal.look.formats.iter().filter(|form| form.format == Format::Jsonl);
    anyhow::ensure!(jsonl.all(|form| form.path.as_deref().is_some_and(is_kept)), sentence!("retry-other-jsonl"));
    let examined = resolver::examine(&args.dns)?;
    let mut again = match args.again.take() {
        Some(Opened::Again(again)) => again,
        _ => {
            let dir = args.retry.as_deref().unwrap_or(Path::new("."));
            terminal.say(&say!(terminal.lang, "retry-nothing-left", folder = escape::file(dir)));
            return Ok(Exit::Passed);
        }
    };
    let standing = again.standing()?;
    let list = open(&args, &mut again, terminal).await?;
    retry_one(&args, &examined, &again, standing, list, terminal, interrupted).await
}

/// The list of the first run, with what was found out about its domains.
async fn open(args: &Clean, again: &mut Again, terminal: &Terminal) -> anyhow::Result<List> {
    let seek = SourceOptions {
        sheet: args.list.sheet.clone(),
        jsonl: args.list.input.map(|input| input == InputArg::Jsonl),
        all_names: clean::needs_all_names(args),
    };
    let (name, path) = (again.file.clone(), again.path());
    let source = Source::spool_as(again.list(), &name, &seek)
        .saying(|| sentence!("retry-no-list", file = escape::file(path)))?;
    let layout = sniff(&source.sample()?, &source.known(&args.list.wish()))?;
    let mut list = List::new(source, layout);
    (list.to, list.earlier) = (args.to.map(Into::into), Some(again.earlier.clone()));
    let form = list.to.unwrap_or_else(|| OutputFormat::of(&list.source));
    if !lists_of(form).iter().all(|name| again.names().any(|known| known == *name)) {
        return Err(ListError::Changed { name }.into());
    }
    lists::say_what_it_looks_like(&list, terminal);
    Ok(list)
}

async fn retry_one(
    args: &Clean,
    examined: &resolver::Examined,
    again: &Again,
    standing: std::collections::BTreeMap<String, String>,
    list: List,
    terminal: &Terminal,
    interrupted: &Interrupted,
) -> anyhow::Result<Exit> {
    let (dir, state) = (&again.dir, again.path());
    let shown = Shown::prepare(terminal, &state, |forms| forms.clean.is_some())?
        .keeping_a_page()
        .asking(examined.asked(&args.dns));
    shown.spares_both(&args.judging, &args.dns)?;
    format::one_list(&terminal.look.formats, 1)?;
    let mut options = args.options(FixArg::Safe);
    let outputs = OutputDir::again(dir, CLEAN_OUTPUTS, &state)?;
    interrupted.guards(outputs.abandoner());
    clean::say_left_alone(&outputs, terminal);
    let (gather, kept) = resolver::gather(&args.dns, examined, &cache::work_on(&state), terminal)?;
    interrupted.keeps(&kept);
    let of_hosts = super::probe::of_hosts(&args.hosts, &list, &options.policy, gather.as_ref(), terminal).await?;
    options.policy.evidence.of_domains = of_hosts;
    let batches = clean::batches(args, &list, &options.policy, &outputs);
    let keeping = Some(Keeping::start(&options.policy, Some(again.rows.clone())));
    let (cleaned, (keeping, (batches, mut forms))) = {
        let progress = progress::watcher(terminal, list.source.octets);
        let sinks = (keeping, (batches, shown.row_forms(&list.source.name)?.splitting(options.policy.split)));
        presend::run::clean::clean(&list, &options, gather, &outputs, progress, sinks).await?
    };
    cache::report(&kept, terminal);
    // What could not be asked is no reason to touch anything.
    if let Some(exit) = lists::exit_of_run(&cleaned.summary, terminal, &args.dns.dns) {
        terminal.say(&say!(terminal.lang, "retry-as-it-was", folder = escape::file(dir)));
        return Ok(exit);
    }
    let mut keeping = keeping.context("nothing was kept")?;
    keeping.check()?;
    merge_all_rows(&mut forms, terminal)?;
    let (before, left) = keeping.unknown();
    let kept = Kept {
        list: &list,
        flags: &again.flags,
        day: again.day.clone(),
        judged_by: &again.judged_by,
        tables: &again.tables,
        lists: &lists_of(cleaned.form),
        stood_before: standing,
    };
    keeping.write(&kept, &outputs)?;
    let made = Made { cleaned, batches, forms, policy: &options.policy };
    let (made, page) = clean::write_pages(made, &shown, &outputs)?;
    outputs.publish_again(STATE, left > 0)?;
    clean::show(args, made, page, &shown, dir, terminal)?;
    let answered = before - left.min(before);
    terminal.say(&say!(terminal.lang, "retry-done", answered = answered, rows = before, left = left));
    Ok(Exit::Passed)
}

/// Keeps what was said before of rows that were not asked again.
fn merge_all_rows(forms: &mut RowSinks, terminal: &Terminal) -> anyhow::Result<()> {
    let is_jsonl = |form: &&FormArg| form.format == Format::Jsonl;
    let path = terminal.look.formats.iter().find(is_jsonl).and_then(|form| form.path.as_deref());
    let (Some(path), Some(rows)) = (path, forms.jsonl.take()) else { return Ok(()) };
    let old = File::open(path).saying(|| sentence!("cannot-read", file = escape::file(path)))?;
    let mut new = rows.output.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    new.rewind()?;
    let mut output = BufWriter::new(tempfile::tempfile().saying(|| sentence!("cannot-write-temporary"))?);
    if !merge_rows(BufReader::new(old), BufReader::new(new), &mut output)? {
        return Err(RetryError::OtherRows { path: path.to_owned() }.into());
    }
    forms.jsonl = Some(JsonRows { output, file: rows.file, style: rows.style });
    Ok(())
}
