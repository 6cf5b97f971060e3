//! Connections: taken in, served with HTTP/1.1, and brought to an end when the server stops. A connection that says nothing costs a
//! little memory for a bounded time.

use super::limits::{
    ACCEPT_PAUSE, CONNECTION_TIME_MAX, CONNECTIONS_MAX, HEAD_OCTETS_MAX, HEAD_TIME_MAX, STOP_PAUSE, STOP_TIME_MAX,
};
use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::future::Future;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// The two ends of a connection, as handlers find them at each request.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// The client.
    pub remote: SocketAddr,
    /// This server.
    pub local: SocketAddr,
}

/// Takes connections in until a moment after `stop`: what was sent before waits in the queue of the system, or in a socket of which nothing
/// was read yet, and is answered too.
pub async fn accept(listener: TcpListener, app: Router, stop: impl Future<Output = ()>) {
    let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
    let (stopping, told) = watch::channel(false);
    let mut open = JoinSet::new();
    let mut stop = pin!(async {
        stop.await;
        sleep(STOP_PAUSE).await;
    });
    loop {
        let taken = async {
            let place = places.clone().acquire_owned().await;
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            () = &mut stop => break,
            taken = taken => taken,
        };
        while open.try_join_next().is_some() {}
        let Ok((stream, remote)) = accepted else {
            // The process has no file descriptor left, or the client has gone again.
            sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let (app, told) = (app.clone(), told.clone());
        open.spawn(async move {
            serve_one(stream, remote, app, told).await;
            drop(place);
        });
    }
    drop(listener);
    let _ = stopping.send(true);
    let _ = timeout(STOP_TIME_MAX, async { while open.join_next().await.is_some() {} }).await;
}

async fn serve_one(stream: TcpStream, remote: SocketAddr, app: Router, mut stopping: watch::Receiver<bool>) {
    let Ok(local) = stream.local_addr() else { return };
    let _ = stream.set_nodelay(true);
    let inner = TowerToHyperService::new(app);
    let service = service_fn(move |mut request: hyper::Request<Incoming>| {
        request.extensions_mut().insert(Ends { remote, local });
        inner.call(request)
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD_TIME_MAX)
        .max_buf_size(HEAD_OCTETS_MAX)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let served = async {
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = stopping.wait_for(|stopping| *stopping) => connection.as_mut().graceful_shutdown(),
        }
        let _ = connection.await;
    };
    let _ = timeout(CONNECTION_TIME_MAX, served).await;
}
