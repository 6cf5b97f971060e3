//! Texts of strangers made safe to show, and figures made easy to read.

use crate::reason::escape;
use std::time::Duration;
use unicode_security::GeneralSecurityProfile;

/// The text with everything escaped that could steer a terminal or the runner of a CI job, or turn the direction of
/// reading, cut to `width` characters.
pub fn safe(text: &str, width: usize) -> String {
    let mut shown = String::new();
    for (count, c) in text.chars().enumerate() {
        if count == width {
            shown.push('…');
            break;
        }
        if is_plain(c) { shown.push(c) } else { shown.extend(c.escape_unicode()) }
    }
    escape::broken_up(&shown).into_owned()
}

/// As [`safe`], for bytes that may be no UTF-8.
pub fn safe_bytes(bytes: &[u8], width: usize) -> String {
    safe(&String::from_utf8_lossy(bytes), width)
}

/// Letters, marks, digits, punctuation and the plain space. Marks may not be split off, so they pass.
fn is_plain(c: char) -> bool {
    c == ' '
        || c == '\u{fffd}'
        || c.is_ascii_graphic()
        || (!c.is_ascii() && (c.is_alphanumeric() || c.identifier_allowed() || is_shown_symbol(c)))
}

/// Signs that people write in names and notes, such as full-width punctuation and arrows.
fn is_shown_symbol(c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{ff}' | '\u{2010}'..='\u{2027}' | '\u{2190}'..='\u{21ff}' | '\u{3001}'..='\u{3011}' | '\u{ff01}'..='\u{ff60}')
}

/// The text with everything hidden but its first character and the domain, if that is the plain name of a host: anything may stand
/// behind an @.
pub fn redacted(text: &str) -> String {
    let first: String = text.trim_start().chars().take(1).filter(|c| *c != '@').collect();
    let Some((_, domain)) = text.rsplit_once('@') else { return format!("{first}***") };
    let domain = domain.trim_end_matches(['>', ')', '"', '\'', ' ']);
    format!("{first}***@{}", if is_host_name(domain) { domain } else { "***" })
}

/// Two labels or more of letters and digits of any script. Where the last one is a number it may be a telephone's.
fn is_host_name(text: &str) -> bool {
    let is_label = |label: &str| {
        let is_letter =
            |c: char| c.is_alphanumeric() || c == '-' || c == '_' || (!c.is_ascii() && c.identifier_allowed());
        !label.is_empty() && label.chars().all(is_letter)
    };
    let labels: Vec<&str> = text.split(['.', '。', '．']).collect();
    labels.len() > 1
        && labels.iter().all(|label| is_label(label))
        && !labels[labels.len() - 1].chars().all(char::is_numeric)
}

pub use crate::reason::texts::grouped as number;

/// `part` of `whole` in percent, with two decimals.
pub fn percent(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "0.00 %".to_owned();
    }
    format!("{:.2} %", part as f64 * 100.0 / whole as f64)
}

/// A duration as people say it: `85 ms`, `4.2 s`, `3 min 20 s`.
pub fn duration(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 1.0 {
        format!("{} ms", duration.as_millis())
    } else if seconds < 60.0 {
        format!("{seconds:.1} s")
    } else {
        format!("{} min {} s", duration.as_secs() / 60, duration.as_secs() % 60)
    }
}

/// A moment, given in seconds since 1970, as `2026-11-30 09:05 UTC`.
pub fn moment(seconds: u64) -> String {
    let day = crate::bounce::Day(i32::try_from(seconds / 86_400).unwrap_or(i32::MAX));
    format!("{day} {:02}:{:02} UTC", seconds / 3_600 % 24, seconds / 60 % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_gets_through() {
        assert_eq!(safe("a\u{1b}[31mb", 80), "a\\u{1b}[31mb");
        assert_eq!(safe("a\nb\tc\u{7f}", 80), "a\\u{a}b\\u{9}c\\u{7f}");
        assert_eq!(safe("\u{9b}31m", 80), "\\u{9b}31m");
        assert_eq!(safe("a\u{202e}b\u{200b}c", 80), "a\\u{202e}b\\u{200b}c");
    }

    #[test]
    fn nothing_that_a_runner_obeys_gets_through() {
        assert_eq!(safe("a ##vso[task.complete]", 80), "a #\\u{23}vso[task.complete]");
        assert_eq!(safe("::error file=x::y", 80), ":\\u{3a}error file=x:\\u{3a}y");
        assert_eq!(safe("section_end:17:a\r\u{1b}[0K", 80), "section_end\\u{3a}17:a\\u{d}\\u{1b}[0K");
        assert_eq!(safe("2001:db8::1 fe80::a", 80), "2001:db8::1 fe80::a");
    }

    #[test]
    fn letters_of_all_scripts_are_shown() {
        for text in ["王伟@例子.公司", "jürgen", "ann＠b。c", "иван", "नमस्ते", "O’Neil – “x”"]
        {
            assert_eq!(safe(text, 80), text);
        }
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(safe("abcdef", 3), "abc…");
        assert_eq!(safe("abc", 3), "abc");
    }

    #[test]
    fn a_redacted_address_keeps_its_domain_only() {
        assert_eq!(redacted("john@example-gone.com"), "j***@example-gone.com");
        assert_eq!(redacted("Ann Lee <ann@gmail.com>"), "A***@gmail.com");
        assert_eq!(redacted("wei@例子。公司"), "w***@例子。公司");
        assert_eq!(redacted("no address"), "n***");
        assert_eq!(redacted("@a.de"), "***@a.de");
    }

    #[test]
    fn what_stands_behind_an_at_sign_is_hidden_unless_it_is_a_host() {
        for text in [
            "carl@ home +49 171 5551234 John Smith",
            "carl@John Smith",
            "carl@49.1715551234",
            "carl@Smith",
            "carl@a.de, John",
            "carl@",
        ] {
            assert_eq!(redacted(text), "c***@***", "{text}");
        }
    }

    #[test]
    fn figures_are_easy_to_read() {
        assert_eq!(number(0), "0");
        assert_eq!(number(999), "999");
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(percent(311, 10_000), "3.11 %");
        assert_eq!(percent(0, 0), "0.00 %");
        assert_eq!(duration(Duration::from_millis(4200)), "4.2 s");
        assert_eq!(duration(Duration::from_secs(200)), "3 min 20 s");
        assert_eq!(moment(1_796_000_700), "2026-11-30 01:05 UTC");
    }
}
