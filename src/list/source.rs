//! Where a list comes from: a file, or standard input spooled to a temporary file, so that it can be read twice.
//!
//! The file stays open from the first look to the last pass: a file that is replaced under the same name changes nothing, and
//! one that is written to is noticed. It must never write to the list.

use super::magic::{self, HEAD_OCTETS};
use super::objects::{self, Names};
use super::packed::Packing;
use super::parquet::{Batches, Lines};
use super::sniff::SAMPLE_OCTETS_MAX;
use super::workbook::{self, Sheet};
use super::{Delimiter, Encoding, LayoutWish, ListError, encoding};
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

/// What a file is, by its first octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Text in rows, packed or not.
    Text(Packing),
    /// A sheet of a workbook.
    Workbook,
    Parquet,
    /// One record of JSON a line, packed or not.
    Jsonl(Packing),
}

/// What the user said of a file; what is absent is found out.
#[derive(Clone, Debug, Default)]
pub struct SourceWish {
    /// The sheet of a workbook, by name or number from 1.
    pub sheet: Option<String>,
    /// Whether the file is JSON Lines.
    pub jsonl: Option<bool>,
    /// Looks for the names of JSON Lines in the whole file, for those who write them as columns; otherwise at its beginning.
    pub all_names: bool,
}

/// A list that can be read from its start as often as needed.
#[derive(Debug)]
pub struct Source {
    /// The name to show in messages: the path as it was given, or `<stdin>`.
    pub name: String,
    /// Size in bytes when it was opened. What is written behind it later is not read.
    pub octets: u64,
    pub form: Form,
    file: Arc<File>,
    modified: Option<SystemTime>,
    /// The sheet of a workbook, and its text.
    sheet: Option<(Arc<Sheet>, Arc<Vec<u8>>)>,
    /// The names of the values of JSON Lines.
    names: Names,
}

impl Source {
    /// Opens a file. Says clearly when it is a folder, missing, or a kind of file that is no list.
    ///
    /// An empty file is opened; it is [`super::sniff`] that calls it empty. A pipe or device is spooled as standard input is.
    pub fn open(path: &Path, wish: &SourceWish) -> Result<Source, ListError> {
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
            return Source::spool_named(file, name, wish);
        }
        Source::from_file(file, name, wish)
    }

    /// Copies a stream, such as standard input, into a temporary file that vanishes with this value.
    pub fn spool(input: impl Read, wish: &SourceWish) -> Result<Source, ListError> {
        Source::spool_named(input, "<stdin>".to_string(), wish)
    }

    fn spool_named(mut input: impl Read, name: String, wish: &SourceWish) -> Result<Source, ListError> {
        let mut file = tempfile::tempfile().map_err(|error| ListError::Spool { error })?;
        io::copy(&mut input, &mut file).map_err(|error| ListError::Spool { error })?;
        Source::from_file(file, name, wish)
    }

    fn from_file(file: File, name: String, wish: &SourceWish) -> Result<Source, ListError> {
        let unreadable = |error| ListError::Read { path: name.clone().into(), error };
        let metadata = file.metadata().map_err(unreadable)?;
        let mut source = Source {
            octets: metadata.len(),
            modified: metadata.modified().ok(),
            form: Form::Text(Packing::None),
            file: Arc::new(file),
            name: name.clone(),
            sheet: None,
            names: Names::default(),
        };
        let head = source.head(HEAD_OCTETS)?;
        let packing = Packing::of(&head);
        source.form = Form::Text(packing);
        let head = if packing == Packing::None { head } else { source.head(HEAD_OCTETS)? };
        if packing != Packing::None && (workbook::is_workbook(&head) || head.starts_with(PARQUET)) {
            // These are read from anywhere in the file, so what is inside has to be there whole.
            return Source::spool_named(source.read()?, name, wish);
        }
        if workbook::is_workbook(&head) {
            source.form = Form::Workbook;
            let sheet = Sheet::read(&source, wish.sheet.as_deref())?;
            let text = sheet.text()?;
            source.sheet = Some((Arc::new(sheet), Arc::new(text)));
            return Ok(source);
        }
        if head.starts_with(PARQUET) {
            source.form = Form::Parquet;
            return Ok(source);
        }
        let whole = |head: &[u8], octets: usize| head.len() < octets;
        let is_jsonl = wish.jsonl.map_or_else(
            || {
                // A first line that is longer than what was looked at is looked at again.
                let long = |head: &[u8]| head.contains(&b'{') && !head.contains(&b'\n') && !whole(head, HEAD_OCTETS);
                let head = if long(&head) { &source.sample()? } else { &head };
                Ok::<_, ListError>(objects::is_lines(head, whole(head, HEAD_OCTETS)))
            },
            Ok,
        )?;
        if is_jsonl {
            source.form = Form::Jsonl(packing);
            let mut lines = match wish.all_names {
                true => source.lines()?,
                false => objects::Lines::new(Box::new(Cursor::new(source.whole_lines()?))),
            };
            source.names = Names::of(&mut lines).map_err(unreadable)?;
            return Ok(source);
        }
        match magic::refused(&head) {
            Some(kind) => Err(ListError::NotText { name, kind: kind.name, advice: kind.advice }),
            None => Ok(source),
        }
    }

    /// The list as text, from its first byte. Readers do not disturb each other.
    pub fn read(&self) -> Result<SourceReader, ListError> {
        let unreadable = |error| ListError::Read { path: self.name.clone().into(), error };
        Ok(SourceReader(match (self.form, &self.sheet) {
            (_, Some((_, text))) => Box::new(Cursor::new(SharedText(text.clone()))),
            (Form::Parquet, _) => Box::new(Lines::new(Batches::open(self)?)),
            (Form::Jsonl(packing), _) => {
                Box::new(objects::Rows::new(packing.unpack(self.bytes()).map_err(unreadable)?, self.names.clone()))
            }
            (Form::Text(packing), _) => packing.unpack(self.bytes()).map_err(unreadable)?,
            (Form::Workbook, None) => Box::new(io::empty()),
        }))
    }

    /// The lines of JSON Lines, as they stand in the file.
    pub(super) fn lines(&self) -> Result<objects::Lines, ListError> {
        let unreadable = |error| ListError::Read { path: self.name.clone().into(), error };
        let (Form::Text(packing) | Form::Jsonl(packing)) = self.form else {
            return Ok(objects::Lines::new(Box::new(io::empty())));
        };
        Ok(objects::Lines::new(packing.unpack(self.bytes()).map_err(unreadable)?))
    }

    /// The beginning of the file, without a line that may go on behind it.
    fn whole_lines(&self) -> Result<Vec<u8>, ListError> {
        let Form::Jsonl(packing) = self.form else { return Ok(Vec::new()) };
        let unreadable = |error| ListError::Read { path: self.name.clone().into(), error };
        let mut head = Vec::new();
        let bytes = packing.unpack(self.bytes()).map_err(unreadable)?;
        bytes.take(SAMPLE_OCTETS_MAX as u64).read_to_end(&mut head).map_err(unreadable)?;
        if head.len() == SAMPLE_OCTETS_MAX
            && let Some(end) = memchr::memrchr(b'\n', &head)
        {
            head.truncate(end + 1);
        }
        Ok(head)
    }

    /// The number of the first line of the text: 0 where that is the names of the values, which stand in no line of the file.
    pub fn first_line(&self) -> u64 {
        u64::from(!matches!(self.form, Form::Jsonl(_)))
    }

    /// The bytes of the file.
    pub(super) fn bytes(&self) -> FileReader {
        FileReader { file: Arc::clone(&self.file), at: 0, end: self.octets }
    }

    /// The sheet, when the list is one.
    pub fn sheet(&self) -> Option<&Arc<Sheet>> {
        self.sheet.as_ref().map(|(sheet, _)| sheet)
    }

    /// The wish with what is known of lists of this form, whose text is our own.
    pub fn known(&self, wish: &LayoutWish) -> LayoutWish {
        let mut wish = wish.clone();
        if !matches!(self.form, Form::Text(_)) {
            wish.delimiter = Some(Delimiter::Byte(b','));
            wish.encoding = Some(Encoding::Utf8);
        }
        if matches!(self.form, Form::Parquet | Form::Jsonl(_)) {
            wish.header = Some(true);
        }
        wish
    }

    /// The first octets of the list as text, enough for [`super::sniff`].
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

/// What every Parquet file begins with.
const PARQUET: &[u8] = b"PAR1";

/// Text that several readers share.
struct SharedText(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedText {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// Reads a [`Source`] as text, with a place of its own.
pub struct SourceReader(Box<dyn Read + Send>);

impl Read for SourceReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

/// Reads the bytes of a file with a place of its own in it.
#[derive(Debug)]
pub(super) struct FileReader {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl FileReader {
    /// Octets of the file.
    pub fn octets(&self) -> u64 {
        self.end
    }

    /// Another reader of the same file, from another place on.
    pub fn from(&self, at: u64) -> FileReader {
        FileReader { file: Arc::clone(&self.file), at: at.min(self.end), end: self.end }
    }
}

impl Read for FileReader {
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

    fn open(path: &Path) -> Result<Source, ListError> {
        Source::open(path, &SourceWish::default())
    }

    fn spool(input: impl Read) -> Result<Source, ListError> {
        Source::spool(input, &SourceWish::default())
    }

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
            open(list(b"ann@example.org\nbob@example.org\n").path()).expect("a list"),
            spool(&b"ann@example.org\nbob@example.org\n"[..]).expect("a list"),
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
        assert!(matches!(open(folder.path()), Err(ListError::Folder { .. })));
        let missing = open(&folder.path().join("none.csv")).expect_err("no such file");
        assert!(matches!(missing, ListError::NotFound { .. }));
        assert!(missing.to_string().ends_with("Check the name and the folder."), "{missing}");
    }

    #[test]
    fn damaged_files_are_refused_with_advice() {
        let file = list(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml");
        let error = open(file.path()).expect_err("no workbook").to_string();
        assert!(error.contains("it cannot be read") && error.ends_with("or export it as CSV."), "{error}");
        let error = spool(&b"\x1f\x8b\x08\0"[..]).expect_err("no list").to_string();
        assert_eq!(error, "Cannot read <stdin>: the gzip file is cut off; copy or download it again.");
        let error = spool(&b"PK\x03\x04\x14\0list.csv"[..]).expect_err("no list").to_string();
        assert_eq!(error, "<stdin>: this is a ZIP archive. Unpack it and run presend on the list inside.");
    }

    #[test]
    fn a_file_that_grows_is_noticed_and_the_new_rows_are_not_read() {
        let mut file = list(b"ann@example.org\n");
        let source = open(file.path()).expect("a list");
        file.write_all(b"bob@example.org\n").expect("room");
        assert_eq!(text(source.read().expect("a reader")), "ann@example.org\n");
        assert!(matches!(source.unchanged(), Err(ListError::Changed { .. })));
    }

    #[test]
    fn a_file_that_shrinks_is_noticed() {
        let file = list(b"ann@example.org\nbob@example.org\n");
        let source = open(file.path()).expect("a list");
        file.as_file().set_len(4).expect("a shorter file");
        assert_eq!(text(source.read().expect("a reader")), "ann@");
        assert!(matches!(source.unchanged(), Err(ListError::Changed { .. })));
    }

    #[test]
    fn a_file_replaced_under_the_same_name_does_not_matter() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("list.csv");
        std::fs::write(&path, "ann@example.org\n").expect("room");
        let source = open(&path).expect("a list");
        std::fs::write(folder.path().join("new.csv"), "eve@example.org\n").expect("room");
        std::fs::rename(folder.path().join("new.csv"), &path).expect("a replaced file");
        assert_eq!(text(source.read().expect("a reader")), "ann@example.org\n");
        assert!(source.unchanged().is_ok());
    }

    #[test]
    fn an_empty_file_can_be_opened() {
        let source = spool(io::empty()).expect("a list");
        assert_eq!((source.octets, source.name.as_str()), (0, "<stdin>"));
        assert_eq!(source.sample().expect("a sample"), b"");
    }
}
