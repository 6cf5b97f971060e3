//! A row of the table of facts: from what is known of a domain to cells, and back. Pure.

use super::columns::{COLUMNS, SCHEMA, place};
use super::time::seconds;
use crate::domain::Domain;
use crate::facts::{Cost, DomainFacts, EXCHANGES_MAX, Failure, HostFacts, Known, Lookup, MailExchange, Origin};
use crate::reason::{Sentence, sentence};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

/// The most items of an answer: a DNS message has 64 KiB, and a record more than ten octets of them.
const ITEMS_MAX: usize = 6_000;
/// The longest name of a resolver, in octets.
const RESOLVER_OCTETS_MAX: usize = 4_096;
/// Hosts that are held once however many rows name them.
const HOSTS_SHARED_MAX: usize = 1 << 20;

/// The word of a domain that need not be asked, for its name says enough.
const NOT_ASKED: &str = "not_asked";

/// A row that is to be written.
#[derive(Debug)]
pub struct FactsRow<'r> {
    /// The domain.
    pub domain: &'r Domain,
    /// What is known of it; `None` where nobody need be asked.
    pub known: Option<&'r Known>,
    /// The verdict on an address at it of which nothing else is known.
    pub verdict: &'static str,
    /// Why.
    pub codes: Vec<&'static str>,
    /// What was probably meant.
    pub suggestion: Option<String>,
    /// The service, or the registrable domain, of its first mail host.
    pub provider: Option<String>,
}

/// A cell that is to be written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Text(Option<String>),
    Texts(Vec<&'static str>),
    Json(Value),
    Number(u32),
    Flag(bool),
    Time(Option<u64>),
}

impl FactsRow<'_> {
    /// Its cells, one for each of [`COLUMNS`].
    pub(super) fn cells(&self) -> [Cell; COLUMNS.len()] {
        let text = |text: &str| Cell::Text(Some(text.to_owned()));
        let facts = self.known.map(|known| &*known.facts);
        let origin = facts.map_or(Origin::Believed, |facts| facts.cost.origin);
        let exchanges = facts.map_or_else(Vec::new, |facts| match &facts.mx {
            Lookup::Found(exchanges) => exchanges.iter().map(exchange).collect(),
            Lookup::NoData | Lookup::NxDomain | Lookup::Failed(_) => Vec::new(),
        });
        let hosts = facts.map_or_else(Vec::new, |facts| facts.hosts.iter().map(|facts| host(facts)).collect());
        let left_out = facts.map_or(0, |facts| facts.exchanges_left_out);
        [
            text(SCHEMA),
            text(self.domain.as_str()),
            text(facts.map_or(NOT_ASKED, |facts| outcome_of(&facts.mx))),
            text(self.verdict),
            Cell::Texts(self.codes.clone()),
            Cell::Text(self.suggestion.clone()),
            Cell::Text(self.provider.clone()),
            Cell::Json(Value::Array(exchanges)),
            Cell::Text(facts.and_then(|facts| facts.canonical.as_ref()).map(ToString::to_string)),
            Cell::Json(Value::Array(hosts)),
            Cell::Number(u32::try_from(left_out).unwrap_or(u32::MAX)),
            Cell::Flag(facts.is_some_and(|facts| facts.resolver_lies)),
            text(trust(origin)),
            Cell::Time(self.known.map(|known| known.asked_s)),
            Cell::Time(self.known.map(|known| known.expires_s)),
            Cell::Text(self.known.map(|known| known.resolver.to_string())),
        ]
    }
}

fn exchange(mx: &MailExchange) -> Value {
    json!({ "preference": mx.preference, "exchange": mx.exchange.as_str() })
}

fn host(facts: &HostFacts) -> Value {
    let mut host = json!({ "host": facts.host.as_str(), "a": answer(&facts.v4) });
    if let Some(v6) = &facts.v6 {
        host["aaaa"] = answer(v6);
    }
    if let Some(canonical) = &facts.canonical {
        host["alias"] = json!(canonical.as_str());
    }
    host
}

/// Addresses as a list, or the word for why there are none.
fn answer<T: ToString>(lookup: &Lookup<Vec<T>>) -> Value {
    match lookup {
        Lookup::Found(addresses) => Value::Array(addresses.iter().map(|ip| Value::String(ip.to_string())).collect()),
        other => json!(outcome_of(other)),
    }
}

const FOUND: &str = "found";
const NO_DATA: &str = "nodata";
const NX_DOMAIN: &str = "nxdomain";

fn outcome_of<T>(lookup: &Lookup<T>) -> &'static str {
    match lookup {
        Lookup::Found(_) => FOUND,
        Lookup::NoData => NO_DATA,
        Lookup::NxDomain => NX_DOMAIN,
        Lookup::Failed(failure) => failure.word(),
    }
}

/// The outcome that a word stands for, but for `found`.
fn without_records<T>(word: &str) -> Option<Lookup<T>> {
    match word {
        NO_DATA => Some(Lookup::NoData),
        NX_DOMAIN => Some(Lookup::NxDomain),
        word => Failure::named(word).map(Lookup::Failed),
    }
}

const TRUST: [(&str, Origin); 3] =
    [("believed", Origin::Believed), ("doubted", Origin::Doubted), ("given", Origin::Given)];

fn trust(origin: Origin) -> &'static str {
    TRUST.iter().find(|(_, known)| *known == origin).map_or("believed", |(word, _)| word)
}

/// Reads rows, and holds what many of them have in common once.
#[derive(Default)]
pub(super) struct Decoder {
    hosts: HashMap<String, Arc<HostFacts>>,
    resolvers: HashMap<String, Arc<str>>,
}

impl Decoder {
    /// The domain of a row, whose cells are texts in the order of [`COLUMNS`], with what is known of it; `None` where nobody need be asked. `Err` says what is wrong with the row.
    pub(super) fn row(&mut self, cells: &[&str]) -> Result<Option<(Domain, Known)>, Sentence> {
        let cell = |name: &str| cells.get(place(name)).copied().unwrap_or_default();
        if cell("schema") != SCHEMA {
            return Err(sentence!("facts-row-schema", value = quoted(cell("schema")), wanted = SCHEMA));
        }
        let domain = name("domain", cell("domain"))?;
        let outcome = cell("outcome");
        if outcome == NOT_ASKED {
            return Ok(None);
        }
        let exchanges = exchanges(&array("mx", cell("mx"))?)?;
        let mx = match without_records(outcome) {
            Some(lookup) if exchanges.is_empty() => lookup,
            None if outcome == FOUND && !exchanges.is_empty() => Lookup::Found(exchanges),
            Some(_) | None => return Err(sentence!("facts-row-outcome", value = quoted(outcome))),
        };
        let hosts = array("hosts", cell("hosts"))?;
        if hosts.len() > EXCHANGES_MAX {
            return Err(sentence!("facts-row-hosts", count = EXCHANGES_MAX));
        }
        let hosts = hosts.iter().map(|host| self.host(host)).collect::<Result<Vec<_>, _>>()?;
        let alias = Some(cell("alias")).filter(|alias| !alias.is_empty());
        let trust = cell("resolver_trust");
        let origin = TRUST.iter().find(|(word, _)| *word == trust).map(|(_, origin)| *origin);
        let (asked_s, expires_s) = (moment("asked_at", cell("asked_at"))?, moment("expires_at", cell("expires_at"))?);
        if expires_s < asked_s {
            return Err(sentence!("facts-row-expires"));
        }
        let facts = DomainFacts {
            mx,
            canonical: alias.map(|alias| name("alias", alias)).transpose()?,
            hosts,
            exchanges_left_out: number("exchanges_left_out", cell("exchanges_left_out"))?,
            resolver_lies: flag("resolver_invents", cell("resolver_invents"))?,
            cost: Cost {
                cached: true,
                origin: origin.ok_or_else(|| wrong("resolver_trust", trust))?,
                ..Cost::default()
            },
        };
        let resolver = self.resolver(cell("resolver"))?;
        Ok(Some((domain, Known { facts: Arc::new(facts), asked_s, expires_s, resolver })))
    }

    fn host(&mut self, value: &Value) -> Result<Arc<HostFacts>, Sentence> {
        let key = value.to_string();
        if let Some(known) = self.hosts.get(&key) {
            return Ok(known.clone());
        }
        let text = |key: &str| value[key].as_str();
        let host = Arc::new(HostFacts {
            host: name("hosts", text("host").unwrap_or_default())?,
            v4: addresses(&value["a"])?,
            v6: if value["aaaa"].is_null() { None } else { Some(addresses(&value["aaaa"])?) },
            canonical: text("alias").map(|alias| name("hosts", alias)).transpose()?,
        });
        if self.hosts.len() < HOSTS_SHARED_MAX {
            self.hosts.insert(key, host.clone());
        }
        Ok(host)
    }

    fn resolver(&mut self, text: &str) -> Result<Arc<str>, Sentence> {
        if text.len() > RESOLVER_OCTETS_MAX {
            return Err(sentence!("facts-row-resolver", octets = RESOLVER_OCTETS_MAX));
        }
        if let Some(known) = self.resolvers.get(text) {
            return Ok(known.clone());
        }
        let resolver: Arc<str> = text.into();
        if self.resolvers.len() < HOSTS_SHARED_MAX {
            self.resolvers.insert(text.to_owned(), resolver.clone());
        }
        Ok(resolver)
    }
}

/// The longest text of a stranger's that is repeated, in characters.
const QUOTED_MAX: usize = 80;

fn quoted(text: &str) -> String {
    format!("{:?}", text.chars().take(QUOTED_MAX).collect::<String>())
}

fn wrong(column: &'static str, text: &str) -> Sentence {
    sentence!("facts-row-value", column = column, value = quoted(text))
}

fn name(column: &'static str, text: &str) -> Result<Domain, Sentence> {
    Domain::new(text).map_err(|error| {
        sentence!("facts-row-name", column = column, value = quoted(text), why = Sentence::from(error))
    })
}

fn array(column: &'static str, text: &str) -> Result<Vec<Value>, Sentence> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    match serde_json::from_str(text) {
        Ok(Value::Array(items)) if items.len() <= ITEMS_MAX => Ok(items),
        Ok(Value::Null) => Ok(Vec::new()),
        Ok(Value::Array(_)) => Err(sentence!("facts-row-items", column = column, count = ITEMS_MAX)),
        Ok(_) | Err(_) => Err(sentence!("facts-row-no-array", column = column)),
    }
}

fn exchanges(items: &[Value]) -> Result<Vec<MailExchange>, Sentence> {
    let exchange = |item: &Value| {
        let preference = item["preference"].as_u64().and_then(|number| u16::try_from(number).ok());
        let preference = preference.ok_or_else(|| sentence!("facts-row-preference"))?;
        Ok(MailExchange { preference, exchange: name("mx", item["exchange"].as_str().unwrap_or_default())? })
    };
    items.iter().map(exchange).collect()
}

fn addresses<T: FromStr>(value: &Value) -> Result<Lookup<Vec<T>>, Sentence> {
    match value {
        Value::Array(items) if (1..=ITEMS_MAX).contains(&items.len()) => {
            let address = |item: &Value| {
                let text = item.as_str().unwrap_or_default();
                text.parse::<T>().map_err(|_| sentence!("facts-row-address", value = quoted(text)))
            };
            items.iter().map(address).collect::<Result<Vec<T>, _>>().map(Lookup::Found)
        }
        Value::String(word) => without_records(word).ok_or_else(|| sentence!("facts-row-host", value = quoted(word))),
        _ => Err(sentence!("facts-row-bare-host")),
    }
}

fn moment(column: &'static str, text: &str) -> Result<u64, Sentence> {
    seconds(text).ok_or_else(|| sentence!("facts-row-moment", column = column, value = quoted(text)))
}

fn number(column: &'static str, text: &str) -> Result<usize, Sentence> {
    text.parse::<u16>().map(usize::from).map_err(|_| wrong(column, text))
}

fn flag(column: &'static str, text: &str) -> Result<bool, Sentence> {
    // pandas writes `True`.
    text.to_ascii_lowercase().parse().map_err(|_| wrong(column, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(text: &str) -> Domain {
        Domain::new(text).expect(text)
    }

    fn known(mx: Lookup<Vec<MailExchange>>, hosts: Vec<HostFacts>) -> Known {
        let facts = DomainFacts {
            mx,
            canonical: Some(domain("b.example.net")),
            hosts: hosts.into_iter().map(Arc::new).collect(),
            exchanges_left_out: 3,
            resolver_lies: true,
            cost: Cost { cached: true, origin: Origin::Doubted, ..Cost::default() },
        };
        Known { facts: Arc::new(facts), asked_s: 1_700_000_000, expires_s: 1_700_003_600, resolver: "zone".into() }
    }

    fn samples() -> Vec<Known> {
        let exchange = |preference, host: &str| MailExchange { preference, exchange: domain(host) };
        let host = |v4, v6| HostFacts { host: domain("mx.a.de"), v4, v6, canonical: None };
        let mx = Lookup::Found(vec![exchange(0, "."), exchange(65_535, "mx.a.de")]);
        let v6 = Lookup::Found(vec!["2600::1".parse().expect("an address")]);
        let mut samples = vec![
            known(mx, vec![host(Lookup::Found(vec![[20, 0, 0, 1].into(), [10, 0, 0, 1].into()]), None)]),
            known(Lookup::NoData, vec![host(Lookup::NoData, Some(v6))]),
            known(Lookup::NxDomain, Vec::new()),
        ];
        for failure in Failure::ALL {
            samples.push(known(Lookup::Failed(failure), vec![host(Lookup::Failed(failure), None)]));
        }
        samples
    }

    /// The texts of the cells of a row, as they stand in CSV.
    fn texts(known: &Known) -> Vec<String> {
        let name = domain("a.de");
        let row = FactsRow {
            domain: &name,
            known: Some(known),
            verdict: "ok",
            codes: Vec::new(),
            suggestion: None,
            provider: None,
        };
        row.cells().into_iter().map(|cell| crate::run::facts_table::write::text(&cell)).collect()
    }

    fn read(texts: &[String]) -> Result<Option<(Domain, Known)>, Sentence> {
        Decoder::default().row(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    #[test]
    fn a_row_comes_back_as_it_was() {
        for known in samples() {
            assert_eq!(read(&texts(&known)).expect("a row"), Some((domain("a.de"), known)));
        }
    }

    #[test]
    fn a_row_with_a_cell_of_anybody_else_is_refused_or_the_cell_is_not_read() {
        for known in samples() {
            for (at, column) in COLUMNS.iter().enumerate() {
                for other in ["\u{0}", "7x", "[1]", "{}", "[{}]", "found ", "\"", "a b", "[[[[[[["] {
                    let mut texts = texts(&known);
                    other.clone_into(&mut texts[at]);
                    let read = read(&texts);
                    let is_free_text =
                        column.name == "resolver" || column.name == "alias" && Domain::new(other).is_ok();
                    let is_name = column.name == "domain" && Domain::new(other).is_ok();
                    assert_eq!(read.is_err(), column.is_fact && !is_free_text && !is_name, "{} {other:?}", column.name);
                }
            }
        }
    }
}
