//! `presend serve`, started on a free port of loopback, and a client for it that says just what it is told to say.

use super::command::Desk;
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::process::{Child, ChildStderr, ChildStdout, Command, Stdio};
use std::time::Duration;

/// How long any one answer may take before a test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A server that runs.
pub struct Served {
    pub child: Child,
    pub port: u16,
    pub desk: Desk,
    /// Standard output after the first line.
    pub stdout: BufReader<ChildStdout>,
    pub stderr: BufReader<ChildStderr>,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Served {
    /// Starts a server with these arguments, in a folder of its own.
    pub fn start(arguments: &[&str]) -> Served {
        Served::start_in(Desk::new(), arguments, &[])
    }

    pub fn start_in(desk: Desk, arguments: &[&str], environment: &[(&str, &str)]) -> Served {
        let mut command = desk.command(&[&["serve", "--listen", "127.0.0.1:0", "--no-config"], arguments].concat());
        command.envs(environment.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("presend starts");
        let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
        let stderr = BufReader::new(child.stderr.take().expect("its errors"));
        let mut url = String::new();
        stdout.read_line(&mut url).expect("a line");
        let port = url.trim().strip_prefix("http://127.0.0.1:").and_then(|port| port.parse().ok());
        let port = port.unwrap_or_else(|| panic!("no URL: {url:?}"));
        Served { child, port, desk, stdout, stderr }
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).expect("it listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time-out");
        stream.set_write_timeout(Some(PATIENCE)).expect("a time-out");
        stream
    }

    pub fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// One request on a connection of its own. Host is the server's, unless the headers have one.
    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        self.send(&mut stream, method, path, headers, body);
        read_answer(&mut stream, method)
    }

    pub fn send(&self, stream: &mut TcpStream, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) {
        let mut head = format!("{method} {path} HTTP/1.1\r\n");
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("host")) {
            head += &format!("Host: {}\r\n", self.host());
        }
        if !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("content-length")) && method != "GET" {
            head += &format!("Content-Length: {}\r\n", body.len());
        }
        for (name, value) in headers {
            head += &format!("{name}: {value}\r\n");
        }
        // A server that refuses need not read on.
        let _ = stream.write_all((head + "\r\n").as_bytes()).and_then(|()| stream.write_all(body));
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], b"")
    }

    pub fn post_json(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("Content-Type", "application/json")], body.to_string().as_bytes())
    }

    /// Sends a form as a browser does.
    pub fn post_form(&self, path: &str, fields: &[(&str, &str)], headers: &[(&str, &str)]) -> Answer {
        let body =
            fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        let headers = [&[("Content-Type", "application/x-www-form-urlencoded")], headers].concat();
        self.ask("POST", path, &headers, body.as_bytes())
    }

    /// Sends a signal such as `-TERM`.
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status();
        assert!(status.expect("kill runs").success());
    }

    /// Everything that it wrote, when it has ended.
    pub fn written(&mut self) -> String {
        let mut text = String::new();
        self.stdout.read_to_string(&mut text).expect("standard output");
        self.stderr.read_to_string(&mut text).expect("standard error");
        text
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        assert_eq!(self.header("content-type"), Some("application/json"), "{self:?}");
        serde_json::from_slice(&self.body).expect("JSON")
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("UTF-8")
    }

    /// The code of a problem.
    pub fn problem(&self) -> (u16, String) {
        let json = self.json();
        assert!(json["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{json}");
        (self.status, json["error"]["code"].as_str().expect("a code").to_owned())
    }
}

/// Reads one answer; what follows stays unread.
pub fn read_answer(stream: &mut TcpStream, method: &str) -> Answer {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).expect("a status line");
    let status = line.split(' ').nth(1).and_then(|code| code.parse().ok());
    let status = status.unwrap_or_else(|| panic!("no status: {line:?}"));
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("a header");
        match line.trim_end().split_once(':') {
            Some((name, value)) => headers.push((name.to_ascii_lowercase(), value.trim().to_owned())),
            None => break,
        }
    }
    let mut answer = Answer { status, headers, body: Vec::new() };
    if method == "HEAD" {
        return answer;
    }
    match answer.header("content-length").map(|octets| octets.parse::<usize>().expect("a number")) {
        Some(octets) => {
            answer.body = vec![0; octets];
            reader.read_exact(&mut answer.body).expect("the body");
        }
        None if answer.header("transfer-encoding") == Some("chunked") => answer.body = chunks(&mut reader),
        None => {}
    }
    answer
}

fn chunks(reader: &mut impl BufRead) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).expect("the size of a chunk");
        let octets = usize::from_str_radix(line.trim(), 16).expect("a size");
        let mut chunk = vec![0; octets + 2];
        reader.read_exact(&mut chunk).expect("a chunk");
        if octets == 0 {
            return body;
        }
        body.extend_from_slice(&chunk[..octets]);
    }
}

/// Waits for the other end to close.
pub fn is_closed(stream: &mut TcpStream) -> bool {
    let _ = stream.shutdown(Shutdown::Write);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).is_ok()
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}
