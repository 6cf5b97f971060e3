//! Which services send for the domain, told by its own records: what its SPF record includes, where its DKIM keys lead, and who takes its mail, for
//! that is most often who sends it too. The table is `data/esp.tsv`.

use super::SenderConfig;
use super::check::Check;
use super::dkim;
use super::lookups::Lookups;
use super::tried::{alias_of, tried};
use crate::facts::{EXCHANGES_MAX, Lookup};
use crate::reason::Reason;
use crate::sender::spf::{audit, service_of};

/// Said where everything is checked, and something is known. `None` while answers are missing.
pub(super) fn checks(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Check>> {
    if !setup.only.is_empty() {
        return Some(Vec::new());
    }
    let audit = look.step(audit(setup.mail_from_domain(), look.answers()));
    let exchanges = look.mx(&setup.domain);
    let keys = dkim::keys(setup, look);
    let guessed =
        if setup.selectors().is_empty() { tried(setup, look).map(|tried| tried.found) } else { Some(Vec::new()) };
    let mut seen: Vec<(&str, Vec<String>)> = Vec::new();
    let mut add = |name, by: String| match seen.iter_mut().find(|(known, _)| *known == name) {
        Some((_, places)) if places.contains(&by) => {}
        Some((_, places)) => places.push(by),
        None => seen.push((name, vec![by])),
    };
    for service in audit?.flattened.services {
        add(service.name, "SPF".to_owned());
    }
    for of in keys?.iter().chain(&guessed?) {
        if let Some(name) = alias_of(of, look).and_then(|target| service_of(&target)) {
            add(name, format!("DKIM {}", of.selector.selector));
        }
    }
    if let Lookup::Found(list) = exchanges? {
        for name in list.iter().take(EXCHANGES_MAX).filter_map(|mx| service_of(&mx.exchange)) {
            add(name, "MX".to_owned());
        }
    }
    let told: Vec<String> = seen.iter().map(|(name, by)| format!("{name} ({})", by.join(", "))).collect();
    let observed = format!("services that the records of {} name: {}", setup.domain, told.join("; "));
    Some((!told.is_empty()).then(|| Check::new(Reason::SenderServices, &setup.domain, observed)).into_iter().collect())
}
