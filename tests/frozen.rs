//! What users build upon and must not change by accident: the list of codes, and the help texts.

use presend::reason::Lang;
use presend::report::codes::{self, Codes};
use std::process::Command;

#[test]
fn the_codes_are_frozen() {
    let codes: Vec<String> =
        presend::Reason::ALL.iter().map(|reason| format!("{} {}", reason.code(), reason.effect().word())).collect();
    insta::assert_snapshot!("codes", codes.join("\n"));
}

#[test]
fn the_help_is_frozen() {
    for command in ["", "clean", "gate", "check", "resolve", "sender", "probe", "serve", "explain", "config", "init"] {
        let mut presend = Command::new(env!("CARGO_BIN_EXE_presend"));
        presend.args((!command.is_empty()).then_some(command)).arg("--help").env("COLUMNS", "100").env_remove("CI");
        let output = presend.output().expect("presend runs");
        assert!(output.status.success());
        let name = if command.is_empty() { "help" } else { command };
        insta::assert_snapshot!(format!("help_{name}"), String::from_utf8_lossy(&output.stdout));
    }
}

#[test]
fn the_pages_of_codes_are_those_of_the_table() {
    let pages = [("codes.md", include_str!("../data/codes.md")), ("codes.zh.md", include_str!("../data/codes.zh.md"))];
    for ((name, page), lang) in pages.into_iter().zip([Lang::En, Lang::Zh]) {
        let table = codes::markdown(&Codes::all(), lang);
        assert!(
            page.ends_with(&format!("\n\n{table}")),
            "data/{name} is old. Put the output of `presend explain --format markdown` below its head:\n{table}"
        );
    }
}
