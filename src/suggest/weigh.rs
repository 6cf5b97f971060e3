//! Weighs what could have been meant: near providers against each other, and all of them against the chance that the typed
//! domain is simply somebody's own.
//!
//! Scores are natural logarithms. A provider scores its popularity less the cost of the slips; the typed domain, taken as it
//! stands, scores by how likely a real domain of that length is. What is left between them is the confidence. Ties stay
//! silent. The numbers were fitted on one half of the evaluation sets (`benches/suggest.rs`) and are reported on the other.

use super::ending::{Split, Step, is_broken_second_level, notorious_repair, step};
use super::readings::{Reading, is_sound, readings};
use super::slip::{Alignment, Slip, align};
use super::structure;
use super::{Confidence, Provider, Providers, Suggestion};
use crate::domain::{DOMAIN_OCTETS_MAX, tld_exists};
use crate::reason::Reason;

/// The score of a typed domain as somebody's own, by the octets of the label before its ending. Nearly every short label is
/// a real domain; a long one that is one slip from a provider hardly ever is.
const OWN_BY_LABEL_OCTETS: [f32; 11] = [16.0, 16.0, 5.0, 2.8, 1.0, -0.4, -1.4, -3.4, -5.4, -5.0, -7.5];

/// Addresses below a registered domain are rarer than those at it.
const OWN_SUBDOMAIN: f32 = -4.0;

/// The score of an address below a name of a few letters in a country that has names below `co`, `ne` or the like. Hardly
/// anybody has one; `yahoo.o.jp` and `yahooc.o.in` are slips of the dot or of the ending.
const OWN_BELOW_A_SHORT_LABEL: f32 = -6.0;
const SHORT_LABEL_OCTETS_MAX: usize = 3;

/// The score of a typed text that cannot be a domain as it stands.
const OWN_LEAST: f32 = -9.0;

/// What it costs to type a provider's name with quite another ending, as in `gmail.fr`.
const OTHER_ENDING: f32 = 7.0;

/// What must lie between the best provider and the typed domain as somebody's own, for each confidence.
const LEAD_HIGH: f32 = 3.0;
const LEAD_MEDIUM: f32 = -0.4;
/// The same where the provider is among the most popular ones, whose slips are everywhere.
const LEAD_MEDIUM_POPULAR: f32 = -1.8;
const POPULAR_WEIGHT_MIN: u32 = 20_000;
const LEAD_MEDIUM_POPULAR_TWO_SLIPS: f32 = 0.0;
const LEAD_LOW: f32 = -12.0;

/// The dearest slip, and the least popular provider, for high confidence in a well-formed name.
const SURE_COST_MAX: f32 = 6.9;
const SURE_WEIGHT_MIN: u32 = 1000;

/// What must lie between the best provider and the next one.
const MARGIN_HIGH: f32 = 3.5;
const MARGIN_MEDIUM: f32 = 2.2;
const MARGIN_LOW: f32 = 1.6;

/// Signs that no person types for the dot of a company's domain.
const NO_DOTS: [char; 7] = ['_', '/', '\\', '|', '<', '>', ':'];

/// What must lie between the likeliest repair of a company's domain and the next one, for medium confidence.
const MARGIN_REPAIRED: f32 = 1.6;

/// When the repaired text may be a company's domain, a provider must come this near to be suggested instead of it, ...
const LEAD_OVER_REPAIRED: f32 = -2.0;
/// ... one that comes this near makes the repair a tie, about which nothing is said, ...
const RIVAL: f32 = -4.0;
/// ... and one that comes this near makes it doubtful.
const DISTANT_RIVAL: f32 = -9.0;

/// A provider that could have been meant.
struct Candidate<'a> {
    provider: &'a Provider,
    /// Popularity less the cost of all slips.
    score: f32,
    alignment: Alignment,
    /// The reading that it is near to; `None` for the text as typed.
    reading: Option<usize>,
    /// Nothing better than this may come of it.
    at_most: Confidence,
}

/// Suggests a domain for a lower-case ASCII text without a final dot.
pub fn suggest_ascii(providers: &Providers, typed: &str) -> Option<Suggestion> {
    if typed.len() > DOMAIN_OCTETS_MAX {
        return None;
    }
    // First of all, since `t.online.de` stands below a provider's domain.
    if let Some((provider, confidence)) = providers.known_slip(typed) {
        let alignment = align(typed.as_bytes(), provider.domain.as_bytes());
        return Some(Suggestion { is_habit: true, ..of_provider(typed, provider, confidence, None, &alignment) });
    }
    if let Some(found) = structure::whole_domain_inside(providers, typed) {
        return Some(found);
    }
    if providers.knows(typed) {
        return None;
    }
    let near = suggest_near(providers, typed);
    let named = structure::by_name(providers, typed);
    // The provider's own endings come before those of others and of nobody, where the ending shows that it is a slip.
    match (near, named) {
        (Some(near), Some(named)) => Some(likelier(typed, near, named)),
        (near, named) => near.or(named),
    }
}

/// The likelier of a provider or domain that is near and one of the same name.
fn likelier(typed: &str, near: Suggestion, named: Suggestion) -> Suggestion {
    let agreed = near.domain == named.domain;
    let of_another_name = !same_head(typed, &near.domain) || near.provider.is_none();
    // `docomo.ne` is the provider's domain cut off at a dot, before it is anything else.
    let cut_off = named.domain.strip_prefix(typed).is_some_and(|rest| rest.starts_with('.'));
    if agreed && near.confidence >= named.confidence {
        near
    } else if agreed
        || cut_off && near.confidence < Confidence::High
        || !tld_exists(typed) && (of_another_name || named.confidence > Confidence::Low)
    {
        named
    } else {
        near
    }
}

/// Suggests the nearest of the providers, or the domain itself with its ending put right.
fn suggest_near(providers: &Providers, typed: &str) -> Option<Suggestion> {
    let mut ways = if is_sound(typed) { Vec::new() } else { readings(typed) };
    let mut candidates = Vec::new();
    let mut near = Vec::new();
    collect(providers, typed, None, 0.0, &mut near, &mut candidates);
    for (at, way) in ways.iter().enumerate() {
        collect(providers, &way.text, Some(at), way.slip_cost, &mut near, &mut candidates);
    }
    // What is known of the ending itself says more than that it is another one.
    let named = |provider: &Provider, at_most| {
        !candidates.iter().any(|known| match at_most {
            Confidence::Low => same_head(&known.provider.domain, &provider.domain),
            _ => std::ptr::eq(known.provider, provider) && known.at_most >= at_most,
        })
    };
    let brand = providers.brand(typed).filter(|&(provider, at_most)| named(provider, at_most));
    if let Some((provider, at_most)) = brand {
        // One more reading, which is of this provider only and no repair of a company's domain.
        candidates.retain(|known| !std::ptr::eq(known.provider, provider));
        let score = (provider.weight as f32).ln() - OTHER_ENDING;
        let alignment = Alignment { cost: OTHER_ENDING, slips: Vec::new() };
        candidates.push(Candidate { provider, score, alignment, reading: Some(ways.len()), at_most });
    }
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.provider.domain.cmp(&b.provider.domain)));
    // A repaired text that is a provider's domain is no domain of somebody's own.
    let repaired = ways.iter().filter(|way| providers.get(&way.text).is_none());
    let own = own_score(typed)
        .into_iter()
        .chain(repaired.filter_map(|way| Some(own_score(&way.text)? - way.slip_cost)))
        .fold(OWN_LEAST, f32::max);
    let lead = candidates.first().map_or(f32::NEG_INFINITY, |best| best.score - own);
    let repairs = ways.len();
    ways.extend(brand.map(|(provider, _)| other_ending(typed, provider)));
    let weighed = (lead >= LEAD_OVER_REPAIRED || repairs == 0).then(|| best_provider(typed, &ways, lead, &candidates));
    ways.truncate(repairs);
    if let Some(found) = weighed.flatten() {
        return Some(found);
    }
    if lead >= RIVAL || near_numeric(providers, &ways) {
        return None;
    }
    own_domain(providers, typed, &ways, lead >= DISTANT_RIVAL)
}

/// Adds the providers near one reading. Of a provider that is near several readings the likeliest stays.
fn collect<'a>(
    providers: &'a Providers,
    text: &str,
    reading: Option<usize>,
    cost: f32,
    near: &mut Vec<(&'a Provider, usize)>,
    candidates: &mut Vec<Candidate<'a>>,
) {
    providers.near(text, near);
    if near.is_empty() {
        return;
    }
    let typed = Split::of(text);
    for &(provider, _) in near.iter() {
        let at_most = match step(typed, &provider.domain) {
            Step::Same => Confidence::High,
            Step::Notorious => Confidence::Medium,
            Step::OneSlip => Confidence::Low,
            Step::Apart => continue,
        };
        let alignment = align(text.as_bytes(), provider.domain.as_bytes());
        if alignment.cost.is_infinite() || all_digits(text) && !all_digits(&provider.domain) {
            continue;
        }
        let score = (provider.weight as f32).ln() - cost - alignment.cost;
        let candidate = Candidate { provider, score, alignment, reading, at_most };
        match candidates.iter_mut().find(|known| std::ptr::eq(known.provider, provider)) {
            Some(known) if known.score < score => *known = candidate,
            Some(_) => {}
            None => candidates.push(candidate),
        }
    }
}

fn best_provider(typed: &str, ways: &[Reading], lead: f32, candidates: &[Candidate<'_>]) -> Option<Suggestion> {
    let best = candidates.first()?;
    let margin = candidates.get(1).map_or(f32::INFINITY, |second| best.score - second.score);
    // Text that is a name as it stands may be somebody's domain, so there only one likely slip in a popular name is sure.
    let sure = !ways.is_empty() || best.alignment.cost <= SURE_COST_MAX && best.provider.weight >= SURE_WEIGHT_MIN;
    let popular = best.provider.weight >= POPULAR_WEIGHT_MIN;
    let one_slip = best.alignment.slips.len() <= 1 && !is_short(typed);
    let medium = match popular {
        // A text that is no name as it stands is hardly a word of somebody's own, as `hotair` and `ibmcloud` are.
        true if one_slip || !ways.is_empty() => LEAD_MEDIUM_POPULAR,
        true => LEAD_MEDIUM_POPULAR_TWO_SLIPS,
        false => LEAD_MEDIUM,
    };
    let confidence = if sure && lead >= LEAD_HIGH && margin >= MARGIN_HIGH {
        Confidence::High
    } else if lead >= medium && margin >= MARGIN_MEDIUM {
        Confidence::Medium
    } else if lead >= LEAD_LOW && margin >= MARGIN_LOW {
        Confidence::Low
    } else {
        return None;
    };
    let reading = best.reading.map(|at| &ways[at]);
    Some(of_provider(typed, best.provider, confidence.min(best.at_most), reading, &best.alignment))
}

/// The reading of a name that is a provider's but for its whole ending.
fn other_ending(typed: &str, provider: &Provider) -> Reading {
    let ending = |domain| Split::of(domain).map_or("", |split| split.suffix);
    let said = format!("ending {} typed for {}", ending(typed), ending(&provider.domain));
    let (text, reason) = (provider.domain.clone(), Reason::TypoTld);
    Reading { text, cost: 0.0, slip_cost: OTHER_ENDING, reason, edits: vec![said], may_be_registered: false }
}

/// Whether the first label is one of the many that are somebody's name.
fn is_short(domain: &str) -> bool {
    domain.split('.').next().is_some_and(|label| label.len() <= SHORT_LABEL_OCTETS_MAX)
}

/// Whether the first label is a number: such a name is not meant to be one of letters.
fn all_digits(domain: &str) -> bool {
    domain.split('.').next().is_some_and(|label| label.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether a repaired text has digits and lies near a numeric provider, so that nobody can tell which was meant.
fn near_numeric(providers: &Providers, ways: &[Reading]) -> bool {
    let digits = |text: &str| text.bytes().any(|b| b.is_ascii_digit());
    let mut near = Vec::new();
    ways.iter().filter(|way| digits(&way.text)).any(|way| {
        providers.near(&way.text, &mut near);
        near.iter().any(|(provider, _)| align(way.text.as_bytes(), provider.domain.as_bytes()).cost.is_infinite())
    })
}

/// How likely the text is a domain of somebody's own; `None` when it cannot be one.
fn own_score(text: &str) -> Option<f32> {
    let split = Split::of(text)?;
    let label = split.label();
    if label.is_empty() || is_broken_second_level(split) {
        return None;
    }
    if split.head.contains('.') && split.suffix.len() == 2 && label.len() <= SHORT_LABEL_OCTETS_MAX {
        return Some(OWN_BELOW_A_SHORT_LABEL);
    }
    let subdomain = if split.head.contains('.') { OWN_SUBDOMAIN } else { 0.0 };
    Some(OWN_BY_LABEL_OCTETS[label.len().min(OWN_BY_LABEL_OCTETS.len() - 1)] + subdomain)
}

/// A domain that is no provider's, with its dots and its ending put right.
fn own_domain(providers: &Providers, typed: &str, ways: &[Reading], doubtful: bool) -> Option<Suggestion> {
    // For a provider's name these may stand where a dot was meant; in others they mean something else: `under_score.de`.
    if typed.trim_matches(|c: char| !c.is_ascii_alphanumeric()).contains(NO_DOTS) {
        return None;
    }
    let mut ordered: Vec<&Reading> = ways.iter().collect();
    ordered.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.text.cmp(&b.text)));
    let Some(&best) = ordered.first() else {
        return if doubtful { None } else { notorious_ending(providers, typed) };
    };
    let margin = ordered.get(1).map_or(f32::INFINITY, |second| second.cost - best.cost);
    let label = Split::of(&best.text)?.label();
    let others: Vec<String> = ordered.iter().skip(1).take(OTHERS_MAX).map(|way| way.text.clone()).collect();
    let dotless = !typed.contains('.') && best.reason == Reason::TypoMissingDot;
    if label.len() < if dotless { 4 } else { 2 } {
        return None;
    }
    let confidence = if providers.knows(&best.text) {
        Confidence::High
    } else if margin >= MARGIN_REPAIRED && !dotless && !doubtful && !best.may_be_registered {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    Some(Suggestion {
        reason: best.reason,
        domain: best.text.clone(),
        provider: providers.get(&best.text).map(|provider| provider.name.clone()),
        confidence,
        distance: strsim::osa_distance(typed, &best.text),
        edits: best.edits.clone(),
        others,
        needs_proof: margin < MARGIN_LOW,
        is_habit: false,
    })
}

/// How many more domains are asked whether they were meant.
const OTHERS_MAX: usize = 2;

/// `acme.cm` may be `acme.com`: worth a word when the DNS says that the typed domain takes no mail.
fn notorious_ending(providers: &Providers, typed: &str) -> Option<Suggestion> {
    let (domain, edits) = notorious_repair(typed)?;
    Some(Suggestion {
        reason: Reason::TypoTld,
        provider: providers.get(&domain).map(|provider| provider.name.clone()),
        confidence: Confidence::Low,
        distance: strsim::osa_distance(typed, &domain),
        edits,
        domain,
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    })
}

fn of_provider(
    typed: &str,
    provider: &Provider,
    confidence: Confidence,
    reading: Option<&Reading>,
    alignment: &Alignment,
) -> Suggestion {
    let mut edits = reading.map(|reading| reading.edits.clone()).unwrap_or_default();
    edits.extend(alignment.slips.iter().map(Slip::to_string));
    let dot_missing = alignment.slips.contains(&Slip::Missing { letter: b'.' });
    let reason = match reading.map(|reading| reading.reason) {
        Some(reason @ (Reason::TypoComma | Reason::TypoMissingDot)) => reason,
        Some(Reason::TypoTld) if alignment.slips.is_empty() => Reason::TypoTld,
        _ if dot_missing => Reason::TypoMissingDot,
        _ if same_head(typed, &provider.domain) => Reason::TypoTld,
        _ => Reason::TypoProvider,
    };
    Suggestion {
        reason,
        domain: provider.domain.clone(),
        provider: Some(provider.name.clone()),
        confidence,
        distance: strsim::osa_distance(typed, &provider.domain),
        edits,
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    }
}

/// Whether the typed name has the same label before its first dot as the meant one, so that the slip is in the ending.
fn same_head(typed: &str, meant: &str) -> bool {
    match (typed.split_once('.'), meant.split_once('.')) {
        (Some((typed, _)), Some((meant, _))) => typed == meant,
        _ => false,
    }
}
