//! The sending addresses of somebody who names none: those that the domain's SPF record names, one by one or in small
//! ranges. Known services that the record includes are named and left alone, since their addresses are theirs to watch.

use super::check::{Check, Status};
use super::lookups::Lookups;
use super::spf::DISCOVERED_MAX;
use super::{Group, IprevResult, Judged, SenderConfig, domain};
use crate::reason::Reason;
use crate::sender::spf::{Authorised, audit};
use std::net::IpAddr;

/// The addresses to check, and where they come from.
#[derive(Debug)]
pub(super) struct Discovered {
    pub ips: Vec<IpAddr>,
    /// Those of them that stand in a range, where not every address need be a machine.
    pub in_ranges: Vec<IpAddr>,
    /// Said only when addresses were looked for.
    pub check: Option<Check>,
}

impl Discovered {
    fn given(ips: Vec<IpAddr>) -> Discovered {
        Discovered { ips, in_ranges: Vec::new(), check: None }
    }

    /// A range holds addresses that nobody sends from. Where another address has reverse DNS as it should be, its absence
    /// at one of them is worth knowing and no fault.
    pub(super) fn soften(&self, judged: &mut Judged) {
        if !judged.iprev.iter().any(|iprev| iprev.result == IprevResult::Pass) {
            return;
        }
        let missing = [Reason::SenderPtrMissing, Reason::SenderIpv6PtrMissing];
        let spare: Vec<String> = self.in_ranges.iter().map(IpAddr::to_string).collect();
        for check in judged.checks.iter_mut().filter(|check| missing.contains(&check.code)) {
            if spare.contains(&check.subject) {
                check.status = Status::Info;
                check
                    .observed
                    .push_str("; it stands in a range of the SPF record, and matters only if you send from it");
            }
        }
    }
}

/// The addresses that the user gave, or those of the record. `None` until the record is known.
pub(super) fn discover(setup: &SenderConfig, look: &Lookups<'_>) -> Option<Discovered> {
    let groups = [Group::Iprev, Group::Helo, Group::Spf, Group::Dnsbl];
    if !setup.ips.is_empty() || !groups.iter().any(|&group| setup.wants(group)) {
        return Some(Discovered::given(setup.ips.clone()));
    }
    let name = setup.mail_from_domain();
    if setup.wants(Group::Domain) && domain::is_missing(name, look)? {
        return Some(Discovered::given(Vec::new()));
    }
    let flattened = look.step(audit(name, look.answers()))?.flattened;
    let ips = flattened.addresses(DISCOVERED_MAX);
    let mut told = match ips.len() {
        0 => format!("no --ip was given, and the SPF record of {name} names no single addresses or small ranges"),
        1 => format!("no --ip was given; the SPF record of {name} names 1 address: {}", ips[0]),
        count => {
            let shown: Vec<String> = ips.iter().take(4).map(IpAddr::to_string).collect();
            let more = if count > shown.len() { " ..." } else { "" };
            format!(
                "no --ip was given; {count} addresses come from the SPF record of {name}: {}{more}",
                shown.join(", ")
            )
        }
    };
    if ips.len() == DISCOVERED_MAX {
        told.push_str("; more were left out");
    }
    if !flattened.services.is_empty() {
        let mut names: Vec<&str> = flattened.services.iter().map(|service| service.name).collect();
        names.dedup();
        told.push_str(&format!("; the addresses of {} are theirs to watch and were left out", names.join(", ")));
    }
    let in_a_range = |ip: &IpAddr| {
        let alone = |each: &&Authorised| each.network.size() == Some(1);
        !flattened.ranges.iter().filter(alone).any(|each| each.network.contains(*ip))
    };
    let in_ranges = ips.iter().copied().filter(in_a_range).collect();
    Some(Discovered { ips, in_ranges, check: Some(Check::new(Reason::SenderIpsDiscovered, name, told)) })
}
