//! The name that the sending machine gives in HELO or EHLO (RFC 5321 §4.1.1.1, §2.3.5).

use super::check::{Check, Status, failure_words};
use super::generic::is_generic;
use super::iprev::iprev;
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig, related};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::reason::Reason;
use std::net::IpAddr;

/// All checks of the HELO name.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Helo) {
        return Some(Vec::new());
    }
    let Some(helo) = &setup.helo else {
        let observed = "the HELO name was not given; add --helo NAME with the name your server says";
        return Some(vec![Check::skip(Reason::SenderHelo, &setup.domain, observed)]);
    };
    if let Some(check) = literal(helo, setup) {
        return told_name(vec![check], setup, look);
    }
    let name = match shape(helo) {
        Ok(name) => name,
        Err(check) => return told_name(vec![*check], setup, look),
    };
    let mut checks = of_name(&name, setup, look)?;
    if helo.contains('_') {
        let observed =
            format!("{helo} has an underscore, which Postfix takes and Exim refuses unless it is told otherwise");
        checks.retain(|check| check.status != Status::Pass);
        checks.insert(0, Check::new(Reason::SenderHeloInvalid, helo, observed).with(Status::Warn));
    }
    told_name(checks, setup, look)
}

/// Tells the name that a server should say, where its address has one that leads back.
fn told_name(mut checks: Vec<Check>, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let is_open = |check: &&mut Check| check.is_fault() && check.fix.is_none();
    if setup.ips_discovered || !checks.iter_mut().any(|check| is_open(&check)) {
        return Some(checks);
    }
    let each = all(setup.ips.iter().map(|&ip| iprev(ip, setup, look)))?;
    let confirmed = || each.iter().flat_map(|of| of.confirmed().map(|name| (of.ip, name)));
    let is_own = |name: &Domain| related(name, &setup.domain);
    let named =
        confirmed().find(|(_, name)| is_own(name)).or_else(|| confirmed().find(|(ip, name)| !is_generic(name, *ip)));
    if let Some((ip, name)) = named {
        for check in checks.iter_mut().filter(is_open) {
            check.fix = Some(set_to(name, ip));
        }
    }
    Some(checks)
}

fn set_to(name: &Domain, ip: IpAddr) -> String {
    format!("Set the HELO name of the server to {name}, which leads to {ip} and back.")
}

/// An address in brackets is allowed where there is no name (RFC 5321 §4.1.3), and filters mind it.
fn literal(helo: &str, setup: &SenderConfig) -> Option<Check> {
    let inside = helo.strip_prefix('[')?.strip_suffix(']')?;
    let tagged = inside.get(..5).filter(|tag| tag.eq_ignore_ascii_case("IPv6:")).map(|_| &inside[5..]);
    let ip: IpAddr = match tagged {
        Some(rest) => rest.parse::<std::net::Ipv6Addr>().ok()?.into(),
        None => inside.parse::<std::net::Ipv4Addr>().ok()?.into(),
    };
    let is_own = setup.ips.is_empty() || setup.ips_discovered || setup.ips.contains(&ip.to_canonical());
    let other = if is_own { "" } else { " that is none of the sending addresses" };
    let observed = format!("the server calls itself {helo}, an address{other} in place of a name");
    let status = if is_own { Status::Warn } else { Status::Fail };
    Some(Check::new(Reason::SenderHeloIpLiteral, helo, observed).with(status))
}

fn of_name(name: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let addresses = look.addresses(name);
    let each = all(setup.ips.iter().map(|&ip| against(name, ip, setup, look)));
    let mut checks = match addresses? {
        Lookup::Found(_) => Vec::new(),
        Lookup::NoData => return Some(vec![unresolvable(name, "exists but has no address")]),
        Lookup::NxDomain => return Some(vec![unresolvable(name, "does not exist")]),
        Lookup::Failed(failure) => {
            let observed = format!("the addresses of {name} could not be found out: {}", failure_words(failure));
            return Some(vec![Check::new(Reason::SenderHeloError, name, observed)]);
        }
    };
    let each = each?;
    // Of addresses that the SPF record names, the HELO name need fit only those that say it.
    let fits_one = setup.ips_discovered && each.iter().any(Option::is_none);
    checks.extend(each.into_iter().flatten().filter(|check| !fits_one || check.code != Reason::SenderHeloMismatch));
    if checks.is_empty() {
        checks.push(Check::pass(Reason::SenderHelo, name, format!("{name} is a full name and leads to the address")));
    }
    Some(checks)
}

/// The name, or what is wrong with the way it is written.
fn shape(helo: &str) -> Result<Domain, Box<Check>> {
    let wrong = |code, observed: String| Err(Box::new(Check::new(code, helo, observed)));
    let bare = helo.trim_matches(['[', ']']);
    let bare = bare.strip_prefix("IPv6:").or_else(|| bare.strip_prefix("ipv6:")).unwrap_or(bare);
    if bare.parse::<IpAddr>().is_ok() {
        return wrong(Reason::SenderHeloIpLiteral, format!("the server calls itself {helo}, which is an address"));
    }
    let text = helo.strip_suffix('.').unwrap_or(helo).to_ascii_lowercase();
    let name = match Domain::new(&text) {
        Ok(name) if is_host_name(&text) => name,
        _ => {
            let observed = format!("{helo} has characters that a host name may not have");
            return wrong(Reason::SenderHeloInvalid, observed);
        }
    };
    let local = ["localhost", "localdomain", "local", "lan", "internal", "home", "invalid"].contains(&name.tld());
    if !text.contains('.') || local {
        let observed = format!("{helo} is no full name that others can look up");
        return wrong(Reason::SenderHeloNotFqdn, observed);
    }
    Ok(name)
}

/// Letters, digits and hyphens (RFC 1123 §2.1), with hyphens inside only; an underscore has its own warning.
fn is_host_name(text: &str) -> bool {
    text.split('.').all(|label| {
        !label.starts_with('-')
            && !label.ends_with('-')
            && !label.is_empty()
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b))
    })
}

fn unresolvable(name: &Domain, what: &str) -> Check {
    Check::new(Reason::SenderHeloUnresolvable, name, format!("{name} {what}"))
}

/// A HELO name that others can look up.
pub(super) fn name(helo: &str) -> Option<Domain> {
    shape(helo).ok().filter(|name| !name.as_str().contains('_'))
}

/// The name held against one sending address: does it lead there, and does the address call itself likewise?
fn against(name: &Domain, ip: IpAddr, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<Check>> {
    let forward = look.addresses_like(name, ip);
    let reverse = iprev(ip, setup, look);
    let kind = if ip.is_ipv4() { "A" } else { "AAAA" };
    let observed = match forward? {
        Lookup::Found(list) if list.contains(&ip) => None,
        Lookup::Found(list) => {
            let list: Vec<String> = list.iter().map(IpAddr::to_string).collect();
            Some(format!("{name} leads to {}, not to {ip}", list.join(", ")))
        }
        Lookup::NoData | Lookup::NxDomain => Some(format!("{name} has no {kind} record, and mail is sent from {ip}")),
        Lookup::Failed(failure) => {
            let observed = format!("whether {name} leads to {ip} could not be found out: {}", failure_words(failure));
            return Some(Some(Check::new(Reason::SenderHeloError, name, observed)));
        }
    };
    let reverse = reverse?;
    if let Some(observed) = observed {
        let check = Check::new(Reason::SenderHeloMismatch, name, observed);
        let confirmed = reverse.confirmed().next();
        return Some(Some(match confirmed {
            Some(other) => check.fix(set_to(other, ip)),
            None => check,
        }));
    }
    // Without a confirmed name there is nothing to compare with; the reverse DNS has its own check.
    let mut confirmed = reverse.confirmed().peekable();
    // A generic name has its own warning, and differs from every HELO name.
    if confirmed.peek().is_none() || confirmed.any(|other| related(other, name) || is_generic(other, ip)) {
        return Some(None);
    }
    let names: Vec<String> = reverse.confirmed().map(Domain::to_string).collect();
    let observed = format!("the server calls itself {name}, and its address is called {}", names.join(", "));
    Some(Some(Check::new(Reason::SenderHeloPtrDiffer, name, observed)))
}
