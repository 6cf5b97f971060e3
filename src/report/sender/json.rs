//! A checked sender as one JSON object. The shape is a promise; `schema` names its version.

use super::super::Style;
use super::super::text::redacted;
use super::baseline::{ChangedRecord, Changes, Past};
use super::{Portfolio, diff, fix, refs, why};
use crate::reason::escape;
use crate::reason::{Lang, Reason};
use crate::sender::checks::{
    Advice, Check, Demand, DmarcFacts, Iprev, KeyOf, Listing, SenderVerdict, SpfFacts, SpfOf, Status, Taken, What,
};
use crate::sender::records::dkim::Algorithm;
use crate::sender::{Entry, Outcome, SenderReport};
use serde::Serialize;
use std::borrow::Cow;

const SCHEMA: &str = "presend.sender.1";

#[derive(Serialize)]
struct Sender<'a> {
    schema: &'static str,
    presend: &'static str,
    domain: &'a str,
    ips: Vec<String>,
    helo: Option<&'a str>,
    mail_from: Option<String>,
    /// What was taken out of a received copy, and where it stands there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    taken: Vec<TakenRecord<'a>>,
    verdict: &'static str,
    /// It is judged as a domain that sends nothing.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    parked: bool,
    /// The verdict once the records to publish are published; absent where there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'static str>,
    checks: Vec<Record<'a>>,
    iprev: Vec<IprevRecord<'a>>,
    spf: Option<SpfRecord<'a>>,
    dkim: Vec<KeyRecord<'a>>,
    dmarc: Option<DmarcRecord<'a>>,
    dnsbl: Vec<ListingRecord<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    demands: Vec<DemandRecord<'a>>,
    /// The records to publish, with those whose place they take, where that is asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    diff: Option<Vec<DiffRecord<'a>>>,
    /// What has changed since an earlier result.
    #[serde(skip_serializing_if = "Option::is_none")]
    since: Option<SinceRecord<'a>>,
    questions: usize,
    elapsed_ms: u64,
}

#[derive(Serialize)]
struct DiffRecord<'a> {
    because: Vec<FindingRecord<'a>>,
    old: &'a [String],
    new: Vec<String>,
}

#[derive(Serialize)]
struct SinceRecord<'a> {
    /// The earlier result has this domain.
    known: bool,
    new: Vec<FindingRecord<'a>>,
    gone: Vec<FindingRecord<'a>>,
    /// Not there now, where it could not be found out or was not looked at.
    unseen: Vec<FindingRecord<'a>>,
    records: Vec<ChangedRecord>,
}

#[derive(Serialize)]
struct FindingRecord<'a> {
    code: Cow<'a, str>,
    subject: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
}

#[derive(Serialize)]
struct TakenRecord<'a> {
    /// from, ip, helo, mail_from, selector
    what: &'static str,
    value: Cow<'a, str>,
    field: &'a str,
    line: usize,
}

#[derive(Serialize)]
struct Record<'a> {
    code: &'static str,
    status: &'static str,
    subject: &'a str,
    title: &'static str,
    observed: &'a str,
    why: String,
    fix: Option<Cow<'a, str>>,
    owner: Option<&'static str>,
    publish: Option<String>,
    evidence: &'a [String],
    refs: Vec<String>,
}

#[derive(Serialize)]
struct IprevRecord<'a> {
    ip: String,
    result: &'static str,
    /// The names that were looked at.
    names: Vec<&'a str>,
    /// Those of them that lead back to the address.
    confirmed: Vec<&'a str>,
    names_total: usize,
}

/// The result that is shown first is that of an address that does not pass, if there is one.
#[derive(Serialize)]
struct SpfRecord<'a> {
    domain: &'a str,
    record: Option<&'a str>,
    result: Option<&'static str>,
    explanation: Option<&'a str>,
    lookups: u32,
    void_lookups: u32,
    trace: Vec<String>,
    results: Vec<SpfResultRecord<'a>>,
}

#[derive(Serialize)]
struct SpfResultRecord<'a> {
    ip: String,
    result: &'static str,
    explanation: Option<&'a str>,
    decided_by: Option<&'a str>,
    problem: Option<&'a str>,
    lookups: u32,
    void_lookups: u32,
}

#[derive(Serialize)]
struct KeyRecord<'a> {
    selector: &'a str,
    domain: &'a str,
    usable: bool,
    algorithm: Option<&'static str>,
    bits: Option<u32>,
    record: Option<&'a str>,
}

#[derive(Serialize)]
struct DmarcRecord<'a> {
    /// The domain at whose `_dmarc` the record stands.
    domain: Option<&'a str>,
    record: Option<&'a str>,
    /// What receivers do with mail from this domain that fails.
    policy: Option<&'static str>,
    organisational_domain: &'a str,
    spf_aligned: bool,
    dkim_aligned: Option<bool>,
    /// Whether an identifier that passes is aligned: met, not met, not shown.
    passes: &'static str,
    passes_by: &'a str,
}

#[derive(Serialize)]
struct DemandRecord<'a> {
    receiver: &'static str,
    demand: &'static str,
    /// met, not met, not shown
    standing: &'static str,
    fact: &'a str,
    source: &'static str,
}

#[derive(Serialize)]
struct ListingRecord<'a> {
    zone: &'a str,
    name: Option<&'a str>,
    subject: &'a str,
    result: &'static str,
    answers: Vec<String>,
    text: Option<&'a str>,
    url: Option<&'a str>,
    reason: Option<&'a str>,
}

/// Everything about a sender, with its final line end. In one line unless `pretty`.
pub fn sender(report: &SenderReport, pretty: bool, style: Style) -> String {
    written(&record(report, style), pretty)
}

/// One sender as an object, several as a list.
pub fn page(portfolio: &Portfolio<'_>) -> String {
    if portfolio.is_one { one(portfolio) } else { senders(portfolio) }
}

/// The same of one, with what has changed.
fn one(portfolio: &Portfolio<'_>) -> String {
    portfolio.entries.iter().map(|entry| written(&compared(entry, portfolio), true)).collect()
}

/// The same of many, as one array.
fn senders(portfolio: &Portfolio<'_>) -> String {
    let records: Vec<Sender<'_>> = portfolio.entries.iter().map(|entry| compared(entry, portfolio)).collect();
    written(&records, true)
}

/// The same of many, one a line.
pub fn lines(portfolio: &Portfolio<'_>) -> String {
    portfolio.entries.iter().map(|entry| written(&compared(entry, portfolio), false)).collect()
}

fn written(record: &impl Serialize, pretty: bool) -> String {
    let text = if pretty { serde_json::to_string_pretty(record) } else { serde_json::to_string(record) };
    let text = text.unwrap_or_else(|error| format!("{{\"error\":\"{error}\"}}"));
    let mut text = escape::json(&text).into_owned();
    text.push('\n');
    text
}

fn compared<'a>(entry: &'a Entry, portfolio: &Portfolio<'_>) -> Sender<'a> {
    let since = portfolio.baseline.map(|baseline| since(baseline.changes(entry)));
    let diff = portfolio.diff.then(|| diff::of_entry(entry).iter().map(diff_record).collect());
    Sender { since, diff, ..of_entry(entry, portfolio.style) }
}

fn diff_record(advice: &Advice) -> DiffRecord<'_> {
    let because = |(code, subject): &'_ (Reason, String)| FindingRecord {
        code: code.code().into(),
        subject: subject.clone().into(),
        status: None,
    };
    DiffRecord {
        because: advice.because.iter().map(because).collect(),
        old: &advice.replaced,
        new: advice.records.iter().map(ToString::to_string).collect(),
    }
}

fn since(changes: Changes<'_>) -> SinceRecord<'_> {
    let past = |past: Past| FindingRecord { code: past.code.into(), subject: past.subject.into(), status: None };
    SinceRecord {
        known: !changes.is_new_domain,
        new: changes
            .new
            .iter()
            .map(|check| FindingRecord {
                code: check.code.code().into(),
                subject: check.subject.as_str().into(),
                status: Some(check.status.word()),
            })
            .collect(),
        gone: changes.gone.into_iter().map(past).collect(),
        unseen: changes.unseen.into_iter().map(past).collect(),
        records: changes.records,
    }
}

/// What could not be asked about has the check that says so, and nothing else.
fn of_entry(entry: &Entry, style: Style) -> Sender<'_> {
    match &entry.outcome {
        Outcome::Checked(report) => record(report, style),
        Outcome::NoDomain(no_domain) => Sender {
            schema: SCHEMA,
            presend: env!("CARGO_PKG_VERSION"),
            domain: &entry.name,
            ips: Vec::new(),
            helo: None,
            mail_from: None,
            taken: Vec::new(),
            verdict: entry.verdict().word(),
            parked: false,
            after: None,
            checks: vec![check(no_domain)],
            iprev: Vec::new(),
            spf: None,
            dkim: Vec::new(),
            dmarc: None,
            dnsbl: Vec::new(),
            demands: Vec::new(),
            diff: None,
            since: None,
            questions: 0,
            elapsed_ms: 0,
        },
    }
}

fn record(report: &SenderReport, style: Style) -> Sender<'_> {
    let setup = &report.setup;
    Sender {
        schema: SCHEMA,
        presend: env!("CARGO_PKG_VERSION"),
        domain: setup.domain.as_str(),
        ips: report.judged.ips.iter().map(ToString::to_string).collect(),
        helo: setup.helo.as_deref(),
        mail_from: setup.mail_from.as_ref().map(|(local_part, domain)| {
            let whole = format!("{local_part}@{domain}");
            if style.redact { redacted(&whole) } else { whole }
        }),
        taken: setup.taken.iter().map(|one| taken(one, style)).collect(),
        verdict: report.verdict.word(),
        parked: report.judged.parked,
        after: report.after.map(SenderVerdict::word),
        checks: report.judged.checks.iter().map(check).collect(),
        iprev: report.judged.iprev.iter().map(iprev).collect(),
        spf: report.judged.spf.as_ref().map(spf),
        dkim: report.judged.dkim.iter().map(key).collect(),
        dmarc: report.judged.dmarc.as_ref().map(dmarc),
        dnsbl: report.judged.dnsbl.iter().map(listing).collect(),
        demands: report.judged.demands.iter().map(demand).collect(),
        diff: None,
        since: None,
        questions: report.questions,
        elapsed_ms: report.elapsed.as_millis() as u64,
    }
}

fn taken((what, taken): &(What, Taken), style: Style) -> TakenRecord<'_> {
    let value = match what {
        What::MailFrom if style.redact => redacted(&taken.value).into(),
        _ => taken.value.as_str().into(),
    };
    TakenRecord { what: what.word(), value, field: &taken.field, line: taken.line }
}

fn check(check: &Check) -> Record<'_> {
    let to_do = matches!(check.status, Status::Fail | Status::Warn | Status::Unknown);
    Record {
        code: check.code.code(),
        status: check.status.word(),
        subject: &check.subject,
        title: check.code.title(),
        observed: &check.observed,
        why: why(check, Lang::En),
        fix: to_do.then(|| fix(check, Lang::En)),
        owner: to_do.then(|| check.owner.word()),
        publish: (!check.publish.is_empty()).then(|| check.publish.join("\n")),
        evidence: &check.evidence,
        refs: refs(check),
    }
}

fn iprev(iprev: &Iprev) -> IprevRecord<'_> {
    IprevRecord {
        ip: iprev.ip.to_string(),
        result: iprev.result.word(),
        names: iprev.names.iter().map(|name| name.name.as_str()).collect(),
        confirmed: iprev.confirmed().map(|name| name.as_str()).collect(),
        names_total: iprev.names_total,
    }
}

fn listing(listing: &Listing) -> ListingRecord<'_> {
    ListingRecord {
        zone: listing.zone.as_str(),
        name: listing.name,
        subject: &listing.subject,
        result: listing.result.word(),
        answers: listing.answers.iter().map(ToString::to_string).collect(),
        text: listing.text.as_deref(),
        url: listing.url.as_deref(),
        reason: listing.reason.as_deref(),
    }
}

fn spf(facts: &SpfFacts) -> SpfRecord<'_> {
    let leading = facts.leading().map(|of| &of.outcome);
    let audit = &facts.audit;
    SpfRecord {
        domain: facts.domain.as_str(),
        record: audit.record.as_ref().map(|record| record.text.as_str()),
        result: leading.map(|outcome| outcome.result.word()),
        explanation: leading.and_then(|outcome| outcome.explanation.as_deref()),
        lookups: leading.map_or(audit.lookups, |outcome| outcome.lookups),
        void_lookups: leading.map_or(audit.void_lookups, |outcome| outcome.void_lookups),
        trace: leading.map(|outcome| outcome.trace.iter().map(ToString::to_string).collect()).unwrap_or_default(),
        results: facts.each.iter().map(spf_result).collect(),
    }
}

fn spf_result(of: &SpfOf) -> SpfResultRecord<'_> {
    let outcome = &of.outcome;
    SpfResultRecord {
        ip: of.ip.to_string(),
        result: outcome.result.word(),
        explanation: outcome.explanation.as_deref(),
        decided_by: outcome.decided_by.as_deref(),
        problem: outcome.problem.as_deref(),
        lookups: outcome.lookups,
        void_lookups: outcome.void_lookups,
    }
}

fn key(of: &KeyOf) -> KeyRecord<'_> {
    let algorithm = of.key.as_ref().and_then(|key| key.algorithm);
    KeyRecord {
        selector: &of.selector.selector,
        domain: of.selector.domain.as_str(),
        usable: of.key.as_ref().is_some_and(|key| key.is_usable()),
        algorithm: algorithm.map(|algorithm| match algorithm {
            Algorithm::Rsa { .. } => "rsa",
            Algorithm::Ed25519 => "ed25519",
        }),
        bits: algorithm.and_then(|algorithm| if let Algorithm::Rsa { bits } = algorithm { Some(bits) } else { None }),
        record: of.key.as_ref().and_then(|key| key.text.as_deref()),
    }
}

fn demand(demand: &Demand) -> DemandRecord<'_> {
    DemandRecord {
        receiver: demand.receiver,
        demand: demand.demanded,
        standing: demand.shown.standing.word(),
        fact: &demand.shown.fact,
        source: demand.source,
    }
}

fn dmarc(facts: &DmarcFacts) -> DmarcRecord<'_> {
    let discovery = &facts.discovery;
    DmarcRecord {
        domain: discovery.found_at.as_ref().map(|domain| domain.as_str()),
        record: discovery.record.as_ref().map(|record| record.text.as_str()),
        policy: discovery.disposition.map(|policy| policy.word()),
        organisational_domain: discovery.organisation.by_tree.as_str(),
        spf_aligned: facts.spf_aligned,
        dkim_aligned: facts.dkim_aligned,
        passes: facts.passes.standing.word(),
        passes_by: &facts.passes.fact,
    }
}
