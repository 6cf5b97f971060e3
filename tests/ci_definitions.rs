//! The definitions for other people's CI do what they say: the GitHub action with its installer, and the pre-commit hook, as
//! far as they can be run without GitHub and pre-commit.

use crate::support::command::{Desk, demo};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

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

const RELEASE: &str = concat!("presend-", env!("CARGO_PKG_VERSION"), "-x86_64-unknown-linux-musl");

/// Answers with the file of the URL's last part from `released`; without one as `curl --fail` does.
const FALSE_CURL: &str = r#"#!/bin/bash
for word; do if [ "$before" = --output ]; then out=$word; fi; before=$word; done
echo "curl $word" >>"$DESK/asked"
cp "$DESK/released/${word##*/}" "$out" 2>/dev/null || exit 22
"#;
/// Makes a virtual environment whose Python is itself, and installs into it if there is a wheel.
const FALSE_PYTHON: &str = r#"#!/bin/bash
echo "python ${*: -1}" >>"$DESK/asked"
if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; else test -e "$DESK/wheel"; fi
"#;
const FALSE_CARGO: &str = "#!/bin/bash\necho \"cargo $*\" >>\"$DESK/asked\"\n";

/// A runner without presend: what is released lies in `released`, and a file `wheel` says that there is one.
fn runner() -> Desk {
    let desk = Desk::new();
    for folder in ["bin", "released", "temp"] {
        fs::create_dir(desk.path(folder)).expect("a folder");
    }
    let programs = [("curl", FALSE_CURL), ("python3", FALSE_PYTHON), ("python", FALSE_PYTHON), ("cargo", FALSE_CARGO)];
    for (name, script) in programs {
        desk.put(&format!("bin/{name}"), script);
    }
    desk.put("asked", "").put("added", "");
    shell(&desk, "chmod +x bin/*");
    desk
}

fn shell(desk: &Desk, script: &str) {
    let status = Command::new("bash").args(["-ec", script]).current_dir(desk.path(".")).status().expect("bash runs");
    assert!(status.success(), "{script}");
}

/// Releases an archive whose presend says so, with the checksums.
fn release(desk: &Desk) {
    let pack = "mkdir $N && printf '#!/bin/bash\\necho released\\n' >$N/presend && chmod +x $N/presend
                tar -czf released/$N.tar.gz $N && cd released && sha256sum *.tar.gz >SHA256SUMS";
    shell(desk, &pack.replace("$N", RELEASE));
}

/// Runs the installer of the action. Returns its exit code, what it said, and the folder that it put on the PATH.
fn install(desk: &Desk, system: &str, repository: &str) -> (Option<i32>, String, String) {
    let checkout = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new("bash")
        .arg(checkout.join(".github/install.sh"))
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", desk.path("bin").display()))
        .env("DESK", desk.path("."))
        .env("GITHUB_ACTION_PATH", checkout.join(".github"))
        .env("GITHUB_PATH", desk.path("added"))
        .env("RUNNER_TEMP", desk.path("temp"))
        .envs([("RUNNER_OS", system), ("RUNNER_ARCH", "X64"), ("PRESEND_ACTION_REPOSITORY", repository)])
        .output()
        .expect("bash runs");
    let said = [output.stdout, output.stderr].concat();
    let added = fs::read_to_string(desk.path("added")).expect("a list of folders").trim().to_owned();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned(), added)
}

/// What the installer asked curl, Python and cargo for, by their first words.
fn asked(desk: &Desk) -> Vec<String> {
    let asked = fs::read_to_string(desk.path("asked")).expect("a list of questions");
    asked.lines().map(|line| line.split(' ').next().unwrap_or_default().to_owned()).collect()
}

#[test]
fn the_github_action_installs_the_released_binary_when_its_checksum_fits() {
    let desk = runner();
    release(&desk);
    let (exit, said, added) = install(&desk, "Linux", "someone/presend");
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(asked(&desk), ["curl", "curl"], "{said}");
    let urls = fs::read_to_string(desk.path("asked")).expect("a list of questions");
    let version = env!("CARGO_PKG_VERSION");
    let folder = format!("https://github.com/someone/presend/releases/download/v{version}");
    assert_eq!(urls, format!("curl {folder}/SHA256SUMS\ncurl {folder}/{RELEASE}.tar.gz\n"));
    let presend = Command::new(Path::new(&added).join("presend")).output().expect("the released presend runs");
    assert_eq!(presend.stdout, b"released\n");
}

#[test]
fn the_github_action_refuses_an_archive_of_another_checksum_and_tries_nothing_else() {
    let desk = runner();
    release(&desk);
    desk.put("wheel", "");
    shell(&desk, "echo more >>released/*.tar.gz");
    let (exit, said, added) = install(&desk, "Linux", "someone/presend");
    assert_eq!(exit, Some(1), "{said}");
    assert!(said.contains("::error") && added.is_empty(), "{said}");
    assert_eq!(asked(&desk), ["curl", "curl"], "{said}");
}

#[test]
fn the_github_action_takes_the_wheel_when_there_is_no_release_for_the_system() {
    for (system, released) in [("Linux", false), ("Windows", true)] {
        let desk = runner();
        desk.put("wheel", "");
        if released {
            release(&desk);
        }
        let (exit, said, added) = install(&desk, system, "someone/presend");
        assert_eq!(exit, Some(0), "{said}");
        assert_eq!(asked(&desk), ["curl", "python", "python"], "{system}: {said}");
        assert!(added.ends_with("presend-wheel/bin"), "{added}");
    }
}

#[test]
fn the_github_action_builds_only_when_there_is_nothing_else() {
    let desk = runner();
    let (exit, said, _) = install(&desk, "Linux", "someone/presend");
    assert_eq!(exit, Some(0), "{said}");
    assert_eq!(asked(&desk), ["curl", "python", "python", "cargo"], "{said}");
    assert!(said.contains("about 10 minutes"), "{said}");

    // A checkout that uses the action by its folder means its own source.
    let desk = runner();
    release(&desk);
    let (exit, said, _) = install(&desk, "Linux", "");
    assert_eq!((exit, asked(&desk)), (Some(0), vec!["cargo".to_owned()]), "{said}");
}

#[test]
fn the_github_action_leaves_a_presend_on_the_path_alone() {
    let desk = runner();
    desk.put("bin/presend", "#!/bin/bash\n");
    shell(&desk, "chmod +x bin/presend");
    let (exit, said, added) = install(&desk, "Linux", "someone/presend");
    assert_eq!((exit, asked(&desk).len()), (Some(0), 0), "{said}");
    assert!(added.is_empty(), "{added}");
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
