//! `presend serve`: a page for people and an API of HTTP for forms, over one resolver that stays warm.
//!
//! Whatever comes in is a stranger's: each part of it has a bound, which stands in [`limits`], and requests that another web page sends
//! by a visitor's browser are refused ([`guard`]). Nothing that is asked about is written down anywhere but in the answer.

mod answer;
mod body;
mod check;
mod connections;
mod guard;
mod limits;
mod metrics;
mod page;
mod rate;
mod sender;

pub use limits::RATE;

use crate::dns::{Dns, Recent};
use crate::judge::Policy;
use crate::reason::Lang;
use crate::run::check::Checker;
use answer::Problem;
use axum::Router;
use axum::routing::{get, post};
use guard::Guard;
use limits::WORKING_MAX;
use metrics::Metrics;
use rate::Rate;
use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, SemaphorePermit};

/// How a server is to work.
pub struct ServeSettings {
    /// The resolver; without one, addresses are judged by what is written.
    pub dns: Option<Arc<dyn Dns>>,
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
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Others than this machine could ask, and nothing would tell them from those who may.
    #[error(
        "{0} can be reached from other machines, so a token is needed: write one of at least 16 signs into a file and name it with \
         --token-file, or set PRESEND_TOKEN. Or listen on 127.0.0.1"
    )]
    NeedsToken(SocketAddr),
    /// The token could be guessed, or cannot be sent.
    #[error("the token must have 16 to 512 signs of ASCII and no blanks")]
    WeakToken,
}

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
    allow_non_public: bool,
    lang: Option<Lang>,
    working: Semaphore,
}

impl Server {
    fn new(settings: ServeSettings) -> Server {
        let dns = settings.dns.map(|dns| Arc::new(Recent::new(dns)) as Arc<dyn Dns>);
        Server {
            guard: Guard { token: settings.token, allowed_hosts: settings.allowed_hosts },
            rate: Rate::new(settings.rate),
            metrics: Metrics::default(),
            allow_non_public: settings.policy.allow_non_public,
            checker: Checker::new(dns.clone(), settings.policy),
            dns,
            lang: settings.lang,
            working: Semaphore::new(WORKING_MAX),
        }
    }

    /// A place among the requests in work.
    fn place(&self) -> Result<SemaphorePermit<'_>, Problem> {
        self.working.try_acquire().map_err(|_| Problem::busy())
    }
}

/// Serves until `stop`, and then until what was begun is answered, or has had its time.
pub async fn serve(listener: TcpListener, settings: ServeSettings, stop: impl Future<Output = ()>) {
    let server = Arc::new(Server::new(settings));
    connections::accept(listener, app(&server), stop).await;
    server.checker.settle();
}

fn app(server: &Arc<Server>) -> Router {
    Router::new()
        .route("/", get(page::home))
        .route("/check", post(page::check))
        .route("/sender", post(page::sender))
        .route("/bounce", post(page::bounce))
        .route("/style.css", get(page::style))
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
