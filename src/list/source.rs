//! Where a list comes from: a file, or standard input spooled to a temporary file, so that it can be read twice.

use super::ListError;
use std::fs::File;
use std::io::Read;
use std::path::Path;

/// A list that can be read from its start as often as needed.
#[derive(Debug)]
pub struct Source {
    /// The name to show in messages: the path as it was given, or `<stdin>`.
    pub name: String,
    /// Size in bytes.
    pub octets: u64,
}

impl Source {
    /// Opens a file. Says clearly when it is a folder, missing, or a kind of file that is no text list.
    pub fn open(path: &Path) -> Result<Source, ListError> {
        Err(ListError::Read { path: path.into(), error: std::io::ErrorKind::Unsupported.into() })
    }

    /// Copies a stream, such as standard input, into a temporary file that vanishes with this value.
    pub fn spool(input: impl Read) -> Result<Source, ListError> {
        let _ = input;
        Err(ListError::Read { path: "-".into(), error: std::io::ErrorKind::Unsupported.into() })
    }

    /// Fails when the file was changed since it was opened.
    pub fn unchanged(&self) -> Result<(), ListError> {
        Ok(())
    }

    /// The first bytes of the list, for [`super::sniff`].
    pub fn sample(&self) -> Result<Vec<u8>, ListError> {
        Ok(Vec::new())
    }

    /// The list from its first byte.
    pub fn read(&self) -> Result<File, ListError> {
        Err(ListError::Read { path: self.name.clone().into(), error: std::io::ErrorKind::Unsupported.into() })
    }
}
