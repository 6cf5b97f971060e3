//! What presend says to people, in every language it speaks: one file a language in `data/texts/`, in the form of Fluent. English is the one that
//! the others are held against: a test names what a language lacks, and every value that its texts do not take up.
//!
//! Nothing else in presend holds a sentence for people twice. Whoever has something to say names the text: `lang.text("page-title")`, or
//! with values `say!(lang, "count-rows", count = rows)`.

use super::{Reason, Sentence, Texts};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

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

            /// The file of its texts.
            fn source(self) -> &'static str {
                match self { $( Lang::$variant => include_str!(concat!("../../data/texts/", $file)), )* }
            }

            fn catalogue(self) -> &'static Catalogue {
                match self {
                    $( Lang::$variant => {
                        static TEXTS: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::of(Lang::$variant));
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
        self.catalogue().plain.get(id).copied().unwrap_or(id)
    }

    /// The text of this name, if there is one that takes no values: for names that are put together.
    pub fn find(self, id: &str) -> Option<&'static str> {
        self.catalogue().plain.get(id).copied()
    }

    /// A text with its values. Best written with [`say!`](crate::say).
    pub fn say(self, id: &str, values: &[(&'static str, Value<'_>)]) -> String {
        let mut args = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            args.set(*name, value.as_fluent(self));
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
    /// What another text says, in the language of the whole.
    Said(Arc<Sentence>),
}

impl Value<'_> {
    fn as_fluent(&self, lang: Lang) -> FluentValue<'_> {
        match self {
            Value::Number(number) => FluentValue::from(*number),
            Value::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Value::Said(sentence) => FluentValue::String(Cow::Owned(sentence.said(lang))),
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

impl From<Sentence> for Value<'_> {
    fn from(sentence: Sentence) -> Self {
        Value::Said(Arc::new(sentence))
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

/// The form of a text: what is fixed in it, one piece more than there are names of what is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The name of the text.
    pub id: String,
    pub fixed: Vec<String>,
    pub names: Vec<String>,
}

/// The forms of the English texts whose names begin so, in the order of the file. Texts that depend on numbers are left out.
pub fn forms(begin: &str) -> Vec<Form> {
    let resource = FluentResource::try_new(Lang::En.source().to_owned()).unwrap_or_else(|(resource, _)| resource);
    let messages = resource.entries().filter_map(|entry| match entry {
        Entry::Message(message) if message.id.name.starts_with(begin) => {
            message.value.as_ref().map(|value| (message, value))
        }
        _ => None,
    });
    messages.filter_map(|(message, value)| form(message.id.name, value)).collect()
}

fn form(id: &str, pattern: &Pattern<&str>) -> Option<Form> {
    let (mut fixed, mut names) = (vec![String::new()], Vec::new());
    for element in &pattern.elements {
        let text = match element {
            PatternElement::TextElement { value } => *value,
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                *value
            }
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                names.push(id.name.to_owned());
                fixed.push(String::new());
                continue;
            }
            PatternElement::Placeable { .. } => return None,
        };
        fixed.last_mut().into_iter().for_each(|last| last.push_str(text));
    }
    Some(Form { id: id.to_owned(), fixed, names })
}

/// The texts of one language.
struct Catalogue {
    bundle: FluentBundle<FluentResource>,
    /// Those that take no values, ready to be shown. Attributes stand behind a dot: `code-syntax-no_at.why`.
    plain: HashMap<String, &'static str>,
    /// How many texts stand in the file.
    #[cfg_attr(not(test), allow(dead_code))]
    count: usize,
    /// The texts of codes, in the order of the table.
    codes: Vec<Texts>,
    /// What is wrong with the file. A test wants this empty.
    #[cfg_attr(not(test), allow(dead_code))]
    faults: Vec<String>,
}

impl Catalogue {
    fn of(lang: Lang) -> Catalogue {
        let (resource, mut faults) = match FluentResource::try_new(lang.source().to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors.iter().map(ToString::to_string).collect()),
        };
        let (mut plain, mut count) = (HashMap::new(), 0);
        let mut bundle = FluentBundle::new_concurrent(lang.tag().parse().into_iter().collect());
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
                count += 1;
                if let Some(form) = form(&id, pattern).filter(|form| form.names.is_empty()) {
                    // Catalogues stay until the end of the program, and so do their texts.
                    plain.insert(id, &*form.fixed.concat().leak());
                }
            }
        }
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(ToString::to_string));
        }
        let codes = Reason::ALL.iter().map(|reason| texts_of(*reason, &plain)).collect();
        Catalogue { bundle, plain, count, codes, faults }
    }

    fn filled(&self, id: &str, args: &FluentArgs<'_>) -> Option<String> {
        let pattern = self.bundle.get_message(id)?.value()?;
        Some(self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }
}

fn texts_of(reason: Reason, plain: &HashMap<String, &'static str>) -> Texts {
    let id = format!("code-{}", reason.code().replace('.', "-"));
    let text = |part: &str| plain.get(&format!("{id}{part}")).copied().unwrap_or(reason.code());
    Texts { title: text(""), explanation: text(".why"), remedy: text(".fix") }
}

#[cfg(test)]
mod tests;
