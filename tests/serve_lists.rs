//! Lists over HTTP: handed in, cleaned as `presend clean` does it, taken away again, and never lost when the server is killed.

use crate::support::browser::browser;
use crate::support::command::{Desk, demo};
use crate::support::liar::Liar;
use crate::support::served::{Answer, Served};
use rusqlite::{Connection, params};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// How long a list may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(120);
const HOSTILE: &str = "\"><img src=x onerror=alert(1)>\u{202e}.csv";

fn zone() -> String {
    format!("zone:{}", demo("demo.zone").display())
}

/// Hands a list in as the body itself.
fn hand_in(server: &Server<'_>, name: &str, list: &[u8]) -> Answer {
    server.0.ask("POST", &format!("/v1/lists?filename={name}"), &[("Content-Type", "text/csv")], list)
}

/// A server, as these tests speak to it.
struct Server<'s>(&'s Served);

impl Server<'_> {
    fn state(&self, place: &str) -> Value {
        let answer = self.0.get(place);
        assert_eq!(answer.status, 200, "{answer:?}");
        answer.json()
    }

    /// The status of a list when it is no longer worked on.
    fn ended(&self, place: &str) -> Value {
        let began = Instant::now();
        loop {
            let status = self.state(place);
            if !["queued", "running"].contains(&status["state"].as_str().expect("a state")) {
                return status;
            }
            assert!(began.elapsed() < PATIENCE, "{status}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Hands a list in that is taken, and gives the place of its status.
    fn taken(&self, name: &str, list: &[u8]) -> String {
        let answer = hand_in(self, name, list);
        assert_eq!(answer.status, 202, "{answer:?}");
        let place = answer.header("location").expect("a place").to_owned();
        assert_eq!(place, format!("/v1/lists/{}", answer.json()["id"].as_str().expect("an id")));
        place
    }
}

fn unpacked(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let files = archive.len();
    let mut read = |place| {
        let mut file = archive.by_index(place).expect("a file");
        let (name, mut content) = (file.name().expect("a name").into_owned(), Vec::new());
        std::io::copy(&mut file, &mut content).expect("its content");
        (name, content)
    };
    (0..files).map(&mut read).collect()
}

#[test]
fn a_list_comes_out_as_clean_writes_it() {
    let served = Served::start(&["--dns", &zone()]);
    let server = Server(&served);
    let list = fs::read(demo("contacts.csv")).expect("the demo");
    let place = server.taken("contacts.csv", &list);
    let status = server.ended(&place);
    assert_eq!((&status["state"], &status["name"]), (&"done".into(), &"contacts.csv".into()), "{status}");

    let desk = Desk::new();
    let demo = demo("contacts.csv");
    let ran = desk.run(&["clean", &demo.to_string_lossy(), "--dns", &zone(), "-o", "out", "-q"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let files = desk.files("out");
    for (part, name) in [
        ("clean", "clean.csv"),
        ("review", "review.csv"),
        ("rejected", "rejected.csv"),
        ("unknown", "retry.csv"),
        ("retry", "retry.csv"),
        ("changes", "changes.csv"),
    ] {
        let answer = served.get(&format!("{place}/{part}"));
        assert_eq!(answer.body, files[name], "{part}");
        assert_eq!(answer.header("content-disposition"), Some(format!("attachment; filename=\"{name}\"").as_str()));
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    }
    let summary: Value = serde_json::from_slice(&files["summary.json"]).expect("JSON");
    let all = unpacked(&served.get(&format!("{place}/result.zip")).body);
    assert_eq!(all["clean.csv"], files["clean.csv"]);
    assert!(all.contains_key("report.html") && all.contains_key("summary.json"), "{:?}", all.keys());
    let rows: u64 =
        status["rows"].as_object().expect("rows").values().map(|rows| rows.as_u64().expect("a number")).sum();
    assert!(rows > 300 && summary.is_object(), "{status}");

    let report = served.get(&format!("{place}/report"));
    assert!(report.status == 200 && report.text().contains("contacts.csv"));
    let policy = report.header("content-security-policy").expect("a policy");
    assert!(policy.contains("script-src 'sha256-") && !policy.contains("script-src 'unsafe"), "{policy}");
    assert!(!report.text().contains(&served.desk.path("").display().to_string()), "no path of this machine is told");

    assert_eq!(served.ask("DELETE", &place, &[], b"").status, 204);
    for path in [place.clone(), format!("{place}/clean"), format!("{place}/report")] {
        assert_eq!(served.get(&path).problem(), (404, "no_list".into()), "{path}");
    }
    assert_eq!(served.ask("DELETE", &place, &[], b"").status, 404);
}

#[test]
fn lists_that_cannot_be_taken_are_refused_or_fail_with_a_reason() {
    let served = Served::start(&["--offline", "--upload-max", "1M"]);
    let server = Server(&served);
    assert_eq!(hand_in(&server, "large.csv", &vec![b'a'; (1 << 20) + 1]).problem().0, 413);
    assert_eq!(hand_in(&server, "empty.csv", b"").problem().0, 422);
    assert_eq!(served.ask("POST", "/v1/lists", &[], b"a@b.example").problem().0, 415);
    let form = [("Content-Type", "multipart/form-data; boundary=x")];
    assert_eq!(served.ask("POST", "/v1/lists", &form, b"--x--\r\n").problem().0, 422);
    assert_eq!(served.ask("POST", "/v1/lists", &form, b"nothing").problem().0, 400);
    assert_eq!(served.ask("POST", "/v1/lists", &[("Content-Type", "multipart/form-data")], b"").problem().0, 400);
    assert_eq!(
        served
            .ask("POST", "/v1/lists", &[("Content-Type", "text/csv"), ("Origin", "http://evil.example")], b"a")
            .problem()
            .0,
        403
    );
    for (name, list) in [
        ("words.csv", &b"name\nAnn\nBob\n"[..]),
        ("bin", b"\x7fELF\x02\x01\x01\x00\x00\x00"),
        ("broken.xlsx", b"PK\x03\x04 broken"),
    ] {
        let status = server.ended(&server.taken(name, list));
        assert_eq!(status["state"], "failed", "{name}: {status}");
        let message = status["message"].as_str().expect("a reason");
        assert!(!message.is_empty() && !message.contains("presend-lists") && !message.contains("/tmp"), "{message}");
    }
    let chinese = [("Content-Type", "text/csv"), ("Accept-Language", "zh-CN")];
    let taken = served.ask("POST", "/v1/lists?filename=words.csv", &chinese, b"name\nAnn\nBob\n");
    let message = server.ended(taken.header("location").expect("a place"))["message"].to_string();
    assert!(message.contains("地址"), "{message}");
    for path in ["/v1/lists/00000000000000000000000000000000", "/v1/lists/..%2f..%2fetc", "/v1/lists/x/clean"] {
        assert_eq!(served.get(path).problem().0, 404, "{path}");
    }
}

#[test]
fn a_form_with_a_hostile_name_shows_it_as_text() {
    let served = Served::start(&["--offline"]);
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{}\"\r\nContent-Type: text/csv\r\n\r\nemail\nann@gmail.com\n\r\n--x--\r\n",
        HOSTILE.replace('"', "%22")
    );
    let form = [("Content-Type", "multipart/form-data; boundary=x")];
    let answer = served.ask("POST", "/lists", &form, body.as_bytes());
    assert_eq!(answer.status, 303, "{answer:?}");
    let page = answer.header("location").expect("a place").to_owned();
    let status = Server(&served).ended(&format!("/v1{page}"));
    assert_eq!(status["state"], "done", "{status}");
    for path in [page.clone(), format!("/v1{page}/report")] {
        let text = served.get(&path).text();
        assert!(text.contains("&lt;img src=x") && !text.contains("<img") && !text.contains('\u{202e}'), "{path}");
    }
    let gone = served.post_form(&format!("{page}/delete"), &[], &[]);
    assert_eq!((gone.status, gone.header("location")), (303, Some("/")));
    assert_eq!(served.get(&page).status, 404);
}

#[cfg(unix)]
#[test]
fn a_list_outlives_a_server_that_is_killed_and_nobody_else_sees_it() {
    use std::os::unix::fs::PermissionsExt;
    let (desk, silent) = (Desk::new(), Liar::silent());
    let data = desk.path("data").to_string_lossy().into_owned();
    let first = Served::start(&["--dns", &silent.addr.to_string(), "--timeout", "60", "--data-dir", &data]);
    let list = b"email\nann@harbour-books.co.uk\nbob@gmial.com\n";
    let place = Server(&first).taken("list.csv", list);
    let waiting = Server(&first).taken("second.csv", list);
    while Server(&first).state(&place)["progress"]["domains_found"] == 0 {
        thread::sleep(Duration::from_millis(10));
    }
    assert_eq!(Server(&first).state(&waiting)["state"], "queued");
    assert_eq!(first.get(&format!("{place}/clean")).problem(), (409, "not_done".into()));
    let folder = desk.path("data/presend-lists");
    assert_eq!(fs::metadata(&folder).expect("the folder").permissions().mode() & 0o777, 0o700);
    let second =
        first.desk.command(&["serve", "--listen", "127.0.0.1:0", "--data-dir", &data]).output().expect("it runs");
    assert_eq!(second.status.code(), Some(2));
    first.signal("-KILL");
    drop(first);

    let again = Served::start(&["--offline", "--data-dir", &data]);
    let server = Server(&again);
    for place in [&place, &waiting] {
        let status = server.ended(place);
        assert_eq!(status["state"], "done", "{status}");
        assert_eq!(again.get(&format!("{place}/result.zip")).status, 200);
        assert_eq!(again.ask("DELETE", place, &[], b"").status, 204);
    }
    let left: Vec<_> =
        fs::read_dir(&folder).expect("the folder").map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(left.iter().all(|name| name.to_string_lossy().starts_with("jobs.sqlite")), "{left:?}");
}

#[cfg(unix)]
#[test]
fn the_temporary_folder_of_a_server_that_was_killed_is_removed_by_the_next_one() {
    let outer = Desk::new();
    let temporary = outer.path("tmp");
    fs::create_dir(&temporary).expect("a folder");
    let environment = [("TMPDIR", temporary.to_str().expect("UTF-8"))];
    let start = || Served::start_in(Desk::new(), &["--offline"], &environment);
    let folders = || fs::read_dir(&temporary).expect("the folder").count();
    let killed = start();
    Server(&killed).taken("list.csv", b"email\nann@x.invalid\n");
    let living = start();
    assert_eq!(folders(), 2, "that of a server that runs stays");
    killed.signal("-KILL");
    drop(killed);
    assert_eq!(folders(), 2, "nobody could clean up");
    let next = start();
    assert_eq!(folders(), 2);
    let place = Server(&living).taken("list.csv", b"email\nann@x.invalid\n");
    assert_eq!(Server(&living).ended(&place)["state"], "done");
    let metrics = living.get("/metrics").text();
    for line in
        ["presend_lists{state=\"done\"} 1", "presend_lists{state=\"queued\"} 0", "presend_list_rows_judged_total 1"]
    {
        assert!(metrics.lines().any(|other| other == line), "{line} is not in\n{metrics}");
    }
    drop(next);
}

#[cfg(unix)]
#[test]
fn a_list_can_be_taken_back_while_it_is_worked_on() {
    let silent = Liar::silent();
    let served = Served::start(&["--dns", &silent.addr.to_string(), "--timeout", "60"]);
    let server = Server(&served);
    let place = server.taken("list.csv", b"email\nann@harbour-books.co.uk\n");
    while server.state(&place)["progress"]["domains_found"] == 0 {
        thread::sleep(Duration::from_millis(10));
    }
    let page = served.get(&place.replace("/v1", "")).text();
    assert!(page.contains("http-equiv=\"refresh\""), "{page}");
    assert_eq!(served.ask("DELETE", &place, &[], b"").status, 204);
    // The next one is not kept waiting.
    let next = server.taken("next.csv", b"email\nann@x.invalid\n");
    assert_eq!(server.ended(&next)["state"], "done");
}

/// Lists that an earlier server left done: a hundred of them, of which the first ended an hour ago and nobody has downloaded any.
fn a_hundred_lists(data: &Path, ids: impl Fn(u64) -> String) {
    let now_s = SystemTime::now().duration_since(UNIX_EPOCH).expect("a time").as_secs() as i64;
    let file = Connection::open(data.join("presend-lists/jobs.sqlite")).expect("the file of jobs");
    for number in 0..100 {
        let ended_s = if number == 0 { now_s - 3600 } else { now_s - 1800 };
        let row = params![ids(number), now_s - 7200, ended_s];
        file.execute(
            "INSERT INTO jobs (id, name, octets, lang, created_s, state, ok, review, reject, unknown, ended_s)
             VALUES (?1, 'list.csv', 7, 'en', ?2, 'done', 1, 0, 0, 0, ?3)",
            row,
        )
        .expect("a row");
    }
}

#[test]
fn a_list_more_than_are_kept_takes_the_place_of_an_old_one_or_is_told_what_to_do() {
    let desk = Desk::new();
    let data = desk.path("data");
    let start = || Served::start(&["--offline", "--data-dir", &data.to_string_lossy()]);
    // Whoever is answered finds the file of jobs.
    assert_eq!(start().get("/healthz").status, 200);
    let id = |number: u64| format!("{number:032x}");
    a_hundred_lists(&data, id);
    let results = data.join("presend-lists").join(id(0)).join("results");
    fs::create_dir_all(&results).expect("a folder");
    fs::write(results.join("clean.csv"), "email\nann@x.invalid\n").expect("a result");

    let served = start();
    let server = Server(&served);
    let list = b"email\nann@x.invalid\n";
    assert_eq!(hand_in(&server, "empty.csv", b"").status, 422);
    assert_eq!(server.state(&format!("/v1/lists/{}", id(0)))["state"], "done", "one that does not come needs no room");
    let place = server.taken("list.csv", list);
    assert_eq!(served.get(&format!("/v1/lists/{}", id(0))).problem(), (404, "no_list".into()));
    assert!(!results.exists());
    assert_eq!(server.ended(&place)["state"], "done");
    // The others are too new, the last one among them, whose result was downloaded just now.
    assert_eq!(served.get(&format!("{place}/clean")).status, 200);
    let refused = hand_in(&server, "list.csv", list);
    assert_eq!(refused.problem(), (503, "full".into()));
    assert!(refused.text().contains("DELETE /v1/lists/{id}") && refused.header("retry-after").is_some(), "{refused:?}");
    let form = [("Content-Type", "multipart/form-data; boundary=x")];
    let page = served.ask("POST", "/lists", &form, b"--x\r\n\r\n--x--\r\n");
    assert!(page.status == 503 && page.text().contains("Remove one that you need no more"), "{page:?}");
    assert_eq!(served.ask("DELETE", &format!("/v1/lists/{}", id(1)), &[], b"").status, 204);
    server.taken("list.csv", list);
}

#[test]
fn a_person_hands_a_list_in_with_a_real_browser() {
    let Some(browser) = browser(true) else { return };
    let served = Served::start(&["--dns", &zone(), "--lang", "en"]);
    let own = format!("http://{}", served.host());
    served.desk.put("<b>customers.csv", "email\nann@hotmail.com\nbob@homail.com\n");
    browser.visit(&format!("{own}/"));
    let unlabelled = "return [...document.querySelectorAll('input, textarea')].filter(i => !i.labels.length).length";
    assert_eq!(browser.run(unlabelled), 0, "every input has a label");
    assert_eq!(
        browser.run("return getComputedStyle(document.querySelector('section')).borderTopStyle"),
        "solid",
        "the style is there"
    );
    browser.type_into("#file", &served.desk.path("<b>customers.csv").to_string_lossy());
    browser.run("document.querySelector('form[action=\"/lists\"]').requestSubmit()");
    let began = Instant::now();
    while browser.run("return document.querySelector('a[href$=\"/report\"]') === null") == true {
        assert!(began.elapsed() < PATIENCE, "the results do not come");
        thread::sleep(Duration::from_millis(100));
    }
    assert_eq!(browser.run("return document.querySelector('h2').textContent"), "<b>customers.csv");
    let rows = "return [...document.querySelectorAll('td.count')].map(cell => cell.textContent).join(' ')";
    assert_eq!(browser.run(rows), "1 0 1 0");
    browser.run("document.querySelector('a[href$=\"/report\"]').click()");
    let began = Instant::now();
    while browser.run("return document.querySelector('input[type=search]') === null") == true {
        assert!(began.elapsed() < PATIENCE, "the report's own script may run");
        thread::sleep(Duration::from_millis(100));
    }
    // An address, with the keyboard alone, on a narrow screen.
    browser.resize(390, 800);
    browser.visit(&format!("{own}/"));
    browser.type_into("#addresses", "bob@homail.com\u{e004}\u{e007}");
    let began = Instant::now();
    while browser.run("return document.querySelector('.answer') === null") == true {
        assert!(began.elapsed() < PATIENCE, "the answer does not come");
        thread::sleep(Duration::from_millis(100));
    }
    assert!(
        browser
            .run("return document.querySelector('.answer').textContent")
            .as_str()
            .is_some_and(|text| text.contains("bob@hotmail.com"))
    );
    assert_eq!(
        browser.run("return document.documentElement.scrollWidth <= window.innerWidth"),
        true,
        "nothing sticks out"
    );
    // The icon that browsers look for by themselves is not there.
    let said: Vec<String> = browser.console().into_iter().filter(|line| !line.contains("/favicon.ico")).collect();
    assert_eq!(said, Vec::<String>::new(), "the console is silent");
    let foreign: Vec<String> = browser
        .requested()
        .into_iter()
        .filter(|url| !url.starts_with(&own) && !url.starts_with("chrome:") && !url.starts_with("data:"))
        .collect();
    assert!(foreign.is_empty(), "the page asks for {foreign:?}");
}
