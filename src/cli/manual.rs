//! `presend completions` and `presend man`: made from the arguments themselves, so they cannot be out of date.

use super::Exit;
use super::args::{Arguments, Completions, Man};
use super::help;
use super::terminal::Terminal;

pub fn completions(wanted: &Completions, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(wanted.shell, &mut Arguments::whole(), "presend", &mut script);
    terminal.print(&String::from_utf8(script)?)?;
    Ok(Exit::Passed)
}

pub fn page(wanted: &Man, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut command = Arguments::whole();
    command.build();
    let of = match &wanted.of {
        None => command,
        Some(name) => {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let names = names.join(", ");
            let found = command.find_subcommand(name).cloned();
            let found =
                found.ok_or_else(|| anyhow::anyhow!("there is no command \"{name}\". The commands are {names}"))?;
            found.display_name(format!("presend-{name}"))
        }
    };
    let mut page = Vec::new();
    // What stands below the options gets sections of its own.
    clap_mangen::Man::new(of.after_long_help(None::<&str>)).render(&mut page)?;
    let page = String::from_utf8(page)? + &help::roff(wanted.of.as_deref().unwrap_or_default());
    terminal.print(&page)?;
    Ok(Exit::Passed)
}
