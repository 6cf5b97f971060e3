//! What is shown of a checked sender: the parts that both forms share. Nothing here judges.

pub mod human;
pub mod json;

use crate::judge::sender::{Check, receivers};
use crate::reason::Lang;

/// Receivers' answers shown for one fault.
const ANSWERS_SHOWN: usize = 2;

/// Why the check matters, with what receivers say.
fn why(check: &Check, lang: Lang) -> String {
    let mut text = check.code.texts(lang).explanation.to_owned();
    for line in receivers::answers_to(check.code, &check.subject).take(ANSWERS_SHOWN) {
        text.push_str(&format!(" {}: \"{}\"", answers(line.receiver), line.value));
    }
    text
}

fn answers(receiver: &str) -> String {
    let several = receiver.ends_with("servers") || receiver.contains(" and ");
    format!("{receiver} {}", if several { "answer" } else { "answers" })
}

/// What to do about it. Where that was said for this very case, it was said in English.
fn fix(check: &Check, lang: Lang) -> &str {
    let exactly = check.fix.as_deref().filter(|_| lang == Lang::En);
    exactly.unwrap_or(check.code.texts(lang).remedy)
}

/// Where all this is written.
fn refs(check: &Check) -> Vec<String> {
    let code = check.code;
    let mut refs: Vec<String> = Vec::new();
    let mut standard = "";
    for part in code.entry().source.split(", ") {
        // "RFC 5321 §2.3.5, §5.1" are two places of one standard.
        if let Some((name, _)) = part.split_once(" §") {
            standard = name;
        }
        refs.push(if part.starts_with('§') { format!("{standard} {part}") } else { part.to_owned() });
    }
    for line in receivers::answers_to(code, &check.subject) {
        if !refs.iter().any(|known| known == line.source) {
            refs.push(line.source.to_owned());
        }
    }
    refs
}
