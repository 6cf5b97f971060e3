//! Refusals by the kind of mistake that they lead into, refusals as servers word them, and refusals that nobody looked at while the rules were
//! written: the right class, and no good customer suppressed. The tables say what is right; the unseen ones are only for figures.

use presend::bounce::{Class, Refusal, Stage, Suppression, judge, read_message};
use std::collections::BTreeMap;
use std::io::Write;

/// stage, text, class (one of several), suppress, kind of mistake.
const KINDS: &str = include_str!("bounce/kinds.tsv");
/// stage, text, class, suppress, why.
const WORDED: &str = include_str!("bounce/worded.tsv");
/// The same.
const UNSEEN: &str = include_str!("bounce/unseen.tsv");

/// good or dead, the address that was mailed, text.
const FATES: &str = include_str!("bounce/fates.tsv");

/// The classes for which bulk mail mostly comes back.
const EIGHT: &[&str] = &[
    "recipient_unknown",
    "host_not_found",
    "timeout",
    "too_many_recipients",
    "mailbox_full",
    "message_too_large",
    "sender_blocked",
    "sender_dns",
];

struct Row {
    text: &'static str,
    stage: Stage,
    classes: Vec<&'static str>,
    suppress: &'static str,
}

fn rows(table: &'static str) -> Vec<Row> {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &'static str| {
        let fields: Vec<&str> = line.split('\t').collect();
        assert_eq!(fields.len(), 5, "{line}");
        let stage = match fields[0] {
            "mail" => Stage::MailFrom,
            "rcpt" => Stage::RcptTo,
            "data" => Stage::Data,
            "any" | "dsn" | "event" => Stage::Unknown,
            other => panic!("no stage: {other}"),
        };
        let classes: Vec<&str> = fields[2].split('|').collect();
        assert!(classes.iter().all(|class| Class::from_word(class).is_some()), "{line}");
        assert!(["no", "two strikes", "forever", "for a while"].contains(&fields[3]), "{line}");
        Row { text: fields[1], stage, classes, suppress: fields[3] }
    };
    lines.map(row).collect()
}

fn suppress(suppression: Suppression) -> &'static str {
    match suppression {
        Suppression::Forever => "forever",
        Suppression::SecondStrike => "two strikes",
        Suppression::ForAWhile => "for a while",
        Suppression::No => "no",
    }
}

#[test]
fn no_kind_of_mistake_is_made() {
    let rows = rows(KINDS);
    assert!(rows.len() >= 440, "{}", rows.len());
    let mut wrong = Vec::new();
    for row in &rows {
        let recipients: &[&str] = &["ann@receiver.example"];
        let judged = judge(&Refusal { text: row.text, stage: row.stage, recipients, ..Refusal::default() });
        let found = suppress(judged.suppression());
        if !row.classes.contains(&judged.class.word()) || found != row.suppress {
            let expected = format!("{} {}", row.classes.join("|"), row.suppress);
            wrong.push(format!("{expected} but {} {found} ({:?}): {}", judged.class.word(), judged.words, row.text));
        }
    }
    assert!(wrong.is_empty(), "{} of {} wrong:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

/// Counts over some rows.
#[derive(Default)]
struct Figures {
    all: u32,
    right: u32,
    of_eight: u32,
    eight_right: u32,
    good_on_day_1: u32,
    good_on_day_2: u32,
    dead: u32,
    dead_kept: u32,
    confused: BTreeMap<(String, &'static str), u32>,
}

fn figures<'r>(rows: impl Iterator<Item = &'r Row>) -> Figures {
    let mut sum = Figures::default();
    for row in rows {
        let judged = judge(&Refusal { text: row.text, stage: row.stage, ..Refusal::default() });
        let right = row.classes.contains(&judged.class.word());
        sum.all += 1;
        sum.right += u32::from(right);
        if row.classes.iter().all(|class| EIGHT.contains(class)) {
            sum.of_eight += 1;
            sum.eight_right += u32::from(right);
        }
        if !right {
            *sum.confused.entry((row.classes.join("|"), judged.class.word())).or_default() += 1;
        }
        let follows = judged.suppression();
        if row.suppress == "no" {
            sum.good_on_day_1 += u32::from(matches!(follows, Suppression::Forever | Suppression::ForAWhile));
            sum.good_on_day_2 += u32::from(follows != Suppression::No);
        } else {
            sum.dead += 1;
            sum.dead_kept += u32::from(follows == Suppression::No);
        }
    }
    sum
}

/// What must hold of a table, in percent.
struct Limits {
    right: f64,
    eight_right: f64,
    dead_kept: f64,
}

/// Most of those dead that are kept say that the mailbox may not exist or may not be written to, and such suppress nobody.
const WORDED_LIMITS: Limits = Limits { right: 99.0, eight_right: 99.0, dead_kept: 4.0 };
const UNSEEN_LIMITS: Limits = Limits { right: 97.0, eight_right: 97.0, dead_kept: 3.0 };

#[track_caller]
fn check(name: &str, rows: &[Row], limits: &Limits) {
    let sum = figures(rows.iter());
    let percent = |part: u32, whole: u32| 100.0 * f64::from(part) / f64::from(whole.max(1));
    // Not with a macro: those are caught by the test harness.
    let _ = writeln!(
        std::io::stderr(),
        "{name}: {:.1} % of {} in the right class, {:.1} % of {} of the eight; good suppressed {} on day 1, {} on day 2; dead kept {} of {}",
        percent(sum.right, sum.all),
        sum.all,
        percent(sum.eight_right, sum.of_eight),
        sum.of_eight,
        sum.good_on_day_1,
        sum.good_on_day_2,
        sum.dead_kept,
        sum.dead
    );
    for ((expected, found), count) in &sum.confused {
        let _ = writeln!(std::io::stderr(), "    {count}  {expected} taken for {found}");
    }
    assert!(percent(sum.right, sum.all) >= limits.right, "{name}");
    assert!(percent(sum.eight_right, sum.of_eight) >= limits.eight_right, "{name}");
    assert_eq!((sum.good_on_day_1, sum.good_on_day_2), (0, 0), "{name}: good customers suppressed");
    assert!(percent(sum.dead_kept, sum.dead) <= limits.dead_kept, "{name}");
}

#[test]
fn refusals_as_servers_word_them_are_judged_within_the_limits() {
    let rows = rows(WORDED);
    assert!(rows.len() >= 720, "{}", rows.len());
    check("worded", &rows, &WORDED_LIMITS);
}

#[test]
fn refusals_that_nobody_looked_at_are_judged_within_the_limits() {
    let rows = rows(UNSEEN);
    assert!(rows.len() >= 270, "{}", rows.len());
    check("unseen", &rows, &UNSEEN_LIMITS);
}

#[test]
fn who_is_not_meant_is_not_suppressed_and_who_is_gone_is_not_kept() {
    let mut wrong = Vec::new();
    let lines: Vec<&str> = FATES.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() >= 1_700, "{}", lines.len());
    for line in lines {
        let [fate, to, text] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three fields: {line}") };
        let named = [to];
        let recipients = if to == "-" { &[][..] } else { &named[..] };
        let follows = judge(&Refusal { text, recipients, ..Refusal::default() }).suppression();
        let is_gone = matches!(follows, Suppression::Forever | Suppression::SecondStrike);
        if is_gone != (fate == "dead") {
            wrong.push(format!("{follows:?}: {line}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_quoted_reply_outweighs_the_sentences_around_it() {
    for text in [
        "メール(news@sender.example)は、宛先(ann@receiver.example)に送信できませんでした。\n550 5.1.1 <ann@receiver.example>: User unknown",
        "   ----- Transcript of session follows -----\n554 5.0.0 Service unavailable\n<ann@receiver.example>\n    (reason: 550 5.1.1 User unknown)",
        "The connection was closed and delivery failed.\n\n<ann@receiver.example>: 550 no such mailbox",
    ] {
        let raw = format!(
            "Return-Path: <>\nFrom: MAILER-DAEMON@mx.sender.example\nTo: news@sender.example\nSubject: Undelivered Mail\n\
             Content-Type: text/plain; charset=utf-8\n\n<ann@receiver.example>:\n{text}\n"
        );
        let found = read_message(raw.as_bytes());
        assert_eq!(found[0].judged.class, Class::RecipientUnknown, "{found:?}");
        assert_eq!(found[0].suppression(), Suppression::Forever, "{found:?}");
    }
}
