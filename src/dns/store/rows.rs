//! Reading answers out of the file. Whoever asks for a list again asks in about the order in which its answers came, so
//! neighbours are read together.

use super::file::StoreFile;
use super::record::Age;
use rusqlite::OptionalExtension;
use std::collections::{HashMap, VecDeque};

/// Answers that are read together.
const TOGETHER: i64 = 512;
/// Two numbers that are no further apart are of somebody who goes through the answers in their order.
const NEAR: u64 = 8 * TOGETHER as u64;
/// What was read together and is kept.
const CHUNKS_MAX: usize = 16;

/// An answer as it stands in the file.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub age: Age,
    pub run: i64,
    pub reply: Vec<u8>,
}

impl Row {
    /// From the columns asked, ttl, run and reply.
    pub(super) fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
        // A time before 1970 is damage; it counts as one in the future, which is not used.
        let asked_s = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(u64::MAX);
        let age = Age { asked_s, ttl_s: row.get(1)? };
        Ok(Row { age, run: row.get(2)?, reply: row.get_ref(3)?.as_blob()?.to_vec() })
    }
}

/// How the run ended that learned an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ended {
    /// It still works, or it was stopped or killed, or nothing is known of it.
    Not,
    /// It came to its end, and its resolver was believed.
    Believed,
    /// It did not come to its end, but another did that took up its answers and whose resolver was believed.
    TakenUp,
}

impl Ended {
    /// From the number that stands in the file.
    fn of(finished: Option<i64>) -> Ended {
        match finished {
            Some(1) => Ended::Believed,
            Some(2) => Ended::TakenUp,
            _ => Ended::Not,
        }
    }
}

/// Reads out of the file for one run.
#[derive(Debug)]
pub(super) struct Reader {
    pub file: StoreFile,
    chunks: VecDeque<Chunk>,
    /// How runs ended, of those that did.
    ended: HashMap<i64, Ended>,
    last: i64,
}

/// Answers that were read together, with numbers from `first` on.
#[derive(Debug)]
struct Chunk {
    first: i64,
    rows: Vec<Option<Row>>,
}

impl Chunk {
    fn place(&self, id: i64) -> Option<usize> {
        usize::try_from(id.checked_sub(self.first)?).ok().filter(|place| *place < self.rows.len())
    }
}

impl Reader {
    pub(super) fn new(file: StoreFile) -> Reader {
        Reader { file, chunks: VecDeque::new(), ended: HashMap::new(), last: i64::MIN }
    }

    /// The answer with this number, if there is one. Each is given once, and read again if it is wanted again.
    pub(super) fn take(&mut self, id: i64) -> rusqlite::Result<Option<Row>> {
        let is_near = self.last.abs_diff(id) <= NEAR;
        self.last = id;
        let mut was_read = false;
        for chunk in &mut self.chunks {
            if let Some(place) = chunk.place(id) {
                was_read = true;
                if let Some(row) = chunk.rows[place].take() {
                    return Ok(Some(row));
                }
            }
        }
        let together = is_near && !was_read;
        let mut chunk = self.read(id, if together { TOGETHER } else { 1 })?;
        let row = chunk.rows.first_mut().and_then(Option::take);
        if together {
            self.chunks.truncate(CHUNKS_MAX - 1);
            self.chunks.push_front(chunk);
        }
        Ok(row)
    }

    fn read(&self, first: i64, count: i64) -> rusqlite::Result<Chunk> {
        let mut wanted = self
            .file
            .connection
            .prepare_cached("SELECT asked, ttl, run, reply, id FROM answer WHERE id >= ? AND id < ?")?;
        let mut rows = wanted.query([first, first.saturating_add(count)])?;
        let mut chunk = Chunk { first, rows: Vec::new() };
        while let Some(row) = rows.next()? {
            let place = usize::try_from(row.get::<_, i64>(4)?.saturating_sub(first)).unwrap_or(0);
            // Rows come in the order of their numbers, unless the file is damaged.
            if (chunk.rows.len()..count as usize).contains(&place) {
                chunk.rows.resize(place, None);
                chunk.rows.push(Some(Row::read(row)?));
            }
        }
        Ok(chunk)
    }

    /// How a run before the same resolver ended. That it did is remembered.
    pub(super) fn ended(&mut self, run: i64) -> rusqlite::Result<Ended> {
        if let Some(ended) = self.ended.get(&run) {
            return Ok(*ended);
        }
        // Numbers of answers are used again after a day, so the one that is read now may be of another resolver.
        let mut wanted =
            self.file.connection.prepare_cached("SELECT finished FROM run WHERE id = ? AND resolver = ?")?;
        let ended = Ended::of(wanted.query_row([run, self.file.ids.resolver], |row| row.get(0)).optional()?);
        if ended != Ended::Not {
            self.ended.insert(run, ended);
        }
        Ok(ended)
    }

    /// Forgets what was read: it may be gone.
    pub(super) fn look_again(&mut self) {
        self.chunks.clear();
    }
}
