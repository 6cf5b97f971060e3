//! The suppression list in daily life: many programs at once, changes by hand, lists joined.

use crate::support::command::Desk;
use std::io::{Read, Write};
use std::process::Stdio;

const DEAD: &str = "<ann@example.com>: 550 5.1.1 User unknown\n<bob@example.com>: 550 5.1.1 User unknown\n";

fn listed(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("s.csv")).unwrap_or_default()
}

/// Whether the list keeps an address away.
fn is_kept_away(desk: &Desk, address: &str) -> bool {
    let ran = desk.run(&["check", address, "--offline", "--suppress", "s.csv", "--format", "jsonl"]);
    assert!(ran.exit < 2, "{}", ran.stderr);
    ran.stdout.contains("address.suppressed")
}

#[test]
fn many_at_once_lose_nothing() {
    let desk = Desk::new();
    const MANY: usize = 50;
    let started: Vec<_> = (0..MANY)
        .map(|n| {
            desk.put(&format!("{n}.txt"), format!("<u{n}@example-{n}.com>: 550 5.1.1 User unknown\n"));
            let mut command = desk.command(&["bounce", &format!("{n}.txt"), "--suppress", "s.csv"]);
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("presend starts")
        })
        .collect();
    for child in started {
        let ended = child.wait_with_output().expect("presend ends");
        assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(listed(&desk).lines().count(), MANY + 1, "{}", listed(&desk));
}

#[test]
fn a_run_whose_input_goes_on_keeps_no_other_waiting() {
    let desk = Desk::new();
    desk.put("b.txt", DEAD);
    let mut command = desk.command(&["bounce", "-", "--suppress", "s.csv", "--format", "jsonl"]);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut open = command.spawn().expect("presend starts");
    let mut input = open.stdin.take().expect("its input");
    let mut output = open.stdout.take().expect("its output");
    // So much that it writes before the end of its input, yet no more than fits into a pipe.
    let many: String = (0..500).map(|n| format!("<u{n}@example-{n}.com>: 550 5.1.1 User unknown {n}\n")).collect();
    assert!(many.len() < 60 << 10);
    input.write_all(many.as_bytes()).expect("it reads");
    output.read_exact(&mut [0]).expect("it is in the middle of its input");
    let ran = desk.run(&["bounce", "b.txt", "--suppress", "s.csv"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(listed(&desk).lines().count(), 3, "{}", listed(&desk));
    input.write_all(b"<zoe@example.com>: 550 5.1.1 User unknown\n").expect("it reads on");
    drop(input);
    output.read_to_end(&mut Vec::new()).expect("it writes the rest");
    let ended = open.wait_with_output().expect("presend ends");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    for address in ["ann@example.com", "bob@example.com", "u7@example-7.com", "zoe@example.com"] {
        assert!(is_kept_away(&desk, address), "{address}");
    }
    assert_eq!(listed(&desk).lines().count(), 1 + 2 + 500 + 1);
}

#[test]
fn what_was_taken_off_by_hand_comes_back_only_by_a_later_bounce() {
    let desk = Desk::new();
    let log = |day: u32| {
        format!(
            "2026-11-{day} 10:00:00 1tEabc-0001Ab-2C ** ann@example.com R=r T=t H=mx.example.com [192.0.2.1]: SMTP error from remote mail server after RCPT TO:<ann@example.com>: 550 5.1.1 User unknown\n"
        )
    };
    desk.put("old.log", log(10)).put("new.log", log(20)).put("later.log", log(21));
    let read = |name: &str| desk.run(&["bounce", name, "--suppress", "s.csv"]);
    read("new.log");
    assert!(is_kept_away(&desk, "ann@example.com"), "{}", listed(&desk));
    desk.run(&["suppress", "remove", "ann@example.com", "--suppress", "s.csv"]);
    for name in ["new.log", "old.log"] {
        read(name);
        assert!(!is_kept_away(&desk, "ann@example.com"), "{name}: {}", listed(&desk));
    }
    read("later.log");
    assert!(is_kept_away(&desk, "ann@example.com"), "{}", listed(&desk));
    // A row that is cut out of the file is taken off too.
    let header = listed(&desk).lines().next().expect("a header").to_owned() + "\n";
    desk.put("s.csv", &header);
    read("later.log");
    read("new.log");
    assert!(!is_kept_away(&desk, "ann@example.com"), "{}", listed(&desk));
}

#[test]
fn what_is_allowed_by_hand_stays_allowed() {
    let desk = Desk::new();
    desk.put("b.txt", DEAD);
    desk.run(&["bounce", "b.txt", "--suppress", "s.csv"]);
    let ran = desk.run(&["suppress", "allow", "Ann@Example.com", "--suppress", "s.csv"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, "1 address changed; 2 in s.csv\n"), "{}", ran.stderr);
    desk.run(&["bounce", "b.txt", "--suppress", "s.csv"]);
    assert!(!is_kept_away(&desk, "ann@example.com") && is_kept_away(&desk, "bob@example.com"), "{}", listed(&desk));
}

#[test]
fn addresses_are_added_removed_and_shown() {
    let desk = Desk::new();
    desk.put("b.txt", DEAD);
    desk.run(&["bounce", "b.txt", "--suppress", "s.csv"]);
    desk.run(&["suppress", "add", "cid@example.com", "dan@example.com", "--suppress", "s.csv"]);
    desk.run(&["suppress", "remove", "bob@example.com", "--suppress", "s.csv"]);
    assert!(is_kept_away(&desk, "cid@example.com") && !is_kept_away(&desk, "bob@example.com"), "{}", listed(&desk));
    let shown = desk.run(&["suppress", "show", "--suppress", "s.csv", "--no-redact"]);
    assert!(shown.stdout.starts_with("ann@example.com  recipient_unknown since 2"), "{}", shown.stdout);
    assert_eq!(shown.stdout.lines().count(), 3);
    let shown = desk.run(&["suppress", "show", "bob@example.com", "--suppress", "s.csv", "--no-redact"]);
    assert_eq!(shown.stdout, "bob@example.com  not on the list\n");
    for arguments in [
        &["suppress", "add", "nobody", "--suppress", "s.csv"][..],
        &["suppress", "add", "--suppress", "s.csv"],
        &["suppress", "add", "a@example.com"],
        &["suppress", "add", "a@example.com", "--suppress", "s.csv", "--class", "angry"],
        &["suppress", "show", "--suppress", "missing.csv"],
        &["suppress", "merge", "s.csv"],
    ] {
        let before = listed(&desk);
        assert_eq!(desk.run(arguments).exit, 2, "{arguments:?}");
        assert_eq!(listed(&desk), before);
    }
}

#[test]
fn lists_are_joined_into_the_first() {
    let desk = Desk::new();
    desk.put("b.txt", DEAD).put("c.txt", "<cid@example.com>: 550 5.1.1 User unknown\n");
    desk.run(&["bounce", "b.txt", "--suppress", "s.csv", "--hash"]);
    desk.run(&["bounce", "c.txt", "--suppress", "plain.csv"]);
    desk.run(&["bounce", "c.txt", "--suppress", "other.csv", "--hash"]);
    let ran = desk.run(&["suppress", "merge", "s.csv", "plain.csv"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, "1 address changed; 3 in s.csv\n"), "{}", ran.stderr);
    assert!(is_kept_away(&desk, "cid@example.com") && !listed(&desk).contains("cid@"), "{}", listed(&desk));
    let ran = desk.run(&["suppress", "merge", "s.csv", "other.csv"]);
    assert!(ran.exit == 2 && ran.stderr.contains("another salt"), "{}", ran.stderr);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    let desk = Desk::new();
    desk.put("b.txt", DEAD).put("list.csv", "email\nann@example.com\n");
    let made = std::process::Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    std::fs::create_dir(desk.path("folder")).expect("a folder");
    let _socket = std::os::unix::net::UnixListener::bind(desk.path("socket")).expect("a socket");
    std::os::unix::fs::symlink("pipe", desk.path("to-pipe")).expect("a link");
    std::os::unix::fs::symlink("real.csv", desk.path("to-file")).expect("a link");
    for name in ["pipe", "folder", "socket", "to-pipe", "/dev/null"] {
        for arguments in [
            &["bounce", "b.txt", "--suppress", name][..],
            &["clean", "list.csv", "--offline", "--suppress", name],
            &["check", "ann@example.com", "--offline", "--suppress", name],
            &["suppress", "show", "--suppress", name],
            &["suppress", "add", "ann@example.com", "--suppress", name],
            &["suppress", "merge", name, name],
        ] {
            let ran = desk.run(arguments);
            assert!(ran.exit == 2 && ran.stderr.contains("is no regular file"), "{arguments:?}: {}", ran.stderr);
        }
    }
    let ran = desk.run(&["bounce", "b.txt", "--suppress", "to-file"]);
    assert!(ran.exit == 0 && desk.path("real.csv").is_file(), "{}", ran.stderr);
}
