//! How a gate ended, at the top of its page: each limit beside its figure, and the rows that have what must not occur.

use super::super::Style;
use super::super::text::{number, percent, redacted, safe};
use crate::reason::Lang;
use crate::run::gate::{GateReport, Outcome};
use maud::{Markup, html};

/// The longest cell that is shown, in characters.
const CELL_WIDTH: usize = 100;

pub(super) fn outcome(report: &GateReport, lang: Lang, style: Style) -> Markup {
    let word = match report.outcome {
        Outcome::Pass => lang.pick("passed", "通过"),
        Outcome::Fail => lang.pick("failed", "未通过"),
        Outcome::Inconclusive => lang.pick("inconclusive", "无法判断"),
    };
    let rows = report.summary.tally.filled_rows();
    let verdict =
        |exceeded: bool| if exceeded { lang.pick("exceeded", "超出") } else { lang.pick("kept", "未超出") };
    html! {
        section {
            h2 { "presend gate: " (word) }
            div class="scroll" { table {
                thead { tr {
                    th { (lang.pick("limit", "阈值")) } th { (lang.pick("rows", "行数")) } th { (lang.pick("share", "占比")) }
                    th { (lang.pick("at most", "上限")) } th {}
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
    html! {
        h3 { (lang.pick("First rows with what must not occur", "不允许出现的内容：最先出现的行")) }
        div class="scroll" { table {
            thead { tr {
                th { (lang.pick("line", "行")) } th { (lang.pick("code", "代码")) } th { (lang.pick("cell", "内容")) }
            } }
            tbody {
                @for code in &report.broken {
                    @for row in &code.first {
                        tr { td { (row.line) } td { code { (code.reason) } } td { (shown(&row.content, style)) } }
                    }
                }
            }
        } }
    }
}

fn shown(cell: &[u8], style: Style) -> String {
    let cell = String::from_utf8_lossy(cell);
    safe(&if style.redact { redacted(&cell) } else { cell.into_owned() }, CELL_WIDTH)
}
