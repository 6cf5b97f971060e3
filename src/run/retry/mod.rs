//! What a run keeps beside its results, so that what stayed unknown can be asked again as if it were still that run.
//!
//! `retry.state` stands in a folder of results for as long as rows of it are unknown. It holds the list as it was read, the
//! settings by which it was judged, the verdict on each domain that was answered, and a digest of each of the four lists. A later run
//! judges the whole list again from that: only domains without an answer are asked, and a row that had one must come out as it
//! did. Nothing is ever read from the four lists themselves, so a row can neither be lost nor doubled; lists that were
//! changed by others are told by their digests, and then nothing is done.

mod keep;
mod read;
mod rows;
mod verdicts;

pub use keep::{Keeping, Kept};
pub use read::{Again, Opened, open};
pub use rows::merge_rows;

use crate::judge::Verdict;
use crate::reason::{Lang, escape, refusal, say, shown_in_english};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// The file, in the folder of the results.
pub const STATE: &str = "retry.state";

const SCHEMA: &str = "presend.retry.1";

/// A list by which addresses are judged, such as a suppression list, as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JudgedBy {
    /// The flag that named it, without the dashes.
    pub flag: String,
    pub path: PathBuf,
    pub content: Vec<u8>,
}

/// Why what stayed unknown cannot be asked again.
#[derive(Debug, thiserror::Error)]
pub enum RetryError {
    NoResults { dir: PathBuf },
    NoState { dir: PathBuf },
    Damaged { path: PathBuf, error: io::Error },
    Busy { dir: PathBuf },
    Edited { path: PathBuf },
    Gone { path: PathBuf },
    Otherwise { line: u64, before: Verdict, now: Verdict },
    Tables { dir: PathBuf },
    OtherRows { path: PathBuf },
    Rows { before: usize, now: usize },
    Io { path: PathBuf, error: io::Error },
}

impl RetryError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NoResults { dir } => say!(lang, "retry-error-no-results", folder = escape::file(dir)),
            Self::NoState { dir } => say!(lang, "retry-error-no-state", folder = escape::file(dir)),
            Self::Damaged { path, error } => {
                say!(lang, "retry-error-damaged", file = escape::file(path), what = refusal(error, lang))
            }

            Self::Busy { dir } => say!(lang, "retry-error-busy", folder = escape::file(dir)),
            Self::Edited { path } => say!(lang, "retry-error-edited", file = escape::file(path)),
            Self::Gone { path } => say!(lang, "retry-error-gone", file = escape::file(path)),
            Self::Otherwise { line, before, now } => {
                say!(lang, "retry-error-otherwise", line = line.to_string(), before = before.word(), now = now.word())
            }
            Self::Tables { dir } => say!(lang, "retry-error-tables", folder = escape::file(dir)),
            Self::OtherRows { path } => say!(lang, "retry-error-other-rows", file = escape::file(path)),
            Self::Rows { before, now } => say!(lang, "retry-error-rows", before = *before, now = *now),
            Self::Io { path, error } => {
                say!(lang, "retry-error-io", file = escape::file(path), error = refusal(error, lang))
            }
        }
    }
}

shown_in_english!(RetryError);

/// The SHA-256 of what a file holds, in hexadecimal.
fn digest(mut file: File) -> io::Result<String> {
    let mut hasher = Sha256::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        match file.read(&mut piece)? {
            0 => return Ok(data_encoding::HEXLOWER.encode(&hasher.finalize())),
            octets => hasher.update(&piece[..octets]),
        }
    }
}

/// A verdict as one octet, in upper case when what was found out about another row had a part in it.
fn octet(verdict: Verdict, follows: bool) -> u8 {
    let octet = match verdict {
        Verdict::Ok => b'o',
        Verdict::Review => b'v',
        Verdict::Reject => b'r',
        Verdict::Unknown => b'u',
    };
    if follows { octet.to_ascii_uppercase() } else { octet }
}

/// The verdict, and whether it followed from another row.
fn verdict_of(read: u8) -> Option<(Verdict, bool)> {
    let verdict = Verdict::ALL.into_iter().find(|verdict| octet(*verdict, false) == read.to_ascii_lowercase())?;
    Some((verdict, read.is_ascii_uppercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verdict_has_an_octet_of_its_own() {
        for verdict in Verdict::ALL {
            for follows in [false, true] {
                assert_eq!(verdict_of(octet(verdict, follows)), Some((verdict, follows)));
            }
        }
        assert_eq!(verdict_of(b'?'), None);
    }
}
