//! The tables of a sheet (ECMA-376 part 1, 18.5.1.2), for a sheet with some of its rows.

use super::package::{Part, edited};
use super::ranges::{Corner, Kept};
use super::rows::NotUnderstood;
use super::tail;
use super::xml::Element;

type Result<T> = std::result::Result<T, NotUnderstood>;

/// A table of the sheet.
pub(super) struct Table {
    /// By which the sheet names it.
    pub id: String,
    pub part: Part,
}

impl Table {
    /// A table whose header is that of the list. Others, and those with a row of sums, cannot follow its rows.
    pub fn of(id: String, part: Part, header_row: u32) -> Option<Table> {
        let table = Element::root(&part.1)?;
        let number = |name| table.attribute(name).unwrap_or_default();
        let place = number("ref");
        let top = Corner::parse(place.split(':').next()?)?.row?;
        let sums = !matches!(number("totalsRowCount").as_str(), "" | "0");
        let fits = header_row > 0 && top == header_row && number("headerRowCount") != "0" && !sums;
        fits.then_some(Table { id, part })
    }

    /// The table over the rows that are kept.
    pub fn over(&self, kept: &Kept) -> Result<Part> {
        let table = Element::root(&self.part.1).ok_or(NotUnderstood)?;
        let before = table.attribute("ref").ok_or(NotUnderstood)?;
        let mut place = kept.reference(&before).ok_or(NotUnderstood)?;
        // A table has a row below its header, be it a blank one.
        if let Some((first, last)) = place.split_once(':')
            && let (Some(from), Some(to)) = (Corner::parse(first), Corner::parse(last))
            && from.row == to.row
        {
            place = format!("{first}:{}", to.below());
        }
        let moved = |name: &str, value: &str| (name == "ref" && value == before).then(|| place.clone());
        let text = edited(&self.part.1, |child| match child.name {
            "autoFilter" if child.attribute("ref").as_ref() == Some(&before) => {
                let columns = child.children()?;
                let columns = columns.iter().filter(|one| one.name == "filterColumn").map(|one| one.text);
                let inner: String = columns.collect();
                let moved = child.with(moved)?;
                Element { text: &moved, ..*child }.holding(&inner)
            }
            "autoFilter" => tail::filter(child, kept),
            "sortState" => None,
            _ => Some(child.text.to_owned()),
        })?;
        let root = Element::root(&text).ok_or(NotUnderstood)?;
        let text = text.replacen(root.text, &root.with(moved).ok_or(NotUnderstood)?, 1);
        Ok((self.part.0.clone(), text))
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

    #[test]
    fn a_table_keeps_a_row_below_its_header() {
        let text = "<?xml version=\"1.0\"?><table ref=\"A2:C9\"><autoFilter ref=\"A2:C9\"/><tableColumns/></table>";
        let table = |text: &str| Table::of("t".to_owned(), ("t.xml".to_owned(), text.to_owned()), 2);
        let mut kept = Kept::default();
        keep(&mut kept, &[1, 2]);
        let over = |kept: &Kept| table(text).expect("a table").over(kept).expect("a table").1;
        assert_eq!(over(&kept), text.replace("A2:C9", "A2:C3"));
        keep(&mut kept, &[4, 9, 12]);
        assert_eq!(over(&kept), text.replace("A2:C9", "A2:C4"));
        assert!(table(&text.replace("A2:C9", "A3:C9")).is_none());
        assert!(table(&text.replace("<table ", "<table totalsRowCount=\"1\" ")).is_none());
    }
}
