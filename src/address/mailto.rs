//! Takes the addresses out of links: `mailto:ann@example.com?subject=hi`, also in HTML, Markdown and chat markup.
//!
//! A link names its address exactly (RFC 6068 §2), so what a page shows beside it is dropped.

use super::decode::percent;
use super::text::{Text, TextBuilder};
use super::{Finding, note};
use crate::reason::Reason;
use std::ops::Range;

const SCHEME: &str = "mailto:";

/// How a link is written, told by the character before it.
#[derive(Clone, Copy)]
enum Style {
    /// `mailto:a@b?x=y`, ends at white space or a bracket.
    Plain,
    /// `<a href="mailto:a@b">Ann</a>` and `[Ann](mailto:a@b)`: the markup around it goes too.
    Markup(char),
}

/// The text with its links unwrapped, or `None` when it has none.
pub(super) fn unwrap<'a>(text: &Text<'a>, notes: &mut Vec<Finding>) -> Option<Text<'a>> {
    let written = text.as_str();
    let links = schemes(written);
    let first = *links.first()?;
    let markup = style(written, first);
    let unwrapped = match markup {
        Style::Markup(closing) => targets(text, &links, closing, notes),
        Style::Plain => without_parameters(text, &links, notes),
    };
    // RFC 6068 §2: everything that is not plain in a link is percent-encoded.
    let whole = 0..unwrapped.as_str().len();
    Some(percent(&unwrapped, whole, notes).unwrap_or(unwrapped))
}

fn schemes(written: &str) -> Vec<usize> {
    memchr::memchr_iter(b':', written.as_bytes())
        .filter_map(|colon| {
            let start = (colon + 1).checked_sub(SCHEME.len())?;
            let inside_word = written.get(..start)?.ends_with(char::is_alphanumeric);
            (!inside_word && written[start..=colon].eq_ignore_ascii_case(SCHEME)).then_some(start)
        })
        .collect()
}

fn style(written: &str, link: usize) -> Style {
    let before = &written[..link];
    let in_tag = before.rfind('<').is_some_and(|open| !before[open..].contains('>') && before[open..].contains('='));
    match before.chars().next_back() {
        Some('"') => Style::Markup('"'),
        // Databases of an office write `ann@example.com#mailto:ann@example.com#`.
        Some('#') => Style::Markup('#'),
        Some('\'') if in_tag => Style::Markup('\''),
        Some('=') if in_tag => Style::Markup('>'),
        Some('(') if before.ends_with("](") => Style::Markup(')'),
        Some('<') if written[link..].split(['>', '@']).nth(1).is_some_and(|rest| rest.contains('|')) => {
            Style::Markup('>')
        }
        _ => Style::Plain,
    }
}

/// The addresses of all links and nothing else, with commas between them.
fn targets<'a>(text: &Text<'a>, links: &[usize], closing: char, notes: &mut Vec<Finding>) -> Text<'a> {
    let written = text.as_str();
    let mut builder = TextBuilder::default();
    for (number, &link) in links.iter().enumerate() {
        let start = link + SCHEME.len();
        let limit = links.get(number + 1).copied().unwrap_or(written.len());
        let target = &written[start..limit];
        let end = start + target.find([closing, '?', '|']).unwrap_or(target.len());
        if number > 0 {
            builder.push(',', text.span(link..start));
        }
        text.copy(start..end, &mut builder);
    }
    note(notes, Reason::RepairMailto, text.whole());
    builder.finish()
}

/// The text without `mailto:` and without what stands from `?` to the end of each link.
fn without_parameters<'a>(text: &Text<'a>, links: &[usize], notes: &mut Vec<Finding>) -> Text<'a> {
    let written = text.as_str();
    let mut gaps: Vec<Range<usize>> = Vec::new();
    for (number, &link) in links.iter().enumerate() {
        let strokes = written[link + SCHEME.len()..].bytes().take_while(|&byte| byte == b'/').count();
        let start = link + SCHEME.len() + strokes;
        let limit = links.get(number + 1).copied().unwrap_or(written.len());
        let rest = &written[start..limit];
        // A subject may have spaces when people write links by hand, so a link that begins the text ends with it.
        let alone = links.len() == 1 && !written[..link].contains(char::is_alphanumeric);
        let is_end = |c: char| matches!(c, '>' | '"' | ']' | ')') || c.is_whitespace() && !alone;
        let end = rest.find(is_end).unwrap_or(rest.len());
        gaps.push(link..start);
        let question = rest[..end].find('?').map(|question| start + question);
        // All receivers may stand in a field of the link (RFC 6068 §2).
        if let Some((field, value)) =
            question.filter(|&question| question == start).and_then(|question| to_field(written, question..start + end))
        {
            gaps.push(start..field);
            gaps.push(value..start + end);
        } else if let Some(question) = question {
            gaps.push(question..start + end);
        }
        note(notes, Reason::RepairMailto, text.span(link..question.map_or(start, |_| start + end)));
    }
    text.slice_without(0..written.len(), &gaps)
}

/// Where the value of the field `to` begins and ends in the parameters of a link.
fn to_field(written: &str, parameters: Range<usize>) -> Option<(usize, usize)> {
    let mut start = parameters.start + 1;
    for field in written[start..parameters.end].split('&') {
        if let Some((name, value)) = field.split_once('=')
            && name.eq_ignore_ascii_case("to")
        {
            let value_start = start + name.len() + 1;
            return Some((value_start, value_start + value.len()));
        }
        start += field.len() + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(written: &str, unwrapped: Option<&str>) {
        let text = unwrap(&Text::at(written, 0), &mut Vec::new());
        assert_eq!(text.as_ref().map(Text::as_str), unwrapped, "{written}");
    }

    #[test]
    fn links_lose_their_scheme_and_parameters() {
        check("mailto:ann@x.de", Some("ann@x.de"));
        check("MAILTO:ann@x.de?subject=Hello, you; and me", Some("ann@x.de"));
        check("<mailto:ann@x.de?cc=bob@x.de>", Some("<ann@x.de>"));
        check("mailto://ann@x.de", Some("ann@x.de"));
        check("Ann [mailto:ann@x.de] mailto:bob@x.de?a=b c", Some("Ann [ann@x.de] bob@x.de c"));
        check("mailto:ann%2Btag@x.de", Some("ann+tag@x.de"));
    }

    #[test]
    fn markup_around_links_goes_too() {
        check("<a href=\"mailto:ann@x.de?subject=x\">Ann at work</a>", Some("ann@x.de"));
        check("<a href='mailto:ann@x.de'>a</a> <a href='mailto:bob@x.de'>b</a>", Some("ann@x.de,bob@x.de"));
        check("[ann@x.de](mailto:ann@x.de)", Some("ann@x.de"));
        check("<mailto:ann@x.de|ann@x.de>", Some("ann@x.de"));
    }

    #[test]
    fn text_without_links_is_left_alone() {
        check("ann@x.de", None);
        check("mailto", None);
        check("é:ann@x.de", None);
        check("ann@x.commailto:", None);
    }
}
