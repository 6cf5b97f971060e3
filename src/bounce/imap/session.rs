//! The commands: log in, open the folder to read only, list what is new, fetch it in batches, log out. There is no command here that
//! changes anything on the server.

use super::answer::{Answer, Code, Status, answer, said};
use super::wire::Wire;
use super::{Access, Given, ImapError, Mailbox, Take, tls};
use crate::bounce::MESSAGE_OCTETS_MAX;
use data_encoding::{BASE64, BASE64_NOPAD};
use std::collections::BTreeSet;
use std::time::Duration;

/// Messages of one FETCH. A batch is what is read again when the connection breaks.
pub(super) const BATCH: usize = 50;
/// Answers to one command, beside those that were asked for.
const ANSWERS_MAX: usize = 10_000;
/// Messages that a folder may list.
const LISTED_MAX: usize = 20_000_000;
/// The most time for a word of farewell.
const FAREWELL: Duration = Duration::from_secs(2);

/// A session with a server.
pub(super) struct Session<'a> {
    wire: Wire,
    access: &'a Access,
    /// In upper case.
    capabilities: Vec<String>,
    logged_in: bool,
    /// The password in every form in which it is sent. Should a server repeat it, nobody sees it.
    secrets: Vec<String>,
    /// A message that the server gave.
    given: Option<u32>,
    commands: u64,
}

/// What the server says of the opened folder.
#[derive(Debug, Default)]
pub(super) struct Folder {
    pub(super) uidvalidity: Option<u32>,
    uidnext: Option<u32>,
    is_empty: bool,
}

/// How a command ended.
struct Ended {
    status: Status,
    code: Code,
    said: String,
}

impl<'a> Session<'a> {
    /// Connects and reads the greeting.
    pub(super) fn begin(mailbox: &Mailbox, access: &'a Access) -> Result<Session<'a>, ImapError> {
        let config = mailbox.encrypted.then(|| tls::config(&access.trusted)).transpose()?;
        let wire = Wire::connect(mailbox, config, &access.limits)?;
        let mut session = Session {
            wire,
            access,
            capabilities: Vec::new(),
            logged_in: false,
            secrets: vec![access.password.clone()],
            given: None,
            commands: 0,
        };
        match session.next()? {
            Answer::Untagged { status: Status::Ok, code, .. } => session.learn(code),
            Answer::Untagged { status: Status::PreAuth, code, .. } => {
                session.logged_in = true;
                session.learn(code);
            }
            Answer::Untagged { status: Status::Bye, said, .. } => return Err(ImapError::Ended { said }),
            Answer::Untagged { said, .. } => return Err(ImapError::Nonsense { said }),
            other => return Err(ImapError::Nonsense { said: said(&format!("{other:?}")) }),
        }
        if session.capabilities.is_empty() {
            session.run("CAPABILITY", None, &mut |_| Ok(()))?;
        }
        Ok(session)
    }

    /// Gives user name and password, unless the server knows already who this is.
    pub(super) fn log_in(&mut self, mailbox: &Mailbox) -> Result<(), ImapError> {
        if self.logged_in {
            return Ok(());
        }
        let (user, password) = (mailbox.user.as_str(), self.access.password.as_str());
        // RFC 4616 §2, in UTF-8.
        let plain = BASE64.encode(format!("\0{user}\0{password}").as_bytes());
        self.secrets.splice(0..0, [Some(plain.clone()), quoted(password)].into_iter().flatten());
        let ended = if self.can("AUTH=PLAIN") && self.can("SASL-IR") {
            self.run(&format!("AUTHENTICATE PLAIN {plain}"), None, &mut |_| Ok(()))?
        } else if self.can("AUTH=PLAIN") {
            self.run("AUTHENTICATE PLAIN", Some(&plain), &mut |_| Ok(()))?
        } else if self.can("LOGINDISABLED") {
            return Err(ImapError::LoginDisabled);
        } else {
            let (Some(user), Some(password)) = (quoted(user), quoted(password)) else {
                return Err(ImapError::LoginSigns);
            };
            self.run(&format!("LOGIN {user} {password}"), None, &mut |_| Ok(()))?
        };
        match (ended.status, ended.code) {
            (Status::Ok, _) => Ok(()),
            (_, Code::Later) => Err(ImapError::LoginLater { said: ended.said }),
            _ => Err(ImapError::Login { said: ended.said }),
        }
    }

    /// Opens the folder to read only.
    pub(super) fn examine(&mut self, mailbox: &Mailbox) -> Result<Folder, ImapError> {
        let name = modified_utf7(&mailbox.folder);
        let name = quoted(&name).ok_or_else(|| ImapError::Nonsense { said: said(&name) })?;
        let mut folder = Folder::default();
        let ended = self.run(&format!("EXAMINE {name}"), None, &mut |answer| {
            match answer {
                Answer::Untagged { code: Code::UidValidity(number), .. } => folder.uidvalidity = Some(number),
                Answer::Untagged { code: Code::UidNext(number), .. } => folder.uidnext = Some(number),
                Answer::Exists(messages) => folder.is_empty = messages == 0,
                _ => {}
            }
            Ok(())
        })?;
        match ended.status {
            Status::Ok => Ok(folder),
            _ => Err(ImapError::Folder { folder: mailbox.folder.clone(), said: ended.said }),
        }
    }

    /// The UIDs behind `last`, in order and no more than one run takes, and how many more there are. Messages are listed one an
    /// answer, because the answer to a SEARCH is one line of any length.
    pub(super) fn list(&mut self, folder: &Folder, last: u32) -> Result<(Vec<u32>, u64), ImapError> {
        let nothing_new = folder.uidnext.is_some_and(|next| next <= last.saturating_add(1));
        if nothing_new || folder.is_empty || last == u32::MAX {
            return Ok((Vec::new(), 0));
        }
        let mut uids = Vec::new();
        let ended = self.run(&format!("UID FETCH {}:* (UID)", last + 1), None, &mut |answer| {
            // RFC 3501 §6.4.8: the last message is given even when it is older.
            if let Answer::Fetched { uid: Some(uid), .. } = answer
                && uid > last
            {
                uids.push(uid);
            }
            if uids.len() > LISTED_MAX { Err(ImapError::TooMany { answers_max: LISTED_MAX }) } else { Ok(()) }
        })?;
        if ended.status != Status::Ok {
            return Err(ImapError::Listing { said: ended.said });
        }
        uids.sort_unstable();
        uids.dedup();
        let left = uids.len().saturating_sub(self.access.limits.messages_max);
        uids.truncate(uids.len() - left);
        Ok((uids, left as u64))
    }

    /// Fetches messages, in any order, each at most once. A server may refuse one that is damaged: then they are asked for one
    /// by one. One that is refused is passed over only when the server still gives another: a server that has had enough for now
    /// refuses all, and those must be asked for again.
    pub(super) fn fetch(&mut self, uids: &[u32], take: &mut Take<'_>) -> Result<(), ImapError> {
        let mut missing: BTreeSet<u32> = uids.iter().copied().collect();
        let (Some(first), Some(last)) = (missing.first().copied(), missing.last().copied()) else { return Ok(()) };
        if self.fetch_range(first, last, &mut missing, take)?.status == Status::Ok {
            // What is missing now was removed meanwhile.
            return Ok(());
        }
        let mut refused = Vec::new();
        for uid in missing.clone() {
            let ended = self.fetch_range(uid, uid, &mut missing, take)?;
            match (ended.status, ended.code) {
                (Status::Ok, _) => {}
                (_, Code::Later) => return Err(ImapError::Giving { said: ended.said }),
                _ => refused.push((uid, ended.said)),
            }
        }
        if let Some((_, said)) = refused.first()
            && !self.still_gives()?
        {
            return Err(ImapError::Giving { said: said.clone() });
        }
        refused.into_iter().try_for_each(|(uid, said)| take(uid, Given::Refused(said))).map_err(ImapError::Stopped)
    }

    /// Whether the server gives a message that it gave before.
    fn still_gives(&mut self) -> Result<bool, ImapError> {
        let Some(uid) = self.given else { return Ok(false) };
        let ended = self.run(&format!("UID FETCH {uid} (BODY.PEEK[]<0.1>)"), None, &mut |_| Ok(()))?;
        Ok(ended.status == Status::Ok)
    }

    fn fetch_range(
        &mut self,
        first: u32,
        last: u32,
        missing: &mut BTreeSet<u32>,
        take: &mut Take<'_>,
    ) -> Result<Ended, ImapError> {
        let command = format!("UID FETCH {first}:{last} (UID BODY.PEEK[]<0.{MESSAGE_OCTETS_MAX}>)");
        let mut given = self.given;
        let ended = self.run(&command, None, &mut |answer| match answer {
            Answer::Fetched { uid: Some(uid), raw: Some(raw) } if missing.remove(&uid) => {
                given = Some(uid);
                take(uid, Given::Message(&raw)).map_err(ImapError::Stopped)
            }
            _ => Ok(()),
        });
        self.given = given;
        ended
    }

    /// Takes leave. Everything is read by now, so that nothing hangs on how the server takes it.
    pub(super) fn end(mut self) {
        if self.wire.send("bye LOGOUT").is_ok() {
            self.wire.hurry(FAREWELL);
            while !matches!(self.wire.response().map(answer), Err(_) | Ok(None | Some(Answer::Done { .. }))) {}
        }
    }

    fn can(&self, what: &str) -> bool {
        self.capabilities.iter().any(|capability| capability == what)
    }

    fn learn(&mut self, code: Code) {
        if let Code::Capabilities(capabilities) = code {
            self.capabilities = capabilities;
        }
    }

    /// Sends a command, hands on what is answered, and gives how it ended. `more` is what the server may ask for in between.
    fn run(
        &mut self,
        command: &str,
        mut more: Option<&str>,
        each: &mut dyn FnMut(Answer) -> Result<(), ImapError>,
    ) -> Result<Ended, ImapError> {
        self.commands += 1;
        let own = format!("p{}", self.commands);
        self.wire.send(&format!("{own} {command}"))?;
        let mut others = 0;
        loop {
            match self.next()? {
                Answer::Done { tag, status, code, said } if tag == own => return Ok(Ended { status, code, said }),
                Answer::Done { tag, .. } => return Err(ImapError::Nonsense { said: said(&tag) }),
                Answer::GoOn => match more.take() {
                    Some(more) => self.wire.send(more)?,
                    None => return Err(ImapError::Nonsense { said: "it asks for more".to_owned() }),
                },
                Answer::Untagged { status: Status::Bye, said, .. } => return Err(ImapError::Ended { said }),
                Answer::Capabilities(capabilities) => self.capabilities = capabilities,
                answer => {
                    let asked_for = matches!(answer, Answer::Fetched { uid: Some(_), .. });
                    others += usize::from(!asked_for);
                    if others > ANSWERS_MAX {
                        return Err(ImapError::TooMany { answers_max: ANSWERS_MAX });
                    }
                    each(answer)?;
                }
            }
        }
    }

    /// The next answer.
    fn next(&mut self) -> Result<Answer, ImapError> {
        let response = self.wire.response()?;
        let begun = String::from_utf8_lossy(&response.text[..response.text.len().min(400)]).into_owned();
        let hidden = |said: String| {
            let secrets = self.secrets.iter().filter(|secret| !secret.is_empty());
            secrets.fold(said, |said, secret| said.replace(secret.as_str(), "***"))
        };
        match answer(response) {
            None => Err(ImapError::Nonsense { said: hidden(said(&begun)) }),
            Some(Answer::Done { tag, status, code, said }) => {
                Ok(Answer::Done { tag, status, code, said: hidden(said) })
            }
            Some(Answer::Untagged { status, code, said }) => Ok(Answer::Untagged { status, code, said: hidden(said) }),
            Some(answer) => Ok(answer),
        }
    }
}

/// A quoted string (RFC 3501 §4.3). `None` where it would need octets beyond ASCII.
fn quoted(text: &str) -> Option<String> {
    let fits = text.chars().all(|c| c.is_ascii() && !c.is_ascii_control());
    fits.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// The name of a folder as the protocol has it: ASCII, with the rest as UTF-16 in base64 (RFC 3501 §5.1.3).
pub(super) fn modified_utf7(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut beyond = Vec::new();
    let shift = |beyond: &mut Vec<u8>, written: &mut String| {
        if !beyond.is_empty() {
            *written += &format!("&{}-", BASE64_NOPAD.encode(beyond).replace('/', ","));
            beyond.clear();
        }
    };
    for c in name.chars() {
        if matches!(c, ' '..='~') {
            shift(&mut beyond, &mut written);
            written.push(c);
            if c == '&' {
                written.push('-');
            }
        } else {
            beyond.extend(c.encode_utf16(&mut [0; 2]).iter().flat_map(|unit| unit.to_be_bytes()));
        }
    }
    shift(&mut beyond, &mut written);
    written
}
