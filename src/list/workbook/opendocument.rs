//! What the tables of an ODS would unfold to, counted before its reader unfolds them.
//!
//! A row or a cell of an OpenDocument table says how often it is repeated (`table:number-rows-repeated`,
//! `table:number-columns-repeated`; OpenDocument 1.3 part 3, 19.675 and 19.681), so that a kilobyte may stand for a million rows.
//! Blank ones are repeated up to the last corner of a sheet by every program, and cost nothing. It must never refuse those.

use quick_xml::events::{BytesStart, Event};
use std::io::BufRead;

/// Cells with content that may be there by repetition without being looked at askance, and beyond that for each octet of the file:
/// nobody mails an address thousands of times, but the same answer may stand in many columns.
const REPEATED_FREE: u64 = 1 << 16;
const REPEATED_AN_OCTET: u64 = 4;

/// What was counted in an XML text of an ODS.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::list) struct Unfolded {
    /// Cells between the first corner and the last cell with content, in all tables.
    area: u64,
    /// Cells with content that are there only because they are repeated.
    repeated: u64,
}

impl Unfolded {
    /// Counts the cells; nothing where an element is not closed.
    pub fn of(xml: impl BufRead) -> Option<Unfolded> {
        let mut reader = quick_xml::Reader::from_reader(xml);
        let (mut buffer, mut depth) = (Vec::new(), 0_u64);
        let (mut all, mut table, mut row) = (Unfolded::default(), Table::default(), Row::default());
        loop {
            match reader.read_event_into(&mut buffer).ok()? {
                Event::Eof if depth == 0 => return Some(all),
                Event::Eof => return None,
                Event::Start(element) => {
                    depth += 1;
                    match element.name().as_ref() {
                        "table:table" => table = Table::default(),
                        "table:table-row" => row = Row::new(&element),
                        "table:table-cell" | "table:covered-table-cell" => row.put(&element, true),
                        _ => {}
                    }
                }
                Event::Empty(element) => match element.name().as_ref() {
                    "table:table-row" => table.put(&Row::new(&element)),
                    "table:table-cell" | "table:covered-table-cell" => row.put(&element, false),
                    _ => {}
                },
                Event::End(element) => {
                    depth = depth.checked_sub(1)?;
                    match element.name().as_ref() {
                        "table:table-row" => table.put(&std::mem::take(&mut row)),
                        "table:table" => all.add(&std::mem::take(&mut table)),
                        _ => {}
                    }
                }
                _ => {}
            }
            buffer.clear();
        }
    }

    fn add(&mut self, table: &Table) {
        self.area = self.area.saturating_add(table.filled_rows.saturating_mul(table.columns));
        self.repeated = self.repeated.saturating_add(table.repeated);
    }

    /// Whether a file of so many octets that unfolds to this is no list, where `cells_max` cells are taken of it.
    pub fn is_too_much(&self, octets: u64, cells_max: u64) -> bool {
        self.area > cells_max || self.repeated > REPEATED_FREE.max(octets.saturating_mul(REPEATED_AN_OCTET))
    }
}

/// A table up to the row that was read last.
#[derive(Default)]
struct Table {
    rows: u64,
    /// The rows up to the last one with content.
    filled_rows: u64,
    /// The columns up to the last one with content, in any row.
    columns: u64,
    repeated: u64,
}

impl Table {
    fn put(&mut self, row: &Row) {
        self.rows = self.rows.saturating_add(row.times);
        if row.filled > 0 {
            self.filled_rows = self.rows;
            self.columns = self.columns.max(row.filled_columns);
            let cells = row.times.saturating_mul(row.filled);
            self.repeated = self.repeated.saturating_add(cells.saturating_sub(row.cells));
        }
    }
}

/// A row up to the cell that was read last.
#[derive(Default)]
struct Row {
    times: u64,
    columns: u64,
    /// The columns up to the last cell with content.
    filled_columns: u64,
    /// Cells with content, with those that are repeated.
    filled: u64,
    /// Elements with content.
    cells: u64,
}

impl Row {
    fn new(element: &BytesStart<'_>) -> Row {
        Row { times: times(element, "table:number-rows-repeated"), ..Row::default() }
    }

    /// Takes a cell. What an element without children holds stands in its attributes.
    fn put(&mut self, element: &BytesStart<'_>, has_children: bool) {
        let times = times(element, "table:number-columns-repeated");
        self.columns = self.columns.saturating_add(times);
        let holds = |attribute: &str| attribute.starts_with("office:") || attribute == "table:formula";
        if has_children || element.attributes().flatten().any(|attribute| holds(attribute.key.as_ref())) {
            self.filled_columns = self.columns;
            self.filled = self.filled.saturating_add(times);
            self.cells += 1;
        }
    }
}

/// How often an element says that it is repeated.
fn times(element: &BytesStart<'_>, attribute: &str) -> u64 {
    let said = element.attributes().flatten().find(|said| said.key.as_ref() == attribute);
    let Some(said) = said else { return 1 };
    said.value.trim().parse().unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unfolded(rows: &str) -> Option<(u64, u64)> {
        let xml = format!("<body><table:table>{rows}</table:table></body>");
        Unfolded::of(xml.as_bytes()).map(|found| (found.area, found.repeated))
    }

    #[test]
    fn elements_that_do_not_end_are_noticed() {
        for (xml, expected) in [("<a><b/></a>", true), ("<a>", false), ("<a></b>", false), ("</a>", false), ("", true)]
        {
            assert_eq!(Unfolded::of(xml.as_bytes()).is_some(), expected, "{xml}");
        }
    }

    #[test]
    fn only_what_has_content_takes_room() {
        const CELL: &str = "<table:table-cell><p>x</p></table:table-cell>";
        let row = |times: u64, cells: &str| {
            format!("<table:table-row table:number-rows-repeated=\"{times}\">{cells}</table:table-row>")
        };
        let blank = "<table:table-cell table:style-name=\"s\" table:number-columns-repeated=\"16384\"/>";
        let value = "<table:table-cell office:value=\"3\" table:number-columns-repeated=\"4\"/>";
        assert_eq!(unfolded(&row(2, &[CELL, CELL].concat())), Some((4, 2)));
        assert_eq!(unfolded(&row(1, value)), Some((4, 3)));
        assert_eq!(unfolded(&row(0, CELL)), Some((0, 0)));
        assert_eq!(unfolded(&(row(1, CELL) + &row(1_048_575, blank))), Some((1, 0)));
        assert_eq!(unfolded(&(row(9, blank) + &row(1, CELL))), Some((10, 0)));
        assert_eq!(unfolded(&row(1, &[blank, CELL].concat())), Some((16_385, 0)));
        assert_eq!(unfolded(&row(u64::MAX, &[value, value].concat())), Some((u64::MAX, u64::MAX - 2)));
    }
}
