//! `presend explain`.

use super::Exit;
use super::args::{Explain, FormatArg};
use super::terminal::Terminal;
use presend::Reason;
use presend::report::{codes, text};

pub fn explain(wanted: &Explain, terminal: &Terminal) -> anyhow::Result<Exit> {
    let Some(code) = &wanted.code else {
        let all = if terminal.look.format == FormatArg::Markdown {
            codes::markdown(terminal.lang)
        } else {
            codes::listed(None, terminal.lang)
        };
        terminal.print(&all)?;
        return Ok(Exit::Passed);
    };
    if let Some(reason) = Reason::from_code(code) {
        terminal.print(&codes::explained(reason, terminal.lang))?;
    } else if codes::groups().contains(&code.trim_end_matches(".*")) {
        terminal.print(&codes::listed(Some(code.trim_end_matches(".*")), terminal.lang))?;
    } else {
        anyhow::bail!("there is no code \"{}\". {}", text::safe(code, 60), hint(code));
    }
    Ok(Exit::Passed)
}

fn hint(typed: &str) -> String {
    let near = codes::nearest(typed);
    if near.is_empty() {
        return "`presend explain` lists all codes".to_owned();
    }
    let near: Vec<&str> = near.into_iter().map(Reason::code).collect();
    format!("Did you mean {}?", near.join(" or "))
}
