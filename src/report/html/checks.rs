//! The page of addresses that were checked: how many came out how, why, and each of the first.

use super::parts::{self, fitting, section, tag};
use super::words::meaning;
use super::{CELL_WIDTH, NAME_WIDTH, run_note};
use crate::judge::Verdict;
use crate::reason::{Lang, say};
use crate::report::checks::{Check, Checks};
use crate::report::formats::ChecksView;
use crate::report::text::number;
use maud::{Markup, html};

/// Octets of the table of addresses. What stands around it is far below the rest of [`PAGE_OCTETS_MAX`](super::PAGE_OCTETS_MAX).
const TABLE_OCTETS_MAX: usize = 200_000;
/// Codes that are explained.
const REASONS_MAX: usize = 40;

/// The page.
pub fn of_checks(view: &ChecksView<'_>) -> String {
    let lang = view.lang;
    let title = lang.text("check-page-title");
    let what = what(view);
    let body = html! {
        main {
            header {
                p { (title) }
                h1 { (what) }
                (run_note(Some(view.run), Some(view.asked), lang))
            }
            (section(lang.text("check-page-outcome"), verdicts(view)))
            (reasons(view.checks, lang))
            (section(lang.text("check-page-each"), addresses(view)))
            footer {
                p { (if view.asked { lang.text("page-asked") } else { lang.text("page-not-asked") }) }
                p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) }
            }
        }
    };
    super::document(title, &what, lang, body)
}

/// The address, where it is only one.
fn what(view: &ChecksView<'_>) -> String {
    match view.checks.first.as_slice() {
        [only] => only.cell(NAME_WIDTH, view.style),
        _ => say!(view.lang, "count-addresses", count = view.checks.all()),
    }
}

fn verdicts(view: &ChecksView<'_>) -> Markup {
    let counted = Verdict::ALL.into_iter().zip(view.checks.verdicts).filter(|(_, count)| *count > 0);
    html! {
        @if view.checks.all() == 0 { p class="soft" { (view.lang.text("page-none")) } }
        ul class="verdicts" {
            @for (verdict, count) in counted {
                li {
                    span class={ "dot b-" (verdict.word()) } {}
                    strong { (verdict.word()) }
                    span class="count" { (number(count)) }
                    span class="count soft" { (super::percent(count, view.checks.all())) }
                    span class="means soft" { (meaning(verdict, view.asked, view.lang)) }
                }
            }
        }
    }
}

/// What explains the verdicts and what to do, the commonest first.
fn reasons(checks: &Checks, lang: Lang) -> Markup {
    let mut reasons: Vec<_> = checks.primary.iter().collect();
    if reasons.is_empty() {
        return html! {};
    }
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    section(
        lang.text("page-to-do"),
        html! {
            dl class="by-whom" {
                @for (reason, count) in reasons.into_iter().take(REASONS_MAX) {
                    @let texts = reason.texts(lang);
                    dt { (texts.title) " " code class="soft" { (reason.code()) } " · " (say!(lang, "count-addresses", count = *count)) }
                    dd { (texts.explanation) " " (texts.remedy) }
                }
            }
        },
    )
}

fn addresses(view: &ChecksView<'_>) -> Markup {
    let (lang, checks) = (view.lang, view.checks);
    let has_lines = checks.have_lines();
    let rows = fitting(checks.first.iter().map(|check| drawn(check, has_lines, view)), TABLE_OCTETS_MAX);
    let (shown, all) = (rows.len() as u64, checks.all());
    let line = has_lines.then_some((lang.text("page-line"), true));
    let others = [
        (lang.text("check-page-address"), false),
        (lang.text("page-verdict"), false),
        (lang.text("check-page-codes"), false),
        (lang.text("page-meant"), false),
    ];
    let heads: Vec<(&str, bool)> = line.into_iter().chain(others).collect();
    html! {
        @if shown < all { p { (say!(lang, "check-page-shown", shown = shown, all = all)) } }
        @if all > 0 { (parts::table(&heads, lang.text("page-search"), rows.into_iter())) }
    }
}

fn drawn(check: &Check, has_lines: bool, view: &ChecksView<'_>) -> Markup {
    html! {
        tr {
            @if has_lines { td class="count" { @if let Some(line) = check.line { (line) } } }
            td class="text" { code { (check.cell(CELL_WIDTH, view.style)) } }
            td { (tag(check.verdict)) }
            td class="text" {
                @for reason in &check.codes { div { code class="soft" { (reason.code()) } " " (reason.texts(view.lang).title) } }
                @for line in &check.evidence { div class="soft" { (line) } }
            }
            td class="text" { @if let Some(meant) = check.meant(CELL_WIDTH, view.style) { code { (meant) } } }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reason::Reason;
    use crate::report::Style;
    use crate::report::checks::tests::answer;
    use crate::report::html::page_data::RunNote;

    const HOSTILE: &str = "</title><script>alert(1)</script>\u{202e}ann.lee@gone.example";

    fn page(checks: &Checks, lang: Lang, redact: bool) -> String {
        let run = RunNote { when: "2026-11-30 09:05 UTC".into(), ..RunNote::default() };
        of_checks(&ChecksView { checks, asked: false, run: &run, lang, style: Style { redact, ..Style::default() } })
    }

    #[test]
    fn what_was_typed_stays_text_and_is_hidden_where_addresses_are() {
        let mut checks = Checks::default();
        checks.add(&answer(HOSTILE, &[Reason::DomainNxdomain]), None);
        let open = page(&checks, Lang::En, false);
        assert_eq!(open.matches("<script>").count(), 1, "only the page's own script");
        assert!(!open.contains('\u{202e}') && open.contains("ann.lee@gone.example"));
        for said in ["Address report", "domain.nxdomain", "1 address", "2026-11-30 09:05 UTC · no DNS asked"] {
            assert!(open.contains(said), "{said}");
        }
        let hidden = page(&checks, Lang::Zh, true);
        assert!(!hidden.contains("ann.lee") && hidden.contains("***@gone.example") && hidden.contains("地址检查报告"));
    }

    #[test]
    fn a_page_stays_small_and_counts_what_it_shows_however_many_addresses_there_are() {
        let mut checks = Checks::default();
        let every: Vec<Reason> = Reason::ALL.iter().copied().filter(|reason| reason.group() != "sender").collect();
        for line in 1..=2_000 {
            checks.add(&answer(&HOSTILE.repeat(20), &every), Some(line));
        }
        let page = page(&checks, Lang::Zh, false);
        assert!(page.len() < 300_000, "{} octets", page.len());
        let shown = page.matches("<tr>").count() - 1;
        assert!(shown > 50 && page.contains(&format!("显示 {shown} 个地址，共 2,000 个")), "{shown}");
    }

    #[test]
    fn nothing_checked_has_a_page_too() {
        let page = page(&Checks::default(), Lang::En, false);
        assert!(page.contains("Nothing here.") && !page.contains("NaN"));
    }
}
