//! A list in a workbook comes out in that workbook: what two other readers, calamine and Python's openpyxl, see in the results is what
//! they saw in the list.

use crate::support::command::Desk;
use crate::support::python::{package, python};
use calamine::{Data, Reader};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatFormula, DataValidation, Format, Formula,
    Image, Note, Table, Workbook, Worksheet,
};
use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const ROWS: u32 = 40;

/// The address of a row of the list, from 1.
fn address(row: u32) -> String {
    match row % 5 {
        0 => format!("broken{row}@"),
        1 => format!("Ann <ann{row}@gmail.com>"),
        2 if row == 7 => "a7@gmail.com; b7@gmail.com".to_owned(),
        _ => format!("user{row}@gmail.com"),
    }
}

/// A list as somebody made it who wanted it to look well.
fn list(sheet: &mut Worksheet, first: u32) {
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00DD_EEFF));
    for (column, name) in ["Id", "E-Mail", "Umsatz", "Seit", "PLZ", "Doppelt", "Aktiv"].into_iter().enumerate() {
        sheet.write_string_with_format(first, column as u16, name, &head).expect("a cell");
    }
    let money = Format::new().set_num_format("#,##0.00 €");
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let plain = Format::new().set_border(rust_xlsxwriter::FormatBorder::Thin);
    for row in 1..=ROWS {
        let at = first + row;
        sheet.write_number(at, 0, row).expect("a cell");
        sheet.write_string_with_format(at, 1, address(row), &plain).expect("a cell");
        sheet.write_number_with_format(at, 2, f64::from(row) * 12.5, &money).expect("a cell");
        sheet.write_number_with_format(at, 3, 45_000.0 + f64::from(row), &day).expect("a cell");
        sheet.write_string(at, 4, format!("{:05}", row * 7)).expect("a cell");
        let doubled = Formula::new(format!("=C{}*2", at + 1)).set_result(format!("{}", f64::from(row) * 25.0));
        sheet.write_formula_with_format(at, 5, doubled, &money).expect("a cell");
        sheet.write_boolean(at, 6, row % 2 == 0).expect("a cell");
        // A blank cell with a format, far to the right.
        sheet.write_blank(at, 11, &plain).expect("a cell");
    }
    sheet.set_column_width(1, 34).expect("a width");
    sheet.set_row_height(first, 28).expect("a height");
    sheet.set_row_height(first + 3, 33).expect("a height");
    sheet.set_freeze_panes(first + 1, 2).expect("a pane");
}

/// A workbook with three sheets; the list is in the second.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let about = book.add_worksheet().set_name("About & more").expect("a name");
    about.write_string(0, 0, "Our customers").expect("a cell");
    about.write_formula(1, 0, Formula::new("=SUM(Kunden!C2:C41)").set_result("10250")).expect("a cell");
    about.set_column_width(0, 50).expect("a width");
    let sheet = book.add_worksheet().set_name("Kunden").expect("a name");
    list(sheet, 0);
    sheet.autofilter(0, 0, ROWS, 6).expect("a filter");
    let large = ConditionalFormatCell::new()
        .set_rule(ConditionalFormatCellRule::GreaterThan(100))
        .set_format(Format::new().set_bold());
    sheet.add_conditional_format(1, 2, ROWS, 2, &large).expect("a rule");
    let even = ConditionalFormatFormula::new().set_rule("=$G20").set_format(Format::new().set_italic());
    sheet.add_conditional_format(19, 3, ROWS, 3, &even).expect("a rule");
    let words = DataValidation::new().allow_list_strings(&["01067", "99999"]).expect("a list");
    sheet.add_data_validation(1, 4, ROWS, 4, &words).expect("a rule");
    for row in [3, 5, 6] {
        sheet.write_url_with_text(row, 7, format!("https://example.com/{row}").as_str(), "page").expect("a link");
    }
    sheet.write_url_with_text(11, 1, "mailto:ann11@gmail.com", "Ann <ann11@gmail.com>").expect("a link");
    sheet.insert_note(4, 1, &Note::new("Call back")).expect("a note");
    sheet.insert_image(2, 14, &Image::new_from_buffer(&dot()).expect("an image")).expect("an image");
    sheet.merge_range(13, 8, 13, 9, "together", &Format::new()).expect("cells");
    let more = book.add_worksheet().set_name("Zahlen").expect("a name");
    more.write_string(0, 0, "only here").expect("a cell");
    more.write_number_with_format(1, 0, 0.5, &Format::new().set_num_format("0%")).expect("a cell");
    book.define_name("Rate", "=Zahlen!$A$2").expect("a name");
    book.save_to_buffer().expect("a workbook")
}

/// A picture of one pixel.
fn dot() -> Vec<u8> {
    let base64 = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
    data_encoding::BASE64.decode(base64.as_bytes()).expect("base64")
}

fn cells(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range(sheet).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

fn members(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let read = |name: String| {
        let mut content = Vec::new();
        archive.by_name(&name).expect("a member").read_to_end(&mut content).expect("a member");
        (name, content)
    };
    names.into_iter().map(read).collect()
}

fn packed(members: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        archive.start_file(name.as_str(), SimpleFileOptions::default()).expect("room");
        archive.write_all(content).expect("room");
    }
    archive.finish().expect("room").into_inner()
}

/// Compares each result with the list, and prints what of it refers to rows.
const COMPARE: &str = r#"
import sys, openpyxl
from openpyxl.utils import get_column_letter as letters
before, after, sheet, first = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
old, new = (openpyxl.load_workbook(name, data_only=True) for name in (before, after))
assert old.sheetnames == new.sheetnames, new.sheetnames
look = lambda cell: (cell.number_format, cell.font.b, cell.fill.fgColor.rgb, cell.border.left.style)
for name in old.sheetnames:
    if name == sheet:
        continue
    a, b = old[name], new[name]
    assert a.dimensions == b.dimensions
    for row in a.iter_rows():
        for cell in row:
            other = b[cell.coordinate]
            assert (cell.value, look(cell)) == (other.value, look(other)), cell.coordinate
    widths = lambda sheet: {key: value.width for key, value in sheet.column_dimensions.items()}
    assert widths(a) == widths(b)
a, b = old[sheet], new[sheet]
assert b.freeze_panes == a.freeze_panes and a.freeze_panes, b.freeze_panes
assert b.column_dimensions['B'].width == a.column_dimensions['B'].width
columns = a.max_column
added = [cell.column for cell in b[first - 1] if str(cell.value).startswith('presend_')]
assert len(added) == 3, added
rows = {a.cell(row, 1).value: row for row in range(first, a.max_row + 1)}
ids = []
for row in range(first, b.max_row + 1):
    was = rows[b.cell(row, 1).value]
    ids.append(b.cell(row, 1).value)
    assert b.row_dimensions[row].height == a.row_dimensions[was].height, row
    for column in range(1, columns + 1):
        x, y = a.cell(was, column), b.cell(row, column)
        assert look(x) == look(y), (row, column, look(x), look(y))
        if column != 2 and column not in added:
            assert x.value == y.value, (row, column, x.value, y.value)
print(*ids)
print('filter', b.auto_filter.ref)
print('rules', *(f'{r.sqref}' for r in b.conditional_formatting))
print('lists', *(f'{v.sqref}' for v in b.data_validations.dataValidation))
print('links', *(f'{c.coordinate}={c.hyperlink.target}' for row in b.iter_rows() for c in row if c.hyperlink))
print('merged', *b.merged_cells.ranges)
print('tables', *(f'{t.name}={t.ref}' for t in b.tables.values()))
print('names', *new.defined_names)
"#;

fn clean(desk: &Desk, list: &str) -> BTreeMap<String, Vec<u8>> {
    let ran = desk.run(&["clean", list, "--offline", "--split", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    desk.files("out")
}

#[test]
fn a_result_is_the_workbook_with_fewer_rows() {
    let desk = Desk::new();
    let list = workbook();
    desk.put("list.xlsx", &list);
    let files = clean(&desk, "list.xlsx");
    let before = cells(&list, "Kunden");
    let columns = before[0].len();
    let mut ids = Vec::new();
    for name in ["clean.xlsx", "rejected.xlsx"] {
        let after = cells(&files[name], "Kunden");
        assert_eq!(after[0][..columns], before[0], "{name}");
        let added: Vec<String> = after[0][columns..].iter().map(ToString::to_string).collect();
        assert_eq!(added, ["presend_verdict", "presend_codes", "presend_suggestion"]);
        for row in &after[1..] {
            let id = row[0].to_string().parse::<usize>().expect("a number");
            ids.push(id);
            let same = |column: &usize| *column != 1;
            for column in (0..columns).filter(same) {
                assert_eq!(row[column], before[id][column], "{name}, {id}, column {column}");
            }
        }
        // Whoever is not in a list is not in its file.
        let other = if name == "clean.xlsx" { "broken10@" } else { "user8@gmail.com" };
        let found = members(&files[name]);
        let holds = |content: &Vec<u8>| memchr::memmem::find(content, other.as_bytes()).is_some();
        assert!(!found.values().any(holds), "{name}");
        assert!(found["xl/sharedStrings.xml"].len() < members(&list)["xl/sharedStrings.xml"].len());
        assert!(!found.keys().any(|name| name.contains("comment")), "{name}");
    }
    ids.sort_unstable();
    // One row holds two addresses, and is one for each.
    let mut expected: Vec<usize> = (1..=ROWS as usize).chain([7]).collect();
    expected.sort_unstable();
    assert_eq!(ids, expected);
    for (name, content) in members(&list) {
        let changed = ["sheet2.xml", "sharedStrings.xml", "Content_Types", "workbook.xml", "comments", "vmlDrawing"];
        if !changed.iter().any(|part| name.contains(part)) {
            assert_eq!(members(&files["clean.xlsx"]).get(&name), Some(&content), "{name}");
        }
    }
    // So is the picture, which the sheet names.
    let found = members(&files["clean.xlsx"]);
    let holds = |name: &str, text: &str| memchr::memmem::find(&found[name], text.as_bytes()).is_some();
    assert!(
        holds("xl/worksheets/_rels/sheet2.xml.rels", "drawing1.xml") && holds("xl/worksheets/sheet2.xml", "<drawing")
    );
    // Its own result again: the added columns are replaced.
    assert_eq!(desk.run(&["clean", "out/clean.xlsx", "--offline", "-o", "again"]).exit, 0);
    let (first, again) = (cells(&files["clean.xlsx"], "Kunden"), cells(&desk.files("again")["clean.xlsx"], "Kunden"));
    assert_eq!(again.len(), first.len());
    for (first, again) in first.iter().zip(&again) {
        assert_eq!(again.len(), columns + 3);
        assert_eq!(again[..columns], first[..columns]);
    }
}

#[test]
fn another_reader_sees_formats_and_what_refers_to_rows() {
    let Some(folder) = package("openpyxl") else { return };
    let desk = Desk::new();
    desk.put("list.xlsx", workbook());
    clean(&desk, "list.xlsx");
    let compare = |name: &str| {
        let (before, after) = (desk.path("list.xlsx"), desk.path(name));
        python(&folder, COMPARE, &[&before, &after, "Kunden".as_ref(), "2".as_ref()])
    };
    let rejected = "5 10 15 20 25 30 35 40\nfilter A1:G9\nrules C2:C9\nlists E2:E9\n\
        links H2=https://example.com/5\nmerged\ntables\nnames Rate\n";
    assert_eq!(compare("out/rejected.xlsx"), rejected);
    let clean = compare("out/clean.xlsx");
    for line in ["filter A1:G34", "rules C2:C34", "lists E2:E34", "merged I13:J13", "names Rate"] {
        assert!(clean.lines().any(|found| found == line), "{line}: {clean}");
    }
    assert!(clean.contains("\nlinks H4=https://example.com/3 H6=https://example.com/6\n"), "{clean}");
}

#[test]
fn a_table_and_what_stands_above_it_follow() {
    let Some(folder) = package("openpyxl") else { return };
    let desk = Desk::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "Customers of 2026").expect("a cell");
    list(sheet, 2);
    sheet.add_table(2, 0, 2 + ROWS, 6, &Table::new().set_name("Kunden")).expect("a table");
    let sums = book.add_worksheet();
    sums.write_string(0, 0, "x").expect("a cell");
    desk.put("list.xlsx", book.save_to_buffer().expect("a workbook"));
    clean(&desk, "list.xlsx");
    let before = desk.path("list.xlsx");
    let seen = python(&folder, COMPARE, &[&before, &desk.path("out/rejected.xlsx"), "Sheet1".as_ref(), "4".as_ref()]);
    assert!(seen.contains("\ntables Kunden=A3:G11\n"), "{seen}");
    let seen = python(&folder, COMPARE, &[&before, &desk.path("out/clean.xlsx"), "Sheet1".as_ref(), "4".as_ref()]);
    assert!(seen.contains("\ntables Kunden=A3:G36\n"), "{seen}");
    // Nothing came here but the header, and a table is never without a row.
    let seen = members(&desk.files("out")["review.xlsx"]);
    let table = String::from_utf8_lossy(&seen["xl/tables/table1.xml"]).into_owned();
    assert!(table.contains("ref=\"A3:G4\""), "{table}");
}

#[test]
fn however_a_program_writes_a_sheet_its_cells_come_out() {
    let desk = Desk::new();
    let whole = members(&workbook());
    let sheet = String::from_utf8(whole["xl/worksheets/sheet2.xml"].clone()).expect("text");
    let places = regex::Regex::new(r#"<(c|row) r="[A-Z]*[0-9]+""#).expect("an expression");
    let elements = regex::Regex::new(r"<(/?)([a-zA-Z0-9]+)([ />])").expect("an expression");
    let prefixed = elements.replace_all(&sheet, "<${1}x:${2}${3}").replace("xmlns=", "xmlns:x=");
    let bare = "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
        <row><c t=\"inlineStr\"><is><t>email</t></is></c></row><row/>\
        <row><c t=\"inlineStr\"><is><t>ann@gmail.com</t></is></c><c t=\"str\"><f>1+1</f><v>two</v></c></row>\
        </sheetData></worksheet>";
    let unknown = sheet.replace("</sheetData>", "</sheetData><oleObjects/>");
    for (name, text, in_place) in [
        ("prefixed", prefixed, true),
        ("bare", bare.to_owned(), true),
        ("unplaced", places.replace_all(bare, "<$1").into_owned(), true),
        ("unknown", unknown, false),
    ] {
        let mut other = whole.clone();
        other.insert("xl/worksheets/sheet2.xml".to_owned(), text.into_bytes());
        if name == "bare" || name == "unplaced" {
            other.remove("xl/worksheets/_rels/sheet2.xml.rels");
        }
        let list = packed(&other);
        desk.put(&format!("{name}.xlsx"), &list);
        let ran = desk.run(&["clean", &format!("{name}.xlsx"), "--offline", "--sheet", "Kunden", "-o", name]);
        assert_eq!(ran.exit, 0, "{name}: {}", ran.stderr);
        let (before, after) = (cells(&list, "Kunden"), cells(&desk.files(name)["clean.xlsx"], "Kunden"));
        let width = before[0].len();
        assert_eq!(after[0][..width], before[0], "{name}");
        let row = before.iter().find(|row| row.iter().any(|cell| cell.to_string() == after[1][0].to_string()));
        assert!(row.is_some(), "{name}: {:?}", after[1]);
        assert!(after[1].iter().any(|cell| *cell == Data::String("ok".to_owned())), "{name}");
        let kept = members(&desk.files(name)["clean.xlsx"]).contains_key("xl/worksheets/sheet3.xml");
        assert_eq!(kept, in_place, "{name}");
    }
}

#[test]
fn macros_and_the_order_of_calculation_do_not_come_out() {
    let desk = Desk::new();
    let mut other = members(&workbook());
    let mut change = |name: &str, from: &str, to: &str| {
        let text = String::from_utf8(other[name].clone()).expect("text");
        assert!(text.contains(from), "{name}: {text}");
        other.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
    };
    change(
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        "<Relationship Id=\"m1\" Type=\"http://schemas.microsoft.com/office/2006/relationships/vbaProject\" Target=\"vbaProject.bin\"/><Relationship Id=\"m2\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain\" Target=\"calcChain.xml\"/></Relationships>",
    );
    change(
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    );
    change(
        "[Content_Types].xml",
        "</Types>",
        "<Default Extension=\"bin\" ContentType=\"application/vnd.ms-office.vbaProject\"/><Override PartName=\"/xl/calcChain.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml\"/></Types>",
    );
    other.insert("xl/vbaProject.bin".to_owned(), b"macros".to_vec());
    other.insert("xl/calcChain.xml".to_owned(), b"<calcChain/>".to_vec());
    desk.put("list.xlsm", packed(&other));
    let ran = desk.run(&["clean", "list.xlsm", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let found = members(&desk.files("out")["clean.xlsx"]);
    assert!(found.contains_key("xl/worksheets/sheet3.xml"));
    assert!(!found.keys().any(|name| name.contains("vba") || name.contains("calcChain")));
    for name in ["xl/_rels/workbook.xml.rels", "[Content_Types].xml"] {
        let text = String::from_utf8_lossy(&found[name]).into_owned();
        assert!(!text.contains("vba") && !text.contains("calcChain") && !text.contains("macro"), "{text}");
    }
}

#[test]
fn a_formula_without_its_result_is_no_empty_cell() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["Name", "Email"]).expect("a row");
    let formulas = [
        ("ann", "=A2&\"@gmail.com\""),
        ("bob", "=LOWER(Other!C3)"),
        ("cem", "=HYPERLINK(\"mailto:cem@gmail.com\",\"write\")"),
        ("dan", "=IF(A5=\"\",\"none@gmail.com\",A5&\"@gmx.de\")"),
    ];
    for (row, (name, formula)) in (1..).zip(formulas) {
        sheet.write_string(row, 0, name).expect("a cell");
        sheet.write_formula(row, 1, Formula::new(formula)).expect("a cell");
    }
    // One that was worked out, to nothing.
    sheet.write_string(5, 0, "eve").expect("a cell");
    sheet.write_formula(5, 1, Formula::new("=IF(A6=\"x\",A6,\"\")").set_result("nothing")).expect("a cell");
    let mut parts = members(&book.save_to_buffer().expect("a workbook"));
    let sheet = parts.get_mut("xl/worksheets/sheet1.xml").expect("a sheet");
    let text = String::from_utf8(std::mem::take(sheet)).expect("XML");
    assert_eq!(text.matches("</f><v>0</v>").count(), 4, "{text}");
    *sheet = text.replace("</f><v>0</v>", "</f><v></v>").replace("<v>nothing</v>", "<v></v>").into_bytes();
    desk.put("list.xlsx", packed(&parts));
    let ran = desk.run(&["clean", "list.xlsx", "--offline", "-o", "out"]);
    assert!(ran.stderr.contains("4 cells are formulas without their results"), "{}", ran.stderr);
    let files = desk.files("out");
    let rows = |name: &str| -> Vec<String> {
        let told = |row: &Vec<Data>| row[..4].iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
        cells(&files[name], "Sheet1").iter().skip(1).map(told).collect()
    };
    assert_eq!(rows("clean.xlsx"), ["cem | cem@gmail.com | ok | repair.mailto address.free"]);
    let kept = |(name, formula)| format!("{name} | {formula} | review | input.formula");
    assert_eq!(rows("review.xlsx"), [formulas[0], formulas[1], formulas[3]].map(kept));
    assert_eq!(rows("rejected.xlsx"), ["eve |  | reject | input.empty"]);
}
