//! A suppression list as addresses are held against it: the file as it stands, and where each address is in it. Every row is
//! proved when the list is read; only those that are asked for are taken apart again, so that a list of a million rows costs little
//! more than to read it.

use super::row::{Fields, Row, rows};
use super::{LIST_OCTETS_MAX, OCTETS_A_ROW, SuppressError, Suppressed, open};
use crate::address::{Address, canonical_key};
use crate::bounce::{Day, Entry, SuppressionList};
use csv::StringRecord;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::{Entry as Place, RandomState};
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::io::Read;
use std::path::Path;

/// A suppression list on one day.
pub struct Suppressions {
    /// The file.
    text: Vec<u8>,
    /// Where the row of a key begins in the text, by the fingerprint of the key.
    places: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// Keys that stand in the file more than once, and those whose fingerprint is that of another.
    more: SuppressionList,
    /// How addresses are written: plainly, or as hashes with a salt.
    form: Suppressed,
    fingerprint: RandomState,
    today: Day,
}

impl Suppressions {
    /// Reads a list; `today` is the day on which mail is to be sent.
    pub fn load(path: &Path, today: Day) -> Result<Suppressions, SuppressError> {
        let file = open(path)?;
        let octets = file.metadata().map_or(0, |file| file.len()).min(LIST_OCTETS_MAX);
        let mut text = Vec::with_capacity(octets as usize);
        file.take(LIST_OCTETS_MAX)
            .read_to_end(&mut text)
            .map_err(|error| SuppressError::Io { path: path.into(), error })?;
        let mut list = Suppressions {
            places: HashMap::with_capacity_and_hasher(text.len() / OCTETS_A_ROW, BuildHasherDefault::default()),
            text: Vec::new(),
            more: SuppressionList::default(),
            form: Suppressed::default(),
            fingerprint: RandomState::new(),
            today,
        };
        list.note_all(&text, path)?;
        list.text = text;
        Ok(list)
    }

    fn note_all(&mut self, text: &[u8], path: &Path) -> Result<(), SuppressError> {
        let mut next = rows(text, path)?.position().clone();
        while let Some(rest) = text.get(next.byte() as usize..).filter(|rest| !rest.is_empty()) {
            let (place, line) = (next.byte(), next.line());
            let wrong = |what| SuppressError::Row { path: path.into(), line, what };
            let octets = match plain_line(rest) {
                Some((line, octets)) => {
                    if !line.is_empty() {
                        self.take(text, Row::of_line(line), place as u32).map_err(wrong)?;
                    }
                    next.set_line(next.line() + 1);
                    octets
                }
                None => {
                    let mut reader = reader_of_rows(rest);
                    let mut record = StringRecord::new();
                    let is_row = reader.read_record(&mut record).map_err(|_| wrong("suppression-row-csv"))?;
                    if is_row {
                        self.take(text, Row::of(&record), place as u32).map_err(wrong)?;
                    }
                    next.set_line(next.line() + reader.position().line() - 1);
                    if is_row { reader.position().byte() as usize } else { rest.len() }
                }
            };
            next.set_byte(place + octets as u64);
        }
        Ok(())
    }

    fn take(&mut self, text: &[u8], row: Result<Row<'_>, &'static str>, place: u32) -> Result<(), &'static str> {
        match row? {
            Row::Salt(salt) => self.form.take_salt(salt, !self.places.is_empty()),
            Row::Entry(fields) => {
                let key = self.form.key_of_row(fields.written)?;
                self.note(text, key, &fields, place);
                Ok(())
            }
        }
    }

    fn note(&mut self, text: &[u8], key: Cow<'_, str>, fields: &Fields<'_>, place: u32) {
        let before = match self.places.entry(self.fingerprint.hash_one(&*key)) {
            Place::Vacant(free) => {
                free.insert(place);
                return;
            }
            Place::Occupied(taken) => *taken.get(),
        };
        if self.more.get(&key).is_none() {
            self.with_row(text, before, |key_before, fields| (key_before == key).then(|| fields.entry()))
                .into_iter()
                .for_each(|entry| self.more.merge(key.clone().into_owned(), entry));
        }
        self.more.merge(key.into_owned(), fields.entry());
    }

    /// What is known of an address that must not be mailed today.
    pub fn of(&self, address: &Address<'_>) -> Option<Entry> {
        if self.places.is_empty() {
            return None;
        }
        let key = self.form.key_of(canonical_key(address));
        let entry = match self.more.get(&key) {
            Some(entry) => entry.clone(),
            None => {
                let place = *self.places.get(&self.fingerprint.hash_one(&*key))?;
                self.with_row(&self.text, place, |of_row, fields| (of_row == key).then(|| fields.entry()))?
            }
        };
        entry.holds_on(self.today).then_some(entry)
    }

    /// Takes the row apart that begins at this place, and shows its key and its fields.
    fn with_row<T>(&self, text: &[u8], place: u32, show: impl FnOnce(&str, &Fields<'_>) -> Option<T>) -> Option<T> {
        let rest = text.get(place as usize..)?;
        let mut record = StringRecord::new();
        let row = match plain_line(rest) {
            Some((line, _)) => Row::of_line(line),
            None => {
                reader_of_rows(rest).read_record(&mut record).ok()?;
                Row::of(&record)
            }
        };
        match row.ok()? {
            Row::Salt(_) => None,
            Row::Entry(fields) => show(&self.form.key_of_row(fields.written).ok()?, &fields),
        }
    }
}

/// The line at the start of a text, and the octets up to the next one; `None` where it takes a reader of CSV to say where the row ends.
fn plain_line(text: &[u8]) -> Option<(&str, usize)> {
    let end = memchr::memchr(b'\n', text);
    let line = &text[..end.unwrap_or(text.len())];
    let line = line.strip_suffix(b"\r").unwrap_or(line);
    let is_plain = memchr::memchr2(b'"', b'\r', line).is_none();
    let line = std::str::from_utf8(line).ok().filter(|_| is_plain)?;
    Some((line, end.map_or(text.len(), |end| end + 1)))
}

/// A reader of the rows at the start of a text.
fn reader_of_rows(text: &[u8]) -> csv::Reader<&[u8]> {
    const ROOM_OCTETS: usize = 256;
    csv::ReaderBuilder::new().flexible(true).has_headers(false).buffer_capacity(ROOM_OCTETS).from_reader(text)
}

impl fmt::Debug for Suppressions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Suppressions").field("rows", &self.places.len()).finish_non_exhaustive()
    }
}

/// Takes a fingerprint for its own hash.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}
