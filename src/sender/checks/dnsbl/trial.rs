//! Whether a list works: its test entries (RFC 5782 §5), and answers that are none.

use super::lists::{Kind, List, Weighs};
use super::{is_list_answer, question};
use crate::domain::Domain;
use crate::facts::{Failure, Lookup, Records};
use crate::sender::checks::check::failure_words;
use crate::sender::checks::iprev::reversed_labels;
use crate::sender::checks::lookups::Lookups;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// How a list came through its trial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trial {
    Works,
    /// It has no entries of this kind, or is not there.
    NotOffered(String),
    /// It says nothing that can be believed, and why.
    Unusable(String),
}

/// What a list answers about one name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answered {
    Listed(Vec<Ipv4Addr>),
    NotListed,
    /// The answer is none, and why.
    Unusable(String),
    /// It could not be found out, and why.
    Failed(String),
}

/// The answer of a list about a name beneath its zone. `None` until it is there.
pub(super) fn answered(name: &Domain, list: &List, look: &Lookups<'_>) -> Option<Answered> {
    let question = question(name);
    Some(match &look.ask(&question.name, question.kind)?.outcome {
        Lookup::Found(Records::A(addresses)) => classify(addresses, list),
        Lookup::Found(_) => Answered::Unusable(failure_words(Failure::Malformed).to_owned()),
        Lookup::NoData | Lookup::NxDomain => Answered::NotListed,
        Lookup::Failed(failure) => Answered::Failed(failure_words(*failure).to_owned()),
    })
}

/// What addresses mean as a list's answer.
pub fn classify(addresses: &[Ipv4Addr], list: &List) -> Answered {
    if let Some(stranger) = addresses.iter().find(|&&ip| !is_list_answer(ip)) {
        return Answered::Unusable(format!(
            "it answers {stranger}, outside 127.0.0.0/8: the list is parked, or your DNS server invents answers"
        ));
    }
    if list.weighs(addresses) == Weighs::Error {
        return Answered::Unusable(list.meaning(addresses).unwrap_or_default());
    }
    // What the list itself gives a meaning to is no error code, whatever others mean by it.
    for ip in addresses.iter().filter(|ip| !list.knows(**ip)) {
        let why = match ip.octets() {
            [127, 255, 255, 252] => "the list says that its name is misspelt (127.255.255.252)",
            [127, 255, 255, 254] => {
                "you asked through a public resolver, which the list refuses (127.255.255.254); ask through a resolver of your own (--dns)"
            }
            [127, 255, 255, 255] => "the list says that you ask too much (127.255.255.255)",
            [127, 255, 255, _] => "the list answers with an error code (127.255.255.0/24)",
            [127, 0, 1, 255] => "the list says that it does not list addresses (127.0.1.255)",
            [127, 0, 0, 1] => "the list refuses you (127.0.0.1): it does not serve your DNS server",
            _ => continue,
        };
        return Answered::Unusable(why.to_owned());
    }
    let mut answers = addresses.to_vec();
    answers.sort_unstable();
    Answered::Listed(answers)
}

/// The two test entries of a kind: what must be listed, and what must not be.
fn entries(list: &List, kind: Kind) -> (String, String) {
    match kind {
        Kind::Ip4 => ("2.0.0.127".to_owned(), "1.0.0.127".to_owned()),
        Kind::Ip6 => {
            let mapped = |last: u16| reversed_labels(IpAddr::V6(Ipv6Addr::new(0, 0, 0, 0, 0, 0xffff, 0x7f00, last)));
            (mapped(2), mapped(1))
        }
        Kind::Domain => (list.domain_test.to_owned(), "invalid".to_owned()),
    }
}

fn words(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Ip4 => ("127.0.0.2", "127.0.0.1"),
        Kind::Ip6 => ("::ffff:127.0.0.2", "::ffff:127.0.0.1"),
        Kind::Domain => ("TEST", "INVALID"),
    }
}

/// Tries a list for one kind of subject. `None` until all answers are there.
pub(super) fn try_list(list: &List, kind: Kind, look: &Lookups<'_>) -> Option<Trial> {
    let own = raw_trial(list, kind, look);
    // Whether the list does something else, for lists that nobody knows, and for the second family of addresses.
    let others: Vec<Kind> = [Kind::Ip4, Kind::Ip6, Kind::Domain]
        .into_iter()
        .filter(|&other| other != kind)
        .filter(|other| list.kinds.as_ref().is_none_or(|kinds| kinds.contains(other)))
        .collect();
    let own = own?;
    let Raw::Silent = own else {
        return Some(match own {
            Raw::Works => Trial::Works,
            Raw::Unusable(reason) => Trial::Unusable(reason),
            Raw::Silent => Trial::Works,
        });
    };
    let elsewhere = super::all(others.into_iter().map(|other| raw_trial(list, other, look)))?;
    let (listed, _) = words(kind);
    let absent = format!("its test entry {listed} is not listed: the list is dead, or is no list");
    Some(if elsewhere.contains(&Raw::Works) {
        Trial::NotOffered(match kind {
            Kind::Ip4 => "it lists no IPv4 addresses".to_owned(),
            Kind::Ip6 => "it lists no IPv6 addresses".to_owned(),
            Kind::Domain => "it lists no domains".to_owned(),
        })
    } else if let Some(Raw::Unusable(reason)) = elsewhere.into_iter().find(|raw| matches!(raw, Raw::Unusable(_))) {
        Trial::Unusable(reason)
    } else if list.named {
        Trial::Unusable(absent)
    } else {
        Trial::NotOffered(absent)
    })
}

/// What the test entries alone say.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Raw {
    Works,
    /// Nothing is listed, and nothing failed.
    Silent,
    Unusable(String),
}

fn raw_trial(list: &List, kind: Kind, look: &Lookups<'_>) -> Option<Raw> {
    let (listed, unlisted) = entries(list, kind);
    let name = |labels: &str| Domain::new(&format!("{labels}.{}", list.zone)).ok();
    let (Some(listed), Some(unlisted)) = (name(&listed), name(&unlisted)) else {
        return Some(Raw::Unusable("the name of the list is too long for the DNS".to_owned()));
    };
    let (listed, unlisted) = (answered(&listed, list, look), answered(&unlisted, list, look));
    let (must, must_not) = words(kind);
    Some(match (listed?, unlisted?) {
        (Answered::Unusable(reason) | Answered::Failed(reason), _) | (_, Answered::Failed(reason)) => {
            Raw::Unusable(reason)
        }
        (Answered::Listed(_), Answered::NotListed) => Raw::Works,
        (Answered::NotListed, Answered::NotListed) => Raw::Silent,
        (Answered::NotListed, Answered::Listed(_)) => {
            Raw::Unusable(format!("its test entries are the wrong way round: {must_not} is listed and {must} is not"))
        }
        // A list of everything answers 127.0.0.1 like anything else, whatever that answer looks like.
        (Answered::Listed(_), _) => {
            Raw::Unusable(format!("it lists everything: {must_not}, which must never be listed, is listed too"))
        }
        (Answered::NotListed, Answered::Unusable(reason)) => Raw::Unusable(reason),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unknown() -> List {
        crate::sender::checks::dnsbl::lists::chosen(&[Domain::new("bl.example.net").expect("a name")]).remove(0)
    }

    #[test]
    fn only_answers_inside_127_are_listings() {
        let check = |ip: [u8; 4], listed: bool| {
            let answered = classify(&[ip.into()], &unknown());
            assert_eq!(matches!(answered, Answered::Listed(_)), listed, "{ip:?} {answered:?}");
        };
        check([127, 0, 0, 2], true);
        check([127, 0, 1, 2], true);
        check([127, 0, 0, 10], true);
        check([127, 0, 0, 1], false);
        check([127, 255, 255, 252], false);
        check([127, 255, 255, 254], false);
        check([127, 255, 255, 255], false);
        check([127, 0, 1, 255], false);
        check([203, 0, 113, 5], false);
        check([0, 0, 0, 0], false);
    }

    #[test]
    fn one_stranger_among_answers_spoils_them() {
        assert!(matches!(classify(&[[127, 0, 0, 2].into(), [1, 2, 3, 4].into()], &unknown()), Answered::Unusable(_)));
    }

    #[test]
    fn the_test_entries_of_ipv6_are_the_mapped_ones() {
        let list =
            crate::sender::checks::dnsbl::lists::chosen(&[Domain::new("bl.example.net").expect("a name")]).remove(0);
        let (listed, unlisted) = entries(&list, Kind::Ip6);
        assert!(listed.starts_with("2.0.0.0.0.0.f.7.f.f.f.f.0.0."), "{listed}");
        assert!(unlisted.starts_with("1.0.0.0.0.0.f.7.f.f.f.f."), "{unlisted}");
    }
}
