//! The page of mail hosts that were asked: how they answer, what to do, and what each of them offers; and of mailboxes, where they were asked for.

use super::parts::{self, bars, fitting, section};
use super::{CELL_WIDTH, COMMAND_WIDTH, NAME_WIDTH, run_note};
use crate::probe::MailHost;
use crate::probe::mailboxes::{Mailbox, Outcome};
use crate::reason::{Effect, Lang, Reason, say};
use crate::report::probe::{Probe, banner, facts, heard_words, limits, mailboxes, state_word, told};
use crate::report::text::safe;
use maud::{Markup, html};

/// Octets of the tables of a page. What stands around them is far below the rest of [`PAGE_OCTETS_MAX`](super::PAGE_OCTETS_MAX).
const TABLES_OCTETS_MAX: usize = 220_000;
/// The longest text of a host that is shown, in characters.
const SAID_WIDTH: usize = 200;

/// The page.
pub fn of_hosts(probe: &Probe<'_>) -> String {
    let lang = probe.lang;
    let title = lang.text("probe-page-title");
    let sources = safe(probe.sources, NAME_WIDTH);
    // Where mailboxes were asked for, each of two tables has half of the room.
    let octets = if probe.mailboxes.is_some() { TABLES_OCTETS_MAX / 2 } else { TABLES_OCTETS_MAX };
    let body = html! {
        main {
            header {
                p { (title) }
                h1 { (sources) }
                p { (facts(probe).join(" · ")) }
                (run_note(Some(probe.run), Some(true), lang))
            }
            (outcome(probe))
            (to_do(probe))
            (recipients(probe))
            (section(lang.text("probe-page-each"), hosts(probe, octets)))
            @if probe.mailboxes.is_some() { (section(lang.text("probe-page-mailboxes"), all_mailboxes(probe, octets))) }
            footer {
                p { (mailboxes::reading(probe)) }
                p { (lang.text("page-made-by")) " presend " (env!("CARGO_PKG_VERSION")) }
            }
        }
    };
    super::document(title, &sources, lang, body)
}

/// How the hosts answer: a line for all of them together, what is true of the whole run, and a bar for each way to answer.
fn outcome(probe: &Probe<'_>) -> Markup {
    let lang = probe.lang;
    let counts = probe.counts();
    let largest = counts.iter().map(|(_, hosts)| *hosts as u64).max().unwrap_or(1);
    let lines = counts.into_iter().map(|(word, hosts)| (state_word(word, lang).to_owned(), hosts as u64, colour(word)));
    section(
        lang.text("probe-page-outcome"),
        html! {
            @for (colour, line) in headlines(probe) {
                p class="grade" { span class={ "dot b-" (colour) } {} " " (line) }
            }
            br;
            (bars(lines, largest))
        },
    )
}

/// What was found in a few sentences, the best first.
fn headlines(probe: &Probe<'_>) -> Vec<(&'static str, String)> {
    let lang = probe.lang;
    let hosts = &probe.probed.hosts;
    let all = hosts.len() as u64;
    if all == 0 {
        return vec![("unknown", lang.text("probe-page-no-host").to_owned())];
    }
    let of = |is_so: &dyn Fn(&MailHost) -> bool| hosts.iter().filter(|host| is_so(host)).count() as u64;
    let answer = of(&|host| host.answers());
    let refuse = of(&|host| host.word() == "refuses");
    let look = of(&|host| host.answers() && is_for_review(host));
    let silent = all - answer - refuse;
    let mut lines = vec![(
        if answer == all { "ok" } else { "unknown" },
        say!(lang, "probe-page-answer", hosts = answer, all = all),
    )];
    if refuse > 0 {
        lines.push(("reject", say!(lang, "probe-page-refuse", hosts = refuse)));
    }
    if look > 0 {
        lines.push(("review", say!(lang, "probe-page-look", hosts = look)));
    }
    if silent > 0 {
        lines.push(("unknown", say!(lang, "probe-page-silent", hosts = silent)));
    }
    lines.extend(probe.probed.findings.iter().map(|finding| ("review", told(finding, lang))));
    lines
}

fn is_for_review(host: &MailHost) -> bool {
    host.findings.iter().any(|finding| finding.reason.effect() >= Effect::Review)
}

fn colour(word: &str) -> &'static str {
    match word {
        "answers" => "ok",
        "refuses" => "reject",
        _ => "unknown",
    }
}

/// What to do about each code.
fn to_do(probe: &Probe<'_>) -> Markup {
    let lang = probe.lang;
    let reasons: Vec<Reason> = probe.reasons().into_iter().filter(|reason| reason.effect() != Effect::Note).collect();
    if reasons.is_empty() {
        return html! {};
    }
    section(
        lang.text("page-to-do"),
        html! {
            dl class="by-whom" {
                @for reason in reasons {
                    dt { (reason.texts(lang).title) " " code class="soft" { (reason.code()) } }
                    dd { (reason.texts(lang).remedy) }
                }
            }
        },
    )
}

/// How many recipients a message may have, where hosts say that.
fn recipients(probe: &Probe<'_>) -> Markup {
    let lines = limits(probe.probed, probe.lang);
    if lines.is_empty() {
        return html! {};
    }
    section(
        Reason::ProbeRcptLimit.texts(probe.lang).title,
        html! { ul class="todo" { @for line in lines { li { (safe(&line, COMMAND_WIDTH)) } } } },
    )
}

fn hosts(probe: &Probe<'_>, octets: usize) -> Markup {
    let lang = probe.lang;
    let all = &probe.probed.hosts;
    if all.is_empty() {
        return html! { p class="soft" { (lang.text("page-none")) } };
    }
    let rows = fitting(all.iter().map(|host| drawn(host, lang)), octets);
    let shown = rows.len() as u64;
    let heads = [
        (lang.text("probe-page-host"), false),
        (lang.text("page-rows-head"), true),
        (lang.text("probe-page-domains"), true),
        (lang.text("probe-page-answers"), false),
        (lang.text("probe-page-offers"), false),
        (lang.text("probe-page-greeting"), false),
    ];
    html! {
        p { (say!(lang, "probe-page-hosts-shown", shown = shown, all = all.len() as u64)) (all_in_json(shown < all.len() as u64, lang)) }
        (parts::table(&heads, lang.text("page-search"), rows.into_iter()))
    }
}

/// Where those are that the page has no room for.
fn all_in_json(is_cut: bool, lang: Lang) -> Markup {
    html! { @if is_cut { " " (lang.text("probe-page-all-in-json")) } }
}

fn drawn(host: &MailHost, lang: Lang) -> Markup {
    let colour = if host.answers() && is_for_review(host) { "review" } else { colour(host.word()) };
    html! {
        tr {
            td class="text" {
                code { (safe(host.host.as_str(), NAME_WIDTH)) }
                @if let Some(address) = host.address { " " span class="soft" { (address) } }
            }
            (parts::count(host.rows))
            (parts::count(host.domains.len() as u64))
            td { span class={ "tag b-" (colour) } { (state_word(host.word(), lang)) } }
            td class="text" {
                (safe(&heard_words(host, lang), SAID_WIDTH))
                @for finding in &host.findings { div class="soft" { (told(finding, lang)) } }
            }
            td class="text" { @if let Some(banner) = banner(host).filter(|_| host.answers()) { code { (safe(&banner, SAID_WIDTH)) } } }
        }
    }
}

/// The mailboxes, those first for which something is to be done.
fn all_mailboxes(probe: &Probe<'_>, octets: usize) -> Markup {
    let lang = probe.lang;
    let mut all: Vec<&Mailbox> = probe.all_mailboxes().map(|(mailbox, _)| mailbox).collect();
    if all.is_empty() {
        return html! { p class="soft" { (lang.text("page-none")) } };
    }
    all.sort_by_key(|mailbox| match mailbox.outcome {
        Outcome::DoesNotExist => 0,
        Outcome::Full | Outcome::Disabled => 1,
        Outcome::NotTold(_) => 2,
        Outcome::AcceptsAnything => 3,
        Outcome::Exists => 4,
    });
    let counts = mailboxes::counts(probe);
    let largest = counts.iter().map(|(_, mailboxes)| *mailboxes as u64).max().unwrap_or(1);
    let lines = counts.into_iter().map(|(word, mailboxes)| {
        (mailboxes::outcome_word(word, lang).to_owned(), mailboxes as u64, colour_of_mailbox(word))
    });
    let rows = fitting(all.iter().map(|mailbox| drawn_mailbox(mailbox, probe)), octets);
    let shown = rows.len() as u64;
    let heads = [
        (lang.text("probe-page-mailbox"), false),
        (lang.text("page-rows-head"), true),
        (lang.text("probe-page-answers"), false),
        (lang.text("probe-page-said"), false),
        (lang.text("probe-page-host"), false),
    ];
    html! {
        (bars(lines, largest))
        p { (say!(lang, "probe-page-mailboxes-shown", shown = shown, all = all.len() as u64)) (all_in_json(shown < all.len() as u64, lang)) }
        (parts::table(&heads, lang.text("page-search"), rows.into_iter()))
    }
}

fn drawn_mailbox(mailbox: &Mailbox, probe: &Probe<'_>) -> Markup {
    let said = mailboxes::evidence(mailbox, probe.style);
    html! {
        tr {
            td class="text" { code { (safe(&mailboxes::address(&mailbox.address, probe.style), CELL_WIDTH)) } }
            (parts::count(mailbox.rows))
            td {
                span class={ "tag b-" (colour_of_mailbox(mailbox.outcome.word())) } {
                    (mailboxes::outcome(mailbox.outcome, probe.lang))
                }
            }
            td class="text" { @if let Some(said) = said { code { (safe(&said, SAID_WIDTH)) } } }
            td class="text" { @if let Some(host) = &mailbox.host { code { (safe(host.as_str(), NAME_WIDTH)) } } }
        }
    }
}

fn colour_of_mailbox(word: &str) -> &'static str {
    match word {
        "exists" => "ok",
        "does_not_exist" => "reject",
        "full" | "disabled" => "review",
        _ => "unknown",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Domain;
    use crate::probe::extensions::Extensions;
    use crate::probe::mailboxes::{Control, OfDomain, Whose};
    use crate::probe::reply::Reply;
    use crate::probe::session::{End, Heard, Stage};
    use crate::probe::{Finding, Probed, State};
    use crate::report::Style;
    use crate::report::html::page_data::RunNote;
    use std::collections::HashMap;
    use std::time::Duration;

    const HOSTILE: &str = "</code><script>alert(1)</script>\u{202e} ann.lee@d1.example";

    fn domain(name: &str) -> Domain {
        Domain::new(name).expect("a domain")
    }

    fn reply(code: u16, text: &str) -> Reply {
        Reply { code, enhanced: None, lines: vec![text.to_owned()] }
    }

    fn host(number: usize, end: End, findings: Vec<Finding>) -> MailHost {
        let heard = Heard {
            stage: Stage::Ehlo,
            end,
            greeting: Some(reply(220, HOSTILE)),
            hello: None,
            took: Duration::from_millis(3),
        };
        MailHost {
            host: domain(&format!("mx{number}.{}.example", "x".repeat(60))),
            address: None,
            domains: vec![domain("d1.example")],
            rows: 12,
            tries: 1,
            state: State::Heard(heard),
            is_stood_in_for: false,
            findings,
        }
    }

    fn probed(hosts: Vec<MailHost>) -> Probed {
        Probed {
            domains: hosts.len() as u64,
            hosts,
            addresses: HashMap::new(),
            findings: Vec::new(),
            without_host: 0,
            unknown: 0,
            elapsed: Duration::from_millis(85),
        }
    }

    fn mailboxes(count: usize) -> Vec<OfDomain> {
        let mailbox = |number: usize| Mailbox {
            address: format!("ann.lee{number}@d1.example"),
            domain: domain("d1.example"),
            rows: 1,
            outcome: [Outcome::Exists, Outcome::NotTold(Whose::You), Outcome::DoesNotExist][number % 3],
            host: Some(domain("mx.d1.example")),
            ip: None,
            said: Some(reply(550, HOSTILE)),
            failed: None,
        };
        vec![OfDomain { mailboxes: (0..count).map(mailbox).collect(), control: Control::default() }]
    }

    fn page(probed: &Probed, mailboxes: Option<&[OfDomain]>, lang: Lang, redact: bool) -> String {
        of_hosts(&Probe {
            probed,
            mailboxes,
            sources: "</title><script>.csv",
            run: &RunNote {
                when: "2026-11-30 09:05 UTC".into(),
                dns: Some("192.0.2.53".into()),
                command: Some("presend probe 'a<b>.csv'".into()),
            },
            helo: None,
            port: 25,
            message_octets: None,
            lang,
            style: Style { redact, ..Style::default() },
        })
    }

    #[test]
    fn a_page_says_how_the_hosts_answer_and_what_strangers_say_stays_text() {
        let size = Finding { reason: Reason::ProbeSize, number: Some(1_000) };
        let rcpt = Finding { reason: Reason::ProbeRcptLimit, number: Some(20) };
        let limited = Extensions { rcpt_max: Some(20), starttls: true, ..Extensions::default() };
        let refuses = Finding { reason: Reason::ProbeRefuses, number: None };
        let probed = probed(vec![
            host(1, End::Answered(limited), vec![size, rcpt]),
            host(2, End::Refused(reply(554, HOSTILE)), vec![refuses]),
            host(3, End::Busy(reply(421, "later")), Vec::new()),
        ]);
        let page = page(&probed, None, Lang::En, false);
        assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
        assert!(!page.contains('\u{202e}'));
        for said in [
            "Mail host report",
            "1 of 3 hosts answers.",
            "1 host refuses you",
            "1 host answers with a limit",
            "send at most 20 recipients a message to mx1.",
            "STARTTLS",
            "3 of 3 hosts are shown",
            "2026-11-30 09:05 UTC · DNS asked: 192.0.2.53",
            "presend probe 'a&lt;b&gt;.csv'",
            "It does not say whether a mailbox exists",
        ] {
            assert!(page.contains(said), "{said}");
        }
    }

    #[test]
    fn a_page_stays_small_and_counts_what_it_shows_however_many_hosts_and_mailboxes_there_are() {
        let hosts = (0..3_000).map(|number| host(number, End::Refused(reply(554, &HOSTILE.repeat(9))), Vec::new()));
        let probed = probed(hosts.collect());
        let mailboxes = mailboxes(9_000);
        for lang in [Lang::En, Lang::Zh] {
            let page = page(&probed, Some(&mailboxes), lang, false);
            assert!(page.len() < 300_000, "{} octets", page.len());
            let shown = page.matches("<tr>").count() - 2;
            let of_mailboxes = page.matches("<code>ann.lee").count();
            assert!(of_mailboxes > 50 && shown - of_mailboxes > 50, "{shown}, {of_mailboxes}");
            if lang == Lang::En {
                assert!(page.contains(&format!("{} of 3,000 hosts are shown", shown - of_mailboxes)));
                assert!(page.contains(&format!("{of_mailboxes} of 9,000 mailboxes are shown")));
                // Nothing is to be done about those that exist.
                assert!(!page.contains("<code>ann.lee0@"));
            }
        }
    }

    #[test]
    fn a_redacted_page_names_nobody_and_a_chinese_one_is_chinese() {
        let mailboxes = mailboxes(3);
        let page = page(&probed(Vec::new()), Some(&mailboxes), Lang::Zh, true);
        assert!(!page.contains("ann.lee") && page.contains("a***@d1.example"));
        assert!(page.contains("收信主机报告") && !page.contains("are shown"));
    }
}
