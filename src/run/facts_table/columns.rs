//! The columns of the table of facts: their names, types and meaning, in the order in which they stand.

/// The name of this set of columns, which stands in each row. Another meaning of a column gets another name.
pub const SCHEMA: &str = "presend.facts.1";

/// What a cell holds. In JSON Lines it is a value of that type; in CSV it is text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text; absent where there is nothing to tell.
    Text,
    /// Texts: a list in Parquet and JSON Lines, separated by blanks in CSV.
    Texts,
    /// JSON: itself in JSON Lines, its text in Parquet and CSV.
    Json,
    /// A whole number.
    Number,
    /// True or false.
    Flag,
    /// A moment: a timestamp in UTC in Parquet, RFC 3339 elsewhere.
    Time,
}

/// A column.
#[derive(Clone, Copy, Debug)]
pub struct Column {
    /// Its name in the file.
    pub name: &'static str,
    /// What its cells hold.
    pub kind: Kind,
    /// Whether it is read back: the others follow from these.
    pub is_fact: bool,
}

const fn fact(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, is_fact: true }
}

const fn told(name: &'static str, kind: Kind) -> Column {
    Column { name, kind, is_fact: false }
}

/// All columns, in their order.
pub const COLUMNS: [Column; 16] = [
    fact("schema", Kind::Text),
    fact("domain", Kind::Text),
    fact("outcome", Kind::Text),
    told("verdict", Kind::Text),
    told("codes", Kind::Texts),
    told("suggestion", Kind::Text),
    told("provider", Kind::Text),
    fact("mx", Kind::Json),
    fact("alias", Kind::Text),
    fact("hosts", Kind::Json),
    fact("exchanges_left_out", Kind::Number),
    fact("resolver_invents", Kind::Flag),
    fact("resolver_trust", Kind::Text),
    fact("asked_at", Kind::Time),
    fact("expires_at", Kind::Time),
    fact("resolver", Kind::Text),
];

/// The place of a column.
pub(super) fn place(name: &str) -> usize {
    COLUMNS.iter().position(|column| column.name == name).unwrap_or(COLUMNS.len())
}
