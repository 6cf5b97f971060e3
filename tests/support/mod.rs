//! DNS servers for tests, on loopback: an in-process one, a real authoritative server behind a real resolver, and one that
//! lies. Shared by several test programs, each of which uses a part.
#![allow(dead_code, unused_imports)]

pub mod browser;
pub mod command;
pub mod daemons;
#[cfg(unix)]
pub mod dovecot;
pub mod liar;
#[cfg(unix)]
pub mod postfix;
pub mod python;
pub mod served;
pub mod server;
pub mod tls;

pub use daemons::{knot_unbound, knot_unbound_signed};
pub use server::{serve, sockets};

use std::net::{Ipv4Addr, SocketAddr, TcpListener, UdpSocket};

/// A zone text with what a real server needs: a TTL, and the SOA and NS of the root, unless the text has its own.
pub fn whole(zone_text: &str) -> String {
    let has_soa = zone_text.lines().any(|line| line.split_whitespace().any(|word| word == "SOA"));
    let head = "$TTL 60\n. SOA ns.world.net. hostmaster.world.net. 1 3600 900 86400 60\n. NS ns.world.net.\n\
                ns.world.net. A 127.0.0.1\n";
    if has_soa { zone_text.to_owned() } else { format!("{head}{zone_text}") }
}

/// A loopback port that is free for UDP and TCP at this moment.
pub fn free_port() -> u16 {
    for _ in 0..100 {
        let udp = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a UDP socket on loopback");
        let port = udp.local_addr().expect("its address").port();
        if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("no port of loopback is free for both UDP and TCP");
}

/// An address of loopback.
pub fn loopback(port: u16) -> SocketAddr {
    (Ipv4Addr::LOCALHOST, port).into()
}
