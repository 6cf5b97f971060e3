//! Endings of names: which are valid, which are slips of others, and how a mangled one is put right.
//!
//! A repair of the ending works for any domain, a provider's or a company's. It must never touch an ending that the public
//! suffix list knows, except the few notorious ones that are far more often a slip than meant (`gmail.co`), and those only
//! where more speaks for it.

use super::slip::align;
use crate::domain::suffix::{Type, public_suffix};
use crate::domain::tld_exists;
use foldhash::{HashMap, HashMapExt};
use std::cell::RefCell;
use std::rc::Rc;

/// A domain in two parts: what somebody registered before the public suffix, and the suffix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Split<'a> {
    /// Everything before the suffix, without the dot between; empty for a bare suffix.
    pub head: &'a str,
    pub suffix: &'a str,
}

impl<'a> Split<'a> {
    /// Splits at the public suffix, if the list knows it. Suffixes that companies lend out (`github.io`) do not count.
    pub fn of(domain: &'a str) -> Option<Split<'a>> {
        let mut suffix = public_suffix(domain)?;
        if suffix.typ() != Some(Type::Icann) {
            if !suffix.is_known() {
                return None;
            }
            let tld = domain.rsplit('.').next().unwrap_or_default();
            suffix = public_suffix(tld)?;
        }
        let suffix = &domain[domain.len() - suffix.as_bytes().len()..];
        let head = domain.strip_suffix(suffix)?;
        Some(Split { head: head.strip_suffix('.').unwrap_or(head), suffix })
    }

    /// The label that stands directly before the suffix.
    pub fn label(&self) -> &'a str {
        self.head.rsplit('.').next().unwrap_or_default()
    }
}

/// How a valid ending lies to another valid one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Same,
    /// Valid, but far more often a slip than meant.
    Notorious,
    /// One slip apart: worth a word only when the DNS says that the typed name takes no mail.
    OneSlip,
    Apart,
}

/// How the ending of a typed name lies to that of a meant one. A typed name without a valid ending lies right wherever its
/// letters do, which is not asked here.
pub fn step(typed: Option<Split<'_>>, meant: &str) -> Step {
    let (Some(typed_split), Some(meant_split)) = (typed, Split::of(meant)) else { return Step::Same };
    let suffix = typed_split.suffix;
    if suffix == meant_split.suffix {
        Step::Same
    } else if is_broken_second_level(typed_split) || is_tail(suffix, meant_split.suffix) {
        // `yahoo.co.jo` stands under no ending that anybody registers names under, and `yahooco.in` has lost its dot.
        Step::Same
    } else if NOTORIOUS.contains(&(suffix, meant_split.suffix)) {
        Step::Notorious
    } else if strsim::osa_distance(suffix, meant_split.suffix) == 1 {
        Step::OneSlip
    } else {
        Step::Apart
    }
}

/// Whether the short ending is the last part of the long one, as `in` of `co.in`.
fn is_tail(short: &str, long: &str) -> bool {
    long.strip_suffix(short).is_some_and(|before| before.ends_with('.'))
}

/// Endings that are valid, but far more often a slip than meant: the typed one and the meant one.
const NOTORIOUS: [(&str, &str); 6] =
    [("co", "com"), ("cm", "com"), ("om", "com"), ("ne", "net"), ("et", "net"), ("co", "co.uk")];

/// The name with a notorious ending replaced, and the slip in words.
pub fn notorious_repair(domain: &str) -> Option<(String, Vec<String>)> {
    let split = Split::of(domain)?;
    let (typed, meant) = NOTORIOUS.iter().find(|(typed, _)| *typed == split.suffix)?;
    let plain = split.label().len() > 1 && !is_broken_second_level(split);
    plain.then(|| (format!("{}.{meant}", split.head), vec![format!("ending {typed} typed for {meant}")]))
}

/// Whether what was registered would be `co.jo` or `con.br`: a second level, or a slip of one, that is none in this country.
pub fn is_broken_second_level(split: Split<'_>) -> bool {
    let label = split.label();
    let slips = [
        "con", "cmo", "ocm", "om", "cm", "cim", "vom", "xom", "comm", "coom", "cok", "cpm", "c", "coo", "oc", "nte",
        "ent",
    ];
    split.head.contains('.') && split.suffix.len() == 2 && (SECOND_LEVEL.contains(&label) || slips.contains(&label))
}

/// Endings that are meant often, with a rough weight: addresses under it in a thousand of `.com`.
const COMMON: [(&str, f32); 70] = [
    ("com", 1000.0),
    ("net", 110.0),
    ("org", 100.0),
    ("edu", 40.0),
    ("gov", 20.0),
    ("info", 15.0),
    ("biz", 8.0),
    ("de", 90.0),
    ("uk", 80.0),
    ("fr", 70.0),
    ("it", 60.0),
    ("es", 40.0),
    ("nl", 40.0),
    ("ru", 60.0),
    ("cn", 60.0),
    ("jp", 50.0),
    ("br", 50.0),
    ("au", 40.0),
    ("ca", 30.0),
    ("in", 30.0),
    ("pl", 30.0),
    ("ch", 25.0),
    ("at", 20.0),
    ("be", 25.0),
    ("se", 20.0),
    ("no", 15.0),
    ("dk", 15.0),
    ("fi", 15.0),
    ("cz", 15.0),
    ("eu", 20.0),
    ("us", 12.0),
    ("mx", 15.0),
    ("ar", 15.0),
    ("kr", 20.0),
    ("tw", 15.0),
    ("hk", 10.0),
    ("io", 12.0),
    ("co", 8.0),
    ("me", 5.0),
    ("tv", 3.0),
    ("pt", 10.0),
    ("gr", 10.0),
    ("hu", 10.0),
    ("ro", 10.0),
    ("sk", 8.0),
    ("bg", 5.0),
    ("hr", 5.0),
    ("rs", 4.0),
    ("si", 4.0),
    ("lt", 4.0),
    ("lv", 4.0),
    ("ee", 4.0),
    ("ua", 12.0),
    ("by", 4.0),
    ("kz", 4.0),
    ("tr", 15.0),
    ("il", 10.0),
    ("za", 12.0),
    ("nz", 10.0),
    ("ie", 10.0),
    ("sg", 8.0),
    ("my", 8.0),
    ("id", 10.0),
    ("th", 8.0),
    ("vn", 8.0),
    ("ph", 6.0),
    ("cl", 10.0),
    ("ir", 8.0),
    ("ae", 5.0),
    ("mil", 5.0),
];

/// Labels that stand before a country's ending in many countries.
const SECOND_LEVEL: [&str; 10] = ["co", "com", "net", "org", "ac", "gov", "edu", "or", "ne", "go"];

/// A repaired ending.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// The whole name with another ending.
    pub text: String,
    /// Minus the logarithm of its chance among all the repairs of this ending: near nought when it stands alone.
    pub cost: f32,
    /// What the slips of the ending cost, as in `slip`.
    pub slip_cost: f32,
    /// What was wrong with the ending.
    pub fault: Fault,
}

/// What was wrong with an ending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Letters of the ending were mistyped.
    Mangled,
    /// The ending stood twice.
    Twice,
    /// The dot inside `co.uk` was missing.
    Glued,
    /// `com.uk` for `co.uk`, `co.br` for `com.br`.
    OtherCountry,
    /// What looks like a slip of `com` or `co` before a country's ending, and may be a name.
    SecondLevel,
}

/// The ways to put an ending right, likeliest first. Nothing for an ending that needs no repair.
pub fn repairs(domain: &str) -> Vec<Repair> {
    if let Some(text) = without_repeat(domain) {
        return vec![Repair { text, cost: 0.2, slip_cost: KNOWN_HABIT, fault: Fault::Twice }];
    }
    if tld_exists(domain) { second_level(domain).into_iter().collect() } else { mangled(domain) }
}

/// `a.com.com` -> `a.com`. The name must keep a label before the ending.
fn without_repeat(domain: &str) -> Option<String> {
    let (rest, last) = domain.rsplit_once('.')?;
    let (head, before) = rest.rsplit_once('.')?;
    let repeated = last == before && COMMON.iter().any(|(ending, _)| *ending == last);
    if repeated && !head.is_empty() {
        return Some(rest.to_owned());
    }
    // `a.co.uk.co.uk`, and `a.comcom`.
    let suffix = Split::of(domain)?.suffix;
    let head = domain.strip_suffix(suffix)?.strip_suffix('.')?;
    (suffix.contains('.') && head.strip_suffix(suffix)?.len() > 1).then(|| head.to_owned())
}

/// `a.com.uk` -> `a.co.uk`, `a.con.br` -> `a.com.br`, when the country has the one and not the other.
fn second_level(domain: &str) -> Option<Repair> {
    let (rest, country) = domain.rsplit_once('.')?;
    let (head, second) = rest.rsplit_once('.')?;
    if country.len() != 2 || head.is_empty() || !(2..=4).contains(&second.len()) || is_suffix(second, country) {
        return None;
    }
    let (meant, fault) = match second {
        "con" | "cmo" | "ocm" | "vom" | "xom" => ("com", Fault::Mangled),
        "com" => ("co", Fault::OtherCountry),
        "co" => ("com", Fault::OtherCountry),
        // Somebody may have registered these: `boutique.om.fr`, `webapp.comm.pl`.
        "cim" | "comm" | "cpm" | "coom" | "om" | "cm" => ("com", Fault::SecondLevel),
        "c" | "coo" | "vo" | "xo" | "ci" | "cp" | "oc" => ("co", Fault::SecondLevel),
        _ => return None,
    };
    is_official(meant, country).then(|| Repair {
        text: format!("{head}.{meant}.{country}"),
        cost: 0.4,
        slip_cost: KNOWN_HABIT,
        fault,
    })
}

fn is_suffix(second: &str, country: &str) -> bool {
    let name = format!("{second}.{country}");
    let found = public_suffix(&name);
    found.is_some_and(|suffix| suffix.is_known() && suffix.as_bytes().len() == name.len())
}

/// Whether an ending is meant often.
pub fn is_common_ending(ending: &str) -> bool {
    COMMON.iter().any(|(common, _)| *common == ending)
}

/// Whether names are registered below this ending, which has a dot, by the rules of its country.
pub fn is_official_suffix(ending: &str) -> bool {
    ending.rsplit_once('.').is_some_and(|(second, country)| is_official(second, country))
}

/// The same, but only what the country itself set up: `com.br`, and not the `com.ru` that a company lets out.
fn is_official(second: &str, country: &str) -> bool {
    let name = format!("{second}.{country}");
    is_suffix(second, country) && public_suffix(&name).is_some_and(|s| s.typ() == Some(Type::Icann))
}

/// What many people type for `com`.
const COM_HABITS: [&str; 8] = ["con", "cmo", "comm", "vom", "xom", "ocm", "cim", "cpm"];

/// The cost of a slip that many people make: an ending typed twice, `.con`, `.com.uk`. Less than that of any other.
const KNOWN_HABIT: f32 = 4.5;

/// The likely meanings of an ending that no list knows.
fn mangled(domain: &str) -> Vec<Repair> {
    let Some((head, typed)) = domain.rsplit_once('.') else { return Vec::new() };
    if head.is_empty() || typed.is_empty() || typed.len() > MANGLED_OCTETS_MAX {
        return Vec::new();
    }
    let label = head.rsplit_once('.').map(|(_, label)| label);
    let before = label.and_then(|label| SECOND_LEVEL.into_iter().find(|second| *second == label));
    let mut octets = [0; MANGLED_OCTETS_MAX];
    octets[..typed.len()].copy_from_slice(typed.as_bytes());
    let key = (before, octets, typed.len());
    let meanings = MEANINGS.with_borrow_mut(|known| {
        if let Some(meanings) = known.get(&key) {
            return meanings.clone();
        }
        if known.len() >= MEANINGS_KEPT {
            known.clear();
        }
        let meanings: Rc<[Meaning]> = meanings(typed, before).into();
        known.insert(key, meanings.clone());
        meanings
    });
    let repair = |meaning: &Meaning| {
        let Meaning { ending, cost, slip_cost, fault } = meaning;
        let text = if ending.is_empty() { head.to_owned() } else { format!("{head}.{ending}") };
        Repair { text, cost: *cost, slip_cost: *slip_cost, fault: *fault }
    };
    meanings.iter().map(repair).collect()
}

/// What an ending was meant for. Nothing, when the label before it is the ending.
struct Meaning {
    ending: String,
    /// These as in [`Repair`].
    cost: f32,
    slip_cost: f32,
    fault: Fault,
}

/// An ending, with the label before it if that is one that many countries have.
type Ending = (Option<&'static str>, [u8; MANGLED_OCTETS_MAX], usize);

/// Endings whose meanings are remembered. A list in which a form left out a letter has one wrong ending on many rows.
const MEANINGS_KEPT: usize = 4096;

thread_local! {
    static MEANINGS: RefCell<HashMap<Ending, Rc<[Meaning]>>> = RefCell::new(HashMap::new());
}

/// The likely meanings of an ending after this label.
fn meanings(typed: &str, before: Option<&'static str>) -> Vec<Meaning> {
    let mut found: Vec<(String, f32, f32, Fault)> = Vec::new();
    for (ending, weight) in COMMON {
        let reach = if typed.len() > 3 { 2 } else { 1 };
        // An ending after the same one stands twice, which is looked at below.
        if typed.len().abs_diff(ending.len()) > reach
            || strsim::osa_distance(typed, ending) > reach
            || before == Some(ending)
        {
            continue;
        }
        // After `co.` or `com.` a country follows, and one that has such names.
        let fits = match before {
            Some(second) if is_official(second, ending) => 10.0,
            Some(_) => 0.05,
            None => 1.0,
        };
        let cost =
            if ending == "com" && COM_HABITS.contains(&typed) { KNOWN_HABIT } else { slip_of_ending(typed, ending) };
        found.push((ending.to_owned(), (weight * fits).ln() - cost, cost, Fault::Mangled));
    }
    if let Some((_, weight)) = COMMON.iter().find(|(ending, _)| before == Some(*ending)) {
        // `a.com.con`: the ending stands twice, the second time with a slip.
        let alignment = align(typed.as_bytes(), before.unwrap_or_default().as_bytes());
        if alignment.slips.len() <= 1 {
            let habit = before == Some("com") && COM_HABITS.contains(&typed);
            let cost = if habit { KNOWN_HABIT } else { KNOWN_HABIT + alignment.cost / 2.0 };
            found.push((String::new(), weight.ln() - cost, cost, Fault::Twice));
        }
    }
    for second in SECOND_LEVEL {
        let Some(country) = typed.strip_prefix(second).filter(|country| country.len() == 2) else { continue };
        if let Some((_, weight)) =
            COMMON.iter().find(|(ending, _)| *ending == country).filter(|_| is_suffix(second, country))
        {
            found.push((format!("{second}.{country}"), weight.ln() - KNOWN_HABIT, KNOWN_HABIT + 2.4, Fault::Glued));
        }
    }
    for (ending, _) in &COMMON[..3] {
        // `a.comcom`
        if typed.len() == 2 * ending.len() && typed.strip_prefix(ending) == Some(ending) {
            found.push(((*ending).to_owned(), 8.0, KNOWN_HABIT, Fault::Twice));
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let all: f32 = found.iter().map(|(_, score, ..)| score.exp()).sum();
    let meaning = |(ending, score, slip_cost, fault)| Meaning { ending, cost: all.ln() - score, slip_cost, fault };
    found.into_iter().take(REPAIRS_MAX).map(meaning).collect()
}

/// What it costs to type one ending for another. Nobody looks harder at its first letter, as at that of a name; and of two
/// letters each is known so well that they change places rather than that one is left out.
pub fn slip_of_ending(typed: &str, meant: &str) -> f32 {
    const SWAPPED_TWO: f32 = 4.4;
    const MISSING_OF_THREE: f32 = 1.2;
    /// What is left out is mostly the last letter: a copy ended too early.
    const CUT_SHORT: f32 = 4.4;
    let swapped = typed.len() == 2 && typed.bytes().rev().eq(meant.bytes());
    let cost = align(format!("-{typed}").as_bytes(), format!("-{meant}").as_bytes()).cost;
    match (typed.len(), meant.len()) {
        _ if swapped => SWAPPED_TWO,
        (1, 2) | (2, 3) if meant.starts_with(typed) => CUT_SHORT,
        (2, 3) => cost + MISSING_OF_THREE,
        _ => cost,
    }
}

/// A mangled ending that is longer than this, in octets, is not read as a slip.
const MANGLED_OCTETS_MAX: usize = 8;

/// How many repairs of one ending are looked at.
const REPAIRS_MAX: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(domain: &str, expected: &str) {
        let found = repairs(domain);
        let best = found.first().map_or("", |repair| repair.text.as_str());
        assert_eq!(best, expected, "{domain}: {found:?}");
    }

    #[test]
    fn a_mangled_ending_becomes_the_likeliest_one() {
        for ending in ["con", "cmo", "ocm", "comm", "vom", "xom", "cim", "coom", "cpm", "c0m", "comn", "ccom"] {
            check(&format!("acme.{ending}"), "acme.com");
        }
        check("acme.ney", "acme.net");
        check("acme.ogr", "acme.org");
        check("acme.co.ul", "acme.co.uk");
        check("acme.couk", "acme.co.uk");
        check("acme.combr", "acme.com.br");
        check("acme.comcom", "acme.com");
    }

    #[test]
    fn an_ending_that_stands_twice_loses_one() {
        check("acme.com.com", "acme.com");
        check("acme.co.uk.co.uk", "acme.co.uk");
        check("acme.com.con", "acme.com");
        check("acme.org.ogr", "acme.org");
        check("com.com", "");
    }

    #[test]
    fn the_second_level_of_another_country_is_put_right() {
        check("acme.com.uk", "acme.co.uk");
        check("acme.co.br", "acme.com.br");
        check("acme.con.br", "acme.com.br");
        check("com.uk", "");
    }

    #[test]
    fn a_valid_ending_is_left_alone() {
        for domain in
            ["acme.com", "acme.co", "acme.cm", "acme.co.uk", "acme.com.co", "acme.shop", "a.b.de", "acme", "", "."]
        {
            check(domain, "");
        }
    }

    #[test]
    fn a_name_is_split_at_the_public_suffix() {
        assert_eq!(Split::of("mail.acme.co.uk"), Some(Split { head: "mail.acme", suffix: "co.uk" }));
        assert_eq!(Split::of("acme.github.io"), Some(Split { head: "acme.github", suffix: "io" }));
        assert_eq!(Split::of("acme.con"), None);
        assert_eq!(Split::of("com"), Some(Split { head: "", suffix: "com" }));
    }
}
