//! Gzip as the gzip program reads it: one member after another (RFC 1952 §2.2), zeros behind the last one, and what else follows is
//! left alone and told of.
//!
//! It must never take a damaged member for the end.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Unpacks gzip.
pub(super) struct Gunzip<R> {
    /// `None` at the end.
    member: Option<GzDecoder<R>>,
    /// Set when something follows behind the last member.
    tail: Arc<AtomicBool>,
}

impl<R: BufRead> Gunzip<R> {
    pub fn new(input: R, tail: Arc<AtomicBool>) -> Gunzip<R> {
        Gunzip { member: Some(GzDecoder::new(input)), tail }
    }

    /// The member behind the one that ended, if there is one.
    fn next_member(&self, mut input: R) -> io::Result<Option<GzDecoder<R>>> {
        let mut padded = false;
        loop {
            let piece = input.fill_buf()?;
            match piece {
                [] => return Ok(None),
                [0, ..] => {
                    padded = true;
                    let zeros = piece.iter().take_while(|byte| **byte == 0).count();
                    input.consume(zeros);
                }
                [0x1f] | [0x1f, 0x8b, ..] if !padded => return Ok(Some(GzDecoder::new(input))),
                _ => {
                    self.tail.store(true, Ordering::Relaxed);
                    return Ok(None);
                }
            }
        }
    }
}

impl<R: BufRead> Read for Gunzip<R> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let count = member.read(buf)?;
            if count > 0 || buf.is_empty() {
                return Ok(count);
            }
            self.member = match self.member.take() {
                Some(member) => self.next_member(member.into_inner())?,
                None => None,
            };
        }
        Ok(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufReader, Write};

    fn member(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(text.as_bytes()).expect("room");
        encoder.finish().expect("room")
    }

    /// What is read, and whether something is left behind; the same however the file comes in pieces.
    #[track_caller]
    fn check(parts: &[&[u8]], expected: Option<(&str, bool)>) {
        for piece in [1, 2, 7, 1 << 16] {
            let tail = Arc::new(AtomicBool::new(false));
            let packed = parts.concat();
            let mut text = String::new();
            let read =
                Gunzip::new(BufReader::with_capacity(piece, &packed[..]), Arc::clone(&tail)).read_to_string(&mut text);
            let found = read.is_ok().then_some((text.as_str(), tail.load(Ordering::Relaxed)));
            assert_eq!(found, expected, "{parts:?}, {piece}");
        }
    }

    #[test]
    fn members_follow_each_other_and_what_is_behind_them_is_no_list() {
        let (a, b) = (member("a@b.com\n"), member("c@d.com\n"));
        check(&[&a], Some(("a@b.com\n", false)));
        check(&[&a, &member(""), &b], Some(("a@b.com\nc@d.com\n", false)));
        check(&[&a, &[0; 600]], Some(("a@b.com\n", false)));
        check(&[&a, b"\nsignature"], Some(("a@b.com\n", true)));
        check(&[&a, &[0; 9], &b], Some(("a@b.com\n", true)));
        check(&[&a, &b[..b.len() - 1]], None);
        check(&[&a, b"\x1f\x8b\x08broken"], None);
        check(&[&a[..12]], None);
    }
}
