//! A list read by several threads: one cuts it into blocks of whole rows, the others work on blocks, and the results are taken
//! in the order of the list.
//!
//! What is in work is bounded, however much slower one block is than those behind it. Rows are never mixed up, and an
//! error of reading comes after all the rows that stood before it.

use crate::list::{Block, BlockReader, Layout, ListError, Source};
use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// Blocks in work, for each thread that works.
const BLOCKS_A_THREAD: usize = 4;

/// What happened to a block, by its number.
enum News<T> {
    Done(u64, Block, T),
    Failed(u64, ListError),
    /// A thread ended in a panic, which is passed on as soon as all have ended.
    Panicked,
}

/// Calls `work` for each block, on as many threads as there are cores, each with a `state` of its own, and then `take` in the
/// order of the list, on this thread. Ends with the first error of either.
pub fn in_order<S, T: Send, E: From<ListError>>(
    source: &Source,
    layout: &Layout,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &Block) -> T + Sync,
    mut take: impl FnMut(&Block, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut blocks = BlockReader::new(source.read()?, layout);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    if threads == 1 {
        let mut state = state();
        while let Some(block) = blocks.next_block()? {
            let done = work(&mut state, &block);
            take(&block, done)?;
        }
        return Ok(());
    }
    let (state, work) = (&state, &work);
    thread::scope(|scope| {
        let (tell, news) = channel();
        let (free, turns) = channel();
        let (hand_out, handed) = channel::<(u64, Block)>();
        for _ in 0..threads * BLOCKS_A_THREAD {
            // The other end is here, so this cannot fail.
            let _ = free.send(());
        }
        let reporter = Reporter(tell.clone());
        let named = |name: &str| thread::Builder::new().name(name.to_owned());
        let no_thread = |error| ListError::Threads { error };
        named("presend-reader")
            .spawn_scoped(scope, move || read(blocks, &turns, &hand_out, &reporter))
            .map_err(no_thread)?;
        let handed = std::sync::Arc::new(Mutex::new(handed));
        for started in 0..threads {
            let (handed, reporter) = (handed.clone(), Reporter(tell.clone()));
            let lane = named("presend-lane").spawn_scoped(scope, move || {
                let mut state = state();
                loop {
                    let next = handed.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, block)) = next else { return };
                    let done = work(&mut state, &block);
                    if reporter.0.send(News::Done(number, block, done)).is_err() {
                        return;
                    }
                }
            });
            // Where no more threads are allowed, fewer do the same work.
            match lane {
                Err(error) if started == 0 => return Err(no_thread(error).into()),
                Err(_) => break,
                Ok(_) => {}
            }
        }
        drop((tell, handed));
        // Both ends go when this returns, and with them the threads, whatever they were doing.
        take_in_order(news, free, &mut take)
    })
}

/// Reads blocks, one for each turn.
fn read<T, R: std::io::Read>(
    mut blocks: BlockReader<R>,
    turns: &Receiver<()>,
    hand_out: &Sender<(u64, Block)>,
    reporter: &Reporter<T>,
) {
    for number in 0.. {
        if turns.recv().is_err() {
            return;
        }
        match blocks.next_block() {
            Ok(None) => return,
            Ok(Some(block)) => {
                if hand_out.send((number, block)).is_err() {
                    return;
                }
            }
            Err(error) => {
                let _ = reporter.0.send(News::Failed(number, error));
                return;
            }
        }
    }
}

fn take_in_order<T, E: From<ListError>>(
    news: Receiver<News<T>>,
    free: Sender<()>,
    take: &mut impl FnMut(&Block, T) -> Result<(), E>,
) -> Result<(), E> {
    let mut waiting = BTreeMap::new();
    let mut next = 0;
    for news in news {
        match news {
            News::Done(number, block, done) => waiting.insert(number, Ok((block, done))),
            News::Failed(number, error) => waiting.insert(number, Err(error)),
            News::Panicked => return Ok(()),
        };
        while let Some(turn) = waiting.remove(&next) {
            let (block, done) = turn?;
            take(&block, done)?;
            next += 1;
            // After the last block nobody waits for a turn.
            let _ = free.send(());
        }
    }
    Ok(())
}

/// Tells news, and at last whether its thread panicked.
struct Reporter<T>(Sender<News<T>>);

impl<T> Drop for Reporter<T> {
    fn drop(&mut self) {
        if thread::panicking() {
            let _ = self.0.send(News::Panicked);
        }
    }
}
