//! Flat OpenDocument spreadsheets (`.fods`; OpenDocument 1.3 part 2, 3.1.2): the one XML text of such a file, put into a container
//! like that of an ODS, so that one reader reads both.
//!
//! Pictures and other octets that stand in the text are left out. It must never take a text document for a list.

use crate::list::encoding::UTF8_MARK;
use memchr::memmem;
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// What its reader asks for in the member `mimetype`.
const KIND: &str = "application/vnd.oasis.opendocument.spreadsheet";

/// The root, which has no name behind the hyphen that the parts of a container have.
const ROOT: &[u8] = b"<office:document";

/// Octets of the root and what stands before it. Programs name some forty spaces of names there.
const ROOT_OCTETS_MAX: usize = 64 << 10;

/// Whether a file is such a document, by its beginning.
pub(in crate::list) fn begins(head: &[u8]) -> bool {
    let text = head.strip_prefix(UTF8_MARK).unwrap_or(head).trim_ascii_start();
    (text.starts_with(b"<?xml") || text.starts_with(ROOT)) && root(text).is_some()
}

/// The root with its attributes, as far as they are there.
fn root(text: &[u8]) -> Option<&[u8]> {
    let at = memmem::find(text, ROOT)?;
    let root = &text[at..];
    let follows = root.get(ROOT.len())?;
    let end = memchr::memchr(b'>', root).unwrap_or(root.len());
    (follows.is_ascii_whitespace() || *follows == b'>').then_some(&root[..end])
}

/// The container around the document. `Err` says what is wrong with it.
pub(in crate::list) fn contained(text: &[u8]) -> Result<Vec<u8>, String> {
    let root = root(&text[..text.len().min(ROOT_OCTETS_MAX)]).unwrap_or_default();
    if memmem::find(root, KIND.as_bytes()).is_none() {
        return Err("it is an OpenDocument file, but no spreadsheet; save the list as CSV".to_owned());
    }
    write(text).map_err(|error| error.to_string())
}

fn write(text: &[u8]) -> zip::result::ZipResult<Vec<u8>> {
    // What stands in the container is not packed: it is read once, from memory.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(false);
    let mut container = ZipWriter::new(Cursor::new(Vec::with_capacity(text.len() + 1024)));
    for (name, content) in [("mimetype", KIND.as_bytes()), ("META-INF/manifest.xml", b"<manifest/>")] {
        container.start_file(name, options)?;
        container.write_all(content)?;
    }
    container.start_file("content.xml", options)?;
    container.write_all(&plain(text.strip_prefix(UTF8_MARK).unwrap_or(text)))?;
    Ok(container.finish()?.into_inner())
}

/// The text without the octets of pictures, and without the white space that only indents it, which the reader would take for
/// content of cells.
fn plain(text: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(text.len());
    // Paragraphs that are open: white space in them is text.
    let (mut paragraphs, mut at) = (0_u32, 0);
    while let Some(start) = memchr::memchr(b'<', &text[at..]).map(|found| at + found) {
        let between = &text[at..start];
        if paragraphs > 0 || !between.trim_ascii().is_empty() {
            plain.extend_from_slice(between);
        }
        let tag = tag(&text[start..]);
        plain.extend_from_slice(tag);
        at = start + tag.len();
        let closes_itself = tag.ends_with(b"/>");
        match name(tag) {
            b"text:p" | b"text:h" if !closes_itself => paragraphs += 1,
            b"/text:p" | b"/text:h" => paragraphs = paragraphs.saturating_sub(1),
            b"office:binary-data" if !closes_itself => {
                at += memmem::find(&text[at..], b"</office:binary-data").unwrap_or(0);
            }
            _ => {}
        }
    }
    plain.extend_from_slice(&text[at..]);
    plain
}

/// The tag, remark or section with which the text begins, to its end.
fn tag(text: &[u8]) -> &[u8] {
    for (begin, end) in [(&b"<!--"[..], &b"-->"[..]), (b"<![CDATA[", b"]]>")] {
        if text.starts_with(begin) {
            return memmem::find(text, end).map_or(text, |at| &text[..at + end.len()]);
        }
    }
    let mut at = 1;
    while let Some(found) = memchr::memchr3(b'>', b'"', b'\'', &text[at..]) {
        at += found + 1;
        match text[at - 1] {
            b'>' => return &text[..at],
            quote => match memchr::memchr(quote, &text[at..]) {
                Some(end) => at += end + 1,
                None => break,
            },
        }
    }
    text
}

/// The name of a tag, with the slash of one that closes.
fn name(tag: &[u8]) -> &[u8] {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.iter().skip(1).position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/'));
    &name[..end.map_or(name.len(), |end| end + 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flat_documents_are_told_from_other_xml() {
        for (head, expected) in [
            (&b"<?xml version=\"1.0\"?>\n<office:document xmlns:office=\"x\">"[..], true),
            (b"\xef\xbb\xbf<office:document\n office:version=\"1.3\">", true),
            (b"<?xml version=\"1.0\"?><!-- mine --><office:document>", true),
            (b"<?xml version=\"1.0\"?><office:document-content xmlns:office=\"x\">", false),
            (b"<?xml version=\"1.0\"?><people><person/></people>", false),
            (b"email,xml\nann@example.com,<office:document >", false),
            (b"<?xml", false),
        ] {
            assert_eq!(begins(head), expected, "{}", String::from_utf8_lossy(head));
        }
    }

    #[test]
    fn pictures_and_indents_are_left_out_and_nothing_else_is() {
        for (text, expected) in [
            (
                "<a>\n <office:binary-data>QUJD\nREVG</office:binary-data> <b/></a>\n",
                "<a><office:binary-data></office:binary-data><b/></a>\n",
            ),
            ("<c>\n <text:p>a <s>b</s> <s>c</s></text:p>\n</c>", "<c><text:p>a <s>b</s> <s>c</s></text:p></c>"),
            ("<c> <text:p/> <text:p a='>\"'> </text:p> </c>", "<c><text:p/><text:p a='>\"'> </text:p></c>"),
            ("<c> x </c><!-- <text:p> --> <d/>", "<c> x </c><!-- <text:p> --><d/>"),
            ("<text:p><![CDATA[</text:p>]]> </text:p> <e/>", "<text:p><![CDATA[</text:p>]]> </text:p><e/>"),
            ("<text:page> </text:page>", "<text:page></text:page>"),
            ("<a><office:binary-data>QUJD", "<a><office:binary-data>QUJD"),
            ("<a> <b c=\"", "<a><b c=\""),
            ("< ", "< "),
            ("<", "<"),
        ] {
            assert_eq!(String::from_utf8_lossy(&plain(text.as_bytes())), expected, "{text}");
        }
    }
}
