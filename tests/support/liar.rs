//! A DNS server on loopback that does as a test tells it: drops, delays, forges, mangles.

use super::loopback;
use hickory_proto::op::{Message, MessageType, ResponseCode};
use hickory_proto::rr::rdata::{CNAME, MX, NS, SOA};
use hickory_proto::rr::{Name, RData, Record};
use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A query as it arrived.
#[derive(Clone, Debug)]
pub struct Asked {
    pub message: Message,
    /// Where it came from.
    pub from: SocketAddr,
    /// How many queries came before it.
    pub number: usize,
    /// The datagram itself.
    pub octets: Vec<u8>,
}

/// One datagram to send back.
pub struct Datagram {
    pub octets: Vec<u8>,
    pub after: Duration,
    /// Sent from another port than the one that was asked.
    pub from_elsewhere: bool,
    /// The letters of the question are sent back small, and not as they came.
    pub changes_case: bool,
}

impl From<Message> for Datagram {
    fn from(message: Message) -> Datagram {
        message.to_vec().expect("a message").into()
    }
}

impl From<Vec<u8>> for Datagram {
    fn from(octets: Vec<u8>) -> Datagram {
        Datagram { octets, after: Duration::ZERO, from_elsewhere: false, changes_case: false }
    }
}

impl Datagram {
    pub fn late(mut self, milliseconds: u64) -> Datagram {
        self.after = Duration::from_millis(milliseconds);
        self
    }

    pub fn change_case(mut self) -> Datagram {
        self.changes_case = true;
        self
    }

    pub fn forge_source(mut self) -> Datagram {
        self.from_elsewhere = true;
        self
    }
}

/// What listens on the server's TCP port.
pub enum Tcp {
    /// Nobody: connections are refused.
    Closed,
    /// Somebody who accepts and never says a word.
    Silent,
    /// Somebody who answers with the true message.
    Answers(fn(&Message) -> Message),
}

/// A running liar. It ends when it is dropped.
pub struct Liar {
    pub addr: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    ended: Arc<AtomicBool>,
}

impl Drop for Liar {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

impl Liar {
    /// `script` is called for each query and returns what to send back.
    pub fn start(tcp: Tcp, mut script: impl FnMut(&Asked) -> Vec<Datagram> + Send + 'static) -> Liar {
        let (socket, listener) = sockets();
        socket.set_read_timeout(Some(Duration::from_millis(50))).expect("a read timeout");
        let addr = socket.local_addr().expect("its address");
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let ended = Arc::new(AtomicBool::new(false));
        serve_tcp(tcp, listener, ended.clone());
        let (log, stop) = (asked.clone(), ended.clone());
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while !stop.load(Ordering::Relaxed) {
                let Ok((octets, from)) = socket.recv_from(&mut buffer) else { continue };
                let query = &buffer[..octets];
                // Scripts see small letters only, so that they can compare names; the case comes back by itself.
                let message = Message::from_vec(&small(query)).expect("presend sends well-formed queries");
                let mut log = log.lock().expect("the log");
                let asked = Asked { message, from, number: log.len(), octets: query.to_vec() };
                log.push(asked.clone());
                drop(log);
                for mut datagram in script(&asked) {
                    if !datagram.changes_case {
                        keep_case(query, &mut datagram.octets);
                    }
                    send(&socket, datagram, from);
                }
            }
        });
        Liar { addr, asked, ended }
    }

    /// One that never says anything.
    pub fn silent() -> Liar {
        Liar::start(Tcp::Closed, |_| Vec::new())
    }

    /// All queries that came so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("the log").clone()
    }
}

/// Where the question of a message ends.
fn question_end(octets: &[u8]) -> Option<usize> {
    let mut end = 12;
    while *octets.get(end)? != 0 {
        end += 1 + usize::from(octets[end]);
    }
    (end + 5 <= octets.len()).then_some(end + 5)
}

fn small(query: &[u8]) -> Vec<u8> {
    let mut query = query.to_vec();
    let end = question_end(&query).expect("presend asks one question");
    query[12..end].make_ascii_lowercase();
    query
}

/// Gives the question of an answer the case that it had in the query, as nearly all servers do.
fn keep_case(query: &[u8], answer: &mut [u8]) {
    let Some(end) = question_end(query) else { return };
    if answer.len() >= end && answer[12..end].eq_ignore_ascii_case(&query[12..end]) {
        answer[12..end].copy_from_slice(&query[12..end]);
    }
}

fn sockets() -> (UdpSocket, TcpListener) {
    loop {
        let socket = UdpSocket::bind(loopback(0)).expect("a UDP socket");
        if let Ok(listener) = TcpListener::bind(socket.local_addr().expect("its address")) {
            return (socket, listener);
        }
    }
}

fn send(socket: &UdpSocket, datagram: Datagram, to: SocketAddr) {
    let sender = if datagram.from_elsewhere { UdpSocket::bind(loopback(0)) } else { socket.try_clone() };
    let sender = sender.expect("a socket");
    if datagram.after.is_zero() {
        let _ = sender.send_to(&datagram.octets, to);
        return;
    }
    thread::spawn(move || {
        thread::sleep(datagram.after);
        let _ = sender.send_to(&datagram.octets, to);
    });
}

fn serve_tcp(tcp: Tcp, listener: TcpListener, ended: Arc<AtomicBool>) {
    if matches!(tcp, Tcp::Closed) {
        return;
    }
    listener.set_nonblocking(true).expect("a listener that does not block");
    thread::spawn(move || {
        let mut open = Vec::new();
        while !ended.load(Ordering::Relaxed) {
            let Ok((mut stream, _)) = listener.accept() else {
                thread::sleep(Duration::from_millis(5));
                continue;
            };
            if let Tcp::Answers(truth) = tcp {
                stream.set_nonblocking(false).expect("a stream that blocks");
                thread::spawn(move || while answer_over_tcp(&mut stream, truth).is_ok() {});
            } else {
                open.push(stream);
            }
        }
    });
}

fn answer_over_tcp(stream: &mut TcpStream, truth: fn(&Message) -> Message) -> io::Result<()> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut query = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut query)?;
    let message = Message::from_vec(&query).expect("presend sends well-formed queries");
    let octets = truth(&message).to_vec().expect("a message");
    let length = u16::try_from(octets.len()).expect("a message that fits").to_be_bytes();
    stream.write_all(&[&length[..], &octets].concat())
}

/// A reply to a query, without records.
pub fn reply(query: &Message, code: ResponseCode) -> Message {
    let mut message = query.clone();
    message.metadata.message_type = MessageType::Response;
    message.metadata.response_code = code;
    message.metadata.recursion_available = true;
    message
}

/// The truth in all these tests: mail goes to `mail.` beneath the name that was asked.
pub fn truth(query: &Message) -> Message {
    let owner = query.queries[0].name().clone();
    let exchange = Name::from_ascii("mail").expect("a label").append_domain(&owner).expect("a short name");
    let mut message = reply(query, ResponseCode::NoError);
    message.add_answer(Record::from_rdata(owner, 300, RData::MX(MX::new(10, exchange))));
    message
}

/// An alias record.
pub fn alias(owner: &str, target: &str) -> Record {
    Record::from_rdata(name(owner), 300, RData::CNAME(CNAME(name(target))))
}

/// The SOA of a zone, as it stands in negative answers.
pub fn soa(zone: &str) -> Record {
    let soa = SOA::new(name("ns.invalid."), name("hostmaster.invalid."), 1, 3600, 900, 86400, 60);
    Record::from_rdata(name(zone), 60, RData::SOA(soa))
}

/// A delegation of a zone.
pub fn delegation(zone: &str) -> Record {
    Record::from_rdata(name(zone), 300, RData::NS(NS(name("ns.invalid."))))
}

pub fn name(text: &str) -> Name {
    Name::from_ascii(text).expect(text)
}

/// What a zone says about an MX or A question, as a message.
pub fn from_zone(zone: &presend::dns::Zone, query: &Message) -> Message {
    use hickory_proto::rr::{RecordType, rdata::A};
    use presend::dns::{Dns, Question, RecordKind, Records};
    use presend::facts::Lookup;
    let asked = &query.queries[0];
    let kind = match asked.query_type() {
        RecordType::MX => RecordKind::Mx,
        RecordType::A => RecordKind::A,
        _ => return reply(query, ResponseCode::NoError),
    };
    let domain = presend::domain::Domain::new(&asked.name().to_ascii()).expect("a name");
    let answering = zone.ask(Question { name: domain, kind });
    let told = tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(answering);
    let data: Vec<RData> = match told.outcome {
        Lookup::Found(Records::Mx(list)) => {
            list.iter().map(|mx| RData::MX(MX::new(mx.preference, name(&format!("{}.", mx.exchange))))).collect()
        }
        Lookup::Found(Records::A(list)) => list.into_iter().map(|ip| RData::A(A(ip))).collect(),
        Lookup::NxDomain => return reply(query, ResponseCode::NXDomain),
        _ => Vec::new(),
    };
    let mut message = reply(query, ResponseCode::NoError);
    for data in data {
        message.add_answer(Record::from_rdata(asked.name().clone(), 300, data));
    }
    message
}
