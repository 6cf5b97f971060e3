//! The verdict on a domain, reached once however many rows carry it.

use super::{DOMAIN_CHECKS, RowFinding, disbelieve, names, typo};
use crate::domain::Domain;
use crate::facts::{DomainFacts, Origin};
use crate::judge::Policy;
use crate::reason::{Effect, Reason};
use crate::suggest::{MailHost, Suggestion, mail_host_provider};

/// All that the rows of a domain have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DomainVerdict {
    /// What every address at this domain is told: `domain.*`, `dns.*`, `typo.*`, free and disposable.
    pub findings: Vec<Reason>,
    /// What was probably meant, when it is worth showing.
    pub suggestion: Option<Box<Suggestion>>,
    /// Whether there is evidence that the domain takes no mail.
    pub takes_no_mail: bool,
    /// Nobody was asked about any domain, so that rows are judged by how they are written.
    pub offline: bool,
    /// The name can never be one that mail is sent to, not even an example of one.
    pub is_never_mailed: bool,
    /// The service at which its mail arrives first, told by the name of the mail host.
    pub mail_service: Option<&'static MailHost>,
}

/// Whether the DNS has to be asked about a domain.
pub fn needs_dns(domain: &Domain, policy: &Policy) -> bool {
    names::check(domain, policy).is_none()
}

/// What was asked about a domain.
#[derive(Clone, Copy, Debug)]
pub enum Asked<'f> {
    /// Nothing, for nobody is asked about any domain. What is written in a reserved name's place is an address in good form all the same,
    /// and a list of examples or of a laboratory is full of them: so it is for review. Where the DNS is asked, it is a matter of
    /// delivery, and the name alone rejects.
    Nobody,
    /// Nothing, for its name says enough.
    Nothing,
    /// The DNS, and this is what it said.
    Dns(&'f DomainFacts),
}

impl Asked<'_> {
    /// What has to be known of a domain before it is judged, in a run that asks the DNS or does not; `None` where it has to be asked.
    pub fn beforehand(domain: &Domain, asks: bool, policy: &Policy) -> Option<Asked<'static>> {
        match asks {
            false => Some(Asked::Nobody),
            true => (!needs_dns(domain, policy)).then_some(Asked::Nothing),
        }
    }
}

/// Judges a domain. All commands come here.
pub fn judge_domain(domain: &Domain, asked: Asked<'_>, policy: &Policy) -> DomainVerdict {
    match asked {
        Asked::Dns(facts) => judge_facts(domain, facts, policy),
        Asked::Nothing => judge_name(domain, policy),
        Asked::Nobody => {
            // RFC 2606 §2, RFC 6761 §6.2 to §6.4: names under `example` stand in examples of good addresses, those under the others do not.
            let is_never_mailed = ["test", "invalid", "localhost"].contains(&domain.tld());
            DomainVerdict { offline: true, is_never_mailed, ..judge_name(domain, policy) }
        }
    }
}

fn judge_facts(domain: &Domain, facts: &DomainFacts, policy: &Policy) -> DomainVerdict {
    let findings = DOMAIN_CHECKS.iter().filter_map(|check| check(facts, policy)).collect();
    let mut verdict = conclude(domain, findings, true, policy);
    if let Some(further) = policy.evidence.of_domains.get(domain.as_str()) {
        verdict.findings.extend(further);
        verdict.findings.sort_unstable();
    }
    verdict.mail_service = facts.mail_host().and_then(|host| mail_host_provider(host.as_str()));
    // `mx.mailinator.com` takes mail for throw-away domains that no table knows.
    let of_throw_away = facts.mail_host().is_some_and(|host| policy.tables.is_disposable(host.as_str()));
    let is_ours = policy.tables.providers().knows(domain.as_str()) || policy.tables.is_allowed(domain.as_str());
    if of_throw_away && !is_ours && verdict.mail_service.is_none() {
        verdict = verdict.as_disposable();
    }
    if facts.cost.origin == Origin::Doubted {
        disbelieve(&mut verdict);
    }
    verdict
}

fn judge_name(domain: &Domain, policy: &Policy) -> DomainVerdict {
    conclude(domain, names::check(domain, policy).into_iter().collect(), false, policy)
}

fn conclude(domain: &Domain, mut findings: Vec<Reason>, asked: bool, policy: &Policy) -> DomainVerdict {
    let (name, tables) = (domain.as_str(), &policy.tables);
    let takes_no_mail = findings.iter().any(|&reason| is_evidence_of_absence(reason));
    let allowed = tables.is_allowed(name);
    if allowed {
        findings.retain(|&reason| reason != Reason::DomainParked);
    }
    let doubtful = findings.iter().any(|reason| matches!(reason, Reason::DomainImplicitMx | Reason::DomainParked));
    let shut_down = tables.shut_down(name).is_some();
    findings.extend(shut_down.then_some(Reason::DomainShutDown));
    // Placeholders such as user@mail.test were not meant for anything else, and a domain that the user speaks of by
    // its name is no slip.
    let meant_so = findings.contains(&Reason::DomainSpecialUse) || shut_down || allowed || tables.is_blocked(name);
    // Who typed a domain that takes mail mostly meant it.
    let takes_mail =
        asked && !takes_no_mail && !doubtful && findings.iter().all(|code| code.effect() < Effect::Unknown);
    let suggestion: Option<Suggestion> = tables
        .suggest(name)
        .filter(|s| !meant_so && (s.is_habit || !takes_mail) && typo::worth_showing(s, takes_no_mail || doubtful));
    findings.extend(suggestion.as_ref().map(|s| s.reason));
    if tables.is_disposable(name) {
        findings.push(Reason::AddressDisposable);
    }
    if tables.is_free(name) {
        findings.push(Reason::AddressFree);
    }
    findings.sort_unstable();
    DomainVerdict { findings, suggestion: suggestion.map(Box::new), takes_no_mail, ..DomainVerdict::default() }
}

/// Whether the finding shows that the domain takes no mail. That the user blocks it shows nothing of the kind.
fn is_evidence_of_absence(reason: Reason) -> bool {
    reason.effect() == Effect::Reject && reason != Reason::AddressBlocked
}

impl DomainVerdict {
    /// What rows of this domain are told.
    pub(super) fn row_findings(&self) -> impl Iterator<Item = RowFinding> + '_ {
        self.findings.iter().map(|&reason| {
            let finding = RowFinding::of(reason);
            match reason {
                Reason::DomainSpecialUse if self.offline && !self.is_never_mailed => {
                    RowFinding { effect: Effect::Review, ..finding }
                }
                _ => finding,
            }
        })
    }

    /// The same verdict on a domain that turned out to give out throw-away mailboxes.
    pub fn as_disposable(&self) -> DomainVerdict {
        let mut verdict = self.clone();
        if !verdict.findings.contains(&Reason::AddressDisposable) {
            verdict.findings.push(Reason::AddressDisposable);
            verdict.findings.sort_unstable();
        }
        verdict
    }

    /// The same verdict with what was probably meant.
    pub fn with_suggestion(&self, suggestion: Suggestion) -> DomainVerdict {
        let mut verdict = self.clone();
        verdict.findings.push(suggestion.reason);
        verdict.findings.sort_unstable();
        verdict.suggestion = Some(Box::new(suggestion));
        verdict
    }

    /// Whether the domain takes mail; `None` when nobody was asked, or it could not be found out.
    pub fn takes_mail(&self) -> Option<bool> {
        (!self.offline && !self.is_unknown()).then_some(!self.takes_no_mail)
    }

    /// Whether it could not be found out if the domain takes mail.
    pub fn is_unknown(&self) -> bool {
        self.findings.iter().any(|reason| reason.effect() == Effect::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, HostFacts, Lookup, MailExchange};
    use crate::suggest::{Lists, Provider, Status};
    use std::sync::Arc;

    fn name(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn with_mx(exchange: &str) -> DomainFacts {
        let v4 = Lookup::Found(vec![[8, 8, 8, 8].into()]);
        let host = Arc::new(HostFacts { host: name(exchange), v4, v6: None, canonical: None });
        let mx = Lookup::Found(vec![MailExchange { preference: 10, exchange: name(exchange) }]);
        let cost = Cost::default();
        DomainFacts { mx, canonical: None, hosts: vec![host], exchanges_left_out: 0, resolver_lies: false, cost }
    }

    fn absent() -> DomainFacts {
        DomainFacts { mx: Lookup::NxDomain, hosts: Vec::new(), ..with_mx("mx.example.net") }
    }

    fn policy(allowed: &[&str], blocked: &[&str]) -> Policy {
        let own = |text: &&str| (*text).to_owned();
        let lists = Lists {
            providers: vec![Provider {
                domain: "kindermarkt.de".to_owned(),
                name: "kindermarkt.de".to_owned(),
                country: String::new(),
                weight: 1000,
                status: Status::Live,
                last_known: String::new(),
            }],
            allowed: allowed.iter().map(own).collect(),
            blocked: blocked.iter().map(own).collect(),
        };
        Policy { tables: Policy::default().tables.with_lists(lists), ..Policy::default() }
    }

    #[track_caller]
    fn check(domain: &str, facts: &DomainFacts, policy: &Policy, expected: &[&str]) {
        let verdict = judge_domain(&name(domain), Asked::Dns(facts), policy);
        let codes: Vec<&str> = verdict.findings.iter().map(|reason| reason.code()).collect();
        assert_eq!(codes, expected, "{domain}");
    }

    #[test]
    fn a_closed_provider_is_to_be_reviewed_while_its_name_takes_mail_and_is_rejected_after() {
        let usual = Policy::default();
        check("yahoo.com.cn", &with_mx("mx.example.net"), &usual, &["domain.shut_down"]);
        check("yahoo.com.cn", &absent(), &usual, &["domain.nxdomain", "domain.shut_down"]);
        let verdict = judge_domain(&name("yahoo.com.cn"), Asked::Dns(&absent()), &usual);
        assert_eq!(verdict.suggestion, None, "another address at another provider is somebody else's");
        check("yahoo.com", &with_mx("mx.example.net"), &usual, &["address.free"]);
    }

    #[test]
    fn a_parked_domain_is_to_be_reviewed_and_shows_what_was_probably_meant() {
        let usual = Policy::default();
        check("acme-tools.de", &with_mx("mail.h-email.net"), &usual, &["domain.parked"]);
        let verdict = judge_domain(&name("kgail.com"), Asked::Dns(&with_mx("mail.h-email.net")), &usual);
        assert_eq!(verdict.suggestion.map(|suggestion| suggestion.domain).as_deref(), Some("gmail.com"));
        assert!(!verdict.takes_no_mail, "some parking hosts take mail, and read it");
    }

    #[test]
    fn a_domain_that_the_user_allows_is_judged_by_the_dns_alone() {
        let ours = policy(&["gmial.com", "mailinator.com", "yahoo.com.cn", "acme.de", "gmx.de"], &[]);
        for domain in ["gmial.com", "mailinator.com", "eu.mailinator.com", "yahoo.com.cn", "acme.de", "gmx.de"] {
            check(domain, &with_mx("mail.h-email.net"), &ours, &[]);
            check(domain, &absent(), &ours, &["domain.nxdomain"]);
        }
    }

    #[test]
    fn a_domain_that_the_user_blocks_is_rejected_without_a_question() {
        let ours = policy(&[], &["rival.com", "homail.com"]);
        for domain in ["rival.com", "mail.rival.com", "homail.com"] {
            assert!(!needs_dns(&name(domain), &ours));
            let verdict = judge_domain(&name(domain), Asked::Nothing, &ours);
            assert_eq!(verdict.findings, [Reason::AddressBlocked], "{domain}");
            assert!(!verdict.takes_no_mail && verdict.suggestion.is_none(), "{domain}");
        }
        assert!(needs_dns(&name("notrival.com"), &ours));
    }

    #[test]
    fn the_host_of_a_throw_away_domain_makes_others_throw_away() {
        let usual = Policy::default();
        check("new-name.com", &with_mx("mx.mailinator.com"), &usual, &["address.disposable"]);
        check("new-name.com", &with_mx("aspmx.l.google.com"), &usual, &[]);
        check("yahoo.com", &with_mx("mx.mailinator.com"), &usual, &["address.free"]);
        let verdict = judge_domain(&name("new-name.com"), Asked::Dns(&with_mx("aspmx.l.google.com")), &usual);
        assert!(verdict.mail_service.is_some_and(|service| service.name.contains("Google")), "{verdict:?}");
    }

    #[test]
    fn a_domain_that_takes_mail_is_no_slip_but_for_the_notorious_ones() {
        let usual = Policy::default();
        for domain in ["mil.ru", "note.com", "gloo.com", "weg.de", "msdn.com", "ymail.ne.jp"] {
            let verdict = judge_domain(&name(domain), Asked::Dns(&with_mx("mx.example.net")), &usual);
            assert_eq!(verdict.suggestion, None, "{domain}");
        }
        assert!(judge_domain(&name("gmial.com"), Asked::Dns(&with_mx("mx.example.net")), &usual).suggestion.is_some());
    }

    #[test]
    fn a_users_own_domain_is_looked_for_and_is_not_free() {
        let ours = policy(&[], &[]);
        check("kindermarkt.de", &with_mx("mx.example.net"), &ours, &[]);
        let verdict = judge_domain(&name("kindermakrt.de"), Asked::Dns(&absent()), &ours);
        assert_eq!(verdict.suggestion.map(|suggestion| suggestion.domain).as_deref(), Some("kindermarkt.de"));
    }
}
