//! A JSON document walked through once: whether it is whole, and where in it the records stand.
//!
//! Exports and answers of APIs are one document: an array of records, or such an array under a key of an object. The document
//! is read piece by piece, so memory does not grow with it. It must never take a broken document for a short one, and never go
//! deeper than a stack allows.

use super::scan;
use crate::list::encoding;
use crate::list::layout::shown;
use crate::reason::{Lang, say};
use std::io::{self, Read};

/// Objects and arrays within each other, as for JSON Lines.
const DEPTH_MAX: usize = 64;

/// Keys on the way to an array of records, at most.
const KEYS_MAX: usize = 3;

/// Arrays that are told apart. A document whose keys are data has no end of them.
const ARRAYS_MAX: usize = 1_000;

/// Octets of a key that are kept.
const KEY_OCTETS_MAX: usize = 200;

/// Octets of a number or a word.
const SCALAR_OCTETS_MAX: usize = 1_000;

const PIECE_OCTETS: usize = 1 << 16;

/// Where the records of a document stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Records {
    /// The keys on the way, joined by dots; empty for the document itself.
    pub path: String,
    /// Other arrays in which addresses stand.
    pub others: Vec<String>,
    /// Octets of the document before the first record.
    pub(in crate::list) start: u64,
}

impl Records {
    /// The form in a few words for people, such as `JSON, records under "data"`.
    pub fn describe(&self, lang: Lang) -> String {
        let path = shown(self.path.as_bytes());
        match self.others.len() {
            _ if self.path.is_empty() => "JSON".to_owned(),
            0 => say!(lang, "list-json-under", path = path),
            more => say!(lang, "list-json-under-of", path = path, arrays = more + 1),
        }
    }
}

/// Why a document has no records.
#[derive(Debug)]
pub(in crate::list) enum Fault {
    Read(io::Error),
    /// There are more values than such a file may hold.
    TooMany,
    /// It is broken at this place, counted from 1.
    Broken {
        line: u64,
        column: u64,
        /// The name of the text that says what is wrong.
        what: &'static str,
    },
}

/// An array that could be the list.
#[derive(Debug)]
struct Array {
    path: String,
    start: u64,
    /// Elements that are objects, and those that are strings.
    objects: u64,
    strings: u64,
    /// Elements with an `@` in one of their strings.
    with_at: u64,
}

/// What stands in a document.
#[derive(Debug)]
pub(in crate::list) struct Document {
    arrays: Vec<Array>,
    /// Objects one after the other, without an array around them.
    values: u64,
    /// Strings with an `@`, in and outside of arrays.
    with_at: u64,
    /// Octets before the first value.
    start: u64,
}

/// Whether a file may be a JSON document, by its beginning.
pub(in crate::list) fn begins(head: &[u8]) -> bool {
    let head = head.strip_prefix(encoding::UTF8_MARK).unwrap_or(head).trim_ascii_start();
    let Some((first, rest)) = head.split_first() else { return false };
    match (first, rest.trim_ascii_start().first()) {
        (b'{', Some(next)) => *next == b'"',
        (b'[', Some(next)) => matches!(next, b'{' | b'"' | b']'),
        _ => false,
    }
}

impl Document {
    /// Walks through a document, whose arrays may have so many elements together.
    pub fn walk(input: impl Read, values_max: u64) -> Result<Document, Fault> {
        let mut walker = Walker::new(input);
        walker.values_left = values_max;
        if walker.starts_with_mark()? {
            walker.at += encoding::UTF8_MARK.len();
        }
        walker.space()?;
        let mut document = Document { arrays: Vec::new(), values: 0, with_at: 0, start: walker.octet() };
        let first = walker.value(0, Some(""))?;
        document.values = 1;
        walker.space()?;
        while walker.peek()?.is_some() {
            if first != b'{' {
                return Err(walker.broken("json-error-behind-end"));
            }
            walker.values_left = walker.values_left.checked_sub(1).ok_or(Fault::TooMany)?;
            walker.value(0, None)?;
            document.values += 1;
            walker.space()?;
        }
        document.arrays = walker.arrays;
        document.with_at = walker.with_at;
        Ok(document)
    }

    /// The records: those under the key that is wished, or those where most addresses stand. `None` when there are none.
    pub fn records(&self, wish: Option<&str>) -> Option<Records> {
        if self.values > 1 {
            return Some(Records { start: self.start, ..Records::default() });
        }
        let best = match wish {
            Some(wish) => self.arrays.iter().find(|array| array.path == wish)?,
            None => self.likeliest()?,
        };
        let other = |array: &&Array| array.with_at > 0 && array.start != best.start;
        let others = self.arrays.iter().filter(other).map(|array| array.path.clone()).collect();
        Some(Records { path: best.path.clone(), others, start: best.start })
    }

    /// The arrays that may be wished.
    pub fn paths(&self) -> Vec<&str> {
        self.arrays.iter().map(|array| array.path.as_str()).filter(|path| !path.is_empty()).collect()
    }

    /// Whether an object that could be a record itself is rather what a list is wrapped in: the addresses stand in the records
    /// of an array, and hardly any beside it.
    pub fn is_wrapping(&self) -> bool {
        let Some(best) = self.likeliest() else { return false };
        let beside = self.with_at.saturating_sub(best.with_at);
        self.values == 1
            && match best.strings {
                0 => best.with_at > beside,
                _ => best.with_at > 1 && beside == 0,
            }
    }

    fn likeliest(&self) -> Option<&Array> {
        // The document itself, when it is an array, is the list however little stands in it.
        let usable = |array: &&Array| array.objects + array.strings > 0 || array.path.is_empty();
        let weight = |array: &Array| (array.with_at, array.objects + array.strings);
        // Of equals the first.
        self.arrays.iter().filter(usable).rev().max_by_key(|array| weight(array))
    }
}

/// Goes forward over a document.
struct Walker<R> {
    input: R,
    piece: Vec<u8>,
    at: usize,
    end: usize,
    /// Octets before the piece.
    before: u64,
    line: u64,
    /// The octet with which the line begins.
    line_start: u64,
    arrays: Vec<Array>,
    with_at: u64,
    values_left: u64,
}

impl<R: Read> Walker<R> {
    fn new(input: R) -> Walker<R> {
        Walker {
            input,
            piece: vec![0; PIECE_OCTETS],
            at: 0,
            end: 0,
            before: 0,
            line: 1,
            line_start: 0,
            arrays: Vec::new(),
            with_at: 0,
            values_left: u64::MAX,
        }
    }

    fn octet(&self) -> u64 {
        self.before + self.at as u64
    }

    fn broken(&self, what: &'static str) -> Fault {
        Fault::Broken { line: self.line, column: self.octet() - self.line_start + 1, what }
    }

    fn starts_with_mark(&mut self) -> Result<bool, Fault> {
        self.peek()?;
        Ok(self.piece[..self.end].starts_with(encoding::UTF8_MARK))
    }

    fn peek(&mut self) -> Result<Option<u8>, Fault> {
        if self.at == self.end {
            self.before += self.end as u64;
            (self.at, self.end) = (0, 0);
            // The mark at the beginning is looked at in one piece.
            let wanted = if self.before == 0 { encoding::UTF8_MARK.len() } else { 1 };
            while self.end < wanted {
                match self.input.read(&mut self.piece[self.end..]) {
                    Ok(0) => break,
                    Ok(count) => self.end += count,
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                    Err(error) => return Err(Fault::Read(error)),
                }
            }
        }
        Ok(self.piece[..self.end].get(self.at).copied())
    }

    /// The next octet, which must be there.
    fn must(&mut self) -> Result<u8, Fault> {
        self.peek()?.ok_or_else(|| self.broken("json-error-cut"))
    }

    fn space(&mut self) -> Result<(), Fault> {
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.peek()? {
            self.at += 1;
            if byte == b'\n' {
                self.line += 1;
                self.line_start = self.octet();
            }
        }
        Ok(())
    }

    /// Steps over a value. `path` leads to it while only objects are on the way. Returns its first octet.
    fn value(&mut self, depth: usize, path: Option<&str>) -> Result<u8, Fault> {
        if depth > DEPTH_MAX {
            return Err(self.broken("json-error-too-deep"));
        }
        self.space()?;
        let first = self.must()?;
        match first {
            b'"' => self.string(None)?,
            b'{' => self.object(depth, path)?,
            b'[' => self.array(depth, path)?,
            _ => self.scalar()?,
        }
        Ok(first)
    }

    fn object(&mut self, depth: usize, path: Option<&str>) -> Result<(), Fault> {
        self.at += 1;
        self.space()?;
        if self.must()? == b'}' {
            self.at += 1;
            return Ok(());
        }
        let mut key = Vec::new();
        loop {
            self.space()?;
            if self.must()? != b'"' {
                return Err(self.broken("json-error-no-key"));
            }
            key.clear();
            self.string(path.is_some().then_some(&mut key))?;
            self.space()?;
            if self.must()? != b':' {
                return Err(self.broken("json-error-no-colon"));
            }
            self.at += 1;
            let path = path.filter(|_| depth < KEYS_MAX).map(|path| {
                let key = scan::unescape(&key);
                let key = String::from_utf8_lossy(&key);
                if path.is_empty() { key.into_owned() } else { format!("{path}.{key}") }
            });
            self.value(depth + 1, path.as_deref())?;
            self.space()?;
            match self.must()? {
                b',' => self.at += 1,
                b'}' => break,
                _ => return Err(self.broken("json-error-no-brace")),
            }
        }
        self.at += 1;
        Ok(())
    }

    fn array(&mut self, depth: usize, path: Option<&str>) -> Result<(), Fault> {
        let with_at = self.with_at;
        self.at += 1;
        let mut array = Array {
            path: path.unwrap_or_default().to_owned(),
            start: self.octet(),
            objects: 0,
            strings: 0,
            with_at: 0,
        };
        self.space()?;
        if self.must()? == b']' {
            self.at += 1;
        } else {
            loop {
                let before = self.with_at;
                self.values_left = self.values_left.checked_sub(1).ok_or(Fault::TooMany)?;
                match self.value(depth + 1, None)? {
                    b'{' => array.objects += 1,
                    b'"' => array.strings += 1,
                    _ => {}
                }
                if self.with_at > before {
                    array.with_at += 1;
                }
                self.space()?;
                match self.must()? {
                    b',' => self.at += 1,
                    b']' => break,
                    _ => return Err(self.broken("json-error-no-bracket")),
                }
            }
            self.at += 1;
        }
        if path.is_some() && self.arrays.len() < ARRAYS_MAX {
            // An element counts once, however many of its strings are addresses.
            self.with_at = with_at + array.with_at;
            self.arrays.push(array);
        }
        Ok(())
    }

    /// Steps over a string, and notes it with its quotes if that is wished.
    fn string(&mut self, mut noted: Option<&mut Vec<u8>>) -> Result<(), Fault> {
        let mut at_sign = false;
        let (mut escaped, mut digits) = (false, 0);
        self.at += 1;
        if let Some(noted) = noted.as_deref_mut() {
            noted.push(b'"');
        }
        loop {
            let byte = self.must()?;
            if let Some(noted) = noted.as_deref_mut().filter(|noted| noted.len() < KEY_OCTETS_MAX || byte == b'"') {
                noted.push(byte);
            }
            match byte {
                _ if digits > 0 => {
                    if !byte.is_ascii_hexdigit() {
                        return Err(self.broken("json-error-digits"));
                    }
                    digits -= 1;
                }
                _ if escaped => {
                    escaped = false;
                    match byte {
                        b'u' => digits = 4,
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => {}
                        _ => return Err(self.broken("json-error-escape")),
                    }
                }
                b'\\' => escaped = true,
                b'"' => break,
                b'\n' | b'\r' => return Err(self.broken("json-error-string")),
                b'@' => at_sign = true,
                _ => {}
            }
            self.at += 1;
        }
        self.at += 1;
        self.with_at += u64::from(at_sign && noted.is_none());
        Ok(())
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        let mut text = Vec::new();
        while let Some(byte) = self.peek()? {
            if !byte.is_ascii_alphanumeric() && !b"+-.".contains(&byte) || text.len() >= SCALAR_OCTETS_MAX {
                break;
            }
            text.push(byte);
            self.at += 1;
        }
        if scan::scalar(&text).is_some() {
            return Ok(());
        }
        self.at -= text.len().min(self.at);
        Err(self.broken("json-error-no-value"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<Document, Fault> {
        Document::walk(text.as_bytes(), 100)
    }

    /// The path of the records, and what stands from the first one on.
    fn check(text: &str, path: &str, from: &str) {
        let records = walk(text).expect("whole").records(None).expect("records");
        assert_eq!((records.path.as_str(), &text[records.start as usize..]), (path, from), "{text}");
    }

    #[track_caller]
    fn check_broken(text: &str, at: (u64, u64), why: &str) {
        match walk(text) {
            Err(Fault::Broken { line, column, what }) => assert_eq!(((line, column), what), (at, why), "{text}"),
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn records_are_found_at_the_top_and_under_keys() {
        check("[]", "", "]");
        check("\u{feff} [ {\"e\":1}]", "", " {\"e\":1}]");
        check(r#"{"data":["a@b.com"]}"#, "data", r#""a@b.com"]}"#);
        check(r#"{"a":{"b":{"c":[{"e":null}]}}}"#, "a.b.c", r#"{"e":null}]}}}"#);
        check(r#"{"a":1} {"a":2}"#, "", r#"{"a":1} {"a":2}"#);
        // Most addresses first, then most records.
        check(r#"{"a":[{},{},{}],"b":[{"e":"x@y.z"}]}"#, "b", r#"{"e":"x@y.z"}]}"#);
        check(r#"{"a":[{}],"b":[{},{}],"c":[{},{}]}"#, "b", r#"{},{}],"c":[{},{}]}"#);
        for none in [r#"{"e":"a@b.com"}"#, r#"{"a":[1,2]}"#, r#"{"a":{"b":{"c":{"d":[{}]}}}}"#] {
            assert_eq!(walk(none).expect("whole").records(None), None, "{none}");
        }
    }

    #[test]
    fn a_wished_array_is_taken_and_the_others_are_named() {
        let document = walk(r#"{"a":[{"e":"x@y.z"}],"b":["p@q.r"],"c":[{}]}"#).expect("whole");
        assert_eq!(document.records(None).expect("records").others, ["b"]);
        assert_eq!(document.records(Some("b")).expect("records").others, ["a"]);
        assert_eq!(document.records(Some("d")), None);
        assert_eq!(document.paths(), ["a", "b", "c"]);
    }

    #[test]
    fn a_record_with_arrays_is_no_wrapping() {
        let is = |text: &str| walk(text).expect("whole").is_wrapping();
        assert!(is(r#"{"total":2,"data":[{"e":"x@y.z","f":["a@b.c"]}]}"#));
        assert!(is(r#"{"by":"me@x.y","data":[{"e":"x@y.z"},{"e":"z@y.z"}]}"#));
        assert!(!is(r#"{"emails":["x@y.z"]}"#));
        assert!(!is(r#"{"email":"x@y.z","orders":[{"id":1},{"id":2}]}"#));
        assert!(!is(r#"{"email":"x@y.z","also":["a@b.c","d@e.f"]}"#));
        assert!(!is(r#"{"email":"x@y.z"}"#));
    }

    #[test]
    fn a_broken_document_is_told_with_its_place() {
        check_broken("[{\"a\":1},\n {\"a\":2}", (2, 9), "json-error-cut");
        check_broken("[{\"a\":1}\n {\"a\":2}]", (2, 2), "json-error-no-bracket");
        check_broken("[{\"a\" 1}]", (1, 7), "json-error-no-colon");
        check_broken("[{\"a\":1,}]", (1, 9), "json-error-no-key");
        check_broken("[{\"a\":nope}]", (1, 7), "json-error-no-value");
        check_broken("[1,]", (1, 4), "json-error-no-value");
        check_broken("[\"a\nb\"]", (1, 4), "json-error-string");
        check_broken("[\"\\x\"]", (1, 4), "json-error-escape");
        check_broken("[\"\\u12g4\"]", (1, 7), "json-error-digits");
        check_broken("[1] [2]", (1, 5), "json-error-behind-end");
        check_broken(&"[".repeat(70), (1, 66), "json-error-too-deep");
        for cut in 1..20 {
            assert!(walk(&r#"{"a":["b@c.d", 1.5]}"#[..cut]).is_err(), "{cut}");
        }
    }

    #[test]
    fn text_is_no_document() {
        for text in ["[ann@x.com]\n", "[[Ann]]", "{\\rtf1", "[", "ann@x.com", ""] {
            assert!(!begins(text.as_bytes()), "{text}");
        }
        assert!(begins(b"\xef\xbb\xbf\n[\n  {") && begins(b"{ \"a\""));
    }
}
