//! Whom Python asks, and how it waits for answers.

use super::failed;
use crate::dns::{Dns, Named, Network, NetworkSettings, Zone};
use pyo3::prelude::*;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

/// How often a look is taken at whether the user wants to stop.
const SIGNALS_EVERY: Duration = Duration::from_millis(100);

/// A resolver that was named, before it is asked for the first time.
pub struct Resolver {
    named: Named,
    settings: NetworkSettings,
}

impl Resolver {
    /// The one that a text names.
    pub fn named(text: &str, settings: NetworkSettings) -> PyResult<Resolver> {
        let named = text.parse().map_err(|error| failed(format!("dns: {error}")))?;
        Ok(Resolver { named, settings })
    }

    /// How it is called in tables.
    pub fn name(&self) -> String {
        self.named.to_string()
    }

    /// What answers. Must be called inside a tokio runtime.
    pub fn begin(self) -> PyResult<Arc<dyn Dns>> {
        Ok(match self.named {
            Named::Zone(path) => {
                Arc::new(Zone::open(&path).map_err(|error| failed(format!("dns: {}: {error}", path.display())))?)
            }
            Named::Servers(servers) => Arc::new(Network::connect(&servers, self.settings).map_err(failed)?),
        })
    }
}

/// Waits for what `work` finds out, without holding up other threads of Python. Ctrl-C ends the waiting.
///
/// Each call has a runtime of its own: one that was made before a process forks is of no use after it.
pub fn wait<T: Send, F: Future<Output = PyResult<T>>>(py: Python<'_>, work: impl FnOnce() -> F + Send) -> PyResult<T> {
    py.detach(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(failed)?;
        let found = runtime.block_on(async {
            let mut work = std::pin::pin!(work());
            loop {
                match tokio::time::timeout(SIGNALS_EVERY, &mut work).await {
                    Ok(found) => return found,
                    Err(_) => Python::attach(|py| py.check_signals())?,
                }
            }
        });
        // Nobody waits for questions that are still open.
        runtime.shutdown_background();
        found
    })
}
