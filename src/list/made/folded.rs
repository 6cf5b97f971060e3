//! Lines of `name: value` that go on on the next line: vCards (RFC 6350 §3.2), LDIF (RFC 2849) and headers of messages (RFC 5322 §2.2.3).
//! Lines that nobody wants are passed over in bounded memory.

use crate::list::ROW_OCTETS_MAX;
use std::io::{self, BufRead, BufReader, ErrorKind, Read};

/// Octets of a line that are looked at to see what it is.
const NAME_OCTETS_MAX: usize = 256;

/// How lines of a form go on, and which of them are kept whole.
#[derive(Clone, Copy)]
pub(super) struct Folding {
    pub is_wanted: fn(&[u8]) -> bool,
    /// Whether a line that ends in `=` goes on on the next one, as in vCard 2.1.
    pub is_quoted_printable: fn(&[u8]) -> bool,
    /// The blank at the beginning of a line that is gone on with belongs to the value, as in headers (RFC 5322 §2.2.3).
    pub blank_is_value: bool,
}

/// Lines, each with those that it goes on on.
pub(super) struct Lines {
    input: BufReader<Box<dyn Read + Send>>,
    folding: Folding,
    /// The number of the line that was read last, from 1.
    number: u64,
}

impl Lines {
    pub fn new(input: Box<dyn Read + Send>, folding: Folding) -> Lines {
        Lines { input: BufReader::with_capacity(1 << 16, input), folding, number: 0 }
    }

    pub fn next(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        if !self.read(&mut line, usize::MAX)? {
            return Ok(None);
        }
        if self.number == 1 && line.starts_with(crate::list::encoding::UTF8_MARK) {
            line.drain(..crate::list::encoding::UTF8_MARK.len());
        }
        let wanted = (self.folding.is_wanted)(&line);
        loop {
            // What nobody looks at is not kept.
            let kept = if wanted { usize::MAX } else { NAME_OCTETS_MAX };
            line.truncate(kept);
            let soft = wanted && line.ends_with(b"=") && (self.folding.is_quoted_printable)(&line);
            let folded = !line.is_empty() && matches!(self.input.fill_buf()?.first(), Some(b' ' | b'\t'));
            if soft {
                line.pop();
            } else if folded {
                self.input.consume(usize::from(!self.folding.blank_is_value));
            } else {
                return Ok(Some(line));
            }
            if !self.read(&mut line, kept)? {
                return Ok(Some(line));
            }
        }
    }

    /// Adds a line of the file without its end. False at the end of the file. What is longer than `kept` is left out.
    fn read(&mut self, line: &mut Vec<u8>, kept: usize) -> io::Result<bool> {
        self.number += 1;
        let mut any = false;
        loop {
            let piece = self.input.fill_buf()?;
            if piece.is_empty() {
                return Ok(any);
            }
            any = true;
            let end = memchr::memchr(b'\n', piece);
            let taken = end.unwrap_or(piece.len());
            if line.len() < kept {
                line.extend_from_slice(&piece[..taken]);
            }
            let ended = end.is_some();
            self.input.consume(taken + usize::from(ended));
            if line.len() > ROW_OCTETS_MAX {
                let what = format!("line {} is longer than {} MiB", self.number, ROW_OCTETS_MAX >> 20);
                return Err(io::Error::new(ErrorKind::InvalidData, what));
            }
            if ended {
                if line.ends_with(b"\r") {
                    line.pop();
                }
                return Ok(true);
            }
        }
    }
}
