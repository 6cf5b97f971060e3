//! Lists in a ZIP archive: the one list inside is taken, or the one that is wished.
//!
//! What is taken is copied out first, because a list is read more than once. A workbook is an archive too; it stays a workbook. It must
//! never take one of several lists by guess, and never copy without end.

use super::compression::{self, Packing};
use super::detect::magic;
use super::detect::sniff::sniff;
use super::html;
use super::json::document;
use super::json::lines;
use super::made::Form;
use super::workbook;
use super::{LayoutOptions, ListError, Source};
use crate::reason::{Sentence, sentence};
use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use zip::CompressionMethod;

/// Files in an archive that are looked at.
const MEMBERS_MAX: usize = 1_000;

/// Octets at the beginning of a file in an archive that are looked at.
const LOOK_OCTETS: usize = 256 << 10;

/// Lists that are named when one has to be chosen.
const NAMED_MAX: usize = 30;

/// The end of an archive's directory, with the longest comment.
const END_OCTETS_MAX: u64 = 22 + (1 << 16);

const PIECE_OCTETS: usize = 1 << 16;

type Archive = zip::ZipArchive<BufReader<super::file::FileReader>>;

/// What a file that begins as an archive does is.
pub(super) enum Inside {
    Workbook,
    List(Member),
}

/// The list that was taken.
pub(super) struct Member {
    pub name: String,
    pub file: File,
    /// What of the wish for a sheet concerns the list itself.
    pub sheet: Option<String>,
}

/// Whether a file begins as an archive, with or without files in it.
pub(super) fn begins(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

/// A file in an archive that may be the list.
#[derive(Debug, PartialEq, Eq)]
struct Candidate {
    place: usize,
    name: String,
    octets: u64,
    kind: Kind,
}

/// What a file in an archive is, by its beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    No,
    /// Text, but no addresses were seen in it.
    Possible,
    List,
    /// It cannot be looked at.
    Encrypted,
}

/// Finds the list in an archive, and copies it into a file of its own.
pub(super) fn open(source: &Source, head: &[u8], wish: Option<&str>) -> Result<Inside, ListError> {
    let unusable = |what: Sentence| ListError::Archive { name: source.name.clone(), what };
    if members_promised(source)? > MEMBERS_MAX as u64 {
        return match workbook::is_workbook(head) {
            true => Ok(Inside::Workbook),
            false => Err(unusable(sentence!("archive-many-files", most = MEMBERS_MAX))),
        };
    }
    let mut archive = match Archive::new(BufReader::with_capacity(PIECE_OCTETS, source.bytes())) {
        Ok(archive) => archive,
        // Its own reader says best what is wrong with a workbook.
        Err(_) if workbook::is_workbook(head) => return Ok(Inside::Workbook),
        Err(_) => return Err(unusable(damaged())),
    };
    if is_workbook(&archive) {
        return Ok(Inside::Workbook);
    }
    let mut lists = candidates(&mut archive);
    // Texts without addresses only count where there is nothing else.
    if lists.iter().any(|list| list.kind > Kind::Possible) {
        lists.retain(|list| list.kind > Kind::Possible);
    }
    let (list, sheet) = choose(&lists, wish).map_err(|()| match lists.is_empty() {
        true => unusable(sentence!("archive-no-list")),
        false => several(&source.name, &lists),
    })?;
    if list.kind == Kind::Encrypted {
        return Err(unusable(sentence!("archive-password")));
    }
    let file = copied(source, &mut archive, list)?;
    Ok(Inside::List(Member { name: list.name.clone(), file, sheet: sheet.map(str::to_owned) }))
}

fn damaged() -> Sentence {
    sentence!("archive-damaged")
}

/// The files that the end of an archive says it has, before room is made for their names.
fn members_promised(source: &Source) -> Result<u64, ListError> {
    let mut end = Vec::new();
    let from = source.octets.saturating_sub(END_OCTETS_MAX);
    let read = source.bytes().from(from).read_to_end(&mut end);
    read.map_err(|error| ListError::Read { path: source.name.clone().into(), error })?;
    let number = |at: usize, octets: usize| {
        let bytes = end.get(at..at + octets).unwrap_or_default();
        bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
    };
    let Some(at) = memchr::memmem::rfind(&end, b"PK\x05\x06") else { return Ok(0) };
    match number(at + 10, 2) {
        0xffff => Ok(memchr::memmem::rfind(&end[..at], b"PK\x06\x06").map_or(0xffff, |at| number(at + 32, 8))),
        count => Ok(count),
    }
}

/// Whether the files are the parts of a workbook. That such names stand near the beginning is not enough: a workbook may be in an
/// archive as it is.
fn is_workbook(archive: &Archive) -> bool {
    let has = |name: &str| archive.file_names().flatten().any(|found| found == name);
    has("[Content_Types].xml") || has("content.xml") && (has("mimetype") || has("META-INF/manifest.xml"))
}

/// The files that may be lists.
fn candidates(archive: &mut Archive) -> Vec<Candidate> {
    let mut found = Vec::new();
    for place in 0..archive.len() {
        // Nothing of it is unpacked yet.
        let Ok(member) = archive.by_index_raw(place) else { continue };
        let name = member.name().map_or_else(|_| place.to_string(), |name| name.into_owned());
        if member.is_dir() || member.is_symlink() || is_passed_over(&name) {
            continue;
        }
        let (octets, encrypted, is_known) = (member.size(), member.encrypted(), is_known(member.compression()));
        drop(member);
        let kind = match archive.by_index(place) {
            _ if encrypted => Kind::Encrypted,
            Ok(mut member) if is_known => {
                let mut head = Vec::new();
                // What of it cannot be read is told of when it is copied.
                let _ = member.by_ref().take(LOOK_OCTETS as u64).read_to_end(&mut head);
                kind_of(&head, &name)
            }
            // It is told of when it is taken.
            _ => Kind::List,
        };
        if kind > Kind::No {
            found.push(Candidate { place, name, octets, kind });
        }
    }
    found
}

/// Whether what is packed so can be unpacked.
fn is_known(method: CompressionMethod) -> bool {
    matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated)
}

/// Folders, what macOS and Windows add of themselves, and files that are hidden.
fn is_passed_over(name: &str) -> bool {
    let mut parts = name.split(['/', '\\']);
    name.ends_with(['/', '\\'])
        || parts.any(|part| part == "__MACOSX" || part.starts_with('.') || ["Thumbs.db", "desktop.ini"].contains(&part))
}

fn kind_of(head: &[u8], name: &str) -> Kind {
    let unpacked = match Packing::of(head) {
        Packing::None => head.to_vec(),
        packing => packing.head(head, LOOK_OCTETS),
    };
    let head = &unpacked[..];
    let ends = |endings: &[&str]| {
        let name = name.to_ascii_lowercase();
        endings.iter().any(|ending| name.ends_with(ending))
    };
    let holds = |part: &[u8]| memchr::memmem::find(head, part).is_some();
    if workbook::is_workbook(head) {
        // Documents and messages of Office are archives and compound files too.
        let is_other = ends(&[".doc", ".docx", ".ppt", ".pptx", ".msg", ".msi"]);
        return if is_other || head.starts_with(b"PK") && holds(b"word/document") { Kind::No } else { Kind::List };
    }
    if head.starts_with(b"PAR1") {
        return Kind::List;
    }
    if magic::refused(head).is_some() || begins(head) {
        return Kind::No;
    }
    if document::begins(head) || lines::is_lines(head, false) || Form::is_list(head) {
        return if head.contains(&b'@') { Kind::List } else { Kind::Possible };
    }
    if ends(&[".xls"]) && html::begins(head) {
        return Kind::List;
    }
    match sniff(head, &LayoutOptions::default()) {
        Ok(_) if head.contains(&b'@') => Kind::List,
        Err(ListError::Binary { .. } | ListError::NotRows { .. }) => Kind::No,
        _ => Kind::Possible,
    }
}

/// The list that is wished, or the only one, with what of the wish is left for the list itself.
fn choose<'l, 'w>(lists: &'l [Candidate], wish: Option<&'w str>) -> Result<(&'l Candidate, Option<&'w str>), ()> {
    if let Some(wish) = wish {
        let base = |list: &Candidate| list.name.rsplit('/').next() == Some(wish);
        let number = wish.parse::<usize>().ok().and_then(|number| lists.get(number.checked_sub(1)?));
        let by_name = lists.iter().find(|list| list.name == wish);
        let by_base =
            || Some(lists.iter().find(|list| base(list))?).filter(|_| lists.iter().filter(|l| base(l)).count() == 1);
        let several = lists.len() > 1;
        if let Some(list) = by_name.or_else(by_base).or(number.filter(|_| several)) {
            return Ok((list, None));
        }
        // A sheet of a workbook in the archive.
        let within = lists.iter().find_map(|list| Some((list, wish.strip_prefix(&list.name)?.strip_prefix('/')?)));
        if let Some((list, rest)) = within {
            return Ok((list, Some(rest)));
        }
    }
    match lists {
        [only] => Ok((only, wish)),
        _ => Err(()),
    }
}

fn several(name: &str, lists: &[Candidate]) -> ListError {
    let mut named: Vec<String> = lists.iter().take(NAMED_MAX).map(named).collect();
    if lists.len() > NAMED_MAX {
        named.push(format!("{} more", lists.len() - NAMED_MAX));
    }
    ListError::Lists { name: name.to_owned(), count: lists.len(), lists: named.join(", ") }
}

fn named(list: &Candidate) -> String {
    let protected = if list.kind == Kind::Encrypted { ", protected by a password" } else { "" };
    let size = match list.octets {
        octets @ 0..10_000 => format!("{octets} bytes"),
        octets @ 10_000..10_000_000 => format!("{} kB", octets / 1_000),
        octets => format!("{} MB", octets / 1_000_000),
    };
    format!("{} ({size}{protected})", format_args!("{:?}", list.name))
}

/// A copy of a file in the archive, which vanishes when it is closed.
fn copied(source: &Source, archive: &mut Archive, list: &Candidate) -> Result<File, ListError> {
    let unreadable = |error| ListError::Read { path: source.name.clone().into(), error };
    let unusable = |what: Sentence| ListError::Archive { name: source.name.clone(), what };
    let member = archive.by_index(list.place).map_err(|_| unusable(damaged()))?;
    if !is_known(member.compression()) {
        return Err(unusable(sentence!("archive-method")));
    }
    let mut member = compression::bounded(member, "ZIP archive", source.packed_octets());
    let mut file = tempfile::tempfile().map_err(|error| ListError::Spool { error })?;
    let mut piece = vec![0; PIECE_OCTETS];
    loop {
        match member.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => file.write_all(&piece[..count]).map_err(|error| ListError::Spool { error })?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
    file.seek(SeekFrom::Start(0)).map_err(|error| ListError::Spool { error })?;
    Ok(file)
}

impl Packing {
    /// The beginning of what is inside of a file, of which only the beginning is here.
    fn head(self, packed: &[u8], octets: usize) -> Vec<u8> {
        let mut head = Vec::new();
        if let Ok(input) = self.decoder(Cursor::new(packed.to_vec())) {
            // Where the beginning of the file ends, so does this.
            let _ = input.take(octets as u64).read_to_end(&mut head);
        }
        head
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(place: usize, name: &str) -> Candidate {
        Candidate { place, name: name.to_owned(), octets: 1, kind: Kind::List }
    }

    #[test]
    fn what_systems_add_is_passed_over() {
        for name in ["a/", "__MACOSX/._a.csv", "a/.hidden.csv", ".DS_Store", "a\\Thumbs.db"] {
            assert!(is_passed_over(name), "{name}");
        }
        assert!(!is_passed_over("lists/a.csv") && !is_passed_over("a b.CSV"));
    }

    #[test]
    fn files_are_told_apart_by_content() {
        for (head, name, kind) in [
            (&b"email\nann@gmail.com\n"[..], "a", Kind::List),
            (b"{\"e\":\"ann@gmail.com\"}\n", "a", Kind::List),
            (b"BEGIN:VCARD\nEMAIL:ann@gmail.com", "a", Kind::List),
            (b"PAR1", "a", Kind::List),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", Kind::List),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.DOC", Kind::No),
            (b"id,name\n1,Ann\n", "a.csv", Kind::Possible),
            (b"", "a.csv", Kind::Possible),
            (b"%PDF-1.4 ann@gmail.com", "a.csv", Kind::No),
            (b"PK\x03\x04\x14\0a.csv", "a.csv", Kind::No),
            (b"RIFF\0\x01\x02\x03\x04\x05\x06\x07WEBP", "a", Kind::No),
        ] {
            assert_eq!(kind_of(head, name), kind, "{name}");
        }
        assert_eq!(kind_of(b"\x1f\x8b\x08damaged", "a.csv.gz"), Kind::Possible);
    }

    #[test]
    fn the_only_list_or_the_one_that_is_wished_is_taken() {
        let lists = [candidate(0, "x/a.csv"), candidate(3, "x/b.csv"), candidate(4, "y/b.csv"), candidate(5, "c.xlsx")];
        let taken = |wish| choose(&lists, Some(wish)).map(|(list, rest)| (list.place, rest));
        assert_eq!(taken("x/b.csv"), Ok((3, None)));
        assert_eq!(taken("a.csv"), Ok((0, None)));
        assert_eq!(taken("3"), Ok((4, None)));
        assert_eq!(taken("c.xlsx/Kunden"), Ok((5, Some("Kunden"))));
        for wish in ["b.csv", "0", "5", "none.csv"] {
            assert_eq!(taken(wish), Err(()), "{wish}");
        }
        assert_eq!(choose(&lists, None).map(|_| ()), Err(()));
        assert_eq!(choose(&lists[3..], Some("2")).map(|(list, rest)| (list.place, rest)), Ok((5, Some("2"))));
        assert_eq!(choose(&lists[..1], Some("a.csv")).map(|(list, rest)| (list.place, rest)), Ok((0, None)));
    }
}
