//! Messages made by hand in, meaning out; and arbitrary octets, which must never do harm.

use super::*;
use hickory_proto::op::OpCode;
use hickory_proto::rr::rdata::{A, CNAME, MX, NS, SOA, TXT};
use proptest::prelude::*;

fn name(text: &str) -> Name {
    Name::from_ascii(text).expect(text)
}

fn domain(text: &str) -> Domain {
    Domain::new(text).expect(text)
}

fn record(owner: &str, data: RData) -> Record {
    Record::from_rdata(name(owner), 60, data)
}

fn mx(owner: &str, preference: u16, exchange: &str) -> Record {
    record(owner, RData::MX(MX::new(preference, name(exchange))))
}

fn a(owner: &str, last: u8) -> Record {
    record(owner, RData::A(A::new(20, 0, 0, last)))
}

fn cname(owner: &str, target: &str) -> Record {
    record(owner, RData::CNAME(CNAME(name(target))))
}

fn soa(zone: &str) -> Record {
    record(zone, RData::SOA(SOA::new(name("ns."), name("h."), 1, 2, 3, 4, 5)))
}

/// A response with the records of its three sections.
fn response(code: ResponseCode, answers: &[Record], authorities: &[Record], additionals: &[Record]) -> Message {
    let mut message = Message::response(1, OpCode::Query);
    message.metadata.response_code = code;
    message.insert_answers(answers.to_vec());
    message.insert_authorities(authorities.to_vec());
    message.insert_additionals(additionals.to_vec());
    message
}

/// Reads what a message says about the MX of `a.com`.
fn check(code: ResponseCode, answers: &[Record], authorities: &[Record], expected: End) {
    let reading = read(&response(code, answers, authorities, &[]), &domain("a.com"), RecordKind::Mx);
    assert_eq!(reading.end, expected, "{code} {answers:?} {authorities:?}");
}

fn found(list: &[(u16, &str)]) -> End {
    let list = list.iter().map(|&(preference, exchange)| MailExchange { preference, exchange: domain(exchange) });
    End::Found { records: Records::Mx(list.collect()), additional: Vec::new() }
}

const OK: ResponseCode = ResponseCode::NoError;
const NX: ResponseCode = ResponseCode::NXDomain;

#[test]
fn records_are_found_whatever_their_case_and_order() {
    let records = [mx("A.com.", 20, "Two.com."), mx("a.COM.", 10, "one.com."), mx("a.com.", 10, "ONE.com.")];
    check(OK, &records, &[], found(&[(10, "one.com"), (20, "two.com")]));
}

#[test]
fn absence_needs_a_code_and_an_empty_answer() {
    check(NX, &[], &[soa("com.")], End::NxDomain);
    check(NX, &[], &[], End::NxDomain);
    check(OK, &[], &[soa("com.")], End::NoData);
    check(OK, &[], &[], End::NoData);
}

#[test]
fn what_a_server_could_not_answer_is_no_absence() {
    let ns = record("com.", RData::NS(NS(name("ns.com."))));
    check(OK, &[], std::slice::from_ref(&ns), End::Failed(Failure::ServFail));
    check(OK, &[], &[ns, soa("com.")], End::NoData);
    for code in 1..=23 {
        let code = ResponseCode::from(code >> 4, code & 15);
        let failure = match code {
            ResponseCode::NXDomain => continue,
            ResponseCode::Refused | ResponseCode::NotAuth => Failure::Refused,
            _ => Failure::ServFail,
        };
        check(code, &[], &[soa("com.")], End::Failed(failure));
        check(code, &[mx("a.com.", 10, "b.com.")], &[], End::Failed(failure));
    }
}

#[test]
fn records_off_the_chain_of_aliases_are_not_used() {
    check(OK, &[mx("b.com.", 10, "c.com.")], &[], End::Failed(Failure::Malformed));
    check(OK, &[a("a.com.", 1)], &[], End::Failed(Failure::Malformed));
    check(OK, &[mx("b.com.", 10, "c.com.")], &[soa("com.")], End::NoData);
    check(OK, &[mx("a.com.", 10, "c.com."), mx("b.com.", 5, "evil.com.")], &[], found(&[(10, "c.com")]));
    let mut chaos = mx("a.com.", 10, "c.com.");
    chaos.dns_class = DNSClass::CH;
    check(OK, &[chaos], &[soa("com.")], End::NoData);
}

#[test]
fn aliases_are_followed_inside_a_message() {
    let chain = [cname("b.com.", "c.net."), cname("a.com.", "b.com.")];
    let whole = [&chain[..], &[mx("c.net.", 10, "d.net.")]].concat();
    check(OK, &whole, &[], found(&[(10, "d.net")]));
    check(OK, &chain, &[], End::Continue(domain("c.net")));
    check(OK, &chain, &[soa("com.")], End::Continue(domain("c.net")));
    check(OK, &chain, &[soa("net.")], End::NoData);
    check(NX, &chain, &[], End::NxDomain);
    let circle = [cname("a.com.", "b.com."), cname("b.com.", "a.com.")];
    check(OK, &circle, &[], End::Failed(Failure::Malformed));
    check(NX, &circle, &[], End::Failed(Failure::Malformed));
    check(OK, &[cname("a.com.", "a.com.")], &[], End::Failed(Failure::Malformed));
}

#[test]
fn the_last_alias_is_told() {
    let answers = [cname("a.com.", "b.com."), mx("b.com.", 10, "c.com.")];
    let reading = read(&response(OK, &answers, &[], &[]), &domain("a.com"), RecordKind::Mx);
    assert_eq!((reading.hops, reading.canonical), (1, Some(domain("b.com"))));
}

#[test]
fn a_null_mx_is_a_record() {
    check(OK, &[mx("a.com.", 0, ".")], &[], found(&[(0, ".")]));
}

#[test]
fn an_exchange_that_is_no_name_is_left_out_and_alone_is_malformed() {
    let odd = record("a.com.", RData::MX(MX::new(5, Name::from_labels([&b"a.b c"[..], b"com"]).expect("labels"))));
    check(OK, &[odd.clone(), mx("a.com.", 10, "b.com.")], &[], found(&[(10, "b.com")]));
    check(OK, &[odd], &[], End::Failed(Failure::Malformed));
}

#[test]
fn addresses_of_other_hosts_than_the_exchanges_are_not_handed_on() {
    let message = response(OK, &[mx("a.com.", 10, "m.a.com.")], &[], &[a("M.a.com.", 1), a("x.a.com.", 2)]);
    let End::Found { additional, .. } = read(&message, &domain("a.com"), RecordKind::Mx).end else { panic!() };
    assert_eq!(additional, [(domain("m.a.com"), "20.0.0.1".parse().expect("an address"))]);
}

#[test]
fn strings_of_a_txt_record_are_joined() {
    let txt = record("a.com.", RData::TXT(TXT::new(vec!["v=spf1 ".into(), "-all".into()])));
    let End::Found { records, .. } = read(&response(OK, &[txt], &[], &[]), &domain("a.com"), RecordKind::Txt).end
    else {
        panic!()
    };
    assert_eq!(records, Records::Txt(vec![b"v=spf1 -all".to_vec()]));
}

#[test]
fn a_query_asks_for_recursion_and_offers_edns() {
    let query = build_query(0x1234, &domain("a.com"), RecordKind::Mx, true).expect("a query");
    let message = Message::from_vec(&query).expect("a message");
    assert_eq!((message.metadata.id, message.metadata.recursion_desired), (0x1234, true));
    assert_eq!(message.queries, [Query::query(name("a.com."), RecordType::MX)]);
    assert_eq!(message.edns.expect("EDNS").max_payload(), EDNS_OCTETS);
    let plain = build_query(1, &domain("a.com"), RecordKind::Mx, false).expect("a query");
    assert!(Message::from_vec(&plain).expect("a message").edns.is_none());
}

#[test]
fn a_name_goes_over_the_wire_octet_by_octet() {
    for text in ["a.com", "_dmarc.a.com", "a\\b.com", "*.com", "a@b.com", &"a.".repeat(126)] {
        let domain = domain(text);
        assert_eq!(domain_of(&wire_name(&domain).expect(text)), Some(domain), "{text}");
    }
    assert_eq!(domain_of(&Name::root()), Some(Domain::root()));
}

/// A query and a datagram that answers it, spoiled by `spoil`.
fn matched(spoil: impl Fn(&mut Vec<u8>)) -> Match {
    let query = build_query(0x1234, &domain("asked.com"), RecordKind::Mx, true).expect("a query");
    let mut datagram = query.clone();
    datagram[2] |= 0x80;
    spoil(&mut datagram);
    matches(&query, &datagram)
}

#[test]
fn a_datagram_must_have_id_and_question_of_the_query() {
    assert_eq!(matched(|_| {}), Match::Answer);
    assert_eq!(matched(|d| d[13] = b'A'), Match::Answer, "names compare without case");
    assert_eq!(matched(|d| d[0] ^= 1), Match::No, "id");
    assert_eq!(matched(|d| d[2] &= 0x7f), Match::No, "a query");
    assert_eq!(matched(|d| d[2] |= 0x10), Match::No, "another opcode");
    assert_eq!(matched(|d| d[13] ^= 1), Match::No, "another name");
    assert_eq!(matched(|d| d[24] ^= 0x10), Match::No, "another type");
    assert_eq!(matched(|d| d[26] ^= 2), Match::No, "another class");
    assert_eq!(matched(|d| d[5] = 2), Match::No, "two questions");
    assert_eq!(matched(|d| d[5] = 0), Match::No, "no question and no error");
    assert_eq!(matched(|d| (d[5], d[3]) = (0, 3)), Match::No, "NXDOMAIN without a question");
    assert_eq!(matched(|d| (d[5], d[3]) = (0, 1)), Match::BareError);
    for octets in 0..27 {
        assert_eq!(matched(|d| d.truncate(octets)), Match::No, "{octets} octets");
    }
}

proptest! {
    #[test]
    fn arbitrary_octets_do_no_harm(datagram in proptest::collection::vec(any::<u8>(), 0..600)) {
        let query = build_query(1, &domain("asked.com"), RecordKind::Mx, true).expect("a query");
        matches(&query, &datagram);
        if let Ok(message) = Message::from_vec(&datagram) {
            read(&message, &domain("asked.com"), RecordKind::Mx);
        }
    }

    /// One octet of a good answer is changed: the answer may be lost, but what does not match is not believed.
    #[test]
    fn a_changed_octet_does_no_harm(place in 0usize..100, value in any::<u8>()) {
        let mut message = response(OK, &[mx("asked.com.", 10, "m.asked.com.")], &[], &[a("m.asked.com.", 1)]);
        message.add_query(Query::query(name("asked.com."), RecordType::MX));
        let mut datagram = message.to_vec().expect("a message");
        let place = place % datagram.len();
        datagram[place] = value;
        if let Ok(message) = Message::from_vec(&datagram) {
            read(&message, &domain("asked.com"), RecordKind::Mx);
        }
    }
}

#[test]
fn the_shortest_ttl_on_the_way_counts_and_absence_lives_as_long_as_the_soa_says() {
    use hickory_proto::rr::rdata::{A, CNAME, MX, SOA};
    let name = |text: &str| Name::from_ascii(text).expect(text);
    let record = |owner: &str, ttl, data| Record::from_rdata(name(owner), ttl, data);
    let soa = |ttl, minimum| {
        let data = SOA::new(name("ns.net."), name("h.net."), 1, 3600, 900, 86400, minimum);
        record("net.", ttl, RData::SOA(data))
    };
    let mx = |ttl| record("b.net.", ttl, RData::MX(MX::new(10, name("m.b.net."))));
    let cname = |ttl| record("a.net.", ttl, RData::CNAME(CNAME(name("b.net."))));
    let address = record("m.b.net.", 5, RData::A(A(std::net::Ipv4Addr::new(20, 0, 0, 1))));
    let check = |answers: Vec<Record>, authorities: Vec<Record>, additionals: Vec<Record>, expected| {
        let mut message = Message::response(1, hickory_proto::op::OpCode::Query);
        message.add_answers(answers);
        message.insert_authorities(authorities);
        message.insert_additionals(additionals);
        let asked = Domain::new("a.net").expect("a name");
        assert_eq!(read(&message, &asked, RecordKind::Mx).ttl_s, expected);
    };
    check(vec![cname(300), mx(60)], vec![], vec![], Some(60));
    check(vec![cname(30), mx(60)], vec![], vec![], Some(30));
    check(vec![cname(30), mx(60)], vec![], vec![address], Some(5));
    check(vec![cname(30), mx(u32::MAX)], vec![], vec![], Some(0)); // RFC 2181 §8
    check(vec![], vec![soa(600, 90)], vec![], Some(90));
    check(vec![], vec![soa(60, 900)], vec![], Some(60));
    check(vec![cname(20)], vec![soa(60, 900)], vec![], Some(20));
    check(vec![], vec![], vec![], None);
}
