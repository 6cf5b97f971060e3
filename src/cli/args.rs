//! The arguments, as clap reads them.

use clap::{Args, Parser, Subcommand, ValueEnum};
use presend::list::{Column, Delimiter, LayoutWish};
use presend::policy::{Fix, GateLimits, Limit};
use std::path::PathBuf;
use std::time::Duration;

/// Finds, before you send, the addresses on a list that will bounce.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub look: Look,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sort a mailing list into four: clean, review, rejected, retry
    Clean(Clean),
    /// Pass or fail a mailing list, for CI
    Gate(Gate),
    /// Check one or a few addresses
    Check(Check),
    /// Say why mail came back, and keep a suppression list
    Bounce(Bounce),
    /// Say what a code means, why it matters and what to do
    Explain(Explain),
}

#[derive(Debug, Args)]
pub struct Clean {
    #[command(flatten)]
    pub list: ListArgs,
    /// The folder for the results [default: the list's name with -presend]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    pub force: bool,
    /// What may be changed in the e-mail column
    #[arg(long, value_enum, default_value_t)]
    pub fix: FixArg,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Debug, Args)]
pub struct Gate {
    #[command(flatten)]
    pub list: ListArgs,
    /// The most rows that may be rejected: a share such as 0.5%, or a number
    #[arg(long, value_name = "LIMIT", default_value = "0.5%")]
    pub max_reject: Limit,
    /// The most rows about which it could not be found out
    #[arg(long, value_name = "LIMIT", default_value = "2%")]
    pub max_unknown: Limit,
    /// The most rows that a person should look at
    #[arg(long, value_name = "LIMIT", default_value = "5%")]
    pub max_review: Limit,
    #[command(flatten)]
    pub dns: DnsArgs,
}

impl Gate {
    pub fn limits(&self) -> GateLimits {
        GateLimits { reject: self.max_reject, unknown: self.max_unknown, review: self.max_review }
    }
}

#[derive(Debug, Args)]
pub struct Check {
    /// Addresses, or - to read one a line from standard input
    #[arg(required = true, value_name = "ADDR")]
    pub addresses: Vec<std::ffi::OsString>,
    /// What standard input holds: one address a line, or one JSON string or object with "address" a line
    #[arg(long, value_enum, default_value_t)]
    pub input: InputArg,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Debug, Args)]
pub struct Bounce {
    /// Messages, mbox files, folders, mail logs, exports of services, lines of replies; - reads standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    pub paths: Vec<PathBuf>,
    /// The suppression list to extend, or to begin
    #[arg(long, value_name = "FILE")]
    pub suppress: Option<PathBuf>,
    /// Begin the suppression list with salted hashes in place of addresses
    #[arg(long, requires = "suppress")]
    pub hash: bool,
    /// Exit with 1 when one of these classes occurs, such as recipient_unknown, or any with all
    #[arg(long, value_name = "CLASS,..", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// Take an empty source for a good one
    #[arg(long)]
    pub allow_empty: bool,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as domain.nxdomain, a group such as domain, the text of a bounce, or nothing for all codes
    pub code: Option<String>,
}

/// The list, and what is known of it.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// The mailing list: CSV, TSV or one address a line; - reads standard input
    #[arg(value_name = "LIST")]
    pub list: PathBuf,
    /// The column with the addresses, by name or number from 1 [default: found by content]
    #[arg(long, value_name = "NAME|N")]
    pub column: Option<String>,
    /// The character between columns, or "tab", or "none" for one address a line [default: found by content]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    /// Whether the first row names the columns [default: found by content]
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    pub header: Option<bool>,
    /// Take an empty list for a good one
    #[arg(long)]
    pub allow_empty: bool,
}

impl ListArgs {
    pub fn wish(&self) -> LayoutWish {
        let column = self.column.as_ref().map(|column| match column.parse() {
            Ok(number) => Column::Number(number),
            Err(_) => Column::Name(column.clone()),
        });
        LayoutWish { delimiter: self.delimiter, header: self.header, column }
    }
}

/// Whom to ask, and how.
#[derive(Debug, Args)]
pub struct DnsArgs {
    /// The DNS servers: system, ADDR[:PORT],... or zone:FILE
    #[arg(long, value_name = "SERVERS", default_value = "system", help_heading = "DNS")]
    pub dns: String,
    /// Ask no DNS at all; judge by what is written
    #[arg(long, help_heading = "DNS")]
    pub offline: bool,
    /// The most time for one DNS question, retries included, in seconds
    #[arg(long, value_name = "SECONDS", default_value = "4", value_parser = seconds, help_heading = "DNS")]
    pub timeout: Duration,
    /// The most DNS questions in flight at the same time
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u16).range(1..=10_000), help_heading = "DNS")]
    pub concurrency: u16,
    /// The most DNS questions a second to each server [default: as fast as the servers answer well]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000), help_heading = "DNS")]
    pub rate: Option<u32>,
    /// Take private and reserved addresses and names for usable: inside a company, or in a laboratory
    #[arg(long, help_heading = "DNS")]
    pub allow_non_public: bool,
}

/// How results look.
#[derive(Clone, Debug, Args)]
pub struct Look {
    /// The form of the results
    #[arg(long, value_enum, default_value_t, global = true, help_heading = "Output")]
    pub format: FormatArg,
    /// Show addresses as j***@example.com [default: when CI is set]
    #[arg(long, global = true, overrides_with = "no_redact", help_heading = "Output")]
    pub redact: bool,
    /// Show addresses in full, also in CI
    #[arg(long, global = true, help_heading = "Output")]
    pub no_redact: bool,
    /// Show no summary and no progress, only errors
    #[arg(short, long, global = true, help_heading = "Output")]
    pub quiet: bool,
    /// Show what the list looks like and what the DNS servers did
    #[arg(short, long, global = true, help_heading = "Output")]
    pub verbose: bool,
    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN", default_value_t, global = true, help_heading = "Output")]
    pub color: ColorArg,
    /// Show no progress
    #[arg(long, global = true, help_heading = "Output")]
    pub no_progress: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FixArg {
    /// Change nothing; list what could be changed in changes.csv
    #[default]
    None,
    /// Make the repairs that cannot change the meaning
    Safe,
    /// Also correct sure typos whose domain takes no mail
    Typos,
}

impl From<FixArg> for Fix {
    fn from(fix: FixArg) -> Fix {
        match fix {
            FixArg::None => Fix::None,
            FixArg::Safe => Fix::Safe,
            FixArg::Typos => Fix::Typos,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum InputArg {
    #[default]
    Text,
    Jsonl,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    #[default]
    Human,
    Json,
    Jsonl,
    Markdown,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}

fn delimiter(text: &str) -> Result<Delimiter, String> {
    match (text, text.as_bytes()) {
        ("tab" | "\\t", _) => Ok(Delimiter::Byte(b'\t')),
        ("none", _) => Ok(Delimiter::None),
        (_, &[byte]) if byte.is_ascii() && !byte.is_ascii_alphanumeric() && !b"\"\r\n@".contains(&byte) => {
            Ok(Delimiter::Byte(byte))
        }
        _ => Err("write one character such as ; or the word tab or none".to_owned()),
    }
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "write seconds, such as 5 or 0.5, at most 300".to_owned();
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().map_err(|_| wrong())?;
    if (0.05..=300.0).contains(&seconds) { Ok(Duration::from_secs_f64(seconds)) } else { Err(wrong()) }
}
