//! A real browser: headless Chromium, driven through ChromeDriver (W3C WebDriver, JSON over HTTP on loopback). Where they
//! are not installed the caller skips its test, and says so; under CI their absence is an error.

use super::free_port;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a step may take, the start of the browser among them.
const PATIENCE: Duration = Duration::from_secs(60);

/// A browser with one window.
pub struct Browser {
    driver: Child,
    port: u16,
    session: String,
    _profile: tempfile::TempDir,
}

/// Starts a browser, with scripts on or off.
pub fn browser(scripts: bool) -> Option<Browser> {
    let (driver, chromium) = (Path::new("/usr/bin/chromedriver"), Path::new("/usr/bin/chromium"));
    if !driver.exists() || !chromium.exists() {
        let missing = "chromium and chromedriver are not both installed (Debian: chromium, chromium-driver)";
        assert!(std::env::var_os("CI").is_none(), "{missing}; under CI they must be");
        // Not with a macro: those are caught by the test harness, and nobody would know.
        let _ = writeln!(std::io::stderr(), "SKIPPED: {missing}");
        return None;
    }
    let port = free_port();
    let mut command = Command::new(driver);
    command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let profile = tempfile::tempdir().expect("a profile");
    let mut browser = Browser {
        driver: command.spawn().expect("chromedriver starts"),
        port,
        session: String::new(),
        _profile: profile,
    };
    let started = Instant::now();
    while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
        assert!(started.elapsed() < PATIENCE, "chromedriver does not listen");
        std::thread::sleep(Duration::from_millis(50));
    }
    let profile = format!("--user-data-dir={}", browser._profile.path().display());
    let arguments = json!([
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        profile,
    ]);
    let scripts = json!({ "profile.managed_default_content_settings.javascript": if scripts { 1 } else { 2 } });
    let options = json!({ "binary": chromium, "args": arguments, "prefs": scripts });
    let logs = json!({ "browser": "ALL", "performance": "ALL" });
    let wanted =
        json!({ "capabilities": { "alwaysMatch": { "goog:chromeOptions": options, "goog:loggingPrefs": logs } } });
    let answer = browser.ask("POST", "/session", &wanted);
    browser.session = answer["sessionId"].as_str().unwrap_or_else(|| panic!("no session: {answer}")).to_owned();
    Some(browser)
}

impl Browser {
    /// Opens a file of this disk.
    pub fn open(&self, page: &Path) {
        self.tell("/url", &json!({ "url": format!("file://{}", page.display()) }));
    }

    /// Opens an address of the web.
    pub fn visit(&self, url: &str) {
        self.tell("/url", &json!({ "url": url }));
    }

    /// Makes the window so wide and high, in pixels.
    pub fn resize(&self, width: u32, height: u32) {
        self.tell("/window/rect", &json!({ "width": width, "height": height }));
    }

    /// What a script returns.
    pub fn run(&self, script: &str) -> Value {
        self.tell("/execute/sync", &json!({ "script": script, "args": [] }))
    }

    /// What a script hands to the last of its arguments, which it calls at its end.
    pub fn run_to_its_end(&self, script: &str) -> Value {
        self.tell("/execute/async", &json!({ "script": script, "args": [] }))
    }

    /// Shows pages as people see them who prefer this scheme, `light` or `dark`.
    pub fn colour_scheme(&self, scheme: &str) {
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        let parameters = json!({ "media": "", "features": features });
        self.tell("/goog/cdp/execute", &json!({ "cmd": "Emulation.setEmulatedMedia", "params": parameters }));
    }

    /// Types into the first element that a CSS selector finds.
    pub fn type_into(&self, selector: &str, text: &str) {
        let found = self.tell("/element", &json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|found| found.values().next()?.as_str()).expect("an element").to_owned();
        self.tell(&format!("/element/{id}/value"), &json!({ "text": text }));
    }

    /// Everything that the page's console said.
    pub fn console(&self) -> Vec<String> {
        let lines = self.tell("/se/log", &json!({ "type": "browser" }));
        let lines = lines.as_array().cloned().unwrap_or_default();
        lines.iter().map(|line| line["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// The addresses that the page asked for, itself among them.
    pub fn requested(&self) -> Vec<String> {
        let lines = self.tell("/se/log", &json!({ "type": "performance" }));
        let events = lines.as_array().cloned().unwrap_or_default();
        let events = events.iter().filter_map(|line| serde_json::from_str::<Value>(line["message"].as_str()?).ok());
        let sent = events.filter(|event| event["message"]["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| Some(event["message"]["params"]["request"]["url"].as_str()?.to_owned())).collect()
    }

    fn tell(&self, path: &str, body: &Value) -> Value {
        let answer = self.ask("POST", &format!("/session/{}{path}", self.session), body);
        assert!(answer.get("error").is_none(), "{path}: {answer}");
        answer
    }

    /// One request of HTTP, on a connection of its own. Gives the `value` of the answer.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Value {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("chromedriver listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        let body = body.to_string();
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\
             Connection: close\r\n\r\n",
            body.len()
        );
        stream.write_all((head + &body).as_bytes()).expect("a request");
        let mut answer = Vec::new();
        let mut octets = [0; 65536];
        loop {
            let read = stream.read(&mut octets).expect("an answer");
            answer.extend_from_slice(&octets[..read]);
            if read == 0 || is_whole(&answer) {
                break;
            }
        }
        let at = memchr::memmem::find(&answer, b"\r\n\r\n").expect("a head") + 4;
        let answer: Value = serde_json::from_slice(&answer[at..]).expect("JSON");
        answer["value"].clone()
    }
}

/// Whether as many octets have come as the head announces.
fn is_whole(answer: &[u8]) -> bool {
    let Some(at) = memchr::memmem::find(answer, b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&answer[..at]).to_ascii_lowercase();
    let announced = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
    announced.is_some_and(|octets| answer.len() >= at + 4 + octets)
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            let _ = self.ask("DELETE", &format!("/session/{}", self.session), &json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
