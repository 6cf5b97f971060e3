//! JSON Lines: records as rows of text, and the same lines out again with keys added.
//!
//! The text is CSV with the names of the values in its first line and one line for each line of the file, so that line N of the
//! file is the row below line N. Values in objects within objects have names with dots. A line that is no record is a row of
//! another width, which is judged as any ragged row is. It must never lose a line, nor change one beyond the
//! address that is repaired and the keys that are added.

use super::scan::{self, Kind, Outline};
use crate::list::sniff;
use crate::list::{ADDED_COLUMNS, Delimiter, Encoding, LayoutOptions, ListError, ROW_OCTETS_MAX, encoding};
use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::ops::Range;
use std::sync::Arc;

/// The name of the value where a line is nothing but a string.
pub(super) const STRING_NAME: &str = "address";

/// The most names that become columns. A file whose names are data has no end of them.
const NAMES_MAX: usize = 1_000;

/// Rows are made for about so many octets at a time.
const TEXT_OCTETS: usize = 512 << 10;

/// The names of the values of a file, in the order in which they come.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<Vec<String>>);

impl Names {
    /// Collects names from lines, as long as there are any.
    pub fn of(lines: &mut Lines) -> io::Result<Names> {
        let mut names: Vec<String> = Vec::new();
        let mut met: HashMap<String, usize> = HashMap::new();
        let mut path = String::new();
        while let Some(line) = lines.next_line()? {
            let before = names.len();
            // Nearly every record has the names of the one before it, in their order.
            let mut next = 0;
            let outline = scan::walk(line.content, &mut path, |name, _, _| {
                if names.get(next).is_some_and(|known| known == name) {
                    next += 1;
                    return;
                }
                if let Some(&at) = met.get(name) {
                    next = at + 1;
                } else if names.len() < NAMES_MAX && !ADDED_COLUMNS.contains(&name) {
                    // Those of an earlier run are replaced.
                    met.insert(name.to_owned(), names.len());
                    names.push(name.to_owned());
                    next = names.len();
                }
            });
            match outline {
                Some(Outline::Object(_)) => {}
                Some(Outline::Text(_)) if names.is_empty() => {
                    met.insert(STRING_NAME.to_owned(), 0);
                    names.push(STRING_NAME.to_owned());
                }
                Some(Outline::Text(_)) => {}
                // A line that is no record names nothing.
                None if names.len() == before => {}
                None => {
                    names.truncate(before);
                    met.retain(|_, at| *at < before);
                }
            }
        }
        Ok(Names(Arc::new(names)))
    }
}

/// Whether a file is JSON Lines, by its beginning: its first line is a whole object. `whole` says that nothing follows.
pub(in crate::list) fn is_lines(head: &[u8], whole: bool) -> bool {
    let head = head.strip_prefix(encoding::UTF8_MARK).unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"{") {
        return false;
    }
    let line = match memchr::memchr(b'\n', head) {
        Some(end) => &head[..end],
        None if whole => head,
        None => return false,
    };
    matches!(scan::walk(line, &mut String::new(), |_, _, _| ()), Some(Outline::Object(_)))
}

/// The lines of a file, one after another.
pub struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    line: Vec<u8>,
    /// The number of the line that was read last, from 1.
    number: u64,
}

/// One line, without what ends it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'l> {
    pub content: &'l [u8],
    pub end: &'l [u8],
}

impl Lines {
    pub fn new(input: Box<dyn Read + Send>) -> Lines {
        Lines { input: BufReader::with_capacity(1 << 17, input), line: Vec::new(), number: 0 }
    }

    /// The next line, or `None` at the end.
    pub fn next_line(&mut self) -> io::Result<Option<Line<'_>>> {
        self.line.clear();
        loop {
            let piece = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                piece => piece?,
            };
            let end = memchr::memchr(b'\n', piece).map(|at| at + 1);
            let taken = end.unwrap_or(piece.len());
            self.line.extend_from_slice(&piece[..taken]);
            self.input.consume(taken);
            if end.is_some() || taken == 0 || self.line.len() > ROW_OCTETS_MAX {
                break;
            }
        }
        let taken = self.line.len();
        if taken == 0 {
            return Ok(None);
        }
        self.number += 1;
        if taken > ROW_OCTETS_MAX {
            let what = format!("line {} is longer than {} MiB", self.number, ROW_OCTETS_MAX >> 20);
            return Err(io::Error::new(ErrorKind::InvalidData, what));
        }
        if self.number == 1 && self.line.starts_with(encoding::UTF8_MARK) {
            self.line.drain(..encoding::UTF8_MARK.len());
        }
        Ok(Some(self.last()))
    }

    /// Whether a whole line is at hand, so that the next one needs no waiting.
    pub fn is_one_waiting(&self) -> bool {
        memchr::memchr(b'\n', self.input.buffer()).is_some()
    }

    /// The number of the line that was read last, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The line that was read last.
    pub(super) fn last(&self) -> Line<'_> {
        let content = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        Line { content, end: &self.line[content.len()..] }
    }
}

/// The text of the records.
pub(in crate::list) struct Rows {
    lines: Lines,
    row: RecordRow,
    text: Vec<u8>,
    at: usize,
    /// What ended the lines too early, to be told after the rows before it.
    failure: Option<io::Error>,
}

impl Rows {
    pub fn new(input: Box<dyn Read + Send>, names: Names) -> Rows {
        let mut text = Vec::new();
        push_row(names.0.iter().map(|name| name.as_bytes()), &mut text);
        Rows { lines: Lines::new(input), row: RecordRow::new(names), text, at: 0, failure: None }
    }
}

impl Read for Rows {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        if self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            if let Some(error) = self.failure.take() {
                return Err(error);
            }
            while self.text.len() < TEXT_OCTETS {
                match self.lines.next_line() {
                    Ok(Some(line)) => self.row.push(line.content, &mut self.text),
                    Ok(None) => break,
                    Err(error) if self.text.is_empty() => return Err(error),
                    Err(error) => {
                        self.failure = Some(error);
                        break;
                    }
                }
            }
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Makes rows of records.
struct RecordRow {
    names: Names,
    places: HashMap<String, usize>,
    /// Where the value of each name stands in the line.
    values: Vec<Option<(Range<usize>, Kind)>>,
    path: String,
}

impl RecordRow {
    fn new(names: Names) -> RecordRow {
        let places = names.0.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect();
        RecordRow { values: vec![None; names.0.len()], places, names, path: String::new() }
    }

    /// Adds the row of a record.
    fn push(&mut self, line: &[u8], text: &mut Vec<u8>) {
        self.values.fill(None);
        let mut next = 0;
        let (names, places, values) = (&self.names.0, &self.places, &mut self.values);
        let outline = scan::walk(line, &mut self.path, |path, place, kind| {
            let expected = names.get(next).is_some_and(|name| name == path);
            let Some(at) = expected.then_some(next).or_else(|| places.get(path).copied()) else { return };
            // A name that stands twice has its last value, as parsers have it.
            values[at] = Some((place, kind));
            next = at + 1;
        });
        match outline {
            Some(Outline::Object(_)) => {
                let cell = |value: &Option<(Range<usize>, Kind)>| {
                    value.clone().map_or(Cow::Borrowed(&b""[..]), |(place, kind)| scan::text(&line[place], kind))
                };
                push_row(self.values.iter().map(cell), text);
            }
            Some(Outline::Text(place)) if *names.as_slice() == [STRING_NAME] => {
                push_row([scan::unescape(&line[place])].iter(), text);
            }
            None if line.trim_ascii().is_empty() => text.push(b'\n'),
            // In a cell too many, so that nothing in it is taken for a value of the record.
            _ => push_row(std::iter::repeat_n(&b""[..], names.len()).chain([line]), text),
        }
    }
}

/// Adds a row of CSV on one line: line breaks inside of cells become spaces.
pub(in crate::list) fn push_row(cells: impl Iterator<Item = impl AsRef<[u8]>>, text: &mut Vec<u8>) {
    for (number, cell) in cells.enumerate() {
        let cell = cell.as_ref();
        if number > 0 {
            text.push(b',');
        }
        let plain = memchr::memchr3(b',', b'"', b'\n', cell).is_none() && memchr::memchr(b'\r', cell).is_none();
        if plain && !cell.starts_with(b" ") && !cell.ends_with(b" ") {
            text.extend_from_slice(cell);
            continue;
        }
        text.push(b'"');
        for &byte in cell {
            match byte {
                b'"' => text.extend_from_slice(b"\"\""),
                b'\n' | b'\r' => text.push(b' '),
                other => text.push(other),
            }
        }
        text.push(b'"');
    }
    text.push(b'\n');
}

/// A record of JSON Lines by itself, for those who take one after the other.
#[derive(Debug)]
pub struct RecordText {
    /// The content of its address; nothing where the record has none.
    pub content: Vec<u8>,
    /// It is an object that has no value of the name, or one that is neither a text, a list nor null.
    pub is_missing: bool,
    /// The line is no record.
    pub broken: bool,
}

/// Where the addresses of a stream of records are, by its first one.
pub fn address_name(line: &[u8], wish: &LayoutOptions) -> Result<String, ListError> {
    let names = Names::of(&mut Lines::new(Box::new(io::Cursor::new(line.to_vec()))))
        .map_err(|error| ListError::ReadRow { line: 1, error })?;
    if names.0.is_empty() {
        return Ok(STRING_NAME.to_owned());
    }
    let mut text = Vec::new();
    push_row(names.0.iter(), &mut text);
    RecordRow::new(names.clone()).push(line, &mut text);
    let form = LayoutOptions {
        delimiter: Some(Delimiter::Byte(b',')),
        header: Some(true),
        encoding: Some(Encoding::Utf8),
        ..wish.clone()
    };
    let column = sniff(&text, &form)?.email_column;
    Ok(names.0.get(column).cloned().unwrap_or_default())
}

/// The address of a record, under this name.
pub fn record_text(line: &[u8], name: &str) -> RecordText {
    let mut found = None;
    let outline = scan::walk(line, &mut String::new(), |path, place, kind| {
        if path == name {
            found = Some((place, kind));
        }
    });
    let is_missing =
        matches!(outline, Some(Outline::Object(_))) && found.as_ref().is_none_or(|(_, kind)| *kind == Kind::Plain);
    let (content, broken) = match outline {
        Some(Outline::Object(_)) => (found.map(|(place, kind)| scan::text(&line[place], kind)), false),
        Some(Outline::Text(place)) => (Some(scan::unescape(&line[place])), false),
        None => (None, !line.trim_ascii().is_empty()),
    };
    let content = content.map(Cow::into_owned).unwrap_or_default();
    RecordText { content, is_missing, broken }
}
