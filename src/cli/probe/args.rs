//! The arguments of `presend probe`.

use super::super::args::shared::{DnsArgs, ListArgs};
use super::super::args::values::{helo, message_octets, seconds};
use clap::Args;
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Connections at the same time, where nothing is said of them.
pub const CONNECTIONS: u16 = 50;

#[derive(Debug, Args)]
pub struct Probe {
    #[command(flatten)]
    pub list: ListArgs,
    /// The name to say in EHLO, that of your sending server [default: the name of this machine if it is a full one, else its address]
    #[arg(long, value_name = "NAME", value_parser = helo, help_heading = "Hosts")]
    pub helo: Option<String>,
    /// The size of the message that you will send, in octets or such as 15M: hosts that take no such message are told
    #[arg(long, value_name = "OCTETS", value_parser = message_octets, help_heading = "Hosts")]
    pub message_size: Option<u64>,
    /// The most time for the hosts of a domain in the last of three tries, in seconds; the first two take less
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds, help_heading = "Hosts")]
    pub host_timeout: Duration,
    /// The most connections at the same time; no host ever has two
    #[arg(long, value_name = "N", default_value_t = CONNECTIONS, value_parser = clap::value_parser!(u16).range(1..=1_000), help_heading = "Hosts")]
    pub connections: u16,
    /// The port to connect to, for tests and laboratories
    #[arg(long, value_name = "PORT", default_value_t = 25, value_parser = clap::value_parser!(u16).range(1..), help_heading = "Hosts")]
    pub port: u16,
    #[command(flatten)]
    pub mailbox: MailboxArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

/// What `clean` asks the mail hosts before it judges.
#[derive(Debug, Args)]
pub struct CleanProbe {
    /// Also greet each mail host of the list, as presend probe does: rows whose hosts cannot be reached are unknown
    #[arg(long, conflicts_with_all = ["offline", "facts"], help_heading = "Hosts")]
    pub probe: bool,
    /// The name to say in EHLO, that of your sending server
    #[arg(long, value_name = "NAME", value_parser = helo, requires = "probe", help_heading = "Hosts")]
    pub helo: Option<String>,
    /// The size of the message that you will send, in octets or such as 15M: rows whose hosts take no such message are for review
    #[arg(long, value_name = "OCTETS", value_parser = message_octets, requires = "probe", help_heading = "Hosts")]
    pub message_size: Option<u64>,
    /// The most time for the hosts of a domain in the last of three tries, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds, requires = "probe", help_heading = "Hosts")]
    pub host_timeout: Duration,
    /// The port to connect to, for tests and laboratories
    #[arg(long, value_name = "PORT", default_value_t = 25, value_parser = clap::value_parser!(u16).range(1..), requires = "probe", help_heading = "Hosts")]
    pub port: u16,
}

#[derive(Debug, Args)]
pub struct MailboxArgs {
    /// Also ask the hosts whether the mailboxes exist, with MAIL FROM and RCPT and never with DATA; hosts count such questions against who asks
    #[arg(long, requires = "mail_from", help_heading = "Mailboxes")]
    pub mailboxes: bool,
    /// The address of MAIL FROM, which must be yours; its domain has to pass presend sender for the address that asks
    #[arg(long, value_name = "ADDR", requires = "mailboxes", help_heading = "Mailboxes")]
    pub mail_from: Option<String>,
    /// The public address of this machine, where it is behind another one [default: the address that connections come from]
    #[arg(long, value_name = "IP", requires = "mailboxes", help_heading = "Mailboxes")]
    pub ip: Option<IpAddr>,
    /// The least time between two addresses that one host is asked for, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds, help_heading = "Mailboxes")]
    pub interval: Duration,
    /// Ask once more after this time what was put off, as greylisting wants it: 90s, 15m, 1h
    #[arg(long, value_name = "TIME", value_parser = wait, requires = "mailboxes", help_heading = "Mailboxes")]
    pub wait: Option<Duration>,
    /// Where to remember what was greylisted, so that a later run by the same sender asks for it again [default: a file in your cache folder; none with --no-cache]
    #[arg(long, value_name = "FILE", requires = "mailboxes", help_heading = "Mailboxes")]
    pub greylist: Option<PathBuf>,
}

fn wait(text: &str) -> Result<Duration, String> {
    let wrong = || "write a time, such as 90s, 15m or 1h, at most 24h".to_owned();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = match &text[number.len()..] {
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(wrong()),
    };
    let seconds = number.parse::<f64>().map_err(|_| wrong())? * unit;
    if (0.0..=86_400.0).contains(&seconds) { Ok(Duration::from_secs_f64(seconds)) } else { Err(wrong()) }
}
