//! `clean --retry`: the settings of the first run, kept beside its results, count again as if they had been given as flags.

use super::{Wish, never, parse_from};
use crate::cli::args::{Arguments, Clean, JudgeArgs};
use crate::cli::words;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use presend::bounce::Day;
use presend::bounce::suppression_file::{SuppressError, Suppressions};
use presend::reason::{Saying, escape, sentence};
use presend::run::retry::{Again, JudgedBy, Opened};
use presend::suggest::Lists;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Flags that say how a list is read, judged and written. They are kept with the results.
const KEPT: &[&str] = &[
    "column",
    "delimiter",
    "header",
    "encoding",
    "sheet",
    "input",
    "memory",
    "allow_empty",
    "to",
    "batch",
    "batch_per_provider",
    "fix",
    "split",
    "data",
    "allow_non_public",
    "probe",
    "helo",
    "message_size",
    "host_timeout",
    "port",
];
/// The forms of the results that went into files, which are written again.
const FORMS: &str = "format";
/// Other arguments that have no place beside `--retry`.
const REFUSED: &[&str] = &["lists", "output", "force", "if_no_addresses", "suppress", "never", "offline", "facts"];

/// The flags of a run, as they are kept.
pub(super) fn kept(matches: &ArgMatches) -> Vec<String> {
    let Some((_, matches)) = matches.subcommand() else { return Vec::new() };
    let mut flags = Vec::new();
    for id in KEPT {
        let flag = id.replace('_', "-");
        let is_usual = |matches: &ArgMatches| matches.value_source(id) == Some(ValueSource::DefaultValue);
        if matches.try_contains_id(id).is_err() || is_usual(matches) {
            continue;
        }
        if let Ok(Some(set)) = matches.try_get_one::<bool>(id)
            && *id != "header"
        {
            flags.extend(set.then(|| format!("--{flag}")));
            continue;
        }
        for value in matches.get_raw(id).into_iter().flatten() {
            let value = match *id {
                "data" => std::path::absolute(value).unwrap_or_else(|_| value.into()).display().to_string(),
                _ => value.to_string_lossy().into_owned(),
            };
            flags.push(format!("--{flag}={value}"));
        }
    }
    for form in matches.get_raw(FORMS).into_iter().flatten() {
        if let Some((form, path)) = form.to_str().and_then(|form| form.split_once('=')) {
            let path = std::path::absolute(path).unwrap_or_else(|_| path.into());
            flags.push(format!("--{FORMS}={form}={}", path.display()));
        }
    }
    flags
}

/// Whether a kept flag counts: a form that was taken from its place is not written again.
fn counts(flag: &str) -> bool {
    let form = flag.strip_prefix("--format=").and_then(|form| form.split_once('='));
    form.is_none_or(|(_, path)| Path::new(path).is_file())
}

/// What tells tables of the user's own from others.
pub(super) fn print_of(data: Option<&Path>, lists: &Lists) -> anyhow::Result<String> {
    let mut hasher = Sha256::new();
    let mut empty = lists.providers.is_empty() && lists.allowed.is_empty() && lists.blocked.is_empty();
    hasher.update(format!("{lists:?}"));
    if let Some(folder) = data {
        empty = false;
        let listing = std::fs::read_dir(folder)
            .saying(|| sentence!("cannot-read-option", option = "--data", file = escape::file(folder)))?;
        let mut paths: Vec<PathBuf> = listing.map(|entry| Ok(entry?.path())).collect::<std::io::Result<_>>()?;
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "tsv"));
        paths.sort();
        for path in paths {
            hasher.update(path.file_name().unwrap_or_default().as_encoded_bytes());
            hasher.update(
                std::fs::read(&path)
                    .saying(|| sentence!("cannot-read-option", option = "--data", file = escape::file(&path)))?,
            );
        }
    }
    Ok(if empty { String::new() } else { data_encoding::HEXLOWER.encode(&hasher.finalize()) })
}

/// Refuses flags that would judge other rows in another way.
pub(super) fn refuse_others(matches: &ArgMatches) -> anyhow::Result<()> {
    let Some((_, matches)) = matches.subcommand() else { return Ok(()) };
    let said = |id: &&&str| matches.value_source(id) == Some(ValueSource::CommandLine);
    let name = |id: &str| match id {
        "lists" => "LIST".to_owned(),
        id => format!("--{}", id.replace('_', "-")),
    };
    match REFUSED.iter().chain(KEPT).find(said) {
        Some(id) => anyhow::bail!(sentence!("retry-leave-out", option = name(id))),
        None => Ok(()),
    }
}

/// The arguments once more, with the settings of the first run.
pub(super) fn with_kept(command: &Command, again: &Again) -> anyhow::Result<Arguments> {
    let given = words::typed().into_iter().chain(again.flags.iter().filter(|flag| counts(flag)).map(Into::into));
    let mut arguments = parse_from(command, given).map_err(|error| {
        sentence!("retry-unknown-settings", file = escape::file(again.path()), what = error.kind().to_string())
    })?;
    if let Wish::Clean(clean) = &mut arguments.command {
        unset(clean, &again.flags);
    }
    Ok(arguments)
}

/// What the first run was not told is not taken from the environment or from presend.toml now.
fn unset(clean: &mut Clean, flags: &[String]) {
    let said = |name: &str| {
        let flag = flags.iter().find_map(|flag| flag.strip_prefix("--")?.strip_prefix(name));
        flag.is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
    };
    let list = &mut clean.list;
    list.lists.clear();
    list.column = list.column.take().filter(|_| said("column"));
    list.delimiter = list.delimiter.filter(|_| said("delimiter"));
    list.header = list.header.filter(|_| said("header"));
    list.encoding = list.encoding.filter(|_| said("encoding"));
    list.sheet = list.sheet.take().filter(|_| said("sheet"));
    list.input = list.input.filter(|_| said("input"));
    list.memory = list.memory.filter(|_| said("memory"));
    list.allow_empty &= said("allow-empty");
    clean.to = clean.to.filter(|_| said("to"));
    clean.fix = clean.fix.filter(|_| said("fix"));
    clean.split &= said("split");
    clean.batch = clean.batch.filter(|_| said("batch"));
    clean.batch_per_provider &= said("batch-per-provider");
    clean.judging.data = clean.judging.data.take().filter(|_| said("data"));
    (clean.judging.suppress, clean.judging.never) = (None, Vec::new());
    clean.dns.allow_non_public &= said("allow-non-public");
    clean.flags = flags.to_vec();
}

/// Reads the lists that the first run judged by, as they were then.
pub(super) fn judge_by(judging: &mut JudgeArgs, opened: &Opened) -> anyhow::Result<()> {
    let Opened::Again(again) = opened else { return Ok(()) };
    let day = Day::from_iso(&again.day);
    let day = day.saying(|| sentence!("retry-no-day", file = escape::file(again.path())))?;
    for JudgedBy { flag, content, .. } in &again.judged_by {
        let mut file = tempfile::NamedTempFile::new().saying(|| sentence!("cannot-write-temporary"))?;
        file.write_all(content).saying(|| sentence!("cannot-write-temporary"))?;
        judge_by_one(judging, flag, file.path(), day)?;
    }
    Ok(())
}

fn judge_by_one(judging: &mut JudgeArgs, flag: &str, path: &Path, day: Day) -> anyhow::Result<()> {
    if flag == "never" {
        judging.left_out.push(never::never(path)?);
        return Ok(());
    }
    match Suppressions::load(path, day) {
        Ok(list) => judging.suppressions = Some(Arc::new(list)),
        Err(SuppressError::Header { .. }) => judging.left_out.push(never::of_another_tool(path)?),
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
