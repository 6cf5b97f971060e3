//! `presend check`: order, forms, exit codes, and streams of JSON Lines.

use crate::support::command::{Desk, demo};
use serde_json::Value;

fn demo_zone() -> String {
    format!("zone:{}", demo("demo.zone").display())
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

#[test]
fn the_worst_address_decides_the_exit() {
    let desk = Desk::new();
    for (addresses, exit) in [
        (&["ann@gmail.com"][..], 0),
        (&["info@harbour-books.co.uk"], 0),
        (&["ann@gmail.com", "finn@sleepy-resolver.com"], 3),
        (&["finn@sleepy-resolver.com", "nobody"], 1),
        (&["ann@gmial.com"], 1),
    ] {
        let arguments: Vec<&str> = ["check"].into_iter().chain(addresses.iter().copied()).collect();
        let ran = desk.run(&[&arguments[..], &["--dns", &demo_zone()]].concat());
        assert_eq!(ran.exit, exit, "{addresses:?}: {}", ran.stdout);
    }
}

#[test]
fn a_guess_at_an_address_is_not_looked_for_on_lists_of_people() {
    let desk = Desk::new();
    desk.put("never.txt", "lee@example.com\nlee@gmail.com\n");
    for (address, exit) in [("lee@gmail.com", 1), ("Dr. A lee@gmail.com", 0), ("works: to. lee@gmail.com", 0)] {
        let ran = desk.run(&["check", address, "--never", "never.txt", "--dns", &demo_zone()]);
        assert_eq!(ran.exit, exit, "{address}: {}", ran.stdout);
    }
}

#[test]
fn a_stream_of_json_lines_is_answered_record_by_record_in_order() {
    let desk = Desk::new();
    let mut input = String::new();
    for number in 0..3000 {
        let domain = ["gmail.com", "homail.com", "sleepy-resolver.com"][number % 3];
        input.push_str(&format!("{{\"id\": {number}, \"address\": \"user{number}@{domain}\"}}\n"));
    }
    input.push_str("\"\\udcd5\\udcc5 <ann@gmail.com>\"\n\n\"\"\n");
    let arguments = ["check", "-", "--input", "jsonl", "--format", "jsonl", "--dns", &demo_zone()];
    let ran = desk.run_with(&arguments, input.as_bytes());
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    let records = records(&ran.stdout);
    assert_eq!(records.len(), 3002);
    for (number, record) in records[..3000].iter().enumerate() {
        let verdict = ["ok", "reject", "unknown"][number % 3];
        assert_eq!(record["local_part"], format!("user{number}"));
        assert_eq!((record["verdict"].as_str(), record["line"].as_u64()), (Some(verdict), Some(number as u64 + 1)));
    }
    assert_eq!(records[1]["suggestion"]["address"], "user1@hotmail.com");
    assert_eq!(records[1]["dns"]["outcome"], "NXDOMAIN");
    assert_eq!(records[3000]["address"], "ann@gmail.com");
    assert_eq!(records[3001]["primary"], "input.empty");
}

#[test]
fn a_record_has_the_promised_keys() {
    let desk = Desk::new();
    let ran = desk.run(&["check", " Ann@GMAIL.com", "--format", "json", "--dns", &demo_zone()]);
    let records: Value = serde_json::from_str(&ran.stdout).expect("JSON");
    let mut record = records[0].clone();
    // How long it took differs from run to run.
    record["dns"]["ms"] = 0.into();
    insta::assert_snapshot!("check_json", serde_json::to_string_pretty(&record).expect("JSON"));
}

#[test]
fn a_line_that_is_no_record_is_a_finding_and_ends_nothing() {
    let desk = Desk::new();
    let input = b"\"ann@gmail.com\"\n{\"address\": 7}\nann@x.com\n[1]\n{\"id\": 4, \"mail\": \"bob@gmail.com\"}\n";
    let arguments = ["check", "-", "--input", "jsonl", "--format", "jsonl", "--dns", &demo_zone()];
    let ran = desk.run_with(&arguments, input);
    assert_eq!((ran.exit, ran.stderr.as_str()), (1, ""));
    let records = records(&ran.stdout);
    let ragged =
        |record: &Value| record["codes"].as_array().is_some_and(|codes| codes.contains(&"input.ragged".into()));
    let told: Vec<_> = records.iter().map(|r| (r["verdict"].as_str(), ragged(r), r["line"].as_u64())).collect();
    assert_eq!(
        told,
        [
            (Some("ok"), false, Some(1)),
            (Some("reject"), true, Some(2)),
            (Some("review"), true, Some(3)),
            (Some("reject"), true, Some(4)),
            (Some("ok"), false, Some(5)),
        ]
    );
    assert_eq!(records[4]["address"], "bob@gmail.com");
}

#[test]
fn what_else_a_record_holds_is_given_back() {
    let desk = Desk::new();
    let input = br#"{"id": 7, "address": "ann@gmail.com", "more": {"a": [1, null]}}"#;
    let arguments = ["check", "-", "--input", "jsonl", "--format", "jsonl", "--offline"];
    let ran = desk.run_with(&arguments, input);
    let given: Value = serde_json::from_slice(input).expect("JSON");
    assert_eq!(records(&ran.stdout)[0]["record"], given);
    let hidden = desk.run_with(&[&arguments[..], &["--redact"]].concat(), input);
    assert_eq!(records(&hidden.stdout)[0]["record"], serde_json::json!({"id": 7}));
    assert!(!hidden.stdout.contains("ann@"), "{}", hidden.stdout);
}

#[test]
fn lines_of_text_are_answered_too() {
    let desk = Desk::new();
    let ran = desk.run_with(&["check", "-", "--offline", "--format", "jsonl"], b"ann@gmail.com\r\n\xff@\nbob@qq.com");
    let records = records(&ran.stdout);
    let verdicts: Vec<&str> = records.iter().filter_map(|record| record["verdict"].as_str()).collect();
    assert_eq!(verdicts, ["ok", "reject", "ok"]);
}

#[test]
fn hostile_texts_do_not_reach_the_terminal() {
    let desk = Desk::new();
    let ran = desk.run(&["check", "\u{1b}]0;owned\u{7}@x.com", "a\u{202e}b@c", "--offline", "--color", "never"]);
    assert_eq!(ran.exit, 1);
    assert!(!ran.stdout.contains(['\u{1b}', '\u{7}', '\u{202e}']), "{:?}", ran.stdout);
}

#[test]
fn addresses_are_redacted_in_ci() {
    let desk = Desk::new();
    for form in ["human", "jsonl"] {
        let mut command = desk.command(&["check", "annlee@gmial.com", "--format", form, "--dns", &demo_zone()]);
        let output = command.env("CI", "true").output().expect("presend runs");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(text.contains("a***@gmial.com") && !text.contains("annlee"), "{text}");
    }
}

#[test]
fn a_line_of_any_length_is_answered_and_the_others_too() {
    let desk = Desk::new();
    let long = format!("\"{}@gmail.com\"", "a".repeat(3 << 20));
    let input = format!("\"ann@gmail.com\"\n{long}\n\"bob@gmail.com\"\n");
    let ran = desk.run_with(&["check", "-", "--input", "jsonl", "--offline", "--format", "jsonl"], input.as_bytes());
    let records: Vec<serde_json::Value> =
        ran.stdout.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let verdicts: Vec<_> = records.iter().map(|record| record["verdict"].as_str()).collect();
    assert_eq!(verdicts, [Some("ok"), Some("reject"), Some("ok")], "{}", ran.stderr);
    assert_eq!(records[1]["primary"], "input.too_long");
    assert!(ran.stdout.len() < 1 << 20, "{} octets", ran.stdout.len());
}

#[test]
fn a_cell_full_of_addresses_costs_little_in_every_form() {
    let cell: String = (0..4000).map(|number| format!("a{number}@firma.de,")).collect();
    let desk = Desk::new();
    for format in ["jsonl", "json", "human"] {
        let ran = desk.run(&["check", &cell, "--offline", "--format", format]);
        assert!(ran.stdout.len() < 4 << 20, "{format}: {} octets", ran.stdout.len());
        assert!(ran.stdout.contains("a999@firma.de"), "{format}");
    }
}

#[test]
fn the_forms_for_spreadsheets_issues_and_browsers_have_every_address() {
    let desk = Desk::new();
    let addresses = ["ann@gmail.com", "=cmd@homail.com", "Bob \"<b>|\" <bob@homail.com>"];
    let more =
        ["--format", "csv", "--format", "html=page.html", "--format", "markdown=table.md", "--dns", &demo_zone()];
    let ran = desk.run(&[&["check"], &addresses[..], &more].concat());
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    let mut rows = csv::Reader::from_reader(ran.stdout.as_bytes());
    assert_eq!(rows.headers().expect("a header").get(2), Some("verdict"));
    let rows: Vec<csv::StringRecord> = rows.records().map(|row| row.expect("a row")).collect();
    let verdicts: Vec<_> = rows.iter().map(|row| (&row[0], &row[2])).collect();
    assert_eq!(verdicts, [("1", "ok"), ("2", "reject"), ("3", "reject")]);
    assert!(rows.iter().all(|row| row.len() == 7 && !row.iter().any(|cell| cell.starts_with('='))), "{rows:?}");
    assert!(rows[2][4].contains("domain.nxdomain") && rows[2][5] == *"bob@hotmail.com", "{rows:?}");

    let read = |name: &str| std::fs::read_to_string(desk.path(name)).expect(name);
    let (page, table) = (read("page.html"), read("table.md"));
    for said in
        ["3 addresses", "DNS asked: zone:demo.zone", "bob@hotmail.com", "Domain does not exist", "presend check ann"]
    {
        assert!(page.contains(said), "{said}");
    }
    let lines: Vec<&str> = table.lines().filter(|line| line.contains("@homail.com")).collect();
    assert_eq!(lines.len(), 2, "{table}");
    assert!(table.contains("`bob@hotmail.com`"), "{table}");
}

#[test]
fn a_page_of_standard_input_counts_what_it_does_not_show() {
    let desk = Desk::new();
    let input: String =
        (0..5_000).map(|number| format!("user{number}@{}\n", ["gmail.com", "gone"][number % 2])).collect();
    let ran = desk.run_with(&["check", "-", "--offline", "--format", "html", "--redact"], input.as_bytes());
    assert_eq!((ran.exit, &*ran.stderr), (1, ""));
    assert!(ran.stdout.len() < 300_000, "{} octets", ran.stdout.len());
    let shown = ran.stdout.matches("<code>u***").count();
    let counted = if shown == 1_000 { "1,000".to_owned() } else { shown.to_string() };
    assert!(shown > 100 && ran.stdout.contains(&format!("{counted} of 5,000 addresses are shown")), "{shown}");
    assert!(ran.stdout.contains("no DNS asked") && !ran.stdout.contains("user1"));
    let none = desk.run_with(&["check", "-", "--offline", "--format", "csv"], b"");
    assert_eq!((none.exit, &*none.stdout), (0, "line,raw,verdict,primary,codes,suggestion,duplicate_of\n"));
}

#[test]
fn a_form_does_not_take_the_place_of_what_is_read() {
    let desk = Desk::new();
    desk.put("world.zone", "a.net. MX 0 .\n").put("suppressed.csv", "bob@a.net\n");
    for (arguments, said) in [
        (["--dns", "zone:world.zone", "--format", "html=world.zone"], "world.zone is read by this run"),
        (["--suppress", "suppressed.csv", "--format", "markdown=suppressed.csv"], "suppressed.csv is read by this run"),
        (["--offline", "-q", "--format", "csv=rows.csv"], "FORMAT=PATH"),
    ] {
        let ran = desk.run(&[&["check", "ann@a.net"], &arguments[..]].concat());
        assert!(ran.exit == 2 && ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
}
