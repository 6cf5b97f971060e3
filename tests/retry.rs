//! `presend clean --retry`: afterwards the folder is as if the first run had had the answers, or as it was before.

use crate::support;
use crate::support::command::{Desk, Ran, demo, without_run};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// Domains of the lists. Those from `ill0.com` on fail at first.
const ZONE: &str = "$TTL 60\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 45.80.1.9\nmx.good.com. A 45.80.1.1\n\
                    good.com. MX 10 mx.good.com.\nfair.com. MX 10 mx.good.com.\ngmail.com. MX 10 mx.good.com.\n\
                    ill0.com. MX 10 mx.good.com.\nill1.com. MX 0 .\nill2.com. A 45.80.1.2\n";
const FAULTS: [&str; 6] = [
    ";fault ill0.com. servfail\n",
    ";fault ill1.com. timeout\n",
    ";fault ill2.com. refused\n",
    ";fault ill3.com. servfail\n",
    ";fault gmail.com. timeout\n",
    ";fault gmial.com. servfail\n",
];
const LIST: &str = "name,email\nA,a@good.com\nB,b@ill0.com\nC,c@ill1.com\nD,a@good.com\nE,b@ill0.com\nF,f@ill3.com\n\
                    G, g@ill2.com\nH,h@gmial.com\nI,\nJ,info@fair.com\n\nK,k@gmail.com\n";

/// A desk with a zone that fails, `ill`, and the same one in health, `well`.
fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("ill", format!("{ZONE}{}", FAULTS.concat())).put("well", ZONE);
    desk
}

fn clean(desk: &Desk, zone: &str, arguments: &[&str]) -> Ran {
    let dns = format!("zone:{zone}");
    let ran = desk.run(&[&["clean", "--no-cache", "-q", "--dns", &dns][..], arguments].concat());
    assert!([0, 3].contains(&ran.exit), "{arguments:?}: {}", ran.stderr);
    ran
}

fn retry(desk: &Desk, zone: &str) -> Ran {
    desk.run(&["clean", "--no-cache", "--dns", &format!("zone:{zone}"), "--retry", "out"])
}

/// All files of a folder, those of its folders too, without what tells of time.
fn results(desk: &Desk, folder: &str) -> BTreeMap<String, Vec<u8>> {
    let mut files = desk.files(folder);
    for (name, content) in desk.files(&format!("{folder}/batches")) {
        files.insert(format!("batches/{name}"), content);
    }
    for (_, book) in files.iter_mut().filter(|(name, _)| name.ends_with(".xlsx")) {
        *book = parts(book);
    }
    if let Some(page) = files.get_mut("report.html") {
        *page = without_run(page);
    }
    if let Some(summary) = files.get_mut("summary.json") {
        let text = String::from_utf8(std::mem::take(summary)).expect("UTF-8");
        let lines = text.lines().filter(|line| !line.contains("\"elapsed_ms\""));
        *summary = lines.collect::<Vec<_>>().join("\n").into_bytes();
    }
    files
}

/// The parts of a workbook, without the one that says when it was written.
fn parts(book: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(book)).expect("a workbook");
    let mut parts = Vec::new();
    for place in 0..archive.len() {
        let mut part = archive.by_index(place).expect("a part");
        if part.name().expect("its name") != "docProps/core.xml" {
            std::io::Read::read_to_end(&mut part, &mut parts).expect("its content");
        }
    }
    parts
}

fn same(one: &BTreeMap<String, Vec<u8>>, other: &BTreeMap<String, Vec<u8>>, what: &str) {
    assert_eq!(one.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{what}");
    for (name, content) in one {
        let show = |bytes: &[u8]| String::from_utf8_lossy(bytes).chars().take(4000).collect::<String>();
        assert!(content == &other[name], "{what}: {name}\n{}\n---\n{}", show(content), show(&other[name]));
    }
}

/// Cleans a list with the zone that fails, asks again with the one in health, and compares with a run that had that at once.
fn check(list: &str, content: &[u8], flags: &[&str]) {
    let desk = desk();
    desk.put(list, content);
    clean(&desk, "ill", &[&[list, "-o", "out"], flags].concat());
    clean(&desk, "well", &[&[list, "-o", "whole"], flags].concat());
    fs::remove_file(desk.path(list)).expect("the list is not needed any more");
    assert!(desk.path("out/retry.state").exists(), "{list} {flags:?}");
    assert!(!desk.path("whole/retry.state").exists(), "{list} {flags:?}");
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{list} {flags:?}: {}", ran.stderr);
    same(&results(&desk, "out"), &results(&desk, "whole"), &format!("{list} {flags:?}"));
}

#[test]
fn afterwards_the_folder_is_as_if_the_first_run_had_had_the_answers() {
    for flags in [
        &[][..],
        &["--fix", "none"],
        &["--split"],
        &["--fix", "typos", "--split"],
        &["--batch", "2"],
        &["--batch-per-provider"],
        &["--column", "email", "--delimiter", ",", "--header", "yes", "--encoding", "utf-8"],
        &["--memory", "2M"],
        &["--to", "jsonl"],
        &["--allow-non-public"],
    ] {
        check("list.csv", LIST.as_bytes(), flags);
    }
}

#[test]
fn lists_of_every_form_are_asked_again() {
    let (gbk, _, _) =
        encoding_rs::GBK.encode("姓名,邮箱\n王,a@good.com\n李,b@ill0.com\n张,c@ill1.com\n李,b@ill0.com\n");
    check("gbk.csv", &gbk, &[]);
    check("crlf.tsv", b"\xef\xbb\xbfname\temail\r\nA\ta@good.com\r\n\"B\nb\"\tb@ill0.com\r\nC\tc@ill1.com", &[]);
    check("plain.txt", b"a@good.com\n<b@ill0.com>\nx@ill1.com, y@good.com\n", &["--split"]);
    check(
        "again.csv",
        b"email,presend_verdict,presend_codes,presend_suggestion\nb@ill0.com,unknown,dns.timeout,\n",
        &[],
    );
    check("list.jsonl", b"{\"email\":\"a@good.com\",\"n\":1}\n{\"email\":\"b@ill0.com\",\"n\":[2]}\n", &[]);
    check("list.json", b"{\"users\":[{\"email\":\"a@good.com\"},{\"email\":\"b@ill0.com\",\"n\":2}]}", &[]);
    for (name, packed) in [("list.csv.gz", packed_gzip(LIST)), ("list.csv.zst", packed_zstd(LIST))] {
        check(name, &packed, &[]);
    }
}

fn packed_gzip(text: &str) -> Vec<u8> {
    use std::io::Write;
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).expect("room");
    packer.finish().expect("room")
}

fn packed_zstd(text: &str) -> Vec<u8> {
    zstd::encode_all(text.as_bytes(), 1).expect("packed")
}

#[test]
fn workbooks_parquet_and_archives_are_asked_again() {
    for to in ["xlsx", "parquet"] {
        let desk = desk();
        desk.put("list.csv", LIST);
        clean(&desk, "well", &["list.csv", "--to", to, "-o", "made"]);
        // A workbook with all four domains: what was clean, in the form to be tried.
        let list = format!("made/clean.{to}");
        desk.put("more", format!("{ZONE};fault ill0.com. timeout\n"));
        clean(&desk, "more", &[&list, "-o", "out"]);
        clean(&desk, "well", &[&list, "-o", "whole"]);
        assert!(desk.path("out/retry.state").exists());
        let ran = retry(&desk, "well");
        assert_eq!(ran.exit, 0, "{to}: {}", ran.stderr);
        same(&results(&desk, "out"), &results(&desk, "whole"), to);
    }
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("export/list.csv", zip::write::SimpleFileOptions::default()).expect("room");
    std::io::Write::write_all(&mut archive, LIST.as_bytes()).expect("room");
    check("list.zip", &archive.finish().expect("room").into_inner(), &[]);
}

#[test]
fn standard_input_is_asked_again_too() {
    let desk = desk();
    let ran = desk.run_with(&["clean", "-", "--no-cache", "--dns", "zone:ill", "-o", "out"], LIST.as_bytes());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let ran = desk.run_with(&["clean", "-", "--no-cache", "--dns", "zone:well", "-o", "whole"], LIST.as_bytes());
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert_eq!(retry(&desk, "well").exit, 0);
    same(&results(&desk, "out"), &results(&desk, "whole"), "standard input");
}

#[test]
fn only_domains_without_an_answer_are_asked() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    let before = results(&desk, "out");
    // Whoever asked again about good.com, fair.com would find that they are gone.
    desk.put("other", ZONE.replace("good.com. MX", "moved.com. MX").replace("fair.com. MX", "sold.com. MX"));
    let ran = retry(&desk, "other");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let after = results(&desk, "out");
    for name in ["clean.csv", "review.csv", "rejected.csv"] {
        let text = |files: &BTreeMap<String, Vec<u8>>| String::from_utf8(files[name].clone()).expect("UTF-8");
        let now = text(&after);
        for line in text(&before).lines().filter(|line| !line.contains("ill0") && !line.contains("gmial")) {
            assert!(now.lines().any(|other| other == line), "{name}: {line} in\n{now}");
        }
    }
}

#[test]
fn what_is_still_unknown_can_be_asked_a_second_time() {
    let desk = desk();
    desk.put("list.csv", LIST).put("better", format!("{ZONE}{}", FAULTS[1]));
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    clean(&desk, "better", &["list.csv", "-o", "half"]);
    clean(&desk, "well", &["list.csv", "-o", "whole"]);
    let ran = retry(&desk, "better");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("asked again") && ran.stderr.contains("1 still unknown"), "{}", ran.stderr);
    let without_state = |folder: &str| {
        let mut files = results(&desk, folder);
        assert!(files.remove("retry.state").is_some(), "{folder}");
        files
    };
    same(&without_state("out"), &without_state("half"), "half the answers");
    // Nothing new: the folder stays as it is.
    let before = desk.files("out");
    let ran = retry(&desk, "ill");
    assert_eq!(ran.exit, 3, "{}", ran.stderr);
    assert!(ran.stderr.contains("as it was"), "{}", ran.stderr);
    assert_eq!(desk.files("out"), before);
    assert_eq!(retry(&desk, "well").exit, 0);
    same(&results(&desk, "out"), &results(&desk, "whole"), "all answers");
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    assert!(ran.stderr.contains("nothing is left to ask again"), "{}", ran.stderr);
    same(&results(&desk, "out"), &results(&desk, "whole"), "nothing left");
}

/// Lists of a few rows at domains that fail and others, with duplicates, slips, repairs and several addresses in a cell.
fn list() -> impl Strategy<Value = String> {
    let local = prop::sample::select(vec!["a", "b", "info", "Bob.x"]);
    let domain = prop::sample::select(vec![
        "good.com",
        "fair.com",
        "gmail.com",
        "gmial.com",
        "ill0.com",
        "ill1.com",
        "ill2.com",
        "ill3.com",
        "none.com",
        "b@d",
    ]);
    let address = (local, domain).prop_map(|(local, domain)| format!("{local}@{domain}"));
    let cell = prop_oneof![
        6 => address.clone(),
        1 => address.clone().prop_map(|address| format!(" <{address}>")),
        1 => (address.clone(), address).prop_map(|(one, other)| format!("\"{one}; {other}\"")),
        1 => Just(String::new()),
    ];
    let end = prop::sample::select(vec!["\n", "\r\n"]);
    let note = prop::sample::select(vec!["", ",note", ",\"a\nb\"", ",=1+1,more"]);
    (prop::collection::vec((cell, note), 1..12), end, any::<bool>()).prop_map(|(rows, end, last)| {
        let rows: Vec<String> = rows.into_iter().map(|(cell, note)| format!("{cell}{note}")).collect();
        let text = format!("email,note{end}b@ill0.com,{end}{}", rows.join(end));
        if last { text + end } else { text }
    })
}

#[test]
fn every_row_of_200_lists_stands_where_a_run_with_the_answers_puts_it() {
    let mut runner = TestRunner::new_with_rng(Config::default(), TestRng::from_seed(RngAlgorithm::ChaCha, &[20; 32]));
    for number in 0..200 {
        let text = list().new_tree(&mut runner).expect("a list").current();
        let flags: &[&str] = match number % 3 {
            0 => &[],
            1 => &["--split"],
            _ => &["--fix", "typos", "--split"],
        };
        check("list.csv", text.as_bytes(), flags);
    }
}

#[test]
fn the_demo_is_asked_again() {
    let desk = Desk::new();
    let zone = fs::read_to_string(demo("demo.zone")).expect("the zone");
    let well: Vec<&str> = zone.lines().filter(|line| !line.starts_with(";fault")).collect();
    desk.put("ill", &zone).put("well", well.join("\n") + "\n");
    let list = demo("contacts.csv").display().to_string();
    clean(&desk, "ill", &[&list, "-o", "out"]);
    clean(&desk, "well", &[&list, "-o", "whole"]);
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    let (out, mut whole) = (results(&desk, "out"), results(&desk, "whole"));
    whole.remove("retry.state");
    let out: BTreeMap<_, _> = out.into_iter().filter(|(name, _)| name != "retry.state").collect();
    same(&out, &whole, "the demo");
}

#[test]
fn lists_that_others_changed_are_an_error_and_stay_as_they_are() {
    type Edit = fn(&Path);
    let edits: [(&str, Edit); 7] = [
        ("a row added", |dir| append(&dir.join("clean.csv"), "Z,z@good.com,ok,,\n")),
        ("a row taken out", |dir| cut(&dir.join("retry.csv"))),
        ("all taken out", |dir| fs::write(dir.join("rejected.csv"), "").expect("written")),
        ("a mark before it", |dir| {
            let text = fs::read_to_string(dir.join("retry.csv")).expect("a list");
            fs::write(dir.join("retry.csv"), format!("\u{feff}{}", text.replace('\n', "\r\n"))).expect("written");
        }),
        ("taken away", |dir| fs::remove_file(dir.join("review.csv")).expect("removed")),
        ("half a state", |dir| {
            let state = fs::read(dir.join("retry.state")).expect("a state");
            fs::write(dir.join("retry.state"), &state[..state.len() / 2]).expect("written");
        }),
        ("no state", |dir| fs::remove_file(dir.join("retry.state")).expect("removed")),
    ];
    for (what, edit) in edits {
        let desk = desk();
        desk.put("list.csv", LIST);
        clean(&desk, "ill", &["list.csv", "-o", "out"]);
        edit(&desk.path("out"));
        let before = desk.files("out");
        let ran = retry(&desk, "well");
        assert_eq!(ran.exit, 2, "{what}: {}", ran.stderr);
        assert!(ran.stderr.starts_with("error: out"), "{what}: {}", ran.stderr);
        assert_eq!(desk.files("out"), before, "{what}");
    }
}

fn append(path: &Path, text: &str) {
    let before = fs::read_to_string(path).expect("a list");
    fs::write(path, before + text).expect("written");
}

fn cut(path: &Path) {
    let text = fs::read_to_string(path).expect("a list");
    let lines: Vec<&str> = text.lines().collect();
    fs::write(path, lines[..lines.len() - 1].join("\n") + "\n").expect("written");
}

#[test]
fn a_state_with_any_octet_changed_loses_nothing() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    let (before, state) = (desk.files("out"), fs::read(desk.path("out/retry.state")).expect("a state"));
    for place in (0..state.len()).step_by(state.len() / 25) {
        let mut other = state.clone();
        other[place] ^= 0x55;
        desk.put("out/retry.state", &other);
        let ran = retry(&desk, "well");
        assert_eq!(ran.exit, 2, "octet {place}: {}", ran.stderr);
        desk.put("out/retry.state", &state);
        assert_eq!(desk.files("out"), before, "octet {place}");
    }
}

#[test]
fn folders_without_results_or_of_several_lists_are_an_error() {
    let desk = desk();
    desk.put("a.csv", LIST).put("b.csv", LIST);
    clean(&desk, "ill", &["a.csv", "b.csv", "-o", "both"]);
    fs::create_dir(desk.path("empty")).expect("a folder");
    for (folder, word) in [("both/a", "several lists"), ("empty", "no results"), ("nowhere", "no results")] {
        let ran = desk.run(&["clean", "--retry", folder, "--dns", "zone:well"]);
        assert_eq!(ran.exit, 2, "{folder}");
        assert!(ran.stderr.contains(word), "{folder}: {}", ran.stderr);
    }
}

#[test]
fn what_would_judge_other_rows_in_another_way_has_no_place_beside_it() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    let before = desk.files("out");
    for flags in [
        &["list.csv"][..],
        &["-o", "out"],
        &["--force"],
        &["--fix", "safe"],
        &["--split"],
        &["--to", "csv"],
        &["--column", "email"],
        &["--batch", "3"],
        &["--suppress", "list.csv"],
        &["--never", "list.csv"],
        &["--allow-non-public"],
        &["--offline"],
        &["--format", "jsonl"],
    ] {
        let ran = desk.run(&[&["clean", "--retry", "out", "--dns", "zone:well"][..], flags].concat());
        assert_eq!(ran.exit, 2, "{flags:?}: {}", ran.stderr);
        assert!(ran.stderr.contains("eave "), "{flags:?}: {}", ran.stderr);
        assert_eq!(desk.files("out"), before, "{flags:?}");
    }
    // Settings of today count no more than flags.
    desk.put(
        "presend.toml",
        "[clean]\nfix = \"typos\"\nsplit = true\nbatch = 3\nforce = true\n[list]\ncolumn = \"name\"\n",
    );
    clean(&desk, "well", &["list.csv", "--no-config", "-o", "whole"]);
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    same(&results(&desk, "out"), &results(&desk, "whole"), "presend.toml");
}

#[test]
fn a_suppression_list_counts_as_it_was() {
    let desk = desk();
    let never = "email\nk@gmail.com\n";
    desk.put("list.csv", LIST).put("never.csv", never);
    let add = |address: &str| {
        let ran = desk.run(&["suppress", "add", address, "--suppress", "held.csv"]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
    };
    add("b@ill0.com");
    let lists = ["--suppress", "held.csv", "--never", "never.csv"];
    clean(&desk, "ill", &[&["list.csv", "-o", "out"], &lists[..]].concat());
    clean(&desk, "well", &[&["list.csv", "-o", "whole"], &lists[..]].concat());
    add("a@good.com");
    fs::remove_file(desk.path("never.csv")).expect("removed");
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    same(&results(&desk, "out"), &results(&desk, "whole"), "suppressed");
}

#[test]
fn tables_that_are_not_those_of_the_first_run_stop_it() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    let before = desk.files("out");
    desk.put("presend.toml", "[lists]\nblocked_domains = [\"good.com\"]\n");
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("presend.toml"), "{}", ran.stderr);
    assert_eq!(desk.files("out"), before);
    // The same tables of the user's own are no hindrance.
    clean(&desk, "ill", &["list.csv", "-o", "out", "--force"]);
    clean(&desk, "well", &["list.csv", "-o", "whole"]);
    assert_eq!(retry(&desk, "well").exit, 0);
    same(&results(&desk, "out"), &results(&desk, "whole"), "own tables");
}

#[test]
fn forms_that_went_into_files_tell_of_the_whole_too() {
    let desk = desk();
    desk.put("list.csv", LIST);
    let forms =
        |folder: &str| ["jsonl", "csv", "sarif", "markdown"].map(|form| format!("--format={form}={folder}.{form}"));
    for (zone, folder) in [("ill", "out"), ("well", "whole")] {
        let forms = forms(folder);
        let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
        clean(&desk, zone, &[&["list.csv", "-o", folder][..], &forms].concat());
    }
    fs::remove_file(desk.path("out.markdown")).expect("taken away");
    assert_eq!(retry(&desk, "well").exit, 0);
    let read = |name: &str| fs::read_to_string(desk.path(name)).expect(name);
    for form in ["csv", "sarif"] {
        assert_eq!(read(&format!("out.{form}")), read(&format!("whole.{form}")), "{form}");
    }
    assert!(!desk.path("out.markdown").exists());
    // How long answers took is all that may differ.
    let without_time = |name: &str| {
        let rows = read(name);
        let cut = |line: &str| {
            let mut row: serde_json::Value = serde_json::from_str(line).expect("a row");
            row["dns"]["ms"] = 0.into();
            row["dns"]["attempts"] = 0.into();
            row
        };
        rows.lines().map(cut).collect::<Vec<_>>()
    };
    let (out, whole) = (without_time("out.jsonl"), without_time("whole.jsonl"));
    assert_eq!(out.len(), whole.len());
    for (out, whole) in out.iter().zip(&whole) {
        assert_eq!(
            (&out["line"], &out["verdict"], &out["codes"]),
            (&whole["line"], &whole["verdict"], &whole["codes"])
        );
        let follows =
            out["codes"].to_string().contains("address.duplicate") || out["codes"].to_string().contains("typo");
        assert!(follows || out == whole, "{out}\n{whole}");
    }
}

#[test]
fn json_lines_that_others_changed_stop_it() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out", "--format", "jsonl=rows.jsonl"]);
    cut(&desk.path("rows.jsonl"));
    let before = desk.files("out");
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 2, "{}", ran.stderr);
    assert!(ran.stderr.contains("rows.jsonl"), "{}", ran.stderr);
    assert_eq!(desk.files("out"), before);
    fs::remove_file(desk.path("rows.jsonl")).expect("taken away");
    assert_eq!(retry(&desk, "well").exit, 0);
}

#[test]
fn files_of_others_in_the_folder_are_left_alone() {
    let desk = desk();
    desk.put("list.csv", LIST);
    clean(&desk, "ill", &["list.csv", "-o", "out", "--batch", "2"]);
    desk.put("out/notes.txt", "mine").put("out/batches/notes.txt", "mine too");
    assert_eq!(retry(&desk, "well").exit, 0);
    assert_eq!(desk.files("out")["notes.txt"], b"mine");
    assert_eq!(desk.files("out/batches")["notes.txt"], b"mine too");
}

#[cfg(unix)]
#[test]
fn a_retry_that_is_killed_leaves_the_folder_as_it_was() {
    let desk = Desk::new();
    let (mut zone, mut list) =
        (String::from("$TTL 1\n@ SOA ns. h. 1 2 3 4 5\n@ NS ns.\nns. A 127.0.0.1\n"), String::from("email\n"));
    let mut faults = String::new();
    for number in 0..200 {
        zone.push_str(&format!("shop{number}.com. MX 10 mx.shop{number}.com.\nmx.shop{number}.com. A 45.80.1.1\n"));
        faults.push_str(&format!(";fault shop{number}.com. timeout\n"));
        list.push_str(&format!("ann@shop{number}.com\n"));
    }
    list.push_str("bob@nobody.com\n");
    desk.put("list.csv", list).put("ill", format!("{zone}{faults}")).put("well", &zone);
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    clean(&desk, "well", &["list.csv", "-o", "whole"]);
    let before = desk.files("out");
    let server = support::serve(&zone);
    let dns = server.addr.to_string();
    for signal in ["-9", "-INT"] {
        let asked = server.queries();
        let mut command = desk.command(&["clean", "--retry", "out", "--no-cache", "--dns", &dns, "--rate", "40"]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("presend starts");
        let began = std::time::Instant::now();
        while server.queries() < asked + 30 {
            assert!(began.elapsed().as_secs() < 20, "too few questions");
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        let busy = desk.run(&["clean", "--retry", "out", "--dns", "zone:well"]);
        assert!(busy.exit == 2 && busy.stderr.contains("another presend"), "{}", busy.stderr);
        let sent =
            std::process::Command::new("kill").args([signal, &child.id().to_string()]).status().expect("kill runs");
        assert!(sent.success());
        child.wait().expect("it ends");
        let mut left = desk.files("out");
        left.retain(|name, _| !name.starts_with(".presend-"));
        assert_eq!(left, before, "{signal}");
    }
    let ran = retry(&desk, "well");
    assert_eq!(ran.exit, 0, "{}", ran.stderr);
    same(&results(&desk, "out"), &results(&desk, "whole"), "after the kills");
}

/// What a kill leaves while results are put into their places: the state of the new ones, and some of the new lists.
#[test]
fn a_retry_that_is_killed_in_its_last_moment_is_finished_by_the_next() {
    for moved in 0..5 {
        let desk = desk();
        desk.put("list.csv", LIST).put("better", format!("{ZONE}{}", FAULTS[1]));
        clean(&desk, "ill", &["list.csv", "-o", "out"]);
        clean(&desk, "well", &["list.csv", "-o", "whole"]);
        let before = desk.files("out");
        assert_eq!(retry(&desk, "better").exit, 0);
        for name in ["clean.csv", "review.csv", "rejected.csv", "retry.csv", "summary.json"].iter().skip(moved) {
            desk.put(&format!("out/{name}"), &before[*name]);
        }
        let ran = retry(&desk, "well");
        assert_eq!(ran.exit, 0, "{moved}: {}", ran.stderr);
        same(&results(&desk, "out"), &results(&desk, "whole"), "after the kill");
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_is_readable_by_no_more_people_than_the_list() {
    use std::os::unix::fs::PermissionsExt;
    let desk = desk();
    desk.put("list.csv", LIST).put("better", format!("{ZONE}{}", FAULTS[1]));
    fs::set_permissions(desk.path("list.csv"), fs::Permissions::from_mode(0o600)).expect("set");
    clean(&desk, "ill", &["list.csv", "-o", "out"]);
    let check = || {
        for name in ["retry.state", "clean.csv", "retry.csv"] {
            let mode = desk.path("out").join(name).metadata().expect("there").permissions().mode();
            assert_eq!(mode & 0o077, 0, "{name}: {mode:o}");
        }
    };
    check();
    assert_eq!(retry(&desk, "better").exit, 0);
    check();
}
