//! SPF terms that say the same with fewer look-ups (RFC 7208 §4.6.4): the terms of an included record of the sender's own in place of the include, the
//! addresses of the sender's own hosts in place of their names. Records of others are left as they are, since they change without notice.

use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::related;
use crate::sender::spf::{Mechanism, Modifier, Qualifier, Record, Selection, Term, meant, select};
use std::net::IpAddr;

/// Records one within the other that are followed.
const DEPTH_MAX: usize = 10;

/// What stands in place of a term.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Inlined {
    pub terms: Vec<String>,
    /// The last word of the record, as it is written.
    pub all: Option<String>,
    /// A term could not be read, and is left out.
    pub lost: bool,
}

impl Inlined {
    fn only(term: &str) -> Inlined {
        Inlined { terms: vec![term.to_owned()], ..Inlined::default() }
    }
}

/// One term of the grammar.
pub(super) fn term(text: &str) -> Option<Term> {
    Record::parse(format!("v=spf1 {text}").as_bytes()).terms.into_iter().next()
}

/// The name that an include or a redirect leads to, where it is the same for every client.
fn target(text: &str) -> Option<Domain> {
    let name = match term(text)? {
        Term::Directive { qualifier: Qualifier::Pass, mechanism: Mechanism::Include(name), .. } => name,
        Term::Modifier { modifier: Modifier::Redirect(name), .. } => name,
        Term::Directive { .. } | Term::Modifier { .. } => return None,
    };
    Domain::new(name.as_str()).ok().filter(|_| !name.as_str().contains('%'))
}

/// The terms of an included record of the sender's own, or the term itself. `path` holds the names that lead there. `None` while answers are missing.
pub(super) fn inlined(text: &str, path: &[Domain], look: &Lookups<'_>) -> Option<Inlined> {
    let own = path.first().and_then(|root| target(text).filter(|name| related(name, root)));
    let Some(name) = own.filter(|_| path.len() < DEPTH_MAX) else { return Some(Inlined::only(text)) };
    if path.contains(&name) {
        return Some(Inlined::default());
    }
    let Lookup::Found(texts) = look.txt(&name)? else { return Some(Inlined::only(text)) };
    let shown = |record: &[u8]| String::from_utf8_lossy(record).into_owned();
    let records: Vec<String> = match select(texts) {
        Selection::One(record) => vec![shown(record)],
        Selection::Several(records) => records.into_iter().map(shown).collect(),
        Selection::None { nearly } => nearly.into_iter().filter_map(|near| near.suggestion).collect(),
    };
    if records.is_empty() {
        return Some(Inlined::only(text));
    }
    let within: Vec<Domain> = path.iter().cloned().chain([name.clone()]).collect();
    let each = all(records.iter().map(|record| of_record(record, &name, &within, look)))?;
    let Some(each) = each.into_iter().collect::<Option<Vec<Inlined>>>() else { return Some(Inlined::only(text)) };
    let mut sum = Inlined::default();
    for one in each {
        sum.terms.extend(one.terms);
        sum.all = sum.all.or(one.all);
        sum.lost |= one.lost;
    }
    Some(sum)
}

/// The terms of a record as they may stand in another one. `None` inside where they would say something else there.
fn of_record(record: &str, name: &Domain, path: &[Domain], look: &Lookups<'_>) -> Option<Option<Inlined>> {
    let mut sum = Inlined::default();
    for word in meant(record) {
        let Ok(word) = word else {
            sum.lost = true;
            continue;
        };
        if word.contains('%') {
            return Some(None);
        }
        match term(&word) {
            Some(Term::Directive { qualifier, mechanism: Mechanism::All, .. }) => {
                sum.all = Some(word);
                return Some((qualifier != Qualifier::Pass).then_some(sum));
            }
            Some(Term::Directive { qualifier: Qualifier::Pass, mechanism, .. }) => match mechanism {
                Mechanism::A(None, _) | Mechanism::Mx(None, _) => sum.terms.push(of_name(&word, name)),
                Mechanism::Include(_) => sum.add(inlined(&word, path, look)?),
                _ => sum.terms.push(word),
            },
            Some(Term::Directive { .. }) | None => return Some(None),
            Some(Term::Modifier { modifier: Modifier::Redirect(target), .. }) => {
                let within = inlined(&format!("include:{}", target.as_str()), path, look)?;
                sum.all = sum.all.or(within.all.clone());
                sum.add(within);
            }
            Some(Term::Modifier { .. }) => {}
        }
    }
    Some(Some(sum))
}

impl Inlined {
    fn add(&mut self, other: Inlined) {
        self.terms.extend(other.terms);
        self.lost |= other.lost;
    }
}

/// `a/24` of a record as another record writes it: `a:example.com/24`.
fn of_name(word: &str, name: &Domain) -> String {
    let at = word.find('/').unwrap_or(word.len());
    format!("{}:{name}{}", &word[..at], &word[at..])
}

/// The includes without those that stand in another one of them.
pub(super) fn without_nested(terms: &[String], look: &Lookups<'_>) -> Option<Vec<String>> {
    let each = all(terms.iter().map(|term| match target(term) {
        Some(name) => nested(&name, 0, look),
        None => Some(Vec::new()),
    }))?;
    let is_nested = |at: usize, name: &Domain| {
        let others = each.iter().enumerate().filter(|(other, _)| *other != at);
        // Of two that hold each other, the first stays.
        others.into_iter().any(|(other, names)| {
            let holds_back = target(&terms[other]).is_some_and(|other| each[at].contains(&other));
            names.contains(name) && (!holds_back || other < at)
        })
    };
    let kept = terms.iter().enumerate().filter(|(at, term)| !target(term).is_some_and(|name| is_nested(*at, &name)));
    Some(kept.map(|(_, term)| term.clone()).collect())
}

/// The names that a record includes, and those that these include.
fn nested(name: &Domain, depth: usize, look: &Lookups<'_>) -> Option<Vec<Domain>> {
    let Lookup::Found(texts) = look.txt(name)? else { return Some(Vec::new()) };
    let Selection::One(record) = select(texts) else { return Some(Vec::new()) };
    let record = Record::parse(record);
    let mut names: Vec<Domain> = record.directives().filter_map(|(text, _, _)| target(text)).collect();
    if depth < DEPTH_MAX {
        let deeper = all(names.iter().map(|name| nested(name, depth + 1, look)))?;
        names.extend(deeper.into_iter().flatten());
    }
    Some(names)
}

/// The hosts of a term `a` or `mx`, or none of an `exists` that finds nothing.
pub(super) struct Hosts {
    /// All hosts belong to the sender.
    pub own: bool,
    /// Terms for their addresses. Empty where there is none; `None` where that is not known.
    pub terms: Option<Vec<String>>,
}

/// `None` inside for other terms. `None` while answers are missing.
pub(super) fn hosts(text: &str, root: &Domain, look: &Lookups<'_>) -> Option<Option<Hosts>> {
    let Some(Term::Directive { qualifier: Qualifier::Pass, mechanism, .. }) = term(text) else { return Some(None) };
    let (name, cidr, is_mx) = match mechanism {
        // Where it finds nothing it lets nobody pass; otherwise it is no host.
        Mechanism::Exists(name) if !name.as_str().contains('%') => return exists(name.as_str(), look),
        Mechanism::A(name, cidr) => (name, cidr, false),
        Mechanism::Mx(name, cidr) => (name, cidr, true),
        _ => return Some(None),
    };
    let name = match name {
        Some(name) if name.as_str().contains('%') => return Some(None),
        Some(name) => Domain::new(name.as_str()).ok(),
        None => Some(root.clone()),
    };
    let Some(name) = name else { return Some(None) };
    let unknown = Some(Some(Hosts { own: false, terms: None }));
    let names: Vec<Domain> = match is_mx.then(|| look.mx(&name)) {
        None => vec![name],
        Some(answer) => match answer? {
            Lookup::Found(list) => list.iter().map(|mx| mx.exchange.clone()).filter(|name| !name.is_root()).collect(),
            Lookup::NoData | Lookup::NxDomain => Vec::new(),
            Lookup::Failed(_) => return unknown,
        },
    };
    let mut addresses: Vec<IpAddr> = Vec::new();
    for answer in all(names.iter().map(|name| look.addresses(name)))? {
        match answer {
            Lookup::Found(list) => addresses.extend(list),
            Lookup::NoData | Lookup::NxDomain => {}
            Lookup::Failed(_) => return unknown,
        }
    }
    let own = names.iter().all(|name| related(name, root));
    let network = |ip: &IpAddr| {
        let network = cidr.around(*ip);
        let family = if ip.is_ipv4() { "ip4" } else { "ip6" };
        if network.is_single() { format!("{family}:{ip}") } else { format!("{family}:{ip}/{}", network.prefix) }
    };
    Some(Some(Hosts { own, terms: Some(addresses.iter().map(network).collect()) }))
}

/// A term without the domain that was put behind its name once more, where it finds nothing as it is, and something without. `None` inside for others.
pub(super) fn once(text: &str, root: &Domain, look: &Lookups<'_>) -> Option<Option<String>> {
    let (bare, prefix) = match text.split_once('/') {
        Some((bare, prefix)) => (bare, format!("/{prefix}")),
        None => (text, String::new()),
    };
    let appended = format!(".{root}");
    let lower = bare.trim_end_matches('.').to_ascii_lowercase();
    let Some(meant) = lower.strip_suffix(&appended).filter(|meant| meant.contains('.')) else { return Some(None) };
    let meant = format!("{meant}{prefix}");
    // Both are asked, side by side.
    let found = (finds(text, root, look), finds(&meant, root, look));
    Some((!found.0? && found.1?).then_some(meant))
}

/// Whether a term leads to anything. What is not known is there.
fn finds(text: &str, root: &Domain, look: &Lookups<'_>) -> Option<bool> {
    if let Some(name) = target(text) {
        return Some(match look.txt(&name)? {
            Lookup::Found(texts) => !matches!(select(texts), Selection::None { .. }),
            Lookup::NoData | Lookup::NxDomain => false,
            Lookup::Failed(_) => true,
        });
    }
    Some(hosts(text, root, look)?.and_then(|hosts| hosts.terms).is_none_or(|terms| !terms.is_empty()))
}

fn exists(name: &str, look: &Lookups<'_>) -> Option<Option<Hosts>> {
    let Ok(name) = Domain::new(name) else { return Some(None) };
    let v4 = IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED);
    Some(match look.addresses_like(&name, v4)? {
        Lookup::NoData | Lookup::NxDomain => Some(Hosts { own: false, terms: Some(Vec::new()) }),
        Lookup::Found(_) | Lookup::Failed(_) => None,
    })
}
