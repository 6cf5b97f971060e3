//! A real Dovecot, as an instance of its own on loopback: its configuration, mail, certificates and log lie in a folder of its own, and
//! it ends when the handle is dropped. Where Dovecot is not installed the caller skips its test, and says so; under CI its absence is
//! an error.

use super::{free_port, loopback};
use std::fs;
use std::io::Write;
use std::net::TcpStream;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PROGRAM: &str = "/usr/sbin/dovecot";
/// Whose mail it is. Both signs must be encoded in a URL, and the password needs quotes in IMAP.
pub const USER: &str = "bounces@sender.example";
pub const PASSWORD: &str = "s3cret \"quoted\\ pässword";

/// Who signed the certificate, which is for `localhost`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Signed {
    ByItself,
    ByCa,
}

/// A running Dovecot.
pub struct Dovecot {
    /// With TLS.
    pub imaps: u16,
    /// Without.
    pub imap: u16,
    owner: (u32, u32),
    child: Child,
    dir: TempDir,
}

/// Starts Dovecot with an empty mailbox. `None`, and a word on standard error, when it is not installed or is of another version than
/// the configuration here is for.
pub fn dovecot(signed: Signed) -> Option<Dovecot> {
    let skipped = |why: &str| {
        // Not with a macro: those are caught by the test harness, and nobody would know.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
    };
    let has_imap = ["/usr/lib/dovecot/imap", "/usr/libexec/dovecot/imap"].iter().any(|file| Path::new(file).is_file());
    if !Path::new(PROGRAM).is_file() || !has_imap {
        let missing = "dovecot is not installed (Debian: dovecot-imapd)";
        assert!(std::env::var_os("CI").is_none(), "{missing}; under CI it must be");
        skipped(missing);
        return None;
    }
    let version = Command::new(PROGRAM).arg("--version").output().expect("dovecot --version").stdout;
    if !version.starts_with(b"2.3.") {
        skipped("the configuration is for Dovecot 2.3; this is another version");
        return None;
    }
    let dir = tempfile::Builder::new().prefix("presend-dovecot-").tempdir().expect("a folder for Dovecot");
    fs::set_permissions(dir.path(), fs::Permissions::from_mode(0o755)).expect("its permissions");
    let owner = mail_owner(dir.path());
    make_certificate(dir.path(), signed);
    fs::write(dir.path().join("users"), format!("{USER}:{{PLAIN}}{PASSWORD}\n")).expect("the users");
    let (imaps, imap) = (free_port(), free_port());
    let conf = dir.path().join("dovecot.conf");
    fs::write(&conf, configuration(dir.path(), owner, imaps, imap)).expect("the configuration");
    let log = fs::File::create(dir.path().join("start.log")).expect("a log");
    let child = Command::new(PROGRAM)
        .args(["-F", "-c"])
        .arg(&conf)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("a log"))
        .stderr(log)
        .spawn()
        .expect("dovecot starts");
    let mut dovecot = Dovecot { imaps, imap, owner, child, dir };
    dovecot.make_folder("");
    let began = Instant::now();
    while TcpStream::connect(loopback(imaps)).is_err() || TcpStream::connect(loopback(imap)).is_err() {
        let ended = dovecot.child.try_wait().expect("its state").is_some();
        assert!(!ended && began.elapsed() < Duration::from_secs(20), "dovecot does not answer\n{}", dovecot.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(dovecot)
}

impl Dovecot {
    /// The file that makes its certificate trusted.
    pub fn trusted(&self) -> String {
        self.dir.path().join("trusted.pem").display().to_string()
    }

    /// What it wrote into its log so far.
    pub fn log(&self) -> String {
        ["start.log", "log"].map(|name| fs::read_to_string(self.dir.path().join(name)).unwrap_or_default()).concat()
    }

    /// Makes a folder, named as on disk: `.Bounces` for Bounces, nothing for INBOX.
    pub fn make_folder(&self, folder: &str) {
        for part in ["", "cur", "new", "tmp"] {
            self.own_folder(&self.maildir(folder).join(part));
        }
        if !folder.is_empty() {
            self.put(&self.maildir(folder).join("maildirfolder"), b"");
        }
    }

    /// Delivers a message, as a mail server does.
    pub fn deliver(&self, folder: &str, name: &str, message: &str) {
        self.put(&self.maildir(folder).join("new").join(name), message.as_bytes());
    }

    /// The names of all messages in a folder with their flags, sorted.
    pub fn messages(&self, folder: &str) -> Vec<String> {
        let read = |part| fs::read_dir(self.maildir(folder).join(part)).expect("a folder");
        let name = |entry: std::io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
        let mut names: Vec<String> =
            ["cur", "new"].into_iter().flat_map(read).map(|entry| name(entry).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Forgets how messages were numbered, as after a move to another server.
    pub fn renumber(&self, folder: &str) {
        for entry in fs::read_dir(self.maildir(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("dovecot")) {
                fs::remove_file(path).expect("removed");
            }
        }
        // A UIDVALIDITY is the second in which it was given.
        std::thread::sleep(Duration::from_millis(1100));
    }

    fn maildir(&self, folder: &str) -> PathBuf {
        self.dir.path().join("mail").join(USER).join("Maildir").join(folder)
    }

    fn own_folder(&self, path: &Path) {
        fs::create_dir_all(path).expect("a folder");
        let inside = path.strip_prefix(self.dir.path()).expect("inside");
        let mut at = self.dir.path().to_owned();
        for part in inside {
            at.push(part);
            chown(&at, Some(self.owner.0), Some(self.owner.1)).expect("its owner");
        }
    }

    fn put(&self, path: &Path, content: &[u8]) {
        fs::write(path, content).expect("written");
        chown(path, Some(self.owner.0), Some(self.owner.1)).expect("its owner");
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // The master ends its children, as it does at the end of a service.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(10) {
            if let Ok(Some(_)) = self.child.try_wait() {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Who owns the mail: whoever runs the tests, but for root, to whom Dovecot gives none.
fn mail_owner(dir: &Path) -> (u32, u32) {
    let meta = fs::metadata(dir).expect("the folder");
    if is_root(dir) { (65534, 65534) } else { (meta.uid(), meta.gid()) }
}

/// Whether root has just made this folder.
fn is_root(dir: &Path) -> bool {
    fs::metadata(dir).expect("the folder").uid() == 0
}

fn name_of(what: &str) -> String {
    let said = Command::new("id").arg(what).output().expect("id").stdout;
    String::from_utf8_lossy(&said).trim().to_owned()
}

fn configuration(dir: &Path, (uid, gid): (u32, u32), imaps: u16, imap: u16) -> String {
    // Root starts Dovecot as it is packaged; anybody else, all under the own name.
    let users = if is_root(dir) {
        String::new()
    } else {
        let (user, group) = (name_of("-un"), name_of("-gn"));
        format!(
            "default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
             service anvil {{\n  chroot =\n}}\n"
        )
    };
    let chroot = if users.is_empty() { "" } else { "  chroot =\n" };
    format!(
        "base_dir = {dir}/run\nstate_dir = {dir}/state\nlog_path = {dir}/log\nprotocols = imap\nlisten = 127.0.0.1\n{users}\
         first_valid_uid = 1\nssl = yes\nssl_cert = <{dir}/cert.pem\nssl_key = <{dir}/key.pem\n\
         auth_mechanisms = plain\nauth_failure_delay = 0 secs\nmail_location = maildir:{dir}/mail/%u/Maildir\n\
         passdb {{\n  driver = passwd-file\n  args = username_format=%u {dir}/users\n}}\n\
         userdb {{\n  driver = static\n  args = uid={uid} gid={gid} home={dir}/mail/%u\n}}\n\
         service imap-login {{\n{chroot}  inet_listener imap {{\n    port = {imap}\n  }}\n  inet_listener imaps {{\n    port = {imaps}\n    \
         ssl = yes\n  }}\n}}\n",
        dir = dir.display(),
    )
}

/// Makes `cert.pem` and `key.pem` for localhost, and `trusted.pem`, the certificate of who signed it.
fn make_certificate(dir: &Path, signed: Signed) {
    let openssl = |arguments: &str| {
        let ran = Command::new("openssl").args(arguments.split(' ')).current_dir(dir).output().expect("openssl");
        assert!(ran.status.success(), "openssl {arguments}: {ran:?}");
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes";
    let name = "-subj /CN=localhost -addext subjectAltName=DNS:localhost";
    if signed == Signed::ByItself {
        // As most private servers have it: openssl makes such a certificate a CA's.
        openssl(&format!("req -x509 {key} -days 2 {name} -keyout key.pem -out cert.pem"));
        fs::copy(dir.join("cert.pem"), dir.join("trusted.pem")).expect("copied");
        return;
    }
    openssl(&format!("req -x509 {key} -days 2 -subj /CN=Test-CA -keyout ca.key -out trusted.pem"));
    openssl(&format!("req {key} {name} -keyout key.pem -out request.pem"));
    openssl(
        "x509 -req -in request.pem -CA trusted.pem -CAkey ca.key -CAcreateserial -days 2 -copy_extensions copy -out cert.pem",
    );
}
