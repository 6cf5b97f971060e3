//! What is an address and what is not, cell by cell, from the standards.

use super::{check, outcome};
use crate::address::read_cell;
use crate::reason::Reason;

/// The cell is taken as it stands, without any finding.
fn check_plain(cell: &str) {
    check(cell, &format!("ok {cell}"));
}

#[test]
fn dot_atoms_are_taken_as_they_stand() {
    for cell in [
        "ann@example.com",
        "a@b.co",
        "Ann.Lee@mail.example.co.uk",
        "ann+tag@example.com",
        "o'neil@example.com",
        "a!#$%&'*+-/=?^_`{|}~@example.com",
        "a%40b@example.com",
        "user%example.org@example.com",
        "a/b=c@example.com",
        "-@example.com",
        "1234567890@example.com",
        "_ann_@example.com",
        "ann@1example.com",
        "ann@1.2.example.com",
        "ann@a-b.c-d.com",
        "ann@example.museum",
    ] {
        check_plain(cell);
    }
}

#[test]
fn capital_letters_in_the_domain_are_lowered_and_in_the_local_part_kept() {
    check("Ann.LEE@EXAMPLE.Com", "ok Ann.LEE@example.com");
    check("ann@XN--BCHER-KVA.de", "ok ann@xn--bcher-kva.de");
    check("ann@BÜCHER.de", "ok ann@bücher.de");
}

#[test]
fn dots_may_not_stand_at_an_edge_or_side_by_side() {
    check(".ann@example.com", "reject .ann@example.com syntax.edge_dot");
    check("ann.@example.com", "reject ann.@example.com syntax.edge_dot");
    check("ann..lee@example.com", "reject ann..lee@example.com syntax.consecutive_dots");
    check("ann@.example.com", "reject ann@.example.com syntax.edge_dot");
    check("ann@example..com", "reject ann@example..com syntax.consecutive_dots");
}

#[test]
fn what_a_form_or_a_link_left_is_for_review() {
    for cell in ["email=ann@example.com", "%20ann@example.com", "%3Cann@example.com"] {
        check(cell, &format!("review {cell} syntax.leftover"));
    }
    check_plain("ann=email@example.com");
    check_plain("prvs=1234abcd=ann@example.com");
}

#[test]
fn dots_that_a_carrier_once_allowed_are_for_review() {
    check("ann.@docomo.ne.jp", "review ann.@docomo.ne.jp syntax.legacy_dots");
    check("a..n@DOCOMO.ne.jp", "review a..n@docomo.ne.jp syntax.legacy_dots");
    check("a..n.@ezweb.ne.jp", "review a..n.@ezweb.ne.jp syntax.legacy_dots syntax.legacy_dots");
    check(".ann@docomo.ne.jp", "reject .ann@docomo.ne.jp syntax.edge_dot");
    check("ann.@docomo..ne.jp", "reject ann.@docomo..ne.jp syntax.edge_dot syntax.consecutive_dots");
}

#[test]
fn an_address_has_one_at_sign_with_something_on_both_sides() {
    check("ann.example.com", "reject [ann.example.com] syntax.no_at");
    check("Ann Lee", "reject [Ann Lee] syntax.no_at");
    check("n/a", "reject [n/a] syntax.no_at");
    check("@example.com", "reject [example.com] syntax.empty_local");
    check("ann@", "reject [] syntax.empty_domain");
    check("@", "reject [] syntax.empty_local syntax.empty_domain");
    check("ann@@example.com", "reject ann@@example.com syntax.multiple_at");
    check("ann@lee@example.com", "reject [ann@lee@example.com] syntax.multiple_at");
}

#[test]
fn characters_that_may_not_stand_there_reject() {
    for (cell, place) in [
        ("ann,lee@example.com", 3..4),
        ("ann:lee@example.com", 3..4),
        ("ann;lee@example.com", 3..4),
        ("ann\\lee@example.com", 3..4),
        ("ann\"lee@example.com", 3..4),
        ("ann[lee@example.com", 3..4),
        ("ann@exam!ple.com", 8..9),
        ("ann@exam/ple.com", 8..9),
        ("ann@exam+ple.com", 8..9),
        ("ann@example,com", 11..12),
        ("ann@_dmarc.example.com", 4..5),
        ("ann@example.c_m", 13..14),
        ("ann@[192.0.2.1", 4..14),
        ("ann@[junk]", 4..10),
        ("ann@[192.0.2.256]", 4..17),
        ("ann@[IPv6:1::2::3]", 4..18),
    ] {
        let readings = read_cell(cell.as_bytes());
        let [reading] = readings.as_slice() else { panic!("{cell}") };
        let [finding] = reading.findings.as_slice() else { panic!("{cell} {:?}", reading.findings) };
        assert_eq!((finding.reason, finding.span.clone()), (Reason::SyntaxIllegalChar, place), "{cell}");
    }
}

#[test]
fn invisible_characters_that_cannot_be_dropped_reject() {
    for cell in ["a\0b@example.com", "a\u{7f}b@example.com", "a\u{202e}b@example.com", "ann@exam\u{1}ple.com"] {
        let lines = outcome(cell.as_bytes());
        assert!(lines[0].starts_with("reject") && lines[0].ends_with(" syntax.invisible_char"), "{lines:?}");
    }
}

#[test]
fn quoted_local_parts_are_for_review() {
    for cell in [
        "\"ann lee\"@example.com",
        "\"ann@home\"@example.com",
        "\"a,b\"@example.com",
        "\"a..b\"@example.com",
        "\" \"@example.com",
        "\"a\\\"b\"@example.com",
        "\"a\\\\\"@example.com",
        "\"a\\ b\"@example.com",
        "\"<>[]:;()\"@example.com",
    ] {
        check(cell, &format!("review {cell} syntax.quoted_local"));
    }
}

#[test]
fn quoted_local_parts_that_do_not_hold_together_reject() {
    check("\"\"@example.com", "reject \"\"@example.com syntax.empty_local");
    for cell in ["\"a\"b@example.com", "\"a\"b\"@example.com", "a\"b\"@example.com", "\"a\\\"@example.com"] {
        let lines = outcome(cell.as_bytes());
        assert!(lines.iter().all(|line| line.starts_with("reject")), "{cell} {lines:?}");
    }
    check("\"a\tb\"@example.com", "reject \"a\tb\"@example.com syntax.quoted_local syntax.invisible_char");
}

#[test]
fn a_domain_has_two_labels_and_no_numeric_ending() {
    check("ann@localhost", "reject ann@localhost syntax.domain_no_dot");
    check("ann@com", "reject ann@com syntax.domain_no_dot");
    check("ann@192.0.2.1", "reject ann@192.0.2.1 syntax.numeric_tld");
    check("ann@example.123", "reject ann@example.123 syntax.numeric_tld");
    check_plain("ann@123.com");
}

#[test]
fn labels_have_letters_digits_and_hyphens_inside() {
    check("ann@-example.com", "reject ann@-example.com syntax.hyphen_edge");
    check("ann@example-.com", "reject ann@example-.com syntax.hyphen_edge");
    check("ann@example.-com", "reject ann@example.-com syntax.hyphen_edge");
    check("ann@ab--cd.com", "review ann@ab--cd.com syntax.reserved_hyphens");
    check("ann@r3---sn-x.example.com", "review ann@r3---sn-x.example.com syntax.reserved_hyphens");
    check("ann@xn--cd.com", "reject ann@xn--cd.com syntax.idn_invalid");
    check_plain("ann@abc--d.com");
    check("ann@foo_bar.example.com", "review ann@foo_bar.example.com syntax.underscore");
}

#[test]
fn ip_literals_are_for_review() {
    check("ann@[8.8.8.8]", "review ann@[8.8.8.8] syntax.ip_literal");
    check("ann@[IPv6:2620:fe::fe]", "review ann@[ipv6:2620:fe::fe] syntax.ip_literal");
    check("ann@[ipv6:::ffff:8.8.8.8]", "review ann@[ipv6:::ffff:8.8.8.8] syntax.ip_literal");
}

#[test]
fn ip_literals_that_are_not_public_reject() {
    for ip in ["192.0.2.1", "10.0.0.1", "010.000.000.001", "127.0.0.1", "0.0.0.0", "224.0.0.1", "169.254.1.1"] {
        check(&format!("ann@[{ip}]"), &format!("reject ann@[{ip}] syntax.ip_literal_non_public"));
    }
    for ip in ["2001:db8::1", "::1", "fe80::1", "fd00::1", "::ffff:192.0.2.1"] {
        check(&format!("ann@[IPv6:{ip}]"), &format!("reject ann@[ipv6:{ip}] syntax.ip_literal_non_public"));
    }
}

#[test]
fn lengths_are_held_to_the_octet() {
    let local = |octets: usize| "a".repeat(octets);
    let outcome_of = |cell: String| {
        let line = outcome(cell.as_bytes()).remove(0);
        line.split(' ').filter(|word| !word.contains('@')).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(outcome_of(format!("{}@example.com", local(64))), "ok");
    assert_eq!(outcome_of(format!("{}@example.com", local(65))), "review syntax.local_too_long");
    assert_eq!(
        outcome_of(format!("\"{}\"@example.com", local(63))),
        "review syntax.local_too_long syntax.quoted_local"
    );
    assert_eq!(outcome_of(format!("a@{}.com", local(63))), "ok");
    assert_eq!(outcome_of(format!("a@{}.com", local(64))), "reject syntax.label_too_long");
    let labels = |count: usize| vec!["a".repeat(49); count].join(".");
    assert_eq!(outcome_of(format!("{}@{}.{}.com", local(1), labels(4), local(48))), "ok");
    assert_eq!(outcome_of(format!("{}@{}.{}.com", local(2), labels(4), local(48))), "reject syntax.address_too_long");
    let longest = format!("{}.{}.com", labels(4), local(49));
    assert_eq!(longest.len(), 253);
    assert_eq!(outcome_of(format!("a@{longest}")), "reject syntax.address_too_long");
    assert_eq!(outcome_of(format!("a@a{longest}")), "reject syntax.address_too_long syntax.domain_too_long");
}

#[test]
fn the_length_of_a_label_is_that_of_its_a_label() {
    // 59 octets stay for the letters of an A-label; each further letter of this kind takes one octet.
    let octets = |cell: &str| read_cell(cell.as_bytes()).as_slice()[0].address.as_ref().map(|a| a.domain_ascii.len());
    let fits = format!("ann@{}ü.de", "a".repeat(55));
    assert_eq!(octets(&fits).map(|octets| octets - 3), Some(63), "{fits}");
    check(&fits, &format!("ok {fits}"));
    let too_long = format!("ann@{}ü.de", "a".repeat(56));
    check(&too_long, &format!("reject {too_long} syntax.label_too_long"));
}

#[test]
fn international_domains_are_encoded_and_checked() {
    for cell in
        ["ann@bücher.de", "ann@例子.公司", "ann@пример.рф", "ann@日本語.jp", "ann@xn--bcher-kva.de", "ann@faß.de"]
    {
        check_plain(cell);
    }
    check("ann@xn--zzzz.de", "reject ann@xn--zzzz.de syntax.idn_invalid");
    check("ann@xn--.de", "reject ann@xn--.de syntax.idn_invalid syntax.hyphen_edge");
    check("ann@-bücher.de", "reject ann@-bücher.de syntax.idn_invalid");
    check("ann@bü cher.de", "review ann@bücher.de repair.unsure");
    check("ann@1.xn--4dbcd.com", "reject ann@1.xn--4dbcd.com syntax.idn_invalid");
    check("ann@xn--4dbcd.com", "ok ann@xn--4dbcd.com");
    check("ann@bücher", "reject ann@bücher syntax.domain_no_dot");
    check("ann@bü_cher.de", "review ann@bü_cher.de syntax.underscore");
    check("ann@אa.de", "reject ann@אa.de syntax.idn_invalid");
}

#[test]
fn the_domain_is_known_in_all_its_forms() {
    let readings = read_cell("ann@XN--BCHER-KVA.de".as_bytes());
    let reading = &readings.as_slice()[0];
    let address = reading.address.as_ref().expect("an address");
    assert_eq!(
        (address.domain.as_ref(), address.domain_ascii.as_ref(), reading.domain_text.as_ref()),
        ("xn--bcher-kva.de", "xn--bcher-kva.de", "bücher.de")
    );
    let readings = read_cell("ann@Bücher.de".as_bytes());
    let address = readings.as_slice()[0].address.as_ref().expect("an address");
    assert_eq!((address.domain.as_ref(), address.domain_ascii.as_ref()), ("bücher.de", "xn--bcher-kva.de"));
}

#[test]
fn unusual_international_domains_are_for_review() {
    check("ann@аpple.com", "review ann@аpple.com syntax.mixed_script");
    check("ann@i❤.ws", "review ann@i❤.ws syntax.idn_symbol");
    check("ann@xn--i-7iq.ws", "review ann@xn--i-7iq.ws syntax.idn_symbol");
}

#[test]
fn international_local_parts_of_every_script_are_for_review() {
    for cell in [
        "用户@例子.公司",
        "josé@example.com",
        "нэт@example.com",
        "θσερ@example.com",
        "अजय@डाटा.भारत",
        "संपर्क@डाटामेल.भारत",
        "मीनाक्षी@example.com",
        "نامه\u{200c}ای@example.com",
        "사용자@example.com",
        "ñandú.böse@example.com",
    ] {
        check(cell, &format!("review {cell} syntax.eai_local"));
    }
    check("jose\u{301}@example.com", "review jos\u{e9}@example.com syntax.eai_local");
}

#[test]
fn international_local_parts_need_characters_with_a_meaning() {
    for cell in ["\u{301}a@example.com", "a\u{e000}@example.com", "a\u{378}@example.com", "a\u{ffff}@example.com"] {
        let lines = outcome(cell.as_bytes());
        assert!(lines[0].starts_with("reject") && lines[0].contains("syntax.illegal_char"), "{lines:?}");
    }
}

#[test]
fn comments_inside_an_address_are_left_out_and_for_review() {
    for cell in ["ann(home)@example.com", "ann@(work)example.com", "ann@example.com(x (y))", "(x)ann@example.com"] {
        check(cell, "review ann@example.com syntax.comment");
    }
}

#[test]
fn what_stands_for_the_domain_is_given_for_a_suggestion() {
    for (cell, domain_text) in [
        ("ann@GMAIL,com", "gmail,com"),
        ("ann@gmail, com", "gmail,com"),
        ("ann@gmail", "gmail"),
        ("ann@gmailcom", "gmailcom"),
        ("ann@gmail..com", "gmail..com"),
        (" ann@gmail.con.", "gmail.con"),
        ("Ann <ann@gmial.com>", "gmial.com"),
        ("ann", "ann"),
    ] {
        assert_eq!(read_cell(cell.as_bytes()).as_slice()[0].domain_text, domain_text, "{cell}");
    }
}
