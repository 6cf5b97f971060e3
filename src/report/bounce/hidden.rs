//! What a server said, without the people in it: addresses, names and telephone numbers are hidden; reply codes and host names stay,
//! for without them nobody can help. Rather hides a word too much than shows a person.

use crate::report::text::redacted;
use std::net::IpAddr;

const HIDDEN: &str = "***";
/// Digits that no code has. Telephone numbers have as many, and so do the numbers of QQ and the like.
const NUMBER_DIGITS_MIN: usize = 7;
/// Capital words before an address that are taken for a name.
const NAME_WORDS_MIN: usize = 2;

/// The text for those who may not see whom it is about. `recipient` is the address that it is about.
pub(super) fn hidden(text: &str, recipient: Option<&str>) -> String {
    let local_part = recipient.and_then(|address| address.rsplit_once('@')).map_or("", |(local_part, _)| local_part);
    let text = without_quotes(text);
    let words: Vec<&str> = text.split(' ').collect();
    let mut shown: Vec<String> = words.iter().map(|word| shown(word, local_part)).collect();
    hide_names(&words, &mut shown);
    hide_numbers(&words, &mut shown);
    shown.join(" ")
}

fn shown(word: &str, local_part: &str) -> String {
    if word.contains(['@', '＠']) {
        let opening: usize = word.chars().take_while(|c| is_bracket(*c)).map(char::len_utf8).sum();
        let closing = word.len() - word.trim_end_matches(|c| is_bracket(c) || matches!(c, '.' | ',' | ':' | ';')).len();
        let closing = closing.min(word.len() - opening);
        let (address, closing) = word[opening..].split_at(word.len() - opening - closing);
        return format!("{}{}{closing}", &word[..opening], redacted(&address.replace('＠', "@")));
    }
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let is_named = !local_part.is_empty() && bare.eq_ignore_ascii_case(local_part);
    if is_named || is_long_number(bare) { word.replace(bare, HIDDEN) } else { word.to_owned() }
}

/// `ann` between quotes becomes `***`, but codes and names of hosts stay.
fn without_quotes(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some((at, open)) = rest.char_indices().find(|(at, c)| closing(*c).is_some() && begins(rest, *at, *c)) {
        let inside = at + open.len_utf8();
        let end = closing(open).and_then(|close| rest[inside..].find(close)).map(|length| inside + length);
        let Some(end) = end else { break };
        let quoted = &rest[inside..end];
        let stays =
            quoted.contains('@') || quoted.chars().all(|c| c.is_ascii_digit() || ".- ".contains(c)) || is_host(quoted);
        shown.push_str(&rest[..inside]);
        shown.push_str(if stays { quoted } else { HIDDEN });
        rest = &rest[end..];
        // The closing quote opens nothing.
        let close = rest.chars().next().map_or(0, char::len_utf8);
        shown.push_str(&rest[..close]);
        rest = &rest[close..];
    }
    shown + rest
}

/// What closes a quote that is opened by `c`.
fn closing(c: char) -> Option<char> {
    Some(match c {
        '"' | '\'' | '`' => c,
        '“' => '”',
        '‘' => '’',
        '«' => '»',
        '「' => '」',
        '『' => '』',
        '《' => '》',
        _ => return None,
    })
}

/// An apostrophe inside a word opens no quote.
fn begins(text: &str, at: usize, quote: char) -> bool {
    quote != '\'' || text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
}

/// `Ann Lee <ann@example.com>`: the words before an address in angle brackets, where they look like a name.
fn hide_names(words: &[&str], shown: &mut [String]) {
    for (place, word) in words.iter().enumerate() {
        if !(word.starts_with('<') && word.contains('@')) {
            continue;
        }
        let named = words[..place].iter().rev().take_while(|word| is_name(word)).count();
        let is_foreign = place > 0 && !words[place - 1].is_ascii();
        if named >= NAME_WORDS_MIN || (named > 0 && is_foreign) {
            shown[place - named..place].iter_mut().for_each(|word| HIDDEN.clone_into(word));
        }
    }
}

fn is_name(word: &str) -> bool {
    let mut letters = word.trim_end_matches([',', '.']).chars();
    letters.next().is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_ascii()))
        && letters.all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’'))
}

/// `+49 171 5551234`: numbers of several words.
fn hide_numbers(words: &[&str], shown: &mut [String]) {
    let mut place = 0;
    while place < words.len() {
        let mut end = place + words[place..].iter().take_while(|word| is_group(word)).count();
        // A reply code, and a year or a port, are no part of a number.
        let begin = place + usize::from(end > place && place == 0 && words[0].len() == 3);
        let digits = |word: &&str| word.chars().filter(char::is_ascii_digit).count();
        if end > begin + 1 && words[begin..end].iter().map(digits).sum::<usize>() >= NUMBER_DIGITS_MIN {
            shown[begin..end].iter_mut().for_each(|word| HIDDEN.clone_into(word));
        }
        end = end.max(place + 1);
        place = end;
    }
}

fn is_group(word: &str) -> bool {
    word.contains(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || "+-()/,".contains(c))
}

/// A number of its own: neither an address of the network nor a day.
fn is_long_number(bare: &str) -> bool {
    let digits = bare.chars().filter(char::is_ascii_digit).count();
    let is_day = bare.len() == 10 && bare.split('-').map(str::len).eq([4, 2, 2]);
    digits >= NUMBER_DIGITS_MIN
        && bare.chars().all(|c| c.is_ascii_digit() || "-./()".contains(c))
        && bare.parse::<IpAddr>().is_err()
        && !is_day
        && !is_status(bare)
}

/// `5.7.25`, also behind a reply code as in `550-5.7.25`.
fn is_status(bare: &str) -> bool {
    let status = bare.split_once('-').filter(|(code, _)| code.len() == 3).map_or(bare, |(_, status)| status);
    let parts: Vec<&str> = status.split('.').collect();
    parts.len() == 3
        && matches!(parts[0], "2" | "4" | "5")
        && parts[1..].iter().all(|part| (1..=3).contains(&part.len()))
}

fn is_host(text: &str) -> bool {
    text.contains('.') && text.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
}

fn is_bracket(c: char) -> bool {
    matches!(c, '<' | '>' | '(' | ')' | '[' | ']' | '"' | '\'' | '“' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(hidden(text, Some("john.smith@example.com")), expected);
    }

    #[test]
    fn people_are_hidden() {
        check("550 5.1.1 <john.smith@example.com>: User unknown", "550 5.1.1 <j***@example.com>: User unknown");
        check("550 john.smith: no such user", "550 ***: no such user");
        check("550 5.1.1 \"John Smith\" is gone", "550 5.1.1 \"***\" is gone");
        check("no mailbox 'jsmith' here, it doesn't exist", "no mailbox '***' here, it doesn't exist");
        check("用户“王伟”不存在", "用户“***”不存在");
        check("to John Smith <john.smith@example.com>", "to *** *** <j***@example.com>");
        check("call +49 171 5551234 or ring 0171-5551234.", "call *** *** *** or ring ***.");
        check("550 0171 555 1234 is full", "550 *** *** *** is full");
        check("user 123456789 of qq", "user *** of qq");
        check("ann@home.example +49 (171) 5551234 John", "a***@home.example *** *** *** John");
    }

    #[test]
    fn codes_and_hosts_stay() {
        for text in [
            "550 5.1.1 User unknown",
            "550-5.7.25 The IP address 192.0.2.14 has no PTR",
            "mx1.example.com[192.0.2.1]:25 said 421 4.7.0 try again in 300 seconds",
            "see 'mx.example.com' on 2026-11-23 from 2001:db8::25",
            "452-4.2.2 \"5.2.2\" mailbox full",
            "it's ours and that's it",
        ] {
            check(text, text);
        }
    }
}
