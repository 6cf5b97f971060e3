//! `report.html`: one file that shows a run to people. It needs nothing from anywhere: style, script and charts stand in it,
//! and a policy in its head forbids everything else. Scripts only add searching and sorting.
//!
//! Whatever strangers wrote goes through maud, which escapes it, after [`safe`] has taken away what could mislead the eye.

mod attention;
mod bounce;
mod checks;
pub mod collector;
mod gate;
pub mod load_results;
pub mod page_data;
pub(crate) mod parts;
mod probe;
mod rows;
mod sender;
mod words;

pub use bounce::of_bounces;
pub use checks::of_checks;
pub use probe::of_hosts;
pub use sender::sender_page;

use self::page_data::{FailingDomain, PAGE_OCTETS_MAX, PageData, RunNote};
use super::sender::Portfolio;
use super::text::{number, safe};
use super::{Style, text::redacted};
use crate::judge::Verdict;
use crate::reason::{Lang, say};
use crate::run::gate::GateReport;
use crate::run::top_counts::Top;
use crate::sender::{Entry, SenderReport};
use data_encoding::BASE64;
use load_results::SenderPage;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use parts::{bars, fitting, ring, section, table, tag};
use sha2::{Digest, Sha256};
use words::{and_more, at_line, grade, meaning, to_do};

pub(crate) const CSS: &str = include_str!("style.css");
pub(crate) const SCRIPT: &str = include_str!("script.js");
/// The longest name that is shown whole, in characters.
const NAME_WIDTH: usize = 120;
/// The longest cell of a row that is shown whole, in characters.
const CELL_WIDTH: usize = 80;
/// The longest command line that is shown whole, in characters.
const COMMAND_WIDTH: usize = 600;
/// Bars in one chart.
const BARS_MAX: usize = 10;
/// Octets of the rows of each table of a list's page but the last, and of a gate's. With charts, style and script they leave a third of
/// [`PAGE_OCTETS_MAX`] to the rows that need attention.
const CODES_OCTETS_MAX: usize = 60_000;
const FAILING_OCTETS_MAX: usize = 28_000;
const UNTOLD_OCTETS_MAX: usize = 14_000;
const TYPOS_OCTETS_MAX: usize = 25_000;
const BROKEN_OCTETS_MAX: usize = 20_000;

/// Nothing may be loaded from anywhere, and no script may run but the page's own.
pub(crate) fn policy() -> String {
    format!("default-src 'none'; style-src 'unsafe-inline'; {}; base-uri 'none'; form-action 'none'", script_policy())
}

/// The script of [`script`] may run, and no other.
pub(crate) fn script_policy() -> String {
    format!("script-src 'sha256-{}'", BASE64.encode(&Sha256::digest(SCRIPT.as_bytes())))
}

/// What searches and sorts tables and copies records, for the end of a page.
pub(crate) fn script() -> Markup {
    html! { script { (PreEscaped(SCRIPT)) } }
}

/// The whole page.
pub fn page(data: &PageData, lang: Lang, style: Style) -> String {
    with_outcome(data, html! {}, lang, style)
}

/// The page of a sender, the first one where there are several. It is made from the JSON, so that it can be made again from it later.
pub fn of_sender(portfolio: &Portfolio<'_>) -> String {
    let page = portfolio.entries.iter().find_map(Entry::report).and_then(|report| as_page(report, portfolio.style));
    page.map(|page| sender_page(&page, portfolio.lang)).unwrap_or_default()
}

/// What the page of a sender shows, without the document around it.
pub(crate) fn sender_body(report: &SenderReport, lang: Lang, style: Style) -> Markup {
    as_page(report, style).map(|page| sender::body(&page, lang)).unwrap_or_default()
}

fn as_page(report: &SenderReport, style: Style) -> Option<SenderPage> {
    SenderPage::parse(&super::sender::json::sender(report, false, style)).ok()
}

/// The page of a gate, which begins with how it ended.
pub fn gated(data: &PageData, report: &GateReport, lang: Lang, style: Style) -> String {
    with_outcome(data, gate::outcome(report, lang, style), lang, style)
}

/// The rows that need attention have all the room that the rest leaves; as every table of it is bounded, that is a third of the page at least.
fn with_outcome(data: &PageData, outcome: Markup, lang: Lang, style: Style) -> String {
    let file = safe(&data.file, NAME_WIDTH);
    let title = lang.text("page-title");
    let before = before_the_rows(data, &file, &outcome, lang, style);
    let after = html! {
        footer {
            p { (if data.asked { lang.text("page-asked") } else { lang.text("page-not-asked") }) }
            p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) }
        }
    };
    let used = document(title, &file, lang, html! { main {} }).len() + before.0.len() + after.0.len();
    let rows = rows::attention(data, PAGE_OCTETS_MAX.saturating_sub(used), lang, style);
    document(title, &file, lang, html! { main { (before) (rows) (after) } })
}

/// What stands on a page before the table of rows: the outcome of a gate, if there is one, the figures, and the other tables.
fn before_the_rows(data: &PageData, file: &str, outcome: &Markup, lang: Lang, style: Style) -> Markup {
    html! {
        (head(data, file, lang))
        (outcome)
        (shares(data, lang))
        (actions(data, lang))
        (typos(data, lang))
        (reasons(data, lang, style))
        (domains(lang.text("page-failing"), &data.failing, FAILING_OCTETS_MAX, lang))
        (domains(lang.text("page-untold"), &data.untold, UNTOLD_OCTETS_MAX, lang))
        div class="pair" {
            (chart(lang.text("page-providers"), &data.providers, data.elsewhere, lang))
            (countries(data, lang))
        }
        (chart(lang.text("page-mail-hosts"), &data.mail_hosts, 0, lang))
    }
}

/// A page with its style and its script, and nothing from anywhere else.
fn document(title: &str, of: &str, lang: Lang, body: Markup) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.tag()) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy());
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) " · " (of) }
                style { (PreEscaped(CSS)) }
            }
            body {
                (body)
                (script())
            }
        }
    };
    markup.into_string()
}

fn head(data: &PageData, file: &str, lang: Lang) -> Markup {
    html! {
        header {
            p { (lang.text("page-title")) }
            h1 { (file) }
            p {
                (say!(lang, "count-rows", count = data.rows)) " · " (say!(lang, "count-addresses", count = data.addresses))
                " · " (say!(lang, "count-domains", count = data.domains))
                @if data.blank_rows > 0 { " · " (say!(lang, "count-blank-rows", count = data.blank_rows)) }
            }
            (run_note(data.run.as_ref(), Some(data.asked), lang))
        }
    }
}

/// When and how a run was made. `asked` tells whether the DNS was, where that matters.
fn run_note(run: Option<&RunNote>, asked: Option<bool>, lang: Lang) -> Markup {
    let Some(run) = run else { return html! {} };
    let when = run.when.as_str();
    let dns = run.dns.as_deref().filter(|_| asked == Some(true));
    html! {
        p {
            @match (dns, asked) {
                (Some(dns), _) => (say!(lang, "page-run-asked", when = when, dns = safe(dns, NAME_WIDTH))),
                (None, Some(false)) => (say!(lang, "page-run-not-asked", when = when)),
                _ => (when),
            }
        }
        @if let Some(command) = &run.command { p { code { (safe(command, COMMAND_WIDTH)) } } }
    }
}

fn shares(data: &PageData, lang: Lang) -> Markup {
    let body = html! {
        div class="shares" {
            (ring(data.verdicts, data.rows, if data.asked { lang.text("page-can-be-mailed") } else { lang.text("page-well-formed") }))
            ul class="verdicts" {
                @for (verdict, rows) in Verdict::ALL.into_iter().zip(data.verdicts) {
                    li {
                        span class={ "dot b-" (verdict.word()) } {}
                        strong { (verdict.word()) }
                        span class="count" { (number(rows)) }
                        span class="count soft" { (percent(rows, data.rows)) }
                        span class="means soft" { (meaning(verdict, data.asked, lang)) }
                    }
                }
                @if data.without_address > 0 {
                    li {
                        span class="dot" {}
                        strong { (lang.text("page-without-address")) }
                        span class="count" { (number(data.without_address)) }
                        span class="count soft" { (percent(data.without_address, data.rows)) }
                        span class="means soft" { (lang.text("page-nothing-to-send-to")) }
                    }
                }
            }
        }
    };
    let bouncing =
        data.codes.iter().filter(|line| line.verdict == Verdict::Reject && line.reason.entry().bounce.is_some());
    let bouncing = bouncing.map(|line| line.rows).sum();
    let graded = data.verdicts.iter().sum();
    let grade = grade(bouncing, graded, lang).filter(|_| data.asked);
    section(
        lang.text("page-shares"),
        html! {
            (body)
            @if let Some((colour, grade)) = grade { p class="grade" { span class={ "dot " (colour) } {} " " (grade) } }
        },
    )
}

fn percent(rows: u64, of: u64) -> String {
    super::text::percent(rows, of)
}

fn actions(data: &PageData, lang: Lang) -> Markup {
    let typos = data.typos.shown.iter().map(|(_, rows)| rows).sum();
    let list = to_do(data.verdicts, typos, data.asked, lang);
    if list.is_empty() {
        return html! {};
    }
    section(lang.text("page-to-do"), html! { ol class="todo" { @for entry in list { li { (entry) } } } })
}

fn reasons(data: &PageData, lang: Lang, style: Style) -> Markup {
    if data.codes.is_empty() {
        return section(lang.text("page-why"), html! { p class="soft" { (lang.text("page-none")) } });
    }
    let largest = data.codes.iter().map(|line| line.rows).max().unwrap_or(1);
    let chart = data.codes.iter().take(BARS_MAX).map(|line| {
        let title = line.reason.texts(lang).title.to_owned();
        (title, line.rows, line.verdict.word())
    });
    let rows = data.codes.iter().map(|line| {
        let texts = line.reason.texts(lang);
        html! {
            tr {
                td class="code" { code { (line.reason.code()) } }
                td { (tag(line.verdict)) }
                (parts::count(line.rows))
                td class="text" { strong { (texts.title) } " " (texts.explanation) }
                td class="text" { (texts.remedy) }
                td class="text" data-value=[line.example.as_ref().map(|(at, _)| at)] { @if let Some((at, cell)) = &line.example { (at_line(*at, lang)) " " code { (shown(cell, NAME_WIDTH, style)) } } }
            }
        }
    });
    let rows = fitting(rows, CODES_OCTETS_MAX);
    let more = (data.codes.len() - rows.len()) as u64;
    let heads = [
        (lang.text("page-code"), false),
        (lang.text("page-verdict"), false),
        (lang.text("page-rows-head"), true),
        (lang.text("page-meaning"), false),
        (lang.text("page-remedy"), false),
        (lang.text("page-example"), false),
    ];
    section(
        lang.text("page-why"),
        html! {
            (bars(chart, largest))
            br;
            (table(&heads, lang.text("page-search"), rows.into_iter()))
            (cut(more, lang))
        },
    )
}

/// Domains with what is known of each.
fn domains(title: &str, top: &Top<FailingDomain>, octets: usize, lang: Lang) -> Markup {
    if top.shown.is_empty() {
        return html! {};
    }
    let rows = top.shown.iter().map(|(failing, rows)| {
        html! {
            tr {
                td class="text" { code { (safe(&failing.domain, NAME_WIDTH)) } }
                (parts::count(*rows))
                td class="code" { code { (failing.reason.code()) } }
                td class="text" { (failing.reason.texts(lang).title) }
            }
        }
    });
    let rows = fitting(rows, octets);
    let more = top.more + (top.shown.len() - rows.len()) as u64;
    let heads = [
        (lang.text("page-domain"), false),
        (lang.text("page-rows-head"), true),
        (lang.text("page-code"), false),
        (lang.text("page-meaning"), false),
    ];
    section(
        title,
        html! {
            (table(&heads, lang.text("page-search"), rows.into_iter()))
            (cut(more, lang))
        },
    )
}

fn typos(data: &PageData, lang: Lang) -> Markup {
    if data.typos.shown.is_empty() {
        return html! {};
    }
    let rows = data.typos.shown.iter().map(|(typo, rows)| {
        html! {
            tr {
                td class="text" { code { (safe(&typo.typed, NAME_WIDTH)) } }
                td class="text" { code { (safe(&typo.meant, NAME_WIDTH)) } }
                (parts::count(*rows))
            }
        }
    });
    let rows = fitting(rows, TYPOS_OCTETS_MAX);
    let more = data.typos.more + (data.typos.shown.len() - rows.len()) as u64;
    let heads =
        [(lang.text("page-typed"), false), (lang.text("page-meant"), false), (lang.text("page-rows-head"), true)];
    section(
        lang.text("page-typos"),
        html! {
            (table(&heads, lang.text("page-search"), rows.into_iter()))
            (cut(more, lang))
        },
    )
}

/// The commonest names as bars. `elsewhere` rows have no such name.
fn chart(title: &str, top: &Top<String>, elsewhere: u64, lang: Lang) -> Markup {
    if top.shown.is_empty() && elsewhere == 0 {
        return section(title, html! { p class="soft" { (lang.text("page-none")) } });
    }
    let lines = top.shown.iter().take(BARS_MAX).map(|(name, rows)| (safe(name, NAME_WIDTH), *rows, "plain"));
    let last = (elsewhere > 0).then(|| (lang.text("page-elsewhere").to_owned(), elsewhere, "unknown"));
    let beyond = top.shown.len().saturating_sub(BARS_MAX) as u64 + top.more;
    section(
        title,
        html! {
            (bars(lines.chain(last), top.largest().max(elsewhere)))
            (cut(beyond, lang))
        },
    )
}

/// Countries stand as codes; the script writes their names, which the reader's browser knows.
fn countries(data: &PageData, lang: Lang) -> Markup {
    html! { div data-regions=(lang.tag()) { (chart(lang.text("page-countries"), &data.countries, 0, lang)) } }
}

fn cut(more: u64, lang: Lang) -> Markup {
    html! { @if more > 0 { p class="soft" { (and_more(more, lang)) } } }
}

fn shown(cell: &str, width: usize, style: Style) -> String {
    safe(&if style.redact { redacted(cell) } else { cell.to_owned() }, width)
}

#[cfg(test)]
mod tests;
