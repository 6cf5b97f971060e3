//! `presend bounce`: mail that came back is read, judged and shown, and a suppression list extended.

use super::Exit;
use super::args::Bounce as Args;
use super::clock::now_s;
use super::errors::in_words;
use super::format::{self, FormArg};
use super::mailbox::Mailboxes;
use super::run_note;
use super::terminal::Terminal;
use anyhow::Context as _;
use presend::bounce::imap::ImapError;
use presend::bounce::sources::{BounceReader, Contents, SourceError, SourcedBounce};
use presend::bounce::suppression_file::Suppressed;
use presend::bounce::{Bounce, Class, Day, Settled, Suppression, Tally, Told, Until};
use presend::list::sniff;
use presend::list::{LayoutOptions, ListError, Source, SourceOptions};
use presend::reason::{Saying, escape, say, sentence};
use presend::report::bounce::{self as shown, Fate, Kept};
use presend::report::formats::{BounceView, Format, Made};
use presend::run::sent::Sent;
use std::collections::{BTreeSet, HashMap};
use std::io::{self, ErrorKind};
use std::path::Path;

pub fn bounce(args: &Args, terminal: &Terminal) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.bounce.is_some())?;
    // Records are printed as they come.
    let of_records = |form: &&FormArg| !matches!(form.format.forms().bounce, Some(Made::AtTheEnd(_)));
    format::no_files(terminal.look.formats.iter().filter(of_records))?;
    for path in &args.paths {
        format::spare_the_input(&terminal.look.formats, path)?;
    }
    anyhow::ensure!(!args.hash || args.suppress.is_some(), sentence!("bounce-hash-alone"));
    let fail_on = failing(&args.fail_on)?;
    let mut mailboxes = Mailboxes::of(args)?;
    let today = today();
    let sent = args.sent.as_deref().map(|path| sent(path).context("--sent")).transpose()?;
    let mut run = Run {
        sent,
        not_mailed: 0,
        suppressed: match &args.suppress {
            Some(path) => Suppressed::for_run(path, args.hash)?,
            None => Suppressed::default(),
        },
        tally: Tally::default(),
        today,
        terminal,
        any: false,
        unprinted: String::new(),
        failed: false,
        fail_on,
        soft_limit: args.soft_limit,
        settled: Settled::default(),
        codes: terminal.look.formats.iter().any(|form| form.format == Format::Html).then(HashMap::new),
    };
    if terminal.look.format == Format::Csv {
        run.unprinted = shown::Rows { style: terminal.style }.header();
    }
    let contents = run.read(args, &mut mailboxes)?;
    if contents.trouble_count > 0 {
        contents.troubles.iter().for_each(|what| terminal.warn(&in_words(what, terminal.lang)));
        let more = contents.trouble_count - contents.troubles.len() as u64;
        if more > 0 {
            terminal.warn(&say!(terminal.lang, "bounce-more-unread", count = more));
        }
    }
    run.settle(args.suppress.as_deref())?;
    if run.end(args, &contents)? {
        mailboxes.remember()?;
    }
    // That no new mail is there is what most runs on a mailbox find.
    if contents.items == 0 && !mailboxes.were_read() {
        anyhow::ensure!(args.allow_empty, sentence!("bounce-nothing"));
    }
    Ok(if contents.trouble_count > 0 {
        Exit::CouldNotRun
    } else if run.failed {
        Exit::Findings
    } else {
        Exit::Passed
    })
}

/// Addresses that are offered to a page, and those whose codes are remembered for it.
const KEPT_MAX: usize = 2_000;
const CODES_MAX: usize = 100_000;
/// Records are written when this many octets have come together, and at the end.
const UNPRINTED_OCTETS_MAX: usize = 64 << 10;

struct Run<'r> {
    sent: Option<Sent>,
    /// Bounces that are about somebody who is not on the list of those who were mailed.
    not_mailed: u64,
    suppressed: Suppressed,
    tally: Tally,
    today: Day,
    terminal: &'r Terminal,
    any: bool,
    /// What was not yet written to standard output.
    unprinted: String,
    failed: bool,
    fail_on: BTreeSet<Class>,
    soft_limit: u32,
    settled: Settled,
    /// The codes with which mail to an address came back last, by its key; only where they are shown.
    codes: Option<HashMap<String, String>>,
}

impl Run<'_> {
    fn read(&mut self, args: &Args, mailboxes: &mut Mailboxes) -> anyhow::Result<Contents> {
        let (today, terminal) = (self.today, self.terminal);
        let mut sink = |found: SourcedBounce| self.take(&found);
        let mut bag = BounceReader::new(today, &mut sink);
        for path in &args.paths {
            let result = match mailboxes.named(path) {
                Some(mailbox) => mailboxes.read(&mailbox, &mut bag, terminal),
                None if path.as_os_str() == "-" => bag.read_stream("<stdin>", io::stdin().lock()).map_err(Into::into),
                None => bag.read(path).map_err(Into::into),
            };
            match result {
                // Nobody reads any more: a quiet end.
                Err(error) if is_closed(&error) => break,
                result => result?,
            }
        }
        Ok(bag.contents())
    }

    fn take(&mut self, found: &SourcedBounce) -> io::Result<()> {
        let returned = match &found.told {
            Told::Bounce(returned) => returned,
            Told::Delivered(delivery) => {
                self.suppressed.deliver(delivery, self.today);
                return Ok(());
            }
        };
        let fate = self.fate(returned);
        let style = self.terminal.style;
        let rows = shown::Rows { style };
        match self.terminal.look.format {
            Format::Jsonl => {
                self.unprinted += &shown::record(&found.source, returned, fate, style);
                self.unprinted.push('\n');
            }
            Format::Json => {
                self.unprinted += if self.any { ",\n" } else { "[\n" };
                self.unprinted += &shown::record(&found.source, returned, fate, style);
            }
            Format::Csv => self.unprinted += &rows.row(&found.source, returned, fate),
            Format::Human if self.terminal.look.verbose => {
                self.unprinted += &shown::line(&found.source, returned, fate, style)
            }
            _ => return Ok(()),
        }
        self.any = true;
        if self.unprinted.len() < UNPRINTED_OCTETS_MAX { Ok(()) } else { self.print() }
    }

    /// Counts a record, and holds its address back if it is to be believed.
    fn fate(&mut self, returned: &Bounce) -> Fate {
        let is_bounce = returned.judged.class != Class::NotABounce;
        let mailed = self.sent.as_ref().filter(|_| is_bounce).map(|sent| {
            // Who is not named was not mailed either.
            returned.recipient.as_ref().is_some_and(|address| sent.has(address))
        });
        if mailed == Some(false) {
            self.not_mailed += 1;
            return Fate { until: Until::Not, listed: None, mailed };
        }
        self.tally.add(returned);
        self.failed |= self.fail_on.contains(&returned.judged.class);
        let listed = if is_bounce { self.suppressed.add(returned, self.today) } else { None };
        if listed.is_some() {
            self.note_codes(returned);
        }
        let until = match returned.suppression() {
            Suppression::Forever => Until::Forever,
            Suppression::ForAWhile => listed.unwrap_or(Until::Not),
            Suppression::SecondStrike | Suppression::No => Until::Not,
        };
        Fate { until, listed, mailed }
    }

    fn note_codes(&mut self, returned: &Bounce) {
        let Some(codes) = &mut self.codes else { return };
        let Some(key) = returned.recipient.as_ref().and_then(|address| self.suppressed.key(address)) else { return };
        if codes.len() < CODES_MAX || codes.contains_key(&key) {
            codes.insert(key, shown::codes(returned));
        }
    }

    /// Takes back what the whole run speaks against, and writes the list where there is one.
    fn settle(&mut self, list: Option<&Path>) -> anyhow::Result<()> {
        let sent = self.sent.as_ref();
        let mailed = |domain: &str| sent.map(|sent| sent.of_domain(domain));
        self.settled = match list {
            Some(path) => self.suppressed.settle_in(path, &mailed, self.soft_limit)?,
            None => self.suppressed.settle(&mailed, self.soft_limit),
        };
        Ok(())
    }

    fn print(&mut self) -> io::Result<()> {
        let text = std::mem::take(&mut self.unprinted);
        let goes_on = match self.terminal.look.format {
            Format::Csv => self.terminal.copy_csv(&mut text.as_bytes())?,
            _ => self.terminal.print(&text)?,
        };
        if goes_on { Ok(()) } else { Err(ErrorKind::BrokenPipe.into()) }
    }

    /// Writes what is still to be written, and tells whether all of it was.
    fn end(&mut self, args: &Args, contents: &Contents) -> anyhow::Result<bool> {
        match self.print() {
            // Nobody reads any more.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(false),
            result => result?,
        }
        let mut whole = true;
        if self.terminal.look.format == Format::Json {
            whole &= self.terminal.print(if self.any { "\n]\n" } else { "[]\n" })?;
        }
        let holding = self.suppressed.list.count(|entry| entry.holds_on(self.today));
        let watched = self.suppressed.list.count(|entry| entry.until == Until::Not);
        let totals = shown::Totals {
            files: contents.files,
            items: contents.items,
            suppressed: holding,
            watched,
            not_mailed: self.not_mailed,
        };
        let list = args.suppress.as_ref().map(|path| path.display().to_string());
        let codes = self.codes.as_ref();
        let kept = codes.map_or_else(Vec::new, |_| self.suppressed.list.latest_held(self.today, KEPT_MAX));
        let code = |key: &str| codes.and_then(|codes| codes.get(key)).map(String::as_str);
        let kept: Vec<Kept<'_>> = kept.into_iter().map(|(key, entry)| Kept { entry, code: code(key) }).collect();
        let view = BounceView {
            kept: &kept,
            tally: &self.tally,
            totals,
            list: list.as_deref().map(|list| (&self.settled, list)),
            sources: names(args),
            run: Some(&run_note::of_this_process(self.terminal.style.redact)),
            lang: self.terminal.lang,
            style: self.terminal.style,
        };
        for form in format::and_one_printed(&self.terminal.look.formats) {
            let Some(Made::AtTheEnd(make)) = &form.format.forms().bounce else { continue };
            match &form.path {
                Some(path) => format::write(path, &mut make(&view).as_bytes(), None)?,
                None if form.format == Format::Human && self.terminal.look.quiet => {}
                None => whole &= self.terminal.print(&make(&view))?,
            }
        }
        Ok(whole)
    }
}

/// What was read, without the folders of files and without who logs in to a mailbox.
fn names(args: &Args) -> String {
    let name = |path: &std::path::PathBuf| {
        let shown = path.to_string_lossy();
        match shown.split_once("://") {
            Some((_, rest)) => rest.rsplit_once('@').map_or(rest, |(_, server)| server).to_owned(),
            None => path.file_name().map_or_else(|| shown.to_string(), |name| name.to_string_lossy().into_owned()),
        }
    };
    args.paths.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// Whether an error says that nobody reads standard output any more.
fn is_closed(error: &anyhow::Error) -> bool {
    let stopped = match error.downcast_ref() {
        Some(SourceError::Stopped(stopped)) => Some(stopped),
        _ => match error.downcast_ref() {
            Some(ImapError::Stopped(stopped)) => Some(stopped),
            _ => None,
        },
    };
    stopped.is_some_and(|stopped| stopped.kind() == ErrorKind::BrokenPipe)
}

/// Whom mail was sent to, from a list of any form.
fn sent(path: &Path) -> anyhow::Result<Sent> {
    let read = |source: Source| {
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Sent::read(&source, &layout)
    };
    match Source::open(path, &SourceOptions::default()).and_then(read) {
        Err(ListError::Empty) => anyhow::bail!(sentence!("bounce-sent-empty", file = escape::file(path))),
        sent => Ok(sent?),
    }
}

/// Classes by their words, with or without `bounce.` before them; `all` for all that are bounces.
fn failing(words: &[String]) -> anyhow::Result<BTreeSet<Class>> {
    let mut classes = BTreeSet::new();
    for word in words {
        let word = word.trim().trim_start_matches("bounce.");
        if word == "all" {
            classes.extend(Class::ALL.into_iter().filter(|class| class.is_bounce()));
            continue;
        }
        let class = Class::from_word(word).saying(|| {
            let known: Vec<&str> = Class::ALL.into_iter().map(Class::word).collect();
            sentence!("bounce-no-class", class = word.to_owned(), classes = known.join(", "))
        })?;
        classes.insert(class);
    }
    Ok(classes)
}

/// The day now, in UTC. Bounces bring their own days; this one is for those that do not.
pub fn today() -> Day {
    const SECONDS_A_DAY: u64 = 86_400;
    Day(i32::try_from(now_s() / SECONDS_A_DAY).unwrap_or(i32::MAX))
}
