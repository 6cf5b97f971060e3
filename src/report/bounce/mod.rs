//! Bounces, shown: a record of JSON or CSV for each failed recipient; for people a summary with what to do now; and one bounce explained.

mod explain;
mod hidden;
mod human;
mod markdown;
mod rows;

pub use explain::{explained, explained_in_json, explained_in_markdown, rows as explained_rows};
pub use human::{Kept, Totals, line, whole};
pub(super) use human::{facts, providers_shown, settled, suppression, whose_parts};
pub use markdown::page as in_markdown;
pub use rows::Rows;

use super::Style;
use super::json::to_line;
use super::text::{redacted, safe};
use crate::bounce::{Bounce, Entry, Until};
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
    /// What follows from this record: `forever`, `until 2026-11-30` or `no`.
    suppress: String,
    /// What the list now says of the address: the same, or `watched`.
    state: String,
    /// Whether the address is on the list of `--sent`.
    #[serde(skip_serializing_if = "Option::is_none")]
    mailed: Option<bool>,
    remedy: &'static str,
    /// The code that `presend explain` knows.
    reason: &'static str,
    provider: Option<&'static str>,
    /// The words that decided.
    words: Option<&'static str>,
    remote_mta: Option<&'a str>,
    day: Option<String>,
}

/// The longest example of what servers say, in characters.
const EXAMPLE_WIDTH: usize = 300;
const SCHEMA: &str = "presend.bounce.1";

/// What becomes of a record.
#[derive(Clone, Copy, Debug)]
pub struct Fate {
    /// How long the address stays away because of this record.
    pub until: Until,
    /// What the suppression list now says of the address, where it stands on it.
    pub listed: Option<Until>,
    /// Whether it is about somebody who was mailed, where that is known.
    pub mailed: Option<bool>,
}

/// One record, as a single line of JSON without its line end.
pub fn record(source: &str, returned: &Bounce, fate: Fate, style: Style) -> String {
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
        suppress: suppress(fate.until),
        state: fate.listed.map_or_else(|| "no".to_owned(), state),
        mailed: fate.mailed,
        remedy: reason.remedy(),
        reason: reason.code(),
        provider: judged.provider,
        words: judged.words,
        remote_mta: returned.remote_mta.as_deref(),
        day: returned.day.map(|day| day.to_string()),
    };
    to_line(&record)
}

/// With which codes a server refused: `550 5.1.1`; empty where it gave none.
pub fn codes(returned: &Bounce) -> String {
    let judged = &returned.judged;
    let codes = [judged.code.map(|code| code.to_string()), judged.status.map(|status| status.to_string())];
    codes.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn suppress(until: Until) -> String {
    match until {
        Until::Forever => "forever".to_owned(),
        Until::Day(day) => format!("until {day}"),
        Until::Not => "no".to_owned(),
        Until::Allowed => "allowed".to_owned(),
    }
}

/// What stands on a suppression list of an address, in one line.
pub fn entry(address: &str, entry: Option<&Entry>, style: Style) -> String {
    let why = match entry {
        Some(entry) if entry.until == Until::Not => format!("watched: {}", entry.why()),
        Some(entry) => entry.why(),
        None => "not on the list".to_owned(),
    };
    format!("{}  {why}\n", safe(&shown(address, style), 200))
}

fn state(listed: Until) -> String {
    if listed == Until::Not { "watched".to_owned() } else { suppress(listed) }
}

pub(super) fn shown(address: &str, style: Style) -> String {
    if style.redact { redacted(address) } else { address.to_owned() }
}

/// Words of a server that are an example, of whomever.
pub(super) fn hidden_words(words: &str, recipient: Option<&str>, style: Style) -> String {
    safe(&if style.redact { hidden::hidden(words, recipient) } else { words.to_owned() }, EXAMPLE_WIDTH)
}

/// The words of the server. They often repeat the address.
fn diagnostic(returned: &Bounce, style: Style) -> String {
    if !style.redact {
        return returned.diagnostic.clone();
    }
    hidden::hidden(&returned.diagnostic, returned.recipient.as_deref())
}
