//! Reverse DNS of a sending address, confirmed by the forward look-up (RFC 8601 §2.7.3 and §3).
//!
//! "No PTR" is said only when the DNS says so. A look-up that failed leaves the question open.

use super::check::{Check, Status, failure_words, told};
use super::generic::is_generic;
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig, related};
use crate::domain::Domain;
use crate::facts::{AddressClass, Failure, Lookup, RecordKind};
use crate::reason::Reason;
use std::net::IpAddr;

/// PTR names that are looked at for one address (RFC 8601 §3 has ten in mind, as RFC 7208 §4.6.4 has).
pub const NAMES_MAX: usize = 10;

/// What the reverse DNS of one address says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Iprev {
    pub ip: IpAddr,
    pub result: IprevResult,
    /// The names that were looked at, in the order of the alphabet.
    pub names: Vec<ReverseName>,
    /// How many names the address has; more than [`NAMES_MAX`] were not looked at.
    pub names_total: usize,
    /// The answer to the PTR question.
    pub ptr: Lookup<()>,
    /// Where the reverse name leads, if it is an alias (RFC 2317).
    pub alias: Option<Domain>,
}

/// A name that an address points at, and what it points back to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReverseName {
    pub name: Domain,
    pub forward: Lookup<Vec<IpAddr>>,
    /// The forward look-up gives the address that we came from.
    pub confirmed: bool,
    /// The name is itself an alias of this one (RFC 2181 §10.2 wants none).
    pub alias: Option<Domain>,
}

/// The result in the words of RFC 8601 §2.7.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IprevResult {
    Pass,
    Fail,
    TempError,
    PermError,
}

impl IprevResult {
    pub fn word(self) -> &'static str {
        match self {
            IprevResult::Pass => "pass",
            IprevResult::Fail => "fail",
            IprevResult::TempError => "temperror",
            IprevResult::PermError => "permerror",
        }
    }
}

impl Iprev {
    /// The names that are confirmed.
    pub fn confirmed(&self) -> impl Iterator<Item = &Domain> {
        self.names.iter().filter(|name| name.confirmed).map(|name| &name.name)
    }

    fn failure(&self) -> Option<Failure> {
        if let Lookup::Failed(failure) = self.ptr {
            return Some(failure);
        }
        self.names.iter().find_map(|name| if let Lookup::Failed(failure) = name.forward { Some(failure) } else { None })
    }
}

/// The name of an address in the reverse tree (RFC 1035 §3.5, RFC 3596 §2.5).
pub fn reverse_name(ip: IpAddr) -> Domain {
    let text = match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}.in-addr.arpa")
        }
        IpAddr::V6(_) => format!("{}.ip6.arpa", reversed_labels(ip)),
    };
    Domain::new(&text).unwrap_or_else(|_| Domain::root())
}

/// Octets or nibbles of an address as labels, last first: how reverse names and block lists write it.
pub fn reversed_labels(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, d] = v4.octets();
            format!("{d}.{c}.{b}.{a}")
        }
        IpAddr::V6(v6) => {
            let nibbles = v6.octets().into_iter().rev().flat_map(|octet| [octet & 15, octet >> 4]);
            nibbles.map(|nibble| format!("{nibble:x}")).collect::<Vec<_>>().join(".")
        }
    }
}

/// Follows an address to its names and back. `None` until all answers are there.
///
/// Of more names than receivers look at, those that the set-up itself speaks of are looked at first.
pub fn iprev(ip: IpAddr, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Iprev> {
    let reverse = reverse_name(ip);
    let answer = look.ptr(&reverse)?;
    let alias = look.canonical(&reverse, RecordKind::Ptr).cloned();
    let mut all_names: Vec<Domain> = if let Lookup::Found(names) = &answer { names.to_vec() } else { Vec::new() };
    let is_helo = |name: &Domain| setup.helo.as_deref().is_some_and(|helo| helo.eq_ignore_ascii_case(name.as_str()));
    all_names.sort_unstable();
    all_names.dedup();
    all_names.sort_by_key(|name| (!is_helo(name), !related(name, &setup.domain)));
    let names_total = all_names.len();
    all_names.truncate(NAMES_MAX);
    let names = all(all_names.into_iter().map(|name| {
        let forward = if name.is_root() { Lookup::NoData } else { look.addresses_like(&name, ip)? };
        let confirmed = matches!(&forward, Lookup::Found(addresses) if addresses.contains(&ip));
        let kind = if ip.is_ipv4() { RecordKind::A } else { RecordKind::Aaaa };
        let alias = look.canonical(&name, kind).filter(|target| **target != name).cloned();
        Some(ReverseName { name, forward, confirmed, alias })
    }))?;
    let ptr = match answer {
        Lookup::Found(_) => Lookup::Found(()),
        Lookup::NoData => Lookup::NoData,
        Lookup::NxDomain => Lookup::NxDomain,
        Lookup::Failed(failure) => Lookup::Failed(failure),
    };
    let mut iprev = Iprev { ip, result: IprevResult::Fail, names, names_total, ptr, alias };
    iprev.result = if iprev.names.iter().any(|name| name.confirmed) {
        IprevResult::Pass
    } else if iprev.failure().is_some() {
        IprevResult::TempError
    } else if iprev.names.is_empty() {
        IprevResult::PermError
    } else {
        IprevResult::Fail
    };
    Some(iprev)
}

/// All checks of the addresses themselves.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.wants(Group::Iprev) {
        return Some(Vec::new());
    }
    if setup.ips.is_empty() {
        let observed = "no sending address is known; add --ip ADDRESS";
        return Some(vec![Check::skip(Reason::SenderIprev, &setup.domain, observed)]);
    }
    let each = all(setup.ips.iter().map(|&ip| Some(judge(&iprev(ip, setup, look)?, setup))))?;
    let mut checks: Vec<Check> = each.into_iter().flatten().collect();
    checks.extend(ipv6_only(setup));
    Some(checks)
}

/// Whoever sends over IPv6 alone does not reach hosts that have IPv4 only.
fn ipv6_only(setup: &SenderConfig) -> Option<Check> {
    let only = !setup.ips_discovered && setup.ips.iter().all(IpAddr::is_ipv6);
    let observed = "only IPv6 addresses send; mail hosts with IPv4 only cannot be reached from them";
    only.then(|| Check::new(Reason::SenderIpv6Only, &setup.domain, observed))
}

fn judge(iprev: &Iprev, setup: &SenderConfig) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(check) = scope(iprev.ip, setup) {
        checks.push(check);
    }
    let names = || iprev.names.iter().map(|name| name.name.to_string()).collect::<Vec<_>>().join(", ");
    let ip = iprev.ip;
    let first = match iprev.result {
        IprevResult::Pass => {
            let confirmed: Vec<String> = iprev.confirmed().map(Domain::to_string).collect();
            let via = iprev.alias.as_ref().map(|alias| format!(", by way of {alias} (RFC 2317)")).unwrap_or_default();
            Check::pass(Reason::SenderIprev, ip, format!("{ip} → {} → {ip}{via}", confirmed.join(", ")))
        }
        IprevResult::PermError => {
            let (code, what) = if ip.is_ipv4() {
                (Reason::SenderPtrMissing, "no PTR record")
            } else {
                (Reason::SenderIpv6PtrMissing, "no PTR record for this IPv6 address")
            };
            Check::new(code, ip, format!("{ip} has {what}"))
        }
        IprevResult::Fail => {
            let observed = if iprev.names.iter().all(|name| matches!(name.forward, Lookup::NoData | Lookup::NxDomain)) {
                format!("{ip} → {}, which has no address", names())
            } else {
                format!("{ip} → {}, which leads to other addresses and not back to {ip}", names())
            };
            Check::new(Reason::SenderPtrNotConfirmed, ip, observed)
        }
        IprevResult::TempError => {
            let failure = iprev.failure().unwrap_or(Failure::Malformed);
            let what = if iprev.names.is_empty() { "PTR record" } else { "address of the PTR name" };
            Check::new(
                Reason::SenderPtrError,
                ip,
                format!("the {what} could not be found out: {}", failure_words(failure)),
            )
        }
    };
    checks.push(with_evidence(first, iprev));
    checks.extend(beside(iprev));
    checks
}

/// What is worth saying beside the result.
fn beside(iprev: &Iprev) -> Vec<Check> {
    let mut checks = Vec::new();
    let ip = iprev.ip;
    let names: Vec<&Domain> = iprev.names.iter().map(|name| &name.name).collect();
    if iprev.names_total > NAMES_MAX {
        let observed = format!("{ip} has {} PTR names; only the first {NAMES_MAX} were looked at", iprev.names_total);
        checks.push(Check::new(Reason::SenderPtrTooMany, ip, observed));
    } else if iprev.names_total > 1 {
        let listed: Vec<String> = names.iter().map(|name| name.to_string()).collect();
        let observed = format!("{ip} has {} PTR names: {}", iprev.names_total, listed.join(", "));
        checks.push(Check::new(Reason::SenderPtrSeveral, ip, observed));
    }
    for (name, target) in iprev.names.iter().filter_map(|name| Some((&name.name, name.alias.as_ref()?))) {
        let observed = format!("the PTR name {name} is an alias (CNAME) of {target}");
        checks.push(Check::new(Reason::SenderPtrAlias, ip, observed));
    }
    // Receivers look at any of the names; one that names the machine's role is enough.
    let judged: Vec<&Domain> = if iprev.result == IprevResult::Pass { iprev.confirmed().collect() } else { names };
    if !judged.is_empty() && judged.iter().all(|name| is_generic(name, ip)) {
        let observed = format!("{} looks like a name that a provider gives to customers' machines", judged[0]);
        checks.push(Check::new(Reason::SenderPtrGeneric, ip, observed));
    }
    checks
}

fn with_evidence(mut check: Check, iprev: &Iprev) -> Check {
    let reverse = reverse_name(iprev.ip);
    let names = || iprev.names.iter().map(|name| name.name.to_string()).collect::<Vec<_>>().join(", ");
    check.evidence.push(told(&format!("{reverse} PTR"), &iprev.ptr, |()| names()));
    let kind = if iprev.ip.is_ipv4() { "A" } else { "AAAA" };
    for name in &iprev.names {
        let addresses = |list: &Vec<IpAddr>| list.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", ");
        check.evidence.push(told(&format!("{} {kind}", name.name), &name.forward, addresses));
    }
    check
}

/// Whether anybody outside can see the address.
fn scope(ip: IpAddr, setup: &SenderConfig) -> Option<Check> {
    if setup.allow_non_public || AddressClass::of(ip) == AddressClass::Public {
        return None;
    }
    if is_documentation(ip) {
        return Some(Check::new(
            Reason::SenderDocumentationAddress,
            ip,
            format!("{ip} is an address for examples in books; nobody sends from it"),
        ));
    }
    let observed = format!("{ip} is a private or reserved address, so receivers see another one");
    Some(Check::new(Reason::SenderIpNonPublic, ip, observed).with(Status::Fail))
}

/// Addresses that stand for real ones in books and rehearsals (RFC 5737, RFC 3849, RFC 9637).
pub fn is_documentation(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => v4.is_documentation(),
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            (first == 0x2001 && second == 0x0db8) || (first == 0x3fff && second < 0x1000)
        }
    }
}
