//! The socket: every read and write ends at one time, and every line is bounded.

use super::NOT_ALLOWED;
use std::io::{self, Read, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};
use std::time::{Duration, Instant};

/// The most time for one address, so that there is some left for the next.
const ADDRESS_TIME: Duration = Duration::from_secs(5);

/// A socket that is used until a time and no longer.
#[derive(Debug)]
pub(super) struct Wire {
    tcp: TcpStream,
    by: Instant,
}

/// Connects to the first address that answers; or tells why not, as a clause.
pub(super) fn connect(addresses: &[SocketAddr], by: Instant) -> Result<(Wire, SocketAddr), &'static str> {
    if addresses.is_empty() {
        return Err(NOT_ALLOWED);
    }
    let mut last = "it did not answer in time";
    for address in addresses {
        let left = by.saturating_duration_since(Instant::now()).min(ADDRESS_TIME);
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(address, left) {
            Ok(tcp) => {
                // Commands are short, and each waits for its answer.
                let _ = tcp.set_nodelay(true);
                return Ok((Wire { tcp, by }, *address));
            }
            Err(error) => last = why(&error),
        }
    }
    Err(last)
}

/// Why a connection did not come about, or broke.
pub(super) fn why(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => "it did not answer in time",
        io::ErrorKind::ConnectionRefused => "it refused the connection",
        io::ErrorKind::UnexpectedEof
        | io::ErrorKind::ConnectionReset
        | io::ErrorKind::ConnectionAborted
        | io::ErrorKind::BrokenPipe => "it closed the connection",
        _ => "the network failed",
    }
}

impl Wire {
    /// Our own address.
    pub(super) fn own_ip(&self) -> Option<IpAddr> {
        self.tcp.local_addr().ok().map(|address| address.ip())
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.by.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Wire {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(Some(self.left()?))?;
        self.tcp.read(buffer)
    }
}

impl Write for Wire {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(Some(self.left()?))?;
        self.tcp.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

/// Lines of a stream. What was read ahead is kept apart, so that it can be seen.
pub(super) struct Lines<'w, S> {
    stream: &'w mut S,
    ahead: Vec<u8>,
}

impl<'w, S: Read> Lines<'w, S> {
    pub(super) fn new(stream: &'w mut S) -> Lines<'w, S> {
        Lines { stream, ahead: Vec::new() }
    }

    pub(super) fn stream(&mut self) -> &mut S {
        self.stream
    }

    /// Octets that came behind the last line.
    pub(super) fn ahead(&self) -> &[u8] {
        &self.ahead
    }

    /// A line without its end. One of more octets than these is an error.
    pub(super) fn line(&mut self, octets_max: usize) -> io::Result<Vec<u8>> {
        let mut looked = 0;
        loop {
            if let Some(end) = memchr::memchr(b'\n', &self.ahead[looked..]) {
                let mut line: Vec<u8> = self.ahead.drain(..=looked + end).collect();
                line.pop();
                line.pop_if(|last| *last == b'\r');
                return if line.len() > octets_max { Err(io::ErrorKind::InvalidData.into()) } else { Ok(line) };
            }
            looked = self.ahead.len();
            if looked > octets_max {
                return Err(io::ErrorKind::InvalidData.into());
            }
            if self.more()? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// So many octets, read with their end.
    pub(super) fn exactly(&mut self, octets: usize) -> io::Result<Vec<u8>> {
        while self.ahead.len() < octets {
            if self.more()? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
        Ok(self.ahead.drain(..octets).collect())
    }

    /// Everything until the stream ends; `None` where that is more octets than these.
    pub(super) fn rest(&mut self, octets_max: usize) -> io::Result<Option<Vec<u8>>> {
        while self.ahead.len() <= octets_max {
            if self.more()? == 0 {
                return Ok(Some(std::mem::take(&mut self.ahead)));
            }
        }
        Ok(None)
    }

    fn more(&mut self) -> io::Result<usize> {
        let mut chunk = [0; 4096];
        loop {
            match self.stream.read(&mut chunk) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
                Ok(read) => {
                    self.ahead.extend_from_slice(&chunk[..read]);
                    return Ok(read);
                }
            }
        }
    }
}
