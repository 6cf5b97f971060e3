//! The command line: arguments in, exit code out. All work is done by the library.

mod cli;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run(cli::args::Arguments::parse())
}
