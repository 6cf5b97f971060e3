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
use crate::reason::escape;
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
    #[error("{} holds no results of presend clean: there is no summary.json of it", escape::file(dir))]
    NoResults { dir: PathBuf },
    #[error(
        "{} was not kept with what asking again needs (retry.state): it was made by an older presend, from several lists, or without \
         the DNS. What the DNS answered then is mostly still known",
        escape::file(dir)
    )]
    NoState { dir: PathBuf },
    #[error("{} cannot be used ({what})", escape::file(path))]
    Damaged { path: PathBuf, what: String },
    #[error("{} is being asked again by another presend. Wait until it has ended", escape::file(dir))]
    Busy { dir: PathBuf },
    #[error(
        "{} was changed after presend wrote it, and what was changed would be lost. Put it back as it was, or clean the list itself \
         again into another folder",
        escape::file(path)
    )]
    Edited { path: PathBuf },
    #[error(
        "{} is gone, so that its rows cannot be merged. Put it back, or clean the list itself again",
        escape::file(path)
    )]
    Gone { path: PathBuf },
    #[error(
        "line {line} had an answer ({}) and would now be {} for another reason: presend, its tables or presend.toml have changed \
         since. Nothing was changed",
        before.word(), now.word()
    )]
    Otherwise { line: u64, before: Verdict, now: Verdict },
    #[error(
        "the tables or the lists in presend.toml are not those by which {} was judged. Put them back, or clean the list itself again",
        escape::file(dir)
    )]
    Tables { dir: PathBuf },
    #[error(
        "{} does not hold the rows of the first run any more. Take it away to go on without it, or put it back as it was",
        escape::file(path)
    )]
    OtherRows { path: PathBuf },
    #[error("of {before} rows {now} would come out. Nothing was changed")]
    Rows { before: usize, now: usize },
    #[error("cannot read or write {}: {error}. Nothing was changed", escape::file(path))]
    Io { path: PathBuf, error: io::Error },
}

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
