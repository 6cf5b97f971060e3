//! The verdict on a domain, as one line of JSON and back. A line that is not one of ours gives nothing.

use crate::domain::Domain;
use crate::judge::DomainVerdict;
use crate::reason::Reason;
use crate::suggest::{Confidence, Suggestion, mail_host_named};
use serde_json::{Value, json};

pub(super) fn line(domain: &Domain, verdict: &DomainVerdict) -> String {
    let codes: Vec<&str> = verdict.findings.iter().map(|reason| reason.code()).collect();
    let service = verdict.mail_service.map(|service| json!([service.name, service.kind.word()]));
    let suggestion = verdict.suggestion.as_deref().map(suggestion);
    json!([domain.as_str(), codes, verdict.takes_no_mail, service, suggestion]).to_string()
}

fn suggestion(suggestion: &Suggestion) -> Value {
    json!({
        "reason": suggestion.reason.code(),
        "domain": suggestion.domain,
        "provider": suggestion.provider,
        "confidence": suggestion.confidence.word(),
        "distance": suggestion.distance,
        "edits": suggestion.edits,
        "others": suggestion.others,
        "needs_proof": suggestion.needs_proof,
        "is_habit": suggestion.is_habit,
    })
}

pub(super) fn verdict(line: &str) -> Option<(Domain, DomainVerdict)> {
    let value: Value = serde_json::from_str(line).ok()?;
    let domain = Domain::new(value[0].as_str()?).ok()?;
    let findings = texts(&value[1])?.iter().map(|code| Reason::from_code(code)).collect::<Option<Vec<_>>>()?;
    let mail_service = match &value[3] {
        Value::Null => None,
        // A service that the tables no longer have is none.
        named => mail_host_named(named[0].as_str()?, named[1].as_str()?),
    };
    let suggestion = match &value[4] {
        Value::Null => None,
        suggested => Some(Box::new(suggested_by(suggested)?)),
    };
    let takes_no_mail = value[2].as_bool()?;
    Some((domain, DomainVerdict { findings, suggestion, takes_no_mail, mail_service, ..DomainVerdict::default() }))
}

fn suggested_by(value: &Value) -> Option<Suggestion> {
    let confidence = value["confidence"].as_str()?;
    Some(Suggestion {
        reason: Reason::from_code(value["reason"].as_str()?)?,
        domain: value["domain"].as_str()?.to_owned(),
        provider: value["provider"].as_str().map(str::to_owned),
        confidence: [Confidence::Low, Confidence::Medium, Confidence::High]
            .into_iter()
            .find(|known| known.word() == confidence)?,
        distance: usize::try_from(value["distance"].as_u64()?).ok()?,
        edits: texts(&value["edits"])?,
        others: texts(&value["others"])?,
        needs_proof: value["needs_proof"].as_bool()?,
        is_habit: value["is_habit"].as_bool()?,
    })
}

/// The texts of an array.
pub(super) fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::{Cost, DomainFacts, Lookup};
    use crate::judge::{Asked, Policy, judge_domain};
    use crate::suggest::mail_host_provider;

    #[test]
    fn a_verdict_comes_back_as_it_was() {
        for name in ["homail.com", "gmial.com", "gmail.con", "mailinator.com", "shop.example", "qq.com"] {
            let domain = Domain::new(name).expect("a name");
            let facts = DomainFacts {
                mx: Lookup::NxDomain,
                canonical: None,
                hosts: Vec::new(),
                exchanges_left_out: 0,
                resolver_lies: false,
                cost: Cost::default(),
            };
            let mut before = judge_domain(&domain, Asked::Dns(&facts), &Policy::default());
            before.mail_service = mail_host_provider("aspmx.l.google.com");
            assert_eq!(verdict(&line(&domain, &before)), Some((domain, before)), "{name}");
        }
    }

    #[test]
    fn a_line_of_anybody_else_gives_nothing() {
        for text in
            ["", "[]", "{}", "[\"a.de\"]", "[\"a.de\",[\"no.such_code\"],false,null,null]", "[1,[],false,null,null]"]
        {
            assert_eq!(verdict(text), None, "{text}");
        }
    }
}
