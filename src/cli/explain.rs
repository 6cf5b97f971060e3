//! `presend explain`: a code, a group of codes, or the text of a bounce.

use super::args::Explain;
use super::output::put;
use super::terminal::Terminal;
use super::{Exit, format};
use presend::Reason;
use presend::bounce::sources::read_pasted;
use presend::bounce::{Bounce, MESSAGE_OCTETS_MAX, says_something};
use presend::reason::{Saying, Sentence, sentence};
use presend::report::codes::Codes;
use presend::report::formats::Forms;
use presend::report::{codes, text};
use std::io::{self, Read};

pub fn explain(wanted: &Explain, terminal: &Terminal) -> anyhow::Result<Exit> {
    match named(wanted.code.as_deref())? {
        Named::Codes(codes) => {
            let make = |forms: &Forms| forms.codes.map(|make| make(&codes, terminal.lang, terminal.style));
            show(|forms| forms.codes.is_some(), make, terminal)?;
        }
        Named::Bounce(returned) => {
            let make = |forms: &Forms| forms.explain.map(|make| make(&returned, terminal.lang, terminal.style));
            show(|forms| forms.explain.is_some(), make, terminal)?;
        }
    }
    Ok(Exit::Passed)
}

/// What is to be explained.
enum Named {
    Codes(Codes),
    Bounce(Box<Bounce>),
}

fn named(what: Option<&str>) -> anyhow::Result<Named> {
    let Some(what) = what else { return Ok(Named::Codes(Codes::all())) };
    if what == "-" {
        return pasted().map(Box::new).map(Named::Bounce);
    }
    if let Some(codes) = Codes::named(what) {
        return Ok(Named::Codes(codes));
    }
    anyhow::ensure!(is_bounce_text(what), no_code(what));
    Ok(Named::Bounce(Box::new(read_pasted(what))))
}

/// The bounce on standard input.
fn pasted() -> anyhow::Result<Bounce> {
    let mut pasted = Vec::new();
    io::stdin()
        .lock()
        .take(MESSAGE_OCTETS_MAX as u64)
        .read_to_end(&mut pasted)
        .saying(|| sentence!("cannot-read-stdin"))?;
    let pasted = String::from_utf8_lossy(&pasted);
    anyhow::ensure!(!pasted.trim().is_empty(), sentence!("explain-stdin-empty"));
    Ok(read_pasted(&pasted))
}

/// Shows each form that was asked for, on standard output or in its file.
fn show(
    has: impl Fn(&Forms) -> bool,
    make: impl Fn(&Forms) -> Option<String>,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let forms = format::and_one_printed(&terminal.look.formats);
    format::only(&forms, has)?;
    for form in &forms {
        let text = make(form.format.forms()).unwrap_or_default();
        match &form.path {
            Some(_) => put(form, &mut text.as_bytes(), None, terminal)?,
            // Even when it is to be quiet: nothing else was asked for.
            None => drop(terminal.print(&text)?),
        }
    }
    Ok(())
}

/// Codes are one word of ASCII that begins with a letter; what servers say mostly is not.
fn is_bounce_text(text: &str) -> bool {
    let text = text.trim();
    let sentence = text.contains(char::is_whitespace) || !text.is_ascii();
    sentence || (codes::nearest(text).is_empty() && says_something(text))
}

fn no_code(typed: &str) -> Sentence {
    let (code, near) = (text::safe(typed, 60), codes::nearest(typed));
    if near.is_empty() {
        return sentence!("explain-no-code", code = code);
    }
    let near: Vec<&str> = near.into_iter().map(Reason::code).collect();
    sentence!("explain-code-near", code = code, near = near.join(", "))
}
