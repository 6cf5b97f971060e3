//! What presend says that Postfix would answer to a HELO name, held against a real one.

use crate::support::postfix::postfix_with;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::process::Command;
use std::time::Duration;

const ZONE: &str = "shop.com. MX 10 mail.shop.com.\nmail.shop.com. A 20.1.1.25\nmail_out.shop.com. A 20.1.1.25\n\
    25.1.1.20.in-addr.arpa. PTR mail.shop.com.\n";
/// Without questions to the DNS, which a test asks nobody: reject_unknown_helo_hostname is not among them.
const RULES: &str = "smtpd_helo_restrictions = reject_invalid_helo_hostname, reject_non_fqdn_helo_hostname\n\
    smtpd_helo_required = yes\nsmtpd_delay_reject = no\nsmtpd_peername_lookup = no\n";
/// Names as servers say them, good and bad.
const HELO: &[&str] = &[
    "mail.shop.com",
    "mail.shop.com.",
    "mail",
    "localhost",
    "localhost.localdomain",
    "server.lan",
    "mail_out.shop.com",
    "-mail.shop.com",
    "mail-.shop.com",
    "mail..shop.com",
    ".mail.shop.com",
    "mail!.shop.com",
    "mail@shop.com",
    "mail/shop.com",
    "20.1.1.25",
    "[20.1.1.25]",
    "[20.1.1.256]",
    "[IPv6:2600:1::25]",
    "[2600:1::25]",
    "2600:1::25",
    "[mail.shop.com]",
];

/// The last line of the answer to EHLO.
fn answer(addr: SocketAddr, helo: &str) -> String {
    let stream = TcpStream::connect(addr).expect("Postfix");
    stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a socket");
    let mut lines = BufReader::new(stream.try_clone().expect("a socket"));
    let mut last_line = || loop {
        let mut line = String::new();
        let count = lines.read_line(&mut line).expect("an answer");
        if count == 0 || line.as_bytes().get(3) != Some(&b'-') {
            break line.trim_end().to_owned();
        }
    };
    assert!(last_line().starts_with("220"), "no greeting");
    (&stream).write_all(format!("EHLO {helo}\r\n").as_bytes()).expect("a command");
    last_line()
}

/// What presend says that Postfix answers to a name; empty where it says nothing of that.
fn said(helo: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("it.zone"), ZONE).expect("a zone file");
    let mut presend = Command::new(env!("CARGO_BIN_EXE_presend"));
    presend.args(["sender", "shop.com", "--ip", "20.1.1.25", "--only", "helo", "--dns", "zone:it.zone"]);
    presend.args(["--format", "json", "--lang", "en"]).arg(format!("--helo={helo}")).current_dir(folder.path());
    let output = presend.env_remove("CI").output().expect("presend runs");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let whys = json["checks"].as_array().into_iter().flatten().filter_map(|check| check["why"].as_str());
    let all: String = whys.collect();
    let quoted = all.split("Postfix servers answer: \"").nth(1).and_then(|rest| rest.split('"').next());
    quoted.unwrap_or_default().to_owned()
}

#[test]
fn postfix_answers_to_helo_names_as_is_said() {
    let nobody = TcpListener::bind("127.0.0.1:0").expect("a port");
    let Some(postfix) = postfix_with(nobody.local_addr().expect("an address"), RULES) else { return };
    let mut wrong: BTreeMap<&str, (String, String)> = BTreeMap::new();
    for helo in HELO {
        let answer = answer(postfix.addr, helo);
        let said = said(helo);
        // Postfix puts the name between its code and its words.
        let bare = answer.replace(&format!("<{helo}>: "), "");
        let is_refused = !answer.starts_with("250");
        // What it refuses after a question to the DNS is said too, and not asked here.
        let is_of_dns = said.contains("Host not found");
        if (is_refused && said != bare) || (!is_refused && !said.is_empty() && !is_of_dns) {
            wrong.insert(helo, (answer, said));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}\n{}", postfix.log());
}
