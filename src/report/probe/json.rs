//! Probed hosts for programs. The shape is a promise; `schema` names its version.

use super::super::json::{to_line, to_page};
use super::super::text::safe;
use super::mailboxes::{self, Shown};
use super::{Probe, SAID_WIDTH, banner, failed_code, refusal, said, stage_code};
use crate::probe::extensions::Size;
use crate::probe::session::{End, Stage};
use crate::probe::{Finding, MailHost};
use serde::Serialize;
use std::collections::BTreeMap;

const SCHEMA: &str = "presend.probe.1";
const HOST_SCHEMA: &str = "presend.probe_host.1";
const MAILBOX_SCHEMA: &str = "presend.probe_mailbox.1";
/// Domains of a host that are named. All are counted.
const DOMAINS_MAX: usize = 1_000;

#[derive(Serialize)]
struct Page<'a> {
    schema: &'static str,
    /// The name that was said in EHLO; null for the address of each connection.
    helo: Option<&'a str>,
    port: u16,
    message_octets: Option<u64>,
    domains: u64,
    domains_without_host: u64,
    domains_unknown: u64,
    /// Hosts by `outcome`.
    outcomes: BTreeMap<&'static str, usize>,
    findings: Vec<Found>,
    ms: u64,
    hosts: Vec<Host<'a>>,
    /// Mailboxes by `outcome`, where they were asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    mailbox_outcomes: Option<BTreeMap<&'static str, usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    mailboxes: Option<Vec<Shown<'a>>>,
}

#[derive(Serialize)]
struct Host<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    schema: Option<&'static str>,
    host: &'a str,
    address: Option<String>,
    rows: u64,
    domain_count: usize,
    domains: Vec<&'a str>,
    outcome: &'static str,
    /// Another host of each of the domains answers.
    stood_in_for: bool,
    /// The stage that the session ended in.
    stage: Option<&'static str>,
    failure: Option<&'static str>,
    /// Of the reply by which the host refused, or put us off.
    code: Option<u16>,
    enhanced_code: Option<&'a str>,
    said: Option<String>,
    banner: Option<String>,
    /// The lines of the reply to EHLO.
    ehlo: Option<Vec<String>>,
    /// Octets; 0 is no fixed limit, as in RFC 1870.
    size: Option<u64>,
    rcpt_max: Option<u32>,
    mail_max: Option<u32>,
    starttls: Option<bool>,
    smtputf8: Option<bool>,
    pipelining: Option<bool>,
    #[serde(rename = "8bitmime")]
    eight_bit_mime: Option<bool>,
    tries: u8,
    ms: Option<u64>,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    code: &'static str,
    effect: &'static str,
    title: &'static str,
    number: Option<u64>,
}

/// The run, as one object.
pub fn page(probe: &Probe<'_>) -> String {
    let probed = probe.probed;
    to_page(&Page {
        schema: SCHEMA,
        helo: probe.helo,
        port: probe.port,
        message_octets: probe.message_octets,
        domains: probed.domains,
        domains_without_host: probed.without_host,
        domains_unknown: probed.unknown,
        outcomes: probe.counts().into_iter().collect(),
        findings: found(&probed.findings),
        ms: millis(probed.elapsed),
        hosts: probed.hosts.iter().map(host).collect(),
        mailbox_outcomes: probe.mailboxes.map(|_| mailboxes::counts(probe).into_iter().collect()),
        mailboxes: probe
            .mailboxes
            .map(|_| probe.all_mailboxes().map(|one| mailboxes::shown(one, probe.style)).collect()),
    })
}

/// A line for each host, and one for each mailbox that was asked for.
pub fn lines(probe: &Probe<'_>) -> String {
    let line = |one: &MailHost| to_line(&Host { schema: Some(HOST_SCHEMA), ..host(one) }) + "\n";
    let mailbox = |one| to_line(&mailboxes::shown(one, probe.style).with(MAILBOX_SCHEMA)) + "\n";
    probe.probed.hosts.iter().map(line).chain(probe.all_mailboxes().map(mailbox)).collect()
}

fn host(host: &MailHost) -> Host<'_> {
    let heard = host.heard();
    let offers = host.offers();
    let refusal = refusal(host);
    let hello = heard.filter(|heard| heard.stage >= Stage::Ehlo).and_then(|heard| heard.hello.as_ref());
    Host {
        schema: None,
        host: host.host.as_str(),
        address: host.address.map(|address| address.to_string()),
        rows: host.rows,
        domain_count: host.domains.len(),
        domains: host.domains.iter().take(DOMAINS_MAX).map(|domain| domain.as_str()).collect(),
        outcome: host.word(),
        stood_in_for: host.is_stood_in_for,
        stage: heard.map(|heard| stage_code(heard.stage)),
        failure: heard.and_then(|heard| match heard.end {
            End::Failed(failed) => Some(failed_code(failed)),
            _ => None,
        }),
        code: refusal.map(|reply| reply.code),
        enhanced_code: refusal.and_then(|reply| reply.enhanced.as_deref()),
        said: refusal.map(said),
        banner: banner(host),
        ehlo: hello.map(|reply| reply.lines.iter().map(|line| safe(line, SAID_WIDTH)).collect()),
        size: offers.and_then(|offers| match offers.size {
            Size::Untold => None,
            Size::NoFixedLimit => Some(0),
            Size::Octets(octets) => Some(octets),
        }),
        rcpt_max: offers.and_then(|offers| offers.rcpt_max),
        mail_max: offers.and_then(|offers| offers.mail_max),
        starttls: offers.map(|offers| offers.starttls),
        smtputf8: offers.map(|offers| offers.smtputf8),
        pipelining: offers.map(|offers| offers.pipelining),
        eight_bit_mime: offers.map(|offers| offers.eight_bit_mime),
        tries: host.tries,
        ms: heard.map(|heard| millis(heard.took)),
        findings: found(&host.findings),
    }
}

fn found(findings: &[Finding]) -> Vec<Found> {
    let found = |finding: &Finding| Found {
        code: finding.reason.code(),
        effect: finding.reason.effect().word(),
        title: finding.reason.title(),
        number: finding.number,
    };
    findings.iter().map(found).collect()
}

fn millis(duration: std::time::Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
