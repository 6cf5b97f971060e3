//! Where a mailbox is: `imaps://USER@HOST[:PORT]/FOLDER` (RFC 5092), with what is special percent-encoded. A password has no place in
//! it, and no message repeats a URL that holds one.

use crate::reason::{Lang, shown_in_english};
use std::fmt::Write as _;
use std::net::IpAddr;

/// Why a URL is refused. No message repeats the URL: a password may stand in it.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    Password,
    NoUser,
    NoHost,
    Port,
    Percent,
    Control,
    Part,
}

impl UrlError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::Password => lang.text("imap-url-error-password").to_owned(),
            Self::NoUser => lang.text("imap-url-error-no-user").to_owned(),
            Self::NoHost => lang.text("imap-url-error-no-host").to_owned(),
            Self::Port => lang.text("imap-url-error-port").to_owned(),
            Self::Percent => lang.text("imap-url-error-percent").to_owned(),
            Self::Control => lang.text("imap-url-error-control").to_owned(),
            Self::Part => lang.text("imap-url-error-part").to_owned(),
        }
    }
}

shown_in_english!(UrlError);

/// A folder of a user on a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailbox {
    /// `imaps`; without it nothing is encrypted, and only this machine is spoken to.
    pub encrypted: bool,
    pub host: String,
    pub port: u16,
    pub user: String,
    /// As people write it, in Unicode.
    pub folder: String,
}

const PORT: u16 = 143;
const PORT_ENCRYPTED: u16 = 993;

impl Mailbox {
    /// Whether this names a mailbox on a server rather than a file.
    pub fn is_url(text: &str) -> bool {
        scheme(text).is_some()
    }

    /// Reads a URL. Without a folder it is INBOX.
    pub fn parse(text: &str) -> Result<Mailbox, UrlError> {
        let (encrypted, rest) = scheme(text).ok_or(UrlError::NoHost)?;
        // A user name is often an address, and the sign in it is often left as it is: what stands before the last one counts.
        let (authority, folder) = split_at_folder(rest);
        let (user, place) = authority.rsplit_once('@').ok_or(UrlError::NoUser)?;
        if user.contains(':') {
            return Err(UrlError::Password);
        }
        if user.contains([';', '?', '#']) || folder.contains([';', '?', '#']) {
            return Err(UrlError::Part);
        }
        let (host, port) = host_and_port(place).map_err(|error| match error {
            // An address as the user name, and behind it a password with a slash in it.
            UrlError::Port if folder.contains('@') => UrlError::Password,
            error => error,
        })?;
        let user = decoded(user)?;
        if user.is_empty() {
            return Err(UrlError::NoUser);
        }
        let folder = decoded(folder.trim_end_matches('/'))?;
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        let port = port.unwrap_or(if encrypted { PORT_ENCRYPTED } else { PORT });
        Ok(Mailbox { encrypted, host, port, user, folder })
    }

    /// `imaps://mail.example.com/INBOX`: without the user, for whoever reads the results.
    pub fn shown(&self) -> String {
        format!("{}{}/{}", self.scheme(), self.place(), encoded(&self.folder, "&=:@/!$'()*+,"))
    }

    /// The same with the user: what tells this mailbox from any other.
    pub fn key(&self) -> String {
        let folder = encoded(&self.folder, "&=:@/!$'()*+,");
        format!("{}{}@{}/{folder}", self.scheme(), encoded(&self.user, "&=!$'()*+,"), self.place())
    }

    /// Whether one password is for both.
    pub fn has_login_of(&self, other: &Mailbox) -> bool {
        (self.encrypted, &self.host, self.port, &self.user) == (other.encrypted, &other.host, other.port, &other.user)
    }

    fn scheme(&self) -> &'static str {
        if self.encrypted { "imaps://" } else { "imap://" }
    }

    fn place(&self) -> String {
        let host = if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        let usual = if self.encrypted { PORT_ENCRYPTED } else { PORT };
        if self.port == usual { host } else { format!("{host}:{}", self.port) }
    }
}

/// Whether what follows is encrypted, and what follows.
fn scheme(text: &str) -> Option<(bool, &str)> {
    [("imaps://", true), ("imap://", false)].into_iter().find_map(|(scheme, encrypted)| {
        let begins = text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
        begins.then(|| (encrypted, &text[scheme.len()..]))
    })
}

/// User, server and port, and then the folder. A slash in a user name, or in a password, stands before an `@` that has a server behind
/// it; a folder with such a sign is still a folder, since nothing before its slash lacks a user.
fn split_at_folder(rest: &str) -> (&str, &str) {
    let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
    if authority.contains('@') {
        return (authority, folder);
    }
    let Some(at) = rest.rfind('@') else { return (authority, folder) };
    let end = rest[at..].find('/').map_or(rest.len(), |slash| at + slash);
    (&rest[..end], rest.get(end + 1..).unwrap_or_default())
}

fn host_and_port(place: &str) -> Result<(String, Option<u16>), UrlError> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']').ok_or(UrlError::NoHost)?;
            address.parse::<IpAddr>().map_err(|_| UrlError::NoHost)?;
            (address, port.strip_prefix(':'))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, None),
        },
    };
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    if host.is_empty() || !host.chars().all(is_name) {
        return Err(UrlError::NoHost);
    }
    let port = port.filter(|port| !port.is_empty()).map(|port| match port.parse() {
        Ok(0) | Err(_) => Err(UrlError::Port),
        Ok(port) => Ok(port),
    });
    Ok((host.to_lowercase(), port.transpose()?))
}

fn decoded(text: &str) -> Result<String, UrlError> {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&octet, after)) = rest.split_first() {
        rest = after;
        if octet != b'%' {
            octets.push(octet);
            continue;
        }
        let digits = rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        octets.push(digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).ok_or(UrlError::Percent)?);
        rest = &rest[2..];
    }
    let text = String::from_utf8(octets).map_err(|_| UrlError::Percent)?;
    if text.chars().any(char::is_control) { Err(UrlError::Control) } else { Ok(text) }
}

fn encoded(text: &str, kept: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for octet in text.bytes() {
        if octet.is_ascii_alphanumeric() || b"-._~".contains(&octet) || kept.as_bytes().contains(&octet) {
            shown.push(octet.into());
        } else {
            let _ = write!(shown, "%{octet:02X}");
        }
    }
    shown
}
