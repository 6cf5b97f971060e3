//! Is a PTR name one that a provider gives to every machine of its network, or the name of a mail host?
//!
//! Two things are weighed: how much of the address stands in the name, in whatever order and notation, and which words
//! stand beside it. Only the labels that the holder of the domain chose are read, so a provider called `dsl.example` has
//! no bad name by that. Many receivers refuse generic names, because hacked home computers send from such.

mod traces;
mod words;

use crate::domain::Domain;
use std::net::IpAddr;
use traces::Trace;
use words::Words;

/// Whether the name looks like one of a whole network of customers' machines.
pub fn is_generic(name: &Domain, ip: IpAddr) -> bool {
    let text = name.as_str();
    let registrable = name.registrable().unwrap_or(text);
    let chosen = text.strip_suffix(registrable).unwrap_or_default().trim_end_matches('.');
    // Some hosters register a domain for each network: ip-192-0-2.example.
    let host = if !chosen.is_empty() && traces::of(registrable, ip) != Trace::None { text } else { chosen };
    if words::is_unchosen(text) || words::is_line_of_exchange(host) {
        return true;
    }
    if words::is_default_of_hoster(text) && (host.is_empty() || !is_for_mail(first_label(text))) {
        return true;
    }
    if host.is_empty() {
        // The bare domain of somebody: chosen, unless the registrable label itself is made of the address.
        return traces::of(text, ip) == Trace::Whole;
    }
    let words = Words::of(host);
    match traces::of(host, ip) {
        Trace::Whole => words.access || !words.mail,
        Trace::Part => (words.access || words.machine) && (!words.mail || words.access_strong),
        Trace::None => words.access_strong && !words.mail,
    }
}

/// Hosters put the role of their own outbound hosts anywhere into the label: `p3plsmtpa06-20`.
fn is_for_mail(label: &str) -> bool {
    Words::of(label).mail || ["smtp", "mail"].iter().any(|word| label.contains(word))
}

fn first_label(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

#[cfg(test)]
mod tests;
