//! What stands behind the rows of a sheet, for a sheet with some of its rows: references follow their rows.
//!
//! What refers to rows in a way that cannot be followed is left out. It must never leave a reference that means another row
//! than before.

use super::ranges::{Corner, Kept};
use super::rows::NotUnderstood;
use super::xml::{Element, elements};
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use std::collections::BTreeSet;

type Result<T> = std::result::Result<T, NotUnderstood>;

/// What becomes of an element behind the rows.
enum Fate {
    /// It says nothing of rows.
    Stays,
    /// Its own reference follows.
    Follows,
    /// Its children are each such references.
    Members,
    /// It holds conditions that are written for its first cell.
    Conditions,
    /// A list of the elements above.
    ConditionLists,
    Links,
    Tables,
    Left,
}

fn fate(name: &str) -> Result<Fate> {
    Ok(match name {
        "sheetCalcPr" | "sheetProtection" | "phoneticPr" | "printOptions" | "pageMargins" | "pageSetup"
        | "headerFooter" | "colBreaks" | "customProperties" | "drawing" | "legacyDrawingHF" | "picture" => Fate::Stays,
        "autoFilter" => Fate::Follows,
        "mergeCells" => Fate::Members,
        "conditionalFormatting" => Fate::Conditions,
        "dataValidations" => Fate::ConditionLists,
        "hyperlinks" => Fate::Links,
        "tableParts" => Fate::Tables,
        // Comments stand in a part of their own; the others are notes of the program, or an extension of what stands above.
        "legacyDrawing" | "sortState" | "protectedRanges" | "scenarios" | "dataConsolidate" | "customSheetViews"
        | "rowBreaks" | "cellWatches" | "ignoredErrors" | "smartTags" | "webPublishItems" | "extLst" => Fate::Left,
        _ => return Err(NotUnderstood),
    })
}

/// Whether every element behind the rows is understood.
pub(super) fn check(tail: &str) -> Result<()> {
    for element in elements(tail).ok_or(NotUnderstood)? {
        fate(element.name)?;
        // What a slicer shows stands in parts that refer to each other.
        if element.name == "extLst" && element.text.contains("slicer") {
            return Err(NotUnderstood);
        }
    }
    Ok(())
}

/// The relations that the sheet has to other parts, as far as its rows decide them.
#[derive(Debug, Default)]
pub(super) struct Related {
    /// The identifiers of links that are still there.
    pub links: BTreeSet<String>,
}

/// The tail for the rows that are kept, with the tables of these identifiers. Links of cells whose text was renewed lead elsewhere now.
pub(super) fn tail(
    tail: &str,
    kept: &Kept,
    is_renewed: impl Fn(&str) -> bool,
    tables: &BTreeSet<String>,
) -> Result<(String, Related)> {
    let (mut text, mut related) = (String::new(), Related::default());
    for element in elements(tail).ok_or(NotUnderstood)? {
        let written = match fate(element.name)? {
            Fate::Stays => Some(element.text.to_owned()),
            Fate::Left => None,
            Fate::Follows => filter(&element, kept),
            Fate::Members => members(&element, |cells| follow(cells, "ref", kept)),
            Fate::Conditions => condition(&element, kept),
            Fate::ConditionLists => members(&element, |one| condition(one, kept)),
            Fate::Links => members(&element, |link| {
                if link.attribute("ref").is_some_and(|place| is_renewed(&place)) {
                    return None;
                }
                let written = follow(link, "ref", kept)?;
                related.links.extend(link.attribute("id"));
                Some(written)
            }),
            Fate::Tables => members(&element, |table| {
                table.attribute("id").filter(|id| tables.contains(id)).map(|_| table.text.to_owned())
            }),
        };
        text.extend(written);
    }
    Ok((text, related))
}

/// The element with the references of one of its attributes as they are now.
pub(super) fn follow(element: &Element<'_>, attribute: &str, kept: &Kept) -> Option<String> {
    let now = kept.references(&element.attribute(attribute)?)?;
    if element.name == "mergeCell" && !merges(&element.attribute(attribute)?, &now) {
        return None;
    }
    element.with(|name, _| (name == attribute).then(|| now.clone()))
}

/// Whether cells are still merged with others, and with none that were not among them.
fn merges(before: &str, now: &str) -> bool {
    let rows = |cells: &str| {
        let (first, last) = cells.split_once(':')?;
        Some((first != last, Corner::parse(last)?.row?.checked_sub(Corner::parse(first)?.row?)?))
    };
    matches!((rows(before), rows(now)), (Some((_, before)), Some((true, now))) if now <= before)
}

/// A filter without the order of its rows, which is that of the list.
pub(super) fn filter(element: &Element<'_>, kept: &Kept) -> Option<String> {
    let children = element.children()?;
    let inner: String = children.iter().filter(|child| child.name == "filterColumn").map(|child| child.text).collect();
    let followed = follow(element, "ref", kept)?;
    Element { text: &followed, ..*element }.holding(&inner)
}

/// A list of elements with what is made of each; nothing where none is left.
fn members(list: &Element<'_>, mut made: impl FnMut(&Element<'_>) -> Option<String>) -> Option<String> {
    let written: Vec<String> = list.children()?.iter().filter_map(&mut made).collect();
    if written.is_empty() {
        return None;
    }
    let count = written.len().to_string();
    let held = list.holding(&written.concat())?;
    Element { text: &held, ..*list }.with(|name, _| (name == "count").then(|| count.clone()))
}

/// A condition on cells. What it refers to is counted from its first cell, which must stay where it is, unless it refers to nothing.
fn condition(element: &Element<'_>, kept: &Kept) -> Option<String> {
    let before = element.attribute("sqref")?;
    let now = kept.references(&before)?;
    let first = |cells: &str| cells.split([' ', ':']).next().map(str::to_owned);
    if first(&before) != first(&now) && refers(element)? {
        return None;
    }
    let inner: String = element.children()?.iter().filter_map(without_extension).collect();
    let followed = follow(element, "sqref", kept)?;
    Element { text: &followed, ..*element }.holding(&inner)
}

/// A rule without what extends it elsewhere.
fn without_extension(rule: &Element<'_>) -> Option<String> {
    if rule.name == "extLst" {
        return None;
    }
    if !rule.text.contains("extLst") {
        return Some(rule.text.to_owned());
    }
    let inner: String =
        rule.children()?.iter().filter(|child| child.name != "extLst").map(|child| child.text).collect();
    rule.holding(&inner)
}

/// Whether a formula in an element refers to cells, as one does that holds letters outside of quotes.
fn refers(element: &Element<'_>) -> Option<bool> {
    let mut reader = Reader::from_str(element.text);
    let (mut formula, mut found) = (String::new(), false);
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                found = tag.local_name().as_ref().starts_with("formula");
                formula.clear();
            }
            Event::Text(text) if found => formula.push_str(&text),
            Event::GeneralRef(sign) if found => formula.push(if &*sign == "quot" { '"' } else { ' ' }),
            Event::End(_) if found => {
                if formula.split('"').step_by(2).any(|part| part.contains(|c: char| c.is_alphabetic())) {
                    return Some(true);
                }
                found = false;
            }
            Event::Eof => return Some(false),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keep(kept: &mut Kept, rows: &[u32]) {
        for &row in rows {
            kept.push(row);
        }
    }

    #[track_caller]
    fn check_tail(before: &str, expected: &str) {
        let mut kept = Kept::default();
        keep(&mut kept, &[1, 2, 5, 6]);
        let tables = BTreeSet::from(["t1".to_owned()]);
        let (text, _) = tail(before, &kept, |place| place == "A6", &tables).expect("understood");
        assert_eq!(text, expected);
    }

    #[test]
    fn references_follow_or_go() {
        check_tail("<pageMargins left=\"1\"/><rowBreaks/>", "<pageMargins left=\"1\"/>");
        check_tail("<autoFilter ref=\"A1:C9\"/>", "<autoFilter ref=\"A1:C4\"/>");
        check_tail(
            "<autoFilter ref=\"A1:C9\"><filterColumn colId=\"1\"/><sortState ref=\"A2:C9\"/></autoFilter>",
            "<autoFilter ref=\"A1:C4\"><filterColumn colId=\"1\"/></autoFilter>",
        );
        check_tail(
            "<autoFilter ref=\"A1:C9\"><sortState ref=\"A2:C9\"/></autoFilter>",
            "<autoFilter ref=\"A1:C4\"></autoFilter>",
        );
        check_tail(
            "<mergeCells count=\"3\"><mergeCell ref=\"A3:B3\"/><mergeCell ref=\"A5:B5\"/><mergeCell ref=\"A2:A4\"/></mergeCells>",
            "<mergeCells count=\"1\"><mergeCell ref=\"A3:B3\"/></mergeCells>",
        );
        check_tail("<mergeCells count=\"1\"><mergeCell ref=\"A3:B3\"/></mergeCells>", "");
        check_tail(
            "<x:hyperlinks><x:hyperlink ref=\"A3\" r:id=\"r3\"/><x:hyperlink ref=\"A5\" r:id=\"r5\"/><x:hyperlink ref=\"A6\"/></x:hyperlinks>",
            "<x:hyperlinks><x:hyperlink ref=\"A3\" r:id=\"r5\"/></x:hyperlinks>",
        );
        check_tail(
            "<tableParts count=\"2\"><tablePart r:id=\"t1\"/><tablePart r:id=\"t2\"/></tableParts>",
            "<tableParts count=\"1\"><tablePart r:id=\"t1\"/></tableParts>",
        );
    }

    #[test]
    fn conditions_stay_where_their_first_cell_does() {
        let rule = |cells: &str, formula: &str| {
            format!(
                "<conditionalFormatting sqref=\"{cells}\"><cfRule type=\"x\"><formula>{formula}</formula></cfRule></conditionalFormatting>"
            )
        };
        check_tail(&rule("B2:B9", "$C2&gt;5"), &rule("B2:B4", "$C2&gt;5"));
        check_tail(&rule("B5:B9", "$C5=1"), "");
        check_tail(&rule("B5:B9", "\"open\""), &rule("B3:B4", "\"open\""));
        check_tail(
            "<dataValidations count=\"2\"><dataValidation sqref=\"B2:B9\"><formula1>\"a,b\"</formula1></dataValidation>\
             <dataValidation sqref=\"C3\"/></dataValidations>",
            "<dataValidations count=\"1\"><dataValidation sqref=\"B2:B4\"><formula1>\"a,b\"</formula1></dataValidation></dataValidations>",
        );
    }

    #[test]
    fn what_is_not_known_is_not_understood() {
        assert!(check("<pageMargins/><autoFilter/>").is_ok());
        for tail in ["<oleObjects/>", "<mc:AlternateContent/>", "<extLst><ext><x14:slicerList/></ext></extLst>", "<a>"]
        {
            assert!(check(tail).is_err(), "{tail}");
        }
    }
}
