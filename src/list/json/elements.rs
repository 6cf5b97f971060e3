//! The records of a JSON document as JSON Lines, one after the other as they are read, and records written as an array.
//!
//! Line breaks and what indents a line mean nothing between the values of JSON, so they are left out; all else stays as it is.
//! The document has been walked through before, so this only looks for where each record ends. It must never
//! hold more than a piece of it.

use std::io::{self, Read};

const PIECE_OCTETS: usize = 1 << 16;

/// Hands out records as lines. The input begins with the first record, or the space before it.
pub(in crate::list) struct Elements<R> {
    input: R,
    piece: Vec<u8>,
    lines: Vec<u8>,
    at: usize,
    place: Place,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Between,
    /// A number or a word that is a record.
    Scalar,
    /// Within so many objects and arrays. `indent` says that a line has just begun.
    Inside {
        depth: usize,
        indent: bool,
    },
    /// Within a string; `escaped` says that a backslash stands before.
    Text {
        depth: usize,
        escaped: bool,
    },
    End,
}

impl<R: Read> Elements<R> {
    pub fn new(input: R) -> Elements<R> {
        Elements { input, piece: vec![0; PIECE_OCTETS], lines: Vec::new(), at: 0, place: Place::Between }
    }

    /// Takes the next octet of the document.
    fn take(&mut self, byte: u8) {
        let space = matches!(byte, b' ' | b'\t' | b'\r' | b'\n');
        self.place = match self.place {
            Place::End => return,
            Place::Scalar if space || matches!(byte, b',' | b']') => {
                self.lines.push(b'\n');
                if byte == b']' { Place::End } else { Place::Between }
            }
            Place::Between if space || byte == b',' => return,
            Place::Between if byte == b']' => Place::End,
            Place::Inside { depth, .. } if matches!(byte, b'\r' | b'\n') => Place::Inside { depth, indent: true },
            Place::Inside { indent: true, .. } if space => return,
            before => {
                self.lines.push(byte);
                self.after(before, byte)
            }
        };
    }

    /// The place behind an octet that belongs to a record.
    fn after(&mut self, before: Place, byte: u8) -> Place {
        let depth = match before {
            Place::Text { depth, escaped: true } => return Place::Text { depth, escaped: false },
            Place::Text { depth, .. } if byte == b'\\' => return Place::Text { depth, escaped: true },
            Place::Text { depth, .. } if byte != b'"' => return Place::Text { depth, escaped: false },
            Place::Text { depth, .. } => depth,
            Place::Inside { depth, .. } => match byte {
                b'"' => return Place::Text { depth, escaped: false },
                b'{' | b'[' => depth + 1,
                b'}' | b']' => depth - 1,
                _ => depth,
            },
            _ => match byte {
                b'"' => return Place::Text { depth: 0, escaped: false },
                b'{' | b'[' => 1,
                _ => return Place::Scalar,
            },
        };
        if depth > 0 {
            return Place::Inside { depth, indent: false };
        }
        self.lines.push(b'\n');
        Place::Between
    }
}

impl<R: Read> Read for Elements<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.lines.len() && self.place != Place::End {
            self.lines.clear();
            self.at = 0;
            let count = self.input.read(&mut self.piece)?;
            if count == 0 {
                self.place = Place::End;
            }
            let mut place = 0;
            while place < count {
                if let Place::Text { escaped: false, .. } = self.place {
                    // What a string holds is most of a document.
                    let rest = &self.piece[place..count];
                    let plain = memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len());
                    self.lines.extend_from_slice(&rest[..plain]);
                    place += plain;
                    if place == count {
                        break;
                    }
                }
                self.take(self.piece[place]);
                place += 1;
            }
        }
        let count = buf.len().min(self.lines.len() - self.at);
        buf[..count].copy_from_slice(&self.lines[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// What stands around records that are written: nothing but line ends, or an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::list) enum Frame {
    Lines,
    Array { begun: bool },
}

impl Frame {
    pub const ARRAY: Frame = Frame::Array { begun: false };

    /// What goes before the next record, and that record without its line end where that goes elsewhere.
    pub fn around<'r>(&mut self, record: &'r [u8]) -> (&'static [u8], &'r [u8]) {
        let before: &[u8] = match self {
            Frame::Lines => return (b"", record),
            Frame::Array { begun: false } => b"[\n",
            Frame::Array { begun: true } => b",\n",
        };
        *self = Frame::Array { begun: true };
        (before, record.strip_suffix(b"\n").unwrap_or(record))
    }

    /// What goes behind the last record.
    pub fn end(self) -> &'static [u8] {
        match self {
            Frame::Lines => b"",
            Frame::Array { begun: false } => b"[]\n",
            Frame::Array { begun: true } => b"\n]\n",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Hands out few octets at a time.
    struct Slow<'t>(&'t [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
            let count = buf.len().min(3);
            self.0.read(&mut buf[..count])
        }
    }

    fn lines(text: &str) -> String {
        let mut lines = String::new();
        Elements::new(Slow(text.as_bytes())).read_to_string(&mut lines).expect("text");
        lines
    }

    #[test]
    fn each_record_is_a_line() {
        assert_eq!(lines("{\"a\": 1},{\"a\": [\n  2,\r\n\t3 ]}] , \"more\": 1}"), "{\"a\": 1}\n{\"a\": [2,3 ]}\n");
        assert_eq!(lines("\n \"a\\\"]\" ,\"b\", 12.5,null , [ ],-1]"), "\"a\\\"]\"\n\"b\"\n12.5\nnull\n[ ]\n-1\n");
        assert_eq!(lines("{\"a\":\"}\"}\n{\n \"a\" : {}\n}"), "{\"a\":\"}\"}\n{\"a\" : {}}\n");
        assert_eq!(lines("]"), "");
    }

    proptest! {
        /// However a value is laid out, its line means the same.
        #[test]
        fn values_stay_equal(texts in prop::collection::vec(".{0,8}", 1..5), number in any::<i64>()) {
            let values: Vec<_> = texts.iter().map(|text| serde_json::json!({ text: [number, text, { "a": null }] })).collect();
            let pretty = serde_json::to_string_pretty(&values).expect("JSON");
            let lines = lines(&pretty[1..]);
            let read: Vec<serde_json::Value> =
                lines.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
            prop_assert_eq!(read, values);
        }
    }
}
