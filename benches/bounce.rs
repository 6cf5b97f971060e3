//! How fast bounces are read and judged: `cargo bench --bench bounce`.
//!
//! Messages are those of the tests and reports in fields as Postfix makes them, one for each reply of the tests' table; lines are
//! the same replies as a mail log has them. Each figure is the best of several rounds on one core.

#![allow(clippy::print_stdout)]

use presend::bounce::{Day, read_log_line, read_message};
use std::hint::black_box;
use std::time::{Duration, Instant};

const RETURNED: &[u8] = include_bytes!("../tests/bounce/returned.mbox");
const NONE: &[u8] = include_bytes!("../tests/bounce/no_bounces.mbox");
const REPLIES: &str = include_str!("../tests/bounce/replies.tsv");
const ROUNDS: usize = 15;

/// The messages of an mbox.
fn messages(mbox: &[u8]) -> Vec<Vec<u8>> {
    let begins: Vec<usize> = memchr::memmem::find_iter(mbox, "From MAILER-DAEMON Mon Nov 23").collect();
    let ends = begins.iter().skip(1).copied().chain([mbox.len()]);
    begins
        .iter()
        .zip(ends)
        .map(|(begin, end)| mbox[*begin..end].splitn(2, |b| *b == b'\n').nth(1).unwrap_or_default().to_vec())
        .collect()
}

fn replies() -> impl Iterator<Item = &'static str> {
    REPLIES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('\t'))
        .map(|(_, reply)| reply)
}

/// A report as Postfix makes it, with the copy of a message of two pages.
fn report(reply: &str) -> String {
    let copy = "Our news of this autumn: a line as long as lines of letters are, and some words more.\r\n".repeat(60);
    format!(
        "Return-Path: <>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0000\r\nFrom: MAILER-DAEMON@mx.sender.example (Mail Delivery System)\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nTo: news@sender.example\r\nAuto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b/mx\"\r\n\r\nThis is a MIME-encapsulated message.\r\n\r\n\
         --b/mx\r\nContent-Description: Notification\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThis is the mail system at host \
         mx.sender.example.\r\n\r\nI'm sorry to have to inform you that your message could not\r\nbe delivered to one or more recipients.\r\n\r\n\
         <ann@example.com>: host mx.example.com[192.0.2.1] said: {reply} (in reply to RCPT TO command)\r\n\r\n--b/mx\r\n\
         Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.sender.example\r\nArrival-Date: Mon, 23 Nov 2026 10:00:00 +0000\r\n\r\n\
         Final-Recipient: rfc822; ann@example.com\r\nOriginal-Recipient: rfc822;ann@example.com\r\nAction: failed\r\nStatus: 5.0.0\r\n\
         Remote-MTA: dns; mx.example.com\r\nDiagnostic-Code: smtp; {reply}\r\n\r\n--b/mx\r\nContent-Type: message/rfc822\r\n\r\n\
         From: news@sender.example\r\nTo: ann@example.com\r\nSubject: News\r\n\r\n{copy}\r\n--b/mx--\r\n"
    )
}

fn measure(what: &str, count: usize, mut run: impl FnMut()) {
    run();
    let best = (0..ROUNDS).map(|_| {
        let began = Instant::now();
        run();
        began.elapsed()
    });
    let best = best.min().unwrap_or(Duration::MAX);
    println!("{what:<42} {:>9.0} a second", count as f64 / best.as_secs_f64());
}

fn main() {
    let began = Instant::now();
    black_box(read_message(report("550 no").as_bytes()));
    println!("{:<42} {:>9.1} ms, once", "tables made ready", began.elapsed().as_secs_f64() * 1e3);

    let reports: Vec<Vec<u8>> = replies().map(|reply| report(reply).into_bytes()).collect();
    let read_all = |messages: &[Vec<u8>]| messages.iter().for_each(|raw| drop(black_box(read_message(raw))));
    measure("reports of Postfix", reports.len(), || read_all(&reports));
    let returned = messages(RETURNED);
    measure("bounces of many servers", returned.len(), || read_all(&returned));
    let none = messages(NONE);
    measure("other mail", none.len(), || read_all(&none));

    let lines: Vec<String> = replies()
        .map(|reply| {
            format!("Nov 23 10:00:00 mx postfix/smtp[1]: 4A: to=<ann@example.com>, relay=mx.example.com[192.0.2.1]:25, delay=1, dsn=5.0.0, status=bounced (host mx.example.com[192.0.2.1] said: {reply} (in reply to RCPT TO command))")
        })
        .collect();
    let today = Day::new(2026, 12, 1).unwrap_or(Day(0));
    measure("lines of a log", lines.len(), || {
        lines.iter().for_each(|line| drop(black_box(read_log_line(line, today))));
    });
}
