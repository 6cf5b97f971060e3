//! Answers that outlive a run, so that a second run, or one that was interrupted, does not ask again.
//!
//! An answer is used for as long as its zone allows, within the bounds below, only by runs that ask the same DNS
//! servers, and only if the run that learned it came to its end: whether a resolver can be believed is known no earlier.
//! A run that was interrupted and is started again also takes up what it had learned itself, whatever the TTL, once the
//! resolver has proved itself: it invents no names, and confirms some of what was learned. No answer of an interrupted run
//! ever helps to reject an address. Addresses are kept only while the resolver is known to invent none. Failures are never
//! kept, nor what a resolver said that could not be believed. The store helps and never hinders: whatever goes wrong with it, the
//! run goes on without it.

mod desk;
mod file;
mod hash;
mod index;
mod place;
mod record;
mod rows;
#[cfg(test)]
mod tests;
mod trouble;
mod writer;

use self::desk::Desk;
use self::file::{Entry, Ids, StoreFile};
use self::index::Index;
use self::record::Age;
use self::rows::{Ended, Reader, Row};
use self::trouble::{Trouble, Troubles, locked};
use self::writer::{BATCH_MAX, Order, RunEnd, Writer};
use super::gather::invents_names;
use super::{Answering, Bulk, Dns, Patience, Question, RecordKind, Records, Reply, Stats};
use crate::facts::{ABSENT_MAX_S, AddressClass, KEPT_MAX_S, Lookup};
use crate::reason::{Lang, escape, say, shown_in_english};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{self, SyncSender};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::OnceCell;
use tokio::task::JoinSet;

/// Answers that wait to be written. What comes beyond it is not kept.
const WAITING_MAX: usize = 1 << 16;
/// Orders to the writer that wait. There are seldom more than three.
const ORDERS_MAX: usize = 64;
/// How long the end of a run waits for the disk.
const SETTLE_MAX: Duration = Duration::from_secs(5);
/// How long a run that is stopped waits for the disk: the user does not want to wait a second.
const FLUSH_MAX: Duration = Duration::from_millis(600);
/// Absences that an interrupted run had learned and that are asked again before anything else of it is believed; and as
/// many records that it had found.
const ASKED_AGAIN: usize = 8;
/// How long the first addresses of a run wait to know whether the resolver invents some. After it, none are kept.
const CANARY_PATIENCE: Duration = Duration::from_millis(1500);
/// Answers of an interrupted run that those are chosen from.
const SAMPLE_MAX: u32 = 2048;

/// Why there is no store. The run can go on without one.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process holds the file, and did not let go of it within two seconds.
    Locked {
        /// The file as it was named.
        path: PathBuf,
    },
    /// It is an SQLite database that presend did not make.
    Foreign {
        /// The file as it was named.
        path: PathBuf,
    },
    /// Its tables are of a version that this one does not know.
    LaterVersion {
        /// The file as it was named.
        path: PathBuf,
    },
    /// It can neither be opened nor made, such as for want of rights or of room.
    Unusable {
        /// The file as it was named.
        path: PathBuf,
        /// What the system or SQLite said.
        why: String,
    },
    /// SQLite says that the file is damaged.
    Damaged {
        /// The file as it was named.
        path: PathBuf,
    },
}

impl StoreError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Locked { path } => say!(lang, "store-error-locked", file = escape::file(path)),
            Self::Foreign { path } => say!(lang, "store-error-foreign", file = escape::file(path)),
            Self::LaterVersion { path } => say!(lang, "store-error-later-version", file = escape::file(path)),
            Self::Unusable { path, why } => say!(lang, "store-error-unusable", file = escape::file(path), error = why),
            Self::Damaged { path } => say!(lang, "store-error-damaged", file = escape::file(path)),
        }
    }

    fn of(path: &Path, source: rusqlite::Error) -> StoreError {
        let path = path.into();
        match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                StoreError::Locked { path }
            }
            _ if place::is_damage(&source) => StoreError::Damaged { path },
            _ => StoreError::Unusable { path, why: source.to_string() },
        }
    }
}

shown_in_english!(StoreError);

/// What a run is for.
#[derive(Clone, Copy, Debug)]
pub struct Job<'a> {
    /// The DNS servers, in a form that is the same for the same servers. Their answers are for nobody else.
    pub resolver: &'a str,
    /// The same bytes when the same work is started again; `None` for work that is not taken up again.
    pub work: Option<&'a [u8]>,
}

/// The file of answers, open for one run. Copies share it.
#[derive(Clone)]
pub struct Store {
    inner: Arc<Inner>,
}

struct Inner {
    path: PathBuf,
    clock: Clock,
    ids: Ids,
    index: Arc<Mutex<Index>>,
    reader: Mutex<Option<Reader>>,
    /// Answers on their way to the writer.
    waiting: Arc<Mutex<Vec<Entry>>>,
    writer: Option<SyncSender<Order>>,
    thread: Option<JoinHandle<()>>,
    troubles: Troubles,
    settled: AtomicBool,
    /// The name of a damaged file that was in the way when the store was opened.
    was_set_aside: Option<PathBuf>,
}

/// The time of day, read once; from then on the run's own time is added, which nobody can set back.
#[derive(Clone, Copy, Debug)]
struct Clock {
    start_s: u64,
    began: Instant,
}

impl Clock {
    fn now_s(self) -> u64 {
        self.start_s + self.began.elapsed().as_secs()
    }
}

impl Store {
    /// Opens the file, or makes it. A damaged one is set aside.
    pub fn open(path: &Path, job: &Job<'_>) -> Result<Store, StoreError> {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Store::open_at(path, job, now.as_secs())
    }

    fn open_at(path: &Path, job: &Job<'_>, now_s: u64) -> Result<Store, StoreError> {
        let clock = Clock { start_s: now_s, began: Instant::now() };
        let begin = |path: &Path| {
            let file = StoreFile::begin(path, job, now_s)?;
            let index = file.read_index().map_err(|source| StoreError::of(path, source))?;
            Ok((file, index))
        };
        let (file, index, was_set_aside) = match begin(path) {
            Err(StoreError::Damaged { path }) => {
                let aside = place::set_aside(&path).map_err(|error| StoreError::Unusable {
                    path: path.clone(),
                    why: format!("it is damaged; {error}"),
                })?;
                let (file, index) = begin(&path)?;
                (file, index, Some(aside))
            }
            begun => {
                let (file, index) = begun?;
                (file, index, None)
            }
        };
        let (troubles, index, waiting) = (Troubles::default(), Arc::new(Mutex::new(index)), Arc::default());
        let writer = Writer {
            file: file.again(path)?,
            clock,
            troubles: troubles.clone(),
            index: Arc::clone(&index),
            waiting: Arc::clone(&waiting),
            batch: Vec::new(),
            locked: 0,
            forgot: false,
        };
        let (orders, to_do) = mpsc::sync_channel(ORDERS_MAX);
        let thread = std::thread::Builder::new()
            .name("presend-store".to_owned())
            .spawn(move || writer.run(&to_do))
            .map_err(|error| StoreError::Unusable { path: path.into(), why: error.to_string() })?;
        let inner = Inner {
            path: path.into(),
            clock,
            ids: file.ids.clone(),
            index,
            reader: Mutex::new(Some(Reader::new(file))),
            waiting,
            writer: Some(orders),
            thread: Some(thread),
            troubles,
            settled: AtomicBool::new(false),
            was_set_aside,
        };
        Ok(Store { inner: Arc::new(inner) })
    }

    /// Writes what was learned so far, as far as the disk allows within 600 ms. To be called when the run is
    /// about to be stopped.
    pub fn flush(&self) {
        self.order(Order::Flush, FLUSH_MAX);
    }

    /// What the user should know about the file, in sentences. Empty when all is well.
    pub fn warnings(&self, lang: Lang) -> Vec<String> {
        let path = &self.inner.path;
        let aside = self.inner.was_set_aside.as_ref();
        let aside =
            aside.map(|aside| say!(lang, "store-set-aside", file = escape::file(path), aside = escape::file(aside)));
        let trouble = self.inner.troubles.first().map(|trouble| trouble.said(path, lang));
        aside.into_iter().chain(trouble).collect()
    }

    /// The answer, if there is one that may still be used, and whether it comes from an interrupted run.
    fn find(&self, question: &Question) -> Option<(Reply, Source)> {
        if self.inner.troubles.any() {
            return None;
        }
        let id = locked(&self.inner.index).find(self.inner.ids.key(question))?;
        let (row, source) = match self.read(id) {
            Ok(found) => found?,
            Err(error) => {
                let damaged = place::is_damage(&error);
                self.inner.troubles.note(if damaged { Trouble::Damaged } else { Trouble::Failed(error.to_string()) });
                return None;
            }
        };
        let mut reply = record::decode(question, row.age, &row.reply)?;
        // What is left of its time is all that may still be promised of it.
        let age = Duration::from_secs(self.age_s(&row)?);
        reply.ttl = reply.ttl.map(|ttl| ttl.saturating_sub(age));
        let usable = match source {
            Source::Finished => is_found(&reply) || self.age_s(&row)? < ABSENT_MAX_S,
            Source::TakenUp | Source::Interrupted => !could_reject(&reply),
        };
        usable.then_some((reply, source))
    }

    /// A row of the file, if it may be used, and for what. One from the future is of a clock that was wrong, then or now.
    fn read(&self, id: i64) -> rusqlite::Result<Option<(Row, Source)>> {
        let mut reader = locked(&self.inner.reader);
        let Some(reader) = reader.as_mut() else { return Ok(None) };
        let Some(row) = reader.take(id)? else { return Ok(None) };
        let Some(age_s) = self.age_s(&row).filter(|age_s| *age_s < KEPT_MAX_S) else { return Ok(None) };
        if self.inner.ids.interrupted.contains(&row.run) {
            return Ok(Some((row, Source::Interrupted)));
        }
        let source = match reader.ended(row.run)? {
            Ended::Believed => Source::Finished,
            Ended::TakenUp => Source::TakenUp,
            Ended::Not if row.run == self.inner.ids.run => Source::Finished,
            // A run that still works, or was killed at other work, has not shown that its resolver can be believed.
            Ended::Not => return Ok(None),
        };
        Ok((age_s < u64::from(row.age.ttl_s)).then_some((row, source)))
    }

    fn age_s(&self, row: &Row) -> Option<u64> {
        self.inner.clock.start_s.checked_sub(row.age.asked_s)
    }

    fn learn(&self, question: &Question, reply: &Reply) {
        // A run that was told that its resolver lies has nothing more to learn.
        let closed = self.inner.settled.load(Ordering::Relaxed) || self.inner.troubles.any();
        let Some(writer) = self.inner.writer.as_ref().filter(|_| !closed) else { return };
        let ttl_s = reply.ttl.map_or(0, |ttl| u32::try_from(ttl.as_secs()).unwrap_or(u32::MAX));
        let age = Age { asked_s: self.inner.clock.now_s(), ttl_s };
        let Some(reply) = record::encode(question, age, reply) else { return };
        let count = {
            let mut waiting = locked(&self.inner.waiting);
            if waiting.len() >= WAITING_MAX {
                // The disk is too slow; then this answer is not kept.
                return;
            }
            waiting.push(Entry { question: question.clone(), age, reply });
            waiting.len()
        };
        // The writer is woken for the first and for a whole batch only. It takes all when it takes any.
        let _ = match count {
            1 => writer.try_send(Order::Begin),
            BATCH_MAX => writer.try_send(Order::Write),
            _ => Ok(()),
        };
    }

    fn settle(&self, end: RunEnd) {
        if !self.inner.settled.swap(true, Ordering::Relaxed) {
            self.order(|done| Order::Settle { end, done }, SETTLE_MAX);
            // What it forgot must not be remembered here.
            locked(&self.inner.reader).iter_mut().for_each(Reader::look_again);
        }
    }

    /// Gives an order and waits until it is carried out, but no longer than `wait_max`.
    fn order(&self, order: impl FnOnce(SyncSender<()>) -> Order, wait_max: Duration) {
        let Some(writer) = &self.inner.writer else { return };
        let (done, carried_out) = mpsc::sync_channel(1);
        if writer.send(order(done)).is_ok() {
            let _ = carried_out.recv_timeout(wait_max);
        }
    }

    /// A few of the many answers of an interrupted run, absences and records, to be held against the resolver's now.
    fn to_ask_again(&self) -> Vec<(Question, Lookup<Records>)> {
        let reader = locked(&self.inner.reader);
        let sample =
            reader.as_ref().and_then(|reader| reader.file.sample_of_interrupted(SAMPLE_MAX).ok()).unwrap_or_default();
        let learned = sample.into_iter().filter_map(|(question, row)| {
            let reply = record::decode(&question, row.age, &row.reply)?;
            Some((question, reply.outcome))
        });
        let (found, absent): (Vec<_>, Vec<_>) = learned.partition(|(_, outcome)| matches!(outcome, Lookup::Found(_)));
        let some = |answers: Vec<_>| {
            let step = answers.len().div_ceil(ASKED_AGAIN).max(1);
            answers.into_iter().step_by(step)
        };
        some(absent).chain(some(found)).collect()
    }
}

fn is_found(reply: &Reply) -> bool {
    matches!(reply.outcome, Lookup::Found(_))
}

/// Whether this answer alone could reject an address: an absence, a null MX, or a host without a public address.
fn could_reject(reply: &Reply) -> bool {
    let public = |ip| AddressClass::of(ip) == AddressClass::Public;
    let Lookup::Found(records) = &reply.outcome else { return true };
    let good = match records {
        Records::Mx(list) => list.iter().any(|mx| !mx.exchange.is_root()),
        Records::A(list) => list.iter().any(|&ip| public(ip.into())),
        Records::Aaaa(list) => list.iter().any(|&ip| public(ip.into())),
        Records::Ptr(_) | Records::Txt(_) | Records::Tlsa(_) => true,
    };
    // Addresses of exchanges that came with the answer are used too.
    !good || reply.additional.iter().any(|&(_, ip)| !public(ip))
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Source {
    /// A run that came to its end and was believed, or this one.
    Finished,
    /// An interrupted run that one which came to its end took up.
    TakenUp,
    /// An interrupted run of the same work.
    Interrupted,
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.writer = None;
        if let Some(thread) = self.thread.take() {
            // A panic of the thread costs its batch and nothing else.
            let _ = thread.join();
        }
        *locked(&self.reader) = None;
        if self.troubles.first() == Some(Trouble::Damaged) {
            // If it cannot be moved, the next run meets the damage again and says so again.
            let _ = place::set_aside(&self.path);
        }
    }
}

/// A resolver with a store before it.
pub struct Stored {
    inner: Arc<dyn Dns>,
    store: Store,
    cached: AtomicU64,
    interrupted_holds: OnceCell<bool>,
    invents_nothing: OnceCell<bool>,
}

impl Stored {
    /// Puts a store before a resolver. TXT, PTR and TLSA go past it, and are always asked of the resolver.
    pub fn new(inner: Arc<dyn Dns>, store: Store) -> Stored {
        let (interrupted_holds, invents_nothing) = Default::default();
        Stored { inner, store, cached: AtomicU64::new(0), interrupted_holds, invents_nothing }
    }

    async fn answer(&self, question: Question, patience: Patience) -> Reply {
        // What is rare, TXT and PTR, tells of a sender's own set-up, which people change and look at again.
        if !matches!(question.kind, RecordKind::Mx | RecordKind::A | RecordKind::Aaaa) {
            return self.inner.ask_with(question, patience).await;
        }
        if let Some((reply, source)) = self.store.find(&question)
            && (source != Source::Interrupted || self.interrupted_holds().await)
        {
            self.cached.fetch_add(1, Ordering::Relaxed);
            return reply;
        }
        let asking = self.inner.ask_with(question.clone(), patience);
        let (reply, keep) = if question.kind == RecordKind::Mx {
            (asking.await, true)
        } else {
            // Side by side, so that only the first of a run may have to wait.
            tokio::join!(asking, self.invents_nothing())
        };
        if keep {
            self.store.learn(&question, &reply);
        }
        reply
    }

    /// Whether the resolver is known to invent no addresses for names that cannot exist. One that does so must leave nothing in the
    /// store, even of a run that is killed the next moment: no later question could tell its addresses from true ones.
    async fn invents_nothing(&self) -> bool {
        let ask = || async {
            let invents = tokio::time::timeout(CANARY_PATIENCE, invents_names(self.inner.as_ref())).await;
            let invents = invents.unwrap_or(None);
            if invents == Some(true) {
                self.store.settle(RunEnd::NotBelieved);
            }
            invents == Some(false)
        };
        *self.invents_nothing.get_or_init(ask).await
    }

    /// Whether what an interrupted run learned can be taken up. It ended before anybody could ask whether its resolver
    /// was to be believed; so some of it is asked again: one answer at least must be the same, and none may be another.
    async fn interrupted_holds(&self) -> bool {
        let ask = || async {
            let mut asking = JoinSet::new();
            for (question, earlier) in self.store.to_ask_again() {
                let dns = self.inner.clone();
                asking.spawn(async move {
                    match dns.ask_with(question, Patience::First).await.outcome {
                        Lookup::Failed(_) => None,
                        // Which records are found may change from one moment to the next; whether there are any does not.
                        now => Some(std::mem::discriminant(&now) == std::mem::discriminant(&earlier)),
                    }
                });
            }
            let (invents_nothing, confirmed) = tokio::join!(self.invents_nothing(), asking.join_all());
            let confirmed: Vec<bool> = confirmed.into_iter().flatten().collect();
            invents_nothing && !confirmed.is_empty() && confirmed.iter().all(|same| *same)
        };
        *self.interrupted_holds.get_or_init(ask).await
    }
}

impl Dns for Stored {
    fn ask(&self, question: Question) -> Answering<'_> {
        Box::pin(self.answer(question, Patience::Whole))
    }

    fn ask_with(&self, question: Question, patience: Patience) -> Answering<'_> {
        Box::pin(self.answer(question, patience))
    }

    fn ask_anew(&self, question: Question, patience: Patience) -> Answering<'_> {
        self.inner.ask_anew(question, patience)
    }

    fn in_bulk(self: Arc<Self>) -> Option<Box<dyn Bulk>> {
        Some(Box::new(Desk::new(self)))
    }

    fn settle(&self, believed: bool) {
        let took_up = self.interrupted_holds.get() == Some(&true);
        self.store.settle(if believed { RunEnd::Believed { took_up } } else { RunEnd::NotBelieved });
        self.inner.settle(believed);
    }

    fn is_whole_world(&self) -> bool {
        self.inner.is_whole_world()
    }

    fn stats(&self) -> Stats {
        Stats { cached: self.cached.load(Ordering::Relaxed), ..self.inner.stats() }
    }
}
