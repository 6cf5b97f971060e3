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
fn a_baseline_that_is_written_takes_no_other_form_with_it_in_silence() {
    let desk = Desk::new();
    desk.put("list.csv", LIST);
    for form in ["json", "sarif=found.sarif", "human=found.txt"] {
        let ran = gate(&desk, &["--baseline", "known.txt", "--update-baseline", "--format", form]);
        assert_eq!(ran.exit, 2, "{form}");
        assert!(ran.stderr.contains("--update-baseline writes the baseline and nothing else"), "{}", ran.stderr);
        assert!(!desk.path("known.txt").exists());
    }
    let ran = gate(&desk, &["--baseline", "known.txt", "--update-baseline", "--format", "human"]);
    assert!(ran.exit == 0 && desk.path("known.txt").exists(), "{}", ran.stderr);
}

#[test]
fn no_form_takes_the_place_of_what_the_run_reads() {
    let desk = Desk::new();
    desk.put("list.csv", LIST).put("old.csv", LIST);
    assert_eq!(gate(&desk, &["--baseline", "known.txt", "--update-baseline"]).exit, 0);
    for (more, read) in [
        (["--baseline", "known.txt"], "known.txt"),
        (["--since", "old.csv"], "old.csv"),
        (["--lang", "en"], "list.csv"),
    ] {
        let before = std::fs::read(desk.path(read)).unwrap();
        let ran = gate(&desk, &[more[0], more[1], "--format", &format!("json={read}")]);
        assert!(ran.exit == 2 && ran.stderr.contains("would be overwritten"), "{}", ran.stderr);
        assert_eq!(std::fs::read(desk.path(read)).unwrap(), before);
    }
    desk.put("zone", "");
    let ran = desk.run(&["clean", "list.csv", "--dns", "zone:zone", "--format", "json=zone"]);
    assert!(ran.exit == 2 && ran.stderr.contains("zone is read by this run"), "{}", ran.stderr);
    let ran = gate(&desk, &["--format", "json=a", "--format", "csv=a"]);
    assert!(ran.exit == 2 && ran.stderr.contains("two formats cannot both go into a"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn no_form_is_readable_by_more_people_than_the_list() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.put("list.csv", LIST).put("there.json", "old");
    let allow = |name: &str, mode| std::fs::set_permissions(desk.path(name), PermissionsExt::from_mode(mode)).unwrap();
    let mode = |name: &str| desk.path(name).metadata().unwrap().permissions().mode() & 0o777;
    let forms = ["csv=rows.csv", "jsonl=rows.jsonl", "html=page.html", "sarif=found.sarif", "json=there.json"];
    let all: Vec<&str> = forms.iter().flat_map(|form| ["--format", form]).collect();
    allow("list.csv", 0o600);
    allow("there.json", 0o644);
    gate(&desk, &all);
    for form in forms {
        assert_eq!(mode(form.split_once('=').unwrap().1), 0o600, "{form}");
    }
    assert_eq!(gate(&desk, &["--baseline", "known.txt", "--update-baseline"]).exit, 0);
    assert_eq!(mode("known.txt"), 0o600);
    assert_eq!(desk.run(&["report", "rows.jsonl", "--html", "again.html"]).exit, 0);
    assert_eq!(mode("again.html"), 0o600);
    // A file that was there before stays as narrow as it was.
    allow("list.csv", 0o644);
    gate(&desk, &all);
    assert_eq!(mode("there.json"), 0o600);
    // Standard input may be a file too.
    allow("list.csv", 0o600);
    let arguments = ["gate", "-", "--offline", "--format", "json=stdin.json"];
    let input = std::fs::File::open(desk.path("list.csv")).unwrap();
    desk.command(&arguments).stdin(input).output().unwrap();
    assert_eq!(mode("stdin.json"), 0o600);
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
