//! Days, as suppression lists write them. A bounce is dated by the day in it; no clock is read here.

use std::fmt;

/// A day of the common calendar, counted from 1970-01-01.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i32);

/// Years outside of these are slips.
const YEARS: std::ops::RangeInclusive<i32> = 1970..=9999;
const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Day {
    /// `None` where there is no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Day> {
        if !YEARS.contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
            return None;
        }
        // Days from civil: years begin in March, so that the leap day is the last of its year.
        let year = if month <= 2 { year - 1 } else { year };
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (month as i32 + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + day as i32 - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        Some(Day(era * 146_097 + day_of_era - 719_468))
    }

    /// The day some days later; the calendar ends where it ends.
    pub fn plus(self, days: i32) -> Day {
        Day(self.0.saturating_add(days))
    }

    /// Year, month and day.
    pub fn civil(self) -> (i32, u32, u32) {
        let days = i64::from(self.0) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u32;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 } as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }

    /// Reads `2026-11-23`, with anything but a digit behind it.
    pub fn from_iso(text: &str) -> Option<Day> {
        let text = text.trim();
        let year = text.get(0..4)?.parse().ok()?;
        let month = text.get(5..7)?.parse().ok()?;
        let day = text.get(8..10)?.parse().ok()?;
        let bytes = text.as_bytes();
        let plain = matches!(bytes[4], b'-' | b'/') && bytes[7] == bytes[4];
        let ends = bytes.get(10).is_none_or(|b| !b.is_ascii_digit());
        if plain && ends { Day::new(year, month, day) } else { None }
    }

    /// Reads `28.11.2026`, `28/11/2026` and `11/28/2026`, with a time behind it or none. `None` where two readings with strokes are possible, but
    /// for the clock of twelve hours, which goes with the month at the front.
    pub fn from_local(text: &str) -> Option<Day> {
        let text = text.trim().trim_start_matches('\'');
        if let Some(day) = Day::from_signs(text) {
            return Some(day);
        }
        let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
        let mark = date.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
        let mut numbers = date.split([mark]).map(|number| number.trim_end_matches(',').parse::<u32>());
        let (Some(Ok(first)), Some(Ok(second)), Some(Ok(year)), None) =
            (numbers.next(), numbers.next(), numbers.next(), numbers.next())
        else {
            return None;
        };
        let is_american = mark == '/' && time.to_ascii_lowercase().ends_with('m');
        let (month, day) = match (mark, first, second) {
            ('/', 13.., _) => (second, first),
            ('/', _, 13..) => (first, second),
            ('/', ..) if is_american => (first, second),
            ('/', ..) if first != second => return None,
            _ => (second, first),
        };
        let year = i32::try_from(year).ok()?;
        Day::new(if year < 100 { year + 2000 } else { year }, month, day)
    }

    /// Reads `2026年11月23日`, `2026년 11월 23일`, `20261123`, and the days that spreadsheets count from 1899-12-30.
    fn from_signs(text: &str) -> Option<Day> {
        const SPREADSHEET_BEGINS: i32 = -25_569;
        let numbers: Vec<&str> = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
        let number = |at: usize| numbers.get(at).and_then(|number| number.parse::<u32>().ok());
        if text.contains(['年', '년']) {
            return Day::new(i32::try_from(number(0)?).ok()?, number(1)?, number(2)?);
        }
        let first = numbers.first().filter(|first| text.starts_with(**first))?;
        match first.len() {
            8 if text.len() == 8 => {
                Day::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?)
            }
            // 2009 to 2064.
            5 if numbers.len() <= 2 && text.chars().all(|c| c.is_ascii_digit() || c == '.') => {
                let days = number(0)? as i32;
                (40_000..60_000).contains(&days).then(|| Day(days + SPREADSHEET_BEGINS))
            }
            _ => None,
        }
    }

    /// Reads the date of mail, `Mon, 23 Nov 2026 10:00:00 +0000` (RFC 5322 §3.3), by its own clock.
    pub fn from_mail_date(text: &str) -> Option<Day> {
        let mut words = text.split([' ', ',', '\t', '-']).filter(|word| !word.is_empty()).peekable();
        words.next_if(|word| word.starts_with(|c: char| c.is_ascii_alphabetic()) && month(word).is_none());
        let first = words.next()?;
        // `Nov 23 10:00:00 2026` and `23 Nov 2026`.
        if let Some(month) = month(first) {
            let day = words.next()?.parse().ok()?;
            let year = words.find_map(|word| word.parse::<i32>().ok().filter(|year| YEARS.contains(year)))?;
            return Day::new(year, month, day);
        }
        let day = first.parse().ok()?;
        let month = month(words.next()?)?;
        let year: i32 = words.next()?.parse().ok()?;
        Day::new(if year < 100 { year + 2000 } else { year }, month, day)
    }
}

/// The number of a month by the first three letters of its English name.
pub(super) fn month(word: &str) -> Option<u32> {
    let start = word.get(..3)?;
    MONTHS.iter().position(|month| month.eq_ignore_ascii_case(start)).map(|place| place as u32 + 1)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_go_there_and_back() {
        for (text, number) in
            [("1970-01-01", 0), ("2000-02-29", 11_016), ("2026-11-23", 20_780), ("2100-03-01", 47_541)]
        {
            assert_eq!(Day::from_iso(text), Some(Day(number)), "{text}");
            assert_eq!(Day(number).to_string(), text);
        }
        for number in (0..80_000).step_by(7) {
            assert_eq!(Day::from_iso(&Day(number).to_string()), Some(Day(number)));
        }
    }

    #[test]
    fn dates_of_mail_are_read() {
        for text in [
            "Mon, 23 Nov 2026 10:00:00 +0000",
            "23 Nov 2026 10:00:00 GMT",
            "Mon Nov 23 10:00:00 2026",
            "Mon, 23-Nov-2026 10:00",
            "Nov 23 10:00:00 2026",
        ] {
            assert_eq!(Day::from_mail_date(text), Day::new(2026, 11, 23), "{text}");
        }
        for text in ["", "soon", "Mon", "99 Nov 2026", "23 Foo 2026", "23 Nov"] {
            assert_eq!(Day::from_mail_date(text), None, "{text}");
        }
        for text in [
            "23.11.2026",
            "23.11.2026 10:00",
            "23.11.26",
            "23/11/2026",
            "11/23/2026 7:02:11 AM",
            "23-11-2026",
            "2026年11月23日",
            "2026년 11월 23일",
            "20261123",
            "46349",
            "46349.52",
        ] {
            assert_eq!(Day::from_local(text), Day::new(2026, 11, 23), "{text}");
        }
        assert_eq!(Day::from_local("3/4/2026 7:02:11 PM"), Day::new(2026, 3, 4));
        for text in ["3/4/2026", "3.4", "1.2.3.4", "", "x/y/z", "99/99/2026"] {
            assert_eq!(Day::from_local(text), None, "{text}");
        }
        assert_eq!(Day::from_iso("2026-13-01"), None);
        assert_eq!(Day::from_iso("20261123"), None);
    }
}
