//! Who is asked, as people name it.

use super::{DNS_PORT, SystemError, system_servers};
use crate::reason::{Lang, say, shown_in_english};
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::str::FromStr;

/// Who is asked: `system`, addresses of servers with commas between them, or `zone:FILE`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Named {
    /// These servers.
    Servers(Vec<SocketAddr>),
    /// Nobody, for everything stands in this zone file.
    Zone(PathBuf),
}

/// Why a text names nobody that can be asked.
#[derive(Debug)]
pub enum NamedError {
    /// The servers of this system are not known.
    System(SystemError),
    /// It is no address.
    NoAddress(String),
}

impl NamedError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        match self {
            Self::System(error) => error.said(lang),
            Self::NoAddress(text) => say!(lang, "named-error-no-address", text = text),
        }
    }
}

shown_in_english!(NamedError);

impl std::error::Error for NamedError {
    /// What is said in the words of another error has the cause of that one.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::System(error) => error.source(),
            Self::NoAddress(_) => None,
        }
    }
}

impl From<SystemError> for NamedError {
    fn from(error: SystemError) -> NamedError {
        NamedError::System(error)
    }
}

impl FromStr for Named {
    type Err = NamedError;

    fn from_str(text: &str) -> Result<Named, NamedError> {
        if let Some(path) = text.strip_prefix("zone:") {
            return Ok(Named::Zone(path.into()));
        }
        let servers = match text {
            "system" => system_servers()?,
            named => named.split(',').map(server).collect::<Result<_, _>>()?,
        };
        Ok(Named::Servers(servers))
    }
}

impl fmt::Display for Named {
    /// For people who look at what was found out. Of a zone file, its folder is nobody's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Named::Servers(servers) => {
                let servers: Vec<String> = servers.iter().map(SocketAddr::to_string).collect();
                f.write_str(&servers.join(","))
            }
            Named::Zone(path) => write!(f, "zone:{}", path.file_name().unwrap_or_default().to_string_lossy()),
        }
    }
}

/// `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`.
fn server(text: &str) -> Result<SocketAddr, NamedError> {
    let text = text.trim();
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok(address);
    }
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let ip: IpAddr = bare.parse().map_err(|_| NamedError::NoAddress(text.to_owned()))?;
    Ok(SocketAddr::new(ip, DNS_PORT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, shown: &str) {
        let named = text.parse::<Named>();
        assert_eq!(named.map_or_else(|error| error.to_string(), |named| named.to_string()), shown);
    }

    #[test]
    fn servers_and_zones_are_known_by_what_people_write() {
        check("192.0.2.53", "192.0.2.53:53");
        check("192.0.2.53:5353, 2001:db8::53", "192.0.2.53:5353,[2001:db8::53]:53");
        check("[2001:db8::53]:5353", "[2001:db8::53]:5353");
        check("zone:of/demo.zone", "zone:demo.zone");
        let refused = "\"dns.example\" is no address of a DNS server. Write system, an IP address such as 192.0.2.53, with :PORT if it is \
                       not 53, or zone:FILE";
        check("dns.example", refused);
    }
}
