//! What a file is, by its beginning: which form, packed or not, and what has to be known before its rows can be read.
//!
//! Marks of binary forms come first, then text that only one form begins with. What is not known is text in rows. It must never
//! refuse a list for what could be an address.

use super::magic::{self, HEAD_OCTETS};
use crate::list::archive;
use crate::list::compression;
use crate::list::html;
use crate::list::json::document::{self, Document, Fault};
use crate::list::json::lines::{self, Names};
use crate::list::layout::SAMPLE_OCTETS_MAX;
use crate::list::made::Form;
use crate::list::workbook;
use crate::list::workbook::read::Sheet;
use crate::list::{InputFormat, ListError, Packing, Source, SourceOptions};
use std::io::{self, Cursor, Read};
use std::sync::Arc;

/// What every Parquet file begins with.
const PARQUET: &[u8] = b"PAR1";

impl Source {
    /// Finds out the form of a file that was just opened.
    pub(in crate::list) fn recognise(mut self, wish: &SourceOptions) -> Result<Source, ListError> {
        let head = self.head(HEAD_OCTETS)?;
        let packing = Packing::of(&head);
        self.form = InputFormat::Text(packing);
        let head = if packing == Packing::None { head } else { self.head(HEAD_OCTETS)? };
        let is_anywhere = workbook::is_workbook(&head) || head.starts_with(PARQUET) || archive::begins(&head);
        if packing != Packing::None && is_anywhere {
            // These are read from anywhere in the file, so what is inside has to be there whole.
            let (member, octets, given) = (self.member.take(), self.packed_octets(), self.given_reader());
            let mut inner = Source::spooled(self.read()?, self.name)?;
            (inner.member, inner.outer_octets, inner.given) = (member, Some(octets), Some(given));
            return inner.recognise(wish);
        }
        if archive::begins(&head) && self.member.is_none() {
            match archive::open(&self, &head, wish.sheet.as_deref())? {
                archive::Inside::Workbook => {}
                archive::Inside::List(list) => return self.within(list, wish),
            }
        }
        if workbook::is_workbook(&head) {
            self.form = InputFormat::Workbook;
            self.sheet = Some(Arc::new(Sheet::read(&self, wish.sheet.as_deref())?));
            return Ok(self);
        }
        if head.starts_with(PARQUET) {
            self.form = InputFormat::Parquet;
            return Ok(self);
        }
        if let Some(form) = self.json(&head, packing, wish)? {
            self.form = form;
            let mut lines = match wish.all_names {
                true => self.lines()?,
                false => lines::Lines::new(Box::new(Cursor::new(self.whole_lines()?))),
            };
            self.names = Names::of(&mut lines).map_err(|error| self.unreadable(error))?;
            return Ok(self);
        }
        let called = self.member.as_deref().unwrap_or(&self.name);
        let made = Form::of(&head, head.len() < HEAD_OCTETS, called).filter(|_| wish.jsonl.is_none());
        if let Some(form) = made {
            let input = packing.unpack(self.bytes()).map_err(|error| self.unreadable(error))?;
            self.emails = form.emails_max(input).map_err(|error| self.unreadable(error))?;
            self.form = InputFormat::Made(form, packing);
            return Ok(self);
        }
        if wish.jsonl.is_none() && html::begins(&head) {
            return self.table(packing);
        }
        match magic::refused(&head) {
            Some(kind) => Err(ListError::NotText { name: self.name, kind }),
            None => Ok(self),
        }
    }

    /// The list that was taken out of this archive.
    fn within(self, list: archive::Member, wish: &SourceOptions) -> Result<Source, ListError> {
        let (octets, given) = (self.packed_octets(), self.given_reader());
        let mut source = Source::of_file(list.file, self.name)?;
        (source.member, source.outer_octets, source.given) = (Some(list.name), Some(octets), Some(given));
        source.recognise(&SourceOptions { sheet: list.sheet, ..wish.clone() })
    }

    /// The table of a page. A page without one is left as it is, which the reader of rows refuses.
    fn table(self, packing: Packing) -> Result<Source, ListError> {
        let mut page = Vec::new();
        let input = packing.unpack(self.bytes()).map_err(|error| self.unreadable(error))?;
        let read = input.take(html::PAGE_OCTETS_MAX + 1).read_to_end(&mut page);
        read.map_err(|error| self.unreadable(error))?;
        let invalid = |what: &str| self.unreadable(io::Error::new(io::ErrorKind::InvalidData, what));
        const TOO_LARGE: &str = "the HTML table is too large; open it in a spreadsheet and save it as CSV";
        if page.len() as u64 > html::PAGE_OCTETS_MAX {
            return Err(invalid(TOO_LARGE));
        }
        let rows = match html::rows(&page) {
            Ok(Some(rows)) => rows,
            Ok(None) => return Ok(self),
            Err(html::Fault::Cut) => return Err(invalid("the HTML table has no end; export or copy it again")),
            Err(html::Fault::TooMuch) => return Err(invalid(TOO_LARGE)),
        };
        let given = self.given_reader();
        let member = self.member;
        let mut source = Source::spooled(&rows[..], self.name)?;
        (source.form, source.member, source.given) = (InputFormat::Table, member, Some(given));
        Ok(source)
    }

    fn unreadable(&self, error: io::Error) -> ListError {
        ListError::Read { path: self.name.clone().into(), error }
    }

    /// The form of JSON that a file has, if any: one record a line, or a document.
    fn json(&mut self, head: &[u8], packing: Packing, wish: &SourceOptions) -> Result<Option<InputFormat>, ListError> {
        if let Some(jsonl) = wish.jsonl {
            return Ok(jsonl.then_some(InputFormat::Jsonl(packing)));
        }
        let whole = |head: &[u8], octets: usize| head.len() < octets;
        // A first line that is longer than what was looked at is looked at again.
        let long = head.contains(&b'{') && !head.contains(&b'\n') && !whole(head, HEAD_OCTETS);
        let head = if long { &self.sample()? } else { head };
        let all = whole(head, if long { SAMPLE_OCTETS_MAX } else { HEAD_OCTETS });
        let is_lines = lines::is_lines(head, all);
        let one_line = all && head.trim_ascii().iter().all(|byte| *byte != b'\n');
        if is_lines && !one_line || !is_lines && !document::begins(head) {
            return Ok(is_lines.then_some(InputFormat::Jsonl(packing)));
        }
        let is_packed = packing != Packing::None || self.outer_octets.is_some();
        let records_max = if is_packed { compression::rows_max(self.packed_octets()) } else { u64::MAX };
        let text = packing.unpack(self.bytes()).map_err(|error| self.unreadable(error))?;
        let document = match Document::walk(text, records_max) {
            Ok(document) => document,
            Err(Fault::TooMany) => return Err(self.unreadable(compression::too_many_rows(packing.name()))),
            Err(Fault::Read(error)) => return Err(self.unreadable(error)),
            Err(Fault::Broken { line, column, what }) => {
                return Err(ListError::Json { name: self.name.clone(), line, column, what });
            }
        };
        if is_lines && !document.is_wrapping() {
            return Ok(Some(InputFormat::Jsonl(packing)));
        }
        let records = match (document.records(wish.sheet.as_deref()), &wish.sheet) {
            (Some(records), _) => records,
            (None, Some(wanted)) => {
                let keys = document.paths().iter().map(|path| format!("{path:?}")).collect::<Vec<_>>().join(", ");
                return Err(ListError::NoSuchRecords { wanted: wanted.clone(), keys });
            }
            // The text of other documents is refused by what reads rows.
            (None, None) => return Ok(None),
        };
        self.records = Some(Arc::new(records));
        Ok(Some(InputFormat::Json(packing)))
    }

    /// The beginning of the records of JSON, without a line that may go on behind it.
    fn whole_lines(&self) -> Result<Vec<u8>, ListError> {
        let mut head = Vec::new();
        let lines = self.record_lines().map_err(|error| self.unreadable(error))?;
        lines.take(SAMPLE_OCTETS_MAX as u64).read_to_end(&mut head).map_err(|error| self.unreadable(error))?;
        if head.len() == SAMPLE_OCTETS_MAX
            && let Some(end) = memchr::memrchr(b'\n', &head)
        {
            head.truncate(end + 1);
        }
        Ok(head)
    }
}
