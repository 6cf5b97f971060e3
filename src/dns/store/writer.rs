//! The thread that writes answers into the file, many at a time. Nobody waits for it: what comes faster than the disk
//! takes it is not kept.

use super::file::{Entry, StoreFile, is_damage};
use super::{Clock, Trouble, Troubles};
use rusqlite::ErrorCode;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender};
use std::time::{Duration, Instant};

/// Answers written together.
const BATCH_MAX: usize = 8192;
/// How long an answer may wait to be written: what a killed run may lose.
const WAIT_MAX: Duration = Duration::from_millis(500);
/// How often in a row the file may be locked, each time for two seconds, before the run goes on without it.
const LOCKED_MAX: u32 = 5;

/// What the thread is told.
pub(super) enum Order {
    Learn(Entry),
    /// Write what has come so far.
    Flush(SyncSender<()>),
    /// The run is at its end.
    Settle {
        end: RunEnd,
        done: SyncSender<()>,
    },
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
    pub batch: Vec<Entry>,
    pub locked: u32,
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
                Ok(Order::Learn(entry)) => {
                    self.learn(entry);
                    write_at.get_or_insert_with(|| Instant::now() + WAIT_MAX);
                    if self.batch.len() < BATCH_MAX {
                        continue;
                    }
                    self.write();
                }
                Ok(Order::Flush(done)) => {
                    self.write();
                    // Whoever asked may have given up waiting.
                    let _ = done.try_send(());
                }
                Ok(Order::Settle { end, done }) => {
                    self.settle(end);
                    let _ = done.try_send(());
                }
                Err(RecvTimeoutError::Timeout) => self.write(),
                Err(RecvTimeoutError::Disconnected) => return self.write(),
            }
            write_at = (!self.batch.is_empty()).then(|| Instant::now() + WAIT_MAX);
        }
    }

    fn learn(&mut self, entry: Entry) {
        // While the file is locked the batch may not grow for ever.
        if self.batch.len() < 2 * BATCH_MAX && !self.troubles.any() {
            self.batch.push(entry);
        }
    }

    /// Writes the batch, sorted, so that neighbours in the file are written together.
    fn write(&mut self) {
        if self.batch.is_empty() || self.troubles.any() {
            self.batch.clear();
            return;
        }
        self.batch.sort_unstable_by(|a, b| a.question.name.cmp(&b.question.name));
        let written = self.file.write(&self.batch);
        match self.judge(written) {
            Outcome::Done | Outcome::GivenUp => self.batch.clear(),
            Outcome::TryAgain => {}
        }
    }

    fn settle(&mut self, end: RunEnd) {
        match end {
            RunEnd::Believed { .. } => self.write(),
            RunEnd::NotBelieved => self.batch.clear(),
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
enum Outcome {
    Done,
    TryAgain,
    GivenUp,
}
