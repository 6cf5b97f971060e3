//! `presend check`: addresses from the command line or from standard input, answered in order.

use super::Exit;
use super::args::{Check, InputArg};
use super::cache;
use super::facts;
use super::format;
use super::interrupt::Interrupted;
use super::lists;
use super::resolver;
use super::terminal::Terminal;
use anyhow::Context;
use presend::address::CELL_OCTETS_MAX;
use presend::judge::Fix;
use presend::list::{LayoutOptions, address_name, record_text};
use presend::report::formats::{CheckView, Format};
use presend::{Checked, Checker, Verdict};
use std::io::{BufRead, Read};
use tokio::sync::mpsc;

/// Addresses that are checked together when they come from standard input. What has come so far is answered at once, so
/// a slow writer is not kept waiting.
const BATCH_MAX: usize = 4096;
/// The longest line of standard input. Longer ones are an error, since no address is that long.
const LINE_OCTETS_MAX: u64 = 1 << 20;

pub async fn check(args: Check, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.check.is_some(), "addresses are reported")?;
    format::no_files(&terminal.look.formats)?;
    let policy = args.judging.policy(&args.dns, Fix::None);
    let table = facts::Table::read(&args.facts, &args.dns, terminal)?;
    let (checker, kept) = match &table {
        Some(table) => (Checker::with(table.gather(policy.allow_non_public), policy), None),
        None => {
            let (dns, kept) = resolver::resolver(&args.dns, None, terminal)?;
            (Checker::new(dns, policy), kept)
        }
    };
    interrupted.keeps(&kept);
    let mut seen = Seen::default();
    if args.addresses.iter().any(|address| address == "-") {
        anyhow::ensure!(args.addresses.len() == 1, "- stands for standard input and goes alone");
        let mut texts = read_in_background(args.input)?;
        let mut batch = Vec::with_capacity(BATCH_MAX);
        while texts.recv_many(&mut batch, BATCH_MAX).await > 0 {
            let mut failure = None;
            let texts: Vec<Text> =
                batch.drain(..).map_while(|text| text.map_err(|error| failure = Some(error)).ok()).collect();
            let mut answers = checker.check(texts.iter().map(|text| &text.bytes)).await;
            for (answer, text) in answers.iter_mut().zip(&texts).filter(|(_, text)| text.broken) {
                *answer = Checked::of_no_record(&text.bytes);
            }
            show(answers.iter().zip(texts.iter().map(Some)), &mut seen, terminal)?;
            // What came before a failure is answered first.
            failure.map_or(Ok(()), Err)?;
            if seen.gone {
                break;
            }
        }
    } else {
        let texts = args.addresses.iter().map(|address| address.as_encoded_bytes());
        let answers = checker.check(texts).await;
        show(answers.iter().map(|answer| (answer, None)), &mut seen, terminal)?;
    }
    checker.settle();
    cache::report(&kept, terminal);
    if let Some(table) = &table {
        table.say_what_was_missing(terminal);
    }
    lists::warn_of_filtering(&checker.stats(), terminal);
    if terminal.look.format == Format::Json {
        terminal.print(if seen.any { "\n]\n" } else { "[]\n" })?;
    }
    Ok(seen.exit())
}

fn show<'a>(
    answers: impl Iterator<Item = (&'a Checked, Option<&'a Text>)>,
    seen: &mut Seen,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let mut text = String::new();
    for (answer, given) in answers {
        let first = !std::mem::replace(&mut seen.any, true);
        let view = CheckView {
            checked: answer,
            place: given.map(|text| ("<stdin>", text.line)),
            record: given.and_then(|text| text.record.as_deref()),
            is_first: first,
            lang: terminal.lang,
            style: terminal.style,
        };
        text.push_str(&terminal.look.format.forms().check.map(|make| make(&view)).unwrap_or_default());
        match answer.whole().verdict {
            Verdict::Reject => seen.rejected = true,
            Verdict::Unknown => seen.unknown = true,
            Verdict::Ok | Verdict::Review => {}
        }
    }
    if !terminal.look.quiet || terminal.look.format != Format::Human {
        seen.gone = !terminal.print(&text)?;
    }
    Ok(())
}

#[derive(Default)]
struct Seen {
    any: bool,
    /// Nobody reads the answers any more.
    gone: bool,
    rejected: bool,
    unknown: bool,
}

impl Seen {
    fn exit(&self) -> Exit {
        if self.rejected {
            Exit::Findings
        } else if self.unknown {
            Exit::Inconclusive
        } else {
            Exit::Passed
        }
    }
}

/// A text to be checked, with the line it stood on.
struct Text {
    line: u64,
    bytes: Vec<u8>,
    /// The object that the text stood in.
    record: Option<Vec<u8>>,
    /// The line was to be a record of JSON and is none.
    broken: bool,
}

impl Text {
    fn alone(line: u64, bytes: Vec<u8>) -> Text {
        Text { line, bytes, record: None, broken: false }
    }
}

/// Reads standard input on a thread of its own, since reading it cannot be interrupted.
fn read_in_background(input: InputArg) -> std::io::Result<mpsc::Receiver<anyhow::Result<Text>>> {
    let (send, receive) = mpsc::channel(BATCH_MAX);
    std::thread::Builder::new().name("presend-input".to_owned()).spawn(move || {
        let mut stdin = std::io::stdin().lock();
        let mut name = None;
        for line in 1.. {
            let text = match read_line(&mut stdin) {
                Ok(Some(Line::Whole(bytes))) if input == InputArg::Jsonl && bytes.trim_ascii().is_empty() => continue,
                Ok(Some(Line::Whole(bytes))) if input == InputArg::Jsonl => Ok(of_record(bytes, line, &mut name)),
                // Of one that is too long to be read its beginning stands for it, and says so.
                Ok(Some(Line::Whole(bytes) | Line::TooLong(bytes))) => Ok(Text::alone(line, bytes)),
                Ok(None) => return,
                Err(error) => Err(error),
            };
            let failed = text.is_err();
            if send.blocking_send(text).is_err() || failed {
                return;
            }
        }
    })?;
    Ok(receive)
}

/// The address of a record: a string, or the value `address` of an object. An object without one has it where its first like has
/// what looks most like an address; `name` remembers that.
fn of_record(bytes: Vec<u8>, line: u64, name: &mut Option<String>) -> Text {
    const NAME: &str = "address";
    let is_object = bytes.trim_ascii_start().starts_with(b"{");
    let mut found = record_text(&bytes, NAME);
    if found.broken || found.is_missing && !is_object {
        return Text { line, bytes, record: None, broken: true };
    }
    if found.is_missing {
        let other = name.clone().or_else(|| address_name(&bytes, &LayoutOptions::default()).ok()).unwrap_or_default();
        found = record_text(&bytes, &other);
        if found.is_missing {
            return Text { line, bytes, record: None, broken: true };
        }
        *name = Some(other);
    }
    Text { line, bytes: found.content, record: is_object.then_some(bytes), broken: false }
}

/// A line of the input without its end.
enum Line {
    Whole(Vec<u8>),
    /// The first octets of one that is longer than [`LINE_OCTETS_MAX`], and longer than any cell that is read.
    TooLong(Vec<u8>),
}

fn read_line(input: &mut impl BufRead) -> anyhow::Result<Option<Line>> {
    let mut bytes = Vec::new();
    input.by_ref().take(LINE_OCTETS_MAX).read_until(b'\n', &mut bytes).context("cannot read standard input")?;
    if bytes.is_empty() {
        return Ok(None);
    }
    if bytes.last() == Some(&b'\n') {
        bytes.pop();
        if bytes.last() == Some(&b'\r') {
            bytes.pop();
        }
    } else if bytes.len() as u64 == LINE_OCTETS_MAX {
        bytes.truncate(CELL_OCTETS_MAX + 1);
        skip_line(input)?;
        return Ok(Some(Line::TooLong(bytes)));
    }
    Ok(Some(Line::Whole(bytes)))
}

/// Reads on to the end of a line and keeps nothing of it.
fn skip_line(input: &mut impl BufRead) -> anyhow::Result<()> {
    loop {
        let waiting = input.fill_buf().context("cannot read standard input")?;
        let (octets, ended) = match memchr::memchr(b'\n', waiting) {
            Some(end) => (end + 1, true),
            None => (waiting.len(), waiting.is_empty()),
        };
        input.consume(octets);
        if ended {
            return Ok(());
        }
    }
}
