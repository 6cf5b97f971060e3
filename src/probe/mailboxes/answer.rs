//! What a reply to RCPT says, and of whom. Pure. The class of the reply comes first, then the enhanced code, then the words
//! (RFC 5321 §4.2.1, RFC 3463). What is not surely about the mailbox is never held against it.

use super::super::reply::Reply;
use crate::bounce::{Class, Evidence, Refusal, Stage, Whose, judge};

/// What a reply to RCPT says of the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Accepted,
    /// There is no such mailbox.
    NoSuch,
    Full,
    Disabled,
    /// Not now: 4xx.
    Later,
    /// No more recipients in this session.
    Enough,
    /// It is about whoever asks.
    AboutUs,
    /// It says nothing of the mailbox.
    Unclear,
}

/// Reads the reply to RCPT for this address.
pub fn answer(reply: &Reply, address: &str) -> Answer {
    match reply.class() {
        // 252 is "cannot tell" (RFC 5321 §3.5.3), whatever it was asked.
        2 if reply.code == 252 => Answer::Unclear,
        2 => Answer::Accepted,
        4 => put_off(reply, address),
        5 => refused(reply, address),
        _ => Answer::Unclear,
    }
}

/// Whether the host puts off whoever it does not know yet, and takes the same address from the same sender after some minutes.
pub fn is_greylisting(reply: &Reply, address: &str) -> bool {
    reply.class() == 4 && reply.code != 421 && judged(reply, address).class == Class::Greylisted
}

/// The subject and the detail of the enhanced code.
fn status(reply: &Reply) -> Option<(u16, u16)> {
    let mut numbers = reply.enhanced.as_deref()?.split('.').skip(1);
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn judged(reply: &Reply, address: &str) -> crate::bounce::Judged {
    let text = format!("{} {}", reply.code, reply.text());
    judge(&Refusal { text: &text, stage: Stage::RcptTo, recipients: &[address], ..Refusal::default() })
}

fn put_off(reply: &Reply, address: &str) -> Answer {
    let class = || judged(reply, address).class;
    match (reply.code, status(reply)) {
        (421, _) => Answer::Later,
        (_, Some((5, 3))) => Answer::Enough,
        (_, Some((2, 2))) => Answer::Full,
        (452, None) if class() == Class::TooManyRecipients => Answer::Enough,
        (_, None) if class() == Class::MailboxFull => Answer::Full,
        _ => Answer::Later,
    }
}

fn refused(reply: &Reply, address: &str) -> Answer {
    let judged = judged(reply, address);
    let is_of_nobody = judged.class == Class::RecipientUnknown && judged.evidence == Evidence::Clear;
    match (reply.code, status(reply)) {
        // A group or a mailbox that takes mail from its own people only (RFC 3463 §3.8, and what Exchange says): the others can be asked for.
        (_, Some((7, 2 | 123 | 124 | 129 | 133..=136))) => Answer::Unclear,
        // All else of security and policy is never about the mailbox alone.
        (_, Some((7, _))) => Answer::AboutUs,
        (_, Some((5, 3))) => Answer::Enough,
        (530 | 534 | 535 | 538, _) => Answer::AboutUs,
        // What cPanel's Exim says of whom it does not know: "The account or domain may not exist, they may be blacklisted, or ...".
        _ if reply.text().contains("may not exist") => Answer::NoSuch,
        (_, Some((1, 1))) if judged.whose == Whose::Sender && first_says_unknown(reply, address) => Answer::NoSuch,
        _ if judged.whose == Whose::Sender && judged.class != Class::TooManyRecipients => Answer::AboutUs,
        _ if judged.class == Class::TooManyRecipients => Answer::Enough,
        (_, Some((2, 2))) => Answer::Full,
        (_, Some((2, 1))) => Answer::Disabled,
        (_, None) if judged.class == Class::MailboxFull => Answer::Full,
        (501..=504, Some((1, 1))) if is_of_nobody => Answer::NoSuch,
        // A command that was not understood says nothing of anybody.
        (500..=504 | 521 | 555 | 556, _) => Answer::Unclear,
        _ if is_of_nobody => {
            if speaks_of_disabled(reply) {
                Answer::Disabled
            } else {
                Answer::NoSuch
            }
        }
        (_, Some((1, 1 | 10 | 3 | 6))) | (550 | 551 | 553, None) => Answer::NoSuch,
        (550, Some((4, 1) | (5, 0) | (0, 0) | (1, 0) | (1, 2) | (2, 0))) => Answer::NoSuch,
        _ => Answer::Unclear,
    }
}

/// Whether there is no such mailbox by the first sentence, without its code. What follows may only tell others what else there is:
/// "User unknown. If you think that your address is blocked, ...".
fn first_says_unknown(reply: &Reply, address: &str) -> bool {
    let text = reply.text();
    let text = reply.enhanced.as_deref().and_then(|code| text.strip_prefix(code)).unwrap_or(&text);
    let end = [". ", "; "].iter().filter_map(|mark| text.find(mark)).min();
    let Some(first) = end.and_then(|end| text.get(..end)) else { return false };
    let first = format!("{} {}", reply.code, first.trim());
    let judged = judge(&Refusal { text: &first, stage: Stage::RcptTo, recipients: &[address], ..Refusal::default() });
    judged.class == Class::RecipientUnknown && judged.evidence == Evidence::Clear
}

/// Names that hosts take also where they refuse everybody else: those of RFC 2142 and the like.
pub fn is_role(local_part: &str) -> bool {
    const ROLES: [&str; 22] = [
        "abuse",
        "admin",
        "administrator",
        "contact",
        "daemon",
        "ftp",
        "hostmaster",
        "info",
        "mail",
        "mailer-daemon",
        "marketing",
        "news",
        "no-reply",
        "noc",
        "noreply",
        "postmaster",
        "root",
        "sales",
        "security",
        "support",
        "usenet",
        "webmaster",
    ];
    ROLES.iter().any(|role| local_part.eq_ignore_ascii_case(role))
}

/// Whether a mailbox is there, but closed.
fn speaks_of_disabled(reply: &Reply) -> bool {
    let text = reply.text().to_lowercase();
    ["disabled", "inactive", "suspended", "deactivated", "not active", "locked"].iter().any(|word| text.contains(word))
}

/// The reply without what is of one address or one moment, so that the same refusals of two addresses are the same text.
pub fn shape(reply: &Reply, address: &str) -> String {
    let local_part = address.rsplit_once('@').map_or(address, |(local_part, _)| local_part);
    let text = reply.text();
    let words = text.split_whitespace().map(|word| {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        // A name of a transaction, a time or a number.
        let is_of_a_moment = bare.bytes().any(|byte| byte.is_ascii_digit()) || bare.is_empty() || is_drawn(bare);
        let word = word.to_lowercase();
        if word.contains('@') || is_of_a_moment { "*".to_owned() } else { without(&word, &local_part.to_lowercase()) }
    });
    format!("{} {} {}", reply.code, reply.enhanced.as_deref().unwrap_or("-"), words.collect::<Vec<_>>().join(" "))
}

/// Whether a word looks as if it had been drawn by lot: its letters are small, then great, then small again more than once.
fn is_drawn(word: &str) -> bool {
    let is_turn = |two: &&[u8]| two[0].is_ascii_lowercase() && two[1].is_ascii_uppercase();
    word.is_ascii() && word.as_bytes().windows(2).filter(is_turn).count() >= 2
}

/// The word with a star where the name stands as a whole: `user=ann`, `用户ann不存在`.
fn without(word: &str, name: &str) -> String {
    let goes_on = |next: Option<char>| next.is_some_and(|c| c.is_ascii_alphanumeric());
    let (mut kept, mut rest) = (String::new(), word);
    while let Some((before, after)) = rest.split_once(name).filter(|_| !name.is_empty()) {
        kept.push_str(before);
        let is_whole = !goes_on(kept.chars().last()) && !goes_on(after.chars().next());
        kept.push_str(if is_whole { "*" } else { name });
        rest = after;
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::super::super::reply::ReplyReader;
    use super::*;

    fn reply(text: &str) -> Reply {
        let (_, reply) = ReplyReader::default().take(format!("{text}\r\n").as_bytes());
        reply.expect("a reply").expect("a good one")
    }

    #[track_caller]
    fn check(expected: Answer, texts: &[&str]) {
        for text in texts {
            assert_eq!(answer(&reply(text), "ann@firma.de"), expected, "{text}");
        }
    }

    #[test]
    fn only_what_is_surely_about_the_mailbox_is_held_against_it() {
        check(Answer::Accepted, &["250 ok", "250 2.1.5 Ok", "251 User not local; will forward to <a@b.c>"]);
        check(
            Answer::NoSuch,
            &[
                "550 5.1.1 <ann@firma.de>: Recipient address rejected: User unknown in virtual mailbox table",
                "550 No such user here",
                "550 5.1.1 The email account that you tried to reach does not exist.",
                "553 5.1.1 no such mailbox",
                "550-5.1.1 The email account that you tried to reach\r\n550 5.1.1 does not exist.",
                "501 5.1.1 user unknown",
                "550 5.1.1 User unknown. If you think your IP is blocked see http://x.example/blocklist",
                "550 5.1.1 <ann@firma.de>: user unknown; ask postmaster if your IP is blacklisted",
            ],
        );
        check(
            Answer::NoSuch,
            &["550 Requested action not taken: mailbox unavailable", "550 no", "551 no", "553 sorry"],
        );
        check(
            Answer::AboutUs,
            &[
                "550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using zen.spamhaus.org",
                "554 5.7.1 <ann@firma.de>: Relay access denied",
                "550 5.7.1 user unknown",
                "550 5.1.1 Rejected. Your IP is on our blocklist",
                "550 5.1.1 Your IP is blocked. User unknown",
                "550 User unknown. Your IP is blocked",
                "554 Transaction failed",
                "530 5.7.0 Must issue a STARTTLS command first",
                "550 Your IP address is on our blocklist",
                "550 SPF check failed for sender.example",
                "550 5.7.25 The IP address sending this message does not have a PTR record setup",
            ],
        );
        check(
            Answer::Later,
            &[
                "450 4.7.1 <ann@firma.de>: Recipient address rejected: Greylisted",
                "451 4.3.0 temporary lookup failure",
                "421 4.7.0 too many errors",
                "450 4.1.1 user unknown for now",
                "452 4.3.1 insufficient system storage",
            ],
        );
        check(Answer::Full, &["452 4.2.2 Mailbox full", "552 5.2.2 over quota", "452 mailbox is full"]);
        check(Answer::Disabled, &["550 5.2.1 The email account that you tried to reach is disabled"]);
        check(
            Answer::Enough,
            &["452 4.5.3 Too many recipients", "452 too many recipients", "550 5.5.3 too many recipients"],
        );
        check(
            Answer::Unclear,
            &[
                "252 cannot VRFY user, but will take message",
                "501 5.1.3 Bad recipient address syntax",
                "503 5.5.1 nested MAIL command",
                "502 command not implemented",
                "550 5.3.0 error",
                "550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required",
                "550 5.7.2 Mailing list expansion prohibited",
                "354 go on",
            ],
        );
    }

    #[test]
    fn the_same_refusal_of_two_addresses_has_one_shape() {
        let one = shape(&reply("550 <ann@firma.de>: mailbox unavailable (id 3f2a77) "), "ann@firma.de");
        let other = shape(&reply("550 <X.Y7@firma.de>: mailbox unavailable (id 99b1)"), "x.y7@firma.de");
        assert_eq!(one, other);
        assert_ne!(one, shape(&reply("550 <ann@firma.de>: rejected (id 3)"), "ann@firma.de"));
        assert_eq!(
            shape(&reply("550 ann... unavailable"), "ann@firma.de"),
            shape(&reply("550 kim... unavailable"), "kim@firma.de")
        );
        for text in
            ["550 用户%不存在", "550 user=% not found", "550 mailbox[%] unknown", "550 no mailbox % (xbkTgAQvyQhbb)"]
        {
            let of = |name: &str| shape(&reply(&text.replace('%', name)), &format!("{name}@firma.de"));
            assert_eq!(of("Ann"), of("x.ghost"), "{text}");
        }
        assert_eq!(
            shape(&reply("550 unknown qFfWzPuLbRtk - gsmtp"), "ann@firma.de"),
            shape(&reply("550 unknown aZxYcWvU - gsmtp"), "kim@firma.de")
        );
        // Words that only hold the name are not the name.
        assert_ne!(
            shape(&reply("550 no such user"), "us@firma.de"),
            shape(&reply("550 no such kimer"), "kim@firma.de")
        );
    }
}
