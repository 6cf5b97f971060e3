//! The lists of a server in an SQLite file: what was handed in, in which order, and how it ended. It outlives the server, so that
//! nothing is lost when that is killed. Only one server at a time may have it.

use crate::judge::Verdict;
use crate::reason::Lang;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// How long another server is waited for that may be about to end.
const BUSY_TIME_MAX: Duration = Duration::from_secs(1);

/// How far a list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Queued,
    Running,
    Done,
    Failed,
}

impl State {
    const ALL: [State; 4] = [State::Queued, State::Running, State::Done, State::Failed];

    pub fn word(self) -> &'static str {
        match self {
            State::Queued => "queued",
            State::Running => "running",
            State::Done => "done",
            State::Failed => "failed",
        }
    }

    /// Whether more is to come.
    pub fn is_open(self) -> bool {
        matches!(self, State::Queued | State::Running)
    }
}

/// A list that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    pub id: String,
    /// The name of the file, as the client told it.
    pub name: String,
    pub octets: u64,
    /// The language of its report.
    pub lang: Lang,
    /// In seconds since 1970.
    pub created_s: u64,
    pub state: State,
    /// Why it failed.
    pub message: Option<String>,
    /// Rows by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: Option<[u64; 4]>,
}

/// The file, open.
pub struct Jobs(Mutex<Connection>);

impl Jobs {
    /// Opens the file, or makes it. What was being worked on waits again.
    pub fn open(path: &Path) -> Result<Jobs, String> {
        let open = || -> rusqlite::Result<Connection> {
            let connection = Connection::open(path)?;
            connection.busy_timeout(BUSY_TIME_MAX)?;
            // Whoever wrote in this mode keeps others out until it ends.
            connection.execute_batch(
                "PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
                 CREATE TABLE IF NOT EXISTS jobs (
                     number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, octets INTEGER NOT NULL,
                     lang TEXT NOT NULL, created_s INTEGER NOT NULL, state TEXT NOT NULL, message TEXT,
                     ok INTEGER, review INTEGER, reject INTEGER, unknown INTEGER) STRICT;
                 UPDATE jobs SET state = 'queued' WHERE state = 'running';",
            )?;
            Ok(connection)
        };
        open().map(|connection| Jobs(Mutex::new(connection))).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                "another server uses it".to_owned()
            }
            _ => error.to_string(),
        })
    }

    pub fn add(&self, job: &Job) -> rusqlite::Result<()> {
        self.file().execute(
            "INSERT INTO jobs (id, name, octets, lang, created_s, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![job.id, job.name, whole(job.octets), job.lang.name(), whole(job.created_s), job.state.word()],
        )?;
        Ok(())
    }

    pub fn find(&self, id: &str) -> Option<Job> {
        let select = format!("SELECT {COLUMNS} FROM jobs WHERE id = ?1");
        self.file().query_row(&select, [id], job).optional().ok().flatten()
    }

    /// The first list that waits, which is being worked on from now on.
    pub fn next(&self) -> Option<Job> {
        let file = self.file();
        let select = format!("SELECT {COLUMNS} FROM jobs WHERE state = 'queued' ORDER BY number LIMIT 1");
        let found = file.query_row(&select, [], job).optional().ok().flatten()?;
        file.execute("UPDATE jobs SET state = 'running' WHERE id = ?1", [&found.id]).ok()?;
        Some(Job { state: State::Running, ..found })
    }

    pub fn done(&self, id: &str, verdicts: [u64; 4]) {
        let [ok, review, reject, unknown] = verdicts.map(whole);
        let _ = self.file().execute(
            "UPDATE jobs SET state = 'done', ok = ?2, review = ?3, reject = ?4, unknown = ?5 WHERE id = ?1",
            params![id, ok, review, reject, unknown],
        );
    }

    pub fn failed(&self, id: &str, why: &str) {
        let _ = self.file().execute("UPDATE jobs SET state = 'failed', message = ?2 WHERE id = ?1", params![id, why]);
    }

    pub fn remove(&self, id: &str) {
        let _ = self.file().execute("DELETE FROM jobs WHERE id = ?1", [id]);
    }

    /// Lists that were handed in before this second.
    pub fn older_than(&self, second: u64) -> Vec<String> {
        let file = self.file();
        let Ok(mut select) = file.prepare("SELECT id FROM jobs WHERE created_s < ?1") else { return Vec::new() };
        let ids = select.query_map([whole(second)], |row| row.get(0));
        ids.map(|ids| ids.flatten().collect()).unwrap_or_default()
    }

    /// How many lists there are, and how many of them wait or are being worked on.
    pub fn counts(&self) -> (usize, usize) {
        let select = "SELECT count(*), count(*) FILTER (WHERE state IN ('queued', 'running')) FROM jobs";
        let counted = self.file().query_row(select, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)));
        // Where it cannot be counted there is no room.
        counted.map_or((usize::MAX, usize::MAX), |(all, open)| (all as usize, open as usize))
    }

    /// How many lists there are in each state.
    pub fn by_state(&self) -> [(&'static str, u64); 4] {
        let file = self.file();
        State::ALL.map(|state| {
            let count = "SELECT count(*) FROM jobs WHERE state = ?1";
            let counted = file.query_row(count, [state.word()], |row| row.get::<_, i64>(0));
            (state.word(), counted.ok().and_then(|counted| counted.try_into().ok()).unwrap_or(0))
        })
    }

    fn file(&self) -> MutexGuard<'_, Connection> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

const COLUMNS: &str = "id, name, octets, lang, created_s, state, message, ok, review, reject, unknown";

fn job(row: &Row<'_>) -> rusqlite::Result<Job> {
    let state: String = row.get(5)?;
    let lang: String = row.get(3)?;
    let mut verdicts = [0; Verdict::ALL.len()];
    let mut is_counted = true;
    for (place, rows) in verdicts.iter_mut().enumerate() {
        let counted: Option<i64> = row.get(7 + place)?;
        is_counted &= counted.is_some();
        *rows = counted.and_then(|counted| counted.try_into().ok()).unwrap_or(0);
    }
    Ok(Job {
        id: row.get(0)?,
        name: row.get(1)?,
        octets: row.get::<_, i64>(2)?.try_into().unwrap_or(0),
        lang: Lang::named(&lang).unwrap_or_default(),
        created_s: row.get::<_, i64>(4)?.try_into().unwrap_or(0),
        state: State::ALL.into_iter().find(|known| known.word() == state).unwrap_or(State::Failed),
        message: row.get(6)?,
        verdicts: is_counted.then_some(verdicts),
    })
}

/// SQLite has no numbers without a sign.
fn whole(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(id: &str, created_s: u64) -> Job {
        let (name, lang) = ("';--.csv".to_owned(), Lang::De);
        Job { id: id.to_owned(), name, octets: 7, lang, created_s, state: State::Queued, message: None, verdicts: None }
    }

    #[test]
    fn what_was_being_worked_on_waits_again_after_the_next_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("jobs.sqlite");
        let jobs = Jobs::open(&path).expect("a file");
        assert_eq!(jobs.next(), None);
        for (number, id) in ["a", "b", "c"].into_iter().enumerate() {
            jobs.add(&of(id, number as u64)).expect("a row");
        }
        assert!(jobs.add(&of("a", 9)).is_err());
        let first = jobs.next().expect("a job");
        assert_eq!((first.id.as_str(), first.lang, first.state), ("a", Lang::De, State::Running));
        assert_eq!(jobs.next().expect("a job").id, "b");
        jobs.done("a", [1, 2, 3, 4]);
        assert_eq!(Jobs::open(&path).err().as_deref(), Some("another server uses it"));
        drop(jobs);

        let jobs = Jobs::open(&path).expect("a file");
        assert_eq!(jobs.find("a").and_then(|job| job.verdicts), Some([1, 2, 3, 4]));
        assert_eq!(jobs.next().expect("a job").id, "b");
        jobs.failed("b", "why");
        assert_eq!(jobs.find("b").and_then(|job| job.message).as_deref(), Some("why"));
        assert_eq!(jobs.counts(), (3, 1));
        assert_eq!(jobs.by_state(), [("queued", 1), ("running", 0), ("done", 1), ("failed", 1)]);
        assert_eq!(jobs.older_than(2), ["a", "b"]);
        jobs.remove("a");
        assert_eq!((jobs.find("a"), jobs.counts()), (None, (2, 1)));
    }
}
