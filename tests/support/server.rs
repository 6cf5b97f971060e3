//! An in-process authoritative server (hickory-server) that serves one zone text as the root zone, and counts what it is
//! asked. It runs on threads of its own, so tests without a runtime can use it too.

use hickory_proto::rr::{LowerName, Name};
use hickory_proto::serialize::txt::Parser;
use hickory_server::Server;
use hickory_server::net::runtime::Time;
use hickory_server::server::{Request, RequestHandler, ResponseHandler, ResponseInfo};
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, ZoneType};
use std::collections::HashMap;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A server that runs until it is dropped.
pub struct Running {
    pub addr: SocketAddr,
    asked: Arc<Mutex<HashMap<String, usize>>>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Not waited for: the test may itself run inside a runtime.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

impl Running {
    /// All queries that came, retransmissions included.
    pub fn queries(&self) -> usize {
        self.asked.lock().expect("the counts").values().sum()
    }

    /// How often each question came, keyed like `example.com. MX`.
    pub fn asked(&self) -> HashMap<String, usize> {
        self.asked.lock().expect("the counts").clone()
    }
}

/// Serves a zone text with the root as its origin, over UDP and TCP. What the root needs is added where it is missing.
/// hickory-server departs from the standard in wildcards, and reads no quoted strings inside parentheses.
pub fn serve(zone_text: &str) -> Running {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime for the server");
    let asked = Arc::new(Mutex::new(HashMap::new()));
    let handler = Counting { catalog: catalog(zone_text), asked: asked.clone() };
    let (udp, tcp) = sockets();
    let addr = udp.local_addr().expect("its address");
    runtime.spawn(async move {
        let mut server = Server::new(handler);
        server.register_socket(tokio::net::UdpSocket::from_std(udp).expect("a UDP socket"));
        let tcp = tokio::net::TcpListener::from_std(tcp).expect("a TCP listener");
        server.register_listener(tcp, Duration::from_secs(5), 64);
        let _ = server.block_until_done().await;
    });
    Running { addr, asked, runtime: Some(runtime) }
}

/// UDP and TCP on the same port of loopback.
pub fn sockets() -> (UdpSocket, TcpListener) {
    loop {
        let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a UDP socket");
        if let Ok(tcp) = TcpListener::bind(udp.local_addr().expect("its address")) {
            udp.set_nonblocking(true).expect("a socket that does not block");
            tcp.set_nonblocking(true).expect("a listener that does not block");
            return (udp, tcp);
        }
    }
}

fn catalog(zone_text: &str) -> Catalog {
    let (_, records) = Parser::new(super::whole(zone_text), None, Some(Name::root())).parse().expect("the zone text");
    let zone = InMemoryZoneHandler::<hickory_server::net::runtime::TokioRuntimeProvider>::new(
        Name::root(),
        records,
        ZoneType::Primary,
        AxfrPolicy::Deny,
    )
    .expect("a root zone with its SOA");
    let mut catalog = Catalog::new();
    catalog.upsert(LowerName::new(&Name::root()), vec![Arc::new(zone)]);
    catalog
}

struct Counting {
    catalog: Catalog,
    asked: Arc<Mutex<HashMap<String, usize>>>,
}

#[async_trait::async_trait]
impl RequestHandler for Counting {
    async fn handle_request<R: ResponseHandler, T: Time>(&self, request: &Request, response: R) -> ResponseInfo {
        if let Ok(info) = request.request_info() {
            let question = format!("{} {}", info.query.name(), info.query.query_type());
            *self.asked.lock().expect("the counts").entry(question).or_default() += 1;
        }
        self.catalog.handle_request::<R, T>(request, response).await
    }
}
