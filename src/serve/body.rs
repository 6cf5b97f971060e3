//! Bodies of requests, read within bounds: JSON objects of known keys, and forms of the page.

use super::answer::Problem;
use super::limits::{BODY_DRAINED_MAX, BODY_OCTETS_MAX, BODY_TIME_MAX};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use futures_util::StreamExt;
use serde_json::{Map, Value};
use std::collections::HashMap;
use tokio::time::timeout;

/// The object of a request with JSON. Keys that are not `known` are refused, for they are slips.
pub async fn json(request: Request<Body>, known: &[&str]) -> Result<Map<String, Value>, Problem> {
    if media_type(request.headers()).as_deref() != Some("application/json") {
        return Err(Problem::media_type("application/json"));
    }
    let bytes = bytes(request).await?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| {
        let message = format!("the body is no JSON: line {}, column {}", error.line(), error.column());
        Problem::new(StatusCode::BAD_REQUEST, "json", message)
    })?;
    let Value::Object(object) = value else { return Err(Problem::content("the body must be a JSON object")) };
    match object.keys().all(|key| known.contains(&key.as_str())) {
        true => Ok(object),
        false => Err(Problem::content(format!("the body has an unknown key; the keys are {}", known.join(", ")))),
    }
}

/// A string, where there is one.
pub fn text<'o>(object: &'o Map<String, Value>, key: &str) -> Result<Option<&'o str>, Problem> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Problem::content(format!("{key} must be a string"))),
    }
}

/// Strings in an array, at most so many of them; none where there is no array.
pub fn texts<'o>(object: &'o Map<String, Value>, key: &str, most: usize) -> Result<Option<Vec<&'o str>>, Problem> {
    let wrong = || Problem::content(format!("{key} must be an array of 1 to {most} strings"));
    match object.get(key) {
        None => Ok(None),
        Some(Value::Array(values)) if (1..=most).contains(&values.len()) => {
            values.iter().map(Value::as_str).collect::<Option<_>>().map(Some).ok_or_else(wrong)
        }
        Some(_) => Err(wrong()),
    }
}

/// The fields of a form of the page.
pub async fn form(request: Request<Body>) -> Result<HashMap<String, String>, Problem> {
    const TYPE: &str = "application/x-www-form-urlencoded";
    if media_type(request.headers()).as_deref() != Some(TYPE) {
        return Err(Problem::media_type(TYPE));
    }
    let bytes = bytes(request).await?;
    Ok(form_urlencoded::parse(&bytes).into_owned().collect())
}

/// What the body is said to be, in lower case and without parameters.
pub fn media_type(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
    Some(value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase())
}

async fn bytes(request: Request<Body>) -> Result<Bytes, Problem> {
    match timeout(BODY_TIME_MAX, whole(request.into_body())).await {
        Ok(read) => read,
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "slow", "the body did not come in time")
            .on_page("serve-problem-slow")),
    }
}

/// The octets of a body. Of one that is too large some more are read, because a client that is still sending hears nothing.
async fn whole(body: Body) -> Result<Bytes, Problem> {
    let mut pieces = body.into_data_stream();
    let (mut bytes, mut octets) = (Vec::new(), 0);
    while let Some(piece) = pieces.next().await {
        let piece =
            piece.map_err(|_| Problem::new(StatusCode::BAD_REQUEST, "body", "the body did not come to its end"))?;
        octets += piece.len();
        if octets <= BODY_OCTETS_MAX {
            bytes.extend_from_slice(&piece);
        } else {
            bytes = Vec::new();
            if octets > BODY_DRAINED_MAX {
                break;
            }
        }
    }
    if octets > BODY_OCTETS_MAX { Err(Problem::too_large(BODY_OCTETS_MAX)) } else { Ok(bytes.into()) }
}
