//! A connection that becomes a TLS one where the host wants it (RFC 3207). Nothing that is said in it has to stay secret, so any
//! certificate will do, as between mail servers (RFC 7435).

use super::super::wire::{receive, send};
use crate::sender::connect;
use rustls::ClientConnection;
use rustls::pki_types::ServerName;
use std::io::{self, ErrorKind, Read, Write};
use std::sync::Arc;
use tokio::net::TcpStream;

/// Octets that are read at once.
const READ_OCTETS: usize = 4 << 10;

pub(super) struct Channel {
    stream: TcpStream,
    tls: Option<Box<ClientConnection>>,
}

impl Channel {
    pub fn new(stream: TcpStream) -> Channel {
        Channel { stream, tls: None }
    }

    pub fn stream(&self) -> &TcpStream {
        &self.stream
    }

    pub async fn send(&mut self, octets: &[u8]) -> io::Result<()> {
        match &mut self.tls {
            None => send(&self.stream, octets).await,
            Some(tls) => {
                tls.writer().write_all(octets)?;
                self.flush().await
            }
        }
    }

    /// What the host says next; empty when it closed the connection.
    pub async fn receive(&mut self) -> io::Result<Vec<u8>> {
        let mut buffer = vec![0; READ_OCTETS];
        loop {
            let Some(tls) = &mut self.tls else {
                let count = receive(&self.stream, &mut buffer).await?;
                buffer.truncate(count);
                return Ok(buffer);
            };
            match tls.reader().read(&mut buffer) {
                Ok(count) => {
                    buffer.truncate(count);
                    return Ok(buffer);
                }
                Err(error) if error.kind() == ErrorKind::WouldBlock => {}
                Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(Vec::new()),
                Err(error) => return Err(error),
            }
            if !self.take(&mut buffer).await? {
                return Ok(Vec::new());
            }
        }
    }

    /// Begins TLS.
    pub async fn encrypt(&mut self, host: &str) -> io::Result<()> {
        let config = connect::of_anybody().map_err(io::Error::other)?;
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        self.tls = Some(Box::new(ClientConnection::new(Arc::new(config), name).map_err(io::Error::other)?));
        let mut buffer = vec![0; READ_OCTETS];
        loop {
            self.flush().await?;
            if self.tls.as_ref().is_none_or(|tls| !tls.is_handshaking()) {
                return Ok(());
            }
            if !self.take(&mut buffer).await? {
                return Err(ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Hands on what comes over the connection; `false` when it is closed.
    async fn take(&mut self, buffer: &mut [u8]) -> io::Result<bool> {
        let count = receive(&self.stream, buffer).await?;
        let mut octets = &buffer[..count];
        if let Some(tls) = &mut self.tls {
            while !octets.is_empty() {
                tls.read_tls(&mut octets)?;
                tls.process_new_packets().map_err(|error| io::Error::new(ErrorKind::InvalidData, error))?;
            }
        }
        self.flush().await?;
        Ok(count > 0)
    }

    async fn flush(&mut self) -> io::Result<()> {
        let Some(tls) = &mut self.tls else { return Ok(()) };
        let mut octets = Vec::new();
        while tls.wants_write() {
            tls.write_tls(&mut octets)?;
        }
        send(&self.stream, &octets).await
    }
}
