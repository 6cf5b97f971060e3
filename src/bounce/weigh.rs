//! What a refusal means: the words, the numbers and the moment of it, weighed against each other.
//!
//! The order of trust, from most to least: words that overrule everything (strength 4), plain words (3), usual words (2), an
//! enhanced code that servers use for one thing, words that are a mere hint (1), an enhanced code that servers use for many
//! things, the bare reply code. At equal weight the sender is accused before the recipient, and what passes before what
//! lasts. What was said to MAIL FROM or at the greeting is never held against the recipient, because the server had
//! not yet heard of it.

use super::class::{Class, Permanence, Whose};
use super::rules::{Hit, Lasting, rules};
use super::status::{Status, Trust, class_of_reply, reply_code_at_start};
use super::text::normal;
use std::cmp::Reverse;

/// The moment of a delivery at which the refusal came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Unknown,
    Greeting,
    MailFrom,
    RcptTo,
    Data,
}

/// What is known of a refusal, before it is judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refusal<'a> {
    /// What the server, or the program that reports, said.
    pub text: &'a str,
    /// From a field of its own, such as Status of RFC 3464; what the text says goes before it.
    pub status: Option<Status>,
    pub stage: Stage,
}

/// What a refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    pub class: Class,
    pub permanence: Permanence,
    /// Clear enough to act upon when it comes once.
    pub sure: bool,
    pub whose: Whose,
    /// The SMTP reply code.
    pub code: Option<u16>,
    /// The enhanced status code.
    pub status: Option<Status>,
    /// The words that decided, where words did.
    pub words: Option<&'static str>,
    /// Whose words they are, where only one provider uses them.
    pub provider: Option<&'static str>,
}

/// A possible meaning, with its weight.
#[derive(Clone, Copy)]
struct Candidate {
    class: Class,
    weight: u8,
    lasting: Lasting,
    /// The words that say so, and whose they are.
    words: Option<&'static str>,
    provider: Option<&'static str>,
}

/// The most phrases of one text that are weighed.
const HITS_MAX: usize = 200;
/// The weight of a rule is ten times its strength; numbers stand between.
const WEIGHT_OF_CLEAR_STATUS: u8 = 15;
const WEIGHT_OF_VAGUE_STATUS: u8 = 5;
const WEIGHT_OF_REPLY_CODE: u8 = 3;

/// Judges a refusal. Never fails: what says nothing is [`Class::Other`].
pub fn judge(refusal: &Refusal<'_>) -> Judged {
    let (said, stage) = said_by_the_server(refusal.text);
    let stage = if refusal.stage == Stage::Unknown { stage } else { refusal.stage };
    let code = reply_code(said);
    let status = Status::find(said).or(refusal.status);
    let best = heaviest(&normal(said), status, code, stage);
    let class = about_the_sender(best.class, stage, best.weight);
    let permanence = permanence(class, best.lasting, code, status);
    Judged {
        class,
        permanence,
        sure: best.lasting != Lasting::Unsure && best.weight >= 10,
        whose: whose(class, permanence),
        code,
        status,
        words: best.words,
        provider: best.provider,
    }
}

fn heaviest(text: &str, status: Option<Status>, code: Option<u16>, stage: Stage) -> Candidate {
    let mut best = Candidate { class: Class::Other, weight: 0, lasting: Lasting::ByCode, words: None, provider: None };
    let mut consider = |candidate: Candidate| {
        let key = |c: &Candidate| {
            let length = c.words.map_or(0, str::len);
            (c.weight, Reverse(c.class.rank()), c.lasting == Lasting::Temporary, length)
        };
        if key(&candidate) > key(&best) {
            best = candidate;
        }
    };
    let mut hits: Vec<Hit> = Vec::new();
    rules().each_match(text, |hit| {
        if hits.len() < HITS_MAX {
            hits.push(hit);
        }
    });
    for hit in &hits {
        if !hits.iter().any(|other| hit.is_part_of(other)) {
            let (rule, weight) = (hit.rule, hit.rule.strength * 10);
            consider(Candidate {
                class: rule.class,
                weight,
                lasting: rule.lasting,
                words: Some(hit.words),
                provider: rule.provider,
            });
        }
    }
    if let Some((class, trust)) = status.and_then(Status::class_of_bounce) {
        let (weight, lasting) = match trust {
            Trust::Clear => (WEIGHT_OF_CLEAR_STATUS, Lasting::ByCode),
            Trust::Vague => (WEIGHT_OF_VAGUE_STATUS, Lasting::Unsure),
        };
        consider(Candidate { class, weight, lasting, words: None, provider: None });
    }
    if let Some(class) = code.and_then(class_of_reply) {
        // 550 to the message itself, and not to its recipient, is a matter of what it says.
        let class = if class == Class::RecipientUnknown && stage == Stage::Data { Class::Policy } else { class };
        consider(Candidate {
            class,
            weight: WEIGHT_OF_REPLY_CODE,
            lasting: Lasting::Unsure,
            words: None,
            provider: None,
        });
    }
    best
}

/// Before RCPT TO a server knows nothing of the recipient: what sounds like it is about the sender.
fn about_the_sender(class: Class, stage: Stage, weight: u8) -> Class {
    match (stage, class) {
        (Stage::MailFrom, Class::RecipientUnknown | Class::HostNotFound) if weight >= 20 => Class::SenderDns,
        (Stage::Greeting, Class::HostNotFound) if weight >= 20 => Class::SenderDns,
        (Stage::MailFrom | Stage::Greeting, Class::RecipientUnknown | Class::HostNotFound) => Class::Policy,
        _ => class,
    }
}

fn permanence(class: Class, lasting: Lasting, code: Option<u16>, status: Option<Status>) -> Permanence {
    if class.always_passes() || lasting == Lasting::Temporary {
        return Permanence::Temporary;
    }
    let first = code.map(|code| code / 100).or(status.map(|status| u16::from(status.class)));
    match first {
        Some(4) => Permanence::Temporary,
        _ => Permanence::Permanent,
    }
}

fn whose(class: Class, permanence: Permanence) -> Whose {
    match (class, permanence) {
        // A name server that could not answer now says nothing about the address.
        (Class::HostNotFound, Permanence::Temporary) => Whose::Network,
        _ => class.whose(),
    }
}

/// Leaves away what the reporting program put around the words of the server, and reads from it at which moment they came.
fn said_by_the_server(text: &str) -> (&str, Stage) {
    let mut said = text.trim();
    let mut stage = Stage::Unknown;
    if let Some(at) = said.rfind("(in reply to ") {
        let after = &said[at + "(in reply to ".len()..];
        stage = stage_of(after);
        said = said[..at].trim_end();
    }
    // Postfix: `host mx.example.com[192.0.2.1] said: 550 ...`, `host ... refused to talk to me: 554 ...`.
    if said.starts_with("host ") || said.contains("]: host ") || said.contains(": host ") || said.contains("> host ") {
        if let Some(at) = said.find(" refused to talk to me: ") {
            return (&said[at + 1..], Stage::Greeting);
        }
        if let Some(at) = said.find(" said: ") {
            said = &said[at + " said: ".len()..];
        }
    }
    // Exim: `SMTP error from remote mail server after RCPT TO:<x>: host mx [192.0.2.1]: 550 ...`.
    if let Some(at) = said.find("SMTP error from remote mail") {
        let rest = &said[at..];
        if let Some(after) = rest.find(" after ") {
            let command = &rest[after + " after ".len()..];
            stage = stage_of(command);
            if let Some(host) = command.find("]: ") {
                said = &command[host + "]: ".len()..];
            }
        }
    }
    (said, stage)
}

fn stage_of(command: &str) -> Stage {
    let command = command.trim_start();
    let begins = |word: &str| command.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if begins("RCPT") {
        Stage::RcptTo
    } else if begins("MAIL") {
        Stage::MailFrom
    } else if begins("HELO") || begins("EHLO") || begins("initial") {
        Stage::Greeting
    } else if begins("end of") || begins("DATA") || begins("BDAT") || begins("sending data") || begins(".") {
        Stage::Data
    } else if begins("pipelined") {
        stage_of(command.get("pipelined".len()..).unwrap_or_default())
    } else {
        Stage::Unknown
    }
}

/// The first word that is a reply code. Codes seldom stand far from the start; `(host 450 said` is none.
pub(super) fn reply_code(text: &str) -> Option<u16> {
    const WORDS_MAX: usize = 60;
    let mut last_was_unit = false;
    for word in text.split_whitespace().take(WORDS_MAX) {
        let word = word.trim_start_matches(['(', '<', '"', '\'', '#', '[', ':', ';', '-', '>']);
        // `smtp;550 ...` and `said:550 ...` have the code behind a sign.
        let word = word.rsplit_once([';', ':']).map_or(word, |(_, rest)| if rest.len() >= 3 { rest } else { word });
        if !last_was_unit && let Some(code) = reply_code_at_start(word) {
            return Some(code);
        }
        last_was_unit =
            matches!(word, "size" | "of" | "than" | "maximum" | "limit" | "for" | "exceeds" | "id" | "line");
    }
    None
}
