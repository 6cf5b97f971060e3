//! Kinds of files that hold mail in a form that is not read, or no mail at all, known by their first octets, and what to do with each.

/// Marks at the very beginning, the kind, and what to do.
const MARKS: &[(&[u8], &str, &str)] = &[
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        "a message of Outlook (.msg) or an old Office file",
        "Save the message as .eml, or as text with its headers, and read that",
    ),
    (
        b"!BDN",
        "a mail folder of Outlook (.pst, .ost)",
        "Turn it into mbox, for instance with readpst of libpst, and read that",
    ),
    (b"%PDF-", "a PDF document", "Save the message as .eml and read that"),
    (b"PK\x03\x04", "a ZIP archive inside of something else", "Unpack it and read the files inside"),
    (b"BZh9", "a bzip2 file", "Unpack it and read the file inside"),
    (b"\xfd7zXZ\0", "an xz file", "Unpack it and read the file inside"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "Unpack it and read the files inside"),
    (b"Rar!\x1a\x07", "a RAR archive", "Unpack it and read the files inside"),
    (b"SQLite format 3\0", "an SQLite database", "Export the table as CSV and read that"),
    (b"\xff\xfe", "text in UTF-16", "Save it as UTF-8 and read that"),
    (b"\xfe\xff", "text in UTF-16", "Save it as UTF-8 and read that"),
    (b"\x89PNG\r\n", "a picture", "Read the message itself"),
    (b"\xff\xd8\xff", "a picture", "Read the message itself"),
];

/// What a file is that cannot be read, and what to do.
pub(super) fn refused(head: &[u8]) -> Option<(&'static str, &'static str)> {
    MARKS.iter().find(|(mark, ..)| head.starts_with(mark)).map(|(_, what, advice)| (*what, *advice))
}

/// Whether a file is a ZIP archive.
pub(super) fn is_archive(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}
