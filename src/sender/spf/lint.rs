//! What one record's own text says wrong, without asking anything. Whether that matters depends on whose record it is
//! and how it is reached, which [`Role`] says.

use super::RECORD_OCTETS_SAFE;
use super::cidr::Network;
use super::finding::{Finding, Kind};
use super::record::{Mechanism, Modifier, Qualifier, Record, Term};
use super::written::meant;
use super::{near_miss, record};
use std::collections::HashSet;
use std::net::IpAddr;

/// A shorter prefix lets in nearly everybody.
const EVERYBODY_V4: u8 = 8;
const EVERYBODY_V6: u8 = 16;
/// A shorter prefix is wider than what one sender has.
const WIDE_V4: u8 = 16;
const WIDE_V6: u8 = 32;

/// How a record is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Role {
    /// The sender's own, so that its style can be mended: of the same registered domain.
    pub own: bool,
    /// Its last word is the last word for the sender: its own record, or the target of its redirect.
    pub last_word: bool,
    /// Whoever passes here may send as the domain.
    pub authorises: bool,
}

/// Looks at one record.
pub(super) fn look(record: &Record, domain: &str, role: Role) -> Vec<Finding> {
    let mut look = Look { domain, findings: Vec::new() };
    for error in &record.errors {
        let observed = format!("\"{}\": {}", error.term, error.problem);
        look.add(Kind::Syntax, Some(&error.term), observed, error.suggestion.clone());
    }
    let errors = !record.errors.is_empty();
    if role.authorises {
        look.everybody(record, role.own);
    }
    if role.last_word && !errors {
        look.last_word(record);
    }
    if role.own {
        look.style(record);
    }
    look.findings
}

/// What is wrong with the terms of a record as they were meant, if it stood at this name as its own.
pub fn look_at(text: &str, domain: &str) -> Vec<Finding> {
    let terms: Vec<String> = meant(text).into_iter().filter_map(Result::ok).collect();
    let record = Record::parse(format!("v=spf1 {}", terms.join(" ")).as_bytes());
    look(&record, domain, Role { own: true, last_word: true, authorises: true })
}

struct Look<'a> {
    domain: &'a str,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn add(&mut self, kind: Kind, term: Option<&str>, observed: String, suggestion: Option<String>) {
        let (domain, term) = (self.domain.to_owned(), term.map(str::to_owned));
        self.findings.push(Finding { kind, domain, term, observed, suggestion });
    }

    /// Terms that let strangers pass.
    fn everybody(&mut self, record: &Record, own: bool) {
        for (term, qualifier, mechanism) in before_all(record) {
            if qualifier != Qualifier::Pass {
                continue;
            }
            let (v4, v6) = match mechanism {
                Mechanism::All => (Some(0), Some(0)),
                Mechanism::Ip(Network { ip: IpAddr::V4(_), prefix }) => (Some(*prefix), None),
                Mechanism::Ip(Network { ip: IpAddr::V6(_), prefix }) => (None, Some(*prefix)),
                Mechanism::A(_, cidr) | Mechanism::Mx(_, cidr) => (Some(cidr.v4), Some(cidr.v6)),
                Mechanism::Include(_) | Mechanism::Ptr(_) | Mechanism::Exists(_) => continue,
            };
            if v4.is_some_and(|v4| v4 < EVERYBODY_V4) || v6.is_some_and(|v6| v6 < EVERYBODY_V6) {
                let observed = format!("\"{term}\" lets everybody, or nearly everybody, send as the domain");
                let suggestion = (*mechanism == Mechanism::All).then(|| "-all".to_owned());
                self.add(Kind::PassAll, Some(term), observed, suggestion);
            } else if own && (v4.is_some_and(|v4| v4 < WIDE_V4) || v6.is_some_and(|v6| v6 < WIDE_V6)) {
                let observed = format!("\"{term}\" is a very wide range, and strangers are in it");
                self.add(Kind::WideRange, Some(term), observed, None);
            }
        }
    }

    /// What becomes of those whom no term names.
    fn last_word(&mut self, record: &Record) {
        match record.all() {
            Some(Qualifier::Neutral) => {
                let observed = "\"?all\" says nothing about anybody else who sends as the domain".to_owned();
                self.add(Kind::NeutralAll, Some("?all"), observed, Some("~all".to_owned()));
            }
            None if record.redirect().is_none() => {
                let observed = "the record ends without \"all\", which is read as \"?all\"".to_owned();
                self.add(Kind::NoAll, None, observed, Some(format!("{} ~all", record.text.trim_end())));
            }
            _ => {}
        }
    }

    fn style(&mut self, record: &Record) {
        if record.octets > RECORD_OCTETS_SAFE {
            let observed = format!(
                "the record has {} bytes; beyond {RECORD_OCTETS_SAFE} the answer does not fit into one plain UDP packet",
                record.octets
            );
            self.add(Kind::TooLong, None, observed, None);
        }
        let mut seen: HashSet<String> = HashSet::new();
        let mut ended = false;
        for term in &record.terms {
            match term {
                Term::Directive { text, qualifier: _, mechanism } => {
                    if ended {
                        let observed = format!("\"{text}\" stands after \"all\", where nobody looks at it");
                        self.add(Kind::AfterAll, Some(text), observed, None);
                        continue;
                    }
                    self.directive(text, mechanism);
                    let lower = text.trim_start_matches('+').to_ascii_lowercase();
                    if !seen.insert(lower) {
                        self.add(Kind::Repeated, Some(text), format!("\"{text}\" stands twice"), None);
                    }
                    ended = *mechanism == Mechanism::All;
                }
                Term::Modifier { text, modifier: Modifier::Unknown(name) } => self.unknown_modifier(text, name),
                Term::Modifier { text, modifier: Modifier::Redirect(_) } if record.all().is_some() => {
                    let observed = format!("\"{text}\" does nothing, because the record has an \"all\"");
                    self.add(Kind::RedirectWithAll, Some(text), observed, None);
                }
                Term::Modifier { .. } => {}
            }
        }
    }

    fn directive(&mut self, text: &str, mechanism: &Mechanism) {
        match mechanism {
            Mechanism::Ptr(_) => {
                let observed = format!("\"{text}\": ptr is slow and unreliable, and the standard says not to use it");
                self.add(Kind::Ptr, Some(text), observed, None);
            }
            Mechanism::Ip(network) if is_internal(network.ip) => {
                let observed = format!("\"{text}\" is an internal address, which no receiver ever sees");
                self.add(Kind::NonPublic, Some(text), observed, None);
            }
            _ => {}
        }
    }

    /// An unknown modifier is allowed and ignored, which is seldom what was meant.
    fn unknown_modifier(&mut self, text: &str, name: &str) {
        let lower = name.to_ascii_lowercase();
        if lower == "v" {
            let observed = format!("\"{text}\" stands inside the record, as if two records were put into one");
            self.add(Kind::MechanismAsModifier, Some(text), observed, None);
        } else if record::MECHANISMS.contains(&lower.as_str()) || lower.starts_with("ip") {
            let observed = format!("\"{text}\" is written with \"=\", and receivers ignore it");
            self.add(Kind::MechanismAsModifier, Some(text), observed, near_miss::suggest_term(text));
        }
    }
}

/// The terms up to the first `all`, and that one.
pub(super) fn before_all(record: &Record) -> impl Iterator<Item = (&str, Qualifier, &Mechanism)> {
    let mut ended = false;
    record.directives().take_while(move |(_, _, mechanism)| {
        let goes_on = !ended;
        ended = ended || **mechanism == Mechanism::All;
        goes_on
    })
}

/// Addresses inside a company or a machine. Those for documentation are no such mistake.
fn is_internal(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => ip.is_private() || ip.is_loopback() || ip.is_link_local(),
        IpAddr::V6(ip) => ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Role = Role { own: true, last_word: true, authorises: true };

    fn check(text: &str, want: &[Kind]) {
        let got: Vec<Kind> =
            look(&Record::parse(text.as_bytes()), "example.com", OWN).into_iter().map(|finding| finding.kind).collect();
        assert_eq!(got, want, "{text}");
    }

    #[test]
    fn good_records_raise_nothing() {
        for text in [
            "v=spf1 -all",
            "v=spf1 mx ip4:192.0.2.0/24 ip6:2001:db8::/48 include:_spf.example.net ~all",
            "v=spf1 redirect=_spf.example.net",
            "v=spf1 a mx exp=why.example.com -all",
            "v=spf1 -all moo=cow",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn records_that_let_everybody_in_are_found() {
        check("v=spf1 +all", &[Kind::PassAll]);
        check("v=spf1 all", &[Kind::PassAll]);
        check("v=spf1 ip4:0.0.0.0/0 -all", &[Kind::PassAll]);
        check("v=spf1 ip4:0.0.0.0/1 ip4:128.0.0.0/1 -all", &[Kind::PassAll, Kind::PassAll]);
        check("v=spf1 ip6:::/0 -all", &[Kind::PassAll]);
        check("v=spf1 a/0 -all", &[Kind::PassAll]);
        check("v=spf1 -ip4:0.0.0.0/0 ~all", &[]);
        check("v=spf1 ip4:11.0.0.0/8 -all", &[Kind::WideRange]);
        check("v=spf1 -all +all", &[Kind::AfterAll]);
    }

    #[test]
    fn weak_ends_and_lost_terms_are_found() {
        check("v=spf1 mx ?all", &[Kind::NeutralAll]);
        check("v=spf1 mx", &[Kind::NoAll]);
        check("v=spf1", &[Kind::NoAll]);
        check("v=spf1 mx -all a ip4:192.0.2.1", &[Kind::AfterAll, Kind::AfterAll]);
        check("v=spf1 mx ~all redirect=_spf.example.com", &[Kind::RedirectWithAll]);
        check("v=spf1 ip4=192.0.2.1 -all", &[Kind::MechanismAsModifier]);
        check("v=spf1 include=_spf.example.net -all", &[Kind::MechanismAsModifier]);
        check("v=spf1 mx v=spf1 -all", &[Kind::MechanismAsModifier]);
        check("v=spf1 ptr -all", &[Kind::Ptr]);
        check("v=spf1 mx +MX -all", &[Kind::Repeated]);
        check("v=spf1 ip4:10.1.2.3 -all", &[Kind::NonPublic]);
        check("v=spf1 ipv4:192.0.2.1 mx", &[Kind::Syntax]);
        check(
            &format!("v=spf1 {}-all", "ip4:192.0.2.111 ip4:192.0.2.112 ".repeat(17))[..],
            &[&[Kind::TooLong][..], &[Kind::Repeated; 32][..]].concat(),
        );
    }
}
