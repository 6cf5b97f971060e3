//! What the page says beside figures and names, in the language of the reader.

use crate::judge::Verdict;
use crate::reason::{Lang, say};

/// What a verdict means to the reader. Without the DNS nobody knows which addresses can be mailed.
pub fn meaning(verdict: Verdict, asked: bool, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Ok if asked => lang.text("html-words-mail-these"),
        Verdict::Ok => lang.text("html-well-formed-only"),
        Verdict::Review => lang.text("html-words-a-person-should-look-first"),
        Verdict::Reject => lang.text("html-words-would-bounce-do-not-mail"),
        Verdict::Unknown => lang.text("html-words-could-not-be-found-out-check"),
    }
}

/// `more` further lines that the page does not show.
pub fn and_more(more: u64, lang: Lang) -> String {
    say!(lang, "html-and-more", more = more)
}

/// A line of the list.
pub fn at_line(line: u64, lang: Lang) -> String {
    say!(lang, "at-line", line = line.to_string())
}

/// The list of things to do, the most pressing first.
pub fn to_do(verdicts: [u64; 4], typos: u64, asked: bool, lang: Lang) -> Vec<String> {
    let [ok, review, reject, unknown] = verdicts;
    let all = [
        (reject, say!(lang, "html-leave-out", rows = reject)),
        (typos, say!(lang, "html-look-at-typos", rows = typos)),
        (review, say!(lang, "html-look-through-review", rows = review)),
        (unknown, say!(lang, "html-ask-again-later", rows = unknown)),
        (ok, if asked { say!(lang, "html-mail-clean", rows = ok) } else { say!(lang, "html-ask-first", rows = ok) }),
    ];
    all.into_iter().filter(|(rows, _)| *rows > 0).map(|(_, text)| text).collect()
}

/// What senders are held to: shares of mail that comes back, as Amazon SES tells its customers (Amazon SES Developer Guide, sending review
/// process FAQs on bounces; 2026-11). Other services have such limits, too, and seldom tell them.
const ADVISED_PERCENT: f64 = 2.0;
const REVIEW_PERCENT: f64 = 5.0;
const PAUSE_PERCENT: f64 = 10.0;

/// What a share of rows that would bounce means to a sender, with the colour of its verdict.
pub fn grade(bouncing: u64, rows: u64, lang: Lang) -> Option<(&'static str, String)> {
    if rows == 0 {
        return None;
    }
    let share = bouncing as f64 * 100.0 / rows as f64;
    let shown = crate::report::text::percent(bouncing, rows);
    Some(match share {
        share if share < ADVISED_PERCENT => ("b-ok", say!(lang, "html-grade-good", share = shown)),
        share if share < REVIEW_PERCENT => ("b-review", say!(lang, "html-grade-high", share = shown)),
        share if share < PAUSE_PERCENT => ("b-reject", say!(lang, "html-grade-review", share = shown)),
        _ => ("b-reject", say!(lang, "html-grade-pause", share = shown)),
    })
}
