//! What people read on a terminal.

use super::color::{BLUE, BOLD, DIM, GREEN, RED, YELLOW, painted};
use super::text::{duration, number, percent, redacted, safe, safe_bytes};
use super::wrap::{columns, wrapped};
use super::{Style, WIDTH_UNKNOWN};
use crate::judge::{Fix, RowVerdict, Verdict, evidence};
use crate::list::{OutputFormat, Packing};
use crate::reason::say;
use crate::reason::{Effect, Lang, Reason};
use crate::run::Summary;
use crate::run::check::{Checked, CheckedPart};
use crate::run::clean::{Cleaned, file_of};
use crate::run::gate::{GateReport, Measure, Outcome};
use crate::run::tally::CodeTally;
use crate::suggest::Confidence;
use std::fmt::Write;

/// The longest address or cell that is shown whole, in characters.
const ADDRESS_WIDTH: usize = 100;
/// Codes shown behind each verdict of the summary.
const CODES_SHOWN: usize = 3;

/// The summary of a cleaning. `folder` is where the results are.
pub fn cleaned(cleaned: &Cleaned, folder: &str, lang: Lang, style: Style) -> String {
    let mut text = summary(&cleaned.summary, Some(cleaned.form), lang, style);
    let folder = painted(&safe(folder, ADDRESS_WIDTH), BOLD, style);
    let mut lines = vec![say!(lang, "list-results-in", folder = &folder)];
    let unknown = cleaned.summary.tally.of(Verdict::Unknown);
    if unknown > 0 && cleaned.summary.domains_asked > 0 {
        lines.push(say!(lang, "list-ask-again", rows = unknown, folder = &folder));
    }
    let changes = cleaned.changes;
    if changes.applied > 0 {
        lines.push(say!(lang, "list-changes-made", changes = changes.applied));
    }
    let unrepaired = cleaned.summary.tally.ok_unrepaired;
    if unrepaired > 0 {
        let file = file_of(Verdict::Ok, cleaned.form);
        lines.push(match cleaned.fix {
            Fix::None => say!(lang, "list-unrepaired", rows = unrepaired, file = file),
            // What would be taken for a formula, say.
            Fix::Safe | Fix::Typos => say!(lang, "list-unrepaired-by-hand", rows = unrepaired, file = file),
        });
    }
    let several = cleaned.rows_to_split();
    if several > 0 {
        lines.push(say!(lang, "list-several-addresses", rows = several));
    }
    if changes.sure_typos > 0 {
        lines.push(say!(lang, "list-sure-typos", typos = changes.sure_typos));
    }
    lines.push(reading_of_ok(&cleaned.summary, lang).to_owned());
    text.push_str(&lines.join("\n"));
    broken(&text, style)
}

/// Every line broken where the screen ends. What belongs to a line is indented by two more than the line.
fn broken(text: &str, style: Style) -> String {
    let line = |line: &str| {
        let indent = line.len() - line.trim_start().len() + 2;
        wrapped(line, indent, style.width) + "\n"
    };
    text.lines().map(line).collect()
}

/// What "ok" means in this run.
fn reading_of_ok(summary: &Summary, lang: Lang) -> &'static str {
    if summary.domains_asked == 0 {
        lang.text("human-ok-means-that-the-address-is")
    } else {
        lang.text("human-ok-means-that-the-domain-accepts")
    }
}

/// The counts of a run, one line a verdict.
fn summary(summary: &Summary, files: Option<OutputFormat>, lang: Lang, style: Style) -> String {
    let tally = &summary.tally;
    let mut facts = vec![
        say!(lang, "count-rows", count = tally.rows),
        say!(lang, "count-addresses", count = tally.addresses),
        say!(lang, "count-domains", count = summary.domains),
        duration(summary.elapsed),
    ];
    if summary.domains_asked > 0 {
        facts.push(say!(lang, "count-queries", count = summary.stats.queries));
        if summary.stats.cached > 0 {
            facts.push(say!(lang, "list-from-cache", count = summary.stats.cached));
        }
    }
    if tally.old_rows > 0 {
        facts[0] = say!(lang, "list-new-rows", rows = tally.rows, all = tally.rows + tally.old_rows);
    }
    if tally.accepted > 0 {
        facts.push(say!(lang, "list-accepted-before", count = tally.accepted));
    }
    if tally.blank_rows > 0 {
        facts.push(say!(lang, "count-blank-rows", count = tally.blank_rows));
    }
    let mut text = format!("{}  {}\n", safe(&summary.file, ADDRESS_WIDTH), facts.join(" · "));
    let widest = Verdict::ALL.iter().map(|&verdict| number(tally.of(verdict)).len()).max().unwrap_or(0).max(6);
    for verdict in Verdict::ALL {
        let sign = painted(sign(verdict), colour(verdict), style);
        let count = number(tally.of(verdict));
        let width = file_of(Verdict::Reject, files.unwrap_or(OutputFormat::Csv(Packing::None))).len() + 2;
        let file = files.map_or_else(String::new, |form| format!("{:<width$}", file_of(verdict, form)));
        let line = format!("  {sign} {:<7} {count:>widest$}   {file}", verdict.word());
        let room = style.width.saturating_sub(columns(&line));
        let line = line + &leading_codes(&tally.explaining(verdict), room, lang);
        let _ = writeln!(text, "{}", line.trim_end());
    }
    if let Some((_, lacking)) = tally.lacking() {
        let width = file_of(Verdict::Reject, files.unwrap_or(OutputFormat::Csv(Packing::None))).len() + 2;
        let file = files.map_or_else(String::new, |form| format!("{:<width$}", file_of(Verdict::Reject, form)));
        let (sign, count) = (painted("–", DIM, style), number(lacking.rows));
        let what = lang.text("human-without-an-address");
        let _ = writeln!(text, "  {sign} {:<7} {count:>widest$}   {file}{what}", "empty");
    }
    text
}

/// The commonest codes, those of syntax taken together.
fn leading_codes(codes: &[(Reason, &CodeTally)], room: usize, lang: Lang) -> String {
    let mut leading: Vec<(String, u64)> = Vec::new();
    let syntax: Vec<_> = codes.iter().filter(|(reason, _)| reason.group() == "syntax").collect();
    if syntax.len() > 1 {
        leading.push(("syntax.*".to_owned(), syntax.iter().map(|(_, code)| code.rows).sum()));
    }
    let others = codes.iter().filter(|(reason, _)| syntax.len() < 2 || reason.group() != "syntax");
    leading.extend(others.map(|(reason, code)| (reason.code().to_owned(), code.rows)));
    leading.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
    // As many as the screen has room for, but one at least.
    for most in (0..=CODES_SHOWN).rev() {
        let mut shown: Vec<String> =
            leading.iter().take(most).map(|(code, rows)| format!("{code} {}", number(*rows))).collect();
        let more = leading.len() - shown.len();
        if more > 0 {
            shown.push(say!(lang, "list-more-codes", count = more));
        }
        let line = shown.join(" · ");
        if columns(&line) <= room || most < 2 {
            return line;
        }
    }
    String::new()
}

/// What a gate found: one paragraph a code, then the thresholds beside their figures.
pub fn gated(report: &GateReport, lang: Lang, style: Style) -> String {
    let mut text = String::new();
    for verdict in [Verdict::Reject, Verdict::Unknown, Verdict::Review] {
        for (reason, code) in report.summary.tally.explaining(verdict) {
            text.push_str(&paragraph(report, verdict, (reason, code), lang, style));
        }
    }
    if let Some(lacking) = report.summary.tally.lacking() {
        text.push_str(&paragraph(report, Verdict::Review, lacking, lang, style));
    }
    for code in report.broken_beside() {
        let tally = CodeTally { rows: code.rows, example: code.first.first().cloned(), ..CodeTally::default() };
        text.push_str(&paragraph(report, Verdict::Reject, (code.reason, &tally), lang, style));
    }
    text.push_str(&summary(&report.summary, None, lang, style));
    text.push_str(reading_of_ok(&report.summary, lang));
    text.push('\n');
    broken(&text, style) + &verdict_line(report, lang, style)
}

fn paragraph(
    report: &GateReport,
    verdict: Verdict,
    (reason, code): (Reason, &CodeTally),
    lang: Lang,
    style: Style,
) -> String {
    let word = if verdict == Verdict::Reject { "error" } else { "warning" };
    let head = painted(&format!("{word}[{reason}]"), colour(verdict), style);
    let domains = code.domains.len() as u64;
    let (rows, texts) = (code.rows, reason.texts(lang));
    let rows = match domains {
        0 | 1 => say!(lang, "count-rows", count = rows),
        domains => say!(lang, "list-at-domains", rows = rows, domains = domains),
    };
    let colon = lang.text("sign-colon");
    let mut text = format!("{head}{colon}{rows}{colon}{}\n", texts.title);
    if let Some(example) = &code.example {
        let cell = String::from_utf8_lossy(&example.content);
        let shown = safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, ADDRESS_WIDTH);
        let file = safe(&report.summary.file, ADDRESS_WIDTH);
        let _ = writeln!(text, "{}", format!("  --> {file}:{}   {shown}", example.line).trim_end());
    }
    if let Some(why) = code.example.as_ref().and_then(|example| example.suppressed.as_ref()) {
        let _ = writeln!(text, "  = {}", say!(lang, "note-came-back", why = why.to_string()));
    }
    let _ = writeln!(text, "  = {}{colon}{}", lang.text("human-help"), texts.remedy);
    text
}

/// The last line of a gate: each threshold beside its figure.
pub fn verdict_line(report: &GateReport, lang: Lang, style: Style) -> String {
    let (word, colour, exit) = match report.outcome {
        Outcome::Pass => ("human-gate-pass", GREEN, 0),
        Outcome::Fail => ("human-gate-fail", RED, 1),
        Outcome::Inconclusive => ("human-gate-inconclusive", YELLOW, 3),
    };
    let rows = report.summary.tally.filled_rows();
    let measure = |measure: &Measure| {
        let sign = if measure.exceeded { ">" } else { "≤" };
        let figure = match measure.limit {
            crate::run::limits::Limit::Percent(_) => percent(measure.rows, rows),
            crate::run::limits::Limit::Rows(_) => number(measure.rows),
        };
        format!("{} {figure} {sign} {}", measure.word(), measure.limit)
    };
    let mut measures: Vec<String> = report.measures.iter().filter(|measure| measure.is_shown()).map(measure).collect();
    measures.extend(report.forbidden.iter().map(|(what, rows)| {
        let sign = if *rows > 0 { ">" } else { "≤" };
        format!("{what} {} {sign} 0", number(*rows))
    }));
    measures.push(format!("(exit {exit})"));
    let mut text = format!("gate{}{}", lang.text("sign-colon"), painted(lang.text(word), colour, style));
    let mut used = columns(&text);
    for measure in measures {
        // Logs keep it in one line, which is easy to look for.
        if style.width < WIDTH_UNKNOWN && used + 3 + columns(&measure) > style.width {
            text.push_str("\n     ");
            used = 5;
        }
        used += 3 + columns(&measure);
        text.push_str("   ");
        text.push_str(&measure);
    }
    text.push('\n');
    text
}

/// The answer to one address.
pub fn checked(checked: &Checked, lang: Lang, style: Style) -> String {
    let mut text = String::new();
    for part in &checked.parts {
        text.push_str(&checked_part(&checked.raw, part, lang, style));
    }
    broken(&text, style)
}

fn checked_part(raw: &[u8], part: &CheckedPart, lang: Lang, style: Style) -> String {
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
        let title = code.texts(lang).title;
        let _ = writeln!(text, "    {}  {title}{}", painted(code.code(), colour, style), place.unwrap_or_default());
    }
    if let Some(entry) = &verdict.suppressed {
        let _ = writeln!(text, "    {}", say!(lang, "came-back", why = painted(&entry.why(), DIM, style)));
    }
    if let Some(suggestion) = &verdict.suggestion {
        let meant = safe(&hidden(&suggestion.address, style), ADDRESS_WIDTH);
        let (meant, sure) = (painted(&meant, BOLD, style), confidence(suggestion.confidence, lang));
        let _ = writeln!(text, "    {}", say!(lang, "check-did-you-mean", meant = meant, sure = sure));
    }
    if let Some(facts) = part.facts.as_deref().filter(|_| verdict.verdict != Verdict::Ok) {
        for line in evidence(facts) {
            let _ = writeln!(text, "    {}", painted(&safe(&line, 160), DIM, style));
        }
    }
    text.push_str(&remedy(verdict, lang));
    text
}

/// What to do, for the code that explains the verdict.
fn remedy(verdict: &RowVerdict, lang: Lang) -> String {
    verdict
        .primary
        .map(|reason| {
            let (help, colon) = (lang.text("human-help"), lang.text("sign-colon"));
            format!("    = {help}{colon}{}\n", reason.texts(lang).remedy)
        })
        .unwrap_or_default()
}

/// How sure a suggestion is.
fn confidence(sure: Confidence, lang: Lang) -> &'static str {
    lang.text(match sure {
        Confidence::High => "confidence-high",
        Confidence::Medium => "confidence-medium",
        Confidence::Low => "confidence-low",
    })
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

fn colour(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ok => GREEN,
        Verdict::Review => YELLOW,
        Verdict::Reject => RED,
        Verdict::Unknown => BLUE,
    }
}
