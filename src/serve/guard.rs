//! Who may ask: requests are refused that another web page sends by a visitor's browser, that bring no token where one is needed,
//! and that are too many.
//!
//! A page of a stranger can give its own name the address 127.0.0.1 (DNS rebinding): then the browser tells that name in Host. It can
//! send forms across (CSRF): then the browser tells where from in Origin.

use super::answer::{self, Problem};
use super::connections::Ends;
use super::limits::RATE;
use super::metrics::Asked;
use super::page;
use super::session::{Sessions, wants_page};
use super::{Server, rate::Rate};
use axum::body::Body;
use axum::extract::{MatchedPath, State};
use axum::http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Instant;

/// What a request is held against.
pub struct Guard {
    token: Option<String>,
    allowed_hosts: Vec<String>,
    /// Browsers that have shown the token.
    pub sessions: Sessions,
}

/// Lets a request through, or says why not; counts it, and protects its answer.
pub async fn guarded(State(server): State<Arc<Server>>, request: Request<Body>, next: Next) -> Response {
    let began = Instant::now();
    let asked = Asked {
        route: request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned()),
        method: request.method().clone(),
    };
    let admitted = match answer::ends(&request) {
        Some(ends) => server
            .guard
            .admit(ends, request.method(), request.uri(), request.headers())
            .and_then(|()| if request.uri().path() == "/healthz" { Ok(()) } else { take(&server.rate, ends, 1) }),
        None => Err(Problem::busy()),
    };
    let mut response = match admitted {
        Ok(()) => next.run(request).await,
        Err(problem) if problem.status == StatusCode::UNAUTHORIZED && wants_page(&request) => {
            page::login(None, problem.status, page::language(&server, request.headers()))
        }
        Err(problem) => problem.into_response(),
    };
    answer::protect(&mut response);
    server.metrics.answered(asked, response.status(), began.elapsed());
    response
}

/// Counts so many addresses against a client.
pub fn take(rate: &Rate, ends: Ends, addresses: u32) -> Result<(), Problem> {
    rate.take(ends.remote.ip(), addresses, Instant::now()).map_err(|seconds| {
        let message = format!(
            "too much was asked from your address; try again in {seconds} s. A client may have {RATE} addresses checked in a second, unless \
             --rate-limit says otherwise"
        );
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limit", message).on_page("serve-problem-rate");
        Problem { retry_after_s: Some(seconds), ..problem }
    })
}

impl Guard {
    pub fn new(token: Option<String>, allowed_hosts: Vec<String>) -> Guard {
        Guard { token, allowed_hosts, sessions: Sessions::default() }
    }

    /// Whether this is the token; any text is, where none is needed.
    pub fn is_token(&self, told: &str) -> bool {
        self.token.as_ref().is_none_or(|token| is_same(told, token))
    }

    /// Whether a request shows the token, or a browser that has shown it; or asks for what is needed to show it.
    fn is_let_in(&self, ends: Ends, method: &Method, uri: &Uri, headers: &HeaderMap) -> bool {
        let is_open = match uri.path() {
            "/login" => *method == Method::POST,
            "/style.css" => method.is_safe(),
            _ => self.token.is_none(),
        };
        is_open
            || one(headers, header::AUTHORIZATION.as_str()).and_then(bearer).is_some_and(|told| self.is_token(told))
            || self.sessions.has(headers, ends.local.port(), Instant::now())
    }

    fn admit(&self, ends: Ends, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
        let host = one(headers, header::HOST.as_str())
            .ok_or_else(|| Problem::new(StatusCode::BAD_REQUEST, "host", "a request needs one Host header"))?;
        let named = uri.authority().map_or(host, |authority| authority.as_str());
        if !self.is_ours(host, ends.local) || !self.is_ours(named, ends.local) {
            let message = "the server is not called by this name; --allow-host NAME allows one";
            return Err(Problem::new(StatusCode::FORBIDDEN, "host", message));
        }
        if !self.is_let_in(ends, method, uri, headers) {
            let message = "send the token of this server: Authorization: Bearer TOKEN";
            return Err(Problem::new(StatusCode::UNAUTHORIZED, "token", message));
        }
        if !method.is_safe() && !is_of_our_pages(headers, host) {
            let message = "this request was sent by a page of another site";
            return Err(Problem::new(StatusCode::FORBIDDEN, "origin", message));
        }
        Ok(())
    }

    /// Whether this is a name or address of the server, with its port.
    fn is_ours(&self, host: &str, local: SocketAddr) -> bool {
        let Some((name, port)) = split(host) else { return false };
        let allowed = |wanted: &String| {
            split(wanted).is_some_and(|(own, own_port)| {
                own.eq_ignore_ascii_case(name) && own_port.is_none_or(|own_port| Some(own_port) == port)
            })
        };
        if self.allowed_hosts.iter().any(allowed) {
            return true;
        }
        let is_local = match name.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
            Ok(ip) => ip.is_loopback() || ip.to_canonical() == local.ip().to_canonical(),
            Err(_) => name.eq_ignore_ascii_case("localhost"),
        };
        is_local && port.unwrap_or(80) == local.port()
    }
}

/// The value of a header that stands there once.
fn one<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}

/// Name and port of `name:port`; `None` when it is neither.
fn split(host: &str) -> Option<(&str, Option<u16>)> {
    let end = host.find(']').unwrap_or(0);
    match host[end..].find(':') {
        Some(colon) => Some((&host[..end + colon], Some(host[end + colon + 1..].parse().ok()?))),
        None => Some((host, None)),
    }
}

fn bearer(value: &str) -> Option<&str> {
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// Compares by digests, and all of them: how long it takes tells nothing of where the texts differ.
fn is_same(told: &str, token: &str) -> bool {
    let [told, token] = [told, token].map(|text| Sha256::digest(text.as_bytes()));
    told.iter().zip(token.iter()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}

/// Whether a browser sends this from a page of this server. Programs say nothing of where they come from.
fn is_of_our_pages(headers: &HeaderMap, host: &str) -> bool {
    let by_browser = match one(headers, "sec-fetch-site") {
        Some(site) => ["same-origin", "none"].contains(&site),
        None => true,
    };
    let origin = headers.contains_key(header::ORIGIN).then(|| one(headers, header::ORIGIN.as_str()).unwrap_or("null"));
    let same = origin.is_none_or(|origin| {
        let bare = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        bare.is_some_and(|bare| bare.eq_ignore_ascii_case(host))
    });
    by_browser && same
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "correct-horse-battery";

    fn admitted(guard: &Guard, method: Method, uri: &str, headers: &[(&'static str, &str)]) -> u16 {
        let ends = Ends { remote: ([127, 0, 0, 1], 50_000).into(), local: ([127, 0, 0, 1], 8025).into() };
        let map = headers.iter().map(|(name, value)| (name.parse().expect("a name"), value.parse().expect("a value")));
        let map = map.fold(HeaderMap::new(), |mut map, (name, value): (header::HeaderName, _)| {
            map.append(name, value);
            map
        });
        let uri = uri.parse().expect("a URI");
        guard.admit(ends, &method, &uri, &map).map_or_else(|problem| problem.status.as_u16(), |()| 200)
    }

    fn open(allowed_hosts: &[&str]) -> Guard {
        Guard::new(None, allowed_hosts.iter().map(|&name| name.to_owned()).collect())
    }

    #[test]
    fn only_own_names_with_the_own_port_are_hosts() {
        for (host, status) in [
            ("127.0.0.1:8025", 200),
            ("localhost:8025", 200),
            ("LOCALHOST:8025", 200),
            ("[::1]:8025", 200),
            ("localhost", 403),
            ("localhost:80", 403),
            ("evil.example:8025", 403),
            ("127.0.0.1.evil.example:8025", 403),
            ("localhost.evil.example:8025", 403),
            ("localhost:8025@evil.example", 403),
            ("", 403),
            ("[::1", 403),
            ("192.0.2.1:8025", 403),
        ] {
            assert_eq!(admitted(&open(&[]), Method::GET, "/", &[("host", host)]), status, "{host}");
        }
        let named = open(&["check.example.com", "other.example:444"]);
        for (host, status) in [
            ("check.example.com", 200),
            ("Check.example.com:443", 200),
            ("other.example:444", 200),
            ("other.example", 403),
        ] {
            assert_eq!(admitted(&named, Method::GET, "/", &[("host", host)]), status, "{host}");
        }
        assert_eq!(admitted(&open(&[]), Method::GET, "/", &[]), 400);
        let two = [("host", "localhost:8025"), ("host", "evil.example")];
        assert_eq!(admitted(&open(&[]), Method::GET, "/", &two), 400);
        let host = [("host", "localhost:8025")];
        assert_eq!(admitted(&open(&[]), Method::GET, "http://evil.example/", &host), 403);
    }

    #[test]
    fn other_sites_may_send_nothing() {
        let host = ("host", "localhost:8025");
        for (name, value, status) in [
            ("origin", "http://localhost:8025", 200),
            ("origin", "http://evil.example", 403),
            ("origin", "http://localhost:8026", 403),
            ("origin", "null", 403),
            ("origin", "file://", 403),
            ("sec-fetch-site", "same-origin", 200),
            ("sec-fetch-site", "cross-site", 403),
            ("sec-fetch-site", "same-site", 403),
        ] {
            assert_eq!(admitted(&open(&[]), Method::POST, "/", &[host, (name, value)]), status, "{name}: {value}");
            assert_eq!(admitted(&open(&[]), Method::GET, "/", &[host, (name, value)]), 200, "{name}: {value}");
        }
    }

    #[test]
    fn a_token_is_needed_whole() {
        let guard = Guard { token: Some(TOKEN.to_owned()), ..open(&[]) };
        let host = ("host", "localhost:8025");
        for (value, status) in [
            ("Bearer correct-horse-battery", 200),
            ("bearer correct-horse-battery", 200),
            ("Bearer correct-horse-batter", 401),
            ("Bearer ", 401),
            ("Basic correct-horse-battery", 401),
            ("correct-horse-battery", 401),
        ] {
            assert_eq!(admitted(&guard, Method::GET, "/", &[host, ("authorization", value)]), status, "{value}");
        }
        assert_eq!(admitted(&guard, Method::GET, "/", &[host]), 401);
    }
}
