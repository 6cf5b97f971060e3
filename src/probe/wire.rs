//! Octets over a connection, and what it means that there is none.

use super::Helo;
use super::session::Failed;
use std::io::ErrorKind;
use std::net::IpAddr;
use tokio::net::TcpStream;

/// What to say in EHLO over this connection.
pub(super) fn name(helo: &Helo, stream: &TcpStream) -> String {
    match helo {
        Helo::Name(name) => name.clone(),
        Helo::Literal => match stream.local_addr().map(|address| address.ip()) {
            Ok(IpAddr::V6(v6)) => format!("[IPv6:{v6}]"),
            Ok(IpAddr::V4(v4)) => format!("[{v4}]"),
            Err(_) => "[127.0.0.1]".to_owned(),
        },
    }
}

pub(super) async fn send(stream: &TcpStream, mut octets: &[u8]) -> std::io::Result<()> {
    while !octets.is_empty() {
        stream.writable().await?;
        match stream.try_write(octets) {
            Ok(sent) => octets = &octets[sent..],
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

pub(super) async fn receive(stream: &TcpStream, buffer: &mut [u8]) -> std::io::Result<usize> {
    loop {
        stream.readable().await?;
        match stream.try_read(buffer) {
            Err(error) if error.kind() == ErrorKind::WouldBlock => {}
            result => return result,
        }
    }
}

pub(super) fn why(error: &std::io::Error) -> Failed {
    match error.kind() {
        ErrorKind::ConnectionRefused => Failed::ConnectionRefused,
        ErrorKind::TimedOut => Failed::Timeout,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => Failed::NoRoute,
        _ => Failed::Broken,
    }
}
