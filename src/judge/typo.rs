//! When a suggestion is shown, and when it may be acted on.

use crate::reason::Reason;
use crate::suggest::{Confidence, Suggestion};

/// Whether a suggestion is worth showing. An unsure one needs evidence that the typed domain takes no mail.
pub(super) fn worth_showing(suggestion: &Suggestion, takes_no_mail: bool) -> bool {
    match suggestion.confidence {
        Confidence::High | Confidence::Medium => true,
        Confidence::Low => takes_no_mail,
    }
}

/// Whether `--fix typos` may put the suggestion in place of what was typed. A comma can also part two things in a cell.
pub(super) fn may_be_fixed(suggestion: &Suggestion, takes_no_mail: bool) -> bool {
    suggestion.confidence == Confidence::High && takes_no_mail && suggestion.reason != Reason::TypoComma
}
