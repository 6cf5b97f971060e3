//! The TLSA record that fits what a mail host shows, where those that are there do not (RFC 7671 §5.1). It stands beside them, for one of them may be
//! of a key that is to come (RFC 7671 §8.1).

use super::{Advice, ZoneRecord};
use crate::facts::{HostContact, HostEnd, Lookup, RecordKind};
use crate::sender::checks::dane::{Counts, of_hosts, published, standing};
use crate::sender::checks::lookups::Lookups;
use crate::sender::checks::{Group, SenderConfig, related};
use crate::sender::records::tlsa::{Standing, of_key};

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Advice>> {
    of_hosts(setup, |contact, now| of_host(contact, setup, look, now))
}

fn of_host(contact: &HostContact, setup: &SenderConfig, look: &Lookups<'_>, now: i64) -> Option<Option<Advice>> {
    let host = &contact.host;
    let Ok(Some(published)) = published(host, setup, look)? else { return Some(None) };
    let HostEnd::Encrypted(seen) = &contact.end else { return Some(None) };
    let holds = matches!(standing(&published, host, seen, setup, now), Standing::Holds(_));
    let Some(record) = seen.chain.first().and_then(|own| of_key(own)) else { return Some(None) };
    if holds || published.counts != Counts::Yes {
        return Some(None);
    }
    // Nothing stands beside an alias: the record belongs where it leads, among those that are there.
    let led = look.canonical(&published.owner, RecordKind::Tlsa).cloned();
    let owner = led.unwrap_or_else(|| published.owner.clone());
    let Lookup::Found(_) = look.tlsa(&owner)? else { return Some(None) };
    let is_foreign = !related(host, &setup.domain);
    let mut advice = Advice::new(&[Group::Extras], vec![ZoneRecord::tlsa(owner, record)]);
    advice.subject = Some(host.to_string());
    advice.note = is_foreign.then(|| format!("Whoever runs {host} has to publish it."));
    Some(Some(advice))
}
