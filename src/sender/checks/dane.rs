//! DANE (RFC 7672): whether the mail hosts that were connected to show what their TLSA records say. Servers that keep to DANE deliver nothing to a
//! host that does not. Records count only where DNSSEC vouches for them, by the word of a resolver that can be trusted with that; without it
//! nothing here is a fault.

use super::check::{Check, failure_words};
use super::lookups::{Lookups, all};
use super::{Group, SenderConfig};
use crate::domain::Domain;
use crate::facts::{Failure, HostContact, HostEnd, Lookup, RecordKind, TlsSeen, Tlsa};
use crate::reason::Reason;
use crate::sender::records::tlsa::{Miss, Shown, Standing, held_against};

/// Records that are shown.
const RECORDS_SHOWN: usize = 3;
/// Characters of a record that are shown: those of a digest, and more.
const RECORD_WIDTH: usize = 160;

/// TLSA records of a mail host.
pub(super) struct Published<'a> {
    /// The name at which they stand.
    pub owner: Domain,
    pub records: &'a [Tlsa],
    pub counts: Counts,
}

/// Whether senders keep to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Counts {
    Yes,
    /// Nobody who can be trusted with it says that DNSSEC vouches for them.
    NotVouched,
    /// Nobody vouches for the MX records that lead to the host, so that another host could stand in its place (RFC 7672 §2.2.1).
    InsecureMx,
}

/// The TLSA records of a mail host; `None` inside where there are none.
pub(super) fn published<'a>(
    host: &Domain,
    setup: &SenderConfig,
    look: &Lookups<'a>,
) -> Option<Result<Option<Published<'a>>, Failure>> {
    for name in names(host, look)? {
        let Ok(owner) = Domain::new(&format!("_25._tcp.{name}")) else { continue };
        let records = match look.tlsa(&owner)? {
            Lookup::Found(records) => records,
            Lookup::NoData | Lookup::NxDomain => continue,
            Lookup::Failed(failure) => return Some(Err(failure)),
        };
        let mx = look.mx(&setup.domain)?;
        // Where the domain itself is the mail host, its own zone vouches for both.
        let is_safe_way = !matches!(mx, Lookup::Found(_)) || look.is_authenticated(&setup.domain, RecordKind::Mx);
        let counts = match (look.is_authenticated(&owner, RecordKind::Tlsa), is_safe_way) {
            (false, _) => Counts::NotVouched,
            (true, false) => Counts::InsecureMx,
            (true, true) => Counts::Yes,
        };
        return Some(Ok(Some(Published { owner, records, counts })));
    }
    Some(Ok(None))
}

/// The names beneath which the records of a host may stand: where its aliases lead if that is vouched for, and its own (RFC 7672 §2.2.3).
fn names(host: &Domain, look: &Lookups<'_>) -> Option<Vec<Domain>> {
    look.addresses(host)?;
    let led = [RecordKind::A, RecordKind::Aaaa].into_iter().find_map(|kind| {
        let target = look.canonical(host, kind).filter(|_| look.is_authenticated(host, kind))?;
        (target != host).then(|| target.clone())
    });
    Some(led.into_iter().chain([host.clone()]).collect())
}

/// Holds the records of a host against what it showed.
pub(super) fn standing<'r>(
    published: &Published<'r>,
    host: &Domain,
    seen: &TlsSeen,
    setup: &SenderConfig,
    now: i64,
) -> Standing<'r> {
    // RFC 7672 §3.2.3: the host, and the domain that mail is for.
    let base = published.owner.as_str().trim_start_matches("_25._tcp.");
    let names = [host.as_str(), base, setup.domain.as_str()];
    held_against(published.records, &Shown { chain: &seen.chain, names: &names, now })
}

/// All checks of DANE.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    of_hosts(setup, |contact, now| of_host(contact, setup, look, now))
}

/// What there is to be said of each mail host that was connected to. `None` while answers are missing.
pub(super) fn of_hosts<T>(
    setup: &SenderConfig,
    of_host: impl Fn(&HostContact, i64) -> Option<Option<T>>,
) -> Option<Vec<T>> {
    let Some(contacts) = setup.contacts.as_deref().filter(|_| setup.wants(Group::Extras)) else {
        return Some(Vec::new());
    };
    let each = all(contacts.hosts.iter().map(|contact| of_host(contact, contacts.seen_at)))?;
    Some(each.into_iter().flatten().collect())
}

fn of_host(contact: &HostContact, setup: &SenderConfig, look: &Lookups<'_>, now: i64) -> Option<Option<Check>> {
    let host = &contact.host;
    let published = match published(host, setup, look)? {
        Ok(Some(published)) => published,
        Ok(None) => return Some(None),
        Err(failure) => {
            let observed = format!("TLSA at _25._tcp.{host} could not be found out: {}", failure_words(failure));
            return Some(Some(Check::new(Reason::SenderDaneError, host, observed).indecisive()));
        }
    };
    let owner = &published.owner;
    let standing = match &contact.end {
        HostEnd::Encrypted(seen) => Some(standing(&published, host, seen, setup, now)),
        _ => None,
    };
    let check = match published.counts {
        Counts::Yes => counted(contact, owner, standing),
        Counts::NotVouched => {
            let observed =
                format!("TLSA records stand at {owner}, and the DNS server that was asked does not vouch for them");
            Some(Check::new(Reason::SenderDaneNotVouched, host, with_fit(observed, standing)))
        }
        Counts::InsecureMx => {
            let domain = &setup.domain;
            let observed = format!("TLSA records stand at {owner}, and nobody vouches for the MX records of {domain}");
            Some(Check::new(Reason::SenderDaneInsecureMx, host, with_fit(observed, standing)))
        }
    };
    Some(check.map(|check| check.evidence(format!("{owner} TLSA → {}", shown(published.records)))))
}

/// What is to be said where senders keep to the records. Nothing where the host could not be asked.
fn counted(contact: &HostContact, owner: &Domain, standing: Option<Standing<'_>>) -> Option<Check> {
    let host = &contact.host;
    let mismatch = |observed| Some(Check::new(Reason::SenderDaneMismatch, host, observed));
    let no_tls = |observed| Some(Check::new(Reason::SenderDaneNoTls, host, observed));
    match (&contact.end, standing) {
        (HostEnd::NotOffered, _) => {
            no_tls(format!("TLSA records stand at {owner}, and {host} does not offer STARTTLS"))
        }
        (HostEnd::Broken(_), _) => no_tls(format!("TLSA records stand at {owner}, and STARTTLS fails at {host}")),
        (HostEnd::Unknown(_), _) | (HostEnd::Encrypted(_), None) => None,
        (HostEnd::Encrypted(_), Some(Standing::Holds(record))) => {
            let kind = format!("{} {} {}", record.usage, record.selector, record.matching);
            let observed = format!("{host} shows what the TLSA record ({kind}) at {owner} says");
            Some(Check::pass(Reason::SenderDane, host, observed))
        }
        (HostEnd::Encrypted(_), Some(Standing::Unusable)) => {
            let observed = format!("senders can use none of the TLSA records at {owner}");
            Some(Check::new(Reason::SenderDaneUnusable, host, observed))
        }
        (HostEnd::Encrypted(_), Some(Standing::Misses(miss))) => mismatch(match miss {
            Miss::Nothing => format!("none of the TLSA records at {owner} fits what {host} shows"),
            Miss::NotSigned => {
                format!("the TLSA record at {owner} is of a certificate that did not sign for that of {host}")
            }
            Miss::NotNow => {
                format!("the TLSA record at {owner} is of a CA, and the certificate of {host} does not hold now")
            }
            Miss::OtherName => {
                format!("the TLSA record at {owner} is of a CA, and the certificate of {host} is for other names")
            }
        }),
    }
}

/// Whether the host would show what the records say, if they counted.
fn with_fit(observed: String, standing: Option<Standing<'_>>) -> String {
    match standing {
        Some(Standing::Holds(_)) => format!("{observed}; one of them fits what the host shows"),
        Some(_) => format!("{observed}; none of them fits what the host shows"),
        None => observed,
    }
}

fn shown(records: &[Tlsa]) -> String {
    let line = |record: &Tlsa| record.to_string().chars().take(RECORD_WIDTH).collect::<String>();
    let mut lines: Vec<String> = records.iter().take(RECORDS_SHOWN).map(line).collect();
    if records.len() > RECORDS_SHOWN {
        lines.push(format!("+{}", records.len() - RECORDS_SHOWN));
    }
    lines.join(", ")
}
