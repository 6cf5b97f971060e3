//! Kinds of files that are no text lists, known by their first bytes.
//!
//! Only looks at bytes. It must never refuse a text list: each mark is one that no list begins with.

use crate::list::Kind;

/// Octets at the beginning of a file that are looked at.
pub(in crate::list) const HEAD_OCTETS: usize = 4096;

/// Marks at the very beginning, longest first where one begins another.
const MARKS: &[(&[u8], Kind)] = &[
    (b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
    (b"Rar!\x1a\x07", Kind::Rar),
    (b"SQLite format 3\0", Kind::Sqlite),
    (b"%PDF-", Kind::Pdf),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n", Kind::Picture),
    (b"\xff\xd8\xff", Kind::Picture),
];

/// What kind of file begins with `head`, when it is one that cannot be read.
pub(in crate::list) fn refused(head: &[u8]) -> Option<Kind> {
    let head = &head[..head.len().min(HEAD_OCTETS)];
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Some(Kind::Zip);
    }
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, kind)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], kind: Option<Kind>) {
        assert_eq!(refused(head), kind, "{:?}", String::from_utf8_lossy(head));
    }

    #[test]
    fn files_that_are_no_lists_are_known_by_their_first_bytes() {
        check(b"PK\x03\x04\x14\0list.csv", Some(Kind::Zip));
        check(b"%PDF-1.7", Some(Kind::Pdf));
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
