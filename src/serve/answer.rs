//! Answers that no one route owns: what went wrong, as JSON that a program can read; that the server is well; and what it can do.

use super::connections::Ends;
use super::limits::{ADDRESSES_MAX, BODY_OCTETS_MAX, DEADLINE_DEFAULT_MS};
use super::sender::{DOMAIN_CHARS_MAX, DOMAIN_PATTERN, SELECTOR_CHARS_MAX, SELECTOR_PATTERN};
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

const OPENAPI: &str = include_str!("openapi.json");
pub const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// Why a request is not answered as it was meant: `{"error": {"code": .., "message": ..}}`. Never repeats what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub status: StatusCode,
    /// A word for programs.
    pub code: &'static str,
    /// A sentence for people.
    pub message: String,
    /// When it may be tried again, in seconds.
    pub retry_after_s: Option<u64>,
    /// The text by which the page says it in its own language; without one the message is shown.
    pub on_page: Option<&'static str>,
}

impl Problem {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Problem {
        Problem { status, code, message: message.into(), retry_after_s: None, on_page: None }
    }

    /// The same, with a text of the page.
    pub fn on_page(self, text: &'static str) -> Problem {
        Problem { on_page: Some(text), ..self }
    }

    /// The body can be read, and does not say what it should.
    pub fn content(message: impl Into<String>) -> Problem {
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "invalid", message)
    }

    pub fn too_large(octets_max: usize) -> Problem {
        let message = format!("the body is larger than {octets_max} octets");
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message).on_page("serve-problem-too-large")
    }

    pub fn media_type(wanted: &str) -> Problem {
        let message = format!("send the body with Content-Type: {wanted}");
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "media_type", message)
    }

    pub fn busy() -> Problem {
        let message = "too many requests are being worked on; try again in a second";
        Problem { retry_after_s: Some(1), ..Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", message) }
            .on_page("serve-problem-busy")
    }

    pub fn no_dns() -> Problem {
        let message =
            "a sender can be checked only by asking the DNS, and this server was started with --offline or --facts";
        Problem::new(StatusCode::SERVICE_UNAVAILABLE, "offline", message).on_page("serve-problem-offline")
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let text = serde_json::json!({ "error": { "code": self.code, "message": self.message } }).to_string() + "\n";
        let mut response = (self.status, [(header::CONTENT_TYPE, JSON)], text).into_response();
        if let Some(seconds) = self.retry_after_s {
            response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}

/// An answer that is JSON already.
pub fn json(text: String) -> Response {
    ([(header::CONTENT_TYPE, JSON)], text).into_response()
}

pub async fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "not_found", "there is nothing at this path; /openapi.json says what there is")
}

pub async fn wrong_method(uri: Uri) -> Problem {
    let _ = uri;
    Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method",
        "this path is not for that method; the Allow header names those it has",
    )
}

/// `GET /healthz`: the process answers. It asks no DNS, so that a resolver that is ill does not have the server restarted.
pub async fn healthy() -> Response {
    json("{\"status\":\"ok\"}\n".to_owned())
}

/// `GET /openapi.json`: the API, described by OpenAPI 3.1.
pub async fn openapi() -> Response {
    let text = OPENAPI
        .replace("{version}", env!("CARGO_PKG_VERSION"))
        .replace("\"{addresses_max}\"", &ADDRESSES_MAX.to_string())
        .replace("\"{deadline_default_ms}\"", &DEADLINE_DEFAULT_MS.to_string())
        .replace("\"{domain_chars_max}\"", &DOMAIN_CHARS_MAX.to_string())
        .replace("{domain_pattern}", DOMAIN_PATTERN)
        .replace("\"{selector_chars_max}\"", &SELECTOR_CHARS_MAX.to_string())
        .replace("{selector_pattern}", SELECTOR_PATTERN)
        .replace("{body_octets_max}", &BODY_OCTETS_MAX.to_string());
    json(text)
}

/// What each answer says to browsers, unless its route said something else: nothing may be run, framed, guessed or kept.
pub fn protect(response: &mut Response) {
    const HEADERS: [(&str, &str); 6] = [
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"),
        ("x-content-type-options", "nosniff"),
        // With no-referrer, browsers would say of the page's own forms too that they come from nowhere.
        ("referrer-policy", "same-origin"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    for (name, value) in HEADERS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
}

/// The ends of the connection on which a request came.
pub fn ends(request: &axum::http::Request<Body>) -> Option<Ends> {
    request.extensions().get::<Ends>().copied()
}
