//! Cells as they come from people, and the addresses in them.

use super::{check, check_many, outcome};
use crate::address::{CELL_OCTETS_MAX, read_cell};

#[test]
fn white_space_of_every_kind_is_taken_from_the_ends() {
    for cell in [
        " ann@example.com",
        "ann@example.com\t",
        "\r\nann@example.com\n",
        "\u{a0}ann@example.com\u{a0}",
        "\u{3000}ann@example.com",
        "\u{feff}ann@example.com",
        "ann@example.com\u{200b}",
        "\u{202a}ann@example.com\u{202c}",
        "\u{200e}ann@example.com",
        "ann@example.com\0\0",
    ] {
        check(cell, "ok ann@example.com repair.trimmed");
    }
}

#[test]
fn white_space_that_tore_an_address_is_taken_out() {
    for cell in [
        "ann@exam\u{200b}ple.com",
        "ann@\u{2060}example.com",
        "ann @example.com",
        "ann@ example.com",
        "ann @ example.com",
        "ann@\nexample.com",
        "ann@example .com",
        "ann @ example . com",
        "ann@example. com",
        "ann\u{a0}@example.com",
    ] {
        check(cell, "ok ann@example.com repair.trimmed");
    }
    check("ann@mail.example .com", "ok ann@mail.example.com repair.trimmed");
}

#[test]
fn what_may_be_a_slip_is_not_taken_for_a_bracket_or_a_line_end() {
    check("wes<king@gmail.com", "reject wes<king@gmail.com syntax.illegal_char");
    check("wes <king@gmail.com", "ok king@gmail.com repair.display_name repair.angle");
    check("wes<king@gmail.com>", "ok king@gmail.com repair.display_name repair.angle");
    check("ann@gmail.com\\nbob@gmail.com", "reject [ann@gmail.com\\nbob@gmail.com] syntax.multiple_at");
}

#[test]
fn cells_without_an_address_give_no_reading() {
    for cell in ["", " ", "\t\r\n", "\u{feff}", "\u{3000}\u{200b}", "\0\0"] {
        assert!(read_cell(cell.as_bytes()).as_slice().is_empty(), "{cell:?}");
    }
}

#[test]
fn full_width_characters_become_plain() {
    for cell in [
        "ann＠example.com",
        "ann@example。com",
        "ann＠example．com",
        "ａｎｎ＠ｅｘａｍｐｌｅ．ｃｏｍ",
        "ann﹫example｡com",
    ] {
        check(cell, "ok ann@example.com repair.full_width");
    }
    check("ann@ｅxample.com", "ok ann@example.com repair.full_width");
    check("张三（销售）<ann@example.com>", "ok ann@example.com repair.display_name repair.angle");
}

#[test]
fn quotation_marks_around_and_curly_ones_inside_become_plain() {
    for cell in [
        "\"ann@example.com\"",
        "'ann@example.com'",
        "“ann@example.com”",
        "‘ann@example.com’",
        "«ann@example.com»",
        "„ann@example.com“",
        "\"ann@example.com",
        "ann@example.com\"",
        "ann@example.com'",
        "`ann@example.com`",
    ] {
        check(cell, "ok ann@example.com repair.smart_quote");
    }
    check("o’neil@example.com", "ok o'neil@example.com repair.smart_quote");
}

#[test]
fn links_are_unwrapped() {
    for cell in [
        "mailto:ann@example.com",
        "MAILTO:ann@example.com",
        "mailto://ann@example.com",
        "mailto:ann@example.com?subject=Hello",
        "mailto:ann@example.com?subject=Hello, you; there&cc=ann@example.com",
        "<a href=\"mailto:ann@example.com\">Ann</a>",
        "[Ann](mailto:ann@example.com)",
        "=HYPERLINK(\"mailto:ann@example.com\",\"ann@example.com\")",
        "ann@example.com?subject=hi",
    ] {
        check(cell, "ok ann@example.com repair.mailto");
    }
    check("<mailto:ann@example.com>", "ok ann@example.com repair.angle repair.mailto");
    check("mailto:ann@example.com?cc=bob@example.com", "review ann@example.com repair.mailto syntax.second_address");
    check("mailto:ann%2Btag@example.com", "ok ann+tag@example.com repair.mailto repair.percent_decoded");
}

#[test]
fn encodings_of_the_web_are_undone() {
    check("ann%40example.com", "ok ann@example.com repair.percent_decoded");
    check("ann%2Btag%40example.com", "ok ann+tag@example.com repair.percent_decoded");
    check("ann&#64;example.com", "ok ann@example.com repair.entity_decoded");
    check("ann&#x40;example&period;com", "ok ann@example.com repair.entity_decoded");
    check("ann@example.com%20", "ok ann@example.com repair.percent_decoded");
    check("a&amp;b@example.com", "ok a&b@example.com repair.entity_decoded");
    check("&lt;ann@example.com&gt;", "ok ann@example.com repair.angle repair.entity_decoded");
    check("ann@example.com&nbsp;", "ok ann@example.com repair.entity_decoded");
}

#[test]
fn names_and_brackets_are_taken_off() {
    for cell in [
        "Ann Lee <ann@example.com>",
        "\"Lee, Ann\" <ann@example.com>",
        "Lee, Ann <ann@example.com>",
        "'Ann' <ann@example.com>",
        "Ann<ann@example.com>",
        "张三<ann@example.com>",
        "Ann Lee <ann@example.com",
        "ann@example.com <ann@example.com>",
        "\"ann@example.com\" <ann@example.com>",
        "Ann (Sales) <ann@example.com>",
    ] {
        check(cell, "ok ann@example.com repair.display_name repair.angle");
    }
    for cell in [
        "<ann@example.com>",
        "[ann@example.com]",
        "「ann@example.com」",
        "ann@example.com>",
        "<ann@example.com",
        "《ann@example.com》",
        "<<ann@example.com>>",
    ] {
        check(cell, "ok ann@example.com repair.angle");
    }
    for cell in [
        "\"Ann Lee\" ann@example.com",
        "张三 ann@example.com",
        "张三，ann@example.com",
        "邮箱：ann@example.com",
        "Email: ann@example.com",
        "E-mail:ann@example.com",
        "ann@example.com (Ann Lee)",
        "(Ann Lee) ann@example.com",
        "ann@example.com Ann Lee",
        "ann@example.com, Ann Lee",
        "ann@example.com - work",
        "ann@example.com 12345",
        "ann@example.com【work】",
    ] {
        check(cell, "ok ann@example.com repair.display_name");
    }
    check("Ann (ann@example.com)", "ok ann@example.com repair.display_name repair.trailing_punct");
    check("Ann Lee [ann@example.com]", "ok ann@example.com repair.display_name repair.angle");
}

#[test]
fn a_name_in_bytes_that_are_no_text_does_not_hide_the_address() {
    assert_eq!(outcome(b"\xd5\xc5\xc8\xfd <ann@example.com>"), ["ok ann@example.com repair.display_name repair.angle"]);
    assert_eq!(
        outcome(b"\xd5\xc5@example.com"),
        ["reject \u{fffd}\u{fffd}@example.com syntax.illegal_char syntax.eai_local"]
    );
    assert_eq!(outcome(b"ann@ex\xe4mple.com"), ["reject ann@ex\u{fffd}mple.com syntax.illegal_char"]);
}

#[test]
fn punctuation_around_an_address_is_taken_off() {
    for cell in [
        "ann@example.com.",
        "ann@example.com,",
        "ann@example.com;",
        "ann@example.com:",
        "ann@example.com!",
        "ann@example.com。",
        "ann@example.com、",
        "ann@example.com/",
        "ann@example.com)",
        "(ann@example.com)",
        "{ann@example.com}",
        "*ann@example.com*",
        "|ann@example.com|",
        "- ann@example.com",
        "• ann@example.com",
        "1) ann@example.com",
        ",ann@example.com",
        "ann@example.com -",
    ] {
        check(cell, "ok ann@example.com repair.trailing_punct");
    }
}

#[test]
fn addresses_written_in_words_are_read() {
    for cell in [
        "ann (at) example dot com",
        "ann (at) example (dot) com",
        "ann [at] example.com",
        "ann[at]example[dot]com",
        "ann@example dot com",
    ] {
        check(cell, "ok ann@example.com repair.spelled_out");
    }
    for cell in ["ann at example dot com", "ann at example.com"] {
        check(cell, "review ann@example.com repair.spelled_out repair.unsure");
    }
}

#[test]
fn several_addresses_in_a_cell_are_read_one_by_one() {
    let two = ["ok ann@example.com repair.split", "ok bob@example.org repair.split"];
    for between in [
        ",", ", ", ";", "; ", "/", " / ", "、", "；", "，", " ", "\n", "\r\n", "\t", "|", " | ", " & ", " and ",
        " or ", " - ",
    ] {
        check_many(&format!("ann@example.com{between}bob@example.org"), &two);
    }
    check_many("ann@example.com 和 bob@example.org", &two);
    check_many("ann@example.com,bob@example.org,", &two);
    check_many("ann@example.com<br>bob@example.org", &two);
    check_many(
        "Ann <ann@example.com>, \"Ray, Bob\" <bob@example.org>",
        &[
            "ok ann@example.com repair.display_name repair.split repair.angle",
            "ok bob@example.org repair.display_name repair.split repair.angle",
        ],
    );
    check_many(
        "ann@example,com; bob@example.org",
        &["reject ann@example,com repair.split syntax.illegal_char", "ok bob@example.org repair.split"],
    );
}

#[test]
fn each_reading_speaks_of_its_own_part_of_the_cell() {
    let cell = "ann@example.com, Bob Ray <bob@example.org>; x";
    let readings = read_cell(cell.as_bytes());
    let parts: Vec<_> = readings.as_slice().iter().map(|reading| &cell[reading.span.clone()]).collect();
    assert_eq!(parts, ["ann@example.com", "Bob Ray <bob@example.org>; x"]);
    for reading in readings.as_slice() {
        for finding in &reading.findings {
            assert!(reading.span.start <= finding.span.start && finding.span.end <= reading.span.end, "{finding:?}");
        }
    }
}

#[test]
fn what_could_mean_two_things_is_not_repaired() {
    for cell in [
        "ann@example,com",
        "ann@example;com",
        "ann@yahoo.com,br",
        "ann,lee@example.com",
        "ann:lee@example.com",
        "ann(x)lee@example.com",
        "ann@lee@example.com",
    ] {
        let lines = outcome(cell.as_bytes());
        assert!(lines.len() == 1 && lines[0].starts_with("reject"), "{cell} {lines:?}");
        assert!(!lines[0].contains("repair."), "{cell} {lines:?}");
    }
}

#[test]
fn what_white_space_may_have_torn_is_for_review() {
    for (cell, expected) in [
        ("ann@example com", "review ann@example.com repair.unsure"),
        ("ann@exam ple.com", "review ann@example.com repair.unsure"),
        ("ann@yahoo.co uk", "review ann@yahoo.co.uk repair.unsure"),
        ("kim@kitab.co m", "review kim@kitab.com repair.unsure"),
        ("138 0013 8000@163.com", "review 13800138000@163.com repair.unsure"),
        ("jean- pierre@web.de", "review jean-pierre@web.de repair.unsure"),
        ("Ann Lee ann@example.com", "review ann@example.com repair.unsure"),
        ("1. ann@example.com", "review ann@example.com repair.unsure"),
    ] {
        check(cell, expected);
    }
    for cell in ["ann lee@example.com", "John Smith@example.com", "Dr. lee@example.com", "ann, lee@example.com"] {
        let lines = outcome(cell.as_bytes());
        assert!(lines.len() == 1 && lines[0].contains("repair.unsure syntax.illegal_char"), "{lines:?}");
    }
}

#[test]
fn a_cell_that_is_far_too_long_is_not_read() {
    let cell = "a".repeat(CELL_OCTETS_MAX + 1);
    check(&cell, "reject [] input.too_long");
}
