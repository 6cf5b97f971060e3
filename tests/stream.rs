//! JSON Lines: as a list like any other, and as a stream from one pipe to another.

use crate::support::command::Desk;
use crate::support::liar::{Datagram, Liar, Tcp, reply, truth};
use hickory_proto::op::ResponseCode;
use hickory_proto::rr::rdata::A;
use hickory_proto::rr::{RData, Record};
use serde_json::Value;
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;
use std::time::{Duration, Instant};

const STREAM: &[&str] = &["clean", "-", "--input", "jsonl", "--to", "jsonl"];

fn lines(text: &[u8]) -> Vec<Value> {
    let line = |line: &str| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
    std::str::from_utf8(text).expect("UTF-8").lines().map(line).collect()
}

/// The lines of all four lists by the value of `id`.
fn by_id(files: &std::collections::BTreeMap<String, Vec<u8>>) -> HashMap<String, Value> {
    let lists = files.iter().filter(|(name, _)| name.ends_with(".jsonl"));
    lists.flat_map(|(_, text)| lines(text)).map(|line| (line["id"].to_string(), line)).collect()
}

const RECORDS: &str = concat!(
    "{\"id\": 1, \"user\": {\"mail\": \"ann@gmail.com\", \"n\": [1, {\"x\": null}]}, \"s\": \"\\u00e9 \\\"q\\\"\"}\n",
    "{\"id\":2,\"user\":{\"mail\":\"Bob <bob@web.de>\"},\"late\":true}\r\n",
    "{\"id\":3,\"user\":{\"mail\":null}}\n",
    "{\"id\":4,\"presend_verdict\":\"old\",\"user\":{\"mail\":[\"eva@gmx.de\",\"fay@gmx.de\"]},\"presend_codes\":\"x\"}\n",
    "no record, gus@web.de\n",
    "{\"id\":5}"
);

#[test]
fn records_keep_their_own_bytes_and_get_three_keys() {
    let desk = Desk::new();
    desk.put("list.jsonl", format!("\u{feff}{RECORDS}"));
    let ran = desk.run(&["clean", "list.jsonl", "--offline", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("JSON Lines, e-mail value \"user.mail\""), "{}", ran.stderr);
    let files = desk.files("out");
    let text = String::from_utf8_lossy(&files["clean.jsonl"]).into_owned();
    assert!(text.starts_with(RECORDS.lines().next().expect("a line").trim_end_matches('}')), "{text}");
    let records = by_id(&files);
    assert_eq!(records.len(), 6, "{records:?}");
    assert_eq!(records["1"]["presend_verdict"], "ok");
    assert_eq!(records["2"]["presend_codes"], "repair.angle repair.display_name address.free");
    assert_eq!(records["2"]["late"], true);
    assert_eq!(
        (&records["3"]["presend_verdict"], &records["5"]["presend_verdict"]),
        (&"reject".into(), &"reject".into())
    );
    assert_eq!(records["4"]["presend_verdict"], "review");
    assert_eq!(records["4"].as_object().expect("an object").len(), 5, "columns of an earlier run are replaced");
    assert_eq!(records["null"]["presend_line"], "no record, gus@web.de");
    assert_eq!(records["null"]["presend_verdict"], "review", "an address may stand in a broken line");
}

#[test]
fn a_repair_changes_the_address_and_nothing_else() {
    let desk = Desk::new();
    desk.put("list.jsonl", RECORDS);
    assert_eq!(desk.run(&["clean", "list.jsonl", "--offline", "-o", "out", "--split"]).exit, 0);
    let clean = String::from_utf8(desk.files("out")["clean.jsonl"].clone()).expect("UTF-8");
    assert!(
        clean.contains("{\"id\":2,\"user\":{\"mail\":\"bob@web.de\"},\"late\":true,\"presend_verdict\""),
        "{clean}"
    );
    assert!(clean.contains("{\"id\":4,\"user\":{\"mail\":[\"eva@gmx.de\"]},\"presend_verdict\""), "{clean}");
    assert!(clean.contains("{\"id\":4,\"user\":{\"mail\":[\"fay@gmx.de\"]},\"presend_verdict\""), "{clean}");
}

#[test]
fn lines_are_told_by_their_numbers_in_the_file() {
    let desk = Desk::new();
    desk.put("list.jsonl", "{\"e\":\"ann@gmail.com\"}\n{\"e\":\"b@@web.de\"}\n{\"e\":\"ann@gmail.com\"}\n");
    let ran = desk.run(&["gate", "list.jsonl", "--offline"]);
    assert!(ran.stdout.contains("list.jsonl:2"), "{}", ran.stdout);
    desk.run(&["clean", "list.jsonl", "--offline", "-o", "out"]);
    let rejected = lines(&desk.files("out")["rejected.jsonl"]);
    assert_eq!(rejected[1]["presend_suggestion"], "same as line 1");
}

#[test]
fn records_become_columns_with_all_their_names() {
    let desk = Desk::new();
    let mut list: String =
        (0..30_000).map(|n| format!("{{\"email\":\"u{n}@gmail.com\",\"a\":{{\"b\":{n}}}}}\n")).collect();
    list.push_str("{\"email\":\"zoe@gmail.com\",\"rare\":\"x, \\\"y\\\"\"}\n");
    desk.put("list.jsonl.gz", gzip(list.as_bytes()));
    for (to, name) in
        [("csv", "clean.csv"), ("jsonl", "clean.jsonl"), ("parquet", "clean.parquet"), ("xlsx", "clean.xlsx")]
    {
        let ran = desk.run(&["clean", "list.jsonl.gz", "--offline", "-o", to, "--to", to]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains("gzip, JSON Lines"), "{}", ran.stderr);
        assert!(desk.files(to).contains_key(name));
    }
    let csv = String::from_utf8(desk.files("csv")["clean.csv"].clone()).expect("UTF-8");
    assert!(csv.starts_with("email,a.b,rare,presend_verdict,"), "{}", &csv[..80]);
    assert!(csv.ends_with("zoe@gmail.com,,\"x, \"\"y\"\"\",ok,address.free,\n"));
    assert_eq!(desk.run(&["clean", "list.jsonl.gz", "--offline", "-o", "same"]).exit, 0);
    assert!(desk.files("same").contains_key("clean.jsonl.gz"));
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

#[test]
fn other_json_is_refused_with_advice() {
    let desk = Desk::new();
    for text in ["[[\"email\"], [\"ann@gmail.com\"]]\n", "{\n  \"email\": \"ann@gmail.com\"\n}\n"] {
        desk.put("list.json", text);
        let ran = desk.run(&["gate", "list.json", "--offline"]);
        assert_eq!(ran.exit, 2, "{text}");
        assert!(ran.stderr.contains("Make it one object a line"), "{}", ran.stderr);
    }
    desk.put("list.txt", "\"ann@gmail.com\"\n\"bob@gmail.com\"\n");
    assert!(desk.run(&["gate", "list.txt", "--offline"]).stderr.contains("plain list"));
    let ran = desk.run(&["gate", "list.txt", "--offline", "--input", "jsonl"]);
    assert!(ran.stderr.contains("JSON Lines, e-mail value \"address\""), "{}", ran.stderr);
}

#[test]
fn one_record_comes_out_for_each_that_went_in_whatever_it_is() {
    let desk = Desk::new();
    let ran = desk.run_with(&[STREAM, &["--offline"]].concat(), RECORDS.as_bytes());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let out = lines(ran.stdout.as_bytes());
    let ids: Vec<String> = out.iter().map(|line| line["id"].to_string()).collect();
    assert_eq!(ids, ["1", "2", "3", "4", "null", "5"]);
    assert!(ran.stderr.contains("6 records: ok 2, review 2, reject 2"), "{}", ran.stderr);
    assert_eq!(desk.run_with(&[STREAM, &["--offline"]].concat(), b"").exit, 2);
    assert_eq!(desk.run_with(&[STREAM, &["--offline", "--allow-empty"]].concat(), b"").exit, 0);
    let ran = desk.run_with(&[STREAM, &["--offline"]].concat(), b"{\"a\":1}\n");
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("--column"), "{}", ran.stderr);
}

/// Who drives the filter compares what comes out with what went in.
#[test]
fn a_record_of_a_stream_is_repaired_only_when_asked_for() {
    let desk = Desk::new();
    let record = "{\"id\":7,\"email\":\" <ann@gmail.com>\",\"x\":1.50}\n";
    let out = |flags: &[&str]| desk.run_with(&[STREAM, &["--offline"], flags].concat(), record.as_bytes());
    let (usual, safe) = (out(&[]), out(&["--fix", "safe"]));
    let kept = "{\"id\":7,\"email\":\" <ann@gmail.com>\",\"x\":1.50,\"presend_verdict\":\"ok\",";
    assert!(usual.stdout.starts_with(kept), "{}", usual.stdout);
    assert!(usual.stdout.ends_with("\"presend_suggestion\":\"ann@gmail.com\"}\n"), "{}", usual.stdout);
    assert!(safe.stdout.starts_with("{\"id\":7,\"email\":\"ann@gmail.com\",\"x\":1.50,"), "{}", safe.stdout);
    let split = out(&["--split"]);
    assert_eq!((split.exit, &*split.stdout), (2, ""));
    assert!(split.stderr.contains("--split"), "{}", split.stderr);
}

/// Answers about domains named `slow...` late, about `dead...` never, and about the others at once.
fn slow_server() -> Liar {
    Liar::start(Tcp::Closed, |asked| {
        let owner = asked.message.queries[0].name().clone();
        let name = owner.to_string();
        let datagram: Datagram = if name.starts_with("mail.") {
            let mut message = reply(&asked.message, ResponseCode::NoError);
            message.add_answer(Record::from_rdata(owner, 300, RData::A(A::new(45, 80, 1, 1))));
            message.into()
        } else {
            truth(&asked.message).into()
        };
        match name.as_bytes() {
            [b'd', b'e', b'a', b'd', ..] => Vec::new(),
            [b's', b'l', b'o', b'w', ..] => vec![datagram.late(700)],
            _ => vec![datagram],
        }
    })
}

#[test]
fn slow_domains_hold_up_no_questions_and_the_order_is_kept() {
    let (desk, server) = (Desk::new(), slow_server());
    let mut input = String::new();
    for number in 0..3_000 {
        let domain = match number % 100 {
            3 => format!("slow{number}.com"),
            7 => format!("dead{}.com", number % 500),
            _ => format!("shop{}.com", number % 90),
        };
        input.push_str(&format!("{{\"id\":{number},\"email\":\"ann{number}@{domain}\"}}\n"));
    }
    let began = Instant::now();
    let dns = server.addr.to_string();
    let ran = desk.run_with(&[STREAM, &["--dns", &dns, "--timeout", "2", "--no-cache"]].concat(), input.as_bytes());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let out = lines(ran.stdout.as_bytes());
    assert_eq!(out.len(), 3_000);
    for (number, line) in out.iter().enumerate() {
        assert_eq!(line["id"], number);
        let verdict = if number % 100 == 7 { "unknown" } else { "ok" };
        assert_eq!(line["presend_verdict"], verdict, "{line}");
    }
    // One after the other, thirty slow domains alone would take twenty seconds.
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

#[test]
fn a_record_is_answered_while_the_next_is_still_awaited() {
    let (desk, server) = (Desk::new(), slow_server());
    let dns = server.addr.to_string();
    let mut command = desk.command(&[STREAM, &["--dns", &dns, "--no-cache"]].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a start");
    let mut stdin = child.stdin.take().expect("its input");
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    for domain in ["shop1.com", "slow2.com", "shop1.com"] {
        writeln!(stdin, "{{\"email\":\"ann@{domain}\",\"n\":\"{domain}\"}}").expect("room in the pipe");
        let mut line = String::new();
        stdout.read_line(&mut line).expect("an answer before the end of the input");
        assert!(line.contains(&format!("\"n\":\"{domain}\",\"presend_verdict\"")), "{line}");
    }
    drop(stdin);
    assert!(child.wait().expect("an end").success());
}

/// What is written out before the first record comes must not settle where the address is.
#[test]
fn a_blank_line_that_goes_out_before_the_first_record_hides_no_address() {
    let desk = Desk::new();
    let mut command = desk.command(&[STREAM, &["--offline"]].concat());
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("a start");
    let mut stdin = child.stdin.take().expect("its input");
    let mut stdout = BufReader::new(child.stdout.take().expect("its output"));
    for (line, verdict) in [("", "reject"), ("{\"email\":\"ann@gmail.com\"}", "ok"), ("", "reject")] {
        writeln!(stdin, "{line}").expect("room in the pipe");
        let mut answer = String::new();
        stdout.read_line(&mut answer).expect("an answer before the end of the input");
        assert!(answer.contains(&format!("\"presend_verdict\":\"{verdict}\"")), "{answer}");
    }
    drop(stdin);
    assert!(child.wait().expect("an end").success());
}

#[test]
fn a_reader_that_goes_away_ends_the_stream_quietly() {
    let desk = Desk::new();
    let mut child = desk
        .command(&[STREAM, &["--offline"]].concat())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("a start");
    let mut stdin = child.stdin.take().expect("its input");
    let writing = std::thread::spawn(move || {
        // Ends when presend does.
        (0..).take_while(|n| writeln!(stdin, "{{\"email\":\"u{n}@gmail.com\"}}").is_ok()).count()
    });
    let mut first = String::new();
    BufReader::new(child.stdout.take().expect("its output")).read_line(&mut first).expect("a line");
    let ended = child.wait_with_output().expect("an end");
    assert_eq!(ended.status.code(), Some(0), "{}", String::from_utf8_lossy(&ended.stderr));
    assert!(writing.join().expect("the writer ends") > 0);
}

#[test]
fn a_null_mx_before_an_absence_accuses_nobody() {
    let text = "null.com. MX 0 .\nheld.com. MX 10 gone.held.com.\nfine.com. A 20.0.0.1";
    let server = crate::support::serve(text);
    let records = ["null.com", "held.com", "gone.com", "fine.com"].map(|name| format!("{{\"email\":\"a@{name}\"}}\n"));
    let dns = server.addr.to_string();
    let asks = [STREAM, &["--dns", &dns, "--no-cache"]].concat();
    let ran = Desk::new().run_with(&asks, records.concat().as_bytes());
    let codes: Vec<Value> = lines(ran.stdout.as_bytes()).iter().map(|line| line["presend_codes"].clone()).collect();
    assert_eq!(
        codes,
        ["domain.null_mx", "domain.mx_dangling", "domain.nxdomain", "domain.implicit_mx"],
        "{}",
        ran.stderr
    );
}

#[test]
fn each_record_shows_its_addresses_under_its_own_names() {
    let desk = Desk::new();
    let records = "{\"id\":1,\"email\":\"a@web.de\",\"email2\":\"z@@web.de\"}\n{\"id\":2,\"email\":\"\",\"email2\":\"k@web.de\"}\n\
                   {\"mail\":\"c@web.de\"}\n{\"email\":\"\",\"alt\":\"bob@web.de\"}\n{\"email\":\"q@web.de\",\"owner\":\"me@@our\"}\n";
    let filter = |more: &[&str]| {
        let usual = ["clean", "-", "--input", "jsonl", "--to", "jsonl", "--offline"];
        let ran = desk.run_with(&[&usual[..], more].concat(), records.as_bytes());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let line = |line: &str| {
            let record: serde_json::Value = serde_json::from_str(line).expect("JSON");
            let text = |name: &str| record[name].as_str().expect("a text").to_owned();
            format!("{} {}", text("presend_verdict"), text("presend_codes"))
        };
        ran.stdout.lines().map(line).collect::<Vec<_>>()
    };
    assert_eq!(
        filter(&[]),
        [
            "reject syntax.multiple_at(email2) address.free",
            "ok address.free(email2)",
            "ok address.free(mail)",
            "review input.other_address input.empty",
            "ok address.free",
        ]
    );
    assert_eq!(
        filter(&["--column", "email,email2"]),
        [
            "reject syntax.multiple_at(email2) address.free",
            "ok address.free(email2)",
            "reject input.empty",
            "reject input.empty",
            "ok address.free"
        ]
    );
}
