//! DMARC of the From domain: its record, and whether the domains of SPF and DKIM are aligned with From.

use super::check::{Check, Status};
use super::identifiers::{Shown, Standing, of_dmarc};
use super::lookups::{Lookups, all};
use super::message::{Verified, verified};
use super::{Group, SenderConfig, dkim, domain};
use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::records::Weight;
use crate::sender::records::dmarc::{Alignment, Discovery, Finding, Kind, aligned, discover};

/// What is known of the DMARC of a set-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DmarcFacts {
    pub discovery: Discovery,
    /// The domain of MAIL FROM is aligned with From.
    pub spf_aligned: bool,
    /// A domain that signs is aligned with From; `None` when none is known.
    pub dkim_aligned: Option<bool>,
    /// Whether an identifier passes and is aligned.
    pub passes: Shown,
}

/// Reads the DMARC of a set-up. `None` until all answers are there.
pub(super) fn facts(setup: &SenderConfig, look: &Lookups<'_>) -> Option<DmarcFacts> {
    let discovery = look.step(discover(&setup.domain, look.answers()))?;
    let (aspf, adkim) = discovery
        .record
        .as_ref()
        .map_or((Alignment::Relaxed, Alignment::Relaxed), |record| (record.aspf, record.adkim));
    let of = |other: &Domain, mode| look.step(aligned(&setup.domain, other, mode, look.answers()));
    let spf_aligned = of(setup.mail_from_domain(), aspf);
    let passes = of_dmarc(setup, look);
    let signs = all(signing(setup, look)?.iter().map(|domain| of(domain, adkim)))?;
    let dkim_aligned = (!signs.is_empty()).then(|| signs.contains(&true));
    Some(DmarcFacts { discovery, spf_aligned: spf_aligned?, dkim_aligned, passes: passes? })
}

/// The domains that sign: by the signatures of the message that hold or may hold, else by the keys of the selectors.
fn signing(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Domain>> {
    if let Some(message) = &setup.message {
        let outcomes = verified(message, look)?;
        let may_hold = outcomes.iter().filter(|(_, end)| !matches!(end, Some(Verified::Fail(_))));
        return Some(may_hold.filter_map(|(signature, _)| Domain::new(&signature.domain).ok()).collect());
    }
    let mut signing: Vec<Domain> = dkim::keys(setup, look)?
        .into_iter()
        .filter(|of| {
            of.key.as_ref().is_some_and(|key| {
                key.is_usable() || key.findings.iter().any(|f| f.kind == crate::sender::records::dkim::Kind::Unanswered)
            })
        })
        .map(|of| of.selector.domain)
        .collect();
    signing.dedup();
    Some(signing)
}

/// All checks of DMARC.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Dmarc) {
        return Some(Vec::new());
    }
    let name = &setup.domain;
    if setup.wants(Group::Domain) && domain::is_missing(name, look)? {
        return Some(vec![Check::skip(Reason::SenderDmarc, name, format!("{name} does not exist"))]);
    }
    let facts = facts(setup, look)?;
    let mut checks: Vec<Check> = Vec::new();
    let discovery = &facts.discovery;
    let broken = |finding: &Finding| matches!(finding.kind.weight(), Weight::Fail | Weight::Unknown);
    if let (Some(record), Some(place)) = (&discovery.record, &discovery.found_at)
        && !discovery.findings.iter().any(broken)
    {
        let observed = format!("_dmarc.{place}: {}", record.text);
        checks.push(Check::pass(Reason::SenderDmarc, name, observed));
    }
    checks.extend(discovery.findings.iter().map(|finding| of_finding(finding, discovery)));
    checks.extend(alignment(&facts, setup));
    Some(checks)
}

pub(super) fn of_finding(finding: &Finding, discovery: &Discovery) -> Check {
    let from = &discovery.from;
    let check = Check::new(code_of(finding.kind), from, &finding.observed);
    match finding.kind {
        // That somebody's consent to take reports was not found out changes nothing about the mail.
        Kind::Unanswered if discovery.record.is_some() => check.indecisive(),
        _ => check,
    }
}

/// For DMARC one of the two must be aligned; that both are keeps mail whole when one breaks.
fn alignment(facts: &DmarcFacts, setup: &SenderConfig) -> Option<Check> {
    let (from, mail_from) = (&setup.domain, setup.mail_from_domain());
    let check = |code, observed: String| Some(Check::new(code, from, observed));
    if setup.message.is_some() && facts.passes.standing == Standing::NotMet && facts.discovery.record.is_some() {
        return check(Reason::SenderDmarcNotAligned, format!("nothing that passes is aligned: {}", facts.passes.fact));
    }
    match (facts.spf_aligned, facts.dkim_aligned) {
        (true, None | Some(true)) => None,
        (false, Some(true)) => {
            let observed =
                format!("MAIL FROM is at {mail_from}, not aligned with {from}; DKIM is aligned, which is enough");
            check(Reason::SenderDmarcSpfNotAligned, observed).map(|check| check.with(Status::Info))
        }
        (true, Some(false)) => {
            let observed =
                format!("no DKIM domain is aligned with {from}; only SPF is, which breaks when mail is forwarded");
            check(Reason::SenderDmarcDkimNotAligned, observed)
        }
        (false, None) => {
            let observed = format!(
                "MAIL FROM is at {mail_from}, not aligned with {from}; DMARC passes only by an aligned DKIM signature, and no selector was named"
            );
            check(Reason::SenderDmarcSpfNotAligned, observed)
        }
        (false, Some(false)) => {
            let observed = format!("neither MAIL FROM ({mail_from}) nor a DKIM domain is aligned with {from}");
            check(Reason::SenderDmarcNotAligned, observed)
        }
    }
}

fn code_of(kind: Kind) -> Reason {
    match kind {
        Kind::Missing => Reason::SenderDmarcMissing,
        Kind::Unanswered => Reason::SenderDmarcError,
        Kind::Several => Reason::SenderDmarcSeveral,
        Kind::NearlyRight => Reason::SenderDmarcNearMiss,
        Kind::Malformed => Reason::SenderDmarcMalformed,
        Kind::NoPolicy => Reason::SenderDmarcNoPolicy,
        Kind::BadPolicy => Reason::SenderDmarcBadPolicy,
        Kind::PolicyNotSecond => Reason::SenderDmarcPolicyNotSecond,
        Kind::BadTag => Reason::SenderDmarcBadTag,
        Kind::UnknownTag => Reason::SenderDmarcUnknownTag,
        Kind::PolicyNone => Reason::SenderDmarcPolicyNone,
        Kind::WeakSubdomains => Reason::SenderDmarcWeakSubdomains,
        Kind::Testing => Reason::SenderDmarcTesting,
        Kind::Percent => Reason::SenderDmarcPercent,
        Kind::Outdated => Reason::SenderDmarcOutdated,
        Kind::NoReports => Reason::SenderDmarcNoReports,
        Kind::BadReportAddress => Reason::SenderDmarcBadReportAddress,
        Kind::ReportsNotAuthorised => Reason::SenderDmarcReportsNotAuthorised,
        Kind::PublicSuffix => Reason::SenderDmarcPublicSuffix,
        Kind::Inherited => Reason::SenderDmarcInherited,
        Kind::TwoOrganisations => Reason::SenderDmarcTwoOrganisations,
    }
}
