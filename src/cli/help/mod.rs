//! `--help` and the manual pages, in the language of the reader. What they say stands in `data/texts/` under names put together from the command and
//! the argument: `help-clean`, `help-clean-retry`; what several commands share has `option` in place of the command: `help-option-dns`.

mod sections;

pub use sections::roff;

use clap::builder::styling::Styles;
use clap::{Arg, Command};
use presend::reason::{Lang, say};
use presend::report::formats::{FORMATS, Format, Forms, names};
use presend::report::wrap::wrapped;

/// clap indents what an argument means by so many columns.
const INDENT: usize = 10;
/// The columns before what an argument means, where it stands beside the argument: in `presend -h` only.
const INDENT_BESIDE: usize = 34;
/// The columns before what a command does.
const INDENT_OF_COMMANDS: usize = 15;

/// The whole command line with its help. `width` is that of the screen, in columns.
pub fn added(mut command: Command, lang: Lang, width: usize) -> Command {
    let shared: Vec<Arg> = command.get_arguments().filter(|arg| arg.is_global_set()).cloned().collect();
    let commands: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    for name in &commands {
        // Each command explains the shared arguments itself: not all have the same formats.
        command = command.mut_subcommand(name, |command| page(command.args(&shared), name, lang, width));
    }
    page(command, "presend", lang, width)
}

fn page(command: Command, name: &str, lang: Lang, width: usize) -> Command {
    let is_whole = name == "presend";
    let beside = if is_whole { INDENT_BESIDE } else { INDENT };
    let about_width = if is_whole { width } else { width - INDENT_OF_COMMANDS };
    let style = Styles::default();
    let (usage, heading) = (style.get_usage(), text(lang, "usage"));
    let colon = lang.text("sign-colon");
    let mut place = 0;
    command
        .mut_args(|arg| {
            place += 1;
            explained(arg, name, lang, width - beside).display_order(place)
        })
        .about(wrapped(text(lang, name), 0, about_width))
        .term_width(width)
        // Beside the argument there would be too little room for texts that clap does not know to break.
        .next_line_help(!is_whole)
        .subcommand_help_heading(text(lang, "commands"))
        .help_template(format!(
            "{{about-with-newline}}\n{usage}{heading}{colon}{usage:#}{{usage}}\n\n{{all-args}}{{after-help}}"
        ))
        .after_long_help(sections::below(name, lang, width))
}

/// An argument with what it means, below which heading, what it may be and what it is where nothing is said.
fn explained(arg: Arg, command: &str, lang: Lang, width: usize) -> Arg {
    let id = arg.get_id().as_str().to_owned();
    let mut help = meaning(command, &id, lang);
    let choices = arg.get_possible_values();
    let names: Vec<&str> = choices.iter().map(clap::builder::PossibleValue::get_name).collect();
    let takes_values = arg.get_action().takes_values();
    let listed: String = names
        .iter()
        .filter_map(|choice| Some(format!("\n- {choice}: {}", lang.find(&format!("{}-{choice}", own(command, &id)))?)))
        .collect();
    if takes_values && !names.is_empty() && listed.is_empty() {
        help += &format!(" {}", say!(lang, "help-choices", values = names.join(", ")));
    }
    let usual: Vec<_> = arg.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if takes_values && !usual.is_empty() {
        help += &format!(" {}", say!(lang, "help-default", value = usual.join(",")));
    }
    let lines = (help + &listed).lines().map(|line| wrapped(line, 0, width)).collect::<Vec<_>>().join("\n");
    // What has no dash stands first, below a heading of clap's own.
    let heading = match arg.get_help_heading() {
        Some(heading) => Some(text(lang, &format!("heading-{}", heading.to_lowercase()))),
        None => (!arg.is_positional()).then(|| text(lang, "options")),
    };
    let is_hidden = arg.is_hide_set() || (id == "format" && formats(command) == [Format::Human]);
    arg.help(lines)
        .help_heading(heading)
        .hide_default_value(takes_values)
        .hide_possible_values(takes_values)
        .hide(is_hidden)
}

/// What an argument of a command means. A section of `presend.toml` that is named like its command will do as well.
pub fn meaning(command: &str, id: &str, lang: Lang) -> String {
    if id == "format" {
        let formats = names(|forms| formats(command).contains(&forms.format));
        return match command {
            "check" | "bounce" => say!(lang, "help-option-format-of-some", formats = formats),
            "explain" | "config" => say!(lang, "help-option-format-printed", formats = formats),
            _ => say!(lang, "help-option-format", formats = formats),
        };
    }
    let shared = || lang.find(&format!("help-option-{}", id.replace('_', "-")));
    lang.find(&own(command, id)).or_else(shared).unwrap_or_default().to_owned()
}

fn own(command: &str, id: &str) -> String {
    format!("help-{command}-{}", id.replace('_', "-"))
}

/// The formats that a command has; presend itself has those of all.
fn formats(command: &str) -> Vec<Format> {
    let has = |forms: &Forms| match command {
        "clean" => forms.clean.is_some(),
        "gate" => forms.gate.is_some(),
        "check" => forms.check.is_some(),
        "sender" => forms.sender.is_some(),
        "probe" => forms.probe.is_some(),
        "bounce" => forms.bounce.is_some(),
        "explain" => forms.codes.is_some() || forms.explain.is_some(),
        "config" => matches!(forms.format, Format::Human | Format::Json),
        "presend" | "output" => true,
        _ => forms.format == Format::Human,
    };
    FORMATS.iter().filter(|forms| has(forms)).map(|forms| forms.format).collect()
}

/// The help as it is shown: clap has a heading of its own, and puts a colon of its own behind all.
pub fn with_colons(help: &str, lang: Lang) -> String {
    const HEADINGS: [&str; 9] = [
        "commands",
        "options",
        "heading-dns",
        "heading-hosts",
        "heading-mailbox",
        "heading-mailboxes",
        "heading-output",
        "heading-settings",
        "heading-tables",
    ];
    let colon = lang.text("sign-colon").trim_end();
    let help = help.replace("Arguments:", &format!("{}{colon}", text(lang, "arguments")));
    HEADINGS.iter().fold(help, |help, heading| {
        let heading = text(lang, heading);
        help.replace(&format!("{heading}:"), &format!("{heading}{colon}"))
    })
}

/// A text of help by the end of its name.
fn text(lang: Lang, ending: &str) -> &'static str {
    lang.find(&format!("help-{ending}")).unwrap_or_default()
}

#[cfg(test)]
mod tests;
