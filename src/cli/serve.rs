//! `presend serve`: the page and the API, until somebody stops them.

use super::args::values::{number, octets, socket};
use super::args::{DnsArgs, FactsArgs, JudgeArgs};
use super::facts;
use super::interrupt;
use super::resolver;
use super::temporary_lists::TemporaryLists;
use super::terminal::Terminal;
use super::{Exit, format};
use anyhow::Context;
use clap::Args;
use presend::judge::Fix;
use presend::reason::{Saying, escape, sentence};
use presend::serve::{RATE, ServeSettings, serve};
use std::fs::File;
use std::io::Read;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;

/// Octets of a file with a token.
const TOKEN_OCTETS_MAX: u64 = 4096;
/// Files that may be open, sockets among them.
#[cfg(unix)]
const FILES_MAX: u64 = 16_384;
/// The variable that holds a token, for those who do not keep it in a file.
const TOKEN_VARIABLE: &str = "PRESEND_TOKEN";

// Answers stay in memory and for a short time, so that whoever has just registered a domain is let in: no store of earlier runs is before it.
#[derive(Debug, Args)]
#[command(mut_arg("cache", |arg| arg.hide(true)), mut_arg("no_cache", |arg| arg.hide(true)))]
pub struct Serve {
    #[arg(long, value_name = "ADDR:PORT", value_parser = socket, default_value = "127.0.0.1:8025")]
    pub listen: SocketAddr,
    #[arg(long, value_name = "FILE")]
    pub token_file: Option<PathBuf>,
    #[arg(long, value_name = "NAME")]
    pub allow_host: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = RATE, value_parser = number(1..=1_000_000_u32))]
    pub rate_limit: u32,
    #[arg(long, value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    #[arg(long, value_name = "SIZE", default_value = "64M", value_parser = octets)]
    pub upload_max: u64,
    #[command(flatten)]
    pub judging: JudgeArgs,
    #[command(flatten)]
    pub facts: FactsArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

pub async fn run(args: Serve, terminal: &Terminal) -> anyhow::Result<Exit> {
    format::no_files(&terminal.look.formats)?;
    let temporary = match &args.data_dir {
        Some(_) => None,
        None => Some(TemporaryLists::new().saying(|| sentence!("serve-no-place"))?),
    };
    let data_dir =
        args.data_dir.or_else(|| temporary.as_ref().map(|lists| lists.path().to_owned())).unwrap_or_default();
    let table = facts::Table::read(&args.facts, &args.dns, terminal)?;
    let settings = ServeSettings {
        dns: if table.is_some() { None } else { resolver::fresh(&args.dns, false)? },
        told: table.as_ref().map(facts::Table::told),
        policy: args.judging.policy(&args.dns, Fix::Safe),
        token: token(args.token_file.as_deref())?,
        allowed_hosts: args.allow_host,
        rate: args.rate_limit,
        lang: terminal.look.lang,
        data_dir,
        upload_max: args.upload_max,
    };
    settings.allow(args.listen).context("--listen")?;
    let_more_files_be_open();
    let listener = TcpListener::bind(args.listen).await;
    let listener = listener.saying(|| sentence!("serve-cannot-listen", place = args.listen.to_string()))?;
    let stop = interrupt::wanted().saying(|| sentence!("cannot-listen-for-signals"))?;
    let address = format!("http://{}\n", listener.local_addr()?);
    let mut told = Ok(true);
    let ready = || {
        told = terminal.print(&address);
        terminal.say(terminal.lang.text("serve-ctrl-c"));
    };
    serve(listener, settings, ready, stop).await?;
    told?;
    Ok(Exit::Passed)
}

/// Each connection is a file of the process, and many systems allow a thousand unless a process asks for more.
fn let_more_files_be_open() {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, getrlimit, setrlimit};
        if let Ok((soft, hard)) = getrlimit(Resource::RLIMIT_NOFILE) {
            let _ = setrlimit(Resource::RLIMIT_NOFILE, soft.max(hard.min(FILES_MAX)), hard);
        }
    }
}

/// The token out of the file, or out of the environment. It never stands on the command line, which others on the machine can see.
fn token(file: Option<&Path>) -> anyhow::Result<Option<String>> {
    let Some(path) = file else {
        return Ok(std::env::var(TOKEN_VARIABLE).ok().filter(|token| !token.is_empty()));
    };
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(TOKEN_OCTETS_MAX).read_to_string(&mut text))
        .saying(|| sentence!("cannot-read-option", option = "--token-file", file = escape::file(path)))?;
    Ok(Some(text.trim().to_owned()))
}
