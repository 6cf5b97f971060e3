//! Refusals as servers write them, and what they mean. The table is written from the standards and the manuals of servers and providers.

use super::*;

/// class, then the reply.
const REPLIES: &str = include_str!("../../tests/bounce/replies.tsv");

#[test]
fn replies_of_all_providers_mean_what_they_say() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in REPLIES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (expected, text) = line.split_once('\t').expect("class, tab, reply");
        let judged = judge(&Refusal { text, ..Refusal::default() });
        count += 1;
        if judged.class.word() != expected {
            wrong.push(format!("{expected} but {} ({:?}): {text}", judged.class.word(), judged.words));
        }
    }
    assert!(count >= 130, "{count}");
    assert!(wrong.is_empty(), "{} of {count} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_the_senders_fault_suppresses_nobody() {
    const OF_THE_RECIPIENT: &[&str] = &["recipient_unknown", "host_not_found", "mailbox_full"];
    for line in REPLIES.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (class, text) = line.split_once('\t').expect("class, tab, reply");
        let judged = judge(&Refusal { text, ..Refusal::default() });
        if !OF_THE_RECIPIENT.contains(&class) || judged.whose != Whose::Recipient {
            assert_eq!(judged.suppression(), Suppression::No, "{text}");
        }
    }
}

#[track_caller]
fn check(text: &str, class: Class, permanence: Permanence, suppression: Suppression) {
    let judged = judge(&Refusal { text, ..Refusal::default() });
    assert_eq!(
        (judged.class, judged.permanence, judged.suppression()),
        (class, permanence, suppression),
        "{text}: {judged:?}"
    );
}

#[test]
fn what_follows_for_the_address() {
    use Class::*;
    use Permanence::*;
    check("550 5.1.1 User unknown", RecipientUnknown, Permanent, Suppression::Forever);
    check("450 4.1.1 User unknown", RecipientUnknown, Temporary, Suppression::No);
    check("550 mailbox unavailable", RecipientUnknown, Permanent, Suppression::No);
    check("550 account disabled", RecipientUnknown, Permanent, Suppression::SecondStrike);
    check("552 5.2.2 mailbox full", MailboxFull, Temporary, Suppression::ForAWhile);
    check(
        "Host or domain name not found. Name service error for name=x.example type=A: Host not found",
        HostNotFound,
        Permanent,
        Suppression::Forever,
    );
    check(
        "Host or domain name not found. Name service error for name=x.example type=MX: Host not found, try again",
        HostNotFound,
        Temporary,
        Suppression::No,
    );
    check("554 5.7.1 blocked using zen.spamhaus.org", SenderBlocked, Permanent, Suppression::No);
    check("something nobody ever wrote", Other, Permanent, Suppression::No);
    check("", Other, Permanent, Suppression::No);
}

#[test]
fn the_nearest_noun_is_what_does_not_exist() {
    use Class::*;
    let class = |text: &str| judge(&Refusal { text, ..Refusal::default() }).class;
    assert_eq!(class("at this domain the user ann does not exist"), RecipientUnknown);
    assert_eq!(class("the domain of the sender address could not be verified"), SenderDns);
    assert_eq!(class("mailbox /var/mail/ann exceeds size limit"), MailboxFull);
    assert_eq!(class("收件人ann@163.com不存在"), RecipientUnknown);
    assert_eq!(class("发件人域名example.com不存在"), SenderDns);
}

#[test]
fn what_is_said_before_rcpt_to_is_not_about_the_recipient() {
    check(
        "host mx.example.com[192.0.2.1] said: 550 5.1.1 User unknown (in reply to MAIL FROM command)",
        Class::SenderDns,
        Permanence::Permanent,
        Suppression::No,
    );
    check(
        "host mx.example.com[192.0.2.1] refused to talk to me: 550 unknown",
        Class::SenderBlocked,
        Permanence::Permanent,
        Suppression::No,
    );
}

#[track_caller]
fn check_message(raw: &str, expected: &[(&str, &str)]) {
    let found = read_message(raw.replace('\n', "\r\n").as_bytes());
    let shown: Vec<(&str, &str)> =
        found.iter().map(|r| (r.recipient.as_deref().unwrap_or("-"), r.judged.class.word())).collect();
    assert_eq!(shown, expected, "{found:#?}");
}

#[test]
fn a_report_with_fields_is_read_from_its_fields() {
    check_message(
        "From: MAILER-DAEMON@mx.sender.example (Mail Delivery System)\nSubject: Undelivered Mail Returned to Sender\n\
         To: news@sender.example\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=\"b\"\n\
         \n--b\nContent-Type: text/plain\n\nI'm sorry to have to inform you\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.sender.example\n\nFinal-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.2.2\n\
         Diagnostic-Code: smtp; 550 5.2.2 Over quota\n\n--b\nContent-Type: message/rfc822\n\nFrom: news@sender.example\nTo: ann@example.com\n\nHello\n--b--\n",
        &[("ann@example.com", "mailbox_full")],
    );
}

#[test]
fn a_report_on_many_recipients_is_read_to_its_end() {
    let blocks: String = (0..300)
        .map(|n| {
            format!(
                "Final-Recipient: rfc822; r{n}@receiver.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.receiver.example\n\
                 Diagnostic-Code: smtp; 550 5.1.1 <r{n}@receiver.example>: Recipient address rejected: User unknown in virtual mailbox table, {}\n\n",
                "and so on ".repeat(12)
            )
        })
        .collect();
    let raw = format!(
        "From: MAILER-DAEMON@mx.sender.example\nSubject: Undelivered Mail\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\
         Reporting-MTA: dns; mx.sender.example\n\n{blocks}\n--b--\n"
    );
    assert!(raw.len() > 64 << 10);
    assert_eq!(read_message(raw.as_bytes()).len(), 300);
}

#[test]
fn reports_in_prose_are_read() {
    check_message(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.sender.example\nTo: news@sender.example\nSubject: failure notice\n\n\
         Hi. This is the qmail-send program at mx.sender.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\n\
         This is a permanent error; I've given up. Sorry it didn't work out.\n\n<ann@example.com>:\n192.0.2.7 does not like recipient.\n\
         Remote host said: 550 5.1.1 User unknown\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\n\
         Return-Path: <news@sender.example>\nSubject: Hello\n\nYour mailbox is full of news\n",
        &[("ann@example.com", "recipient_unknown")],
    );
    check_message(
        "From: Mail Delivery System <Mailer-Daemon@mx.sender.example>\nTo: news@sender.example\nX-Failed-Recipients: ann@example.com\n\
         Auto-Submitted: auto-replied\nSubject: Mail delivery failed: returning message to sender\n\n\
         This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\n\
         recipients. This is a permanent error. The following address(es) failed:\n\n  ann@example.com\n    host mx.example.com [192.0.2.1]\n\
             SMTP error from remote mail server after RCPT TO:<ann@example.com>:\n    552 5.2.2 mailbox full\n\n\
         ------ This is a copy of the message, including all the headers. ------\n",
        &[("ann@example.com", "mailbox_full")],
    );
    check_message(
        "From: PostMaster@qq.com\nTo: news@sender.example\nSubject: =?gb18030?B?z7XNs83L0MU=?=\nContent-Type: text/html; charset=utf-8\n\n\
         <html><body><p>很抱歉，您发送给 <b>ann@qq.com</b> 的邮件被退回。</p><p>退信原因：收件人邮箱不存在</p></body></html>\n",
        &[("ann@qq.com", "recipient_unknown")],
    );
}

#[test]
fn a_report_in_gb18030_without_a_charset_is_read() {
    let text = "很抱歉，您的邮件被退回。\n收件人：ann@163.com\n原因：收件人邮箱空间不足\n";
    let (body, _, _) = encoding_rs::GB18030.encode(text);
    let mut raw = b"From: postmaster@163.com\r\nTo: news@sender.example\r\nSubject: Undelivered mail\r\n\r\n".to_vec();
    raw.extend_from_slice(&body);
    let found = read_message(&raw);
    assert_eq!(
        (found[0].recipient.as_deref(), found[0].judged.class),
        (Some("ann@163.com"), Class::MailboxFull),
        "{found:?}"
    );
}

#[test]
fn what_is_no_bounce_is_said_to_be_none() {
    for raw in [
        "From: ann@example.com\nTo: news@sender.example\nSubject: Out of office: news\nAuto-Submitted: auto-replied\n\nI am away until Monday.\n",
        "From: news@shop.example\nTo: ann@example.com\nSubject: Our offers\nList-Unsubscribe: <https://shop.example/u>\n\nUser unknown? Mailbox full? Buy space!\n",
        "From: MAILER-DAEMON@mx.example\nSubject: Successful Mail Delivery Report\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@example.com\nAction: relayed\nStatus: 2.0.0\n\n--b--\n",
        "hello",
        "",
    ] {
        check_message(raw, &[("-", "not_a_bounce")]);
    }
}

#[test]
fn a_bounce_that_is_forwarded_as_an_attachment_is_read() {
    let bounce = "From: MAILER-DAEMON@mx.example\nSubject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nThis is the mail system\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@example.com\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\n--b--\n";
    let forwarded = |inner: &str| {
        format!(
            "From: boss@us.example\nTo: ops@us.example\nSubject: Fwd: look\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=o\n\n--o\nContent-Type: text/plain\n\nsee below\n--o\nContent-Type: message/rfc822\n\n{inner}\n--o--\n"
        )
    };
    check_message(&forwarded(bounce), &[("ann@example.com", "recipient_unknown")]);
    let news = "From: news@us.example\nTo: ann@example.com\nSubject: News\n\nUser unknown?\n";
    check_message(&forwarded(news), &[("-", "not_a_bounce")]);
}

#[test]
fn an_address_of_x400_names_one_of_the_internet() {
    let raw = |recipient: &str| {
        format!(
            "From: postmaster@gw.example\nSubject: Delivery Report (failure)\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: text/plain\n\nno\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: x400; gw\n\nFinal-Recipient: {recipient}\nAction: failed\nStatus: 5.1.1\n--b--\n"
        )
    };
    for recipient in ["X400; /DD.RFC-822=ann(a)example.com/A=x/C=us/", "x400; dda:RFC-822=ann(a)example.com;c=us;a=x"] {
        check_message(&raw(recipient), &[("ann@example.com", "recipient_unknown")]);
    }
}

#[test]
fn a_server_that_still_tries_costs_no_address() {
    let raw = "From: MAILER-DAEMON@mx.example\nSubject: Delayed Mail (still being retried)\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\nFinal-Recipient: rfc822; ann@example.com\nAction: delayed\nStatus: 4.4.1\nDiagnostic-Code: X-Postfix; connect to mx.example.com[192.0.2.1]:25: Connection timed out\n\n--b--\n";
    let found = read_message(raw.as_bytes());
    assert_eq!(found[0].judged.class, Class::Timeout);
    assert_eq!(found[0].suppression(), Suppression::No);
}

#[test]
fn hostile_messages_are_read_in_bounded_time() {
    let deep_parts: String =
        (0..20_000).map(|n| format!("Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n")).collect();
    let deep_messages = "Content-Type: message/rfc822\n\n".repeat(50_000);
    let headers = "X-Flood: yes\n".repeat(100_000);
    let at = "@".repeat(300_000);
    let addresses =
        "From: mailer-daemon@x.example\nSubject: failure notice\n\n".to_owned() + &"a@b.example\n".repeat(30_000);
    let fields = "From: mailer-daemon@x.example\nContent-Type: message/delivery-status\n\n".to_owned()
        + &"Final-Recipient: rfc822; a@b.example\nStatus: 5.1.1\nAction: failed\n\n".repeat(20_000);
    for raw in [deep_parts, deep_messages, headers, at, addresses, fields] {
        assert!(!read_message(raw.as_bytes()).is_empty());
    }
    assert!(!read_message(&[0xff; 100_000]).is_empty());
    assert!(!read_message(&[0; 1000]).is_empty());
}
