//! Which record stands for a From domain, and all that is wrong with it.

use super::finding::{Finding, Kind};
use super::policy::{Disposition, Dmarc};
use super::walk::{Organisation, State, Stop, organisation_of, policy_name, walk};
use crate::domain::Domain;
use crate::facts::{Answers, Lookup, Poll, Question, RecordKind, Records};
use crate::sender::records::texts;

/// What DMARC says of a From domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discovery {
    pub from: Domain,
    /// The record that stands for the domain, its own or that of its organisational domain.
    pub record: Option<Dmarc>,
    /// The domain at whose `_dmarc` it stands.
    pub found_at: Option<Domain>,
    pub organisation: Organisation,
    /// What receivers do with mail from this domain that fails. `None` without a record.
    pub disposition: Option<Disposition>,
    /// Those of the record, and those of where it stands.
    pub findings: Vec<Finding>,
}

/// Finds the record for a From domain.
pub fn discover(from: &Domain, answers: &Answers) -> Poll<Discovery> {
    let mut missing = Vec::new();
    let Some(stops) = walk(from, answers, &mut missing) else { return Poll::Ask(missing) };
    let organisation = organisation_of(from, &stops);
    let mut discovery = Discovery {
        from: from.clone(),
        record: None,
        found_at: None,
        organisation,
        disposition: None,
        findings: Vec::new(),
    };
    discovery.choose(&stops);
    discovery.misplaced(answers, &mut missing);
    discovery.dispose(answers, &mut missing);
    discovery.external_reports(answers, &mut missing);
    if missing.is_empty() { Poll::Done(discovery) } else { Poll::Ask(missing) }
}

impl Discovery {
    fn find(&mut self, kind: Kind, observed: impl Into<String>) {
        self.findings.push(Finding::new(kind, observed));
    }

    /// The domain's own record, else that of its organisational domain by either standard, else a public suffix's.
    fn choose(&mut self, stops: &[Stop]) {
        let mut places = vec![self.from.clone()];
        for name in [&self.organisation.by_tree, &self.organisation.by_list] {
            if !places.contains(name) {
                places.push(name.clone());
            }
        }
        for place in places {
            let Some(stop) = stops.iter().find(|stop| stop.name == place) else { continue };
            match &stop.state {
                State::Record(record) => {
                    self.take(stop, record);
                    return;
                }
                State::Unanswered => {
                    self.find(Kind::Unanswered, format!("the DNS did not answer for _dmarc.{place}"));
                    return;
                }
                State::Several(count) => {
                    let observed = format!("_dmarc.{place} has {count} DMARC records; receivers use none of them");
                    self.find(Kind::Several, observed);
                }
                State::None(nearly) => {
                    for (text, problem) in nearly {
                        let observed = format!("\"{text}\" at _dmarc.{place} is no DMARC record: {problem}");
                        self.find(Kind::NearlyRight, observed);
                    }
                }
            }
        }
        let suffix = stops.iter().find(|stop| matches!(&stop.state, State::Record(record) if record.psd == Some(true)));
        if let Some(Stop { state: State::Record(record), .. }) = suffix {
            if let Some(stop) = suffix {
                self.take(stop, record);
            }
        } else if let Some(silent) = stops.iter().find(|stop| matches!(stop.state, State::Unanswered)) {
            // A record may stand there, and make that name the organisational domain.
            self.find(Kind::Unanswered, format!("the DNS did not answer for _dmarc.{}", silent.name));
        } else if self.findings.is_empty() {
            self.find(Kind::Missing, format!("neither {} nor a domain above it has a DMARC record", self.from));
        }
    }

    /// A record that is missing stands at times at the domain itself, or under a name that was written twice.
    fn misplaced(&mut self, answers: &Answers, missing: &mut Vec<Question>) {
        if !self.findings.iter().any(|finding| finding.kind == Kind::Missing) {
            return;
        }
        let from = &self.from;
        let doubled = Domain::new(&format!("_dmarc.{from}.{from}")).ok();
        for name in [Some(from.clone()), doubled].into_iter().flatten() {
            let Some(Lookup::Found(list)) = texts(answers, &name, missing) else { continue };
            if list.iter().any(|text| text.trim_ascii_start().starts_with(b"v=DMARC1")) {
                let observed = format!(
                    "a DMARC record stands at {name}, where receivers do not look; it belongs at _dmarc.{from}"
                );
                self.findings = vec![Finding::new(Kind::NearlyRight, observed)];
                return;
            }
        }
    }

    fn take(&mut self, stop: &Stop, record: &Dmarc) {
        self.findings.extend(record.findings.iter().cloned());
        if stop.name != self.from {
            self.find(Kind::Inherited, format!("the policy is that of {}, for all of its subdomains", stop.name));
        }
        let is_suffix = stop.name.registrable().is_none();
        if record.psd == Some(true) && !is_suffix {
            let observed = format!("psd=y says that {} is a public suffix, and it is none", stop.name);
            self.find(Kind::PublicSuffix, observed);
        }
        if self.organisation.by_tree != self.organisation.by_list && stop.name.registrable().is_some() {
            let observed = format!(
                "the organisational domain is {} by RFC 9989 and {} by RFC 7489",
                self.organisation.by_tree, self.organisation.by_list
            );
            self.find(Kind::TwoOrganisations, observed);
        }
        self.record = Some(record.clone());
        self.found_at = Some(stop.name.clone());
    }

    /// `p` at home, `sp` for subdomains, `np` for those that do not exist.
    fn dispose(&mut self, answers: &Answers, missing: &mut Vec<Question>) {
        let Some(record) = &self.record else { return };
        let p = record.p.unwrap_or(Disposition::None);
        let sp = record.sp.unwrap_or(p);
        self.disposition = Some(match (self.found_at.as_ref() == Some(&self.from), record.np) {
            (true, _) => p,
            (false, None) => sp,
            (false, Some(np)) => match texts(answers, &self.from, missing) {
                Some(Lookup::NxDomain) => np,
                _ => sp,
            },
        });
    }

    /// Reports to another organisation need its consent, a TXT record there (RFC 7489 §7.1, RFC 9990).
    fn external_reports(&mut self, answers: &Answers, missing: &mut Vec<Question>) {
        let (Some(record), Some(home)) = (&self.record, &self.found_at) else { return };
        let owner = |name: &Domain| name.registrable().map(str::to_owned);
        let mut others: Vec<Domain> = Vec::new();
        for each in record.rua.iter().chain(&record.ruf) {
            let foreign = each.domain != *home;
            if foreign && !others.contains(&each.domain) {
                others.push(each.domain.clone());
            }
        }
        let home = home.clone();
        for each in &others {
            let question = Question { name: each.clone(), kind: RecordKind::Mx };
            let why = match answers.get(&question).map(|answer| &answer.outcome) {
                None => {
                    missing.push(question);
                    continue;
                }
                Some(Lookup::NxDomain) => "does not exist",
                Some(Lookup::Found(Records::Mx(list))) if list.iter().all(|mx| mx.exchange.is_root()) => {
                    "takes no mail"
                }
                Some(_) => continue,
            };
            self.find(Kind::BadReportAddress, format!("reports go to {each}, which {why}"));
        }
        others.retain(|each| owner(each) != owner(&home));
        for other in others {
            let Ok(consent) = Domain::new(&format!("{home}._report._dmarc.{other}")) else { continue };
            let given = match texts(answers, &consent, missing) {
                Some(Lookup::Found(list)) => list.iter().any(|text| text.trim_ascii_start().starts_with(b"v=DMARC1")),
                Some(Lookup::NoData | Lookup::NxDomain) => false,
                Some(Lookup::Failed(_)) => {
                    self.find(Kind::Unanswered, format!("the DNS did not answer for {consent}"));
                    true
                }
                None => true,
            };
            if !given {
                let observed = format!("{other} has not agreed to take reports: {consent} has no TXT record v=DMARC1");
                self.find(Kind::ReportsNotAuthorised, observed);
            }
        }
    }

    /// Where the record of this domain stands, or would stand.
    pub fn policy_name(&self) -> Option<Domain> {
        policy_name(self.found_at.as_ref().unwrap_or(&self.from))
    }
}
