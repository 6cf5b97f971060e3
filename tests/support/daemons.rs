//! A real authoritative server (Knot) behind a real resolver (Unbound), both on free ports of loopback, both ended when the
//! handle is dropped. Where they are not installed the caller skips its test, and says so; under CI their absence is an
//! error.

use super::{free_port, loopback};
use std::fs;
use std::io::Write;
use std::net::{SocketAddr, UdpSocket};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The pair of daemons. Ask the resolver at `addr`.
pub struct Running {
    pub addr: SocketAddr,
    /// Knot itself, without the resolver in front.
    pub authoritative: SocketAddr,
    _knot: Daemon,
    _unbound: Daemon,
    _dir: TempDir,
}

struct Daemon(Child);

impl Drop for Daemon {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Serves a zone text as the root zone. What the root needs is added where it is missing. `None`, and a word on standard error, when the
/// daemons are not installed.
pub fn knot_unbound(zone_text: &str) -> Option<Running> {
    start_both(zone_text, None)
}

/// As [`knot_unbound`], with DNSSEC: Knot signs the zone, and Unbound vouches for all of it but what stands beneath `insecure`.
pub fn knot_unbound_signed(zone_text: &str, insecure: &str) -> Option<Running> {
    start_both(zone_text, Some(insecure))
}

fn start_both(zone_text: &str, signed_but: Option<&str>) -> Option<Running> {
    // keymgr comes with Knot.
    let programs = [program("knotd"), program("unbound"), program("keymgr")];
    let [Some(knotd), Some(unbound), Some(keymgr)] = programs else {
        let missing = "knotd and unbound are not both installed (Debian: knot, unbound)";
        assert!(std::env::var_os("CI").is_none(), "{missing}; under CI they must be");
        // Not with a macro: those are caught by the test harness, and nobody would know.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {missing}");
        return None;
    };
    let dir = tempfile::tempdir().expect("a folder for the daemons");
    fs::write(dir.path().join("root.zone"), super::whole(zone_text)).expect("the zone file");
    let authoritative = loopback(free_port());
    let mut conf = knot_conf(dir.path(), authoritative);
    if signed_but.is_some() {
        conf = conf.replace("zone:\n", "policy:\n - id: signed\n   single-type-signing: on\nzone:\n");
        conf.push_str("   dnssec-signing: on\n   dnssec-policy: signed\n");
    }
    let knot = start(&knotd, &["-c"], dir.path(), "knot.conf", &conf);
    wait_until_it_answers("knotd", authoritative);
    let addr = loopback(free_port());
    let mut conf = unbound_conf(dir.path(), addr, authoritative);
    if let Some(insecure) = signed_but {
        let told = Command::new(keymgr).arg("-c").arg(dir.path().join("knot.conf")).args([".", "ds"]).output();
        let told = String::from_utf8(told.expect("keymgr runs").stdout).expect("text");
        let anchor = told.lines().next().expect("the key of the zone");
        let validating =
            format!("\"validator iterator\"\n  trust-anchor: \"{anchor}\"\n  domain-insecure: \"{insecure}\"\n");
        conf = conf.replace("\"iterator\"\n", &validating);
    }
    let unbound = start(&unbound, &["-d", "-c"], dir.path(), "unbound.conf", &conf);
    wait_until_it_answers("unbound", addr);
    Some(Running { addr, authoritative, _knot: knot, _unbound: unbound, _dir: dir })
}

fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path)
        .chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from))
        .map(|folder| folder.join(name))
        .find(|file| file.is_file())
}

fn start(program: &Path, flags: &[&str], dir: &Path, file: &str, conf: &str) -> Daemon {
    let conf_file = dir.join(file);
    fs::write(&conf_file, conf).expect("the configuration");
    let log = fs::File::create(dir.join(format!("{file}.log"))).expect("the log");
    let child = Command::new(program)
        .args(flags)
        .arg(conf_file)
        .stdin(Stdio::null())
        .stdout(log.try_clone().expect("the log"))
        .stderr(log)
        .spawn()
        .expect("the daemon starts");
    Daemon(child)
}

fn knot_conf(dir: &Path, addr: SocketAddr) -> String {
    format!(
        "server:\n  rundir: \"{dir}\"\n  listen: {ip}@{port}\n  udp-workers: 1\n  tcp-workers: 1\n  \
         background-workers: 1\nlog:\n - target: stderr\n   any: warning\ndatabase:\n  storage: \"{dir}\"\nzone:\n \
         - domain: .\n   storage: \"{dir}\"\n   file: root.zone\n   zonefile-sync: -1\n   journal-content: none\n",
        dir = dir.display(),
        ip = addr.ip(),
        port = addr.port(),
    )
}

/// Unbound answers some names itself, as RFC 6303 wants; the zones of tests keep clear of those.
fn unbound_conf(dir: &Path, addr: SocketAddr, authoritative: SocketAddr) -> String {
    format!(
        "server:\n  directory: \"{dir}\"\n  chroot: \"\"\n  username: \"\"\n  pidfile: \"\"\n  use-syslog: no\n  \
         logfile: \"\"\n  verbosity: 1\n  interface: {ip}@{port}\n  do-ip6: no\n  num-threads: 1\n  \
         do-not-query-localhost: no\n  module-config: \"iterator\"\n  access-control: 127.0.0.0/8 allow\n\
         remote-control:\n  control-enable: no\n\
         stub-zone:\n  name: \".\"\n  stub-addr: {auth_ip}@{auth_port}\n",
        dir = dir.display(),
        ip = addr.ip(),
        port = addr.port(),
        auth_ip = authoritative.ip(),
        auth_port = authoritative.port(),
    )
}

/// Asks for the SOA of the root until there is a reply with an answer.
fn wait_until_it_answers(name: &str, addr: SocketAddr) {
    const QUERY: [u8; 17] = [0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 1];
    let socket = UdpSocket::bind(loopback(0)).expect("a UDP socket");
    socket.set_read_timeout(Some(Duration::from_millis(100))).expect("a read timeout");
    socket.connect(addr).expect("loopback");
    let began = Instant::now();
    let mut reply = [0; 512];
    while began.elapsed() < Duration::from_secs(20) {
        let _ = socket.send(&QUERY);
        match socket.recv(&mut reply) {
            Ok(octets) if octets > 17 && reply[3] & 0x0f == 0 && reply[7] > 0 => return,
            Ok(_) => std::thread::sleep(Duration::from_millis(50)),
            Err(_) => std::thread::sleep(Duration::from_millis(20)),
        }
    }
    panic!("{name} does not answer on {addr}");
}
