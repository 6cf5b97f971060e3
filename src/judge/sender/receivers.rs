//! What large receivers say when they refuse a set-up, and where they say so. The table is in `data/receivers.tsv`.

use crate::reason::Reason;

const TABLE: &str = include_str!("../../../data/receivers.tsv");

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    pub receiver: &'static str,
    pub kind: &'static str,
    pub key: &'static str,
    pub value: &'static str,
    pub source: &'static str,
}

/// All lines of one kind.
pub fn lines(kind: &str) -> impl Iterator<Item = Line> + '_ {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(parse).filter(move |line| line.kind == kind)
}

fn parse(line: &'static str) -> Option<Line> {
    let mut columns = line.split('\t');
    let mut next = || columns.next();
    Some(Line { receiver: next()?, kind: next()?, key: next()?, value: next()?, source: next()? })
}

/// How receivers answer to a fault.
pub fn answers_to(code: Reason) -> impl Iterator<Item = Line> {
    lines("answer").filter(move |line| line.key == code.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_whole_and_names_codes_that_exist() {
        let rows = TABLE.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
        for row in rows {
            let line = parse(row).unwrap_or_else(|| panic!("a column is missing: {row}"));
            assert!(line.source.starts_with("https://"), "{row}");
            match line.kind {
                "answer" => assert!(Reason::from_code(line.key).is_some(), "{row}"),
                "limit" => assert!(line.key.parse::<u64>().is_ok(), "{row}"),
                "demand" => assert!(super::super::message::KEYS.contains(&line.key), "{row}"),
                other => panic!("{other} is no kind of line: {row}"),
            }
        }
    }

    #[test]
    fn a_fault_has_the_words_of_receivers() {
        let gmail = answers_to(Reason::SenderPtrMissing).find(|line| line.receiver == "Gmail").expect("a line");
        assert!(gmail.value.starts_with("550-5.7.25"));
    }
}
