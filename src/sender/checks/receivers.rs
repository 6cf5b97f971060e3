//! What large receivers say when they refuse a set-up, and where they say so. The table is in `data/receivers.tsv`.

use crate::reason::Reason;
use std::net::{Ipv4Addr, Ipv6Addr};

const TABLE: &str = include_str!("../../../data/receivers.tsv");

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub receiver: &'static str,
    pub kind: &'static str,
    pub key: &'static str,
    pub value: &'static str,
    pub source: &'static str,
}

/// All lines of one kind.
pub fn lines(kind: &str) -> impl Iterator<Item = Line> + '_ {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(parse).filter(move |line| line.kind == kind)
}

fn parse(line: &'static str) -> Option<Line> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    Some(Line { receiver: next()?, kind: next()?, key: next()?, value: next()?, source: next()? })
}

/// How receivers answer to a fault of this subject. What a server says to a HELO name hangs on how the name is written.
pub fn answers_to(code: Reason, subject: &str) -> impl Iterator<Item = Line> {
    let in_brackets =
        subject.starts_with('[') && matches!(code, Reason::SenderHeloIpLiteral | Reason::SenderHeloInvalid);
    let is_said = match code {
        // Postfix takes an address in brackets, an underscore, and any name with a dot.
        _ if in_brackets => !is_literal(subject),
        Reason::SenderHeloInvalid => !is_host_name_but_for_underscores(subject),
        Reason::SenderHeloNotFqdn => !subject.trim_end_matches('.').contains('.'),
        _ => true,
    };
    let fits = move |line: &Line| line.value.ends_with(NO_ADDRESS) == in_brackets;
    lines("answer").filter(move |line| is_said && line.key == code.code() && fits(line))
}

/// What Postfix says of brackets around anything but an address.
const NO_ADDRESS: &str = "Helo command rejected: invalid ip address";

/// An address as HELO may have it (RFC 5321 §4.1.3).
fn is_literal(text: &str) -> bool {
    let Some(inside) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) else { return false };
    match inside.get(..5).filter(|tag| tag.eq_ignore_ascii_case("IPv6:")) {
        Some(_) => inside[5..].parse::<Ipv6Addr>().is_ok(),
        None => inside.parse::<Ipv4Addr>().is_ok(),
    }
}

fn is_host_name_but_for_underscores(text: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    };
    text.trim_end_matches('.').split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole_and_names_codes_that_exist() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for row in rows {
            let line = parse(row).unwrap_or_else(|| panic!("a column is missing: {row}"));
            assert!(line.source.starts_with("https://"), "{row}");
            match line.kind {
                "answer" => assert!(Reason::from_code(line.key).is_some(), "{row}"),
                "limit" => assert!(line.key.parse::<u64>().is_ok(), "{row}"),
                "demand" => assert!(crate::sender::checks::message::KEYS.contains(&line.key), "{row}"),
                other => panic!("{other} is no kind of line: {row}"),
            }
        }
    }

    #[test]
    fn a_fault_has_the_words_of_receivers() {
        let gmail =
            answers_to(Reason::SenderPtrMissing, "192.0.2.1").find(|line| line.receiver == "Gmail").expect("a line");
        assert!(gmail.value.starts_with("550-5.7.25"));
    }

    #[test]
    fn words_for_a_helo_name_hang_on_its_shape() {
        let said = |code, subject: &str| answers_to(code, subject).count() > 0;
        for (code, subject, expected) in [
            (Reason::SenderHeloIpLiteral, "192.0.2.1", true),
            (Reason::SenderHeloIpLiteral, "[192.0.2.1]", false),
            (Reason::SenderHeloIpLiteral, "[IPv6:2001:db8::1]", false),
            (Reason::SenderHeloIpLiteral, "[2001:db8::1]", true),
            (Reason::SenderHeloInvalid, "[mail.example.com]", true),
            (Reason::SenderHeloNotFqdn, "localhost", true),
            (Reason::SenderHeloNotFqdn, "localhost.localdomain", false),
            (Reason::SenderHeloNotFqdn, "server.lan", false),
            (Reason::SenderHeloInvalid, "mail_out.example.com", false),
            (Reason::SenderHeloInvalid, "mail out.example.com", true),
            (Reason::SenderHeloInvalid, "-mail.example.com", true),
        ] {
            assert_eq!(said(code, subject), expected, "{subject}");
        }
    }
}
