//! People with a browser, where a token is needed: they write it into a form once, and from then on the browser brings a secret of its own in
//! a cookie, which scripts cannot read and other sites do not send. The server keeps only digests of these secrets, and forgets them when it ends.

use super::Server;
use super::answer::Problem;
use super::body;
use super::connections::Ends;
use super::guard;
use super::limits::{LOGIN_COST, SESSION_TIME_MAX, SESSIONS_MAX};
use super::page;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Who has come in by the form, and when.
#[derive(Default)]
pub struct Sessions(Mutex<HashMap<[u8; 32], Instant>>);

impl Sessions {
    /// Lets somebody in, and gives the secret that the browser is to bring.
    fn open(&self, now: Instant) -> String {
        let secret = format!("{:032x}{:032x}", rand::random::<u128>(), rand::random::<u128>());
        let mut known = self.known();
        known.retain(|_, began| now.saturating_duration_since(*began) < SESSION_TIME_MAX);
        if known.len() >= SESSIONS_MAX {
            let oldest = known.iter().min_by_key(|(_, began)| **began).map(|(digest, _)| *digest);
            oldest.map(|digest| known.remove(&digest));
        }
        known.insert(digest(&secret), now);
        secret
    }

    /// Whether the cookies of a request hold the secret of somebody who may still be here.
    pub fn has(&self, headers: &HeaderMap, port: u16, now: Instant) -> bool {
        let known = self.known();
        secrets(headers, port).any(|secret| {
            known.get(&secret).is_some_and(|began| now.saturating_duration_since(*began) < SESSION_TIME_MAX)
        })
    }

    /// Lets those go whose secrets are in the cookies of a request.
    fn close(&self, headers: &HeaderMap, port: u16) {
        let mut known = self.known();
        secrets(headers, port).for_each(|secret| _ = known.remove(&secret));
    }

    fn known(&self) -> MutexGuard<'_, HashMap<[u8; 32], Instant>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The digests of the secrets that the cookies of a request hold.
fn secrets(headers: &HeaderMap, port: u16) -> impl Iterator<Item = [u8; 32]> {
    let name = cookie_name(port);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(move |(told, _)| *told == name).map(|(_, secret)| digest(secret))
}

/// Browsers send a cookie to all ports of a machine, so that each server needs a name of its own.
fn cookie_name(port: u16) -> String {
    format!("presend-{port}")
}

fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret.as_bytes()).into()
}

/// `POST /login`: holds the token of the form against that of the server, and lets the browser in.
pub async fn login(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Response {
    let lang = page::language(&server, request.headers());
    // A proxy with TLS stands before the server when the browser says that the page came so.
    let is_tls = request.headers().get(header::ORIGIN).is_some_and(|origin| origin.as_bytes().starts_with(b"https://"));
    let told = async {
        guard::take(&server.rate, ends, LOGIN_COST)?;
        Ok::<_, Problem>(body::form(request).await?.remove("token").unwrap_or_default())
    };
    match told.await {
        Ok(token) if server.guard.is_token(token.trim()) => {
            let (name, secret) = (cookie_name(ends.local.port()), server.guard.sessions.open(Instant::now()));
            let secure = if is_tls { "; Secure" } else { "" };
            let cookie = format!("{name}={secret}; Path=/; HttpOnly; SameSite=Strict{secure}");
            (StatusCode::SEE_OTHER, [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)]).into_response()
        }
        Ok(_) => page::login(Some(lang.text("serve-login-wrong")), StatusCode::UNAUTHORIZED, lang),
        Err(problem) => {
            let why = problem.on_page.map_or(&*problem.message, |id| lang.text(id));
            page::login(Some(why), problem.status, lang)
        }
    }
}

/// `POST /logout`: forgets the secret of the browser, which is let in no more.
pub async fn logout(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    headers: HeaderMap,
) -> Response {
    let port = ends.local.port();
    server.guard.sessions.close(&headers, port);
    let cookie = format!("{}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0", cookie_name(port));
    (StatusCode::SEE_OTHER, [(header::LOCATION, "/".to_owned()), (header::SET_COOKIE, cookie)]).into_response()
}

/// Whether somebody sits before a browser and wants to see a page.
pub fn wants_page(request: &Request<Body>) -> bool {
    let accepted = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    request.method().is_safe() && accepted.contains("text/html")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn cookie(text: &str) -> HeaderMap {
        HeaderMap::from_iter([(header::COOKIE, text.parse().expect("a value"))])
    }

    #[test]
    fn a_secret_holds_for_its_time_and_its_server() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let secret = sessions.open(now);
        let good = cookie(&format!("a=b; presend-8025={secret}"));
        assert!(sessions.has(&good, 8025, now));
        assert!(!sessions.has(&good, 8026, now));
        assert!(!sessions.has(&good, 8025, now + SESSION_TIME_MAX));
        for wrong in ["presend-8025=", "presend-8025", "presend-8025=x", &format!("x={secret}"), &secret] {
            assert!(!sessions.has(&cookie(wrong), 8025, now), "{wrong}");
        }
        assert!(!sessions.has(&HeaderMap::new(), 8025, now));
    }

    #[test]
    fn beyond_the_bound_the_oldest_has_to_come_in_again() {
        let (sessions, now) = (Sessions::default(), Instant::now());
        let first = sessions.open(now);
        for number in 1..=SESSIONS_MAX as u64 {
            sessions.open(now + Duration::from_millis(number));
        }
        assert_eq!(sessions.known().len(), SESSIONS_MAX);
        assert!(!sessions.has(&cookie(&format!("presend-1={first}")), 1, now + Duration::from_secs(9)));
    }
}
