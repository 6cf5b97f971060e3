//! `presend.toml`, read and checked. What is wrong in it is told with line and column, and with what was probably meant.

use super::place::{Trust, refuse_strangers};
use super::settings::{Kind, SETTINGS, Setting, edit};
use crate::cli::args::Arguments;
use anyhow::bail;
use clap::{Arg, ArgAction, Command, CommandFactory};
use presend::reason::{Saying, Sentence, escape, sentence};
use presend::suggest::Lists;
use std::collections::BTreeSet;
use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A longer file is none that a person wrote, in octets.
const FILE_OCTETS_MAX: u64 = 1 << 20;

/// The section with the user's own domains.
pub const LISTS: &str = "lists";

/// A file of settings that was found right.
#[derive(Debug)]
pub struct File {
    pub path: PathBuf,
    text: String,
    trust: Trust,
    /// Each setting that the file makes, as the text that its flag would take.
    said: Vec<Said>,
}

/// What a name in the file may be that nobody knows.
#[derive(Clone, Copy, Debug)]
pub enum Unknown {
    Section,
    Setting,
    List,
    Field,
}

/// One setting of a file.
#[derive(Debug)]
pub struct Said {
    pub setting: &'static Setting,
    pub value: String,
    /// Counted from 1.
    pub line: usize,
}

impl File {
    /// Opens a file that the user named.
    pub fn open(path: &Path) -> anyhow::Result<File> {
        let file = std::fs::File::open(path).saying(|| unreadable(path))?;
        File::read(path, Trust::Whole, file)
    }

    /// Opens a file that was found, if nobody but its user can have written it.
    pub fn open_found(path: &Path, trust: Trust) -> anyhow::Result<File> {
        let file = std::fs::File::open(path).saying(|| unreadable(path))?;
        refuse_strangers(path, &file)?;
        File::read(path, trust, file)
    }

    fn read(path: &Path, trust: Trust, file: std::fs::File) -> anyhow::Result<File> {
        let mut text = String::new();
        file.take(FILE_OCTETS_MAX + 1).read_to_string(&mut text).saying(|| unreadable(path))?;
        anyhow::ensure!(text.len() as u64 <= FILE_OCTETS_MAX, sentence!("config-long", file = escape::file(path)));
        File::parse(path, trust, text)
    }

    pub(super) fn parse(path: &Path, trust: Trust, text: String) -> anyhow::Result<File> {
        let mut file = File { path: path.to_owned(), text, trust, said: Vec::new() };
        let said = file.settings()?;
        file.said = said;
        file.lists()?;
        Ok(file)
    }

    /// The file's text as a tree.
    fn tree(&self) -> anyhow::Result<Spanned<DeTable<'_>>> {
        DeTable::parse(&self.text).map_err(|error| {
            let place = error.span().unwrap_or_default();
            self.wrong(&place, sentence!("config-toml", what = error.message().to_owned()))
        })
    }

    fn settings(&self) -> anyhow::Result<Vec<Said>> {
        let command = Arguments::command();
        let mut sections: BTreeSet<&str> = SETTINGS.iter().map(|setting| setting.section).collect();
        sections.insert(LISTS);
        let mut said = Vec::new();
        for (name, value) in self.tree()?.get_ref() {
            let (section, place) = (name.get_ref().as_ref(), name.span());
            if !sections.contains(section) {
                // A setting that stands outside its section is met often.
                let inside =
                    SETTINGS.iter().find(|setting| setting.key == section && value.get_ref().as_table().is_none());
                return Err(match inside {
                    Some(setting) => {
                        let key = escape::one_line(section);
                        self.wrong(&place, sentence!("config-belongs", key = key, section = setting.section))
                    }
                    None => self.unknown(&place, Unknown::Section, section, sections.iter().copied()),
                });
            }
            let Some(table) = value.get_ref().as_table() else {
                bail!(self.wrong(&value.span(), sentence!("config-is-section", section = escape::one_line(section))));
            };
            for (name, value) in table.iter().filter(|_| section != LISTS) {
                let (key, place) = (name.get_ref().as_ref(), name.span());
                let of_section = || SETTINGS.iter().filter(|setting| setting.section == section);
                let Some(setting) = of_section().find(|setting| setting.key == key) else {
                    return Err(self.unknown(&place, Unknown::Setting, key, of_section().map(|setting| setting.key)));
                };
                let arg = setting.arg(&command).saying(|| sentence!("config-no-flag", id = setting.id))?;
                let value = self.value(setting, arg, value)?;
                said.push(Said { setting, value, line: self.line_and_column(place.start).0 });
            }
        }
        Ok(said)
    }

    /// The text that the flag would take for this value, if it would take it.
    fn value(&self, setting: &Setting, arg: &Arg, value: &Spanned<DeValue<'_>>) -> anyhow::Result<String> {
        let (kind, place) = (setting.kind(arg), value.span());
        let wrong = |why: Sentence| self.wrong(&place, sentence!("config-setting", key = setting.key).because(why));
        let text = match (value.get_ref(), kind) {
            (DeValue::Boolean(set), Kind::Bool) if matches!(arg.get_action(), ArgAction::SetTrue) => set.to_string(),
            (DeValue::Boolean(set), Kind::Bool) => if *set { "yes" } else { "no" }.to_owned(),
            (_, Kind::Bool) => return Err(wrong(sentence!("config-true-or-false"))),
            (DeValue::Integer(number), Kind::Integer | Kind::Figure | Kind::Text) if number.radix() == 10 => {
                number.as_str().to_owned()
            }
            (DeValue::Float(number), Kind::Figure) => number.as_str().to_owned(),
            (_, Kind::Integer) => return Err(wrong(sentence!("config-whole-number"))),
            (DeValue::String(text), Kind::Path) => self.beside(text),
            (DeValue::String(text), _) => match text.strip_prefix("zone:") {
                Some(zone) if setting.id == "dns" => format!("zone:{}", self.beside(zone)),
                _ => text.clone().into_owned(),
            },
            (DeValue::Array(list), Kind::Text) => {
                let texts: Option<Vec<&str>> = list.iter().map(|one| one.get_ref().as_str()).collect();
                texts.ok_or_else(|| wrong(sentence!("config-texts")))?.join(",")
            }
            (other, _) => return Err(wrong(sentence!("config-text", kind = other.type_str()))),
        };
        refusal(arg, &text).map_or(Ok(text), |why| Err(wrong(why)))
    }

    /// A path as it is meant in the file: from the file's own folder.
    fn beside(&self, path: &str) -> String {
        self.path.parent().unwrap_or(Path::new("")).join(path).to_string_lossy().into_owned()
    }

    /// The command with what the file says in place of its defaults.
    pub fn as_defaults(&self, command: Command) -> anyhow::Result<Command> {
        Ok(edit(command, &|arg| match self.obeyed().find(|said| arg.get_id() == said.setting.id) {
            // A few values that live as long as the process.
            Some(said) => arg.default_value(&*said.value.clone().leak()),
            None => arg,
        }))
    }

    /// Whether the file sets the flag with this name in clap.
    pub fn says(&self, id: &str) -> bool {
        self.obeyed().any(|said| said.setting.id == id)
    }

    pub fn get(&self, setting: &Setting) -> Option<&Said> {
        self.obeyed().find(|said| said.setting.id == setting.id)
    }

    /// The settings of the file that count.
    fn obeyed(&self) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(|said| self.counts(said))
    }

    fn counts(&self, said: &Said) -> bool {
        self.trust == Trust::Whole || !said.setting.reaches_out(&said.value)
    }

    /// A word on the settings that do not count, if there are any.
    pub fn withheld(&self) -> Option<Sentence> {
        let keys: Vec<String> = self
            .said
            .iter()
            .filter(|said| !self.counts(said))
            .map(|said| format!("{}:{}", said.setting.key, said.line))
            .collect();
        (!keys.is_empty()).then(|| {
            let path = escape::file(&self.path);
            sentence!("config-withheld", file = path, settings = keys.join(", "))
        })
    }

    /// The user's own domains.
    pub fn lists(&self) -> anyhow::Result<Lists> {
        match self.tree()?.get_ref().get(LISTS).and_then(|value| value.get_ref().as_table()) {
            Some(table) => super::lists::lists(self, table),
            None => Ok(Lists::default()),
        }
    }

    /// An error at a place of the file, in octets.
    pub fn wrong(&self, place: &Range<usize>, what: Sentence) -> anyhow::Error {
        let (line, column) = self.line_and_column(place.start);
        anyhow::Error::from(what).context(format!("{}:{line}:{column}", escape::file(&self.path)))
    }

    /// The error for a name that nobody knows.
    pub fn unknown<'k>(
        &self,
        place: &Range<usize>,
        what: Unknown,
        name: &str,
        known: impl Iterator<Item = &'k str>,
    ) -> anyhow::Error {
        let known: Vec<&str> = known.collect();
        let nearest = known.iter().map(|known| (strsim::osa_distance(name, known), known)).min();
        let near = nearest.filter(|(distance, near)| *distance <= (near.len() / 3).max(2)).map(|(_, near)| *near);
        let name = escape::one_line(name);
        let unknown = match what {
            Unknown::Section => sentence!("config-no-section", name = name),
            Unknown::Setting => sentence!("config-no-setting", name = name),
            Unknown::List => sentence!("config-no-list", name = name),
            Unknown::Field => sentence!("config-no-field", name = name),
        };
        self.wrong(
            place,
            unknown.because(match near {
                Some(near) => sentence!("config-near", name = near.to_owned()),
                None => sentence!("config-known", names = known.join(", ")),
            }),
        )
    }

    /// Both counted from 1, the column in characters.
    fn line_and_column(&self, octet: usize) -> (usize, usize) {
        let before = self.text.get(..octet).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

fn unreadable(path: &Path) -> Sentence {
    sentence!("config-cannot-read", file = escape::file(path))
}

/// Why the flag would not take this text, if it would not.
fn refusal(arg: &Arg, text: &str) -> Option<Sentence> {
    if matches!(arg.get_action(), ArgAction::SetTrue) {
        return None;
    }
    // The flag alone: what it has to do with other flags is not asked here.
    let mut alone = Arg::new("value").long("value").value_parser(arg.get_value_parser().clone());
    if let Some(delimiter) = arg.get_value_delimiter() {
        alone = alone.value_delimiter(delimiter);
    }
    let command = Command::new("presend").no_binary_name(true).disable_help_flag(true).arg(alone);
    let error = command.try_get_matches_from([format!("--value={text}")]).err()?;
    let choices: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    let unusable = sentence!("config-unusable", text = escape::one_line(text));
    Some(match choices.is_empty() {
        false => unusable.because(sentence!("value-one-of", names = choices.join(", "))),
        true => unusable.because(error),
    })
}
