//! A resolver that asks no question twice, for checks that run side by side: they share servers of mail, block lists and
//! providers.

use crate::dns::{Answering, Dns, Question, Reply};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{OnceCell, Semaphore};

/// Questions in flight for all checks together.
const IN_FLIGHT_MAX: usize = 256;
/// Answers that are kept. Beyond, questions are asked without being remembered.
const ANSWERS_MAX: usize = 500_000;

/// Remembers every answer, failures too, as long as it lives.
pub struct Once {
    dns: Arc<dyn Dns>,
    answers: Mutex<HashMap<Question, Arc<OnceCell<Reply>>>>,
    turns: Semaphore,
    /// Answers are asked for with the word of DNSSEC.
    vouched: bool,
}

impl Once {
    pub fn new(dns: Arc<dyn Dns>) -> Once {
        Once { dns, answers: Mutex::default(), turns: Semaphore::new(IN_FLIGHT_MAX), vouched: false }
    }

    /// As [`new`](Once::new), where it matters whether DNSSEC vouches for an answer.
    pub fn vouched(dns: Arc<dyn Dns>) -> Once {
        Once { vouched: true, ..Once::new(dns) }
    }

    /// How many different questions were asked.
    pub fn asked(&self) -> usize {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn cell(&self, question: &Question) -> Arc<OnceCell<Reply>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        match answers.get(question) {
            Some(cell) => cell.clone(),
            None if answers.len() >= ANSWERS_MAX => Arc::default(),
            None => answers.entry(question.clone()).or_default().clone(),
        }
    }

    async fn send(&self, question: Question) -> Reply {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await;
        match self.vouched {
            true => self.dns.ask_vouched(question).await,
            false => self.dns.ask(question).await,
        }
    }
}

impl Dns for Once {
    fn ask(&self, question: Question) -> Answering<'_> {
        Box::pin(async move {
            let cell = self.cell(&question);
            // Where a check ends before its question is answered, the next that waits for it asks on.
            cell.get_or_init(|| self.send(question)).await.clone()
        })
    }

    fn is_whole_world(&self) -> bool {
        self.dns.is_whole_world()
    }
}
