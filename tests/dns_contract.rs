//! One world and one table of cases, told the same by every backend: the zone file, the engine before an in-process
//! server, and the engine before a real server (Knot) behind a real resolver (Unbound). A backend that disagrees is wrong.

use crate::support;
use presend::dns::{Dns, Gather, GatherSettings, Network, NetworkSettings, Question, RecordKind, Records, Reply, Zone};
use presend::domain::Domain;
use presend::facts::{DomainFacts, HostFacts, Lookup};
use std::fmt::Display;
use std::net::SocketAddr;
use std::sync::Arc;

const WORLD: &str = include_str!("zones/contract.zone");

/// Question, arrow, answer. `=>` tells where the aliases lead.
const QUESTIONS: &str = "
ordinary.com MX -> 10 mx1.ordinary.com, 20 mx2.ordinary.com
ordinary.com A -> NODATA
ordinary.com TXT -> v=spf1 mx -all
mx1.ordinary.com A -> 20.0.0.1
mx1.ordinary.com AAAA -> NODATA
mx1.ordinary.com MX -> NODATA
mx2.ordinary.com AAAA -> 2600::2
mx3.ordinary.com A -> NXDOMAIN
two-addresses.com MX -> 10 host.two-addresses.com
host.two-addresses.com A -> 20.0.0.8, 20.0.0.9
texts.com TXT -> plain, v=spf1 -all
_25._tcp.mx1.ordinary.com TLSA -> 2 0 2 00ff, 3 1 1 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
_25._tcp.mx2.ordinary.com TLSA -> 3 0 0 30 => dane.ordinary.com
mx1.ordinary.com TLSA -> NODATA
_25._tcp.ordinary.com TLSA -> NXDOMAIN
nothing.com MX -> NODATA
nowhere.com MX -> NXDOMAIN
beneath.nowhere.com MX -> NXDOMAIN
nosuchtld MX -> NXDOMAIN
null.com MX -> 0 .
null-odd.com MX -> 10 .
dot-among.com MX -> 0 ., 10 mx1.ordinary.com
literal.com MX -> 10 20.0.0.1
alias.com MX -> 10 mx1.ordinary.com, 20 mx2.ordinary.com => ordinary.com
alias.com A -> NODATA => ordinary.com
chain1.com MX -> 10 mx1.ordinary.com, 20 mx2.ordinary.com => ordinary.com
alias-gone.com MX -> NXDOMAIN => nowhere.gone.net
alias-empty.com MX -> NODATA => nothing.com
alias.alias-host.com A -> 20.0.0.1 => mx1.ordinary.com
circle1.com MX -> FAILED
circle1.com TXT -> FAILED
any.wild.com MX -> 10 mx1.ordinary.com
deep.er.wild.com MX -> 10 mx1.ordinary.com
any.wild.com A -> NODATA
explicit.wild.com MX -> NODATA
explicit.wild.com A -> 20.0.1.3
beneath.explicit.wild.com MX -> NXDOMAIN
wild.com MX -> NODATA
any.wild-alias.com MX -> 10 mx1.ordinary.com, 20 mx2.ordinary.com => ordinary.com
a.b.parents.com A -> 20.0.1.4
b.parents.com A -> NODATA
parents.com MX -> NODATA
c.parents.com A -> NXDOMAIN
5.0.0.20.in-addr.arpa PTR -> mail.ordinary.com
6.0.0.20.in-addr.arpa PTR -> one.ordinary.com, two.ordinary.com
7.0.0.20.in-addr.arpa PTR -> NXDOMAIN
";

/// Domain, arrow, its facts: MX, and behind a bar the hosts that were looked up. One line for each row of the verdict
/// table in the plan, and for the borders between them.
const FACTS: &str = "
ordinary.com -> 10 mx1.ordinary.com, 20 mx2.ordinary.com | mx1.ordinary.com: 20.0.0.1
second.com -> 5 mx1.ordinary.com | mx1.ordinary.com: 20.0.0.1
v6-host.com -> 10 host.v6-host.com | host.v6-host.com: NODATA 2600::6
hidden-v4.com -> 10 host.hidden-v4.com | host.hidden-v4.com: 10.1.2.3 2600::7
only-a.com -> NODATA | only-a.com: 20.0.1.1
only-aaaa.com -> NODATA | only-aaaa.com: NODATA 2600::1:1
only-private-a.com -> NODATA | only-private-a.com: 192.168.1.1 NODATA
nothing.com -> NODATA | nothing.com: NODATA NODATA
parents.com -> NODATA | parents.com: NODATA NODATA
nowhere.com -> NXDOMAIN
null.com -> 0 .
null-with-a.com -> 0 .
null-odd.com -> 10 .
dot-among.com -> 0 ., 10 mx1.ordinary.com | mx1.ordinary.com: 20.0.0.1
dangling.com -> 10 gone.dangling.com, 20 bare.dangling.com | gone.dangling.com: NXDOMAIN NXDOMAIN; bare.dangling.com: NODATA NODATA
private.com -> 10 host.private.com | host.private.com: 10.0.0.1 NODATA
loopback.com -> 10 localhost | localhost: 127.0.0.1 ::1
link-local.com -> 10 host.link-local.com | host.link-local.com: 169.254.1.1 fe80::1
mixed.com -> 10 gone.mixed.com, 20 host.private.com, 30 mx2.ordinary.com, 40 never-asked.mixed.com | gone.mixed.com: NXDOMAIN; host.private.com: 10.0.0.1 NODATA; mx2.ordinary.com: 20.0.0.2
literal.com -> 10 20.0.0.1
literal-and-good.com -> 10 20.0.0.1, 20 mx1.ordinary.com | mx1.ordinary.com: 20.0.0.1
twice.com -> 10 mx1.ordinary.com, 20 mx1.ordinary.com | mx1.ordinary.com: 20.0.0.1
alias-host.com -> 10 alias.alias-host.com | alias.alias-host.com: 20.0.0.1 => mx1.ordinary.com
alias.com -> 10 mx1.ordinary.com, 20 mx2.ordinary.com => ordinary.com | mx1.ordinary.com: 20.0.0.1
alias-gone.com -> NXDOMAIN => nowhere.gone.net
alias-empty.com -> NODATA => nothing.com | alias-empty.com: NODATA NODATA => nothing.com
alias-only-a.com -> NODATA => only-a.com | alias-only-a.com: 20.0.1.1 => only-a.com
circle1.com -> FAILED
circle-host.com -> 10 circle1.com | circle1.com: FAILED FAILED
any.wild.com -> 10 mx1.ordinary.com | mx1.ordinary.com: 20.0.0.1
";

/// Where hickory-server departs from RFC 4592 §3.3.1: its wildcards cover names that exist and names beneath those, and
/// end in NXDOMAIN for types that they lack. When it is mended, these lines go.
const HICKORY_SERVER_DEPARTS: &str = "
any.wild.com A -> NXDOMAIN
explicit.wild.com MX -> 10 mx1.ordinary.com
beneath.explicit.wild.com MX -> 10 mx1.ordinary.com
";

fn show<T: Display>(list: &[T]) -> String {
    list.iter().map(T::to_string).collect::<Vec<_>>().join(", ")
}

fn show_lookup<T>(lookup: &Lookup<T>, found: impl Fn(&T) -> String) -> String {
    match lookup {
        Lookup::Found(records) => found(records),
        Lookup::NoData => "NODATA".to_owned(),
        Lookup::NxDomain => "NXDOMAIN".to_owned(),
        Lookup::Failed(_) => "FAILED".to_owned(),
    }
}

fn show_canonical(canonical: &Option<Domain>) -> String {
    canonical.as_ref().map_or(String::new(), |canonical| format!(" => {canonical}"))
}

fn show_reply(reply: &Reply) -> String {
    let outcome = show_lookup(&reply.outcome, |records| match records {
        Records::Mx(list) => {
            list.iter().map(|mx| format!("{} {}", mx.preference, mx.exchange)).collect::<Vec<_>>().join(", ")
        }
        Records::A(list) => show(list),
        Records::Aaaa(list) => show(list),
        Records::Ptr(list) => show(list),
        Records::Tlsa(list) => show(list),
        Records::Txt(list) => {
            list.iter().map(|t| String::from_utf8_lossy(t).into_owned()).collect::<Vec<_>>().join(", ")
        }
    });
    outcome + &show_canonical(&reply.canonical)
}

fn show_host(host: &HostFacts) -> String {
    let v4 = show_lookup(&host.v4, |list| show(list));
    let v6 = host.v6.as_ref().map_or(String::new(), |v6| format!(" {}", show_lookup(v6, |list| show(list))));
    format!("{}: {v4}{v6}{}", host.host, show_canonical(&host.canonical))
}

fn show_facts(facts: &DomainFacts) -> String {
    let mx = show_lookup(&facts.mx, |list| {
        list.iter().map(|mx| format!("{} {}", mx.preference, mx.exchange)).collect::<Vec<_>>().join(", ")
    });
    let hosts = facts.hosts.iter().map(|host| show_host(host)).collect::<Vec<_>>().join("; ");
    let bar = if hosts.is_empty() { "" } else { " | " };
    format!("{mx}{}{bar}{hosts}", show_canonical(&facts.canonical))
}

fn domain(name: &str) -> Domain {
    Domain::new(name).expect(name)
}

fn question(text: &str) -> Question {
    let (name, kind) = text.split_once(' ').expect(text);
    let kind = match kind {
        "MX" => RecordKind::Mx,
        "A" => RecordKind::A,
        "AAAA" => RecordKind::Aaaa,
        "PTR" => RecordKind::Ptr,
        "TXT" => RecordKind::Txt,
        "TLSA" => RecordKind::Tlsa,
        _ => panic!("{text}"),
    };
    Question { name: domain(name), kind }
}

fn cases(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.is_empty()).map(|line| line.split_once(" -> ").expect(line))
}

fn gather(dns: Arc<dyn Dns>) -> Gather {
    Gather::new(dns, GatherSettings { concurrency: 50, allow_non_public: false })
}

/// Asks a backend everything, and collects what it tells otherwise than the tables. `departures` are known ones.
async fn check(dns: Arc<dyn Dns>, departures: &str) {
    let mut wrong = Vec::new();
    for (asked, expected) in cases(QUESTIONS) {
        let known = cases(departures).find(|(departs, _)| *departs == asked);
        let expected = known.map_or(expected, |(_, departure)| departure);
        let told = show_reply(&dns.ask(question(asked)).await);
        if told != expected {
            wrong.push(format!("{asked}\n   expected {expected}\n   told     {told}"));
        }
    }
    let gather = gather(dns.clone());
    for (name, expected) in cases(FACTS) {
        let facts = gather.domain(domain(name)).await;
        let told = show_facts(&facts);
        if told != expected {
            wrong.push(format!("facts of {name}\n   expected {expected}\n   told     {told}"));
        }
        assert!(!facts.resolver_lies, "{name}: this resolver tells the truth");
    }
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), wrong.join("\n"));
}

fn network(server: SocketAddr) -> Arc<Network> {
    Arc::new(Network::connect(&[server], NetworkSettings::default()).expect("sockets on loopback"))
}

/// An answer that does not fit into a datagram comes over TCP.
async fn check_large(network: &Network) {
    let reply = network.ask(question("large.com MX")).await;
    let Lookup::Found(Records::Mx(list)) = &reply.outcome else { panic!("{reply:?}") };
    assert_eq!(list.len(), 15);
    assert_eq!((list[14].preference, list[14].exchange.as_str()), (24, "mx1.ordinary.com"));
    assert_eq!(network.stats().tcp, 1, "{:?}", network.stats());
    let reply = network.ask(question("text.large.com TXT")).await;
    let Lookup::Found(Records::Txt(list)) = &reply.outcome else { panic!("{reply:?}") };
    assert_eq!(list.iter().map(Vec::len).collect::<Vec<_>>(), [200; 8]);
}

#[tokio::test]
async fn the_zone_file_keeps_the_contract() {
    check(Arc::new(Zone::parse(WORLD).expect("the world")), "").await;
}

#[tokio::test]
async fn the_engine_keeps_the_contract_before_an_in_process_server() {
    let server = support::serve(WORLD);
    let network = network(server.addr);
    check(network.clone(), HICKORY_SERVER_DEPARTS).await;
    check_large(&network).await;
}

#[tokio::test]
async fn the_engine_keeps_the_contract_before_a_real_resolver() {
    let Some(daemons) = support::knot_unbound(WORLD) else { return };
    let network = network(daemons.addr);
    check(network.clone(), "").await;
    check_large(&network).await;
    let stats = network.stats();
    assert_eq!((stats.stray, stats.timeouts), (0, 0), "{stats:?}");
}

#[tokio::test]
async fn the_engine_keeps_the_contract_before_a_real_authoritative_server() {
    let Some(daemons) = support::knot_unbound(WORLD) else { return };
    check(network(daemons.authoritative), "").await;
}
