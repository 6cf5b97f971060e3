//! Verdicts on domains for several threads: each keeps those that it has met at hand, and asks all others of a book that they share.
//!
//! Where the DNS is not asked, a domain is judged when it is met first, and the list is read only once.

use super::Verdicts;
use crate::domain::Domain;
use crate::judge::{DomainVerdict, judge_offline};
use crate::policy::Policy;
use crate::reason::{Effect, Reason};
use crate::survey::Survey;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

/// The verdicts that the threads share.
pub(super) struct Book<'b> {
    /// What the first pass found out; `None` where a domain is judged by its name alone.
    survey: Option<&'b Survey>,
    policy: &'b Policy,
    pages: Mutex<HashMap<Domain, Arc<Page<'b>>>>,
}

/// All about one domain.
pub(super) struct Page<'b> {
    verdict: Cow<'b, DomainVerdict>,
    /// The number of the domain, from 0.
    pub number: u32,
    /// A row with nothing to be said of its address is ok.
    pub is_fine: bool,
}

impl Page<'_> {
    /// The codes of rows that have those of their domain only.
    pub fn codes(&self) -> Vec<Reason> {
        let mut codes = self.verdict.findings.clone();
        codes.dedup();
        codes
    }
}

impl<'b> Book<'b> {
    pub fn new(survey: Option<&'b Survey>, policy: &'b Policy) -> Book<'b> {
        Book { survey, policy, pages: Mutex::default() }
    }

    fn page(&self, name: &str) -> Option<Arc<Page<'b>>> {
        let pages = || self.pages.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(page) = pages().get(name) {
            return Some(page.clone());
        }
        let domain = Domain::new(name).ok()?;
        let verdict = match self.survey {
            Some(survey) => Cow::Borrowed(survey.domains.get(name)?),
            // Not while others wait; two threads that judge the same domain come to the same verdict.
            None => Cow::Owned(judge_offline(&domain, self.policy)),
        };
        let is_fine = verdict.suggestion.is_none() && verdict.findings.iter().all(|code| code.effect() == Effect::Note);
        let mut pages = pages();
        let number = u32::try_from(pages.len()).ok()?;
        Some(pages.entry(domain).or_insert_with(|| Arc::new(Page { verdict, number, is_fine })).clone())
    }

    /// The pages of all domains that were met.
    pub fn into_pages(self) -> Vec<Arc<Page<'b>>> {
        self.pages.into_inner().unwrap_or_else(PoisonError::into_inner).into_values().collect()
    }
}

/// The verdicts that one thread has at hand, by fingerprints of the names, so that finding one touches memory once.
pub(super) struct AtHand<'b, 's> {
    book: &'s Book<'b>,
    key: RandomState,
    pages: HashMap<u64, Entry<'b>, BuildHasherDefault<AsItIs>>,
}

struct Entry<'b> {
    /// More bits of the fingerprint.
    check: u32,
    number: u32,
    is_fine: bool,
    page: Arc<Page<'b>>,
}

/// What a row has to know of its domain.
#[derive(Clone, Copy)]
pub(super) struct Glance {
    pub number: u32,
    pub is_fine: bool,
}

impl<'b, 's> AtHand<'b, 's> {
    pub fn new(book: &'s Book<'b>) -> AtHand<'b, 's> {
        AtHand { book, key: RandomState::new(), pages: HashMap::default() }
    }

    /// Looks a name up, in the book where it is not at hand. `None` when there is no verdict on it.
    pub fn meet(&mut self, name: &str) -> Option<Glance> {
        let (key, check) = self.fingerprint(name);
        if let Some(entry) = self.pages.get(&key).filter(|entry| entry.check == check) {
            return Some(Glance { number: entry.number, is_fine: entry.is_fine });
        }
        let page = self.book.page(name)?;
        let glance = Glance { number: page.number, is_fine: page.is_fine };
        self.pages.insert(key, Entry { check, number: glance.number, is_fine: glance.is_fine, page });
        Some(glance)
    }

    /// 64 bits under a random key, which nobody can aim at, and 32 more against chance.
    fn fingerprint(&self, name: &str) -> (u64, u32) {
        let mut hasher = self.key.build_hasher();
        hasher.write(name.as_bytes());
        let mut check = name.len() as u64;
        for piece in name.as_bytes().chunks(8) {
            let mut word = [0; 8];
            word[..piece.len()].copy_from_slice(piece);
            check = (check ^ u64::from_le_bytes(word)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
        }
        (hasher.finish(), check as u32)
    }
}

impl Verdicts for AtHand<'_, '_> {
    /// Only what was met before is known.
    fn of(&self, name: &str) -> Option<&DomainVerdict> {
        let (key, check) = self.fingerprint(name);
        self.pages.get(&key).filter(|entry| entry.check == check).map(|entry| &*entry.page.verdict)
    }
}

/// For keys that are as good as random already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}
