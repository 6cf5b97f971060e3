//! `presend probe --mailboxes`: who may ask, what is asked, and how far it is.

use super::super::cache::in_cache_folder;
use super::super::clock::now_s;
use super::super::sender::domain;
use super::super::terminal::Terminal;
use super::args::Probe as Args;
use super::{NowAndThen, helo};
use crate::cli::errors::cause_in_words;
use anyhow::bail;
use presend::dns::Dns;
use presend::domain::{AddressClass, Domain};
use presend::facts::Lookup;
use presend::probe::mailboxes::greylist::{Greylist, NOT_BEFORE, is_put_off};
use presend::probe::mailboxes::{Mailboxes, OfDomain, Settings, Told, ask, collect, mailbox_of, wanted};
use presend::probe::{Helo, Probed, Wanted};
use presend::reason::{Saying, say, sentence};
use presend::report::text::duration;
use presend::run::list::List;
use presend::sender::check;
use presend::sender::checks::{Check, Group, SenderConfig, Status};
use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// The file's name in the user's cache folder.
const GREYLIST_NAME: &str = "presend/greylist.csv";

/// Who asks.
pub(super) struct Sender {
    helo: String,
    local_part: String,
    domain: Domain,
}

impl Sender {
    pub(super) fn of(args: &Args) -> anyhow::Result<Sender> {
        let Helo::Name(helo) = helo(args.helo.as_deref()) else {
            bail!(sentence!("mailboxes-helo"));
        };
        let text = args.mailbox.mail_from.as_deref().saying(|| sentence!("mailboxes-mail-from"))?;
        let bare = text.trim().trim_start_matches('<').trim_end_matches('>');
        let wrong = || sentence!("mailboxes-mail-from-wrong", text = text.to_owned());
        let (name, address) = mailbox_of(bare).saying(wrong)?;
        let local_part = address.rsplit_once('@').saying(wrong)?.0.to_owned();
        Ok(Sender { helo, local_part, domain: domain(&name)? })
    }

    /// Hosts count questions against whoever asks, and believe nobody whose own DNS is wrong.
    pub(super) async fn refuse_unless_it_passes(
        &self,
        args: &Args,
        wanted: &[Wanted],
        dns: Arc<dyn Dns>,
    ) -> anyhow::Result<()> {
        if wanted.iter().all(|wanted| wanted.facts.hosts.is_empty()) {
            // There is nobody to ask.
            return Ok(());
        }
        let ip = args.mailbox.ip.or_else(|| own_ip(wanted, args.port));
        let ip = ip.saying(|| sentence!("mailboxes-ip"))?;
        if AddressClass::of(ip) != AddressClass::Public && !args.dns.allow_non_public {
            bail!(sentence!("mailboxes-ip-private", ip = ip.to_string()));
        }
        let setup = SenderConfig {
            ips: vec![ip],
            helo: Some(self.helo.clone()),
            mail_from: Some((self.local_part.clone(), self.domain.clone())),
            allow_non_public: args.dns.allow_non_public,
            only: vec![Group::Iprev, Group::Helo, Group::Spf],
            ..SenderConfig::new(self.domain.clone())
        };
        let report = check(dns, setup).await;
        let bad: Vec<&Check> = report
            .judged
            .checks
            .iter()
            .filter(|check| matches!(check.status, Status::Fail | Status::Unknown))
            .collect();
        if bad.is_empty() {
            return Ok(());
        }
        let codes: Vec<&str> = bad.iter().map(|check| check.code.code()).collect();
        bail!(sentence!(
            "mailboxes-not-believed",
            ip = ip.to_string(),
            codes = codes.join(", "),
            domain = self.domain.to_string(),
            helo = self.helo.clone()
        ))
    }

    /// Asks for the mailboxes of the lists and of the addresses that were named.
    pub(super) async fn ask(
        &self,
        args: &Args,
        lists: &[List],
        domains: &[Wanted],
        probed: &Probed,
        terminal: &Terminal,
    ) -> anyhow::Result<Vec<OfDomain>> {
        let mailboxes = all(args, lists).await?;
        let mut wanted = wanted(mailboxes, domains, probed);
        let settings = Settings {
            helo: Helo::Name(self.helo.clone()),
            mail_from: format!("{}@{}", self.local_part, self.domain),
            port: args.port,
            connections: args.connections.into(),
            patience: args.host_timeout,
            interval: args.mailbox.interval,
            wait: args.mailbox.wait,
            remembers: false,
        };
        let greylist = greylist(args, &settings.mail_from, &self.helo, terminal);
        if let Some(greylist) = &greylist {
            greylist.prepare(&mut wanted, now_s());
        }
        let early: u64 = wanted.iter().map(|of| of.too_early.len() as u64).sum();
        let settings = Settings { remembers: greylist.is_some(), ..settings };
        let progress = Progress::new(terminal, &wanted, settings.interval);
        let asked = ask(wanted, &settings, &|told| progress.tell(told)).await;
        if let Some(greylist) = &greylist {
            if let Err(error) = greylist.remember(&asked, now_s()) {
                let why = cause_in_words(&error, terminal.lang);
                terminal.warn(&say!(terminal.lang, "greylist-not-remembered", why = why));
            }
            let put_off =
                asked.iter().flat_map(|of| &of.mailboxes).filter(|mailbox| is_put_off(mailbox)).count() as u64;
            let early = if args.mailbox.wait.is_some() { 0 } else { early };
            if put_off + early > 0 {
                let lang = terminal.lang;
                let mailboxes = say!(lang, "count-mailboxes", count = put_off + early);
                let minutes = NOT_BEFORE.as_secs() / 60;
                terminal.say(&say!(lang, "cli-probe-greylisted", mailboxes = mailboxes, minutes = minutes));
            }
        }
        Ok(asked)
    }
}

/// What earlier runs were put off with. What goes wrong with it is said, and the run goes on.
fn greylist(args: &Args, mail_from: &str, helo: &str, terminal: &Terminal) -> Option<Greylist> {
    let by_default = || in_cache_folder(GREYLIST_NAME).filter(|_| !args.dns.no_cache);
    let path = args.mailbox.greylist.clone().or_else(by_default)?;
    Greylist::open(&path, mail_from, helo, now_s())
        .map_err(|error| {
            let why = cause_in_words(&error, terminal.lang);
            terminal.warn(&say!(terminal.lang, "goes-on-without", why = why));
        })
        .ok()
}

/// The distinct addresses of the lists, and those that were named.
async fn all(args: &Args, lists: &[List]) -> anyhow::Result<Mailboxes> {
    let lists = lists.to_vec();
    let reading = tokio::task::spawn_blocking(move || {
        let mut all = Mailboxes::new();
        lists.iter().try_for_each(|list| collect(list, &mut all)).map(|()| all)
    });
    let mut all = reading.await.unwrap_or_else(|panic| std::panic::resume_unwind(panic.into_panic()))?;
    for (domain, address) in args.list.lists.iter().filter_map(|one| mailbox_of(one.to_str()?)) {
        *all.entry(domain).or_default().entry(address).or_default() += 1;
    }
    Ok(all)
}

/// The address that connections to the first of the hosts come from. No packet is sent.
fn own_ip(wanted: &[Wanted], port: u16) -> Option<IpAddr> {
    let hosts = wanted.iter().flat_map(|wanted| &wanted.facts.hosts);
    let mut addresses = hosts.filter_map(|host| match &host.v4 {
        Lookup::Found(list) => list.first().copied(),
        _ => None,
    });
    let to = IpAddr::from(addresses.next()?);
    let socket = UdpSocket::bind(("0.0.0.0", 0)).ok()?;
    socket.connect(SocketAddr::new(to, port)).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Tells how many mailboxes were asked for, now and then.
struct Progress<'t> {
    terminal: &'t Terminal,
    all: u64,
    done: AtomicU64,
    said: NowAndThen,
}

impl<'t> Progress<'t> {
    fn new(terminal: &'t Terminal, wanted: &[presend::probe::mailboxes::Wanted], interval: Duration) -> Progress<'t> {
        let mut hosts: BTreeMap<IpAddr, u32> = BTreeMap::new();
        for of in wanted {
            if let Some((_, ip)) = of.hosts.first() {
                // With the names by which the host is judged.
                *hosts.entry(*ip).or_default() += of.addresses.len() as u32 + 2;
            }
        }
        let time = interval * hosts.values().max().copied().unwrap_or_default();
        let all: u64 = wanted.iter().filter(|of| !of.hosts.is_empty()).map(|of| of.addresses.len() as u64).sum();
        let lang = terminal.lang;
        terminal.say(&say!(
            lang,
            "probe-asking-mailboxes",
            hosts = say!(lang, "count-hosts", count = hosts.len()),
            mailboxes = say!(lang, "count-mailboxes", count = all),
            time = duration(time)
        ));
        Progress { terminal, all, done: AtomicU64::new(0), said: NowAndThen::default() }
    }

    fn tell(&self, told: Told) {
        match told {
            Told::Done { addresses } => {
                let done = self.done.fetch_add(addresses, Ordering::Relaxed) + addresses;
                if self.terminal.look.no_progress || !self.said.is_time() {
                    return;
                }
                let done = done.min(self.all);
                self.terminal.say(&say!(self.terminal.lang, "probe-mailboxes-done", done = done, all = self.all));
            }
            Told::Waits => {
                self.terminal.say(self.terminal.lang.text("cli-probe-mailboxes-some-were-put-off-and-are"));
            }
        }
    }
}
