//! Lists out of mail: the addresses in the headers of one message, or of all messages of an mbox file.

use crate::support::command::Desk;

const MESSAGE: &str = "Return-Path: <ann@gmail.com>\r\nReceived: from mail.example.com (mail.example.com [192.0.2.1])\r\n\
    \tby mx.example.org for <nobody@example.org>; Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: =?utf-8?Q?Ann_L=C3=A9e?= <ann@gmail.com>\r\n\
    To: \"Roe, Bob\" <bob@gmial.com>,\r\n cem@gmail.com; broken@\r\nCc: Team: dan@gmx.de, ANN@gmail.com;\r\n\
    Message-ID: <1@example.com>\r\nSubject: to all\r\n\r\nTo: body@example.com\r\n";

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn each_address_of_a_message_is_a_row_once() {
    let desk = Desk::new();
    desk.put("mail.eml", MESSAGE);
    let ran = desk.run(&["clean", "mail.eml", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("mail.eml: headers of messages, e-mail column \"email\" (4 of 4)"), "{}", ran.stderr);
    let files = desk.files("out");
    let header = "message,field,name,email,presend_verdict,presend_codes,presend_suggestion\n";
    assert_eq!(
        text(&files["clean.csv"]),
        format!(
            "{header}1,From,Ann Lée,ann@gmail.com,ok,address.free,\n1,To,,cem@gmail.com,ok,address.free,\n1,Cc,,dan@gmx.de,ok,address.free,\n"
        )
    );
    let rest = text(&files["review.csv"]) + &text(&files["rejected.csv"]);
    for (row, code) in [
        ("1,To,\"Roe, Bob\",bob@gmial.com,", "typo.provider"),
        ("1,To,,broken@,reject,", "syntax.empty_domain"),
        ("1,Cc,,ANN@gmail.com,reject,", "address.duplicate,same as line 1"),
    ] {
        assert_eq!(rest.lines().filter(|line| line.starts_with(row) && line.contains(code)).count(), 1, "{row} {rest}");
    }
    assert!(!(rest + &text(&files["clean.csv"])).contains("body@"));
}

#[test]
fn the_messages_of_an_mbox_file_are_read_packed_or_not() {
    let desk = Desk::new();
    let mails: String = (0..3000)
        .map(|n| {
            format!(
                "From user{n}@gmail.com Mon Nov 23 10:00:00 2026\nFrom: user{n}@gmail.com\nTo: news@example.com\nSubject: {n}\n\n\
                 To: body{n}@example.com\n\n>From the hills\n{}\n\n",
                "x".repeat(500)
            )
        })
        .collect();
    desk.put("Sent", &mails).put("mails.zst", zstd::encode_all(mails.as_bytes(), 0).expect("room"));
    for list in ["Sent", "mails.zst"] {
        let ran = desk.run(&["clean", list, "--offline", "--force", "-o", "out", "--format", "json"]);
        assert_eq!(ran.exit, 0, "{list}: {}", ran.stderr);
        let summary: serde_json::Value = serde_json::from_str(&ran.stdout).expect("JSON");
        assert_eq!((&summary["rows"], &summary["addresses"]), (&6000.into(), &6000.into()), "{list}");
        let files = desk.files("out");
        let clean = &files[if list == "Sent" { "clean.csv" } else { "clean.csv.zst" }];
        let clean = if list == "Sent" { clean.clone() } else { zstd::decode_all(&clean[..]).expect("zstd") };
        assert!(text(&clean).contains("\n2999,From,,user2998@gmail.com,ok,"), "{list}");
    }
}

/// Addresses that somebody pasted from a mail are a list as they were.
#[test]
fn pasted_lines_of_a_header_are_still_text() {
    let desk = Desk::new();
    desk.put("list.txt", "To: ann@gmail.com\nTo: bob@gmail.com\nTo: cem@gmail.com\n");
    let ran = desk.run(&["clean", "list.txt", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(!ran.stderr.contains("headers of messages"), "{}", ran.stderr);
}

#[test]
fn a_header_without_end_is_refused() {
    let desk = Desk::new();
    let mut endless = b"Message-ID: <1@x>\nTo: ".to_vec();
    endless.extend_from_slice(&b"ann@gmail.com, ".repeat((70 << 20) / 15));
    desk.put("mail.eml.zst", zstd::encode_all(&endless[..], 1).expect("room"));
    let ran = desk.run(&["gate", "mail.eml.zst", "--offline"]);
    assert_eq!(ran.exit, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("longer than 64 MiB"), "{}", ran.stderr);
    // A message without anybody in it is no list.
    desk.put("mail.eml", "Message-ID: <1@x>\nSubject: x\nTo: undisclosed-recipients:;\n\nann@gmail.com\n");
    let ran = desk.run(&["gate", "mail.eml", "--offline"]);
    assert_eq!(ran.exit, 2, "{}", ran.stderr);
}
