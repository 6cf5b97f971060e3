//! What people meet who begin: `presend` alone, `presend list.csv`, and commands that are mistyped.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use presend::domain::Domain;
use presend::reason::{Lang, say};
use presend::report::text::safe;
use presend::report::wrap::columns;
use std::path::Path;

/// The longest word that is repeated.
const WORD_WIDTH: usize = 120;

/// What to say in place of clap's own message, if something better is known.
pub fn instead_of(error: &clap::Error, lang: Lang) -> Option<String> {
    match error.kind() {
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => Some(welcome(lang)),
        ErrorKind::InvalidSubcommand => {
            let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return None };
            let what = guess(word, Path::new(word).exists())?;
            let word = safe(word, WORD_WIDTH);
            let quoted =
                if word.contains([' ', '\'', '"', '$', '&', ';']) { format!("{word:?}") } else { word.clone() };
            let text = match what {
                Guess::List => {
                    let doing = [("hint-clean", "clean"), ("hint-gate", "gate"), ("hint-bounce", "bounce")];
                    let lines = doing.map(|(text, command)| (lang.text(text), format!("presend {command} {quoted}")));
                    let width = lines.iter().map(|(text, _)| columns(text)).max().unwrap_or_default();
                    let line = |(text, command): (&str, String)| {
                        format!("\n  {text}{}  {command}", " ".repeat(width - columns(text)))
                    };
                    say!(lang, "hint-list", word = word) + &lines.map(line).concat()
                }
                Guess::Missing => say!(lang, "hint-missing", word = word, quoted = quoted),
                Guess::Address => say!(lang, "hint-address", quoted = quoted),
                Guess::Domain => say!(lang, "hint-domain", quoted = quoted),
                Guess::Bounce => say!(lang, "hint-explain", quoted = quoted),
            };
            Some(format!("{}{}{text}\n", lang.text("word-error"), lang.text("sign-colon")))
        }
        _ => None,
    }
}

/// What a word in the place of a command probably is.
#[derive(Debug, PartialEq, Eq)]
enum Guess {
    /// A file that is there.
    List,
    /// A file that is not there.
    Missing,
    Address,
    Domain,
    /// The text of a bounce.
    Bounce,
}

fn guess(word: &str, exists: bool) -> Option<Guess> {
    const LISTS: &[&str] = &[
        "csv", "tsv", "txt", "xlsx", "xls", "ods", "fods", "json", "jsonl", "parquet", "vcf", "ldif", "gz", "zst",
        "mbox", "eml", "log",
    ];
    let ending = word.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    if exists {
        Some(Guess::List)
    } else if word.contains('@') && !word.contains(char::is_whitespace) {
        Some(Guess::Address)
    } else if ending.is_some_and(|ending| LISTS.contains(&&*ending)) {
        Some(Guess::Missing)
    } else if word.contains(char::is_whitespace) && word.starts_with(['4', '5']) {
        Some(Guess::Bounce)
    } else {
        let domain = Domain::new(word).ok().filter(|domain| domain.as_str().contains('.') && domain.tld_exists());
        domain.map(|_| Guess::Domain)
    }
}

/// The commands that newcomers need, each with the text that says what for.
const COMMANDS: [(&str, &str); 6] = [
    ("presend clean list.csv", "welcome-clean"),
    ("presend sender example.com --ip 192.0.2.1", "welcome-sender"),
    ("presend gate list.csv", "welcome-gate"),
    ("presend check ann@homail.com", "welcome-check"),
    ("presend bounce bounces/", "welcome-bounce"),
    ("presend explain domain.nxdomain", "welcome-explain"),
];

fn welcome(lang: Lang) -> String {
    let width = COMMANDS.iter().map(|(command, _)| command.len()).max().unwrap_or_default();
    let lines: String =
        COMMANDS.iter().map(|(command, what)| format!("  {command:<width$}  {}\n", lang.text(what))).collect();
    format!("{}\n\n{lines}\n{}\n", lang.text("welcome-purpose"), lang.text("welcome-more"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_in_the_place_of_a_command_is_understood() {
        let check = |word, exists, expected| assert_eq!(guess(word, exists), expected, "{word}");
        check("list.csv", true, Some(Guess::List));
        check("list.csv", false, Some(Guess::Missing));
        check("ann@homail.com", false, Some(Guess::Address));
        check("example.com", false, Some(Guess::Domain));
        check("550 5.1.1 User unknown", false, Some(Guess::Bounce));
        check("claen", false, None);
    }
}
