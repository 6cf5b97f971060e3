//! What holds for every cell: no panic, spans inside, repairing twice changes nothing.

use crate::address::{Reading, read_cell};
use crate::reason::Effect;
use proptest::prelude::*;

/// Pieces that people's cells are made of, so that generated cells reach deep into the repairs.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-c]{1,3}",
        4 => Just("@".to_owned()),
        4 => prop::sample::select(vec![".com", ".de", "b.org", ".co.uk", ".", "..", "-", "--", "_", "xn--bcher-kva.de"]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![" ", ",", ";", "、", "\n", "/", "|", ":", "(", ")", "<", ">", "[", "]", "\"", "'", "\\"]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["mailto:", "?subject=", "%40", "%2B", "&#64;", "&amp;", "&lt;", " at ", " dot ", "[at]", "(dot)", "<br>", "Email:", "href=\""]).prop_map(str::to_owned),
        2 => prop::sample::select(vec!["＠", "。", "ａ", "“", "”", "’", "\u{200b}", "\u{feff}", "\u{a0}", "\u{202e}", "\u{200d}", "\u{301}", "张三", "é", "ü.de", "🙂", "\u{fffd}", "İ", "ß", "\u{0}"]).prop_map(str::to_owned),
    ]
}

fn cell() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..14).prop_map(|pieces| pieces.concat())
}

fn is_sound(reading: &Reading<'_>) -> bool {
    reading.findings.iter().all(|finding| finding.reason.effect() < Effect::Reject)
}

fn spans_are_inside(cell: &[u8]) {
    let text = std::str::from_utf8(cell).ok();
    let readings = read_cell(cell);
    for reading in readings.as_slice() {
        let spans = reading.findings.iter().map(|finding| &finding.span).chain([&reading.span]);
        for span in spans {
            assert!(span.start <= span.end && span.end <= cell.len(), "{span:?} of {cell:?}");
            if let Some(text) = text {
                assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "{span:?} of {text:?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(cell in prop::collection::vec(any::<u8>(), 0..60)) {
        spans_are_inside(&cell);
    }

    #[test]
    fn spans_are_inside_the_cell_and_on_character_boundaries(cell in cell()) {
        spans_are_inside(cell.as_bytes());
    }

    #[test]
    fn text_of_every_script_is_read(cell in "\\PC{0,8}@\\PC{0,8}\\.\\PC{0,4}") {
        spans_are_inside(cell.as_bytes());
    }

    #[test]
    fn repairing_twice_changes_nothing(cell in cell()) {
        for reading in read_cell(cell.as_bytes()).as_slice() {
            let (true, Some(address)) = (is_sound(reading), &reading.address) else { continue };
            let once = format!("{}@{}", address.local_part, address.domain);
            let again = read_cell(once.as_bytes());
            prop_assert_eq!(again.as_slice().len(), 1, "{:?} -> {:?}", &cell, &once);
            let second = &again.as_slice()[0];
            prop_assert_eq!(second.address.as_ref(), Some(address), "{:?} -> {:?}", &cell, &once);
            prop_assert!(is_sound(second));
            let repaired = second.findings.iter().any(|finding| finding.reason.group() == "repair");
            prop_assert!(!repaired, "{:?} -> {:?} {:?}", &cell, &once, &second.findings);
        }
    }

    #[test]
    fn what_is_changed_is_noted(cell in cell()) {
        let readings = read_cell(cell.as_bytes());
        for reading in readings.as_slice() {
            let (true, Some(address)) = (is_sound(reading), &reading.address) else { continue };
            let same = format!("{}@{}", address.local_part, address.domain).to_lowercase() == cell.to_lowercase();
            let noted = reading.findings.iter().any(|finding| {
                finding.reason.group() == "repair" || finding.reason == crate::reason::Reason::SyntaxComment
            });
            // NFC is the one change that is none: the text is canonically the same.
            prop_assert!(same || noted || cell.contains('\u{301}'), "{:?} -> {:?}", &cell, reading);
        }
    }
}

#[test]
fn long_cells_of_one_kind_are_read_in_one_go() {
    for piece in [
        "@",
        "\"",
        "(",
        ")",
        "<",
        ">",
        "'",
        "\\",
        "[",
        "&",
        "%40",
        ".",
        ",",
        " ",
        "a ",
        "a@",
        "@a ",
        "(a@",
        "<a@",
        "\"@",
        "a@b.de ",
        "a@b.de,",
        "\u{301}",
        "\u{200b}",
        "mailto:",
        "&#64;",
        " at ",
        "(at)",
        "<br>",
        "a:",
        "*",
        "a@b.de/",
        "<a@b.de> c ",
        "\u{202e}",
        "x,",
        "(\"",
        "a@(",
        "@ ",
        " .",
        "\u{200d}",
    ] {
        for octets in [60 * 1024, 1024 * 1024] {
            let cell = piece.repeat(octets / piece.len());
            let _ = read_cell(cell.as_bytes());
            let _ = read_cell(format!("ann@{cell}").as_bytes());
            let _ = read_cell(format!("\"({cell}").as_bytes());
        }
    }
}
