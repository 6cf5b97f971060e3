//! `--facts`: tables of facts in place of the DNS, and what is said of them.

use super::Exit;
use super::args::{DnsArgs, FactsArgs};
use super::terminal::Terminal;
use presend::dns::{Gather, Told, ToldCounts, Use};
use presend::facts::KnownFacts;
use presend::reason::escape;
use presend::report::text::counted;
use presend::run::Summary;
use presend::run::facts_table;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

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
            terminal.say(&lang.pick(
                format!(
                    "warning: {names}: {} not in the table, and nobody was asked (dns.not_in_facts). presend resolve --facts asks for \
                     what is missing",
                    counted_are(missing)
                ),
                format!(
                    "警告：{names}：表中没有 {missing} 个域名，也没有询问任何服务器（dns.not_in_facts）。presend resolve --facts 会补上缺少的部分"
                ),
            ));
        }
        if expired > 0 {
            terminal.say(&lang.pick(
                format!(
                    "note: {names}: the answers for {} have expired and were used all the same. presend resolve --facts asks for them again",
                    counted(expired, "domain")
                ),
                format!("提示：{names}：{expired} 个域名的答复已过期，但仍被使用。presend resolve --facts 会重新询问"),
            ));
        }
        if doubted > 0 {
            terminal.say(&lang.pick(
                format!(
                    "warning: {names}: the answers for {} come from a DNS server that was caught denying what exists, so none is rejected \
                     for being missing",
                    counted(doubted, "domain")
                ),
                format!("警告：{names}：{doubted} 个域名的答复来自否认确有名称的 DNS 服务器，因此不会因域名不存在而拒绝任何行"),
            ));
        }
        counts
    }

    /// The same, and how a run ends that judged from the tables, where they told nothing at all or cannot be believed.
    pub fn exit_of_run(&self, summary: &Summary, terminal: &Terminal) -> Option<Exit> {
        let counts = self.say_what_was_missing(terminal);
        let (lang, names) = (terminal.lang, &self.names);
        if let Some(name) = &summary.denied {
            terminal.say(&lang.pick(
                format!(
                    "warning: {names}: the table denies {name}, which surely exists. It cannot be believed, so no row is rejected for a \
                     domain that it says is missing. Make it again with another DNS server"
                ),
                format!("警告：{names}：表中否认确实存在的 {name}，因此不可信，不会因表中所说的域名不存在而拒绝任何行。请换一个 DNS 服务器重新生成"),
            ));
            return Some(Exit::Inconclusive);
        }
        if !summary.nothing_found_out() {
            // As in a run whose DNS server cannot be believed.
            return (counts.doubted > 0).then_some(Exit::Inconclusive);
        }
        terminal.say(&lang.pick(
            format!("warning: {names}: the table says nothing of any domain of the list. The rows are unknown, none is rejected for it"),
            format!("警告：{names}：表中没有列表中任何域名的结论。这些行为 unknown，不会因此被拒绝"),
        ));
        Some(Exit::Inconclusive)
    }
}

fn counted_are(domains: u64) -> String {
    format!("{} {}", counted(domains, "domain"), if domains == 1 { "is" } else { "are" })
}

/// Reads tables, of which the newest answer counts.
pub fn read(paths: &[PathBuf], allow_non_public: bool, terminal: &Terminal) -> anyhow::Result<KnownFacts> {
    let mut known = KnownFacts::new(allow_non_public);
    for path in paths {
        let reading = facts_table::read(path, &mut known)?;
        let (file, rows) = (escape::file(path), reading.rows);
        terminal.say(&terminal.lang.pick(
            format!("{file}: table of facts, {}", counted(rows, "domain")),
            format!("{file}：事实表，{rows} 个域名"),
        ));
    }
    Ok(known)
}

/// The time of day, in seconds since 1970.
pub fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}
