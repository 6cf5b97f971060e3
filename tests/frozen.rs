//! What users build upon and must not change by accident: the list of codes, and the help texts.

use presend::reason::Lang;
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
fn readme_lists_the_codes_as_the_table_has_them() {
    let readmes = [(include_str!("../README.md"), Lang::En), (include_str!("../README.zh-CN.md"), Lang::Zh)];
    for (readme, lang) in readmes {
        let table = presend::report::codes::markdown(lang);
        assert!(
            readme.contains(&table),
            "README's list of codes is old. Put the output of `presend explain --format markdown` in its place:\n{table}"
        );
    }
}
