//! The MX records of the sender's own domains, each one put right as far as the DNS shows what was meant. A host of a provider that is not there is
//! not replaced by a guess, and a domain that says that it takes no mail keeps saying so.

use super::reverse::{Leads, leads};
use super::spf::blocks;
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::{EXCHANGES_MAX, Lookup, MailExchange, RecordKind};
use crate::sender::checks::domain::{End, end_of};
use crate::sender::checks::iprev::Iprev;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig, related};
use std::net::IpAddr;

const PREFERENCE: u16 = 10;
/// Names that a mail host has, before the domain.
const NAMES: &[&str] = &["mx", "mail", "mx1", "smtp"];
/// What guides write where the reader's own domain belongs.
const PLACEHOLDERS: &[&str] = &["yourdomain", "your-domain", "mydomain", "example", "yourcompany"];
const NOTE: &str = "If another machine takes the mail, let the record name that one.";

/// What becomes of an MX record.
enum Fate {
    Keep,
    Instead(Domain),
    /// A name that gets this address first.
    Named(Domain, IpAddr),
    LeaveOut,
    /// Only a provider knows.
    Unclear,
}

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, iprev: &[Iprev], look: &Lookups<'_>) -> Option<Vec<Advice>> {
    let own = setup.sender_domains().into_iter().filter(|domain| related(domain, &setup.domain));
    let each = all(own.map(|domain| of_domain(domain, setup, iprev, look)))?;
    Some(each.into_iter().flatten().collect())
}

fn of_domain(domain: &Domain, setup: &SenderConfig, iprev: &[Iprev], look: &Lookups<'_>) -> Option<Option<Advice>> {
    let hosts = match look.mx(domain)? {
        Lookup::NoData => {
            return match look.addresses(domain)? {
                Lookup::NoData | Lookup::NxDomain => fallback(domain, setup, iprev, look),
                Lookup::Found(_) | Lookup::Failed(_) => Some(None),
            };
        }
        // A sub-domain for bounces, often an alias of what is gone.
        Lookup::NxDomain if domain.as_str().ends_with(&format!(".{}", setup.domain)) => {
            return Some(fallback(domain, setup, iprev, look)?.map(|advice| with_spf(advice, domain, setup)));
        }
        Lookup::Found(hosts) if hosts.iter().any(|mx| !mx.exchange.is_root()) && hosts.len() <= EXCHANGES_MAX => hosts,
        Lookup::Found(_) | Lookup::NxDomain | Lookup::Failed(_) => return Some(None),
    };
    let fates = all(hosts.iter().map(|mx| Some((mx, fate(mx, domain, setup, look)?))))?;
    let mut kept: Vec<MailExchange> = Vec::new();
    let mut addresses = Vec::new();
    let mut unclear = false;
    for (mx, fate) in fates {
        let exchange = match fate {
            Fate::Keep => mx.exchange.clone(),
            Fate::Instead(name) => name,
            Fate::Named(name, ip) => {
                addresses.push(ZoneRecord::address(name.clone(), ip));
                name
            }
            Fate::LeaveOut => continue,
            Fate::Unclear => {
                unclear = true;
                continue;
            }
        };
        if !kept.iter().any(|known| known.exchange == exchange) {
            kept.push(MailExchange { preference: mx.preference, exchange });
        }
    }
    if kept.is_empty() {
        return if unclear { Some(None) } else { fallback(domain, setup, iprev, look) };
    }
    kept.sort();
    let mut before = hosts.to_vec();
    before.sort();
    if kept == before {
        return Some(None);
    }
    let mut records: Vec<ZoneRecord> =
        kept.into_iter().map(|mx| ZoneRecord::mx(domain.clone(), mx.preference, mx.exchange)).collect();
    records.extend(addresses);
    Some(Some(Advice::new(&[Group::Domain], records)))
}

fn fate(mx: &MailExchange, domain: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Fate> {
    let name = &mx.exchange;
    if name.is_root() {
        return Some(Fate::LeaveOut);
    }
    Some(match end_of(name, setup, look)? {
        End::Usable(_) => {
            let target = look.canonical(name, RecordKind::A).filter(|target| *target != name);
            target.map_or(Fate::Keep, |target| Fate::Instead(target.clone()))
        }
        End::Failed(_) => Fate::Keep,
        End::Literal => {
            let Ok(ip) = name.as_str().trim_matches(['[', ']']).parse::<IpAddr>() else { return Some(Fate::Unclear) };
            let names = NAMES.iter().filter_map(|word| Domain::new(&format!("{word}.{domain}")).ok());
            let led = all(names.map(|name| Some((leads(&name, ip, look)?, name))))?;
            let of = |wanted: Leads| led.iter().find(|(leads, _)| *leads == wanted).map(|(_, name)| name.clone());
            match (of(Leads::Here), of(Leads::Nowhere)) {
                (Some(name), _) => Fate::Instead(name),
                (None, Some(name)) => Fate::Named(name, ip),
                (None, None) => Fate::Unclear,
            }
        }
        End::Gone | End::NoAddress | End::Unusable(..) => match meant(name, domain, setup, look)? {
            Some(meant) => Fate::Instead(meant),
            None if related(name, domain) || name.tld() == "localhost" || !name.as_str().contains('.') => {
                Fate::LeaveOut
            }
            None => Fate::Unclear,
        },
    })
}

/// The host that was meant, if it is there: without the domain that a missing final dot put behind it, with the one that is missing behind it, or
/// with the domain's own spelling.
fn meant(name: &Domain, domain: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<Domain>> {
    const SLIPS_MAX: usize = 2;
    let mut candidates: Vec<String> = Vec::new();
    let text = name.as_str();
    let suffix = format!(".{domain}");
    if let Some(before) = text.strip_suffix(&suffix).filter(|before| before.contains('.')) {
        candidates.push(before.to_owned());
    }
    if !text.contains('.') {
        candidates.push(format!("{text}{suffix}"));
    }
    // The last label twice.
    let without_last = text.rsplit_once('.').and_then(|(before, _)| Domain::new(before).ok());
    candidates.extend(
        without_last.filter(|before| related(before, domain) && !related(name, domain)).map(|name| name.to_string()),
    );
    let own = domain.registrable().unwrap_or(domain.as_str());
    if let (Some(written), false) = (name.registrable(), related(name, domain))
        && own.len() > 6
        && strsim::osa_distance(written, own) <= SLIPS_MAX
    {
        candidates.push(format!("{}{own}", &text[..text.len() - written.len()]));
    }
    if let Some(written) = name.registrable().filter(|_| !related(name, domain))
        && written.split('.').next().is_some_and(|label| PLACEHOLDERS.contains(&label))
    {
        candidates.push(format!("{}{own}", &text[..text.len() - written.len()]));
    }
    let names = candidates.iter().filter_map(|name| Domain::new(name).ok());
    let usable = all(names.map(|name| {
        let end = end_of(&name, setup, look)?;
        Some(matches!(end, End::Usable(_)).then_some(name))
    }))?;
    Some(usable.into_iter().flatten().next())
}

/// With the addresses that send for the domain, which are not named anywhere else.
fn with_spf(mut advice: Advice, domain: &Domain, setup: &SenderConfig) -> Advice {
    if !setup.ips_discovered && !setup.ips.is_empty() {
        let text = format!("v=spf1 {} ~all", blocks(&setup.ips).join(" "));
        advice.records.push(ZoneRecord::txt(domain.clone(), text));
    }
    advice
}

/// The host of a domain that nothing can be delivered to: that of the domain of From, a name that says so, or else the machine that sends.
fn fallback(domain: &Domain, setup: &SenderConfig, iprev: &[Iprev], look: &Lookups<'_>) -> Option<Option<Advice>> {
    let is_usable = |name: &Domain| Some(matches!(end_of(name, setup, look)?, End::Usable(_)));
    let mut names: Vec<Domain> = Vec::new();
    if *domain != setup.domain
        && let Lookup::Found(hosts) = look.mx(&setup.domain)?
    {
        names.extend(hosts.iter().map(|mx| mx.exchange.clone()).filter(|name| !name.is_root()));
    }
    names.extend(NAMES.iter().filter_map(|word| Domain::new(&format!("{word}.{domain}")).ok()));
    if !setup.ips_discovered {
        let confirmed = iprev.iter().flat_map(Iprev::confirmed);
        names.extend(confirmed.filter(|name| related(name, &setup.domain)).cloned());
    }
    let usable = all(names.into_iter().map(|name| {
        let is_alias = look.canonical(&name, RecordKind::A).is_some_and(|target| *target != name);
        Some((is_usable(&name)? && !is_alias).then_some(name))
    }))?;
    Some(usable.into_iter().flatten().next().map(|name| {
        let records = vec![ZoneRecord::mx(domain.clone(), PREFERENCE, name)];
        Advice { note: Some(NOTE.to_owned()), ..Advice::new(&[Group::Domain], records) }
    }))
}
