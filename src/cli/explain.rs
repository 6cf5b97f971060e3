//! `presend explain`: a code, a group of codes, or the text of a bounce.

use super::args::Explain;
use super::terminal::Terminal;
use super::{Exit, format};
use anyhow::Context;
use presend::Reason;
use presend::bounce::sources::read_pasted;
use presend::bounce::{Bounce, MESSAGE_OCTETS_MAX, says_something};
use presend::report::formats::Format;
use presend::report::{codes, text};
use std::io::{self, Read};

pub fn explain(wanted: &Explain, terminal: &Terminal) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.explain.is_some(), "codes and bounces are explained")?;
    let Some(code) = &wanted.code else {
        let all = if terminal.look.format == Format::Markdown {
            codes::markdown(terminal.lang)
        } else {
            codes::listed(None, terminal.lang)
        };
        terminal.print(&all)?;
        return Ok(Exit::Passed);
    };
    if code == "-" {
        let mut pasted = Vec::new();
        io::stdin()
            .lock()
            .take(MESSAGE_OCTETS_MAX as u64)
            .read_to_end(&mut pasted)
            .context("cannot read standard input")?;
        let pasted = String::from_utf8_lossy(&pasted);
        anyhow::ensure!(!pasted.trim().is_empty(), "standard input is empty; paste the text of a bounce there");
        terminal.print(&bounce_explained(&read_pasted(&pasted), terminal))?;
    } else if let Some(reason) = Reason::from_code(code) {
        terminal.print(&codes::explained(reason, terminal.lang))?;
    } else if codes::groups().contains(&code.trim_end_matches(".*")) {
        terminal.print(&codes::listed(Some(code.trim_end_matches(".*")), terminal.lang))?;
    } else if is_bounce_text(code) {
        terminal.print(&bounce_explained(&read_pasted(code), terminal))?;
    } else {
        anyhow::bail!("there is no code \"{}\". {}", text::safe(code, 60), hint(code));
    }
    Ok(Exit::Passed)
}

/// What came back, explained in the form that was asked for.
fn bounce_explained(returned: &Bounce, terminal: &Terminal) -> String {
    let make = terminal.look.format.forms().explain;
    make.map(|make| make(returned, terminal.lang, terminal.style)).unwrap_or_default()
}

/// Codes are one word of ASCII that begins with a letter; what servers say mostly is not.
fn is_bounce_text(text: &str) -> bool {
    let text = text.trim();
    let sentence = text.contains(char::is_whitespace) || !text.is_ascii();
    sentence || (codes::nearest(text).is_empty() && says_something(text))
}

fn hint(typed: &str) -> String {
    let near = codes::nearest(typed);
    if near.is_empty() {
        return "`presend explain` lists all codes".to_owned();
    }
    let near: Vec<&str> = near.into_iter().map(Reason::code).collect();
    format!("Did you mean {}?", near.join(" or "))
}
