//! The table of texts of a workbook (ECMA-376 part 1, 18.4.9), without those that stand in no cell any more: whoever is not in a list
//! must not be found in its file.

use super::rows::NotUnderstood;
use quick_xml::events::Event;
use quick_xml::reader::Reader;
use quick_xml::writer::Writer;
use std::io::{BufRead, Write};

/// The most texts that are counted, as many as Excel takes cells of them.
const TEXTS_MAX: usize = 1 << 26;

/// The numbers of texts that are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Used(Vec<u64>);

impl Used {
    pub fn insert(&mut self, number: usize) -> Result<(), NotUnderstood> {
        if number >= TEXTS_MAX {
            return Err(NotUnderstood);
        }
        let place = number / 64;
        if self.0.len() <= place {
            self.0.resize(place + 1, 0);
        }
        self.0[place] |= 1 << (number % 64);
        Ok(())
    }

    fn contains(&self, number: usize) -> bool {
        self.0.get(number / 64).is_some_and(|bits| bits >> (number % 64) & 1 == 1)
    }
}

/// Copies a table of texts; those that are not used become empty, for the others are known by their numbers.
pub(super) fn copy_used(table: impl BufRead, used: &Used, to: impl Write) -> Result<(), NotUnderstood> {
    let mut reader = Reader::from_reader(table);
    let (mut buffer, mut to) = (Vec::new(), Writer::new(to));
    let (mut number, mut depth) = (0, 0_usize);
    // The depth of the text that is left out.
    let mut left_out = None;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer)?;
        match &event {
            Event::Start(tag) => {
                depth += 1;
                let is_text = depth == 2 && tag.local_name().as_ref() == "si";
                if is_text && !used.contains(number) {
                    left_out = Some(depth);
                    let name = tag.name();
                    let prefix = name.as_ref().strip_suffix("si").unwrap_or_default();
                    write!(to.get_mut(), "<{prefix}si><{prefix}t/></{prefix}si>")?;
                }
                number += usize::from(is_text);
            }
            Event::Empty(tag) if depth == 1 && tag.local_name().as_ref() == "si" => number += 1,
            Event::End(_) => {
                depth = depth.checked_sub(1).ok_or(NotUnderstood)?;
                if left_out == Some(depth + 1) {
                    left_out = None;
                    continue;
                }
            }
            Event::Eof if depth > 0 => return Err(NotUnderstood),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if left_out.is_none() {
            to.write_event(event)?;
        }
    }
}

/// Adds the numbers of the texts that the cells of a sheet use.
pub(super) fn add_used(sheet: impl BufRead, used: &mut Used) -> Result<(), NotUnderstood> {
    let mut reader = Reader::from_reader(sheet);
    let mut buffer = Vec::new();
    let (mut is_text, mut is_number) = (false, false);
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer)? {
            Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                is_text = tag.try_get_attribute("t")?.is_some_and(|kind| &*kind.value == "s");
            }
            Event::Start(tag) => is_number = is_text && tag.local_name().as_ref() == "v",
            Event::Text(text) if is_number => used.insert(text.xml10_content().trim().parse()?)?,
            Event::End(_) => is_number = false,
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_are_not_used_are_emptied() {
        let mut used = Used::default();
        let sheet = "<sheetData><c t=\"s\"><v>2</v></c><c><v>0</v></c><c t=\"s\"><f>x</f><v>70</v></c></sheetData>";
        add_used(sheet.as_bytes(), &mut used).expect("a sheet");
        assert!(used.contains(2) && used.contains(70) && !used.contains(0));
        let table =
            "<x:sst count=\"3\"><x:si><x:t>a</x:t></x:si><x:si/><x:si><x:r><x:t> b&amp;</x:t></x:r></x:si></x:sst>";
        let mut copy = Vec::new();
        copy_used(table.as_bytes(), &used, &mut copy).expect("a table");
        assert_eq!(
            String::from_utf8_lossy(&copy),
            "<x:sst count=\"3\"><x:si><x:t/></x:si><x:si/><x:si><x:r><x:t> b&amp;</x:t></x:r></x:si></x:sst>"
        );
        assert!(copy_used(&b"<sst><si>"[..], &used, Vec::new()).is_err());
    }
}
