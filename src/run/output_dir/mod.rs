//! A folder of results that appears all at once or not at all.
//!
//! Files are written into a hidden folder beside their final place and moved when all are complete, the summary last.
//! Results of an earlier run are never mixed with new ones, and an input is never overwritten. A hidden folder that a
//! killed run left behind is removed by the next one; that of a run that still works never is.

mod staging;

use crate::reason::{Lang, escape, refusal, say, shown_in_english};
use staging::{Staging, is_numbered, remove_left_behind};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The name of the schema stands within so many bytes of a summary.
const SUMMARY_HEAD_BYTES: u64 = 4096;

/// Why results cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    Earlier { dir: PathBuf, name: &'static str },
    IsInput { path: PathBuf },
    Folder { path: PathBuf },
    NotAFolder { dir: PathBuf },
    Write { path: PathBuf, error: io::Error },
}

impl OutputError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Earlier { dir, name } => say!(lang, "output-error-earlier", folder = escape::file(dir), name = *name),
            Self::IsInput { path } => say!(lang, "output-error-is-input", file = escape::file(path)),
            Self::Folder { path } => say!(lang, "output-error-folder", file = escape::file(path)),
            Self::NotAFolder { dir } => say!(lang, "output-error-not-a-folder", folder = escape::file(dir)),
            Self::Write { path, error } => {
                say!(lang, "output-error-write", file = escape::file(path), error = refusal(error, lang))
            }
        }
    }
}

shown_in_english!(OutputError);

/// Results in the making.
#[derive(Debug)]
pub struct OutputDir {
    dir: PathBuf,
    names: &'static [&'static str],
    force: bool,
    /// Present until the results are published or abandoned. The lock keeps those two apart.
    staging: Arc<Mutex<Option<Staging>>>,
    left_alone: Vec<PathBuf>,
    /// Permission bits that no result may exceed, those of the input.
    #[cfg(unix)]
    mode: Option<u32>,
}

impl OutputDir {
    /// Prepares a folder for files of these names. `input` is the list, when it is a file.
    pub fn prepare(
        dir: &Path,
        names: &'static [&'static str],
        input: Option<&Path>,
        force: bool,
    ) -> Result<OutputDir, OutputError> {
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
        let left_alone = remove_left_behind(dir, names);
        let staging = Staging::begin(dir, made).map_err(failed)?;
        Ok(OutputDir {
            dir: dir.into(),
            names,
            force,
            staging: Arc::new(Mutex::new(Some(staging))),
            left_alone,
            #[cfg(unix)]
            mode: input.and_then(|path| path.metadata().ok()).filter(|meta| meta.is_file()).map(|meta| {
                use std::os::unix::fs::PermissionsExt;
                meta.permissions().mode()
            }),
        })
    }

    /// Prepares a folder that holds results for newer ones of the same names, which nobody may read who cannot read `like`.
    pub fn again(dir: &Path, names: &'static [&'static str], like: &Path) -> Result<OutputDir, OutputError> {
        #[cfg_attr(not(unix), allow(unused_mut))]
        let mut outputs = OutputDir::prepare(dir, names, None, true)?;
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            outputs.mode = like.metadata().ok().map(|meta| meta.permissions().mode());
        }
        #[cfg(not(unix))]
        let _ = like;
        Ok(outputs)
    }

    /// Hidden folders that look like those of killed runs and were left as they are, because nothing proves that presend
    /// made all of what is in them.
    pub fn left_alone(&self) -> &[PathBuf] {
        &self.left_alone
    }

    /// A new file among the results. It is not seen under its name before [`OutputDir::publish`].
    pub fn create(&self, name: &'static str) -> Result<File, OutputError> {
        debug_assert!(self.names.contains(&name));
        let failed = |error| OutputError::Write { path: self.dir.join(name), error };
        let staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(staging) = staging.as_ref() else { return Err(failed(io::ErrorKind::Interrupted.into())) };
        let file = File::create_new(staging.path().join(name)).map_err(failed)?;
        #[cfg(unix)]
        narrow(&file, self.mode).map_err(failed)?;
        Ok(file)
    }

    /// A file among the results that was written, for reading.
    pub fn open(&self, name: &str) -> io::Result<File> {
        let staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let staging = staging.as_ref().ok_or(io::ErrorKind::Interrupted)?;
        File::open(staging.path().join(name))
    }

    /// Where a result of this name will be.
    pub fn place(&self, name: &str) -> PathBuf {
        self.dir.join(name)
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
        let earlier = has_summary(&self.dir);
        for name in self.names {
            let target = self.dir.join(name);
            if name.ends_with('/') {
                // Without the summary of an earlier run nothing tells its batches from files of the user's.
                if earlier {
                    remove_numbered(&target, self.names);
                }
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
            let (from, target) = (complete.path().join(name), self.dir.join(name));
            if from.is_dir() {
                move_into(&from, &target).map_err(|error| OutputError::Write { path: target, error })?;
            } else if from.exists() {
                fs::rename(&from, &target).map_err(|error| OutputError::Write { path: target, error })?;
            }
        }
        Ok(())
    }

    /// Moves all results into the places of the older ones, one by one, `first` before all others: from then on it vouches for both. No
    /// other file is removed but older batches, and in the end `first` itself unless `keeps` it.
    pub fn publish_again(self, first: &str, keeps: bool) -> Result<(), OutputError> {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = |path: PathBuf| |error| OutputError::Write { path, error };
        let Some(complete) = staging.take() else {
            return Err(failed(self.dir.clone())(io::ErrorKind::Interrupted.into()));
        };
        for name in self.names {
            check_target(&self.dir, name, self.force)?;
        }
        let others = self.names.iter().copied().filter(|name| *name != first);
        for name in std::iter::once(first).chain(others) {
            let (from, target) = (complete.path().join(name), self.dir.join(name));
            if from.is_dir() {
                remove_numbered(&target, self.names);
                move_into(&from, &target).map_err(failed(target))?;
            } else if from.exists() {
                fs::rename(&from, &target).map_err(failed(target))?;
            }
        }
        let first = self.dir.join(first);
        if keeps { Ok(()) } else { fs::remove_file(&first).map_err(failed(first)) }
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
        let within = staging.path().join(self.name);
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

/// Whether a folder holds the summary of an earlier run.
fn has_summary(dir: &Path) -> bool {
    let mut head = Vec::new();
    let read =
        File::open(dir.join("summary.json")).and_then(|file| file.take(SUMMARY_HEAD_BYTES).read_to_end(&mut head));
    read.is_ok() && memchr::memmem::find(&head, b"\"presend.").is_some()
}

/// Removes the numbered files (`batch-0001.csv`) that an earlier run left in a folder of results, and the folder when
/// nothing else is in it.
fn remove_numbered(folder: &Path, names: &[&str]) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if is_numbered(&path, names) && entry.file_type().is_ok_and(|kind| kind.is_file()) {
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
        let outputs = OutputDir::prepare(&dir, NAMES, None, false).expect("prepared");
        outputs.create("clean.csv").expect("a file").write_all(b"new").expect("written");
        assert!(!dir.join("clean.csv").exists());
        outputs.publish().expect("published");
        assert_eq!(names_in(&dir), ["clean.csv"]);
    }

    #[test]
    fn what_a_living_run_has_is_not_removed() {
        let temp = tempfile::tempdir().expect("a folder");
        let living = OutputDir::prepare(temp.path(), NAMES, None, false).expect("prepared");
        let second = OutputDir::prepare(temp.path(), NAMES, None, false).expect("prepared");
        assert_eq!(names_in(temp.path()).len(), 2, "those of both runs");
        assert!(second.left_alone().is_empty());
        living.create("clean.csv").expect("its folder is there");
        drop((living, second));
        assert!(names_in(temp.path()).is_empty());
    }

    #[test]
    fn abandoned_results_leave_nothing_behind() {
        let temp = tempfile::tempdir().expect("a folder");
        let dir = temp.path().join("out");
        let outputs = OutputDir::prepare(&dir, NAMES, None, false).expect("prepared");
        outputs.create("clean.csv").expect("a file");
        outputs.abandoner().abandon();
        assert!(!dir.exists());
        assert!(outputs.create("summary.json").is_err());
        assert!(outputs.publish().is_err());
        drop(OutputDir::prepare(&dir, NAMES, None, false).expect("prepared again"));
        assert!(!dir.exists(), "a run that ends early leaves nothing either");
    }

    #[test]
    fn results_of_an_earlier_run_are_replaced_whole_or_not_at_all() {
        let temp = tempfile::tempdir().expect("a folder");
        fs::write(temp.path().join("summary.json"), "old").expect("written");
        fs::write(temp.path().join("notes.txt"), "mine").expect("written");
        let refused = OutputDir::prepare(temp.path(), NAMES, None, false);
        assert!(matches!(refused, Err(OutputError::Earlier { name: "summary.json", .. })));
        let outputs = OutputDir::prepare(temp.path(), NAMES, None, true).expect("forced");
        outputs.create("clean.csv").expect("a file");
        assert_eq!(fs::read(temp.path().join("summary.json")).expect("still there"), b"old");
        outputs.publish().expect("published");
        assert_eq!(names_in(temp.path()), ["clean.csv", "notes.txt"]);
    }

    #[test]
    fn numbered_files_go_only_where_a_run_has_left_its_summary() {
        let names: &'static [&'static str] = &["clean.csv", "batches/", "summary.json"];
        for (summary, left) in
            [(None, true), (Some("{ \"schema\": \"mine\" }"), true), (Some("\"presend.summary.1\""), false)]
        {
            let temp = tempfile::tempdir().expect("a folder");
            fs::create_dir(temp.path().join("batches")).expect("a folder");
            let batch = temp.path().join("batches/batch-0099.csv");
            fs::write(&batch, "mine").expect("written");
            if let Some(text) = summary {
                fs::write(temp.path().join("summary.json"), text).expect("written");
            }
            let outputs = OutputDir::prepare(temp.path(), names, None, true).expect("forced");
            outputs.create("clean.csv").expect("a file");
            outputs.publish().expect("published");
            assert_eq!(batch.exists(), left, "{summary:?}");
        }
    }

    #[test]
    fn two_runs_into_one_folder_do_not_destroy_each_other() {
        let temp = tempfile::tempdir().expect("a folder");
        let prepare = || OutputDir::prepare(temp.path(), NAMES, None, false).expect("prepared");
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
        let refused = OutputDir::prepare(temp.path(), NAMES, None, true);
        assert!(matches!(refused, Err(OutputError::Folder { .. })));
        assert_eq!(names_in(temp.path()), ["clean.csv", "summary.json"]);
    }

    #[test]
    fn the_input_is_never_overwritten() {
        let temp = tempfile::tempdir().expect("a folder");
        let input = temp.path().join("clean.csv");
        fs::write(&input, "a@b.de\n").expect("written");
        let refused = OutputDir::prepare(temp.path(), NAMES, Some(&input), true);
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
        let outputs = OutputDir::prepare(&dir, NAMES, Some(&input), false).expect("prepared");
        outputs.create("clean.csv").expect("a file");
        outputs.publish().expect("published");
        let mode = dir.join("clean.csv").metadata().expect("there").permissions().mode();
        assert_eq!(mode & 0o007, 0, "{mode:o}");
    }
}
