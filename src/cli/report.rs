//! `presend report`: the page of an earlier run, made again from the rows, the bounces or the sender that it wrote.

use super::args::Report;
use super::terminal::Terminal;
use super::{Exit, format};
use anyhow::Context;
use presend::reason::{escape, say, sentence};
use presend::report::bounce::Totals;
use presend::report::formats::BounceView;
use presend::report::html;
use presend::report::html::load_results::{ReadBounces, Reread, reread};
use presend::suggest::Tables;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

pub fn report(wanted: &Report, terminal: &Terminal) -> anyhow::Result<Exit> {
    let path = &wanted.results;
    let said = || escape::file(path);
    let results: Box<dyn BufRead> = if path.as_os_str() == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        let same = path.canonicalize().ok().filter(|of| wanted.html.canonicalize().ok().as_ref() == Some(of));
        anyhow::ensure!(same.is_none(), sentence!("report-is-results", file = escape::file(path)));
        Box::new(BufReader::new(File::open(path).with_context(said)?))
    };
    let page = match reread(results, Tables::builtin()).with_context(said)? {
        Reread::List(data) => html::page(&data, terminal.lang, terminal.style),
        Reread::Sender(sender) => html::sender_page(&sender, terminal.lang),
        Reread::Bounces(bounces) => bounce_page(&bounces, terminal),
    };
    if wanted.html == Path::new("-") {
        terminal.print(&page)?;
    } else {
        format::write(&wanted.html, &mut page.as_bytes(), Some(path))?;
        terminal.say(&say!(terminal.lang, "wrote", file = escape::file(&wanted.html)));
    }
    Ok(Exit::Passed)
}

fn bounce_page(bounces: &ReadBounces, terminal: &Terminal) -> String {
    html::of_bounces(&BounceView {
        tally: &bounces.tally,
        totals: Totals { files: bounces.sources.len() as u64, ..Totals::default() },
        list: None,
        kept: &[],
        sources: bounces.sources.iter().map(String::as_str).collect::<Vec<_>>().join(", "),
        run: None,
        lang: terminal.lang,
        style: terminal.style,
    })
}
