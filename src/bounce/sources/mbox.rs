//! Messages of an mbox file (RFC 4155), one after the other. Of each message the first part is kept, however long it is.

use super::Trouble;
use super::lines::read_line;
use crate::bounce::MESSAGE_OCTETS_MAX;
use std::io::BufRead;

/// The most octets of one line that are kept. RFC 5322 §2.1.1 allows 998; base64 on one line is longer.
const LINE_OCTETS_MAX: usize = 64 << 10;

/// What is done with the number and the bytes of a message.
type Take<'a> = dyn FnMut(u64, &[u8]) -> Result<(), Trouble> + 'a;

/// Calls `message` with the number and the bytes of each message.
pub(super) fn read(mut input: impl BufRead, message: &mut Take<'_>) -> Result<(), Trouble> {
    let (mut raw, mut line) = (Vec::new(), Vec::new());
    let (mut number, mut after_blank) = (0, true);
    loop {
        line.clear();
        let more = read_line(&mut input, &mut line, LINE_OCTETS_MAX)?;
        let begins = more && after_blank && is_from_line(&line);
        if (begins || !more) && number > 0 {
            message(number, &raw)?;
        }
        if !more {
            return Ok(());
        }
        if begins {
            number += 1;
            raw.clear();
        } else if number > 0 && raw.len() + line.len() <= MESSAGE_OCTETS_MAX {
            // `>From ` in the text of a message is `From ` with the sign of a careful writer before it.
            let quoted = line.starts_with(b">From ");
            raw.extend_from_slice(&line[usize::from(quoted)..]);
        }
        after_blank = matches!(line.as_slice(), b"\n" | b"\r\n" | b"");
        // MMDF files have lines of four control characters between messages.
        if line.starts_with(b"\x01\x01\x01\x01") {
            if number == 0 || !raw.is_empty() {
                if number > 0 {
                    message(number, &raw)?;
                }
                number += 1;
                raw.clear();
            }
            after_blank = true;
        }
    }
}

/// `From ann@example.com Mon Nov 23 10:00:00 2026`: a sender and a time. Prose that begins with From has no time of day.
fn is_from_line(line: &[u8]) -> bool {
    line.starts_with(b"From ") && line.len() < 1000 && line.iter().filter(|b| **b == b':').count() >= 1
}
