//! What came of a form: addresses with their verdicts, a sender, a bounce, or why there is nothing to show.

use crate::bounce::Bounce;
use crate::judge::{RowVerdict, Verdict};
use crate::reason::{Lang, Reason};
use crate::report::Style;
use crate::report::bounce::explained_rows;
use crate::report::html::{parts::section, script, sender_body};
use crate::report::text::{safe, safe_bytes};
use crate::run::check::Checked;
use crate::sender::SenderReport;
use crate::serve::answer::Problem;
use maud::{Markup, html};

/// The longest text that is shown whole, in characters.
const TEXT_WIDTH: usize = 600;

pub fn addresses(checked: &[Checked], lang: Lang) -> Markup {
    let answers = checked.iter().flat_map(|one| {
        let alone = one.parts.len() == 1;
        one.parts.iter().map(move |part| {
            let text = if alone { &one.raw[..] } else { one.raw.get(part.span.clone()).unwrap_or_default() };
            answer(&safe_bytes(text, TEXT_WIDTH), &part.verdict, lang)
        })
    });
    let body = html! { div role="status" { @for answer in answers { (answer) } } };
    section(lang.text("serve-what-was-found-out"), body)
}

/// One address: what is to be done with it, and why.
fn answer(text: &str, verdict: &RowVerdict, lang: Lang) -> Markup {
    html! {
        div class="answer" {
            p { span class="word" { (verdict.verdict.word()) } " " code { (text) } " " span class="soft" { (meaning(verdict.verdict, lang)) } }
            @if let Some(proposed) = verdict.proposed() {
                p { (lang.text("serve-probably-meant")) strong { code { (safe(proposed, TEXT_WIDTH)) } } }
            }
            @for reason in verdict.primary.into_iter().chain(others(verdict)) {
                @let texts = reason.texts(lang);
                p { strong { (texts.title) } " " code class="soft" { (reason.code()) } }
                @if Some(reason) == verdict.primary {
                    p { (texts.explanation) " " (texts.remedy) }
                }
            }
        }
    }
}

fn others(verdict: &RowVerdict) -> impl Iterator<Item = Reason> + '_ {
    verdict.codes().filter(|reason| Some(*reason) != verdict.primary)
}

fn meaning(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Ok => lang.text("serve-can-be-mailed-as-far-as"),
        Verdict::Review => lang.text("serve-a-person-should-look-at-it"),
        Verdict::Reject => lang.text("serve-would-bounce-or-must-not-be"),
        Verdict::Unknown => lang.text("serve-could-not-be-found-out-try"),
    }
}

pub fn sender(report: &SenderReport, lang: Lang) -> Markup {
    html! {
        div role="status" { (sender_body(report, lang, Style::default())) }
        (script())
    }
}

pub fn bounce(returned: &Bounce, lang: Lang) -> Markup {
    let reason = returned.judged.class.reason();
    let texts = reason.texts(lang);
    let body = html! {
        div role="status" {
            p { strong { (texts.title) } " " code class="soft" { (reason.code()) } }
            p { (texts.explanation) }
            dl {
                @if let Some(recipient) = &returned.recipient {
                    dt { (lang.text("bounce-field-address")) } dd { code { (safe(recipient, TEXT_WIDTH)) } }
                }
                @for (name, value) in explained_rows(returned, lang, Style::default()).iter().filter(|(_, value)| !value.is_empty()) {
                    dt { (name) } dd { (safe(value, TEXT_WIDTH)) }
                }
            }
        }
    };
    section(lang.text("serve-what-the-bounce-says"), body)
}

/// Why there is nothing to show.
pub fn problem(problem: &Problem, lang: Lang) -> Markup {
    html! {
        section class="problem" role="alert" {
            h2 { (lang.text("serve-this-could-not-be-done")) }
            p { (problem.on_page.map_or(&*problem.message, |id| lang.text(id))) }
        }
    }
}
