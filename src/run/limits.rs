//! What a gate lets pass: shares or numbers of rows, and codes that must not occur.

use crate::reason::{Lang, Reason, shown_in_english};
use std::fmt;
use std::str::FromStr;

/// The most that a gate lets pass: a share of the rows, or a number of rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Limit {
    /// In percent, 0 to 100.
    Percent(f64),
    Rows(u64),
}

/// A code, or a group of codes such as `typo`, of which a gate lets nothing pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Forbidden {
    Code(Reason),
    Group(String),
}

impl Forbidden {
    /// Whether this code is meant.
    pub fn covers(&self, reason: Reason) -> bool {
        match self {
            Forbidden::Code(code) => *code == reason,
            Forbidden::Group(group) => reason.group() == group,
        }
    }
}

impl fmt::Display for Forbidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Forbidden::Code(code) => write!(f, "{code}"),
            Forbidden::Group(group) => write!(f, "{group}.*"),
        }
    }
}

/// What a gate lets pass.
#[derive(Clone, Debug, PartialEq)]
pub struct GateLimits {
    pub reject: Limit,
    pub unknown: Limit,
    pub review: Limit,
    /// Rows without an address.
    pub empty: Limit,
    /// What must not occur at all.
    pub forbidden: Vec<Forbidden>,
}

impl Default for GateLimits {
    fn default() -> Self {
        GateLimits {
            reject: Limit::Percent(0.5),
            unknown: Limit::Percent(2.0),
            review: Limit::Percent(5.0),
            empty: Limit::Percent(50.0),
            forbidden: Vec::new(),
        }
    }
}

impl Limit {
    /// Whether `count` of `rows` is more than the limit. A share is compared exactly, not as it is printed.
    pub fn exceeded_by(self, count: u64, rows: u64) -> bool {
        match self {
            Limit::Rows(most) => count > most,
            Limit::Percent(most) => count as f64 * 100.0 > most * rows as f64,
        }
    }
}

/// A text is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub struct LimitError;

impl LimitError {
    pub fn said(&self, lang: Lang) -> String {
        lang.text("value-limit").to_owned()
    }
}

shown_in_english!(LimitError);

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Limit, LimitError> {
        let text = text.trim();
        let Some(share) = text.strip_suffix('%') else {
            return text.parse().map(Limit::Rows).map_err(|_| LimitError);
        };
        // A comma before one or two digits can only be a decimal one.
        let share = match share.trim().split_once(',') {
            Some((whole, part)) if matches!(part.len(), 1 | 2) => format!("{whole}.{part}"),
            _ => share.trim().to_owned(),
        };
        let percent: f64 = share.parse().map_err(|_| LimitError)?;
        if (0.0..=100.0).contains(&percent) { Ok(Limit::Percent(percent)) } else { Err(LimitError) }
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Limit::Percent(percent) => write!(f, "{percent:.2} %"),
            Limit::Rows(rows) => write!(f, "{rows}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_may_have_a_decimal_comma() {
        assert_eq!("0,5%".parse(), Ok(Limit::Percent(0.5)));
        assert_eq!("12,25 %".parse(), Ok(Limit::Percent(12.25)));
        for wrong in ["1,000%", "0,5", "1,2,3%", ",%"] {
            assert!(wrong.parse::<Limit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn limits_are_shares_or_counts() {
        assert_eq!("0.5%".parse(), Ok(Limit::Percent(0.5)));
        assert_eq!(" 2 % ".parse(), Ok(Limit::Percent(2.0)));
        assert_eq!("20".parse(), Ok(Limit::Rows(20)));
        for wrong in ["0.5", "-1", "101%", "-1%", "%", "", "many", "NaN%", "inf%"] {
            assert!(wrong.parse::<Limit>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_limit_is_exceeded_only_by_more_than_it_allows() {
        assert!(!Limit::Percent(0.5).exceeded_by(5, 1000));
        assert!(Limit::Percent(0.5).exceeded_by(6, 1000));
        assert!(!Limit::Percent(0.0).exceeded_by(0, 1000));
        assert!(Limit::Percent(0.0).exceeded_by(1, 1_000_000));
        assert!(!Limit::Rows(3).exceeded_by(3, 10));
        assert!(Limit::Rows(3).exceeded_by(4, 1_000_000));
    }
}
