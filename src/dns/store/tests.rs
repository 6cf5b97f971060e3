//! The store as runs meet it: one after the other, at the same time, damaged, locked, full, and cut short.

use super::super::{Records, Zone};
use super::*;
use crate::domain::Domain;
use crate::facts::Failure;
use std::fs;
use std::sync::atomic::AtomicUsize;

const NOW_S: u64 = 1_800_000_000;
const TRUE: &str = "a.com. MX 10 mx.a.com.\nmx.a.com. A 20.0.0.1\n";

/// A zone whose answers live for so long, and that counts the questions.
struct Server {
    zone: Zone,
    ttl_s: u64,
    asked: AtomicUsize,
}

impl Dns for Server {
    fn ask(&self, question: Question) -> Answering<'_> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        Box::pin(async move {
            let ttl = Some(Duration::from_secs(self.ttl_s));
            Reply { ttl, attempts: 1, ..self.zone.ask(question).await }
        })
    }
}

fn server(zone: &str, ttl_s: u64) -> Arc<Server> {
    Arc::new(Server { zone: Zone::parse(zone).expect("a zone"), ttl_s, asked: AtomicUsize::new(0) })
}

/// A folder with a store in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        Desk(tempfile::tempdir().expect("a folder"))
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("dns.sqlite")
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).expect("a folder");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    fn open(&self, resolver: &str, work: Option<&str>, now_s: u64) -> Store {
        let job = Job { resolver, work: work.map(str::as_bytes) };
        Store::open_at(&self.path(), &job, now_s).expect("a store")
    }
}

/// Asks for the MX of a name, through the store.
async fn mx(stored: &Stored, name: &str) -> Lookup<Records> {
    let question = Question { name: Domain::new(name).expect(name), kind: RecordKind::Mx };
    stored.ask_with(question, Patience::First).await.outcome
}

/// How a run ends.
#[derive(Clone, Copy, PartialEq)]
enum Ends {
    Believed,
    NotBelieved,
    Killed,
}

/// One run: asks for the MX of these names. Gives the questions that reached the server.
async fn run(desk: &Desk, server: &Arc<Server>, resolver: &str, now_s: u64, names: &[&str], ends: Ends) -> usize {
    let before = server.asked.load(Ordering::Relaxed);
    let store = desk.open(resolver, Some("list"), now_s);
    let stored = Stored::new(server.clone(), store);
    for name in names {
        mx(&stored, name).await;
    }
    match ends {
        Ends::Believed => stored.settle(true),
        Ends::NotBelieved => stored.settle(false),
        Ends::Killed => stored.store.flush(),
    }
    assert_eq!(stored.store.warnings(Lang::En), Vec::<String>::new());
    server.asked.load(Ordering::Relaxed) - before
}

#[tokio::test]
async fn a_later_run_asks_nothing_that_is_still_known() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    let names = ["a.com", "none.com"];
    assert_eq!(run(&desk, &server, "1", NOW_S, &names, Ends::Believed).await, 2);
    assert_eq!(run(&desk, &server, "1", NOW_S + 299, &names, Ends::Believed).await, 0);
    assert_eq!(run(&desk, &server, "1", NOW_S + 300, &names, Ends::Believed).await, 2, "the TTL is over");
}

#[tokio::test]
async fn answers_are_for_those_who_ask_the_same_servers() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Believed).await;
    assert_eq!(run(&desk, &server, "2", NOW_S, &["a.com"], Ends::Believed).await, 1);
    assert_eq!(run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Believed).await, 0);
}

#[tokio::test]
async fn no_ttl_is_believed_for_ever() {
    let (desk, server) = (Desk::new(), server(TRUE, 1_000_000_000));
    let both = ["a.com", "none.com"];
    run(&desk, &server, "1", NOW_S, &both, Ends::Believed).await;
    assert_eq!(run(&desk, &server, "1", NOW_S + ABSENT_MAX_S - 1, &both, Ends::Believed).await, 0);
    assert_eq!(run(&desk, &server, "1", NOW_S + ABSENT_MAX_S, &both, Ends::Believed).await, 1, "absence is asked anew");
    assert_eq!(run(&desk, &server, "1", NOW_S + KEPT_MAX_S, &["a.com"], Ends::Believed).await, 1);
}

#[tokio::test]
async fn answers_from_the_future_are_of_a_clock_that_was_wrong() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Believed).await;
    assert_eq!(run(&desk, &server, "1", NOW_S - 10, &["a.com"], Ends::Believed).await, 1);
}

#[tokio::test]
async fn an_interrupted_run_is_taken_up_whatever_the_ttl_and_by_the_same_work_only() {
    let (desk, server) = (Desk::new(), server(TRUE, 1));
    run(&desk, &server, "1", NOW_S, &["a.com", "b.com"], Ends::Killed).await;
    let other = Stored::new(server.clone(), desk.open("1", Some("another list"), NOW_S + 60));
    mx(&other, "a.com").await;
    drop(other);
    assert_eq!(server.asked.load(Ordering::Relaxed), 3);
    run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Killed).await;
    // Both are asked again to see whether the first run can be believed, with three names that cannot exist, and b.com,
    // which was absent, for itself.
    assert_eq!(run(&desk, &server, "1", NOW_S + 60, &["a.com", "b.com"], Ends::Believed).await, 6);
    assert_eq!(run(&desk, &server, "1", NOW_S + 120, &["a.com", "b.com"], Ends::Believed).await, 2, "it is finished");
}

#[tokio::test]
async fn what_cannot_be_believed_is_forgotten() {
    let (desk, lying) = (Desk::new(), server("", 300));
    run(&desk, &lying, "1", NOW_S, &["a.com"], Ends::NotBelieved).await;
    assert_eq!(run(&desk, &lying, "1", NOW_S, &["a.com"], Ends::Believed).await, 1);
}

#[tokio::test]
async fn an_interrupted_run_behind_a_lying_resolver_rejects_nobody_later() {
    let (desk, lying) = (Desk::new(), server("", 300));
    run(&desk, &lying, "1", NOW_S, &["a.com"], Ends::Killed).await;
    let stored = Stored::new(server(TRUE, 300), desk.open("1", Some("list"), NOW_S + 5));
    assert!(matches!(mx(&stored, "a.com").await, Lookup::Found(_)));
}

/// Asks for the address of a host, through the store.
async fn address(stored: &Stored, name: &str) -> Lookup<Records> {
    let question = Question { name: Domain::new(name).expect(name), kind: RecordKind::A };
    stored.ask_with(question, Patience::First).await.outcome
}

#[tokio::test]
async fn a_resolver_that_invents_addresses_leaves_nothing_however_its_run_ends() {
    for ends in [Ends::Killed, Ends::Believed] {
        let (desk, honest) = (Desk::new(), server(TRUE, 3600));
        let inventing = server("a.com. MX 10 mx.gone.com.\n*.com. A 20.0.0.9\n*.net. A 20.0.0.9\n", 3600);
        let stored = Stored::new(inventing, desk.open("1", Some("list"), NOW_S));
        mx(&stored, "a.com").await;
        assert!(matches!(address(&stored, "mx.gone.com").await, Lookup::Found(_)));
        mx(&stored, "a.com").await;
        match ends {
            Ends::Believed => stored.settle(true),
            _ => stored.store.flush(),
        }
        drop(stored);
        for work in ["list", "another list"] {
            let later = Stored::new(honest.clone(), desk.open("1", Some(work), NOW_S + 5));
            mx(&later, "a.com").await;
            assert_eq!(address(&later, "mx.gone.com").await, Lookup::NxDomain, "{work}");
            assert_eq!(later.stats().cached, 0, "{work}");
        }
    }
}

#[tokio::test]
async fn what_was_not_taken_up_is_forgotten_when_the_next_run_ends() {
    let (desk, lying, honest) = (Desk::new(), server("", 3600), server(TRUE, 3600));
    let killed = Stored::new(lying, desk.open("1", Some("list"), NOW_S));
    assert_eq!(mx(&killed, "a.com").await, Lookup::NxDomain);
    assert_eq!(address(&killed, "mx.a.com").await, Lookup::NxDomain);
    killed.store.flush();
    drop(killed);
    // This one never asks for the address.
    run(&desk, &honest, "1", NOW_S + 5, &["a.com"], Ends::Believed).await;
    let later = Stored::new(honest, desk.open("1", Some("another list"), NOW_S + 10));
    assert!(matches!(address(&later, "mx.a.com").await, Lookup::Found(_)));
}

#[tokio::test]
async fn what_was_taken_up_is_used_later_but_rejects_nobody() {
    let (desk, server) = (Desk::new(), server(TRUE, 3600));
    run(&desk, &server, "1", NOW_S, &["a.com", "none.com"], Ends::Killed).await;
    run(&desk, &server, "1", NOW_S + 5, &["a.com"], Ends::Believed).await;
    let later = Stored::new(server.clone(), desk.open("1", Some("another list"), NOW_S + 10));
    let before = server.asked.load(Ordering::Relaxed);
    mx(&later, "a.com").await;
    assert_eq!(server.asked.load(Ordering::Relaxed), before, "it was found");
    mx(&later, "none.com").await;
    assert_eq!(server.asked.load(Ordering::Relaxed), before + 1, "its absence was never confirmed");
}

#[tokio::test]
async fn a_name_that_has_no_mail_hosts_is_not_one_that_does_not_exist() {
    let desk = Desk::new();
    // As of a resolver that gives what does not exist an address, and so no MX.
    let inventing = server(&format!("{TRUE}gone.com. A 20.0.0.9\n"), 1);
    run(&desk, &inventing, "1", NOW_S, &["a.com", "gone.com"], Ends::Killed).await;
    let resumed = Stored::new(server(TRUE, 1), desk.open("1", Some("list"), NOW_S + 60));
    mx(&resumed, "a.com").await;
    assert_eq!(resumed.stats().cached, 0);
}

#[tokio::test]
async fn what_a_killed_run_learned_serves_no_other_work() {
    let (desk, lying, honest) = (Desk::new(), server("", 3600), server(TRUE, 3600));
    run(&desk, &lying, "1", NOW_S, &["a.com"], Ends::Killed).await;
    let other = Stored::new(honest, desk.open("1", Some("another list"), NOW_S + 5));
    assert!(matches!(mx(&other, "a.com").await, Lookup::Found(_)));
}

#[tokio::test]
async fn a_run_that_still_works_serves_no_other() {
    let (desk, lying, honest) = (Desk::new(), server("", 3600), server(TRUE, 3600));
    let working = Stored::new(lying, desk.open("1", Some("list"), NOW_S));
    assert_eq!(mx(&working, "a.com").await, Lookup::NxDomain);
    working.store.flush();
    for work in ["list", "another list"] {
        let second = Stored::new(honest.clone(), desk.open("1", Some(work), NOW_S + 1));
        assert!(matches!(mx(&second, "a.com").await, Lookup::Found(_)), "{work}");
    }
}

#[tokio::test]
async fn an_interrupted_run_rejects_nobody_even_when_its_resolver_holds() {
    // Absent, without mail, and at an address that no mail reaches: each of these is asked for again.
    let zone = "x.com. A 10.0.0.1\nnull.com. MX 0 .\na.com. MX 10 mx.a.com.\nmx.a.com. A 20.0.0.1\n";
    for (name, kind, again) in [
        ("none.com", RecordKind::Mx, true),
        ("null.com", RecordKind::Mx, true),
        ("x.com", RecordKind::A, true),
        ("a.com", RecordKind::Mx, false),
        ("mx.a.com", RecordKind::A, false),
    ] {
        let (desk, server) = (Desk::new(), server(zone, 1));
        let question = Question { name: Domain::new(name).expect(name), kind };
        let killed = Stored::new(server.clone(), desk.open("1", Some("list"), NOW_S));
        for asked in [question.clone(), Question { name: Domain::new("a.com").expect("a name"), kind: RecordKind::Mx }]
        {
            killed.ask(asked).await;
        }
        killed.store.flush();
        drop(killed);
        let resumed = Stored::new(server.clone(), desk.open("1", Some("list"), NOW_S + 60));
        resumed.interrupted_holds().await;
        let before = server.asked.load(Ordering::Relaxed);
        resumed.ask(question).await;
        assert_eq!(server.asked.load(Ordering::Relaxed) > before, again, "{name}");
    }
}

#[tokio::test]
async fn a_resolver_that_confirms_nothing_has_not_proved_itself() {
    let (desk, server) = (Desk::new(), server(TRUE, 1));
    run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Killed).await;
    let resumed = Stored::new(Arc::new(Ill), desk.open("1", Some("list"), NOW_S + 60));
    assert_eq!(mx(&resumed, "a.com").await, Lookup::Failed(Failure::ServFail));
}

/// One that fails on everything.
struct Ill;

impl Dns for Ill {
    fn ask(&self, _: Question) -> Answering<'_> {
        Box::pin(std::future::ready(Reply::failed(Failure::ServFail, 1, Duration::ZERO)))
    }
}

#[tokio::test]
async fn failures_are_never_kept() {
    let desk = Desk::new();
    let stored = Stored::new(Arc::new(Ill), desk.open("1", None, NOW_S));
    assert_eq!(mx(&stored, "a.com").await, Lookup::Failed(Failure::ServFail));
    stored.settle(true);
    drop(stored);
    let filters = server("a.com. MX 10 mx.a.com.\n;fault a.com filtered\n", 300);
    let stored = Stored::new(filters, desk.open("1", None, NOW_S));
    assert_eq!(mx(&stored, "a.com").await, Lookup::Failed(Failure::Filtered));
    stored.settle(true);
    drop(stored);
    let server = server(TRUE, 300);
    assert_eq!(run(&desk, &server, "1", NOW_S, &["a.com"], Ends::Believed).await, 1);
}

#[tokio::test]
async fn two_runs_at_once_both_learn() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    let first = Stored::new(server.clone(), desk.open("1", Some("x"), NOW_S));
    let second = Stored::new(server.clone(), desk.open("1", Some("y"), NOW_S));
    for number in 0..500 {
        mx(&first, &format!("x{number}.com")).await;
        mx(&second, &format!("y{number}.com")).await;
    }
    first.settle(true);
    second.settle(true);
    assert_eq!((first.store.warnings(Lang::En), second.store.warnings(Lang::En)), (vec![], vec![]));
    drop((first, second));
    assert_eq!(run(&desk, &server, "1", NOW_S, &["x0.com", "x499.com", "y0.com", "y499.com"], Ends::Believed).await, 0);
}

#[tokio::test]
async fn a_damaged_file_is_set_aside_and_the_run_goes_on() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    for (number, damage) in
        [&b"garbage, and no database at all"[..], b"SQLite format 3\0 and then nothing good"].iter().enumerate()
    {
        fs::write(desk.path(), damage).expect("written");
        let store = desk.open("1", None, NOW_S);
        let warnings = store.warnings(Lang::En);
        assert!(warnings.len() == 1 && warnings[0].contains("damaged"), "{warnings:?}");
        drop(Stored::new(server.clone(), store));
        let aside = desk.0.path().join(format!("dns.sqlite.corrupt-{}", number + 1));
        assert_eq!(fs::read(aside).expect("set aside"), *damage);
    }
}

#[tokio::test]
async fn damage_anywhere_never_changes_an_answer() {
    let (desk, server) = (Desk::new(), server(TRUE, 300));
    let names: Vec<String> = (0..200).map(|number| format!("n{number}.com")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).chain(["a.com"]).collect();
    run(&desk, &server, "1", NOW_S, &names, Ends::Believed).await;
    let whole = fs::read(desk.path()).expect("the file");
    assert!(whole.len() > 16 << 10);
    for place in (0..whole.len()).step_by(whole.len() / 60) {
        let mut bytes = whole.clone();
        bytes[place..(place + 40).min(whole.len())].iter_mut().for_each(|byte| *byte ^= 0x55);
        fs::write(desk.path(), bytes).expect("written");
        let job = Job { resolver: "1", work: None };
        // What cannot be opened at all is no store, and the run goes on without.
        let Ok(store) = Store::open_at(&desk.path(), &job, NOW_S) else { continue };
        let stored = Stored::new(server.clone(), store);
        assert!(matches!(mx(&stored, "a.com").await, Lookup::Found(_)), "octet {place}");
        for name in &names[..20] {
            assert_eq!(mx(&stored, name).await, Lookup::NxDomain, "octet {place}");
        }
        stored.settle(true);
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    let desk = Desk::new();
    let theirs = rusqlite::Connection::open(desk.path()).expect("a database");
    theirs.execute_batch("CREATE TABLE answer (theirs)").expect("a table");
    drop(theirs);
    let before = fs::read(desk.path()).expect("the file");
    let error = Store::open_at(&desk.path(), &Job { resolver: "1", work: None }, NOW_S).err().expect("refused");
    assert!(matches!(error, StoreError::Foreign { .. }), "{error}");
    assert_eq!(fs::read(desk.path()).expect("the file"), before);
    assert_eq!(desk.names(), ["dns.sqlite"]);
}

#[test]
fn a_locked_file_stops_no_run() {
    let desk = Desk::new();
    drop(desk.open("1", None, NOW_S));
    let other = rusqlite::Connection::open(desk.path()).expect("a database");
    other.execute_batch("BEGIN EXCLUSIVE").expect("a lock");
    let error = Store::open_at(&desk.path(), &Job { resolver: "1", work: None }, NOW_S).err().expect("locked");
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
}

#[test]
fn a_place_that_cannot_hold_a_file_is_told() {
    let desk = Desk::new();
    for path in [desk.0.path().to_owned(), PathBuf::from("/dev/null"), PathBuf::from("/dev/null/below")] {
        let error = Store::open_at(&path, &Job { resolver: "1", work: None }, NOW_S).err().expect("no place");
        assert!(matches!(error, StoreError::Unusable { .. }), "{error}");
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_which_domains_were_asked() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let store = desk.open("1", None, NOW_S);
    store.flush();
    for name in desk.names() {
        let mode = desk.0.path().join(&name).metadata().expect("a file").permissions().mode();
        assert_eq!(mode & 0o077, 0, "{name} {mode:o}");
    }
}
