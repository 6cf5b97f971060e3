//! From domains to facts, over real sockets and over zone files: how much is asked, and what is not.

use crate::support;
use crate::support::liar::{Datagram, Liar, Tcp, from_zone, reply};
use hickory_proto::op::ResponseCode;
use presend::dns::{
    Answering, Dns, Gather, GatherSettings, Network, NetworkSettings, Question, RecordKind, Reply, Zone,
};
use presend::domain::Domain;
use presend::facts::{DomainFacts, EXCHANGES_MAX, Failure, Lookup};
use std::collections::HashMap;
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::mpsc;

fn domain(name: &str) -> Domain {
    Domain::new(name).expect(name)
}

fn gather(dns: Arc<dyn Dns>) -> Gather {
    Gather::new(dns, GatherSettings { concurrency: 100, allow_non_public: false })
}

fn zone(text: &str) -> Arc<Zone> {
    Arc::new(Zone::parse(text).expect("the zone"))
}

fn network(server: SocketAddr, timeout_ms: u64) -> Arc<Network> {
    let settings = NetworkSettings { timeout: Duration::from_millis(timeout_ms), ..NetworkSettings::default() };
    Arc::new(Network::connect(&[server], settings).expect("sockets on loopback"))
}

async fn all(gather: &Gather, domains: Vec<Domain>) -> HashMap<Domain, DomainFacts> {
    let (sender, receiver) = mpsc::channel(16);
    let sending = async move {
        for domain in domains {
            sender.send(domain).await.expect("gather takes all domains");
        }
    };
    let mut facts = HashMap::new();
    let gathering = gather.all(receiver, |domain, found| {
        assert!(facts.insert(domain.clone(), found).is_none(), "{domain} came out twice");
    });
    tokio::join!(sending, gathering);
    facts
}

/// Records what is asked.
struct Recorder {
    inner: Arc<dyn Dns>,
    asked: Mutex<Vec<Question>>,
}

impl Recorder {
    fn new(inner: Arc<dyn Dns>) -> Arc<Recorder> {
        Arc::new(Recorder { inner, asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock().expect("the record");
        asked.iter().map(|question| format!("{} {:?}", question.name, question.kind)).collect()
    }
}

impl Dns for Recorder {
    fn ask(&self, question: Question) -> Answering<'_> {
        self.asked.lock().expect("the record").push(question.clone());
        self.inner.ask(question)
    }
}

/// Gathers one domain from a zone text and returns what was asked for it.
async fn questions(text: &str, name: &str) -> (DomainFacts, Vec<String>) {
    let recorder = Recorder::new(zone(text));
    let facts = gather(recorder.clone()).domain(domain(name)).await;
    (facts, recorder.asked())
}

#[tokio::test]
async fn a_domain_costs_at_most_one_and_a_half_queries_where_most_have_mx_at_shared_hosts() {
    let mut text = String::new();
    for provider in 0..10 {
        let _ = writeln!(text, "mx.p{provider}.net. A 20.0.0.{provider}");
    }
    let mut domains = Vec::new();
    for i in 0..1000 {
        let _ = match i % 20 {
            0..14 => writeln!(text, "d{i}.com. MX 10 mx.p{}.net.", i % 10),
            14..17 => Ok(()), // does not exist
            _ => writeln!(text, "d{i}.com. A 20.0.1.1"),
        };
        domains.push(domain(&format!("d{i}.com")));
    }
    let server = support::serve(&text);
    let network = network(server.addr, 4000);
    let facts = all(&gather(network.clone()), domains).await;
    assert_eq!(facts.len(), 1000);
    assert_eq!(facts.values().filter(|facts| facts.mx == Lookup::NxDomain).count(), 150);
    // On a machine that is busy with other things a question may have been sent again.
    let again = network.stats().retransmissions as usize;
    let per_domain = (server.queries() - again) as f64 / 1000.0;
    assert!(per_domain <= 1.5, "{per_domain} queries a domain");
    assert_eq!(server.asked().len(), server.queries() - again, "no question is asked twice");
    assert_eq!(network.stats().queries as usize, server.queries());
}

#[tokio::test]
async fn absence_and_null_mx_need_no_further_question() {
    let text = "null.com. MX 0 .\nnull.com. A 20.0.0.1\n;fault ill.com servfail\nill.com. A 20.0.0.1";
    for (name, expected) in [("gone.com", 1), ("null.com", 1), ("ill.com", 1)] {
        let (_, asked) = questions(text, name).await;
        assert_eq!(asked.len(), expected, "{asked:?}");
    }
}

#[tokio::test]
async fn aaaa_is_asked_only_when_a_gives_nothing_usable() {
    let text = "a.com. A 20.0.0.1\na.com. AAAA 2600::1\nprivate.com. A 10.0.0.1\nempty.com. TXT x";
    let (_, asked) = questions(text, "a.com").await;
    assert!(!asked.contains(&"a.com Aaaa".to_owned()), "{asked:?}");
    for name in ["private.com", "empty.com"] {
        let (_, asked) = questions(text, name).await;
        assert_eq!(asked[..3], [format!("{name} Mx"), format!("{name} A"), format!("{name} Aaaa")]);
    }
}

#[tokio::test]
async fn non_public_addresses_are_enough_where_they_are_allowed() {
    let recorder =
        Recorder::new(zone("lab.com. MX 10 mx.lab.com.\nlab.com. MX 20 mx2.lab.com.\nmx.lab.com. A 10.0.0.1"));
    let settings = GatherSettings { concurrency: 1, allow_non_public: true };
    Gather::new(recorder.clone(), settings).domain(domain("lab.com")).await;
    assert_eq!(recorder.asked(), ["lab.com Mx", "mx.lab.com A"]);
}

#[tokio::test]
async fn the_text_of_an_address_is_no_host_to_ask_for() {
    let (facts, asked) = questions("odd.com. MX 10 192.0.2.1.\nodd.com. MX 20 2600::1.", "odd.com").await;
    assert_eq!((asked.len(), facts.hosts.len()), (1, 0), "{asked:?}");
}

#[tokio::test]
async fn a_domain_with_very_many_exchanges_is_bounded() {
    let mut text = String::new();
    for i in 0..EXCHANGES_MAX + 8 {
        let _ = writeln!(text, "many.com. MX {i} mx{i}.many.com.");
    }
    let (facts, asked) = questions(&text, "many.com").await;
    assert_eq!((facts.hosts.len(), facts.exchanges_left_out), (EXCHANGES_MAX, 8));
    assert_eq!(asked.len(), EXCHANGES_MAX + 1);
}

#[tokio::test]
async fn a_host_that_fails_is_made_up_for_by_a_later_one() {
    let text = "two.com. MX 10 ill.net.\ntwo.com. MX 20 well.net.\ntwo.com. MX 30 third.net.\n\
                ;fault ill.net timeout\nwell.net. A 20.0.0.1\nthird.net. A 20.0.0.2";
    let (facts, _) = questions(text, "two.com").await;
    let hosts: Vec<_> = facts.hosts.iter().map(|host| (host.host.as_str(), host.failure())).collect();
    assert_eq!(hosts, [("ill.net", Some(Failure::Timeout)), ("well.net", None)]);
}

#[tokio::test]
async fn a_name_that_fails_at_first_is_found_in_the_second_sweep() {
    let text = "slow.com. MX 10 mx.net.\nmx.net. A 20.0.0.1\n;fault slow.com servfail first 4\n\
                far.com. MX 10 slow.net.\nslow.net. A 20.0.0.2\n;fault slow.net timeout first 4\n\
                dead.com. A 20.0.0.1\n;fault dead.com refused";
    let facts = all(&gather(zone(text)), ["slow.com", "far.com", "dead.com"].map(domain).to_vec()).await;
    for name in ["slow.com", "far.com"] {
        let facts = &facts[&domain(name)];
        assert!(facts.hosts.iter().any(|host| host.is_usable(false)), "{facts:?}");
        assert!(facts.cost.attempts > 3, "{name}: {:?}", facts.cost);
    }
    assert_eq!(facts[&domain("dead.com")].mx, Lookup::Failed(Failure::Refused));
}

#[tokio::test]
async fn a_resolver_that_invents_addresses_is_caught() {
    let text = "*. A 20.9.9.9\nreal.com. MX 10 mx.real.com.\nmx.real.com. A 20.0.0.1";
    let recorder = Recorder::new(zone(text));
    let gather = gather(recorder.clone());
    assert!(!gather.domain(domain("real.com")).await.resolver_lies, "nothing has shown it yet");
    assert_eq!(recorder.asked().len(), 2, "with MX there is no need to find out");
    for name in ["gone1.net", "gone2.net"] {
        let facts = gather.domain(domain(name)).await;
        assert!(facts.resolver_lies && facts.mx == Lookup::NoData, "{name}: {facts:?}");
    }
    assert!(gather.domain(domain("real.com")).await.resolver_lies);
    let canaries = recorder.asked().iter().filter(|asked| asked.len() > 20).count();
    assert_eq!(canaries, 3, "{:?}", recorder.asked());
}

#[tokio::test]
async fn canaries_that_fail_prove_nothing() {
    /// Fails for every name that the zone does not have.
    struct Ill(Arc<Zone>);
    impl Dns for Ill {
        fn ask(&self, question: Question) -> Answering<'_> {
            Box::pin(async move {
                let reply = self.0.ask(question).await;
                if reply.outcome == Lookup::NxDomain {
                    return Reply::failed(Failure::ServFail, 3, Duration::ZERO);
                }
                reply
            })
        }
    }
    let facts = gather(Arc::new(Ill(zone("a.com. A 20.0.0.1")))).domain(domain("a.com")).await;
    assert!(!facts.resolver_lies);
}

/// A zone whose MX answers bring addresses along.
struct Generous {
    zone: Arc<Zone>,
    additional: Vec<(Domain, std::net::IpAddr)>,
}

impl Dns for Generous {
    fn ask(&self, question: Question) -> Answering<'_> {
        Box::pin(async move {
            let additional = if question.kind == RecordKind::Mx { self.additional.clone() } else { Vec::new() };
            Reply { additional, ..self.zone.ask(question).await }
        })
    }
}

#[tokio::test]
async fn addresses_that_come_along_are_believed_for_hosts_inside_the_domain_only() {
    let text = "own.com. MX 10 mx.own.com.\nother.com. MX 10 mx.own.com.\nmx.own.com. A 20.0.0.1";
    for (name, address, expected) in [
        ("own.com", "20.0.0.1", 1),   // the question is spared
        ("other.com", "20.0.0.1", 2), // another's host
        ("own.com", "10.0.0.1", 2),   // not usable: ask properly
    ] {
        let additional = vec![(domain("mx.own.com"), address.parse().expect(address))];
        let recorder = Recorder::new(Arc::new(Generous { zone: zone(text), additional }));
        let facts = gather(recorder.clone()).domain(domain(name)).await;
        assert_eq!(recorder.asked().len(), expected, "{name} {address}");
        assert_eq!(facts.hosts[0].v4, Lookup::Found(vec!["20.0.0.1".parse().expect("an address")]));
    }
}

#[tokio::test]
async fn domains_that_never_answer_do_not_hold_up_the_others() {
    let mut text = String::new();
    let mut domains = Vec::new();
    for i in 0..300 {
        let _ = writeln!(text, "d{i}.com. MX 10 mx.net.");
        domains.push(domain(&format!("d{i}.com")));
    }
    text.push_str("mx.net. A 20.0.0.1\n");
    domains.extend((0..5).map(|i| domain(&format!("dead{i}.com"))));
    // And one whose hosts are all dead.
    for i in 0..20 {
        let _ = writeln!(text, "far.com. MX {i} dead{i}.net.");
    }
    domains.push(domain("far.com"));
    let zone = zone(&text);
    let dead = Liar::start(Tcp::Closed, move |asked| {
        let name = asked.message.queries[0].name().to_ascii();
        if name.starts_with("dead") { vec![] } else { vec![from_zone(&zone, &asked.message).into()] }
    });
    let network = network(dead.addr, 2000);
    let began = Instant::now();
    let facts = all(&gather(network.clone()), domains).await;
    assert_eq!(facts.values().filter(|facts| facts.mx == Lookup::Failed(Failure::Timeout)).count(), 5);
    assert_eq!(facts.values().filter(|facts| facts.hosts.iter().any(|host| host.is_usable(false))).count(), 300);
    let far = &facts[&domain("far.com")];
    assert!(far.hosts.len() == 20 && far.hosts.iter().all(|host| host.failure().is_some()), "{far:?}");
    assert!(began.elapsed() < Duration::from_millis(3500), "{:?}", began.elapsed());
}

/// A number for a name, so that its fate is the same in every run.
fn fate(name: &str, attempt: usize) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name, attempt).hash(&mut hasher);
    hasher.finish() % 1000
}

#[tokio::test]
async fn in_real_life_every_name_ends_with_what_is_true_of_it() {
    // Of a thousand questions 30 are lost; of a thousand names 10 are dead, 10 fail, and 20 take a resolver a second.
    let mut first_asked: HashMap<String, (Instant, usize)> = HashMap::new();
    let server = Liar::start(Tcp::Closed, move |asked| {
        let name = asked.message.queries[0].name().to_ascii();
        let (first, times) = first_asked.entry(name.clone()).or_insert((Instant::now(), 0));
        *times += 1;
        let answer = Datagram::from(reply(&asked.message, ResponseCode::NXDomain));
        match fate(&name, 0) {
            0..10 => vec![],
            10..20 => vec![reply(&asked.message, ResponseCode::ServFail).into()],
            _ if fate(&name, *times) < 30 => vec![],
            20..40 => vec![answer.late(1000u64.saturating_sub(first.elapsed().as_millis() as u64))],
            _ => vec![answer],
        }
    });
    let domains = (0..2000).map(|i| domain(&format!("d{i}.com"))).collect();
    let facts = all(&gather(network(server.addr, 3000)), domains).await;
    for (domain, facts) in &facts {
        let expected = match fate(&format!("{domain}."), 0) {
            0..10 => Lookup::Failed(Failure::Timeout),
            10..20 => Lookup::Failed(Failure::ServFail),
            _ => Lookup::NxDomain,
        };
        assert_eq!(facts.mx, expected, "{domain}: {:?}", facts.cost);
    }
}

/// A server that answers so many questions in each second, and treats the rest as it likes.
fn limited(a_second: usize, refusal: Option<ResponseCode>) -> Liar {
    let mut second = (Instant::now(), 0);
    Liar::start(Tcp::Closed, move |asked| {
        if second.0.elapsed() >= Duration::from_secs(1) {
            second = (Instant::now(), 0);
        }
        second.1 += 1;
        match refusal {
            _ if second.1 <= a_second => vec![reply(&asked.message, ResponseCode::NXDomain).into()],
            Some(code) => vec![reply(&asked.message, code).into()],
            None => vec![],
        }
    })
}

#[tokio::test]
async fn a_resolver_that_limits_its_clients_loses_nobody() {
    let runs = [None, Some(ResponseCode::Refused), Some(ResponseCode::ServFail)].map(|refusal| async move {
        let server = limited(400, refusal);
        let domains = (0..1200).map(|i| domain(&format!("d{i}.com"))).collect();
        // Three seconds are enough on a quiet machine.
        let facts = all(&gather(network(server.addr, 12_000)), domains).await;
        let lost = facts.values().filter(|facts| facts.mx != Lookup::NxDomain).count();
        assert_eq!((facts.len(), lost), (1200, 0), "{refusal:?}");
        // The run is short, and finding the limit is most of it.
        assert!(server.asked().len() < 3 * 1200, "{refusal:?}: {} queries", server.asked().len());
    });
    let [dropped, refused, failed] = runs;
    tokio::join!(dropped, refused, failed);
}

#[tokio::test]
async fn a_resolver_that_is_dead_altogether_ends_the_run_early() {
    let silent = Liar::silent();
    let network = network(silent.addr, 1000);
    let domains: Vec<Domain> = (0..20_000).map(|i| domain(&format!("d{i}.com"))).collect();
    let began = Instant::now();
    let facts = all(&gather(network.clone()), domains).await;
    assert_eq!(facts.len(), 20_000);
    assert!(facts.values().all(|facts| facts.mx == Lookup::Failed(Failure::Timeout)));
    assert_eq!(network.stats().answers, 0);
    assert!(began.elapsed() < Duration::from_secs(8), "{:?}", began.elapsed());
}

/// Progress as a terminal shows it, of a run that has a second sweep.
#[cfg(target_os = "linux")]
#[test]
fn the_second_sweep_is_shown_for_what_it_is_with_a_time_that_is_true() {
    let server = Liar::start(Tcp::Closed, |asked| {
        let text = asked.message.queries[0].name().to_ascii();
        match text.as_str() {
            "com." => vec![reply(&asked.message, ResponseCode::NoError).into()],
            text if text.starts_with("dead") => vec![],
            _ => vec![reply(&asked.message, ResponseCode::NXDomain).into()],
        }
    });
    let desk = support::command::Desk::new();
    // The dead ones come first, so that they have failed long before the first sweep ends.
    let dead: String = (0..40).map(|i| format!("ann@dead{i}.com\n")).collect();
    let gone: String = (0..800).map(|i| format!("ann@gone{i}.com\n")).collect();
    desk.put("list.csv", format!("email\n{dead}{gone}"));
    let presend = env!("CARGO_BIN_EXE_presend");
    let (dns, told) = (server.addr, "asking 40 slow or failing domains again, 0 done");
    let clean = format!("{presend} clean list.csv --dns {dns} --no-cache --timeout 3 --rate 150; echo exit $?");
    let mut script = std::process::Command::new("script");
    script.args(["-qec", &clean, "/dev/null"]).current_dir(desk.path("")).env("TERM", "xterm");
    script.env_remove("CI").env("LC_ALL", "C.UTF-8").stdin(std::process::Stdio::null());
    let ran = script.output().expect("script runs");
    let shown = String::from_utf8_lossy(&ran.stdout).into_owned();
    let after = shown.split(told).skip(1).filter_map(|rest| rest.split(" s left").next()?.trim().parse::<u64>().ok());
    // They are sent at once, and each is silent for as long as it may be: it begins with three seconds.
    let said: Vec<u64> = after.collect();
    assert_eq!(said.first(), Some(&3), "{said:?}\n{shown}");
    assert!(said.last().is_some_and(|last| *last <= 1), "it goes down: {said:?}");
    assert!(shown.contains("exit 0"), "{shown}");
}
