//! Where a list comes from: a file, or standard input spooled to a temporary file, so that it can be read twice.
//!
//! The file stays open from the first look to the last pass: a file that is replaced under the same name changes nothing, and
//! one that is written to is noticed. It must never write to the list.

use super::magic::{self, HEAD_OCTETS};
use super::sniff::SAMPLE_OCTETS_MAX;
use super::{ListError, encoding};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// A list that can be read from its start as often as needed.
#[derive(Debug)]
pub struct Source {
    /// The name to show in messages: the path as it was given, or `<stdin>`.
    pub name: String,
    /// Size in bytes when it was opened. What is written behind it later is not read.
    pub octets: u64,
    file: Arc<File>,
    modified: Option<SystemTime>,
}

impl Source {
    /// Opens a file. Says clearly when it is a folder, missing, or a kind of file that is no text list.
    ///
    /// An empty file is opened; it is [`super::sniff`] that calls it empty. A pipe or device is spooled as standard input is.
    pub fn open(path: &Path) -> Result<Source, ListError> {
        let failed = |error: io::Error| match error.kind() {
            ErrorKind::NotFound => ListError::NotFound { path: path.into() },
            ErrorKind::PermissionDenied => ListError::Denied { path: path.into() },
            ErrorKind::IsADirectory => ListError::Folder { path: path.into() },
            _ => ListError::Read { path: path.into(), error },
        };
        // A folder is looked for by name first: some systems cannot open one at all.
        if std::fs::metadata(path).map_err(failed)?.is_dir() {
            return Err(ListError::Folder { path: path.into() });
        }
        let file = File::open(path).map_err(failed)?;
        let name = path.display().to_string();
        if !file.metadata().map_err(failed)?.is_file() {
            return Source::spool_named(file, name);
        }
        Source::from_file(file, name)
    }

    /// Copies a stream, such as standard input, into a temporary file that vanishes with this value.
    pub fn spool(input: impl Read) -> Result<Source, ListError> {
        Source::spool_named(input, "<stdin>".to_string())
    }

    fn spool_named(mut input: impl Read, name: String) -> Result<Source, ListError> {
        let mut file = tempfile::tempfile().map_err(|error| ListError::Spool { error })?;
        io::copy(&mut input, &mut file).map_err(|error| ListError::Spool { error })?;
        Source::from_file(file, name)
    }

    fn from_file(file: File, name: String) -> Result<Source, ListError> {
        let unreadable = |error| ListError::Read { path: name.clone().into(), error };
        let metadata = file.metadata().map_err(unreadable)?;
        let source = Source {
            octets: metadata.len(),
            modified: metadata.modified().ok(),
            file: Arc::new(file),
            name: name.clone(),
        };
        let head = source.head(HEAD_OCTETS)?;
        match magic::refused(&head) {
            Some(kind) => Err(ListError::NotText { name, kind: kind.name, advice: kind.advice }),
            None => Ok(source),
        }
    }

    /// The list from its first byte. Readers do not disturb each other.
    pub fn read(&self) -> Result<SourceReader, ListError> {
        Ok(SourceReader { file: Arc::clone(&self.file), at: 0, end: self.octets })
    }

    /// The first octets of the list, enough for [`super::sniff`].
    pub fn sample(&self) -> Result<Vec<u8>, ListError> {
        self.head(SAMPLE_OCTETS_MAX + encoding::UTF8_MARK.len())
    }

    fn head(&self, octets: usize) -> Result<Vec<u8>, ListError> {
        let mut head = Vec::new();
        let read = self.read()?.take(octets as u64).read_to_end(&mut head);
        read.map_err(|error| ListError::Read { path: self.name.clone().into(), error })?;
        Ok(head)
    }

    /// `Err` when the file was written to since it was opened, by its length and its time of change. To be asked after each pass.
    pub fn unchanged(&self) -> Result<(), ListError> {
        let metadata =
            self.file.metadata().map_err(|error| ListError::Read { path: self.name.clone().into(), error })?;
        if metadata.len() != self.octets || metadata.modified().ok() != self.modified {
            return Err(ListError::Changed { name: self.name.clone() });
        }
        Ok(())
    }
}

/// Reads a [`Source`] with a place of its own in the file.
#[derive(Debug)]
pub struct SourceReader {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for SourceReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX);
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn text(mut reader: impl Read) -> String {
        let mut text = String::new();
        reader.read_to_string(&mut text).expect("a string");
        text
    }

    fn list(content: &[u8]) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
        file.write_all(content).expect("room for a list");
        file
    }

    #[test]
    fn two_readers_do_not_disturb_each_other() {
        for source in [
            Source::open(list(b"ann@example.org\nbob@example.org\n").path()).expect("a list"),
            Source::spool(&b"ann@example.org\nbob@example.org\n"[..]).expect("a list"),
        ] {
            let (mut first, mut second) = (source.read().expect("a reader"), source.read().expect("a reader"));
            let mut piece = [0; 4];
            first.read_exact(&mut piece).expect("four octets");
            second.read_exact(&mut piece[..2]).expect("two octets");
            assert_eq!(text(first), "example.org\nbob@example.org\n");
            assert_eq!(text(second), "n@example.org\nbob@example.org\n");
            assert_eq!(source.octets, 32);
            assert!(source.unchanged().is_ok());
        }
    }

    #[test]
    fn missing_files_and_folders_are_told_apart() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        assert!(matches!(Source::open(folder.path()), Err(ListError::Folder { .. })));
        let missing = Source::open(&folder.path().join("none.csv")).expect_err("no such file");
        assert!(matches!(missing, ListError::NotFound { .. }));
        assert!(missing.to_string().ends_with("Check the name and the folder."), "{missing}");
    }

    #[test]
    fn a_workbook_is_refused_with_advice() {
        let file = list(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml");
        let error = Source::open(file.path()).expect_err("no text").to_string();
        assert!(error.ends_with("this is an Excel workbook. Save it as CSV UTF-8 and run presend on that."), "{error}");
        let error = Source::spool(&b"\x1f\x8b\x08\0"[..]).expect_err("no text").to_string();
        assert_eq!(error, "<stdin>: this is a gzip file. Unpack it and run presend on the list inside.");
    }

    #[test]
    fn a_file_that_grows_is_noticed_and_the_new_rows_are_not_read() {
        let mut file = list(b"ann@example.org\n");
        let source = Source::open(file.path()).expect("a list");
        file.write_all(b"bob@example.org\n").expect("room");
        assert_eq!(text(source.read().expect("a reader")), "ann@example.org\n");
        assert!(matches!(source.unchanged(), Err(ListError::Changed { .. })));
    }

    #[test]
    fn a_file_that_shrinks_is_noticed() {
        let file = list(b"ann@example.org\nbob@example.org\n");
        let source = Source::open(file.path()).expect("a list");
        file.as_file().set_len(4).expect("a shorter file");
        assert_eq!(text(source.read().expect("a reader")), "ann@");
        assert!(matches!(source.unchanged(), Err(ListError::Changed { .. })));
    }

    #[test]
    fn a_file_replaced_under_the_same_name_does_not_matter() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("list.csv");
        std::fs::write(&path, "ann@example.org\n").expect("room");
        let source = Source::open(&path).expect("a list");
        std::fs::write(folder.path().join("new.csv"), "eve@example.org\n").expect("room");
        std::fs::rename(folder.path().join("new.csv"), &path).expect("a replaced file");
        assert_eq!(text(source.read().expect("a reader")), "ann@example.org\n");
        assert!(source.unchanged().is_ok());
    }

    #[test]
    fn an_empty_file_can_be_opened() {
        let source = Source::spool(io::empty()).expect("a list");
        assert_eq!((source.octets, source.name.as_str()), (0, "<stdin>"));
        assert_eq!(source.sample().expect("a sample"), b"");
    }
}
