//! Settings: which place wins, what is told about a faulty file, and a user's own tables and domains at work.

use crate::support::command::{Desk, Ran};

fn check(desk: &Desk, expected: &str, arguments: &[&str]) {
    let ran = desk.run(arguments);
    let told = format!("{}{}", ran.stdout, ran.stderr);
    assert!(told.contains(expected), "{arguments:?}: no {expected:?} in\n{told}");
}

fn run_with(desk: &Desk, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let output = desk.command(arguments).envs(variables.iter().copied()).output().expect("presend runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Ran { exit: output.status.code().expect("an exit code"), stdout: text(output.stdout), stderr: text(output.stderr) }
}

#[test]
fn a_flag_wins_over_the_environment_over_the_file_over_the_default() {
    let desk = Desk::new();
    desk.put("list.csv", "email\na@gmail.com\nb@\n");
    let gate = ["gate", "list.csv", "--offline", "--max-review", "100%"];
    assert_eq!(desk.run(&gate).exit, 1, "the default fails");
    desk.put("presend.toml", "[gate]\nmax_reject = \"60%\"\n");
    assert_eq!(desk.run(&gate).exit, 0, "the file");
    assert_eq!(run_with(&desk, &[("PRESEND_MAX_REJECT", "0")], &gate).exit, 1, "the environment");
    let flag = [&gate[..], &["--max-reject", "1"]].concat();
    assert_eq!(run_with(&desk, &[("PRESEND_MAX_REJECT", "0")], &flag).exit, 0, "the flag");
    assert_eq!(desk.run(&[&gate[..], &["--no-config"]].concat()).exit, 1, "no file");
    desk.put("other.toml", "[gate]\nmax_reject = 0\n");
    assert_eq!(desk.run(&[&gate[..], &["--config", "other.toml"]].concat()).exit, 1, "another file");
    assert_eq!(desk.run(&[&gate[..], &["--config", "gone.toml"]].concat()).exit, 2, "a missing file");
}

#[test]
fn switches_can_be_set_in_the_environment_and_the_file() {
    let desk = Desk::new();
    desk.put("presend.toml", "[dns]\noffline = true\n[output]\nredact = true\n");
    check(&desk, "a***@homail.com", &["check", "anna@homail.com"]);
    check(&desk, "anna@homail.com", &["check", "anna@homail.com", "--no-redact"]);
    let ran = run_with(&desk, &[("PRESEND_NO_REDACT", "1")], &["check", "anna@homail.com"]);
    assert!(ran.stdout.contains("anna@homail.com"), "{}", ran.stdout);
    let ran = run_with(&desk, &[("PRESEND_OFFLINE", "maybe")], &["check", "anna@homail.com"]);
    assert_eq!(ran.exit, 2);
}

#[test]
fn a_fault_in_the_file_is_told_with_its_place() {
    let desk = Desk::new();
    for (text, expected) in [
        ("[dn]\n", "presend.toml:1:2: there is no section dn: did you mean dns?"),
        ("timeout = 3\n", "presend.toml:1:1: timeout belongs in the section [dns]"),
        ("dns = 3\n", "presend.toml:1:7: dns is a section: write [dns]"),
        ("[dns]\ntimout = 3\n", "presend.toml:2:1: there is no setting timout: did you mean timeout?"),
        ("[dns]\ntimeout = \"abc\"\n", "presend.toml:2:11: timeout: \"abc\" cannot be used: write seconds"),
        ("[dns]\noffline = \"yes\"\n", "presend.toml:2:11: offline: write true or false"),
        (
            "[dns]\nconcurrency = 0\n",
            "presend.toml:2:15: concurrency: \"0\" cannot be used: write a whole number from 1 to 10000",
        ),
        ("[dns]\nrate = 1.5\n", "presend.toml:2:8: rate: write a whole number"),
        ("[clean]\nfix = \"all\"\n", "presend.toml:2:7: fix: \"all\" cannot be used: write one of none, safe, typos"),
        ("[clean]\noutput = 5\n", "presend.toml:2:10: output: write a text in quotes, not integer"),
        ("[lists]\nproviders = [\"a b\"]\n", "presend.toml:2:14: \"a b\" is not a domain"),
        ("[lists]\nproviders = [{ weight = 5 }]\n", "presend.toml:2:14: a provider needs a domain"),
        ("[lists]\nblocked_domain = []\n", "there is no list blocked_domain: did you mean blocked_domains?"),
        ("[lists]\nallowed_domains = \"a.de\"\n", "lists.allowed_domains is a list"),
        ("[lists]\nallowed_domains = [\"a.de\"]\nblocked_domains = [\"A.de\"]\n", "a.de is both allowed and blocked"),
        ("[dns\n", "presend.toml:1:5: unclosed table"),
    ] {
        desk.put("presend.toml", text);
        check(&desk, expected, &["check", "--offline", "a@gmail.com"]);
        assert_eq!(desk.run(&["check", "--offline", "a@gmail.com"]).exit, 2, "{text}");
    }
}

#[test]
fn a_users_own_domains_count() {
    let desk = Desk::new();
    desk.put(
        "presend.toml",
        "[dns]\noffline = true\n[lists]\nproviders = [\"kindermarkt.de\", { domain = \"bücherei.example\" }]\n\
         allowed_domains = [\"mailinator.com\", \"gmial.com\"]\nblocked_domains = [\"rival.com\"]\n",
    );
    check(&desk, "did you mean a@kindermarkt.de?", &["check", "a@kindermakrt.de"]);
    check(&desk, "address.blocked", &["check", "a@eu.rival.com"]);
    for address in ["a@mailinator.com", "a@eu.mailinator.com", "a@gmial.com"] {
        let ran = desk.run(&["check", address]);
        assert!(!ran.stdout.contains("disposable") && !ran.stdout.contains("typo"), "{}", ran.stdout);
    }
}

#[test]
fn tables_of_a_users_own_replace_those_of_the_same_name() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("tables")).expect("a folder");
    desk.put("tables/disposable.tsv", "gone.com\n").put("presend.toml", "[tables]\ndata = \"tables\"\n");
    check(&desk, "address.disposable", &["check", "--offline", "a@gone.com"]);
    check(&desk, "address.free", &["check", "--offline", "a@gmail.com"]);
    desk.put("tables/disposable.tsv", "fine.com\nno domain\n");
    check(&desk, "disposable.tsv:2:1: expected a domain", &["check", "--offline", "a@gone.com"]);
    desk.put("tables/provider.tsv", "");
    check(&desk, "provider.tsv is none of presend's tables", &["check", "--offline", "a@gone.com"]);
    check(&desk, "--data: cannot read missing", &["check", "--offline", "a@gone.com", "--data", "missing"]);
}

#[test]
fn init_writes_a_file_once_and_config_shows_what_is_in_force() {
    let desk = Desk::new();
    check(&desk, "no presend.toml is used", &["config", "--no-config"]);
    assert_eq!(desk.run(&["init"]).exit, 0);
    assert_eq!(desk.run(&["init"]).exit, 2);
    assert_eq!(desk.run(&["check", "--offline", "a@gmail.com"]).exit, 0, "what init writes can be used");
    desk.put("presend.toml", "[dns]\n\ntimeout = 9\n");
    check(&desk, "timeout           9                    presend.toml:3", &["config"]);
    let ran = run_with(&desk, &[("PRESEND_TIMEOUT", "7")], &["config"]);
    assert!(ran.stdout.contains("timeout           7                    PRESEND_TIMEOUT"), "{}", ran.stdout);
    let json: serde_json::Value =
        serde_json::from_str(&desk.run(&["config", "--format", "json"]).stdout).expect("JSON");
    let timeout = json["settings"].as_array().expect("settings").iter().find(|one| one["key"] == "timeout");
    assert_eq!(timeout.expect("a timeout")["from"], "presend.toml:3");
    let schema: serde_json::Value = serde_json::from_str(&desk.run(&["config", "--schema"]).stdout).expect("JSON");
    assert_eq!(schema["properties"]["clean"]["properties"]["fix"]["enum"][2], "typos");
}

#[test]
fn a_file_far_above_decides_nothing_about_files_and_servers() {
    let desk = Desk::new();
    desk.put(
        "presend.toml",
        "[dns]\nservers = \"127.0.0.1:1\"\n[output]\nformat = \"json=stolen.json\"\nredact = true\n",
    );
    std::fs::create_dir_all(desk.path("project/lists")).expect("folders");
    let run_in = |folder: &str| {
        let mut command = desk.command(&["check", "anna@homail.com", "--offline"]);
        let output = command.current_dir(desk.path(folder)).env("HOME", desk.path(".")).output().expect("presend runs");
        (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    let (said, noted) = run_in("project/lists");
    assert!(said.contains("a***@homail.com"), "what touches no file counts: {said}");
    assert!(noted.contains("servers:2, format:4") && noted.contains("--config"), "{noted}");
    assert!(!desk.path("stolen.json").exists() && !desk.path("project/lists/stolen.json").exists());
    // As the file of a repository it counts whole.
    std::fs::create_dir(desk.path(".git")).expect("a folder");
    let (_, noted) = run_in("project/lists");
    assert!(!noted.contains("does not count"), "{noted}");
}

#[test]
fn the_file_in_the_configuration_folder_counts_where_there_is_no_nearer_one() {
    let desk = Desk::new();
    let folder = desk.path("settings/presend");
    std::fs::create_dir_all(&folder).expect("folders");
    std::fs::write(folder.join("presend.toml"), "[dns]\nservers = \"127.0.0.1:1\"\n").expect("written");
    let variables = [("XDG_CONFIG_HOME", desk.path("settings")), ("APPDATA", desk.path("settings"))];
    let output = desk.command(&["config"]).envs(variables).output().expect("presend runs");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("127.0.0.1:1") && said.contains("settings/presend/presend.toml:2"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_file_that_others_may_have_written_is_refused() {
    use std::os::unix::fs::{PermissionsExt, chown};
    let desk = Desk::new();
    desk.put("presend.toml", "[dns]\noffline = true\n");
    let file = desk.path("presend.toml");
    let refused = |why: &str| {
        for arguments in [&["check", "anna@gmail.com"][..], &["config"]] {
            let ran = desk.run(arguments);
            assert_eq!(ran.exit, 2, "{}", ran.stdout);
            assert!(ran.stderr.contains(why) && ran.stderr.contains("--config presend.toml"), "{}", ran.stderr);
        }
        assert_eq!(desk.run(&["check", "anna@gmail.com", "--config", "presend.toml"]).exit, 0, "it was named");
        assert_eq!(desk.run(&["check", "anna@gmail.com", "--offline", "--no-config"]).exit, 0);
    };
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o646)).expect("set");
    refused("every user may write it (mode 646)");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).expect("set");
    assert_eq!(desk.run(&["check", "anna@gmail.com"]).exit, 0);
    // Only root can give a file away.
    if chown(&file, Some(65_534), None).is_ok() {
        refused("another user");
    }
}

#[test]
fn what_a_file_says_stays_in_one_line_of_a_message() {
    let desk = Desk::new();
    for text in ["[\"a\\n::error::x\"]\nb = 1\n", "[dns]\n\"a\\nb\" = 1\n", "[dns]\ntimeout = \"a\\nb\"\n"] {
        desk.put("presend.toml", text);
        let ran = desk.run(&["check", "--offline", "a@gmail.com"]);
        assert_eq!((ran.exit, ran.stderr.trim_end().lines().count()), (2, 1), "{text:?}: {}", ran.stderr);
    }
}
