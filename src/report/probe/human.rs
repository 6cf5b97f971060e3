//! Probed hosts for people: a line for each, with its greeting below, and what is to be done.

use super::super::text::{duration, safe};
use super::super::wrap::{columns, wrapped};
use super::{Probe, answer, banner, limits, mailboxes, state_word, told};
use crate::probe::MailHost;
use crate::reason::say;
use crate::reason::{Effect, Lang};
use crate::report::color::{BOLD, DIM, GREEN, RED, YELLOW, painted};
use std::fmt::Write;

/// The widest name, in characters. A longer one is cut.
const NAME_WIDTH: usize = 60;
/// Beyond this, names of hosts are not brought below each other.
const ALIGNED_MAX: usize = 32;

/// All hosts, the mailboxes that were asked for, and how the whole came out.
pub fn page(probe: &Probe<'_>) -> String {
    let (lang, style) = (probe.lang, probe.style);
    let names: Vec<String> = probe.probed.hosts.iter().map(|host| safe(host.host.as_str(), NAME_WIDTH)).collect();
    let width = names.iter().map(|name| columns(name)).max().unwrap_or_default().min(ALIGNED_MAX);
    let mut text = String::new();
    for finding in &probe.probed.findings {
        let sign = painted("!", YELLOW, style);
        let line = format!("{sign} {}  {}", finding.reason, told(finding, lang));
        let _ = writeln!(text, "{}", wrapped(&line, 4, style.width));
    }
    for (host, name) in probe.probed.hosts.iter().zip(&names) {
        line(&mut text, host, name, width, probe);
    }
    mailboxes::human(probe, &mut text);
    for reason in probe.reasons().into_iter().filter(|reason| reason.effect() != Effect::Note) {
        let remedy = reason.texts(lang).remedy;
        let help = format!("= {reason}{}{remedy}", lang.text("sign-colon"));
        let _ = writeln!(text, "  {}", wrapped(&help, 4, style.width.saturating_sub(2)));
    }
    text + &summary(probe)
}

fn line(text: &mut String, host: &MailHost, name: &str, width: usize, probe: &Probe<'_>) {
    let (lang, style) = (probe.lang, probe.style);
    let (sign, colour) = sign(host);
    let pad = " ".repeat(width.saturating_sub(columns(name)));
    let address = host.address.map(|address| format!("  {address}")).unwrap_or_default();
    let served = served(host, lang);
    let took = host.heard().filter(|_| host.answers()).map(|heard| format!(" · {}", duration(heard.took)));
    let line = format!(
        "  {} {}{pad}{}  {served}  {}{}",
        painted(sign, colour, style),
        painted(name, BOLD, style),
        safe(&address, NAME_WIDTH),
        answer(host, lang),
        took.unwrap_or_default()
    );
    let _ = writeln!(text, "{}", wrapped(&line, 6, style.width));
    if let Some(banner) = banner(host).filter(|_| host.answers()) {
        let banner = wrapped(&format!("    {banner}"), 6, style.width);
        let _ = writeln!(text, "{}", painted(&banner, DIM, style));
    }
    for finding in &host.findings {
        let finding = format!("    {}  {}", finding.reason, told(finding, lang));
        let _ = writeln!(text, "{}", wrapped(&finding, 6, style.width));
    }
}

fn sign(host: &MailHost) -> (&'static str, &'static str) {
    let gravest = host.findings.iter().map(|finding| finding.reason.effect()).max();
    match (host.word(), gravest) {
        ("refuses", _) => ("✗", RED),
        (_, Some(Effect::Review | Effect::Reject)) => ("?", YELLOW),
        ("answers", _) => ("✓", GREEN),
        _ => ("…", YELLOW),
    }
}

/// The rows and domains that depend on a host.
fn served(host: &MailHost, lang: Lang) -> String {
    let domains = host.domains.len() as u64;
    let rows = say!(lang, "count-rows", count = host.rows);
    say!(lang, "probe-rows-at", rows = rows, domains = say!(lang, "count-domains", count = domains))
}

/// How many hosts were asked, and how they answered.
pub(in crate::report) fn facts(probe: &Probe<'_>) -> Vec<String> {
    let (lang, probed) = (probe.lang, probe.probed);
    let hosts = probed.hosts.len() as u64;
    let mut facts = vec![say!(
        lang,
        "probe-hosts-of",
        hosts = hosts,
        domains = say!(lang, "count-domains", count = probed.domains)
    )];
    for (word, count) in probe.counts() {
        facts.push(match word {
            "answers" => say!(lang, "probe-hosts-answer", hosts = count),
            "refuses" => say!(lang, "probe-hosts-refuse", hosts = count),
            word => say!(lang, "probe-hosts-are", hosts = count, word = state_word(word, lang)),
        });
    }
    if probed.without_host > 0 {
        facts.push(say!(lang, "probe-without-host", domains = probed.without_host));
    }
    if probed.unknown > 0 {
        facts.push(say!(lang, "probe-dns-untold", domains = probed.unknown));
    }
    facts.push(duration(probed.elapsed));
    facts
}

fn summary(probe: &Probe<'_>) -> String {
    let line = wrapped(&facts(probe).join(" · "), 2, probe.style.width);
    let reading = mailboxes::reading(probe);
    let limits = limits(probe.probed, probe.lang).into_iter().map(|limit| wrapped(&limit, 2, probe.style.width) + "\n");
    format!("{line}\n{}{}\n", limits.collect::<String>(), wrapped(reading, 2, probe.style.width))
}
