//! `presend demo`, in a folder where no checkout is.

use crate::support::command::{Desk, demo};
use std::fs;

#[test]
fn the_demo_is_written_cleaned_and_goes_on() {
    let desk = Desk::new();
    let ran = desk.run(&["demo", "a folder"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    for name in ["contacts.csv", "demo.zone", "sender.zone", "bounces.mbox"] {
        let written = fs::read(desk.path("a folder").join(name)).expect(name);
        assert_eq!(written, fs::read(demo(name)).expect(name), "{name}");
    }
    let results = desk.files("a folder/results");
    for name in ["clean.csv", "review.csv", "rejected.csv", "retry.csv", "summary.json", "report.html"] {
        assert!(results.get(name).is_some_and(|content| !content.is_empty()), "{name}");
    }
    assert!(
        ran.stdout.contains("presend gate 'a folder/contacts.csv' --dns zone:'a folder/demo.zone'"),
        "{}",
        ran.stdout
    );
    let retry = desk.run(&["clean", "--retry", "a folder/results"]);
    assert_ne!(retry.exit, 2, "{}", retry.stderr);
    let gate = desk.run(&["gate", "a folder/contacts.csv", "--dns", "zone:a folder/demo.zone"]);
    assert_eq!(gate.exit, 1, "{}", gate.stderr);
    let sender = ["sender", "shop.example.com", "--ip", "203.0.113.6", "--dns", "zone:a folder/sender.zone"];
    assert_ne!(desk.run(&sender).exit, 2);
}

#[test]
fn a_folder_with_something_in_it_is_left_alone() {
    let desk = Desk::new();
    fs::create_dir(desk.path("presend-demo")).expect("a folder");
    desk.put("presend-demo/note.txt", "mine");
    let ran = desk.run(&["demo"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("presend-demo exists and is not empty. Name another folder"), "{}", ran.stderr);
    assert_eq!(desk.files("presend-demo").len(), 1);
}
