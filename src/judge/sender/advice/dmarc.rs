//! One DMARC record, made of the one that is there: the tag at fault is put right, and the owner's other tags stay (RFC 7489 §6.3).

use super::super::dmarc::DmarcFacts;
use super::super::identifiers::Standing;
use super::super::look::Look;
use super::super::spf::SpfFacts;
use super::super::{Group, Setup};
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::records::dmarc::Kind;
use crate::spf::SpfResult;

/// The record that would mend the faults, if one can be said. `None` while answers are missing.
pub(super) fn advice(
    facts: &DmarcFacts,
    spf: Option<&SpfFacts>,
    setup: &Setup,
    look: &Look<'_>,
) -> Option<Option<Advice>> {
    let discovery = &facts.discovery;
    let home = discovery.found_at.as_ref().unwrap_or(&discovery.organisation.by_list);
    let Ok(owner) = Domain::new(&format!("_dmarc.{home}")) else { return Some(None) };
    let before = text(&owner, look)?;
    let has = |kind| discovery.findings.iter().any(|finding| finding.kind == kind);
    let mut tags = tags(before.as_deref().unwrap_or_default());
    let is_new = tags.is_empty();
    if let Some(p) = tags.iter().position(|(name, _)| name == "p").map(|at| tags.remove(at).1) {
        let stronger = has(Kind::PolicyNone) && passes(facts, spf, setup);
        tags.insert(0, ("p".to_owned(), policy(&p, stronger)));
    } else {
        tags.insert(0, ("p".to_owned(), "none".to_owned()));
    }
    let was_none = is_new || discovery.record.is_none() || has(Kind::NoPolicy);
    if (has(Kind::NoReports) || was_none) && !tags.iter().any(|(name, _)| name == "rua") {
        tags.push(("rua".to_owned(), format!("mailto:dmarc-reports@{home}")));
    }
    for (_, value) in tags.iter_mut().filter(|(name, _)| ["rua", "ruf"].contains(&name.as_str())) {
        *value = report_addresses(value);
    }
    let tags: Vec<String> = tags.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
    let text = format!("v=DMARC1; {}", tags.join("; "));
    let is_same = discovery.record.as_ref().is_some_and(|record| record.text.trim_end_matches([';', ' ']) == text);
    Some((!is_same).then(|| Advice::new(&[Group::Dmarc], vec![ZoneRecord::txt(owner, text)])))
}

/// The record that is there, or a text that was meant as one; of several the first.
pub(super) fn text(owner: &Domain, look: &Look<'_>) -> Option<Option<String>> {
    let answer = look.txt(owner)?;
    let Lookup::Found(list) = answer else { return Some(None) };
    let texts = list.iter().map(|text| String::from_utf8_lossy(text).into_owned());
    Some(texts.into_iter().find(|text| text.to_ascii_lowercase().contains("dmarc")))
}

/// Names and values of tags, without the version. Names are small, and each is there once.
pub(super) fn tags(text: &str) -> Vec<(String, String)> {
    let mut tags: Vec<(String, String)> = Vec::new();
    for part in text.split([';', '"']) {
        let Some((name, value)) = part.split_once('=') else { continue };
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim());
        let is_tag = !name.is_empty() && name != "v" && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if is_tag && !value.is_empty() && !tags.iter().any(|(known, _)| *known == name) {
            tags.push((name, value.to_owned()));
        }
    }
    tags
}

/// A policy by its first letter, for a slip behind it changes nothing of what was meant. `stronger` makes more of `none`.
fn policy(written: &str, stronger: bool) -> String {
    let meant = match written.bytes().next().map(|byte| byte.to_ascii_lowercase()) {
        Some(b'q') => "quarantine",
        Some(b'r') => "reject",
        _ if stronger => "quarantine",
        _ => "none",
    };
    meant.to_owned()
}

/// Addresses with their scheme (RFC 7489 §6.2).
pub(super) fn report_addresses(value: &str) -> String {
    let with_scheme = |address: &str| {
        let address = address.trim();
        let has_scheme = address.contains(':') || !address.contains('@');
        if has_scheme { address.to_owned() } else { format!("mailto:{address}") }
    };
    value.split(',').map(with_scheme).collect::<Vec<_>>().join(",")
}

/// Whether the mail passes DMARC as far as it was shown: a policy before that would refuse it.
fn passes(facts: &DmarcFacts, spf: Option<&SpfFacts>, setup: &Setup) -> bool {
    if setup.message.is_some() {
        return facts.passes.standing == Standing::Met;
    }
    let spf_passes = spf.is_some_and(|spf| {
        !setup.ips_discovered && !spf.each.is_empty() && spf.each.iter().all(|of| of.outcome.result == SpfResult::Pass)
    });
    facts.dkim_aligned == Some(true) || (facts.spf_aligned && spf_passes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_however_they_are_written() {
        let text = "v=dmarc1;p=Reject ; sp = none;adkim=s;;rua=mailto:a@b.example,mailto:c@d.example!10m";
        let expected =
            [("p", "Reject"), ("sp", "none"), ("adkim", "s"), ("rua", "mailto:a@b.example,mailto:c@d.example!10m")];
        let found = tags(text);
        assert_eq!(found.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_policy_is_never_made_milder() {
        for (written, stronger, expected) in [
            ("reject", false, "reject"),
            ("Quarentine", true, "quarantine"),
            ("none", true, "quarantine"),
            ("none", false, "none"),
            ("x", false, "none"),
        ] {
            assert_eq!(policy(written, stronger), expected, "{written}");
        }
        assert_eq!(report_addresses("a@b.example, mailto:c@d.example"), "mailto:a@b.example,mailto:c@d.example");
    }
}
