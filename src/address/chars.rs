//! What input methods, word processors and copied web pages do to single characters, and how to undo it.
//!
//! Only characters that cannot have been meant as they stand are changed: white space of every kind, invisible
//! characters, full-width forms, curly quotes. Letters, marks and symbols are left alone.

use super::text::{Text, TextBuilder};
use super::{Finding, note};
use crate::reason::Reason;
use std::ops::Range;

/// What becomes of one character.
enum Plain {
    Keep,
    Drop,
    Become(char, Option<Reason>),
}

/// Reads the bytes of a cell as plain characters. Bytes that are no UTF-8 become U+FFFD, which no address may have.
///
/// What was changed is noted, in order of place.
pub(super) fn plain<'a>(cell: &'a [u8], notes: &mut Vec<Finding>) -> Text<'a> {
    match std::str::from_utf8(cell) {
        Ok(text) if text.chars().all(is_plain) => Text::at(text, 0),
        _ => changed(cell, notes),
    }
}

/// What a single character becomes, if it becomes another; a space for an invisible one.
pub(super) fn plain_of(c: char) -> Option<char> {
    match plain_char(c) {
        Plain::Keep if may_be_joiner(c) => Some(' '),
        Plain::Keep => None,
        Plain::Drop => Some(' '),
        Plain::Become(plain, _) => Some(plain),
    }
}

/// Whether a character surely stays as it is, whatever its neighbours are.
fn is_plain(c: char) -> bool {
    c.is_ascii() || !may_be_joiner(c) && !is_dash(c) && matches!(plain_char(c), Plain::Keep)
}

fn changed<'a>(cell: &[u8], notes: &mut Vec<Finding>) -> Text<'a> {
    let mut builder = TextBuilder::with_capacity(cell.len());
    let mut before = None;
    let mut start = 0;
    for chunk in cell.utf8_chunks() {
        let mut rest = chunk.valid().chars().peekable();
        while let Some(c) = rest.next() {
            let span = start..start + c.len_utf8();
            start = span.end;
            let plain = match c {
                _ if may_be_joiner(c) => joiner(before, rest.peek().copied()),
                _ if is_dash(c) => dash(before, rest.peek().copied()),
                _ => plain_char(c),
            };
            match plain {
                Plain::Keep => builder.push(c, span),
                Plain::Drop => note(notes, Reason::RepairTrimmed, span),
                Plain::Become(plain, reason) => {
                    builder.push(plain, span.clone());
                    reason.into_iter().for_each(|reason| note(notes, reason, span.clone()));
                }
            }
            before = Some(c);
        }
        if !chunk.invalid().is_empty() {
            let span: Range<usize> = start..start + chunk.invalid().len();
            start = span.end;
            builder.push(char::REPLACEMENT_CHARACTER, span);
            before = None;
        }
    }
    builder.finish()
}

/// The zero-width joiner and non-joiner carry meaning in many scripts, so their neighbours decide.
fn may_be_joiner(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}')
}

fn joiner(before: Option<char>, after: Option<char>) -> Plain {
    let is_script = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && !matches!(plain_char(c), Plain::Drop));
    if is_script(before) && is_script(after) { Plain::Keep } else { Plain::Drop }
}

/// Whether a character has no width: it parts lines or words, or says in which direction they run.
pub(super) fn is_invisible(c: char) -> bool {
    may_be_joiner(c) || matches!(plain_char(c), Plain::Drop)
}

/// Control characters that another code page has for letters: U+009A is a `š` of Windows-1252. NEL is white space.
pub(super) fn is_lost_letter(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}') && c != '\u{85}'
}

/// Signs that look like a hyphen and that programs put in its place (Unicode, `Dash`).
fn is_dash(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}')
}

/// Inside a word such a sign can only be a hyphen; elsewhere it parts things.
fn dash(before: Option<char>, after: Option<char>) -> Plain {
    let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if inside(before) && inside(after) { Plain::Become('-', Some(Reason::RepairSmartQuote)) } else { Plain::Keep }
}

fn plain_char(c: char) -> Plain {
    use Plain::{Become, Drop, Keep};
    let full_width = Some(Reason::RepairFullWidth);
    let smart_quote = Some(Reason::RepairSmartQuote);
    match c {
        // White space, noted where it is taken away.
        '\u{a0}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{2028}'
        | '\u{2029}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '\u{85}' => Become(' ', None),
        // Zero width: soft hyphen, Mongolian vowel separator, ZWSP, word joiner, BOM, and what stands for a picture that
        // was copied along.
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffc}' => Drop,
        // Direction marks, embeddings and isolates. The right-to-left override (U+202E) is not among them: text
        // under it reads backwards, so what was meant is not sure.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202d}' | '\u{2066}'..='\u{2069}' => Drop,
        '\u{ff01}'..='\u{ff5e}' => {
            let plain = char::from_u32(c as u32 - 0xff01 + 0x21).unwrap_or(c);
            Become(plain, full_width)
        }
        '。' | '｡' | '﹒' => Become('.', full_width),
        '､' => Become('、', full_width),
        '﹐' => Become(',', full_width),
        '﹔' => Become(';', full_width),
        '﹕' => Become(':', full_width),
        '﹙' => Become('(', full_width),
        '﹚' => Become(')', full_width),
        '﹫' => Become('@', full_width),
        '‹' | '〈' | '《' => Become('<', full_width),
        '›' | '〉' | '》' => Become('>', full_width),
        // Brackets of other scripts (Unicode, `Bidi_Paired_Bracket_Type`).
        '【' | '〔' | '〖' | '〘' | '〚' | '「' | '『' | '｢' | '﹝' | '﹛' | '⟦' | '⟨' | '⟪' | '⟬' | '⦅' | '⁅'
        | '❨' | '❪' | '❬' | '❮' | '❰' | '❲' | '❴' | '⸨' | '⸢' | '︵' | '︷' | '︹' | '︻' | '︽' | '︿' | '﹁'
        | '﹃' => Become('[', full_width),
        '】' | '〕' | '〗' | '〙' | '〛' | '」' | '』' | '｣' | '﹞' | '﹜' | '⟧' | '⟩' | '⟫' | '⟭' | '⦆' | '⁆'
        | '❩' | '❫' | '❭' | '❯' | '❱' | '❳' | '❵' | '⸩' | '⸣' | '︶' | '︸' | '︺' | '︼' | '︾' | '﹀' | '﹂'
        | '﹄' => Become(']', full_width),
        // Commas and semicolons of other scripts (Unicode, `Terminal_Punctuation`).
        '،' | '՝' | '፣' | '᠂' | '᠈' | '߸' | '꓾' | '꘍' | '꛵' | '︐' | '︑' | '﹑' => Become(',', None),
        // The Greek question mark is the semicolon, and the Greek varia a grave accent, in Unicode NFC.
        '؛' | '፤' | '꛶' | '︔' | '\u{37e}' => Become(';', None),
        '\u{1fef}' => Become('`', smart_quote),
        '\u{212a}' => Become('K', full_width),
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' => Become('"', smart_quote),
        '‘' | '’' | '‚' | '‛' | '′' | '´' => Become('\'', smart_quote),
        _ => Keep,
    }
}

/// The characters of an atom (RFC 5322 §3.2.3).
pub(super) const fn is_atext(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(
            byte,
            b'!' | b'#'
                | b'$'
                | b'%'
                | b'&'
                | b'\''
                | b'*'
                | b'+'
                | b'-'
                | b'/'
                | b'='
                | b'?'
                | b'^'
                | b'_'
                | b'`'
                | b'{'
                | b'|'
                | b'}'
                | b'~'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cell: &str, plain_text: &str) {
        let mut notes = Vec::new();
        assert_eq!(plain(cell.as_bytes(), &mut notes).as_str(), plain_text, "{cell:?}");
    }

    #[test]
    fn every_kind_of_white_space_becomes_a_plain_space() {
        for space in ["\u{a0}", "\u{2003}", "\u{202f}", "\u{3000}", "\u{2028}"] {
            check(&format!("a{space}b"), "a b");
        }
    }

    #[test]
    fn invisible_characters_are_dropped() {
        for c in ["\u{200b}", "\u{feff}", "\u{2060}", "\u{ad}", "\u{200e}", "\u{200f}", "\u{202c}", "\u{2068}"] {
            check(&format!("a{c}b"), "ab");
        }
    }

    #[test]
    fn joiners_stay_inside_scripts_that_need_them() {
        check("نامه\u{200c}ای", "نامه\u{200c}ای");
        check("a\u{200c}b", "ab");
        check("a\u{200d}", "a");
    }

    #[test]
    fn full_width_forms_become_ascii() {
        check("ａｎｎ＠ｅｘ。ｃｏｍ", "ann@ex.com");
        check("ann＠ex．com；bob﹫ex.com", "ann@ex.com;bob@ex.com");
        check("《ann@ex.com》", "<ann@ex.com>");
    }

    #[test]
    fn letters_and_marks_stay() {
        for text in ["用户@例子.公司", "दिल्ली", "a\u{301}", "😀", "ß"] {
            check(text, text);
        }
    }

    #[test]
    fn bytes_that_are_no_utf8_become_one_replacement_each() {
        let mut notes = Vec::new();
        let text = plain(b"\xd5\xc5 <a@b.de>", &mut notes);
        assert_eq!(text.as_str(), "\u{fffd}\u{fffd} <a@b.de>");
        assert_eq!(text.span(0..6), 0..2);
    }
}
