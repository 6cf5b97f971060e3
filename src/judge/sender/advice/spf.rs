//! One SPF record for the domain of MAIL FROM, made of the one that is there: what is wrong with a term is put right or left out, and the addresses
//! that were named by the user stand in it. Who else sends is not known, so nothing is forbidden that was not forbidden before.

use super::super::look::Look;
use super::super::spf::SpfFacts;
use super::super::{Group, Setup};
use super::{Advice, ZoneRecord};
use crate::facts::Lookup;
use crate::spf::{Finding, Kind, Selection, SpfResult, select};
use std::net::{IpAddr, Ipv4Addr};

/// What becomes of a term.
enum Fate {
    Keep,
    LeaveOut,
    Instead(String),
    /// It cannot be said what was meant.
    Unclear,
}

/// The record that would mend the faults, if one can be said. `None` while answers are missing.
pub(super) fn advice(facts: &SpfFacts, setup: &Setup, look: &Look<'_>) -> Option<Option<Advice>> {
    let before = texts(facts, look)?;
    let Some(terms) = terms(facts, &before) else { return Some(None) };
    let takes_no_mail = look.mx(&facts.domain)?;
    if terms.is_lock() && matches!(takes_no_mail, Lookup::Found([only]) if only.exchange.is_root()) {
        return Some(None);
    }
    let knows_senders = !setup.ips_discovered && !setup.ips.is_empty();
    if !knows_senders && (before.is_empty() || terms.lost_senders) {
        return Some(None);
    }
    let named = if knows_senders { unnamed(facts, &terms) } else { Vec::new() };
    let text = terms.record(&named);
    let is_same = facts.survey.record.as_ref().is_some_and(|record| record.text == text);
    Some((!is_same).then(|| Advice::new(&[Group::Spf], vec![ZoneRecord::txt(facts.domain.clone(), text)])))
}

/// The records that are there, or the text that was meant as one.
fn texts(facts: &SpfFacts, look: &Look<'_>) -> Option<Vec<String>> {
    let answer = look.txt(&facts.domain)?;
    let Lookup::Found(list) = answer else { return Some(Vec::new()) };
    let text = |record: &[u8]| String::from_utf8_lossy(record).into_owned();
    Some(match select(list) {
        Selection::One(record) => vec![text(record)],
        Selection::Several(records) => records.into_iter().map(text).collect(),
        Selection::None { nearly } => nearly.into_iter().next().and_then(|near| near.suggestion).into_iter().collect(),
    })
}

/// The terms of the new record.
#[derive(Default)]
struct Terms {
    directives: Vec<String>,
    modifiers: Vec<String>,
    all: Option<String>,
    /// Terms were left out by which somebody may send today.
    lost_senders: bool,
    left_out: Vec<String>,
}

fn terms(facts: &SpfFacts, records: &[String]) -> Option<Terms> {
    let mut new = Terms::default();
    for term in records.iter().flat_map(|record| record.split_whitespace().skip(1)) {
        let findings = || {
            facts
                .survey
                .findings
                .iter()
                .filter(|finding| finding.domain == facts.domain.as_str() && finding.term.as_deref() == Some(term))
        };
        let mut term = term.to_owned();
        for fate in findings().map(fate) {
            match fate {
                Fate::Keep => {}
                Fate::Instead(other) => term = other,
                Fate::Unclear => return None,
                Fate::LeaveOut => {
                    new.left_out.push(std::mem::take(&mut term));
                    break;
                }
            }
        }
        let lets_pass = findings().any(|finding| matches!(finding.kind, Kind::PassAll | Kind::Ptr));
        new.lost_senders |= lets_pass;
        new.take(term);
    }
    Some(new)
}

fn fate(finding: &Finding) -> Fate {
    match (finding.kind, &finding.suggestion) {
        // What becomes of `all` is decided for the whole record.
        (Kind::PassAll | Kind::NeutralAll | Kind::NoAll, Some(_)) => Fate::Keep,
        (Kind::Syntax | Kind::MechanismAsModifier, Some(other)) => Fate::Instead(other.clone()),
        (Kind::Syntax, None) => Fate::Unclear,
        (
            Kind::PassAll
            | Kind::Ptr
            | Kind::Repeated
            | Kind::NonPublic
            | Kind::Loop
            | Kind::IncludeWithoutRecord
            | Kind::RedirectWithAll
            | Kind::MechanismAsModifier,
            _,
        ) => Fate::LeaveOut,
        _ => Fate::Keep,
    }
}

impl Terms {
    /// Whether nobody may send, as a domain says that sends nothing.
    fn is_lock(&self) -> bool {
        self.all.as_deref() == Some("-all") && self.directives.is_empty() && self.modifiers.is_empty()
    }

    fn take(&mut self, term: String) {
        let lower = term.to_ascii_lowercase();
        if ["all", "+all", "-all", "~all", "?all"].contains(&lower.as_str()) {
            self.all.get_or_insert(lower);
        } else if ["redirect=", "exp="].iter().any(|name| lower.starts_with(name)) {
            self.modifiers.push(term);
        } else if !term.is_empty() && !self.directives.iter().any(|other| other.eq_ignore_ascii_case(&term)) {
            self.directives.push(term);
        }
    }

    /// The record, with these addresses at its front, where they cost no look-up.
    fn record(&self, ips: &[IpAddr]) -> String {
        let redirects = self.modifiers.iter().any(|term| term.to_ascii_lowercase().starts_with("redirect="));
        let all = match self.all.as_deref() {
            Some(all @ ("-all" | "~all")) => Some(all),
            None if redirects => None,
            // Strangers no longer pass, and who was forgotten is not yet refused.
            _ => Some("~all"),
        };
        let mut words = vec!["v=spf1".to_owned()];
        let is_there = |ip: &&IpAddr| {
            self.directives.iter().any(|term| term.split_once(':').is_some_and(|(_, value)| value == ip.to_string()))
        };
        let ips: Vec<IpAddr> = ips.iter().filter(|ip| !is_there(ip)).copied().collect();
        words.extend(blocks(&ips));
        words.extend(self.directives.iter().cloned());
        words.extend(all.map(str::to_owned));
        words.extend(self.modifiers.iter().cloned());
        words.join(" ")
    }
}

/// The addresses that do not pass, or that pass only by what is left out.
fn unnamed(facts: &SpfFacts, terms: &Terms) -> Vec<IpAddr> {
    let passes_by = |term: &str| {
        let bare = term.trim_start_matches('+');
        bare.eq_ignore_ascii_case("all") || terms.left_out.iter().any(|other| other.trim_start_matches('+') == bare)
    };
    let is_unnamed = |of: &&super::super::SpfOf| {
        of.outcome.result != SpfResult::Pass || of.outcome.decided_by.as_deref().is_some_and(passes_by)
    };
    facts.each.iter().filter(is_unnamed).map(|of| of.ip).collect()
}

/// Addresses as terms: whole blocks as such (RFC 7208 §5.6).
fn blocks(ips: &[IpAddr]) -> Vec<String> {
    let mut v4: Vec<u32> =
        ips.iter().filter_map(|ip| if let IpAddr::V4(ip) = ip { Some(u32::from(*ip)) } else { None }).collect();
    v4.sort_unstable();
    v4.dedup();
    let mut words = Vec::new();
    let mut rest = v4.as_slice();
    while let Some(&first) = rest.first() {
        let size = (0..=8).rev().map(|bits| 1usize << bits).find(|&size| {
            let fits = (first as usize).is_multiple_of(size) && rest.len() >= size;
            fits && rest[size - 1] as usize == first as usize + size - 1
        });
        let size = size.unwrap_or(1);
        let ip = Ipv4Addr::from(first);
        words.push(match size {
            1 => format!("ip4:{ip}"),
            size => format!("ip4:{ip}/{}", 32 - size.trailing_zeros()),
        });
        rest = &rest[size..];
    }
    words.extend(ips.iter().filter(|ip| ip.is_ipv6()).map(|ip| format!("ip6:{ip}")));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_become_blocks_where_they_are_whole() {
        let ips = |texts: &[&str]| texts.iter().map(|text| text.parse().expect("an address")).collect::<Vec<IpAddr>>();
        assert_eq!(blocks(&ips(&["192.0.2.4", "192.0.2.5", "192.0.2.6", "192.0.2.7"])), ["ip4:192.0.2.4/30"]);
        assert_eq!(blocks(&ips(&["192.0.2.5", "192.0.2.6"])), ["ip4:192.0.2.5", "ip4:192.0.2.6"]);
        assert_eq!(blocks(&ips(&["2001:db8::1", "192.0.2.1"])), ["ip4:192.0.2.1", "ip6:2001:db8::1"]);
        assert!(blocks(&[]).is_empty());
    }
}
