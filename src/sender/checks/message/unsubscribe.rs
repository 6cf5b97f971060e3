//! The way out for the reader: List-Unsubscribe (RFC 2369 §3.2), and the one click of RFC 8058.

use super::{Message, Signature};
use crate::reason::Reason;
use crate::sender::checks::check::Check;

/// Checks of List-Unsubscribe. `passing` are the signatures that hold.
pub(super) fn checks(message: &Message, passing: &[&Signature]) -> Vec<Check> {
    const SUBJECT: &str = "List-Unsubscribe";
    let Some(value) = message.fields.first("List-Unsubscribe") else {
        let observed = "the message has no List-Unsubscribe field";
        return vec![
            Check::new(Reason::SenderEmlUnsubscribeMissing, SUBJECT, observed)
                .publish("List-Unsubscribe: <https://example.com/unsubscribe?id=...>"),
        ];
    };
    let links = links(value);
    if links.is_empty() {
        let observed = format!("List-Unsubscribe holds no link in angle brackets: {value}");
        return vec![Check::new(Reason::SenderEmlUnsubscribeInvalid, SUBJECT, observed)];
    }
    let https = links.iter().any(|link| has_scheme(link, "https:"));
    let post = message.fields.first("List-Unsubscribe-Post");
    let mut checks = Vec::new();
    match post {
        None => {
            let observed = "the message has no List-Unsubscribe-Post field, so one click is not enough";
            checks.push(
                Check::new(Reason::SenderEmlOneClickMissing, SUBJECT, observed)
                    .publish("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
            );
        }
        Some(post) if post.replace(' ', "") != "List-Unsubscribe=One-Click" => {
            let observed = format!("List-Unsubscribe-Post says \"{post}\"");
            checks.push(
                Check::new(Reason::SenderEmlOneClickInvalid, SUBJECT, observed)
                    .publish("List-Unsubscribe-Post: List-Unsubscribe=One-Click"),
            );
        }
        Some(_) if !https => {
            let observed = format!("List-Unsubscribe has no https link for the one click: {value}");
            checks.push(Check::new(Reason::SenderEmlOneClickInvalid, SUBJECT, observed));
        }
        Some(_) => {
            let covered = |signature: &&&Signature| {
                signature.covers("List-Unsubscribe") && signature.covers("List-Unsubscribe-Post")
            };
            if passing.iter().find(covered).is_some() {
                let observed = "one click is enough, and the signature covers both fields";
                checks.push(Check::pass(Reason::SenderEmlUnsubscribe, SUBJECT, observed));
            } else {
                let observed = "no valid DKIM signature covers List-Unsubscribe and List-Unsubscribe-Post";
                checks.push(Check::new(Reason::SenderEmlOneClickUnsigned, SUBJECT, observed));
            }
        }
    }
    checks
}

/// What stands in angle brackets.
fn links(value: &str) -> Vec<&str> {
    let inside = value.split('<').skip(1).filter_map(|rest| rest.split_once('>'));
    inside.map(|(link, _)| link.trim()).filter(|link| link.contains(':')).collect()
}

fn has_scheme(link: &str, scheme: &str) -> bool {
    link.get(..scheme.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(scheme))
}
