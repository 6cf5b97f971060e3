//! Where `presend.toml` is looked for, and how far a file is obeyed that was found.
//!
//! A file that another user wrote must never decide what this user's presend does: its owner is checked, as git does with
//! a repository. And a file from far above the working folder, of which the user may know nothing, must not make presend
//! write files or ask other DNS servers.

use super::FILE_NAME;
use anyhow::bail;
use presend::reason::{Saying, Sentence, escape, sentence};
use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};

/// How far a file of settings is obeyed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// The user named the file, or it is the user's own, or it belongs to the work in this folder.
    Whole,
    /// It lies above the repository, or above the working folder where there is none: what makes presend write files or
    /// ask other DNS servers does not count.
    Above,
}

/// The nearest file, from the working folder upwards; without one, that of the user's configuration folder.
pub fn nearest() -> anyhow::Result<Option<(PathBuf, Trust)>> {
    let here = std::env::current_dir().saying(|| sentence!("config-no-working-folder"))?;
    let own_tree = here.ancestors().find(|folder| folder.join(".git").exists()).unwrap_or(&here);
    let found = here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file());
    let Some(path) = found else {
        return Ok(of_user().filter(|path| path.is_file()).map(|path| (path, Trust::Whole)));
    };
    let trust =
        if path.starts_with(own_tree) || Some(&path) == of_user().as_ref() { Trust::Whole } else { Trust::Above };
    // A short name reads better in messages.
    let path = if path.parent() == Some(&here) { Path::new(FILE_NAME).to_owned() } else { path };
    Ok(Some((path, trust)))
}

/// The file in the folder that the system's custom names for a user's settings.
fn of_user() -> Option<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let settings = if cfg!(windows) {
        folder("APPDATA")
    } else {
        folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")))
    };
    Some(settings?.join("presend").join(FILE_NAME))
}

/// Refuses a file that somebody else may have written. What is open is asked, so that nobody can put another file in
/// its place meanwhile; and the link, where the name is one.
pub fn refuse_strangers(path: &Path, file: &File) -> anyhow::Result<()> {
    let failed = || sentence!("config-cannot-read", file = escape::file(path));
    let link = path.symlink_metadata().saying(failed)?;
    let opened = file.metadata().saying(failed)?;
    for metadata in [&link, &opened] {
        if let Some(why) = stranger(&escape::file(path), metadata) {
            bail!(why);
        }
    }
    Ok(())
}

/// Why somebody else may have written this file, if so.
#[cfg(unix)]
fn stranger(file: &str, metadata: &Metadata) -> Option<Sentence> {
    use std::os::unix::fs::MetadataExt;
    let (owner, user) = (metadata.uid(), nix::unistd::geteuid().as_raw());
    // Under sudo the files are those of the user who called it.
    let caller = (user == 0).then(|| std::env::var("SUDO_UID").ok()?.parse().ok()).flatten();
    if owner != user && owner != 0 && Some(owner) != caller {
        return Some(sentence!("config-of-another", file = file.to_owned(), owner = name_of(owner)));
    }
    let writable = metadata.is_file() && metadata.mode() & 0o002 != 0;
    let mode = format!("{:o}", metadata.mode() & 0o777);
    writable.then(|| sentence!("config-writable", file = file.to_owned(), mode = mode))
}

/// Windows keeps owners in access control lists. There the folders above belong to the user or to administrators.
#[cfg(not(unix))]
fn stranger(_: &str, _: &Metadata) -> Option<Sentence> {
    None
}

#[cfg(unix)]
fn name_of(owner: u32) -> String {
    let user = nix::unistd::User::from_uid(nix::unistd::Uid::from_raw(owner)).ok().flatten();
    user.map_or_else(|| format!("UID {owner}"), |user| user.name)
}
