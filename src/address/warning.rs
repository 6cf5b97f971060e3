//! Words beside an address that say not to mail it: `ann@example.com (unsubscribed)`, `REMOVE <bob@example.com>`, or that it is none:
//! `password: p@ss.com`.
//!
//! Who keeps a list by hand writes so. The address is read all the same, but the repair that would leave those words away is not sure:
//! without them the row would be mailed.

use super::in_order;
use super::{Reading, Readings, note};
use crate::reason::Reason;

/// Each says so by itself.
const WORDS: [&str; 38] = [
    "unsubscribe",
    "unsubscribed",
    "unsub",
    "optout",
    "opt-out",
    "opted-out",
    "bounce",
    "bounced",
    "bounces",
    "bouncing",
    "deceased",
    "delete",
    "deleted",
    "remove",
    "removed",
    "invalid",
    "inactive",
    "blacklisted",
    "donotmail",
    "donotcontact",
    "abgemeldet",
    "verstorben",
    "ungültig",
    "gelöscht",
    "désabonné",
    "désinscrit",
    "décédé",
    "fallecido",
    "inválido",
    "pw",
    "pwd",
    "passwd",
    "password",
    "passwort",
    "kennwort",
    "contraseña",
    "senha",
    "пароль",
];
/// These do together.
const PHRASES: [[&str; 2]; 16] = [
    ["do", "not"],
    ["don", "t"],
    ["dont", "mail"],
    ["dont", "email"],
    ["dont", "contact"],
    ["dont", "use"],
    ["no", "longer"],
    ["not", "valid"],
    ["opt", "out"],
    ["opted", "out"],
    ["no", "mail"],
    ["no", "email"],
    ["has", "left"],
    ["left", "the"],
    ["left", "company"],
    ["nicht", "mehr"],
];
/// And these wherever they stand, for they are written without blanks.
const SIGNS: [&str; 9] = ["密码", "退订", "离职", "停用", "删除", "无效", "退信", "勿发", "勿扰"];

/// Notes for each address of a cell that the words beside it say not to mail it.
pub(super) fn note_words<'a>(cell: &str, mut readings: Readings<'a>) -> Readings<'a> {
    let is_repaired = |reading: &Reading<'_>| reading.address.is_some() && !reading.findings.is_empty();
    if readings.as_slice().iter().any(is_repaired) && says_so(cell) {
        for reading in readings.as_mut_slice().iter_mut().filter(|reading| is_repaired(reading)) {
            if !reading.findings.iter().any(|finding| finding.reason == Reason::RepairUnsure) {
                let span = reading.span.clone();
                note(&mut reading.findings, Reason::RepairUnsure, span);
                in_order(&mut reading.findings);
            }
        }
    }
    readings
}

fn says_so(cell: &str) -> bool {
    // A line that somebody took out of the list.
    if ["# ", "// ", "-- "].iter().any(|mark| cell.trim_start().starts_with(mark)) {
        return true;
    }
    let is_between = |c: char| !(c.is_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+' | '%'));
    let words = || cell.split(is_between).map(|word| word.trim_matches(['-', '.', '_'])).filter(is_word);
    let (mut before, mut count) = ("", 0);
    for word in words() {
        count += 1;
        let is = |known: &str| known.chars().eq(word.chars().flat_map(char::to_lowercase));
        let goes_on = |[first, second]: &[&str; 2]| is(second) && first.eq_ignore_ascii_case(before);
        if WORDS.into_iter().any(is) || PHRASES.iter().any(goes_on) {
            return true;
        }
        if !word.is_ascii() && SIGNS.iter().any(|sign| word.contains(sign)) {
            return true;
        }
        before = word;
    }
    // `NO: ann@example.com`
    count == 1 && before.eq_ignore_ascii_case("no")
}

/// What is no part of an address.
fn is_word(word: &&str) -> bool {
    !word.is_empty() && !word.contains('@')
}

#[cfg(test)]
mod tests {
    use super::super::read_cell;
    use super::*;

    fn is_unsure(cell: &str) -> bool {
        let readings = read_cell(cell.as_bytes());
        let all = readings.as_slice();
        !all.is_empty() && all.iter().all(|one| one.findings.iter().any(|found| found.reason == Reason::RepairUnsure))
    }

    #[test]
    fn words_that_say_not_to_mail_are_not_left_away() {
        for cell in [
            "ann.lee@acme.com unsubscribed",
            "password: p@ss.com",
            "密码 p@ss.com",
            "# ann@acme.com",
            "// ann@acme.com",
            "-- ann@acme.com",
            "ann@acme.com - unsubscribed",
            "Unsubscribed: ann@acme.com",
            "(unsubscribed) ann@acme.com",
            "fay@acme.com (do not contact)",
            "ann@acme.com (old, do not use)",
            "ann@acme.com (don't mail)",
            "NO: gus@acme.com",
            "carl@acme.com (DECEASED)",
            "dan@acme.com - hard bounce",
            "ann@acme.com INVALID",
            "REMOVE <ned@acme.com>",
            "deleted <ann@acme.com>",
            "[DELETED] ann@acme.com",
            "<!-- removed: max@acme.com -->",
            "退订 ivy@acme.com",
            "kim@acme.com 已离职",
            "leo@acme.com, left the company",
            "Ann Lee (verstorben) <ann@acme.de>",
            "ann@acme.fr (Désabonné)",
        ] {
            assert!(is_unsure(cell), "{cell}: {:?}", read_cell(cell.as_bytes()));
        }
    }

    #[test]
    fn names_and_addresses_that_sound_like_it_are_repaired() {
        for cell in [
            "Ann Lee <unsubscribe@acme.com>",
            "<remove-me@acme.com>",
            "\"Noah Left\" <noah@acme.com>",
            "Donot Removal <donot@acme.com>",
            "Dr. No <no@acme.com>",
            "<ann@invalid-parts.com>",
            "mailto:bounce@acme.com",
        ] {
            assert!(!is_unsure(cell), "{cell}: {:?}", read_cell(cell.as_bytes()));
        }
    }
}
