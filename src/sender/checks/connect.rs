//! What the domain's servers showed when they were connected to: TLS of its mail hosts, and its MTA-STS policy (RFC 8461). Servers that deliver
//! take any certificate, unless the policy says `enforce`: so what is wrong with one weighs little without that, and much with it. A server that
//! could not be connected to has no fault for that.

use super::check::{Check, Status};
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig, domain, extras, parked};
use crate::domain::Domain;
use crate::facts::{
    Answers, CONTACTS_MAX, Contacts, HostContact, HostEnd, Lookup, MailExchange, Place, Places, PolicyEnd, Poll,
    TlsSeen, Trust,
};
use crate::reason::Reason;
use crate::sender::records::certificate::{Certificate, date};
use crate::sender::records::mta_sts::{Mode, Policy};

/// Days before a certificate runs out in which it is told: whoever renews by machine does it a month before.
const DAYS_LEFT_MIN: i64 = 14;
/// Policies that are kept for less protect hardly anybody (RFC 8461 §3.2 expects weeks).
const MAX_AGE_MIN: u64 = 86_400;
/// Names of a certificate that are shown.
const NAMES_SHOWN: usize = 3;
const NAME_WIDTH: usize = 80;

/// Whom to connect to. Nobody where nothing would be said of it.
pub fn places(setup: &SenderConfig, answers: &Answers) -> Poll<Places> {
    let look = Lookups::new(answers);
    match find(setup, &look) {
        Some(places) => Poll::Done(places),
        None => Poll::Ask(look.wanted()),
    }
}

fn find(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Places> {
    if !setup.wants(Group::Extras) || parked::is_parked(setup, look)? || domain::is_missing(&setup.domain, look)? {
        return Some(Places::default());
    }
    let mut hosts: Vec<Domain> = match look.mx(&setup.domain)? {
        Lookup::Found(exchanges) => {
            let mut sorted: Vec<&MailExchange> = exchanges.iter().filter(|mx| !mx.exchange.is_root()).collect();
            sorted.sort();
            sorted.dedup_by(|later, earlier| later.exchange == earlier.exchange);
            sorted.into_iter().map(|mx| mx.exchange.clone()).collect()
        }
        // RFC 5321 §5.1: the domain itself is the mail host.
        Lookup::NoData => vec![setup.domain.clone()],
        Lookup::NxDomain | Lookup::Failed(_) => Vec::new(),
    };
    let left_out = hosts.len().saturating_sub(CONTACTS_MAX);
    hosts.truncate(CONTACTS_MAX);
    let hosts = all(hosts.into_iter().map(|host| place(host, look)));
    let policy = match Domain::new(&format!("mta-sts.{}", setup.domain)) {
        Ok(host) => place(host, look),
        Err(_) => Some(None),
    };
    // Hosts that lead nowhere are told of among the checks of the domain.
    Some(Places { hosts: hosts?.into_iter().flatten().collect(), left_out, policy: policy? })
}

/// A host with its addresses; `None` inside where it has none, or they are not known.
fn place(host: Domain, look: &Lookups<'_>) -> Option<Option<Place>> {
    Some(match look.addresses(&host)? {
        Lookup::Found(addresses) => Some(Place { host, addresses }),
        _ => None,
    })
}

/// All checks of what was connected to.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    let Some(contacts) = setup.contacts.as_deref().filter(|_| setup.wants(Group::Extras)) else {
        return Some(Vec::new());
    };
    let announced = extras::announces_mta_sts(&setup.domain, look)?;
    let (mut checks, policy) = of_policy(&setup.domain, contacts, announced);
    let enforced = policy.as_ref().is_some_and(|policy| announced && policy.mode == Mode::Enforce);
    for contact in &contacts.hosts {
        checks.extend(of_host(contact, contacts.seen_at, enforced));
    }
    if let Some(policy) = policy.filter(|policy| announced && policy.mode != Mode::None) {
        checks.extend(contacts.hosts.iter().filter_map(|contact| unlisted(&contact.host, &policy)));
    }
    if contacts.left_out > 0 {
        let observed = format!("{} more mail hosts were not connected to", contacts.left_out);
        checks.push(Check::skip(Reason::SenderStarttls, &setup.domain, observed));
    }
    Some(checks)
}

fn of_policy(domain: &Domain, contacts: &Contacts, announced: bool) -> (Vec<Check>, Option<Policy>) {
    let Some(contact) = &contacts.policy else {
        let host = format!("mta-sts.{domain}");
        let observed = format!("senders get no MTA-STS policy: {host} has no address");
        return (
            announced.then(|| Check::new(Reason::SenderMtaStsPolicyMissing, &host, observed)).into_iter().collect(),
            None,
        );
    };
    let host = &contact.host;
    let check = |code, observed| (vec![Check::new(code, host, observed)], None);
    match &contact.end {
        // A name that leads somewhere, perhaps for the sake of another, is no policy.
        PolicyEnd::Unknown(_) | PolicyEnd::Unusable(_) if !announced => (Vec::new(), None),
        PolicyEnd::Unknown(why) => {
            check(Reason::SenderMtaStsPolicyError, format!("the MTA-STS policy at {host} could not be fetched: {why}"))
        }
        PolicyEnd::Unusable(why) => {
            check(Reason::SenderMtaStsPolicyMissing, format!("senders get no MTA-STS policy from {host}: {why}"))
        }
        PolicyEnd::Fetched(octets) => match Policy::read(octets) {
            Err(_) if !announced => (Vec::new(), None),
            Err(why) => check(Reason::SenderMtaStsPolicyInvalid, format!("nobody uses the MTA-STS policy, for {why}")),
            Ok(policy) => (of_good_policy(domain, host, &policy, announced), Some(policy)),
        },
    }
}

fn of_good_policy(domain: &Domain, host: &Domain, policy: &Policy, announced: bool) -> Vec<Check> {
    if !announced {
        let observed = format!("{host} has an MTA-STS policy, and no record at _mta-sts.{domain} tells of it");
        return vec![Check::new(Reason::SenderMtaStsPolicyUnannounced, host, observed)];
    }
    let hosts = if policy.mx.is_empty() { "no hosts".to_owned() } else { list(&policy.mx) };
    let observed =
        format!("the MTA-STS policy says {} for {hosts}, and is kept for {} s", policy.mode.word(), policy.max_age);
    let status = if policy.mode == Mode::Enforce { Status::Pass } else { Status::Info };
    let mut checks = vec![Check::new(Reason::SenderMtaStsPolicy, host, observed).with(status)];
    if policy.max_age < MAX_AGE_MIN && policy.mode != Mode::None {
        let observed = format!("senders keep the MTA-STS policy for {} s only; weeks are the advice", policy.max_age);
        checks.push(Check::new(Reason::SenderMtaStsPolicyShort, host, observed));
    }
    checks
}

/// A mail host that the policy forbids.
fn unlisted(host: &Domain, policy: &Policy) -> Option<Check> {
    if policy.lists(host.as_str()) {
        return None;
    }
    let status = if policy.mode == Mode::Enforce { Status::Fail } else { Status::Warn };
    let observed = format!("the MTA-STS policy does not list the mail host {host}");
    Some(Check::new(Reason::SenderMtaStsPolicyMx, host, observed).with(status))
}

fn of_host(contact: &HostContact, now: i64, enforced: bool) -> Vec<Check> {
    let host = &contact.host;
    // What is wrong, and that it is grave where the policy demands otherwise.
    let wrong = |code, observed: String| match enforced {
        false => Check::new(code, host, observed),
        true => {
            let observed = format!("{observed}; the MTA-STS policy (enforce) forbids to deliver there");
            Check::new(code, host, observed).with(Status::Fail)
        }
    };
    let mut checks = match &contact.end {
        HostEnd::Unknown(why) => {
            let observed = format!("{host} could not be asked for TLS: {why}");
            vec![Check::new(Reason::SenderStarttlsUnknown, host, observed)]
        }
        HostEnd::NotOffered => {
            vec![wrong(Reason::SenderStarttlsMissing, format!("{host} does not offer STARTTLS"))]
        }
        HostEnd::Broken(why) => {
            vec![wrong(Reason::SenderStarttlsBroken, format!("{host} offers STARTTLS, but {why}"))]
        }
        HostEnd::Encrypted(seen) => of_session(host, seen, now, wrong),
    };
    if let Some(address) = &contact.address {
        checks.iter_mut().for_each(|check| check.evidence.push(format!("{host} → {address}")));
    }
    checks
}

fn of_session(host: &Domain, seen: &TlsSeen, now: i64, wrong: impl Fn(Reason, String) -> Check) -> Vec<Check> {
    let version = seen.version;
    let Some(certificate) = seen.chain.first().and_then(|der| Certificate::read(der)) else {
        let observed = format!("the certificate of {host} cannot be read");
        return vec![wrong(Reason::SenderStarttlsUntrusted, observed)];
    };
    let until = date(certificate.not_after);
    let names = names(&certificate, host);
    let observed = format!("{host} speaks {version}, with a certificate for {names} until {until}");
    let mut checks = vec![Check::pass(Reason::SenderStarttls, host, observed)];
    let left = certificate.not_after.saturating_sub(now);
    if left < 0 {
        checks.push(wrong(Reason::SenderStarttlsExpired, format!("the certificate of {host} ran out on {until}")));
    } else if certificate.not_before > now {
        let from = date(certificate.not_before);
        checks
            .push(wrong(Reason::SenderStarttlsExpired, format!("the certificate of {host} holds only from {from} on")));
    } else if left <= DAYS_LEFT_MIN * 86_400 {
        let observed = format!("the certificate of {host} runs out on {until} (days left: {})", left / 86_400);
        checks.push(Check::new(Reason::SenderStarttlsExpires, host, observed));
    }
    if !certificate.is_for(host.as_str()) {
        checks.push(wrong(Reason::SenderStarttlsName, format!("the certificate of {host} is for {names}")));
    }
    match seen.trust {
        Trust::Trusted => {}
        // A machine that trusts nobody shows nothing of others.
        Trust::Unjudged => {}
        Trust::Untrusted => {
            let observed = match certificate.is_self_issued {
                true => format!("the certificate of {host} is signed by itself"),
                false => format!("the certificate of {host} is signed by nobody whom this machine trusts"),
            };
            checks.push(wrong(Reason::SenderStarttlsUntrusted, observed));
        }
    }
    checks
}

/// The names of a certificate, the one that fits first. Without any, what its commonName says, which does not count.
fn names(certificate: &Certificate, host: &Domain) -> String {
    let fits = |name: &&String| crate::sender::records::certificate::stands_for(name, host.as_str());
    let mut names = certificate.dns_names.clone();
    if let Some(name) = certificate.dns_names.iter().find(fits) {
        names = vec![name.clone()];
    }
    match (&names[..], &certificate.common_name) {
        ([], Some(common)) => format!("no DNS name (CN={})", shown(common)),
        ([], None) => "no DNS name".to_owned(),
        _ => list(&names),
    }
}

fn list(names: &[String]) -> String {
    let mut shown_names: Vec<String> = names.iter().take(NAMES_SHOWN).map(|name| shown(name)).collect();
    if names.len() > NAMES_SHOWN {
        shown_names.push(format!("+{}", names.len() - NAMES_SHOWN));
    }
    shown_names.join(", ")
}

/// A name that a stranger wrote.
fn shown(name: &str) -> String {
    let mut shown = String::new();
    for char in name.chars().take(NAME_WIDTH) {
        if char == ' ' || char.is_ascii_graphic() { shown.push(char) } else { shown.extend(char.escape_unicode()) }
    }
    shown
}
