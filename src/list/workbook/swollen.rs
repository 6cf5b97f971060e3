//! Packed workbooks that would harm their reader: looked at before it sees them.
//!
//! What a workbook unpacks to is counted, for what it says of itself need not be true. It must never refuse a workbook that a
//! program wrote for its own sake, and never hold more of it than a piece.

use super::compound::DAMAGED;
use super::opendocument::Unfolded;
use std::io::{BufReader, Cursor, Read};
use zip::ZipArchive;

/// What a workbook may unpack to without being looked at askance, in octets, and how many times its size beyond that.
const UNPACKED_OCTETS_FREE: u64 = 512 << 20;
const UNPACKED_TIMES_MAX: u64 = 250;

/// Larger files are believed what they say of the size of their members; to count those would take long.
const COUNTED_OCTETS_MAX: u64 = 16 << 20;

/// Different texts that a workbook may have without being looked at askance. Beyond that each is at least one octet of the file.
const TEXTS_FREE: u64 = 1 << 20;

/// Octets without the beginning of an element. A cell of Excel holds 32,767 characters.
const RUN_OCTETS_MAX: u64 = 4 << 20;

const HEAD_OCTETS: u64 = 4096;
const PIECE_OCTETS: usize = 1 << 16;

const SWOLLEN: &str = "it unpacks to far more than its size, as no list does; if it is one, export it as CSV";

/// Why a packed workbook would harm its reader: it unpacks to too much; it is an XLSX that has, or says it has, more different texts
/// than it has octets, for which room is made; or an ODS whose elements do not end, which it waits for without end, or whose cells
/// repeat themselves to more than `cells_max`.
pub(in crate::list) fn refused(bytes: &[u8], cells_max: u64) -> Option<&'static str> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let octets = bytes.len() as u64;
    let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
    let mut left = UNPACKED_OCTETS_FREE.max(octets.saturating_mul(UNPACKED_TIMES_MAX));
    for name in &names {
        let Ok(mut member) = archive.by_name(name) else { continue };
        let is_texts = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        let found = if octets <= COUNTED_OCTETS_MAX || is_texts {
            Counted::of(&mut member, left)
        } else {
            Counted { octets: member.size(), ..Counted::default() }
        };
        let is_xml = name.ends_with(".xml");
        if found.octets > left
            || is_xml && found.run > RUN_OCTETS_MAX
            || is_texts && found.texts > TEXTS_FREE.max(octets)
        {
            return Some(SWOLLEN);
        }
        left -= found.octets;
        drop(member);
        let Ok(member) = archive.by_name(name) else { continue };
        if matches!(name.as_str(), "content.xml" | "META-INF/manifest.xml") {
            match Unfolded::of(BufReader::new(member)) {
                None => return Some(DAMAGED),
                Some(cells) if cells.is_too_much(octets, cells_max) => return Some(SWOLLEN),
                Some(_) => {}
            }
        }
    }
    let promises = names.iter().filter(|name| name.to_ascii_lowercase().ends_with("sharedstrings.xml"));
    for name in promises {
        if archive.by_name(name).is_ok_and(|member| texts_promised(member) > TEXTS_FREE.max(octets)) {
            return Some(DAMAGED);
        }
    }
    None
}

/// What was counted in a member.
#[derive(Debug, Default, PartialEq, Eq)]
struct Counted {
    octets: u64,
    /// Texts, if it is a table of texts.
    texts: u64,
    /// The most octets in a row without the beginning of an element.
    run: u64,
}

impl Counted {
    /// Counts until there are more octets than `most`.
    fn of(member: &mut impl Read, most: u64) -> Counted {
        // An element's end may stand in two pieces.
        const END: &[u8] = b"si>";
        let mut piece = vec![0; PIECE_OCTETS];
        let (mut found, mut kept, mut run) = (Counted::default(), 0, 0);
        while found.octets <= most {
            // What of it cannot be read, its reader will not read either.
            let Ok(count @ 1..) = member.read(&mut piece[kept..]) else { break };
            found.octets += count as u64;
            let end = kept + count;
            found.texts += memchr::memmem::find_iter(&piece[..end], END).count() as u64;
            run = memchr::memrchr(b'<', &piece[kept..end]).map_or(run + count, |at| count - at);
            found.run = found.run.max(run as u64);
            let stays = end.min(END.len() - 1);
            piece.copy_within(end - stays..end, 0);
            kept = stays;
        }
        // Each has a beginning and an end.
        found.texts /= 2;
        found
    }
}

/// How many different texts a table of them says that it has.
fn texts_promised(member: impl Read) -> u64 {
    let mut head = Vec::new();
    let _ = member.take(HEAD_OCTETS).read_to_end(&mut head);
    let Some(at) = memchr::memmem::find(&head, b"uniqueCount") else { return 0 };
    let digits = head[at..].iter().skip_while(|byte| !byte.is_ascii_digit());
    let digits = digits.take_while(|byte| byte.is_ascii_digit()).map(|digit| u64::from(digit - b'0'));
    digits.fold(0_u64, |count, digit| count.saturating_mul(10).saturating_add(digit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_counted_over_the_borders_of_pieces() {
        for space in 0..20 {
            let text = format!("{}{}", " ".repeat(PIECE_OCTETS - 20 + space), "<si><t>x</t></si>".repeat(9_000));
            let found = Counted::of(&mut text.as_bytes(), u64::MAX);
            assert_eq!((found.octets, found.texts), (text.len() as u64, 9_000));
            assert!(found.run < 2 * PIECE_OCTETS as u64);
        }
        let endless = Counted::of(&mut std::io::repeat(b' '), 1 << 20);
        assert_eq!((endless.octets >> 20, endless.run), (1, endless.octets));
    }
}
