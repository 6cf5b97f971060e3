//! The place of the store: opening the file, making its tables, and setting aside what is damaged. It must never destroy what it
//! does not understand: another program's file is left alone, and so is one of a later version.

use super::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long another process may hold the file before this run goes on without it.
const BUSY_MAX: Duration = Duration::from_secs(2);
/// Marks the file as presend's: the letters PSDN.
const APPLICATION_ID: i32 = 0x5053_444e;
/// The version of the tables below.
const SCHEMA_VERSION: i32 = 2;
/// The file grows no further than this, in pages of 4 KiB: 4 GiB, some 25 million answers.
const PAGES_MAX: u32 = 1 << 20;
/// Memory that SQLite may keep pages in, for each of the two connections, in KiB.
const PAGES_KEPT_KIB: i32 = 4 << 10;
/// The log of changes is brought into the file when it has so many pages: 16 MiB, a hundred thousand answers.
const LOG_PAGES: u32 = 1 << 12;
/// Files that were set aside and are kept beside the store.
const SET_ASIDE_MAX: u32 = 1000;

/// Answers stand in the order in which they came, so that a run writes each page once. What is where says `directory`: for
/// answers with numbers from `first` on, the keys of their questions, eight octets each.
const TABLES: &str = "
    CREATE TABLE IF NOT EXISTS resolver (
        id INTEGER PRIMARY KEY, servers TEXT NOT NULL UNIQUE, secret INTEGER NOT NULL);
    CREATE TABLE IF NOT EXISTS run (
        id INTEGER PRIMARY KEY AUTOINCREMENT, resolver INTEGER NOT NULL, job BLOB, began INTEGER NOT NULL,
        finished INTEGER NOT NULL DEFAULT 0);
    CREATE TABLE IF NOT EXISTS answer (
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, kind INTEGER NOT NULL, asked INTEGER NOT NULL,
        ttl INTEGER NOT NULL, run INTEGER NOT NULL, reply BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS directory (first INTEGER PRIMARY KEY, resolver INTEGER NOT NULL, keys BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS tidied (at INTEGER NOT NULL);";
/// What an earlier version made. It holds what a day old at most; nobody misses it.
const EARLIER: &str = "
    DROP TABLE IF EXISTS answer; DROP TABLE IF EXISTS directory; DROP TABLE IF EXISTS run;
    DROP TABLE IF EXISTS resolver; DROP TABLE IF EXISTS tidied;";

/// Opens the file, or makes it.
pub(super) fn connect(path: &Path) -> Result<Connection, StoreError> {
    prepare_place(path).map_err(|error| StoreError::Unusable { path: path.into(), why: error.to_string() })?;
    let failed = |source| StoreError::of(path, source);
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(failed)?;
    connection.busy_timeout(BUSY_MAX).map_err(failed)?;
    if has_to_be_made(&connection, path)? {
        make(&connection, path)?;
    }
    set_up(&connection).map_err(failed)?;
    Ok(connection)
}

/// Whether the file has no tables yet, or those of an earlier version.
fn has_to_be_made(connection: &Connection, path: &Path) -> Result<bool, StoreError> {
    let failed = |source| StoreError::of(path, source);
    let number = |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i32>(0)).map_err(failed);
    let (owner, version) = (number("application_id")?, number("user_version")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(failed)?;
    match (owner, version) {
        (0, 0) if tables == 0 => Ok(true),
        (APPLICATION_ID, SCHEMA_VERSION) => Ok(false),
        (APPLICATION_ID, 1..SCHEMA_VERSION) => Ok(true),
        (APPLICATION_ID, _) => Err(StoreError::LaterVersion { path: path.into() }),
        _ => Err(StoreError::Foreign { path: path.into() }),
    }
}

fn make(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    let failed = |source| StoreError::of(path, source);
    keep_a_log(connection).map_err(failed)?;
    let change = rusqlite::Transaction::new_unchecked(connection, TransactionBehavior::Immediate).map_err(failed)?;
    // Another process may have done it meanwhile.
    if has_to_be_made(&change, path)? {
        let pragmas = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {SCHEMA_VERSION};");
        change.execute_batch(&format!("{EARLIER} {TABLES} {pragmas}")).map_err(failed)?;
    }
    change.commit().map_err(failed)
}

/// Write-ahead logging: a process that is killed while writing loses its last batch and nothing else, and readers never
/// wait for writers.
fn keep_a_log(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))
}

fn set_up(connection: &Connection) -> rusqlite::Result<()> {
    keep_a_log(connection)?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "cache_size", -PAGES_KEPT_KIB)?;
    connection.pragma_update_and_check(None, "wal_autocheckpoint", LOG_PAGES, |_| Ok(()))?;
    connection.pragma_update_and_check(None, "max_page_count", PAGES_MAX, |_| Ok(()))
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

#[cfg(test)]
mod tests {
    use super::super::{Job, Store};
    use super::*;
    use crate::reason::Lang;

    /// A folder with a file in it, of so late a version, as far as it says.
    fn file_of(version: i32, tables: &str) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("dns.sqlite");
        let file = Connection::open(&path).expect("a database");
        let pragmas = format!("PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {version};");
        file.execute_batch(&format!("{pragmas} {tables}")).expect("tables");
        (folder, path)
    }

    #[test]
    fn a_file_of_an_earlier_version_is_begun_anew() {
        let tables = "CREATE TABLE answer (resolver, name, kind, PRIMARY KEY (resolver, name, kind)) WITHOUT ROWID;
                      INSERT INTO answer VALUES (1, 'a.com', 15); CREATE TABLE run (id);
                      CREATE TABLE resolver (id, servers); CREATE TABLE tidied (at);";
        let (_folder, path) = file_of(1, tables);
        for _ in 0..2 {
            let store = Store::open(&path, &Job { resolver: "1", work: None }).expect("a store");
            assert_eq!(store.warnings(Lang::En), Vec::<String>::new());
            drop(store);
        }
        let file = Connection::open(&path).expect("a database");
        let count = |what: &str| file.query_row(what, [], |row| row.get::<_, i64>(0)).expect("a number");
        assert_eq!(count("PRAGMA user_version"), i64::from(SCHEMA_VERSION));
        assert_eq!((count("SELECT count(*) FROM answer"), count("SELECT count(*) FROM run")), (0, 2));
    }

    #[test]
    fn a_file_of_a_later_version_is_left_alone() {
        for version in [0, SCHEMA_VERSION + 1] {
            let (_folder, path) = file_of(version, "CREATE TABLE answer (theirs);");
            let before = fs::read(&path).expect("the file");
            let error = Store::open(&path, &Job { resolver: "1", work: None }).err().expect("refused");
            assert!(error.to_string().contains("later version"), "{error}");
            assert_eq!(fs::read(&path).expect("the file"), before);
        }
    }
}
