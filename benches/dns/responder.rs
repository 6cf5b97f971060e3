//! A DNS server for measuring: answers from [`world`](super::world) as fast as batched system calls allow, and does to its
//! clients what networks and resolvers do: loss, delay, slow and dead names, SERVFAIL, limits, a small buffer. What it does
//! to a question follows from seed, name and how often it was asked.

use super::world::{Fate, Lot, Trouble, fate, hash, lot};
use nix::sys::socket::{MsgFlags, MultiHeaders, SockaddrStorage, recvmmsg, sendmmsg};
use socket2::{Domain, Protocol, Socket, Type};
use std::collections::{BinaryHeap, HashMap};
use std::io::{IoSlice, IoSliceMut};
use std::net::{Ipv4Addr, SocketAddr};
use std::os::fd::AsRawFd;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

const BATCH: usize = 64;
const QUERY_OCTETS: usize = 512;

/// How the responder treats its clients.
#[derive(Clone, Copy, Debug, Default)]
pub struct Treatment {
    pub seed: u64,
    /// Datagrams lost on the way here, in hundredths of a percent.
    pub loss: u64,
    pub delay: Duration,
    pub jitter: Duration,
    pub trouble: Trouble,
    pub slow_by: Duration,
    /// Answers in each second.
    pub limit: Option<(u64, Excess)>,
    /// The limit is a bucket that fills steadily, and not a count for each second.
    pub bucket: bool,
    pub receive_buffer: Option<usize>,
    pub threads: usize,
}

/// What becomes of what is beyond the limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Excess {
    Drop,
    Refused,
    ServFail,
}

/// A running responder.
pub struct Responder {
    pub addr: SocketAddr,
    pub queries: Arc<AtomicU64>,
}

struct Limiter {
    began: Instant,
    second: u64,
    used: f64,
}

struct Delayed {
    due: Instant,
    to: SockaddrStorage,
    octets: Vec<u8>,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Delayed) -> bool {
        self.due == other.due
    }
}
impl Eq for Delayed {}
impl PartialOrd for Delayed {
    fn partial_cmp(&self, other: &Delayed) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Delayed {
    fn cmp(&self, other: &Delayed) -> std::cmp::Ordering {
        other.due.cmp(&self.due)
    }
}

pub fn start(treatment: Treatment) -> Responder {
    let queries = Arc::new(AtomicU64::new(0));
    let limiter = Arc::new(Mutex::new(Limiter { began: Instant::now(), second: 0, used: 0.0 }));
    let mut addr: SocketAddr = (Ipv4Addr::LOCALHOST, 0).into();
    for _ in 0..treatment.threads.max(1) {
        let socket = Socket::new(Domain::IPV4, Type::DGRAM, Some(Protocol::UDP)).expect("a socket");
        socket.set_reuse_port(true).expect("a shared port");
        if let Some(octets) = treatment.receive_buffer {
            // The system doubles what it is asked for.
            socket.set_recv_buffer_size(octets / 2).expect("a receive buffer");
        }
        socket.bind(&addr.into()).expect("a port");
        addr = socket.local_addr().expect("its address").as_socket().expect("an IP address");
        let (queries, limiter) = (queries.clone(), limiter.clone());
        std::thread::spawn(move || serve(&socket, treatment, &queries, &limiter));
    }
    Responder { addr, queries }
}

fn serve(socket: &Socket, treatment: Treatment, queries: &AtomicU64, limiter: &Mutex<Limiter>) {
    let mut headers: MultiHeaders<SockaddrStorage> = MultiHeaders::preallocate(BATCH, None);
    let mut buffers = vec![[0u8; QUERY_OCTETS]; BATCH];
    let mut asked: HashMap<u64, u32> = HashMap::new();
    let mut waiting: BinaryHeap<Delayed> = BinaryHeap::new();
    let remembers = treatment.loss > 0;
    let mut timeout = Duration::ZERO;
    loop {
        let wanted = Duration::from_millis(if waiting.is_empty() { 50 } else { 1 });
        if timeout != wanted {
            timeout = wanted;
            socket.set_read_timeout(Some(timeout)).expect("a read timeout");
        }
        let mut got: Vec<(usize, Option<SockaddrStorage>)> = Vec::with_capacity(BATCH);
        {
            let mut slices: Vec<[IoSliceMut<'_>; 1]> = buffers.iter_mut().map(|b| [IoSliceMut::new(b)]).collect();
            let flags = MsgFlags::MSG_WAITFORONE;
            if let Ok(results) = recvmmsg(socket.as_raw_fd(), &mut headers, slices.iter_mut(), flags, None) {
                got.extend(results.map(|message| (message.bytes, message.address)));
            }
        }
        queries.fetch_add(got.len() as u64, Ordering::Relaxed);
        let now = Instant::now();
        let mut ready: Vec<(Vec<u8>, Option<SockaddrStorage>)> = Vec::with_capacity(BATCH);
        for (buffer, (octets, from)) in buffers.iter().zip(got) {
            let Some((name, kind, end)) = question(&buffer[..octets]) else { continue };
            let attempt = if remembers {
                let count = asked.entry(hash(7, &name) ^ u64::from(kind)).or_default();
                *count += 1;
                u64::from(*count)
            } else {
                0
            };
            let roll = hash(treatment.seed ^ attempt.wrapping_mul(31) ^ u64::from(kind), &name);
            if roll % 10_000 < treatment.loss {
                continue;
            }
            let mut rcode = None;
            if let Some((limit, excess)) = treatment.limit
                && !limiter.lock().expect("the limiter").allows(limit as f64, treatment.bucket, now)
            {
                match excess {
                    Excess::Drop => continue,
                    Excess::Refused => rcode = Some(5),
                    Excess::ServFail => rcode = Some(2),
                }
            }
            let mut after = treatment.delay;
            if !treatment.jitter.is_zero() {
                let spread = treatment.jitter.as_micros() as u64;
                after = (after + Duration::from_micros((roll >> 20) % (2 * spread))).saturating_sub(treatment.jitter);
            }
            match lot(&name, treatment.trouble) {
                Lot::Fine => {}
                Lot::Dead => continue,
                Lot::ServFail => rcode = Some(2),
                Lot::Slow => after += treatment.slow_by,
            }
            let answer = answer(&buffer[..end], &name, kind, rcode);
            match (after.is_zero(), from) {
                (true, from) => ready.push((answer, from)),
                (false, Some(to)) => waiting.push(Delayed { due: now + after, to, octets: answer }),
                (false, None) => {}
            }
        }
        while waiting.peek().is_some_and(|first| first.due <= now) && ready.len() < 4 * BATCH {
            let Some(first) = waiting.pop() else { break };
            ready.push((first.octets, Some(first.to)));
        }
        for batch in ready.chunks(BATCH) {
            let slices: Vec<[IoSlice<'_>; 1]> = batch.iter().map(|(octets, _)| [IoSlice::new(octets)]).collect();
            let to: Vec<Option<SockaddrStorage>> = batch.iter().map(|(_, to)| *to).collect();
            let mut headers: MultiHeaders<SockaddrStorage> = MultiHeaders::preallocate(batch.len(), None);
            let _ = sendmmsg(socket.as_raw_fd(), &mut headers, slices.iter(), to, [], MsgFlags::empty());
        }
    }
}

impl Limiter {
    fn allows(&mut self, limit: f64, bucket: bool, now: Instant) -> bool {
        let passed = now.duration_since(self.began);
        if bucket {
            // Holds a tenth of a second.
            self.used = (self.used - passed.as_secs_f64() * limit).max(0.0);
            self.began = now;
            if self.used + 1.0 > limit / 10.0 {
                return false;
            }
        } else {
            if passed.as_secs() != self.second {
                (self.second, self.used) = (passed.as_secs(), 0.0);
            }
            if self.used >= limit {
                return false;
            }
        }
        self.used += 1.0;
        true
    }
}

/// The name in presentation form, the type, and where the question ends.
fn question(query: &[u8]) -> Option<(Vec<u8>, u16, usize)> {
    let mut place = 12;
    let mut name = Vec::with_capacity(64);
    loop {
        let octets = usize::from(*query.get(place)?);
        if octets == 0 {
            break;
        }
        if !name.is_empty() {
            name.push(b'.');
        }
        name.extend_from_slice(query.get(place + 1..place + 1 + octets)?);
        place += 1 + octets;
    }
    let kind = u16::from_be_bytes([*query.get(place + 1)?, *query.get(place + 2)?]);
    Some((name, kind, place + 5))
}

const MX: u16 = 15;
const A: u16 = 1;
const CNAME: u16 = 5;
const SOA: u16 = 6;

fn answer(question: &[u8], name: &[u8], kind: u16, rcode: Option<u8>) -> Vec<u8> {
    let mut message = Vec::with_capacity(160);
    message.extend_from_slice(question);
    message[2] = 0x81;
    message[3] = 0x80;
    message[6..12].fill(0);
    if let Some(rcode) = rcode {
        message[3] |= rcode;
        return message;
    }
    match (fate(name), kind) {
        (Fate::Mx(provider), MX) => exchanges(&mut message, &[0xc0, 12], provider),
        (Fate::NullMx, MX) => record(&mut message, &[0xc0, 12], MX, &[0, 0, 0]),
        (Fate::Alias, MX | A) => {
            let at = message.len() as u16 + 12;
            record(&mut message, &[0xc0, 12], CNAME, b"\x06target\x05hosts\x03net\x00");
            if kind == MX {
                exchanges(&mut message, &(0xc000 | at).to_be_bytes(), 7);
            }
        }
        (Fate::AddressOnly | Fate::Host, A) => record(&mut message, &[0xc0, 12], A, &[20, 1, 2, 3]),
        (Fate::Absent, _) => {
            message[3] |= 3;
            soa(&mut message);
        }
        _ => soa(&mut message),
    }
    message
}

fn exchanges(message: &mut Vec<u8>, owner: &[u8], provider: u64) {
    for host in 1..=2u8 {
        let mut data = vec![0, host * 10, 3, b'm', b'x', b'0' + host];
        let label = format!("p{provider}");
        data.push(label.len() as u8);
        data.extend_from_slice(label.as_bytes());
        data.extend_from_slice(b"\x03net\x00");
        record(message, owner, MX, &data);
    }
}

fn record(message: &mut Vec<u8>, owner: &[u8], kind: u16, data: &[u8]) {
    message[7] += 1;
    append(message, owner, kind, data);
}

fn append(message: &mut Vec<u8>, owner: &[u8], kind: u16, data: &[u8]) {
    message.extend_from_slice(owner);
    message.extend_from_slice(&kind.to_be_bytes());
    message.extend_from_slice(&[0, 1, 0, 0, 1, 44]);
    message.extend_from_slice(&(data.len() as u16).to_be_bytes());
    message.extend_from_slice(data);
}

/// Absence may be kept for fifteen minutes here, records for five.
fn soa(message: &mut Vec<u8>) {
    message[9] = 1;
    append(message, &[0], SOA, b"\x02ns\x00\x02ns\x00\0\0\0\x01\0\0\0\x02\0\0\0\x03\0\0\0\x04\0\0\x03\x84");
}
