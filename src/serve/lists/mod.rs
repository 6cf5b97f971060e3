//! Lists that were handed in over HTTP: kept in a private folder, cleaned one after the other, and gone after a day,
//! or when a new one needs the room.
//!
//! A list is taken up when its row stands in the database, which is after its last octet; whatever a server that was killed left
//! half done is done again by the next one. Names of files are strangers' text, and never part of a path.

pub mod api;
mod archive;
mod jobs;
mod send;
mod work;

use self::jobs::{Job, Jobs, State};
use self::work::Watched;
use super::ServeError;
use super::answer::Problem;
use super::limits::{
    JOBS_KEPT_MAX, JOBS_WAITING_MAX, KEPT_MAX, SEEN_KEPT_MIN, SWEEP_PAUSE, UNSEEN_KEPT_MIN, UPLOADS_MAX,
};
use crate::judge::Policy;
use crate::reason::Lang;
use axum::http::StatusCode;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::sync::{Notify, Semaphore};
use tokio::task::AbortHandle;

/// The folder inside that of the user, so that no rights of the user's own folder are changed.
const FOLDER: &str = "presend-lists";
/// The list as it came, in the folder of its job.
const UPLOAD: &str = "upload";
/// The folder of the results, beside it.
const RESULTS: &str = "results";

/// All lists of a server.
pub struct Lists {
    folder: PathBuf,
    jobs: Jobs,
    policy: Policy,
    /// Octets of a list.
    pub upload_max: u64,
    receiving: Semaphore,
    working: Mutex<Option<Working>>,
    wake: Notify,
    /// Rows of the lists that are no longer worked on.
    rows_judged: AtomicU64,
}

/// What is counted of all lists.
pub struct Counted {
    /// Lists that are kept, by state.
    pub states: [(&'static str, u64); 4],
    /// Rows that were judged since the start.
    pub rows_judged: u64,
}

/// The list that is being cleaned.
struct Working {
    id: String,
    watched: Arc<Watched>,
    task: AbortHandle,
}

/// A job, and how far it is.
pub struct Status {
    pub job: Job,
    pub progress: Option<Arc<Watched>>,
}

impl Lists {
    /// Opens the folder, and takes up what an earlier server left there.
    pub fn open(folder: &Path, upload_max: u64, policy: Policy) -> Result<Lists, ServeError> {
        let folder = folder.join(FOLDER);
        let failed = |error: io::Error| ServeError::Folder { path: folder.clone(), why: error.to_string() };
        private(&folder).map_err(failed)?;
        let jobs = Jobs::open(&folder.join("jobs.sqlite"))
            .map_err(|error| ServeError::Folder { path: folder.clone(), why: error })?;
        let lists = Lists {
            folder: folder.clone(),
            jobs,
            policy,
            upload_max,
            receiving: Semaphore::new(UPLOADS_MAX),
            working: Mutex::default(),
            wake: Notify::new(),
            rows_judged: AtomicU64::new(0),
        };
        lists.sweep();
        Ok(lists)
    }

    /// Cleans what waits, one list after the other, for ever.
    pub async fn work(self: Arc<Self>, gather: impl Fn() -> Option<crate::dns::Gather>) {
        loop {
            let woken = self.wake.notified();
            while let Some(job) = self.jobs.next() {
                self.work_on(job, gather()).await;
            }
            // Whether somebody wakes it or not, what is old has to go.
            let _ = tokio::time::timeout(SWEEP_PAUSE, woken).await;
            self.sweep();
        }
    }

    async fn work_on(&self, job: Job, gather: Option<crate::dns::Gather>) {
        let watched = Arc::new(Watched::default());
        let folder = self.folder_of(&job.id);
        let cleaning = work::clean(folder, job.clone(), self.policy.clone(), gather, watched.clone());
        let task = tokio::spawn(cleaning);
        *self.working() = Some(Working { id: job.id.clone(), watched, task: task.abort_handle() });
        let ended = task.await;
        self.ended();
        match ended {
            Ok(Ok(verdicts)) => self.jobs.done(&job.id, verdicts, now_s()),
            Ok(Err(why)) => self.jobs.failed(&job.id, &why, now_s()),
            // It was taken back.
            Err(error) if error.is_cancelled() => self.remove_folder(&job.id),
            Err(_) => self.jobs.failed(&job.id, job.lang.text("serve-list-fault"), now_s()),
        }
    }

    /// Nothing is worked on any more. The rows go over from one count to the other at once.
    fn ended(&self) {
        let mut working = self.working();
        if let Some(working) = working.take() {
            self.rows_judged.fetch_add(working.watched.rows_judged.load(Ordering::Relaxed), Ordering::Relaxed);
        }
    }

    pub fn counted(&self) -> Counted {
        let states = self.jobs.by_state();
        let working = self.working();
        let now = working.as_ref().map_or(0, |working| working.watched.rows_judged.load(Ordering::Relaxed));
        Counted { states, rows_judged: self.rows_judged.load(Ordering::Relaxed) + now }
    }

    /// Takes a list in whose octets all stand in `upload`. Where too many are kept, older ones make room.
    pub fn add(&self, id: &str, name: &str, octets: u64, lang: Lang) -> Result<Job, Problem> {
        let job = Job {
            id: id.to_owned(),
            name: name.to_owned(),
            octets,
            lang,
            created_s: now_s(),
            state: State::Queued,
            message: None,
            verdicts: None,
        };
        let leaving = self.jobs.add(&job, JOBS_KEPT_MAX).map_err(|_| Problem::busy())?.ok_or_else(too_many)?;
        leaving.iter().for_each(|id| self.remove_folder(id));
        self.wake.notify_one();
        Ok(job)
    }

    /// Whether one more list may come.
    pub fn has_room(&self) -> Result<(), Problem> {
        let (_, waiting) = self.jobs.counts();
        if waiting >= JOBS_WAITING_MAX {
            return Err(too_many_wait());
        }
        if self.jobs.has_room(JOBS_KEPT_MAX, now_s()) { Ok(()) } else { Err(too_many()) }
    }

    /// Something of the results of a list is being downloaded: from now on it may make room for another one some time.
    pub fn seen(&self, id: &str) {
        self.jobs.seen(id, now_s());
    }

    pub fn status(&self, id: &str) -> Option<Status> {
        let job = self.jobs.find(id)?;
        let working = self.working();
        let progress = working.as_ref().filter(|working| working.id == job.id).map(|working| working.watched.clone());
        Some(Status { job, progress })
    }

    /// Forgets a list and all that was made of it, also while it is being cleaned.
    pub fn remove(&self, id: &str) -> bool {
        let Some(job) = self.jobs.find(id) else { return false };
        self.jobs.remove(&job.id);
        if let Some(working) = self.working().as_ref().filter(|working| working.id == job.id) {
            working.task.abort();
        }
        self.remove_folder(&job.id);
        true
    }

    /// Gives up what is being worked on; its row stays as it is.
    pub fn stop(&self) {
        if let Some(working) = self.working().as_ref() {
            working.task.abort();
        }
    }

    /// The folder of a job. `id` comes out of the database, or was made here.
    fn folder_of(&self, id: &str) -> PathBuf {
        self.folder.join(id)
    }

    fn remove_folder(&self, id: &str) {
        // What cannot be removed now is tried again at the next sweep.
        let _ = fs::remove_dir_all(self.folder_of(id));
    }

    /// Removes lists that are too old, and folders that belong to none.
    fn sweep(&self) {
        for id in self.jobs.older_than(now_s().saturating_sub(KEPT_MAX.as_secs())) {
            self.remove(&id);
        }
        // A list that is coming in has a folder and no row yet.
        let Ok(_nobody_sends) = self.receiving.try_acquire_many(UPLOADS_MAX as u32) else { return };
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_id(&name) && self.jobs.find(&name).is_none() {
                self.remove_folder(&name);
            }
        }
    }

    fn working(&self) -> MutexGuard<'_, Option<Working>> {
        self.working.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A name that nobody can guess: 128 bits of a generator for secrets.
fn new_id() -> String {
    format!("{:032x}", rand::random::<u128>())
}

fn is_id(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

/// Makes a folder that nobody else may look into.
fn private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

fn too_many_wait() -> Problem {
    let message = format!("{JOBS_WAITING_MAX} lists wait to be cleaned; try again when one of them is done");
    let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", message).on_page("serve-problem-queue-full");
    Problem { retry_after_s: Some(60), ..problem }
}

/// No list may make room yet.
fn too_many() -> Problem {
    let [seen, unseen] = [SEEN_KEPT_MIN, UNSEEN_KEPT_MIN].map(|kept| kept.as_secs() / 60);
    let message = format!(
        "{JOBS_KEPT_MAX} lists are kept, and none is so old that it makes room: {seen} minutes after it failed or was downloaded, or {unseen} \
         minutes after it was done. Remove one with DELETE /v1/lists/{{id}}, or try again later"
    );
    let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "full", message).on_page("serve-problem-full");
    Problem { retry_after_s: Some(SEEN_KEPT_MIN.as_secs()), ..problem }
}

fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
