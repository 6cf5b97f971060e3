//! What a whole run of `presend bounce --suppress` makes of bounces and deliveries: who is on the list in the end, and what is told.

use crate::support::command::Desk;

fn log(time: &str, to: &str, status: &str, words: &str) -> String {
    format!(
        "Nov 23 {time} mail postfix/smtp[1]: 4A: to=<{to}>, relay=mx.example.com[192.0.2.1]:25, dsn=2.0.0, status={status} ({words})\n"
    )
}

fn refused(words: &str) -> String {
    format!("host mx.example.com[192.0.2.1] said: {words} (in reply to RCPT TO command)")
}

fn listed(desk: &Desk) -> String {
    std::fs::read_to_string(desk.path("s.csv")).expect("a list")
}

#[test]
fn a_delivery_after_the_bounce_lifts_it_and_is_told() {
    let desk = Desk::new();
    let full = refused("552 5.2.2 over quota");
    let gone = refused("550 5.1.1 User unknown");
    let lines = [
        log("10:00:00", "full@a.example", "bounced", &full),
        log("10:30:00", "full@a.example", "sent", "250 ok"),
        log("10:00:00", "back@b.example", "bounced", &gone),
        log("10:30:00", "back@b.example", "sent", "250 ok"),
        log("10:00:00", "dead@c.example", "sent", "250 ok"),
        log("10:30:00", "dead@c.example", "bounced", &gone),
        log("10:00:00", "tried@d.example", "deferred", &refused("452 4.2.2 over quota")),
    ];
    desk.put("mail.log", lines.concat());
    let ran = desk.run(&["bounce", "mail.log", "--suppress", "s.csv"]);
    assert!(ran.stdout.contains("2: off the list, because mail arrived"), "{} {}", ran.stdout, ran.stderr);
    assert!(ran.stdout.contains("1 suppressed address in"), "{}", ran.stdout);
    assert!(listed(&desk).contains("dead@c.example"), "{}", listed(&desk));
    let ran = desk.run(&["bounce", "mail.log", "--format", "csv"]);
    assert_eq!(ran.stdout.lines().count(), 5, "deliveries are no records: {}", ran.stdout);
}

#[test]
fn deliveries_of_services_lift_too() {
    let desk = Desk::new();
    let bounced =
        r#"{"email":"ann@example.com","event":"bounce","reason":"552 5.2.2 mailbox full","timestamp":1795400000}"#;
    for delivered in [
        r#"{"email":"ann@example.com","event":"delivered","timestamp":1795800000}"#,
        r#"{"notificationType":"Delivery","mail":{"destination":["ann@example.com"]},"delivery":{"timestamp":"2026-11-27T00:00:00Z","recipients":["ann@example.com"]}}"#,
        r#"{"RecordType":"Delivery","Recipient":"ann@example.com","DeliveredAt":"2026-11-27T00:00:00Z"}"#,
        r#"{"event":"delivered","recipient":"ann@example.com","timestamp":1795800000.5}"#,
    ] {
        desk.put("a.json", bounced).put("b.json", delivered);
        let _ = std::fs::remove_file(desk.path("s.csv"));
        desk.run(&["bounce", "a.json", "--suppress", "s.csv"]);
        assert!(listed(&desk).contains("ann@example.com"), "{}", listed(&desk));
        let ran = desk.run(&["bounce", "b.json", "--suppress", "s.csv"]);
        assert!(!listed(&desk).contains("ann@example.com"), "{delivered}: {} {}", ran.stdout, ran.stderr);
    }
    desk.put(
        "acct.csv",
        "type,timeLogged,rcpt,dsnAction,dsnStatus,dsnDiag\nb,2026-11-20 10:00:00,ann@example.com,failed,5.2.2 (mailbox full),smtp;552 5.2.2 mailbox full\n\
         d,2026-11-21 10:00:00,ann@example.com,relayed,2.0.0 (success),smtp;250 2.0.0 Ok\n",
    );
    let _ = std::fs::remove_file(desk.path("s.csv"));
    let ran = desk.run(&["bounce", "acct.csv", "--suppress", "s.csv"]);
    assert!(ran.stdout.contains("1 bounce") && !listed(&desk).contains("ann@"), "{} {}", ran.stdout, listed(&desk));
}

#[test]
fn a_receiver_that_refuses_all_in_the_same_words_suppresses_nobody() {
    let desk = Desk::new();
    let replies: String = (0..6).map(|n| format!("<u{n}@big.example>: 550 5.1.1 User unknown (id {n}a7)\n")).collect();
    let mailed: String = (0..20).map(|n| format!("u{n}@big.example\n")).collect();
    desk.put("replies.txt", replies).put("sent.txt", mailed);
    let ran = desk.run(&["bounce", "replies.txt", "--sent", "sent.txt", "--suppress", "s.csv"]);
    assert!(ran.stdout.contains("held: big.example refused 6 addresses in the same words"), "{}", ran.stdout);
    assert_eq!(listed(&desk).lines().count(), 1, "{}", listed(&desk));
    let mailed: String = (0..200).map(|n| format!("u{n}@big.example\n")).collect();
    desk.put("sent.txt", mailed);
    let ran = desk.run(&["bounce", "replies.txt", "--sent", "sent.txt", "--suppress", "s.csv"]);
    assert!(!ran.stdout.contains("held:"), "{}", ran.stdout);
    assert_eq!(listed(&desk).lines().count(), 7, "{}", listed(&desk));
}

#[test]
fn a_bare_refusal_suppresses_nobody_on_any_day() {
    let desk = Desk::new();
    for day in 20..24 {
        let text = log("10:00:00", "ann@example.com", "bounced", &refused("550 Blocked"));
        desk.put("mail.log", text.replace("Nov 23", &format!("Nov {day}")));
        desk.run(&["bounce", "mail.log", "--suppress", "s.csv"]);
    }
    assert_eq!(listed(&desk).lines().count(), 1, "{}", listed(&desk));
}

#[test]
fn of_a_notification_only_those_who_came_back_count() {
    let desk = Desk::new();
    let mail = r#""mail":{"timestamp":"2026-11-20T10:00:00Z","source":"news@sender.example","destination":["ann@a.example","bob@b.example"]}"#;
    let bounce = r#""bounce":{"bounceType":"Permanent","bounceSubType":"General","timestamp":"2026-11-20T10:00:00Z","bouncedRecipients":[{"emailAddress":"ann@a.example","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}]}"#;
    desk.put("bounce.json", format!("{{\"notificationType\":\"Bounce\",{bounce},{mail}}}"));
    let ran = desk.run(&["bounce", "bounce.json", "--suppress", "s.csv", "--format", "jsonl"]);
    assert_eq!(ran.stdout.lines().count(), 1, "{}", ran.stdout);
    assert!(listed(&desk).contains("ann@a.example") && !listed(&desk).contains("bob@"), "{}", listed(&desk));
}

/// The list after these texts, each in a run of its own, given on standard input.
fn after_each(texts: &[String], more: &[&str]) -> String {
    let desk = Desk::new();
    let arguments = [&["bounce", "-", "--suppress", "s.csv"], more].concat();
    let run_all = || {
        for text in texts {
            let ran = desk.run_with(&arguments, text.as_bytes());
            assert_eq!(ran.exit, 0, "{}", ran.stderr);
        }
    };
    run_all();
    let (list, days) = (listed(&desk), std::fs::read(desk.path("s.csv.days")).expect("remembered"));
    run_all();
    assert_eq!(listed(&desk), list, "read again");
    assert_eq!(std::fs::read(desk.path("s.csv.days")).expect("remembered"), days, "read again");
    list
}

fn addresses(list: &str) -> usize {
    list.lines().filter(|line| !line.starts_with("address,") && !line.starts_with("salt:")).count()
}

#[test]
fn a_newest_first_export_says_the_same_in_any_order_and_in_any_number_of_runs() {
    let bounced = log("10:00:00", "ann@example.com", "bounced", &refused("550 5.1.1 User unknown"));
    let newest = log("10:00:00", "ann@example.com", "sent", "250 ok").replace("Nov 23", "Nov 25");
    for hash in [&[][..], &["--hash"]] {
        for (first, second) in [(&newest, &bounced), (&bounced, &newest)] {
            assert_eq!(addresses(&after_each(&[first.clone(), second.clone()], hash)), 0);
            let desk = Desk::new();
            desk.put("mail.log", first).put("mail.log.1", second);
            let ran = desk.run(&[&["bounce", "mail.log", "mail.log.1", "--suppress", "s.csv"], hash].concat());
            assert_eq!(addresses(&listed(&desk)), 0, "{}", ran.stdout);
            assert!(ran.stdout.contains("1: off the list"), "{}", ran.stdout);
        }
        let again = bounced.replace("Nov 23", "Nov 26");
        for texts in [[&newest, &again, &bounced], [&again, &bounced, &newest], [&bounced, &newest, &again]] {
            let list = after_each(&texts.map(String::clone), hash);
            assert!(addresses(&list) == 1 && list.contains("-11-26") && !list.contains("-11-23"), "{list}");
        }
    }
}

#[test]
fn one_event_for_each_run_is_held_as_all_of_them_in_one() {
    let unproved =
        |n: usize| log("10:00:00", &format!("u{n}@big.example"), "bounced", &refused("550 no such user here"));
    for hash in [&[][..], &["--hash"]] {
        let three: Vec<String> = (0..3).map(unproved).collect();
        assert_eq!(addresses(&after_each(&three, hash)), 3);
        let five: Vec<String> = (0..5).map(unproved).collect();
        assert_eq!(addresses(&after_each(&five, hash)), 0, "the fourth takes the others back");
    }
    let desk = Desk::new();
    for n in 0..5 {
        let ran = desk.run_with(&["bounce", "-", "--suppress", "s.csv"], unproved(n).as_bytes());
        let is_told = ran.stdout.contains(&format!("held: big.example refused {} addresses in the same words", n + 1));
        assert_eq!(is_told, n >= 3, "{}", ran.stdout);
    }
}

#[test]
fn what_the_receiver_has_against_the_sender_disarms_the_doubtful_strikes_of_earlier_runs() {
    let doubtful = |day: &str| {
        log("10:00:00", "ann@big.example", "bounced", &refused("550 account disabled")).replace("Nov 23", day)
    };
    let blocked = log("11:00:00", "bob@big.example", "bounced", &refused("554 5.7.1 blocked using zen.spamhaus.org"));
    let strikes = [doubtful("Nov 22"), doubtful("Nov 23")];
    let list = after_each(&strikes, &[]);
    assert!(list.contains("forever"), "{list}");
    let list = after_each(&[strikes[0].clone(), strikes[1].clone(), blocked], &[]);
    assert!(addresses(&list) == 1 && !list.contains("forever"), "{list}");
}

#[test]
fn a_run_that_was_ended_in_the_middle_leaves_both_files_whole() {
    use std::process::Stdio;
    let desk = Desk::new();
    let many: String = (0..3000).map(|n| format!("<u{n}@example-{n}.com>: 550 5.1.1 User unknown\n")).collect();
    desk.put("many.txt", many).put("one.txt", "<ann@example.com>: 550 5.1.1 User unknown\n");
    desk.run(&["bounce", "one.txt", "--suppress", "s.csv"]);
    for wait in 0..12u64 {
        let mut command = desk.command(&["bounce", "many.txt", "--suppress", "s.csv"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("presend starts");
        std::thread::sleep(std::time::Duration::from_millis(wait * 30));
        child.kill().expect("it is ended");
        child.wait().expect("it ends");
        let ran = desk.run(&["bounce", "one.txt", "--suppress", "s.csv"]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(listed(&desk).contains("ann@example.com,recipient_unknown"), "{}", listed(&desk));
    }
    let ran = desk.run(&["bounce", "many.txt", "--suppress", "s.csv"]);
    assert_eq!((ran.exit, addresses(&listed(&desk))), (0, 3001), "{}", ran.stderr);
}
