//! The whole tree of a domain's records, on any path: what is wrong with it, what it costs, and whom it lets send.
//!
//! A check for one client stops at the first match. The audit goes on to the end, because the next client may not match.

use super::cidr::Cidr;
use super::expand::{Values, expand_name};
use super::finding::{Finding, Kind};
use super::flatten::{Authorised, Flattened, Service, service_of};
use super::lint::{self, Role, before_all};
use super::macros::{MacroString, Place};
use super::record::{Mechanism, Qualifier, Record};
use super::select::{Selection, select};
use super::{EXCHANGES_MAX, LOOKUPS_MAX, VOID_LOOKUPS_MAX};
use crate::domain::Domain;
use crate::facts::{Answers, Lookup, Poll, Question, RecordKind, Records};
use std::net::IpAddr;

/// Records that are gone through. Ten are allowed; the rest shows how far over the limit a domain is.
const RECORDS_MAX: usize = 20;
/// Look-ups that are followed, of which ten are allowed: strangers write records with thousands.
const LOOKUPS_SURVEYED_MAX: u32 = 60;
/// Ranges that are kept for the list of who may send.
const RANGES_MAX: usize = 2000;
/// From here on a limit of ten look-ups is close: one more include of a service may break it.
const LOOKUPS_ADVISED: u32 = 9;
/// The dearest terms that a finding names.
const COSTS_SHOWN: usize = 5;

/// What the records of a domain hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Audit {
    /// The domain's own record, when it has exactly one.
    pub record: Option<Record>,
    /// Terms that cost a look-up, on the path where nothing matches.
    pub lookups: u32,
    /// Terms of them that find nothing, whatever the client's family.
    pub void_lookups: u32,
    /// What each term of the domain's own record costs, as it is written.
    pub costs: Vec<(String, u32)>,
    /// In the order of the terms; the worst is not first.
    pub findings: Vec<Finding>,
    /// Whom the records let send, known services by name; 2,000 ranges at most.
    pub flattened: Flattened,
}

/// Surveys a domain's SPF.
pub fn audit(domain: &Domain, answers: &Answers) -> Poll<Audit> {
    let mut walk = Walk {
        answers,
        root: domain,
        missing: Vec::new(),
        records: 0,
        path: Vec::new(),
        voids: Vec::new(),
        out: Audit {
            record: None,
            lookups: 0,
            void_lookups: 0,
            costs: Vec::new(),
            findings: Vec::new(),
            flattened: Flattened::default(),
        },
    };
    let state = walk.visit(domain, Role { own: true, last_word: true, authorises: true });
    walk.root_state(state);
    walk.limits();
    if walk.missing.is_empty() { Poll::Done(walk.out) } else { Poll::Ask(walk.missing) }
}

struct Walk<'a> {
    answers: &'a Answers,
    root: &'a Domain,
    missing: Vec<Question>,
    records: usize,
    /// The records that lead to the one in hand, itself included.
    path: Vec<Domain>,
    /// Terms that find nothing: whose record, the term, and whether the sender can mend it.
    voids: Vec<(String, String, bool)>,
    out: Audit,
}

/// What stands at a name.
enum State {
    Found,
    /// A record that breaks the grammar, or several.
    Broken(String),
    None(Vec<super::NearMiss>, &'static str),
    /// Not known yet, not to be found out, or too many records already.
    Open,
}

impl<'a> Walk<'a> {
    fn ask(&mut self, name: &Domain, kind: RecordKind) -> Option<&'a Lookup<Records>> {
        let question = Question { name: name.clone(), kind };
        let answer = self.answers.get(&question);
        if answer.is_none() && !self.missing.contains(&question) {
            self.missing.push(question);
        }
        let outcome = answer.map(|answer| &answer.outcome);
        if let Some(Lookup::Failed(_)) = outcome {
            let observed = format!("the DNS did not answer for {name}, so that not everything could be looked at");
            self.find(Kind::Unanswered, name.as_str(), None, observed, None);
        }
        outcome
    }

    fn find(&mut self, kind: Kind, domain: &str, term: Option<&str>, observed: String, suggestion: Option<String>) {
        let (domain, term) = (domain.to_owned(), term.map(str::to_owned));
        let finding = Finding { kind, domain, term, observed, suggestion };
        if !self.out.findings.contains(&finding) {
            self.out.findings.push(finding);
        }
    }

    fn visit(&mut self, name: &Domain, role: Role) -> State {
        self.records += 1;
        let Some(answer) = self.ask(name, RecordKind::Txt) else { return State::Open };
        let texts = match answer {
            Lookup::Found(Records::Txt(texts)) => texts,
            Lookup::NoData => return State::None(Vec::new(), "it has no TXT record"),
            Lookup::NxDomain => return State::None(Vec::new(), "it does not exist"),
            Lookup::Failed(_) | Lookup::Found(_) => return State::Open,
        };
        let record = match select(texts) {
            Selection::One(bytes) => Record::parse(bytes),
            Selection::None { nearly } => return State::None(nearly, "none of its TXT records is an SPF record"),
            Selection::Several(records) => return State::Broken(several(&records)),
        };
        for finding in lint::look(&record, name.as_str(), role) {
            if role.own || finding.kind != Kind::Syntax {
                self.out.findings.push(finding);
            }
        }
        if self.path.is_empty() {
            self.out.record = Some(record.clone());
        }
        self.path.push(name.clone());
        self.terms(&record, name, role);
        self.path.pop();
        match record.errors.first() {
            None => State::Found,
            Some(error) => State::Broken(format!("\"{}\": {}", error.term, error.problem)),
        }
    }

    fn terms(&mut self, record: &Record, domain: &Domain, role: Role) {
        for (term, qualifier, mechanism) in before_all(record) {
            if self.out.lookups >= LOOKUPS_SURVEYED_MAX {
                return;
            }
            let before = self.out.lookups;
            self.out.lookups += u32::from(mechanism.costs_lookup());
            let authorises = role.authorises && qualifier == Qualifier::Pass;
            self.mechanism(mechanism, &At { domain, term, role: Role { authorises, ..role } });
            self.note_cost(term, before);
        }
        if let (None, Some((term, target))) = (record.all(), record.redirect()) {
            let before = self.out.lookups;
            self.out.lookups += 1;
            self.descend(target, &At { domain, term, role }, role.last_word);
            self.note_cost(term, before);
        }
        if role.own && role.last_word {
            self.explanation(record, domain);
        }
    }

    fn note_cost(&mut self, term: &str, before: u32) {
        if self.path.len() == 1 && self.out.lookups > before {
            self.out.costs.push((term.to_owned(), self.out.lookups - before));
        }
    }

    fn mechanism(&mut self, mechanism: &Mechanism, at: &At<'_>) {
        match mechanism {
            Mechanism::All => {}
            Mechanism::Ip(network) => self.authorise(network.ip, Cidr { v4: network.prefix, v6: network.prefix }, at),
            Mechanism::Include(target) => self.descend(target, at, false),
            Mechanism::A(target, cidr) => {
                let Some(name) = self.name(target.as_ref(), at) else { return };
                if let Some(found) = self.addresses(&name) {
                    self.void_if(found.is_empty(), at);
                    found.into_iter().for_each(|ip| self.authorise(ip, *cidr, at));
                }
            }
            Mechanism::Mx(target, cidr) => {
                let Some(name) = self.name(target.as_ref(), at) else { return };
                if let Some(found) = self.mail_hosts(&name, at) {
                    found.into_iter().for_each(|ip| self.authorise(ip, *cidr, at));
                }
            }
            Mechanism::Exists(target) => {
                let Some(name) = self.name(Some(target), at) else { return };
                match self.ask(&name, RecordKind::A) {
                    Some(Lookup::NoData | Lookup::NxDomain) => self.void_if(true, at),
                    Some(Lookup::Found(_)) if at.role.authorises => {
                        let observed = format!("\"{}\" passes every client, because {name} has an address", at.term);
                        self.find(Kind::PassAll, at.domain.as_str(), Some(at.term), observed, None);
                    }
                    _ => {}
                }
            }
            Mechanism::Ptr(_) => self.unlisted(at),
        }
    }

    /// Goes on with an included record, or with the target of a redirect.
    fn descend(&mut self, target: &MacroString, at: &At<'_>, last_word: bool) {
        let Some(name) = self.name(Some(target), at) else { return };
        if self.path.contains(&name) {
            let observed = format!("\"{}\" leads back to {name}: the records go round in a circle", at.term);
            self.find(Kind::Loop, at.domain.as_str(), Some(at.term), observed, None);
            return;
        }
        if self.records >= RECORDS_MAX {
            return;
        }
        let service = service_of(&name).filter(|_| !same_owner(&name, self.root));
        if let Some(service) = service {
            let known = Service { name: service, domain: name.as_str().to_owned() };
            if at.role.authorises && !self.out.flattened.services.contains(&known) {
                self.out.flattened.services.push(known);
            }
        }
        // A service's own ranges are its own affair, but a `+all` of theirs would open the sender's domain as well.
        let own = same_owner(&name, self.root) && at.role.own;
        let state = self.visit(&name, Role { own, last_word, authorises: at.role.authorises });
        let place = at.domain.as_str();
        match state {
            State::Found | State::Open => {}
            State::Broken(why) => {
                let observed = format!("the record of {name} cannot be used: {why}");
                self.find(Kind::IncludeBroken, place, Some(at.term), observed, None);
            }
            State::None(nearly, why) => {
                let nearly = nearly.first().map(|near| format!(" (\"{}\": {})", near.text, near.problem));
                let observed = format!("{name} has no SPF record: {why}{}", nearly.unwrap_or_default());
                self.find(Kind::IncludeWithoutRecord, place, Some(at.term), observed, None);
            }
        }
    }

    /// The name a term is about. `None` when it differs from client to client, or can be no name.
    fn name(&mut self, spec: Option<&MacroString>, at: &At<'_>) -> Option<Domain> {
        let Some(spec) = spec else { return Some(at.domain.clone()) };
        let values =
            Values { domain: at.domain.as_str(), sender_domain: Some(self.root.as_str()), ..Values::default() };
        let name = expand_name(spec, &values);
        if name.is_none() {
            self.unlisted(at);
        }
        name?.ok()
    }

    fn unlisted(&mut self, at: &At<'_>) {
        let term = at.term.to_owned();
        if at.role.authorises && !self.out.flattened.unlisted.contains(&term) {
            self.out.flattened.unlisted.push(term);
        }
    }

    /// All addresses of a name; `None` while one family is open.
    fn addresses(&mut self, name: &Domain) -> Option<Vec<IpAddr>> {
        let v4 = self.ask(name, RecordKind::A);
        let v6 = self.ask(name, RecordKind::Aaaa);
        let mut found: Vec<IpAddr> = Vec::new();
        for answer in [v4?, v6?] {
            match answer {
                Lookup::Found(Records::A(list)) => found.extend(list.iter().map(|&ip| IpAddr::from(ip))),
                Lookup::Found(Records::Aaaa(list)) => found.extend(list.iter().map(|&ip| IpAddr::from(ip))),
                Lookup::NoData | Lookup::NxDomain => {}
                Lookup::Found(_) | Lookup::Failed(_) => return None,
            }
        }
        Some(found)
    }

    fn mail_hosts(&mut self, name: &Domain, at: &At<'_>) -> Option<Vec<IpAddr>> {
        let exchanges = match self.ask(name, RecordKind::Mx)? {
            Lookup::Found(Records::Mx(list)) => list.as_slice(),
            Lookup::NoData | Lookup::NxDomain => {
                self.void_if(true, at);
                return Some(Vec::new());
            }
            Lookup::Found(_) | Lookup::Failed(_) => return None,
        };
        if exchanges.len() > EXCHANGES_MAX {
            let observed =
                format!("{name} has {} MX records; \"{}\" may find {EXCHANGES_MAX} at most", exchanges.len(), at.term);
            self.find(Kind::TooManyExchanges, at.domain.as_str(), Some(at.term), observed, None);
        }
        let hosts = exchanges.iter().filter(|each| !each.exchange.is_root()).take(EXCHANGES_MAX);
        // All are asked before any is waited for.
        let found: Vec<Option<Vec<IpAddr>>> = hosts.map(|each| self.addresses(&each.exchange)).collect();
        let found = found.into_iter().collect::<Option<Vec<_>>>()?;
        let found_nothing = !found.is_empty() && found.iter().all(Vec::is_empty);
        self.void_if(found_nothing, at);
        Some(found.concat())
    }

    fn authorise(&mut self, ip: IpAddr, cidr: Cidr, at: &At<'_>) {
        if !at.role.authorises || self.out.flattened.ranges.len() >= RANGES_MAX {
            return;
        }
        if self.path.iter().any(|name| service_of(name).is_some() && !same_owner(name, self.root)) {
            return;
        }
        let domain = at.domain.as_str().to_owned();
        let range = Authorised { network: cidr.around(ip), domain, term: at.term.to_owned() };
        if !self.out.flattened.ranges.contains(&range) {
            self.out.flattened.ranges.push(range);
        }
    }

    fn void_if(&mut self, is_void: bool, at: &At<'_>) {
        if is_void {
            self.voids.push((at.domain.as_str().to_owned(), at.term.to_owned(), at.role.own));
        }
    }

    /// Whether the text for a fail can be had (RFC 7208 §6.2).
    fn explanation(&mut self, record: &Record, domain: &Domain) {
        let Some(spec) = record.exp() else { return };
        let values = Values { domain: domain.as_str(), sender_domain: Some(self.root.as_str()), ..Values::default() };
        let Some(Ok(name)) = expand_name(spec, &values) else { return };
        let problem = match self.ask(&name, RecordKind::Txt) {
            Some(Lookup::Found(Records::Txt(texts))) => match texts.as_slice() {
                [text] => {
                    let text = std::str::from_utf8(text).ok();
                    let read = text.map(|text| MacroString::parse(text, Place::Explanation));
                    if matches!(read, Some(Ok(_))) { return } else { "breaks the grammar" }
                }
                _ => "is not exactly one TXT record",
            },
            Some(Lookup::NoData | Lookup::NxDomain) => "is missing",
            _ => return,
        };
        let observed = format!("the explanation at {name} {problem}, so that receivers leave it out");
        let term = format!("exp={}", spec.as_str());
        self.find(Kind::Explanation, domain.as_str(), Some(&term), observed, None);
    }

    fn root_state(&mut self, state: State) {
        let domain = self.root.as_str();
        match state {
            State::Found | State::Open => {}
            // Faults of grammar stand among the findings already.
            State::Broken(_) if self.out.record.is_some() => {}
            State::Broken(why) => {
                let observed = format!("{domain} has {why}");
                self.find(Kind::Several, domain, None, observed, None);
            }
            State::None(nearly, _) => match nearly.first() {
                Some(near) => {
                    let observed = format!("\"{}\" is no SPF record for receivers: {}", near.text, near.problem);
                    self.find(Kind::NearlyRight, domain, None, observed, near.suggestion.clone());
                }
                None => self.find(Kind::Missing, domain, None, format!("{domain} has no SPF record"), None),
            },
        }
    }

    fn limits(&mut self) {
        let lookups = self.out.lookups;
        self.out.void_lookups = self.voids.len() as u32;
        let domain = self.root.as_str();
        if lookups >= LOOKUPS_ADVISED {
            let mut costs: Vec<&(String, u32)> = self.out.costs.iter().collect();
            costs.sort_by_key(|(_, cost)| std::cmp::Reverse(*cost));
            let costs: Vec<String> =
                costs.iter().take(COSTS_SHOWN).map(|(term, cost)| format!("{term} {cost}")).collect();
            let observed = format!(
                "the records cost {lookups} look-ups, and {LOOKUPS_MAX} are allowed; the dearest terms: {}",
                costs.join(", ")
            );
            let kind = if lookups > LOOKUPS_MAX { Kind::TooManyLookups } else { Kind::ManyLookups };
            self.find(kind, domain, None, observed, None);
        }
        let voids = std::mem::take(&mut self.voids);
        let shown: Vec<String> = voids.iter().map(|(of, term, _)| format!("\"{term}\" of {of}")).collect();
        if self.out.void_lookups > VOID_LOOKUPS_MAX {
            let observed = format!("{} look-ups find nothing, and two are allowed: {}", voids.len(), shown.join(", "));
            self.find(Kind::TooManyVoidLookups, domain, None, observed, None);
        } else {
            for (of, term, _) in voids.iter().filter(|(_, _, own)| *own) {
                let observed =
                    format!("\"{term}\" finds nothing in the DNS; after two such look-ups the record is void");
                self.find(Kind::VoidLookups, of, Some(term), observed, None);
            }
        }
    }
}

/// Where a term stands.
struct At<'a> {
    domain: &'a Domain,
    term: &'a str,
    role: Role,
}

fn several(records: &[&[u8]]) -> String {
    let shown: Vec<String> = records.iter().map(|record| format!("\"{}\"", String::from_utf8_lossy(record))).collect();
    format!("{} SPF records, and may have one only: {}", records.len(), shown.join(", "))
}

/// Whether two names stand under one registered domain.
fn same_owner(a: &Domain, b: &Domain) -> bool {
    let owner = |name: &Domain| name.registrable().map(str::to_owned);
    a == b || owner(a).is_some_and(|owner_of_a| Some(owner_of_a) == owner(b))
}
