//! What came back is honoured by `clean`, `gate` and `check`; and the clean list comes in batches.

use crate::support::command::Desk;

const LIST: &str =
    "id,email\n1,ann@gmail.com\n2,Bob@Gmail.com\n3,cid@yahoo.com\n4,dan@a-small-firm.com\n5,eve@gmail.com\n";
const REPLIES: &str = "<ann@gmail.com>: 550 5.1.1 User unknown\n<bob@gmail.com>: 552 5.2.2 mailbox full\n\
    <cid@yahoo.com>: 554 5.7.1 blocked using zen.spamhaus.org\n<dan@a-small-firm.com>: 550 account disabled\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("list.csv", LIST).put("replies.txt", REPLIES);
    desk
}

fn text(desk: &Desk, folder: &str, name: &str) -> String {
    String::from_utf8(desk.files(folder).remove(name).unwrap_or_default()).expect("UTF-8")
}

#[test]
fn clean_gate_and_check_leave_out_what_came_back() {
    for hash in [false, true] {
        let desk = desk();
        let mut arguments = vec!["bounce", "replies.txt", "--suppress", "s.csv"];
        arguments.extend(hash.then_some("--hash"));
        let ran = desk.run(&arguments);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let ran = desk.run(&["clean", "list.csv", "--offline", "--suppress", "s.csv", "-o", "out"]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let rejected = text(&desk, "out", "rejected.csv");
        let rows: Vec<&str> = rejected.lines().skip(1).collect();
        assert_eq!(rows.len(), 2, "{rejected}");
        assert!(
            rows[0].starts_with("1,ann@gmail.com,reject,address.free address.suppressed")
                && rows[0].contains("recipient_unknown since 2")
        );
        assert!(rows[0].contains("for ever"), "{rejected}");
        assert!(
            rows[1].starts_with("2,Bob@Gmail.com,reject,address.free address.suppressed")
                && rows[1].contains("mailbox_full since 2")
        );
        assert!(rows[1].contains(", until 2"), "{rejected}");

        let ran = desk.run(&["gate", "list.csv", "--offline", "--suppress", "s.csv"]);
        assert_eq!(ran.exit, 1);
        assert!(
            ran.stdout.contains("address.suppressed") && ran.stdout.contains("came back: recipient_unknown since"),
            "{}",
            ran.stdout
        );
        let ran = desk.run(&["check", "ann@gmail.com", "--offline", "--suppress", "s.csv", "--format", "jsonl"]);
        let record: serde_json::Value = serde_json::from_str(&ran.stdout).expect("a record");
        assert_eq!(record["primary"], "address.suppressed");
        assert_eq!(record["suppressed"]["class"], "recipient_unknown");
        assert_eq!(record["suppressed"]["until"], "forever");
    }
}

#[test]
fn the_settings_file_names_the_suppression_list_from_its_own_folder() {
    let desk = desk();
    desk.run(&["bounce", "replies.txt", "--suppress", "s.csv"]);
    desk.put("presend.toml", "[tables]\nsuppress = \"s.csv\"\n");
    let ran = desk.run(&["check", "ann@gmail.com", "--offline"]);
    assert_eq!(ran.exit, 1);
    assert!(ran.stdout.contains("address.suppressed") && ran.stdout.contains("since 2"), "{}", ran.stdout);
}

#[test]
fn a_suppression_list_that_is_missing_or_none_is_an_error_and_no_silence() {
    let desk = desk();
    desk.put("none.csv", "id,name\n1,Ann\n");
    for (file, expected) in [("gone.csv", "presend bounce --suppress makes one"), ("none.csv", "there is no address")] {
        let ran = desk.run(&["gate", "list.csv", "--offline", "--suppress", file]);
        assert_eq!(ran.exit, 2);
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
}

#[test]
fn what_came_back_adds_up_over_runs_and_the_same_bounces_twice_change_nothing() {
    let desk = desk();
    desk.run(&["bounce", "replies.txt", "--suppress", "s.csv"]);
    let once = std::fs::read_to_string(desk.path("s.csv")).expect("a list");
    assert_eq!(once.lines().next(), Some("address,class,first_seen,last_seen,count,until"));
    assert!(!once.contains("cid@yahoo.com"), "the sender's fault: {once}");
    assert!(
        once.lines().any(|line| line.starts_with("dan@a-small-firm.com,") && line.ends_with(",1,")),
        "watched: {once}"
    );
    desk.run(&["bounce", "replies.txt", "--suppress", "s.csv"]);
    assert_eq!(std::fs::read_to_string(desk.path("s.csv")).expect("a list"), once);
}

#[test]
fn the_clean_list_comes_in_numbered_batches() {
    let desk = desk();
    let many: String = (0..45).map(|n| format!("p{n}x@gmail.com\n")).collect();
    desk.put("many.txt", format!("email\n{many}bad@@x\n"));
    let ran = desk.run(&["clean", "many.txt", "--offline", "-o", "out", "--batch"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("3 batches of at most 20 rows in out/batches/"), "{}", ran.stderr);
    let batches = desk.files("out/batches");
    let rows: Vec<(String, usize)> =
        batches.iter().map(|(name, bytes)| (name.clone(), bytes.iter().filter(|b| **b == b'\n').count() - 1)).collect();
    assert_eq!(rows, [("batch-0001.csv".into(), 20), ("batch-0002.csv".into(), 20), ("batch-0003.csv".into(), 5)]);
    let header = "email,presend_verdict,presend_codes,presend_suggestion\n";
    let joined: String = batches.values().map(|b| String::from_utf8_lossy(b).replacen(header, "", 1)).collect();
    assert_eq!(format!("{header}{joined}"), text(&desk, "out", "clean.csv"));
    // A second run with larger batches leaves none of the first.
    let ran = desk.run(&["clean", "many.txt", "--offline", "-o", "out", "--batch", "40"]);
    assert_eq!(ran.exit, 2, "results are not mixed: {}", ran.stderr);
    let ran = desk.run(&["clean", "many.txt", "--offline", "-o", "out", "--batch", "40", "--force"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(desk.files("out/batches").len(), 2);
    desk.run(&["clean", "many.txt", "--offline", "-o", "out", "--force"]);
    assert!(!desk.path("out/batches").exists());
}

#[test]
fn batches_can_hold_one_provider_each() {
    let desk = desk();
    let ran = desk.run(&["clean", "list.csv", "--offline", "-o", "out", "--batch-per-provider", "--batch", "2"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let names: Vec<String> = desk.files("out/batches").into_keys().collect();
    assert_eq!(names, ["gmail-0001.csv", "gmail-0002.csv", "others-0001.csv", "yahoo-0001.csv"]);
    assert!(text(&desk, "out/batches", "gmail-0002.csv").contains("eve@gmail.com"));
}
