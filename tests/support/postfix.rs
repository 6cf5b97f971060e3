//! A real Postfix, as an instance of its own on loopback: its configuration, queue and log lie in a folder of its own, and it ends
//! when the handle is dropped. It hands every message to one server, and tries once. Where Postfix is not installed the caller
//! skips its test, and says so; under CI its absence is an error.

use super::{free_port, loopback};
use std::fs;
use std::io::Write;
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A running Postfix.
pub struct Postfix {
    /// Where it takes mail.
    pub addr: SocketAddr,
    log: PathBuf,
    conf: PathBuf,
    dir: TempDir,
}

/// Starts Postfix with these further lines of main.cf; as [`postfix`] otherwise.
pub fn postfix_with(next: SocketAddr, settings: &str) -> Option<Postfix> {
    start(next, settings)
}

/// Starts Postfix, which delivers all mail to `next`, but that for ann@refused.example to where nobody listens. `None`, and a word on standard error, when it is not installed or may not be
/// started.
pub fn postfix(next: SocketAddr) -> Option<Postfix> {
    start(next, "")
}

fn start(next: SocketAddr, settings: &str) -> Option<Postfix> {
    let installed = ["/usr/sbin/postfix", "/usr/sbin/postconf"].iter().all(|file| Path::new(file).is_file());
    if !installed || !may_start() {
        let missing = if installed {
            "Postfix can only be started by root"
        } else {
            "postfix is not installed (Debian: postfix)"
        };
        assert!(std::env::var_os("CI").is_none(), "{missing}; under CI it must run");
        // Not with a macro: those are caught by the test harness, and nobody would know.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {missing}");
        return None;
    }
    let dir = tempfile::Builder::new().prefix("presend-postfix-").tempdir().expect("a folder for Postfix");
    let conf = dir.path().join("conf");
    for folder in ["", "conf", "queue", "data"] {
        let folder = dir.path().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("its permissions");
    }
    as_root("chown", &["-R", "root", &dir.path().display().to_string()]);
    as_root("chown", &["postfix", &dir.path().join("data").display().to_string()]);
    let addr = loopback(free_port());
    fs::write(conf.join("main.cf"), main_cf(dir.path(), next) + settings).expect("main.cf");
    fs::write(conf.join("master.cf"), master_cf(addr)).expect("master.cf");
    let postfix = Postfix { addr, log: dir.path().join("log"), conf, dir };
    let started = postfix.command("start");
    assert!(started.status.success(), "postfix start: {started:?}\n{}", postfix.log());
    let began = Instant::now();
    while TcpStream::connect(addr).is_err() {
        assert!(began.elapsed() < Duration::from_secs(20), "postfix does not answer\n{}", postfix.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    Some(postfix)
}

impl Postfix {
    fn command(&self, what: &str) -> Output {
        as_root("/usr/sbin/postfix", &["-c", &self.conf.display().to_string(), what])
    }

    /// What it wrote into its log so far.
    pub fn log(&self) -> String {
        fs::read_to_string(&self.log).unwrap_or_default()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        self.command("abort");
        // The queue belongs to Postfix, and the folder to root.
        as_root("rm", &["-rf", &self.dir.path().display().to_string()]);
    }
}

fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|meta| std::os::unix::fs::MetadataExt::uid(&meta) == 0)
}

fn may_start() -> bool {
    is_root() || Command::new("sudo").args(["-n", "true"]).output().is_ok_and(|ran| ran.status.success())
}

fn as_root(program: &str, arguments: &[&str]) -> Output {
    let mut command = if is_root() {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.args(["-n", program]);
        sudo
    };
    command.args(arguments).output().expect(program)
}

fn main_cf(dir: &Path, next: SocketAddr) -> String {
    let daemons = Command::new("/usr/sbin/postconf").args(["-d", "-h", "daemon_directory"]).output().expect("postconf");
    format!(
        "compatibility_level = 3.6\nqueue_directory = {dir}/queue\ndata_directory = {dir}/data\n\
         command_directory = /usr/sbin\ndaemon_directory = {daemons}\nmail_owner = postfix\nsetgid_group = postdrop\n\
         maillog_file = {dir}/log\nmaillog_file_prefixes = {dir}\n\
         inet_interfaces = 127.0.0.1\ninet_protocols = ipv4\nmyhostname = mx.sender.example\nmydestination =\n\
         local_transport = error:nobody lives here\nalias_maps =\nalias_database =\nmynetworks = 127.0.0.0/8\n\
         smtpd_relay_restrictions = permit_mynetworks, reject\nsmtpd_client_connection_rate_limit = 0\n\
         transport_maps = inline:{{ ann@refused.example=smtp:[127.0.0.1]:1 }}, static:smtp:[{ip}]:{port}\n\
         smtp_dns_support_level = disabled\nsmtp_tls_security_level = none\nsmtp_connection_cache_on_demand = no\n\
         in_flow_delay = 0\nmaximal_queue_lifetime = 0\nbounce_queue_lifetime = 0\ndelay_warning_time = 0\n\
         default_destination_recipient_limit = 1\ndefault_destination_concurrency_failed_cohort_limit = 0\n\
         default_destination_concurrency_negative_feedback = 0\ninitial_destination_concurrency = 20\n",
        dir = dir.display(),
        daemons = String::from_utf8_lossy(&daemons.stdout).trim(),
        ip = next.ip(),
        port = next.port(),
    )
}

fn master_cf(addr: SocketAddr) -> String {
    format!(
        "{addr} inet n - n - - smtpd\npickup unix n - n 60 1 pickup\ncleanup unix n - n - 0 cleanup\n\
         qmgr unix n - n 300 1 qmgr\nrewrite unix - - n - - trivial-rewrite\nbounce unix - - n - 0 bounce\n\
         defer unix - - n - 0 bounce\ntrace unix - - n - 0 bounce\nverify unix - - n - 1 verify\n\
         flush unix n - n 1000? 0 flush\nsmtp unix - - n - - smtp\nerror unix - - n - - error\n\
         retry unix - - n - - error\nanvil unix - - n - 1 anvil\ntlsmgr unix - - n 1000? 1 tlsmgr\n\
         proxymap unix - - n - - proxymap\npostlog unix-dgram n - n - 1 postlogd\n"
    )
}
