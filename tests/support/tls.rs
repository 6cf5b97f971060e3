//! Mail hosts and web servers with TLS on loopback, each for one test, and certificates of any name and time. The certificates are made here,
//! with the signatures of rustls, so that no test needs another program.

use presend::sender::records::certificate::date;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::SigningKey;
use rustls::{ServerConfig, ServerConnection, SignatureScheme, Stream};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

const CA_KEY: &[u8] = include_bytes!("tls_ca_test_key.pem");
const SERVER_KEY: &[u8] = include_bytes!("tls_server_test_key.pem");

pub const DAY: i64 = 86_400;

pub fn now() -> i64 {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970").as_secs() as i64
}

/// What a certificate is to say.
#[derive(Clone)]
pub struct Wish<'a> {
    pub names: &'a [&'a str],
    /// Seconds from now.
    pub from: i64,
    pub until: i64,
    pub self_signed: bool,
}

impl Wish<'_> {
    pub fn good<'a>(names: &'a [&'a str]) -> Wish<'a> {
        Wish { names, from: -DAY, until: 60 * DAY, self_signed: false }
    }
}

fn key(pem: &[u8]) -> (PrivateKeyDer<'static>, Arc<dyn SigningKey>) {
    let der = PrivateKeyDer::from_pem_slice(pem).expect("a key");
    let signing = rustls::crypto::ring::sign::any_supported_type(&der).expect("a key that signs");
    (der, signing)
}

fn wrap(kind: u8, inside: &[u8]) -> Vec<u8> {
    let length = inside.len();
    let mut out = match length {
        0..=0x7f => vec![kind, length as u8],
        0x80..=0xff => vec![kind, 0x81, length as u8],
        _ => vec![kind, 0x82, (length >> 8) as u8, length as u8],
    };
    out.extend_from_slice(inside);
    out
}

fn name(text: &str) -> Vec<u8> {
    wrap(0x30, &wrap(0x31, &wrap(0x30, &[wrap(6, &[0x55, 4, 3]), wrap(0x0c, text.as_bytes())].concat())))
}

fn time(seconds: i64) -> Vec<u8> {
    let (day, second) = (date(seconds).replace('-', ""), seconds.rem_euclid(DAY));
    let clock = format!("{}{:02}{:02}{:02}Z", &day[2..], second / 3600, second / 60 % 60, second % 60);
    wrap(0x17, clock.as_bytes())
}

/// RFC 5280 §4.1, as short as it can be.
fn certificate(subject: &str, issuer: &str, of: &[u8], by: &[u8], wish: &Wish<'_>, is_ca: bool) -> Vec<u8> {
    let algorithm = wrap(0x30, &wrap(6, &[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2]));
    let extension = |object: &[u8], value: &[u8]| wrap(0x30, &[wrap(6, object), wrap(4, value)].concat());
    let names: Vec<u8> = wish.names.iter().flat_map(|name| wrap(0x82, name.as_bytes())).collect();
    let mut extensions = Vec::new();
    if is_ca {
        extensions.extend(extension(&[0x55, 0x1d, 0x13], &wrap(0x30, &wrap(1, &[0xff]))));
    }
    if !names.is_empty() {
        extensions.extend(extension(&[0x55, 0x1d, 0x11], &wrap(0x30, &names)));
    }
    let spki = key(of).1.public_key().expect("its public key").to_vec();
    let mut inside = [
        wrap(0xa0, &wrap(2, &[2])),
        wrap(2, &[1]),
        algorithm.clone(),
        name(issuer),
        wrap(0x30, &[time(now() + wish.from), time(now() + wish.until)].concat()),
        name(subject),
        spki,
    ]
    .concat();
    if !extensions.is_empty() {
        inside.extend(wrap(0xa3, &wrap(0x30, &extensions)));
    }
    let inside = wrap(0x30, &inside);
    let signer = key(by).1.choose_scheme(&[SignatureScheme::ECDSA_NISTP256_SHA256]).expect("it signs");
    let signature = signer.sign(&inside).expect("a signature");
    wrap(0x30, &[inside, algorithm, wrap(3, &[&[0], &signature[..]].concat())].concat())
}

/// The CA of the tests, valid from long ago on.
pub fn ca() -> Vec<u8> {
    certificate("Test CA", "Test CA", CA_KEY, CA_KEY, &Wish { from: -9000 * DAY, ..Wish::good(&[]) }, true)
}

/// A file of certificates holds this.
pub fn pem(der: &[u8]) -> String {
    let text = data_encoding::BASE64.encode(der);
    let lines: Vec<&str> = text.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).expect("ASCII")).collect();
    format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
}

/// The certificate of a server, signed by the CA or by itself.
pub fn leaf(wish: &Wish<'_>) -> Vec<u8> {
    let subject = wish.names.first().copied().unwrap_or("mail.shop.com");
    match wish.self_signed {
        true => certificate(subject, subject, SERVER_KEY, SERVER_KEY, wish, false),
        false => certificate(subject, "Test CA", SERVER_KEY, CA_KEY, wish, false),
    }
}

pub fn server_config(chain: &[Vec<u8>]) -> Arc<ServerConfig> {
    let chain = chain.iter().map(|der| CertificateDer::from(der.clone())).collect();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder =
        ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().expect("versions");
    Arc::new(
        builder.with_no_client_auth().with_single_cert(chain, key(SERVER_KEY).0).expect("a certificate and its key"),
    )
}

/// What a mail host does.
#[derive(Clone)]
pub enum Host {
    Tls(Arc<ServerConfig>),
    /// Answers from the greeting on: each but the first after a line of the client.
    Says(Vec<Vec<u8>>),
}

/// A server that runs until the test ends.
pub struct Serving {
    pub port: u16,
    connections: Arc<AtomicUsize>,
}

impl Serving {
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

fn serve(each: impl Fn(TcpStream) + Clone + Send + 'static) -> Serving {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let connections = Arc::new(AtomicUsize::new(0));
    let counter = connections.clone();
    std::thread::spawn(move || {
        for tcp in listener.incoming().flatten() {
            counter.fetch_add(1, Ordering::SeqCst);
            let each = each.clone();
            std::thread::spawn(move || {
                let _ = tcp.set_read_timeout(Some(Duration::from_secs(20)));
                each(tcp);
            });
        }
    });
    Serving { port, connections }
}

/// A mail host.
pub fn mail_host(host: Host) -> Serving {
    serve(move |mut tcp| {
        let mut lines = BufReader::new(tcp.try_clone().expect("a second handle"));
        let line = |lines: &mut BufReader<TcpStream>| {
            let mut line = Vec::new();
            lines.read_until(b'\n', &mut line).is_ok_and(|octets| octets > 0)
        };
        match &host {
            Host::Says(answers) => {
                for (place, answer) in answers.iter().enumerate() {
                    if (place > 0 && !line(&mut lines)) || tcp.write_all(answer).is_err() {
                        return;
                    }
                }
                // Whatever comes is taken, and the connection stays open.
                let _ = std::io::copy(&mut lines, &mut std::io::sink());
            }
            Host::Tls(config) => {
                let _ = tcp.write_all(b"220 mail ESMTP\r\n");
                line(&mut lines);
                let _ = tcp.write_all(b"250-mail\r\n250-PIPELINING\r\n250-starttls\r\n250 SIZE 1000\r\n");
                line(&mut lines);
                let _ = tcp.write_all(b"220 go\r\n");
                let mut session = ServerConnection::new(config.clone()).expect("a session");
                let mut stream = Stream::new(&mut session, &mut tcp);
                let mut farewell = [0; 64];
                if let Ok(read) = stream.read(&mut farewell) {
                    assert_eq!(&farewell[..read], b"QUIT\r\n", "nothing but a farewell is said inside TLS");
                    let _ = stream.write_all(b"221 bye\r\n");
                }
            }
        }
    })
}

/// A web server that gives the same answer to everybody.
pub fn web_server(config: Arc<ServerConfig>, answer: impl Into<Vec<u8>>) -> Serving {
    let answer = answer.into();
    serve(move |mut tcp| {
        let mut session = ServerConnection::new(config.clone()).expect("a session");
        let mut stream = Stream::new(&mut session, &mut tcp);
        let mut request = Vec::new();
        let mut chunk = [0; 1024];
        while !request.ends_with(b"\r\n\r\n") {
            match stream.read(&mut chunk) {
                Ok(read) if read > 0 => request.extend_from_slice(&chunk[..read]),
                _ => return,
            }
        }
        assert!(request.starts_with(b"GET /.well-known/mta-sts.txt HTTP/1.1\r\nHost: mta-sts.shop.com\r\n"));
        let _ = stream.write_all(&answer).and_then(|()| stream.flush());
        session.send_close_notify();
        let _ = session.complete_io(&mut tcp);
    })
}

/// A policy in an answer that is right.
pub fn ok(policy: &str) -> String {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\n\r\n{policy}",
        policy.len()
    )
}

/// A mail host that offers STARTTLS and answers the handshake with this; where it is nothing, it hangs up.
pub fn mail_host_without_tls(answer: &'static [u8]) -> Serving {
    serve(move |mut tcp| {
        let mut chunk = [0; 4096];
        for said in [&b"220 mail\r\n"[..], b"250-mail\r\n250 STARTTLS\r\n", b"220 go\r\n"] {
            if tcp.write_all(said).is_err() || tcp.read(&mut chunk).is_err() {
                return;
            }
        }
        let _ = tcp.write_all(answer);
        if !answer.is_empty() {
            let _ = std::io::copy(&mut tcp, &mut std::io::sink());
        }
    })
}
