//! What follows from how hosts answered. Pure. A host that does not answer makes no address bad.

use super::extensions::Extensions;
use super::session::{End, Stage};
use super::{MailHost, Settings, State, TRIES};
use crate::reason::{Effect, Reason};
use std::collections::HashMap;

/// Something to be told, about a host or about the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    pub reason: Reason,
    /// Octets of the largest message, or recipients of one, or hosts that could not be connected to.
    pub number: Option<u64>,
}

impl Finding {
    pub(super) fn of(reason: Reason, number: Option<u64>) -> Finding {
        Finding { reason, number }
    }
}

/// What is to be told of one host. Where the network lets no connection out, that is no fault of a host.
pub(super) fn of_host(host: &MailHost, is_port_blocked: bool, settings: &Settings) -> Vec<Finding> {
    let State::Heard(heard) = &host.state else { return Vec::new() };
    let alone = |reason| vec![Finding::of(reason, None)];
    match &heard.end {
        End::Answered(extensions) => of_extensions(extensions, settings),
        End::Refused(_) => alone(Reason::ProbeRefuses),
        // Mail goes to another host meanwhile.
        _ if host.is_stood_in_for => Vec::new(),
        End::Busy(_) => alone(Reason::ProbeBusy),
        End::Failed(_) if is_port_blocked && heard.stage == Stage::Connect => Vec::new(),
        End::Failed(_) if host.tries >= TRIES => alone(Reason::ProbeUnreachable),
        End::Failed(_) => Vec::new(),
    }
}

fn of_extensions(extensions: &Extensions, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    let limit = extensions.size.limit();
    if let (Some(limit), Some(octets)) = (limit, settings.message_octets)
        && limit < octets
    {
        findings.push(Finding::of(Reason::ProbeSize, Some(limit)));
    }
    if let Some(recipients) = extensions.rcpt_max {
        findings.push(Finding::of(Reason::ProbeRcptLimit, Some(recipients.into())));
    }
    if !extensions.starttls {
        findings.push(Finding::of(Reason::ProbeNoTls, None));
    }
    findings
}

impl super::Probed {
    /// What the hosts of each domain showed that has a say in where its rows go. A host that does not answer makes them unknown, and none
    /// that it does rejects them.
    pub fn of_domains(&self) -> HashMap<String, Vec<Reason>> {
        let mut all: HashMap<String, Vec<Reason>> = HashMap::new();
        for host in &self.hosts {
            let telling = host.findings.iter().map(|finding| finding.reason);
            for reason in telling.filter(|reason| reason.effect() > Effect::Note) {
                for domain in &host.domains {
                    let of_domain = all.entry(domain.as_str().to_owned()).or_default();
                    if !of_domain.contains(&reason) {
                        of_domain.push(reason);
                    }
                }
            }
        }
        all
    }

    /// All findings, those of the run first.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().chain(self.hosts.iter().flat_map(|host| &host.findings))
    }

    /// Something could not be found out.
    pub fn is_inconclusive(&self) -> bool {
        let silent = |host: &MailHost| !host.answers() && !host.is_stood_in_for;
        self.unknown > 0 || self.hosts.is_empty() || self.hosts.iter().any(silent)
    }
}
