//! The hidden folder in which results are made, and what becomes of one whose run was killed.
//!
//! It must never delete what it cannot prove to be presend's own. A staging folder holds a marker that names the folder,
//! with a random id and the process; its owner keeps the marker locked. Another run removes it only when the marker is
//! whole, nobody holds the lock, and every file in it has a name that presend writes. It removes file by file,
//! so that what it did not expect is never taken with it.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// The beginning of the name.
const PREFIX: &str = ".presend-";
/// The marker, which its owner keeps locked.
const MARKER: &str = "lock";
/// The marker before it is locked.
const UNREADY: &str = "lock-unready";
/// The first line of the marker.
const TITLE: &str = "presend staging folder, version 1";
/// A longer marker is not ours, in bytes.
const MARKER_BYTES_MAX: u64 = 4096;
/// A folder without a marker is in the making, unless it is older than this.
const MAKING_MAX: Duration = Duration::from_secs(3600);

/// Results in the making.
#[derive(Debug)]
pub(super) struct Staging {
    temp: TempDir,
    /// Locked for as long as this run lives, so that others know.
    _owner: File,
    /// The folder was made by this run, and goes with it when the run is abandoned.
    made: Option<PathBuf>,
}

impl Staging {
    /// A new one in `dir`. `made` is `dir` itself if this run made it.
    pub fn begin(dir: &Path, made: Option<PathBuf>) -> io::Result<Staging> {
        let temp = tempfile::Builder::new().prefix(PREFIX).tempdir_in(dir)?;
        let owner = claim(temp.path())?;
        Ok(Staging { temp, _owner: owner, made })
    }

    pub fn path(&self) -> &Path {
        self.temp.path()
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // The hidden folder goes first; the outer one only if it is empty then, which a published one is not.
        let _ = fs::remove_dir_all(self.temp.path());
        if let Some(made) = &self.made {
            let _ = fs::remove_dir(made);
        }
    }
}

/// What the marker of this folder says.
fn marker(folder: &Path, id: &str, process: u32) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    format!("{TITLE}\nname {name}\nid {id}\nprocess {process}\n")
}

/// Writes the marker of a hidden folder. It appears under its name only when it is locked, so nobody can take it for free.
fn claim(folder: &Path) -> io::Result<File> {
    let unready = folder.join(UNREADY);
    let mut owner = File::create_new(&unready)?;
    let id = format!("{:032x}", rand::random::<u128>());
    owner.write_all(marker(folder, &id, std::process::id()).as_bytes())?;
    // Where the system has no locks, the folder has no marker, and other runs leave it alone.
    if owner.try_lock().is_ok() {
        fs::rename(unready, folder.join(MARKER))?;
    }
    Ok(owner)
}

/// Removes the hidden folders in `dir` that killed runs left behind, for runs that write files of these `names`. Gives
/// back the folders of that kind of name that were left alone, because nothing proves that presend made all of what is in
/// them.
pub(super) fn remove_left_behind(dir: &Path, names: &[&str]) -> Vec<PathBuf> {
    let mut left = Vec::new();
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let named_alike = entry.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        // Of a link, the kind is that of the link itself: a folder elsewhere is never touched.
        if !named_alike || !entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            continue;
        }
        let path = entry.path();
        match owner_of(&path) {
            Owner::Alive => {}
            Owner::Dead(marker) => match own_files(&path, names) {
                Some(files) => remove(&path, &files, marker),
                None => left.push(path),
            },
            Owner::Nobody => left.push(path),
        }
    }
    left.sort();
    left
}

/// Who made a hidden folder.
enum Owner {
    /// A run that still works, or one that is about to write its marker.
    Alive,
    /// A run that is gone. Its marker is locked now, so that no other run removes the folder at the same time.
    Dead(File),
    /// Not presend, as far as can be told.
    Nobody,
}

fn owner_of(folder: &Path) -> Owner {
    let path = folder.join(MARKER);
    if !path.symlink_metadata().is_ok_and(|meta| meta.is_file()) {
        let changed = folder.metadata().and_then(|meta| meta.modified()).ok();
        let age = changed.and_then(|changed| changed.elapsed().ok()).unwrap_or_default();
        return if age > MAKING_MAX { Owner::Nobody } else { Owner::Alive };
    }
    let Ok(file) = File::open(&path) else { return Owner::Nobody };
    match file.try_lock() {
        // The lock goes with the process that held it, however that ended.
        Ok(()) if is_our_marker(folder, &file) => Owner::Dead(file),
        Ok(()) => Owner::Nobody,
        Err(_) => Owner::Alive,
    }
}

fn is_our_marker(folder: &Path, file: &File) -> bool {
    let mut text = String::new();
    if file.take(MARKER_BYTES_MAX).read_to_string(&mut text).is_err() {
        return false;
    }
    let value = |key: &str| text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(' '));
    let (Some(id), Some(process)) = (value("id"), value("process").and_then(|number| number.parse().ok())) else {
        return false;
    };
    let random = id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    random && text == marker(folder, id, process)
}

/// The files and folders of a hidden folder, inner ones first, if presend writes files of all those names.
fn own_files(folder: &Path, names: &[&str]) -> Option<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).ok()? {
        let entry = entry.ok()?;
        let (kind, name) = (entry.file_type().ok()?, entry.file_name().into_string().ok()?);
        if kind.is_file() && (name == MARKER || name == UNREADY || names.contains(&name.as_str())) {
            files.push(entry.path());
        } else if kind.is_dir() && names.iter().any(|known| known.strip_suffix('/') == Some(&name)) {
            for inner in fs::read_dir(entry.path()).ok()? {
                let inner = inner.ok()?;
                if !inner.file_type().ok()?.is_file() || !is_numbered(&inner.path(), names) {
                    return None;
                }
                files.push(inner.path());
            }
            files.push(entry.path());
        } else {
            return None;
        }
    }
    Some(files)
}

/// Removes these files, the marker last, and the folder if nothing is left in it. What cannot be removed stays; it is in
/// nobody's way.
fn remove(folder: &Path, files: &[PathBuf], marker: File) {
    let marker_path = folder.join(MARKER);
    for path in files.iter().filter(|path| **path != marker_path) {
        // Of a folder, `remove_file` fails; one that is not empty stays.
        let _ = fs::remove_file(path).or_else(|_| fs::remove_dir(path));
    }
    // Windows does not remove what is open.
    drop(marker);
    let _ = fs::remove_file(marker_path);
    let _ = fs::remove_dir(folder);
}

/// Whether a file has the name of one of a numbered row, `batch-0001.csv`, with an ending that one of `names` has.
pub(super) fn is_numbered(path: &Path, names: &[&str]) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some((stem, ending)) = name.split_once('.') else { return false };
    let digits = |number: &str| number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
    stem.rsplit_once('-').is_some_and(|(_, number)| digits(number))
        && names.iter().any(|known| known.split_once('.').is_some_and(|(_, known)| known == ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    const NAMES: &[&str] = &["clean.csv", "clean.csv.gz", "batches/"];

    /// A folder as a killed run leaves it, with these files in it.
    fn dead(dir: &Path, files: &[&str]) -> PathBuf {
        let folder = dir.join(".presend-dead");
        fs::create_dir(&folder).expect("a folder");
        drop(claim(&folder).expect("a marker"));
        for name in files {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "half").expect("written");
        }
        folder
    }

    fn make_old(path: &Path) {
        let long_ago = SystemTime::now() - 2 * MAKING_MAX;
        File::open(path).and_then(|file| file.set_modified(long_ago)).expect("an older date");
    }

    #[test]
    fn what_a_killed_run_left_behind_is_removed() {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = dead(temp.path(), &["clean.csv", "batches/batch-0001.csv", "batches/gmail-com-0012.csv.gz"]);
        assert!(remove_left_behind(temp.path(), NAMES).is_empty());
        assert!(!folder.exists());
    }

    #[test]
    fn a_folder_with_anything_else_in_it_is_left_and_named() {
        for strange in
            ["notes.txt", "clean.csv/mine.txt", "batches/diary-2025.txt", "batches/a/batch-0001.csv", "years/1"]
        {
            let temp = tempfile::tempdir().expect("a folder");
            let folder = dead(temp.path(), &[strange]);
            assert_eq!(remove_left_behind(temp.path(), NAMES), [folder.as_path()], "{strange}");
            assert!(folder.join(strange).exists() && folder.join(MARKER).exists(), "{strange}");
        }
    }

    #[test]
    fn a_folder_that_somebody_else_made_is_left_and_named() {
        let markers: [Option<&str>; 4] = [None, Some(""), Some("mine\n"), Some(TITLE)];
        for text in markers {
            let temp = tempfile::tempdir().expect("a folder");
            let folder = temp.path().join(".presend-backup");
            fs::create_dir(&folder).expect("a folder");
            fs::write(folder.join("clean.csv"), "mine").expect("written");
            if let Some(text) = text {
                fs::write(folder.join(MARKER), text).expect("written");
            }
            make_old(&folder);
            assert_eq!(remove_left_behind(temp.path(), NAMES), [folder.as_path()], "{text:?}");
            assert!(folder.join("clean.csv").exists(), "{text:?}");
        }
    }

    #[test]
    fn a_marker_that_was_copied_from_another_folder_proves_nothing() {
        let temp = tempfile::tempdir().expect("a folder");
        let folder = dead(temp.path(), &["clean.csv"]);
        let copy = temp.path().join(".presend-copy");
        fs::rename(folder, &copy).expect("renamed");
        assert_eq!(remove_left_behind(temp.path(), NAMES), [copy.as_path()]);
        assert!(copy.join("clean.csv").exists());
    }

    #[test]
    fn a_folder_in_the_making_is_left_without_a_word() {
        let temp = tempfile::tempdir().expect("a folder");
        fs::create_dir(temp.path().join(".presend-new")).expect("a folder");
        assert!(remove_left_behind(temp.path(), NAMES).is_empty());
        assert!(temp.path().join(".presend-new").exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_is_never_followed() {
        let temp = tempfile::tempdir().expect("a folder");
        let elsewhere = temp.path().join("elsewhere");
        fs::create_dir(&elsewhere).expect("a folder");
        fs::write(elsewhere.join("batch-0001.csv"), "mine").expect("written");
        let folder = dead(temp.path(), &[]);
        std::os::unix::fs::symlink(&elsewhere, folder.join("batches")).expect("a link");
        std::os::unix::fs::symlink(&folder, temp.path().join(".presend-link")).expect("a link");
        assert_eq!(remove_left_behind(temp.path(), NAMES), [folder.as_path()]);
        assert!(elsewhere.join("batch-0001.csv").exists());
    }
}
