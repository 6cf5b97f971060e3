//! `presend completions` and `presend man`: made from the arguments themselves, so they cannot be out of date.

use super::Exit;
use super::args::{Arguments, Completions, Man};
use super::help;
use super::terminal::Terminal;
use presend::reason::{Saying, sentence};

/// A width at which no line is broken: whoever shows the page breaks them.
const UNBROKEN: usize = 10_000;
/// Headings of the library, and the texts that take their places.
const HEADINGS: [(&str, &str); 4] = [
    ("NAME", "help-man-name"),
    ("SYNOPSIS", "help-man-synopsis"),
    ("DESCRIPTION", "help-man-description"),
    ("VERSION", "help-man-version"),
];

pub fn completions(wanted: &Completions, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(
        wanted.shell,
        &mut Arguments::whole(terminal.lang, terminal.style.width),
        "presend",
        &mut script,
    );
    terminal.print(&String::from_utf8(script)?)?;
    Ok(Exit::Passed)
}

pub fn page(wanted: &Man, terminal: &Terminal) -> anyhow::Result<Exit> {
    let mut command = Arguments::whole(terminal.lang, UNBROKEN);
    command.build();
    let of = match &wanted.of {
        None => command,
        Some(name) => {
            let names: Vec<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
            let names = names.join(", ");
            let found = command.find_subcommand(name).cloned();
            let found = found.saying(|| sentence!("manual-unknown", name = name.clone(), names = names))?;
            found.display_name(format!("presend-{name}"))
        }
    };
    let mut page = Vec::new();
    // What stands below the options gets sections of its own.
    clap_mangen::Man::new(of.after_long_help(None::<&str>)).render(&mut page)?;
    let mut page = String::from_utf8(page)?;
    for (heading, text) in HEADINGS {
        page = page.replace(&format!(".SH {heading}\n"), &format!(".SH {}\n", terminal.lang.text(text)));
    }
    page += &help::roff(wanted.of.as_deref().unwrap_or("presend"), terminal.lang);
    terminal.print(&page)?;
    Ok(Exit::Passed)
}
