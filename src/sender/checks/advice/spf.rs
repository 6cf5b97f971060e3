//! One SPF record for the domain of MAIL FROM, made of the one that is there: what is wrong with a term is put right or left out, and the addresses
//! that were named by the user stand in it. Who else sends is not known, so nothing is forbidden that was not forbidden before.

mod blocks;

use super::flat::{hosts, inlined, once, term, without_nested};
use super::{Advice, ZoneRecord};
use crate::domain::Domain;
use crate::facts::Lookup;
use crate::sender::checks::lookups::{Lookups, all};
use crate::sender::checks::spf::SpfFacts;
use crate::sender::checks::{Group, SenderConfig, related};
use crate::sender::spf::{
    Finding, Kind, Mechanism, RECORD_OCTETS_ADVISED, Selection, SpfResult, Term, look_at, meant, select,
};
pub(super) use blocks::blocks;
use blocks::together;
use std::net::IpAddr;

/// Faults that fewer or other look-ups mend.
const BY_FLATTENING: &[Kind] = &[
    Kind::TooManyLookups,
    Kind::ManyLookups,
    Kind::TooManyExchanges,
    Kind::Loop,
    Kind::IncludeBroken,
    Kind::TooManyVoidLookups,
];

/// What becomes of a term.
enum Fate {
    Keep,
    LeaveOut,
    Instead(String),
}

/// The records that may mend the faults, of which one is to be chosen: that which changes least comes first. `None` while answers are missing.
pub(super) fn advice(facts: &SpfFacts, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Vec<Advice>> {
    let name = &facts.domain;
    if !related(name, &setup.domain) {
        return Some(Vec::new());
    }
    let mut before = texts(name, look)?;
    if before.is_empty() {
        before = misplaced(name, look)?;
    }
    let mut terms = terms(facts, &before, look)?;
    let takes_no_mail = look.mx(name)?;
    if terms.is_lock() && matches!(takes_no_mail, Lookup::Found([only]) if only.exchange.is_root()) {
        return Some(Vec::new());
    }
    let has = |kinds: &[Kind]| facts.audit.findings.iter().any(|finding| kinds.contains(&finding.kind));
    // What finds nothing may find something once other advice is followed, and then it stays.
    let with_void = terms.clone();
    if has(&[Kind::VoidLookups, Kind::TooManyVoidLookups]) {
        terms.drop_void(name, look)?;
    }
    let knows_senders = !setup.ips_discovered && !setup.ips.is_empty();
    if !knows_senders && (before.is_empty() || terms.lost_senders) {
        return Some(Vec::new());
    }
    let ips = if knows_senders { unnamed(facts, &terms) } else { Vec::new() };
    let mut ways = vec![with_void, terms.clone()];
    if has(BY_FLATTENING) {
        let mut flat = terms.inlined(name, look)?;
        flat.drop_void(name, look)?;
        let flatter = flat.with_addresses(name, look)?;
        // What nobody can use lets nobody pass; but its senders may come back.
        let unbroken = flatter.without_broken(facts);
        ways.extend([flat, flatter, unbroken]);
    }
    if has(&[Kind::TooLong]) {
        let short = ways.iter().map(Terms::together).collect::<Vec<_>>();
        ways.extend(short);
    }
    let mut advice: Vec<Advice> = Vec::new();
    for way in &ways {
        let text = way.record(&ips);
        let is_same = facts.audit.record.as_ref().is_some_and(|record| record.text == text);
        let records = vec![ZoneRecord::txt(name.clone(), text)];
        if !is_same && !advice.iter().any(|known| known.records == records) {
            advice.push(Advice::new(&[Group::Spf], records));
        }
    }
    if let Some(shortest) = ways.last().filter(|_| has(&[Kind::TooLong])) {
        advice.extend(shortest.divided(&ips, name, look)?);
    }
    Some(advice)
}

/// The records that are there, or the text that was meant as one.
fn texts(name: &Domain, look: &Lookups<'_>) -> Option<Vec<String>> {
    let Lookup::Found(list) = look.txt(name)? else { return Some(Vec::new()) };
    let text = |record: &[u8]| String::from_utf8_lossy(record).into_owned();
    Some(match select(list) {
        Selection::One(record) => vec![text(record)],
        Selection::Several(records) => records.into_iter().map(text).collect(),
        Selection::None { nearly } => nearly.into_iter().next().and_then(|near| near.suggestion).into_iter().collect(),
    })
}

/// The record at a name where receivers do not look: one for SPF, or the domain written twice.
fn misplaced(name: &Domain, look: &Lookups<'_>) -> Option<Vec<String>> {
    let names = [format!("spf.{name}"), format!("_spf.{name}"), format!("{name}.{name}")];
    let found = all(names.iter().filter_map(|name| Domain::new(name).ok()).map(|name| texts(&name, look)))?;
    Some(found.into_iter().find(|texts| !texts.is_empty()).unwrap_or_default())
}

/// The terms of the new record.
#[derive(Clone, Default)]
struct Terms {
    directives: Vec<String>,
    modifiers: Vec<String>,
    all: Option<String>,
    /// Terms were left out by which somebody may send today.
    lost_senders: bool,
    left_out: Vec<String>,
}

fn terms(facts: &SpfFacts, records: &[String], look: &Lookups<'_>) -> Option<Terms> {
    let mut new = Terms::default();
    // Of several records, or of one at another name, nothing was said yet.
    let name = facts.domain.as_str();
    let mut found: Vec<Finding> = records.iter().flat_map(|record| look_at(record, name)).collect();
    found.extend(facts.audit.findings.iter().filter(|finding| finding.domain == name).cloned());
    for word in records.iter().flat_map(|record| meant(record)) {
        // What cannot be read made the whole record void, and whoever was meant by it is not to be refused.
        let Ok(word) = word else {
            new.lost_senders = true;
            continue;
        };
        let word = once(&word, &facts.domain, look)?.unwrap_or(word);
        let findings = || found.iter().filter(|finding| finding.term.as_deref() == Some(&word));
        let mut term = word.clone();
        for fate in findings().map(fate) {
            match fate {
                Fate::Keep => {}
                Fate::Instead(other) => term = other,
                Fate::LeaveOut => {
                    new.left_out.push(std::mem::take(&mut term));
                    break;
                }
            }
        }
        let lets_pass = findings().any(|finding| matches!(finding.kind, Kind::PassAll | Kind::Ptr));
        new.lost_senders |= lets_pass;
        new.take(term);
    }
    Some(new)
}

fn fate(finding: &Finding) -> Fate {
    match (finding.kind, &finding.suggestion) {
        // What becomes of `all` is decided for the whole record.
        (Kind::PassAll | Kind::NeutralAll | Kind::NoAll, Some(_)) => Fate::Keep,
        (Kind::MechanismAsModifier, Some(other)) => Fate::Instead(other.clone()),
        (
            Kind::PassAll
            | Kind::Ptr
            | Kind::NonPublic
            | Kind::Loop
            | Kind::IncludeWithoutRecord
            | Kind::RedirectWithAll
            | Kind::MechanismAsModifier,
            _,
        ) => Fate::LeaveOut,
        _ => Fate::Keep,
    }
}

impl Terms {
    /// Whether nobody may send, as a domain says that sends nothing.
    fn is_lock(&self) -> bool {
        self.all.as_deref() == Some("-all") && self.directives.is_empty() && self.modifiers.is_empty()
    }

    fn take(&mut self, term: String) {
        let lower = term.to_ascii_lowercase();
        if ["all", "+all", "-all", "~all", "?all"].contains(&lower.as_str()) {
            self.all.get_or_insert(lower);
        } else if ["redirect=", "exp="].iter().any(|name| lower.starts_with(name)) {
            self.take_modifier(term);
        } else if !term.is_empty() && !self.directives.iter().any(|other| other.eq_ignore_ascii_case(&term)) {
            self.directives.push(term);
        }
    }

    /// A record may send on to one other only; several are included.
    fn take_modifier(&mut self, term: String) {
        let target = |term: &str| {
            term.get(..9).filter(|name| name.eq_ignore_ascii_case("redirect=")).map(|_| term[9..].to_owned())
        };
        let Some(new) = target(&term) else {
            if self.modifiers.iter().all(|known| target(known).is_some()) {
                self.modifiers.push(term);
            }
            return;
        };
        match self.modifiers.iter().position(|known| target(known).is_some()) {
            Some(at) => {
                let known = target(&self.modifiers.remove(at)).unwrap_or_default();
                [known, new].into_iter().for_each(|name| self.take(format!("include:{name}")));
            }
            None if self.directives.iter().any(|known| known.eq_ignore_ascii_case(&format!("include:{new}"))) => {}
            None => self.modifiers.push(term),
        }
    }

    /// Leaves out what finds nothing, by which nobody sends.
    fn drop_void(&mut self, name: &Domain, look: &Lookups<'_>) -> Option<()> {
        let is_void = all(self.directives.iter().map(|term| {
            let hosts = hosts(term, name, look)?;
            Some(hosts.and_then(|hosts| hosts.terms).is_some_and(|terms| terms.is_empty()))
        }))?;
        let mut is_void = is_void.into_iter();
        self.directives.retain(|_| !is_void.next().unwrap_or(false));
        Some(())
    }

    /// With the terms of records of the sender's own in place of what leads there, and no include twice.
    fn inlined(&self, name: &Domain, look: &Lookups<'_>) -> Option<Terms> {
        let path = [name.clone()];
        let mut new = Terms { directives: Vec::new(), ..self.clone() };
        let of_terms = all(self.directives.iter().map(|term| inlined(term, &path, look)))?;
        let redirect = self.modifiers.iter().find(|term| term.to_ascii_lowercase().starts_with("redirect="));
        let of_redirect = match redirect.filter(|_| self.all.is_none()) {
            Some(term) => Some((term, inlined(term, &path, look)?)),
            None => None,
        };
        for one in of_terms {
            new.lost_senders |= one.lost;
            one.terms.into_iter().for_each(|term| new.take(term));
        }
        if let Some((term, one)) = of_redirect.filter(|(term, one)| !one.terms.contains(term)) {
            new.modifiers.retain(|other| other != term);
            new.lost_senders |= one.lost;
            new.all = one.all;
            one.terms.into_iter().for_each(|term| new.take(term));
        }
        new.directives = without_nested(&new.directives, look)?;
        Some(new)
    }

    /// With addresses in place of the names of the sender's own hosts.
    fn with_addresses(&self, name: &Domain, look: &Lookups<'_>) -> Option<Terms> {
        let mut new = Terms { directives: Vec::new(), ..self.clone() };
        let each = all(self.directives.iter().map(|term| hosts(term, name, look)))?;
        for (term, hosts) in self.directives.iter().zip(each) {
            match hosts.filter(|hosts| hosts.own).and_then(|hosts| hosts.terms).filter(|terms| !terms.is_empty()) {
                Some(terms) => terms.into_iter().for_each(|term| new.take(term)),
                None => new.take(term.clone()),
            }
        }
        Some(new)
    }

    /// Without the includes of records that break the grammar.
    fn without_broken(&self, facts: &SpfFacts) -> Terms {
        let mut new = self.clone();
        let broken = facts.audit.findings.iter().filter(|finding| finding.kind == Kind::IncludeBroken);
        let broken: Vec<&str> = broken.filter_map(|finding| finding.term.as_deref()).collect();
        new.directives.retain(|term| !broken.contains(&term.as_str()));
        new.lost_senders |= new.directives.len() < self.directives.len();
        new
    }

    /// With blocks in place of addresses that stand in a row.
    fn together(&self) -> Terms {
        Terms { directives: together(&self.directives), ..self.clone() }
    }

    /// The record, with these addresses at its front, where they cost no look-up.
    fn record(&self, ips: &[IpAddr]) -> String {
        let redirects = self.modifiers.iter().any(|term| term.to_ascii_lowercase().starts_with("redirect="));
        let all = match self.all.as_deref() {
            Some("-all") if self.lost_senders => Some("~all"),
            Some(all @ ("-all" | "~all")) => Some(all),
            None if redirects => None,
            // Strangers no longer pass, and who was forgotten is not yet refused.
            _ => Some("~all"),
        };
        let mut words = vec!["v=spf1".to_owned()];
        // What stands behind a term that forbids may never be reached.
        let reached = || self.directives.iter().take_while(|term| !term.starts_with(['-', '~', '?']));
        let is_there = |ip: &&IpAddr| reached().any(|term| names(term, **ip));
        let ips: Vec<IpAddr> = ips.iter().filter(|ip| !is_there(ip)).copied().collect();
        words.extend(blocks(&ips));
        let others: Vec<String> = self.directives.iter().filter(|term| !words.contains(term)).cloned().collect();
        words.extend(others);
        words.extend(all.map(str::to_owned));
        words.extend(self.modifiers.iter().cloned());
        words.join(" ")
    }

    /// A record that includes others with the addresses, each short enough for a plain answer, at names that are free.
    fn divided(&self, ips: &[IpAddr], name: &Domain, look: &Lookups<'_>) -> Option<Option<Advice>> {
        const PARTS_MAX: usize = 5;
        let is_address = |term: &&String| ["ip4:", "ip6:"].iter().any(|start| term.starts_with(start));
        let (addresses, others): (Vec<&String>, Vec<&String>) = self.directives.iter().partition(is_address);
        let mut parts: Vec<String> = Vec::new();
        for address in addresses {
            match parts.last_mut().filter(|part| part.len() + address.len() + " ~all".len() < RECORD_OCTETS_ADVISED) {
                Some(part) => *part = format!("{part} {address}"),
                None => parts.push(format!("v=spf1 {address}")),
            }
        }
        let made = (1..=PARTS_MAX).filter_map(|part| Domain::new(&format!("_spf{part}.{name}")).ok());
        let names: Vec<Domain> = made.take(parts.len()).collect();
        let free =
            all(names.iter().map(|name| Some(!matches!(look.txt(name)?, Lookup::Found(_) | Lookup::Failed(_)))))?;
        if parts.is_empty() || names.len() < parts.len() || free.contains(&false) {
            return Some(None);
        }
        let includes = names.iter().map(|name| format!("include:{name}"));
        let directives = includes.chain(others.into_iter().cloned()).collect();
        let whole = Terms { directives, ..self.clone() };
        let mut records = vec![ZoneRecord::txt(name.clone(), whole.record(ips))];
        records.extend(names.into_iter().zip(parts).map(|(name, part)| ZoneRecord::txt(name, format!("{part} ~all"))));
        Some(Some(Advice::new(&[Group::Spf], records)))
    }
}

/// Whether a term lets an address pass without a look-up.
fn names(text: &str, ip: IpAddr) -> bool {
    match term(text) {
        Some(Term::Directive { qualifier, mechanism: Mechanism::Ip(network), .. }) => {
            qualifier == crate::sender::spf::Qualifier::Pass && network.contains(ip)
        }
        _ => false,
    }
}

/// The addresses that do not pass, or that pass only by what is left out.
fn unnamed(facts: &SpfFacts, terms: &Terms) -> Vec<IpAddr> {
    let passes_by = |term: &str| {
        let bare = term.trim_start_matches('+');
        bare.eq_ignore_ascii_case("all") || terms.left_out.iter().any(|other| other.trim_start_matches('+') == bare)
    };
    let is_unnamed = |of: &&crate::sender::checks::SpfOf| {
        of.outcome.result != SpfResult::Pass || of.outcome.decided_by.as_deref().is_some_and(passes_by)
    };
    facts.each.iter().filter(is_unnamed).map(|of| of.ip).collect()
}
