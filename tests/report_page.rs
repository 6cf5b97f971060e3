//! `report.html` in a real browser: it shows what it should, asks nobody for anything, and runs nothing that strangers wrote.

use crate::support::browser::{Browser, browser};
use crate::support::command::Desk;

/// A list whose addresses and domains want to break out of the page.
const HOSTILE: &str = "email,name\n\
    ann@gmail.com,Ann\n\
    \"<script>window.hacked=1</script>@gmial.com\",x\n\
    \"\"\"><img src=x onerror=window.hacked=1>\"\"@gmail.com\",x\n\
    \"bob@<svg onload=window.hacked=1>.com\",x\n\
    \"carl@javascript:window.hacked=1.com\",x\n\
    dora@hotmial.com,Dora\n";

fn hostile_report(desk: &Desk) -> std::path::PathBuf {
    desk.put("</title><script>window.hacked=1<.csv".replace('/', "_").as_str(), HOSTILE);
    let ran = desk.run(&["clean", "<_title><script>window.hacked=1<.csv", "--offline", "-o", "out", "-q"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    desk.path("out/report.html")
}

fn nothing_was_loaded(browser: &Browser) {
    assert_eq!(browser.console(), Vec::<String>::new(), "the console is silent");
    // The browser's own first page is of chrome:.
    let own = |url: &String| ["file://", "data:", "chrome:"].iter().any(|scheme| url.starts_with(scheme));
    let foreign: Vec<String> = browser.requested().into_iter().filter(|url| !own(url)).collect();
    assert!(foreign.is_empty(), "the page asks for {foreign:?}");
}

#[test]
fn the_page_of_a_list_renders_filters_and_runs_nothing_of_strangers() {
    let Some(browser) = browser(true) else { return };
    let desk = Desk::new();
    browser.open(&hostile_report(&desk));
    assert_eq!(browser.run("return document.querySelector('h1').textContent.includes('<script>')"), true);
    assert_eq!(browser.run("return window.hacked === undefined"), true, "nothing of strangers was run");
    assert_eq!(browser.run("return document.querySelectorAll('img, iframe, object, link, script[src]').length"), 0);
    assert!(browser.run("return document.querySelector('.ring').getBoundingClientRect().width").as_f64() > Some(100.0));

    // The table of codes, which has several rows.
    let table = |rest: &str| format!("return document.querySelector('section:has(td.code) table').{rest}");
    let visible = "return [...document.querySelector('section:has(td.code) tbody').rows].filter(r => !r.hidden).length";
    let all = browser.run(visible).as_u64().expect("rows");
    let first = table("tBodies[0].rows[0].cells[0].textContent");
    let code = browser.run(&first);
    browser.type_into("section:has(td.code) input[type=search]", code.as_str().expect("a code"));
    let fewer = browser.run(visible).as_u64().expect("rows");
    assert!(0 < fewer && fewer < all, "the search leaves {fewer} of {all}");

    let head = table("tHead.rows[0].cells[0].click()");
    browser.run(&head);
    let lowest = browser.run(&first);
    browser.run(&head);
    assert_ne!(lowest, browser.run(&first), "a head sorts both ways");

    // The rows by code.
    browser.run("const s = document.querySelector('.attention select'); s.value = 'typo.provider'; s.dispatchEvent(new Event('change'))");
    let left = "return [...document.querySelectorAll('.attention tbody tr')].filter(r => !r.hidden).map(r => r.cells[3].textContent)";
    let left = browser.run(left);
    assert!(
        left.as_array().is_some_and(|rows| !rows.is_empty() && rows.iter().all(|code| code == "typo.provider")),
        "{left}"
    );
    nothing_was_loaded(&browser);
}

#[test]
fn the_page_shows_the_same_with_scripts_off() {
    let Some(browser) = browser(false) else { return };
    let desk = Desk::new();
    browser.open(&hostile_report(&desk));
    assert!(browser.run("return document.querySelectorAll('tbody tr').length").as_u64() > Some(3));
    assert_eq!(
        browser.run("return document.querySelectorAll('input[type=search], select').length"),
        0,
        "the search needs the script"
    );
    // Filtering by verdict needs no script.
    let visible = "return [...document.querySelectorAll('.attention tbody tr')].filter(r => r.offsetHeight > 0).map(r => r.className)";
    let all = browser.run(visible).as_array().expect("rows").clone();
    browser.run("document.querySelector('#only-review').click()");
    let left = browser.run(visible).as_array().expect("rows").clone();
    assert!(!left.is_empty() && left.len() < all.len() && left.iter().all(|word| word == "review"), "{all:?} {left:?}");
    nothing_was_loaded(&browser);
}

#[test]
fn the_page_of_a_sender_renders_in_both_languages() {
    let Some(browser) = browser(true) else { return };
    let desk = Desk::new();
    let zone = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/sender.zone");
    for (lang, title) in [("en", "Sender report"), ("zh", "发信方检查报告")] {
        let page = format!("html={lang}.html");
        let ran = desk.run(&[
            "sender",
            "example.com",
            "--ip",
            "203.0.113.5",
            "--dns",
            &format!("zone:{zone}"),
            "--lang",
            lang,
            "--format",
            &page,
        ]);
        assert_eq!(ran.exit, 1, "{}", ran.stderr);
        browser.open(&desk.path(&format!("{lang}.html")));
        assert_eq!(browser.run("return document.querySelector('header p').textContent"), title);
        assert!(browser.run("return document.querySelectorAll('section').length").as_u64() >= Some(2));
        let copied = browser.run(
            "const button = document.querySelector('.record button'), before = button.textContent; button.click();
             return [before, String(getSelection()), button.previousElementSibling.textContent]",
        );
        assert_eq!(copied[0], if lang == "en" { "Copy" } else { "复制" });
        assert!(copied[1] == copied[2] && copied[1] != "", "the record is taken: {copied}");
        nothing_was_loaded(&browser);
    }
}

#[test]
fn a_page_tells_when_and_how_the_run_was_made() {
    let desk = Desk::new();
    desk.put("<b>.csv", HOSTILE);
    let zone = concat!("zone:", env!("CARGO_MANIFEST_DIR"), "/data/demo/demo.zone");
    let head = |arguments: &[&str], page: &str| {
        let ran = desk.run(arguments);
        assert!(ran.exit < 2, "{}", ran.stderr);
        let page = std::fs::read_to_string(desk.path(page)).expect("a page");
        page.split_once("</header>").expect("a head").0.to_owned()
    };
    let cleaned = head(&["clean", "<b>.csv", "--dns", zone, "-o", "out", "-q", "--no-redact"], "out/report.html");
    assert!(cleaned.contains(" UTC · DNS asked: zone:demo.zone"), "{cleaned}");
    assert!(cleaned.contains("<code>presend clean '&lt;b&gt;.csv' --dns zone:/"), "{cleaned}");
    let gated = head(&["gate", "<b>.csv", "--offline", "--format", "html=gate.html", "-q"], "gate.html");
    assert!(gated.contains(" UTC · no DNS asked") && gated.contains("presend gate "), "{gated}");
}

#[test]
fn a_page_can_be_made_again_from_the_rows() {
    let desk = Desk::new();
    desk.put("list.csv", HOSTILE);
    let ran = desk.run(&["clean", "list.csv", "--offline", "-o", "out", "--format", "jsonl=rows.jsonl", "-q"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(desk.run(&["report", "rows.jsonl", "--html", "again.html"]).exit, 0);
    let [first, again] =
        ["out/report.html", "again.html"].map(|name| std::fs::read_to_string(desk.path(name)).unwrap());
    let body = |page: &str| page.split_once("</header>").expect("a head").1.to_owned();
    assert_eq!(body(&first), body(&again));

    // What check writes are rows, too.
    let checked = desk.run(&["check", "ann@gmail.com", "bob@@gmail.com", "--offline", "--format", "jsonl"]);
    desk.put("checked.jsonl", &checked.stdout);
    let made = desk.run(&["report", "checked.jsonl", "--html", "-"]);
    assert!(made.exit == 0 && made.stdout.contains("1 of 1 rows are shown"), "{}", made.stderr);

    let refused = desk.run(&["report", "rows.jsonl", "--html", "rows.jsonl"]);
    assert_eq!(refused.exit, 2);
    let refused = desk.run(&["report", "list.csv"]);
    assert!(refused.exit == 2 && refused.stderr.contains("line 1"), "{}", refused.stderr);
}

#[test]
fn the_page_of_bounces_can_be_made_again_from_their_records() {
    let desk = Desk::new();
    let mbox = concat!(env!("CARGO_MANIFEST_DIR"), "/data/demo/bounces.mbox");
    let ran = desk.run(&["bounce", mbox, "--format", "html=first.html", "--format", "jsonl"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    desk.put("bounces.jsonl", &ran.stdout);
    assert_eq!(desk.run(&["report", "bounces.jsonl", "--html", "again.html"]).exit, 0);
    let [first, again] = ["first.html", "again.html"].map(|name| std::fs::read_to_string(desk.path(name)).unwrap());
    assert!(again.contains("<h1>bounces.mbox</h1>") && again.contains("1 file · 11 bounces · 1 no bounce"), "{again}");
    let sections = |page: &str| page.split("<section>").skip(1).take(3).map(str::to_owned).collect::<Vec<_>>();
    // The first page also has whom the whole of the run suppresses, which no record tells.
    let ends_there = |text: &String| text.split_once("</section>").map_or(String::new(), |(card, _)| card.to_owned());
    let cards = |page: &str| sections(page).iter().map(ends_there).collect::<Vec<_>>();
    assert_eq!(cards(&first), cards(&again));
    let hidden = desk.run(&["report", "bounces.jsonl", "--html", "-", "--redact"]);
    assert!(!hidden.stdout.contains("tom.reed"), "{}", hidden.stdout);
}
