//! Bounces as a table: CSV (RFC 4180), UTF-8, with a header. No cell begins a formula.

use super::{Fate, diagnostic, shown, suppress};
use crate::bounce::Bounce;
use crate::list::harmless;
use crate::reason::escape;
use crate::report::Style;

const COLUMNS: [&str; 11] = [
    "source",
    "recipient",
    "class",
    "code",
    "status",
    "permanence",
    "whose",
    "suppress",
    "day",
    "remote_mta",
    "diagnostic",
];

/// Makes a line of CSV of each record.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    pub style: Style,
}

impl Rows {
    /// The header, with its line end.
    pub fn header(self) -> String {
        COLUMNS.join(",") + "\n"
    }

    /// One record, with its line end.
    pub fn row(self, source: &str, returned: &Bounce, fate: Fate) -> String {
        let judged = &returned.judged;
        let recipient = returned.recipient.as_ref().map(|address| shown(address, self.style)).unwrap_or_default();
        let text = |value: Option<String>| value.unwrap_or_default();
        let record = [
            escape::one_line(source),
            recipient,
            judged.class.word().to_owned(),
            text(judged.code.map(|code| code.to_string())),
            text(judged.status.map(|status| status.to_string())),
            judged.permanence.word().to_owned(),
            judged.whose.word().to_owned(),
            suppress(fate.until),
            text(returned.day.map(|day| day.to_string())),
            returned.remote_mta.clone().unwrap_or_default(),
            diagnostic(returned, self.style),
        ];
        let mut row = csv::Writer::from_writer(Vec::new());
        // Nothing can go wrong in memory, and what is text stays text.
        let written = row.write_record(record.iter().map(|cell| harmless(cell).into_owned()));
        let bytes = written.ok().and_then(|()| row.into_inner().ok()).unwrap_or_default();
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bounce::{Until, read_reply};

    #[test]
    fn every_record_is_one_row_whatever_the_server_said() {
        let rows = Rows { style: Style::default() };
        let text = rows.header()
            + &rows.row(
                "f:1",
                &read_reply("550 \"=cmd\",\nno <ann@example.com>"),
                Fate { until: Until::Forever, listed: None, mailed: None },
            );
        let mut read = csv::Reader::from_reader(text.as_bytes());
        let record = read.records().next().expect("a row").expect("of CSV");
        assert_eq!(record.len(), COLUMNS.len());
        assert_eq!((&record[1], &record[7]), ("ann@example.com", "forever"));
        assert!(
            rows.row("=f", &read_reply("no"), Fate { until: Until::Not, listed: None, mailed: None })
                .starts_with("'=f")
        );
    }
}
