//! The arguments, as clap reads them: one struct for each command. What an argument means stands in `data/texts/` under its name, such as
//! `help-clean-retry`.

pub(in crate::cli) mod shared;
pub(in crate::cli) mod values;

pub use shared::{
    ConfigArgs, DnsArgs, FactsArgs, FixArg, InputArg, JudgeArgs, ListArgs, NoAddressesArg, OutputArgs, ToArg,
};
use values::{batch_rows, forbidden, number};

use crate::cli::help;
use crate::cli::probe::args::{CleanProbe, Probe};
use crate::cli::serve::Serve;
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum};
use presend::judge::Policy;
use presend::reason::Lang;
use presend::run::limits::{Forbidden, GateLimits, Limit};
use presend::run::options::RunOptions;
use presend::run::retry::Opened;
use std::path::PathBuf;

/// The command line.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true, disable_help_subcommand = true)]
#[command(disable_help_flag = true, disable_version_flag = true)]
pub struct Arguments {
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version, global = true)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    pub look: OutputArgs,
    #[command(flatten)]
    pub setup: ConfigArgs,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Demo(Demo),
    Clean(Clean),
    Gate(Gate),
    Check(Check),
    Resolve(Resolve),
    Sender(Sender),
    Probe(Probe),
    Serve(Serve),
    Bounce(Bounce),
    Suppress(Suppress),
    Report(Report),
    Explain(Explain),
    Schema(Schema),
    Completions(Completions),
    Man(Man),
    Init,
    Config(Config),
}

impl Arguments {
    /// The command line as a whole, with its help in a language for a screen of so many columns.
    pub fn whole(lang: Lang, width: usize) -> clap::Command {
        help::added(Arguments::bare(), lang, width)
    }

    /// The same without its help, which takes longer to make than most commands to read. `clean --retry` needs no list, and `probe` takes
    /// addresses too.
    pub fn bare() -> clap::Command {
        Arguments::command()
            .mut_subcommand("clean", |clean| {
                clean.mut_arg("lists", |lists| lists.required(false).required_unless_present("retry"))
            })
            .mut_subcommand("resolve", |resolve| {
                // What is judged here is domains.
                let hidden = ["suppress", "never", "memory"].into_iter();
                hidden.fold(resolve, |resolve, id| resolve.mut_arg(id, |arg| arg.hide(true)))
            })
            .mut_subcommand("probe", |probe| probe.mut_arg("lists", |lists| lists.value_name("LIST|ADDR|DOMAIN")))
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
    #[arg(value_name = "DIR", default_value = "presend-demo")]
    pub folder: PathBuf,
}

#[derive(Debug, Args)]
pub struct Clean {
    #[command(flatten)]
    pub list: ListArgs,
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
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    #[arg(long)]
    pub force: bool,
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub to: Option<ToArg>,
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "20", value_parser = batch_rows)]
    pub batch: Option<u32>,
    #[arg(long)]
    pub batch_per_provider: bool,
    #[arg(long, value_enum)]
    pub fix: Option<FixArg>,
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
    #[arg(long, value_name = "LIMIT", default_value = "0.5%")]
    pub max_reject: Limit,
    #[arg(long, value_name = "LIMIT", default_value = "2%")]
    pub max_unknown: Limit,
    #[arg(long, value_name = "LIMIT", default_value = "5%")]
    pub max_review: Limit,
    #[arg(long, value_name = "LIMIT", default_value = "50%")]
    pub max_empty: Limit,
    #[arg(id = "gate_fail_on", long = "fail-on", value_name = "CODE|GROUP,..", value_delimiter = ',', value_parser = forbidden)]
    pub fail_on: Vec<Forbidden>,
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    #[arg(long, requires = "baseline")]
    pub update_baseline: bool,
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
    #[arg(required = true, value_name = "ADDR")]
    pub addresses: Vec<std::ffi::OsString>,
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
    #[arg(id = "facts_output", short = 'o', long = "output", value_name = "FILE", required = true)]
    pub output: PathBuf,
    #[arg(id = "older", long = "facts", value_name = "FILE")]
    pub older: Vec<PathBuf>,
    #[command(flatten)]
    pub judging: JudgeArgs,
    #[command(flatten)]
    pub dns: DnsArgs,
}

#[derive(Debug, Args)]
pub struct Sender {
    #[arg(value_name = "DOMAIN", required_unless_present_any = ["from_file", "eml"])]
    pub domains: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub from_file: Option<PathBuf>,
    #[arg(long, value_name = "IP")]
    pub ip: Vec<String>,
    #[arg(long, value_name = "NAME")]
    pub helo: Option<String>,
    #[arg(long, value_name = "ADDR")]
    pub mail_from: Option<String>,
    #[arg(long, value_name = "SELECTOR,..")]
    pub dkim: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub eml: Option<PathBuf>,
    #[arg(long, value_name = "NAME", requires = "eml")]
    pub authserv_id: Option<String>,
    #[arg(long, value_name = "ZONE,..")]
    pub dnsbl: Vec<String>,
    #[arg(long, conflicts_with_all = ["ip", "helo", "mail_from", "eml"])]
    pub parked: bool,
    #[arg(long, value_name = "GROUP,..")]
    pub only: Vec<String>,
    #[arg(long)]
    pub connect: bool,
    #[arg(long, value_name = "PORT", requires = "connect", default_value_t = 25, value_parser = number(1..=u16::MAX), hide = true)]
    pub smtp_port: u16,
    #[arg(long, value_name = "PORT", requires = "connect", default_value_t = 443, value_parser = number(1..=u16::MAX), hide = true)]
    pub https_port: u16,
    #[arg(long, value_name = "FILE", requires = "connect")]
    pub connect_ca: Option<PathBuf>,
    #[arg(long, requires = "connect")]
    pub dnssec_trusted: bool,
    #[arg(long, value_enum, value_name = "STATUS")]
    pub fail_on: Option<FailOnArg>,
    #[arg(long)]
    pub diff: bool,
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
    #[arg(required = true, value_name = "FILE|DIR|URL|-")]
    pub paths: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub suppress: Option<PathBuf>,
    #[arg(long)]
    pub hash: bool,
    #[arg(long, value_name = "FILE")]
    pub sent: Option<PathBuf>,
    #[arg(long, value_name = "DAYS", default_value_t = 5, value_parser = number(0..=60_u32))]
    pub soft_limit: u32,
    #[arg(long, value_name = "CLASS,..", value_delimiter = ',')]
    pub fail_on: Vec<String>,
    #[arg(long)]
    pub allow_empty: bool,
    #[arg(long, value_name = "CMD", help_heading = "Mailbox")]
    pub password_command: Option<String>,
    #[arg(long, value_name = "FILE", help_heading = "Mailbox")]
    pub imap_state: Option<PathBuf>,
    #[arg(long, value_name = "FILE", help_heading = "Mailbox")]
    pub imap_ca: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Suppress {
    #[arg(value_enum, value_name = "WHAT")]
    pub what: SuppressWhat,
    #[arg(value_name = "ADDRESS|LIST")]
    pub about: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub suppress: Option<PathBuf>,
    #[arg(long, value_name = "CLASS", default_value = "unsubscribed")]
    pub class: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SuppressWhat {
    Allow,
    Add,
    Remove,
    Show,
    Merge,
}

#[derive(Debug, Args)]
pub struct Report {
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    #[arg(long, value_name = "FILE", default_value = "report.html")]
    pub html: PathBuf,
}

#[derive(Debug, Args)]
pub struct Explain {
    pub code: Option<String>,
}

#[derive(Debug, Args)]
pub struct Schema {
    pub name: Option<String>,
}

#[derive(Debug, Args)]
pub struct Completions {
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub struct Man {
    pub of: Option<String>,
}

#[derive(Debug, Args)]
pub struct Config {
    #[arg(long)]
    pub schema: bool,
}
