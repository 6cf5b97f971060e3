//! What happened between the meant and the typed name: the cheapest slips that turn one into the other, and what they cost.
//!
//! The cost says how unlikely the slips are: it is minus the natural logarithm of their chance, up to a constant that is
//! the same for all, so costs of slips add up and compare with logarithms of popularity. `strsim` measures how many slips
//! there are; this module says which, and how likely. It must never call a slip of digits in a numeric name likely: 163
//! and 126 are two companies.

use super::keyboard::{Keys, alike, keys, vowels};
use std::fmt;

/// One slip. Letters are as they stand in lower-case ASCII names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    Missing { letter: u8 },
    Extra { letter: u8 },
    Wrong { typed: u8, meant: u8 },
    Swapped { first: u8, second: u8 },
}

impl fmt::Display for Slip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Slip::Missing { letter } => write!(f, "{} missing", shown(letter)),
            Slip::Extra { letter } => write!(f, "extra {}", shown(letter)),
            Slip::Wrong { typed, meant } => write!(f, "{} typed for {}", shown(typed), shown(meant)),
            Slip::Swapped { first, second } => write!(f, "{} and {} swapped", shown(first), shown(second)),
        }
    }
}

fn shown(letter: u8) -> String {
    match letter {
        b'.' => "dot".to_owned(),
        b'-' => "hyphen".to_owned(),
        b',' => "comma".to_owned(),
        b' ' => "space".to_owned(),
        other => char::from(other).to_string(),
    }
}

/// The cheapest way from the meant name to the typed one.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// Minus the natural logarithm of the chance, up to a constant. Infinite when the names must not be confused.
    pub cost: f32,
    /// The slips in the order of the meant name.
    pub slips: Vec<Slip>,
}

/// Aligns two names of at most [`ALIGNED_OCTETS_MAX`] bytes; longer ones cost infinitely much.
pub fn align(typed: &[u8], meant: &[u8]) -> Alignment {
    let (rows, width) = (typed.len(), meant.len());
    if rows > ALIGNED_OCTETS_MAX || width > ALIGNED_OCTETS_MAX {
        return Alignment { cost: f32::INFINITY, slips: Vec::new() };
    }
    let costs = Costs { typed, meant, numeric: numeric_label(meant) };
    // `table[i][j]` is the cost of making the first i typed letters of the first j meant ones.
    let mut table = [[f32::INFINITY; ALIGNED_OCTETS_MAX + 1]; ALIGNED_OCTETS_MAX + 1];
    table[0][0] = 0.0;
    for i in 0..=rows {
        for j in 0..=width {
            if let Some((cost, ..)) = costs.last_step(&table, i, j) {
                table[i][j] = cost;
            }
        }
    }
    let mut slips = Vec::new();
    let (mut i, mut j) = (rows, width);
    while let Some((_, back_i, back_j, slip)) = costs.last_step(&table, i, j) {
        slips.extend(slip);
        (i, j) = (i - back_i, j - back_j);
    }
    slips.reverse();
    Alignment { cost: table[rows][width], slips }
}

/// The longest name that is aligned, in octets: a provider's domain and the slips around it are shorter.
pub const ALIGNED_OCTETS_MAX: usize = 48;

type Table = [[f32; ALIGNED_OCTETS_MAX + 1]; ALIGNED_OCTETS_MAX + 1];

/// Whether the first label has a digit, as in 163.com or 21cn.com: then digits are never slips.
fn numeric_label(domain: &[u8]) -> bool {
    domain.split(|&b| b == b'.').next().unwrap_or_default().iter().any(u8::is_ascii_digit)
}

/// What every slip costs before it is asked which one: most people make none, and two are far rarer than one.
const ANY_SLIP: f32 = 3.2;

struct Costs<'a> {
    typed: &'a [u8],
    meant: &'a [u8],
    numeric: bool,
}

impl Costs<'_> {
    /// The cheapest last step to `table[i][j]`: its whole cost, how far back it reaches on both sides, and its slip.
    fn last_step(&self, table: &Table, i: usize, j: usize) -> Option<(f32, usize, usize, Option<Slip>)> {
        let mut best: Option<(f32, usize, usize, Option<Slip>)> = None;
        let mut offer = |cost: f32, back_i: usize, back_j: usize, slip: Option<Slip>| {
            let whole = cost + table[i - back_i][j - back_j];
            if best.is_none_or(|(known, ..)| whole < known) {
                best = Some((whole, back_i, back_j, slip));
            }
        };
        if i > 0 && j > 0 {
            let (typed, meant) = (self.typed[i - 1], self.meant[j - 1]);
            if typed == meant {
                offer(0.0, 1, 1, None);
            } else {
                offer(self.wrong(j - 1, typed, meant), 1, 1, Some(Slip::Wrong { typed, meant }));
            }
        }
        if i > 1 && j > 1 {
            let (first, second) = (self.meant[j - 2], self.meant[j - 1]);
            if first != second && self.typed[i - 2] == second && self.typed[i - 1] == first {
                offer(self.swapped(j - 2, first, second), 2, 2, Some(Slip::Swapped { first, second }));
            }
        }
        if j > 0 {
            let letter = self.meant[j - 1];
            offer(self.missing(j - 1, letter), 0, 1, Some(Slip::Missing { letter }));
        }
        if i > 0 {
            let letter = self.typed[i - 1];
            offer(self.extra(i - 1, j, letter), 1, 0, Some(Slip::Extra { letter }));
        }
        best
    }

    fn wrong(&self, at: usize, typed: u8, meant: u8) -> f32 {
        // A letter that looks like the digit is a slip even there: `l63.com`.
        if self.numeric && (typed.is_ascii_digit() || meant.is_ascii_digit() && !alike(typed, meant)) {
            return f32::INFINITY;
        }
        let cost = match keys(typed, meant) {
            Keys::Adjacent => 3.2,
            _ if alike(typed, meant) => 3.6,
            Keys::AdjacentElsewhere => 3.8,
            Keys::Apart if vowels(typed, meant) => 4.0,
            // A digit off a letter's key is hardly a slip of that letter: `19.com` is not meant to be qq.com.
            Keys::Apart if typed.is_ascii_digit() => 8.0,
            Keys::Apart => 5.6,
        };
        ANY_SLIP + cost + self.at_start(at)
    }

    fn swapped(&self, at: usize, first: u8, second: u8) -> f32 {
        if self.numeric && first.is_ascii_digit() && second.is_ascii_digit() {
            return f32::INFINITY;
        }
        ANY_SLIP + 2.6 + self.at_start(at)
    }

    fn missing(&self, at: usize, letter: u8) -> f32 {
        if self.numeric && letter.is_ascii_digit() {
            return f32::INFINITY;
        }
        let neighbour = |place: Option<usize>| place.and_then(|place| self.meant.get(place)).copied();
        let doubled = neighbour(at.checked_sub(1)) == Some(letter) || neighbour(Some(at + 1)) == Some(letter);
        let cost = if doubled { 2.4 } else { 2.9 };
        ANY_SLIP + cost + self.at_start(at)
    }

    /// An extra letter at place `i` of the typed name, before place `j` of the meant one.
    fn extra(&self, i: usize, j: usize, letter: u8) -> f32 {
        if self.numeric && letter.is_ascii_digit() {
            return f32::INFINITY;
        }
        let before = j.checked_sub(1).map(|place| self.meant[place]);
        let after = self.meant.get(j).copied();
        let beside = |other: Option<u8>| other.is_some_and(|other| keys(letter, other) == Keys::Adjacent);
        // People slip on an s at the end of a name too, but `iclouds` and `oranges` are words.
        let cost = if letter == b's' && after == Some(b'.') && before != Some(letter) {
            5.4
        } else if before == Some(letter) || after == Some(letter) {
            2.6
        } else if beside(before) || beside(after) {
            3.4
        } else if pinyin_tail(before, letter) {
            3.6
        } else {
            4.8
        };
        // Companies put a letter before a known name (hicloud, zfrontier) more often than fingers do.
        ANY_SLIP + cost + 2.0 * self.at_start(i)
    }

    /// People look at what they begin: the first letter is seldom wrong.
    fn at_start(&self, at: usize) -> f32 {
        if at == 0 { 1.2 } else { 0.0 }
    }
}

/// The letters that make another pinyin syllable of the same rough sound: zh for z, ng for n, ou for o.
fn pinyin_tail(before: Option<u8>, letter: u8) -> bool {
    matches!((before, letter), (Some(b'z' | b's' | b'c'), b'h') | (Some(b'n'), b'g') | (Some(b'o'), b'u'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(typed: &str, meant: &str, slips: &[&str]) {
        let found = align(typed.as_bytes(), meant.as_bytes());
        let words: Vec<String> = found.slips.iter().map(Slip::to_string).collect();
        assert_eq!(words, slips, "{typed} for {meant}");
        assert!(found.cost.is_finite(), "{typed} for {meant}");
    }

    #[test]
    fn slips_are_named_as_a_person_would() {
        check("hotmail.com", "hotmail.com", &[]);
        check("homail.com", "hotmail.com", &["t missing"]);
        check("gmial.com", "gmail.com", &["a and i swapped"]);
        check("gnail.com", "gmail.com", &["n typed for m"]);
        check("gmaill.com", "gmail.com", &["extra l"]);
        check("gmailcom", "gmail.com", &["dot missing"]);
        check("gmial.con", "gmail.com", &["a and i swapped", "n typed for m"]);
        check("", "ab", &["a missing", "b missing"]);
    }

    #[test]
    fn likely_slips_cost_less() {
        let cost = |typed: &str| align(typed.as_bytes(), b"hotmail.com").cost;
        assert!(cost("hotmial.com") < cost("hotmsil.com"));
        assert!(cost("hotmsil.com") < cost("hotmpil.com"));
        assert!(cost("hottmail.com") < cost("hotxmail.com"));
        assert!(cost("hormail.com") < cost("jotmail.com"));
        assert!(cost("hotmail.con") < cost("hormail.con"));
    }

    #[test]
    fn digits_of_a_numeric_name_are_never_slips() {
        for (typed, meant) in
            [("162.com", "163.com"), ("1663.com", "163.com"), ("136.com", "163.com"), ("13.com", "163.com")]
        {
            assert_eq!(align(typed.as_bytes(), meant.as_bytes()).cost, f32::INFINITY, "{typed} for {meant}");
        }
        check("163.con", "163.com", &["n typed for m"]);
        check("gmai1.com", "gmail.com", &["1 typed for l"]);
    }

    #[test]
    fn names_of_any_length_are_answered() {
        assert_eq!(align(&[b'a'; 300], b"gmail.com").cost, f32::INFINITY);
        assert_eq!(align(b"", b"").cost, 0.0);
    }
}
