//! Automatic answers that say more than that somebody is away: that the person has left, that the mailbox is out of use, that there is a
//! new address. Such an address is watched. The words are data, `data/bounce/answers.tsv`; this file must know none itself.

use super::text::{cut, without_accents};
use aho_corasick::AhoCorasick;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../../data/bounce/answers.tsv");
/// The first octets of an answer that are looked at.
const HEAD_OCTETS: usize = 8 << 10;
/// The most octets that a gap spans.
const GAP_OCTETS: usize = 80;
/// What ends a sentence, and with it a gap. A full stop inside of an address ends none.
const SENTENCE_ENDS: [&str; 7] = [". ", "! ", "? ", "; ", "。", "！", "？"];

/// What stands one after the other, with choices for each.
type Pieces = Vec<Vec<String>>;

/// The lines of the table that stand in texts, found by their first pieces.
struct Sentences {
    first: AhoCorasick,
    /// For each pattern of `first`, what has to follow.
    rest: Vec<Pieces>,
}

static GONE: LazyLock<Sentences> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut rest = Vec::new();
    for (kind, pieces) in lines() {
        let Some((first, after)) = pieces.split_first().filter(|_| !["off", "away"].contains(&kind)) else { continue };
        patterns.extend(first.iter().cloned());
        rest.extend(first.iter().map(|_| after.to_vec()));
    }
    // The words are our own; were there no matcher, no text would match, and every test would say so.
    let first = AhoCorasick::new(&patterns)
        .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")));
    Sentences { first, rest }
});

static OFF: LazyLock<Vec<String>> = LazyLock::new(|| {
    let subjects = lines().filter(|(kind, _)| *kind == "off");
    subjects.flat_map(|(_, pieces)| pieces.into_iter().flatten()).collect()
});

static AWAY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let words = lines().filter(|(kind, _)| *kind == "away");
    words.flat_map(|(_, pieces)| pieces.into_iter().flatten()).collect()
});

/// Whether an automatic answer says that mail to this address is read no more.
pub(super) fn says_gone(text: &str) -> bool {
    let text = plain(cut(text, HEAD_OCTETS));
    // Who is away for a while comes back, whoever else has left.
    if AWAY.iter().any(|words| text.contains(words.as_str())) {
        return false;
    }
    let found = |place: aho_corasick::Match| follows(&text[place.end()..], &GONE.rest[place.pattern().as_usize()]);
    GONE.first.find_overlapping_iter(&text).any(found)
}

/// Whether the subject of a mail asks for no more of them: `unsubscribe`, perhaps with a token behind it.
pub(super) fn asks_to_be_off(subject: &str) -> bool {
    let subject = plain(cut(subject, 200));
    let subject = subject.trim_matches(|c: char| !c.is_alphanumeric());
    let with_token = || {
        let rest = subject.strip_prefix("unsubscribe")?.strip_prefix([' ', ':', '-', '='])?.trim_start();
        Some(!rest.contains(' ') && rest.contains(|c: char| c.is_ascii_digit()))
    };
    OFF.iter().any(|words| words == subject) || with_token().unwrap_or(false)
}

/// Whether the pieces come one after the other, each in the same sentence.
fn follows(text: &str, pieces: &[Vec<String>]) -> bool {
    let Some((next, after)) = pieces.split_first() else { return true };
    let near = cut(text, GAP_OCTETS);
    let ends = SENTENCE_ENDS.iter().filter_map(|end| near.find(end));
    let near = &near[..ends.min().unwrap_or(near.len())];
    next.iter().any(|words| near.find(words.as_str()).is_some_and(|at| follows(&text[at + words.len()..], after)))
}

/// Lower case, without accents, spaces single.
fn plain(text: &str) -> String {
    let lower = text.to_lowercase().replace('\u{2019}', "'");
    without_accents(&lower.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn lines() -> impl Iterator<Item = (&'static str, Pieces)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut fields = line.split('\t');
        let (kind, words) = (fields.next()?, fields.next()?);
        Some((kind, words.split(" * ").map(choices).collect()))
    })
}

/// The texts that `no longer {with|employed}` stands for.
fn choices(piece: &str) -> Vec<String> {
    let Some((before, rest)) = piece.split_once('{') else { return vec![without_accents(piece)] };
    let Some((choices_here, after)) = rest.split_once('}') else { return Vec::new() };
    let ends = choices(after);
    let starts = choices_here.split('|').map(|choice| without_accents(&format!("{before}{choice}")));
    starts.flat_map(|start| ends.iter().map(move |end| format!("{start}{end}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_has_left_is_told_from_who_is_away() {
        for text in [
            "Thank you for your mail. Ann Lee is no longer with the company; please write to bob@a.example.",
            "I have left the organisation as of May.",
            "This email inbox kiji@firm-jp.example is no longer in use.",
            "Please note my new e-mail address: ann@b.example",
            "Frau Lee ist nicht mehr für uns tätig.",
            "Ich bin nicht mehr bei der Firma Muster beschäftigt.",
            "Diese E-Mail-Adresse wird nicht mehr verwendet.",
            "Mme Lee a quitté la société.",
            "Cette adresse n’est plus utilisée.",
            "Ana ya no trabaja en esta empresa.",
            "Il dott. Rossi non lavora più presso di noi.",
            "A Ana não trabalha mais na empresa.",
            "Jan is niet meer werkzaam bij ons.",
            "Иван больше не работает в компании.",
            "Pani Anna już nie pracuje w naszej firmie.",
            "田中は3月末で退職いたしました。",
            "김철수는 퇴사하였습니다.",
            "张三已离职，请联系李四。",
            "我的邮箱 a@b.example 已停用",
        ] {
            assert!(says_gone(text), "{text}");
        }
        for text in [
            "I am out of the office until Monday and no longer work on Fridays.",
            "I will be on leave, and have left the office. The company is closed.",
            "Ich bin bis zum 3. Mai im Urlaub. Ihre Mail wird nicht weitergeleitet.",
            "Je suis en congé jusqu'au 3 mai.",
            "Estoy fuera de la oficina hasta el lunes.",
            "休暇をいただいております。",
            "我正在休假，稍后回复。",
            "I am away until Monday. My colleague Lee has left the company; her mailbox is no longer in use.",
            "Ich bin im Urlaub. Frau Lee ist nicht mehr im Unternehmen tätig.",
            "Je suis en congé. Mme Lee a quitté l'entreprise.",
            "休暇中です。リーは退職しました。",
            "我在休假。李小姐已离职。",
            "Our shop has a new address: Main Street 5.",
            "",
        ] {
            assert!(!says_gone(text), "{text}");
        }
    }

    #[test]
    fn a_subject_that_asks_to_be_off_is_known() {
        for subject in ["unsubscribe", " Unsubscribe ", "UNSUBSCRIBE ME", "unsubscribe:17.abc", "退订", "Désabonnement"]
        {
            assert!(asks_to_be_off(subject), "{subject}");
        }
        for subject in ["", "How do I unsubscribe?", "Re: news", "Unsubscribe confirmation", "unsubscribe from lists"] {
            assert!(!asks_to_be_off(subject), "{subject}");
        }
    }

    #[test]
    fn the_table_has_three_fields_and_known_kinds() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(fields.len() == 3 && ["gone", "moved", "off", "away"].contains(&fields[0]), "{line}");
            assert!(!fields[2].is_empty() && fields[1] == fields[1].to_lowercase(), "{line}");
        }
    }
}
