//! The sending addresses of somebody who names none: those that the domain's SPF record names, one by one or in small
//! ranges. Known services that the record includes are named and left alone, since their addresses are theirs to watch.

use super::check::Check;
use super::look::Look;
use super::spf::DISCOVERED_MAX;
use super::{Group, Setup, domain};
use crate::reason::Reason;
use crate::spf::survey;
use std::net::IpAddr;

/// The addresses to check, and where they come from.
#[derive(Debug)]
pub(super) struct Discovered {
    pub ips: Vec<IpAddr>,
    /// Said only when addresses were looked for.
    pub check: Option<Check>,
}

/// The addresses that the user gave, or those of the record. `None` until the record is known.
pub(super) fn discover(setup: &Setup, look: &Look<'_>) -> Option<Discovered> {
    let groups = [Group::Iprev, Group::Helo, Group::Spf, Group::Dnsbl];
    if !setup.ips.is_empty() || !groups.iter().any(|&group| setup.wants(group)) {
        return Some(Discovered { ips: setup.ips.clone(), check: None });
    }
    let name = setup.mail_from_domain();
    if setup.wants(Group::Domain) && domain::is_missing(name, look)? {
        return Some(Discovered { ips: Vec::new(), check: None });
    }
    let flattened = look.step(survey(name, look.answers()))?.flattened;
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
    Some(Discovered { ips, check: Some(Check::new(Reason::SenderIpsDiscovered, name, told)) })
}
