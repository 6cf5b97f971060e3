//! Weighs what could have been meant: near providers against each other, and all of them against the chance that the typed
//! domain is simply somebody's own.
//!
//! Scores are natural logarithms. A provider scores its popularity less the cost of the slips; the typed domain, taken as it
//! stands, scores by how likely a real domain of that length is. What is left between them is the confidence. Ties stay
//! silent. The numbers were fitted on one half of the evaluation sets (`benches/suggest.rs`) and are reported on the other.

use super::ending::{Split, Step, step};
use super::readings::{Reading, is_sound, readings};
use super::slip::{Alignment, Slip, align};
use super::{Confidence, Provider, Providers, Suggestion};
use crate::domain::DOMAIN_OCTETS_MAX;
use crate::reason::Reason;

/// The score of a typed domain as somebody's own, by the octets of the label before its ending. Nearly every short label is
/// a real domain; a long one that is one slip from a provider hardly ever is.
const OWN_BY_LABEL_OCTETS: [f32; 11] = [20.0, 20.0, 14.0, 12.5, 10.5, 8.5, 6.0, 3.0, 1.0, 0.0, -1.0];

/// What must lie between the best provider and the typed domain as somebody's own, for each confidence.
const LEAD_HIGH: f32 = 4.0;
const LEAD_MEDIUM: f32 = 1.0;
const LEAD_LOW: f32 = -8.0;

/// What must lie between the best provider and the next one.
const MARGIN_MEDIUM: f32 = 2.5;
const MARGIN_LOW: f32 = 1.0;

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
    if typed.len() > DOMAIN_OCTETS_MAX || providers.knows(typed) {
        return None;
    }
    if let Some((provider, confidence)) = providers.known_slip(typed) {
        let alignment = align(typed.as_bytes(), provider.domain.as_bytes());
        return Some(of_provider(typed, provider, confidence, None, &alignment));
    }
    let ways = if is_sound(typed) { Vec::new() } else { readings(typed) };
    let mut candidates = Vec::new();
    let mut near = Vec::new();
    collect(providers, typed, None, 0.0, &mut near, &mut candidates);
    for (at, way) in ways.iter().enumerate() {
        collect(providers, &way.text, Some(at), way.cost, &mut near, &mut candidates);
    }
    if let Some(found) = best_provider(typed, &ways, candidates) {
        return Some(found);
    }
    own_domain(providers, typed, &ways)
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
    let typed_split = Split::of(text);
    for &(provider, _) in near.iter() {
        let mut at_most = Confidence::High;
        if let (Some(typed), Some(meant)) = (typed_split, Split::of(&provider.domain)) {
            match step(typed.suffix, meant.suffix) {
                Step::Same => {}
                Step::Notorious => at_most = Confidence::Medium,
                Step::OneSlip => at_most = Confidence::Low,
                Step::Apart => continue,
            }
        }
        let alignment = align(text.as_bytes(), provider.domain.as_bytes());
        if alignment.cost.is_infinite() {
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

fn best_provider(typed: &str, ways: &[Reading], mut candidates: Vec<Candidate<'_>>) -> Option<Suggestion> {
    candidates.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.provider.domain.cmp(&b.provider.domain)));
    let best = candidates.first()?;
    let margin = candidates.get(1).map_or(f32::INFINITY, |second| best.score - second.score);
    let own = own_score(typed, 0.0)
        .into_iter()
        .chain(ways.iter().filter_map(|way| own_score(&way.text, way.cost)))
        .fold(f32::NEG_INFINITY, f32::max);
    let lead = best.score - own.max(0.0);
    let confidence = if lead >= LEAD_HIGH && margin >= MARGIN_MEDIUM {
        Confidence::High
    } else if lead >= LEAD_MEDIUM && margin >= MARGIN_MEDIUM {
        Confidence::Medium
    } else if lead >= LEAD_LOW && margin >= MARGIN_LOW {
        Confidence::Low
    } else {
        return None;
    };
    let reading = best.reading.map(|at| &ways[at]);
    Some(of_provider(typed, best.provider, confidence.min(best.at_most), reading, &best.alignment))
}

/// How likely the text is a domain of somebody's own; `None` when it cannot be one.
fn own_score(text: &str, cost: f32) -> Option<f32> {
    let split = Split::of(text)?;
    let label = split.label();
    if label.is_empty() {
        return None;
    }
    Some(OWN_BY_LABEL_OCTETS[label.len().min(OWN_BY_LABEL_OCTETS.len() - 1)] - cost)
}

/// A domain that is no provider's, with its dots and its ending put right.
fn own_domain(providers: &Providers, typed: &str, ways: &[Reading]) -> Option<Suggestion> {
    let mut ordered: Vec<&Reading> = ways.iter().collect();
    ordered.sort_by(|a, b| a.cost.total_cmp(&b.cost).then_with(|| a.text.cmp(&b.text)));
    let best = *ordered.first()?;
    let margin = ordered.get(1).map_or(f32::INFINITY, |second| second.cost - best.cost);
    let label = Split::of(&best.text)?.label();
    if label.len() < 2 || margin < MARGIN_LOW {
        return None;
    }
    let dotless = !typed.contains('.') && best.reason == Reason::TypoMissingDot;
    let confidence = if providers.knows(&best.text) {
        Confidence::High
    } else if margin >= 2.0 && !dotless {
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
        _ if dot_missing && !typed.contains('.') => Reason::TypoMissingDot,
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
    }
}

/// Whether the typed name has the same label before its first dot as the meant one, so that the slip is in the ending.
fn same_head(typed: &str, meant: &str) -> bool {
    match (typed.split_once('.'), meant.split_once('.')) {
        (Some((typed, _)), Some((meant, _))) => typed == meant,
        _ => false,
    }
}
