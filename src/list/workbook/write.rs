//! A list as a sheet of a new workbook, where the one that it came from cannot be changed in place.
//!
//! Cells that came from a workbook keep their values: text stays text, numbers numbers, dates dates. Text is never written as a
//! formula, whatever it begins with.

use super::read::{Sheet, SheetCell, shown_value};
use crate::list::{ADDED_COLUMNS, Layout, harmless};
use calamine::{Data, ExcelDateTime, ExcelDateTimeType};
use rust_xlsxwriter::{ExcelDateTime as WrittenTime, Format, Workbook, Worksheet, XlsxError};
use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::sync::Arc;

/// Rows of a sheet (ECMA-376, as Excel limits it).
const ROWS_MAX: u32 = 1_048_576;

/// The largest whole number that a cell holds exactly.
const WHOLE_MAX: u64 = 1 << 53;

/// Writes one workbook with one sheet.
pub(in crate::list) struct SheetWriter {
    file: File,
    sheet: Worksheet,
    /// Where the cells come from, when the list is a sheet itself.
    from: Option<Arc<Sheet>>,
    header_rows: usize,
    email_column: usize,
    /// The first of the columns that are added.
    columns: usize,
    next: u32,
    day: Format,
    moment: Format,
    duration: Format,
}

impl SheetWriter {
    pub fn new(file: File, from: Option<Arc<Sheet>>, layout: &Layout) -> SheetWriter {
        let mut sheet = Worksheet::new();
        if let Some(from) = &from {
            // A name that was good in one workbook is good in another; if not, the sheet keeps the name it has.
            let _ = sheet.set_name(&from.name);
        }
        let columns = own_columns(from.as_deref(), layout);
        SheetWriter {
            file,
            sheet,
            from,
            header_rows: header_rows(layout),
            email_column: layout.email_column,
            columns,
            next: 0,
            day: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            duration: Format::new().set_num_format("[hh]:mm:ss"),
        }
    }

    /// Whether rows are copied from a sheet.
    pub fn copies(&self) -> bool {
        self.from.is_some()
    }

    /// Writes the header, and what stood above it.
    pub fn start(&mut self, names: &[String]) -> io::Result<()> {
        if self.header_rows == 0 {
            return Ok(());
        }
        if self.copies() {
            for row in 0..self.header_rows {
                self.copy(row, None)?;
                self.next += 1;
            }
            self.next -= 1;
        } else {
            self.put_all(&names.iter().map(|name| Cow::Borrowed(name.as_str())).collect::<Vec<_>>())?;
        }
        self.add(ADDED_COLUMNS)
    }

    /// Writes the row of the list that stands on line `line`, from the sheet or from `cells`.
    pub fn row(
        &mut self,
        line: u64,
        new_content: Option<&str>,
        cells: &[Cow<'_, str>],
        added: [&str; 3],
    ) -> io::Result<()> {
        if self.next >= ROWS_MAX {
            let what = format!("a sheet has no more than {ROWS_MAX} rows; write the results with --to csv");
            return Err(io::Error::other(what));
        }
        if self.copies() {
            self.copy(usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1), new_content)?;
        } else {
            self.put_all(cells)?;
        }
        self.add(added)
    }

    fn copy(&mut self, row: usize, new_content: Option<&str>) -> io::Result<()> {
        let Some(from) = self.from.clone() else { return Ok(()) };
        for (column, cell) in from.rows.get(row).into_iter().flatten().enumerate().take(self.columns) {
            match new_content.filter(|_| column == self.email_column) {
                Some(content) => self.text(column, content)?,
                None => self.cell(column, cell)?,
            }
        }
        Ok(())
    }

    fn put_all(&mut self, cells: &[Cow<'_, str>]) -> io::Result<()> {
        // A row with more cells than the list keeps them; the added ones then go behind.
        cells.iter().take(self.columns).enumerate().try_for_each(|(column, cell)| self.text(column, cell))?;
        let more = cells.iter().skip(self.columns).enumerate();
        more.into_iter().try_for_each(|(column, cell)| self.text(self.columns + ADDED_COLUMNS.len() + column, cell))
    }

    fn add(&mut self, added: [&str; 3]) -> io::Result<()> {
        for (number, text) in added.into_iter().enumerate() {
            self.text(self.columns + number, &harmless(text))?;
        }
        self.next += 1;
        Ok(())
    }

    fn text(&mut self, column: usize, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return Ok(());
        }
        self.sheet.write_string(self.next, at(column)?, text).map_err(failed).map(drop)
    }

    fn cell(&mut self, column: usize, cell: &SheetCell) -> io::Result<()> {
        let place = at(column)?;
        let value = match cell {
            SheetCell::Empty => return Ok(()),
            SheetCell::Text(text) => return self.text(column, text),
            SheetCell::Value(value) => value,
        };
        let written = match value {
            Data::Empty => return Ok(()),
            Data::Int(number) if number.unsigned_abs() <= WHOLE_MAX => {
                self.sheet.write_number(self.next, place, *number as f64)
            }
            Data::Float(number) if number.is_finite() => self.sheet.write_number(self.next, place, *number),
            Data::Bool(value) => self.sheet.write_boolean(self.next, place, *value),
            Data::DateTime(time) => {
                let format = if time.is_duration() || time.as_f64() < 1.0 {
                    &self.duration
                } else if time.as_f64().fract() == 0.0 {
                    &self.day
                } else {
                    &self.moment
                };
                self.sheet.write_number_with_format(self.next, place, since_1900(time), format)
            }
            // Those of OpenDocument are texts of ISO 8601. A day that no workbook knows stays a text.
            Data::DateTimeIso(text) => match written_time(text) {
                Some(time) if text.contains('T') => {
                    self.sheet.write_datetime_with_format(self.next, place, time, &self.moment)
                }
                Some(time) => self.sheet.write_datetime_with_format(self.next, place, time, &self.day),
                None => return self.text(column, text),
            },
            Data::DurationIso(text) => match days_of(text) {
                Some(days) => self.sheet.write_number_with_format(self.next, place, days, &self.duration),
                None => return self.text(column, text),
            },
            other => return self.text(column, &shown_value(other)),
        };
        written.map_err(failed).map(drop)
    }

    /// Writes the workbook.
    pub fn finish(self) -> io::Result<()> {
        let mut book = Workbook::new();
        book.push_worksheet(self.sheet);
        book.save_to_writer(&self.file).map_err(failed)
    }
}

/// The columns of a list without those of an earlier run.
pub(in crate::list) fn own_columns(from: Option<&Sheet>, layout: &Layout) -> usize {
    let ours = if layout.earlier_columns { ADDED_COLUMNS.len() } else { 0 };
    from.map_or(0, Sheet::columns).max(layout.columns) - ours
}

/// The rows up to that of the names of the columns, where there are such.
pub(in crate::list) fn header_rows(layout: &Layout) -> usize {
    if layout.header { layout.preamble + 1 } else { 0 }
}

/// The number of a day, also where the workbook counts from 1904.
fn since_1900(time: &ExcelDateTime) -> f64 {
    const DAYS_1900_TO_1904: f64 = 1_462.0;
    let same = ExcelDateTime::new(time.as_f64(), ExcelDateTimeType::DateTime, false);
    let counts_from_1904 = !time.is_duration() && same.to_ymd_hms_milli() != time.to_ymd_hms_milli();
    if counts_from_1904 { time.as_f64() + DAYS_1900_TO_1904 } else { time.as_f64() }
}

fn at(column: usize) -> io::Result<u16> {
    u16::try_from(column).map_err(|_| io::Error::other("a sheet does not have so many columns; use --to csv"))
}

fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(format!("{other}; write the results with --to csv")),
    }
}

/// `2026-11-30` or `2026-11-30T08:15:00.5`, to the year 9999.
fn written_time(text: &str) -> Option<WrittenTime> {
    // What Excel counts as the days before March 1900 are others.
    (text >= "1900-03-01").then(|| WrittenTime::parse_from_str(text).ok()).flatten()
}

/// The days of `PT26H30M00S` (XML Schema part 2, 3.2.6), where they are told in hours, minutes and seconds.
fn days_of(text: &str) -> Option<f64> {
    const SECONDS_A_DAY: f64 = 86_400.0;
    let mut seconds = 0.0;
    let mut rest = text.strip_prefix("PT")?;
    for (unit, length) in [('H', 3600.0), ('M', 60.0), ('S', 1.0)] {
        if let Some((number, behind)) = rest.split_once(unit) {
            seconds += number.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)? * length;
            rest = behind;
        }
    }
    rest.is_empty().then_some(seconds / SECONDS_A_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_opendocument_are_told_from_other_texts() {
        for (text, days) in [
            ("PT12H00M00S", Some(0.5)),
            ("PT36H", Some(1.5)),
            ("PT864S", Some(0.01)),
            ("P1D", None),
            ("PT1M2H", None),
            ("PT-1H", None),
            ("PTnanH", None),
            ("12:00", None),
        ] {
            assert_eq!(days_of(text), days, "{text}");
        }
        for (text, is_day) in [
            ("2026-11-30", true),
            ("2026-11-30T08:15:00", true),
            ("2026-11-30T08:15:00.25", true),
            ("1900-01-01", false),
            ("0001-01-01", false),
            ("2026-13-01", false),
            ("soon", false),
        ] {
            assert_eq!(written_time(text).is_some(), is_day, "{text}");
        }
    }
}
