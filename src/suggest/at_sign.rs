//! What was meant by a text whose `@` is missing, is another sign, or stands more than once.
//!
//! Without an `@` only the domain of a provider shows where it belongs. What is told is never surer than medium.

use super::{Confidence, Providers};
use crate::domain::tld_exists;

/// How popular a provider must be for its domain to be found inside a text.
const WEIGHT_MIN: u32 = 200;
/// A longer text is a sentence, in octets.
const TEXT_OCTETS_MAX: usize = 128;
/// Names of hosts and pages, which nobody has as a local-part.
const HOSTS: [&str; 8] = ["www", "mail", "webmail", "m", "login", "accounts", "my", "smtp"];

/// The address that was meant by a text without an `@` or with several, and how sure that is.
pub(super) fn address_meant(providers: &Providers, text: &str) -> Option<(String, Confidence)> {
    if text.len() > TEXT_OCTETS_MAX {
        return None;
    }
    if text.contains('@') { with_several(text) } else { with_none(providers, text) }
}

/// `ann@ann@gmail.com`, `ann@gmail.com@gmail.com`, `ann@gmail.comann@gmail.com`, `ann@gmail.com@`
fn with_several(text: &str) -> Option<(String, Confidence)> {
    let pieces: Vec<&str> = text.trim_matches('@').split('@').map(str::trim).collect();
    let (local_part, domain) = match pieces.as_slice() {
        [local_part, domain] => (local_part, domain),
        [first, second, domain] if first == second => (first, domain),
        [local_part, first, second] if first.eq_ignore_ascii_case(second) => (local_part, first),
        [local_part, glued, domain] if glued.strip_prefix(domain) == Some(*local_part) => (local_part, domain),
        _ => return None,
    };
    let whole = !local_part.is_empty() && domain.contains('.') && tld_exists(&domain.to_ascii_lowercase());
    whole.then(|| (format!("{local_part}@{domain}"), Confidence::Medium))
}

/// `ann#gmail.com`, `ann2gmail.com`, `anngmail.com`
fn with_none(providers: &Providers, text: &str) -> Option<(String, Confidence)> {
    let lower = text.to_ascii_lowercase();
    let ends = |start: &usize| {
        providers
            .get(&lower[*start..])
            .filter(|provider| provider.weight >= WEIGHT_MIN)
            .map(|provider| (*start, provider))
    };
    // The longest domain is the right one: `anngmail.com` is no mailbox at mail.com.
    let (start, provider) = lower.char_indices().map(|(at, _)| at).filter(|&at| at > 0).find_map(|at| ends(&at))?;
    let before = &text[..start];
    let (local_part, confidence) = split_off_sign(before, &provider.domain)?;
    let plausible = local_part.len() > 1
        && local_part.bytes().all(|byte| byte.is_ascii_graphic())
        && !HOSTS.iter().any(|host| host.eq_ignore_ascii_case(local_part));
    plausible.then(|| (format!("{local_part}@{}", provider.domain), confidence))
}

/// What stands before a domain, without the sign that was typed for the `@`.
fn split_off_sign<'t>(before: &'t str, domain: &str) -> Option<(&'t str, Confidence)> {
    let last = before.chars().next_back()?;
    let rest = &before[..before.len() - last.len_utf8()];
    // The key of the `@` without its second key: 2 in English, q in German, à, ò and ç in French, Italian and Spanish.
    let german = [".de", ".at"].iter().any(|ending| domain.ends_with(ending));
    Some(match last {
        '.' | '_' | '-' => (rest, Confidence::Low),
        '2' => (rest, Confidence::Low),
        'q' | 'Q' if german => (rest, Confidence::Low),
        'à' | 'ò' | 'ç' | 'é' => (rest, Confidence::Medium),
        _ if last.is_alphanumeric() => (before, Confidence::Low),
        _ => (rest.trim_end_matches(|c: char| !c.is_alphanumeric()), Confidence::Medium),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, meant: Option<&str>) {
        let found = address_meant(Providers::builtin(), text).map(|(address, _)| address);
        assert_eq!(found.as_deref(), meant, "{text}");
    }

    #[test]
    fn a_missing_or_mistyped_sign_is_put_before_the_domain_of_a_provider() {
        for text in
            ["anngmail.com", "ann#gmail.com", "ann2gmail.com", "ann.gmail.com", "ann #gmail.com", "annàgmail.com"]
        {
            check(text, Some("ann@gmail.com"));
        }
        check("Ann.Lee!WEB.DE", Some("Ann.Lee@web.de"));
        for text in ["gmail.com", "www.gmail.com", "mail.yahoo.com", "firma-meier.com", "n/a", "find us at acme.com"] {
            check(text, None);
        }
    }

    #[test]
    fn an_address_that_stands_twice_is_one() {
        for text in ["ann@ann@gmail.com", "ann@gmail.com@gmail.com", "ann@gmail.comann@gmail.com", "ann@gmail.com@"] {
            check(text, Some("ann@gmail.com"));
        }
        check("ann@lee@gmail.com", None);
        check("ann@ann@gmail", None);
    }
}
