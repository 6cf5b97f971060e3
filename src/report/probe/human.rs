//! Probed hosts for people: a line for each, with its greeting below, and what is to be done.

use super::super::text::{counted, duration, number, safe};
use super::super::wrap::{columns, wrapped};
use super::{Probe, answer, banner, mailboxes, state_word, told};
use crate::probe::MailHost;
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
        let help = lang.pick(format!("= {reason}: {remedy}"), format!("= {reason}：{remedy}"));
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
    lang.pick(
        format!("{} at {}", counted(host.rows, "row"), counted(domains, "domain")),
        format!("{} 行 {} 个域名", number(host.rows), number(domains)),
    )
}

fn summary(probe: &Probe<'_>) -> String {
    let (lang, probed) = (probe.lang, probe.probed);
    let hosts = probed.hosts.len() as u64;
    let mut facts = vec![lang.pick(
        format!("{} of {}", counted(hosts, "mail host"), counted(probed.domains, "domain")),
        format!("{} 个域名的 {} 台收信主机", number(probed.domains), number(hosts)),
    )];
    for (word, count) in probe.counts() {
        let word = match (word, count) {
            ("answers", 2..) => lang.pick("answer", state_word("answers", lang)),
            ("refuses", 2..) => lang.pick("refuse", state_word("refuses", lang)),
            (word, _) => state_word(word, lang),
        };
        facts.push(lang.pick(format!("{} {word}", number(count as u64)), format!("{} 台{word}", number(count as u64))));
    }
    if probed.without_host > 0 {
        let domains = counted(probed.without_host, "domain");
        facts.push(lang.pick(
            format!("{domains} without a mail host"),
            format!("{} 个域名没有收信主机", number(probed.without_host)),
        ));
    }
    if probed.unknown > 0 {
        let domains = counted(probed.unknown, "domain");
        facts.push(
            lang.pick(
                format!("{domains} not told by the DNS"),
                format!("{} 个域名 DNS 没有回答", number(probed.unknown)),
            ),
        );
    }
    facts.push(duration(probed.elapsed));
    let line = wrapped(&facts.join(" · "), 2, probe.style.width);
    let reading = match probe.mailboxes {
        None => lang.pick(
            "This is what hosts offer whoever greets them. It does not say whether a mailbox exists: none was named.",
            "这是主机向任何打招呼的人公布的内容，并不说明某个邮箱是否存在：没有提到任何邮箱。",
        ),
        Some(_) => lang.pick(
            "No mail was sent. A host that says that a mailbox exists may still send your mail back.",
            "没有发送任何邮件。主机说邮箱存在，之后仍可能退回您的邮件。",
        ),
    };
    format!("{line}\n{}\n", wrapped(reading, 2, probe.style.width))
}
