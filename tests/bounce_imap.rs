//! `presend bounce` on a mailbox of a real Dovecot: what came back is classified as if it lay in a file, only what is new is read the
//! next time, and the mailbox stays as it was.

#![cfg(unix)]

use crate::support::command::{Desk, Ran};
use crate::support::dovecot::{Dovecot, PASSWORD, Signed, dovecot};
use std::process::Stdio;

fn returned(address: &str, said: &str) -> String {
    format!(
        "From: MAILER-DAEMON@mx.example\nTo: news@sender.example\nSubject: failure notice\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\n\
         Hi. This is the qmail-send program.\n\n<{address}>:\n{said}\n"
    )
}

fn url(server: &Dovecot, folder: &str) -> String {
    format!("imaps://bounces%40sender.example@localhost:{}/{folder}", server.imaps)
}

/// Runs with a password in the environment.
fn run_with(desk: &Desk, password: &str, arguments: &[&str]) -> Ran {
    let mut command = desk.command(arguments);
    command.env("PRESEND_IMAP_PASSWORD", password).stdin(Stdio::null());
    Ran::of(command.output().expect("presend runs"))
}

/// Source, recipient and class of each record.
fn records(ran: &Ran) -> Vec<String> {
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let record = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        let text = |name: &str| record[name].as_str().unwrap_or("-").to_owned();
        format!("{} {} {}", text("source"), text("recipient"), text("class"))
    };
    ran.stdout.lines().map(record).collect()
}

#[test]
fn a_mailbox_is_read_like_a_file_and_only_what_is_new_the_next_time() {
    let Some(server) = dovecot(Signed::ByItself) else { return };
    let desk = Desk::new();
    server.deliver("", "1.mx", &returned("ann@example.com", "550 5.1.1 User unknown"));
    server.deliver("", "2.mx", &returned("bob@example.com", "552 5.2.2 Mailbox full"));
    let (url, ca) = (url(&server, "INBOX"), server.trusted());
    let shown = format!("imaps://localhost:{}/INBOX", server.imaps);
    let arguments =
        ["bounce", &url, "--imap-ca", &ca, "--suppress", "suppressed.csv", "--format", "jsonl", "--no-redact"];
    let run = || run_with(&desk, PASSWORD, &arguments);
    let first = format!("{shown};uid=1 ann@example.com recipient_unknown");
    let second = format!("{shown};uid=2 bob@example.com mailbox_full");
    assert_eq!(records(&run()), [first.clone(), second.clone()], "{}", server.log());
    assert!(records(&run()).is_empty(), "nothing is new, and that is no fault");

    server.deliver("", "3.mx", &returned("cid@example.com", "550 5.1.1 User unknown"));
    let third = format!("{shown};uid=3 cid@example.com recipient_unknown");
    assert_eq!(records(&run()), [third]);
    let held = std::fs::read_to_string(desk.path("suppressed.csv")).expect("a list");
    assert!(held.contains("ann@example.com") && held.contains("cid@example.com"), "{held}");
    let state = std::fs::read_to_string(desk.path("suppressed.csv.imap")).expect("what was read");
    assert!(state.ends_with(",3\n") && !state.contains("s3cret"), "{state}");

    let messages = server.messages("");
    assert_eq!(messages.len(), 3, "{messages:?}");
    assert!(messages.iter().all(|name| !name.contains(":2,") || name.ends_with(":2,")), "flags: {messages:?}");

    server.renumber("");
    let ran = run();
    assert!(ran.stderr.contains("numbered the messages anew"), "{}", ran.stderr);
    assert_eq!(records(&ran).len(), 3);
    assert!(records(&run()).is_empty());
}

#[test]
fn results_that_nobody_took_are_read_again() {
    let Some(server) = dovecot(Signed::ByItself) else { return };
    let desk = Desk::new();
    server.deliver("", "1.mx", &returned("ann@example.com", "550 5.1.1 User unknown"));
    let (url, ca) = (url(&server, ""), server.trusted());
    let arguments = ["bounce", &url, "--imap-ca", &ca, "--imap-state", "state.csv", "--format", "jsonl"];
    let mut command = desk.command(&arguments);
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let status = command.env("PRESEND_IMAP_PASSWORD", PASSWORD).stdin(Stdio::null()).stdout(writer).status();
    assert!(status.expect("presend runs").success(), "a closed pipe is a quiet end");
    assert!(!desk.path("state.csv").exists());
    assert_eq!(records(&run_with(&desk, PASSWORD, &arguments)).len(), 1);
    assert!(desk.path("state.csv").exists());
    // A file that is something else is not written over.
    desk.put("state.csv", "email\nann@example.com\n");
    let ran = run_with(&desk, PASSWORD, &arguments);
    assert!(ran.exit == 2 && ran.stderr.contains("is no file in which presend remembers"), "{}", ran.stderr);
}

#[test]
fn folders_of_any_name_are_found_and_a_certificate_of_a_ca_is_trusted() {
    let Some(server) = dovecot(Signed::ByCa) else { return };
    let desk = Desk::new();
    // 退信 in modified UTF-7, as it lies on disk.
    server.make_folder(".&kABP4Q-");
    server.deliver(".&kABP4Q-", "1.mx", &returned("ann@example.com", "550 5.1.1 User unknown"));
    let ca = server.trusted();
    for folder in ["%E9%80%80%E4%BF%A1", "退信"] {
        let url = url(&server, folder);
        let ran = run_with(&desk, PASSWORD, &["bounce", &url, "--imap-ca", &ca, "--format", "jsonl"]);
        let shown = format!("imaps://localhost:{}/%E9%80%80%E4%BF%A1;uid=1", server.imaps);
        assert_eq!(records(&ran), [format!("{shown} ann@example.com recipient_unknown")]);
    }
}

#[test]
fn what_cannot_be_opened_says_why() {
    let Some(server) = dovecot(Signed::ByItself) else { return };
    let desk = Desk::new();
    let ca = server.trusted();
    let inbox = url(&server, "INBOX");
    let by_address = inbox.replace("localhost", "127.0.0.1");
    let plain_port = inbox.replace(&server.imaps.to_string(), &server.imap.to_string());
    let missing = url(&server, "Nowhere");
    for (password, url, ca, said) in [
        ("wrong", &inbox, Some(&ca), "the server refuses the user name or the password: [AUTHENTICATIONFAILED]"),
        (PASSWORD, &missing, Some(&ca), "the server does not open the folder \"Nowhere\""),
        (PASSWORD, &by_address, Some(&ca), "the server's certificate is not for 127.0.0.1"),
        (PASSWORD, &inbox, None, "--imap-ca FILE"),
        (PASSWORD, &plain_port, Some(&ca), "the server does not speak TLS on port"),
    ] {
        let mut arguments = vec!["bounce", url, "--suppress", "suppressed.csv"];
        arguments.extend(ca.iter().flat_map(|ca| ["--imap-ca", ca.as_str()]));
        let ran = run_with(&desk, password, &arguments);
        assert_eq!(ran.exit, 2, "{url}: {}", ran.stderr);
        assert!(ran.stderr.contains(said), "{url}: {}", ran.stderr);
        assert!(!ran.stderr.contains(password) && !ran.stderr.contains("bounces"), "{}", ran.stderr);
        assert!(!desk.path("suppressed.csv.imap").exists());
    }
}

#[test]
fn the_password_comes_from_a_command_too_and_this_machine_needs_no_tls() {
    let Some(server) = dovecot(Signed::ByItself) else { return };
    let desk = Desk::new();
    server.deliver("", "1.mx", &returned("ann@example.com", "550 5.1.1 User unknown"));
    desk.put("password", format!("{PASSWORD}\nand a remark\n"));
    let url = format!("imap://bounces%40sender.example@127.0.0.1:{}", server.imap);
    // The command counts more than the variable.
    let arguments = ["bounce", &url, "--password-command", "cat password", "--format", "jsonl"];
    assert_eq!(records(&run_with(&desk, "wrong", &arguments)).len(), 1);
    let ran = desk.run(&["bounce", &url, "--password-command", "exit 3"]);
    assert!(ran.exit == 2 && ran.stderr.contains("--password-command failed"), "{}", ran.stderr);
}
