//! The table of phrases, `data/bounce/phrases.tsv`, made ready for one pass over a text. The table is data: to teach presend the words of
//! another server, add a line there. This file must know no phrase itself.

use super::class::Class;
use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
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
#[derive(Debug)]
pub(super) struct Rule {
    pub(super) class: Class,
    pub(super) lasting: Lasting,
    /// From 1 (a hint) to 4 (overrules everything).
    pub(super) strength: u8,
    /// Whose words these are, where only one provider uses them.
    pub(super) provider: Option<&'static str>,
    /// The whole pattern, as the table has it.
    pub(super) pattern: &'static str,
}

/// A piece of a pattern: patterns with a gap have two or three.
struct Piece {
    rule: u32,
    /// Place of the piece in its pattern, and whether it is the last.
    place: u8,
    last: bool,
}

/// All rules, compiled.
pub(super) struct Rules {
    rules: Vec<Rule>,
    pieces: Vec<Vec<Piece>>,
    matcher: AhoCorasick,
}

/// The most octets between the pieces of a pattern.
const GAP_OCTETS_MAX: usize = 80;
/// Words of up to this many octets must end where the pattern ends, so that "rbl" is not found in "marble" or "rblx".
const WHOLE_WORD_OCTETS_MAX: usize = 5;

static RULES: LazyLock<Rules> = LazyLock::new(|| Rules::compile(include_str!("../../data/bounce/phrases.tsv")));

/// The compiled table.
pub(super) fn rules() -> &'static Rules {
    &RULES
}

impl Rules {
    fn compile(table: &'static str) -> Rules {
        let rules: Vec<Rule> = table.lines().filter_map(rule_of_line).collect();
        let mut texts: Vec<&str> = Vec::new();
        let mut pieces: Vec<Vec<Piece>> = Vec::new();
        let mut known = std::collections::HashMap::new();
        for (number, rule) in rules.iter().enumerate() {
            let parts: Vec<&str> = rule.pattern.split(" * ").map(str::trim).collect();
            for (place, part) in parts.iter().enumerate() {
                let index = *known.entry(*part).or_insert_with(|| {
                    texts.push(part);
                    pieces.push(Vec::new());
                    texts.len() - 1
                });
                let last = place + 1 == parts.len();
                pieces[index].push(Piece { rule: number as u32, place: place as u8, last });
            }
        }
        // The table is our own, so building cannot fail on strangers' input; an empty matcher would be found by every test.
        let matcher = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&texts)
            .unwrap_or_else(|_| AhoCorasick::new([""; 0]).unwrap_or_else(|_| unreachable!("an empty matcher")));
        Rules { rules, pieces, matcher }
    }

    /// Calls `found` with every rule that matches, perhaps more than once, and the place of its last piece. `text` is as [`super::text::normal`] gives it.
    pub(super) fn each_match<'r>(&'r self, text: &str, mut found: impl FnMut(&'r Rule, Range<usize>)) {
        // Where the first pieces of patterns with a gap ended: rule, place, end.
        let mut open: Vec<(u32, u8, usize)> = Vec::new();
        for hit in self.matcher.find_overlapping_iter(text) {
            if !stands_alone(text.as_bytes(), hit.start(), hit.end()) {
                continue;
            }
            for piece in &self.pieces[hit.pattern().as_usize()] {
                if piece.place > 0 {
                    let before = open.iter().any(|&(rule, place, end)| {
                        rule == piece.rule
                            && place + 1 == piece.place
                            && end <= hit.start()
                            && hit.start() - end <= GAP_OCTETS_MAX
                    });
                    if !before {
                        continue;
                    }
                }
                if piece.last {
                    found(&self.rules[piece.rule as usize], hit.start()..hit.end());
                } else if open.len() < OPEN_MAX {
                    open.push((piece.rule, piece.place, hit.end()));
                } else {
                    open.retain(|&(_, _, end)| hit.start().saturating_sub(end) <= GAP_OCTETS_MAX);
                }
            }
        }
    }
}

/// The most half-seen patterns kept at a time, so that a hostile text costs no more than a plain one.
const OPEN_MAX: usize = 256;

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
        let table = include_str!("../../data/bounce/phrases.tsv");
        let mut seen = HashSet::new();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let rule = rule_of_line(line).unwrap_or_else(|| panic!("no rule: {line}"));
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
            rules().each_match(text, |rule, _| patterns.push(rule.pattern));
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
