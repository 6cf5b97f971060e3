//! The lists of a server in an SQLite file: what was handed in, in which order, and how it ended. It outlives the server, so that
//! nothing is lost when that is killed. Only one server at a time may have it.

use crate::judge::Verdict;
use crate::reason::Lang;
use crate::serve::limits::{SEEN_KEPT_MIN, UNSEEN_KEPT_MIN};
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
                     ok INTEGER, review INTEGER, reject INTEGER, unknown INTEGER, ended_s INTEGER, seen_s INTEGER) STRICT;
                 UPDATE jobs SET state = 'queued' WHERE state = 'running';",
            )?;
            // A file of an earlier version lacks these.
            for column in ["ended_s", "seen_s"] {
                let select = "SELECT count(*) FROM pragma_table_info('jobs') WHERE name = ?1";
                if connection.query_row(select, [column], |row| row.get::<_, i64>(0))? == 0 {
                    connection.execute_batch(&format!("ALTER TABLE jobs ADD COLUMN {column} INTEGER"))?;
                }
            }
            Ok(connection)
        };
        open().map(|connection| Jobs(Mutex::new(connection))).map_err(|error| match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                "another server uses it".to_owned()
            }
            _ => error.to_string(),
        })
    }

    /// Takes a list in, and gives the ids of those that made room for it, so that no more than `most` are kept. `None` where there is no room:
    /// then nothing was changed.
    pub fn add(&self, job: &Job, most: usize) -> rusqlite::Result<Option<Vec<String>>> {
        let mut file = self.file();
        let change = file.transaction()?;
        let kept: i64 = change.query_row("SELECT count(*) FROM jobs", [], |row| row.get(0))?;
        let wanted = (kept as usize + 1).saturating_sub(most);
        let leaving = may_leave(&change, job.created_s, wanted)?;
        if leaving.len() < wanted {
            return Ok(None);
        }
        for id in &leaving {
            change.execute("DELETE FROM jobs WHERE id = ?1", [id])?;
        }
        change.execute(
            "INSERT INTO jobs (id, name, octets, lang, created_s, state) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![job.id, job.name, whole(job.octets), job.lang.name(), whole(job.created_s), job.state.word()],
        )?;
        change.commit()?;
        Ok(Some(leaving))
    }

    /// Whether one more list finds room at this second.
    pub fn has_room(&self, most: usize, now_s: u64) -> bool {
        let (kept, _) = self.counts();
        kept < most || may_leave(&self.file(), now_s, 1).is_ok_and(|leaving| !leaving.is_empty())
    }

    /// Something of the results of a list is being downloaded.
    pub fn seen(&self, id: &str, now_s: u64) {
        let _ = self.file().execute("UPDATE jobs SET seen_s = ?2 WHERE id = ?1", params![id, whole(now_s)]);
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

    pub fn done(&self, id: &str, verdicts: [u64; 4], now_s: u64) {
        let [ok, review, reject, unknown] = verdicts.map(whole);
        let _ = self.file().execute(
            "UPDATE jobs SET state = 'done', ok = ?2, review = ?3, reject = ?4, unknown = ?5, ended_s = ?6 WHERE id = ?1",
            params![id, ok, review, reject, unknown, whole(now_s)],
        );
    }

    pub fn failed(&self, id: &str, why: &str, now_s: u64) {
        let _ = self.file().execute(
            "UPDATE jobs SET state = 'failed', message = ?2, ended_s = ?3 WHERE id = ?1",
            params![id, why, whole(now_s)],
        );
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

/// The ids of at most so many lists that may make room for a new one, those first which leave soonest. First go those that failed or of
/// which something was downloaded, then the others that are done, each when it was kept for its least time; never one of which more is to come.
fn may_leave(file: &Connection, now_s: u64, most: usize) -> rusqlite::Result<Vec<String>> {
    let mut select = file.prepare(
        "SELECT id, CASE state WHEN 'failed' THEN coalesce(ended_s, created_s) ELSE seen_s END AS known_s FROM jobs
         WHERE state IN ('done', 'failed') AND (known_s <= ?1 OR known_s IS NULL AND coalesce(ended_s, created_s) <= ?2)
         ORDER BY known_s IS NULL, number LIMIT ?3",
    )?;
    let before = |kept: Duration| whole(now_s.saturating_sub(kept.as_secs()));
    let ids =
        select.query_map(params![before(SEEN_KEPT_MIN), before(UNSEEN_KEPT_MIN), whole(most as u64)], |row| row.get(0));
    ids?.collect()
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
            assert_eq!(jobs.add(&of(id, number as u64), 3), Ok(Some(Vec::new())));
        }
        assert!(jobs.add(&of("a", 9), 9).is_err());
        let first = jobs.next().expect("a job");
        assert_eq!((first.id.as_str(), first.lang, first.state), ("a", Lang::De, State::Running));
        assert_eq!(jobs.next().expect("a job").id, "b");
        jobs.done("a", [1, 2, 3, 4], 5);
        assert_eq!(Jobs::open(&path).err().as_deref(), Some("another server uses it"));
        drop(jobs);

        let jobs = Jobs::open(&path).expect("a file");
        assert_eq!(jobs.find("a").and_then(|job| job.verdicts), Some([1, 2, 3, 4]));
        assert_eq!(jobs.next().expect("a job").id, "b");
        jobs.failed("b", "why", 6);
        assert_eq!(jobs.find("b").and_then(|job| job.message).as_deref(), Some("why"));
        assert_eq!(jobs.counts(), (3, 1));
        assert_eq!(jobs.by_state(), [("queued", 1), ("running", 0), ("done", 1), ("failed", 1)]);
        assert_eq!(jobs.older_than(2), ["a", "b"]);
        jobs.remove("a");
        assert_eq!((jobs.find("a"), jobs.counts()), (None, (2, 1)));
    }

    /// Five lists: two that are done, one of them downloaded, one that failed, one that is being worked on and one that waits.
    fn five() -> Jobs {
        let jobs = Jobs::open(Path::new(":memory:")).expect("a file");
        for id in ["unseen", "seen", "failed", "running", "queued"] {
            assert_eq!(jobs.add(&of(id, 1_000), 5), Ok(Some(Vec::new())));
        }
        for id in ["unseen", "seen", "failed", "running"] {
            assert_eq!(jobs.next().map(|job| job.id).as_deref(), Some(id));
        }
        jobs.done("unseen", [1, 0, 0, 0], 2_000);
        jobs.done("seen", [1, 0, 0, 0], 2_000);
        jobs.failed("failed", "why", 2_500);
        jobs.seen("seen", 3_000);
        jobs
    }

    #[test]
    fn lists_make_room_when_they_were_seen_or_were_there_for_long_and_never_while_more_is_to_come() {
        // At which second which lists make room for three new ones, one after the other.
        for (now_s, leaving) in [
            (3_099, [None, None, None]),
            (3_100, [Some("failed"), None, None]),
            (3_600, [Some("seen"), Some("failed"), None]),
            (5_599, [Some("seen"), Some("failed"), None]),
            (5_600, [Some("seen"), Some("failed"), Some("unseen")]),
            (900_000, [Some("seen"), Some("failed"), Some("unseen")]),
        ] {
            let jobs = five();
            for (number, left) in leaving.into_iter().enumerate() {
                assert_eq!(jobs.has_room(5, now_s), left.is_some(), "{now_s} {number}");
                let made = jobs.add(&of(&format!("new-{number}"), now_s), 5);
                assert_eq!(made, Ok(left.map(|id| vec![id.to_owned()])), "{now_s} {number}");
                assert_eq!(jobs.counts().0, 5, "{now_s} {number}");
            }
            assert_eq!(jobs.find("running").map(|job| job.state), Some(State::Running));
            assert_eq!(jobs.find("queued").map(|job| job.state), Some(State::Queued));
        }
        // Whoever downloads something more keeps it for longer.
        let jobs = five();
        jobs.seen("seen", 3_500);
        assert_eq!(jobs.add(&of("new", 3_600), 5), Ok(Some(vec!["failed".to_owned()])));
        assert_eq!(jobs.add(&of("newer", 3_600), 5), Ok(None));
    }

    #[test]
    fn a_file_of_an_earlier_version_is_taken_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("jobs.sqlite");
        let older = Connection::open(&path).expect("a file");
        let made = older.execute_batch(
            "CREATE TABLE jobs (
                 number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, octets INTEGER NOT NULL, lang TEXT NOT NULL,
                 created_s INTEGER NOT NULL, state TEXT NOT NULL, message TEXT,
                 ok INTEGER, review INTEGER, reject INTEGER, unknown INTEGER) STRICT;
             INSERT INTO jobs VALUES (1, 'a', 'list.csv', 7, 'en', 1000, 'done', NULL, 1, 0, 0, 0);",
        );
        assert_eq!(made, Ok(()));
        drop(older);
        let jobs = Jobs::open(&path).expect("a file");
        assert_eq!(jobs.find("a").and_then(|job| job.verdicts), Some([1, 0, 0, 0]));
        assert_eq!(jobs.add(&of("b", 4_599), 1), Ok(None));
        assert_eq!(jobs.add(&of("b", 4_600), 1), Ok(Some(vec!["a".to_owned()])));
    }
}
