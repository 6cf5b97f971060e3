//! Can mail be delivered to the domain? The table of DNS outcomes, row by row.
//!
//! Only evidence of absence rejects: an NXDOMAIN, a NODATA for every type that mail could use, or addresses that lead
//! nowhere. Where any needed answer failed and nothing usable was found, the answer is unknown.

use crate::domain::Domain;
use crate::facts::{AddressClass, DomainFacts, Failure, HostFacts, Lookup, MailExchange};
use crate::judge::Policy;
use crate::reason::Reason;
use crate::suggest::mail_host_provider;
use std::net::IpAddr;

/// The finding about the domain's mail hosts; `None` when mail can be delivered.
pub(super) fn check(facts: &DomainFacts, policy: &Policy) -> Option<Reason> {
    match &facts.mx {
        Lookup::Failed(failure) => Some(could_not_find_out(*failure)),
        Lookup::NxDomain => Some(Reason::DomainNxdomain),
        Lookup::NoData => without_mx(facts, policy),
        Lookup::Found(exchanges) => with_mx(facts, exchanges, policy),
    }
}

fn could_not_find_out(failure: Failure) -> Reason {
    match failure {
        Failure::Timeout => Reason::DnsTimeout,
        Failure::ServFail => Reason::DnsServfail,
        Failure::Refused => Reason::DnsRefused,
        Failure::Network => Reason::DnsNetwork,
        Failure::Malformed => Reason::DnsMalformed,
        Failure::Filtered => Reason::DnsFiltered,
        Failure::NotAsked => Reason::DnsNotInFacts,
    }
}

/// RFC 5321 §5.1: without MX, the domain itself is the mail host.
fn without_mx(facts: &DomainFacts, policy: &Policy) -> Option<Reason> {
    let Some(host) = facts.hosts.first() else {
        // MX is NODATA and nobody asked for addresses: absence is not shown.
        return Some(Reason::DnsMalformed);
    };
    let has_addresses = host.addresses().next().is_some();
    if facts.resolver_lies && has_addresses {
        return Some(Reason::DnsLyingResolver);
    }
    if host.is_usable(policy.allow_non_public) {
        return Some(Reason::DomainImplicitMx);
    }
    if let Some(failure) = host.failure() {
        return Some(could_not_find_out(failure));
    }
    if has_addresses {
        return Some(unusable_addresses(&[host]));
    }
    Some(Reason::DomainNoMailHost)
}

fn with_mx(facts: &DomainFacts, exchanges: &[MailExchange], policy: &Policy) -> Option<Reason> {
    // RFC 7505 §3. A null MX must be the only MX; a `.` among others is ignored.
    if exchanges.iter().all(|mx| mx.exchange.is_root()) {
        return Some(Reason::DomainNullMx);
    }
    let hosts: Vec<&HostFacts> = facts.hosts.iter().map(AsRef::as_ref).collect();
    if hosts.iter().any(|host| host.is_usable(policy.allow_non_public)) {
        return None;
    }
    if let Some(failure) = hosts.iter().find_map(|host| host.failure()) {
        return Some(could_not_find_out(failure));
    }
    let named: Vec<&Domain> = exchanges.iter().map(|mx| &mx.exchange).filter(|name| !name.is_root()).collect();
    let literals: Vec<IpAddr> = named.iter().filter_map(|name| ip_literal(name)).collect();
    if !literals.is_empty() {
        // Who delivers to such a text at all cannot reach a private address behind it either.
        let reachable =
            policy.allow_non_public || literals.iter().any(|ip| AddressClass::of(*ip) == AddressClass::Public);
        let alone = literals.len() == named.len();
        return Some(if reachable || !alone { Reason::DomainMxIpLiteral } else { unusable(literals.into_iter()) });
    }
    let unasked = named.iter().any(|name| !hosts.iter().any(|host| host.host == **name));
    if facts.exchanges_left_out > 0 || unasked {
        // Some exchange was never looked up, so that none can be reached is not shown.
        return Some(Reason::DnsMalformed);
    }
    if hosts.iter().any(|host| host.addresses().next().is_some()) {
        return Some(unusable_addresses(&hosts));
    }
    if named.iter().all(|name| is_localhost(name)) {
        return Some(Reason::DomainMxLocalhost);
    }
    Some(Reason::DomainMxDangling)
}

/// Localhost when every address is the machine itself; otherwise some are merely not public.
fn unusable_addresses(hosts: &[&HostFacts]) -> Reason {
    unusable(hosts.iter().flat_map(|host| host.addresses()))
}

fn unusable(mut addresses: impl Iterator<Item = IpAddr>) -> Reason {
    if addresses.all(|ip| AddressClass::of(ip) == AddressClass::Loopback) {
        Reason::DomainMxLocalhost
    } else {
        Reason::DomainMxNonPublic
    }
}

fn is_localhost(name: &Domain) -> bool {
    name.tld() == "localhost"
}

/// The IP address that an exchange is the text of, which no MX record may hold.
fn ip_literal(name: &Domain) -> Option<IpAddr> {
    name.as_str().trim_matches(['[', ']']).parse().ok()
}

/// What was asked and answered, as short sentences for people: `MX → NODATA`.
pub fn evidence(facts: &DomainFacts) -> Vec<String> {
    let mut lines = Vec::new();
    let alias = facts.canonical.as_ref().map(|name| format!(" (alias of {name})")).unwrap_or_default();
    let mx = match &facts.mx {
        Lookup::Found(exchanges) => {
            let mut text: Vec<String> = exchanges
                .iter()
                .take(SHOWN_MAX)
                .map(|mx| format!("{} {}{}", mx.preference, mx.exchange, service(mx)))
                .collect();
            if exchanges.len() > SHOWN_MAX {
                text.push(format!("and {} more", exchanges.len() - SHOWN_MAX));
            }
            text.join(", ")
        }
        other => outcome_word(other).to_owned(),
    };
    lines.push(format!("MX → {mx}{alias}"));
    for host in facts.hosts.iter().take(SHOWN_MAX) {
        let mut answers: Vec<String> = host.addresses().take(SHOWN_MAX).map(|ip| ip.to_string()).collect();
        if !matches!(host.v4, Lookup::Found(_)) {
            answers.push(format!("A {}", outcome_word(&host.v4)));
        }
        if let Some(v6) = host.v6.as_ref().filter(|v6| !matches!(v6, Lookup::Found(_))) {
            answers.push(format!("AAAA {}", outcome_word(v6)));
        }
        lines.push(format!("{} → {}", host.host, answers.join(", ")));
    }
    lines
}

/// The service that an exchange belongs to, in brackets.
fn service(mx: &MailExchange) -> String {
    mail_host_provider(mx.exchange.as_str()).map(|service| format!(" ({})", service.name)).unwrap_or_default()
}

/// At most this many exchanges, hosts and addresses are shown as evidence.
const SHOWN_MAX: usize = 5;

/// The word of the standards for an outcome.
pub fn outcome_word<T>(lookup: &Lookup<T>) -> &'static str {
    match lookup {
        Lookup::Found(_) => "found",
        Lookup::NoData => "NODATA",
        Lookup::NxDomain => "NXDOMAIN",
        Lookup::Failed(Failure::Timeout) => "no answer in time",
        Lookup::Failed(Failure::ServFail) => "SERVFAIL",
        Lookup::Failed(Failure::Refused) => "REFUSED",
        Lookup::Failed(Failure::Network) => "network error",
        Lookup::Failed(Failure::Malformed) => "unusable answer",
        Lookup::Failed(Failure::Filtered) => "filtered answer",
        Lookup::Failed(Failure::NotAsked) => "not in the table of facts",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Cost;
    use std::sync::Arc;

    const PUBLIC: &str = "8.8.4.4";

    fn name(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn mx(exchanges: &[&str]) -> Lookup<Vec<MailExchange>> {
        let exchanges = exchanges.iter().map(|text| MailExchange { preference: 10, exchange: name(text) });
        Lookup::Found(exchanges.collect())
    }

    /// A host whose A answer is the addresses, or the outcome named by a word.
    fn host(host: &str, answer: &str) -> Arc<HostFacts> {
        let v4 = match answer {
            "nodata" => Lookup::NoData,
            "nxdomain" => Lookup::NxDomain,
            "servfail" => Lookup::Failed(Failure::ServFail),
            "timeout" => Lookup::Failed(Failure::Timeout),
            addresses => Lookup::Found(addresses.split(' ').map(|ip| ip.parse().expect(ip)).collect()),
        };
        let v6 = (v4 == Lookup::NoData).then_some(Lookup::NoData);
        Arc::new(HostFacts { host: name(host), v4, v6, canonical: None })
    }

    fn facts(mx: Lookup<Vec<MailExchange>>, hosts: &[Arc<HostFacts>]) -> DomainFacts {
        DomainFacts {
            mx,
            canonical: None,
            hosts: hosts.to_vec(),
            exchanges_left_out: 0,
            resolver_lies: false,
            cost: Cost::default(),
        }
    }

    #[track_caller]
    fn check_facts(facts: DomainFacts, expected: Option<Reason>) {
        assert_eq!(check(&facts, &Policy::default()), expected);
    }

    #[test]
    fn one_usable_exchange_is_enough() {
        check_facts(facts(mx(&["a.de"]), &[host("a.de", PUBLIC)]), None);
        check_facts(facts(mx(&["a.de", "b.de"]), &[host("a.de", "nxdomain"), host("b.de", PUBLIC)]), None);
        check_facts(facts(mx(&["a.de", "b.de"]), &[host("a.de", "servfail"), host("b.de", PUBLIC)]), None);
        check_facts(facts(mx(&["a.de", "b.de"]), &[host("a.de", "10.0.0.1"), host("b.de", PUBLIC)]), None);
        check_facts(facts(mx(&[".", "b.de"]), &[host("b.de", PUBLIC)]), None);
    }

    #[test]
    fn absence_rejects() {
        check_facts(facts(Lookup::NxDomain, &[]), Some(Reason::DomainNxdomain));
        check_facts(facts(mx(&["."]), &[]), Some(Reason::DomainNullMx));
        check_facts(facts(Lookup::NoData, &[host("a.de", "nodata")]), Some(Reason::DomainNoMailHost));
        let dangling = [host("a.de", "nxdomain"), host("b.de", "nodata")];
        check_facts(facts(mx(&["a.de", "b.de"]), &dangling), Some(Reason::DomainMxDangling));
        check_facts(facts(mx(&[".", "a.de"]), &[host("a.de", "nodata")]), Some(Reason::DomainMxDangling));
    }

    #[test]
    fn addresses_that_lead_nowhere_reject() {
        let private = [host("a.de", "10.0.0.1"), host("b.de", "192.168.0.1 169.254.0.1")];
        check_facts(facts(mx(&["a.de", "b.de"]), &private), Some(Reason::DomainMxNonPublic));
        check_facts(facts(mx(&["a.de"]), &[host("a.de", "127.0.0.1")]), Some(Reason::DomainMxLocalhost));
        check_facts(facts(mx(&["localhost"]), &[host("localhost", "nxdomain")]), Some(Reason::DomainMxLocalhost));
        check_facts(facts(Lookup::NoData, &[host("a.de", "127.0.0.1")]), Some(Reason::DomainMxLocalhost));
        let mixed = [host("a.de", "127.0.0.1"), host("b.de", "nxdomain")];
        check_facts(facts(mx(&["a.de", "b.de"]), &mixed), Some(Reason::DomainMxLocalhost));
    }

    #[test]
    fn a_failure_is_never_evidence_of_absence() {
        for failure in Failure::ALL {
            let reason = check(&facts(Lookup::Failed(failure), &[]), &Policy::default()).expect("a finding");
            assert_eq!(reason.effect(), crate::reason::Effect::Unknown);
        }
        let some_failed = [host("a.de", "nxdomain"), host("b.de", "timeout")];
        check_facts(facts(mx(&["a.de", "b.de"]), &some_failed), Some(Reason::DnsTimeout));
        let private_and_failed = [host("a.de", "10.0.0.1"), host("b.de", "servfail")];
        check_facts(facts(mx(&["a.de", "b.de"]), &private_and_failed), Some(Reason::DnsServfail));
        check_facts(facts(Lookup::NoData, &[host("a.de", "servfail")]), Some(Reason::DnsServfail));
        // Not all exchanges were looked at: nothing is shown.
        check_facts(facts(mx(&["a.de", "b.de"]), &[host("a.de", "nxdomain")]), Some(Reason::DnsMalformed));
        let many = DomainFacts { exchanges_left_out: 1, ..facts(mx(&["a.de"]), &[host("a.de", "nxdomain")]) };
        check_facts(many, Some(Reason::DnsMalformed));
    }

    #[test]
    fn what_may_work_is_reviewed() {
        check_facts(facts(Lookup::NoData, &[host("a.de", PUBLIC)]), Some(Reason::DomainImplicitMx));
        check_facts(facts(mx(&["8.8.8.8"]), &[]), Some(Reason::DomainMxIpLiteral));
        check_facts(facts(mx(&["0.0.0.0"]), &[]), Some(Reason::DomainMxLocalhost));
        check_facts(facts(mx(&["127.0.0.1", "[127.0.0.2]"]), &[]), Some(Reason::DomainMxLocalhost));
        check_facts(facts(mx(&["10.0.0.1"]), &[]), Some(Reason::DomainMxNonPublic));
        check_facts(facts(mx(&["10.0.0.1", "8.8.8.8"]), &[]), Some(Reason::DomainMxIpLiteral));
        check_facts(facts(mx(&["8.8.8.8", "a.de"]), &[host("a.de", PUBLIC)]), None);
        check_facts(facts(mx(&["8.8.8.8", "a.de"]), &[host("a.de", "nxdomain")]), Some(Reason::DomainMxIpLiteral));
    }

    #[test]
    fn a_lying_resolver_is_not_believed_about_addresses_without_mx() {
        let lied = DomainFacts { resolver_lies: true, ..facts(Lookup::NoData, &[host("a.de", PUBLIC)]) };
        check_facts(lied, Some(Reason::DnsLyingResolver));
    }

    #[test]
    fn a_company_may_use_its_own_addresses() {
        let policy = Policy { allow_non_public: true, ..Policy::default() };
        assert_eq!(check(&facts(mx(&["a.de"]), &[host("a.de", "10.0.0.1")]), &policy), None);
    }

    #[test]
    fn evidence_tells_question_and_answer() {
        let facts = facts(mx(&["a.de", "b.de"]), &[host("a.de", "nxdomain"), host("b.de", "10.0.0.1")]);
        assert_eq!(evidence(&facts), ["MX → 10 a.de, 10 b.de", "a.de → A NXDOMAIN", "b.de → 10.0.0.1"]);
    }
}
