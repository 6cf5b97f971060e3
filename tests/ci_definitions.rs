//! The definitions for other people's CI do what they say: the GitHub action and the pre-commit hook, as far as they can be
//! run without GitHub and pre-commit.

mod support;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use support::command::{Desk, demo};

fn of_checkout(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect("a file of the checkout")
}

/// The script of the last step of the action, as the runner would hand it to bash.
fn script_of_action() -> String {
    let action = of_checkout(".github/action.yml");
    let (_, script) = action.rsplit_once("run: |\n").expect("a script");
    script.lines().map(|line| format!("{}\n", line.strip_prefix("        ").unwrap_or(line))).collect()
}

/// The default of an input of the action.
fn default_of(input: &str) -> String {
    let action = of_checkout(".github/action.yml");
    let (_, rest) = action.split_once(&format!("\n  {input}:\n")).expect(input);
    let line = rest.lines().find_map(|line| line.trim().strip_prefix("default: ")).expect("a default");
    line.trim_matches('"').to_owned()
}

fn run_action(desk: &Desk, list: &str, max_reject: &str, sarif: &str) -> Output {
    let bin = Path::new(env!("CARGO_BIN_EXE_presend")).parent().expect("a folder");
    let path = format!("{}:{}", bin.display(), std::env::var("PATH").expect("a PATH"));
    let zone = format!("zone:{}", demo("demo.zone").display());
    Command::new("bash")
        .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", &script_of_action()])
        .current_dir(desk.path("."))
        .env("PATH", path)
        .env("CI", "true")
        .env("GITHUB_STEP_SUMMARY", desk.path("summary.md"))
        .envs([("PRESEND_ACTION_LIST", list), ("PRESEND_ACTION_REJECT", max_reject), ("PRESEND_ACTION_DNS", &zone)])
        .envs([("PRESEND_ACTION_SARIF", sarif)])
        .env("PRESEND_ACTION_UNKNOWN", default_of("max-unknown"))
        .env("PRESEND_ACTION_REVIEW", default_of("max-review"))
        .output()
        .expect("bash runs")
}

#[test]
fn the_github_action_annotates_sums_up_and_fails_the_step() {
    let desk = Desk::new();
    desk.put("my list.csv", "name,email\nAnn,ann@gmail.com\nBob,bob@gmial.com\n");
    let failed = run_action(&desk, "my list.csv", &default_of("max-reject"), "found.sarif");
    let said = String::from_utf8_lossy(&failed.stdout).into_owned();
    assert_eq!(failed.status.code(), Some(1), "{said}{}", String::from_utf8_lossy(&failed.stderr));
    assert!(said.contains("::error ") && said.contains("line=3") && !said.contains("bob@"), "{said}");
    let summary = fs::read_to_string(desk.path("summary.md")).expect("a summary");
    assert!(summary.contains("presend gate") && summary.contains("domain.nxdomain"), "{summary}");
    assert!(fs::read_to_string(desk.path("found.sarif")).expect("SARIF").contains("\"2.1.0\""));

    let passed = run_action(&desk, "my list.csv", "60%", "");
    assert_eq!(passed.status.code(), Some(0), "{}", String::from_utf8_lossy(&passed.stderr));
}

#[test]
fn the_pre_commit_hook_takes_the_files_behind_its_arguments() {
    let hooks = of_checkout(".pre-commit-hooks.yaml");
    let value = |key: &str| {
        let line = hooks.lines().find_map(|line| line.trim_start_matches("- ").trim().strip_prefix(key));
        line.unwrap_or_else(|| panic!("{key} is missing")).trim().to_owned()
    };
    let entry = value("entry:");
    let arguments = value("args:").replace(['[', ']'], "");
    let desk = Desk::new();
    desk.put("good.csv", "email\nann@gmail.com\n").put("bad.csv", "email\nann@@gmail.com\n");
    let run = |files: &[&str]| {
        let words: Vec<&str> = entry.split_whitespace().skip(1).chain(arguments.split(", ")).collect();
        desk.run(&[&words[..], files].concat()).exit
    };
    assert!(entry.starts_with("presend "));
    assert_eq!(run(&["good.csv"]), 0);
    assert_eq!(run(&["good.csv", "bad.csv"]), 1);
}
