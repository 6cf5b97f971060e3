//! The one table of settings: which flag stands in which section of `presend.toml`, and under which name.
//!
//! Everything else about a setting (its meaning, its default, which values are right) is asked of the flag itself, so the
//! file, `PRESEND_*`, `presend init`, `presend config` and the schema cannot say something else than `--help`.

use clap::builder::BoolishValueParser;
use clap::{Arg, ArgAction, Command};
use std::any::TypeId;

/// One setting.
#[derive(Debug)]
pub struct Setting {
    pub section: &'static str,
    /// Its name in the section.
    pub key: &'static str,
    /// The flag's name in clap: the flag with `_` for `-`.
    pub id: &'static str,
    /// A value to show where there is no default.
    pub example: &'static str,
}

const fn setting(section: &'static str, key: &'static str, id: &'static str, example: &'static str) -> Setting {
    Setting { section, key, id, example }
}

/// All settings, in the order of `presend init`.
pub const SETTINGS: &[Setting] = &[
    setting("dns", "servers", "dns", "system"),
    setting("dns", "offline", "offline", "false"),
    setting("dns", "timeout", "timeout", "4"),
    setting("dns", "concurrency", "concurrency", "500"),
    setting("dns", "rate", "rate", "200"),
    setting("dns", "cache", "cache", "presend-cache.sqlite"),
    setting("dns", "no_cache", "no_cache", "false"),
    setting("dns", "allow_non_public", "allow_non_public", "false"),
    setting("list", "column", "column", "email"),
    setting("list", "delimiter", "delimiter", ";"),
    setting("list", "header", "header", "yes"),
    setting("list", "encoding", "encoding", "gb18030"),
    setting("list", "sheet", "sheet", "Customers"),
    setting("list", "memory", "memory", "2G"),
    setting("list", "allow_empty", "allow_empty", "false"),
    setting("list", "if_no_addresses", "if_no_addresses", "fail"),
    setting("clean", "output", "output", "cleaned"),
    setting("clean", "force", "force", "false"),
    setting("clean", "fix", "fix", "safe"),
    setting("clean", "split", "split", "false"),
    setting("clean", "to", "to", "csv"),
    setting("clean", "batch", "batch", "20"),
    setting("clean", "batch_per_provider", "batch_per_provider", "false"),
    setting("gate", "max_reject", "max_reject", "0.5%"),
    setting("gate", "max_unknown", "max_unknown", "2%"),
    setting("gate", "max_review", "max_review", "5%"),
    setting("gate", "max_empty", "max_empty", "50%"),
    setting("gate", "fail_on", "gate_fail_on", "domain.nxdomain,typo"),
    setting("gate", "baseline", "baseline", "presend-baseline.txt"),
    setting("check", "input", "input", "text"),
    setting("sender", "ip", "ip", "192.0.2.1"),
    setting("sender", "helo", "helo", "mail.example.com"),
    setting("sender", "mail_from", "mail_from", "bounces@example.com"),
    setting("sender", "dkim", "dkim", "s1,s2"),
    setting("sender", "dnsbl", "dnsbl", "bl.example.net"),
    setting("tables", "data", "data", "tables"),
    setting("tables", "suppress", "suppress", "suppressed.csv"),
    setting("tables", "never", "never", "do-not-mail.csv"),
    setting("output", "format", "format", "human"),
    setting("output", "lang", "lang", "en"),
    setting("output", "redact", "redact", "false"),
    setting("output", "no_redact", "no_redact", "false"),
    setting("output", "quiet", "quiet", "false"),
    setting("output", "verbose", "verbose", "false"),
    setting("output", "color", "color", "auto"),
    setting("output", "no_progress", "no_progress", "false"),
];

/// What stands in `presend.toml` for a setting, as TOML and JSON call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Bool,
    Integer,
    /// Text; where the flag takes figures too (octets, seconds, limits), a number may stand without quotes.
    Text,
    Figure,
    /// A path, which in the file is taken from the file's own folder.
    Path,
}

impl Setting {
    /// The flag of this setting.
    pub fn arg<'c>(&self, command: &'c Command) -> Option<&'c Arg> {
        let own = |command: &'c Command| command.get_arguments().find(|arg| arg.get_id() == self.id);
        own(command).or_else(|| command.get_subcommands().find_map(own))
    }

    /// The variable that sets it, `PRESEND_TIMEOUT` for `--timeout`.
    pub fn variable(&self) -> String {
        format!("PRESEND_{}", self.id.to_uppercase())
    }

    /// What the variable says; an empty one says nothing.
    pub fn in_environment(&self) -> Option<String> {
        std::env::var_os(self.variable()).filter(|value| !value.is_empty()).map(|v| v.to_string_lossy().into_owned())
    }

    /// Whether this value makes presend read, write or replace files, or ask other DNS servers.
    pub fn reaches_out(&self, value: &str) -> bool {
        match self.id {
            "dns" | "cache" | "output" | "force" | "baseline" | "data" | "suppress" | "never" => true,
            "format" => value.contains('='),
            _ => false,
        }
    }

    pub fn kind(&self, arg: &Arg) -> Kind {
        let parsed = arg.get_value_parser().type_id();
        let one_of = |types: &[TypeId]| types.iter().any(|one| parsed == *one);
        if matches!(arg.get_action(), ArgAction::SetTrue) || one_of(&[TypeId::of::<bool>()]) {
            Kind::Bool
        } else if one_of(&[TypeId::of::<u16>(), TypeId::of::<u32>(), TypeId::of::<usize>()]) {
            Kind::Integer
        } else if one_of(&[TypeId::of::<std::path::PathBuf>()]) {
            Kind::Path
        } else if one_of(&[
            TypeId::of::<u64>(),
            TypeId::of::<std::time::Duration>(),
            TypeId::of::<presend::run::limits::Limit>(),
        ]) {
            Kind::Figure
        } else {
            Kind::Text
        }
    }

    /// The flag's own default as text, if it has one.
    pub fn default(&self, arg: &Arg) -> Option<String> {
        let values = arg.get_default_values();
        let switch = matches!(arg.get_action(), ArgAction::SetTrue);
        let text = || values.iter().map(|value| value.to_string_lossy()).collect::<Vec<_>>().join(",");
        if values.is_empty() { switch.then(|| "false".to_owned()) } else { Some(text()) }
    }
}

/// Lets every flag of the table be set by its variable too.
pub fn with_environment(command: Command) -> Command {
    let said: Vec<(&Setting, &'static str)> = SETTINGS
        .iter()
        .filter(|setting| setting.in_environment().is_some())
        // A handful of names that live as long as the process.
        .map(|setting| (setting, &*setting.variable().leak()))
        .collect();
    edit(command, &|arg| match said.iter().find(|(setting, _)| arg.get_id() == setting.id) {
        Some((_, variable)) => {
            let arg = arg.env(*variable).hide_env(true);
            let switch = matches!(arg.get_action(), ArgAction::SetTrue);
            if switch { arg.value_parser(BoolishValueParser::new()) } else { arg }
        }
        None => arg,
    })
}

/// Changes the flags of a command and of its subcommands.
pub fn edit(mut command: Command, change: &dyn Fn(Arg) -> Arg) -> Command {
    let ids: Vec<_> = command.get_arguments().map(|arg| arg.get_id().clone()).collect();
    for id in ids {
        command = command.mut_arg(id, change);
    }
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    for name in names {
        command = command.mut_subcommand(name, |sub| edit(sub, change));
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    /// Mail hosts are asked only when that is said each time.
    const OF_PROBE: &[&str] = &["probe", "message_size", "host_timeout", "port"];
    /// Flags that are no settings: they say where settings come from, or ask for something else.
    const NO_SETTINGS: &[&str] =
        &["config", "no_config", "help", "version", "update_baseline", "since", "retry", "facts"];

    #[test]
    fn every_setting_has_a_flag_and_a_place_of_its_own() {
        let command = Arguments::command();
        let (mut places, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for setting in SETTINGS {
            assert!(setting.arg(&command).is_some(), "there is no flag {}", setting.id);
            assert!(places.insert((setting.section, setting.key)), "{}.{} stands twice", setting.section, setting.key);
            assert!(ids.insert(setting.id), "{} stands twice", setting.id);
        }
    }

    #[test]
    fn every_flag_of_clean_gate_and_check_is_a_setting() {
        let command = Arguments::command();
        let chosen = ["clean", "gate", "check"].map(|name| command.find_subcommand(name).expect(name));
        for arg in chosen.iter().chain([&&command]).flat_map(|command| command.get_arguments()) {
            let id = arg.get_id().as_str();
            let known =
                SETTINGS.iter().any(|setting| setting.id == id) || [NO_SETTINGS, OF_PROBE].concat().contains(&id);
            assert!(arg.is_positional() || known, "--{id}: give it a row in SETTINGS, or name it in NO_SETTINGS");
        }
    }
}
