//! The file of a suppression list: locked while it is changed, replaced whole or not at all, with the owner and the permissions that it had.
//! What stands in it is not known here.

use std::fs::{self, File, TryLockError};
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How long to wait for another program that changes the list.
pub(super) const WAIT_SECONDS: u64 = 60;
const WAIT: Duration = Duration::from_millis(10);

/// Waits until nobody else changes the list, and keeps others from it until the lock is dropped. The lock is a file of its own beside the list,
/// for the list is replaced; it stays there, because to remove it would let two in at once.
pub(super) fn lock(path: &Path) -> io::Result<File> {
    let path = led_to(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.lock"));
    let lock = fs::OpenOptions::new().create(true).append(true).open(beside)?;
    for _ in 0..WAIT_SECONDS * 1000 / WAIT.as_millis() as u64 {
        match lock.try_lock() {
            Ok(()) => return Ok(lock),
            Err(TryLockError::WouldBlock) => thread::sleep(WAIT),
            // A file system without locks, as some are over a network.
            Err(TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => return Ok(lock),
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    Err(io::ErrorKind::WouldBlock.into())
}

/// Whether a path leads to a regular file, or to nothing yet. A pipe would let the reader wait for ever; a folder, a socket or a device cannot be replaced.
pub(super) fn is_regular_or_new(path: &Path) -> bool {
    fs::metadata(path).map_or(true, |there| there.is_file())
}

/// Whether a list may be written. Its folder would not prevent one that its owner made read-only from being replaced.
pub(super) fn may_be_written(path: &Path) -> bool {
    let Ok(before) = fs::metadata(path) else { return true };
    let refused = before.permissions().readonly() || fs::OpenOptions::new().append(true).open(path).is_err();
    !(before.is_file() && refused)
}

/// Writes a new file beside the list, which then takes its place, with the owner and the permissions of the one before. Where `path` is a link, that
/// is the file to which it leads.
pub(crate) fn replace(path: &Path, write: &dyn Fn(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
    let path = &*led_to(path)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut temp = tempfile::Builder::new().prefix(".presend-").tempfile_in(folder)?;
    let mut output = io::BufWriter::new(temp.as_file_mut());
    write(&mut output)?;
    output.flush()?;
    drop(output);
    temp.as_file().sync_all()?;
    // The new file is for its owner alone; one that stood there before keeps its permissions.
    if let Ok(before) = fs::metadata(path) {
        if !takes_owner(temp.as_file(), &before) {
            // Only in its place can the file stay the other user's.
            return fill(path, temp.as_file_mut());
        }
        temp.as_file().set_permissions(before.permissions())?;
    }
    temp.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Links that lead from one to the next.
const LINKS_MAX: usize = 40;

/// The file to which a link leads, whether or not it is there; any other path as it is.
pub(super) fn led_to(path: &Path) -> io::Result<PathBuf> {
    let mut path = path.to_owned();
    for _ in 0..LINKS_MAX {
        match fs::read_link(&path) {
            Ok(next) => path = path.parent().unwrap_or(Path::new("")).join(next),
            Err(_) => return Ok(path),
        }
    }
    Err(io::Error::other("the link leads round in a circle"))
}

/// Gives a new file the owner and the group of the one before it, and tells whether it has them.
#[cfg(unix)]
fn takes_owner(file: &File, before: &fs::Metadata) -> bool {
    use std::os::unix::fs::{MetadataExt, fchown};
    let has = |file: &File| file.metadata().is_ok_and(|new| (new.uid(), new.gid()) == (before.uid(), before.gid()));
    has(file) || fchown(file, Some(before.uid()), Some(before.gid())).is_ok()
}

/// Elsewhere a file takes its owner from its folder.
#[cfg(not(unix))]
fn takes_owner(_: &File, _: &fs::Metadata) -> bool {
    true
}

/// Writes a complete list over the one that is there.
fn fill(path: &Path, complete: &mut File) -> io::Result<()> {
    complete.seek(io::SeekFrom::Start(0))?;
    let mut there = fs::OpenOptions::new().write(true).truncate(true).open(path)?;
    io::copy(complete, &mut there)?;
    there.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complete_list_is_filled_into_what_cannot_be_replaced() {
        let temp = tempfile::tempdir().expect("a folder");
        let (path, longer) = (temp.path().join("list.csv"), "old".repeat(100));
        fs::write(&path, longer).expect("written");
        let mut complete = tempfile::tempfile().expect("a file");
        complete.write_all(b"new").expect("written");
        fill(&path, &mut complete).expect("filled");
        assert_eq!(fs::read(&path).expect("there"), b"new");
    }
}
