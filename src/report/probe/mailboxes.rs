//! How mailboxes that were asked for are shown, in each form. What hosts said is written by strangers, and is escaped.

use super::super::markdown::{code, head_row};
use super::super::text::{number, redacted, safe};
use super::super::wrap::wrapped;
use super::{Probe, failed_code, said};
use crate::list::harmless;
use crate::probe::mailboxes::{Control, Mailbox, Outcome, Whose};
use crate::probe::reply::Reply;
use crate::reason::{Lang, say};
use crate::report::Style;
use crate::report::bounce::hidden_words;
use crate::report::color::{BOLD, GREEN, RED, YELLOW, painted};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write;

/// The longest address that is shown to people, in characters.
const ADDRESS_WIDTH: usize = 80;
/// Mailboxes with something to be done that are shown to people. All are in JSON and CSV.
const SHOWN_MAX: usize = 200;

const OUTCOMES: [&str; 6] = ["exists", "does_not_exist", "full", "disabled", "accepts_anything", "not_told"];

/// A mailbox for programs, with the evidence.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'static str>,
    address: Cow<'a, str>,
    domain: &'a str,
    rows: u64,
    outcome: &'static str,
    /// On whose side it lies that the host did not tell: `you`, `host`, `network` or `not_asked`.
    whose: Option<&'static str>,
    code: Option<&'static str>,
    host: Option<&'a str>,
    ip: Option<String>,
    /// What the host said of the address, or of who asks.
    said: Option<String>,
    failure: Option<&'static str>,
    /// A name that nobody has, and what the host said of it.
    random: Option<Cow<'a, str>>,
    random_said: Option<String>,
    /// An address that it took, before and after refusals.
    witness: Option<Cow<'a, str>>,
    witness_said: Option<String>,
}

impl<'a> Shown<'a> {
    pub(super) fn with(self, schema: &'static str) -> Shown<'a> {
        Shown { schema: Some(schema), ..self }
    }
}

pub(super) fn shown<'a>((mailbox, control): (&'a Mailbox, &'a Control), style: Style) -> Shown<'a> {
    let witness = control.witness.as_ref();
    Shown {
        schema: None,
        address: address(&mailbox.address, style),
        domain: mailbox.domain.as_str(),
        rows: mailbox.rows,
        outcome: mailbox.outcome.word(),
        whose: whose(mailbox),
        code: mailbox.outcome.reason().map(|reason| reason.code()),
        host: mailbox.host.as_ref().map(|host| host.as_str()),
        ip: mailbox.ip.map(|ip| ip.to_string()),
        said: mailbox.said.as_ref().map(|reply| said_of_people(reply, Some(&mailbox.address), style)),
        failure: mailbox.failed.map(failed_code),
        random: control.random.as_ref().map(|(name, _)| address(name, style)),
        random_said: control.random.as_ref().map(|(_, reply)| said_of_people(reply, None, style)),
        witness: witness.map(|(name, _)| address(name, style)),
        witness_said: witness.map(|(name, reply)| said_of_people(reply, Some(name), style)),
    }
}

fn whose(mailbox: &Mailbox) -> Option<&'static str> {
    if let Outcome::NotTold(whose) = mailbox.outcome { Some(whose.word()) } else { None }
}

/// Mailboxes by outcome, in the order in which they are told.
pub(in crate::report) fn counts(probe: &Probe<'_>) -> Vec<(&'static str, usize)> {
    let count = |word| probe.all_mailboxes().filter(|(mailbox, _)| mailbox.outcome.word() == word).count();
    OUTCOMES.into_iter().map(|word| (word, count(word))).filter(|(_, count)| *count > 0).collect()
}

/// All mailboxes, UTF-8, with a header. No cell begins a formula.
pub(super) fn csv(probe: &Probe<'_>) -> String {
    let mut output = csv::Writer::from_writer(Vec::new());
    // Writing into memory does not fail.
    drop(output.write_record([
        "address",
        "rows",
        "outcome",
        "whose",
        "code",
        "host",
        "said",
        "random_said",
        "witness_said",
    ]));
    for one in probe.all_mailboxes() {
        let shown = shown(one, probe.style);
        let rows = shown.rows.to_string();
        let cells = [
            &*shown.address,
            &rows,
            shown.outcome,
            shown.whose.unwrap_or_default(),
            shown.code.unwrap_or_default(),
            shown.host.unwrap_or_default(),
            shown.said.as_deref().or(shown.failure).unwrap_or_default(),
            shown.random_said.as_deref().unwrap_or_default(),
            shown.witness_said.as_deref().unwrap_or_default(),
        ];
        drop(output.write_record(cells.iter().map(|cell| harmless(cell).into_owned())));
    }
    output.into_inner().map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default()
}

/// Those for which something is to be done, and how many came out how.
pub(super) fn human(probe: &Probe<'_>, text: &mut String) {
    if probe.mailboxes.is_none() {
        return;
    }
    let (lang, style) = (probe.lang, probe.style);
    let told = |mailbox: &Mailbox| !matches!(mailbox.outcome, Outcome::Exists | Outcome::AcceptsAnything);
    for (mailbox, _) in probe.all_mailboxes().filter(|(mailbox, _)| told(mailbox)).take(SHOWN_MAX) {
        let (sign, colour) = match mailbox.outcome {
            Outcome::DoesNotExist => ("✗", RED),
            Outcome::Exists | Outcome::AcceptsAnything => ("✓", GREEN),
            Outcome::NotTold(_) => ("…", YELLOW),
            Outcome::Full | Outcome::Disabled => ("?", YELLOW),
        };
        let line = format!(
            "  {} {}  {}{}",
            painted(sign, colour, style),
            painted(&safe(&address(&mailbox.address, style), ADDRESS_WIDTH), BOLD, style),
            outcome(mailbox.outcome, lang),
            evidence(mailbox, style).map(|said| format!("{}{said}", lang.text("sign-colon"))).unwrap_or_default()
        );
        let _ = writeln!(text, "{}", wrapped(&line, 6, style.width));
    }
    let more = probe.all_mailboxes().filter(|(mailbox, _)| told(mailbox)).count().saturating_sub(SHOWN_MAX) as u64;
    if more > 0 {
        let _ = writeln!(text, "  {}", say!(lang, "probe-more-in-csv", count = more));
    }
    let all = probe.all_mailboxes().count() as u64;
    let mut facts = vec![say!(lang, "count-mailboxes", count = all)];
    for (word, count) in counts(probe) {
        facts.push(say!(lang, "probe-mailboxes-are", count = count, word = outcome_word(word, lang)));
    }
    let _ = writeln!(text, "{}", wrapped(&facts.join(" · "), 2, style.width));
}

/// The same as a table.
pub(super) fn markdown(probe: &Probe<'_>, text: &mut String) {
    if probe.mailboxes.is_none() {
        return;
    }
    let lang = probe.lang;
    text.push('\n');
    head_row(text, lang.text("probe-mailboxes-address-rows-mailbox-what-the-host"), "|---|--:|---|---|---|");
    for (mailbox, _) in probe.all_mailboxes().take(SHOWN_MAX) {
        let said = mailbox
            .said
            .as_ref()
            .map(|reply| said_of_people(reply, Some(&mailbox.address), probe.style))
            .unwrap_or_default();
        let host = mailbox.host.as_ref().map(|host| host.as_str()).unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} |",
            code(&safe(&address(&mailbox.address, probe.style), ADDRESS_WIDTH)),
            number(mailbox.rows),
            outcome(mailbox.outcome, lang),
            code(&said),
            code(host)
        );
    }
    let more = probe.all_mailboxes().count().saturating_sub(SHOWN_MAX) as u64;
    if more > 0 {
        let _ = writeln!(text, "\n{}", say!(lang, "probe-more-mailboxes", count = more));
    }
}

pub(in crate::report) fn outcome(outcome: Outcome, lang: Lang) -> String {
    let whose = match outcome {
        Outcome::NotTold(Whose::You) => lang.text("probe-mailboxes-about-you"),
        Outcome::NotTold(Whose::Network) => lang.text("probe-mailboxes-no-connection"),
        Outcome::NotTold(Whose::NotAsked) => lang.text("probe-mailboxes-not-asked"),
        _ => "",
    };
    format!("{}{whose}", outcome_word(outcome.word(), lang))
}

/// What the host said of a mailbox, or why it said nothing.
pub(in crate::report) fn evidence(mailbox: &Mailbox, style: Style) -> Option<String> {
    let said = mailbox.said.as_ref().map(|reply| said_of_people(reply, Some(&mailbox.address), style));
    said.or_else(|| mailbox.failed.map(|failed| failed_code(failed).to_owned()))
}

/// An address as it may be shown.
pub(in crate::report) fn address(address: &str, style: Style) -> Cow<'_, str> {
    if style.redact { redacted(address).into() } else { address.into() }
}

/// A reply that may name people.
fn said_of_people(reply: &Reply, whom: Option<&str>, style: Style) -> String {
    hidden_words(&said(reply), whom, style)
}

/// What the answers do not say.
pub(in crate::report) fn reading(probe: &Probe<'_>) -> &'static str {
    probe.lang.text(match probe.mailboxes {
        None => "probe-human-this-is-what-hosts-offer-whoever",
        Some(_) => "probe-human-no-mail-was-sent-a-host",
    })
}

pub(in crate::report) fn outcome_word(word: &'static str, lang: Lang) -> &'static str {
    lang.text(match word {
        "exists" => "outcome-exists",
        "does_not_exist" => "outcome-does-not-exist",
        "full" => "outcome-full",
        "disabled" => "outcome-disabled",
        "accepts_anything" => "outcome-accepts-anything",
        _ => "outcome-not-told",
    })
}
