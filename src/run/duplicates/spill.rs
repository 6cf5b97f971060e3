//! Duplicates found on disk, for lists that have more addresses than memory may hold.
//!
//! A first pass writes every address, as a fingerprint with its line, to one of many files, so that equal ones meet in the
//! same file. Each file is then worked through alone, by the same rule as in memory, and leaves a list of the duplicates
//! in it. A second pass reads those lists beside each other, in the order in which the addresses come again. The result is the same as in
//! memory, address by address. The files have no names, so that nothing is left behind however the run ends.

use super::First;
use super::mailboxes::{Key, Mailboxes};
use crate::judge::Duplicate;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{self, BufReader, BufWriter, ErrorKind, Read, Seek, Write};

/// A list is parted into this many files at most; each is open, and a process may have a thousand.
const PARTS_MAX: u64 = 256;
/// Octets that an address may take in memory while its file is worked through.
pub(super) const OCTETS_AN_ADDRESS: u64 = 32;
/// What is gathered of a file before it is written or read, in octets.
const BUFFER_OCTETS: usize = 32 << 10;

/// An address in a file: number, line and rank, fingerprint, tag, and whether it has many spellings.
const NOTE_OCTETS: usize = 8 + 8 + 16 + 4 + 1;
/// A duplicate in a file: number, line, whether it is exact.
const FOUND_OCTETS: usize = 8 + 8 + 1;

/// The first pass: addresses on their way to the disk.
#[derive(Debug)]
pub(super) struct Parts {
    files: Vec<BufWriter<File>>,
    number: u64,
}

impl Parts {
    /// Files in the folder for temporary files, so many that each can be worked through in `octets_max` of memory.
    pub(super) fn new(addresses: u64, octets_max: u64) -> io::Result<Parts> {
        let parts = (addresses * OCTETS_AN_ADDRESS).div_ceil(octets_max.max(1)).clamp(2, PARTS_MAX);
        let file = |_| Ok(BufWriter::with_capacity(BUFFER_OCTETS, tempfile::tempfile()?));
        Ok(Parts { files: (0..parts).map(file).collect::<io::Result<_>>()?, number: 0 })
    }

    /// Notes an address.
    pub(super) fn note(&mut self, key: Key, this: First) -> io::Result<()> {
        let (fingerprint, tag, has_many) = match key {
            Key::Address(fingerprint) => (fingerprint, 0, false),
            Key::Spelling { mailbox, tag } => (mailbox, tag, true),
        };
        let mut note = [0; NOTE_OCTETS];
        note[..8].copy_from_slice(&self.number.to_be_bytes());
        note[8..16].copy_from_slice(&this.packed().to_be_bytes());
        note[16..32].copy_from_slice(&fingerprint.to_be_bytes());
        note[32..36].copy_from_slice(&tag.to_be_bytes());
        note[36] = u8::from(has_many);
        self.number += 1;
        let part = (fingerprint >> 64) as u64 % self.files.len() as u64;
        self.files[part as usize].write_all(&note)
    }

    /// Works through the files, one after the other.
    pub(super) fn work_through(self) -> io::Result<Found> {
        let mut found = Found { lists: Vec::new(), next: BinaryHeap::new(), number: 0 };
        for part in self.files {
            let mut part = part.into_inner().map_err(io::IntoInnerError::into_error)?;
            part.rewind()?;
            found.lists.push(duplicates_of(part)?);
        }
        for list in 0..found.lists.len() {
            found.read(list)?;
        }
        Ok(found)
    }
}

/// The duplicates of one file, in its order, in a file of their own.
fn duplicates_of(part: File) -> io::Result<BufReader<File>> {
    let mut notes = BufReader::with_capacity(BUFFER_OCTETS, part);
    let mut list = BufWriter::with_capacity(BUFFER_OCTETS, tempfile::tempfile()?);
    let mut mailboxes = Mailboxes::default();
    while let Some(note) = next::<NOTE_OCTETS>(&mut notes)? {
        let fingerprint = u128::from_be_bytes(octets(&note, 16));
        let tag = u32::from_be_bytes(octets(&note, 32));
        let key = if note[36] == 0 { Key::Address(fingerprint) } else { Key::Spelling { mailbox: fingerprint, tag } };
        let this = First(u64::from_be_bytes(octets(&note, 8)));
        if let Some(Duplicate { line, exact }) = mailboxes.note(key, this) {
            list.write_all(&note[..8])?;
            list.write_all(&line.to_be_bytes())?;
            list.write_all(&[u8::from(exact)])?;
        }
    }
    let mut list = list.into_inner().map_err(io::IntoInnerError::into_error)?;
    list.rewind()?;
    Ok(BufReader::with_capacity(BUFFER_OCTETS, list))
}

/// The second pass: the duplicates of all files, in the order of the addresses.
#[derive(Debug)]
pub(super) struct Found {
    lists: Vec<BufReader<File>>,
    /// The next duplicate of each list: number of the address, list, line, exact.
    next: BinaryHeap<Reverse<(u64, usize, u64, bool)>>,
    number: u64,
}

impl Found {
    /// What became of the next address. They come in the same order as in the first pass.
    pub(super) fn next_address(&mut self) -> io::Result<Option<Duplicate>> {
        let number = self.number;
        self.number += 1;
        match self.next.peek() {
            Some(&Reverse((first, list, line, exact))) if first == number => {
                self.next.pop();
                self.read(list)?;
                Ok(Some(Duplicate { line, exact }))
            }
            _ => Ok(None),
        }
    }

    fn read(&mut self, list: usize) -> io::Result<()> {
        if let Some(found) = next::<FOUND_OCTETS>(&mut self.lists[list])? {
            let (number, line) = (u64::from_be_bytes(octets(&found, 0)), u64::from_be_bytes(octets(&found, 8)));
            self.next.push(Reverse((number, list, line, found[16] != 0)));
        }
        Ok(())
    }
}

/// The next record of a file, or `None` at its end.
fn next<const OCTETS: usize>(file: &mut impl Read) -> io::Result<Option<[u8; OCTETS]>> {
    let mut record = [0; OCTETS];
    match file.read_exact(&mut record) {
        Ok(()) => Ok(Some(record)),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(None),
        Err(error) => Err(error),
    }
}

fn octets<const OCTETS: usize>(record: &[u8], from: usize) -> [u8; OCTETS] {
    let mut octets = [0; OCTETS];
    octets.copy_from_slice(&record[from..from + OCTETS]);
    octets
}
