//! Lists as JSON documents: an array of records, or one under a key of an API's answer.

use crate::support::command::Desk;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// All records of the four lists, by their verdict, without the keys that were added.
fn records(desk: &Desk, folder: &str, ending: &str) -> BTreeMap<String, Vec<Value>> {
    let mut records: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for (name, content) in desk.files(folder) {
        if !name.ends_with(ending) || name == "summary.json" {
            continue;
        }
        let list: Vec<Value> = serde_json::from_slice(&content).unwrap_or_else(|error| panic!("{name}: {error}"));
        for mut record in list {
            let object = record.as_object_mut().expect("an object");
            let verdict = object.remove("presend_verdict").expect("a verdict");
            assert!(object.remove("presend_codes").is_some() && object.remove("presend_suggestion").is_some());
            records.entry(verdict.as_str().expect("a word").to_owned()).or_default().push(record);
        }
    }
    records
}

/// Cleans a document in which each record has a key `n` and holds the results against it.
#[track_caller]
fn check(document: &str, told: &str, expected: &[(&str, &[Value])]) {
    let desk = Desk::new();
    desk.put("list.dat", document);
    let ran = desk.run(&["clean", "list.dat", "--offline", "--fix", "none", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{document}: {}", ran.stderr);
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let expected = expected.iter().map(|(verdict, list)| (verdict.to_string(), list.to_vec())).collect();
    assert_eq!(records(&desk, "out", ".json"), expected, "{document}");
}

#[test]
fn an_array_of_objects_comes_out_as_arrays_with_equal_values() {
    let ann = json!({"id": 1, "e-mail": "ann@gmail.com", "paid": 12.50, "vip": true, "left": null,
        "more": {"tags": ["a", {"b": []}], "note": "a, \"b\"\n@ é \u{2028} \\"}, "big": 12345678901234567890_u64});
    let bob = json!({"id": 2, "e-mail": "bob@", "vip": false});
    let cem = json!({"id": 3, "e-mail": null});
    let all = json!([ann, bob, cem]);
    let expected = [("ok", &[ann][..]), ("reject", &[bob, cem])];
    let told = "list.dat: JSON, e-mail value \"e-mail\"";
    check(&all.to_string(), told, &expected);
    check(&serde_json::to_string_pretty(&all).expect("JSON"), told, &expected);
    check(&serde_json::to_string_pretty(&all).expect("JSON").replace('\n', "\r\n"), told, &expected);
    check(&format!("\u{feff}\n{all}\n\n"), told, &expected);
}

#[test]
fn records_under_a_key_of_an_answer_are_found() {
    let (ann, bob) = (json!({"email": "ann@gmail.com", "tags": ["x", "y", "z"]}), json!({"email": "bob@"}));
    let list = json!([ann, bob]);
    let expected = [("ok", &[ann][..]), ("reject", &[bob])];
    for (answer, key) in [
        (json!({"data": list}), "data"),
        (json!({"meta": {"page": 1, "by": "api@x.example"}, "results": list, "next": null}), "results"),
        (json!({"ok": true, "d": {"users": {"edges": list}}}), "d.users.edges"),
        (json!({"columns": ["a", "b", "c", "d"], "rows": list}), "rows"),
    ] {
        let told = format!("JSON, records under \"{key}\", e-mail value \"email\"");
        check(&answer.to_string(), &told, &expected);
        check(&serde_json::to_string_pretty(&answer).expect("JSON"), &told, &expected);
    }
}

#[test]
fn strings_and_what_is_no_record_come_out_once_each() {
    check(
        r#"["ann@gmail.com", "bob@", "ann@gmail.com"]"#,
        "JSON, e-mail value \"address\"",
        &[
            ("ok", &[json!({"address": "ann@gmail.com"})]),
            ("reject", &[json!({"address": "bob@"}), json!({"address": "ann@gmail.com"})]),
        ],
    );
    let desk = Desk::new();
    desk.put("list.json", r#"[{"email":"ann@gmail.com","n":1}, 7, null, ["x"], {}, {"email":"bob@gmail.com"}]"#);
    let ran = desk.run(&["clean", "list.json", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let found = records(&desk, "out", ".json");
    assert_eq!(found.values().map(Vec::len).sum::<usize>(), 6, "{found:?}");
    assert_eq!(found["ok"].len(), 2);
}

#[test]
fn objects_one_after_the_other_are_records() {
    let desk = Desk::new();
    desk.put("list.json", "{\n  \"email\": \"ann@gmail.com\"\n}\n{\n  \"email\": \"bob@\"\n}\n");
    let ran = desk.run(&["clean", "list.json", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(records(&desk, "out", ".json").values().map(Vec::len).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn one_record_of_json_lines_stays_one_and_jsonl_is_taken_at_its_word() {
    let desk = Desk::new();
    let record = "{\"email\":\"ann@gmail.com\",\"orders\":[{\"id\":1},{\"id\":2}]}\n";
    desk.put("list.jsonl", record);
    let ran = desk.run(&["gate", "list.jsonl", "--offline"]);
    assert!(ran.stderr.contains("JSON Lines"), "{}", ran.stderr);
    desk.put("list.jsonl", "{\"data\":[{\"email\":\"ann@gmail.com\"}],\"email\":\"bob@gmail.com\"}\n");
    let ran = desk.run(&["gate", "list.jsonl", "--offline", "--input", "jsonl"]);
    assert!(ran.stderr.contains("JSON Lines"), "{}", ran.stderr);
}

#[test]
fn repairs_and_earlier_results_keep_their_place_in_the_record() {
    let desk = Desk::new();
    desk.put("list.json", "[\n  {\"who\": {\"mail\": \" ann＠gmail.com\"}, \"n\": 1}\n]\n");
    assert_eq!(desk.run(&["clean", "list.json", "--offline", "--fix", "safe", "-o", "out"]).exit, 0);
    let clean = String::from_utf8(desk.files("out")["clean.json"].clone()).expect("UTF-8");
    let record = clean.strip_prefix("[\n").and_then(|rest| rest.strip_suffix("\n]\n")).expect("an array");
    assert!(
        record.starts_with("{\"who\": {\"mail\": \"ann@gmail.com\"}, \"n\": 1,\"presend_verdict\":\"ok\","),
        "{clean}"
    );
    assert_eq!(desk.files("out")["retry.json"], b"[]\n");
    assert_eq!(desk.run(&["clean", "out/clean.json", "--offline", "-o", "again"]).exit, 0);
    let again = String::from_utf8(desk.files("again")["clean.json"].clone()).expect("UTF-8");
    assert_eq!(again.matches("presend_verdict").count(), 1, "{again}");
}

#[test]
fn other_forms_become_arrays_and_arrays_other_forms() {
    let desk = Desk::new();
    desk.put("list.csv", "name,email\n\"Lee, \"\"Ann\"\"\",ann@gmail.com\nBob,bob@\n");
    assert_eq!(desk.run(&["clean", "list.csv", "--offline", "--to", "json", "-o", "out"]).exit, 0);
    let found = records(&desk, "out", ".json");
    assert_eq!(found["ok"], [json!({"name": "Lee, \"Ann\"", "email": "ann@gmail.com"})]);
    desk.put("list.json.zst", zstd::encode_all(&b"[{\"email\":\"ann@gmail.com\"}]"[..], 0).expect("room"));
    assert_eq!(desk.run(&["clean", "list.json.zst", "--offline", "--to", "csv", "-o", "csv"]).exit, 0);
    assert!(desk.files("csv")["clean.csv"].starts_with(b"email,presend_verdict,"));
    assert_eq!(desk.run(&["clean", "list.json.zst", "--offline", "-o", "same"]).exit, 0);
    assert!(desk.files("same").contains_key("clean.json.zst"));
}

#[test]
fn another_array_is_taken_by_its_keys() {
    let desk = Desk::new();
    desk.put("list.json", r#"{"a":{"in":[{"e":"ann@gmail.com"},{"e":"bob@gmail.com"}]},"out":[{"e":"cem@"}]}"#);
    let ran = desk.run(&["gate", "list.json", "--offline"]);
    assert!(ran.stderr.contains("records under \"a.in\" (1 of 2, --sheet takes another)"), "{}", ran.stderr);
    let ran = desk.run(&["gate", "list.json", "--offline", "--sheet", "out"]);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    let ran = desk.run(&["gate", "list.json", "--offline", "--sheet", "b"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("no records under \"b\". It has arrays under \"a.in\", \"out\"."), "{}", ran.stderr);
}

#[test]
fn broken_and_other_documents_are_refused_with_the_place() {
    for (document, told) in [
        ("[{\"email\":\"ann@gmail.com\"},\n {\"email\":\"bob@gm", "line 2, column 18: it ends in the middle"),
        ("[{\"email\":\"ann@gmail.com\"}\n {\"email\":\"b@c.d\"}]", "line 2, column 2: a comma or ] is missing"),
        ("[{\"email\":\"ann@gmail.com\"}] extra", "line 1, column 29: something follows behind its end"),
        ("[]", "The list is empty"),
        ("{\"1\": {\"email\": \"ann@gmail.com\"},\n \"2\": {}}", "JSON without an array of objects or strings"),
        ("[[\"name\",\"email\"],[\"Ann\",\"ann@gmail.com\"]]", "JSON without an array of objects or strings"),
    ] {
        let desk = Desk::new();
        desk.put("list.json", document);
        let ran = desk.run(&["clean", "list.json", "--offline", "-o", "out"]);
        assert_eq!(ran.exit, 2, "{document}: {}", ran.stdout);
        assert!(ran.stderr.contains(told), "{document}: {}", ran.stderr);
        assert!(desk.files("out").is_empty());
    }
}

#[test]
fn a_line_that_is_cut_off_is_for_review_and_objects_in_a_list_show_their_addresses() {
    let desk = Desk::new();
    desk.put(
        "cut.jsonl",
        "{\"email\":\"a@web.de\"}\n{\"email\":\"b@web.de\"}\n{\"email\":\"z@web.de\"\n{\"email\":\"t@web.de\"} x\n",
    );
    assert_eq!(desk.run(&["clean", "cut.jsonl", "--offline", "-o", "out"]).exit, 0);
    let review = String::from_utf8_lossy(&desk.files("out")["review.jsonl"]).into_owned();
    assert_eq!(review.matches("\"presend_codes\":\"input.ragged input.empty\"").count(), 2, "{review}");
    assert!(review.contains("{\"presend_line\":\"{\\\"email\\\":\\\"z@web.de\\\"\","), "{review}");
    let lists = "{\"n\":1,\"emails\":[{\"type\":\"home\",\"address\":\"a@web.de\"}]}\n\
                 {\"n\":2,\"emails\":[{\"address\":\"b@web.de\"},{\"address\":\"c@@web.de\"}]}\n\
                 {\"n\":3,\"emails\":[{\"address\":\" d@web.de\"}]}\n";
    desk.put("lists.jsonl", lists);
    assert_eq!(desk.run(&["clean", "lists.jsonl", "--offline", "-o", "of-lists"]).exit, 0);
    let files = desk.files("of-lists");
    let text = |name: &str| String::from_utf8_lossy(&files[name]).into_owned();
    assert!(
        text("clean.jsonl").starts_with(
            "{\"n\":1,\"emails\":[{\"type\":\"home\",\"address\":\"a@web.de\"}],\"presend_verdict\":\"ok\""
        )
    );
    assert!(text("review.jsonl").contains("syntax.multiple_at"), "{}", text("review.jsonl"));
    // A list of objects stays as it is.
    assert!(text("clean.jsonl").contains("[{\"address\":\" d@web.de\"}]"), "{}", text("clean.jsonl"));
}
