//! `POST /v1/sender`: your own set-up, checked as `presend sender` does it. The DNS alone is asked; no server is connected to.

use super::answer::{self, Problem};
use super::body;
use super::guard;
use super::limits::{SENDER_COST, SENDER_IPS_MAX, SENDER_TIME_MAX};
use super::{Server, connections::Ends};
use crate::address::domain_as_typed;
use crate::report::{Style, sender::json};
use crate::sender::checks::Selector;
use crate::sender::{SenderConfig, SenderReport};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use regex::Regex;
use serde_json::{Map, Value};
use std::net::IpAddr;
use std::sync::{Arc, LazyLock};
use tokio::time::timeout;

const KEYS: &[&str] = &["domain", "ips", "helo", "dkim"];
/// Characters of a HELO name.
const HELO_CHARS_MAX: usize = 255;
/// Characters of a domain (RFC 1035 §2.3.4).
pub const DOMAIN_CHARS_MAX: usize = 253;
/// Characters of a selector.
pub const SELECTOR_CHARS_MAX: usize = 63;
/// A domain as programs write it, in the words of the description of the API: labels of the DNS, and no address of IPv4.
pub const DOMAIN_PATTERN: &str =
    "^([A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?[.])+[A-Za-z]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?[.]?$";
/// A DKIM selector (RFC 6376 §3.1), with the underscores that some have.
pub const SELECTOR_PATTERN: &str =
    "^[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?([.][A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$";

static DOMAIN: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(DOMAIN_PATTERN).ok());
static SELECTOR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(SELECTOR_PATTERN).ok());

/// Whether a text is what the description says of it.
fn fits(text: &str, pattern: &Option<Regex>, chars_max: usize) -> bool {
    text.len() <= chars_max && pattern.as_ref().is_some_and(|pattern| pattern.is_match(text))
}

pub async fn sender(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let setup = setup_of(&body::json(request, KEYS).await?, server.allow_non_public)?;
    let report = checked(&server, ends, setup).await?;
    Ok(answer::json(json::sender(&report, true, Style::default())))
}

/// Checks a sender for a client, if it may.
pub async fn checked(server: &Server, ends: Ends, setup: SenderConfig) -> Result<SenderReport, Problem> {
    let dns = server.dns.clone().ok_or_else(Problem::no_dns)?;
    guard::take(&server.rate, ends, SENDER_COST)?;
    let _place = server.place()?;
    let slow = |_| {
        let message = format!("the DNS did not answer all questions within {} s", SENDER_TIME_MAX.as_secs());
        Problem::new(StatusCode::GATEWAY_TIMEOUT, "dns_timeout", message).on_page("serve-problem-dns-slow")
    };
    timeout(SENDER_TIME_MAX, crate::sender::check(dns, setup)).await.map_err(slow)
}

fn setup_of(object: &Map<String, Value>, allow_non_public: bool) -> Result<SenderConfig, Problem> {
    let domain = body::text(object, "domain")?.ok_or_else(|| Problem::content("domain is missing"))?;
    if !fits(domain, &DOMAIN, DOMAIN_CHARS_MAX) {
        return Err(no_domain());
    }
    let ips = body::texts(object, "ips", SENDER_IPS_MAX)?.unwrap_or_default();
    let dkim = body::texts(object, "dkim", SENDER_IPS_MAX)?.unwrap_or_default();
    setup(domain, &ips, body::text(object, "helo")?, &dkim, allow_non_public)
}

/// A set-up out of texts as people write them.
pub fn setup(
    domain: &str,
    ips: &[&str],
    helo: Option<&str>,
    dkim: &[&str],
    allow_non_public: bool,
) -> Result<SenderConfig, Problem> {
    let domain = domain_as_typed(domain).ok_or_else(no_domain)?;
    let mut known: Vec<IpAddr> = Vec::new();
    for text in ips {
        let ip: IpAddr = text.trim().parse().map_err(|_| {
            Problem::content("ips must be addresses that you send from, such as 192.0.2.25 or 2001:db8::25")
                .on_page("serve-problem-ips")
        })?;
        if !known.contains(&ip.to_canonical()) {
            known.push(ip.to_canonical());
        }
    }
    let helo = helo.map(str::trim).filter(|helo| !helo.is_empty());
    if helo.is_some_and(|helo| helo.chars().count() > HELO_CHARS_MAX) {
        return Err(Problem::content(format!("helo must have at most {HELO_CHARS_MAX} characters"))
            .on_page("serve-problem-helo"));
    }
    let selector = |text: &&str| {
        let wrong = || {
            Problem::content(format!(
                "dkim must be selectors that you sign with, such as s1: letters, digits, - and _ in parts between dots, at most \
                 {SELECTOR_CHARS_MAX} characters"
            ))
        };
        let selector = || Selector { selector: text.to_ascii_lowercase(), domain: domain.clone() };
        fits(text, &SELECTOR, SELECTOR_CHARS_MAX).then(selector).ok_or_else(wrong)
    };
    let dkim = dkim.iter().map(selector).collect::<Result<_, _>>()?;
    let helo = helo.map(str::to_owned);
    Ok(SenderConfig { ips: known, helo, dkim, allow_non_public, ..SenderConfig::new(domain) }.filled_in())
}

fn no_domain() -> Problem {
    Problem::content(
        "domain must be the domain of your From address, such as example.com; write one in another script as it stands in the DNS (xn--)",
    )
    .on_page("serve-problem-domain")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_set_up_is_read_as_people_write_it() {
        let read = |value: Value| setup_of(value.as_object().expect("an object"), false);
        let setup =
            read(json!({ "domain": "Example.COM.", "ips": ["::ffff:192.0.2.1", "192.0.2.1"], "helo": "" })).unwrap();
        assert_eq!((setup.domain.as_str(), setup.ips.len(), setup.helo), ("example.com", 1, None));
        for dkim in ["s1", "S1", "k_1", "20230601", "s1.mail", "_a"] {
            let setup = read(json!({ "domain": "xn--fsqu00a.example", "dkim": [dkim] })).unwrap();
            assert_eq!(setup.dkim[0].selector, dkim.to_ascii_lowercase());
        }
        // The page takes a domain as people type it.
        let typed = super::setup(" Ann@Example.COM. ", &[], None, &[], false).unwrap();
        assert_eq!(typed.domain.as_str(), "example.com");
        for wrong in [
            json!({}),
            json!({ "domain": "" }),
            json!({ "domain": "localhost" }),
            json!({ "domain": "https://example.com/" }),
            json!({ "domain": "example.com", "ips": ["192.0.2.0/24"] }),
            json!({ "domain": "example.com", "ips": "192.0.2.1" }),
            json!({ "domain": "example.com", "helo": "x".repeat(256) }),
            json!({ "domain": "ann@example.com" }),
            json!({ "domain": "例子.example" }),
            json!({ "domain": "192.0.2.1" }),
            json!({ "domain": "example.com\n" }),
            json!({ "domain": "-a.example" }),
            json!({ "domain": "a..example" }),
            json!({ "domain": format!("{}.example", "a".repeat(64)) }),
            json!({ "domain": format!("{}example", "a.".repeat(130)) }),
            json!({ "domain": "example.com", "dkim": [""] }),
            json!({ "domain": "example.com", "dkim": ["s1 "] }),
            json!({ "domain": "example.com", "dkim": ["s1."] }),
            json!({ "domain": "example.com", "dkim": ["-s"] }),
            json!({ "domain": "example.com", "dkim": ["s/1"] }),
            json!({ "domain": "example.com", "dkim": ["s".repeat(64)] }),
        ] {
            assert_eq!(read(wrong.clone()).map(|_| ()).map_err(|problem| problem.status.as_u16()), Err(422), "{wrong}");
        }
    }
}
