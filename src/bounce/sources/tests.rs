//! Every kind of source, told apart by content and read to its records.

use super::*;
use std::io::Write;

fn read(bytes: &[u8]) -> (Vec<String>, Contents) {
    let mut found = Vec::new();
    let mut sink = |record: SourcedBounce| {
        let Told::Bounce(returned) = &record.told else { return Ok(()) };
        let address = returned.recipient.as_deref().unwrap_or("-");
        found.push(format!("{} {address} {}", record.source, returned.judged.class.word()));
        Ok(())
    };
    let mut bag = BounceReader::new(Day::new(2026, 12, 1).expect("a day"), &mut sink);
    bag.read_stream("f", bytes).expect("read");
    let contents = bag.contents();
    (found, contents)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let (found, contents) = read(text.as_bytes());
    assert_eq!(found, expected, "{contents:?}");
}

const NOTICE: &str = "From: MAILER-DAEMON@mx.example\nTo: news@sender.example\nSubject: failure notice\n\nHi. This is the qmail-send program.\n\n<ann@example.com>:\n550 user unknown\n";

#[test]
fn a_single_message_has_no_number() {
    check(NOTICE, &["f ann@example.com recipient_unknown"]);
}

#[test]
fn messages_of_an_mbox_are_numbered() {
    let mbox = format!(
        "From MAILER-DAEMON Mon Nov 23 10:00:00 2026\n{NOTICE}\n>From here on\nFrom me to you\n\nFrom x@y Mon Nov 23 10:00:01 2026\n{NOTICE}"
    );
    check(&mbox, &["f:1 ann@example.com recipient_unknown", "f:2 ann@example.com recipient_unknown"]);
}

#[test]
fn logs_are_read_and_repeated_tries_count_once() {
    let line = "Nov 23 10:00:00 mx postfix/smtp[1]: 4A: to=<ann@example.com>, relay=none, dsn=4.4.1, status=deferred (connect to mx.example.com[192.0.2.1]:25: Connection timed out)\n";
    check(&line.repeat(3), &["f:1 ann@example.com timeout"]);
}

#[test]
fn replies_of_several_lines_are_one() {
    check(
        "550 5.1.1 <ann@example.com>: User unknown\n\n552-5.2.2 <bob@example.com> mailbox\n552 5.2.2 is full\ncid@example.com: connection timed out\n",
        &["f:1 ann@example.com recipient_unknown", "f:3 bob@example.com mailbox_full", "f:5 cid@example.com timeout"],
    );
}

#[test]
fn tables_and_json_of_services_are_read() {
    check(
        "email,status,reason,created\nann@example.com,5.1.1,\"550 5.1.1 no, such user\",2026-11-23\nbob@example.com,,552 mailbox full,2026-11-23\n",
        &["f:2 ann@example.com recipient_unknown", "f:3 bob@example.com mailbox_full"],
    );
    check(
        "[\n {\"email\":\"ann@example.com\",\"event\":\"bounce\",\"reason\":\"550 user unknown }\"},\n {\"email\":\"bob@example.com\",\"event\":\"open\"}\n]",
        &["f:1 ann@example.com recipient_unknown"],
    );
    check(
        r#"{"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bounceSubType":"General","bouncedRecipients":[{"emailAddress":"ann@example.com","action":"failed","status":"5.1.1","diagnosticCode":"smtp; 550 5.1.1 user unknown"}],"timestamp":"2026-11-23T10:00:00.000Z"},"mail":{"destination":["ann@example.com"],"source":"news@sender.example"}}"#,
        &["f:1 ann@example.com recipient_unknown"],
    );
    check(
        "{\"event-data\":{\"event\":\"failed\",\"severity\":\"permanent\",\"recipient\":\"ann@example.com\",\"delivery-status\":{\"code\":550,\"message\":\"5.7.1 blocked using zen.spamhaus.org\"}}}\n{\"event-data\":{\"event\":\"delivered\",\"recipient\":\"bob@example.com\"}}\n",
        &["f:1 ann@example.com sender_blocked"],
    );
}

#[test]
fn what_is_compressed_is_unpacked() {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(b"550 5.1.1 <ann@example.com>: User unknown\n").expect("packed");
    let (found, _) = read(&packed.finish().expect("packed"));
    assert_eq!(found, ["f:1 ann@example.com recipient_unknown"]);
}

#[test]
fn folders_are_read_in_order_and_what_is_foreign_is_left_out() {
    let temp = tempfile::tempdir().expect("a folder");
    for folder in ["cur", "new", "tmp"] {
        fs::create_dir(temp.path().join(folder)).expect("a folder");
    }
    fs::write(temp.path().join("cur/1.mx:2,S"), NOTICE).expect("written");
    fs::write(temp.path().join("new/2.mx"), NOTICE).expect("written");
    fs::write(temp.path().join("tmp/3.mx"), NOTICE).expect("written");
    fs::write(temp.path().join("new/picture"), [0x89, b'P', b'N', b'G', 0, 1, 2]).expect("written");
    let mut count = 0;
    let mut sink = |_| {
        count += 1;
        Ok(())
    };
    let mut bag = BounceReader::new(Day(20_000), &mut sink);
    bag.read(temp.path()).expect("read");
    let contents = bag.contents();
    assert_eq!((count, contents.files, contents.trouble_count), (2, 3, 1));
    let mut sink = |_| Ok(());
    let missing = BounceReader::new(Day(0), &mut sink).read(&temp.path().join("nowhere"));
    assert!(matches!(missing, Err(SourceError::NotFound { .. })));
}

#[test]
fn hostile_streams_are_bounded_and_said_to_be_broken() {
    let long = [b"From x Mon Nov 23 10:00:00 2026\n".as_slice(), &vec![b'a'; 5 << 20]].concat();
    assert_eq!(read(&long).0, ["f:1 - not_a_bounce"]);
    assert_eq!(read(b"[{\"email\":\"a@b.example\"").1.trouble_count, 1);
    assert_eq!(read(b"{\"email\": nonsense}").1.trouble_count, 1);
    assert_eq!(read(&[0x1f, 0x8b, 8, 0, 0]).1.trouble_count, 1);
    let open = [b"email,reason\n\"".as_slice(), &vec![b'a'; 6 << 20]].concat();
    assert_eq!(read(&open).1.trouble_count, 1);
    let deep = "[".repeat(100_000) + &"{\"a\":".repeat(1000);
    assert!(read(deep.as_bytes()).1.trouble_count <= 1);
    assert!(read(b"").0.is_empty());
}

/// What arrived.
fn arrived(text: &str) -> Vec<String> {
    let mut arrived = Vec::new();
    let mut sink = |record: SourcedBounce| {
        match record.told {
            Told::Delivered(delivery) => arrived.push(delivery.recipient),
            Told::Bounce(returned) => arrived.push(format!("{returned:?}")),
        }
        Ok(())
    };
    let mut bag = BounceReader::new(Day::new(2026, 12, 1).expect("a day"), &mut sink);
    bag.read_stream("f", text.as_bytes()).expect("read");
    arrived
}

#[test]
fn a_delivery_that_a_service_tells_by_mail_is_no_bounce() {
    let event = r#"{"notificationType":"Delivery","delivery":{"timestamp":"2026-11-23T10:00:01.000Z","recipients":["ann@example.com"],"smtpResponse":"250 2.6.0 Message received"},"mail":{"source":"news@sender.example","destination":["ann@example.com","bob@example.com"]}}"#;
    let mail = "From: AWS Notifications <no-reply@sns.amazonaws.com>\nTo: news@sender.example\nSubject: AWS Notification Message\n";
    let footer = "--\nIf you wish to stop receiving notifications\n";
    assert_eq!(arrived(&format!("{mail}\n{event}\n\n{footer}")), ["ann@example.com"]);
}

const TRACKING: &str = "#Software: Microsoft Exchange Server\r\n#Version: 15.02.1118.007\r\n#Log-type: Message Tracking Log\r\n\
    #Date: 2026-11-23T00:00:00.000Z\r\n\
    #Fields: date-time,client-ip,source,event-id,recipient-address,recipient-status,message-subject,sender-address\r\n";

#[test]
fn tracking_logs_of_exchange_name_who_failed_and_who_did_not() {
    let rows = "2026-11-23T10:00:00.000Z,192.0.2.5,SMTP,RECEIVE,ann@example.com;bob@example.com,,\"News, \"\"new\"\"\",news@sender.example\r\n\
        2026-11-23T10:00:01.000Z,,SMTP,FAIL,ann@example.com;bob@example.com,\"[{LED=550 5.1.1 User unknown};{FQDN=mx.example.com}];[{LED=554 5.7.1 blocked using zen.spamhaus.org}]\",\"News, \"\"new\"\"\",news@sender.example\r\n\
        2026-11-23T10:00:02.000Z,,DSN,DSN,news@sender.example,,Undeliverable: News,postmaster@sender.example\r\n";
    let deliver = "2026-11-24T10:00:00.000Z,,STOREDRIVER,DELIVER,ann@example.com,,News,news@sender.example\r\n";
    check(
        &format!("{TRACKING}{rows}"),
        &["f:7 ann@example.com recipient_unknown", "f:7 bob@example.com sender_blocked"],
    );
    assert_eq!(arrived(&format!("\u{feff}{TRACKING}{TRACKING}{deliver}")), ["ann@example.com"]);
    check(TRACKING, &[]);
}
