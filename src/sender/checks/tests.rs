//! Judging with hand-made answers: what is asked, and how the whole comes out.

use super::*;
use crate::facts::{Answer, Failure, Lookup, MailExchange, RecordKind, Records};
use crate::reason::Reason;

fn name(text: &str) -> Domain {
    Domain::new(text).expect(text)
}

fn answer(answers: &mut Answers, owner: &str, kind: RecordKind, outcome: Lookup<Records>) {
    let answer = Answer { attempts: 1, ..Answer::of(outcome) };
    answers.insert(Question { name: name(owner), kind }, answer);
}

fn setup(groups: &[Group]) -> SenderConfig {
    let ips = vec!["20.1.1.25".parse().expect("an address")];
    SenderConfig { ips, only: groups.to_vec(), ..SenderConfig::new(name("shop.com")) }
}

/// The questions that are open, as `name KIND`.
fn asked(setup: &SenderConfig, answers: &Answers) -> Vec<String> {
    match judge_sender(setup, answers) {
        Step::Ask(open) => open.iter().map(|question| format!("{} {:?}", question.name, question.kind)).collect(),
        Step::Done(_) => Vec::new(),
    }
}

fn done(setup: &SenderConfig, answers: &Answers) -> Vec<(Reason, Status)> {
    match judge_sender(setup, answers) {
        Step::Ask(open) => panic!("open: {open:?}"),
        Step::Done(judged) => judged.checks.iter().map(|check| (check.code, check.status)).collect(),
    }
}

#[test]
fn questions_that_do_not_wait_for_each_other_are_asked_at_once() {
    let all = asked(&setup(&[]), &Answers::default());
    for question in ["25.1.1.20.in-addr.arpa Ptr", "shop.com Mx", "shop.com Txt", "2.0.0.127.zen.spamhaus.org A"] {
        assert!(all.iter().any(|asked| asked == question), "{question} in {all:?}");
    }
}

#[test]
fn a_group_alone_asks_its_own_questions_only() {
    assert_eq!(asked(&setup(&[Group::Iprev]), &Answers::default()), ["25.1.1.20.in-addr.arpa Ptr"]);
    assert_eq!(asked(&setup(&[Group::Domain]), &Answers::default()), ["shop.com Mx"]);
    assert_eq!(asked(&setup(&[Group::Spf]), &Answers::default()), ["shop.com Txt"]);
}

#[test]
fn reverse_dns_is_followed_there_and_back() {
    let setup = setup(&[Group::Iprev]);
    let mut answers = Answers::default();
    let reverse = "25.1.1.20.in-addr.arpa";
    answer(&mut answers, reverse, RecordKind::Ptr, Lookup::Found(Records::Ptr(vec![name("mail.shop.com")])));
    assert_eq!(asked(&setup, &answers), ["mail.shop.com A"]);
    // A name of its own is looked for, for the record that is advised.
    answer(&mut answers, "mta.shop.com", RecordKind::A, Lookup::NxDomain);
    let mut check = |outcome, expected| {
        answer(&mut answers, "mail.shop.com", RecordKind::A, outcome);
        assert_eq!(done(&setup, &answers), [expected]);
    };
    let addresses = |ip: [u8; 4]| Lookup::Found(Records::A(vec![ip.into()]));
    check(addresses([20, 1, 1, 25]), (Reason::SenderIprev, Status::Pass));
    check(addresses([20, 1, 1, 26]), (Reason::SenderPtrNotConfirmed, Status::Fail));
    check(Lookup::NxDomain, (Reason::SenderPtrNotConfirmed, Status::Fail));
    check(Lookup::Failed(Failure::Timeout), (Reason::SenderPtrError, Status::Unknown));
    for (outcome, expected) in [
        (Lookup::NxDomain, (Reason::SenderPtrMissing, Status::Fail)),
        (Lookup::NoData, (Reason::SenderPtrMissing, Status::Fail)),
        (Lookup::Failed(Failure::ServFail), (Reason::SenderPtrError, Status::Unknown)),
    ] {
        answer(&mut answers, reverse, RecordKind::Ptr, outcome);
        assert_eq!(done(&setup, &answers), [expected]);
    }
}

#[test]
fn no_failure_becomes_a_fault() {
    let setup = SenderConfig { helo: Some("mail.shop.com".to_owned()), ..setup(&[]) };
    let mut answers = Answers::default();
    for _ in 0..100 {
        let Step::Ask(open) = judge_sender(&setup, &answers) else { break };
        for question in open {
            let failed = Lookup::Failed(Failure::ServFail);
            answers.insert(question, Answer { attempts: 3, ..Answer::of(failed) });
        }
    }
    let said = done(&setup, &answers);
    assert!(said.iter().all(|(_, status)| !matches!(status, Status::Fail | Status::Warn | Status::Pass)), "{said:?}");
    assert!(said.contains(&(Reason::SenderPtrError, Status::Unknown)), "{said:?}");
}

#[test]
fn a_fault_decides_then_what_is_unknown_then_a_warning() {
    let check = |status| Check::pass(Reason::SenderDomain, "shop.com", "").with(status);
    let of = |list: &[Status]| SenderVerdict::of(&list.iter().map(|&status| check(status)).collect::<Vec<_>>());
    use Status::{Fail, Info, Pass, Skip, Unknown, Warn};
    assert_eq!(of(&[Pass, Warn, Unknown, Fail]), SenderVerdict::Fail);
    assert_eq!(of(&[Pass, Warn, Unknown]), SenderVerdict::Unknown);
    assert_eq!(of(&[Pass, Warn, Info, Skip]), SenderVerdict::Warn);
    assert_eq!(of(&[Pass, Info, Skip]), SenderVerdict::Pass);
    assert_eq!(of(&[Skip, Skip]), SenderVerdict::Unknown);
    assert_eq!(of(&[]), SenderVerdict::Unknown);
    let discovered = Check::pass(Reason::SenderIpsDiscovered, "shop.com", "").with(Info);
    assert_eq!(SenderVerdict::of(&[discovered, check(Skip)]), SenderVerdict::Unknown);
    assert_eq!(SenderVerdict::of(&[check(Pass), check(Unknown).indecisive()]), SenderVerdict::Pass);
}

#[test]
fn a_null_mx_is_told_from_no_mx() {
    let setup = setup(&[Group::Domain]);
    let mut answers = Answers::default();
    let null = MailExchange { preference: 0, exchange: Domain::root() };
    answer(&mut answers, "shop.com", RecordKind::Mx, Lookup::Found(Records::Mx(vec![null])));
    assert_eq!(done(&setup, &answers), [(Reason::SenderNullMx, Status::Fail)]);
    answer(&mut answers, "shop.com", RecordKind::Mx, Lookup::NoData);
    assert_eq!(asked(&setup, &answers), ["shop.com A", "shop.com Aaaa"]);
    answer(&mut answers, "shop.com", RecordKind::A, Lookup::NoData);
    answer(&mut answers, "shop.com", RecordKind::Aaaa, Lookup::NoData);
    // Hosts by their usual names are looked for, for the record that is advised.
    assert_eq!(asked(&setup, &answers).len(), 8);
    for host in ["mx", "mx1", "mail", "smtp"].map(|word| format!("{word}.shop.com")) {
        answer(&mut answers, &host, RecordKind::A, Lookup::NxDomain);
        answer(&mut answers, &host, RecordKind::Aaaa, Lookup::NxDomain);
    }
    assert_eq!(done(&setup, &answers), [(Reason::SenderNoMailHost, Status::Fail)]);
}
