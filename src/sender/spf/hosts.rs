//! The hosts behind a name as a check sees them: addresses of the client's family, mail hosts, and the client's own
//! confirmed names. Whatever the DNS did not say is a stop, never an empty list; only for PTR the standard has it so.

use super::cidr::Cidr;
use super::evaluate::{Check, Stop, unanswered};
use super::expand::reverse_name;
use super::{EXCHANGES_MAX, PTR_NAMES_MAX};
use crate::domain::Domain;
use crate::facts::{Failure, Lookup, MailExchange, RecordKind, Records};
use std::net::IpAddr;

impl Check<'_> {
    /// The addresses of a name, of the client's family.
    pub(super) fn addresses(&mut self, name: &Domain) -> Result<Vec<IpAddr>, Stop> {
        let (kind, word) = if self.ip.is_ipv4() { (RecordKind::A, "A") } else { (RecordKind::Aaaa, "AAAA") };
        match self.asked(name, kind)? {
            Lookup::Found(Records::A(list)) => Ok(list.iter().map(|&ip| ip.into()).collect()),
            Lookup::Found(Records::Aaaa(list)) => Ok(list.iter().map(|&ip| ip.into()).collect()),
            Lookup::NoData | Lookup::NxDomain => Ok(Vec::new()),
            Lookup::Failed(failure) => Err(Stop::Temp(unanswered(*failure, word, name.as_str()))),
            Lookup::Found(_) => Err(Stop::Temp(unanswered(Failure::Malformed, word, name.as_str()))),
        }
    }

    /// The first mail host whose range holds the client (RFC 7208 §5.4). Without MX records there is none: A and AAAA do
    /// not stand in for them.
    pub(super) fn mail_host(
        &mut self,
        name: &Domain,
        cidr: Cidr,
        term: &str,
    ) -> Result<Option<(Domain, IpAddr)>, Stop> {
        let exchanges: &[MailExchange] = match self.asked(name, RecordKind::Mx)? {
            Lookup::Found(Records::Mx(list)) => list,
            Lookup::NoData | Lookup::NxDomain => {
                self.count_void(true, term)?;
                return Ok(None);
            }
            Lookup::Failed(failure) => return Err(Stop::Temp(unanswered(*failure, "MX", name.as_str()))),
            Lookup::Found(_) => return Err(Stop::Temp(unanswered(Failure::Malformed, "MX", name.as_str()))),
        };
        if exchanges.len() > EXCHANGES_MAX {
            let count = exchanges.len();
            return Err(Stop::Perm(format!("{name} has {count} MX records, and may have {EXCHANGES_MAX} here")));
        }
        let mut hosts: Vec<&MailExchange> = exchanges.iter().filter(|each| !each.exchange.is_root()).collect();
        hosts.sort();
        let mut found = Vec::new();
        let mut stopped = None;
        for host in &hosts {
            // All hosts are gone through before stopping, so that their questions are asked side by side.
            match self.addresses(&host.exchange) {
                Ok(list) => found.extend(list.into_iter().map(|ip| (host.exchange.clone(), ip))),
                Err(Stop::Missing) => stopped = Some(Stop::Missing),
                Err(stop) => stopped = stopped.or(Some(stop)),
            }
        }
        if let Some(Stop::Missing) = stopped {
            return Err(Stop::Missing);
        }
        let nothing = found.is_empty() && !hosts.is_empty();
        let matching = found.into_iter().find(|&(_, ip)| cidr.around(ip).contains(self.ip));
        match (matching, stopped) {
            // A host that matches needs no answer from the others.
            (Some(host), _) => Ok(Some(host)),
            (None, Some(stop)) => Err(stop),
            (None, None) => {
                self.count_void(nothing, term)?;
                Ok(None)
            }
        }
    }

    /// The client's names that lead back to its address, ten names at most (RFC 7208 §5.5). Whatever fails is no name.
    pub(super) fn confirmed_names(&mut self) -> Result<Vec<Domain>, Stop> {
        let Lookup::Found(Records::Ptr(names)) = self.asked(&reverse_name(self.ip), RecordKind::Ptr)? else {
            return Ok(Vec::new());
        };
        let mut confirmed = Vec::new();
        let mut missing = false;
        for name in names.iter().take(PTR_NAMES_MAX) {
            match self.addresses(name) {
                Ok(list) if list.contains(&self.ip) => confirmed.push(name.clone()),
                Err(Stop::Missing) => missing = true,
                Ok(_) | Err(_) => {}
            }
        }
        if missing { Err(Stop::Missing) } else { Ok(confirmed) }
    }

    /// The value of `%{p}`: the sender's own name, one beneath it, any, or `unknown` (RFC 7208 §7.3).
    pub(super) fn confirmed_name(&mut self, domain: &str) -> Result<String, Stop> {
        let names = self.confirmed_names()?;
        let own = Domain::new(domain).ok();
        let beneath = |name: &&Domain| own.as_ref().is_some_and(|own| is_within(name, own));
        let best = names.iter().find(|name| own.as_ref() == Some(*name));
        let best = best.or_else(|| names.iter().find(beneath)).or(names.first());
        Ok(best.map_or("unknown", Domain::as_str).to_owned())
    }
}

/// Whether a name is the other one, or beneath it.
pub(super) fn is_within(name: &Domain, parent: &Domain) -> bool {
    let rest = name.as_str().strip_suffix(parent.as_str());
    rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}
