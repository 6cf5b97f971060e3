//! The ways in which a typed text can be read as a domain: as it stands, or with its dots and its ending put right.
//!
//! A reading says nothing of providers; it is only a text that could have been meant, with a cost. The number of readings is
//! bounded, and each of them is a well-formed name with a valid ending, save for the text itself.

use super::ending::{Fault, Split, repairs};
use crate::domain::tld_exists;
use crate::reason::Reason;

/// One way to read the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    pub text: String,
    /// How much likelier other readings are, as a logarithm; near nought for the likeliest one.
    pub cost: f32,
    /// What was slipped on the way to this reading, priced as in `slip`.
    pub slip_cost: f32,
    /// What was wrong, when the text is not read as it stands.
    pub reason: Reason,
    /// The repairs in words.
    pub edits: Vec<String>,
    /// The text may be a name below one that somebody registered.
    pub may_be_registered: bool,
}

/// How many readings of one text are looked at.
const READINGS_MAX: usize = 12;

/// All readings of a lower-case ASCII text other than the text itself.
pub fn readings(typed: &str) -> Vec<Reading> {
    let mut found: Vec<Reading> = Vec::new();
    let start = match tidied(typed) {
        Some(tidy) => {
            found.push(tidy.clone());
            tidy
        }
        None => Reading {
            text: typed.to_owned(),
            cost: 0.0,
            slip_cost: 0.0,
            reason: Reason::TypoTld,
            edits: Vec::new(),
            may_be_registered: false,
        },
    };
    if !start.text.contains('.') {
        found.extend(with_a_dot(&start));
    }
    // A repaired ending may show another fault: `a.com.con` is `a.com.com` at first.
    let mut turn = found.clone();
    turn.push(start);
    for _ in 0..2 {
        turn = turn.iter().flat_map(with_ending_repaired).collect();
        found.extend(turn.iter().cloned());
    }
    let mut kept: Vec<Reading> = Vec::new();
    for reading in found {
        let valid = is_host_name(&reading.text) && tld_exists(&reading.text) && reading.text != typed;
        if valid && kept.len() < READINGS_MAX && kept.iter().all(|known| known.text != reading.text) {
            kept.push(reading);
        }
    }
    kept
}

/// Whether a text needs none of this: letters, digits, hyphens and single dots, and an ending that is valid and stands once.
pub fn is_sound(typed: &str) -> bool {
    is_host_name(typed) && tld_exists(typed) && repairs_are_needless(typed)
}

/// Whether the last two labels are plain enough that no repair of a known ending applies.
fn repairs_are_needless(typed: &str) -> bool {
    let Some((rest, _)) = typed.rsplit_once('.') else { return false };
    // With two labels there is nothing to repair; more are looked at in full.
    !rest.contains('.') || repairs(typed).is_empty()
}

/// Letters, digits and hyphens in labels between single dots; at least two labels.
fn is_host_name(text: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    text.contains('.') && text.split('.').all(|label| !label.is_empty() && label.bytes().all(letter))
}

/// The text with wrong separators made dots, and spaces and stray signs taken out; `None` when there was nothing to do.
fn tidied(typed: &str) -> Option<Reading> {
    if is_host_name(typed) {
        return None;
    }
    let mut reason = Reason::TypoTld;
    let mut edits = Vec::new();
    let mut text = String::with_capacity(typed.len());
    for c in typed.chars() {
        let dot = match c {
            ',' => {
                reason = Reason::TypoComma;
                edits.push("comma typed for dot".to_owned());
                true
            }
            ';' | ':' | '/' | '_' | '>' | '<' | '|' | '\\' => {
                edits.push(format!("{c} typed for dot"));
                true
            }
            '.' => true,
            ' ' => {
                edits.push("extra space".to_owned());
                false
            }
            c if c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' => {
                text.push(c);
                false
            }
            _ => {
                edits.push(format!("extra {c}"));
                false
            }
        };
        if dot && (text.is_empty() || text.ends_with('.')) {
            edits.push("extra dot".to_owned());
        } else if dot {
            text.push('.');
        }
    }
    let tidy = text.trim_end_matches(['.', '-']).trim_start_matches('-');
    if tidy.len() < text.len() {
        edits.push(format!("extra sign at the edge of {text}"));
    }
    let faults = edits.len();
    let few = faults <= TIDIED_MAX && !tidy.is_empty();
    few.then(|| Reading {
        text: tidy.to_owned(),
        cost: faults.max(1) as f32,
        slip_cost: 4.0 + faults.max(1) as f32,
        reason,
        edits,
        may_be_registered: false,
    })
}

/// A text with more stray signs than this is no domain.
const TIDIED_MAX: usize = 4;

/// A text without a dot, with one put in before an ending that it seems to end with.
fn with_a_dot(start: &Reading) -> Vec<Reading> {
    const GLUED: [(&str, &str); 12] = [
        ("com", "com"),
        ("net", "net"),
        ("org", "org"),
        ("couk", "co.uk"),
        ("combr", "com.br"),
        ("comau", "com.au"),
        ("comcn", "com.cn"),
        ("cojp", "co.jp"),
        ("nejp", "ne.jp"),
        ("coin", "co.in"),
        ("con", "com"),
        ("cmo", "com"),
    ];
    let mut found = Vec::new();
    for (glued, ending) in GLUED {
        let Some(head) = start.text.strip_suffix(glued).map(|head| head.trim_end_matches('-')) else { continue };
        if head.len() >= 2 {
            let edits = [start.edits.as_slice(), &["dot missing".to_owned()]].concat();
            let reason = Reason::TypoMissingDot;
            let (cost, slip_cost) = (start.cost + 1.0, start.slip_cost + 5.0);
            found.push(Reading {
                text: format!("{head}.{ending}"),
                cost,
                slip_cost,
                reason,
                edits,
                may_be_registered: false,
            });
        }
    }
    found
}

fn with_ending_repaired(reading: &Reading) -> Vec<Reading> {
    let repaired = repairs(&reading.text);
    repaired
        .into_iter()
        .map(|repair| {
            let typed =
                Split::of(&reading.text).map_or(reading.text.rsplit('.').next().unwrap_or_default(), |s| s.suffix);
            let meant = Split::of(&repair.text).map_or("", |split| split.suffix);
            let said = match repair.fault {
                Fault::Mangled => format!("ending {typed} typed for {meant}"),
                Fault::Twice => format!("ending {meant} typed twice"),
                Fault::Glued => "dot missing".to_owned(),
                Fault::OtherCountry => "ending of another country".to_owned(),
                Fault::SecondLevel => format!("{typed} typed for {meant}"),
            };
            // The first fault names the reason: a comma stays a comma when the ending is wrong too.
            let first = reading.edits.is_empty();
            let reason = match repair.fault {
                _ if !first => reading.reason,
                Fault::Glued => Reason::TypoMissingDot,
                _ => Reason::TypoTld,
            };
            let edits = [reading.edits.as_slice(), &[said]].concat();
            let (cost, slip_cost) = (reading.cost + repair.cost + 0.5, reading.slip_cost + repair.slip_cost);
            let may_be_registered = matches!(repair.fault, Fault::SecondLevel | Fault::OtherCountry);
            Reading { text: repair.text, cost, slip_cost, reason, edits, may_be_registered }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: &str, reason: Reason) {
        let found = readings(typed);
        let hit = found.iter().find(|reading| reading.text == expected);
        assert_eq!(hit.map(|reading| reading.reason), Some(reason), "{typed}: {found:?}");
    }

    #[test]
    fn wrong_separators_become_dots() {
        check("gmail,com", "gmail.com", Reason::TypoComma);
        check("acme, com", "acme.com", Reason::TypoComma);
        check("gmail..com", "gmail.com", Reason::TypoTld);
        check("gmail;com", "gmail.com", Reason::TypoTld);
        check("gmail .com", "gmail.com", Reason::TypoTld);
    }

    #[test]
    fn a_missing_dot_is_put_in() {
        check("gmailcom", "gmail.com", Reason::TypoMissingDot);
        check("yahoocouk", "yahoo.co.uk", Reason::TypoMissingDot);
        check("acme.couk", "acme.co.uk", Reason::TypoMissingDot);
    }

    #[test]
    fn two_faults_of_the_ending_are_both_put_right() {
        check("acme.com.con", "acme.com", Reason::TypoTld);
        check("acme,con", "acme.com", Reason::TypoComma);
    }

    #[test]
    fn sound_names_are_read_as_they_stand() {
        for name in ["acme.com", "a-b.co.uk", "mail.acme.de"] {
            assert!(is_sound(name), "{name}");
            assert!(readings(name).is_empty(), "{name}");
        }
        for name in ["", ".", "...", "@@@@", "acme", "-", "a\u{0}b", ",,,,,,,,,,,,"] {
            assert!(!is_sound(name), "{name}");
            readings(name);
        }
    }
}
