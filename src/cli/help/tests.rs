//! Each command and argument is explained in every language, and nothing is explained that there is not.

use super::*;
use crate::cli::args::Arguments;
use presend::report::wrap::columns;
use std::collections::BTreeSet;

/// The help of a command as it is shown.
fn shown(command: &str, lang: Lang, width: usize) -> String {
    let mut whole = Arguments::whole(lang, width);
    whole.build();
    let found = whole.find_subcommand_mut(command).expect(command);
    with_colons(&found.render_long_help().to_string(), lang)
}

fn commands() -> Vec<Command> {
    Arguments::whole(Lang::En, 100).get_subcommands().cloned().collect()
}

#[test]
fn every_command_says_how_it_is_used() {
    for command in commands() {
        let name = command.get_name();
        let help = shown(name, Lang::En, 100);
        for heading in ["EXAMPLES", "EXIT STATUS", "ENVIRONMENT"] {
            assert!(help.contains(&format!("{heading}\n  ")), "{name}: {heading}");
        }
        assert!(help.contains(&format!("presend {name}")), "{name}");
    }
}

#[test]
fn every_argument_is_explained_in_every_language() {
    for lang in Lang::ALL {
        let whole = Arguments::whole(*lang, 100);
        for command in whole.get_subcommands().chain([&whole]) {
            let name = command.get_name();
            assert!(command.get_about().is_some_and(|about| !about.to_string().is_empty()), "{}: {name}", lang.name());
            for arg in command.get_arguments() {
                let id = arg.get_id();
                assert!(!meaning(name, id.as_str(), *lang).is_empty(), "{}: {name} {id}", lang.name());
                assert_ne!(arg.get_help_heading(), Some(""), "{}: {name} {id}", lang.name());
            }
        }
    }
}

#[test]
fn nothing_is_explained_that_there_is_not() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("data/texts/en.ftl");
    let texts = std::fs::read_to_string(file).unwrap();
    let said = texts.lines().filter(|line| line.starts_with("help-")).filter_map(|line| line.split_once(" = "));
    let mut known: BTreeSet<String> = sections::names().into_iter().collect();
    for command in commands().iter().chain([&Arguments::whole(Lang::En, 100)]) {
        let name = command.get_name();
        known.insert(format!("help-{name}"));
        for arg in command.get_arguments() {
            let own = own(name, arg.get_id().as_str());
            known.extend(arg.get_possible_values().iter().map(|choice| format!("{own}-{}", choice.get_name())));
            known.insert(own.replace(&format!("help-{name}-"), "help-option-"));
            known.insert(own);
        }
    }
    // Headings, and what is named in this room as it stands.
    let source = [include_str!("mod.rs"), include_str!("sections.rs"), include_str!("../manual.rs")].concat();
    let is_named = |name: &str| {
        let ending = name.trim_start_matches("help-");
        ending.starts_with("heading-") || [name, ending].iter().any(|name| source.contains(&format!("\"{name}\"")))
    };
    let beyond: Vec<&str> =
        said.map(|(name, _)| name).filter(|name| !known.contains(*name) && !is_named(name)).collect();
    assert!(beyond.is_empty(), "{beyond:?}");
}

#[test]
fn help_names_the_formats_that_a_command_has() {
    let line = |command: &str| {
        let help = shown(command, Lang::En, 200);
        help.lines().find(|line| line.contains("The format of the results:")).map(str::to_owned)
    };
    assert!(line("gate").unwrap().contains("junit"));
    assert!(!line("clean").unwrap().contains("junit"));
    assert!(line("config").unwrap().contains(": human, json ["));
    for command in ["suppress", "demo", "man"] {
        assert_eq!(line(command), None, "{command}");
    }
}

#[test]
fn chinese_help_is_chinese_and_fits_the_screen() {
    for command in commands() {
        let name = command.get_name();
        let help = shown(name, Lang::Zh, 80);
        for english in ["Usage:", "Options:", "Arguments:", "[default:", "[possible", "Print "] {
            assert!(!help.contains(english), "{name}: {english}");
        }
        let (options, _) = help.split_once(text(Lang::Zh, "examples")).expect("examples");
        for line in options.lines().filter(|line| !line.contains("：") && line.starts_with("          ")) {
            // A word without a space may be longer.
            assert!(columns(line) <= 80 || !line.trim().contains(' '), "{name}: {line}");
        }
    }
}

#[test]
fn a_manual_page_has_the_same_sections() {
    let page = roff("gate", Lang::En);
    assert!(page.contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nThe gate passed.\n"), "{page}");
    assert!(page.contains("presend gate list.csv \\-\\-max\\-reject 1%"), "{page}");
}
