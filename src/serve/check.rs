//! `POST /v1/check`: one address or many, answered within the time that the caller gives. What is not known by then is `unknown`.

use super::answer::{self, Problem};
use super::body;
use super::guard;
use super::limits::{ADDRESSES_MAX, DEADLINE_DEFAULT_MS, DEADLINE_MS};
use super::{Server, connections::Ends};
use crate::report::{Style, json};
use crate::run::check::Checked;
use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::Request;
use axum::response::Response;
use serde_json::{Map, Value};
use std::sync::Arc;
use std::time::Duration;

const KEYS: &[&str] = &["address", "addresses", "deadline_ms"];

pub async fn check(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let wish = Wish::read(&body::json(request, KEYS).await?)?;
    let checked = checked(&server, ends, &wish.addresses, wish.time).await?;
    let rows: Vec<String> = checked.iter().map(|one| json::row(one, None, Style::default())).collect();
    Ok(answer::json(format!("{{\"results\":[\n{}\n]}}\n", rows.join(",\n"))))
}

/// Checks addresses for a client, if it may have so many.
pub async fn checked(
    server: &Server,
    ends: Ends,
    addresses: &[String],
    time: Duration,
) -> Result<Vec<Checked>, Problem> {
    // The request itself has cost one.
    let more = u32::try_from(addresses.len().saturating_sub(1)).unwrap_or(u32::MAX);
    guard::take(&server.rate, ends, more)?;
    let _place = server.place()?;
    let checked = server.checker.check_within(addresses, time).await;
    checked.iter().for_each(|one| server.metrics.checked(one.whole().verdict));
    Ok(checked)
}

/// What is to be checked, and in which time.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    addresses: Vec<String>,
    time: Duration,
}

impl Wish {
    fn read(object: &Map<String, Value>) -> Result<Wish, Problem> {
        let one = body::text(object, "address")?;
        let many = body::texts(object, "addresses", ADDRESSES_MAX)?;
        let addresses = match (one, many) {
            (Some(one), None) => vec![one.to_owned()],
            (None, Some(many)) => many.into_iter().map(str::to_owned).collect(),
            _ => return Err(Problem::content("name either address, a string, or addresses, an array of strings")),
        };
        Ok(Wish { addresses, time: Duration::from_millis(deadline_ms(object.get("deadline_ms"))?) })
    }
}

/// JSON has one kind of number, so `800.0` is a whole one.
fn deadline_ms(value: Option<&Value>) -> Result<u64, Problem> {
    let ms = match value {
        None => Some(DEADLINE_DEFAULT_MS),
        Some(value) => value.as_f64().filter(|ms| ms.fract() == 0.0 && *ms >= 0.0).map(|ms| ms as u64),
    };
    ms.filter(|ms| DEADLINE_MS.contains(ms)).ok_or_else(|| {
        Problem::content(format!(
            "deadline_ms must be a whole number from {} to {}",
            DEADLINE_MS.start(),
            DEADLINE_MS.end()
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(value: Value) -> Result<(usize, u64), u16> {
        let object = value.as_object().expect("an object");
        let wish = Wish::read(object).map_err(|problem| problem.status.as_u16())?;
        Ok((wish.addresses.len(), wish.time.as_millis() as u64))
    }

    #[test]
    fn one_or_many_addresses_with_a_time_are_read() {
        assert_eq!(read(json!({ "address": "a@b.example" })), Ok((1, 5000)));
        assert_eq!(read(json!({ "addresses": ["a", "b"], "deadline_ms": 800 })), Ok((2, 800)));
        assert_eq!(read(json!({ "address": "", "deadline_ms": 1.0 })), Ok((1, 1)));
        for wrong in [
            json!({}),
            json!({ "address": 1 }),
            json!({ "address": null }),
            json!({ "address": "a", "addresses": ["b"] }),
            json!({ "addresses": [] }),
            json!({ "addresses": ["a", 1] }),
            json!({ "addresses": vec!["a"; 1001] }),
            json!({ "address": "a", "deadline_ms": 0 }),
            json!({ "address": "a", "deadline_ms": 30_001 }),
            json!({ "address": "a", "deadline_ms": -1 }),
            json!({ "address": "a", "deadline_ms": 1.5 }),
            json!({ "address": "a", "deadline_ms": "800" }),
            json!({ "address": "a", "deadline_ms": 1e300 }),
        ] {
            assert_eq!(read(wrong.clone()), Err(422), "{wrong}");
        }
    }
}
