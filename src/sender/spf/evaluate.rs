//! `check_host()` of RFC 7208 §4: the record of one domain, read for one client, with its trace.
//!
//! The check runs from its start each time it is called, on the answers that there are. When one is missing it stops,
//! and names it together with all others that it may come to need, so that they are asked side by side. The outcome
//! does not depend on the order in which answers came.

use super::expand::{Values, expand, expand_name, reverse_name};
use super::hosts::is_within;
use super::macros::{MacroString, Place, is_top_label};
use super::record::{Mechanism, Qualifier, Record};
use super::select::{Selection, select};
use super::trace::{Effect, Step};
use super::{Client, LOOKUPS_MAX, Outcome, SpfResult, VOID_LOOKUPS_MAX, prefetch};
use crate::domain::Domain;
use crate::facts::{Answers, Failure, Lookup, Poll, Question, RecordKind, Records};
use std::net::IpAddr;

/// Checks the MAIL FROM of a client, or its HELO name when MAIL FROM is empty (RFC 7208 §2.3, §2.4).
pub fn check_host(client: &Client, answers: &Answers) -> Poll<Outcome> {
    let (local, domain) = identity(client);
    let mut check = Check {
        answers,
        ip: client.ip.to_canonical(),
        client,
        local: &local,
        sender_domain: &domain,
        lookups: 0,
        void_lookups: 0,
        trace: Vec::new(),
        missing: Vec::new(),
    };
    let end = match sender_name(&domain) {
        Some(name) => check.host(&name, &domain, 0),
        None => Ok(End::without_record("the domain to be checked is no full domain name")),
    };
    let outcome = match end {
        Ok(end) => {
            let explanation = check.explanation(&end);
            (end.result, explanation, end.decided_by, end.problem)
        }
        Err(Stop::Missing) => (SpfResult::TempError, None, None, None),
        Err(Stop::Temp(problem)) => (SpfResult::TempError, None, None, Some(problem)),
        Err(Stop::Perm(problem)) => (SpfResult::PermError, None, None, Some(problem)),
    };
    if !check.missing.is_empty() {
        if let Some(name) = sender_name(&domain) {
            prefetch::walk(&mut check, &name);
        }
        return Poll::Ask(check.missing);
    }
    let (result, explanation, decided_by, problem) = outcome;
    let (lookups, void_lookups, trace) = (check.lookups, check.void_lookups, check.trace);
    Poll::Done(Outcome { result, domain, explanation, decided_by, problem, lookups, void_lookups, trace })
}

/// The local-part and the domain of the identity. Without a local-part it is `postmaster` (RFC 7208 §4.3).
fn identity(client: &Client) -> (String, String) {
    let (local, domain) = match client.mail_from.as_str() {
        "" => ("", client.helo.as_str()),
        address => address.rsplit_once('@').unwrap_or(("", address)),
    };
    let local = if local.is_empty() { "postmaster" } else { local };
    (local.to_owned(), domain.strip_suffix('.').unwrap_or(domain).to_owned())
}

/// A full domain name: two labels and more, and no address in brackets (RFC 7208 §4.3).
fn sender_name(domain: &str) -> Option<Domain> {
    let (_, top) = domain.rsplit_once('.')?;
    if is_top_label(top) { Domain::new(domain).ok() } else { None }
}

/// A check on its way.
pub(super) struct Check<'a> {
    pub answers: &'a Answers,
    pub client: &'a Client,
    /// The client's address; IPv4 inside IPv6 is IPv4.
    pub ip: IpAddr,
    pub local: &'a str,
    pub sender_domain: &'a str,
    pub lookups: u32,
    pub void_lookups: u32,
    pub trace: Vec<Step>,
    pub missing: Vec<Question>,
}

/// How the check of one domain ended.
struct End {
    result: SpfResult,
    decided_by: Option<String>,
    problem: Option<String>,
    /// Where the explanation of a fail stands, and whose record says so.
    exp: Option<(MacroString, String)>,
}

impl End {
    fn without_record(problem: &str) -> End {
        End { result: SpfResult::None, decided_by: None, problem: Some(problem.to_owned()), exp: None }
    }
}

/// Why a check cannot go on.
#[derive(Debug)]
pub(super) enum Stop {
    /// Questions are open; they stand in `missing`.
    Missing,
    Temp(String),
    Perm(String),
}

/// A term on its way: whose record it stands in, and how deep.
#[derive(Clone, Copy)]
struct Context<'a> {
    domain: &'a str,
    depth: u32,
    term: &'a str,
}

impl<'a> Check<'a> {
    /// The answer to a question, noted as missing when there is none yet.
    pub(super) fn ask(&mut self, name: &Domain, kind: RecordKind) -> Option<&'a Lookup<Records>> {
        let question = Question { name: name.clone(), kind };
        let answer = self.answers.get(&question);
        if answer.is_none() && !self.missing.contains(&question) {
            self.missing.push(question);
        }
        answer.map(|answer| &answer.outcome)
    }

    pub(super) fn asked(&mut self, name: &Domain, kind: RecordKind) -> Result<&'a Lookup<Records>, Stop> {
        self.ask(name, kind).ok_or(Stop::Missing)
    }

    /// `name` is asked, `shown` is how the name was written.
    fn host(&mut self, name: &Domain, shown: &str, depth: u32) -> Result<End, Stop> {
        let texts = match self.asked(name, RecordKind::Txt)? {
            Lookup::Found(Records::Txt(texts)) => texts.as_slice(),
            Lookup::NoData => return Ok(End::without_record("the domain has no TXT record")),
            Lookup::NxDomain => return Ok(End::without_record("the domain does not exist")),
            Lookup::Failed(failure) => return Err(Stop::Temp(unanswered(*failure, "TXT", shown))),
            Lookup::Found(_) => return Err(Stop::Temp(unanswered(Failure::Malformed, "TXT", shown))),
        };
        let record = match select(texts) {
            Selection::One(bytes) => Record::parse(bytes),
            Selection::None { .. } => return Ok(End::without_record("the domain has no SPF record")),
            Selection::Several(records) => {
                return Err(Stop::Perm(format!("{shown} has {} SPF records, and may have one only", records.len())));
            }
        };
        self.note(Context { domain: shown, depth, term: &record.text }, Effect::Record, String::new());
        if let Some(error) = record.errors.first() {
            let context = Context { domain: shown, depth, term: &error.term };
            self.note(context, Effect::Error, error.problem.clone());
            return Err(Stop::Perm(format!("\"{}\" in the record of {shown}: {}", error.term, error.problem)));
        }
        self.terms(&record, shown, depth)
    }

    fn terms(&mut self, record: &Record, domain: &str, depth: u32) -> Result<End, Stop> {
        let exp = record.exp().map(|name| (name.clone(), domain.to_owned()));
        for (term, qualifier, mechanism) in record.directives() {
            let context = Context { domain, depth, term };
            let matched = self.matches(mechanism, context);
            let (effect, note) = match &matched {
                Ok(Some(note)) => (Effect::Match, note.clone()),
                Ok(None) => (Effect::NoMatch, String::new()),
                Err(Stop::Missing) => return Err(Stop::Missing),
                Err(Stop::Temp(problem) | Stop::Perm(problem)) => (Effect::Error, problem.clone()),
            };
            self.note(context, effect, note);
            if matched?.is_some() {
                return Ok(End { result: result_of(qualifier), decided_by: Some(term.to_owned()), problem: None, exp });
            }
        }
        match record.redirect() {
            Some((term, target)) if record.all().is_none() => self.redirect(target, Context { domain, depth, term }),
            _ => Ok(End { result: SpfResult::Neutral, decided_by: None, problem: None, exp: None }),
        }
    }

    /// RFC 7208 §6.1. The other record's `exp` counts, and this one's does not.
    fn redirect(&mut self, target: &MacroString, context: Context<'_>) -> Result<End, Stop> {
        self.count_lookup(context.term)?;
        let (name, shown) = match self.name(target, context.domain)? {
            Ok(name) => (name.clone(), name.as_str().to_owned()),
            Err(text) => return Err(Stop::Perm(format!("redirect leads to \"{text}\", which is no domain name"))),
        };
        self.note(context, Effect::Redirect, String::new());
        let end = self.host(&name, &shown, context.depth + 1)?;
        if end.result == SpfResult::None {
            return Err(Stop::Perm(format!("redirect leads to {shown}, which has no SPF record")));
        }
        Ok(end)
    }

    /// What matched, in words; `None` when nothing did.
    fn matches(&mut self, mechanism: &Mechanism, context: Context<'_>) -> Result<Option<String>, Stop> {
        if mechanism.costs_lookup() {
            self.count_lookup(context.term)?;
        }
        match mechanism {
            Mechanism::All => Ok(Some(String::new())),
            Mechanism::Ip(network) => Ok(network.contains(self.ip).then(String::new)),
            Mechanism::Include(target) => self.include(target, context),
            Mechanism::A(target, cidr) => {
                let Ok(name) = self.target(target.as_ref(), context.domain)? else { return Ok(None) };
                let addresses = self.addresses(&name)?;
                self.count_void(addresses.is_empty(), context.term)?;
                let found = addresses.into_iter().find(|&ip| cidr.around(ip).contains(self.ip));
                Ok(found.map(|ip| format!("{name} has {ip}")))
            }
            Mechanism::Mx(target, cidr) => {
                let Ok(name) = self.target(target.as_ref(), context.domain)? else { return Ok(None) };
                let found = self.mail_host(&name, *cidr, context.term)?;
                Ok(found.map(|(host, ip)| format!("{host} has {ip}")))
            }
            Mechanism::Exists(target) => {
                let Ok(name) = self.name(target, context.domain)? else { return Ok(None) };
                let found = match self.asked(&name, RecordKind::A)? {
                    Lookup::Failed(failure) => return Err(Stop::Temp(unanswered(*failure, "A", name.as_str()))),
                    answer => matches!(answer, Lookup::Found(_)),
                };
                self.count_void(!found, context.term)?;
                Ok(found.then(|| format!("{name} has an A record")))
            }
            Mechanism::Ptr(target) => {
                let Ok(name) = self.target(target.as_ref(), context.domain)? else { return Ok(None) };
                let found =
                    matches!(self.asked(&reverse_name(self.ip), RecordKind::Ptr)?, Lookup::NoData | Lookup::NxDomain);
                self.count_void(found, context.term)?;
                let names = self.confirmed_names()?;
                Ok(names.into_iter().find(|each| is_within(each, &name)).map(|each| format!("the client is {each}")))
            }
        }
    }

    /// RFC 7208 §5.2.
    fn include(&mut self, target: &MacroString, context: Context<'_>) -> Result<Option<String>, Stop> {
        let (name, shown) = match self.name(target, context.domain)? {
            Ok(name) => (name.clone(), name.as_str().to_owned()),
            Err(text) => return Err(Stop::Perm(format!("include leads to \"{text}\", which is no domain name"))),
        };
        let end = self.host(&name, &shown, context.depth + 1)?;
        match end.result {
            SpfResult::Pass => Ok(Some(format!("{shown} passes it"))),
            SpfResult::Fail | SpfResult::SoftFail | SpfResult::Neutral => Ok(None),
            SpfResult::TempError => Err(Stop::Temp(format!("{shown} could not be checked"))),
            SpfResult::None | SpfResult::PermError => {
                Err(Stop::Perm(format!("{shown} is included and has no SPF record")))
            }
        }
    }

    /// A domain-spec, or the domain itself where there is none.
    fn target(&mut self, spec: Option<&MacroString>, domain: &str) -> Result<Result<Domain, String>, Stop> {
        match spec {
            Some(spec) => self.name(spec, domain),
            None => Ok(Domain::of_dns(domain).map_err(|_| domain.to_owned())),
        }
    }

    fn name(&mut self, spec: &MacroString, domain: &str) -> Result<Result<Domain, String>, Stop> {
        let confirmed = if spec.uses('p') { Some(self.confirmed_name(domain)?) } else { None };
        let name = expand_name(spec, &self.values(domain, confirmed.as_deref()));
        Ok(name.unwrap_or_else(|| Err(spec.as_str().to_owned())))
    }

    pub(super) fn values<'b>(&'b self, domain: &'b str, confirmed_name: Option<&'b str>) -> Values<'b> {
        Values {
            local: Some(self.local),
            sender_domain: Some(self.sender_domain),
            domain,
            ip: Some(self.ip),
            confirmed_name,
            helo: Some(&self.client.helo),
            receiver: Some(&self.client.receiver),
            unix_time: Some(self.client.unix_time),
        }
    }

    /// The owner's text for a fail (RFC 7208 §6.2). Whatever is wrong with it, the result stands.
    fn explanation(&mut self, end: &End) -> Option<String> {
        let (spec, domain) = end.exp.as_ref().filter(|_| end.result == SpfResult::Fail)?;
        let name = self.name(spec, domain).ok()?.ok()?;
        let Lookup::Found(Records::Txt(texts)) = self.ask(&name, RecordKind::Txt)? else { return None };
        let [text] = texts.as_slice() else { return None };
        let string = MacroString::parse(std::str::from_utf8(text).ok()?, Place::Explanation).ok()?;
        let confirmed = if string.uses('p') { Some(self.confirmed_name(domain).ok()?) } else { None };
        expand(&string, &self.values(domain, confirmed.as_deref()))
    }

    fn count_lookup(&mut self, term: &str) -> Result<(), Stop> {
        self.lookups += 1;
        if self.lookups > LOOKUPS_MAX {
            return Err(Stop::Perm(format!(
                "\"{term}\" would be look-up {}, and {LOOKUPS_MAX} are allowed",
                self.lookups
            )));
        }
        Ok(())
    }

    pub(super) fn count_void(&mut self, is_void: bool, term: &str) -> Result<(), Stop> {
        self.void_lookups += u32::from(is_void);
        if self.void_lookups > VOID_LOOKUPS_MAX {
            return Err(Stop::Perm(format!("\"{term}\" is the third look-up that finds nothing; two are allowed")));
        }
        Ok(())
    }

    fn note(&mut self, context: Context<'_>, effect: Effect, note: String) {
        let Context { domain, depth, term } = context;
        self.trace.push(Step { depth, domain: domain.to_owned(), term: term.to_owned(), effect, note });
    }
}

fn result_of(qualifier: Qualifier) -> SpfResult {
    match qualifier {
        Qualifier::Pass => SpfResult::Pass,
        Qualifier::Fail => SpfResult::Fail,
        Qualifier::SoftFail => SpfResult::SoftFail,
        Qualifier::Neutral => SpfResult::Neutral,
    }
}

pub(super) fn unanswered(failure: Failure, kind: &str, name: &str) -> String {
    let why = match failure {
        Failure::Timeout => "no answer came in time",
        Failure::ServFail => "the DNS server answered SERVFAIL",
        Failure::Refused => "the DNS server refused",
        Failure::Network => "the network failed",
        Failure::Malformed => "the answer was broken",
        Failure::Filtered => "the DNS server filters what it answers",
        Failure::NotAsked => "nobody was asked",
    };
    format!("{kind} of {name}: {why}")
}
