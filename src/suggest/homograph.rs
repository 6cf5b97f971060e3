//! Domains written in letters that look like others: Cyrillic `а` for `a`, or an accent that slipped in.
//!
//! It rests on the confusables of UTS 39 §4. It must never suggest anything for a name that is plainly in one other alphabet:
//! most of those are honest names.

use super::layout::on_latin_keys;
use super::{Confidence, Provider, Providers, Suggestion, weigh};
use crate::domain::DOMAIN_OCTETS_MAX;
use crate::reason::Reason;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Suggests a domain for a text with letters outside ASCII, or with A-labels.
pub fn suggest_unicode(providers: &Providers, typed: &str) -> Option<Suggestion> {
    let (shown, _) = idna::domain_to_unicode(typed);
    // Full-width letters and the ideographic full stop are the same letters to the DNS. The ideographic comma and the
    // middle dot lie on the keys of comma and dot of Chinese input methods.
    let shown = shown.replace('\u{3002}', ".").replace(['\u{3001}', '\u{b7}'], ",");
    let shown: String = shown.nfkc().flat_map(char::to_lowercase).collect();
    if shown.is_ascii() {
        // A-labels that do not decode are no slip of a person.
        return (!shown.contains("xn--")).then(|| weigh::suggest_ascii(providers, &shown)).flatten();
    }
    if let Some(provider) = on_latin_keys(&shown).and_then(|keys| providers.get(&keys)) {
        return Some(of_layout(&shown, provider));
    }
    let letters = Letters::of(&shown);
    if !letters.could_pass_for_latin {
        return None;
    }
    let domain = letters.plain;
    if domain.len() > DOMAIN_OCTETS_MAX || !crate::domain::tld_exists(&domain) {
        return None;
    }
    let known = providers.knows(&domain);
    let mixed = letters.latin && letters.foreign;
    let confidence = match () {
        () if known => Confidence::Medium,
        // One label in two alphabets is registered by nobody honest, but who was meant is not known either.
        () if mixed && letters.foreign => Confidence::Low,
        () => return None,
    };
    let provider = providers.get(&domain).map(|provider| provider.name.clone());
    // An accent is a slip of the finger; a letter of another alphabet is another matter.
    let reason = if letters.foreign || provider.is_none() { Reason::TypoHomograph } else { Reason::TypoProvider };
    let distance = strsim::osa_distance(&shown, &domain);
    Some(Suggestion {
        reason,
        domain,
        provider,
        confidence,
        distance,
        edits: letters.edits,
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    })
}

/// What the letters of a name look like.
fn of_layout(shown: &str, provider: &Provider) -> Suggestion {
    Suggestion {
        reason: Reason::TypoProvider,
        domain: provider.domain.clone(),
        provider: Some(provider.name.clone()),
        confidence: Confidence::Medium,
        distance: strsim::osa_distance(shown, &provider.domain),
        edits: vec!["keyboard set to another alphabet".to_owned()],
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    }
}

struct Letters {
    /// The name in the ASCII letters that it looks like.
    plain: String,
    /// Each letter outside ASCII and what it looks like.
    edits: Vec<String>,
    /// Every letter looks like an ASCII one.
    could_pass_for_latin: bool,
    /// Some label has ASCII letters beside letters of another alphabet.
    latin: bool,
    /// There are letters of another alphabet, and not only accents.
    foreign: bool,
}

impl Letters {
    fn of(shown: &str) -> Letters {
        let mut letters = Letters {
            plain: String::with_capacity(shown.len()),
            edits: Vec::new(),
            could_pass_for_latin: true,
            latin: false,
            foreign: false,
        };
        for label in shown.split('.') {
            let mut latin = false;
            let mut foreign = false;
            if !letters.plain.is_empty() {
                letters.plain.push('.');
            }
            for c in label.chars() {
                if c.is_ascii() {
                    latin |= c.is_ascii_alphabetic();
                    letters.plain.push(c);
                    continue;
                }
                let Some((plain, accent_only)) = looks_like(c) else {
                    letters.could_pass_for_latin = false;
                    return letters;
                };
                foreign |= !accent_only;
                if !plain.is_empty() {
                    letters.edits.push(format!("{c} (U+{:04X}) typed for {plain}", u32::from(c)));
                }
                letters.plain.push_str(&plain);
            }
            letters.latin |= latin && foreign;
            letters.foreign |= foreign;
        }
        letters
    }
}

/// The ASCII letters that a character looks like, and whether it is only an ASCII letter with an accent.
fn looks_like(c: char) -> Option<(String, bool)> {
    if is_combining_mark(c) {
        return Some((String::new(), true));
    }
    let bare: String = c.nfd().filter(|part| !is_combining_mark(*part)).collect();
    if bare.is_ascii() {
        return Some((bare, true));
    }
    let latin = matches!(c, '\u{131}' | '\u{142}' | '\u{f8}' | '\u{111}' | '\u{df}');
    let prototype: String = unicode_security::skeleton(&bare)
        .filter(|part| !is_combining_mark(*part))
        .flat_map(char::to_lowercase)
        .collect();
    (!prototype.is_empty() && prototype.bytes().all(|b| b.is_ascii_alphanumeric())).then_some((prototype, latin))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, expected: Option<(&str, Reason)>) {
        let found = suggest_unicode(Providers::builtin(), typed);
        let short = found.as_ref().map(|found| (found.domain.as_str(), found.reason));
        assert_eq!(short, expected, "{typed}: {found:?}");
    }

    #[test]
    fn letters_of_another_alphabet_are_seen_through() {
        check("gm\u{430}il.com", Some(("gmail.com", Reason::TypoHomograph)));
        check("xn--gmil-63d.com", Some(("gmail.com", Reason::TypoHomograph)));
        check("\u{430}\u{440}\u{440}\u{4cf}\u{435}.com", Some(("apple.com", Reason::TypoHomograph)));
        check("xn--80ak6aa92e.com", Some(("apple.com", Reason::TypoHomograph)));
        check("y\u{430}ndex.ru", Some(("yandex.ru", Reason::TypoHomograph)));
        check("gmail.c\u{43e}m", Some(("gmail.com", Reason::TypoHomograph)));
        check("\u{43e}utlook.com", Some(("outlook.com", Reason::TypoHomograph)));
    }

    #[test]
    fn an_accent_that_slipped_in_is_an_ordinary_slip() {
        check("gma\u{ef}l.com", Some(("gmail.com", Reason::TypoProvider)));
        check("hotma\u{131}l.com", Some(("hotmail.com", Reason::TypoProvider)));
        check("h\u{f4}tmail.fr", Some(("hotmail.fr", Reason::TypoProvider)));
    }

    #[test]
    fn full_width_letters_are_the_same_letters() {
        check("\u{ff47}\u{ff4d}\u{ff41}\u{ff49}\u{ff4c}\u{ff0e}\u{ff43}\u{ff4f}\u{ff4d}", None);
        check("qq\u{3002}com", None);
        check("qq\u{3002}con", Some(("qq.com", Reason::TypoTld)));
    }

    #[test]
    fn honest_names_in_other_letters_are_left_alone() {
        for name in [
            "b\u{fc}cher.de",
            "m\u{fc}nchen.de",
            "\u{43f}\u{43e}\u{447}\u{442}\u{430}.\u{440}\u{444}",
            "caf\u{e9}.fr",
            "\u{4f8b}\u{5b50}.cn",
            "xn--zzzzzz.com",
        ] {
            check(name, None);
        }
    }
}
