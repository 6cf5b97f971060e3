//! The whole of `presend clean`, run as a user runs it: on the demo, on real DNS, and on lists as strangers write them.

use crate::support;
use crate::support::command::{Desk, demo};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Stdio;

const LISTS: [&str; 4] = ["clean.csv", "review.csv", "rejected.csv", "retry.csv"];

fn demo_list() -> String {
    demo("contacts.csv").display().to_string()
}

fn demo_zone() -> String {
    format!("zone:{}", demo("demo.zone").display())
}

/// Codes that the demo leaves out: what is seldom seen, and what needs a resolver that lies, settings or a suppression
/// list of the user's, a cell of 64 KiB, or a quote that would hide the rest of the demo in a spreadsheet.
const NOT_IN_DEMO: &[&str] = &[
    "syntax.reserved_hyphens",
    "syntax.legacy_dots",
    "syntax.leftover",
    "syntax.masked",
    "syntax.local_far_too_long",
    "syntax.ip_literal_non_public",
    "syntax.second_address",
    "dns.filtered",
    "dns.lying_resolver",
    "dns.not_in_facts",
    "address.blocked",
    "address.not_issued",
    "typo.frequent",
    "address.suppressed",
    "address.do_not_mail",
    "input.too_long",
    "input.stray_quote",
    "input.other_address",
    "input.formula",
];

/// Every row of the four lists, by the customer's number: verdict, codes, suggestion.
fn rows_of(desk: &Desk, folder: &str) -> BTreeMap<String, (String, String, String)> {
    let mut rows = BTreeMap::new();
    for name in LISTS {
        let mut list = csv::ReaderBuilder::new().flexible(true).from_path(desk.path(folder).join(name)).expect(name);
        for record in list.byte_records() {
            let record = record.expect("a record");
            let cell = |from_end: usize| String::from_utf8_lossy(&record[record.len() - from_end]).into_owned();
            let key = format!(
                "{} {}",
                String::from_utf8_lossy(&record[0]),
                String::from_utf8_lossy(record.get(2).unwrap_or(b""))
            );
            assert!(rows.insert(key, (cell(3), cell(2), cell(1))).is_none(), "a row came out twice");
        }
    }
    rows
}

#[test]
fn the_demo_is_sorted_into_four_lists_that_hold_every_row_once() {
    let desk = Desk::new();
    let ran = desk.run(&["clean", &demo_list(), "--dns", &demo_zone(), "-o", "out"]);
    let seen = format!("{}: comma-separated, header, e-mail column \"email\" (3 of 7), UTF-8 with BOM\n", demo_list());
    assert_eq!((ran.exit, ran.stderr), (0, seen), "{}", ran.stdout);
    let names: Vec<String> = desk.files("out").into_keys().collect();
    assert_eq!(
        names,
        [
            "changes.csv",
            "clean.csv",
            "rejected.csv",
            "report.html",
            "retry.csv",
            "retry.state",
            "review.csv",
            "summary.json"
        ]
    );

    let rows = rows_of(&desk, "out");
    assert!(rows.len() >= 300, "{} rows", rows.len());
    let of = |key: &str| rows.iter().find(|(row, _)| row.contains(key)).map(|(_, cells)| cells.clone()).expect(key);
    assert_eq!(of("tom.reed@homail.com").0, "reject");
    assert_eq!(of("tom.reed@homail.com").2, "tom.reed@hotmail.com");
    assert!(of("finn@sleepy-resolver.com").0 == "unknown");
    assert_eq!(of("mo@second-try.com").0, "ok", "it fails at first and answers on a retry");
    assert_eq!(of("ines@half-broken.com").0, "ok", "one exchange is usable");
}

#[test]
fn the_demo_shows_every_kind_of_finding() {
    let desk = Desk::new();
    desk.run(&["clean", &demo_list(), "--dns", &demo_zone(), "-o", "out", "-q"]);
    let rows = rows_of(&desk, "out");
    let shown: BTreeSet<&str> = rows.values().flat_map(|(_, codes, _)| codes.split(' ')).collect();
    let missing: Vec<&str> = presend::Reason::ALL
        .iter()
        .map(|reason| reason.code())
        .filter(|code| !["sender.", "bounce.", "probe."].iter().any(|of_others| code.starts_with(of_others)))
        .filter(|code| !shown.contains(code) && !NOT_IN_DEMO.contains(code))
        .collect();
    assert!(missing.is_empty(), "the demo list does not show {missing:?}");
}

#[test]
fn real_servers_give_the_same_verdicts_as_the_zone_file() {
    let zone = fs::read_to_string(demo("demo.zone")).expect("the demo zone");
    // The in-process server's reader of zone files takes no underscore inside a name.
    let without_underscore: String =
        zone.lines().filter(|line| !line.contains("under_")).map(|line| format!("{line}\n")).collect();
    let in_process = support::serve(&without_underscore);
    let mut servers = vec![in_process.addr.to_string()];
    let daemons = support::knot_unbound(&zone);
    servers.extend(daemons.iter().map(|daemons| daemons.addr.to_string()));
    // Two servers at once, too: the questions are spread over both.
    servers.push(servers.join(","));
    let desk = Desk::new();
    desk.run(&["clean", &demo_list(), "--dns", &demo_zone(), "-o", "zone", "-q"]);
    // A resolver calls a circle of aliases SERVFAIL, we call it malformed: both are unknown.
    // A resolver calls a circle of aliases SERVFAIL where we call it malformed; both are unknown.
    // Faults are comments to a real server, where these names simply are or are not.
    let faulty: Vec<&str> = zone.lines().filter_map(|line| line.strip_prefix(";fault ")?.split(' ').next()).collect();
    assert!(faulty.len() >= 4);
    let comparable = |folder: &str| -> BTreeMap<_, _> {
        let rows = rows_of(&desk, folder);
        rows.into_iter()
            .filter(|(key, _)| {
                !faulty.iter().any(|name| key.ends_with(name)) && !key.contains("under_") && !key.contains("in-circles")
            })
            .collect()
    };
    let expected = comparable("zone");
    for (number, server) in servers.iter().enumerate() {
        let folder = format!("out{number}");
        let ran = desk.run(&["clean", &demo_list(), "--dns", server, "-o", &folder]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let found = comparable(&folder);
        assert_eq!(found.len(), expected.len());
        for (key, cells) in &expected {
            assert_eq!(found.get(key), Some(cells), "{key} at {server}");
        }
    }
}

#[test]
fn a_domain_is_asked_once_however_many_rows_carry_it() {
    let zone = "$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\nbig-mail.com. MX 10 mx.big-mail.com.\nmx.big-mail.com. A 45.80.1.1\n";
    let server = support::serve(zone);
    let desk = Desk::new();
    let list: String = (0..2000)
        .map(|number| format!("user{number}@{}\n", if number % 2 == 0 { "big-mail.com" } else { "BIG-MAIL.com" }))
        .collect();
    desk.put("list.txt", list);
    let ran = desk.run(&["gate", "list.txt", "--dns", &server.addr.to_string()]);
    assert_eq!(ran.exit, 0, "{}", ran.stdout);
    assert_eq!(server.asked().get("big-mail.com. MX"), Some(&1));
    assert!(server.queries() <= 3, "{:?}", server.asked());
}

#[test]
fn at_most_one_and_a_half_queries_a_domain_where_most_have_mx_at_shared_hosts() {
    let mut zone = String::from("$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\n");
    let mut list = String::from("email\n");
    for host in 0..10 {
        zone.push_str(&format!("mx{host}.hosting-house.net. A 45.80.1.{}\n", host + 1));
    }
    for number in 0..400 {
        // Of ten domains seven have MX at shared hosts, one has only an address, two do not exist.
        match number % 10 {
            0..7 => zone.push_str(&format!("shop{number}.com. MX 10 mx{}.hosting-house.net.\n", number % 10)),
            7 => zone.push_str(&format!("shop{number}.com. A 45.80.2.2\n")),
            _ => {}
        }
        list.push_str(&format!("ann@shop{number}.com\nbob@shop{number}.com\n"));
    }
    let server = support::serve(&zone);
    let desk = Desk::new();
    desk.put("list.csv", list);
    desk.run(&["clean", "list.csv", "--dns", &server.addr.to_string(), "-o", "out"]);
    let summary: serde_json::Value =
        serde_json::from_slice(&desk.files("out")["summary.json"]).expect("summary.json is JSON");
    // On a busy machine the server is late at times.
    let again = summary["dns"]["retransmissions"].as_u64().expect("a counter");
    let queries = server.queries() as u64 - again;
    assert!(queries <= 600, "{queries} queries for 400 domains");
    assert_eq!(summary["rows"], 800);
    assert_eq!(summary["domains"]["distinct"], 400);
    assert_eq!(summary["verdicts"]["reject"], 160);
    assert!(summary["dns"]["queries"].as_u64().expect("a count") >= 400);
}

#[test]
fn a_dead_server_rejects_nobody_and_is_said() {
    // A socket that never answers.
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let server = silent.local_addr().expect("its address").to_string();
    let desk = Desk::new();
    desk.put("list.txt", "ann@gmail.com\nbob@qq.com\n");
    let ran = desk.run(&["clean", "list.txt", "--dns", &server, "--timeout", "0.5", "-o", "out"]);
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("no DNS server answers"), "{}", ran.stderr);
    let files = desk.files("out");
    assert_eq!(files["rejected.csv"], b"");
    assert_eq!(String::from_utf8_lossy(&files["retry.csv"]).matches("unknown,dns.timeout").count(), 2);
    let gate = desk.run(&["gate", "list.txt", "--dns", &server, "--timeout", "0.5"]);
    assert_eq!(gate.exit, 3, "{}", gate.stdout);
}

#[test]
fn a_server_that_denies_all_the_world_rejects_nobody() {
    let server = support::serve("$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\n");
    let server = server.addr.to_string();
    let desk = Desk::new();
    desk.put("list.txt", "ann@shop-of-ann.com\nbob@shop-of-bob.com\n");
    let ran = desk.run(&["clean", "list.txt", "--dns", &server, "-o", "out"]);
    assert_eq!(ran.exit, 3);
    assert!(ran.stderr.contains("denies com, which surely exists"), "{}", ran.stderr);
    assert_eq!(desk.files("out")["rejected.csv"], b"");
    let check = desk.run(&["check", "ann@gmail.com", "--dns", &server]);
    assert_eq!(check.exit, 3);
    assert!(check.stdout.contains("dns.lying_resolver"), "{}", check.stdout);
}

#[test]
fn a_server_that_denies_a_sure_provider_is_not_believed_about_others() {
    // The name server of a company that knows its own names only.
    let server = support::serve(
        "$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nour-firm.com. MX 5 mx.our-firm.com.\nmx.our-firm.com. A 45.80.1.1\n",
    );
    let desk = Desk::new();
    desk.put("list.txt", "ann@gmail.com\nbob@our-firm.com\ncem@shop-of-cem.com\n");
    let ran = desk.run(&["clean", "list.txt", "--dns", &server.addr.to_string(), "-o", "out"]);
    assert_eq!(ran.exit, 3, "{}{}", ran.stdout, ran.stderr);
    assert!(ran.stderr.contains("denies gmail.com"), "{}", ran.stderr);
    let files = desk.files("out");
    assert_eq!(files["rejected.csv"], b"");
    assert!(files["clean.csv"].starts_with(b"bob@our-firm.com,ok"));
}

#[test]
fn the_good_row_of_two_is_kept() {
    let desk = Desk::new();
    desk.put("list.csv", "mail\nann@gmail.com(work)\nann@gmail.com\nbob@qq.com; eve@qq.com\nbob@qq.com\n");
    desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out"]);
    let files = desk.files("out");
    let text = |name: &str| String::from_utf8(files[name].clone()).expect("UTF-8");
    assert!(
        text("clean.csv").contains("ann@gmail.com,ok,") && text("clean.csv").contains("bob@qq.com,ok,"),
        "{files:?}"
    );
    assert_eq!(text("rejected.csv").lines().count(), 1, "only the header");
}

#[test]
fn a_shifted_row_with_an_address_in_it_is_not_rejected() {
    let desk = Desk::new();
    desk.put(
        "list.csv",
        "name,email,city\nAnn,ann@gmail.com,Oslo\nBob,bob@gmail.com,Rome\nLee, Cem,cem@gmail.com,Rome\n",
    );
    desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out"]);
    let review = String::from_utf8(desk.files("out")["review.csv"].clone()).expect("UTF-8");
    assert!(
        review.contains(
            "Lee, Cem,cem@gmail.com,Rome,review,syntax.no_at repair.trimmed input.ragged input.other_address,"
        ),
        "{review}"
    );
}

#[test]
fn the_summary_counts_the_rows_of_the_lists() {
    let desk = Desk::new();
    desk.put("list.csv", "mail\nann@gmail.com\nbob@qq.com; eve@qq.com\n");
    desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out", "--split"]);
    let files = desk.files("out");
    let summary: serde_json::Value = serde_json::from_slice(&files["summary.json"]).expect("JSON");
    assert_eq!((&summary["rows"], &summary["verdicts"]["ok"]), (&2.into(), &3.into()));
    assert_eq!(String::from_utf8_lossy(&files["clean.csv"]).lines().count(), 4);
    let changes = String::from_utf8(files["changes.csv"].clone()).expect("UTF-8");
    assert!(
        changes.contains("3,mail,bob@qq.com; eve@qq.com,bob@qq.com,repair.split,yes\n")
            && changes.contains("3,mail,bob@qq.com; eve@qq.com,eve@qq.com,repair.split,yes\n"),
        "{changes}"
    );
}

#[cfg(unix)]
#[test]
fn standard_input_is_never_overwritten_either() {
    let desk = Desk::new();
    desk.put("list.txt", "ann@gmail.com\n");
    desk.run(&["clean", "list.txt", "--dns", &demo_zone(), "-o", "out"]);
    let before = desk.files("out");
    let input = fs::File::open(desk.path("out/clean.csv")).expect("the list");
    let status = desk
        .command(&["clean", "-", "--dns", &demo_zone(), "-o", "out", "--force"])
        .stdin(input)
        .stderr(Stdio::null())
        .status();
    assert_eq!(status.expect("presend runs").code(), Some(2));
    assert_eq!(desk.files("out"), before);
}

#[test]
fn the_good_list_is_ready_to_import_and_the_others_keep_their_bytes() {
    let desk = Desk::new();
    desk.put(
        "list.csv",
        "id,mail,note\r\n1, Ann <ann@gmail.com>, a \r\n2,bob@homail.com,\r\n3,\"a@gmail.com; b@gmail.com\",\r\n4,<info@gmail.com>,\r\n\
         5,\" cem@gmail.com \",\"x, \"\"y\"\"\"\r\n6,mailto:ann@gmail.com,\r\n7,kim lee@gmail.com,\r\n8, eve@slow-host.com,\r\n9,\"'=1+1'@gmail.com\",\r\n",
    );
    let zone = format!("zone:{}", desk.put("zone", "slow-host.com. MX 10 mx.slow-host.com.\n;fault slow-host.com timeout\ngmail.com. MX 5 mx.gmail.com.\nmx.gmail.com. A 45.80.1.1\nhotmail.com. MX 5 mx.gmail.com.\n").path("zone").display());
    for (folder, flags) in [
        ("usual", &[][..]),
        ("none", &["--fix", "none"]),
        ("split", &["--split"]),
        ("typos", &["--fix", "typos", "--split"]),
    ] {
        let ran = desk.run(&[&["clean", "list.csv", "--dns", &zone, "-o", folder], flags].concat());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
    }
    let text = |folder: &str, name: &str| String::from_utf8(desk.files(folder)[name].clone()).expect("UTF-8");
    let lines = |folder: &str, name: &str| {
        let text = text(folder, name);
        text.split_terminator('\n').skip(1).map(|line| line.trim_end_matches('\r').to_owned()).collect::<Vec<_>>()
    };
    let list = fs::read_to_string(desk.path("list.csv")).expect("the list");
    let rows: Vec<&str> = list.split_terminator("\r\n").skip(1).collect();

    assert_eq!(
        lines("usual", "clean.csv"),
        [
            "1,ann@gmail.com, a ,ok,repair.angle repair.display_name address.free,",
            "5,\"cem@gmail.com\",\"x, \"\"y\"\"\",ok,repair.trimmed address.free,",
        ]
    );
    for (name, numbers) in [("review.csv", &[3, 4, 7, 9][..]), ("rejected.csv", &[2, 6]), ("retry.csv", &[8])] {
        let found = lines("usual", name);
        assert_eq!(found.len(), numbers.len(), "{name}: {found:?}");
        for (found, number) in found.iter().zip(numbers) {
            assert!(found.starts_with(&format!("{},", rows[number - 1])), "{found}");
        }
    }
    assert!(lines("usual", "review.csv")[1].ends_with(",review,repair.angle address.role address.free,info@gmail.com"));
    assert_eq!(text("usual", "changes.csv").lines().next(), Some("line,column,before,after,codes,applied"));
    let made: Vec<String> = lines("usual", "changes.csv").into_iter().filter(|line| line.ends_with(",yes")).collect();
    assert_eq!(
        made,
        [
            "2,mail, Ann <ann@gmail.com>,ann@gmail.com,repair.angle repair.display_name,yes",
            "6,mail, cem@gmail.com ,cem@gmail.com,repair.trimmed,yes",
        ]
    );

    assert!(lines("none", "clean.csv")[0].starts_with("1, Ann <ann@gmail.com>, a ,ok,"));
    assert!(lines("none", "changes.csv").iter().all(|line| line.ends_with(",no")));
    assert_eq!(lines("none", "review.csv"), lines("usual", "review.csv"));

    let halves = ["a", "b"].map(|name| format!("3,\"{name}@gmail.com\",,ok,repair.split address.free,"));
    assert_eq!(lines("split", "clean.csv")[1..3], halves);
    assert_eq!(lines("split", "review.csv"), lines("usual", "review.csv")[1..]);

    assert_eq!(lines("typos", "clean.csv")[1], "2,bob@hotmail.com,,ok,typo.provider address.free,");
    let corrected = "3,mail,bob@homail.com,bob@hotmail.com,typo.provider,yes".to_owned();
    assert!(lines("typos", "changes.csv").contains(&corrected));
    assert_eq!(lines("typos", "rejected.csv"), lines("usual", "rejected.csv")[1..]);
}

/// The verdict is that on the correction, so the row is written with it.
#[test]
fn a_corrected_row_that_a_person_looks_at_holds_the_correction() {
    let desk = Desk::new();
    desk.put("list.csv", "mail,name\ninfo@homail.com,A\nann@hotmail.com,B\nann@homail.com,C\n");
    let ran = desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "--fix", "typos", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let text = |name: &str| String::from_utf8(desk.files("out")[name].clone()).expect("UTF-8");
    let review = text("review.csv");
    assert!(review.contains("\ninfo@hotmail.com,A,review,typo.provider address.role"), "{review}");
    // What is a duplicate of another row keeps its bytes.
    assert!(text("rejected.csv").contains("\nann@homail.com,C,reject,"), "{}", text("rejected.csv"));
    assert_eq!(text("changes.csv").matches(",yes\n").count(), 1, "{}", text("changes.csv"));
}

#[test]
fn the_screen_says_what_was_changed_and_what_can_be() {
    let desk = Desk::new();
    desk.put("list.csv", "name,mail\nAnn, ann@gmail.com\nBob,\"a@gmail.com, b@gmail.com\"\nCem,c@gmail.com\n");
    let said = |flags: &[&str]| {
        let ran = desk.run(&[&["clean", "list.csv", "--offline", "--force", "-o", "out"], flags].concat());
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        ran.stdout
    };
    let usual = said(&[]);
    assert!(usual.contains("1 change made; changes.csv lists each.\n"), "{usual}");
    assert!(usual.contains("1 row holds several addresses: --split gives each a row of its own.\n"), "{usual}");
    let none = said(&["--fix", "none"]);
    assert!(none.contains("1 row of clean.csv must be repaired before mailing: leave --fix none away.\n"), "{none}");
    let split = said(&["--split"]);
    assert!(split.contains("3 changes made") && !split.contains("--split"), "{split}");
    let chinese = said(&["--lang", "zh"]);
    assert!(chinese.contains("1 行含有多个地址：--split 会让每个地址各占一行。"), "{chinese}");
}

#[test]
fn duplicates_name_the_line_of_the_first() {
    let desk = Desk::new();
    desk.put("list.csv", "mail\nann@gmail.com\nANN@GMAIL.COM\nan.n+x@gmail.com\n<ann@gmail.com>\n");
    desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out"]);
    let text = |name: &str| String::from_utf8(desk.files("out")[name].clone()).expect("UTF-8");
    assert!(text("rejected.csv").contains("ANN@GMAIL.COM,reject,address.free address.duplicate,same as line 2\n"));
    assert!(text("rejected.csv").contains("<ann@gmail.com>,reject,"));
    assert!(
        text("review.csv").contains("an.n+x@gmail.com,review,address.free address.duplicate_alias,same as line 2\n")
    );
}

#[test]
fn standard_input_and_plain_lists_are_read() {
    let desk = Desk::new();
    let ran = desk.run_with(&["clean", "-", "--dns", &demo_zone(), "-o", "out"], b"ann@gmail.com\n\nbob@qq.com");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let files = desk.files("out");
    assert_eq!(files["clean.csv"], b"ann@gmail.com,ok,address.free,\nbob@qq.com,ok,address.free,\n");
    assert_eq!(files["rejected.csv"], b",reject,input.blank,\n");
    assert!(ran.stdout.starts_with("<stdin>  3 rows"), "{}", ran.stdout);
}

#[test]
fn the_column_can_be_named() {
    let desk = Desk::new();
    desk.put("list.csv", "work,home\nann@gmail.com,bob@qq.com\n");
    for (column, address) in [("home", "bob@qq.com"), ("HOME", "bob@qq.com"), ("1", "ann@gmail.com")] {
        let ran = desk.run(&[
            "clean",
            "list.csv",
            "--column",
            column,
            "--dns",
            &demo_zone(),
            "-o",
            "out",
            "--force",
            "--format",
            "json",
        ]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        let ran = desk.run(&[
            "gate",
            "list.csv",
            "--column",
            column,
            "--dns",
            "zone:none.zone",
            "--offline",
            "--max-review",
            "0",
        ]);
        assert_eq!(ran.exit, 0, "{column} {address}: {}", ran.stdout);
    }
    let ran = desk.run(&["clean", "list.csv", "--column", "mail", "--dns", &demo_zone(), "-o", "other"]);
    assert_eq!(ran.exit, 2);
    assert!(ran.stderr.contains("no column \"mail\"") && ran.stderr.contains("\"work\""), "{}", ran.stderr);
    assert!(desk.files("other").is_empty());
}

#[test]
fn earlier_results_and_the_input_are_never_overwritten_by_accident() {
    let desk = Desk::new();
    desk.put("list.csv", "mail\nann@gmail.com\n");
    assert_eq!(desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out"]).exit, 0);
    let before = desk.files("out");
    let again = desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out"]);
    assert_eq!(again.exit, 2);
    assert!(again.stderr.contains("--force"), "{}", again.stderr);
    assert_eq!(desk.files("out"), before);
    assert_eq!(desk.run(&["clean", "list.csv", "--dns", &demo_zone(), "-o", "out", "--force"]).exit, 0);
    let input = desk.run(&["clean", "out/clean.csv", "--dns", &demo_zone(), "-o", "out", "--force"]);
    assert_eq!(input.exit, 2);
    assert!(input.stderr.contains("is the list itself"), "{}", input.stderr);
    assert!(desk.files("out").keys().all(|name| !name.starts_with('.')), "no hidden folder is left");
}

#[test]
fn what_cannot_be_read_is_said_and_leaves_nothing_behind() {
    let desk = Desk::new();
    desk.put("empty.csv", "").put("book.xlsx", b"PK\x03\x04xl/workbook.xml").put("good.csv", "mail\nann@gmail.com\n");
    desk.put("bad.zone", "gmail.com. MX ten mx.\n").put("names.csv", "name,city\nAnn,Oslo\nBob,Rome\n");
    for (arguments, words) in [
        (&["clean", "missing.csv", "--dns", "zone:bad.zone"][..], &["bad.zone", "line 1"][..]),
        (&["clean", "missing.csv", "--offline"], &["missing.csv", "no file"]),
        (&["clean", "empty.csv", "--offline"], &["empty", "--allow-empty"]),
        (&["clean", "book.xlsx", "--offline"], &["workbook", "CSV"]),
        (&["clean", "names.csv", "--offline"], &["No column", "--column"]),
        (&["clean", "good.csv", "--dns", "300.1.1.1"], &["300.1.1.1", "no address of a DNS server"]),
        (&["clean", "good.csv", "--dns", "zone:missing.zone"], &["missing.zone"]),
        (&["gate", "good.csv", "--offline", "--max-reject", "0.5"], &["0.5%"]),
        (&["gate", "good.csv", "--offline", "--timeout", "never"], &["seconds"]),
        (&["clean", "good.csv", "--offline", "-o", "good.csv"], &["not a folder"]),
    ] {
        let ran = desk.run(arguments);
        assert_eq!(ran.exit, 2, "{arguments:?}");
        for word in words {
            assert!(ran.stderr.contains(word), "{arguments:?}: {}", ran.stderr);
        }
        assert_eq!(ran.stdout, "");
    }
    assert_eq!(desk.files(".").len(), 5, "{:?}", desk.files(".").keys());
    assert_eq!(desk.run(&["gate", "empty.csv", "--offline", "--allow-empty"]).exit, 0);
}

#[cfg(unix)]
#[test]
fn interruption_ends_with_130_and_leaves_no_results() {
    let silent = std::net::UdpSocket::bind("127.0.0.1:0").expect("a socket");
    let server = silent.local_addr().expect("its address").to_string();
    for signal in ["-INT", "-TERM"] {
        let desk = Desk::new();
        desk.put("list.txt", "ann@gmail.com\n");
        let mut presend = desk.command(&["clean", "list.txt", "--dns", &server, "--timeout", "60", "-o", "out"]);
        let mut child = presend.spawn().expect("presend starts");
        // Its first question shows that it is at work.
        silent.set_read_timeout(Some(std::time::Duration::from_secs(20))).expect("a time limit");
        silent.recv(&mut [0; 512]).expect("a question");
        let kill = std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill");
        assert!(kill.success());
        assert_eq!(child.wait().expect("presend ends").code(), Some(130));
        assert!(!desk.path("out").exists());
    }
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_quiet_and_changes_no_exit_code() {
    let desk = Desk::new();
    desk.put("list.txt", "ann@gmail.com\nnobody\n");
    for (arguments, exit) in [(&["explain"][..], 0), (&["gate", "list.txt", "--offline", "--max-reject", "0", "-q"], 1)]
    {
        let mut command = desk.command(arguments);
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        let mut child = command.spawn().expect("presend starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("presend ends");
        assert_eq!((output.status.code(), output.stderr), (Some(exit), Vec::new()), "{arguments:?}");
    }
}

#[test]
fn cleaning_its_own_results_again_replaces_the_added_columns() {
    let desk = Desk::new();
    desk.put("list.csv", "email,note\nann@gmail.com,\"a, b\"\nbob@gmail.com,\n");
    assert_eq!(desk.run(&["clean", "list.csv", "--offline", "-o", "one"]).exit, 0);
    assert_eq!(desk.run(&["clean", "one/clean.csv", "--offline", "-o", "two"]).exit, 0);
    let (one, two) = (desk.files("one"), desk.files("two"));
    assert_eq!(one["clean.csv"], two["clean.csv"]);
}

/// Of several addresses in a cell each row has its own, also one that is broken.
#[test]
fn a_cell_with_several_broken_addresses_is_not_written_out_again_for_each() {
    let desk = Desk::new();
    desk.put("list.csv", format!("name,email\nAnn,\"{}\"\nBob,bob@x.de\n", "_@, ann@firma.de, ".repeat(2000)));
    let ran = desk.run(&["clean", "list.csv", "--offline", "--split", "-o", "out"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let files = desk.files("out");
    let octets: usize = files.values().map(Vec::len).sum();
    assert!(octets < 4 << 20, "{octets} octets");
    let rejected = String::from_utf8_lossy(&files["rejected.csv"]).into_owned();
    assert!(rejected.contains("\nAnn,\"_@\",reject,"), "{}", &rejected[..300]);
}

#[test]
fn what_was_changed_is_told_cell_by_cell() {
    let changes = |more: &[&str]| -> Vec<String> {
        let desk = Desk::new();
        let list =
            "email,b\n\"ann@gmail.com; or @d8.com\",x\n\"bob\n@gmail.com\",fay@x.com.\ncem@gmail.com; dan@gmial.com,\n";
        desk.put("list.csv", list);
        let usual = ["clean", "list.csv", "--offline", "--column", "email,b", "-o", "out"];
        assert_eq!(desk.run(&[&usual[..], more].concat()).exit, 0);
        String::from_utf8_lossy(&desk.files("out")["changes.csv"]).lines().skip(1).map(str::to_owned).collect()
    };
    let other_column = "3,b,fay@x.com.,fay@x.com,repair.trailing_punct,no";
    assert_eq!(
        changes(&[]),
        [
            "2,email,ann@gmail.com; or @d8.com,\"ann@gmail.com, or@d8.com\",repair.split repair.trimmed repair.unsure,no",
            "3,email,bob\\n@gmail.com,bob@gmail.com,repair.trimmed,yes",
            other_column,
            "5,email,cem@gmail.com; dan@gmial.com,\"cem@gmail.com, dan@gmail.com\",repair.split typo.provider,no",
        ]
    );
    assert_eq!(
        changes(&["--split"]),
        [
            "2,email,ann@gmail.com; or @d8.com,ann@gmail.com,repair.split,yes",
            "2,email,ann@gmail.com; or @d8.com,or @d8.com,repair.trimmed repair.split repair.unsure,yes",
            "2,email,or @d8.com,or@d8.com,repair.trimmed repair.split repair.unsure,no",
            "3,email,bob\\n@gmail.com,bob@gmail.com,repair.trimmed,yes",
            other_column,
            "5,email,cem@gmail.com; dan@gmial.com,cem@gmail.com,repair.split,yes",
            "5,email,cem@gmail.com; dan@gmial.com,dan@gmial.com,repair.split typo.provider,yes",
            "5,email,dan@gmial.com,dan@gmail.com,repair.split typo.provider,no",
        ]
    );
}

#[test]
fn nobody_is_suggested_whom_a_list_leaves_out() {
    let desk = Desk::new();
    desk.put("never.txt", "no@web.de\n");
    desk.put("list.csv", "email\nNo <no@web.de>\nno @web.de\nno@web.dee\nyes@web.dee\n");
    assert_eq!(desk.run(&["clean", "list.csv", "--offline", "--never", "never.txt", "-o", "out"]).exit, 0);
    let files = desk.files("out");
    let rows: String = LISTS.iter().map(|name| String::from_utf8_lossy(&files[*name]).into_owned()).collect();
    assert_eq!(rows.matches("address.do_not_mail").count(), 3, "{rows}");
    assert!(!rows.contains(",no@web.de\n") && rows.contains(",yes@web.de\n"), "{rows}");
}

#[test]
fn pages_and_shares_count_the_rows_that_came_out_of_split_cells() {
    let desk = Desk::new();
    desk.put("list.csv", "email\na@gmail.com; b@gmail.com; c@gmail.com\nd@gmail.com\n");
    let ran = desk.run(&["clean", "list.csv", "--split", "--offline", "-o", "out", "--format", "markdown=out.md"]);
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let read = |name: &str| std::fs::read_to_string(desk.path(name)).expect(name);
    let (page, markdown) = (read("out/report.html"), read("out.md"));
    assert!(page.contains("4 rows are well formed"), "{page}");
    assert!(markdown.contains("| ok | 4 | 100.00 % |"), "{markdown}");
}
