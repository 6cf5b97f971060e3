//! SPF of the domain of MAIL FROM, as the sending addresses meet it, and what is wrong with the record for anybody.

use super::check::{Check, Status};
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig, domain};
use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::spf::{Audit, Client, Finding, Kind, Outcome, SpfResult, audit, check_host};
use std::net::IpAddr;

/// Addresses that are taken from the record when the user names none.
pub const DISCOVERED_MAX: usize = 64;

/// SPF for one sending address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpfOf {
    pub ip: IpAddr,
    pub outcome: Outcome,
}

/// What is known of the SPF of a set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpfFacts {
    pub domain: Domain,
    pub each: Vec<SpfOf>,
    pub audit: Audit,
}

impl SpfFacts {
    /// The outcome to show first: one that does not pass, if there is one.
    pub fn leading(&self) -> Option<&SpfOf> {
        self.each.iter().find(|of| of.outcome.result != SpfResult::Pass).or(self.each.first())
    }
}

/// Reads the SPF of a set-up. `None` until all answers are there.
pub(super) fn facts(setup: &SenderConfig, look: &Lookups<'_>) -> Option<SpfFacts> {
    let domain = setup.mail_from_domain();
    let local_part = setup.mail_from.as_ref().map_or("postmaster", |(local_part, _)| local_part);
    let mail_from = format!("{local_part}@{domain}");
    let helo = setup.helo.as_deref().unwrap_or("unknown");
    let each = all(setup.ips.iter().map(|&ip| {
        let outcome = look.step(check_host(&Client::new(ip, helo, &mail_from), look.answers()))?;
        Some(SpfOf { ip, outcome })
    }));
    let audit = look.step(audit(domain, look.answers()));
    Some(SpfFacts { domain: domain.clone(), each: each?, audit: audit? })
}

/// All checks of SPF.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Spf) {
        return Some(Vec::new());
    }
    let domain = setup.mail_from_domain();
    if setup.wants(Group::Domain) && domain::is_missing(domain, look)? {
        return Some(vec![Check::skip(Reason::SenderSpf, domain, format!("{domain} does not exist"))]);
    }
    let facts = facts(setup, look);
    let of_helo = helo(setup, look);
    let facts = facts?;
    let mut checks = results(&facts);
    checks.extend(findings(&facts));
    checks.extend(of_helo?);
    if facts.each.is_empty() && checks.iter().all(|check| !matches!(check.status, Status::Fail | Status::Unknown)) {
        let record = facts.audit.record.as_ref().map(|record| record.text.clone()).unwrap_or_default();
        checks.push(Check::pass(Reason::SenderSpf, domain, format!("{domain} has one readable record: {record}")));
    }
    Some(checks)
}

/// One check for each result, with the addresses that it stands for.
fn results(facts: &SpfFacts) -> Vec<Check> {
    let explained = facts
        .audit
        .findings
        .iter()
        .any(|finding| finding.kind.weight() == crate::sender::spf::Weight::Fail && finding.kind != Kind::PassAll);
    let mut checks = Vec::new();
    for of in &facts.each {
        checks.extend(of_result(of, facts, explained));
    }
    checks
}

/// `explained` when a finding already says why there is no usable record.
fn of_result(of: &SpfOf, facts: &SpfFacts, explained: bool) -> Option<Check> {
    let SpfOf { ip, outcome } = of;
    let domain = &facts.domain;
    let by = outcome.decided_by.as_ref().map(|term| format!(" by {term}")).unwrap_or_default();
    let problem = outcome.problem.as_deref().unwrap_or("no reason is known");
    let not_named = |word: &str| {
        let told =
            outcome.explanation.as_ref().map(|text| format!("; its explanation: \"{text}\"")).unwrap_or_default();
        format!("{ip} gets {word}{by} for {domain}{told}")
    };
    let check = match outcome.result {
        SpfResult::Pass => Check::pass(Reason::SenderSpf, ip, format!("{ip} may send for {domain}{by}")),
        SpfResult::Fail => locked(Check::new(Reason::SenderSpfFail, ip, not_named("fail")), facts),
        SpfResult::SoftFail => Check::new(Reason::SenderSpfSoftfail, ip, not_named("softfail")),
        SpfResult::Neutral => Check::new(Reason::SenderSpfNeutral, ip, not_named("neutral")),
        SpfResult::TempError => Check::new(Reason::SenderSpfTemperror, ip, format!("SPF of {domain}: {problem}")),
        SpfResult::None | SpfResult::PermError if explained => return None,
        SpfResult::None => Check::new(Reason::SenderSpfMissing, domain, format!("SPF of {domain}: {problem}")),
        SpfResult::PermError => Check::new(Reason::SenderSpfPermerror, domain, format!("SPF of {domain}: {problem}")),
    };
    Some(outcome.trace.iter().fold(check, |check, step| check.evidence(step.to_string())))
}

/// A record that names nobody is meant, most often: it is not opened by the way.
fn locked(check: Check, facts: &SpfFacts) -> Check {
    let named = &facts.audit.flattened;
    if !(named.ranges.is_empty() && named.services.is_empty() && named.unlisted.is_empty()) {
        return check;
    }
    let domain = &facts.domain;
    check.fix(format!(
        "The record says that nobody sends for {domain}. Send from another domain; name the address only if {domain} is meant to send."
    ))
}

/// The code of a finding.
fn code_of(kind: Kind) -> Reason {
    match kind {
        Kind::Missing => Reason::SenderSpfMissing,
        Kind::NearlyRight => Reason::SenderSpfNearMiss,
        Kind::Several => Reason::SenderSpfSeveral,
        Kind::Syntax => Reason::SenderSpfSyntax,
        Kind::PassAll => Reason::SenderSpfPassAll,
        Kind::NeutralAll => Reason::SenderSpfNeutralAll,
        Kind::NoAll => Reason::SenderSpfNoAll,
        Kind::Ptr => Reason::SenderSpfPtr,
        Kind::TooLong => Reason::SenderSpfTooLong,
        Kind::ManyLookups => Reason::SenderSpfManyLookups,
        Kind::TooManyLookups => Reason::SenderSpfTooManyLookups,
        Kind::VoidLookups => Reason::SenderSpfVoidLookups,
        Kind::TooManyVoidLookups => Reason::SenderSpfTooManyVoidLookups,
        Kind::AfterAll => Reason::SenderSpfAfterAll,
        Kind::RedirectWithAll => Reason::SenderSpfRedirectWithAll,
        Kind::Loop => Reason::SenderSpfLoop,
        Kind::IncludeWithoutRecord => Reason::SenderSpfIncludeWithoutRecord,
        Kind::IncludeBroken => Reason::SenderSpfIncludeBroken,
        Kind::MechanismAsModifier => Reason::SenderSpfMechanismAsModifier,
        Kind::TooManyExchanges => Reason::SenderSpfTooManyExchanges,
        Kind::WideRange => Reason::SenderSpfWideRange,
        Kind::NonPublic => Reason::SenderSpfNonPublic,
        Kind::Repeated => Reason::SenderSpfRepeated,
        Kind::Explanation => Reason::SenderSpfExplanation,
        Kind::Unanswered => Reason::SenderSpfTemperror,
    }
}

fn findings(facts: &SpfFacts) -> Vec<Check> {
    let failing = facts.each.iter().any(|of| of.outcome.result == SpfResult::TempError);
    let passing = !facts.each.is_empty() && facts.each.iter().all(|of| of.outcome.result == SpfResult::Pass);
    let mut checks: Vec<Check> = Vec::new();
    for finding in &facts.audit.findings {
        // The result already says that some part was not answered.
        if finding.kind == Kind::Unanswered && failing {
            continue;
        }
        // That an included record breaks the grammar is said of the include, which is what the sender can change.
        let elsewhere = finding.kind == Kind::Syntax && finding.domain != facts.domain.as_str();
        if elsewhere && facts.audit.findings.iter().any(|other| other.kind == Kind::IncludeBroken) {
            continue;
        }
        let check = of_finding(finding);
        // Addresses that pass do not hang on the part that was not answered.
        let check = if finding.kind == Kind::Unanswered && passing { check.indecisive() } else { check };
        if !checks.contains(&check) {
            checks.push(check);
        }
    }
    checks
}

fn of_finding(finding: &Finding) -> Check {
    let check = Check::new(code_of(finding.kind), &finding.domain, &finding.observed);
    let check = match &finding.term {
        Some(term) => check.evidence(format!("{}: {term}", finding.domain)),
        None => check,
    };
    match &finding.suggestion {
        Some(text) if !text.to_ascii_lowercase().starts_with("v=spf1") && finding.kind != Kind::PassAll => {
            check.fix(format!("{} {text}", code_of(finding.kind).remedy()))
        }
        _ => check,
    }
}

/// The HELO name's own SPF (RFC 7208 §2.3). Hardly anybody publishes one, so its absence is nothing; that it forbids the
/// address is.
fn helo(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let Some(helo) = &setup.helo else { return Some(Vec::new()) };
    if Domain::new(helo).is_ok_and(|helo| helo == *setup.mail_from_domain()) {
        return Some(Vec::new());
    }
    let each = all(setup.ips.iter().map(|&ip| {
        let outcome = look.step(check_host(&Client::of_helo(ip, helo), look.answers()))?;
        let observed = match outcome.result {
            SpfResult::Fail | SpfResult::SoftFail => format!("the SPF of the HELO name {helo} does not allow {ip}"),
            SpfResult::PermError => {
                let problem = outcome.problem.unwrap_or_default();
                format!("the SPF of the HELO name {helo} cannot be used: {problem}")
            }
            SpfResult::None | SpfResult::Neutral | SpfResult::Pass | SpfResult::TempError => return Some(None),
        };
        Some(Some(Check::new(Reason::SenderSpfHelo, helo, observed)))
    }))?;
    Some(each.into_iter().flatten().collect())
}
