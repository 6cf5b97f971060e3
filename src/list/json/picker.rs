//! Which values of a record of JSON hold its addresses, for those who take one record after the other.
//!
//! The names decide as they do for columns, each record by its own: the next one may have others. It must never leave a value that looks
//! like somebody's address unseen without saying so.

use super::lines::address_name;
use super::scan::{self, Kind, Outline, Shape};
use crate::list::detect::columns::JUDGED_COLUMNS_MAX;
use crate::list::detect::header::{self, Names};
use crate::list::detect::look;
use crate::list::{ADDED_COLUMNS, Column, LayoutOptions, ListError};
use std::collections::HashMap;
use std::sync::Arc;

/// Names whose meaning is remembered. Where names are data there is no end of them.
const NAMES_MAX: usize = 10_000;

/// What the name of a value says.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Role {
    /// It holds addresses of people.
    People(Arc<str>),
    /// Those of somebody else, or what an earlier run added.
    Elses,
    Nothing,
}

/// What is judged of a record.
#[derive(Debug, Default)]
pub struct Picked {
    /// The text of its address; empty where it has none.
    pub content: Vec<u8>,
    /// The name of that value, where it is another one than that of the records before.
    pub name: Option<Arc<str>>,
    /// Further values with something like an address, by name.
    pub more: Vec<(Arc<str>, Vec<u8>)>,
    /// Another value looks like the address of a person, and is not judged.
    pub unseen: bool,
    /// The line is no record.
    pub broken: bool,
    /// Where its parts stand.
    pub(in crate::list) shape: Shape,
}

/// Picks the addresses out of records.
#[derive(Debug)]
pub struct Picker {
    wish: LayoutOptions,
    /// The names that the user wants, in their order.
    wanted: Option<Vec<Arc<str>>>,
    /// The name of the address, once a record showed it.
    own: Option<Arc<str>>,
    roles: HashMap<Box<str>, Role>,
    path: String,
}

impl Picker {
    pub fn new(wish: &LayoutOptions) -> Picker {
        let wanted: Option<Vec<Arc<str>>> = match &wish.column {
            Some(Column::Name(names)) => Some(names.split(',').map(|name| Arc::from(name.trim())).collect()),
            _ => None,
        };
        let own = wanted.as_ref().and_then(|wanted| wanted.first().cloned());
        Picker { wish: wish.clone(), wanted, own, roles: HashMap::new(), path: String::new() }
    }

    /// Picks the values of a record. `Err` when the first one does not show where addresses are.
    pub fn pick(&mut self, line: &[u8]) -> Result<Picked, ListError> {
        if self.own.is_none() && !line.trim_ascii().is_empty() {
            self.own = Some(self.first_name(line)?);
        }
        let own = self.own.clone();
        let mut path = std::mem::take(&mut self.path);
        let (mut others, mut strangers) = (Vec::new(), Vec::new());
        let shape = Shape::of(line, &mut path, |name, place, kind| {
            if own.as_deref() == Some(name) {
                return true;
            }
            if matches!(kind, Kind::Text | Kind::List) {
                match self.role(name) {
                    Role::People(name) => others.push((name, place.clone(), kind)),
                    Role::Nothing if memchr::memchr(b'@', &line[place.clone()]).is_some() => {
                        strangers.push((place.clone(), kind));
                    }
                    Role::Nothing | Role::Elses => {}
                }
            }
            false
        });
        self.path = path;
        let text = |place: std::ops::Range<usize>, kind| scan::text(&line[place], kind).into_owned();
        let mut picked = Picked { shape, ..Picked::default() };
        match &picked.shape.outline {
            Some(Outline::Object(_)) => {}
            Some(Outline::Text(place)) => {
                picked.content = scan::unescape(&line[place.clone()]).into_owned();
                return Ok(picked);
            }
            None => {
                picked.broken = !line.trim_ascii().is_empty();
                return Ok(picked);
            }
        }
        picked.content = picked.shape.address.clone().map(|(place, kind)| text(place, kind)).unwrap_or_default();
        for (name, place, kind) in others {
            let content = text(place, kind);
            if look::is_meant(&content) || look::is_attempt(&content) {
                picked.more.push((name, content));
            }
        }
        if look::is_nothing(&picked.content) && !picked.more.is_empty() {
            let (name, content) = picked.more.remove(0);
            (picked.name, picked.content) = (Some(name), content);
        }
        picked.unseen = picked.more.len() >= JUDGED_COLUMNS_MAX
            || strangers.into_iter().any(|(place, kind)| self.wanted.is_none() && picked.is_new(&text(place, kind)));
        picked.more.truncate(JUDGED_COLUMNS_MAX - 1);
        Ok(picked)
    }

    /// The name of the address by the first record: one that means e-mail, be its value empty, before what its values look like.
    fn first_name(&self, line: &[u8]) -> Result<Arc<str>, ListError> {
        let mut named = None;
        let outline = scan::walk(line, &mut String::new(), |name, _, kind| {
            let means_email = header::names(name.as_bytes()) == Names::Email && !header::names_others(name.as_bytes());
            if named.is_none() && means_email && kind != Kind::Plain {
                named = Some(Arc::from(name));
            }
        });
        match (outline, named) {
            (Some(Outline::Object(_)), Some(name)) if self.wish.column.is_none() => Ok(name),
            _ => address_name(line, &self.wish).map(Arc::from),
        }
    }

    fn role(&mut self, name: &str) -> Role {
        if let Some(role) = self.roles.get(name) {
            return role.clone();
        }
        let bytes = name.as_bytes();
        let role = match &self.wanted {
            Some(wanted) => match wanted.iter().find(|one| ***one == *name) {
                Some(name) => Role::People(name.clone()),
                None => Role::Elses,
            },
            None if ADDED_COLUMNS.contains(&name) || header::names_others(bytes) => Role::Elses,
            None if header::names(bytes) > Names::Nothing || header::names_people(bytes) => Role::People(name.into()),
            None => Role::Nothing,
        };
        if self.roles.len() < NAMES_MAX {
            self.roles.insert(name.into(), role.clone());
        }
        role
    }
}

impl Picked {
    /// Whether a value is an address that is not judged.
    fn is_new(&self, value: &[u8]) -> bool {
        let judged = std::iter::once(&self.content).chain(self.more.iter().map(|(_, content)| content));
        let mut again = judged.map(|judged| look::trim(judged).eq_ignore_ascii_case(look::trim(value)));
        look::is_somebodys(value) && !again.any(|again| again)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn picked(records: &[&str], column: Option<&str>) -> Vec<String> {
        let wish =
            LayoutOptions { column: column.map(|name| Column::Name(name.to_owned())), ..LayoutOptions::default() };
        let mut picker = Picker::new(&wish);
        let shown = |picked: Picked| {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let name = picked.name.map(|name| format!("{name}=")).unwrap_or_default();
            let more: String = picked.more.iter().map(|(name, content)| format!(" {name}={}", text(content))).collect();
            let unseen = if picked.unseen { " !" } else { "" };
            format!("{name}{}{more}{unseen}{}", text(&picked.content), if picked.broken { " broken" } else { "" })
        };
        records
            .iter()
            .map(|record| picker.pick(record.as_bytes()).map_or_else(|error| error.to_string(), shown))
            .collect()
    }

    #[track_caller]
    fn check(records: &[&str], column: Option<&str>, expected: &[&str]) {
        assert_eq!(picked(records, column), expected, "{records:?}");
    }

    #[test]
    fn the_name_of_the_address_is_learned_from_names_before_values() {
        check(
            &[r#"{"id":1,"email":"","owner":"me@our.com"}"#, r#"{"email":"b@web.de","owner":"me@our.com"}"#],
            None,
            &["", "b@web.de"],
        );
        check(&[r#"{"email":null,"note":"ask for x@web.de"}"#, r#"{"email":"b@web.de"}"#], None, &["", "b@web.de"]);
        check(&[r#"{"a":"x","who":"b@web.de"}"#, r#"{"a":"y","who":"c@@web"}"#], None, &["b@web.de", "c@@web"]);
        check(&["\"b@web.de\"", "nonsense", ""], None, &["b@web.de", " broken", ""]);
    }

    #[test]
    fn each_record_shows_all_of_its_addresses() {
        check(
            &[
                r#"{"email":"a@web.de","email2":"z@@web.de"}"#,
                r#"{"email":"","email2":"k@web.de"}"#,
                r#"{"mail":"c@web.de"}"#,
                r#"{"Email":"E@web.de","n":7}"#,
                r#"{"email":{"v":"h@web.de"}}"#,
                r#"{"email":"","alt":"bob@web.de"}"#,
                r#"{"email":"a@web.de","alt":"A@web.de"}"#,
                r#"{"email":"a@web.de","from_email":"me@our.com","login":"ann@corp.com"}"#,
            ],
            None,
            &[
                "a@web.de email2=z@@web.de",
                "email2=k@web.de",
                "mail=c@web.de",
                "Email=E@web.de",
                "email.v=h@web.de",
                " !",
                "a@web.de",
                "a@web.de",
            ],
        );
    }

    #[test]
    fn named_values_are_judged_and_no_others() {
        check(
            &[r#"{"x":1}"#, r#"{"email":"a@web.de","b":"k@web.de","c":"x@web.de"}"#, r#"{"b":"k@web.de"}"#],
            Some("email,b"),
            &["", "a@web.de b=k@web.de", "b=k@web.de"],
        );
    }
}
