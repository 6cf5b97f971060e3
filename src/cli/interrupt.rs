//! Ctrl-C and the other signals that ask a process to stop: what is unfinished goes, and what was learned is kept.

use super::Exit;
use super::cache::Kept;
use super::terminal::Terminal;
use presend::dns::Store;
use presend::reason::Lang;
use presend::run::output_dir::Abandoner;
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// What has to be cleared away when the user stops the run.
#[derive(Default)]
pub struct Interrupted {
    unfinished: Mutex<Option<Abandoner>>,
    kept: Mutex<Option<Store>>,
}

impl Interrupted {
    /// From now on, these results are given up when the run is stopped.
    pub fn guards(&self, abandoner: Abandoner) {
        *self.unfinished.lock().unwrap_or_else(PoisonError::into_inner) = Some(abandoner);
    }

    /// From now on, what this store has not yet written is written when the run is stopped.
    pub fn keeps(&self, kept: &Kept) {
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = kept.clone();
    }

    /// Ends the process as soon as the user or the system wants it to stop, whatever it waits for: a thread of its own looks
    /// out for that, because a command may be reading from a pipe to which nobody writes.
    pub fn watch(self: &Arc<Self>, terminal: Arc<Terminal>) -> io::Result<()> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let signals = {
            let _entered = runtime.enter();
            Signals::new()?
        };
        let interrupted = self.clone();
        std::thread::Builder::new().name("presend-signals".to_owned()).spawn(move || {
            runtime.block_on(signals.first());
            interrupted.end(&terminal)
        })?;
        Ok(())
    }

    /// The command has come to its end: what it left unfinished goes, and the store writes what it still has.
    pub fn release(&self) {
        drop(self.unfinished.lock().unwrap_or_else(PoisonError::into_inner).take());
        drop(self.kept.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    fn end(&self, terminal: &Terminal) -> ! {
        if let Some(abandoner) = self.unfinished.lock().unwrap_or_else(PoisonError::into_inner).take() {
            abandoner.abandon();
        }
        let lang = terminal.lang;
        let kept = if self.keep() { lang.text("interrupted-kept") } else { lang.text("interrupted-anew") };
        terminal.say(&format!("{}{}{kept}", lang.text("interrupted"), lang.text("sign-next")));
        // Threads may still be reading the list: leave without waiting for them.
        std::process::exit(Exit::Interrupted as i32)
    }

    /// Writes what was learned, and tells whether that worked.
    fn keep(&self) -> bool {
        let store = self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        store.is_some_and(|store| {
            store.flush();
            store.warnings(Lang::En).is_empty()
        })
    }
}

/// Waits for the user or the system to want the process to stop, for a command that ends by itself then. Must be called inside a tokio
/// runtime.
pub fn wanted() -> io::Result<impl Future<Output = ()>> {
    Ok(Signals::new()?.first())
}

/// The signals that ask a process to stop.
struct Signals {
    #[cfg(unix)]
    kinds: [tokio::signal::unix::Signal; 3],
    #[cfg(windows)]
    ctrl_c: tokio::signal::windows::CtrlC,
}

#[cfg(unix)]
impl Signals {
    /// Takes them over; from now on none of them ends the process by itself.
    fn new() -> io::Result<Signals> {
        use tokio::signal::unix::{SignalKind, signal};
        let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
        let [interrupt, terminate, hang_up] = kinds.map(signal);
        Ok(Signals { kinds: [interrupt?, terminate?, hang_up?] })
    }

    /// Waits for the first one.
    async fn first(mut self) {
        let [interrupt, terminate, hang_up] = &mut self.kinds;
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
            _ = hang_up.recv() => {}
        }
    }
}

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Signals> {
        Ok(Signals { ctrl_c: tokio::signal::windows::ctrl_c()? })
    }

    async fn first(mut self) {
        self.ctrl_c.recv().await;
    }
}
