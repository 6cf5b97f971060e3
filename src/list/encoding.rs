//! The encodings a list can be in: their names, their marks, their bytes to text and text to their bytes.
//!
//! Decoding is for reading only: what a row is written with are the bytes it came with. Nothing here may guess; that is
//! done in `detect`.

use encoding_rs::{CoderResult, DecoderResult, Encoding as Legacy};
use std::fmt;
use std::ops::Range;

/// U+FEFF in UTF-8.
pub(super) const UTF8_MARK: &[u8] = b"\xef\xbb\xbf";

/// How the characters of a list are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, plain ASCII included.
    Utf8,
    Utf16Le,
    Utf16Be,
    Utf32Le,
    Utf32Be,
    /// Any other, such as GB18030, Shift_JIS or windows-1252. ASCII bytes outside of its longer characters mean themselves.
    Other(&'static Legacy),
}

impl Encoding {
    /// The encoding that a user names, with the names of the WHATWG Encoding Standard and those that Python and Windows use.
    pub fn named(name: &str) -> Option<Encoding> {
        let name = name.trim().to_ascii_lowercase().replace('_', "-");
        Some(match name.as_str() {
            "utf8" | "utf-8" | "utf-8-sig" | "utf8-sig" | "ascii" | "us-ascii" => Encoding::Utf8,
            "utf-16" | "utf16" | "utf-16le" | "utf-16-le" | "utf16le" | "ucs-2" | "unicode" => Encoding::Utf16Le,
            "utf-16be" | "utf-16-be" | "utf16be" => Encoding::Utf16Be,
            "utf-32" | "utf32" | "utf-32le" | "utf-32-le" | "utf32le" => Encoding::Utf32Le,
            "utf-32be" | "utf-32-be" | "utf32be" => Encoding::Utf32Be,
            "cp932" | "sjis" => Encoding::Other(encoding_rs::SHIFT_JIS),
            "cp936" | "hz" => Encoding::Other(encoding_rs::GBK),
            "cp949" | "uhc" => Encoding::Other(encoding_rs::EUC_KR),
            "cp950" => Encoding::Other(encoding_rs::BIG5),
            "latin-1" => Encoding::Other(encoding_rs::WINDOWS_1252),
            "mac-roman" => Encoding::Other(encoding_rs::MACINTOSH),
            _ => {
                let found = Legacy::for_label(name.as_bytes())
                    .or_else(|| Legacy::for_label(name.replace('-', "_").as_bytes()))
                    .or_else(|| Legacy::for_label(name.replace("eucjp", "euc-jp").as_bytes()))?;
                // `replacement` stands for encodings that nobody should read, such as ISO-2022-CN.
                if found == encoding_rs::REPLACEMENT || found == encoding_rs::X_USER_DEFINED {
                    return None;
                }
                Encoding::Other(found)
            }
        })
    }

    /// The name to show.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Utf32Le => "UTF-32LE",
            Encoding::Utf32Be => "UTF-32BE",
            Encoding::Other(legacy) if legacy == encoding_rs::GB18030 => "GB18030",
            Encoding::Other(legacy) => legacy.name(),
        }
    }

    /// The byte order mark, U+FEFF as this encoding writes it. Empty where there is none.
    pub fn mark(self) -> &'static [u8] {
        match self {
            Encoding::Utf8 => UTF8_MARK,
            Encoding::Utf16Le => b"\xff\xfe",
            Encoding::Utf16Be => b"\xfe\xff",
            Encoding::Utf32Le => b"\xff\xfe\0\0",
            Encoding::Utf32Be => b"\0\0\xfe\xff",
            Encoding::Other(legacy) if legacy == encoding_rs::GB18030 || legacy == encoding_rs::GBK => {
                b"\x84\x31\x95\x33"
            }
            Encoding::Other(_) => b"",
        }
    }

    /// Octets of its smallest unit, in which a line end is one unit.
    pub(super) fn unit(self) -> usize {
        match self {
            Encoding::Utf8 | Encoding::Other(_) => 1,
            Encoding::Utf16Le | Encoding::Utf16Be => 2,
            Encoding::Utf32Le | Encoding::Utf32Be => 4,
        }
    }

    /// The unit that stands at the beginning of `bytes`, as a number.
    pub(super) fn unit_at(self, bytes: &[u8]) -> Option<u32> {
        match (self, bytes) {
            (Encoding::Utf8 | Encoding::Other(_), &[byte, ..]) => Some(u32::from(byte)),
            (Encoding::Utf16Le, &[a, b, ..]) => Some(u32::from(u16::from_le_bytes([a, b]))),
            (Encoding::Utf16Be, &[a, b, ..]) => Some(u32::from(u16::from_be_bytes([a, b]))),
            (Encoding::Utf32Le, &[a, b, c, d, ..]) => Some(u32::from_le_bytes([a, b, c, d])),
            (Encoding::Utf32Be, &[a, b, c, d, ..]) => Some(u32::from_be_bytes([a, b, c, d])),
            _ => None,
        }
    }

    /// Adds the text of `bytes`, with U+FFFD for what is no character. `false` when there was such.
    pub(super) fn decode(self, bytes: &[u8], text: &mut String) -> bool {
        match self {
            Encoding::Utf8 => decode_with(encoding_rs::UTF_8, bytes, text),
            Encoding::Other(legacy) => decode_with(legacy, bytes, text),
            Encoding::Utf16Le => decode_with(encoding_rs::UTF_16LE, bytes, text),
            Encoding::Utf16Be => decode_with(encoding_rs::UTF_16BE, bytes, text),
            Encoding::Utf32Le | Encoding::Utf32Be => {
                let mut good = bytes.len().is_multiple_of(4);
                for unit in bytes.chunks(4) {
                    let character = self.unit_at(unit).and_then(char::from_u32);
                    good &= character.is_some();
                    text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                good
            }
        }
    }

    /// Adds `text` in this encoding. A character that it does not have is written as `&#1234;`, which presend reads back.
    pub(super) fn encode(self, text: &str, bytes: &mut Vec<u8>) {
        match self {
            Encoding::Utf8 => bytes.extend_from_slice(text.as_bytes()),
            Encoding::Other(_) if text.is_ascii() => bytes.extend_from_slice(text.as_bytes()),
            Encoding::Other(legacy) => bytes.extend_from_slice(&legacy.encode(text).0),
            Encoding::Utf16Le => text.encode_utf16().for_each(|unit| bytes.extend_from_slice(&unit.to_le_bytes())),
            Encoding::Utf16Be => text.encode_utf16().for_each(|unit| bytes.extend_from_slice(&unit.to_be_bytes())),
            Encoding::Utf32Le => text.chars().for_each(|c| bytes.extend_from_slice(&u32::from(c).to_le_bytes())),
            Encoding::Utf32Be => text.chars().for_each(|c| bytes.extend_from_slice(&u32::from(c).to_be_bytes())),
        }
    }

    /// Where a range of the text of `bytes` stands in `bytes`. Octets that give no character, such as the change back to ASCII in
    /// ISO-2022-JP, stay outside of its end.
    pub(super) fn place(self, bytes: &[u8], range: Range<usize>) -> Range<usize> {
        let (mut at, mut text, mut start) = (0, 0, None);
        let mut pieces = Pieces::new(self);
        loop {
            // The first place after which enough text has come: later ones follow octets that give none.
            if text >= range.start && start.is_none() {
                start = Some(at);
            }
            if text >= range.end || at == bytes.len() {
                return start.unwrap_or(at)..at;
            }
            let step = self.unit().min(bytes.len() - at);
            text += pieces.feed(&bytes[at..at + step]);
            at += step;
        }
    }

    /// The first octet of `bytes` that is no part of a character.
    pub(super) fn first_bad(self, bytes: &[u8]) -> Option<usize> {
        let legacy = match self {
            Encoding::Utf8 => return std::str::from_utf8(bytes).err().map(|error| error.valid_up_to()),
            Encoding::Utf32Le | Encoding::Utf32Be => {
                let bad = |unit: &[u8]| self.unit_at(unit).and_then(char::from_u32).is_none();
                return bytes.chunks(4).position(bad).map(|unit| unit * 4);
            }
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Other(legacy) => legacy,
        };
        let mut decoder = legacy.new_decoder_without_bom_handling();
        let mut out = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len())?);
        match decoder.decode_to_string_without_replacement(bytes, &mut out, true) {
            (DecoderResult::Malformed(octets, more), read) => {
                Some(read.saturating_sub(usize::from(octets) + usize::from(more)))
            }
            _ => None,
        }
    }

    /// Whether a text that ends with `bytes` needs a change back to ASCII before more is added.
    pub(super) fn needs_return(self, bytes: &[u8]) -> bool {
        if self != Encoding::Other(encoding_rs::ISO_2022_JP) {
            return false;
        }
        let last = memchr::memrchr(0x1b, bytes).map(|escape| &bytes[escape + 1..]);
        last.is_some_and(|after| !after.starts_with(b"(B"))
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

fn decode_with(legacy: &'static Legacy, bytes: &[u8], text: &mut String) -> bool {
    if legacy != encoding_rs::ISO_2022_JP && legacy.is_ascii_compatible() && bytes.is_ascii() {
        // Only ASCII: the check is all that is needed.
        let ascii = std::str::from_utf8(bytes).unwrap_or_default();
        text.push_str(ascii);
        return true;
    }
    let (decoded, bad) = legacy.decode_without_bom_handling(bytes);
    text.push_str(&decoded);
    !bad
}

/// Decodes unit by unit, to see after which octets a character is complete.
enum Pieces {
    Legacy(Box<encoding_rs::Decoder>),
    Utf32(Encoding),
}

impl Pieces {
    fn new(encoding: Encoding) -> Pieces {
        let legacy = match encoding {
            Encoding::Utf8 => encoding_rs::UTF_8,
            Encoding::Utf16Le => encoding_rs::UTF_16LE,
            Encoding::Utf16Be => encoding_rs::UTF_16BE,
            Encoding::Other(legacy) => legacy,
            Encoding::Utf32Le | Encoding::Utf32Be => return Pieces::Utf32(encoding),
        };
        Pieces::Legacy(Box::new(legacy.new_decoder_without_bom_handling()))
    }

    /// Octets of UTF-8 that come out when these go in.
    fn feed(&mut self, unit: &[u8]) -> usize {
        match self {
            Pieces::Utf32(encoding) => {
                encoding.unit_at(unit).and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER).len_utf8()
            }
            Pieces::Legacy(decoder) => {
                let mut out = [0; 64];
                let (result, _, written, _) = decoder.decode_to_utf8(unit, &mut out, false);
                debug_assert!(matches!(result, CoderResult::InputEmpty));
                written
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(encoding: Encoding, text: &str) -> Vec<u8> {
        let mut bytes = Vec::new();
        encoding.encode(text, &mut bytes);
        bytes
    }

    const NAMES: [&str; 14] = [
        "utf-8",
        "utf-16le",
        "utf-16be",
        "utf-32le",
        "utf-32be",
        "gb18030",
        "gbk",
        "big5",
        "shift_jis",
        "euc-jp",
        "iso-2022-jp",
        "euc-kr",
        "windows-1252",
        "koi8-r",
    ];

    #[test]
    fn names_of_many_programs_are_known() {
        for (name, shown) in [
            ("UTF8", "UTF-8"),
            ("latin1", "windows-1252"),
            ("ISO-8859-1", "windows-1252"),
            ("cp936", "GBK"),
            ("GB18030", "GB18030"),
            ("sjis", "Shift_JIS"),
            ("euc_jp", "EUC-JP"),
            ("CP949", "EUC-KR"),
            ("big5", "Big5"),
            ("koi8-r", "KOI8-R"),
            ("utf_16_le", "UTF-16LE"),
            ("mac_roman", "macintosh"),
        ] {
            assert_eq!(Encoding::named(name).map(Encoding::name), Some(shown), "{name}");
        }
        for name in ["", "klingon", "iso-2022-cn", "x-user-defined"] {
            assert_eq!(Encoding::named(name), None, "{name}");
        }
    }

    #[test]
    fn what_is_encoded_is_decoded_again() {
        for name in NAMES {
            let encoding = Encoding::named(name).expect(name);
            let text = match name {
                "windows-1252" => "Jürgen;j@web.de",
                "koi8-r" => "Анна;a@mail.ru",
                "euc-kr" => "김철수;k@naver.com",
                _ => "山田;y@docomo.ne.jp",
            };
            let mut decoded = String::new();
            assert!(encoding.decode(&bytes(encoding, text), &mut decoded), "{name}");
            assert_eq!(decoded, text, "{name}");
        }
    }

    #[test]
    fn a_cell_is_found_among_the_bytes_of_its_row() {
        for name in NAMES {
            let encoding = Encoding::named(name).expect(name);
            let (before, cell, after) = match name {
                "windows-1252" => ("Jürgen;", "j@wéb.de", ";Köln"),
                "koi8-r" => ("Анна;", "a@почта.ru", ";Москва"),
                "euc-kr" => ("김철수;", "k@naver.com", ";서울"),
                _ => ("山田;", "y＠docomo.ne.jp", ";東京"),
            };
            let row = bytes(encoding, &[before, cell, after].concat());
            let place = encoding.place(&row, before.len()..before.len() + cell.len());
            let mut found = String::new();
            encoding.decode(&row[place.clone()], &mut found);
            assert_eq!(found, cell, "{name} {place:?}");
            let mut rest = String::new();
            assert!(encoding.decode(&row[place.end..], &mut rest) || name == "iso-2022-jp");
            assert!(rest == after || name == "iso-2022-jp", "{name} {rest}");
            assert_eq!(encoding.place(&row, 0..0).end, 0, "{name}");
        }
    }

    #[test]
    fn a_character_that_an_encoding_lacks_is_written_as_its_number() {
        assert_eq!(bytes(Encoding::Other(encoding_rs::WINDOWS_1252), "é张"), b"\xe9&#24352;");
        assert!(Encoding::Other(encoding_rs::ISO_2022_JP).needs_return(b"a\x1b$B;3"));
        assert!(!Encoding::Other(encoding_rs::ISO_2022_JP).needs_return(b"a\x1b$B;3\x1b(B"));
    }
}
