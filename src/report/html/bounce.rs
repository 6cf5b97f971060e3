//! The page of what came back: by class, with whose fault it is and what to do now.

use super::page_data::PAGE_OCTETS_MAX;
use super::parts::{self, bars, fitting, section};
use super::{CELL_WIDTH, COMMAND_WIDTH, NAME_WIDTH, cut, run_note};
use crate::bounce::{Class, ClassTally, Whose};
use crate::reason::{Lang, say};
use crate::report::Style;
use crate::report::bounce::{Kept, facts, hidden_words, providers_shown, settled, shown, suppression, whose_parts};
use crate::report::formats::BounceView;
use crate::report::text::safe;
use maud::{Markup, html};

/// Octets of what a run changed on the suppression list.
const LIST_OCTETS_MAX: usize = 30_000;
/// Octets of the card of addresses without its rows, at most.
const KEPT_CARD_OCTETS_MAX: usize = 2_000;

/// The page. The addresses that may not be mailed have all the room that the rest leaves.
pub fn of_bounces(view: &BounceView<'_>) -> String {
    let (lang, style) = (view.lang, view.style);
    let title = lang.text("bounce-page-title");
    let sources = safe(&view.sources, NAME_WIDTH);
    let classes = view.tally.classes();
    let before = html! {
        header {
            p { (title) }
            h1 { (sources) }
            p { (facts(view.tally, view.totals, lang).join(" · ")) }
            (run_note(view.run, None, lang))
        }
        (section(lang.text("bounce-page-classes"), counted(&classes, lang)))
        (to_do(&classes, lang))
        (section(lang.text("bounce-page-each"), table(&classes, lang, style)))
        (list(view))
    };
    let footer = html! { footer { p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) } } };
    let used = super::document(title, &sources, lang, html! { main {} }).len() + before.0.len() + footer.0.len();
    let kept = kept(view, PAGE_OCTETS_MAX.saturating_sub(used));
    super::document(title, &sources, lang, html! { main { (before) (kept) (footer) } })
}

/// What the run changed on the suppression list, where one was named.
fn list(view: &BounceView<'_>) -> Markup {
    let lang = view.lang;
    let Some((changed, file)) = view.list else { return html! {} };
    let changes = settled(changed, lang, view.style);
    let lines = fitting(changes.lines().map(|line| html! { p { (safe(line, COMMAND_WIDTH)) } }), LIST_OCTETS_MAX);
    let more = (changes.lines().count() - lines.len()) as u64;
    section(
        lang.text("bounce-page-list"),
        html! {
            @for line in lines { (line) }
            (cut(more, lang))
            p { (suppression(file, view.totals, lang)) }
        },
    )
}

/// The addresses that may not be mailed, in no more than `octets`.
fn kept(view: &BounceView<'_>, octets: usize) -> Markup {
    let (lang, style, all) = (view.lang, view.style, view.totals.suppressed);
    if all == 0 {
        return html! {};
    }
    let rows = view.kept.iter().map(|Kept { entry, code }| {
        html! {
            tr {
                td class="text" { code { (safe(&shown(&entry.address, style), CELL_WIDTH)) } }
                td class="code" { code { (entry.class.word()) } }
                td { (code.unwrap_or_default()) }
                td class="code" { (entry.last_seen) }
                td class="code" { (entry.until.cell()) }
            }
        }
    });
    let rows = fitting(rows, octets.saturating_sub(KEPT_CARD_OCTETS_MAX));
    let heads = [
        (lang.text("bounce-field-address"), false),
        (lang.text("bounce-field-class"), false),
        (lang.text("page-code"), false),
        (lang.text("bounce-page-last"), false),
        (lang.text("bounce-page-until"), false),
    ];
    section(
        lang.text("bounce-page-kept"),
        html! {
            p {
                (say!(lang, "bounce-page-kept-shown", shown = rows.len() as u64, all = all))
                @if view.list.is_none() { " " (lang.text("bounce-page-kept-nowhere")) }
            }
            (parts::table(&heads, lang.text("page-search"), rows.into_iter()))
        },
    )
}

/// The colour of what came back: red for what is the sender's to mend, as everything else of it will come back, too.
fn colour(class: Class) -> &'static str {
    match class.whose() {
        _ if class == Class::NotABounce => "unknown",
        Whose::Sender => "reject",
        Whose::Recipient => "review",
        Whose::Network => "unknown",
    }
}

fn counted(classes: &[(Class, &ClassTally)], lang: Lang) -> Markup {
    if classes.is_empty() {
        return html! { p class="soft" { (lang.text("page-none")) } };
    }
    let largest = classes.iter().map(|(_, tally)| tally.records).max().unwrap_or(1);
    bars(
        classes
            .iter()
            .map(|(class, tally)| (class.reason().texts(lang).title.to_owned(), tally.records, colour(*class))),
        largest,
    )
}

/// What to do, by who can do it: the sender first.
fn to_do(classes: &[(Class, &ClassTally)], lang: Lang) -> Markup {
    let parts: Vec<_> = whose_parts(classes, lang).into_iter().filter(|(_, of_whom)| !of_whom.is_empty()).collect();
    if parts.is_empty() {
        return html! {};
    }
    section(
        lang.text("bounce-human-what-to-do-now"),
        html! {
            dl class="by-whom" {
                @for (title, of_whom) in parts {
                    dt { (title) }
                    @for class in of_whom { dd { code { (class.word()) } " " (class.reason().texts(lang).remedy) } }
                }
            }
        },
    )
}

fn table(classes: &[(Class, &ClassTally)], lang: Lang, style: Style) -> Markup {
    let rows = classes.iter().map(|(class, of_class)| {
        let texts = class.reason().texts(lang);
        html! {
            tr {
                td class="code" { code { (class.word()) } }
                (parts::count(of_class.records))
                td class="text" { (providers_shown(of_class, lang)) }
                td class="text" { strong { (texts.title) } " " (texts.explanation) }
                td class="text" { code { (hidden_words(&of_class.example, of_class.recipient.as_deref(), style)) } }
            }
        }
    });
    let heads = [
        (lang.text("bounce-field-class"), false),
        (lang.text("bounce-page-count"), true),
        (lang.text("page-providers"), false),
        (lang.text("page-meaning"), false),
        (lang.text("page-example"), false),
    ];
    parts::table(&heads, lang.text("page-search"), rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Day, Entry, Held, Settled, Tally, Until, read_reply};
    use crate::report::bounce::Totals;
    use crate::report::html::page_data::RunNote;

    fn entries(count: i32) -> Vec<Entry> {
        let entry = |number: i32| Entry {
            address: format!("ann.lee{number}<script>@{}.example", "x".repeat(60)),
            class: Class::RecipientUnknown,
            first_seen: Day(20_000),
            last_seen: Day(20_000 + number),
            count: 1,
            until: Until::Forever,
        };
        (0..count).map(entry).collect()
    }

    fn page(entries: &[Entry], list: Option<(&Settled, &str)>, lang: Lang, redact: bool) -> String {
        let mut tally = Tally::default();
        for reply in
            ["550 5.1.1 <ann@example.com>: user unknown <script>alert(1)</script>", "550 5.7.1 listed by a blocklist"]
        {
            tally.add(&read_reply(reply));
        }
        let kept: Vec<Kept<'_>> =
            entries.iter().take(5_000).map(|entry| Kept { entry, code: Some("550 5.1.1") }).collect();
        of_bounces(&BounceView {
            tally: &tally,
            totals: Totals { files: 1, items: 2, suppressed: entries.len() as u64, ..Totals::default() },
            list,
            kept: &kept,
            sources: "</title><script>.mbox".into(),
            run: Some(&RunNote { when: "2026-11-30 09:05 UTC".into(), ..RunNote::default() }),
            lang,
            style: Style { redact, ..Style::default() },
        })
    }

    #[test]
    fn what_servers_say_stays_text() {
        let page = page(&entries(1), None, Lang::En, false);
        assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
        assert!(page.contains("user unknown &lt;script&gt;") && page.contains("2026-11-30 09:05 UTC"));
        assert!(page.contains("at your side") && page.contains("recipient_unknown"));
        assert!(page.contains("ann.lee0&lt;script&gt;@") && page.contains("<td>550 5.1.1</td>"));
        assert!(page.contains("1 of 1 addresses is shown") && page.contains("--suppress FILE"), "{page}");
    }

    #[test]
    fn a_redacted_page_shows_no_local_part_and_a_chinese_one_is_chinese() {
        let page = page(&entries(1), None, Lang::Zh, true);
        assert!(!page.contains("ann.lee") && page.contains("a***@xxx"));
        assert!(!page.contains("ann@") && page.contains("退信报告") && !page.contains("at your side"));
    }

    #[test]
    fn a_page_stays_small_and_counts_what_it_shows_however_many_addresses_and_receivers_there_are() {
        let held = Held { receiver: "x".repeat(90), addresses: 7, example: "<".repeat(500) };
        let settled = Settled { held: vec![held; 900], ..Settled::default() };
        for lang in Lang::ALL {
            let page = page(&entries(20_000), Some((&settled, "suppressed.csv")), *lang, false);
            assert!(page.len() < 300_000, "{} octets", page.len());
            let drawn = page.matches("<code>ann.lee").count();
            assert!(drawn > 300, "{drawn}");
            if *lang == Lang::En {
                let drawn = crate::report::text::number(drawn as u64);
                assert!(page.contains(&format!("{drawn} of 20,000 addresses are shown")), "{drawn}");
                assert!(page.contains("more that are not shown") && !page.contains("--suppress FILE"));
            }
        }
    }
}
