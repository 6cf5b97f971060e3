//! Probed hosts in Markdown: a table, for an issue or the summary page of a CI job.

use super::super::markdown::{code, head_row};
use super::super::text::number;
use super::{Probe, answer, banner, mailboxes, told};
use crate::probe::MailHost;
use crate::reason::Reason;
use crate::reason::say;
use std::fmt::Write;

/// Hosts that are shown. All are in JSON and CSV.
const HOSTS_MAX: usize = 200;

/// All hosts as a table, the mailboxes that were asked for as another, and the codes below them.
pub fn page(probe: &Probe<'_>) -> String {
    let lang = probe.lang;
    let mut text = String::from("## presend probe\n\n");
    for finding in &probe.probed.findings {
        let _ = writeln!(text, "**`{}`** {}\n", finding.reason, told(finding, lang));
    }
    head_row(
        &mut text,
        lang.text("probe-markdown-host-address-rows-domains-answer-greeting"),
        "|---|---|--:|--:|---|---|---|",
    );
    for host in probe.probed.hosts.iter().take(HOSTS_MAX) {
        row(&mut text, host, probe);
    }
    let more = probe.probed.hosts.len().saturating_sub(HOSTS_MAX) as u64;
    if more > 0 {
        let _ = writeln!(text, "\n{}", say!(lang, "probe-more-hosts", count = more));
    }
    mailboxes::markdown(probe, &mut text);
    let reasons = probe.reasons();
    if !reasons.is_empty() {
        text.push('\n');
    }
    for reason in reasons {
        let texts = Reason::texts(reason, lang);
        let _ = writeln!(text, "- `{reason}` {}: {}", texts.title, texts.remedy);
    }
    text
}

fn row(text: &mut String, host: &MailHost, probe: &Probe<'_>) {
    let codes: Vec<String> = host.findings.iter().map(|finding| format!("`{}`", finding.reason)).collect();
    let _ = writeln!(
        text,
        "| {} | {} | {} | {} | {} | {} | {} |",
        code(host.host.as_str()),
        host.address.map(|address| address.to_string()).unwrap_or_default(),
        number(host.rows),
        number(host.domains.len() as u64),
        code(&answer(host, probe.lang)),
        code(&banner(host).unwrap_or_default()),
        codes.join(" ")
    );
}
