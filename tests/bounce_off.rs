//! Who wants no more mail, who has left, and who bounces softly again and again; and lists of whom never to mail.

use crate::support::command::Desk;
use serde_json::Value;

/// Recipient, class and what follows, of each record of a source.
fn records(desk: &Desk, source: &str) -> Vec<(String, String, String)> {
    let ran = desk.run(&["bounce", source, "--suppress", "s.csv", "--format", "jsonl"]);
    assert_eq!(ran.exit, 0, "{source}: {}", ran.stderr);
    let record = |line: &str| {
        let record: Value = serde_json::from_str(line).expect("a record");
        let text = |name: &str| record[name].as_str().unwrap_or("-").to_owned();
        (text("recipient"), text("class"), text("suppress"))
    };
    ran.stdout.lines().map(record).collect()
}

#[track_caller]
fn check(source: &str, content: &str, expected: &[(&str, &str, &str)]) {
    let desk = Desk::new();
    desk.put(source, content);
    let found = records(&desk, source);
    let found: Vec<_> = found.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(found, expected, "{content}");
}

#[test]
fn a_report_by_mail_that_somebody_complained_keeps_the_address_away() {
    let report = |fields: &str| {
        format!(
            "From: fbl@provider.example\nTo: fbl@us.example\nSubject: FW: News\nMIME-Version: 1.0\n\
             Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\nContent-Type: text/plain\n\n\
             A complaint\n--b\nContent-Type: message/feedback-report\n\n{fields}\n--b\nContent-Type: message/rfc822\n\n\
             From: news@us.example\nTo: Ann <ann@example.com>\nSubject: News\n\nhi\n--b--\n"
        )
    };
    let complaint = [("ann@example.com", "complaint", "forever")];
    check("a.eml", &report("Feedback-Type: abuse\nOriginal-Rcpt-To: ann@example.com\n"), &complaint);
    check("a.eml", &report("Feedback-Type: abuse\nOriginal-Mail-From: news@us.example\n"), &complaint);
    check(
        "a.eml",
        &report("Feedback-Type: not-spam\nOriginal-Rcpt-To: ann@example.com\n"),
        &[("-", "not_a_bounce", "no")],
    );
}

#[test]
fn a_mail_that_unsubscribes_keeps_its_sender_away() {
    let mail = |subject: &str, header: &str| {
        format!(
            "From: Nora <nora@example.com>\nTo: off-17@us.example\nSubject: {subject}\n{header}Date: Thu, 2 May 2024 17:48:55 +0000\n\nplease\n"
        )
    };
    let off = [("nora@example.com", "unsubscribed", "forever")];
    check("a.eml", &mail("Unsubscribe", ""), &off);
    check("a.eml", &mail("=?utf-8?B?6YCA6K6i?=", ""), &off);
    check("a.eml", &mail("news", "X-Apple-Unsubscribe: true\n"), &off);
    check("a.eml", &mail("How do I unsubscribe?", ""), &[("-", "not_a_bounce", "no")]);
}

#[test]
fn events_of_services_tell_who_wants_off() {
    for (event, class) in [
        (r#"{"email":"ann@example.com","event":"spamreport","timestamp":1764000000}"#, "complaint"),
        (r#"{"email":"ann@example.com","event":"unsubscribe","timestamp":1764000000}"#, "unsubscribed"),
        (r#"{"email":"ann@example.com","event":"group_unsubscribe","timestamp":1764000000}"#, "unsubscribed"),
        (r#"{"email":"ann@example.com","event":"dropped","reason":"Bounced Address"}"#, "recipient_unknown"),
        (r#"{"email":"ann@example.com","event":"dropped","reason":"Unsubscribed Address"}"#, "unsubscribed"),
        (
            r#"{"event-data":{"event":"complained","recipient":"ann@example.com","timestamp":1764000000.1}}"#,
            "complaint",
        ),
        (r#"{"event-data":{"event":"unsubscribed","recipient":"ann@example.com"}}"#, "unsubscribed"),
        (
            r#"{"event-data":{"event":"failed","severity":"permanent","reason":"suppress-bounce","recipient":"ann@example.com","delivery-status":{"code":605,"message":"Not delivering to previously bounced address"}}}"#,
            "recipient_unknown",
        ),
        (r#"{"RecordType":"SpamComplaint","Email":"ann@example.com","Type":"SpamComplaint"}"#, "complaint"),
        (
            r#"{"RecordType":"SubscriptionChange","Recipient":"ann@example.com","SuppressSending":true,"SuppressionReason":"ManualSuppression"}"#,
            "unsubscribed",
        ),
        (
            r#"{"notificationType":"Complaint","complaint":{"complainedRecipients":[{"emailAddress":"ann@example.com"}],"complaintFeedbackType":"abuse"},"mail":{"source":"n@us.example","destination":["ann@example.com","bob@example.com"]}}"#,
            "complaint",
        ),
        (
            r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"OnAccountSuppressionList","bouncedRecipients":[{"emailAddress":"ann@example.com","status":"5.1.1","diagnosticCode":"Amazon SES did not send the message to this address because it is on the suppression list for your account."}]},"mail":{"source":"n@us.example","destination":["ann@example.com"]}}"#,
            "recipient_unknown",
        ),
        (
            r#"{"event":"reject","msg":{"email":"ann@example.com","state":"rejected","reject":{"reason":"hard-bounce"}}}"#,
            "recipient_unknown",
        ),
        (r#"{"event":"spam","email":"ann@example.com"}"#, "complaint"),
        (r#"{"msys":{"unsubscribe_event":{"type":"list_unsubscribe","rcpt_to":"ann@example.com"}}}"#, "unsubscribed"),
    ] {
        check("a.json", event, &[("ann@example.com", class, "forever")]);
    }
    check("a.json", r#"{"email":"ann@example.com","event":"group_resubscribe"}"#, &[]);
    check("a.json", r#"{"email":"ann@example.com","event":"open"}"#, &[]);
}

#[test]
fn a_later_delivery_brings_nobody_back_who_wants_off() {
    let desk = Desk::new();
    desk.put("a.json", r#"{"email":"ann@example.com","event":"spamreport","timestamp":"2026-11-01T10:00:00Z"}"#);
    desk.put("b.json", r#"{"email":"ann@example.com","event":"delivered","timestamp":"2026-11-09T10:00:00Z"}"#);
    records(&desk, "a.json");
    records(&desk, "b.json");
    let ran = desk.run(&["check", "ann@example.com", "--offline", "--suppress", "s.csv", "--format", "jsonl"]);
    assert!(ran.stdout.contains("address.suppressed") && ran.stdout.contains("complaint"), "{}", ran.stdout);
}

#[test]
fn who_has_left_is_watched_and_who_is_away_is_not() {
    let answer = |day: u32, text: &str| {
        format!(
            "From: Ann <ann@example.com>\nTo: news@us.example\nSubject: Automatic reply: News\nAuto-Submitted: auto-replied\nDate: {day} Nov 2026 10:00:00 +0000\n\n{text}\n"
        )
    };
    let desk = Desk::new();
    desk.put("away.eml", answer(2, "I am out of the office until Monday."));
    assert_eq!(records(&desk, "away.eml"), [("-".into(), "not_a_bounce".into(), "no".into())]);
    // Whoever is meant, a second answer proves no more than the first one; five within 60 days do, as of any soft bounce.
    for day in 2..=4 {
        desk.put("left.eml", answer(day, "Ann Lee is no longer with the company. Please write to bob@example.com."));
        let ran = desk.run(&["bounce", "left.eml", "--suppress", "s.csv", "--format", "jsonl"]);
        let record: Value = serde_json::from_str(&ran.stdout).expect("a record");
        assert_eq!(record["recipient"], "ann@example.com", "{record}");
        assert!(record["diagnostic"].as_str().is_some_and(|said| said.contains("bob@example.com")), "{record}");
        let list = String::from_utf8(desk.files("")["s.csv"].clone()).expect("text");
        assert!(list.contains(&format!("ann@example.com,other,2026-11-02,2026-11-0{day},{},\n", day - 1)), "{list}");
    }
}

#[test]
fn soft_bounces_on_five_days_keep_an_address_away_but_deferrals_do_not() {
    let line = |day: u32, outcome: &str| {
        format!(
            "2026-11-{day:02}T10:00:00Z mail postfix/smtp[1]: 4A: to=<ann@example.com>, relay=none, delay=1, dsn=4.4.1, status={outcome} (connect to mx.example.com[192.0.2.1]:25: Connection timed out)\n"
        )
    };
    let log = |outcome: &str, days: u32| (1..=days).map(|day| line(day, outcome)).collect::<String>();
    for (content, limit, expected) in [
        (log("expired", 5), "5", ",5,forever"),
        (log("expired", 4), "5", ",4,\n"),
        (log("expired", 3), "3", ",3,forever"),
        (log("deferred", 9), "5", "until\n"),
        (log("expired", 9), "0", "until\n"),
        (log("expired", 5) + &line(6, "sent"), "5", "until\n"),
    ] {
        let desk = Desk::new();
        desk.put("mail.log", &content);
        // Reading the same again changes nothing.
        for _ in 0..2 {
            let ran = desk.run(&["bounce", "mail.log", "--suppress", "s.csv", "--soft-limit", limit]);
            assert_eq!(ran.exit, 0, "{}", ran.stderr);
            let list = std::fs::read_to_string(desk.path("s.csv")).expect("a list");
            assert!(list.contains(expected) && list.trim_end().ends_with(expected.trim_end()), "{limit}: {list}");
        }
    }
}

#[test]
fn lists_of_whom_never_to_mail_are_honoured_by_clean_gate_and_check() {
    let desk = Desk::new();
    desk.put("list.csv", "id,email\n1,ann@gmail.com\n2,Bob@firm-k.com\n3,cid@yahoo.com\n");
    desk.put("people.txt", "ANN@gmail.com\n").put("domains.csv", "domain\nfirm-k.com\n");
    let never = ["--never", "people.txt", "--never", "domains.csv"];
    let ran = desk.run(&[&["clean", "list.csv", "--offline", "-o", "out"], &never[..]].concat());
    assert_eq!((ran.exit, ran.stderr.contains("neither")), (0, false), "{}", ran.stderr);
    let rejected = String::from_utf8(desk.files("out").remove("rejected.csv").expect("a file")).expect("UTF-8");
    assert_eq!(rejected.lines().filter(|line| line.contains("address.do_not_mail")).count(), 2, "{rejected}");
    let ran = desk.run(&[&["gate", "list.csv", "--offline"], &never[..]].concat());
    assert!(ran.exit == 1 && ran.stdout.contains("address.do_not_mail"), "{}", ran.stdout);
    for (address, expected) in [("bob@mail.firm-k.com", true), ("cid@yahoo.com", false)] {
        let ran = desk.run(&[&["check", address, "--offline", "--format", "jsonl"], &never[..]].concat());
        assert_eq!(ran.stdout.contains("address.do_not_mail"), expected, "{}", ran.stdout);
    }
    desk.put("s.csv", "address,class,first_seen,last_seen,count,until\n").put("nobody.txt", "nobody\n");
    for (file, says) in [("s.csv", "--suppress"), ("nobody.txt", "no address"), ("missing.txt", "missing.txt")] {
        let ran = desk.run(&["check", "cid@yahoo.com", "--offline", "--never", file]);
        assert!(ran.exit == 2 && ran.stderr.contains(says), "{file}: {} {}", ran.exit, ran.stderr);
    }
}

#[test]
fn a_list_of_another_tool_may_stand_in_place_of_the_suppression_list() {
    let desk = Desk::new();
    desk.put("never.csv", "Email\nralf@firm-k.com\n");
    let ran = desk.run(&["check", "ralf@firm-k.com", "--offline", "--suppress", "never.csv", "--format", "jsonl"]);
    assert!(ran.stdout.contains("address.suppressed"), "{} {}", ran.stdout, ran.stderr);
    // It is read, and never written over.
    let ran = desk.run_with(&["bounce", "-", "--suppress", "never.csv"], b"<a@b.example>: 550 5.1.1 User unknown\n");
    assert_eq!((ran.exit, ran.stderr.contains("is no suppression list")), (2, true), "{}", ran.stderr);
}
