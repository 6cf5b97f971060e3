//! `presend check`, and the shortest way into the library: a few addresses, each answered with all that is known.

use crate::address::{Address, Reading, read_cell};
use crate::dns::{Dns, Gather, GatherSettings, Stats};
use crate::domain::Domain;
use crate::facts::{DomainFacts, Failure};
use crate::judge::{
    Asked, DomainVerdict, Policy, RowFinding, RowVerdict, Trust, disbelieve, judge_domain, judge_row_without_address,
    needs_dns, whole,
};
use crate::list::Content;
use crate::reason::Reason;
use crate::run::cell::{domain_of, names_needed, names_to_prove};
use crate::run::duplicates::DuplicateIndex;
use crate::run::judge_cell::{About, Part, Verdicts, judge_content};
use crate::run::trust::denied;
use futures_util::StreamExt;
use futures_util::stream::FuturesUnordered;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout_at};

/// Domains asked at the same time.
const CONCURRENCY: usize = 256;

/// Checks addresses with a resolver of the caller's choice.
///
/// ```
/// use presend::{Checker, Policy, Verdict, dns::Zone};
/// use std::sync::Arc;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let zone = Zone::parse("hotmail.com. 300 IN MX 2 mx.hotmail.com.\nmx.hotmail.com. 300 IN A 52.101.8.1\n")?;
/// let checker = Checker::new(Some(Arc::new(zone)), Policy::default());
///
/// let answers = checker.check(["ann@hotmail.com", "bob@homail.com", "not an address"]).await;
/// assert_eq!(answers[0].whole().verdict, Verdict::Ok);
/// assert_eq!(answers[1].whole().verdict, Verdict::Reject);
/// assert_eq!(answers[1].whole().suggestion.as_ref().unwrap().address, "bob@hotmail.com");
/// assert_eq!(answers[2].whole().primary.unwrap().code(), "syntax.no_at");
/// # Ok(()) }
/// ```
pub struct Checker {
    gather: Option<Gather>,
    policy: Policy,
    /// The resolver was caught at denying what exists.
    disbelieved: AtomicBool,
}

/// What was asked about, and the answer for each address in it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The bytes as they were given.
    pub raw: Vec<u8>,
    /// One for each address, and one for a text without any. Never empty.
    pub parts: Vec<CheckedPart>,
}

/// One address, answered.
#[derive(Clone, Debug)]
pub struct CheckedPart {
    /// The address after repair, when it was understood.
    pub address: Option<Address<'static>>,
    pub verdict: RowVerdict,
    /// Where it stands in the text.
    pub span: Range<usize>,
    /// What the DNS said, when it was asked.
    pub facts: Option<Arc<DomainFacts>>,
}

impl Checked {
    /// The answer to a line that was to be a record and is none. One that holds an `@` may have an address in it.
    pub fn of_no_record(line: &[u8]) -> Checked {
        let mut verdict = judge_row_without_address(&[RowFinding::of(Reason::InputRagged)]);
        if memchr::memchr(b'@', line).is_some() {
            verdict.doubt_the_cell();
        }
        let part = CheckedPart { address: None, verdict, span: 0..line.len(), facts: None };
        Checked { raw: line.to_vec(), parts: vec![part] }
    }

    /// One verdict for the whole text.
    pub fn whole(&self) -> Cow<'_, RowVerdict> {
        whole(&self.parts, |part| &part.verdict)
    }
}

impl Checker {
    /// Without a resolver, addresses are judged by their text alone.
    pub fn new(dns: Option<Arc<dyn Dns>>, policy: Policy) -> Checker {
        let settings = GatherSettings { concurrency: CONCURRENCY, allow_non_public: policy.allow_non_public };
        Checker { gather: dns.map(|dns| Gather::new(dns, settings)), policy, disbelieved: AtomicBool::new(false) }
    }

    /// One that learns what it needs from this gatherer, such as one of a table.
    #[doc(hidden)]
    pub fn with(gather: Gather, policy: Policy) -> Checker {
        Checker { gather: Some(gather), policy, disbelieved: AtomicBool::new(false) }
    }

    /// Answers every text, in order. Each distinct domain is asked once.
    pub async fn check<T: AsRef<[u8]>>(&self, texts: impl IntoIterator<Item = T>) -> Vec<Checked> {
        let texts: Vec<T> = texts.into_iter().collect();
        let domains = self.domains_of(&texts);
        let facts = self.facts_of(&domains).await;
        let believed = match &self.gather {
            Some(gather) => denied(gather, &self.heard(&facts)).await.is_none(),
            None => true,
        };
        self.answers(&texts, domains, facts, believed)
    }

    /// As [`Checker::check`], from what is found out within this time. A domain that has not answered by then is unknown, and so is
    /// one that was denied and of which there was no time to ask again.
    pub async fn check_within<T: AsRef<[u8]>>(
        &self,
        texts: impl IntoIterator<Item = T>,
        time: Duration,
    ) -> Vec<Checked> {
        let end = Instant::now() + time;
        let texts: Vec<T> = texts.into_iter().collect();
        let domains = self.domains_of(&texts);
        let mut facts = self.facts_until(&domains, end).await;
        let mut believed = true;
        if let Some(gather) = &self.gather {
            match timeout_at(end, denied(gather, &self.heard(&facts))).await {
                Ok(denied) => believed = denied.is_none(),
                Err(_) => {
                    let allow = self.policy.allow_non_public;
                    for unproved in facts.values_mut().filter(|facts| facts.take_no_mail(allow)) {
                        *unproved = Arc::new(DomainFacts::unknown(Failure::Timeout));
                    }
                }
            }
        }
        self.answers(&texts, domains, facts, believed)
    }

    fn heard(&self, facts: &HashMap<Domain, Arc<DomainFacts>>) -> Trust {
        let mut trust = Trust::default();
        facts.iter().for_each(|(domain, facts)| trust.hear(domain, facts, self.policy.allow_non_public));
        trust
    }

    fn answers<T: AsRef<[u8]>>(
        &self,
        texts: &[T],
        domains: Vec<Domain>,
        facts: HashMap<Domain, Arc<DomainFacts>>,
        believed: bool,
    ) -> Vec<Checked> {
        self.disbelieved.fetch_or(!believed, Ordering::Relaxed);
        let known = Known { verdicts: self.verdicts_on(domains, &facts, believed), facts };
        texts.iter().map(|text| self.answer(text.as_ref(), &known)).collect()
    }

    /// Says that no more will be asked, so that a resolver with a memory may keep what it learned, if it can be believed.
    pub fn settle(&self) {
        if let Some(gather) = &self.gather {
            gather.settle(!self.disbelieved.load(Ordering::Relaxed));
        }
    }

    /// What the resolver did so far.
    pub fn stats(&self) -> Stats {
        self.gather.as_ref().map(Gather::stats).unwrap_or_default()
    }

    /// The domains that have to be known, each once.
    fn domains_of<T: AsRef<[u8]>>(&self, texts: &[T]) -> Vec<Domain> {
        let mut domains: Vec<Domain> = Vec::new();
        for text in texts {
            for reading in read_cell(text.as_ref()).as_slice() {
                let mut names = names_needed(reading, &self.policy);
                if self.gather.is_some() {
                    names.extend(names_to_prove(reading, &self.policy));
                }
                domains.extend(names.iter().filter_map(|name| Domain::new(name).ok()));
            }
        }
        domains.sort_unstable();
        domains.dedup();
        domains
    }

    async fn facts_of(&self, domains: &[Domain]) -> HashMap<Domain, Arc<DomainFacts>> {
        let mut facts = HashMap::new();
        let Some(gather) = &self.gather else { return facts };
        let (to_ask, asked) = mpsc::channel(CONCURRENCY);
        let send = async move {
            for domain in domains.iter().filter(|domain| needs_dns(domain, &self.policy)) {
                // The receiver lives until this sender is gone.
                let _ = to_ask.send(domain.clone()).await;
            }
        };
        let gathered = gather.all(asked, |domain, answer| {
            facts.insert(domain, Arc::new(answer));
        });
        tokio::join!(send, gathered);
        facts
    }

    async fn facts_until(&self, domains: &[Domain], end: Instant) -> HashMap<Domain, Arc<DomainFacts>> {
        let Some(gather) = &self.gather else { return HashMap::new() };
        let asking = domains.iter().filter(|domain| needs_dns(domain, &self.policy)).map(|domain| async move {
            // Whoever asks next finds what comes too late for this one.
            let facts = timeout_at(end, gather.domain(domain.clone())).await;
            (domain.clone(), Arc::new(facts.unwrap_or_else(|_| DomainFacts::unknown(Failure::Timeout))))
        });
        asking.collect::<FuturesUnordered<_>>().collect().await
    }

    fn verdicts_on(
        &self,
        domains: Vec<Domain>,
        facts: &HashMap<Domain, Arc<DomainFacts>>,
        believed: bool,
    ) -> HashMap<Domain, DomainVerdict> {
        let mut verdicts = HashMap::new();
        for domain in domains {
            let asked = facts.get(&domain).map(|facts| Asked::Dns(facts));
            let asked = asked.or_else(|| Asked::beforehand(&domain, self.gather.is_some(), &self.policy));
            if let Some(asked) = asked {
                let mut verdict = judge_domain(&domain, asked, &self.policy);
                if !believed && matches!(asked, Asked::Dns(_)) {
                    disbelieve(&mut verdict);
                }
                verdicts.insert(domain, verdict);
            }
        }
        verdicts
    }

    fn answer(&self, text: &[u8], known: &Known) -> Checked {
        let content = Content::of(text);
        let parts =
            judge_content(&content, &About::record(1, &[]), known, &self.policy, &mut DuplicateIndex::default());
        let addresses = read_cell(text);
        let addresses = addresses.as_slice().iter().map(Some).chain(std::iter::repeat(None));
        let part = |(part, reading): (Part, Option<&Reading<'_>>)| {
            let domain = reading.and_then(domain_of).and_then(|name| Domain::new(name).ok());
            CheckedPart {
                address: reading.and_then(|reading| reading.address.clone()).map(Address::into_owned),
                verdict: part.verdict,
                span: part.span,
                facts: domain.and_then(|domain| known.facts.get(&domain)).cloned(),
            }
        };
        Checked { raw: text.to_vec(), parts: parts.into_iter().zip(addresses).map(part).collect() }
    }
}

/// What was found out about the domains.
struct Known {
    verdicts: HashMap<Domain, DomainVerdict>,
    facts: HashMap<Domain, Arc<DomainFacts>>,
}

impl Verdicts for Known {
    fn of(&self, name: &str) -> Option<&DomainVerdict> {
        self.verdicts.get(name)
    }
}
