//! `presend clean - --input jsonl --to jsonl`: standard input to standard output, record by record.

use super::args::{Clean, FixArg, InputArg, ToArg};
use super::cache;
use super::format;
use super::interrupt::Interrupted;
use super::resolver;
use super::terminal::Terminal;
use super::{Exit, lists};
use presend::Verdict;
use presend::list::{Lines, ListError};
use presend::reason::{Lang, say, sentence};
use presend::report::formats::Format;
use presend::run::stream::{Incoming, Streamed, stream};
use std::io::{self, Write};
use tokio::sync::mpsc;

/// The most lines that are handed on together, and batches of them and pieces that wait between the threads.
const LINES_A_BATCH: usize = 256;
const BATCHES_WAITING: usize = 16;
const PIECES_WAITING: usize = 4;

/// Whether this is what was asked for: records in from a pipe, records out to one.
pub fn is_wanted(args: &Clean) -> bool {
    let from_pipe = matches!(args.list.lists.as_slice(), [only] if only.as_os_str() == "-");
    from_pipe && args.list.input == Some(InputArg::Jsonl) && args.to == Some(ToArg::Jsonl) && args.output.is_none()
}

pub async fn clean(args: &Clean, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.format == Format::Human)?;
    format::no_files(&terminal.look.formats)?;
    anyhow::ensure!(!args.split, sentence!("stream-no-split"));
    anyhow::ensure!(!args.hosts.probe, sentence!("stream-no-probe"));
    // Who compares what comes out with what went in finds the same record, unless repairs were asked for.
    let policy = args.options(FixArg::None).policy;
    let examined = resolver::examine_with(&args.facts, &args.dns, terminal)?;
    let (gather, kept) = resolver::gather(&args.dns, &examined, b"-", terminal)?;
    interrupted.keeps(&kept);
    let (pieces, writing) = write_in_background()?;
    let done = stream(read_in_background()?, pieces, &args.list.wish(), &policy, gather.as_ref()).await;
    // What was judged is written before anything is said of the rest.
    let written = writing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    let done = done?;
    written?;
    if let Some(gather) = &gather {
        gather.settle(done.denied.is_none());
    }
    cache::report(&kept, terminal);
    if let Some(table) = &examined.table {
        table.say_what_was_missing(terminal);
    }
    if done.records == 0 && !args.list.allow_empty && !done.cut_off {
        return Err(ListError::Empty.into());
    }
    terminal.say(&told(&done, terminal.lang));
    if let Some(gather) = &gather {
        lists::warn_of_filtering(&gather.stats(), terminal);
    }
    let nothing_found_out = done.domains_asked > 0 && done.domains_unknown == done.domains_asked;
    if let Some(name) = &done.denied {
        terminal.warn(&lists::denied(name, &examined.said_by(&args.dns), terminal.lang));
    } else if nothing_found_out {
        let servers = examined.said_by(&args.dns);
        terminal.warn(&say!(terminal.lang, "stream-nothing-found-out", servers = servers));
    }
    Ok(if done.denied.is_some() || nothing_found_out { Exit::Inconclusive } else { Exit::Passed })
}

fn told(done: &Streamed, lang: Lang) -> String {
    let counts = Verdict::ALL.iter().zip(done.verdicts).map(|(verdict, count)| format!("{} {count}", verdict.word()));
    say!(lang, "stream-done", count = done.records, verdicts = counts.collect::<Vec<_>>().join(", "))
}

/// Reads standard input on a thread of its own, since reading it cannot be interrupted.
fn read_in_background() -> io::Result<mpsc::Receiver<io::Result<Vec<Incoming>>>> {
    let (send, receive) = mpsc::channel(BATCHES_WAITING);
    std::thread::Builder::new().name("presend-input".to_owned()).spawn(move || {
        let mut lines = Lines::new(Box::new(io::stdin()));
        loop {
            let mut lines_at_hand = Vec::new();
            let ended = take_waiting(&mut lines, &mut lines_at_hand);
            if !lines_at_hand.is_empty() && send.blocking_send(Ok(lines_at_hand)).is_err() {
                return;
            }
            match ended {
                Ok(false) => {}
                Ok(true) => return,
                Err(error) => return drop(send.blocking_send(Err(error))),
            }
        }
    })?;
    Ok(receive)
}

/// Takes the lines that are at hand, at least one, and tells whether none follow.
fn take_waiting(lines: &mut Lines, taken: &mut Vec<Incoming>) -> io::Result<bool> {
    loop {
        let Some(line) = lines.next_line()? else { return Ok(true) };
        taken.push(Incoming::new(line));
        if taken.len() >= LINES_A_BATCH || !lines.is_one_waiting() {
            return Ok(false);
        }
    }
}

/// The thread that writes, and at last what became of it.
type Writing = std::thread::JoinHandle<io::Result<()>>;

/// Writes to standard output on a thread of its own, since a slow reader must not hold up the DNS. A reader that has gone away
/// is no error.
fn write_in_background() -> io::Result<(mpsc::Sender<Vec<u8>>, Writing)> {
    let (send, mut receive) = mpsc::channel::<Vec<u8>>(PIECES_WAITING);
    let writing = std::thread::Builder::new().name("presend-output".to_owned()).spawn(move || {
        let mut out = io::stdout().lock();
        while let Some(piece) = receive.blocking_recv() {
            match out.write_all(&piece).and_then(|()| out.flush()) {
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Ok(()),
                result => result?,
            }
        }
        Ok(())
    })?;
    Ok((send, writing))
}
