//! The conformance file of UTS 46, as the crate `idna` ships it, run against our encoding of domains.

use crate::address::idn;
use std::path::PathBuf;
use std::process::Command;

/// Finds `IdnaTestV2.txt` in the sources of the crate `idna` that this build uses. Only crates for this platform are asked
/// for: those of others may never have been downloaded.
fn conformance_file() -> Option<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", "host-tuple"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let package = metadata["packages"].as_array()?.iter().find(|package| package["name"] == "idna")?;
    let manifest = PathBuf::from(package["manifest_path"].as_str()?);
    Some(manifest.parent()?.join("tests/IdnaTestV2.txt")).filter(|path| path.exists())
}

/// One row: the name, and its A-labels, or `None` when it has none.
struct Row {
    line: usize,
    source: String,
    ascii: Option<String>,
}

/// Reads a row. Rows are left out that only concern lengths and empty labels (A4_1, A4_2, X4_2), which are not judged
/// by the encoding, and rows that cannot be written as text (unpaired surrogates).
fn row(line: usize, text: &str) -> Option<Row> {
    let text = text.split('#').next()?;
    let mut columns = text.split(';').map(str::trim);
    let source = unescape(columns.next()?)?;
    let unicode = unescape(columns.next()?).map(|text| if text.is_empty() { source.clone() } else { text })?;
    let unicode_status = columns.next()?;
    let ascii = columns.next().filter(|column| !column.is_empty()).map_or(Some(unicode), unescape)?;
    let status = columns.next().filter(|column| !column.is_empty()).unwrap_or(unicode_status);
    let codes: Vec<&str> =
        status.trim_matches(['[', ']']).split(',').map(str::trim).filter(|c| !c.is_empty()).collect();
    let is_length = |code: &&str| ["A4_1", "A4_2", "X4_2"].contains(code);
    if codes.iter().any(is_length) {
        return None;
    }
    Some(Row { line, source, ascii: codes.is_empty().then_some(ascii) })
}

/// Undoes `\uXXXX` and `\x{XXXX}`; `""` is the empty string.
fn unescape(column: &str) -> Option<String> {
    if column == "\"\"" {
        return Some(String::new());
    }
    let mut text = String::new();
    let mut rest = column;
    while let Some((before, escape)) = rest.split_once('\\') {
        text.push_str(before);
        let (digits, after) = match escape.strip_prefix("x{") {
            Some(braced) => braced.split_once('}')?,
            None => escape.strip_prefix('u')?.split_at_checked(4)?,
        };
        text.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
        rest = after;
    }
    text.push_str(rest);
    Some(text)
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test and the count of rows are said out loud")]
fn the_conformance_file_of_uts_46_passes() {
    let Some(path) = conformance_file() else {
        assert!(std::env::var("CI").is_err(), "IdnaTestV2.txt is not among the sources of the crate idna");
        eprintln!("skipped: IdnaTestV2.txt is not among the sources of the crate idna");
        return;
    };
    let file = std::fs::read_to_string(path).expect("the file is readable");
    let rows: Vec<Row> = file.lines().enumerate().filter_map(|(at, line)| row(at + 1, line)).collect();
    assert!(rows.len() > 4000, "only {} rows were understood", rows.len());
    let wrong: Vec<String> = rows
        .iter()
        .filter(|row| idn::to_ascii(&row.source).as_deref() != row.ascii.as_deref())
        .map(|row| format!("line {}: {:?} should be {:?}", row.line, row.source, row.ascii))
        .collect();
    let passed = rows.len() - wrong.len();
    eprintln!("IdnaTestV2: {passed} of {} rows\n{}", rows.len(), wrong.join("\n"));
    assert!(passed * 1000 >= rows.len() * 999, "{passed} of {}:\n{}", rows.len(), wrong.join("\n"));
}
