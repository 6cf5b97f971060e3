//! Fresh bounces of a real Postfix. A scripted server on loopback refuses message after message in the words of a table;
//! Postfix makes a report of each refusal and sends it to the same server; the reports and the log of Postfix are read by presend.

use crate::support::loopback;
use crate::support::postfix::postfix;
use presend::bounce::sources::{BounceReader, SourcedBounce};
use presend::bounce::{Bounce, Day, Suppression, Told, Whose, read_message};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// class, stage, reply.
const TABLE: &str = include_str!("bounce/postfix_replies.tsv");
/// Not even bad luck may cost more time than this.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone, Debug)]
struct Row {
    class: &'static str,
    stage: &'static str,
    reply: &'static str,
}

fn rows() -> Vec<Row> {
    let rows = TABLE.lines().filter(|line| !line.starts_with('#')).map(|line| {
        let fields: Vec<&'static str> = line.splitn(3, '\t').collect();
        Row { class: fields[0], stage: fields[1], reply: fields[2] }
    });
    rows.collect()
}

/// The number in `r017@example.com` or `news-r017@sender.example`.
fn number_in(text: &str) -> Option<usize> {
    let at = text.find("r0")? + 1;
    text[at..].chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
}

/// What the server took: reports.
type Taken = Arc<Mutex<Vec<Vec<u8>>>>;

/// A server that refuses mail for `r017@...` with row 17, and takes mail for sender.example.
fn scripted_server() -> (SocketAddr, Taken) {
    let listener = TcpListener::bind(loopback(0)).expect("a port");
    let addr = listener.local_addr().expect("its address");
    let taken = Taken::default();
    let all = taken.clone();
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let taken = all.clone();
            thread::spawn(move || serve(stream, &taken));
        }
    });
    (addr, taken)
}

/// One session. Ends when the other side goes.
fn serve(stream: TcpStream, taken: &Taken) -> Option<()> {
    let rows = rows();
    let mut output = stream.try_clone().ok()?;
    let mut input = BufReader::new(stream);
    let mut say = |text: &str| output.write_all(format!("{}\r\n", text.replace("\\n", "\r\n")).as_bytes()).ok();
    // A server names whom it was asked for.
    let row_for = |line: &str, stage: &str| {
        let number = number_in(line)?;
        let row = rows.get(number)?;
        let asked = format!("r{number:04}@example.com");
        (row.stage == stage)
            .then(|| row.reply.replace("ann@example.com", &asked).replace("homail.example", "example.com"))
    };
    let mut recipient = String::new();
    say("220 mx.example.com ESMTP")?;
    let mut line = Vec::new();
    loop {
        line.clear();
        if input.read_until(b'\n', &mut line).ok()? == 0 {
            return None;
        }
        let text = String::from_utf8_lossy(&line).trim().to_owned();
        let command = text.to_ascii_uppercase();
        if command.starts_with("EHLO") {
            say("250-mx.example.com\\n250-8BITMIME\\n250-SMTPUTF8\\n250 ENHANCEDSTATUSCODES")?;
        } else if command.starts_with("MAIL") {
            say(&row_for(&text, "mail").unwrap_or("250 2.1.0 Ok".to_owned()))?;
        } else if command.starts_with("RCPT") {
            let to_sender = command.contains("@SENDER.EXAMPLE");
            recipient.clone_from(&text);
            say(&row_for(&text, "rcpt").filter(|_| !to_sender).unwrap_or("250 2.1.5 Ok".to_owned()))?;
        } else if command.starts_with("DATA") {
            say("354 go on")?;
            let mut message = Vec::new();
            loop {
                line.clear();
                if input.read_until(b'\n', &mut line).ok()? == 0 || line == b".\r\n" {
                    break;
                }
                message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            }
            if recipient.to_ascii_lowercase().contains("@sender.example") {
                taken.lock().expect("no panic before").push(message);
                say("250 2.0.0 Ok")?;
            } else {
                say(&row_for(&recipient, "data").unwrap_or("250 2.0.0 Ok".to_owned()))?;
            }
        } else if command.starts_with("QUIT") {
            say("221 2.0.0 Bye")?;
            return None;
        } else {
            say("250 2.0.0 Ok")?;
        }
    }
}

/// Hands Postfix one message for each sender and recipient.
fn send_all(addr: SocketAddr, envelopes: &[(String, String)]) {
    let stream = TcpStream::connect(addr).expect("postfix");
    let mut output = stream.try_clone().expect("the same");
    let mut input = BufReader::new(stream);
    let mut expect = |code: &str| {
        let mut line = String::new();
        while input.read_line(&mut line).expect("an answer") > 0 {
            if line.as_bytes().get(3) == Some(&b' ') {
                break;
            }
            line.clear();
        }
        assert!(line.starts_with(code), "{line}");
    };
    expect("220");
    output.write_all(b"EHLO news.sender.example\r\n").expect("sent");
    expect("250");
    for (sender, recipient) in envelopes {
        for (command, code) in [
            (format!("MAIL FROM:<{sender}>"), "250"),
            (format!("RCPT TO:<{recipient}>"), "250"),
            ("DATA".to_owned(), "354"),
            (format!("From: <{sender}>\r\nTo: <{recipient}>\r\nSubject: News\r\n\r\nHello\r\n."), "250"),
        ] {
            output.write_all(format!("{command}\r\n").as_bytes()).expect("sent");
            expect(code);
        }
    }
    output.write_all(b"QUIT\r\n").expect("sent");
}

#[test]
fn fresh_bounces_of_a_real_postfix_come_into_the_right_class() {
    let rows = rows();
    assert!(rows.len() >= 130, "{}", rows.len());
    let (next, taken) = scripted_server();
    let Some(postfix) = postfix(next) else { return };
    let mut envelopes: Vec<(String, String)> =
        (0..rows.len()).map(|n| (format!("news-r{n:04}@sender.example"), format!("r{n:04}@example.com"))).collect();
    envelopes.push(("news@sender.example".to_owned(), "ann@refused.example".to_owned()));
    send_all(postfix.addr, &envelopes);
    let began = Instant::now();
    while taken.lock().expect("no panic before").len() < envelopes.len() {
        assert!(began.elapsed() < PATIENCE, "{} reports\n{}", taken.lock().expect("no panic").len(), postfix.log());
        thread::sleep(Duration::from_millis(20));
    }
    let reports = taken.lock().expect("no panic before").clone();
    let mut returned: BTreeMap<String, Bounce> = BTreeMap::new();
    for report in &reports {
        let records = read_message(report);
        assert_eq!(records.len(), 1, "{}", String::from_utf8_lossy(report));
        let address = records[0].recipient.clone().expect("an address");
        returned.insert(address, records[0].clone());
    }
    // Exact failed addresses, all of them.
    assert_eq!(returned.keys().collect::<Vec<_>>(), {
        let mut expected: Vec<_> = envelopes.iter().map(|(_, recipient)| recipient).collect();
        expected.sort();
        expected
    });
    assert_eq!(returned["ann@refused.example"].judged.class.word(), "timeout");

    judge_all("reports", &rows, &returned);
    judge_all("log", &rows, &from_log(&postfix.log()));
}

/// The same deliveries, as the log of Postfix tells of them.
fn from_log(log: &str) -> BTreeMap<String, Bounce> {
    let mut returned = BTreeMap::new();
    let mut sink = |found: SourcedBounce| {
        if let Told::Bounce(one) = &found.told
            && let Some(address) = &one.recipient
        {
            returned.insert(address.clone(), one.clone());
        }
        Ok(())
    };
    let mut bag = BounceReader::new(Day::new(2030, 1, 1).expect("a day"), &mut sink);
    bag.read_stream("log", log.as_bytes()).expect("the log");
    drop(bag);
    returned
}

fn judge_all(what: &str, rows: &[Row], returned: &BTreeMap<String, Bounce>) {
    let mut wrong = Vec::new();
    for (n, row) in rows.iter().enumerate() {
        let Some(record) = returned.get(&format!("r{n:04}@example.com")) else {
            wrong.push(format!("{what}: nothing of {row:?}"));
            continue;
        };
        let judged = &record.judged;
        if judged.class.word() != row.class {
            wrong.push(format!("{what}: {} {:?}: {row:?}: {}", judged.class.word(), judged.words, record.diagnostic));
        }
        if judged.whose == Whose::Sender {
            assert_eq!(judged.suppression(), Suppression::No, "{row:?}");
        }
        let of_sender = !["recipient_unknown", "host_not_found", "mailbox_full"].contains(&row.class);
        assert!(!of_sender || judged.suppression() == Suppression::No, "the address pays for it: {row:?} {record:?}");
    }
    let right = 100.0 * (rows.len() - wrong.len()) as f64 / rows.len() as f64;
    // Not with a macro: those are caught by the test harness.
    let _ = writeln!(std::io::stderr(), "{what}: {right:.1} % of {} in the right class", rows.len());
    assert!(right >= 95.0, "{right:.1} %\n{}", wrong.join("\n"));
    for line in wrong {
        let _ = writeln!(std::io::stderr(), "{line}");
    }
}
