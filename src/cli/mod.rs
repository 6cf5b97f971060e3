//! What stands between a person and the library: arguments, resolver, progress, Ctrl-C, exit codes.

pub mod args;
mod bounce;
mod cache;
mod check;
mod clean;
mod clock;
mod config;
mod demo;
mod errors;
mod explain;
mod facts;
mod format;
mod gate;
mod help;
mod hints;
mod interrupt;
mod ip_range;
mod limits;
mod lists;
mod mailbox;
mod manual;
mod output;
mod pace;
mod probe;
mod progress;
mod refusal;
mod report;
mod resolve;
mod resolver;
mod retry;
mod run_note;
mod schema;
mod sender;
pub mod serve;
mod stream;
mod suppress;
mod temporary_lists;
mod terminal;
mod words;

use args::{Arguments, Command};
use interrupt::Interrupted;
use presend::reason::sentence;
use std::ffi::OsString;
use std::sync::Arc;
use std::time::Duration;
use terminal::Terminal;

/// How long a server that is stopped waits for the threads that clean a list.
const THREADS_TIME_MAX: Duration = Duration::from_secs(1);

/// How a command ended. The numbers are promises to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Passed = 0,
    Findings = 1,
    CouldNotRun = 2,
    Inconclusive = 3,
    Interrupted = 130,
}

/// Reads the arguments and everything that has a say in them, and runs the command. The first word is the name of the program.
pub fn start(words: Vec<OsString>) -> Exit {
    words::keep(words);
    match config::arguments() {
        Ok(arguments) => run(arguments),
        Err((look, error)) => match Terminal::new(&look) {
            Ok(terminal) => terminal.failed(&error),
            Err(error) => Terminal::failed_to_start(&error),
        },
    }
}

/// Runs a command to its end, or until the user stops it.
fn run(arguments: Arguments) -> Exit {
    let terminal = match Terminal::new(&arguments.look) {
        Ok(terminal) => terminal,
        Err(error) => return Terminal::failed_to_start(&error),
    };
    if let Err(error) = limits::check(&arguments.command) {
        return terminal.failed(&error);
    }
    let mut builder = match limits::is_small(&arguments.command) {
        true => tokio::runtime::Builder::new_current_thread(),
        false => tokio::runtime::Builder::new_multi_thread(),
    };
    let runtime = match builder.enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return terminal.failed(&error.into()),
    };
    let (terminal, interrupted) = (Arc::new(terminal), Arc::new(Interrupted::default()));
    // A server looks out for signals itself, and answers what was begun.
    let stops_itself = matches!(arguments.command, Command::Serve(_));
    if !stops_itself && let Err(error) = interrupted.watch(terminal.clone()) {
        let error = sentence!("cannot-listen-for-signals").because(error);
        return terminal.failed(&error.into());
    }
    let result = runtime.block_on(command(arguments, &terminal, &interrupted));
    interrupted.release();
    if stops_itself {
        // A list that is being cleaned is begun anew at the next start; nobody waits for its threads.
        runtime.shutdown_timeout(THREADS_TIME_MAX);
    }
    match result {
        Ok(exit) => exit,
        Err(error) => terminal.failed(&error),
    }
}

async fn command(arguments: Arguments, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    match arguments.command {
        Command::Clean(clean) if clean.retry.is_some() => retry::retry(clean, terminal, interrupted).await,
        Command::Clean(clean) if stream::is_wanted(&clean) => stream::clean(&clean, terminal, interrupted).await,
        Command::Clean(clean) => clean::clean(clean, terminal, interrupted).await,
        Command::Demo(wanted) => demo::demo(&wanted, terminal, interrupted).await,
        Command::Gate(gate) => gate::gate(gate, terminal, interrupted).await,
        Command::Check(check) => check::check(check, terminal, interrupted).await,
        Command::Resolve(wanted) => resolve::resolve(&wanted, terminal, interrupted).await,
        Command::Sender(sender) => sender::sender(sender, terminal).await,
        Command::Probe(probe) => probe::probe(&probe, terminal, interrupted).await,
        Command::Serve(wanted) => serve::run(wanted, terminal).await,
        Command::Bounce(bounce) => bounce::bounce(&bounce, terminal),
        Command::Suppress(wanted) => suppress::suppress(&wanted, terminal),
        Command::Report(wanted) => report::report(&wanted, terminal),
        Command::Explain(explain) => explain::explain(&explain, terminal),
        Command::Schema(wanted) => schema::schema(&wanted, terminal),
        Command::Completions(wanted) => manual::completions(&wanted, terminal),
        Command::Man(wanted) => manual::page(&wanted, terminal),
        Command::Init => config::init(terminal),
        Command::Config(wish) => config::config(&wish, &arguments.setup, terminal),
    }
}
