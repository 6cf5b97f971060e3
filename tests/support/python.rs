//! Packages of Python's that read what presend writes. They are fetched when a test runs, and are not part of presend. Where they
//! cannot be fetched the test is skipped and says so; under CI that is an error.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a program says; `Err` with what it complains of.
pub fn run(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{:?}: {error}", command.get_program()))?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Installs a package into a folder, unless it is there.
pub fn install(name: &str, folder: &Path) -> Result<(), String> {
    if folder.join(name).exists() {
        return Ok(());
    }
    let pip = ["-m", "pip", "install", "-q", "--retries", "1", "--disable-pip-version-check", "--target"];
    run(Command::new("python3").args(pip).arg(folder).arg(name)).map(drop)
}

/// The folder of a package, which cargo keeps from run to run; it appears whole or not at all, as tests run side by side.
pub fn package(name: &str) -> Option<PathBuf> {
    let packages = Path::new(env!("CARGO_TARGET_TMPDIR")).join("python");
    let folder = packages.join(name);
    let made = || {
        fs::create_dir_all(&packages).map_err(|error| error.to_string())?;
        let making = tempfile::tempdir_in(&packages).map_err(|error| error.to_string())?;
        install(name, making.path())?;
        // Whoever is first has made it for all.
        match fs::rename(making.keep(), &folder) {
            Err(error) if !folder.join(name).exists() => Err(error.to_string()),
            _ => Ok(()),
        }
    };
    fetched(if folder.join(name).exists() { Ok(()) } else { made() })?;
    Some(folder)
}

/// What was fetched, or a word about why not.
pub fn fetched<T>(what: Result<T, String>) -> Option<T> {
    what.map_err(|why| {
        assert!(std::env::var_os("CI").is_none(), "{why}");
        let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
    })
    .ok()
}

/// What a script prints that uses the packages in a folder.
pub fn python(folder: &Path, script: &str, arguments: &[&Path]) -> String {
    let mut command = Command::new("python3");
    command.env("PYTHONPATH", folder).arg("-c").arg(script).args(arguments);
    run(&mut command).unwrap_or_else(|fault| panic!("{fault}"))
}
