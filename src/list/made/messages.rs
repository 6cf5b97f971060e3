//! Messages as lists: the addresses in the headers of a mail (`.eml`; RFC 5322) or of all mails of an mbox file (RFC 4155). Each address is
//! a row, in the order in which they stand.
//!
//! Bodies are passed over. Addresses are told apart by the commas between them and not by whether they are valid, for it must never
//! lose one that is not.

use super::folded::{Folding, Lines};
use super::{Form, MakeRows};
use crate::list::encoding::UTF8_MARK;
use crate::list::json::lines::push_row;
use std::io::{self, Read};

/// The fields whose addresses are rows, as they are written out.
const FIELDS: [&str; 5] = ["From", "Reply-To", "To", "Cc", "Bcc"];

/// Fields that stand in every message that was sent, and in no list that somebody typed.
const SENT_WITH: [&str; 8] =
    ["Message-ID", "Received", "Return-Path", "MIME-Version", "Date", "Content-Type", "DKIM-Signature", "Delivered-To"];

/// The columns of the list.
const COLUMNS: [&str; 4] = ["message", "field", "name", "email"];

/// Messages as a form of lists.
pub(super) const MESSAGES: Form = Form {
    word: "list-messages",
    is_list: false,
    begins,
    emails: |_| Ok(1),
    names: |_| COLUMNS.map(str::to_owned).to_vec(),
    rows: |input, _| Box::new(Correspondents::new(input)),
};

const FOLDING: Folding = Folding { is_wanted, is_quoted_printable: |_| false, blank_is_value: true };

impl MakeRows for Correspondents {
    fn next_row(&mut self, text: &mut Vec<u8>) -> io::Result<bool> {
        let Some(Correspondent { message, field, name, email }) = self.next()? else { return Ok(false) };
        let message = message.to_string();
        push_row([message.as_bytes(), field.as_bytes(), &name, &email].iter(), text);
        Ok(true)
    }
}

/// An address out of a header.
#[derive(Debug, PartialEq, Eq)]
struct Correspondent {
    /// The number of the message in the file, from 1.
    pub message: u64,
    pub field: &'static str,
    pub name: Vec<u8>,
    pub email: Vec<u8>,
}

/// Whether a file is a message or an mbox file, by its beginning. A file that is called so is believed sooner.
fn begins(head: &[u8], is_whole: bool, file: &str) -> bool {
    let head = head.strip_prefix(UTF8_MARK).unwrap_or(head);
    let is_box = is_from_line(head.split(|byte| *byte == b'\n').next().unwrap_or(head));
    let mut lines = head.split(|byte| *byte == b'\n').skip(usize::from(is_box)).peekable();
    let (mut sent_with, mut has_addresses, mut ended, mut fields) = (false, false, false, 0);
    while let Some(line) = lines.next() {
        let is_cut = lines.peek().is_none() && !is_whole;
        if line.trim_ascii().is_empty() {
            ended = true;
            break;
        }
        let goes_on = matches!(line.first(), Some(b' ' | b'\t'));
        if is_cut || fields > 0 && goes_on {
            continue;
        }
        let Some((name, _)) = field(line) else { return false };
        fields += 1;
        has_addresses |= FIELDS.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
        sent_with |= SENT_WITH.iter().any(|known| name.eq_ignore_ascii_case(known.as_bytes()));
    }
    let ending = file.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    let is_called = matches!(ending.as_str(), "eml" | "mbox" | "mbx");
    let has_addresses = has_addresses || !ended && !is_whole;
    has_addresses && (sent_with || is_box || is_called)
}

/// The name and the value of a field.
fn field(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let colon = memchr::memchr(b':', line)?;
    let name = line[..colon].trim_ascii_end();
    let is_name =
        !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    is_name.then_some((name, &line[colon + 1..]))
}

/// `From ann@example.com Mon Nov 23 10:00:00 2026`: a sender and a time.
fn is_from_line(line: &[u8]) -> bool {
    let is_time = |five: &[u8]| {
        let digits = [0, 1, 3, 4].iter().all(|&at| five[at].is_ascii_digit());
        digits && five[2] == b':'
    };
    line.starts_with(b"From ") && line.len() < 1000 && line.windows(5).any(is_time)
}

/// Whether a line is needed: the others are not kept.
fn is_wanted(line: &[u8]) -> bool {
    line.starts_with(b"From ") || field(line).is_some_and(|(name, _)| known(name).is_some())
}

fn known(name: &[u8]) -> Option<&'static str> {
    FIELDS.into_iter().find(|known| name.eq_ignore_ascii_case(known.as_bytes()))
}

/// The addresses of a file, one after the other.
struct Correspondents {
    lines: Lines,
    /// The field that was read last, its value, and how much of that was taken.
    waiting: (&'static str, Vec<u8>, usize),
    message: u64,
    in_header: bool,
    is_box: bool,
    after_blank: bool,
}

impl Correspondents {
    pub fn new(input: Box<dyn Read + Send>) -> Correspondents {
        Correspondents {
            lines: Lines::new(input, FOLDING),
            waiting: ("", Vec::new(), 0),
            message: 0,
            in_header: false,
            is_box: false,
            after_blank: true,
        }
    }

    /// The next one, or `None` at the end.
    pub fn next(&mut self) -> io::Result<Option<Correspondent>> {
        loop {
            let (field, value, at) = &mut self.waiting;
            if let Some((name, email)) = next_mailbox(value, at) {
                return Ok(Some(Correspondent { message: self.message, field, name, email }));
            }
            if self.message > 0 && !self.in_header && !self.is_box {
                return Ok(None);
            }
            let Some(line) = self.lines.next()? else { return Ok(None) };
            self.take(&line);
        }
    }

    fn take(&mut self, line: &[u8]) {
        let begins = self.after_blank && is_from_line(line);
        if begins || self.message == 0 {
            self.is_box |= begins;
            self.message += 1;
            self.in_header = true;
        }
        self.after_blank = line.is_empty();
        if line.is_empty() {
            self.in_header = false;
        } else if self.in_header
            && let Some((name, value)) = field(line)
            && let Some(field) = known(name)
        {
            self.waiting = (field, value.to_vec(), 0);
        }
    }
}

/// The name and the address that follow in a field, told apart by commas, and by the semicolons that end groups. What is left of a
/// quotation or a remark without an end holds the addresses behind it.
fn next_mailbox(value: &[u8], at: &mut usize) -> Option<(Vec<u8>, Vec<u8>)> {
    while *at < value.len() {
        let mut start = *at;
        let (mut quoted, mut angle, mut remarks, mut has_at) = (false, false, 0_u32, false);
        while let Some(&byte) = value.get(*at) {
            let outside = !quoted && remarks == 0;
            match byte {
                b'\\' if quoted || remarks > 0 => *at += 1,
                b'"' if remarks == 0 => quoted = !quoted,
                b'(' if !quoted => remarks += 1,
                b')' if !quoted => remarks = remarks.saturating_sub(1),
                b'<' if outside => angle = true,
                b'>' if outside => angle = false,
                b'@' => has_at = true,
                // The name of a group ends.
                b':' if outside && !angle && !has_at => start = *at + 1,
                b',' | b';' if outside && !angle => break,
                _ => {}
            }
            *at += 1;
        }
        let end = (*at).min(value.len());
        *at += 1;
        if let Some(found) = mailbox(&value[start.min(end)..end]) {
            return Some(found);
        }
    }
    None
}

/// The name and the address of one mailbox; without angle brackets all of it is the address.
fn mailbox(text: &[u8]) -> Option<(Vec<u8>, Vec<u8>)> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    let inner = text.strip_suffix(b">").and_then(|inner| Some((memchr::memrchr(b'<', inner)?, inner)));
    match inner {
        Some((open, inner)) if !inner[open + 1..].trim_ascii().is_empty() => {
            let name = decoded(text[..open].trim_ascii());
            let quoted = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\""));
            let name = quoted.map_or_else(|| name.clone(), unescaped);
            Some((name, inner[open + 1..].trim_ascii().to_vec()))
        }
        _ => Some((Vec::new(), decoded(text))),
    }
}

/// A quoted string without the backslashes of RFC 5322 §3.2.4.
fn unescaped(text: &[u8]) -> Vec<u8> {
    let mut bytes = text.iter().copied();
    let mut plain = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        plain.extend(if byte == b'\\' { bytes.next() } else { Some(byte) });
    }
    plain
}

/// The text of encoded words (RFC 2047), in UTF-8. What is no UTF-8 is taken for Windows' Latin, as mail programs do.
fn decoded(text: &[u8]) -> Vec<u8> {
    let plain = || match std::str::from_utf8(text) {
        Ok(_) => text.to_vec(),
        Err(_) => encoding_rs::WINDOWS_1252.decode(text).0.into_owned().into_bytes(),
    };
    if memchr::memmem::find(text, b"=?").is_none() {
        return plain();
    }
    let header = [b"Subject: ", text, b"\r\n\r\n"].concat();
    let parsed =
        mail_parser::MessageParser::new().with_mime_headers().header_text("Subject").parse_headers(&header[..]);
    let said = parsed.as_ref().and_then(|message| message.subject()).filter(|said| !said.trim().is_empty());
    said.map_or_else(plain, |said| said.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Each address as `message field|name|address`.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        for text in [text.to_owned(), text.replace('\n', "\r\n")] {
            let mut all = Correspondents::new(Box::new(io::Cursor::new(text.clone().into_bytes())));
            let mut found = Vec::new();
            while let Some(next) = all.next().expect("it is read") {
                let (name, email) = (String::from_utf8_lossy(&next.name), String::from_utf8_lossy(&next.email));
                found.push(format!("{} {}|{name}|{email}", next.message, next.field));
            }
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn every_address_of_a_header_is_a_row() {
        check(
            "Received: from x by y; Mon, 23 Nov 2026 10:00:00 +0000\nFROM: \"Lee, Ann\" <ann@gmail.com>\nSubject: To: nobody@x.com\n\
             To: bob@gmail.com, =?utf-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@gmx.de>,\n\t\"a \\\"b\\\" c\"\n  <c@web.de>\n\
             Cc: Team: d@x.com, e@x.com;, broken@, f@x.com (Fay, of the team)\nbcc : undisclosed-recipients:;\nX-To: no@no.com\n\n\
             To: body@x.com\nFrom a@b.c Mon Nov 23 10:00:00 2026\nTo: body@x.com\n",
            &[
                "1 From|Lee, Ann|ann@gmail.com",
                "1 To||bob@gmail.com",
                "1 To|Jörg Müller|joerg@gmx.de",
                "1 To|a \"b\" c|c@web.de",
                "1 Cc||d@x.com",
                "1 Cc||e@x.com",
                "1 Cc||broken@",
                "1 Cc||f@x.com (Fay, of the team)",
            ],
        );
    }

    #[test]
    fn every_message_of_an_mbox_file_is_read() {
        check(
            "From ann@gmail.com Mon Nov 23 10:00:00 2026\nFrom: ann@gmail.com\nTo: b@x.com\n\nHello\nFrom the hills: a letter\n>From x\n\n\
             From bob Mon Nov 23 10:00:01 2026\nReply-To: <bob@x.com>\nTo:\n\n\nFrom - Mon Nov 23 10:00:02 2026\nTo: c@x.com; d@x.com\n",
            &["1 From||ann@gmail.com", "1 To||b@x.com", "2 Reply-To||bob@x.com", "3 To||c@x.com", "3 To||d@x.com"],
        );
    }

    #[test]
    fn what_is_broken_is_a_row_too() {
        check("To: Ann Lee\n", &["1 To||Ann Lee"]);
        check("To: <>, a@x.com>, <b@x.com, (c@x.com\n", &["1 To||<>", "1 To||a@x.com>", "1 To||<b@x.com, (c@x.com"]);
        check("To: \"a@x.com, b@x.com\n", &["1 To||\"a@x.com, b@x.com"]);
        check("To: =?utf-8?B?YW5uQHguY29t?=, =?x?y?z\n", &["1 To||ann@x.com", "1 To||=?x?y?z"]);
        check("To: mailto:a@x.com, b@[IPv6:2001:db8::1]\n", &["1 To||a@x.com", "1 To||b@[IPv6:2001:db8::1]"]);
    }

    #[test]
    fn messages_are_told_from_lists() {
        let told = |text: &str, file: &str| begins(text.as_bytes(), true, file);
        assert!(told("Message-ID: <1@x>\nFrom: a@x.com\n\nHello", "x"));
        assert!(told("From a@x.com Mon Nov 23 10:00:00 2026\nTo: b@x.com\n\n", "x"));
        assert!(told("To: a@x.com\nCc: b@x.com\n\nHello", "draft.EML"));
        for list in [
            "To: a@x.com, b@x.com\n",
            "To: a@x.com\nCc: b@x.com\n\nc@x.com\n",
            "From Ann: a@x.com\nTo: b@x.com\n",
            "email,Date: x\na@x.com,1\n",
            "Date: 2026-11-23\na@x.com\n",
            "Date: 2026-11-23\n\na@x.com\n",
            "email\na@x.com\n",
            "",
        ] {
            assert!(!told(list, "list.txt"), "{list}");
        }
        assert!(!told("email\na@x.com\n", "list.eml"));
        // A head that is cut in the middle of its header.
        assert!(begins(b"Received: from x\n by y\nReceived: fr", false, "x"));
        assert!(!begins(b"a@x.com\nReceived: fr", false, "x"));
    }

    proptest! {
        /// Whatever stands between the commas, every address is in some row, in order.
        #[test]
        fn no_address_is_lost(pieces in prop::collection::vec("([ ,;:<>()\"\\\\]|=\\?utf-8\\?q\\?x\\?=|Ann|[a-c]@x\\.com){1,6}", 1..8)) {
            let value = pieces.join(",");
            let mut at = 0;
            let all = std::iter::from_fn(|| next_mailbox(value.as_bytes(), &mut at));
            let left: Vec<u8> = all.flat_map(|(name, email)| [name, email].concat()).collect();
            for address in ["a@x.com", "b@x.com", "c@x.com"] {
                let count = |text: &[u8]| memchr::memmem::find_iter(text, address.as_bytes()).count();
                prop_assert!(count(&left) >= count(value.as_bytes()), "{address} of {value:?}");
            }
        }

        #[test]
        fn any_bytes_are_read(text in prop::collection::vec(any::<u8>(), 0..300), head in "(To|From|Cc): ?") {
            let text = [head.as_bytes(), &text].concat();
            let mut all = Correspondents::new(Box::new(io::Cursor::new(text.clone())));
            let mut rows = 0;
            while all.next().expect("it is read").is_some() {
                rows += 1;
            }
            prop_assert!(rows <= text.len());
            begins(&text, true, "");
        }
    }
}
