//! `presend init` and `presend config`: the settings written down, all of them and those in force.

use super::file::{File, LISTS};
use super::settings::{Kind, SETTINGS, Setting};
use super::{FILE_NAME, read};
use crate::cli::Exit;
use crate::cli::args::{Arguments, Config, ConfigArgs};
use crate::cli::help;
use crate::cli::terminal::Terminal;
use clap::{Arg, Command, CommandFactory};
use presend::reason::{Lang, Saying, escape, say, sentence};
use presend::report::formats::Format;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// What stands in the section with the user's own domains, as an example.
const LISTS_EXAMPLES: [&str; 3] = [
    "providers = [\"example.org\", { domain = \"example.net\", name = \"Example\", weight = 1000 }]",
    "allowed_domains = [\"example.org\"]",
    "blocked_domains = [\"example.net\"]",
];

/// Writes a commented `presend.toml` into the working folder, and never over an old one.
pub fn init(terminal: &Terminal) -> anyhow::Result<Exit> {
    let path = Path::new(FILE_NAME);
    let file = std::fs::File::create_new(path);
    if file.as_ref().is_err_and(|error| error.kind() == std::io::ErrorKind::AlreadyExists) {
        anyhow::bail!(sentence!("init-is-there", file = FILE_NAME));
    }
    let written = file.and_then(|mut file| file.write_all(template(terminal.lang).as_bytes()));
    written.saying(|| sentence!("cannot-write", file = FILE_NAME))?;
    terminal.say(&say!(terminal.lang, "init-wrote", file = FILE_NAME));
    Ok(Exit::Passed)
}

/// Every setting with its meaning and its default, commented out.
fn template(lang: Lang) -> String {
    let command = Arguments::command();
    let mut text = as_comment(lang.text("init-head"));
    let mut section = "";
    for (setting, arg) in SETTINGS.iter().filter_map(|setting| Some((setting, setting.arg(&command)?))) {
        if setting.section != section {
            section = setting.section;
            let _ = write!(text, "\n[{section}]\n");
        }
        let value = setting.default(arg).unwrap_or_else(|| setting.example.to_owned());
        let choices: Vec<_> = arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
        let choices = if choices.is_empty() || setting.kind(arg) == Kind::Bool {
            String::new()
        } else {
            format!(": {}", choices.join(", "))
        };
        let _ = writeln!(
            text,
            "# {}{choices}\n# {} = {}",
            meaning(setting, lang),
            setting.key,
            as_toml(setting, arg, &value)
        );
    }
    let explained = ["init-lists-providers", "init-lists-allowed", "init-lists-blocked"];
    text += &format!("\n[{LISTS}]\n");
    for (what, example) in explained.iter().zip(LISTS_EXAMPLES) {
        text += &format!("{}# {example}\n", as_comment(lang.text(what)));
    }
    text
}

fn as_comment(text: &str) -> String {
    text.lines().map(|line| format!("# {line}\n")).collect()
}

/// What a setting means. A section has the name of its command, or of no command.
fn meaning(setting: &Setting, lang: Lang) -> String {
    help::meaning(setting.section, setting.id, lang)
}

/// A value as it is written in `presend.toml`.
fn as_toml(setting: &Setting, arg: &Arg, value: &str) -> String {
    match setting.kind(arg) {
        Kind::Bool => if matches!(value, "true" | "yes") { "true" } else { "false" }.to_owned(),
        Kind::Integer => value.to_owned(),
        Kind::Figure if value.parse::<f64>().is_ok() => value.to_owned(),
        Kind::Figure | Kind::Text | Kind::Path => toml::Value::String(value.to_owned()).to_string(),
    }
}

/// Shows each setting in force and where it comes from, or the schema of the file.
pub fn config(wish: &Config, setup: &ConfigArgs, terminal: &Terminal) -> anyhow::Result<Exit> {
    crate::cli::format::no_files(&terminal.look.formats)?;
    let command = Arguments::command();
    if wish.schema {
        terminal.print(&format!("{:#}\n", schema(&command, terminal.lang)))?;
        return Ok(Exit::Passed);
    }
    let file = read(setup)?;
    let shown = match terminal.look.format {
        Format::Human => as_text(&command, file.as_ref(), terminal.lang)?,
        Format::Json => format!("{:#}\n", as_json(&command, file.as_ref())?),
        other => anyhow::bail!(sentence!("format-not-here", format = other.name(), formats = "human, json")),
    };
    terminal.print(&logged_form(&shown, terminal.look.format))?;
    Ok(Exit::Passed)
}

/// Settings are texts that others may have written.
fn logged_form(shown: &str, format: Format) -> String {
    let shown = if format == Format::Json { escape::json(shown) } else { escape::broken_up(shown) };
    shown.into_owned()
}

/// A setting's value in force, and where it comes from. Flags belong to other commands, so they are not among the places.
fn in_force(setting: &Setting, arg: &Arg, file: Option<&File>) -> (Option<String>, String) {
    if let Some(value) = setting.in_environment() {
        return (Some(value), setting.variable());
    }
    match file.and_then(|file| Some((file, file.get(setting)?))) {
        Some((file, said)) => (Some(said.value.clone()), format!("{}:{}", escape::file(&file.path), said.line)),
        None => (setting.default(arg), "default".to_owned()),
    }
}

fn as_text(command: &Command, file: Option<&File>, lang: Lang) -> anyhow::Result<String> {
    let mut text = match file {
        Some(file) => {
            let withheld = file.withheld().map_or(String::new(), |said| format!("{}\n", said.said(lang)));
            format!("{}\n{withheld}", say!(lang, "config-from", file = escape::file(&file.path)))
        }
        None => say!(lang, "config-none", file = FILE_NAME) + "\n",
    };
    let mut section = "";
    for (setting, arg) in SETTINGS.iter().filter_map(|setting| Some((setting, setting.arg(command)?))) {
        if setting.section != section {
            section = setting.section;
            let _ = write!(text, "\n[{section}]\n");
        }
        let (value, from) = in_force(setting, arg, file);
        let value = value.map_or("-".to_owned(), |value| escape::one_line(&as_toml(setting, arg, &value)));
        let _ = writeln!(text, "{:<17} {value:<20} {from}", setting.key);
    }
    let lists = file.map(File::lists).transpose()?.unwrap_or_default();
    let counts = [
        ("providers", lists.providers.len()),
        ("allowed_domains", lists.allowed.len()),
        ("blocked_domains", lists.blocked.len()),
    ];
    let _ = write!(text, "\n[{LISTS}]\n");
    for (key, count) in counts {
        let _ = writeln!(text, "{key:<17} {}", say!(lang, "config-own", count = count));
    }
    Ok(text)
}

fn as_json(command: &Command, file: Option<&File>) -> anyhow::Result<Value> {
    let mut settings = Vec::new();
    for (setting, arg) in SETTINGS.iter().filter_map(|setting| Some((setting, setting.arg(command)?))) {
        let (value, from) = in_force(setting, arg, file);
        settings.push(json!({ "section": setting.section, "key": setting.key, "value": value, "from": from }));
    }
    let lists = file.map(File::lists).transpose()?.unwrap_or_default();
    let providers: Vec<&String> = lists.providers.iter().map(|provider| &provider.domain).collect();
    Ok(json!({
        "schema": "presend.config.v1",
        "file": file.map(|file| file.path.to_string_lossy()),
        "not_obeyed": file.and_then(File::withheld).map(|said| said.to_string()),
        "settings": settings,
        "lists": { "providers": providers, "allowed_domains": lists.allowed, "blocked_domains": lists.blocked },
    }))
}

/// The JSON schema of `presend.toml`, for editors.
fn schema(command: &Command, lang: Lang) -> Value {
    let mut sections: Map<String, Value> = Map::new();
    for (setting, arg) in SETTINGS.iter().filter_map(|setting| Some((setting, setting.arg(command)?))) {
        let mut property = match setting.kind(arg) {
            Kind::Bool => json!({ "type": "boolean" }),
            Kind::Integer => json!({ "type": "integer", "minimum": 1 }),
            Kind::Figure => json!({ "type": ["number", "string"] }),
            Kind::Path => json!({ "type": "string" }),
            Kind::Text => match arg.get_possible_values() {
                choices if choices.is_empty() => {
                    json!({ "type": ["string", "integer", "array"], "items": { "type": "string" } })
                }
                choices => json!({ "enum": choices.iter().map(|value| value.get_name()).collect::<Vec<_>>() }),
            },
        };
        property["description"] = json!(meaning(setting, lang));
        let section = sections
            .entry(setting.section)
            .or_insert_with(|| json!({ "type": "object", "additionalProperties": false, "properties": {} }));
        section["properties"][setting.key] = property;
    }
    let domains = json!({ "type": "array", "items": { "type": "string" } });
    let provider = json!({
        "type": "object",
        "additionalProperties": false,
        "required": ["domain"],
        "properties": {
            "domain": { "type": "string" },
            "name": { "type": "string" },
            "country": { "type": "string" },
            "weight": { "type": "integer", "minimum": 1, "maximum": 1_000_000 },
        },
    });
    sections.insert(
        LISTS.to_owned(),
        json!({
            "type": "object",
            "additionalProperties": false,
            "properties": {
                "providers": { "type": "array", "items": { "anyOf": [{ "type": "string" }, provider] } },
                "allowed_domains": domains,
                "blocked_domains": domains,
            },
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FILE_NAME,
        "type": "object",
        "additionalProperties": false,
        "properties": sections,
    })
}

#[cfg(test)]
mod tests {
    use super::super::place::Trust;
    use super::*;

    #[test]
    fn what_init_writes_is_right_with_and_without_its_comments() {
        let text = template(Lang::En);
        File::parse(Path::new(FILE_NAME), Trust::Whole, text.clone()).expect("the file as it is written");
        let setting = |line: &str| line.strip_prefix("# ").filter(|rest| rest.contains(" = ")).map(str::to_owned);
        let lines: Vec<String> = text.lines().map(|line| setting(line).unwrap_or_else(|| line.to_owned())).collect();
        let file = File::parse(
            Path::new(FILE_NAME),
            Trust::Whole,
            lines.join("\n").replace("\"example.net\"]", "\"a.example\"]"),
        );
        let file = file.expect("the file with every setting made");
        for setting in SETTINGS {
            assert!(file.get(setting).is_some(), "{}.{} is not in the file", setting.section, setting.key);
        }
    }
}
