//! JSON: one object a row, and the summary of a run. The shapes here are promises; `schema` names their version.

use super::Style;
use super::formats::CheckView;
use super::text::redacted;
use crate::bounce::{Entry, Until};
use crate::facts::{DomainFacts, Lookup};
use crate::judge::{RowVerdict, Verdict, outcome_word};
use crate::reason::Reason;
use crate::reason::escape;
use crate::run::Summary;
use crate::run::check::{Checked, CheckedPart};
use crate::run::clean::{ChangeCounts, Cleaned};
use crate::run::gate::{GateReport, Outcome};
use crate::run::limits::Limit;
use crate::suggest::mail_host_provider;
use serde::Serialize;
use std::collections::BTreeMap;
use std::time::Duration;

#[derive(Serialize)]
struct Row<'a> {
    schema: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    raw: String,
    address: Option<String>,
    local_part: Option<String>,
    domain: Option<&'a str>,
    domain_ascii: Option<&'a str>,
    verdict: &'static str,
    primary: Option<&'static str>,
    codes: Vec<&'static str>,
    findings: Vec<Finding>,
    suggestion: Option<Suggestion<'a>>,
    mail_hosts: Vec<&'a str>,
    mail_service: Option<MailService>,
    implicit_mx: bool,
    flags: Flags,
    dns: Option<Dns>,
    duplicate_of: Option<u64>,
    /// Only for an address on the suppression list.
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressed: Option<Suppressed>,
    /// Only for a text with several addresses: a record for each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    parts: Vec<Row<'a>>,
    /// Addresses beyond those that are shown.
    #[serde(skip_serializing_if = "is_none")]
    parts_left_out: usize,
}

/// Who takes the mail of a domain, told by its mail host: `mailbox`, `gateway`, `forwarding` or `inbound api`.
#[derive(Serialize)]
struct MailService {
    name: &'static str,
    kind: &'static str,
}

#[derive(Serialize)]
struct Finding {
    code: &'static str,
    title: &'static str,
    /// From and to, in bytes of `raw`.
    span: Option<[usize; 2]>,
    /// Only for a finding about another column than the e-mail column.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<String>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    address: String,
    confidence: &'static str,
    provider: Option<&'a str>,
    distance: usize,
}

#[derive(Serialize)]
struct Suppressed {
    class: &'static str,
    first_seen: String,
    last_seen: String,
    count: u32,
    /// `forever` or the last day.
    until: String,
}

#[derive(Serialize)]
struct Flags {
    role: bool,
    disposable: bool,
    free: bool,
}

#[derive(Serialize)]
struct Dns {
    outcome: &'static str,
    attempts: u8,
    ms: u64,
    cached: bool,
}

const ROW_SCHEMA: &str = "presend.row.1";

/// An answer of `presend check`: its row, with the record that it came in.
pub fn checked(view: &CheckView<'_>) -> String {
    let row = row(view.checked, view.place, view.style);
    match view.record {
        Some(record) => with_record(row, record, view.style),
        None => row,
    }
}

/// One address, as a single line of JSON without its line end. `place` is the file and line it came from.
pub fn row(checked: &Checked, place: Option<(&str, u64)>, style: Style) -> String {
    let raw = String::from_utf8_lossy(&checked.raw);
    let record = match checked.parts.as_slice() {
        [only] => part_record(&raw, only, place, style),
        parts => {
            let whole = checked.whole();
            let mut record = record(&raw, &whole, None, None, place, style);
            record.parts = parts.iter().take(PARTS_MAX).map(|part| of_cell(&checked.raw, part, place, style)).collect();
            record.parts_left_out = parts.len().saturating_sub(PARTS_MAX);
            record
        }
    };
    to_line(&record)
}

/// The line of a row with the object that it was asked by, under `record`. Where addresses are hidden, only its `id` is given back.
fn with_record(mut row: String, record: &[u8], style: Style) -> String {
    let given = if style.redact {
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(record).unwrap_or_default();
        let id: serde_json::Map<_, _> = object.into_iter().filter(|(key, _)| key == "id").collect();
        serde_json::Value::Object(id).to_string()
    } else {
        String::from_utf8_lossy(record.trim_ascii()).into_owned()
    };
    if row.pop() == Some('}') {
        row.push_str(",\"record\":");
        row.push_str(&given);
        row.push('}');
    }
    row
}

/// The most addresses of one text that are shown each by itself.
const PARTS_MAX: usize = 1000;

/// The record of one of several addresses: of its own piece of the text.
fn of_cell<'a>(cell: &[u8], part: &'a CheckedPart, place: Option<(&'a str, u64)>, style: Style) -> Row<'a> {
    let piece = cell.get(part.span.clone()).unwrap_or(cell);
    let mut record = part_record(&String::from_utf8_lossy(piece), part, place, style);
    for span in record.findings.iter_mut().filter_map(|finding| finding.span.as_mut()) {
        *span = span.map(|place| place.saturating_sub(part.span.start));
    }
    record
}

fn part_record<'a>(raw: &str, part: &'a CheckedPart, place: Option<(&'a str, u64)>, style: Style) -> Row<'a> {
    let mut record = record(raw, &part.verdict, part.verdict.suggestion.as_ref(), part.facts.as_deref(), place, style);
    if let Some(address) = &part.address {
        record.address = Some(hide(&address.to_string(), style));
        record.local_part = (!style.redact).then(|| address.local_part.to_string());
        record.domain = Some(&address.domain);
        record.domain_ascii = Some(&address.domain_ascii);
    }
    record
}

fn record<'a>(
    raw: &str,
    verdict: &RowVerdict,
    suggestion: Option<&'a crate::judge::SuggestedAddress>,
    facts: Option<&'a DomainFacts>,
    place: Option<(&'a str, u64)>,
    style: Style,
) -> Row<'a> {
    let has = |code| verdict.codes().any(|other| other == code);
    Row {
        schema: ROW_SCHEMA,
        file: place.map(|(file, _)| file),
        line: place.map(|(_, line)| line),
        raw: hide(raw, style),
        address: None,
        local_part: None,
        domain: None,
        domain_ascii: None,
        verdict: verdict.verdict.word(),
        primary: verdict.primary.map(Reason::code),
        codes: verdict.codes().map(Reason::code).collect(),
        findings: findings(verdict),
        suggestion: suggestion.map(|suggestion| Suggestion {
            address: hide(&suggestion.address, style),
            confidence: suggestion.confidence.word(),
            provider: suggestion.provider.as_deref(),
            distance: suggestion.distance,
        }),
        mail_hosts: facts.map(mail_hosts).unwrap_or_default(),
        mail_service: facts.and_then(mail_service),
        implicit_mx: has(Reason::DomainImplicitMx),
        flags: Flags {
            role: has(Reason::AddressRole),
            disposable: has(Reason::AddressDisposable),
            free: has(Reason::AddressFree),
        },
        dns: facts.map(|facts| Dns {
            outcome: outcome_word(&facts.mx),
            attempts: facts.cost.attempts,
            ms: facts.cost.elapsed.as_millis() as u64,
            cached: facts.cost.cached,
        }),
        duplicate_of: verdict.duplicate_of,
        suppressed: verdict.suppressed.as_deref().map(suppressed),
        parts: Vec::new(),
        parts_left_out: 0,
    }
}

fn is_none(count: &usize) -> bool {
    *count == 0
}

fn suppressed(entry: &Entry) -> Suppressed {
    Suppressed {
        class: entry.class.word(),
        first_seen: entry.first_seen.to_string(),
        last_seen: entry.last_seen.to_string(),
        count: entry.count,
        until: match entry.until {
            Until::Forever => "forever".to_owned(),
            Until::Day(day) => day.to_string(),
            Until::Not => String::new(),
            Until::Allowed => "allowed".to_owned(),
        },
    }
}

fn findings(verdict: &RowVerdict) -> Vec<Finding> {
    let finding = |finding: &crate::judge::RowFinding| Finding {
        code: finding.reason.code(),
        title: finding.reason.title(),
        span: finding.span.as_ref().map(|span| [span.start, span.end]),
        column: finding.column.as_deref().map(str::to_owned),
    };
    verdict.findings.iter().map(finding).collect()
}

/// The service at which mail arrives first.
fn mail_service(facts: &DomainFacts) -> Option<MailService> {
    let service = mail_host_provider(facts.mail_host()?.as_str())?;
    Some(MailService { name: &service.name, kind: service.kind.word() })
}

/// Where mail would be delivered: the exchanges by preference, or the domain itself when it has none.
fn mail_hosts(facts: &DomainFacts) -> Vec<&str> {
    match &facts.mx {
        Lookup::Found(exchanges) => {
            let mut sorted: Vec<_> = exchanges.iter().filter(|mx| !mx.exchange.is_root()).collect();
            sorted.sort();
            sorted.into_iter().map(|mx| mx.exchange.as_str()).collect()
        }
        Lookup::NoData => facts.hosts.iter().map(|host| host.host.as_str()).collect(),
        Lookup::NxDomain | Lookup::Failed(_) => Vec::new(),
    }
}

fn hide(address: &str, style: Style) -> String {
    if style.redact { redacted(address) } else { address.to_owned() }
}

#[derive(Serialize)]
struct Run<'a> {
    schema: &'static str,
    presend: &'static str,
    file: &'a str,
    rows: u64,
    addresses: u64,
    domains: Domains,
    /// Rows in which nothing stands; they count in no share.
    blank_rows: u64,
    /// Rows without an address; they have no verdict here.
    without_address: u64,
    verdicts: BTreeMap<&'static str, u64>,
    /// Rows by the code that explains their verdict.
    primary: BTreeMap<&'static str, u64>,
    /// Rows by every code they have.
    codes: BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<Changes>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gate: Option<Gate>,
    dns: BTreeMap<&'static str, u64>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    dns_servers: Vec<DnsServer>,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct DnsServer {
    server: String,
    queries: u64,
    answers: u64,
    median_ms: f64,
    percentile_99_ms: f64,
}

#[derive(Serialize)]
struct Domains {
    distinct: u64,
    asked: u64,
    unknown: u64,
}

#[derive(Serialize)]
struct Changes {
    applied: u64,
    proposed: u64,
    repairs: u64,
    sure_typos: u64,
    suggestions: u64,
}

#[derive(Serialize)]
struct Gate {
    outcome: &'static str,
    limits: Vec<GateLimit>,
    fail_on: Vec<Refused>,
    /// Rows whose findings the baseline knows.
    accepted_rows: u64,
    /// Rows that stood in the older list, and were not judged.
    old_rows: u64,
}

#[derive(Serialize)]
struct Refused {
    what: String,
    rows: u64,
    exceeded: bool,
    /// The first rows of each code.
    first_rows: Vec<FirstRow>,
}

#[derive(Serialize)]
struct FirstRow {
    line: u64,
    code: &'static str,
}

#[derive(Serialize)]
struct GateLimit {
    verdict: &'static str,
    rows: u64,
    percent: f64,
    limit: Limited,
    exceeded: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum Limited {
    Percent(f64),
    Rows(u64),
}

const SUMMARY_SCHEMA: &str = "presend.summary.1";

fn run_record(summary: &Summary) -> Run<'_> {
    let tally = &summary.tally;
    let mut primary: BTreeMap<&'static str, u64> = BTreeMap::new();
    for ((_, reason), code) in &tally.primaries {
        *primary.entry(reason.code()).or_default() += code.rows;
    }
    Run {
        schema: SUMMARY_SCHEMA,
        presend: env!("CARGO_PKG_VERSION"),
        file: &summary.file,
        rows: tally.rows,
        addresses: tally.addresses,
        domains: Domains { distinct: summary.domains, asked: summary.domains_asked, unknown: summary.domains_unknown },
        blank_rows: tally.blank_rows,
        without_address: tally.without_address.rows,
        verdicts: Verdict::ALL.iter().map(|&verdict| (verdict.word(), tally.of(verdict))).collect(),
        primary,
        codes: tally.codes.iter().map(|(reason, rows)| (reason.code(), *rows)).collect(),
        changes: None,
        gate: None,
        dns: summary.stats.counters().into_iter().collect(),
        dns_servers: server_records(summary),
        elapsed_ms: summary.elapsed.as_millis() as u64,
    }
}

/// What each DNS server did.
fn server_records(summary: &Summary) -> Vec<DnsServer> {
    let ms = |time: Duration| (time.as_secs_f64() * 1e5).round() / 100.0;
    let servers = summary.stats.servers.iter();
    servers
        .map(|stats| DnsServer {
            server: stats.server.to_string(),
            queries: stats.queries,
            answers: stats.answers,
            median_ms: ms(stats.median),
            percentile_99_ms: ms(stats.percentile_99),
        })
        .collect()
}

/// `summary.json` of a cleaning, indented, with its final line end.
pub fn cleaned(cleaned: &Cleaned) -> String {
    let ChangeCounts { applied, repairs, sure_typos, suggestions } = cleaned.changes;
    let proposed = repairs + sure_typos + suggestions;
    let changes = Changes { applied, proposed, repairs, sure_typos, suggestions };
    to_page(&Run { changes: Some(changes), ..run_record(&cleaned.summary) })
}

/// What a gate found, indented, with its final line end.
pub fn gated(report: &GateReport) -> String {
    let rows = report.summary.tally.filled_rows();
    let limits = report.measures.iter().map(|measure| GateLimit {
        verdict: measure.word(),
        rows: measure.rows,
        percent: if rows == 0 { 0.0 } else { measure.rows as f64 * 100.0 / rows as f64 },
        limit: match measure.limit {
            Limit::Percent(percent) => Limited::Percent(percent),
            Limit::Rows(rows) => Limited::Rows(rows),
        },
        exceeded: measure.exceeded,
    });
    let outcome = match report.outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Inconclusive => "inconclusive",
    };
    let forbidden = report.forbidden.iter();
    let forbidden = forbidden.map(|(what, rows)| {
        let codes = report.broken.iter().filter(|code| what.covers(code.reason));
        let first_rows = codes
            .flat_map(|code| code.first.iter().map(|row| FirstRow { line: row.line, code: code.reason.code() }))
            .collect();
        Refused { what: what.to_string(), rows: *rows, exceeded: *rows > 0, first_rows }
    });
    let tally = &report.summary.tally;
    let gate = Gate {
        outcome,
        limits: limits.collect(),
        fail_on: forbidden.collect(),
        accepted_rows: tally.accepted,
        old_rows: tally.old_rows,
    };
    to_page(&Run { gate: Some(gate), ..run_record(&report.summary) })
}

/// A record as one line of JSON, without its line end.
pub(super) fn to_line(record: &impl Serialize) -> String {
    let line = serde_json::to_string(record).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    escape::json(&line).into_owned()
}

pub(super) fn to_page(record: &impl Serialize) -> String {
    let page = serde_json::to_string_pretty(record).unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    let mut page = escape::json(&page).into_owned();
    page.push('\n');
    page
}
