//! Reports written for people (qmail, Exim, sendmail, Exchange, Groupwise, web mailers and many more): which addresses failed, and
//! the words about each. No format is known by name; an address counts by where it stands in its line.

use super::text::{address_in, ascii_address_in, cut};

/// The most addresses taken from one text.
const ADDRESSES_MAX: usize = 200;
/// The most lines, and octets of a line, that are looked at.
const LINES_MAX: usize = 2_000;
const LINE_OCTETS_MAX: usize = 2_000;
/// The most octets kept of the words about an address.
const WORDS_OCTETS_MAX: usize = 2_000;

/// An address that failed, and the lines about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failed {
    pub(super) address: String,
    pub(super) words: String,
}

/// How sure the place of an address is. The best places of a text count, the others do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    /// `RCPT TO:<x>`, `<x>:` at the start of a line, alone on its line.
    Start,
    /// After a word such as `recipient` or `to`.
    Named,
    Anywhere,
}

/// The failed addresses of a report. `own` are addresses that cannot be meant: the sender's, the reporter's. `known` are
/// addresses that a header names as failed; then no others count.
pub(super) fn failed(text: &str, own: &[String], known: &[String]) -> Vec<Failed> {
    let report = before_the_original(text);
    let lines: Vec<&str> = report.lines().take(LINES_MAX).map(|line| cut(line, LINE_OCTETS_MAX)).collect();
    let addresses = if known.is_empty() { best_addresses(&lines, own) } else { known.to_vec() };
    let words = words_about(&lines, &addresses);
    addresses.into_iter().zip(words).map(|(address, words)| Failed { address, words }).collect()
}

fn best_addresses(lines: &[&str], own: &[String]) -> Vec<String> {
    let mut found: Vec<(Place, String)> = Vec::new();
    let mut after_a_heading = false;
    for line in lines {
        let plain = line.trim();
        if let Some((place, address)) = address_of_line(plain, after_a_heading)
            && !is_own(&address, own)
            && found.len() < ADDRESSES_MAX
        {
            found.push((place, address));
        }
        after_a_heading = plain.ends_with(':') || (after_a_heading && plain.is_empty());
    }
    let Some(best) = found.iter().map(|(place, _)| *place).min() else { return Vec::new() };
    let mut addresses: Vec<String> = Vec::new();
    for (place, address) in found {
        if place == best && !addresses.iter().any(|known| known.eq_ignore_ascii_case(&address)) {
            addresses.push(address);
        }
        // Loose talk names one address; the others in it are of helpers and links.
        if best == Place::Anywhere && !addresses.is_empty() {
            break;
        }
    }
    addresses
}

fn address_of_line(line: &str, after_a_heading: bool) -> Option<(Place, String)> {
    if !line.contains('@') {
        return None;
    }
    // `<|/usr/bin/filter> (expanded from: <ann@example.com>)`: the address that was mailed is the one in brackets.
    if let Some(at) = find_ignoring_case(line, "expanded from") {
        return first_address(&line[at..]).map(|(_, _, address)| (Place::Start, address));
    }
    let (start, end, address) = first_address(line)?;
    let before = line[..start].trim_end_matches(['<', '"', '\'', '(', '[', '`', '“', '「', '《']).trim_end();
    let after = line[end..].trim_start_matches(['>', '"', '\'', ')', ']', '”', '」', '》']).trim_start();
    let lower = before.to_lowercase();
    if is_told_to_have_arrived(line) {
        return None;
    }
    if NOT_AFTER.iter().any(|word| ends_with_word(lower.trim_end_matches([':', ' ']), word))
        || lower.starts_with(">>> mail")
    {
        return None;
    }
    let bare = before.trim_start_matches([
        '*', '-', '•', '·', '#', '>', '.', '1', '2', '3', '4', '5', '6', '7', '8', '9', '0', ' ', '\t',
    ]);
    let place = if bare.is_empty() {
        let ends = after.is_empty() || after.starts_with([':', ',', ';', '.', '(', '[', '-', '—', '：']);
        if ends || after_a_heading || line.starts_with('<') { Place::Start } else { Place::Named }
    } else if lower.contains("rcpt to")
        || RECIPIENTS.iter().any(|word| lower.trim_end_matches([':', '：', ' ', '<', '[', ']']).ends_with(word))
    {
        Place::Named
    } else {
        Place::Anywhere
    };
    Some((place, address))
}

/// `Your message was delivered to ann@example.com`, beside those that failed.
fn is_told_to_have_arrived(line: &str) -> bool {
    const ARRIVED: &[&str] = &[
        "was delivered to",
        "were delivered to",
        "has been delivered to",
        "delivered successfully",
        "successfully delivered",
        "was accepted",
        "accepted for delivery",
        "wurde zugestellt",
        "a été remis",
        "fue entregado",
        "foi entregue",
        "è stato consegnato",
        "已送达",
        "に配信されました",
    ];
    const NOT: &[&str] = &[
        "not ",
        "n't",
        "never",
        "nicht",
        "n'a pas",
        "no fue",
        "não foi",
        "non è",
        "failed",
        "refused",
        "rejected",
        "未送达",
    ];
    let lower = line.to_lowercase();
    ARRIVED.iter().any(|words| lower.contains(words)) && !NOT.iter().any(|word| lower.contains(word))
}

/// Whether a text ends with a word, and not with the end of a longer one: "invalid" does not end with "id".
fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(before) = text.strip_suffix(word) else { return false };
    !(word.starts_with(|c: char| c.is_ascii_alphanumeric()) && before.ends_with(|c: char| c.is_ascii_alphanumeric()))
}

/// After these an address is somebody else's: of the sender, of help, of a machine.
const NOT_AFTER: &[&str] = &[
    "from",
    "sender",
    "reply-to",
    "return-path",
    "message-id",
    "message id",
    "mail from",
    "contact",
    "mailto",
    "envelope-from",
    "e-mail to",
    "email to",
    "mail to",
    "write to",
    "forwarded to",
    "forward this",
    "report to",
    "abuse",
    "postmaster",
    "references",
    "in-reply-to",
    "errors-to",
    "发件人",
    "发信人",
    "寄件者",
    "寄件人",
    "差出人",
    "by",
    "cc",
    "von",
    "id",
    "please send mail to",
    "sent by",
    "originator",
    "de",
    "assistance, please send mail to",
    "list-unsubscribe",
    "for <",
    "送信者",
    "보낸사람",
    "отправитель",
];

/// After these an address is the one that failed.
const RECIPIENTS: &[&str] = &[
    "to",
    "recipient",
    "recipients",
    "recipient(s)",
    "address",
    "addresses",
    "addressee",
    "user",
    "mailbox",
    "account",
    "rcpt",
    "for",
    "destination",
    "user unknown",
    "unknown user",
    "failed",
    "following",
    "delivering",
    "deliver",
    "reach",
    "empfänger",
    "an",
    "destinataire",
    "destinatario",
    "à",
    "para",
    "a",
    "получатель",
    "адрес",
    "адресу",
    "收件人",
    "收信人",
    "收件者",
    "收件人地址",
    "邮箱",
    "地址",
    "您发给",
    "发往",
    "发送到",
    "投递到",
    "宛先",
    "メールアドレス",
    "받는사람",
    "수신자",
    "email",
    "e-mail",
    "mail",
    "recip",
    "not found",
    "unknown",
    "said",
    "发给",
    "寄给",
    "到",
    "给",
];

fn first_address(text: &str) -> Option<(usize, usize, String)> {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'@', &text.as_bytes()[from..]).map(|at| at + from) {
        let start_of_word = text[from..at].rfind(char::is_whitespace).map_or(from, |p| from + p + 1);
        let start_of_word = (start_of_word..=at).find(|p| text.is_char_boundary(*p)).unwrap_or(at);
        let end_of_word = text[at..].find(char::is_whitespace).map_or(text.len(), |p| at + p);
        let word = &text[start_of_word..end_of_word];
        if let Some((start, end)) = ascii_address_in(word).or_else(|| address_in(word)) {
            let address = word[start..end].trim_start_matches(['=', '\'', '/']).to_owned();
            if address.rsplit('@').next().is_some_and(|domain| domain.contains('.')) && !address.starts_with('@') {
                return Some((start_of_word + start, start_of_word + end, address));
            }
        }
        from = at + 1;
    }
    None
}

fn is_own(address: &str, own: &[String]) -> bool {
    let local = address.split('@').next().unwrap_or_default().to_ascii_lowercase();
    matches!(
        local.as_str(),
        "mailer-daemon" | "postmaster" | "mailerdaemon" | "mail-daemon" | "abuse" | "noreply" | "no-reply"
    ) || own.iter().any(|own| own.eq_ignore_ascii_case(address))
}

/// For each address the lines from where it is named to where another one is. Where there is one address, all lines count.
fn words_about(lines: &[&str], addresses: &[String]) -> Vec<String> {
    if addresses.len() == 1 {
        return vec![joined(lines.iter().copied())];
    }
    let lowered: Vec<String> = addresses.iter().map(|address| address.to_ascii_lowercase()).collect();
    let mut words = vec![String::new(); addresses.len()];
    let mut current: Option<usize> = None;
    for line in lines {
        if line.contains('@') {
            let lower = line.to_ascii_lowercase();
            current = lowered.iter().position(|address| lower.contains(address.as_str())).or(current);
        }
        if let Some(current) = current
            && words[current].len() + line.len() < WORDS_OCTETS_MAX
        {
            words[current].push(' ');
            words[current].push_str(line.trim());
        }
    }
    // The last address of a plain list has the words that are meant for all of them.
    let bare = |text: &str, address: &str| text.trim().len() <= address.len() + 4;
    for at in (0..words.len()).rev() {
        if bare(&words[at], &addresses[at]) {
            words[at] = words.get(at + 1).cloned().unwrap_or_else(|| joined(lines.iter().copied()));
        }
    }
    words.into_iter().map(|text| text.trim().to_owned()).collect()
}

fn joined<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
        if text.len() + line.len() > WORDS_OCTETS_MAX {
            break;
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(line);
    }
    text
}

/// What stands before the copy of the original message.
pub(super) fn before_the_original(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let plain = line.trim();
        let begins = |word: &str| plain.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        let header = !line.starts_with([' ', '\t', '>'])
            && ["received: ", "return-path: ", "message-id: ", "dkim-signature: ", "mime-version: "]
                .iter()
                .any(|name| begins(name));
        let copy = plain.len() < 200 && ORIGINALS.iter().any(|words| find_ignoring_case(plain, words).is_some());
        if (header || copy) && at > 0 && !text[..at].trim().is_empty() {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// Lines that announce the copy of the original message.
const ORIGINALS: &[&str] = &[
    "line is a copy of the message",
    "this is a copy of the message",
    "this is a copy of your message",
    "this is the original message",
    "original message follows",
    "original message headers",
    "original message header",
    "--- original message",
    "---original message",
    "-original message-",
    "- original message -",
    "original mail follows",
    "headers of your message",
    "message header follows",
    "message headers follow",
    "message text follows",
    "unsent message below",
    "unsent message follows",
    "your message follows",
    "returned message follows",
    "--- returned message",
    "----- the header of the message",
    "the first * lines of the message",
    "a copy of the original message",
    "copy of your message",
    "text of the message follows",
    "the undelivered message follows",
    "ursprüngliche nachricht",
    "message original",
    "-原始邮件",
    "- 原始邮件",
    "原始邮件-",
    "-原始郵件",
    "- 原始郵件",
    "原信内容",
    "元のメッセージ",
];

fn find_ignoring_case(text: &str, words: &str) -> Option<usize> {
    let first = words.as_bytes().first()?.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) =
        memchr::memchr2(first, first.to_ascii_uppercase(), &text.as_bytes()[from..]).map(|at| at + from)
    {
        if text.as_bytes().get(at..at + words.len()).is_some_and(|cut| cut.eq_ignore_ascii_case(words.as_bytes())) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let own = ["list@sender.example".to_owned()];
        let found: Vec<String> = failed(text, &own, &[]).into_iter().map(|failed| failed.address).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn addresses_at_the_start_of_a_line_count_most() {
        check(
            "Hi. This is the qmail-send program at sender.example.\nI'm afraid I wasn't able to deliver to postmaster@sender.example\n\n\
             <ann@example.com>:\n192.0.2.1 does not like recipient.\nRemote host said: 550 user unknown; write to help@example.com\n\n\
             --- Below this line is a copy of the message.\n\nTo: bob@example.com\n",
            &["ann@example.com"],
        );
        check(
            "The following address(es) failed:\n\n  ann@example.com\n    mailbox is full\n  bob@example.com\n    Unrouteable address\n",
            &["ann@example.com", "bob@example.com"],
        );
    }

    #[test]
    fn addresses_after_the_word_for_them_are_found() {
        check("Sorry, your message to ann@example.com cannot be delivered.", &["ann@example.com"]);
        check("Recipient: [ann@example.com]\nContact: help@example.com", &["ann@example.com"]);
        check("From: list@sender.example\nTo: <ann@example.com>\nError: no", &["ann@example.com"]);
        check("您发给ann@qq.com的邮件被退回，收件人邮箱不存在", &["ann@qq.com"]);
    }

    #[test]
    fn an_alias_is_named_by_the_address_that_was_mailed() {
        check(
            "\"|/usr/bin/filter\"\n    (reason: 550)\n    (expanded from: <ann@example.com>)\n",
            &["ann@example.com"],
        );
    }

    #[test]
    fn the_original_message_names_nobody() {
        check("Mail failed.\n\nReceived: from a\nTo: ann@example.com\n", &[]);
        check("Nothing here.", &[]);
        check("@ @@ a@ @b <@> x@y", &[]);
    }

    #[test]
    fn each_address_has_its_own_words() {
        let found = failed("<a@b.example>:\nmailbox full\n\n<c@d.example>:\nuser unknown\n", &[], &[]);
        assert!(found[0].words.contains("mailbox full") && !found[0].words.contains("user unknown"));
        assert!(found[1].words.contains("user unknown") && !found[1].words.contains("mailbox full"));
    }
}
