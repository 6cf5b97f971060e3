//! `presend bounce` and `presend explain`, run as a user runs them: every kind of source, every form, and what strangers send.

use crate::support::command::{Desk, demo};
use std::io::Write;

const LOG: &str = "Nov 23 10:00:00 mail postfix/smtp[1]: 4A: to=<ann@example.com>, relay=mx.example.com[192.0.2.1]:25, dsn=5.1.1, status=bounced (host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command))\n";
const JSON: &str = r#"[{"email":"ann@example.com","event":"bounce","reason":"550 5.1.1 User unknown"}]"#;
const CSV: &str = "Email,Event,Reason\nann@example.com,bounce,550 5.1.1 User unknown\n";
const EML: &str = "From: MAILER-DAEMON@mx.example\nTo: news@sender.example\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n<ann@example.com>:\n550 5.1.1 User unknown\n";

fn gzip(text: &str) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text.as_bytes()).expect("in memory");
    packed.finish().expect("in memory")
}

/// Reads a source and gives recipient and class of each record.
fn records(desk: &Desk, source: &str) -> Vec<(String, String)> {
    let ran = desk.run(&["bounce", source, "--format", "jsonl"]);
    assert_eq!(ran.exit, 0, "{source}: {}", ran.stderr);
    let record = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        let text = |name: &str| record[name].as_str().unwrap_or("-").to_owned();
        (text("recipient"), text("class"))
    };
    ran.stdout.lines().map(record).collect()
}

#[test]
fn every_kind_of_source_is_told_by_its_content() {
    let desk = Desk::new();
    let mbox = format!("From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n{EML}\n");
    for (name, content) in [
        ("a.log", LOG),
        ("a.json", JSON),
        ("a.csv", CSV),
        ("a.eml", EML),
        ("a.mbox", &mbox),
        ("a.txt", "<ann@example.com>: 550 5.1.1 User unknown\n"),
    ] {
        desk.put(name, content).put("packed", gzip(content));
        for source in [name, "packed"] {
            assert_eq!(records(&desk, source), [("ann@example.com".into(), "recipient_unknown".into())], "{source}");
        }
        let ran = desk.run_with(&["bounce", "-", "--format", "csv"], content.as_bytes());
        assert!(ran.stdout.contains(",ann@example.com,recipient_unknown,"), "{name}: {}", ran.stdout);
    }
}

#[test]
fn a_maildir_is_read_without_what_is_half_written() {
    let desk = Desk::new();
    for folder in ["box/cur", "box/new", "box/tmp"] {
        std::fs::create_dir_all(desk.path(folder)).expect("a folder");
        desk.put(&format!("{folder}/1.mx"), EML);
    }
    assert_eq!(records(&desk, "box").len(), 2);
}

#[test]
fn json_is_one_array_and_redaction_hides_addresses_everywhere() {
    let desk = Desk::new();
    let mbox = demo("bounces.mbox").display().to_string();
    let ran = desk.run(&["bounce", &mbox, "--format", "json", "--redact"]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.stdout).expect("an array");
    assert_eq!(all.len(), 12);
    assert!(all.iter().all(|record| record["schema"] == "presend.bounce.1"));
    for name in ["tom.reed", "wang.fang", "bob@", "eve.stone"] {
        assert!(!ran.stdout.contains(name), "{name}: {}", ran.stdout);
    }
}

#[test]
fn what_cannot_be_read_is_an_error_and_what_is_empty_too() {
    let desk = Desk::new();
    desk.put("empty", "");
    for (source, expected) in [("gone", "there is no such file"), ("empty", "nothing to read")] {
        let ran = desk.run(&["bounce", source]);
        assert_eq!(ran.exit, 2, "{source}");
        assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    }
    let ran = desk.run(&["bounce", "empty", "--format", "sarif"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("--format sarif: here there are human, json, jsonl, csv"), "{}", ran.stderr);
    assert_eq!(desk.run(&["bounce", "empty", "--allow-empty"]).exit, 0);
    let ran = desk.run(&["bounce", "empty", "--hash"]);
    assert!(ran.exit == 2 && ran.stderr.contains("--suppress FILE"), "{}", ran.stderr);
}

#[test]
fn any_pasted_bounce_is_explained() {
    let desk = Desk::new();
    for (text, class) in [
        ("550 5.1.1 User unknown", "bounce.recipient_unknown"),
        ("550", "bounce.other"),
        ("5.2.2", "bounce.mailbox_full"),
        ("收件人邮箱不存在", "bounce.recipient_unknown"),
        ("发件IP没有反向解析", "bounce.sender_dns"),
        ("Greylisted, come back later", "bounce.greylisted"),
        ("it came back, and I do not know why", "bounce.other"),
    ] {
        let ran = desk.run(&["explain", text]);
        assert_eq!(ran.exit, 0, "{text}: {}", ran.stderr);
        assert!(ran.stdout.starts_with(class), "{text}: {}", ran.stdout);
        assert!(ran.stdout.contains("Whose fault") && ran.stdout.contains("责任"), "{text}: {}", ran.stdout);
    }
    let ran = desk.run(&["explain", "--lang", "zh", "552 mailbox full"]);
    assert!(ran.stdout.find("责任") < ran.stdout.find("Whose fault"), "{}", ran.stdout);
    let ran = desk.run_with(&["explain", "-"], format!("{EML}{}", "more words. ".repeat(100_000)).as_bytes());
    assert!(ran.stdout.starts_with("bounce.recipient_unknown"), "{} {}", ran.stdout, ran.stderr);
    assert_eq!(desk.run(&["explain", "domain.nullmx"]).exit, 2, "a mistyped code is none");
}

#[test]
fn a_line_without_end_costs_no_memory_and_no_other_message() {
    let desk = Desk::new();
    let mut mbox = format!("From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n{EML}").into_bytes();
    mbox.resize(mbox.len() + (32 << 20), b'x');
    mbox.extend_from_slice(format!("\n\nFrom MAILER-DAEMON Mon Nov 23 10:00:00 2026\n{EML}").as_bytes());
    desk.put("long.mbox", mbox);
    assert_eq!(records(&desk, "long.mbox").len(), 2);
}

#[test]
fn a_forged_bounce_of_somebody_who_was_not_mailed_counts_for_nothing() {
    let desk = Desk::new();
    let forged = LOG.replace("ann@example.com", "victim@example.com");
    desk.put("a.log", format!("{LOG}{forged}{}", LOG.replace("ann@example.com", "Bob@Example.com")));
    for (name, list) in [
        ("lines.txt", "bob@example.com\nann@example.com\n"),
        ("list.csv", "n;mail\n1;ann@example.com\n2;bob@example.com\n"),
    ] {
        desk.put(name, list);
        let ran = desk.run(&["bounce", "a.log", "--sent", name, "--suppress", &format!("{name}.out")]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(ran.stdout.contains("2 bounces"), "{}", ran.stdout);
        assert!(ran.stdout.contains("1 report is about an address that was not mailed"), "{}", ran.stdout);
        let held = std::fs::read_to_string(desk.path(&format!("{name}.out"))).expect("a list");
        assert!(held.contains("ann@") && held.contains("Bob@") && !held.contains("victim"), "{held}");
    }
    let ran = desk.run(&["bounce", "a.log", "--sent", "list.csv", "--format", "jsonl"]);
    let mailed: Vec<(bool, bool)> = ran
        .stdout
        .lines()
        .map(|line| (line.contains("\"mailed\":true"), line.contains("\"suppress\":\"no\"")))
        .collect();
    assert_eq!(mailed, [(true, false), (false, true), (true, false)], "{}", ran.stdout);
    // What was not mailed fails no run.
    desk.put("forged.log", forged);
    assert_eq!(desk.run(&["bounce", "forged.log", "--sent", "list.csv", "--fail-on", "all"]).exit, 0);
    assert_eq!(desk.run(&["bounce", "a.log", "--sent", "list.csv", "--fail-on", "all"]).exit, 1);
    for missing in ["gone.csv", "empty.csv"] {
        desk.put("empty.csv", "email\n");
        let ran = desk.run(&["bounce", "a.log", "--sent", missing]);
        assert!(ran.exit == 2 && ran.stderr.contains("--sent"), "{}", ran.stderr);
    }
}

#[test]
fn redaction_hides_people_in_what_servers_said() {
    let desk = Desk::new();
    desk.put(
        "a.txt",
        "550 5.1.1 <ann.lee@example.com>: \"Ann Lee\" left, call +49 171 5551234 or mx.example.com[192.0.2.1]\n",
    );
    for format in ["csv", "jsonl"] {
        let ran = desk.run(&["bounce", "a.txt", "--redact", "--format", format]);
        for hidden in ["ann.lee", "Ann Lee", "5551234", "171"] {
            assert!(!ran.stdout.contains(hidden), "{hidden}: {}", ran.stdout);
        }
        for kept in ["550", "5.1.1", "example.com", "mx.example.com[192.0.2.1]"] {
            assert!(ran.stdout.contains(kept), "{kept}: {}", ran.stdout);
        }
    }
}

#[test]
fn an_archive_of_mails_is_read_file_by_file() {
    let desk = Desk::new();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("box/a.eml", EML), ("a.log", LOG)] {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("in memory");
        archive.write_all(content.as_bytes()).expect("in memory");
    }
    desk.put("mails.zip", archive.finish().expect("in memory").into_inner());
    assert_eq!(records(&desk, "mails.zip").len(), 2);
}

#[test]
fn files_that_are_no_mail_are_refused_with_what_to_do() {
    let desk = Desk::new();
    for (head, advice) in [
        (&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"[..], "Save the message as .eml"),
        (b"!BDN\0\0\0\0", "readpst"),
        (b"%PDF-1.7\n", "Save the message as .eml"),
    ] {
        desk.put("a.bin", head);
        for ran in
            [desk.run(&["bounce", "a.bin", "--allow-empty"]), desk.run_with(&["bounce", "-", "--allow-empty"], head)]
        {
            assert!(ran.exit == 2 && ran.stderr.contains(advice), "{} {}", ran.exit, ran.stderr);
        }
    }
}

#[test]
fn bounces_in_sum_are_a_page_or_markdown_and_records_still_go_to_standard_output() {
    let desk = Desk::new();
    let mbox = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/bounces.mbox");
    let ran = desk.run(&["bounce", mbox, "--format", "html=page.html", "--format", "jsonl", "--no-redact"]);
    assert_eq!((ran.exit, ran.stdout.lines().count()), (0, 12), "{}", ran.stderr);
    let page = std::fs::read_to_string(desk.path("page.html")).expect("a page");
    for part in ["<h1>bounces.mbox</h1>", "recipient_unknown", "at your side", "presend bounce /", " UTC</p>"] {
        assert!(page.contains(part), "{part}");
    }
    assert_eq!(page.matches("<script>").count(), 1);
    assert!(page.contains("<code>tom.reed@gmail.com</code>") && page.contains("550 5.1.1"), "{page}");
    assert!(page.contains("They stand on no list yet"), "{page}");
    let forms = ["--format", "markdown", "--format", "html=hidden.html"];
    let hidden = desk.run(&[&["bounce", mbox, "--redact", "--suppress", "s.csv"], &forms[..]].concat());
    let page = std::fs::read_to_string(desk.path("hidden.html")).expect("a page");
    assert!(page.contains("<code>t***@gmail.com</code>") && !page.contains("tom.reed"), "{page}");
    let list = std::fs::read_to_string(desk.path("s.csv")).expect("a list");
    let held = list.lines().filter(|row| row.ends_with(",forever")).count();
    assert!(held > 1 && page.contains(&format!("{held} of {held} addresses are shown")), "{list}");
    assert!(
        hidden.stdout.starts_with("## presend bounce\n") && !hidden.stdout.contains("tom.reed@"),
        "{}",
        hidden.stdout
    );
    let refused = desk.run(&["bounce", mbox, "--format", "csv=records.csv"]);
    assert_eq!(refused.exit, 2);
    desk.put("own.mbox", "x");
    let refused = desk.run(&["bounce", "own.mbox", "--format", "html=own.mbox"]);
    assert!(refused.exit == 2 && refused.stderr.contains("would be overwritten"), "{}", refused.stderr);
}

#[test]
fn a_name_that_is_not_in_an_address_is_hidden_on_pages_too() {
    let desk = Desk::new();
    let told = "550 5.1.1 The account zzqq does not exist ZZQQ";
    desk.put("m.eml", EML.replace("ann@example.com", "zzqq@example.com").replace("550 5.1.1 User unknown", told));
    for form in ["human", "html", "markdown", "json", "csv"] {
        let ran = desk.run(&["bounce", "m.eml", "--redact", "--format", form]);
        assert!(!ran.stdout.to_lowercase().contains("zzqq"), "{form}: {}", ran.stdout);
        assert!(ran.stdout.contains("recipient_unknown"), "{form}: {}", ran.stdout);
    }
}
