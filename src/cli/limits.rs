//! What the system must allow a run on lists or with the DNS: threads and memory. Both are looked at before any work is begun,
//! since a thread or a piece of memory that is refused later ends the process in the middle, by a panic or an abort. This does not
//! promise that the memory is there; it keeps limits that cannot be enough from being found out in that way.

use super::args::Command;
use presend::reason::{Saying, sentence};
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// Threads beside those of which there is one for each core: signals, the store of answers, and two that read.
const OTHER_THREADS: usize = 4;
/// Octets of addresses that the system's allocator sets aside for each thread, with its stack.
#[cfg(target_os = "linux")]
const OCTETS_A_THREAD: u64 = 66 << 20;
/// Octets for everything else.
#[cfg(target_os = "linux")]
const OCTETS_MIN: u64 = 128 << 20;
/// As many are enough whatever the number of threads, as they go on in what there is.
#[cfg(target_os = "linux")]
const OCTETS_ENOUGH: u64 = 1 << 30;

/// How many threads a command needs; `None` for one that works on one thread and asks nobody.
fn threads_of(command: &Command) -> Option<usize> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    match command {
        Command::Clean(_) | Command::Demo(_) | Command::Gate(_) | Command::Resolve(_) | Command::Probe(_) => {
            Some(2 * cores + OTHER_THREADS)
        }
        Command::Check(_) | Command::Sender(_) | Command::Serve(_) => Some(cores + OTHER_THREADS),
        _ => None,
    }
}

/// Whether a command works on one thread and asks nobody.
pub fn is_small(command: &Command) -> bool {
    threads_of(command).is_none()
}

/// Says what the system does not allow this command.
pub fn check(command: &Command) -> anyhow::Result<()> {
    let Some(threads) = threads_of(command) else { return Ok(()) };
    #[cfg(target_os = "linux")]
    if matches!(command, Command::Clean(_) | Command::Gate(_) | Command::Resolve(_) | Command::Probe(_)) {
        check_addresses(threads)?;
    }
    start_together(threads)
}

/// Holds what the threads of a list need against the limit that `ulimit -v` sets.
#[cfg(target_os = "linux")]
fn check_addresses(threads: usize) -> anyhow::Result<()> {
    use nix::sys::resource::{Resource, getrlimit};
    let Ok((allowed, _)) = getrlimit(Resource::RLIMIT_AS) else { return Ok(()) };
    let needed = (OCTETS_MIN + threads as u64 * OCTETS_A_THREAD).min(OCTETS_ENOUGH);
    anyhow::ensure!(allowed >= needed, sentence!("limits-memory", allowed = allowed >> 20, needed = needed >> 20));
    Ok(())
}

/// Starts so many threads that all are there at once, and lets them end.
fn start_together(threads: usize) -> anyhow::Result<()> {
    let before = threads_here();
    let door = Mutex::new(());
    thread::scope(|scope| {
        let _closed = door.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..threads {
            thread::Builder::new()
                .spawn_scoped(scope, || drop(door.lock()))
                .saying(|| sentence!("limits-threads", threads = threads))?;
        }
        anyhow::Ok(())
    })?;
    await_end(before);
    Ok(())
}

/// Waits, for a second at most, until no more threads count than `before`. A scope ends when the work of its threads does; they
/// themselves are there and are counted for a moment longer, and by that the next ones may be refused.
fn await_end(before: Option<usize>) {
    let long_enough = Instant::now() + Duration::from_secs(1);
    while threads_here() > before && Instant::now() < long_enough {
        thread::sleep(Duration::from_micros(100));
    }
}

/// How many threads of this process the system counts, if it says so.
fn threads_here() -> Option<usize> {
    std::fs::read_dir("/proc/self/task").ok().map(Iterator::count)
}
