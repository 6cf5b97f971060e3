//! The connection: lines out, responses in. Each response is read whole, with its literals apart, and every length and time is
//! bounded here, whatever the server announces.

use super::{ImapError, Limits, Mailbox, tls};
use crate::bounce::MESSAGE_OCTETS_MAX;
use rustls::{ClientConfig, ClientConnection, StreamOwned};
use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpStream, ToSocketAddrs};
use std::rc::Rc;
use std::sync::{Arc, mpsc};
use std::thread;
use std::time::{Duration, Instant};

/// The most octets of a response without its literals. RFC 7162 §4 advises 8192 for commands; lists of capabilities are shorter.
pub(super) const LINE_OCTETS_MAX: usize = 64 << 10;
/// The longest literal that is read at all. Of it [`MESSAGE_OCTETS_MAX`] octets are kept, and no server is asked for more.
pub(super) const LITERAL_OCTETS_MAX: usize = 64 << 20;
/// The most literals of one response. A message is one.
const LITERALS_MAX: usize = 8;
/// Addresses of a server that are tried.
const ADDRESSES_MAX: usize = 8;

/// A response as it came, without the line end. In `text` each literal has left its `{number}` behind.
#[derive(Debug, Default)]
pub(super) struct Response {
    pub(super) text: Vec<u8>,
    pub(super) literals: Vec<Vec<u8>>,
}

/// A connection to a server.
pub(super) struct Wire {
    stream: BufReader<Box<dyn Channel>>,
    until: Rc<Cell<Instant>>,
    answer: Duration,
}

/// Plain or encrypted.
trait Channel: Read + Write {}
impl<T: Read + Write> Channel for T {}

impl Wire {
    /// Connects, and encrypts if the mailbox wants it.
    pub(super) fn connect(
        mailbox: &Mailbox,
        config: Option<Arc<ClientConfig>>,
        limits: &Limits,
    ) -> Result<Wire, ImapError> {
        let by = Instant::now() + limits.connect;
        let tcp = tcp(mailbox, by)?;
        let until = Rc::new(Cell::new(Instant::now() + limits.silence));
        let patient = Patient { tcp, until: until.clone(), silence: limits.silence };
        let channel: Box<dyn Channel> = match config {
            None => Box::new(patient),
            Some(config) => Box::new(encrypt(mailbox, config, patient)?),
        };
        Ok(Wire { stream: BufReader::with_capacity(LINE_OCTETS_MAX, channel), until, answer: limits.answer })
    }

    /// Sends a line. The time for the whole of the answer begins.
    pub(super) fn send(&mut self, line: &str) -> Result<(), ImapError> {
        self.until.set(Instant::now() + self.answer);
        let channel = self.stream.get_mut();
        channel.write_all(format!("{line}\r\n").as_bytes()).and_then(|()| channel.flush()).map_err(failed)
    }

    /// Leaves so much time and no more.
    pub(super) fn hurry(&mut self, time: Duration) {
        self.until.set(Instant::now() + time);
    }

    /// Reads a response with all its literals.
    pub(super) fn response(&mut self) -> Result<Response, ImapError> {
        let mut response = Response::default();
        loop {
            self.line(&mut response.text)?;
            let Some(octets) = literal_at_end(&response.text) else { return Ok(response) };
            if octets > LITERAL_OCTETS_MAX as u64 {
                return Err(ImapError::LongText { octets_max: LITERAL_OCTETS_MAX });
            }
            if response.literals.len() == LITERALS_MAX {
                return Err(ImapError::Nonsense { said: "too many texts in one response".to_owned() });
            }
            let literal = self.literal(octets)?;
            response.literals.push(literal);
        }
    }

    /// Appends a line without its end.
    fn line(&mut self, text: &mut Vec<u8>) -> Result<(), ImapError> {
        loop {
            let chunk = self.stream.fill_buf().map_err(failed)?;
            if chunk.is_empty() {
                return Err(ImapError::Broken(io::ErrorKind::UnexpectedEof.into()));
            }
            let end = memchr::memchr(b'\n', chunk);
            let used = end.unwrap_or(chunk.len());
            if text.len() + used > LINE_OCTETS_MAX {
                return Err(ImapError::LongLine { octets_max: LINE_OCTETS_MAX });
            }
            text.extend_from_slice(&chunk[..used]);
            self.stream.consume(used + usize::from(end.is_some()));
            if end.is_some() {
                text.pop_if(|last| *last == b'\r');
                return Ok(());
            }
        }
    }

    /// Reads so many octets and keeps the first of them. Room is made for what comes, not for what is announced.
    fn literal(&mut self, octets: u64) -> Result<Vec<u8>, ImapError> {
        let mut kept = Vec::new();
        let mut input = self.stream.by_ref().take(octets);
        let ended = |read: u64| if read < octets { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) };
        let read = input.by_ref().take(MESSAGE_OCTETS_MAX as u64).read_to_end(&mut kept).map_err(failed)?;
        let skipped = io::copy(&mut input, &mut io::sink()).map_err(failed)?;
        ended(read as u64 + skipped).map_err(ImapError::Broken)?;
        Ok(kept)
    }
}

/// `{number}` at the end of a line, where the grammar has literals: not in what a status says in words (RFC 3501 §7.1).
fn literal_at_end(text: &[u8]) -> Option<u64> {
    let words = text.strip_prefix(b"* ")?;
    let word = words.split(|octet| *octet == b' ').next().unwrap_or_default();
    let is_status = ["OK", "NO", "BAD", "BYE", "PREAUTH"].iter().any(|s| word.eq_ignore_ascii_case(s.as_bytes()));
    let digits = text.strip_suffix(b"}")?;
    let begin = memchr::memrchr(b'{', digits)? + 1;
    let digits = std::str::from_utf8(&digits[begin..]).ok()?;
    let is_number = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
    // A number that is too long for 64 bits is too large as well.
    (is_number && !is_status).then(|| digits.parse().unwrap_or(u64::MAX))
}

/// A socket that waits for an octet no longer than is right, and for everything no longer than until a time.
#[derive(Debug)]
struct Patient {
    tcp: TcpStream,
    until: Rc<Cell<Instant>>,
    silence: Duration,
}

impl Patient {
    fn time_left(&self) -> io::Result<Duration> {
        let left = self.until.get().saturating_duration_since(Instant::now()).min(self.silence);
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }
}

impl Read for Patient {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.tcp.set_read_timeout(Some(self.time_left()?))?;
        self.tcp.read(buffer)
    }
}

impl Write for Patient {
    fn write(&mut self, octets: &[u8]) -> io::Result<usize> {
        self.tcp.set_write_timeout(Some(self.time_left()?))?;
        self.tcp.write(octets)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.tcp.flush()
    }
}

fn failed(error: io::Error) -> ImapError {
    match error.kind() {
        io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => ImapError::Silent,
        _ => ImapError::Broken(error),
    }
}

fn encrypt(
    mailbox: &Mailbox,
    config: Arc<ClientConfig>,
    mut patient: Patient,
) -> Result<StreamOwned<ClientConnection, Patient>, ImapError> {
    let name = tls::server_name(&mailbox.host)?;
    let mut connection = ClientConnection::new(config, name).map_err(|error| tls::explained(error, mailbox))?;
    while connection.is_handshaking() {
        connection.complete_io(&mut patient).map_err(|error| {
            let of_tls = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()).cloned();
            of_tls.map_or_else(|| failed(error), |of_tls| tls::explained(of_tls, mailbox))
        })?;
    }
    Ok(StreamOwned::new(connection, patient))
}

/// Connects to the first address that answers. Without encryption only to this machine.
fn tcp(mailbox: &Mailbox, by: Instant) -> Result<TcpStream, ImapError> {
    let Mailbox { host, port, .. } = mailbox;
    let mut addresses = addresses(host, *port, by)?;
    if !mailbox.encrypted {
        addresses.retain(|address| address.ip().to_canonical().is_loopback());
        if addresses.is_empty() {
            return Err(ImapError::NotLoopback { host: host.clone() });
        }
    }
    let mut last = io::Error::from(io::ErrorKind::TimedOut);
    for address in addresses {
        let left = by.saturating_duration_since(Instant::now());
        if left.is_zero() {
            break;
        }
        match TcpStream::connect_timeout(&address, left) {
            Ok(tcp) => {
                // Commands are short, and each waits for its answer.
                let _ = tcp.set_nodelay(true);
                return Ok(tcp);
            }
            Err(error) => last = error,
        }
    }
    Err(ImapError::Unreachable { host: host.clone(), port: *port, error: last })
}

/// The addresses of a server. The system is asked on a thread of its own, since it may take as long as it likes.
fn addresses(host: &str, port: u16, by: Instant) -> Result<Vec<SocketAddr>, ImapError> {
    if let Ok(ip) = host.parse::<IpAddr>() {
        return Ok(vec![(ip, port).into()]);
    }
    // RFC 6761 §6.3: never asked in the DNS.
    if host == "localhost" || host.ends_with(".localhost") {
        return Ok(vec![(Ipv4Addr::LOCALHOST, port).into(), (std::net::Ipv6Addr::LOCALHOST, port).into()]);
    }
    let (sender, receiver) = mpsc::channel();
    let asked = host.to_owned();
    let not_found = |error| ImapError::NotFound { host: host.to_owned(), error };
    thread::Builder::new()
        .name("presend-imap-name".to_owned())
        .spawn(move || {
            let found = (asked.as_str(), port).to_socket_addrs().map(|found| found.take(ADDRESSES_MAX).collect());
            // Nobody listens any more when it took too long.
            let _ = sender.send(found);
        })
        .map_err(not_found)?;
    let found: io::Result<Vec<SocketAddr>> = receiver
        .recv_timeout(by.saturating_duration_since(Instant::now()))
        .unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()));
    found.map_err(not_found)
}
