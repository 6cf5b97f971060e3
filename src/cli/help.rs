//! What stands below the options in `--help` and in the manual pages: examples, what the exit status means, and the variables that count. One
//! table; a test runs the examples.

use clap::Command;
use std::fmt::Write;

/// What there is to say of a command beside its options.
struct Help {
    /// The name of the command; empty for presend itself.
    command: &'static str,
    /// What is done, and the command line that does it.
    examples: &'static [(&'static str, &'static str)],
    /// What each exit status means, beside those that all commands have.
    exits: &'static [(u8, &'static str)],
    /// Variables of this command's own.
    variables: &'static [(&'static str, &'static str)],
    /// It asks the DNS, and keeps what it answered.
    asks: bool,
}

const NOT_FOUND_OUT: (u8, &str) = (3, "No DNS server gave a usable answer, so that nothing was found out.");
const DONE: (u8, &str) = (0, "Done.");

const HELPS: &[Help] = &[
    Help {
        command: "",
        examples: &[
            ("Sort a list into what can be mailed and what cannot:", "presend clean list.csv"),
            ("Pass or fail a list, for CI:", "presend gate list.csv"),
            ("Say what a code means:", "presend explain domain.nxdomain"),
        ],
        exits: &[
            DONE,
            (1, "There are findings: a gate failed, or an address is rejected."),
            (3, "Too much could not be found out to say."),
        ],
        variables: &[],
        asks: false,
    },
    Help {
        command: "demo",
        examples: &[
            ("Write and clean the demo in the folder presend-demo:", "presend demo"),
            ("In another folder:", "presend demo trial"),
        ],
        exits: &[(0, "The demo was written and cleaned."), (2, "The folder is not empty, or cannot be written.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "clean",
        examples: &[
            ("Sort list.csv into the folder list-presend:", "presend clean list.csv"),
            ("Correct sure typos, too, and choose the folder:", "presend clean list.csv --fix typos -o out"),
            ("Ask again later about rows that are still unknown:", "presend clean --retry out"),
            ("Without the DNS, by what is written alone:", "presend clean list.csv --offline -o offline"),
        ],
        exits: &[(0, "The results were written, whatever the verdicts."), NOT_FOUND_OUT],
        variables: &[],
        asks: true,
    },
    Help {
        command: "gate",
        examples: &[
            ("Pass or fail a list by the usual limits:", "presend gate list.csv"),
            (
                "Limits of your own, and a report for GitHub:",
                "presend gate list.csv --max-reject 1% --format sarif=list.sarif",
            ),
            ("Let no typo pass, and judge only new rows:", "presend gate list.csv --fail-on typo --since old.csv"),
        ],
        exits: &[
            (0, "The gate passed."),
            (1, "The gate failed."),
            (3, "Too much is unknown to say pass or fail, or no DNS server gave a usable answer."),
        ],
        variables: &[],
        asks: true,
    },
    Help {
        command: "check",
        examples: &[
            ("Check two addresses:", "presend check ann@gmial.com bob@example.org"),
            ("Check addresses from a pipe, as JSON Lines:", "cat addresses.txt | presend check - --format jsonl"),
        ],
        exits: &[
            (0, "No address is rejected or unknown."),
            (1, "An address is rejected."),
            (3, "No address is rejected, and one is unknown."),
        ],
        variables: &[],
        asks: true,
    },
    Help {
        command: "resolve",
        examples: &[
            ("Ask about the domains of a list once:", "presend resolve list.csv -o facts.jsonl"),
            ("Judge the list from that, asking nobody:", "presend gate list.csv --facts facts.jsonl"),
            (
                "Ask only about what is missing or has expired:",
                "presend resolve list.csv --facts facts.jsonl -o newer.parquet",
            ),
        ],
        exits: &[(0, "The table was written."), NOT_FOUND_OUT],
        variables: &[],
        asks: true,
    },
    Help {
        command: "sender",
        examples: &[
            (
                "Check a domain and an address it sends from:",
                "presend sender example.com --ip 192.0.2.1 --helo mail.example.com",
            ),
            ("Check several domains, for a table of data:", "presend sender example.com example.org --format csv"),
            ("Check a message as you would send it:", "presend sender example.com --eml message.eml"),
        ],
        exits: &[
            (0, "All checks passed, or gave warnings only."),
            (1, "A check failed; with --fail-on warn, or gave a warning."),
            (3, "Something could not be found out."),
        ],
        variables: &[],
        asks: true,
    },
    Help {
        command: "probe",
        examples: &[
            ("Ask the mail hosts of a list what they offer:", "presend probe list.csv"),
            ("Hold a message of 20 MB against their limits:", "presend probe list.csv --message-size 20M"),
        ],
        exits: &[
            (0, "All hosts answered, and take mail."),
            (1, "A host refuses you or your size, or a mailbox cannot be mailed."),
            (3, "A host did not answer, or something was not told."),
        ],
        variables: &[],
        asks: true,
    },
    Help {
        command: "serve",
        examples: &[
            ("Open the page on this machine:", "presend serve"),
            (
                "Another port, and lists that outlive the server:",
                "presend serve --listen 127.0.0.1:9000 --data-dir lists",
            ),
        ],
        exits: &[(0, "The server was stopped.")],
        variables: &[("PRESEND_TOKEN", "The token that each request has to bring, where no --token-file is named.")],
        asks: false,
    },
    Help {
        command: "bounce",
        examples: &[
            ("Say why mail came back:", "presend bounce bounces.mbox"),
            ("Keep a suppression list:", "presend bounce bounces.mbox --suppress suppress.csv"),
            (
                "Read what is new in a mailbox:",
                "presend bounce imaps://bounces@example.com@imap.example.com/INBOX --suppress suppress.csv",
            ),
        ],
        exits: &[(0, "Everything was read."), (1, "A class of --fail-on occurs."), (2, "Something could not be read.")],
        variables: &[("PRESEND_IMAP_PASSWORD", "The password of the mailbox.")],
        asks: false,
    },
    Help {
        command: "suppress",
        examples: &[
            ("Put an address on the list for ever:", "presend suppress add ann@example.org --suppress suppress.csv"),
            ("Show the list:", "presend suppress show --suppress suppress.csv"),
        ],
        exits: &[DONE],
        variables: &[],
        asks: false,
    },
    Help {
        command: "report",
        examples: &[("Make the page of an earlier run:", "presend report rows.jsonl --html page.html")],
        exits: &[(0, "The page was written.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "explain",
        examples: &[
            ("Say what a code means:", "presend explain domain.nxdomain"),
            ("All codes as data:", "presend explain --format json"),
            ("Say what a bounce means:", "presend explain \"550 5.1.1 User unknown\""),
        ],
        exits: &[(0, "It was explained."), (2, "There is no such code.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "schema",
        examples: &[
            ("List the schemas:", "presend schema"),
            ("The schema of a row of JSON Lines:", "presend schema row"),
        ],
        exits: &[(0, "It was printed."), (2, "There is no such schema.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "completions",
        examples: &[("Completions for bash:", "presend completions bash > presend.bash")],
        exits: &[(0, "They were printed.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "man",
        examples: &[("The manual page of clean, as a file:", "presend man clean > presend-clean.1")],
        exits: &[(0, "It was printed."), (2, "There is no such command.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "init",
        examples: &[("Write presend.toml into this folder:", "presend init")],
        exits: &[(0, "The file was written."), (2, "It is there already, or cannot be written.")],
        variables: &[],
        asks: false,
    },
    Help {
        command: "config",
        examples: &[
            ("Show each setting, and where it comes from:", "presend config"),
            ("A schema of presend.toml for editors:", "presend config --schema"),
        ],
        exits: &[(0, "It was shown."), (2, "The file has a fault.")],
        variables: &[],
        asks: false,
    },
];

const COULD_NOT_RUN: (u8, &str) = (2, "It could not run: wrong arguments, or something cannot be read or written.");
const INTERRUPTED: (u8, &str) = (130, "It was interrupted.");

/// Variables that count for all commands.
const VARIABLES: &[(&str, &str)] = &[
    ("PRESEND_...", "Settings, such as PRESEND_TIMEOUT for --timeout; presend config lists them."),
    ("LC_ALL, LC_MESSAGES, LANG", "The language, unless --lang names one: the first that is set."),
    ("CI", "If set, and neither false nor 0, addresses are hidden as with --redact."),
    ("NO_COLOR, TERM=dumb", "If set, no colour is used, unless --color says so."),
    ("FORCE_COLOR", "If set, and neither false nor 0, colour is used without a terminal, too. NO_COLOR wins."),
    ("COLUMNS", "The width of lines, where standard output is no terminal."),
];
const CACHE: (&str, &str) =
    ("XDG_CACHE_HOME", "The folder below which DNS answers are kept, unless --cache names a file.");

impl Help {
    /// Headings, and the lines below each: pairs of what stands out and what explains it.
    fn sections(&self) -> [(&'static str, Vec<(String, &'static str)>); 3] {
        let examples = self.examples.iter().map(|(what, line)| ((*line).to_owned(), *what)).collect();
        let mut exits = self.exits.to_vec();
        if exits.iter().all(|(exit, _)| *exit != COULD_NOT_RUN.0) {
            exits.push(COULD_NOT_RUN);
        }
        // A server that is stopped has done its work.
        if self.command != "serve" {
            exits.push(INTERRUPTED);
        }
        exits.sort_unstable();
        let exits = exits.into_iter().map(|(exit, what)| (exit.to_string(), what)).collect();
        let cache = self.asks.then_some(&CACHE);
        let variables = self.variables.iter().chain(VARIABLES).chain(cache);
        let variables = variables.map(|(name, what)| ((*name).to_owned(), *what)).collect();
        [(EXAMPLES, examples), ("EXIT STATUS", exits), ("ENVIRONMENT", variables)]
    }
}

const EXAMPLES: &str = "EXAMPLES";

/// Puts the sections below the options of each command.
pub fn added(command: Command) -> Command {
    HELPS.iter().fold(command, |command, help| match help.command {
        "" => command.after_long_help(text(help)),
        name => command.mut_subcommand(name, |command| command.after_long_help(text(help))),
    })
}

fn text(help: &Help) -> String {
    let mut text = String::new();
    for (heading, lines) in help.sections() {
        let _ = writeln!(text, "{}{heading}", if text.is_empty() { "" } else { "\n" });
        for (what, about) in lines {
            // In examples what is done comes first.
            let (first, second) = if heading == EXAMPLES { (about, &*what) } else { (&*what, about) };
            let _ = writeln!(text, "  {first}\n      {second}");
        }
    }
    text
}

/// The same for the manual page of a command, or of presend itself (empty), in roff.
pub fn roff(command: &str) -> String {
    let mut page = String::new();
    let sections = HELPS.iter().find(|help| help.command == command).map(Help::sections);
    for (heading, lines) in sections.into_iter().flatten() {
        let _ = writeln!(page, ".SH \"{heading}\"");
        for (what, about) in lines {
            let _ = match heading {
                EXAMPLES => writeln!(page, ".PP\n{}\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE", plain(about), plain(&what)),
                _ => writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(&what), plain(about)),
            };
        }
    }
    page
}

/// A text in which roff sees no orders of its own.
fn plain(text: &str) -> String {
    let text = text.replace('\\', "\\e").replace('-', "\\-");
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;

    #[test]
    fn every_command_says_how_it_is_used() {
        for command in Arguments::whole().get_subcommands() {
            let help = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
            for heading in ["EXAMPLES", "EXIT STATUS", "ENVIRONMENT"] {
                assert!(help.contains(&format!("{heading}\n  ")), "{}: {heading}", command.get_name());
            }
            assert!(help.contains(&format!("presend {}", command.get_name())), "{}", command.get_name());
        }
    }

    #[test]
    fn a_manual_page_has_the_same_sections() {
        let page = roff("gate");
        assert!(page.contains(".SH \"EXIT STATUS\"\n.TP\n\\fB0\\fR\nThe gate passed.\n"), "{page}");
        assert!(page.contains("presend gate list.csv \\-\\-max\\-reject 1%"), "{page}");
    }
}
