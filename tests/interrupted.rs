//! Runs that do not come to their end: stopped, killed, out of room, with a list that changes under them. Each leaves
//! complete results or none, keeps what the DNS told, and the same command finishes the work.
#![cfg(unix)]

use crate::support;
use crate::support::command::{Desk, without_run};
use crate::support::server::Running as Server;
use std::collections::BTreeMap;
use std::fs;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const DOMAINS: usize = 600;

/// A list and a server for it. Every third domain does not exist.
fn setting() -> (Desk, Server) {
    let mut zone = String::from("$TTL 1\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\n");
    let mut list = String::from("name,email\n");
    for number in 0..DOMAINS {
        if number % 3 != 0 {
            zone.push_str(&format!("shop{number}.com. MX 10 mx.shop{number}.com.\nmx.shop{number}.com. A 45.80.1.1\n"));
        }
        list.push_str(&format!("Ann {number},ann@shop{number}.com\nBob {number},bob@shop{number}.com\n"));
    }
    let desk = Desk::new();
    desk.put("list.csv", list);
    (desk, support::serve(&zone))
}

/// The results, but for what tells of time.
fn results(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = desk.files(folder);
    files.remove("summary.json").expect("a summary");
    assert_eq!(files.len(), 6);
    if let Some(page) = files.get_mut("report.html") {
        *page = without_run(page);
    }
    files
}

/// Starts a run that takes some seconds.
fn start(desk: &Desk, server: &Server) -> Child {
    let dns = server.addr.to_string();
    let mut command = desk.command(&["clean", "list.csv", "--dns", &dns, "--rate", "200", "-o", "out"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("presend starts")
}

/// Waits until the server has had so many questions.
fn wait_for(server: &Server, queries: usize) {
    let began = Instant::now();
    while server.queries() < queries {
        assert!(began.elapsed() < Duration::from_secs(20), "only {} questions", server.queries());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill").args([name, &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
}

#[test]
fn a_killed_run_is_taken_up_and_ends_as_if_nothing_had_happened() {
    let (desk, server) = setting();
    let dns = server.addr.to_string();
    let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "--no-cache", "-o", "whole"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(!desk.path(".cache").exists(), "--no-cache keeps nothing");
    let before = server.queries();

    let mut child = start(&desk, &server);
    wait_for(&server, before + 350);
    signal(&child, "-9");
    assert_eq!(child.wait().expect("it ends").signal(), Some(9));
    let left: Vec<String> = desk.files("out").into_keys().collect();
    assert!(left.len() == 1 && left[0].starts_with(".presend-"), "{left:?}");

    let before = server.queries();
    let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(results(&desk, "out"), results(&desk, "whole"));
    let asked = server.queries() - before;
    assert!(asked < 900, "{asked} questions, as if nothing had been kept");
    assert!(ran.stdout.contains("from the cache"), "{}", ran.stdout);
}

#[test]
fn a_stopped_run_leaves_nothing_and_says_how_to_go_on() {
    for name in ["-INT", "-TERM"] {
        let (desk, server) = setting();
        let child = start(&desk, &server);
        wait_for(&server, 200);
        signal(&child, name);
        let ended = child.wait_with_output().expect("it ends");
        let said = String::from_utf8(ended.stderr).expect("UTF-8");
        assert_eq!(ended.status.code(), Some(130), "{said}");
        assert!(said.contains("no results were written") && said.contains("kept"), "{said}");
        assert!(!desk.path("out").exists());
        let before = server.queries();
        let ran = desk.run(&["clean", "list.csv", "--dns", &server.addr.to_string(), "-o", "out"]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(server.queries() - before < 950, "{} questions", server.queries() - before);
    }
}

/// Ways to lie.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lie {
    /// Nothing exists.
    Denies,
    /// What does not exist has an address, as with providers that show advertisements there.
    Redirects,
    /// Everything has that address, and nothing has mail hosts, as behind the portal of a hotel.
    Portal,
    /// Nobody takes mail.
    NullMx,
}

/// A server that lies from a question on, until it is told to be honest.
fn changing(
    zone: presend::dns::Zone,
    lie: Lie,
    from: usize,
    honest: std::sync::Arc<std::sync::atomic::AtomicBool>,
) -> crate::support::liar::Liar {
    use crate::support::liar::{Liar, Tcp, from_zone, name, reply};
    use hickory_proto::op::ResponseCode;
    use hickory_proto::rr::rdata::{A, MX};
    use hickory_proto::rr::{RData, Record, RecordType};
    Liar::start(Tcp::Closed, move |asked| {
        let truth = from_zone(&zone, &asked.message);
        if honest.load(std::sync::atomic::Ordering::Relaxed) || asked.number < from {
            return vec![truth.into()];
        }
        let query = &asked.message.queries[0];
        let gone = truth.metadata.response_code == ResponseCode::NXDomain;
        let mut told = reply(&asked.message, ResponseCode::NoError);
        match (lie, query.query_type()) {
            (Lie::Denies, _) => told = reply(&asked.message, ResponseCode::NXDomain),
            (Lie::Redirects, _) if !gone => told = truth,
            (Lie::Redirects | Lie::Portal, RecordType::A) => {
                told.add_answer(Record::from_rdata(query.name().clone(), 3600, RData::A(A::new(45, 80, 9, 9))));
            }
            (Lie::NullMx, RecordType::MX) => {
                told.add_answer(Record::from_rdata(query.name().clone(), 3600, RData::MX(MX::new(0, name(".")))));
            }
            (Lie::Redirects | Lie::Portal | Lie::NullMx, _) => {}
        }
        vec![told.into()]
    })
}

/// A list of shops with mail hosts, some of which do not exist, and of names that are gone; and its zone.
fn shops() -> (String, String) {
    let (mut list, mut zone) = (String::from("email\n"), String::new());
    for number in 0..DOMAINS / 2 {
        list.push_str(&format!("ann@shop{number}.com\n"));
        match number % 60 {
            0 | 20 | 40 => {}
            31 | 32 => zone.push_str(&format!("shop{number}.com. MX 10 mx.shop{number}.com.\n")),
            _ => zone.push_str(&format!(
                "shop{number}.com. MX 10 mx.shop{number}.com.\nmx.shop{number}.com. A 45.80.1.{}\n",
                number % 250 + 1
            )),
        }
    }
    (list, zone)
}

/// Kills a run before a server that lies, and runs again before the same server, which is honest by then.
fn killed_before_a_liar(lie: Lie, from: usize) {
    use std::sync::atomic::{AtomicBool, Ordering};
    let (list, zone) = shops();
    let honest = std::sync::Arc::new(AtomicBool::new(false));
    let zone = presend::dns::Zone::parse(&zone).expect("a zone");
    let (desk, server) = (Desk::new(), changing(zone, lie, from, honest.clone()));
    desk.put("list.csv", &list).put("other.csv", &list);
    let dns = server.addr.to_string();
    let mut command = desk.command(&["clean", "list.csv", "--dns", &dns, "--rate", "200", "-o", "out"]);
    let mut killed = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("presend starts");
    let began = Instant::now();
    while server.asked().len() < 200 {
        assert!(began.elapsed() < Duration::from_secs(20), "{lie:?}: only {} questions", server.asked().len());
        std::thread::sleep(Duration::from_millis(10));
    }
    signal(&killed, "-9");
    assert_eq!(killed.wait().expect("it ends").signal(), Some(9), "{lie:?}");
    honest.store(true, Ordering::Relaxed);
    let whole = desk.run(&["clean", "list.csv", "--dns", &dns, "--no-cache", "-o", "whole"]);
    assert_eq!(whole.exit, 0, "{lie:?} {}", whole.stderr);
    for (list, folder) in [("list.csv", "again"), ("other.csv", "other")] {
        let ran = desk.run(&["clean", list, "--dns", &dns, "-o", folder]);
        assert_eq!(ran.exit, 0, "{lie:?} {}", ran.stderr);
        let rows = |folder: &str| {
            let files = desk.files(folder);
            ["clean.csv", "review.csv", "rejected.csv", "retry.csv"].map(|name| files[name].clone())
        };
        assert!(rows(folder) == rows("whole"), "{lie:?} from {from}, {list}: {}", ran.stdout);
    }
}

#[test]
fn what_a_liar_told_a_run_that_was_killed_judges_no_later_run() {
    let cases = [
        (Lie::Denies, 0),
        (Lie::Denies, 100),
        (Lie::Redirects, 0),
        (Lie::Portal, 0),
        (Lie::Portal, 100),
        (Lie::NullMx, 0),
        (Lie::NullMx, 100),
    ];
    let running = cases.map(|(lie, from)| std::thread::spawn(move || killed_before_a_liar(lie, from)));
    for case in running {
        case.join().expect("the case holds");
    }
}

#[test]
fn a_second_run_asks_nothing_and_gives_the_same() {
    let zone = "$TTL 600\n@ 600 SOA ns. h. 1 2 3 4 600\n@ NS ns.\nns. A 127.0.0.1\n\
                good.com. MX 10 mx.good.com.\nmx.good.com. A 45.80.1.1\n";
    let (desk, server, other) = (Desk::new(), support::serve(zone), support::serve(zone));
    desk.put("list.csv", "ann@good.com\nbob@gone-away.com\n");
    let run = |server: &Server, folder| {
        let dns = server.addr.to_string();
        let ran = desk.run(&["clean", "list.csv", "--dns", &dns, "--cache", "kept.sqlite", "-o", folder]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        ran
    };
    run(&server, "first");
    assert!(desk.path("kept.sqlite").exists() && !desk.path(".cache").exists());
    let before = server.queries();
    let ran = run(&server, "second");
    assert_eq!(server.queries(), before);
    assert!(ran.stdout.contains("0 queries · 2 from the cache"), "{}", ran.stdout);
    assert_eq!(results(&desk, "first"), results(&desk, "second"));
    let ran = run(&other, "third");
    assert!(!ran.stdout.contains("from the cache"), "another server is asked itself: {}", ran.stdout);
}

#[test]
fn without_room_nothing_is_left_behind() {
    let (desk, server) = setting();
    let presend = env!("CARGO_BIN_EXE_presend");
    let dns = server.addr.to_string();
    // 25 is SIGXFSZ: when it is ignored, writing fails as on a full disk.
    let script = format!("trap '' 25; ulimit -f 16; exec {presend} clean list.csv --dns {dns} -o out");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(desk.path("")).env("XDG_CACHE_HOME", desk.path(".cache"));
    let ended = command.output().expect("sh runs");
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("No results were left behind") || said.contains("none were left behind"), "{said}");
    assert!(said.contains("warning: the DNS cache"), "{said}");
    assert!(!desk.path("out").exists());
}

#[test]
fn a_store_without_room_costs_nothing_but_itself() {
    let (desk, server) = setting();
    desk.put("few.csv", "email\nann@shop1.com\nbob@shop3.com\n");
    let ran = desk.run(&["clean", "few.csv", "--dns", &server.addr.to_string(), "--cache", "/dev/full", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("warning: the DNS cache /dev/full"), "{}", ran.stderr);
    assert_eq!(results(&desk, "out").len(), 6);
}

#[test]
fn a_list_that_is_cut_short_while_it_is_read_gives_no_results() {
    let (desk, server) = setting();
    let child = start(&desk, &server);
    wait_for(&server, 100);
    fs::OpenOptions::new().write(true).open(desk.path("list.csv")).and_then(|list| list.set_len(100)).expect("cut");
    let ended = child.wait_with_output().expect("it ends");
    let said = String::from_utf8(ended.stderr).expect("UTF-8");
    assert_eq!(ended.status.code(), Some(2), "{said}");
    assert!(said.contains("changed while presend was reading it"), "{said}");
    assert!(!desk.path("out").exists());
}

#[test]
fn a_list_that_is_deleted_while_it_is_read_is_read_to_its_end() {
    let (desk, server) = setting();
    let child = start(&desk, &server);
    wait_for(&server, 100);
    fs::remove_file(desk.path("list.csv")).expect("deleted");
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert_eq!(results(&desk, "out").len(), 6);
}

/// What the store has: name, type number, TTL.
fn stored(path: &std::path::Path) -> Vec<(String, u16, u32)> {
    let store = rusqlite::Connection::open(path).expect("a store");
    let mut rows = store.prepare("SELECT name, kind, ttl FROM answer ORDER BY name, kind").expect("a table");
    let rows = rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}

#[test]
fn answers_are_kept_for_as_long_as_their_zone_says_and_failures_not_at_all() {
    use crate::support::liar::{Liar, Tcp, name, reply};
    use hickory_proto::op::ResponseCode;
    use hickory_proto::rr::rdata::{A, MX, SOA};
    use hickory_proto::rr::{RData, Record};
    let server = Liar::start(Tcp::Closed, |asked| {
        let owner = asked.message.queries[0].name().clone();
        let text = owner.to_string();
        // The smaller of the SOA's own TTL and its last field counts (RFC 2308 §5).
        let soa = |ttl, minimum| {
            let data = SOA::new(name("ns.com."), name("host.com."), 1, 2, 3, 4, minimum);
            Record::from_rdata(name("com."), ttl, RData::SOA(data))
        };
        let mut message = reply(&asked.message, ResponseCode::NoError);
        if text.starts_with("mx.") {
            message.add_answer(Record::from_rdata(owner, 555, RData::A(A::new(45, 80, 1, 1))));
        } else if text.starts_with("good.") {
            message.add_answer(Record::from_rdata(owner.clone(), 7_777, RData::MX(MX::new(1, name("mx.good.com.")))));
        } else if text.starts_with("gone.") {
            message = reply(&asked.message, ResponseCode::NXDomain);
            message.add_authority(soa(900, 333));
        } else if text.starts_with("empty.") {
            message.add_authority(soa(222, 900));
        } else if text.starts_with("ill.") {
            message = reply(&asked.message, ResponseCode::ServFail);
        } else {
            message = reply(&asked.message, ResponseCode::NXDomain);
        }
        vec![message.into()]
    });
    let desk = Desk::new();
    desk.put("list.txt", "ann@good.com\nann@gone.com\nann@empty.com\nann@ill.com\n");
    let dns = server.addr.to_string();
    let ran = desk.run(&["clean", "list.txt", "--dns", &dns, "--cache", "kept.sqlite", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let kept = stored(&desk.path("kept.sqlite"));
    for expected in [("good.com", 15, 7_777), ("mx.good.com", 1, 555), ("gone.com", 15, 333), ("empty.com", 15, 222)] {
        let (name, kind, ttl) = expected;
        assert!(kept.contains(&(name.to_owned(), kind, ttl)), "{expected:?} in {kept:?}");
    }
    assert!(!kept.iter().any(|(name, ..)| name == "ill.com"), "{kept:?}");
}

#[test]
fn two_runs_at_once_share_the_store_and_both_come_out_whole() {
    let (desk, server) = setting();
    let dns = server.addr.to_string();
    let start = |folder: &str| {
        let arguments = ["clean", "list.csv", "--dns", &dns, "--cache", "kept.sqlite", "-o", folder];
        desk.command(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a start")
    };
    let children = [start("one"), start("two")];
    for child in children {
        let ended = child.wait_with_output().expect("an end");
        assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    }
    assert_eq!(results(&desk, "one"), results(&desk, "two"));
    let store = rusqlite::Connection::open(desk.path("kept.sqlite")).expect("a store");
    let sound: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("a check");
    assert_eq!(sound, "ok");
}

#[test]
fn a_damaged_store_is_set_aside_with_a_warning() {
    let (desk, server) = setting();
    desk.put("few.csv", "email\nann@shop1.com\nbob@shop3.com\n").put("kept.sqlite", vec![0x5a; 20_000]);
    let dns = server.addr.to_string();
    for (number, folder) in ["one", "two"].into_iter().enumerate() {
        let ran = desk.run(&["clean", "few.csv", "--dns", &dns, "--cache", "kept.sqlite", "-o", folder]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert_eq!(ran.stderr.contains("warning: the DNS cache"), number == 0, "{}", ran.stderr);
    }
    assert_eq!(desk.files("")["kept.sqlite.corrupt-1"], vec![0x5a; 20_000]);
    assert_eq!(results(&desk, "one"), results(&desk, "two"));
}

/// Waits until the process has ended by itself; one that does not is killed, and the test fails.
fn ends(mut child: Child, what: &str) -> std::process::ExitStatus {
    let began = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("its state") {
            return status;
        }
        if began.elapsed() > Duration::from_secs(20) {
            let _ = child.kill();
            panic!("{what} does not end");
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(target_os = "linux")]
/// Whether the process sleeps in a system call; a fresh one is still reading its program.
fn is_waiting(child: &Child) -> bool {
    let state = fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap_or_default();
    state.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with('S'))
        && fs::read_dir(format!("/proc/{}/task", child.id())).map_or(0, Iterator::count) > 1
}

#[cfg(target_os = "linux")]
#[test]
fn a_signal_ends_every_command_that_waits_for_a_pipe() {
    let desk = Desk::new();
    desk.put("list.csv", "email\nann@gmail.com\n");
    let made = Command::new("mkfifo").arg(desk.path("pipe")).status().expect("mkfifo runs");
    assert!(made.success());
    for arguments in [
        &["bounce", "-"][..],
        &["explain", "-"],
        &["check", "-"],
        &["clean", "-"],
        &["gate", "-"],
        &["bounce", "pipe"],
        &["clean", "pipe"],
        &["gate", "list.csv", "--offline", "--baseline", "pipe"],
        &["check", "ann@gmail.com", "--dns", "zone:pipe"],
        &["sender", "a.com", "--dns", "zone:pipe"],
        &["sender", "--eml", "pipe", "--offline"],
        &["gate", "list.csv", "--offline", "--format", "json=pipe"],
    ] {
        for name in ["-INT", "-TERM", "-HUP"] {
            let what = format!("{arguments:?} {name}");
            let mut command = desk.command(arguments);
            command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
            let mut child = command.spawn().expect("presend starts");
            let input = child.stdin.take();
            let began = Instant::now();
            while !is_waiting(&child) && began.elapsed() < Duration::from_secs(20) {
                if child.try_wait().expect("its state").is_some() {
                    break;
                }
                std::thread::sleep(Duration::from_millis(10));
            }
            std::thread::sleep(Duration::from_millis(100));
            if child.try_wait().expect("its state").is_none() {
                signal(&child, name);
                assert_eq!(ends(child, &what).code(), Some(130), "{what}");
            } else {
                // It refused the pipe, which is as good as not waiting for it.
                assert_eq!(ends(child, &what).code(), Some(2), "{what}");
            }
            drop(input);
        }
    }
}
