//! What people read on a terminal.

use super::Style;
use super::text::{counted, duration, number, percent, redacted, safe, safe_bytes};
use crate::check::{Checked, CheckedPart};
use crate::clean::{Cleaned, file_of};
use crate::gate::{GateReport, Measure, Outcome};
use crate::judge::{RowVerdict, Verdict, evidence};
use crate::list::{OutForm, Packing};
use crate::reason::{Effect, Reason};
use crate::run::Summary;
use crate::tally::CodeTally;
use std::fmt::Write;

/// The longest address or cell that is shown whole, in characters.
const ADDRESS_WIDTH: usize = 100;
/// Codes shown behind each verdict of the summary.
const CODES_SHOWN: usize = 3;

/// The summary of a cleaning. `folder` is where the results are.
pub fn cleaned(cleaned: &Cleaned, folder: &str, style: Style) -> String {
    let mut text = summary(&cleaned.summary, Some(cleaned.form), style);
    let _ = writeln!(text, "The results are in {}", painted(&safe(folder, ADDRESS_WIDTH), BOLD, style));
    let changes = cleaned.changes;
    if changes.applied > 0 {
        let _ = writeln!(text, "{} made; changes.csv lists each.", counted(changes.applied, "change"));
    }
    let unrepaired = cleaned.summary.tally.ok_unrepaired;
    if unrepaired > 0 {
        let rows = counted(unrepaired, "row");
        let _ = writeln!(
            text,
            "{rows} of {} must be repaired before mailing: add --fix safe.",
            file_of(Verdict::Ok, cleaned.form)
        );
    }
    if changes.sure_typos > 0 {
        let typos = counted(changes.sure_typos, "sure typo");
        let _ = writeln!(text, "{typos} can be corrected: add --fix typos. changes.csv lists what would change.");
    }
    text.push_str(reading_of_ok(&cleaned.summary));
    text
}

/// What "ok" means in this run.
fn reading_of_ok(summary: &Summary) -> &'static str {
    if summary.domains_asked == 0 {
        "\"ok\" means that the address is well formed; the DNS was not asked, and mailboxes were not probed.\n"
    } else {
        "\"ok\" means that the domain accepts mail; mailboxes were not probed.\n"
    }
}

/// The counts of a run, one line a verdict.
fn summary(summary: &Summary, files: Option<OutForm>, style: Style) -> String {
    let tally = &summary.tally;
    let mut facts = vec![
        counted(tally.rows, "row"),
        counted(tally.addresses, "address"),
        counted(summary.domains, "domain"),
        duration(summary.elapsed),
    ];
    if summary.domains_asked > 0 {
        facts.push(counted(summary.stats.queries, "query"));
        if summary.stats.cached > 0 {
            facts.push(format!("{} from the cache", number(summary.stats.cached)));
        }
    }
    if tally.old_rows > 0 {
        facts[0] = format!("{} of {}", counted(tally.rows, "new row"), number(tally.rows + tally.old_rows));
    }
    if tally.accepted > 0 {
        facts.push(format!("{} accepted before", number(tally.accepted)));
    }
    let mut text = format!("{}  {}\n", safe(&summary.file, ADDRESS_WIDTH), facts.join(" · "));
    let widest = Verdict::ALL.iter().map(|&verdict| number(tally.of(verdict)).len()).max().unwrap_or(0).max(6);
    for verdict in Verdict::ALL {
        let sign = painted(sign(verdict), colour(verdict), style);
        let count = number(tally.of(verdict));
        let width = file_of(Verdict::Reject, files.unwrap_or(OutForm::Csv(Packing::None))).len() + 2;
        let file = files.map_or_else(String::new, |form| format!("{:<width$}", file_of(verdict, form)));
        let codes = leading_codes(&tally.explaining(verdict));
        let line = format!("  {sign} {:<7} {count:>widest$}   {file}{codes}", verdict.word());
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text
}

/// The commonest codes, those of syntax taken together.
fn leading_codes(codes: &[(Reason, &CodeTally)]) -> String {
    let mut leading: Vec<(String, u64)> = Vec::new();
    let syntax: Vec<_> = codes.iter().filter(|(reason, _)| reason.group() == "syntax").collect();
    if syntax.len() > 1 {
        leading.push(("syntax.*".to_owned(), syntax.iter().map(|(_, code)| code.rows).sum()));
    }
    let others = codes.iter().filter(|(reason, _)| syntax.len() < 2 || reason.group() != "syntax");
    leading.extend(others.map(|(reason, code)| (reason.code().to_owned(), code.rows)));
    leading.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    let more = leading.len().saturating_sub(CODES_SHOWN);
    let mut shown: Vec<String> =
        leading.iter().take(CODES_SHOWN).map(|(code, rows)| format!("{code} {}", number(*rows))).collect();
    if more > 0 {
        shown.push(format!("{more} more"));
    }
    shown.join(" · ")
}

/// What a gate found: one paragraph a code, then the thresholds beside their figures.
pub fn gated(report: &GateReport, style: Style) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Reject, Verdict::Unknown, Verdict::Review] {
        for (reason, code) in report.summary.tally.explaining(verdict) {
            text.push_str(&paragraph(report, verdict, reason, code, style));
        }
    }
    text.push_str(&summary(&report.summary, None, style));
    text.push_str(reading_of_ok(&report.summary));
    text.push_str(&verdict_line(report, style));
    text
}

fn paragraph(report: &GateReport, verdict: Verdict, reason: Reason, code: &CodeTally, style: Style) -> String {
    let word = if verdict == Verdict::Reject { "error" } else { "warning" };
    let head = painted(&format!("{word}[{reason}]"), colour(verdict), style);
    let domains = code.domains.len() as u64;
    let at = if domains > 1 { format!(" at {}", counted(domains, "domain")) } else { String::new() };
    let mut text = format!("{head}: {}{at}: {}\n", counted(code.rows, "row"), reason.title());
    if let Some(example) = &code.example {
        let cell = String::from_utf8_lossy(&example.content);
        let shown = safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, ADDRESS_WIDTH);
        let file = safe(&report.summary.file, ADDRESS_WIDTH);
        let _ = writeln!(text, "{}", format!("  --> {file}:{}   {shown}", example.line).trim_end());
    }
    if let Some(why) = code.example.as_ref().and_then(|example| example.suppressed.as_ref()) {
        let _ = writeln!(text, "  = note: came back: {why}");
    }
    let _ = writeln!(text, "  = help: {}", reason.entry().remedy);
    text
}

/// The last line of a gate: each threshold beside its figure.
pub fn verdict_line(report: &GateReport, style: Style) -> String {
    let (word, colour, exit) = match report.outcome {
        Outcome::Pass => ("PASS", GREEN, 0),
        Outcome::Fail => ("FAIL", RED, 1),
        Outcome::Inconclusive => ("INCONCLUSIVE", YELLOW, 3),
    };
    let rows = report.summary.tally.rows;
    let measure = |measure: &Measure| {
        let sign = if measure.exceeded { ">" } else { "≤" };
        let figure = match measure.limit {
            crate::policy::Limit::Percent(_) => percent(measure.rows, rows),
            crate::policy::Limit::Rows(_) => number(measure.rows),
        };
        format!("{} {figure} {sign} {}", measure.verdict.word(), measure.limit)
    };
    let mut measures: Vec<String> = report.measures.iter().map(measure).collect();
    measures.extend(report.forbidden.iter().map(|(what, rows)| {
        let sign = if *rows > 0 { ">" } else { "≤" };
        format!("{what} {} {sign} 0", number(*rows))
    }));
    format!("gate: {}   {}   (exit {exit})\n", painted(word, colour, style), measures.join("   "))
}

/// The answer to one address.
pub fn checked(checked: &Checked, style: Style) -> String {
    let mut text = String::new();
    for part in &checked.parts {
        text.push_str(&checked_part(&checked.raw, part, style));
    }
    text
}

fn checked_part(raw: &[u8], part: &CheckedPart, style: Style) -> String {
    let verdict = &part.verdict;
    let address = match &part.address {
        Some(address) => safe(&hidden(&address.to_string(), style), ADDRESS_WIDTH),
        None if style.redact => safe(&redacted(&String::from_utf8_lossy(raw)), ADDRESS_WIDTH),
        None => safe_bytes(raw, ADDRESS_WIDTH),
    };
    let sign = painted(sign(verdict.verdict), colour(verdict.verdict), style);
    let mut text = format!("{sign} {:<7} {address}\n", verdict.verdict.word());
    for code in verdict.codes() {
        let place = verdict.findings.iter().find(|f| f.reason == code).and_then(|f| f.span.clone());
        let place = if code.group() == "syntax" { place.and_then(|span| raw.get(span)) } else { None };
        let place = place
            .filter(|cut| cut.len() < raw.len() && !style.redact)
            .map(|cut| format!(": \"{}\"", safe_bytes(cut, 20)));
        let effect = verdict.findings.iter().filter(|f| f.reason == code).map(|f| f.effect).max();
        let colour = colour(Verdict::of(effect.unwrap_or(Effect::Note)));
        let colour = if effect == Some(Effect::Note) { DIM } else { colour };
        let title = code.title();
        let _ = writeln!(text, "    {}  {title}{}", painted(code.code(), colour, style), place.unwrap_or_default());
    }
    if let Some(entry) = &verdict.suppressed {
        let _ = writeln!(text, "    came back: {}", painted(&entry.why(), DIM, style));
    }
    if let Some(suggestion) = &verdict.suggestion {
        let meant = safe(&hidden(&suggestion.address, style), ADDRESS_WIDTH);
        let _ = writeln!(
            text,
            "    did you mean {}?  (confidence {})",
            painted(&meant, BOLD, style),
            suggestion.confidence.word()
        );
    }
    if let Some(facts) = part.facts.as_deref().filter(|_| verdict.verdict != Verdict::Ok) {
        for line in evidence(facts) {
            let _ = writeln!(text, "    {}", painted(&safe(&line, 160), DIM, style));
        }
    }
    text.push_str(&remedy(verdict));
    text
}

/// What to do, for the code that explains the verdict.
fn remedy(verdict: &RowVerdict) -> String {
    verdict.primary.map(|reason| format!("    = help: {}\n", reason.entry().remedy)).unwrap_or_default()
}

fn hidden(address: &str, style: Style) -> String {
    if style.redact { redacted(address) } else { address.to_owned() }
}

fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => "✓",
        Verdict::Review => "?",
        Verdict::Reject => "✗",
        Verdict::Unknown => "…",
    }
}

const GREEN: &str = "32";
const RED: &str = "31";
const YELLOW: &str = "33";
const BLUE: &str = "34";
const DIM: &str = "2";
const BOLD: &str = "1";

fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => GREEN,
        Verdict::Review => YELLOW,
        Verdict::Reject => RED,
        Verdict::Unknown => BLUE,
    }
}

fn painted(text: &str, colour: &str, style: Style) -> String {
    if style.colour { format!("\u{1b}[{colour}m{text}\u{1b}[0m") } else { text.to_owned() }
}
