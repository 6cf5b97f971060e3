//! The forms for other programs, held against what those programs demand: SARIF against the schema of SARIF 2.1.0, which the
//! crate serde-sarif carries, and JUnit by a reader of it. Schema and validators are fetched when the test runs, by cargo
//! and pip; they are not part of presend. Where they cannot be fetched the test is skipped and says so; under CI that is
//! an error.

use crate::support::command::Desk;
use crate::support::python::{fetched, install, python, run};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A list with addresses that every form has to escape.
const LIST: &str = "name,email\n\
    x,\"ann<script>]]>&amp;\"\"@gmial.con\"\n\
    x,\"a%0A::error::b@gmial.con\"\n\
    x,\"e\u{301}\u{202e}\u{1b}[31m@gmail.com\"\n\
    x,bob@@gmail.com\n\
    x,info@gmail.com\n\
    x,carl@gmail.com\n";

const VALIDATE: &str = "
import json, sys, jsonschema
schema, document = (json.load(open(name, encoding='utf-8')) for name in sys.argv[1:3])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
faults = [f'{list(e.absolute_path)}: {e.message[:300]}' for e in validator(schema).iter_errors(document)]
print(len(document['runs'][0]['results']))
sys.exit('\\n'.join(faults[:5]) or None)
";

const COUNT_CASES: &str = "
import sys
from junitparser import JUnitXml
suites = JUnitXml.fromfile(sys.argv[1])
print(suites.tests, suites.failures, suites.errors, sum(len(list(suite)) for suite in suites))
";

/// A folder of cargo's for tests, kept from run to run.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("formats_valid")
}

/// The schema of SARIF 2.1.0, out of the sources of serde-sarif.
fn sarif_schema(folder: &Path) -> Result<PathBuf, String> {
    let project = folder.join("schema");
    fs::create_dir_all(project.join("src")).map_err(|error| error.to_string())?;
    let manifest = project.join("Cargo.toml");
    let text = "[package]\nname = \"schema\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n[dependencies]\n\
                serde-sarif = { version = \"=0.8.0\", default-features = false }\n";
    fs::write(&manifest, text).and_then(|()| fs::write(project.join("src/lib.rs"), "")).map_err(|e| e.to_string())?;
    let metadata = run(Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--manifest-path"])
        .arg(&manifest)
        .env_remove("CARGO_TARGET_DIR"))?;
    let metadata: serde_json::Value = serde_json::from_str(&metadata).map_err(|error| error.to_string())?;
    let packages = metadata["packages"].as_array().cloned().unwrap_or_default();
    let found = packages.iter().find(|package| package["name"] == "serde-sarif").ok_or("serde-sarif is missing")?;
    let manifest = found["manifest_path"].as_str().ok_or("a package without a path")?;
    Ok(Path::new(manifest).with_file_name("src").join("schema.json"))
}

fn gate(desk: &Desk, list: &str, form: &str) {
    desk.put("list.csv", list);
    let limits = ["--max-reject", "0", "--max-review", "100%"];
    let ran = desk.run(&[&["gate", "list.csv", "--offline", "--format", form][..], &limits].concat());
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
}

#[test]
fn sarif_is_valid_however_hostile_the_list() {
    let folder = folder();
    let Some(schema) = fetched(install("jsonschema", &folder).and_then(|()| sarif_schema(&folder))) else {
        return;
    };
    let desk = Desk::new();
    gate(&desk, LIST, "sarif=list.sarif");
    let results = python(&folder, VALIDATE, &[&schema, &desk.path("list.sarif")]);
    assert_eq!(results.trim(), "5");
}

#[test]
fn sarif_stays_within_what_github_takes() {
    let desk = Desk::new();
    let many: String = (0..26_000).map(|number| format!("x,user{number}@@gmail.com\n")).collect();
    gate(&desk, &format!("name,email\n{many}"), "sarif=list.sarif");
    let text = fs::read_to_string(desk.path("list.sarif")).unwrap();
    let sarif: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sarif["runs"][0]["results"].as_array().unwrap().len(), 25_000);
    assert!(text.contains("1,000"), "what was left out is said");
}

#[test]
fn junit_is_read_by_others() {
    let folder = folder();
    let Some(()) = fetched(install("junitparser", &folder)) else { return };
    let desk = Desk::new();
    gate(&desk, LIST, "junit=list.xml");
    let counts = python(&folder, COUNT_CASES, &[&desk.path("list.xml")]);
    // Three thresholds and three codes; the limit of rejected rows fails, and with it its two codes.
    assert_eq!(counts.trim(), "6 3 0 6");
}
