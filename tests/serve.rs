//! `presend serve`, spoken to over real HTTP: what it answers, what it refuses, and how it ends.

use crate::support::browser::browser;
use crate::support::command::{Desk, demo};
use crate::support::liar::Liar;
use crate::support::served::{Answer, Served, read_answer};
use serde_json::{Value, json};
use sha2::Digest;
use std::io::{Read, Write};
use std::thread;

const TOKEN: &str = "correct-horse-battery-staple";

fn zone(name: &str) -> String {
    format!("zone:{}", demo(name).display())
}

fn demo_server(more: &[&str]) -> Served {
    Served::start(&[&["--dns", &zone("demo.zone")], more].concat())
}

fn verdicts(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 200, "{answer:?}");
    let json = answer.json();
    let rows = json["results"].as_array().expect("results").clone();
    rows.iter().map(|row| row["verdict"].as_str().expect("a verdict").to_owned()).collect()
}

/// Rows without the time that the DNS took.
fn timeless(mut rows: Value) -> Value {
    for row in rows.as_array_mut().expect("rows") {
        if let Some(dns) = row["dns"].as_object_mut() {
            dns.remove("ms");
        }
    }
    rows
}

#[test]
fn one_address_and_many_are_answered_as_check_answers_them() {
    let server = demo_server(&[]);
    let one = server.post_json("/v1/check", &json!({ "address": "ana@homail.com" }));
    assert_eq!(verdicts(&one), ["reject"]);
    let row = &one.json()["results"][0];
    assert_eq!(row["suggestion"]["address"], "ana@hotmail.com");
    let (zone, addresses) = (zone("demo.zone"), ["ana@homail.com", " Bob@GMAIL.com ", "not an address", ""]);
    let many = server.post_json("/v1/check", &json!({ "addresses": addresses, "deadline_ms": 30000 }));
    let by_check = Desk::new().run(&[&["check", "--dns", &zone, "--format", "json"], &addresses[..]].concat());
    let by_check: Value = serde_json::from_str(&by_check.stdout).expect("JSON");
    assert_eq!(timeless(many.json()["results"].clone()), timeless(by_check));
    assert_eq!(many.json()["results"][1]["address"], "Bob@gmail.com");
}

#[cfg(unix)]
#[test]
fn a_server_over_a_table_of_facts_answers_as_check_does_and_asks_nobody() {
    let (desk, silent) = (Desk::new(), Liar::silent());
    let known = ["ana@homail.com", "Bob@gmail.com", "not an address"];
    desk.put("list.csv", format!("email\n{}\n", known.join("\n")));
    let made = desk.run(&["resolve", "list.csv", "--dns", &zone("demo.zone"), "-o", "facts.jsonl", "-q"]);
    assert_eq!(made.exit, 0, "{}", made.stderr);
    let server = Served::start_in(desk, &["--facts", "facts.jsonl", "--dns", &silent.addr.to_string()], &[]);
    let addresses = [&known[..], &["ann@harbour-books.co.uk"]].concat();
    let answer = server.post_json("/v1/check", &json!({ "addresses": addresses }));
    assert_eq!(verdicts(&answer), ["reject", "ok", "reject", "unknown"]);
    let by_check =
        server.desk.run(&[&["check", "--facts", "facts.jsonl", "--format", "json"], &addresses[..]].concat());
    let by_check: Value = serde_json::from_str(&by_check.stdout).expect("JSON");
    assert_eq!(answer.json()["results"], by_check);
    // Lists too. A sender cannot be known from a table.
    let list = [("Content-Type", "text/csv")];
    let taken = server.ask("POST", "/v1/lists", &list, b"email\nana@homail.com\nann@harbour-books.co.uk\n");
    let place = taken.header("location").expect("a place").to_owned();
    let status = loop {
        let status = server.get(&place).json();
        if !["queued", "running"].contains(&status["state"].as_str().expect("a state")) {
            break status;
        }
        thread::yield_now();
    };
    assert_eq!(status["rows"], json!({ "ok": 0, "review": 0, "reject": 1, "unknown": 1 }), "{status}");
    assert_eq!(server.post_json("/v1/sender", &json!({ "domain": "gmail.com" })).problem(), (503, "offline".into()));
    assert!(silent.asked().is_empty(), "{:?}", silent.asked());
}

/// The request that README shows is sent as it stands there.
#[test]
fn the_example_of_readme_is_answered_as_it_says() {
    let server = demo_server(&[]);
    for readme in [include_str!("../README.md"), include_str!("../README.zh-CN.md")] {
        let line = readme.lines().find(|line| line.starts_with("$ curl http://127.0.0.1:8025/")).expect("an example");
        let path = line.split_once(":8025").and_then(|(_, rest)| rest.split(' ').next()).expect("a path");
        let quoted: Vec<&str> = line.split('\'').skip(1).step_by(2).collect();
        let [header, body] = quoted[..] else { panic!("a header and a body: {line}") };
        let header = header.split_once(": ").expect("a header");
        let answer = server.ask("POST", path, &[header], body.as_bytes());
        let shown =
            include_str!("../README.md").lines().find(|line| line.starts_with("{\"results\"")).expect("an answer");
        let (shown, row): (Value, _) = (serde_json::from_str(shown).expect("JSON"), &answer.json()["results"][0]);
        for (key, value) in shown["results"][0].as_object().expect("a row") {
            match value.as_object() {
                Some(parts) => {
                    parts.iter().for_each(|(part, value)| assert_eq!(&row[key][part], value, "{key}.{part}"))
                }
                None => assert_eq!(&row[key], value, "{key}"),
            }
        }
    }
}

#[test]
fn what_is_not_known_in_time_is_unknown_and_rejects_nobody() {
    let silent = Liar::silent();
    let server = Served::start(&["--dns", &silent.addr.to_string(), "--timeout", "60"]);
    let body =
        json!({ "addresses": ["a@harbour-books.co.uk", "b@quay-letters.co.uk", "no address"], "deadline_ms": 50 });
    assert_eq!(verdicts(&server.post_json("/v1/check", &body)), ["unknown", "unknown", "reject"]);
    // Nobody asks again what is still being asked.
    assert_eq!(verdicts(&server.post_json("/v1/check", &body)), ["unknown", "unknown", "reject"]);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn a_sender_is_answered_as_sender_answers_it() {
    let server = Served::start(&["--dns", &zone("sender.zone")]);
    let answer = server.post_json(
        "/v1/sender",
        &json!({ "domain": "example.com", "ips": ["192.0.2.25"], "helo": "mail.example.com" }),
    );
    assert_eq!(answer.status, 200, "{answer:?}");
    let mut ours = answer.json();
    let arguments =
        ["sender", "example.com", "--ip", "192.0.2.25", "--helo", "mail.example.com", "--format", "json", "--dns"];
    let theirs = Desk::new().run(&[&arguments[..], &[&zone("sender.zone")]].concat());
    let mut theirs: Value = serde_json::from_str(&theirs.stdout).expect("JSON");
    for report in [&mut ours, &mut theirs] {
        report.as_object_mut().expect("an object").retain(|key, _| !key.ends_with("ms"));
    }
    assert_eq!(ours, theirs);
    let offline = Served::start(&["--offline"]);
    assert_eq!(offline.post_json("/v1/sender", &json!({ "domain": "example.com" })).problem(), (503, "offline".into()));
}

#[test]
fn wrong_requests_are_refused_in_json_whatever_is_wrong() {
    let server = demo_server(&[]);
    let json_type = ("Content-Type", "application/json");
    let large = vec![b' '; (1 << 20) + 1];
    for (method, path, headers, body, status) in [
        ("POST", "/v1/check", &[json_type][..], &b"{"[..], 400),
        ("POST", "/v1/check", &[json_type], b"\xff\xfe", 400),
        ("POST", "/v1/check", &[json_type], b"", 400),
        ("POST", "/v1/check", &[json_type], b"[]", 422),
        ("POST", "/v1/check", &[json_type], b"{\"adress\":\"a@b.example\"}", 422),
        ("POST", "/v1/check", &[json_type], &large, 413),
        ("POST", "/v1/check", &[], b"{}", 415),
        ("POST", "/v1/check", &[("Content-Type", "text/plain")], b"{\"address\":\"a\"}", 415),
        ("POST", "/v1/sender", &[json_type], b"{\"domain\":\"localhost\"}", 422),
        ("GET", "/nothing", &[], b"", 404),
        ("POST", "/..%2f..%2fetc/passwd", &[], b"", 404),
        ("GET", "/v1/check", &[], b"", 405),
        ("DELETE", "/", &[], b"", 405),
        ("BREW", "/healthz", &[], b"", 405),
    ] {
        let answer = server.ask(method, path, headers, body);
        assert_eq!(answer.problem().0, status, "{method} {path}: {answer:?}");
        if status == 405 {
            assert!(answer.header("allow").is_some_and(|allowed| !allowed.is_empty()), "{answer:?}");
        }
    }
    // A body that ends before its end harms nobody.
    let mut stream = server.connect();
    server.send(&mut stream, "POST", "/v1/check", &[json_type, ("Content-Length", "1000")], b"{");
    drop(stream);
    assert_eq!(server.get("/healthz").status, 200);
}

#[test]
fn other_names_and_other_sites_are_refused() {
    let server = demo_server(&["--allow-host", "check.example.com"]);
    let host = server.host();
    let body = br#"{"address":"ana@homail.com"}"#;
    let own = format!("http://{host}");
    for (headers, status) in [
        (&[("Host", "evil.example")][..], 403),
        (&[("Host", "localhost")], 403),
        (&[("Host", "check.example.com")], 200),
        (&[("Origin", "http://evil.example")], 403),
        (&[("Origin", "null")], 403),
        (&[("Origin", own.as_str())], 200),
        (&[("Sec-Fetch-Site", "cross-site")], 403),
    ] {
        let headers = [&[("Content-Type", "application/json")], headers].concat();
        let answer = server.ask("POST", "/v1/check", &headers, body);
        assert_eq!(answer.status, status, "{headers:?}");
        let page = server.post_form("/check", &[("addresses", "ana@homail.com")], &headers[1..]);
        assert_eq!(page.status, status, "{headers:?}");
    }
    let mut stream = server.connect();
    stream.write_all(b"GET / HTTP/1.1\r\n\r\n").expect("a request");
    assert_eq!(read_answer(&mut stream, "GET").status, 400);
}

#[test]
fn a_token_is_asked_of_everybody_and_beyond_this_machine_there_must_be_one() {
    let desk = Desk::new();
    desk.put("token", format!("{TOKEN}\n"));
    let refused = desk.run(&["serve", "--listen", "0.0.0.0:0"]);
    assert!(refused.exit == 2 && refused.stderr.contains("--token-file"), "{}", refused.stderr);
    desk.put("short", "secret");
    let refused = desk.run(&["serve", "--listen", "127.0.0.1:0", "--token-file", "short"]);
    assert!(refused.exit == 2 && refused.stderr.contains("16"), "{}", refused.stderr);
    assert!(!refused.stderr.contains("secret"));

    let by_file = Served::start_in(desk, &["--offline", "--token-file", "token"], &[]);
    let by_variable = Served::start_in(Desk::new(), &["--offline"], &[("PRESEND_TOKEN", TOKEN)]);
    for server in [by_file, by_variable] {
        for path in ["/", "/healthz", "/metrics", "/nothing"] {
            let answer = server.get(path);
            assert_eq!((answer.problem().0, answer.header("www-authenticate")), (401, Some("Bearer")), "{path}");
        }
        let wrong = [("Authorization", "Bearer correct-horse-battery-stapl")];
        assert_eq!(server.ask("GET", "/healthz", &wrong, b"").status, 401);
        let bearer = format!("Bearer {TOKEN}");
        assert_eq!(server.ask("GET", "/healthz", &[("Authorization", &bearer)], b"").status, 200);
    }
}

#[test]
fn a_person_shows_the_token_in_a_form_and_the_browser_brings_a_secret_of_its_own() {
    let server = Served::start_in(Desk::new(), &["--offline"], &[("PRESEND_TOKEN", TOKEN)]);
    let html = ("Accept", "text/html,*/*;q=0.8");
    let page = server.ask("GET", "/", &[html], b"");
    assert!(page.status == 401 && page.text().contains("name=\"token\""), "{page:?}");
    assert_eq!(server.get("/style.css").status, 200);
    assert_eq!(server.get("/login").status, 401);
    let wrong = server.post_form("/login", &[("token", "correct-horse-battery")], &[]);
    assert!(wrong.status == 401 && wrong.header("set-cookie").is_none() && wrong.text().contains("role=\"alert\""));
    let right = [("token", TOKEN)];
    assert_eq!(server.post_form("/login", &right, &[("Origin", "http://evil.example")]).status, 403);
    let entered = server.post_form("/login", &right, &[]);
    assert_eq!((entered.status, entered.header("location")), (303, Some("/")));
    let cookie = entered.header("set-cookie").expect("a cookie").to_owned();
    assert!(cookie.ends_with("; Path=/; HttpOnly; SameSite=Strict") && !cookie.contains(TOKEN), "{cookie}");
    let pair = cookie.split(';').next().expect("a pair");
    let brought = [("Cookie", pair), html];
    assert_eq!(server.ask("GET", "/", &brought, b"").status, 200);
    assert_eq!(server.post_form("/check", &[("addresses", "a@b.example")], &brought).status, 200);
    let other = [brought[0], ("Origin", "http://evil.example")];
    assert_eq!(server.post_form("/check", &[("addresses", "a@b.example")], &other).status, 403);
    assert!(server.ask("GET", "/", &brought, b"").text().contains("action=\"/logout\""));
    let out = server.post_form("/logout", &[], &brought);
    assert!(
        out.status == 303 && out.header("set-cookie").is_some_and(|cookie| cookie.contains("Max-Age=0")),
        "{out:?}"
    );
    assert_eq!(server.ask("GET", "/", &brought, b"").status, 401);
    let token_as_cookie = format!("presend-{}={TOKEN}", server.port);
    assert_eq!(server.ask("GET", "/", &[("Cookie", &token_as_cookie)], b"").problem(), (401, "token".into()));
}

#[test]
fn a_client_that_asks_too_much_is_told_when_to_come_back() {
    let server = Served::start(&["--offline", "--rate-limit", "1"]);
    let many = json!({ "addresses": vec!["a@b.example"; 1000] });
    assert_eq!(server.post_json("/v1/check", &many).status, 200);
    let refused = server.post_json("/v1/check", &many);
    assert_eq!(refused.problem(), (429, "rate_limit".into()));
    assert!(refused.header("retry-after").and_then(|seconds| seconds.parse::<u64>().ok()) >= Some(1));
    assert_eq!(server.get("/healthz").status, 200, "whether it is well may always be asked");
}

#[test]
fn counters_tell_what_was_done_and_of_whom_nothing() {
    let server = demo_server(&[]);
    server.post_json("/v1/check", &json!({ "addresses": ["secret.person@gmail.com", "secret.person@homail.com"] }));
    server.get("/nothing/secret.person@gmail.com");
    let metrics = server.get("/metrics").text();
    for line in [
        "presend_http_requests_total{route=\"/v1/check\",method=\"POST\",status=\"200\"} 1",
        "presend_http_requests_total{route=\"other\",method=\"GET\",status=\"404\"} 1",
        "presend_checks_total{verdict=\"ok\"} 1",
        "presend_checks_total{verdict=\"reject\"} 1",
        "presend_http_request_duration_seconds_count{route=\"/v1/check\"} 1",
    ] {
        assert!(metrics.lines().any(|other| other == line), "{line} is not in\n{metrics}");
    }
    assert!(!metrics.contains("secret"));
}

#[test]
fn the_api_is_described_as_it_is() {
    let server = demo_server(&[]);
    let api = server.get("/openapi.json").json();
    assert_eq!(api["openapi"], "3.1.0");
    assert_eq!(api["info"]["version"], env!("CARGO_PKG_VERSION"));
    let references = api.to_string();
    for reference in references.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().expect("a pointer");
        assert!(api.pointer(pointer).is_some(), "{pointer}");
    }
    for (path, operations) in api["paths"].as_object().expect("paths") {
        let methods = operations.as_object().expect("methods").keys().filter(|key| *key != "parameters");
        for method in methods {
            let path = path.replace("{id}", "00000000000000000000000000000000");
            let answer = server.ask(&method.to_uppercase(), &path, &[], b"");
            let known = operations[method]["responses"].get(answer.status.to_string());
            assert!(known.is_some(), "{method} {path} answers {}", answer.status);
        }
    }
}

#[test]
fn every_answer_tells_browsers_to_run_frame_and_keep_nothing() {
    let server = demo_server(&[]);
    for (path, status) in [("/", 200), ("/style.css", 200), ("/healthz", 200), ("/nothing", 404)] {
        let answer = server.get(path);
        assert_eq!(answer.status, status);
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("access-control-allow-origin"), None);
    }
    assert_eq!(server.ask("HEAD", "/", &[], b"").status, 200);
}

#[test]
fn the_page_checks_addresses_senders_and_bounces_without_a_script() {
    let server = Served::start(&["--dns", &zone("sender.zone")]);
    let page =
        server.post_form("/check", &[("addresses", "ana@homail.com\r\n<script>x</script>@a.example\r\n")], &[]).text();
    assert!(page.contains("ana@hotmail.com") && page.contains("&lt;script&gt;") && !page.contains("<script"), "{page}");
    let page = server.post_form("/sender", &[("domain", "example.com"), ("ips", "192.0.2.25"), ("helo", "")], &[]);
    assert!(page.status == 200 && page.text().contains("Sender report"), "{page:?}");
    let page = server.post_form("/bounce", &[("bounce", "550 5.1.1 <ann@example.com>: User unknown")], &[]).text();
    assert!(page.contains("bounce.recipient_unknown") && page.contains("ann@example.com"), "{page}");
    for (path, fields, status) in [
        ("/check", &[("addresses", " \n")][..], 422),
        ("/sender", &[("domain", "<b>")], 422),
        ("/bounce", &[("bounce", "")], 422),
    ] {
        let page = server.post_form(path, fields, &[]);
        assert_eq!(page.status, status, "{path}");
        assert!(page.text().contains("role=\"alert\""), "{path}");
    }
}

/// A sender that publishes nothing gets records to publish.
const SENDER_FORM: [(&str, &str); 2] = [("domain", "example.com"), ("ips", "203.0.113.5")];

#[test]
fn only_the_page_of_a_sender_has_a_script_and_no_other_may_run_there() {
    let server = Served::start(&["--dns", &zone("sender.zone")]);
    let page = server.post_form("/sender", &SENDER_FORM, &[]);
    let policy = page.header("content-security-policy").expect("a policy").to_owned();
    let digest = policy.split("script-src 'sha256-").nth(1).and_then(|rest| rest.split('\'').next()).expect("a digest");
    assert!(policy.starts_with("default-src 'none'; style-src 'self';") && !policy.contains("unsafe"), "{policy}");
    let text = page.text();
    assert!(text.contains("data-copy=\"Copy\"") && text.matches("<script").count() == 1, "{text}");
    let script = text.split_once("<script>").and_then(|(_, rest)| rest.split_once("</script>")).expect("a script").0;
    assert_eq!(digest, data_encoding::BASE64.encode(&sha2::Sha256::digest(script)));
    // What was typed is no script there, and where nothing came out there is none at all.
    let typed = [("domain", "<script>x</script>"), ("ips", "")];
    let refused = server.post_form("/sender", &typed, &[]);
    assert!(!refused.text().contains("<script"), "{refused:?}");
    for page in [refused, server.get("/"), server.post_form("/check", &[("addresses", "a@b.example")], &[])] {
        assert!(!page.header("content-security-policy").expect("a policy").contains("script-src"), "{page:?}");
    }
}

#[test]
fn a_person_copies_a_record_with_a_real_browser() {
    let Some(browser) = browser(true) else { return };
    let server = Served::start(&["--dns", &zone("sender.zone"), "--lang", "en"]);
    browser.visit(&format!("http://{}/", server.host()));
    for (name, value) in SENDER_FORM {
        browser.type_into(&format!("#{name}"), value);
    }
    browser.run("document.querySelector('form[action=\"/sender\"]').requestSubmit()");
    let wait_for = |what: &str| {
        while browser.run(&format!("return {what}")) != true {
            thread::yield_now();
        }
    };
    wait_for("document.querySelector('[data-copy] + button') !== null");
    assert_eq!(browser.run("return document.querySelector('[data-copy] + button').textContent"), "Copy");
    browser.run("document.querySelector('[data-copy] + button').click()");
    wait_for("document.querySelector('[data-copy] + button').textContent === 'Copied'");
    let record = browser.run("return document.querySelector('[data-copy]').textContent");
    assert_eq!(browser.run("return getSelection().toString()"), record);
    assert_eq!(browser.run("return document.querySelectorAll('input[type=search]').length"), 1);
    // A script of somebody else's does not run.
    browser.run("const other = document.createElement('script'); other.textContent = 'document.title = 1'; document.body.append(other)");
    assert_ne!(browser.run("return document.title"), "1");
}

#[test]
fn the_page_speaks_the_language_of_the_browser_or_that_of_the_flag() {
    let chinese = [("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8")];
    let server = demo_server(&[]);
    assert!(server.ask("GET", "/", &chinese, b"").text().contains("检查地址"));
    assert!(server.get("/").text().contains("Check addresses"));
    // What went wrong, too; programs hear of it in English.
    let german = [("Accept-Language", "de")];
    let page = server.post_form("/sender", &[("domain", "x")], &german);
    assert!(page.status == 422 && page.text().contains("Geben Sie die Domain Ihrer From-Adresse ein"), "{page:?}");
    let told = [("Content-Type", "application/json"), german[0]];
    let told = server.ask("POST", "/v1/sender", &told, br#"{"domain":"x"}"#).text();
    assert!(told.contains("domain must be"), "{told}");
    let server = demo_server(&["--lang", "en"]);
    assert!(server.ask("GET", "/", &chinese, b"").text().contains("Check addresses"));
}

#[test]
fn clients_that_are_silent_or_slow_keep_nobody_waiting() {
    let server = demo_server(&[]);
    let mut open: Vec<_> = (0..300).map(|_| server.connect()).collect();
    for (number, stream) in open.iter_mut().enumerate() {
        let head = ["", "GET /", "POST /v1/check HTTP/1.1\r\nHost: ", "GET / HTTP/1.1\r\nX-Slow: "][number % 4];
        stream.write_all(head.as_bytes()).expect("a piece of a head");
    }
    let answer = server.post_json("/v1/check", &json!({ "address": "ana@homail.com" }));
    assert_eq!(verdicts(&answer), ["reject"]);
}

#[test]
fn a_connection_can_be_used_again() {
    let server = demo_server(&[]);
    let mut stream = server.connect();
    for _ in 0..3 {
        server.send(&mut stream, "POST", "/v1/check", &[("Content-Type", "application/json")], br#"{"address":"a"}"#);
        assert_eq!(read_answer(&mut stream, "POST").status, 200);
    }
}

#[cfg(unix)]
#[test]
fn a_server_that_is_stopped_answers_what_was_begun_and_wrote_nothing_of_anybody() {
    for signal in ["-TERM", "-INT"] {
        let silent = Liar::silent();
        let mut server = Served::start(&["--dns", &silent.addr.to_string(), "--timeout", "60", "--verbose"]);
        let mut begun = server.connect();
        let body = br#"{"address":"secret.person@harbour-books.co.uk","deadline_ms":2000}"#;
        server.send(&mut begun, "POST", "/v1/check", &[("Content-Type", "application/json")], body);
        // It is being worked on when the resolver has been asked.
        while silent.asked().is_empty() {
            thread::yield_now();
        }
        let mut idle = server.connect();
        server.signal(signal);
        assert_eq!(verdicts(&read_answer(&mut begun, "POST")), ["unknown"]);
        let mut rest = Vec::new();
        assert!(idle.read_to_end(&mut rest).is_ok() && rest.is_empty(), "connections that are idle are closed");
        assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
        let written = server.written();
        assert!(!written.contains("secret") && !written.contains("harbour-books"), "{written}");
    }
}

/// Lets this process have so many files open at the same time, if the system allows as many.
#[cfg(unix)]
fn may_open(files: u64) -> bool {
    use nix::sys::resource::{Resource, getrlimit, setrlimit};
    let (soft, hard) = getrlimit(Resource::RLIMIT_NOFILE).expect("a limit");
    setrlimit(Resource::RLIMIT_NOFILE, soft.max(files.min(hard)), hard).is_ok() && hard >= files
}

/// `benches/serve.py` measures the same.
#[cfg(unix)]
#[test]
fn checks_are_answered_beside_many_idle_connections_and_a_stop_finishes_what_was_begun() {
    let mut server = demo_server(&["--rate-limit", "100000"]);
    let many = if may_open(4000) { 2000 } else { 200 };
    let mut idle: Vec<_> = (0..many).map(|_| server.connect()).collect();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..50 {
                    let answer = server.post_json("/v1/check", &json!({ "address": "ana@homail.com" }));
                    assert_eq!(verdicts(&answer), ["reject"]);
                }
            });
        }
    });
    for stream in &mut idle {
        server.send(stream, "GET", "/healthz", &[], b"");
        assert_eq!(read_answer(stream, "GET").status, 200);
    }
    // The server says that it has read the head, and waits for the body (RFC 9110 §10.1.1).
    let body = br#"{"address":"ana@homail.com"}"#;
    let length = body.len().to_string();
    let headers = [("Content-Type", "application/json"), ("Content-Length", &length), ("Expect", "100-continue")];
    let mut begun: Vec<_> = (0..20).map(|_| server.connect()).collect();
    for stream in &mut begun {
        server.send(stream, "POST", "/v1/check", &headers, b"");
        let mut told = [0; 25];
        stream.read_exact(&mut told).expect("an interim answer");
        assert_eq!(&told, b"HTTP/1.1 100 Continue\r\n\r\n");
    }
    server.signal("-INT");
    for mut stream in idle {
        assert_eq!(stream.read_to_end(&mut Vec::new()).ok(), Some(0), "connections that are idle are closed");
    }
    for mut stream in begun {
        stream.write_all(body).expect("the body");
        assert_eq!(verdicts(&read_answer(&mut stream, "POST")), ["reject"]);
    }
    assert_eq!(server.child.wait().expect("it ends").code(), Some(0));
}

#[test]
fn a_server_that_cannot_start_prints_no_address() {
    let desk = Desk::new();
    desk.put("lists", "a file");
    let ran = desk.run(&["serve", "--listen", "127.0.0.1:0", "--data-dir", "lists"]);
    assert_eq!((ran.exit, ran.stdout.as_str()), (2, ""), "{}", ran.stderr);
}
