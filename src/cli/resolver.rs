//! `--dns`: from what the user names to something that answers.

use super::args::{DnsArgs, FactsArgs};
use super::cache::{self, Kept};
use super::terminal::Terminal;
use super::{Exit, facts, lists};
use presend::dns::{Dns, Gather, GatherSettings, Named as Whom, NamedError, Network, NetworkSettings, Zone};
use presend::reason::{Saying, escape, sentence};
use presend::run::Summary;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

/// A gatherer for the servers that the user named, or `None` when offline.
pub fn gather(
    args: &DnsArgs,
    examined: &Examined,
    work: &[u8],
    terminal: &Terminal,
) -> anyhow::Result<(Option<Gather>, Kept)> {
    if let Some(table) = &examined.table {
        return Ok((Some(table.gather(args.allow_non_public)), None));
    }
    let (dns, kept) = match &examined.zone {
        Some(zone) => (Some(zone.clone()), None),
        None => resolver(args, Some(work), terminal)?,
    };
    let Some(dns) = dns else { return Ok((None, None)) };
    let settings = GatherSettings::for_questions(args.concurrency.map(Into::into), args.allow_non_public);
    Ok((Some(Gather::new(dns, settings)), kept))
}

/// The resolver that the user named, or `None` when offline; and the store before it. `work` is the same when the same
/// work is started again.
pub fn resolver(
    args: &DnsArgs,
    work: Option<&[u8]>,
    terminal: &Terminal,
) -> anyhow::Result<(Option<Arc<dyn Dns>>, Kept)> {
    Ok(match named(args, false)? {
        None => (None, None),
        Some(Named::Zone(zone)) => (Some(Arc::new(zone)), None),
        Some(Named::Network { network, servers }) => {
            let (dns, kept) = cache::before(network, &servers, work, args, terminal);
            (Some(dns), kept)
        }
    })
}

/// The resolver that the user named, with no store before it: for a set-up that is being mended while it is checked.
/// `dnssec_trusted`: it may say for which answers DNSSEC vouches, wherever it is.
pub fn fresh(args: &DnsArgs, dnssec_trusted: bool) -> anyhow::Result<Option<Arc<dyn Dns>>> {
    Ok(match named(args, dnssec_trusted)? {
        None => None,
        Some(Named::Zone(zone)) => Some(Arc::new(zone)),
        Some(Named::Network { network, .. }) => Some(network),
    })
}

/// What `--dns` names, found to be in order. A zone is read once for all lists.
pub struct Examined {
    zone: Option<Arc<dyn Dns>>,
    /// What is judged from in place of the DNS.
    pub table: Option<facts::Table>,
}

impl Examined {
    /// Who says what is said of domains, for messages.
    pub fn said_by(&self, args: &DnsArgs) -> String {
        self.table.as_ref().map_or_else(|| args.dns.clone(), |table| table.names.clone())
    }

    /// Who is asked about domains, if anybody is, for people who look at a page of the run.
    pub fn asked(&self, args: &DnsArgs) -> Option<String> {
        match &self.table {
            Some(table) => Some(table.names.clone()),
            None if args.offline => None,
            None => name(args).ok(),
        }
    }

    /// Says what a run found in the tables of facts, if it judged from any, and how it ends where it ends in another way than with what
    /// was judged.
    pub fn exit_of_run(&self, summary: &Summary, terminal: &Terminal, args: &DnsArgs) -> Option<Exit> {
        match &self.table {
            Some(table) => table.exit_of_run(summary, terminal),
            None => lists::exit_of_run(summary, terminal, &args.dns),
        }
    }
}

/// Who answers, for people who look at a table of facts.
pub fn name(args: &DnsArgs) -> anyhow::Result<String> {
    Ok(whom(args)?.to_string())
}

/// Says what is wrong with `--dns`, as far as that can be seen without asking anybody.
pub fn examine(args: &DnsArgs) -> anyhow::Result<Examined> {
    if args.offline {
        return Ok(Examined { zone: None, table: None });
    }
    let zone: Option<Arc<dyn Dns>> = match whom(args)? {
        Whom::Zone(path) => Some(Arc::new(zone(&path)?)),
        Whom::Servers(_) => None,
    };
    Ok(Examined { zone, table: None })
}

/// As [`examine`], for a command that may judge from tables of facts. Then whom `--dns` names does not matter.
pub fn examine_with(facts: &FactsArgs, args: &DnsArgs, terminal: &Terminal) -> anyhow::Result<Examined> {
    match facts::Table::read(facts, args, terminal)? {
        Some(table) => Ok(Examined { zone: None, table: Some(table) }),
        None => examine(args),
    }
}

/// What `--dns` names.
enum Named {
    Zone(Zone),
    Network { network: Arc<Network>, servers: Vec<SocketAddr> },
}

fn named(args: &DnsArgs, dnssec_trusted: bool) -> anyhow::Result<Option<Named>> {
    if args.offline {
        return Ok(None);
    }
    let servers = match whom(args)? {
        Whom::Zone(path) => return Ok(Some(Named::Zone(zone(&path)?))),
        Whom::Servers(servers) => servers,
    };
    let settings = NetworkSettings {
        timeout: args.timeout,
        concurrency: args.concurrency.map(Into::into),
        rate: args.rate,
        dnssec_trusted,
    };
    let network = Arc::new(Network::connect(&servers, settings)?);
    Ok(Some(Named::Network { network, servers }))
}

fn zone(path: &Path) -> anyhow::Result<Zone> {
    Ok(Zone::open(path).saying(|| sentence!("zone-cannot-use", file = escape::file(path)))?)
}

fn whom(args: &DnsArgs) -> anyhow::Result<Whom> {
    args.dns.parse().map_err(|error| match error {
        NamedError::System(error) => error.into(),
        error @ NamedError::NoAddress(_) => anyhow::Error::from(error).context("--dns"),
    })
}
