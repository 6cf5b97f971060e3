//! A column of addresses, judged cell by cell: for data tools, which hold rows in pieces, in any order and on many machines.
//!
//! What needs the whole list is left out: duplicates, and suggestions for domains that are frequent in it. So a cell has the same verdict in
//! whichever piece it stands.

use super::cell::{domain_of, readings};
use super::collect::{Collected, collect_names};
use super::duplicates::{DuplicateIndex, Keys};
use super::judge_cell::{About, draft_of};
use super::verdict_cache::{LocalCache, VerdictCache};
use crate::address::Readings;
use crate::dns::progress::NoProgress;
use crate::dns::{Gather, Told, Use};
use crate::domain::Domain;
use crate::facts::KnownFacts;
use crate::judge::{Policy, Verdict, whole};
use crate::list::Content;
use crate::reason::Reason;
use crate::suggest::name_of_mail_host;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

/// What a table of facts says of domains, all of them judged once.
#[derive(Debug)]
pub struct JudgedTable {
    policy: Arc<Policy>,
    collected: Arc<Collected>,
    /// The service, or the registrable domain, of the first mail host of each domain that has one.
    providers: HashMap<Domain, Arc<str>>,
}

impl JudgedTable {
    /// Judges the domains of a table, all of them taken together, as those of a list are. Nobody is asked. Must be called inside a tokio
    /// runtime.
    pub async fn of(known: KnownFacts) -> JudgedTable {
        let policy = Policy { allow_non_public: known.allows_non_public(), ..Policy::default() };
        let names: BTreeSet<Domain> = known.domains().cloned().collect();
        // However old: what comes out hangs on the table and never on the clock.
        let told = Told::new(Arc::new(known), Use::Alone { now_s: 0 });
        let gather = Gather::of_table(Arc::new(told), policy.allow_non_public);
        let mut collected = collect_names(&names, &policy, &gather, &NoProgress).await;
        // What was answered takes many times the room of what follows from it.
        let (mut called, mut providers) = (HashSet::new(), HashMap::new());
        for (domain, facts) in std::mem::take(&mut collected.facts) {
            let Some(name) = facts.mail_host().map(name_of_mail_host) else { continue };
            let name: Arc<str> = called.get(name.as_str()).cloned().unwrap_or_else(|| name.into());
            called.insert(name.clone());
            providers.insert(domain, name);
        }
        JudgedTable { policy: Arc::new(policy), collected: Arc::new(collected), providers }
    }

    /// How many domains are known.
    pub fn len(&self) -> usize {
        self.collected.domains.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.collected.domains.is_empty()
    }

    /// A name that surely exists and that the resolver of the table denies, if there is one: then no absence that it tells of is believed.
    pub fn denied(&self) -> Option<&Domain> {
        self.collected.denied.as_ref()
    }
}

/// Judges cells. Several threads may share one.
pub struct ColumnJudge {
    policy: Arc<Policy>,
    table: Option<Arc<JudgedTable>>,
    cache: VerdictCache,
    keys: Keys,
}

/// A cell, judged.
#[derive(Debug)]
pub struct JudgedCell<'j> {
    /// What becomes of it.
    pub verdict: Verdict,
    /// What explains it; `None` where it is ok.
    pub primary: Option<Reason>,
    /// Everything that was found, in the order of the table of codes.
    pub codes: &'j [Reason],
    /// What was probably meant.
    pub suggestion: Option<&'j str>,
    /// The address as it is to be mailed, where the cell holds just one.
    pub address: Option<&'j str>,
    /// The service, or the registrable domain, of the mail host of that address, where it is known.
    pub provider: Option<&'j str>,
}

impl ColumnJudge {
    /// Judges addresses by their text alone.
    pub fn offline(policy: Policy) -> ColumnJudge {
        let policy = Arc::new(policy);
        ColumnJudge { cache: VerdictCache::of_pieces(None, policy.clone()), policy, table: None, keys: keys() }
    }

    /// Judges from a table. A domain that it does not know could not be found out.
    pub fn of_table(table: Arc<JudgedTable>) -> ColumnJudge {
        let policy = table.policy.clone();
        let cache = VerdictCache::of_pieces(Some(table.collected.clone()), policy.clone());
        ColumnJudge { policy, table: Some(table), cache, keys: keys() }
    }

    /// How many domains it has met, which it remembers.
    pub fn domains_met(&self) -> usize {
        self.cache.met()
    }

    /// What judges cells on one thread.
    pub fn begin(&self) -> Judging<'_> {
        Judging {
            judge: self,
            at_hand: LocalCache::new(&self.cache),
            fine: Vec::new(),
            providers: Vec::new(),
            text: String::new(),
            other: None,
        }
    }
}

/// What a cell is remembered by is of no use here, where nothing is compared.
fn keys() -> Keys {
    DuplicateIndex::default().keys()
}

/// The judging of one thread.
pub struct Judging<'j> {
    judge: &'j ColumnJudge,
    at_hand: LocalCache<'j>,
    /// The codes of addresses with nothing to be said but what is said of their domain, by the kind of the domain.
    fine: Vec<Option<Vec<Reason>>>,
    /// The providers of domains, by the numbers that the domains have in the cache.
    providers: Vec<Option<Option<Arc<str>>>>,
    /// The address of the last cell.
    text: String,
    /// What was found in the last cell that was not fine.
    other: Option<Other>,
}

struct Other {
    verdict: Verdict,
    primary: Option<Reason>,
    codes: Vec<Reason>,
    suggestion: Option<String>,
    provider: Option<Arc<str>>,
}

impl Judging<'_> {
    /// Judges a cell. A missing one is an empty one.
    pub fn cell(&mut self, cell: Option<&[u8]>) -> JudgedCell<'_> {
        let content = Content::of(cell.unwrap_or_default());
        let readings = readings(&content);
        let only = match readings.as_slice() {
            [only] => Some(only),
            _ => None,
        };
        self.text.clear();
        if let Some(address) = only.and_then(|reading| reading.address.as_ref()) {
            // Into a text nothing fails.
            let _ = write!(self.text, "{address}");
        }
        let named = only.and_then(|reading| Some((reading, domain_of(reading)?)));
        if let Some((reading, name)) = named
            && let key = self.at_hand.key(name)
            && let Some(domain) = self.at_hand.meet_fine(key, name, reading, &self.judge.policy)
        {
            let (number, kind) = (domain.number as usize, usize::from(domain.kind));
            self.learn(&content, &readings, name, number, kind);
            let codes = self.fine[kind].as_deref().unwrap_or_default();
            let provider = self.providers[number].as_ref().and_then(Option::as_deref);
            let address = Some(self.text.as_str());
            return JudgedCell { verdict: Verdict::Ok, primary: None, codes, suggestion: None, address, provider };
        }
        let provider = named.and_then(|(_, name)| self.judge.table.as_ref()?.providers.get(name).cloned());
        let judged = Other { provider, ..self.judged(&content, &readings) };
        let Other { verdict, primary, codes, suggestion, provider } = self.other.insert(judged);
        let address = (!self.text.is_empty()).then_some(self.text.as_str());
        let (suggestion, provider) = (suggestion.as_deref(), provider.as_deref());
        JudgedCell { verdict: *verdict, primary: *primary, codes, suggestion, address, provider }
    }

    /// Keeps what all cells with a domain like this one have in common.
    fn learn(&mut self, content: &Content<'_>, readings: &Readings<'_>, name: &str, number: usize, kind: usize) {
        if self.fine.len() <= kind {
            self.fine.resize_with(kind + 1, || None);
        }
        if self.fine[kind].is_none() {
            self.fine[kind] = Some(self.judged(content, readings).codes);
        }
        if self.providers.len() <= number {
            self.providers.resize_with(number + 1, || None);
        }
        let table = self.judge.table.as_ref();
        self.providers[number].get_or_insert_with(|| table.and_then(|table| table.providers.get(name).cloned()));
    }

    fn judged(&mut self, content: &Content<'_>, readings: &Readings<'_>) -> Other {
        let policy = &*self.judge.policy;
        readings.as_slice().iter().for_each(|reading| self.at_hand.meet_all(reading, policy));
        let draft = draft_of(content, &About::record(1, &[]), &self.at_hand, policy, &self.judge.keys);
        let whole = whole(&draft.parts, |part| &part.verdict);
        let suggestion = whole.suggestion.as_ref().map(|suggestion| suggestion.address.clone());
        Other {
            verdict: whole.verdict,
            primary: whole.primary,
            codes: whole.codes().collect(),
            suggestion,
            provider: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{GatherSettings, Zone};
    use crate::judge::Fix;
    use crate::run::check::Checker;
    use crate::run::resolve::{Asking, Resolved, names_of_cell, resolve_names};

    const ZONE: &str = "gmail.com. MX 5 mx.gmail.com.\nmx.gmail.com. A 20.0.0.1\nhotmail.com. MX 2 mx.hotmail.com.\n\
                        mx.hotmail.com. A 20.0.0.2\nfirma.de. MX 10 aspmx.l.google.com.\naspmx.l.google.com. A 20.0.0.3\n\
                        null.de. MX 0 .\nparked.de. A 20.0.0.4\nmailinator.com. MX 1 mx.dump.de.\nmx.dump.de. A 20.0.0.5\n\
                        fresh.de. MX 1 mx.dump.de.\n";
    const CELLS: &[&str] = &[
        "ann@gmail.com",
        "bob@homail.com",
        " Eva <eva@FIRMA.de> ",
        "a@null.de; b@firma.de",
        "info@firma.de",
        "x@parked.de",
        "q@mailinator.com",
        "y@fresh.de",
        "z@nothing-here.de",
        "a.@gmail.com",
        "no address",
        "",
        "=1+1",
        "anna@gmail.com",
        "c@firma.de",
    ];

    async fn resolved(policy: &Policy) -> KnownFacts {
        let gather = Gather::new(
            Arc::new(Zone::parse(ZONE).expect("a zone")),
            GatherSettings { concurrency: 8, allow_non_public: false },
        );
        let policy = Policy { fix: Fix::Typos, ..policy.clone() };
        let names = CELLS.iter().flat_map(|cell| names_of_cell(cell.as_bytes(), &policy)).collect();
        let asking = Asking { resolver: "zone".into(), asked_s: 1_000 };
        let (mut known, mut resolved) = (KnownFacts::new(false), Resolved::default());
        resolve_names(&names, &policy, &gather, &asking, &KnownFacts::new(false), &NoProgress, &mut resolved).await;
        resolved.add_to(&mut known);
        known
    }

    fn shown(cell: &JudgedCell<'_>) -> (Verdict, Vec<Reason>, Option<String>) {
        (cell.verdict, cell.codes.to_vec(), cell.suggestion.map(str::to_owned))
    }

    #[tokio::test]
    async fn cells_have_the_verdicts_that_addresses_have_when_they_are_asked_about() {
        let policy = Policy::default();
        let table = Arc::new(JudgedTable::of(resolved(&policy).await).await);
        let zone: Arc<dyn crate::dns::Dns> = Arc::new(Zone::parse(ZONE).expect("a zone"));
        for (dns, judge) in [(None, ColumnJudge::offline(policy.clone())), (Some(zone), ColumnJudge::of_table(table))] {
            let asks = dns.is_some();
            let checker = Checker::new(dns, policy.clone());
            let mut judging = judge.begin();
            for (cell, checked) in CELLS.iter().zip(checker.check(CELLS).await) {
                let whole = checked.whole();
                let suggestion = whole.suggestion.as_ref().map(|suggestion| suggestion.address.clone());
                // What a domain shares with others of the table is seen in the table only.
                if asks && cell.ends_with("@fresh.de") {
                    assert!(judging.cell(Some(cell.as_bytes())).codes.contains(&Reason::AddressDisposable));
                    continue;
                }
                let expected = (whole.verdict, whole.codes().collect(), suggestion);
                assert_eq!(shown(&judging.cell(Some(cell.as_bytes()))), expected, "{cell:?}");
            }
        }
    }

    #[tokio::test]
    async fn a_domain_that_the_table_does_not_know_is_unknown_and_providers_are_told() {
        let policy = Policy::default();
        let table = Arc::new(JudgedTable::of(resolved(&policy).await).await);
        let judge = ColumnJudge::of_table(table);
        let mut judging = judge.begin();
        let cell = judging.cell(Some(b"ann@elsewhere.de"));
        assert_eq!((cell.verdict, cell.codes), (Verdict::Unknown, &[Reason::DnsNotInFacts][..]));
        for (text, provider) in
            [("c@firma.de", Some("Google Workspace")), ("eva@FIRMA.de ", Some("Google Workspace")), ("a@null.de", None)]
        {
            assert_eq!(judging.cell(Some(text.as_bytes())).provider, provider, "{text}");
        }
        let cell = judging.cell(None);
        assert_eq!((cell.verdict, cell.address), (Verdict::Reject, None));
    }
}
