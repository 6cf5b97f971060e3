//! The advised records of checked senders, and nothing else, as lines of a zone file (RFC 1035 §5.1).

use super::super::text::safe;
use super::Portfolio;
use std::collections::HashSet;
use std::fmt::Write;

/// The longest line, in characters: an SPF record with all its addresses, and more.
const WIDTH: usize = 20_000;

/// Each record once. Comments say of which sender they are, and how it then comes out.
pub fn senders(portfolio: &Portfolio<'_>) -> String {
    let (lang, mut text, mut told) = (portfolio.lang, String::new(), HashSet::new());
    for entry in portfolio.entries {
        let name = safe(&entry.name, WIDTH);
        let advice = entry.report().into_iter().flat_map(|report| &report.judged.advice);
        let lines: Vec<String> =
            advice.flat_map(|advice| &advice.records).map(|record| safe(&record.to_string(), WIDTH)).collect();
        let Some(after) = entry.report().and_then(|report| report.after).filter(|_| !lines.is_empty()) else {
            let none = lang.pick("no record is advised", "没有建议的记录");
            let _ = writeln!(text, "; {name}: {} ({none})", entry.verdict().word());
            continue;
        };
        let then = lang.pick("with these in place of what they replace", "以下记录取代同名同类的记录后");
        let _ = writeln!(text, "; {name}: {}, {then}: {}", entry.verdict().word(), after.word());
        for line in lines {
            if told.insert(line.clone()) {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text
}
