//! The rows as JSON Lines, after some of them were asked again. Of the others it is no longer known what the DNS said, so their old
//! lines stay.

use serde_json::Value;
use std::io::{self, BufRead, Write};

/// Writes the new lines of rows that were unknown or that are judged otherwise now, and the old lines of all others. `false` when the old
/// lines are not those of the same rows.
pub fn merge_rows(old: impl BufRead, new: impl BufRead, mut output: impl Write) -> io::Result<bool> {
    let mut old = old.split(b'\n');
    for new in new.split(b'\n') {
        let (Some(old), new) = (old.next().transpose()?, new?) else { return Ok(false) };
        let read = |line: &[u8]| serde_json::from_slice(line).unwrap_or(Value::Null);
        let (before, now) = (read(&old), read(&new));
        if before["line"] != now["line"] || before["raw"] != now["raw"] || before["schema"] != now["schema"] {
            return Ok(false);
        }
        let same = |key: &str| before[key] == now[key];
        let stays = before["verdict"] != "unknown"
            && ["verdict", "codes", "suggestion", "duplicate_of"].iter().all(|key| same(key));
        output.write_all(if stays { &old } else { &new })?;
        output.write_all(b"\n")?;
    }
    output.flush()?;
    Ok(old.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(line: u64, verdict: &str, more: &str) -> String {
        format!(
            "{{\"schema\":\"s\",\"line\":{line},\"raw\":\"a\",\"verdict\":\"{verdict}\",\"codes\":[],\"mail_hosts\":[{more}]}}\n"
        )
    }

    fn check(old: &str, new: &str, expected: Option<&str>) {
        let mut merged = Vec::new();
        let is_whole = merge_rows(old.as_bytes(), new.as_bytes(), &mut merged).expect("room");
        assert_eq!(is_whole.then(|| String::from_utf8(merged).expect("UTF-8")).as_deref(), expected);
    }

    #[test]
    fn rows_that_were_unknown_or_changed_are_new_and_others_stay() {
        let old = row(2, "ok", "\"mx\"") + &row(3, "unknown", "") + &row(4, "ok", "\"mx\"");
        let new = row(2, "ok", "") + &row(3, "ok", "\"mx\"") + &row(4, "reject", "");
        check(&old, &new, Some(&(row(2, "ok", "\"mx\"") + &row(3, "ok", "\"mx\"") + &row(4, "reject", ""))));
    }

    #[test]
    fn other_rows_are_no_rows_of_this_list() {
        let new = row(2, "ok", "") + &row(3, "ok", "");
        for old in
            [row(2, "ok", ""), row(2, "ok", "") + &row(4, "ok", ""), new.clone() + &row(4, "ok", ""), "x".to_owned()]
        {
            check(&old, &new, None);
        }
    }
}
