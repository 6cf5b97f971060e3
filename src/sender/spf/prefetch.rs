//! Which questions a check may come to need, found by going through all records that are already known. Asking them
//! side by side makes a check as long as its deepest include, not as long as the sum of its terms.

use super::evaluate::Check;
use super::expand::{expand_name, reverse_name};
use super::macros::MacroString;
use super::record::{Mechanism, Record};
use super::select::{Selection, select};
use super::{EXCHANGES_MAX, LOOKUPS_MAX};
use crate::domain::Domain;
use crate::facts::{Lookup, RecordKind, Records};

/// The most questions that are asked at once.
const QUESTIONS_MAX: usize = 48;

/// Adds to `missing` what the records beneath `name` ask for. Bounded by the limit of look-ups.
pub(super) fn walk(check: &mut Check<'_>, name: &Domain) {
    let mut seen: Vec<Domain> = Vec::new();
    let mut waiting = vec![name.clone()];
    let mut terms = 0;
    while let Some(name) = waiting.pop() {
        if seen.contains(&name) {
            continue;
        }
        seen.push(name.clone());
        let Some(Lookup::Found(Records::Txt(texts))) = check.ask(&name, RecordKind::Txt) else { continue };
        let Selection::One(bytes) = select(texts) else { continue };
        let record = Record::parse(bytes);
        if !record.errors.is_empty() {
            continue;
        }
        for (_, _, mechanism) in record.directives() {
            terms += u32::from(mechanism.costs_lookup());
            if terms > LOOKUPS_MAX || check.missing.len() >= QUESTIONS_MAX {
                return;
            }
            if *mechanism == Mechanism::All {
                break;
            }
            mechanism_needs(check, mechanism, &name, &mut waiting);
        }
        if let (None, Some((_, target))) = (record.all(), record.redirect()) {
            waiting.extend(static_name(check, target, &name));
        }
    }
}

fn mechanism_needs(check: &mut Check<'_>, mechanism: &Mechanism, domain: &Domain, waiting: &mut Vec<Domain>) {
    let named = |check: &Check<'_>, spec: Option<&MacroString>| match spec {
        Some(spec) => static_name(check, spec, domain),
        None => Some(domain.clone()),
    };
    match mechanism {
        Mechanism::All | Mechanism::Ip(_) => {}
        Mechanism::Include(target) => waiting.extend(static_name(check, target, domain)),
        Mechanism::Exists(target) => {
            if let Some(name) = static_name(check, target, domain) {
                check.ask(&name, RecordKind::A);
            }
        }
        Mechanism::A(target, _) => {
            if let Some(name) = named(check, target.as_ref()) {
                ask_addresses(check, &name);
            }
        }
        Mechanism::Mx(target, _) => {
            let Some(name) = named(check, target.as_ref()) else { return };
            if let Some(Lookup::Found(Records::Mx(list))) = check.ask(&name, RecordKind::Mx) {
                for each in list.iter().filter(|each| !each.exchange.is_root()).take(EXCHANGES_MAX) {
                    ask_addresses(check, &each.exchange);
                }
            }
        }
        Mechanism::Ptr(_) => {
            check.ask(&reverse_name(check.ip), RecordKind::Ptr);
        }
    }
}

fn ask_addresses(check: &mut Check<'_>, name: &Domain) {
    let kind = if check.ip.is_ipv4() { RecordKind::A } else { RecordKind::Aaaa };
    check.ask(name, kind);
}

/// A name that does not hang on the client's confirmed name, which may not be known yet.
fn static_name(check: &Check<'_>, spec: &MacroString, domain: &Domain) -> Option<Domain> {
    expand_name(spec, &check.values(domain.as_str(), None))?.ok()
}
