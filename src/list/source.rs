//! Where a list comes from: a file, or standard input spooled to a temporary file, so that it can be read twice.
//!
//! The file stays open from the first look to the last pass: a file that is replaced under the same name changes nothing, and
//! one that is written to is noticed. It must never write to the list.

use super::compression::Packing;
use super::file::FileReader;
use super::json::document::Records;
use super::json::elements::Elements;
use super::json::lines::{self, Names};
use super::layout::SAMPLE_OCTETS_MAX;
use super::made::{Form, Made};
use super::parquet::read::{Batches, Lines};
use super::workbook::read::{Sheet, SheetText};
use super::{Delimiter, Encoding, LayoutOptions, ListError, encoding};
use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

/// What a file is, by its first octets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InputFormat {
    /// Text in rows, packed or not.
    Text(Packing),
    /// A sheet of a workbook.
    Workbook,
    Parquet,
    /// One record of JSON a line, packed or not.
    Jsonl(Packing),
    /// A JSON document with an array of records, packed or not.
    Json(Packing),
    /// A form whose rows are made, such as an address book, packed or not.
    Made(&'static Form, Packing),
    /// A table of HTML, whose rows were written out as CSV when it was opened.
    Table,
}

/// What the user said of a file; what is absent is found out.
#[derive(Clone, Debug, Default)]
pub struct SourceOptions {
    /// The sheet of a workbook, by name or number from 1, or the keys of a JSON document that lead to the records.
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
    pub form: InputFormat,
    file: Arc<File>,
    modified: Option<SystemTime>,
    /// The sheet of a workbook.
    pub(super) sheet: Option<Arc<Sheet>>,
    /// Where the records of a JSON document stand.
    pub(super) records: Option<Arc<Records>>,
    /// Set when something is found behind the packed data.
    pub(super) tail: Arc<AtomicBool>,
    /// The name of the list in the archive that the file is.
    pub(super) member: Option<String>,
    /// The file as it was given, where the list was taken out of it into one of its own.
    pub(super) given: Option<FileReader>,
    /// The octets of the file that the list was unpacked from before it was opened.
    pub(super) outer_octets: Option<u64>,
    /// Columns for addresses, of an address book.
    pub(super) emails: usize,
    /// The names of the values of JSON records.
    pub(super) names: Names,
}

impl Source {
    /// Opens a file. Says clearly when it is a folder, missing, or a kind of file that is no list.
    ///
    /// An empty file is opened; it is [`super::detect::sniff`] that calls it empty. A pipe or device is spooled as standard input is.
    pub fn open(path: &Path, wish: &SourceOptions) -> Result<Source, ListError> {
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

    /// As [`Source::open`], of a plain file that is known under another name.
    pub fn open_as(path: &Path, name: &str, wish: &SourceOptions) -> Result<Source, ListError> {
        let file = File::open(path).map_err(|error| ListError::Read { path: name.into(), error })?;
        Source::from_file(file, name.to_owned(), wish)
    }

    /// Copies a stream, such as standard input, into a temporary file that vanishes with this value.
    pub fn spool(input: impl Read, wish: &SourceOptions) -> Result<Source, ListError> {
        Source::spool_named(input, "<stdin>".to_string(), wish)
    }

    /// Copies a stream that is known under this name.
    pub fn spool_as(input: impl Read, name: &str, wish: &SourceOptions) -> Result<Source, ListError> {
        Source::spool_named(input, name.to_owned(), wish)
    }

    pub(super) fn spool_named(mut input: impl Read, name: String, wish: &SourceOptions) -> Result<Source, ListError> {
        Source::spooled(&mut input, name)?.recognise(wish)
    }

    /// A copy of a stream, before it is known what it is.
    pub(super) fn spooled(mut input: impl Read, name: String) -> Result<Source, ListError> {
        let mut file = tempfile::tempfile().map_err(|error| ListError::Spool { error })?;
        io::copy(&mut input, &mut file).map_err(|error| ListError::Spool { error })?;
        Source::of_file(file, name)
    }

    fn from_file(file: File, name: String, wish: &SourceOptions) -> Result<Source, ListError> {
        Source::of_file(file, name)?.recognise(wish)
    }

    /// A file before it is known what it is.
    pub(super) fn of_file(file: File, name: String) -> Result<Source, ListError> {
        let unreadable = |error| ListError::Read { path: name.clone().into(), error };
        let metadata = file.metadata().map_err(unreadable)?;
        Ok(Source {
            octets: metadata.len(),
            modified: metadata.modified().ok(),
            form: InputFormat::Text(Packing::None),
            file: Arc::new(file),
            name: name.clone(),
            sheet: None,
            records: None,
            tail: Arc::default(),
            member: None,
            given: None,
            outer_octets: None,
            emails: 1,
            names: Names::default(),
        })
    }

    /// The list as text, from its first byte. Readers do not disturb each other.
    pub fn read(&self) -> Result<SourceReader, ListError> {
        let unreadable = |error| ListError::Read { path: self.name.clone().into(), error };
        Ok(SourceReader(match (self.form, &self.sheet) {
            (_, Some(sheet)) => Box::new(SheetText::new(Arc::clone(sheet))),
            (InputFormat::Parquet, _) => Box::new(Lines::new(Batches::open(self)?)),
            (InputFormat::Jsonl(_) | InputFormat::Json(_), _) => {
                Box::new(lines::Rows::new(self.record_lines().map_err(unreadable)?, self.names.clone()))
            }
            (InputFormat::Made(form, packing), _) => Box::new(Made::new(
                packing.unpack_noting(self.bytes(), Arc::clone(&self.tail)).map_err(unreadable)?,
                form,
                self.emails,
            )),
            (InputFormat::Text(packing), _) => {
                packing.unpack_noting(self.bytes(), Arc::clone(&self.tail)).map_err(unreadable)?
            }
            (InputFormat::Table, _) => Box::new(self.bytes()),
            (InputFormat::Workbook, None) => Box::new(io::empty()),
        }))
    }

    /// The records of JSON, one a line: as they stand in the file, or out of the document.
    pub(super) fn lines(&self) -> Result<lines::Lines, ListError> {
        let unreadable = |error| ListError::Read { path: self.name.clone().into(), error };
        Ok(lines::Lines::new(self.record_lines().map_err(unreadable)?))
    }

    pub(super) fn record_lines(&self) -> io::Result<Box<dyn Read + Send>> {
        let (InputFormat::Text(packing) | InputFormat::Jsonl(packing) | InputFormat::Json(packing)) = self.form else {
            return Ok(Box::new(io::empty()));
        };
        let mut text = packing.unpack_noting(self.bytes(), Arc::clone(&self.tail))?;
        let Some(records) = &self.records else { return Ok(text) };
        io::copy(&mut text.by_ref().take(records.start), &mut io::sink())?;
        Ok(Box::new(Elements::new(text)))
    }

    /// The number of the first line of the text: 0 where that is the names of the values, which stand in no line of the file.
    pub fn first_line(&self) -> u64 {
        u64::from(!matches!(self.form, InputFormat::Jsonl(_) | InputFormat::Json(_) | InputFormat::Made(..)))
    }

    /// The bytes of the file.
    pub(super) fn bytes(&self) -> FileReader {
        FileReader::new(Arc::clone(&self.file), self.octets)
    }

    /// The bytes of the file as it was given, before anything was unpacked.
    pub fn given(&self) -> impl Read + Send + use<> {
        self.given_reader()
    }

    pub(super) fn given_reader(&self) -> FileReader {
        self.given.as_ref().map_or_else(|| self.bytes(), |given| given.from(0))
    }

    /// The sheet, when the list is one.
    pub fn sheet(&self) -> Option<&Arc<Sheet>> {
        self.sheet.as_ref()
    }

    /// The octets that were there before anything was unpacked, which bound what may come out.
    pub(super) fn packed_octets(&self) -> u64 {
        self.octets.min(self.outer_octets.unwrap_or(u64::MAX))
    }

    /// The name of the list in the archive, where the file is one.
    pub fn member(&self) -> Option<&str> {
        self.member.as_deref()
    }

    /// Whether something that is no list was found behind the packed data, by those who read to the end.
    pub fn has_tail(&self) -> bool {
        self.tail.load(Ordering::Relaxed)
    }

    /// Where the records are, when the list is a JSON document.
    pub fn records(&self) -> Option<&Records> {
        self.records.as_deref()
    }

    /// The wish with what is known of lists of this form, whose text is our own.
    pub fn known(&self, wish: &LayoutOptions) -> LayoutOptions {
        let mut wish = wish.clone();
        if !matches!(self.form, InputFormat::Text(_)) {
            wish.delimiter = Some(Delimiter::Byte(b','));
            wish.encoding = Some(Encoding::Utf8);
        }
        if matches!(
            self.form,
            InputFormat::Parquet | InputFormat::Jsonl(_) | InputFormat::Json(_) | InputFormat::Made(..)
        ) {
            wish.header = Some(true);
        }
        wish
    }

    /// Whether a column is one of texts, or may be: only in Parquet it can be of lists, say.
    pub fn holds_text(&self, column: usize) -> bool {
        self.form != InputFormat::Parquet || Batches::open(self).is_ok_and(|batches| batches.holds_text(column))
    }

    /// The first octets of the list as text, enough for [`super::detect::sniff`].
    pub fn sample(&self) -> Result<Vec<u8>, ListError> {
        self.head(SAMPLE_OCTETS_MAX + encoding::UTF8_MARK.len())
    }

    pub(super) fn head(&self, octets: usize) -> Result<Vec<u8>, ListError> {
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

/// Reads a [`Source`] as text, with a place of its own.
pub struct SourceReader(Box<dyn Read + Send>);

impl Read for SourceReader {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        self.0.read(buf)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn open(path: &Path) -> Result<Source, ListError> {
        Source::open(path, &SourceOptions::default())
    }

    fn spool(input: impl Read) -> Result<Source, ListError> {
        Source::spool(input, &SourceOptions::default())
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
        assert_eq!(error, "<stdin>: the ZIP archive is of no use: it is damaged; copy or download it again.");
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
