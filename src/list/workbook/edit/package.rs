//! The parts of a workbook (ECMA-376 part 2): which of them is the sheet, what belongs to it, and what is said of it elsewhere.
//!
//! `Err` means that the workbook is not understood, and another way must be taken. It must never hold more than one part, nor a part that
//! is larger than its bound.

use super::ranges::Kept;
use super::rows::NotUnderstood;
use super::tables::Table;
use super::texts::{Used, add_used};
use super::xml::Element;
use crate::list::file::FileReader;
use flate2::read::DeflateDecoder;
use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use zip::{CompressionMethod, ZipArchive};

/// Parts that are held as a whole are not larger, in octets.
const PART_OCTETS_MAX: u64 = 16 << 20;

/// Members of a workbook. Large ones have a few hundred.
const MEMBERS_MAX: usize = 20_000;

const TYPES: &str = "[Content_Types].xml";
const BOOK_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
const BINARY_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings";

type Result<T> = std::result::Result<T, NotUnderstood>;

/// A part that is written anew: its name and its text.
pub(super) type Part = (String, String);

/// A workbook, as far as it must be known to change one of its sheets.
pub(super) struct Package {
    source: FileReader,
    /// The members that come out as they are, by their places.
    pub copied: Vec<usize>,
    pub sheet: String,
    /// The place of the sheet among the sheets.
    number: usize,
    /// Parts that are the same in every result.
    pub same: Vec<Part>,
    book: Part,
    relations: Option<Part>,
    pub tables: Vec<Table>,
    pub texts: Option<String>,
    /// The texts that other sheets use.
    pub used: Used,
}

/// What a part says of another one.
struct Relation<'x> {
    element: Element<'x>,
    id: String,
    /// The last word of its type.
    kind: String,
    target: String,
}

pub(super) type Archive = ZipArchive<BufReader<FileReader>>;

impl Package {
    pub fn open(source: FileReader, sheet_name: &str, header_row: u32) -> Result<Package> {
        let mut archive = ZipArchive::new(BufReader::new(source.from(0)))?;
        if archive.len() > MEMBERS_MAX {
            return Err(NotUnderstood);
        }
        let mut octets = 0_u64;
        for place in 0..archive.len() {
            let member = archive.by_index_raw(place)?;
            octets = octets.saturating_add(member.compressed_size());
            let plain = matches!(member.compression(), CompressionMethod::Stored | CompressionMethod::Deflated);
            if !plain || member.encrypted() || octets > source.octets() {
                return Err(NotUnderstood);
            }
        }
        let names: Vec<String> = archive.file_names().flatten().map(|name| name.into_owned()).collect();
        if names.len() != archive.len() || names.iter().any(|name| name.starts_with("_xmlsignatures/")) {
            return Err(NotUnderstood);
        }
        let book = book_name(&mut archive)?;
        let book_text = text(&mut archive, &book)?;
        let book_relations = text(&mut archive, &relations_of(&book))?;
        let relations = relations(&book_relations, &book)?;
        let sheets = sheets(&book_text, &relations)?;
        let number = sheets.iter().position(|(name, _)| name == sheet_name).ok_or(NotUnderstood)?;
        let sheet = sheets[number].1.clone();
        let mut dropped = BTreeSet::new();
        let same = book_same(&book, &book_relations, &relations, &mut dropped)?;
        let texts = relations.iter().find(|one| one.kind == "sharedStrings").map(|one| one.target.clone());
        let mut package = Package {
            source,
            copied: Vec::new(),
            sheet,
            number,
            same: vec![same],
            book: (book, book_text),
            relations: None,
            tables: Vec::new(),
            texts,
            used: Used::default(),
        };
        package.look_at_sheet(&mut archive, &names, header_row, &mut dropped)?;
        let types = types(&text(&mut archive, TYPES)?, &package.book.0, &dropped)?;
        package.same.insert(0, (TYPES.to_owned(), types));
        if package.texts.is_some() {
            for (_, other) in sheets.iter().filter(|(_, other)| *other != package.sheet) {
                add_used(package.stream(&mut archive, other)?, &mut package.used)?;
            }
        }
        let written: BTreeSet<&str> = package.written().collect();
        package.copied = (0..names.len())
            .filter(|&place| !dropped.contains(&names[place]) && !written.contains(names[place].as_str()))
            .collect();
        Ok(package)
    }

    /// The names of the parts that are written anew.
    fn written(&self) -> impl Iterator<Item = &str> {
        let parts = self.same.iter().chain([&self.book]).chain(&self.relations);
        let tables = self.tables.iter().map(|table| &table.part);
        parts.chain(tables).map(|part| part.0.as_str()).chain([self.sheet.as_str()]).chain(self.texts.as_deref())
    }

    /// Finds what belongs to the sheet, and what of it cannot stay.
    fn look_at_sheet(
        &mut self,
        archive: &mut Archive,
        names: &[String],
        header_row: u32,
        dropped: &mut BTreeSet<String>,
    ) -> Result<()> {
        let name = relations_of(&self.sheet);
        if !names.contains(&name) {
            return Ok(());
        }
        let document = text(archive, &name)?;
        let mut left = BTreeSet::new();
        for one in relations(&document, &self.sheet)? {
            let leaves = match one.kind.as_str() {
                "comments" | "threadedComment" => true,
                // One that belongs to the header of the printed page stays.
                "vmlDrawing" => !self.prints(archive, &one.id)?,
                "table" => {
                    match Table::of(one.id.clone(), (one.target.clone(), text(archive, &one.target)?), header_row) {
                        Some(table) => {
                            self.tables.push(table);
                            false
                        }
                        None => true,
                    }
                }
                "hyperlink" | "drawing" | "printerSettings" | "image" | "customProperty" => false,
                _ => return Err(NotUnderstood),
            };
            if leaves {
                dropped.extend([relations_of(&one.target), one.target]);
                left.insert(one.id);
            }
        }
        let document = without(&document, &self.sheet, |one| left.contains(&one.id))?;
        self.relations = Some((name, document));
        Ok(())
    }

    /// Whether the sheet uses this relation in the header or footer of its pages.
    fn prints(&self, archive: &mut Archive, id: &str) -> Result<bool> {
        let mut rows = super::rows::Rows::open(self.stream(archive, &self.sheet)?)?;
        while rows.next_row()?.is_some() {}
        let tail = rows.tail()?;
        let found = super::xml::elements(&tail).ok_or(NotUnderstood)?;
        Ok(found.iter().any(|one| one.name == "legacyDrawingHF" && one.attribute("id").as_deref() == Some(id)))
    }

    pub fn archive(&self) -> Result<Archive> {
        Ok(ZipArchive::new(BufReader::new(self.source.from(0)))?)
    }

    /// Reads a part of any size.
    pub fn stream(&self, archive: &mut Archive, name: &str) -> Result<Box<dyn BufRead + Send>> {
        let member = archive.by_name(name)?;
        let start = member.data_start().filter(|_| !member.encrypted()).ok_or(NotUnderstood)?;
        let packed = BufReader::with_capacity(1 << 16, self.source.from(start).take(member.compressed_size()));
        match member.compression() {
            CompressionMethod::Stored => Ok(Box::new(packed)),
            CompressionMethod::Deflated => Ok(Box::new(BufReader::with_capacity(1 << 16, DeflateDecoder::new(packed)))),
            _ => Err(NotUnderstood),
        }
    }

    /// The relations of the sheet, with those of links that are there.
    pub fn relations(&self, links: &BTreeSet<String>) -> Result<Option<Part>> {
        let Some((name, document)) = &self.relations else { return Ok(None) };
        let document = without(document, &self.sheet, |one| one.kind == "hyperlink" && !links.contains(&one.id))?;
        Ok(Some((name.clone(), document)))
    }

    /// The workbook, with the names that say where the sheet is filtered and printed.
    pub fn book(&self, kept: &Kept) -> Result<Part> {
        let number = self.number.to_string();
        let renamed = |name: &Element<'_>| {
            let of = name.attribute("name").unwrap_or_default();
            let follows = matches!(of.as_str(), "_xlnm._FilterDatabase" | "_xlnm.Print_Area")
                && name.attribute("localSheetId").as_deref() == Some(&number);
            if !follows {
                return Some(name.text.to_owned());
            }
            let places: Option<Vec<_>> = name
                .open()?
                .1
                .split(',')
                .map(|place| {
                    let (sheet, cells) = place.rsplit_once('!')?;
                    Some(format!("{sheet}!{}", kept.reference(cells.trim())?))
                })
                .collect();
            name.holding(&places?.join(","))
        };
        let text = edited(&self.book.1, |child| {
            if child.name != "definedNames" {
                return Some(child.text.to_owned());
            }
            let names: Vec<String> = child.children()?.iter().filter_map(renamed).collect();
            if names.is_empty() { None } else { child.holding(&names.concat()) }
        })?;
        Ok((self.book.0.clone(), text))
    }
}

/// A part that is held as a whole.
fn text(archive: &mut Archive, name: &str) -> Result<String> {
    let (mut member, mut text) = (archive.by_name(name)?, String::new());
    let octets = member.by_ref().take(PART_OCTETS_MAX + 1).read_to_string(&mut text)?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    if octets as u64 > PART_OCTETS_MAX { Err(NotUnderstood) } else { Ok(text) }
}

/// A document with what is made of each child of its root.
pub(super) fn edited(document: &str, made: impl FnMut(&Element<'_>) -> Option<String>) -> Result<String> {
    let root = Element::root(document).ok_or(NotUnderstood)?;
    let children: String = root.children().ok_or(NotUnderstood)?.iter().filter_map(made).collect();
    Ok(document.replacen(root.text, &root.holding(&children).ok_or(NotUnderstood)?, 1))
}

/// The name of the part that holds the relations of another.
fn relations_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').map_or(("", part), |(folder, name)| (folder, name));
    format!("{folder}{}_rels/{name}.rels", if folder.is_empty() { "" } else { "/" })
}

/// What a part says of others. Those outside of the workbook have their address as it stands.
fn relations<'x>(document: &'x str, part: &str) -> Result<Vec<Relation<'x>>> {
    let root = Element::root(document).ok_or(NotUnderstood)?;
    let one = |element: Element<'x>| {
        let kind = element.attribute("Type")?.rsplit('/').next()?.to_owned();
        let target = element.attribute("Target")?;
        let outside = element.attribute("TargetMode").as_deref() == Some("External");
        let target = if outside { target } else { resolved(&target, part) };
        Some(Relation { id: element.attribute("Id")?, element, kind, target })
    };
    root.children().ok_or(NotUnderstood)?.into_iter().map(one).collect::<Option<_>>().ok_or(NotUnderstood)
}

/// Relations without some of them.
fn without(document: &str, part: &str, leaves: impl Fn(&Relation<'_>) -> bool) -> Result<String> {
    let stay: String =
        relations(document, part)?.iter().filter(|one| !leaves(one)).map(|one| one.element.text).collect();
    let root = Element::root(document).ok_or(NotUnderstood)?;
    Ok(document.replacen(root.text, &root.holding(&stay).ok_or(NotUnderstood)?, 1))
}

/// The name of the member that a part refers to.
fn resolved(target: &str, part: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => part.rsplit_once('/').map_or(Vec::new(), |(folder, _)| folder.split('/').collect()),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => _ = path.pop(),
            step => path.push(step),
        }
    }
    path.join("/")
}

fn book_name(archive: &mut Archive) -> Result<String> {
    let document = text(archive, "_rels/.rels")?;
    let found = relations(&document, "")?.into_iter().find(|one| one.kind == "officeDocument");
    Ok(found.ok_or(NotUnderstood)?.target)
}

/// The sheets of a workbook: their names and their parts.
fn sheets(book: &str, relations: &[Relation<'_>]) -> Result<Vec<(String, String)>> {
    let root = Element::root(book).filter(|root| root.name == "workbook").ok_or(NotUnderstood)?;
    let children = root.children().ok_or(NotUnderstood)?;
    let list = children.iter().find(|child| child.name == "sheets").ok_or(NotUnderstood)?;
    let one = |sheet: &Element<'_>| {
        let id = sheet.attribute("id")?;
        let relation = relations.iter().find(|one| one.id == id)?;
        Some((sheet.attribute("name")?, relation.target.clone()))
    };
    list.children().ok_or(NotUnderstood)?.iter().map(one).collect::<Option<_>>().ok_or(NotUnderstood)
}

/// The relations of the workbook without the order of calculation, which names cells that are gone, and without macros: a file named
/// `.xlsx` must have none.
fn book_same(book: &str, document: &str, relations: &[Relation<'_>], dropped: &mut BTreeSet<String>) -> Result<Part> {
    let leaves = |one: &Relation<'_>| matches!(one.kind.as_str(), "calcChain" | "vbaProject");
    for one in relations.iter().filter(|one| leaves(one)) {
        dropped.extend([relations_of(&one.target), one.target.clone()]);
    }
    Ok((relations_of(book), without(document, book, leaves)?))
}

/// The types of the parts, without those that are gone; the workbook is one without macros, and no template.
fn types(document: &str, book: &str, dropped: &BTreeSet<String>) -> Result<String> {
    edited(document, |child| {
        let name = child.attribute("PartName").unwrap_or_default();
        let name = name.trim_start_matches('/');
        if dropped.contains(name) {
            return None;
        }
        // Other parts may have the ending of the macros, and no type of their own.
        let macros = child.name == "Default" && child.attribute("ContentType")?.ends_with("vbaProject");
        if macros {
            return child.with(|name, _| (name == "ContentType").then(|| BINARY_TYPE.to_owned()));
        }
        if name != book {
            return Some(child.text.to_owned());
        }
        child.with(|name, _| (name == "ContentType").then(|| BOOK_TYPE.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parts_are_resolved() {
        for (target, part, expected) in [
            ("worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
            ("/xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"),
            ("../tables/table1.xml", "xl/worksheets/sheet1.xml", "xl/tables/table1.xml"),
            ("xl/workbook.xml", "", "xl/workbook.xml"),
            ("../../../x", "xl/workbook.xml", "x"),
        ] {
            assert_eq!(resolved(target, part), expected);
        }
        assert_eq!(relations_of("xl/workbook.xml"), "xl/_rels/workbook.xml.rels");
        assert_eq!(relations_of("workbook.xml"), "_rels/workbook.xml.rels");
    }
}
