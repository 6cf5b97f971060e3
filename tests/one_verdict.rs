//! Every command comes to the same verdict on a cell: `clean`, `gate`, `check` and the filter, over cells as nobody would wish them.

use presend::dns::progress::NoProgress;
use presend::dns::{Dns, Gather, GatherSettings, Zone};
use presend::judge::RowVerdict;
use presend::list::sniff;
use presend::list::{Column, Delimiter, LayoutOptions, Line, Source, SourceOptions};
use presend::run::clean::{CLEAN_OUTPUTS, clean};
use presend::run::gate::gate;
use presend::run::limits::GateLimits;
use presend::run::list::List;
use presend::run::options::RunOptions;
use presend::run::output_dir::OutputDir;
use presend::run::row::JudgedRow;
use presend::run::stream::{Incoming, stream};
use presend::run::{RunError, Sink};
use presend::{Checker, Policy};
use rand::SeedableRng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use std::sync::Arc;
use tokio::sync::mpsc;

/// In each of the two tests.
const CELLS: usize = 5_000;

const DOMAINS: &[&str] = &[
    "gmail.com",
    "gmial.com",
    "gmail,com",
    "gmail",
    "gmail.con",
    "hotmail.com",
    "homail.com",
    "web.de",
    "qq.com",
    "163.com",
    "yahoo.co,uk",
    "example.com",
    "shop.example",
    "mail.test",
    "localhost",
    "[192.0.2.1]",
    "[IPv6:2001:db8::1]",
    "münchen.de",
    "xn--mnchen-3ya.de",
    "中国.cn",
    "mailinator.com",
    "-bad.com",
    "a..b.com",
    "firm.co.uk",
    "nowhere-at-all.org",
    "EXAMPLE.ORG",
    "gmail.com.",
    "gmail.com>",
    "icloud.cm",
    "b",
];
const BEFORE: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    " ",
    "mailto:",
    "<",
    "Ann Lee <",
    "\"Lee, Ann\" <",
    "e-mail: ",
    "'",
    "=HYPERLINK(\"mailto:",
    "(old) ",
    "do not mail: ",
    "To: ",
    "\u{200b}",
    "，",
    "x#@y, ",
    "+",
];
const AFTER: &[&str] = &[
    "",
    "",
    "",
    "",
    "",
    "",
    " ",
    ">",
    ";",
    " (work)",
    ", bob#@web.de",
    " / eva#@gmx.de",
    "\t",
    "'",
    "\")",
    ".",
    "?subject=x",
];
const SIGNS: &[&str] = &["@", "@", "@", "@", "@", "@", "@", "@@", " @ ", "(at)", "＠", "", "#", " at ", "@ "];
const LOCAL: &[&str] = &[
    "ann",
    "Ann.Lee",
    "info",
    "a..b",
    ".a",
    "a.",
    "\"a b\"",
    "o'neil",
    "ann&news",
    "no-reply",
    "José",
    "李雷",
    "a,b",
    "a b",
    "",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "1x",
    "x",
    "=cmd",
    "ann\u{a0}",
    "a\\b",
    "a%b",
    "ann;",
];

/// Distinct cells, none of them blank, each with a number in it so that none is a duplicate of another.
fn cells(seed: u64) -> Vec<String> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut one = |all: &[&'static str]| *all.choose(&mut rng).expect("some");
    let cell = |number: usize, parts: [&str; 5]| {
        // Who stands beside the address is somebody else in each cell.
        let parts = parts.map(|part| part.replace('#', &number.to_string()));
        let [before, local, sign, domain, after] = &parts;
        match number % 97 {
            0 => format!("{number}"),
            1 => format!("{before}{number}{after}x"),
            _ => format!("{before}{local}{number}{sign}{domain}{after}"),
        }
    };
    (0..CELLS).map(|number| cell(number, [BEFORE, LOCAL, SIGNS, DOMAINS, AFTER].map(&mut one))).collect()
}

/// The verdict, what explains it, all codes and what is proposed.
fn told(verdict: &RowVerdict) -> String {
    let primary = verdict.primary.map(|reason| reason.code()).unwrap_or_default();
    format!("{} {primary} [{}] {:?}", verdict.verdict.word(), verdict.labels().join(" "), verdict.proposed())
}

#[derive(Default)]
struct Told(Vec<String>);

impl Sink for Told {
    fn row(&mut self, judged: &JudgedRow<'_>) -> Result<(), RunError> {
        self.0.push(told(&judged.whole()));
        Ok(())
    }
}

fn list(cells: &[String]) -> List {
    let mut output = csv::Writer::from_writer(b"email,n\n".to_vec());
    cells.iter().for_each(|cell| output.write_record([cell, "1"]).expect("a row"));
    let text = output.into_inner().expect("all of it");
    let wish = LayoutOptions {
        column: Some(Column::Name("email".to_owned())),
        delimiter: Some(Delimiter::Byte(b',')),
        header: Some(true),
        ..LayoutOptions::default()
    };
    let source = Source::spool(&*text, &SourceOptions::default()).expect("a list");
    let layout = sniff(&source.sample().expect("a sample"), &wish).expect("a layout");
    List::new(source, layout)
}

/// What the filter adds to each record.
async fn filtered(cells: &[String], policy: &Policy, gather: Option<&Gather>) -> Vec<[String; 2]> {
    let (give, input) = mpsc::channel(4);
    let (output, mut take) = mpsc::channel::<Vec<u8>>(4);
    let lines: Vec<String> = cells.iter().map(|cell| serde_json::json!({ "email": cell }).to_string()).collect();
    let feed = async move {
        for lines in lines.chunks(1_000) {
            let line = |line: &String| Incoming::new(Line { content: line.as_bytes(), end: b"\n" });
            give.send(Ok(lines.iter().map(line).collect())).await.expect("somebody who takes them");
        }
    };
    let collect = async move {
        let mut text = Vec::new();
        while let Some(piece) = take.recv().await {
            text.extend_from_slice(&piece);
        }
        text
    };
    let wish = LayoutOptions::default();
    let ((), done, text) = tokio::join!(feed, stream(input, output, &wish, policy, gather), collect);
    assert_eq!(done.expect("a stream").records, cells.len() as u64);
    let record = |line: &str| {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        ["presend_verdict", "presend_codes"].map(|name| record[name].as_str().expect("a text").to_owned())
    };
    String::from_utf8(text).expect("UTF-8").lines().map(record).collect()
}

fn zone() -> Arc<dyn Dns> {
    let mut text = String::new();
    for domain in
        ["gmail.com", "hotmail.com", "web.de", "qq.com", "163.com", "firm.co.uk", "xn--mnchen-3ya.de", "gmx.de", "y"]
    {
        text.push_str(&format!("{domain}. 300 IN MX 5 mx.{domain}.\nmx.{domain}. 300 IN A 8.8.4.4\n"));
    }
    text.push_str("example.org. 300 IN MX 0 .\nicloud.cm. 300 IN A 8.8.4.4\n");
    Arc::new(Zone::parse(&text).expect("a zone"))
}

async fn all_agree(seed: u64, dns: Option<Arc<dyn Dns>>) {
    let cells = cells(seed);
    let gather = || {
        let settings = GatherSettings { concurrency: 64, allow_non_public: false };
        dns.clone().map(|dns| Gather::new(dns, settings))
    };
    let (list, options, watch) = (list(&cells), RunOptions::default(), Arc::new(NoProgress));
    let folder = tempfile::tempdir().expect("a folder");
    let outputs =
        OutputDir::prepare(&folder.path().join("out"), CLEAN_OUTPUTS, None, false).expect("a folder for results");
    let cleaned = clean(&list, &options, gather(), &outputs, watch.clone(), Told::default()).await;
    let (_, Told(cleaned)) = cleaned.expect("a clean list");
    let gated = gate(&list, &options, &GateLimits::default(), gather(), watch, Told::default()).await;
    let (_, Told(gated)) = gated.expect("a gate");
    let checked = Checker::new(dns.clone(), options.policy.clone()).check(&cells).await;
    let filtered = filtered(&cells, &options.policy, gather().as_ref()).await;
    assert_eq!([cleaned.len(), gated.len(), checked.len(), filtered.len()], [CELLS; 4]);
    for (number, cell) in cells.iter().enumerate() {
        let checked = checked[number].whole();
        assert_eq!(cleaned[number], gated[number], "clean and gate: {cell:?}");
        assert_eq!(cleaned[number], told(&checked), "clean and check: {cell:?}");
        let short = [checked.verdict.word().to_owned(), checked.labels().join(" ")];
        assert_eq!(short, filtered[number], "check and the filter: {cell:?}");
    }
}

#[tokio::test]
async fn on_the_text_alone() {
    all_agree(1, None).await;
}

#[tokio::test]
async fn with_what_the_dns_says() {
    all_agree(2, Some(zone())).await;
}
