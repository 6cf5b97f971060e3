//! `presend check`: addresses from the command line or from standard input, answered in order.

use super::Exit;
use super::args::{Check, InputArg};
use super::cache;
use super::facts;
use super::format::{self, FormArg};
use super::interrupt::Interrupted;
use super::lists;
use super::output;
use super::resolver;
use super::run_note;
use super::terminal::Terminal;
use presend::address::CELL_OCTETS_MAX;
use presend::judge::Fix;
use presend::list::{LayoutOptions, address_name, record_text};
use presend::reason::{Saying, sentence};
use presend::report::checks::Checks;
use presend::report::csv;
use presend::report::formats::{CheckView, ChecksView, Format, MadeOfChecks};
use presend::report::html::page_data::RunNote;
use presend::{Checked, Checker, Verdict};
use std::io::{BufRead, Read};
use std::path::Path;
use tokio::sync::mpsc;

/// Addresses that are checked together when they come from standard input. What has come so far is answered at once, so
/// a slow writer is not kept waiting.
const BATCH_MAX: usize = 4096;
/// The longest line of standard input. Longer ones are an error, since no address is that long.
const LINE_OCTETS_MAX: u64 = 1 << 20;

pub async fn check(args: Check, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.check.is_some())?;
    // Answers are printed as they come.
    let of_each = |form: &&FormArg| !is_at_the_end(form);
    format::no_files(terminal.look.formats.iter().filter(of_each))?;
    spare_what_is_read(&args, terminal)?;
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
    if terminal.look.formats.iter().any(is_at_the_end) {
        seen.checks = Some(Checks::default());
    }
    if args.addresses.iter().any(|address| address == "-") {
        anyhow::ensure!(args.addresses.len() == 1, sentence!("check-stdin-alone"));
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
    match terminal.look.format {
        Format::Json => drop(terminal.print(if seen.count > 0 { "\n]\n" } else { "[]\n" })?),
        Format::Csv if seen.count == 0 => drop(terminal.print(&csv::header())?),
        _ => {}
    }
    // What nobody reads to its end was not checked to its end.
    if let Some(checks) = seen.checks.as_ref().filter(|_| !seen.gone) {
        let dns = match &table {
            Some(table) => Some(table.names.clone()),
            None if args.dns.offline => None,
            None => resolver::name(&args.dns).ok(),
        };
        show_at_the_end(checks, dns, terminal)?;
    }
    Ok(seen.exit())
}

fn is_at_the_end(form: &FormArg) -> bool {
    matches!(form.format.forms().check, Some(MadeOfChecks::AtTheEnd(_)))
}

/// Refuses forms that would take the place of a file that the run reads.
fn spare_what_is_read(args: &Check, terminal: &Terminal) -> anyhow::Result<()> {
    let suppressed = args.judging.suppress.iter().map(|file| &**file);
    let zone = args.dns.dns.strip_prefix("zone:").map(Path::new);
    let tables = args.facts.tables.iter().map(|file| &**file);
    let mut read = suppressed.chain(zone).chain(tables);
    read.try_for_each(|file| format::spare_the_input(&terminal.look.formats, file))
}

/// The forms that are made of all answers. `dns` says who was asked about domains, if anybody was.
fn show_at_the_end(checks: &Checks, dns: Option<String>, terminal: &Terminal) -> anyhow::Result<()> {
    let view = ChecksView {
        checks,
        asked: dns.is_some(),
        run: &RunNote { dns, ..run_note::of_this_process(terminal.style.redact) },
        lang: terminal.lang,
        style: terminal.style,
    };
    for form in &terminal.look.formats {
        if let Some(MadeOfChecks::AtTheEnd(make)) = form.format.forms().check {
            output::put(form, &mut make(&view).as_bytes(), None, terminal)?;
        }
    }
    Ok(())
}

fn show<'a>(
    answers: impl Iterator<Item = (&'a Checked, Option<&'a Text>)>,
    seen: &mut Seen,
    terminal: &Terminal,
) -> anyhow::Result<()> {
    let mut text = String::new();
    let each = match terminal.look.format.forms().check {
        Some(MadeOfChecks::Each(make)) => Some(make),
        Some(MadeOfChecks::AtTheEnd(_)) | None => None,
    };
    for (answer, given) in answers {
        seen.count += 1;
        let view = CheckView {
            checked: answer,
            place: given.map(|text| ("<stdin>", text.line)),
            record: given.and_then(|text| text.record.as_deref()),
            number: seen.count,
            lang: terminal.lang,
            style: terminal.style,
        };
        text.push_str(&each.map(|make| make(&view)).unwrap_or_default());
        if let Some(checks) = &mut seen.checks {
            checks.add(answer, given.map(|text| text.line));
        }
        match answer.whole().verdict {
            Verdict::Reject => seen.rejected = true,
            Verdict::Unknown => seen.unknown = true,
            Verdict::Ok | Verdict::Review => {}
        }
    }
    seen.gone = match terminal.look.format {
        Format::Human if terminal.look.quiet => false,
        Format::Csv => !terminal.copy_csv(&mut text.as_bytes())?,
        _ => !terminal.print(&text)?,
    };
    Ok(())
}

#[derive(Default)]
struct Seen {
    /// Answers so far.
    count: u64,
    /// What is kept of them, where a form is made of all.
    checks: Option<Checks>,
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
    input.by_ref().take(LINE_OCTETS_MAX).read_until(b'\n', &mut bytes).saying(|| sentence!("cannot-read-stdin"))?;
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
        let waiting = input.fill_buf().saying(|| sentence!("cannot-read-stdin"))?;
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
