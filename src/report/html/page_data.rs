//! What a report page shows of a run, as plain figures and texts. It is made from a run that has just ended, or read
//! again from the rows that an earlier run wrote.
//!
//! Its size never grows with the list: every table has a limit, and what was cut is counted.

use crate::judge::Verdict;
use crate::reason::Reason;
use crate::run::top_counts::Top;

/// Rows of a table that a page shows, where all of them have room.
pub const TABLE_ROWS_MAX: usize = 100;
/// Octets of a page, whatever the list.
pub const PAGE_OCTETS_MAX: usize = 295_000;
/// Domains that could not be found out that a page shows. They can be asked again, and are not worth as much room.
pub const UNTOLD_ROWS_MAX: usize = 50;

/// A run, ready to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageData {
    /// The name of the list.
    pub file: String,
    /// When and how the run was made; not known of a page that is made again from rows.
    pub run: Option<RunNote>,
    pub rows: u64,
    pub addresses: u64,
    pub domains: u64,
    /// The DNS was asked.
    pub asked: bool,
    /// Rows in which nothing stands; they are no part of `rows`.
    pub blank_rows: u64,
    /// Rows without an address; they have no verdict here.
    pub without_address: u64,
    /// Rows by verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [u64; 4],
    pub codes: Vec<CodeLine>,
    /// Domains whose rows are rejected for what the domain is.
    pub failing: Top<FailingDomain>,
    /// Domains about which it could not be found out.
    pub untold: Top<FailingDomain>,
    pub typos: Top<Typo>,
    /// Rows that need attention, in the order of the list; not all of them where there are many.
    pub attention: Vec<ShownRow>,
    /// Rows by mailbox provider, as people call it.
    pub providers: Top<String>,
    /// Rows at domains of no known provider: companies, schools and the like.
    pub elsewhere: u64,
    /// Rows by the ISO 3166 code of the provider's country.
    pub countries: Top<String>,
    /// Domains by whoever takes their mail.
    pub mail_hosts: Top<String>,
}

/// When and how a run was made. Whoever makes one leaves out what nobody else may see, such as passwords.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunNote {
    /// Date and time, in UTC.
    pub when: String,
    /// Who was asked about domains, if anybody was.
    pub dns: Option<String>,
    /// The command line, if there was one.
    pub command: Option<String>,
}

/// A code that explains the verdict of some rows.
#[derive(Clone, Debug, PartialEq)]
pub struct CodeLine {
    pub reason: Reason,
    pub verdict: Verdict,
    pub rows: u64,
    /// The line of the first row with it, and its cell.
    pub example: Option<(u64, String)>,
}

/// A row that needs attention.
#[derive(Clone, Debug, PartialEq)]
pub struct ShownRow {
    pub line: u64,
    pub cell: String,
    pub verdict: Verdict,
    /// The code that explains the verdict.
    pub reason: Reason,
    /// The address that was probably meant.
    pub meant: Option<String>,
}

/// A domain that cannot be mailed, or about which it could not be found out.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FailingDomain {
    pub domain: String,
    pub reason: Reason,
}

/// A domain as it was typed, and the one that was probably meant.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Typo {
    pub typed: String,
    pub meant: String,
}
