//! `--dns`: from what the user names to something that answers.

use super::args::DnsArgs;
use super::cache::{self, Kept};
use super::terminal::Terminal;
use anyhow::Context;
use presend::dns::{DNS_PORT, Dns, Gather, GatherSettings, Network, NetworkSettings, Zone, system_servers};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;

/// Domains in work for each question in flight: most domains wait for a slow question without asking one of their own.
const DOMAINS_PER_QUESTION: usize = 4;

/// A gatherer for the servers that the user named, or `None` when offline.
pub fn gather(args: &DnsArgs, work: &[u8], terminal: &Terminal) -> anyhow::Result<(Option<Gather>, Kept)> {
    let (Some(dns), kept) = resolver(args, Some(work), terminal)? else { return Ok((None, None)) };
    let settings = GatherSettings {
        concurrency: usize::from(args.concurrency) * DOMAINS_PER_QUESTION,
        allow_non_public: args.allow_non_public,
    };
    Ok((Some(Gather::new(dns, settings)), kept))
}

/// The resolver that the user named, or `None` when offline; and the store before it. `work` is the same when the same
/// work is started again.
pub fn resolver(
    args: &DnsArgs,
    work: Option<&[u8]>,
    terminal: &Terminal,
) -> anyhow::Result<(Option<Arc<dyn Dns>>, Kept)> {
    if args.offline {
        return Ok((None, None));
    }
    if let Some(path) = args.dns.strip_prefix("zone:") {
        let zone = Zone::open(Path::new(path)).with_context(|| format!("cannot use the zone file {path}"))?;
        return Ok((Some(Arc::new(zone)), None));
    }
    let servers = match args.dns.as_str() {
        "system" => system_servers()?,
        named => named.split(',').map(server).collect::<anyhow::Result<Vec<SocketAddr>>>()?,
    };
    let settings = NetworkSettings { timeout: args.timeout, concurrency: args.concurrency.into(), rate: args.rate };
    let network = Arc::new(Network::connect(&servers, settings)?);
    let (dns, kept) = cache::before(network, &servers, work, args, terminal);
    Ok((Some(dns), kept))
}

/// `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53`, `[2001:db8::53]:5353`.
fn server(text: &str) -> anyhow::Result<SocketAddr> {
    let text = text.trim();
    if let Ok(address) = text.parse::<SocketAddr>() {
        return Ok(address);
    }
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    let ip: IpAddr = bare.parse().ok().with_context(|| {
        format!("--dns: \"{text}\" is no address of a DNS server. Write system, an IP address such as 192.0.2.53, with :PORT if it is not 53, or zone:FILE")
    })?;
    Ok(SocketAddr::new(ip, DNS_PORT))
}
