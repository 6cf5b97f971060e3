//! What a list looks like, found from its beginning: delimiter, header, e-mail column, line ends.
//!
//! Made for mailing lists, where the addresses themselves are the best evidence: the right delimiter is the one that leaves
//! addresses alone in their cells. Each delimiter, and none, is tried on the same rows; the reading with the highest
//! score wins, and a plain list wins a draw.

use super::candidate::Reading;
use super::columns::{JUDGED_COLUMNS_MAX, Role};
use super::encoding::detect;
use crate::list::layout::{DELIMITERS, SAMPLE_OCTETS_MAX};
use crate::list::{Delimiter, Encoding, Kind, Layout, LayoutOptions, ListError};
use std::borrow::Cow;

/// Delimiters that are rare, and common as text: they are believed only when they explain nearly every row.
const RARE_DELIMITERS: [u8; 6] = *b"^~:\x1f\x01 ";

/// The greatest share of control bytes that a text may have, in percent. Random bytes have about 11.
const CONTROL_PERCENT_MAX: usize = 5;

/// Finds the layout from the first bytes of a list (`sample`), which may end in the middle of a row.
///
/// `Err` when there is no row, when the bytes are no text, when no column looks like addresses, or when a wish cannot be fulfilled,
/// such as a column that does not exist; the message lists those that do.
pub fn sniff(sample: &[u8], wish: &LayoutOptions) -> Result<Layout, ListError> {
    if matches!(wish.delimiter, Some(Delimiter::Byte(b'"' | b'\n' | b'\r'))) {
        return Err(ListError::Delimiter);
    }
    let (encoding, bom) = encoding(sample, wish);
    let bytes = &sample[if bom { encoding.mark().len() } else { 0 }..];
    let bytes = &bytes[..bytes.len().min(SAMPLE_OCTETS_MAX)];
    let text = match encoding {
        Encoding::Utf8 => Cow::Borrowed(bytes),
        _ => {
            let mut text = String::new();
            encoding.decode(bytes, &mut text);
            Cow::Owned(text.into_bytes())
        }
    };
    let text = &*text;
    if text.trim_ascii().is_empty() {
        return Err(ListError::Empty);
    }
    refuse_other_text(text)?;
    let reading = choose(text, wish)?;
    refuse_binary(text, &reading)?;
    let wished = reading.columns(wish)?;
    let email_column = wished.first().copied().unwrap_or(0);
    let email_column_name = reading.name_of(email_column);
    if wish.column.is_some() {
        reading.refuse_columns_without_addresses(&wished)?;
    }
    let line_end = reading.line_end;
    let (header, preamble) = (reading.header.is_some(), reading.header.unwrap_or(0));
    let (delimiter, columns) = (reading.delimiter, reading.columns);
    let mut more_columns = reading.others(Role::People, email_column);
    let mut left_alone = reading.others(Role::Elses, email_column);
    let columns_named = wish.column.is_some();
    let judged = if columns_named { 0 } else { more_columns.len().min(JUDGED_COLUMNS_MAX - 1) };
    // Addresses in those beyond are unseen, and their rows for review.
    let beyond = more_columns.split_off(judged);
    if columns_named {
        left_alone.extend(beyond);
    }
    if columns_named {
        left_alone.retain(|column| !wished.contains(&column.place));
        more_columns
            .extend(wished.iter().skip(1).filter(|&&column| column != email_column).map(|&c| reading.named_column(c)));
    }
    let earlier_columns = reading.earlier;
    Ok(Layout {
        earlier_columns,
        more_columns,
        left_alone,
        columns_named,
        delimiter,
        header,
        preamble,
        email_column,
        email_column_name,
        columns,
        bom,
        line_end,
        encoding,
        keeps_cells: false,
        first_line: 1,
    })
}

/// The encoding, wished or found, and whether its mark is there.
fn encoding(sample: &[u8], wish: &LayoutOptions) -> (Encoding, bool) {
    let (found, marked) = detect(sample);
    match wish.encoding {
        None => (found, marked),
        // People say UTF-16 and leave the order of its octets to the mark.
        Some(wished) if marked && wished.unit() > 1 && wished.unit() == found.unit() => (found, true),
        Some(wished) => (wished, !wished.mark().is_empty() && sample.starts_with(wished.mark())),
    }
}

/// Reads the sample with each delimiter in question and picks the best reading.
fn choose<'a>(text: &'a [u8], wish: &LayoutOptions) -> Result<Reading<'a>, ListError> {
    match wish.delimiter {
        Some(Delimiter::Byte(byte)) => return Ok(Reading::new(text, Some(byte), wish)),
        Some(Delimiter::None) => return Ok(Reading::new(text, None, wish)),
        None => {}
    }
    let plain = Reading::new(text, None, wish);
    let mut delimited: Option<Reading> = None;
    for delimiter in excel_delimiter(text).map_or(DELIMITERS.to_vec(), |delimiter| vec![delimiter]) {
        let reading = Reading::new(text, Some(delimiter), wish);
        if reading.columns > 1 && delimited.as_ref().is_none_or(|best| reading.score() > best.score()) {
            delimited = Some(reading);
        }
    }
    if delimited.as_ref().is_none_or(|best| best.fit < 0.5) && excel_delimiter(text).is_none() {
        for delimiter in RARE_DELIMITERS {
            // Addresses hold no space, and a colon only after `mailto`, so that a list of them is plain; the others stand in no text.
            if matches!(delimiter, b':' | b' ') && plain.fit >= 0.8 || memchr::memchr(delimiter, text).is_none() {
                continue;
            }
            let reading = Reading::new(text, Some(delimiter), wish);
            if reading.columns > 1 && reading.is_sure() {
                return Ok(reading);
            }
        }
    }
    let Some(delimited) = delimited else { return Ok(plain) };
    // A wish that only one of the two readings can fulfil decides.
    if wish.column.is_some() {
        match (plain.columns(wish).is_ok(), delimited.columns(wish).is_ok()) {
            (true, false) => return Ok(plain),
            (false, true) => return Ok(delimited),
            _ => {}
        }
    }
    Ok(if delimited.beats(&plain) { delimited } else { plain })
}

/// The delimiter out of the line `sep=;` that Excel writes and reads above the header.
fn excel_delimiter(text: &[u8]) -> Option<u8> {
    let text = text.strip_prefix(b"\"").unwrap_or(text);
    match text {
        [s, e, p, b'=', delimiter, b'\r' | b'\n' | b'"', ..]
            if [*s, *e, *p].eq_ignore_ascii_case(b"sep") && !matches!(delimiter, b'"' | b'\r' | b'\n') =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

/// Refuses bytes that are no text. A few control bytes, as in a list padded with NUL, are put up with, and so are more where
/// the rows hold addresses.
fn refuse_binary(text: &[u8], reading: &Reading) -> Result<(), ListError> {
    let control = text.iter().filter(|byte| matches!(byte, 0..=8 | 14..=31 | 127)).count();
    let percent = control * 100 / text.len();
    if percent > CONTROL_PERCENT_MAX && reading.fit < 0.5 {
        return Err(ListError::Binary { percent });
    }
    Ok(())
}

/// Refuses text in which addresses stand, but not one in a row.
fn refuse_other_text(text: &[u8]) -> Result<(), ListError> {
    let start = text.trim_ascii_start();
    let begins = |mark: &[u8]| start.len() >= mark.len() && start[..mark.len()].eq_ignore_ascii_case(mark);
    let after = start.get(1..).unwrap_or_default().trim_ascii_start().first();
    let json =
        begins(b"{") && after == Some(&b'"') || begins(b"[") && matches!(after, Some(b'"' | b'{')) || begins(b"[[\"");
    let kind = if json {
        Kind::Json
    } else if [&b"<!doctype"[..], b"<html", b"<table", b"<?xml"].into_iter().any(begins) {
        Kind::Page
    } else if begins(b"BEGIN:VCARD") {
        Kind::Cards
    } else {
        return Ok(());
    };
    Err(ListError::NotRows { kind })
}
