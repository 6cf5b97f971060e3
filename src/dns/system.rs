//! The DNS servers that this system is configured to ask. Its search domains are dropped: every question is asked as it
//! stands.

use hickory_resolver::system_conf::read_system_conf;
use std::net::SocketAddr;

/// The port that DNS servers listen on (RFC 1035 §4.2).
pub const DNS_PORT: u16 = 53;

/// Why the system's servers are not known.
#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    #[error(
        "the system's DNS servers cannot be found: {} gives none ({reason}); \
         name one yourself with --dns ADDRESS, or work from a file with --dns zone:FILE",
        WHERE
    )]
    Unreadable { reason: String },
}

#[cfg(unix)]
const WHERE: &str = "/etc/resolv.conf";
#[cfg(not(unix))]
const WHERE: &str = "the network configuration";

/// The DNS servers of the system's resolver configuration, in its order, each once. Never empty.
pub fn system_servers() -> Result<Vec<SocketAddr>, SystemError> {
    let (config, _) = read_system_conf().map_err(|error| SystemError::Unreadable { reason: error.to_string() })?;
    let mut servers = Vec::new();
    for server in config.name_servers() {
        let address = SocketAddr::new(server.ip, DNS_PORT);
        if !servers.contains(&address) {
            servers.push(address);
        }
    }
    if servers.is_empty() {
        return Err(SystemError::Unreadable { reason: "it names no server".to_owned() });
    }
    Ok(servers)
}
