//! `/v1/lists`: a list is handed in, its status told, its results taken, and all of it forgotten.

use super::jobs::State as JobState;
use super::{Lists, RESULTS, Status, UPLOAD, archive, new_id, private, send};
use crate::judge::Verdict;
use crate::report::html;
use crate::run::clean::CLEAN_OUTPUTS;
use crate::serve::answer::{self, Problem};
use crate::serve::body::media_type;
use crate::serve::connections::Ends;
use crate::serve::guard;
use crate::serve::limits::{DRAIN_TIME_MAX, NAME_CHARS_MAX, UPLOAD_COST, UPLOAD_PLACE_TIME_MAX, UPLOAD_TIME_MAX};
use crate::serve::{Server, page};
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Multipart, Path, State};
use axum::http::{Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt};
use serde_json::{Value, json};
use std::fs::File;
use std::io::Write;
use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use tokio::time::timeout;

/// The parts of a result that have routes of their own, each with the beginning of the names of its files.
pub const PARTS: [(&str, &str); 6] = [
    ("clean", "clean."),
    ("review", "review."),
    ("rejected", "rejected."),
    ("unknown", "retry."),
    ("retry", "retry."),
    ("changes", "changes."),
];
/// The field of a form that holds the file.
const FIELD: &str = "file";

/// `POST /v1/lists`: takes a list in, as a form with a file or as the body itself.
pub async fn add(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Result<Response, Problem> {
    let id = taken_in(&server, ends, request).await?;
    let status = server.lists.status(&id).ok_or_else(no_list)?;
    let mut response = answer::json(shown(&status).to_string() + "\n");
    *response.status_mut() = StatusCode::ACCEPTED;
    let location = format!("/v1/lists/{id}").parse().map_err(|_| no_list())?;
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Takes a list in, and gives the id of its job.
pub async fn taken_in(server: &Server, ends: Ends, request: Request<Body>) -> Result<String, Problem> {
    guard::take(&server.rate, ends, UPLOAD_COST)?;
    let lists = &server.lists;
    lists.has_room()?;
    let place = timeout(UPLOAD_PLACE_TIME_MAX, lists.receiving.acquire()).await;
    let _receiving = place.ok().and_then(Result::ok).ok_or_else(Problem::busy)?;
    let lang = page::language(server, request.headers());
    let id = new_id();
    let folder = lists.folder_of(&id);
    let received = match timeout(UPLOAD_TIME_MAX, receive(lists, &folder, request)).await {
        Ok(received) => received,
        Err(_) => Err(Problem::new(StatusCode::REQUEST_TIMEOUT, "slow", "the list did not come in time")
            .on_page("serve-problem-slow")),
    };
    let added = received.and_then(|(name, octets)| lists.add(&id, &name, octets, lang));
    if added.is_err() {
        lists.remove_folder(&id);
    }
    added.map(|job| job.id)
}

async fn receive(lists: &Lists, folder: &std::path::Path, request: Request<Body>) -> Result<(String, u64), Problem> {
    private(folder).map_err(|_| unwritten())?;
    let file = File::create_new(folder.join(UPLOAD)).map_err(|_| unwritten())?;
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    if announced.is_some_and(|octets: u64| octets > lists.upload_max.saturating_add(64 << 10)) {
        drain(request.into_body().into_data_stream()).await;
        return Err(too_large(lists));
    }
    match media_type(request.headers()).as_deref() {
        Some("multipart/form-data") => {
            let broken = || Problem::new(StatusCode::BAD_REQUEST, "form", "the form cannot be read");
            let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
            let wrong = || {
                Problem::content(format!("the form must have one field, {FIELD}, with a list"))
                    .on_page("serve-problem-no-file")
            };
            let field = form.next_field().await.map_err(|_| broken())?;
            let field = field.filter(|field| field.name() == Some(FIELD)).ok_or_else(wrong)?;
            let name = named(field.file_name().unwrap_or_default());
            let octets = write(lists, file, field).await?;
            match form.next_field().await {
                Ok(None) => Ok((name, octets)),
                Ok(Some(_)) => Err(wrong()),
                Err(_) => Err(broken()),
            }
        }
        Some("application/x-www-form-urlencoded") | None => {
            Err(Problem::media_type("multipart/form-data, or the type of the list, such as text/csv"))
        }
        Some(_) => {
            let query = request.uri().query().unwrap_or_default();
            let name = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "filename");
            let name = named(&name.map(|(_, name)| name).unwrap_or_default());
            Ok((name, write(lists, file, request.into_body().into_data_stream()).await?))
        }
    }
}

/// Writes what comes, up to the bound.
async fn write<E>(lists: &Lists, mut file: File, pieces: impl Stream<Item = Result<Bytes, E>>) -> Result<u64, Problem> {
    let mut pieces = pin!(pieces);
    let mut octets = 0;
    while let Some(piece) = pieces.next().await {
        let cut = || {
            Problem::new(StatusCode::BAD_REQUEST, "body", "the list did not come to its end")
                .on_page("serve-problem-slow")
        };
        let piece = piece.map_err(|_| cut())?;
        octets += piece.len() as u64;
        if octets > lists.upload_max {
            drain(pieces).await;
            return Err(too_large(lists));
        }
        file.write_all(&piece).map_err(|_| unwritten())?;
    }
    if octets == 0 {
        return Err(Problem::content("the list is empty").on_page("serve-problem-empty"));
    }
    // Once its row stands in the database, the list must be there whatever happens.
    let synced = tokio::task::spawn_blocking(move || file.sync_all()).await;
    synced.ok().and_then(Result::ok).map(|()| octets).ok_or_else(unwritten)
}

/// Reads on for a while, because a browser that is still sending shows no answer.
async fn drain<E>(pieces: impl Stream<Item = Result<Bytes, E>>) {
    let mut pieces = pin!(pieces);
    let _ = timeout(DRAIN_TIME_MAX, async { while let Some(Ok(_)) = pieces.next().await {} }).await;
}

fn unwritten() -> Problem {
    Problem::new(StatusCode::INSUFFICIENT_STORAGE, "storage", "the list cannot be written")
        .on_page("serve-problem-storage")
}

fn too_large(lists: &Lists) -> Problem {
    Problem::too_large(usize::try_from(lists.upload_max).unwrap_or(usize::MAX))
}

/// The name of a file without the folders that some browsers put before it.
fn named(text: &str) -> String {
    let bare = text.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = bare.chars().filter(|c| !c.is_control()).take(NAME_CHARS_MAX).collect();
    if name.trim().is_empty() { "list".to_owned() } else { name }
}

/// `GET /v1/lists/{id}`: how far the list is, and what there is to take.
pub async fn status(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Result<Response, Problem> {
    let status = server.lists.status(&id).ok_or_else(no_list)?;
    Ok(answer::json(shown(&status).to_string() + "\n"))
}

fn shown(Status { job, progress }: &Status) -> Value {
    let count = |of: fn(&super::work::Watched) -> &std::sync::atomic::AtomicU64| {
        progress.as_ref().map_or(0, |watched| of(watched).load(Ordering::Relaxed))
    };
    let mut value = json!({
        "id": job.id, "name": job.name, "octets": job.octets, "created": job.created_s, "state": job.state.word(),
        "message": job.message,
        "progress": {
            "rows_read": count(|watched| &watched.rows_read), "domains_found": count(|watched| &watched.domains_found),
            "domains_asked": count(|watched| &watched.domains_asked), "rows_judged": count(|watched| &watched.rows_judged),
        },
        "rows": null, "results": null,
    });
    if let Some(verdicts) = job.verdicts {
        let rows = Verdict::ALL.iter().zip(verdicts).map(|(verdict, rows)| (verdict.word().to_owned(), rows.into()));
        value["rows"] = Value::Object(rows.collect());
    }
    if job.state == JobState::Done {
        let parts = ["clean", "review", "rejected", "unknown", "changes", "report", "result.zip"];
        let links = parts.map(|part| (part.to_owned(), format!("/v1/lists/{}/{part}", job.id).into()));
        value["results"] = Value::Object(links.into_iter().collect());
    }
    value
}

/// `DELETE /v1/lists/{id}`: forgets the list and its results, also while it is worked on.
pub async fn remove(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Result<Response, Problem> {
    if server.lists.remove(&id) { Ok(StatusCode::NO_CONTENT.into_response()) } else { Err(no_list()) }
}

/// `GET /v1/lists/{id}/{part}`: one list of the results, the page, or all in one archive.
pub async fn part(
    State(server): State<Arc<Server>>,
    Path((id, part)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let folder = results(&server, &id)?;
    match part.as_str() {
        "report" => report(folder).await,
        "result.zip" => {
            let packing = tokio::task::spawn_blocking(move || archive::packed(&folder, &present(&folder, "")));
            let file = packing.await.ok().and_then(Result::ok).ok_or_else(gone)?;
            server.lists.seen(&id);
            Ok(attached(file, "presend-results.zip", "application/zip"))
        }
        other => {
            let known = PARTS.iter().find(|(name, _)| *name == other);
            let (_, stem) =
                known.ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "part", "there is no such result"))?;
            let name = present(&folder, stem).first().copied().ok_or_else(gone)?;
            let file = File::open(folder.join(name)).map_err(|_| gone())?;
            server.lists.seen(&id);
            Ok(attached(file, name, kind_of(name)))
        }
    }
}

/// The folder of results of a list that is done.
fn results(server: &Server, id: &str) -> Result<PathBuf, Problem> {
    let status = server.lists.status(id).ok_or_else(no_list)?;
    if status.job.state != JobState::Done {
        let message = "the list is not done; its status says how far it is";
        return Err(Problem::new(StatusCode::CONFLICT, "not_done", message));
    }
    Ok(server.lists.folder_of(&status.job.id).join(RESULTS))
}

/// The files of the results whose names begin so.
fn present(folder: &std::path::Path, stem: &str) -> Vec<&'static str> {
    let is_there = |name: &&&str| name.starts_with(stem) && folder.join(name).is_file();
    CLEAN_OUTPUTS.iter().filter(is_there).copied().collect()
}

/// The report page. It brings a script of its own, which alone may run.
async fn report(folder: PathBuf) -> Result<Response, Problem> {
    let reading = tokio::task::spawn_blocking(move || std::fs::read(folder.join("report.html")));
    let page = reading.await.ok().and_then(Result::ok).ok_or_else(gone)?;
    let policy = html::policy() + "; frame-ancestors 'none'";
    let headers =
        [(header::CONTENT_TYPE, "text/html; charset=utf-8".to_owned()), (header::CONTENT_SECURITY_POLICY, policy)];
    Ok((headers, page).into_response())
}

/// A file to be saved. `name` is one of ours.
fn attached(file: File, name: &str, kind: &'static str) -> Response {
    let octets = file.metadata().map(|metadata| metadata.len());
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    let mut response = (headers, send::body(file)).into_response();
    if let Ok(octets) = octets {
        response.headers_mut().insert(header::CONTENT_LENGTH, octets.into());
    }
    response
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("csv") => "text/csv",
        Some("json") => "application/json",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        _ => "application/octet-stream",
    }
}

fn no_list() -> Problem {
    Problem::new(
        StatusCode::NOT_FOUND,
        "no_list",
        "there is no such list, or it is gone: lists are kept for a day at most",
    )
}

fn gone() -> Problem {
    Problem::new(StatusCode::GONE, "gone", "the results are no longer there")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_lose_their_folders_and_what_controls() {
        for (text, name) in [
            ("list.csv", "list.csv"),
            ("C:\\Users\\ann\\list.csv", "list.csv"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x", "aSet-Cookie: x"),
            ("<b>.csv", "<b>.csv"),
            ("", "list"),
            ("dir/", "list"),
        ] {
            assert_eq!(named(text), name, "{text:?}");
        }
        assert_eq!(named(&"x".repeat(1000)).len(), NAME_CHARS_MAX);
    }
}
