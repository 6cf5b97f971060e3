//! What is wrong with a domain's SPF, whoever the client is.

/// How bad a finding is for mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Worth knowing.
    Info,
    /// It works, and should be changed.
    Warn,
    /// It could not be found out now.
    Unknown,
    /// Receivers get a permerror or no record, or anybody may send.
    Fail,
}

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The domain has no record.
    Missing,
    /// There is no record, but a text that was meant as one.
    NearlyRight,
    /// More than one record.
    Several,
    /// A term breaks the grammar.
    Syntax,
    /// `+all`: everybody passes.
    PassAll,
    /// `?all`: the record says nothing of anybody else.
    NeutralAll,
    /// Neither `all` nor `redirect`.
    NoAll,
    /// `ptr` is used.
    Ptr,
    /// The record is too long for a plain answer over UDP.
    TooLong,
    /// 9 or 10 look-ups.
    ManyLookups,
    /// More than 10 look-ups.
    TooManyLookups,
    /// One or two terms find nothing.
    VoidLookups,
    /// More than two terms find nothing.
    TooManyVoidLookups,
    /// Terms after `all` that nobody reads.
    AfterAll,
    /// `redirect` beside `all`.
    RedirectWithAll,
    /// A record that includes itself, perhaps by way of others.
    Loop,
    /// An included domain, or the target of a redirect, has no record.
    IncludeWithoutRecord,
    /// An included record has several records or breaks the grammar.
    IncludeBroken,
    /// A mechanism written with `=`, which makes it a modifier that receivers ignore.
    MechanismAsModifier,
    /// One `mx` finds more than ten MX records.
    TooManyExchanges,
    /// A range so wide that strangers are in it.
    WideRange,
    /// A private or reserved address, which no receiver ever sees.
    NonPublic,
    /// The same term twice.
    Repeated,
    /// The text for a fail cannot be used.
    Explanation,
    /// The DNS did not answer for some part.
    Unanswered,
}

impl Kind {
    /// How bad it is.
    pub fn weight(self) -> Weight {
        match self {
            Kind::Missing | Kind::NearlyRight | Kind::Several | Kind::Syntax | Kind::PassAll => Weight::Fail,
            Kind::TooManyLookups | Kind::TooManyVoidLookups | Kind::Loop | Kind::IncludeWithoutRecord => Weight::Fail,
            Kind::IncludeBroken | Kind::TooManyExchanges => Weight::Fail,
            Kind::NeutralAll | Kind::NoAll | Kind::Ptr | Kind::TooLong | Kind::ManyLookups => Weight::Warn,
            Kind::VoidLookups | Kind::AfterAll | Kind::RedirectWithAll | Kind::MechanismAsModifier => Weight::Warn,
            Kind::WideRange | Kind::NonPublic => Weight::Warn,
            Kind::Repeated | Kind::Explanation => Weight::Info,
            Kind::Unanswered => Weight::Unknown,
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong; [`Kind::weight`] says how bad it is.
    pub kind: Kind,
    /// Whose record it is: the sender's own, or one that it includes.
    pub domain: String,
    /// The term that it is about, as it is written.
    pub term: Option<String>,
    /// What was observed, in one sentence.
    pub observed: String,
    /// What to write instead, where presend knows it.
    pub suggestion: Option<String>,
}
