//! Pieces of a list as text, with the way back to the bytes they were made from.
//!
//! The one place where bytes become text. Most lists are UTF-8, and their bytes are their text: a whole piece is proved to be
//! UTF-8 at once and never again. Any other list is decoded line by line, and each line keeps the bytes it came with. It must
//! never lose a byte: octets that are no character are read as U+FFFD and marked, and stay what they are among the bytes.

use super::split::{self, Shape};
use crate::list::{Encoding, ListError};
use std::io::{self, ErrorKind, Read};
use std::ops::Range;

/// The longest row, in octets. A list with a longer one is refused, so that memory stays bounded.
pub const ROW_OCTETS_MAX: usize = 64 << 20;

/// Octets asked of the input at a time.
const CHUNK_OCTETS: usize = 512 << 10;

/// Line ends that a piece takes at a time. A row with findings takes more room than its octets, so short ones are handed out few at
/// a time.
const LINE_ENDS_MAX: usize = 8_000;

/// A piece of a list that begins with a row. It may end within one.
#[derive(Debug)]
pub(in crate::list) struct Chunk {
    pub text: Text,
    /// The line of the list on which it begins, from 1.
    pub line: u64,
    /// The input has ended with it.
    pub last: bool,
}

/// The text of a piece.
#[derive(Debug)]
pub(in crate::list) enum Text {
    /// The bytes themselves, all of them UTF-8.
    Utf8(String),
    /// The bytes themselves, meant to be UTF-8, somewhere among them some that are not.
    Bytes(Vec<u8>),
    /// Decoded from other bytes.
    Decoded { text: String, bytes: Vec<u8>, lines: Vec<Line> },
}

/// A line of decoded text, line end included.
#[derive(Clone, Copy, Debug)]
pub(in crate::list) struct Line {
    /// Where it ends in the text.
    pub text_end: usize,
    /// Where it ends among the bytes.
    pub bytes_end: usize,
    /// It holds bytes that are no character.
    pub bad: bool,
}

impl Text {
    /// What rows are looked for in.
    pub fn bytes(&self) -> &[u8] {
        match self {
            Text::Utf8(text) | Text::Decoded { text, .. } => text.as_bytes(),
            Text::Bytes(bytes) => bytes,
        }
    }

    /// The bytes of the list, from the place `from` of the text on, which begins a line.
    fn original_from(&self, from: usize) -> &[u8] {
        match self {
            Text::Utf8(text) => &text.as_bytes()[from..],
            Text::Bytes(bytes) => &bytes[from..],
            Text::Decoded { bytes, lines, .. } => {
                let before = lines.partition_point(|line| line.text_end <= from);
                &bytes[before.checked_sub(1).map_or(0, |line| lines[line].bytes_end)..]
            }
        }
    }

    /// Cuts it off at a line.
    fn truncate(&mut self, end: usize) {
        match self {
            Text::Utf8(text) => text.truncate(end),
            Text::Bytes(bytes) => bytes.truncate(end),
            Text::Decoded { text, bytes, lines } => {
                lines.truncate(lines.partition_point(|line| line.text_end <= end));
                text.truncate(end);
                bytes.truncate(lines.last().map_or(0, |line| line.bytes_end));
            }
        }
    }
}

/// Reads a list piece by piece.
#[derive(Debug)]
pub(in crate::list) struct Chunks<R> {
    input: R,
    encoding: Encoding,
    /// The list begins with a byte order mark, which is no part of any row.
    bom: bool,
    begun: bool,
    whole: bool,
    /// Bytes that were read and not yet handed out for good.
    rest: Vec<u8>,
    buffer: Vec<u8>,
    /// What of the buffer is still to come.
    ahead: Range<usize>,
    /// The line of the next piece.
    pub line: u64,
}

impl<R: Read> Chunks<R> {
    pub fn new(input: R, encoding: Encoding, bom: bool, line: u64) -> Chunks<R> {
        Chunks {
            input,
            encoding,
            bom,
            begun: false,
            whole: false,
            rest: Vec::new(),
            buffer: vec![0; CHUNK_OCTETS],
            ahead: 0..0,
            line,
        }
    }

    /// The next piece, after all that went before it was used. `None` at the end.
    pub fn next(&mut self) -> Result<Option<Chunk>, ListError> {
        if self.whole && self.rest.is_empty() {
            return Ok(None);
        }
        let mut bytes = std::mem::take(&mut self.rest);
        // A row that is already long is read on by half its length at least, so that looking at it again after each read stays
        // linear in its length.
        let wanted = bytes.len() + if bytes.len() < CHUNK_OCTETS { 1 } else { bytes.len() / 2 };
        while bytes.len() < wanted && !self.whole {
            match self.more() {
                Ok(none) if none.is_empty() => self.whole = true,
                Ok(more) => bytes.extend_from_slice(&self.buffer[more]),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(ListError::ReadRow { line: self.line, error }),
            }
            let mark = self.encoding.mark();
            if !self.begun && self.bom && bytes.len() < mark.len() && mark.starts_with(&bytes) && !self.whole {
                self.rest = bytes;
                return self.next();
            }
            if !std::mem::replace(&mut self.begun, true) && self.bom && bytes.starts_with(mark) {
                bytes.drain(..mark.len());
            }
        }
        if bytes.is_empty() {
            return if self.whole { Ok(None) } else { self.next() };
        }
        let text = self.text(bytes);
        Ok(Some(Chunk { text, line: self.line, last: self.whole && self.rest.is_empty() }))
    }

    /// Where more stands in the buffer; nothing at the end.
    fn more(&mut self) -> io::Result<Range<usize>> {
        if self.ahead.is_empty() {
            self.ahead = 0..self.input.read(&mut self.buffer)?;
        }
        let piece = &self.buffer[self.ahead.clone()];
        let taken = memchr::memchr2_iter(b'\n', b'\r', piece).nth(LINE_ENDS_MAX).map_or(piece.len(), |at| at + 1);
        let start = self.ahead.start;
        self.ahead.start += taken;
        Ok(start..start + taken)
    }

    /// The next piece, cut at the end of a row, so that it can be read without what follows it.
    pub fn next_rows(&mut self, shape: Shape) -> Result<Option<Chunk>, ListError> {
        loop {
            let Some(mut chunk) = self.next()? else { return Ok(None) };
            if chunk.last {
                return Ok(Some(chunk));
            }
            let end = split::rows_end(chunk.text.bytes(), shape);
            if end == 0 {
                self.keep(&chunk, 0)?;
                continue;
            }
            self.keep(&chunk, end)?;
            chunk.text.truncate(end);
            self.line += split::line_breaks(chunk.text.bytes()) as u64;
            return Ok(Some(chunk));
        }
    }

    /// Takes back what stands in a piece from `from` on, to be handed out again with more.
    pub fn keep(&mut self, chunk: &Chunk, from: usize) -> Result<(), ListError> {
        let again = chunk.text.original_from(from);
        if again.len() > ROW_OCTETS_MAX {
            return Err(self.too_long());
        }
        let mut bytes = again.to_vec();
        bytes.append(&mut self.rest);
        self.rest = bytes;
        Ok(())
    }

    pub fn too_long(&self) -> ListError {
        ListError::RowTooLong { line: self.line, octets_max: ROW_OCTETS_MAX }
    }

    /// Makes text of bytes. What may go on in the next piece is put aside.
    fn text(&mut self, bytes: Vec<u8>) -> Text {
        if self.encoding != Encoding::Utf8 {
            return self.decoded(bytes);
        }
        match String::from_utf8(bytes) {
            Ok(text) => Text::Utf8(text),
            Err(error) => {
                let wrong = error.utf8_error();
                let mut bytes = error.into_bytes();
                if wrong.error_len().is_some() || self.whole || wrong.valid_up_to() == 0 {
                    return Text::Bytes(bytes);
                }
                // Only the last character is incomplete, as it has to be when a piece ends anywhere.
                self.rest = bytes.split_off(wrong.valid_up_to());
                String::from_utf8(bytes).map_or_else(|error| Text::Bytes(error.into_bytes()), Text::Utf8)
            }
        }
    }

    fn decoded(&mut self, mut bytes: Vec<u8>) -> Text {
        let mut text = String::with_capacity(bytes.len() + bytes.len() / 2);
        let mut lines = Vec::new();
        let mut at = 0;
        while at < bytes.len() {
            let Some((content, end)) = line(self.encoding, &bytes[at..], self.whole) else { break };
            let before = text.len();
            let mut good = self.encoding.decode(&bytes[at..at + content], &mut text);
            if content > 0 && text.len() == before {
                // Escapes and nothing else. Without a character the line ends around it would run together.
                text.push(char::REPLACEMENT_CHARACTER);
                good = false;
            }
            // Line ends are the same in text, for all kinds of units.
            for unit in bytes[at + content..at + end].chunks(self.encoding.unit()) {
                text.push(if self.encoding.unit_at(unit) == Some(13) { '\r' } else { '\n' });
            }
            at += end;
            lines.push(Line { text_end: text.len(), bytes_end: at, bad: !good });
        }
        self.rest = bytes.split_off(at);
        Text::Decoded { text, bytes, lines }
    }
}

/// The first line of `bytes`: octets of its content, and of it with its line end. `None` when more of it may follow.
fn line(encoding: Encoding, bytes: &[u8], whole: bool) -> Option<(usize, usize)> {
    let unit = encoding.unit();
    let content = line_end(encoding, bytes).unwrap_or(bytes.len());
    let ahead = |units: usize| encoding.unit_at(bytes.get(content + units * unit..)?);
    let end = match (ahead(0), ahead(1), ahead(2)) {
        (Some(13), Some(10), _) => 2,
        (Some(13), Some(13), Some(10)) => 3,
        (Some(13), None, _) | (Some(13), Some(13), None) if !whole => return None,
        (Some(10 | 13), _, _) => 1,
        _ if whole => 0,
        _ => return None,
    };
    Some((content, content + end * unit))
}

/// Where the first line end stands.
fn line_end(encoding: Encoding, bytes: &[u8]) -> Option<usize> {
    let unit = encoding.unit();
    let mut from = 0;
    loop {
        let at = from + memchr::memchr2(b'\n', b'\r', &bytes[from..])?;
        let start = at - at % unit;
        if matches!(encoding.unit_at(&bytes[start..]), Some(10 | 13)) {
            return Some(start);
        }
        from = start + unit;
        if from >= bytes.len() {
            return None;
        }
    }
}
