//! The arguments, as clap reads them.

use super::format::{FormArg, form, form_help};
use super::probe::args::{CleanProbe, Probe};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use presend::bounce::suppression_file::Suppressions;
use presend::judge::{AddressCheck, Evidence, Fix, Policy};
use presend::list::{Column, Delimiter, Encoding, LayoutOptions, OutputFormat, Packing};
use presend::reason::{Lang, Reason};
use presend::report::codes;
use presend::report::formats::Format;
use presend::run::limits::{Forbidden, GateLimits, Limit};
use presend::run::never::{LeftOut, NeverLists};
use presend::run::options::RunOptions;
use presend::run::retry::Opened;
use presend::suggest::Tables;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Finds, before you send, the addresses on a list that will bounce.
#[derive(Debug, Parser)]
#[command(version, about, propagate_version = true, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub look: OutputArgs,
    #[command(flatten)]
    pub setup: ConfigArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Sort a mailing list into four: clean, review, rejected, retry
    Clean(Clean),
    /// Pass or fail a mailing list, for CI
    Gate(Gate),
    /// Check one or a few addresses
    Check(Check),
    /// Check your own set-up: domain, sending addresses, HELO, SPF, DKIM, DMARC, block lists
    Sender(Sender),
    /// Ask the mail hosts of a list what they offer, with EHLO only; no mailbox is named, no mail is sent
    Probe(Probe),
    /// Say why mail came back, and keep a suppression list
    Bounce(Bounce),
    /// Show a suppression list, and change it by hand
    Suppress(Suppress),
    /// Make the report page again from results of an earlier run
    Report(Report),
    /// Say what a code means, why it matters and what to do
    Explain(Explain),
    /// Print completions for a shell
    Completions(Completions),
    /// Print the manual page of presend, or of one of its commands
    Man(Man),
    /// Write a presend.toml with every setting and its meaning into this folder
    Init,
    /// Show each setting in force, and where it comes from
    Config(Config),
}

impl Arguments {
    /// The command line as a whole. `clean --retry` needs no list, and `probe` takes addresses too.
    pub fn whole() -> clap::Command {
        Arguments::command().mut_subcommand("clean", |clean| {
            clean.mut_arg("lists", |lists| lists.required(false).required_unless_present("retry"))
        })
        .mut_subcommand("probe", |probe| {
            probe.mut_arg("lists", |lists| {
                lists.value_name("LIST|ADDR|DOMAIN").help(
                    "Lists of any form that clean reads, - for standard input; or addresses and domains themselves. Domains that share a mail host share its answer",
                )
            })
        })
    }

    /// By what the command judges addresses, if it judges any.
    pub fn judging(&mut self) -> Option<&mut JudgeArgs> {
        match &mut self.command {
            Command::Clean(clean) => Some(&mut clean.judging),
            Command::Gate(gate) => Some(&mut gate.judging),
            Command::Check(check) => Some(&mut check.judging),
            Command::Sender(_)
            | Command::Probe(_)
            | Command::Bounce(_)
            | Command::Suppress(_)
            | Command::Report(_)
            | Command::Explain(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Init
            | Command::Config(_) => None,
        }
    }
}

#[derive(Debug, Args)]
pub struct Clean {
    #[command(flatten)]
    pub list: ListArgs,
    /// Ask again what is unknown in this folder of results, and put newer results into their places
    #[arg(long, value_name = "DIR")]
    pub retry: Option<PathBuf>,
    /// What that folder keeps of the first run, filled in when it has been read.
    #[arg(skip)]
    pub again: Option<Opened>,
    /// The flags that are kept beside the results, filled in when all settings have been read.
    #[arg(skip)]
    pub flags: Vec<String>,
    /// What tells the tables of the user's own from others, filled in likewise.
    #[arg(skip)]
    pub tables: String,
    /// The folder for the results, with a folder for each of several lists [default: the list's name with -presend]
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Replace the results of an earlier run in that folder
    #[arg(long)]
    pub force: bool,
    /// The form of the results [default: that of the list; XLSX for XLS and ODS]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<ToArg>,
    /// Also write clean.csv in batches of N rows into the folder batches; 20 without a number
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", value_parser = clap::value_parser!(u32).range(1..))]
    pub batch: Option<u32>,
    /// Batches of one mail provider each, unknown ones together
    #[arg(long)]
    pub batch_per_provider: bool,
    /// What may be changed in the e-mail cells of rows that are ok [default: safe; none from a stream to a stream]
    #[arg(long, value_enum)]
    pub fix: Option<FixArg>,
    /// Give each address of a cell with several a row of its own
    #[arg(long)]
    pub split: bool,
    #[command(flatten)]
    pub judging: JudgeArgs,
    #[command(flatten)]
    pub hosts: CleanProbe,
    #[command(flatten)]
    pub dns: DnsArgs,
}

impl Clean {
    /// The settings of the run. `usual` counts where nothing is said of repairs.
    pub fn options(&self, usual: FixArg) -> RunOptions {
        let fix = self.fix.unwrap_or(usual).into();
        let policy = Policy { split: self.split, ..self.judging.policy(&self.dns, fix) };
        RunOptions { memory_octets_max: self.list.memory, ..RunOptions::from(policy) }
    }
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
    /// The most rows without an address; blank rows do not count
    #[arg(long, value_name = "LIMIT", default_value = "50%")]
    pub max_empty: Limit,
    /// Codes such as domain.nxdomain, or groups such as typo, of which not one row may pass
    #[arg(id = "gate_fail_on", long = "fail-on", value_name = "CODE|GROUP,..", value_delimiter = ',', value_parser = forbidden)]
    pub fail_on: Vec<Forbidden>,
    /// Count only findings that this file does not accept
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Accept what is found today: write it to the file of --baseline, as salted hashes
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
    /// Judge only rows whose e-mail cell an older state of the list did not have
    #[arg(long, value_name = "OLD_LIST")]
    pub since: Option<PathBuf>,
    #[command(flatten)]
    pub judging: JudgeArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

impl Gate {
    pub fn limits(&self) -> GateLimits {
        GateLimits {
            reject: self.max_reject,
            unknown: self.max_unknown,
            review: self.max_review,
            empty: self.max_empty,
            forbidden: self.fail_on.clone(),
        }
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
    pub judging: JudgeArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Debug, Args)]
pub struct Sender {
    /// The domain of your From address [default: that of --eml]; several are shown in one table
    #[arg(value_name = "DOMAIN", required_unless_present_any = ["from_file", "eml"])]
    pub domains: Vec<String>,
    /// A file of domains, one a line, with comments behind #; - reads standard input
    #[arg(long, value_name = "FILE")]
    pub from_file: Option<PathBuf>,
    /// An address that you send from, or a block (192.0.2.16/28) or range (192.0.2.17-30); may be given several times
    #[arg(long, value_name = "IP")]
    pub ip: Vec<String>,
    /// The name that your server says in HELO or EHLO
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    /// The address of MAIL FROM, if its domain is not that of From
    #[arg(long, value_name = "ADDR")]
    pub mail_from: Option<String>,
    /// The DKIM selectors that you sign with (s= of a signature), or whole names such as s1._domainkey.example.com
    #[arg(long, value_name = "SELECTOR,..")]
    pub dkim: Vec<String>,
    /// A message as you would send it: checks its size, header, signatures and way out. A copy as it was received, perhaps by
    /// yourself, also tells the domain, address, HELO, MAIL FROM and what the receiver found
    #[arg(long, value_name = "FILE")]
    pub eml: Option<PathBuf>,
    /// The name that the receiver of --eml gives itself in Authentication-Results: results in other names are not believed
    #[arg(long, value_name = "NAME", requires = "eml")]
    pub authserv_id: Option<String>,
    /// The DNS block lists to ask [default: the well-known ones]
    #[arg(long, value_name = "ZONE,..")]
    pub dnsbl: Vec<String>,
    /// The domain is meant to send nothing: check that it is well locked
    #[arg(long, conflicts_with_all = ["ip", "helo", "mail_from", "eml"])]
    pub parked: bool,
    /// Run these groups of checks only
    #[arg(long, value_name = "GROUP,..")]
    pub only: Vec<String>,
    /// Also connect to the domain's mail hosts (port 25) and to the web server of its MTA-STS policy, and look at TLS, certificates and policy.
    /// No mail is sent
    #[arg(long)]
    pub connect: bool,
    /// Another port of the mail hosts, in a laboratory
    #[arg(long, value_name = "PORT", requires = "connect", default_value_t = 25, hide = true)]
    pub smtp_port: u16,
    /// Another port of the policy's web server, in a laboratory
    #[arg(long, value_name = "PORT", requires = "connect", default_value_t = 443, hide = true)]
    pub https_port: u16,
    /// Also trust these certificates, in PEM, for --connect
    #[arg(long, value_name = "FILE", requires = "connect")]
    pub connect_ca: Option<PathBuf>,
    /// Also fail on warnings
    #[arg(long, value_enum, value_name = "STATUS")]
    pub fail_on: Option<FailOnArg>,
    /// Show each record to publish below the one whose place it takes, and why
    #[arg(long)]
    pub diff: bool,
    /// Show what has changed since an earlier result of --format json, and fail only on what is new
    #[arg(id = "sender_baseline", long = "baseline", value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnArg {
    Warn,
    Fail,
}

#[derive(Debug, Args)]
pub struct Bounce {
    /// Messages, mbox files, folders, mail logs, exports of services, lines of replies; - reads standard input;
    /// imaps://USER@HOST/FOLDER reads a mailbox, with the password from PRESEND_IMAP_PASSWORD
    #[arg(required = true, value_name = "FILE|DIR|URL|-")]
    pub paths: Vec<PathBuf>,
    /// The suppression list to extend, or to begin
    #[arg(long, value_name = "FILE")]
    pub suppress: Option<PathBuf>,
    /// Begin the suppression list with salted hashes in place of addresses; they can be guessed, so keep the file to yourself
    #[arg(long)]
    pub hash: bool,
    /// Count and suppress only addresses of this list, to which mail was sent lately; anybody can forge a bounce
    #[arg(long, value_name = "FILE")]
    pub sent: Option<PathBuf>,
    /// Suppress who bounced softly on this many days within 60, without a delivery since; 0 for nobody
    #[arg(long, value_name = "DAYS", default_value_t = 5)]
    pub soft_limit: u32,
    /// Exit with 1 when one of these classes occurs, such as recipient_unknown, or any with all
    #[arg(long, value_name = "CLASS,..", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    /// Take an empty source for a good one
    #[arg(long)]
    pub allow_empty: bool,
    /// A command whose first line of output is the password of the mailbox, in place of PRESEND_IMAP_PASSWORD
    #[arg(long, value_name = "CMD", help_heading = "Mailbox")]
    pub password_command: Option<String>,
    /// Where it is remembered what was read, so that the next run reads only what is new [default: beside the suppression list]
    #[arg(long, value_name = "FILE", help_heading = "Mailbox")]
    pub imap_state: Option<PathBuf>,
    /// Also trust these certificates, in PEM: of a CA, or of the server itself
    #[arg(long, value_name = "FILE", help_heading = "Mailbox")]
    pub imap_ca: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Suppress {
    /// What to do
    #[arg(value_enum, value_name = "WHAT")]
    pub what: SuppressWhat,
    /// The addresses; with merge the lists, all of which are joined into the first
    #[arg(value_name = "ADDRESS|LIST")]
    pub about: Vec<String>,
    /// The suppression list; with merge, the list into which the others are joined
    #[arg(long, value_name = "FILE")]
    pub suppress: Option<PathBuf>,
    /// Why an address is added: a class such as recipient_unknown
    #[arg(long, value_name = "CLASS", default_value = "unsubscribed")]
    pub class: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuppressWhat {
    /// Mail the addresses again, whatever came back or will come back from them
    Allow,
    /// Put the addresses on the list for ever
    Add,
    /// Take the addresses off the list, until they come back again
    Remove,
    /// Say what stands on the list of the addresses, or of all
    Show,
    /// Join lists into the first
    Merge,
}

#[derive(Debug, Args)]
pub struct Report {
    /// Rows that --format jsonl wrote, or a sender that --format json wrote; - reads standard input
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    /// The page to write
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub html: PathBuf,
}

#[derive(Debug, Args)]
pub struct Explain {
    /// A code such as domain.nxdomain, a group such as domain, the text of a bounce (- reads it), or nothing for all codes
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    /// The command, such as clean [default: presend itself]
    pub of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Config {
    /// Print the JSON schema of presend.toml instead
    #[arg(long)]
    pub schema: bool,
}

/// By what addresses are judged.
#[derive(Debug, Args)]
pub struct JudgeArgs {
    /// A folder with tables of your own, such as providers.tsv, in place of those that presend brings
    #[arg(long, value_name = "DIR", help_heading = "Tables")]
    pub data: Option<PathBuf>,
    /// The suppression list that presend bounce keeps: addresses on it are rejected, with why and since when
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    pub suppress: Option<PathBuf>,
    /// A list of whom never to mail, in any form: addresses, domains with all beneath, or SHA-256 of addresses in lower case; may be given again
    #[arg(long, value_name = "FILE", help_heading = "Tables")]
    pub never: Vec<PathBuf>,
    /// The lists themselves, filled in like the tables.
    #[arg(skip)]
    pub left_out: Vec<LeftOut>,
    /// The list itself, filled in like the tables.
    #[arg(skip)]
    pub suppressions: Option<Arc<Suppressions>>,
    /// The tables themselves, filled in when the folder and presend.toml have been read.
    #[arg(skip)]
    pub tables: Tables,
}

impl JudgeArgs {
    pub fn policy(&self, dns: &DnsArgs, fix: Fix) -> Policy {
        let suppressions = self.suppressions.clone().map(|list| list as Arc<dyn AddressCheck>);
        let never = (!self.left_out.is_empty()).then(|| NeverLists(self.left_out.clone()));
        let never = never.map(|lists| Arc::new(lists) as Arc<dyn AddressCheck>);
        let of_addresses = suppressions.into_iter().chain(never).collect();
        Policy {
            allow_non_public: dns.allow_non_public,
            fix,
            tables: self.tables.clone(),
            evidence: Evidence { of_addresses, ..Evidence::default() },
            ..Policy::default()
        }
    }
}

/// Where settings come from.
#[derive(Clone, Debug, Args)]
pub struct ConfigArgs {
    /// Take settings from this file [default: the nearest presend.toml, from this folder upwards]
    #[arg(long, value_name = "FILE", global = true, conflicts_with = "no_config", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// Read no presend.toml
    #[arg(long, global = true, help_heading = "Settings")]
    pub no_config: bool,
}

/// The list, and what is known of it.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    /// The mailing lists: CSV, TSV, one address a line, JSON Lines, XLSX, XLS, ODS, vCard, mail or Parquet, also in gzip, zstd, bzip2, xz or a ZIP archive; - reads standard input
    #[arg(value_name = "LIST", required = true)]
    pub lists: Vec<PathBuf>,
    /// The e-mail columns, by name or number from 1, such as email,backup [default: found by name and content]
    #[arg(long, value_name = "NAME|N,..")]
    pub column: Option<String>,
    /// The character between columns, or "tab", or "none" for one address a line [default: found by content]
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<Delimiter>,
    /// Whether the first row names the columns [default: found by content]
    #[arg(long, value_name = "yes|no", value_parser = yes_or_no)]
    pub header: Option<bool>,
    /// The memory that finding duplicates may take, such as 500M or 2G; beyond it the disk is used [default: about 20 bytes a row]
    #[arg(long, value_name = "SIZE", value_parser = octets)]
    pub memory: Option<u64>,
    /// The encoding of the list, such as utf-8, gb18030 or latin1 [default: found by content]
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,
    /// The sheet of a workbook or the list in a ZIP archive, by name or number from 1, or the keys of a JSON document that lead to its
    /// records, as in data.users [default: the first with addresses]
    #[arg(long, value_name = "NAME|N")]
    pub sheet: Option<String>,
    /// Whether the list is text or JSON Lines, one object or string a line [default: found by content]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub input: Option<InputArg>,
    /// Take an empty list for a good one
    #[arg(long)]
    pub allow_empty: bool,
    /// What to do with a file in which no address stands: stop, or pass over it
    #[arg(long, value_enum, value_name = "fail|skip", default_value_t)]
    pub if_no_addresses: NoAddressesArg,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NoAddressesArg {
    #[default]
    Fail,
    Skip,
}

impl ListArgs {
    pub fn wish(&self) -> LayoutOptions {
        let column = self.column.as_ref().map(|column| match column.parse() {
            Ok(number) => Column::Number(number),
            Err(_) => Column::Name(column.clone()),
        });
        LayoutOptions { delimiter: self.delimiter, header: self.header, column, encoding: self.encoding }
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
    /// The most DNS questions in flight at the same time [default: 500, up to 2000 where the way to the server is long]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=10_000), help_heading = "DNS")]
    pub concurrency: Option<u16>,
    /// The most DNS questions a second to each server [default: as fast as the servers answer well]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1_000_000), help_heading = "DNS")]
    pub rate: Option<u32>,
    /// Where DNS answers are kept for later runs [default: in your cache folder]
    #[arg(long, value_name = "FILE", help_heading = "DNS")]
    pub cache: Option<PathBuf>,
    /// Keep no DNS answers, and use none of earlier runs
    #[arg(long, overrides_with = "cache", help_heading = "DNS")]
    pub no_cache: bool,
    /// Take private and reserved addresses and names for usable: inside a company, or in a laboratory
    #[arg(long, help_heading = "DNS")]
    pub allow_non_public: bool,
}

/// How results look.
#[derive(Clone, Debug, Args)]
pub struct OutputArgs {
    #[arg(
        id = "format",
        long,
        value_name = "FORMAT[=PATH]",
        value_parser = form,
        global = true,
        help = form_help(),
        help_heading = "Output"
    )]
    pub formats: Vec<FormArg>,
    /// The form that goes to standard output.
    #[arg(skip)]
    pub format: Format,
    /// The language of explanations: en or zh [default: from LANG]
    #[arg(long, value_name = "en|zh", value_parser = lang, global = true, help_heading = "Output")]
    pub lang: Option<Lang>,
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FixArg {
    /// Change nothing, so that every byte stays; list what could be changed in changes.csv
    None,
    /// Make the repairs that cannot mean another mailbox
    Safe,
    /// Also correct sure typos whose domain takes no mail, wherever the corrected row belongs
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

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ToArg {
    Csv,
    Json,
    Jsonl,
    Parquet,
    Xlsx,
}

impl From<ToArg> for OutputFormat {
    fn from(to: ToArg) -> OutputFormat {
        match to {
            ToArg::Csv => OutputFormat::Csv(Packing::None),
            ToArg::Json => OutputFormat::Json(Packing::None),
            ToArg::Jsonl => OutputFormat::Jsonl(Packing::None),
            ToArg::Parquet => OutputFormat::Parquet,
            ToArg::Xlsx => OutputFormat::Xlsx,
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
pub enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}

fn forbidden(text: &str) -> Result<Forbidden, String> {
    let text = text.trim();
    let group = text.strip_suffix(".*").unwrap_or(text);
    if let Some(reason) = Reason::from_code(text) {
        return Ok(Forbidden::Code(reason));
    }
    if codes::groups().contains(&group) {
        return Ok(Forbidden::Group(group.to_owned()));
    }
    let near = codes::nearest(text).into_iter().next().map(|near| format!("Did you mean {}? ", near.code()));
    Err(format!("there is no such code or group. {}`presend explain` lists all", near.unwrap_or_default()))
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

/// `500M`, `2G`, `64MiB`: always by 1024.
fn octets(text: &str) -> Result<u64, String> {
    let wrong = || "write a size such as 500M or 2G, at least 1M".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        "T" | "TB" | "TIB" => 40,
        _ => return Err(wrong()),
    };
    let size: f64 = digits.trim().parse().map_err(|_| wrong())?;
    let octets = size * f64::from(power).exp2();
    if (1_048_576.0..1e18).contains(&octets) { Ok(octets as u64) } else { Err(wrong()) }
}

/// `15728640`, `500K`, `15M`: by 1024.
pub(super) fn message_octets(text: &str) -> Result<u64, String> {
    let wrong = || "write octets, such as 15728640, or a size such as 15M".to_owned();
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let power = match text[digits.len()..].to_ascii_uppercase().as_str() {
        "" | "B" => 0,
        "K" | "KB" | "KIB" => 10,
        "M" | "MB" | "MIB" => 20,
        "G" | "GB" | "GIB" => 30,
        _ => return Err(wrong()),
    };
    let size: f64 = digits.trim().parse().map_err(|_| wrong())?;
    let octets = size * f64::from(power).exp2();
    if (1.0..1e15).contains(&octets) { Ok(octets as u64) } else { Err(wrong()) }
}

/// A name that may be said in EHLO: a host name, or an address literal (RFC 5321 §4.1.3). Nothing else gets into the command.
pub(super) fn helo(text: &str) -> Result<String, String> {
    let text = text.trim().trim_end_matches('.');
    let is_label = |label: &str| {
        (1..=63).contains(&label.len()) && label.bytes().all(|octet| octet.is_ascii_alphanumeric() || octet == b'-')
    };
    let literal = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let is_literal = literal.is_some_and(|inside| match inside.strip_prefix("IPv6:") {
        Some(v6) => v6.parse::<std::net::Ipv6Addr>().is_ok(),
        None => inside.parse::<std::net::Ipv4Addr>().is_ok(),
    });
    if is_literal || (text.len() <= 253 && text.split('.').all(is_label)) {
        Ok(text.to_owned())
    } else {
        Err("write the name of your sending server, such as mail.example.com".to_owned())
    }
}

fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::named(name).ok_or_else(|| {
        "no such encoding is known; write utf-8, utf-16, gb18030, big5, shift_jis, euc-jp, euc-kr, windows-1252 or \
         another name that browsers know"
            .to_owned()
    })
}

fn yes_or_no(text: &str) -> Result<bool, String> {
    match text {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err("write yes or no".to_owned()),
    }
}

fn lang(text: &str) -> Result<Lang, String> {
    match text {
        "en" => Ok(Lang::En),
        "zh" => Ok(Lang::Zh),
        _ => Err("write en or zh".to_owned()),
    }
}

pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    let wrong = || "write seconds, such as 5 or 0.5, at most 300".to_owned();
    let seconds: f64 = text.strip_suffix('s').unwrap_or(text).parse().map_err(|_| wrong())?;
    if (0.05..=300.0).contains(&seconds) { Ok(Duration::from_secs_f64(seconds)) } else { Err(wrong()) }
}
