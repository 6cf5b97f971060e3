//! All tables of `data/` together with what a user adds to them, and the plain questions that they answer.
//!
//! The provider table wins over every other list: lists of disposable domains name real providers, and a customer with
//! an address at one of them must not be lost. A user's allowed domains win in the same way. Nothing here guesses, and
//! nothing here reads a file: texts come as arguments.

use super::at_sign::address_meant;
use super::found::Found;
use super::providers::{Provider, Providers, TableTexts};
use super::quiet::Quiet;
use super::table::{Row, TableError, is_plain_domain, parents, rows};
use super::{Confidence, Suggestion, suggest_with};
use crate::domain::Domain;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The files that a user can replace by one of the same name.
pub const REPLACEABLE_TABLES: [&str; 8] = [
    "providers.tsv",
    "neighbours.tsv",
    "typos.tsv",
    "disposable.tsv",
    "roles.tsv",
    "shut_down.tsv",
    "parking.tsv",
    "special_use.tsv",
];

/// The line with which a table of a user's own takes the place of the shipped one.
pub const IN_PLACE: &str = "# in place of the built-in table";

/// A user's rows with those of the shipped table behind them, unless they are to take their place.
fn on_top(name: &str, own: &str) -> String {
    let alone = own.lines().any(|line| line.trim_start_matches('\u{feff}').trim_end() == IN_PLACE);
    let shipped = match name {
        _ if alone => "",
        "providers.tsv" => TableTexts::builtin().providers,
        "neighbours.tsv" => TableTexts::builtin().neighbours,
        "typos.tsv" => TableTexts::builtin().typos,
        "disposable.tsv" => include_str!("../../data/disposable.tsv"),
        "roles.tsv" => include_str!("../../data/roles.tsv"),
        "shut_down.tsv" => include_str!("../../data/shut_down.tsv"),
        "parking.tsv" => include_str!("../../data/parking.tsv"),
        "special_use.tsv" => include_str!("../../data/special_use.tsv"),
        _ => "",
    };
    format!("{own}\n{shipped}")
}

/// A provider that closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShutDown {
    /// The day, the month or the year of its end, as the table says it.
    pub since: String,
    /// What is known, in a few words.
    pub note: String,
}

/// What a user adds to the tables. All domains are lower-case A-labels, and stand for what is below them too.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// Domains whose slips are to be found, such as the user's own.
    pub providers: Vec<Provider>,
    /// Never called a slip, disposable, free, parked or shut down. The DNS still decides whether they take mail.
    pub allowed: Vec<String>,
    /// Never to be mailed.
    pub blocked: Vec<String>,
}

/// All tables. Cheap to clone; the default is what presend ships with.
#[derive(Clone)]
pub struct Tables(Arc<Inner>);

#[derive(Clone)]
struct Inner {
    providers: Arc<Providers>,
    disposable: Arc<HashSet<String>>,
    roles: HashSet<String>,
    shut_down: HashMap<String, ShutDown>,
    parking: HashMap<String, String>,
    /// Absent when the shipped table counts.
    special_use: Option<HashSet<String>>,
    /// Providers that the user added. A mailbox there is not free for anyone.
    own: HashSet<String>,
    allowed: HashSet<String>,
    blocked: HashSet<String>,
    quiet: Arc<Quiet>,
    found: Arc<Found>,
}

impl Default for Tables {
    fn default() -> Self {
        Tables::builtin().clone()
    }
}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tables").field("providers", &self.0.providers.iter().count()).finish_non_exhaustive()
    }
}

impl Tables {
    /// The shipped tables.
    pub fn builtin() -> &'static Tables {
        // They are held to their form by a test; a line that had slipped through would be left out.
        static BUILTIN: LazyLock<Tables> = LazyLock::new(|| Tables::collect(&BTreeMap::new(), &mut |_| ()));
        &BUILTIN
    }

    /// The shipped tables, with rows of a user on top of some: `texts` holds them by the name of the table, which is one of
    /// [`REPLACEABLE_TABLES`]. A text with the line [`IN_PLACE`] takes the place of the shipped one. `Err` names the first
    /// place that cannot be used.
    pub fn with_own(texts: &BTreeMap<&'static str, String>) -> Result<Tables, TableError> {
        let mut first = None;
        let tables = Tables::collect(texts, &mut |error| {
            // A shipped table may name a provider that the user's table no longer has. That is no fault of the user.
            if texts.get(error.table).is_some_and(|text| error.line <= text.lines().count()) {
                first.get_or_insert(error);
            }
        });
        first.map_or(Ok(tables), Err)
    }

    /// The same tables with what a user adds to them.
    pub fn with_lists(&self, lists: Lists) -> Tables {
        let mut inner = Inner::clone(&self.0);
        inner.own.extend(lists.providers.iter().map(|provider| provider.domain.clone()));
        inner.allowed.extend(lists.allowed.iter().cloned());
        inner.blocked.extend(lists.blocked);
        if !lists.providers.is_empty() || !lists.allowed.is_empty() {
            inner.providers = Arc::new(inner.providers.extended(lists.providers, lists.allowed));
            (inner.quiet, inner.found) = (Arc::default(), Arc::default());
        }
        Tables(Arc::new(inner))
    }

    fn collect(texts: &BTreeMap<&'static str, String>, report: &mut dyn FnMut(TableError)) -> Tables {
        // A user's rows come first, since of two for one key the first counts.
        let texts: BTreeMap<&'static str, String> =
            texts.iter().map(|(name, own)| (*name, on_top(name, own))).collect();
        let text = |name: &'static str, shipped: &'static str| (name, texts.get(name).map_or(shipped, String::as_str));
        let shipped = TableTexts::builtin();
        let near = TableTexts {
            providers: text("providers.tsv", shipped.providers).1,
            neighbours: text("neighbours.tsv", shipped.neighbours).1,
            typos: text("typos.tsv", shipped.typos).1,
        };
        let mut read = |(name, text): (&'static str, &str), one: &mut dyn FnMut(Row<'_>) -> Result<(), TableError>| {
            rows(name, text).filter_map(|row| one(row).err()).for_each(&mut *report);
        };
        let (mut disposable, mut roles) = (HashSet::new(), HashSet::new());
        let (mut shut_down, mut parking) = (HashMap::new(), HashMap::new());
        read(text("disposable.tsv", include_str!("../../data/disposable.tsv")), &mut |row| {
            disposable.insert(row.domain(0)?.to_owned());
            Ok(())
        });
        read(text("roles.tsv", include_str!("../../data/roles.tsv")), &mut |row| {
            let name = row.filled(0, "table-expected-local-part")?;
            let plain = name == name.to_lowercase() && !name.contains(['@', ' ']);
            plain
                .then(|| roles.insert(name.to_owned()))
                .ok_or_else(|| row.wrong(0, "table-expected-small-local-part"))?;
            Ok(())
        });
        read(text("shut_down.tsv", include_str!("../../data/shut_down.tsv")), &mut |row| {
            let since = row.date(1)?.to_owned();
            let note = row.field(2).to_owned();
            shut_down.entry(row.domain(0)?.to_owned()).or_insert(ShutDown { since, note });
            Ok(())
        });
        read(text("parking.tsv", include_str!("../../data/parking.tsv")), &mut |row| {
            let service = row.filled(1, "table-expected-parking")?.to_owned();
            parking.entry(row.domain(0)?.to_owned()).or_insert(service);
            Ok(())
        });
        let special_use = texts.get("special_use.tsv").map(|text| {
            let mut names = HashSet::new();
            read(("special_use.tsv", text), &mut |row| {
                let name = row.field(0);
                let wrong = || row.wrong(0, "table-expected-name");
                is_plain_domain(name).then(|| names.insert(name.to_owned())).ok_or_else(wrong)?;
                Ok(())
            });
            names
        });
        let mut providers = Providers::collect(near, report);
        // The domain of a provider that closed is no slip of another provider's.
        let closed: Vec<String> = shut_down.keys().filter(|name| providers.get(name).is_none()).cloned().collect();
        providers.leave_alone(closed);
        Tables(Arc::new(Inner {
            providers: Arc::new(providers),
            disposable: Arc::new(disposable),
            roles,
            shut_down,
            parking,
            special_use,
            own: HashSet::new(),
            allowed: HashSet::new(),
            blocked: HashSet::new(),
            quiet: Arc::default(),
            found: Arc::default(),
        }))
    }

    /// The providers, and what near misses of their names are measured against.
    pub fn providers(&self) -> &Providers {
        &self.0.providers
    }

    /// Suggests a domain for what was typed after the `@`.
    pub fn suggest(&self, domain_text: &str) -> Option<Suggestion> {
        let find = || suggest_with(&self.0.providers, domain_text);
        self.0.quiet.unless_known(domain_text, || self.0.found.or_find(domain_text, find))
    }

    /// The address that was meant by a text without an `@` or with several, and how sure that is.
    pub fn address_meant(&self, text: &str) -> Option<(String, Confidence)> {
        address_meant(&self.0.providers, text)
    }

    /// Whether this is the domain of a consumer mail provider, at which a mailbox says nothing of its owner's employer.
    pub fn is_free(&self, domain: &str) -> bool {
        self.0.providers.get(domain).is_some() && !self.0.own.contains(domain) && !self.is_allowed(domain)
    }

    /// Whether the domain, or a parent of it, gives out mailboxes for a short time. Never true for a provider's domain.
    pub fn is_disposable(&self, domain: &str) -> bool {
        !self.0.providers.knows(domain) && parents(domain).any(|name| self.0.disposable.contains(name))
    }

    /// Whether a local-part names a function or a group, such as `info` or `postmaster` (RFC 2142), and not a person.
    ///
    /// Letter case does not matter, and a `+tag` is not looked at.
    pub fn is_role(&self, local_part: &str) -> bool {
        let name = local_part.split('+').next().unwrap_or_default();
        // Most names are small already, and this is asked for every row.
        let small = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        self.0.roles.contains(name) || !small && self.0.roles.contains(name.to_lowercase().as_str())
    }

    /// The closed provider at exactly this domain, if the table knows that it closed.
    pub fn shut_down(&self, domain: &str) -> Option<&ShutDown> {
        let open = self.0.providers.get(domain).is_some() || self.is_allowed(domain);
        self.0.shut_down.get(domain).filter(|_| !open)
    }

    /// The parking service that a name server or a mail exchange belongs to, if it is a known one.
    pub fn parking_service(&self, host: &str) -> Option<&str> {
        parents(host).find_map(|name| self.0.parking.get(name).map(String::as_str))
    }

    /// Whether the name is reserved or stands under a reserved one.
    pub fn is_special_use(&self, domain: &Domain) -> bool {
        let Some(names) = &self.0.special_use else { return domain.special_use().is_some() };
        let tld = std::iter::once(domain.tld());
        parents(domain.as_str()).chain(tld).any(|name| names.contains(name))
    }

    /// Whether the user allows the domain or a parent of it.
    pub fn is_allowed(&self, domain: &str) -> bool {
        !self.0.allowed.is_empty() && parents(domain).any(|name| self.0.allowed.contains(name))
    }

    /// Whether the user blocks the domain or a parent of it.
    pub fn is_blocked(&self, domain: &str) -> bool {
        !self.0.blocked.is_empty() && parents(domain).any(|name| self.0.blocked.contains(name))
    }
}

/// The provider whose mailboxes are at exactly this domain, by the shipped table.
pub fn provider(domain: &str) -> Option<&'static Provider> {
    Providers::builtin().get(domain)
}

/// The domains of the largest providers of the shipped table, the largest first.
pub fn largest_providers(most: usize) -> Vec<Domain> {
    let mut live: Vec<&Provider> = Providers::builtin().live().collect();
    live.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.domain.cmp(&b.domain)));
    live.into_iter().filter_map(|provider| Domain::new(&provider.domain).ok()).take(most).collect()
}

/// [`Tables::is_free`] of the shipped tables.
pub fn is_free(domain: &str) -> bool {
    Tables::builtin().is_free(domain)
}

/// [`Tables::is_disposable`] of the shipped tables.
pub fn is_disposable(domain: &str) -> bool {
    Tables::builtin().is_disposable(domain)
}

/// [`Tables::is_role`] of the shipped tables.
pub fn is_role(local_part: &str) -> bool {
    Tables::builtin().is_role(local_part)
}

/// [`Tables::shut_down`] of the shipped tables.
pub fn shut_down(domain: &str) -> Option<&'static ShutDown> {
    Tables::builtin().shut_down(domain)
}

/// [`Tables::parking_service`] of the shipped tables.
pub fn parking_service(host: &str) -> Option<&'static str> {
    Tables::builtin().parking_service(host)
}
