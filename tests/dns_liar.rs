//! A server that lies, drops and mangles, over real sockets of loopback. Whatever it does, the engine either finds out the
//! truth or says that it could not find out; it never takes a lie, or silence, for absence.

use crate::support;
use crate::support::liar::{Asked, Datagram, Liar, Tcp, alias, delegation, name, reply, soa, truth};
use hickory_proto::op::{Edns, Message, ResponseCode};
use hickory_proto::rr::rdata::opt::EdnsOption;
use hickory_proto::rr::rdata::{A, AAAA, MX};
use hickory_proto::rr::{RData, Record};
use presend::dns::{Dns, Network, NetworkSettings, Question, RecordKind, Records, Reply};
use presend::domain::Domain;
use presend::facts::{Failure, Lookup};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

const NAME: &str = "asked.com";

fn network(servers: &[SocketAddr]) -> Network {
    let settings = NetworkSettings { timeout: Duration::from_millis(1200), ..NetworkSettings::default() };
    Network::connect(servers, settings).expect("sockets on loopback")
}

fn question() -> Question {
    Question { name: Domain::new(NAME).expect(NAME), kind: RecordKind::Mx }
}

fn is_true(reply: &Reply) -> bool {
    matches!(&reply.outcome, Lookup::Found(Records::Mx(list))
        if list.len() == 1 && list[0].preference == 10 && list[0].exchange.as_str() == "mail.asked.com")
}

/// What a case must end with.
#[derive(Debug)]
enum Expected {
    Truth,
    NoData,
    NxDomain,
    Failed(Failure),
}
use Expected::{Failed, NoData, NxDomain, Truth};

/// Asks a liar once, and returns it for a closer look with what the engine counted.
async fn check_with(
    tcp: Tcp,
    script: impl FnMut(&Asked) -> Vec<Datagram> + Send + 'static,
    expected: Expected,
) -> (Liar, Reply, presend::dns::Stats) {
    let liar = Liar::start(tcp, script);
    let network = network(&[liar.addr]);
    let reply = network.ask(question()).await;
    let good = match &expected {
        Truth => is_true(&reply),
        NoData => reply.outcome == Lookup::NoData,
        NxDomain => reply.outcome == Lookup::NxDomain,
        Failed(failure) => reply.outcome == Lookup::Failed(*failure),
    };
    assert!(good, "expected {expected:?}, told {reply:?}, counted {:?}", network.stats());
    (liar, reply, network.stats())
}

async fn check(
    script: impl FnMut(&Asked) -> Vec<Datagram> + Send + 'static,
    expected: Expected,
) -> (Liar, Reply, presend::dns::Stats) {
    check_with(Tcp::Closed, script, expected).await
}

fn one(message: Message) -> Vec<Datagram> {
    vec![message.into()]
}

fn forged_id(query: &Message) -> Message {
    let mut message = truth(query);
    message.metadata.id = message.metadata.id.wrapping_add(1);
    message
}

#[tokio::test]
async fn a_dropped_query_is_sent_again_with_the_same_id_from_the_same_port() {
    let script = |asked: &Asked| if asked.number == 0 { vec![] } else { one(truth(&asked.message)) };
    let (liar, reply, stats) = check(script, Truth).await;
    let asked = liar.asked();
    assert!(asked.len() >= 2);
    assert_eq!(u64::from(reply.attempts), stats.retransmissions + 1);
    for again in &asked[1..] {
        assert_eq!(again.message.metadata.id, asked[0].message.metadata.id);
        assert_eq!(again.from, asked[0].from);
    }
}

#[tokio::test]
async fn an_answer_that_comes_after_a_retransmission_counts() {
    let script = |asked: &Asked| {
        if asked.number == 0 { vec![Datagram::from(truth(&asked.message)).late(600)] } else { vec![] }
    };
    let (_, _, stats) = check(script, Truth).await;
    assert!(stats.retransmissions >= 1, "{stats:?}");
    assert_eq!((stats.late, stats.timeouts), (1, 0), "{stats:?}");
}

#[tokio::test]
async fn silence_is_a_timeout_within_the_allowed_time() {
    let began = Instant::now();
    let (_, reply, stats) = check(|_| vec![], Failed(Failure::Timeout)).await;
    assert!(began.elapsed() < Duration::from_millis(2200), "{:?}", began.elapsed());
    assert_eq!((stats.timeouts, stats.answers), (1, 0));
    assert_eq!(u64::from(reply.attempts), stats.queries);
}

#[tokio::test]
async fn a_forged_id_is_dropped_and_counted() {
    check(|asked| one(forged_id(&asked.message)), Failed(Failure::Timeout)).await;
    let script = |asked: &Asked| vec![forged_id(&asked.message).into(), truth(&asked.message).into()];
    let (_, _, stats) = check(script, Truth).await;
    assert_eq!((stats.stray, stats.answers), (1, 1));
}

#[tokio::test]
async fn an_answer_to_another_question_is_dropped() {
    let other = |query: &Message| {
        let mut message = reply(query, ResponseCode::NXDomain);
        message.queries[0].set_name(name("other.com."));
        message
    };
    let (_, _, stats) =
        check(move |asked| vec![other(&asked.message).into(), truth(&asked.message).into()], Truth).await;
    assert_eq!(stats.stray, 1);
    let none = |query: &Message| {
        let mut message = reply(query, ResponseCode::NXDomain);
        message.queries.clear();
        message
    };
    check(move |asked| one(none(&asked.message)), Failed(Failure::Timeout)).await;
}

#[tokio::test]
async fn a_query_thrown_back_is_no_answer() {
    check(|asked| one(asked.message.clone()), Failed(Failure::Timeout)).await;
}

#[tokio::test]
async fn an_answer_from_another_port_is_dropped() {
    let lie = |query: &Message| Datagram::from(reply(query, ResponseCode::NXDomain)).forge_source();
    check(move |asked| vec![lie(&asked.message)], Failed(Failure::Timeout)).await;
    check(move |asked| vec![lie(&asked.message), Datagram::from(truth(&asked.message)).late(50)], Truth).await;
}

#[tokio::test]
async fn garbage_is_dropped_and_counted() {
    let script = |asked: &Asked| {
        vec![
            vec![].into(),
            vec![0xff; 3].into(),
            vec![0; 12].into(),
            vec![0xa5; 700].into(),
            truth(&asked.message).into(),
        ]
    };
    let (_, _, stats) = check(script, Truth).await;
    assert_eq!(stats.stray, 4, "{stats:?}");
    check(|_| vec![vec![0xa5; 90].into()], Failed(Failure::Timeout)).await;
}

#[tokio::test]
async fn a_message_cut_short_is_asked_again_and_is_malformed_in_the_end() {
    let cut = |query: &Message| {
        let mut octets = truth(query).to_vec().expect("a message");
        octets.truncate(octets.len() - 20);
        octets
    };
    check(move |asked| vec![cut(&asked.message).into()], Failed(Failure::Malformed)).await;
    let script = move |asked: &Asked| {
        if asked.number == 0 { vec![cut(&asked.message).into()] } else { one(truth(&asked.message)) }
    };
    check(script, Truth).await;
}

fn truncated(query: &Message) -> Message {
    let mut message = reply(query, ResponseCode::NoError);
    message.metadata.truncation = true;
    message
}

#[tokio::test]
async fn a_truncated_answer_is_asked_for_over_tcp() {
    let (_, _, stats) = check_with(Tcp::Answers(truth), |asked| one(truncated(&asked.message)), Truth).await;
    assert_eq!(stats.tcp, 1);
}

#[tokio::test]
async fn many_truncated_answers_at_once_all_come_over_tcp() {
    let slow = |query: &Message| {
        std::thread::sleep(Duration::from_millis(4));
        truth(query)
    };
    let liar = Liar::start(Tcp::Answers(slow), |asked| one(truncated(&asked.message)));
    let network = Arc::new(network(&[liar.addr]));
    let mut questions = tokio::task::JoinSet::new();
    for i in 0..150 {
        let network = network.clone();
        questions.spawn(async move {
            let name = Domain::new(&format!("n{i}.com")).expect("a name");
            network.ask(Question { name, kind: RecordKind::Mx }).await.outcome
        });
    }
    while let Some(outcome) = questions.join_next().await {
        assert!(matches!(outcome, Ok(Lookup::Found(_))), "{outcome:?} {:?}", network.stats());
    }
}

#[tokio::test]
async fn a_truncated_answer_without_tcp_is_a_failure() {
    check_with(Tcp::Closed, |asked| one(truncated(&asked.message)), Failed(Failure::Network)).await;
    let began = Instant::now();
    check_with(Tcp::Silent, |asked| one(truncated(&asked.message)), Failed(Failure::Timeout)).await;
    assert!(began.elapsed() < Duration::from_millis(2200), "{:?}", began.elapsed());
}

#[tokio::test]
async fn an_answer_truncated_over_tcp_too_is_a_failure() {
    check_with(Tcp::Answers(truncated), |asked| one(truncated(&asked.message)), Failed(Failure::Malformed)).await;
}

#[tokio::test]
async fn a_failure_is_retried_before_it_is_believed() {
    let mut cases = tokio::task::JoinSet::new();
    for (code, failure) in [
        (ResponseCode::ServFail, Failure::ServFail),
        (ResponseCode::Refused, Failure::Refused),
        (ResponseCode::NotAuth, Failure::Refused),
        (ResponseCode::NotImp, Failure::ServFail),
        (ResponseCode::FormErr, Failure::ServFail),
        (ResponseCode::YXDomain, Failure::ServFail),
    ] {
        cases.spawn(async move {
            let (liar, ..) = check(move |asked| one(reply(&asked.message, code)), Failed(failure)).await;
            assert!(liar.asked().len() >= 4, "{code}: asked {} times", liar.asked().len());
            let once = move |asked: &Asked| {
                one(if asked.number == 0 { reply(&asked.message, code) } else { truth(&asked.message) })
            };
            let (_, reply, stats) = check(once, Truth).await;
            assert_eq!(u64::from(reply.attempts), 2 + stats.retransmissions, "{code}");
        });
    }
    while let Some(case) = cases.join_next().await {
        case.expect("each case holds");
    }
}

#[tokio::test]
async fn a_server_that_stumbles_over_edns_is_asked_without() {
    let script = |asked: &Asked| {
        one(match &asked.message.edns {
            Some(_) => reply(&asked.message, ResponseCode::FormErr),
            None => truth(&asked.message),
        })
    };
    let (liar, _, stats) = check(script, Truth).await;
    assert_eq!(stats.queries - stats.retransmissions, 2);
    let network = network(&[liar.addr]);
    for _ in 0..3 {
        assert!(is_true(&network.ask(question()).await));
    }
    let stats = network.stats();
    assert_eq!(stats.queries - stats.retransmissions, 4, "it is remembered");
    // Very old servers send back the header alone.
    let bare = |query: &Message| {
        let mut octets = reply(query, ResponseCode::FormErr).to_vec().expect("a message");
        octets.truncate(12);
        octets[4..12].fill(0);
        octets
    };
    let script = move |asked: &Asked| match &asked.message.edns {
        Some(_) => vec![bare(&asked.message).into()],
        None => one(truth(&asked.message)),
    };
    check(script, Truth).await;
}

#[tokio::test]
async fn nxdomain_and_nodata_are_told_apart_and_believed_at_once() {
    for (code, expected) in [(ResponseCode::NXDomain, NxDomain), (ResponseCode::NoError, NoData)] {
        let (_, _, stats) = check(move |asked| one(reply(&asked.message, code)), expected).await;
        assert_eq!(stats.queries - stats.retransmissions, 1, "{code}");
    }
    let with_soa = |asked: &Asked| {
        let mut message = reply(&asked.message, ResponseCode::NoError);
        message.add_authority(soa("com."));
        one(message)
    };
    check(with_soa, NoData).await;
}

/// An absence with an Extended DNS Error, which only a query with EDNS gets (RFC 6891 §6.1.1).
fn absent(query: &Message, code: ResponseCode, error: u16) -> Message {
    let mut message = reply(query, code);
    message.add_authority(soa("com."));
    if query.edns.is_none() {
        return message;
    }
    let mut edns = Edns::new();
    edns.options_mut().insert(EdnsOption::Unknown(15, [&error.to_be_bytes()[..], b"policy"].concat()));
    message.edns = Some(edns);
    message
}

#[tokio::test]
async fn what_is_filtered_is_not_absent() {
    for error in [3, 4, 5, 6, 9, 12, 15, 16, 17, 18, 19, 22, 23] {
        for code in [ResponseCode::NXDomain, ResponseCode::NoError] {
            check(move |asked| one(absent(&asked.message, code, error)), Failed(Failure::Filtered)).await;
        }
    }
    // These say nothing against the absence: unsupported algorithms, a cached error, not authoritative, not supported.
    for error in [0, 1, 2, 13, 14, 20, 21, 24] {
        check(move |asked| one(absent(&asked.message, ResponseCode::NXDomain, error)), NxDomain).await;
    }
}

#[tokio::test]
async fn an_absence_that_is_proved_with_another_zone_is_none() {
    for (zone, expected) in [
        ("rpz.example.", Failed(Failure::Filtered)),
        ("net.", Failed(Failure::Filtered)),
        ("ked.com.", Failed(Failure::Filtered)),
        ("com.", NxDomain),
        ("asked.com.", NxDomain),
        (".", NxDomain),
    ] {
        let script = move |asked: &Asked| {
            let mut message = reply(&asked.message, ResponseCode::NXDomain);
            message.add_authority(soa(zone));
            one(message)
        };
        check(script, expected).await;
    }
    // Small resolvers leave the SOA out.
    check(|asked| one(reply(&asked.message, ResponseCode::NXDomain)), NxDomain).await;
}

#[tokio::test]
async fn the_address_of_a_sinkhole_is_no_address() {
    let of = |kind, data: RData| {
        let script = move |asked: &Asked| {
            let mut message = reply(&asked.message, ResponseCode::NoError);
            message.add_answer(Record::from_rdata(name(NAME), 300, data.clone()));
            one(message)
        };
        let liar = Liar::start(Tcp::Closed, script);
        async move {
            // It lives until its answer is there.
            let liar = liar;
            let question = Question { name: Domain::new(NAME).expect(NAME), kind };
            let outcome = network(&[liar.addr]).ask(question).await.outcome;
            drop(liar);
            outcome
        }
    };
    let a = |text: &str| RData::A(A(text.parse().expect("an address")));
    let filtered = Lookup::Failed(Failure::Filtered);
    assert_eq!(of(RecordKind::A, a("0.0.0.0")).await, filtered);
    assert_eq!(of(RecordKind::Aaaa, RData::AAAA(AAAA("::".parse().expect("an address")))).await, filtered);
    assert!(matches!(of(RecordKind::A, a("127.0.0.1")).await, Lookup::Found(_)));
}

#[tokio::test]
async fn another_server_makes_up_for_one_that_filters() {
    let filters = Liar::start(Tcp::Closed, |asked| one(absent(&asked.message, ResponseCode::NXDomain, 15)));
    let honest = Liar::start(Tcp::Closed, |asked| one(truth(&asked.message)));
    for servers in [[filters.addr, honest.addr], [honest.addr, filters.addr]] {
        let reply = network(&servers).ask(question()).await;
        assert!(is_true(&reply), "{reply:?}");
    }
}

/// Who blocks names gives private addresses for mail hosts as well as none.
#[tokio::test]
async fn another_server_makes_up_for_one_that_gives_addresses_of_its_own() {
    let gives = |ip: &'static str| {
        Liar::start(Tcp::Closed, move |asked| {
            let mut message = reply(&asked.message, ResponseCode::NoError);
            message.add_answer(Record::from_rdata(name(NAME), 300, RData::A(A(ip.parse().expect("an address")))));
            one(message)
        })
    };
    let (blocks, another, honest) = (gives("10.0.0.1"), gives("192.168.1.1"), gives("20.0.0.1"));
    let question = Question { name: Domain::new(NAME).expect(NAME), kind: RecordKind::A };
    for (servers, expected) in [
        (vec![blocks.addr, honest.addr], "20.0.0.1"),
        (vec![honest.addr, blocks.addr], "20.0.0.1"),
        (vec![blocks.addr], "10.0.0.1"),
        (vec![blocks.addr, another.addr], "192.168.1.1"),
    ] {
        let told = network(&servers).ask(question.clone()).await.outcome;
        assert_eq!(told, Lookup::Found(Records::A(vec![expected.parse().expect("an address")])), "{servers:?}");
    }
}

#[tokio::test]
async fn what_is_filtered_over_tcp_is_not_absent_either() {
    let filters = |query: &Message| absent(query, ResponseCode::NXDomain, 17);
    check_with(Tcp::Answers(filters), |asked| one(truncated(&asked.message)), Failed(Failure::Filtered)).await;
    let elsewhere = |query: &Message| {
        let mut message = reply(query, ResponseCode::NXDomain);
        message.add_authority(soa("rpz.example."));
        message
    };
    check_with(Tcp::Answers(elsewhere), |asked| one(truncated(&asked.message)), Failed(Failure::Filtered)).await;
    let gone = |query: &Message| reply(query, ResponseCode::NXDomain);
    check_with(Tcp::Answers(gone), |asked| one(truncated(&asked.message)), NxDomain).await;
}

#[tokio::test]
async fn an_answer_over_tcp_counts_only_when_it_is_whole_and_to_this_question() {
    let of_another = |query: &Message| {
        let mut message = truth(query);
        message.queries[0].set_name(name("other.com."));
        message
    };
    let forged: [fn(&Message) -> Message; 3] = [of_another, forged_id, Message::clone];
    for answer in forged {
        check_with(Tcp::Answers(answer), |asked| one(truncated(&asked.message)), Failed(Failure::Malformed)).await;
    }
}

/// Options of EDNS as a stranger may write them.
#[tokio::test]
async fn extended_errors_are_read_within_their_bounds() {
    for (octets, expected) in [
        (vec![], NxDomain),
        (vec![15], NxDomain),
        (vec![0, 15], Failed(Failure::Filtered)),
        ([&[0, 15][..], &[0xff; 700]].concat(), Failed(Failure::Filtered)),
    ] {
        let script = move |asked: &Asked| {
            let mut message = absent(&asked.message, ResponseCode::NXDomain, 0);
            let mut edns = Edns::new();
            edns.options_mut().insert(EdnsOption::Unknown(15, octets.clone()));
            message.edns = message.edns.map(|_| edns);
            one(message)
        };
        check(script, expected).await;
    }
    // An option that is longer than what holds it: the message is broken, and says nothing.
    let too_long = |asked: &Asked| {
        let mut octets = absent(&asked.message, ResponseCode::NXDomain, 15).to_vec().expect("a message");
        let length_at = octets.len() - 10;
        assert_eq!(octets[length_at..length_at + 2], [0, 8], "the length of the option");
        octets[length_at + 1] = 200;
        vec![octets.into()]
    };
    check(too_long, Failed(Failure::Malformed)).await;
}

/// A server that filters some names: by an Extended DNS Error, and the mail hosts of others by 0.0.0.0.
fn filtering() -> Liar {
    Liar::start(Tcp::Closed, |asked| {
        let query = &asked.message.queries[0];
        let (owner, is_address) = (query.name().clone(), query.query_type() == hickory_proto::rr::RecordType::A);
        let text = owner.to_ascii();
        let ip = if text.contains("sunk") { "0.0.0.0" } else { "45.80.1.1" };
        let mut address = reply(&asked.message, ResponseCode::NoError);
        address.add_answer(Record::from_rdata(owner, 300, RData::A(A(ip.parse().expect("an address")))));
        one(match text.as_str() {
            text if text.starts_with("blocked") => absent(&asked.message, ResponseCode::NXDomain, 15),
            text if text.starts_with("mail.") && is_address => address,
            text if text.starts_with("shop") || text.starts_with("sunk") => truth(&asked.message),
            text if text.starts_with("mail.") => reply(&asked.message, ResponseCode::NoError),
            _ => absent(&asked.message, ResponseCode::NXDomain, 0),
        })
    })
}

#[test]
fn a_server_that_filters_rejects_nobody_and_is_named_once() {
    let (liar, desk) = (filtering(), crate::support::command::Desk::new());
    let rows = |name: &str, count| (0..count).map(|n| format!("ann@{name}{n}.com\n")).collect::<String>();
    let list = ["email\n".to_owned(), rows("shop", 20), rows("blocked", 6), rows("sunk", 3), rows("gone", 2)];
    desk.put("list.csv", list.concat());
    let dns = liar.addr.to_string();
    for folder in ["first", "second"] {
        let arguments = ["clean", "list.csv", "--dns", &dns, "--cache", "kept.sqlite", "-o", folder];
        let ran = desk.run(&arguments);
        let files = desk.files(folder);
        let rows = |name: &str| String::from_utf8_lossy(&files[name]).lines().count() - 1;
        assert_eq!((rows("clean.csv"), rows("rejected.csv"), rows("retry.csv")), (20, 2, 9), "{}", ran.stderr);
        assert!(ran.stdout.contains("dns.filtered 9"), "{}", ran.stdout);
        let named = format!("warning: the DNS server {dns} filters its answers");
        assert_eq!(ran.stderr.matches(&named).count(), 1, "{}", ran.stderr);
        let summary = String::from_utf8_lossy(&files["summary.json"]).into_owned();
        assert!(summary.contains("\"filtered\": "), "{summary}");
    }
    // What was filtered was not kept: the second run has asked for it anew.
    let asked = liar.asked();
    let of = |name: &str| asked.iter().filter(|asked| asked.message.queries[0].name().to_ascii() == name).count();
    assert!(
        of("blocked0.com.") >= 4 && of("mail.sunk0.com.") >= 4,
        "{} {}",
        of("blocked0.com."),
        of("mail.sunk0.com.")
    );
    // On a busy machine a question or two may have been sent again.
    let once = (0..20).filter(|number| of(&format!("shop{number}.com.")) == 1).count();
    assert!(once >= 15, "and what was found was kept: {once}");
    for (command, exit) in [(vec!["gate", "list.csv"], 1), (vec!["check", "-"], 1)] {
        let arguments = [command, vec!["--dns", &dns, "--no-cache"]].concat();
        let ran = desk.run_with(&arguments, list.concat().as_bytes());
        assert_eq!(ran.exit, exit, "{}", ran.stderr);
        assert_eq!(ran.stderr.matches("filters its answers").count(), 1, "{}", ran.stderr);
    }
}

/// A server that answers for every name: with MX records whose hosts have this address, or with a null MX.
fn answers_all(address: Option<&'static str>) -> Liar {
    Liar::start(Tcp::Closed, move |asked| {
        let query = &asked.message.queries[0];
        let mut message = reply(&asked.message, ResponseCode::NoError);
        let exchange = match address {
            Some(_) => name(&format!("mail.{}", query.name().to_ascii())),
            None => name("."),
        };
        let data = match (query.query_type(), address) {
            (hickory_proto::rr::RecordType::MX, _) => RData::MX(MX::new(10, exchange)),
            (hickory_proto::rr::RecordType::A, Some(ip)) => RData::A(A(ip.parse().expect("an address"))),
            _ => return one(message),
        };
        message.add_answer(Record::from_rdata(query.name().clone(), 300, data));
        one(message)
    })
}

/// Proxies and ad-blockers give addresses of their own for everything; others deny all mail.
#[test]
fn a_server_that_answers_for_all_the_world_alike_rejects_nobody() {
    for address in [Some("198.18.0.7"), Some("10.0.0.5"), Some("127.0.0.1"), None] {
        let (liar, desk) = (answers_all(address), crate::support::command::Desk::new());
        let dns = liar.addr.to_string();
        let rows = |names: &[&str]| names.iter().map(|name| format!("ann@{name}\n")).collect::<String>();
        for list in [rows(&["gmail.com", "firma.de"]), rows(&["firma.de", "acme.com", "shop.fr", "laden.de"])] {
            desk.put("list.csv", format!("email\n{list}"));
            let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "--no-cache", "--force", "-o", "out"]);
            let rejected = String::from_utf8_lossy(&desk.files("out")["rejected.csv"]).lines().count();
            assert_eq!((ran.exit, rejected), (3, 1), "{address:?}: {}{}", ran.stdout, ran.stderr);
            let gate = desk.run(&["gate", "list.csv", "--dns", &dns, "--no-cache"]);
            assert_eq!(gate.exit, 3, "{address:?}: {}{}", gate.stdout, gate.stderr);
        }
        let check = desk.run(&["check", "ann@gmail.com", "--dns", &dns, "--no-cache"]);
        assert!(check.stdout.contains("dns.lying_resolver"), "{address:?}: {}", check.stdout);
    }
}

/// The more there is to do, the more often the second server is slow to say what the first one said wrongly.
#[test]
fn beside_a_server_that_gives_addresses_of_its_own_nobody_is_rejected() {
    let (blocks, honest) = (answers_all(Some("10.0.0.5")), answers_all(Some("45.80.1.1")));
    let desk = crate::support::command::Desk::new();
    let list: String = (0..600).map(|number| format!("ann@shop{number}.com\n")).collect();
    desk.put("list.csv", format!("email\n{list}"));
    let dns = format!("{},{}", blocks.addr, honest.addr);
    let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "--no-cache", "-o", "out"]);
    let rejected = String::from_utf8_lossy(&desk.files("out")["rejected.csv"]).lines().count();
    assert_eq!(rejected, 1, "{}{}", ran.stdout, ran.stderr);
}

#[test]
fn a_server_that_filters_next_to_nothing_is_not_named() {
    let (liar, desk) = (filtering(), crate::support::command::Desk::new());
    let rows: String = (0..20).map(|n| format!("ann@shop{n}.com\n")).collect();
    desk.put("list.csv", format!("email\n{rows}bob@blocked0.com\n"));
    let ran = desk.run(&["clean", "list.csv", "--dns", &liar.addr.to_string(), "--no-cache", "-o", "out"]);
    assert!(ran.stdout.contains("dns.filtered 1"), "{}", ran.stdout);
    assert!(!ran.stderr.contains("filters its answers"), "{}", ran.stderr);
}

/// Denies one name in twenty, whoever asks and how often, and tells the truth about the others; some are really gone.
#[test]
fn a_server_that_denies_at_random_rejects_nobody() {
    let mut count = 0u32;
    let liar = Liar::start(Tcp::Closed, move |asked| {
        count = count.wrapping_add(1);
        let gone = asked.message.queries[0].name().to_ascii().starts_with("gone");
        let denies = count.wrapping_mul(2_654_435_761) >> 16 < 3277;
        let mut message = truth(&asked.message);
        if asked.message.queries[0].query_type() == hickory_proto::rr::RecordType::A {
            message = reply(&asked.message, ResponseCode::NoError);
            message.add_answer(Record::from_rdata(
                asked.message.queries[0].name().clone(),
                300,
                RData::A(A("45.80.1.1".parse().expect("an address"))),
            ));
        }
        if gone || denies {
            message = reply(&asked.message, ResponseCode::NXDomain);
            message.add_authority(soa("com."));
        }
        one(message)
    });
    let desk = crate::support::command::Desk::new();
    let good: String = (0..450).map(|number| format!("ann@shop{number}.com\n")).collect();
    let gone: String = (0..20).map(|number| format!("ann@gone{number}.com\n")).collect();
    desk.put("list.csv", format!("email\n{good}{gone}"));
    let dns = liar.addr.to_string();
    let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "--no-cache", "-o", "out"]);
    let rejected = String::from_utf8_lossy(&desk.files("out")["rejected.csv"]).into_owned();
    assert_eq!(rejected.lines().count(), 1, "{rejected}");
    assert!(ran.stderr.contains("cannot be believed"), "{}", ran.stderr);
    assert_eq!(ran.exit, 3);
}

#[tokio::test]
async fn a_referral_is_a_failure_and_not_nodata() {
    let script = |asked: &Asked| {
        let mut message = reply(&asked.message, ResponseCode::NoError);
        message.metadata.recursion_available = false;
        message.add_authority(delegation("com."));
        one(message)
    };
    check(script, Failed(Failure::ServFail)).await;
}

#[tokio::test]
async fn records_of_another_name_are_not_used() {
    let script = |asked: &Asked| {
        let mut other = asked.message.clone();
        other.queries[0].set_name(name("other.com."));
        let mut message = truth(&other);
        message.queries = asked.message.queries.clone();
        one(message)
    };
    check(script, Failed(Failure::Malformed)).await;
}

#[tokio::test]
async fn an_alias_whose_target_is_missing_from_the_answer_is_asked_for() {
    let script = |asked: &Asked| {
        let name = asked.message.queries[0].name().to_ascii();
        let mut message = reply(&asked.message, ResponseCode::NoError);
        match name.as_str() {
            "asked.com." => {
                message.add_answer(alias("asked.com.", "next.net."));
            }
            "next.net." => {
                message.add_answer(alias("next.net.", "last.org."));
            }
            _ => message = reply(&asked.message, ResponseCode::NXDomain),
        }
        one(message)
    };
    let (_, reply, stats) = check(script, NxDomain).await;
    assert_eq!(stats.queries - stats.retransmissions, 3);
    assert_eq!(reply.canonical.map(|canonical| canonical.as_str().to_owned()), Some("last.org".to_owned()));
}

#[tokio::test]
async fn a_circle_of_aliases_is_malformed_inside_a_message_and_across_messages() {
    let within = |asked: &Asked| {
        let mut message = reply(&asked.message, ResponseCode::NoError);
        message.add_answer(alias("asked.com.", "other.com."));
        message.add_answer(alias("other.com.", "asked.com."));
        one(message)
    };
    check(within, Failed(Failure::Malformed)).await;
    let across = |asked: &Asked| {
        let mut message = reply(&asked.message, ResponseCode::NoError);
        let from = asked.message.queries[0].name().to_ascii();
        let to = if from == "asked.com." { "other.com." } else { "asked.com." };
        message.add_answer(alias(&from, to));
        one(message)
    };
    let (_, _, stats) = check(across, Failed(Failure::Malformed)).await;
    assert!(stats.queries - stats.retransmissions <= 18, "{stats:?}");
}

#[tokio::test]
async fn an_endless_chain_of_aliases_ends() {
    let script = |asked: &Asked| {
        let mut message = reply(&asked.message, ResponseCode::NoError);
        let from = asked.message.queries[0].name().to_ascii();
        message.add_answer(alias(&from, &format!("n{}.com.", asked.number)));
        one(message)
    };
    let (_, _, stats) = check(script, Failed(Failure::Malformed)).await;
    assert!(stats.queries - stats.retransmissions <= 18, "{stats:?}");
}

#[tokio::test]
async fn a_second_answer_is_stray() {
    let script = |asked: &Asked| vec![truth(&asked.message).into(), truth(&asked.message).into()];
    let (liar, _, _) = check(script, Truth).await;
    let network = network(&[liar.addr]);
    assert!(is_true(&network.ask(question()).await));
    for _ in 0..100 {
        if network.stats().stray > 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the second answer was not noticed: {:?}", network.stats());
}

#[tokio::test]
async fn a_dead_server_is_made_up_for_by_another() {
    for failing in [None, Some(ResponseCode::ServFail), Some(ResponseCode::Refused)] {
        let bad =
            Liar::start(Tcp::Closed, move |asked| failing.map_or(vec![], |code| one(reply(&asked.message, code))));
        let good = Liar::start(Tcp::Closed, |asked| one(truth(&asked.message)));
        let network = network(&[bad.addr, good.addr]);
        for _ in 0..3 {
            assert!(is_true(&network.ask(question()).await), "{failing:?}");
        }
        assert!(!bad.asked().is_empty(), "each server is asked in its turn");
    }
}

#[tokio::test]
async fn a_port_where_nobody_listens_is_a_network_failure() {
    let addr = support::loopback(support::free_port());
    let network = network(&[addr]);
    assert_eq!(network.ask(question()).await.outcome, Lookup::Failed(Failure::Network));
}

#[tokio::test]
async fn rare_questions_go_through_the_general_resolver_and_fail_alike() {
    for (code, expected) in [
        (ResponseCode::NXDomain, Lookup::NxDomain),
        (ResponseCode::NoError, Lookup::NoData),
        (ResponseCode::ServFail, Lookup::Failed(Failure::ServFail)),
        (ResponseCode::Refused, Lookup::Failed(Failure::Refused)),
    ] {
        let liar = Liar::start(Tcp::Closed, move |asked| one(reply(&asked.message, code)));
        let network = network(&[liar.addr]);
        for kind in [RecordKind::Txt, RecordKind::Ptr] {
            let told = network.ask(Question { kind, ..question() }).await.outcome;
            assert_eq!(told, expected, "{kind:?} {code}");
        }
        for asked in liar.asked() {
            assert_eq!(asked.message.queries[0].name().to_ascii(), "asked.com.", "no search domain is appended");
        }
    }
    let silent = Liar::silent();
    let told = network(&[silent.addr]).ask(Question { kind: RecordKind::Txt, ..question() }).await.outcome;
    assert_eq!(told, Lookup::Failed(Failure::Timeout));
}
