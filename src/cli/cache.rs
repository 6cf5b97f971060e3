//! `--cache`: where answers of earlier runs are kept, and what to say when that does not work.

use super::args::shared::DnsArgs;
use super::terminal::Terminal;
use crate::cli::errors::cause_in_words;
use presend::dns::{Dns, Job, Store, Stored};
use presend::reason::say;
use sha2::{Digest, Sha256};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The file's name in the user's cache folder.
const DEFAULT_NAME: &str = "presend/dns.sqlite";

/// What a run keeps between its parts: the store, when there is one.
pub type Kept = Option<Store>;

/// Puts the store before these servers, unless the user wants none. What goes wrong is said, and the run goes on.
pub fn before(
    dns: Arc<dyn Dns>,
    servers: &[SocketAddr],
    work: Option<&[u8]>,
    args: &DnsArgs,
    terminal: &Terminal,
) -> (Arc<dyn Dns>, Kept) {
    let Some(path) = args.cache.clone().or_else(|| in_cache_folder(DEFAULT_NAME)).filter(|_| !args.no_cache) else {
        return (dns, None);
    };
    let mut names: Vec<String> = servers.iter().map(SocketAddr::to_string).collect();
    names.sort_unstable();
    match Store::open(&path, &Job { resolver: &names.join(","), work }) {
        Ok(store) => (Arc::new(Stored::new(dns, store.clone())), Some(store)),
        Err(error) => {
            let why = cause_in_words(&error, terminal.lang);
            terminal.warn(&say!(terminal.lang, "goes-on-without", why = why));
            (dns, None)
        }
    }
}

/// Says what went wrong with the store during the run.
pub fn report(kept: &Kept, terminal: &Terminal) {
    for warning in kept.iter().flat_map(|store| store.warnings(terminal.lang)) {
        terminal.warn(&format!("{warning}{}", terminal.lang.text("sign-stop")));
    }
}

/// The work on this list, in a form that is the same when the same command is given again. A hash, for the store is nobody's business,
/// and paths name customers and campaigns.
pub fn work_on(list: &Path) -> Vec<u8> {
    let path = list.canonicalize().unwrap_or_else(|_| list.to_owned());
    Sha256::digest(path.as_os_str().as_encoded_bytes()).to_vec()
}

/// A file in the place for caches that the system's custom names; `None` where the user has no home.
pub fn in_cache_folder(file: &str) -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let caches = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join("Library/Caches")))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")))
    };
    Some(caches?.join(file))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_store_is_told_no_path_but_knows_the_list_again() {
        let work = work_on(Path::new("customers/acme.csv"));
        assert_eq!(work, work_on(Path::new("customers/acme.csv")));
        assert_ne!(work, work_on(Path::new("customers/other.csv")));
        assert!(!String::from_utf8_lossy(&work).contains("acme"));
    }
}
