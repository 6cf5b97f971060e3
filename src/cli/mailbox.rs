//! Mailboxes that `presend bounce` reads: the password, whom to trust, and up to where each was read before. A password comes from
//! the environment or from a command, never from an argument, and is shown nowhere.

use super::args::Bounce;
use super::terminal::Terminal;
use crate::cli::errors::cause_in_words;
use anyhow::Context as _;
use presend::bounce::imap::{self, Access, Certificates, Given, ImapError, Limits, Mailbox, Mark, Reading, StateFile};
use presend::bounce::sources::BounceReader;
use presend::reason::{Saying, Sentence, escape, say, sentence};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const VARIABLE: &str = "PRESEND_IMAP_PASSWORD";
/// The most octets that a command may write before its password is taken for none.
const PASSWORD_OCTETS_MAX: u64 = 8 << 10;
/// Messages which the server refused that are named.
const REFUSED_SHOWN: usize = 5;

/// The mailboxes of a run.
pub struct Mailboxes {
    by_path: BTreeMap<PathBuf, Mailbox>,
    /// Present where there is a mailbox.
    access: Option<Access>,
    state: Option<StateFile>,
    marks: BTreeMap<String, Mark>,
    were_read: bool,
}

impl Mailboxes {
    /// Finds the mailboxes among the sources, and everything that is needed to read them.
    pub fn of(args: &Bounce) -> anyhow::Result<Mailboxes> {
        let mut by_path = BTreeMap::new();
        for path in &args.paths {
            let Some(url) = path.to_str().filter(|text| Mailbox::is_url(text)) else { continue };
            by_path.insert(path.clone(), Mailbox::parse(url)?);
        }
        let mut mailboxes = Mailboxes { by_path, access: None, state: None, marks: BTreeMap::new(), were_read: false };
        let Some(first) = mailboxes.by_path.values().next() else {
            for (given, flag) in [
                (args.password_command.is_some(), "--password-command"),
                (args.imap_state.is_some(), "--imap-state"),
                (args.imap_ca.is_some(), "--imap-ca"),
            ] {
                anyhow::ensure!(!given, sentence!("mailbox-option-alone", option = flag));
            }
            return Ok(mailboxes);
        };
        anyhow::ensure!(
            mailboxes.by_path.values().all(|other| other.has_login_of(first)),
            sentence!("mailbox-one-login")
        );
        let trusted = match &args.imap_ca {
            Some(path) => Certificates::read(path).with_context(|| format!("--imap-ca {}", escape::file(path)))?,
            None => Certificates::default(),
        };
        if let Some(path) = args.imap_state.clone().or_else(|| args.suppress.as_deref().map(beside)) {
            mailboxes.state = Some(StateFile::load_or_new(&path).context("--imap-state")?);
        }
        let password = password(args.password_command.as_deref())?;
        mailboxes.access = Some(Access { password, trusted, limits: Limits::default() });
        Ok(mailboxes)
    }

    /// The mailbox that is meant by a source, if it is one.
    pub fn named(&self, path: &Path) -> Option<Mailbox> {
        self.by_path.get(path).cloned()
    }

    /// Whether a mailbox was read, new mail or not.
    pub fn were_read(&self) -> bool {
        self.were_read
    }

    /// Reads what is new in a mailbox.
    pub fn read(&mut self, mailbox: &Mailbox, bag: &mut BounceReader<'_>, terminal: &Terminal) -> anyhow::Result<()> {
        let (shown, key) = (mailbox.shown(), mailbox.key());
        let access = self.access.as_ref().saying(|| sentence!("mailbox-no-password", variable = VARIABLE))?;
        let since = self.marks.get(&key).copied().or_else(|| self.state.as_ref().and_then(|state| state.get(&key)));
        let mut refused = Vec::new();
        let mut refused_more = 0_u64;
        let result = imap::read(mailbox, access, since, &mut |uid, given| match given {
            Given::Message(raw) => bag.take_message(&format!("{shown};uid={uid}"), raw),
            Given::Refused(said) if refused.len() < REFUSED_SHOWN => {
                let message = format!("{shown};uid={uid}");
                refused.push(sentence!("mailbox-not-given", message = message, why = said.to_owned()));
                Ok(())
            }
            Given::Refused(_) => {
                refused_more += 1;
                Ok(())
            }
        });
        let reading = match result {
            Err(error @ ImapError::Stopped(_)) => return Err(error.into()),
            result => result.with_context(|| shown.clone())?,
        };
        if refused_more > 0 {
            refused.push(sentence!("mailbox-not-given-more", mailbox = shown.clone(), count = refused_more));
        }
        refused.extend(self.said_of(&reading, &shown, terminal));
        bag.take_source(refused);
        self.were_read = true;
        if let Some(mark) = reading.mark {
            self.marks.insert(key, mark);
        }
        Ok(())
    }

    /// Says what is to be known of a reading, and gives what is wrong with it.
    fn said_of(&self, reading: &Reading, shown: &str, terminal: &Terminal) -> Vec<Sentence> {
        let (lang, mut troubles) = (terminal.lang, Vec::new());
        if let (Some(before), Some(now)) = (reading.renumbered, reading.mark) {
            let (before, now) = (before.to_string(), now.uidvalidity.to_string());
            terminal.remark(&say!(lang, "mailbox-renumbered", mailbox = shown, before = before, now = now));
        }
        if self.state.is_some() && reading.mark.is_none() {
            terminal.remark(&say!(lang, "mailbox-no-uidvalidity", mailbox = shown));
        }
        if let Some(error) = &reading.broken {
            let why = cause_in_words(error, lang);
            troubles.push(match self.state {
                Some(_) => sentence!("mailbox-broken-goes-on", mailbox = shown.to_owned(), why = why),
                None => sentence!("mailbox-broken", mailbox = shown.to_owned(), why = why),
            });
        }
        match (reading.left, &self.state) {
            (0, _) => {}
            (left, Some(_)) => terminal.remark(&say!(lang, "mailbox-left", mailbox = shown, count = left)),
            (left, None) => troubles.push(sentence!("mailbox-unread", mailbox = shown.to_owned(), count = left)),
        }
        troubles
    }

    /// Remembers what was read. For when the results are written.
    pub fn remember(&self) -> anyhow::Result<()> {
        match &self.state {
            Some(state) if !self.marks.is_empty() => state.remember(&self.marks).context("--imap-state"),
            _ => Ok(()),
        }
    }
}

/// `suppressed.csv.imap` for `suppressed.csv`.
fn beside(list: &Path) -> PathBuf {
    let mut name: OsString = list.as_os_str().to_owned();
    name.push(".imap");
    name.into()
}

/// The password: what the command prints, or what the variable holds.
fn password(command: Option<&str>) -> anyhow::Result<String> {
    let password = match command {
        Some(command) => printed_by(command)?,
        None => match std::env::var(VARIABLE) {
            Ok(password) => password,
            Err(std::env::VarError::NotPresent) => anyhow::bail!(sentence!("mailbox-no-password", variable = VARIABLE)),
            Err(std::env::VarError::NotUnicode(_)) => {
                anyhow::bail!(sentence!("mailbox-password-not-utf8", variable = VARIABLE))
            }
        },
    };
    anyhow::ensure!(!password.is_empty(), sentence!("mailbox-password-empty"));
    anyhow::ensure!(!password.contains('\0'), sentence!("mailbox-password-nul"));
    Ok(password)
}

/// The first line that a command of the shell prints. It may ask its user on the terminal, and gets nothing of standard input, which may
/// be a source.
fn printed_by(command: &str) -> anyhow::Result<String> {
    let mut shell = if cfg!(windows) { Command::new("cmd") } else { Command::new("sh") };
    shell.arg(if cfg!(windows) { "/C" } else { "-c" }).arg(command);
    let ran = || sentence!("mailbox-command-not-run");
    let mut child = shell.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().saying(ran)?;
    let mut printed = Vec::new();
    if let Some(output) = child.stdout.take() {
        // What is too much closes the pipe, and the command ends.
        output.take(PASSWORD_OCTETS_MAX).read_to_end(&mut printed).saying(ran)?;
    }
    let status = child.wait().saying(ran)?;
    anyhow::ensure!(status.success(), sentence!("mailbox-command-failed", status = status.to_string()));
    let printed = String::from_utf8(printed).ok().saying(|| sentence!("mailbox-command-not-utf8"))?;
    Ok(printed.lines().next().unwrap_or_default().to_owned())
}
