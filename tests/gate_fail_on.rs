//! Rows with a code that must not occur are named in every form, also where the code is only a note; and an error is what broke a limit.

use crate::support::command::{Desk, Ran};
use serde_json::Value;

/// Line 3 has a cell too many, line 4 brackets around its address; both come out as ok or for review.
const LIST: &str = "name,email\nAnn,ann@harbour-books.co.uk\nBob,bob@gmail.com,x\nCy,<cy@harbour-books.co.uk>\nDi,di@harbour-books.co.uk\n";

fn gate(fail_on: &str, format: &str) -> Ran {
    let desk = Desk::new();
    desk.put("list.csv", LIST);
    let ran = desk.run(&[
        "gate",
        "list.csv",
        "--offline",
        "--max-review",
        "100%",
        "--fail-on",
        fail_on,
        "--format",
        format,
        "--no-redact",
    ]);
    assert_eq!(ran.exit, 1, "{}{}", ran.stdout, ran.stderr);
    ran
}

/// What is forbidden, and the code and line that break it.
const BROKEN: [(&str, &str, u64, &str); 3] = [
    ("input.ragged", "input.ragged", 3, "bob@gmail.com"),
    ("address.free", "address.free", 3, "bob@gmail.com"),
    ("repair", "repair.angle", 4, "cy@harbour-books.co.uk"),
];

#[test]
fn annotations_name_the_row_as_an_error() {
    for (fail_on, code, line, cell) in BROKEN {
        let ran = gate(fail_on, "github");
        let errors: Vec<&str> = ran.stdout.lines().filter(|text| text.starts_with("::error ")).collect();
        assert_eq!(errors.len(), 1, "{}", ran.stdout);
        assert!(
            errors[0].contains(&format!("line={line},title={code}::")) && errors[0].contains(cell),
            "{}",
            errors[0]
        );
    }
}

#[test]
fn sarif_has_a_result_at_the_row() {
    for (fail_on, code, line, _) in BROKEN {
        let log: Value = serde_json::from_str(&gate(fail_on, "sarif").stdout).expect("SARIF");
        let results = log["runs"][0]["results"].as_array().expect("results");
        let errors: Vec<&Value> = results.iter().filter(|result| result["level"] == "error").collect();
        assert_eq!(errors.len(), 1, "{log}");
        let place = &errors[0]["locations"][0]["physicalLocation"]["region"]["startLine"];
        assert_eq!((errors[0]["ruleId"].as_str(), place.as_u64()), (Some(code), Some(line)));
    }
}

#[test]
fn other_forms_name_the_row_too() {
    for (fail_on, code, line, cell) in BROKEN {
        let junit = gate(fail_on, "junit").stdout;
        let cell_in_xml = if line == 4 { "&lt;cy@" } else { cell };
        assert!(junit.contains(&format!("list.csv:{line} {code} {cell_in_xml}")), "{junit}");
        let markdown = gate(fail_on, "markdown").stdout;
        let row = markdown.lines().find(|text| text.starts_with(&format!("| `{code}`"))).unwrap_or_default();
        assert!(row.contains(&format!("line {line} ")) && row.contains(cell), "{markdown}");
        let html = gate(fail_on, "html").stdout;
        assert!(html.contains("presend gate: failed"), "{html}");
        assert!(html.contains(&format!("<td>{line}</td><td><code>{code}</code></td>")), "{html}");
        let human = gate(fail_on, "human").stdout;
        assert!(human.contains(&format!("[{code}]")) && human.contains(&format!("list.csv:{line} ")), "{human}");
        let json: Value = serde_json::from_str(&gate(fail_on, "json").stdout).expect("JSON");
        let first = &json["gate"]["fail_on"][0]["first_rows"][0];
        assert_eq!((first["line"].as_u64(), first["code"].as_str()), (Some(line), Some(code)), "{json}");
    }
}

#[test]
fn a_gate_that_passes_has_no_errors() {
    let desk = Desk::new();
    desk.put("list.csv", "email\nann@harbour-books.co.uk\nbob@@gmail.com\ninfo@harbour-books.co.uk\n");
    let loose = ["gate", "list.csv", "--offline", "--max-reject", "90%", "--max-review", "90%", "--format", "github"];
    let ran = desk.run(&loose);
    assert!(ran.exit == 0 && !ran.stdout.contains("::error"), "{}", ran.stdout);
    assert!(ran.stdout.contains("::warning file=list.csv,line=3,title=syntax."), "{}", ran.stdout);
    assert!(ran.stdout.contains("::notice file=list.csv,line=4,title=address.role"), "{}", ran.stdout);
    let ran = desk.run(&["gate", "list.csv", "--offline", "--max-review", "90%", "--format", "github"]);
    assert!(ran.exit == 1 && ran.stdout.contains("::error file=list.csv,line=3"), "{}", ran.stdout);
}
