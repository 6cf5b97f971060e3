//! What is wrong with a domain's DMARC.

use crate::sender::records::Weight;

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Neither the domain nor its organisational domain has a record.
    Missing,
    /// The DNS did not answer.
    Unanswered,
    /// More than one record at one name, of which receivers use none.
    Several,
    /// A text that was meant as a record, and that receivers do not take for one.
    NearlyRight,
    /// A part of the record breaks the grammar.
    Malformed,
    /// `p` is missing.
    NoPolicy,
    /// `p` has a value that there is not.
    BadPolicy,
    /// `p` is not the second tag.
    PolicyNotSecond,
    /// Another tag has a value that there is not.
    BadTag,
    /// A tag that no standard has.
    UnknownTag,
    /// `p=none`.
    PolicyNone,
    /// `sp` or `np` is milder than `p`.
    WeakSubdomains,
    /// `t=y`.
    Testing,
    /// `pct` under 100.
    Percent,
    /// `pct`, `rf`, `ri`: gone since RFC 9989.
    Outdated,
    /// No `rua`.
    NoReports,
    /// An address in `rua` or `ruf` that cannot be used.
    BadReportAddress,
    /// A report address elsewhere that has not agreed to take reports (RFC 7489 §7.1).
    ReportsNotAuthorised,
    /// `psd=y` at a domain that is no public suffix.
    PublicSuffix,
    /// The policy comes from the organisational domain.
    Inherited,
    /// The two standards take different domains for the organisational domain.
    TwoOrganisations,
}

impl Kind {
    /// How bad it is.
    pub fn weight(self) -> Weight {
        match self {
            Kind::Missing | Kind::Several | Kind::NearlyRight | Kind::NoPolicy | Kind::BadPolicy => Weight::Fail,
            Kind::Malformed => Weight::Fail,
            Kind::Unanswered => Weight::Unknown,
            Kind::PolicyNotSecond | Kind::BadTag | Kind::PolicyNone | Kind::WeakSubdomains | Kind::Testing => {
                Weight::Warn
            }
            Kind::Percent | Kind::NoReports | Kind::BadReportAddress | Kind::ReportsNotAuthorised => Weight::Warn,
            Kind::PublicSuffix | Kind::UnknownTag => Weight::Warn,
            Kind::Outdated | Kind::Inherited | Kind::TwoOrganisations => Weight::Info,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: Kind,
    /// What was observed, in one sentence without a final stop.
    pub observed: String,
}

impl Finding {
    pub(super) fn new(kind: Kind, observed: impl Into<String>) -> Finding {
        Finding { kind, observed: observed.into() }
    }
}
