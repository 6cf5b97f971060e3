//! `--facts`: tables of facts in place of the DNS, and what is said of them.

use super::Exit;
use super::args::{DnsArgs, FactsArgs};
use super::clock::now_s;
use super::terminal::Terminal;
use presend::dns::{Gather, Told, ToldCounts, Use};
use presend::facts::KnownFacts;
use presend::reason::{escape, say};
use presend::run::Summary;
use presend::run::facts_table;
use std::path::PathBuf;
use std::sync::Arc;

/// Tables from which a run judges. They are read once for all lists.
pub struct Table {
    told: Arc<Told>,
    /// The files, as they were named.
    pub names: String,
}

impl Table {
    /// Reads the tables that the user named, if any.
    pub fn read(args: &FactsArgs, dns: &DnsArgs, terminal: &Terminal) -> anyhow::Result<Option<Table>> {
        if args.tables.is_empty() {
            return Ok(None);
        }
        let known = Arc::new(read(&args.tables, dns.allow_non_public, terminal)?);
        let names = args.tables.iter().map(escape::file).collect::<Vec<_>>().join(", ");
        Ok(Some(Table { told: Arc::new(Told::new(known, Use::Alone { now_s: now_s() })), names }))
    }

    /// What is in the tables, for a process that goes on for as long as it is wanted.
    pub fn told(&self) -> Arc<Told> {
        self.told.clone()
    }

    /// A gatherer that asks nobody.
    pub fn gather(&self, allow_non_public: bool) -> Gather {
        Gather::of_table(self.told.clone(), allow_non_public)
    }

    /// Says what the last run missed in the tables, and what in them it took with a doubt.
    pub fn say_what_was_missing(&self, terminal: &Terminal) -> ToldCounts {
        let counts = self.told.take_counts();
        let ToldCounts { missing, expired, doubted } = counts;
        let (lang, names) = (terminal.lang, &self.names);
        if missing > 0 {
            terminal.say(&say!(lang, "facts-missing", names = names, domains = missing));
        }
        if expired > 0 {
            terminal.say(&say!(lang, "facts-expired", names = names, domains = expired));
        }
        if doubted > 0 {
            terminal.say(&say!(lang, "facts-doubted", names = names, domains = doubted));
        }
        counts
    }

    /// The same, and how a run ends that judged from the tables, where they told nothing at all or cannot be believed.
    pub fn exit_of_run(&self, summary: &Summary, terminal: &Terminal) -> Option<Exit> {
        let counts = self.say_what_was_missing(terminal);
        let (lang, names) = (terminal.lang, &self.names);
        if let Some(name) = &summary.denied {
            terminal.say(&say!(lang, "facts-denied", names = names, name = name.to_string()));
            return Some(Exit::Inconclusive);
        }
        if !summary.nothing_found_out() {
            // As in a run whose DNS server cannot be believed.
            return (counts.doubted > 0).then_some(Exit::Inconclusive);
        }
        terminal.say(&say!(lang, "facts-nothing", names = names));
        Some(Exit::Inconclusive)
    }
}

/// Reads tables, of which the newest answer counts.
pub fn read(paths: &[PathBuf], allow_non_public: bool, terminal: &Terminal) -> anyhow::Result<KnownFacts> {
    let mut known = KnownFacts::new(allow_non_public);
    for path in paths {
        let reading = facts_table::read(path, &mut known)?;
        let (file, rows) = (escape::file(path), reading.rows);
        terminal.say(&say!(terminal.lang, "facts-table", file = file, domains = rows));
    }
    Ok(known)
}
