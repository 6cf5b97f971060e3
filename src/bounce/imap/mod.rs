//! A mailbox on a server, read over IMAP (RFC 3501): whatever is new in one folder, message by message. The folder is opened with
//! EXAMINE and messages are asked for with BODY.PEEK, so nothing is marked as read, moved or deleted. What a message means is not
//! known here. This must never write a password anywhere but into the session, nor believe a length that the server announces.

mod answer;
mod session;
mod state;
mod tls;
mod url;
mod wire;

#[cfg(test)]
mod tests;

pub use state::{Mark, StateError, StateFile};
pub use tls::{Certificates, CertificatesError};
pub use url::{Mailbox, UrlError};

use crate::reason::{Lang, refusal, say, shown_in_english};
use session::Session;
use std::io;
use std::time::Duration;

/// Why a mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImapError {
    NotFound {
        host: String,
        error: io::Error,
    },
    NotLoopback {
        host: String,
    },
    Unreachable {
        host: String,
        port: u16,
        error: io::Error,
    },
    CertificateName {
        host: String,
        error: rustls::Error,
    },
    CertificateIssuer,
    CertificateTime {
        error: rustls::Error,
    },
    NoTls {
        port: u16,
    },
    Tls {
        error: rustls::Error,
    },
    Silent,
    Broken(io::Error),
    Ended {
        said: String,
    },
    Nonsense {
        said: String,
    },
    LongText {
        octets_max: usize,
    },
    LongLine {
        octets_max: usize,
    },
    TooMany {
        answers_max: usize,
    },
    Login {
        said: String,
    },
    LoginLater {
        said: String,
    },
    LoginDisabled,
    LoginSigns,
    Folder {
        folder: String,
        said: String,
    },
    Listing {
        said: String,
    },
    Giving {
        said: String,
    },
    /// From whoever takes the messages.
    Stopped(io::Error),
}

impl ImapError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::NotFound { host, error } => {
                say!(lang, "imap-error-not-found", host = host, error = refusal(error, lang))
            }
            Self::NotLoopback { host } => say!(lang, "imap-error-not-loopback", host = host),
            Self::Unreachable { host, port, error } => {
                say!(lang, "imap-error-unreachable", host = host, port = port.to_string(), error = refusal(error, lang))
            }
            Self::CertificateName { host, error } => {
                say!(lang, "imap-error-certificate-name", host = host, error = error.to_string())
            }
            Self::CertificateIssuer => lang.text("imap-error-certificate-issuer").to_owned(),
            Self::CertificateTime { error } => say!(lang, "imap-error-certificate-time", error = error.to_string()),
            Self::NoTls { port } => say!(lang, "imap-error-no-tls", port = port.to_string()),
            Self::Tls { error } => say!(lang, "imap-error-tls", error = error.to_string()),
            Self::Silent => lang.text("imap-error-silent").to_owned(),
            Self::Broken(error) => say!(lang, "imap-error-broken", error = refusal(error, lang)),
            Self::Ended { said } => say!(lang, "imap-error-ended", said = said),
            Self::Nonsense { said } => say!(lang, "imap-error-nonsense", said = said),
            Self::LongText { octets_max } => say!(lang, "imap-error-long-text", octets = *octets_max),
            Self::LongLine { octets_max } => say!(lang, "imap-error-long-line", octets = *octets_max),
            Self::TooMany { answers_max } => say!(lang, "imap-error-too-many", answers = *answers_max),
            Self::Login { said } => say!(lang, "imap-error-login", said = said),
            Self::LoginLater { said } => say!(lang, "imap-error-login-later", said = said),
            Self::LoginDisabled => lang.text("imap-error-login-disabled").to_owned(),
            Self::LoginSigns => lang.text("imap-error-login-signs").to_owned(),
            Self::Folder { folder, said } => say!(lang, "imap-error-folder", folder = folder, said = said),
            Self::Listing { said } => say!(lang, "imap-error-listing", said = said),
            Self::Giving { said } => say!(lang, "imap-error-giving", said = said),
            Self::Stopped(error) => refusal(error, lang),
        }
    }
}

shown_in_english!(ImapError);

/// How much of a server is borne.
#[derive(Clone, Debug)]
pub struct Limits {
    /// The most time until a connection stands.
    pub connect: Duration,
    /// The most time without an octet from the server.
    pub silence: Duration,
    /// The most time for the whole answer to one command, however steadily it drips.
    pub answer: Duration,
    /// The most messages of one run; the next run goes on behind them.
    pub messages_max: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(60),
            answer: Duration::from_secs(600),
            messages_max: 100_000,
        }
    }
}

/// What is needed to be let in.
#[derive(Clone)]
pub struct Access {
    pub password: String,
    /// Certificates that are trusted beside those of the platform.
    pub trusted: Certificates,
    pub limits: Limits,
}

/// What the server gives of one message.
#[derive(Debug)]
pub enum Given<'m> {
    /// Its beginning, at most [`crate::bounce::MESSAGE_OCTETS_MAX`] octets.
    Message(&'m [u8]),
    /// Nothing, and why.
    Refused(String),
}

/// What is done with a message and its UID.
pub type Take<'t> = dyn FnMut(u32, Given<'_>) -> io::Result<()> + 't;

/// What was read.
#[derive(Debug, Default)]
pub struct Reading {
    /// Up to where the folder has now been read. `None` when the server numbers messages anew in each session.
    pub mark: Option<Mark>,
    /// The UIDVALIDITY that the server had before, when it has another one now: all messages were read again.
    pub renumbered: Option<u32>,
    /// Messages that were not asked for in this run, because there are so many.
    pub left: u64,
    /// What broke the reading off. The mark stands before what was not read.
    pub broken: Option<ImapError>,
}

/// Reads what the folder holds behind `since`, oldest first, and hands each message to `take`. `Err` means that not one message
/// could be asked for, or that `take` failed.
pub fn read(
    mailbox: &Mailbox,
    access: &Access,
    since: Option<Mark>,
    take: &mut Take<'_>,
) -> Result<Reading, ImapError> {
    let mut session = Session::begin(mailbox, access)?;
    session.log_in(mailbox)?;
    let folder = session.examine(mailbox)?;
    let known = since.filter(|since| folder.uidvalidity == Some(since.uidvalidity));
    let last_uid = known.map_or(0, |known| known.last_uid);
    let mark = |last_uid| folder.uidvalidity.map(|uidvalidity| Mark { uidvalidity, last_uid });
    let mut reading = Reading {
        mark: mark(last_uid),
        renumbered: since.filter(|_| known.is_none() && folder.uidvalidity.is_some()).map(|since| since.uidvalidity),
        ..Reading::default()
    };
    let (uids, left) = session.list(&folder, last_uid)?;
    reading.left = left;
    for batch in uids.chunks(session::BATCH) {
        match session.fetch(batch, take) {
            Ok(()) => reading.mark = mark(batch.last().copied().unwrap_or(last_uid)),
            Err(ImapError::Stopped(error)) => return Err(ImapError::Stopped(error)),
            Err(error) => {
                reading.broken = Some(error);
                return Ok(reading);
            }
        }
    }
    session.end();
    Ok(reading)
}
