//! The binary itself, run as a user runs it, in a folder of its own.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A folder to run presend in.
pub struct Desk {
    folder: TempDir,
}

/// What a run gave back.
pub struct Ran {
    pub exit: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    pub fn new() -> Desk {
        Desk { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Puts a file into the folder.
    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) -> &Desk {
        fs::write(self.path(name), content).expect("a file is written");
        self
    }

    /// A command with the environment of a plain user. The demo lies beside it, as in a checkout.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_presend"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .env_remove("CI")
            .env_remove("NO_COLOR");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(self.command(arguments).stdin(Stdio::null()).output().expect("presend runs"))
    }

    /// Runs with this on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("presend starts");
        let mut stdin = child.stdin.take().expect("its input");
        let input = input.to_vec();
        // Written from another thread: presend may answer before it has read everything.
        let writing = std::thread::spawn(move || stdin.write_all(&input));
        let output = child.wait_with_output().expect("presend ends");
        let _ = writing.join().expect("the writer ends");
        Ran::of(output)
    }

    /// All files of a folder with their contents; nothing when there is no such folder.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else { return BTreeMap::new() };
        let read = |path: PathBuf| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, if path.is_file() { fs::read(&path).expect("a file") } else { Vec::new() })
        };
        entries.map(|entry| read(entry.expect("an entry").path())).collect()
    }
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        Ran {
            exit: output.status.code().expect("an exit code, not a signal"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8 on standard error"),
        }
    }
}

/// A report page without what it says of its run: when, whom it asked, and by which command.
pub fn without_run(page: &[u8]) -> Vec<u8> {
    let page = String::from_utf8_lossy(page);
    let (head, rest) = page.split_once("</header>").expect("a head");
    let kept: Vec<&str> = head.split("<p>").take(3).collect();
    (kept.join("<p>") + rest).into_bytes()
}

/// A file of the demo.
pub fn demo(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo").join(name)
}
