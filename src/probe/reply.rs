//! Replies of a mail host, read out of octets that come in any pieces. Pure, and bounded: a host may say what it likes for as
//! long as it likes, and no more than the bounds here is kept.

use std::mem;

/// The most octets of a line that are kept. RFC 5321 §4.5.3.1.5 allows 512; hosts that say more are read all the same.
pub const LINE_OCTETS_MAX: usize = 2_048;
/// The most octets of a reply. What goes on for longer is no reply.
pub const REPLY_OCTETS_MAX: usize = 64 << 10;
/// The most lines of a reply. The longest real ones have about thirty.
pub const REPLY_LINES_MAX: usize = 200;

/// A whole reply (RFC 5321 §4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// 200 to 599.
    pub code: u16,
    /// The enhanced status code (RFC 3463) behind the code, if it is of the same class.
    pub enhanced: Option<String>,
    /// The texts of the lines, without codes and line ends, as the host wrote them: whoever shows them must escape them.
    pub lines: Vec<String>,
}

impl Reply {
    /// The texts in one line.
    pub fn text(&self) -> String {
        self.lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// 2, 4 or 5, mostly.
    pub fn class(&self) -> u16 {
        self.code / 100
    }
}

/// Why what came is no reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReply {
    /// It does not begin as a reply does: another protocol, say.
    Garbage,
    /// It is longer than [`REPLY_OCTETS_MAX`] or [`REPLY_LINES_MAX`].
    TooLong,
}

/// Takes octets, and gives replies.
#[derive(Debug, Default)]
pub struct ReplyReader {
    /// The beginning of the line that is not at its end.
    line: Vec<u8>,
    lines: Vec<String>,
    /// Octets of the reply so far, those that were not kept included.
    octets: usize,
}

/// What a line says beside its text.
struct Head {
    code: u16,
    more: bool,
}

impl ReplyReader {
    /// Takes octets up to the end of a reply, and tells how many it took. Lines end with LF; a CR before it does not count.
    pub fn take(&mut self, octets: &[u8]) -> (usize, Option<Result<Reply, NoReply>>) {
        for (place, &octet) in octets.iter().enumerate() {
            self.octets += 1;
            if octet == b'\n' {
                let line = mem::take(&mut self.line);
                if let Some(ended) = self.line_ended(&line) {
                    *self = ReplyReader::default();
                    return (place + 1, Some(ended));
                }
            } else if self.line.len() < LINE_OCTETS_MAX {
                self.line.push(octet);
            }
            if self.octets >= REPLY_OCTETS_MAX {
                return (place + 1, Some(Err(NoReply::TooLong)));
            }
        }
        (octets.len(), None)
    }

    /// Whether anything came that is not a whole reply yet.
    pub fn has_begun(&self) -> bool {
        self.octets > 0
    }

    fn line_ended(&mut self, line: &[u8]) -> Option<Result<Reply, NoReply>> {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let Some((head, text)) = head(line) else {
            // In the midst of a reply some hosts let a text run over several lines.
            if self.lines.is_empty() {
                return Some(Err(NoReply::Garbage));
            }
            return self.keep(line);
        };
        if head.more {
            return self.keep(text);
        }
        self.lines.push(String::from_utf8_lossy(text).into_owned());
        let lines = mem::take(&mut self.lines);
        let enhanced = lines.last().and_then(|line| enhanced(line, head.code));
        Some(Ok(Reply { code: head.code, enhanced, lines }))
    }

    fn keep(&mut self, text: &[u8]) -> Option<Result<Reply, NoReply>> {
        self.lines.push(String::from_utf8_lossy(text).into_owned());
        (self.lines.len() > REPLY_LINES_MAX).then_some(Err(NoReply::TooLong))
    }
}

/// The code at the beginning of a line, and the text behind it.
fn head(line: &[u8]) -> Option<(Head, &[u8])> {
    let (code, rest) = line.split_at_checked(3)?;
    let is_code = matches!(code[0], b'2'..=b'5') && code[1..].iter().all(u8::is_ascii_digit);
    let code = code.iter().fold(0, |code, digit| code * 10 + u16::from(digit.wrapping_sub(b'0')));
    match rest.first() {
        _ if !is_code => None,
        Some(b'-') => Some((Head { code, more: true }, &rest[1..])),
        Some(b' ' | b'\t') => Some((Head { code, more: false }, &rest[1..])),
        // RFC 5321 §4.2 wants the space even where no text follows. Not all hosts know that.
        None => Some((Head { code, more: false }, rest)),
        Some(_) => None,
    }
}

/// `5.7.1` at the beginning of the text (RFC 3463 §2, RFC 2034 §4).
fn enhanced(text: &str, code: u16) -> Option<String> {
    let word = text.split_whitespace().next()?;
    let numbers: Vec<&str> = word.split('.').collect();
    let [class, subject, detail] = numbers.as_slice() else { return None };
    let is_number = |text: &&str| (1..=3).contains(&text.len()) && text.bytes().all(|octet| octet.is_ascii_digit());
    let fits = *class == (code / 100).to_string() && is_number(subject) && is_number(detail);
    fits.then(|| word.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(octets: &[u8]) -> Vec<Result<Reply, NoReply>> {
        let (mut reader, mut rest, mut replies) = (ReplyReader::default(), octets, Vec::new());
        while !rest.is_empty() {
            let (taken, reply) = reader.take(rest);
            rest = &rest[taken..];
            let ended = matches!(reply, Some(Err(_)));
            replies.extend(reply);
            if ended {
                break;
            }
        }
        replies
    }

    fn reply(code: u16, enhanced: Option<&str>, lines: &[&str]) -> Result<Reply, NoReply> {
        let lines = lines.iter().map(|line| (*line).to_owned()).collect();
        Ok(Reply { code, enhanced: enhanced.map(str::to_owned), lines })
    }

    #[test]
    fn replies_are_read_line_by_line() {
        assert_eq!(read(b"220 mx ESMTP\r\n"), [reply(220, None, &["mx ESMTP"])]);
        assert_eq!(
            read(b"220-a\r\n220-\n220\r\n250 b\n"),
            [reply(220, None, &["a", "", ""]), reply(250, None, &["b"])]
        );
        assert_eq!(read(b"554 5.7.1 no\r\n"), [reply(554, Some("5.7.1"), &["5.7.1 no"])]);
        assert_eq!(read(b"554-5.7.1 no\r\n554 5.7.1 never\r\n")[0].as_ref().unwrap().text(), "5.7.1 no 5.7.1 never");
    }

    #[test]
    fn an_enhanced_code_counts_only_where_it_fits() {
        for (line, code) in [
            ("450 4.7.1 later", Some("4.7.1")),
            ("550 4.7.1 later", None),
            ("554 5.7.1234 x", None),
            ("554 5.7 x", None),
            ("554 192.0.2.1 x", None),
            ("554 5..1 x", None),
        ] {
            let read = read(format!("{line}\r\n").as_bytes());
            assert_eq!(read[0].as_ref().unwrap().enhanced.as_deref(), code, "{line}");
        }
    }

    #[test]
    fn what_is_no_reply_is_told() {
        for octets in [&b"SSH-2.0-x\r\n"[..], b"\r\n", b"22\r\n", b"2200 x\r\n", b"120 x\r\n", b"620 x\r\n", b"\0\0\n"]
        {
            assert_eq!(read(octets), [Err(NoReply::Garbage)], "{octets:?}");
        }
        assert_eq!(read(&vec![b'2'; REPLY_OCTETS_MAX]), [Err(NoReply::TooLong)]);
        assert_eq!(read(&b"220-x\r\n".repeat(REPLY_LINES_MAX + 1)), [Err(NoReply::TooLong)]);
        assert_eq!(read(&b"220-x\r\n".repeat(REPLY_LINES_MAX)), []);
    }
}
