//! Verdicts on domains for several threads, which share a cache of them.
//!
//! After a first pass over the list the cache is complete from the beginning. Where the DNS is not asked, or was asked beforehand, a domain
//! is judged when it is met first, and the list is read only once; then each thread keeps those that it has met at hand.

use super::judge_cell::Verdicts;
use crate::address::{Address, Reading, alias_key};
use crate::domain::Domain;
use crate::facts::DomainFacts;
use crate::judge::{Asked, DomainVerdict, Policy, judge_domain};
use crate::reason::{Effect, Reason};
use crate::run::cell::{names_needed, names_to_prove};
use crate::run::collect::{Collected, NameKey, NameTable};
use crate::suggest::LocalPartRule;
use foldhash::HashMap;
use std::borrow::Cow;
use std::ops::Deref;
use std::sync::{Arc, Mutex, PoisonError};

/// Bits of what is told of a domain beside its number.
const TOLD_BITS: u32 = 6;
/// Kinds of domains that are told apart.
const KINDS_MAX: u16 = 1 << (TOLD_BITS - 3);
/// The most domains of a list, 67 million, which would take more than 10 GB of memory.
const DOMAINS_MAX: u32 = u32::MAX >> TOLD_BITS;

/// The verdicts that the threads share.
pub(super) struct VerdictCache {
    policy: Arc<Policy>,
    /// All domains that the first pass found; `None` where a domain is judged when it is met.
    all: Option<CachedVerdicts>,
    /// What a table says of domains that are judged when they are met; `None` where they are judged by their names alone.
    table: Option<Arc<Collected>>,
    /// Those that were met so far, where there was no first pass.
    met: Mutex<HashMap<Domain, Arc<CachedVerdict>>>,
    /// The findings of each kind of domain.
    kinds: Mutex<Vec<Vec<Reason>>>,
}

/// Verdicts by the names of their domains.
struct CachedVerdicts {
    names: NameTable,
    verdicts: Vec<CachedVerdict>,
}

impl CachedVerdicts {
    /// A verdict for each domain that the first pass found.
    fn of(collected: &Collected, kinds: &mut Vec<Vec<Reason>>) -> CachedVerdicts {
        let mut all =
            CachedVerdicts { names: NameTable::default(), verdicts: Vec::with_capacity(collected.domains.len()) };
        for (number, (domain, verdict)) in (0..DOMAINS_MAX).zip(&collected.domains) {
            let cached = CachedVerdict::new(domain.as_str(), number, Held::Collected(verdict.clone()), kinds);
            all.names.insert(all.names.key(domain.as_str()), cached.flags().packed());
            all.verdicts.push(cached);
        }
        all
    }
}

/// All about one domain.
pub(super) struct CachedVerdict {
    verdict: Held,
    /// The number of the domain, from 0.
    pub number: u32,
    /// A row with nothing to be said of its address is ok.
    pub is_fine: bool,
    /// Domains of one kind have the same findings.
    kind: u16,
    /// The provider delivers several spellings to one mailbox.
    has_spellings: bool,
    /// What the provider can have given out.
    rule: Option<&'static LocalPartRule>,
}

/// A verdict, in little room: a list may have millions of domains.
enum Held {
    Collected(Arc<DomainVerdict>),
    Own(Box<DomainVerdict>),
}

impl Deref for Held {
    type Target = DomainVerdict;

    fn deref(&self) -> &DomainVerdict {
        match self {
            Held::Collected(verdict) => verdict,
            Held::Own(verdict) => verdict,
        }
    }
}

impl CachedVerdict {
    fn new(name: &str, number: u32, verdict: Held, kinds: &mut Vec<Vec<Reason>>) -> CachedVerdict {
        let is_fine = verdict.suggestion.is_none() && verdict.findings.iter().all(|code| code.effect() == Effect::Note);
        // There are few kinds; what would be one too many has no part in what is quick.
        let kind = if is_fine { kind_of(&verdict.findings, kinds) } else { None };
        let probe = Cow::Borrowed(name);
        let has_spellings =
            alias_key(&Address { local_part: Cow::Borrowed("a"), domain: probe.clone(), domain_ascii: probe })
                .is_some();
        let (is_fine, kind, rule) = (kind.is_some(), kind.unwrap_or_default(), LocalPartRule::of(name));
        CachedVerdict { verdict, number, is_fine, kind, has_spellings, rule }
    }

    fn flags(&self) -> Flags {
        Flags {
            number: self.number,
            is_fine: self.is_fine,
            has_spellings: self.has_spellings,
            has_rule: self.rule.is_some(),
            kind: self.kind,
        }
    }

    /// The codes of rows that have those of their domain only.
    pub fn codes(&self) -> Vec<Reason> {
        let mut codes = self.verdict.findings.clone();
        codes.dedup();
        codes
    }
}

/// The number of the kind of domains with these findings.
fn kind_of(findings: &[Reason], kinds: &mut Vec<Vec<Reason>>) -> Option<u16> {
    let number = kinds.iter().position(|kind| kind == findings).unwrap_or_else(|| {
        kinds.push(findings.to_vec());
        kinds.len() - 1
    });
    u16::try_from(number).ok().filter(|number| *number < KINDS_MAX)
}

impl VerdictCache {
    pub fn new(collected: Option<&Collected>, policy: Arc<Policy>) -> VerdictCache {
        let mut kinds = Vec::new();
        let all = collected.map(|collected| CachedVerdicts::of(collected, &mut kinds));
        VerdictCache { policy, all, table: None, met: Mutex::default(), kinds: Mutex::new(kinds) }
    }

    /// A cache for cells that are judged in pieces: their domains are judged as they are met, from a table or by their names alone.
    pub fn of_pieces(table: Option<Arc<Collected>>, policy: Arc<Policy>) -> VerdictCache {
        VerdictCache { policy, all: None, table, met: Mutex::default(), kinds: Mutex::default() }
    }

    /// Whether more is known of domains than their names.
    fn asks(&self) -> bool {
        self.all.is_some() || self.table.is_some()
    }

    /// How many domains were judged as they were met.
    pub fn met(&self) -> usize {
        self.met.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// The verdict on a domain that is met.
    fn judged(&self, domain: &Domain) -> Held {
        if let Some(verdict) = self.table.as_ref().and_then(|table| table.domains.get(domain)) {
            return Held::Collected(verdict.clone());
        }
        let missing = DomainFacts::not_asked();
        let asked = Asked::beforehand(domain, self.asks(), &self.policy).unwrap_or(Asked::Dns(&missing));
        Held::Own(Box::new(judge_domain(domain, asked, &self.policy)))
    }

    /// The cached of a domain that is judged when it is met.
    fn cached(&self, name: &str) -> Option<Arc<CachedVerdict>> {
        let met = || self.met.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(cached) = met().get(name) {
            return Some(cached.clone());
        }
        let domain = Domain::new(name).ok()?;
        // Not while others wait; two threads that judge the same domain come to the same verdict.
        let verdict = self.judged(&domain);
        let cached = {
            let mut kinds = self.kinds.lock().unwrap_or_else(PoisonError::into_inner);
            CachedVerdict::new(name, 0, verdict, &mut kinds)
        };
        let mut met = met();
        let number = u32::try_from(met.len()).ok().filter(|number| *number < DOMAINS_MAX)?;
        Some(met.entry(domain).or_insert_with(|| Arc::new(CachedVerdict { number, ..cached })).clone())
    }

    /// The domains with rows that are fine, `rows` by their numbers, each with its codes.
    pub fn fine(self, rows: &[u64], mut each: impl FnMut(u64, &[Reason])) -> usize {
        let met = self.met.into_inner().unwrap_or_else(PoisonError::into_inner);
        let all = self.all.iter().flat_map(|all| &all.verdicts).chain(met.values().map(|cached| &**cached));
        let mut count = 0;
        for cached in all {
            count += 1;
            if let Some(rows) = rows.get(cached.number as usize).filter(|rows| **rows > 0) {
                each(*rows, &cached.codes());
            }
        }
        count
    }
}

/// The verdicts that one thread has at hand.
pub(super) struct LocalCache<'s> {
    cache: &'s VerdictCache,
    /// Those that it met, where the cache is not complete.
    names: NameTable,
    /// By their numbers.
    verdicts: Vec<Option<Arc<CachedVerdict>>>,
}

/// What a row has to know of its domain.
#[derive(Clone, Copy)]
pub(super) struct Flags {
    pub number: u32,
    pub is_fine: bool,
    pub has_spellings: bool,
    pub has_rule: bool,
    pub kind: u16,
}

impl Flags {
    /// As one number: what is told stands in the lowest bits.
    fn packed(self) -> u32 {
        let told = (u32::from(self.kind) << 3)
            | (u32::from(self.has_rule) << 2)
            | (u32::from(self.has_spellings) << 1)
            | u32::from(self.is_fine);
        (self.number << TOLD_BITS) | told
    }

    fn unpacked(told: u32) -> Flags {
        let kind = ((told & ((1 << TOLD_BITS) - 1)) >> 3) as u16;
        let has = |bit: u32| told & bit == bit;
        Flags { number: told >> TOLD_BITS, is_fine: has(1), has_spellings: has(2), has_rule: has(4), kind }
    }
}

impl<'s> LocalCache<'s> {
    pub fn new(cache: &'s VerdictCache) -> LocalCache<'s> {
        LocalCache { cache, names: NameTable::default(), verdicts: Vec::new() }
    }

    fn names(&self) -> &NameTable {
        self.cache.all.as_ref().map_or(&self.names, |all| &all.names)
    }

    fn cached(&self, number: u32) -> Option<&CachedVerdict> {
        match &self.cache.all {
            Some(all) => all.verdicts.get(number as usize),
            None => self.verdicts.get(number as usize)?.as_deref(),
        }
    }

    pub fn key(&self, name: &str) -> NameKey {
        self.names().key(name)
    }

    /// Looks at where these names will be looked up, all at once: memory is slow to answer, but answers many questions as fast as one.
    pub fn warm(&self, keys: &[NameKey]) {
        std::hint::black_box(keys.iter().fold(0, |sum, key| sum ^ self.names().glance(*key)));
    }

    /// Looks a name up, in the cache where it is not at hand. `None` when there is no verdict on it.
    pub fn meet(&mut self, name: &str) -> Option<Flags> {
        self.meet_key(self.key(name), name)
    }

    /// Looks up all that is needed to judge an address.
    pub fn meet_all(&mut self, reading: &Reading<'_>, policy: &Policy) {
        names_needed(reading, policy).iter().for_each(|name| _ = self.meet(name));
        if self.cache.asks() {
            names_to_prove(reading, policy).iter().for_each(|name| _ = self.meet(name));
        }
    }

    /// The domain of an address of which nothing is to be said but what is said of its domain, which is fine.
    pub fn meet_fine(&mut self, key: NameKey, name: &str, reading: &Reading<'_>, policy: &Policy) -> Option<Flags> {
        let address = reading.address.as_ref()?;
        let domain = self.meet_key(key, name)?;
        let is_fine = domain.is_fine
            && reading.findings.is_empty()
            && !policy.tables.is_role(&address.local_part)
            && self.can_be_issued(domain, &address.local_part)
            && policy.evidence.of_address(address).next().is_none();
        is_fine.then_some(domain)
    }

    /// Whether the provider of a domain that was met can have given out this mailbox.
    fn can_be_issued(&self, domain: Flags, local_part: &str) -> bool {
        let rule = || self.cached(domain.number)?.rule;
        !domain.has_rule || rule().is_none_or(|rule| rule.allows(local_part))
    }

    /// As [`LocalCache::meet`], for a name whose key was made before.
    pub fn meet_key(&mut self, key: NameKey, name: &str) -> Option<Flags> {
        if let Some(told) = self.names().get(key) {
            return Some(Flags::unpacked(told));
        }
        if self.cache.all.is_some() {
            // It may be written otherwise than the DNS compares it.
            let domain = Domain::new(name).ok().filter(|domain| domain.as_str() != name)?;
            return self.names().get(self.key(domain.as_str())).map(Flags::unpacked);
        }
        let cached = self.cache.cached(name)?;
        let flags = cached.flags();
        self.names.insert(key, flags.packed());
        let place = cached.number as usize;
        if self.verdicts.len() <= place {
            self.verdicts.resize_with(place + 1, || None);
        }
        self.verdicts[place] = Some(cached);
        Some(flags)
    }
}

impl Verdicts for LocalCache<'_> {
    /// Without a first pass, only what was met before is known.
    fn of(&self, name: &str) -> Option<&DomainVerdict> {
        let told = self.names().get(self.key(name))?;
        self.cached(Flags::unpacked(told).number).map(|cached| &*cached.verdict)
    }
}
