//! Lists of those who are never to be mailed: of any form, read before anything is judged.

use crate::cli::terminal;
use presend::bounce::suppression_file::Suppressed;
use presend::list::sniff;
use presend::list::{LayoutOptions, ListError, Source, SourceOptions};
use presend::reason::Reason;
use presend::reason::escape;
use presend::run::never::{LeftOut, Never};
use std::path::Path;
use std::sync::Arc;

/// Reads a list that `--never` names.
pub(super) fn never(path: &Path) -> anyhow::Result<LeftOut> {
    anyhow::ensure!(
        Suppressed::load(path).is_err(),
        "{}: is a suppression list of presend bounce; name it with --suppress, which knows until when and who is only watched",
        escape::file(path)
    );
    read(path, Reason::AddressDoNotMail)
}

/// Reads a list of another tool, which stands in place of a suppression list.
pub(super) fn of_another_tool(path: &Path) -> anyhow::Result<LeftOut> {
    let list = read(path, Reason::AddressSuppressed)?;
    terminal::note(&format!(
        "{}: is no suppression list of presend bounce; everybody on it is left out",
        escape::file(path)
    ));
    Ok(list)
}

fn read(path: &Path, reason: Reason) -> anyhow::Result<LeftOut> {
    let read = |source: Source| {
        let layout = sniff(&source.sample()?, &source.known(&LayoutOptions::default()))?;
        Never::read(&source, &layout)
    };
    let never = match Source::open(path, &SourceOptions::default()).and_then(read) {
        Err(ListError::Empty) => {
            anyhow::bail!("{}: there is no address, domain or SHA-256 in it", escape::file(path))
        }
        never => never?,
    };
    if never.unread > 0 {
        let rows = if never.unread == 1 { "1 row holds".to_owned() } else { format!("{} rows hold", never.unread) };
        terminal::note(&format!(
            "{}: {rows} neither address, domain nor SHA-256, and counts for nothing",
            escape::file(path)
        ));
    }
    Ok(LeftOut { reason, never: Arc::new(never) })
}
