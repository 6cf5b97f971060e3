use super::*;
use crate::reason::Reason;
use crate::report::html::page_data::{CodeLine, FailingDomain, Typo};

/// A page as full as a page can be, with names that want to break out of it.
fn hostile(names: u64) -> PageData {
    let bad = |n: u64| format!("\"><script>alert({n})</script><img src=x onerror=alert(1)>{}.example", "x".repeat(150));
    let top = Top { shown: (0..names).map(|n| (bad(n), n + 1)).collect(), more: 7 };
    PageData {
        file: "</title><script>alert(1)</script>\u{202e}.csv".into(),
        rows: 1_000_000,
        addresses: 999_000,
        domains: 30_000,
        asked: true,
        verdicts: [900_000, 50_000, 40_000, 10_000],
        codes: Reason::ALL
            .iter()
            .map(|&reason| CodeLine {
                reason,
                verdict: Verdict::of(reason.effect()),
                rows: 11,
                example: Some((3, bad(1))),
            })
            .collect(),
        failing: Top {
            shown: (0..names).map(|n| (FailingDomain { domain: bad(n), reason: Reason::DomainNxdomain }, 3)).collect(),
            more: 1,
        },
        typos: Top { shown: (0..names).map(|n| (Typo { typed: bad(n), meant: bad(n) }, 3)).collect(), more: 0 },
        providers: top.clone(),
        countries: top.clone(),
        mail_hosts: top,
        ..PageData::default()
    }
}

#[test]
fn hostile_names_stay_text() {
    let page = page(&hostile(20), Lang::En, Style::default());
    assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
    assert!(!page.contains("<img") && !page.contains('\u{202e}'));
    assert!(page.contains("&lt;script&gt;alert(1)"));
}

#[test]
fn the_page_loads_nothing_and_stays_small() {
    for lang in [Lang::En, Lang::Zh] {
        let page = page(&hostile(crate::report::html::page_data::TABLE_ROWS_MAX as u64), lang, Style::default());
        assert!(page.len() < 300_000, "{} octets", page.len());
        for loaded in ["http://", "https://", "src=\"", "@import", "url("] {
            assert!(!page.contains(loaded), "{loaded}");
        }
    }
}

#[test]
fn a_redacted_page_shows_no_local_part() {
    let mut data = hostile(1);
    data.codes[0].example = Some((17, "john.smith@example-gone.com".into()));
    let page = page(&data, Lang::En, Style { redact: true, ..Style::default() });
    assert!(page.contains("j***@example-gone.com") && !page.contains("john.smith"));
}

#[test]
fn an_empty_run_has_a_page_too() {
    let page = page(&PageData::default(), Lang::En, Style::default());
    assert!(page.contains("Nothing here.") && !page.contains("NaN"));
}

#[test]
fn the_chinese_page_is_chinese() {
    let page = page(&hostile(1), Lang::Zh, Style::default());
    assert!(page.contains("lang=\"zh-Hans\"") && page.contains("列表概览") && !page.contains("At a glance"));
}
