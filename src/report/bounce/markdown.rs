//! What came back in Markdown: a table, for an issue or the summary page of a CI job.

use super::hidden_words;
use super::human::{facts, providers_shown, settled, suppression};
use crate::bounce::Class;
use crate::report::formats::BounceView;
use crate::report::markdown::{code, head_row};
use crate::report::text::{number, safe};
use std::fmt::Write;

/// The classes as a table, and what to do about each below it.
pub fn page(view: &BounceView<'_>) -> String {
    let lang = view.lang;
    let classes = view.tally.classes();
    let mut text = format!("## presend bounce\n\n{}\n", facts(view.tally, view.totals, lang).join(" · "));
    if !classes.is_empty() {
        text.push('\n');
        head_row(&mut text, lang.text("bounce-markdown-class-count-providers-example"), "|---|--:|---|---|");
    }
    for (class, of_class) in &classes {
        let providers = providers_shown(of_class, lang).replace('|', "\\|");
        let example = code(&hidden_words(&of_class.example, of_class.recipient.as_deref(), view.style));
        let _ = writeln!(text, "| `{}` | {} | {providers} | {example} |", class.word(), number(of_class.records));
    }
    let told = classes.iter().filter(|(class, _)| *class != Class::NotABounce);
    for (place, (class, _)) in told.enumerate() {
        let texts = class.reason().texts(lang);
        let gap = if place == 0 { "\n" } else { "" };
        let _ = writeln!(text, "{gap}- `{}` {}{}{}", class.word(), texts.title, lang.text("sign-colon"), texts.remedy);
    }
    if let Some((changed, file)) = view.list {
        let lines = settled(changed, lang, view.style) + &suppression(file, view.totals, lang);
        text.push('\n');
        for line in lines.lines() {
            let _ = writeln!(text, "{}  ", code(&safe(line, 400)));
        }
    }
    text
}
