//! Lines of JSON taken apart where they stand: which values a record has, and where. Pure: bytes in, places out.
//!
//! A parser that builds values would lose how they were written, and a line has to come out as it went in. It must never
//! take half a value for a whole one, and never go deeper than a stack allows.

use std::ops::Range;

/// Objects and lists within each other (RFC 8259 §9 lets a parser set a limit).
const DEPTH_MAX: usize = 64;

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Record {
    /// An object, as the values that are no objects themselves.
    Object(Object),
    /// A string alone; where it stands.
    Text(Range<usize>),
}

/// An object of JSON.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Object {
    pub leaves: Vec<Leaf>,
    /// The members of the outermost object: key and value.
    pub members: Vec<Range<usize>>,
    /// Where its last brace stands.
    pub end: usize,
}

/// A value that is no object.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Leaf {
    /// The keys on the way to it, joined by dots.
    pub path: String,
    pub place: Range<usize>,
    pub kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// A number, true or false.
    Plain,
    Null,
    List,
}

/// Takes a line apart. `None` when it is neither an object nor a string, or goes on behind its end.
pub(super) fn record(line: &[u8]) -> Option<Record> {
    let mut at = Cursor { line, at: 0 };
    at.space();
    let start = at.at;
    let record = match at.peek()? {
        b'"' => {
            at.string()?;
            Record::Text(start..at.at)
        }
        b'{' => {
            let mut object = Object::default();
            at.object("", 0, &mut object)?;
            object.end = at.at - 1;
            Record::Object(object)
        }
        _ => return None,
    };
    at.space();
    (at.at == line.len()).then_some(record)
}

/// The text of a value, as a person would write it in a cell.
pub(super) fn text(line: &[u8], leaf: &Leaf) -> Vec<u8> {
    let value = &line[leaf.place.clone()];
    match leaf.kind {
        Kind::Null => Vec::new(),
        Kind::Plain => value.to_vec(),
        Kind::Text => unescape(value),
        // Several addresses in a list are several addresses in a cell.
        Kind::List => texts(value).map_or_else(|| value.to_vec(), |texts| texts.join(&b", "[..])),
    }
}

/// The strings of a list that holds nothing else.
fn texts(list: &[u8]) -> Option<Vec<Vec<u8>>> {
    let mut at = Cursor { line: list, at: 1 };
    let mut texts = Vec::new();
    loop {
        at.space();
        match at.peek()? {
            b']' => return Some(texts),
            b',' => at.at += 1,
            b'"' => {
                let start = at.at;
                at.string()?;
                texts.push(unescape(&list[start..at.at]));
            }
            _ => return None,
        }
    }
}

/// The content of a string, quotes included in `value`. A lone surrogate from `\udc80` to `\udcff` stands for the byte 0x80 to
/// 0xff, as Python's `surrogateescape` writes it; any other is no character.
pub(super) fn unescape(value: &[u8]) -> Vec<u8> {
    let inside = value.get(1..value.len().saturating_sub(1)).unwrap_or_default();
    let mut text = Vec::with_capacity(inside.len());
    let mut rest = inside;
    while let Some(escape) = memchr::memchr(b'\\', rest) {
        text.extend_from_slice(&rest[..escape]);
        let Some(&sign) = rest.get(escape + 1) else { break };
        rest = &rest[escape + 2..];
        match sign {
            b'b' => text.push(8),
            b'f' => text.push(12),
            b'n' => text.push(b'\n'),
            b'r' => text.push(b'\r'),
            b't' => text.push(b'\t'),
            b'u' => {
                let Some(unit) = hex(rest) else { continue };
                rest = &rest[4..];
                let low = rest.strip_prefix(b"\\u").and_then(hex);
                let (unit, taken) = match (unit, low) {
                    (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                        (0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00), 6)
                    }
                    _ => (unit, 0),
                };
                rest = &rest[taken..];
                match (unit, char::from_u32(unit)) {
                    (0xdc80..=0xdcff, _) => text.push((unit - 0xdc00) as u8),
                    (_, Some(c)) => text.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
                    (_, None) => text.extend_from_slice("\u{fffd}".as_bytes()),
                }
            }
            other => text.push(other),
        }
    }
    text.extend_from_slice(rest);
    text
}

/// What a value is that is neither an object nor a list nor a string; `None` when it is no value.
pub(super) fn scalar(text: &[u8]) -> Option<Kind> {
    match text {
        b"null" => Some(Kind::Null),
        b"true" | b"false" => Some(Kind::Plain),
        [b'-' | b'0'..=b'9', rest @ ..] if rest.iter().all(|byte| byte.is_ascii_digit() || b"+-.eE".contains(byte)) => {
            Some(Kind::Plain)
        }
        // Python writes these, though the standard knows them not.
        b"NaN" | b"Infinity" | b"-Infinity" => Some(Kind::Null),
        _ => None,
    }
}

fn hex(digits: &[u8]) -> Option<u32> {
    let digits = digits.get(..4).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
    u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// A place in a line, going forward over whole values.
struct Cursor<'l> {
    line: &'l [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.line.get(self.at).copied()
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\r' | b'\n')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Option<()> {
        self.space();
        (self.peek()? == byte).then(|| self.at += 1)
    }

    /// Steps over a string.
    fn string(&mut self) -> Option<()> {
        self.expect(b'"')?;
        loop {
            self.at += memchr::memchr2(b'"', b'\\', &self.line[self.at..])?;
            if self.line[self.at] == b'"' {
                self.at += 1;
                return Some(());
            }
            match self.line.get(self.at + 1)? {
                b'u' => {
                    hex(&self.line[self.at + 2..])?;
                    self.at += 6;
                }
                b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => self.at += 2,
                _ => return None,
            }
        }
    }

    /// Steps over an object, and notes what it holds under `path`.
    fn object(&mut self, path: &str, depth: usize, found: &mut Object) -> Option<()> {
        self.expect(b'{')?;
        self.space();
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.space();
            let start = self.at;
            self.string()?;
            let key = unescape(&self.line[start..self.at]);
            let key = String::from_utf8_lossy(&key);
            let path = if path.is_empty() { key.into_owned() } else { format!("{path}.{key}") };
            self.expect(b':')?;
            self.space();
            let value = self.at;
            if self.peek()? == b'{' {
                if depth + 1 > DEPTH_MAX {
                    return None;
                }
                self.object(&path, depth + 1, found)?;
            } else {
                let kind = self.plain(depth)?;
                found.leaves.push(Leaf { path, place: value..self.at, kind });
            }
            if depth == 0 {
                found.members.push(start..self.at);
            }
            self.space();
            self.at += 1;
            match self.line.get(self.at - 1)? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    /// Steps over a value that is no object.
    fn plain(&mut self, depth: usize) -> Option<Kind> {
        match self.peek()? {
            b'"' => self.string().map(|()| Kind::Text),
            b'[' => self.list(depth + 1).map(|()| Kind::List),
            _ => {
                let start = self.at;
                while self.peek().is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte)) {
                    self.at += 1;
                }
                scalar(&self.line[start..self.at])
            }
        }
    }

    fn list(&mut self, depth: usize) -> Option<()> {
        if depth > DEPTH_MAX {
            return None;
        }
        self.expect(b'[')?;
        self.space();
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.space();
            match self.peek()? {
                b'{' => self.object("", depth, &mut Object::default())?,
                _ => drop(self.plain(depth)?),
            }
            self.space();
            self.at += 1;
            match self.line.get(self.at - 1)? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The values of an object as path and text.
    #[track_caller]
    fn check(line: &str, expected: &[(&str, &str)]) {
        let Some(Record::Object(object)) = record(line.as_bytes()) else { panic!("{line} is an object") };
        let shown =
            |leaf: &Leaf| (leaf.path.clone(), String::from_utf8_lossy(&text(line.as_bytes(), leaf)).into_owned());
        let found: Vec<(String, String)> = object.leaves.iter().map(shown).collect();
        let expected: Vec<(String, String)> =
            expected.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        assert_eq!(found, expected, "{line}");
        assert_eq!(line.as_bytes()[object.end], b'}');
    }

    #[test]
    fn values_are_found_at_any_depth() {
        check("{}", &[]);
        check(
            r#" {"a": "x" , "b":-1.5e3,"c":null,"d":true} "#,
            &[("a", "x"), ("b", "-1.5e3"), ("c", ""), ("d", "true")],
        );
        check(
            r#"{"u":{"mail":{"main":"a@b.de"}},"n":[1,{"x":[]}]}"#,
            &[("u.mail.main", "a@b.de"), ("n", r#"[1,{"x":[]}]"#)],
        );
        check(r#"{"to":["a@b.de", "c@d.de"],"cc":[]}"#, &[("to", "a@b.de, c@d.de"), ("cc", "")]);
    }

    #[test]
    fn escapes_are_read() {
        check(r#"{"\u0061":"\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00"}"#, &[("a", "\"\\/\u{8}\u{c}\n\r\té😀")]);
        assert_eq!(unescape(br#""\udcd5\udcc5\ud800""#), b"\xd5\xc5\xef\xbf\xbd");
    }

    #[test]
    fn what_is_no_record_is_none() {
        for line in [
            "",
            "17",
            "[1]",
            "a@b.de",
            "{",
            "{\"a\"",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1}x",
            "{\"a\" 1}",
            "{a:1}",
            "\"open",
            r#"{"a":"\x"}"#,
            r#"{"a":"\u12"}"#,
            "{\"a\":nul}",
            "{\"a\":1 \"b\":2}",
            "{\"a\":[1}",
            "{\"a\":[1,]}",
        ] {
            assert_eq!(record(line.as_bytes()), None, "{line}");
        }
        let deep = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(record(deep.as_bytes()), None);
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(record(deep.as_bytes()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(line in prop::collection::vec(prop::sample::select(b"{}[]\":,\\u0d8a1n \xc3\xff".to_vec()), 0..40)) {
            if let Some(Record::Object(object)) = record(&line) {
                object.leaves.iter().for_each(|leaf| drop(text(&line, leaf)));
            }
        }

        /// What the standard parser takes is taken, with the same strings.
        #[test]
        fn strings_are_those_of_another_parser(content in ".{0,20}", key in "[a-z\\\\\"]{1,5}") {
            let line = serde_json::json!({ key.clone(): content }).to_string();
            let Some(Record::Object(object)) = record(line.as_bytes()) else { panic!("{line}") };
            prop_assert_eq!(&object.leaves[0].path, &key);
            prop_assert_eq!(text(line.as_bytes(), &object.leaves[0]), content.into_bytes());
        }
    }
}
