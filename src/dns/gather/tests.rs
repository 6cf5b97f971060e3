//! Plans by the clock of the test, with replies in whatever order it likes.

use super::super::{Records, Reply};
use super::hosts::{Forget, Rules};
use super::plan::Plan;
use super::*;
use crate::facts::{Failure, MailExchange};
use std::net::{Ipv4Addr, Ipv6Addr};

struct Bed {
    plan: Plan,
    now: Instant,
    /// What was asked and not answered yet.
    open: Vec<Step>,
}

impl Bed {
    fn new(domains: &[&str]) -> Bed {
        let rules = Rules { allow_non_public: false, whole_world: false };
        let mut bed = Bed { plan: Plan::new(rules), now: Instant::now(), open: Vec::new() };
        domains.iter().for_each(|name| bed.begin(name));
        bed
    }

    fn begin(&mut self, name: &str) {
        self.plan.begin(Domain::new(name).expect(name), Patience::First, self.now);
    }

    /// Names and types that are asked, and not answered yet.
    fn asked(&mut self) -> Vec<String> {
        self.open.append(&mut self.plan.steps);
        self.open.iter().map(|step| format!("{} {:?}", step.question.name, step.question.kind)).collect()
    }

    fn answer(&mut self, name: &str, outcome: Lookup<Records>) {
        self.answer_with(name, outcome, &[]);
    }

    /// Answers, with addresses of these hosts in the additional section.
    fn answer_with(&mut self, name: &str, outcome: Lookup<Records>, additional: &[&str]) {
        let asked = self.asked();
        let at = asked.iter().position(|asked| asked.starts_with(&format!("{name} "))).expect(name);
        let reply = Reply {
            outcome,
            canonical: None,
            additional: additional
                .iter()
                .map(|host| (Domain::new(host).expect(host), Ipv4Addr::new(20, 0, 0, 2).into()))
                .collect(),
            ttl: None,
            authenticated: false,
            attempts: 1,
            elapsed: Duration::from_millis(5),
        };
        self.plan.answered(self.open.remove(at).ticket, reply, self.now);
    }

    fn waits_ms(&mut self, ms: u64) {
        self.now += Duration::from_millis(ms);
        self.plan.late(self.now);
    }

    /// Domains that are done, with their hosts.
    fn done(&mut self) -> Vec<(String, Vec<String>)> {
        let hosts = |facts: &DomainFacts| facts.hosts.iter().map(|host| host.host.to_string()).collect();
        self.plan.done.drain(..).map(|done| (done.domain.to_string(), hosts(&done.facts))).collect()
    }
}

fn mx(hosts: &[&str]) -> Lookup<Records> {
    let exchange =
        |(preference, host): (u16, &&str)| MailExchange { preference, exchange: Domain::new(host).expect(host) };
    Lookup::Found(Records::Mx((0..).zip(hosts).map(exchange).collect()))
}

fn address() -> Lookup<Records> {
    Lookup::Found(Records::A(vec![Ipv4Addr::new(20, 0, 0, 1)]))
}

fn private() -> Lookup<Records> {
    Lookup::Found(Records::A(vec![Ipv4Addr::new(10, 0, 0, 1)]))
}

#[test]
fn a_slow_exchange_is_not_waited_for_alone_and_not_long_once_another_is_usable() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer("a.com", mx(&["slow.net", "mx2.net", "mx3.net"]));
    bed.waits_ms(1199);
    assert_eq!(bed.asked(), ["slow.net A"]);
    bed.waits_ms(1);
    assert_eq!(bed.asked(), ["slow.net A", "mx2.net A", "mx3.net A"]);
    bed.answer("mx3.net", address());
    bed.waits_ms(600);
    bed.answer("mx2.net", address());
    // The better one has the others waited for once more.
    bed.waits_ms(1199);
    assert!(bed.done().is_empty());
    bed.waits_ms(1);
    assert_eq!(bed.done(), [("a.com".to_owned(), vec!["mx2.net".to_owned()])]);
}

#[test]
fn each_exchange_in_turn_is_given_the_same_time() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer("a.com", mx(&["mx1.net", "mx2.net", "mx3.net"]));
    bed.waits_ms(1000);
    bed.answer("mx1.net", Lookup::NxDomain);
    assert_eq!(bed.asked(), ["mx1.net Aaaa"], "few exchanges are worth a question more");
    bed.answer("mx1.net", Lookup::NxDomain);
    bed.waits_ms(1199);
    assert_eq!(bed.asked(), ["mx2.net A"]);
    bed.waits_ms(1);
    assert_eq!(bed.asked(), ["mx2.net A", "mx3.net A"]);
}

#[test]
fn a_late_host_says_nothing_to_the_next_domain_in_the_same_place() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer("a.com", mx(&["slow.net", "mx2.net"]));
    bed.waits_ms(1200);
    bed.answer("mx2.net", address());
    bed.waits_ms(1200);
    assert_eq!(bed.done(), [("a.com".to_owned(), vec!["mx2.net".to_owned()])]);
    bed.begin("b.com");
    bed.answer("b.com", mx(&["mx.b.com"]));
    bed.answer("slow.net", address());
    assert!(bed.done().is_empty());
    bed.answer("mx.b.com", address());
    assert_eq!(bed.done(), [("b.com".to_owned(), vec!["mx.b.com".to_owned()])]);
}

#[test]
fn domains_that_share_a_host_wait_for_one_answer() {
    let mut bed = Bed::new(&["a.com", "b.com", "c.com"]);
    for name in ["a.com", "b.com"] {
        bed.answer(name, mx(&["mx.net"]));
    }
    assert_eq!(bed.asked(), ["c.com Mx", "mx.net A"]);
    bed.answer("mx.net", address());
    assert_eq!(bed.done().len(), 2);
    bed.answer("c.com", mx(&["mx.net"]));
    assert_eq!((bed.done().len(), bed.asked().len()), (1, 0));
}

#[test]
fn a_failure_has_all_others_asked_at_once_and_they_keep_their_order() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer("a.com", mx(&["ill.net", "inside.net", "mx3.net", "mx4.net"]));
    bed.answer("ill.net", Lookup::Failed(Failure::Timeout));
    assert_eq!(bed.asked(), ["inside.net A", "mx3.net A", "mx4.net A"]);
    bed.answer("mx4.net", address());
    bed.answer("mx3.net", address());
    assert!(bed.done().is_empty());
    bed.answer("inside.net", private());
    bed.answer("inside.net", Lookup::NoData);
    let hosts = ["ill.net", "inside.net", "mx3.net"].map(str::to_owned).to_vec();
    assert_eq!(bed.done(), [("a.com".to_owned(), hosts)]);
}

#[test]
fn a_domain_without_mx_waits_for_the_truth_once() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer("a.com", Lookup::NoData);
    bed.answer("a.com", address());
    assert!(bed.plan.wants_truth() && bed.done().is_empty());
    bed.plan.told_truth(true, bed.now);
    let done = bed.plan.done.pop().expect("a.com");
    assert!(done.facts.resolver_lies && !bed.plan.wants_truth());
}

#[test]
fn a_denial_that_was_believed_for_a_domain_with_many_hosts_is_doubted_for_one_with_few() {
    // Known already, and while it is being looked up.
    for answered_first in [true, false] {
        let mut bed = Bed::new(&["many.com"]);
        bed.answer("many.com", mx(&["odd.net", "mx2.net", "mx3.net", "mx4.net"]));
        if answered_first {
            bed.answer("odd.net", Lookup::NxDomain);
            bed.answer("mx2.net", address());
        }
        bed.begin("few.com");
        bed.answer("few.com", mx(&["odd.net"]));
        bed.answer("odd.net", Lookup::NxDomain);
        bed.answer("odd.net", Lookup::Found(Records::Aaaa(vec![Ipv6Addr::new(0x2600, 0, 0, 0, 0, 0, 0, 1)])));
        let few = bed.plan.done.iter().find(|done| done.domain.as_str() == "few.com").expect("few.com");
        assert!(few.facts.hosts[0].is_usable(false));
    }
}

#[test]
fn what_came_along_with_the_names_is_not_asked_for_after_a_failure_either() {
    let mut bed = Bed::new(&["a.com"]);
    bed.answer_with("a.com", mx(&["ill.net", "mx2.a.com", "mx3.net"]), &["mx2.a.com", "mx3.net"]);
    bed.answer("ill.net", Lookup::Failed(Failure::ServFail));
    assert!(bed.asked().is_empty(), "{:?}", bed.asked());
    assert_eq!(bed.done(), [("a.com".to_owned(), vec!["ill.net".to_owned(), "mx2.a.com".to_owned()])]);
}

#[test]
fn in_a_run_without_an_end_a_host_that_failed_is_asked_again() {
    let mut bed = Bed::new(&[]);
    let begin = |bed: &mut Bed, name: &str| bed.plan.begin(Domain::new(name).expect(name), Patience::Whole, bed.now);
    begin(&mut bed, "a.com");
    bed.answer("a.com", mx(&["mx.net"]));
    bed.answer("mx.net", Lookup::Failed(Failure::Timeout));
    // Silence about A is not asked about again, and one failure of a moment ago is enough.
    begin(&mut bed, "b.com");
    bed.answer("b.com", mx(&["mx.net"]));
    assert_eq!((bed.done().len(), bed.asked().len()), (2, 0));
    bed.plan.forget_hosts(Forget::Failures);
    begin(&mut bed, "c.com");
    bed.answer("c.com", mx(&["mx.net"]));
    assert_eq!(bed.asked(), ["mx.net A"]);
    bed.answer("mx.net", address());
    assert_eq!((bed.done().len(), bed.plan.known_hosts()), (1, 1));
    bed.plan.forget_hosts(Forget::All);
    assert_eq!(bed.plan.known_hosts(), 0);
}
