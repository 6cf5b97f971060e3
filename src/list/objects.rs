//! JSON Lines: records as rows of text, and the same lines out again with keys added.
//!
//! The text is CSV with the names of the values in its first line and one line for each line of the file, so that line N of the
//! file is the row below line N. Values in objects within objects have names with dots. A line that is no record is a row of
//! another width, which is judged as any ragged row is. It must never lose a line, nor change one beyond the
//! address that is repaired and the keys that are added.

use super::elements::Frame;
use super::json::{self, Kind, Record};
use super::{
    ADDED_COLUMNS, Delimiter, Encoding, Layout, LayoutWish, ListError, ROW_OCTETS_MAX, Source, encoding, harmless,
    sniff,
};
use std::collections::HashSet;
use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// The name of the value where a line is nothing but a string.
const STRING_NAME: &str = "address";

/// The most names that become columns. A file whose names are data has no end of them.
const NAMES_MAX: usize = 1_000;

/// The names of the values of a file, in the order in which they come.
#[derive(Clone, Debug, Default)]
pub struct Names(Arc<Vec<String>>);

impl Names {
    /// Collects names from lines, as long as there are any.
    pub fn of(lines: &mut Lines) -> io::Result<Names> {
        let mut names = Vec::new();
        let mut met = HashSet::new();
        while let Some(line) = lines.next_line()? {
            match json::record(line.content) {
                Some(Record::Object(object)) => {
                    for leaf in object.leaves {
                        // Those of an earlier run are replaced.
                        let ours = ADDED_COLUMNS.contains(&leaf.path.as_str());
                        if names.len() < NAMES_MAX && !ours && met.insert(leaf.path.clone()) {
                            names.push(leaf.path);
                        }
                    }
                }
                Some(Record::Text(_)) if names.is_empty() && met.insert(STRING_NAME.to_owned()) => {
                    names.push(STRING_NAME.to_owned());
                }
                Some(Record::Text(_)) | None => {}
            }
        }
        Ok(Names(Arc::new(names)))
    }
}

/// Whether a file is JSON Lines, by its beginning: its first line is a whole object. `whole` says that nothing follows.
pub(super) fn is_lines(head: &[u8], whole: bool) -> bool {
    let head = head.strip_prefix(encoding::UTF8_MARK).unwrap_or(head).trim_ascii_start();
    if !head.starts_with(b"{") {
        return false;
    }
    let line = match memchr::memchr(b'\n', head) {
        Some(end) => &head[..end],
        None if whole => head,
        None => return false,
    };
    matches!(json::record(line), Some(Record::Object(_)))
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
        let taken = self.input.by_ref().take(ROW_OCTETS_MAX as u64 + 1).read_until(b'\n', &mut self.line)?;
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

    /// The number of the line that was read last, from 1.
    pub fn number(&self) -> u64 {
        self.number
    }

    /// The line that was read last.
    fn last(&self) -> Line<'_> {
        let content = self.line.strip_suffix(b"\n").unwrap_or(&self.line);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        Line { content, end: &self.line[content.len()..] }
    }
}

/// The text of the records.
pub(super) struct Rows {
    lines: Lines,
    names: Names,
    text: Vec<u8>,
    at: usize,
}

impl Rows {
    pub fn new(input: Box<dyn Read + Send>, names: Names) -> Rows {
        let mut text = Vec::new();
        push_row(names.0.iter().map(|name| name.as_bytes()), &mut text);
        Rows { lines: Lines::new(input), names, text, at: 0 }
    }
}

impl Read for Rows {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while self.at == self.text.len() {
            self.text.clear();
            self.at = 0;
            let Some(line) = self.lines.next_line()? else { return Ok(0) };
            push_record(line.content, &self.names.0, &mut self.text);
        }
        let count = buf.len().min(self.text.len() - self.at);
        buf[..count].copy_from_slice(&self.text[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Adds the row of a record.
fn push_record(line: &[u8], names: &[String], text: &mut Vec<u8>) {
    match json::record(line) {
        Some(Record::Object(object)) => {
            // A name that stands twice has its last value, as parsers have it.
            let value = |name: &String| object.leaves.iter().rev().find(|leaf| leaf.path == *name);
            let cells = names.iter().map(|name| value(name).map(|leaf| json::text(line, leaf)).unwrap_or_default());
            push_row(cells, text);
        }
        Some(Record::Text(place)) if names == [STRING_NAME] => push_row([json::unescape(&line[place])].iter(), text),
        None if line.trim_ascii().is_empty() => text.push(b'\n'),
        // One cell where there should be several, or two where there should be one.
        _ if names.len() > 1 => push_row([line].into_iter(), text),
        _ => push_row([line, b""].into_iter(), text),
    }
}

/// Adds a row of CSV on one line: line breaks inside of cells become spaces.
pub(super) fn push_row(cells: impl Iterator<Item = impl AsRef<[u8]>>, text: &mut Vec<u8>) {
    for (number, cell) in cells.enumerate() {
        let cell = cell.as_ref();
        if number > 0 {
            text.push(b',');
        }
        let plain = !cell.iter().any(|byte| matches!(byte, b',' | b'"' | b'\n' | b'\r'));
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

/// The lines of the file, read once for all lists that are written.
#[derive(Clone)]
pub(super) struct SharedLines(Arc<Mutex<Lines>>);

impl SharedLines {
    pub fn open(source: &Source) -> Result<SharedLines, ListError> {
        Ok(SharedLines(Arc::new(Mutex::new(source.lines()?))))
    }
}

/// Copies lines of a JSON Lines file.
pub(super) struct LineCopier<W: Write> {
    output: W,
    frame: Frame,
    lines: SharedLines,
    adder: Adder,
}

impl<W: Write> LineCopier<W> {
    pub fn new(output: W, frame: Frame, lines: &SharedLines, layout: &Layout) -> LineCopier<W> {
        LineCopier {
            output,
            frame,
            lines: lines.clone(),
            adder: Adder::new(layout.email_column_name.clone().unwrap_or_default()),
        }
    }

    /// Copies line number `line`, with new text for the address and the added keys. Lines are asked for in order.
    pub fn row(&mut self, line: u64, new_content: Option<&str>, added: [&str; 3]) -> io::Result<()> {
        let mut lines = self.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        while lines.number < line {
            if lines.next_line()?.is_none() {
                return Err(io::Error::other("the list changed meanwhile"));
            }
        }
        let (before, record) = self.frame.around(self.adder.with(lines.last(), new_content, added));
        self.output.write_all(before)?;
        self.output.write_all(record)
    }

    pub fn finish(mut self) -> io::Result<W> {
        self.output.write_all(self.frame.end())?;
        self.output.flush()?;
        Ok(self.output)
    }
}

/// A record of JSON Lines by itself, for those who take one after the other.
#[derive(Debug)]
pub struct RecordText {
    /// The content of its address; nothing where the record has none.
    pub content: Vec<u8>,
    /// The line is no record.
    pub broken: bool,
}

/// Where the addresses of a stream of records are, by its first one.
pub fn address_name(line: &[u8], wish: &LayoutWish) -> Result<String, ListError> {
    let names = Names::of(&mut Lines::new(Box::new(io::Cursor::new(line.to_vec()))))
        .map_err(|error| ListError::ReadRow { line: 1, error })?;
    if names.0.is_empty() {
        return Ok(STRING_NAME.to_owned());
    }
    let mut text = Vec::new();
    push_row(names.0.iter(), &mut text);
    push_record(line, &names.0, &mut text);
    let form = LayoutWish {
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
    let (content, broken) = match json::record(line) {
        Some(Record::Object(object)) => {
            let leaf = object.leaves.iter().rev().find(|leaf| leaf.path == name);
            (leaf.map(|leaf| json::text(line, leaf)).unwrap_or_default(), false)
        }
        Some(Record::Text(place)) => (json::unescape(&line[place]), false),
        None => (Vec::new(), !line.trim_ascii().is_empty()),
    };
    RecordText { content, broken }
}

/// Adds keys to lines.
#[derive(Debug)]
pub struct Adder {
    email_name: String,
    text: Vec<u8>,
}

impl Adder {
    /// For records whose address has this name.
    pub fn new(email_name: String) -> Adder {
        Adder { email_name, text: Vec::new() }
    }

    /// The line with the three keys behind its own, and with `new_content` for the address. What is no object becomes one.
    pub fn with(&mut self, line: Line<'_>, new_content: Option<&str>, added: [&str; 3]) -> &[u8] {
        let text = &mut self.text;
        text.clear();
        let content = line.content;
        match json::record(content) {
            Some(Record::Object(object)) => {
                let leaf = object.leaves.iter().rev().find(|leaf| leaf.path == self.email_name);
                // A repaired list of addresses is a list still.
                let new = leaf.zip(new_content).map(|(leaf, new)| {
                    let string = json_string(new);
                    (leaf.place.clone(), if leaf.kind == Kind::List { format!("[{string}]") } else { string })
                });
                let first = object.members.first().map_or(object.end, |member| member.start);
                text.extend_from_slice(&content[..first]);
                let (mut before, mut any) = (first, false);
                for member in &object.members {
                    // Keys that an earlier run added give way to the new ones.
                    if !is_ours(&content[member.clone()]) {
                        if any {
                            text.extend_from_slice(&content[before..member.start]);
                        }
                        match new.as_ref().filter(|(place, _)| member.contains(&place.start)) {
                            Some((place, new)) => {
                                text.extend_from_slice(&content[member.start..place.start]);
                                text.extend_from_slice(new.as_bytes());
                                text.extend_from_slice(&content[place.end..member.end]);
                            }
                            None => text.extend_from_slice(&content[member.clone()]),
                        }
                        any = true;
                    }
                    before = member.end;
                }
                push_added(any, added, text);
                text.extend_from_slice(&content[object.end..]);
            }
            Some(Record::Text(place)) => {
                text.extend_from_slice(format!("{{\"{STRING_NAME}\":").as_bytes());
                match new_content {
                    Some(new) => text.extend_from_slice(json_string(new).as_bytes()),
                    None => text.extend_from_slice(&content[place]),
                }
                push_added(true, added, text);
                text.push(b'}');
            }
            None => {
                // A line that is no record goes on as one that says what stood there.
                text.extend_from_slice(b"{\"presend_line\":");
                text.extend_from_slice(json_string(&String::from_utf8_lossy(content)).as_bytes());
                push_added(true, added, text);
                text.push(b'}');
            }
        }
        text.extend_from_slice(if line.end.is_empty() { b"\n" } else { line.end });
        text
    }
}

/// Whether a member has one of our names.
fn is_ours(member: &[u8]) -> bool {
    let named =
        |name: &&str| member.get(1..).and_then(|rest| rest.strip_prefix(name.as_bytes())?.first()) == Some(&b'"');
    ADDED_COLUMNS.iter().any(named)
}

fn push_added(mut any: bool, added: [&str; 3], text: &mut Vec<u8>) {
    for (name, value) in ADDED_COLUMNS.iter().zip(added) {
        if any {
            text.push(b',');
        }
        any = true;
        text.extend_from_slice(format!("\"{name}\":{}", json_string(&harmless(value))).as_bytes());
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
