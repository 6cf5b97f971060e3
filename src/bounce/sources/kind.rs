//! What a file of bounces is, told by its first octets.

use super::tracking;
use crate::bounce::{Field, field, is_log_line, says_something};

/// The kinds that are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Empty,
    /// One message.
    Message,
    Mbox,
    /// A mail log.
    Log,
    /// Plain lines of SMTP replies.
    Replies,
    /// CSV or the like, with this delimiter and a header.
    Table(u8),
    /// A message tracking log of Exchange.
    Tracking,
    /// JSON or JSON Lines.
    Json,
    Unclear,
}

/// Lines at the start that are looked at.
const LINES_LOOKED_AT: usize = 60;

impl Kind {
    /// The kind of a file with this head.
    pub fn of(head: &[u8]) -> Kind {
        let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
        if head.trim_ascii().is_empty() {
            return Kind::Empty;
        }
        if head.starts_with(b"From ") || head.starts_with(b"\x01\x01\x01\x01") {
            return Kind::Mbox;
        }
        let text = String::from_utf8_lossy(head);
        let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(LINES_LOOKED_AT).collect();
        let first = lines.first().copied().unwrap_or_default();
        if is_json(first) {
            return Kind::Json;
        }
        if lines.iter().take(10).any(|line| tracking::names_columns(line)) {
            return Kind::Tracking;
        }
        // A log may have mail headers nowhere, and mail may quote a log; so the first line decides between them.
        if lines.iter().take(5).any(|line| is_log_line(line)) {
            return Kind::Log;
        }
        if let Some(delimiter) = table_delimiter(first) {
            return Kind::Table(delimiter);
        }
        if is_message(&lines) {
            return Kind::Message;
        }
        if lines.iter().any(|line| is_log_line(line)) {
            Kind::Log
        } else if lines.iter().any(|line| says_something(line)) {
            Kind::Replies
        } else {
            Kind::Unclear
        }
    }
}

fn is_json(first: &str) -> bool {
    let first = first.trim_start();
    let inner = first.strip_prefix('[').map(str::trim_start).unwrap_or(first);
    inner.starts_with('{') || (first.starts_with('[') && inner.is_empty())
}

/// Whether the first lines are headers, with one among them that only mail has.
fn is_message(lines: &[&str]) -> bool {
    const OF_MAIL: &[&str] = &[
        "received",
        "return-path",
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "delivered-to",
        "x-original-to",
        "envelope-to",
        "authentication-results",
        "dkim-signature",
        "x-failed-recipients",
        "auto-submitted",
    ];
    let name = |line: &str| {
        let (name, _) = line.split_once(':')?;
        let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
        plain.then(|| name.to_ascii_lowercase())
    };
    let Some(first) = lines.first().and_then(|line| name(line)) else { return false };
    let mut known = usize::from(OF_MAIL.contains(&first.as_str()));
    for line in lines.iter().skip(1).take(30) {
        match name(line) {
            Some(name) => known += usize::from(OF_MAIL.contains(&name.as_str())),
            None if line.starts_with([' ', '\t']) => {}
            None => break,
        }
    }
    known >= 2 || (known == 1 && lines.len() <= 3) || (known == 1 && OF_MAIL.contains(&first.as_str()))
}

/// The delimiter, when the line is a header that names a recipient and something about the bounce.
fn table_delimiter(line: &str) -> Option<u8> {
    [b',', b';', b'\t', b'|'].into_iter().find(|delimiter| {
        let fields: Vec<Option<Field>> =
            line.split(char::from(*delimiter)).map(|name| field(name.trim().trim_matches('"'))).collect();
        fields.contains(&Some(Field::Recipient))
            && fields.iter().flatten().any(|field| !matches!(field, Field::Recipient | Field::When))
    })
}
