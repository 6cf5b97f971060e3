//! The thread that writes answers into the file, many at a time. Nobody waits for it: what comes faster than the disk
//! takes it is not kept.

use super::Clock;
use super::file::{Entry, StoreFile};
use super::index::Index;
use super::place::is_damage;
use super::trouble::{Trouble, Troubles, locked};
use rusqlite::ErrorCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// So many answers are not left waiting.
pub(super) const BATCH_MAX: usize = 8192;
/// How long an answer may wait to be written: what a killed run may lose.
const WAIT_MAX: Duration = Duration::from_millis(500);
/// How often in a row the file may be locked, each time for two seconds, before the run goes on without it.
const LOCKED_MAX: u32 = 5;

/// What the thread is told.
pub(super) enum Order {
    /// There are answers to write, soon.
    Begin,
    /// There are many.
    Write,
    /// Write what has come so far.
    Flush(SyncSender<()>),
    /// The run is at its end.
    Settle { end: RunEnd, done: SyncSender<()> },
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RunEnd {
    /// Its resolver was believed. `took_up`: so was what interrupted runs had learned.
    Believed {
        took_up: bool,
    },
    NotBelieved,
}

/// The thread's own state.
pub(super) struct Writer {
    pub file: StoreFile,
    pub clock: Clock,
    pub troubles: Troubles,
    pub index: Arc<Mutex<Index>>,
    /// What nobody has taken to write yet.
    pub waiting: Arc<Mutex<Vec<Entry>>>,
    pub batch: Vec<Entry>,
    pub locked: u32,
    /// The run's answers were not believed: none of them is written any more.
    pub forgot: bool,
}

impl Writer {
    /// Works until nobody can give orders any more.
    pub(super) fn run(mut self, orders: &Receiver<Order>) {
        let mut write_at: Option<Instant> = None;
        loop {
            let order = match write_at {
                None => orders.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => orders.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match order {
                Ok(Order::Begin) => {
                    write_at.get_or_insert_with(|| Instant::now() + WAIT_MAX);
                    continue;
                }
                Ok(Order::Write) | Err(RecvTimeoutError::Timeout) => self.write(),
                Ok(Order::Flush(done)) => {
                    self.write();
                    // Whoever asked may have given up waiting.
                    let _ = done.try_send(());
                }
                Ok(Order::Settle { end, done }) => {
                    self.settle(end);
                    let _ = done.try_send(());
                }
                Err(RecvTimeoutError::Disconnected) => return self.write(),
            }
            write_at = (!self.batch.is_empty()).then(|| Instant::now() + WAIT_MAX);
        }
    }

    /// Writes what an earlier time has left, and what has come since.
    fn write(&mut self) {
        if !self.batch.is_empty() {
            self.write_batch();
        }
        if self.batch.is_empty() {
            std::mem::swap(&mut self.batch, &mut *locked(&self.waiting));
            self.write_batch();
        }
    }

    fn write_batch(&mut self) {
        if self.batch.is_empty() || self.forgot || self.troubles.any() {
            self.batch.clear();
            return;
        }
        let known: Vec<Option<i64>> = {
            let mut index = locked(&self.index);
            self.batch.iter().map(|entry| index.find(self.file.ids.key(&entry.question))).collect()
        };
        let added = match self.file.write(&self.batch, &known) {
            Ok(added) => added,
            Err(error) => {
                if self.judge(Err(error)) == Outcome::GivenUp {
                    self.batch.clear();
                }
                return;
            }
        };
        self.judge(Ok(()));
        self.batch.clear();
        let mut index = locked(&self.index);
        added.into_iter().for_each(|(key, id)| index.add(key, id));
    }

    fn settle(&mut self, end: RunEnd) {
        match end {
            RunEnd::Believed { .. } => self.write(),
            RunEnd::NotBelieved => self.forgot = true,
        }
        if self.troubles.any() {
            return;
        }
        let settled = match end {
            RunEnd::Believed { took_up } => self.file.finish(self.clock.now_s(), took_up),
            RunEnd::NotBelieved => self.file.forget(),
        };
        self.judge(settled);
    }

    fn judge(&mut self, result: rusqlite::Result<()>) -> Outcome {
        let Err(error) = result else {
            self.locked = 0;
            return Outcome::Done;
        };
        let trouble = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) if self.locked < LOCKED_MAX => {
                self.locked += 1;
                return Outcome::TryAgain;
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Trouble::Locked,
            _ if is_damage(&error) => Trouble::Damaged,
            _ => Trouble::Failed(error.to_string()),
        };
        self.troubles.note(trouble);
        Outcome::GivenUp
    }
}

/// What became of a change to the file.
#[derive(PartialEq, Eq)]
enum Outcome {
    Done,
    TryAgain,
    GivenUp,
}
