//! No text of strangers gives orders to the runner of a CI job: every command in every form, on cells, columns, files,
//! records and bounces that are full of such orders. What is looked for is written here once more, by the manuals of the
//! runners and not by what presend escapes.
#![cfg(unix)]

use crate::support::command::{Desk, Ran};
use std::fs;
use std::process::Stdio;

/// Texts that a runner would obey.
const ORDERS: [&str; 8] = [
    "##vso[task.setvariable variable=x]y",
    "##[error]x",
    "###[group]x",
    "::error file=a::b",
    "x ::add-mask::y",
    "::set-output name=z::1",
    "section_start:1700000000:x\r\u{1b}[0K",
    "section_end:1700000000:x\r\u{1b}[0K",
];
/// The commands of GitHub.
const OF_GITHUB: [&str; 14] = [
    "error",
    "warning",
    "notice",
    "debug",
    "group",
    "endgroup",
    "add-mask",
    "set-output",
    "set-env",
    "save-state",
    "add-path",
    "stop-commands",
    "add-matcher",
    "echo",
];
/// A name with a line feed, and orders after it.
const NAME: &str = "a\nINJECTED ##vso[task.complete]x ##[error]y ::error::z section_end:1:w";

const ZONE: &str = r###"$TTL 60
@ SOA ns. h. 1 2 3 4 5
evil.com. MX 10 ##[error]mx.evil.com.
evil.com. TXT "v=spf1 ##vso[task.complete]x ::error::y -all"
_dmarc.evil.com. TXT "v=DMARC1; p=##[error]; rua=mailto:::error::x"
s1._domainkey.evil.com. TXT "v=DKIM1; k=##vso[task.complete]x; p=::error::y"
25.1.1.20.in-addr.arpa. PTR ##[error]ptr.evil.com.
25.1.1.20.in-addr.arpa. PTR ::add-mask::ptr.evil.com.
26.1.1.20.in-addr.arpa. PTR section_start:1:ptr.evil.com.
25.1.1.20.bl.example.net. A 127.0.0.2
25.1.1.20.bl.example.net. TXT "##vso[task.complete]listed ::error::listed section_start:1:listed"
2.0.0.127.bl.example.net. A 127.0.0.2
"###;

const BOUNCE: &str = "From: MAILER-DAEMON@mx.example.net\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n\
##[error]no\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; ##[error]mx.example.net\r\n\r\n\
Final-Recipient: rfc822; ::error::ann@##[group]example.com\r\nAction: failed\r\nStatus: 5.1.1\r\n\
Remote-MTA: dns; ##vso[task.complete]mx\r\n\
Diagnostic-Code: smtp; 550 5.1.1 ##vso[task.complete]x ::error file=a::user unknown section_end:1:x\r\n--b--\r\n";

/// What a runner would obey in this line.
fn order(line: &str) -> Option<String> {
    let lower = line.to_lowercase();
    for marker in ["##[", "##vso[", "\u{1b}[0k"] {
        if lower.contains(marker) {
            return Some(marker.to_owned());
        }
    }
    for marker in ["section_start:", "section_end:"] {
        let mut places = lower.match_indices(marker).map(|(place, _)| place + marker.len());
        if places.any(|place| lower[place..].starts_with(|c: char| c.is_ascii_digit())) {
            return Some(marker.to_owned());
        }
    }
    OF_GITHUB.iter().map(|name| format!("::{name}")).find(|command| lower.contains(command))
}

/// The line without the annotation that presend itself begins there.
fn without_our_own(line: &str) -> &str {
    let ours = ["::error file=", "::warning file=", "::notice file=", "::notice title=presend"];
    match ours.iter().find_map(|start| line.strip_prefix(start)) {
        Some(rest) => rest.split_once("::").map_or(rest, |(_, message)| message),
        None => line,
    }
}

struct Scene {
    desk: Desk,
    list: String,
    wrong: Vec<String>,
}

impl Scene {
    fn new() -> Scene {
        let desk = Desk::new();
        let list = format!("{NAME}.csv");
        let mut rows = String::from("\"::error::name\",\"e-mail ##vso[task.complete] ::error::x\nsection_end:1:y\"\n");
        for order in ORDERS {
            for cell in [
                order.to_owned(),
                format!("{order}@evil.com"),
                format!("ann@{order}"),
                format!("ann@evil.com {order}"),
                format!("a\n{order}"),
            ] {
                rows.push_str(&format!("\"{order}\",\"{cell}\"\n"));
            }
        }
        desk.put(&list, rows).put("zone", ZONE).put("bounce.eml", BOUNCE);
        desk.put(&format!("{NAME}.eml"), BOUNCE).put("empty", "");
        Scene { desk, list, wrong: Vec::new() }
    }

    /// Runs in a CI job, with addresses shown and hidden, and looks at each line.
    fn run(&mut self, arguments: &[&str], input: &str) -> Ran {
        fs::write(self.desk.path("input"), input).expect("an input");
        let hidden = self.look(arguments, &[]);
        let shown = self.look(arguments, &["--no-redact"]);
        assert_eq!(hidden.exit, shown.exit, "{arguments:?}: {} {}", hidden.stderr, shown.stderr);
        shown
    }

    fn look(&mut self, arguments: &[&str], more: &[&str]) -> Ran {
        let place = arguments.iter().position(|argument| *argument == "--").unwrap_or(arguments.len());
        let all = [&arguments[..place], more, &arguments[place..]].concat();
        let input = fs::File::open(self.desk.path("input")).expect("an input");
        let output = self.desk.command(&all).env("CI", "true").stdin(Stdio::from(input)).output().expect("it runs");
        let ran = Ran {
            exit: output.status.code().expect("an exit code"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        };
        let github = arguments.contains(&"github");
        for line in ran.stdout.split('\n').chain(ran.stderr.split('\n')) {
            let looked_at = if github { without_our_own(line) } else { line };
            if let Some(order) = order(looked_at) {
                self.wrong.push(format!("{all:?}: {order} in {line:?}"));
            }
            if line.starts_with("INJECTED") {
                self.wrong.push(format!("{all:?}: a raw line feed before {line:?}"));
            }
        }
        ran
    }

    fn end(self) {
        assert!(
            self.wrong.is_empty(),
            "{} lines, such as:\n{}",
            self.wrong.len(),
            self.wrong[..self.wrong.len().min(20)].join("\n")
        );
    }
}

#[test]
fn no_list_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let list = scene.list.clone();
    let forms = ["human", "json", "jsonl", "csv", "github", "sarif", "junit", "markdown", "html"];
    for (lang, form) in forms.iter().flat_map(|form| [("en", form), ("zh", form)]) {
        let gate = ["gate", &*list, "--column", "2", "--dns", "zone:zone", "--lang", lang, "--format", form];
        let ran = scene.run(&gate, "");
        assert_eq!(ran.exit, 1, "{form}: {}", ran.stderr);
        if *form != "junit" {
            let clean = ["clean", &*list, "--column", "2", "--dns", "zone:zone", "--lang", lang, "--format", form];
            let ran = scene.run(&[&clean[..], &["--force", "-o", NAME]].concat(), "");
            assert_eq!(ran.exit, 0, "{form}: {}", ran.stderr);
        }
    }
    // The list's own bytes stay what they are.
    let files = scene.desk.files(NAME);
    let rejected = String::from_utf8_lossy(&files["rejected.csv"]).into_owned();
    let kept: String = files.values().map(|content| String::from_utf8_lossy(content)).collect();
    assert!(rejected.contains("##vso["), "{rejected}");
    assert!(ORDERS.iter().all(|order| kept.contains(order)));
    scene.end();
}

#[test]
fn no_message_about_a_list_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let list = scene.list.clone();
    let missing = format!("{NAME}.missing");
    let wrong: [&[&str]; 15] = [
        &["gate", &list, "--offline", "--column", "9"],
        &["gate", &list, "--offline", "--column", NAME],
        &["gate", &list, "--offline", "--column", "2", "--baseline", &missing],
        &["gate", &list, "--offline", "--column", "2", "--baseline", &list],
        &["gate", &list, "--offline", "--column", "2", "--since", &missing],
        &["gate", &list, "--column", "2", "--dns", NAME],
        &["gate", &list, "--column", "2", "--dns", &format!("zone:{missing}")],
        &["gate", &list, "--offline", "--fail-on", NAME],
        &["gate", &list, "--offline", "--suppress", &missing],
        &["gate", &list, "--offline", "--data", &missing],
        &["gate", &list, "--offline", "--column", "2", "--format", &format!("json={list}")],
        &["gate", &list, "--offline", "--format", NAME],
        &["gate", &missing, "--config", &list],
        &["clean", &missing],
        &["clean", &list, &format!("--{NAME}")],
    ];
    for arguments in wrong {
        let ran = scene.run(arguments, "");
        assert_eq!(ran.exit, 2, "{arguments:?}: {}", ran.stderr);
    }
    // A list of another tool stands for a suppression list.
    scene.run(&["gate", &list, "--offline", "--suppress", &list], "");
    scene.run(&["gate", &list, "--offline", "--column", "2", "--baseline", NAME, "--update-baseline"], "");
    scene.run(&[&list], "");
    scene.run(&[&missing], "");
    scene.end();
}

#[test]
fn no_address_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let cells: Vec<String> = ORDERS
        .iter()
        .flat_map(|order| [order.to_string(), format!("a@{order}"), format!("{order}@evil.com")])
        .collect();
    let input = cells.iter().map(|cell| cell.replace('\n', " ") + "\n").collect::<String>();
    for form in ["human", "json", "jsonl"] {
        let mut arguments = vec!["check", "--dns", "zone:zone", "--format", form, "--"];
        arguments.extend(cells.iter().map(String::as_str));
        assert_eq!(scene.run(&arguments, "").exit, 1);
        assert_eq!(scene.run(&["check", "--dns", "zone:zone", "--format", form, "-"], &input).exit, 1);
    }
    scene.run(&["check", "--input", "jsonl", "--offline", "-"], &input);
    scene.end();
}

#[test]
fn no_record_of_the_dns_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let eml = format!("{NAME}.eml");
    for (lang, form) in ["human", "json", "jsonl", "html"].iter().flat_map(|form| [("en", form), ("zh", form)]) {
        let sender = [
            "sender",
            "evil.com",
            "--ip",
            "20.1.1.25,20.1.1.26",
            "--helo",
            "##[error]mx.evil.com",
            "--dkim",
            "s1",
            "--dnsbl",
            "bl.example.net",
            "--eml",
            &eml,
            "--dns",
            "zone:zone",
            "--lang",
            lang,
            "--format",
            form,
            "-v",
        ];
        let ran = scene.run(&sender, "");
        assert_eq!(ran.exit, 1, "{}", ran.stderr);
        assert!(ran.stdout.contains("listed"), "{}", ran.stdout);
    }
    for wrong in [
        ["--ip", NAME],
        ["--helo", NAME],
        ["--dnsbl", NAME],
        ["--dkim", NAME],
        ["--eml", NAME],
        ["--only", NAME],
        ["--mail-from", NAME],
    ] {
        scene.run(&[&["sender", "evil.com", "--dns", "zone:zone"], &wrong[..]].concat(), "");
    }
    scene.run(&["sender", NAME, "--dns", "zone:zone"], "");
    scene.end();
}

#[test]
fn no_bounce_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let eml = format!("{NAME}.eml");
    let text = format!("550 5.1.1 <ann@evil.com>: user unknown {}", ORDERS.join(" "));
    for form in ["human", "json", "jsonl", "csv"] {
        let bounce = ["bounce", &*eml, "bounce.eml", "--suppress", NAME, "--format", form, "-v"];
        assert_eq!(scene.run(&bounce, "").exit, 0);
        scene.run(&["bounce", "-", "--format", form, "-v"], &text);
    }
    scene.run(&["bounce", &format!("{NAME}.missing")], "");
    scene.run(&["bounce", "empty", "--suppress", &eml], "");
    scene.run(&["bounce", &eml, "--fail-on", NAME], "");
    scene.run(&["explain", &text], "");
    scene.run(&["explain", "-"], &text);
    scene.run(&["explain", "-"], BOUNCE);
    scene.run(&["explain", "##vso[x]"], "");
    scene.run(&["explain", NAME], "");
    scene.end();
}

#[test]
fn no_report_made_again_and_no_setting_gives_orders_to_a_runner() {
    let mut scene = Scene::new();
    let (list, rows) = (scene.list.clone(), format!("{NAME}.jsonl"));
    let form = format!("jsonl={rows}");
    scene.run(&["gate", &list, "--column", "2", "--dns", "zone:zone", "--format", &form], "");
    for lang in ["en", "zh"] {
        assert_eq!(scene.run(&["report", &rows, "--html", "-", "--lang", lang], "").exit, 0);
    }
    scene.run(&["report", &rows, "--html", &format!("{NAME}.html")], "");
    scene.run(&["report", &rows, "--html", &rows], "");
    scene.run(&["report", &list, "--html", "-"], "");
    scene.run(&["report", &format!("{NAME}.missing"), "--html", "-"], "");
    let settings = format!("{NAME}.toml");
    scene.desk.put(&settings, "[dns]\ndns = \"##vso[task.complete]x ::error::y\"\n");
    scene.run(&["config", "--config", &settings], "");
    scene.run(&["config", "--config", &settings, "--format", "json"], "");
    scene.run(&["gate", &list, "--config", &settings, "--column", "2"], "");
    scene.desk.put(&settings, "[##vso[task.complete]x]\n::error::y = 1\n");
    scene.run(&["gate", &list, "--config", &settings, "--column", "2"], "");
    scene.end();
}

#[test]
fn a_table_is_altered_in_a_log_only() {
    let scene = Scene::new();
    let arguments = ["gate", &*scene.list, "--column", "2", "--offline", "--format", "csv", "--no-redact"];
    let log = scene.desk.command(&arguments).env("CI", "true").output().expect("it runs");
    let pipe = scene.desk.command(&arguments).output().expect("it runs");
    let file = fs::File::create(scene.desk.path("rows.csv")).expect("a file");
    let mut command = scene.desk.command(&arguments);
    command.env("CI", "true").stdout(Stdio::from(file)).status().expect("it runs");
    let file = fs::read(scene.desk.path("rows.csv")).expect("rows");
    assert_eq!(pipe.stdout, file);
    assert!(String::from_utf8_lossy(&file).contains("##vso[task.set"));
    assert!(String::from_utf8_lossy(&log.stdout).contains("#\\u{23}vso[task.set"));
}
