//! DANE of `presend sender --connect`: TLSA records held against mail hosts with TLS on loopback, with and without somebody who vouches for them.

use crate::support;
use crate::support::command::Desk;
use crate::support::tls::{DAY, Host, Serving, Wish, ca, leaf, mail_host, mail_host_without_tls, pem, server_config};
use presend::sender::records::tlsa::of_key;
use serde_json::Value;
use sha2::{Digest, Sha256, Sha512};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::Duration;

const ZONE: &str = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 127.0.0.1\n";
const AT: &str = "_25._tcp.mail.shop.com.";

/// What was said of TLS and DANE as `code:status`, sorted, and everything that was printed.
struct Said {
    codes: Vec<String>,
    printed: String,
    /// The lines to publish.
    publish: Vec<String>,
    exit: i32,
}

fn run(dns: &str, zone: &str, port: u16, more: &[&str]) -> Said {
    let desk = Desk::new();
    desk.put("it.zone", zone).put("ca.pem", pem(&ca()));
    let port = port.to_string();
    let arguments = [
        "sender",
        "shop.com",
        "--dns",
        dns,
        "--only",
        "extras",
        "--connect",
        "--connect-ca",
        "ca.pem",
        "--allow-non-public",
    ];
    let rest = ["--smtp-port", &port, "--format", "json", "--format", "csv=zh.csv", "--lang", "zh"];
    let ran = desk.run(&[&arguments[..], &rest, more].concat());
    let told: Value = serde_json::from_str(&ran.stdout).unwrap_or_else(|_| panic!("{}{}", ran.stdout, ran.stderr));
    let checks = told["checks"].as_array().expect("checks");
    let code = |check: &Value| check["code"].as_str().expect("a code").trim_start_matches("sender.").to_owned();
    let ours: Vec<&Value> =
        checks.iter().filter(|check| ["dane", "starttls"].iter().any(|word| code(check).starts_with(word))).collect();
    let mut codes: Vec<String> =
        ours.iter().map(|check| format!("{}:{}", code(check), check["status"].as_str().expect("a status"))).collect();
    codes.sort();
    let publish = ours.iter().flat_map(|check| check["publish"].as_str().unwrap_or_default().lines());
    let publish = publish.map(str::to_owned).collect();
    let chinese = std::fs::read_to_string(desk.path("zh.csv")).expect("a table");
    for row in csv::Reader::from_reader(chinese.as_bytes()).into_records() {
        let text = row.expect("a row")[6].to_owned();
        let english = [" the ", " is ", "it ", " no ", "its ", " fits ", " of "];
        assert!(!english.iter().any(|word| text.contains(word)), "not said in Chinese: {text}");
    }
    Said { codes, printed: ran.stdout, publish, exit: ran.exit }
}

fn of_zone(records: &str, host: &Serving) -> Said {
    run("zone:it.zone", &format!("{ZONE}{records}"), host.port, &[])
}

fn at(records: &[String]) -> String {
    records.iter().map(|record| format!("{AT} TLSA {record}\n")).collect()
}

fn hex(octets: impl AsRef<[u8]>) -> String {
    data_encoding::HEXLOWER.encode(octets.as_ref())
}

fn good() -> Vec<u8> {
    leaf(&Wish::good(&["mail.shop.com"]))
}

fn showing(chain: &[Vec<u8>]) -> Serving {
    mail_host(Host::Tls(server_config(chain)))
}

fn key(certificate: &[u8]) -> String {
    of_key(certificate).expect("a certificate").to_string()
}

fn other() -> String {
    format!("3 1 1 {}", "5a".repeat(32))
}

#[test]
fn a_record_that_fits_passes_and_without_any_nothing_is_said() {
    let (own, ca) = (good(), ca());
    let host = showing(&[own.clone(), ca.clone()]);
    assert_eq!(of_zone("", &host).codes, ["starttls:pass"]);
    for record in [
        key(&own),
        format!("3 0 1 {}", hex(Sha256::digest(&own))),
        format!("3 0 2 {}", hex(Sha512::digest(&own))),
        format!("3 0 0 {}", hex(&own)),
        format!("2 0 1 {}", hex(Sha256::digest(&ca))),
        format!("2 0 0 {}", hex(&ca)),
        key(&ca).replacen('3', "2", 1),
    ] {
        for records in [vec![record.clone()], vec![other(), record.clone(), "0 0 1 00".to_owned()]] {
            let said = of_zone(&at(&records), &host);
            assert_eq!(said.codes, ["dane:pass", "starttls:pass"], "{record} {}", said.printed);
            assert!(said.publish.is_empty() && said.exit == 0);
        }
    }
    // Of a key neither name nor date counts.
    let old = leaf(&Wish { until: -DAY, from: -9 * DAY, names: &["x.com"], self_signed: true });
    let said = of_zone(&at(&[key(&old)]), &showing(std::slice::from_ref(&old)));
    assert!(said.codes.contains(&"dane:pass".to_owned()), "{}", said.printed);
}

#[test]
fn a_record_that_fits_not_is_a_fault_and_the_record_advised_mends_it() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    let garbage = ["1 1 1 00".to_owned(), "3 1 1 00".to_owned(), "3 0 0 00".to_owned(), "3 9 1 00".to_owned()];
    for (records, expected, words) in [
        (vec![other()], "dane_mismatch:fail", "none of the TLSA records at _25._tcp.mail.shop.com fits"),
        (vec![key(&own).replacen('3', "2", 1)], "dane_mismatch:fail", "none of the TLSA records"),
        (vec![key(&own).replacen('3', "1", 1)], "dane_unusable:warn", "senders can use none of the TLSA"),
        (garbage.to_vec(), "dane_unusable:warn", "senders can use none of the TLSA"),
        ((0..1_000).map(|n| format!("3 1 1 {n:064x}")).collect(), "dane_mismatch:fail", "+997"),
    ] {
        let said = of_zone(&at(&records), &host);
        assert_eq!(said.codes, [expected, "starttls:pass"], "{}", said.printed);
        assert!(said.printed.contains(words), "{words}: {}", said.printed);
        assert_eq!(said.publish, [format!("{AT} TLSA {}", key(&own))]);
        let mended = of_zone(&format!("{}{}\n", at(&records), said.publish[0]), &host);
        assert_eq!((mended.codes, mended.exit), (vec!["dane:pass".to_owned(), "starttls:pass".to_owned()], 0));
    }
}

#[test]
fn the_record_advised_can_be_copied_in_every_language() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    let desk = Desk::new();
    desk.put("it.zone", format!("{ZONE}{}", at(&[other()])));
    let port = host.port.to_string();
    let line = format!("{AT} TLSA {}", key(&own));
    let arguments = ["sender", "shop.com", "--dns", "zone:it.zone", "--only", "extras", "--connect"];
    for lang in ["en", "de", "zh"] {
        let more = ["--allow-non-public", "--smtp-port", &port, "--lang", lang];
        let ran = desk.run(&[&arguments[..], &more].concat());
        assert_eq!(ran.stdout.matches(&line).count(), 2, "with the check and at the end: {}", ran.stdout);
        let ran = desk.run(&[&arguments[..], &more, &["--format", "zone"]].concat());
        assert_eq!(ran.stdout.lines().filter(|shown| **shown == line).count(), 1, "{}", ran.stdout);
    }
}

#[test]
fn a_record_of_a_ca_is_held_against_signature_name_and_date() {
    let ca = ca();
    let of_ca = at(&[format!("2 0 1 {}", hex(Sha256::digest(&ca)))]);
    let wish = Wish::good(&["mail.shop.com"]);
    for (certificate, words) in [
        (leaf(&Wish { self_signed: true, ..wish.clone() }), "did not sign for that of mail.shop.com"),
        (leaf(&Wish { names: &["x.com"], ..wish.clone() }), "the certificate of mail.shop.com is for other names"),
        (leaf(&Wish { until: -DAY, from: -9 * DAY, ..wish.clone() }), "does not hold now"),
    ] {
        let said = of_zone(&of_ca, &showing(&[certificate, ca.clone()]));
        assert!(said.codes.contains(&"dane_mismatch:fail".to_owned()), "{words} {}", said.printed);
        assert!(said.printed.contains(words), "{words}: {}", said.printed);
    }
    // The name of the domain does as well (RFC 7672 §3.2.3), and a CA that is not sent along does not.
    let said = of_zone(&of_ca, &showing(&[leaf(&Wish::good(&["shop.com"])), ca.clone()]));
    assert!(said.codes.contains(&"dane:pass".to_owned()), "{}", said.printed);
    let said = of_zone(&of_ca, &showing(&[good()]));
    assert!(said.codes.contains(&"dane_mismatch:fail".to_owned()), "{}", said.printed);
    // Unless the record has the whole of it (RFC 7671 §5.2.2).
    let said = of_zone(&at(&[format!("2 0 0 {}", hex(&ca))]), &showing(&[good()]));
    assert!(said.codes.contains(&"dane:pass".to_owned()), "{}", said.printed);
}

#[test]
fn a_host_without_tls_breaks_the_promise_of_its_records() {
    let records = at(&["1 1 1 00".to_owned()]);
    let plain = mail_host(Host::Says(["220 hi\r\n", "250 mail\r\n"].map(|said| said.as_bytes().to_vec()).to_vec()));
    let said = of_zone(&records, &plain);
    assert_eq!(said.codes, ["dane_no_tls:fail", "starttls_missing:warn"], "{}", said.printed);
    let said = of_zone(&records, &mail_host_without_tls(b"HTTP/1.1 400 Bad Request\r\n\r\n"));
    assert_eq!(said.codes, ["dane_no_tls:fail", "starttls_broken:warn"], "{}", said.printed);
    // Of a host that does not talk to us nothing is known.
    let said = of_zone(&records, &mail_host(Host::Says(vec![b"554 go away\r\n".to_vec()])));
    assert_eq!(said.codes, ["starttls_unknown:unknown"], "{}", said.printed);
    let said = of_zone(&format!(";fault {AT} servfail\n"), &showing(&[good()]));
    assert_eq!((said.codes, said.exit), (vec!["dane_error:unknown".to_owned(), "starttls:pass".to_owned()], 0));
}

#[test]
fn records_are_found_where_aliases_lead() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    // The usual alias of the records themselves: what is new stands where it leads.
    let shared = format!("{AT} CNAME dane.shop.com.\ndane.shop.com. TLSA {}\n", other());
    let said = of_zone(&shared, &host);
    assert_eq!(said.codes, ["dane_mismatch:fail", "starttls:pass"], "{}", said.printed);
    assert_eq!(said.publish, [format!("dane.shop.com. TLSA {}", key(&own))]);
    assert_eq!(of_zone(&format!("{shared}{}\n", said.publish[0]), &host).exit, 0);
    // The host is an alias: the records of the name behind it go first, and else its own.
    let zone = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. CNAME mx.host.net.\nmx.host.net. A 127.0.0.1\n";
    for (records, expected) in [
        (format!("_25._tcp.mx.host.net. TLSA {}\n{AT} TLSA {}\n", key(&own), other()), "dane:pass"),
        (format!("_25._tcp.mx.host.net. TLSA {}\n{AT} TLSA {}\n", other(), key(&own)), "dane_mismatch:fail"),
    ] {
        let said = run("zone:it.zone", &format!("{zone}{records}"), host.port, &[]);
        assert_eq!(said.codes[0], expected, "{}", said.printed);
    }
    // Without an MX record the domain is its own mail host. Of a host elsewhere, its operator publishes the record.
    let said =
        run("zone:it.zone", &format!("shop.com. A 127.0.0.1\n_25._tcp.shop.com. TLSA {}\n", key(&own)), host.port, &[]);
    assert!(said.codes.contains(&"dane:pass".to_owned()), "{}", said.printed);
    let zone =
        format!("shop.com. MX 10 mx.host.net.\nmx.host.net. A 127.0.0.1\n_25._tcp.mx.host.net. TLSA {}\n", other());
    let said = run("zone:it.zone", &zone, host.port, &[]);
    assert!(said.printed.contains("Whoever runs mx.host.net has to publish it."), "{}", said.printed);
}

#[test]
fn each_host_gets_its_own_record() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    let zone = format!(
        "{ZONE}shop.com. MX 20 two.shop.com.\ntwo.shop.com. A 127.0.0.1\n{AT} TLSA {0}\n_25._tcp.two.shop.com. TLSA {0}\n",
        other()
    );
    let said = run("zone:it.zone", &zone, host.port, &[]);
    let line = |name: &str| format!("_25._tcp.{name}.shop.com. TLSA {}", key(&own));
    assert_eq!(said.publish, [line("mail"), line("two")], "{}", said.printed);
}

/// A resolver before a server, which says that DNSSEC vouches for answers to questions of these types, to whoever asks for that.
fn resolver(upstream: SocketAddr, vouches: fn(u16) -> bool) -> SocketAddr {
    let (udp, tcp) = support::sockets();
    let addr = udp.local_addr().expect("its address");
    udp.set_nonblocking(false).expect("a socket that blocks");
    tcp.set_nonblocking(false).expect("a listener that blocks");
    let kind = |query: &[u8]| {
        let mut end = 12;
        while query[end] != 0 {
            end += 1 + usize::from(query[end]);
        }
        u16::from_be_bytes([query[end + 1], query[end + 2]])
    };
    let mark = move |query: &[u8], reply: &mut [u8]| {
        if query[3] & 0x20 != 0 && vouches(kind(query)) {
            reply[3] |= 0x20;
        }
    };
    std::thread::spawn(move || {
        let (mut query, mut reply) = ([0; 4096], [0; 4096]);
        while let Ok((octets, client)) = udp.recv_from(&mut query) {
            let out = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).expect("a socket");
            out.set_read_timeout(Some(Duration::from_secs(5))).expect("a time");
            let _ = out.send_to(&query[..octets], upstream);
            if let Ok(length) = out.recv(&mut reply) {
                mark(&query[..octets], &mut reply[..length]);
                let _ = udp.send_to(&reply[..length], client);
            }
        }
    });
    std::thread::spawn(move || {
        for mut client in tcp.incoming().flatten() {
            std::thread::spawn(move || -> std::io::Result<()> {
                let mut server = TcpStream::connect(upstream)?;
                loop {
                    let query = framed(&mut client)?;
                    server.write_all(&query)?;
                    let mut reply = framed(&mut server)?;
                    mark(&query[2..], &mut reply[2..]);
                    client.write_all(&reply)?;
                }
            });
        }
    });
    addr
}

/// A message with its length before it.
fn framed(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut length = [0; 2];
    stream.read_exact(&mut length)?;
    let mut message = vec![0; usize::from(u16::from_be_bytes(length))];
    stream.read_exact(&mut message)?;
    Ok([&length[..], &message].concat())
}

#[test]
fn records_count_only_by_the_word_of_a_resolver_that_vouches_for_all_of_the_way() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    let all: fn(u16) -> bool = |_| true;
    let nothing: fn(u16) -> bool = |_| false;
    let all_but_mx: fn(u16) -> bool = |kind| kind != 15;
    // This server writes each name out in full, so that no more fit into one message.
    let many: Vec<String> = (0..900).map(|n| format!("3 1 1 {n:064x}")).collect();
    for (records, vouches, expected, words) in [
        (vec![key(&own)], all, "dane:pass", "shows what the TLSA record (3 1 1)"),
        (vec![other()], all, "dane_mismatch:fail", "none of the TLSA records"),
        (vec!["0 0 1 00".to_owned()], all, "dane_unusable:warn", "none of the TLSA records"),
        (many, all, "dane_mismatch:fail", "+897"),
        (vec![key(&own)], nothing, "dane_not_vouched:info", "does not vouch for them; one of them fits"),
        (vec![other()], nothing, "dane_not_vouched:info", "does not vouch for them; none of them fits"),
        (vec![other()], all_but_mx, "dane_insecure_mx:info", "MX records of shop.com; none of them fits"),
    ] {
        let upstream = support::serve(&format!("{ZONE}{}", at(&records)));
        let dns = resolver(upstream.addr, vouches).to_string();
        let said = run(&dns, "", host.port, &[]);
        assert_eq!(said.codes, [expected, "starttls:pass"], "{}", said.printed);
        assert!(said.printed.contains(words), "{words}: {}", said.printed);
        assert_eq!(said.exit, i32::from(expected.ends_with(":fail")));
        assert_eq!(said.publish.is_empty(), !expected.ends_with(":fail") && !expected.ends_with(":warn"));
    }
}

#[test]
fn a_real_resolver_vouches_for_a_zone_that_is_signed() {
    let own = good();
    let host = showing(std::slice::from_ref(&own));
    let two = "shop.com. MX 20 two.plain.net.\ntwo.plain.net. A 127.0.0.1\n";
    let zone = format!("{ZONE}{two}{}_25._tcp.two.plain.net. TLSA {}\n", at(&[key(&own)]), other());
    let Some(daemons) = support::knot_unbound_signed(&zone, "plain.net") else { return };
    let said = run(&daemons.addr.to_string(), "", host.port, &[]);
    let expected = ["dane:pass", "dane_not_vouched:info", "starttls:pass", "starttls:pass", "starttls_name:warn"];
    assert_eq!(said.codes, expected, "{}", said.printed);
    // The server of the zone itself vouches for nothing.
    let said = run(&daemons.authoritative.to_string(), "", host.port, &[]);
    assert_eq!(said.codes[..2], ["dane_not_vouched:info"; 2], "{}", said.printed);
}

#[test]
fn a_zone_without_dnssec_leads_nobody_to_records() {
    let host = showing(&[good()]);
    let zone = format!("{ZONE}{}", at(&[other()]));
    let Some(daemons) = support::knot_unbound_signed(&zone.replace("mail.shop.com", "mail.host.net"), "shop.com")
    else {
        return;
    };
    let said = run(&daemons.addr.to_string(), "", host.port, &[]);
    assert_eq!(said.codes[0], "dane_insecure_mx:info", "{}", said.printed);
    assert!(said.publish.is_empty() && said.exit == 0);
}

#[test]
fn a_resolver_is_called_trusted_only_where_servers_are_connected_to() {
    let desk = Desk::new();
    let ran = desk.run(&["sender", "shop.com", "--dnssec-trusted"]);
    assert!(ran.exit == 2 && ran.stderr.contains("--connect"), "{} {}", ran.exit, ran.stderr);
}
