//! What stands between a person and the library: arguments, resolver, progress, Ctrl-C, exit codes.

pub mod args;
mod bounce;
mod check;
mod explain;
mod jsonl;
mod lists;
mod progress;
mod resolver;
mod terminal;

use args::{Arguments, Command};
use std::process::ExitCode;
use terminal::{Interrupted, Terminal};

/// How a command ended. The numbers are promises to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    Passed = 0,
    Findings = 1,
    CouldNotRun = 2,
    Inconclusive = 3,
    Interrupted = 130,
}

/// Runs a command to its end, or until the user stops it.
pub fn run(arguments: Arguments) -> ExitCode {
    let terminal = Terminal::new(&arguments.look);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return end(terminal.failed(&error.into())),
    };
    let interrupted = Interrupted::default();
    let result = runtime.block_on(async {
        tokio::select! {
            result = command(arguments, &terminal, &interrupted) => Some(result),
            () = interrupted.wait() => None,
        }
    });
    match result {
        Some(Ok(exit)) => end(exit),
        Some(Err(error)) => end(terminal.failed(&error)),
        None => {
            interrupted.clean_up();
            terminal.say("interrupted; no results were written. The same command starts again.");
            // Threads may still be reading the list: leave without waiting for them.
            std::process::exit(Exit::Interrupted as i32)
        }
    }
}

async fn command(arguments: Arguments, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    match arguments.command {
        Command::Clean(clean) => lists::clean(clean, terminal, interrupted).await,
        Command::Gate(gate) => lists::gate(gate, terminal).await,
        Command::Check(check) => check::check(check, terminal).await,
        Command::Bounce(bounce) => tokio::task::block_in_place(|| bounce::bounce(&bounce, terminal)),
        Command::Explain(explain) => explain::explain(&explain, terminal),
    }
}

fn end(exit: Exit) -> ExitCode {
    ExitCode::from(exit as u8)
}
