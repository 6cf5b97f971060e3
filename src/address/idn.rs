//! Internationalised domain names: from what was written to the A-labels that the DNS knows (UTS 46, RFC 5890).
//!
//! Processing is non-transitional, with CheckHyphens, CheckBidi, CheckJoiners and the STD3 rules, except that an
//! underscore is let through for the caller to grade. Lengths are the caller's too. Nothing is asked of the DNS.

use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
use std::borrow::Cow;
use unicode_normalization::char::is_combining_mark;
use unicode_security::{GeneralSecurityProfile, RestrictionLevel, RestrictionLevelDetection};

/// All ASCII that is no letter, digit, hyphen or dot, except the underscore.
const NOT_LDH: AsciiDenyList = AsciiDenyList::new(true, " !\"#$%&'()*+,/:;<=>?@[\\]^`{|}~");

/// The domain in lower-case A-labels, or `None` when it has no valid form. Label and name lengths are not checked.
pub(super) fn to_ascii(domain: &str) -> Option<Cow<'_, str>> {
    Uts46::new().to_ascii(domain.as_bytes(), NOT_LDH, Hyphens::Check, DnsLength::Ignore).ok()
}

/// The domain as people read it, lower-case, or `None` when it has no valid form.
pub(super) fn to_unicode(domain: &str) -> Option<Cow<'_, str>> {
    let (unicode, outcome) = Uts46::new().to_unicode(domain.as_bytes(), NOT_LDH, Hyphens::Check);
    outcome.is_ok().then_some(unicode)
}

/// Whether an `xn--` label stands for a U-label that would be encoded to the same A-label (RFC 5890 §2.3.2.1).
pub(super) fn round_trips(a_label: &str) -> bool {
    to_unicode(a_label).is_some_and(|u_label| {
        !u_label.is_ascii() && to_ascii(&u_label).is_some_and(|again| again.eq_ignore_ascii_case(a_label))
    })
}

/// Whether a U-label mixes scripts in a way that no language writes (UTS 39 §5.2, wider than "Highly Restrictive").
///
/// Latin beside Japanese, Chinese or Korean is usual. Characters that belong to no script do not count.
pub(super) fn mixes_scripts(u_label: &str) -> bool {
    // Latin letters up to Latin Extended-B are by far the commonest, and no mixture.
    if u_label.chars().all(|c| c < '\u{250}') {
        return false;
    }
    let letters: String = u_label.chars().filter(|c| c.is_alphanumeric() && c.identifier_allowed()).collect();
    letters.as_str().detect_restriction_level() > RestrictionLevel::HighlyRestrictive
}

/// Whether a U-label has a symbol, such as an emoji, that UTS 46 lets pass and IDNA2008 does not (RFC 5892 §2).
///
/// IDNA2008 takes letters, digits and marks, and a few exceptions (RFC 5892 §2.6, appendix A), which are named here.
pub(super) fn has_symbol(u_label: &str) -> bool {
    u_label.chars().any(|c| {
        let allowed = c.is_alphanumeric()
            || is_combining_mark(c)
            || matches!(c, '-' | '_' | '·' | '͵' | '׳' | '״' | '་' | '・' | '〇' | '\u{200c}' | '\u{200d}');
        !allowed
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded_as_the_dns_knows_them() {
        for (written, ascii) in [
            ("bücher.de", "xn--bcher-kva.de"),
            ("BÜCHER.DE", "xn--bcher-kva.de"),
            ("faß.de", "xn--fa-hia.de"),
            ("例子.公司", "xn--fsqu00a.xn--55qx5d"),
            ("日本語.jp", "xn--wgv71a119e.jp"),
            ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
            ("foo_bar.bücher.de", "foo_bar.xn--bcher-kva.de"),
        ] {
            assert_eq!(to_ascii(written).as_deref(), Some(ascii), "{written}");
        }
    }

    #[test]
    fn names_without_a_valid_form_are_refused() {
        for written in ["a\u{200d}b.de", "-ü.de", "ü-.de", "ab--ü.de", "\u{301}a.de", "אa.de", "bü cher.de", "ü!.de"]
        {
            assert_eq!(to_ascii(written), None, "{written:?}");
        }
    }

    #[test]
    fn only_a_labels_that_encode_back_are_real() {
        assert!(round_trips("xn--bcher-kva"));
        assert!(round_trips("XN--BCHER-KVA"));
        for label in ["xn--", "xn--a", "xn---", "xn--example-", "xn--zzzzzzzz999999", "xn--80ak6aa92e-"] {
            assert!(!round_trips(label), "{label}");
        }
    }

    #[test]
    fn mixed_scripts_are_seen_and_usual_mixtures_are_not() {
        for label in ["аpple", "gооgle", "яblue", "ελlas"] {
            assert!(mixes_scripts(label), "{label}");
        }
        for label in ["apple", "bücher", "яблоко", "日本語カタカナabc", "例子123", "한국abc", "i❤"]
        {
            assert!(!mixes_scripts(label), "{label}");
        }
    }

    #[test]
    fn symbols_are_told_from_letters_digits_and_marks() {
        for label in ["i❤", "💩", "☃"] {
            assert!(has_symbol(label), "{label}");
        }
        for label in ["bücher", "दिल्ली", "a_b-c", "l·l", "例子", "名・古"] {
            assert!(!has_symbol(label), "{label}");
        }
    }
}
