//! What a server may send to harm: each is borne within bounds of memory and time, and said.

use crate::support::command::Desk;
use presend::bounce::imap::{Access, Given, ImapError, Limits, Mailbox, Mark, Reading, read};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};

/// One session: `answer` gets each command without its tag, and the connection. A line `*` in what it gives back is the tag.
fn server(greeting: &'static str, answer: impl Fn(&str, &mut TcpStream) -> String + Send + 'static) -> u16 {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("its address").port();
    thread::spawn(move || -> Option<()> {
        let (mut stream, _) = listener.accept().ok()?;
        stream.write_all(greeting.as_bytes()).ok()?;
        let mut input = BufReader::new(stream.try_clone().ok()?);
        loop {
            let mut line = String::new();
            if input.read_line(&mut line).ok()? == 0 {
                return None;
            }
            let (tag, command) = line.trim_end().split_once(' ').unwrap_or(("", line.trim_end()));
            let text = answer(command, &mut stream).replace("TAG", tag);
            stream.write_all(text.as_bytes()).ok()?;
        }
    });
    port
}

const GREETING: &str = "* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN SASL-IR] ready\r\n";

/// The usual answers: one message, with this content.
fn usual(command: &str, body: &str) -> String {
    match command.split(' ').next() {
        Some("EXAMINE") => "* 1 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 6] ok\r\nTAG OK\r\n".to_owned(),
        Some("UID") if command.contains("BODY") => {
            format!("* 1 FETCH (FLAGS (\\Recent) UID 5 BODY[]<0> {{{}}}\r\n{body})\r\nTAG OK\r\n", body.len())
        }
        Some("UID") => "* 1 FETCH (UID 5)\r\nTAG OK\r\n".to_owned(),
        _ => "TAG OK\r\n".to_owned(),
    }
}

/// Reads with little patience: what came, and how it ended.
fn reading(port: u16, since: Option<Mark>) -> (Vec<(u32, usize)>, Result<Reading, ImapError>) {
    let limits = Limits {
        silence: Duration::from_millis(400),
        answer: Duration::from_millis(1500),
        messages_max: 100,
        ..Limits::default()
    };
    let access = Access { password: "s3cret".to_owned(), trusted: Default::default(), limits };
    let mailbox = Mailbox::parse(&format!("imap://ann@127.0.0.1:{port}")).expect("a mailbox");
    let mut taken = Vec::new();
    let began = Instant::now();
    let result = read(&mailbox, &access, since, &mut |uid, given| {
        taken.push((uid, if let Given::Message(raw) = given { raw.len() } else { 0 }));
        Ok(())
    });
    assert!(began.elapsed() < Duration::from_secs(30), "{result:?}");
    (taken, result)
}

/// What is said of a server that answers one command in this way.
fn said_of(begins: &'static str, text: impl Fn(&mut TcpStream) -> String + Send + 'static) -> String {
    let port = server(
        GREETING,
        move |command, stream| {
            if command.starts_with(begins) { text(stream) } else { usual(command, "x") }
        },
    );
    match reading(port, None).1 {
        Ok(reading) => reading.broken.map_or_else(|| "nothing".to_owned(), |error| error.to_string()),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_usual_answers_are_read() {
    let (taken, result) = reading(server(GREETING, |command, _| usual(command, "hello")), None);
    assert_eq!(taken, [(5, 5)]);
    assert_eq!(result.expect("read").mark, Some(Mark { uidvalidity: 7, last_uid: 5 }));
    // The last message is given even when it is older than what was asked for (RFC 3501 §6.4.8).
    let port = server(GREETING, |command, _| usual(command, "hello").replace("UIDNEXT 6", "UIDNEXT 9"));
    assert!(reading(port, Some(Mark { uidvalidity: 7, last_uid: 5 })).0.is_empty());
}

#[test]
fn endless_lines_are_cut_off() {
    for begins in ["AUTHENTICATE", "EXAMINE", "UID"] {
        let said = said_of(begins, |stream| {
            let _ = (0..1000).try_for_each(|_| stream.write_all(&[b'x'; 4096]));
            String::new()
        });
        assert!(said.contains("a longer line"), "{begins}: {said}");
    }
}

#[test]
fn a_huge_text_costs_no_memory_and_no_time() {
    for octets in ["99999999999", "4294967295", "99999999999999999999999999"] {
        let said = said_of("UID FETCH 5", move |_| format!("* 1 FETCH (UID 5 BODY[]<0> {{{octets}}}\r\nabc"));
        assert!(said.contains("a longer text"), "{octets}: {said}");
    }
    // What is announced and does not come is waited for, and no longer than for any answer.
    let said = said_of("UID FETCH 5", |_| "* 1 FETCH (UID 5 BODY[]<0> {60000000}\r\nabc".to_owned());
    assert!(said.contains("does not answer in time"), "{said}");
    // A server that gives more than was asked for is read, and the beginning is kept.
    let body = "a".repeat(3 << 20);
    let (taken, result) = reading(server(GREETING, move |command, _| usual(command, &body)), None);
    assert_eq!(taken, [(5, presend::bounce::MESSAGE_OCTETS_MAX)]);
    assert!(result.expect("read").broken.is_none());
}

#[test]
fn silence_and_slow_drips_end() {
    for greeting in ["", "* OK "] {
        let (_, result) = reading(server(greeting, |_, _| String::new()), None);
        assert!(matches!(result, Err(ImapError::Silent)), "{result:?}");
    }
    let said = said_of("EXAMINE", |stream| {
        let _ = (0..100).try_for_each(|_| {
            thread::sleep(Duration::from_millis(100));
            stream.write_all(b"* OK x\r\n")
        });
        String::new()
    });
    assert!(said.contains("does not answer in time"), "{said}");
}

#[test]
fn floods_nests_and_nonsense_end() {
    let flood = said_of("EXAMINE", |_| "* OK x\r\n".repeat(20_000));
    assert!(flood.contains("more than 10,000 answers"), "{flood}");
    let nest = said_of("UID FETCH 5", |_| {
        format!("* 1 FETCH (BODYSTRUCTURE {}{} UID 5)\r\nTAG OK\r\n", "(".repeat(20_000), ")".repeat(20_000))
    });
    assert_eq!(nest, "nothing");
    for (text, expected) in [
        ("nonsense\r\n", "what is no IMAP: nonsense"),
        ("other OK\r\n", "what is no IMAP"),
        ("+ go on\r\n", "it asks for more"),
        ("* BYE \u{1b}[31mred\u{7}\r\n", "ended the session: \\u{1b}[31mred\\u{7}"),
        ("* OK [ALERT]\u{e9}\r\nTAG NO [X]\u{e9}\r\n", "[X]\u{e9}"),
        ("* OK see {5}\r\nTAG NO no\r\n", "no. Write the folder"),
        ("TAG NO s3cret AGFubgBzM2NyZXQ=\r\n", "\"INBOX\": *** ***."),
    ] {
        let said = said_of("EXAMINE", move |_| text.to_owned());
        assert!(said.contains(expected), "{text:?}: {said}");
    }
}

#[test]
fn messages_that_nobody_asked_for_are_not_taken_and_none_twice() {
    let port = server(GREETING, |command, _| {
        if command.starts_with("UID FETCH 5") {
            "* 9 FETCH (UID 9 BODY[] \"nine\")\r\n* 1 FETCH (BODY[]<0> \"fi\\\"ve\" UID 5)\r\n* 1 FETCH (UID 5 BODY[] \"again\")\r\nTAG OK\r\n"
                .to_owned()
        } else {
            usual(command, "")
        }
    });
    assert_eq!(reading(port, None).0, [(5, 5)]);
}

#[test]
fn one_message_that_the_server_refuses_hides_no_other() {
    let port = server(GREETING, |command, _| match command.split(' ').collect::<Vec<_>>().as_slice() {
        ["UID", "FETCH", "1:*", ..] => {
            "* 1 FETCH (UID 4)\r\n* 2 FETCH (UID 5)\r\n* 3 FETCH (UID 6)\r\nTAG OK\r\n".into()
        }
        ["UID", "FETCH", "4:6", ..] => "* 1 FETCH (UID 4 BODY[] {1}\r\na)\r\nTAG NO damaged\r\n".to_owned(),
        ["UID", "FETCH", "5:5", ..] => "TAG NO damaged\r\n".to_owned(),
        ["UID", "FETCH", "6", ..] => "TAG OK\r\n".to_owned(),
        ["UID", "FETCH", "6:6", ..] => "* 3 FETCH (UID 6 BODY[] {2}\r\nab)\r\nTAG OK\r\n".to_owned(),
        _ => usual(command, ""),
    });
    let (taken, result) = reading(port, None);
    assert_eq!(taken, [(4, 1), (6, 2), (5, 0)]);
    assert_eq!(result.expect("read").mark.map(|mark| mark.last_uid), Some(6));
}

#[test]
fn a_server_that_has_had_enough_is_asked_for_all_of_them_again() {
    let port = server(GREETING, |command, _| match command.split(' ').collect::<Vec<_>>().as_slice() {
        ["UID", "FETCH", "1:*", ..] => "* 1 FETCH (UID 4)\r\n* 2 FETCH (UID 5)\r\nTAG OK\r\n".to_owned(),
        ["UID", "FETCH", "4:5", ..] => "* 1 FETCH (UID 4 BODY[] {1}\r\na)\r\nTAG NO enough\r\n".to_owned(),
        ["UID", "FETCH", ..] => "TAG NO enough\r\n".to_owned(),
        _ => usual(command, ""),
    });
    let (taken, result) = reading(port, None);
    let reading = result.expect("read");
    assert_eq!((taken, reading.mark.expect("a mark").last_uid), (vec![(4, 1)], 0));
    assert!(matches!(reading.broken, Some(ImapError::Giving { .. })), "{:?}", reading.broken);
}

#[test]
fn a_run_reads_only_so_many_and_a_broken_one_remembers_what_was_whole() {
    let many = |command: &str| -> Option<(u32, u32)> {
        let range = command.strip_prefix("UID FETCH ")?.split(' ').next()?;
        let (first, last) = range.split_once(':')?;
        Some((first.parse().ok()?, last.parse().unwrap_or(130)))
    };
    let serve = move |command: &str, break_at: u32| {
        let Some((first, last)) = many(command) else { return usual(command, "").replace("UIDNEXT 6", "UIDNEXT 131") };
        let body = if command.contains("BODY") { " BODY[] \"x\"" } else { "" };
        let all: String = (first..=last)
            .map(|uid| format!("* {uid} FETCH (UID {uid}{})\r\n", if uid == break_at { "" } else { body }))
            .collect();
        if (first..=last).contains(&break_at) && !body.is_empty() { "* BYE\r\n".to_owned() } else { all + "TAG OK\r\n" }
    };
    let (taken, result) = reading(server(GREETING, move |command, _| serve(command, 0)), None);
    let reading_whole = result.expect("read");
    assert_eq!((taken.len(), reading_whole.left, reading_whole.mark.expect("a mark").last_uid), (100, 30, 100));
    let (taken, result) = reading(server(GREETING, move |command, _| serve(command, 70)), None);
    let reading_broken = result.expect("read");
    assert_eq!((taken.len(), reading_broken.mark.expect("a mark").last_uid), (50, 50));
    assert!(matches!(reading_broken.broken, Some(ImapError::Ended { .. })));
}

#[test]
fn servers_of_the_old_kind_are_logged_into_and_others_are_refused_with_why() {
    let log_in = |capabilities: &'static str, word: &'static str| {
        let port = server("* OK ready\r\n", move |command, _| match command.split(' ').next() {
            Some("CAPABILITY") => format!("* CAPABILITY IMAP4rev1 {capabilities}\r\nTAG OK\r\n"),
            Some("LOGIN") if command == "LOGIN \"ann\" \"s3cret\"" => "TAG OK\r\n".to_owned(),
            Some("AUTHENTICATE") if command == "AUTHENTICATE PLAIN" => "+ \r\n".to_owned(),
            // What follows a continuation has no tag.
            Some("AGFubgBzM2NyZXQ=" | "") => "p2 OK\r\n".to_owned(),
            Some("LOGIN" | "AUTHENTICATE") => format!("TAG NO [{word}] not now\r\n"),
            _ => usual(command, "hello"),
        });
        reading(port, None)
    };
    assert_eq!(log_in("", "").0, [(5, 5)]);
    assert_eq!(log_in("AUTH=PLAIN", "").0, [(5, 5)]);
    assert!(matches!(log_in("LOGINDISABLED", "").1, Err(ImapError::LoginDisabled)));
    assert!(matches!(log_in("AUTH=PLAIN SASL-IR", "X").1, Err(ImapError::Login { .. })));
    assert!(matches!(log_in("AUTH=PLAIN SASL-IR", "UNAVAILABLE").1, Err(ImapError::LoginLater { .. })));
}

#[test]
fn a_password_in_the_url_is_refused_and_not_repeated() {
    let desk = Desk::new();
    for url in [
        "imaps://ann:hunter2@mail.example.com/INBOX",
        "IMAPS://ann@example.com:hunter2@mail.example.com/INBOX",
        "imap://ann:hunter2/x@127.0.0.1",
    ] {
        let ran = desk.run(&["bounce", url, "--allow-empty"]);
        assert!(ran.exit == 2 && ran.stderr.contains("PRESEND_IMAP_PASSWORD"), "{url}: {}", ran.stderr);
        assert!(!ran.stderr.contains("hunter2") && ran.stdout.is_empty(), "{url}: {}", ran.stderr);
    }
    for (arguments, said) in [
        (&["bounce", "imaps://ann@mail.example.com"][..], "there is no password for the mailbox"),
        (&["bounce", "imaps://mail.example.com/INBOX"], "names no user"),
        (&["bounce", "imap://ann@192.0.2.1", "--password-command", "echo x"], "write imaps://"),
        (&["bounce", "imaps://ann@192.0.2.1", "imaps://bob@192.0.2.1"], "run presend once for each"),
        (&["bounce", "a.mbox", "--imap-state", "x"], "--imap-state is about a mailbox"),
        (&["bounce", "imaps://ann@192.0.2.1", "--imap-ca", "gone"], "--imap-ca gone"),
    ] {
        let ran = desk.run(arguments);
        assert!(ran.exit == 2 && ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
}
