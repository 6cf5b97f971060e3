//! Lines of a stream, each bounded: of a line that is too long the start is given and the rest is skipped.

use std::io::{self, BufRead};

/// The most octets of a line that are kept.
const LINE_OCTETS_MAX: usize = 64 << 10;

/// Gives line after line, numbered from 1, as text.
pub(super) struct Lines<R> {
    input: R,
    number: u64,
    line: Vec<u8>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(input: R) -> Lines<R> {
        Lines { input, number: 0, line: Vec::new() }
    }

    pub(super) fn next(&mut self) -> io::Result<Option<(u64, String)>> {
        self.line.clear();
        if !read_line(&mut self.input, &mut self.line, LINE_OCTETS_MAX)? {
            return Ok(None);
        }
        self.number += 1;
        Ok(Some((self.number, String::from_utf8_lossy(&self.line).into_owned())))
    }
}

/// Reads a line with its end into `line`, keeping at most so many octets. `false` at the end of the stream.
pub(super) fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>, octets_max: usize) -> io::Result<bool> {
    let mut any = false;
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        if chunk.is_empty() {
            return Ok(any);
        }
        any = true;
        let (used, ends) = match memchr::memchr(b'\n', chunk) {
            Some(at) => (at + 1, true),
            None => (chunk.len(), false),
        };
        let room = octets_max.saturating_sub(line.len());
        line.extend_from_slice(&chunk[..used.min(room)]);
        input.consume(used);
        if ends {
            return Ok(true);
        }
    }
}
