//! What is to be said, before it is known in which language: the name of a text, and its values. As an error it may have a cause.

use super::Lang;
use super::texts::Value;
use std::error::Error;
use std::fmt;

/// A text of `data/texts/` with its values. Shown without a language it is English.
#[derive(Debug)]
pub struct Sentence {
    id: &'static str,
    values: Vec<(&'static str, Value<'static>)>,
    cause: Option<Box<dyn Error + Send + Sync>>,
}

impl Sentence {
    /// Best written with [`sentence!`](crate::sentence).
    pub fn new(id: &'static str, values: Vec<(&'static str, Value<'static>)>) -> Sentence {
        Sentence { id, values, cause: None }
    }

    /// The same, because of something.
    pub fn because(self, cause: impl Into<Box<dyn Error + Send + Sync>>) -> Sentence {
        Sentence { cause: Some(cause.into()), ..self }
    }

    pub fn said(&self, lang: Lang) -> String {
        match self.values.is_empty() {
            true => lang.text(self.id).to_owned(),
            false => lang.say(self.id, &self.values),
        }
    }
}

impl fmt::Display for Sentence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said(Lang::En))
    }
}

impl Error for Sentence {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn Error + 'static))
    }
}

/// What failed, said of the error that made it fail.
pub trait Saying<T> {
    fn saying(self, what: impl FnOnce() -> Sentence) -> Result<T, Sentence>;
}

impl<T, E: Into<Box<dyn Error + Send + Sync>>> Saying<T> for Result<T, E> {
    fn saying(self, what: impl FnOnce() -> Sentence) -> Result<T, Sentence> {
        self.map_err(|error| what().because(error))
    }
}

impl<T> Saying<T> for Option<T> {
    fn saying(self, what: impl FnOnce() -> Sentence) -> Result<T, Sentence> {
        self.ok_or_else(what)
    }
}

/// A text with values, in no language yet: `sentence!("list-error-empty")`, `sentence!("count-rows", count = 3)`.
#[doc(hidden)]
#[macro_export]
macro_rules! sentence {
    ($id:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::reason::Sentence::new($id, vec![$( (stringify!($name), $crate::reason::texts::Value::from($value)), )*])
    };
}

#[doc(hidden)]
pub use sentence;

/// Shows errors that have a `said` of their own in English where nobody names a language.
#[doc(hidden)]
#[macro_export]
macro_rules! shown_in_english {
    ($($error:ty),+) => {
        $(impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.said($crate::reason::Lang::En))
            }
        })+
    };
}

#[doc(hidden)]
pub use shown_in_english;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_said_in_the_language_of_who_reads_it_with_its_cause_behind_it() {
        let failed: Result<(), _> = Err(std::io::Error::other("the disk is full"));
        let said = failed.saying(|| sentence!("list-error-empty")).unwrap_err();
        assert_eq!(said.to_string(), Lang::En.text("list-error-empty"));
        assert_eq!(said.said(Lang::Zh), Lang::Zh.text("list-error-empty"));
        assert_eq!(said.source().map(ToString::to_string).as_deref(), Some("the disk is full"));
        assert_eq!(sentence!("count-rows", count = 2_usize).said(Lang::Zh), "2 行");
        let inner = sentence!("count-rows", count = 2_usize);
        assert_eq!(sentence!("zone-error-syntax", line = "7", what = inner).said(Lang::Zh), "第 7 行：2 行");
    }
}
