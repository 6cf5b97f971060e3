//! What a list looks like: the words that the reader, the writer and the sniffer share, and how they are told to people.

use super::Encoding;
use crate::reason::{Lang, say};
use memchr::memmem;
use std::sync::Arc;

/// Octets at the beginning of a list that are looked at.
pub const SAMPLE_OCTETS_MAX: usize = 1 << 20;

/// The delimiters that are tried, likeliest first.
pub(super) const DELIMITERS: [u8; 4] = *b",;\t|";

/// How lines end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    /// The characters themselves.
    pub fn text(self) -> &'static str {
        match self {
            LineEnd::Lf => "\n",
            LineEnd::CrLf => "\r\n",
            LineEnd::Cr => "\r",
        }
    }
}

/// Everything needed to read rows, and to write them as they were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// `None` for a plain list, one address a line.
    pub delimiter: Option<u8>,
    /// Whether the first row, after [`Layout::preamble`], names the columns.
    pub header: bool,
    /// Rows above the header, such as a title or `sep=;`. They are handed out with it. 0 when there is no header.
    pub preamble: usize,
    /// The column that holds the addresses, from 0.
    pub email_column: usize,
    /// The name of that column, when there is a header.
    pub email_column_name: Option<String>,
    /// Other columns with addresses of the people on the list. They are judged too.
    pub more_columns: Vec<NamedColumn>,
    /// Columns with addresses that are not judged: somebody else's, or not those that the user named.
    pub left_alone: Vec<NamedColumn>,
    /// The user named the columns, so that nothing outside of them counts.
    pub columns_named: bool,
    /// The last columns are those that presend added in an earlier run; they are replaced.
    pub earlier_columns: bool,
    /// Columns of the header, or of the rows below it where nearly all have more; without one, the number of columns that most
    /// rows have.
    pub columns: usize,
    /// Whether the file begins with the byte order mark of its encoding, which is passed on.
    pub bom: bool,
    /// The commonest line end, for a last row that has none.
    pub line_end: LineEnd,
    pub encoding: Encoding,
    /// The e-mail column has a type that holds more than a text, so that nothing is put in place of its cells.
    pub keeps_cells: bool,
    /// The number of the first line of the text: 1, or 0 where a line of names was put before the lines of the file.
    pub first_line: u64,
}

impl Layout {
    /// A plain list: one address a line, no header, UTF-8 without a byte order mark.
    pub fn plain() -> Layout {
        Layout {
            delimiter: None,
            header: false,
            preamble: 0,
            email_column: 0,
            email_column_name: None,
            more_columns: Vec::new(),
            left_alone: Vec::new(),
            columns_named: false,
            earlier_columns: false,
            columns: 1,
            bom: false,
            line_end: LineEnd::Lf,
            encoding: Encoding::Utf8,
            keeps_cells: false,
            first_line: 1,
        }
    }

    /// Whether a list of which this is the beginning has rows, ends before the sample could be cut, and holds no `@` nor what people
    /// write in its place.
    pub fn has_rows_without_any_address(&self, sample: &[u8]) -> bool {
        const SIGNS: [&[u8]; 5] = [b"@", "＠".as_bytes(), b"(at)", b"[at]", b"%40"];
        if sample.len() >= SAMPLE_OCTETS_MAX || SIGNS.iter().any(|sign| memmem::find(sample, sign).is_some()) {
            return false;
        }
        let header = if self.header { self.preamble + 1 } else { 0 };
        let lines = sample.split(|byte| matches!(byte, b'\n' | b'\r')).filter(|line| !line.trim_ascii().is_empty());
        lines.count() > header
    }

    /// The layout in one line for people, such as `comma-separated, header, e-mail column "Email" (3 of 7), UTF-8 with BOM`.
    pub fn describe(&self, lang: Lang) -> String {
        self.describe_as(Described::Text, lang)
    }

    /// The same, without what goes without saying in a list of this kind.
    pub fn describe_as(&self, of: Described, lang: Lang) -> String {
        let is_usual = self.delimiter == Some(b',');
        let mut parts = Vec::new();
        if of == Described::Text || !is_usual {
            parts.push(match self.delimiter {
                None => lang.text("layout-plain").to_owned(),
                Some(b',') => lang.text("layout-comma").to_owned(),
                Some(b';') => lang.text("layout-semicolon").to_owned(),
                Some(b'\t') => lang.text("layout-tab").to_owned(),
                Some(b' ') => lang.text("layout-spaces").to_owned(),
                Some(other) => say!(lang, "layout-other", sign = shown(&[other])),
            });
        }
        let has_names = matches!(of, Described::Records | Described::Columns) && is_usual;
        match (self.header, self.preamble) {
            (true, 0) if has_names => {}
            (false, _) => parts.push(lang.text("layout-no-header").to_owned()),
            (true, 0) => parts.push(lang.text("layout-header").to_owned()),
            (true, preamble) => parts.push(say!(lang, "layout-header-row", row = (preamble + 1).to_string())),
        }
        if self.delimiter.is_some() {
            let place = (self.email_column + 1).to_string();
            let columns = self.columns.max(self.email_column + 1).to_string();
            let name = self.email_column_name.as_ref().map(|name| shown(name.as_bytes()));
            let mut column = match (name, of) {
                (Some(name), Described::Records) => {
                    say!(lang, "layout-value", name = name, place = place, columns = columns)
                }
                (Some(name), _) => say!(lang, "layout-column", name = name, place = place, columns = columns),
                (None, Described::Records) => say!(lang, "layout-value-unnamed", place = place, columns = columns),
                (None, _) => say!(lang, "layout-column-unnamed", place = place, columns = columns),
            };
            if !self.more_columns.is_empty() {
                column += &format!("{}{}", lang.text("sign-and"), names_shown(&self.more_columns, lang));
            }
            if !self.left_alone.is_empty() {
                column += &say!(lang, "layout-not", columns = names_shown(&self.left_alone, lang));
            }
            parts.push(column);
        }
        let encoding = self.encoding.name();
        if of == Described::Text || encoding != "UTF-8" || self.bom {
            let mark = if self.bom { lang.text("layout-bom") } else { "" };
            parts.push(format!("{encoding}{mark}"));
        }
        if self.earlier_columns {
            parts.push(lang.text("layout-earlier").to_owned());
        }
        parts.join(lang.text("sign-comma"))
    }
}

/// Of what kind a list is, whose layout is described.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Described {
    /// Text in columns.
    Text,
    /// Cells of a sheet or of a table of HTML.
    Cells,
    /// Columns that always have names, in UTF-8.
    Columns,
    /// Records whose values have names, in UTF-8.
    Records,
}

/// A column and how it is called: its name, or its number where it has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedColumn {
    /// From 0.
    pub place: usize,
    pub name: Arc<str>,
}

/// The names of the first few columns.
fn names_shown(columns: &[NamedColumn], lang: Lang) -> String {
    let names: Vec<String> = columns.iter().take(3).map(|column| shown(column.name.as_bytes())).collect();
    let more = columns.len().saturating_sub(3);
    names.join(lang.text("sign-comma"))
        + &if more > 0 { say!(lang, "layout-more", count = more) } else { String::new() }
}

/// What the user said of the list; what is absent is sniffed.
#[derive(Clone, Debug, Default)]
pub struct LayoutOptions {
    pub delimiter: Option<Delimiter>,
    pub header: Option<bool>,
    pub column: Option<Column>,
    pub encoding: Option<Encoding>,
}

/// What parts the columns, as a user names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delimiter {
    Byte(u8),
    /// One address a line.
    None,
}

/// The e-mail column as a user names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Column {
    /// By its header, compared without case and surrounding space.
    Name(String),
    /// By its place, from 1.
    Number(usize),
}

/// Characters of a column's name that a message shows.
const NAME_CHARS_SHOWN: usize = 40;

/// Columns that a message lists.
const COLUMNS_SHOWN: usize = 20;

/// A name out of a list, quoted, escaped and cut, so that it cannot upset a terminal or fill it.
pub(super) fn shown(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    let name = name.trim();
    let cut: String = name.chars().take(NAME_CHARS_SHOWN).collect();
    let more = if cut.len() < name.len() { "…" } else { "" };
    format!("\"{}{more}\"", cut.escape_debug())
}

/// The columns of a list for a message: their names, or how many there are.
pub(super) fn columns_shown(names: Option<&[&[u8]]>, columns: usize) -> String {
    let count = if columns == 1 { "1 column".to_string() } else { format!("{columns} columns") };
    let Some(names) = names else {
        return format!("{count} and no header");
    };
    let mut list: Vec<String> = Vec::new();
    for (number, name) in names.iter().take(COLUMNS_SHOWN).enumerate() {
        list.push(format!("{} {}", number + 1, shown(name)));
    }
    if names.len() > COLUMNS_SHOWN {
        list.push(format!("and {} more", names.len() - COLUMNS_SHOWN));
    }
    format!("{count}: {}", list.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_is_told_in_one_line() {
        let mut layout = Layout::plain();
        assert_eq!(layout.describe(Lang::En), "plain list, one address a line, no header, UTF-8");
        layout.delimiter = Some(b',');
        layout.header = true;
        layout.columns = 7;
        layout.email_column = 2;
        layout.email_column_name = Some("Email".into());
        layout.bom = true;
        assert_eq!(
            layout.describe(Lang::En),
            "comma-separated, header, e-mail column \"Email\" (3 of 7), UTF-8 with BOM"
        );
        layout.preamble = 1;
        layout.delimiter = Some(b'\t');
        layout.bom = false;
        layout.encoding = Encoding::Other(encoding_rs::GB18030);
        assert_eq!(
            layout.describe(Lang::En),
            "tab-separated, header in row 2, e-mail column \"Email\" (3 of 7), GB18030"
        );
        layout.header = false;
        layout.email_column_name = None;
        layout.delimiter = Some(b':');
        assert_eq!(layout.describe(Lang::En), "separated by \":\", no header, e-mail column 3 of 7, GB18030");
    }

    #[test]
    fn names_out_of_a_list_are_escaped_and_cut() {
        assert_eq!(shown(b" E\x1b[31m\x00mail "), "\"E\\u{1b}[31m\\0mail\"");
        assert_eq!(shown("é".repeat(100).as_bytes()), format!("\"{}…\"", "é".repeat(40)));
        assert_eq!(shown(b"\xff"), "\"\u{fffd}\"");
    }

    #[test]
    fn a_long_list_of_columns_is_cut() {
        let names = vec![&b"a"[..]; 25];
        let text = columns_shown(Some(&names), 25);
        assert!(text.starts_with("25 columns: 1 \"a\", 2 \"a\""), "{text}");
        assert!(text.ends_with("20 \"a\", and 5 more"), "{text}");
        assert_eq!(columns_shown(None, 3), "3 columns and no header");
        assert_eq!(columns_shown(Some(&[b"Name"]), 1), "1 column: 1 \"Name\"");
    }
}
