//! `presend serve`: a page for people and an API of HTTP for forms, over one resolver that stays warm.
//!
//! Whatever comes in is a stranger's: each part of it has a bound, which stands in `limits`, and requests that another web page sends
//! by a visitor's browser are refused (`guard`). No address is written into a log; a list that was handed in is kept for a day (`lists`).

mod answer;
mod body;
mod check;
mod connections;
mod guard;
mod limits;
mod lists;
mod metrics;
mod page;
mod rate;
mod sender;
mod session;

pub use limits::{RATE, UPLOAD_MAX};

use crate::dns::{Dns, Gather, GatherSettings, Recent, Told};
use crate::judge::Policy;
use crate::reason::{Lang, escape, say, shown_in_english};
use crate::run::check::Checker;
use answer::Problem;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use guard::Guard;
use limits::WORKING_MAX;
use lists::Lists;
use metrics::Metrics;
use rate::Rate;
use std::future::Future;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How a server is to work.
pub struct ServeSettings {
    /// The resolver; without one, addresses are judged by what is written.
    pub dns: Option<Arc<dyn Dns>>,
    /// A table of facts, from which addresses are judged in place of the resolver.
    pub told: Option<Arc<Told>>,
    /// By what addresses are judged.
    pub policy: Policy,
    /// What each request has to bring, if anything. Needed where others than this machine can connect.
    pub token: Option<String>,
    /// Names by which the server may be called, beside its own address: NAME, or NAME:PORT.
    pub allowed_hosts: Vec<String>,
    /// Addresses that one client may have checked in a second.
    pub rate: u32,
    /// The language of the page; `None` for what the browser asks for.
    pub lang: Option<Lang>,
    /// Where lists are kept: in a folder of its own inside this one.
    pub data_dir: PathBuf,
    /// Octets of a list.
    pub upload_max: u64,
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others than this machine could ask, and nothing would tell them from those who may.
    NeedsToken(SocketAddr),
    /// The token could be guessed, or cannot be sent.
    WeakToken,
    /// The folder for lists, or the file of jobs in it.
    Folder {
        /// The folder.
        path: PathBuf,
        /// What is wrong with it.
        why: String,
    },
}

impl ServeError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NeedsToken(address) => say!(lang, "serve-error-needs-token", address = address.to_string()),
            Self::WeakToken => lang.text("serve-error-weak-token").to_owned(),
            Self::Folder { path, why } => say!(lang, "serve-error-folder", folder = escape::file(path), error = why),
        }
    }
}

shown_in_english!(ServeError);

impl ServeSettings {
    /// Whether it is safe to listen there.
    pub fn allow(&self, address: SocketAddr) -> Result<(), ServeError> {
        match &self.token {
            None if !address.ip().is_loopback() => Err(ServeError::NeedsToken(address)),
            Some(token) if !(16..=512).contains(&token.len()) || !token.bytes().all(|b| b.is_ascii_graphic()) => {
                Err(ServeError::WeakToken)
            }
            _ => Ok(()),
        }
    }
}

/// What all requests share.
struct Server {
    guard: Guard,
    rate: Rate,
    metrics: Metrics,
    checker: Checker,
    dns: Option<Arc<dyn Dns>>,
    told: Option<Arc<Told>>,
    allow_non_public: bool,
    lang: Option<Lang>,
    working: Semaphore,
    lists: Arc<Lists>,
}

/// Domains of a list that are asked at the same time.
const LIST_CONCURRENCY: usize = 2000;

impl Server {
    fn new(settings: ServeSettings) -> Result<Server, ServeError> {
        let lists = Lists::open(&settings.data_dir, settings.upload_max, settings.policy.clone())?;
        let dns = settings.dns.map(|dns| Arc::new(Recent::new(dns)) as Arc<dyn Dns>);
        let allow_non_public = settings.policy.allow_non_public;
        let checker = match &settings.told {
            Some(told) => Checker::with(Gather::of_table(told.clone(), allow_non_public), settings.policy),
            None => Checker::new(dns.clone(), settings.policy),
        };
        Ok(Server {
            guard: Guard::new(settings.token, settings.allowed_hosts),
            rate: Rate::new(settings.rate),
            metrics: Metrics::default(),
            allow_non_public,
            checker,
            dns,
            told: settings.told,
            lang: settings.lang,
            working: Semaphore::new(WORKING_MAX),
            lists: Arc::new(lists),
        })
    }

    /// What gathers facts for a list: by the same resolver or table, and apart from those who wait for an answer.
    fn gather(&self) -> Option<Gather> {
        if let Some(told) = &self.told {
            return Some(Gather::of_table(told.clone(), self.allow_non_public));
        }
        let settings = GatherSettings { concurrency: LIST_CONCURRENCY, allow_non_public: self.allow_non_public };
        self.dns.clone().map(|dns| Gather::new(dns, settings))
    }

    /// A place among the requests in work.
    fn place(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.working.try_acquire().map_err(|_| Problem::busy())
    }
}

/// Serves until `stop`, and then until what was begun is answered, or has had its time. A list that is being worked on is left as it is;
/// the next server over the same folder takes it up again.
///
/// Fails at once where lists cannot be kept.
pub async fn serve(
    listener: TcpListener,
    settings: ServeSettings,
    ready: impl FnOnce(),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let server = Arc::new(Server::new(settings)?);
    ready();
    let of_lists = server.clone();
    let working = tokio::spawn(async move { of_lists.lists.clone().work(move || of_lists.gather()).await });
    connections::accept(listener, app(&server), stop).await;
    working.abort();
    server.lists.stop();
    server.checker.settle();
    Ok(())
}

fn app(server: &Arc<Server>) -> Router {
    Router::new()
        .route("/", get(page::home))
        .route("/check", post(page::check))
        .route("/sender", post(page::sender))
        .route("/bounce", post(page::bounce))
        .route("/login", post(session::login))
        .route("/logout", post(session::logout))
        .route("/style.css", get(page::style))
        .route("/lists", post(page::lists::add).layer(DefaultBodyLimit::disable()))
        .route("/lists/{id}", get(page::lists::show))
        .route("/lists/{id}/delete", post(page::lists::remove))
        .route("/v1/lists", post(lists::api::add).layer(DefaultBodyLimit::disable()))
        .route("/v1/lists/{id}", get(lists::api::status).delete(lists::api::remove))
        .route("/v1/lists/{id}/{part}", get(lists::api::part))
        .route("/v1/check", post(check::check))
        .route("/v1/sender", post(sender::sender))
        .route("/healthz", get(answer::healthy))
        .route("/metrics", get(metrics::show))
        .route("/openapi.json", get(answer::openapi))
        .fallback(answer::not_found)
        .method_not_allowed_fallback(answer::wrong_method)
        .layer(axum::middleware::from_fn_with_state(server.clone(), guard::guarded))
        .with_state(server.clone())
}
