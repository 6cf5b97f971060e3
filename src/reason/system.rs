//! What the system says when it refuses something. In English it is said in the system's own words, which people look up; in other languages
//! the common refusals are said in theirs.

use super::{Lang, Sentence};
use std::io::{Error, ErrorKind};

/// What is wrong, in this language as far as it is known.
pub fn refusal(error: &Error, lang: Lang) -> String {
    if let Some(inner) = error.get_ref() {
        // Whoever wrapped it said more than its kind does.
        return match inner.downcast_ref::<Sentence>() {
            Some(sentence) => sentence.said(lang),
            None => error.to_string(),
        };
    }
    text_of(error.kind()).filter(|_| lang != Lang::En).map_or_else(|| error.to_string(), |id| lang.text(id).to_owned())
}

fn text_of(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::NotFound => "system-not-found",
        ErrorKind::PermissionDenied => "system-denied",
        ErrorKind::AlreadyExists => "system-exists",
        ErrorKind::StorageFull => "system-full",
        ErrorKind::IsADirectory => "system-folder",
        ErrorKind::NotADirectory => "system-no-folder",
        ErrorKind::InvalidData => "system-invalid-data",
        ErrorKind::TimedOut => "system-timed-out",
        ErrorKind::ConnectionRefused => "system-refused",
        ErrorKind::UnexpectedEof => "system-ends",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sentence;

    #[test]
    fn a_refusal_is_said_in_the_language_of_the_reader_and_in_english_as_the_system_says_it() {
        // ENOENT is 2 everywhere.
        let missing = Error::from_raw_os_error(2);
        assert_eq!(refusal(&missing, Lang::En), missing.to_string());
        assert_eq!(refusal(&missing, Lang::Zh), Lang::Zh.text("system-not-found"));
        assert_eq!(refusal(&ErrorKind::UnexpectedEof.into(), Lang::De), Lang::De.text("system-ends"));
    }

    #[test]
    fn what_was_said_of_it_by_others_stays() {
        assert_eq!(refusal(&Error::new(ErrorKind::NotFound, "no such host"), Lang::Zh), "no such host");
        let said = Error::other(sentence!("baseline-error-io"));
        assert_eq!(refusal(&said, Lang::Zh), Lang::Zh.text("baseline-error-io"));
        assert_eq!(refusal(&ErrorKind::AddrInUse.into(), Lang::Zh), Error::from(ErrorKind::AddrInUse).to_string());
    }
}
