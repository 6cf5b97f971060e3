//! The SQLite file that answers are kept in: which runs there are, and answers on their way into it, many at once. Nothing is
//! written but in whole transactions.

use super::hash::hash;
use super::index::Index;
use super::record::{Age, type_number};
use super::rows::Row;
use super::{Job, StoreError, place};
use crate::dns::{Question, RecordKind};
use crate::domain::Domain;
use crate::facts::KEPT_MAX_S;
use rusqlite::{Connection, Transaction, TransactionBehavior, params};
use std::path::Path;

/// The last number that an answer can have.
const NUMBER_MAX: i64 = 1 << 48;

/// One connection to the file, on behalf of one run.
#[derive(Debug)]
pub(super) struct StoreFile {
    pub connection: Connection,
    pub ids: Ids,
}

/// Who asks, as numbers of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    pub resolver: i64,
    /// What the keys of this resolver's questions are made with.
    secret: u64,
    pub run: i64,
    /// Earlier runs of the same job that never came to their end.
    pub interrupted: Vec<i64>,
}

/// An answer on its way into the file.
#[derive(Debug)]
pub(super) struct Entry {
    pub question: Question,
    pub age: Age,
    pub reply: Vec<u8>,
}

impl StoreFile {
    /// Opens or makes the file and notes that a run begins.
    pub(super) fn begin(path: &Path, job: &Job<'_>, now_s: u64) -> Result<StoreFile, StoreError> {
        let failed = |source| StoreError::of(path, source);
        let mut file = StoreFile { connection: place::connect(path)?, ids: Ids::default() };
        file.start_run(job, now_s).map_err(failed)?;
        Ok(file)
    }

    /// A second connection for the same run.
    pub(super) fn again(&self, path: &Path) -> Result<StoreFile, StoreError> {
        Ok(StoreFile { connection: place::connect(path)?, ids: self.ids.clone() })
    }

    fn start_run(&mut self, job: &Job<'_>, now_s: u64) -> rusqlite::Result<()> {
        let (now, resumable_from) = (seconds(now_s), seconds(now_s.saturating_sub(KEPT_MAX_S)));
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change.execute("INSERT OR IGNORE INTO resolver (servers, secret) VALUES (?, random())", [job.resolver])?;
        let (resolver, secret): (i64, i64) =
            change.query_row("SELECT id, secret FROM resolver WHERE servers = ?", [job.resolver], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?;
        (self.ids.resolver, self.ids.secret) = (resolver, secret.cast_unsigned());
        if let Some(work) = job.work {
            let mut earlier = change.prepare(
                "SELECT id FROM run WHERE resolver = ? AND job = ? AND finished = 0 AND began BETWEEN ? AND ?",
            )?;
            let found = earlier.query_map(params![self.ids.resolver, work, resumable_from, now], |row| row.get(0))?;
            self.ids.interrupted = found.collect::<rusqlite::Result<_>>()?;
        }
        change.execute(
            "INSERT INTO run (resolver, job, began) VALUES (?, ?, ?)",
            params![self.ids.resolver, job.work, now],
        )?;
        self.ids.run = change.last_insert_rowid();
        change.commit()
    }

    /// The keys of all answers that are kept for the resolver, or the latest of them where there are too many.
    pub(super) fn read_index(&self) -> rusqlite::Result<Index> {
        let mut index = Index::default();
        let mut parts =
            self.connection.prepare("SELECT first, keys FROM directory WHERE resolver = ? ORDER BY first DESC")?;
        let mut parts = parts.query([self.ids.resolver])?;
        while let Some(part) = parts.next()? {
            if !index.add_part(part.get(0)?, part.get_ref(1)?.as_blob()?) {
                break;
            }
        }
        Ok(index)
    }

    /// Some answers of the interrupted runs, from all over them, to see whether they still hold.
    pub(super) fn sample_of_interrupted(&self, most: u32) -> rusqlite::Result<Vec<(Question, Row)>> {
        let mut found = Vec::new();
        for run in &self.ids.interrupted {
            let mut answers = self.connection.prepare(
                "SELECT asked, ttl, run, reply, name, kind FROM answer
                 WHERE id IN (SELECT id FROM answer WHERE run = ? ORDER BY random() LIMIT ?)",
            )?;
            let read = |row: &rusqlite::Row<'_>| {
                let (name, kind): (String, u16) = (row.get(4)?, row.get(5)?);
                Ok((name, kind, Row::read(row)?))
            };
            for answer in answers.query_map(params![run, most], read)? {
                let (name, kind, row) = answer?;
                let kind =
                    [RecordKind::Mx, RecordKind::A, RecordKind::Aaaa].into_iter().find(|k| type_number(*k) == kind);
                if let (Ok(name), Some(kind)) = (Domain::new(&name), kind) {
                    found.push((Question { name, kind }, row));
                }
            }
        }
        Ok(found)
    }

    /// Writes answers in one transaction: all of them or none. One that is in the index takes the place of the earlier answer;
    /// gives the keys and numbers of the others.
    pub(super) fn write(&mut self, entries: &[Entry], known: &[Option<i64>]) -> rusqlite::Result<Vec<(u64, i64)>> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let first = next_number(&change)?;
        let mut added = Vec::new();
        {
            let mut insert = change.prepare_cached("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)")?;
            for (Entry { question, age, reply }, known) in entries.iter().zip(known) {
                let id = known.unwrap_or_else(|| {
                    let id = first + added.len() as i64;
                    added.push((self.ids.key(question), id));
                    id
                });
                let (name, kind) = (question.name.as_str(), type_number(question.kind));
                insert.execute(params![id, name, kind, seconds(age.asked_s), age.ttl_s, self.ids.run, reply])?;
            }
        }
        if !added.is_empty() {
            let keys: Vec<u8> = added.iter().flat_map(|(key, _)| key.to_le_bytes()).collect();
            let mut insert = change.prepare_cached("INSERT INTO directory VALUES (?, ?, ?)")?;
            insert.execute(params![first, self.ids.resolver, keys])?;
        }
        change.commit()?;
        Ok(added)
    }

    /// Notes that the run came to its end, and whether it took up those that were interrupted: what they learned is
    /// forgotten otherwise. Once a day, what is too old goes.
    pub(super) fn finish(&mut self, now_s: u64, took_up: bool) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        change.execute("UPDATE run SET finished = 1 WHERE id = ?", [self.ids.run])?;
        for run in &self.ids.interrupted {
            if took_up {
                change.execute("UPDATE run SET finished = 2 WHERE id = ? AND finished = 0", [run])?;
            } else {
                forget_run(&change, *run)?;
            }
        }
        let last: Option<i64> = change.query_row("SELECT max(at) FROM tidied", [], |row| row.get(0))?;
        let (now, too_old) = (seconds(now_s), seconds(now_s.saturating_sub(KEPT_MAX_S)));
        if last.is_none_or(|last| last < too_old || last > now) {
            change.execute("DELETE FROM answer WHERE asked < ?", [too_old])?;
            change.execute(
                "DELETE FROM directory WHERE NOT EXISTS (
                     SELECT 1 FROM answer WHERE id BETWEEN first AND first + length(keys) / 8 - 1)",
                [],
            )?;
            change.execute("DELETE FROM run WHERE began < ?", [too_old])?;
            change.execute("DELETE FROM tidied", [])?;
            change.execute("INSERT INTO tidied VALUES (?)", [now])?;
        }
        change.commit()
    }

    /// Forgets what the run learned, and what those did that it took up again.
    pub(super) fn forget(&mut self) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        for run in self.ids.interrupted.iter().chain([&self.ids.run]) {
            forget_run(&change, *run)?;
        }
        change.commit()
    }
}

/// A run that came to its end meanwhile, beside this one, keeps what it learned.
fn forget_run(change: &Transaction<'_>, run: i64) -> rusqlite::Result<()> {
    if change.execute("DELETE FROM run WHERE id = ? AND finished = 0", [run])? > 0 {
        change.execute("DELETE FROM answer WHERE run = ?", [run])?;
    }
    Ok(())
}

/// SQLite's whole numbers have a sign.
fn seconds(s: u64) -> i64 {
    i64::try_from(s).unwrap_or(i64::MAX)
}

/// The number of the next answer. None is used twice while the directory has it.
fn next_number(change: &Transaction<'_>) -> rusqlite::Result<i64> {
    let mut last = change.prepare_cached(
        "SELECT max(coalesce((SELECT max(id) FROM answer), 0),
                    coalesce((SELECT first + length(keys) / 8 FROM directory ORDER BY first DESC LIMIT 1), 1) - 1)",
    )?;
    let last: i64 = last.query_row([], |row| row.get(0))?;
    // Nobody has learned so much: the file is damaged.
    if last > NUMBER_MAX { Err(rusqlite::Error::IntegralValueOutOfRange(0, last)) } else { Ok(last + 1) }
}

impl Ids {
    /// What a question is found by. Keyed, so that no list can be made whose names all meet.
    pub(super) fn key(&self, question: &Question) -> u64 {
        hash(self.secret ^ u64::from(type_number(question.kind)), question.name.as_str().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::super::writer::RunEnd;
    use super::super::{Records, Reply, Store};
    use super::*;
    use crate::facts::Lookup;
    use crate::reason::Lang;
    use std::path::PathBuf;
    use std::time::Duration;

    const NOW_S: u64 = 1_800_000_000;
    const JOB: Job<'_> = Job { resolver: "1", work: Some(b"list") };

    fn question(number: usize) -> Question {
        Question { name: Domain::new(&format!("n{number}.com")).expect("a name"), kind: RecordKind::A }
    }

    fn place() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dns.sqlite");
        (folder, path)
    }

    /// A run that learns so many answers, each with a TTL of ten seconds.
    fn run(path: &Path, now_s: u64, answers: usize) -> Store {
        let store = Store::open_at(path, &JOB, now_s).expect("a store");
        for number in 0..answers {
            let reply = Reply {
                outcome: Lookup::Found(Records::A(vec![[20, 0, 0, 1].into()])),
                canonical: None,
                additional: Vec::new(),
                ttl: Some(Duration::from_secs(10)),
                authenticated: false,
                attempts: 1,
                elapsed: Duration::ZERO,
            };
            store.learn(&question(number), &reply);
        }
        store
    }

    fn counts(path: &Path) -> (i64, i64) {
        let file = Connection::open(path).expect("a database");
        let count = |what: &str| file.query_row(what, [], |row| row.get(0)).expect("a number");
        (
            count("SELECT count(*) FROM answer"),
            count("SELECT coalesce(sum(length(keys)) / 8, 0) FROM directory WHERE resolver > 0"),
        )
    }

    #[test]
    fn the_same_list_again_and_again_needs_no_more_room_and_a_day_later_none() {
        let (_folder, path) = place();
        for hour in 0..5 {
            let store = run(&path, NOW_S + 3600 * hour, 1000);
            assert!((0..1000).all(|number| store.find(&question(number)).is_none()), "their TTL is over");
            store.settle(RunEnd::Believed { took_up: false });
            drop(store);
            assert_eq!(counts(&path), (1000, 1000));
        }
        let store = Store::open_at(&path, &JOB, NOW_S + 4 * 3600 + 9).expect("a store");
        assert!((0..1000).all(|number| store.find(&question(number)).is_some()));
        drop(store);
        run(&path, NOW_S + 3 * KEPT_MAX_S, 0).settle(RunEnd::Believed { took_up: false });
        assert_eq!(counts(&path), (0, 0));
    }

    #[test]
    fn numbers_that_no_run_can_have_given_are_damage() {
        for number in [NUMBER_MAX, i64::MAX] {
            let (_folder, path) = place();
            run(&path, NOW_S, 10).settle(RunEnd::Believed { took_up: false });
            let change = "UPDATE answer SET id = ?1 WHERE id = 1; UPDATE directory SET first = ?1";
            for change in change.split(';') {
                Connection::open(&path).and_then(|file| file.execute(change, [number])).expect("changed");
            }
            let store = run(&path, NOW_S + 1, 20);
            store.settle(RunEnd::Believed { took_up: false });
            assert!(
                store.warnings(Lang::En).iter().any(|warning| warning.contains("damaged")),
                "{:?}",
                store.warnings(Lang::En)
            );
        }
    }

    #[test]
    fn answers_of_an_interrupted_run_are_chosen_from_all_over_it() {
        let (_folder, path) = place();
        run(&path, NOW_S, 20_000).flush();
        let file = StoreFile::begin(&path, &JOB, NOW_S + 1).expect("a file");
        let sample = file.sample_of_interrupted(200).expect("a sample");
        let number = |name: &Domain| name.as_str()[1..].split('.').next().and_then(|n| n.parse::<usize>().ok());
        let numbers: Vec<usize> = sample.iter().filter_map(|(question, _)| number(&question.name)).collect();
        assert_eq!(numbers.len(), 200);
        for part in 0..4 {
            assert!(numbers.iter().any(|number| number / 5000 == part), "{part}: {numbers:?}");
        }
    }
}
