//! Where bounces are kept: single messages, mbox files, Maildir and other folders, mail logs, plain lines of replies, and
//! exports of senders' services; compressed with gzip or not. Tells them apart by content, reads them as a stream in bounded
//! memory, and hands on one record after the other. What a record means is for [`crate::bounce`] to say.

mod json;
mod kind;
mod lines;
mod mbox;
mod refused;
mod table;
mod tracking;

#[cfg(test)]
mod tests;

pub use kind::Kind;

use crate::bounce::{Bounce, Day, Told, is_log_line, notification_in, read_log_line, read_message, read_reply};
use crate::reason::{Lang, Sentence, escape, refusal, say, sentence, shown_in_english};
use flate2::read::MultiGzDecoder;
use lines::Lines;
use std::collections::HashSet;
use std::fs::{self, File};
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::path::{Path, PathBuf};

/// Why a source could not be read.
#[derive(Debug)]
pub enum SourceError {
    NotFound {
        path: PathBuf,
    },
    Denied {
        path: PathBuf,
    },
    Read {
        path: PathBuf,
        error: io::Error,
    },
    /// From whoever takes the records.
    Stopped(io::Error),
}

impl SourceError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { path } => say!(lang, "source-error-not-found", file = escape::file(path)),
            Self::Denied { path } => say!(lang, "source-error-denied", file = escape::file(path)),
            Self::Read { path, error } => {
                say!(lang, "source-error-read", file = escape::file(path), error = refusal(error, lang))
            }
            Self::Stopped(error) => refusal(error, lang),
        }
    }
}

shown_in_english!(SourceError);

impl std::error::Error for SourceError {
    /// What is said in the words of another error has the cause of that one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Stopped(error) => error.source(),
            Self::NotFound { .. } | Self::Denied { .. } | Self::Read { .. } => None,
        }
    }
}

impl From<io::Error> for SourceError {
    fn from(error: io::Error) -> SourceError {
        SourceError::Stopped(error)
    }
}

/// What a pasted text says: a whole message, or what a server said.
pub fn read_pasted(pasted: &str) -> Bounce {
    if Kind::of(pasted.as_bytes()) == Kind::Message
        && let Some(first) = read_message(pasted.as_bytes()).into_iter().next()
    {
        return first;
    }
    read_reply(pasted)
}

/// A record and where it was found.
#[derive(Clone, Debug)]
pub struct SourcedBounce {
    /// `FILE:N`: the Nth message, line, row or object of the file. A file with one message has no number.
    pub source: String,
    pub told: Told,
}

/// What was read.
#[derive(Debug, Default)]
pub struct Contents {
    pub files: u64,
    /// Messages, lines, rows and objects.
    pub items: u64,
    /// Files that could not be read, or were not understood, and why. The first few.
    pub troubles: Vec<Sentence>,
    /// How many there were in all.
    pub trouble_count: u64,
}

/// Folders inside folders, no deeper than this.
const DEPTH_MAX: usize = 32;
/// The most files of one archive that are read.
const ARCHIVE_FILES_MAX: usize = 1 << 20;
/// The octets at the start of a file that tell its kind.
const HEAD_OCTETS: usize = 64 << 10;
/// Troubles that are kept in words.
const TROUBLES_MAX: usize = 20;
/// Deliveries of a log that are remembered, so that a message tried again and again is one record.
const REMEMBERED_MAX: usize = 1 << 20;

/// Reads sources and hands each record to `sink`, in order. `today` dates what has no year.
pub struct BounceReader<'s> {
    today: Day,
    contents: Contents,
    sink: &'s mut dyn FnMut(SourcedBounce) -> io::Result<()>,
    tried: HashSet<u64>,
    hasher: RandomState,
}

impl<'s> BounceReader<'s> {
    pub fn new(today: Day, sink: &'s mut dyn FnMut(SourcedBounce) -> io::Result<()>) -> BounceReader<'s> {
        BounceReader { today, contents: Contents::default(), sink, tried: HashSet::new(), hasher: RandomState::new() }
    }

    /// What was read in all.
    pub fn contents(self) -> Contents {
        self.contents
    }

    /// Reads a file, or a folder with everything in it. In a folder, what cannot be read is noted and the rest is read.
    pub fn read(&mut self, path: &Path) -> Result<(), SourceError> {
        let failed = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => SourceError::NotFound { path: path.into() },
            io::ErrorKind::PermissionDenied => SourceError::Denied { path: path.into() },
            _ => SourceError::Read { path: path.into(), error },
        };
        if fs::metadata(path).map_err(failed)?.is_dir() {
            return self.folder(path, 0);
        }
        self.file(path, File::open(path).map_err(failed)?, false)
    }

    /// Reads a stream such as standard input.
    pub fn read_stream(&mut self, name: &str, input: impl Read) -> Result<(), SourceError> {
        self.stream(name, input, false)
    }

    /// Takes a message from elsewhere, such as a mailbox on a server.
    pub fn take_message(&mut self, source: &str, raw: &[u8]) -> io::Result<()> {
        self.contents.items += 1;
        let give = |told| (self.sink)(SourcedBounce { source: source.to_owned(), told });
        told_by_message(raw).into_iter().try_for_each(give)
    }

    /// Counts a source that was read elsewhere, with what could not be read of it.
    pub fn take_source(&mut self, troubles: impl IntoIterator<Item = Sentence>) {
        self.contents.files += 1;
        troubles.into_iter().for_each(|what| self.trouble(what));
    }

    fn folder(&mut self, path: &Path, depth: usize) -> Result<(), SourceError> {
        if depth > DEPTH_MAX {
            self.trouble(sentence!("source-too-deep", file = escape::file(path)));
            return Ok(());
        }
        let entries = match fs::read_dir(path) {
            Ok(entries) => entries,
            Err(error) => {
                self.trouble(of(&escape::file(path)).because(error));
                return Ok(());
            }
        };
        let mut names: Vec<(PathBuf, fs::FileType)> = entries
            .filter_map(Result::ok)
            .filter_map(|entry| entry.file_type().ok().map(|kind| (entry.path(), kind)))
            .filter(|(path, _)| !is_left_out(path))
            .collect();
        names.sort_by(|a, b| a.0.cmp(&b.0));
        for (path, kind) in names {
            // A link to a folder could lead round in a circle.
            if kind.is_dir() {
                self.folder(&path, depth + 1)?;
            } else if path.is_file() {
                match File::open(&path) {
                    Ok(file) => self.file(&path, file, true)?,
                    Err(error) => self.trouble(of(&escape::file(path)).because(error)),
                }
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, mut file: File, in_folder: bool) -> Result<(), SourceError> {
        let name = path.display().to_string();
        let mut head = Vec::new();
        let is_archive = file.by_ref().take(4).read_to_end(&mut head).is_ok() && refused::is_archive(&head);
        // What cannot go back, such as a pipe, is read as a stream.
        match file.rewind() {
            Ok(()) if is_archive => self.archive(&name, file),
            Ok(()) => self.stream(&name, file, in_folder),
            Err(_) => self.stream(&name, io::Cursor::new(head).chain(file), in_folder),
        }
    }

    fn stream(&mut self, name: &str, input: impl Read, in_folder: bool) -> Result<(), SourceError> {
        self.contents.files += 1;
        let mut input = BufReader::with_capacity(HEAD_OCTETS, input);
        let zipped = match filled(&mut input) {
            Ok(head) => {
                if let Some(kind) = refused::refused(head) {
                    self.trouble(of(name).because(Sentence::new(kind, Vec::new())));
                    return Ok(());
                }
                head.starts_with(&[0x1f, 0x8b])
            }
            Err(error) => return self.unreadable(name, error),
        };
        let result = if zipped {
            self.of_kind(name, BufReader::with_capacity(HEAD_OCTETS, MultiGzDecoder::new(input)), in_folder)
        } else {
            self.of_kind(name, input, in_folder)
        };
        match result {
            Err(Trouble::Input(error)) => self.unreadable(name, error),
            Err(Trouble::Sink(error)) => Err(SourceError::Stopped(error)),
            Ok(()) => Ok(()),
        }
    }

    /// The files of a ZIP archive, one after the other.
    fn archive(&mut self, name: &str, file: File) -> Result<(), SourceError> {
        let mut archive = match zip::ZipArchive::new(file) {
            Ok(archive) => archive,
            Err(error) => return self.unreadable(name, io::Error::other(error)),
        };
        for place in 0..archive.len().min(ARCHIVE_FILES_MAX) {
            match archive.by_index(place) {
                Ok(inside) if inside.is_dir() => {}
                Ok(inside) => {
                    let inner = inside.name().map_or_else(|_| place.to_string(), |inner| inner.into_owned());
                    let name = format!("{name}/{inner}");
                    self.stream(&name, inside, true)?;
                }
                Err(error) => self.trouble(of(name).because(error)),
            }
        }
        if archive.len() > ARCHIVE_FILES_MAX {
            self.trouble(sentence!("source-many-files", file = name.to_owned(), most = ARCHIVE_FILES_MAX));
        }
        Ok(())
    }

    fn of_kind(&mut self, name: &str, mut input: impl BufRead, in_folder: bool) -> Result<(), Trouble> {
        let kind = Kind::of(filled(&mut input)?);
        match kind {
            Kind::Empty => Ok(()),
            Kind::Message => self.message(name, input),
            Kind::Mbox => self.mbox(name, input),
            Kind::Json => json::read(input, &mut |number, told| self.item(name, Some(number), told)),
            Kind::Table(delimiter) => {
                table::read(input, delimiter, &mut |number, told| self.item(name, Some(number), told))
            }
            Kind::Tracking => tracking::read(input, &mut |number, told| self.item(name, Some(number), told)),
            Kind::Log => self.log(name, input),
            Kind::Replies => self.replies(name, input),
            Kind::Unclear if in_folder => {
                self.trouble(sentence!("source-unclear", file = name.to_owned()));
                Ok(())
            }
            Kind::Unclear => self.replies(name, input),
        }
    }

    fn message(&mut self, name: &str, mut input: impl BufRead) -> Result<(), Trouble> {
        let mut raw = Vec::new();
        input.by_ref().take(crate::bounce::MESSAGE_OCTETS_MAX as u64).read_to_end(&mut raw)?;
        self.contents.items += 1;
        told_by_message(&raw).into_iter().try_for_each(|told| self.give(name.to_owned(), told))
    }

    fn mbox(&mut self, name: &str, input: impl BufRead) -> Result<(), Trouble> {
        mbox::read(input, &mut |number, raw| {
            self.contents.items += 1;
            told_by_message(raw).into_iter().try_for_each(|told| self.give(format!("{name}:{number}"), told))
        })
    }

    fn log(&mut self, name: &str, input: impl BufRead) -> Result<(), Trouble> {
        let mut lines = Lines::new(input);
        while let Some((number, line)) = lines.next()? {
            self.contents.items += 1;
            let Some(told) = read_log_line(&line, self.today) else { continue };
            if self.is_new(&told) {
                self.give(format!("{name}:{number}"), told)?;
            }
        }
        Ok(())
    }

    /// A message in the queue is tried again and again, and each time the log tells. What came back after a delivery is new.
    fn is_new(&mut self, told: &Told) -> bool {
        let Told::Bounce(returned) = told else {
            if let (Told::Delivered(delivery), true) = (told, self.tried.len() < REMEMBERED_MAX) {
                self.tried.insert(self.hasher.hash_one((&delivery.recipient, delivery.day)));
            }
            return true;
        };
        let arrived = returned.recipient.as_ref().map(|recipient| self.hasher.hash_one((recipient, returned.day)));
        let arrived = arrived.is_some_and(|key| self.tried.contains(&key));
        let judged = &returned.judged;
        let key = self.hasher.hash_one((&returned.recipient, judged.class, judged.permanence, returned.day, arrived));
        self.tried.len() >= REMEMBERED_MAX || self.tried.insert(key)
    }

    /// Lines of replies. Those of one reply (`550-...` up to `550 ...`) are taken together; lines of logs among them too.
    fn replies(&mut self, name: &str, input: impl BufRead) -> Result<(), Trouble> {
        let mut lines = Lines::new(input);
        let mut reply: Option<(u64, String)> = None;
        while let Some((number, line)) = lines.next()? {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let code = line.get(..3).filter(|_| line.as_bytes()[0].is_ascii_digit());
            let goes_on = reply.as_ref().is_some_and(|(_, begun)| {
                let last = begun.rsplit('\n').next().unwrap_or_default();
                code.is_some() && last.get(..3) == code && last.as_bytes().get(3) == Some(&b'-')
            });
            match &mut reply {
                Some((_, begun)) if goes_on && begun.len() < 8 << 10 => {
                    begun.push('\n');
                    begun.push_str(line);
                }
                _ => {
                    if let Some((number, begun)) = reply.replace((number, line.to_owned())) {
                        self.reply(name, number, &begun)?;
                    }
                }
            }
        }
        match reply {
            Some((number, begun)) => self.reply(name, number, &begun),
            None => Ok(()),
        }
    }

    fn reply(&mut self, name: &str, number: u64, text: &str) -> Result<(), Trouble> {
        let told =
            if is_log_line(text) { read_log_line(text, self.today) } else { Some(Told::Bounce(read_reply(text))) };
        self.item(name, Some(number), told)
    }

    fn item(&mut self, name: &str, number: Option<u64>, told: Option<Told>) -> Result<(), Trouble> {
        self.contents.items += 1;
        let Some(told) = told else { return Ok(()) };
        let source = number.map_or_else(|| name.to_owned(), |number| format!("{name}:{number}"));
        self.give(source, told)
    }

    fn give(&mut self, source: String, told: Told) -> Result<(), Trouble> {
        (self.sink)(SourcedBounce { source, told }).map_err(Trouble::Sink)
    }

    fn unreadable(&mut self, name: &str, error: io::Error) -> Result<(), SourceError> {
        self.trouble(sentence!("source-broken", file = name.to_owned()).because(error));
        Ok(())
    }

    fn trouble(&mut self, what: Sentence) {
        self.contents.trouble_count += 1;
        if self.contents.troubles.len() < TROUBLES_MAX {
            self.contents.troubles.push(what);
        }
    }
}

/// The name of a source, before what is wrong with it.
fn of(name: &str) -> Sentence {
    sentence!("source-of", file = name.to_owned())
}

/// What a message tells: the notification of a service in it, or what it is itself.
fn told_by_message(raw: &[u8]) -> Vec<Told> {
    let told = notification_in(raw).map(|text| json::told(&text)).unwrap_or_default();
    if told.is_empty() { read_message(raw).into_iter().map(Told::Bounce).collect() } else { told }
}

/// What ends the reading of a file.
#[derive(Debug)]
enum Trouble {
    Input(io::Error),
    Sink(io::Error),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Trouble {
        Trouble::Input(error)
    }
}

/// The head of a stream, without taking it out.
fn filled(input: &mut impl BufRead) -> io::Result<&[u8]> {
    loop {
        match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => return input.fill_buf(),
        }
    }
}

/// Half-written messages of a Maildir, and files of the mail program itself.
fn is_left_out(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = |other: &str| path.with_file_name(other).is_dir();
    (name == "tmp" && beside("cur") && beside("new"))
        || name.starts_with("dovecot")
        || name.starts_with(".DS_Store")
        || matches!(&*name, "maildirsize" | "maildirfolder" | "subscriptions" | "courierimapuiddb" | ".git")
}
