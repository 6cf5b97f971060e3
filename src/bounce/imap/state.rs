//! Up to where each mailbox has been read, kept in a small CSV: `mailbox,uidvalidity,last_uid`. It holds user names and no password.
//! The file is replaced whole or not at all.

use crate::bounce::suppression_file::replace;
use crate::reason::{Lang, escape, refusal, say, shown_in_english};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

const COLUMNS: [&str; 3] = ["mailbox", "uidvalidity", "last_uid"];
/// The most octets of a file: thousands of mailboxes.
const FILE_OCTETS_MAX: u64 = 1 << 20;

/// Up to where a folder has been read. UIDs only grow as long as the UIDVALIDITY is the same (RFC 3501 §2.3.1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    pub uidvalidity: u32,
    pub last_uid: u32,
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    Io { path: PathBuf, error: io::Error },
    Foreign { path: PathBuf },
    Row { path: PathBuf, line: u64 },
}

impl StateError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Io { path, error } => {
                say!(lang, "imap-state-error-io", file = escape::file(path), error = refusal(error, lang))
            }
            Self::Foreign { path } => say!(lang, "imap-state-error-foreign", file = escape::file(path)),
            Self::Row { path, line } => {
                say!(lang, "imap-state-error-row", file = escape::file(path), line = line.to_string())
            }
        }
    }
}

shown_in_english!(StateError);

/// The file and what stands in it.
#[derive(Clone, Debug)]
pub struct StateFile {
    path: PathBuf,
    marks: BTreeMap<String, Mark>,
}

impl StateFile {
    /// Reads the file. One that is not there yet is begun when something is remembered.
    pub fn load_or_new(path: &Path) -> Result<StateFile, StateError> {
        Ok(StateFile { path: path.into(), marks: load(path)? })
    }

    /// Up to where the mailbox with this key has been read.
    pub fn get(&self, key: &str) -> Option<Mark> {
        self.marks.get(key).copied()
    }

    /// Writes up to where mailboxes have now been read. What another run has written meanwhile of other mailboxes stays.
    pub fn remember(&self, read: &BTreeMap<String, Mark>) -> Result<(), StateError> {
        let mut marks = load(&self.path)?;
        marks.extend(read.iter().map(|(key, mark)| (key.clone(), *mark)));
        write(&self.path, &marks).map_err(|error| StateError::Io { path: self.path.clone(), error })
    }
}

fn load(path: &Path) -> Result<BTreeMap<String, Mark>, StateError> {
    let failed = |error| StateError::Io { path: path.into(), error };
    let foreign = || StateError::Foreign { path: path.into() };
    let mut bytes = Vec::new();
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(failed(error)),
        Ok(file) => file.take(FILE_OCTETS_MAX + 1).read_to_end(&mut bytes).map_err(failed)?,
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes.as_slice());
    let named_so = reader.headers().is_ok_and(|header| header.iter().eq(COLUMNS));
    if !named_so || bytes.len() as u64 > FILE_OCTETS_MAX {
        return Err(foreign());
    }
    let mut marks = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(|_| foreign())?;
        let line = record.position().map_or(0, csv::Position::line);
        let number = |place: usize| record.get(place).and_then(|number| number.parse().ok());
        let (Some(key), Some(uidvalidity), Some(last_uid)) = (record.get(0), number(1), number(2)) else {
            return Err(StateError::Row { path: path.into(), line });
        };
        marks.insert(key.to_owned(), Mark { uidvalidity, last_uid });
    }
    Ok(marks)
}

fn write(path: &Path, marks: &BTreeMap<String, Mark>) -> io::Result<()> {
    replace(path, &|output| {
        let mut writer = csv::Writer::from_writer(output);
        writer.write_record(COLUMNS)?;
        for (key, mark) in marks {
            writer.write_record([key, &mark.uidvalidity.to_string(), &mark.last_uid.to_string()])?;
        }
        writer.flush()
    })
}
