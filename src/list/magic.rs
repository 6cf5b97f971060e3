//! Kinds of files that are no text lists, known by their first bytes, and what a person should do with each.
//!
//! Only looks at bytes. It must never refuse a text list: each mark is one that no list begins with.

/// Octets at the beginning of a file that are looked at.
pub(super) const HEAD_OCTETS: usize = 4096;

/// A kind of file that cannot be read, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub name: &'static str,
    pub advice: &'static str,
}

const WORKBOOK: &str = "Save it as CSV UTF-8 and run presend on that.";
const UNPACK: &str = "Unpack it and run presend on the list inside.";
const EXPORT: &str = "Export the list as CSV UTF-8 and run presend on that.";

/// Marks at the very beginning, longest first where one begins another.
const MARKS: &[(&[u8], &str, &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook or another Office file", WORKBOOK),
    (b"\x1f\x8b", "a gzip file", UNPACK),
    (b"\x28\xb5\x2f\xfd", "a zstd file", UNPACK),
    (b"BZh", "a bzip2 file", UNPACK),
    (b"\xfd7zXZ\0", "an xz file", UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"PAR1", "a Parquet file", EXPORT),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"%PDF-", "a PDF document", EXPORT),
    (b"{\\rtf", "a rich-text document", "Save it as plain text in UTF-8 and run presend on that."),
    (b"\x89PNG\r\n", "a picture", EXPORT),
    (b"\xff\xd8\xff", "a picture", EXPORT),
];

/// What kind of file begins with `head`, when it is one that cannot be read.
pub(super) fn refused(head: &[u8]) -> Option<Kind> {
    let head = &head[..head.len().min(HEAD_OCTETS)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(packed(head));
    }
    for &(mark, name, advice) in MARKS {
        if head.starts_with(mark) && (mark != b"BZh" || bzip2(head)) {
            return Some(Kind { name, advice });
        }
    }
    None
}

/// Workbooks are ZIP archives; the names of their first members tell which.
fn packed(head: &[u8]) -> Kind {
    let holds = |name: &[u8]| memchr::memmem::find(head, name).is_some();
    if holds(b"opendocument.spreadsheet") {
        Kind { name: "an OpenDocument spreadsheet", advice: WORKBOOK }
    } else if holds(b"[Content_Types].xml") || holds(b"xl/") || holds(b"docProps/") {
        Kind { name: "an Excel workbook", advice: WORKBOOK }
    } else {
        Kind { name: "a ZIP archive", advice: UNPACK }
    }
}

/// `BZh` could begin a word; a bzip2 file goes on with its block size and the digits of pi.
fn bzip2(head: &[u8]) -> bool {
    head.get(4..10) == Some(b"\x31\x41\x59\x26\x53\x59")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], name: Option<&str>) {
        assert_eq!(refused(head).map(|kind| kind.name), name, "{:?}", String::from_utf8_lossy(head));
    }

    #[test]
    fn files_that_are_no_lists_are_known_by_their_first_bytes() {
        check(b"PK\x03\x04\x14\0\x06\0[Content_Types].xml", Some("an Excel workbook"));
        check(
            b"PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
            Some("an OpenDocument spreadsheet"),
        );
        check(b"PK\x03\x04\x14\0list.csv", Some("a ZIP archive"));
        check(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", Some("an old Excel workbook or another Office file"));
        check(b"\x1f\x8b\x08\0", Some("a gzip file"));
        check(b"\x28\xb5\x2f\xfd\x04", Some("a zstd file"));
        check(b"PAR1\x15\x04", Some("a Parquet file"));
        check(b"%PDF-1.7", Some("a PDF document"));
        check(b"BZh91AY&SY\0", Some("a bzip2 file"));
    }

    #[test]
    fn text_lists_are_let_through() {
        check(b"", None);
        check(b"ann@example.com\n", None);
        check(b"BZhang@example.com\n", None);
        check(b"PKelly@example.com\n", None);
        check(b"7zara@example.com\n", None);
        check(b"\xef\xbb\xbfemail\nann@example.com\n", None);
        check(b"ann@example.com\0\0\0\0\nbob@example.com\0\0\0\0\n", None);
        check(b"\xd5\xc5\xce\xb0,zw@example.com\n", None);
        check(b"\xff\xfea\0", None);
    }
}
