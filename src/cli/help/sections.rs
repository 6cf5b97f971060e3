//! What stands below the options: examples, what the exit status means, and the variables that count. One table; a test runs the examples.

use super::text;
use presend::reason::Lang;
use presend::report::wrap::wrapped;
use std::fmt::Write;

/// What there is to say of a command beside its options. The words stand in `data/texts/`: `help-COMMAND-example-1`, `help-COMMAND-exit-0` or
/// `help-exit-0`, `help-variable-NAME`.
struct Help {
    command: &'static str,
    /// The command lines.
    examples: &'static [&'static str],
    /// Each exit status, beside those that all commands have.
    exits: &'static [u8],
    /// Variables of this command's own.
    variables: &'static [&'static str],
    /// It asks the DNS, and keeps what it answered.
    asks: bool,
}

const HELPS: &[Help] = &[
    Help {
        command: "presend",
        examples: &["presend clean list.csv", "presend gate list.csv", "presend explain domain.nxdomain"],
        exits: &[0, 1, 3],
        variables: &[],
        asks: false,
    },
    Help {
        command: "demo",
        examples: &["presend demo", "presend demo trial"],
        exits: &[0, 2],
        variables: &[],
        asks: false,
    },
    Help {
        command: "clean",
        examples: &[
            "presend clean list.csv",
            "presend clean list.csv --fix typos -o out",
            "presend clean --retry out",
            "presend clean list.csv --offline -o offline",
        ],
        exits: &[0, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "gate",
        examples: &[
            "presend gate list.csv",
            "presend gate list.csv --max-reject 1% --format sarif=list.sarif",
            "presend gate list.csv --fail-on typo --since old.csv",
        ],
        exits: &[0, 1, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "check",
        examples: &[
            "presend check ann@gmial.com bob@example.org",
            "cat addresses.txt | presend check - --format jsonl",
        ],
        exits: &[0, 1, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "resolve",
        examples: &[
            "presend resolve list.csv -o facts.jsonl",
            "presend gate list.csv --facts facts.jsonl",
            "presend resolve list.csv --facts facts.jsonl -o newer.parquet",
        ],
        exits: &[0, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "sender",
        examples: &[
            "presend sender example.com --ip 192.0.2.1 --helo mail.example.com",
            "presend sender example.com example.org --format csv",
            "presend sender example.com --eml message.eml",
        ],
        exits: &[0, 1, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "probe",
        examples: &["presend probe list.csv", "presend probe list.csv --message-size 20M"],
        exits: &[0, 1, 3],
        variables: &[],
        asks: true,
    },
    Help {
        command: "serve",
        examples: &["presend serve", "presend serve --listen 127.0.0.1:9000 --data-dir lists"],
        exits: &[0],
        variables: &["PRESEND_TOKEN"],
        asks: false,
    },
    Help {
        command: "bounce",
        examples: &[
            "presend bounce bounces.mbox",
            "presend bounce bounces.mbox --suppress suppress.csv",
            "presend bounce imaps://bounces@example.com@imap.example.com/INBOX --suppress suppress.csv",
        ],
        exits: &[0, 1, 2],
        variables: &["PRESEND_IMAP_PASSWORD"],
        asks: false,
    },
    Help {
        command: "suppress",
        examples: &[
            "presend suppress add ann@example.org --suppress suppress.csv",
            "presend suppress show --suppress suppress.csv",
        ],
        exits: &[0],
        variables: &[],
        asks: false,
    },
    Help {
        command: "report",
        examples: &["presend report rows.jsonl --html page.html"],
        exits: &[0],
        variables: &[],
        asks: false,
    },
    Help {
        command: "explain",
        examples: &[
            "presend explain domain.nxdomain",
            "presend explain --format json",
            "presend explain \"550 5.1.1 User unknown\"",
        ],
        exits: &[0, 2],
        variables: &[],
        asks: false,
    },
    Help {
        command: "schema",
        examples: &["presend schema", "presend schema row"],
        exits: &[0, 2],
        variables: &[],
        asks: false,
    },
    Help {
        command: "completions",
        examples: &["presend completions bash > presend.bash"],
        exits: &[0],
        variables: &[],
        asks: false,
    },
    Help {
        command: "man",
        examples: &["presend man clean > presend-clean.1"],
        exits: &[0, 2],
        variables: &[],
        asks: false,
    },
    Help { command: "init", examples: &["presend init"], exits: &[0, 2], variables: &[], asks: false },
    Help {
        command: "config",
        examples: &["presend config", "presend config --schema"],
        exits: &[0, 2],
        variables: &[],
        asks: false,
    },
];

const COULD_NOT_RUN: u8 = 2;
const INTERRUPTED: u8 = 130;

/// Variables that count for all commands, and the end of the name of the text that explains them.
const VARIABLES: &[(&str, &str)] = &[
    ("PRESEND_...", "presend"),
    ("LC_ALL, LC_MESSAGES, LANG", "lang"),
    ("CI", "ci"),
    ("NO_COLOR, TERM=dumb", "no-color"),
    ("FORCE_COLOR", "force-color"),
    ("COLUMNS", "columns"),
];
const CACHE: (&str, &str) = ("XDG_CACHE_HOME", "cache");

/// A part of the help below the options.
struct Section {
    heading: &'static str,
    /// Pairs of what stands out and what explains it.
    lines: Vec<(String, &'static str)>,
    /// What explains comes first.
    explained_first: bool,
}

impl Help {
    fn sections(&self, lang: Lang) -> [Section; 3] {
        let command = self.command;
        let examples = self.examples.iter().zip(1..);
        let examples = examples.map(|(line, n)| ((*line).to_owned(), text(lang, &format!("{command}-example-{n}"))));
        let mut exits = self.exits.to_vec();
        if !exits.contains(&COULD_NOT_RUN) {
            exits.push(COULD_NOT_RUN);
        }
        // A server that is stopped has done its work.
        if command != "serve" {
            exits.push(INTERRUPTED);
        }
        exits.sort_unstable();
        let exit = |exit: u8| {
            let own = lang.find(&format!("help-{command}-exit-{exit}"));
            (exit.to_string(), own.unwrap_or_else(|| text(lang, &format!("exit-{exit}"))))
        };
        let variable = |name: &str, ending: &str| (name.to_owned(), text(lang, &format!("variable-{ending}")));
        let own = self.variables.iter().map(|name| variable(name, &name.to_lowercase().replace('_', "-")));
        let cache = self.asks.then_some(&CACHE);
        let all = VARIABLES.iter().chain(cache).map(|(name, ending)| variable(name, ending));
        let section =
            |heading, lines, explained_first| Section { heading: text(lang, heading), lines, explained_first };
        [
            section("examples", examples.collect(), true),
            section("exit-status", exits.into_iter().map(exit).collect(), false),
            section("environment", own.chain(all).collect(), false),
        ]
    }
}

fn of(command: &str) -> Option<&'static Help> {
    HELPS.iter().find(|help| help.command == command)
}

/// The sections of a command as they stand below its options.
pub fn below(command: &str, lang: Lang, width: usize) -> String {
    let mut text = String::new();
    for section in of(command).map(|help| help.sections(lang)).into_iter().flatten() {
        let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, section.heading);
        for (what, about) in section.lines {
            let (first, second) = if section.explained_first { (about, &*what) } else { (&*what, about) };
            // A command line is not broken, so that it can be copied.
            let second = if section.explained_first { second.to_owned() } else { wrapped(second, 0, width - 6) };
            let _ = writeln!(text, "  {first}\n      {}", second.replace('\n', "\n      "));
        }
    }
    text
}

/// The same for the manual page of a command, in roff.
pub fn roff(command: &str, lang: Lang) -> String {
    let mut page = String::new();
    for section in of(command).map(|help| help.sections(lang)).into_iter().flatten() {
        let _ = writeln!(page, ".SH \"{}\"", section.heading);
        for (what, about) in section.lines {
            let _ = match section.explained_first {
                true => writeln!(page, ".PP\n{}\n.PP\n.RS 4\n.nf\n{}\n.fi\n.RE", plain(about), plain(&what)),
                false => writeln!(page, ".TP\n\\fB{}\\fR\n{}", plain(&what), plain(about)),
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

/// The names of all texts that the table leads to.
#[cfg(test)]
pub fn names() -> Vec<String> {
    let own = HELPS.iter().flat_map(|help| {
        let command = help.command;
        let examples = (1..=help.examples.len()).map(move |n| format!("help-{command}-example-{n}"));
        let exits = help.exits.iter().map(move |exit| format!("help-{command}-exit-{exit}"));
        let variables =
            help.variables.iter().map(|name| format!("help-variable-{}", name.to_lowercase().replace('_', "-")));
        examples.chain(exits).chain(variables)
    });
    let exits = [0, COULD_NOT_RUN, 3, INTERRUPTED].map(|exit| format!("help-exit-{exit}"));
    let variables = VARIABLES.iter().chain([&CACHE]).map(|(_, ending)| format!("help-variable-{ending}"));
    own.chain(exits).chain(variables).collect()
}
