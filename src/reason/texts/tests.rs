//! Every language says all that English says, with the same values, and nothing in the program names a text that is not there.

use super::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The values that a text takes up, those of all its variants.
fn values(pattern: &Pattern<&str>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                names.extend(variants.iter().flat_map(|variant| values(&variant.value)));
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline {
            names.insert(id.name.to_owned());
        }
    }
    names
}

/// All texts of a language with the values that they take up.
fn texts(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/texts/{}.ftl", lang.name()));
    let resource = FluentResource::try_new(std::fs::read_to_string(file).unwrap()).map_err(|(_, why)| why).unwrap();
    let mut texts = BTreeMap::new();
    for entry in resource.entries() {
        let Entry::Message(message) = entry else { continue };
        texts.extend(message.value.iter().map(|value| (message.id.name.to_owned(), values(value))));
        let attributes = message.attributes.iter();
        texts.extend(attributes.map(|one| (format!("{}.{}", message.id.name, one.id.name), values(&one.value))));
    }
    texts
}

#[test]
fn every_file_is_whole() {
    for lang in Lang::ALL {
        assert!(lang.catalogue().faults.is_empty(), "{}: {:?}", lang.name(), lang.catalogue().faults);
        assert_eq!(texts(*lang).len(), lang.catalogue().count, "{}: a text stands twice", lang.name());
    }
}

#[test]
fn every_language_says_what_english_says_with_the_same_values() {
    let english = texts(Lang::En);
    for lang in Lang::ALL {
        let theirs = texts(*lang);
        let missing: Vec<&String> = english.keys().filter(|id| !theirs.contains_key(*id)).collect();
        let beyond: Vec<&String> = theirs.keys().filter(|id| !english.contains_key(*id)).collect();
        let other: Vec<&String> =
            english.keys().filter(|id| theirs.get(*id).is_some_and(|of| *of != english[*id])).collect();
        assert!(
            missing.is_empty() && beyond.is_empty() && other.is_empty(),
            "{}: missing {missing:?}, not in English {beyond:?}, other values {other:?}",
            lang.name()
        );
    }
}

#[test]
fn chinese_is_chinese() {
    // Signs, names of standards and commands are the same in all languages.
    let letters = |text: &str| text.chars().any(|c| ('\u{3001}'..='\u{9fff}').contains(&c) || c == '：' || c == '，');
    let english =
        Lang::Zh.catalogue().plain.iter().filter(|(id, text)| {
            !letters(text) && Lang::En.catalogue().plain.get(*id) == Some(text) && text.contains(' ')
        });
    let ids: Vec<&String> = english.map(|(id, _)| id).filter(|id| !id.starts_with("caught-by-")).collect();
    assert!(ids.is_empty(), "not translated: {ids:?}");
}

#[test]
fn every_code_has_its_texts_in_every_language() {
    for lang in Lang::ALL {
        let known = texts(*lang);
        for reason in Reason::ALL {
            let id = format!("code-{}", reason.code().replace('.', "-"));
            for part in ["", ".why", ".fix"] {
                let taken = known.get(&format!("{id}{part}"));
                assert!(taken.is_some_and(BTreeSet::is_empty), "{}: {id}{part}", lang.name());
            }
            let said = reason.texts(*lang);
            let (stop, title) = if *lang == Lang::Zh { ('。', said.title) } else { ('.', said.title) };
            assert!(!title.is_empty() && !title.ends_with(stop), "{id}: title");
            assert!(said.explanation.ends_with(stop) && said.remedy.ends_with(stop), "{}: {id}", lang.name());
        }
        let codes = known.keys().filter(|id| id.starts_with("code-") && known.contains_key(&format!("{id}.why")));
        assert_eq!(codes.count(), Reason::ALL.len(), "{}: a text of a code that there is not", lang.name());
    }
}

/// The source of the program, without its tests.
fn sources(folder: &Path, all: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, all);
        } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("texts/tests.rs") {
            all.push(std::fs::read_to_string(&path).unwrap());
        }
    }
}

/// Up to the bracket that closes what is open at the beginning.
fn inside_brackets(text: &str) -> &str {
    let mut open = 1;
    let end = text.find(|c| {
        open += i32::from(c == '(') - i32::from(c == ')');
        open == 0
    });
    &text[..end.unwrap_or(text.len())]
}

#[test]
fn the_program_names_every_text_and_no_other_with_the_values_that_it_takes() {
    let mut all = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut all);
    let source = all.join("\n");
    let known = texts(Lang::En);
    let (mut told, mut faults) = (0, Vec::new());
    let name = regex::Regex::new(r"\b([a-z_]+) = ").unwrap();
    let calls = ["say!(", "sentence!("].into_iter().flat_map(|begin| source.match_indices(begin));
    for call in calls.map(|(place, begin)| inside_brackets(&source[place + begin.len()..])) {
        let Some((_, rest)) = call.split_once('"') else { continue };
        let Some((id, values)) = rest.split_once('"').filter(|(id, _)| id.contains('-')) else { continue };
        told += 1;
        let names: BTreeSet<String> = name.captures_iter(values).map(|name| name[1].to_owned()).collect();
        match known.get(id) {
            None => faults.push(format!("{id} is no text")),
            Some(wanted) if !wanted.is_subset(&names) => faults.push(format!("{id} wants {wanted:?}")),
            Some(_) => {}
        }
    }
    for call in regex::Regex::new(r#"\.text\(\s*"([^"]+)"\s*\)"#).unwrap().captures_iter(&source) {
        told += 1;
        if !known.get(&call[1]).is_some_and(BTreeSet::is_empty) && &call[1] != "page-title" {
            faults.push(format!("{} is no text without values", &call[1]));
        }
    }
    assert!(told > 150, "{told} calls were found");
    let unused = known.keys().filter(|id| !["code-", "saw-", "help-"].iter().any(|begin| id.starts_with(begin)));
    // What help says is named by commands and arguments: its own tests hold them together.
    faults.extend(unused.filter(|id| !source.contains(&format!("\"{id}\""))).map(|id| format!("{id} is never said")));
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn numbers_are_grouped_and_choose_the_form() {
    assert_eq!(crate::say!(Lang::En, "count-rows", count = 1_usize), "1 row");
    assert_eq!(crate::say!(Lang::En, "count-rows", count = 1_234_567_u64), "1,234,567 rows");
    assert_eq!(crate::say!(Lang::Zh, "count-rows", count = 1_234_567_u64), "1,234,567 行");
}

#[test]
fn a_value_is_taken_as_it_is() {
    assert_eq!(crate::say!(Lang::En, "came-back", why = "{ $rows } \u{202e}"), "came back: { $rows } \u{202e}");
}

#[test]
fn a_locale_leads_to_its_language() {
    for (locale, lang) in [
        ("zh_CN.UTF-8", Lang::Zh),
        ("ZH-Hans", Lang::Zh),
        ("en_GB", Lang::En),
        ("C", Lang::En),
        ("zha", Lang::En),
        ("", Lang::En),
    ] {
        assert_eq!(Lang::of_locale(locale), lang, "{locale}");
    }
}
