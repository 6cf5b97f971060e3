//! `presend probe` against scripted mail hosts on addresses of loopback, all on one port, and against a real Postfix.
//! Other systems than Linux have one such address only.
#![cfg(target_os = "linux")]

use crate::support::command::{Desk, Ran};
use crate::support::{loopback, postfix::postfix, serve};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a host does with whoever connects.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// Greets, and gives this to EHLO.
    Offers(&'static str),
    /// Greets with this, and waits for a QUIT.
    Greets(&'static [u8]),
    /// Says nothing.
    Hangs,
    /// Hangs the first time, and greets the second.
    HangsOnce,
    /// Refuses EHLO, and takes HELO.
    KnowsHelo,
}

/// What a host has seen.
#[derive(Debug, Default)]
struct Seen {
    connections: AtomicUsize,
    now: AtomicUsize,
    most_at_once: AtomicUsize,
    lines: Mutex<Vec<String>>,
}

/// Mail hosts, all on one port.
struct Hosts {
    port: u16,
    seen: BTreeMap<Ipv4Addr, Arc<Seen>>,
    /// Connections to all of them.
    all: Arc<Seen>,
}

impl Seen {
    fn enter(&self) {
        self.connections.fetch_add(1, Ordering::SeqCst);
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most_at_once.fetch_max(now, Ordering::SeqCst);
    }

    fn count(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

/// A connection that is there, from when it is taken until this is dropped.
struct Stay(Arc<Seen>);

impl Stay {
    fn begin(seen: &Arc<Seen>) -> Stay {
        seen.enter();
        Stay(seen.clone())
    }
}

impl Drop for Stay {
    fn drop(&mut self) {
        self.0.now.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Hosts {
    fn start(ways: &[(Ipv4Addr, Way)]) -> Hosts {
        let (port, listeners) = Hosts::listeners(ways);
        let mut hosts = Hosts { port, seen: BTreeMap::new(), all: Arc::default() };
        for (listener, (ip, way)) in listeners.into_iter().zip(ways.iter().copied()) {
            let seen = Arc::new(Seen::default());
            let all = hosts.all.clone();
            hosts.seen.insert(ip, seen.clone());
            thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let seen = seen.clone();
                    let stays = vec![Stay::begin(&seen), Stay::begin(&all)];
                    thread::spawn(move || drop(speak(&stream, way, &seen, stays)));
                }
            });
        }
        hosts
    }

    /// A port that is free at all these addresses.
    fn listeners(ways: &[(Ipv4Addr, Way)]) -> (u16, Vec<TcpListener>) {
        for _ in 0..100 {
            let port = crate::support::free_port();
            let bound: Result<Vec<TcpListener>, _> =
                ways.iter().map(|(ip, _)| TcpListener::bind((*ip, port))).collect();
            if let Ok(bound) = bound {
                return (port, bound);
            }
        }
        panic!("no port is free at all addresses");
    }

    fn connections(&self, ip: Ipv4Addr) -> usize {
        self.seen[&ip].count()
    }

    /// No host was ever spoken to twice at once, and nobody was told anything but EHLO, HELO and QUIT.
    fn check_manners(&self) {
        for (ip, seen) in &self.seen {
            assert!(seen.most_at_once.load(Ordering::SeqCst) <= 1, "{ip} had several connections at once");
            for line in seen.lines.lock().expect("the lines").iter() {
                let verb = line.split(' ').next().unwrap_or_default();
                assert!(["EHLO", "HELO", "QUIT"].contains(&verb), "{ip} was told {line:?}");
            }
        }
    }
}

/// One session. Ends when the other side goes, and before it is told goodbye, as it may come back at once.
fn speak(stream: &TcpStream, way: Way, seen: &Seen, stays: Vec<Stay>) -> std::io::Result<()> {
    let mut output = stream.try_clone()?;
    let mut input = BufReader::new(stream.try_clone()?);
    let silent = match way {
        Way::Hangs => true,
        Way::HangsOnce => seen.count() == 1,
        _ => false,
    };
    if silent {
        let mut nothing = String::new();
        return input.read_line(&mut nothing).map(drop);
    }
    match way {
        Way::Greets(octets) => output.write_all(octets)?,
        // In pieces, as a slow network brings it.
        _ => {
            output.write_all(b"220-mx.exam")?;
            thread::sleep(Duration::from_millis(5));
            output.write_all(b"ple.net ESMTP\r\n220 \xe9\r\n")?;
        }
    }
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        seen.lines.lock().expect("the lines").push(line.trim_end().to_owned());
        match (line.split_whitespace().next(), way) {
            (Some("QUIT"), _) => {
                drop(stays);
                return output.write_all(b"221 bye\r\n");
            }
            (Some("EHLO"), Way::KnowsHelo) => output.write_all(b"502 5.5.1 what?\r\n")?,
            (Some("EHLO"), Way::Offers(offers)) => output.write_all(offers.as_bytes())?,
            _ => output.write_all(b"250 mx.example.net\r\n")?,
        }
        line.clear();
    }
    Ok(())
}

const PLAIN: &str = "250-mx.example.net\r\n250-PIPELINING\r\n250-SIZE 0\r\n250 STARTTLS\r\n";

fn ip(third: u8, last: u8) -> Ipv4Addr {
    Ipv4Addr::new(127, 77, third, last)
}

/// A zone in which `dN.net` has the host `mxN.net` at this address.
fn zone(addresses: &[Ipv4Addr]) -> String {
    let domain =
        |(number, ip): (usize, &Ipv4Addr)| format!("d{number}.net. MX 10 mx{number}.net.\nmx{number}.net. A {ip}\n");
    addresses.iter().enumerate().map(domain).collect()
}

fn probe(desk: &Desk, port: u16, more: &[&str]) -> Ran {
    let port = port.to_string();
    let usual =
        ["probe", "--dns", "zone:world.zone", "--port", &port, "--helo", "mail.sender.example", "--host-timeout", "2"];
    desk.run(&[&usual[..], more].concat())
}

fn page(ran: &Ran) -> Value {
    serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.stdout, ran.stderr))
}

/// The record of a host.
fn host<'a>(page: &'a Value, name: &str) -> &'a Value {
    let all = page["hosts"].as_array().expect("hosts");
    all.iter().find(|host| host["host"] == name).unwrap_or_else(|| panic!("no {name} in {page:#}"))
}

fn codes(record: &Value) -> Vec<&str> {
    record["findings"].as_array().expect("findings").iter().map(|one| one["code"].as_str().expect("a code")).collect()
}

#[test]
fn each_host_of_a_list_is_asked_once_and_told_as_it_is() {
    let limits = "250-mx\r\n250-size 1000\r\n250-LIMITS RCPTMAX=20 MAILMAX=3\r\n250-SMTPUTF8\r\n250 8BITMIME\r\n";
    let ways = [
        (ip(0, 1), Way::Offers(PLAIN)),
        (ip(0, 2), Way::Offers(limits)),
        (ip(0, 3), Way::Greets(b"421 4.3.2 too busy\r\n")),
        (ip(0, 4), Way::Greets(b"554 5.7.1 \x1b[31myou are\0 blocked\r\n")),
        (ip(0, 5), Way::Greets(b"SSH-2.0-x\r\n")),
        (ip(0, 6), Way::KnowsHelo),
        (ip(0, 7), Way::Hangs),
        (ip(0, 8), Way::HangsOnce),
    ];
    let hosts = Hosts::start(&ways);
    let addresses: Vec<Ipv4Addr> = ways.iter().map(|(ip, _)| *ip).chain([ip(0, 9)]).collect();
    let mut rows = String::from("name,email\n");
    for number in 0..addresses.len() {
        rows += &format!("a,ann{number}@d{number}.net\n");
    }
    rows += "b,bob@d0.net\nc,no address\nd,cy@gone.net\ne,dan@null.net\n";
    let desk = Desk::new();
    desk.put("list.csv", rows).put("world.zone", zone(&addresses) + "null.net. MX 0 .\n");
    let ran =
        probe(&desk, hosts.port, &["list.csv", "--allow-non-public", "--message-size", "1001", "--format", "json"]);
    hosts.check_manners();
    let page = page(&ran);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    assert!(ran.stderr.contains("EHLO mail.sender.example"), "{}", ran.stderr);
    let expected: [(&str, &str, &[&str], usize); 9] = [
        ("mx0.net", "answers", &[], 1),
        ("mx1.net", "answers", &["probe.size", "probe.rcpt_limit", "probe.no_tls"], 1),
        ("mx2.net", "busy", &["probe.busy"], 1),
        ("mx3.net", "refuses", &["probe.refuses"], 1),
        ("mx4.net", "unreachable", &["probe.unreachable"], 3),
        ("mx5.net", "answers", &["probe.no_tls"], 1),
        ("mx6.net", "unreachable", &["probe.unreachable"], 3),
        ("mx7.net", "answers", &[], 2),
        ("mx8.net", "unreachable", &["probe.unreachable"], 3),
    ];
    for ((name, outcome, found, tries), address) in expected.into_iter().zip(&addresses) {
        let record = host(&page, name);
        assert_eq!(record["outcome"], outcome, "{record:#}");
        // How HangsOnce offers nothing is a matter of the script.
        if name != "mx7.net" {
            assert_eq!(codes(record), found, "{record:#}");
        }
        assert_eq!(record["tries"], tries, "{record:#}");
        assert_eq!(record["address"], address.to_string());
        if let Some(seen) = hosts.seen.get(address) {
            assert_eq!(seen.count(), tries, "{name}");
        }
    }
    assert_eq!(page["hosts"][0]["host"], "mx0.net", "most rows first");
    assert_eq!((&page["hosts"][0]["rows"], &page["hosts"][0]["domains"][0]), (&Value::from(2), &Value::from("d0.net")));
    assert_eq!(
        (&page["domains"], &page["domains_without_host"], &page["domains_unknown"]),
        (&11.into(), &2.into(), &0.into())
    );
    let limited = host(&page, "mx1.net");
    assert_eq!((&limited["size"], &limited["rcpt_max"], &limited["mail_max"]), (&1000.into(), &20.into(), &3.into()));
    assert_eq!(
        (&limited["smtputf8"], &limited["starttls"], &limited["8bitmime"]),
        (&true.into(), &false.into(), &true.into())
    );
    assert_eq!(host(&page, "mx0.net")["size"], 0, "no fixed limit");
    assert_eq!(host(&page, "mx5.net")["stage"], "helo");
    assert_eq!(host(&page, "mx6.net")["failure"], "timeout");
    assert_eq!(
        (&host(&page, "mx8.net")["stage"], &host(&page, "mx8.net")["failure"]),
        (&"connect".into(), &"connection_refused".into())
    );
    let refusal = host(&page, "mx3.net");
    assert_eq!((&refusal["code"], &refusal["enhanced_code"]), (&554.into(), &"5.7.1".into()));
    assert_eq!(refusal["said"], "554 5.7.1 \\u{1b}[31myou are\\u{0} blocked");
    assert!(!ran.stdout.contains('\u{1b}') && !ran.stderr.contains('\u{1b}'));
}

#[test]
fn hosts_and_addresses_that_domains_share_are_asked_once() {
    let hosts = Hosts::start(&[(ip(1, 1), Way::Offers(PLAIN)), (ip(1, 2), Way::Hangs)]);
    let mut zone = format!("mx.net. A {}\nsick.net. A {}\n", ip(1, 1), ip(1, 2));
    let mut rows = String::new();
    for number in 0..300 {
        rows += &format!("ann@d{number}.net\nbob@own{number}.net\ncy@sick{number}.net\n");
        zone += &format!(
            "d{number}.net. MX 5 mx.net.\nown{number}.net. MX 5 in{number}.net.\nin{number}.net. A {}\n",
            ip(1, 1)
        );
        zone += &format!("sick{number}.net. MX 5 sick.net.\nsick{number}.net. MX 9 in{number}.net.\n");
    }
    let desk = Desk::new();
    desk.put("list.txt", rows).put("world.zone", zone);
    let ran = probe(&desk, hosts.port, &["list.txt", "--allow-non-public", "--format", "json"]);
    hosts.check_manners();
    let page = page(&ran);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!((hosts.connections(ip(1, 1)), hosts.connections(ip(1, 2))), (1, 1));
    let shared = host(&page, "mx.net");
    assert_eq!((&shared["rows"], &shared["domain_count"]), (&300.into(), &300.into()));
    let sick = host(&page, "sick.net");
    assert_eq!(
        (&sick["outcome"], &sick["stood_in_for"], &sick["rows"]),
        (&"not_reached".into(), &true.into(), &300.into())
    );
    assert_eq!(codes(sick), [""; 0]);
}

#[test]
fn connections_at_the_same_time_are_bounded() {
    let ways: Vec<(Ipv4Addr, Way)> = (1..=40).map(|last| (ip(2, last), Way::Offers(PLAIN))).collect();
    let hosts = Hosts::start(&ways);
    let addresses: Vec<Ipv4Addr> = ways.iter().map(|(ip, _)| *ip).collect();
    let desk = Desk::new();
    let rows: String = (0..40).map(|number| format!("ann@d{number}.net\n")).collect();
    desk.put("list.txt", rows).put("world.zone", zone(&addresses));
    let ran = probe(&desk, hosts.port, &["list.txt", "--allow-non-public", "--connections", "3", "--quiet"]);
    hosts.check_manners();
    assert_eq!((ran.exit, ran.stdout.as_str()), (0, ""), "{}", ran.stderr);
    assert_eq!(hosts.all.count(), 40);
    // A host may notice a moment late that the one before has gone.
    assert!(hosts.all.most_at_once.load(Ordering::SeqCst) <= 4, "{:?}", hosts.all.most_at_once);
}

#[test]
fn nothing_but_public_addresses_is_connected_to_unless_that_is_wanted() {
    let hosts = Hosts::start(&[(ip(3, 1), Way::Offers(PLAIN))]);
    let desk = Desk::new();
    let mapped = "e.net. MX 1 mx6.net.\nmx6.net. AAAA ::ffff:127.77.3.1\n";
    desk.put("world.zone", zone(&[ip(3, 1)]) + mapped);
    let ran = probe(&desk, hosts.port, &["ann@d0.net", "e.net", "--format", "json"]);
    assert_eq!(hosts.all.count(), 0);
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    let page = page(&ran);
    assert_eq!(host(&page, "mx0.net")["outcome"], "not_public");
    assert_eq!(host(&page, "mx6.net")["outcome"], "not_public");
    let ran = probe(&desk, hosts.port, &["ann@d0.net", "--allow-non-public"]);
    assert_eq!((ran.exit, hosts.all.count()), (0, 1), "{}", ran.stdout);
}

#[test]
fn a_network_that_lets_nothing_out_is_told_once() {
    let port = crate::support::free_port();
    let addresses: Vec<Ipv4Addr> = (1..=30).map(|last| ip(4, last)).collect();
    let desk = Desk::new();
    let rows: String = (0..30).map(|number| format!("ann@d{number}.net\n")).collect();
    desk.put("list.txt", rows).put("world.zone", zone(&addresses));
    let ran = probe(&desk, port, &["list.txt", "--allow-non-public", "--format", "json"]);
    let page = page(&ran);
    assert_eq!(ran.exit, 3);
    assert_eq!(codes(&page), ["probe.port_25_blocked"]);
    assert_eq!(page["findings"][0]["number"], 30);
    assert_eq!(page["hosts"].as_array().expect("hosts").len(), 30);
    for record in page["hosts"].as_array().expect("hosts") {
        assert_eq!(codes(record), [""; 0], "{record:#}");
        assert_eq!(record["stage"], "connect");
    }
    assert_eq!(ran.stderr.matches("Port 25 is most likely blocked").count(), 1, "{}", ran.stderr);
}

#[test]
fn dead_hosts_before_good_ones_are_no_blocked_port() {
    let good = ip(5, 99);
    let hosts = Hosts::start(&[(good, Way::Offers(PLAIN))]);
    let addresses: Vec<Ipv4Addr> = (1..=12).map(|last| ip(5, last)).chain([good]).collect();
    let mut rows: String = (0..12).map(|number| format!("ann@d{number}.net\nbob@d{number}.net\n")).collect();
    rows += "ann@d12.net\n";
    let desk = Desk::new();
    desk.put("list.txt", rows).put("world.zone", zone(&addresses));
    let ran = probe(&desk, hosts.port, &["list.txt", "--allow-non-public", "--format", "json", "--connections", "4"]);
    let page = page(&ran);
    assert_eq!((ran.exit, codes(&page)), (3, vec![]), "{}", ran.stderr);
    assert_eq!(host(&page, "mx12.net")["outcome"], "answers");
    for number in 0..12 {
        let record = host(&page, &format!("mx{number}.net"));
        assert_eq!((codes(record), &record["tries"]), (vec!["probe.unreachable"], &3.into()), "{record:#}");
    }
    assert!(!ran.stderr.contains("port 25"), "{}", ran.stderr);
}

#[test]
fn mail_goes_to_the_next_exchange_and_without_mx_to_the_domain_itself() {
    let hosts = Hosts::start(&[
        (ip(6, 2), Way::Offers(PLAIN)),
        (ip(6, 3), Way::Greets(b"421 x\r\n")),
        (ip(6, 4), Way::Offers(PLAIN)),
    ]);
    let desk = Desk::new();
    let zone = format!(
        "a.net. MX 10 dead.net.\na.net. MX 20 unborn.net.\na.net. MX 30 good.net.\ndead.net. A {}\ngood.net. A {}\n\
         b.net. MX 10 busy.net.\nb.net. MX 20 good.net.\nbusy.net. A {}\nbare.net. A {}\n",
        ip(6, 1),
        ip(6, 2),
        ip(6, 3),
        ip(6, 4)
    );
    desk.put("world.zone", zone);
    let ran =
        probe(&desk, hosts.port, &["a.net", "ann@b.net", "cy@bare.net", "--allow-non-public", "--format", "json"]);
    hosts.check_manners();
    let page = page(&ran);
    assert_eq!(ran.exit, 0, "{}", ran.stdout);
    for (name, outcome, rows) in [
        ("dead.net", "not_reached", 1),
        ("unborn.net", "no_address", 1),
        ("good.net", "answers", 2),
        ("busy.net", "busy", 1),
        ("bare.net", "answers", 1),
    ] {
        let record = host(&page, name);
        assert_eq!((&record["outcome"], &record["rows"]), (&outcome.into(), &rows.into()), "{record:#}");
        assert_eq!(codes(record), [""; 0]);
    }
}

#[test]
fn ipv6_is_tried_when_ipv4_does_not_answer() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else {
        let _ = writeln!(std::io::stderr(), "SKIPPED: this machine has no IPv6");
        return;
    };
    let port = listener.local_addr().expect("its address").port();
    let seen = Arc::new(Seen::default());
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let _ = speak(&stream, Way::Offers(PLAIN), &seen, Vec::new());
        }
    });
    let desk = Desk::new();
    desk.put("world.zone", format!("a.net. MX 1 mx.net.\nmx.net. A {}\nmx.net. AAAA ::1\n", ip(7, 1)));
    let ran = probe(&desk, port, &["a.net", "--allow-non-public", "--format", "json"]);
    let page = page(&ran);
    assert_eq!(
        (&host(&page, "mx.net")["outcome"], &host(&page, "mx.net")["address"]),
        (&"answers".into(), &"::1".into())
    );
}

#[test]
fn every_form_shows_the_same_and_escapes_what_hosts_say() {
    let hostile = "250-mx ::error::x |`<b>\x1b]0;x\x07\r\n250-SIZE 9\r\n250 STARTTLS\r\n";
    let greeting = b"220 =cmd() ##[error] |`<b>\x1b[2J\0\xff\r\n";
    let hosts = Hosts::start(&[(ip(8, 1), Way::Offers(hostile)), (ip(8, 2), Way::Greets(greeting))]);
    let desk = Desk::new();
    desk.put("world.zone", zone(&[ip(8, 1), ip(8, 2)]));
    let forms = ["json=a.json", "jsonl=a.jsonl", "csv=a.csv", "markdown=a.md", "human"];
    let mut arguments = vec!["d0.net", "d1.net", "--allow-non-public", "--message-size", "10"];
    forms.iter().for_each(|form| arguments.extend(["--format", form]));
    let ran = probe(&desk, hosts.port, &arguments);
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    let text = |name: &str| std::fs::read_to_string(desk.path(name)).expect(name);
    let record = |line: &str| serde_json::from_str::<Value>(line).expect("a record");
    crate::schemas::hold("probe", &[record(&text("a.json"))]);
    crate::schemas::hold("probe", &text("a.jsonl").lines().map(record).collect::<Vec<_>>());
    for (name, content) in [
        ("human", ran.stdout.clone()),
        ("json", text("a.json")),
        ("jsonl", text("a.jsonl")),
        ("csv", text("a.csv")),
        ("markdown", text("a.md")),
    ] {
        assert!(
            content.contains("mx0.net") && content.contains("mx1.net") && content.contains("127.77.8.2"),
            "{name}: {content}"
        );
        assert!(content.contains("probe.size"), "{name}: {content}");
        let steers = |c: char| c.is_control() && c != '\n' && c != '\r';
        assert!(!content.contains(steers), "{name}: {content:?}");
        assert!(!content.contains("##[error]"), "{name}: {content}");
    }
    let records: Vec<Value> = text("a.jsonl").lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(records.iter().filter(|record| record["schema"] == "presend.probe_host.1").count(), 2);
    let csv = text("a.csv");
    let mut read = csv::Reader::from_reader(csv.as_bytes());
    let columns = read.headers().expect("a header").len();
    for record in read.records() {
        let record = record.expect("a record");
        assert_eq!(record.len(), columns);
        assert!(record.iter().all(|cell| !cell.starts_with('=')), "{record:?}");
    }
    let table = text("a.md");
    let is_row = |line: &&str| line.starts_with("| `mx");
    assert!(table.lines().filter(is_row).all(|line| line.replace("\\|", "").matches('|').count() == 8), "{table}");
    assert!(!table.contains("<b>") || table.contains('`'), "{table}");
    let ran = probe(&desk, hosts.port, &["d0.net", "--allow-non-public", "--lang", "zh"]);
    assert!(ran.stdout.contains("1 台有回答") && ran.stderr.contains("收信主机"), "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_page_tells_how_the_hosts_answer_and_names_nobody_who_is_hidden() {
    let limits = "250-mx\r\n250-STARTTLS\r\n250 LIMITS RCPTMAX=20\r\n";
    let hosts = Hosts::start(&[
        (ip(10, 1), Way::Offers(limits)),
        (ip(10, 2), Way::Greets(b"554 5.7.1 <script>alert(1)</script>\r\n")),
    ]);
    let desk = Desk::new();
    desk.put("world.zone", zone(&[ip(10, 1), ip(10, 2)]));
    let arguments =
        ["ann.lee@d0.net", "ann.lee@d1.net", "--allow-non-public", "--redact", "--format", "html=page.html"];
    let ran = probe(&desk, hosts.port, &arguments);
    hosts.check_manners();
    assert_eq!(ran.exit, 1, "{}", ran.stderr);
    assert!(ran.stdout.contains("2 mail hosts"), "{}", ran.stdout);
    let page = std::fs::read_to_string(desk.path("page.html")).expect("a page");
    assert_eq!(page.matches("<script>").count(), 1, "only the page's own script");
    assert!(!page.contains("ann.lee"), "{page}");
    for said in [
        "a***@d0.net, a***@d1.net",
        "DNS asked: zone:world.zone",
        "1 of 2 hosts answers.",
        "1 host refuses you",
        "2 of 2 hosts are shown",
        "STARTTLS",
        "send at most 20 recipients a message to mx0.net (1 row)",
    ] {
        assert!(page.contains(said), "{said}");
    }
}

#[test]
fn what_cannot_be_asked_is_said() {
    let desk = Desk::new();
    desk.put("world.zone", "a.net. MX 0 .\n").put("empty.csv", "");
    for (arguments, exit, said) in [
        (&["missing.csv"][..], 2, "missing.csv"),
        (&["no_domain"], 2, "nor a domain"),
        (&["a.net", "--offline"], 2, "--offline"),
        (&["a.net", "--format", "sarif"], 2, "json"),
        (&["a.net", "--helo", "a b"], 2, "--helo"),
        (&["a.net", "--helo", "a\r\nMAIL"], 2, "--helo"),
        (&["a.net", "--message-size", "big"], 2, "--message-size"),
        (&["a.net", "--port", "0"], 2, "--port"),
        (&["a.test"], 3, "a.test"),
        (&["a.net"], 3, "asking"),
        (&["empty.csv"], 2, "empty"),
    ] {
        let ran = desk.run(&[&["probe", "--dns", "zone:world.zone"], arguments].concat());
        assert_eq!(ran.exit, exit, "{arguments:?}: {}{}", ran.stdout, ran.stderr);
        assert!(ran.stderr.contains(said), "{arguments:?}: {}", ran.stderr);
    }
}

#[test]
fn the_hosts_are_found_with_real_servers_too() {
    let hosts = Hosts::start(&[(ip(9, 1), Way::Offers(PLAIN))]);
    let dns = serve(&zone(&[ip(9, 1)]));
    let desk = Desk::new();
    let (servers, port) = (dns.addr.to_string(), hosts.port.to_string());
    let ran = desk.run(&[
        "probe",
        "ann@d0.net",
        "--dns",
        &servers,
        "--port",
        &port,
        "--allow-non-public",
        "--no-cache",
        "--helo",
        "x.example",
    ]);
    assert_eq!((ran.exit, hosts.all.count()), (0, 1), "{}{}", ran.stdout, ran.stderr);
    assert_eq!(hosts.seen[&ip(9, 1)].lines.lock().expect("the lines").as_slice(), ["EHLO x.example", "QUIT"]);
}

#[test]
fn without_a_full_name_the_address_of_the_connection_is_said() {
    let hosts = Hosts::start(&[(ip(10, 1), Way::Offers(PLAIN))]);
    let desk = Desk::new();
    desk.put("world.zone", zone(&[ip(10, 1)]));
    let port = hosts.port.to_string();
    let ran = desk.run(&[
        "probe",
        "d0.net",
        "--dns",
        "zone:world.zone",
        "--port",
        &port,
        "--allow-non-public",
        "--format",
        "json",
    ]);
    let lines = hosts.seen[&ip(10, 1)].lines.lock().expect("the lines").clone();
    // The name of the machine is the test's own only if it is a full one.
    match page(&ran)["helo"].as_str() {
        Some(name) => assert_eq!(lines[0], format!("EHLO {name}")),
        None => assert_eq!(lines[0], "EHLO [127.0.0.1]"),
    }
}

#[test]
fn a_real_postfix_is_told_as_it_is() {
    let nobody: SocketAddr = loopback(1);
    let Some(postfix) = postfix(nobody) else { return };
    let desk = Desk::new();
    desk.put("world.zone", zone(&[Ipv4Addr::LOCALHOST]));
    let port = postfix.addr.port().to_string();
    let arguments = ["probe", "ann@d0.net", "--dns", "zone:world.zone", "--port", &port, "--allow-non-public"];
    let ran = desk.run(&[&arguments[..], &["--helo", "mail.sender.example", "--format", "json"]].concat());
    let page = page(&ran);
    let record = host(&page, "mx0.net");
    assert_eq!(record["outcome"], "answers", "{record:#}\n{}", postfix.log());
    assert!(record["banner"].as_str().expect("a banner").starts_with("220 mx.sender.example ESMTP"), "{record:#}");
    // Postfix's own message_size_limit.
    assert_eq!(record["size"], 10_240_000, "{record:#}");
    assert_eq!(
        (&record["pipelining"], &record["8bitmime"], &record["starttls"]),
        (&true.into(), &true.into(), &false.into())
    );
    assert_eq!(codes(record), ["probe.no_tls"]);
}

#[test]
fn clean_asks_the_mail_hosts_where_it_is_told_to() {
    let ways = [
        (ip(20, 1), Way::Offers(PLAIN)),
        (ip(20, 2), Way::Hangs),
        (ip(20, 3), Way::Greets(b"554 5.7.1 go away\r\n")),
        (ip(20, 4), Way::Offers("250-mx\r\n250-LIMITS RCPTMAX=7 MAILMAX=2\r\n250 SIZE 1000\r\n")),
        (ip(20, 5), Way::Hangs),
    ];
    let hosts = Hosts::start(&ways);
    let desk = Desk::new();
    let addresses: Vec<Ipv4Addr> = ways.iter().map(|(ip, _)| *ip).collect();
    // Another host of the last domain answers.
    let world = zone(&addresses) + "d4.net. MX 20 mx0.net.\n";
    desk.put("world.zone", world).put("list.txt", (0..5).map(|n| format!("ann@d{n}.net\n")).collect::<String>());
    let port = hosts.port.to_string();
    let lab = ["--dns", "zone:world.zone", "--allow-non-public", "--port", &port, "--host-timeout", "1"];
    let probing = [&["clean", "list.txt", "--probe", "--message-size", "2000", "-o", "out"], &lab[..]].concat();
    let ran = desk.run(&probing);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let files = desk.files("out");
    let rows =
        |name: &str| -> Vec<String> { String::from_utf8_lossy(&files[name]).lines().map(str::to_owned).collect() };
    assert_eq!(rows("clean.csv"), ["ann@d0.net,ok,,", "ann@d4.net,ok,,"]);
    assert_eq!(rows("review.csv"), ["ann@d2.net,review,probe.refuses,", "ann@d3.net,review,probe.size,"]);
    assert_eq!(rows("retry.csv"), ["ann@d1.net,unknown,probe.unreachable,"]);
    assert_eq!(rows("rejected.csv"), [""; 0]);
    let told = "send at most 7 recipients a message to mx3.net (1 row)";
    assert!(ran.stderr.contains(told), "{}", ran.stderr);
    let alone = desk.run(&[&["probe", "ann@d3.net"], &lab[..]].concat());
    assert!(alone.stdout.contains(&format!("\n{told}\n")), "{}", alone.stdout);
    let alone = desk.run(&[&["probe", "ann@d3.net", "--format", "csv"], &lab[..]].concat());
    assert!(alone.stdout.contains(",1000,7,2,"), "{}", alone.stdout);
    // What was not reached is asked again, in the same way.
    let ran = desk.run(&["clean", "--retry", "out", "--dns", "zone:world.zone"]);
    assert!(ran.stderr.contains("asking the mail hosts of 1 domain"), "{} {}", ran.exit, ran.stderr);
    let retried = desk.files("out");
    assert_eq!(String::from_utf8_lossy(&retried["retry.csv"]), "ann@d1.net,unknown,probe.unreachable,\n");
    let ran = desk.run(&["clean", "list.txt", "--probe", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 2, "{}", ran.stderr);
}
