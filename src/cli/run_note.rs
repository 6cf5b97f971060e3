//! What a report page says of the run that made it: when, and by which command line. Pages get forwarded, so what is secret in the command
//! line is left out.

use super::clock::now_s;
use super::words;
use presend::report::html::page_data::RunNote;
use presend::report::text::moment;

/// What stands in place of what nobody may see.
const HIDDEN: &str = "***";
/// Parts of the names of options whose values are secret, or tell where a secret is kept.
const SECRET_NAMES: [&str; 4] = ["password", "token", "secret", "key"];

/// The note of this process. With `redact`, words with an @ are hidden too.
pub fn of_this_process(redact: bool) -> RunNote {
    let words = words::typed().into_iter().skip(1).map(|word| word.to_string_lossy().into_owned());
    RunNote { when: moment(now_s()), dns: None, command: Some(command_line(words, redact)) }
}

/// The command line as it may be typed again, with what is secret left out.
fn command_line(words: impl Iterator<Item = String>, redact: bool) -> String {
    let mut line = "presend".to_owned();
    let mut is_value_secret = false;
    for word in words {
        let shown = match word.split_once('=') {
            _ if is_value_secret => HIDDEN.to_owned(),
            Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
            _ => without_login(&word),
        };
        is_value_secret = !is_value_secret && is_secret(&word) && !word.contains('=');
        line.push(' ');
        line += &if redact && shown.contains('@') { HIDDEN.to_owned() } else { quoted(&shown) };
    }
    line
}

fn is_secret(option: &str) -> bool {
    let name = option.split('=').next().unwrap_or_default().to_ascii_lowercase();
    name.starts_with("--") && SECRET_NAMES.iter().any(|secret| name.contains(secret))
}

/// A URL without the user and the password in it.
fn without_login(word: &str) -> String {
    let Some((scheme, rest)) = word.split_once("://") else { return word.to_owned() };
    let (server, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    match server.rsplit_once('@') {
        Some((_, host)) => format!("{scheme}://{HIDDEN}@{host}{path}"),
        None => word.to_owned(),
    }
}

/// A word as a shell takes it for one.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/\\:=,@%+*".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &[&str], redact: bool, line: &str) {
        assert_eq!(command_line(words.iter().map(ToString::to_string), redact), line);
    }

    #[test]
    fn a_command_line_can_be_typed_again() {
        check(&["clean", "my list.csv", "-o", "out"], false, "presend clean 'my list.csv' -o out");
        check(&["clean", "it's", ""], false, "presend clean 'it'\\''s' ''");
    }

    #[test]
    fn what_is_secret_is_left_out() {
        check(&["bounce", "--password-command", "pass show a", "x"], false, "presend bounce --password-command *** x");
        check(&["bounce", "--password-command=pass", "x"], false, "presend bounce --password-command=*** x");
        check(&["serve", "--token-file", "--token", "x"], false, "presend serve --token-file *** x");
        check(&["bounce", "imaps://ann:geheim@host/INBOX"], false, "presend bounce imaps://***@host/INBOX");
        check(&["bounce", "imaps://ann:a@b@host"], false, "presend bounce imaps://***@host");
    }

    #[test]
    fn addresses_are_hidden_where_they_are_to_be() {
        check(&["clean", "ann@example.com.csv"], true, "presend clean ***");
        check(&["clean", "ann@example.com.csv"], false, "presend clean ann@example.com.csv");
    }
}
