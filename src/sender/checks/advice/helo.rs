//! The SPF record of a HELO name of the sender's own that forbids the addresses which say it, or that nobody can use (RFC 7208 §2.3).

use super::{Advice, ZoneRecord};
use crate::facts::Lookup;
use crate::sender::checks::helo;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::{Group, SenderConfig, related};
use crate::sender::spf::{Client, Selection, SpfResult, check_host, select};

/// `None` while answers are missing.
pub(super) fn advice(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<Advice>> {
    let of_helo = setup.helo.as_deref().and_then(helo::name).filter(|name| related(name, &setup.domain));
    let Some(name) = of_helo.filter(|name| *name != *setup.mail_from_domain() && !setup.ips_discovered) else {
        return Some(None);
    };
    let each = all(setup.ips.iter().map(|&ip| {
        let outcome = look.step(check_host(&Client::of_helo(ip, name.as_str()), look.answers()))?;
        let refused = matches!(outcome.result, SpfResult::Fail | SpfResult::SoftFail | SpfResult::PermError);
        let leads = matches!(look.addresses_like(&name, ip)?, Lookup::Found(list) if list.contains(&ip));
        Some((refused, leads))
    }))?;
    if !each.iter().any(|(refused, _)| *refused) || !each.iter().all(|(_, leads)| *leads) {
        return Some(None);
    }
    let Lookup::Found(texts) = look.txt(&name)? else { return Some(None) };
    let terms = match select(texts) {
        Selection::One(record) => String::from_utf8_lossy(record.get(6..).unwrap_or_default()).trim().to_owned(),
        Selection::Several(_) | Selection::None { .. } => "-all".to_owned(),
    };
    // The machine itself comes first, so that what follows cannot forbid it.
    let with_terms = Advice::new(&[Group::Spf], vec![ZoneRecord::txt(name, format!("v=spf1 a {terms}"))]);
    Some(Some(with_terms))
}
