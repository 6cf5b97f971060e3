//! Lists in the encodings of the world: read as text, written with their own bytes.

use presend::Policy;
use presend::dns::progress::NoProgress;
use presend::judge::Fix;
use presend::list::sniff;
use presend::list::{BlockReader, Encoding, Layout, RowReader, Source};
use presend::reason::Reason;
use presend::run::clean::{CLEAN_OUTPUTS, clean};
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::output_dir::OutputDir;
use proptest::prelude::*;
use std::sync::Arc;

const NAMES: [&str; 18] = [
    "utf-8",
    "utf-16le",
    "utf-16be",
    "utf-32le",
    "utf-32be",
    "gb18030",
    "big5",
    "shift_jis",
    "euc-jp",
    "iso-2022-jp",
    "euc-kr",
    "windows-1252",
    "windows-1251",
    "windows-1250",
    "koi8-r",
    "windows-1254",
    "iso-8859-7",
    "macintosh",
];

/// Cleans a list offline, repairs made, and gives the files `clean.csv` and `review.csv` one after the other.
fn cleaned(bytes: &[u8], encoding: Option<Encoding>) -> (Layout, Vec<u8>) {
    let source = Source::spool(bytes, &Default::default()).expect("a list");
    let wish = presend::list::LayoutOptions { encoding, ..Default::default() };
    let layout = sniff(&source.sample().expect("its beginning"), &wish).expect("a layout");
    let list = List::new(source, layout.clone());
    let folder = tempfile::tempdir().expect("a folder");
    let outputs = OutputDir::prepare(folder.path(), CLEAN_OUTPUTS, None, false).expect("a folder for results");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let options = RunOptions::from(Policy { fix: Fix::Safe, ..Policy::default() });
    runtime.block_on(clean(&list, &options, None, &outputs, Arc::new(NoProgress), ())).expect("a clean list");
    outputs.publish().expect("results");
    let read = |name: &str| std::fs::read(folder.path().join(name)).expect(name);
    (layout, [read("clean.csv"), read("review.csv")].concat())
}

fn encoded(encoding: Encoding, text: &str) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Utf32Le => text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect(),
        Encoding::Utf32Be => text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect(),
        Encoding::Other(legacy) => {
            let (bytes, _, lost) = legacy.encode(text);
            assert!(!lost, "{encoding} cannot write {text}");
            bytes.into_owned()
        }
    }
}

#[track_caller]
fn check(encoding: &str, text: &str, expected: &str) {
    let encoding = Encoding::named(encoding).expect(encoding);
    let (layout, out) = cleaned(&encoded(encoding, text), None);
    let found = layout.encoding;
    assert_eq!(found.name(), encoding.name(), "{}", layout.describe(presend::reason::Lang::En));
    assert_eq!(String::from_utf8_lossy(&out), String::from_utf8_lossy(&encoded(encoding, expected)));
}

const HEADER: &str = "presend_verdict,presend_codes,presend_suggestion";

#[test]
fn full_width_signs_are_seen_and_repaired_in_any_encoding_and_the_other_cells_keep_their_bytes() {
    for encoding in ["gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "utf-16le", "utf-16be", "utf-32le"] {
        let (name, email, who, city) = match encoding {
            "gb18030" => ("姓名", "邮箱", "张伟", "上海"),
            "big5" => ("姓名", "電子郵件", "陳大文", "臺北"),
            _ => ("氏名", "メールアドレス", "山田", "東京"),
        };
        let text = format!("{name},{email},City\r\n{who},ann＠gmail.com,{city}\r\n");
        let header = format!("{name},{email},City,{HEADER}\r\n");
        let row = format!("{who},ann@gmail.com,{city},ok,repair.full_width address.free,\r\n");
        check(encoding, &text, &format!("{header}{row}{header}"));
    }
}

#[test]
fn added_columns_are_written_in_the_encoding_of_the_list() {
    let text = "Имя;Почта\nАнна;anna@mail.ru\nОльга;info@mail.ru\n";
    for encoding in ["windows-1251", "koi8-r", "utf-16be"] {
        let header = format!("Имя;Почта;{}\n", HEADER.replace(',', ";"));
        let ok = "Анна;anna@mail.ru;ok;address.free;\n";
        let review = "Ольга;info@mail.ru;review;address.role address.free;\n";
        check(encoding, text, &format!("{header}{ok}{header}{review}"));
    }
}

#[test]
fn a_byte_order_mark_is_passed_on() {
    for encoding in ["utf-16le", "utf-16be", "utf-32le", "gb18030"] {
        let encoding = Encoding::named(encoding).expect("an encoding");
        let bytes = [encoding.mark(), &encoded(encoding, "email\nann@gmail.com\n")].concat();
        let (layout, out) = cleaned(&bytes, None);
        assert!(layout.bom && layout.header, "{}", layout.describe(presend::reason::Lang::En));
        assert!(out.starts_with(encoding.mark()));
    }
}

#[test]
fn a_wished_encoding_wins() {
    let bytes = encoded(Encoding::named("koi8-r").expect("an encoding"), "Имя,Почта\nАнна,anna@mail.ru\n");
    let (layout, _) = cleaned(&bytes, Encoding::named("windows-1251"));
    assert_eq!(layout.encoding.name(), "windows-1251");
}

#[test]
fn bytes_that_are_no_text_are_a_finding_on_their_row_with_their_place() {
    let gbk = Encoding::named("gbk").expect("an encoding");
    let layout = Layout { delimiter: Some(b','), columns: 2, email_column: 1, encoding: gbk, ..Layout::plain() };
    let file = b"\xd5\xc5\xce\xb0,a@qq.com\nb\xff\xffb,b@qq.com\n";
    let mut rows = RowReader::new(&file[..], &layout);
    assert!(rows.next_row().expect("rows").expect("a row").findings.is_empty());
    let row = rows.next_row().expect("rows").expect("a row");
    assert_eq!((row.line, row.findings, row.first_bad_octet(gbk)), (2, &[Reason::InputEncoding][..], Some(1)));
    assert_eq!(row.raw, b"b\xff\xffb,b@qq.com");
    assert_eq!(&*row.content(), b"b@qq.com");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    /// Whatever the bytes and whatever they are taken for, the rows make up the file, and blocks have the same rows.
    #[test]
    fn rows_of_any_bytes_in_any_encoding_are_the_file(
        pieces in proptest::collection::vec(
            prop_oneof![
                proptest::sample::select(vec![
                    &b"\n"[..], b"\r", b"\n\0", b"\0\n", b"\r\0\n\0", b"\"\0", b"\"", b",", b"\0,", b"\x1b$B", b"\x1b(B", b"\0\0\0\n",
                    b"\n\0\0\0", b"a@b.c",
                ]).prop_map(<[u8]>::to_vec),
                proptest::collection::vec(any::<u8>(), 0..9),
            ],
            0..30,
        ),
        name in proptest::sample::select(NAMES.to_vec()),
        header: bool,
        bom: bool,
    ) {
        let encoding = Encoding::named(name).expect(name);
        let file = pieces.concat();
        let layout = Layout { delimiter: Some(b','), columns: 3, header, bom, encoding, ..Layout::plain() };
        let mark = if bom && file.starts_with(encoding.mark()) { encoding.mark() } else { b"" };
        let mut reader = RowReader::new(&file[..], &layout);
        let mut again = mark.to_vec();
        again.extend(reader.header().expect("rows").map(|row| [row.raw, row.line_end].concat()).into_iter().flatten());
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row().expect("rows") {
            again.extend([row.raw, row.line_end].concat());
            rows.push((row.line, row.raw.to_vec(), row.content().into_owned()));
        }
        prop_assert_eq!(&again, &file);
        let mut blocks = BlockReader::new(&file[..], &layout);
        let mut in_blocks = Vec::new();
        while let Some(block) = blocks.next_block().expect("a block") {
            in_blocks.extend(block.rows(&layout).map(|row| (row.line, row.raw.to_vec(), row.content().into_owned())));
        }
        prop_assert_eq!(in_blocks, rows);
    }
}
