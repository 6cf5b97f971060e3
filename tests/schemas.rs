//! What presend writes for programs, held against its own schemas by a validator that is not ours (jsonschema, fetched by pip). Every field that
//! is written must be described, and every field that is promised must be there.

use crate::support::command::{Desk, demo};
use crate::support::python::{package, python};
use serde_json::{Value, json};

/// Prints a fault a line: of documents, of fields that no schema names, and of documents that pass though a promised field is gone.
const VALIDATE: &str = "
import copy, json, sys, jsonschema
name, schema, documents = json.load(open(sys.argv[1], encoding='utf-8'))
Validator = jsonschema.Draft202012Validator
Validator.check_schema(schema)
def closed(part):
    if isinstance(part, list):
        return [closed(one) for one in part]
    if not isinstance(part, dict):
        return part
    part = {key: closed(value) for key, value in part.items()}
    if isinstance(part.get('properties'), dict) and part.get('additionalProperties') is True:
        part['additionalProperties'] = False
    return part
for document in documents:
    for which in schema, closed(schema):
        for fault in Validator(which).iter_errors(document):
            print(name, list(fault.absolute_path), fault.message[:300], [c.message[:200] for c in fault.context or []][:3])
    for field in schema.get('required', []):
        less = copy.deepcopy(document)
        del less[field]
        if Validator(schema).is_valid(less):
            print(name, 'passes without', field)
";

/// Holds documents against the schema of this name, as presend prints it.
#[track_caller]
pub fn hold(name: &str, documents: &[Value]) {
    let desk = Desk::new();
    let ran = desk.run(&["schema", name]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(!documents.is_empty(), "{name} has something to be held against");
    let schema: Value = serde_json::from_str(&ran.stdout).expect("a schema is JSON");
    let Some(folder) = package("jsonschema") else { return };
    desk.put("all.json", json!([name, schema, documents]).to_string());
    assert_eq!(python(&folder, VALIDATE, &[&desk.path("all.json")]), "", "{name}");
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// One value, or all of an array.
fn values(text: &str) -> Vec<Value> {
    match serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}")) {
        Value::Array(all) => all,
        one => vec![one],
    }
}

fn zone(name: &str) -> String {
    format!("zone:{}", demo(name).display())
}

#[test]
fn lists_are_written_as_their_schemas_say() {
    let desk = Desk::new();
    let (list, zone) = (demo("contacts.csv").display().to_string(), zone("demo.zone"));
    desk.put("two.csv", "email\nann@gmail.com\n\"bob@gmail.com, eve@gmial.com\"\n");
    desk.run(&["suppress", "add", "ann@gmail.com", "--suppress", "list.suppress"]);
    let clean = desk.run(&["clean", &list, "--dns", &zone, "-o", "out", "--format", "jsonl"]);
    hold("row", &lines(&clean.stdout));
    hold("summary", &values(&std::fs::read_to_string(desk.path("out/summary.json")).expect("a summary")));
    let gate =
        ["gate", &list, "--dns", &zone, "--fail-on", "typo", "--max-review", "3", "--format", "jsonl=rows", "--format"];
    hold("gate", &values(&desk.run(&[&gate[..], &["json"]].concat()).stdout));
    hold("row", &lines(&std::fs::read_to_string(desk.path("rows")).expect("rows")));
    let several = desk.run(&["gate", "two.csv", "--offline", "--suppress", "list.suppress", "--format", "jsonl"]);
    let rows = lines(&several.stdout);
    assert!(rows.iter().any(|row| row["parts"].is_array()) && rows.iter().any(|row| row["suppressed"].is_object()));
    hold("row", &rows);
    let check = ["check", "--offline", "--format", "json", "ann@gmial.com", "ann@@gmail.com", "", "a@b.de c@d.de"];
    hold("row", &values(&desk.run(&check).stdout));
    let asked = desk.run_with(
        &["check", "-", "--input", "jsonl", "--offline", "--format", "jsonl"],
        b"{\"email\":\"ann@gmial.com\",\"id\":7}\n",
    );
    assert!(asked.stdout.contains("\"record\""), "{}", asked.stdout);
    hold("row", &lines(&asked.stdout));
    desk.run(&["resolve", &list, "--dns", &zone, "-o", "facts.jsonl"]);
    hold("facts", &lines(&std::fs::read_to_string(desk.path("facts.jsonl")).expect("facts")));
}

#[test]
fn senders_are_written_as_their_schema_says() {
    let desk = Desk::new();
    let zone = zone("sender.zone");
    let sender = |more: &[&str]| desk.run(&[&["sender", "--dns", &zone][..], more].concat()).stdout;
    let one = ["shop.example.com", "--ip", "203.0.113.6", "--helo", "mail.example.com", "--dkim", "s2"];
    let first = sender(&[&one[..], &["--format", "json", "--diff"]].concat());
    hold("sender", &values(&first));
    desk.put("earlier.json", &first);
    let again = ["shop.example.com", "--ip", "203.0.113.9", "--baseline", "earlier.json", "--format", "json"];
    hold("sender", &values(&sender(&again)));
    hold("sender", &lines(&sender(&["shop.example.com", "gone.example", "--format", "jsonl"])));
    hold("sender", &values(&sender(&["example.com", "--parked", "--format", "json"])));
}

#[test]
fn bounces_are_written_as_their_schema_says() {
    let desk = Desk::new();
    let mbox = demo("bounces.mbox").display().to_string();
    desk.put("sent.txt", "ann@gmail.com\n");
    hold("bounce", &values(&desk.run(&["bounce", &mbox, "--format", "json"]).stdout));
    let sent = ["bounce", &mbox, "--sent", "sent.txt", "--suppress", "suppress.csv", "--format", "jsonl"];
    hold("bounce", &lines(&desk.run(&sent).stdout));
    hold("bounce", &values(&desk.run(&["explain", "550 5.1.1 User unknown", "--format", "json"]).stdout));
}

#[test]
fn codes_are_written_as_their_schema_says() {
    let desk = Desk::new();
    let one = desk.run(&["explain", "domain.null_mx", "--format", "json=one.json", "--format", "jsonl"]);
    let file = std::fs::read_to_string(desk.path("one.json")).expect("a file");
    let file: Value = serde_json::from_str(&file).expect("one object");
    assert_eq!(lines(&one.stdout), std::slice::from_ref(&file));
    hold("code", &[file]);
    let all = values(&desk.run(&["explain", "--format", "json", "--lang", "zh"]).stdout);
    assert_eq!(all.len(), presend::Reason::ALL.len());
    hold("code", &all);
    assert!(desk.run(&["explain", "dns", "--format", "markdown"]).stdout.contains("| `dns.timeout` | unknown |"));
    let refused = desk.run(&["explain", "dns", "--format", "csv"]);
    assert_eq!(refused.exit, 2);
    assert!(refused.stderr.contains("here there are human, json, jsonl, markdown"), "{}", refused.stderr);
}

#[test]
fn the_schemas_are_listed_and_another_is_refused() {
    let desk = Desk::new();
    assert_eq!(desk.run(&["schema"]).stdout, "row\nsummary\ngate\nsender\nbounce\nfacts\nprobe\ncode\n");
    let ran = desk.run(&["schema", "rows"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("there is no schema \"rows\". The schemas are row, summary"), "{}", ran.stderr);
}
