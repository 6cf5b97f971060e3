//! The page for people: forms that work without a script, and what comes of them. A script is only where records can be copied. Everything of a stranger's goes through maud, which
//! escapes it, after `safe` has taken away what could mislead the eye.

mod layout;
pub mod lists;
mod results;

use super::answer::Problem;
use super::body;
use super::limits::DEADLINE_DEFAULT_MS;
use super::{Server, check, connections::Ends, sender};
use crate::bounce::sources::read_pasted;
use crate::reason::{Lang, say};
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use layout::{Form, document};
use maud::html;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Addresses that are checked from the page at once; a list has more.
const ADDRESSES_MAX: usize = 100;

pub async fn home(State(server): State<Arc<Server>>, Extension(ends): Extension<Ends>, headers: HeaderMap) -> Response {
    let lang = language(&server, &headers);
    let is_let_in = server.guard.sessions.has(&headers, ends.local.port(), Instant::now());
    document(&Form::default(), html! { @if is_let_in { (layout::logout(lang)) } }, lang)
}

pub async fn check(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Response {
    let lang = language(&server, request.headers());
    let mut form = Form::default();
    let answered = async {
        form.addresses = body::form(request).await?.remove("addresses").unwrap_or_default();
        let lines = form.addresses.lines().map(str::trim).filter(|line| !line.is_empty());
        let addresses: Vec<String> = lines.map(str::to_owned).collect();
        let why = match addresses.len() {
            0 => Some(lang.text("serve-write-an-address-first").to_owned()),
            many if many > ADDRESSES_MAX => Some(say!(lang, "serve-too-many-addresses", most = ADDRESSES_MAX)),
            _ => None,
        };
        if let Some(why) = why {
            return Err(Problem::content(why));
        }
        check::checked(&server, ends, &addresses, Duration::from_millis(DEADLINE_DEFAULT_MS)).await
    };
    match answered.await {
        Ok(checked) => document(&form, results::addresses(&checked, lang), lang),
        Err(problem) => refused(&form, problem, lang),
    }
}

pub async fn sender(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Response {
    let lang = language(&server, request.headers());
    let mut form = Form::default();
    let answered = async {
        let mut fields = body::form(request).await?;
        [form.domain, form.ips, form.helo] =
            ["domain", "ips", "helo"].map(|name| fields.remove(name).unwrap_or_default());
        let ips: Vec<&str> = form.ips.split([',', ' ', '\n']).map(str::trim).filter(|ip| !ip.is_empty()).collect();
        let setup = sender::setup(&form.domain, &ips, Some(&form.helo), &[], server.allow_non_public)?;
        sender::checked(&server, ends, setup).await
    };
    match answered.await {
        Ok(report) => layout::with_script(document(&form, results::sender(&report, lang), lang)),
        Err(problem) => refused(&form, problem, lang),
    }
}

pub async fn bounce(State(server): State<Arc<Server>>, request: Request<Body>) -> Response {
    let lang = language(&server, request.headers());
    let mut form = Form::default();
    match body::form(request).await {
        Ok(mut fields) => form.bounce = fields.remove("bounce").unwrap_or_default(),
        Err(problem) => return refused(&form, problem, lang),
    }
    if form.bounce.trim().is_empty() {
        let why = lang.text("serve-paste-what-came-back-first");
        return refused(&form, Problem::content(why), lang);
    }
    let returned = read_pasted(&form.bounce);
    document(&form, results::bounce(&returned, lang), lang)
}

/// The form for the token of the server, with what was wrong with the last one.
pub fn login(why: Option<&str>, status: StatusCode, lang: Lang) -> Response {
    let mut response = layout::login(why, lang);
    *response.status_mut() = status;
    if status == StatusCode::UNAUTHORIZED {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

pub async fn style() -> Response {
    ([(header::CONTENT_TYPE, "text/css; charset=utf-8")], layout::css()).into_response()
}

/// A page that says what was wrong, with what was typed still in its form.
fn refused(form: &Form, problem: Problem, lang: Lang) -> Response {
    let mut response = document(form, results::problem(&problem, lang), lang);
    *response.status_mut() = problem.status;
    if let (StatusCode::TOO_MANY_REQUESTS, Some(seconds)) = (problem.status, problem.retry_after_s) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}

/// The language that the user set, or the one that the browser likes better.
pub fn language(server: &Server, headers: &HeaderMap) -> Lang {
    let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    server.lang.unwrap_or_else(|| preferred(accepted))
}

/// The language of `Accept-Language` (RFC 9110 §12.5.4) that presend speaks and that has the greatest weight, the first of several.
fn preferred(accepted: &str) -> Lang {
    let mut best = (0.0, Lang::En);
    for range in accepted.split(',').take(20) {
        let mut parts = range.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default().to_ascii_lowercase();
        let weight = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
        let Some(lang) = Lang::named(tag.split('-').next().unwrap_or_default()) else { continue };
        if weight > best.0 {
            best = (weight, lang);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_says_which_language_it_likes() {
        for (accepted, lang) in [
            ("", Lang::En),
            ("*", Lang::En),
            ("zh-CN,zh;q=0.9,en;q=0.8", Lang::Zh),
            ("en-US,en;q=0.9,zh;q=0.8", Lang::En),
            ("fr-FR,fr;q=0.9,zh;q=0.5,en;q=0.4", Lang::Zh),
            ("zh;q=0, en;q=0.1", Lang::En),
            ("de-AT, zh;q=0.5", Lang::De),
            ("fr", Lang::En),
            (";;q=,zh", Lang::Zh),
        ] {
            assert_eq!(preferred(accepted), lang, "{accepted}");
        }
    }
}
