//! A domain that is meant to send nothing, judged by what such a domain should have: an SPF record that names nobody, a null MX (RFC 7505), a DMARC
//! policy that rejects, and no DKIM key (M3AAWG Protecting Parked Domains Best Common Practices). It is known by its locks, or because the user
//! says so. It is never told to open them.

use super::check::{Check, Status, failure_words};
use super::lookups::Lookups;
use super::tried::{ANY_SELECTOR, tried};
use super::{Group, Judged, SenderConfig, dkim, dmarc, dnsbl, domain, spf};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::reason::Reason;
use crate::sender::records::Weight;
use crate::sender::records::dkim::{Kind as KeyKind, check_key};
use crate::sender::records::dmarc::{Discovery, Disposition, Kind, discover};
use crate::sender::spf::{Client, SpfResult, audit, check_host};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Addresses that nobody sends from (RFC 5737, RFC 3849), to see what becomes of strangers.
const STRANGERS: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1))];

/// Whether something is shut, with what was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Lock {
    Shut(String),
    Open(String),
    Unknown(String),
}

/// What becomes of mail to the domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mail {
    /// A null MX.
    Refused,
    /// Neither MX nor address.
    Nowhere,
    /// No MX, but an address that stands for it (RFC 5321 §5.1).
    Implicit,
    Taken(String),
    Unknown(String),
}

/// Whether the set-up is that of a domain that sends nothing. Whoever names an address, a HELO name, a selector or a message sends something.
/// `None` while answers are missing.
pub(super) fn is_parked(setup: &SenderConfig, look: &Lookups<'_>) -> Option<bool> {
    let groups = [Group::Domain, Group::Spf, Group::Dkim, Group::Dmarc];
    let sends = !setup.ips.is_empty()
        || setup.helo.is_some()
        || setup.mail_from.is_some()
        || setup.message.is_some()
        || !setup.dkim.is_empty();
    if setup.parked {
        return Some(true);
    }
    if sends || !groups.iter().any(|&group| setup.wants(group)) {
        return Some(false);
    }
    // The text is looked at before anything else is asked: hardly any domain is shut.
    let Lookup::Found(texts) = look.txt(&setup.domain)? else { return Some(false) };
    let forbids = |text: &Vec<u8>| {
        let text = String::from_utf8_lossy(text).to_ascii_lowercase();
        text.starts_with("v=spf1") && (text.contains("-all") || text.contains("redirect="))
    };
    if !texts.iter().any(forbids) || !matches!(of_spf(&setup.domain, look)?, Lock::Shut(_)) {
        return Some(false);
    }
    Some(match of_mail(&setup.domain, look)? {
        Mail::Refused => true,
        // Without a null MX it may be a web site that never thought of mail; a policy that rejects shows that somebody did.
        Mail::Nowhere | Mail::Implicit => {
            look.step(discover(&setup.domain, look.answers()))?.disposition == Some(Disposition::Reject)
        }
        Mail::Taken(_) | Mail::Unknown(_) => false,
    })
}

/// Whether SPF lets nobody pass.
pub(super) fn of_spf(name: &Domain, look: &Lookups<'_>) -> Option<Lock> {
    let audit = look.step(audit(name, look.answers()))?;
    let Some(record) = &audit.record else {
        let seen = audit.findings.first().map_or("there is none".to_owned(), |finding| finding.observed.clone());
        let unanswered = audit.findings.iter().any(|finding| finding.kind == crate::sender::spf::Kind::Unanswered);
        return Some(if unanswered { Lock::Unknown(seen) } else { Lock::Open(seen) });
    };
    let mail_from = format!("postmaster@{name}");
    for ip in STRANGERS {
        let outcome = look.step(check_host(&Client::new(ip, "unknown", &mail_from), look.answers()))?;
        match outcome.result {
            SpfResult::Fail => {}
            SpfResult::TempError => return Some(Lock::Unknown(outcome.problem.unwrap_or_default())),
            other => return Some(Lock::Open(format!("strangers get {}: {}", other.word(), record.text))),
        }
    }
    let named = &audit.flattened;
    let nobody = named.ranges.is_empty() && named.services.is_empty() && named.unlisted.is_empty();
    Some(if nobody {
        Lock::Shut(record.text.clone())
    } else {
        Lock::Open(format!("the record names who may send: {}", record.text))
    })
}

pub(super) fn of_mail(name: &Domain, look: &Lookups<'_>) -> Option<Mail> {
    Some(match look.mx(name)? {
        Lookup::Found(list) if list.iter().all(|mx| mx.exchange.is_root()) => Mail::Refused,
        Lookup::Found(list) => {
            let hosts: Vec<String> = list.iter().take(4).map(|mx| mx.exchange.to_string()).collect();
            Mail::Taken(hosts.join(", "))
        }
        Lookup::NoData | Lookup::NxDomain => match look.addresses(name)? {
            Lookup::Found(_) => Mail::Implicit,
            Lookup::NoData | Lookup::NxDomain => Mail::Nowhere,
            Lookup::Failed(failure) => Mail::Unknown(failure_words(failure).to_owned()),
        },
        Lookup::Failed(failure) => Mail::Unknown(failure_words(failure).to_owned()),
    })
}

/// Everything that is to be said of a domain that sends nothing. `None` while answers are missing.
pub(super) fn judged(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Judged> {
    let checks = checks(setup, look);
    let spf = super::wanted(setup.wants(Group::Spf), || spf::facts(setup, look));
    let dkim = super::wanted(setup.wants(Group::Dkim), || dkim::keys(setup, look));
    let dmarc = super::wanted(setup.wants(Group::Dmarc), || dmarc::facts(setup, look));
    let dnsbl = dnsbl::listings(setup, look);
    let advice = super::advice::parked(setup, look);
    Some(Judged {
        checks: checks?,
        parked: true,
        ips: Vec::new(),
        iprev: Vec::new(),
        spf: spf?,
        dkim: dkim?.unwrap_or_default(),
        dmarc: dmarc?,
        dnsbl: dnsbl?,
        demands: Vec::new(),
        advice: advice?,
    })
}

fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let name = &setup.domain;
    if domain::is_missing(name, look)? {
        let observed = format!("{name} does not exist in the DNS");
        return Some(vec![Check::new(Reason::SenderNoDomain, name, observed)]);
    }
    // Everything is run before anything is waited for, so that all questions are found.
    let run = |group, checks: fn(&Domain, &SenderConfig, &Lookups<'_>) -> Option<Vec<Check>>| {
        if setup.wants(group) { checks(name, setup, look) } else { Some(Vec::new()) }
    };
    let groups = super::all([
        run(Group::Spf, spf_checks),
        run(Group::Domain, mail_checks),
        run(Group::Dmarc, dmarc_checks),
        run(Group::Dkim, key_checks),
        dnsbl::checks(setup, look),
    ])?;
    let mut checks: Vec<Check> = groups.into_iter().flatten().collect();
    let told = if setup.parked { "it was said" } else { "its records say" };
    let observed = format!("{told} that {name} sends nothing; it is judged as such a domain");
    checks.insert(0, Check::new(Reason::SenderParked, name, observed));
    Some(checks)
}

fn spf_checks(name: &Domain, _: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    Some(vec![match of_spf(name, look)? {
        Lock::Shut(text) => Check::pass(Reason::SenderSpf, name, format!("nobody may send for {name}: {text}")),
        Lock::Open(seen) => Check::new(Reason::SenderParkedSpf, name, format!("SPF of {name} is open; {seen}")),
        Lock::Unknown(seen) => Check::new(Reason::SenderSpfTemperror, name, format!("SPF of {name}: {seen}")),
    }])
}

fn mail_checks(name: &Domain, _: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let open = |observed: String| Check::new(Reason::SenderParkedMx, name, observed);
    Some(vec![match of_mail(name, look)? {
        Mail::Refused => {
            Check::pass(Reason::SenderDomain, name, format!("{name} has a null MX: it says that it takes no mail"))
        }
        Mail::Nowhere => open(format!("{name} has no MX and no address; a null MX says at once that it takes no mail"))
            .with(Status::Info),
        Mail::Implicit => open(format!("{name} has no MX, so that mail is tried at its address")),
        // Somebody may read what comes in, which is no fault of a domain that only sends nothing.
        Mail::Taken(hosts) => open(format!("{name} sends nothing and takes mail at {hosts}")).with(Status::Info),
        Mail::Unknown(why) => {
            let observed = format!("the mail hosts of {name} could not be found out: {why}");
            Check::new(Reason::SenderDomainError, name, observed)
        }
    }])
}

fn dmarc_checks(name: &Domain, _: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let discovery = look.step(discover(name, look.answers()))?;
    let mut checks = vec![of_policy(name, &discovery)];
    for finding in &discovery.findings {
        let is_told = finding.kind.weight() == Weight::Fail
            || matches!(finding.kind, Kind::PolicyNone | Kind::Unanswered)
            || (finding.kind == Kind::WeakSubdomains && checks[0].is_fault());
        if is_told {
            continue;
        }
        let check = dmarc::of_finding(finding, &discovery);
        // Reports about a domain without mail are useful, and nothing hangs on them.
        checks.push(if finding.kind == Kind::NoReports { check.with(Status::Info) } else { check });
    }
    Some(checks)
}

fn of_policy(name: &Domain, discovery: &Discovery) -> Check {
    let broken = discovery.findings.iter().find(|finding| finding.kind.weight() == Weight::Fail);
    let unknown = discovery.findings.iter().find(|finding| finding.kind == Kind::Unanswered);
    let seen = discovery.record.as_ref().map(|record| record.text.as_str()).unwrap_or_default();
    match (discovery.disposition, broken, unknown) {
        (None, _, Some(finding)) => Check::new(Reason::SenderDmarcError, name, &finding.observed),
        (_, Some(finding), _) => Check::new(Reason::SenderParkedDmarc, name, &finding.observed),
        (Some(Disposition::Reject), None, _) => {
            Check::pass(Reason::SenderDmarc, name, format!("mail in the name of {name} is to be rejected: {seen}"))
        }
        (Some(Disposition::Quarantine), None, _) => {
            let observed = format!("forged mail is to be filed as spam, not rejected: {seen}");
            Check::new(Reason::SenderParkedDmarc, name, observed).with(Status::Warn)
        }
        _ => Check::new(Reason::SenderParkedDmarc, name, format!("nothing asks to reject forged mail: {seen}")),
    }
}

/// A key that is still there signs for whoever has its other half.
fn key_checks(name: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let keys = dkim::keys(setup, look);
    let any = match Domain::new(&format!("{ANY_SELECTOR}._domainkey.{name}")) {
        Ok(any) => look.step(check_key(&any, look.answers())).map(Some),
        Err(_) => Some(None),
    };
    let tried = tried(setup, look);
    let (keys, any, tried) = (keys?, any?, tried?);
    let also = tried.found.iter().filter(|of| !setup.dkim.contains(&of.selector));
    let usable = keys.iter().chain(also).filter(|of| of.key.as_ref().is_some_and(|key| key.is_usable()));
    let mut checks: Vec<Check> = usable
        .map(|of| {
            let subject = format!("{}._domainkey.{}", of.selector.selector, of.selector.domain);
            Check::new(Reason::SenderParkedDkim, &subject, format!("{subject} still holds a key that signs mail"))
        })
        .collect();
    let revoked = any.is_some_and(|key| key.findings.iter().any(|finding| finding.kind == KeyKind::Revoked));
    checks.push(if revoked {
        Check::pass(Reason::SenderDkim, name, format!("*._domainkey.{name} says that all keys are withdrawn"))
    } else {
        let observed = format!(
            "a domain that sends nothing needs no DKIM key; \"v=DKIM1; p=\" at *._domainkey.{name} may say that there is none"
        );
        Check::skip(Reason::SenderDkim, name, observed)
    });
    Some(checks)
}
