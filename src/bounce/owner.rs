//! Of whom a sentence speaks: "domain not found" is of the recipient, "the sender's domain was not found" is of the sender. The words stand in
//! `data/bounce/owners.tsv`. What is somebody else's never costs an address.

use super::class::Class;
use super::rules::{Hit, folded};
use super::said::reply_code;
use super::status::reply_code_at_start;
use super::text::{OTHER_ADDRESS, without_accents};
use aho_corasick::AhoCorasick;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

/// Whose it is that is unknown, closed or full.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Unsaid,
    Mailbox,
    Sender,
    /// The organisation of the recipient, its domain, an hour or a day.
    Receiver,
    /// The disks of the server.
    System,
    /// What is in the message.
    Message,
    /// How big the message is.
    Size,
    /// What quotes a message: a subject, a rule of a filter.
    Quoting,
    /// `su buzón`, `la sua casella`: the sender's where it is spoken to, and his of whom was spoken before.
    Yours,
    /// Of whom was spoken before.
    Person,
    /// Longer words in which those of an owner name nobody: `il vostro messaggio`.
    Nobody,
}

const OWNERS: &str = include_str!("../../data/bounce/owners.tsv");
/// The most octets before and behind the words in which an owner is looked for.
const BEFORE_OCTETS: usize = 90;
const BEHIND_OCTETS: usize = 24;
/// Words of the owner that name a login rather than a domain.
const LOGINS: &[&str] = &[
    "account",
    "disabled",
    "suspend",
    "blocked",
    "locked",
    "closed",
    "inactive",
    "mailbox",
    "konto",
    "gesperrt",
    "deaktiviert",
    "compte",
    "cuenta",
    "conta",
    "sospes",
    "disabilitat",
    "desativad",
    "desactivad",
    "аккаунт",
    "заблокирован",
    "отключен",
    "アカウント",
    "停止",
    "계정",
    "정지",
    "账号",
    "账户",
    "帐号",
    "帐户",
    "帳號",
    "帳戶",
    "禁用",
    "停用",
    "停權",
    "冻结",
];

struct Table {
    words: Vec<Word>,
    matcher: AhoCorasick,
}

struct Word {
    text: &'static str,
    owner: Owner,
    /// Whether it is the beginning of words: `nadawc` of `nadawca`, `nadawcy`.
    is_stem: bool,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let words: Vec<Word> = OWNERS.lines().filter_map(owner_of_line).collect();
    // The table is our own; were there no matcher, nobody would be found, and every test would say so.
    let matcher = AhoCorasick::new(words.iter().map(|word| word.text))
        .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")));
    Table { words, matcher }
});

fn owner_of_line(line: &'static str) -> Option<Word> {
    let mut fields = line.split('\t').filter(|_| !line.starts_with('#'));
    let words = fields.next()?;
    let owner = match fields.next()? {
        "sender" => Owner::Sender,
        "receiver" => Owner::Receiver,
        "system" => Owner::System,
        "message" => Owner::Message,
        "size" => Owner::Size,
        "quoting" => Owner::Quoting,
        "mailbox" => Owner::Mailbox,
        "yours" => Owner::Yours,
        "person" => Owner::Person,
        "nobody" => Owner::Nobody,
        _ => return None,
    };
    let stem = words.strip_suffix('*');
    Some(Word { text: folded(stem.unwrap_or(words)), owner, is_stem: stem.is_some() })
}

/// What words mean once it is known of whom they speak.
pub(super) fn class_by_owner(text: &str, hit: &Hit, recipients: &[&str]) -> Class {
    let class = hit.rule.class;
    if !matches!(class, Class::RecipientUnknown | Class::HostNotFound | Class::MailboxFull) {
        return class;
    }
    let words = &text[hit.start..hit.place.end];
    if class == Class::RecipientUnknown && DOMAIN_OF.iter().any(|words| text[..hit.start].trim_end().ends_with(words)) {
        return Class::HostNotFound;
    }
    if class == Class::HostNotFound
        && (is_network_address(&text[hit.place.end..]) || names_other_domain(text, hit, recipients))
    {
        return Class::SenderDns;
    }
    match (class, owner(text, hit, class, !recipients.is_empty())) {
        (Class::MailboxFull, Owner::Sender | Owner::Receiver) => Class::RateLimited,
        (Class::MailboxFull, Owner::System) => Class::Timeout,
        (Class::MailboxFull, Owner::Size) => Class::MessageTooLarge,
        (Class::RecipientUnknown | Class::HostNotFound, Owner::Sender) => of_sender(words),
        (Class::RecipientUnknown | Class::HostNotFound, Owner::Message | Owner::Size) => Class::ContentRejected,
        (class, _) => class,
    }
}

/// Whether right before the predicate of a sentence that begins with the sender stands the recipient: `mail from x rejected: recipient @ does not
/// exist`, `Absender wird informiert: Empfänger unbekannt`.
pub(super) fn is_of_recipient(text: &str, hit: &Hit) -> bool {
    if hit.gap.is_none() || hit.rule.class != Class::SenderDns {
        return false;
    }
    let before = text[hit.start..hit.place.start].trim_end();
    let (before, is_named) = before.strip_suffix(" @").map_or((before, false), |before| (before, true));
    RECIPIENTS.iter().any(|noun| {
        let Some(rest) = before.strip_suffix(noun) else { return false };
        // A user may be the sender's.
        let is_clear = !matches!(*noun, "user" | "mailbox") && rest.trim_end().ends_with([':', ',', ';', '.']);
        !rest.ends_with(char::is_alphanumeric) && (is_named || is_clear)
    })
}

/// The recipient by name, as normal texts have it.
const RECIPIENTS: &[&str] = &[
    "recipient",
    "user",
    "mailbox",
    "empfanger",
    "destinataire",
    "destinatario",
    "получатель",
    "odbiorca",
    "ontvanger",
    "prijemce",
    "mottagaren",
];

/// `unknown host 192.0.2.1`: recipients have names.
fn is_network_address(behind: &str) -> bool {
    let word = behind.trim_start().split(' ').next().unwrap_or_default();
    word.trim_matches(['[', ']', '(', ')', ',', '.', ':', ';']).parse::<std::net::IpAddr>().is_ok()
}

/// `no such domain sender.example`: beside or inside of the words stands a domain that is not the recipient's. A program of one's own, whose
/// words come without a reply code, names the hosts of the recipient's domain too.
fn names_other_domain(text: &str, hit: &Hit, recipients: &[&str]) -> bool {
    let domains = || recipients.iter().filter_map(|recipient| recipient.rsplit_once('@').map(|(_, domain)| domain));
    let is_its = |name: &str| {
        let is_under = |name: &str, domain: &str| name.len() > domain.len() && name.ends_with(domain);
        domains().map(str::to_lowercase).any(|its| name == its || is_under(name, &its) || is_under(&its, name))
    };
    let last = text[..hit.start].trim_end().rsplit(' ').next();
    let next = text[hit.place.end..].trim_start_matches([':', ' ', '"', '\'', '<', '(']).split(' ').next();
    let inside = text[hit.start..hit.place.end].split(' ');
    let words = last.into_iter().chain(next).chain(inside);
    let mut names = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).filter(|word| is_name(word));
    reply_code(text).is_some()
        && domains().next().is_some()
        && names.next().is_some_and(|first| !is_its(first) && !names.any(is_its))
}

/// Whether a word is the name of a host or a domain.
fn is_name(word: &str) -> bool {
    let mut labels = word.rsplit('.');
    let is_label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    let is_ending = |label: &str| label.chars().count() >= 2 && label.chars().all(char::is_alphabetic);
    labels.next().is_some_and(is_ending) && labels.next().is_some_and(is_label) && labels.all(is_label)
}

/// Before the recipient: "the domain of the recipient does not exist".
const DOMAIN_OF: &[&str] = &[
    "domain of the",
    "domain of",
    "domain for",
    "domain des",
    "domane des",
    "domaine du",
    "domaine de la",
    "dominio del",
    "dominio de",
    "dominio do",
    "dominio da",
    "dominio do",
    "домен",
    "домена",
];

/// The sender's fault that sounds like the recipient's.
pub(super) fn of_sender(words: &str) -> Class {
    if LOGINS.iter().any(|login| words.contains(login)) { Class::Policy } else { Class::SenderDns }
}

/// The nearest owner before the end of the words, or one just behind them.
/// `knows_recipient` says that an address of somebody else has a sign of its own.
fn owner(text: &str, hit: &Hit, class: Class, knows_recipient: bool) -> Owner {
    let begin = clause_begin(text, hit.start);
    let end = clause_end(text, hit.place.end);
    let clause = &text[begin..end];
    let (mut best, mut before_last, mut behind) = (Owner::Unsaid, Owner::Unsaid, Owner::Unsaid);
    let (mut of_mailbox, mut of_person) = (false, false);
    // Of words that end at one place the longest says whose it is: `outgoing mailbox`.
    let mut last = 0..0;
    for found in TABLE.matcher.find_overlapping_iter(clause) {
        let Word { text: words, owner, is_stem } = TABLE.words[found.pattern().as_usize()];
        let (from, to) = (begin + found.start(), begin + found.end());
        let is_word = stands_alone(clause.as_bytes(), found.start(), found.end(), is_stem);
        of_person |= is_word && owner == Owner::Person;
        let owner = match owner {
            Owner::Yours if of_person || of_mailbox => Owner::Mailbox,
            Owner::Yours => Owner::Sender,
            owner => owner,
        };
        if owner == Owner::Nobody && from < last.end {
            best = before_last;
        }
        let counts = class == Class::MailboxFull
            || matches!(owner, Owner::Sender | Owner::Mailbox | Owner::Message | Owner::Size);
        let counts = counts && !matches!(owner, Owner::Person | Owner::Nobody | Owner::Quoting);
        if last.end == to && last.start < from {
            continue;
        }
        let is_any_address = words == "@" && !knows_recipient;
        if !is_word || !counts || is_any_address || is_not_meant(clause, found.start()..found.end()) {
            continue;
        }
        // What words of one place said before is forgotten with them.
        before_last = if from < last.end { before_last } else { best };
        last = from..to;
        of_mailbox |= owner == Owner::Mailbox;
        let inside = from >= hit.start;
        // The noun of the words themselves says nothing: "user" of "user unknown" may be the sender's.
        let is_own_noun = owner == Owner::Mailbox && inside && !clause_names_recipient(&text[from..to]);
        if to <= hit.place.end && !is_own_noun {
            best = owner;
        } else if from >= hit.place.end && is_beside(&text[hit.place.end..to]) {
            return Owner::Sender;
        } else if from >= hit.place.end && owner != Owner::Mailbox && is_linked(&text[hit.place.end..from]) {
            behind = owner;
        }
    }
    // Where only somebody else's address stands, it is his.
    let before = &text[begin..hit.place.end];
    if knows_recipient && before.contains(OTHER_ADDRESS) && !before.contains('@') {
        // `mail from x rejected: no such recipient` says itself whose it is.
        let is_of_recipient =
            best == Owner::Mailbox && without_sender(before).is_some_and(|rest| !rest.contains(OTHER_ADDRESS));
        return if is_of_recipient { Owner::Mailbox } else { Owner::Sender };
    }
    if best == Owner::System && of_mailbox {
        return Owner::Mailbox;
    }
    if best == Owner::Unsaid || (best == Owner::Mailbox && behind == Owner::Receiver) {
        last_of(best, behind)
    } else {
        best
    }
}

/// What stands behind the address of the sender.
fn without_sender(clause: &str) -> Option<&str> {
    clause.split_once("from ")?.1.strip_prefix(OTHER_ADDRESS)
}

fn last_of(best: Owner, behind: Owner) -> Owner {
    if behind == Owner::Unsaid { best } else { behind }
}

fn clause_names_recipient(word: &str) -> bool {
    !matches!(word, "user" | "user's" | "account" | "mailbox" | "mail box")
}

/// `not found: sender`, `unknown in MAIL FROM`.
fn is_linked(between: &str) -> bool {
    const LINKS: &[&str] = &[
        "of", "of the", "for", "for the", "for your", "in", "in the", "in our", "on our", "on", "from", ":", "=", "(",
        "von", "de", "del", "della", "do", "du",
    ];
    LINKS.contains(&between.trim())
}

/// `no such user list@sender.example`: the address of somebody else right behind the words.
fn is_beside(behind: &str) -> bool {
    const BETWEEN_OCTETS_MAX: usize = 4;
    behind.ends_with(OTHER_ADDRESS) && behind.len() <= BETWEEN_OCTETS_MAX + OTHER_ADDRESS.len_utf8()
}

/// `returned to sender`, `by the sender`: spoken to, not of; `sender ok`: spoken well of.
fn is_not_meant(clause: &str, at: Range<usize>) -> bool {
    let (before, behind) = (clause[..at.start].trim_end(), &clause[at.end..]);
    if [" ok", " accepted"].iter().any(|word| behind.starts_with(word)) {
        return true;
    }
    ["to", "to the", "by", "by the", "the original", "please ask the", "inform the", "notify the"]
        .iter()
        .any(|word| before.ends_with(word) && !before[..before.len() - word.len()].ends_with(char::is_alphanumeric))
}

/// The most octets between what quotes and the quotation.
const QUOTING_OCTETS: usize = 40;
/// Marks around a quotation.
const QUOTES: &[(char, char)] =
    &[('"', '"'), ('«', '»'), ('“', '”'), ('„', '“'), ('「', '」'), ('『', '』'), ('\'', '\''), ('‘', '’')];

/// A text without what a filter quotes of the message: `subject "your account is closed"`, `rule 'no such user'`. That is not said of
/// anybody here.
pub(super) fn without_quotations(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(|c| QUOTES.iter().any(|(open, _)| *open == c)) else { return Cow::Borrowed(text) };
    let (mut out, mut rest) = (text[..first].to_owned(), &text[first..]);
    while let Some(open) = rest.chars().next() {
        let inside = &rest[open.len_utf8()..];
        let close = QUOTES.iter().find(|(begin, _)| *begin == open).and_then(|(_, end)| inside.find(*end));
        match close.filter(|close| is_of_a_message(&out, &inside[..*close], &inside[*close..])) {
            Some(close) => {
                out.push(open);
                rest = &inside[close..];
                out.extend(rest.chars().next());
                rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
            }
            None => {
                out.push(open);
                rest = inside;
            }
        }
        let next = rest.find(|c| QUOTES.iter().any(|(open, _)| *open == c)).unwrap_or(rest.len());
        out.push_str(&rest[..next]);
        rest = &rest[next..];
    }
    Cow::Owned(out)
}

/// Whether what is quoted comes from a message, by the words before it or right behind it. A reply is quoted with its code.
fn is_of_a_message(before: &str, quoted: &str, behind: &str) -> bool {
    const BEHIND_OCTETS: usize = 16;
    let near = &before[before.floor_char_boundary(before.len().saturating_sub(QUOTING_OCTETS))..];
    let behind = &behind[..behind.floor_char_boundary(BEHIND_OCTETS)];
    let near = without_accents(&format!("{near} {behind}").to_lowercase());
    let is_quoting = |found: aho_corasick::Match| {
        let word = &TABLE.words[found.pattern().as_usize()];
        word.owner == Owner::Quoting && stands_alone(near.as_bytes(), found.start(), found.end(), word.is_stem)
    };
    reply_code_at_start(quoted.trim_start()).is_none() && TABLE.matcher.find_overlapping_iter(&near).any(is_quoting)
}

fn clause_begin(text: &str, at: usize) -> usize {
    let from = text.floor_char_boundary(at.saturating_sub(BEFORE_OCTETS));
    (from..at).rev().find_map(|place| break_at(text, place, at)).unwrap_or(from)
}

fn clause_end(text: &str, at: usize) -> usize {
    let to = text.floor_char_boundary((at + BEHIND_OCTETS).min(text.len())).max(at);
    (at..to).find(|place| break_at(text, *place, to).is_some()).unwrap_or(to)
}

/// The end of the mark that ends a sentence at this place.
fn break_at(text: &str, place: usize, to: usize) -> Option<usize> {
    let here = &text.as_bytes()[place..to];
    if !matches!(here.first(), Some(b'.' | b';' | b'!' | b'?' | b')' | b' ' | 0xe3 | 0xef)) {
        return None;
    }
    BREAKS.iter().find(|mark| here.starts_with(mark.as_bytes())).map(|mark| place + mark.len())
}

/// Where a sentence ends.
const BREAKS: &[&str] = &[". ", "; ", "! ", "? ", "。", "；", "！", " - ", ") "];

fn stands_alone(text: &[u8], start: usize, end: usize, is_stem: bool) -> bool {
    let letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    if letter(before) && letter(text.get(start)) {
        return false;
    }
    let ascii = text[start..end].is_ascii();
    is_stem || !(ascii && letter(text.get(end)) && letter(text.get(end - 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_names_an_owner() {
        for line in OWNERS.lines().filter(|line| !line.starts_with('#')) {
            assert!(owner_of_line(line).is_some() && line.split('\t').count() == 3, "{line}");
        }
    }
}
