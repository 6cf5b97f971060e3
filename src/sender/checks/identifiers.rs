//! What DMARC needs to pass: one identifier that passes its own check and is aligned with From in the mode of the policy (RFC 7489 §3.1, §4.2). A
//! record that is good proves nothing yet; only what was shown counts.

use super::check::failure_words;
use super::lookups::{Lookups, all};
use super::message::{Outcome, Verified, verified};
use super::{SenderConfig, spf};
use crate::domain::Domain;
use crate::sender::records::Weight;
use crate::sender::records::dmarc::{Alignment, Discovery, aligned, discover};
use crate::sender::spf::SpfResult;

/// Whether something that is demanded was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Met,
    NotMet,
    /// Nothing that was given or found shows it.
    NotShown,
    /// It could not be found out.
    Unknown,
}

impl Standing {
    /// The word that stands in texts and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Standing::Met => "met",
            Standing::NotMet => "not met",
            Standing::NotShown | Standing::Unknown => "not shown",
        }
    }
}

/// How something stands, with the fact that shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub standing: Standing,
    pub fact: String,
}

impl Shown {
    pub(super) fn new(standing: Standing, fact: impl Into<String>) -> Shown {
        Shown { standing, fact: fact.into() }
    }
}

/// The domain in From: that of the message, where there is one.
pub(super) fn from_domain(setup: &SenderConfig) -> Domain {
    setup.message.as_ref().and_then(|message| message.from_domain()).unwrap_or_else(|| setup.domain.clone())
}

/// Whether SPF passes for the addresses that were named. `None` while answers are missing.
pub(super) fn of_spf(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Shown> {
    let facts = spf::facts(setup, look)?;
    let domain = &facts.domain;
    let broken = facts.audit.findings.iter().find(|finding| {
        finding.kind.weight() == crate::sender::spf::Weight::Fail && finding.kind != crate::sender::spf::Kind::PassAll
    });
    if let (true, Some(finding)) = (facts.audit.record.is_none(), broken) {
        return Some(Shown::new(Standing::NotMet, finding.observed.clone()));
    }
    if setup.ips.is_empty() || setup.ips_discovered {
        return Some(Shown::new(Standing::NotShown, "no sending address was named (--ip)"));
    }
    let first = |wanted: fn(SpfResult) -> bool| facts.each.iter().find(|of| wanted(of.outcome.result));
    let bad = first(|result| !matches!(result, SpfResult::Pass | SpfResult::TempError));
    if let Some(of) = bad {
        let fact = format!("SPF of {domain} gives {} for {}", of.outcome.result.word(), of.ip);
        return Some(Shown::new(Standing::NotMet, fact));
    }
    if let Some(of) = first(|result| result == SpfResult::TempError) {
        return Some(Shown::new(Standing::Unknown, format!("SPF of {domain} for {} could not be found out", of.ip)));
    }
    let ips: Vec<String> = facts.each.iter().take(4).map(|of| of.ip.to_string()).collect();
    let more = if facts.each.len() > ips.len() { " and others" } else { "" };
    Some(Shown::new(Standing::Met, format!("SPF of {domain} passes for {}{more}", ips.join(", "))))
}

/// Whether a signature of the message holds, among those that `counts` lets count. `None` while answers are missing.
pub(super) fn of_dkim(
    setup: &SenderConfig,
    look: &Lookups<'_>,
    counts: impl Fn(&Domain) -> Option<bool>,
) -> Option<Shown> {
    let Some(message) = &setup.message else {
        return Some(Shown::new(Standing::NotShown, "no message was given (--eml), so no signature was seen"));
    };
    let outcomes = verified(message, look)?;
    let domain = |outcome: &Outcome| Domain::new(&outcome.0.domain).ok();
    let marked = all(outcomes.iter().map(|outcome| domain(outcome).map_or(Some(false), |domain| counts(&domain))))?;
    let mut unknown = None;
    for (outcome, _) in outcomes.iter().zip(&marked).filter(|(_, counts)| **counts) {
        let (signature, end) = outcome;
        let name = format!("{} of {}", signature.selector, signature.domain);
        match end {
            Some(Verified::Pass) => {
                return Some(Shown::new(Standing::Met, format!("the signature by {name} holds")));
            }
            Some(Verified::Fail(_)) => {}
            None => unknown = Some(format!("the key of the signature by {name} could not be found out")),
        }
    }
    if let Some(fact) = unknown {
        return Some(Shown::new(Standing::Unknown, fact));
    }
    let fact = match (outcomes.first(), marked.contains(&true)) {
        (None, _) => "the message has no signature".to_owned(),
        (Some(_), true) => "no signature of the message holds".to_owned(),
        (Some((signature, _)), false) => format!("the message is signed by {} only", signature.domain),
    };
    Some(Shown::new(Standing::NotMet, fact))
}

/// Whether the mail passes DMARC. `None` while answers are missing.
pub(super) fn of_dmarc(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Shown> {
    let from = from_domain(setup);
    let discovery = look.step(discover(&from, look.answers()))?;
    let (aspf, adkim) = discovery
        .record
        .as_ref()
        .map_or((Alignment::Relaxed, Alignment::Relaxed), |record| (record.aspf, record.adkim));
    let mail_from = setup.mail_from_domain();
    let is_aligned = |other: &Domain, mode| look.step(aligned(&from, other, mode, look.answers()));
    let spf_aligned = is_aligned(mail_from, aspf);
    let spf = of_spf(setup, look);
    let dkim = of_dkim(setup, look, |domain| is_aligned(domain, adkim));
    let (spf_aligned, spf, dkim) = (spf_aligned?, spf?, dkim?);
    if let Some(shown) = without_policy(&from, &discovery) {
        return Some(shown);
    }
    if dkim.standing == Standing::Met {
        return Some(Shown::new(Standing::Met, format!("{}, aligned with {from}", dkim.fact)));
    }
    if spf_aligned && spf.standing == Standing::Met {
        return Some(Shown::new(Standing::Met, format!("{}, aligned with {from}", spf.fact)));
    }
    let spf_fact = if spf_aligned { spf.fact } else { format!("MAIL FROM is at {mail_from}, not aligned with {from}") };
    let spf_standing = if spf_aligned { spf.standing } else { Standing::NotMet };
    let standing = match (spf_standing, dkim.standing) {
        (Standing::Unknown, _) | (_, Standing::Unknown) => Standing::Unknown,
        (Standing::NotMet, Standing::NotMet) => Standing::NotMet,
        _ => Standing::NotShown,
    };
    Some(Shown::new(standing, format!("{spf_fact}; {} (From is at {from})", dkim.fact)))
}

fn without_policy(from: &Domain, discovery: &Discovery) -> Option<Shown> {
    if discovery.record.is_some() && discovery.disposition.is_some() {
        return None;
    }
    let of = |weight| discovery.findings.iter().find(|finding| finding.kind.weight() == weight);
    Some(match (of(Weight::Fail), of(Weight::Unknown)) {
        (Some(finding), _) => Shown::new(Standing::NotMet, finding.observed.clone()),
        (None, Some(finding)) => Shown::new(Standing::Unknown, finding.observed.clone()),
        (None, None) => {
            let failure = failure_words(crate::facts::Failure::Malformed);
            Shown::new(Standing::Unknown, format!("the DMARC policy of {from} is not known: {failure}"))
        }
    })
}
