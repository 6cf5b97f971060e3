//! Whether a row names the columns, and whether a name means "e-mail".
//!
//! A header row that is taken for data costs a junk row; a data row that is taken for a header costs an address. So a row with
//! anything that looks like an address is never a header.

use super::header_words;
use super::look::{self, Look};
use std::collections::HashSet;
use std::sync::LazyLock;

/// How much a name says that its column holds e-mail addresses, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::list) enum Names {
    Nothing,
    /// Something around e-mail, such as `work_email` or `E-Mail Status`.
    Related,
    /// E-mail itself, such as `E-Mail`, `Email Address`, `邮箱`.
    Email,
}

/// A name reduced to its letters and digits in lower case, so that `E-Mail`, `e_mail` and `"email:"` are the same.
pub(in crate::list) fn reduced(name: &[u8]) -> String {
    String::from_utf8_lossy(name).to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The words of a table, each reduced as the names are that it is compared with.
fn set(words: &[&str]) -> HashSet<String> {
    words.iter().flat_map(|line| line.split(' ')).map(|word| reduced(word.as_bytes())).collect()
}

/// Whether a column of this name is the one with the addresses.
pub fn names_addresses(name: &str) -> bool {
    names(name.as_bytes()) == Names::Email
}

/// What the name of a column says about e-mail.
pub(in crate::list) fn names(name: &[u8]) -> Names {
    let text = String::from_utf8_lossy(name);
    let name = reduced(name);
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::EMAIL));
    let is_mail = |word: &str| word.eq_ignore_ascii_case("mail") || word.eq_ignore_ascii_case("mails");
    // `Kontakt-Mail` and `contactMail`, but neither `gmail` nor `Mailing City`.
    let word = text
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| is_mail(word) || word.ends_with("Mail") && !word.starts_with("Mail"));
    if KNOWN.contains(&name) {
        Names::Email
    } else if word || header_words::RELATED.iter().any(|part| name.contains(part)) {
        Names::Related
    } else {
        Names::Nothing
    }
}

/// Whether a name says that the addresses of its column are those of the people on the list, though not that they are addresses:
/// `to`, `cc`, `recipient`.
pub(in crate::list) fn names_people(name: &[u8]) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::PEOPLE));
    KNOWN.contains(&reduced(name))
}

/// Whether a name says that the addresses of its column are somebody else's, such as the sender or the owner of a contact, or no
/// addresses for mail, such as names to log in with.
pub(in crate::list) fn names_others(name: &[u8]) -> bool {
    static WHOLE: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::OTHERS));
    static PARTS: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::OTHERS_PARTS));
    let whole = reduced(name);
    WHOLE.contains(&whole)
        || header_words::OTHERS_WITHIN.iter().any(|part| whole.contains(part))
        || name_words(name).any(|word| PARTS.contains(&word))
}

/// Whether a name says that the addresses of its column are those of who wrote.
pub(in crate::list) fn names_senders(name: &[u8]) -> bool {
    static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::SENDERS));
    let whole = reduced(name);
    WORDS.contains(&whole)
        || header_words::SENDERS_WITHIN.iter().any(|part| whole.contains(part))
        || name_words(name).any(|word| WORDS.contains(&word))
}

/// The words of a name in lower case: `fromEmail` and `from_email` both have `from`.
fn name_words(name: &[u8]) -> impl Iterator<Item = String> {
    let mut spaced = String::new();
    let mut lower = false;
    for letter in String::from_utf8_lossy(name).chars() {
        if lower && letter.is_uppercase() {
            spaced.push(' ');
        }
        lower = letter.is_lowercase();
        spaced.extend(letter.to_lowercase());
    }
    let words: Vec<String> = spaced.split(|letter: char| !letter.is_alphanumeric()).map(str::to_owned).collect();
    words.into_iter()
}

/// Whether a name is one that headers commonly hold, e-mail aside.
fn common(name: &[u8]) -> bool {
    static KNOWN: LazyLock<HashSet<String>> = LazyLock::new(|| set(header_words::OTHER));
    let name = reduced(name);
    let stem = name.trim_end_matches(|last: char| last.is_ascii_digit());
    !stem.is_empty() && KNOWN.contains(stem)
}

/// Whether a name says that its column holds something else than addresses: `Company`, `Notes`, `Billing Name`.
pub(in crate::list) fn names_something_else(name: &[u8]) -> bool {
    common(name) || name_words(name).last().is_some_and(|word| word == "name")
}

/// Whether a cell is a word beyond ASCII that headers commonly hold, e-mail included.
pub(in crate::list) fn is_known(name: &[u8]) -> bool {
    !reduced(name).is_ascii() && (names(name) == Names::Email || common(name))
}

/// Whether a row names the columns beyond doubt: one of its cells is a name for e-mail, and none holds an `@`.
///
/// `below` are the rows after it. A word that comes again and again in its column is a value, such as `email` among ways to
/// reach a customer, and no name.
pub(in crate::list) fn sure(row: &[&[u8]], below: &[Vec<&[u8]>]) -> bool {
    if row.iter().any(|cell| look::cell(cell) != Look::None) {
        return false;
    }
    row.iter().enumerate().any(|(column, cell)| names(cell) > Names::Nothing && !value(row, column, below))
}

/// Whether a row probably names the columns, judged from what stands below it. `email` is the column of the addresses, if there is one.
pub(in crate::list) fn likely(row: &[&[u8]], email: Option<usize>, below: &[Vec<&[u8]>]) -> bool {
    if row.iter().any(|cell| look::cell(cell) != Look::None || numeric(cell)) {
        return false;
    }
    let filled: Vec<(usize, &[u8])> =
        row.iter().map(|cell| look::trim(cell)).enumerate().filter(|(_, cell)| !cell.is_empty()).collect();
    if filled.is_empty() || filled.iter().any(|&(column, _)| value(row, column, below)) {
        return false;
    }
    let known = filled.iter().filter(|(_, cell)| common(cell)).count();
    if known >= 2 || (known == 1 && filled.len() <= 2) {
        return true;
    }
    let Some((email, name)) = email.and_then(|email| Some((email, row.get(email)?))) else { return false };
    let addresses =
        below.iter().filter(|row| row.get(email).is_some_and(|cell| look::cell(cell) >= Look::Broken)).count();
    let mut met = HashSet::new();
    let distinct = filled.iter().all(|(_, cell)| met.insert(*cell));
    wordlike(name) && distinct && addresses * 2 >= below.len() && (filled.len() >= 2 || row.len() == 1)
}

/// A cell that could be the name of a column: short, letters, no sign of an address that lost its `@`, no word for "nothing".
fn wordlike(cell: &[u8]) -> bool {
    const NOTHING: [&str; 12] =
        ["na", "none", "null", "nil", "unknown", "missing", "noemail", "noname", "keine", "无", "没有", "unsubscribed"];
    let text = look::trim(cell);
    let name = reduced(text);
    // The letters of other encodings than UTF-8 cannot be read, but they are letters.
    let letters = name.chars().nth(1).is_some() || !text.is_ascii();
    letters
        && text.len() <= 60
        && !NOTHING.contains(&name.as_str())
        && !text.contains(&b'.')
        && !text.iter().any(u8::is_ascii_digit)
        && !text.starts_with(b"#")
}

/// Whether a cell is made of digits for the greater part: numbers, dates, telephone numbers.
fn numeric(cell: &[u8]) -> bool {
    let digits = cell.iter().filter(|byte| byte.is_ascii_digit()).count();
    digits > 0 && digits * 2 >= cell.len()
}

/// Whether a cell of a row comes again below, as names of columns do not. A whole row that comes again does not count: it is the
/// header of another export that was appended to the first.
fn value(row: &[&[u8]], column: usize, below: &[Vec<&[u8]>]) -> bool {
    let name = look::trim(row[column]);
    let again = |other: &&Vec<&[u8]>| {
        other.get(column).is_some_and(|cell| look::trim(cell).eq_ignore_ascii_case(name)) && other.as_slice() != row
    };
    let times = below.iter().filter(again).count();
    times >= 2 || (times == 1 && below.len() < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_e_mail_are_known_in_many_languages() {
        for name in [
            "email",
            "E-Mail",
            "e_mail",
            " EMAIL ",
            "E-mail:",
            "Email Address",
            "EmailAddress",
            "邮箱",
            "电子邮箱",
            "電子郵件",
            "メールアドレス",
            "이메일",
            "correo",
            "Correo electrónico",
            "Courriel",
            "Adresse e-mail",
            "E-Mail-Adresse",
            "E-posta",
            "Эл. почта",
            "sähköposti",
            "البريد الإلكتروني",
            "ईमेल",
            "Emailadres",
            "*Email",
        ] {
            assert_eq!(names(name.as_bytes()), Names::Email, "{name}");
        }
        for name in ["work_email", "Email 2", "E-Mail Status", "备用邮箱"] {
            assert_eq!(names(name.as_bytes()), Names::Related, "{name}");
        }
        for name in ["name", "Mailing City", "gmail", "mailchimp id", "", "12", "Postleitzahl", "邮编"] {
            assert_eq!(names(name.as_bytes()), Names::Nothing, "{name}");
        }
    }

    fn rows<'a>(rows: &[&[&'a str]]) -> Vec<Vec<&'a [u8]>> {
        rows.iter().map(|row| row.iter().map(|cell| cell.as_bytes()).collect()).collect()
    }

    #[test]
    fn a_word_that_comes_again_is_no_name() {
        let below = rows(&[&["Bob", "email"], &["Cem", "phone"], &["Dee", "email"]]);
        assert!(!sure(&[b"Ann", b"email"], &below));
        assert!(sure(&[b"Name", b"Email"], &rows(&[&["Ann", "ann@example.org"]])));
    }

    #[test]
    fn a_row_with_an_address_or_a_number_is_no_header() {
        let below = rows(&[&["7", "bob@example.org"]]);
        assert!(!sure(&[b"email", b"ann@example.org"], &below));
        assert!(!likely(&[b"6", b"address"], Some(1), &below));
        assert!(!likely(&[b"Ann", b"ann.example.org"], Some(1), &below));
        assert!(!likely(&[b"Ann", b"n/a"], Some(1), &below));
        assert!(!likely(&[b"Ann", b""], Some(1), &below));
        assert!(likely(&[b"Kontakt", b"Adresse"], Some(1), &below));
    }
}
