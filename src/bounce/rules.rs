//! The tables of phrases and sentences, `data/bounce/*.tsv`, made ready for one pass over a text. The tables are data: to teach presend the words of
//! another server, add a line there. This file must know no phrase itself.

use super::class::Class;
use super::text::without_accents;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// What a rule says about how long the refusal lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lasting {
    Permanent,
    Temporary,
    /// As the reply code says.
    ByCode,
    /// Permanent, but servers also say so when it is not; believed when it comes a second time.
    Unsure,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) class: Class,
    pub(super) lasting: Lasting,
    /// From 1 (a hint) to 4 (overrules everything).
    pub(super) strength: u8,
    /// Whose words these are, where only one provider uses them.
    pub(super) provider: Option<&'static str>,
    /// The whole pattern, as the table has it.
    pub(super) pattern: &'static str,
    /// Whether the pieces stand in the other order than the table has them.
    is_reversed: bool,
}

/// A place where a rule matched.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) rule: &'static Rule,
    /// The words that matched: the pattern, or of a pattern with choices the last words of it.
    pub(super) words: &'static str,
    /// Where the first piece of the pattern begins.
    pub(super) start: usize,
    /// Where the last piece of the pattern stands.
    pub(super) place: Range<usize>,
    /// Octets between the last two pieces; `None` for a pattern without a gap.
    pub(super) gap: Option<usize>,
}

impl Hit {
    /// Whether the other one says the same more exactly: "access denied" inside of "recipient address rejected: access denied" is no word
    /// of its own, and in "the user of this domain does not exist" it is the nearest noun that does not exist.
    pub(super) fn is_part_of(&self, other: &Hit) -> bool {
        let (mine, its) = (&self.place, &other.place);
        if other.rule.strength < self.rule.strength && self.gap.is_some() {
            return false;
        }
        if its.start <= mine.start && mine.end <= its.end && its.len() > mine.len() {
            return true;
        }
        let nearer = match (self.gap, other.gap) {
            (None, Some(_)) => true,
            (Some(mine), Some(its)) => its < mine,
            _ => false,
        };
        mine == its && nearer && other.rule.strength >= self.rule.strength
    }
}

impl Rule {
    /// The pieces in the order in which they must stand. ` ~ ` parts two that may stand in either order.
    fn parts(&self) -> Vec<&'static str> {
        let mut parts: Vec<&'static str> =
            self.pattern.split(" * ").flat_map(|part| part.split(" ~ ")).map(str::trim).collect();
        if self.is_reversed {
            parts.reverse();
        }
        parts
    }

    /// Whether two pieces may be this far apart.
    fn spans(&self, between: &str) -> bool {
        if self.is_reversed {
            between.len() <= REVERSED_GAP_OCTETS_MAX && !between.contains(['.', ',', ';', ':', '!', '?', '。', '、'])
        } else {
            between.len() <= GAP_OCTETS_MAX
        }
    }
}

/// Where in a rule a piece stands.
#[derive(Clone, Copy)]
struct Slot {
    rule: u32,
    place: u8,
    last: bool,
}

/// All rules, compiled. Pieces are the texts between the gaps; many rules share them.
pub(super) struct Rules {
    rules: Vec<Rule>,
    pieces: Vec<Piece>,
    matcher: AhoCorasick,
}

struct Piece {
    text: &'static str,
    slots: Vec<Slot>,
}

/// The most octets between the pieces of a pattern.
const GAP_OCTETS_MAX: usize = 80;
/// The most octets between them where they stand in the other order: there a longer way leads into another clause.
const REVERSED_GAP_OCTETS_MAX: usize = 40;
/// Words of up to this many octets must end where the pattern ends, so that "rbl" is not found in "marble" or "rblx".
const WHOLE_WORD_OCTETS_MAX: usize = 5;

/// What servers write, word for word.
const PHRASES: &str = include_str!("../../data/bounce/phrases.tsv");
/// What servers write, by subject and predicate.
const SENTENCES: &str = include_str!("../../data/bounce/sentences.tsv");

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::compile(&[PHRASES, SENTENCES]));

/// The compiled table.
pub(super) fn rules() -> &'static Rules {
    &RULES
}

impl Rules {
    fn compile(tables: &[&'static str]) -> Rules {
        let rules: Vec<Rule> = tables.iter().flat_map(|table| table.lines()).flat_map(rules_of_line).collect();
        let mut pieces: Vec<Piece> = Vec::new();
        let mut known: HashMap<&'static str, usize> = HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            let parts = rule.parts();
            for (place, part) in parts.iter().enumerate() {
                let slot = Slot { rule: number as u32, place: place as u8, last: place + 1 == parts.len() };
                for text in choices(part) {
                    let piece = *known.entry(text).or_insert_with(|| {
                        pieces.push(Piece { text, slots: Vec::new() });
                        pieces.len() - 1
                    });
                    pieces[piece].slots.push(slot);
                }
            }
        }
        // The table is our own, so building cannot fail on strangers' input; an empty matcher would be found by every test.
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(pieces.iter().map(|piece| piece.text))
            .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")));
        Rules { rules, pieces, matcher }
    }

    /// Calls `found` with every rule that matches, perhaps more than once. `text` is as [`super::text::normal`] gives it.
    pub(super) fn each_match(&'static self, text: &str, mut found: impl FnMut(Hit)) {
        let mut open: Vec<Begun> = Vec::new();
        for hit in self.matcher.find_overlapping_iter(text) {
            if !stands_alone(text.as_bytes(), hit.start(), hit.end()) {
                continue;
            }
            let piece = &self.pieces[hit.pattern().as_usize()];
            if open.len() >= OPEN_MAX {
                open.retain(|begun| begun.end + GAP_OCTETS_MAX >= hit.start());
            }
            for slot in &piece.slots {
                let (mut gap, mut start) = (None, hit.start());
                if slot.place > 0 {
                    // They stand in the order of their ends, so the nearest comes first, and behind one too far away are only such.
                    let mut near = open.iter().rev().take_while(|begun| begun.end + GAP_OCTETS_MAX >= hit.start());
                    let begun = near.find(|begun| {
                        begun.rule == slot.rule && begun.place + 1 == slot.place && begun.end <= hit.start()
                    });
                    let Some(begun) = begun else { continue };
                    if !self.rules[slot.rule as usize].spans(&text[begun.end..hit.start()]) {
                        continue;
                    }
                    (gap, start) = (Some(hit.start() - begun.end), begun.start);
                }
                if slot.last {
                    let rule = &self.rules[slot.rule as usize];
                    let words = if rule.pattern.contains('{') { piece.text } else { rule.pattern };
                    found(Hit { rule, words, start, place: hit.start()..hit.end(), gap });
                } else if open.len() < OPEN_MAX {
                    open.push(Begun { rule: slot.rule, place: slot.place, start, end: hit.end() });
                }
            }
        }
    }
}

/// A pattern with a gap, seen up to the piece at `place`.
struct Begun {
    rule: u32,
    place: u8,
    start: usize,
    end: usize,
}

/// The most half-seen patterns kept at a time, so that a hostile text costs no more than a plain one.
const OPEN_MAX: usize = 256;
/// The most texts that one part of a pattern stands for.
const CHOICES_MAX: usize = 1_000;

/// The texts of a part of a pattern: itself, or each choice where words stand in braces, `{no such|unknown} {user|mailbox}`.
fn choices(part: &'static str) -> Vec<&'static str> {
    if !part.contains('{') {
        return vec![folded(part)];
    }
    let mut texts = vec![String::new()];
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        let (words, behind) = after.split_once('}').unwrap_or((after, ""));
        let grown = texts.iter().flat_map(|begun| words.split('|').map(move |word| format!("{begun}{before}{word}")));
        texts = grown.take(CHOICES_MAX).collect();
        rest = behind;
    }
    // They live as long as the table, which is as long as the process.
    texts.into_iter().map(|text| folded((text + rest).leak())).collect()
}

/// A text as [`super::text::normal`] has it. It lives as long as the table.
pub(super) fn folded(text: &'static str) -> &'static str {
    if text.is_ascii() { text } else { without_accents(text).leak() }
}

/// The rule of a line; two where its pieces may stand in either order.
fn rules_of_line(line: &'static str) -> impl Iterator<Item = Rule> {
    let rule = rule_of_line(line);
    let reversed = rule.filter(|rule| rule.pattern.contains(" ~ ")).map(|rule| Rule { is_reversed: true, ..rule });
    rule.into_iter().chain(reversed)
}

fn rule_of_line(line: &'static str) -> Option<Rule> {
    if line.starts_with('#') || line.is_empty() {
        return None;
    }
    let mut fields = line.split('\t');
    let (pattern, class, lasting) = (fields.next()?, fields.next()?, fields.next()?);
    let (strength, provider) = (fields.next()?, fields.next()?);
    Some(Rule {
        class: Class::from_word(class)?,
        lasting: match lasting {
            "permanent" => Lasting::Permanent,
            "temporary" => Lasting::Temporary,
            "code" => Lasting::ByCode,
            "unsure" => Lasting::Unsure,
            _ => return None,
        },
        strength: strength.parse().ok()?,
        provider: (provider != "-").then_some(provider),
        pattern,
        is_reversed: false,
    })
}

/// Whether a match begins, and for short words ends, where a word does. Scripts without spaces have no such places.
fn stands_alone(text: &[u8], start: usize, end: usize) -> bool {
    let inside = |a: Option<&u8>, b: Option<&u8>| {
        a.is_some_and(u8::is_ascii_alphanumeric) && b.is_some_and(u8::is_ascii_alphanumeric)
    };
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    if inside(before, text.get(start)) {
        return false;
    }
    end - start > WHOLE_WORD_OCTETS_MAX || !inside(text.get(end - 1), text.get(end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_line_of_the_table_is_a_rule_and_no_pattern_stands_twice() {
        let mut seen = HashSet::new();
        for line in PHRASES.lines().chain(SENTENCES.lines()).filter(|line| !line.starts_with('#')) {
            let rule = rule_of_line(line).unwrap_or_else(|| panic!("no rule: {line}"));
            assert!(!rule.pattern.contains(" ~ ") || rule.parts().len() == 2, "{line}");
            for part in rule.parts() {
                assert!(choices(part).len() < CHOICES_MAX, "too many choices: {line}");
                assert_eq!(part.matches('{').count(), part.matches('}').count(), "{line}");
            }
            assert_eq!(line.split('\t').count(), 6, "{line}");
            assert!((1..=4).contains(&rule.strength), "{line}");
            assert!(seen.insert(rule.pattern), "twice: {line}");
            assert_eq!(rule.pattern, rule.pattern.to_lowercase(), "{line}");
        }
        assert!(seen.len() > 1_000);
    }

    #[test]
    fn words_are_found_whole_and_gaps_are_bounded() {
        let found = |text: &str| {
            let mut patterns = Vec::new();
            rules().each_match(text, |hit| patterns.push(hit.words));
            patterns
        };
        assert!(found("listed on an rbl today").contains(&"rbl"));
        assert!(!found("marble and rblx").contains(&"rbl"));
        assert!(found("mail from 10.0.0.1 refused, see").contains(&"mail from * refused"));
        assert!(!found(&format!("mail from {} refused", "x".repeat(100))).contains(&"mail from * refused"));
        assert!(!found("refused mail from").contains(&"mail from * refused"));
        assert!(found("该用户不存在").contains(&"用户不存在"));
    }
}
