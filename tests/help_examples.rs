//! The examples in `--help`, run as they stand there, in a shell, beside the files that they name and with a zone in place of the DNS. Those that
//! wait for clients or connect to other machines are read only.

use crate::support::command::{Desk, Ran, demo};
use std::path::Path;
use std::process::{Command, Stdio};

const COMMANDS: [&str; 18] = [
    "",
    "demo",
    "clean",
    "gate",
    "check",
    "resolve",
    "sender",
    "probe",
    "serve",
    "bounce",
    "suppress",
    "report",
    "explain",
    "schema",
    "completions",
    "man",
    "init",
    "config",
];

/// What is not run: a server does not end, and a mailbox is on another machine.
const NOT_RUN: [&str; 2] = ["presend serve", "imaps://"];

const ZONE: &str = "gmail.com. MX 10 mx.gmail.com.\nmx.gmail.com. A 142.251.5.26\n\
    example.com. MX 10 mail.example.com.\nexample.com. TXT \"v=spf1 ip4:192.0.2.1 -all\"\nmail.example.com. A 142.251.5.27\n";
const MESSAGE: &str = "From: Ann <ann@example.com>\r\nTo: bob@gmail.com\r\nSubject: Hi\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\n\
    Message-ID: <1@example.com>\r\n\r\nHello\r\n";

/// The command lines below EXAMPLES.
fn examples(desk: &Desk, command: &str) -> Vec<String> {
    let arguments = [command, "--help"];
    let ran = desk.run(if command.is_empty() { &arguments[1..] } else { &arguments });
    let (_, below) = ran.stdout.split_once("\nEXAMPLES\n").unwrap_or_else(|| panic!("{command}: {}", ran.stdout));
    let (examples, _) = below.split_once("\nEXIT STATUS\n").unwrap_or_else(|| panic!("{command}: {below}"));
    let lines = examples.lines().filter(|line| line.starts_with("      "));
    lines.map(|line| line.trim().to_owned()).collect()
}

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("list.csv", "email\nann@gmail.com\nbob@gmail.com\n").put("old.csv", "email\nann@gmail.com\n");
    desk.put("addresses.txt", "ann@gmail.com\n").put("message.eml", MESSAGE).put("world.zone", ZONE);
    desk.put("bounces.mbox", std::fs::read(demo("bounces.mbox")).expect("the demo"));
    desk.run(&["gate", "list.csv", "--offline", "--format", "jsonl=rows.jsonl"]);
    desk
}

/// Runs a line in a shell that finds presend.
fn run(desk: &Desk, line: &str) -> Ran {
    let folder = Path::new(env!("CARGO_BIN_EXE_presend")).parent().expect("a folder");
    let path = format!("{}:{}", folder.display(), std::env::var("PATH").unwrap_or_default());
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(desk.path("")).stdin(Stdio::null());
    shell.env("PATH", path).env("PRESEND_DNS", "zone:world.zone").env("XDG_CACHE_HOME", desk.path(".cache"));
    Ran::of(shell.env_remove("CI").output().expect("a shell"))
}

#[test]
#[cfg(unix)]
fn the_examples_in_help_run() {
    for command in COMMANDS {
        let desk = desk();
        let lines = examples(&desk, command);
        assert!(!lines.is_empty(), "{command}");
        for line in lines.iter().filter(|line| NOT_RUN.iter().all(|never| !line.contains(never))) {
            let ran = run(&desk, line);
            let allowed: &[i32] = if command == "resolve" || command == "explain" { &[0] } else { &[0, 1, 3] };
            assert!(allowed.contains(&ran.exit), "{line}: exit {}: {}{}", ran.exit, ran.stdout, ran.stderr);
            assert!(!ran.stderr.contains("error: "), "{line}: {}", ran.stderr);
        }
    }
}

#[test]
fn manual_pages_have_the_sections_of_help() {
    let desk = Desk::new();
    for command in COMMANDS {
        let arguments = ["man", command];
        let page = desk.run(if command.is_empty() { &arguments[..1] } else { &arguments }).stdout;
        for heading in [".SH \"EXAMPLES\"\n", ".SH \"EXIT STATUS\"\n", ".SH \"ENVIRONMENT\"\n"] {
            assert_eq!(page.matches(heading).count(), 1, "{command}: {heading}");
        }
        assert!(!page.contains(".SH EXTRA"), "{command}");
    }
}
