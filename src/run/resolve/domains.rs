//! A list of bare domains as a list of addresses at them, so that everything that knows lists of addresses knows it.
//!
//! A domain stands alone in its cell, in a column that is named or called `domain`, or in the first one.

use crate::domain::Domain;
use crate::list::{
    Column, Delimiter, Encoding, InputFormat, Layout, LayoutOptions, ListError, RowReader, Source, SourceOptions,
};
use std::io::{BufWriter, Seek, Write};

/// The local-part that every domain has (RFC 5321 §4.5.1).
pub(super) const LOCAL_PART: &str = "postmaster";
/// What the column of domains is called.
const NAMES: &[&str] = &["domain", "domains", "domain_name", "域名"];
const DELIMITERS: &[u8] = b",;\t|";

/// Addresses that stand for domains.
#[derive(Debug)]
pub struct DomainList {
    /// One address a line.
    pub source: Source,
    /// How many domains there are.
    pub domains: u64,
    /// Cells that hold something else.
    pub others: u64,
}

/// The domains of a list as addresses; `None` where there is no domain in it.
pub fn domain_list(source: &Source, wish: &LayoutOptions) -> Result<Option<DomainList>, ListError> {
    let spooled = |error| ListError::Spool { error };
    let Some(layout) = layout(source, wish)? else { return Ok(None) };
    let mut list = BufWriter::new(tempfile::tempfile().map_err(spooled)?);
    let (mut domains, mut others) = (0, 0);
    let mut rows = RowReader::new(source.read()?, &layout);
    while let Some(row) = rows.next_row()? {
        let content = row.content_text();
        let cell = String::from_utf8_lossy(content.bytes());
        match domain_in(&cell) {
            Some(domain) => {
                domains += 1;
                writeln!(list, "{LOCAL_PART}@{domain}").map_err(spooled)?;
            }
            None => others += u64::from(!cell.trim().is_empty()),
        }
    }
    source.unchanged()?;
    if domains == 0 {
        return Ok(None);
    }
    let mut list = list.into_inner().map_err(|error| spooled(error.into_error()))?;
    list.rewind().map_err(spooled)?;
    let text = SourceOptions { jsonl: Some(false), ..SourceOptions::default() };
    Ok(Some(DomainList { source: Source::spool_as(list, &source.name, &text)?, domains, others }))
}

/// A domain as people write it; `None` where the text is none.
pub fn domain_in(cell: &str) -> Option<Domain> {
    let name = cell.trim().trim_start_matches('@').trim_end_matches('.');
    let ascii = idna::domain_to_ascii(name).ok()?;
    let domain = Domain::new(&ascii).ok()?;
    let labels_fit = ascii.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte));
    (ascii.contains('.') && labels_fit).then_some(domain)
}

/// What the list looks like, by its first line; `None` where the wished column is not there.
fn layout(source: &Source, wish: &LayoutOptions) -> Result<Option<Layout>, ListError> {
    let known = source.known(wish);
    let sample = source.sample()?;
    let text = sample.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&sample);
    let line = text.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let delimiter = match (&known.delimiter, source.form) {
        (Some(Delimiter::Byte(byte)), _) => *byte,
        _ => line.iter().copied().find(|byte| DELIMITERS.contains(byte)).unwrap_or(b','),
    };
    let mut first = csv::ByteRecord::new();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line);
    let _ = reader.read_byte_record(&mut first);
    let cells: Vec<String> = first.iter().map(|cell| String::from_utf8_lossy(cell).trim().to_lowercase()).collect();
    let column = match &wish.column {
        Some(Column::Name(name)) => cells.iter().position(|cell| *cell == name.to_lowercase()),
        Some(Column::Number(number)) => number.checked_sub(1).filter(|place| *place < cells.len()),
        None => Some(cells.iter().position(|cell| NAMES.contains(&&**cell)).unwrap_or(0)),
    };
    let is_names = |place: usize| cells.get(place).is_some_and(|cell| domain_in(cell).is_none());
    Ok(column.map(|place| Layout {
        delimiter: Some(delimiter),
        header: known.header.unwrap_or_else(|| !matches!(source.form, InputFormat::Text(_)) || is_names(place)),
        email_column: place,
        columns: cells.len().max(1),
        bom: text.len() < sample.len(),
        encoding: known.encoding.unwrap_or(Encoding::Utf8),
        ..Layout::plain()
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[track_caller]
    fn check(text: &str, wish: Option<Column>, expected: Option<&str>) {
        let options = SourceOptions { jsonl: Some(false), ..SourceOptions::default() };
        let source = Source::spool(text.as_bytes(), &options).expect("a source");
        let wish = LayoutOptions { column: wish, ..LayoutOptions::default() };
        let read = domain_list(&source, &wish).expect("readable").map(|list| {
            let mut addresses = String::new();
            list.source.read().expect("a reader").read_to_string(&mut addresses).expect("text");
            addresses.replace("postmaster@", "").replace('\n', " ")
        });
        assert_eq!(read.as_deref().map(str::trim), expected, "{text:?}");
    }

    #[test]
    fn domains_are_found_in_their_column() {
        check("a.de\nB.example.\n", None, Some("a.de b.example"));
        check("domain\na.de\n\nnothing\n@b.de\n", None, Some("a.de b.de"));
        check("\u{feff}id;Domain\n1;bücher.example\n", None, Some("xn--bcher-kva.example"));
        check("a,site\nx.de,y.de\n", Some(Column::Name("Site".to_owned())), Some("y.de"));
        check("a,site\nx.de,y.de\n", Some(Column::Number(1)), Some("x.de"));
        check("a,site\nx.de,y.de\n", Some(Column::Number(3)), None);
        check("name\nnobody\n", None, None);
        check("", None, None);
    }
}
