//! The page of a checked sender: faults first, with what to do and what to publish.

use super::NAME_WIDTH;
use super::parts::section;
use crate::reason::{Lang, Reason, Texts};
use crate::report::html::load_results::{SenderCheck, SenderPage};
use crate::report::sender::translated;
use crate::report::text::safe;
use maud::{Markup, html};

/// The longest text that is shown whole, in characters. A DKIM key is some 400.
const TEXT_WIDTH: usize = 1_500;
/// Checks that are shown.
const CHECKS_MAX: usize = 300;
/// The words of JSON, the gravest first.
const STATUSES: [&str; 6] = ["fail", "unknown", "warn", "info", "pass", "skip"];

/// The whole page.
pub fn sender_page(sender: &SenderPage, lang: Lang) -> String {
    let whole = html! {
        main {
            (body(sender, lang))
            footer { p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) } }
        }
    };
    super::document(lang.text("sender-page-title"), &safe(&sender.domain, NAME_WIDTH), lang, whole)
}

/// What is said of the sender.
pub fn body(sender: &SenderPage, lang: Lang) -> Markup {
    let of = |status: &'static str| sender.checks.iter().filter(move |check| check.status == status);
    html! {
        header {
            p { (lang.text("sender-page-title")) }
            h1 { (safe(&sender.domain, NAME_WIDTH)) " " span class={ "tag " (colour(&sender.verdict)) } { (safe(&sender.verdict, 20)) } }
            p {
                @for ip in &sender.ips { (safe(ip, NAME_WIDTH)) " · " }
                @if let Some(helo) = &sender.helo { "HELO " (safe(helo, NAME_WIDTH)) " · " }
                @for status in STATUSES {
                    @let count = of(status).count();
                    @if count > 0 { span class={ "tag " (colour(status)) } { (count) " " (status) } " " }
                }
            }
        }
        @for status in ["fail", "unknown", "warn"] {
            @for check in of(status).take(CHECKS_MAX) { (fault(check, lang)) }
        }
        (section(lang.text("sender-page-all"), all(sender, lang)))
    }
}

fn observed(check: &SenderCheck, lang: Lang) -> std::borrow::Cow<'_, str> {
    translated::seen(&check.observed, Reason::from_code(&check.code), lang)
}

/// A check that needs doing something.
fn fault(check: &SenderCheck, lang: Lang) -> Markup {
    let texts = translated(check, lang);
    let title = texts.map_or(check.title.as_str(), |texts| texts.title);
    let why = texts.map_or(check.why.as_str(), |texts| texts.explanation);
    let exactly = Reason::from_code(&check.code).zip(check.fix.as_deref());
    let exactly = exactly.map(|(code, fix)| translated::to_do(fix, code, lang));
    let fix = exactly.as_deref().or(texts.map(|texts| texts.remedy)).or(check.fix.as_deref());
    html! {
        section {
            h2 { span class={ "tag " (colour(&check.status)) } { (safe(&check.status, 20)) } " " (safe(title, TEXT_WIDTH)) }
            p { strong { (safe(&observed(check, lang), TEXT_WIDTH)) } " " code class="soft" { (safe(&check.code, NAME_WIDTH)) } }
            p class="soft" { (safe(why, TEXT_WIDTH)) }
            @if let Some(fix) = fix { p { (lang.text("sender-page-fix")) " " (safe(fix, TEXT_WIDTH)) } }
            @if let Some(records) = &check.publish {
                p { (lang.text("sender-page-publish")) }
                @for record in records.lines() {
                    p class="record" {
                        code data-copy=(lang.text("page-copy")) data-copied=(lang.text("page-copied")) { (safe(record, TEXT_WIDTH)) }
                    }
                }
            }
            @if !check.evidence.is_empty() {
                details { summary { (lang.text("sender-page-evidence")) } @for line in check.evidence.iter().take(50) { div { code { (safe(line, TEXT_WIDTH)) } } } }
            }
        }
    }
}

fn all(sender: &SenderPage, lang: Lang) -> Markup {
    let rows = sender.checks.iter().take(CHECKS_MAX).map(|check| {
        let title = translated(check, lang).map_or(check.title.as_str(), |texts| texts.title);
        html! {
            tr {
                td { span class={ "tag " (colour(&check.status)) } { (safe(&check.status, 20)) } }
                td class="text" { (safe(title, TEXT_WIDTH)) }
                td class="text" { (safe(&check.subject, NAME_WIDTH)) }
                td class="text" { (safe(&observed(check, lang), TEXT_WIDTH)) }
            }
        }
    });
    let heads = [
        (lang.text("sender-page-status"), false),
        (lang.text("sender-page-check"), false),
        (lang.text("sender-page-subject"), false),
        (lang.text("sender-page-observed"), false),
    ];
    super::parts::table(&heads, lang.text("page-search"), rows)
}

/// The texts of the table, where the page is not in the language that the check was written in.
fn translated(check: &SenderCheck, lang: Lang) -> Option<Texts> {
    (lang != Lang::En).then(|| Reason::from_code(&check.code).map(|reason| reason.texts(lang))).flatten()
}

fn colour(status: &str) -> &'static str {
    match status {
        "pass" => "b-ok",
        "warn" => "b-review",
        "fail" => "b-reject",
        _ => "b-unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(observed: &str, lang: Lang) -> String {
        let json = serde_json::json!({
            "schema": "presend.sender.1", "domain": "example.com", "ips": ["192.0.2.1"], "helo": null, "verdict": "fail",
            "checks": [{
                "code": "sender.ptr_missing", "status": "fail", "subject": "192.0.2.1", "title": "No PTR",
                "observed": observed, "why": "Because.", "fix": "Ask.", "publish": "1.2.0.192.in-addr.arpa. PTR a.example.",
                "evidence": [],
            }],
        });
        sender_page(&SenderPage::parse(&json.to_string()).expect("a sender"), lang)
    }

    #[test]
    fn a_fault_shows_what_to_publish_and_strangers_stay_text() {
        let page = page("<script>alert(1)</script>", Lang::En);
        assert!(page.contains("PTR a.example.") && page.contains("What to do: Ask."));
        assert_eq!(page.matches("<script>").count(), 1);
    }

    #[test]
    fn the_chinese_page_takes_its_texts_from_the_table() {
        let page = page("x", Lang::Zh);
        assert!(page.contains("发信 IP 没有 PTR 记录") && page.contains("发信方检查报告") && !page.contains("Because"));
    }
}
