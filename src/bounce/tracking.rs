//! Rows of the message tracking logs of Exchange. What a row tells is in its `event-id`; its recipients stand in one field, parted by semicolons, and
//! so do their states. A state is the reply itself, or has the reply among other things: `[{LRT=...};{LED=550 5.1.1 ...};{FQDN=...};{IP=...}]`.
//! Where states and recipients do not pair up, nobody is charged.

use super::event::Event;
use super::status::reply_code_at_start;
use super::{Bounce, Told};

/// The fields of a row that count.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tracked<'r> {
    /// `date-time`: when it happened, in UTC, as in `2026-11-23T10:00:00.000Z`.
    pub when: &'r str,
    /// `event-id`: what happened, such as `FAIL` or `DELIVER`, in any case.
    pub event: &'r str,
    /// `recipient-address`: the recipients, parted by semicolons.
    pub recipients: &'r str,
    /// `recipient-status`: the states of the recipients, parted by semicolons; one alone is of all of them.
    pub states: &'r str,
}

/// The most recipients of one row that are read.
const RECIPIENTS_MAX: usize = 5_000;

/// What a row tells of its recipients. A row of the report that Exchange then writes (`DSN`) is about the sender's own address, and tells nothing.
pub fn read_tracked(row: &Tracked<'_>) -> Vec<Told> {
    let kind = match row.event.trim().to_ascii_uppercase().as_str() {
        "FAIL" => "failed",
        "DEFER" => "deferred",
        // To a mailbox here, or taken by the server of another organisation. SEND only hands on inside.
        "DELIVER" | "DUPLICATEDELIVER" | "SENDEXTERNAL" => "delivered",
        _ => return Vec::new(),
    };
    let recipients: Vec<&str> =
        row.recipients.split(';').map(str::trim).filter(|one| !one.is_empty()).take(RECIPIENTS_MAX).collect();
    let states = states(row.states);
    let state_of = |at: usize| match states.len() {
        1 => states[0],
        count if count == recipients.len() => states[at],
        _ => "",
    };
    let told = |(at, recipient): (usize, &&str)| {
        let mut event = Event::default();
        event.take("recipient", recipient);
        event.take("event", kind);
        event.take("time", row.when);
        let (state, host) = (state_of(at), inside(state_of(at), "FQDN="));
        event.take("diagnostic", inside(state, "LED=").unwrap_or(state));
        Some(match event.told()? {
            Told::Bounce(returned) => Told::Bounce(Bounce { remote_mta: host.map(str::to_owned), ..returned }),
            delivered => delivered,
        })
    };
    recipients.iter().enumerate().filter_map(told).collect()
}

/// The states of a field, one a recipient. A reply may have semicolons of its own: the next state begins with a bracket or a reply code.
fn states(field: &str) -> Vec<&str> {
    let (mut states, mut begin, mut depth) = (Vec::new(), 0, 0usize);
    for (at, byte) in field.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b';' if depth == 0 => {
                let next = field[at + 1..].trim_start();
                if next.starts_with('[') || reply_code_at_start(next).is_some() || next.starts_with("2") {
                    states.push(field[begin..at].trim());
                    begin = at + 1;
                }
            }
            _ => {}
        }
    }
    states.push(field[begin..].trim().trim_end_matches(';'));
    states
}

/// What stands in braces behind a name.
fn inside<'s>(state: &'s str, name: &str) -> Option<&'s str> {
    let (_, behind) = state.split_once(&format!("{{{name}"))?;
    let end = behind.find("};{").or_else(|| behind.rfind('}')).unwrap_or(behind.len());
    Some(behind[..end].trim()).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(event: &str, recipients: &str, states: &str, expected: &[&str]) {
        let row = Tracked { when: "2026-11-23T10:00:00.000Z", event, recipients, states };
        let shown: Vec<String> = read_tracked(&row)
            .iter()
            .map(|told| match told {
                Told::Bounce(one) => {
                    let address = one.recipient.as_deref().unwrap_or("-");
                    format!("{address} {} {:?}", one.judged.class.word(), one.suppression())
                }
                Told::Delivered(delivery) => format!("{} arrived", delivery.recipient),
            })
            .collect();
        assert_eq!(shown, expected, "{event} {recipients} {states}");
    }

    #[test]
    fn each_recipient_has_its_own_state() {
        let led = "[{LRT=11/23/2026 10:00:00 AM};{LED=550 5.1.1 User unknown [mx.example.com]};{FQDN=mx.example.com};{IP=192.0.2.1}]";
        check("FAIL", "ann@example.com", led, &["ann@example.com recipient_unknown Forever"]);
        check(
            "FAIL",
            "ann@example.com;bob@example.com",
            &format!("[{{LED=554 5.7.1 blocked using zen.spamhaus.org}}];{led}"),
            &["ann@example.com sender_blocked No", "bob@example.com recipient_unknown Forever"],
        );
        check(
            "FAIL",
            "ann@example.com;bob@example.com",
            "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found;552 5.2.2 mailbox full",
            &["ann@example.com recipient_unknown Forever", "bob@example.com mailbox_full ForAWhile"],
        );
    }

    #[test]
    fn one_state_is_of_all_and_too_few_are_of_nobody() {
        let unknown = "550 5.1.1 RESOLVER.ADR.RecipNotFound; not found";
        check(
            "FAIL",
            "ann@example.com;bob@example.com",
            unknown,
            &["ann@example.com recipient_unknown Forever", "bob@example.com recipient_unknown Forever"],
        );
        check(
            "FAIL",
            "a@example.com;b@example.com;c@example.com",
            &format!("{unknown};250 2.1.5 OK"),
            &["a@example.com other No", "b@example.com other No", "c@example.com other No"],
        );
    }

    #[test]
    fn what_arrived_is_told_and_what_only_moves_on_is_not() {
        check(
            "DELIVER",
            "ann@example.com;bob@example.com",
            "",
            &["ann@example.com arrived", "bob@example.com arrived"],
        );
        check("SENDEXTERNAL", "ann@example.com", "250 2.1.5 Recipient OK", &["ann@example.com arrived"]);
        check("DEFER", "ann@example.com", "[{LED=451 4.4.316 Connection refused}]", &["ann@example.com timeout No"]);
        for event in ["SEND", "RECEIVE", "DSN", "SUBMIT", "EXPAND", "HAREDIRECT", "event-id", ""] {
            check(event, "news@sender.example", "550 5.1.1 User unknown", &[]);
        }
    }
}
