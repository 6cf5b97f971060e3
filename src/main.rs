//! The command line: arguments in, exit code out. All work is done by the library.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(cli::start(std::env::args_os().collect()) as u8)
}
