//! A name of the sender's own for each sending address, with the PTR record and the address record that confirm each other (RFC 8601 §3), and the
//! address of a HELO name of the sender's own. Nothing is put into somebody else's zone, and no name that leads elsewhere is taken.

use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::generic::is_generic;
use crate::sender::checks::helo;
use crate::sender::checks::iprev::{Iprev, IprevResult, reverse_name};
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig, related};
use std::net::IpAddr;

/// Names that are tried, before the domain.
const NAMES: &[&str] = &["mail", "mta", "out", "mailout"];
/// Names that hardly anybody has, for a domain of which every name leads to one place, so that it is not seen which are there.
const RARE_NAMES: &[&str] = &["mailout", "mta", "mta1", "mta2", "mta3", "mta4"];
/// A name that nobody has.
const ANY_NAME: &str = "presend-any-name";

/// What a name leads to, as seen from one address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Leads {
    Here,
    Nowhere,
    Elsewhere,
}

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, iprev: &[Iprev], look: &Lookups<'_>) -> Option<Vec<Advice>> {
    if setup.ips_discovered {
        return Some(Vec::new());
    }
    let mut advice = Vec::new();
    let mut taken = Vec::new();
    let mut is_open = false;
    for of in iprev {
        // Everything is run before anything is waited for, so that all questions are found.
        match of_address(of, setup, &mut taken, look) {
            Some(found) => advice.extend(found),
            None => is_open = true,
        }
    }
    let of_helo = of_helo(setup, look)?;
    if is_open {
        return None;
    }
    advice.extend(of_helo);
    Some(advice)
}

/// Whether the names of an address leave nothing to be wished for.
fn is_well(iprev: &Iprev, own_helo: Option<&Domain>) -> bool {
    if iprev.result != IprevResult::Pass {
        return iprev.result == IprevResult::TempError;
    }
    let is_generic = iprev.confirmed().all(|name| is_generic(name, iprev.ip));
    let has_alias = iprev.names.iter().any(|name| name.alias.is_some());
    let differs = own_helo.is_some_and(|helo| !iprev.confirmed().any(|name| related(name, helo)));
    !(is_generic || has_alias || differs)
}

fn of_address(
    iprev: &Iprev,
    setup: &SenderConfig,
    taken: &mut Vec<Domain>,
    look: &Lookups<'_>,
) -> Option<Option<Advice>> {
    let own_helo = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain));
    // Whoever runs the reverse zone publishes there, unless it was handed on to somebody else's names.
    let place = iprev.alias.clone().unwrap_or_else(|| reverse_name(iprev.ip));
    if is_well(iprev, own_helo.as_ref()) || !(place.tld() == "arpa" || related(&place, &setup.domain)) {
        return Some(None);
    }
    let ip = iprev.ip;
    let is_own = |name: &Domain| related(name, &setup.domain);
    let aliases = iprev.names.iter().filter_map(|name| name.alias.clone());
    let names = iprev.names.iter().filter(|name| name.alias.is_none()).map(|name| name.name.clone());
    let known = own_helo.into_iter().chain(names.chain(aliases).filter(is_own).map(|name| once(name, &setup.domain)));
    let found = match first_free(known.chain(made(NAMES, setup)), ip, look)? {
        Some((name, Leads::Here)) => Some((name, None)),
        Some((name, _)) => Some((name.clone(), Some(ZoneRecord::address(name, ip)))),
        None => wild(ip, setup, taken, look)?.map(|name| (name.clone(), Some(ZoneRecord::only_address(name, ip)))),
    };
    let Some((name, address)) = found else { return Some(None) };
    let mut records = Vec::new();
    if iprev.names.len() != 1 || iprev.names[0].name != name {
        records.push(ZoneRecord::ptr(place, name));
    }
    records.extend(address);
    let groups = [Group::Iprev, Group::Helo];
    Some(Some(Advice { subject: Some(ip.to_string()), ..Advice::new(&groups, records) }))
}

/// A name behind which the domain was written once more, with the domain once.
fn once(name: Domain, domain: &Domain) -> Domain {
    match name.as_str().strip_suffix(&format!(".{domain}")) {
        Some(before) if before.ends_with(&format!(".{domain}")) => Domain::new(before).unwrap_or(name),
        _ => name,
    }
}

fn made(words: &'static [&str], setup: &SenderConfig) -> impl Iterator<Item = Domain> {
    let domain = setup.domain.clone();
    words.iter().filter_map(move |word| Domain::new(&format!("{word}.{domain}")).ok())
}

/// The first name that leads to the address, or nowhere. One after the other is asked: most often the first will do.
fn first_free(names: impl Iterator<Item = Domain>, ip: IpAddr, look: &Lookups<'_>) -> Option<Option<(Domain, Leads)>> {
    for name in names {
        let leads = leads(&name, ip, look)?;
        if leads != Leads::Elsewhere {
            return Some(Some((name, leads)));
        }
    }
    Some(None)
}

/// A name that leads elsewhere only because every name of the domain does.
fn wild(ip: IpAddr, setup: &SenderConfig, taken: &mut Vec<Domain>, look: &Lookups<'_>) -> Option<Option<Domain>> {
    let Ok(any) = Domain::new(&format!("{ANY_NAME}.{}", setup.domain)) else { return Some(None) };
    let Lookup::Found(everywhere) = look.addresses(&any)? else { return Some(None) };
    // That the HELO name is there beside, with the same address, does no harm: it then has both.
    let own_helo = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain));
    for name in own_helo.into_iter().chain(made(RARE_NAMES, setup)).filter(|name| !taken.contains(name)) {
        let is_wild = matches!(look.addresses(&name)?, Lookup::Found(list) if list == everywhere);
        if is_wild && leads(&name, ip, look)? == Leads::Elsewhere {
            taken.push(name.clone());
            return Some(Some(name));
        }
    }
    Some(None)
}

/// A HELO name of the sender's own that leads nowhere gets the addresses.
fn of_helo(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<Advice>> {
    let Some(name) = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain)) else {
        return Some(None);
    };
    let each = all(setup.ips.iter().map(|&ip| Some((ip, leads(&name, ip, look)?))))?;
    let missing = each.iter().filter(|(_, leads)| *leads == Leads::Nowhere);
    let records: Vec<ZoneRecord> = missing.map(|(ip, _)| ZoneRecord::address(name.clone(), *ip)).collect();
    let leads_elsewhere = each.iter().any(|(_, leads)| *leads == Leads::Elsewhere);
    Some((!records.is_empty() && !leads_elsewhere).then(|| Advice::new(&[Group::Helo], records)))
}

pub(super) fn leads(name: &Domain, ip: IpAddr, look: &Lookups<'_>) -> Option<Leads> {
    Some(match look.addresses_like(name, ip)? {
        Lookup::Found(list) if list.contains(&ip) => Leads::Here,
        Lookup::NoData | Lookup::NxDomain => Leads::Nowhere,
        Lookup::Found(_) | Lookup::Failed(_) => Leads::Elsewhere,
    })
}
