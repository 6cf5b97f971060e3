//! Lists of those who are never to be mailed: of any form, read before anything is judged.

use crate::cli::{terminal, words};
use presend::bounce::suppression_file::Suppressed;
use presend::list::sniff;
use presend::list::{LayoutOptions, ListError, Source, SourceOptions};
use presend::reason::{Reason, escape, say, sentence};
use presend::run::never::{LeftOut, Never};
use std::path::Path;
use std::sync::Arc;

/// Reads a list that `--never` names.
pub(super) fn never(path: &Path) -> anyhow::Result<LeftOut> {
    anyhow::ensure!(Suppressed::load(path).is_err(), sentence!("never-is-suppression", file = escape::file(path)));
    read(path, Reason::AddressDoNotMail)
}

/// Reads a list of another tool, which stands in place of a suppression list.
pub(super) fn of_another_tool(path: &Path) -> anyhow::Result<LeftOut> {
    let list = read(path, Reason::AddressSuppressed)?;
    let lang = words::lang();
    terminal::note(&say!(lang, "never-of-another-tool", file = escape::file(path)), lang);
    Ok(list)
}

fn read(path: &Path, reason: Reason) -> anyhow::Result<LeftOut> {
    let read = |source: Source| {
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Never::read(&source, &layout)
    };
    let never = match Source::open(path, &SourceOptions::default()).and_then(read) {
        Err(ListError::Empty) => {
            anyhow::bail!(sentence!("never-empty", file = escape::file(path)))
        }
        never => never?,
    };
    if never.unread > 0 {
        let lang = words::lang();
        terminal::note(&say!(lang, "never-unread", file = escape::file(path), count = never.unread), lang);
    }
    Ok(LeftOut { reason, never: Arc::new(never) })
}
