//! The DNS servers that this system is configured to ask. Its search domains are dropped: every question is asked as it
//! stands.

use crate::reason::{Lang, say, shown_in_english};
use hickory_resolver::config::ResolverConfig;
use hickory_resolver::system_conf::read_system_conf;
use std::net::SocketAddr;

/// The port that DNS servers listen on (RFC 1035 §4.2).
pub const DNS_PORT: u16 = 53;

/// Why the system's servers are not known.
#[derive(Debug, thiserror::Error)]
pub enum SystemError {
    /// The configuration cannot be read, or names no server.
    Unreadable {
        /// What was wrong with it, in the words of whoever read it; empty when it names no server.
        reason: String,
    },
}

impl SystemError {
    /// What is wrong, in this language.
    pub fn said(&self, lang: Lang) -> String {
        let Self::Unreadable { reason } = self;
        let reason = if reason.is_empty() { lang.text("system-servers-none") } else { reason };
        let place = if cfg!(unix) { "/etc/resolv.conf" } else { lang.text("system-servers-network") };
        say!(lang, "system-servers-error", place = place, reason = reason)
    }
}

shown_in_english!(SystemError);

/// The DNS servers of the system's resolver configuration, in its order, each once. Never empty.
pub fn system_servers() -> Result<Vec<SocketAddr>, SystemError> {
    let (config, _) = read_system_conf().map_err(|error| SystemError::Unreadable { reason: error.to_string() })?;
    servers_of(&config)
}

fn servers_of(config: &ResolverConfig) -> Result<Vec<SocketAddr>, SystemError> {
    let mut servers = Vec::new();
    for server in config.name_servers() {
        let address = SocketAddr::new(server.ip, DNS_PORT);
        if !servers.contains(&address) {
            servers.push(address);
        }
    }
    if servers.is_empty() {
        return Err(SystemError::Unreadable { reason: String::new() });
    }
    Ok(servers)
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use hickory_resolver::system_conf::parse_resolv_conf;

    #[test]
    fn servers_are_taken_in_order_and_once_and_search_domains_are_not() {
        let text = "search office.invalid\nnameserver 192.0.2.1\nnameserver 2001:db8::1\nnameserver 192.0.2.1\n";
        let (config, _) = parse_resolv_conf(text).expect("a configuration");
        let servers: Vec<String> = servers_of(&config).expect("servers").iter().map(SocketAddr::to_string).collect();
        assert_eq!(servers, ["192.0.2.1:53", "[2001:db8::1]:53"]);
    }

    #[test]
    fn a_missing_configuration_says_what_was_looked_for_and_what_to_do() {
        let told = SystemError::Unreadable { reason: "no such file".to_owned() }.to_string();
        assert!(told.contains("/etc/resolv.conf") && told.contains("--dns"), "{told}");
    }
}
