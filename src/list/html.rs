//! Tables of HTML as rows: what web reports export under the name of a spreadsheet.
//!
//! Only tables, rows and cells are looked at, forward and once. The table in which most addresses stand is the list. It must never take
//! a table that is cut off for a shorter one, and never hold more than a bounded page.

use super::Encoding;
use super::detect::encoding::detect;
use super::json::lines::push_row;
use memchr::memmem;

/// The largest page that is read, in octets.
pub(super) const PAGE_OCTETS_MAX: u64 = 64 << 20;

/// Cells of all tables, with those that a cell spans.
const CELLS_MAX: usize = 4_000_000;

/// Columns that one cell may span, and rows (HTML 4.9.11).
const SPAN_MAX: usize = 1_000;
const ROWS_SPANNED_MAX: usize = 65_534;

/// Tables within each other.
const DEPTH_MAX: usize = 32;

/// The longest entity, with `&` and `;`.
const ENTITY_OCTETS_MAX: usize = 12;

/// A quote that stands alone in a tag must not swallow the page, so that a tag is no longer than this, in octets. After so many of
/// them quotes are looked at no more.
const TAG_OCTETS_MAX: usize = 64 << 10;
const LONE_QUOTES_MAX: u32 = 100;

#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// The page ends within its table.
    Cut,
    TooMuch,
}

/// Whether a file may be a page with tables, by its beginning.
pub(super) fn begins(head: &[u8]) -> bool {
    let (found, mark) = detect(head);
    let mut text = String::new();
    found.decode(&head[if mark { found.mark().len() } else { 0 }..], &mut text);
    let text = text.trim_ascii_start().to_ascii_lowercase();
    ["<!doctype html", "<html", "<table", "<head", "<meta", "<body", "<style"].iter().any(|tag| text.starts_with(tag))
}

/// The rows of the table with most addresses, as CSV in UTF-8. `None` when no table has one.
pub(super) fn rows(page: &[u8]) -> Result<Option<Vec<u8>>, Fault> {
    let (mut found, mark) = detect(page);
    if let Some(named) = charset(page).filter(|_| !mark && std::str::from_utf8(page).is_err()) {
        found = named;
    }
    let mut text = String::new();
    found.decode(&page[if mark { found.mark().len() } else { 0 }..], &mut text);
    let mut walker = Walker { text: &text, at: 0, cells: 0, open: Vec::new(), best: None, lone_quotes: 0 };
    walker.walk()?;
    Ok(walker.best.map(|table| table.csv))
}

/// The encoding that the head of the page names.
fn charset(page: &[u8]) -> Option<Encoding> {
    let head = page[..page.len().min(4096)].to_ascii_lowercase();
    let at = memmem::find(&head, b"charset=")? + b"charset=".len();
    let name = head[at..].iter().skip_while(|byte| matches!(byte, b'"' | b'\''));
    let name: Vec<u8> = name.take_while(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(byte)).copied().collect();
    Encoding::named(std::str::from_utf8(&name).ok()?)
}

/// A table that is being read, or was.
#[derive(Default)]
struct Table {
    csv: Vec<u8>,
    addresses: u64,
    row: Option<Vec<String>>,
    cell: Option<Cell>,
    /// For each column, the rows that a cell above goes down into, this one included.
    covered: Vec<usize>,
}

#[derive(Default)]
struct Cell {
    text: String,
    mailto: Option<String>,
    span: usize,
    rows: usize,
}

struct Walker<'t> {
    text: &'t str,
    at: usize,
    cells: usize,
    open: Vec<Table>,
    best: Option<Table>,
    /// Tags with a quote that has no end.
    lone_quotes: u32,
}

impl<'t> Walker<'t> {
    fn walk(&mut self) -> Result<(), Fault> {
        while self.at < self.text.len() {
            let rest = &self.text[self.at..];
            let end = memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len());
            self.push_text(&rest[..end]);
            self.at += end;
            if end < rest.len() {
                self.tag()?;
            }
        }
        if self.open.is_empty() { Ok(()) } else { Err(Fault::Cut) }
    }

    fn push_text(&mut self, text: &str) {
        if let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) {
            push_decoded(text, &mut cell.text);
        }
    }

    /// Steps over what begins with `<`.
    fn tag(&mut self) -> Result<(), Fault> {
        let rest = &self.text[self.at..];
        if rest.starts_with("<!--") {
            self.at += memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3);
            return Ok(());
        }
        let begins_tag = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        if !begins_tag {
            self.push_text("<");
            self.at += 1;
            return Ok(());
        }
        let end = match self.lone_quotes {
            LONE_QUOTES_MAX.. => None,
            _ => tag_end(rest),
        };
        let end = end.unwrap_or_else(|| {
            self.lone_quotes += 1;
            memchr::memchr(b'>', rest.as_bytes()).map_or(rest.len(), |end| end + 1)
        });
        let (tag, name) = (&rest[..end], tag_name(rest));
        self.at += end;
        match name.as_str() {
            "script" | "style" => self.skip_to_end_of(&name),
            "table" if self.open.len() == DEPTH_MAX => return Err(Fault::TooMuch),
            "table" => self.open.push(Table::default()),
            "/table" => self.end_table()?,
            "tr" | "/tr" => {
                self.end_row()?;
                if let Some(table) = self.open.last_mut().filter(|_| name == "tr") {
                    table.row = Some(Vec::new());
                }
            }
            "td" | "th" | "/td" | "/th" => {
                self.end_cell()?;
                if let Some(table) = self.open.last_mut().filter(|_| !name.starts_with('/')) {
                    let said = |name| attribute(tag, name).and_then(|span| span.trim().parse().ok()).unwrap_or(1);
                    let (span, rows) = (said("colspan").clamp(1, SPAN_MAX), said("rowspan").clamp(1, ROWS_SPANNED_MAX));
                    table.row.get_or_insert_default();
                    table.cell = Some(Cell { span, rows, ..Cell::default() });
                }
            }
            "a" => self.link(tag),
            "br" | "br/" | "p" | "/p" | "div" | "/div" | "li" => self.push_text(" "),
            _ => {}
        }
        Ok(())
    }

    fn skip_to_end_of(&mut self, name: &str) {
        let rest = &self.text.as_bytes()[self.at..];
        let is_end = |at: &usize| {
            rest.get(at + 2..at + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
        };
        let end = memmem::find_iter(rest, b"</").find(is_end);
        self.at += end.unwrap_or(rest.len());
    }

    fn link(&mut self, tag: &str) {
        let Some(cell) = self.open.last_mut().and_then(|table| table.cell.as_mut()) else { return };
        let mut href = String::new();
        push_decoded(&attribute(tag, "href").unwrap_or_default(), &mut href);
        let scheme = href.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
        if scheme && cell.mailto.is_none() {
            cell.mailto = href[7..].split('?').next().map(str::to_owned);
        }
    }

    fn end_cell(&mut self) -> Result<(), Fault> {
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        let Some(cell) = table.cell.take() else { return Ok(()) };
        self.cells += cell.span;
        if self.cells > CELLS_MAX {
            return Err(Fault::TooMuch);
        }
        let mut text = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(address) = cell.mailto.filter(|_| !text.contains('@')) {
            text = address;
        }
        table.addresses += u64::from(text.contains('@'));
        let row = table.row.get_or_insert_default();
        fill(row, &table.covered);
        let from = row.len();
        row.push(text);
        row.extend((1..cell.span).map(|_| String::new()));
        if cell.rows > 1 {
            let columns = table.covered.len().max(row.len());
            table.covered.resize(columns, 0);
            table.covered[from..row.len()].fill(cell.rows);
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), Fault> {
        self.end_cell()?;
        let Some(table) = self.open.last_mut() else { return Ok(()) };
        if let Some(mut row) = table.row.take().filter(|row| !row.is_empty()) {
            fill(&mut row, &table.covered);
            push_row(row.iter(), &mut table.csv);
            table.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        }
        Ok(())
    }

    fn end_table(&mut self) -> Result<(), Fault> {
        self.end_row()?;
        let Some(table) = self.open.pop() else { return Ok(()) };
        if table.addresses > self.best.as_ref().map_or(0, |best| best.addresses) {
            self.best = Some(table);
        }
        Ok(())
    }
}

/// Adds blank cells to a row where a cell above goes down into it.
fn fill(row: &mut Vec<String>, covered: &[usize]) {
    while covered.get(row.len()).is_some_and(|rows| *rows > 0) {
        row.push(String::new());
    }
}

/// Octets of a tag. A `>` in a quoted attribute does not end it; `None` when a quote has no end.
fn tag_end(rest: &str) -> Option<usize> {
    let mut quote = None;
    for (place, byte) in rest.bytes().enumerate().take(TAG_OCTETS_MAX) {
        match (quote, byte) {
            (None, b'>') => return Some(place + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

/// The name of a tag in small letters, with the slash of one that ends something.
fn tag_name(rest: &str) -> String {
    let name = rest[1..].char_indices();
    let name = name.take_while(|(place, c)| c.is_ascii_alphanumeric() || *place == 0 && *c == '/').take(10);
    name.map(|(_, c)| c.to_ascii_lowercase()).collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let lower = tag.to_ascii_lowercase();
    let mut places = memmem::find_iter(lower.as_bytes(), name.as_bytes());
    let value = places.find_map(|at| {
        let before = lower[..at].ends_with(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\''));
        tag[at + name.len()..].trim_ascii_start().strip_prefix('=').filter(|_| before)
    })?;
    let value = value.trim_ascii_start();
    Some(match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?.to_owned(),
        _ => value.split(|c: char| c.is_ascii_whitespace() || c == '>').next()?.to_owned(),
    })
}

/// Adds text with its entities decoded. What is no entity stays as it is.
fn push_decoded(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(ENTITY_OCTETS_MAX).position(|byte| byte == b';');
        match end.and_then(|end| Some((entity(&rest[1..end])?, end + 1))) {
            Some((c, octets)) => {
                out.push(c);
                rest = &rest[octets..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "commat" => '@',
        "period" => '.',
        _ => {
            let place = LATIN.split_ascii_whitespace().position(|latin| latin == name)?;
            return char::from_u32(0xa0 + place as u32);
        }
    })
}

/// The entities of Latin-1, from U+00A0 on.
const LATIN: &str = "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro \
    para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute \
    Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN \
    szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve \
    oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml";

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(page: &str, expected: Option<&str>) {
        let found = rows(page.as_bytes()).expect("whole").map(|csv| String::from_utf8(csv).expect("UTF-8"));
        assert_eq!(found.as_deref(), expected, "{page}");
    }

    #[test]
    fn rows_and_cells_are_read() {
        check(
            "<html><style>td{a:'<table>'}</style><TABLE border=1><thead><tr><th>Name<th>E-mail</tr></thead>\
             <tr class=\"a>b\"><td colspan=2>Lee, Ann&nbsp;&amp; Co</td><td><b>ann&#64;gmail.com</b></td></tr>\n\
             <tr><td>Bob<br>Roe<td><a href='mailto:bob@gmail.com?subject=x'>write</a><tr></tr></table>",
            Some("Name,E-mail\n\"Lee, Ann & Co\",,ann@gmail.com\nBob Roe,bob@gmail.com\n"),
        );
        check("<table><tr><td>1 < 2<td><!-- <td> -->a@b.c</table>", Some("1 < 2,a@b.c\n"));
    }

    #[test]
    fn the_table_with_most_addresses_is_the_list() {
        let small = "<table><tr><td>x@y.z</table>";
        let large = "<table><tr><td>a@b.c<tr><td>d@e.f</table>";
        check(&format!("{small}{large}"), Some("a@b.c\nd@e.f\n"));
        check(&format!("<table><tr><td>{large}</td></tr></table>"), Some("a@b.c\nd@e.f\n"));
        check("<table><tr><td>none</table>", None);
    }

    #[test]
    fn tables_without_an_end_or_a_bound_are_refused() {
        assert_eq!(rows(b"<table><tr><td>a@b.c"), Err(Fault::Cut));
        assert_eq!(rows("<table>".repeat(40).as_bytes()), Err(Fault::TooMuch));
        assert_eq!(rows(b"<table><tr><td colspan=1000>"), Err(Fault::Cut));
        let wide = format!("<table>{}", "<td colspan=99999>".repeat(5_000));
        assert_eq!(rows(wide.as_bytes()), Err(Fault::TooMuch));
    }

    proptest! {
        /// Whatever the tags, nothing panics, and there are no more rows than tags that may begin one.
        #[test]
        fn any_tags_are_read(parts in prop::collection::vec("(<table>|</table>|<tr>|<td colspan='2|<td>|</td|<a href=mailto:a@b>|<!--|-->|<script>|é@b.c|&#x40;|&|<|>|\")", 0..40)) {
            let page = parts.concat();
            if let Ok(Some(csv)) = rows(page.as_bytes()) {
                let lines = csv.iter().filter(|byte| **byte == b'\n').count();
                prop_assert!(lines <= memmem::find_iter(page.as_bytes(), b"<t").count());
            }
        }
    }
}
