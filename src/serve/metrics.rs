//! `GET /metrics`: counters in the text form of Prometheus. Routes, statuses and verdicts only; nothing of what was asked about.

use super::Server;
use super::lists::Counted;
use crate::judge::Verdict;
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The upper ends of the histogram, in milliseconds.
const BUCKETS_MS: [u64; 12] = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 5000, 30_000];

/// What was counted since the start.
#[derive(Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, &'static str, u16), u64>>,
    durations: Mutex<BTreeMap<String, Durations>>,
    verdicts: [AtomicU64; 4],
}

#[derive(Clone, Copy, Default)]
struct Durations {
    buckets: [u64; BUCKETS_MS.len()],
    count: u64,
    sum_s: f64,
}

/// A request, before it is answered.
pub struct Asked {
    /// The path as the server knows it; `None` for a path that it does not have.
    pub route: Option<String>,
    pub method: Method,
}

impl Metrics {
    pub fn answered(&self, asked: Asked, status: StatusCode, time: Duration) {
        let route = asked.route.unwrap_or_else(|| "other".to_owned());
        let mut durations = self.durations.lock().unwrap_or_else(PoisonError::into_inner);
        let of_route = durations.entry(route.clone()).or_default();
        of_route.count += 1;
        of_route.sum_s += time.as_secs_f64();
        for (bucket, end) in of_route.buckets.iter_mut().zip(BUCKETS_MS) {
            *bucket += u64::from(time <= Duration::from_millis(end));
        }
        drop(durations);
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        *requests.entry((route, word(&asked.method), status.as_u16())).or_default() += 1;
    }

    /// Counts an address by what came out.
    pub fn checked(&self, verdict: Verdict) {
        let place = Verdict::ALL.iter().position(|other| *other == verdict).unwrap_or(0);
        self.verdicts[place].fetch_add(1, Ordering::Relaxed);
    }

    fn text(&self, dns: &[(&'static str, u64)], lists: &Counted) -> String {
        let mut text = String::new();
        head(&mut text, "presend_http_requests_total", "counter", "Requests by route, method and status.");
        for ((route, method, status), count) in &*self.requests.lock().unwrap_or_else(PoisonError::into_inner) {
            let labels = format!("route=\"{route}\",method=\"{method}\",status=\"{status}\"");
            let _ = writeln!(text, "presend_http_requests_total{{{labels}}} {count}");
        }
        const DURATION: &str = "presend_http_request_duration_seconds";
        head(&mut text, DURATION, "histogram", "Time from the head of a request to the head of its answer.");
        for (route, of_route) in &*self.durations.lock().unwrap_or_else(PoisonError::into_inner) {
            for (count, end) in of_route.buckets.iter().zip(BUCKETS_MS) {
                let end = end as f64 / 1000.0;
                let _ = writeln!(text, "{DURATION}_bucket{{route=\"{route}\",le=\"{end}\"}} {count}");
            }
            let _ = writeln!(text, "{DURATION}_bucket{{route=\"{route}\",le=\"+Inf\"}} {}", of_route.count);
            let _ = writeln!(text, "{DURATION}_sum{{route=\"{route}\"}} {}", of_route.sum_s);
            let _ = writeln!(text, "{DURATION}_count{{route=\"{route}\"}} {}", of_route.count);
        }
        head(&mut text, "presend_checks_total", "counter", "Addresses by verdict.");
        for (verdict, count) in Verdict::ALL.iter().zip(&self.verdicts) {
            let count = count.load(Ordering::Relaxed);
            let _ = writeln!(text, "presend_checks_total{{verdict=\"{}\"}} {count}", verdict.word());
        }
        head(
            &mut text,
            "presend_dns_total",
            "counter",
            "What the resolver did: questions sent, answers, and what became of them.",
        );
        for (what, count) in dns {
            let _ = writeln!(text, "presend_dns_total{{what=\"{what}\"}} {count}");
        }
        head(&mut text, "presend_lists", "gauge", "Lists that are kept, by state.");
        for (state, count) in lists.states {
            let _ = writeln!(text, "presend_lists{{state=\"{state}\"}} {count}");
        }
        head(&mut text, "presend_list_rows_judged_total", "counter", "Rows of lists that were judged.");
        let _ = writeln!(text, "presend_list_rows_judged_total {}", lists.rows_judged);
        text
    }
}

fn head(text: &mut String, name: &str, kind: &str, help: &str) {
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
}

/// Clients may invent methods, and each name would be kept.
fn word(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::DELETE => "DELETE",
        _ => "other",
    }
}

pub async fn show(State(server): State<Arc<Server>>) -> Response {
    let dns = server.dns.as_ref().map(|dns| dns.stats()).unwrap_or_default().counters();
    (
        [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")],
        server.metrics.text(&dns, &server.lists.counted()),
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_and_verdicts_are_counted_and_methods_are_few() {
        let metrics = Metrics::default();
        for (method, ms) in [("POST", 3), ("BREW", 3), ("STIR", 400)] {
            let asked = Asked { route: Some("/v1/check".to_owned()), method: method.parse().expect("a method") };
            metrics.answered(asked, StatusCode::OK, Duration::from_millis(ms));
        }
        metrics.checked(Verdict::Unknown);
        let lists = Counted { states: [("queued", 1), ("running", 0), ("done", 3), ("failed", 0)], rows_judged: 12 };
        let text = metrics.text(&[("queries", 7)], &lists);
        for line in [
            "presend_http_requests_total{route=\"/v1/check\",method=\"POST\",status=\"200\"} 1",
            "presend_http_requests_total{route=\"/v1/check\",method=\"other\",status=\"200\"} 2",
            "presend_http_request_duration_seconds_bucket{route=\"/v1/check\",le=\"0.005\"} 2",
            "presend_http_request_duration_seconds_bucket{route=\"/v1/check\",le=\"+Inf\"} 3",
            "presend_http_request_duration_seconds_count{route=\"/v1/check\"} 3",
            "presend_checks_total{verdict=\"unknown\"} 1",
            "presend_dns_total{what=\"queries\"} 7",
            "presend_lists{state=\"running\"} 0",
            "presend_lists{state=\"done\"} 3",
            "presend_list_rows_judged_total 12",
        ] {
            assert!(text.lines().any(|other| other == line), "{line} is not in\n{text}");
        }
    }
}
