//! The user's own tables and domains: the folder of `--data`, and the section `[lists]` of `presend.toml`.

use super::file::{File, LISTS, Unknown};
use presend::domain::Domain;
use presend::reason::{Saying, escape, sentence};
use presend::suggest::{Lists, PROVIDER_OCTETS_MAX, Provider, REPLACEABLE_TABLES, Status, Tables};
use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A longer table is none that presend can hold well, in octets.
const TABLE_OCTETS_MAX: u64 = 64 << 20;

/// How popular a user's own provider is taken to be when nothing is said: such a list has many addresses there.
const OWN_WEIGHT: u32 = 10_000;

/// The tables that presend brings, with those in the folder in place of the ones of the same names.
pub fn read_tables(folder: &Path) -> anyhow::Result<Tables> {
    let unreadable = |path: &Path| sentence!("cannot-read-option", option = "--data", file = escape::file(path));
    let listing = std::fs::read_dir(folder).saying(|| unreadable(folder))?;
    let mut texts = BTreeMap::new();
    for entry in listing {
        let path = entry.saying(|| unreadable(folder))?.path();
        if path.extension().is_none_or(|extension| extension != "tsv") {
            continue;
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(table) = REPLACEABLE_TABLES.iter().find(|table| **table == name) else {
            let tables = REPLACEABLE_TABLES.join(", ");
            anyhow::bail!(sentence!("data-no-table-of-ours", file = escape::file(path), tables = tables));
        };
        let octets = std::fs::metadata(&path).map(|data| data.len()).unwrap_or_default();
        anyhow::ensure!(
            octets <= TABLE_OCTETS_MAX,
            sentence!(
                "option-file-large",
                option = "--data",
                file = escape::file(&path),
                mebibytes = TABLE_OCTETS_MAX >> 20
            )
        );
        let text = std::fs::read_to_string(&path);
        texts.insert(*table, text.saying(|| unreadable(&path))?);
    }
    anyhow::ensure!(
        !texts.is_empty(),
        sentence!("data-no-table", folder = escape::file(folder), tables = REPLACEABLE_TABLES.join(", "))
    );
    Ok(Tables::with_own(&texts).map_err(|error| error.within(folder))?)
}

/// Reads the section `[lists]`.
pub fn lists(file: &File, table: &DeTable<'_>) -> anyhow::Result<Lists> {
    let mut lists = Lists::default();
    for (name, value) in table.iter() {
        match name.get_ref().as_ref() {
            "providers" => {
                for entry in entries(file, "providers", value)? {
                    lists.providers.push(provider(file, entry)?);
                }
            }
            "allowed_domains" => lists.allowed = domains(file, "allowed_domains", value)?,
            "blocked_domains" => lists.blocked = domains(file, "blocked_domains", value)?,
            other => {
                let known = ["providers", "allowed_domains", "blocked_domains"];
                return Err(file.unknown(&name.span(), Unknown::List, other, known.into_iter()));
            }
        }
    }
    let allowed: HashSet<&String> = lists.allowed.iter().collect();
    if let Some(both) = lists.blocked.iter().find(|domain| allowed.contains(domain)) {
        let place = table.get("blocked_domains").map(Spanned::span).unwrap_or_default();
        return Err(file.wrong(&place, sentence!("config-allowed-and-blocked", domain = both.clone())));
    }
    Ok(lists)
}

fn entries<'v, 'i>(
    file: &File,
    list: &str,
    value: &'v Spanned<DeValue<'i>>,
) -> anyhow::Result<&'v [Spanned<DeValue<'i>>]> {
    let array = value.get_ref().as_array();
    array
        .map(|array| &**array)
        .ok_or_else(|| file.wrong(&value.span(), sentence!("config-list", list = format!("{LISTS}.{list}"))))
}

fn domains(file: &File, list: &str, value: &Spanned<DeValue<'_>>) -> anyhow::Result<Vec<String>> {
    entries(file, list, value)?.iter().map(|entry| domain(file, entry)).collect()
}

/// A domain as people write it, in the form that the DNS compares.
fn domain(file: &File, value: &Spanned<DeValue<'_>>) -> anyhow::Result<String> {
    let wrong = |text: &str| file.wrong(&value.span(), sentence!("config-no-domain", text = format!("{text:?}")));
    let Some(text) = value.get_ref().as_str() else { return Err(wrong(value.get_ref().type_str())) };
    let name = text.trim().trim_start_matches("*.").trim_start_matches('@');
    let ascii = idna::domain_to_ascii(name).map_err(|_| wrong(text))?;
    let plain = ascii.contains('.') && !ascii.contains(['@', ',', '/']);
    let domain = Domain::new(&ascii).ok().filter(|_| plain).ok_or_else(|| wrong(text))?;
    Ok(domain.as_str().to_owned())
}

/// A domain, or a table with `domain` and what is known of it.
fn provider(file: &File, value: &Spanned<DeValue<'_>>) -> anyhow::Result<Provider> {
    let mut weight = OWN_WEIGHT;
    let (mut name, mut country) = (None, String::new());
    let domain = match value.get_ref().as_table() {
        None => domain(file, value)?,
        Some(table) => {
            for (key, field) in table.iter() {
                let text = || field.get_ref().as_str().map(str::to_owned);
                match key.get_ref().as_ref() {
                    "domain" => {}
                    "name" => name = text(),
                    "country" => country = text().unwrap_or_default(),
                    "weight" => {
                        let number = field.get_ref().as_integer().and_then(|number| number.as_str().parse().ok());
                        let number = number.filter(|number| (1..=1_000_000).contains(number));
                        weight = number.ok_or_else(|| file.wrong(&field.span(), sentence!("config-weight")))?;
                    }
                    other => {
                        let known = ["domain", "name", "country", "weight"];
                        return Err(file.unknown(&key.span(), Unknown::Field, other, known.into_iter()));
                    }
                }
            }
            let field = table.get("domain");
            domain(file, field.ok_or_else(|| file.wrong(&value.span(), sentence!("config-provider-domain")))?)?
        }
    };
    if domain.len() > PROVIDER_OCTETS_MAX {
        return Err(
            file.wrong(&value.span(), sentence!("config-domain-long", domain = domain, octets = PROVIDER_OCTETS_MAX))
        );
    }
    Ok(Provider {
        name: name.unwrap_or_else(|| domain.clone()),
        domain,
        country,
        weight,
        status: Status::Live,
        last_known: String::new(),
    })
}
