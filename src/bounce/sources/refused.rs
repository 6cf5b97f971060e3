//! Kinds of files that hold mail in a form that is not read, or no mail at all, known by their first octets, and what to do with each.

/// Marks at the very beginning, and the text that says the kind and what to do.
const MARKS: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "source-is-outlook"),
    (b"!BDN", "source-is-pst"),
    (b"%PDF-", "source-is-pdf"),
    (b"PK\x03\x04", "source-is-zip"),
    (b"BZh9", "source-is-bzip2"),
    (b"\xfd7zXZ\0", "source-is-xz"),
    (b"7z\xbc\xaf\x27\x1c", "source-is-seven-zip"),
    (b"Rar!\x1a\x07", "source-is-rar"),
    (b"SQLite format 3\0", "source-is-sqlite"),
    (b"\xff\xfe", "source-is-utf16"),
    (b"\xfe\xff", "source-is-utf16"),
    (b"\x89PNG\r\n", "source-is-picture"),
    (b"\xff\xd8\xff", "source-is-picture"),
];

/// The text that says what a file is that cannot be read, and what to do.
pub(super) fn refused(head: &[u8]) -> Option<&'static str> {
    MARKS.iter().find(|(mark, _)| head.starts_with(mark)).map(|(_, kind)| *kind)
}

/// Whether a file is a ZIP archive.
pub(super) fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}
