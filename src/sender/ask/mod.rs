//! `presend sender`: the straight line from a set-up to what is to be said of it. Judging says which questions are open,
//! all of them are asked side by side, and judging goes on with the answers until none is open.
//!
//! A question is asked once. One slow server holds up only what depends on it.

mod many;
mod once;

pub use many::{Entry, Outcome, Wanted, check_all};

use crate::dns::{Dns, Question};
use crate::facts::{Answer, Answers, Failure, Lookup, Poll};
use crate::sender::checks::{
    Advice, Check, Faults, Group, Judged, QUESTIONS_MAX, SenderConfig, SenderVerdict, Step, faults, judge_sender,
    places,
};
use crate::sender::connect::{ConnectSettings, connect};
use once::Once;
use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Questions in flight at the same time. Resolvers take this from one client without dropping any.
const IN_FLIGHT_MAX: usize = 64;

/// A sender, checked.
#[derive(Clone, Debug)]
pub struct SenderReport {
    /// What was checked; `contacts` is filled in where servers were connected to.
    pub setup: SenderConfig,
    /// What was found, with the advice that was tried and helps.
    pub judged: Judged,
    /// The verdict by what the DNS says now.
    pub verdict: SenderVerdict,
    /// The verdict once the advised records are published; `None` where none is advised.
    pub after: Option<SenderVerdict>,
    /// How many questions were asked.
    pub questions: usize,
    /// The time from the first question to the report, connections to servers included.
    pub elapsed: Duration,
}

/// Checks a sender with a resolver of the caller's choice.
///
/// ```
/// use presend::dns::Zone;
/// use presend::domain::Domain;
/// use presend::sender::checks::{SenderVerdict, SenderConfig};
/// use std::sync::Arc;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let zone = Zone::parse("example.net. MX 10 mail.example.net.\nmail.example.net. A 192.0.2.25")?;
/// let setup = SenderConfig { ips: vec!["192.0.2.25".parse()?], ..SenderConfig::new(Domain::new("example.net")?) };
/// let report = presend::sender::check(Arc::new(zone), setup).await;
/// assert_eq!(report.verdict, SenderVerdict::Fail);
/// assert!(report.judged.checks.iter().any(|check| check.code.code() == "sender.ptr_missing"));
/// # Ok(()) }
/// ```
pub async fn check(dns: Arc<dyn Dns>, setup: SenderConfig) -> SenderReport {
    let began = Instant::now();
    let mut answers = Answers::default();
    let mut judged = gather(&dns, &mut answers, |answers| self::judged(&setup, answers)).await;
    let verdict = SenderVerdict::of(&judged.checks);
    let after = follow(&dns, &answers, &setup, &mut judged).await;
    SenderReport { setup, judged, verdict, after, questions: answers.len(), elapsed: began.elapsed() }
}

/// Checks a sender, and connects to the domain's mail hosts and to the web server of its MTA-STS policy for it.
pub async fn check_connected(dns: Arc<dyn Dns>, mut setup: SenderConfig, settings: ConnectSettings) -> SenderReport {
    let began = Instant::now();
    // What is asked to find the servers is asked again to judge.
    let dns: Arc<dyn Dns> = Arc::new(Once::vouched(dns));
    let places = gather(&dns, &mut Answers::default(), |answers| places(&setup, answers)).await;
    setup.contacts = Some(Arc::new(connect(places, settings).await));
    let report = check(dns, setup).await;
    SenderReport { elapsed: began.elapsed(), ..report }
}

/// Judges by the answers that there are, or names the questions that are open.
fn judged(setup: &SenderConfig, answers: &Answers) -> Poll<Judged> {
    match judge_sender(setup, answers) {
        Step::Done(judged) => Poll::Done(*judged),
        Step::Ask(open) => Poll::Ask(open),
    }
}

/// Follows our own advice: each is laid over what the DNS said, and all is judged again. What does not make it better, or is no better than what
/// was there, is not told. Gives the verdict with all that is told.
async fn follow(
    dns: &Arc<dyn Dns>,
    answers: &Answers,
    setup: &SenderConfig,
    judged: &mut Judged,
) -> Option<SenderVerdict> {
    let mut laid = answers.clone();
    let mut left = faults(&judged.checks);
    let mut verdict = None;
    let mut kept: Vec<Advice> = Vec::new();
    let mut open: VecDeque<Advice> = std::mem::take(&mut judged.advice).into();
    while let Some(first) = open.pop_front() {
        if kept.iter().any(|known| known.excludes(&first)) {
            continue;
        }
        // Of several that are for one place, that which mends most; of those that mend as much, the first.
        let (others, rest): (VecDeque<_>, VecDeque<_>) = open.into_iter().partition(|other| first.excludes(other));
        open = rest;
        let mut best: Option<(Advice, Answers, Faults, SenderVerdict)> = None;
        for advice in std::iter::once(first).chain(others) {
            let mut trial = laid.clone();
            advice.lay_over(&mut trial);
            let then = gather(dns, &mut trial, |answers| self::judged(setup, answers)).await;
            let faults_then = faults(&then.checks);
            let mends_more = best.as_ref().is_none_or(|(_, _, fewest, _)| faults_then.len() < fewest.len());
            if mends_more && Advice::helps(&left, &faults_then) {
                best = Some((advice, trial, faults_then, SenderVerdict::of(&then.checks)));
            }
        }
        if let Some((mut advice, trial, faults_then, verdict_then)) = best {
            (laid, left, verdict) = (trial, faults_then, Some(verdict_then));
            advice.note_replaced(answers);
            kept.push(advice);
        }
    }
    let is_gone = |check: &Check| !left.contains(&(check.code.code(), check.subject.clone()));
    for check in judged.checks.iter_mut().filter(|check| check.is_fault()) {
        if is_gone(check)
            && let Some(advice) = kept.iter_mut().find(|advice| advice.mends(check))
        {
            advice.because.push((check.code, check.subject.clone()));
            check.publish = advice.records.iter().map(ToString::to_string).collect();
            if let Some(note) = &advice.note {
                check.fix = Some(format!("{} {note}", check.code.remedy()));
            } else if Group::of(check.code) == Group::Dkim {
                // The key is there, and none needs to be made.
                check.fix = None;
            }
        }
    }
    // Where no address has a name yet, the server is to say the one that it gets.
    let name = kept.iter().find_map(Advice::names);
    let is_open = |check: &&mut Check| {
        check.is_fault() && Group::of(check.code) == Group::Helo && check.fix.is_none() && check.publish.is_empty()
    };
    if let Some((name, ip)) = name {
        for check in judged.checks.iter_mut().filter(is_open) {
            check.fix = Some(format!("Set the HELO name of the server to {name}, which leads to {ip} and back."));
        }
    }
    judged.advice = kept;
    verdict
}

/// Asks what is open until nothing is.
async fn gather<T>(dns: &Arc<dyn Dns>, answers: &mut Answers, step: impl Fn(&Answers) -> Poll<T>) -> T {
    let mut asked: HashSet<Question> = HashSet::new();
    let mut waiting = VecDeque::new();
    let mut tasks: JoinSet<(Question, Answer)> = JoinSet::new();
    loop {
        let open = match step(answers) {
            Poll::Done(value) => return value,
            Poll::Ask(open) => open,
        };
        for question in open {
            if asked.len() >= QUESTIONS_MAX && !asked.contains(&question) {
                // Nobody honest needs so many. What was not asked is not known.
                answers.insert(question, unknown(Failure::Malformed));
            } else if asked.insert(question.clone()) {
                waiting.push_back(question);
            }
        }
        while tasks.len() < IN_FLIGHT_MAX
            && let Some(question) = waiting.pop_front()
        {
            let dns = dns.clone();
            tasks.spawn(async move {
                let reply = dns.ask(question.clone()).await;
                let answer = Answer {
                    outcome: reply.outcome,
                    canonical: reply.canonical,
                    attempts: reply.attempts,
                    authenticated: reply.authenticated,
                    elapsed: reply.elapsed,
                };
                (question, answer)
            });
        }
        // Whatever has come by now is taken together, so that judging is not run once for each answer.
        let mut next = tasks.join_next().await;
        while let Some(ended) = next {
            match ended {
                Ok((question, answer)) => answers.insert(question, answer),
                Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                Err(_) => {}
            }
            next = tasks.try_join_next();
        }
    }
}

fn unknown(failure: Failure) -> Answer {
    Answer::of(Lookup::Failed(failure))
}
