//! Lists on the page: the form that takes one, how far it is, and what came of it.

use super::layout::{Form, framed};
use super::{language, refused};
use crate::judge::Verdict;
use crate::reason::Lang;
use crate::report::html::parts::section;
use crate::report::text::{number, safe};
use crate::serve::Server;
use crate::serve::answer::Problem;
use crate::serve::connections::Ends;
use crate::serve::lists::{Status, api};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Request, StatusCode, header};
use axum::response::{IntoResponse, Response};
use maud::{Markup, html};
use std::sync::Arc;
use std::sync::atomic::Ordering;

/// The longest name that is shown whole, in characters.
const NAME_WIDTH: usize = 120;
/// How often the page of a list that is not done loads itself again, in seconds.
const AGAIN_S: u32 = 2;

/// The form for a list.
pub fn form(lang: Lang) -> Markup {
    html! {
        section {
            h2 { (lang.text("serve-lists-clean-a-list")) }
            form method="post" action="/lists" enctype="multipart/form-data" {
                label for="file" { (lang.text("serve-lists-a-mailing-list-csv-excel-text")) }
                input id="file" type="file" name="file" required;
                p class="soft" { (lang.text("serve-lists-you-can-drop-a-file-onto")) }
                button type="submit" { (lang.text("serve-lists-clean-the-list")) }
            }
        }
    }
}

/// `POST /lists`: takes a list in, and leads to its page.
pub async fn add(
    State(server): State<Arc<Server>>,
    Extension(ends): Extension<Ends>,
    request: Request<Body>,
) -> Response {
    let lang = language(&server, request.headers());
    match api::taken_in(&server, ends, request).await {
        Ok(id) => to(format!("/lists/{id}")),
        Err(problem) => refused(&Form::default(), problem, lang),
    }
}

/// `GET /lists/{id}`: how far the list is, or what came of it.
pub async fn show(State(server): State<Arc<Server>>, Path(id): Path<String>, headers: HeaderMap) -> Response {
    let lang = language(&server, &headers);
    let Some(status) = server.lists.status(&id) else {
        let message = lang.text("serve-lists-there-is-no-such-list-or");
        return refused(&Form::default(), Problem::new(StatusCode::NOT_FOUND, "no_list", message), lang);
    };
    let title = safe(&status.job.name, NAME_WIDTH);
    let is_open = status.job.state.is_open();
    framed(&title, is_open.then_some(AGAIN_S), section(&title, content(&status, lang)), lang)
}

/// `POST /lists/{id}/delete`: forgets a list.
pub async fn remove(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Response {
    server.lists.remove(&id);
    to("/".to_owned())
}

fn content(status: &Status, lang: Lang) -> Markup {
    let job = &status.job;
    html! {
        @if job.state.is_open() {
            div role="status" { (progress(status, lang)) }
            p class="soft" { (lang.text("serve-lists-this-page-loads-itself-again-until")) }
        } @else if let Some(verdicts) = job.verdicts {
            (results(&job.id, verdicts, lang))
        } @else {
            p role="alert" { strong { (lang.text("serve-lists-the-list-could-not-be-cleaned")) } (safe(job.message.as_deref().unwrap_or_default(), 500)) }
        }
        form method="post" action={ "/lists/" (job.id) "/delete" } {
            button type="submit" { (lang.text("serve-lists-remove-the-list-and-its-results")) }
        }
    }
}

fn progress(status: &Status, lang: Lang) -> Markup {
    let Some(watched) = &status.progress else {
        return html! { p { (lang.text("serve-lists-the-list-waits-for-its-turn")) } };
    };
    let of = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
    let (found, asked) = (of(&watched.domains_found), of(&watched.domains_asked));
    html! {
        dl {
            dt { (lang.text("serve-lists-rows-read")) } dd { (number(of(&watched.rows_read))) }
            dt { (lang.text("serve-lists-domains-asked")) } dd { (number(asked)) " / " (number(found)) }
            dt { (lang.text("serve-lists-rows-judged")) } dd { (number(of(&watched.rows_judged))) }
        }
    }
}

fn results(id: &str, verdicts: [u64; 4], lang: Lang) -> Markup {
    let files = [
        ("clean", lang.text("serve-lists-clean-import-this-one")),
        ("review", lang.text("serve-lists-review-a-person-should-look-at")),
        ("rejected", lang.text("serve-lists-rejected-would-bounce")),
        ("unknown", lang.text("serve-lists-retry-could-not-be-found-out")),
    ];
    let rows = files.into_iter().zip(Verdict::ALL).zip(verdicts);
    html! {
        table {
            thead { tr {
                th scope="col" { (lang.text("serve-lists-verdict")) }
                th scope="col" class="count" { (lang.text("page-rows-head")) }
                th scope="col" { (lang.text("serve-lists-download")) }
            } }
            tbody {
                @for (((part, name), verdict), count) in rows {
                    tr {
                        td { span class="word" { (verdict.word()) } }
                        td class="count" { (number(count)) }
                        td class="text" { a href={ "/v1/lists/" (id) "/" (part) } { (name) } }
                    }
                }
            }
        }
        p {
            a class="button" href={ "/v1/lists/" (id) "/report" } { (lang.text("serve-lists-open-the-report")) } " "
            a class="button" href={ "/v1/lists/" (id) "/result.zip" } { (lang.text("serve-lists-download-everything")) }
        }
        p { a href={ "/v1/lists/" (id) "/changes" } { (lang.text("serve-lists-what-was-changed-or-could-be")) } }
    }
}

/// Leads the browser to another page, by GET.
fn to(place: String) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}
