//! What came of a form: addresses with their verdicts, a sender, a bounce, or why there is nothing to show.

use crate::bounce::Bounce;
use crate::judge::{RowVerdict, Verdict};
use crate::reason::{Lang, Reason};
use crate::report::Style;
use crate::report::bounce::explained_rows;
use crate::report::html::{parts::section, sender_body};
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
    section(lang.pick("What was found out", "检查结果"), body)
}

/// One address: what is to be done with it, and why.
fn answer(text: &str, verdict: &RowVerdict, lang: Lang) -> Markup {
    html! {
        div class="answer" {
            p { span class="word" { (verdict.verdict.word()) } " " code { (text) } " " span class="soft" { (meaning(verdict.verdict, lang)) } }
            @if let Some(proposed) = verdict.proposed() {
                p { (lang.pick("Probably meant: ", "可能是：")) strong { code { (safe(proposed, TEXT_WIDTH)) } } }
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
        Verdict::Ok => {
            lang.pick("can be mailed, as far as can be known beforehand", "可以发送（就发送前所能知道的而言）")
        }
        Verdict::Review => lang.pick("a person should look at it", "需要人工查看"),
        Verdict::Reject => lang.pick("would bounce, or must not be mailed", "会退信，或不得发送"),
        Verdict::Unknown => lang.pick("could not be found out; try again later", "未能查明，请稍后再试"),
    }
}

pub fn sender(report: &SenderReport, lang: Lang) -> Markup {
    html! { div role="status" { (sender_body(report, lang, Style::default())) } }
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
                    dt { (lang.pick("Address", "地址")) } dd { code { (safe(recipient, TEXT_WIDTH)) } }
                }
                @for (name, value) in explained_rows(returned, lang, Style::default()).iter().filter(|(_, value)| !value.is_empty()) {
                    dt { (name) } dd { (safe(value, TEXT_WIDTH)) }
                }
            }
        }
    };
    section(lang.pick("What the bounce says", "退信含义"), body)
}

/// Why there is nothing to show.
pub fn problem(problem: &Problem, lang: Lang) -> Markup {
    html! {
        section class="problem" role="alert" {
            h2 { (lang.pick("This could not be done", "无法完成")) }
            p { (problem.message) }
        }
    }
}
