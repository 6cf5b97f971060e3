//! Reads what a run kept. Whatever in it is not as presend writes it is an error, never a guess.

use super::{JudgedBy, RetryError, SCHEMA, STATE, digest, verdicts};
use crate::reason::{Sentence, sentence};
use crate::run::list::Earlier;
use crate::run::top_counts::TopCounter;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A longer header is none of ours: it names at most 200,000 mail hosts.
const HEADER_OCTETS_MAX: u64 = 128 << 20;

type Packed = BufReader<zstd::stream::read::Decoder<'static, BufReader<File>>>;

/// What a folder of results has to ask again.
#[derive(Debug)]
pub enum Opened {
    /// Every row has an answer.
    NothingLeft,
    Again(Box<Again>),
}

/// A run whose unknown rows are to be asked again.
pub struct Again {
    /// The folder.
    pub dir: PathBuf,
    /// The name under which the list was given.
    pub file: String,
    /// The flags that say how the list is read, judged and written.
    pub flags: Vec<String>,
    pub day: String,
    pub judged_by: Vec<JudgedBy>,
    /// Tells tables of the user's own from others.
    pub tables: String,
    pub earlier: Arc<Earlier>,
    /// The verdict of each row that came out.
    pub rows: Vec<u8>,
    /// The digests that each of the four lists may have.
    lists: BTreeMap<String, Vec<String>>,
    /// Stands at the list.
    packed: Packed,
    /// Locked for as long as this value lives.
    _owner: File,
}

impl fmt::Debug for Again {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Again").field("dir", &self.dir).field("flags", &self.flags).finish_non_exhaustive()
    }
}

/// Opens what a run into this folder kept.
pub fn open(dir: &Path) -> Result<Opened, RetryError> {
    let path = dir.join(STATE);
    let failed = |error| RetryError::Io { path: path.clone(), error };
    let file = match File::open(&path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return without_state(dir),
        file => file.map_err(failed)?,
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Err(RetryError::Busy { dir: dir.into() }),
        Err(fs::TryLockError::Error(error)) => return Err(failed(error)),
    }
    let owner = file.try_clone().map_err(failed)?;
    let damaged = |error| RetryError::Damaged { path: path.clone(), error };
    let decoder = zstd::stream::read::Decoder::new(file).map_err(failed)?;
    let again = read(dir, BufReader::new(decoder), owner).map_err(damaged)?;
    Ok(Opened::Again(Box::new(again)))
}

/// Without a state, all rows have an answer or the results are not ours.
fn without_state(dir: &Path) -> Result<Opened, RetryError> {
    let no_results = || RetryError::NoResults { dir: dir.into() };
    let text = fs::read(dir.join("summary.json")).map_err(|_| no_results())?;
    let summary: Value = serde_json::from_slice(&text).map_err(|_| no_results())?;
    let is_ours = summary["schema"].as_str().is_some_and(|schema| schema.starts_with("presend.summary."));
    match summary["verdicts"]["unknown"].as_u64().filter(|_| is_ours) {
        Some(0) => Ok(Opened::NothingLeft),
        Some(_) => Err(RetryError::NoState { dir: dir.into() }),
        None => Err(no_results()),
    }
}

fn wrong(what: Sentence) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, what)
}

fn read(dir: &Path, mut packed: Packed, owner: File) -> io::Result<Again> {
    let mut line = String::new();
    packed.by_ref().take(HEADER_OCTETS_MAX).read_line(&mut line)?;
    let header: Value = serde_json::from_str(&line).map_err(|_| wrong(sentence!("retry-damaged-beginning")))?;
    // Another version may judge rows that had an answer in another way.
    let version = env!("CARGO_PKG_VERSION");
    if header["schema"].as_str() != Some(SCHEMA) || header["presend"].as_str() != Some(version) {
        return Err(wrong(match header["presend"].as_str() {
            Some(by) => sentence!("retry-damaged-maker", by = by.to_owned(), version = version),
            None => sentence!("retry-damaged-other-maker", version = version),
        }));
    }
    let cut = || wrong(sentence!("retry-damaged-beginning"));
    let number = |name: &str| header[name].as_u64().ok_or_else(cut);
    let text = |name: &str| header[name].as_str().map(str::to_owned).ok_or_else(cut);
    let (domain_octets, rows) = (number("domain_octets")?, number("rows")?);
    let earlier = Arc::new(domains(&mut packed, domain_octets, &header["mail_hosts"])?);
    let rows = exactly(&mut packed, rows)?;
    let mut judged_by = Vec::new();
    for list in header["judged_by"].as_array().ok_or_else(cut)? {
        let (flag, path) = (list[0].as_str().ok_or_else(cut)?, list[1].as_str().ok_or_else(cut)?);
        let content = exactly(&mut packed, list[2].as_u64().ok_or_else(cut)?)?;
        judged_by.push(JudgedBy { flag: flag.to_owned(), path: path.into(), content });
    }
    let mut lists = BTreeMap::new();
    for (name, digests) in header["lists"].as_object().ok_or_else(cut)? {
        lists.insert(name.clone(), verdicts::texts(digests).ok_or_else(cut)?);
    }
    let (file, day, tables) = (text("file")?, text("day")?, text("tables")?);
    let flags = verdicts::texts(&header["flags"]).ok_or_else(cut)?;
    Ok(Again { dir: dir.into(), file, flags, day, judged_by, tables, earlier, rows, lists, packed, _owner: owner })
}

/// So many octets, no less.
fn exactly(packed: &mut Packed, octets: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    packed.take(octets).read_to_end(&mut content)?;
    if content.len() as u64 == octets { Ok(content) } else { Err(wrong(sentence!("retry-damaged-end"))) }
}

fn domains(packed: &mut Packed, octets: u64, mail_hosts: &Value) -> io::Result<Earlier> {
    let mut earlier = Earlier::default();
    let mut read = 0;
    let mut line = String::new();
    let mut lines = packed.take(octets);
    loop {
        line.clear();
        match lines.read_line(&mut line)? {
            0 => break,
            count => read += count as u64,
        }
        let (domain, verdict) = verdicts::verdict(&line).ok_or_else(|| wrong(sentence!("retry-damaged-domain")))?;
        earlier.domains.insert(domain, Arc::new(verdict));
    }
    if read != octets {
        return Err(wrong(sentence!("retry-damaged-end")));
    }
    let mut counter = TopCounter::default();
    for (name, domains) in mail_hosts.as_object().into_iter().flatten() {
        counter.add(name.clone(), domains.as_u64().unwrap_or_default());
    }
    earlier.mail_hosts = counter;
    Ok(earlier)
}

impl Again {
    /// The file of the state.
    pub fn path(&self) -> PathBuf {
        self.dir.join(STATE)
    }

    /// The list, as it was read. To be taken once.
    pub fn list(&mut self) -> impl Read + '_ {
        &mut self.packed
    }

    /// The names of the four lists.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.lists.keys().map(String::as_str)
    }

    /// The digests of the four lists as they stand in the folder. `Err` when one of them is not as presend wrote it.
    pub fn standing(&self) -> Result<BTreeMap<String, String>, RetryError> {
        let mut standing = BTreeMap::new();
        for (name, digests) in &self.lists {
            let path = self.dir.join(name);
            let file = match File::open(&path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(RetryError::Gone { path }),
                file => file.map_err(|error| RetryError::Io { path: path.clone(), error })?,
            };
            let found = digest(file).map_err(|error| RetryError::Io { path: path.clone(), error })?;
            if !digests.contains(&found) {
                return Err(RetryError::Edited { path });
            }
            standing.insert(name.clone(), found);
        }
        Ok(standing)
    }
}
