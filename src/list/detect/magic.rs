//! Kinds of files that are no text lists, known by their first bytes, and what a person should do with each.
//!
//! Only looks at bytes. It must never refuse a text list: each mark is one that no list begins with.

/// Octets at the beginning of a file that are looked at.
pub(in crate::list) const HEAD_OCTETS: usize = 4096;

/// A kind of file that cannot be read, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::list) struct Kind {
    pub name: &'static str,
    pub advice: &'static str,
}

const UNPACK: &str = "Unpack it and run presend on the list inside.";
const EXPORT: &str = "Export the list as CSV UTF-8 and run presend on that.";

/// Marks at the very beginning, longest first where one begins another.
const MARKS: &[(&[u8], &str, &str)] = &[
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", UNPACK),
    (b"SQLite format 3\0", "an SQLite database", EXPORT),
    (b"%PDF-", "a PDF document", EXPORT),
    (b"{\\rtf", "a rich-text document", "Save it as plain text in UTF-8 and run presend on that."),
    (b"\x89PNG\r\n", "a picture", EXPORT),
    (b"\xff\xd8\xff", "a picture", EXPORT),
];

/// What kind of file begins with `head`, when it is one that cannot be read.
pub(in crate::list) fn refused(head: &[u8]) -> Option<Kind> {
    let head = &head[..head.len().min(HEAD_OCTETS)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Kind { name: "a ZIP archive", advice: UNPACK });
    }
    for &(mark, name, advice) in MARKS {
        if head.starts_with(mark) {
            return Some(Kind { name, advice });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], name: Option<&str>) {
        assert_eq!(refused(head).map(|kind| kind.name), name, "{:?}", String::from_utf8_lossy(head));
    }

    #[test]
    fn files_that_are_no_lists_are_known_by_their_first_bytes() {
        check(b"PK\x03\x04\x14\0list.csv", Some("a ZIP archive"));
        check(b"%PDF-1.7", Some("a PDF document"));
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
