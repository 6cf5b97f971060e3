//! Wrong words on the command line, told in the language of the reader. clap finds what is wrong; what is said of it stands in `data/texts/`.

use super::errors::cause_in_words;
use super::terminal::Terminal;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use presend::reason::{Lang, say};
use std::error::Error;

/// What is wrong, with what was probably meant and how the command is used.
pub fn said(error: &clap::Error, lang: Lang) -> String {
    let mut text = format!("{}{}{}", lang.text("word-error"), lang.text("sign-colon"), what(error, lang));
    for kind in [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue] {
        let near = list(error, kind);
        if !near.is_empty() {
            text += &format!("\n\n  {}", say!(lang, "refusal-near", near = near.join(", ")));
        }
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        // Without the heading.
        let usage = usage.find("presend").map_or(&*usage, |begin| &usage[begin..]);
        text += &format!("\n\n{}{}{usage}", lang.text("help-usage"), lang.text("sign-colon"));
    }
    let text = format!("{text}\n\n{}", lang.text("refusal-help"));
    // Names of files are arguments too, and may hold anything.
    Terminal::safe(&text) + "\n"
}

fn what(error: &clap::Error, lang: Lang) -> String {
    let one = |kind| list(error, kind).into_iter().next();
    let argument = one(ContextKind::InvalidArg);
    let value = one(ContextKind::InvalidValue);
    match (error.kind(), argument, value) {
        (ErrorKind::InvalidValue, Some(argument), Some(value)) => {
            let choices = list(error, ContextKind::ValidValue);
            let text = match value.is_empty() {
                true => say!(lang, "refusal-no-value", argument = argument),
                false => say!(lang, "refusal-value", value = value, argument = argument),
            };
            match choices.is_empty() {
                true => text,
                false => format!("{text}\n  {}", say!(lang, "help-choices", values = choices.join(", "))),
            }
        }
        (ErrorKind::ValueValidation, Some(argument), Some(value)) => {
            let why = error.source().map(|why| cause_in_words(why, lang)).unwrap_or_default();
            let said = say!(lang, "refusal-value", value = value, argument = argument);
            format!("{said}{}{why}", lang.text("sign-colon"))
        }
        (ErrorKind::UnknownArgument, Some(argument), _) => say!(lang, "refusal-unknown", argument = argument),
        (ErrorKind::InvalidSubcommand, ..) => {
            let command = one(ContextKind::InvalidSubcommand).unwrap_or_default();
            say!(lang, "refusal-command", command = command)
        }
        (ErrorKind::NoEquals, Some(argument), _) => say!(lang, "refusal-no-equals", argument = argument),
        (ErrorKind::TooManyValues, Some(argument), Some(value)) => {
            say!(lang, "refusal-too-many", value = value, argument = argument)
        }
        (ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues, Some(argument), _) => {
            say!(lang, "refusal-too-few", argument = argument)
        }
        (ErrorKind::ArgumentConflict, Some(argument), _) => {
            let others = list(error, ContextKind::PriorArg);
            match others.is_empty() || others == [argument.clone()] {
                true => say!(lang, "refusal-twice", argument = argument),
                false => say!(lang, "refusal-conflict", argument = argument, others = others.join(", ")),
            }
        }
        (ErrorKind::MissingRequiredArgument, ..) => {
            let missing = list(error, ContextKind::InvalidArg).join(", ");
            say!(lang, "refusal-missing", arguments = missing)
        }
        (ErrorKind::InvalidUtf8, ..) => lang.text("refusal-not-utf8").to_owned(),
        // What clap alone knows.
        _ => error.to_string().trim_start_matches("error: ").trim_end().to_owned(),
    }
}

/// What clap says of the error, as a list.
fn list(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(many)) => many.clone(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;

    fn refused(words: &[&str], lang: Lang) -> String {
        let words = ["presend"].iter().chain(words);
        said(&Arguments::whole(lang, 100).try_get_matches_from(words).unwrap_err(), lang)
    }

    #[test]
    fn wrong_words_are_told_with_what_was_meant_and_how_the_command_is_used() {
        let text = refused(&["clean", "list.csv", "--ofline"], Lang::En);
        assert!(text.starts_with("error: there is no option '--ofline' here\n"), "{text}");
        assert!(text.contains("Did you mean '--offline'?") && text.contains("\nUsage: presend clean"), "{text}");
        let text = refused(&["gate", "list.csv", "--timeout", "never"], Lang::En);
        assert!(text.starts_with("error: 'never' cannot be used for '--timeout <SECONDS>': write seconds"), "{text}");
        let text = refused(&["clean", "list.csv", "--fix", "all"], Lang::En);
        assert!(text.contains("[possible values: none, safe, typos]"), "{text}");
        assert!(refused(&["check"], Lang::En).contains("'<ADDR>...'"));
        assert!(refused(&["clean", "list.csv", "--offline", "--probe"], Lang::En).contains("'--offline'"));
    }

    #[test]
    fn in_chinese_nothing_english_is_said() {
        // Names of arguments, values and formats are in quotes or brackets, or words that are typed.
        let quoted = regex::Regex::new(r#"'[^']*'|"[^"]*"|\[[^\]]*\]|`[^`]*`"#).unwrap();
        let english = regex::Regex::new(r"[a-z]+ [a-z]+ [a-z]+").unwrap();
        for words in [
            &["clean", "list.csv", "--ofline"][..],
            &["gate", "list.csv", "--timeout", "never"],
            &["gate", "list.csv", "--max-reject", "many"],
            &["gate", "list.csv", "--fail-on", "nothing.known"],
            &["clean", "list.csv", "--batch", "0"],
            &["clean", "list.csv", "--delimiter", "ab"],
            &["clean", "list.csv", "--memory", "2X"],
            &["clean", "list.csv", "--encoding", "nothing"],
            &["clean", "list.csv", "--header", "maybe"],
            &["clean", "list.csv", "--fix", "all"],
            &["clean", "list.csv", "--format", "yaml"],
            &["clean", "list.csv", "--format", "json="],
            &["clean", "list.csv", "--concurrency", "0"],
            &["clean", "list.csv", "--offline", "--probe"],
            &["probe", "list.csv", "--wait", "long"],
            &["probe", "list.csv", "--helo", "a b"],
            &["probe", "list.csv", "--message-size", "big"],
            &["check"],
            &["claen"],
            &["check", "a@b.example", "--lang", "xx"],
            &["check", "a@b.example", "--config", "x", "--no-config"],
            &["serve", "--listen", "nowhere"],
            &["clean", "list.csv", "--timeout"],
        ] {
            let text = refused(words, Lang::Zh);
            let prose = text.split("用法").next().unwrap_or_default();
            assert!(!english.is_match(&quoted.replace_all(prose, "")), "{words:?}: {text}");
            assert!(text.starts_with("错误："), "{words:?}: {text}");
        }
    }
}
