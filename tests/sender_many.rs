//! `presend sender` with several domains: one table, one file in each form, and an exit code for all.

use crate::support::command::Desk;
use quick_junit::Report;
use serde_json::Value;

const ZONE: &str = "--dns=zone:zone";
/// good.com is well, weak.com has a warning, open.com has no DMARC.
const RECORDS: &str = "
good.com. MX 10 mail.good.com.
good.com. TXT \"v=spf1 ip4:198.51.100.5 -all\"
_dmarc.good.com. TXT \"v=DMARC1; p=reject; rua=mailto:d@good.com\"
mail.good.com. A 198.51.100.5
weak.com. MX 10 mail.good.com.
weak.com. TXT \"v=spf1 ip4:198.51.100.5 -all\"
_dmarc.weak.com. TXT \"v=DMARC1; p=none; rua=mailto:d@weak.com\"
open.com. MX 10 mail.good.com.
open.com. TXT \"v=spf1 ip4:198.51.100.5 -all\"
";

fn desk(domains: &str) -> Desk {
    let desk = Desk::new();
    desk.put("zone", RECORDS).put("domains.txt", domains);
    desk
}

/// Runs on what stands in a file, with these checks and no more.
fn of_file(desk: &Desk, more: &[&str]) -> (i32, String) {
    let arguments = ["sender", "--from-file", "domains.txt", ZONE, "--only", "domain,spf,dmarc", "--lang", "en"];
    let ran = desk.run(&[&arguments[..], more].concat());
    assert!(ran.exit != 101 && !ran.stderr.contains("panicked"), "{}", ran.stderr);
    (ran.exit, ran.stdout)
}

#[test]
fn the_gravest_exit_code_is_that_of_all() {
    for (domains, more, exit) in [
        ("good.com", &[][..], 0),
        ("good.com\nweak.com", &[], 0),
        ("good.com\nweak.com", &["--fail-on", "warn"], 1),
        ("weak.com\nopen.com\ngood.com", &[], 1),
        ("open.com\nno domain\ngood.com", &[], 2),
        ("# nothing\n\n", &[], 2),
    ] {
        assert_eq!(of_file(&desk(domains), more).0, exit, "{domains:?} {more:?}");
    }
}

#[test]
fn one_is_an_object_and_many_are_an_array_in_their_order() {
    let desk = desk("weak.com\nno domain # \ngood.com\nWEAK.com.\n");
    let (_, text) = of_file(&desk, &["--format", "json"]);
    let all: Vec<Value> = serde_json::from_str(&text).expect("an array");
    let names: Vec<_> =
        all.iter().map(|one| (one["domain"].as_str().unwrap(), one["verdict"].as_str().unwrap())).collect();
    assert_eq!(names, [("weak.com", "warn"), ("no domain", "fail"), ("good.com", "pass")]);
    assert_eq!(all[1]["checks"][0]["code"], "sender.not_a_domain");
    let (_, text) = of_file(&desk, &["--format", "jsonl"]);
    let lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("an object")).collect();
    assert_eq!(lines.len(), 3);
    let alone = desk.run(&["sender", "good.com", ZONE, "--only", "spf", "--format", "json"]);
    assert!(serde_json::from_str::<Value>(&alone.stdout).expect("JSON").is_object());
    let two = desk.run(&["sender", "good.com", "weak.com", ZONE, "--only", "spf", "--format", "json"]);
    assert!(serde_json::from_str::<Value>(&two.stdout).expect("JSON").is_array());
}

#[test]
fn standard_input_is_a_file_too() {
    let ran = desk("").run_with(&["sender", "--from-file", "-", ZONE, "--only", "spf"], b"good.com\nweak.com\n");
    assert_eq!((ran.exit, ran.stdout.contains("2 senders: PASS")), (0, true), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn junit_has_a_suite_for_each_and_fails_what_fails() {
    let desk = desk("good.com\nweak.com\nopen.com\n");
    let (_, text) = of_file(&desk, &["--format", "junit"]);
    let read = Report::deserialize_from_str(&text).expect("JUnit");
    assert_eq!((read.test_suites.len(), read.failures, read.errors), (3, 1, 0), "{text}");
    let (_, text) = of_file(&desk, &["--format", "junit", "--fail-on", "warn"]);
    assert_eq!(Report::deserialize_from_str(&text).expect("JUnit").failures, 2, "{text}");
}

#[test]
fn findings_stand_at_the_line_of_their_domain() {
    let desk = desk("# ours\ngood.com\nopen.com\nweak.com\n");
    let (_, text) = of_file(&desk, &["--format", "sarif"]);
    let log: Value = serde_json::from_str(&text).expect("SARIF");
    let found: Vec<String> = log["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .map(|result| {
            let place = &result["locations"][0]["physicalLocation"];
            let (uri, line) = (&place["artifactLocation"]["uri"], &place["region"]["startLine"]);
            format!("{} {} {}:{line}", result["ruleId"], result["level"], uri).replace('"', "")
        })
        .collect();
    let expected = ["sender.dmarc_missing error domains.txt:3", "sender.dmarc_policy_none warning domains.txt:4"];
    assert_eq!(found, expected);
    let (_, text) = of_file(&desk, &["--format", "github"]);
    assert!(text.contains("::error file=domains.txt,line=3,title=sender.dmarc_missing::"), "{text}");
    assert!(text.contains("::warning file=domains.txt,line=4,title=sender.dmarc_policy_none::"), "{text}");
}

#[test]
fn csv_has_a_line_for_each_check() {
    let (_, text) = of_file(&desk("open.com\ngood.com\n=cmd|'/c calc'!A0\n"), &["--format", "csv"]);
    let mut read = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = read.records().collect::<Result<_, _>>().expect("CSV");
    let row = rows.iter().find(|row| &row[3] == "sender.dmarc_missing").expect("a row");
    assert_eq!((&row[0], &row[1], &row[2]), ("open.com", "fail", "fail"));
    assert!(row[8].starts_with("_dmarc.open.com. TXT \"v=DMARC1;"), "{row:?}");
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')), "{text}");
}

#[test]
fn a_hostile_name_stays_inside_every_form() {
    let hostile = "`x`|<b>&\"]]>%0A::error::y\u{1b}[31m\u{202e} ##[error] @team\r::set-output name=a::b\u{0}\n";
    let desk = desk(&format!("{hostile}open.com\n"));
    for form in ["human", "json", "jsonl", "csv", "github", "sarif", "junit", "markdown"] {
        let mut command =
            desk.command(&["sender", "--from-file", "domains.txt", ZONE, "--only", "dmarc", "--format", form]);
        let output = command.env("CI", "true").env("GITHUB_ACTIONS", "true").output().expect("presend runs");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        assert_eq!(output.status.code(), Some(2), "{form}");
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{0}']), "{form}: {text}");
        assert!(
            !text.contains("##[error]") && !text.lines().any(|line| line.starts_with("::set-output")),
            "{form}: {text}"
        );
        if form == "markdown" {
            // Outside of inline code nothing is a mention or HTML; the name's own marks open and close none.
            let outside: String = text
                .lines()
                .flat_map(|line| line.replace("\\`", "").split('`').step_by(2).map(str::to_owned).collect::<Vec<_>>())
                .collect();
            assert!(!outside.contains(" @team") && !outside.replace("\\<", "").contains('<'), "{text}");
        }
    }
}

#[test]
fn what_belongs_to_one_sender_is_refused_for_several() {
    let desk = desk("good.com\n");
    desk.put("mail.eml", "From: a@good.com\r\n\r\nx");
    for (more, said) in [
        (&["--eml", "mail.eml"][..], "--eml: a message has one sender"),
        (&["--format", "html"], "a page shows one sender"),
        (&["--dkim", "s1,s2._domainkey.good.com"], "\"s2._domainkey.good.com\" is the key of one domain"),
        (&["--format", "csv=domains.txt"], "is read by this run"),
    ] {
        let ran = desk.run(&[&["sender", "--from-file", "domains.txt", ZONE][..], more].concat());
        assert_eq!((ran.exit, ran.stderr.contains(said)), (2, true), "{}", ran.stderr);
    }
    let shared =
        ["sender", "good.com", "weak.com", ZONE, "--ip", "198.51.100.5", "--helo", "mail.good.com", "--only", "helo"];
    assert_eq!(desk.run(&shared).exit, 0, "one server may send for many domains");
}

#[test]
fn the_zone_form_is_a_zone_file_of_the_advised_records() {
    let desk = desk("open.com\ngood.com\nno domain\n");
    let (exit, text) = of_file(&desk, &["--format", "zone"]);
    let records: Vec<&str> = text.lines().filter(|line| !line.starts_with(';')).collect();
    assert!(exit == 2 && records.len() == 1 && records[0].starts_with("_dmarc.open.com. TXT \"v=DMARC1;"), "{text}");
    presend::dns::Zone::parse(&text).expect("a zone file");
    assert_eq!(text.lines().filter(|line| line.starts_with(';')).count(), 3, "{text}");
    // Published, they mend what was wrong.
    desk.put("zone", format!("{RECORDS}{text}")).put("domains.txt", "open.com\n");
    assert_eq!(of_file(&desk, &[]).0, 0);
    let list = desk.put("list.csv", "a@good.com\n").run(&["gate", "list.csv", "--offline", "--format", "zone"]);
    assert_eq!(list.exit, 2, "only senders have this form");
}
