//! Lines of JSON taken apart where they stand: which values a record has, and where. Pure: bytes in, places out.
//!
//! A parser that builds values would lose how they were written, and a line has to come out as it went in. It must never
//! take half a value for a whole one, and never go deeper than a stack allows.

use std::borrow::Cow;
use std::ops::Range;

/// Objects and lists within each other (RFC 8259 §9 lets a parser set a limit).
const DEPTH_MAX: usize = 64;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::list) enum Kind {
    Text,
    /// A number, true or false.
    Plain,
    Null,
    List,
}

/// What a line is as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::list) enum Outline {
    /// An object; where its last brace stands.
    Object(usize),
    /// A string alone; where it stands.
    Text(Range<usize>),
}

/// Takes a line apart, and shows its leaves: for each the keys on the way to it, joined by dots, and the value. `None` when it is
/// neither an object nor a string, or goes on behind its end; what was shown before is then of no worth.
///
/// `path` is room for the keys, which is used again for each line.
pub(in crate::list) fn walk(
    line: &[u8],
    path: &mut String,
    leaf: impl FnMut(&str, Range<usize>, Kind),
) -> Option<Outline> {
    walk_with(line, path, &mut Leaves(leaf))
}

/// Where the parts of a line stand, for whoever writes it again.
#[derive(Debug, Default)]
pub(in crate::list) struct Shape {
    /// `None` where the line is no record.
    pub outline: Option<Outline>,
    /// Key and value of each member of the outermost object.
    pub members: Vec<Range<usize>>,
    /// The last value with the name of the address.
    pub address: Option<(Range<usize>, Kind)>,
}

impl Shape {
    /// Takes a line apart as [`walk`] does. The value for which `leaf` says so is that of the address.
    pub fn of(line: &[u8], path: &mut String, leaf: impl FnMut(&str, &Range<usize>, Kind) -> bool) -> Shape {
        let mut noting = Noting { leaf, shape: Shape::default() };
        let outline = walk_with(line, path, &mut noting);
        Shape { outline, ..noting.shape }
    }
}

struct Noting<F> {
    leaf: F,
    shape: Shape,
}

impl<F: FnMut(&str, &Range<usize>, Kind) -> bool> Visit for Noting<F> {
    fn leaf(&mut self, path: &str, place: Range<usize>, kind: Kind) {
        if (self.leaf)(path, &place, kind) {
            self.shape.address = Some((place, kind));
        }
    }

    fn member(&mut self, place: Range<usize>) {
        self.shape.members.push(place);
    }
}

fn walk_with(line: &[u8], path: &mut String, seen: &mut impl Visit) -> Option<Outline> {
    path.clear();
    let mut at = Cursor { line, at: 0 };
    at.space();
    let start = at.at;
    let outline = match at.peek()? {
        b'"' => {
            at.string()?;
            Outline::Text(start..at.at)
        }
        b'{' => {
            at.object(path, 0, seen)?;
            Outline::Object(at.at - 1)
        }
        _ => return None,
    };
    at.space();
    (at.at == line.len()).then_some(outline)
}

/// Who is shown the parts of an object.
trait Visit {
    fn leaf(&mut self, path: &str, place: Range<usize>, kind: Kind);
    /// A member of the outermost object: key and value.
    fn member(&mut self, _place: Range<usize>) {}
}

struct Leaves<F>(F);

impl<F: FnMut(&str, Range<usize>, Kind)> Visit for Leaves<F> {
    fn leaf(&mut self, path: &str, place: Range<usize>, kind: Kind) {
        (self.0)(path, place, kind);
    }
}

/// Nobody is shown what a list holds.
struct Nobody;

impl Visit for Nobody {
    fn leaf(&mut self, _path: &str, _place: Range<usize>, _kind: Kind) {}
}

/// The text of a value, as a person would write it in a cell.
pub(in crate::list) fn text(value: &[u8], kind: Kind) -> Cow<'_, [u8]> {
    match kind {
        Kind::Null => Cow::Borrowed(b""),
        Kind::Plain => Cow::Borrowed(value),
        Kind::Text => unescape(value),
        // Several addresses in a list are several addresses in a cell, also where each has an object of its own.
        Kind::List => match texts(value).or_else(|| addresses_of_objects(value)) {
            Some(texts) => Cow::Owned(texts.join(&b", "[..])),
            None => Cow::Borrowed(value),
        },
    }
}

/// Whether a list holds nothing but strings, so that another string may stand in their place.
pub(in crate::list) fn is_of_strings(list: &[u8]) -> bool {
    texts(list).is_some()
}

/// The strings with an `@` out of a list of objects, as `[{"type":"home","address":"ann@example.org"}]`; nothing where it holds
/// something else, or an object has none or several.
fn addresses_of_objects(list: &[u8]) -> Option<Vec<Vec<u8>>> {
    let (mut at, mut path, mut found) = (Cursor { line: list, at: 1 }, String::new(), Vec::new());
    loop {
        at.space();
        match at.peek()? {
            b']' => return (!found.is_empty()).then_some(found),
            b',' => at.at += 1,
            b'{' => {
                let mut of_object: Vec<Range<usize>> = Vec::new();
                let mut leaves = Leaves(|_: &str, place: Range<usize>, kind| {
                    if kind == Kind::Text && memchr::memchr(b'@', &list[place.clone()]).is_some() {
                        of_object.push(place);
                    }
                });
                path.clear();
                at.object(&mut path, 0, &mut leaves)?;
                let [only] = of_object.as_slice() else { return None };
                found.push(unescape(&list[only.clone()]).into_owned());
            }
            _ => return None,
        }
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
                texts.push(unescape(&list[start..at.at]).into_owned());
            }
            _ => return None,
        }
    }
}

/// The content of a string, quotes included in `value`. A lone surrogate from `\udc80` to `\udcff` stands for the byte 0x80 to
/// 0xff, as Python's `surrogateescape` writes it; any other is no character.
pub(in crate::list) fn unescape(value: &[u8]) -> Cow<'_, [u8]> {
    let inside = value.get(1..value.len().saturating_sub(1)).unwrap_or_default();
    if memchr::memchr(b'\\', inside).is_none() {
        return Cow::Borrowed(inside);
    }
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
    Cow::Owned(text)
}

/// What a value is that is neither an object nor a list nor a string; `None` when it is no value.
pub(in crate::list) fn scalar(text: &[u8]) -> Option<Kind> {
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

    /// Steps over an object, and shows what it holds under `path`.
    fn object(&mut self, path: &mut String, depth: usize, seen: &mut impl Visit) -> Option<()> {
        self.expect(b'{')?;
        self.space();
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(());
        }
        let above = path.len();
        loop {
            self.space();
            let start = self.at;
            self.string()?;
            if above > 0 {
                path.push('.');
            }
            let key = unescape(&self.line[start..self.at]);
            match std::str::from_utf8(&key) {
                Ok(key) => path.push_str(key),
                Err(_) => path.push_str(&String::from_utf8_lossy(&key)),
            }
            self.expect(b':')?;
            self.space();
            let value = self.at;
            if self.peek()? == b'{' {
                if depth + 1 > DEPTH_MAX {
                    return None;
                }
                self.object(path, depth + 1, seen)?;
            } else {
                let kind = self.plain(depth)?;
                seen.leaf(path, value..self.at, kind);
            }
            path.truncate(above);
            if depth == 0 {
                seen.member(start..self.at);
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
                b'{' => self.object(&mut String::new(), depth, &mut Nobody)?,
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

    /// The values of an object as path and text, and where its last brace stands.
    fn leaves(line: &[u8]) -> Option<(Vec<(String, String)>, usize)> {
        let mut found = Vec::new();
        let leaf = |path: &str, place: Range<usize>, kind| {
            found.push((path.to_owned(), String::from_utf8_lossy(&text(&line[place], kind)).into_owned()));
        };
        match walk(line, &mut String::new(), leaf)? {
            Outline::Object(end) => Some((found, end)),
            Outline::Text(_) => None,
        }
    }

    fn outline(line: &[u8]) -> Option<Outline> {
        walk(line, &mut String::new(), |_, _, _| ())
    }

    #[track_caller]
    fn check(line: &str, expected: &[(&str, &str)]) {
        let Some((found, end)) = leaves(line.as_bytes()) else { panic!("{line} is an object") };
        let expected: Vec<(String, String)> =
            expected.iter().map(|(path, text)| (path.to_string(), text.to_string())).collect();
        assert_eq!(found, expected, "{line}");
        assert_eq!(line.as_bytes()[end], b'}');
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
        assert_eq!(&*unescape(br#""\udcd5\udcc5\ud800""#), b"\xd5\xc5\xef\xbf\xbd");
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
            assert_eq!(outline(line.as_bytes()), None, "{line}");
        }
        let deep = format!("{}1{}", "{\"a\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(outline(deep.as_bytes()), None);
        let deep = format!("{{\"a\":{}{}}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(outline(deep.as_bytes()), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(line in prop::collection::vec(prop::sample::select(b"{}[]\":,\\u0d8a1n \xc3\xff".to_vec()), 0..40)) {
            drop(leaves(&line));
        }

        /// What the standard parser takes is taken, with the same strings.
        #[test]
        fn strings_are_those_of_another_parser(content in ".{0,20}", key in "[a-z\\\\\"]{1,5}") {
            let line = serde_json::json!({ key.clone(): content }).to_string();
            let Some((found, _)) = leaves(line.as_bytes()) else { panic!("{line}") };
            prop_assert_eq!(found, [(key, content)]);
        }
    }
}
