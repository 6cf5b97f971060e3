//! Whether a text could be words of some language, by its letters alone: for the few words that a small list has.
//!
//! Guessing by how often letters follow each other needs more text than ten names. But no language has both `ø` and `í`, none has
//! capitals inside of words, and none puts `³` between letters; what a wrong encoding makes of names does all of that.
//! It must never be asked about text that can be known for sure.

use encoding_rs::Encoding as Legacy;

/// The letters beyond ASCII of a language, as they are written small.
const LATIN: [&str; 22] = [
    "àâæçéèêëîïôœùûüÿ",
    "äöüßé",
    "áéíñóúüïªº",
    "áâãàçéêíóôõúü",
    "àèéìòùîó",
    "åäöé",
    "æøåéèò",
    "áéëïóöüè",
    "áðéíóúýþæö",
    "ąćęłńóśźż",
    "áčďéěíňóřšťúůýž",
    "áäčďéíĺľňóôŕšťúýž",
    "áéíóöőúüű",
    "čćđšž",
    "ăâîșțşţ",
    "çğıöşüâîû",
    "ąčęėįšųūž",
    "āčēģīķļņšūž",
    "äõöüšž",
    "çëáé",
    "àçèéíïòóúü",
    "äöåšž",
];
const CYRILLIC: [&str; 5] = [
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "абвгдђежзијклљмнњопрстћуфхцчџш",
    "абвгдежзѓѕијкќлљмнњопрстуфхцчџш",
];
const GREEK: [&str; 1] = ["αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ"];

/// The single-byte encodings that are weighed against each other, likeliest first.
static CANDIDATES: [&Legacy; 14] = [
    encoding_rs::WINDOWS_1252,
    encoding_rs::WINDOWS_1251,
    encoding_rs::WINDOWS_1250,
    encoding_rs::WINDOWS_1254,
    encoding_rs::WINDOWS_1253,
    encoding_rs::ISO_8859_2,
    encoding_rs::KOI8_R,
    encoding_rs::ISO_8859_7,
    encoding_rs::WINDOWS_1255,
    encoding_rs::WINDOWS_1256,
    encoding_rs::WINDOWS_1257,
    encoding_rs::ISO_8859_5,
    encoding_rs::WINDOWS_874,
    encoding_rs::IBM866,
];

/// How much likelier an encoding must be to be taken instead of the one that was guessed.
const LEAD: f64 = 1.0;

/// Words of headers, in small letters as these encodings write them, in languages whose names could be another's by their letters.
static WORDS: [(&[u8], &Legacy); 16] = [
    (b"e-posta", encoding_rs::WINDOWS_1254),
    (b"eposta", encoding_rs::WINDOWS_1254),
    (b"soyad", encoding_rs::WINDOWS_1254),
    (b"nazwisko", encoding_rs::WINDOWS_1250),
    (b"miasto", encoding_rs::WINDOWS_1250),
    (b"uwagi", encoding_rs::WINDOWS_1250),
    (b"poczta", encoding_rs::WINDOWS_1250),
    (b"c\xedm", encoding_rs::WINDOWS_1250),
    (b"n\xe9v", encoding_rs::WINDOWS_1250),
    (b"v\xe1ros", encoding_rs::WINDOWS_1250),
    (b"megjegyz", encoding_rs::WINDOWS_1250),
    (b"jm\xe9no", encoding_rs::WINDOWS_1250),
    (b"pozn\xe1mka", encoding_rs::WINDOWS_1250),
    (b"priezvisko", encoding_rs::WINDOWS_1250),
    (b"prezime", encoding_rs::WINDOWS_1250),
    (b"prenume", encoding_rs::WINDOWS_1250),
];

/// What such a word counts for. It decides where the letters do not.
const WORD: f64 = 1.3;

/// Octets in which words of a header are looked for.
const HEADER_OCTETS: usize = 400;

/// The encoding that such a word speaks for.
fn hinted(sample: &[u8]) -> Option<&'static Legacy> {
    let head = sample[..sample.len().min(HEADER_OCTETS)].to_ascii_lowercase();
    WORDS.iter().find(|(word, _)| memchr::memmem::find(&head, word).is_some()).map(|(_, legacy)| *legacy)
}

/// The encoding that makes words of some language, where the `guessed` one does not.
pub(in crate::list) fn better(guessed: &'static Legacy, sample: &[u8]) -> &'static Legacy {
    let hinted = hinted(sample);
    let weigh = |legacy: &'static Legacy| strangeness(legacy, sample) - if hinted == Some(legacy) { WORD } else { 0.0 };
    let mut best = (weigh(guessed) - LEAD, guessed);
    for candidate in CANDIDATES {
        let strangeness = weigh(candidate);
        if strangeness < best.0 {
            best = (strangeness, candidate);
        }
    }
    best.1
}

/// How little the text looks like words when it is read in this encoding; 0 is a text without a fault.
fn strangeness(legacy: &'static Legacy, sample: &[u8]) -> f64 {
    let (text, _) = legacy.decode_without_bom_handling(sample);
    let mut faults = 0.0;
    let mut words = 0.0;
    let mut letters: Vec<char> = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || is_punctuation(c)) {
        if word.is_ascii() || word.contains('@') {
            continue;
        }
        words += 1.0;
        faults += faults_of(word);
        for c in word.chars().filter(|c| !c.is_ascii() && c.is_alphabetic()).flat_map(char::to_lowercase) {
            // The small form of `İ` is two characters, neither of them foreign.
            if !c.is_ascii() && c.is_alphabetic() && !letters.contains(&c) {
                letters.push(c);
            }
        }
    }
    // A fault in every word says as much in a short text as in a long one.
    let faults = if words > 0.0 { faults / f64::max(words, 3.0) * 6.0 } else { 0.0 };
    faults + foreign(&letters)
}

/// Signs that stand between words.
fn is_punctuation(c: char) -> bool {
    c.is_ascii() && !c.is_ascii_alphanumeric() && c != '@' && c != '\'' && c != '.'
        || matches!(
            c,
            '–' | '—'
                | '„'
                | '“'
                | '”'
                | '«'
                | '»'
                | '…'
                | '€'
                | '’'
                | '‘'
                | '°'
                | '№'
                | '、'
                | '。'
                | '・'
                | '「'
                | '」'
        )
}

/// What no word has: signs and capitals inside, letters of two scripts.
fn faults_of(word: &str) -> f64 {
    let mut faults = 0.0;
    let mut before: Option<char> = None;
    let (mut small, mut large) = (false, false);
    for c in word.chars() {
        let letter = c.is_alphabetic();
        if c.is_control() || c == char::REPLACEMENT_CHARACTER || ('\u{e000}'..='\u{f8ff}').contains(&c) {
            faults += 2.0;
        } else if !letter && !c.is_ascii() && !is_mark(c) {
            faults += 0.7;
        }
        if ('\u{ff61}'..='\u{ff9f}').contains(&c) {
            faults += 0.3;
        }
        if let Some(before) = before.filter(|before| before.is_alphabetic() && letter) {
            if before.is_lowercase() && c.is_uppercase() && !(before.is_ascii() && c.is_ascii()) {
                faults += 1.0;
            }
            if script(before) != script(c) {
                faults += 1.0;
            }
        }
        small |= c.is_lowercase();
        large |= c.is_uppercase();
        before = Some(c);
    }
    // Names begin with a capital in scripts that have them, and go on without.
    let first = word.chars().find(|c| c.is_alphabetic());
    if small != large
        && word.chars().nth(1).is_some()
        && first.is_some_and(|c| script(c) == Script::Cyrillic || script(c) == Script::Greek)
    {
        faults += 0.25;
    }
    faults
}

/// Vowel points and tones, which stand within words.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{65f}' | '\u{e31}'..='\u{e4e}')
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Hebrew,
    Arabic,
    Thai,
    /// Chinese, Japanese and Korean are mixed with each other, and each word for word with Latin letters.
    East,
}

fn script(c: char) -> Script {
    match c {
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' => Script::Cyrillic,
        '\u{590}'..='\u{5ff}' => Script::Hebrew,
        '\u{600}'..='\u{6ff}' => Script::Arabic,
        '\u{e00}'..='\u{e7f}' => Script::Thai,
        '\u{1100}'.. => Script::East,
        _ => Script::Latin,
    }
}

/// Different letters that the best fitting language of their script does not have.
fn foreign(letters: &[char]) -> f64 {
    let of = |wanted: Script| -> Vec<char> { letters.iter().copied().filter(|c| script(*c) == wanted).collect() };
    let least = |letters: Vec<char>, alphabets: &[&str]| {
        let strange = |alphabet: &&str| letters.iter().filter(|c| !alphabet.contains(**c)).count();
        // Which language it is matters little, so those that come later are a little less likely only.
        let weighed =
            alphabets.iter().enumerate().map(|(place, alphabet)| strange(alphabet) as f64 + place as f64 * 0.01);
        weighed.fold(f64::INFINITY, f64::min)
    };
    let weigh = |script, alphabets: &[&str]| {
        let letters = of(script);
        if letters.is_empty() { 0.0 } else { least(letters, alphabets) }
    };
    weigh(Script::Latin, &LATIN) + weigh(Script::Cyrillic, &CYRILLIC) + weigh(Script::Greek, &GREEK)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text is known in this encoding, though another was guessed.
    #[track_caller]
    fn check(text: &str, right: &'static Legacy, guessed: &'static Legacy) {
        let (bytes, _, lost) = right.encode(text);
        assert!(!lost, "{text} has letters that {} does not", right.name());
        let found = better(guessed, &bytes);
        assert_eq!(found.decode_without_bom_handling(&bytes).0, text, "{}", found.name());
    }

    #[test]
    fn names_are_known_by_letters_that_go_together() {
        use encoding_rs::*;
        check("Jiří Dvořák;a@b.cz\nŠárka Němcová;c@d.com\n", WINDOWS_1250, WINDOWS_1252);
        check("Łukasz Żak;a@b.pl\nMichał Gąska;c@d.com\n", ISO_8859_2, WINDOWS_1252);
        check("Şükrü Yılmaz;a@b.com\nGülşen Çelik;c@d.com\n", WINDOWS_1254, SHIFT_JIS);
        check("Γιώργος Παπαδόπουλος;a@b.com\nΕλένη;c@d.com\n", WINDOWS_1253, WINDOWS_1251);
        check("דוד כהן;a@b.com\nרחל לוי;c@d.com\n", WINDOWS_1255, WINDOWS_1252);
        check("E-posta;Ad\na@b.com;Ayşe\n", WINDOWS_1254, WINDOWS_1252);
        check("Név;E-mail cím\nKovács Őze;a@b.com\n", WINDOWS_1250, WINDOWS_1252);
        check("Иван Петров;a@b.com\nОльга Щукина;c@d.com\n", KOI8_R, WINDOWS_1251);
    }

    #[test]
    fn a_good_guess_is_kept() {
        use encoding_rs::*;
        for (text, right) in [
            ("Zoë Núñez;a@b.com\nRenée O'Brien;c@d.com\n", WINDOWS_1252),
            ("Jürgen Groß;a@b.de\n", WINDOWS_1252),
            ("Łukasz;a@b.pl\n", WINDOWS_1250),
            ("Анна;a@b.ru\n", WINDOWS_1251),
            ("山田太郎,a@b.jp\n", SHIFT_JIS),
            ("张伟,a@b.cn\n", GBK),
            ("김철수,a@b.kr\n", EUC_KR),
        ] {
            check(text, right, right);
        }
    }
}
