//! The gate beyond its three limits: what may not occur at all, what is accepted, and what is new.

use crate::support::command::{Desk, Ran};

const LIST: &str = "name,email\nAnn,ann@harbour-books.co.uk\nBob,bob@@gmail.com\nCy,cy@gmail.con\n";

fn gate(desk: &Desk, more: &[&str]) -> Ran {
    let mut arguments = vec!["gate", "list.csv", "--offline", "--max-reject", "100%", "--max-review", "100%"];
    arguments.extend(more);
    desk.run(&arguments)
}

fn last_line(ran: &Ran) -> &str {
    ran.stdout.lines().last().unwrap_or_default()
}

#[test]
fn not_one_row_passes_with_a_code_that_may_not_occur() {
    let desk = Desk::new();
    desk.put("list.csv", LIST);
    assert_eq!(gate(&desk, &[]).exit, 0);
    let ran = gate(&desk, &["--fail-on", "syntax.multiple_at,typo"]);
    assert_eq!(ran.exit, 1);
    assert!(last_line(&ran).contains("syntax.multiple_at 1 > 0   typo.* 1 > 0"), "{}", ran.stdout);
    let ran = gate(&desk, &["--fail-on", "domain.null_mx"]);
    assert_eq!(ran.exit, 0);
    assert!(last_line(&ran).contains("domain.null_mx 0 ≤ 0"), "{}", ran.stdout);
    let ran = gate(&desk, &["--fail-on", "domain.nullmx"]);
    assert!(ran.exit == 2 && ran.stderr.contains("Did you mean domain.null_mx?"), "{}", ran.stderr);
}

#[test]
fn what_the_baseline_accepts_is_counted_no_more() {
    let desk = Desk::new();
    desk.put("list.csv", LIST);
    let strict = ["--max-reject", "0", "--max-review", "0"];
    let with = |more: &[&str]| {
        let mut arguments = vec!["gate", "list.csv", "--offline", "--baseline", "known.txt"];
        arguments.extend(strict);
        arguments.extend(more);
        desk.run(&arguments)
    };
    let missing = with(&[]);
    assert!(missing.exit == 2 && missing.stderr.contains("--update-baseline"), "{}", missing.stderr);
    assert_eq!(with(&["--update-baseline"]).exit, 0);
    let known = std::fs::read_to_string(desk.path("known.txt")).unwrap();
    assert!(!known.contains("bob") && known.lines().count() == 3, "{known}");

    let ran = with(&[]);
    assert_eq!(ran.exit, 0, "{}", ran.stdout);
    assert!(ran.stdout.contains("2 accepted before") && !ran.stdout.contains("error["), "{}", ran.stdout);
    desk.put("list.csv", format!("{LIST}Di,di@@gmail.com\n"));
    let ran = with(&[]);
    assert_eq!(ran.exit, 1);
    assert!(ran.stdout.contains("list.csv:5") && !ran.stdout.contains("list.csv:3"), "{}", ran.stdout);

    // Written again, what stays accepted stays the same line.
    assert_eq!(with(&["--update-baseline"]).exit, 0);
    let more = std::fs::read_to_string(desk.path("known.txt")).unwrap();
    assert!(known.lines().all(|line| more.contains(line)) && more.lines().count() == 4);
}

#[test]
fn only_rows_that_the_older_list_did_not_have_are_judged() {
    let desk = Desk::new();
    desk.put("old.csv", LIST);
    desk.put("list.csv", LIST.replace("name,email\n", "name,email\nNew,new@gmail.con\n"));
    let ran = gate(&desk, &["--since", "old.csv", "--format", "json"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let summary: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
    assert_eq!((summary["rows"].as_u64(), summary["gate"]["old_rows"].as_u64()), (Some(1), Some(3)));
    assert_eq!(summary["domains"]["distinct"], 1, "domains of old rows are not even looked at");

    desk.put("list.csv", LIST);
    let ran = gate(&desk, &["--since", "old.csv"]);
    assert!(ran.exit == 0 && ran.stdout.contains("0 new rows of 3"), "{}\n{}", ran.stdout, ran.stderr);
    assert_eq!(gate(&desk, &["--since", "missing.csv"]).exit, 2);
}
