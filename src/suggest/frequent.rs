//! The list itself as evidence: a rare domain one slip away from a frequent one of the same list.
//!
//! It finds slips in the domains of companies and of local providers that no table knows. Who asks has shown by the DNS that
//! the rare domain takes no mail and that the frequent one does.

use super::ending::{Split, notorious_repair};
use super::near::NearIndex;
use super::slip::{Slip, align};
use super::{Confidence, Suggestion};
use crate::reason::Reason;

/// The fewest rows that make a domain frequent.
pub const FREQUENT_ROWS_MIN: u64 = 5;
/// How many times as many rows the frequent domain must have.
pub const ROWS_RATIO_MIN: u64 = 5;
/// The least octets before the first dot: short names lie side by side by chance.
const LABEL_OCTETS_MIN: usize = 4;
/// What a slip costs at most that is believed, as in `slip`.
const COST_MAX: f32 = 10.5;
/// What must lie between the likeliest domain and the next one.
const MARGIN: f32 = 1.0;

/// The frequent domains of a list.
pub struct Frequent {
    domains: Vec<(String, u64)>,
    near: NearIndex,
}

impl Frequent {
    /// Domains with the number of their rows.
    pub fn new(domains: impl IntoIterator<Item = (String, u64)>) -> Frequent {
        let mut domains: Vec<(String, u64)> =
            domains.into_iter().filter(|(_, rows)| *rows >= FREQUENT_ROWS_MIN).collect();
        domains.sort_unstable();
        let near = NearIndex::new(domains.iter().map(|(domain, _)| domain.as_str()));
        Frequent { domains, near }
    }

    /// The frequent domain that was meant by one that takes no mail and stands in so many rows.
    pub fn meant(&self, typed: &str, rows: u64) -> Option<Suggestion> {
        let mut found: Vec<(f32, &(String, u64), Vec<Slip>)> = Vec::new();
        self.near.visit(typed, |at| {
            let known = &self.domains[at as usize];
            let label = known.0.split('.').next().unwrap_or_default();
            if known.1 < rows.saturating_mul(ROWS_RATIO_MIN) || label.len() < LABEL_OCTETS_MIN {
                return;
            }
            let apart = strsim::osa_distance(typed, &known.0) != 1;
            if apart || differ_in_a_digit(typed, &known.0) || is_at_home_elsewhere(typed, &known.0) {
                return;
            }
            let alignment = align(typed.as_bytes(), known.0.as_bytes());
            if alignment.cost <= COST_MAX {
                found.push((alignment.cost - (known.1 as f32).ln(), known, alignment.slips));
            }
        });
        found.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.cmp(b.1)));
        let (best, (domain, at_it), slips) = found.first()?;
        if found.get(1).is_some_and(|next| next.0 - best < MARGIN) {
            return None;
        }
        let mut edits: Vec<String> = slips.iter().map(Slip::to_string).collect();
        edits.push(format!("{at_it} rows at it"));
        Some(Suggestion {
            reason: Reason::TypoFrequent,
            domain: domain.clone(),
            provider: None,
            confidence: Confidence::Medium,
            distance: 1,
            edits,
            others: Vec::new(),
            needs_proof: false,
            is_habit: false,
        })
    }
}

/// Branches and sites are numbered: `lager1-mayer.de` is no slip of `lager2-mayer.de`.
fn differ_in_a_digit(one: &str, other: &str) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    digits(one) != digits(other)
}

/// Companies register their name in many countries: `acme.dk` is no slip of `acme.de`.
fn is_at_home_elsewhere(one: &str, other: &str) -> bool {
    let heads = Split::of(one).zip(Split::of(other));
    heads.is_some_and(|(one, other)| one.head == other.head) && notorious_repair(one).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_from_a_frequent_domain_is_told() {
        let list =
            [("acme-industries.example", 200), ("stadtwerke-lindenau.de", 6), ("lager1-mayer.de", 50), ("abc.de", 90)];
        let frequent = Frequent::new(list.map(|(domain, rows)| (domain.to_owned(), rows)));
        let meant = |typed, rows| frequent.meant(typed, rows).map(|said| said.domain);
        assert_eq!(meant("acme-industreis.example", 1).as_deref(), Some("acme-industries.example"));
        assert_eq!(meant("stadtwerke-lindnau.de", 1).as_deref(), Some("stadtwerke-lindenau.de"));
        assert_eq!(meant("stadtwerke-lindnau.de", 2), None, "too few rows beside it");
        for typed in ["stadtwerke-lindenau.dk", "lager2-mayer.de", "abd.de", "acme-industrial.example", "acme.example"]
        {
            assert_eq!(meant(typed, 1), None, "{typed}");
        }
        assert!(
            frequent
                .meant("acme-industreis.example", 1)
                .is_some_and(|said| said.edits.contains(&"200 rows at it".to_owned()))
        );
    }
}
