//! `presend demo`: a small list with a DNS of its own, written into a folder and cleaned there, to see what presend does before it is let near a
//! list of one's own. Nobody is asked.

use super::args::{Command, Demo};
use super::interrupt::Interrupted;
use super::terminal::Terminal;
use super::{Exit, clean, config};
use presend::reason::{Lang, Saying, escape, say, sentence};
use std::ffi::OsString;
use std::fs;
use std::path::Path;

/// The files of the demo.
const FILES: [(&str, &[u8]); 4] = [
    ("contacts.csv", include_bytes!("../../data/demo/contacts.csv")),
    ("demo.zone", include_bytes!("../../data/demo/demo.zone")),
    ("sender.zone", include_bytes!("../../data/demo/sender.zone")),
    ("bounces.mbox", include_bytes!("../../data/demo/bounces.mbox")),
];
/// The folder of the results, in that of the demo.
const RESULTS: &str = "results";

pub async fn demo(wanted: &Demo, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    write(&wanted.folder)?;
    let arguments = config::as_if_typed(&cleaning(&wanted.folder))?;
    let Command::Clean(cleaning) = arguments.command else { anyhow::bail!(sentence!("demo-cannot-clean")) };
    let exit = clean::clean(cleaning, terminal, interrupted).await?;
    if !terminal.look.quiet {
        terminal.print(&next(&wanted.folder, terminal.lang))?;
    }
    Ok(exit)
}

/// Writes the files into a folder that holds nothing.
fn write(folder: &Path) -> anyhow::Result<()> {
    let shown = || escape::file(folder);
    let failed = || sentence!("demo-cannot-write", folder = shown());
    if let Ok(mut entries) = fs::read_dir(folder) {
        anyhow::ensure!(entries.next().is_none(), sentence!("demo-not-empty", folder = shown()));
    }
    fs::create_dir_all(folder).saying(failed)?;
    Ok(FILES.iter().try_for_each(|(name, content)| fs::write(folder.join(name), content)).saying(failed)?)
}

/// The command line that cleans the list. Settings that are meant for other lists do not count.
fn cleaning(folder: &Path) -> Vec<OsString> {
    let mut zone = OsString::from("zone:");
    zone.push(folder.join("demo.zone"));
    let [list, results] = ["contacts.csv", RESULTS].map(|name| folder.join(name).into_os_string());
    let words = ["presend", "clean", "--no-config", "--no-cache", "--dns"].map(OsString::from);
    words.into_iter().chain([zone, "-o".into(), results, "--".into(), list]).collect()
}

/// What to do next: command lines, each with what it does.
fn next(folder: &Path, lang: Lang) -> String {
    let path = |name: &str| quoted(&escape::file(folder.join(name)));
    let (list, zone) = (path("contacts.csv"), path("demo.zone"));
    let lines = [
        (format!("presend clean --retry {}", path(RESULTS)), "demo-retry"),
        (format!("presend gate {list} --dns zone:{zone}"), "demo-gate"),
        (format!("presend bounce {}", path("bounces.mbox")), "demo-bounce"),
        (format!("presend sender shop.example.com --ip 203.0.113.6 --dns zone:{}", path("sender.zone")), "demo-sender"),
        ("presend clean list.csv".to_owned(), "demo-own"),
    ];
    let page = escape::file(folder.join(RESULTS).join("report.html"));
    let mut text = format!("\n{}\n", say!(lang, "demo-next", page = page));
    for (line, what) in lines {
        text.push_str(&format!("  {}\n      {line}\n", lang.text(what)));
    }
    text
}

/// A path as a shell takes it for one word.
fn quoted(path: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "._-/\\:".contains(c);
    if path.chars().all(is_plain) { path.to_owned() } else { format!("'{}'", path.replace('\'', "'\\''")) }
}
