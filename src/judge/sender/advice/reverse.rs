//! A name of the sender's own for each sending address, with the PTR record and the address record that confirm each other (RFC 8601 §3), and the
//! address of a HELO name of the sender's own. Nothing is put into somebody else's zone, and no name that leads elsewhere is taken.

use super::super::helo;
use super::super::iprev::{Iprev, IprevResult, reverse_name};
use super::super::look::{Look, all};
use super::super::{Group, Setup, related};
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::Lookup;
use std::net::IpAddr;

/// Names that are tried, before the domain.
const NAMES: &[&str] = &["mail", "mta", "out", "mailout"];

/// What a name leads to, as seen from one address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Leads {
    Here,
    Nowhere,
    Elsewhere,
}

/// `None` while answers are missing.
pub(super) fn advice(setup: &Setup, iprev: &[Iprev], look: &Look<'_>) -> Option<Vec<Advice>> {
    if setup.ips_discovered {
        return Some(Vec::new());
    }
    let each = all(iprev.iter().map(|of| of_address(of, setup, look)));
    let of_helo = of_helo(setup, look);
    let mut advice: Vec<Advice> = each?.into_iter().flatten().collect();
    advice.extend(of_helo?);
    Some(advice)
}

fn of_address(iprev: &Iprev, setup: &Setup, look: &Look<'_>) -> Option<Option<Advice>> {
    if matches!(iprev.result, IprevResult::Pass | IprevResult::TempError) {
        return Some(None);
    }
    let ip = iprev.ip;
    let own_helo = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain));
    let own_names = iprev.names.iter().map(|name| name.name.clone()).filter(|name| related(name, &setup.domain));
    let made = NAMES.iter().filter_map(|name| Domain::new(&format!("{name}.{}", setup.domain)).ok());
    let mut found = None;
    // One after the other: most often the first is free.
    for name in own_helo.into_iter().chain(own_names).chain(made) {
        let leads = leads(&name, ip, look)?;
        if leads != Leads::Elsewhere {
            found = Some((name, leads));
            break;
        }
    }
    let Some((name, leads)) = found else { return Some(None) };
    let mut records = Vec::new();
    if iprev.names.len() != 1 || iprev.names[0].name != name {
        records.push(ZoneRecord::ptr(reverse_name(ip), name.clone()));
    }
    if leads == Leads::Nowhere {
        records.push(ZoneRecord::address(name, ip));
    }
    let groups = [Group::Iprev, Group::Helo];
    Some(Some(Advice { subject: Some(ip.to_string()), ..Advice::new(&groups, records) }))
}

/// A HELO name of the sender's own that leads nowhere gets the addresses.
fn of_helo(setup: &Setup, look: &Look<'_>) -> Option<Option<Advice>> {
    let Some(name) = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain)) else {
        return Some(None);
    };
    let each = all(setup.ips.iter().map(|&ip| Some((ip, leads(&name, ip, look)?))))?;
    let missing = each.iter().filter(|(_, leads)| *leads == Leads::Nowhere);
    let records: Vec<ZoneRecord> = missing.map(|(ip, _)| ZoneRecord::address(name.clone(), *ip)).collect();
    let leads_elsewhere = each.iter().any(|(_, leads)| *leads == Leads::Elsewhere);
    Some((!records.is_empty() && !leads_elsewhere).then(|| Advice::new(&[Group::Helo], records)))
}

fn leads(name: &Domain, ip: IpAddr, look: &Look<'_>) -> Option<Leads> {
    Some(match look.addresses_like(name, ip)? {
        Lookup::Found(list) if list.contains(&ip) => Leads::Here,
        Lookup::NoData | Lookup::NxDomain => Leads::Nowhere,
        Lookup::Found(_) | Lookup::Failed(_) => Leads::Elsewhere,
    })
}
