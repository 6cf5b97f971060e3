//! How `presend probe` is shown. What hosts said is written by strangers, and is escaped in every form.

pub mod csv;
pub mod human;
pub mod json;
pub(super) mod mailboxes;
pub mod markdown;

pub(super) use human::facts;

use super::Style;
use super::html::page_data::RunNote;
use super::text::{number, safe};
use crate::probe::extensions::{Extensions, Size};
use crate::probe::mailboxes::{Control, Mailbox, OfDomain};
use crate::probe::reply::Reply;
use crate::probe::session::{End, Failed, Stage};
use crate::probe::{Finding, MailHost, Probed};
use crate::reason::say;
use crate::reason::{Lang, Reason};

/// The longest text of a host that is shown, in characters.
const SAID_WIDTH: usize = 300;

/// A run and how it is shown.
#[derive(Clone, Copy, Debug)]
pub struct Probe<'a> {
    pub probed: &'a Probed,
    /// What was found out about mailboxes, where they were asked for.
    pub mailboxes: Option<&'a [OfDomain]>,
    /// What was read: names of lists, addresses and domains.
    pub sources: &'a str,
    pub run: &'a RunNote,
    /// The name that was said in EHLO; `None` for the address of each connection.
    pub helo: Option<&'a str>,
    pub port: u16,
    pub message_octets: Option<u64>,
    pub lang: Lang,
    pub style: Style,
}

impl Probe<'_> {
    /// Hosts by how they answered, in the order in which they are told.
    pub(super) fn counts(&self) -> Vec<(&'static str, usize)> {
        let words =
            ["answers", "refuses", "busy", "unreachable", "not_reached", "not_public", "no_address", "dns_failed"];
        let count = |word| self.probed.hosts.iter().filter(|host| host.word() == word).count();
        words.into_iter().map(|word| (word, count(word))).filter(|(_, hosts)| *hosts > 0).collect()
    }

    /// The mailboxes, each with what its host said of other names.
    pub(super) fn all_mailboxes(&self) -> impl Iterator<Item = (&Mailbox, &Control)> {
        let domains = self.mailboxes.unwrap_or_default().iter();
        domains.flat_map(|of| of.mailboxes.iter().map(|mailbox| (mailbox, &of.control)))
    }

    /// The codes that were found, each once, in the order of the table.
    pub(super) fn reasons(&self) -> Vec<Reason> {
        let mut reasons: Vec<Reason> = self.probed.all_findings().map(|finding| finding.reason).collect();
        reasons.extend(self.all_mailboxes().filter_map(|(mailbox, _)| mailbox.outcome.reason()));
        reasons.sort_unstable();
        reasons.dedup();
        reasons
    }
}

/// What a host answered in a word, for people.
pub(super) fn state_word(word: &'static str, lang: Lang) -> &'static str {
    lang.text(match word {
        "answers" => "state-answers",
        "refuses" => "state-refuses",
        "busy" => "state-busy",
        "unreachable" => "state-unreachable",
        "not_reached" => "state-not-reached",
        "not_public" => "state-not-public",
        "no_address" => "state-no-address",
        _ => "state-dns-failed",
    })
}

/// The stage of a session, as machines read it.
fn stage_code(stage: Stage) -> &'static str {
    match stage {
        Stage::Connect => "connect",
        Stage::Greeting => "greeting",
        Stage::Ehlo => "ehlo",
        Stage::Helo => "helo",
    }
}

/// Why there was no usable answer, as machines read it.
fn failed_code(failed: Failed) -> &'static str {
    match failed {
        Failed::Timeout => "timeout",
        Failed::ConnectionRefused => "connection_refused",
        Failed::NoRoute => "no_route",
        Failed::Broken => "broken",
        Failed::Closed => "closed",
        Failed::Garbage => "no_smtp",
        Failed::TooMuch => "too_much",
    }
}

/// Where and why a session came to nothing, for people.
fn failure(stage: Stage, failed: Failed, lang: Lang) -> String {
    let stage = match stage {
        Stage::Connect => lang.text("probe-connecting"),
        Stage::Greeting => lang.text("probe-greeting"),
        Stage::Ehlo => "EHLO",
        Stage::Helo => "HELO",
    };
    let why = match failed {
        Failed::Timeout => lang.text("probe-no-answer-in-time"),
        Failed::ConnectionRefused => lang.text("probe-the-connection-was-refused"),
        Failed::NoRoute => lang.text("probe-no-way-to-the-address"),
        Failed::Broken => lang.text("probe-the-connection-broke"),
        Failed::Closed => lang.text("probe-the-host-closed-the-connection"),
        Failed::Garbage => lang.text("probe-what-it-said-is-no-smtp"),
        Failed::TooMuch => lang.text("probe-it-said-more-than-any-mail"),
    };
    say!(lang, "in-brackets", text = why, note = stage)
}

/// What a host offers, in a few words: `SIZE 10,485,760`, `STARTTLS`.
fn offers(extensions: &Extensions, lang: Lang) -> Vec<String> {
    let size = match extensions.size {
        Size::Untold => None,
        Size::NoFixedLimit => Some(lang.text("probe-size-without-a-limit").to_owned()),
        Size::Octets(octets) => Some(format!("SIZE {}", number(octets))),
    };
    let limit = |name, value: Option<u32>| value.map(|value| format!("{name} {}", number(value.into())));
    let has = |name: &str, has: bool| has.then(|| name.to_owned());
    [
        size,
        limit("RCPTMAX", extensions.rcpt_max),
        limit("MAILMAX", extensions.mail_max),
        has("STARTTLS", extensions.starttls),
        has("SMTPUTF8", extensions.smtputf8),
        has("PIPELINING", extensions.pipelining),
        has("8BITMIME", extensions.eight_bit_mime),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A reply in one line, with its code.
fn said(reply: &Reply) -> String {
    safe(format!("{} {}", reply.code, reply.text()).trim_end(), SAID_WIDTH)
}

/// The greeting of a host, if it greeted.
pub(super) fn banner(host: &MailHost) -> Option<String> {
    host.heard()?.greeting.as_ref().map(said)
}

/// The reply by which the host refused or put us off.
fn refusal(host: &MailHost) -> Option<&Reply> {
    match &host.heard()?.end {
        End::Refused(reply) | End::Busy(reply) => Some(reply),
        _ => None,
    }
}

/// How a host answered, in a few words for people.
fn answer(host: &MailHost, lang: Lang) -> String {
    let word = state_word(host.word(), lang);
    let Some(heard) = host.heard() else { return word.to_owned() };
    let words = heard_words(host, lang);
    match &heard.end {
        End::Answered(_) => words,
        End::Refused(_) | End::Busy(_) => format!("{word}{}{words}", lang.text("sign-colon")),
        End::Failed(_) => {
            let stood_in =
                if host.is_stood_in_for { lang.text("probe-another-host-of-its-domains-answers") } else { "" };
            say!(lang, "probe-after-tries", word = word, tries = host.tries, failure = words) + stood_in
        }
    }
}

/// What was heard of a host: what it offers, the reply by which it refused or put us off, or where and why the session came to nothing.
pub(super) fn heard_words(host: &MailHost, lang: Lang) -> String {
    let Some(heard) = host.heard() else { return String::new() };
    match &heard.end {
        End::Answered(extensions) => {
            let by_helo = (heard.stage == Stage::Helo).then(|| lang.text("probe-helo-only-no-extensions").to_owned());
            let mut offers = offers(extensions, lang);
            offers.extend(by_helo);
            let nothing = || lang.text("probe-no-extensions").to_owned();
            if offers.is_empty() { nothing() } else { offers.join(" · ") }
        }
        End::Refused(reply) | End::Busy(reply) => said(reply),
        End::Failed(failed) => failure(heard.stage, *failed, lang),
    }
}

/// Hosts whose limit of recipients is told in the summary. All are in JSON and CSV.
const LIMITS_MAX: usize = 10;

/// How many recipients a message to each host may have, a line for each host that announces it (RFC 9422), those of most rows first.
pub fn limits(probed: &Probed, lang: Lang) -> Vec<String> {
    let limited = || probed.hosts.iter().filter_map(|host| Some((host, host.offers()?.rcpt_max?)));
    let line = |(host, most): (&MailHost, u32)| {
        let name = safe(host.host.as_str(), SAID_WIDTH);
        let rows = say!(lang, "count-rows", count = host.rows);
        say!(lang, "probe-send-at-most", most = u64::from(most), host = name, rows = rows)
    };
    let more = limited().count().saturating_sub(LIMITS_MAX) as u64;
    let more = (more > 0).then(|| say!(lang, "probe-more-in-csv", count = more));
    limited().take(LIMITS_MAX).map(line).chain(more).collect()
}

/// A finding with its number, in a few words for people.
pub(super) fn told(finding: &Finding, lang: Lang) -> String {
    let title = finding.reason.texts(lang).title;
    let Some(value) = finding.number else { return title.to_owned() };
    let what = match finding.reason {
        Reason::ProbeSize => say!(lang, "probe-at-most-bytes", count = value),
        Reason::ProbeRcptLimit => say!(lang, "probe-at-most", count = value),
        _ => say!(lang, "probe-were-tried", count = value),
    };
    say!(lang, "in-brackets", text = title, note = what)
}
