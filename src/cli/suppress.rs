//! `presend suppress`: a suppression list is shown, changed by hand, and joined with others.

use super::Exit;
use super::args::{Suppress, SuppressWhat};
use super::bounce::today;
use super::format;
use super::terminal::Terminal;
use presend::bounce::suppression_file::Suppressed;
use presend::bounce::{Class, Entry, Until};
use presend::reason::{Saying, escape, say, sentence};
use presend::report::bounce as shown;
use presend::report::formats::Format;
use std::path::{Path, PathBuf};

pub fn suppress(args: &Suppress, terminal: &Terminal) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.format == Format::Human)?;
    if args.what == SuppressWhat::Merge {
        return merge(args, terminal);
    }
    let path = args.suppress.as_deref().saying(|| sentence!("suppress-name-list"))?;
    if args.what == SuppressWhat::Show {
        return show(&Suppressed::load(path)?, &args.about, terminal);
    }
    anyhow::ensure!(!args.about.is_empty(), sentence!("suppress-name-addresses"));
    let class = Class::from_word(args.class.trim_start_matches("bounce."))
        .saying(|| sentence!("suppress-no-class", class = args.class.clone()))?;
    let mut list = Suppressed::load_or_new(path, false)?;
    let mut changed = 0u64;
    for address in &args.about {
        let done = match args.what {
            SuppressWhat::Allow => list.put(address, Class::Other, Until::Allowed, today()).map(|()| true),
            SuppressWhat::Remove => list.remove(address),
            _ => list.put(address, class, Until::Forever, today()).map(|()| true),
        };
        let done = done.saying(|| sentence!("suppress-no-address", address = Terminal::safe(address)))?;
        changed += u64::from(done);
    }
    list.save(path)?;
    list.forget_removed(path)?;
    told(&list, path, changed, terminal)?;
    Ok(Exit::Passed)
}

fn told(list: &Suppressed, path: &Path, changed: u64, terminal: &Terminal) -> anyhow::Result<()> {
    let (file, all) = (escape::file(path), list.list.len() as u64);
    if !terminal.look.quiet {
        terminal.print(&(say!(terminal.lang, "suppress-changed", changed = changed, all = all, file = file) + "\n"))?;
    }
    Ok(())
}

fn show(list: &Suppressed, addresses: &[String], terminal: &Terminal) -> anyhow::Result<Exit> {
    if addresses.is_empty() {
        for (_, entry) in list.list.iter() {
            // Nobody reads any more.
            if !terminal.print(&line(&entry.address, Some(entry), terminal))? {
                break;
            }
        }
        return Ok(Exit::Passed);
    }
    for address in addresses {
        let entry =
            list.entry(address).saying(|| sentence!("suppress-no-address", address = Terminal::safe(address)))?;
        terminal.print(&line(address, entry, terminal))?;
    }
    Ok(Exit::Passed)
}

fn line(address: &str, entry: Option<&Entry>, terminal: &Terminal) -> String {
    shown::entry(address, entry, terminal.style)
}

fn merge(args: &Suppress, terminal: &Terminal) -> anyhow::Result<Exit> {
    let lists: Vec<PathBuf> = args.suppress.iter().cloned().chain(args.about.iter().map(PathBuf::from)).collect();
    let [into, others @ ..] = lists.as_slice() else { anyhow::bail!(sentence!("suppress-name-lists")) };
    anyhow::ensure!(!others.is_empty(), sentence!("suppress-name-lists"));
    let mut list = Suppressed::load_or_new(into, false)?;
    let before = list.list.len() as u64;
    for path in others {
        list.merge(Suppressed::load(path)?, path)?;
    }
    list.save(into)?;
    told(&list, into, (list.list.len() as u64).saturating_sub(before), terminal)?;
    Ok(Exit::Passed)
}
