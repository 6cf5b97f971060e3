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

use session::Session;
use std::io;
use std::time::Duration;

/// Why a mailbox could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ImapError {
    #[error("the name {host} is not found: {error}")]
    NotFound { host: String, error: io::Error },
    #[error("{host} is not on this machine. Without TLS a password goes to this machine only: write imaps://")]
    NotLoopback { host: String },
    #[error("no connection to {host} on port {port}: {error}")]
    Unreachable { host: String, port: u16, error: io::Error },
    #[error("the server's certificate is not for {host}. Write the name that the certificate has ({error})")]
    CertificateName { host: String, error: rustls::Error },
    #[error(
        "the server's certificate is signed by nobody whom this machine trusts. If the server is your own, name its certificate, or \
         that of its CA, with --imap-ca FILE"
    )]
    CertificateIssuer,
    #[error("the server's certificate has run out, or does not hold yet ({error})")]
    CertificateTime { error: rustls::Error },
    #[error("the server does not speak TLS on port {port}; for imaps:// that is usually port 993")]
    NoTls { port: u16 },
    #[error("no TLS with the server: {error}")]
    Tls { error: rustls::Error },
    #[error("the server does not answer in time")]
    Silent,
    #[error("the connection broke: {0}")]
    Broken(io::Error),
    #[error("the server ended the session: {said}")]
    Ended { said: String },
    #[error("the server sends what is no IMAP: {said}")]
    Nonsense { said: String },
    #[error("the server sends {what} than presend takes ({octets_max} octets)")]
    TooLarge { what: &'static str, octets_max: usize },
    #[error("the server sends more than {answers_max} answers to one command")]
    TooMany { answers_max: usize },
    #[error("the server refuses the user name or the password: {said}")]
    Login { said: String },
    #[error("the server lets nobody log in now: {said}")]
    LoginLater { said: String },
    #[error("the server takes no password on this connection")]
    LoginDisabled,
    #[error(
        "the user name or the password has signs that this server cannot take: it knows only LOGIN, which is ASCII"
    )]
    LoginSigns,
    #[error(
        "the server does not open the folder \"{folder}\": {said}. Write the folder as the server names it, such as INBOX, \
         INBOX/Bounces or INBOX.Bounces"
    )]
    Folder { folder: String, said: String },
    #[error("the server refuses to list the messages: {said}")]
    Listing { said: String },
    #[error("the server gives no messages now: {said}")]
    Giving { said: String },
    /// From whoever takes the messages.
    #[error(transparent)]
    Stopped(io::Error),
}

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
