//! How a gate ended, at the top of its page: each limit beside its figure, and the rows that have what must not occur.

use super::super::Style;
use super::super::text::{number, percent, redacted, safe};
use super::parts::fitting;
use super::{BROKEN_OCTETS_MAX, cut};
use crate::reason::Lang;
use crate::run::gate::{GateReport, Outcome};
use maud::{Markup, html};

/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 100;

pub(super) fn outcome(report: &GateReport, lang: Lang, style: Style) -> Markup {
    let word = match report.outcome {
        Outcome::Pass => lang.text("html-gate-passed"),
        Outcome::Fail => lang.text("html-gate-failed"),
        Outcome::Inconclusive => lang.text("html-gate-inconclusive"),
    };
    let rows = report.summary.tally.filled_rows();
    let verdict = |exceeded: bool| if exceeded { lang.text("html-gate-exceeded") } else { lang.text("html-gate-kept") };
    html! {
        section {
            h2 { "presend gate: " (word) }
            div class="scroll" tabindex="0" role="region" aria-label=(lang.text("html-gate-limit")) { table {
                thead { tr {
                    th scope="col" { (lang.text("html-gate-limit")) } th scope="col" { (lang.text("html-gate-rows")) } th scope="col" { (lang.text("html-gate-share")) }
                    th scope="col" { (lang.text("html-gate-at-most")) } th scope="col" { (lang.text("html-gate-outcome")) }
                } }
                tbody {
                    @for measure in report.measures.iter().filter(|measure| measure.is_shown()) {
                        tr {
                            td { (measure.word()) } td { (number(measure.rows)) } td { (percent(measure.rows, rows)) }
                            td { (measure.limit) } td { (verdict(measure.exceeded)) }
                        }
                    }
                    @for (what, found) in &report.forbidden {
                        tr {
                            td { (what) } td { (number(*found)) } td { (percent(*found, rows)) }
                            td { "0" } td { (verdict(*found > 0)) }
                        }
                    }
                }
            } }
            @if !report.broken.is_empty() { (rows_with_broken(report, lang, style)) }
        }
    }
}

fn rows_with_broken(report: &GateReport, lang: Lang, style: Style) -> Markup {
    let all = || report.broken.iter().flat_map(|code| code.first.iter().map(move |row| (code.reason, row)));
    let rows = all().map(|(reason, row)| {
        html! { tr { td { (row.line) } td { code { (reason) } } td { (shown(&row.content, style)) } } }
    });
    let rows = fitting(rows, BROKEN_OCTETS_MAX);
    let more = (all().count() - rows.len()) as u64;
    html! {
        h3 { (lang.text("html-gate-first-rows-with-what-must-not")) }
        div class="scroll" tabindex="0" role="region" aria-label=(lang.text("html-gate-first-rows-with-what-must-not")) { table {
            thead { tr {
                th scope="col" { (lang.text("html-gate-line")) } th scope="col" { (lang.text("html-gate-code")) } th scope="col" { (lang.text("html-gate-cell")) }
            } }
            tbody { @for row in rows { (row) } }
        } }
        (cut(more, lang))
    }
}

fn shown(cell: &[u8], style: Style) -> String {
    let cell = String::from_utf8_lossy(cell);
    safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH)
}
