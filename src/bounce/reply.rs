//! One refusal pasted as text: an SMTP reply, with or without the address it is about.

use super::Bounce;
use super::message::kept;
use super::prose;
use super::text::cut;
use super::weigh::{Refusal, judge, says_something_in_words};

/// The most octets of a pasted text that are read.
const TEXT_OCTETS_MAX: usize = 16 << 10;

/// Reads a pasted reply.
pub fn read_reply(text: &str) -> Bounce {
    let text = cut(text, TEXT_OCTETS_MAX);
    let judged = judge(&Refusal { text, ..Refusal::default() });
    let recipient = prose::failed(text, &[], &[]).into_iter().next().map(|failed| failed.address);
    Bounce { recipient, judged, diagnostic: kept(text), remote_mta: None, day: None, is_over: false }
}

/// Whether a line says anything about a refusal: a code, or words that are known.
pub fn says_something(line: &str) -> bool {
    let line = cut(line, TEXT_OCTETS_MAX);
    let judged = judge(&Refusal { text: line, ..Refusal::default() });
    judged.code.is_some() || judged.status.is_some() || says_something_in_words(line)
}
