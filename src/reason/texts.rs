//! What presend says to people, in every language it speaks: one file a language in `data/texts/`, in the form of Fluent. English is the one that
//! the others are held against: a test names what a language lacks, and every value that its texts do not take up.
//!
//! Nothing else in presend holds a sentence for people twice. Whoever has something to say names the text: `lang.text("page-title")`, or
//! with values `say!(lang, "count-rows", count = rows)`.

use super::{Reason, Texts};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Makes the languages of their rows. A row is: its variant, its name for `--lang` and locales, its tag in pages (BCP 47), its file.
macro_rules! languages {
    ($( $(#[$about:meta])* $variant:ident: $name:literal, $tag:literal, $file:literal; )*) => {
        /// A language in which presend speaks.
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
        pub enum Lang {
            $( $(#[$about])* $variant, )*
        }

        impl Lang {
            /// All of them, English first.
            pub const ALL: &'static [Lang] = &[ $( Lang::$variant, )* ];

            /// As it is named by `--lang`, and at the beginning of a locale.
            pub fn name(self) -> &'static str {
                match self { $( Lang::$variant => $name, )* }
            }

            /// The tag of a page in this language (BCP 47).
            pub fn tag(self) -> &'static str {
                match self { $( Lang::$variant => $tag, )* }
            }

            fn catalogue(self) -> &'static Catalogue {
                match self {
                    $( Lang::$variant => {
                        static TEXTS: LazyLock<Catalogue> =
                            LazyLock::new(|| Catalogue::of($tag, include_str!(concat!("../../data/texts/", $file))));
                        &TEXTS
                    } )*
                }
            }
        }
    };
}

languages! {
    #[default]
    En: "en", "en", "en.ftl";
    /// Simplified Chinese.
    Zh: "zh", "zh-Hans", "zh.ftl";
    /// German.
    De: "de", "de", "de.ftl";
}

impl Lang {
    /// The language of a locale such as `zh_CN.UTF-8`; English where presend does not speak it.
    pub fn of_locale(locale: &str) -> Lang {
        let begin = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Lang::named(begin).unwrap_or_default()
    }

    /// The language of this name; case does not matter.
    pub fn named(name: &str) -> Option<Lang> {
        Lang::ALL.iter().copied().find(|lang| lang.name().eq_ignore_ascii_case(name))
    }

    /// A text that takes no values. A text that is not there is shown by its name; a test finds it before.
    pub fn text(self, id: &'static str) -> &'static str {
        self.catalogue().plain.get(id).map_or(id, String::as_str)
    }

    /// A text with its values. Best written with [`say!`](crate::say).
    pub fn say(self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.as_fluent());
        }
        self.catalogue().filled(id, &args).unwrap_or_else(|| id.to_owned())
    }

    /// The texts of a code.
    pub(super) fn of_code(self, reason: Reason) -> Texts {
        // In the order of the table.
        self.catalogue().codes[reason as usize]
    }
}

/// What stands in a text at the place of a name.
#[derive(Clone, Debug)]
pub enum Value<'v> {
    /// A number, shown with separators; a text may depend on it, as singular and plural do.
    Number(u64),
    /// A text, shown as it is.
    Text(Cow<'v, str>),
}

impl Value<'_> {
    fn as_fluent(&self) -> FluentValue<'_> {
        match self {
            Value::Number(number) => FluentValue::from(*number),
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
        }
    }
}

impl From<u64> for Value<'_> {
    fn from(number: u64) -> Self {
        Value::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(number as u64)
    }
}

impl From<u8> for Value<'_> {
    fn from(number: u8) -> Self {
        Value::Number(number.into())
    }
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Value::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Value::Text(Cow::Owned(text))
    }
}

impl<'v> From<Cow<'v, str>> for Value<'v> {
    fn from(text: Cow<'v, str>) -> Self {
        Value::Text(text)
    }
}

/// A text of a language with values: `say!(lang, "count-rows", count = 3)`.
#[doc(hidden)]
#[macro_export]
macro_rules! say {
    ($lang:expr, $id:literal $(, $name:ident = $value:expr)+ $(,)?) => {
        $lang.say($id, &[$( (stringify!($name), $crate::reason::texts::Value::from($value)), )+])
    };
}

#[doc(hidden)]
pub use say;

/// `12345` as `12,345`.
pub fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text taken apart: what is fixed in it, and the names of what is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Fixed(String),
    Filled(String),
}

/// The English texts whose names begin so, each taken apart. Texts that depend on numbers are left out.
pub fn forms(begin: &str) -> Vec<(&'static str, Vec<Piece>)> {
    let all = Lang::En.catalogue().messages.iter().filter(|(id, _)| id.starts_with(begin));
    all.filter_map(|(id, pieces)| Some((id.as_str(), pieces.clone()?))).collect()
}

/// The texts of one language.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Those that take no values, ready to be shown. Attributes stand behind a dot: `code-syntax-no_at.why`.
    plain: HashMap<String, String>,
    /// All texts in the order of the file, each taken apart where that can be done.
    messages: Vec<(String, Option<Vec<Piece>>)>,
    /// The texts of codes, in the order of the table.
    codes: Vec<Texts>,
    /// What is wrong with the file. A test wants this empty.
    #[cfg_attr(not(test), allow(dead_code))]
    faults: Vec<String>,
}

impl Catalogue {
    fn of(tag: &str, source: &'static str) -> Catalogue {
        let (resource, mut faults) = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors.iter().map(ToString::to_string).collect()),
        };
        let (mut plain, mut messages) = (HashMap::new(), Vec::new());
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        // Marks around values would steer terminals and end up in files.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(grouped(number.value as u64)),
            _ => None,
        }));
        for entry in resource.entries() {
            let Entry::Message(message) = entry else { continue };
            let attributes =
                message.attributes.iter().map(|one| (format!("{}.{}", message.id.name, one.id.name), &one.value));
            for (id, pattern) in message.value.iter().map(|value| (message.id.name.to_owned(), value)).chain(attributes)
            {
                let pieces = pieces(pattern);
                if let Some(text) = pieces.as_deref().and_then(fixed) {
                    plain.insert(id.clone(), text);
                }
                messages.push((id, pieces));
            }
        }
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(ToString::to_string));
        }
        let codes = Reason::ALL.iter().map(|reason| texts_of(*reason, &plain)).collect();
        Catalogue { bundle, plain, messages, codes, faults }
    }

    fn filled(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        Some(self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }
}

/// The texts of a code, which stay until the end of the program: catalogues are never dropped.
fn texts_of(reason: Reason, plain: &HashMap<String, String>) -> Texts {
    let id = format!("code-{}", reason.code().replace('.', "-"));
    let text = |part: &str| -> &'static str {
        let text = plain.get(&format!("{id}{part}")).cloned().unwrap_or_else(|| reason.code().to_owned());
        Box::leak(text.into_boxed_str())
    };
    Texts { title: text(""), explanation: text(".why"), remedy: text(".fix") }
}

/// A text taken apart, if nothing in it depends on a number.
fn pieces(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    pattern
        .elements
        .iter()
        .map(|element| match element {
            PatternElement::TextElement { value } => Some(Piece::Fixed((*value).to_owned())),
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                Some(Piece::Fixed((*value).to_owned()))
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => Some(Piece::Filled(id.name.to_owned())),
            PatternElement::Placeable { .. } => None,
        })
        .collect()
}

fn fixed(pieces: &[Piece]) -> Option<String> {
    pieces
        .iter()
        .map(|piece| match piece {
            Piece::Fixed(text) => Some(text.as_str()),
            Piece::Filled(_) => None,
        })
        .collect()
}

#[cfg(test)]
mod tests;
