//! Settings: a flag wins over `PRESEND_*`, which wins over the nearest `presend.toml`, which wins over the default.
//!
//! clap knows flags, their environment and their defaults; what the file says is given to it as other defaults. So every
//! setting is read, checked and explained in one place, whichever way it comes, and `settings` is the one table of them.
//! The library never sees any of this: it gets plain values.

mod file;
mod lists;
mod never;
mod place;
mod retry;
mod settings;
mod show;

pub use show::{config, init};

use super::args::{Arguments, Command as Wish, ConfigArgs, OutputArgs};
use crate::cli::terminal;
use crate::cli::{help, hints, refusal, words};
use anyhow::Context;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command, FromArgMatches};
use file::File;
use presend::bounce::suppression_file::{SuppressError, Suppressions};
use presend::run::retry::{Opened, RetryError};
use std::io::{IsTerminal as _, Write as _};
use std::sync::Arc;

/// The name that is looked for, from the working folder upwards.
pub const FILE_NAME: &str = "presend.toml";

/// The arguments, with everything filled in that the environment and the file say. Wrong arguments end the process, as
/// clap does it; with another error comes how to show it.
pub fn arguments() -> Result<Arguments, (OutputArgs, anyhow::Error)> {
    let command = command_line();
    let (arguments, matches) = parse(&command);
    if matches!(arguments.command, Wish::Init | Wish::Config(_)) {
        // These speak about the file, so a fault in it must not keep them from running.
        return Ok(arguments);
    }
    let look = arguments.look.clone();
    filled_in(arguments, matches, command).map_err(|error| (look, error))
}

/// As [`arguments`], of these words in place of those that were typed.
pub fn as_if_typed(words: &[std::ffi::OsString]) -> anyhow::Result<Arguments> {
    let command = command_line();
    let matches = command.clone().try_get_matches_from(words)?;
    let arguments = Arguments::from_arg_matches(&matches)?;
    filled_in(arguments, matches, command)
}

/// What may be typed, with what the environment says.
fn command_line() -> Command {
    settings::with_environment(Arguments::bare())
}

fn filled_in(arguments: Arguments, matches: ArgMatches, command: Command) -> anyhow::Result<Arguments> {
    let file = read(&arguments.setup)?;
    let (mut arguments, matches, command) = match &file {
        Some(file) => {
            let command = file.as_defaults(command)?;
            let (arguments, matches) = parse(&command);
            (arguments, matches, command)
        }
        None => (arguments, matches, command),
    };
    let opened = opened(&mut arguments, &matches, &command)?;
    settle_redaction(&mut arguments.look, &matches, file.as_ref());
    if let Some(said) = file.as_ref().and_then(File::withheld).filter(|_| !arguments.look.quiet) {
        let lang = arguments.look.lang.unwrap_or_else(words::lang);
        terminal::note(&said.said(lang), lang);
    }
    let (mut print, is_clean) = (String::new(), matches!(arguments.command, Wish::Clean(_)));
    if let Some(judging) = arguments.judging() {
        let tables = match &judging.data {
            Some(folder) => lists::read_tables(folder)?,
            None => Default::default(),
        };
        let own = file.as_ref().map(File::lists).transpose()?.unwrap_or_default();
        if is_clean {
            print = retry::print_of(judging.data.as_deref(), &own)?;
        }
        judging.tables = match &file {
            Some(_) => tables.with_lists(own),
            None => tables,
        };
        if let Some(opened) = &opened {
            retry::judge_by(judging, opened)?;
        }
        if let Some(path) = &judging.suppress {
            match Suppressions::load(path, super::bounce::today()) {
                Ok(list) => judging.suppressions = Some(Arc::new(list)),
                // A list of another tool.
                Err(SuppressError::Header { .. }) => {
                    judging.left_out.push(never::of_another_tool(path).context("--suppress")?);
                }
                Err(error) => return Err(error).context("--suppress"),
            }
        }
        for path in &judging.never {
            judging.left_out.push(never::never(path).context("--never")?);
        }
    }
    if let Wish::Clean(clean) = &mut arguments.command {
        if let Some(Opened::Again(again)) = &opened
            && again.tables != print
        {
            return Err(RetryError::Tables { dir: again.dir.clone() }.into());
        }
        (clean.again, clean.tables) = (opened, print);
    }
    Ok(arguments)
}

/// What is to be asked again, when that is wanted; the arguments are then those of the first run.
fn opened(arguments: &mut Arguments, matches: &ArgMatches, command: &Command) -> anyhow::Result<Option<Opened>> {
    let Wish::Clean(clean) = &mut arguments.command else { return Ok(None) };
    let Some(dir) = clean.retry.clone() else {
        clean.flags = retry::kept(matches);
        return Ok(None);
    };
    retry::refuse_others(matches)?;
    let opened = presend::run::retry::open(&dir)?;
    (clean.judging.suppress, clean.judging.never) = (None, Vec::new());
    if let Opened::Again(again) = &opened {
        let look = arguments.look.clone();
        *arguments = retry::with_kept(command, again)?;
        let formats = std::mem::take(&mut arguments.look.formats);
        arguments.look = OutputArgs { formats, ..look };
    }
    Ok(Some(opened))
}

/// As [`parse`], of other words, and without ending the process.
fn parse_from(command: &Command, words: impl Iterator<Item = std::ffi::OsString>) -> Result<Arguments, clap::Error> {
    Arguments::from_arg_matches(&command.clone().try_get_matches_from(words)?)
}

fn parse(command: &Command) -> (Arguments, ArgMatches) {
    let matches = command.clone().try_get_matches_from(words::typed()).unwrap_or_else(|error| refuse(&error));
    match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => (arguments, matches),
        Err(error) => refuse(&error),
    }
}

/// Ends the process with what clap says, or with something better.
fn refuse(error: &clap::Error) -> ! {
    let lang = words::lang();
    if !error.use_stderr() {
        // Help, or the version. Help is made only now that it is wanted.
        let whole = Arguments::whole(lang, terminal::columns());
        let shown =
            whole.try_get_matches_from(words::typed()).err().map_or_else(|| error.render(), |error| error.render());
        let shown = match terminal::wants_colour(std::io::stdout().is_terminal()) {
            true => shown.ansi().to_string(),
            false => shown.to_string(),
        };
        let _ = std::io::stdout().write_all(help::with_colons(&shown, lang).as_bytes());
        std::process::exit(error.exit_code())
    }
    let text = hints::instead_of(error, lang).unwrap_or_else(|| refusal::said(error, lang));
    let _ = std::io::stderr().write_all(text.as_bytes());
    std::process::exit(error.exit_code())
}

/// The file that counts for this run, read, if there is one.
fn read(setup: &ConfigArgs) -> anyhow::Result<Option<File>> {
    match (&setup.config, setup.no_config) {
        (_, true) => Ok(None),
        (Some(path), _) => File::open(path).map(Some),
        (None, _) => place::nearest()?.map(|(path, trust)| File::open_found(&path, trust)).transpose(),
    }
}

/// `redact` and `no_redact` are two flags for one thing: the one that was said in the stronger place counts.
fn settle_redaction(look: &mut OutputArgs, matches: &ArgMatches, file: Option<&File>) {
    let strength = |id: &str, set: bool| match matches.value_source(id) {
        Some(ValueSource::CommandLine) if set => 3,
        Some(ValueSource::EnvVariable) if set => 2,
        _ if set && file.is_some_and(|file| file.says(id)) => 1,
        _ => 0,
    };
    let (redact, plain) = (strength("redact", look.redact), strength("no_redact", look.no_redact));
    look.redact &= redact > plain;
    look.no_redact &= plain >= redact;
}
