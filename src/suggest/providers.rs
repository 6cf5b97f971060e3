//! The providers, and everything that near misses of their names are measured against.
//!
//! A name that is a provider's, a known neighbour's, or stands below one, is never corrected. Nothing here guesses; near
//! misses are the business of the rest of the room.

use super::Confidence;
use super::ending::Split;
use super::near::NearIndex;
use super::table::{Row, TableError, parents, rows};
use super::tables::Tables;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// The longest provider domain that is taken from a table, in octets. A longer one is nobody's mail provider, and the
/// index of near names grows with the square of the length.
pub const PROVIDER_OCTETS_MAX: usize = 40;

/// Whether people still have mailboxes at a provider's domain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Live,
    /// Ended as far as is known. Such a domain is never corrected, and no near miss is taken for it; what surely has no
    /// mailbox left is a matter of the table of closed providers instead.
    Closed,
}

/// A domain at which people have personal mailboxes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// The domain, lower-case ASCII.
    pub domain: String,
    /// The company that runs the mailboxes, as people call it.
    pub name: String,
    /// ISO 3166 code of the country in which it is used most; its owner's country for world-wide ones.
    pub country: String,
    /// A rough guess of how many addresses in a million of consumer lists are at this domain; at least 1.
    pub weight: u32,
    pub status: Status,
    /// The year, month or day (`2025`, `2025-03`, `2025-03-31`) at which all this was last known; for a closed one, of its
    /// end. Empty when the table does not say.
    pub last_known: String,
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
    /// The live providers of each name before the ending, the most popular first.
    names: HashMap<String, Vec<u32>>,
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
        TableTexts {
            providers: include_str!("../../data/providers.tsv"),
            neighbours: include_str!("../../data/neighbours.tsv"),
            typos: include_str!("../../data/typos.tsv"),
        }
    }
}

impl Providers {
    /// The shipped tables.
    pub fn builtin() -> &'static Providers {
        Tables::builtin().providers()
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
    pub(super) fn collect(texts: TableTexts<'_>, report: &mut dyn FnMut(TableError)) -> Providers {
        let mut list: Vec<Provider> = Vec::new();
        let (mut seen, mut live) = (HashSet::new(), HashSet::new());
        for row in rows("providers.tsv", texts.providers) {
            match provider_of(&row) {
                Ok(provider) if seen.insert(provider.domain.clone()) => {
                    if provider.status == Status::Live {
                        live.insert(provider.domain.clone());
                    }
                    list.push(provider);
                }
                Ok(_) => report(row.wrong(0, "table-expected-new-domain")),
                Err(error) => report(error),
            }
        }
        let mut neighbours = HashSet::new();
        for row in rows("neighbours.tsv", texts.neighbours) {
            match row.domain(0) {
                Ok(domain) => drop(neighbours.insert(domain.to_owned())),
                Err(error) => report(error),
            }
        }
        let mut typos = HashMap::new();
        for row in rows("typos.tsv", texts.typos) {
            let (typed, meant) = (row.field(0), row.field(1));
            let confidence = match row.field(2) {
                "high" => Confidence::High,
                "medium" => Confidence::Medium,
                _ => {
                    report(row.wrong(2, "table-expected-confidence"));
                    continue;
                }
            };
            if !live.contains(meant) {
                report(row.wrong(1, "table-expected-live-domain"));
            } else if seen.contains(typed) || neighbours.contains(typed) {
                report(row.wrong(0, "table-expected-slip"));
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
        let names = names(&list);
        Providers { list, by_domain, neighbours, typos, near, names }
    }

    /// Makes more domains neighbours, which are never corrected.
    pub(super) fn leave_alone(&mut self, domains: Vec<String>) {
        domains.iter().for_each(|domain| drop(self.typos.remove(domain)));
        self.neighbours.extend(domains);
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

    /// The provider whose name stands before an ending that is valid and not the provider's, with how sure that can be.
    pub(super) fn brand(&self, domain: &str) -> Option<(&Provider, Confidence)> {
        let name = Split::of(domain)?.head;
        let mut of_name = self.of_name(name).filter(|_| name.len() >= BRAND_OCTETS_MIN);
        let provider = of_name.next()?;
        let alone = of_name.next().is_none();
        // Companies have names as `verizon` under several endings; nobody else calls a thing `gmail`.
        if alone && name.contains("mail") && provider.weight >= MAIL_NAME_WEIGHT_MIN {
            Some((provider, Confidence::Medium))
        } else {
            (provider.weight >= BRAND_WEIGHT_MIN).then_some((provider, Confidence::Low))
        }
    }

    /// The live providers of a name before the ending, the most popular first.
    pub(super) fn of_name(&self, name: &str) -> impl Iterator<Item = &Provider> {
        self.names.get(name).into_iter().flatten().map(|&at| &self.list[at as usize])
    }

    /// Each name before the ending, with its most popular live provider.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &Provider)> {
        self.names.iter().filter_map(|(name, of_name)| Some((name.as_str(), &self.list[*of_name.first()? as usize])))
    }

    /// All providers that take mail.
    pub(super) fn live(&self) -> impl Iterator<Item = &Provider> {
        self.list.iter().filter(|provider| provider.status == Status::Live)
    }

    /// The live providers whose domains are at most two slips away (optimal string alignment), each with its distance.
    pub(super) fn near<'a>(&'a self, domain: &str, found: &mut Vec<(&'a Provider, usize)>) {
        found.clear();
        self.near.visit(domain, |at| {
            let provider = &self.list[at as usize];
            if provider.status == Status::Closed {
                return;
            }
            let distance = strsim::osa_distance(domain, &provider.domain);
            if distance <= super::near::SLIPS_MAX {
                found.push((provider, distance));
            }
        });
    }
}

/// A shorter name before the ending is no brand of its own: `mail`, `web`, `live`.
const BRAND_OCTETS_MIN: usize = 5;
/// How popular a provider must be to be meant by its name under any ending.
const MAIL_NAME_WEIGHT_MIN: u32 = 3000;
const BRAND_WEIGHT_MIN: u32 = 15_000;

fn names(list: &[Provider]) -> HashMap<String, Vec<u32>> {
    let mut names: HashMap<String, Vec<u32>> = HashMap::new();
    for (provider, at) in list.iter().zip(0..).filter(|(provider, _)| provider.status == Status::Live) {
        let Some(name) = Split::of(&provider.domain).map(|split| split.head) else { continue };
        if !name.contains('.') {
            names.entry(name.to_owned()).or_default().push(at);
        }
    }
    for of_name in names.values_mut() {
        of_name.sort_by_key(|&at| (u32::MAX - list[at as usize].weight, at));
    }
    names
}

fn provider_of(row: &Row<'_>) -> Result<Provider, TableError> {
    let domain = row.domain(0)?;
    if domain.len() > PROVIDER_OCTETS_MAX {
        return Err(row.wrong(0, "table-expected-short-domain"));
    }
    let weight = row.field(3).parse::<u32>().ok().filter(|weight| *weight >= 1);
    let weight = weight.ok_or_else(|| row.wrong(3, "table-expected-weight"))?;
    // A table of a user's own may end with the weight. What says more says it whole.
    let (status, last_known) = match row.field(4) {
        "" => (Status::Live, ""),
        "live" => (Status::Live, row.date(5)?),
        "closed" => (Status::Closed, row.date(5)?),
        _ => return Err(row.wrong(4, "table-expected-live")),
    };
    if !last_known.is_empty() {
        row.filled(6, "table-expected-source")?;
    }
    Ok(Provider {
        domain: domain.to_owned(),
        name: row.field(1).to_owned(),
        country: row.field(2).to_owned(),
        weight,
        status,
        last_known: last_known.to_owned(),
    })
}
