//! What was meant by a domain that is a provider's but for its structure: something before or behind it, the domain twice,
//! its ending cut off, left out or quite another.
//!
//! No letters are counted here; slips of letters are the business of `near` and `slip`. A name that somebody may have
//! registered as it stands is never called sure.

use super::ending::{Split, is_common_ending, is_official_suffix, slip_of_ending};
use super::{Confidence, Provider, Providers, Suggestion};
use crate::domain::tld_exists;
use crate::reason::Reason;

/// How popular a provider must be for a domain to be taken for its own with something added.
const WEIGHT_MIN: u32 = 300;
/// The longest text behind a provider's domain that is read as left over, in octets.
const JUNK_OCTETS_MAX: usize = 32;

/// The provider meant by a text that has its whole domain in it. To be asked before anything else: `www.gmail.com` and
/// `mail.ru.mail.ru` stand below a provider's domain, which is never corrected otherwise.
pub(super) fn whole_domain_inside(providers: &Providers, typed: &str) -> Option<Suggestion> {
    if let Some(rest) = typed.strip_prefix("www.") {
        let provider = providers.get(rest)?;
        return Some(told(typed, provider, Confidence::Medium, "www. before the domain"));
    }
    if let Some((provider, _)) = repeated(providers, typed) {
        return Some(told(typed, provider, Confidence::Medium, "domain typed twice"));
    }
    if providers.knows(typed) {
        return None;
    }
    let (provider, junk) = with_junk_behind(providers, typed)?;
    let confidence = if is_common_ending(junk.trim_start_matches('.')) && !junk.starts_with('.') {
        // `outlook.decom` may be either of two.
        Confidence::Low
    } else {
        Confidence::Medium
    };
    Some(told(typed, provider, confidence, &format!("{junk} behind the domain")))
}

/// `mail.ru.mail.ru`, `gmx.degmx.de`
fn repeated<'a>(providers: &'a Providers, typed: &str) -> Option<(&'a Provider, usize)> {
    let half = typed.len() / 2;
    let (first, second) = (typed.get(..half)?, typed.get(typed.len() - half..)?);
    let between = &typed[half..typed.len() - half];
    (first == second && matches!(between, "" | ".")).then_some(())?;
    providers.get(first).map(|provider| (provider, half))
}

/// The longest provider's domain that the text begins with, and what stands behind it.
fn with_junk_behind<'a, 't>(providers: &'a Providers, typed: &'t str) -> Option<(&'a Provider, &'t str)> {
    const GLUED_OCTETS_MIN: usize = 3;
    // Each provider's domain has a dot inside of it.
    let first_dot = typed.find('.')?;
    let ends = (first_dot + 2..typed.len()).rev().filter(|&end| typed.is_char_boundary(end));
    for end in ends {
        let (domain, junk) = typed.split_at(end);
        let Some(provider) = providers.get(domain).filter(|provider| provider.weight >= WEIGHT_MIN) else { continue };
        if junk.len() > JUNK_OCTETS_MAX {
            return None;
        }
        let meant = match junk.strip_prefix('.') {
            // Names may be registered below `com.br`, so that `gmail.com.br` may be somebody's.
            Some(rest) => {
                let ending = Split::of(domain)?.suffix;
                !rest.is_empty()
                    && !is_official_suffix(&format!("{ending}.{rest}"))
                    && !is_near_another(providers, domain, rest)
            }
            None => junk.len() >= GLUED_OCTETS_MIN && !tld_exists(typed),
        };
        return meant.then_some((provider, junk));
    }
    None
}

/// Whether what stands behind a provider's domain may be a slip in the ending of another one of that name: `yahoo.com.xm`.
fn is_near_another(providers: &Providers, domain: &str, rest: &str) -> bool {
    let name = domain.split('.').next().unwrap_or_default();
    let longer = |provider: &Provider| provider.domain.strip_prefix(domain)?.strip_prefix('.').map(str::to_owned);
    providers.of_name(name).filter_map(longer).any(|ending| strsim::osa_distance(rest, &ending) <= 1)
}

/// The provider meant by a text that is its name without the ending, or with one that is not its own.
pub(super) fn by_name(providers: &Providers, typed: &str) -> Option<Suggestion> {
    match typed.split_once('.') {
        None => without_ending(providers, typed),
        Some((name, ending)) => with_other_ending(providers, typed, name, ending),
    }
}

/// `gmail`, `qq`, `gmai`
fn without_ending(providers: &Providers, typed: &str) -> Option<Suggestion> {
    /// What one of several providers of a name must be more popular than the next by to be meant.
    const AHEAD: u32 = 3;
    /// The least popular provider that is known by its name alone.
    const KNOWN_WEIGHT_MIN: u32 = 1_000;
    let said = "ending missing";
    if let Some((best, next)) = first_two(providers, typed).filter(|(best, _)| best.weight >= KNOWN_WEIGHT_MIN) {
        let ahead = next.is_none_or(|next| best.weight >= AHEAD * next.weight);
        let confidence = if ahead { Confidence::Medium } else { Confidence::Low };
        return Some(told(typed, best, confidence, said));
    }
    // `joe@com` says nothing of the name.
    if tld_exists(typed) {
        return None;
    }
    const LETTERS_MIN: usize = 3;
    const WEIGHT_MIN: u32 = 20_000;
    let near = |name: &str| strsim::osa_distance(typed, name) == 1 && typed.len() >= LETTERS_MIN;
    let mut found = providers.names().filter(|(name, _)| near(name)).map(|(_, best)| best).collect::<Vec<_>>();
    found.retain(|provider| provider.weight >= WEIGHT_MIN);
    found.sort_by_key(|provider| (u32::MAX - provider.weight, provider.domain.clone()));
    let (best, next) = (*found.first()?, found.get(1));
    next.is_none_or(|next| best.weight >= AHEAD * next.weight).then(|| told(typed, best, Confidence::Low, said))
}

fn first_two<'a>(providers: &'a Providers, name: &str) -> Option<(&'a Provider, Option<&'a Provider>)> {
    let mut of_name = providers.of_name(name);
    let best = of_name.next()?;
    Some((best, of_name.next()))
}

/// `yahoo.c`, `daum.con`, `docomo.ne`, `libero.ir`
fn with_other_ending(providers: &Providers, typed: &str, name: &str, ending: &str) -> Option<Suggestion> {
    let exists = tld_exists(typed);
    let mut scored: Vec<(f32, f32, &Provider)> = providers
        .of_name(name)
        .filter_map(|provider| {
            let own = provider.domain.strip_prefix(name)?.strip_prefix('.')?;
            let cost = ending_cost(ending, own);
            Some(((provider.weight as f32).ln() - cost, cost, provider))
        })
        .collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.2.domain.cmp(&b.2.domain)));
    let &(score, cost, provider) = scored.first()?;
    let margin = scored.get(1).map_or(f32::INFINITY, |next| score - next.0);
    let said = format!("ending {ending} typed for {}", &provider.domain[name.len() + 1..]);
    let confidence = if exists {
        // Somebody may have registered it.
        let sure = name.len() >= NAME_OCTETS_SURE && cost <= COST_LIKELY && provider.weight >= WEIGHT_OF_A_BRAND;
        if sure && margin >= MARGIN { Confidence::Medium } else { Confidence::Low }
    } else if margin >= MARGIN && (cost <= COST_LIKELY || scored.len() == 1) {
        Confidence::Medium
    } else {
        Confidence::Low
    };
    let shown = !exists || cost <= COST_POSSIBLE;
    shown.then(|| told(typed, provider, confidence, &said))
}

/// The least octets of a name that is hardly anybody else's, and how popular its provider must be.
const NAME_OCTETS_SURE: usize = 5;
const WEIGHT_OF_A_BRAND: u32 = 1000;
/// What a likely slip of an ending costs at most, and one that is worth a word where the DNS denies the name.
const COST_LIKELY: f32 = 7.2;
const COST_POSSIBLE: f32 = 9.0;
/// What must lie between the likeliest ending of a name and the next one.
const MARGIN: f32 = 1.4;

/// Minus the logarithm of the chance that an ending was typed for another one.
fn ending_cost(typed: &str, own: &str) -> f32 {
    /// An ending that was cut off, with and without its dot, and one that has nothing to do with the right one.
    const CUT_AT_A_DOT: f32 = 5.0;
    const CUT: f32 = 5.6;
    const ANOTHER: f32 = 11.0;
    let cut = own.strip_prefix(typed).map_or(ANOTHER, |rest| if rest.starts_with('.') { CUT_AT_A_DOT } else { CUT });
    slip_of_ending(typed, own).min(cut).min(ANOTHER)
}

fn told(typed: &str, provider: &Provider, confidence: Confidence, said: &str) -> Suggestion {
    Suggestion {
        reason: Reason::TypoTld,
        domain: provider.domain.clone(),
        provider: Some(provider.name.clone()),
        confidence,
        distance: strsim::osa_distance(typed, &provider.domain),
        edits: vec![said.to_owned()],
        others: Vec::new(),
        needs_proof: false,
        is_habit: false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::suggest;
    use super::*;

    #[track_caller]
    fn check(typed: &str, meant: &str) {
        assert_eq!(suggest(typed).map(|said| said.domain).as_deref(), Some(meant), "{typed}");
    }

    #[test]
    fn what_stands_around_a_whole_domain_is_left_out() {
        for (typed, meant) in [
            ("www.gmail.com", "gmail.com"),
            ("mail.ru.mail.ru", "mail.ru"),
            ("gmx.degmx.de", "gmx.de"),
            ("gmail.comtest", "gmail.com"),
            ("yahoo.co.jptanaka", "yahoo.co.jp"),
            ("gmx.net.com", "gmx.net"),
            ("gmail.com.jp", "gmail.com"),
        ] {
            check(typed, meant);
        }
        for typed in ["outlook.decom", "hotmail.frcom", "yahoo.frcom", "skynet.becom", "hotmail.itcom"] {
            assert!(suggest(typed).is_none_or(|said| said.confidence < Confidence::High), "{typed}");
        }
    }

    #[test]
    fn an_ending_that_is_missing_or_broken_is_the_providers_own() {
        for (typed, meant) in [
            ("gmail", "gmail.com"),
            ("qq", "qq.com"),
            ("hotmail", "hotmail.com"),
            ("gmai", "gmail.com"),
            ("yahoo.c", "yahoo.com"),
            ("daum.con", "daum.net"),
            ("hanmail.con", "hanmail.net"),
            ("bellsouth.bell", "bellsouth.net"),
            ("docomo.ne", "docomo.ne.jp"),
            ("hotmail.fe", "hotmail.fr"),
        ] {
            check(typed, meant);
        }
    }
}
