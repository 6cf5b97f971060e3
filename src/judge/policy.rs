//! What the user wants of a run: what may be changed, which addresses count as usable, and when the gate fails. Plain
//! settings, and the tables to judge by; nothing here reads a file or the environment.

use crate::address::Address;
use crate::bounce::Entry;
use crate::bounce::suppression_file::Suppressions;
use crate::reason::{Effect, Reason};
use crate::run::baseline::Baseline;
use crate::run::never::LeftOut;
use crate::run::since::OldRows;
use crate::suggest::Tables;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// What `clean` may change in the e-mail cell of a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fix {
    /// Nothing: every row keeps its own bytes, and changes are only proposed.
    #[default]
    None,
    /// Repairs that cannot change the meaning (`repair.*`), in rows that are ok.
    Safe,
    /// Safe repairs, and typos that are sure when the typed domain takes no mail.
    Typos,
}

/// Settings for judging addresses.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// Takes private and reserved addresses and names for usable: for mail inside a company, and for laboratories.
    pub allow_non_public: bool,
    pub fix: Fix,
    /// Whether a cell with several addresses gives a row for each. Otherwise it stays one row, as it was.
    pub split: bool,
    /// Providers, disposable domains, role names and the like, with what the user adds to them.
    pub tables: Tables,
    /// The memory that finding duplicates may take, in octets; beyond it the disk is used. `None` for as much as it takes.
    pub memory_octets_max: Option<u64>,
    /// Addresses from which mail came back before, if such a list is to be honoured.
    pub suppressions: Option<Arc<Suppressions>>,
    /// Lists of those who are never to be mailed.
    pub left_out: Vec<LeftOut>,
    /// What the mail hosts of domains showed when they were asked, by the name of the domain.
    pub of_hosts: Arc<HashMap<String, Vec<Reason>>>,
    /// Findings that are accepted, and not counted again.
    pub baseline: Option<Arc<Baseline>>,
    /// The rows of an earlier state of the list, which are not judged again.
    pub old_rows: Option<Arc<OldRows>>,
}

impl Policy {
    /// Whether the finding that explains a row is accepted. That nothing could be found out never is.
    pub fn accepts(&self, cell: &[u8], primary: Option<Reason>) -> bool {
        let Some(reason) = primary.filter(|reason| reason.effect() != Effect::Unknown) else { return false };
        self.baseline.as_ref().is_some_and(|baseline| baseline.knows(cell, reason))
    }

    /// Whether the row was there before, and is not to be judged again.
    pub fn is_old(&self, cell: &[u8]) -> bool {
        self.old_rows.as_ref().is_some_and(|old| old.has(cell))
    }

    /// The code of the first list that names an address which is never to be mailed.
    pub fn leaves_out(&self, address: Option<&Address<'_>>) -> Option<Reason> {
        let address = address?;
        self.left_out.iter().find(|list| list.never.has(address)).map(|list| list.reason)
    }

    /// What the suppression list says of an address that must not be mailed.
    pub fn suppressed(&self, address: Option<&Address<'_>>) -> Option<Entry> {
        self.suppressions.as_ref()?.of(address?)
    }
}

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

/// Why a text is no limit.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("\"{0}\" is no limit: write a share such as 0.5%, or a number of rows such as 20")]
pub struct LimitError(String);

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Limit, LimitError> {
        let wrong = || LimitError(text.escape_debug().to_string());
        let text = text.trim();
        let Some(share) = text.strip_suffix('%') else {
            return text.parse().map(Limit::Rows).map_err(|_| wrong());
        };
        let percent: f64 = share.trim().parse().map_err(|_| wrong())?;
        if (0.0..=100.0).contains(&percent) { Ok(Limit::Percent(percent)) } else { Err(wrong()) }
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
