//! What is remembered beside a suppression list, in a file of its own: `suppressed.csv.days` for `suppressed.csv`. It is read and written while the
//! list is locked. Without it everything works, but only within one run.

use super::{SuppressError, file};
use crate::bounce::{Ledger, LedgerReader};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// The first row, with the version of the rows that follow.
const HEADER: [&str; 2] = ["presend_days", "1"];
/// The most octets that are read: more than the bounds on what is remembered let through.
const OCTETS_MAX: u64 = 512 << 20;

/// Where it is remembered; for a link, beside the file to which it leads.
fn beside(list: &Path) -> Result<PathBuf, SuppressError> {
    let list = file::led_to(list).map_err(|error| SuppressError::Io { path: list.into(), error })?;
    let mut name = list.into_os_string();
    name.push(".days");
    Ok(name.into())
}

/// Tells before a run whether what lies there is what presend writes there, by its first row.
pub(super) fn check(list: &Path) -> Result<(), SuppressError> {
    let path = &beside(list)?;
    let Some(input) = open(path)? else { return Ok(()) };
    rows(input).map(|_| ()).map_err(|(line, what)| SuppressError::Days { path: path.into(), line, what })
}

/// Reads what is remembered beside a list; `salt` stands for that of the list, and what was written with another is of another list.
pub(super) fn load(list: &Path, salt: &str) -> Result<Ledger, SuppressError> {
    let path = &beside(list)?;
    let Some(input) = open(path)? else { return Ok(Ledger::default()) };
    read(input.take(OCTETS_MAX), salt).map_err(|(line, what)| SuppressError::Days { path: path.into(), line, what })
}

fn open(path: &Path) -> Result<Option<File>, SuppressError> {
    if !file::is_regular_or_new(path) {
        return Err(SuppressError::NoFile { path: path.into() });
    }
    match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        input => input.map(Some).map_err(|error| SuppressError::Io { path: path.into(), error }),
    }
}

/// The rows behind the first.
fn rows<R: Read>(input: R) -> Result<csv::Reader<R>, (u64, &'static str)> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(input);
    let mut row = csv::StringRecord::new();
    match rows.read_record(&mut row) {
        Ok(true) if row.iter().eq(HEADER) => Ok(rows),
        _ => Err((1, "suppression-days-header")),
    }
}

fn read(input: impl Read, salt: &str) -> Result<Ledger, (u64, &'static str)> {
    let mut rows = rows(input)?;
    let mut row = csv::StringRecord::new();
    let mut reader = LedgerReader::default();
    let mut is_of_list = false;
    loop {
        let line = rows.position().line();
        if !rows.read_record(&mut row).map_err(|_| (line, "suppression-days-row"))? {
            break;
        }
        let cells: Vec<&str> = row.iter().map(|cell| cell.strip_prefix('\'').unwrap_or(cell)).collect();
        match *cells {
            ["salt", of_rows] if of_rows == salt => is_of_list = true,
            // The list was begun anew.
            ["salt", _] => return Ok(Ledger::default()),
            _ if is_of_list => reader.take(&cells).map_err(|what| (line, what))?,
            _ => return Err((line, "suppression-days-no-salt")),
        }
    }
    Ok(reader.end())
}

/// Writes what is to be remembered beside a list.
pub(super) fn save(ledger: &Ledger, list: &Path, salt: &str) -> Result<(), SuppressError> {
    let path = &beside(list)?;
    if ledger.is_empty() && !path.exists() {
        return Ok(());
    }
    if !file::may_be_written(path) {
        return Err(SuppressError::ReadOnly { path: path.into() });
    }
    let is_new = !path.exists();
    let write = |output: &mut dyn Write| write(ledger, output, salt).map_err(io::Error::other);
    let failed = |error| SuppressError::Io { path: path.into(), error };
    file::replace(path, &write).map_err(failed)?;
    // Who may read and write the list is to read and write this too.
    match fs::metadata(list) {
        Ok(list) if is_new => fs::set_permissions(path, list.permissions()).map_err(failed),
        _ => Ok(()),
    }
}

fn write(ledger: &Ledger, output: &mut dyn Write, salt: &str) -> Result<(), csv::Error> {
    let mut rows = csv::WriterBuilder::new().flexible(true).from_writer(output);
    rows.write_record(HEADER)?;
    rows.write_record(["salt", salt])?;
    ledger.rows(|row| {
        for cell in row {
            // What a spreadsheet would take for a formula begins with a quote.
            if cell.starts_with(['=', '+', '-', '@', '\'']) {
                rows.write_field(format!("'{cell}"))?;
            } else {
                rows.write_field(cell)?;
            }
        }
        rows.write_record(None::<&[u8]>)
    })?;
    rows.flush()?;
    Ok(())
}
