//! A safe repair gives the address that was put in, or none: whatever stands around a known address or inside it, no
//! stranger is mailed.

use crate::address::{Reading, host_is_complete, read_cell};
use crate::reason::Effect;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};

const KNOWN: &[&str] = &[
    "ann@firma-meier.de",
    "Ann.Lee@web.de",
    "j.smith@mail.example.co.uk",
    "jean-pierre@orange.fr",
    "13800138000@163.com",
    "8000@qq.com",
    "2020anna@gmail.com",
    "o'neil@kitab.co",
    "kim@kitab.com",
    "maria_garcia+news@empresa.com.br",
    "van.der.berg@xs4all.nl",
    "tanaka@tanaka-shoten.jp",
    "emma@t-online.de",
    "mail.robot7@dev.network",
    "to.bias@firma.info",
    "josé.garcía@empresa.es",
    "张伟@例子.公司",
];

const AROUND: &[&str] = &[
    "Ann",
    "Ann Lee",
    "john",
    "Van Der",
    "Dr.",
    "138 0013",
    "0171 1234567",
    "+49 171 1234567",
    "(555) 010-0199",
    "12345",
    "张三",
    "Анна",
    "أحمد",
    "राम",
    "José",
    "a",
    "m",
    "com",
    "uk",
    "de",
    "work",
    "pany",
    "op",
    "tel",
    "Tel. 0171/123",
    "Email:",
    "E-mail",
    "mail",
    "mailto:",
    "email",
    "www.firma.de",
    "https://firma.de/",
    "is mine",
    "at",
    "to",
    "cc:",
    "-",
    "–",
    "•",
    "1.",
    "2)",
    "(work)",
    "[home]",
    "\"Lee, Ann\"",
    "<",
    ">",
    "→",
    "📧",
    "✉️",
    "®",
    "™",
    "।",
    "،",
    "؛",
    "。",
    "、",
    "，",
    "；",
    "/",
    "//",
    "|",
    "\\",
    "'",
    "\"",
    "`",
    "*",
    "#",
    "=",
    "~",
    "_x000D_",
    "u003c",
    "u003e",
    "%20",
    "&nbsp;",
    "\\n",
    "\\t",
    "<br>",
    "…",
    "【",
    "】",
    "「",
    "」",
    "?subject=hi",
    "!",
    "?",
    "works at",
    "R &",
    "john +",
    "jean –",
    "138 –",
    "(138)",
    "一三八",
    "••••",
    "ⓙ",
    "🇯",
    "€",
    "\u{9a}",
    "”",
    "...",
    "(.uk)",
    "[.uk]",
    "-uk",
    "сn",
    "u0027",
    ".My phone is 5",
    "Bob。",
    "１．",
    "１",
    "Bob／",
    "Bob–",
    "Bob‚",
    "Bob：",
    "Bob\u{200b}",
    "Bob\u{feff}",
    "QQ：",
    "Kim:",
    ".de",
    ".uk",
    "。谢谢",
    "様",
    "さん",
    "님",
    "™",
    "²",
    "①",
    "%20",
    "=20",
    "\u{2060}",
    "MECARD:N:Lee;EMAIL:",
    "ORGANIZER:mailto:",
    "ATTENDEE;CN=Ann:mailto:",
    "13800138000,",
];

const BETWEEN: &[&str] = &["", " ", " ", " ", "\u{a0}", "\t", "\n", "\u{3000}", ", ", "; ", " - ", ": "];

/// What may be put inside an address by mistake, and is no part of another one by itself.
const INSIDE: &[&str] = &[
    " ", "\u{a0}", "\t", "\n", "\u{3000}", "\u{2009}", "\u{200b}", "\u{ad}", ",", ", ", ";", "; ", ":", "(", ")", "[",
    "]", "<", ">", "\"", "\\", "、", "，", "।", "،", "•", "→", "(x)", " (x) ", "<br>", "…", "\u{202e}", "\u{feff}",
    "\u{2060}", "\u{200c}", "／", "：", "＇", "—", "‚", "‘", "´", "″", "™", "²", "①", "ª", "№", "%20", "=20", "&nbsp;",
    "&shy;",
];

fn is_safe(reading: &Reading<'_>) -> bool {
    let repaired = reading.findings.iter().any(|finding| finding.reason.group() == "repair");
    repaired && reading.findings.iter().all(|finding| finding.reason.effect() < Effect::Review)
}

/// The addresses that `--fix safe` would mail, which are not the known one.
fn strangers(cell: &str, known: &str) -> Vec<String> {
    let readings = read_cell(cell.as_bytes());
    // A domain whose ending does not exist is rejected elsewhere.
    let safe = readings.as_slice().iter().filter(|reading| is_safe(reading));
    let addresses = safe.filter_map(|reading| reading.address.as_ref()).map(ToString::to_string);
    let exists = |address: &String| address.rsplit_once('@').is_some_and(|(_, domain)| host_is_complete(domain));
    addresses.filter(|address| exists(address) && !address.eq_ignore_ascii_case(known)).collect()
}

fn around(rng: &mut StdRng, known: &str) -> String {
    let mut pick = |from: &[&'static str]| *from.choose(rng).unwrap_or(&"");
    let (before, after) = (pick(AROUND), pick(AROUND));
    // Letters and digits without anything between them are another address.
    let (mut left, mut right) = (pick(BETWEEN), pick(BETWEEN));
    if left.is_empty() && before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/')) {
        left = " ";
    }
    if right.is_empty() && after.starts_with(|c: char| c.is_alphanumeric() || c == '.') {
        right = " ";
    }
    match pick(&["before", "after", "both"]) {
        "before" => format!("{before}{left}{known}"),
        "after" => format!("{known}{right}{after}"),
        _ => format!("{before}{left}{known}{right}{after}"),
    }
}

fn inside(rng: &mut StdRng, known: &str) -> String {
    let places: Vec<usize> = known.char_indices().map(|(at, _)| at).filter(|&at| at > 0).collect();
    let at = *places.choose(rng).unwrap_or(&0);
    let piece = INSIDE.choose(rng).unwrap_or(&"");
    let torn = format!("{}{piece}{}", &known[..at], &known[at..]);
    // A bracket that is closed by another one is a bracket.
    if *piece != "<" && rng.random_bool(0.3) { around(rng, &torn) } else { torn }
}

#[test]
fn no_repair_that_is_called_safe_mails_a_stranger() {
    let cells: usize = std::env::var("STRANGER_CELLS").ok().and_then(|cells| cells.parse().ok()).unwrap_or(200_000);
    let mut rng = StdRng::seed_from_u64(20_261_129);
    let mut wrong = Vec::new();
    let mut safe = 0;
    for number in 0..cells {
        let known = *KNOWN.choose(&mut rng).unwrap_or(&KNOWN[0]);
        let cell = if number % 2 == 0 { around(&mut rng, known) } else { inside(&mut rng, known) };
        safe += usize::from(read_cell(cell.as_bytes()).as_slice().iter().any(is_safe));
        let strangers = strangers(&cell, known);
        if !strangers.is_empty() {
            wrong.push(format!("{cell:?} of {known} gave {strangers:?}"));
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(
        wrong.is_empty(),
        "{} strangers:\n{}",
        wrong.len(),
        wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
    assert!(safe > cells / 20, "only {safe} cells were repaired");
}
