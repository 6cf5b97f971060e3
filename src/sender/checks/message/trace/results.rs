//! Authentication-Results (RFC 8601), ARC-Authentication-Results (RFC 8617 §4.1.1) and Received-SPF (RFC 7208 §9.1): what a receiver found.

use super::hop::address;
use crate::sender::checks::message::fields::Field;
use std::net::IpAddr;

/// The longest field that is read, in octets.
const FIELD_OCTETS_MAX: usize = 32_000;
/// Results of one field that are read.
const RESULTS_MAX: usize = 100;

/// A field that tells results, read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Who found them; empty where the field does not say so, as those of Microsoft.
    pub authserv_id: String,
    pub results: Vec<Found>,
    /// The addresses that it says the message came from.
    pub ips: Vec<IpAddr>,
}

/// One result: a method, how it came out, and of what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// spf, dkim, dmarc, ...
    pub method: String,
    pub result: String,
    /// `ptype.property` and value.
    pub properties: Vec<(String, String)>,
    /// The field that it stands in, and the line in which that begins.
    pub field: String,
    pub line: usize,
    pub by: String,
}

impl Found {
    pub fn property(&self, name: &str) -> Option<&str> {
        self.properties.iter().find(|(property, _)| property == name).map(|(_, value)| value.as_str())
    }
}

impl Report {
    /// Reads a field; `None` where it is none of the three.
    pub fn read(field: &Field) -> Option<Report> {
        let is = |name: &str| field.name.eq_ignore_ascii_case(name);
        let value = &field.value[..field.value.floor_char_boundary(FIELD_OCTETS_MAX)];
        if is("Received-SPF") {
            return Some(received_spf(value));
        }
        if !is("Authentication-Results") && !is("ARC-Authentication-Results") {
            return None;
        }
        let (bare, comments) = without_comments(value);
        let mut report = Report::default();
        let mut parts = split(&bare).into_iter().take(RESULTS_MAX).peekable();
        // i=1; stands before the name of the server.
        if is("ARC-Authentication-Results") {
            parts.next_if(|part| part.trim().starts_with("i="));
        }
        if let Some(first) = parts.next_if(|part| !part.contains('=')) {
            report.authserv_id = first.split_whitespace().next().unwrap_or_default().to_ascii_lowercase();
        }
        let of_part = |part: String| found(&part, field, &report.authserv_id);
        report.results = parts.filter_map(of_part).collect();
        report.ips = comments.iter().filter_map(|comment| client_ip(comment)).collect();
        for found in &report.results {
            let named = ["smtp.remote-ip", "policy.iprev"].into_iter().filter_map(|name| found.property(name));
            report.ips.extend(named.filter_map(address));
        }
        Some(report)
    }
}

/// `pass (comment) client-ip=192.0.2.1; envelope-from=...; helo=...`
fn received_spf(value: &str) -> Report {
    let (bare, comments) = without_comments(value);
    let pairs = bare.split([';', ' ']).filter_map(|part| part.trim().split_once('='));
    let of_client = pairs.filter(|(key, _)| key.eq_ignore_ascii_case("client-ip"));
    let mut ips: Vec<IpAddr> = of_client.filter_map(|(_, value)| address(value.trim_matches('"'))).collect();
    ips.extend(comments.iter().filter_map(|comment| client_ip(comment)));
    Report { authserv_id: String::new(), results: Vec::new(), ips }
}

/// `domain of a@b designates 192.0.2.1 as permitted sender`, `sender IP is 192.0.2.1`
fn client_ip(comment: &str) -> Option<IpAddr> {
    let words: Vec<&str> = comment.split_whitespace().take(40).collect();
    let behind = |before: &[&str]| {
        let place = words.windows(before.len()).position(|window| window == before)?;
        words.get(place + before.len()).and_then(|word| address(word))
    };
    behind(&["designates"]).or_else(|| behind(&["designate"])).or_else(|| behind(&["sender", "IP", "is"]))
}

fn found(part: &str, field: &Field, by: &str) -> Option<Found> {
    let mut words = words(part).into_iter();
    let first = words.next()?;
    let (method, result) = first.split_once('=')?;
    let method = method.split('/').next().unwrap_or_default().to_ascii_lowercase();
    let properties = words.filter_map(|word| {
        let (name, value) = word.split_once('=')?;
        Some((name.to_ascii_lowercase(), value.to_owned()))
    });
    let (field, line, by) = (field.name.clone(), field.line, by.to_owned());
    Some(Found { method, result: result.to_ascii_lowercase(), properties: properties.collect(), field, line, by })
}

/// Words of a part, blanks around `=` taken out, quotes taken off. A blank in quotes is part of the word.
fn words(part: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    let mut glue = false;
    for char in part.chars() {
        match char {
            '"' => quoted = !quoted,
            '=' if !quoted => {
                // A blank before it began a word that is none.
                if words.last().is_some_and(String::is_empty) && words.len() > 1 {
                    words.pop();
                }
                if let Some(last) = words.last_mut() {
                    last.push('=');
                }
                glue = true;
                continue;
            }
            char if char.is_whitespace() && !quoted => {
                if !glue && words.last().is_some_and(|word| !word.is_empty()) {
                    words.push(String::new());
                }
                continue;
            }
            char => {
                if let Some(last) = words.last_mut() {
                    last.push(char);
                }
            }
        }
        glue = false;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The text with a blank for each comment, and the comments. Quoted strings are left alone.
fn without_comments(value: &str) -> (String, Vec<String>) {
    let (mut bare, mut comments, mut comment) = (String::new(), Vec::new(), String::new());
    let (mut depth, mut quoted, mut escaped) = (0u32, false, false);
    for char in value.chars() {
        let in_comment = depth > 0;
        let was_escaped = escaped;
        escaped = char == '\\' && !was_escaped;
        match char {
            _ if was_escaped => {}
            '"' if !in_comment => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if in_comment => {
                depth -= 1;
                if depth == 0 {
                    comments.push(std::mem::take(&mut comment));
                    bare.push(' ');
                    continue;
                }
            }
            _ => {}
        }
        match (in_comment, depth) {
            (true, _) => comment.push(char),
            (false, 0) => bare.push(char),
            (false, _) => {}
        }
    }
    (bare, comments)
}

/// Cuts at semicolons that are not quoted.
fn split(text: &str) -> Vec<String> {
    let (mut parts, mut quoted) = (vec![String::new()], false);
    for char in text.chars() {
        quoted ^= char == '"';
        match (char, parts.last_mut()) {
            (';', _) if !quoted => parts.push(String::new()),
            (char, Some(last)) => last.push(char),
            (_, None) => {}
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(name: &str, value: &str) -> Report {
        Report::read(&Field { name: name.to_owned(), value: value.to_owned(), line: 3 }).expect("results")
    }

    fn told(report: &Report) -> String {
        let each = report.results.iter().map(|found| {
            let properties: Vec<String> =
                found.properties.iter().map(|(name, value)| format!("{name}:{value}")).collect();
            format!("{}={} {}", found.method, found.result, properties.join(" ")).trim().to_owned()
        });
        format!("{} | {} | {:?}", report.authserv_id, each.collect::<Vec<_>>().join(" | "), report.ips)
    }

    #[test]
    fn results_are_read_as_they_are_written() {
        for (name, value, expected) in [
            (
                "Authentication-Results",
                "mx.google.com; dkim=pass header.i=@a.example header.s=s1 header.b=\"x/+;=\"; spf=pass (google.com: domain of b@a.example designates 192.0.2.1 as permitted sender) smtp.mailfrom=b@a.example; dmarc=pass (p=REJECT (x) dis=NONE) header.from=a.example",
                "mx.google.com | dkim=pass header.i:@a.example header.s:s1 header.b:x/+;= | spf=pass smtp.mailfrom:b@a.example | dmarc=pass header.from:a.example | [192.0.2.1]",
            ),
            (
                "Authentication-Results",
                "spf=fail (sender IP is 2001:db8::1) smtp.mailfrom=a.example; dkim=none (message not signed) header.d=none;dmarc=fail action=oreject header.from=a.example;compauth=fail reason=000",
                " | spf=fail smtp.mailfrom:a.example | dkim=none header.d:none | dmarc=fail action:oreject header.from:a.example | compauth=fail reason:000 | [2001:db8::1]",
            ),
            (
                "ARC-Authentication-Results",
                "i=2; mx.example 1; spf = pass smtp.mailfrom = a.example",
                "mx.example | spf=pass smtp.mailfrom:a.example | []",
            ),
            ("Authentication-Results", "mx.example; none", "mx.example |  | []"),
            (
                "Authentication-Results",
                "mx.example; iprev=pass policy.iprev=\"192.0.2.1\"; DKIM/1=PASS Header.D=a.example",
                "mx.example | iprev=pass policy.iprev:192.0.2.1 | dkim=pass header.d:a.example | [192.0.2.1]",
            ),
            (
                "Received-SPF",
                "Pass (x: domain of a designates 192.0.2.2 as y) receiver=x; client-ip=192.0.2.1; helo=h;",
                " |  | [192.0.2.1, 192.0.2.2]",
            ),
            ("Authentication-Results", "", " |  | []"),
            ("Authentication-Results", "((((\"", " |  | []"),
        ] {
            assert_eq!(told(&read(name, value)), expected, "{value}");
        }
    }

    #[test]
    fn hostile_sizes_are_cut() {
        let many = read("Authentication-Results", &format!("mx.example; {}", "spf=pass; ".repeat(10_000)));
        assert!(many.results.len() <= RESULTS_MAX);
        read("Authentication-Results", &"(".repeat(1_000_000));
        read("Received-SPF", &"é".repeat(40_000));
    }
}
