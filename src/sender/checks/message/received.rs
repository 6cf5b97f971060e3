//! A received copy: what a set-up takes out of it, what it does not tell, and what the receiver found, held against what is found here.

use super::trace::{Found, Taken};
use super::{Message, Outcome, Verified};
use crate::domain::Domain;
use crate::reason::Reason;
use crate::sender::checks::check::{Check, Status};
use crate::sender::checks::identifiers::{Standing, of_dmarc};
use crate::sender::checks::lookups::Lookups;
use crate::sender::checks::{Group, SenderConfig, spf};
use crate::sender::records::dmarc::discover;
use crate::sender::spf::SpfResult;
use std::sync::Arc;

/// Results of the receiver that are compared.
const RESULTS_MAX: usize = 30;
/// The longest address of MAIL FROM, or name of a key, that is taken; the standard allows 256 octets (RFC 5321 §4.5.3.1.3).
const TAKEN_OCTETS_MAX: usize = 512;
/// Lines that are named of those that are not believed.
const DOUBTFUL_SHOWN: usize = 5;

/// What was taken out of a received copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    From,
    Ip,
    Helo,
    MailFrom,
    Selector,
}

impl What {
    /// The word that stands in JSON.
    pub fn word(self) -> &'static str {
        match self {
            What::From => "from",
            What::Ip => "ip",
            What::Helo => "helo",
            What::MailFrom => "mail_from",
            What::Selector => "selector",
        }
    }

    fn name(self) -> &'static str {
        match self {
            What::From => "From domain",
            What::Ip => "sending address",
            What::Helo => "HELO",
            What::MailFrom => "MAIL FROM",
            What::Selector => "DKIM selector",
        }
    }
}

impl SenderConfig {
    /// The set-up that a message shows: of the one domain in From. `None` where From names none, or several.
    pub fn of_message(message: Arc<Message>) -> Option<SenderConfig> {
        let field = message.fields.list.iter().find(|field| field.name.eq_ignore_ascii_case("From"))?;
        let domain = message.sole_from_domain()?;
        let taken = Taken { value: domain.to_string(), field: field.name.clone(), line: field.line };
        Some(SenderConfig { taken: vec![(What::From, taken)], message: Some(message), ..SenderConfig::new(domain) })
    }

    /// Fills in what is not known yet with what the message tells of its way.
    pub fn filled_in(mut self) -> SenderConfig {
        let Some(message) = self.message.clone() else { return self };
        let trace = &message.trace;
        if let (true, Some((ip, taken))) = (self.ips.is_empty(), &trace.ip) {
            self.ips.push(*ip);
            self.taken.push((What::Ip, taken.clone()));
        }
        if let (None, Some(taken)) = (&self.helo, &trace.helo) {
            self.helo = Some(taken.value.clone());
            self.taken.push((What::Helo, taken.clone()));
        }
        if let (None, Some(taken)) = (&self.mail_from, &trace.mail_from)
            && let Some(address) = mail_from(&taken.value, self.helo.as_deref())
        {
            self.mail_from = Some(address);
            self.taken.push((What::MailFrom, taken.clone()));
        }
        let signatures = message.fields.list.iter().filter(|field| field.name.eq_ignore_ascii_case("DKIM-Signature"));
        for field in signatures.take(super::signature::SIGNATURES_MAX).filter(|_| trace.is_received) {
            let tag = |name: &str| {
                let tags = field.value.split(';').filter_map(|tag| tag.split_once('='));
                tags.map(|(key, value)| (key.trim(), value.trim()))
                    .find(|(key, _)| *key == name)
                    .map(|(_, value)| value)
            };
            if let (Some(selector), Some(domain)) = (tag("s"), tag("d")) {
                let value = format!("{selector} of {domain}");
                if value.len() <= TAKEN_OCTETS_MAX {
                    self.taken.push((What::Selector, Taken { value, field: field.name.clone(), line: field.line }));
                }
            }
        }
        self
    }
}

/// Local-part and domain. For an empty MAIL FROM receivers take postmaster at the HELO name (RFC 7208 §2.4).
fn mail_from(text: &str, helo: Option<&str>) -> Option<(String, Domain)> {
    if text.len() > TAKEN_OCTETS_MAX {
        return None;
    }
    let bare = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let (local_part, name) = match bare.rsplit_once('@') {
        Some((local_part, name)) if !local_part.is_empty() => (local_part, name),
        _ if bare.is_empty() => ("postmaster", helo?.trim_end_matches('.')),
        _ => ("postmaster", bare.trim_start_matches('@')),
    };
    let ascii = idna::domain_to_ascii(name).ok().filter(|name| name.contains('.'))?;
    let is_address = ascii.parse::<std::net::IpAddr>().is_ok();
    let domain = Domain::new(&ascii).ok().filter(|_| !is_address)?;
    Some((local_part.to_owned(), domain))
}

/// What was taken, what could not be, and what is not believed.
pub(super) fn trace(message: &Message, setup: &SenderConfig) -> Vec<Check> {
    let told = setup.taken.iter().map(|(what, taken)| {
        let (name, Taken { value, field, line }) = (what.name(), taken);
        // Whom bounces go to is nobody's business.
        let domain = setup.mail_from.as_ref().filter(|_| *what == What::MailFrom).map(|(_, domain)| domain);
        let value = domain.map_or_else(|| value.clone(), |domain| format!("…@{domain}"));
        Check::new(Reason::SenderEmlTrace, name, format!("{name}: {value}, by {field} in line {line}"))
    });
    let mut checks: Vec<Check> = told.collect();
    let trace = &message.trace;
    let unclear = |name: &str, observed: String| Check::new(Reason::SenderEmlTraceUnclear, name, observed);
    if let (true, Some(why)) = (setup.ips.is_empty() || setup.ips_discovered, &trace.unclear) {
        let observed = format!("the copy does not tell the sending address: {why}; add --ip ADDRESS");
        checks.push(unclear(What::Ip.name(), observed));
    }
    if trace.is_received && setup.mail_from.is_none() {
        let observed = "the copy does not tell MAIL FROM, so that the domain of From is taken; add --mail-from ADDRESS";
        checks.push(unclear(What::MailFrom.name(), observed.to_owned()));
    }
    if !trace.doubtful.is_empty() {
        let shown = trace.doubtful.iter().take(DOUBTFUL_SHOWN).map(|(field, line)| format!("{field} in line {line}"));
        let lines = shown.collect::<Vec<_>>().join(", ");
        checks.push(unclear("results", format!("not believed, for anybody could have written it: {lines}")));
    }
    checks
}

/// What the receiver found, one check for each result that was looked at here too. `None` while answers are missing.
pub(super) fn compared(
    message: &Message,
    outcomes: &[Outcome],
    setup: &SenderConfig,
    look: &Lookups<'_>,
) -> Option<Vec<Check>> {
    let mut told: Vec<String> = Vec::new();
    let of = |found: &Found| {
        let subject = subject(found);
        if told.contains(&subject) {
            return Some(None);
        }
        let ours = match found.method.as_str() {
            "spf" => ours_of_spf(found, message, setup, look)?,
            "dkim" => ours_of_dkim(found, outcomes),
            "dmarc" => ours_of_dmarc(found, setup, look)?,
            _ => None,
        };
        told.push(subject.clone());
        Some(ours.map(|ours| compare(found, &ours, &subject, message)))
    };
    let checks: Option<Vec<Option<Check>>> = message.trace.results.iter().take(RESULTS_MAX).map(of).collect();
    Some(checks?.into_iter().flatten().collect())
}

fn subject(found: &Found) -> String {
    match (found.method.as_str(), signing_domain(found), found.property("header.s")) {
        ("dkim", Some(domain), Some(selector)) => format!("dkim {selector} of {domain}"),
        ("dkim", Some(domain), None) => format!("dkim of {domain}"),
        (method, _, _) => method.to_owned(),
    }
}

fn compare(found: &Found, ours: &str, subject: &str, message: &Message) -> Check {
    let theirs = result_word(&found.result);
    let receiver = Some(found.by.as_str()).filter(|by| !by.is_empty()).or(message.trace.receiver.as_deref());
    let receiver = receiver.unwrap_or("the receiver");
    let (method, line) = (&found.method, found.line);
    if theirs == ours {
        let status = if ours == "pass" { Status::Pass } else { Status::Info };
        let observed = format!("{receiver} found {method}={theirs} (line {line}), as is found here");
        return Check::new(Reason::SenderEmlResult, subject, observed).with(status);
    }
    if theirs == "temperror" {
        let observed = format!("{receiver} could not find out about {method} (line {line}); here it is {ours}");
        return Check::new(Reason::SenderEmlResult, subject, observed);
    }
    let observed = format!("{receiver} found {method}={theirs} (line {line}), and here it is {ours}");
    Check::new(Reason::SenderEmlResultDiffers, subject, observed)
}

/// Words that some receivers have of their own.
fn result_word(word: &str) -> &str {
    match word {
        "hardfail" => "fail",
        // Microsoft, where there is no policy.
        "bestguesspass" => "none",
        word => word,
    }
}

/// Our result for the same address and domain; `None` inside where they are others, or it is not known.
fn ours_of_spf(found: &Found, message: &Message, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<String>> {
    let ip = message.trace.ip.as_ref().map(|(ip, _)| *ip).filter(|ip| setup.ips.contains(ip));
    let named = found.property("smtp.mailfrom").map(|value| value.rsplit('@').next().unwrap_or_default());
    let same = named.is_none_or(|name| Domain::new(name).is_ok_and(|domain| domain == *setup.mail_from_domain()));
    let (Some(ip), true, true) = (ip, same, setup.wants(Group::Spf)) else { return Some(None) };
    let facts = spf::facts(setup, look)?;
    let result = facts.each.iter().find(|of| of.ip == ip).map(|of| of.outcome.result);
    Some(result.filter(|result| *result != SpfResult::TempError).map(|result| result.word().to_owned()))
}

fn ours_of_dkim(found: &Found, outcomes: &[Outcome]) -> Option<String> {
    let concerned: Vec<&Outcome> = outcomes.iter().filter(|(signature, _)| concerns(found, signature)).collect();
    let ends = || concerned.iter().filter_map(|(_, end)| end.as_ref());
    if ends().any(|end| *end == Verified::Pass) {
        return Some("pass".to_owned());
    }
    // One whose key could not be had may hold.
    (!concerned.is_empty() && ends().count() == concerned.len()).then(|| "fail".to_owned())
}

/// The domain that a result of DKIM is of: `header.d`, or that of `header.i` (RFC 8601 §2.7.1).
fn signing_domain(found: &Found) -> Option<&str> {
    let named = found.property("header.d").filter(|domain| *domain != "none");
    named.or_else(|| found.property("header.i")?.rsplit('@').next())
}

/// Whether a result is of a signature.
pub(super) fn concerns(found: &Found, signature: &super::Signature) -> bool {
    let Some(domain) = signing_domain(found) else { return found.result == "none" };
    let of_domain = domain.eq_ignore_ascii_case(&signature.domain)
        || found.property("header.d").is_none()
            && domain.to_ascii_lowercase().ends_with(&format!(".{}", signature.domain.to_ascii_lowercase()));
    of_domain && found.property("header.s").is_none_or(|selector| selector.eq_ignore_ascii_case(&signature.selector))
}

/// Whether the receiver says that this signature held when the message came.
pub(super) fn held_when_received(message: &Message, signature: &super::Signature) -> bool {
    let of_dkim = message.trace.results.iter().filter(|found| found.method == "dkim");
    of_dkim.into_iter().any(|found| found.result == "pass" && concerns(found, signature))
}

fn ours_of_dmarc(found: &Found, setup: &SenderConfig, look: &Lookups<'_>) -> Option<Option<String>> {
    let from = crate::sender::checks::identifiers::from_domain(setup);
    let same = found.property("header.from").is_none_or(|name| Domain::new(name).is_ok_and(|domain| domain == from));
    if !same || !setup.wants(Group::Dmarc) {
        return Some(None);
    }
    let shown = of_dmarc(setup, look)?;
    let has_policy = look.step(discover(&from, look.answers()))?.record.is_some();
    Some(match (shown.standing, has_policy) {
        (Standing::Met, _) => Some("pass".to_owned()),
        (Standing::NotMet, true) => Some("fail".to_owned()),
        (Standing::NotMet, false) => Some("none".to_owned()),
        (Standing::NotShown | Standing::Unknown, _) => None,
    })
}
