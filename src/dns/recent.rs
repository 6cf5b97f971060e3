//! Answers of the last minutes, in memory, before a resolver: for a process that is asked about the same domains again and again.
//!
//! An answer is used for as long as its zone allows, within the bounds below. Failures are not kept, so that a resolver that was ill is
//! asked again. It must never hand out an answer as new: its replies say that nothing was sent.

use super::{Answering, Dns, Patience, Question, Reply, Stats};
use crate::facts::Lookup;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Records are believed no longer than this.
const FOUND_MAX: Duration = Duration::from_secs(3600);
/// Nor absence than this: who has just registered a domain wants to be let in.
const ABSENT_MAX: Duration = Duration::from_secs(300);
/// How long an answer is kept of which nobody said how long it holds.
const UNSAID: Duration = Duration::from_secs(60);
/// Answers that are kept, some 300 octets each. When there are more, those that have run out go, or else all.
const ANSWERS_MAX: usize = 200_000;

/// A resolver with a memory.
pub struct Recent {
    inner: Arc<dyn Dns>,
    known: Mutex<HashMap<Question, (Reply, Instant)>>,
    cached: AtomicU64,
}

impl Recent {
    /// Puts a memory before this resolver.
    pub fn new(inner: Arc<dyn Dns>) -> Recent {
        Recent { inner, known: Mutex::default(), cached: AtomicU64::new(0) }
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Question, (Reply, Instant)>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn find(&self, question: &Question) -> Option<Reply> {
        let known = self.known();
        let (reply, _) = known.get(question).filter(|(_, until)| *until > Instant::now())?;
        self.cached.fetch_add(1, Ordering::Relaxed);
        Some(Reply { attempts: 0, elapsed: Duration::ZERO, ..reply.clone() })
    }

    fn keep(&self, question: Question, reply: &Reply) {
        let most = match reply.outcome {
            Lookup::Found(_) => FOUND_MAX,
            Lookup::NoData | Lookup::NxDomain => ABSENT_MAX,
            Lookup::Failed(_) => return,
        };
        let (now, time) = (Instant::now(), reply.ttl.unwrap_or(UNSAID).min(most));
        let mut known = self.known();
        if known.len() >= ANSWERS_MAX {
            known.retain(|_, (_, until)| *until > now);
            // One sweep after the other would cost more than asking again.
            if known.len() > ANSWERS_MAX / 2 {
                known.clear();
            }
        }
        known.insert(question, (reply.clone(), now + time));
    }
}

impl Dns for Recent {
    fn ask(&self, question: Question) -> Answering<'_> {
        self.ask_with(question, Patience::Whole)
    }

    fn ask_with(&self, question: Question, patience: Patience) -> Answering<'_> {
        Box::pin(async move {
            if let Some(reply) = self.find(&question) {
                return reply;
            }
            let reply = self.inner.ask_with(question.clone(), patience).await;
            self.keep(question, &reply);
            reply
        })
    }

    fn ask_anew(&self, question: Question, patience: Patience) -> Answering<'_> {
        self.inner.ask_anew(question, patience)
    }

    fn settle(&self, believed: bool) {
        self.inner.settle(believed);
    }

    fn is_whole_world(&self) -> bool {
        self.inner.is_whole_world()
    }

    fn backlog(&self) -> usize {
        self.inner.backlog()
    }

    fn stats(&self) -> Stats {
        let mut stats = self.inner.stats();
        stats.cached += self.cached.load(Ordering::Relaxed);
        stats
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dns::{Failure, RecordKind, Records};
    use crate::domain::Domain;

    /// Answers each name by what it is called, and counts.
    #[derive(Default)]
    struct Counted(AtomicU64);

    impl Dns for Counted {
        fn ask(&self, question: Question) -> Answering<'_> {
            self.0.fetch_add(1, Ordering::Relaxed);
            let outcome = match question.name.as_str().split('.').next() {
                Some("gone") => Lookup::NxDomain,
                Some("ill") => Lookup::Failed(Failure::ServFail),
                _ => Lookup::Found(Records::A(vec![[192, 0, 2, 1].into()])),
            };
            let ttl = Some(Duration::from_secs(7200));
            let reply = Reply { ttl, ..Reply::failed(Failure::Timeout, 1, Duration::from_millis(9)) };
            Box::pin(async move { Reply { outcome, ..reply } })
        }
    }

    #[tokio::test(start_paused = true)]
    async fn answers_are_kept_for_a_while_and_failures_never() {
        let counted = Arc::new(Counted::default());
        let recent = Recent::new(counted.clone());
        let question = |name| Question { name: Domain::new(name).expect("a name"), kind: RecordKind::A };
        for (name, then, asked) in
            [("a.example", 3599, 1), ("a.example", 3601, 2), ("gone.example", 301, 2), ("ill.example", 0, 2)]
        {
            counted.0.store(0, Ordering::Relaxed);
            let recent = if asked == 1 { &recent } else { &Recent::new(counted.clone()) };
            let first = recent.ask(question(name)).await;
            tokio::time::advance(Duration::from_secs(then)).await;
            let again = recent.ask(question(name)).await;
            assert_eq!(counted.0.load(Ordering::Relaxed), asked, "{name} after {then} seconds");
            assert_eq!(
                (first.outcome, first.attempts),
                (again.outcome, if asked == 1 { again.attempts + 1 } else { 1 })
            );
        }
        assert_eq!(recent.stats().cached, 1);
    }
}
