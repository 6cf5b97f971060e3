//! The SQLite file that answers are kept in: opening it, finding an answer, writing many at once. It must never destroy
//! what it does not understand: a damaged file is set aside under another name, and another program's is left alone.

use super::record::{Age, type_number};
use super::{Job, StoreError};
use crate::dns::{Question, RecordKind};
use crate::domain::Domain;
use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, params};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long another process may hold the file before this run goes on without it.
const BUSY_MAX: Duration = Duration::from_secs(2);
/// Marks the file as presend's: the letters PSDN.
const APPLICATION_ID: i32 = 0x5053_444e;
/// The version of the tables below.
const SCHEMA_VERSION: i32 = 1;
/// The file grows no further than this, in pages of 4 KiB: 4 GiB, some 25 million answers.
const PAGES_MAX: u32 = 1 << 20;
/// Memory that SQLite may keep pages in, for each of the two connections, in KiB.
const PAGES_KEPT_KIB: i32 = 8 << 10;
/// Nothing is kept longer than this: a day, in seconds.
pub(super) const KEPT_MAX_S: u64 = 24 * 3600;
/// Files that were set aside and are kept beside the store.
const SET_ASIDE_MAX: u32 = 1000;

const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS resolver (id INTEGER PRIMARY KEY, servers TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS run (
        id INTEGER PRIMARY KEY AUTOINCREMENT, resolver INTEGER NOT NULL, job BLOB, began INTEGER NOT NULL,
        finished INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS answer (
        resolver INTEGER NOT NULL, name TEXT NOT NULL, kind INTEGER NOT NULL, asked INTEGER NOT NULL,
        ttl INTEGER NOT NULL, run INTEGER NOT NULL, reply BLOB NOT NULL,
        PRIMARY KEY (resolver, name, kind)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS tidied (at INTEGER NOT NULL);";

/// The columns of an answer, as `read_row` takes them.
const ROW: &str = "asked, ttl, run, reply, (SELECT finished FROM run WHERE id = answer.run)";

/// One connection to the file, on behalf of one run.
#[derive(Debug)]
pub(super) struct StoreFile {
    connection: Connection,
    pub ids: Ids,
}

/// Who asks, as numbers of the file.
#[derive(Clone, Debug, Default)]
pub(super) struct Ids {
    resolver: i64,
    pub run: i64,
    /// Earlier runs of the same job that never came to their end.
    pub interrupted: Vec<i64>,
}

/// An answer as it stands in the file.
#[derive(Debug)]
pub(super) struct Row {
    pub age: Age,
    pub run: i64,
    pub ended: Ended,
    pub reply: Vec<u8>,
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
        let mut file = StoreFile { connection: connect(path)?, ids: Ids::default() };
        file.start_run(job, now_s).map_err(failed)?;
        Ok(file)
    }

    /// A second connection for the same run.
    pub(super) fn again(&self, path: &Path) -> Result<StoreFile, StoreError> {
        Ok(StoreFile { connection: connect(path)?, ids: self.ids.clone() })
    }

    fn start_run(&mut self, job: &Job<'_>, now_s: u64) -> rusqlite::Result<()> {
        let (now, resumable_from) = (seconds(now_s), seconds(now_s.saturating_sub(KEPT_MAX_S)));
        let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute("INSERT OR IGNORE INTO resolver (servers) VALUES (?)", [job.resolver])?;
        self.ids.resolver =
            change.query_row("SELECT id FROM resolver WHERE servers = ?", [job.resolver], |row| row.get(0))?;
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

    pub(super) fn find(&self, question: &Question) -> rusqlite::Result<Option<Row>> {
        let mut wanted = self
            .connection
            .prepare_cached(&format!("SELECT {ROW} FROM answer WHERE resolver = ? AND name = ? AND kind = ?"))?;
        let key = params![self.ids.resolver, question.name.as_str(), type_number(question.kind)];
        wanted.query_row(key, read_row).optional()
    }

    /// Some answers of the interrupted runs, to see whether they still hold.
    pub(super) fn sample_of_interrupted(&self, most: u32) -> rusqlite::Result<Vec<(Question, Row)>> {
        let mut found = Vec::new();
        for run in &self.ids.interrupted {
            let mut answers =
                self.connection.prepare(&format!("SELECT {ROW}, name, kind FROM answer WHERE run = ? LIMIT ?"))?;
            let read = |row: &rusqlite::Row<'_>| {
                let (name, kind): (String, u16) = (row.get(5)?, row.get(6)?);
                Ok((name, kind, read_row(row)?))
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

    /// Writes answers in one transaction: all of them or none.
    pub(super) fn write(&mut self, entries: &[Entry]) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        {
            let mut insert = change.prepare_cached("INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?)")?;
            for Entry { question, age, reply } in entries {
                let (name, kind) = (question.name.as_str(), type_number(question.kind));
                let asked = seconds(age.asked_s);
                insert.execute(params![self.ids.resolver, name, kind, asked, age.ttl_s, self.ids.run, reply])?;
            }
        }
        change.commit()
    }

    /// Notes that the run came to its end, and whether it took up those that were interrupted: what they learned is
    /// forgotten otherwise. Once a day, what is too old goes.
    pub(super) fn finish(&mut self, now_s: u64, took_up: bool) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        change.execute("UPDATE run SET finished = 1 WHERE id = ?", [self.ids.run])?;
        for run in &self.ids.interrupted {
            if took_up {
                change.execute("UPDATE run SET finished = 2 WHERE id = ? AND finished = 0", [run])?;
            } else {
                forget_run(&change, self.ids.resolver, *run)?;
            }
        }
        let last: Option<i64> = change.query_row("SELECT max(at) FROM tidied", [], |row| row.get(0))?;
        let (now, too_old) = (seconds(now_s), seconds(now_s.saturating_sub(KEPT_MAX_S)));
        if last.is_none_or(|last| last < too_old || last > now) {
            change.execute("DELETE FROM answer WHERE asked < ?", [too_old])?;
            change.execute("DELETE FROM run WHERE began < ?", [too_old])?;
            change.execute("DELETE FROM tidied", [])?;
            change.execute("INSERT INTO tidied VALUES (?)", [now])?;
        }
        change.commit()
    }

    /// Forgets what the run learned, and what those did that it took up again.
    pub(super) fn forget(&mut self) -> rusqlite::Result<()> {
        let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        for run in self.ids.interrupted.iter().chain([&self.ids.run]) {
            forget_run(&change, self.ids.resolver, *run)?;
        }
        change.commit()
    }
}

/// A run that came to its end meanwhile, beside this one, keeps what it learned.
fn forget_run(change: &rusqlite::Transaction<'_>, resolver: i64, run: i64) -> rusqlite::Result<()> {
    if change.execute("DELETE FROM run WHERE id = ? AND finished = 0", [run])? > 0 {
        change.execute("DELETE FROM answer WHERE resolver = ? AND run = ?", [resolver, run])?;
    }
    Ok(())
}

/// SQLite's whole numbers have a sign.
fn seconds(s: u64) -> i64 {
    i64::try_from(s).unwrap_or(i64::MAX)
}

fn read_row(row: &rusqlite::Row<'_>) -> rusqlite::Result<Row> {
    // A time before 1970 is damage; it counts as one in the future, which is not used.
    let asked_s = u64::try_from(row.get::<_, i64>(0)?).unwrap_or(u64::MAX);
    let age = Age { asked_s, ttl_s: row.get(1)? };
    Ok(Row { age, run: row.get(2)?, reply: row.get(3)?, ended: Ended::of(row.get(4)?) })
}

fn connect(path: &Path) -> Result<Connection, StoreError> {
    prepare_place(path).map_err(|error| StoreError::Unusable { path: path.into(), why: error.to_string() })?;
    let failed = |source| StoreError::of(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY_MAX).map_err(failed)?;
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0)).map_err(failed);
    let (owner, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
    match (owner, version) {
        (0, 0) if tables == 0 => {}
        (APPLICATION_ID, SCHEMA_VERSION) => {}
        (APPLICATION_ID, _) => return Err(StoreError::OtherVersion { path: path.into() }),
        _ => return Err(StoreError::Foreign { path: path.into() }),
    }
    set_up(&connection, tables == 0).map_err(failed)?;
    Ok(connection)
}

/// Write-ahead logging: a process that is killed while writing loses its last batch and nothing else, and readers never
/// wait for writers.
fn set_up(connection: &Connection, is_new: bool) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "cache_size", -PAGES_KEPT_KIB)?;
    connection.pragma_update_and_check(None, "max_page_count", PAGES_MAX, |_| Ok(()))?;
    if is_new {
        let pragmas = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};");
        connection.execute_batch(&format!("BEGIN IMMEDIATE; {TABLES} {pragmas} COMMIT;"))?;
    }
    Ok(())
}

/// Makes the folder and an empty file that only this user can read: it tells whom somebody writes to.
fn prepare_place(path: &Path) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let kind = options.open(path)?.metadata()?;
    if kind.is_file() { Ok(()) } else { Err(std::io::Error::other("it is no plain file")) }
}

/// Whether SQLite says that the file itself is damaged.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase))
        || matches!(
            error,
            rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::InvalidColumnType(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
        )
        || matches!(error, rusqlite::Error::SqliteFailure(_, Some(text)) if text.contains("no such table") || text.contains("no such column"))
}

/// Moves a damaged file, and what SQLite keeps beside it, out of the way. Gives its new name.
pub(super) fn set_aside(path: &Path) -> std::io::Result<PathBuf> {
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    for number in 1..SET_ASIDE_MAX {
        let end = format!(".corrupt-{number}");
        let target = beside(&end);
        if target.exists() {
            continue;
        }
        fs::rename(path, &target)?;
        for part in ["-wal", "-shm"] {
            // They are there only if the file was in use.
            let _ = fs::rename(beside(part), beside(&format!("{end}{part}")));
        }
        return Ok(target);
    }
    Err(std::io::Error::other("too many damaged files stand beside it"))
}
