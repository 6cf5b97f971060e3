use super::*;
use crate::reason::Reason;
use crate::report::html::page_data::{CodeLine, FailingDomain, ShownRow, Typo, UNTOLD_ROWS_MAX};

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
        // Those of senders stand on no page of a list.
        codes: Reason::ALL
            .iter()
            .filter(|reason| reason.group() != "sender")
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
        untold: Top {
            shown: (0..names.min(UNTOLD_ROWS_MAX as u64))
                .map(|n| (FailingDomain { domain: bad(n), reason: Reason::DnsTimeout }, 3))
                .collect(),
            more: 1,
        },
        typos: Top { shown: (0..names).map(|n| (Typo { typed: bad(n), meant: bad(n) }, 3)).collect(), more: 0 },
        attention: (0..names * 10)
            .map(|line| ShownRow {
                line,
                cell: bad(line),
                verdict: Verdict::Reject,
                reason: Reason::DomainNxdomain,
                meant: Some(bad(line)),
            })
            .collect(),
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
    data.attention[0].cell = "john.smith@example-gone.com".into();
    data.attention[0].meant = Some("john.smith@example.com".into());
    let page = page(&data, Lang::En, Style { redact: true, ..Style::default() });
    assert!(page.contains("j***@example-gone.com") && !page.contains("john.smith"));
}

#[test]
fn a_thousand_rows_of_a_usual_list_have_room_and_each_code_is_shown() {
    let row = |line: u64| ShownRow {
        line,
        cell: format!("some.customer.{line}@mail.company-{line}.example"),
        verdict: if line.is_multiple_of(9) { Verdict::Review } else { Verdict::Reject },
        reason: if line.is_multiple_of(9) { Reason::AddressRole } else { Reason::DomainNxdomain },
        meant: None,
    };
    let data =
        PageData { verdicts: [0, 5_000, 5_000, 0], attention: (0..1_000).map(row).collect(), ..PageData::default() };
    let page = page(&data, Lang::En, Style::default());
    assert!(page.contains("1,000 of 10,000 rows are shown. The search and the filters see only these."));
    assert_eq!(page.matches("<tr class=").count(), 1_000);
    assert!(page.len() < 300_000, "{} octets", page.len());
}

#[test]
fn rows_that_do_not_fit_are_counted_as_not_shown() {
    let page = page(&hostile(60), Lang::En, Style::default());
    let drawn = page.matches("<tr class=").count();
    assert!(drawn > 0 && page.contains(&format!("{drawn} of 100,000 rows are shown.")), "{drawn}");
}

#[test]
fn rows_have_a_third_of_the_page_however_full_the_other_tables_are() {
    for lang in Lang::ALL {
        let page = page(&hostile(crate::report::html::page_data::TABLE_ROWS_MAX as u64), *lang, Style::default());
        let table = page.split_once("class=\"attention\"").expect("the rows").1;
        let rows = table.rsplit_once("</tr>").expect("a row").0.split_once("<tbody>").expect("a body").1;
        assert!(rows.len() > PAGE_OCTETS_MAX / 3, "{} octets of {}", rows.len(), page.len());
        assert!(page.len() < 300_000, "{} octets", page.len());
    }
}

#[test]
fn what_other_tables_leave_out_is_counted() {
    let mut data = hostile(100);
    data.codes.clear();
    let page = page(&data, Lang::En, Style::default());
    for (title, all) in [("Customers you can win back", 100), ("Domains that cannot be mailed", 101)] {
        let card = page.split_once(title).expect(title).1.split_once("</section>").expect("its end").0;
        let drawn = card.matches("<tr>").count() - 1;
        assert!(
            drawn > 9 && card.contains(&format!("and {} more that are not shown", all - drawn)),
            "{title}: {drawn}"
        );
    }
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

#[test]
fn headlines_depend_on_whether_the_dns_was_asked() {
    let asked = hostile(1);
    let page_of = |data: &PageData| page(data, Lang::En, Style::default());
    let with = page_of(&asked);
    assert!(with.contains("can be mailed") && with.contains("Mail the 900,000 rows") && with.contains("Amazon SES"));
    let without = page_of(&PageData { asked: false, ..asked });
    for promise in ["can be mailed", "Mail these", "Mail the ", "Amazon SES"] {
        assert!(!without.contains(promise), "{promise}");
    }
    assert!(without.contains("well formed") && without.contains("Run clean without --offline"));
}

#[test]
fn a_share_that_senders_are_stopped_for_is_said_to_be_one() {
    let graded = |bouncing| {
        let data = PageData {
            rows: 1_000,
            asked: true,
            verdicts: [1_000 - bouncing, 0, bouncing, 0],
            codes: vec![CodeLine {
                reason: Reason::DomainNxdomain,
                verdict: Verdict::Reject,
                rows: bouncing,
                example: None,
            }],
            ..PageData::default()
        };
        page(&data, Lang::En, Style::default())
    };
    for (bouncing, said) in [
        (19, "1.90 % of the addresses would bounce. Amazon SES advises"),
        (20, "more than the 2 %"),
        (50, "under review at 5 %"),
        (100, "may stop an account at 10 %"),
    ] {
        assert!(graded(bouncing).contains(said), "{bouncing}");
    }
}

/// The colours of a theme by their names.
fn colours(theme: &str) -> std::collections::BTreeMap<&str, [f64; 3]> {
    let pairs = theme.split(';').filter_map(|part| part.split_once(": #"));
    let channel = |hex: &str, at: usize| f64::from(u8::from_str_radix(&hex[at..at + 2], 16).expect("hexadecimal"));
    let colour = |hex: &str| [0, 2, 4].map(|at| channel(hex, at));
    pairs.map(|(name, hex)| (name.trim().trim_start_matches("--"), colour(hex.trim()))).collect()
}

/// The contrast of two colours (WCAG 2.2, relative luminance).
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let luminance = |colour: [f64; 3]| {
        let [r, g, b] = colour.map(|channel| {
            let channel = channel / 255.0;
            if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn texts_have_the_contrast_that_wcag_aa_asks_for_in_both_themes() {
    let themes: Vec<&str> =
        CSS.split("--ground").skip(1).map(|part| part.split('}').next().unwrap_or_default()).collect();
    let whole: Vec<String> = themes.iter().map(|theme| format!("--ground{theme}")).collect();
    let tag_texts = [[255.0; 3], [20.0, 22.0, 26.0]];
    for (theme, on_tag) in whole.iter().take(2).zip(tag_texts) {
        let of = colours(theme);
        for (text, ground) in [("ink", "ground"), ("ink", "card"), ("soft", "ground"), ("soft", "card")] {
            assert!(contrast(of[text], of[ground]) >= 4.5, "{text} on {ground}: {}", contrast(of[text], of[ground]));
        }
        for tag in ["ok", "review", "reject", "unknown"] {
            assert!(contrast(on_tag, of[tag]) >= 4.5, "text on {tag}: {}", contrast(on_tag, of[tag]));
            // What is drawn has to stand out by 3 (WCAG 2.2, 1.4.11).
            assert!(contrast(of[tag], of["card"]) >= 3.0, "{tag} on a card");
        }
    }
}
