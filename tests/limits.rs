//! Limits that the system sets on a process: too few threads or too little memory are an error that says so, and never a panic, an
//! abort or a run that hangs.
#![cfg(target_os = "linux")]

use crate::support::command::Desk;
use std::fmt::Write;
use std::process::{Command, Output, Stdio};

/// Runs presend after `limit`, a line of the shell.
fn limited(desk: &Desk, limit: &str, arguments: &[&str]) -> Output {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(format!("{limit}; exec timeout 60 \"$0\" \"$@\"")).arg(env!("CARGO_BIN_EXE_presend"));
    shell.args(arguments).current_dir(desk.path("")).env("XDG_CACHE_HOME", desk.path(".cache")).env_remove("CI");
    shell.stdin(Stdio::null()).output().expect("a shell")
}

#[track_caller]
fn check_ended_well(output: &Output, what: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    let exit = output.status.code();
    assert!(matches!(exit, Some(0..=2)), "{what}: {exit:?}: {said}");
    assert_eq!(exit == Some(2), said.contains("error: "), "{what}: {said}");
    assert!(!said.contains("panicked"), "{what}: {said}");
}

fn desk() -> Desk {
    let desk = Desk::new();
    let mut list = String::from("email\n");
    for number in 0..5_000 {
        let _ = writeln!(list, "ann{number}@shop{}.com", number % 300);
    }
    desk.put("list.csv", list);
    desk
}

#[test]
fn too_little_memory_is_an_error() {
    let desk = desk();
    let mut refused = 0;
    // The least of these still loads the program.
    for kibibytes in [250_000, 300_000, 400_000, 500_000, 600_000] {
        let limit = format!("ulimit -v {kibibytes}");
        let output = limited(&desk, &limit, &["gate", "list.csv", "--offline"]);
        refused += u32::from(output.status.code() == Some(2));
        check_ended_well(&output, &limit);
        let output = limited(&desk, &limit, &["explain", "domain.nxdomain"]);
        assert_eq!(output.status.code(), Some(0), "what needs little still runs: {limit}");
    }
    assert!(refused > 0);
}

/// The limit counts all processes of a user, and root is above it. So another user is taken, whom nobody else has: only root can do that.
#[test]
fn too_few_threads_are_an_error() {
    let desk = desk();
    use std::os::unix::fs::PermissionsExt;
    for (name, mode) in [("", 0o777), ("list.csv", 0o644)] {
        std::fs::set_permissions(desk.path(name), PermissionsExt::from_mode(mode)).expect("set");
    }
    // The system counts the threads of a user, so each run has one of its own.
    let user = 61_000 + std::process::id() % 4_000;
    let as_nobody_else = |threads: u32, arguments: &[&str]| {
        let mut command = Command::new("prlimit");
        command.arg(format!("--nproc={threads}")).arg("setpriv");
        command.args([format!("--reuid={user}"), format!("--regid={user}"), "--clear-groups".to_owned()]);
        command.args(["timeout", "60", env!("CARGO_BIN_EXE_presend")]).args(arguments);
        command.current_dir(desk.path("")).env_remove("CI").stdin(Stdio::null()).output()
    };
    let works = as_nobody_else(1_000, &["explain", "domain.nxdomain"]);
    if !works.is_ok_and(|output| output.status.success()) {
        return;
    }
    for threads in 2..=12 {
        for arguments in [
            &["gate", "list.csv", "--offline"][..],
            &["check", "a@gmail.com", "--offline"],
            &["check", "-", "--offline"],
            &["clean", "-", "--input", "jsonl", "--to", "jsonl", "--offline"],
            &["explain", "domain.nxdomain"],
        ] {
            let output = as_nobody_else(threads, arguments).expect("it runs");
            check_ended_well(&output, &format!("{threads} threads: {arguments:?}"));
        }
    }
}
