//! The suppression list as a file: a CSV that people can read, sort, join and mend. Addresses stand in it plainly, or as
//! salted hashes where they must not lie about. The file is replaced whole or not at all.
//!
//! Columns: `address` (or `sha256:` and 64 hexadecimal digits), `class`, `first_seen`, `last_seen` (days, 2026-11-23), `count` (days on which mail
//! came back), `until` (`forever`, `allowed`, a day, or empty for an address that is only watched). A hashed list has the salt in the first row's
//! `address` as `salt:...`; lists with one salt can be joined.
//!
//! Beside it, what the bounces of the last weeks were is remembered, so that it makes no difference in how many runs they are read.

mod days;
mod file;
mod held;
mod row;
#[cfg(test)]
mod tests;

pub(crate) use file::replace;
pub use held::Suppressions;

use crate::address::{canonical_key, read_cell};
use crate::bounce::{Addressed, Bounce, Class, Day, Delivery, Entry, Ledger, Review, Settled, SuppressionList, Until};
use crate::reason::{Lang, escape, refusal, say, shown_in_english};
use crate::suggest::{Providers, Status};
use row::{Row, rows};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Why a suppression list cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SuppressError {
    NotFound {
        path: PathBuf,
    },
    NoFile {
        path: PathBuf,
    },
    Io {
        path: PathBuf,
        error: io::Error,
    },
    Csv {
        path: PathBuf,
        error: csv::Error,
    },
    ReadOnly {
        path: PathBuf,
    },
    InUse {
        path: PathBuf,
    },
    Header {
        path: PathBuf,
    },
    /// `what` is the name of the text that says what is wrong, as in `Days`.
    Row {
        path: PathBuf,
        line: u64,
        what: &'static str,
    },
    Salt {
        path: PathBuf,
    },
    Days {
        path: PathBuf,
        line: u64,
        what: &'static str,
    },
    Mixed {
        path: PathBuf,
    },
}

impl SuppressError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { path } => say!(lang, "suppression-error-not-found", file = escape::file(path)),
            Self::NoFile { path } => say!(lang, "suppression-error-no-file", file = escape::file(path)),
            Self::Io { path, error } => {
                say!(lang, "suppression-error-io", file = escape::file(path), error = refusal(error, lang))
            }
            Self::Csv { path, error } => {
                say!(lang, "suppression-error-csv", file = escape::file(path), error = error.to_string())
            }
            Self::ReadOnly { path } => say!(lang, "suppression-error-read-only", file = escape::file(path)),
            Self::InUse { path } => {
                say!(lang, "suppression-error-in-use", file = escape::file(path), seconds = file::WAIT_SECONDS)
            }
            Self::Header { path } => {
                say!(lang, "suppression-error-header", file = escape::file(path), columns = COLUMNS_TEXT)
            }
            Self::Row { path, line, what } => say!(
                lang,
                "suppression-error-row",
                file = escape::file(path),
                line = line.to_string(),
                what = lang.text(what)
            ),
            Self::Salt { path } => say!(lang, "suppression-error-salt", file = escape::file(path)),
            Self::Days { path, line, what } => say!(
                lang,
                "suppression-error-days",
                file = escape::file(path),
                line = line.to_string(),
                what = lang.text(what)
            ),
            Self::Mixed { path } => say!(lang, "suppression-error-mixed", file = escape::file(path)),
        }
    }
}

shown_in_english!(SuppressError);

const COLUMNS: [&str; 6] = ["address", "class", "first_seen", "last_seen", "count", "until"];
const COLUMNS_TEXT: &str = "address,class,first_seen,last_seen,count,until";
/// The most octets of a list that are read: some ten million rows.
const LIST_OCTETS_MAX: u64 = 1 << 30;
/// What a row is thought to have, to make room for all of them.
const OCTETS_A_ROW: usize = 70;
/// Octets of a new salt, before they are written in hexadecimal.
const SALT_OCTETS: usize = 16;

/// A suppression list, and how its addresses are written.
#[derive(Clone, Debug, Default)]
pub struct Suppressed {
    pub list: SuppressionList,
    /// Present where addresses are hashed.
    salt: Option<String>,
    /// What this run was told.
    review: Review,
    /// What is remembered of the runs before.
    ledger: Ledger,
    /// Whether there was no list yet.
    is_new: bool,
    /// Keys that were taken off the list by hand, with the last day on which mail had come back.
    removed: Vec<(String, Option<Day>)>,
    /// Keeps other programs from changing the file meanwhile.
    _lock: Option<Arc<File>>,
}

impl Suppressed {
    /// A new list. With `hashed` no address is written down.
    pub fn new(hashed: bool) -> Suppressed {
        let salt = hashed.then(|| hex(&rand::random::<[u8; SALT_OCTETS]>()));
        Suppressed { salt, ..Suppressed::default() }
    }

    /// Reads a list.
    pub fn load(path: &Path) -> Result<Suppressed, SuppressError> {
        let file = open(path)?;
        let octets = file.metadata().map_or(0, |file| file.len()).min(LIST_OCTETS_MAX);
        Suppressed::read(file.take(LIST_OCTETS_MAX), octets, path)
    }

    /// Reads a list for a run over bounces, or begins a new one. However long the run takes, nobody waits for it: what it found is brought together
    /// with the list as it then is by [`Suppressed::settle_in`].
    pub fn for_run(path: &Path, hashed: bool) -> Result<Suppressed, SuppressError> {
        let list = Suppressed::load_or_new(path, hashed)?;
        if hashed && list.list.is_empty() {
            // Of those that begin a list at once, the first chooses its salt.
            list.save(path)?;
        }
        // What is something else is told before much else is read.
        days::check(path)?;
        Ok(Suppressed { _lock: None, ..list })
    }

    /// Reads a list to change it, or begins a new one where there is none. Until it is dropped, other programs wait.
    pub fn load_or_new(path: &Path, hashed: bool) -> Result<Suppressed, SuppressError> {
        if !file::is_regular_or_new(path) {
            return Err(SuppressError::NoFile { path: path.into() });
        }
        if !file::may_be_written(path) {
            return Err(SuppressError::ReadOnly { path: path.into() });
        }
        let lock = file::lock(path).map_err(|error| match error.kind() {
            io::ErrorKind::WouldBlock => SuppressError::InUse { path: path.into() },
            _ => SuppressError::Io { path: path.into(), error },
        })?;
        let list = match Suppressed::load(path) {
            Err(SuppressError::NotFound { .. }) => Ok(Suppressed { is_new: true, ..Suppressed::new(hashed) }),
            Ok(list) if hashed && list.salt.is_none() => match list.list.is_empty() {
                true => Ok(Suppressed::new(true)),
                false => Err(SuppressError::Mixed { path: path.into() }),
            },
            list => list,
        };
        list.map(|list| Suppressed { _lock: Some(Arc::new(lock)), ..list })
    }

    fn read(input: impl Read, octets: u64, path: &Path) -> Result<Suppressed, SuppressError> {
        let mut reader = rows(input, path)?;
        let unreadable = |error| SuppressError::Csv { path: path.into(), error };
        let mut read = Suppressed::default();
        read.list.reserve(octets as usize / OCTETS_A_ROW);
        let mut record = csv::StringRecord::new();
        while reader.read_record(&mut record).map_err(unreadable)? {
            let line = record.position().map_or(0, csv::Position::line);
            let wrong = |what| SuppressError::Row { path: path.into(), line, what };
            match Row::of(&record).map_err(wrong)? {
                Row::Salt(salt) => read.take_salt(salt, !read.list.is_empty()).map_err(wrong)?,
                Row::Entry(fields) => {
                    let key = read.key_of_row(fields.written).map_err(wrong)?.into_owned();
                    read.list.merge(key, fields.entry());
                }
            }
        }
        Ok(read)
    }

    /// Takes the salt of the hashes that follow. `begun` says that there are entries already.
    fn take_salt(&mut self, salt: &str, begun: bool) -> Result<(), &'static str> {
        if begun && self.salt.as_deref() != Some(salt) {
            return Err("suppression-row-second-salt");
        }
        self.salt = Some(salt.to_owned());
        Ok(())
    }

    /// The key of an address as a row has it.
    fn key_of_row<'r>(&self, written: &'r str) -> Result<Cow<'r, str>, &'static str> {
        if written.starts_with("sha256:") {
            return match self.salt {
                None => Err("suppression-row-no-salt"),
                Some(_) => Ok(Cow::Owned(written.to_ascii_lowercase())),
            };
        }
        if self.salt.is_none() && is_plain_key(written) {
            let is_small = !written.bytes().any(|byte| byte.is_ascii_uppercase());
            return Ok(if is_small { Cow::Borrowed(written) } else { Cow::Owned(written.to_ascii_lowercase()) });
        }
        self.key(written).map(Cow::Owned).ok_or("suppression-row-address")
    }

    /// The key of an address by its canonical form.
    fn key_of(&self, canonical: String) -> String {
        match &self.salt {
            None => canonical,
            Some(salt) => hashed(salt, &canonical),
        }
    }

    /// What is remembered beside the list.
    fn remembered(&self, path: &Path) -> Result<Ledger, SuppressError> {
        if self.is_new { Ok(Ledger::default()) } else { days::load(path, &self.mark_of_salt()) }
    }

    /// What stands for the salt where it is not to be seen.
    fn mark_of_salt(&self) -> String {
        self.salt.as_ref().map_or_else(|| "none".to_owned(), |salt| hashed(salt, ""))
    }

    /// Takes in what came back. Gives how long the address would stay away, were the run over.
    pub fn add(&mut self, returned: &Bounce, today: Day) -> Option<Until> {
        let of = self.addressed(returned.recipient.as_ref()?)?;
        // A day to come is a wrong clock.
        let day = returned.day.unwrap_or(today).min(today);
        if returned.judged.is_of_lookup() && surely_exists(&of.domain) {
            self.review.denied(&of.domain, day);
        }
        self.review.bounced(&self.list, of, returned, day)
    }

    /// Takes in that mail arrived, which lifts what came back before it.
    pub fn deliver(&mut self, delivery: &Delivery, today: Day) {
        let Some(of) = self.addressed(&delivery.recipient) else { return };
        let day = delivery.day.unwrap_or(today).min(today);
        self.review.delivered(&self.list, of, day);
    }

    fn addressed(&self, address: &str) -> Option<Addressed> {
        let key = self.key(address)?;
        let shown = if self.salt.is_some() { key.clone() } else { address.to_owned() };
        let domain = address.rsplit_once('@').map_or("", |(_, domain)| domain).to_ascii_lowercase();
        let receiver = self.salt.as_ref().map_or_else(|| domain.clone(), |salt| hashed(salt, &format!("@{domain}")));
        Some(Addressed { key, shown, domain: domain.into(), receiver: receiver.into() })
    }

    /// Ends a run: puts on the list what follows from the whole of it and from what is remembered. `mailed` tells how many addresses of a domain
    /// were mailed, where that is known.
    /// `soft_limit` soft bounces on different days within 60 keep an address away; 0 for never.
    pub fn settle(&mut self, mailed: &dyn Fn(&str) -> Option<u64>, soft_limit: u32) -> Settled {
        self.review.settle(&mut self.list, &mut self.ledger, mailed, soft_limit)
    }

    /// Ends a run as [`Suppressed::settle`] does, on the list as it is in the file now, and writes it with what is remembered beside it. Other
    /// programs wait only meanwhile.
    pub fn settle_in(
        &mut self,
        path: &Path,
        mailed: &dyn Fn(&str) -> Option<u64>,
        soft_limit: u32,
    ) -> Result<Settled, SuppressError> {
        let now = Suppressed::load_or_new(path, false)?;
        let is_empty = now.list.is_empty() && now.salt.is_none();
        if now.salt != self.salt && !is_empty {
            return Err(SuppressError::Salt { path: path.into() });
        }
        self.ledger = if now.salt == self.salt { now.remembered(path)? } else { Ledger::default() };
        self.list = now.list;
        let settled = self.settle(mailed, soft_limit);
        // Were it stopped in between, what is on the list counts.
        self.save(path)?;
        days::save(&self.ledger, path, &self.mark_of_salt())?;
        Ok(settled)
    }

    /// Puts an address on the list by hand. `None` for what is no address.
    pub fn put(&mut self, address: &str, class: Class, until: Until, today: Day) -> Option<()> {
        let key = self.key(address)?;
        let shown = if self.salt.is_some() { key.clone() } else { address.to_owned() };
        self.list.put_by_hand(&key, &shown, class, until, today);
        Some(())
    }

    /// Takes an address off the list. Gives whether it stood there; `None` for what is no address.
    pub fn remove(&mut self, address: &str) -> Option<bool> {
        let key = self.key(address)?;
        let last = self.list.get(&key).map(|entry| entry.last_seen);
        self.removed.push((key.clone(), last));
        Some(self.list.remove(&key))
    }

    /// What stands on the list of an address; the outer `None` for what is no address.
    pub fn entry(&self, address: &str) -> Option<Option<&Entry>> {
        self.key(address).map(|key| self.list.get(&key))
    }

    /// Takes another list in, which came from `path`. Both are plain or have one salt, or the other one is plain.
    pub fn merge(&mut self, other: Suppressed, path: &Path) -> Result<(), SuppressError> {
        if self.list.is_empty() && self.salt.is_none() {
            self.salt.clone_from(&other.salt);
        }
        if other.salt.is_some() && other.salt != self.salt {
            return Err(SuppressError::Salt { path: path.into() });
        }
        let hashes = other.salt.is_none().then_some(self.salt.as_ref()).flatten();
        for (key, entry) in other.list.into_entries() {
            match hashes.map(|salt| hashed(salt, &key)) {
                Some(key) => self.list.merge(key.clone(), Entry { address: key, ..entry }),
                None => self.list.merge(key, entry),
            }
        }
        Ok(())
    }

    /// By what an address is known on the list; `None` for what is no address.
    pub fn key(&self, address: &str) -> Option<String> {
        if self.salt.is_none() && is_plain_key(address) {
            return Some(address.to_ascii_lowercase());
        }
        let readings = read_cell(address.as_bytes());
        let [reading] = readings.as_slice() else { return None };
        Some(self.key_of(canonical_key(reading.address.as_ref()?)))
    }

    /// Forgets what is remembered of those who were taken off the list by hand.
    pub fn forget_removed(&mut self, path: &Path) -> Result<(), SuppressError> {
        let mut ledger = self.remembered(path)?;
        if self.removed.is_empty() {
            return Ok(());
        }
        self.removed.drain(..).for_each(|(key, last)| ledger.remove(&key, last));
        days::save(&ledger, path, &self.mark_of_salt())
    }

    /// Writes the list: into a new file beside it, which then takes its place, with the owner and the permissions of the one before.
    /// Where `path` is a link, that is the file to which it leads.
    pub fn save(&self, path: &Path) -> Result<(), SuppressError> {
        if !file::may_be_written(path) {
            return Err(SuppressError::ReadOnly { path: path.into() });
        }
        let write = |output: &mut dyn Write| self.write(output).map_err(io::Error::other);
        file::replace(path, &write).map_err(|error| SuppressError::Io { path: path.into(), error })
    }

    fn write(&self, output: impl Write) -> Result<(), csv::Error> {
        let mut rows = csv::Writer::from_writer(output);
        rows.write_record(COLUMNS)?;
        if let Some(salt) = &self.salt {
            rows.write_record([&format!("salt:{salt}"), "", "", "", "", ""])?;
        }
        for (_, entry) in self.list.iter() {
            // What a spreadsheet would take for a formula begins with a quote.
            let quote = if entry.address.starts_with(['=', '+', '-', '@', '\'']) { "'" } else { "" };
            rows.write_record([
                &format!("{quote}{}", entry.address),
                entry.class.word(),
                &entry.first_seen.to_string(),
                &entry.last_seen.to_string(),
                &entry.count.to_string(),
                &entry.until.cell(),
            ])?;
        }
        rows.flush()?;
        Ok(())
    }
}

/// Opens a list to read it.
fn open(path: &Path) -> Result<File, SuppressError> {
    if !file::is_regular_or_new(path) {
        return Err(SuppressError::NoFile { path: path.into() });
    }
    File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => SuppressError::NotFound { path: path.into() },
        _ => SuppressError::Io { path: path.into(), error },
    })
}

/// Whether a domain is a provider's that many people use: who says that there is none has a resolver that cannot be believed.
fn surely_exists(domain: &str) -> bool {
    const WEIGHT_MIN: u32 = 100;
    Providers::builtin().get(domain).is_some_and(|known| known.status == Status::Live && known.weight >= WEIGHT_MIN)
}

/// Whether an address is of the commonest letters, so that its canonical form is itself in lower case.
fn is_plain_key(address: &str) -> bool {
    let Some((local, domain)) = address.split_once('@') else { return false };
    let is_plain = |text: &str, signs: &[u8]| {
        let bytes = text.as_bytes();
        let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        ends(bytes.first())
            && ends(bytes.last())
            && !text.contains("..")
            && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || signs.contains(byte))
    };
    let has_name = domain.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_alphabetic()));
    let is_short = local.len() <= 64 && domain.split('.').all(|label| (1..=63).contains(&label.len()));
    let is_ascii_name =
        domain.contains('.') && !domain.contains("--") && !domain.contains("-.") && !domain.contains(".-");
    is_plain(local, b"._-") && is_plain(domain, b".-") && has_name && is_short && is_ascii_name && address.len() <= 200
}

fn hashed(salt: &str, canonical: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(salt.as_bytes());
    hash.update(b":");
    hash.update(canonical.as_bytes());
    format!("sha256:{}", hex(&hash.finalize()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
