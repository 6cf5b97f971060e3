//! Exports as JSON: an array, one object, JSON Lines, or objects one after the other. Each outermost object is cut out of the
//! stream and read by itself, so an array of millions needs no more memory than its largest object.

use super::Trouble;
use crate::bounce::{Class, Event, Field, Told, field};
use serde_json::{Map, Value};
use std::io::{self, BufRead};

/// The most octets of one object.
const OBJECT_OCTETS_MAX: usize = 16 << 20;
/// Objects inside objects, no deeper than this. Webhooks wrap an event in three or four.
const DEPTH_MAX: usize = 12;

/// Calls `row` for each record with the number of its outermost object.
pub(super) fn read(
    mut input: impl BufRead,
    row: &mut dyn FnMut(u64, Option<Told>) -> Result<(), Trouble>,
) -> Result<(), Trouble> {
    let mut object = Vec::new();
    let (mut depth, mut in_string, mut escaped, mut number) = (0usize, false, false, 0u64);
    loop {
        let chunk = match input.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            chunk => chunk?,
        };
        if chunk.is_empty() {
            return if depth == 0 { Ok(()) } else { Err(broken("an object has no end").into()) };
        }
        let mut ended = None;
        let mut from = if depth == 0 { chunk.len() } else { 0 };
        for (at, &byte) in chunk.iter().enumerate() {
            if in_string {
                (in_string, escaped) = (escaped || byte != b'"', byte == b'\\' && !escaped);
                continue;
            }
            match byte {
                b'"' => in_string = depth > 0,
                b'{' => {
                    if depth == 0 {
                        from = at;
                    }
                    depth += 1;
                }
                b'}' if depth > 0 => {
                    depth -= 1;
                    if depth == 0 {
                        ended = Some(at + 1);
                        break;
                    }
                }
                _ => {}
            }
        }
        let used = ended.unwrap_or(chunk.len());
        if from < used {
            object.extend_from_slice(&chunk[from..used]);
        }
        input.consume(used);
        if object.len() > OBJECT_OCTETS_MAX {
            return Err(broken("an object is too large").into());
        }
        if ended.is_some() {
            number += 1;
            let value: Value = serde_json::from_slice(&object).map_err(|error| broken(&error.to_string()))?;
            let records = records(&value);
            if records.is_empty() {
                row(number, None)?;
            }
            records.into_iter().try_for_each(|record| row(number, Some(record)))?;
            object.clear();
        }
    }
}

/// What an object in a mail tells; nothing where it is none. What follows it does not count.
pub(super) fn told(text: &str) -> Vec<Told> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    values.next().and_then(Result::ok).map(|value| records(&value)).unwrap_or_default()
}

/// The events of a value, without those that say no more than another.
fn records(value: &Value) -> Vec<Told> {
    let mut records = Vec::new();
    collect(value, &Event::default(), 0, &mut records);
    let is_more = |place: usize| !says_nothing_more(&records[place], &records[..place]);
    (0..records.len()).filter(|place| is_more(*place)).map(|place| records[place].clone()).collect()
}

/// The list of all recipients beside those that failed.
fn says_nothing_more(told: &Told, before: &[Told]) -> bool {
    let Told::Bounce(returned) = told else { return false };
    let same = |other: &Told| matches!(other, Told::Bounce(other) if other.recipient == returned.recipient);
    returned.judged.class == Class::Other && before.iter().any(same)
}

fn broken(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, format!("no valid JSON: {what}"))
}

/// Gathers the events of a value. An object that has a recipient is one event, with what the objects around it and the small ones in it say.
fn collect(value: &Value, around: &Event, depth: usize, records: &mut Vec<Told>) {
    if depth > DEPTH_MAX {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| collect(value, around, depth + 1, records)),
        Value::Object(fields) => object(fields, around, depth, records),
        // Notifications of queues carry the event as JSON in a string.
        Value::String(text) if text.trim_start().starts_with('{') => {
            if let Ok(value) = serde_json::from_str::<Value>(text) {
                collect(&value, around, depth + 1, records);
            }
        }
        _ => {}
    }
}

fn object(fields: &Map<String, Value>, around: &Event, depth: usize, records: &mut Vec<Told>) {
    let mut event = around.clone();
    take_scalars(fields, &mut event);
    if let Some(addresses) = those_off(fields) {
        event.take("event", "unsubscribe");
        for address in addresses.iter().filter_map(Value::as_str) {
            let mut one = event.clone();
            one.take("recipient", address);
            records.extend(one.told());
        }
        return;
    }
    if let Some(part) = those_meant(fields) {
        collect(part, &event, depth + 1, records);
        return;
    }
    let own_recipient = fields
        .iter()
        .any(|(name, value)| field(name) == Some(Field::Recipient) && value.as_str().is_some_and(|v| v.contains('@')));
    if own_recipient {
        for inner in fields.values().filter_map(Value::as_object) {
            take_scalars_but_recipients(inner, &mut event);
        }
        records.extend(event.told());
        return;
    }
    let before = records.len();
    for value in fields.values().filter(|value| !value.is_number() && !value.is_null()) {
        collect(value, &event, depth + 1, records);
    }
    // `"recipients": ["ann@example.com"]`, plain strings.
    if records.len() == before {
        for inner in fields.values().filter_map(Value::as_object) {
            take_scalars_but_recipients(inner, &mut event);
        }
        for (name, value) in fields {
            let Some(values) = value.as_array().filter(|_| names_recipients(name)) else { continue };
            for address in values.iter().filter_map(Value::as_str) {
                let mut one = event.clone();
                one.take("recipient", address);
                records.extend(one.told());
            }
        }
    }
}

/// Of a notification of Amazon SES, the part that names whom it is about; `mail` names everybody who was mailed.
fn those_meant(fields: &Map<String, Value>) -> Option<&Value> {
    const PARTS: &[(&str, &str)] = &[
        ("bounce", "bouncedRecipients"),
        ("complaint", "complainedRecipients"),
        ("deliveryDelay", "delayedRecipients"),
        ("delivery", "recipients"),
    ];
    fields.get("mail")?;
    PARTS.iter().find_map(|(part, named)| fields.get(*part).filter(|part| part.get(named).is_some()))
}

/// Who unsubscribed from everything by the list management of Amazon SES (event `Subscription`).
fn those_off(fields: &Map<String, Value>) -> Option<&Vec<Value>> {
    let now = fields.get("subscription")?.get("newTopicPreferences")?;
    let is_off = now.get("unsubscribeAll").and_then(Value::as_bool).unwrap_or(false);
    fields.get("mail")?.get("destination")?.as_array().filter(|_| is_off)
}

fn names_recipients(name: &str) -> bool {
    field(name) == Some(Field::Recipient) || field(name.trim_end_matches(['s', 'S'])) == Some(Field::Recipient)
}

fn take_scalars(fields: &Map<String, Value>, event: &mut Event) {
    for (name, value) in fields {
        match value {
            Value::String(text) if !text.trim_start().starts_with('{') => event.take(name, text),
            Value::Number(number) => event.take(name, &number.to_string()),
            Value::Bool(true) if matches!(field(name), Some(Field::Flag(_))) => event.take(name, "true"),
            _ => {}
        }
    }
}

fn take_scalars_but_recipients(fields: &Map<String, Value>, event: &mut Event) {
    for (name, value) in fields.iter().filter(|(name, _)| field(name) != Some(Field::Recipient)) {
        match value {
            Value::String(text) => event.take(name, text),
            Value::Number(number) => event.take(name, &number.to_string()),
            Value::Bool(true) if matches!(field(name), Some(Field::Flag(_))) => event.take(name, "true"),
            _ => {}
        }
    }
}
