//! The data of a page in the making: rows are added one by one, from a run or from the rows that an earlier run wrote, and counted in
//! bounded memory.

use super::attention::Attention;
use super::page_data::{CodeLine, FailingDomain, PageData, ShownRow, TABLE_ROWS_MAX, Typo, UNTOLD_ROWS_MAX};
use crate::judge::Verdict;
use crate::reason::Reason;
use crate::run::top_counts::{Top, TopCounter};
use crate::suggest::Tables;
use std::collections::BTreeMap;

/// As much of a cell is kept as an example, in characters.
const EXAMPLE_CHARS_MAX: usize = 200;

/// A row, as a page sees it.
#[derive(Clone, Copy, Debug)]
pub struct SketchedRow<'a> {
    pub line: u64,
    pub cell: &'a str,
    pub verdict: Verdict,
    /// The code that explains the verdict.
    pub primary: Option<Reason>,
    /// The address that was probably meant.
    pub meant: Option<&'a str>,
}

/// The counts so far.
#[derive(Debug, Default)]
pub struct PageCollector {
    /// Each address of a cell with several comes out as a row of its own.
    pub splits: bool,
    rows: u64,
    blank_rows: u64,
    without_address: u64,
    addresses: u64,
    verdicts: BTreeMap<Verdict, u64>,
    codes: BTreeMap<(Verdict, Reason), CodeLine>,
    domains: TopCounter<Box<str>>,
    failing: TopCounter<FailingDomain>,
    untold: TopCounter<FailingDomain>,
    typos: TopCounter<Typo>,
    attention: Attention,
}

impl PageCollector {
    /// Counts a row. Its addresses are added with [`address`](PageCollector::address).
    pub fn row(&mut self, row: SketchedRow<'_>) {
        if row.primary == Some(Reason::InputBlank) {
            self.blank_rows += 1;
            return;
        }
        self.rows += 1;
        if row.verdict == Verdict::Reject && row.primary == Some(Reason::InputEmpty) {
            self.without_address += 1;
            return;
        }
        *self.verdicts.entry(row.verdict).or_default() += 1;
        let Some(reason) = row.primary else { return };
        let cut = |text: &str| -> String { text.chars().take(EXAMPLE_CHARS_MAX).collect() };
        if row.verdict != Verdict::Ok {
            self.attention.offer(row.verdict, reason, || ShownRow {
                line: row.line,
                cell: cut(row.cell),
                verdict: row.verdict,
                reason,
                meant: row.meant.map(cut),
            });
        }
        let line = self.codes.entry((row.verdict, reason)).or_insert_with(|| CodeLine {
            reason,
            verdict: row.verdict,
            rows: 0,
            example: Some((row.line, cut(row.cell))),
        });
        line.rows += 1;
    }

    /// Counts an address of the row: its domain, and the address that was probably meant. Tells whether the domain is new.
    pub fn address(&mut self, row: SketchedRow<'_>, domain: &str, meant: Option<&str>) -> bool {
        self.addresses += 1;
        let new = !self.domains.has(domain);
        self.domains.add(domain.into(), 1);
        let about_the_domain = |reason: &Reason| matches!(reason.group(), "domain" | "dns" | "typo");
        let about = row.primary.filter(about_the_domain).map(|reason| FailingDomain { domain: domain.into(), reason });
        match (about, row.verdict) {
            (Some(failing), Verdict::Reject) => self.failing.add(failing, 1),
            (Some(untold), Verdict::Unknown) => self.untold.add(untold, 1),
            _ => {}
        }
        // A suggestion may also be about the part before the @.
        if let Some((_, meant)) = meant.and_then(|address| address.rsplit_once('@'))
            && meant != domain
        {
            self.typos.add(Typo { typed: domain.into(), meant: meant.into() }, 1);
        }
        new
    }

    /// The data. `mail_hosts` are domains by whoever takes their mail; what else is known of the run, the caller adds.
    pub fn finish(self, tables: &Tables, mail_hosts: TopCounter<String>) -> PageData {
        let (mut providers, mut countries, mut elsewhere) = (TopCounter::default(), TopCounter::default(), 0);
        for (domain, rows) in self.domains.iter() {
            match tables.providers().get(domain) {
                Some(provider) => {
                    providers.add(provider.name.clone(), rows);
                    countries.add(provider.country.clone(), rows);
                }
                None => elsewhere += rows,
            }
        }
        let mut codes: Vec<CodeLine> = self.codes.into_values().collect();
        codes.sort_by_key(|line| (std::cmp::Reverse(line.rows), line.reason));
        let top = |counter: TopCounter<String>| -> Top<String> { counter.top(TABLE_ROWS_MAX) };
        PageData {
            rows: self.rows,
            blank_rows: self.blank_rows,
            without_address: self.without_address,
            addresses: self.addresses,
            domains: self.domains.names(),
            verdicts: Verdict::ALL.map(|verdict| self.verdicts.get(&verdict).copied().unwrap_or_default()),
            codes,
            failing: self.failing.top(TABLE_ROWS_MAX),
            untold: self.untold.top(UNTOLD_ROWS_MAX),
            typos: self.typos.top(TABLE_ROWS_MAX),
            attention: self.attention.rows(),
            providers: top(providers),
            elsewhere,
            countries: top(countries),
            mail_hosts: top(mail_hosts),
            ..PageData::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collector(rows: &[(Verdict, Option<Reason>, &str, Option<&str>)]) -> PageData {
        let mut collector = PageCollector::default();
        for (line, &(verdict, primary, domain, meant)) in (2..).zip(rows) {
            let row = SketchedRow { line, cell: "ann@example.net", verdict, primary, meant };
            collector.row(row);
            collector.address(row, domain, meant);
        }
        collector.finish(&Tables::default(), TopCounter::default())
    }

    #[test]
    fn providers_and_their_countries_are_counted_by_rows() {
        let ok = |domain| (Verdict::Ok, None, domain, None);
        let data = collector(&[ok("gmail.com"), ok("qq.com"), ok("foxmail.com"), ok("harbour-books.co.uk")]);
        assert_eq!(data.providers.shown.iter().map(|(_, rows)| rows).sum::<u64>(), 3);
        assert_eq!(data.countries.shown, [("CN".to_owned(), 2), ("US".to_owned(), 1)]);
        assert_eq!((data.elsewhere, data.domains, data.verdicts), (1, 4, [4, 0, 0, 0]));
    }

    #[test]
    fn what_could_not_be_found_out_stands_apart_from_what_the_dns_condemns() {
        let data = collector(&[
            (Verdict::Reject, Some(Reason::DomainNxdomain), "gmial.com", Some("ann@gmail.com")),
            (Verdict::Reject, Some(Reason::AddressDuplicate), "gmail.com", None),
            (Verdict::Unknown, Some(Reason::DnsTimeout), "slow.example", None),
        ]);
        let names = |top: &Top<FailingDomain>| top.shown.iter().map(|(one, _)| one.domain.clone()).collect::<Vec<_>>();
        assert_eq!(names(&data.failing), ["gmial.com"]);
        assert_eq!(names(&data.untold), ["slow.example"]);
        let typo = Typo { typed: "gmial.com".into(), meant: "gmail.com".into() };
        assert_eq!(data.typos.shown, [(typo, 1)]);
        assert_eq!(data.codes.len(), 3);
        let attention: Vec<_> = data.attention.iter().map(|row| (row.line, row.meant.as_deref())).collect();
        assert_eq!(attention, [(2, Some("ann@gmail.com")), (3, None), (4, None)]);
        assert_eq!(data.codes[0].example, Some((2, "ann@example.net".into())));
    }
}
