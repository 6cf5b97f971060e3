//! Bounces, shown: a record of JSON or CSV for each failed recipient; for people a summary with what to do now; and one bounce explained.

mod explain;
mod human;
mod rows;

pub use explain::explained;
pub use human::{Totals, line, summary, suppression};
pub use rows::Rows;

use super::Style;
use super::text::redacted;
use crate::bounce::{Returned, Until};
use crate::logged;
use serde::Serialize;

#[derive(Serialize)]
struct Record<'a> {
    schema: &'static str,
    source: &'a str,
    recipient: Option<String>,
    class: &'static str,
    /// The SMTP reply code.
    code: Option<u16>,
    /// The enhanced status code.
    status: Option<String>,
    diagnostic: String,
    permanence: &'static str,
    whose: &'static str,
    /// `forever`, `until 2026-11-30` or `no`.
    suppress: String,
    remedy: &'static str,
    /// The code that `presend explain` knows.
    reason: &'static str,
    provider: Option<&'static str>,
    /// The words that decided.
    words: Option<&'static str>,
    remote_mta: Option<&'a str>,
    day: Option<String>,
}

const SCHEMA: &str = "presend.bounce.1";

/// One record, as a single line of JSON without its line end. `until` is how long the address stays away.
pub fn record(source: &str, returned: &Returned, until: Until, style: Style) -> String {
    let judged = &returned.judged;
    let reason = judged.class.reason();
    let record = Record {
        schema: SCHEMA,
        source,
        recipient: returned.recipient.as_ref().map(|address| shown(address, style)),
        class: judged.class.word(),
        code: judged.code,
        status: judged.status.map(|status| status.to_string()),
        diagnostic: diagnostic(returned, style),
        permanence: judged.permanence.word(),
        whose: judged.whose.word(),
        suppress: suppress(until),
        remedy: reason.entry().remedy,
        reason: reason.code(),
        provider: judged.provider,
        words: judged.words,
        remote_mta: returned.remote_mta.as_deref(),
        day: returned.day.map(|day| day.to_string()),
    };
    let line = serde_json::to_string(&record).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    logged::json(&line).into_owned()
}

fn suppress(until: Until) -> String {
    match until {
        Until::Forever => "forever".to_owned(),
        Until::Day(day) => format!("until {day}"),
        Until::Not => "no".to_owned(),
    }
}

fn shown(address: &str, style: Style) -> String {
    if style.redact { redacted(address) } else { address.to_owned() }
}

/// The words of the server. They often repeat the address.
fn diagnostic(returned: &Returned, style: Style) -> String {
    if !style.redact {
        return returned.diagnostic.clone();
    }
    let hidden = |word: &str| if word.contains('@') { redacted_word(word) } else { word.to_owned() };
    returned.diagnostic.split(' ').map(hidden).collect::<Vec<_>>().join(" ")
}

fn redacted_word(word: &str) -> String {
    let opening: String = word.chars().take_while(|c| matches!(c, '<' | '(' | '"' | '\'' | '[')).collect();
    format!("{opening}{}", redacted(&word[opening.len()..]))
}
