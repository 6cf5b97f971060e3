//! What a received copy tells of its way: who handed it over to the receiver, and what the receiver found.
//!
//! Trace fields stand above each other, the newest first (RFC 5321 §4.4), and whoever sends a message can put any below. So they are read from
//! above, down to the line in which the receiver says that a stranger handed the message over: the border. What stands below is not believed.
//! Where the border cannot be told, it is not guessed.

mod hop;
mod results;

pub use hop::{Hop, seconds};
pub use results::Found;

use super::fields::{Field, Fields};
use crate::domain::Domain;
use hop::is_inside;
use results::Report;
use std::net::IpAddr;

/// Received fields that are read. Mail with more goes round in circles (RFC 5321 §6.3).
const HOPS_MAX: usize = 100;
/// Fields with results that are read.
const REPORTS_MAX: usize = 50;
/// Receivers that write what they found below their own line, always, and take away what others wrote in their name.
const WRITE_BELOW: &[&str] = &["google.com"];

/// A text of the header, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    pub value: String,
    pub field: String,
    /// The line of the file that the field begins in, from 1.
    pub line: usize,
}

/// The way of a message. Empty for one that was not received yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    /// The message went through a server at least.
    pub is_received: bool,
    /// The name of the server that wrote the border line, or the topmost one.
    pub receiver: Option<String>,
    /// The address that handed the message over to the receiver.
    pub ip: Option<(IpAddr, Taken)>,
    /// What that machine said of itself.
    pub helo: Option<Taken>,
    /// MAIL FROM, in angle brackets perhaps.
    pub mail_from: Option<Taken>,
    /// When the receiver took the message, in seconds since 1970.
    pub received_at: Option<i64>,
    /// What the receiver found.
    pub results: Vec<Found>,
    /// Why the address cannot be told, as a sentence; `None` where it is known.
    pub unclear: Option<String>,
    /// Fields that anybody could have written, as name and line.
    pub doubtful: Vec<(String, usize)>,
}

/// What a line says of the machine that handed the message over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// It belongs to the receiver's own network.
    Inside,
    /// It has a public address, and a proven name of the receiver's organisation.
    Own,
    Stranger,
    /// A user, with a password.
    User,
    /// The line does not name an address.
    Unclear,
}

/// Where the border is.
struct Border<'a> {
    hop: Option<&'a Hop>,
    ip: Option<IpAddr>,
    /// Fields above this one were written by the receiver.
    reach: usize,
    unclear: Option<String>,
}

impl Trace {
    /// Reads the way out of a header. `from` is the domain of From. Where the name is known that the receiver gives itself in its results
    /// (RFC 8601 §2.5), those in other names are not believed, wherever they stand.
    pub fn read(fields: &Fields, from: Option<&Domain>, authserv_id: Option<&str>) -> Trace {
        let received = fields.list.iter().enumerate().filter(|(_, field)| field.name.eq_ignore_ascii_case("Received"));
        let hops: Vec<Hop> = received.take(HOPS_MAX).map(|(place, field)| Hop::read(field, place)).collect();
        let Some(first) = hops.first() else { return Trace::of_unsent(fields) };
        let is_named = |report: &Report| authserv_id.is_none_or(|name| report.authserv_id.eq_ignore_ascii_case(name));
        let (reports, others): (Vec<_>, Vec<_>) = reports(fields)
            .into_iter()
            .partition(|(_, field, report)| is_named(report) || field.name.eq_ignore_ascii_case("Received-SPF"));
        let border = border(fields, &hops, &reports, from);
        let mut trace = Trace {
            is_received: true,
            receiver: border.hop.or(Some(first)).and_then(|hop| hop.by.clone()),
            received_at: border.hop.or(Some(first)).and_then(|hop| hop.date),
            unclear: border.unclear.clone(),
            ..Trace::default()
        };
        if let (Some(hop), Some(ip)) = (border.hop, border.ip) {
            let taken = |value: String| Taken { value, field: "Received".to_owned(), line: hop.line };
            trace.ip = Some((ip, taken(ip.to_string())));
            trace.helo = hop.client.as_ref().and_then(|client| client.helo.clone()).map(taken);
        }
        trace.mail_from = mail_from(fields, &border);
        let mut below = border.hop.map_or(Vec::new(), |hop| written_below(fields, hop));
        below.retain(|place| reports.iter().any(|(known, _, _)| known == place));
        for (place, field, report) in &reports {
            if *place < border.reach || below.contains(place) {
                trace.results.extend(report.results.iter().cloned());
            } else if !report.results.is_empty() {
                trace.doubtful.push((field.name.clone(), field.line));
            }
        }
        let others = others.iter().filter(|(_, _, report)| !report.results.is_empty());
        trace.doubtful.extend(others.map(|(_, field, _)| (field.name.clone(), field.line)));
        trace.doubtful.sort_by_key(|(_, line)| *line);
        trace.mail_from = trace.mail_from.or_else(|| mail_from_of(&trace.results));
        trace
    }

    /// A message that went through no server: one that is to be sent, or that was put into a mailbox.
    fn of_unsent(fields: &Fields) -> Trace {
        let return_path = fields.list.iter().find(|field| field.name.eq_ignore_ascii_case("Return-Path"));
        Trace { mail_from: return_path.map(taken), ..Trace::default() }
    }
}

fn taken(field: &Field) -> Taken {
    Taken { value: field.value.clone(), field: field.name.clone(), line: field.line }
}

/// The fields with results, each with its place.
fn reports(fields: &Fields) -> Vec<(usize, &Field, Report)> {
    let all = fields.list.iter().enumerate();
    all.filter_map(|(place, field)| Some((place, field, Report::read(field)?))).take(REPORTS_MAX).collect()
}

fn organisation(name: &str) -> Option<String> {
    let domain = Domain::new(name.trim_end_matches('.')).ok()?;
    domain.registrable().map(str::to_owned)
}

/// Goes down from the newest line until a stranger hands the message over.
fn border<'a>(
    fields: &Fields,
    hops: &'a [Hop],
    reports: &[(usize, &Field, Report)],
    from: Option<&Domain>,
) -> Border<'a> {
    let of_from = from.and_then(|from| from.registrable()).map(str::to_owned);
    let mut organisations: Vec<String> = Vec::new();
    let mut candidates: Vec<(&Hop, IpAddr)> = Vec::new();
    let (mut reach, mut unclear) = (0, None);
    for (number, hop) in hops.iter().enumerate() {
        let by = hop.by.as_deref().and_then(organisation);
        if number > 0 && by.is_some() && by == of_from && !by.as_ref().is_some_and(|by| organisations.contains(by)) {
            let by = hop.by.clone().unwrap_or_default();
            unclear = Some(format!("Received in line {} was written by {by}, the sender's own server", hop.line));
            break;
        }
        organisations.extend(by.filter(|by| !organisations.contains(by)));
        reach = hop.place;
        match (role(hop, &organisations), hop.client.as_ref().and_then(|client| client.ip)) {
            // It finds out about what comes from outside only.
            (Role::Own, Some(ip)) if !written_below(fields, hop).is_empty() => {
                return settled(vec![(hop, ip)], hop, None, reports);
            }
            (Role::Own, Some(ip)) => candidates.push((hop, ip)),
            (Role::Stranger, Some(ip)) => {
                // Of one's own servers, one may have sent and the other received.
                if !candidates.is_empty() && of_from.as_ref().is_some_and(|from| organisations.contains(from)) {
                    unclear = Some(between_own(&candidates));
                }
                candidates = vec![(hop, ip)];
                return settled(candidates, hop, unclear, reports);
            }
            (Role::User, _) => {
                unclear = Some(format!("a user handed the message in (Received in line {})", hop.line));
                break;
            }
            (Role::Unclear, _) => {
                let told = told_elsewhere(reports, reach);
                let unclear = match told[..] {
                    [_] => None,
                    _ => Some(format!("Received in line {} names no single address that it came from", hop.line)),
                };
                let ip = told.first().copied().filter(|_| unclear.is_none());
                return Border { hop: Some(hop), ip, reach, unclear };
            }
            (Role::Inside, _) | (_, None) => {}
        }
    }
    match candidates[..] {
        [] => {
            let unclear =
                unclear.or_else(|| Some("its Received lines name addresses of inside a network only".to_owned()));
            Border { hop: None, ip: None, reach, unclear }
        }
        // Nobody from outside handed it over: the two servers are of one organisation.
        [(hop, _)] => settled(candidates.clone(), hop, None, reports),
        [.., (hop, _)] => {
            let unclear = between_own(&candidates);
            settled(candidates.clone(), hop, Some(unclear), reports)
        }
    }
}

fn between_own(candidates: &[(&Hop, IpAddr)]) -> String {
    let lines: Vec<String> = candidates.iter().map(|(hop, ip)| format!("{ip} (line {})", hop.line)).collect();
    format!("its servers are of one organisation, and any of them may be the sender: {}", lines.join(", "))
}

/// The border among the candidates, held against what the receiver itself says of the address.
fn settled<'a>(
    candidates: Vec<(&'a Hop, IpAddr)>,
    last: &'a Hop,
    unclear: Option<String>,
    reports: &[(usize, &Field, Report)],
) -> Border<'a> {
    let told = told_elsewhere(reports, last.place);
    let agreed = candidates.iter().find(|(_, ip)| told.contains(ip));
    if let Some(&(hop, ip)) = agreed {
        return Border { hop: Some(hop), ip: Some(ip), reach: hop.place, unclear: None };
    }
    let unclear = unclear.or_else(|| {
        let other = told.first()?;
        let (_, ip) = candidates.last()?;
        Some(format!("Received in line {} names {ip}, and what the receiver found is of {other}", last.line))
    });
    let ip = candidates.last().map(|(_, ip)| *ip).filter(|_| unclear.is_none());
    Border { hop: Some(last), ip, reach: last.place, unclear }
}

/// Public addresses of which the receiver tells results above a place, each once.
fn told_elsewhere(reports: &[(usize, &Field, Report)], reach: usize) -> Vec<IpAddr> {
    let mut told = Vec::new();
    for (_, _, report) in reports.iter().filter(|(place, _, _)| *place < reach) {
        for ip in report.ips.iter().filter(|ip| !is_inside(**ip)) {
            if !told.contains(ip) {
                told.push(*ip);
            }
        }
    }
    told
}

fn role(hop: &Hop, organisations: &[String]) -> Role {
    let is_delivery = ["LMTP", "POP", "IMAP"].iter().any(|protocol| hop.protocol.starts_with(protocol));
    if is_delivery {
        return Role::Inside;
    }
    let Some(client) = &hop.client else { return if hop.submitted { Role::User } else { Role::Inside } };
    let is_own_name = client.name == "localhost" || hop.by.as_deref().is_some_and(|by| by == client.name);
    match client.ip {
        Some(ip) if is_of_microsoft(ip) && is_microsoft(hop) => Role::Inside,
        // Yahoo fills its mailboxes so.
        Some(ip) if is_inside(ip) && hop.protocol.starts_with("HTTP") => Role::Inside,
        _ if hop.submitted => Role::User,
        Some(ip) if is_inside(ip) => Role::Inside,
        Some(_) if client.verified.as_deref().and_then(organisation).is_some_and(|of| organisations.contains(&of)) => {
            Role::Own
        }
        Some(_) => Role::Stranger,
        None if is_own_name => Role::Inside,
        None => Role::Unclear,
    }
}

/// Exchange Online hands messages from server to server by public addresses, and verifies no names.
fn is_microsoft(hop: &Hop) -> bool {
    let by = hop.by.as_deref().and_then(organisation);
    by.is_some_and(|by| ["outlook.com", "office365.com"].contains(&by.as_str()))
}

/// 2603:1000::/24, inside which its servers talk to each other. They send to others from elsewhere.
fn is_of_microsoft(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V6(v6) => v6.segments()[0] == 0x2603 && v6.segments()[1] >> 8 == 0x10,
        IpAddr::V4(_) => false,
    }
}

/// MAIL FROM as the receiver wrote it: Return-Path, or what its line or its results say.
fn mail_from(fields: &Fields, border: &Border<'_>) -> Option<Taken> {
    let above = || fields.list.iter().take(border.reach);
    let return_path = above().find(|field| field.name.eq_ignore_ascii_case("Return-Path"));
    if let Some(field) = return_path {
        return Some(taken(field));
    }
    let hop = border.hop?;
    let field = fields.list.get(hop.place)?;
    Some(Taken { value: hop.envelope_from.clone()?, field: field.name.clone(), line: hop.line })
}

/// MAIL FROM, or its domain alone, as the results of SPF name it.
fn mail_from_of(results: &[Found]) -> Option<Taken> {
    let found = results.iter().find(|found| found.method == "spf" && found.property("smtp.mailfrom").is_some())?;
    let value = found.property("smtp.mailfrom")?.to_owned();
    Some(Taken { value, field: found.field.clone(), line: found.line })
}

/// The places of the results that directly follow a line, where its writer is known to put them there.
fn written_below(fields: &Fields, hop: &Hop) -> Vec<usize> {
    let Some(by) = hop.by.as_deref().and_then(organisation).filter(|by| WRITE_BELOW.contains(&by.as_str())) else {
        return Vec::new();
    };
    let behind = fields.list.iter().enumerate().skip(hop.place + 1);
    let own = behind.map_while(|(place, field)| Some((place, Report::read(field)?)));
    // Received-SPF first, then one Authentication-Results. Further ones came with the message.
    own.filter(|(_, report)| organisation(&report.authserv_id).is_some_and(|of| of == by))
        .map(|(place, _)| place)
        .take(1)
        .collect()
}

#[cfg(test)]
mod tests;
