//! Pieces of XML as slices of their text: elements one after another, a tag and what it holds, attributes.
//!
//! What is not changed is never written anew. Names are looked at without their prefixes, for programs choose these as they
//! like. `None` means that the text is no XML.

use quick_xml::XmlVersion;
use quick_xml::escape::escape;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use std::borrow::Cow;

/// An element: its name without prefix, and its text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'x> {
    pub name: &'x str,
    pub text: &'x str,
}

/// The elements of a text that stand in no other.
pub(super) fn elements(text: &str) -> Option<Vec<Element<'_>>> {
    let mut reader = Reader::from_str(text);
    let mut found = Vec::new();
    loop {
        let from = place(&reader)?;
        match reader.read_event().ok()? {
            Event::Start(tag) => {
                reader.read_to_end(tag.name()).ok()?;
            }
            Event::Empty(_) => {}
            Event::Eof => return Some(found),
            _ => continue,
        }
        let text = &text[from..place(&reader)?];
        found.push(Element { name: name(text), text });
    }
}

fn place(reader: &Reader<&[u8]>) -> Option<usize> {
    usize::try_from(reader.buffer_position()).ok()
}

/// The name of the element that begins here, without its prefix.
fn name(text: &str) -> &str {
    let name = text.trim_start_matches('<').split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
    name.rsplit(':').next().unwrap_or_default()
}

impl<'x> Element<'x> {
    /// The root of a document.
    pub fn root(document: &'x str) -> Option<Element<'x>> {
        elements(document)?.into_iter().next()
    }

    /// The tag that begins it, what it holds, and the tag that ends it. An element without an end holds nothing.
    pub fn open(&self) -> Option<(&'x str, &'x str, &'x str)> {
        let mut reader = Reader::from_str(self.text);
        if let Event::Empty(_) = reader.read_event().ok()? {
            return Some((self.text, "", ""));
        }
        let (tag, end) = (place(&reader)?, self.text.rfind("</")?);
        Some((&self.text[..tag], self.text.get(tag..end)?, &self.text[end..]))
    }

    /// The elements in it.
    pub fn children(&self) -> Option<Vec<Element<'x>>> {
        elements(self.open()?.1)
    }

    /// The value of an attribute, by its name without prefix.
    pub fn attribute(&self, wanted: &str) -> Option<String> {
        tag(self.text, |tag| {
            let mut attributes = tag.attributes();
            let found = attributes
                .with_checks(false)
                .flatten()
                .find(|attribute| attribute.key.local_name().as_ref() == wanted)?;
            Some(found.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
        })?
    }

    /// The element with other values for some attributes: for those whose new value is given.
    pub fn with(&self, change: impl FnMut(&str, &str) -> Option<String>) -> Option<String> {
        let (open, inner, close) = self.open()?;
        Some(format!("{}{inner}{close}", retagged(open, change)?))
    }

    /// The element with other contents.
    pub fn holding(&self, inner: &str) -> Option<String> {
        let (open, _, close) = self.open()?;
        Some(format!("{open}{inner}{close}"))
    }
}

fn tag<T>(text: &str, look: impl FnOnce(&BytesStart<'_>) -> T) -> Option<T> {
    match Reader::from_str(text).read_event().ok()? {
        Event::Start(tag) => Some(look(&tag)),
        // The tag alone is an element that has no end here.
        Event::Empty(tag) => Some(look(&tag)),
        _ => None,
    }
}

/// A tag with other attributes.
fn retagged(text: &str, mut change: impl FnMut(&str, &str) -> Option<String>) -> Option<String> {
    tag(text, |tag| {
        let mut written = format!("<{}", tag.name().as_ref());
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.ok()?;
            let value = match change(
                attribute.key.local_name().as_ref(),
                &attribute.normalized_value(XmlVersion::Implicit1_0).ok()?,
            ) {
                None => quoted(&attribute.value),
                Some(value) => Cow::Owned(escape(value.as_str()).into_owned()),
            };
            written.push_str(&format!(" {}=\"{value}\"", attribute.key.as_ref()));
        }
        written.push_str(if text.ends_with("/>") { "/>" } else { ">" });
        Some(written)
    })?
}

/// The value of an attribute as it was written, for between double quotes.
pub(super) fn quoted(value: &str) -> Cow<'_, str> {
    if value.contains('"') { Cow::Owned(value.replace('"', "&quot;")) } else { Cow::Borrowed(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_found_and_changed_in_place() {
        let text = "<?xml version=\"1.0\"?>\n<x:a k='1\"' r:id=\"&lt;2\"><!-- --><x:b/> <c>t<d/></c></x:a>";
        let root = Element::root(text).expect("XML");
        assert_eq!((root.name, root.attribute("id").as_deref()), ("a", Some("<2")));
        let names: Vec<_> = root.children().expect("XML").iter().map(|child| child.name).collect();
        assert_eq!(names, ["b", "c"]);
        let changed = root.with(|name, _| (name == "id").then(|| "3".to_owned()));
        assert_eq!(changed.as_deref(), Some("<x:a k=\"1&quot;\" r:id=\"3\"><!-- --><x:b/> <c>t<d/></c></x:a>"));
        assert!(elements("<a><b></a>").is_none());
    }
}
