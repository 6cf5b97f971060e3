//! The locks of a domain that sends nothing: SPF that names nobody, a null MX where there is none, and a DMARC policy that rejects. Mail hosts that
//! somebody set up are left alone: whether the domain takes mail is another question.

use super::dmarc::{report_addresses, tags, text};
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::sender::checks::lookups::Lookups;
use crate::sender::checks::parked::{Lock, Mail, of_mail, of_spf};
use crate::sender::checks::{Group, SenderConfig};
use crate::sender::records::Weight;
use crate::sender::records::dmarc::{Disposition, discover};

/// Tags that make a policy milder, or belong to no policy that rejects.
const MILDER: &[&str] = &["p", "sp", "np", "pct", "t"];

/// `None` while answers are missing.
pub(in crate::sender::checks) fn parked(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Advice>> {
    let name = &setup.domain;
    let spf = if setup.wants(Group::Spf) { of_spf(name, look).map(Some) } else { Some(None) };
    let mail = if setup.wants(Group::Domain) { of_mail(name, look).map(Some) } else { Some(None) };
    let dmarc = if setup.wants(Group::Dmarc) { policy(name, look) } else { Some(None) };
    let mut advice = Vec::new();
    if let Some(Lock::Open(_)) = spf? {
        advice.push(Advice::new(&[Group::Spf], vec![ZoneRecord::txt(name.clone(), "v=spf1 -all")]));
    }
    if let Some(Mail::Implicit | Mail::Nowhere) = mail? {
        advice.push(Advice::new(&[Group::Domain], vec![ZoneRecord::null_mx(name.clone())]));
    }
    advice.extend(dmarc?);
    Some(advice)
}

/// The domain's own record, with the owner's other tags.
fn policy(name: &Domain, look: &Lookups<'_>) -> Option<Option<Advice>> {
    let discovery = look.step(discover(name, look.answers()))?;
    let is_broken =
        discovery.findings.iter().any(|finding| matches!(finding.kind.weight(), Weight::Fail | Weight::Warn));
    if discovery.disposition == Some(Disposition::Reject) && !is_broken {
        return Some(None);
    }
    let Ok(owner) = Domain::new(&format!("_dmarc.{name}")) else { return Some(None) };
    let before = text(&owner, look)?.unwrap_or_default();
    let mut words = vec!["v=DMARC1".to_owned(), "p=reject".to_owned()];
    for (tag, value) in tags(&before) {
        match tag.as_str() {
            milder if MILDER.contains(&milder) => {}
            "rua" | "ruf" => words.push(format!("{tag}={}", report_addresses(&value).join(","))),
            _ => words.push(format!("{tag}={value}")),
        }
    }
    Some(Some(Advice::new(&[Group::Dmarc], vec![ZoneRecord::txt(owner, words.join("; "))])))
}
