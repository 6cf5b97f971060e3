//! The temporary folder of a server that was given none: gone when the server ends. One that was killed leaves it behind, with
//! lists of people in it; the next server removes it.
//!
//! A file in the folder is locked as long as its server lives, whatever ends that. Only a folder of the same user whose file nobody
//! has locked is removed. The file gets its name after it was locked, so a folder that was just made is not taken for a dead one.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use tempfile::TempDir;

/// How the names of the folders begin.
const PREFIX: &str = "presend-serve-";
/// The file that is locked.
const LOCK: &str = "in-use";

/// The folder. It is removed before its lock is let go.
pub struct TemporaryLists {
    folder: TempDir,
    _lock: File,
}

impl TemporaryLists {
    /// Makes a folder, and removes those that dead servers have left.
    pub fn new() -> io::Result<TemporaryLists> {
        TemporaryLists::new_in(&std::env::temp_dir())
    }

    fn new_in(parent: &Path) -> io::Result<TemporaryLists> {
        remove_dead(parent);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let unnamed = folder.path().join("lock");
        let lock = File::create_new(&unnamed)?;
        lock.try_lock()?;
        fs::rename(unnamed, folder.path().join(LOCK))?;
        Ok(TemporaryLists { folder, _lock: lock })
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }
}

/// What cannot be removed is left as it is: the server does not need it gone.
fn remove_dead(parent: &Path) {
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(PREFIX) && is_own(&entry.path()) {
            let _ = remove_if_dead(&entry.path());
        }
    }
}

fn remove_if_dead(folder: &Path) -> io::Result<()> {
    let lock = File::options().write(true).open(folder.join(LOCK))?;
    lock.try_lock()?;
    fs::remove_dir_all(folder)
}

/// Whether this is a folder, no link to one, and of this user. Others may write into the folder of temporary files.
fn is_own(folder: &Path) -> bool {
    let Ok(metadata) = fs::symlink_metadata(folder) else { return false };
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        if metadata.uid() != nix::unistd::geteuid().as_raw() {
            return false;
        }
    }
    metadata.is_dir()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_of_dead_servers_go_and_those_in_use_stay() {
        let parent = tempfile::tempdir().expect("a folder");
        let living = TemporaryLists::new_in(parent.path()).expect("a place");
        let make = |name: &str, file: Option<&str>| {
            let folder = parent.path().join(name);
            fs::create_dir(&folder).expect("a folder");
            fs::write(folder.join("list"), "ann@example.com").expect("a file");
            if let Some(file) = file {
                fs::write(folder.join(file), "").expect("a file");
            }
            folder
        };
        let dead = make("presend-serve-dead", Some(LOCK));
        let starting = make("presend-serve-starting", Some("lock"));
        let other = make("somebody-else", Some(LOCK));
        let second = TemporaryLists::new_in(parent.path()).expect("a place");
        assert!(living.path().is_dir() && second.path().is_dir() && starting.is_dir() && other.is_dir());
        assert!(!dead.exists());
        let path = living.path().to_owned();
        drop(living);
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (parent, target) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(target.path().join(LOCK), "").expect("a file");
        std::os::unix::fs::symlink(target.path(), parent.path().join("presend-serve-link")).expect("a link");
        let _lists = TemporaryLists::new_in(parent.path()).expect("a place");
        assert!(target.path().join(LOCK).exists());
    }
}
