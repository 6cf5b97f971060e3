//! Moments in the table of facts: RFC 3339 in UTC, to the second.

use crate::bounce::Day;

const DAY_S: u64 = 24 * 3600;

/// `2026-11-30T23:21:29Z`, of seconds since 1970.
pub fn time_text(seconds: u64) -> String {
    let (year, month, day) = Day(i32::try_from(seconds / DAY_S).unwrap_or(i32::MAX / 2)).civil();
    let (hour, minute, second) = (seconds % DAY_S / 3600, seconds % 3600 / 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

/// Seconds since 1970 of a moment as RFC 3339 writes it. A blank may stand for the `T`, fractions of a second are left out, and where no
/// offset is said it is UTC, as data tools write timestamps.
pub fn seconds(text: &str) -> Option<u64> {
    let (date, rest) = (text.get(..10)?, text.get(10..)?.strip_prefix(['T', 't', ' '])?);
    let day = u64::try_from(Day::from_iso(date)?.0).ok()?;
    let (clock, rest) = (rest.get(..8)?, rest.get(8..)?);
    let marks = clock.as_bytes();
    let number = |from: usize, below: u64| {
        let digits = clock.get(from..from + 2).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
        digits.parse::<u64>().ok().filter(|number| *number < below)
    };
    // A leap second counts as the one before it.
    let (hour, minute, second) = (number(0, 24)?, number(3, 60)?, number(6, 61)?.min(59));
    if (marks[2], marks[5]) != (b':', b':') {
        return None;
    }
    let rest = match rest.strip_prefix('.') {
        Some(rest) => rest.trim_start_matches(|c: char| c.is_ascii_digit()),
        None => rest,
    };
    let local = day * DAY_S + hour * 3600 + minute * 60 + second;
    match rest {
        "" | "Z" | "z" => Some(local),
        offset => {
            let (sign, offset) = (offset.get(..1)?, offset.get(1..)?);
            let (hours, minutes) = offset.split_once(':')?;
            let ahead = hours.parse::<u8>().ok().filter(|hours| *hours < 24)? as u64 * 3600
                + minutes.parse::<u8>().ok().filter(|minutes| *minutes < 60)? as u64 * 60;
            match sign {
                "+" => local.checked_sub(ahead),
                "-" => local.checked_add(ahead),
                _ => None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_comes_back_as_it_was() {
        for moment in [0, 951_782_399, 951_782_400, 1_764_544_889, 253_402_300_799] {
            assert_eq!(seconds(&time_text(moment)), Some(moment), "{}", time_text(moment));
        }
        assert_eq!(time_text(1_764_544_889), "2025-11-30T23:21:29Z");
    }

    #[test]
    fn moments_as_other_tools_write_them_are_read() {
        for text in [
            "2025-11-30T23:21:29+00:00",
            "2025-11-30 23:21:29",
            "2025-11-30T23:21:29.123456",
            "2025-12-01T01:21:29.5+02:00",
            "2025-11-30 18:21:29-05:00",
        ] {
            assert_eq!(seconds(text), Some(1_764_544_889), "{text}");
        }
        for text in [
            "",
            "2025-11-30",
            "2025-11-30T24:00:00Z",
            "2025-11-30T23:21:29X",
            "1969-12-31T23:59:59Z",
            "2025-11-30T2é:21:29Z",
        ] {
            assert_eq!(seconds(text), None, "{text}");
        }
    }
}
