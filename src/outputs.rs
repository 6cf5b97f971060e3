//! A folder of results that appears all at once or not at all.
//!
//! Files are written into a hidden folder beside their final place and moved when all are complete, the summary last.
//! Results of an earlier run are never mixed with new ones, and an input is never overwritten. A hidden folder that a
//! killed run left behind is removed by the next one; that of a run that still works never is.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tempfile::TempDir;

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    #[error(
        "{} already holds results of an earlier run ({name}). Choose another folder with -o, or add --force to replace them",
        dir.display()
    )]
    Earlier { dir: PathBuf, name: &'static str },
    #[error("{} is the list itself and would be overwritten. Choose another folder with -o", path.display())]
    IsInput { path: PathBuf },
    #[error("{} is a folder, and a result of that name cannot be written. Choose another folder with -o", path.display())]
    Folder { path: PathBuf },
    #[error("{} is not a folder. Choose another name with -o", dir.display())]
    NotAFolder { dir: PathBuf },
    #[error("cannot write {}: {error}. No results were left behind; make room, or choose another folder with -o", path.display())]
    Write { path: PathBuf, error: io::Error },
}

/// Results in the making.
#[derive(Debug)]
pub struct Outputs {
    dir: PathBuf,
    names: &'static [&'static str],
    force: bool,
    /// Present until the results are published or abandoned. The lock keeps those two apart.
    staging: Arc<Mutex<Option<Staging>>>,
    /// Permission bits that no result may exceed, those of the input.
    #[cfg(unix)]
    mode: Option<u32>,
}

#[derive(Debug)]
struct Staging {
    temp: TempDir,
    /// Locked for as long as this run lives, so that others know.
    _owner: File,
    /// The folder was made by this run, and goes with it when the run is abandoned.
    made: Option<PathBuf>,
}

impl Outputs {
    /// Prepares a folder for files of these names. `input` is the list, when it is a file.
    pub fn prepare(
        dir: &Path,
        names: &'static [&'static str],
        input: Option<&Path>,
        force: bool,
    ) -> Result<Outputs, OutputError> {
        let failed = |error| OutputError::Write { path: dir.into(), error };
        if dir.exists() && !dir.is_dir() {
            return Err(OutputError::NotAFolder { dir: dir.into() });
        }
        let input_real = input.and_then(|path| path.canonicalize().ok());
        for name in names {
            let target = dir.join(name);
            if input_real.is_some() && target.canonicalize().ok() == input_real {
                return Err(OutputError::IsInput { path: target });
            }
            check_target(dir, name, force)?;
        }
        let made = (!dir.exists()).then(|| dir.to_owned());
        fs::create_dir_all(dir).map_err(failed)?;
        remove_left_behind(dir);
        let temp = tempfile::Builder::new().prefix(STAGING_PREFIX).tempdir_in(dir).map_err(failed)?;
        let owner = claim(temp.path()).map_err(failed)?;
        Ok(Outputs {
            dir: dir.into(),
            names,
            force,
            staging: Arc::new(Mutex::new(Some(Staging { temp, _owner: owner, made }))),
            #[cfg(unix)]
            mode: input.and_then(|path| path.metadata().ok()).filter(|meta| meta.is_file()).map(|meta| {
                use std::os::unix::fs::PermissionsExt;
                meta.permissions().mode()
            }),
        })
    }

    /// A new file among the results. It is not seen under its name before [`Outputs::publish`].
    pub fn create(&self, name: &'static str) -> Result<File, OutputError> {
        debug_assert!(self.names.contains(&name));
        let failed = |error| OutputError::Write { path: self.dir.join(name), error };
        let staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(staging) = staging.as_ref() else { return Err(failed(io::ErrorKind::Interrupted.into())) };
        let file = File::create_new(staging.temp.path().join(name)).map_err(failed)?;
        #[cfg(unix)]
        narrow(&file, self.mode).map_err(failed)?;
        Ok(file)
    }

    /// A folder among the results, for files whose names and number are not known before. Its name is one of the names, with `/` at
    /// its end; the names of its files end with `-` and a number of four digits or more.
    pub fn folder(&self, name: &'static str) -> Folder {
        debug_assert!(name.ends_with('/') && self.names.contains(&name));
        Folder {
            dir: self.dir.clone(),
            name,
            staging: self.staging.clone(),
            #[cfg(unix)]
            mode: self.mode,
        }
    }

    /// Moves all results to their names, after those of an earlier run were removed.
    pub fn publish(self) -> Result<(), OutputError> {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(complete) = staging.take() else {
            return Err(OutputError::Write { path: self.dir.clone(), error: io::ErrorKind::Interrupted.into() });
        };
        // Another run may have published here meanwhile; nothing is removed before all of it can be.
        for name in self.names {
            check_target(&self.dir, name, self.force)?;
        }
        for name in self.names {
            let target = self.dir.join(name);
            if name.ends_with('/') {
                remove_numbered(&target);
                continue;
            }
            match fs::remove_file(&target) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => {
                    return Err(OutputError::Write { path: target, error });
                }
                _ => {}
            }
        }
        for name in self.names {
            let (from, target) = (complete.temp.path().join(name), self.dir.join(name));
            if from.is_dir() {
                move_into(&from, &target).map_err(|error| OutputError::Write { path: target, error })?;
            } else if from.exists() {
                fs::rename(&from, &target).map_err(|error| OutputError::Write { path: target, error })?;
            }
        }
        Ok(())
    }

    /// A handle with which another thread can give the results up.
    pub fn abandoner(&self) -> Abandoner {
        Abandoner { staging: self.staging.clone() }
    }
}

/// A folder among the results.
#[derive(Debug)]
pub struct Folder {
    dir: PathBuf,
    name: &'static str,
    staging: Arc<Mutex<Option<Staging>>>,
    #[cfg(unix)]
    mode: Option<u32>,
}

impl Folder {
    /// A new file in it.
    pub fn create(&self, name: &str) -> Result<File, OutputError> {
        let failed = |error| OutputError::Write { path: self.dir.join(self.name).join(name), error };
        let staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(staging) = staging.as_ref() else { return Err(failed(io::ErrorKind::Interrupted.into())) };
        let within = staging.temp.path().join(self.name);
        fs::create_dir_all(&within).map_err(failed)?;
        let file = File::create_new(within.join(name)).map_err(failed)?;
        #[cfg(unix)]
        narrow(&file, self.mode).map_err(failed)?;
        Ok(file)
    }
}

/// Gives a result no more permissions than its input has.
#[cfg(unix)]
fn narrow(file: &File, mode: Option<u32>) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let Some(mode) = mode else { return Ok(()) };
    let narrowed = file.metadata()?.permissions().mode() & mode & 0o666;
    file.set_permissions(fs::Permissions::from_mode(narrowed | 0o600))
}

/// The beginning of a hidden folder's name.
const STAGING_PREFIX: &str = ".presend-";
/// The file in it that its owner keeps locked.
const LOCK_NAME: &str = "lock";
/// A hidden folder without that file is in the making, unless it is older than this.
const MAKING_MAX: Duration = Duration::from_secs(3600);

/// Makes the lock of a hidden folder. It appears under its name only when it is locked, so nobody can take it for free.
fn claim(staging: &Path) -> io::Result<File> {
    let unready = staging.join("lock-unready");
    let lock = File::create_new(&unready)?;
    // Where the system has no locks, other runs leave the folder alone as long as it is young.
    if lock.try_lock().is_ok() {
        fs::rename(unready, staging.join(LOCK_NAME))?;
    }
    Ok(lock)
}

/// Removes hidden folders whose owner is dead. What cannot be removed is left; it is in nobody's way.
fn remove_left_behind(dir: &Path) {
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(STAGING_PREFIX));
        // Of a link, the kind is that of the link itself: a folder elsewhere is never touched.
        let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if ours && folder && is_left_behind(&entry.path()) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn is_left_behind(staging: &Path) -> bool {
    match File::open(staging.join(LOCK_NAME)) {
        // The lock goes with the process that held it, however that ended.
        Ok(lock) => lock.try_lock().is_ok(),
        Err(_) => {
            let changed = staging.metadata().and_then(|meta| meta.modified()).ok();
            changed.and_then(|changed| changed.elapsed().ok()).is_some_and(|age| age > MAKING_MAX)
        }
    }
}

/// Removes the numbered files (`batch-0001.csv`) that an earlier run left in a folder of results, and the folder when
/// nothing else is in it.
fn remove_numbered(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let numbered = stem
            .rsplit_once('-')
            .is_some_and(|(_, number)| number.len() >= 4 && number.bytes().all(|b| b.is_ascii_digit()));
        if numbered && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let _ = fs::remove_file(path);
        }
    }
    let _ = fs::remove_dir(folder);
}

/// Moves the files of a folder into another one, which may be there already.
fn move_into(from: &Path, target: &Path) -> io::Result<()> {
    fs::create_dir_all(target)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::rename(entry.path(), target.join(entry.file_name()))?;
    }
    Ok(())
}

/// Whether a result may take this name.
fn check_target(dir: &Path, name: &'static str, force: bool) -> Result<(), OutputError> {
    if let Some(folder) = name.strip_suffix('/') {
        return match dir.join(folder).symlink_metadata() {
            Ok(there) if !there.is_dir() => Err(OutputError::NotAFolder { dir: dir.join(folder) }),
            Ok(_) if !force => Err(OutputError::Earlier { dir: dir.into(), name }),
            _ => Ok(()),
        };
    }
    match dir.join(name).symlink_metadata() {
        Ok(there) if there.is_dir() => Err(OutputError::Folder { path: dir.join(name) }),
        Ok(_) if !force => Err(OutputError::Earlier { dir: dir.into(), name }),
        _ => Ok(()),
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

/// Gives unfinished results up from another thread, as when the user presses Ctrl-C.
#[derive(Clone, Debug)]
pub struct Abandoner {
    staging: Arc<Mutex<Option<Staging>>>,
}

impl Abandoner {
    /// Removes what was written so far. Waits while results are being published, and then leaves them alone.
    pub fn abandon(&self) {
        drop(self.staging.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const NAMES: &[&str] = &["clean.csv", "summary.json"];

    fn names_in(dir: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(dir)
            .expect("a folder")
            .map(|e| e.expect("an entry").file_name().into_string().expect("UTF-8"))
            .collect();
        names.sort();
        names
    }

    #[test]
    fn results_appear_all_at_once() {
        let temp = tempfile::tempdir().expect("a folder");
        let dir = temp.path().join("out");
        let outputs = Outputs::prepare(&dir, NAMES, None, false).expect("prepared");
        outputs.create("clean.csv").expect("a file").write_all(b"new").expect("written");
        assert!(!dir.join("clean.csv").exists());
        outputs.publish().expect("published");
        assert_eq!(names_in(&dir), ["clean.csv"]);
    }

    #[test]
    fn what_a_killed_run_left_behind_is_removed_and_what_a_living_one_has_is_not() {
        let temp = tempfile::tempdir().expect("a folder");
        let dead = temp.path().join(".presend-dead");
        fs::create_dir(&dead).expect("a folder");
        fs::write(dead.join("clean.csv"), "half").expect("written");
        drop(claim(&dead).expect("a lock"));
        let in_the_making = temp.path().join(".presend-new");
        fs::create_dir(&in_the_making).expect("a folder");
        let living = Outputs::prepare(temp.path(), NAMES, None, false).expect("prepared");
        assert!(!dead.exists());
        let second = Outputs::prepare(temp.path(), NAMES, None, false).expect("prepared");
        assert_eq!(names_in(temp.path()).len(), 3, "those of both runs, and the one in the making");
        living.create("clean.csv").expect("its folder is there");
        drop((living, second));
        assert_eq!(names_in(temp.path()), [".presend-new"]);
    }

    #[test]
    fn abandoned_results_leave_nothing_behind() {
        let temp = tempfile::tempdir().expect("a folder");
        let dir = temp.path().join("out");
        let outputs = Outputs::prepare(&dir, NAMES, None, false).expect("prepared");
        outputs.create("clean.csv").expect("a file");
        outputs.abandoner().abandon();
        assert!(!dir.exists());
        assert!(outputs.create("summary.json").is_err());
        assert!(outputs.publish().is_err());
        drop(Outputs::prepare(&dir, NAMES, None, false).expect("prepared again"));
        assert!(!dir.exists(), "a run that ends early leaves nothing either");
    }

    #[test]
    fn results_of_an_earlier_run_are_replaced_whole_or_not_at_all() {
        let temp = tempfile::tempdir().expect("a folder");
        fs::write(temp.path().join("summary.json"), "old").expect("written");
        fs::write(temp.path().join("notes.txt"), "mine").expect("written");
        let refused = Outputs::prepare(temp.path(), NAMES, None, false);
        assert!(matches!(refused, Err(OutputError::Earlier { name: "summary.json", .. })));
        let outputs = Outputs::prepare(temp.path(), NAMES, None, true).expect("forced");
        outputs.create("clean.csv").expect("a file");
        assert_eq!(fs::read(temp.path().join("summary.json")).expect("still there"), b"old");
        outputs.publish().expect("published");
        assert_eq!(names_in(temp.path()), ["clean.csv", "notes.txt"]);
    }

    #[test]
    fn two_runs_into_one_folder_do_not_destroy_each_other() {
        let temp = tempfile::tempdir().expect("a folder");
        let prepare = || Outputs::prepare(temp.path(), NAMES, None, false).expect("prepared");
        let (first, second) = (prepare(), prepare());
        for (outputs, text) in [(&first, "first"), (&second, "second")] {
            outputs.create("clean.csv").expect("a file").write_all(text.as_bytes()).expect("written");
        }
        first.publish().expect("published");
        assert!(matches!(second.publish(), Err(OutputError::Earlier { .. })));
        assert_eq!(fs::read(temp.path().join("clean.csv")).expect("there"), b"first");
    }

    #[test]
    fn a_folder_in_the_place_of_a_result_destroys_nothing() {
        let temp = tempfile::tempdir().expect("a folder");
        fs::create_dir(temp.path().join("summary.json")).expect("a folder");
        fs::write(temp.path().join("clean.csv"), "old").expect("written");
        let refused = Outputs::prepare(temp.path(), NAMES, None, true);
        assert!(matches!(refused, Err(OutputError::Folder { .. })));
        assert_eq!(names_in(temp.path()), ["clean.csv", "summary.json"]);
    }

    #[test]
    fn the_input_is_never_overwritten() {
        let temp = tempfile::tempdir().expect("a folder");
        let input = temp.path().join("clean.csv");
        fs::write(&input, "a@b.de\n").expect("written");
        let refused = Outputs::prepare(temp.path(), NAMES, Some(&input), true);
        assert!(matches!(refused, Err(OutputError::IsInput { .. })));
    }

    #[cfg(unix)]
    #[test]
    fn results_are_not_readable_by_more_people_than_the_input() {
        use std::os::unix::fs::PermissionsExt;
        let temp = tempfile::tempdir().expect("a folder");
        let input = temp.path().join("list.csv");
        fs::write(&input, "a@b.de\n").expect("written");
        fs::set_permissions(&input, fs::Permissions::from_mode(0o640)).expect("set");
        let dir = temp.path().join("out");
        let outputs = Outputs::prepare(&dir, NAMES, Some(&input), false).expect("prepared");
        outputs.create("clean.csv").expect("a file");
        outputs.publish().expect("published");
        let mode = dir.join("clean.csv").metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o007, 0, "{mode:o}");
    }
}
