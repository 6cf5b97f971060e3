//! What the system must allow a run: threads and memory. Both are tried before any work is begun. A thread or a piece of memory that is
//! refused later would end the process in the middle, by a panic or an abort and not by an error.

use anyhow::Context;
use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Threads beside those for the rows and for the DNS, of which there is one for each core: reading the list, signals, the store of
/// answers, standard input and output, and a few that wait.
const OTHER_THREADS: usize = 8;
/// Octets that every run can have at once: what it needs at the least, beside its threads.
const MEMORY_OCTETS_MIN: usize = 96 << 20;

/// Says what the system does not allow.
pub fn check() -> anyhow::Result<()> {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let wanted = 2 * cores + OTHER_THREADS;
    together(wanted, || {
        // Only asked for, never touched, so that it costs nothing.
        let mut memory: Vec<u8> = Vec::new();
        memory.try_reserve_exact(MEMORY_OCTETS_MIN).with_context(|| {
            let needed = MEMORY_OCTETS_MIN >> 20;
            format!(
                "this process may not have the {needed} MiB of memory that a run needs. Let it have more (ulimit -v)"
            )
        })
    })
}

/// Starts so many threads at once and calls `then` while all of them are there.
fn together(wanted: usize, then: impl FnOnce() -> anyhow::Result<()>) -> anyhow::Result<()> {
    let door = Mutex::new(());
    thread::scope(|scope| {
        let closed = door.lock().unwrap_or_else(PoisonError::into_inner);
        for _ in 0..wanted {
            thread::Builder::new().spawn_scoped(scope, || drop(door.lock())).with_context(|| {
                format!(
                    "this process may not start the {wanted} threads that a run needs. Let it have more threads (ulimit -u) or \
                     memory (ulimit -v)"
                )
            })?;
        }
        let said = then();
        drop(closed);
        said
    })
}
