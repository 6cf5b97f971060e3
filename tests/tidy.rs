//! Holds the `use` lines of the library against the table of rooms: which room may import which.
//!
//! A new edge fails here. Either the import is wrong, or the table below is to be changed with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Wings: rooms in which further rooms stand. What stands in a wing and in none of them belongs to the wing itself.
const WINGS: &[&str] = &["bounce", "run", "sender"];

/// Room -> the rooms it may import, which all stand above it here. Every room of `src/` has its row.
#[rustfmt::skip]
const ROOMS: &[(&str, &[&str])] = &[
    ("reason", &[]),
    ("domain", &["reason"]),
    ("address", &["reason", "domain"]),
    ("suggest", &["reason", "domain"]),
    ("facts", &["domain"]),
    ("list", &["reason"]),
    ("dns", &["reason", "domain", "facts"]),
    ("bounce", &["reason"]),
    ("bounce/sources", &["reason", "bounce"]),
    ("bounce/suppression_file", &["reason", "address", "suggest", "bounce"]),
    ("bounce/imap", &["reason", "bounce", "bounce/suppression_file"]),
    ("judge", &["reason", "domain", "address", "suggest", "facts", "bounce"]),
    // A list, from its rows to its results. Nothing below `report` may use it: it only shows what comes out.
    ("run/top_counts", &[]),
    ("run/output_dir", &["reason"]),
    ("run/baseline", &["reason"]),
    ("run/since", &["list"]),
    ("run/sent", &["address", "list"]),
    ("run/never", &["reason", "address", "list", "bounce/suppression_file", "judge"]),
    ("run/duplicates", &["address", "judge"]),
    ("run/options", &["reason", "judge", "run/baseline", "run/since"]),
    ("run/limits", &["reason"]),
    ("run/cell", &["address", "list", "judge"]),
    ("run/list", &["reason", "domain", "list", "judge", "run/top_counts", "run/duplicates"]),
    ("run/trust", &["domain", "dns", "judge"]),
    ("run/judge_cell", &["reason", "address", "list", "judge", "run/duplicates", "run/cell"]),
    ("run/collect", &[
        "domain", "address", "suggest", "facts", "list", "dns", "judge", "run/top_counts", "run/options", "run/cell",
        "run/list", "run/trust", "run/judge_cell",
    ]),
    ("run/facts_table", &["reason", "domain", "facts", "list", "bounce"]),
    // A list or a table of domains, from its rows to what the DNS says of them.
    ("run/resolve", &[
        "reason", "domain", "address", "suggest", "facts", "list", "dns", "judge", "run/options", "run/cell", "run/list",
        "run/collect", "run/facts_table",
    ]),
    ("run/row", &["list", "judge", "run/judge_cell", "run/collect"]),
    ("run/tally", &["reason", "judge", "run/options", "run/judge_cell", "run/row"]),
    ("run/verdict_cache", &["reason", "domain", "address", "suggest", "facts", "judge", "run/cell", "run/judge_cell", "run/collect"]),
    ("run/column", &[
        "reason", "domain", "address", "suggest", "facts", "list", "dns", "judge", "run/duplicates", "run/cell", "run/judge_cell",
        "run/collect", "run/verdict_cache",
    ]),
    ("run/second_pass", &[
        "address", "list", "dns", "judge", "run/duplicates", "run/options", "run/cell", "run/list", "run/judge_cell",
        "run/collect", "run/row", "run/tally", "run/verdict_cache",
    ]),
    ("run", &[
        "reason", "domain", "list", "dns", "run/top_counts", "run/output_dir", "run/options", "run/list", "run/collect", "run/row",
        "run/tally", "run/second_pass",
    ]),
    ("run/retry", &[
        "reason", "domain", "suggest", "judge", "run/top_counts", "run/output_dir", "run/list", "run/collect", "run/row",
        "run",
    ]),
    ("run/clean", &[
        "reason", "address", "suggest", "list", "dns", "judge", "run/output_dir", "run/options", "run/list",
        "run/judge_cell", "run/row", "run", "run/retry",
    ]),
    // It looks at rows itself for codes that must not occur, which explain no verdict.
    ("run/gate", &["reason", "dns", "judge", "run/options", "run/limits", "run/list", "run/row", "run/tally", "run"]),
    ("run/check", &[
        "reason", "domain", "address", "facts", "list", "dns", "judge", "run/duplicates", "run/cell", "run/trust",
        "run/judge_cell",
    ]),
    ("run/stream", &[
        "reason", "domain", "facts", "list", "dns", "judge", "run/duplicates", "run/cell", "run/trust", "run/judge_cell",
        "run/collect", "run/clean",
    ]),
    // Your own set-up. Beside `dns`, `bounce/imap` and `probe`, `sender/connect` alone asks servers.
    ("sender/spf", &["domain", "facts"]),
    ("sender/records", &["domain", "facts"]),
    ("sender/connect", &["facts", "bounce/imap", "sender/records"]),
    ("sender/checks", &["reason", "domain", "facts", "judge", "sender/spf", "sender/records"]),
    ("sender/ask", &["facts", "dns", "sender/connect", "sender/checks"]),
    ("sender", &[]),
    // What mail hosts say of mailboxes is weighed as a bounce is.
    ("probe", &[
        "reason", "domain", "address", "facts", "list", "dns", "bounce", "bounce/suppression_file", "judge", "run/options", "run/cell", "run/list",
        "run/collect", "sender/connect",
    ]),
    ("report", &[
        "reason", "domain", "address", "suggest", "facts", "list", "bounce", "judge", "run/top_counts", "run/limits",
        "run/row", "run/tally", "run", "run/clean", "run/gate", "run/check", "sender/records", "sender/checks", "sender",
        "probe",
    ]),
    // The door for people and forms: it shows what the other rooms found.
    ("serve", &[
        "reason", "address", "list", "dns", "bounce", "bounce/sources", "judge", "run/output_dir", "run/options", "run/list", "run",
        "run/clean", "run/check", "sender/checks", "sender", "report",
    ]),
    // The door for data tools, which carries the command too.
    ("python", &[
        "reason", "domain", "suggest", "facts", "list", "dns", "judge", "run/facts_table", "run/resolve", "run/column", "run/check",
    ]),
];

/// Crates and modules that deciding rooms must not touch, so that they stay pure.
const IMPURE: &[&str] =
    &["tokio", "hickory", "std::env", "std::fs", "std::net::Udp", "std::net::Tcp", "SystemTime", "Instant::now"];
#[rustfmt::skip]
const PURE_ROOMS: &[&str] = &[
    "reason", "domain", "address", "suggest", "facts", "bounce", "judge", "sender/spf", "sender/records", "sender/checks",
    "run/judge_cell", "run/tally",
];

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The names on the way to a module: of a file beneath `src/`.
fn module(file: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        file.with_extension("").iter().map(|name| name.to_string_lossy().into_owned()).collect();
    names.pop_if(|last| last == "mod");
    names
}

/// The room that a module, or what is in it, belongs to.
fn room_of(names: &[String]) -> String {
    let first = names.first().cloned().unwrap_or_default();
    let inner = names.get(1).filter(|_| WINGS.contains(&first.as_str())).map(|name| format!("{first}/{name}"));
    inner.filter(|inner| ROOMS.iter().any(|(room, _)| room == inner)).unwrap_or(first)
}

/// The sources of the library by room, each with the names on the way to it; tests inside them left out.
fn rooms() -> BTreeMap<String, Vec<(PathBuf, Vec<String>, String)>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms: BTreeMap<String, Vec<(PathBuf, Vec<String>, String)>> = BTreeMap::new();
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).expect("beneath src").to_owned();
        let names = module(&inside);
        let room = room_of(&names);
        let for_tests = inside.iter().any(|part| ["tests", "tests.rs", "samples.rs"].iter().any(|name| part == *name));
        if for_tests || ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        // Tests stand at the end of a file, or in one of their own.
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_owned();
        rooms.entry(room).or_default().push((inside, names, code));
    }
    rooms
}

/// The rooms that a source of this module names, in `use` lines and in paths that begin with `crate::` or `super::`.
fn imports(code: &str, own: &[String]) -> BTreeSet<String> {
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let mut found = Vec::new();
    let absolute = code.split("crate::").skip(1);
    absolute.for_each(|path| follow(path, &[], &mut found));
    let mut rest = code.as_str();
    while let Some((_, path)) = rest.split_once("super::") {
        let more = path.split("super::").take_while(|between| between.is_empty()).count();
        rest = path.trim_start_matches("super::");
        let above = own.len().saturating_sub(1 + more);
        follow(rest, &own[..above], &mut found);
    }
    found.iter().map(|names| room_of(names)).filter(|room| !room.is_empty()).collect()
}

/// Follows a path from a module, into all branches of a group: `a::{b, c::d}`.
fn follow(path: &str, from: &[String], found: &mut Vec<Vec<String>>) {
    let path = path.trim_start();
    if let Some(group) = path.strip_prefix('{') {
        let (mut depth, mut start) = (0, 0);
        for (at, sign) in group.char_indices() {
            match sign {
                '{' => depth += 1,
                '}' if depth > 0 => depth -= 1,
                '}' => return follow(&group[start..at], from, found),
                ',' if depth == 0 => {
                    follow(&group[start..at], from, found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let name: String = path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    let names: Vec<String> = from.iter().cloned().chain((!name.is_empty()).then(|| name.clone())).collect();
    match path[name.len()..].strip_prefix("::").filter(|_| !name.is_empty()) {
        Some(rest) => follow(rest, &names, found),
        None => found.push(names),
    }
}

#[test]
fn rooms_import_only_what_the_table_allows() {
    let table: BTreeMap<&str, &[&str]> = ROOMS.iter().copied().collect();
    let mut wrong = Vec::new();
    for (room, sources) in rooms() {
        let Some(allowed) = table.get(room.as_str()) else {
            wrong.push(format!("the room {room} stands in no row of the table"));
            continue;
        };
        for (path, names, code) in sources {
            for import in imports(&code, &names) {
                // Without the Python package, which carries the command, the library has no `cli`: nothing else can name it.
                if import != room && import != "cli" && !allowed.contains(&import.as_str()) {
                    wrong.push(format!("{}: {room} imports {import}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_of_the_table_is_a_room_and_no_arrow_goes_down() {
    let rooms = rooms();
    for (row, (room, allowed)) in ROOMS.iter().enumerate() {
        assert!(rooms.contains_key(*room), "there is no room {room}");
        for name in *allowed {
            assert!(ROOMS[..row].iter().any(|(above, _)| above == name), "{room}: {name} does not stand above it");
        }
    }
}

/// What a room is for: the first sentence at its head.
fn purpose(room: &str) -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let head = [src.join(room).join("mod.rs"), src.join(format!("{room}.rs"))];
    let text = head.iter().find_map(|file| fs::read_to_string(file).ok()).expect("the head of the room");
    let lines =
        text.lines().take_while(|line| line.starts_with("//!")).map(|line| line.trim_start_matches("//!").trim());
    let paragraph = lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
    let end = paragraph.find(". ").map_or(paragraph.len(), |end| end + 1);
    paragraph[..end].to_owned()
}

#[test]
fn the_floor_plan_shows_the_rooms_as_they_are() {
    let mut table = String::from("| room | what it is for | may use |\n|---|---|---|\n");
    for (room, allowed) in ROOMS {
        let allowed = allowed.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" ");
        table.push_str(&format!("| `{room}` | {} | {allowed} |\n", purpose(room)));
    }
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("ARCHITECTURE.md")).expect("the page");
    let (begins, ends) = ("<!-- rooms -->\n", "<!-- /rooms -->");
    let shown = page.split_once(begins).and_then(|(_, rest)| rest.split_once(ends)).map(|(shown, _)| shown);
    assert!(shown == Some(table.as_str()), "ARCHITECTURE.md is old. Put this between its marks:\n{table}");
    let pure = PURE_ROOMS.iter().map(|room| format!("`{room}`")).collect::<Vec<_>>().join(", ");
    assert!(page.contains(&pure), "ARCHITECTURE.md does not name the pure rooms: {pure}");
}

#[test]
fn rooms_that_decide_stay_pure() {
    for (room, sources) in rooms().into_iter().filter(|(room, _)| PURE_ROOMS.contains(&room.as_str())) {
        for (path, _, code) in sources {
            for impure in IMPURE {
                assert!(!code.contains(impure), "{}: {room} touches {impure}", path.display());
            }
        }
    }
}

#[test]
fn the_library_prints_nothing_and_serde_stays_in_report() {
    for (room, sources) in rooms() {
        for (path, _, code) in sources {
            for word in ["println!", "print!(", "eprint", "dbg!", "std::process::exit"] {
                assert!(!code.contains(word), "{}: {word} in the library", path.display());
            }
            // Reading JSON of strangers as a bare value gives no type of ours a shape.
            let derives = code.replace("serde_json", "").contains("serde");
            assert!(room == "report" || !derives, "{}: serde outside report", path.display());
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for (_, sources) in rooms() {
        for (path, _, code) in sources {
            assert!(code.starts_with("//!"), "{} has no opening paragraph", path.display());
        }
    }
}

#[test]
fn the_reader_of_use_lines_sees_all_forms() {
    let code = "use crate::{domain::Domain, facts};\nuse crate::list;\nlet x = crate::judge::go();\n// crate::dns\n\
                use super::super::run::{tally::{Tally, of}, Summary};\nuse super::other;\n";
    let own = ["sender", "spf", "record"].map(str::to_owned);
    let found: Vec<String> = imports(code, &own).into_iter().collect();
    assert_eq!(found, ["domain", "facts", "judge", "list", "sender", "sender/spf"]);
    let own = ["run", "gate"].map(str::to_owned);
    let found: Vec<String> = imports("use super::{tally::Tally, Summary};", &own).into_iter().collect();
    assert_eq!(found, ["run", "run/tally"]);
}
