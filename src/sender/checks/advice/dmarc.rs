//! One DMARC record, made of what is there: the tag at fault is put right, and the owner's other tags stay (RFC 7489 §6.3).

mod written;

use super::{Advice, ZoneRecord, without_appended};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::dmarc::DmarcFacts;
use crate::sender::checks::identifiers::Standing;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::spf::SpfFacts;
use crate::sender::checks::{Group, SenderConfig, related};
use crate::sender::records::dmarc::{Alignment, Kind};
use crate::sender::spf::SpfResult;
use written::{policy, value};
pub(super) use written::{report_addresses, tags};

type Tags = Vec<(String, String)>;

/// The record that would mend the faults, if one can be said. `None` while answers are missing.
pub(super) fn advice(
    facts: &DmarcFacts,
    spf: Option<&SpfFacts>,
    setup: &SenderConfig,
    look: &Lookups<'_>,
) -> Option<Option<Advice>> {
    let discovery = &facts.discovery;
    let home = discovery.found_at.as_ref().unwrap_or(&discovery.organisation.by_list);
    let Ok(owner) = Domain::new(&format!("_dmarc.{home}")) else { return Some(None) };
    let texts = texts(&owner, look)?;
    if let (true, Some(meant)) = (texts.is_empty(), without_appended(&owner, home, look))
        && !self::texts(&meant, look)?.is_empty()
    {
        return Some(Some(Advice::new(&[Group::Dmarc], vec![ZoneRecord::alias(owner, meant)])));
    }
    let texts = if texts.is_empty() { misplaced(home, look)? } else { texts };
    let has = |kind| discovery.findings.iter().any(|finding| finding.kind == kind);
    let passes = passes(facts, spf, setup);
    let mut tags = merged(&texts, passes);
    let written = tags.iter().position(|(name, _)| name == "p").map(|at| tags.remove(at).1);
    let p = match written.as_deref().and_then(policy) {
        Some("none") if has(Kind::PolicyNone) && passes => "quarantine",
        Some(policy) => policy,
        None => "none",
    };
    let mut tags = put_right(tags, passes);
    relax(&mut tags, facts, setup);
    tags.retain(|(name, _)| name != "psd" || !has(Kind::PublicSuffix));
    let dead = dead_places(&tags, look)?;
    let mut reports = Vec::new();
    for name in ["rua", "ruf"] {
        let Some(at) = tags.iter().position(|(known, _)| known == name) else { continue };
        let is_dead = |address: &String| dead.iter().any(|domain| domain_of(address).as_ref() == Some(domain));
        let mut list = report_addresses(&tags[at].1);
        list.retain(|address| !is_dead(address));
        if list.is_empty() {
            tags.remove(at);
        } else {
            tags[at].1 = list.join(",");
            reports.push(name);
        }
    }
    if !reports.contains(&"rua") {
        tags.push(("rua".to_owned(), format!("mailto:dmarc-reports@{home}")));
    }
    let others = tags.into_iter().map(|(name, value)| format!("; {name}={value}"));
    let text = format!("v=DMARC1; p={p}{}", others.collect::<String>());
    let is_same = discovery.record.as_ref().is_some_and(|record| record.text.trim_end_matches([';', ' ']) == text);
    Some((!is_same).then(|| Advice::new(&[Group::Dmarc], vec![ZoneRecord::txt(owner, text)])))
}

/// The record that is there, or a text that was meant as one; of several the first.
pub(super) fn text(owner: &Domain, look: &Lookups<'_>) -> Option<Option<String>> {
    Some(texts(owner, look)?.into_iter().next())
}

fn texts(owner: &Domain, look: &Lookups<'_>) -> Option<Vec<String>> {
    let Lookup::Found(list) = look.txt(owner)? else { return Some(Vec::new()) };
    let texts = list.iter().map(|text| String::from_utf8_lossy(text).into_owned());
    let is_meant = |text: &String| {
        let lower = text.to_ascii_lowercase();
        lower.contains("dmarc")
            || lower.starts_with("rua=")
            || ["p=none", "p=quarantine", "p=reject"].iter().any(|policy| lower.contains(policy))
    };
    Some(texts.filter(is_meant).collect())
}

/// Texts that begin as a record at names where receivers do not look: the domain itself, the name written twice, and without its underscore.
fn misplaced(home: &Domain, look: &Lookups<'_>) -> Option<Vec<String>> {
    let names =
        [home.to_string(), format!("_dmarc.{home}.{home}"), format!("dmarc.{home}"), format!("_dmarc._dmarc.{home}")];
    let found = all(names.iter().filter_map(|name| Domain::new(name).ok()).map(|name| texts(&name, look)))?;
    let begins = |text: &String| text.trim_start().get(..8).is_some_and(|start| start.eq_ignore_ascii_case("v=dmarc1"));
    Some(
        found
            .into_iter()
            .find(|texts| texts.iter().any(begins))
            .unwrap_or_default()
            .into_iter()
            .filter(begins)
            .collect(),
    )
}

/// The tags of one record. Of several, those of the strictest where the mail passes it, else of the mildest; reports go where any of them says.
fn merged(texts: &[String], passes: bool) -> Tags {
    let mut each: Vec<Tags> = texts.iter().map(|text| tags(text)).collect();
    let strength = |tags: &Tags| {
        let p = tags.iter().find(|(name, _)| name == "p").and_then(|(_, value)| policy(value));
        ["none", "quarantine", "reject"].iter().position(|word| Some(*word) == p)
    };
    each.sort_by_key(strength);
    if passes {
        each.reverse();
    }
    let mut all = each.into_iter();
    let mut first = all.next().unwrap_or_default();
    for (name, value) in all.flatten().filter(|(name, _)| ["rua", "ruf"].contains(&name.as_str())) {
        match first.iter_mut().find(|(known, _)| *known == name) {
            Some((_, list)) => *list = format!("{list},{value}"),
            None => first.push((name, value)),
        }
    }
    first
}

/// Values that receivers read. What keeps a policy from being applied goes where the mail was shown to pass it.
fn put_right(tags: Tags, passes: bool) -> Tags {
    let right = |(name, written): (String, String)| {
        let value = match name.as_str() {
            "sp" | "np" => policy(&written).map(str::to_owned),
            "rua" | "ruf" => Some(written),
            "pct" | "t" if passes => None,
            other => value(other, &written),
        };
        value.map(|value| (name, value))
    };
    tags.into_iter().filter_map(right).collect()
}

/// Strict alignment that the set-up never meets keeps all of its mail from passing.
fn relax(tags: &mut Tags, facts: &DmarcFacts, setup: &SenderConfig) {
    let Some(record) = &facts.discovery.record else { return };
    if facts.dkim_aligned == Some(true) || facts.spf_aligned {
        return;
    }
    let is_ours = |domain: &Domain| related(domain, &setup.domain);
    let by_spf = record.aspf == Alignment::Strict && is_ours(setup.mail_from_domain());
    let by_dkim =
        record.adkim == Alignment::Strict && setup.selectors().iter().any(|selector| is_ours(&selector.domain));
    tags.retain(|(name, _)| !((name == "aspf" && by_spf) || (name == "adkim" && by_dkim)));
}

fn domain_of(address: &str) -> Option<Domain> {
    let domain = address.rsplit_once('@')?.1;
    Domain::new(domain.split('!').next()?).ok()
}

/// The domains of report addresses that do not exist or take no mail.
fn dead_places(tags: &Tags, look: &Lookups<'_>) -> Option<Vec<Domain>> {
    let lists = tags.iter().filter(|(name, _)| ["rua", "ruf"].contains(&name.as_str()));
    let domains = lists.flat_map(|(_, list)| report_addresses(list)).filter_map(|address| domain_of(&address));
    let each = all(domains.map(|domain| {
        let is_dead = match look.mx(&domain)? {
            Lookup::NxDomain => true,
            Lookup::Found(hosts) => hosts.iter().all(|mx| mx.exchange.is_root()),
            Lookup::NoData | Lookup::Failed(_) => false,
        };
        Some(is_dead.then_some(domain))
    }))?;
    Some(each.into_iter().flatten().collect())
}

/// Whether the mail passes DMARC as far as it was shown: a policy before that would refuse it.
fn passes(facts: &DmarcFacts, spf: Option<&SpfFacts>, setup: &SenderConfig) -> bool {
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
    fn of_several_records_one_is_made_and_no_report_is_lost() {
        let texts = ["v=DMARC1; p=none; rua=mailto:a@x.example", "v=DMARC1; p=reject; rua=mailto:b@x.example"];
        let texts = texts.map(str::to_owned);
        for (passes, expected) in [(true, "reject"), (false, "none")] {
            let tags = merged(&texts, passes);
            assert_eq!(tags[0].1, expected);
            assert!(tags[1].1.contains("a@x.example") && tags[1].1.contains("b@x.example"), "{tags:?}");
        }
    }
}
