//! The workbook inside an `.xls` file, taken out of its container (MS-CFB) with care and put into a plain new one.
//!
//! The reader of workbooks believes what an `.xls` says of itself: a chain of sectors that leads round in a circle, or a sheet said to
//! be of thousands of millions of cells, takes all memory there is, which nobody can catch. So every chain is followed here within
//! bounds, records that only announce sizes are taken away, and the reader gets a container that cannot be broken. It must never
//! allocate by a number in the file.

use std::collections::HashSet;

/// What a compound file begins with.
pub(in crate::list) const SIGNATURE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Places between the first cell and the last, all sheets taken together, that may stay empty, and how many there may be for each cell:
/// the reader makes all of them.
const PLACES_MAX: u64 = 1 << 22;
const PLACES_A_CELL_MAX: u64 = 20;
/// Columns of a sheet (MS-XLS 2.5.53).
const COLUMNS_MAX: u16 = 256;

/// Sector numbers from here on mean something else (MS-CFB 2.1).
const RESERVED: u32 = 0xffff_fffa;
const END_OF_CHAIN: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;
const TABLE_SECTOR: u32 = 0xffff_fffd;

const MINI_SECTOR: usize = 64;
const ENTRY_OCTETS: usize = 128;
/// Streams shorter than this stand in mini sectors.
const MINI_STREAM_MAX: usize = 4096;

pub(in crate::list) const DAMAGED: &str = "it is damaged; open it, save it again, or export it as CSV";

/// The workbook as a plain container of its own. `Err` says why it cannot be had.
pub(in crate::list) fn plain(bytes: &[u8]) -> Result<Vec<u8>, &'static str> {
    let mut stream = Container::read(bytes).and_then(|container| container.workbook()).ok_or(DAMAGED)?;
    tame(&mut stream)?;
    written(stream)
}

/// The tables of a compound file.
struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    folder: Vec<u8>,
    mini_fat: Vec<u32>,
}

impl<'b> Container<'b> {
    fn read(bytes: &'b [u8]) -> Option<Container<'b>> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Container { bytes, sector, fat: Vec::new(), folder: Vec::new(), mini_fat: Vec::new() };
        // The first sectors of the table stand in the header, more of them in a chain of lists. None can stand there twice.
        let mut tables: Vec<u32> = numbers(bytes.get(76..512)?);
        let (mut list, mut seen) = (u32_at(bytes, 68)?, HashSet::new());
        while list < RESERVED && seen.insert(list) {
            let mut more = numbers(container.sector(list)?);
            list = more.pop()?;
            tables.append(&mut more);
        }
        seen.clear();
        for table in tables.into_iter().filter(|table| *table < RESERVED && seen.insert(*table)) {
            container.fat.append(&mut numbers(container.sector(table)?));
        }
        container.folder = container.chain(u32_at(bytes, 48)?, usize::MAX)?;
        let mini = u32_at(bytes, 60)?;
        if u32_at(bytes, 64)? > 0 {
            container.mini_fat = numbers(&container.chain(mini, usize::MAX)?);
        }
        Some(container)
    }

    fn sector(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        // The last sector of a file may be cut short.
        self.bytes.get(start..)?.chunks(self.sector).next()
    }

    fn chain(&self, start: u32, octets: usize) -> Option<Vec<u8>> {
        follow(start, octets, &self.fat, |number| self.sector(number))
    }

    /// The stream of the workbook: `Workbook`, or `Book` before 1997.
    fn workbook(&self) -> Option<Vec<u8>> {
        let entry = ["workbook", "book"].into_iter().find_map(|name| self.entry(name))?;
        let (start, octets) = place(entry)?;
        if octets >= MINI_STREAM_MAX {
            return self.chain(start, octets);
        }
        let (root, root_octets) = place(self.folder.get(..ENTRY_OCTETS)?)?;
        let minis = self.chain(root, root_octets)?;
        follow(start, octets, &self.mini_fat, |number| {
            minis.get((number as usize).checked_mul(MINI_SECTOR)?..)?.chunks(MINI_SECTOR).next()
        })
    }

    fn entry(&self, name: &str) -> Option<&[u8]> {
        self.folder.chunks_exact(ENTRY_OCTETS).find(|entry| {
            let written = entry[..64].chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
            let written = char::decode_utf16(written.take_while(|unit| *unit != 0));
            written.map(|c| c.unwrap_or('\u{fffd}').to_ascii_lowercase()).eq(name.chars())
        })
    }
}

/// The first sector and the length of what an entry of the folder names.
fn place(entry: &[u8]) -> Option<(u32, usize)> {
    Some((u32_at(entry, 116)?, u32_at(entry, 120)? as usize))
}

/// The sectors of a chain, no more than there are numbers in the table.
fn follow<'s>(start: u32, octets: usize, fat: &[u32], sector: impl Fn(u32) -> Option<&'s [u8]>) -> Option<Vec<u8>> {
    let (mut stream, mut number) = (Vec::new(), start);
    for _ in 0..=fat.len() {
        if number == END_OF_CHAIN || stream.len() >= octets {
            stream.truncate(octets);
            return Some(stream);
        }
        stream.extend_from_slice(sector(number)?);
        number = *fat.get(number as usize)?;
    }
    None
}

/// Takes away what only announces sizes, and measures the sheets.
fn tame(stream: &mut [u8]) -> Result<(), &'static str> {
    const BOUND_SHEET: u16 = 0x0085;
    let mut sheets = Vec::new();
    let mut at = 0;
    while let Some((kind, data)) = record(stream, at) {
        if kind == BOUND_SHEET
            && let Some(start) = u32_at(data, 0)
        {
            sheets.push(start as usize);
        }
        at += 4 + data.len();
        if kind == END_OF_STREAM {
            break;
        }
    }
    let (mut places, mut cells) = (0, 0);
    for start in sheets {
        let (more_places, more_cells) = tame_sheet(stream, start)?;
        places += more_places;
        cells += more_cells;
        if places > PLACES_MAX.max(cells * PLACES_A_CELL_MAX) {
            return Err("its cells are too far apart; export it as CSV");
        }
    }
    Ok(())
}

const END_OF_STREAM: u16 = 0x000a;

/// Takes the announced size of a sheet away. Gives the places from its first cell to its last, and the cells.
fn tame_sheet(stream: &mut [u8], start: usize) -> Result<(u64, u64), &'static str> {
    /// The announced size of the sheet, and a cell without content, which readers pass over.
    const DIMENSIONS: u16 = 0x0200;
    const BLANK: u16 = 0x0201;
    const BEGINNING: u16 = 0x0809;
    const MANY_NUMBERS: u16 = 0x00bd;
    let (mut at, mut depth, mut cells) = (start, 0, 0);
    let (mut rows, mut columns) = ((u16::MAX, 0), (u16::MAX, 0));
    while let Some((kind, data)) = record(stream, at) {
        let (next, place) = (at + 4 + data.len(), u16_at(data, 0).zip(u16_at(data, 2)));
        match kind {
            BEGINNING => depth += 1,
            // A chart inside a sheet has an end of its own.
            END_OF_STREAM if depth > 1 => depth -= 1,
            END_OF_STREAM => break,
            DIMENSIONS => stream[at..at + 2].copy_from_slice(&BLANK.to_le_bytes()),
            0x0006 | 0x0203 | 0x0204 | 0x00d6 | 0x0205 | 0x027e | 0x00fd | MANY_NUMBERS => {
                let Some((row, column)) = place else { return Err(DAMAGED) };
                // Each number of many takes six octets; behind them stands the last column.
                let more = if kind == MANY_NUMBERS { data.len().saturating_sub(6) / 6 } else { 1 };
                let last = usize::from(column) + more.saturating_sub(1);
                let Some(last) = u16::try_from(last).ok().filter(|last| *last < COLUMNS_MAX) else {
                    return Err(DAMAGED);
                };
                cells += more as u64;
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(last));
            }
            _ => {}
        }
        at = next;
    }
    let wide = |(first, last): (u16, u16)| if first > last { 0 } else { u64::from(last - first) + 1 };
    Ok((wide(rows) * wide(columns), cells))
}

/// The record that begins at `at`: its kind, and its data.
fn record(stream: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let (kind, octets) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
    Some((kind, stream.get(at + 4..at + 4 + octets)?))
}

/// A compound file with the workbook and nothing else, in sectors of 4,096 octets: one with the folder, the tables, the workbook.
fn written(mut stream: Vec<u8>) -> Result<Vec<u8>, &'static str> {
    const SECTOR: usize = 4096;
    const PLACES: usize = SECTOR / 4;
    /// Tables that the header has room for.
    const TABLES_MAX: usize = 109;
    let octets = stream.len().max(MINI_STREAM_MAX);
    stream.resize(octets.next_multiple_of(SECTOR), 0);
    let sectors = stream.len() / SECTOR;
    // One table more than the workbook alone needs has room for the folder and the tables themselves.
    let tables = (sectors + 1 + TABLES_MAX).div_ceil(PLACES);
    if tables > TABLES_MAX {
        return Err("it is too large; export it as CSV");
    }
    let mut file = vec![0; SECTOR];
    let first = 1 + tables;
    file[..8].copy_from_slice(SIGNATURE);
    for (at, value) in [(24, 0x3e_u16), (26, 4), (28, 0xfffe), (30, 12), (32, 6)] {
        file[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    let mut header = [FREE; (512 - 40) / 4];
    header[..9].copy_from_slice(&[1, tables as u32, 0, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0]);
    header[9..9 + tables].iter_mut().zip(1..).for_each(|(place, number)| *place = number);
    put(&mut file[40..512], &header);
    file.extend_from_slice(&folder(first, octets));
    let mut table = vec![END_OF_CHAIN];
    table.resize(first, TABLE_SECTOR);
    table.extend((first + 1..first + sectors).map(|next| next as u32));
    table.push(END_OF_CHAIN);
    table.resize(tables * PLACES, FREE);
    let start = file.len();
    file.resize(start + tables * SECTOR, 0);
    put(&mut file[start..], &table);
    file.append(&mut stream);
    Ok(file)
}

/// The sector of the folder: the root, and the workbook that begins in sector `first`.
fn folder(first: usize, octets: usize) -> [u8; 4096] {
    let mut folder = [0; 4096];
    // Readers take a root without a first sector for no root.
    let entries = [("Root Entry", 5, 1, first as u32, 0), ("Workbook", 2, FREE, first as u32, octets as u32)];
    for (entry, (name, kind, child, start, octets)) in folder.chunks_exact_mut(ENTRY_OCTETS).zip(entries) {
        for (place, unit) in entry.chunks_exact_mut(2).zip(name.encode_utf16()) {
            place.copy_from_slice(&unit.to_le_bytes());
        }
        entry[64] = 2 * (name.len() as u8 + 1);
        entry[66] = kind;
        put(&mut entry[68..80], &[FREE, FREE, child]);
        put(&mut entry[116..124], &[start, octets]);
    }
    folder
}

fn put(place: &mut [u8], values: &[u32]) {
    for (place, value) in place.chunks_exact_mut(4).zip(values) {
        place.copy_from_slice(&value.to_le_bytes());
    }
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{Data, Reader, Xls};
    use std::io::Cursor;

    fn add(stream: &mut Vec<u8>, kind: u16, data: &[u8]) {
        stream.extend_from_slice(&kind.to_le_bytes());
        stream.extend_from_slice(&(data.len() as u16).to_le_bytes());
        stream.extend_from_slice(data);
    }

    /// A workbook with one sheet, said to have `rows` rows, with an address in each of these cells.
    fn book(rows: u32, cells: &[(u16, u16)]) -> Vec<u8> {
        let mut stream = Vec::new();
        add(&mut stream, 0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
        // The sheet begins behind the 20 + 13 + 4 octets of these three.
        add(&mut stream, 0x0085, &[37, 0, 0, 0, 0, 0, 1, 0, b'L']);
        add(&mut stream, END_OF_STREAM, &[]);
        add(&mut stream, 0x0809, &[0, 6, 16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
        let mut size = [0; 14];
        size[4..8].copy_from_slice(&rows.to_le_bytes());
        size[10] = 200;
        add(&mut stream, 0x0200, &size);
        for (row, column) in cells {
            let mut cell = [*row, *column, 0, 7].map(u16::to_le_bytes).concat();
            cell.extend_from_slice(b"\0a@b.com");
            add(&mut stream, 0x0204, &cell);
        }
        add(&mut stream, END_OF_STREAM, &[]);
        written(stream).expect("room")
    }

    #[track_caller]
    fn check_refused(file: &[u8], why: &str) {
        assert_eq!(plain(file).expect_err("refused"), why);
    }

    #[test]
    fn a_workbook_is_the_same_in_its_new_container() {
        let file = plain(&book(3, &[(0, 0), (2, 1)])).expect("a workbook");
        let mut book: Xls<_> = Xls::new(Cursor::new(&file[..])).expect("readable");
        let range = book.worksheet_range("L").expect("the sheet");
        assert_eq!(range.get_size(), (3, 2));
        assert_eq!(range.get_value((2, 1)), Some(&Data::String("a@b.com".to_owned())));
    }

    #[test]
    fn what_a_sheet_says_of_its_size_costs_nothing() {
        let file = plain(&book(u32::MAX, &[(0, 0)])).expect("a workbook");
        let mut book: Xls<_> = Xls::new(Cursor::new(&file[..])).expect("readable");
        assert_eq!(book.worksheet_range("L").expect("the sheet").get_size(), (1, 1));
    }

    #[test]
    fn cells_far_apart_or_beyond_the_sheet_are_refused() {
        check_refused(&book(3, &[(0, 0), (u16::MAX, 255)]), "its cells are too far apart; export it as CSV");
        check_refused(&book(3, &[(0, 0), (1, 4_000)]), DAMAGED);
    }

    #[test]
    fn a_chain_that_leads_round_or_out_of_the_file_is_damaged() {
        let good = book(3, &[(0, 0)]);
        // The folder's chain stands first in the table.
        for next in [0, 1, 5_000, RESERVED] {
            let mut file = good.clone();
            put(&mut file[2 * 4096..][..4], &[next]);
            check_refused(&file, DAMAGED);
        }
        for octets in [0, 8, 100, 4096, 4097, 9_000] {
            check_refused(&good[..octets], DAMAGED);
        }
    }
}
