//! Holds the `use` lines of the library against the table of rooms: which room may import which.
//!
//! A new edge fails here. Either the import is wrong, or the table below is to be changed with a reason.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Room -> the rooms it may import. Every room of `src/` stands here.
const ROOMS: &[(&str, &[&str])] = &[
    ("reason", &[]),
    ("logged", &[]),
    ("domain", &["reason"]),
    ("list", &["logged", "reason"]),
    ("address", &["reason", "domain"]),
    ("suggest", &["domain", "reason"]),
    ("facts", &["domain", "address"]),
    ("baseline", &["reason"]),
    ("since", &["list"]),
    ("policy", &["baseline", "since", "reason", "suggest", "address", "bounce", "suppress", "never"]),
    ("judge", &["reason", "domain", "address", "suggest", "facts", "policy", "spf", "records", "bounce"]),
    ("spf", &["domain", "facts"]),
    ("records", &["domain", "facts"]),
    ("dns", &["domain", "facts", "logged", "watch"]),
    ("bounce", &["reason"]),
    ("mailbag", &["bounce", "logged"]),
    // Beside `dns` and `probe`, these two rooms alone ask servers.
    ("imap", &["bounce", "logged"]),
    ("connect", &["domain", "facts", "imap", "records"]),
    ("suppress", &["address", "bounce", "logged", "suggest"]),
    ("sent", &["address", "list"]),
    ("never", &["address", "list", "reason"]),
    ("watch", &[]),
    ("outputs", &["logged"]),
    ("seen", &["address", "judge"]),
    // The straight lines, and what they share. They may use every room but `report`, which only shows what they give out.
    ("commonest", &[]),
    (
        "survey",
        &[
            "commonest",
            "address",
            "dns",
            "domain",
            "facts",
            "judge",
            "list",
            "policy",
            "reason",
            "seen",
            "suggest",
            "watch",
        ],
    ),
    (
        "rows",
        &["address", "domain", "judge", "list", "policy", "reason", "seen", "suggest", "survey", "tally", "watch"],
    ),
    ("tally", &["judge", "policy", "reason", "rows"]),
    ("run", &["commonest", "dns", "domain", "list", "outputs", "policy", "rows", "survey", "tally", "watch"]),
    (
        "clean",
        &[
            "address", "suggest", "dns", "judge", "list", "outputs", "policy", "reason", "retry", "rows", "run",
            "survey", "watch",
        ],
    ),
    (
        "retry",
        &["commonest", "domain", "judge", "logged", "outputs", "policy", "reason", "rows", "run", "suggest", "survey"],
    ),
    ("stream", &["clean", "dns", "domain", "facts", "judge", "list", "policy", "reason", "rows", "seen", "survey"]),
    // It looks at rows itself for codes that must not occur, which explain no verdict.
    ("gate", &["dns", "judge", "policy", "reason", "rows", "run", "survey", "tally", "watch"]),
    ("check", &["address", "dns", "domain", "facts", "judge", "policy", "reason", "survey"]),
    ("sender", &["connect", "dns", "facts", "judge"]),
    // It asks servers too: the mail hosts, when it is told to. What they say of mailboxes is weighed as a bounce is.
    (
        "probe",
        &["address", "bounce", "connect", "dns", "domain", "facts", "list", "policy", "reason", "survey", "watch"],
    ),
    (
        "report",
        &[
            "logged",
            "commonest",
            "domain",
            "suggest",
            "bounce",
            "records",
            "sender",
            "probe",
            "check",
            "clean",
            "gate",
            "run",
            "tally",
            "judge",
            "list",
            "reason",
            "policy",
            "facts",
        ],
    ),
    // Sinks that turn rows into a form that `report` writes.
    ("forms", &["address", "check", "judge", "report", "rows", "run", "suggest"]),
];

/// Crates and modules that deciding rooms must not touch, so that they stay pure.
const IMPURE: &[&str] =
    &["tokio", "hickory", "std::env", "std::fs", "std::net::Udp", "std::net::Tcp", "SystemTime", "Instant::now"];
const PURE_ROOMS: &[&str] =
    &["reason", "domain", "address", "suggest", "facts", "policy", "judge", "spf", "records", "bounce"];

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

/// The sources of the library by room, tests inside them left out.
fn rooms() -> BTreeMap<String, Vec<(PathBuf, String)>> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut rooms: BTreeMap<String, Vec<(PathBuf, String)>> = BTreeMap::new();
    for path in rust_files(&src) {
        let inside = path.strip_prefix(&src).expect("beneath src").to_owned();
        let first = inside.iter().next().expect("a name").to_string_lossy().into_owned();
        let room = first.trim_end_matches(".rs").to_owned();
        let for_tests = inside.iter().any(|part| ["tests", "tests.rs", "samples.rs"].iter().any(|name| part == *name));
        if for_tests || ["lib", "main", "cli"].contains(&room.as_str()) {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a source");
        let code = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
        rooms.entry(room).or_default().push((inside, code));
    }
    rooms
}

/// The rooms named after `crate::` in a source, in `use` lines and in paths.
fn imports(code: &str) -> BTreeSet<String> {
    let code: String = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
    let names = code.split("crate::").skip(1).flat_map(|rest| {
        let grouped = rest.strip_prefix('{').and_then(|group| group.split('}').next());
        let items: Vec<&str> = grouped.map_or_else(|| vec![rest], |group| group.split(',').collect());
        let name =
            |item: &str| item.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        items.into_iter().map(name).collect::<Vec<_>>()
    });
    names.filter(|name| !name.is_empty()).collect()
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
        for (path, code) in sources {
            for import in imports(&code) {
                if import != room && !allowed.contains(&import.as_str()) {
                    wrong.push(format!("{}: {room} imports {import}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_row_of_the_table_is_a_room() {
    let rooms = rooms();
    for (room, allowed) in ROOMS {
        for name in std::iter::once(room).chain(*allowed) {
            assert!(rooms.contains_key(*name), "there is no room {name}");
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
        for (path, code) in sources {
            for impure in IMPURE {
                assert!(!code.contains(impure), "{}: {room} touches {impure}", path.display());
            }
        }
    }
}

#[test]
fn the_library_prints_nothing_and_serde_stays_in_report() {
    for (room, sources) in rooms() {
        for (path, code) in sources {
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
        for (path, code) in sources {
            assert!(code.starts_with("//!"), "{} has no opening paragraph", path.display());
        }
    }
}

#[test]
fn the_reader_of_use_lines_sees_all_forms() {
    let code = "use crate::{domain::Domain, facts};\nuse crate::list;\nlet x = crate::judge::go();\n// crate::dns\n";
    let found: Vec<String> = imports(code).into_iter().collect();
    assert_eq!(found, ["domain", "facts", "judge", "list"]);
}
