//! The header fields of a message: cut apart, unfolded, counted. Bytes of strangers go in; nothing here panics on any.

/// Header fields that are read. Real messages have under a hundred.
const FIELDS_MAX: usize = 2_000;
/// The longest line of a message without its line end (RFC 5322 §2.1.1).
pub const LINE_OCTETS_MAX: usize = 998;

/// One header field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The name as it is written.
    pub name: String,
    /// The value, unfolded and without white space at its edges. Bytes that are no UTF-8 are replaced.
    pub value: String,
    /// The line that it begins in, from 1.
    pub line: usize,
}

/// A message cut into header fields and body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    pub list: Vec<Field>,
    /// Lines of the header that are no field and no continuation of one.
    pub strays: Vec<String>,
    /// The header has bytes outside ASCII (RFC 6532 allows them only to hosts with SMTPUTF8).
    pub non_ascii: bool,
    /// Where the body begins.
    pub body_at: usize,
}

impl Fields {
    /// All values of a field, by its name in any case.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> + 'a {
        self.list.iter().filter(move |field| field.name.eq_ignore_ascii_case(name)).map(|field| field.value.as_str())
    }

    /// The first value of a field.
    pub fn first<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Cuts the header of a message whose lines end in CRLF.
    pub fn parse(message: &[u8]) -> Fields {
        let mut fields = Fields { body_at: message.len(), ..Fields::default() };
        let (mut at, mut number) = (0, 0);
        while at < message.len() {
            number += 1;
            let end = find(&message[at..], b"\r\n").map_or(message.len(), |found| at + found);
            let line = &message[at..end];
            let next = (end + 2).min(message.len());
            if line.is_empty() {
                fields.body_at = next;
                return fields;
            }
            fields.take(line, number);
            at = next;
        }
        fields
    }

    fn take(&mut self, line: &[u8], number: usize) {
        self.non_ascii |= !line.is_ascii();
        let text = String::from_utf8_lossy(line);
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if let Some(last) = self.list.last_mut() {
                if !last.value.is_empty() {
                    last.value.push(' ');
                }
                last.value.push_str(text.trim());
                return;
            }
        } else if let Some((name, value)) = text.split_once(':') {
            let name = name.trim_end();
            let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_graphic());
            if is_name && self.list.len() < FIELDS_MAX {
                self.list.push(Field { name: name.to_owned(), value: value.trim().to_owned(), line: number });
                return;
            }
        }
        if self.strays.len() < FIELDS_MAX {
            self.strays.push(text.into_owned());
        }
    }
}

/// The message as it goes over the wire: every line ends in CRLF, and no line of a mailbox file stands before it.
pub fn as_sent(bytes: &[u8]) -> Vec<u8> {
    let is_mbox = begins_as_mbox(bytes);
    let bytes = without_mark(bytes);
    let bytes = match is_mbox {
        true => bytes.iter().position(|&b| b == b'\n').map_or(&[][..], |end| &bytes[end + 1..]),
        false => bytes,
    };
    let mut sent = Vec::with_capacity(bytes.len() + bytes.len() / 32);
    let mut last = 0;
    for &byte in bytes {
        if byte == b'\n' && last != b'\r' {
            sent.push(b'\r');
        }
        sent.push(byte);
        last = byte;
    }
    sent
}

/// Whether the line of a mailbox file stands before a message.
pub fn begins_as_mbox(bytes: &[u8]) -> bool {
    without_mark(bytes).starts_with(b"From ")
}

/// Editors of Windows put a mark before UTF-8.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// The longest line, in octets.
pub fn longest_line(message: &[u8]) -> usize {
    message.split(|&b| b == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line).len()).max().unwrap_or(0)
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(haystack, needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_unfolded_and_the_body_is_left_alone() {
        let fields = Fields::parse(b"From: a@b.de\r\nSubject: one\r\n two\r\n\tthree\r\nX:\r\n\r\nFrom: body\r\n");
        assert_eq!(fields.first("subject"), Some("one two three"));
        assert_eq!(fields.all("from").collect::<Vec<_>>(), ["a@b.de"]);
        assert_eq!(fields.first("x"), Some(""));
        assert!(fields.strays.is_empty() && !fields.non_ascii);
    }

    #[test]
    fn lines_that_are_no_fields_are_kept_as_strays() {
        let fields = Fields::parse(b" folded\r\nno field here\r\nSub ject: x\r\nTo: y\r\n");
        assert_eq!(fields.strays.len(), 3);
        assert_eq!(fields.first("to"), Some("y"));
    }

    #[test]
    fn a_file_becomes_what_is_sent() {
        assert_eq!(as_sent(b"From x Mon\nA: b\n\nc\r\nd\n"), b"A: b\r\n\r\nc\r\nd\r\n");
        assert_eq!(as_sent(b"From "), b"");
        assert_eq!(longest_line(b"ab\r\nabcd\r\n"), 4);
    }
}
