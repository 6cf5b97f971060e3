//! Files made to fill a memory are refused soon and with little of it, and lists that pack well are not.

use crate::support::command::Desk;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, Int32Array, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use rust_xlsxwriter::Workbook;
use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::Arc;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Refused, with these words and in this much address space.
#[track_caller]
fn check_refused(name: &str, bytes: &[u8], told: &str) {
    let desk = Desk::new();
    desk.put(name, bytes);
    let mut shell = Command::new("sh");
    shell.arg("-c").arg("ulimit -v 1000000; exec timeout 300 \"$0\" gate \"$1\" --offline --concurrency 2 -q");
    shell.arg(env!("CARGO_BIN_EXE_presend")).arg(name).current_dir(desk.path("")).stdin(Stdio::null());
    let output = shell.output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{name}: {said}");
    assert!(said.contains(told), "{name}: {said}");
}

fn zstd(piece: &[u8], times: usize) -> Vec<u8> {
    let mut packed = zstd::stream::write::Encoder::new(Vec::new(), 1).expect("an encoder");
    for _ in 0..times {
        packed.write_all(piece).expect("room");
    }
    packed.finish().expect("room")
}

#[test]
fn rows_and_lines_without_end_are_refused() {
    let rows = zstd(&b"\n".repeat(1 << 20), 40);
    check_refused(
        "list.csv.zst",
        &[&zstd(b"email\nann@gmail.com\n", 1)[..], &rows].concat(),
        "more rows than it has octets",
    );
    check_refused("list.csv.zst", &zstd(&[b'a'; 1 << 20], 200), "longer than 64 MiB");
    let records = [&zstd(b"[", 1)[..], &zstd(&b"{},".repeat(100_000), 40)].concat();
    check_refused("list.json.zst", &records, "more rows than it has octets");
}

/// A workbook with this member in the place of its own.
fn with_member(member: &str, head: &str, piece: &str, times: usize) -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "ann@gmail.com").expect("a cell");
    let book = book.save_to_buffer().expect("a workbook");
    let mut from = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("an archive");
    let mut to = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let file = from.by_index(number).expect("a member");
        if file.name().expect("a name") != member {
            to.raw_copy_file(file).expect("room");
        }
    }
    to.start_file(member, SimpleFileOptions::default().large_file(true)).expect("room");
    to.write_all(head.as_bytes()).expect("room");
    for _ in 0..times {
        to.write_all(piece.as_bytes()).expect("room");
    }
    to.finish().expect("room").into_inner()
}

#[test]
fn workbooks_that_swell_are_refused() {
    const SPACE: &str = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let swells = "it unpacks to far more than its size";
    let texts =
        with_member("xl/sharedStrings.xml", &format!("<sst {SPACE}>"), &"<si><t>x</t></si>".repeat(10_000), 200);
    check_refused("list.xlsx", &texts, swells);
    let run = with_member("xl/sharedStrings.xml", &format!("<sst {SPACE}><si><t>"), &"x".repeat(1 << 20), 20);
    check_refused("list.xlsx", &run, swells);
    let cells = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(1_000));
    let cells = with_member("xl/worksheets/sheet1.xml", &format!("<worksheet {SPACE}><sheetData>"), &cells, 4_100);
    check_refused("list.xlsx", &cells, "holds more than 4000000 cells");
}

/// One text in each row, which packs to less than a two-hundredth.
/// A text of a Parquet file stands in its dictionary once.
#[test]
fn parquet_with_one_text_in_many_records_is_refused() {
    let file = |records: usize, note: &str| {
        let emails: ArrayRef = Arc::new(StringArray::from(vec!["ann@gmail.com"; records]));
        let note = StringArray::from(vec![note]);
        let notes = DictionaryArray::<Int32Type>::new(Int32Array::from(vec![0; records]), Arc::new(note));
        let batch = RecordBatch::try_from_iter([("email", emails), ("note", Arc::new(notes) as ArrayRef)]);
        let batch = batch.expect("a batch");
        let packed = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(packed)).expect("a writer");
        writer.write(&batch).expect("room");
        writer.close().expect("room");
        bytes
    };
    check_refused("long.parquet", &file(8_000, &"x".repeat(1 << 19)), "far more than its size");
    check_refused("many.parquet", &file(2_100_000, "x"), "far more than its size");
    let desk = Desk::new();
    desk.put("list.parquet", file(8_000, &"consent ".repeat(100)));
    let ran = desk.run(&["gate", "list.parquet", "--offline", "--format", "json"]);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ran.stdout).expect("JSON")["rows"], 8_000, "{}", ran.stderr);
}

#[test]
fn a_list_that_packs_well_is_read() {
    let desk = Desk::new();
    let consent = "I agree to receive news by e-mail until I withdraw this. ".repeat(90);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"email,consent\n").expect("room");
    let mut octets = 0;
    for number in 0..16_000 {
        let row = format!("ann{number}@gmail.com,{consent}\n");
        packed.write_all(row.as_bytes()).expect("room");
        octets += row.len();
    }
    let packed = packed.finish().expect("room");
    assert!(octets / packed.len() > 200 && octets > 64 << 20, "{octets} in {}", packed.len());
    desk.put("list.csv.gz", packed);
    let ran = desk.run(&["gate", "list.csv.gz", "--offline"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..5_000 {
        sheet.write_string(row, 0, format!("ann{row}@gmail.com")).expect("a cell");
        sheet.write_string(row, 1, &consent).expect("a cell");
    }
    desk.put("list.xlsx", book.save_to_buffer().expect("a workbook"));
    let ran = desk.run(&["gate", "list.xlsx", "--offline"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
}

#[test]
fn what_follows_behind_gzip_is_told_of_unless_it_is_zeros() {
    let desk = Desk::new();
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"email\nann@gmail.com\n").expect("room");
    let packed = packed.finish().expect("room");
    desk.put("list.csv.gz", [&packed[..], &[0; 5_000]].concat());
    let ran = desk.run(&["clean", "list.csv.gz", "--offline", "-o", "padded"]);
    assert!(ran.exit == 0 && !ran.stderr.contains("warning"), "{}", ran.stderr);
    desk.put("list.csv.gz", [&packed[..], b"-- end --"].concat());
    for command in [&["clean", "list.csv.gz", "--offline", "-o", "tail"][..], &["gate", "list.csv.gz", "--offline"]] {
        let ran = desk.run(command);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let warning = "warning: list.csv.gz: what follows after the gzip data is not gzip and was left out";
        assert!(ran.stderr.contains(warning), "{}", ran.stderr);
    }
}
