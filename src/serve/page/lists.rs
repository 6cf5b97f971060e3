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
            h2 { (lang.pick("Clean a list", "清洗名单")) }
            form method="post" action="/lists" enctype="multipart/form-data" {
                label for="file" { (lang.pick("A mailing list: CSV, Excel, text, JSON and other forms", "邮件名单：CSV、Excel、文本、JSON 等")) }
                input id="file" type="file" name="file" required;
                p class="soft" { (lang.pick(
                    "You can drop a file onto the field. It is kept on the machine that this page comes from, and removed after a day.",
                    "可将文件拖到此处。文件只保存在提供本页的机器上，一天后删除。",
                )) }
                button type="submit" { (lang.pick("Clean the list", "清洗名单")) }
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
        let message = lang.pick(
            "There is no such list, or it is gone: lists are kept for a day.",
            "没有这份名单，或已删除：名单只保存一天。",
        );
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
            p class="soft" { (lang.pick("This page loads itself again until the list is done.", "本页会自动刷新，直到完成。")) }
        } @else if let Some(verdicts) = job.verdicts {
            (results(&job.id, verdicts, lang))
        } @else {
            p role="alert" { strong { (lang.pick("The list could not be cleaned: ", "无法清洗名单：")) } (safe(job.message.as_deref().unwrap_or_default(), 500)) }
        }
        form method="post" action={ "/lists/" (job.id) "/delete" } {
            button type="submit" { (lang.pick("Remove the list and its results", "删除名单和结果")) }
        }
    }
}

fn progress(status: &Status, lang: Lang) -> Markup {
    let Some(watched) = &status.progress else {
        return html! { p { (lang.pick("The list waits for its turn.", "名单正在排队。")) } };
    };
    let of = |counter: &std::sync::atomic::AtomicU64| counter.load(Ordering::Relaxed);
    let (found, asked) = (of(&watched.domains_found), of(&watched.domains_asked));
    html! {
        dl {
            dt { (lang.pick("Rows read", "已读取的行")) } dd { (number(of(&watched.rows_read))) }
            dt { (lang.pick("Domains asked", "已查询的域名")) } dd { (number(asked)) " / " (number(found)) }
            dt { (lang.pick("Rows judged", "已判定的行")) } dd { (number(of(&watched.rows_judged))) }
        }
    }
}

fn results(id: &str, verdicts: [u64; 4], lang: Lang) -> Markup {
    let files = [
        ("clean", lang.pick("clean: import this one", "clean：可导入")),
        ("review", lang.pick("review: a person should look at it", "review：需人工查看")),
        ("rejected", lang.pick("rejected: would bounce", "rejected：会退信")),
        ("unknown", lang.pick("retry: could not be found out", "retry：未能查明")),
    ];
    let rows = files.into_iter().zip(Verdict::ALL).zip(verdicts);
    html! {
        table {
            thead { tr {
                th scope="col" { (lang.pick("Verdict", "判定")) }
                th scope="col" class="count" { (lang.pick("Rows", "行数")) }
                th scope="col" { (lang.pick("Download", "下载")) }
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
            a class="button" href={ "/v1/lists/" (id) "/report" } { (lang.pick("Open the report", "打开报告")) } " "
            a class="button" href={ "/v1/lists/" (id) "/result.zip" } { (lang.pick("Download everything", "下载全部")) }
        }
        p { a href={ "/v1/lists/" (id) "/changes" } { (lang.pick("What was changed, or could be (changes.csv)", "已改动或可改动之处（changes.csv）")) } }
    }
}

/// Leads the browser to another page, by GET.
fn to(place: String) -> Response {
    (StatusCode::SEE_OTHER, [(header::LOCATION, place)]).into_response()
}
