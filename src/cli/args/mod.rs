//! The arguments, as clap reads them: one struct for each command.

pub(in crate::cli) mod shared;
pub(in crate::cli) mod values;

pub use shared::{
    ConfigArgs, DnsArgs, FactsArgs, FixArg, InputArg, JudgeArgs, ListArgs, NoAddressesArg, OutputArgs, ToArg,
};
use values::{batch_rows, forbidden};

use crate::cli::help;
use crate::cli::probe::args::{CleanProbe, Probe};
use crate::cli::serve::Serve;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use presend::judge::Policy;
use presend::run::limits::{Forbidden, GateLimits, Limit};
use presend::run::options::RunOptions;
use presend::run::retry::Opened;
use std::path::PathBuf;

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
    /// Write a small list and a DNS of its own into a folder, and clean it there
    Demo(Demo),
    /// Sort a mailing list into four: clean, review, rejected, retry
    Clean(Clean),
    /// Pass or fail a mailing list, for CI
    Gate(Gate),
    /// Check one or a few addresses
    Check(Check),
    /// Ask about the domains of lists and keep the answers as a table of facts, from which clean, gate and check judge
    Resolve(Resolve),
    /// Check your own set-up: domain, sending addresses, HELO, SPF, DKIM, DMARC, block lists
    Sender(Sender),
    /// Ask the mail hosts of a list what they offer, with EHLO only; no mailbox is named, no mail is sent
    Probe(Probe),
    /// Open a page on this machine, and an API of HTTP for forms
    Serve(Serve),
    /// Say why mail came back, and keep a suppression list
    Bounce(Bounce),
    /// Show a suppression list, and change it by hand
    Suppress(Suppress),
    /// Make the report page again from results of an earlier run
    Report(Report),
    /// Say what a code means, why it matters and what to do
    Explain(Explain),
    /// Print the JSON Schema of a result, such as row or summary, or list all schemas
    Schema(Schema),
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
        let command = help::added(Arguments::command());
        command.mut_subcommand("clean", |clean| {
            clean.mut_arg("lists", |lists| lists.required(false).required_unless_present("retry"))
        })
        .mut_subcommand("resolve", |resolve| {
            // What is judged here is domains.
            let resolve = resolve.mut_arg("lists", |lists| {
                lists.help("Lists of any form that clean reads, or of bare domains, one a cell; - reads standard input")
            });
            ["suppress", "never", "memory"].into_iter().fold(resolve, |resolve, id| resolve.mut_arg(id, |arg| arg.hide(true)))
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
            Command::Serve(serve) => Some(&mut serve.judging),
            Command::Resolve(resolve) => Some(&mut resolve.judging),
            Command::Demo(_)
            | Command::Sender(_)
            | Command::Probe(_)
            | Command::Bounce(_)
            | Command::Suppress(_)
            | Command::Report(_)
            | Command::Explain(_)
            | Command::Schema(_)
            | Command::Completions(_)
            | Command::Man(_)
            | Command::Init
            | Command::Config(_) => None,
        }
    }
}

#[derive(Debug, Args)]
pub struct Demo {
    /// The folder, which must be empty if it is there
    #[arg(value_name = "DIR", default_value = "presend-demo")]
    pub folder: PathBuf,
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
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", value_parser = batch_rows)]
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
    pub facts: FactsArgs,
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
    pub facts: FactsArgs,
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
    pub facts: FactsArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Debug, Args)]
pub struct Resolve {
    #[command(flatten)]
    pub list: ListArgs,
    /// The table to write: Parquet, JSON Lines or CSV by its ending (.parquet, .jsonl, .csv); - prints JSON Lines
    #[arg(id = "facts_output", short = 'o', long = "output", value_name = "FILE", required = true)]
    pub output: PathBuf,
    /// An older table: only what it does not know, or what has expired or failed, is asked; may be given again
    #[arg(id = "older", long = "facts", value_name = "FILE")]
    pub older: Vec<PathBuf>,
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
    /// Also connect to the domain's mail hosts (port 25) and to the web server of its MTA-STS policy, and look at TLS, certificates, DANE and policy.
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
    /// The DNS servers, and the way to them, are trusted to say what DNSSEC vouches for (DANE with --connect). Those on this machine always are
    #[arg(long, requires = "connect")]
    pub dnssec_trusted: bool,
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
    /// Rows or bounces that --format jsonl wrote, or a sender that --format json wrote; - reads standard input
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
pub struct Schema {
    /// The result: row, summary, gate, sender, bounce, facts, probe or code; nothing lists them
    pub name: Option<String>,
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
