//! Lists in bzip2 and xz: read as those in gzip are, bounded as they are, and written in gzip.
//!
//! `tests/packed/` holds what presend has no packer for: `list.csv.xz` in two streams with different checks, `rows.csv.xz` of three
//! million blank rows, `window.csv.xz` with a dictionary of 1 GiB.

use crate::support::command::Desk;
use std::io::{Read, Write};
use std::path::Path;

const LIST: &str = "name,email\r\n\"Lee, Ann\",ann@gmail.com\r\nBob,bob@\r\n";
const CLEAN: &str =
    "name,email,presend_verdict,presend_codes,presend_suggestion\r\n\"Lee, Ann\",ann@gmail.com,ok,address.free,\r\n";

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
    encoder.write_all(bytes).expect("room");
    encoder.finish().expect("room")
}

fn fixture(name: &str) -> Vec<u8> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/packed").join(name);
    std::fs::read(file).expect("a fixture")
}

#[test]
fn lists_in_bzip2_and_xz_come_out_in_gzip() {
    let desk = Desk::new();
    // A file of two parts, as pbzip2 makes.
    let two = [bzip2(&LIST.as_bytes()[..20]), bzip2(&LIST.as_bytes()[20..])].concat();
    for (name, bytes, told) in [
        ("a.csv.bz2", two, "a.csv.bz2: bzip2, comma-separated"),
        ("b.csv.xz", fixture("list.csv.xz"), "b.csv.xz: xz, comma-separated"),
    ] {
        desk.put(name, bytes);
        let ran = desk.run(&["clean", name, "--offline"]);
        assert_eq!(ran.exit, 0, "{}", ran.stderr);
        assert!(ran.stderr.contains(told), "{}", ran.stderr);
        let files = desk.files(&format!("{}-presend", &name[..1]));
        let unpacked = |name: &str| {
            let mut text = String::new();
            flate2::read::MultiGzDecoder::new(&files[name][..]).read_to_string(&mut text).expect("gzip");
            text
        };
        assert_eq!(unpacked("clean.csv.gz"), CLEAN);
        assert!(unpacked("rejected.csv.gz").contains("\nBob,bob@,reject,"));
    }
    let records = bzip2(b"[{\"email\":\"ann@gmail.com\"}]");
    let ran = desk.run_with(&["gate", "-", "--offline"], &records);
    assert!(ran.exit == 0 && ran.stderr.contains("bzip2, JSON, "), "{}", ran.stderr);
}

#[test]
fn damaged_and_swollen_ones_are_refused() {
    let desk = Desk::new();
    let whole = bzip2(LIST.repeat(2_000).as_bytes());
    let xz = fixture("list.csv.xz");
    let flipped = |bytes: &[u8], at: usize| {
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 0x55;
        bytes
    };
    let rows = format!("email\nann@gmail.com\n{}", "\n".repeat(3_000_000));
    for (name, bytes, told) in [
        ("cut.bz2", whole[..whole.len() - 3].to_vec(), "the bzip2 file is cut off"),
        ("wrong.bz2", flipped(&whole, whole.len() / 2), "the bzip2 file is damaged"),
        ("cut.xz", xz[..xz.len() - 3].to_vec(), "the xz file is cut off"),
        ("short.xz", xz[..40].to_vec(), "the xz file is cut off"),
        ("wrong.xz", flipped(&xz, 30), "the xz file is damaged"),
        ("window.xz", fixture("window.csv.xz"), "the xz file takes too much memory to unpack; unpack it first"),
        ("rows.xz", fixture("rows.csv.xz"), "the xz file unpacks to more rows than it has octets"),
        ("rows.bz2", bzip2(rows.as_bytes()), "the bzip2 file unpacks to more rows"),
    ] {
        desk.put(name, bytes);
        let ran = desk.run(&["clean", name, "--offline", "-o", "out"]);
        assert_eq!(ran.exit, 2, "{name}: {}", ran.stdout);
        assert!(ran.stderr.contains(told) && !ran.stderr.contains("panicked"), "{name}: {}", ran.stderr);
        assert!(desk.files("out").is_empty(), "{name}");
    }
    // No octet of a small file that is wrong makes a reader panic or lose a row in silence.
    for at in (0..xz.len()).step_by(5) {
        desk.put("list.csv.xz", flipped(&xz, at));
        let ran = desk.run(&["gate", "list.csv.xz", "--offline"]);
        let is_whole = ran.stdout.contains("2 rows");
        assert!((ran.exit == 2 || is_whole) && !ran.stderr.contains("panicked"), "{at}: {}{}", ran.stdout, ran.stderr);
    }
}
