//! The arguments of `presend probe`.

use super::super::args::shared::{DnsArgs, ListArgs};
use super::super::args::values::{helo, ip, message_octets, number, seconds};
use clap::Args;
use presend::reason::{Sentence, sentence};
use std::net::IpAddr;
use std::path::PathBuf;
use std::time::Duration;

/// Connections at the same time, where nothing is said of them.
pub const CONNECTIONS: u16 = 50;

#[derive(Debug, Args)]
pub struct Probe {
    #[command(flatten)]
    pub list: ListArgs,
    #[arg(long, value_name = "NAME", value_parser = helo, help_heading = "Hosts")]
    pub helo: Option<String>,
    #[arg(long, value_name = "OCTETS", value_parser = message_octets, help_heading = "Hosts")]
    pub message_size: Option<u64>,
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds, help_heading = "Hosts")]
    pub host_timeout: Duration,
    #[arg(long, value_name = "N", default_value_t = CONNECTIONS, value_parser = number(1..=1_000_u16), help_heading = "Hosts")]
    pub connections: u16,
    #[arg(long, value_name = "PORT", default_value_t = 25, value_parser = number(1..=u16::MAX), help_heading = "Hosts")]
    pub port: u16,
    #[command(flatten)]
    pub mailbox: MailboxArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

/// What `clean` asks the mail hosts before it judges.
#[derive(Debug, Args)]
pub struct CleanProbe {
    #[arg(long, conflicts_with_all = ["offline", "facts"], help_heading = "Hosts")]
    pub probe: bool,
    #[arg(long, value_name = "NAME", value_parser = helo, requires = "probe", help_heading = "Hosts")]
    pub helo: Option<String>,
    #[arg(long, value_name = "OCTETS", value_parser = message_octets, requires = "probe", help_heading = "Hosts")]
    pub message_size: Option<u64>,
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds, requires = "probe", help_heading = "Hosts")]
    pub host_timeout: Duration,
    #[arg(long, value_name = "PORT", default_value_t = 25, value_parser = number(1..=u16::MAX), requires = "probe", help_heading = "Hosts")]
    pub port: u16,
}

#[derive(Debug, Args)]
pub struct MailboxArgs {
    #[arg(long, requires = "mail_from", help_heading = "Mailboxes")]
    pub mailboxes: bool,
    #[arg(long, value_name = "ADDR", requires = "mailboxes", help_heading = "Mailboxes")]
    pub mail_from: Option<String>,
    #[arg(long, value_name = "IP", value_parser = ip, requires = "mailboxes", help_heading = "Mailboxes")]
    pub ip: Option<IpAddr>,
    #[arg(long, value_name = "SECONDS", default_value = "1", value_parser = seconds, help_heading = "Mailboxes")]
    pub interval: Duration,
    #[arg(long, value_name = "TIME", value_parser = wait, requires = "mailboxes", help_heading = "Mailboxes")]
    pub wait: Option<Duration>,
    #[arg(long, value_name = "FILE", requires = "mailboxes", help_heading = "Mailboxes")]
    pub greylist: Option<PathBuf>,
}

fn wait(text: &str) -> Result<Duration, Sentence> {
    let wrong = || sentence!("value-time");
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
