//! Nothing is lost: whatever bytes a list is made of, each of its rows comes out once, in order, with its own bytes.

use presend::dns::progress::NoProgress;
use presend::judge::Verdict;
use presend::list::sniff;
use presend::list::{Encoding, Layout, ListError, OutputFormat, Packing, RowReader, Source};
use presend::run::clean::{CLEAN_OUTPUTS, clean, file_of};
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::output_dir::OutputDir;
use presend::run::tally::Tally;
use proptest::prelude::*;
use std::fs;
use std::sync::Arc;

/// Cleans a list offline and holds the four lists against the rows of the input, byte for byte.
fn check(bytes: &[u8]) {
    let source = match Source::spool(bytes, &Default::default()) {
        Ok(source) => source,
        Err(ListError::NotText { .. } | ListError::Json { .. }) => return,
        Err(other) => panic!("{other}"),
    };
    let layout = match sniff(&source.sample().expect("its beginning"), &Default::default()) {
        Ok(layout) => layout,
        // What is no list is refused before anything is written.
        Err(
            ListError::Empty | ListError::Binary { .. } | ListError::NotRows { .. } | ListError::NoEmailColumn { .. },
        ) => {
            return;
        }
        Err(other) => panic!("{other}"),
    };
    let list = List::new(source, layout);
    let (tally, lists) = cleaned_offline(&list);
    let rows = every_row_once(&list, &lists);
    assert_eq!(tally.rows, rows);
    let judged: u64 = Verdict::ALL.iter().map(|&verdict| tally.of(verdict)).sum();
    assert_eq!(judged + tally.without_address.rows + tally.blank_rows, rows);
}

/// Cleans a list without the DNS, and gives what was counted and the four lists.
pub(crate) fn cleaned_offline(list: &List) -> (Tally, [(Verdict, Vec<u8>); 4]) {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().join("out");
    let outputs = OutputDir::prepare(&dir, CLEAN_OUTPUTS, None, false).expect("a folder for results");
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let (cleaned, ()) = runtime
        .block_on(clean(list, &RunOptions::default(), None, &outputs, Arc::new(NoProgress), ()))
        .expect("a clean list");
    outputs.publish().expect("results");
    let read = |verdict| fs::read(dir.join(file_of(verdict, OutputFormat::Csv(Packing::None)))).expect("a list");
    (cleaned.summary.tally, Verdict::ALL.map(|verdict| (verdict, read(verdict))))
}

/// Walks through the input and the four lists side by side.
pub(crate) fn every_row_once(list: &List, lists: &[(Verdict, Vec<u8>); 4]) -> u64 {
    let Layout { delimiter, bom, encoding, .. } = list.layout;
    let delimiter = delimiter.unwrap_or(b',');
    if encoding.name().starts_with("UTF-") && encoding != Encoding::Utf8 || encoding.name() == "ISO-2022-JP" {
        return rows_in_another_encoding(list, lists);
    }
    let mut rest = lists.each_ref().map(|(_, text)| text.as_slice());
    let mut rows = RowReader::new(list.source.read().expect("the list"), &list.layout);
    if bom {
        rest = rest.map(|text| text.strip_prefix(encoding.mark()).expect("the byte order mark"));
    }
    if let Some(header) = rows.header().expect("the header") {
        rest = rest.map(|text| after_row(text.strip_prefix(header.raw).expect("the header's own bytes")));
    }
    let mut count = 0;
    while let Some(row) = rows.next_row().expect("a row") {
        count += 1;
        let place = lists.iter().zip(&rest).position(|((verdict, _), text)| {
            // A short row is filled up with empty cells.
            let columns = if list.layout.delimiter.is_some() { list.layout.columns } else { 0 };
            let filling = vec![delimiter; columns.saturating_sub(row.columns)];
            let added = [&filling[..], &[delimiter], verdict.word().as_bytes(), &[delimiter]].concat();
            text.strip_prefix(row.raw).is_some_and(|text| text.starts_with(&added))
        });
        let place = place.unwrap_or_else(|| panic!("line {} came out nowhere in its turn", row.line));
        rest[place] = after_row(&rest[place][row.raw.len()..]);
    }
    for text in rest {
        assert_eq!(text, b"", "a row came out that was not in the list");
    }
    count
}

/// Where the added columns are no ASCII: each row of the input begins the next row of one of the four lists.
fn rows_in_another_encoding(list: &List, lists: &[(Verdict, Vec<u8>); 4]) -> u64 {
    let (mut count, mut octets) = (0, 0);
    let mut rows = RowReader::new(list.source.read().expect("the list"), &list.layout);
    let mut rest = lists.each_ref().map(|(_, text)| text.as_slice());
    while let Some(row) = rows.next_row().expect("a row") {
        count += 1;
        octets += row.raw.len();
        let place = rest.iter().position(|text| memchr::memmem::find(text, row.raw).is_some());
        let place = place.unwrap_or_else(|| panic!("line {} came out nowhere in its turn", row.line));
        let at = memchr::memmem::find(rest[place], row.raw).expect("found before");
        rest[place] = &rest[place][at + row.raw.len()..];
    }
    assert!(lists.iter().map(|(_, text)| text.len()).sum::<usize>() >= octets);
    count
}

/// What follows the added columns, which hold no line end themselves.
fn after_row(added: &[u8]) -> &[u8] {
    let end = added.iter().position(|byte| matches!(byte, b'\r' | b'\n')).expect("a line end");
    let rest = &added[end..];
    let line_ends: [&[u8]; 4] = [b"\r\r\n", b"\r\n", b"\n", b"\r"];
    let line_end = line_ends.iter().find(|line_end| rest.starts_with(line_end)).expect("a line end");
    &rest[line_end.len()..]
}

/// Cells as strangers write them.
fn cell() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => "[a-z]{1,8}@(gmail|homail|qq|b-c)\\.(com|de|con)".prop_map(String::into_bytes),
        2 => "[A-Za-z ]{0,12}".prop_map(String::into_bytes),
        1 => "\"[a-z,;\n\"@.]{0,12}".prop_map(String::into_bytes),
        1 => "\"([a-z,;|\t\r\n@.]|\"\"){0,12}\"".prop_map(String::into_bytes),
        1 => "[一-龥＠。.@a-z]{0,9}".prop_map(String::into_bytes),
        1 => proptest::collection::vec(any::<u8>(), 0..9),
        1 => Just(b"\0".to_vec()),
    ]
}

fn list() -> impl Strategy<Value = Vec<u8>> {
    let rows = proptest::collection::vec(proptest::collection::vec(cell(), 0..5), 0..12);
    let delimiter = prop_oneof![Just(b','), Just(b';'), Just(b'\t'), Just(b'|')];
    let line_end = prop_oneof![Just("\n"), Just("\r\n"), Just("\r")];
    (rows, delimiter, line_end, any::<[bool; 3]>()).prop_map(|(rows, delimiter, line_end, [bom, header, last])| {
        let mut text = if bom { b"\xef\xbb\xbf".to_vec() } else { Vec::new() };
        let header = header.then(|| vec![b"name".to_vec(), b"email".to_vec(), b"note".to_vec()]);
        let rows: Vec<Vec<u8>> = header.into_iter().chain(rows).map(|row| row.join(&delimiter)).collect();
        text.extend(rows.join(line_end.as_bytes()));
        if last {
            text.extend(line_end.as_bytes());
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_row_of_any_list_comes_out_once(bytes in list()) {
        check(&bytes);
    }

    #[test]
    fn every_row_of_any_bytes_comes_out_once(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        check(&bytes);
    }
}

#[test]
fn a_line_of_ten_megabytes_comes_out_whole() {
    let mut bytes = b"email,note\nann@gmail.com,".to_vec();
    bytes.resize(10 << 20, b'x');
    bytes.extend(b"\nbob@qq.com,y\n");
    check(&bytes);
    let mut bytes = b"email\nann@gmail.com\n".to_vec();
    bytes.resize(10 << 20, b'@');
    check(&bytes);
}
