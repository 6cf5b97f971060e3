//! What was found out, added to records of JSON as they stood: three keys behind their own.

use super::lines::{Line, STRING_NAME};
use super::picker::Picked;
use super::scan::{self, Kind, Outline, Shape};
use crate::list::{ADDED_COLUMNS, harmless};
use std::ops::Range;

/// Adds keys to lines.
#[derive(Debug, Default)]
pub(crate) struct Adder {
    text: Vec<u8>,
}

impl Adder {
    /// [`Adder::with`] for a record out of which its addresses were picked.
    pub fn with_picked(&mut self, line: Line<'_>, picked: &Picked, new: Option<&str>, added: [&str; 3]) -> &[u8] {
        self.with(line, &picked.shape, new, added)
    }

    /// The line with the three keys behind its own, and with `new_content` for the address. What is no object becomes one.
    pub(in crate::list) fn with(
        &mut self,
        line: Line<'_>,
        shape: &Shape,
        new_content: Option<&str>,
        added: [&str; 3],
    ) -> &[u8] {
        let text = &mut self.text;
        text.clear();
        let content = line.content;
        match shape.outline.clone() {
            Some(Outline::Object(end)) => {
                // A repaired list of addresses is a list still.
                let may_change = |(place, kind): &(Range<usize>, Kind)| {
                    *kind != Kind::List || scan::is_of_strings(&content[place.clone()])
                };
                let new = shape.address.clone().filter(may_change).zip(new_content).map(|((place, kind), new)| {
                    let string = json_string(new);
                    (place, if kind == Kind::List { format!("[{string}]") } else { string })
                });
                let first = shape.members.first().map_or(end, |member| member.start);
                text.extend_from_slice(&content[..first]);
                let (mut before, mut any) = (first, false);
                for member in &shape.members {
                    // Keys that an earlier run added give way to the new ones.
                    if !is_ours(&content[member.clone()]) {
                        if any {
                            text.extend_from_slice(&content[before..member.start]);
                        }
                        match new.as_ref().filter(|(place, _)| member.contains(&place.start)) {
                            Some((place, new)) => {
                                text.extend_from_slice(&content[member.start..place.start]);
                                text.extend_from_slice(new.as_bytes());
                                text.extend_from_slice(&content[place.end..member.end]);
                            }
                            None => text.extend_from_slice(&content[member.clone()]),
                        }
                        any = true;
                    }
                    before = member.end;
                }
                push_added(any, added, text);
                text.extend_from_slice(&content[end..]);
            }
            Some(Outline::Text(place)) => {
                text.extend_from_slice(format!("{{\"{STRING_NAME}\":").as_bytes());
                match new_content {
                    Some(new) => text.extend_from_slice(json_string(new).as_bytes()),
                    None => text.extend_from_slice(&content[place]),
                }
                push_added(true, added, text);
                text.push(b'}');
            }
            None => {
                // A line that is no record goes on as one that says what stood there.
                text.extend_from_slice(b"{\"presend_line\":");
                text.extend_from_slice(json_string(&String::from_utf8_lossy(content)).as_bytes());
                push_added(true, added, text);
                text.push(b'}');
            }
        }
        text.extend_from_slice(if line.end.is_empty() { b"\n" } else { line.end });
        text
    }
}

/// Whether a member has one of our names.
fn is_ours(member: &[u8]) -> bool {
    let named =
        |name: &&str| member.get(1..).and_then(|rest| rest.strip_prefix(name.as_bytes())?.first()) == Some(&b'"');
    ADDED_COLUMNS.iter().any(named)
}

fn push_added(mut any: bool, added: [&str; 3], text: &mut Vec<u8>) {
    for (name, value) in ADDED_COLUMNS.iter().zip(added) {
        if any {
            text.push(b',');
        }
        any = true;
        text.push(b'"');
        text.extend_from_slice(name.as_bytes());
        text.extend_from_slice(b"\":");
        let value = harmless(value);
        if value.bytes().any(|byte| matches!(byte, b'"' | b'\\' | ..b' ')) {
            text.extend_from_slice(json_string(&value).as_bytes());
        } else {
            text.push(b'"');
            text.extend_from_slice(value.as_bytes());
            text.push(b'"');
        }
    }
}

fn json_string(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
