//! `presend probe`: the mail hosts of lists, addresses and domains, asked with EHLO, and for mailboxes where the user wants it.

pub mod args;
mod mailboxes;

use super::format;
use super::interrupt::Interrupted;
use super::lists::{denied, inputs, open_all, warn_of_filtering, warn_of_tail};
use super::sender::domain;
use super::terminal::Terminal;
use super::{Exit, cache, output, progress, resolver, run_note};
use args::{CONNECTIONS, CleanProbe, Probe as Args};
use presend::dns::{Dns, Gather, GatherSettings};
use presend::domain::Domain;
use presend::judge::{Policy, needs_dns};
use presend::list::ListError;
use presend::probe::mailboxes::OfDomain;
use presend::probe::{Helo, Probed, Settings, Told, Wanted};
use presend::reason::{Effect, Reason, Saying, escape, say, sentence};
use presend::report::html::page_data::RunNote;
use presend::report::probe::{Probe, limits};
use presend::report::text::redacted;
use presend::run::list::List;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Domains in work at the same time, while the DNS is asked.
const DOMAINS_IN_WORK: usize = 2_000;
/// How often it is said how far the run is.
const BETWEEN_WORDS: Duration = Duration::from_secs(10);
/// What is called a list by its name, even where no such file is there.
const LIST_ENDINGS: &[&str] = &[
    "csv", "tsv", "txt", "json", "jsonl", "ndjson", "xlsx", "xls", "xlsb", "ods", "fods", "parquet", "vcf", "ldif",
    "eml", "mbox", "gz", "zst", "bz2", "xz", "zip",
];

pub async fn probe(args: &Args, terminal: &Terminal, interrupted: &Interrupted) -> anyhow::Result<Exit> {
    format::only(&terminal.look.formats, |forms| forms.probe.is_some())?;
    let (paths, names) = sorted(&args.list.lists)?;
    let sender = args.mailbox.mailboxes.then(|| mailboxes::Sender::of(args)).transpose()?;
    for path in &paths {
        format::spare_the_input(&terminal.look.formats, path)?;
    }
    let helo = helo(args.helo.as_deref());
    let name = if let Helo::Name(name) = &helo { Some(name.clone()) } else { None };
    let (dns, kept) = resolver::resolver(&args.dns, Some(&work(&args.list.lists)), terminal)?;
    interrupted.keeps(&kept);
    let dns = dns.saying(|| sentence!("probe-offline"))?;
    let Read { wanted, lie, lists } = wanted(args, &paths, &names, dns.clone(), terminal).await?;
    cache::report(&kept, terminal);
    warn_of_filtering(&dns.stats(), terminal);
    if let Some(name) = &lie {
        terminal.warn(&denied(name, &args.dns.dns, terminal.lang));
    }
    let settings = Settings {
        helo,
        port: args.port,
        connections: args.connections.into(),
        patience: args.host_timeout,
        allow_non_public: args.dns.allow_non_public,
        message_octets: args.message_size,
    };
    if let Some(sender) = &sender {
        sender.refuse_unless_it_passes(args, &wanted, dns.clone()).await?;
    }
    let lang = terminal.lang;
    let domains = wanted.len() as u64;
    let said = name.as_deref().unwrap_or_else(|| lang.text("cli-probe-address-of-this-machine"));
    let port = args.port.to_string();
    terminal.say(&say!(lang, "probe-asking-as", domains = domains, port = port, helo = said));
    let progress = Progress::new(terminal);
    let probed = presend::probe::probe(dns, &wanted, &settings, &|told| progress.tell(told)).await;
    let asked = match &sender {
        Some(sender) => Some(sender.ask(args, &lists, &wanted, &probed, terminal).await?),
        None => None,
    };
    let run = run_note::of_this_process(terminal.style.redact);
    let probe = Probe {
        probed: &probed,
        mailboxes: asked.as_deref(),
        sources: &sources(&args.list.lists, terminal.style.redact),
        run: &RunNote { dns: resolver::name(&args.dns).ok(), ..run },
        helo: name.as_deref(),
        port: args.port,
        message_octets: args.message_size,
        lang,
        style: terminal.style,
    };
    for form in format::and_one_printed(&terminal.look.formats) {
        let text = form.format.forms().probe.map(|make| make(&probe)).unwrap_or_default();
        output::put(&form, &mut text.as_bytes(), paths.first().map(PathBuf::as_path), terminal)?;
    }
    Ok(exit(&probed, asked.as_deref().unwrap_or_default(), lie.is_some()))
}

/// What the mail hosts of a list show, for those who judge it; nothing where they are not to be asked.
pub async fn of_hosts(
    args: &CleanProbe,
    list: &List,
    policy: &Policy,
    gather: Option<&Gather>,
    terminal: &Terminal,
) -> anyhow::Result<Arc<HashMap<String, Vec<Reason>>>> {
    let Some(gather) = gather.filter(|_| args.probe) else { return Ok(Arc::default()) };
    let progress = progress::watcher(terminal, list.source.octets);
    let (wanted, lie) = presend::probe::survey(list, policy, gather, progress).await?;
    if lie.is_some() {
        // No host of such a resolver's is worth asking. What follows says so.
        return Ok(Arc::default());
    }
    let settings = Settings {
        helo: helo(args.helo.as_deref()),
        port: args.port,
        connections: CONNECTIONS.into(),
        patience: args.host_timeout,
        allow_non_public: policy.allow_non_public,
        message_octets: args.message_size,
    };
    let domains = wanted.len() as u64;
    terminal.say(&say!(terminal.lang, "probe-asking", domains = domains, port = args.port.to_string()));
    let progress = Progress::new(terminal);
    let probed = presend::probe::probe(gather.dns(), &wanted, &settings, &|told| progress.tell(told)).await;
    limits(&probed, terminal.lang).iter().for_each(|limit| terminal.say(limit));
    Ok(Arc::new(probed.of_domains()))
}

/// What was read.
struct Read {
    wanted: Vec<Wanted>,
    /// A name that the DNS denied wrongly.
    lie: Option<Domain>,
    lists: Vec<List>,
}

/// What the arguments name: lists, and addresses or domains.
fn sorted(named: &[PathBuf]) -> anyhow::Result<(Vec<PathBuf>, Vec<Domain>)> {
    let (mut paths, mut names) = (Vec::new(), Vec::new());
    for one in named {
        let is_path = one == Path::new("-") || one.exists() || one.components().count() > 1;
        let ending = one.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
        let text = one.to_str().filter(|_| !is_path);
        match text {
            Some(text) if text.contains('@') => names.push(domain(text)?),
            Some(text) if !ending.is_some_and(|ending| LIST_ENDINGS.contains(&&*ending)) && !text.contains('*') => {
                let nothing = || sentence!("probe-no-such-thing", text = escape::one_line(text));
                names.push(domain(text).ok().saying(nothing)?);
            }
            _ => paths.push(one.clone()),
        }
    }
    Ok((inputs(&paths)?, names))
}

/// What the arguments name, for people: files without their folders.
fn sources(named: &[PathBuf], redact: bool) -> String {
    let name = |one: &PathBuf| {
        let name = one.file_name().map_or_else(|| one.to_string_lossy(), |name| name.to_string_lossy());
        if redact && name.contains('@') { redacted(&name) } else { name.into_owned() }
    };
    named.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The same for the same arguments, and nothing that tells them.
fn work(named: &[PathBuf]) -> Vec<u8> {
    let mut hash = Sha256::new();
    for path in named {
        hash.update(cache::work_on(path));
    }
    hash.finalize().to_vec()
}

/// The domains of the lists and of the names, each once, with what the DNS says of them.
async fn wanted(
    args: &Args,
    paths: &[PathBuf],
    names: &[Domain],
    dns: Arc<dyn Dns>,
    terminal: &Terminal,
) -> anyhow::Result<Read> {
    let policy = Policy { allow_non_public: args.dns.allow_non_public, ..Policy::default() };
    let concurrency = args.dns.concurrency.map_or(DOMAINS_IN_WORK, usize::from);
    let settings = GatherSettings { concurrency, allow_non_public: policy.allow_non_public };
    let gather = Gather::new(dns, settings);
    let mut all: BTreeMap<Domain, Wanted> = BTreeMap::new();
    let mut lie = None;
    let lists = open_all(&args.list, false, paths, terminal).await?;
    for (_, list) in &lists {
        let progress = progress::watcher(terminal, list.source.octets);
        let (wanted, denied) = presend::probe::survey(list, &policy, &gather, progress).await?;
        warn_of_tail(list, terminal);
        lie = lie.or(denied);
        for one in wanted {
            add(&mut all, one);
        }
    }
    let (askable, others): (Vec<&Domain>, Vec<&Domain>) = names.iter().partition(|name| needs_dns(name, &policy));
    for name in others {
        terminal.say(&say!(terminal.lang, "probe-no-such-name", name = name.as_str()));
    }
    let asking = askable.into_iter().map(async |name| {
        let facts = Arc::new(gather.domain(name.clone()).await);
        Wanted { domain: name.clone(), rows: 1, facts }
    });
    for one in futures_util::future::join_all(asking).await {
        add(&mut all, one);
    }
    gather.settle(lie.is_none());
    if names.is_empty() && all.is_empty() && !args.list.allow_empty {
        return Err(ListError::NoAddresses.into());
    }
    let lists = lists.into_iter().map(|(_, list)| list).collect();
    Ok(Read { wanted: all.into_values().collect(), lie, lists })
}

fn add(all: &mut BTreeMap<Domain, Wanted>, one: Wanted) {
    let rows = one.rows;
    all.entry(one.domain.clone()).and_modify(|known| known.rows += rows).or_insert(one);
}

/// What is said in EHLO. A machine's own name counts only if it is a full one.
fn helo(named: Option<&str>) -> Helo {
    let is_full = |name: &String| name.contains('.') && !name.ends_with(".local") && !name.starts_with("localhost.");
    let name = named.map(str::to_owned).or_else(|| machine_name().filter(is_full));
    name.map_or(Helo::Literal, Helo::Name)
}

fn machine_name() -> Option<String> {
    #[cfg(unix)]
    let name = nix::unistd::gethostname().ok()?.into_string().ok();
    #[cfg(not(unix))]
    let name = std::env::var("COMPUTERNAME").ok();
    name.filter(|name| Domain::new(name).is_ok())
        .filter(|name| name.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"-.".contains(&octet)))
}

/// When it is time to say how far a run is.
struct NowAndThen(Mutex<Instant>);

impl Default for NowAndThen {
    fn default() -> NowAndThen {
        NowAndThen(Mutex::new(Instant::now()))
    }
}

impl NowAndThen {
    /// Whether nothing was said for some time. Then something is to be said now.
    fn is_time(&self) -> bool {
        let mut said = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let is_time = said.elapsed() >= BETWEEN_WORDS;
        if is_time {
            *said = Instant::now();
        }
        is_time
    }
}

/// Tells how far the run is, now and then, and what is true of the network.
struct Progress<'t> {
    terminal: &'t Terminal,
    said: NowAndThen,
}

impl<'t> Progress<'t> {
    fn new(terminal: &'t Terminal) -> Progress<'t> {
        Progress { terminal, said: NowAndThen::default() }
    }

    fn tell(&self, told: Told) {
        match told {
            Told::PortBlocked { hosts } => self.say_blocked(hosts as u64),
            Told::Done { targets, of } => self.say_done(targets as u64, of as u64),
        }
    }

    fn say_done(&self, done: u64, of: u64) {
        if self.terminal.look.no_progress || done == of || !self.said.is_time() {
            return;
        }
        self.terminal.say(&say!(self.terminal.lang, "probe-groups-done", done = done, all = of));
    }

    fn say_blocked(&self, hosts: u64) {
        let texts = Reason::ProbePort25Blocked.texts(self.terminal.lang);
        self.terminal.say(&say!(
            self.terminal.lang,
            "probe-blocked-warning",
            title = texts.title,
            hosts = hosts,
            remedy = texts.remedy
        ));
    }
}

/// What a person should look at goes first; what could not be found out is no finding.
fn exit(probed: &Probed, asked: &[OfDomain], is_lied_to: bool) -> Exit {
    let of_hosts = probed.all_findings().map(|finding| finding.reason);
    let of_mailboxes = asked.iter().flat_map(|of| &of.mailboxes).filter_map(|mailbox| mailbox.outcome.reason());
    let reasons: BTreeSet<Reason> = of_hosts.chain(of_mailboxes).collect();
    let has = |effects: &[Effect]| reasons.iter().any(|reason| effects.contains(&reason.effect()));
    if has(&[Effect::Review, Effect::Reject]) {
        Exit::Findings
    } else if is_lied_to || probed.is_inconclusive() || reasons.contains(&Reason::ProbeNotTold) {
        Exit::Inconclusive
    } else {
        Exit::Passed
    }
}
