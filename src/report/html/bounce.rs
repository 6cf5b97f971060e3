//! The page of what came back: by class, with whose fault it is and what to do now.

use super::parts::{self, bars, section};
use super::{COMMAND_WIDTH, NAME_WIDTH, run_note};
use crate::bounce::{Class, ClassTally, Whose};
use crate::reason::Lang;
use crate::report::Style;
use crate::report::bounce::{facts, hidden_words, providers_shown, settled, suppression, whose_parts};
use crate::report::formats::BounceView;
use crate::report::text::safe;
use maud::{Markup, html};

/// The page.
pub fn of_bounces(view: &BounceView<'_>) -> String {
    let (lang, style) = (view.lang, view.style);
    let title = lang.text("bounce-page-title");
    let sources = safe(&view.sources, NAME_WIDTH);
    let classes = view.tally.classes();
    let body = html! {
        main {
            header {
                p { (title) }
                h1 { (sources) }
                p { (facts(view.tally, view.totals, lang).join(" · ")) }
                (run_note(Some(view.run), None, lang))
            }
            (section(lang.text("bounce-page-classes"), counted(&classes, lang)))
            (to_do(&classes, lang))
            (section(lang.text("bounce-page-each"), table(&classes, lang, style)))
            @if let Some((changed, file)) = view.list {
                (section(lang.text("bounce-page-list"), html! {
                    @for line in settled(changed, lang, style).lines() { p { (safe(line, COMMAND_WIDTH)) } }
                    p { (suppression(file, view.totals, lang)) }
                }))
            }
            footer { p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) } }
        }
    };
    super::document(title, &sources, lang, body)
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
                td class="text" { code { (hidden_words(&of_class.example, style)) } }
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
    use crate::bounce::{Tally, read_reply};
    use crate::report::bounce::Totals;
    use crate::report::html::page_data::RunNote;

    fn page(lang: Lang, redact: bool) -> String {
        let mut tally = Tally::default();
        for reply in
            ["550 5.1.1 <ann@example.com>: user unknown <script>alert(1)</script>", "550 5.7.1 listed by a blocklist"]
        {
            tally.add(&read_reply(reply));
        }
        of_bounces(&BounceView {
            tally: &tally,
            totals: Totals { files: 1, items: 2, ..Totals::default() },
            list: None,
            sources: "</title><script>.mbox".into(),
            run: &RunNote { when: "2026-11-30 09:05 UTC".into(), ..RunNote::default() },
            lang,
            style: Style { redact, ..Style::default() },
        })
    }

    #[test]
    fn what_servers_say_stays_text() {
        let page = page(Lang::En, false);
        assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
        assert!(page.contains("user unknown &lt;script&gt;") && page.contains("2026-11-30 09:05 UTC"));
        assert!(page.contains("at your side") && page.contains("recipient_unknown"));
    }

    #[test]
    fn a_redacted_page_shows_no_local_part_and_a_chinese_one_is_chinese() {
        let page = page(Lang::Zh, true);
        assert!(!page.contains("ann@") && page.contains("退信报告") && !page.contains("at your side"));
    }
}
