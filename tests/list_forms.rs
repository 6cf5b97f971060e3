//! Lists as workbooks, Parquet files, packed files, and several at once: read, and written in their own form.

use crate::support::command::Desk;
use arrow_array::{Array, ArrayRef, Int64Array, LargeStringArray, RecordBatch, StringArray};
use calamine::{Data, Reader};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use rust_xlsxwriter::{Format, Workbook};
use std::collections::BTreeSet;
use std::io::{Read, Write};
use std::path::Path;
use std::sync::Arc;

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

fn gunzip(bytes: &[u8]) -> String {
    let mut text = String::new();
    flate2::read::MultiGzDecoder::new(bytes).read_to_string(&mut text).expect("gzip");
    text
}

const LIST: &str = "name,email\r\n\"Lee, Ann\",ann@gmail.com\r\nBob,bob@\r\n";
const CLEAN: &str =
    "name,email,presend_verdict,presend_codes,presend_suggestion\r\n\"Lee, Ann\",ann@gmail.com,ok,address.free,\r\n";

#[test]
fn packed_lists_come_out_packed() {
    let desk = Desk::new();
    // A file of two parts, as `cat a.gz b.gz` makes.
    desk.put("list.dat", [gzip(&LIST.as_bytes()[..20]), gzip(&LIST.as_bytes()[20..])].concat());
    let ran = desk.run(&["clean", "list.dat", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("list.dat: gzip, comma-separated"), "{}", ran.stderr);
    assert_eq!(gunzip(&desk.files("out")["clean.csv.gz"]), CLEAN);
    desk.put("list.csv.zst", zstd::encode_all(LIST.as_bytes(), 0).expect("room"));
    assert_eq!(desk.run(&["clean", "list.csv.zst", "--offline"]).exit, 0);
    let files = desk.files("list-presend");
    assert_eq!(text(&zstd::decode_all(&files["clean.csv.zst"][..]).expect("zstd")), CLEAN);
    assert_eq!(desk.run(&["clean", "list.dat", "--offline", "-o", "plain", "--to", "csv"]).exit, 0);
    assert_eq!(text(&desk.files("plain")["clean.csv"]), CLEAN);
}

/// One makes the reader of workbooks take all memory, the other makes it panic.
#[test]
fn broken_workbooks_of_1997_are_damaged_and_nothing_more() {
    let desk = Desk::new();
    for name in ["abort.xls", "length-not-a-multiple.xls"] {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/workbooks").join(name);
        let ran = desk.run(&["gate", &file.display().to_string(), "--offline"]);
        assert_eq!(ran.exit, 2, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains("it is damaged") && !ran.stderr.contains("panicked"), "{}", ran.stderr);
    }
}

#[test]
fn damaged_files_are_refused_and_nothing_is_written() {
    let desk = Desk::new();
    let whole = gzip(LIST.repeat(2_000).as_bytes());
    let zst = zstd::encode_all(LIST.repeat(2_000).as_bytes(), 0).expect("room");
    let book = workbook(&[("Sheet1", &[&["email"], &["ann@gmail.com"]])]);
    let records = parquet_file();
    let mut wrong = whole.clone();
    let middle = wrong.len() / 2;
    wrong[middle] ^= 0x55;
    for (name, bytes) in [
        ("cut.gz", &whole[..whole.len() - 5]),
        ("wrong.gz", &wrong),
        ("cut.zst", &zst[..zst.len() - 3]),
        ("cut.xlsx", &book[..book.len() / 2]),
        ("cut.parquet", &records[..records.len() - 9]),
        ("only.parquet", b"PAR1"),
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0\0\0"),
    ] {
        desk.put(name, bytes);
        let ran = desk.run(&["clean", name, "--offline", "-o", "out"]);
        assert_eq!(ran.exit, 2, "{name}: {}", ran.stdout);
        assert!(ran.stderr.contains("error: ") && ran.stderr.len() < 400, "{name}: {}", ran.stderr);
        assert!(desk.files("out").is_empty(), "{name}");
    }
}

type Rows<'a> = &'a [&'a [&'a str]];

fn workbook(sheets: &[(&str, Rows<'_>)]) -> Vec<u8> {
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
                sheet.write_string(row as u32, column as u16, *cell).expect("a cell");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

fn sheet(bytes: &[u8], name: &str) -> Vec<Vec<Data>> {
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(bytes)).expect("a workbook");
    book.worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect()
}

fn string(text: &str) -> Data {
    if text.is_empty() { Data::Empty } else { Data::String(text.to_owned()) }
}

#[test]
fn a_workbook_comes_out_as_a_workbook_with_its_values() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    book.add_worksheet().set_name("About").expect("a name").write_string(0, 0, "Our customers").expect("a cell");
    let list = book.add_worksheet().set_name("Kunden").expect("a name");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in ["E-Mail", "Umsatz", "Seit", "PLZ", "Aktiv", "Notiz"].into_iter().enumerate() {
        list.write_string(0, column as u16, name).expect("a cell");
    }
    for (row, address) in ["ann＠gmail.com", "bob@", "", "ann@gmail.com"].into_iter().enumerate() {
        let row = row as u32 + 1;
        list.write_string(row, 0, address).expect("a cell");
        list.write_number(row, 1, 12.5).expect("a cell");
        list.write_number_with_format(row, 2, 45_000.0, &day).expect("a cell");
        list.write_string(row, 3, "01067").expect("a cell");
        list.write_boolean(row, 4, true).expect("a cell");
        list.write_string(row, 5, "=1+1, \"x\"\ny").expect("a cell");
    }
    desk.put("list.xlsx", book.save_to_buffer().expect("a workbook"));
    let ran = desk.run(&["clean", "list.xlsx", "--offline", "--fix", "safe", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("workbook, sheet \"Kunden\" (1 of 2, --sheet takes another), header"),
        "{}",
        ran.stderr
    );
    let files = desk.files("out");
    let clean = sheet(&files["clean.xlsx"], "Kunden");
    assert_eq!(clean.len(), 2);
    assert_eq!(clean[0][6..], ["presend_verdict", "presend_codes", "presend_suggestion"].map(string));
    assert_eq!(clean[1][0], string("ann@gmail.com"));
    assert_eq!(clean[1][1], Data::Float(12.5));
    assert!(matches!(clean[1][2], Data::DateTime(_)), "{:?}", clean[1][2]);
    assert_eq!(clean[1][3..6], [string("01067"), Data::Bool(true), string("=1+1, \"x\"\ny")]);
    assert_eq!(clean[1][6..8], [string("ok"), string("repair.full_width address.free")]);
    let rejected = sheet(&files["rejected.xlsx"], "Kunden");
    assert_eq!(rejected.len(), 4, "broken, empty, duplicate");
    assert_eq!(rejected[3][8], string("same as line 2"));
    assert!(ran.stdout.contains("rejected.xlsx"), "{}", ran.stdout);
    // Its own result again: the added columns are replaced.
    assert_eq!(desk.run(&["clean", "out/clean.xlsx", "--offline", "-o", "again"]).exit, 0);
    assert_eq!(sheet(&desk.files("again")["clean.xlsx"], "Kunden")[0].len(), 9);
}

#[test]
fn every_row_of_a_workbook_comes_out_once_and_a_wished_sheet_is_taken() {
    let desk = Desk::new();
    let rows: Vec<Vec<String>> = (0..300).map(|n| vec![format!("n{n}"), format!("u{}@gmail.com", n % 200)]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    desk.put("list.xlsx", workbook(&[("A", &[&["x@gmail.com"]]), ("B", &rows)]));
    assert_eq!(desk.run(&["clean", "list.xlsx", "--offline", "--sheet", "B", "-o", "out"]).exit, 0);
    let mut names = BTreeSet::new();
    for file in ["clean.xlsx", "review.xlsx", "rejected.xlsx", "retry.xlsx"] {
        for row in sheet(&desk.files("out")[file], "B") {
            assert!(names.insert(row[0].to_string()), "{row:?} came out twice");
        }
    }
    assert_eq!(names.len(), 300);
    let ran = desk.run(&["gate", "list.xlsx", "--offline", "--sheet", "C"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("The workbook has no sheet \"C\". It has \"A\", \"B\"."), "{}", ran.stderr);
    assert_eq!(desk.run(&["gate", "list.xlsx", "--offline", "--sheet", "1"]).exit, 0);
}

#[test]
fn a_sheet_with_a_cell_in_its_last_corner_is_small() {
    let mut book = Workbook::new();
    let list = book.add_worksheet();
    list.write_string(0, 0, "ann@gmail.com").expect("a cell");
    list.write_string(1_048_575, 0, "bob@gmail.com").expect("a cell");
    list.write_string(2, 16_383, "cem").expect("a cell");
    let desk = Desk::new();
    desk.put("list.xlsx", book.save_to_buffer().expect("a workbook"));
    let ran = desk.run(&["gate", "list.xlsx", "--offline"]);
    assert!(ran.exit < 3, "{}", ran.stderr);
}

fn parquet_file() -> Vec<u8> {
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from_iter_values(0..20_000))),
        (
            "contact",
            Arc::new(LargeStringArray::from_iter((0..20_000).map(|n| match n % 10 {
                0 => None,
                1 => Some(format!("broken{n}@")),
                2 => Some(format!("Ann <ann{n}@gmail.com>")),
                _ => Some(format!("u{n}@gmail.com")),
            }))),
        ),
        ("note", Arc::new(StringArray::from_iter((0..20_000).map(|n| (n % 3 == 0).then(|| format!("a, \"b\"\n{n}")))))),
    ];
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let mut file = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut file, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("room");
    writer.close().expect("room");
    file
}

fn records(bytes: &[u8]) -> Vec<RecordBatch> {
    let reader = ParquetRecordBatchReaderBuilder::try_new(bytes::Bytes::copy_from_slice(bytes)).expect("Parquet");
    reader.build().expect("a reader").map(|batch| batch.expect("a batch")).collect()
}

#[test]
fn records_come_out_once_with_their_schema_and_values() {
    let desk = Desk::new();
    desk.put("list.parquet", parquet_file());
    let ran = desk.run(&["clean", "list.parquet", "--offline", "--fix", "safe", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("Parquet, e-mail column \"contact\" (2 of 3)"), "{}", ran.stderr);
    let original = records(&parquet_file());
    let mut ids = BTreeSet::new();
    for (name, file) in desk.files("out").iter().filter(|(name, _)| name.ends_with(".parquet")) {
        for batch in records(file) {
            let schema = batch.schema();
            assert_eq!(schema.fields()[..3], original[0].schema().fields()[..3], "{name}");
            let added: Vec<&str> = schema.fields()[3..].iter().map(|field| field.name().as_str()).collect();
            assert_eq!(added, ["presend_verdict", "presend_codes", "presend_suggestion"]);
            let id = batch.column(0).as_any().downcast_ref::<Int64Array>().expect("numbers");
            let contact = batch.column(1).as_any().downcast_ref::<LargeStringArray>().expect("text");
            let note = batch.column(2).as_any().downcast_ref::<StringArray>().expect("text");
            for row in 0..batch.num_rows() {
                let n = id.value(row);
                assert!(ids.insert(n), "record {n} came out twice");
                assert_eq!(contact.is_null(row), n % 10 == 0);
                if n % 10 == 2 {
                    assert_eq!(contact.value(row), format!("ann{n}@gmail.com"), "repaired");
                }
                assert_eq!(
                    note.is_valid(row).then(|| note.value(row).to_owned()),
                    (n % 3 == 0).then(|| format!("a, \"b\"\n{n}"))
                );
            }
            assert_eq!(name == "rejected.parquet", id.values().iter().all(|n| n % 10 < 2), "{name}");
        }
    }
    assert_eq!(ids.len(), 20_000);
}

#[test]
fn a_list_is_written_in_another_form_when_asked() {
    let desk = Desk::new();
    desk.put("list.csv", LIST);
    for to in ["jsonl", "xlsx", "parquet"] {
        assert_eq!(desk.run(&["clean", "list.csv", "--offline", "--to", to, "-o", to]).exit, 0);
    }
    let object = "{\"name\":\"Lee, Ann\",\"email\":\"ann@gmail.com\",\"presend_verdict\":\"ok\",\"presend_codes\":\"address.free\",\
                  \"presend_suggestion\":\"\"}\n";
    assert_eq!(text(&desk.files("jsonl")["clean.jsonl"]), object);
    let cells = sheet(&desk.files("xlsx")["clean.xlsx"], "Sheet1");
    assert_eq!(cells[1][..4], ["Lee, Ann", "ann@gmail.com", "ok", "address.free"].map(string));
    let batch = &records(&desk.files("parquet")["clean.parquet"])[0];
    assert_eq!((batch.num_rows(), batch.num_columns()), (1, 5));
    desk.put("list.parquet", desk.files("parquet")["clean.parquet"].clone());
    assert_eq!(desk.run(&["clean", "list.parquet", "--offline", "--to", "csv", "-o", "back"]).exit, 0);
    assert_eq!(text(&desk.files("back")["clean.csv"]), CLEAN.replace("\r\n", "\n"));
}

#[test]
fn several_lists_each_get_a_folder_and_duplicates_are_found_across_them() {
    let desk = Desk::new();
    desk.put("a.csv", "email\nann@gmail.com\nbob@gmail.com\n");
    desk.put("b.csv", "email\nbob@gmail.com\ncem@gmail.com\ncem@gmail.com\n");
    let ran = desk.run(&["clean", "[ab].csv", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(desk.files("out").into_keys().collect::<Vec<_>>(), ["a", "b"]);
    let rejected = text(&desk.files("out/b")["rejected.csv"]);
    assert!(
        rejected.contains("bob@gmail.com,reject,address.free address.duplicate,same as line 3 of a.csv"),
        "{rejected}"
    );
    assert!(rejected.contains("cem@gmail.com,reject,address.free address.duplicate,same as line 3\n"), "{rejected}");
    desk.put("c.csv", "email\nbroken@\n");
    let ran = desk.run(&["gate", "a.csv", "c.csv", "--offline"]);
    assert_eq!(ran.exit, 1, "the worst of both");
    let ran = desk.run(&["gate", "a.csv", "none.csv", "--offline"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "nothing is done before all lists are there");
    assert_eq!(desk.run(&["gate", "x*.csv", "--offline"]).exit, 2);
}

/// A flat OpenDocument spreadsheet as LibreOffice writes it, with these rows in its second table.
fn flat(rows: &str) -> String {
    let spaces: String = ["office", "table", "text", "style", "draw"]
        .map(|name| format!(" xmlns:{name}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .concat();
    let many: String =
        (0..60).map(|n| format!(" xmlns:other{n}=\"urn:example:a-name-that-is-rather-long:{n:040}\"")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<office:document{spaces}{many} office:version=\"1.3\" \
         office:mimetype=\"application/vnd.oasis.opendocument.spreadsheet\">\n <office:meta/>\n <office:body>\n  <office:spreadsheet>\n\
         <table:table table:name=\"About\"><table:table-row><table:table-cell office:value-type=\"string\"><text:p>Our customers</text:p>\
         </table:table-cell></table:table-row></table:table>\n   <table:table table:name=\"Kunden\">\n\
         <table:shapes><draw:image><office:binary-data>{}</office:binary-data></draw:image></table:shapes>\n{rows}\
         </table:table>\n  </office:spreadsheet>\n </office:body>\n</office:document>\n",
        "QUJD\n".repeat(1_500_000)
    )
}

fn flat_row(cells: &[&str]) -> String {
    let cell = |text: &&str| match text.parse::<f64>() {
        Ok(number) => format!(
            "<table:table-cell office:value-type=\"float\" office:value=\"{number}\"><text:p>{text}</text:p></table:table-cell>"
        ),
        Err(_) => {
            format!("<table:table-cell office:value-type=\"string\">\n <text:p>{text}</text:p>\n</table:table-cell>")
        }
    };
    format!("<table:table-row>{}</table:table-row>\n", cells.iter().map(cell).collect::<String>())
}

#[test]
fn a_flat_spreadsheet_is_read_as_one_in_a_container() {
    let rows = [
        &["name", "email", "n"][..],
        &["Ann &amp; Co", " ann@gmail.com", "1.5"],
        &["Müller", "bob@", "2"],
        &["Cem", "c@gmail.com", "3"],
    ];
    let rows: String = rows.iter().map(|row| flat_row(row)).collect();
    let blank = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let text = flat(&(rows + blank));
    let desk = Desk::new();
    desk.put("list.fods", &text).put("list.fods.gz", gzip(text.as_bytes())).put("list.xml", format!("\u{feff}{text}"));
    for list in ["list.fods", "list.fods.gz", "list.xml"] {
        let ran = desk.run(&["clean", list, "--offline", "--force", "-o", "out"]);
        assert_eq!(ran.exit, 0, "{list}: {}", ran.stderr);
        assert!(
            ran.stderr.contains(
                "workbook, sheet \"Kunden\" (1 of 2, --sheet takes another), header, e-mail column \"email\" (2 of 3)"
            ),
            "{}",
            ran.stderr
        );
        let files = desk.files("out");
        let shown = |name: &str| -> Vec<Vec<String>> {
            sheet(&files[name], "Kunden").iter().map(|row| row.iter().map(ToString::to_string).collect()).collect()
        };
        assert_eq!(shown("clean.xlsx")[1][..4], ["Ann & Co", "ann@gmail.com", "1.5", "ok"], "{list}");
        assert_eq!(shown("clean.xlsx")[2][..4], ["Cem", "c@gmail.com", "3", "ok"], "{list}");
        assert_eq!(shown("rejected.xlsx")[1][..4], ["Müller", "bob@", "2", "reject"], "{list}");
    }
}

#[test]
fn days_and_times_of_a_spreadsheet_stay_such() {
    let told = |kind: &str, value: &str| {
        format!(
            "<table:table-cell office:value-type=\"{kind}\" office:{kind}-value=\"{value}\"><text:p>as shown</text:p></table:table-cell>"
        )
    };
    let times = [told("date", "2026-11-30"), told("date", "2026-11-30T08:15:00"), told("time", "PT26H30M00S")].concat();
    let row = flat_row(&["ann@gmail.com"]).replace("</table:table-row>", &format!("{times}</table:table-row>"));
    let header = flat_row(&["email", "day", "moment", "duration"]);
    let desk = Desk::new();
    desk.put("list.fods", flat(&(header + &row)));
    let ran = desk.run(&["clean", "list.fods", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let rows = sheet(&desk.files("out")["clean.xlsx"], "Kunden");
    let (day, moment, duration) = (&rows[1][1], &rows[1][2], &rows[1][3]);
    let ymd = |cell: &Data| match cell {
        Data::DateTime(time) => Some((time.to_ymd_hms_milli(), time.is_duration())),
        _ => None,
    };
    assert_eq!(ymd(day), Some(((2026, 11, 30, 0, 0, 0, 0), false)), "{day:?}");
    assert_eq!(ymd(moment), Some(((2026, 11, 30, 8, 15, 0, 0), false)), "{moment:?}");
    assert!(
        matches!(duration, Data::DateTime(time) if time.is_duration() && time.as_f64() == 26.5 / 24.0),
        "{duration:?}"
    );
}

#[test]
fn flat_documents_that_are_no_list_or_would_harm_are_refused() {
    let desk = Desk::new();
    let row = flat_row(&["ann@gmail.com"]);
    let repeated = row.replacen("<table:table-row>", "<table:table-row table:number-rows-repeated=\"1000000000\">", 1);
    for (name, text, said) in [
        ("text", flat(&row).replace("opendocument.spreadsheet", "opendocument.text"), "but no spreadsheet"),
        ("cut", flat(&row).trim_end_matches("</office:document>\n").to_owned(), "damaged"),
        ("swollen", flat(&repeated), "unpacks to far more than its size"),
    ] {
        desk.put("list.fods", text);
        let ran = desk.run(&["gate", "list.fods", "--offline"]);
        assert_eq!(ran.exit, 2, "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{name}: {}", ran.stderr);
    }
}

#[test]
fn columns_of_one_name_or_of_none_lose_no_value_in_json() {
    let desk = Desk::new();
    desk.put("list.csv", "email,email,,name\na@web.de,b@web.de,x,Ann\n");
    let ran = desk.run(&["clean", "list.csv", "--offline", "--to", "jsonl", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let clean = String::from_utf8_lossy(&desk.files("out")["clean.jsonl"]).into_owned();
    let expected = r#"{"email":"a@web.de","email_2":"b@web.de","column_3":"x","name":"Ann","presend_verdict":"ok","#;
    assert!(clean.starts_with(expected), "{clean}");
}
