//! `presend sender`: the straight line from a set-up to what is to be said of it. Judging says which questions are open,
//! all of them are asked side by side, and judging goes on with the answers until none is open.
//!
//! A question is asked once. One slow server holds up only what depends on it.

use crate::dns::{Dns, Question};
use crate::facts::{Answer, Answers, Failure, Lookup};
use crate::judge::sender::{Judged, QUESTIONS_MAX, SenderVerdict, Setup, Step, judge_sender};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::Instant;

/// Questions in flight at the same time. Resolvers take this from one client without dropping any.
const IN_FLIGHT_MAX: usize = 64;

/// A sender, checked.
#[derive(Clone, Debug)]
pub struct SenderReport {
    pub setup: Setup,
    pub judged: Judged,
    pub verdict: SenderVerdict,
    /// How many questions were asked.
    pub questions: usize,
    pub elapsed: Duration,
}

/// Checks a sender with a resolver of the caller's choice.
///
/// ```
/// use presend::dns::Zone;
/// use presend::domain::Domain;
/// use presend::judge::sender::{SenderVerdict, Setup};
/// use std::sync::Arc;
///
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let zone = Zone::parse("example.net. MX 10 mail.example.net.\nmail.example.net. A 192.0.2.25")?;
/// let setup = Setup { ips: vec!["192.0.2.25".parse()?], ..Setup::new(Domain::new("example.net")?) };
/// let report = presend::sender::check(Arc::new(zone), setup).await;
/// assert_eq!(report.verdict, SenderVerdict::Fail);
/// assert!(report.judged.checks.iter().any(|check| check.code.code() == "sender.ptr_missing"));
/// # Ok(()) }
/// ```
pub async fn check(dns: Arc<dyn Dns>, setup: Setup) -> SenderReport {
    let began = Instant::now();
    let mut answers = Answers::default();
    let judged = gather(&dns, &mut answers, |answers| judge_sender(&setup, answers)).await;
    let verdict = SenderVerdict::of(&judged.checks);
    SenderReport { setup, judged, verdict, questions: answers.len(), elapsed: began.elapsed() }
}

/// Asks what is open until nothing is.
async fn gather(dns: &Arc<dyn Dns>, answers: &mut Answers, step: impl Fn(&Answers) -> Step) -> Judged {
    let mut asked: HashSet<Question> = HashSet::new();
    let mut waiting = std::collections::VecDeque::new();
    let mut tasks: JoinSet<(Question, Answer)> = JoinSet::new();
    loop {
        let open = match step(answers) {
            Step::Done(judged) => return *judged,
            Step::Ask(open) => open,
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
    Answer { outcome: Lookup::Failed(failure), canonical: None, attempts: 0, elapsed: Duration::ZERO }
}
