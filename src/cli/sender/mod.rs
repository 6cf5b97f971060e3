//! `presend sender`: set-ups, checked, and an exit code for scripts.

mod names;
mod setup;

pub(super) use setup::domain;

use super::args::{FailOnArg, Sender};
use super::lists::worse;
use super::terminal::Terminal;
use super::{Exit, format, output, resolver};
use anyhow::Context;
use presend::dns::Dns;
use presend::reason::{Saying, escape, sentence};
use presend::report::sender::Portfolio;
use presend::report::sender::baseline::Baseline;
use presend::sender::Entry;
use presend::sender::checks::{SenderConfig, SenderVerdict, Status};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Octets of an earlier result: ten thousand domains with all that is said of them.
const BASELINE_OCTETS_MAX: u64 = 1 << 30;

/// Every form can show senders; a page shows one.
pub async fn sender(args: Sender, terminal: &Terminal) -> anyhow::Result<Exit> {
    if let Some(eml) = &args.eml {
        format::spare_the_input(&terminal.look.formats, eml)?;
    }
    if let Some(file) = &args.from_file {
        format::spare_the_input(&terminal.look.formats, file)?;
    }
    if let Some(file) = &args.baseline {
        format::spare_the_input(&terminal.look.formats, file)?;
    }
    match (&args.from_file, args.domains.as_slice()) {
        (None, []) => one(&args, setup::Common::read(&args)?.of_message()?, terminal).await,
        (None, [domain]) => {
            let domain = setup::domain(domain)?;
            one(&args, setup::Common::read(&args)?.of(domain)?, terminal).await
        }
        _ => many(&args, terminal).await,
    }
}

async fn one(args: &Sender, setup: SenderConfig, terminal: &Terminal) -> anyhow::Result<Exit> {
    let baseline = baseline(args)?;
    let dns = resolver(args)?;
    let report = match args.connect {
        true => {
            let settings = setup::connecting(args, &setup)?;
            presend::sender::check_connected(dns, setup, settings).await
        }
        false => presend::sender::check(dns, setup).await,
    };
    let entries = [Entry::checked(report)];
    let portfolio = portfolio(args, &entries, 0, true, baseline.as_ref(), terminal);
    show(&portfolio, args.eml.as_deref(), terminal)?;
    Ok(exit(args, &entries[0], baseline.as_ref()))
}

async fn many(args: &Sender, terminal: &Terminal) -> anyhow::Result<Exit> {
    names::refuse_what_belongs_to_one(args, &terminal.look.formats)?;
    let wanted = names::wanted(args)?;
    let baseline = baseline(args)?;
    let (entries, questions) = presend::sender::check_all(resolver(args)?, wanted).await;
    let portfolio = portfolio(args, &entries, questions, false, baseline.as_ref(), terminal);
    show(&portfolio, args.from_file.as_deref(), terminal)?;
    Ok(entries.iter().fold(Exit::Passed, |worst, entry| worse(worst, exit(args, entry, baseline.as_ref()))))
}

/// Shows senders in each form that was asked for. `made_of` is the file that they were read from.
fn show(portfolio: &Portfolio<'_>, made_of: Option<&Path>, terminal: &Terminal) -> anyhow::Result<()> {
    for form in format::and_one_printed(&terminal.look.formats) {
        let text = form.format.forms().sender.map(|make| make(portfolio)).unwrap_or_default();
        output::put(&form, &mut text.as_bytes(), made_of, terminal)?;
    }
    Ok(())
}

fn portfolio<'a>(
    args: &'a Sender,
    entries: &'a [Entry],
    questions: usize,
    is_one: bool,
    baseline: Option<&'a Baseline>,
    terminal: &Terminal,
) -> Portfolio<'a> {
    let file = args.from_file.as_deref().filter(|file| *file != Path::new("-"));
    Portfolio {
        entries,
        file: file.map(|file| file.to_string_lossy()),
        questions,
        baseline,
        warnings_fail: args.fail_on == Some(FailOnArg::Warn),
        is_one,
        verbose: terminal.look.verbose,
        diff: args.diff,
        lang: terminal.lang,
        style: terminal.style,
    }
}

/// The earlier result that is compared with.
fn baseline(args: &Sender) -> anyhow::Result<Option<Baseline>> {
    let Some(file) = &args.baseline else { return Ok(None) };
    let bytes = octets("--baseline", file, BASELINE_OCTETS_MAX)?;
    // Shells of Windows write UTF-16.
    let text = encoding_rs::UTF_8.decode(&bytes).0;
    Ok(Some(Baseline::parse(&text).with_context(|| format!("--baseline: {}", escape::file(file)))?))
}

fn resolver(args: &Sender) -> anyhow::Result<Arc<dyn Dns>> {
    Ok(resolver::fresh(&args.dns, args.dnssec_trusted)?.saying(|| sentence!("sender-offline"))?)
}

/// What stands in the file that `flag` names, or in standard input where that is `-`. More octets than `most` are refused.
fn octets(flag: &'static str, path: &Path, most: u64) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut read = |source: &mut dyn Read| source.take(most + 1).read_to_end(&mut bytes);
    let result = if path == Path::new("-") {
        read(&mut std::io::stdin().lock())
    } else {
        File::open(path).and_then(|mut file| read(&mut file))
    };
    result.saying(|| sentence!("cannot-read-option", option = flag, file = escape::file(path)))?;
    let too_much = || sentence!("option-file-large", option = flag, file = escape::file(path), mebibytes = most >> 20);
    anyhow::ensure!(bytes.len() as u64 <= most, too_much());
    Ok(bytes)
}

/// A name that is no domain could not be asked about, which is the user's to mend, as it is where one is named. With an earlier result only what
/// is new counts.
fn exit(args: &Sender, entry: &Entry, baseline: Option<&Baseline>) -> Exit {
    let new = baseline.map(|baseline| baseline.changes(entry).new);
    let verdict = match &new {
        // Where nothing was looked at, nothing is known to be as it was.
        Some(new) if new.is_empty() && !is_unseen(entry) => SenderVerdict::Pass,
        Some(new) if !new.is_empty() => SenderVerdict::of(new.iter().copied()),
        _ => entry.verdict(),
    };
    match verdict {
        SenderVerdict::Fail if entry.report().is_none() => Exit::CouldNotRun,
        SenderVerdict::Fail => Exit::Findings,
        SenderVerdict::Unknown => Exit::Inconclusive,
        SenderVerdict::Warn if args.fail_on == Some(FailOnArg::Warn) => Exit::Findings,
        SenderVerdict::Warn | SenderVerdict::Pass => Exit::Passed,
    }
}

/// Nothing was looked at.
fn is_unseen(entry: &Entry) -> bool {
    entry.verdict() == SenderVerdict::Unknown && entry.checks().iter().all(|check| check.status != Status::Unknown)
}
