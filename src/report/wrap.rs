//! Lines that fit the screen: broken between words, and between characters of scripts that use no spaces.

use unicode_width::UnicodeWidthChar;

/// Columns that a text takes on a terminal, sequences for colour not counted.
pub fn columns(text: &str) -> usize {
    let mut inside_sequence = false;
    text.chars()
        .map(|char| {
            if inside_sequence {
                inside_sequence = char != 'm';
                0
            } else if char == '\u{1b}' {
                inside_sequence = true;
                0
            } else {
                char.width().unwrap_or(0)
            }
        })
        .sum()
}

/// One line, broken so that no part is wider than `width` columns where that can be. Further lines begin with `indent`
/// spaces. A word that is wider than all that stays whole, so that names and records can be copied.
pub fn wrapped(line: &str, indent: usize, width: usize) -> String {
    let mut text = String::new();
    let mut used = 0;
    for piece in pieces(line) {
        let needed = columns(piece.trim_end());
        if used > indent && used + needed > width {
            text.truncate(text.trim_end().len());
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            used = indent;
        }
        text.push_str(piece);
        used += columns(piece);
    }
    text
}

/// A line in pieces between which it may be broken: behind spaces, and behind wide characters, but not before punctuation.
fn pieces(line: &str) -> Vec<&str> {
    let wide = |char: char| char.width() == Some(2);
    let closes = |char: char| "，。；：、！？）”’》」】".contains(char);
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut chars = line.char_indices().peekable();
    while let Some((at, char)) = chars.next() {
        let Some(&(next_at, next)) = chars.peek() else { break };
        let behind_spaces = char == ' ' && next != ' ' && !line[start..at].trim().is_empty();
        if behind_spaces || (wide(char) && !closes(next) && next != ' ' && !"（“‘《「【".contains(char)) {
            pieces.push(&line[start..next_at]);
            start = next_at;
        }
    }
    pieces.push(&line[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_between_words_and_indented() {
        assert_eq!(wrapped("  = help: take one of the two", 4, 16), "  = help: take\n    one of the\n    two");
        assert_eq!(wrapped("short", 4, 16), "short");
    }

    #[test]
    fn a_long_word_stays_whole() {
        assert_eq!(
            wrapped("publish 5.113.0.203.in-addr.arpa now", 2, 12),
            "publish\n  5.113.0.203.in-addr.arpa\n  now"
        );
    }

    #[test]
    fn colour_takes_no_room_and_wide_characters_take_two_columns() {
        assert_eq!(columns("\u{1b}[31m列表\u{1b}[0m ok"), 7);
        assert_eq!(wrapped("发送之前，请先查看", 0, 10), "发送之前，\n请先查看");
    }
}
