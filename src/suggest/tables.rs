//! The tables of `data/`, parsed once when first asked for, and the plain questions that they answer.
//!
//! The provider table wins over every other list: lists of disposable domains name real providers, and a customer with
//! an address at one of them must not be lost. Nothing here guesses; near misses are the business of the rest of the room.

use super::Confidence;
use super::near::NearIndex;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

const PROVIDERS: &str = include_str!("../../data/providers.tsv");
const NEIGHBOURS: &str = include_str!("../../data/neighbours.tsv");
const TYPOS: &str = include_str!("../../data/typos.tsv");
const DISPOSABLE: &str = include_str!("../../data/disposable.tsv");
const ROLES: &str = include_str!("../../data/roles.tsv");
const SHUT_DOWN: &str = include_str!("../../data/shut_down.tsv");
const PARKING: &str = include_str!("../../data/parking.tsv");

/// The longest provider domain that is taken from a table, in octets. A longer one is nobody's mail provider, and the
/// index of near names grows with the square of the length.
pub const PROVIDER_OCTETS_MAX: usize = 40;

/// A domain at which people have personal mailboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// The domain, lower-case ASCII.
    pub domain: String,
    /// Who runs it, as people call it.
    pub name: String,
    /// ISO 3166 code of the country in which it is used most; its owner's country for world-wide ones.
    pub country: String,
    /// A rough guess of how many addresses in a million of consumer lists are at this domain; at least 1.
    pub weight: u32,
}

/// A provider that closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShutDown {
    /// The day or the year of its end, as the table says it.
    pub since: String,
    /// What is known, in a few words.
    pub note: String,
}

/// The providers with everything that near misses are measured against.
///
/// [`Providers::builtin`] is what the shipped tables say; a caller with providers of its own makes another one.
pub struct Providers {
    list: Vec<Provider>,
    by_domain: HashMap<String, u32>,
    neighbours: HashSet<String>,
    typos: HashMap<String, (String, Confidence)>,
    near: NearIndex,
}

/// Why a line of a table cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{table}, line {line}: {what}")]
pub struct TableError {
    /// The file's name.
    pub table: &'static str,
    /// Counted from 1.
    pub line: usize,
    pub what: String,
}

/// The texts of the three tables that did-you-mean rests on, in the form of the files in `data/`.
#[derive(Clone, Copy, Debug)]
pub struct TableTexts<'a> {
    pub providers: &'a str,
    pub neighbours: &'a str,
    pub typos: &'a str,
}

impl TableTexts<'static> {
    /// The tables that presend ships with.
    pub fn builtin() -> TableTexts<'static> {
        TableTexts { providers: PROVIDERS, neighbours: NEIGHBOURS, typos: TYPOS }
    }
}

impl Providers {
    /// The shipped tables.
    pub fn builtin() -> &'static Providers {
        static BUILTIN: LazyLock<Providers> = LazyLock::new(|| {
            // The shipped tables are held to their form by a test; a line that had slipped through would be left out.
            Providers::collect(TableTexts::builtin(), &mut |_| ())
        });
        &BUILTIN
    }

    /// Reads tables that a user brought. `Err` names the first line that cannot be used.
    pub fn parse(texts: TableTexts<'_>) -> Result<Providers, TableError> {
        let mut first = None;
        let providers = Providers::collect(texts, &mut |error| {
            first.get_or_insert(error);
        });
        first.map_or(Ok(providers), Err)
    }

    /// The same tables with more providers and more domains that are never to be corrected. An entry of the same
    /// domain is replaced.
    pub fn extended(&self, more: Vec<Provider>, allowed: impl IntoIterator<Item = String>) -> Providers {
        let mut list = self.list.clone();
        for provider in more {
            match list.iter_mut().find(|known| known.domain == provider.domain) {
                Some(known) => *known = provider,
                None => list.push(provider),
            }
        }
        let mut neighbours = self.neighbours.clone();
        neighbours.extend(allowed);
        Providers::index(list, neighbours, self.typos.clone())
    }

    /// Reads what can be read and hands every unusable line to `report`.
    fn collect(texts: TableTexts<'_>, report: &mut dyn FnMut(TableError)) -> Providers {
        let mut list: Vec<Provider> = Vec::new();
        let mut seen = HashSet::new();
        for (number, line) in rows(texts.providers) {
            let mut wrong =
                |what: &str| report(TableError { table: "providers.tsv", line: number, what: what.to_owned() });
            let [domain, name, country, weight] = columns(line);
            match weight.parse::<u32>() {
                _ if !is_plain_domain(domain) => wrong("the domain must be lower-case ASCII with a dot"),
                _ if domain.len() > PROVIDER_OCTETS_MAX => wrong("the domain is longer than 40 octets"),
                Ok(weight) if weight >= 1 && seen.insert(domain) => list.push(Provider {
                    domain: domain.to_owned(),
                    name: name.to_owned(),
                    country: country.to_owned(),
                    weight,
                }),
                Ok(weight) if weight >= 1 => wrong("this domain stands above already"),
                _ => wrong("the weight must be a whole number from 1"),
            }
        }
        let neighbours: HashSet<String> =
            rows(texts.neighbours).map(|(_, line)| columns::<1>(line)[0].to_owned()).collect();
        let mut typos = HashMap::new();
        for (number, line) in rows(texts.typos) {
            let mut wrong = |what: &str| report(TableError { table: "typos.tsv", line: number, what: what.to_owned() });
            let [typed, meant, confidence] = columns(line);
            let confidence = match confidence {
                "high" => Confidence::High,
                "medium" => Confidence::Medium,
                _ => {
                    wrong("the confidence must be high or medium");
                    continue;
                }
            };
            if !seen.contains(meant) {
                wrong("the meant domain is not in the table of providers");
            } else if seen.contains(typed) || neighbours.contains(typed) {
                wrong("a provider or a neighbour is never a slip");
            } else {
                typos.insert(typed.to_owned(), (meant.to_owned(), confidence));
            }
        }
        Providers::index(list, neighbours, typos)
    }

    fn index(
        list: Vec<Provider>,
        neighbours: HashSet<String>,
        mut typos: HashMap<String, (String, Confidence)>,
    ) -> Providers {
        let by_domain: HashMap<String, u32> =
            list.iter().zip(0..).map(|(provider, at)| (provider.domain.clone(), at)).collect();
        // What a user names as a provider or allows is no slip any more.
        typos.retain(|typed, _| !by_domain.contains_key(typed) && !neighbours.contains(typed));
        let near = NearIndex::new(list.iter().map(|provider| provider.domain.as_str()));
        Providers { list, by_domain, neighbours, typos, near }
    }

    /// The provider whose mailboxes are at exactly this domain.
    pub fn get(&self, domain: &str) -> Option<&Provider> {
        self.by_domain.get(domain).map(|&at| &self.list[at as usize])
    }

    /// Every provider, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Provider> {
        self.list.iter()
    }

    /// Whether the domain, or a parent of it, is a provider's or a known neighbour's, so that nothing is to be corrected.
    pub fn knows(&self, domain: &str) -> bool {
        parents(domain).any(|name| self.by_domain.contains_key(name) || self.neighbours.contains(name))
    }

    /// What a slip stands for that many people are known to make.
    pub(super) fn known_slip(&self, domain: &str) -> Option<(&Provider, Confidence)> {
        let (meant, confidence) = self.typos.get(domain)?;
        Some((self.get(meant)?, *confidence))
    }

    /// The providers whose domains are at most two slips away (optimal string alignment), each with its distance.
    pub(super) fn near<'a>(&'a self, domain: &str, found: &mut Vec<(&'a Provider, usize)>) {
        found.clear();
        self.near.visit(domain, |at| {
            let provider = &self.list[at as usize];
            let distance = strsim::osa_distance(domain, &provider.domain);
            if distance <= super::near::SLIPS_MAX {
                found.push((provider, distance));
            }
        });
    }
}

/// The provider whose mailboxes are at exactly this domain.
pub fn provider(domain: &str) -> Option<&'static Provider> {
    Providers::builtin().get(domain)
}

/// Whether this is the domain of a consumer mail provider, at which a mailbox says nothing of its owner's employer.
pub fn is_free(domain: &str) -> bool {
    provider(domain).is_some()
}

/// Whether the domain, or a parent of it, gives out mailboxes for a short time. Never true for a provider's domain.
pub fn is_disposable(domain: &str) -> bool {
    static DOMAINS: LazyLock<HashSet<&str>> = LazyLock::new(|| first_columns(DISPOSABLE));
    !Providers::builtin().knows(domain) && parents(domain).any(|name| DOMAINS.contains(name))
}

/// Whether a local-part names a function or a group, such as `info` or `postmaster` (RFC 2142), and not a person.
///
/// Letter case does not matter, and a `+tag` is not looked at.
pub fn is_role(local_part: &str) -> bool {
    static ROLE_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| first_columns(ROLES));
    let name = local_part.split('+').next().unwrap_or_default();
    ROLE_NAMES.contains(name) || ROLE_NAMES.contains(name.to_lowercase().as_str())
}

/// The closed provider at exactly this domain, if the table knows that it closed.
pub fn shut_down(domain: &str) -> Option<&'static ShutDown> {
    static CLOSED: LazyLock<HashMap<&str, ShutDown>> = LazyLock::new(|| {
        rows(SHUT_DOWN)
            .map(|(_, line)| {
                let [domain, since, note] = columns(line);
                (domain, ShutDown { since: since.to_owned(), note: note.to_owned() })
            })
            .collect()
    });
    CLOSED.get(domain)
}

/// The parking service that a name server or a mail exchange belongs to, if it is a known one.
pub fn parking_service(host: &str) -> Option<&'static str> {
    static HOSTS: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        rows(PARKING)
            .map(|(_, line)| {
                let [host, service] = columns(line);
                (host, service)
            })
            .collect()
    });
    parents(host).find_map(|name| HOSTS.get(name).copied())
}

/// The name and its parents that still have a dot: `a.b.c`, `b.c`.
fn parents(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| name.split_once('.').map(|(_, parent)| parent))
        .filter(|name| name.contains('.'))
}

/// The rows of a table with their line numbers, without the comments of its head.
fn rows(table: &str) -> impl Iterator<Item = (usize, &str)> {
    (1..).zip(table.lines()).filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
}

/// The first columns of a row; a missing one is empty.
fn columns<const N: usize>(line: &str) -> [&str; N] {
    let mut parts = line.split('\t');
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

fn first_columns(table: &'static str) -> HashSet<&'static str> {
    rows(table).map(|(_, line)| columns::<1>(line)[0]).collect()
}

fn is_plain_domain(domain: &str) -> bool {
    let letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    domain.contains('.') && domain.bytes().all(letter) && domain.split('.').all(|label| !label.is_empty())
}
