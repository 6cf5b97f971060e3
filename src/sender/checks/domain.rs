//! The sender's domain: does it exist, and can an answer or a bounce be delivered there? Receivers ask the same before
//! they take mail from it ("can't verify FROM domain in DNS").

use super::check::{Check, Status, failure_words, told};
use super::iprev::is_documentation;
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig};
use crate::domain::Domain;
use crate::facts::{AddressClass, EXCHANGES_MAX, Failure, Lookup, MailExchange, RecordKind};
use crate::reason::Reason;
use std::net::IpAddr;

/// All checks of the domains that mail comes from: that of From, and that of MAIL FROM where it is another.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Domain) {
        return Some(Vec::new());
    }
    let each = all(setup.sender_domains().into_iter().map(|domain| of_domain(domain, setup, look)))?;
    Some(each.into_iter().flatten().collect())
}

/// Whether the DNS says that this domain does not exist. `None` while that is not known.
pub(super) fn is_missing(domain: &Domain, look: &Lookups<'_>) -> Option<bool> {
    Some(matches!(look.mx(domain)?, Lookup::NxDomain))
}

fn of_domain(domain: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let answer = look.mx(domain)?;
    let shown = |list: &&[MailExchange]| {
        let mut sorted: Vec<&MailExchange> = list.iter().collect();
        sorted.sort();
        sorted.iter().map(|mx| format!("{} {}", mx.preference, mx.exchange)).collect::<Vec<_>>().join(", ")
    };
    let line = told(&format!("{domain} MX"), &answer, shown);
    let checks = match answer {
        Lookup::NxDomain => {
            vec![Check::new(Reason::SenderNoDomain, domain, format!("{domain} does not exist in the DNS"))]
        }
        Lookup::Failed(failure) => vec![could_not(domain, failure)],
        Lookup::NoData => without_mx(domain, setup, look)?,
        Lookup::Found(exchanges) => with_mx(domain, exchanges, setup, look)?,
    };
    Some(checks.into_iter().map(|check| check.evidence(line.clone())).collect())
}

fn could_not(domain: &Domain, failure: Failure) -> Check {
    let observed = format!("the mail hosts of {domain} could not be found out: {}", failure_words(failure));
    Check::new(Reason::SenderDomainError, domain, observed)
}

/// RFC 5321 §5.1: without MX, the domain itself is the mail host.
fn without_mx(domain: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let check = match look.addresses(domain)? {
        Lookup::Failed(failure) => could_not(domain, failure),
        Lookup::NoData | Lookup::NxDomain => {
            let observed = format!("{domain} has no MX, A or AAAA record");
            Check::new(Reason::SenderNoMailHost, domain, observed)
        }
        Lookup::Found(list) => match unusable(&list, setup) {
            Some(code) => Check::new(code, domain, format!("{domain} has no MX, and leads to {}", joined(&list))),
            None => {
                let observed = format!("{domain} has no MX; its address {} is taken for its mail host", joined(&list));
                return Some(vec![
                    Check::pass(Reason::SenderDomain, domain, format!("{domain} → {}", joined(&list))),
                    Check::new(Reason::SenderImplicitMx, domain, observed),
                ]);
            }
        },
    };
    Some(vec![check])
}

/// How one exchange came out.
struct Exchange<'a> {
    mx: &'a MailExchange,
    end: End,
}

pub(super) enum End {
    Usable(Vec<IpAddr>),
    /// It has addresses, but none that others can reach.
    Unusable(Vec<IpAddr>, Reason),
    Literal,
    Gone,
    NoAddress,
    Failed(Failure),
}

fn with_mx(
    domain: &Domain,
    exchanges: &[MailExchange],
    setup: &SenderConfig,
    look: &Lookups<'_>,
) -> Option<Vec<Check>> {
    // RFC 7505 §3: a null MX stands alone.
    if exchanges.iter().all(|mx| mx.exchange.is_root()) {
        let observed = format!("{domain} has a null MX: it says that it takes no mail");
        return Some(vec![Check::new(Reason::SenderNullMx, domain, observed)]);
    }
    let mut named: Vec<&MailExchange> = exchanges.iter().filter(|mx| !mx.exchange.is_root()).collect();
    named.sort();
    named.dedup_by(|later, earlier| later.exchange == earlier.exchange);
    named.truncate(EXCHANGES_MAX);
    let looked = all(named.into_iter().map(|mx| Some(Exchange { mx, end: end_of(&mx.exchange, setup, look)? })))?;
    let mut checks = Vec::new();
    let usable = looked.iter().any(|exchange| matches!(exchange.end, End::Usable(_)));
    let failed = looked.iter().find_map(|exchange| if let End::Failed(f) = exchange.end { Some(f) } else { None });
    if usable {
        let told: Vec<String> = looked.iter().filter_map(|exchange| usable_words(exchange)).collect();
        checks.push(Check::pass(Reason::SenderDomain, domain, told.join("; ")));
    } else if let Some(failure) = failed {
        checks.push(could_not(domain, failure));
    }
    // A fault of one exchange is a fault of the whole only when no other works, and all are known.
    let status = if usable || failed.is_some() { Status::Warn } else { Status::Fail };
    for exchange in &looked {
        checks.extend(fault(domain, exchange).map(|check| check.with(status)));
    }
    if exchanges.iter().any(|mx| mx.exchange.is_root()) {
        let observed = format!("{domain} has a null MX among other MX records");
        checks.push(Check::new(Reason::SenderMxNullAmongOthers, domain, observed));
    }
    for exchange in &looked {
        let name = &exchange.mx.exchange;
        if let Some(target) = look.canonical(name, RecordKind::A).filter(|_| !matches!(exchange.end, End::Literal)) {
            let observed = format!("the mail host {name} is an alias (CNAME) of {target}");
            checks.push(Check::new(Reason::SenderMxCname, domain, observed));
        }
    }
    Some(checks)
}

pub(super) fn end_of(name: &Domain, setup: &SenderConfig, look: &Lookups<'_>) -> Option<End> {
    if name.as_str().trim_matches(['[', ']']).parse::<IpAddr>().is_ok() {
        return Some(End::Literal);
    }
    Some(match look.addresses(name)? {
        Lookup::Found(list) => match unusable(&list, setup) {
            Some(code) => End::Unusable(list, code),
            None => End::Usable(list),
        },
        Lookup::NoData => End::NoAddress,
        Lookup::NxDomain => End::Gone,
        Lookup::Failed(failure) => End::Failed(failure),
    })
}

fn usable_words(exchange: &Exchange<'_>) -> Option<String> {
    let End::Usable(list) = &exchange.end else { return None };
    Some(format!("MX {} {} → {}", exchange.mx.preference, exchange.mx.exchange, joined(list)))
}

fn fault(domain: &Domain, exchange: &Exchange<'_>) -> Option<Check> {
    let name = &exchange.mx.exchange;
    let dangling = |what: &str| Check::new(Reason::SenderMxDangling, domain, format!("the mail host {name} {what}"));
    Some(match &exchange.end {
        End::Usable(_) | End::Failed(_) => return None,
        End::Gone if name.tld() == "localhost" => localhost(domain, name),
        End::Gone => dangling("does not exist"),
        End::NoAddress => dangling("has no address"),
        End::Literal => {
            let observed = format!("the MX record names the address {name} in place of a host");
            Check::new(Reason::SenderMxIpLiteral, domain, observed)
        }
        End::Unusable(_, Reason::SenderMxLocalhost) => localhost(domain, name),
        End::Unusable(list, code) => {
            Check::new(*code, domain, format!("the mail host {name} has only {}", joined(list)))
        }
    })
}

fn localhost(domain: &Domain, name: &Domain) -> Check {
    Check::new(Reason::SenderMxLocalhost, domain, format!("the mail host {name} leads to the sender's own machine"))
}

/// Why nobody outside can reach any of these addresses; `None` when somebody can. Addresses for examples stand for public
/// ones, so that a rehearsal in a zone file comes out as the real thing would.
fn unusable(list: &[IpAddr], setup: &SenderConfig) -> Option<Reason> {
    let reachable = |&ip: &IpAddr| AddressClass::of(ip) == AddressClass::Public || is_documentation(ip);
    if setup.allow_non_public || list.iter().any(reachable) {
        None
    } else if list.iter().all(|&ip| AddressClass::of(ip) == AddressClass::Loopback) {
        Some(Reason::SenderMxLocalhost)
    } else {
        Some(Reason::SenderMxNonPublic)
    }
}

fn joined(list: &[IpAddr]) -> String {
    const SHOWN_MAX: usize = 4;
    let mut text: Vec<String> = list.iter().take(SHOWN_MAX).map(IpAddr::to_string).collect();
    if list.len() > SHOWN_MAX {
        text.push(format!("and {} more", list.len() - SHOWN_MAX));
    }
    text.join(", ")
}
