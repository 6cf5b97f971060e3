//! Which lists are asked: those that the user named, or the well-known ones of `data/dnsbl.tsv`.

use crate::domain::Domain;
use std::net::Ipv4Addr;

const TABLE: &str = include_str!("../../../../data/dnsbl.tsv");

/// What a list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Ip4,
    Ip6,
    Domain,
}

/// A block list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    pub zone: Domain,
    /// What it holds; `None` when that is not known before it is tried.
    pub kinds: Option<Vec<Kind>>,
    pub name: Option<&'static str>,
    /// The label of the domain that must be listed (RFC 5782 §5: TEST).
    pub domain_test: &'static str,
    pub url: Option<&'static str>,
    /// `127.0.0.2=SBL 127.0.0.3=CSS`
    meanings: &'static str,
    /// The user named it.
    pub named: bool,
}

/// What an answer is for the one who is listed, the gravest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weighs {
    /// A list of good senders.
    Good,
    /// Worth knowing; nobody refuses for it.
    Note,
    /// The owner of the network says that no mail comes from there; no proof of spam.
    Policy,
    Bad,
    /// The list refuses to answer.
    Error,
}

impl List {
    /// What these answers mean on this list, in words.
    pub fn meaning(&self, answers: &[Ipv4Addr]) -> Option<String> {
        let mut meanings: Vec<String> =
            answers.iter().filter_map(|answer| Some(self.entry(*answer)?.0.replace('~', " "))).collect();
        meanings.dedup();
        (!meanings.is_empty()).then(|| meanings.join(" and "))
    }

    /// What the gravest of these answers is. An answer that the table does not know is bad.
    pub fn weighs(&self, answers: &[Ipv4Addr]) -> Weighs {
        answers
            .iter()
            .map(|answer| self.entry(*answer).map_or(Weighs::Bad, |entry| entry.1))
            .max()
            .unwrap_or(Weighs::Bad)
    }

    /// Whether the table has this very answer.
    pub fn knows(&self, answer: Ipv4Addr) -> bool {
        self.entry(answer).is_some()
    }

    fn entry(&self, answer: Ipv4Addr) -> Option<(&'static str, Weighs)> {
        let answer = answer.to_string();
        let entries = || self.meanings.split(' ').filter_map(|entry| entry.split_once('='));
        let (_, meaning) =
            entries().find(|(code, _)| *code == answer).or_else(|| entries().find(|(code, _)| *code == "*"))?;
        Some(match meaning.split_once('!') {
            Some((words, "good")) => (words, Weighs::Good),
            Some((words, "note")) => (words, Weighs::Note),
            Some((words, "policy")) => (words, Weighs::Policy),
            Some((words, "error")) => (words, Weighs::Error),
            Some((words, _)) => (words, Weighs::Bad),
            None => (meaning, Weighs::Bad),
        })
    }
}

/// The lists that the user named, or the default set.
pub(super) fn chosen(named: &[Domain]) -> Vec<List> {
    if named.is_empty() {
        return known().filter(|(_, default)| *default).map(|(list, _)| list).collect();
    }
    let of_name = |zone: &Domain| {
        let mut list = known().map(|(list, _)| list).find(|list| list.zone == *zone).unwrap_or_else(|| List {
            zone: zone.clone(),
            kinds: None,
            name: None,
            domain_test: "test",
            url: None,
            meanings: "",
            named: true,
        });
        list.named = true;
        list
    };
    named.iter().map(of_name).collect()
}

/// All lists of the table, and whether each is asked by default.
fn known() -> impl Iterator<Item = (List, bool)> {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(parse)
}

fn parse(line: &'static str) -> Option<(List, bool)> {
    let columns: Vec<&'static str> = line.split('\t').collect();
    let [zone, default, kinds, name, test, url, meanings, _terms] = columns[..] else { return None };
    let kind = |word: &str| match word {
        "ip4" => Some(Kind::Ip4),
        "ip6" => Some(Kind::Ip6),
        "domain" => Some(Kind::Domain),
        _ => None,
    };
    let list = List {
        zone: Domain::new(zone).ok()?,
        kinds: Some(kinds.split(' ').filter_map(kind).collect()),
        name: Some(name),
        domain_test: if test == "-" { "test" } else { test },
        url: Some(url),
        meanings,
        named: false,
    };
    Some((list, default == "yes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_a_list() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
        assert_eq!(known().count(), lines);
        for (list, _) in known() {
            assert!(list.kinds.as_ref().is_some_and(|kinds| !kinds.is_empty()), "{}", list.zone);
        }
    }

    #[test]
    fn a_named_list_keeps_what_is_known_of_it() {
        let zen = Domain::new("zen.spamhaus.org").expect("a name");
        let own = Domain::new("bl.example.net").expect("a name");
        let lists = chosen(&[zen, own]);
        assert_eq!(lists[0].meaning(&[Ipv4Addr::new(127, 0, 0, 10)]).as_deref(), Some("PBL"));
        assert!(lists.iter().all(|list| list.named) && lists[1].kinds.is_none());
        assert!(chosen(&[]).len() > 5);
    }

    #[test]
    fn answers_weigh_what_the_list_means_by_them() {
        for (zone, answers, weighs) in [
            ("zen.spamhaus.org", &[[127, 0, 0, 10]][..], Weighs::Policy),
            ("zen.spamhaus.org", &[[127, 0, 0, 10], [127, 0, 0, 4]], Weighs::Bad),
            ("hostkarma.junkemailfilter.com", &[[127, 0, 0, 1]], Weighs::Good),
            ("hostkarma.junkemailfilter.com", &[[127, 0, 0, 3]], Weighs::Note),
            ("hostkarma.junkemailfilter.com", &[[127, 0, 0, 2]], Weighs::Bad),
            ("list.dnswl.org", &[[127, 0, 5, 3]], Weighs::Good),
            ("list.dnswl.org", &[[127, 0, 0, 255]], Weighs::Error),
            ("bl.example.net", &[[127, 0, 0, 2]], Weighs::Bad),
        ] {
            let list = chosen(&[Domain::new(zone).expect("a name")]).remove(0);
            let answers: Vec<Ipv4Addr> = answers.iter().map(|&octets| octets.into()).collect();
            assert_eq!(list.weighs(&answers), weighs, "{zone} {answers:?}");
        }
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            let meanings = line.split('\t').nth(6).expect(line);
            let is_entry = |entry: &str| {
                let Some((code, meaning)) = entry.split_once('=') else { return false };
                let mark = meaning.split_once('!').map_or("good", |(_, mark)| mark);
                (code == "*" || code.parse::<Ipv4Addr>().is_ok()) && ["good", "note", "policy", "error"].contains(&mark)
            };
            assert!(meanings == "-" || meanings.split(' ').all(is_entry), "{line}");
        }
    }
}
