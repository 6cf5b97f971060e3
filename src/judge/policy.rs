//! What the user wants of judging: what may be changed, and which addresses count as usable. Plain settings, and the tables to judge
//! by; nothing here reads a file or the environment.

use super::Evidence;
use crate::suggest::Tables;

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
    /// What is known beside the DNS.
    pub evidence: Evidence,
}
