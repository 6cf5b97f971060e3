//! A set-up out of the arguments of `presend sender`, and out of the message that it names. What was given goes first.

use super::super::args::Sender;
use super::super::ip_range;
use super::octets;
use crate::cli::clock::now_s;
use anyhow::Context;
use presend::address::domain_as_typed;
use presend::bounce::imap::Certificates;
use presend::domain::Domain;
use presend::reason::{Saying, escape, sentence};
use presend::sender::checks::{Group, MESSAGE_OCTETS_MAX, Message, Selector, SenderConfig};
use presend::sender::connect::ConnectSettings;
use std::path::Path;
use std::sync::Arc;

/// What was said of all senders alike, read once.
pub struct Common {
    like: SenderConfig,
    /// Selectors, or whole names of keys.
    dkim: Vec<String>,
}

impl Common {
    pub fn read(args: &Sender) -> anyhow::Result<Common> {
        let mut ips = Vec::new();
        for text in args.ip.iter().flat_map(|list| list.split(',')) {
            for ip in ip_range::addresses(text)? {
                if !ips.contains(&ip) {
                    ips.push(ip);
                }
            }
        }
        let only = args.only.iter().flat_map(|list| list.split(',')).map(group).collect::<anyhow::Result<_>>()?;
        let helo = args.helo.as_ref().map(|helo| helo.trim().to_owned());
        anyhow::ensure!(helo.as_deref() != Some(""), sentence!("option-empty", option = "--helo"));
        let message = args.eml.as_deref().map(|path| message(path, args.authserv_id.as_deref())).transpose()?;
        // A message may tell the HELO name that an empty MAIL FROM goes by.
        let trace = message.as_ref().map(|message| &message.trace);
        let helo_told = helo.as_deref().or_else(|| Some(trace?.helo.as_ref()?.value.as_str()));
        let mail_from = args.mail_from.as_deref().map(|text| mail_from(text, helo_told)).transpose()?;
        let mut dnsbl = Vec::new();
        for text in args.dnsbl.iter().flat_map(|list| list.split(',')) {
            let zone = Domain::new(text.trim()).ok();
            dnsbl.push(zone.saying(|| sentence!("sender-no-zone", text = text.to_owned()))?);
        }
        let dkim = args.dkim.iter().flat_map(|list| list.split(',')).map(|text| text.trim().to_owned()).collect();
        let (allow_non_public, parked) = (args.dns.allow_non_public, args.parked);
        // The domain is that of the one who is checked, and takes the place of this.
        let nobody = SenderConfig::new(Domain::root());
        let like = SenderConfig { ips, helo, mail_from, message, allow_non_public, dnsbl, parked, only, ..nobody };
        Ok(Common { like, dkim })
    }

    /// The set-up of one domain, with what the message tells.
    pub fn of(&self, domain: Domain) -> anyhow::Result<SenderConfig> {
        let dkim = self.dkim.iter().map(|text| selector(text, &domain)).collect::<anyhow::Result<_>>()?;
        Ok(SenderConfig { domain, dkim, ..self.like.clone() }.filled_in())
    }

    /// The set-up of the domain that the message is from.
    pub fn of_message(&self) -> anyhow::Result<SenderConfig> {
        let message = self.like.message.clone();
        let message = message.saying(|| sentence!("sender-name-domain"))?;
        let told = SenderConfig::of_message(message).saying(|| sentence!("sender-eml-without-from"))?;
        let dkim = self.dkim.iter().map(|text| selector(text, &told.domain)).collect::<anyhow::Result<_>>()?;
        Ok(SenderConfig { domain: told.domain, taken: told.taken, dkim, ..self.like.clone() }.filled_in())
    }
}

/// How to connect to the domain's servers.
pub fn connecting(args: &Sender, setup: &SenderConfig) -> anyhow::Result<ConnectSettings> {
    anyhow::ensure!(setup.only.is_empty() || setup.only.contains(&Group::Extras), sentence!("sender-connect-extras"));
    let trusted = match &args.connect_ca {
        Some(path) => Certificates::read(path).with_context(|| format!("--connect-ca {}", escape::file(path)))?,
        None => Certificates::default(),
    };
    Ok(ConnectSettings {
        smtp_port: args.smtp_port,
        https_port: args.https_port,
        helo: setup.helo.clone(),
        trusted,
        allow_non_public: setup.allow_non_public,
        ..ConnectSettings::default()
    })
}

/// A domain as a user types it: in any script, perhaps with an address or a final dot around it.
pub fn domain(text: &str) -> anyhow::Result<Domain> {
    Ok(domain_as_typed(text).saying(|| sentence!("sender-no-domain", text = text.to_owned()))?)
}

/// The address of MAIL FROM. For an empty one receivers take postmaster at the HELO name (RFC 7208 §2.4).
fn mail_from(text: &str, helo: Option<&str>) -> anyhow::Result<(String, Domain)> {
    let bare = text.trim().trim_start_matches('<').trim_end_matches('>').trim();
    let (local_part, name) = match bare.rsplit_once('@') {
        Some((local_part, name)) if !local_part.is_empty() => (local_part, name),
        _ if bare.is_empty() => {
            let name = helo.saying(|| sentence!("sender-mail-from-helo"))?;
            let of_helo = domain(name.trim_end_matches('.')).ok();
            let of_helo = of_helo.saying(|| sentence!("sender-mail-from-helo-wrong", name = name.to_owned()))?;
            return Ok(("postmaster".to_owned(), of_helo));
        }
        _ => ("postmaster", bare),
    };
    let domain = domain(name).ok();
    let domain = domain.saying(|| sentence!("sender-mail-from-no-domain", text = text.to_owned()))?;
    Ok((local_part.to_owned(), domain))
}

/// A selector, or the whole name of a key, which may be at another domain.
fn selector(text: &str, from: &Domain) -> anyhow::Result<Selector> {
    let text = text.trim_end_matches('.').to_ascii_lowercase();
    anyhow::ensure!(!text.is_empty(), sentence!("option-empty", option = "--dkim"));
    match text.split_once("._domainkey.") {
        Some((selector, name)) => Ok(Selector { selector: selector.to_owned(), domain: domain(name)? }),
        None => Ok(Selector { selector: text.trim_end_matches("._domainkey").to_owned(), domain: from.clone() }),
    }
}

/// Reads a message; - is standard input.
fn message(path: &Path, authserv_id: Option<&str>) -> anyhow::Result<Arc<Message>> {
    let bytes = octets("--eml", path, MESSAGE_OCTETS_MAX)?;
    anyhow::ensure!(!bytes.is_empty(), sentence!("sender-eml-empty", file = escape::file(path)));
    let message = Message::parse(&bytes, now_s());
    let Some(name) = authserv_id.map(str::trim) else { return Ok(Arc::new(message)) };
    anyhow::ensure!(!name.is_empty(), sentence!("option-empty", option = "--authserv-id"));
    Ok(Arc::new(message.received_by(name)))
}

fn group(text: &str) -> anyhow::Result<Group> {
    let text = text.trim();
    let all = || Group::ALL.map(Group::word).join(", ");
    let named = if text == "ptr" { "iprev" } else { text };
    Group::ALL
        .into_iter()
        .find(|group| group.word() == named)
        .saying(|| sentence!("sender-no-group", text = text.to_owned(), groups = all()))
        .map_err(Into::into)
}
