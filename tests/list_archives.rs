//! Lists in ZIP archives: the one list inside is read, and of several one is wished.

use crate::support::command::Desk;
use std::io::{Cursor, Write};
use zip::write::{SimpleFileOptions, ZipWriter};

const LIST: &str = "name,email\r\n\"Lee, Ann\",ann@gmail.com\r\nBob,bob@\r\n";
const CLEAN: &str =
    "name,email,presend_verdict,presend_codes,presend_suggestion\r\n\"Lee, Ann\",ann@gmail.com,ok,address.free,\r\n";

fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        if name.ends_with('/') {
            archive.add_directory(*name, SimpleFileOptions::default()).expect("a folder");
            continue;
        }
        // Programs that pack what is packed store it as it is.
        let stored = name.ends_with(".xlsx");
        let method = if stored { zip::CompressionMethod::Stored } else { zip::CompressionMethod::Deflated };
        archive.start_file(*name, SimpleFileOptions::default().compression_method(method)).expect("a file");
        archive.write_all(content).expect("room");
    }
    archive.finish().expect("an archive").into_inner()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (sheet, address) in [("A", "ann@gmail.com"), ("B", "bob@gmail.com")] {
        let sheet = book.add_worksheet().set_name(sheet).expect("a name");
        sheet.write_string(0, 0, "email").expect("a cell");
        sheet.write_string(1, 0, address).expect("a cell");
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn the_one_list_in_an_archive_is_read_and_what_is_no_list_is_passed_over() {
    let desk = Desk::new();
    desk.put(
        "export.zip",
        archive(&[
            ("lists/", b""),
            ("lists/contacts.csv", LIST.as_bytes()),
            ("__MACOSX/lists/._contacts.csv", b"email\nx@gmail.com\n"),
            ("lists/.hidden.csv", b"email\nx@gmail.com\n"),
            ("manual.pdf", b"%PDF-1.4\nx@gmail.com\n"),
            ("logo.png", b"\x89PNG\r\n\x1a\n"),
            ("ReadMe.txt", b"Thank you for the export.\nIt holds all contacts.\n"),
            ("page.html", b"<!doctype html><p>x@gmail.com"),
            ("more.zip", &archive(&[("x.csv", LIST.as_bytes())])),
        ]),
    );
    let ran = desk.run(&["clean", "export.zip", "--offline"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(
        ran.stderr.contains("export.zip: ZIP archive, \"lists/contacts.csv\" in it, comma-separated"),
        "{}",
        ran.stderr
    );
    let files = desk.files("export-presend");
    assert_eq!(String::from_utf8_lossy(&files["clean.csv"]), CLEAN);
    let all: String = files
        .iter()
        .filter(|(name, _)| name.ends_with(".csv"))
        .map(|(_, file)| String::from_utf8_lossy(file))
        .collect();
    assert_eq!(all.matches("\nBob,bob@,").count(), 1, "{all}");
    // From standard input, and packed once more.
    let bytes = std::fs::read(desk.path("export.zip")).expect("the archive");
    for bytes in [bytes.clone(), gzip(&bytes)] {
        let ran = desk.run_with(&["gate", "-", "--offline"], &bytes);
        assert!(ran.exit == 1 && ran.stdout.contains("2 rows"), "{}{}", ran.stdout, ran.stderr);
    }
}

#[test]
fn lists_of_any_form_may_be_in_an_archive() {
    let desk = Desk::new();
    let json = br#"{"people":[{"email":"ann@gmail.com"}],"gone":[{"email":"bob@"},{"email":"cem@"}]}"#;
    for (name, content, result) in [
        ("list.csv.gz", gzip(LIST.as_bytes()), "clean.csv.gz"),
        ("list.xlsx", workbook(), "clean.xlsx"),
        ("list.json", json.to_vec(), "clean.json"),
        ("list.vcf", b"BEGIN:VCARD\nFN:Ann\nEMAIL:ann@gmail.com\nEND:VCARD\n".to_vec(), "clean.csv"),
        ("list", "name,email\nAnn,ann@gmail.com\n".encode_utf16().flat_map(u16::to_le_bytes).collect(), "clean.csv"),
    ] {
        desk.put("list.zip", archive(&[(name, &content)]));
        let ran = desk.run(&[
            "clean",
            "list.zip",
            "--offline",
            "-o",
            name,
            "--sheet",
            if name == "list.json" { "people" } else { "1" },
        ]);
        assert_eq!(ran.exit, 0, "{name}: {}", ran.stderr);
        assert!(desk.files(name).contains_key(result), "{name}");
        assert!(ran.stdout.contains("✓ ok") || ran.stdout.contains("ok "), "{}", ran.stdout);
    }
    // A workbook is an archive itself, and its sheet is wished as ever.
    desk.put("book.xlsx", workbook());
    let ran = desk.run(&["gate", "book.xlsx", "--offline", "--sheet", "B"]);
    assert!(ran.exit == 0 && ran.stderr.contains("workbook, sheet \"B\""), "{}", ran.stderr);
}

#[test]
fn of_several_lists_one_is_wished() {
    let desk = Desk::new();
    desk.put(
        "all.zip",
        archive(&[
            ("2024/a.csv", LIST.as_bytes()),
            ("2025/b.csv", "email\ncem@gmail.com\n".repeat(3_000).as_bytes()),
            ("book.xlsx", &workbook()),
        ]),
    );
    let ran = desk.run(&["clean", "all.zip", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 2, "{}", ran.stdout);
    assert!(
        ran.stderr
            .contains("all.zip holds 3 lists: \"2024/a.csv\" (48 bytes), \"2025/b.csv\" (60 kB), \"book.xlsx\" (")
            && ran.stderr.contains("Name one with --sheet."),
        "{}",
        ran.stderr
    );
    assert!(desk.files("out").is_empty());
    for (wish, told) in [
        ("2024/a.csv", "\"2024/a.csv\" in it"),
        ("b.csv", "\"2025/b.csv\" in it"),
        ("1", "\"2024/a.csv\" in it"),
        ("book.xlsx", "sheet \"A\""),
        ("book.xlsx/B", "sheet \"B\""),
    ] {
        let ran = desk.run(&["gate", "all.zip", "--offline", "--sheet", wish]);
        assert!(ran.exit < 2 && ran.stderr.contains(told), "{wish}: {}", ran.stderr);
    }
    let ran = desk.run(&["gate", "all.zip", "--offline", "--sheet", "c.csv"]);
    assert!(ran.exit == 2 && ran.stderr.contains("holds 3 lists"), "{}", ran.stderr);
}

#[test]
fn archives_that_cannot_be_read_are_refused_with_advice() {
    let desk = Desk::new();
    let whole = archive(&[("list.csv", LIST.repeat(50).as_bytes())]);
    let directory = memchr::memmem::find(&whole, b"PK\x01\x02").expect("a directory");
    let mut encrypted = whole.clone();
    // Bit 0 of the flags, in the directory and before the file.
    encrypted[directory + 8] |= 1;
    encrypted[6] |= 1;
    let mut wrong = whole.clone();
    wrong[directory / 2] ^= 0x55;
    let mut unknown = whole.clone();
    // Deflate64, which Windows packs large files in.
    (unknown[directory + 10], unknown[8]) = (9, 9);
    for (bytes, told) in [
        (whole[..whole.len() - 9].to_vec(), "it is damaged"),
        (wrong, "damaged"),
        (encrypted, "it is protected by a password; unpack it with the password"),
        (unknown, "it is packed in a way that presend does not know; unpack it"),
        (archive(&[]), "no list is in it"),
        (archive(&[("a.pdf", b"%PDF-1.4"), ("folder/", b"")]), "no list is in it"),
    ] {
        desk.put("list.zip", bytes);
        let ran = desk.run(&["clean", "list.zip", "--offline", "-o", "out"]);
        assert_eq!(ran.exit, 2, "{told}: {}", ran.stdout);
        assert!(ran.stderr.contains(told) && ran.stderr.len() < 400, "{told}: {}", ran.stderr);
        assert!(desk.files("out").is_empty());
    }
    let many: Vec<String> = (0..1_001).map(|number| format!("{number}.csv")).collect();
    let many: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), LIST.as_bytes())).collect();
    desk.put("list.zip", archive(&many));
    let ran = desk.run(&["gate", "list.zip", "--offline"]);
    assert!(ran.exit == 2 && ran.stderr.contains("more than 1,000 files"), "{}", ran.stderr);
}

#[test]
fn archives_that_swell_are_refused() {
    let desk = Desk::new();
    let rows = "\n".repeat(3_000_000);
    desk.put("list.zip", archive(&[("list.csv", format!("email\nann@gmail.com\n{rows}").as_bytes())]));
    let ran = desk.run(&["gate", "list.zip", "--offline"]);
    assert!(ran.exit == 2 && ran.stderr.contains("the ZIP archive unpacks to more rows"), "{}", ran.stderr);
    desk.put(
        "list.zip",
        archive(&[("list.json", format!("[\"ann@gmail.com\"{}]", ",1".repeat(3_000_000)).as_bytes())]),
    );
    let ran = desk.run(&["gate", "list.zip", "--offline"]);
    assert!(ran.exit == 2 && ran.stderr.contains("unpacks to more rows"), "{}", ran.stderr);
}
