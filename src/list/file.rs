//! A file read from any place, by several readers at once.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::sync::Arc;

/// Reads the bytes of a file with a place of its own in it.
#[derive(Debug)]
pub(super) struct FileReader {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl FileReader {
    /// Reads from the beginning to `end`.
    pub fn new(file: Arc<File>, end: u64) -> FileReader {
        FileReader { file, at: 0, end }
    }

    /// Octets of the file.
    pub fn octets(&self) -> u64 {
        self.end
    }

    /// Another reader of the same file, from another place on.
    pub fn from(&self, at: u64) -> FileReader {
        FileReader { file: Arc::clone(&self.file), at: at.min(self.end), end: self.end }
    }
}

impl Seek for FileReader {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let place = match to {
            SeekFrom::Start(place) => Some(place),
            SeekFrom::End(offset) => self.end.checked_add_signed(offset),
            SeekFrom::Current(offset) => self.at.checked_add_signed(offset),
        };
        let before = || io::Error::new(ErrorKind::InvalidInput, "a place before the beginning of the file");
        self.at = place.ok_or_else(before)?;
        Ok(self.at)
    }
}

impl Read for FileReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let wanted = buf.len().min(left);
        let count = read_at(&self.file, &mut buf[..wanted], self.at)?;
        self.at += count as u64;
        Ok(count)
    }
}

#[cfg(unix)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::unix::fs::FileExt::read_at(file, buf, at)
}

#[cfg(windows)]
fn read_at(file: &File, buf: &mut [u8], at: u64) -> io::Result<usize> {
    std::os::windows::fs::FileExt::seek_read(file, buf, at)
}
